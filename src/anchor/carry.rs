//! A place followed into a later draft by our own comparison: through amendment, move, split, merge, renumbering.
//!
//! Words are looked for in the block that theirs became; where they changed, the block remains. What was deleted is
//! *gone* and keeps the place that it had. Nothing is searched anew: a carried place is where the comparison says.

use super::codes::counterpart;
use super::model::{Anchor, AnchorScope, Certainty, Target};
use crate::compare::{Change, Comparison};
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
    let (block, words) = match words.and_then(|words| with_words(change, step.after, words)) {
        Some((block, words)) => (block, Some(words)),
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

/// The one block of a change's after side that has the words exactly once, and where.
fn with_words(change: &Change, after: &Document, words: &str) -> Option<(usize, Range<usize>)> {
    let needle = text::fold(words).key;
    let mut found = None;
    for at in change.after.clone() {
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
