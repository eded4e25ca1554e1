//! Workbooks that came from elsewhere: the words of every sheet that a reader of the file can see.
//!
//! `calamine` is used here and nowhere else. Cells are read one by one, so that a sheet with one cell in its first and
//! one in its last corner costs two cells. Formulas are not run: what stands in the file as their value is read.

use super::unzip::{UnzipError, UnzipLimits, unzip};
use crate::messages::Message;
use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use std::collections::BTreeMap;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What a workbook may hold at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WorkbookLimits {
    /// Cells with something in them, over all sheets.
    pub cells_max: usize,
    /// Bytes of all their words; one long word may stand in many cells.
    pub bytes_max: usize,
    /// Columns from the left; cells further right are not read.
    pub columns_max: usize,
}

/// The cells of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetCells {
    /// Its name.
    pub name: String,
    /// Rows with something in them: number as the spreadsheet counts, from 1, and cells from the left.
    pub rows: Vec<(usize, Vec<String>)>,
}

/// Why a workbook was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WorkbookError {
    /// Its packing.
    Packing(UnzipError),
    /// It is no workbook, or a broken one, or needs a password.
    Broken {
        /// The reader's own words.
        reason: String,
    },
    /// More than allowed.
    TooLarge {
        /// Cells allowed.
        max: usize,
    },
}

impl WorkbookError {
    /// What is wrong, in words.
    pub fn message(&self) -> Message {
        match self {
            Self::Packing(error) => error.message(),
            Self::Broken { reason } => Message::new("workbook-broken").with("reason", reason),
            Self::TooLarge { max } => Message::new("workbook-too-large").with("max", *max),
        }
    }
}

/// The sheets of a workbook in their order; hidden ones are left out.
///
/// # Errors
///
/// What is no workbook, or holds more than the limits.
pub fn workbook(bytes: &[u8], limits: &WorkbookLimits) -> Result<Vec<SheetCells>, WorkbookError> {
    // The packing is looked through first: the reader of workbooks believes the sizes that it finds there.
    unzip(bytes, &UnzipLimits::OFFICE).map_err(WorkbookError::Packing)?;
    let read = catch_unwind(AssertUnwindSafe(|| sheets(bytes, limits)));
    read.unwrap_or_else(|_| Err(WorkbookError::Broken { reason: "panic".to_owned() }))
}

fn sheets(bytes: &[u8], limits: &WorkbookLimits) -> Result<Vec<SheetCells>, WorkbookError> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    let seen = book.sheets_metadata().iter();
    let seen = seen.filter(|it| it.typ == SheetType::WorkSheet && it.visible == SheetVisible::Visible);
    let names: Vec<String> = seen.map(|it| it.name.clone()).collect();
    let (mut n_cells, mut n_bytes) = (0, 0);
    let mut all = Vec::new();
    for name in names {
        let mut rows: BTreeMap<u32, Vec<String>> = BTreeMap::new();
        let mut reader = book.worksheet_cells_reader(&name).map_err(broken)?;
        while let Some(cell) = reader.next_cell().map_err(broken)? {
            let (row, column) = cell.get_position();
            let words = words(cell.get_value());
            let column = usize::try_from(column).unwrap_or(usize::MAX);
            if words.is_empty() || column >= limits.columns_max {
                continue;
            }
            n_cells += 1;
            n_bytes += words.len();
            if n_cells > limits.cells_max || n_bytes > limits.bytes_max {
                return Err(WorkbookError::TooLarge { max: limits.cells_max });
            }
            let cells = rows.entry(row).or_default();
            if cells.len() <= column {
                cells.resize(column + 1, String::new());
            }
            cells[column] = words;
        }
        let number = |row: u32| usize::try_from(row).unwrap_or(usize::MAX).saturating_add(1);
        let rows = rows.into_iter().map(|(row, cells)| (number(row), cells)).collect();
        all.push(SheetCells { name, rows });
    }
    Ok(all)
}

/// What a cell says, as a reader sees it where the file keeps that.
fn words(value: &DataRef<'_>) -> String {
    match value {
        DataRef::String(words) => words.clone(),
        DataRef::SharedString(words) => (*words).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(value) => value.to_string(),
        DataRef::DateTime(moment) => date(moment),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

/// A date as it is written in Vietnam; a time of day only where there is one.
fn date(moment: &ExcelDateTime) -> String {
    if !moment.is_datetime() {
        return moment.as_f64().to_string();
    }
    let (year, month, day, hour, minute, _, _) = moment.to_ymd_hms_milli();
    let date = format!("{day:02}/{month:02}/{year}");
    if (hour, minute) == (0, 0) { date } else { format!("{hour:02}:{minute:02} {date}") }
}

fn broken(error: XlsxError) -> WorkbookError {
    WorkbookError::Broken { reason: error.to_string() }
}
