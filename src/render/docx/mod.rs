//! Pages and drafts as Word files (Office Open XML), the same bytes for the same input.
//!
//! A draft's flow becomes real headings, lists, tables and footnotes; what happened in a comparison becomes tracked
//! changes: runs, paragraph marks, rows, moves with paired ranges. Author and date come with the paper, never from a
//! clock. A page becomes headings, paragraphs and tables with marks as looks. Every word is escaped by `archive`;
//! nothing people wrote becomes a field, a link target is only one that stands in a draft's own Markdown. Measures and
//! letters come from the layout profile. Work is linear.

mod body;
mod contents;
mod flow;
mod frame;
mod numbering;
mod package;
mod page;
mod styles;
mod theme;

#[cfg(test)]
mod tests;

use super::paper::Paper;
use super::{headings, widths};
use crate::archive::ArchiveError;
use crate::view::{Flow, Page};

/// A draft or a comparison of two as a Word file.
///
/// # Errors
///
/// When the file cannot be packed.
pub fn docx_flow(flow: &Flow, paper: &Paper<'_>) -> Result<Vec<u8>, ArchiveError> {
    let mut body = body::Body::new(paper);
    flow::write(&mut body, flow);
    package::packed(body, &flow.numberings, false)
}

/// A page as a Word file.
///
/// # Errors
///
/// When the file cannot be packed.
pub fn docx_page(page: &Page, paper: &Paper<'_>) -> Result<Vec<u8>, ArchiveError> {
    let landscape = page.landscape || page::wants_landscape(page);
    let mut body = body::Body::new(paper);
    let numberings = page::write(&mut body, page, landscape);
    package::packed(body, &numberings, landscape)
}
