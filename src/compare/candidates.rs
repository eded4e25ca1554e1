//! Similar blocks among what equal keys left over: candidates by rare runs of three words, then a real look.
//!
//! Every free block is described by its runs of three folded words; a run that occurs in few blocks weighs much,
//! one that occurs in more than [`POSTINGS_MAX`] points to none. No block is compared with more than
//! [`CANDIDATES_MAX`] others.
//!
//! Worst case: n log n in the words, plus [`CANDIDATES_MAX`] bounded word searches for each free block.

use std::collections::HashMap;

use super::align::{Ground, Matches, gaps};
use super::likeness::likeness;
use super::moves::take_along;
use super::read::{Reader, Side};
use super::thresholds::{
    ANYWHERE_MIN, CANDIDATES_MAX, NEARBY_MIN, OTHER_KIND_MIN, PART_MIN, POSTINGS_MAX, SCORE_MIN,
    SIMILAR_WORDS_MIN,
};

/// Weight of a run of words that occurs once on each side.
const UNIT: u32 = 1000;

/// What was found besides the matches: blocks that may be part of each other.
pub(super) struct Parts {
    /// For each before block, after blocks that share much with it, sorted.
    pub(super) of_before: Vec<Vec<usize>>,
    /// For each after block, before blocks that share much with it, sorted.
    pub(super) of_after: Vec<Vec<usize>>,
}

struct Candidate {
    score: u32,
    nearby: bool,
    before: usize,
    after: usize,
}

/// Joins free blocks that are similar, best first, and names possible parts.
pub(super) fn match_similar(matches: &mut Matches, reader: &Reader<'_>) -> Parts {
    let (before, after) = (&reader.before, &reader.after);
    let mut parts = Parts {
        of_before: vec![Vec::new(); before.n_blocks()],
        of_after: vec![Vec::new(); after.n_blocks()],
    };
    let mut found = find(matches, before, after, &mut parts);
    found.sort_by(|left, right| {
        let distance = |candidate: &Candidate| candidate.before.abs_diff(candidate.after);
        (right.score, distance(left), left.before, left.after).cmp(&(
            left.score,
            distance(right),
            right.before,
            right.after,
        ))
    });
    // Short blocks far from their place come last: most of them are known by then from the company they keep.
    let is_weak = |candidate: &Candidate| {
        let n_words = before.content[candidate.before].len().min(after.content[candidate.after].len());
        !candidate.nearby && n_words < SIMILAR_WORDS_MIN as usize
    };
    let (weak, strong): (Vec<Candidate>, Vec<Candidate>) = found.into_iter().partition(is_weak);
    for candidates in [strong, weak] {
        join_alike(matches, reader, &candidates);
        take_along(matches, reader);
    }
    for list in parts.of_before.iter_mut().chain(&mut parts.of_after) {
        list.sort_unstable();
    }
    parts
}

/// Joins candidates that are free and really alike, in the order given.
fn join_alike(matches: &mut Matches, reader: &Reader<'_>, candidates: &[Candidate]) {
    let (before, after) = (&reader.before, &reader.after);
    for candidate in candidates {
        let (old, new) = (candidate.before, candidate.after);
        if matches.to_after[old].is_some() || matches.to_before[new].is_some() {
            continue;
        }
        let (old_words, new_words) = (&before.content[old], &after.content[new]);
        let (short, long) = (old_words.len().min(new_words.len()), old_words.len().max(new_words.len()));
        let least = if before.block(old).kind != after.block(new).kind {
            OTHER_KIND_MIN
        } else if candidate.nearby {
            NEARBY_MIN
        } else {
            ANYWHERE_MIN
        };
        // Words in common cannot exceed the shorter block.
        let most = 2000 * short / (short + long).max(1);
        if most >= least as usize && likeness(old_words, new_words) >= least {
            matches.join(old, new, Ground::Words);
        }
    }
}

/// Runs of words of every free block, as numbers into one list for both sides.
struct Shingles {
    /// Sorted distinct run numbers by block.
    before: Vec<Vec<u32>>,
    after: Vec<Vec<u32>>,
    /// By run number: weight, and after blocks (none if too many).
    weights: Vec<u32>,
    postings: Vec<Vec<u32>>,
}

