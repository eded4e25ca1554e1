//! Labels (being written).
use super::{BlockKind, Label};
use std::ops::Range;
pub(super) fn find(_: &str, _: BlockKind, _: &Range<usize>) -> Option<Label> {
    None
}
