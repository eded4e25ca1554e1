//! Counts of a comparison. Linear in the texts of what changed.

use std::ops::Range;

use crate::document::Document;
use crate::text;

use super::model::{Change, ChangeClass, ChangeKind, Comparison, Op};

/// Counts of changes (a section that moved is one) and of words (syllables and number tokens).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// Blocks added.
    pub added: usize,
    /// Blocks deleted.
    pub deleted: usize,
    /// Amendments, but for those of spelling only.
    pub amended: usize,
    /// Moves.
    pub moved: usize,
    /// Blocks of which only the printed number changed.
    pub renumbered: usize,
    /// Headings with a new title.
    pub retitled: usize,
    /// Splits.
    pub split: usize,
    /// Merges.
    pub merged: usize,
    /// Amendments of spelling only.
    pub spelling: usize,
    /// Blocks that did not change.
    pub unchanged: usize,
    /// Words that stand only after.
    pub words_added: usize,
    /// Words that stand only before.
    pub words_deleted: usize,
    /// Words that stand on both sides of a move.
    pub words_moved: usize,
    /// Words of the whole before draft.
    pub words_before: usize,
    /// Words of the whole after draft.
    pub words_after: usize,
}

impl Summary {
    /// Changes by kind, unchanged blocks and those of spelling only left out.
    pub fn by_kind(&self) -> [(ChangeKind, usize); 8] {
        [
            (ChangeKind::Added, self.added),
            (ChangeKind::Deleted, self.deleted),
            (ChangeKind::Amended, self.amended),
            (ChangeKind::Moved, self.moved),
            (ChangeKind::Renumbered, self.renumbered),
            (ChangeKind::Retitled, self.retitled),
            (ChangeKind::Split, self.split),
            (ChangeKind::Merged, self.merged),
        ]
    }

    /// Changes of any kind, spelling included, unchanged blocks not.
    pub fn n_changes(&self) -> usize {
        self.by_kind().iter().map(|(_, n)| n).sum::<usize>() + self.spelling
    }
}

/// Counts a comparison of these two drafts.
///
/// Changes of spelling only count no words: nothing was added or deleted but marks.
pub fn summary(comparison: &Comparison, before: &Document, after: &Document) -> Summary {
    let words = |document: &Document, blocks: &Range<usize>| -> usize {
        let blocks = document.blocks.get(blocks.clone()).unwrap_or_default();
        blocks.iter().map(|block| text::count_words(document.text(block))).sum()
    };
    let mut summary = Summary::default();
    for change in &comparison.changes {
        count(&mut summary, change);
        let n_before = words(before, &change.before);
        summary.words_before += n_before;
        let is_same = change.kind == ChangeKind::Unchanged;
        summary.words_after += if is_same { n_before } else { words(after, &change.after) };
    }
    summary
}

/// Whether a change is one of spelling only, which summaries count apart.
fn is_spelling(change: &Change) -> bool {
    change.kind == ChangeKind::Amended && change.classes.contains(&ChangeClass::Spelling)
}

fn count(summary: &mut Summary, change: &Change) {
    if is_spelling(change) {
        summary.spelling += 1;
        return;
    }
    let field = match change.kind {
        ChangeKind::Added => &mut summary.added,
        ChangeKind::Deleted => &mut summary.deleted,
        ChangeKind::Amended => &mut summary.amended,
        ChangeKind::Moved => &mut summary.moved,
        ChangeKind::Renumbered => &mut summary.renumbered,
        ChangeKind::Retitled => &mut summary.retitled,
        ChangeKind::Split => &mut summary.split,
        ChangeKind::Merged => &mut summary.merged,
        ChangeKind::Unchanged => &mut summary.unchanged,
    };
    *field += 1;
    if change.kind == ChangeKind::Unchanged {
        return;
    }
    for segment in &change.segments {
        match segment.op {
            Op::Equal if !change.moved => {}
            Op::Equal => summary.words_moved += text::count_words(&segment.text),
            Op::Delete => summary.words_deleted += text::count_words(&segment.text),
            Op::Insert => summary.words_added += text::count_words(&segment.text),
        }
    }
}
