//! Rows and cells of a text with separators, as spreadsheets write and people mend it.
//!
//! Own code and not a library's, because a unit's words must come out as they went in: a cell such as
//! `"Đồng ý" với dự thảo` keeps its quotation marks, and a quotation mark that is never closed costs one row and
//! not the rest of the file. Linear, but for at most [`RETRIES_MAX`] new starts behind an open quotation mark.

use super::limits::COLUMNS_MAX;

/// How many open quotation marks are survived.
pub(super) const RETRIES_MAX: usize = 20;

/// A row of cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// Its number as a spreadsheet counts, from 1: rows, not lines.
    pub(super) number: usize,
    /// Its first line in the file, from 1.
    pub(super) line: usize,
    /// Its cells without the quotation marks around them.
    pub(super) cells: Vec<String>,
    /// Whether a quotation mark in it is not closed; then it is cut at the end of its first line.
    pub(super) open: bool,
}

impl Row {
    /// Whether no cell has words.
    pub(super) fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }
}

/// Splits a text into rows; lines end with `\n`, `\r\n` or `\r`.
pub(super) fn split(text: &str, separator: char) -> Vec<Row> {
    let mut rows = Vec::new();
    let (mut rest, mut line, mut retries) = (text, 1, 0);
    while !rest.is_empty() {
        let (row, taken) = match one_row(rest, separator) {
            Ok(found) => found,
            // The marks of the first line are taken for words once there have been too many open ones.
            Err(()) => {
                retries += 1;
                let end = rest.find(['\n', '\r']).unwrap_or(rest.len());
                let (first, behind) = rest.split_at(end);
                let break_len = if behind.starts_with("\r\n") { 2 } else { usize::from(!behind.is_empty()) };
                let cells = first.split(separator).take(COLUMNS_MAX + 1).map(str::to_owned).collect();
                ((cells, true), end + break_len)
            }
        };
        let (cells, open) = row;
        rows.push(Row { number: rows.len() + 1, line, cells, open });
        line += n_breaks(&rest[..taken]);
        rest = &rest[taken..];
        if retries > RETRIES_MAX {
            push_unquoted(&mut rows, rest, separator, line);
            break;
        }
    }
    rows
}

type Found = ((Vec<String>, bool), usize);

/// The cells of the first row of a text and how many bytes it takes; an error where a quotation mark stays open.
fn one_row(text: &str, separator: char) -> Result<Found, ()> {
    let mut cells = Vec::new();
    let mut at = 0;
    loop {
        let rest = &text[at..];
        let (cell, len) = match rest.strip_prefix('"') {
            Some(inside) => quoted(inside, separator)?.map(|(cell, len)| (cell, len + 1)),
            None => None,
        }
        .unwrap_or_else(|| {
            let end = rest.find([separator, '\n', '\r']).unwrap_or(rest.len());
            (rest[..end].to_owned(), end)
        });
        // Cells beyond the limit are counted no further: the row is refused anyway.
        if cells.len() <= COLUMNS_MAX {
            cells.push(cell);
        }
        at += len;
        let behind = &text[at..];
        if let Some(more) = behind.strip_prefix(separator) {
            at = text.len() - more.len();
        } else {
            let break_len = if behind.starts_with("\r\n") { 2 } else { usize::from(!behind.is_empty()) };
            return Ok(((cells, false), at + break_len));
        }
    }
}

/// A cell behind its opening mark, and its length with the closing one; `None` where words follow that one, so
/// that the marks are words too; an error where it is not closed.
fn quoted(inside: &str, separator: char) -> Result<Option<(String, usize)>, ()> {
    let mut cell = String::new();
    let mut at = 0;
    loop {
        let Some(mark) = inside[at..].find('"') else { return Err(()) };
        cell.push_str(&inside[at..at + mark]);
        at += mark + 1;
        let behind = &inside[at..];
        if behind.starts_with('"') {
            cell.push('"');
            at += 1;
        } else if behind.is_empty() || behind.starts_with([separator, '\n', '\r']) {
            return Ok(Some((cell.replace("\r\n", "\n").replace('\r', "\n"), at)));
        } else {
            return Ok(None);
        }
    }
}

fn push_unquoted(rows: &mut Vec<Row>, rest: &str, separator: char, line: usize) {
    for (n, text) in rest.lines().enumerate() {
        let cells = text.split(separator).take(COLUMNS_MAX + 1).map(str::to_owned).collect();
        rows.push(Row { number: rows.len() + 1, line: line + n, cells, open: text.contains('"') });
    }
}

fn n_breaks(text: &str) -> usize {
    let bytes = text.as_bytes();
    let is_break =
        |at: usize, byte: u8| byte == b'\n' || (byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
    bytes.iter().enumerate().filter(|&(at, &byte)| is_break(at, byte)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(usize, usize, &[&str])]) {
        let rows = split(text, ';');
        let found: Vec<(usize, usize, Vec<&str>)> = rows
            .iter()
            .map(|row| (row.number, row.line, row.cells.iter().map(String::as_str).collect()))
            .collect();
        let expected: Vec<(usize, usize, Vec<&str>)> =
            expected.iter().map(|(number, line, cells)| (*number, *line, cells.to_vec())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn cells_come_out_as_they_went_in() {
        check("a;b\nc;d", &[(1, 1, &["a", "b"]), (2, 2, &["c", "d"])]);
        check("a;b\r\n\r\nc;\r\n", &[(1, 1, &["a", "b"]), (2, 2, &[""]), (3, 3, &["c", ""])]);
        check("a\rb", &[(1, 1, &["a"]), (2, 2, &["b"])]);
        check("\"a;\"\"b\"\"\";c", &[(1, 1, &["a;\"b\"", "c"])]);
        check("\"một\r\nhai\";x\r\nc", &[(1, 1, &["một\nhai", "x"]), (2, 3, &["c"])]);
        check("x;\"Đồng ý\" với dự thảo;y", &[(1, 1, &["x", "\"Đồng ý\" với dự thảo", "y"])]);
        check("x;đạt \"12/12\";y", &[(1, 1, &["x", "đạt \"12/12\"", "y"])]);
        check("\"\";\"\"\"\"", &[(1, 1, &["", "\""])]);
        check("", &[]);
    }

    #[test]
    fn an_open_mark_costs_one_row() {
        let rows = split("a;b\n\"mở;c\nd;e\n", ';');
        assert_eq!(rows.iter().map(|row| row.open).collect::<Vec<_>>(), [false, true, false]);
        assert_eq!(rows[2].cells, ["d", "e"]);
        assert_eq!((rows[2].number, rows[2].line), (3, 3));
    }

    #[test]
    fn many_open_marks_are_bounded() {
        // Each line's mark is closed only by a word, so that each start fails at the end of the file.
        let text = "\"a\n".repeat(20_001);
        assert!(split(&text, ';').len() <= 20_001);
    }
}
