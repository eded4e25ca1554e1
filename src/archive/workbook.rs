//! Workbooks that came from elsewhere: the words of every sheet that a reader of the file can see.
//!
//! `calamine` is used here and in `old_workbook`, and nowhere else. Cells are read one by one, so that a sheet with one cell in its first and
//! one in its last corner costs two cells. Formulas are not run: what stands in the file as their value is read, and
//! numbers as their format shows them (`number_format`).

use super::number_format::{date_words, number_words};
use super::ole::{OleKind, ole_kind};
use super::unzip::{UnzipError, UnzipLimits, unzip};
use super::{ods, old_workbook};
use crate::messages::Message;
use calamine::{DataRef, Dimensions, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
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

/// A sheet with what its cells alone do not say.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WorkSheet {
    /// Its name.
    pub name: String,
    /// As [`SheetCells::rows`].
    pub rows: Vec<(usize, Vec<String>)>,
    /// Cells that are merged.
    pub merged: Vec<Merged>,
    /// Cells that hold a date or a number, where it is not certain what was typed; in the order of the rows.
    pub typed: Vec<TypedCell>,
    /// Fonts of old encodings (`.VnTime`, `VNI-Times`) by row, from 1, and column, from 0.
    pub old_fonts: BTreeMap<(usize, usize), String>,
}

/// Cells that are merged into one: rows from 1, columns from 0, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Merged {
    /// First and last row.
    pub rows: (usize, usize),
    /// First and last column.
    pub columns: (usize, usize),
}

/// A cell that holds a date or a number in whose place something else may have been typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypedCell {
    /// Row, from 1.
    pub row: usize,
    /// Column, from 0.
    pub column: usize,
    /// What was typed: one entry where that is known (`5-6`), several where it may have been either (`2.1`, `2.10`),
    /// none for a date with its year.
    pub typed: Vec<String>,
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
    /// It needs a password.
    Locked,
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
            Self::Locked => Message::new("workbook-locked"),
            Self::TooLarge { max } => Message::new("workbook-too-large").with("max", *max),
        }
    }
}

/// Merged cells of one sheet that are looked at.
const MERGED_MAX: usize = 20_000;

/// The sheets of a workbook in their order; hidden ones are left out.
///
/// # Errors
///
/// What is no workbook, or holds more than the limits.
pub fn workbook(bytes: &[u8], limits: &WorkbookLimits) -> Result<Vec<SheetCells>, WorkbookError> {
    let sheets = worksheets(bytes, limits)?;
    Ok(sheets.into_iter().map(|it| SheetCells { name: it.name, rows: it.rows }).collect())
}

/// The same with merged cells, and with the cells that hold dates.
///
/// # Errors
///
/// As [`workbook`].
pub fn worksheets(bytes: &[u8], limits: &WorkbookLimits) -> Result<Vec<WorkSheet>, WorkbookError> {
    if let Some(kind) = ole_kind(bytes) {
        if kind == OleKind::Locked {
            return Err(WorkbookError::Locked);
        }
        return caught(|| old_workbook::sheets(bytes, limits));
    }
    // The packing is looked through first: the reader of workbooks believes the sizes that it finds there.
    let parts = unzip(bytes, &UnzipLimits::OFFICE).map_err(WorkbookError::Packing)?;
    if ods::is_ods(&parts) {
        return ods::sheets(&parts, limits);
    }
    let is_sheet = |name: &str| name.contains("worksheets/");
    let merges = |part: &[u8]| part.windows(MERGE_MARK.len()).any(|it| it == MERGE_MARK);
    let any_merged = parts.iter().any(|(name, part)| is_sheet(name) && merges(part));
    drop(parts);
    caught(|| sheets(bytes, limits, any_merged))
}

fn caught<T>(read: impl FnOnce() -> Result<T, WorkbookError>) -> Result<T, WorkbookError> {
    let read = catch_unwind(AssertUnwindSafe(read));
    read.unwrap_or_else(|_| Err(WorkbookError::Broken { reason: "panic".to_owned() }))
}

/// What stands in a sheet that has merged cells.
const MERGE_MARK: &[u8] = b"mergeCell";

