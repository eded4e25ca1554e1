//! What became of every change of two editors: taken from one, made alike by both, or left to people.
//!
//! Both copies are compared with the base once; each change of either stands in exactly one [`MergeItem`], in the
//! order of the base. What the merge had to choose, though no words collide, is a [`MergeNote`]: the order of two
//! insertions, the place of one whose neighbours went, blank lines, a passage put in twice, one figure with two new
//! values in different paragraphs. Nothing is decided here: fates follow from the merge.
//!
//! Invariants (property tests in `tests/compare_merge.rs`): every change in one item, the sides exchanged give the
//! same items exchanged, conflicts there and only there where the merge has them. Worst case: that of the merge.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use crate::document::{Document, figures};
use crate::text;

use super::merge::{Collision, Copy, Item, Meeting, MeetingKind, Merge, Merger, Whose};
use super::model::{Change, ChangeKind, CompareOptions, Comparison, Op};
use super::{align_drafts, build};

/// A passage of fewer words may stand in a draft twice.
const REPEATED_WORDS_MIN: usize = 8;

/// A merge with what became of every change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergeReview {
    /// From the base to our copy.
    pub ours: Comparison,
    /// From the base to their copy.
    pub theirs: Comparison,
    /// The merge itself.
    pub merge: Merge,
    /// Every change of either side, in the order of the base.
    pub items: Vec<MergeItem>,
    /// What was chosen or should be read again.
    pub notes: Vec<MergeNote>,
}

impl MergeReview {
    /// The number of items with this fate.
    pub fn n_items(&self, fate: Fate) -> usize {
        self.items.iter().filter(|item| item.fate == fate).count()
    }

    /// The changes of an item: ours, then theirs.
    pub fn changes<'a>(&'a self, item: &MergeItem) -> [Vec<&'a Change>; 2] {
        let of = |comparison: &'a Comparison, numbers: &[usize]| {
            numbers.iter().filter_map(|number| comparison.changes.get(*number)).collect()
        };
        [of(&self.ours, &item.ours), of(&self.theirs, &item.theirs)]
    }
}

/// What became of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Fate {
    /// Only we made it, or we made all of it and more; it is taken.
    Ours,
    /// Only they made it, or they made all of it and more; it is taken.
    Theirs,
    /// Both made it alike; it is taken once.
    BothSame,
    /// Both changed the same blocks, and it does not fit: people decide.
    Conflict,
}

impl Fate {
    /// The name in JSON.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Ours => "ours",
            Self::Theirs => "theirs",
            Self::BothSame => "both_same",
            Self::Conflict => "conflict",
        }
    }
}

/// Changes that share one fate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergeItem {
    /// What became of them.
    pub fate: Fate,
    /// The base blocks that they concern, ascending; none for what is new.
    pub base: Vec<usize>,
    /// Our changes, by index in [`MergeReview::ours`].
    pub ours: Vec<usize>,
    /// Their changes, by index in [`MergeReview::theirs`].
    pub theirs: Vec<usize>,
    /// In what ways they do not fit; empty unless in conflict.
    pub collisions: Vec<Collision>,
    /// Figures that got two values.
    pub figures: Vec<FigureCollision>,
    /// Whether the two, though in conflict, changed different words of the same block.
    pub separate_words: bool,
}

/// A figure that the two sides changed to different values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureCollision {
    /// As printed in the base.
    pub base: String,
    /// As printed in our copy.
    pub ours: String,
    /// As printed in theirs.
    pub theirs: String,
    /// The unit, where all have the same; else empty.
    pub unit: String,
}

/// What was chosen though no words collide, or what should be read again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MergeNote {
    /// Both put blocks at one place; theirs stand first.
    Order {
        /// Our blocks.
        ours: Vec<usize>,
        /// Their blocks.
        theirs: Vec<usize>,
    },
    /// A block was put beside blocks that the other side moved or deleted.
    Place {
        /// Whether it is our block.
        is_ours: bool,
        /// The block, in the copy that it stands in.
        block: usize,
    },
    /// Both put in the same words at different places; they stand twice.
    Repeated {
        /// Our block.
        ours: usize,
        /// Their block.
        theirs: usize,
    },
    /// Both changed blank lines or line ends differently; ours are taken.
    Spacing {
        /// Our blocks behind which they stand.
        ours: Vec<usize>,
    },
    /// One figure of the base has two new values, in different blocks.
    Figures {
        /// Our block.
        ours: usize,
        /// Their block.
        theirs: usize,
        /// The values.
        figure: FigureCollision,
    },
}

