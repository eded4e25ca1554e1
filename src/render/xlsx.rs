//! Workbooks as XLSX: every cell is words, a whole number or a share, never a formula, a link or a macro.
//!
//! `rust_xlsxwriter` is used here and nowhere else. The only date in the file is that of the data, so the same
//! workbook gives the same bytes. Words that no cell can hold (over [`CELL_MAX`] UTF-16 units) go on in the rows below.

use crate::messages::Lang;
use crate::text::show_invisible;
use crate::view::{Align, FillIn, Sheet, Table, Workbook};
use rust_xlsxwriter as xlsx;
use std::collections::BTreeSet;

/// UTF-16 units in a cell; the format allows 32,767.
const CELL_MAX: usize = 32_000;
/// Characters in the name of a sheet.
const NAME_MAX: usize = 31;
/// Characters across all columns of a sheet of A4 upright, and across, at full size.
const WIDTH: [f64; 2] = [90.0, 135.0];
/// The narrowest column: with many of them a sheet is wider, and printed smaller.
const WIDTH_MIN: f64 = 7.0;
/// Points of a line, and of the highest row that the format knows.
const LINE_POINTS: f64 = 15.75;
const ROW_POINTS_MAX: f64 = 409.0;
/// Share of a column's width that words fill on average before they break.
const FILLED: f64 = 1.05;
/// The paper's number in the format: A4.
const A4: u8 = 9;
/// Rows and columns of the format.
const ROWS_MAX: u32 = 1_048_576;

/// Why a workbook could not be made: more rows than the format has, or the library refused it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct XlsxError {
    /// What the library says, in English.
    pub detail: String,
}

impl From<xlsx::XlsxError> for XlsxError {
    fn from(error: xlsx::XlsxError) -> Self {
        Self { detail: error.to_string() }
    }
}

/// A workbook as XLSX.
///
/// # Errors
///
/// When a sheet has more rows than the format can hold.
pub fn workbook(book: &Workbook) -> Result<Vec<u8>, XlsxError> {
    let mut out = xlsx::Workbook::new();
    let made = xlsx::ExcelDateTime::from_timestamp(book.as_of.seconds())?;
    out.set_properties(&xlsx::DocProperties::new().set_title(&book.title).set_creation_datetime(&made));
    let looks = Looks::new();
    let mut names = BTreeSet::new();
    for sheet in &book.sheets {
        let name = sheet_name(&sheet.name, &mut names);
        let place = out.add_worksheet();
        place.set_name(name)?;
        write_sheet(place, sheet, &looks, book.lang)?;
        if let Some(footer) = &book.footer {
            place.set_footer(format!("&L{}&R&P/&N", footer.replace('&', "&&")));
        }
    }
    for (at, sheet) in book.sheets.iter().enumerate() {
        if let Some(form) = &sheet.form {
            choices(&mut out, at, sheet, form, &mut names)?;
        }
    }
    Ok(out.save_to_buffer()?)
}

/// The looks of cells.
struct Looks {
    lead: xlsx::Format,
    head: xlsx::Format,
    group: xlsx::Format,
    cell: [xlsx::Format; 3],
    /// Counts, whole shares, shares with one decimal.
    figures: [xlsx::Format; 3],
    open: xlsx::Format,
}

impl Looks {
    fn new() -> Self {
        let font = || xlsx::Format::new().set_font_name("Times New Roman").set_font_size(12);
        let grid = || font().set_border(xlsx::FormatBorder::Thin).set_text_wrap();
        let top = |align: xlsx::FormatAlign| grid().set_align(xlsx::FormatAlign::Top).set_align(align);
        let grey = 0x00D9_D9D9;
        Self {
            lead: font().set_bold(),
            head: grid()
                .set_bold()
                .set_align(xlsx::FormatAlign::Center)
                .set_align(xlsx::FormatAlign::VerticalCenter)
                .set_background_color(grey),
            group: font().set_bold().set_border(xlsx::FormatBorder::Thin).set_background_color(0x00F2_F2F2),
            cell: [xlsx::FormatAlign::Left, xlsx::FormatAlign::Center, xlsx::FormatAlign::Right].map(top),
            figures: ["#,##0", "0%", "0.0%"].map(|code| top(xlsx::FormatAlign::Right).set_num_format(code)),
            open: top(xlsx::FormatAlign::Left).set_unlocked(),
        }
    }
}

