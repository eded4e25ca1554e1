//! Every number that the comparison was tuned with, in one table, with what it was set from.
//!
//! Likeness and shares are in thousandths, unless a name says percent; lengths are in words. Three sorts of data stand
//! behind them: *cases*, moves, splits and merges made from drafts at 0, 5, 15 and 30 % edited words, whose truth is
//! known; *pairs*, real texts at successive versions; *suite*, the tricky cases of `tests/suite/compare`. The first
//! two are measured by `benches/comparison`; a number is changed only with a look at all three.

/// Blocks of the after draft that a run of three words may point to; more common runs point to none.
/// Bounds the work; chosen by judgement, not swept.
pub(super) const POSTINGS_MAX: usize = 16;

/// Candidates kept for each block. Bounds the work; chosen by judgement, not swept.
pub(super) const CANDIDATES_MAX: usize = 6;

/// Likeness that joins two blocks anywhere. With it, moves with 30 % edited words are found at a precision of 100 % on
/// the sample's drafts (cases).
pub(super) const ANYWHERE_MIN: u32 = 500;

/// Likeness that joins two blocks between the same two matches: the place speaks for them too.
pub(super) const NEARBY_MIN: u32 = 350;

/// Likeness that joins blocks of different kind (a paragraph that became an item; suite).
pub(super) const OTHER_KIND_MIN: u32 = 700;

/// Share of the smaller block's weight that makes it a possible part of the larger one (cases: splits, merges).
pub(super) const PART_MIN: u32 = 400;

/// Share of both blocks' weight below which nobody looks closer.
pub(super) const SCORE_MIN: u32 = 120;

/// A lone block with fewer words is not called moved because the same words stand elsewhere (suite: short lines).
pub(super) const EXACT_WORDS_MIN: u32 = 4;

/// The same for a block whose text stands once on either side (suite: short headings).
pub(super) const UNIQUE_WORDS_MIN: u32 = 3;

/// The same for a block that is only similar.
pub(super) const SIMILAR_WORDS_MIN: u32 = 8;

/// Pieces that one block may fall into.
pub(super) const PIECES_MAX: usize = 12;

/// Places at which the pieces of an unmatched block are looked for.
pub(super) const SEEDS_MAX: usize = 6;

/// Percentage of a piece's words that must stand in the whole, in order, in runs of two or more: lone words of a
/// short piece are found in any long paragraph.
pub(super) const PIECE_MIN: usize = 45;

/// Percentage of one more piece's words that must stand in what the other pieces leave over of the whole. With
/// it, splits with 30 % edited words are found (cases).
pub(super) const GAIN_MIN: usize = 50;

/// The same in words: two or three words are found anywhere.
pub(super) const GAIN_WORDS_MIN: usize = 4;

/// Percentage of a piece's words that must stand in what the other pieces leave over, where a new block stands between
/// it and them (suite).
pub(super) const BEYOND_MIN: usize = 70;

/// Percentage of the whole's words that the pieces must cover.
pub(super) const WHOLE_MIN: usize = 50;

/// How far from its relative place a left-over block is looked for, in free blocks. Bounds the work.
pub(super) const BAND: usize = 24;

/// Likeness that makes a pair of left-over blocks (pairs, suite).
pub(super) const PAIR_MIN: u32 = 300;

/// Likeness that makes a pair of the only two blocks between two matches.
pub(super) const LONE_PAIR_MIN: u32 = 120;

/// Blocks with fewer words are never shown as written afresh: their words are few enough to read.
pub(super) const REWRITTEN_WORDS_MIN: usize = 8;

/// A block of which a smaller percentage of words was kept is shown whole, old and new.
pub(super) const REWRITTEN_BELOW: u32 = 25;

/// Words behind a number that may be its unit: a change among them may change the figure.
pub(super) const UNIT_WORDS_MAX: usize = 6;

/// Steps for pairing the figures of one stretch of changed words, some two hundred words on either side. Bounds the
/// work: with a million, 700 KB of paragraphs of a thousand words took twice the time.
pub(super) const FIGURES_CELLS_MAX: usize = 40_000;

/// How far a lone insertion or deletion is shifted in search of a better edge.
pub(super) const SHIFT_MAX: usize = 120;

/// Machine words touched at most for one exact count of common words.
pub(super) const LIKENESS_WORK_MAX: usize = 4_000_000;

/// When a common run between two changes is given up for the sake of reading: from how many changed words around it.
///
/// [`usize::MAX`] never gives up. *Weak* words carry little alone: marks and the small words of the language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Swallow {
    pub(super) one_weak: usize,
    pub(super) one: usize,
    pub(super) two_weak: usize,
    pub(super) two: usize,
}

/// Where a text was amended in its place, lone common words between two changes are confetti. Without it real pairs
/// have some 0.5 islands for 100 changed words at the median even with high limits; with it under 0.1, for about 3 %
/// more marked words.
pub(super) const SWALLOW_IN_PLACE: Swallow = Swallow { one_weak: 0, one: 0, two_weak: 0, two: 3 };

/// Where a text was moved, split or merged, a reader looks for what stayed, and what was edited on the way is little
/// and scattered: with 30 % edited words the setting above marks 1.2 to 1.3 times what was edited, this one about 1.0
/// times (cases).
pub(super) const SWALLOW_ELSEWHERE: Swallow =
    Swallow { one_weak: 6, one: 12, two_weak: usize::MAX, two: usize::MAX };
