//! Workbooks of LibreOffice (`.ods`): the words of every sheet as they are shown, read event by event.
//!
//! Own reading, because the file keeps beside each value the words that its cell shows, and which cells are merged:
//! the library for workbooks gives neither. Rows and cells that the file only counts (`repeated`) cost nothing where
//! they are blank and are bounded where they are not. Hidden sheets, notes, drawings and formulas are left out.

use super::number_format::date_readings;
use super::workbook::{Merged, TypedCell, WorkSheet, WorkbookError, WorkbookLimits, with_lost_nought};
use super::xml_read::{XmlError, XmlEvent, XmlLimits, XmlReader};
use std::collections::BTreeSet;

/// Merged cells of one sheet that are looked at.
const MERGED_MAX: usize = 20_000;
/// How often a row or a cell with words may stand for itself again.
const REPEATED_MAX: usize = 1_000;

/// Whether the parts of an archive are a workbook of this kind.
pub(super) fn is_ods(parts: &[(String, Vec<u8>)]) -> bool {
    let is_own = |(name, bytes): &(String, Vec<u8>)| {
        name == "mimetype" && bytes.starts_with(b"application/vnd.oasis.opendocument.spreadsheet")
    };
    parts.iter().any(is_own)
}

/// The visible sheets of a workbook.
pub(super) fn sheets(
    parts: &[(String, Vec<u8>)],
    limits: &WorkbookLimits,
) -> Result<Vec<WorkSheet>, WorkbookError> {
    let content = parts.iter().find(|(name, _)| name == "content.xml").map(|(_, part)| part.as_slice());
    let content = content.ok_or_else(|| WorkbookError::Broken { reason: "content.xml".to_owned() })?;
    let is_locked = |part: &[u8]| part.windows(LOCK_MARK.len()).any(|it| it == LOCK_MARK);
    if parts.iter().any(|(name, part)| name == "META-INF/manifest.xml" && is_locked(part)) {
        return Err(WorkbookError::Locked);
    }
    let mut reader = Content {
        events: XmlReader::new(content, XmlLimits::OFFICE).map_err(broken)?,
        limits: *limits,
        left: (limits.cells_max, limits.bytes_max),
        hidden: BTreeSet::new(),
    };
    reader.sheets()
}

/// What stands in the list of parts where they are under a password.
const LOCK_MARK: &[u8] = b"manifest:encryption-data";

/// The part with the cells, as it is read.
struct Content<'a> {
    events: XmlReader<'a>,
    limits: WorkbookLimits,
    /// How many cells and bytes may still come.
    left: (usize, usize),
    /// Styles of sheets that are not shown.
    hidden: BTreeSet<String>,
}

/// A cell: what it shows, and what is known of it.
#[derive(Debug, Clone, Default)]
struct Cell {
    words: String,
    kind: String,
    date: String,
    spans: (usize, usize),
    repeated: usize,
    is_covered: bool,
}

