//! The slip: a table with a few lines above its column names, saved as CSV by whatever program the unit has.
//!
//! Separator (`;`, `,`, tab) and column names are recognised, not prescribed; columns may stand in any order. Rows
//! that are blank, or that a unit left untouched in the circulated slip, are no comments. A row that cannot be taken
//! is a problem with its number as Excel shows it; the others are taken.

use super::codes::{
    BAD_LINE, EXTRA_COLUMN, LONG_CELL, NO_HEADER, NO_WORDS, OPEN_QUOTE, TOO_MANY, TWO_COLUMNS,
};
use super::limits::{CELL_CHARS, COMMENTS};
use super::markdown::asked;
use super::{Points, blank, point};
use crate::comments::{Channel, Reply, ReplyComment, State};
use crate::problem::{Place, Problem, Reading};
use crate::text;
use crate::units::Day;

/// A column of the slip.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Column {
    Code,
    Document,
    Place,
    Quote,
    Text,
    Proposal,
    Reason,
    /// Known and not read: a running number.
    Number,
}

/// Column names, folded; the first of each is how the circulated slip prints it.
const NAMES: &[(Column, &str, &[&str])] = &[
    (Column::Code, "Mã", &["ma", "ma doan"]),
    (Column::Document, "Văn kiện", &["van kien", "ten van kien", "tai lieu"]),
    (
        Column::Place,
        "Vị trí",
        &[
            "vi tri",
            "vi tri trang dong muc doan",
            "trang dong",
            "trang dong muc",
            "muc",
            "trang dong dieu khoan",
        ],
    ),
    (
        Column::Quote,
        "Trích nguyên văn",
        &["trich nguyen van", "nguyen van", "noi dung du thao", "trich", "nguyen van du thao"],
    ),
    (
        Column::Text,
        "Nội dung góp ý",
        &["noi dung gop y", "y kien gop y", "y kien", "noi dung y kien", "gop y", "noi dung"],
    ),
    (
        Column::Proposal,
        "Đề nghị sửa thành",
        &[
            "de nghi sua thanh",
            "sua thanh",
            "noi dung de nghi dieu chinh",
            "de nghi dieu chinh",
            "noi dung de nghi",
            "de nghi sua lai thanh",
        ],
    ),
    (Column::Reason, "Lý do", &["ly do", "ly do de nghi", "li do"]),
    (Column::Number, "STT", &["stt", "so tt", "tt", "so thu tu"]),
];

/// Rows above the column names that are looked at.
const HEAD_ROWS_MAX: usize = 30;

/// One row as it stands in the file.
struct Row {
    /// Number as Excel shows it, from 1.
    number: usize,
    /// Line in the file, from 1.
    line: usize,
    cells: Vec<String>,
}

pub(super) fn read(text: &str, name: &str) -> Reading<Option<Points>> {
    let separators = [b';', b',', b'\t'];
    let best = separators
        .iter()
        .map(|separator| rows(text, *separator))
        .map(|rows| (header_of(&rows), rows))
        .max_by_key(|(header, _)| header.as_ref().map_or(0, |header| header.n_known));
    let Some((Some(header), rows)) = best else { return no_header(text, name) };
    let mut problems = Vec::new();
    let mut reply = Reply { channel: Some(Channel::Slip), ..blank() };
    for row in &rows[..header.row] {
        head_line(&mut reply, row, name, &mut problems);
    }
    for (index, extra) in &header.extra {
        let place = Place::line(name, rows[header.row].line).at(format!("column {}", index + 1));
        problems.push(Problem::new(EXTRA_COLUMN, place).with("column", extra));
    }
    for column in &header.twice {
        let place = Place::line(name, rows[header.row].line);
        problems.push(Problem::new(TWO_COLUMNS, place).with("column", shown(*column)));
    }
    let open = text.bytes().filter(|byte| *byte == b'"').count() % 2 == 1;
    let mut at = Vec::new();
    let last = rows.len().saturating_sub(1);
    for (index, row) in rows.iter().enumerate().skip(header.row + 1) {
        let place = Place::line(name, row.line).at(format!("row {}", row.number));
        if open && index == last && row.cells.iter().any(|cell| cell.contains('\n')) {
            problems.push(Problem::new(OPEN_QUOTE, place));
            continue;
        }
        if reply.comments.len() as u64 >= COMMENTS {
            problems.push(
                Problem::new(TOO_MANY, place).with("limit", i64::try_from(COMMENTS).unwrap_or(i64::MAX)),
            );
            break;
        }
        match comment(&header, row) {
            Ok(Some(mut found)) => {
                found.index = reply.comments.len();
                reply.comments.push(found);
                at.push(place);
            }
            Ok(None) => (),
            Err(problem) => problems.push(Problem { place, ..*problem }),
        }
    }
    Reading { value: Some(Points { reply, at }), problems }
}

