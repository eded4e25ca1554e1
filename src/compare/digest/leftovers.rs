//! Values and words that found no partner inside their change: what only moved, what changed on its way.
//!
//! A sentence may leave its paragraph for another one; its figures then stand in a deletion here and an insertion
//! there. They are joined by the words around them. Each is held against at most [`CANDIDATES_MAX`] others, so the
//! work is linear in their number.

use super::atoms::{Atom, AtomKind, Slot};
use std::collections::HashMap;

/// Others that one is held against at most.
const CANDIDATES_MAX: usize = 64;

/// How many atoms to either side are the surroundings.
const AROUND: usize = 8;

/// An atom without a partner, with what stands around it.
#[derive(Debug, Clone)]
pub(super) struct Leftover {
    pub(super) atom: Atom,
    /// Which change, and how many pairs of it stand before: equal on both sides for what replaced each other.
    pub(super) gap: (usize, usize),
    /// Strong words around it, sorted, without repeats.
    around: Vec<u32>,
    previous: Option<u32>,
    next: Option<u32>,
    /// Whether it has been joined with another.
    pub(super) joined: bool,
}

impl Leftover {
    /// The atom at `at` of a change.
    pub(super) fn new(atoms: &[Atom], at: usize, gap: (usize, usize)) -> Self {
        let block = atoms[at].block;
        let inside = |other: usize| atoms.get(other).filter(|atom| atom.block == block);
        let near = at.saturating_sub(AROUND)..(at + AROUND + 1).min(atoms.len());
        let mut around: Vec<u32> = near
            .filter(|other| *other != at)
            .filter_map(inside)
            .filter(|atom| atom.is_strong())
            .map(|atom| atom.key)
            .collect();
        around.sort_unstable();
        around.dedup();
        let side = |other: Option<usize>| {
            other.and_then(inside).filter(|atom| atom.kind != AtomKind::Mark).map(|atom| atom.key)
        };
        Self {
            atom: atoms[at].clone(),
            gap,
            around,
            previous: side(at.checked_sub(1)),
            next: side(Some(at + 1)),
            joined: false,
        }
    }

    /// How surely both stand in the same sentence: 0 for not at all.
    fn likeness(&self, other: &Self) -> usize {
        let shared = self.around.iter().filter(|key| other.around.binary_search(key).is_ok()).count();
        let fewer = self.around.len().min(other.around.len());
        let beside = |left: Option<u32>, right: Option<u32>| usize::from(left.is_some() && left == right);
        let sides = beside(self.previous, other.previous) + beside(self.next, other.next);
        let enough =
            if fewer < 3 { sides == 2 } else { sides > 0 && shared >= 2 && shared * 10 >= fewer * 6 };
        if enough { shared + 4 * sides } else { 0 }
    }
}

/// Joins equal ones that only moved. What is joined is part of no list.
pub(super) fn join_moved(before: &mut [Leftover], after: &mut [Leftover]) {
    let mut by_key: HashMap<(u8, u32), Vec<usize>> = HashMap::new();
    for (j, new) in after.iter().enumerate() {
        by_key.entry((class(&new.atom), new.atom.key)).or_default().push(j);
    }
    let mut pairs = Vec::new();
    for (i, old) in before.iter().enumerate() {
        let candidates = by_key.get(&(class(&old.atom), old.atom.key)).into_iter().flatten();
        let found = candidates.filter(|j| unit(&after[**j].atom) == unit(&old.atom));
        pairs.extend(
            found.take(CANDIDATES_MAX).map(|j| (old.likeness(&after[*j]), i, *j)).filter(|it| it.0 > 0),
        );
    }
    take_best(pairs, before, after);
}

/// Joins different values in the same surroundings; returns the pairs by index.
pub(super) fn join_changed(before: &mut [Leftover], after: &mut [Leftover]) -> Vec<(usize, usize)> {
    let mut by_word: HashMap<u32, Vec<usize>> = HashMap::new();
    for (j, new) in after.iter().enumerate().filter(|(_, it)| !it.joined && it.atom.slot().is_some()) {
        for word in &new.around {
            by_word.entry(*word).or_default().push(j);
        }
    }
    let mut pairs = Vec::new();
    for (i, old) in before.iter().enumerate().filter(|(_, it)| !it.joined && it.atom.slot().is_some()) {
        let mut votes: Vec<usize> = old
            .around
            .iter()
            .filter_map(|word| by_word.get(word))
            .filter(|at| at.len() <= CANDIDATES_MAX)
            .flatten()
            .copied()
            .collect();
        votes.sort_unstable();
        votes.dedup();
        let fits = |j: &usize| {
            let new = &after[*j];
            new.atom.slot() == old.atom.slot() && unit(&new.atom) == unit(&old.atom) && old.around.len() > 3
        };
        pairs.extend(
            votes.into_iter().filter(fits).map(|j| (old.likeness(&after[j]), i, j)).filter(|it| it.0 > 6),
        );
    }
    take_best(pairs, before, after)
}

/// Marks the likeliest pairs as joined, each leftover once.
fn take_best(
    mut pairs: Vec<(usize, usize, usize)>,
    before: &mut [Leftover],
    after: &mut [Leftover],
) -> Vec<(usize, usize)> {
    pairs.sort_by_key(|(likeness, i, j)| (usize::MAX - likeness, *i, *j));
    let mut joined = Vec::new();
    for (_, i, j) in pairs {
        if !before[i].joined && !after[j].joined {
            (before[i].joined, after[j].joined) = (true, true);
            joined.push((i, j));
        }
    }
    joined.sort_unstable();
    joined
}

fn unit(atom: &Atom) -> &'static str {
    atom.figure.as_ref().map_or("", |(_, raw)| raw.unit.name)
}

/// Words, figures and other values are joined among themselves.
fn class(atom: &Atom) -> u8 {
    match atom.kind {
        AtomKind::Hedge(_) => 0,
        AtomKind::Slot(Slot::Figure) => 1,
        _ => 2,
    }
}
