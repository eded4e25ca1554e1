//! Layout profiles: how a kind of office lays out its papers, as data.
//!
//! The profiles of the program are YAML files in `profiles/`, read through the same door as everything else: a key that
//! is not known is a problem with its line. What no two public sources confirm is listed under `unconfirmed`. A profile
//! says measures, letters and fixed words; it holds no colour and no format.

use crate::problem::Problem;
use crate::yaml::{self, schema_line};
use serde::Deserialize;

schema_line!(
    /// First line of a profile.
    ProfileSchema, "vankien/profile/1"
);

/// How papers are laid out.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
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
    pub headings: Vec<HeadingLayout>,
    /// Tables.
    pub table: TableLayout,
    /// The block above the title, if papers have one.
    #[serde(default)]
    pub head: Option<HeadLayout>,
    /// Recipients and signature, if papers have them.
    #[serde(default)]
    pub foot: Option<FootLayout>,
}

/// The sheet, A4.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageLayout {
    /// Upper margin.
    pub top_mm: u32,
    /// Lower margin.
    pub bottom_mm: u32,
    /// Left margin.
    pub left_mm: u32,
    /// Right margin.
    pub right_mm: u32,
    /// How far from the upper edge the page number stands.
    pub number_mm: u32,
    /// Size of the page number.
    pub number_pt: u32,
    /// Whether drafts carry the word `DỰ THẢO` across their pages, in formats that can.
    #[serde(default)]
    pub watermark: bool,
}

/// Running text.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BodyLayout {
    /// Size.
    pub size_pt: u32,
    /// Indent of first lines.
    pub indent_mm: u32,
    /// Space behind a paragraph.
    pub after_pt: u32,
    /// Distance of lines where it is fixed; else single.
    #[serde(default)]
    pub line_pt: Option<u32>,
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeadingLayout {
    /// Size.
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
}

/// Tables.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableLayout {
    /// Size of the words in cells.
    pub size_pt: u32,
}

/// The block above the title.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeadLayout {
    /// Lines at the right.
    pub motto: Vec<String>,
    /// Size of these lines.
    pub motto_pt: u32,
    /// Size of the issuer's lines at the left.
    pub issuer_pt: u32,
    /// What stands under the issuer: `*`, or empty for a line across.
    pub issuer_sign: String,
    /// What stands before the symbol of the paper: `Số`, `Số:`.
    pub number: String,
    /// Size of the mark of a draft.
    pub draft_pt: u32,
}

/// Recipients at the left, signature at the right.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FootLayout {
    /// The word above the recipients.
    pub recipients: String,
    /// The recipients.
    pub lines: Vec<String>,
    /// Size of the recipients.
    pub recipients_pt: u32,
    /// What stands before the issuer that signs: `T/M`.
    pub on_behalf: String,
}

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
        yaml::from_str(text, file)
    }

    /// The layout of a heading, level from 1; deeper ones look like the last that is told.
    pub fn heading(&self, level: usize) -> Option<&HeadingLayout> {
        self.headings.get(level).or_else(|| self.headings.last())
    }
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
    }
}
