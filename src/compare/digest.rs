//! What a leader reads first: which figures, targets, denials and hedges changed, and what only looks changed.
//!
//! Works on a finished comparison and both drafts, and compares nothing anew but the words of what changed (see
//! `pairing`). Every figure, date, symbol, denial and hedge of a change is either paired with the same on the other
//! side, or listed: as changed, as new, or as gone. What stands in an unchanged block is in no list of changes; it
//! is looked at only to say where else a figure stands, above all where the after draft still has the old one.
//!
//! Invariant (`tests/compare_digest.rs`): all that was changed is listed, and nothing else; a draft against itself
//! gives an empty digest; what is new one way is gone the other way.
//!
//! Worst case: linear in both drafts, and bounded steps for each stretch of changed words.

pub(super) mod atoms;
mod collect;
pub(super) mod columns;
mod figures;
mod hedges;
mod json;
mod leftovers;
pub(super) mod name;
pub(super) mod pairing;
mod sections;

use super::model::{ChangeKind, Comparison};
use super::summary::{Summary, summary};
use crate::document::{BlockCode, Codes, Document};
use collect::Collected;
use std::ops::Range;

pub use hedges::WordKind;
pub use json::{DigestJson, digest_json};

/// One side of a digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DigestSide {
    /// The before draft.
    Before,
    /// The after draft.
    After,
}

/// What changed, for a reader in a hurry. Blocks are named by their index in their draft.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Digest {
    /// Counts of the whole comparison.
    pub counts: Summary,
    /// Counts by innermost section, in the order of the comparison; sections without a change are left out.
    pub sections: Vec<SectionCounts>,
    /// What stands elsewhere: whole sections first.
    pub moved: Vec<MovedBlocks>,
    /// Figures that have another value or unit, each with all its places.
    pub figures: Vec<FigureEntry>,
    /// Figures that are new, with their sentence or block.
    pub new_figures: Vec<FigureSeen>,
    /// Figures that are gone.
    pub gone_figures: Vec<FigureSeen>,
    /// Targets that are new or gone as rows or items.
    pub targets: Vec<TargetLine>,
    /// Dates, terms, years, symbols and ordinals that changed.
    pub names: Vec<NameChange>,
    /// Denials and hedges that are new, gone or exchanged.
    pub words: Vec<WordChange>,
    /// What looks changed and says the same.
    pub looks: LooksOnly,
}

/// Counts of one section's own changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionCounts {
    /// The side it stands on: `After` wherever it stands there.
    pub side: DigestSide,
    /// Index of the section in that draft.
    pub section: usize,
    /// Number of changes by kind, kinds without a change left out; spelling apart.
    pub kinds: Vec<(ChangeKind, usize)>,
    /// Changes of spelling only.
    pub spelling: usize,
}

/// Blocks that stand elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MovedBlocks {
    /// Whether it is a heading with what it holds.
    pub is_section: bool,
    /// Blocks before.
    pub before: Range<usize>,
    /// Blocks after.
    pub after: Range<usize>,
    /// Whether its words changed too.
    pub amended: bool,
}

/// A figure that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureEntry {
    /// What it is said of, as printed.
    pub name: String,
    /// The figure before, as printed: with its unit where the units differ.
    pub before: String,
    /// The figure after.
    pub after: String,
    /// The unit, where both have the same.
    pub unit: String,
    /// Whether it is a target (chỉ tiêu).
    pub is_target: bool,
    /// Where it changed: block before, block after.
    pub changed: Vec<(usize, usize)>,
    /// Blocks of the after draft that had the new figure already.
    pub already: Vec<usize>,
    /// Blocks of the after draft that still have the old figure.
    pub still: Vec<usize>,
}

/// A figure that is new or gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureSeen {
    /// What it is said of.
    pub name: String,
    /// As printed, with its unit or what is counted.
    pub printed: String,
    /// Its block, in the draft in which it stands.
    pub block: usize,
    /// Whether the whole block is new or gone.
    pub whole_block: bool,
}

/// A target that is new or gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetLine {
    /// The draft in which it stands.
    pub side: DigestSide,
    /// Its block.
    pub block: usize,
    /// Its words, marks of tables and lists left out.
    pub text: String,
}

/// A date, term, year, symbol or ordinal that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameChange {
    /// The words before it.
    pub name: String,
    /// As printed before.
    pub before: String,
    /// As printed after.
    pub after: String,
    /// Block before.
    pub block_before: usize,
    /// Block after.
    pub block_after: usize,
}

/// A denial or hedge on one side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordSeen {
    /// The word, as in the table of such words.
    pub word: &'static str,
    /// As printed.
    pub printed: String,
    /// The words before it.
    pub left: String,
    /// The words behind it.
    pub right: String,
    /// Its block.
    pub block: usize,
}

/// A denial or hedge that is new, gone, or stands for another one. At least one side is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordChange {
    /// Whether one of both denies.
    pub kind: WordKind,
    /// What stood before.
    pub before: Option<WordSeen>,
    /// What stands after.
    pub after: Option<WordSeen>,
    /// Whether the whole block is new or gone.
    pub whole_block: bool,
}

/// Counts of what looks changed and says the same.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LooksOnly {
    /// Blocks with another printed number only, those that moved not counted.
    pub renumbered: usize,
    /// Blocks with other blanks or line breaks only.
    pub reflowed: usize,
    /// Blocks stored in another Unicode form only.
    pub unicode: usize,
    /// Other blocks spelled differently only: tone marks, dashes, quotes.
    pub spelling: usize,
    /// Blocks with other emphasis only.
    pub emphasis: usize,
    /// Figures printed differently with the same value (`1508`, `1.508`), as printed before and after.
    pub formats: Vec<(String, String)>,
}

impl LooksOnly {
    /// How many blocks and figures only look changed.
    pub fn n_blocks(&self) -> usize {
        self.renumbered + self.reflowed + self.unicode + self.spelling + self.emphasis + self.formats.len()
    }
}

impl Digest {
    /// Whether nothing changed, spelling included.
    pub fn is_empty(&self) -> bool {
        self.counts.n_changes() == 0
    }
}

/// The digest of a comparison of these two drafts.
pub fn digest(comparison: &Comparison, before: &Document, after: &Document) -> Digest {
    let old = atoms::Side::new(before);
    let new = atoms::Side::new(after);
    let collected = Collected::of(comparison, &old, &new);
    let figures = figures::Figures { old: &old, new: &new };
    let looks =
        LooksOnly { formats: collected.formats.clone(), ..sections::looks(comparison, before, after) };
    Digest {
        counts: summary(comparison, before, after),
        sections: sections::counts(comparison, before, after),
        moved: sections::moved(comparison, before),
        figures: figures.changed(&collected),
        new_figures: figures.seen(&new, &collected.new),
        gone_figures: figures.seen(&old, &collected.gone),
        targets: figures.target_lines(comparison),
        names: collected.names(&old, &new),
        words: collected.words(&old, &new),
        looks,
    }
}

/// The code of a block, where it has one.
fn code(codes: &Codes, block: usize) -> Option<String> {
    codes.get(block).and_then(Option::as_ref).map(BlockCode::to_string)
}
