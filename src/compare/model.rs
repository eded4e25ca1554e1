//! The types of a comparison. Blocks are named by their index in the two documents.

use std::ops::Range;

use super::thresholds::REWRITTEN_BELOW;

/// How to compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CompareOptions {
    /// A block of which less than this percentage of words was kept is shown whole, old and new.
    pub rewritten_below: u32,
}

impl Default for CompareOptions {
    fn default() -> Self {
        Self { rewritten_below: REWRITTEN_BELOW }
    }
}

/// What happened to a block or to several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ChangeKind {
    /// Stands only in the after draft.
    Added,
    /// Stands only in the before draft.
    Deleted,
    /// The wording changed.
    Amended,
    /// Stands elsewhere; its wording may have changed too.
    Moved,
    /// Only the printed number changed.
    Renumbered,
    /// A heading's title changed.
    Retitled,
    /// One block became several.
    Split,
    /// Several blocks became one.
    Merged,
    /// The same on both sides; listed only on request.
    Unchanged,
}

impl ChangeKind {
    /// The name in JSON.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Deleted => "deleted",
            Self::Amended => "amended",
            Self::Moved => "moved",
            Self::Renumbered => "renumbered",
            Self::Retitled => "retitled",
            Self::Split => "split",
            Self::Merged => "merged",
            Self::Unchanged => "unchanged",
        }
    }
}

/// A finer word on a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ChangeClass {
    /// Differs only in tone placement, NFC/NFD, Đ/Ð, dashes, quotes or spaces.
    Spelling,
    /// Differs only in emphasis marks.
    Emphasis,
    /// Figures changed.
    Figures,
}

impl ChangeClass {
    /// The name in JSON.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Spelling => "spelling",
            Self::Emphasis => "emphasis",
            Self::Figures => "figures",
        }
    }
}

/// What a segment does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Op {
    /// Stands on both sides, byte for byte.
    Equal,
    /// Stands only before.
    Delete,
    /// Stands only after.
    Insert,
}

impl Op {
    /// The name in JSON.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Equal => "equal",
            Self::Delete => "delete",
            Self::Insert => "insert",
        }
    }
}

/// A run of text inside a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// What it does.
    pub op: Op,
    /// Its bytes.
    pub text: String,
}

/// A figure that changed, as printed on either side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureChange {
    /// The figure before, as printed (`63`).
    pub before: String,
    /// The figure after, as printed (`61,5`).
    pub after: String,
    /// The unit, where both have the same (`tỷ đồng`, `%`); else empty.
    pub unit: String,
}

/// One change.
///
/// `equal` + `delete` segments joined are the before texts with the gaps between them (not behind the last);
/// `equal` + `insert` the after texts. An unchanged block has one equal segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What happened.
    pub kind: ChangeKind,
    /// Whether it also stands elsewhere; always true for kind `Moved`.
    pub moved: bool,
    /// Finer words, sorted, without repeats.
    pub classes: Vec<ChangeClass>,
    /// Block indices in the before draft, consecutive; empty for an addition.
    pub before: Range<usize>,
    /// Block indices in the after draft, consecutive; empty for a deletion.
    pub after: Range<usize>,
    /// Word segments.
    pub segments: Vec<Segment>,
    /// Figures that changed.
    pub figures: Vec<FigureChange>,
}

/// A comparison of two drafts of one document. Every block of either side stands in exactly one change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// All changes, unchanged blocks included, in the order of the after draft; what stands only before comes
    /// where it stood.
    pub changes: Vec<Change>,
}
