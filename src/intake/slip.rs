//! The slip as CSV, as a sheet of a workbook or as a table of a Word file: lines about the reply, a header row, and a row for each point.
//!
//! Headings and labels are known without tone marks and in the wordings that people give them; columns may stand
//! in any order and others between them. The separator is the one with which a header row is found. A row that
//! cannot be read is a problem and the others are read; a row that only names a place is one of the circulated form
//! that the unit left empty, and no point. Linear in the text.

use super::cells::{Row, split};
use super::markdown::{replacement, unquoted, without_target};
use super::{Parts, blank_comment, blank_reply, codes, limits};
use crate::archive::SheetCells;
use crate::comments::{Channel, Reply, ReplyComment};
use crate::document::BlockCode;
use crate::messages::Message;
use crate::problem::{Code, Place, Problem};
use crate::text::{dates, plain};
use crate::units::Day;

/// A column of the slip.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Field {
    /// Running number: not read.
    Number,
    /// Mã.
    Code,
    /// Văn kiện.
    Document,
    /// Vị trí.
    Place,
    /// Trích nguyên văn.
    Quote,
    /// Nội dung góp ý.
    Text,
    /// Đề nghị sửa thành.
    NewWords,
    /// Lý do.
    Reason,
}

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

const COLUMNS: &[(Field, &[&str])] = &[
    (Field::Number, &["stt", "tt", "so tt", "so thu tu", "no"]),
    (Field::Code, &["ma", "ma doan", "ma khoi", "ma so", "code", "block code"]),
    (Field::Document, &["van kien", "ten van kien", "du thao", "du thao van kien", "document"]),
    (Field::Place, &["vi tri", "vi tri gop y", "muc", "trang muc", "trang dong muc", "phan muc", "place"]),
    (
        Field::Quote,
        &[
            "trich nguyen van",
            "nguyen van",
            "trich",
            "trich dan",
            "trich du thao",
            "noi dung trong du thao",
            "quote",
        ],
    ),
    (
        Field::Text,
        &[
            "noi dung gop y",
            "gop y",
            "y kien",
            "y kien gop y",
            "noi dung y kien",
            "noi dung y kien gop y",
            "noi dung tham gia",
            "y kien tham gia",
            "comment",
            "text",
        ],
    ),
    (
        Field::NewWords,
        &["de nghi sua thanh", "sua thanh", "de xuat sua thanh", "de nghi sua", "proposal", "new words"],
    ),
    (Field::Reason, &["ly do", "ly do co so", "co so de xuat", "reason"]),
];

