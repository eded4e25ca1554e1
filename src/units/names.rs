//! Which unit a name means: by id, by name and alias, without the words of its kind. Never by guessing.
//!
//! Names are compared under keys from strict to loose: as written, without spelling habits, without the kind
//! (`Đảng ủy xã Bản Vầu` and `Bản Vầu` mean `Đảng bộ xã Bản Vầu`, `thị trấn Bản Vầu` does not), without marks. The first key under which any unit
//! matches decides: one unit is the answer, several are candidates. What is only near is a suggestion.
//! Work: one pass over all names for each key; distances only where nothing matched and the text is short.

use super::{Registry, Unit, UnitId, codes};
use crate::problem::{Place, Problem};
use crate::text::{fold_caseless, plain};
use std::collections::{BTreeMap, BTreeSet};

/// Which unit a text means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recognition {
    /// This one.
    One {
        /// The unit.
        unit: UnitId,
        /// How it was recognised.
        how: How,
        /// The unit in whose place another stands today.
        successor: Option<UnitId>,
    },
    /// One of these, in official order; a person chooses.
    Many(Vec<UnitId>),
    /// None; the units whose names are nearest, best first, at most five.
    None(Vec<UnitId>),
}

/// How a unit was recognised, from strict to loose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// By its id.
    Id,
    /// By its name, up to spelling habits and case.
    Name,
    /// By an alias, up to spelling habits and case.
    Alias,
    /// By a name or alias without the words of its kind.
    ShortName,
    /// By a name or alias without tone marks.
    WithoutMarks,
}

/// Words that say who leads the unit; the second word of each pair is what two names must agree in.
const LEADS: [(&str, &str); 13] = [
    ("ban chấp hành đảng bộ", "committee"),
    ("ban thường vụ đảng ủy", "committee"),
    ("ban chấp hành chi bộ", "cell"),
    ("đảng bộ cơ sở", "committee"),
    ("chi bộ cơ sở", "cell"),
    ("bch đảng bộ", "committee"),
    ("btv đảng ủy", "committee"),
    ("đảng bộ", "committee"),
    ("đảng ủy", "committee"),
    ("chi bộ", "cell"),
    ("chi ủy", "cell"),
    ("đu", "committee"),
    ("cb", "cell"),
];

/// Words that say what kind of place or office a unit is, as they stand before its own name.
const KINDS: [&str; 11] =
    ["thị trấn", "thị xã", "thành phố", "công ty", "xã", "phường", "huyện", "quận", "phòng", "trường", "hội"];

/// Words behind a name that say no more than where all units are.
const TAILS: [&str; 4] = ["huyện", "thị xã", "thành phố", "tỉnh"];

