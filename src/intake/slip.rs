//! The slip as CSV, as a sheet of a workbook or as a table of a Word file, and tables like it: lines about the reply, a
//! row or two of heads, and a row for each point.
//!
//! Headings and labels are known without tone marks and in the wordings that people give them (`columns`); columns may
//! stand in any order and others between them. The separator is the one with which heads are found. The rows below are
//! read in `table`. Linear in the text.

use super::cells::{Row, split};
use super::columns::{Columns, find, heads, implied, label};
pub(super) use super::columns::{Field, field};
use super::table::{Cells, merge_down};
use super::{Parts, blank_reply, codes, limits};
use crate::archive::{SheetCells, WorkSheet};
use crate::comments::{Channel, Reply, ReplyComment};
use crate::messages::Message;
use crate::problem::{Code, Place, Problem};
use crate::text::dates;
use crate::units::Day;

/// A line above the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Head {
    Unit,
    Round,
    Draft,
    Dated,
    Symbol,
    Channel,
    Frozen,
}

const HEADS: &[(Head, &[&str])] = &[
    (
        Head::Unit,
        &[
            "don vi",
            "ten don vi",
            "don vi gop y",
            "co quan don vi",
            "don vi tham gia",
            "don vi bao cao",
            "unit",
        ],
    ),
    (Head::Round, &["dot", "dot gop y", "dot lay y kien", "round"]),
    (Head::Draft, &["du thao", "du thao lan", "lan du thao", "draft"]),
    (Head::Dated, &["ngay", "ngay thang", "ngay gui", "ngay lap", "date", "dated"]),
    (Head::Symbol, &["so ky hieu", "so", "ky hieu", "so van ban", "symbol"]),
    (Head::Channel, &["hinh thuc", "hinh thuc gop y", "kenh", "channel"]),
    (Head::Frozen, &["ma ban chot", "ma bo van kien", "frozen set", "hash"]),
];

const CHANNELS: &[(Channel, &[&str])] = &[
    (Channel::Slip, &["phieu", "phieu gop y", "slip"]),
    (Channel::Letter, &["cong van", "van ban", "thu", "bao cao", "letter"]),
    (Channel::Meeting, &["hop", "hoi nghi", "cuoc hop", "toa dam", "dai hoi", "meeting"]),
    (Channel::Minutes, &["bien ban", "minutes"]),
    (Channel::Online, &["truc tuyen", "thu dien tu", "email", "e mail", "online"]),
    (Channel::Portal, &["cong thong tin", "cong thong tin dien tu", "portal"]),
    (Channel::Phone, &["dien thoai", "phone"]),
];

/// Rows from the top in which the heads are looked for.
const HEADER_ROWS_MAX: usize = 60;

/// Whether a text has the header row of a slip.
pub(super) fn has_header(text: &str) -> bool {
    header(text).is_some_and(|(_, columns)| columns.has_words())
}

/// Whether rows have the header row of a slip.
pub(super) fn is_table(rows: &[Vec<String>]) -> bool {
    let row = |(at, cells): (usize, &Vec<String>)| of_sheet(&(at + 1, cells.clone()));
    let rows: Vec<Row> = rows.iter().take(HEADER_ROWS_MAX).enumerate().map(row).collect();
    heads(&rows, HEADER_ROWS_MAX).is_some_and(|columns| columns.has_words())
}

/// Whether the cells of a line say something about the reply: `Đơn vị: x03`.
pub(super) fn is_head(cells: &[String]) -> bool {
    let mut words = cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
    let (Some(first), second) = (words.next(), words.next()) else { return false };
    let name = match second {
        Some(_) => first,
        None => first.split_once(':').map_or("", |(name, _)| name),
    };
    find(HEADS, &label(name)).is_some()
}

/// Reads a slip.
pub(super) fn read(text: &str, file: &str) -> Parts {
    let Some((separator, columns)) = header(text) else {
        let found = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        let problem = expected(codes::HEADER_MISSING, Place::file(file)).with("found", shown(found));
        return Parts::refused(vec![problem]);
    };
    read_rows(split(text, separator), &columns, &Cells::default(), file)
}

/// Reads the tables of a Word file.
pub(super) fn read_sheets(sheets: &[SheetCells], file: &str) -> Parts {
    let sheet =
        |it: &SheetCells| WorkSheet { name: it.name.clone(), rows: it.rows.clone(), ..WorkSheet::default() };
    read_tables(&sheets.iter().map(sheet).collect::<Vec<_>>(), file)
}

