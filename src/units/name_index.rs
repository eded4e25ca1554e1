//! The names of all units under the keys that they are looked for by, worked out once.
//!
//! Without it every look-up would fold every name again: the files of four thousand units would cost sixteen million
//! foldings. Made when the first name is looked for; linear in the names.

use super::Unit;
use super::names::{Parts, bare_key, key, names};
use std::collections::BTreeMap;

/// Units by key, each list in official order.
type Units = BTreeMap<String, Vec<usize>>;

/// The names of a registry, ready to be looked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct NameIndex {
    /// The names of each unit, by its place in official order.
    pub(super) units: Vec<Vec<NameKeys>>,
    pub(super) by_name: Units,
    pub(super) by_alias: Units,
    /// By their own names, with and without marks.
    pub(super) by_core: Units,
    pub(super) by_bare: Units,
    pub(super) by_bare_core: Units,
}

/// One name under its keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NameKeys {
    pub(super) bare: String,
    pub(super) parts: Parts,
    pub(super) bare_parts: Parts,
}

impl NameIndex {
    pub(super) fn of(units: &[Unit]) -> Self {
        let mut index = Self::default();
        for (at, unit) in units.iter().enumerate() {
            add(&mut index.by_name, key(&unit.name), at);
            for alias in &unit.aliases {
                add(&mut index.by_alias, key(alias), at);
            }
            let keys: Vec<NameKeys> = names(unit).map(NameKeys::of).collect();
            for name in &keys {
                add(&mut index.by_core, name.parts.core.clone(), at);
                add(&mut index.by_bare, name.bare.clone(), at);
                add(&mut index.by_bare_core, name.bare_parts.core.clone(), at);
            }
            index.units.push(keys);
        }
        index
    }

    /// The units of a list that have a name which fits.
    pub(super) fn fitting(&self, list: &Units, key: &str, fits: impl Fn(&NameKeys) -> bool) -> Vec<usize> {
        let found = list.get(key).into_iter().flatten().copied();
        found.filter(|at| self.units.get(*at).is_some_and(|names| names.iter().any(&fits))).collect()
    }
}

impl NameKeys {
    fn of(name: &str) -> Self {
        Self { bare: bare_key(name), parts: Parts::of(name, key), bare_parts: Parts::of(name, bare_key) }
    }
}

fn add(list: &mut Units, key: String, at: usize) {
    let units = list.entry(key).or_default();
    if units.last() != Some(&at) {
        units.push(at);
    }
}
