//! Matching blocks by equal keys: unique ones first, then their neighbours, then what repeats, in order.
//!
//! Keys are integers of the caller; `None` matches nothing. Worst case: n log n, and the bounded search of the
//! diff library for what repeats between two anchors.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::order::{Placed, stayed};

/// How sure a match is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Ground {
    /// Equal bytes.
    Exact,
    /// Equal but for spelling, or but for the printed number and emphasis.
    Key,
    /// Similar words.
    Words,
}

/// One to one matches of blocks, both ways.
#[derive(Debug, Clone)]
pub(super) struct Matches {
    pub(super) to_after: Vec<Option<usize>>,
    pub(super) to_before: Vec<Option<usize>>,
    /// By before index; meaningless where nothing matches.
    pub(super) ground: Vec<Ground>,
}

impl Matches {
    pub(super) fn new(n_before: usize, n_after: usize) -> Self {
        Self {
            to_after: vec![None; n_before],
            to_before: vec![None; n_after],
            ground: vec![Ground::Words; n_before],
        }
    }

    pub(super) fn join(&mut self, before: usize, after: usize, ground: Ground) {
        self.to_after[before] = Some(after);
        self.to_before[after] = Some(before);
        self.ground[before] = ground;
    }

    pub(super) fn part(&mut self, before: usize) {
        if let Some(after) = self.to_after[before].take() {
            self.to_before[after] = None;
        }
    }

    pub(super) fn is_free(&self, before: usize, after: usize) -> bool {
        self.to_after[before].is_none() && self.to_before[after].is_none()
    }

    /// The matches that stayed in place, in order, by weight of the before block.
    pub(super) fn stays(&self, weights: &[u32]) -> Vec<(usize, usize)> {
        let places: Vec<Placed> = self
            .to_after
            .iter()
            .enumerate()
            .filter_map(|(before, after)| {
                after.map(|after| Placed { before, after, weight: u64::from(weights[before]) })
            })
            .collect();
        let stays = stayed(&places);
        places
            .iter()
            .zip(stays)
            .filter(|(_, stays)| *stays)
            .map(|(place, _)| (place.before, place.after))
            .collect()
    }
}

/// Joins free blocks with equal keys.
pub(super) fn match_by_key(
    matches: &mut Matches,
    before_keys: &[Option<u32>],
    after_keys: &[Option<u32>],
    weights: &[u32],
    ground: Ground,
) {
    match_unique(matches, before_keys, after_keys, ground);
    spread(matches, before_keys, after_keys, ground);
    fill(matches, before_keys, after_keys, weights, ground);
}

fn match_unique(
    matches: &mut Matches,
    before_keys: &[Option<u32>],
    after_keys: &[Option<u32>],
    ground: Ground,
) {
    let n_keys =
        before_keys.iter().chain(after_keys).flatten().max().map_or(0, |largest| *largest as usize + 1);
    // Count and last index of the free blocks with each key.
    let mut seen_before = vec![(0_u32, 0_usize); n_keys];
    let mut seen_after = vec![(0_u32, 0_usize); n_keys];
    for (index, key) in before_keys.iter().enumerate() {
        if let (Some(key), None) = (key, matches.to_after[index]) {
            let seen = &mut seen_before[*key as usize];
            *seen = (seen.0 + 1, index);
        }
    }
    for (index, key) in after_keys.iter().enumerate() {
        if let (Some(key), None) = (key, matches.to_before[index]) {
            let seen = &mut seen_after[*key as usize];
            *seen = (seen.0 + 1, index);
        }
    }
    for (before, after) in seen_before.iter().zip(&seen_after) {
        if before.0 == 1 && after.0 == 1 {
            matches.join(before.1, after.1, ground);
        }
    }
}

/// Equal neighbours of a match belong to it, however often they occur.
fn spread(matches: &mut Matches, before_keys: &[Option<u32>], after_keys: &[Option<u32>], ground: Ground) {
    let same = |before: usize, after: usize| {
        before_keys[before].is_some() && before_keys[before] == after_keys[after]
    };
    for before in 1..before_keys.len() {
        if let Some(after) = matches.to_after[before - 1].map(|after| after + 1)
            && after < after_keys.len()
            && same(before, after)
            && matches.is_free(before, after)
        {
            matches.join(before, after, ground);
        }
    }
    for before in (1..before_keys.len()).rev() {
        if let Some(after) = matches.to_after[before].and_then(|after| after.checked_sub(1))
            && same(before - 1, after)
            && matches.is_free(before - 1, after)
        {
            matches.join(before - 1, after, ground);
        }
    }
}

/// Between two matches that stayed, repeated blocks are joined in order.
fn fill(
    matches: &mut Matches,
    before_keys: &[Option<u32>],
    after_keys: &[Option<u32>],
    weights: &[u32],
    ground: Ground,
) {
    for (before_range, after_range) in gaps(matches, weights) {
        let free_before: Vec<(u32, usize)> = before_range
            .filter(|index| matches.to_after[*index].is_none())
            .filter_map(|index| before_keys[index].map(|key| (key, index)))
            .collect();
        let free_after: Vec<(u32, usize)> = after_range
            .filter(|index| matches.to_before[*index].is_none())
            .filter_map(|index| after_keys[index].map(|key| (key, index)))
            .collect();
        if free_before.is_empty() || free_after.is_empty() {
            continue;
        }
        let old: Vec<u32> = free_before.iter().map(|(key, _)| *key).collect();
        let new: Vec<u32> = free_after.iter().map(|(key, _)| *key).collect();
        for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
            if let DiffOp::Equal { old_index, new_index, len } = op {
                for step in 0..len {
                    matches.join(free_before[old_index + step].1, free_after[new_index + step].1, ground);
                }
            }
        }
    }
}

/// The stretches between two neighbouring matches that stayed: (before indices, after indices).
pub(super) fn gaps(
    matches: &Matches,
    weights: &[u32],
) -> Vec<(std::ops::Range<usize>, std::ops::Range<usize>)> {
    let mut stretches = Vec::new();
    let (mut next_before, mut next_after) = (0, 0);
    let ends = (matches.to_after.len(), matches.to_before.len());
    for (before, after) in matches.stays(weights).into_iter().chain([ends]) {
        if before > next_before && after > next_after {
            stretches.push((next_before..before, next_after..after));
        }
        (next_before, next_after) = (before + 1, after + 1);
    }
    stretches
}
