//! Milestones: dated states of a unit's own documents and of its congress (the drafts that go up for approval).

use crate::congress::EditorId;
use crate::units::{Day, Moment, UnitId};
use crate::yaml::schema_line;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

schema_line!(
    /// First line of `milestones/<unit>.yaml`.
    MilestonesSchema, "vankien/milestones/1"
);

/// The file `milestones/<unit>.yaml`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MilestonesFile {
    /// `vankien/milestones/1`.
    pub schema: MilestonesSchema,
    /// Whose.
    pub unit: UnitId,
    /// What happened, in the order it was recorded.
    pub milestones: Vec<Milestone>,
}

/// One dated state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Milestone {
    /// What.
    pub kind: MilestoneKind,
    /// On which day.
    pub date: Day,
    /// Who recorded it.
    pub by: EditorId,
    /// When it was recorded.
    pub at: Moment,
    /// The unit's document, where it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    /// Who reviewed it: a working group or body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reviewer: Option<String>,
    /// Remarks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// What a milestone says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MilestoneKind {
    /// The unit handed in its own draft.
    OwnDraftSubmitted,
    /// It came back with remarks.
    Returned,
    /// It was approved.
    Approved,
    /// The unit's congress was held.
    CongressHeld,
}

impl MilestoneKind {
    /// `own_draft_submitted`, `returned`, `approved`, `congress_held`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::OwnDraftSubmitted => "own_draft_submitted",
            Self::Returned => "returned",
            Self::Approved => "approved",
            Self::CongressHeld => "congress_held",
        }
    }
}

/// All milestones up to a day, by day, then in the order given, then as recorded.
pub fn timeline(files: &[MilestonesFile], as_of: Day) -> Vec<(&UnitId, &Milestone)> {
    let all = files.iter().flat_map(|file| file.milestones.iter().map(move |it| (&file.unit, it)));
    let mut found: Vec<(&UnitId, &Milestone)> = all.filter(|(_, it)| it.date <= as_of).collect();
    found.sort_by_key(|(_, it)| it.date);
    found
}

/// The last milestone of one document of a unit by a day: where its own draft stands.
pub fn latest<'a>(file: &'a MilestonesFile, document: Option<&str>, as_of: Day) -> Option<&'a Milestone> {
    let of_document = |it: &&Milestone| it.date <= as_of && it.document.as_deref() == document;
    file.milestones.iter().filter(of_document).max_by_key(|it| (it.date, it.at))
}