fn sheets(bytes: &[u8], limits: &WorkbookLimits, any_merged: bool) -> Result<Vec<WorkSheet>, WorkbookError> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    let seen = book.sheets_metadata().iter();
    let seen = seen.filter(|it| it.typ == SheetType::WorkSheet && it.visible == SheetVisible::Visible);
    let names: Vec<String> = seen.map(|it| it.name.clone()).collect();
    let mut left = (limits.cells_max, limits.bytes_max);
    let mut all = Vec::new();
    for name in names {
        let mut sheet = one_sheet(&mut book, &name, limits, &mut left)?;
        if any_merged {
            let regions = book.merge_cells_by_sheet_name(&name).map_err(broken)?;
            sheet.merged = regions.iter().take(MERGED_MAX).map(merged).collect();
        }
        all.push(sheet);
    }
    Ok(all)
}

/// One sheet; `left` is how many cells and bytes may still come.
fn one_sheet(
    book: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    limits: &WorkbookLimits,
    left: &mut (usize, usize),
) -> Result<WorkSheet, WorkbookError> {
    let too_large = || WorkbookError::TooLarge { max: limits.cells_max };
    let mut rows: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    let mut typed_cells = Vec::new();
    let mut old_fonts = BTreeMap::new();
    let mut reader = book.worksheet_cells_reader(name).map_err(broken)?;
    while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(broken)? {
        let (row, column) = cell.get_position();
        let (row, column) = (index(row).saturating_add(1), index(column));
        let style = reader.styles().get(style);
        let format = style.and_then(|it| it.number_format.as_ref()).map_or("", |it| it.format_code.as_str());
        let font = style.and_then(|it| it.font.as_ref()?.name.as_deref()).filter(|name| is_old_font(name));
        let (words, typed) = words(cell.get_value(), format);
        if words.is_empty() || column >= limits.columns_max {
            continue;
        }
        left.0 = left.0.checked_sub(1).ok_or_else(too_large)?;
        left.1 = left.1.checked_sub(words.len()).ok_or_else(too_large)?;
        typed_cells.extend(typed.map(|typed| TypedCell { row, column, typed }));
        old_fonts.extend(font.map(|font| ((row, column), font.to_owned())));
        let cells = rows.entry(row).or_default();
        if cells.len() <= column {
            cells.resize(column + 1, String::new());
        }
        cells[column] = words;
    }
    typed_cells.sort_by_key(|it: &TypedCell| (it.row, it.column));
    let rows = rows.into_iter().collect();
    Ok(WorkSheet { name: name.to_owned(), rows, merged: Vec::new(), typed: typed_cells, old_fonts })
}

/// Whether a font is named as those of the old encodings are.
fn is_old_font(name: &str) -> bool {
    let name = name.trim().to_lowercase();
    name.starts_with(".vn") || name.starts_with("vni")
}

pub(super) fn index(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

pub(super) fn merged(region: &Dimensions) -> Merged {
    Merged {
        rows: (index(region.start.0).saturating_add(1), index(region.end.0).saturating_add(1)),
        columns: (index(region.start.1), index(region.end.1)),
    }
}

/// What a cell says, as a reader sees it where the file keeps that; for a date, what may have been typed.
fn words(value: &DataRef<'_>, format: &str) -> (String, Option<Vec<String>>) {
    let words = match value {
        DataRef::String(words) => words.clone(),
        DataRef::SharedString(words) => (*words).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => {
            let words = number_words(*number, format);
            let typed = with_lost_nought(&words, format);
            return (words, typed);
        }
        DataRef::Bool(value) => value.to_string(),
        DataRef::DateTime(moment) if moment.is_datetime() => {
            let (year, month, day, hour, minute, _, _) = moment.to_ymd_hms_milli();
            let (words, typed) = date_words((year, month, day), (hour, minute), format);
            return (words, Some(typed));
        }
        DataRef::DateTime(moment) => number_words(moment.as_f64(), ""),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    };
    (words, None)
}

/// `2.10` is kept as `2.1` where the format does not say how many digits there are.
pub(super) fn with_lost_nought(words: &str, format: &str) -> Option<Vec<String>> {
    let is_plain = format.is_empty() || format.eq_ignore_ascii_case("general");
    let (whole, digit) = words.split_once('.')?;
    let is_section =
        whole.len() <= 2 && digit.len() == 1 && words.chars().all(|c| c.is_ascii_digit() || c == '.');
    (is_plain && is_section).then(|| vec![words.to_owned(), format!("{words}0")])
}

fn broken(error: XlsxError) -> WorkbookError {
    WorkbookError::Broken { reason: error.to_string() }
}