impl MergeNote {
    /// The name in JSON.
    pub fn tag(&self) -> &'static str {
        match self {
            Self::Order { .. } => "order",
            Self::Place { .. } => "place",
            Self::Repeated { .. } => "repeated",
            Self::Spacing { .. } => "spacing",
            Self::Figures { .. } => "figures",
        }
    }
}

/// Merges two drafts made from one base and tells what became of every change.
pub fn merge_review(base: &Document, ours: &Document, theirs: &Document) -> MergeReview {
    let options = CompareOptions::default();
    let read = |document| {
        let (reader, groups) = align_drafts(base, document);
        let comparison = build::build(&reader, &groups, &options);
        (comparison, Copy::new(document, &reader, groups))
    };
    let (our_comparison, our_copy) = read(ours);
    let (their_comparison, their_copy) = read(theirs);
    let merger = Merger { base, ours: our_copy, theirs: their_copy };
    let merged = merger.merge();
    let sorter = Sorter::new(base, [&our_comparison, &their_comparison], &merger);
    let items = sorter.items(&merged.meetings, &merged.twins, &merged.merge);
    let mut notes = orders(&merged.merge);
    notes.extend(places(&merger, &merged.twins));
    notes.extend(repeated(&merger, &merged.twins));
    if !merged.merge.spacings.is_empty() {
        notes.push(MergeNote::Spacing { ours: merged.merge.spacings.iter().flatten().copied().collect() });
    }
    notes.extend(figures_apart(base, [&our_comparison, &their_comparison], &items));
    MergeReview { ours: our_comparison, theirs: their_comparison, merge: merged.merge, items, notes }
}

/// Sorts changes into items: those that meet in the same base blocks belong together.
struct Sorter<'a> {
    sides: [&'a Comparison; 2],
    /// For each side the change that holds a base block.
    holds: [Vec<Option<usize>>; 2],
    /// For each side the base position of what is new, by change.
    slots: [BTreeMap<usize, usize>; 2],
    /// For each side the change that holds a block of the copy.
    made: [Vec<Option<usize>>; 2],
}

