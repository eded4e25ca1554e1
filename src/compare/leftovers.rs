//! What is left between two matches that stayed: paired by place where the words allow it.
//!
//! Here the place speaks for a pair as well, so that less likeness is asked than elsewhere: a heading with a new
//! title, a table row with new figures, a paragraph written afresh. Pairs keep their order. A footnote finds the
//! one with its label wherever that stands.
//!
//! Worst case: for each free block [`BAND`] others on either side of its own relative place.

use std::collections::BTreeMap;
use std::ops::Range;

use super::align::{Ground, Matches};
use super::order::{Placed, stayed};
use super::parts::Groups;
use super::read::{Family, Reader, Side, fold_key, footnote_label, split_label};
use super::thresholds::{BAND, LONE_PAIR_MIN, PAIR_MIN};
use crate::document::BlockKind;

/// Pairs what is left in every stretch between groups that stayed.
pub(super) fn match_leftovers(matches: &mut Matches, groups: &Groups, reader: &Reader<'_>) {
    let rarity = Rarity::of(reader);
    for (old, new) in stretches(groups, reader) {
        let free_before: Vec<usize> = old.filter(|index| groups.of_before[*index].is_none()).collect();
        let free_after: Vec<usize> = new.filter(|index| groups.of_after[*index].is_none()).collect();
        if free_before.is_empty() || free_after.is_empty() {
            continue;
        }
        let lone = free_before.len() == 1 && free_after.len() == 1;
        let look =
            Look { reader, groups, rarity: &rarity, least: if lone { LONE_PAIR_MIN } else { PAIR_MIN } };
        for (before, after) in best_pairs(&look, &free_before, &free_after) {
            matches.join(before, after, Ground::Words);
        }
    }
    match_footnotes(matches, groups, reader);
}

/// Stretches between neighbouring groups that stayed: (before indices, after indices).
fn stretches(groups: &Groups, reader: &Reader<'_>) -> Vec<(Range<usize>, Range<usize>)> {
    let mut order: Vec<usize> = (0..groups.all.len()).collect();
    order.sort_by_key(|group| groups.all[*group].before.start);
    let places: Vec<Placed> = order
        .iter()
        .map(|group| {
            let group = &groups.all[*group];
            let weight = reader.before.weight(&group.before);
            Placed { before: group.before.start, after: group.after.start, weight }
        })
        .collect();
    let mut found = Vec::new();
    let (mut next_before, mut next_after) = (0, 0);
    for (group, _) in order.iter().zip(stayed(&places)).filter(|(_, stays)| *stays) {
        let group = &groups.all[*group];
        found.push((next_before..group.before.start, next_after..group.after.start));
        (next_before, next_after) = (group.before.end, group.after.end);
    }
    found.push((next_before..reader.before.n_blocks(), next_after..reader.after.n_blocks()));
    found
}

/// The weight of each folded word: rare ones say more.
struct Rarity(Vec<u32>);

impl Rarity {
    fn of(reader: &Reader<'_>) -> Self {
        let mut counts: Vec<u32> = Vec::new();
        for content in reader.before.content.iter().chain(&reader.after.content) {
            for word in content {
                let word = *word as usize;
                if word >= counts.len() {
                    counts.resize(word + 1, 0);
                }
                counts[word] += 1;
            }
        }
        Self(counts.into_iter().map(|count| 13_u32.saturating_sub(2 * count.max(1).ilog2()).max(1)).collect())
    }

    fn weigh(&self, word: u32) -> u32 {
        self.0.get(word as usize).copied().unwrap_or(1)
    }
}

struct Look<'l, 'a> {
    reader: &'l Reader<'a>,
    groups: &'l Groups,
    rarity: &'l Rarity,
    least: u32,
}

/// The pairs, in order on both sides, with the greatest sum of likeness above the least.
fn best_pairs(look: &Look<'_, '_>, before: &[usize], after: &[usize]) -> Vec<(usize, usize)> {
    let profiles: Vec<Profile<'_>> =
        after.iter().map(|index| Profile::of(&look.reader.after, *index)).collect();
    // For each row the columns of the band, their best sums, and where each came from.
    let mut rows: Vec<(usize, Vec<(u32, Step)>)> = Vec::with_capacity(before.len());
    for (row, index) in before.iter().enumerate() {
        let centre = row * after.len() / before.len();
        let (first, last) = (centre.saturating_sub(BAND), (centre + BAND).min(after.len() - 1));
        let own = Profile::of(&look.reader.before, *index);
        let mut cells: Vec<(u32, Step)> = Vec::with_capacity(last + 1 - first);
        for (column, profile) in profiles.iter().enumerate().take(last + 1).skip(first) {
            let above = best_of(rows.last(), column);
            let left = cells.last().map_or(0, |cell| cell.0);
            let mut best = if left > above { (left, Step::Left) } else { (above, Step::Up) };
            let alike = look.likeness(&own, profile);
            if alike >= look.least {
                let diagonal = column.checked_sub(1).map_or(0, |left| best_of(rows.last(), left));
                let total = diagonal + alike - look.least + 1;
                if total > best.0 {
                    best = (total, Step::Pair);
                }
            }
            cells.push(best);
        }
        rows.push((first, cells));
    }
    trace(&rows, before, after)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Up,
    Left,
    Pair,
}

