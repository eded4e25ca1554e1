//! Layout profiles: how a kind of office lays out its papers, as data.
//!
//! The profiles of the program are YAML files in `profiles/`, read through the same door as everything else: a key that
//! is not known is a problem with its line. What no two public sources confirm is listed under `unconfirmed`. A profile
//! says measures, letters and fixed words; it holds no colour and no format. An organisation may have its own in
//! [`OWN_PROFILE`]; measures outside of what a sheet of paper bears are problems, never a page that nobody can read.

use super::check::{LAYOUT_RANGE, NO_TITLE_LAYOUT};
use crate::problem::{Place, Problem};
use crate::yaml::{self, schema_line};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

schema_line!(
    /// First line of a profile.
    ProfileSchema, "vankien/profile/1"
);

/// How papers are laid out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// `vankien/profile/1`.
    pub schema: ProfileSchema,
    /// Its name: `party-2018`.
    pub name: String,
    /// Keys whose values are not confirmed by a public source: `body.line_pt`.
    #[serde(default)]
    pub unconfirmed: Vec<String>,
    /// The family of all letters.
    pub font: String,
    /// The sheet.
    pub page: PageLayout,
    /// Running text.
    pub body: BodyLayout,
    /// The page's title, and the headings of level 1 to 6.
    #[schemars(length(min = 1))]
    pub headings: Vec<HeadingLayout>,
    /// Tables.
    pub table: TableLayout,
    /// The block above the title, if papers have one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub head: Option<HeadLayout>,
    /// Recipients and signature, if papers have them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub foot: Option<FootLayout>,
}

/// The sheet, A4.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PageLayout {
    /// Upper margin.
    #[schemars(range(max = 60))]
    pub top_mm: u32,
    /// Lower margin.
    #[schemars(range(max = 60))]
    pub bottom_mm: u32,
    /// Left margin.
    #[schemars(range(max = 60))]
    pub left_mm: u32,
    /// Right margin.
    #[schemars(range(max = 60))]
    pub right_mm: u32,
    /// How far from the upper edge the page number stands.
    #[schemars(range(max = 60))]
    pub number_mm: u32,
    /// Size of the page number.
    #[schemars(range(min = 6, max = 72))]
    pub number_pt: u32,
    /// Whether drafts carry the word `DỰ THẢO` across their pages, in formats that can.
    #[serde(default)]
    pub watermark: bool,
}

/// Running text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BodyLayout {
    /// Size.
    #[schemars(range(min = 6, max = 72))]
    pub size_pt: u32,
    /// Indent of first lines.
    #[schemars(range(max = 60))]
    pub indent_mm: u32,
    /// Space behind a paragraph.
    #[schemars(range(max = 72))]
    pub after_pt: u32,
    /// Distance of lines where it is fixed; else single.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 6, max = 72))]
    pub line_pt: Option<u32>,
    /// Distance of lines in parts of a hundred of a single one, where it is not fixed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 50, max = 300))]
    pub line_percent: Option<u32>,
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HeadingLayout {
    /// Size.
    #[schemars(range(min = 6, max = 72))]
    pub size_pt: u32,
    /// Whether it is bold.
    #[serde(default)]
    pub bold: bool,
    /// Whether it is in italics.
    #[serde(default)]
    pub italic: bool,
    /// Whether it stands in the middle.
    #[serde(default)]
    pub centred: bool,
    /// Space above it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(max = 72))]
    pub before_pt: Option<u32>,
    /// Space below it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(max = 72))]
    pub after_pt: Option<u32>,
}

/// Tables.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TableLayout {
    /// Size of the words in cells.
    #[schemars(range(min = 6, max = 72))]
    pub size_pt: u32,
}

/// The block above the title.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HeadLayout {
    /// Lines at the right.
    pub motto: Vec<String>,
    /// Size of these lines.
    #[schemars(range(min = 6, max = 72))]
    pub motto_pt: u32,
    /// Size of the issuer's lines at the left.
    #[schemars(range(min = 6, max = 72))]
    pub issuer_pt: u32,
    /// What stands under the issuer: `*`, or empty for a line across.
    pub issuer_sign: String,
    /// What stands before the symbol of the paper: `Số`, `Số:`.
    pub number: String,
    /// Size of the mark of a draft.
    #[schemars(range(min = 6, max = 72))]
    pub draft_pt: u32,
}

