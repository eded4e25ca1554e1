//! Which groups moved, which seeming moves are chance, and which moves are a whole section.
//!
//! Worst case: n log n in the blocks, times the six levels of headings.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::align::{Ground, Matches};
use super::likeness::likeness;
use super::order::{Placed, stayed};
use super::parts::Groups;
use super::read::{Family, Reader, Side};
use super::thresholds::{EXACT_WORDS_MIN, NEARBY_MIN, SIMILAR_WORDS_MIN, UNIQUE_WORDS_MIN};
use crate::document::BlockKind;

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

/// Parts the matches that would be moves of a few words: chance, not an editor's hand. A heading whose section came
/// along is none, however short.
pub(super) fn drop_weak(matches: &mut Matches, reader: &Reader<'_>) {
    let weights = &reader.before.weights;
    let stays = matches.stays(weights);
    let mut moved: Vec<bool> = matches.to_after.iter().map(Option::is_some).collect();
    for (before, _) in stays {
        moved[before] = false;
    }
    let once = OnlyOnce::of(reader);
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
        let least = match similar {
            true => SIMILAR_WORDS_MIN,
            false if once.is_one(reader, start..end) => UNIQUE_WORDS_MIN,
            false => EXACT_WORDS_MIN,
        };
        let bare = reader.before.families[start] == Family::Rule && end == start + 1;
        if (total < least || bare) && !leads_its_section(matches, reader, end - 1) {
            (start..end).for_each(|before| matches.part(before));
        }
        start = end;
    }
}

/// How often each short text stands in either draft.
struct OnlyOnce<'a>(HashMap<&'a str, (u32, u32)>);

impl<'a> OnlyOnce<'a> {
    fn of(reader: &Reader<'a>) -> Self {
        let mut counts: HashMap<&str, (u32, u32)> = HashMap::new();
        let short = |side: &Side<'a>| -> Vec<&'a str> {
            let few = (0..side.n_blocks()).filter(|index| side.weights[*index] < EXACT_WORDS_MIN);
            few.map(|index| side.text(index)).collect()
        };
        for text in short(&reader.before) {
            counts.entry(text).or_default().0 += 1;
        }
        for text in short(&reader.after) {
            counts.entry(text).or_default().1 += 1;
        }
        Self(counts)
    }

    /// Whether each of these short before blocks stands once on either side.
    fn is_one(&self, reader: &Reader<'_>, mut blocks: Range<usize>) -> bool {
        blocks.all(|index| self.0.get(reader.before.text(index)) == Some(&(1, 1)))
    }
}

/// Whether a before block is the heading of a section of which at least half the words stand in the section of its
/// partner.
fn leads_its_section(matches: &Matches, reader: &Reader<'_>, heading: usize) -> bool {
    let section = |side: &Side<'_>, index: usize| -> Option<Range<usize>> {
        let block = side.block(index);
        let section = side.document.sections.get(block.section)?;
        (block.kind == BlockKind::Heading).then(|| section.blocks.clone())
    };
    let after = matches.to_after[heading].and_then(|after| section(&reader.after, after));
    let (Some(before), Some(after)) = (section(&reader.before, heading), after) else { return false };
    let own = heading + 1..before.end;
    let came = own.clone().filter(|index| matches.to_after[*index].is_some_and(|at| after.contains(&at)));
    let came: u64 = came.map(|index| u64::from(reader.before.weights[index])).sum();
    came > 0 && came * 2 >= reader.before.weight(&own)
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
