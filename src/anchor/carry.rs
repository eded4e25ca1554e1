//! A place followed into a later draft by our own comparison: through amendment, move, split, merge, renumbering.
//!
//! Words are looked for in the block that theirs became; where they changed, the block remains. What was deleted is
//! *gone* and keeps the place that it had. A carried place is where the comparison says, unless the very words of the
//! comment stand elsewhere: a part of a paragraph that was split off and joined to another.

use super::codes::counterpart;
use super::index::words_of;
use super::model::{Anchor, AnchorScope, Certainty, Target};
use super::weights::WEIGHTS;
use crate::compare::Comparison;
use crate::document::{Codes, Document, DocumentId};
use crate::text;
use std::ops::Range;

/// The same anchor in a later draft of its document, `before` and `after` being the two drafts with their codes.
///
/// Other places in the same document go with it; those in other documents, and an anchor without a place, stay.
pub fn carry(
    anchor: &Anchor,
    comparison: &Comparison,
    before: (&Document, &Codes),
    after: (&Document, &Codes),
) -> Anchor {
    let mut carried = anchor.clone();
    let Some(target) = &anchor.target else { return carried };
    let step = Step {
        document: &target.document,
        comparison,
        before: before.0,
        after: after.0,
        after_codes: after.1,
    };
    carried.also = anchor.also.iter().filter_map(|target| target_after(target, &step)).collect();
    if target.scope == AnchorScope::Document || anchor.certainty == Certainty::Gone {
        return carried;
    }
    match target_after(target, &step) {
        Some(target) => {
            carried.target = Some(target);
            carried.certainty = Certainty::Carried;
        }
        None => carried.certainty = Certainty::Gone,
    }
    carried
}

/// Two drafts of one document and what changed between them.
struct Step<'a> {
    document: &'a DocumentId,
    comparison: &'a Comparison,
    before: &'a Document,
    after: &'a Document,
    after_codes: &'a Codes,
}

/// A place in the later draft; `None` where its block is gone.
fn target_after(target: &Target, step: &Step<'_>) -> Option<Target> {
    let Some(block) = target.block.filter(|_| &target.document == step.document) else {
        return Some(target.clone());
    };
    let change = step.comparison.changes.iter().find(|change| change.before.contains(&block))?;
    let words = quoted(step.before, block, target.words.as_ref());
    let found = words.and_then(|words| {
        let inside = || change.after.clone();
        with_words(inside(), step.after, words)
            .or_else(|| elsewhere(step, words))
            .map(|(at, words)| (at, Some(words)))
    });
    let found = found.or_else(|| {
        let part = words
            .filter(|_| !change.after.is_empty())
            .and_then(|words| most_of(step, &change.after, words))?;
        Some((part, None))
    });
    let (block, words) = match found {
        Some(found) => found,
        None => (counterpart(change, step.before, step.after, block)?, None),
    };
    let there = step.after.blocks.get(block)?;
    let is_heading = step.after.sections.get(there.section).is_some_and(|it| it.heading == Some(block));
    let scope = match target.scope {
        AnchorScope::Words if words.is_none() => AnchorScope::Block,
        AnchorScope::Section if !is_heading => AnchorScope::Block,
        scope => scope,
    };
    Some(Target {
        document: target.document.clone(),
        scope,
        block: Some(block),
        code: step.after_codes.get(block).cloned().flatten(),
        section: step.after.section_path(there).to_owned(),
        words,
    })
}

fn quoted<'a>(document: &'a Document, block: usize, words: Option<&Range<usize>>) -> Option<&'a str> {
    let block = document.blocks.get(block)?;
    document.text(block).get(words?.clone()).filter(|words| !words.is_empty())
}

/// The words in another block than the comparison names, where they stood once in the earlier draft and stand once in
/// the later one: a part of a paragraph that went to another.
fn elsewhere(step: &Step<'_>, words: &str) -> Option<(usize, Range<usize>)> {
    if words_of(words).len() < WEIGHTS.carried_words_min {
        return None;
    }
    with_words(0..step.before.blocks.len(), step.before, words)?;
    with_words(0..step.after.blocks.len(), step.after, words)
}

/// The block that has clearly most of the words in their order, where they were edited while their paragraph was taken
/// apart. A block of another change only where little of them is left in their own.
fn most_of(step: &Step<'_>, own: &Range<usize>, words: &str) -> Option<usize> {
    let words = words_of(words);
    if words.len() < WEIGHTS.carried_words_min {
        return None;
    }
    let share = |at: usize| {
        let text = step.after.blocks.get(at).map_or("", |block| step.after.text(block));
        let shared = u32::try_from(in_order(&words, &words_of(text))).unwrap_or(u32::MAX);
        f64::from(shared) / f64::from(u32::try_from(words.len()).unwrap_or(u32::MAX))
    };
    let best = |blocks: &mut dyn Iterator<Item = usize>| {
        let mut shares: Vec<(f64, usize)> = blocks.map(|at| (share(at), at)).collect();
        shares.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let second = shares.get(1).map_or(0.0, |(share, _)| *share);
        shares.first().map(|(share, at)| (*share, share - second, *at))
    };
    let (inside, _, part) = best(&mut own.clone())?;
    if inside >= WEIGHTS.carried_own_min {
        return Some(part);
    }
    let (first, margin, at) = best(&mut (0..step.after.blocks.len()))?;
    (first >= WEIGHTS.carried_share_min && margin >= WEIGHTS.carried_margin).then_some(at)
}

/// How many words stand in the same order in a stretch of the other text at most half as long again.
fn in_order(words: &[String], other: &[String]) -> usize {
    let window = words.len() + words.len().div_ceil(2);
    let starts = (0..other.len()).filter(|at| words.contains(&other[*at]));
    starts.map(|at| common(words, &other[at..other.len().min(at + window)])).max().unwrap_or(0)
}

/// The length of the longest common subsequence.
fn common(left: &[String], right: &[String]) -> usize {
    let mut row = vec![0; right.len() + 1];
    for word in left {
        let mut diagonal = 0;
        for (at, other) in right.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if word == other { diagonal + 1 } else { above.max(row[at]) };
            diagonal = above;
        }
    }
    row.last().copied().unwrap_or(0)
}

/// The one block of some that has the words exactly once, and where.
fn with_words(blocks: Range<usize>, after: &Document, words: &str) -> Option<(usize, Range<usize>)> {
    let needle = text::fold(words).key;
    let mut found = None;
    for at in blocks {
        let folded = text::fold(after.text(after.blocks.get(at)?));
        for (start, _) in folded.key.match_indices(&needle).take(2) {
            if found.is_some() {
                return None;
            }
            found = Some((at, folded.source(start..start + needle.len())));
        }
    }
    found
}