fn rows(text: &str, separator: u8) -> Vec<Row> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let mut found = Vec::new();
    let bytes = text.as_bytes();
    // Lines are counted from the bytes, since a record's position lies before the line ends that it skips.
    let (mut seen, mut line) = (0, 1);
    // Lines inside cells are no rows of their own.
    let mut inner = 0;
    for record in reader.records().map_while(Result::ok) {
        let start = record.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(0));
        let blanks =
            bytes.get(start..).unwrap_or_default().iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
        let start = (start + blanks.count()).min(bytes.len());
        line += bytes.get(seen..start).unwrap_or_default().iter().filter(|byte| **byte == b'\n').count();
        seen = start.max(seen);
        let cells: Vec<String> = record.iter().map(unescaped).collect();
        found.push(Row { number: line.saturating_sub(inner), line, cells });
        inner += record.iter().map(|cell| cell.matches('\n').count()).sum::<usize>();
    }
    found
}

/// The cell without the mark that keeps a spreadsheet from reading it as a formula.
fn unescaped(cell: &str) -> String {
    let guarded =
        cell.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@', '\t', '\r', '\'']));
    guarded.unwrap_or(cell).trim().to_owned()
}

/// The line of column names.
struct Header {
    row: usize,
    columns: Vec<Option<Column>>,
    n_known: usize,
    /// Columns that are not read: index and name.
    extra: Vec<(usize, String)>,
    twice: Vec<Column>,
}

fn header_of(rows: &[Row]) -> Option<Header> {
    for (at, row) in rows.iter().enumerate().take(HEAD_ROWS_MAX) {
        let columns: Vec<Option<Column>> = row.cells.iter().map(|cell| column(cell)).collect();
        let has = |column| columns.contains(&Some(column));
        let says = has(Column::Text) || has(Column::Proposal);
        let points = has(Column::Place) || has(Column::Code) || has(Column::Quote);
        if !says || !points {
            continue;
        }
        let mut seen = Vec::new();
        let mut twice = Vec::new();
        for known in columns.iter().flatten() {
            if seen.contains(known) { twice.push(*known) } else { seen.push(*known) }
        }
        let extra = row
            .cells
            .iter()
            .enumerate()
            .filter(|(index, cell)| columns[*index].is_none() && !cell.is_empty());
        let extra = extra.map(|(index, cell)| (index, cell.clone())).collect();
        return Some(Header { row: at, n_known: seen.len(), columns, extra, twice });
    }
    None
}

fn column(cell: &str) -> Option<Column> {
    let plain = text::plain(cell).key;
    let words: Vec<&str> =
        plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let name = words.join(" ");
    NAMES.iter().find(|(_, _, names)| names.contains(&name.as_str())).map(|(column, ..)| *column)
}

fn shown(column: Column) -> &'static str {
    NAMES.iter().find(|(own, ..)| *own == column).map_or("", |(_, name, _)| name)
}

fn no_header(text: &str, name: &str) -> Reading<Option<Points>> {
    let expected = NAMES.iter().filter(|(column, ..)| *column != Column::Number).map(|(_, name, _)| *name);
    // The line with the most cells is the one that was meant.
    let widest = text.lines().take(HEAD_ROWS_MAX).max_by_key(|line| line.matches([';', ',', '\t']).count());
    let found: String = widest.unwrap_or_default().chars().take(200).collect();
    let problem = Problem::new(NO_HEADER, Place::file(name))
        .with("expected", expected.collect::<Vec<_>>().join("; "))
        .with("found", found.trim());
    Reading { value: None, problems: vec![problem] }
}

/// A line above the column names: `Đơn vị;x03`.
fn head_line(reply: &mut Reply, row: &Row, name: &str, problems: &mut Vec<Problem>) {
    let (Some(key), Some(value)) = (row.cells.first(), row.cells.get(1)) else { return };
    if key.is_empty() || value.is_empty() {
        return;
    }
    let folded = text::plain(key.trim_end_matches(':')).key;
    let number = || value.trim_start_matches(|c: char| !c.is_ascii_digit()).parse::<u32>().ok();
    let read = match folded.trim() {
        "don vi" | "ten don vi" | "don vi gop y" => {
            reply.unit = Some(value.clone());
            true
        }
        "dot" | "dot gop y" | "dot lay y kien" => put(&mut reply.round, number()),
        "du thao" | "du thao lan" | "lan" => put(&mut reply.draft, number()),
        "ngay" | "ngay gui" | "ngay thang" => put(&mut reply.dated, day(value)),
        "so, ky hieu" | "so ky hieu" | "so" | "ky hieu" => put(&mut reply.symbol, Some(value.clone())),
        "hinh thuc" | "kenh" => put(&mut reply.channel, channel(value)),
        "trang thai" | "muc do" | "y kien chung" => put(&mut reply.state, state(value)),
        _ => true,
    };
    if !read {
        let place = Place::line(name, row.line).at(format!("row {}", row.number));
        problems.push(Problem::new(BAD_LINE, place).with("key", key).with("value", value));
    }
}

