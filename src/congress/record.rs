//! The record `congress.yaml`.

use crate::yaml::{schema_line, text_scalar};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

schema_line!(
    /// First line of `congress.yaml`.
    CongressSchema, "vankien/congress/1"
);

/// The file `congress.yaml`: what the congress is, its documents, who works on them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Congress {
    /// `vankien/congress/1`.
    pub schema: CongressSchema,
    /// Full name of the congress.
    pub name: String,
    /// Ordinal of the congress, Roman or Arabic: `XXII`.
    pub congress_no: String,
    /// Ordinal of the committee that reports to it: `XXI`.
    pub committee_no: String,
    /// Term: `2020-2025`.
    pub term: String,
    /// Level: `district`, `province` …; free, since levels are data.
    pub level: String,
    /// Language of the drafts.
    #[serde(default)]
    pub language: Language,
    /// The committee that issues the drafts, for the head of letters and prints.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
    /// The committee above it, for the head of letters and prints.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub superior: Option<String>,
    /// The place named before a date in letters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The documents in their official order.
    pub documents: Vec<DocumentEntry>,
    /// The bodies that hold sittings on drafts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bodies: Vec<Body>,
    /// Who works on the documents: roles, not names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub editors: Vec<Editor>,
    /// Layout profile of prints: `party-2018`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub profile: Option<String>,
    /// Where tone marks stand.
    #[serde(default)]
    pub orthography: Orthography,
    /// How percentages are shortened.
    #[serde(default)]
    pub rounding: Rounding,
}

/// One document of the congress.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DocumentEntry {
    /// Id: lower-case ASCII letters, digits and hyphens.
    pub id: DocumentKey,
    /// Title as people call it: `Báo cáo chính trị`.
    pub title: String,
    /// Its working draft: `drafts/political-report.md`.
    pub file: String,
    /// The document of which this one is a summary or another variant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variant_of: Option<DocumentKey>,
    /// Section path → editor.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub owners: BTreeMap<String, EditorId>,
}

/// A body that holds sittings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Body {
    /// Short id: `btv`.
    pub id: BodyId,
    /// Full name.
    pub name: String,
}

/// Someone who works on the documents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Editor {
    /// Short id: `chief`.
    pub id: EditorId,
    /// What this editor does.
    pub role: String,
}

/// A language of drafts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// Vietnamese.
    #[default]
    Vi,
    /// English.
    En,
}

/// Where tone marks stand in open syllables with oa, oe, uy. Only reported, never rewritten.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Orthography {
    /// As written; a mixture is reported.
    #[default]
    Keep,
    /// `hòa`, `ủy`.
    Old,
    /// `hoà`, `uỷ`.
    New,
}

/// How percentages are shortened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Rounding {
    /// Half up.
    #[default]
    Round,
    /// Cut.
    Cut,
}

/// A short ASCII id: lower-case letters, digits and inner hyphens, a letter first, at most 64 characters.
macro_rules! short_id {
    ($(#[$doc:meta])* $name:ident, $kind:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(String);

        impl $name {
            /// Reads an id in any case.
            pub fn parse(text: &str) -> Option<Self> {
                short_id(text).map(Self)
            }

            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        text_scalar!($name, $kind, r"^[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*$");
    };
}

short_id!(
    /// Id of a body that holds sittings: `btv`.
    BodyId, "body-id"
);
short_id!(
    /// Id of an editor, a role or a pseudonym: `chief`.
    EditorId, "editor-id"
);
short_id!(
    /// Id of a document as the congress file names it; the same words as the id of the parsed draft.
    DocumentKey, "document-id"
);

fn short_id(text: &str) -> Option<String> {
    let id = text.trim().to_ascii_lowercase();
    let good = id.len() <= 64
        && id.starts_with(|c: char| c.is_ascii_lowercase())
        && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        && !id.ends_with('-')
        && !id.contains("--");
    good.then_some(id)
}
