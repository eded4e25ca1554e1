//! What changed between two drafts: aligned blocks, moves, splits and merges, word segments, readable clean-up.
//!
//! Works on two parsed [`crate::document::Document`]s and returns data; showing it is the work of `view` and
//! `render`. `similar` is used here and nowhere else.

mod model;

pub use model::*;