impl<'a> Sorter<'a> {
    fn new(base: &Document, sides: [&'a Comparison; 2], merger: &Merger<'_>) -> Self {
        let copies = [&merger.ours, &merger.theirs];
        let mut holds = [vec![None; base.blocks.len()], vec![None; base.blocks.len()]];
        let mut made = copies.map(|copy| vec![None; copy.document.blocks.len()]);
        let mut slots = [BTreeMap::new(), BTreeMap::new()];
        for (nth, comparison) in sides.iter().enumerate() {
            for (number, change) in comparison.changes.iter().enumerate().filter(|(_, it)| is_change(it)) {
                holds[nth][change.before.clone()].fill(Some(number));
                made[nth][change.after.clone()].fill(Some(number));
            }
            for (slot, items) in copies[nth].inserted.iter().enumerate() {
                for item in items {
                    let Item::Added(index) = item else { continue };
                    slots[nth].extend(made[nth][*index].map(|number| (number, slot)));
                }
            }
        }
        Self { sides, holds, slots, made }
    }

    fn items(&self, meetings: &[Meeting], twins: &[(usize, usize)], merge: &Merge) -> Vec<MergeItem> {
        let mut sets = Sets::new(self.sides.map(|side| side.changes.len()));
        for meeting in meetings.iter().filter(|meeting| meeting.kind != MeetingKind::Beside) {
            for base in meeting.base.clone() {
                if let (Some(ours), Some(theirs)) = (self.holds[0][base], self.holds[1][base]) {
                    sets.join(ours, theirs);
                }
            }
        }
        for (ours, theirs) in twins {
            if let (Some(ours), Some(theirs)) = (self.made[0][*ours], self.made[1][*theirs]) {
                sets.join(ours, theirs);
            }
        }
        let mut found: BTreeMap<usize, [Vec<usize>; 2]> = BTreeMap::new();
        for (nth, comparison) in self.sides.iter().enumerate() {
            for number in (0..comparison.changes.len()).filter(|it| is_change(&comparison.changes[*it])) {
                let set = sets.find(sets.number(nth, number));
                found.entry(set).or_default()[nth].push(number);
            }
        }
        let at_odds = AtOdds::new(meetings, merge);
        let mut items: Vec<((usize, usize), MergeItem)> = found
            .into_values()
            .map(|changes| (self.place(&changes), self.item(changes, meetings, &at_odds)))
            .collect();
        items.sort_by_key(|(place, item)| (*place, item.ours.is_empty(), item.theirs.first().copied()));
        items.into_iter().map(|(_, item)| item).collect()
    }

    /// Where an item stands: base position, what is new in front of what was there.
    fn place(&self, changes: &[Vec<usize>; 2]) -> (usize, usize) {
        let places = changes.iter().enumerate().flat_map(|(nth, numbers)| {
            numbers.iter().map(move |number| {
                let change = &self.sides[nth].changes[*number];
                match self.slots[nth].get(number) {
                    Some(slot) if change.before.is_empty() => (*slot, 0),
                    _ => (change.before.start, 1),
                }
            })
        });
        places.min().unwrap_or_default()
    }

    fn item(&self, changes: [Vec<usize>; 2], meetings: &[Meeting], at_odds: &AtOdds) -> MergeItem {
        let mut base: [Vec<usize>; 2] = [Vec::new(), Vec::new()];
        for (nth, numbers) in changes.iter().enumerate() {
            base[nth] =
                numbers.iter().flat_map(|number| self.sides[nth].changes[*number].before.clone()).collect();
            base[nth].sort_unstable();
        }
        let collisions = at_odds.of(&base[0], &base[1]);
        let fate = if !collisions.is_empty() {
            Fate::Conflict
        } else if changes[1].is_empty() {
            Fate::Ours
        } else if changes[0].is_empty() {
            Fate::Theirs
        } else {
            self.joint(&base, meetings)
        };
        let [mut all, theirs] = base;
        all.extend(theirs);
        all.sort_unstable();
        all.dedup();
        let of = |nth: usize| changes[nth].iter().map(move |number| &self.sides[nth].changes[*number]);
        let figures = if fate == Fate::Conflict { two_values(of(0), of(1)) } else { Vec::new() };
        let only_words = collisions == [Collision::AmendedTwice];
        let separate_words = only_words
            && match (of(0).next(), of(1).next(), changes[0].len() + changes[1].len()) {
                (Some(ours), Some(theirs), 2) => are_separate(ours, theirs),
                _ => false,
            };
        let [ours, theirs] = changes;
        MergeItem { fate, base: all, ours, theirs, collisions, figures, separate_words }
    }

    /// Who made a change that both made, at least in part.
    fn joint(&self, base: &[Vec<usize>; 2], meetings: &[Meeting]) -> Fate {
        let is_in = |meeting: &&Meeting| base[0].binary_search(&meeting.base.start).is_ok();
        let first = base[0].first().copied().unwrap_or_default();
        let from = meetings.partition_point(|meeting| meeting.base.end <= first);
        let last = base[0].last().copied().unwrap_or_default();
        let here = || {
            let here = meetings[from..].iter().take_while(|meeting| meeting.base.start <= last);
            here.filter(is_in).map(|meeting| meeting.kind)
        };
        let we_more = here().any(|kind| kind == MeetingKind::Within(Whose::Ours));
        let they_more = here().any(|kind| kind == MeetingKind::Within(Whose::Theirs));
        match (we_more, they_more, base[0].len().cmp(&base[1].len())) {
            (true, false, _) | (false, false, std::cmp::Ordering::Greater) => Fate::Ours,
            (false, true, _) | (false, false, std::cmp::Ordering::Less) => Fate::Theirs,
            _ => Fate::BothSame,
        }
    }
}

/// The base blocks at which the two do not fit, with the ways.
struct AtOdds(BTreeMap<usize, Vec<Collision>>);

impl AtOdds {
    fn new(meetings: &[Meeting], merge: &Merge) -> Self {
        let at_odds = meetings.iter().filter(|meeting| meeting.kind == MeetingKind::AtOdds);
        let pairs = at_odds.zip(&merge.conflicts);
        let all = pairs.flat_map(|(meeting, conflict)| {
            meeting.base.clone().map(|base| (base, conflict.collisions.clone()))
        });
        Self(all.collect())
    }

