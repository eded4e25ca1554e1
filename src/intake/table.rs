//! The rows of a table of points below its heads: which are points, which only say whose or where the ones below
//! are, and which stand at its foot.
//!
//! A row that cannot be read is a problem and the others are read; a row that only names a place is one of the
//! circulated form that the unit left empty, and no point. A blank place or document means "as above" only where the
//! table is no circulated form (no codes) and the row's own words name no place; all such rows are named in one note.
//! What a spreadsheet made of words (dates, numbers) is taken where it is known what was typed, else it is a problem.

use super::cells::Row;
use super::columns::{Column, Columns, Field};
use super::markdown::{replacement, without_target};
use super::slip::{Slip, place, shown, unguarded};
use super::table_row::{
    Read, is_foot_words, is_outline_number, is_running_number, is_sum, names_document, without_lead,
};
use super::{blank_comment, codes, limits, table_row, words};
use crate::archive::{Merged, TypedCell};
use crate::comments::ReplyComment;
use crate::document::BlockCode;
use crate::problem::{Code, Place, Problem};
use crate::text::plain;

/// What is known of the cells of a table besides their words.
#[derive(Default)]
pub(super) struct Cells<'a> {
    pub(super) merged: &'a [Merged],
    pub(super) typed: &'a [TypedCell],
    /// Whether it is a sheet, or a table with lines between its cells: then no cell is cut by a separator.
    pub(super) is_sheet: bool,
    /// The document that all of it is about, where no column names one.
    pub(super) document: Option<String>,
}

/// Most cells that merged ones are copied into.
const MERGED_CELLS_MAX: usize = 200_000;

/// Puts the words of cells that are merged downwards into every row of theirs, in the columns that say where and on
/// what a point is.
pub(super) fn merge_down(rows: &mut [Row], columns: &Columns, merged: &[Merged]) {
    let mut n_left = MERGED_CELLS_MAX;
    for it in merged.iter().filter(|it| it.rows.0 < it.rows.1) {
        let column = it.columns.0;
        let field = columns.fields.get(column).and_then(|it| it.map(|it| it.field));
        if !matches!(field, Some(Field::Document | Field::Place | Field::Quote)) {
            continue;
        }
        let first = rows.partition_point(|row| row.number < it.rows.0);
        let Some(top) = rows.get(first).filter(|row| row.number == it.rows.0) else { continue };
        let Some(words) = top.cells.get(column).filter(|cell| !cell.trim().is_empty()).cloned() else {
            continue;
        };
        for row in rows[first + 1..].iter_mut().take_while(|row| row.number <= it.rows.1) {
            let Some(less) = n_left.checked_sub(1) else { return };
            n_left = less;
            if row.cells.len() <= column {
                row.cells.resize(column + 1, String::new());
            }
            if row.cells[column].trim().is_empty() {
                row.cells[column].clone_from(&words);
            }
        }
    }
}

/// What rows above say of the ones below.
#[derive(Default)]
struct Above {
    document: Option<String>,
    place: Option<String>,
    /// Of a row that stands over a part of the table.
    group_document: Option<String>,
    group_place: Option<String>,
    /// Whether places are printed in the form, so that a blank one is none.
    is_form: bool,
    /// Whether the foot has begun.
    is_foot: bool,
    foot: Vec<String>,
    /// Rows whose place was taken from above.
    inherited: Vec<usize>,
}

/// What a row is.
enum Kind {
    Point,
    Group(String),
    /// Words that reach over the columns and ask for something.
    Wide(String),
    Foot,
    Nothing,
}