/// Recipients at the left, signature at the right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FootLayout {
    /// The word above the recipients.
    pub recipients: String,
    /// The recipients.
    pub lines: Vec<String>,
    /// Size of the recipients.
    #[schemars(range(min = 6, max = 72))]
    pub recipients_pt: u32,
    /// What stands before the issuer that signs: `T/M`.
    pub on_behalf: String,
}

/// Where an organisation keeps its own profile; the congress file names it under `profile`.
pub const OWN_PROFILE: &str = "templates/profile.yaml";

/// Sizes of letters, in points.
const SIZES: [u32; 2] = [6, 72];
/// Margins and indents, in millimetres.
const MARGIN_MAX: u32 = 60;

/// The profile that a congress has which names none.
pub const DEFAULT_PROFILE: &str = "party-2018";

const OWN: [(&str, &str); 4] = [
    ("party-2018", include_str!("profiles/party-2018.yaml")),
    ("party-2026", include_str!("profiles/party-2026.yaml")),
    ("state-2020", include_str!("profiles/state-2020.yaml")),
    ("plain", include_str!("profiles/plain.yaml")),
];

impl Profile {
    /// Names of the profiles that the program has.
    pub fn names() -> [&'static str; 4] {
        OWN.map(|(name, _)| name)
    }

    /// A profile of the program by its name; `None` where it has no such.
    ///
    /// # Errors
    ///
    /// All problems of the profile's file.
    pub fn named(name: &str) -> Result<Option<Self>, Vec<Problem>> {
        let Some((name, text)) = OWN.iter().find(|(own, _)| *own == name.trim()) else { return Ok(None) };
        Self::read(text, &format!("{name}.yaml")).map(Some)
    }

    /// Reads a profile; `file` is its name for the user.
    ///
    /// # Errors
    ///
    /// All problems, each with its line.
    pub fn read(text: &str, file: &str) -> Result<Self, Vec<Problem>> {
        let profile: Self = yaml::from_str(text, file)?;
        let problems = profile.check(text, file);
        if problems.is_empty() { Ok(profile) } else { Err(problems) }
    }

    /// Measures that no sheet bears, each with its line.
    fn check(&self, text: &str, file: &str) -> Vec<Problem> {
        let mut problems: Vec<Problem> = Vec::new();
        if self.headings.is_empty() {
            problems.push(Problem::new(NO_TITLE_LAYOUT, place(text, file, "headings", None)));
        }
        for (section, key, value, [min, max]) in self.measures() {
            if (min..=max).contains(&value) {
                continue;
            }
            let name = format!("{section}.{key}");
            let problem =
                Problem::new(LAYOUT_RANGE, place(text, file, section, Some((key, value))).at(name.clone()));
            problems.push(problem.with("key", name).with("value", value).with("min", min).with("max", max));
        }
        problems
    }

    /// Every measure by its key, with the least and the most that it may be.
    fn measures(&self) -> Vec<(&'static str, &'static str, u32, [u32; 2])> {
        let (page, body) = (&self.page, &self.body);
        let margin = [0, MARGIN_MAX];
        let mut all = vec![
            ("page", "top_mm", page.top_mm, margin),
            ("page", "bottom_mm", page.bottom_mm, margin),
            ("page", "left_mm", page.left_mm, margin),
            ("page", "right_mm", page.right_mm, margin),
            ("page", "number_mm", page.number_mm, margin),
            ("page", "number_pt", page.number_pt, SIZES),
            ("body", "size_pt", body.size_pt, SIZES),
            ("body", "indent_mm", body.indent_mm, margin),
            ("body", "after_pt", body.after_pt, [0, SIZES[1]]),
            ("table", "size_pt", self.table.size_pt, SIZES),
        ];
        all.extend(body.line_pt.map(|line| ("body", "line_pt", line, SIZES)));
        all.extend(body.line_percent.map(|part| ("body", "line_percent", part, [50, 300])));
        for heading in &self.headings {
            all.extend(heading.before_pt.map(|space| ("headings", "before_pt", space, [0, SIZES[1]])));
            all.extend(heading.after_pt.map(|space| ("headings", "after_pt", space, [0, SIZES[1]])));
        }
        all.extend(self.headings.iter().map(|heading| ("headings", "size_pt", heading.size_pt, SIZES)));
        if let Some(head) = &self.head {
            all.push(("head", "motto_pt", head.motto_pt, SIZES));
            all.push(("head", "issuer_pt", head.issuer_pt, SIZES));
            all.push(("head", "draft_pt", head.draft_pt, SIZES));
        }
        all.extend(self.foot.as_ref().map(|foot| ("foot", "recipients_pt", foot.recipients_pt, SIZES)));
        all
    }

