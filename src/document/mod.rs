//! A draft as sections and blocks: exact byte ranges, printed labels, codes, figures and what is wrong with it.
//!
//! `pulldown-cmark` is used here and nowhere else, for finding block boundaries only: the text of a block is
//! always cut from the source and never rendered again. This module does not compare drafts (`compare`) and does
//! not read files (`store`).

mod label;
mod model;
mod parse;
mod parse_lines;
mod section;

pub use model::*;
pub use parse::parse;
