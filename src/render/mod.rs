//! Pages and tables as bytes, one file per format; the formats do not know each other.
//!
//! A renderer adds no sentence about the content and drops none: what is said is decided in `view`. It makes
//! all words harmless in its own way, because they come from people. Same view, same bytes.

pub mod csv;
pub mod docx;
pub mod html;
pub mod json;
pub mod pdf;
pub mod terminal;
pub mod xlsx;

mod headings;
mod paper;
mod widths;

pub use self::csv::{csv, csv_escape, csv_unescape};
pub use self::docx::{docx_flow, docx_page};
pub use self::html::{HtmlOptions, html};
pub use self::json::json;
pub use self::paper::Paper;
pub use self::pdf::{HAS_PDF, Pdf, PdfError, Print, Printed, pdf_flow, pdf_page};
pub use self::terminal::{TerminalOptions, terminal};
pub use self::xlsx::{XlsxError, workbook};
