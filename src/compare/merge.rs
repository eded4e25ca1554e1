//! Two editors' copies of one draft brought together, block by block.
//!
//! What one side changed is taken, what both changed alike is taken once, what both changed differently is a
//! conflict: it is listed with all three texts, and the merged text has our side there, which callers must not
//! save. Nothing is merged inside a block: two half sentences of two editors make no sentence of either.
//! A block that one side moved and the other amended gets both. Insertions at one place are both kept, theirs
//! first; that order is a choice, and told as one ([`Order`]). Where two blocks meet that met in none of the three
//! drafts, the gap is made a proper one. `merge_review` says of every change what became of it.
//!
//! Invariants (property tests in `tests/compare_properties.rs` and `tests/compare_merge.rs`): `merge(b, x, b)`,
//! `merge(b, b, x)` and `merge(b, x, x)` give `x`; every edit is in the text or in a conflict; without a choice that
//! is told, the sides exchanged give the same text. Worst case: that of two comparisons.

use std::ops::Range;

use crate::document::Document;

use super::align_drafts;
use super::moves::moved;
use super::parts::{Group, Groups};
use super::read::Reader;

/// The merged draft, and what only people can decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merge {
    /// The merged source; with conflicts it has our side there and must not be saved.
    pub text: String,
    /// Blocks that both sides changed differently, in the order of the base.
    pub conflicts: Vec<Conflict>,
    /// Number of changes that only our side made.
    pub taken_ours: usize,
    /// Number of changes that only their side made.
    pub taken_theirs: usize,
    /// Places at which both sides put something and the order was chosen.
    pub orders: Vec<Order>,
    /// Gaps between blocks that both sides changed differently, ours taken: our block in front, `None` for what
    /// stands before the first.
    pub spacings: Vec<Option<usize>>,
}

/// Blocks that both sides put at one place; theirs stand first in the merged text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// Our blocks, in our order.
    pub ours: Vec<usize>,
    /// Their blocks, in their order.
    pub theirs: Vec<usize>,
}

/// Blocks that both sides changed, and not alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// What both started from.
    pub base: ConflictSide,
    /// What we made of it; no blocks if we deleted it.
    pub ours: ConflictSide,
    /// What they made of it; no blocks if they deleted it.
    pub theirs: ConflictSide,
    /// In what way the two do not fit.
    pub collisions: Vec<Collision>,
}

/// In what way two edits of one block do not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Collision {
    /// Both changed the words, and not alike.
    AmendedTwice,
    /// One deleted what the other amended.
    DeletedAndAmended,
    /// One deleted what the other moved.
    DeletedAndMoved,
    /// Both moved it, to different places.
    MovedApart,
    /// One split it, or joined it with another, and the other changed it too.
    Divided,
}

impl Collision {
    /// The name in JSON.
    pub fn tag(self) -> &'static str {
        match self {
            Self::AmendedTwice => "amended_twice",
            Self::DeletedAndAmended => "deleted_and_amended",
            Self::DeletedAndMoved => "deleted_and_moved",
            Self::MovedApart => "moved_apart",
            Self::Divided => "divided",
        }
    }
}

/// One side of a conflict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConflictSide {
    /// First to last block in that draft; blocks that do not belong to the conflict may stand between.
    pub blocks: Range<usize>,
    /// The texts, one empty line between blocks.
    pub text: String,
}

/// Merges two drafts made from one base. "Theirs" is the head, which stands first where both insert.
pub fn merge(base: &Document, ours: &Document, theirs: &Document) -> Merge {
    let copy = |document| {
        let (reader, groups) = align_drafts(base, document);
        Copy::new(document, &reader, groups)
    };
    Merger { base, ours: copy(ours), theirs: copy(theirs) }.merge().merge
}

/// A merge with what a review of it needs.
pub(super) struct Merged {
    pub(super) merge: Merge,
    pub(super) meetings: Vec<Meeting>,
    /// Blocks that both added alike at one place, ours and theirs.
    pub(super) twins: Vec<(usize, usize)>,
}

/// Base blocks that both sides touched.
pub(super) struct Meeting {
    pub(super) base: Range<usize>,
    pub(super) kind: MeetingKind,
}

/// How two edits of the same blocks stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MeetingKind {
    /// They do not fit.
    AtOdds,
    /// Both did the same.
    Alike,
    /// One did all that the other did, and more.
    Within(Whose),
    /// One moved the blocks, the other amended them; both are taken.
    Beside,
}

/// One editor's copy, as groups of base blocks and what became of them.
pub(super) struct Copy<'a> {
    pub(super) document: &'a Document,
    pub(super) groups: Vec<Group>,
    pub(super) stays: Vec<bool>,
    pub(super) of_base: Vec<Option<usize>>,
    /// For each group that moved the base position it moved to.
    places: Vec<Option<usize>>,
    /// For each base position what this copy inserted there: in front of that base block.
    pub(super) inserted: Vec<Vec<Item>>,
}

