//! Groups of blocks: one to one, and the splits and merges among what is left near a match.
//!
//! A split or a merge is tried before anything is called added or deleted. Both are one search, run with the
//! sides exchanged: a whole and its consecutive pieces.
//!
//! Worst case: for each block not matched by a key, a bounded number of word searches ([`PIECES_MAX`] pieces,
//! [`SEEDS_MAX`] places).

use std::cell::OnceCell;
use std::ops::Range;

use super::align::{Ground, Matches};
use super::candidates::Parts;
use super::likeness::n_common;
use super::read::{Family, Reader, Side, Word};
use super::thresholds::{BEYOND_MIN, GAIN_MIN, GAIN_WORDS_MIN, PIECE_MIN, PIECES_MAX, SEEDS_MAX, WHOLE_MIN};
use super::words::pair;

/// Blocks that belong together: a match (one to one), a split (one to several) or a merge (several to one).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    pub(super) before: Range<usize>,
    pub(super) after: Range<usize>,
}

/// All groups, each block in at most one.
#[derive(Debug)]
pub(super) struct Groups {
    pub(super) all: Vec<Group>,
    /// Group of each before block.
    pub(super) of_before: Vec<Option<usize>>,
    /// Group of each after block.
    pub(super) of_after: Vec<Option<usize>>,
}

impl Groups {
    pub(super) fn new(matches: &Matches) -> Self {
        let mut groups = Self {
            all: Vec::new(),
            of_before: vec![None; matches.to_after.len()],
            of_after: vec![None; matches.to_before.len()],
        };
        groups.adopt(matches);
        groups
    }

    /// Takes in the matches of blocks that are in no group yet.
    pub(super) fn adopt(&mut self, matches: &Matches) {
        for (before, after) in matches.to_after.iter().enumerate() {
            if let (Some(after), None) = (*after, self.of_before[before])
                && self.of_after[after].is_none()
            {
                self.push(before..before + 1, after..after + 1);
            }
        }
    }

    /// Adds a group of free blocks, or widens the group that holds some of them.
    fn push(&mut self, before: Range<usize>, after: Range<usize>) {
        let known =
            self.of_before[before.clone()].iter().chain(&self.of_after[after.clone()]).flatten().next();
        let number = known.copied().unwrap_or(self.all.len());
        self.of_before[before.clone()].fill(Some(number));
        self.of_after[after.clone()].fill(Some(number));
        if number == self.all.len() {
            self.all.push(Group { before, after });
        } else {
            self.all[number] = Group { before, after };
        }
    }
}

/// Where the pieces of a whole may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// Next to each other.
    Beside,
    /// Also around a block that is in no group. Asked for when every block that has a like has found it.
    Around,
}

/// Widens groups, or makes new ones, where one block became several or several became one.
pub(super) fn split_and_merge(
    groups: &mut Groups,
    matches: &Matches,
    reader: &Reader<'_>,
    parts: &Parts,
    reach: Reach,
) {
    for before in 0..reader.before.n_blocks() {
        let sure = matches.to_after[before].is_some() && matches.ground[before] != Ground::Words;
        let own = groups.of_before[before].map(|group| groups.all[group].clone());
        if sure || own.as_ref().is_some_and(|group| group.before.len() > 1 || group.after.len() > 1) {
            continue;
        }
        let (whole, pieces) = (&reader.before, &reader.after);
        let search = Search::new(whole, pieces, &groups.of_after, before, reach);
        if let Some(pieces) = search.run(own.map(|group| group.after), &parts.of_before[before]) {
            groups.push(before..before + 1, pieces);
        }
    }
    for after in 0..reader.after.n_blocks() {
        let sure = matches.to_before[after].is_some_and(|before| matches.ground[before] != Ground::Words);
        let own = groups.of_after[after].map(|group| groups.all[group].clone());
        if sure || own.as_ref().is_some_and(|group| group.before.len() > 1 || group.after.len() > 1) {
            continue;
        }
        let (whole, pieces) = (&reader.after, &reader.before);
        let search = Search::new(whole, pieces, &groups.of_before, after, reach);
        if let Some(pieces) = search.run(own.map(|group| group.before), &parts.of_after[after]) {
            groups.push(pieces, after..after + 1);
        }
    }
}

/// The search for the pieces of one whole.
struct Search<'s, 'a> {
    whole: &'s Side<'a>,
    pieces: &'s Side<'a>,
    taken: &'s [Option<usize>],
    index: usize,
    reach: Reach,
    /// What stands in the whole, sorted: cut when it is first asked for.
    stock: OnceCell<Stock>,
}

/// The words of a whole and every two that stand next to each other, sorted.
struct Stock {
    content: Vec<u32>,
    twos: Vec<(u32, u32)>,
}

impl Stock {
    fn of(words: &[Word], content: &[u32]) -> Self {
        let mut content = content.to_vec();
        let mut twos: Vec<(u32, u32)> = words.windows(2).map(|two| (two[0].fold, two[1].fold)).collect();
        content.sort_unstable();
        twos.sort_unstable();
        Self { content, twos }
    }

    /// How many of these words stand in the whole at all.
    fn n_known(&self, content: &[u32]) -> usize {
        content.iter().filter(|word| self.content.binary_search(word).is_ok()).count()
    }

    /// How many of a piece's words can stand in runs of two or more, those at its ends with words of its neighbours.
    fn n_in_runs(&self, words: &[Word]) -> usize {
        let (mut n_found, mut before) = (0, true);
        for two in words.windows(2) {
            let behind = self.twos.binary_search(&(two[0].fold, two[1].fold)).is_ok();
            n_found += usize::from(before || behind);
            before = behind;
        }
        n_found + 1
    }
}

