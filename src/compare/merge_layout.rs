//! The merged text: what was decided, laid out block by block in one order, with gaps between.
//!
//! Decides nothing about words. Where both sides put something at one place theirs stands first, and the choice is
//! told. Linear in the blocks, but for the searches among what both inserted at one place.

use std::collections::HashMap;
use std::ops::Range;

use similar::{Algorithm, capture_diff_slices};

use crate::document::{BlockKind, Document};

use super::merge::{Copy, Item, Merger, Order, Plan, Whose};

/// What is laid out so far.
#[derive(Default)]
pub(super) struct Layout<'a> {
    pub(super) pieces: Vec<Piece<'a>>,
    pub(super) orders: Vec<Order>,
    pub(super) twins: Vec<(usize, usize)>,
}

/// A block of the merged draft and where it stands in the three.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Piece<'a> {
    text: &'a str,
    kind: Option<BlockKind>,
    base: Option<usize>,
    ours: Option<usize>,
    theirs: Option<usize>,
}

impl<'a> Merger<'a> {
    pub(super) fn lay_out(&self, plan: &Plan) -> Layout<'a> {
        let mut layout = Layout::default();
        for slot in 0..=self.base.blocks.len() {
            self.lay_out_slot(plan, slot, &mut layout);
            if let Some(choice) = plan.choices.get(slot) {
                let copy = self.copy(choice.place);
                if let Some(group) = copy.of_base[slot]
                    && copy.stays[group]
                    && copy.groups[group].before.start == slot
                {
                    self.lay_out_group(plan, choice.place, group, &mut layout.pieces);
                }
            }
        }
        layout
    }

    /// What both sides inserted at one place: theirs first, what is equal once.
    fn lay_out_slot(&self, plan: &Plan, slot: usize, layout: &mut Layout<'a>) {
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
        let ops = capture_diff_slices(Algorithm::Myers, &their_keys, &our_keys);
        let mut crossed = Crossed::new(&ops, &their_keys);
        for op in ops {
            if let similar::DiffOp::Equal { old_index, new_index, len } = op {
                for step in 0..len {
                    let twin = Some(theirs[old_index + step]);
                    self.lay_out_item(plan, Whose::Ours, ours[new_index + step], twin, layout);
                }
                continue;
            }
            let mut order = Order { ours: Vec::new(), theirs: Vec::new() };
            for item in &theirs[op.old_range()] {
                self.lay_out_item(plan, Whose::Theirs, *item, None, layout);
                order.theirs.extend(self.laid(plan, Whose::Theirs, *item));
            }
            for at in op.new_range() {
                // What both added, but in another order, stands once.
                if let (Item::Added(index), Some(twin)) = (ours[at], crossed.take(our_keys[at]))
                    && let Item::Added(twin) = theirs[twin]
                {
                    layout.twins.push((index, twin));
                    layout.orders.push(Order { ours: vec![index], theirs: vec![twin] });
                    continue;
                }
                self.lay_out_item(plan, Whose::Ours, ours[at], None, layout);
                order.ours.extend(self.laid(plan, Whose::Ours, ours[at]));
            }
            if !order.ours.is_empty() && !order.theirs.is_empty() {
                layout.orders.push(order);
            }
        }
    }

    /// The blocks of an item that is laid out where its side put it.
    fn laid(&self, plan: &Plan, whose: Whose, item: Item) -> Range<usize> {
        let copy = self.copy(whose);
        match item {
            Item::Moved(group) if plan.choices[copy.groups[group].before.start].place != whose => 0..0,
            item => copy.blocks(item),
        }
    }

    fn lay_out_item(
        &self,
        plan: &Plan,
        whose: Whose,
        item: Item,
        twin: Option<Item>,
        layout: &mut Layout<'a>,
    ) {
        let copy = self.copy(whose);
        match item {
            Item::Moved(group) => {
                let chosen = |whose: Whose| plan.choices[copy.groups[group].before.start].place == whose;
                if chosen(whose) {
                    self.lay_out_group(plan, whose, group, &mut layout.pieces);
                } else if let (Some(Item::Moved(twin)), true) = (twin, chosen(Whose::Theirs)) {
                    self.lay_out_group(plan, Whose::Theirs, twin, &mut layout.pieces);
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
                    layout.twins.push((index, twin));
                }
                layout.pieces.push(piece);
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

    /// The text, and the gaps that both sides changed differently.
    pub(super) fn write(&self, pieces: &[Piece<'a>]) -> (String, Vec<Option<usize>>) {
        let mut spacings = Vec::new();
        let (base, ours, theirs) = (self.base.lead(), self.ours.document.lead(), self.theirs.document.lead());
        if ours != base && theirs != base && ours != theirs {
            spacings.push(None);
        }
        let mut text = if ours == base { theirs } else { ours }.to_owned();
        for (index, piece) in pieces.iter().enumerate() {
            text.push_str(piece.text);
            let (gap, is_sure) = self.gap(piece, pieces.get(index + 1));
            text.push_str(&gap);
            if !is_sure {
                spacings.push(piece.ours);
            }
        }
        (text, spacings)
    }

    /// The gap between two pieces, or behind the last: that of the drafts in which they stand so, else a proper one;
    /// and whether nothing had to be chosen.
    fn gap(&self, piece: &Piece<'a>, next: Option<&Piece<'a>>) -> (String, bool) {
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
            (Some(base), Some(ours), Some(theirs)) if ours == base => (theirs.to_owned(), true),
            (Some(base), Some(ours), Some(theirs)) => (ours.to_owned(), theirs == base || ours == theirs),
            (_, Some(ours), Some(theirs)) => (ours.to_owned(), ours == theirs),
            (_, Some(ours), None) => (ours.to_owned(), true),
            (_, None, Some(theirs)) => (theirs.to_owned(), true),
            (Some(base), None, None) => (base.to_owned(), true),
            (None, None, None) => (self.new_gap(piece, next), true),
        }
    }

    fn new_gap(&self, piece: &Piece<'a>, next: Option<&Piece<'a>>) -> String {
        let is_dos = |document: &Document| document.source.contains("\r\n");
        let changed_it = is_dos(self.ours.document) != is_dos(self.base);
        let follows = if changed_it { self.ours.document } else { self.theirs.document };
        let line_break = if is_dos(follows) { "\r\n" } else { "\n" };
        match (piece.kind, next.and_then(|next| next.kind)) {
            (_, None) => line_break.to_owned(),
            (Some(BlockKind::Row), Some(BlockKind::Row)) | (Some(BlockKind::Item), Some(BlockKind::Item)) => {
                line_break.to_owned()
            }
            _ => line_break.repeat(2),
        }
    }
}

/// Items that both sides put at one place, but in another order: theirs by key, each to be met once.
struct Crossed(HashMap<u32, Vec<usize>>);

impl Crossed {
    fn new(ops: &[similar::DiffOp], keys: &[u32]) -> Self {
        let mut all: HashMap<u32, Vec<usize>> = HashMap::new();
        let changed = ops.iter().filter(|op| !matches!(op, similar::DiffOp::Equal { .. }));
        for at in changed.flat_map(similar::DiffOp::old_range) {
            all.entry(keys[at]).or_default().push(at);
        }
        Self(all)
    }

    fn take(&mut self, key: u32) -> Option<usize> {
        self.0.get_mut(&key)?.pop()
    }
}
