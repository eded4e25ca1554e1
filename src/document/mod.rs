//! A draft as sections and blocks: exact byte ranges, printed labels, codes, figures and what is wrong with it.
//!
//! `pulldown-cmark` is used here and nowhere else, for finding block boundaries only: the text of a block is
//! always cut from the source and never rendered again. This module does not compare drafts (`compare`) and does
//! not read files (`store`).

mod figures;
mod label;
mod lint;
mod model;
mod parse;
mod parse_lines;
mod section;

pub use figures::{CODES as FIGURE_CODES, Figure, FigureValue, Qualifier, Rounding, figure_disagreements, figures};
pub use lint::{CODES as LINT_CODES, LintOptions, Orthography, check_text, check_together};
pub use model::*;
pub use parse::parse;