impl Content<'_> {
    fn sheets(&mut self) -> Result<Vec<WorkSheet>, WorkbookError> {
        let mut all = Vec::new();
        let mut style = String::new();
        loop {
            match self.next()? {
                XmlEvent::Eof => return Ok(all),
                XmlEvent::Start { name, attrs } => match name.as_str() {
                    "style:style" => style = value(&attrs, "style:name"),
                    "style:table-properties" if value(&attrs, "table:display") == "false" => {
                        self.hidden.insert(style.clone());
                    }
                    "table:table" => {
                        let sheet = self.sheet(value(&attrs, "table:name"))?;
                        if !self.hidden.contains(&value(&attrs, "table:style-name")) {
                            all.push(sheet);
                        }
                    }
                    "table:tracked-changes" => self.events.skip().map_err(broken)?,
                    _ => (),
                },
                _ => (),
            }
        }
    }

    fn next(&mut self) -> Result<XmlEvent, WorkbookError> {
        self.events.next_event().map_err(broken)
    }

    /// A sheet, behind its first tag.
    fn sheet(&mut self, name: String) -> Result<WorkSheet, WorkbookError> {
        let mut sheet = WorkSheet { name, ..WorkSheet::default() };
        let mut row = 1_usize;
        loop {
            match self.next()? {
                XmlEvent::Eof => return Ok(sheet),
                XmlEvent::End { name } if name == "table:table" => return Ok(sheet),
                XmlEvent::Start { name, attrs } => match name.as_str() {
                    "table:table-row" => {
                        let repeated = number(&attrs, "table:number-rows-repeated");
                        let cells = self.row()?;
                        let has_words = cells.iter().any(|it| !it.words.is_empty());
                        let n_shown = if has_words { repeated.min(REPEATED_MAX) } else { 1 };
                        for nth in 0..n_shown {
                            self.add(&mut sheet, row + nth, &cells)?;
                        }
                        row = row.saturating_add(repeated);
                    }
                    "table:shapes" | "office:forms" | "office:dde-source" => {
                        self.events.skip().map_err(broken)?;
                    }
                    _ => (),
                },
                _ => (),
            }
        }
    }

    /// The cells of a row, behind its first tag.
    fn row(&mut self) -> Result<Vec<Cell>, WorkbookError> {
        let mut cells = Vec::new();
        loop {
            match self.next()? {
                XmlEvent::Eof => return Ok(cells),
                XmlEvent::End { name } if name == "table:table-row" => return Ok(cells),
                XmlEvent::Start { name, attrs } if is_cell(&name) => {
                    let mut cell = Cell {
                        kind: value(&attrs, "office:value-type"),
                        date: value(&attrs, "office:date-value"),
                        spans: (
                            number(&attrs, "table:number-rows-spanned"),
                            number(&attrs, "table:number-columns-spanned"),
                        ),
                        repeated: number(&attrs, "table:number-columns-repeated"),
                        is_covered: name == "table:covered-table-cell",
                        ..Cell::default()
                    };
                    self.words(&name, &mut cell)?;
                    cells.push(cell);
                }
                _ => (),
            }
        }
    }

    /// The words of a cell, up to its last tag.
    fn words(&mut self, cell_name: &str, cell: &mut Cell) -> Result<(), WorkbookError> {
        let mut n_paragraphs = 0;
        let mut inside = false;
        loop {
            match self.next()? {
                XmlEvent::Eof => return Ok(()),
                XmlEvent::End { name } if name == cell_name => return Ok(()),
                XmlEvent::End { name } if name == "text:p" => inside = false,
                XmlEvent::Text(words) if inside && cell.words.len() <= self.limits.bytes_max => {
                    cell.words.push_str(&words);
                }
                XmlEvent::Start { name, attrs } => match name.as_str() {
                    "text:p" => {
                        if n_paragraphs > 0 {
                            cell.words.push('\n');
                        }
                        (n_paragraphs, inside) = (n_paragraphs + 1, true);
                    }
                    "text:s" => {
                        let n_blanks = number(&attrs, "text:c").min(REPEATED_MAX);
                        cell.words.extend(std::iter::repeat_n(' ', n_blanks));
                    }
                    "text:tab" => cell.words.push('\t'),
                    "text:line-break" => cell.words.push('\n'),
                    "office:annotation" | "draw:frame" | "table:detective" => {
                        self.events.skip().map_err(broken)?;
                    }
                    _ => (),
                },
                _ => (),
            }
        }
    }

    /// Puts the cells of a row into a sheet.
    fn add(&mut self, sheet: &mut WorkSheet, row: usize, cells: &[Cell]) -> Result<(), WorkbookError> {
        let too_large = WorkbookError::TooLarge { max: self.limits.cells_max };
        let mut words: Vec<String> = Vec::new();
        let mut column = 0_usize;
        for cell in cells {
            let (down, right) = cell.spans;
            if (down > 1 || right > 1) && sheet.merged.len() < MERGED_MAX {
                let rows = (row, row.saturating_add(down - 1));
                sheet.merged.push(Merged { rows, columns: (column, column.saturating_add(right - 1)) });
            }
            let n_shown = if cell.words.trim().is_empty() || cell.is_covered { 0 } else { cell.repeated };
            for nth in 0..n_shown.min(REPEATED_MAX) {
                let at = column.saturating_add(nth);
                if at >= self.limits.columns_max {
                    break;
                }
                let left = (self.left.0.checked_sub(1), self.left.1.checked_sub(cell.words.len()));
                let (Some(cells), Some(bytes)) = left else { return Err(too_large) };
                self.left = (cells, bytes);
                words.resize(at, String::new());
                words.push(cell.words.clone());
                sheet.typed.extend(typed(cell).map(|typed| TypedCell { row, column: at, typed }));
            }
            column = column.saturating_add(cell.repeated);
        }
        if !words.is_empty() {
            sheet.rows.push((row, words));
        }
        Ok(())
    }
}