fn put<T>(slot: &mut Option<T>, value: Option<T>) -> bool {
    let there = value.is_some();
    if there {
        *slot = value;
    }
    there
}

/// `2020-04-18`, `18/4/2020`, `18-04-2020`, `18.4.2020`.
fn day(value: &str) -> Option<Day> {
    Day::parse(value).or_else(|| {
        let parts: Vec<&str> =
            value.trim().trim_start_matches("ngày").trim().split(['/', '-', '.']).collect();
        let [day, month, year] = parts.as_slice() else { return None };
        Day::new(year.trim().parse().ok()?, month.trim().parse().ok()?, day.trim().parse().ok()?)
    })
}

fn channel(value: &str) -> Option<Channel> {
    let word = text::plain(value).key;
    let has = |any: &[&str]| any.iter().any(|it| word.trim().starts_with(it));
    Some(match () {
        () if has(&["hoi nghi", "hop", "meeting", "dai hoi"]) => Channel::Meeting,
        () if has(&["van ban", "cong van", "thu", "letter"]) => Channel::Letter,
        () if has(&["truc tuyen", "email", "e-mail", "online", "thu dien tu"]) => Channel::Online,
        () if has(&["cong", "portal"]) => Channel::Portal,
        () if has(&["phieu", "slip"]) => Channel::Slip,
        () if has(&["bien ban", "minutes"]) => Channel::Minutes,
        () if has(&["dien thoai", "phone"]) => Channel::Phone,
        () => return None,
    })
}

fn state(value: &str) -> Option<State> {
    Some(match text::plain(value).key.trim() {
        "nhat tri" | "thong nhat" | "dong y" | "agree" => State::Agree,
        "nhat tri, co de nghi sua doi" | "thong nhat, co de nghi sua doi" | "agree_with_changes" => {
            State::AgreeWithChanges
        }
        "chua nhat tri" | "khong nhat tri" | "chua thong nhat" | "khong thong nhat" | "disagree" => {
            State::Disagree
        }
        "khong co y kien" | "no_comment" => State::NoComment,
        "tu choi" | "khong thuoc pham vi" | "declined" => State::Declined,
        "co y kien" | "comments" => State::Comments,
        _ => return None,
    })
}

/// The comment of a row; none for a row that is blank or untouched.
fn comment(header: &Header, row: &Row) -> Result<Option<ReplyComment>, Box<Problem>> {
    let problem = |code| Problem::new(code, Place::default());
    for (index, cell) in row.cells.iter().enumerate() {
        if cell.chars().count() as u64 > CELL_CHARS {
            let column = header.columns.get(index).copied().flatten().map_or("", shown);
            let limit = i64::try_from(CELL_CHARS).unwrap_or(i64::MAX);
            return Err(Box::new(problem(LONG_CELL).with("column", column).with("limit", limit)));
        }
    }
    let cell = |wanted: Column| {
        let at = header.columns.iter().position(|column| *column == Some(wanted))?;
        row.cells.get(at).filter(|cell| !cell.is_empty()).cloned()
    };
    let (text, proposal) = (cell(Column::Text), cell(Column::Proposal));
    let mut found = point(text.as_deref().unwrap_or_default(), 0, row.line);
    found.code = cell(Column::Code);
    found.document = cell(Column::Document);
    found.place = cell(Column::Place);
    found.quote = cell(Column::Quote);
    found.reason = cell(Column::Reason);
    if text.is_none() && proposal.is_none() {
        // The circulated slip comes back with the rows that the unit did not fill in.
        let untouched = found.code.is_some() && found.reason.is_none();
        let blank = found.place.is_none() && found.quote.is_none() && found.reason.is_none();
        return if untouched || blank { Ok(None) } else { Err(Box::new(problem(NO_WORDS))) };
    }
    if let Some(words) = proposal {
        asked(&mut found, &words);
    }
    Ok(Some(found))
}
