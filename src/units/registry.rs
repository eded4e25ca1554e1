//! The registry: units by id in official order, and what is wrong with it.

use super::name_index::NameIndex;
use super::{CongressDate, Day, Unit, UnitId, UnitsFile, codes, names};
use crate::problem::{Place, Problem, Reading};
use crate::yaml;
use std::cell::OnceCell;
use std::collections::BTreeMap;

/// All units in official order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Registry {
    units: Vec<Unit>,
    by_id: BTreeMap<UnitId, usize>,
    /// Made from `units` when a name is first looked for.
    names: OnceCell<NameIndex>,
}

impl Registry {
    /// The registry of some units in official order. Of two with the same id the first stays.
    pub fn new(units: Vec<Unit>) -> Self {
        let mut registry = Self::default();
        for unit in units {
            if !registry.by_id.contains_key(&unit.id) {
                registry.by_id.insert(unit.id.clone(), registry.units.len());
                registry.units.push(unit);
            }
        }
        registry
    }

    /// Reads `units.yaml`: as many units as can be read, and all problems. `file` is its name for the user.
    pub fn read(text: &str, file: &str) -> Reading<Self> {
        let record = yaml::read_record::<UnitsFile>(text, file, 0);
        let mut problems = record.reading.problems;
        let units = record.reading.value.map(|it| it.units).unwrap_or_default();
        let lines: Vec<Option<usize>> = if record.items.len() == units.len() {
            record.items.iter().map(|it| Some(it.line)).collect()
        } else {
            vec![None; units.len()]
        };
        problems.extend(check(&units, &lines, file));
        Reading { value: Self::new(units), problems }
    }

    /// All units in official order.
    pub fn units(&self) -> &[Unit] {
        &self.units
    }

    /// Its names, ready to be looked for.
    pub(super) fn names(&self) -> &NameIndex {
        self.names.get_or_init(|| NameIndex::of(&self.units))
    }

    /// A unit by its id.
    pub fn get(&self, id: &UnitId) -> Option<&Unit> {
        self.by_id.get(id).and_then(|at| self.units.get(*at))
    }

    /// Its place in official order, from 0; `None` for a unit that is not in the registry.
    pub fn official_index(&self, id: &UnitId) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// The unit that stands in its place today: the end of its chain of successors; itself without one.
    pub fn present<'a>(&'a self, id: &'a UnitId) -> &'a UnitId {
        let mut at = id;
        for _ in 0..self.units.len() {
            match self.get(at).and_then(|unit| unit.successor.as_ref()) {
                Some(next) if self.by_id.contains_key(next) => at = next,
                _ => break,
            }
        }
        at
    }

    /// The units whose place it took, directly, in official order.
    pub fn predecessors<'a>(&'a self, id: &'a UnitId) -> impl Iterator<Item = &'a Unit> {
        self.units.iter().filter(move |unit| unit.successor.as_ref() == Some(id))
    }

    /// Units directly below another one, in official order.
    pub fn children<'a>(&'a self, id: &'a UnitId) -> impl Iterator<Item = &'a Unit> {
        self.units.iter().filter(move |unit| unit.parent.as_ref() == Some(id))
    }
}

impl Unit {
    /// Whether it exists on a day.
    pub fn is_valid_on(&self, day: Day) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_to.is_none_or(|to| day <= to)
    }
}

impl CongressDate {
    /// The day from which days are counted; `None` where none is fixed.
    pub fn fixed_day(self) -> Option<Day> {
        match self {
            Self::Date(day) => Some(day),
            Self::Range(..) | Self::Before(_) | Self::Month(_) => None,
        }
    }
}

/// What is wrong with some units; `lines` are theirs in the file.
fn check(units: &[Unit], lines: &[Option<usize>], file: &str) -> Vec<Problem> {
    let place = |at: usize| Place { line: lines.get(at).copied().flatten(), ..Place::file(file) };
    let mut first: BTreeMap<&UnitId, usize> = BTreeMap::new();
    let mut found = Vec::new();
    for (at, unit) in units.iter().enumerate() {
        if let Some(before) = first.get(&unit.id) {
            found.push(problem(codes::SAME_ID, place(at), unit).also(place(*before)));
        } else {
            first.insert(&unit.id, at);
        }
        if unit.name.trim().is_empty() || unit.kind.trim().is_empty() {
            found.push(problem(codes::NO_NAME, place(at), unit));
        }
        found.extend(check_dates(unit, &place(at)));
    }
    found.extend(names::check(units, &place));
    for (at, unit) in units.iter().enumerate() {
        for (id, code) in [(&unit.parent, codes::NO_PARENT), (&unit.successor, codes::NO_SUCCESSOR)] {
            if let Some(id) = id.as_ref().filter(|id| !first.contains_key(id)) {
                found.push(problem(code, place(at), unit).with("other", id.as_str()));
            }
        }
    }
    type Link = fn(&Unit) -> Option<&UnitId>;
    let links: [(Link, _); 2] = [
        (|unit| unit.parent.as_ref(), codes::PARENT_CIRCLE),
        (|unit| unit.successor.as_ref(), codes::SUCCESSOR_CIRCLE),
    ];
    for (link, code) in links {
        for at in in_circles(units, &first, link) {
            found.push(problem(code, place(at), &units[at]));
        }
    }
    found.sort_by_key(|it| it.place.line);
    found
}

fn check_dates(unit: &Unit, place: &Place) -> Vec<Problem> {
    let mut found = Vec::new();
    let mut add = |code| found.push(problem(code, place.clone(), unit));
    if let (Some(from), Some(to)) = (unit.valid_from, unit.valid_to)
        && to < from
    {
        add(codes::DATES);
    }
    if matches!(unit.congress, Some(CongressDate::Range(first, last)) if last < first) {
        add(codes::RANGE);
    }
    if unit.successor.is_some() && unit.valid_to.is_none() {
        add(codes::NO_LAST_DAY);
    }
    let outside = match unit.congress {
        Some(CongressDate::Date(day)) => !unit.is_valid_on(day),
        Some(CongressDate::Range(first, last)) => !unit.is_valid_on(first) && !unit.is_valid_on(last),
        _ => false,
    };
    if outside {
        add(codes::CONGRESS_OUTSIDE);
    }
    found
}

/// The units that come back to themselves along a link; linear, each unit is walked once.
fn in_circles<'a>(
    units: &'a [Unit],
    first: &BTreeMap<&UnitId, usize>,
    link: impl Fn(&'a Unit) -> Option<&'a UnitId>,
) -> Vec<usize> {
    let mut walked_in = vec![0; units.len()];
    let mut circles = Vec::new();
    for start in 0..units.len() {
        let mut at = Some(start);
        let mut path = Vec::new();
        while let Some(here) = at.filter(|here| walked_in[*here] == 0) {
            walked_in[here] = start + 1;
            path.push(here);
            at = link(&units[here]).and_then(|id| first.get(id)).copied();
        }
        if let Some(here) = at.filter(|here| walked_in[*here] == start + 1) {
            circles.extend(path.iter().skip_while(|it| **it != here));
        }
    }
    circles.sort_unstable();
    circles
}

fn problem(code: crate::problem::Code, place: Place, unit: &Unit) -> Problem {
    Problem::new(code, place).with("unit", unit.id.as_str())
}
