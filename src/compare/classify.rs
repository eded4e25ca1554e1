//! What a change of one block is: its kind and its classes, but for that of figures (see `figures`). Linear in the block.

use super::model::{ChangeClass, ChangeKind};
use super::parts::Group;
use super::read::{KeyOf, Reader, split_label};
use crate::document::BlockKind;

/// What a change is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Verdict {
    pub(super) kind: ChangeKind,
    pub(super) class: Option<ChangeClass>,
}

impl Verdict {
    /// A kind and nothing finer.
    pub(super) fn plain(kind: ChangeKind) -> Self {
        Self { kind, class: None }
    }

    fn amended(class: ChangeClass) -> Self {
        Self { kind: ChangeKind::Amended, class: Some(class) }
    }

    /// Whether other words may have changed than a printed number.
    pub(super) fn changes_words(self) -> bool {
        self.class.is_none() && !matches!(self.kind, ChangeKind::Unchanged | ChangeKind::Renumbered)
    }
}

/// Judges a group of one block on either side.
pub(super) fn classify(reader: &Reader<'_>, group: &Group) -> Verdict {
    let (old, new) = (&reader.before, &reader.after);
    let (before, after) = (group.before.start, group.after.start);
    if old.text(before) == new.text(after) {
        return Verdict::plain(ChangeKind::Unchanged);
    }
    let (old_block, new_block) = (old.block(before), new.block(after));
    let same = |of: KeyOf| reader.key(old, before, of) == reader.key(new, after, of);
    // An indent that makes code of a paragraph, or a part of the item above of an item, is more than spelling.
    let is_item = old_block.kind == BlockKind::Item;
    let same_kind = old_block.kind == new_block.kind && (!is_item || old_block.depth == new_block.depth);
    // Keys are compared only where the words without marks are the same.
    let same_words = same_kind && old.content[before] == new.content[after];
    if same_words && same(KeyOf::Whole) {
        return Verdict::amended(ChangeClass::Spelling);
    }
    let old_label = split_label(old.document, old_block).1;
    let new_label = split_label(new.document, new_block).1;
    if same_kind && old_label != new_label && same(KeyOf::Body) && same(KeyOf::Head) {
        return Verdict::plain(ChangeKind::Renumbered);
    }
    if same_words && same(KeyOf::Plain) {
        return Verdict::amended(ChangeClass::Emphasis);
    }
    let headings = old_block.kind == BlockKind::Heading && new_block.kind == BlockKind::Heading;
    Verdict::plain(if headings && !same(KeyOf::Body) { ChangeKind::Retitled } else { ChangeKind::Amended })
}