impl Slip<'_> {
    /// Reads the rows below the heads.
    pub(super) fn table(&mut self, heads: &[Row], rows: &[Row], columns: &Columns, cells: &Cells<'_>) {
        let is_code = |(cell, column): (&String, &Option<Column>)| {
            column.is_some_and(|it| it.field == Field::Code) && is_block_code(unguarded(cell).trim())
        };
        let has_code = |row: &Row| row.cells.iter().zip(&columns.fields).any(is_code);
        let mut above = Above { is_form: rows.iter().any(has_code), ..Above::default() };
        for row in rows.iter().filter(|row| !row.is_blank()) {
            if row.open {
                self.problems.push(Problem::new(codes::QUOTE_OPEN, place(self.file, row)));
                continue;
            }
            let again = heads.iter().any(|head| same_words(head, row));
            match if again { Kind::Nothing } else { kind(row, columns, cells, above.is_foot) } {
                Kind::Nothing => (),
                Kind::Foot => {
                    above.is_foot = true;
                    above.foot.push(row.cells.iter().map(|it| it.trim()).collect::<Vec<_>>().join(" "));
                }
                Kind::Group(words) => above.group(&words),
                Kind::Wide(words) => {
                    let mut comment = blank_comment(self.reply.comments.len(), row.line);
                    comment.document.clone_from(&cells.document);
                    comment.text = words;
                    self.push(comment, format!("row {}", row.number));
                }
                Kind::Point => {
                    above.is_foot = false;
                    self.row(row, columns, cells, &mut above);
                }
            }
        }
        self.said_of_rows(&above, rows);
    }

    /// What was taken from above, and what stands at the foot.
    fn said_of_rows(&mut self, above: &Above, rows: &[Row]) {
        const NAMED: usize = 12;
        if let Some(first) = above.inherited.first() {
            let more = if above.inherited.len() > NAMED { ", …" } else { "" };
            let numbers: Vec<String> = above.inherited.iter().take(NAMED).map(ToString::to_string).collect();
            let row = rows.iter().find(|row| row.number == *first);
            let place = row.map_or_else(|| Place::file(self.file), |row| place(self.file, row));
            let problem = Problem::new(codes::PLACE_ABOVE, place).with("count", above.inherited.len());
            self.problems.push(problem.with("rows", format!("{}{more}", numbers.join(", "))));
        }
        if !above.foot.is_empty() {
            let problem = Problem::new(codes::TABLE_FOOT, Place::file(self.file));
            let problem = problem.with("count", above.foot.len());
            self.problems.push(problem.with("words", shown(&above.foot.join(" / "))));
        }
    }

    /// Columns that are not read and have words.
    pub(super) fn unknown_columns(&mut self, heads: &[Row], rows: &[Row], columns: &Columns) {
        for n in 0..columns.fields.len().min(limits::COLUMNS_MAX) {
            let says = |row: &&Row| row.cells.get(n).is_some_and(|it| !it.trim().is_empty());
            let (Some(head), true) = (heads.iter().rev().find(says), columns.fields[n].is_none()) else {
                continue;
            };
            if rows.iter().any(|row| says(&row)) {
                let problem = Problem::new(codes::COLUMN_UNKNOWN, place(self.file, head));
                self.problems.push(problem.with("column", shown(head.cells[n].trim())));
            }
        }
    }

    fn row(&mut self, row: &Row, columns: &Columns, cells: &Cells<'_>, above: &mut Above) {
        let place = place(self.file, row);
        // Words in a cell without a heading: most often a separator within words that no marks stand around.
        let n_header = columns.fields.len();
        let beyond = row.cells.iter().enumerate().skip(n_header).find(|(_, cell)| !cell.trim().is_empty());
        if let (Some((n, words)), true) = (beyond, cells.is_sheet) {
            let at = cell_name(n, row.number);
            let problem = Problem::new(codes::CELL_STRAY, place.clone().at(at)).with("words", shown(words));
            self.problems.push(problem);
        } else if beyond.is_some() || row.cells.len() > limits::COLUMNS_MAX {
            let n_cells = row.cells.iter().rposition(|cell| !cell.trim().is_empty()).map_or(0, |n| n + 1);
            let problem =
                Problem::new(codes::ROW_TOO_WIDE, place).with("cells", n_cells).with("columns", n_header);
            self.problems.push(problem);
            return;
        }
        let doubts = typed(row, columns, cells);
        let is_date =
            |n: usize| doubts.iter().any(|(code, it, _)| *code == codes::CELL_DATE && it.column == n);
        let mut read = Read::of(row, columns, &is_date);
        above.pass_on(&mut read, cells, row.number);
        if !read.says_something() {
            return;
        }
        for (code, it, typed) in doubts {
            let at = cell_name(it.column, row.number);
            let value = row.cells.get(it.column).map_or("", |cell| cell.trim());
            let problem = Problem::new(code, place.clone().at(at)).with("value", shown(value));
            let problem = problem.with("known", usize::from(!typed.is_empty()));
            self.problems.push(problem.with("typed", typed));
        }
        let comment = self.point(row, read, &place);
        self.push(comment, format!("row {}", row.number));
    }

    fn point(&mut self, row: &Row, read: Read, place: &Place) -> ReplyComment {
        let mut comment = blank_comment(self.reply.comments.len(), row.line);
        comment.code = read.code;
        comment.document = read.document;
        comment.place = read.place;
        comment.quote = read.quote;
        comment.text = read.text;
        comment.reason = read.reason;
        if let Some(code) = comment.code.take_if(|code| !is_block_code(code)) {
            let problem = Problem::new(codes::NOT_A_BLOCK_CODE, place.clone()).with("value", shown(&code));
            self.problems.push(problem);
        }
        comment.proposals.extend(read.new_words.map(|words| replacement(comment.quote.as_deref(), words)));
        if comment.proposals.iter().any(|it| it.target.is_none()) {
            self.problems.push(Problem::new(codes::TARGET_MISSING, place.clone()));
        }
        without_target(&mut comment);
        comment
    }
}