/// What may have been typed where a cell holds a date or a number.
fn typed(cell: &Cell) -> Option<Vec<String>> {
    match cell.kind.as_str() {
        "date" => {
            let parts: Vec<&str> = cell.date.split('T').next()?.split('-').collect();
            let [year, month, day] = parts.as_slice() else { return Some(Vec::new()) };
            let date = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
            let n_numbers =
                cell.words.split(|c: char| !c.is_ascii_digit()).filter(|it| !it.is_empty()).count();
            // A date shown without its year was typed as two numbers.
            let is_short =
                n_numbers == 2 && cell.words.chars().all(|c| c.is_ascii_digit() || "-/. ".contains(c));
            Some(match is_short {
                true => vec![cell.words.clone()],
                false => date_readings(date),
            })
        }
        "float" => with_lost_nought(&cell.words.replace(',', "."), ""),
        _ => None,
    }
}

fn is_cell(name: &str) -> bool {
    matches!(name, "table:table-cell" | "table:covered-table-cell")
}

fn value(attrs: &[(String, String)], name: &str) -> String {
    attrs.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone()).unwrap_or_default()
}

/// A count, at least one.
fn number(attrs: &[(String, String)], name: &str) -> usize {
    value(attrs, name).parse().unwrap_or(1).max(1)
}

fn broken(error: XmlError) -> WorkbookError {
    WorkbookError::Broken { reason: format!("content.xml: {error:?}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::{worksheets, zip};

    const LIMITS: WorkbookLimits = WorkbookLimits { cells_max: 5_000, bytes_max: 100_000, columns_max: 20 };

    fn packed(rows: &str) -> Vec<u8> {
        let content = format!(
            "<office:document-content xmlns:office='o' xmlns:table='t' xmlns:text='x' xmlns:style='s'>\
             <style:style style:name='h'><style:table-properties table:display='false'/></style:style>\
             <table:table table:name='Phiếu'>{rows}</table:table>\
             <table:table table:name='ẩn' table:style-name='h'><table:table-row><table:table-cell>\
             <text:p>x</text:p></table:table-cell></table:table-row></table:table></office:document-content>"
        );
        let mime = "application/vnd.oasis.opendocument.spreadsheet";
        let parts = [("mimetype", mime.as_bytes()), ("content.xml", content.as_bytes())];
        let parts: Vec<(String, Vec<u8>)> =
            parts.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec())).collect();
        zip(&parts).unwrap()
    }

    #[test]
    fn words_are_those_that_are_shown_and_blank_repeats_cost_nothing() {
        let rows = "<table:table-row><table:table-cell table:number-columns-spanned='2'><text:p>a<text:s text:c='2'/>b</text:p>\
            <text:p>c</text:p><office:annotation><text:p>no</text:p></office:annotation></table:table-cell>\
            <table:covered-table-cell/><table:table-cell table:number-columns-repeated='16000'/></table:table-row>\
            <table:table-row table:number-rows-repeated='1048000'><table:table-cell/></table:table-row>\
            <table:table-row><table:table-cell office:value-type='date' office:date-value='2020-06-05'><text:p>05-06</text:p>\
            </table:table-cell><table:table-cell office:value-type='float'><text:p>2,1</text:p></table:table-cell></table:table-row>";
        let found = worksheets(&packed(rows), &LIMITS).unwrap();
        let [sheet] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!(
            sheet.rows,
            [(1, vec!["a  b\nc".to_owned()]), (1_048_002, vec!["05-06".to_owned(), "2,1".to_owned()]),]
        );
        assert_eq!(sheet.merged, [Merged { rows: (1, 1), columns: (0, 1) }]);
        let typed: Vec<&[String]> = sheet.typed.iter().map(|it| it.typed.as_slice()).collect();
        assert_eq!(typed, [&["05-06".to_owned()][..], &["2.1".to_owned(), "2.10".to_owned()]]);
    }

    #[test]
    fn what_has_no_end_is_refused() {
        let cell = "<table:table-row table:number-rows-repeated='900'><table:table-cell table:number-columns-repeated='19'>\
            <text:p>x</text:p></table:table-cell></table:table-row>";
        assert_eq!(worksheets(&packed(cell), &LIMITS), Err(WorkbookError::TooLarge { max: 5_000 }));
    }
}
