//! Tables as CSV for Excel in Vietnamese: UTF-8 with BOM, `;` between cells, CRLF between rows.
//!
//! A cell that a spreadsheet would run as a formula gets a `'` in front, headers too. The same is done to cells
//! that begin with `'`, so that [`csv_unescape`] gives every cell back as it was. Characters that start a
//! formula: OWASP ASVS 1.2.10 (`= + - @ TAB NUL`) and CR.

use crate::text;
use crate::view::{Row, Table};

/// A table as CSV. A group's title is a row with the title in its first cell; marks of changes are not shown.
pub fn csv(table: &Table) -> Vec<u8> {
    let mut writer = ::csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(::csv::Terminator::CRLF)
        .flexible(true)
        .from_writer("\u{feff}".as_bytes().to_vec());
    let mut write = |cells: Vec<String>| {
        // Writing to memory does not fail.
        let _ = writer.write_record(cells.iter().map(|cell| csv_escape(&shown(cell))));
    };
    for line in &table.lead {
        write(line.clone());
    }
    write(table.columns.iter().map(|column| column.title.clone()).collect());
    let n = table.columns.len();
    for section in &table.sections {
        if let Some(title) = &section.title {
            let mut cells = vec![String::new(); n.max(1)];
            cells[0].clone_from(title);
            write(cells);
        }
        for row in &section.rows {
            write(cells_of(row, n));
        }
    }
    writer.into_inner().unwrap_or_default()
}

/// A cell with control characters made visible: a CSV may be looked at on a terminal.
fn shown(cell: &str) -> String {
    cell.split('\n').map(text::show_invisible).collect::<Vec<_>>().join("\n")
}

/// A cell as it is written: with `'` in front where it would be a formula or begins with `'`.
pub fn csv_escape(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\0', '\'']) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

/// The cell that [`csv_escape`] was given.
pub fn csv_unescape(cell: &str) -> &str {
    cell.strip_prefix('\'').unwrap_or(cell)
}

fn cells_of(row: &Row, n: usize) -> Vec<String> {
    let mut cells: Vec<String> = row.cells.iter().map(crate::view::Cell::plain_text).collect();
    if cells.len() < n {
        cells.resize(n, String::new());
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::{Cell, Column};
    use proptest::prelude::*;

    fn read(bytes: &[u8]) -> Vec<Vec<String>> {
        let text = std::str::from_utf8(bytes).unwrap().strip_prefix('\u{feff}').unwrap();
        let mut reader = ::csv::ReaderBuilder::new()
            .delimiter(b';')
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let records = reader.records().map(|record| record.unwrap());
        records.map(|record| record.iter().map(|cell| csv_unescape(cell).to_owned()).collect()).collect()
    }

    #[test]
    fn excel_opens_it_and_runs_nothing() {
        let mut table = Table::new(vec![Column::new("=Mã", 1), Column::new("Nội dung", 3)]);
        table.section(Some("- Kinh tế".to_owned()));
        table.push(Row::new(vec![Cell::text("1-x03-4"), Cell::lines(["+84 …", "a;b \"c\""])]));
        table.push(Row::new(vec![Cell::text("'cũ")]));
        let text = String::from_utf8(csv(&table)).unwrap();
        assert_eq!(
            text,
            "\u{feff}'=Mã;Nội dung\r\n'- Kinh tế;\r\n1-x03-4;\"'+84 …\na;b \"\"c\"\"\"\r\n''cũ;\r\n"
        );
    }

    proptest! {
        #[test]
        fn every_cell_comes_back(cell in "[=+@\t\r\0'\"; \n-]{0,4}\\PC{0,12}", other in any::<String>()) {
            let escaped = csv_escape(&cell);
            prop_assert_eq!(csv_unescape(&escaped), cell.as_str());
            prop_assert!(!escaped.starts_with(['=', '+', '-', '@', '\t', '\r', '\0']));
            let mut table = Table::new(vec![Column::new(cell.clone(), 1), Column::new(other.clone(), 1)]);
            table.push(Row::new(vec![Cell::text(other.clone()), Cell::text(cell.clone())]));
            let (cell, other) = (shown(&cell), shown(&other));
            let rows = vec![vec![cell.clone(), other.clone()], vec![other, cell]];
            prop_assert_eq!(read(&csv(&table)), rows);
        }
    }
}