const HEADS: &[(Head, &[&str])] = &[
    (Head::Unit, &["don vi", "ten don vi", "don vi gop y", "unit"]),
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

/// Rows from the top in which the header is looked for.
const HEADER_ROWS_MAX: usize = 60;

/// The column that a heading names.
pub(super) fn field(heading: &str) -> Option<Field> {
    find(COLUMNS, &label(heading))
}

/// Whether a text has the header row of a slip.
pub(super) fn has_header(text: &str) -> bool {
    header(text).is_some_and(|(_, columns)| has_words(&columns))
}

/// Whether rows have the header row of a slip.
pub(super) fn is_table(rows: &[Vec<String>]) -> bool {
    rows.iter().take(HEADER_ROWS_MAX).any(|cells| {
        let row = Row { number: 0, line: 0, cells: cells.clone(), open: false };
        let columns = Columns::of(&row);
        columns.n_known() >= 2 && has_words(&columns)
    })
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
    read_rows(&split(text, separator), &columns, file)
}

/// Reads the sheets of a workbook: every one that has a header row; where none has, what the first one begins with
/// is named.
pub(super) fn read_sheets(sheets: &[SheetCells], file: &str) -> Parts {
    let mut all: Option<Parts> = None;
    for sheet in sheets {
        let rows: Vec<Row> = sheet.rows.iter().map(of_sheet).collect();
        let headers = rows.iter().take(HEADER_ROWS_MAX).map(Columns::of).filter(|it| it.n_known() >= 2);
        let Some(columns) = headers.max_by_key(|it| (it.n_known(), std::cmp::Reverse(it.row))) else {
            continue;
        };
        let parts = read_rows(&rows, &columns, file);
        let parts = if sheets.len() > 1 { parts.of_sheet(&sheet.name) } else { parts };
        all = Some(match all {
            None => parts,
            Some(before) => before.and(parts),
        });
    }
    all.unwrap_or_else(|| {
        let first = sheets.iter().flat_map(|sheet| &sheet.rows).next();
        let found = first.map(|(_, cells)| shown(&cells.join(" "))).unwrap_or_default();
        Parts::refused(vec![expected(codes::HEADER_MISSING, Place::file(file)).with("found", found)])
    })
}

/// A row of a sheet: its number says where it stands, as a file of this form has no lines.
fn of_sheet((number, cells): &(usize, Vec<String>)) -> Row {
    Row { number: *number, line: *number, cells: cells.clone(), open: false }
}

/// Reads rows whose header row is known.
fn read_rows(rows: &[Row], columns: &Columns, file: &str) -> Parts {
    let Some(header) = rows.iter().position(|row| row.number == columns.row) else {
        return Parts::refused(vec![expected(codes::HEADER_MISSING, Place::file(file)).with("found", "")]);
    };
    let place = place(file, &rows[header]);
    let found = rows[header].cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
    let found = shown(&found.collect::<Vec<_>>().join("; "));
    if !has_words(columns) {
        return Parts::refused(vec![expected(codes::COLUMN_MISSING, place).with("found", found)]);
    }
    if rows.len() - header > limits::ROWS_MAX {
        let problem = Problem::new(codes::TOO_MANY, Place::file(file)).with("limit", limits::ROWS_MAX);
        return Parts::refused(vec![problem]);
    }
    if let Some(twice) = columns.twice {
        let heading = rows[header].cells.get(twice).map_or("", |cell| cell.trim());
        let problem = Problem::new(codes::COLUMN_TWICE, place).with("column", heading);
        return Parts::refused(vec![problem]);
    }
    let mut slip = Slip { file, reply: blank_reply(), frozen: None, at: Vec::new(), problems: Vec::new() };
    slip.head(&rows[..header]);
    slip.unknown_columns(&rows[header..], columns);
    for row in &rows[header + 1..] {
        slip.row(row, columns);
    }
    slip.reply.channel.get_or_insert(Channel::Slip);
    Parts { reply: Some(slip.reply), at: slip.at, frozen: slip.frozen, problems: slip.problems }
}

/// Which cell holds which column.
#[derive(Debug)]
struct Columns {
    /// Number of the header row.
    row: usize,
    /// By cell.
    fields: Vec<Option<Field>>,
    /// A cell whose column has already stood.
    twice: Option<usize>,
}

impl Columns {
    fn of(row: &Row) -> Self {
        let fields: Vec<Option<Field>> = row.cells.iter().map(|cell| field(cell)).collect();
        let twice =
            |n: &usize| fields[*n].is_some_and(|it| it != Field::Number && fields[..*n].contains(&Some(it)));
        let twice = (0..fields.len()).find(twice);
        Self { row: row.number, fields, twice }
    }

    fn n_known(&self) -> usize {
        self.fields.iter().flatten().count()
    }
}

fn has_words(columns: &Columns) -> bool {
    columns.fields.iter().flatten().any(|field| matches!(field, Field::Text | Field::NewWords))
}

/// The separator and the columns of the best header row; at least two known columns make one.
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
        for row in split(top, separator).iter().take(HEADER_ROWS_MAX) {
            let columns = Columns::of(row);
            let known = columns.n_known();
            if known >= 2 && best.as_ref().is_none_or(|(_, best)| known > best.n_known()) {
                best = Some((separator, columns));
            }
        }
    }
    best
}

struct Slip<'a> {
    file: &'a str,
    reply: Reply,
    frozen: Option<String>,
    at: Vec<String>,
    problems: Vec<Problem>,
}