fn shingles(matches: &Matches, before: &Side<'_>, after: &Side<'_>) -> Shingles {
    let mut numbers: HashMap<u64, u32> = HashMap::new();
    let mut counts: Vec<(u32, u32)> = Vec::new();
    let mut read = |content: &[u32], is_after: bool| -> Vec<u32> {
        let mut runs: Vec<u32> = hashes(content)
            .into_iter()
            .map(|hash| {
                let next = counts.len() as u32;
                let number = *numbers.entry(hash).or_insert(next);
                if number == next {
                    counts.push((0, 0));
                }
                number
            })
            .collect();
        runs.sort_unstable();
        runs.dedup();
        for run in &runs {
            let count = &mut counts[*run as usize];
            if is_after {
                count.1 += 1;
            } else {
                count.0 += 1;
            }
        }
        runs
    };
    let before_runs: Vec<Vec<u32>> = (0..before.n_blocks())
        .map(|index| match matches.to_after[index] {
            None => read(&before.content[index], false),
            Some(_) => Vec::new(),
        })
        .collect();
    let after_runs: Vec<Vec<u32>> = (0..after.n_blocks())
        .map(|index| match matches.to_before[index] {
            None => read(&after.content[index], true),
            Some(_) => Vec::new(),
        })
        .collect();
    let weights = counts.iter().map(|(old, new)| UNIT / (*old).max(*new).max(1)).collect();
    let mut postings: Vec<Vec<u32>> = vec![Vec::new(); counts.len()];
    for (index, runs) in after_runs.iter().enumerate() {
        for run in runs {
            let count = counts[*run as usize];
            if count.0 > 0 && count.1 as usize <= POSTINGS_MAX {
                postings[*run as usize].push(index as u32);
            }
        }
    }
    Shingles { before: before_runs, after: after_runs, weights, postings }
}

fn find(matches: &Matches, before: &Side<'_>, after: &Side<'_>, parts: &mut Parts) -> Vec<Candidate> {
    let shingles = shingles(matches, before, after);
    let total = |runs: &[u32]| runs.iter().map(|run| u64::from(shingles.weights[*run as usize])).sum::<u64>();
    let after_totals: Vec<u64> = shingles.after.iter().map(|runs| total(runs)).collect();
    let stretch_of_after = stretches(matches, before, after.n_blocks());
    let mut scores: Vec<u64> = vec![0; after.n_blocks()];
    let mut touched: Vec<usize> = Vec::new();
    let mut found = Vec::new();
    for (index, runs) in shingles.before.iter().enumerate() {
        for run in runs {
            for other in &shingles.postings[*run as usize] {
                let other = *other as usize;
                if scores[other] == 0 {
                    touched.push(other);
                }
                scores[other] += u64::from(shingles.weights[*run as usize]);
            }
        }
        touched.sort_unstable();
        let own = total(runs);
        let mut best: Vec<(u64, Candidate)> = Vec::new();
        for other in touched.drain(..) {
            let common = std::mem::take(&mut scores[other]);
            if before.families[index] != after.families[other] {
                continue;
            }
            let dice = 2000 * common / (own + after_totals[other]).max(1);
            let share = 1000 * common / own.min(after_totals[other]).max(1);
            let nearby = stretch_of_after.before[index] == stretch_of_after.after[other];
            let score = (dice + if nearby { 100 } else { 0 }) as u32;
            let candidate = Candidate { score, nearby, before: index, after: other };
            best.push((dice.max(share * 4 / 5), candidate));
            if share >= u64::from(PART_MIN) && parts.of_before[index].len() < 4 * POSTINGS_MAX {
                parts.of_before[index].push(other);
                parts.of_after[other].push(index);
            }
        }
        best.sort_by(|left, right| (right.0, left.1.after).cmp(&(left.0, right.1.after)));
        best.truncate(CANDIDATES_MAX);
        found.extend(best.into_iter().map(|(_, candidate)| candidate).filter(|it| it.score >= SCORE_MIN));
    }
    found
}

struct Stretches {
    before: Vec<u32>,
    after: Vec<u32>,
}

/// Numbers the stretches between matches that stayed; blocks outside any get numbers that never agree.
fn stretches(matches: &Matches, before: &Side<'_>, n_after: usize) -> Stretches {
    let mut numbers =
        Stretches { before: vec![u32::MAX; before.n_blocks()], after: vec![u32::MAX - 1; n_after] };
    for (number, (old, new)) in gaps(matches, &before.weights).into_iter().enumerate() {
        numbers.before[old].fill(number as u32);
        numbers.after[new].fill(number as u32);
    }
    numbers
}

/// One number for every run of three words; short blocks give shorter runs.
fn hashes(content: &[u32]) -> Vec<u64> {
    let length = match content.len() {
        0 => return Vec::new(),
        1 | 2 => 1,
        3..=6 => 2,
        _ => 3,
    };
    content
        .windows(length)
        .map(|run| {
            run.iter().fold(length as u64, |hash, word| {
                (hash.rotate_left(23) ^ u64::from(*word)).wrapping_mul(0x9E37_79B9_7F4A_7C15)
            })
        })
        .collect()
}
