//! The one door to YAML: records in, all problems out; values out as YAML that every reader understands alike.
//!
//! `serde_yaml` is used here and nowhere else. Before it sees a text, a linear scanner refuses what it would let
//! pass (anchors, aliases, tags, depth, size) and what would be lost in silence (a key written twice). Its errors
//! are turned into problems with line, column, reason and hint; an item of a list that cannot be read is left out
//! so that it does not hide the others. This module knows no record and no file system.
//!
//! Invariants: reading never panics; work is linear in the text but for at most `items_dropped_max` re-readings.

mod scalar;

pub use scalar::bad_scalar;
pub(crate) use scalar::{schema_line, text_scalar};