fn write_sheet(out: &mut xlsx::Worksheet, sheet: &Sheet, looks: &Looks, lang: Lang) -> Result<(), XlsxError> {
    let table = &sheet.table;
    let n_columns = table.columns.len();
    let mut at = 0_u32;
    for line in &table.lead {
        for (column, words) in line.iter().enumerate() {
            out.write_string_with_format(at, index(column), one_cell(words), &looks.lead)?;
        }
        at += 1;
    }
    let head = at;
    let widths = widths(table);
    for (column, width) in widths.iter().enumerate() {
        out.set_column_width(index(column), *width)?;
    }
    for (column, title) in table.columns.iter().enumerate() {
        out.write_string_with_format(at, index(column), one_cell(&title.title), &looks.head)?;
    }
    at += 1;
    for section in &table.sections {
        if let Some(title) = &section.title {
            for column in 0..n_columns {
                let words = if column == 0 { one_cell(title) } else { String::new() };
                out.write_string_with_format(at, index(column), words, &looks.group)?;
            }
            at += 1;
        }
        for row in &section.rows {
            let cells: Vec<Vec<String>> = (0..n_columns)
                .map(|column| {
                    pieces(&row.cells.get(column).map(|cell| cell.plain_text()).unwrap_or_default())
                })
                .collect();
            let height = cells.iter().map(Vec::len).max().unwrap_or(1);
            for line in 0..height {
                let lines = cells
                    .iter()
                    .zip(&widths)
                    .map(|(cell, width)| cell.get(line).map_or(1, |words| lines_of(words, *width)));
                out.set_row_height(at, row_points(lines.max().unwrap_or(1)))?;
                for (column, pieces) in cells.iter().enumerate() {
                    let words = pieces.get(line).map(String::as_str).unwrap_or_default();
                    write_cell(out, (at, column), (words, lang), sheet, looks)?;
                }
                at += 1;
                if at >= ROWS_MAX {
                    return Err(XlsxError { detail: format!("over {ROWS_MAX} rows") });
                }
            }
        }
    }
    out.set_freeze_panes(head + 1, 0)?;
    out.set_repeat_rows(head, head)?;
    if sheet.filter && n_columns > 0 {
        out.autofilter(head, 0, at.max(head + 2) - 1, index(n_columns - 1))?;
    }
    out.set_paper_size(A4).set_print_fit_to_pages(1, 0);
    if table.landscape {
        out.set_landscape();
    }
    if sheet.form.is_some() {
        // Codes stay as they are; rows and columns may be made larger to read and write in.
        let may = xlsx::ProtectionOptions { format_rows: true, format_columns: true, ..Default::default() };
        out.protect_with_options(&may);
    }
    Ok(())
}

/// One cell: a number where the column is of figures and the words are one, else words.
fn write_cell(
    out: &mut xlsx::Worksheet,
    (row, column): (u32, usize),
    (words, lang): (&str, Lang),
    sheet: &Sheet,
    looks: &Looks,
) -> Result<(), XlsxError> {
    let align = sheet.table.columns.get(column).map_or(Align::Left, |column| column.align);
    let look = match align {
        Align::Left => &looks.cell[0],
        Align::Centre => &looks.cell[1],
        Align::Right => &looks.cell[2],
    };
    let is_open = |form: &FillIn| form.open.contains(&column) && words.is_empty();
    if sheet.form.as_ref().is_some_and(is_open) {
        out.write_blank(row, index(column), &looks.open)?;
        return Ok(());
    }
    match figure(words, lang).filter(|_| align == Align::Right) {
        Some((number, figures)) => {
            out.write_number_with_format(row, index(column), number, &looks.figures[figures])?
        }
        None => out.write_string_with_format(row, index(column), harmless(words), look)?,
    };
    Ok(())
}

