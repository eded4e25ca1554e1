//! The records of a round: the manifest written once at freezing, the events after it, the pages of its print.

use super::{ObjectId, RoundNo, Sha256};
use crate::congress::{BodyId, EditorId};
use crate::document::{BlockCode, BlockKind, DocumentId};
use crate::units::{Day, Moment, UnitId};
use crate::yaml::schema_line;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

schema_line!(
    /// First line of `rounds/<n>.yaml`.
    RoundSchema, "vankien/round/1"
);
schema_line!(
    /// First line of `rounds/<n>/events/<time>-<hash8>.yaml`.
    EventSchema, "vankien/event/1"
);
schema_line!(
    /// First line of `rounds/<n>/print/<document>.yaml`.
    PrintSchema, "vankien/print/1"
);

/// The file `rounds/<n>.yaml`, written once at freezing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// `vankien/round/1`.
    pub schema: RoundSchema,
    /// The round.
    pub round: RoundNo,
    /// SHA-256 of the manifest of the round before, its bytes as they stand in the repository; none for the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<Sha256>,
    /// Who froze it and when.
    pub opened: Opened,
    /// The frozen documents in the congress file's order.
    pub documents: Vec<FrozenDocument>,
    /// Who was asked, in official order, and until when.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub audience: Vec<Invited>,
}

/// Who froze a round and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Opened {
    /// Who.
    pub by: EditorId,
    /// When.
    pub at: Moment,
    /// Why it was opened although something spoke against it (`--force`); shown among the exceptional operations.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub forced: Option<String>,
}

/// One frozen draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FrozenDocument {
    /// Which document.
    pub document: DocumentId,
    /// Number of the draft, "dự thảo lần n".
    pub draft_no: u32,
    /// Its file.
    pub path: String,
    /// Its git blob.
    pub blob: ObjectId,
    /// SHA-256 of its bytes.
    pub sha256: Sha256,
    /// Its blocks with their codes, in order.
    pub blocks: Vec<FrozenBlock>,
    /// Codes that this draft no longer has; none is used again.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub retired: Vec<Retired>,
}

/// One block of a frozen draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FrozenBlock {
    /// Its code.
    pub code: BlockCode,
    /// What it is.
    #[serde(rename = "type")]
    pub kind: BlockKind,
    /// Path of its section: `1/II.1.1`.
    pub section: String,
    /// SHA-256 of its text.
    pub sha256: Sha256,
}

/// A code that is no longer in use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Retired {
    /// The code.
    pub code: BlockCode,
    /// The block that it was merged into; none where the block was deleted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub into: Option<BlockCode>,
}

/// A unit that was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Invited {
    /// Which unit.
    pub unit: UnitId,
    /// Until when, as a rule.
    pub due: DueRule,
}

/// Until when a unit answers; computed from the registry whenever it is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DueRule {
    /// So many days after the day of its own congress, to the end of that day.
    CongressPlusDays(u32),
    /// At this moment.
    At(Moment),
}

/// The file `rounds/<n>/events/<time>-<hash8>.yaml`: one thing that happened to a round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// `vankien/event/1`.
    pub schema: EventSchema,
    /// The round.
    pub round: RoundNo,
    /// When.
    pub at: Moment,
    /// Who recorded it.
    pub by: EditorId,
    /// Its number among the events of the round, from 1: events of one moment count in this order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// What happened.
    pub event: Happening,
}

/// What happened to a round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Happening {
    /// The package was sent to units.
    Sent {
        /// To whom.
        units: Vec<UnitId>,
        /// How, or a number of the letter.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    },
    /// Units confirmed that they have the package.
    ReceivedBy {
        /// Which.
        units: Vec<UnitId>,
        /// How.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    },
    /// Units were given more time.
    Extended {
        /// Which.
        units: Vec<UnitId>,
        /// Until when.
        until: Moment,
        /// Why.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// A body sat on the drafts.
    Sitting {
        /// Which body.
        body: BodyId,
        /// Its how-manieth sitting on these documents, counted apart from draft numbers.
        sitting_no: u32,
        /// The day.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        date: Option<Day>,
        /// On which documents; empty for all of the round.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        documents: Vec<DocumentId>,
        /// What it decided.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        decision: Option<String>,
        /// Number of the minutes.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        minutes: Option<String>,
    },
    /// No more replies are expected.
    Closed {
        /// Why it was closed although comments are undecided (`--force`).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        forced: Option<String>,
    },
    /// A closed round takes replies again.
    Reopened {
        /// Why.
        reason: String,
    },
    /// The round does not count; its records stay.
    Withdrawn {
        /// Why.
        reason: String,
    },
    /// Units need not answer.
    Waived {
        /// Which.
        units: Vec<UnitId>,
        /// Why.
        reason: String,
    },
    /// An operation was undone; what it had recorded no longer counts and its numbers are not used again.
    Undone {
        /// The commit of that operation.
        operation: ObjectId,
        /// Its line in the journal.
        journal: String,
        /// SHA-256 of the events that it had recorded, each file as it stands.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        events: Vec<Sha256>,
        /// The replies that it had recorded.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        replies: Vec<UndoneReply>,
    },
}

/// A reply whose record was taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UndoneReply {
    /// Whose.
    pub unit: UnitId,
    /// Its number among the unit's replies of the round.
    pub k: u32,
    /// The numbers of its comments.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub comments: Vec<u32>,
}

/// The file `rounds/<n>/print/<document>.yaml`: where each block stands in the circulated print.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Print {
    /// `vankien/print/1`.
    pub schema: PrintSchema,
    /// The round.
    pub round: RoundNo,
    /// The document.
    pub document: DocumentId,
    /// SHA-256 of the print.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<Sha256>,
    /// Places in order.
    pub blocks: Vec<PrintedBlock>,
}

/// Where a block stands in print; pages and lines from 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PrintedBlock {
    /// Its code.
    pub code: BlockCode,
    /// Page of its first line.
    pub page: u32,
    /// Its first line on that page.
    pub line: u32,
    /// Page of its last line.
    pub last_page: u32,
    /// Its last line on that page.
    pub last_line: u32,
}