impl<'s, 'a> Search<'s, 'a> {
    fn new(
        whole: &'s Side<'a>,
        pieces: &'s Side<'a>,
        taken: &'s [Option<usize>],
        index: usize,
        reach: Reach,
    ) -> Self {
        Self { whole, pieces, taken, index, reach, stock: OnceCell::new() }
    }

    fn stock(&self) -> &Stock {
        let index = self.index;
        self.stock.get_or_init(|| Stock::of(&self.whole.words[index], &self.whole.content[index]))
    }

    fn run(&self, own: Option<Range<usize>>, seeds: &[usize]) -> Option<Range<usize>> {
        if self.whole.content[self.index].len() < 4 || self.whole.families[self.index] == Family::Row {
            return None;
        }
        if let Some(own) = own {
            // A whole that lost no words has no further piece.
            let lost = self.whole.content[self.index].len() > self.pieces.content[own.start].len();
            return if lost { self.grow(own) } else { None };
        }
        let free = seeds.iter().filter(|seed| self.is_free(**seed)).take(SEEDS_MAX);
        free.filter_map(|seed| self.grow(*seed..*seed + 1))
            .max_by_key(|run| (run.len(), usize::MAX - run.start))
    }

    /// Takes in free neighbours as long as most of their words stand in the whole.
    fn grow(&self, seed: Range<usize>) -> Option<Range<usize>> {
        let mut run = self.grow_beside(seed);
        while self.reach == Reach::Around
            && let Some(wider) = self.bridge(&run)
        {
            run = self.grow_beside(wider);
        }
        (run.len() > 1).then_some(run)
    }

    /// The run widened over one block that is no piece to a block that surely is one.
    fn bridge(&self, run: &Range<usize>) -> Option<Range<usize>> {
        let is_open = |other: usize| self.taken.get(other).is_some_and(Option::is_none);
        let right = Some((run.end, run.end + 1));
        let left = run.start.checked_sub(2).map(|piece| (piece + 1, piece));
        [right, left].into_iter().flatten().find_map(|(between, piece)| {
            let wider = run.start.min(piece)..run.end.max(piece + 1);
            let fits = wider.len() <= PIECES_MAX
                && is_open(between)
                && is_open(piece)
                && self.is_free(piece)
                && self.adds(run, piece, BEYOND_MIN);
            fits.then_some(wider)
        })
    }

    /// Takes in free neighbours next to the run.
    fn grow_beside(&self, seed: Range<usize>) -> Range<usize> {
        let mut run = seed;
        let (mut left_open, mut right_open) = (true, true);
        while (left_open || right_open) && run.len() < PIECES_MAX {
            if right_open {
                right_open =
                    run.end < self.pieces.n_blocks() && self.is_free(run.end) && self.takes_in(&run, run.end);
                run.end += usize::from(right_open);
            }
            if left_open && run.len() < PIECES_MAX {
                left_open =
                    run.start > 0 && self.is_free(run.start - 1) && self.takes_in(&run, run.start - 1);
                run.start -= usize::from(left_open);
            }
        }
        run
    }

    fn is_free(&self, piece: usize) -> bool {
        self.taken[piece].is_none()
            && self.pieces.families[piece] == self.whole.families[self.index]
            && !self.pieces.content[piece].is_empty()
    }

    /// Whether a neighbour of the pieces found so far is one more.
    fn takes_in(&self, run: &Range<usize>, piece: usize) -> bool {
        let wider = run.start.min(piece)..run.end.max(piece + 1);
        let words = &self.pieces.words[piece];
        // The exact look is dear, and most neighbours have little to do with the whole.
        let may_hold = self.stock().n_in_runs(words) * 100 >= words.len() * PIECE_MIN;
        may_hold && self.holds(&wider) || self.adds(run, piece, GAIN_MIN)
    }

    /// Whether so many words in a hundred of one more piece stand in that part of the whole that the others leave
    /// over: this finds pieces whose every third word was edited.
    fn adds(&self, run: &Range<usize>, piece: usize, percent: usize) -> bool {
        let whole = &self.whole.content[self.index];
        let own = &self.pieces.content[piece];
        let least = (own.len() * percent).div_ceil(100).max(GAIN_WORDS_MIN);
        // No more can be gained than stands in the whole at all.
        if self.stock().n_known(own) < least {
            return false;
        }
        let others = self.pieces.content[run.clone()].concat();
        let wider = if piece < run.start {
            [own.as_slice(), &others].concat()
        } else {
            [others.as_slice(), own].concat()
        };
        let n_covered = n_common(whole, &wider);
        let n_gained = n_covered - n_common(whole, &others).min(n_covered);
        n_gained >= least && n_covered * 100 >= whole.len() * WHOLE_MIN
    }

    /// Whether every piece has most of its words in the whole, and the whole most of its in the pieces.
    fn holds(&self, run: &Range<usize>) -> bool {
        let whole = &self.whole.words[self.index];
        let joined: Vec<Word> =
            run.clone().flat_map(|piece| self.pieces.words[piece].iter().copied()).collect();
        let mut found = vec![false; joined.len()];
        let mut n_covered = 0;
        for paired in pair(whole, &joined).iter().filter(|run| run.paired && run.after.len() > 1) {
            n_covered += paired.after.len();
            found[paired.after.clone()].fill(true);
        }
        let mut at = 0;
        let pieces_hold = run.clone().all(|piece| {
            let length = self.pieces.words[piece].len();
            let n_found = found[at..at + length].iter().filter(|found| **found).count();
            at += length;
            n_found * 100 >= length * PIECE_MIN
        });
        pieces_hold && n_covered * 100 >= whole.len() * WHOLE_MIN.min(30 * run.len())
    }
}