/// Lists to choose from: words on a sheet that nobody sees, because a list in the cell itself breaks at commas.
fn choices(
    out: &mut xlsx::Workbook,
    at: usize,
    sheet: &Sheet,
    form: &FillIn,
    names: &mut BTreeSet<String>,
) -> Result<(), XlsxError> {
    let first = u32::try_from(sheet.table.lead.len() + 1).unwrap_or(u32::MAX);
    let rows: usize =
        sheet.table.sections.iter().map(|it| it.rows.len() + usize::from(it.title.is_some())).sum();
    let last = first + u32::try_from(rows.max(1) - 1).unwrap_or(u32::MAX);
    for (column, words) in form.choices.iter().filter(|(_, words)| !words.is_empty()) {
        let name = sheet_name(&format!("ds{at}_{column}"), names);
        let list = out.add_worksheet();
        list.set_name(&name)?;
        for (row, word) in words.iter().enumerate() {
            list.write_string(u32::try_from(row).unwrap_or(u32::MAX), 0, one_cell(word))?;
        }
        list.set_very_hidden(true);
        let range = format!("='{name}'!$A$1:$A${}", words.len());
        let rule = xlsx::DataValidation::new()
            .allow_list_formula(xlsx::Formula::new(range))
            .set_error_style(xlsx::DataValidationErrorStyle::Information);
        let sheet = out.worksheet_from_index(at)?;
        sheet.add_data_validation(first, index(*column), last, index(*column), &rule)?;
    }
    Ok(())
}

/// Widths of the columns in characters.
fn widths(table: &Table) -> Vec<f64> {
    let weights: u32 = table.columns.iter().map(|column| column.weight.max(1)).sum();
    let least = table.columns.iter().map(|column| column.weight.max(1)).min().unwrap_or(1);
    let of_weight = WIDTH[usize::from(table.landscape)] / f64::from(weights.max(1));
    let of_weight = of_weight.max(WIDTH_MIN / f64::from(least));
    table.columns.iter().map(|column| of_weight * f64::from(column.weight.max(1))).collect()
}

/// Lines that words take in a column, so that nothing is hidden where the reader's program does not fit rows itself.
fn lines_of(words: &str, width: f64) -> usize {
    words.split('\n').map(|line| broken(line, width * FILLED)).sum()
}

/// Lines of one paragraph broken at blanks.
fn broken(paragraph: &str, width: f64) -> usize {
    let (mut lines, mut used) = (1, 0.0);
    for word in paragraph.split(' ') {
        let long = characters(word);
        if used > 0.0 && used + 1.0 + long > width {
            lines += 1;
            used = 0.0;
        }
        used += if used > 0.0 { 1.0 + long } else { long };
        while used > width {
            lines += 1;
            used -= width;
        }
    }
    lines
}

/// Characters of a word as a width.
fn characters(word: &str) -> f64 {
    f64::from(u32::try_from(word.chars().count()).unwrap_or(u32::MAX))
}

fn row_points(lines: usize) -> f64 {
    let lines = f64::from(u32::try_from(lines).unwrap_or(u32::MAX));
    (lines * LINE_POINTS).min(ROW_POINTS_MAX)
}

fn index(column: usize) -> u16 {
    u16::try_from(column).unwrap_or(u16::MAX)
}

/// A number that says no more than its digits, and which of [`Looks::figures`] it has: `12`, `1.508`, `84,6%`; not `012`
/// and not `1.10`. Shares keep the digits they are printed with, so that none rounds up to the whole.
fn figure(words: &str, lang: Lang) -> Option<(f64, usize)> {
    let (thousands, decimal) = if lang == Lang::Vi { ('.', ',') } else { (',', '.') };
    let Some(share) = words.strip_suffix('%') else {
        return Some((f64::from(whole_number(words, thousands)?), 0));
    };
    let (units, tenth) =
        share.split_once(decimal).map_or((share, None), |(units, tenth)| (units, Some(tenth)));
    let units = whole_number(units, thousands)?;
    match tenth {
        None => Some((f64::from(units) / 100.0, 1)),
        Some(tenth) if tenth.len() == 1 => {
            let tenth: u32 = tenth.parse().ok()?;
            Some((f64::from(units.checked_mul(10)? + tenth) / 1000.0, 2))
        }
        Some(_) => None,
    }
}

fn whole_number(words: &str, thousands: char) -> Option<u32> {
    let mut groups = words.split(thousands);
    let first =
        groups.next().filter(|it| (1..=9).contains(&it.len()) && (*it == "0" || !it.starts_with('0')))?;
    let rest: Vec<&str> = groups.collect();
    let may_group = first.len() <= 3 && first != "0";
    let is_grouped = rest.is_empty() || may_group && rest.iter().all(|group| group.len() == 3);
    let digits = first.to_owned() + &rest.concat();
    digits.parse().ok().filter(|_| is_grouped && digits.bytes().all(|b| b.is_ascii_digit()))
}

/// Words with control and bidirectional characters made visible; line breaks stay.
fn harmless(words: &str) -> String {
    words.split('\n').map(show_invisible).collect::<Vec<_>>().join("\n")
}

