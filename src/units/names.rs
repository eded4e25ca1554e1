//! Which unit a name means: by id, by name and alias, without the words of its kind. Never by guessing.
//!
//! Names are compared under keys from strict to loose: as written, without spelling habits, without the kind
//! (`Đảng ủy xã Bản Vầu` and `Bản Vầu` mean `Đảng bộ xã Bản Vầu`, `thị trấn Bản Vầu` does not), without marks. The first key under which any unit
//! matches decides: one unit is the answer, several are candidates. What is only near is a suggestion.
//! Work: a look-up for each key; distances to all names only where nothing matched and the text is short.

use super::name_index::NameKeys;
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
        let bare = bare_key(text);
        let (parts, bare_parts) = (Parts::of(text, key), Parts::of(text, bare_key));
        let index = self.names();
        let with =
            |list: &BTreeMap<String, Vec<usize>>, key: &str| list.get(key).cloned().unwrap_or_default();
        type Step<'a> = (How, &'a dyn Fn() -> Vec<usize>);
        let steps: [Step<'_>; 5] = [
            (How::Name, &|| with(&index.by_name, &wanted)),
            (How::Alias, &|| with(&index.by_alias, &wanted)),
            (How::ShortName, &|| {
                index.fitting(&index.by_core, &parts.core, |name| name.parts.agrees_with(&parts))
            }),
            (How::WithoutMarks, &|| with(&index.by_bare, &bare)),
            (How::WithoutMarks, &|| {
                let agrees = |name: &NameKeys| name.bare_parts.agrees_with(&bare_parts);
                index.fitting(&index.by_bare_core, &bare_parts.core, agrees)
            }),
        ];
        for (how, matching) in steps {
            let found: Vec<&Unit> = matching().iter().filter_map(|at| self.units().get(*at)).collect();
            match found.as_slice() {
                [] => (),
                [unit] => return self.one(unit, how),
                many => return Recognition::Many(many.iter().map(|unit| unit.id.clone()).collect()),
            }
        }
        Recognition::None(self.nearest(&bare, &bare_parts.core))
    }

    fn one(&self, unit: &Unit, how: How) -> Recognition {
        let present = self.present(&unit.id);
        let successor = (present != &unit.id).then(|| present.clone());
        Recognition::One { unit: unit.id.clone(), how, successor }
    }

    /// The units whose names are nearest to a text without marks, whole or by their own names: suggestions,
    /// never answers.
    fn nearest(&self, bare: &str, core: &str) -> Vec<UnitId> {
        let near = |name: &str, text: &str| {
            let distance = strsim::damerau_levenshtein(name, text);
            (distance * 3 <= text.chars().count() + 1).then_some(distance)
        };
        let mut found: Vec<(usize, usize)> = Vec::new();
        for (at, (unit, names)) in self.units().iter().zip(&self.names().units).enumerate() {
            let wholes = names.iter().map(|name| near(&name.bare, bare));
            let cores = names.iter().map(|name| near(&name.bare_parts.core, core));
            let behind = names.iter().map(|name| {
                let name = &name.bare_parts.core;
                let is_end = bare.strip_suffix(name.as_str()).is_some_and(|head| head.ends_with(' '));
                (is_end && name.contains(' ')).then_some(1)
            });
            // The first words of a name: "xã Bản" for "xã Bản Vầu".
            let begins = names.iter().map(|name| {
                let rest = &name.bare_parts.core;
                (core.len() > 1 && rest.strip_prefix(core).is_some_and(|end| end.starts_with(' ')))
                    .then_some(2)
            });
            let best = wholes
                .chain(cores)
                .chain(behind)
                .chain(begins)
                .chain([near(unit.id.as_str(), bare)])
                .flatten()
                .min();
            found.extend(best.map(|distance| (distance, at)));
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
    let aliases =
        units.iter().enumerate().flat_map(|(at, it)| it.aliases.iter().map(move |alias| (at, alias)));
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

pub(super) fn names(unit: &Unit) -> impl Iterator<Item = &str> {
    std::iter::once(unit.name.as_str()).chain(unit.aliases.iter().map(String::as_str))
}

/// A name without spelling habits: folded, in small letters, single blanks, no punctuation at the ends.
pub(super) fn key(name: &str) -> String {
    let folded = fold_caseless(name).key;
    let words: Vec<&str> = folded.split_whitespace().collect();
    words
        .join(" ")
        .trim_matches(|c: char| matches!(c, '.' | ',' | ';' | ':' | '"' | '(' | ')'))
        .trim()
        .to_owned()
}

/// As [`key`], without tone marks and diacritics.
pub(super) fn bare_key(name: &str) -> String {
    plain(&key(name)).key
}

/// The parts of a name: who leads, the kind of place, its own name, the word behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Parts {
    lead: Option<&'static str>,
    kind: Option<&'static str>,
    pub(super) core: String,
    tail: Option<&'static str>,
}

impl Parts {
    /// The parts of a name under a key; its own name is empty only where the name is.
    pub(super) fn of(name: &str, key: fn(&str) -> String) -> Self {
        let whole = key(name);
        let (lead, rest) = take(&whole, LEADS.into_iter(), key);
        let (kind, rest) = take(rest, KINDS.into_iter().map(|word| (word, word)), key);
        let tail = TAILS.into_iter().find_map(|word| {
            let head = rest.strip_suffix(key(word).as_str())?.strip_suffix(' ')?;
            (!head.is_empty()).then_some((head, word))
        });
        let core = tail.map_or(rest, |(head, _)| head).to_owned();
        Self { lead, kind, core, tail: tail.map(|(_, word)| word) }
    }

    /// Same own name, and no part that both have and that differs. A name of one syllable needs the same kind.
    pub(super) fn agrees_with(&self, other: &Self) -> bool {
        let agree = |one: Option<&str>, two: Option<&str>| one.is_none() || two.is_none() || one == two;
        self.core == other.core
            && agree(self.lead, other.lead)
            && agree(self.kind, other.kind)
            && agree(self.tail, other.tail)
            && (self.core.contains(' ') || self.kind == other.kind)
    }
}

/// Takes the first word that fits off the front: what it stands for, and what remains.
fn take(
    text: &str,
    mut words: impl Iterator<Item = (&'static str, &'static str)>,
    key: fn(&str) -> String,
) -> (Option<&'static str>, &str) {
    let found = words.find_map(|(word, class)| {
        let rest = text.strip_prefix(key(word).as_str())?.strip_prefix(' ')?;
        (!rest.is_empty()).then_some((Some(class), rest))
    });
    found.unwrap_or((None, text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::Lang;

    const UNITS: &str = r#"schema: vankien/units/1
units:
  - {id: x01, name: Đảng bộ thị trấn Mộc Lĩnh, kind: town_committee}
  - {id: x02, name: Đảng bộ xã Mộc Lĩnh, kind: commune_committee}
  - {id: x03, name: Đảng bộ xã Hòa Lũng, aliases: [HL], kind: commune_committee}
  - {id: x07, name: Đảng bộ xã Bản Vầu, kind: commune_committee}
  - {id: x09, name: Đảng bộ xã Cao Vịnh, kind: commune_committee, valid_to: 2020-02-29, successor: x10}
  - {id: x10, name: Đảng bộ xã Hạ Vịnh, aliases: [Đảng bộ xã Vịnh Lĩnh, Đảng bộ xã Cao Vịnh], kind: commune_committee}
  - {id: d02, name: Đảng bộ Công an huyện, kind: base_committee}
  - {id: c01, name: Chi bộ Phòng Nội vụ, kind: cell}
  - {id: c02, name: Chi bộ Thanh tra huyện, kind: cell}
  - {id: c03, name: Chi bộ Trường Bản Lầu, kind: cell}
  - {id: n01, name: Nhóm nguyên lãnh đạo, kind: former_leaders}
"#;

    fn registry() -> Registry {
        let reading = Registry::read(UNITS, "units.yaml");
        assert!(reading.problems.is_empty(), "{:?}", reading.problems);
        reading.value
    }

    fn shown(registry: &Registry, text: &str) -> String {
        let list = |ids: &[UnitId]| ids.iter().map(UnitId::as_str).collect::<Vec<_>>().join(" ");
        match registry.recognise(text) {
            Recognition::One { unit, how, successor: None } => format!("{unit} {how:?}"),
            Recognition::One { unit, how, successor: Some(next) } => format!("{unit} {how:?} -> {next}"),
            Recognition::Many(ids) => format!("many {}", list(&ids)),
            Recognition::None(ids) => format!("none {}", list(&ids)).trim_end().to_owned(),
        }
    }

    #[test]
    fn names_are_recognised_and_never_guessed() {
        let registry = registry();
        let mut wrong = Vec::new();
        let mut check = |text: &str, expected: &str| {
            let found = shown(&registry, text);
            if found != expected {
                wrong.push(format!("{text:.40}: {found}, not {expected}"));
            }
        };
        check(" X03 ", "x03 Id");
        check("Đảng bộ xã Hòa Lũng", "x03 Name");
        check("ĐẢNG BỘ XÃ HOÀ LŨNG.", "x03 Name");
        check("Ðảng bộ  xã Hòa\u{a0}Lũng", "x03 Name");
        check("hl", "x03 Alias");
        check("Đảng uỷ xã Hoà Lũng", "x03 ShortName");
        check("xã Bản Vầu", "x07 ShortName");
        check("Bản Vầu", "x07 ShortName");
        check("Ban Chấp hành Đảng bộ xã Bản Vầu", "x07 ShortName");
        check("Dang uy xa Ban Vau", "x07 WithoutMarks");
        check("ban vau", "x07 WithoutMarks");
        check("thị trấn Mộc Lĩnh", "x01 ShortName");
        check("Mộc Lĩnh", "many x01 x02");
        check("moc linh", "many x01 x02");
        check("phường Mộc Lĩnh", "none x01 x02");
        check("Chi bộ Bản Vầu", "none x07 c03");
        check("Đảng bộ xã Cao Vịnh", "x09 Name -> x10");
        check("xã Cao Vịnh", "many x09 x10");
        check("xã Vịnh Lĩnh", "x10 ShortName");
        check("Công an huyện", "d02 ShortName");
        check("Phòng Nội vụ", "c01 ShortName");
        check("Thanh tra", "c02 ShortName");
        check("UBND xã Bản Vầu", "none x07");
        check("xã Bản", "none x07 c03");
        check("Bản Vâùu", "none x07 c03");
        check("một đơn vị không có trong danh sách", "none");
        check("", "none");
        check("...", "none");
        check(&"xã ".repeat(5000), "none");
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn a_unit_s_own_names_lead_back_to_it() {
        let registry = registry();
        for unit in registry.units() {
            for text in
                [unit.id.to_string(), unit.name.clone(), unit.name.to_uppercase(), bare_key(&unit.name)]
            {
                let found = match registry.recognise(&text) {
                    Recognition::One { unit, .. } => vec![unit],
                    Recognition::Many(units) => units,
                    Recognition::None(_) => Vec::new(),
                };
                assert!(found.contains(&unit.id), "{text}: {found:?}");
            }
        }
    }

    #[test]
    fn every_fault_of_the_registry_is_named() {
        let check = |units: &str, expected: &[&str]| {
            let text = format!("schema: vankien/units/1\nunits:\n{units}");
            let reading = Registry::read(&text, "units.yaml");
            let found: Vec<String> = reading
                .problems
                .iter()
                .map(|it| format!("{}@{}", it.code.id, it.place.line.unwrap_or(0)))
                .collect();
            assert_eq!(found, expected, "{units}");
            for problem in &reading.problems {
                for lang in [Lang::Vi, Lang::En] {
                    let text = format!("{} {}", problem.message(lang), problem.hint(lang).unwrap());
                    assert!(!text.contains(['⟦', '$']), "{text}");
                }
            }
        };
        check("  - {id: a, name: A, kind: cell}\n  - {id: A, name: B, kind: cell}\n", &["U001@4"]);
        check(
            "  - {id: a, name: Xã Hoà, kind: cell}\n  - {id: b, name: B, aliases: [xã Hòa], kind: cell}\n",
            &["U002@4"],
        );
        check("  - {id: a, name: A, kind: cell, parent: z}\n", &["U003@3"]);
        check("  - {id: a, name: A, kind: cell, valid_to: 2020-01-01, successor: z}\n", &["U004@3"]);
        check(
            "  - {id: a, name: A, kind: cell, parent: b}\n  - {id: b, name: B, kind: cell, parent: a}\n",
            &["U005@3", "U005@4"],
        );
        check("  - {id: a, name: A, kind: cell, valid_to: 2020-01-01, successor: a}\n", &["U006@3"]);
        check(
            "  - {id: a, name: A, kind: cell, valid_from: 2020-02-01, valid_to: 2020-01-01}\n",
            &["U007@3"],
        );
        check("  - {id: a, name: A, kind: cell, congress: {range: [2020-04-15, 2020-04-14]}}\n", &["U008@3"]);
        check(
            "  - {id: a, name: A, kind: cell, successor: b}\n  - {id: b, name: B, kind: cell}\n",
            &["U009@3"],
        );
        check("  - {id: a, name: \" \", kind: cell}\n", &["U010@3"]);
        check(
            "  - {id: a, name: A, kind: cell, valid_to: 2020-01-01, congress: {date: 2020-04-14}}\n",
            &["U011@3"],
        );
        check("  - {id: a, name: A, aliases: [B, B], kind: cell}\n", &["U012@3"]);
        check(
            "  - {id: a, name: A, kind: cell, valid_from: 31/12/2019}\n  - {id: b, name: B, kind: cell}\n",
            &["Y015@3"],
        );
        check(
            "  - {id: a, name: A, kind: cell, congress: {date: 2020-04-14, month: 2020-04}}\n",
            &["Y012@3"],
        );
        check("  - {id: con, name: A, kind: cell}\n", &["Y015@3"]);
    }

    #[test]
    fn the_template_is_a_good_file() {
        for lang in [Lang::Vi, Lang::En] {
            let reading = Registry::read(crate::units::template(lang), "units.yaml");
            assert_eq!(reading.problems, []);
            assert_eq!(reading.value.units().len(), 1);
        }
    }

    #[test]
    fn chains_of_successors_end() {
        let units = "schema: vankien/units/1\nunits:\n\
            - {id: a, name: A, kind: cell, valid_to: 2019-12-31, successor: b}\n\
            - {id: b, name: B, kind: cell, valid_to: 2020-12-31, successor: c}\n\
            - {id: c, name: C, kind: cell}\n\
            - {id: d, name: D, kind: cell, valid_to: 2020-12-31, successor: e}\n\
            - {id: e, name: E, kind: cell, valid_to: 2020-12-31, successor: d}\n";
        let registry = Registry::read(units, "units.yaml").value;
        let id = |text: &str| UnitId::parse(text).unwrap();
        assert_eq!(registry.present(&id("a")), &id("c"));
        assert_eq!(registry.present(&id("zz")), &id("zz"));
        let _ = registry.present(&id("d"));
        assert_eq!(registry.predecessors(&id("c")).map(|it| it.id.as_str()).collect::<Vec<_>>(), ["b"]);
        assert_eq!(registry.official_index(&id("c")), Some(2));
    }
}
