//! How many made a point: the units themselves, or those below them whom a roll-up names. Nobody is counted twice.

use super::item::Item;
use crate::units::UnitId;
use std::collections::{BTreeMap, BTreeSet};

/// Whose opinion a comment is, where a unit passes on what others below it said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Voices {
    /// Who made it, by name; empty where it is the unit's own.
    pub originators: Vec<String>,
    /// How many opinions it stands for.
    pub weight: Option<u32>,
    /// Of how many that were asked.
    pub of: Option<u32>,
}

/// How many made a point, given all comments that make it: of each unit those below it that are named, each once; the
/// greatest number that it gives where it names nobody; itself where it speaks for itself.
pub fn voices<'a>(items: impl Iterator<Item = &'a Item>) -> usize {
    let mut named: BTreeMap<&UnitId, BTreeSet<&str>> = BTreeMap::new();
    let mut counted: BTreeMap<&UnitId, u32> = BTreeMap::new();
    for item in items {
        let own = named.entry(&item.by.id).or_default();
        if item.voices.originators.is_empty() {
            let count = counted.entry(&item.by.id).or_default();
            *count = (*count).max(item.voices.weight.unwrap_or(1));
        } else {
            own.extend(item.voices.originators.iter().map(String::as_str));
        }
    }
    let n_named: usize = named.values().map(BTreeSet::len).sum();
    let n_counted: usize = counted.values().map(|count| usize::try_from(*count).unwrap_or(usize::MAX)).sum();
    n_named.saturating_add(n_counted)
}
