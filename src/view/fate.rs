//! What becomes of each change on a page: shown, shown as it stands, folded or left out; and where things left from.
//!
//! Blocks near a change and the headings above one are shown as they stand. Linear in both drafts.

use super::comparison::{Side, ViewOptions, is_shown};
use crate::compare::{Change, Comparison};
use std::collections::BTreeMap;

/// What becomes of a change in the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// Shown as a change.
    Change,
    /// Shown as it is after.
    Plain,
    /// Shown as it is after, behind a fold.
    Folded,
    /// Left out by the section filter.
    Out,
}

/// Which sections of a draft a filter lets through, by section index.
pub(super) fn sections_shown(side: &Side, filter: Option<&str>) -> Vec<bool> {
    let Some(filter) = filter.map(|filter| filter.trim().to_lowercase()) else {
        return vec![true; side.document.sections.len()];
    };
    let mut shown: Vec<bool> = Vec::new();
    for section in &side.document.sections {
        let path = section.path.to_lowercase();
        let is_inside = section.parent.is_some_and(|parent| shown.get(parent).copied().unwrap_or(false));
        let by_code = section.heading.and_then(|heading| side.code(heading));
        let is_named = path == filter || by_code.is_some_and(|code| code.eq_ignore_ascii_case(&filter));
        shown.push(is_inside || (section.heading.is_some() && is_named));
    }
    shown
}

/// Whether a draft has the section that a filter names.
pub fn has_section(side: &Side, filter: &str) -> bool {
    sections_shown(side, Some(filter)).contains(&true)
}

/// Which changes the filters let through, spelling included unless others are asked for.
pub fn shown_changes(
    comparison: &Comparison,
    before: &Side,
    after: &Side,
    options: &ViewOptions,
) -> Vec<bool> {
    let exact =
        ViewOptions { spelling: true, all: options.all && options.only.is_empty(), ..options.clone() };
    let exact = ViewOptions { context_blocks: 0, ..exact };
    let fates = fates(comparison, before, after, &exact, &BTreeMap::new());
    let kept = |fate| fate == Fate::Change || exact.all && fate == Fate::Plain;
    fates.into_iter().map(kept).collect()
}

/// What becomes of each change.
pub(super) fn fates(
    comparison: &Comparison,
    before: &Side,
    after: &Side,
    options: &ViewOptions,
    left: &BTreeMap<Option<usize>, Vec<usize>>,
) -> Vec<Fate> {
    let changes = &comparison.changes;
    let n = changes.len();
    let shown_before = sections_shown(before, options.section.as_deref());
    let shown_after = sections_shown(after, options.section.as_deref());
    let is_in = |change: &Change| {
        let (side, blocks, shown) = if change.after.is_empty() {
            (before, &change.before, &shown_before)
        } else {
            (after, &change.after, &shown_after)
        };
        let section = side.blocks(blocks).first().map_or(0, |block| block.section);
        options.section.is_none() || shown.get(section).copied().unwrap_or(false)
    };
    let mut fates: Vec<Fate> = changes
        .iter()
        .map(|change| match (is_in(change), is_shown(change, options)) {
            (false, _) => Fate::Out,
            (true, true) => Fate::Change,
            (true, false) if options.all => Fate::Plain,
            (true, false) => Fate::Folded,
        })
        .collect();
    // Blocks near a change are shown as they are.
    let is_change: Vec<bool> = fates.iter().map(|&fate| fate == Fate::Change).collect();
    let mut near = vec![false; n];
    for order in [(0..n).collect::<Vec<_>>(), (0..n).rev().collect()] {
        let mut left = 0;
        for at in order {
            near[at] |= left > 0;
            left = if is_change[at] { options.context_blocks } else { left.saturating_sub(1) };
        }
    }
    // So are the headings above one.
    let mut changes_up_to = vec![0usize; n + 1];
    let mut change_of_block = vec![n; after.document.blocks.len()];
    for (at, change) in changes.iter().enumerate() {
        changes_up_to[at + 1] =
            changes_up_to[at] + usize::from(is_change[at] || left.contains_key(&Some(at)));
        for block in change.after.clone() {
            if let Some(entry) = change_of_block.get_mut(block) {
                *entry = at;
            }
        }
    }
    for section in &after.document.sections {
        let Some(at) = section.heading.and_then(|heading| change_of_block.get(heading).copied()) else {
            continue;
        };
        let end = change_of_block.get(section.blocks.end).copied().unwrap_or(n).max(at);
        if at < n && changes_up_to[end] > changes_up_to[at] {
            near[at] = true;
        }
    }
    for (fate, near) in fates.iter_mut().zip(near) {
        if *fate == Fate::Folded && near {
            *fate = Fate::Plain;
        }
    }
    fates
}

/// Where what moved stood before: behind which change of those that did not move.
pub(super) fn old_places(comparison: &Comparison, before: &Side) -> BTreeMap<Option<usize>, Vec<usize>> {
    let mut host = vec![None; before.document.blocks.len()];
    for (at, change) in comparison.changes.iter().enumerate().filter(|(_, change)| !change.moved) {
        for block in change.before.clone() {
            if let Some(entry) = host.get_mut(block) {
                *entry = Some(at);
            }
        }
    }
    let mut last = None;
    for entry in &mut host {
        last = entry.or(last);
        *entry = last;
    }
    let mut moved: Vec<usize> = (0..comparison.changes.len())
        .filter(|&at| comparison.changes[at].moved && !comparison.changes[at].before.is_empty())
        .collect();
    moved.sort_by_key(|&at| comparison.changes[at].before.start);
    let mut places: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
    for at in moved {
        let first = comparison.changes[at].before.start;
        let behind = first.checked_sub(1).and_then(|block| host.get(block).copied().flatten());
        places.entry(behind).or_default().push(at);
    }
    places
}
