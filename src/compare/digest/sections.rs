//! Counts by section, what moved, and what only looks changed. Linear in the changes.

use super::{DigestSide, LooksOnly, MovedBlocks, SectionCounts};
use crate::compare::model::{Change, ChangeClass, ChangeKind, Comparison, Op};
use crate::document::{BlockKind, Document};
use crate::text;

/// Number of changes by innermost section, in the order of the comparison.
pub(super) fn counts(comparison: &Comparison, before: &Document, after: &Document) -> Vec<SectionCounts> {
    let mut all: Vec<SectionCounts> = Vec::new();
    for change in comparison.changes.iter().filter(|change| change.kind != ChangeKind::Unchanged) {
        let (side, section) = place(change, before, after);
        let known = all.iter().position(|it| it.side == side && it.section == section);
        let at = known.unwrap_or(all.len());
        if known.is_none() {
            all.push(SectionCounts { side, section, kinds: Vec::new(), spelling: 0 });
        }
        if is_spelling(change) {
            all[at].spelling += 1;
            continue;
        }
        match all[at].kinds.iter_mut().find(|(kind, _)| *kind == change.kind) {
            Some((_, n)) => *n += 1,
            None => all[at].kinds.push((change.kind, 1)),
        }
        all[at].kinds.sort_unstable();
    }
    all
}

/// The innermost section of a change: where it stands after; what is gone, where it stood.
fn place(change: &Change, before: &Document, after: &Document) -> (DigestSide, usize) {
    if change.after.is_empty() {
        let section = before.blocks.get(change.before.start).map_or(0, |block| block.section);
        let same = before.sections.get(section).and_then(|it| same_section(it, after));
        return same.map_or((DigestSide::Before, section), |section| (DigestSide::After, section));
    }
    (DigestSide::After, after.blocks.get(change.after.start).map_or(0, |block| block.section))
}

/// The section of the after draft with the same path and title.
fn same_section(section: &crate::document::Section, after: &Document) -> Option<usize> {
    after.sections.iter().position(|it| it.path == section.path && it.title == section.title)
}

fn is_spelling(change: &Change) -> bool {
    change.kind == ChangeKind::Amended && change.classes.contains(&ChangeClass::Spelling)
}

/// What moved, whole sections first.
pub(super) fn moved(comparison: &Comparison, before: &Document) -> Vec<MovedBlocks> {
    let mut all: Vec<MovedBlocks> = comparison
        .changes
        .iter()
        .filter(|change| change.moved && !change.before.is_empty() && !change.after.is_empty())
        .map(|change| MovedBlocks {
            is_section: change.before.len() > 1
                && before.blocks.get(change.before.start).is_some_and(|it| it.kind == BlockKind::Heading),
            before: change.before.clone(),
            after: change.after.clone(),
            amended: change.segments.iter().any(|it| it.op != Op::Equal && !it.text.trim().is_empty()),
        })
        .collect();
    all.sort_by_key(|it| (!it.is_section, it.after.start));
    all
}

/// What looks changed and says the same, figures left out.
pub(super) fn looks(comparison: &Comparison, before: &Document, after: &Document) -> LooksOnly {
    let mut looks = LooksOnly::default();
    for change in &comparison.changes {
        if change.kind == ChangeKind::Renumbered && !change.moved {
            looks.renumbered += 1;
        } else if change.classes.contains(&ChangeClass::Emphasis) && change.kind == ChangeKind::Amended {
            looks.emphasis += 1;
        } else if is_spelling(change) {
            let block = |document: &Document, at: usize| {
                document.blocks.get(at).map_or_else(String::new, |block| document.text(block).to_owned())
            };
            let (old, new) = (block(before, change.before.start), block(after, change.after.start));
            if old.split_whitespace().eq(new.split_whitespace()) {
                looks.reflowed += 1;
            } else if text::nfc(&old) == text::nfc(&new) {
                looks.unicode += 1;
            } else {
                looks.spelling += 1;
            }
        }
    }
    looks
}
