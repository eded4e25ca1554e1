//! Which groups moved, which seeming moves are chance, and which moves are a whole section.
//!
//! Worst case: n log n in the blocks, times the six levels of headings.

use std::collections::BTreeMap;
use std::ops::Range;

use super::align::{Ground, Matches};
use super::likeness::likeness;
use super::order::{Placed, stayed};
use super::parts::Groups;
use super::read::{Family, Reader};
use super::thresholds::{EXACT_WORDS_MIN, NEARBY_MIN, SIMILAR_WORDS_MIN};

/// Joins the free neighbours of what moved, where they are alike: what stands in front of a moved block and behind it
/// came along, however short it is and however often the same words occur.
pub(super) fn take_along(matches: &mut Matches, reader: &Reader<'_>) {
    let (before, after) = (&reader.before, &reader.after);
    let mut moved: Vec<bool> = matches.to_after.iter().map(Option::is_some).collect();
    for (stayed, _) in matches.stays(&before.weights) {
        moved[stayed] = false;
    }
    let is_alike = |old: usize, new: usize| {
        before.block(old).kind == after.block(new).kind
            && (before.text(old) == after.text(new)
                || likeness(&before.content[old], &after.content[new]) >= NEARBY_MIN)
    };
    let n_after = after.n_blocks();
    for old in 1..before.n_blocks() {
        if let Some(new) = matches.to_after[old - 1].map(|new| new + 1).filter(|new| *new < n_after)
            && moved[old - 1]
            && matches.is_free(old, new)
            && is_alike(old, new)
        {
            matches.join(old, new, Ground::Words);
            moved[old] = true;
        }
    }
    for old in (1..before.n_blocks()).rev() {
        if let Some(new) = matches.to_after[old].and_then(|new| new.checked_sub(1))
            && moved[old]
            && matches.is_free(old - 1, new)
            && is_alike(old - 1, new)
        {
            matches.join(old - 1, new, Ground::Words);
            moved[old - 1] = true;
        }
    }
}

/// Parts the matches that would be moves of a few words: chance, not an editor's hand.
pub(super) fn drop_weak(matches: &mut Matches, reader: &Reader<'_>) {
    let weights = &reader.before.weights;
    let stays = matches.stays(weights);
    let mut moved: Vec<bool> = matches.to_after.iter().map(Option::is_some).collect();
    for (before, _) in stays {
        moved[before] = false;
    }
    let mut start = 0;
    while start < moved.len() {
        if !moved[start] {
            start += 1;
            continue;
        }
        // A run of blocks that moved together is judged as one.
        let mut end = start + 1;
        while end < moved.len()
            && moved[end]
            && matches.to_after[end] == matches.to_after[end - 1].map(|after| after + 1)
        {
            end += 1;
        }
        let total: u32 = weights[start..end].iter().fold(0, |sum, weight| sum.saturating_add(*weight));
        let similar = matches.ground[start..end].contains(&Ground::Words);
        let least = if similar { SIMILAR_WORDS_MIN } else { EXACT_WORDS_MIN };
        let bare = matches!(reader.before.families[start], Family::Rule | Family::Definition);
        if total < least || (bare && end == start + 1) {
            (start..end).for_each(|before| matches.part(before));
        }
        start = end;
    }
}

/// For each group whether it moved.
pub(super) fn moved(groups: &Groups, reader: &Reader<'_>) -> Vec<bool> {
    let mut order: Vec<usize> = (0..groups.all.len()).collect();
    order.sort_by_key(|group| groups.all[*group].before.start);
    let places: Vec<Placed> = order
        .iter()
        .map(|group| {
            let group = &groups.all[*group];
            let weight = reader.before.weight(&group.before).min(reader.after.weight(&group.after));
            Placed { before: group.before.start, after: group.after.start, weight }
        })
        .collect();
    let mut moved = vec![true; groups.all.len()];
    for (group, stays) in order.into_iter().zip(stayed(&places)) {
        moved[group] = !stays;
    }
    moved
}

/// Sections that moved as a whole: (before blocks, after blocks), outermost first where they nest.
///
/// Every block of either side stands inside, or is new or gone; the order inside is kept; at least half of the
/// words on either side found their like.
pub(super) fn whole_sections(
    groups: &Groups,
    moved: &[bool],
    reader: &Reader<'_>,
) -> Vec<(Range<usize>, Range<usize>)> {
    let by_heading: BTreeMap<usize, Range<usize>> = reader
        .after
        .document
        .sections
        .iter()
        .filter_map(|section| section.heading.map(|heading| (heading, section.blocks.clone())))
        .collect();
    let mut found: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    let mut covered = 0;
    for section in &reader.before.document.sections {
        let Some(heading) = section.heading.filter(|heading| *heading >= covered) else { continue };
        let Some(group) = groups.of_before[heading].filter(|group| moved[*group]) else { continue };
        let group = &groups.all[group];
        let Some(after) = by_heading.get(&group.after.start) else { continue };
        if group.before.len() == 1
            && group.after.len() == 1
            && section.blocks.len() > 1
            && after.len() > 1
            && is_whole(groups, moved, reader, &section.blocks, after)
        {
            covered = section.blocks.end;
            found.push((section.blocks.clone(), after.clone()));
        }
    }
    found
}

fn is_whole(
    groups: &Groups,
    moved: &[bool],
    reader: &Reader<'_>,
    before: &Range<usize>,
    after: &Range<usize>,
) -> bool {
    let inside =
        |range: &Range<usize>, outer: &Range<usize>| range.start >= outer.start && range.end <= outer.end;
    let mut held: Vec<usize> = groups.of_before[before.clone()].iter().flatten().copied().collect();
    held.dedup();
    let mut held_after: Vec<usize> = groups.of_after[after.clone()].iter().flatten().copied().collect();
    held_after.dedup();
    // The same groups in the same order on both sides.
    if held != held_after {
        return false;
    }
    let good = held.iter().all(|group| {
        moved[*group]
            && inside(&groups.all[*group].before, before)
            && inside(&groups.all[*group].after, after)
    });
    let matched_before: u64 = held.iter().map(|group| reader.before.weight(&groups.all[*group].before)).sum();
    let matched_after: u64 = held.iter().map(|group| reader.after.weight(&groups.all[*group].after)).sum();
    good && matched_before * 2 >= reader.before.weight(before)
        && matched_after * 2 >= reader.after.weight(after)
}
