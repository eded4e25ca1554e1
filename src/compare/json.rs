//! A comparison as it leaves the program: schema `vankien/comparison/1`, keys in the printed order.
//!
//! These types are apart from the ones the program works with, so that those may change and the JSON may not.

use serde::Serialize;

use crate::document::{BlockCode, Codes, Document, DocumentId};

use super::model::{Change, ChangeKind, Comparison};
use super::summary::{Summary, summary};

/// One side of a comparison: its label (`round-1`, `working`, else the path as given), draft and codes.
#[derive(Debug, Clone, Copy)]
pub struct SideOf<'a> {
    /// What it is called.
    pub label: &'a str,
    /// The draft.
    pub document: &'a Document,
    /// Its codes by block index; missing ones are written as null.
    pub codes: &'a Codes,
}

/// A comparison in JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ComparisonJson {
    /// `vankien/comparison/1`.
    pub schema: String,
    /// Id of the document, or null for two loose files.
    pub document: Option<String>,
    /// The before side.
    pub before: SideJson,
    /// The after side.
    pub after: SideJson,
    /// Counts.
    pub summary: SummaryJson,
    /// The changes; unchanged blocks only on request.
    pub changes: Vec<ChangeJson>,
}

/// A side in JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SideJson {
    /// What it is called.
    pub label: String,
    /// Number of its blocks.
    pub blocks: usize,
    /// Number of its words (syllables and number tokens).
    pub words: usize,
    /// What stands before the first block.
    pub lead: String,
}

/// The counts in JSON; meaning as in [`Summary`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "each is described at `Summary`")]
pub struct SummaryJson {
    pub added: usize,
    pub deleted: usize,
    pub amended: usize,
    pub moved: usize,
    pub renumbered: usize,
    pub retitled: usize,
    pub split: usize,
    pub merged: usize,
    pub spelling: usize,
    pub unchanged: usize,
    pub words_added: usize,
    pub words_deleted: usize,
    pub words_moved: usize,
}

/// A change in JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChangeJson {
    /// `added`, `deleted`, `amended`, `moved`, `renumbered`, `retitled`, `split`, `merged`, `unchanged`.
    pub kind: &'static str,
    /// Whether it also stands elsewhere.
    pub moved: bool,
    /// Of `spelling`, `emphasis`, `figures`.
    pub classes: Vec<&'static str>,
    /// Its blocks before.
    pub before: Vec<BlockJson>,
    /// Its blocks after.
    pub after: Vec<BlockJson>,
    /// What was kept, deleted and inserted.
    pub segments: Vec<SegmentJson>,
    /// Figures that changed.
    pub figures: Vec<FigureJson>,
}

/// A block in JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BlockJson {
    /// Position in the draft, from 0.
    pub index: usize,
    /// Its code (`P12`), or null where it has none.
    pub code: Option<String>,
    /// Its section's path (`1/II.1.1`).
    pub section: String,
    /// Line of its first byte, from 1.
    pub line: usize,
    /// Its bytes.
    pub text: String,
    /// What follows it up to the next block.
    pub gap: String,
}

/// A segment in JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SegmentJson {
    /// `equal`, `delete`, `insert`.
    pub op: &'static str,
    /// Its bytes.
    pub text: String,
}

/// A figure that changed, in JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FigureJson {
    /// As printed before.
    pub before: String,
    /// As printed after.
    pub after: String,
    /// The unit, where both have the same, else empty.
    pub unit: String,
}

/// A comparison as JSON; `all` lists unchanged blocks too, which gives both files back byte for byte.
pub fn to_json(
    comparison: &Comparison,
    before: SideOf<'_>,
    after: SideOf<'_>,
    document: Option<&DocumentId>,
    all: bool,
) -> ComparisonJson {
    let counts = summary(comparison, before.document, after.document);
    ComparisonJson {
        schema: "vankien/comparison/1".to_owned(),
        document: document.map(|id| id.as_str().to_owned()),
        before: side(before, counts.words_before),
        after: side(after, counts.words_after),
        summary: counts.into(),
        changes: comparison
            .changes
            .iter()
            .filter(|change| all || change.kind != ChangeKind::Unchanged)
            .map(|it| change(it, before, after))
            .collect(),
    }
}

impl From<Summary> for SummaryJson {
    fn from(counts: Summary) -> Self {
        Self {
            added: counts.added,
            deleted: counts.deleted,
            amended: counts.amended,
            moved: counts.moved,
            renumbered: counts.renumbered,
            retitled: counts.retitled,
            split: counts.split,
            merged: counts.merged,
            spelling: counts.spelling,
            unchanged: counts.unchanged,
            words_added: counts.words_added,
            words_deleted: counts.words_deleted,
            words_moved: counts.words_moved,
        }
    }
}

pub(super) fn side(side: SideOf<'_>, words: usize) -> SideJson {
    SideJson {
        label: side.label.to_owned(),
        blocks: side.document.blocks.len(),
        words,
        lead: side.document.lead().to_owned(),
    }
}

pub(super) fn change(change: &Change, before: SideOf<'_>, after: SideOf<'_>) -> ChangeJson {
    ChangeJson {
        kind: change.kind.tag(),
        moved: change.moved,
        classes: change.classes.iter().map(|class| class.tag()).collect(),
        before: change.before.clone().map(|index| block(before, index)).collect(),
        after: change.after.clone().map(|index| block(after, index)).collect(),
        segments: change
            .segments
            .iter()
            .map(|segment| SegmentJson { op: segment.op.tag(), text: segment.text.clone() })
            .collect(),
        figures: change
            .figures
            .iter()
            .map(|figure| FigureJson {
                before: figure.before.clone(),
                after: figure.after.clone(),
                unit: figure.unit.clone(),
            })
            .collect(),
    }
}

pub(super) fn block(side: SideOf<'_>, index: usize) -> BlockJson {
    let block = &side.document.blocks[index];
    BlockJson {
        index,
        code: side.codes.get(index).and_then(Option::as_ref).map(BlockCode::to_string),
        section: side.document.section_path(block).to_owned(),
        line: block.line,
        text: side.document.text(block).to_owned(),
        gap: side.document.gap(block).to_owned(),
    }
}
