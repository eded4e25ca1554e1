//! Codes of a later draft: what stays keeps its code, what is new takes the next free letter behind the numbered
//! code before it, what is gone retires, and no code is given out twice.
//!
//! A moved block keeps its code; of a split the longest part keeps it; a merge keeps that of the longest, and the
//! others retire and point to it. Linear in the drafts but for the sorting of used codes.

use crate::compare::{Change, Comparison};
use crate::document::{BlockCode, Codes, Document};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The codes of a later draft.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CarriedCodes {
    /// By block index of the after draft; `None` for blocks that carry none.
    pub codes: Codes,
    /// Codes that are gone, in order, with the code that took their block in.
    pub retired: Vec<(BlockCode, Option<BlockCode>)>,
}

/// Carries codes over a comparison. `retired_ever` are all codes that were ever in use and must not be given again;
/// those of `before_codes` need not be among them.
pub fn carry_codes(
    before: &Document,
    before_codes: &Codes,
    after: &Document,
    comparison: &Comparison,
    retired_ever: &[BlockCode],
) -> CarriedCodes {
    let mut carrier = Carrier {
        before,
        before_codes,
        after,
        codes: vec![None; after.blocks.len()],
        given: BTreeSet::new(),
        retired: BTreeMap::new(),
    };
    for change in &comparison.changes {
        carrier.change(change);
    }
    carrier.retire_the_rest();
    carrier.number_new(retired_ever);
    CarriedCodes { codes: carrier.codes, retired: carrier.retired.into_iter().collect() }
}

struct Carrier<'a> {
    before: &'a Document,
    before_codes: &'a Codes,
    after: &'a Document,
    codes: Codes,
    given: BTreeSet<BlockCode>,
    retired: BTreeMap<BlockCode, Option<BlockCode>>,
}

impl Carrier<'_> {
    fn change(&mut self, change: &Change) {
        let before: Vec<usize> = change.before.clone().filter(|at| self.code_before(*at).is_some()).collect();
        let after: Vec<usize> = change.after.clone().filter(|at| self.is_coded(*at)).collect();
        match (before.as_slice(), after.as_slice()) {
            ([], _) | (_, []) => (),
            (here, there) if here.len() == there.len() => {
                for (here, there) in before.iter().zip(&after) {
                    self.give(*here, *there);
                }
            }
            ([one], parts) => {
                let longest = longest(self.after, parts);
                self.give(*one, longest);
            }
            (parts, [one]) => {
                let keeper = longest(self.before, parts);
                self.give(keeper, *one);
                let into = self.codes.get(*one).cloned().flatten();
                for gone in parts.iter().filter(|part| **part != keeper) {
                    if let Some(code) = self.code_before(*gone).cloned() {
                        self.retired.insert(code, into.clone());
                    }
                }
            }
            (here, there) => self.pair_by_text(here, there),
        }
    }

    /// Blocks of a moved section of which some changed too: equal texts first, then kind by kind in order.
    fn pair_by_text(&mut self, before: &[usize], after: &[usize]) {
        let mut open: BTreeSet<usize> = after.iter().copied().collect();
        let mut left: Vec<usize> = Vec::new();
        let mut by_text: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        let (old, new) = (self.before, self.after);
        for at in after.iter().rev() {
            by_text.entry(new.text(&new.blocks[*at])).or_default().push(*at);
        }
        for at in before {
            match by_text.get_mut(old.text(&old.blocks[*at])).and_then(Vec::pop) {
                Some(there) => {
                    self.give(*at, there);
                    open.remove(&there);
                }
                None => left.push(*at),
            }
        }
        let mut open = open.into_iter().peekable();
        for at in left {
            let kind = old.blocks[at].kind;
            if let Some(there) = open.next_if(|there| new.blocks[*there].kind == kind) {
                self.give(at, there);
            }
        }
    }

    fn code_before(&self, block: usize) -> Option<&BlockCode> {
        self.before_codes.get(block)?.as_ref()
    }

    fn is_coded(&self, block: usize) -> bool {
        self.after.blocks.get(block).is_some_and(|block| block.kind.has_code())
    }

    fn give(&mut self, before: usize, after: usize) {
        let Some(code) = self.code_before(before).cloned() else { return };
        let Some(slot) = self.codes.get_mut(after) else { return };
        if slot.is_none() && self.given.insert(code.clone()) {
            *slot = Some(code);
        }
    }

    fn retire_the_rest(&mut self) {
        for code in self.before_codes.iter().flatten() {
            if !self.given.contains(code) && !self.retired.contains_key(code) {
                self.retired.insert(code.clone(), None);
            }
        }
        self.retired.retain(|code, _| !self.given.contains(code));
    }

    /// New blocks: the numbered code before them and the next letters that were never given out.
    fn number_new(&mut self, retired_ever: &[BlockCode]) {
        let mut last: BTreeMap<u32, BlockCode> = BTreeMap::new();
        for code in retired_ever.iter().chain(self.before_codes.iter().flatten()) {
            let highest = last.entry(code.number()).or_insert_with(|| code.clone());
            if *highest < *code {
                *highest = code.clone();
            }
        }
        let mut number = 0;
        for at in 0..self.codes.len() {
            if let Some(code) = &self.codes[at] {
                if code.letters().is_empty() {
                    number = code.number();
                }
            } else if self.is_coded(at) {
                let code = match last.get(&number) {
                    Some(highest) => highest.next(),
                    None => BlockCode::first_inserted(number),
                };
                last.insert(number, code.clone());
                self.codes[at] = Some(code);
            }
        }
    }
}

/// The block with the most characters; the first of equals.
fn longest(document: &Document, blocks: &[usize]) -> usize {
    let length =
        |at: &usize| document.blocks.get(*at).map_or(0, |block| document.text(block).chars().count());
    let mut best = blocks.first().copied().unwrap_or_default();
    for at in blocks {
        if length(at) > length(&best) {
            best = *at;
        }
    }
    best
}

/// The blocks of a change, for carrying places.
pub(super) fn counterpart(
    change: &Change,
    before: &Document,
    after: &Document,
    block: usize,
) -> Option<usize> {
    let pairs = |range: &Range<usize>| range.len();
    if change.after.is_empty() {
        return None;
    }
    if pairs(&change.before) == pairs(&change.after) {
        return Some(change.after.start + (block - change.before.start));
    }
    if pairs(&change.after) == 1 {
        return Some(change.after.start);
    }
    let text = before.blocks.get(block).map(|block| before.text(block))?;
    let same =
        change.after.clone().find(|at| after.blocks.get(*at).is_some_and(|block| after.text(block) == text));
    same.or_else(|| {
        let parts: Vec<usize> = change.after.clone().collect();
        (pairs(&change.before) == 1).then(|| longest(after, &parts))
    })
}
