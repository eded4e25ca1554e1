//! Two editors' copies of one draft brought together, block by block.
//!
//! What one side changed is taken, what both changed alike is taken once, what both changed differently is a
//! conflict: it is listed with all three texts, and the merged text has our side there, which callers must not
//! save. Nothing is merged inside a block: two half sentences of two editors make no sentence of either.
//! A block that one side moved and the other amended gets both. Insertions at one place are both kept, theirs
//! first. Where two blocks meet that met in none of the three drafts, the gap is made a proper one.
//!
//! Invariants (property tests in `tests/compare_properties.rs`): `merge(b, x, b)`, `merge(b, b, x)` and `merge(b, x, x)`
//! give `x`; every edit is in the text or in a conflict. Worst case: that of two comparisons.

use std::collections::HashMap;
use std::ops::Range;

use similar::{Algorithm, capture_diff_slices};

use crate::document::{BlockKind, Document};

use super::align_drafts;
use super::moves::moved;
use super::parts::Group;

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
    let merger = Merger { base, ours: Copy::new(base, ours), theirs: Copy::new(base, theirs) };
    let plan = merger.plan();
    let pieces = merger.lay_out(&plan);
    Merge {
        text: merger.write(&pieces),
        conflicts: plan.conflicts,
        taken_ours: plan.taken_ours + merger.ours.n_added(),
        taken_theirs: plan.taken_theirs + merger.theirs.n_added(),
    }
}

/// One editor's copy, as groups of base blocks and what became of them.
struct Copy<'a> {
    document: &'a Document,
    groups: Vec<Group>,
    stays: Vec<bool>,
    of_base: Vec<Option<usize>>,
    /// For each group that moved the base position it moved to.
    places: Vec<Option<usize>>,
    /// For each base position what this copy inserted there: in front of that base block.
    inserted: Vec<Vec<Item>>,
}

/// Something that stands at a new place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Item {
    /// A new block, by its index in the copy.
    Added(usize),
    /// A group that moved here.
    Moved(usize),
}

impl<'a> Copy<'a> {
    fn new(base: &'a Document, document: &'a Document) -> Self {
        let (reader, groups) = align_drafts(base, document);
        let stays: Vec<bool> = moved(&groups, &reader).into_iter().map(|moved| !moved).collect();
        let mut inserted = vec![Vec::new(); base.blocks.len() + 1];
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

    fn text(&self, index: usize) -> &'a str {
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
struct Choice {
    content: Whose,
    place: Whose,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Whose {
    Ours,
    Theirs,
}

struct Plan {
    /// By base block.
    choices: Vec<Choice>,
    conflicts: Vec<Conflict>,
    taken_ours: usize,
    taken_theirs: usize,
}

/// A block of the merged draft and where it stands in the three.
#[derive(Debug, Clone, Copy, Default)]
struct Piece<'a> {
    text: &'a str,
    kind: Option<BlockKind>,
    base: Option<usize>,
    ours: Option<usize>,
    theirs: Option<usize>,
}

struct Merger<'a> {
    base: &'a Document,
    ours: Copy<'a>,
    theirs: Copy<'a>,
}

impl<'a> Merger<'a> {
    fn copy(&self, whose: Whose) -> &Copy<'a> {
        match whose {
            Whose::Ours => &self.ours,
            Whose::Theirs => &self.theirs,
        }
    }

