//! Pages and drafts as PDF files (PDF/A-2a, tagged), the same bytes for the same input.
//!
//! Laid out by typst as a library. It is given one source, `template.typ`, and everything else as values: people's
//! words are strings and never source. It sees no file, no package and no clock, and of letters only those of the
//! program and those handed in. What a typesetter remembers is thrown away after every paper. Without the feature `pdf`
//! nothing of this is built, and both functions say so.

#[cfg(feature = "pdf")]
mod flow;
#[cfg(feature = "pdf")]
mod frame;
#[cfg(feature = "pdf")]
mod page;
#[cfg(feature = "pdf")]
mod places;
#[cfg(feature = "pdf")]
mod typeset;
#[cfg(feature = "pdf")]
mod value;
#[cfg(feature = "pdf")]
mod world;

use super::paper::Paper;
#[cfg(feature = "pdf")]
use super::{headings, widths};
use crate::view::{Flow, Page};

/// Whether this build makes PDF files.
pub const HAS_PDF: bool = cfg!(feature = "pdf");

/// What a PDF file is told besides its paper.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Print {
    /// Whether the lines of the text are numbered in the margin, from 1 on every page.
    pub line_numbers: bool,
    /// Files of letters that come before the program's own.
    pub fonts: Vec<Vec<u8>>,
    /// Whether it is found out where each block stands.
    pub places: bool,
}

/// Where a block stands in print; pages and lines from 1, line 0 above the first one of a page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Printed {
    /// Code of the block.
    pub code: String,
    /// Page of its first words; 0 where it prints none.
    pub page: u32,
    /// Line of its first words.
    pub line: u32,
    /// Page of its last words.
    pub last_page: u32,
    /// Line of its last words.
    pub last_line: u32,
}

/// A PDF file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pdf {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Letters that no family has; `□` stands for each of them.
    pub missing: Vec<char>,
    /// Where the blocks stand, where that was asked for.
    pub places: Vec<Printed>,
}

/// Why a PDF file could not be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PdfError {
    /// This build makes none.
    NotBuilt,
    /// The files of letters hold several families, or none, and not the one that is wanted.
    Letters {
        /// The family that is wanted.
        wanted: String,
        /// The families that are there.
        found: Vec<String>,
    },
    /// The typesetter refused.
    Refused {
        /// What it says, in English.
        detail: String,
    },
}

#[cfg(feature = "pdf")]
impl PdfError {
    fn of(detail: &impl ToString) -> Self {
        Self::Refused { detail: detail.to_string() }
    }
}

/// A draft or a comparison of two as a PDF file: what was inserted is underlined, what was deleted struck.
///
/// # Errors
///
/// When the letters handed in cannot be used, or this build makes no PDF.
#[cfg(feature = "pdf")]
pub fn pdf_flow(flow: &Flow, paper: &Paper<'_>, print: &Print) -> Result<Pdf, PdfError> {
    typeset::paper(paper, print, false, |ink, parts| flow::write(flow, (paper, print.places), ink, parts))
}

/// A page as a PDF file.
///
/// # Errors
///
/// When the letters handed in cannot be used, or this build makes no PDF.
#[cfg(feature = "pdf")]
pub fn pdf_page(page: &Page, paper: &Paper<'_>, print: &Print) -> Result<Pdf, PdfError> {
    let landscape = page.landscape || page::wants_landscape(page);
    typeset::paper(paper, print, landscape, |ink, parts| page::write(page, paper, landscape, ink, parts))
}

/// A draft or a comparison of two as a PDF file, which this build cannot make.
///
/// # Errors
///
/// Always.
#[cfg(not(feature = "pdf"))]
pub fn pdf_flow(_: &Flow, _: &Paper<'_>, _: &Print) -> Result<Pdf, PdfError> {
    Err(PdfError::NotBuilt)
}

/// A page as a PDF file, which this build cannot make.
///
/// # Errors
///
/// Always.
#[cfg(not(feature = "pdf"))]
pub fn pdf_page(_: &Page, _: &Paper<'_>, _: &Print) -> Result<Pdf, PdfError> {
    Err(PdfError::NotBuilt)
}
