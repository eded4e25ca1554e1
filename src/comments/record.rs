//! The record of one submission: what a unit answered, verbatim, written once.

use crate::congress::EditorId;
use crate::document::DocumentId;
use crate::rounds::{RoundNo, Sha256};
use crate::units::{Day, Moment, UnitId};
use crate::yaml::schema_line;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

schema_line!(
    /// First line of `comments/<n>/<unit>/<k>.yaml`.
    SubmissionSchema, "vankien/submission/1"
);

/// The file `comments/<n>/<unit>/<k>.yaml`: one reply of one unit to one round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Submission {
    /// `vankien/submission/1`.
    pub schema: SubmissionSchema,
    /// Whose reply.
    pub unit: UnitId,
    /// The round in which it was received.
    pub round: RoundNo,
    /// Number of the draft that it speaks about, where it says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draft: Option<u32>,
    /// How it came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<Channel>,
    /// Who took it in and when.
    pub recorded: Recorded,
    /// What came in; none for a reply that is no file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub received: Option<Received>,
    /// The day it bears.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dated: Option<Day>,
    /// Number and symbol: `05-BC/ĐU`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub symbol: Option<String>,
    /// What it says as a whole.
    pub state: State,
    /// What it says of single documents.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub per_document: BTreeMap<DocumentId, State>,
    /// Numbers `k` of the unit's earlier replies to the round that it replaces.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub supersedes: Vec<u32>,
    /// How it stands to the unit's earlier replies; none for a first reply.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relation: Option<Relation>,
    /// The meeting that it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub occasion: Option<Occasion>,
    /// The words of a reply without a point (a pure agreement), or around its points, verbatim.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// Its points.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub comments: Vec<Comment>,
}

/// Who took a reply in and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Recorded {
    /// Who.
    pub by: EditorId,
    /// When.
    pub at: Moment,
}

/// A file that came in, kept byte for byte.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Received {
    /// Where it is kept, below `received/`.
    pub path: String,
    /// SHA-256 of its bytes.
    pub sha256: Sha256,
    /// Its name as it came.
    pub name: String,
    /// The member of an archive, where the file is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member: Option<String>,
}

/// What a reply says as a whole. Silence is none of these: a unit that has not answered has no submission.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It has points, without a word of agreement or disagreement.
    Comments,
    /// It agrees.
    Agree,
    /// It agrees and asks for changes.
    AgreeWithChanges,
    /// It does not agree.
    Disagree,
    /// It says that it has no comment.
    NoComment,
    /// It says that it does not answer, or that it is not concerned.
    Declined,
    /// It came on paper and is yet to be typed.
    ToBeTyped,
    /// It cannot be read; a readable copy was asked for.
    Unreadable,
}

/// How a reply came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// Said at a meeting.
    Meeting,
    /// By letter.
    Letter,
    /// By an online form or e-mail.
    Online,
    /// On the portal.
    Portal,
    /// On the circulated slip.
    Slip,
    /// As minutes.
    Minutes,
    /// By telephone.
    Phone,
}

/// How a reply stands to the unit's earlier ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// It takes their place.
    Replaces,
    /// It is added to them.
    Adds,
    /// It does not say; it is added and listed as an open question.
    Unclear,
}

/// The meeting that a reply comes from. Persons present, speakers and comments are never added together.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Occasion {
    /// What kind of meeting.
    pub kind: OccasionKind,
    /// Its day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Day>,
    /// Delegates or members present.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub present: Option<u32>,
    /// How many of them spoke.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speakers: Option<u32>,
    /// Who adopted the reply.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub adopted_by: Option<String>,
}

/// What kind of meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OccasionKind {
    /// The unit's congress.
    Congress,
    /// Another meeting.
    #[default]
    Meeting,
}

/// One point of a submission.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Comment {
    /// Its number among the unit's comments of the round, over all its replies, from 1.
    pub no: u32,
    /// The document, where it names one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentId>,
    /// What it asks for.
    pub kind: Kind,
    /// The discussion question that it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// Its stand, where it says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreement: Option<Agreement>,
    /// Whether the unit reserves its opinion (bảo lưu).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub reserved: bool,
    /// Its words, verbatim.
    pub text: String,
    /// The unit's reason, verbatim.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Where it stands in the file that came in: `row 4`, `comments[2], line 14`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
    /// The place as the unit wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub citation: Option<Cited>,
    /// Words of the draft that it quotes, with what stands beside them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<Quote>,
    /// The edits that it asks for; alternatives.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub proposals: Vec<Proposal>,
    /// A vote taken on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub votes: Option<Votes>,
    /// Who made it within the unit: groups, cells, bodies; no names of persons.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub originators: Vec<String>,
    /// How many opinions it stands for, where a unit's own synthesis says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<u32>,
    /// Of how many that were asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight_of: Option<u32>,
}

/// What a comment asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Other words.
    Wording,
    /// Another figure.
    Figure,
    /// Something more.
    Addition,
    /// Something less.
    Deletion,
    /// Another place.
    Move,
    /// Nothing: it agrees.
    Agreement,
    /// A remark on the whole.
    General,
    /// An answer.
    Question,
    /// Nothing that concerns the drafts.
    OffTopic,
    /// Anything else.
    Other,
}

/// How a comment stands to what it speaks about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Agreement {
    /// It agrees.
    Agree,
    /// It agrees and asks for changes.
    AgreeWithChanges,
    /// It does not agree.
    Disagree,
}

/// A place as the unit wrote it, and what was read from it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Cited {
    /// The unit's own words: `trang 7, dòng 12, mục 1.1`.
    pub as_written: String,
    /// Page of the circulated print.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// Line on that page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// Section number as written: `1.1`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// Block code, where a circulated slip gave one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Quoted words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
}

/// Quoted words of the draft with up to 30 characters on each side.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Quote {
    /// The words.
    pub exact: String,
    /// What stands before them in the draft.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub before: String,
    /// What stands after them in the draft.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub after: String,
}

/// An edit that a comment asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Proposal {
    /// What to do.
    pub op: Op,
    /// Words in the block; none for the whole block.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// Where to move it: a block code, or a place as the unit wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// The new words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// What a proposal does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Op {
    /// Other words in place of these.
    Replace,
    /// Words after these.
    InsertAfter,
    /// Words before these.
    InsertBefore,
    /// These words go.
    Delete,
    /// They go to another place.
    Move,
}

/// A vote, counted in persons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Votes {
    /// For.
    #[serde(rename = "for")]
    pub in_favour: u32,
    /// Against.
    #[serde(default)]
    pub against: u32,
    /// Abstained.
    #[serde(default)]
    pub abstain: u32,
}
