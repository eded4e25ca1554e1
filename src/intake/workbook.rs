//! The slip, or a table like it, as a workbook of Excel: its sheets are read as rows of cells, like a CSV.

use super::bytes::extension;
use super::finish::finish;
use super::{FileFormat, ReadFile, codes, limits, refused, slip};
use crate::archive::{WorkbookLimits, worksheets};
use crate::problem::{Place, Problem, Reading};

/// What is read of a workbook at most.
const LIMITS: WorkbookLimits = WorkbookLimits {
    cells_max: limits::WORKBOOK_CELLS_MAX,
    bytes_max: limits::WORKBOOK_BYTES_MAX,
    columns_max: limits::COLUMNS_MAX,
};

/// Whether the name of a file says that it is a workbook of this form.
pub(super) fn is_workbook(name: &str) -> bool {
    extension(name) == "xlsx"
}

/// Reads a workbook.
pub(super) fn read(name: &str, bytes: &[u8]) -> Reading<Option<ReadFile>> {
    let sheets = match worksheets(bytes, &LIMITS) {
        Ok(sheets) => sheets,
        Err(error) => {
            let problem = Problem::new(codes::WORKBOOK_BROKEN, Place::file(name));
            return refused(problem.with("reason", error.message()));
        }
    };
    if sheets.iter().all(|sheet| sheet.rows.is_empty()) {
        return refused(Problem::new(codes::EMPTY, Place::file(name)));
    }
    let parts = slip::read_tables(&sheets, name);
    let cells = sheets.iter().flat_map(|sheet| &sheet.rows).flat_map(|(_, cells)| cells);
    let text: Vec<&str> = cells.map(String::as_str).collect();
    finish(parts, FileFormat::Workbook, &text.join("\n"), name)
}