impl Slip<'_> {
    fn head(&mut self, rows: &[Row]) {
        let mut seen: Vec<(Head, String)> = Vec::new();
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

    /// Columns that are not read and have words.
    fn unknown_columns(&mut self, rows: &[Row], columns: &Columns) {
        let Some((header, rows)) = rows.split_first() else { return };
        for (n, heading) in header.cells.iter().enumerate().take(limits::COLUMNS_MAX) {
            let is_unknown = columns.fields.get(n).is_some_and(Option::is_none) && !heading.trim().is_empty();
            if is_unknown
                && rows.iter().any(|row| row.cells.get(n).is_some_and(|cell| !cell.trim().is_empty()))
            {
                let problem = Problem::new(codes::COLUMN_UNKNOWN, place(self.file, header));
                self.problems.push(problem.with("column", shown(heading.trim())));
            }
        }
    }

    fn row(&mut self, row: &Row, columns: &Columns) {
        if row.is_blank() {
            return;
        }
        let place = place(self.file, row);
        if row.open {
            self.problems.push(Problem::new(codes::QUOTE_OPEN, place));
            return;
        }
        // Words in a cell without a heading: most often a separator within words that no marks stand around.
        let stray = |n: usize| columns.fields.get(n).is_none_or(Option::is_none);
        let n_header = columns.fields.len();
        let beyond =
            row.cells.iter().enumerate().skip(n_header).any(|(n, cell)| stray(n) && !cell.trim().is_empty());
        if beyond || row.cells.len() > limits::COLUMNS_MAX {
            let n_cells = row.cells.iter().rposition(|cell| !cell.trim().is_empty()).map_or(0, |n| n + 1);
            let problem =
                Problem::new(codes::ROW_TOO_WIDE, place).with("cells", n_cells).with("columns", n_header);
            self.problems.push(problem);
            return;
        }
        // The form offers a row for every heading; a unit fills in some.
        let is_said = |(cell, field): (&String, &Option<Field>)| {
            let names_place =
                matches!(field, Some(Field::Number | Field::Code | Field::Document | Field::Place));
            !names_place && !unguarded(cell).trim().is_empty()
        };
        if !row.cells.iter().zip(&columns.fields).any(is_said) {
            return;
        }
        let comment = self.point(row, columns, &place);
        self.at.push(format!("row {}", row.number));
        self.reply.comments.push(comment);
    }

    fn point(&mut self, row: &Row, columns: &Columns, place: &Place) -> ReplyComment {
        let mut comment = blank_comment(self.reply.comments.len(), row.line);
        let mut new_words = None;
        for (cell, field) in row.cells.iter().zip(&columns.fields) {
            let words = unguarded(cell).trim();
            if words.is_empty() {
                continue;
            }
            let words = words.to_owned();
            match field {
                Some(Field::Code) => comment.code = Some(words),
                Some(Field::Document) => comment.document = Some(words),
                Some(Field::Place) => comment.place = Some(words),
                Some(Field::Quote) => comment.quote = Some(unquoted(&words).to_owned()),
                Some(Field::Text) => comment.text = words,
                Some(Field::NewWords) => new_words = Some(unquoted(&words).to_owned()),
                Some(Field::Reason) => comment.reason = Some(words),
                Some(Field::Number) | None => (),
            }
        }
        if let Some(code) = comment.code.take_if(|code| !is_block_code(code)) {
            let problem = Problem::new(codes::NOT_A_BLOCK_CODE, place.clone()).with("value", shown(&code));
            self.problems.push(problem);
        }
        comment.proposals.extend(new_words.map(|words| replacement(comment.quote.as_deref(), words)));
        if comment.proposals.iter().any(|it| it.target.is_none()) {
            self.problems.push(Problem::new(codes::TARGET_MISSING, place.clone()));
        }
        without_target(&mut comment);
        comment
    }
}

/// `P12`, `P12a`, `political-report:P12`.
fn is_block_code(text: &str) -> bool {
    BlockCode::parse(text.rsplit(':').next().unwrap_or_default().trim()).is_some()
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
fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t', '\r', '\0', '\'']) => rest,
        _ => cell,
    }
}

/// A heading or label as it is looked up: no marks, no punctuation, one blank between words.
fn label(text: &str) -> String {
    const LABEL_BYTES_MAX: usize = 120;
    if text.len() > LABEL_BYTES_MAX {
        return String::new();
    }
    // What stands in brackets explains the heading.
    let text = text.split('(').next().unwrap_or_default();
    let key = plain(text).key;
    let words: Vec<&str> =
        key.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

fn find<T: Copy>(table: &[(T, &[&str])], key: &str) -> Option<T> {
    table.iter().find(|(_, keys)| keys.contains(&key)).map(|(value, _)| *value)
}

fn place(file: &str, row: &Row) -> Place {
    Place::line(file, row.line).at(format!("row {}", row.number))
}

fn expected(code: Code, place: Place) -> Problem {
    Problem::new(code, place).with("expected", Message::new("intake-columns"))
}

/// A unit's words in a message: one line, not longer than a line.
fn shown(words: &str) -> String {
    const SHOWN_CHARS_MAX: usize = 120;
    let line: String = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= SHOWN_CHARS_MAX {
        return line;
    }
    line.chars().take(SHOWN_CHARS_MAX).chain(['…']).collect()
}
