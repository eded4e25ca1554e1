//! Which atoms of a change stand on both sides, and which figures, dates and symbols took another's place.
//!
//! The segments of the comparison are cut for reading: a common word between two changes is swallowed, a rewritten
//! paragraph is one deletion and one insertion, `từ 5 lên 7` against `từ 7 lên 5` keeps a figure and loses its
//! place. Here long equal segments are only anchors; between them atoms are aligned anew, with a place for every
//! figure. Worst case: a given number of steps a stretch. A longer stretch is cut at every few words that the segments
//! have equal, and keeps these where even that is too long.

use super::atoms::{Atom, AtomKind, same_unit};
use crate::compare::{Op, Segment};
use std::ops::Range;

/// Atoms at either end of an equal stretch that are aligned anew all the same.
const MARGIN: usize = 6;

/// The same in a stretch that would take too many steps.
const MARGIN_CLOSE: usize = 1;

/// How far from a figure words count as its surroundings, in atoms.
const NEAR: usize = 5;

/// How many atoms at the start of a row are what it is about.
const NAME: usize = 8;

/// Weight of the words around two different values that must stand on both sides for one to have become the other.
const EVIDENCE_MIN: i32 = 5;

/// The pairing of a change: by atom of the before side, its partner.
pub(in crate::compare) struct Pairing {
    pub(in crate::compare) to_after: Vec<Option<usize>>,
    /// Steps for one stretch at most.
    cells_max: usize,
}

impl Pairing {
    /// Pairs atoms along the segments of their change; `starts` are the first bytes of both sides, `cells_max` bounds
    /// the steps for each stretch of changed words.
    pub(in crate::compare) fn of(
        before: &[Atom],
        after: &[Atom],
        segments: &[Segment],
        starts: (usize, usize),
        cells_max: usize,
    ) -> Self {
        let sure = equal_atoms(before, after, segments, starts);
        let mut pairing = Self { to_after: vec![None; before.len()], cells_max };
        let whole = (0..before.len(), 0..after.len());
        pairing.between(before, after, whole, (&sure, MARGIN));
        pairing.part_strangers(before, after);
        pairing
    }

    /// Pairs what stands between the pairs of `sure` that stand so far inside long equal stretches.
    fn between(
        &mut self,
        before: &[Atom],
        after: &[Atom],
        (old, new): (Range<usize>, Range<usize>),
        (sure, margin): (&[(usize, usize)], usize),
    ) {
        let mut from = (old.start, new.start);
        for (i, j) in anchors(sure, (&old, &new), margin) {
            self.stretch(before, after, (from.0..i, from.1..j), (sure, margin));
            self.to_after[i] = Some(j);
            from = (i + 1, j + 1);
        }
        self.stretch(before, after, (from.0..old.end, from.1..new.end), (sure, margin));
    }

    fn stretch(
        &mut self,
        before: &[Atom],
        after: &[Atom],
        (old, new): (Range<usize>, Range<usize>),
        (sure, margin): (&[(usize, usize)], usize),
    ) {
        if old.is_empty() || new.is_empty() {
            return;
        }
        if old.len().saturating_mul(new.len()) > self.cells_max {
            let first = sure.partition_point(|(i, j)| *i < old.start || *j < new.start);
            let end = sure.partition_point(|(i, j)| *i < old.end && *j < new.end);
            let own = sure.get(first..end).unwrap_or_default();
            if margin > MARGIN_CLOSE {
                self.between(before, after, (old, new), (own, MARGIN_CLOSE));
            } else {
                own.iter().for_each(|(i, j)| self.to_after[*i] = Some(*j));
            }
            return;
        }
        for (i, j) in best(&before[old.clone()], &after[new.clone()]) {
            self.to_after[old.start + i] = Some(new.start + j);
        }
    }

    /// Undoes pairs of different values that nothing around speaks for.
    fn part_strangers(&mut self, before: &[Atom], after: &[Atom]) {
        let strangers: Vec<usize> = (0..before.len())
            .filter(|i| {
                self.to_after[*i].is_some_and(|j| {
                    before[*i].key != after[j].key && self.evidence(before, after, *i, j) < EVIDENCE_MIN
                })
            })
            .collect();
        for i in strangers {
            self.to_after[i] = None;
        }
    }

    /// Weight of the words near both values that are paired with each other.
    fn evidence(&self, before: &[Atom], after: &[Atom], i: usize, j: usize) -> i32 {
        let block = before[i].block;
        let near = i.saturating_sub(NEAR)..(i + NEAR + 1).min(before.len());
        // The name of a table's row speaks for all its cells.
        let first = before.partition_point(|atom| atom.block < block);
        let is_row = before.get(first).is_some_and(|atom| atom.kind == AtomKind::Cell);
        let name = first..if is_row { (first + NAME).min(near.start) } else { first };
        let is_near = |at: usize, other: usize| {
            if name.contains(&at) { after[other].block == after[j].block } else { other.abs_diff(j) <= NEAR }
        };
        name.clone()
            .chain(near)
            .filter(|at| *at != i && before[*at].block == block)
            .filter_map(|at| Some((at, self.to_after[at]?)))
            .filter(|(at, other)| is_near(*at, *other) && before[*at].key == after[*other].key)
            .map(|(at, _)| before[at].weight)
            .sum()
    }
}