/// Reads the sheets of a workbook: every one that is a table of points; where none is, what the first one begins with
/// is named.
pub(super) fn read_tables(sheets: &[WorkSheet], file: &str) -> Parts {
    let mut all: Option<Parts> = None;
    let mut left: Vec<&WorkSheet> = Vec::new();
    for sheet in sheets {
        let rows: Vec<Row> = sheet.rows.iter().map(of_sheet).collect();
        let Some(columns) = heads(&rows, HEADER_ROWS_MAX).or_else(|| implied(&rows)) else {
            left.extend((!rows.is_empty()).then_some(sheet));
            continue;
        };
        let named = sheets.len() > 1 && !columns.has(Field::Document);
        let cells = Cells {
            merged: &sheet.merged,
            typed: &sheet.typed,
            is_sheet: true,
            document: named.then(|| document_of(&sheet.name)).flatten(),
        };
        let parts = read_rows(rows, &columns, &cells, file);
        let parts = if sheets.len() > 1 { parts.of_sheet(&sheet.name) } else { parts };
        all = Some(match all {
            None => parts,
            Some(before) => before.and(parts),
        });
    }
    let Some(mut all) = all else {
        let first = sheets.iter().flat_map(|sheet| &sheet.rows).next();
        let found = first.map(|(_, cells)| shown(&cells.join(" "))).unwrap_or_default();
        return Parts::refused(vec![expected(codes::HEADER_MISSING, Place::file(file)).with("found", found)]);
    };
    for sheet in left {
        let place = Place::file(file).at(format!("sheet \"{}\"", sheet.name));
        let words: Vec<String> = sheet.rows.iter().take(3).map(|(_, cells)| cells.join(" ")).collect();
        all.problems.push(Problem::new(codes::SHEET_LEFT, place).with("words", shown(&words.join(" / "))));
    }
    all
}

/// The document that a sheet is named after; none where its name is none of a document.
fn document_of(name: &str) -> Option<String> {
    const WORDS: &[&str] = &[
        "bao cao",
        "bc",
        "bcct",
        "bckd",
        "nghi quyet",
        "nq",
        "kiem diem",
        "chinh tri",
        "chuong trinh",
        "cthd",
        "de an",
    ];
    let key = format!(" {} ", label(name));
    WORDS.iter().any(|it| key.contains(&format!(" {it} "))).then(|| name.trim().to_owned())
}

/// A row of a sheet: its number says where it stands, as a file of this form has no lines.
fn of_sheet((number, cells): &(usize, Vec<String>)) -> Row {
    Row { number: *number, line: *number, cells: cells.clone(), open: false }
}

/// Reads rows whose columns are known.
fn read_rows(mut rows: Vec<Row>, columns: &Columns, cells: &Cells<'_>, file: &str) -> Parts {
    // Lines above the table of a Word file have numbers of their own.
    let at = |number: usize| rows.iter().position(|row| row.number == number);
    let first = at(columns.rows.0).unwrap_or(rows.len());
    let below = if columns.is_implied { first } else { at(columns.rows.1).map_or(rows.len(), |at| at + 1) };
    let heads: Vec<Row> = rows[first..below].to_vec();
    let heads_at = rows.get(first).map_or_else(|| Place::file(file), |row| place(file, row));
    if !columns.has_words() {
        let found = heads.iter().flat_map(|row| &row.cells).map(|cell| cell.trim());
        let found = found.filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join("; ");
        return Parts::refused(vec![expected(codes::COLUMN_MISSING, heads_at).with("found", shown(&found))]);
    }
    if rows.len() - below > limits::ROWS_MAX {
        let problem = Problem::new(codes::TOO_MANY, Place::file(file)).with("limit", limits::ROWS_MAX);
        return Parts::refused(vec![problem]);
    }
    if let Some(twice) = columns.twice {
        let heading = heads.last().and_then(|row| row.cells.get(twice)).map_or("", |cell| cell.trim());
        let problem = Problem::new(codes::COLUMN_TWICE, heads_at).with("column", heading);
        return Parts::refused(vec![problem]);
    }
    merge_down(&mut rows[below..], columns, cells.merged);
    let mut slip = Slip { file, reply: blank_reply(), frozen: None, at: Vec::new(), problems: Vec::new() };
    slip.head(&rows[..first]);
    if columns.is_implied {
        slip.problems.push(Problem::new(codes::HEADER_IMPLIED, heads_at));
    }
    slip.unknown_columns(&heads, &rows[below..], columns);
    slip.table(&heads, &rows[below..], columns, cells);
    slip.reply.channel.get_or_insert(Channel::Slip);
    Parts { reply: Some(slip.reply), at: slip.at, frozen: slip.frozen, problems: slip.problems }
}

/// The separator and the columns of the best heads.
fn header(text: &str) -> Option<(char, Columns)> {
    // The top is enough, cut at a line so that no cell is halved.
    let cut = text.floor_char_boundary(1 << 16);
    let top = if cut == text.len() {
        text
    } else {
        text[..cut].rsplit_once('\n').map_or(&text[..cut], |(top, _)| top)
    };
    let mut best: Option<(char, Columns)> = None;
    for separator in [';', ',', '\t'] {
        let rows = split(top, separator);
        let Some(columns) = heads(&rows, HEADER_ROWS_MAX) else { continue };
        if best.as_ref().is_none_or(|(_, best)| columns.n_known() > best.n_known()) {
            best = Some((separator, columns));
        }
    }
    best
}

