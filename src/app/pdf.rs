//! PDF files: the same papers as in Word, printed by the program itself.
//!
//! Letters are the program's own, or those of a folder that the user names; never those that happen to be installed.
//! Letters that no family has are told, because a box stands in the file for each.

use super::docx::{Compared, Copy, Letterhead, lost_notes};
use super::workspace::Workspace;
use super::{Failure, Format, Report, Session, output};
use crate::messages::Message;
use crate::render::{self, Pdf, PdfError, Print};
use crate::store;
use crate::view::{self, Page};
use std::path::{Path, PathBuf};

/// Largest file of letters that is read, in bytes.
const FONT_BYTES_MAX: u64 = 40 * 1024 * 1024;

/// How a PDF file is made.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Numbers of the lines in the margin.
    pub line_numbers: bool,
    /// A folder of letters that come first.
    pub font_dir: Option<PathBuf>,
}

/// Refuses what cannot be: a PDF file of a build that makes none, options of PDF files for another format.
pub(super) fn check(format: Format, options: &Options) -> Result<(), Failure> {
    let is_pdf = matches!(format, Format::Pdf | Format::TablePdf);
    if is_pdf && !render::HAS_PDF {
        return Err(failed(PdfError::NotBuilt));
    }
    let has_options = options.line_numbers || options.font_dir.is_some();
    if has_options && !is_pdf { Err(Failure::new("pdf-options").of_usage()) } else { Ok(()) }
}

/// A page as a PDF file, given back or written.
pub(super) fn page(
    session: &Session,
    report: Report,
    letterhead: &Letterhead,
    page: &Page,
    (options, file): (&Options, Option<&Path>),
) -> Result<Report, Failure> {
    written(session, report, made(letterhead, page, &print(options)?)?, file)
}

/// A page as a PDF file.
pub(super) fn made(letterhead: &Letterhead, page: &Page, print: &Print) -> Result<Pdf, Failure> {
    render::pdf_page(page, &letterhead.page_paper(page), print).map_err(failed)
}

/// Two drafts as one with marks, given back or written.
pub(super) fn marked(
    session: &Session,
    report: Report,
    letterhead: &Letterhead,
    compared: Compared<'_>,
    (options, file): (&Options, Option<&Path>),
) -> Result<Report, Failure> {
    let [before, after] = &compared.sides;
    let flow = view::marked_flow(compared.comparison, before, after, compared.moves);
    let between = Message::new("view-between").with("before", before.label).with("after", after.label);
    let mut paper = letterhead.marked_paper(compared.title, &between.text(session.lang), compared.properties);
    paper.label.push(crate::messages::text(session.lang, "pdf-legend"));
    let made = render::pdf_flow(&flow, &paper, &print(options)?).map_err(failed)?;
    Ok(with_lost_notes(written(session, report, made, file)?, &flow.lost_notes))
}

/// A draft to read, with the places of its blocks, and the labels of footnotes that found no place.
pub(super) fn draft(
    (letterhead, workspace): (&Letterhead, &Workspace<'_>),
    copy: &Copy<'_>,
    options: &Options,
) -> Result<(Pdf, Vec<String>), Failure> {
    let flow = view::clean_flow(&copy.draft.document, &copy.draft.codes);
    let paper = letterhead.clean_paper(workspace, copy);
    let made = render::pdf_flow(&flow, &paper, &Print { places: true, ..print(options)? }).map_err(failed)?;
    Ok((made, flow.lost_notes))
}

/// A draft to read, written to a file.
pub(super) fn clean(
    session: &Session,
    report: Report,
    made: &Pdf,
    lost: &[String],
    file: &Path,
) -> Result<Report, Failure> {
    let report = output::bytes(session, report, made.bytes.clone(), Some(file))?;
    Ok(with_lost_notes(with_missing(report, &made.missing), lost))
}

fn with_lost_notes(report: Report, labels: &[String]) -> Report {
    match lost_notes(labels) {
        Some(line) => report.and(line),
        None => report,
    }
}

fn written(session: &Session, report: Report, made: Pdf, file: Option<&Path>) -> Result<Report, Failure> {
    Ok(with_missing(output::bytes(session, report, made.bytes, file)?, &made.missing))
}

/// The letters that stand as boxes in a file, told.
pub(super) fn with_missing(report: Report, missing: &[char]) -> Report {
    if missing.is_empty() {
        return report;
    }
    let shown = |letter: &char| format!("{letter} (U+{:04X})", u32::from(*letter));
    let letters = missing.iter().map(shown).collect::<Vec<_>>().join(", ");
    report.and(Message::new("pdf-missing-letters").with("letters", letters))
}

/// The letters of the folder, where one is named.
pub(super) fn print(options: &Options) -> Result<Print, Failure> {
    let mut print = Print { line_numbers: options.line_numbers, ..Print::default() };
    let Some(folder) = &options.font_dir else { return Ok(print) };
    let is_font = |path: &PathBuf| {
        let ending = path.extension().map(|it| it.to_string_lossy().to_lowercase());
        ending.is_some_and(|it| matches!(it.as_str(), "ttf" | "otf" | "ttc" | "otc"))
    };
    for path in store::walk(folder)?.iter().filter(|path| is_font(path)) {
        print.fonts.push(store::read_outside(path, FONT_BYTES_MAX)?);
    }
    if print.fonts.is_empty() {
        return Err(Failure::new("pdf-no-fonts").with("folder", folder.display().to_string()));
    }
    Ok(print)
}

fn failed(error: PdfError) -> Failure {
    match error {
        PdfError::NotBuilt => Failure::new("pdf-not-built").of_usage(),
        PdfError::Letters { wanted, found } => {
            Failure::new("pdf-other-fonts").with("wanted", wanted).with("found", found.join(", "))
        }
        PdfError::Refused { detail } => Failure::new("pdf-not-made").with("detail", detail),
    }
}