    fn plan(&self) -> Plan {
        let n_blocks = self.base.blocks.len();
        let ours = Choice { content: Whose::Ours, place: Whose::Ours };
        let mut plan =
            Plan { choices: vec![ours; n_blocks], conflicts: Vec::new(), taken_ours: 0, taken_theirs: 0 };
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
        let same_place = our_texts.is_empty()
            || !we_moved
            || !they_moved
            || self.ours.places(base) == self.theirs.places(base);
        let same_text = our_texts == their_texts;
        // A whole of several blocks is taken from one side or not at all.
        let several = base.len() > 1;
        let we_touched = we_changed || we_moved;
        let they_touched = they_changed || they_moved;
        let gone_and_moved = (our_texts.is_empty() && they_moved) || (their_texts.is_empty() && we_moved);
        let at_odds = (we_changed && they_changed && !same_text)
            || !same_place
            || gone_and_moved
            || (several && we_touched && they_touched && !(same_text && we_moved == they_moved));
        if at_odds {
            plan.conflicts.push(Conflict {
                base: ConflictSide { blocks: base.clone(), text: original.join("\n\n") },
                ours: self.ours.conflict_side(base),
                theirs: self.theirs.conflict_side(base),
            });
            return Choice { content: Whose::Ours, place: Whose::Ours };
        }
        plan.taken_ours += usize::from(we_touched && !they_touched);
        plan.taken_theirs += usize::from(they_touched && !we_touched);
        if we_touched && they_touched && !same_text {
            plan.taken_ours += 1;
            plan.taken_theirs += 1;
        }
        let whose = |ours: bool| if ours { Whose::Ours } else { Whose::Theirs };
        if several {
            return Choice { content: whose(we_touched), place: whose(we_touched) };
        }
        Choice { content: whose(we_changed), place: whose(we_moved) }
    }

