//! Every figure, date, symbol, denial and hedge of what changed: paired, changed, new or gone.

use super::atoms::{Atom, Side, Slot, same_figure};
use super::columns::ColumnMaps;
use super::leftovers::{Leftover, join_changed, join_moved};
use super::name::{self, tidy};
use super::pairing::Pairing;
use super::{NameChange, WordChange, WordKind, WordSeen, hedges};
use crate::compare::model::{Change, ChangeKind, Comparison, Op};
use std::collections::HashMap;

/// Steps for one stretch of changed words: as many as two paragraphs of a thousand words take.
const CELLS_MAX: usize = 1_000_000;

/// Words of the surroundings that are shown with a denial or hedge, on either side.
const CONTEXT_WORDS: usize = 6;

/// A value that took another's place.
#[derive(Debug, Clone)]
pub(super) struct Changed {
    pub(super) before: Atom,
    pub(super) after: Atom,
}

/// A value or word on one side only.
#[derive(Debug, Clone)]
pub(super) struct Lone {
    pub(super) atom: Atom,
    gap: (usize, usize),
    pub(super) whole_block: bool,
}

/// All of a comparison.
#[derive(Debug, Default)]
pub(super) struct Collected {
    pub(super) changed: Vec<Changed>,
    pub(super) new: Vec<Lone>,
    pub(super) gone: Vec<Lone>,
    /// Figures printed differently with the same value.
    pub(super) formats: Vec<(String, String)>,
}

impl Collected {
    pub(super) fn of(comparison: &Comparison, old: &Side<'_>, new: &Side<'_>) -> Self {
        let mut collector = Collector::default();
        for (number, change) in comparison.changes.iter().enumerate() {
            if change.segments.iter().any(|segment| segment.op != Op::Equal) {
                collector.change(number, change, old, new);
            }
        }
        collector.finish(comparison)
    }

    /// Dates, terms, years, symbols and ordinals that changed.
    pub(super) fn names(&self, old: &Side<'_>, new: &Side<'_>) -> Vec<NameChange> {
        let named = self.changed.iter().filter(|it| it.before.slot() != Some(Slot::Figure));
        named
            .map(|it| NameChange {
                name: words_before(new, &it.after),
                before: tidy(old.printed(&it.before.range)),
                after: tidy(new.printed(&it.after.range)),
                block_before: it.before.block,
                block_after: it.after.block,
            })
            .collect()
    }

    /// Denials and hedges; what stood and what stands in one gap are shown as an exchange.
    pub(super) fn words(&self, old: &Side<'_>, new: &Side<'_>) -> Vec<WordChange> {
        let lone = |list: &[Lone]| -> Vec<Lone> {
            list.iter().filter(|it| it.atom.hedge().is_some()).cloned().collect()
        };
        let (gone, come) = (lone(&self.gone), lone(&self.new));
        let mut by_gap: HashMap<(usize, usize), Vec<usize>> = HashMap::new();
        for (i, it) in gone.iter().enumerate() {
            by_gap.entry(it.gap).or_default().push(i);
        }
        by_gap.values_mut().for_each(|list| list.reverse());
        let mut used = vec![false; gone.len()];
        let mut changes: Vec<((usize, usize, usize), WordChange)> = Vec::new();
        for it in &come {
            let partner = by_gap.get_mut(&it.gap).and_then(Vec::pop).map(|i| (i, &gone[i]));
            if let Some((i, _)) = partner {
                used[i] = true;
            }
            let before = partner.map(|(_, it)| seen(old, &it.atom));
            let kind = kind(partner.map(|(_, it)| &it.atom), Some(&it.atom));
            let place = (it.gap.0, it.gap.1, it.atom.range.start);
            let after = Some(seen(new, &it.atom));
            changes.push((place, WordChange { kind, before, after, whole_block: it.whole_block }));
        }
        for (it, _) in gone.iter().zip(&used).filter(|(_, used)| !**used) {
            let kind = kind(Some(&it.atom), None);
            let place = (it.gap.0, it.gap.1, it.atom.range.start);
            let before = Some(seen(old, &it.atom));
            changes.push((place, WordChange { kind, before, after: None, whole_block: it.whole_block }));
        }
        changes.sort_by_key(|(place, _)| *place);
        changes.into_iter().map(|(_, change)| change).collect()
    }
}

fn kind(before: Option<&Atom>, after: Option<&Atom>) -> WordKind {
    let denies = |atom: Option<&Atom>| {
        atom.and_then(Atom::hedge).is_some_and(|entry| hedges::kind(entry) == WordKind::Negation)
    };
    if denies(before) || denies(after) { WordKind::Negation } else { WordKind::Hedge }
}

fn seen(side: &Side<'_>, atom: &Atom) -> WordSeen {
    let block = side.document.blocks.get(atom.block);
    let text = block.map_or(atom.range.clone(), |block| block.text.clone());
    let left = tidy(side.printed(&(text.start..atom.range.start)));
    let right = tidy(side.printed(&(atom.range.end..text.end)));
    WordSeen {
        word: atom.hedge().map_or("", hedges::phrase),
        printed: tidy(side.printed(&atom.range)),
        left: last_words(&left),
        right: first_words(&right),
        block: atom.block,
    }
}

/// The last words of a sentence or cell.
fn last_words(text: &str) -> String {
    let sentence = text.rsplit(['|', ';']).next().unwrap_or("");
    let sentence = sentence.rsplit(". ").next().unwrap_or("").trim_start();
    let words: Vec<&str> = sentence.split(' ').filter(|word| !word.is_empty()).collect();
    let from = words.len().saturating_sub(CONTEXT_WORDS);
    let dots = if from > 0 { "… " } else { "" };
    format!("{dots}{}", words[from..].join(" "))
}