/// The best sum of a row up to a column; beyond the band's end its last one counts.
fn best_of(row: Option<&(usize, Vec<(u32, Step)>)>, column: usize) -> u32 {
    row.and_then(|(first, cells)| {
        let at = column.checked_sub(*first)?;
        cells.get(at).or(cells.last()).map(|cell| cell.0)
    })
    .unwrap_or(0)
}

fn trace(rows: &[(usize, Vec<(u32, Step)>)], before: &[usize], after: &[usize]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let mut column = after.len() - 1;
    let mut row = rows.len();
    while row > 0 {
        let (first, cells) = &rows[row - 1];
        let Some(at) = column.checked_sub(*first) else {
            row -= 1;
            continue;
        };
        let at = at.min(cells.len() - 1);
        match cells[at].1 {
            Step::Up => row -= 1,
            Step::Left if at == 0 => row -= 1,
            Step::Left => column = first + at - 1,
            Step::Pair => {
                pairs.push((before[row - 1], after[first + at]));
                row -= 1;
                let Some(left) = (first + at).checked_sub(1) else { break };
                column = left;
            }
        }
    }
    pairs.reverse();
    pairs
}

impl Look<'_, '_> {
    /// Likeness of two free blocks in thousandths.
    fn likeness(&self, old: &Profile<'_>, new: &Profile<'_>) -> u32 {
        if old.family != new.family {
            return 0;
        }
        let words = self.common(&old.bag, &new.bag);
        match (old.kind, new.kind) {
            (BlockKind::Heading, BlockKind::Heading) => {
                let mut alike = words * 2 / 3;
                if old.depth == new.depth {
                    alike += if old.label == new.label && !old.label.is_empty() { 250 } else { 100 };
                    alike += if self.follow_each_other(old.index + 1, new.index + 1) { 200 } else { 0 };
                }
                alike
            }
            (BlockKind::Row, BlockKind::Row) if old.name == new.name => words / 2 + 500,
            (BlockKind::Row, BlockKind::Row) => words * 2 / 3,
            (BlockKind::FrontMatter, BlockKind::FrontMatter) => 1000,
            (left, right) if left == right => words,
            _ => words / 2,
        }
    }

    fn follow_each_other(&self, before: usize, after: usize) -> bool {
        match (self.groups.of_before.get(before), self.groups.of_after.get(after)) {
            (Some(Some(left)), Some(Some(right))) => left == right,
            _ => false,
        }
    }

    /// Weighted share of common words of two sorted bags, in thousandths.
    fn common(&self, before: &[u32], after: &[u32]) -> u32 {
        let weigh = |bag: &[u32]| bag.iter().map(|word| u64::from(self.rarity.weigh(*word))).sum::<u64>();
        let total = weigh(before) + weigh(after);
        let (mut left, mut right, mut shared) = (0, 0, 0_u64);
        while left < before.len() && right < after.len() {
            match before[left].cmp(&after[right]) {
                std::cmp::Ordering::Less => left += 1,
                std::cmp::Ordering::Greater => right += 1,
                std::cmp::Ordering::Equal => {
                    shared += u64::from(self.rarity.weigh(before[left]));
                    left += 1;
                    right += 1;
                }
            }
        }
        u32::try_from(2000 * shared / total.max(1)).unwrap_or(1000)
    }
}

/// What a free block is judged by.
struct Profile<'a> {
    index: usize,
    family: Family,
    kind: BlockKind,
    depth: usize,
    /// Its folded words, sorted.
    bag: Vec<u32>,
    label: &'a str,
    /// For a row, what it is about.
    name: Option<String>,
}

impl<'a> Profile<'a> {
    fn of(side: &Side<'a>, index: usize) -> Self {
        let block = side.block(index);
        let mut bag = side.content[index].clone();
        bag.sort_unstable();
        let name = if block.kind == BlockKind::Row { name_cell(side.text(index)) } else { None };
        Self {
            index,
            family: side.families[index],
            kind: block.kind,
            depth: block.depth,
            bag,
            label: split_label(side.document, block).1,
            name,
        }
    }
}

/// The first cell with a letter in it: what the row is about.
fn name_cell(row: &str) -> Option<String> {
    let line = row.lines().next().unwrap_or("");
    line.split('|').find(|cell| cell.chars().any(char::is_alphabetic)).map(fold_key)
}

fn match_footnotes(matches: &mut Matches, groups: &Groups, reader: &Reader<'_>) {
    let free = |side: &Side<'_>, taken: &dyn Fn(usize) -> bool| -> BTreeMap<String, usize> {
        (0..side.n_blocks())
            .filter(|index| side.families[*index] == Family::Footnote && !taken(*index))
            .filter_map(|index| footnote_label(side.text(index)).map(|label| (label.to_owned(), index)))
            .collect()
    };
    let before =
        free(&reader.before, &|index| groups.of_before[index].is_some() || matches.to_after[index].is_some());
    let after =
        free(&reader.after, &|index| groups.of_after[index].is_some() || matches.to_before[index].is_some());
    for (label, old) in before {
        if let Some(new) = after.get(&label) {
            matches.join(old, *new, Ground::Words);
        }
    }
}