    fn of(&self, ours: &[usize], theirs: &[usize]) -> Vec<Collision> {
        let both = ours.iter().filter(|base| theirs.binary_search(base).is_ok());
        let mut found: Vec<Collision> = both.filter_map(|base| self.0.get(base)).flatten().copied().collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// Sets of changes of two sides, joined by union and find.
struct Sets {
    n_ours: usize,
    parents: Vec<usize>,
}

impl Sets {
    fn new([n_ours, n_theirs]: [usize; 2]) -> Self {
        Self { n_ours, parents: (0..n_ours + n_theirs).collect() }
    }

    fn number(&self, side: usize, change: usize) -> usize {
        if side == 0 { change } else { self.n_ours + change }
    }

    fn find(&mut self, mut number: usize) -> usize {
        while self.parents[number] != number {
            self.parents[number] = self.parents[self.parents[number]];
            number = self.parents[number];
        }
        number
    }

    fn join(&mut self, ours: usize, theirs: usize) {
        let theirs = self.number(1, theirs);
        let (left, right) = (self.find(ours), self.find(theirs));
        self.parents[left.max(right)] = left.min(right);
    }
}

fn is_change(change: &Change) -> bool {
    change.kind != ChangeKind::Unchanged
}

/// Figures that both sides changed, to different values.
fn two_values<'a>(
    ours: impl Iterator<Item = &'a Change>,
    theirs: impl Iterator<Item = &'a Change> + Clone,
) -> Vec<FigureCollision> {
    let mut found = Vec::new();
    for ours in ours.flat_map(|change| &change.figures) {
        let mut theirs = theirs.clone().flat_map(|change| &change.figures);
        let other = theirs.find(|theirs| theirs.before == ours.before && theirs.after != ours.after);
        let collision = other.map(|theirs| FigureCollision {
            base: ours.before.clone(),
            ours: ours.after.clone(),
            theirs: theirs.after.clone(),
            unit: if ours.unit == theirs.unit { ours.unit.clone() } else { String::new() },
        });
        found.extend(collision.filter(|it| !found.contains(it)));
    }
    found
}

/// Whether two changes of one block touch different bytes of it, with at least a byte between.
fn are_separate(ours: &Change, theirs: &Change) -> bool {
    let (ours, theirs) = (touched(ours), touched(theirs));
    let mut at = 0;
    ours.iter().all(|range| {
        at += theirs[at..].iter().take_while(|other| other.end < range.start).count();
        theirs.get(at).is_none_or(|other| range.end < other.start)
    })
}

/// The bytes of the base that a change takes out or puts something between, from the start of the change.
fn touched(change: &Change) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    for segment in &change.segments {
        let n = if segment.op == Op::Insert { 0 } else { segment.text.len() };
        if segment.op != Op::Equal {
            match found.last_mut() {
                Some(last) if last.end == at => last.end = at + n,
                _ => found.push(at..at + n),
            }
        }
        at += n;
    }
    found
}

fn orders(merge: &Merge) -> Vec<MergeNote> {
    let note = |order: &super::merge::Order| MergeNote::Order {
        ours: order.ours.clone(),
        theirs: order.theirs.clone(),
    };
    merge.orders.iter().map(note).collect()
}

/// What stands beside blocks that the other side moved or deleted.
fn places(merger: &Merger<'_>, twins: &[(usize, usize)]) -> Vec<MergeNote> {
    let mut found = Vec::new();
    let sides = [(&merger.ours, &merger.theirs, true), (&merger.theirs, &merger.ours, false)];
    for (own, other, is_ours) in sides {
        let alike: std::collections::BTreeSet<usize> =
            twins.iter().map(|(ours, theirs)| if is_ours { *ours } else { *theirs }).collect();
        for (slot, items) in own.inserted.iter().enumerate().skip(1) {
            // Our own moves say where the neighbours are; only what stayed here can have gone there.
            let went = |base: usize| own.left(base) == (false, false) && other.left(base) != (false, false);
            let moved = went(slot - 1) && other.left(slot - 1).1;
            let gone = went(slot - 1) && (slot >= merger.base.blocks.len() || went(slot));
            if !moved && !gone {
                continue;
            }
            let blocks = items.iter().map(|item| own.blocks(*item).start);
            let new = blocks.filter(|block| !alike.contains(block));
            found.extend(new.map(|block| MergeNote::Place { is_ours, block }));
        }
    }
    found
}

/// The same words put in by both, at different places.
fn repeated(merger: &Merger<'_>, twins: &[(usize, usize)]) -> Vec<MergeNote> {
    let added = |copy: &Copy<'_>| -> Vec<usize> {
        let items = copy.inserted.iter().flatten();
        items.filter_map(|item| if let Item::Added(index) = item { Some(*index) } else { None }).collect()
    };
    let known: BTreeMap<usize, usize> = twins.iter().copied().collect();
    let mut ours: HashMap<&str, usize> = HashMap::new();
    for index in added(&merger.ours).into_iter().filter(|index| !known.contains_key(index)) {
        ours.entry(merger.ours.text(index)).or_insert(index);
    }
    let theirs = added(&merger.theirs).into_iter().filter_map(|theirs| {
        let words = merger.theirs.text(theirs);
        let ours = *ours.get(words)?;
        (text::count_words(words) >= REPEATED_WORDS_MIN).then_some(MergeNote::Repeated { ours, theirs })
    });
    theirs.collect()
}