/// The first words of what is left of a sentence or cell.
fn first_words(text: &str) -> String {
    let sentence = text.split(['|', ';']).next().unwrap_or("");
    let sentence = sentence.split(". ").next().unwrap_or("").trim_end_matches([' ', '.']);
    let words: Vec<&str> = sentence.split(' ').filter(|word| !word.is_empty()).collect();
    let dots = if words.len() > CONTEXT_WORDS { " …" } else { "" };
    format!("{}{dots}", words[..words.len().min(CONTEXT_WORDS)].join(" "))
}

/// A few words before a date or symbol.
fn words_before(side: &Side<'_>, atom: &Atom) -> String {
    const WORDS: usize = 4;
    let block = side.document.blocks.get(atom.block);
    let start = block.map_or(atom.range.start, |block| block.text.start);
    let left = tidy(side.printed(&(start..atom.range.start)));
    let clause = left.rsplit(['|', ';', ',', '(', ')', '.', ':']).next().unwrap_or("").trim();
    let words: Vec<&str> = clause.split(' ').filter(|word| !word.is_empty()).collect();
    words[words.len().saturating_sub(WORDS)..].join(" ")
}

#[derive(Default)]
struct Collector {
    keys: super::atoms::Keys,
    columns: ColumnMaps,
    changed: Vec<(usize, Changed)>,
    before: Vec<Leftover>,
    after: Vec<Leftover>,
    formats: Vec<(String, String)>,
}

impl Collector {
    fn change(&mut self, number: usize, change: &Change, old: &Side<'_>, new: &Side<'_>) {
        let before = old.atoms(&change.before, &mut self.keys);
        let after = new.atoms(&change.after, &mut self.keys);
        let start = |side: &Side<'_>, block: usize| {
            side.document.blocks.get(block).map_or(0, |block| block.text.start)
        };
        let starts = (start(old, change.before.start), start(new, change.after.start));
        let mut pairing = Pairing::of(&before, &after, &change.segments, starts, CELLS_MAX);
        let documents = (old.document, new.document);
        self.columns.follow(documents, (&before, &after), (&change.before, &change.after), &mut pairing);
        let mut taken = vec![false; after.len()];
        let mut n_pairs = 0;
        for (i, atom) in before.iter().enumerate() {
            match pairing.to_after[i] {
                Some(j) => {
                    taken[j] = true;
                    n_pairs += 1;
                    self.pair(number, atom, &after[j], old, new);
                }
                None if wanted(atom) => self.before.push(Leftover::new(&before, i, (number, n_pairs))),
                None => (),
            }
        }
        let mut n_pairs = 0;
        for (j, atom) in after.iter().enumerate() {
            n_pairs += usize::from(taken[j]);
            if !taken[j] && wanted(atom) {
                self.after.push(Leftover::new(&after, j, (number, n_pairs)));
            }
        }
    }

    fn pair(&mut self, number: usize, before: &Atom, after: &Atom, old: &Side<'_>, new: &Side<'_>) {
        if before.slot().is_none() {
            return;
        }
        let printed = (tidy(old.printed(&before.range)), tidy(new.printed(&after.range)));
        if !same_figure(before, after, (&printed.0, &printed.1)) {
            self.changed.push((number, Changed { before: before.clone(), after: after.clone() }));
        } else if printed.0 != printed.1
            && crate::text::fold(&printed.0).key != crate::text::fold(&printed.1).key
        {
            self.formats.push(printed);
        }
    }

    fn finish(mut self, comparison: &Comparison) -> Collected {
        join_moved(&mut self.before, &mut self.after);
        for (i, j) in join_changed(&mut self.before, &mut self.after) {
            let (before, after) = (&self.before[i], &self.after[j]);
            let changed = Changed { before: before.atom.clone(), after: after.atom.clone() };
            self.changed.push((after.gap.0, changed));
        }
        self.changed.sort_by_key(|(number, it)| (*number, it.after.range.start));
        let lone = |list: Vec<Leftover>| -> Vec<Lone> {
            list.into_iter()
                .filter(|it| !it.joined)
                .map(|it| Lone {
                    whole_block: comparison
                        .changes
                        .get(it.gap.0)
                        .is_some_and(|change| matches!(change.kind, ChangeKind::Added | ChangeKind::Deleted)),
                    gap: it.gap,
                    atom: it.atom,
                })
                .collect()
        };
        Collected {
            changed: self.changed.into_iter().map(|(_, it)| it).collect(),
            new: lone(self.after),
            gone: lone(self.before),
            formats: self.formats,
        }
    }
}

fn wanted(atom: &Atom) -> bool {
    atom.hedge().is_some() || atom.slot().is_some()
}

/// The name of a figure.
pub(super) fn figure_name(side: &Side<'_>, atom: &Atom) -> String {
    piece_of(side, atom).map_or_else(String::new, |at| name::name(side, atom.block, at))
}

/// What a figure without a unit counts.
pub(super) fn counted(side: &Side<'_>, atom: &Atom) -> String {
    piece_of(side, atom).map_or_else(String::new, |at| name::counted(side, atom.block, at))
}

fn piece_of(side: &Side<'_>, atom: &Atom) -> Option<usize> {
    side.line(atom.block)?.pieces.iter().position(|piece| piece.range.start == atom.range.start)
}
