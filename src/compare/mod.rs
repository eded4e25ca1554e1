//! What changed between two drafts: aligned blocks, moves, splits and merges, word segments, readable clean-up.
//!
//! Works on two parsed [`Document`]s and returns data; showing it is the work of `view` and `render`. `similar` is
//! used here and nowhere else.
//!
//! The order of work: blocks equal by bytes, by folded text, by text without number and emphasis; then similar
//! ones by rare runs of three words; of all these the heaviest sequence that kept its order stayed, the others
//! moved; then splits and merges; then what is left is paired by place; words come last, inside aligned blocks.
//! There is never one word comparison over a whole document.
//!
//! Invariants (property tests in `tests/compare_properties.rs`): every block of either side is in exactly one
//! change, the blocks on one side of a change are consecutive, `equal` + `delete` segments joined are the before
//! texts with the gaps between them, `equal` + `insert` the after texts; the same input gives the same result.
//!
//! Worst case: n log n in the words of both sides, and word searches bounded per block; nothing is quadratic in
//! the document.

mod align;
mod build;
mod candidates;
mod classify;
mod critic;
mod digest;
mod figures;
mod json;
mod leftovers;
mod likeness;
mod merge;
mod merge_json;
mod merge_layout;
mod merge_review;
mod model;
mod moves;
mod older;
mod order;
mod parts;
mod read;
mod summary;
mod thresholds;
mod words;

use std::borrow::Cow;
use std::collections::HashMap;

use crate::document::Document;

use align::{Ground, Matches, match_by_key};
use parts::{Groups, Reach, split_and_merge};
use read::{Family, KeyOf, Reader, Side};

pub use critic::{ExistingMark, criticmarkup};
pub use digest::{
    Digest, DigestJson, DigestSide, FigureEntry, FigureSeen, LooksOnly, MovedBlocks, NameChange,
    SectionCounts, TargetLine, WordChange, WordKind, WordSeen, digest, digest_json,
};
pub use json::{
    BlockJson, ChangeJson, ComparisonJson, FigureJson, SegmentJson, SideJson, SideOf, SummaryJson, to_json,
};

pub use merge::{Collision, Conflict, ConflictSide, Merge, Order, merge};
pub use merge_json::{
    FigureCollisionJson, MergeItemJson, MergeJson, MergeNoteJson, MergeSummaryJson, merge_to_json,
};
pub use merge_review::{Fate, FigureCollision, MergeItem, MergeNote, MergeReview, merge_review};
pub use model::*;
pub use older::takes_back;

pub use summary::{Summary, summary};

/// Compares two drafts of one document.
pub fn compare(before: &Document, after: &Document, options: &CompareOptions) -> Comparison {
    let (reader, groups) = align_drafts(before, after);
    build::build(&reader, &groups, options)
}

/// Both drafts read, and which of their blocks belong together.
fn align_drafts<'a>(before: &'a Document, after: &'a Document) -> (Reader<'a>, Groups) {
    let mut reader = Reader::new(before, after);
    let weights = reader.before.weights.clone();
    let mut matches = Matches::new(before.blocks.len(), after.blocks.len());
    match_equal(&mut matches, &mut reader, &weights);
    let parts = candidates::match_similar(&mut matches, &reader);
    moves::drop_weak(&mut matches, &reader);
    read_free(&matches, &mut reader);
    let mut groups = Groups::new(&matches);
    split_and_merge(&mut groups, &matches, &reader, &parts, Reach::Beside);
    leftovers::match_leftovers(&mut matches, &groups, &reader);
    groups.adopt(&matches);
    split_and_merge(&mut groups, &matches, &reader, &parts, Reach::Around);
    (reader, groups)
}

/// Joins blocks that are equal by bytes, by folded text, or by text without number and emphasis.
fn match_equal(matches: &mut Matches, reader: &mut Reader<'_>, weights: &[u32]) {
    match_by(matches, reader, weights, Ground::Exact, |_, side, index| Some(Cow::Borrowed(side.text(index))));
    read_free(matches, reader);
    for of in [KeyOf::Whole, KeyOf::PlainBody] {
        match_by(matches, reader, weights, Ground::Key, |reader, side, index| {
            let key = reader.key(side, index, of);
            // Without number and emphasis something must be left to go by.
            let says = of == KeyOf::Whole || key.chars().any(char::is_alphanumeric);
            says.then_some(Cow::Owned(key))
        });
    }
}

/// Joins free blocks of one family with equal keys.
fn match_by<'a>(
    matches: &mut Matches,
    reader: &Reader<'a>,
    weights: &[u32],
    ground: Ground,
    key: impl Fn(&Reader<'a>, &Side<'a>, usize) -> Option<Cow<'a, str>>,
) {
    let mut numbers: HashMap<(Family, Cow<'a, str>), u32> = HashMap::new();
    let mut number = |side: &Side<'a>, taken: &[Option<usize>]| -> Vec<Option<u32>> {
        let free = (0..side.n_blocks()).map(|index| taken[index].is_none().then_some(index));
        free.map(|index| {
            let index = index?;
            let next = numbers.len() as u32;
            let key = key(reader, side, index)?;
            Some(*numbers.entry((side.families[index], key)).or_insert(next))
        })
        .collect()
    };
    let before_keys = number(&reader.before, &matches.to_after);
    let after_keys = number(&reader.after, &matches.to_before);
    match_by_key(matches, &before_keys, &after_keys, weights, ground);
}

/// Cuts every block into words that is not matched by bytes and was not cut yet.
fn read_free(matches: &Matches, reader: &mut Reader<'_>) {
    let before: Vec<bool> = (0..reader.before.n_blocks())
        .map(|index| {
            let equal = matches.to_after[index].is_some() && matches.ground[index] == Ground::Exact;
            !equal && reader.before.words[index].is_empty()
        })
        .collect();
    let after: Vec<bool> = (0..reader.after.n_blocks())
        .map(|index| {
            let equal =
                matches.to_before[index].is_some_and(|before| matches.ground[before] == Ground::Exact);
            !equal && reader.after.words[index].is_empty()
        })
        .collect();
    reader.read(&before, &after);
}