impl Above {
    /// A row that stands over a part of the table.
    fn group(&mut self, words: &str) {
        (self.document, self.place) = (None, None);
        let (name, key) = (without_lead(words), plain(words).key);
        if names_document(&key) {
            (self.group_document, self.group_place) = (Some(name.to_owned()), None);
            return;
        }
        let is_part = ["phan ", "chuong ", "muc "].iter().any(|it| key.trim_start().starts_with(it));
        self.group_place = is_part.then(|| words.trim().to_owned());
    }

    /// What the rows above say, where the row itself says nothing; what it says counts for the ones below.
    fn pass_on(&mut self, read: &mut Read, cells: &Cells<'_>, number: usize) {
        let ditto = |cell: &mut Option<String>| cell.take_if(|it| table_row::is_ditto(it)).is_some();
        let (ditto_document, ditto_place) = (ditto(&mut read.document), ditto(&mut read.place));
        if read.document.is_some() {
            if read.document != self.document {
                self.place = None;
            }
            self.document.clone_from(&read.document);
        } else if read.code.is_none() || ditto_document {
            let above = self.document.clone().or_else(|| self.group_document.clone());
            read.document = above.or_else(|| cells.document.clone());
        }
        if read.place.is_some() {
            self.place.clone_from(&read.place);
            return;
        }
        let speaks = || table_row::speaks_for_itself(&read.text);
        let may = read.has_place_column && !self.is_form && read.code.is_none() && !speaks();
        if read.says_something() && (ditto_place || may) {
            read.place.clone_from(&self.place);
            self.inherited.extend(read.place.is_some().then_some(number));
        }
        if read.place.is_none() && read.code.is_none() && may {
            read.place.clone_from(&self.group_place);
        }
    }
}