/// Pairs of atoms inside the equal segments, in order.
fn equal_atoms(
    before: &[Atom],
    after: &[Atom],
    segments: &[Segment],
    starts: (usize, usize),
) -> Vec<(usize, usize)> {
    let (mut old, mut new) = starts;
    let mut pairs = Vec::new();
    let (mut i, mut j) = (0, 0);
    for segment in segments {
        let length = segment.text.len();
        match segment.op {
            Op::Delete => old += length,
            Op::Insert => new += length,
            Op::Equal => {
                i += before[i..].partition_point(|atom| atom.range.start < old);
                j += after[j..].partition_point(|atom| atom.range.start < new);
                let (mut a, mut b) = (i, j);
                while a < before.len()
                    && b < after.len()
                    && before[a].range.end <= old + length
                    && after[b].range.end <= new + length
                {
                    let offsets = (before[a].range.start - old, after[b].range.start - new);
                    let same = offsets.0 == offsets.1 && before[a].range.len() == after[b].range.len();
                    if same && agree(&before[a], &after[b]) {
                        pairs.push((a, b));
                    }
                    a += usize::from(offsets.0 <= offsets.1);
                    b += usize::from(offsets.1 <= offsets.0);
                }
                old += length;
                new += length;
            }
        }
    }
    pairs
}

/// The pairs deep inside long equal stretches; those at the very ends of both sides need no margin there.
fn anchors(
    pairs: &[(usize, usize)],
    (old, new): (&Range<usize>, &Range<usize>),
    margin: usize,
) -> Vec<(usize, usize)> {
    let mut kept = Vec::new();
    let mut start = 0;
    while start < pairs.len() {
        let mut end = start + 1;
        while end < pairs.len() && pairs[end] == (pairs[end - 1].0 + 1, pairs[end - 1].1 + 1) {
            end += 1;
        }
        let first = if pairs[start] == (old.start, new.start) { start } else { start + margin };
        let last = (pairs[end - 1].0 + 1, pairs[end - 1].1 + 1);
        let last = if last == (old.end, new.end) { end } else { end.saturating_sub(margin) };
        if first < last {
            kept.extend_from_slice(&pairs[first..last]);
        }
        start = end;
    }
    kept
}

/// Whether two atoms say the same.
fn agree(before: &Atom, after: &Atom) -> bool {
    let same = before.key == after.key && before.kind == after.kind;
    match (&before.figure, &after.figure) {
        (Some((_, old)), Some((_, new))) => same && same_unit(old, new),
        _ => same,
    }
}

/// The heaviest pairing in order.
fn best(before: &[Atom], after: &[Atom]) -> Vec<(usize, usize)> {
    let width = after.len() + 1;
    let mut sums = vec![0_i32; (before.len() + 1) * width];
    let cell = |i: usize, j: usize| i * width + j;
    for i in (0..before.len()).rev() {
        for j in (0..after.len()).rev() {
            let apart = sums[cell(i + 1, j)].max(sums[cell(i, j + 1)]);
            let together = match value(before, after, i, j) {
                0 => 0,
                value => value + sums[cell(i + 1, j + 1)],
            };
            sums[cell(i, j)] = apart.max(together);
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut pairs = Vec::new();
    while i < before.len() && j < after.len() {
        let value = value(before, after, i, j);
        if value > 0 && sums[cell(i, j)] == value + sums[cell(i + 1, j + 1)] {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if sums[cell(i, j)] == sums[cell(i + 1, j)] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

/// What it is worth to pair two atoms: most for the same, something for another value in the same place.
fn value(before: &[Atom], after: &[Atom], i: usize, j: usize) -> i32 {
    let (old, new) = (&before[i], &after[j]);
    let own = if agree(old, new) {
        // Less for values than for words: `từ 5 lên 7` against `từ 7 lên 5` keeps its words.
        if old.slot().is_some() { old.weight } else { 2 * old.weight }
    } else {
        match (old.kind, new.kind) {
            (AtomKind::Slot(left), AtomKind::Slot(right)) if left == right => {
                let units = match (&old.figure, &new.figure) {
                    (Some((_, old)), Some((_, new))) => old.unit.name == new.unit.name,
                    _ => true,
                };
                if units { 3 } else { 1 }
            }
            _ => return 0,
        }
    };
    let beside = |left: Option<&Atom>, right: Option<&Atom>| match (left, right) {
        (Some(left), Some(right)) => i32::from(left.key == right.key && left.kind != AtomKind::Mark),
        _ => 0,
    };
    own + beside(before.get(i.wrapping_sub(1)), after.get(j.wrapping_sub(1)))
        + beside(before.get(i + 1), after.get(j + 1))
}
