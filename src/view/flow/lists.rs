//! Lists of both drafts as numberings: items show the numbers that are typed, and keep showing them when a change in
//! the middle of a list is taken or refused.
//!
//! A chain is a run of items of one depth whose numbers follow each other. Chains of the two sides that share an item
//! share a numbering, so that a word processor counts on over what was inserted or deleted.

use super::Numbering;
use crate::document::{Document, ListMark, list_mark};

/// The deepest level that word processors have, from 0.
const LEVEL_MAX: usize = 8;

/// The lists of one draft.
#[derive(Debug, Default)]
pub(super) struct Lists {
    /// Chain and level of each block that is an item.
    of_block: Vec<Option<(usize, usize)>>,
    chains: Vec<Numbering>,
}

impl Lists {
    pub(super) fn of(document: &Document) -> Self {
        let mut lists = Self { of_block: vec![None; document.blocks.len()], chains: Vec::new() };
        // The chain that is open at each depth, with its last number.
        let mut open: Vec<Option<(usize, u32)>> = Vec::new();
        for block in &document.blocks {
            let Some(mark) = list_mark(document, block) else { continue };
            let level = block.depth.saturating_sub(1).min(LEVEL_MAX);
            open.truncate(level + 1);
            open.resize(level + 1, None);
            let chain = match (mark, open[level]) {
                (ListMark::Number(number, sign), Some((chain, last)))
                    if number == last.saturating_add(1)
                        && matches!(lists.chains[chain].mark, ListMark::Number(_, same) if same == sign) =>
                {
                    chain
                }
                (ListMark::Bullet(_), _) => lists.bullet(mark, level),
                _ => lists.add(mark, level),
            };
            open[level] = match mark {
                ListMark::Number(number, _) => Some((chain, number)),
                ListMark::Bullet(_) => None,
            };
            lists.of_block[block.index] = Some((chain, level));
        }
        lists
    }

    fn add(&mut self, mark: ListMark, level: usize) -> usize {
        self.chains.push(Numbering { mark, level });
        self.chains.len() - 1
    }

    fn bullet(&mut self, mark: ListMark, level: usize) -> usize {
        let same = self.chains.iter().position(|chain| chain.mark == mark && chain.level == level);
        same.unwrap_or_else(|| self.add(mark, level))
    }
}

/// The numberings of both drafts.
#[derive(Debug)]
pub(super) struct Numbers {
    sides: [Lists; 2],
    /// Numbering of each chain, by side.
    given: [Vec<Option<usize>>; 2],
    pub(super) numberings: Vec<Numbering>,
}

impl Numbers {
    pub(super) fn new(before: &Document, after: &Document) -> Self {
        let sides = [Lists::of(before), Lists::of(after)];
        let given = [vec![None; sides[0].chains.len()], vec![None; sides[1].chains.len()]];
        Self { sides, given, numberings: Vec::new() }
    }

    /// Numbering and level of a block of one side (0 before, 1 after).
    pub(super) fn one(&mut self, side: usize, block: usize) -> Option<(usize, usize)> {
        let (chain, level) = self.sides[side].of_block.get(block).copied().flatten()?;
        if self.given[side][chain].is_none() {
            let numbering = self.sides[side].chains[chain];
            let is_bullet = matches!(numbering.mark, ListMark::Bullet(_));
            let known = self.numberings.iter().position(|it| is_bullet && *it == numbering);
            let number = known.unwrap_or(self.numberings.len());
            if known.is_none() {
                self.numberings.push(numbering);
            }
            self.given[side][chain] = Some(number);
        }
        Some((self.given[side][chain]?, level))
    }

    /// The same for a block that stands on both sides, before and after.
    pub(super) fn both(&mut self, before: usize, after: usize) -> [Option<(usize, usize)>; 2] {
        let chain = |side: usize, block: usize| self.sides[side].of_block.get(block).copied().flatten();
        if let (Some((x, _)), Some((y, _))) = (chain(0, before), chain(1, after))
            && self.sides[0].chains[x] == self.sides[1].chains[y]
        {
            match (self.given[0][x], self.given[1][y]) {
                (Some(number), None) if !self.given[1].contains(&Some(number)) => {
                    self.given[1][y] = Some(number);
                }
                (None, Some(number)) if !self.given[0].contains(&Some(number)) => {
                    self.given[0][x] = Some(number);
                }
                (None, None) => {
                    let given = self.one(1, after);
                    self.given[0][x] = given.map(|(number, _)| number);
                }
                _ => (),
            }
        }
        [self.one(0, before), self.one(1, after)]
    }
}
