//! How alike two lists of words are: the exact number of words in common and in order.
//!
//! Knows nothing of blocks. The count is exact as long as it is cheap, else that of the bounded search of the diff
//! library, which never counts too many.
//!
//! Worst case: product of both lengths over 64, up to [`WORK_MAX`] steps; beyond that the bounded search.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::thresholds::LIKENESS_WORK_MAX;
/// How many of two lists of folded words stand on both sides in order, in thousandths of their mean length.
pub(super) fn likeness(before: &[u32], after: &[u32]) -> u32 {
    let total = before.len() + after.len();
    if total == 0 {
        return 1000;
    }
    u32::try_from(2000 * n_common(before, after) / total).unwrap_or(1000)
}

/// Length of the longest common subsequence.
pub(super) fn n_common(before: &[u32], after: &[u32]) -> usize {
    let head = before.iter().zip(after).take_while(|(old, new)| old == new).count();
    let (before, after) = (&before[head..], &after[head..]);
    let tail = before.iter().rev().zip(after.iter().rev()).take_while(|(old, new)| old == new).count();
    let (before, after) = (&before[..before.len() - tail], &after[..after.len() - tail]);
    let (short, long) = if before.len() < after.len() { (before, after) } else { (after, before) };
    let inner = match short.len() {
        0 => 0,
        length if length.div_ceil(64) * long.len() <= LIKENESS_WORK_MAX => by_bits(short, long),
        _ => by_search(short, long),
    };
    head + tail + inner
}

/// One bit for every word of `short`, one pass over `long`: the bits that fall are the common words
/// (Hyyrö's variant of the bit-parallel algorithm).
fn by_bits(short: &[u32], long: &[u32]) -> usize {
    let n_cells = short.len().div_ceil(64);
    let mut places: Vec<(u32, u32)> = short.iter().zip(0_u32..).map(|(word, at)| (*word, at)).collect();
    places.sort_unstable();
    let mut state = vec![u64::MAX; n_cells];
    let mut mask = vec![0_u64; n_cells];
    for word in long {
        let first = places.partition_point(|place| place.0 < *word);
        let own = places[first..].iter().take_while(|place| place.0 == *word);
        mask.fill(0);
        let mut found = false;
        for (_, at) in own {
            mask[*at as usize / 64] |= 1 << (at % 64);
            found = true;
        }
        if !found {
            continue;
        }
        let mut carry = false;
        for (cell, bits) in state.iter_mut().zip(&mask) {
            let (sum, over) = cell.overflowing_add(*cell & bits);
            let (sum, again) = sum.overflowing_add(u64::from(carry));
            carry = over || again;
            *cell = sum | (*cell & !bits);
        }
    }
    let ones: usize = state.iter().map(|cell| cell.count_ones() as usize).sum();
    n_cells * 64 - ones
}

fn by_search(before: &[u32], after: &[u32]) -> usize {
    capture_diff_slices(Algorithm::Myers, before, after)
        .iter()
        .map(|op| if let DiffOp::Equal { len, .. } = op { *len } else { 0 })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same by the table that everybody knows.
    fn by_table(before: &[u32], after: &[u32]) -> usize {
        let mut row = vec![0; after.len() + 1];
        for old in before {
            let mut diagonal = 0;
            for (column, new) in after.iter().enumerate() {
                let above = row[column + 1];
                row[column + 1] = if old == new { diagonal + 1 } else { above.max(row[column]) };
                diagonal = above;
            }
        }
        row[after.len()]
    }

    #[test]
    fn the_count_is_exact() {
        let mut state = 7_u32;
        let mut next = |below: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) % below
        };
        for round in 0..400 {
            let (n_before, n_after, letters) = (next(200), next(200), 2 + next(40));
            let before: Vec<u32> = (0..n_before).map(|_| next(letters)).collect();
            let after: Vec<u32> = (0..n_after).map(|_| next(letters)).collect();
            assert_eq!(n_common(&before, &after), by_table(&before, &after), "round {round}");
            assert!(by_search(&before, &after) <= by_table(&before, &after));
        }
    }

    #[test]
    fn equal_lists_are_wholly_alike_and_strangers_are_not() {
        assert_eq!(likeness(&[], &[]), 1000);
        assert_eq!(likeness(&[1, 2, 3], &[1, 2, 3]), 1000);
        assert_eq!(likeness(&[1, 2], &[3, 4]), 0);
        assert_eq!(likeness(&[1, 2, 3, 4], &[1, 9, 3, 4]), 750);
    }

    #[test]
    fn a_word_is_counted_across_machine_words_that_have_no_part_in_it() {
        // 7 stands before 8 on one side and behind it on the other, with more than 64 strangers between them.
        let mut short: Vec<u32> = (1_000..1_192).collect();
        (short[0], short[150]) = (7, 8);
        let mut long: Vec<u32> = (2_000..2_202).collect();
        (long[0], long[1]) = (8, 7);
        assert_eq!(n_common(&short, &long), 1);
        assert_eq!(n_common(&long, &short), 1);
    }
}