fn kind(row: &Row, columns: &Columns, cells: &Cells<'_>, is_foot: bool) -> Kind {
    let filled: Vec<usize> = (0..row.cells.len()).filter(|n| !row.cells[*n].trim().is_empty()).collect();
    let field = |n: usize| columns.fields.get(n).copied().flatten().map(|it| it.field);
    let cell = |n: usize| unguarded(&row.cells[n]).trim();
    let is_numbering =
        |(at, n): (usize, &usize)| cell(*n).trim_matches(['(', ')', '[', ']']) == (at + 1).to_string();
    if filled.len() >= 3 && filled.iter().enumerate().all(is_numbering) {
        return Kind::Nothing;
    }
    let first = filled.iter().find(|n| field(**n) == Some(Field::Number)).map(|n| cell(*n));
    let number = first.filter(|it| is_running_number(it));
    let asks = filled.iter().any(|n| words::asks(cell(*n)));
    let begins = filled.first().map(|n| plain(cell(*n)).key).unwrap_or_default();
    let is_placed = filled.iter().skip(1).any(|n| matches!(field(*n), Some(Field::Place | Field::Quote)));
    if !asks && !is_placed && is_sum(&begins) {
        return Kind::Foot;
    }
    let is_signature = number.is_none() && filled.iter().all(|n| is_foot_words(&plain(cell(*n)).key));
    let goes_on = is_foot && number.is_none() && filled.len() <= 2;
    if !asks && (is_signature || goes_on) {
        return Kind::Foot;
    }
    let others: Vec<usize> = filled.iter().copied().filter(|n| field(*n) != Some(Field::Number)).collect();
    let is_lone_number = others.is_empty() && number.is_none();
    let lone = match others.as_slice() {
        [] if is_lone_number => filled[0],
        [lone] => *lone,
        _ => return Kind::Point,
    };
    let is_wide = cells.merged.iter().any(|it| {
        (it.rows.0..=it.rows.1).contains(&row.number) && it.columns.0 == lone && it.columns.1 > lone + 1
    });
    let is_outline = !is_lone_number && number.is_some_and(is_outline_number);
    let words = cell(lone);
    let says = asks || words::pure_state(words).is_some() || words.split_whitespace().count() > 30;
    match (is_lone_number || is_wide || is_outline, says) {
        (true, false) => Kind::Group(words.to_owned()),
        (true, true) if !is_outline && field(lone) != Some(Field::Text) => Kind::Wide(words.to_owned()),
        _ => Kind::Point,
    }
}

/// Cells of a row of which the spreadsheet does not keep what was typed, and what that may have been.
fn typed<'a>(row: &Row, columns: &Columns, cells: &Cells<'a>) -> Vec<(Code, &'a TypedCell, String)> {
    let first = cells.typed.partition_point(|it| it.row < row.number);
    let mut doubts = Vec::new();
    for it in cells.typed[first..].iter().take_while(|it| it.row == row.number) {
        let Some(column) = columns.fields.get(it.column).copied().flatten() else { continue };
        let says_where = matches!(column.field, Field::Place | Field::Code);
        match it.typed.as_slice() {
            [one, more] if *more == format!("{one}0") => {
                // 2.10 is kept as 2.1; it is told by the 2.9 before it.
                let nine = one.strip_suffix(".1").map(|it| format!("{it}.9"));
                let mut before = cells.typed[..first].iter().rev().take(limits::COLUMNS_MAX);
                let before = before.find(|other| other.column == it.column).and_then(|it| it.typed.first());
                if says_where && nine.is_some() && before == nine.as_ref() {
                    doubts.push((codes::CELL_NUMBER, it, more.clone()));
                }
            }
            [_] => (),
            [] if !says_where => (),
            typed => doubts.push((codes::CELL_DATE, it, typed.join("`, `"))),
        }
    }
    doubts
}

fn same_words(one: &Row, other: &Row) -> bool {
    let words = |row: &Row| -> Vec<String> {
        let mut words: Vec<String> = row.cells.iter().map(|cell| cell.trim().to_owned()).collect();
        words.truncate(words.iter().rposition(|cell| !cell.is_empty()).map_or(0, |at| at + 1));
        words
    };
    words(one) == words(other)
}

/// `P12`, `P12a`, `political-report:P12`.
fn is_block_code(text: &str) -> bool {
    BlockCode::parse(text.rsplit(':').next().unwrap_or_default().trim()).is_some()
}

/// A cell as a spreadsheet names it: `cell B7`.
fn cell_name(column: usize, row: usize) -> String {
    let mut letters = Vec::new();
    let mut left = column + 1;
    while left > 0 {
        letters.push(char::from(b'A' + u8::try_from((left - 1) % 26).unwrap_or(0)));
        left = (left - 1) / 26;
    }
    format!("cell {}{row}", letters.iter().rev().collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_as_a_spreadsheet_names_them() {
        for (column, row, name) in
            [(0, 1, "cell A1"), (25, 7, "cell Z7"), (26, 9, "cell AA9"), (701, 2, "cell ZZ2")]
        {
            assert_eq!(cell_name(column, row), name);
        }
    }
}