/// Figures of one indicator that the two sides changed to different values in different blocks.
fn figures_apart(base: &Document, sides: [&Comparison; 2], items: &[MergeItem]) -> Vec<MergeNote> {
    let changed = |nth: usize| {
        let numbers = items.iter().filter(|item| item.fate != Fate::Conflict);
        let numbers = numbers.flat_map(move |item| if nth == 0 { &item.ours } else { &item.theirs });
        let changes = numbers.map(move |number| &sides[nth].changes[*number]);
        changes.filter(|change| !change.figures.is_empty() && change.before.len() == 1).collect::<Vec<_>>()
    };
    let (ours, theirs) = (changed(0), changed(1));
    if ours.is_empty() || theirs.is_empty() {
        return Vec::new();
    }
    let all = figures(base);
    // The indicator of a changed figure, where its block has one such figure.
    let indicator = |change: &Change, printed: &str| -> Option<&str> {
        let first = all.partition_point(|figure| figure.block < change.before.start);
        let here = all[first..].iter().take_while(|figure| figure.block == change.before.start);
        let mut found =
            here.filter(|figure| !figure.indicator.is_empty() && figure.printed.starts_with(printed));
        let only = found.next()?;
        found.next().is_none().then_some(only.indicator.as_str())
    };
    let mut by_indicator: HashMap<(&str, &str), Vec<(&Change, usize)>> = HashMap::new();
    for change in theirs {
        for (nth, figure) in change.figures.iter().enumerate() {
            let Some(indicator) = indicator(change, &figure.before) else { continue };
            by_indicator.entry((indicator, &figure.before)).or_default().push((change, nth));
        }
    }
    let mut found = Vec::new();
    for change in ours {
        for figure in &change.figures {
            let Some(indicator) = indicator(change, &figure.before) else { continue };
            for (other, nth) in by_indicator.get(&(indicator, figure.before.as_str())).into_iter().flatten() {
                let other_figure = &other.figures[*nth];
                if other_figure.after == figure.after || other.before == change.before {
                    continue;
                }
                found.push(MergeNote::Figures {
                    ours: change.after.start,
                    theirs: other.after.start,
                    figure: FigureCollision {
                        base: figure.before.clone(),
                        ours: figure.after.clone(),
                        theirs: other_figure.after.clone(),
                        unit: if figure.unit == other_figure.unit {
                            figure.unit.clone()
                        } else {
                            String::new()
                        },
                    },
                });
            }
        }
    }
    found
}
