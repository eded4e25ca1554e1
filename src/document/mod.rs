//! A draft as sections and blocks: exact byte ranges, printed labels, codes, figures and what is wrong with it.
//!
//! `pulldown-cmark` is used here and nowhere else, for block boundaries and for what stands on paper: the text of a
//! block is always cut from the source and never rendered again. This module does not compare drafts (`compare`) and does
//! not read files (`store`).

mod codes;
pub(crate) mod figures;
mod inline;
mod label;
mod label_forms;
mod lint;
mod model;
mod outline;
mod parse;
mod parse_lines;
#[cfg(test)]
mod parse_tests;
mod plain;
mod section;
mod section_path;
mod structure;
mod table;

pub use codes::number_blocks;
pub use figures::{
    CODES as FIGURE_CODES, Figure, FigureValue, Qualifier, Rounding, figure_disagreements, figures,
};
pub use inline::{Inline, Inlines, ListMark, Looks, Printed, inlines, list_mark};
pub use lint::{CODES as LINT_CODES, LintOptions, Orthography, check_text, check_together};
pub use model::*;
pub use outline::{OutlineEntry, front_matter, outline};
pub use parse::parse;
pub use plain::{PlainSpan, PlainText, plain_range, plain_text};
pub use section_path::{place_path, place_paths};
pub use structure::{STRUCTURE_CODES, check_structure};
pub use table::{Table, cells, tables};
