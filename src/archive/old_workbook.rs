//! Workbooks of old Excel (`.xls`): the words of every sheet that a reader of the file can see.
//!
//! The library tells dates from numbers and nothing of how they are shown. A date may have been typed as two numbers,
//! so both readings are named and none is chosen. What a crafted file may cost is bounded by the process that reads.

use super::number_format::{date_readings, number_words};
use super::workbook::{TypedCell, WorkSheet, WorkbookError, WorkbookLimits, index, merged, with_lost_nought};
use calamine::{Data, Reader, SheetType, SheetVisible, Xls, XlsError};
use std::io::Cursor;

/// The visible sheets of a workbook.
pub(super) fn sheets(bytes: &[u8], limits: &WorkbookLimits) -> Result<Vec<WorkSheet>, WorkbookError> {
    let mut book: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(broken)?;
    let seen = book.sheets_metadata().iter();
    let seen = seen.filter(|it| it.typ == SheetType::WorkSheet && it.visible == SheetVisible::Visible);
    let names: Vec<String> = seen.map(|it| it.name.clone()).collect();
    let mut left = (limits.cells_max, limits.bytes_max);
    let mut all = Vec::new();
    for name in names {
        let range = book.worksheet_range(&name).map_err(broken)?;
        let regions = book.merge_cells_by_sheet_name(&name).map_err(broken)?;
        let merged = regions.iter().take(MERGED_MAX).map(merged).collect();
        let (first_row, first_column) =
            range.start().map_or((0, 0), |(row, column)| (index(row), index(column)));
        let mut sheet = WorkSheet { name, merged, ..WorkSheet::default() };
        for (nth, cells) in range.rows().enumerate() {
            let row = first_row + nth + 1;
            let mut shown: Vec<String> = Vec::new();
            for (nth, cell) in cells.iter().enumerate() {
                let column = first_column + nth;
                let (words, typed) = words(cell);
                if words.is_empty() || column >= limits.columns_max {
                    continue;
                }
                let (Some(cells), Some(bytes)) = (left.0.checked_sub(1), left.1.checked_sub(words.len()))
                else {
                    return Err(WorkbookError::TooLarge { max: limits.cells_max });
                };
                left = (cells, bytes);
                shown.resize(column, String::new());
                shown.push(words);
                sheet.typed.extend(typed.map(|typed| TypedCell { row, column, typed }));
            }
            if !shown.is_empty() {
                sheet.rows.push((row, shown));
            }
        }
        all.push(sheet);
    }
    Ok(all)
}

/// Merged cells of one sheet that are looked at.
const MERGED_MAX: usize = 20_000;

fn words(value: &Data) -> (String, Option<Vec<String>>) {
    match value {
        Data::Float(number) => {
            let words = number_words(*number, "");
            let typed = with_lost_nought(&words, "");
            (words, typed)
        }
        Data::DateTime(moment) if moment.is_datetime() => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            (format!("{day:02}/{month:02}/{year}"), Some(date_readings((year, month, day))))
        }
        Data::DateTime(moment) => (number_words(moment.as_f64(), ""), None),
        Data::String(words) | Data::DateTimeIso(words) | Data::DurationIso(words) => (words.clone(), None),
        Data::Int(number) => (number.to_string(), None),
        Data::Bool(value) => (value.to_string(), None),
        Data::Error(error) => (error.to_string(), None),
        _ => (String::new(), None),
    }
}

fn broken(error: XlsError) -> WorkbookError {
    match error {
        XlsError::Password => WorkbookError::Locked,
        other => WorkbookError::Broken { reason: other.to_string() },
    }
}