/// What was read so far.
pub(super) struct Slip<'a> {
    pub(super) file: &'a str,
    pub(super) reply: Reply,
    frozen: Option<String>,
    pub(super) at: Vec<String>,
    pub(super) problems: Vec<Problem>,
}

impl Slip<'_> {
    /// A point, and where it stood.
    pub(super) fn push(&mut self, comment: ReplyComment, at: String) {
        self.at.push(at);
        self.reply.comments.push(comment);
    }

    fn head(&mut self, rows: &[Row]) {
        let mut seen: Vec<(Head, String)> = Vec::new();
        // What stands in capitals is a title or a letterhead.
        let is_title = |row: &Row| {
            let mut letters = row.cells.iter().flat_map(|cell| cell.chars());
            !letters.any(char::is_lowercase)
        };
        for row in rows.iter().filter(|row| !row.is_blank()) {
            let mut cells =
                row.cells.iter().map(|cell| unguarded(cell).trim()).filter(|cell| !cell.is_empty());
            let (Some(first), second) = (cells.next(), cells.next()) else { continue };
            let (name, value) = match (find(HEADS, &label(first)), second, first.split_once(':')) {
                (Some(_), Some(value), _) => (first, value),
                (None, _, Some((name, value))) if find(HEADS, &label(name)).is_some() => (name, value.trim()),
                (Some(_), None, _) => continue,
                // A title, `sep=;` and the like: one cell.
                (None, None, _) => continue,
                (None, Some(_), _) if is_title(row) => continue,
                (None, Some(_), _) => {
                    let problem =
                        Problem::new(codes::HEAD_UNKNOWN, place(self.file, row)).with("label", shown(first));
                    self.problems.push(problem);
                    continue;
                }
            };
            let Some(head) = find(HEADS, &label(name)) else { continue };
            match seen.iter().find(|(before, _)| *before == head) {
                Some((_, before)) if before != value => {
                    let problem =
                        Problem::new(codes::HEAD_TWICE, place(self.file, row)).with("label", shown(name));
                    self.problems.push(problem.with("first", shown(before)).with("second", shown(value)));
                }
                Some(_) => (),
                None => {
                    seen.push((head, value.to_owned()));
                    self.head_value(head, name, value, row);
                }
            }
        }
    }

    fn head_value(&mut self, head: Head, name: &str, value: &str, row: &Row) {
        if value.is_empty() {
            return;
        }
        let known = match head {
            Head::Unit => self.reply.unit.replace(value.to_owned()).is_none(),
            Head::Frozen => self.frozen.replace(value.to_owned()).is_none(),
            Head::Symbol => self.reply.symbol.replace(value.to_owned()).is_none(),
            Head::Round => set(&mut self.reply.round, number(value)),
            Head::Draft => set(&mut self.reply.draft, number(value)),
            Head::Dated => set(&mut self.reply.dated, day(value)),
            Head::Channel => set(&mut self.reply.channel, find(CHANNELS, &label(value))),
        };
        if !known {
            let form = Message::new(match head {
                Head::Dated => "intake-form-date",
                Head::Channel => "intake-form-channel",
                _ => "intake-form-number",
            });
            let problem = Problem::new(codes::HEAD_VALUE, place(self.file, row)).with("label", shown(name));
            self.problems.push(problem.with("value", shown(value)).with("form", form));
        }
    }
}

fn set<T>(slot: &mut Option<T>, value: Option<T>) -> bool {
    let known = value.is_some();
    if known {
        *slot = value;
    }
    known
}

/// The one number of `2`, `đợt 2`, `lần thứ 2`.
fn number(value: &str) -> Option<u32> {
    let mut numbers = value.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty());
    let number = numbers.next()?.parse().ok()?;
    (numbers.next().is_none() && number > 0 && value.len() <= 40).then_some(number)
}

fn day(value: &str) -> Option<Day> {
    if let Some(day) = Day::parse(value) {
        return Some(day);
    }
    let mut found = dates(value).into_iter();
    let date = found.next()?;
    let (day, year) = (date.day?, date.year?);
    let month = i8::try_from(date.month).ok()?;
    found.next().is_none().then(|| Day::new(i16::try_from(year).ok()?, month, i8::try_from(day).ok()?))?
}

/// A cell without the `'` that a spreadsheet's cell is guarded with against being run as a formula.
pub(super) fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t', '\r', '\0', '\'']) => rest,
        _ => cell,
    }
}

pub(super) fn place(file: &str, row: &Row) -> Place {
    Place::line(file, row.line).at(format!("row {}", row.number))
}

fn expected(code: Code, place: Place) -> Problem {
    Problem::new(code, place).with("expected", Message::new("intake-columns"))
}

/// A unit's words in a message: one line, not longer than a line.
pub(super) fn shown(words: &str) -> String {
    const SHOWN_CHARS_MAX: usize = 120;
    let line: String = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= SHOWN_CHARS_MAX {
        return line;
    }
    line.chars().take(SHOWN_CHARS_MAX).chain(['…']).collect()
}