impl Registry {
    /// Which unit a text means: an id, a name, an alias, in any case, with or without marks.
    pub fn recognise(&self, text: &str) -> Recognition {
        if text.chars().count() > 300 {
            return Recognition::None(Vec::new());
        }
        if let Some(unit) = UnitId::parse(text).and_then(|id| self.get(&id)) {
            return self.one(unit, How::Id);
        }
        let wanted = key(text);
        if wanted.is_empty() {
            return Recognition::None(Vec::new());
        }
        let parts = Parts::of(&wanted);
        let bare = plain(&wanted).key;
        let bare_parts = parts.without_marks();
        type Test<'a> = &'a dyn Fn(&Unit) -> bool;
        let steps: [(How, Test<'_>); 5] = [
            (How::Name, &|unit| key(&unit.name) == wanted),
            (How::Alias, &|unit| unit.aliases.iter().any(|alias| key(alias) == wanted)),
            (How::ShortName, &|unit| names(unit).any(|name| Parts::of(&key(name)).agrees_with(&parts))),
            (How::WithoutMarks, &|unit| names(unit).any(|name| plain(&key(name)).key == bare)),
            (How::WithoutMarks, &|unit| {
                names(unit).any(|name| Parts::of(&key(name)).without_marks().agrees_with(&bare_parts))
            }),
        ];
        for (how, matches) in steps {
            let found: Vec<&Unit> = self.units().iter().filter(|unit| matches(unit)).collect();
            match found.as_slice() {
                [] => (),
                [unit] => return self.one(unit, how),
                many => return Recognition::Many(many.iter().map(|unit| unit.id.clone()).collect()),
            }
        }
        Recognition::None(self.nearest(&bare))
    }

    fn one(&self, unit: &Unit, how: How) -> Recognition {
        let present = self.present(&unit.id);
        let successor = (present != &unit.id).then(|| present.clone());
        Recognition::One { unit: unit.id.clone(), how, successor }
    }

    /// The units whose names are nearest to a text without marks: suggestions, never answers.
    fn nearest(&self, bare: &str) -> Vec<UnitId> {
        let length = bare.chars().count().max(1);
        let mut found: Vec<(usize, usize)> = Vec::new();
        for (at, unit) in self.units().iter().enumerate() {
            let forms = names(unit).flat_map(|name| {
                let bare_name = plain(&key(name)).key;
                [Parts::of(&key(name)).without_marks().core, bare_name]
            });
            let distance =
                forms.chain([unit.id.to_string()]).map(|form| strsim::damerau_levenshtein(&form, bare)).min();
            found.extend(distance.filter(|it| *it * 3 <= length + 2).map(|distance| (distance, at)));
        }
        found.sort_unstable();
        found.iter().take(5).filter_map(|(_, at)| self.units().get(*at)).map(|unit| unit.id.clone()).collect()
    }
}

/// Names that mean two units, and aliases written twice. The name of a unit that another one succeeds may be an
/// alias of its successor: then it means the unit whose name it is.
pub(super) fn check(units: &[Unit], place: &dyn Fn(usize) -> Place) -> Vec<Problem> {
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    let mut found = Vec::new();
    let owners = units.iter().enumerate().map(|(at, unit)| (at, &unit.name));
    let aliases = units.iter().enumerate().flat_map(|(at, it)| it.aliases.iter().map(move |alias| (at, alias)));
    let mut own: BTreeSet<(usize, &str)> = BTreeSet::new();
    for (at, name) in owners.chain(aliases) {
        let unit = &units[at];
        if !own.insert((at, name.as_str())) {
            let problem = Problem::new(codes::SAME_ALIAS, place(at));
            found.push(problem.with("unit", unit.id.as_str()).with("name", name.as_str()));
        }
        match first.get(&key(name)) {
            Some(before) if *before != at && units[*before].id != unit.id => {
                let other = &units[*before];
                if other.successor.as_ref() == Some(&unit.id) || unit.successor.as_ref() == Some(&other.id) {
                    continue;
                }
                let problem = Problem::new(codes::SAME_NAME, place(at)).also(place(*before));
                let problem = problem.with("unit", unit.id.as_str()).with("other", other.id.as_str());
                found.push(problem.with("name", name.as_str()));
            }
            Some(_) => (),
            None => {
                first.insert(key(name), at);
            }
        }
    }
    found
}

fn names(unit: &Unit) -> impl Iterator<Item = &str> {
    std::iter::once(unit.name.as_str()).chain(unit.aliases.iter().map(String::as_str))
}

/// A name without spelling habits: folded, in small letters, single blanks, no punctuation at the ends.
fn key(name: &str) -> String {
    let folded = fold_caseless(name).key;
    let words: Vec<&str> = folded.split_whitespace().collect();
    words.join(" ").trim_matches(|c: char| matches!(c, '.' | ',' | ';' | ':' | '"' | '(' | ')')).trim().to_owned()
}

/// The parts of a name: who leads, the kind of place, its own name, the word behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Parts {
    lead: Option<&'static str>,
    kind: Option<String>,
    core: String,
    tail: Option<String>,
}

impl Parts {
    /// The parts of a key; the own name is never empty.
    fn of(key: &str) -> Self {
        let mut rest = key;
        let mut lead = None;
        let leads = LEADS.iter().find_map(|(word, class)| strip_word(rest, word).map(|rest| (rest, *class)));
        if let Some((shorter, class)) = leads {
            (rest, lead) = (shorter, Some(class));
        }
        let kind = KINDS.iter().find_map(|word| strip_word(rest, word).map(|shorter| (shorter, *word)));
        if let Some((shorter, _)) = kind {
            rest = shorter;
        }
        let tail = TAILS.iter().find_map(|word| {
            let head = rest.strip_suffix(fold_caseless(word).key.as_str())?.strip_suffix(' ')?;
            (!head.is_empty()).then_some((head, *word))
        });
        if let Some((shorter, _)) = tail {
            rest = shorter;
        }
        let word = |found: Option<(&str, &str)>| found.map(|(_, word)| word.to_owned());
        Self { lead, core: rest.to_owned(), kind: word(kind), tail: word(tail) }
    }

    fn without_marks(&self) -> Self {
        Self { core: plain(&self.core).key, ..self.clone() }
    }

    /// Same own name, and no part that both have and that differs. A name of one syllable needs the same kind.
    fn agrees_with(&self, other: &Self) -> bool {
        fn agree<T: PartialEq>(one: Option<&T>, two: Option<&T>) -> bool {
            one.is_none() || two.is_none() || one == two
        }
        self.core == other.core
            && agree(self.lead.as_ref(), other.lead.as_ref())
            && agree(self.kind.as_ref(), other.kind.as_ref())
            && agree(self.tail.as_ref(), other.tail.as_ref())
            && (self.core.contains(' ') || self.kind == other.kind)
    }
}

/// What follows a word at the start of a text; both words and text are compared under the key.
fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    text.strip_prefix(fold_caseless(word).key.as_str())?.strip_prefix(' ').filter(|rest| !rest.is_empty())
}
