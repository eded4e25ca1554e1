//! The record of what became of a comment or a group: a chain of steps, each holding the hash of the one before.

use super::{CommentId, GroupId, Subject};
use crate::congress::EditorId;
use crate::document::{BlockCode, DocumentId};
use crate::rounds::{RoundNo, Sha256};
use crate::units::Moment;
use crate::yaml::schema_line;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

schema_line!(
    /// First line of `decisions/<n>/<comment or group>.yaml`.
    DecisionSchema, "vankien/decision/1"
);
schema_line!(
    /// First line of `reasons/<n>/<document>-<code>.yaml`.
    ReasonsSchema, "vankien/reasons/1"
);

/// The file `decisions/<n>/<comment or group>.yaml`. Steps are only ever added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DecisionFile {
    /// `vankien/decision/1`.
    pub schema: DecisionSchema,
    /// The round.
    pub round: RoundNo,
    /// What it is about.
    pub subject: Subject,
    /// What was done, in order.
    pub steps: Vec<Step>,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Who.
    pub by: EditorId,
    /// When.
    pub at: Moment,
    /// SHA-256 of the step before, written as YAML by this program; none for the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Sha256>,
    /// What was done.
    pub act: Act,
}

/// What a step does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Act {
    /// A person placed the comment.
    Placed(Placed),
    /// The comment was split; part `a` has the first text.
    Split {
        /// The texts of its parts, cut from the words of the comment.
        texts: Vec<String>,
    },
    /// In a group's file: these comments belong to it from now on, besides those before.
    Members {
        /// The comments.
        members: Vec<CommentId>,
    },
    /// In a comment's file: it belongs to this group.
    Grouped {
        /// The group.
        group: GroupId,
    },
    /// In a comment's file: it stands for itself again. In a group's file: these left it.
    Ungrouped {
        /// Who left the group; empty in a comment's own file.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        members: Vec<CommentId>,
    },
    /// It was decided.
    Decided(Decided),
    /// It was tied to a change.
    Tied {
        /// The round that shows the change against the round before; none for the working draft.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        round: Option<RoundNo>,
        /// The document.
        document: DocumentId,
        /// The block that changed: its code afterwards, for a deletion its code before.
        code: BlockCode,
    },
    /// It is open again.
    Reopened {
        /// Why.
        reason: String,
        /// Why after the round was closed (`--force`); shown among the exceptional operations.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        forced: Option<String>,
    },
    /// A proposal was written into the working draft.
    Applied {
        /// Which of its proposals, from 0.
        proposal: u32,
        /// The document.
        document: DocumentId,
        /// The block.
        code: BlockCode,
    },
    /// An application was taken back (undo, or a hand edit).
    Unapplied {
        /// Why.
        reason: String,
    },
    /// The unit withdrew the comment, or a later reply replaced it.
    Withdrawn {
        /// Why.
        reason: String,
    },
    /// An earlier step of this file was undone.
    Undone {
        /// SHA-256 of that step, written as YAML by this program.
        step: Sha256,
        /// Why.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
}

/// Where a person placed a comment, in the frozen draft that it speaks about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Placed {
    /// The round whose draft it is.
    pub round: RoundNo,
    /// The document.
    pub document: DocumentId,
    /// The block; none for a whole document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<BlockCode>,
    /// How much of it is meant.
    pub scope: Scope,
    /// The words in the block, for scope `words`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// Why there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// How much of a place is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Words in a block.
    Words,
    /// A block.
    Block,
    /// A section, named by the code of its heading.
    Section,
    /// A document.
    Document,
}

/// A decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Decided {
    /// What.
    pub outcome: Outcome,
    /// The words that come into the draft, where they differ from the proposal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wording: Option<String>,
    /// The public reason; required for all but a plain acceptance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Internal; never leaves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Whether it was decided after the round was closed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub late: bool,
    /// Why although something spoke against it (`--force`); shown among the exceptional operations.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub forced: Option<String>,
}

/// What was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Taken up as asked.
    Accepted,
    /// Taken up in part.
    PartlyAccepted,
    /// Not taken up.
    Rejected,
    /// Noted.
    Noted,
    /// Already so in a later draft.
    AlreadyDone,
    /// Passed on to whom it concerns.
    Referred,
    /// Put to a body.
    Escalated,
}

/// The file `reasons/<n>/<document>-<code>.yaml`: an editor's reason for a change without a comment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReasonsFile {
    /// `vankien/reasons/1`.
    pub schema: ReasonsSchema,
    /// The last frozen round before the change.
    pub round: RoundNo,
    /// The document.
    pub document: DocumentId,
    /// The block that changed: its code afterwards, for a deletion its code before.
    pub code: BlockCode,
    /// The reasons, in the order they were given.
    pub reasons: Vec<Reason>,
}

/// An editor's reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    /// Who.
    pub by: EditorId,
    /// When.
    pub at: Moment,
    /// Why.
    pub reason: String,
}
