//! Changed figures with all their places, new and gone ones, and targets.
//!
//! Two places say the same figure where value, unit and indicator agree; a place that still has the old one is
//! what a leader must see, so the words of both must leave no doubt: years and times may not contradict, and most
//! of the shorter indicator must stand in the longer one.

use super::atoms::{Atom, Side, Slot};
use super::collect::{Changed, Collected, Lone, counted, figure_name};
use super::name::tidy;
use super::{DigestSide, FigureEntry, FigureSeen, TargetLine};
use crate::compare::model::{ChangeKind, Comparison};
use crate::document::BlockKind;
use crate::document::figures::{Claim, RawFigure, Stance};
use num_rational::Ratio;
use std::collections::{BTreeMap, BTreeSet};

/// Words two indicators must share.
const SHARED_MIN: usize = 2;

/// The same for a small whole number, which many places have by chance.
const SHARED_SMALL_MIN: usize = 3;

/// A value with its unit, by which places are found.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Value {
    first: Ratio<i128>,
    second: Option<Ratio<i128>>,
    unit: &'static str,
}

impl Value {
    fn of(raw: &RawFigure, claim: Option<&Claim>) -> Self {
        let unit = claim.map_or(&raw.unit, |claim| &claim.unit);
        let scale = Ratio::from_integer(10_i128.pow(unit.scale.min(18)));
        let second = raw.second.as_ref().map(|number| number.value() * scale);
        Self { first: raw.first.value() * scale, second, unit: unit.name }
    }

    /// A whole number below a hundred without a unit.
    fn is_small(&self) -> bool {
        self.second.is_none()
            && self.first.is_integer()
            && self.unit.is_empty()
            && self.first < Ratio::from_integer(100)
    }
}

/// Both drafts.
pub(super) struct Figures<'f, 'a> {
    pub(super) old: &'f Side<'a>,
    pub(super) new: &'f Side<'a>,
}

/// Changes of one figure.
struct Group<'c> {
    values: (Value, Value),
    changes: Vec<&'c Changed>,
}

impl Figures<'_, '_> {
    /// Changed figures, one entry for all places that changed alike.
    pub(super) fn changed(&self, collected: &Collected) -> Vec<FigureEntry> {
        let mut groups: Vec<Group<'_>> = Vec::new();
        let mut by_values: BTreeMap<(Value, Value), Vec<usize>> = BTreeMap::new();
        for change in collected.changed.iter().filter(|it| it.before.slot() == Some(Slot::Figure)) {
            let (Some(before), Some(after)) =
                (value(self.old, &change.before), value(self.new, &change.after))
            else {
                continue;
            };
            let values = (before, after);
            let known = by_values.entry(values.clone()).or_default();
            let own = known.iter().copied().find(|group| {
                let first = groups[*group].changes[0];
                self.is_same(&change.after, &first.after, &values.1)
            });
            match own {
                Some(group) => groups[group].changes.push(change),
                None => {
                    known.push(groups.len());
                    groups.push(Group { values, changes: vec![change] });
                }
            }
        }
        let index = self.index();
        groups.iter().map(|group| self.entry(group, &index)).collect()
    }

    /// Whether two changed figures with the same values are the same figure: so many coincidences need few words.
    fn is_same(&self, left: &Atom, right: &Atom, value: &Value) -> bool {
        let shared = match (claim(self.new, left), claim(self.new, right)) {
            (Some(left), Some(right)) => shared(left, right).0,
            _ => 0,
        };
        shared >= SHARED_MIN || !value.is_small()
    }

    fn entry(&self, group: &Group<'_>, index: &BTreeMap<Value, Vec<&Claim>>) -> FigureEntry {
        let first = group.changes[0];
        let own = |side: &Side<'_>, atom: &Atom| printed(side, atom);
        let (before, after) = (own(self.old, &first.before), own(self.new, &first.after));
        let (before, after, unit) = if before.1 == after.1 {
            (before.0, after.0, after.1)
        } else {
            (joined(&before), joined(&after), String::new())
        };
        let changed: BTreeSet<(usize, usize)> =
            group.changes.iter().map(|it| (it.before.block, it.after.block)).collect();
        let others = |value: &Value, like: &[&Claim]| -> Vec<usize> {
            let found = index.get(value).into_iter().flatten();
            let same = found.filter(|claim| {
                like.iter().any(|own| is_indicator(own, claim, value))
                    && !group.changes.iter().any(|it| it.after.range.start == claim.range.start)
            });
            let blocks: BTreeSet<usize> = same.map(|claim| claim.block).collect();
            blocks.into_iter().filter(|block| !changed.iter().any(|(_, after)| after == block)).collect()
        };
        let news: Vec<&Claim> = group.changes.iter().filter_map(|it| claim(self.new, &it.after)).collect();
        let olds: Vec<&Claim> = group.changes.iter().filter_map(|it| claim(self.old, &it.before)).collect();
        let is_target =
            group.changes.iter().any(|it| is_target(self.old, &it.before) || is_target(self.new, &it.after));
        FigureEntry {
            name: figure_name(self.new, &first.after),
            before,
            after,
            unit,
            is_target,
            already: others(&group.values.1, &news),
            still: others(&group.values.0, &olds),
            changed: changed.into_iter().collect(),
        }
    }

    /// What is claimed in the after draft, by value.
    fn index(&self) -> BTreeMap<Value, Vec<&Claim>> {
        let mut index: BTreeMap<Value, Vec<&Claim>> = BTreeMap::new();
        for claim in self.new.claims() {
            let raw = self.new.line(claim.block).and_then(|line| line.figures.get(claim.figure));
            if let Some(raw) = raw {
                index.entry(Value::of(raw, Some(claim))).or_default().push(claim);
            }
        }
        index
    }