/// Something that stands at a new place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Item {
    /// A new block, by its index in the copy.
    Added(usize),
    /// A group that moved here.
    Moved(usize),
}

impl<'a> Copy<'a> {
    pub(super) fn new(document: &'a Document, reader: &Reader<'_>, groups: Groups) -> Self {
        let stays: Vec<bool> = moved(&groups, reader).into_iter().map(|moved| !moved).collect();
        let mut inserted = vec![Vec::new(); groups.of_before.len() + 1];
        let mut places = vec![None; groups.all.len()];
        let mut slot = 0;
        let mut index = 0;
        while index < document.blocks.len() {
            let mut next = index + 1;
            match groups.of_after[index] {
                None => inserted[slot].push(Item::Added(index)),
                Some(group) => {
                    next = groups.all[group].after.end.max(next);
                    if stays[group] {
                        slot = groups.all[group].before.end;
                    } else {
                        inserted[slot].push(Item::Moved(group));
                        places[group] = Some(slot);
                    }
                }
            }
            index = next;
        }
        Self { document, groups: groups.all, stays, of_base: groups.of_before, places, inserted }
    }

    pub(super) fn text(&self, index: usize) -> &'a str {
        self.document.text(&self.document.blocks[index])
    }

    fn n_added(&self) -> usize {
        self.inserted.iter().flatten().filter(|item| matches!(item, Item::Added(_))).count()
    }

    /// Groups that hold some of these base blocks, in order.
    fn groups_of(&self, base: &Range<usize>) -> Vec<usize> {
        let mut groups: Vec<usize> = self.of_base[base.clone()].iter().flatten().copied().collect();
        groups.dedup();
        groups
    }

    /// The texts that these base blocks became.
    fn texts(&self, base: &Range<usize>) -> Vec<&'a str> {
        let blocks = |group: usize| self.groups[group].after.clone();
        self.groups_of(base).into_iter().flat_map(blocks).map(|index| self.text(index)).collect()
    }

    /// Whether a base block is gone from here, and whether it stands elsewhere.
    pub(super) fn left(&self, base: usize) -> (bool, bool) {
        let group = self.of_base.get(base).copied().flatten();
        (group.is_none(), group.is_some_and(|group| !self.stays[group]))
    }

    /// The blocks of something that stands at a new place.
    pub(super) fn blocks(&self, item: Item) -> Range<usize> {
        match item {
            Item::Added(index) => index..index + 1,
            Item::Moved(group) => self.groups[group].after.clone(),
        }
    }

    fn has_moved(&self, base: &Range<usize>) -> bool {
        self.groups_of(base).into_iter().any(|group| !self.stays[group])
    }

    /// Where these base blocks went, as base positions; `None` for what stayed.
    fn places(&self, base: &Range<usize>) -> Vec<Option<usize>> {
        self.groups_of(base).into_iter().map(|group| self.places[group]).collect()
    }

    fn conflict_side(&self, base: &Range<usize>) -> ConflictSide {
        let groups = self.groups_of(base);
        let start = groups.iter().map(|group| self.groups[*group].after.start).min().unwrap_or(0);
        let end = groups.iter().map(|group| self.groups[*group].after.end).max().unwrap_or(0);
        ConflictSide { blocks: start..end, text: self.texts(base).join("\n\n") }
    }
}

/// Whose blocks stand for some base blocks, and whose place they take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Choice {
    pub(super) content: Whose,
    pub(super) place: Whose,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whose {
    Ours,
    Theirs,
}

pub(super) struct Plan {
    /// By base block.
    pub(super) choices: Vec<Choice>,
    conflicts: Vec<Conflict>,
    meetings: Vec<Meeting>,
    taken_ours: usize,
    taken_theirs: usize,
}

pub(super) struct Merger<'a> {
    pub(super) base: &'a Document,
    pub(super) ours: Copy<'a>,
    pub(super) theirs: Copy<'a>,
}

impl<'a> Merger<'a> {
    pub(super) fn merge(&self) -> Merged {
        let plan = self.plan();
        let layout = self.lay_out(&plan);
        let (text, spacings) = self.write(&layout.pieces);
        let merge = Merge {
            text,
            conflicts: plan.conflicts,
            taken_ours: plan.taken_ours + self.ours.n_added(),
            taken_theirs: plan.taken_theirs + self.theirs.n_added(),
            orders: layout.orders,
            spacings,
        };
        Merged { merge, meetings: plan.meetings, twins: layout.twins }
    }

