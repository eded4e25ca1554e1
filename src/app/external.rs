//! What git asks of an external diff program: two files of one path, either of which may not exist.
//!
//! git stops at the first answer but "done", so a file that cannot be compared is named on the page instead.

use super::diff::{Show, documents, read};
use super::{Failure, Format, Report, Session};
use crate::document;
use crate::messages::text;
use crate::view::{Note, NoteKind, Page, Part};
use std::path::PathBuf;

/// A path in two states.
#[derive(Debug, Clone, Default)]
pub struct External {
    /// The path in the repository, before and after; two where it was renamed.
    pub paths: [String; 2],
    /// Files with its content before and after; `None` where it does not exist.
    pub files: [Option<PathBuf>; 2],
}

/// Compares a path's two states.
///
/// # Errors
///
/// As [`super::diff::compare`], but for files that cannot be read as drafts.
pub fn external(session: &Session, wanted: &External, options: &Show) -> Result<Report, Failure> {
    let side = |at: usize| match &wanted.files[at] {
        Some(file) => read(file, &wanted.paths[at]),
        None => Ok(document::parse(String::new())),
    };
    let [before, after] = match (side(0), side(1)) {
        (Ok(before), Ok(after)) => [before, after],
        (Err(failure), _) | (_, Err(failure)) => {
            return Ok(said(session, &wanted.paths[1], failure.message.text(session.lang)));
        }
    };
    let mut report = documents(session, [&before, &after], &wanted.paths, options)?;
    if let Some(page) = report.page.as_mut().filter(|_| options.format == Format::Terminal) {
        // git prints one path after the other without a blank between them.
        page.parts.push(Part::Rule);
    }
    Ok(report)
}

/// What is said of a path with an open conflict, which has no two states.
pub fn unmerged(session: &Session, path: &str) -> Report {
    said(session, path, text(session.lang, "external-unmerged"))
}

fn said(session: &Session, path: &str, line: String) -> Report {
    let page = Page {
        title: text(session.lang, "view-comparison"),
        subtitle: vec![path.to_owned()],
        lang: session.lang,
        parts: vec![Part::Note(Note::new(NoteKind::Warning, line)), Part::Rule],
        ..Page::default()
    };
    Report { page: Some(page), ..Report::default() }
}
