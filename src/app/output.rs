//! Where an answer goes: back to the caller, or into a file that the user named.

use super::{Failure, Report, Session};
use crate::messages::Message;
use crate::render;
use crate::store;
use crate::view::{Page, Table, TableSection, Workbook};
use std::path::Path;

/// The report with bytes as its answer, or with the bytes written to `file`.
pub(super) fn bytes(
    session: &Session,
    report: Report,
    bytes: Vec<u8>,
    file: Option<&Path>,
) -> Result<Report, Failure> {
    let Some(file) = file else { return Ok(Report { bytes: Some(bytes), ..report }) };
    let shown = file.display().to_string();
    if session.dry_run {
        return Ok(report.and(Message::new("would-write").with("file", shown)));
    }
    if let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        store::create_dir(folder)?;
    }
    store::write_outside(file, &bytes)?;
    Ok(report.and(Message::new("wrote").with("file", shown)))
}

/// The report with a page for the terminal, or as plain text in `file`.
pub(super) fn terminal(
    session: &Session,
    report: Report,
    page: Page,
    file: Option<&Path>,
) -> Result<Report, Failure> {
    if file.is_none() {
        return Ok(Report { page: Some(page), ..report });
    }
    let text = render::terminal(&page, &render::TerminalOptions { width: 100, colour: false });
    bytes(session, report, text.into_bytes(), file)
}

/// The report with a page as HTML.
pub(super) fn html(
    session: &Session,
    report: Report,
    page: &Page,
    file: Option<&Path>,
) -> Result<Report, Failure> {
    let text = render::html(page, &render::HtmlOptions::default());
    bytes(session, report, text.into_bytes(), file)
}

/// The report with a table as CSV.
pub(super) fn csv(
    session: &Session,
    report: Report,
    table: &Table,
    file: Option<&Path>,
) -> Result<Report, Failure> {
    bytes(session, report, render::csv(table), file)
}

/// The report with a workbook.
pub(super) fn xlsx(
    session: &Session,
    report: Report,
    book: &Workbook,
    file: Option<&Path>,
) -> Result<Report, Failure> {
    let made = render::workbook(book);
    let made = made.map_err(|error| Failure::new("xlsx-not-made").with("detail", error.detail))?;
    bytes(session, report, made, file)
}

/// The report with its JSON as the answer.
pub(super) fn json(session: &Session, mut report: Report, file: Option<&Path>) -> Result<Report, Failure> {
    let text = report.json.take().map(|value| render::json(&value)).unwrap_or_default();
    bytes(session, report, text, file)
}

/// Several tables with the same columns as one, each under its title.
pub(super) fn joined(tables: Vec<(String, Table)>) -> Table {
    let mut tables = tables.into_iter();
    let Some((title, mut all)) = tables.next() else { return Table::default() };
    let several = tables.len() > 0;
    let under = |title: &str, sections: Vec<TableSection>| {
        let named = sections.into_iter().map(|section| match (&section.title, title) {
            (_, "") => section,
            (None, title) => TableSection { title: Some(title.to_owned()), ..section },
            (Some(own), title) => TableSection { title: Some(format!("{title} – {own}")), ..section },
        });
        named.collect::<Vec<_>>()
    };
    if several {
        all.sections = under(&title, all.sections);
    }
    for (title, table) in tables {
        all.sections.extend(under(&title, table.sections));
    }
    all
}
