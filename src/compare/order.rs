//! Which of the matched places stayed: the heaviest sequence that increases on both sides.
//!
//! An unweighted choice would call the larger of two swapped passages the moved one.
//!
//! Worst case: n log n in the places.

/// A matched place: where it begins before and after, and how heavy it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Placed {
    pub(super) before: usize,
    pub(super) after: usize,
    pub(super) weight: u64,
}

/// For each place whether it stayed. `places` must be sorted by `before`, and no two share a position.
pub(super) fn stayed(places: &[Placed]) -> Vec<bool> {
    let n_positions = places.iter().map(|place| place.after + 1).max().unwrap_or(0);
    // A Fenwick tree over after positions: best weight of a sequence that ends there, and with which place.
    let mut best: Vec<(u64, usize)> = vec![(0, usize::MAX); n_positions + 1];
    let mut previous = vec![usize::MAX; places.len()];
    let mut top = (0, usize::MAX);
    for (index, place) in places.iter().enumerate() {
        let mut found = (0, usize::MAX);
        let mut at = place.after;
        while at > 0 {
            if best[at].0 > found.0 {
                found = best[at];
            }
            at -= at & at.wrapping_neg();
        }
        previous[index] = found.1;
        let total = found.0 + place.weight;
        if total > top.0 {
            top = (total, index);
        }
        let mut at = place.after + 1;
        while at <= n_positions {
            if total > best[at].0 {
                best[at] = (total, index);
            }
            at += at & at.wrapping_neg();
        }
    }
    let mut stays = vec![false; places.len()];
    let mut at = top.1;
    while at != usize::MAX {
        stays[at] = true;
        at = previous[at];
    }
    stays
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(places: &[(usize, usize, u64)], expected: &[bool]) {
        let places: Vec<Placed> =
            places.iter().map(|&(before, after, weight)| Placed { before, after, weight }).collect();
        assert_eq!(stayed(&places), expected, "{places:?}");
    }

    #[test]
    fn the_heavier_side_of_a_swap_stays() {
        check(&[], &[]);
        check(&[(0, 0, 1), (1, 1, 1)], &[true, true]);
        check(&[(0, 1, 5), (1, 0, 9)], &[false, true]);
        check(&[(0, 2, 9), (1, 0, 4), (2, 1, 4)], &[true, false, false]);
        check(&[(0, 2, 7), (1, 0, 4), (2, 1, 4)], &[false, true, true]);
    }
}
