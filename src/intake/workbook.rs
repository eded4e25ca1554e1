//! The slip, or a table like it, as a workbook of Excel (new or old) or LibreOffice: its sheets are read as rows of cells, like a CSV.
//!
//! Cells in an old font are converted where that is certain: by the font's name and the letters of all its cells, or by
//! the letters of the whole file. The note names the encoding and shows one cell before and after.

use super::bytes::{converted, extension};
use super::finish::finish;
use super::{FileFormat, ReadFile, codes, limits, refused, slip};
use crate::archive::{WorkSheet, WorkbookError, WorkbookLimits, worksheets};
use crate::problem::{Place, Problem, Reading};
use crate::text::{Legacy, OldText, from_legacy, looks_legacy, read_old_text};
use std::collections::BTreeMap;

/// What is read of a workbook at most.
const LIMITS: WorkbookLimits = WorkbookLimits {
    cells_max: limits::WORKBOOK_CELLS_MAX,
    bytes_max: limits::WORKBOOK_BYTES_MAX,
    columns_max: limits::COLUMNS_MAX,
};

/// Whether the name of a file says that it is a workbook of this form.
pub(super) fn is_workbook(name: &str) -> bool {
    matches!(extension(name).as_str(), "xlsx" | "xlsm" | "xls" | "ods")
}

/// Reads a workbook.
pub(super) fn read(name: &str, bytes: &[u8]) -> Reading<Option<ReadFile>> {
    let mut sheets = match worksheets(bytes, &LIMITS) {
        Ok(sheets) => sheets,
        Err(WorkbookError::Locked) => {
            return refused(Problem::new(codes::OFFICE_LOCKED, Place::file(name)).with("kind", "excel"));
        }
        Err(error) => {
            let problem = Problem::new(codes::WORKBOOK_BROKEN, Place::file(name));
            return refused(problem.with("reason", error.message()));
        }
    };
    if sheets.iter().all(|sheet| sheet.rows.is_empty()) {
        return refused(Problem::new(codes::EMPTY, Place::file(name)));
    }
    let notes = modern(&mut sheets, name);
    let parts = slip::read_tables(&sheets, name);
    let text = words(&sheets);
    let mut reading = finish(parts, FileFormat::Workbook, &text, name);
    reading.problems.splice(0..0, notes);
    reading
}

fn words(sheets: &[WorkSheet]) -> String {
    let cells = sheets.iter().flat_map(|sheet| &sheet.rows).flat_map(|(_, cells)| cells);
    let text: Vec<&str> = cells.map(String::as_str).collect();
    text.join("\n")
}

/// Converts cells in old fonts; a note for each encoding.
fn modern(sheets: &mut [WorkSheet], name: &str) -> Vec<Problem> {
    let mut by_font: BTreeMap<String, String> = BTreeMap::new();
    for sheet in sheets.iter() {
        for (row, cells) in &sheet.rows {
            for (column, cell) in cells.iter().enumerate() {
                if let Some(font) = sheet.old_fonts.get(&(*row, column)) {
                    let seen = by_font.entry(font.clone()).or_default();
                    seen.push_str(cell);
                    seen.push('\n');
                }
            }
        }
    }
    // The name of a font often stays behind when its text was converted: the letters decide.
    let read = |text: &String| looks_legacy(text).and_then(|_| read_old_text(text));
    let old: BTreeMap<String, (String, OldText)> = by_font
        .into_iter()
        .filter_map(|(font, text)| read(&text).map(|old| (font, (text, old))))
        .filter(|(font, (_, old))| of_font(font) == old.legacy)
        .collect();
    let mut notes: Vec<Problem> = old.values().map(|(text, old)| converted(name, text, old)).collect();
    for sheet in sheets.iter_mut() {
        let fonts = std::mem::take(&mut sheet.old_fonts);
        convert(sheet, |at| {
            let font = fonts.get(&at)?;
            Some((old.get(font)?.1.legacy, has_capitals(font)))
        });
    }
    let text = words(sheets);
    if let Some(everywhere) = read(&text) {
        notes.push(converted(name, &text, &everywhere));
        for sheet in sheets.iter_mut() {
            convert(sheet, |_| Some((everywhere.legacy, false)));
        }
    }
    // Rows and columns, not lines, say where a cell stands.
    notes.iter_mut().for_each(|note| note.place.line = None);
    notes
}

fn convert(sheet: &mut WorkSheet, how: impl Fn((usize, usize)) -> Option<(Legacy, bool)>) {
    for (row, cells) in &mut sheet.rows {
        for (column, cell) in cells.iter_mut().enumerate() {
            let Some((legacy, is_capital)) = how((*row, column)) else { continue };
            let Some(modern) = from_legacy(cell, legacy) else { continue };
            *cell = if is_capital { modern.to_uppercase() } else { modern };
        }
    }
}

fn of_font(name: &str) -> Legacy {
    if name.trim().to_lowercase().starts_with(".vn") { Legacy::Tcvn3 } else { Legacy::Vni }
}

/// Whether a font shows small letters as capitals.
fn has_capitals(font: &str) -> bool {
    font.trim().starts_with('.') && font.trim_end().ends_with('H')
}
