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

use crate::archive::ArchiveError;
use crate::congress::Profile;
use crate::messages::Lang;
use crate::view::{Flow, Marks, Page};

/// What a Word file is told besides its words.
#[derive(Debug, Clone)]
pub struct Paper<'a> {
    /// How it is laid out.
    pub profile: &'a Profile,
    /// Language of the program's own words.
    pub lang: Lang,
    /// Title in the properties of the file.
    pub title: String,
    /// Who made it and whose changes it holds: the congress or its committee.
    pub author: String,
    /// The local time of its state, `2020-05-01T08:00:00`, also of its changes.
    pub date: String,
    /// Properties that lead a returned file back to its draft, name and value, in order.
    pub properties: Vec<(&'static str, String)>,
    /// Header block, draft mark, foot of the pages.
    pub marks: Option<Marks>,
    /// Lines at the top of the first page, outside the text.
    pub label: Vec<String>,
    /// Whether codes are printed before the blocks.
    pub show_codes: bool,
    /// Whether a table of contents of the headings is printed.
    pub contents: bool,
    /// Who signs, where recipients and signature are wanted.
    pub signs: Option<String>,
}

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
