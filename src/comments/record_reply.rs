//! A reply as a unit sends it in YAML. Read leniently: words as the unit wrote them, nothing resolved yet.

use super::{Agreement, Channel, Kind, Occasion, Op, State, Votes};
use crate::units::Day;
use crate::yaml::schema_line;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

schema_line!(
    /// First line of a reply in YAML, and of the front matter of one in Markdown.
    ReplySchema, "vankien/reply/1"
);

/// A reply as a unit sends it; also the front matter of one in Markdown (without `comments`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reply {
    /// `vankien/reply/1`.
    pub schema: ReplySchema,
    /// The unit: id, name or alias, as it writes itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The round.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round: Option<u32>,
    /// Number of the draft that it had in hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draft: Option<u32>,
    /// The day it bears.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dated: Option<Day>,
    /// Number and symbol: `05-BC/ĐU`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub symbol: Option<String>,
    /// How it came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<Channel>,
    /// What it says as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<State>,
    /// What it says of single documents, by id or title.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub per_document: BTreeMap<String, State>,
    /// Whether it takes the place of the unit's earlier replies or is added to them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relation: Option<ReplyRelation>,
    /// The meeting that it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub occasion: Option<Occasion>,
    /// Words that are no point: of agreement, say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// Its points.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub comments: Vec<ReplyComment>,
}

/// Whether a reply takes the place of the unit's earlier ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReplyRelation {
    /// It takes their place.
    Replace,
    /// It is added to them.
    Add,
}

/// One point of a reply.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReplyComment {
    /// Block code, where a circulated slip gave one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The document, by id or title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    /// The place as the unit writes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Words of the draft.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
    /// Its words.
    pub text: String,
    /// Its reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// What it asks for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// The discussion question that it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// Its stand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreement: Option<Agreement>,
    /// Whether the unit reserves its opinion.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub reserved: bool,
    /// A vote taken on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub votes: Option<Votes>,
    /// The edits that it asks for; alternatives.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub proposals: Vec<ReplyProposal>,
    /// Who made it within the unit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub originators: Vec<String>,
    /// How many opinions it stands for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<u32>,
    /// Of how many that were asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight_of: Option<u32>,
    /// Where it stands in the file, from 0; set by the reader.
    #[serde(skip)]
    pub index: usize,
    /// Line of its first word, from 1; set by the reader.
    #[serde(skip)]
    pub line: usize,
}

/// An edit that a point asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReplyProposal {
    /// What to do.
    pub op: Op,
    /// Words in the block; none for the whole block.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// Where to move it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// The new words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}