    fn lay_out(&self, plan: &Plan) -> Vec<Piece<'a>> {
        let mut pieces = Vec::new();
        for slot in 0..=self.base.blocks.len() {
            self.lay_out_slot(plan, slot, &mut pieces);
            if let Some(choice) = plan.choices.get(slot) {
                let copy = self.copy(choice.place);
                if let Some(group) = copy.of_base[slot]
                    && copy.stays[group]
                    && copy.groups[group].before.start == slot
                {
                    self.lay_out_group(plan, choice.place, group, &mut pieces);
                }
            }
        }
        pieces
    }

    /// What both sides inserted at one place: theirs first, what is equal once.
    fn lay_out_slot(&self, plan: &Plan, slot: usize, pieces: &mut Vec<Piece<'a>>) {
        let (theirs, ours) = (&self.theirs.inserted[slot], &self.ours.inserted[slot]);
        let mut numbers: HashMap<(Option<usize>, &str), u32> = HashMap::new();
        let mut number = |copy: &Copy<'a>, items: &[Item]| -> Vec<u32> {
            items
                .iter()
                .map(|item| {
                    let key = match *item {
                        Item::Added(index) => (None, copy.text(index)),
                        Item::Moved(group) => (Some(copy.groups[group].before.start), ""),
                    };
                    let next = numbers.len() as u32;
                    *numbers.entry(key).or_insert(next)
                })
                .collect()
        };
        let (their_keys, our_keys) = (number(&self.theirs, theirs), number(&self.ours, ours));
        for op in capture_diff_slices(Algorithm::Myers, &their_keys, &our_keys) {
            if let similar::DiffOp::Equal { old_index, new_index, len } = op {
                for step in 0..len {
                    let twin = Some(theirs[old_index + step]);
                    self.lay_out_item(plan, Whose::Ours, ours[new_index + step], twin, pieces);
                }
                continue;
            }
            for item in &theirs[op.old_range()] {
                self.lay_out_item(plan, Whose::Theirs, *item, None, pieces);
            }
            for item in &ours[op.new_range()] {
                self.lay_out_item(plan, Whose::Ours, *item, None, pieces);
            }
        }
    }

    fn lay_out_item(
        &self,
        plan: &Plan,
        whose: Whose,
        item: Item,
        twin: Option<Item>,
        pieces: &mut Vec<Piece<'a>>,
    ) {
        let copy = self.copy(whose);
        match item {
            Item::Moved(group) => {
                let chosen = |whose: Whose| plan.choices[copy.groups[group].before.start].place == whose;
                if chosen(whose) {
                    self.lay_out_group(plan, whose, group, pieces);
                } else if let (Some(Item::Moved(twin)), true) = (twin, chosen(Whose::Theirs)) {
                    self.lay_out_group(plan, Whose::Theirs, twin, pieces);
                }
            }
            Item::Added(index) => {
                let kind = Some(copy.document.blocks[index].kind);
                let mut piece = Piece { text: copy.text(index), kind, ..Piece::default() };
                match whose {
                    Whose::Ours => piece.ours = Some(index),
                    Whose::Theirs => piece.theirs = Some(index),
                }
                if let Some(Item::Added(twin)) = twin {
                    piece.theirs = Some(twin);
                }
                pieces.push(piece);
            }
        }
    }

    /// The blocks that stand for a group: at the place of one side, with the content of the side that changed it.
    fn lay_out_group(&self, plan: &Plan, place: Whose, group: usize, pieces: &mut Vec<Piece<'a>>) {
        let base = self.copy(place).groups[group].before.clone();
        let choice = plan.choices[base.start];
        let (content, group) = if base.len() == 1 {
            match self.copy(choice.content).of_base[base.start] {
                Some(group) => (choice.content, group),
                None => return,
            }
        } else {
            (place, group)
        };
        let copy = self.copy(content);
        let blocks = copy.groups[group].after.clone();
        // The same block in the other drafts, where it is one block there.
        let twin = |other: &Copy<'a>| -> Option<usize> {
            let group = other.of_base[base.start]?;
            let group = &other.groups[group];
            (group.before == base && group.after.len() == 1).then_some(group.after.start)
        };
        for index in blocks.clone() {
            let kind = Some(copy.document.blocks[index].kind);
            let mut piece = Piece { text: copy.text(index), kind, ..Piece::default() };
            if blocks.len() == 1 {
                piece.ours = twin(&self.ours);
                piece.theirs = twin(&self.theirs);
                piece.base = (base.len() == 1).then_some(base.start);
            }
            match content {
                Whose::Ours => piece.ours = Some(index),
                Whose::Theirs => piece.theirs = Some(index),
            }
            pieces.push(piece);
        }
    }

    fn write(&self, pieces: &[Piece<'a>]) -> String {
        let (base, ours, theirs) = (self.base.lead(), self.ours.document.lead(), self.theirs.document.lead());
        let mut text = if ours == base { theirs } else { ours }.to_owned();
        for (index, piece) in pieces.iter().enumerate() {
            text.push_str(piece.text);
            text.push_str(&self.gap(piece, pieces.get(index + 1)));
        }
        text
    }

    /// The gap between two pieces, or behind the last: that of the drafts in which they stand so, else a proper one.
    fn gap(&self, piece: &Piece<'a>, next: Option<&Piece<'a>>) -> String {
        let gap = |document: &'a Document, of: fn(&Piece<'a>) -> Option<usize>| -> Option<&'a str> {
            let index = of(piece)?;
            let follows = match next {
                Some(next) => of(next)? == index + 1,
                None => index + 1 == document.blocks.len(),
            };
            follows.then(|| document.gap(&document.blocks[index]))
        };
        let base = gap(self.base, |piece| piece.base);
        let ours = gap(self.ours.document, |piece| piece.ours);
        let theirs = gap(self.theirs.document, |piece| piece.theirs);
        match (base, ours, theirs) {
            (Some(base), Some(ours), Some(theirs)) => if ours == base { theirs } else { ours }.to_owned(),
            (_, Some(ours), _) => ours.to_owned(),
            (_, None, Some(theirs)) => theirs.to_owned(),
            (Some(base), None, None) => base.to_owned(),
            (None, None, None) => self.new_gap(piece, next),
        }
    }

    fn new_gap(&self, piece: &Piece<'a>, next: Option<&Piece<'a>>) -> String {
        let line_break = if self.ours.document.source.contains("\r\n") { "\r\n" } else { "\n" };
        match (piece.kind, next.and_then(|next| next.kind)) {
            (_, None) => line_break.to_owned(),
            (Some(BlockKind::Row), Some(BlockKind::Row)) | (Some(BlockKind::Item), Some(BlockKind::Item)) => {
                line_break.to_owned()
            }
            _ => line_break.repeat(2),
        }
    }
}

/// Whether a copy has this base block and the one before it in one group.
fn joined(copy: &Copy<'_>, index: usize) -> bool {
    matches!((copy.of_base[index - 1], copy.of_base[index]), (Some(left), Some(right)) if left == right)
}