    /// New or gone figures.
    pub(super) fn seen(&self, side: &Side<'_>, lone: &[Lone]) -> Vec<FigureSeen> {
        lone.iter()
            .filter(|it| it.atom.slot() == Some(Slot::Figure))
            .map(|it| FigureSeen {
                name: figure_name(side, &it.atom),
                printed: joined(&printed(side, &it.atom)),
                block: it.atom.block,
                whole_block: it.whole_block,
            })
            .collect()
    }

    /// Rows of tables of targets, and items or paragraphs under a heading of targets, that are new or gone.
    pub(super) fn target_lines(&self, comparison: &Comparison) -> Vec<TargetLine> {
        let mut found = Vec::new();
        for change in &comparison.changes {
            let (side, of, blocks) = match change.kind {
                ChangeKind::Added => (self.new, DigestSide::After, &change.after),
                ChangeKind::Deleted => (self.old, DigestSide::Before, &change.before),
                _ => continue,
            };
            for block in blocks.clone().filter(|block| is_target_block(side, *block)) {
                let text = side.document.blocks.get(block).map_or("", |it| side.document.text(it));
                let text = tidy(&text.replace('|', " ")).trim_start_matches(['-', '+', ' ']).to_owned();
                found.push(TargetLine { side: of, block, text });
            }
        }
        found
    }
}

fn claim<'s>(side: &'s Side<'_>, atom: &Atom) -> Option<&'s Claim> {
    side.claim(atom.block, atom.figure.as_ref()?.0)
}

fn value(side: &Side<'_>, atom: &Atom) -> Option<Value> {
    atom.figure.as_ref().map(|(_, raw)| Value::of(raw, claim(side, atom)))
}

/// Words that both indicators have, and how many the shorter one has.
fn shared(left: &Claim, right: &Claim) -> (usize, usize) {
    let words = |claim: &Claim| -> BTreeSet<String> {
        claim.before.iter().chain(&claim.behind).filter(|word| !word.starts_with('#')).cloned().collect()
    };
    let (left, right) = (words(left), words(right));
    (left.intersection(&right).count(), left.len().min(right.len()))
}

/// Whether two claims with the same value are of one indicator.
fn is_indicator(left: &Claim, right: &Claim, value: &Value) -> bool {
    let years = left.years.is_empty() || right.years.is_empty() || !left.years.is_disjoint(&right.years);
    let (shared, shorter) = shared(left, right);
    let least = if value.is_small() { SHARED_SMALL_MIN } else { SHARED_MIN };
    years
        && left.times == right.times
        && left.shape == right.shape
        && shared >= least
        && shared * 10 >= shorter * 7
}

/// A figure as printed: number, and unit or what is counted.
fn printed(side: &Side<'_>, atom: &Atom) -> (String, String) {
    let text = tidy(side.printed(&atom.range));
    let end = text.rfind(|c: char| c.is_ascii_digit()).map_or(0, |at| at + 1);
    let (number, unit) = text.split_at(end);
    let unit = unit.trim();
    if !unit.is_empty() {
        return (number.to_owned(), unit.to_owned());
    }
    let in_row = side.document.blocks.get(atom.block).is_some_and(|block| block.row.is_some());
    let unit = match claim(side, atom) {
        Some(claim) if in_row => unit_words(claim),
        _ if in_row => String::new(),
        _ => counted(side, atom),
    };
    (number.to_owned(), unit)
}

/// The unit of a table's column or row.
fn unit_words(claim: &Claim) -> String {
    let scale = match claim.unit.scale {
        3 => "nghìn ",
        6 => "triệu ",
        9 => "tỷ ",
        _ => "",
    };
    let yearly = if claim.unit.yearly && claim.unit.is_percent() { "/năm" } else { "" };
    format!("{scale}{}{yearly}", claim.unit.name).trim().to_owned()
}

fn joined((number, unit): &(String, String)) -> String {
    let blank = if unit.is_empty() || unit.starts_with(['%', '/']) { "" } else { " " };
    format!("{number}{blank}{unit}")
}

/// Whether a figure is a target: said to be one, in a column of targets, or in the words of a section of targets.
fn is_target(side: &Side<'_>, atom: &Atom) -> bool {
    let aimed = claim(side, atom)
        .is_some_and(|it| it.table && matches!(it.stance, Stance::OldTarget | Stance::NewTarget));
    let in_row = side.document.blocks.get(atom.block).is_some_and(|block| block.row.is_some());
    let said = claim(side, atom).is_some_and(|it| matches!(it.stance, Stance::OldTarget | Stance::NewTarget));
    aimed || (!in_row && (said || in_target_section(side, atom.block)))
}

fn is_target_block(side: &Side<'_>, block: usize) -> bool {
    let Some(kind) = side.document.blocks.get(block).map(|block| block.kind) else { return false };
    if kind == BlockKind::Row {
        return side.columns(block).is_some_and(|(columns, header)| {
            header != block && columns.iter().any(|(_, column)| column.target)
        });
    }
    matches!(kind, BlockKind::Paragraph | BlockKind::Item) && in_target_section(side, block)
}

/// Whether a heading above says `chỉ tiêu`, the closest one that is not of results.
fn in_target_section(side: &Side<'_>, block: usize) -> bool {
    let document = side.document;
    let section = document.blocks.get(block).and_then(|block| document.sections.get(block.section));
    section.is_some_and(|section| {
        section.level > 2 && crate::text::fold_caseless(&section.title).key.contains("chỉ tiêu")
    })
}
