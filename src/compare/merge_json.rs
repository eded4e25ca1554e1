//! A review of a merge as it leaves the program: schema `vankien/merge/1`, keys in the printed order.
//!
//! Changes look as in `vankien/comparison/1`: `before` is the base, `after` the copy of the side that made them. The
//! merged text is not here: it is asked for by its own format, and there only when nothing collides.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::document::{Document, DocumentId};
use crate::text;

use super::json::{BlockJson, ChangeJson, SideJson, SideOf, block, change, side};
use super::merge_review::{Fate, FigureCollision, MergeItem, MergeNote, MergeReview};

/// A review in JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MergeJson {
    /// `vankien/merge/1`.
    pub schema: String,
    /// Id of the document, or null for loose files.
    pub document: Option<String>,
    /// What both started from.
    pub base: SideJson,
    /// Our copy.
    pub ours: SideJson,
    /// Their copy.
    pub theirs: SideJson,
    /// Counts.
    pub summary: MergeSummaryJson,
    /// Every change of either side, in the order of the base.
    pub items: Vec<MergeItemJson>,
    /// What was chosen though no words collide, or should be read again.
    pub notes: Vec<MergeNoteJson>,
}

/// The counts in JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MergeSummaryJson {
    /// Items that only our side made.
    pub ours: usize,
    /// Items that only their side made.
    pub theirs: usize,
    /// Items that both made alike.
    pub both_same: usize,
    /// Items that people must decide.
    pub conflict: usize,
    /// Notes.
    pub notes: usize,
    /// Whether both fit together: no conflict.
    pub fits: bool,
}

/// Changes that share one fate, in JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MergeItemJson {
    /// `ours`, `theirs`, `both_same`, `conflict`.
    pub fate: &'static str,
    /// Of `amended_twice`, `deleted_and_amended`, `deleted_and_moved`, `moved_apart`, `divided`; empty unless in
    /// conflict.
    pub collisions: Vec<&'static str>,
    /// Whether the two, though in conflict, changed different words of the same block.
    pub separate_words: bool,
    /// Figures that got two values.
    pub figures: Vec<FigureCollisionJson>,
    /// The base blocks concerned; none for what is new.
    pub base: Vec<BlockJson>,
    /// Our changes against the base.
    pub ours: Vec<ChangeJson>,
    /// Their changes against the base.
    pub theirs: Vec<ChangeJson>,
}

/// A figure with two new values, in JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FigureCollisionJson {
    /// As printed in the base.
    pub base: String,
    /// As printed in our copy.
    pub ours: String,
    /// As printed in theirs.
    pub theirs: String,
    /// The unit, where all have the same, else empty.
    pub unit: String,
}

/// A note in JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MergeNoteJson {
    /// `order`, `place`, `repeated`, `spacing`, `figures`.
    pub kind: &'static str,
    /// Our blocks that it speaks of.
    pub ours: Vec<BlockJson>,
    /// Their blocks that it speaks of.
    pub theirs: Vec<BlockJson>,
    /// The figure, for `figures`.
    pub figure: Option<FigureCollisionJson>,
}

/// A review as JSON. The three drafts must be those that were merged.
pub fn merge_to_json(
    review: &MergeReview,
    [base, ours, theirs]: [SideOf<'_>; 3],
    document: Option<&DocumentId>,
) -> MergeJson {
    let n = |fate| review.n_items(fate);
    MergeJson {
        schema: "vankien/merge/1".to_owned(),
        document: document.map(|id| id.as_str().to_owned()),
        base: side(base, n_words(base.document)),
        ours: side(ours, n_words(ours.document)),
        theirs: side(theirs, n_words(theirs.document)),
        summary: MergeSummaryJson {
            ours: n(Fate::Ours),
            theirs: n(Fate::Theirs),
            both_same: n(Fate::BothSame),
            conflict: n(Fate::Conflict),
            notes: review.notes.len(),
            fits: review.merge.conflicts.is_empty(),
        },
        items: review.items.iter().map(|it| item(review, it, [base, ours, theirs])).collect(),
        notes: review.notes.iter().map(|it| note(it, [ours, theirs])).collect(),
    }
}

fn n_words(document: &Document) -> usize {
    document.blocks.iter().map(|block| text::count_words(document.text(block))).sum()
}

fn item(review: &MergeReview, item: &MergeItem, [base, ours, theirs]: [SideOf<'_>; 3]) -> MergeItemJson {
    let [our_changes, their_changes] = review.changes(item);
    MergeItemJson {
        fate: item.fate.tag(),
        collisions: item.collisions.iter().map(|it| it.tag()).collect(),
        separate_words: item.separate_words,
        figures: item.figures.iter().map(figure).collect(),
        base: item.base.iter().map(|index| block(base, *index)).collect(),
        ours: our_changes.into_iter().map(|it| change(it, base, ours)).collect(),
        theirs: their_changes.into_iter().map(|it| change(it, base, theirs)).collect(),
    }
}

fn note(note: &MergeNote, [ours, theirs]: [SideOf<'_>; 2]) -> MergeNoteJson {
    let (mut in_ours, mut in_theirs, mut value) = (BTreeSet::new(), BTreeSet::new(), None);
    match note {
        MergeNote::Order { ours, theirs } => {
            in_ours.extend(ours);
            in_theirs.extend(theirs);
        }
        MergeNote::Place { is_ours: true, block } => in_ours.extend([block]),
        MergeNote::Place { is_ours: false, block } => in_theirs.extend([block]),
        MergeNote::Spacing { ours } => in_ours.extend(ours),
        MergeNote::Repeated { ours, theirs } => {
            in_ours.extend([ours]);
            in_theirs.extend([theirs]);
        }
        MergeNote::Figures { ours, theirs, figure: it } => {
            in_ours.extend([ours]);
            in_theirs.extend([theirs]);
            value = Some(figure(it));
        }
    }
    let blocks = |side: SideOf<'_>, indices: BTreeSet<&usize>| {
        indices.into_iter().map(|index| block(side, *index)).collect()
    };
    MergeNoteJson {
        kind: note.tag(),
        ours: blocks(ours, in_ours),
        theirs: blocks(theirs, in_theirs),
        figure: value,
    }
}

fn figure(figure: &FigureCollision) -> FigureCollisionJson {
    FigureCollisionJson {
        base: figure.base.clone(),
        ours: figure.ours.clone(),
        theirs: figure.theirs.clone(),
        unit: figure.unit.clone(),
    }
}