/// Words in pieces that fit into a cell, cut behind a line or a word where there is one; at least one piece.
fn pieces(words: &str) -> Vec<String> {
    let words = harmless(words);
    let mut pieces = Vec::new();
    let mut rest = words.as_str();
    loop {
        let mut units = 0;
        let fits = rest.char_indices().find(|(_, c)| {
            units += c.len_utf16();
            units > CELL_MAX
        });
        let Some((end, _)) = fits else {
            pieces.push(rest.to_owned());
            return pieces;
        };
        let cut = rest[..end].rfind(['\n', ' ']).map_or(end, |at| at + 1);
        pieces.push(rest[..cut].to_owned());
        rest = &rest[cut..];
    }
}

/// Words of a title or a list as one cell: what is too long ends in `…`.
fn one_cell(words: &str) -> String {
    let mut pieces = pieces(words);
    let is_whole = pieces.len() < 2;
    let first = pieces.swap_remove(0);
    if is_whole { first } else { first + "…" }
}

/// A name that the format takes and that no other sheet has.
fn sheet_name(name: &str, names: &mut BTreeSet<String>) -> String {
    let allowed = |c: char| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'') && !c.is_control();
    let clean: String = show_invisible(name).chars().filter(|c| allowed(*c)).collect();
    let clean = if clean.trim().is_empty() { "Sheet".to_owned() } else { clean.trim().to_owned() };
    for n in 1_usize.. {
        let tail = if n == 1 { String::new() } else { format!(" ({n})") };
        let room = NAME_MAX - tail.len();
        let mut units = 0;
        let head: String = clean
            .chars()
            .take_while(|c| {
                units += c.len_utf16();
                units <= room
            })
            .collect();
        let name = format!("{}{tail}", head.trim_end());
        if names.insert(name.to_lowercase()) {
            return name;
        }
    }
    clean
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_words_go_on_below_and_none_is_lost() {
        let words = "một hai ba ".repeat(9_000);
        let pieces = pieces(&words);
        assert_eq!(pieces.concat(), words);
        assert!(pieces.len() > 2);
        assert!(pieces.iter().all(|piece| piece.encode_utf16().count() <= CELL_MAX));
        assert_eq!(super::pieces(""), [""]);
        let emoji = "😀".repeat(CELL_MAX);
        assert_eq!(super::pieces(&emoji).concat(), emoji);
    }

    #[test]
    fn rows_are_as_high_as_their_words() {
        assert_eq!(lines_of("", 20.0), 1);
        assert_eq!(lines_of("một hai ba bốn", 10.0), 2);
        assert_eq!(lines_of("một\nhai", 40.0), 2);
        assert_eq!(lines_of(&"x".repeat(25), 10.0), 3);
    }

    #[test]
    fn names_of_sheets_fit_and_differ() {
        let mut names = BTreeSet::new();
        let long = "Báo cáo kiểm điểm công tác lãnh đạo của Ban Chấp hành";
        let first = sheet_name(long, &mut names);
        let second = sheet_name(long, &mut names);
        assert!(first.encode_utf16().count() <= NAME_MAX && second.encode_utf16().count() <= NAME_MAX);
        assert_ne!(first, second);
        assert_eq!(sheet_name("[a]:*?/\\'", &mut names), "a");
        assert_eq!(sheet_name("***", &mut names), "Sheet");
    }

    #[test]
    fn only_plain_figures_are_numbers() {
        let vi = [
            ("12", Some((12.0, 0))),
            ("0", Some((0.0, 0))),
            ("1.508", Some((1508.0, 0))),
            ("1508", Some((1508.0, 0))),
            ("84,6%", Some((0.846, 2))),
            ("100%", Some((1.0, 1))),
            ("0%", Some((0.0, 1))),
            ("<0,1%", None),
            ("012", None),
            ("1.10", None),
            ("0.150", None),
            ("1,5", None),
            ("84,65%", None),
            ("+84", None),
            ("-2", None),
            ("", None),
            ("%", None),
        ];
        for (words, expected) in vi {
            assert_eq!(figure(words, Lang::Vi), expected, "{words}");
        }
        assert_eq!(figure("84.6%", Lang::En), Some((0.846, 2)));
        assert_eq!(figure("1,508", Lang::En), Some((1508.0, 0)));
        assert_eq!(figure("1.508", Lang::En), None);
    }
}