    /// The layout of a heading, level from 1; deeper ones look like the last that is told.
    pub fn heading(&self, level: usize) -> Option<&HeadingLayout> {
        self.headings.get(level).or_else(|| self.headings.last())
    }
}

/// The line where a section says `key: value`; the section's own where it says so nowhere in one line.
fn place(text: &str, file: &str, section: &str, said: Option<(&str, u32)>) -> Place {
    let head = format!("{section}:");
    let Some(at) = text.lines().position(|line| line.starts_with(&head)) else { return Place::file(file) };
    let own = said.and_then(|(key, value)| {
        let said = format!("{key}: {value}");
        let says = |line: &str| {
            let rest = line.split_once(&said).map(|(_, rest)| rest);
            rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()))
        };
        let is_below = |line: &str| line.is_empty() || line.starts_with([' ', '-', '#']);
        let lines = text.lines().enumerate().skip(at);
        let mut lines = lines.take_while(|(line_at, line)| *line_at == at || is_below(line));
        lines.find(|(_, line)| says(line)).map(|(at, _)| at)
    });
    Place::line(file, 1 + own.unwrap_or(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_profile_reads_and_is_whole() {
        for name in Profile::names() {
            let profile = Profile::named(name).unwrap_or_else(|found| panic!("{name}: {found:?}")).unwrap();
            assert_eq!(profile.name, name);
            assert_eq!(profile.headings.len(), 7, "{name}");
            assert!((20..=25).contains(&profile.page.top_mm) && (15..=20).contains(&profile.page.right_mm));
            assert!((13..=15).contains(&profile.body.size_pt), "{name}");
        }
        assert_eq!(Profile::named("party-1990"), Ok(None));
        assert!(Profile::named(DEFAULT_PROFILE).unwrap().is_some());
    }

    #[test]
    fn every_unconfirmed_key_is_a_key_of_the_file() {
        for (name, text) in OWN {
            for key in Profile::named(name).unwrap().unwrap().unconfirmed {
                let last = key.rsplit('.').next().unwrap();
                let keys = text.split("unconfirmed").nth(1).unwrap();
                assert!(keys.contains(&format!("{last}:")), "{name}: {key}");
            }
        }
    }

    #[test]
    fn wrong_keys_are_named_with_their_line() {
        let good = OWN[0].1;
        let check = |find: &str, put: &str, code: &str| {
            let text = good.replacen(find, put, 1);
            assert_ne!(text, good, "{find}");
            let line = text.lines().position(|line| line.contains(put)).map(|at| at + 1);
            let found = Profile::read(&text, "p.yaml").unwrap_err();
            assert_eq!((found[0].code.id, found[0].place.line), (code, line), "{put}: {found:?}");
        };
        check("top_mm: 20", "topp_mm: 20", crate::yaml::UNKNOWN_KEY.id);
        check("size_pt: 14", "size_pt: vừa", crate::yaml::NOT_NUMBER.id);
        check("font: Times New Roman", "fonts: Times New Roman", crate::yaml::UNKNOWN_KEY.id);
        check("size_pt: 14", "size_pt: 5", LAYOUT_RANGE.id);
        check("top_mm: 20", "top_mm: 61", LAYOUT_RANGE.id);
        check("recipients_pt: 12", "recipients_pt: 99", LAYOUT_RANGE.id);
        let none = format!(
            "{}headings: []\n{}",
            &good[..good.find("headings:").unwrap()],
            &good[good.find("table:").unwrap()..]
        );
        assert_eq!(Profile::read(&none, "p.yaml").unwrap_err()[0].code.id, NO_TITLE_LAYOUT.id);
    }
}