    pub(super) fn copy(&self, whose: Whose) -> &Copy<'a> {
        match whose {
            Whose::Ours => &self.ours,
            Whose::Theirs => &self.theirs,
        }
    }

    fn plan(&self) -> Plan {
        let n_blocks = self.base.blocks.len();
        let ours = Choice { content: Whose::Ours, place: Whose::Ours };
        let mut plan = Plan {
            choices: vec![ours; n_blocks],
            conflicts: Vec::new(),
            meetings: Vec::new(),
            taken_ours: 0,
            taken_theirs: 0,
        };
        let mut start = 0;
        while start < n_blocks {
            let mut end = start + 1;
            // Blocks that either side joined are decided together.
            while end < n_blocks && (joined(&self.ours, end) || joined(&self.theirs, end)) {
                end += 1;
            }
            let choice = self.decide(&(start..end), &mut plan);
            plan.choices[start..end].fill(choice);
            start = end;
        }
        plan
    }

    fn decide(&self, base: &Range<usize>, plan: &mut Plan) -> Choice {
        let original: Vec<&str> =
            base.clone().map(|index| self.base.text(&self.base.blocks[index])).collect();
        let (our_texts, their_texts) = (self.ours.texts(base), self.theirs.texts(base));
        let (we_moved, they_moved) = (self.ours.has_moved(base), self.theirs.has_moved(base));
        let (we_changed, they_changed) = (our_texts != original, their_texts != original);
        let same_text = our_texts == their_texts;
        let we_touched = we_changed || we_moved;
        let they_touched = they_changed || they_moved;
        if we_touched && they_touched {
            let collisions = self.collisions(base, [&original, &our_texts, &their_texts]);
            let kind = match (we_moved == they_moved, same_text) {
                _ if !collisions.is_empty() => MeetingKind::AtOdds,
                (true, true) => MeetingKind::Alike,
                (false, true) if we_moved => MeetingKind::Within(Whose::Ours),
                (false, true) => MeetingKind::Within(Whose::Theirs),
                (true, false) if we_changed => MeetingKind::Within(Whose::Ours),
                (true, false) => MeetingKind::Within(Whose::Theirs),
                (false, false) if we_moved && we_changed => MeetingKind::Within(Whose::Ours),
                (false, false) if they_moved && they_changed => MeetingKind::Within(Whose::Theirs),
                (false, false) => MeetingKind::Beside,
            };
            plan.meetings.push(Meeting { base: base.clone(), kind });
            if kind == MeetingKind::AtOdds {
                plan.conflicts.push(Conflict {
                    base: ConflictSide { blocks: base.clone(), text: original.join("\n\n") },
                    ours: self.ours.conflict_side(base),
                    theirs: self.theirs.conflict_side(base),
                    collisions,
                });
                return Choice { content: Whose::Ours, place: Whose::Ours };
            }
        }
        plan.taken_ours += usize::from(we_touched && !(they_touched && same_text));
        plan.taken_theirs += usize::from(they_touched && !(we_touched && same_text));
        let whose = |ours: bool| if ours { Whose::Ours } else { Whose::Theirs };
        // A whole of several blocks is taken from one side or not at all.
        if base.len() > 1 {
            return Choice { content: whose(we_touched), place: whose(we_touched) };
        }
        Choice { content: whose(we_changed), place: whose(we_moved) }
    }

    /// In what way two edits of the same blocks do not fit; nothing where they do.
    fn collisions(&self, base: &Range<usize>, texts: [&Vec<&str>; 3]) -> Vec<Collision> {
        let [original, our_texts, their_texts] = texts;
        let (we_moved, they_moved) = (self.ours.has_moved(base), self.theirs.has_moved(base));
        let both_changed = our_texts != original && their_texts != original;
        let same_text = our_texts == their_texts;
        let mut found = Vec::new();
        let gone = our_texts.is_empty() || their_texts.is_empty();
        if gone && !same_text {
            let kept = if our_texts.is_empty() { their_texts } else { our_texts };
            let amended = kept != original;
            found.push(if amended { Collision::DeletedAndAmended } else { Collision::DeletedAndMoved });
            return found;
        }
        let divided = base.len() > 1 || our_texts.len() > 1 || their_texts.len() > 1;
        let whole_at_odds = base.len() > 1 && !(same_text && we_moved == they_moved);
        let words_at_odds = both_changed && !same_text;
        if divided && (whole_at_odds || words_at_odds) {
            found.push(Collision::Divided);
        } else if words_at_odds {
            found.push(Collision::AmendedTwice);
        }
        if !gone && we_moved && they_moved && self.ours.places(base) != self.theirs.places(base) {
            found.push(Collision::MovedApart);
        }
        found
    }
}

/// Whether a copy has this base block and the one before it in one group.
fn joined(copy: &Copy<'_>, index: usize) -> bool {
    matches!((copy.of_base[index - 1], copy.of_base[index]), (Some(left), Some(right)) if left == right)
}
