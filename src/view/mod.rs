//! Output-neutral pages and tables: what a comparison, a draft or a list says, before any format.
//!
//! Every output of one kind is made from one view, so that HTML, terminal and CSV cannot disagree. This module
//! knows no colour, no markup, no format and no file. Work is linear in the length of the drafts.

mod comparison;
mod draft;
mod fate;
mod markdown;
mod model;
mod redline;
mod table;

pub use comparison::{Side, ViewOptions, change_label, comparison_page};
pub use draft::{DraftMeta, draft_page};
pub use model::*;
pub use table::comparison_table;

#[cfg(test)]
mod tests;
