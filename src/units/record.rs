//! The record `units.yaml`: the registry of all bodies that answer, in official order.

use super::{Day, Month, UnitId};
use crate::yaml::schema_line;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

schema_line!(
    /// First line of `units.yaml`.
    UnitsSchema, "vankien/units/1"
);

/// The file `units.yaml`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UnitsFile {
    /// `vankien/units/1`.
    pub schema: UnitsSchema,
    /// All units in official order.
    pub units: Vec<Unit>,
}

/// A body that answers: party unit, committee, Front, group, individual channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// Id, typed in any case.
    pub id: UnitId,
    /// Official name.
    pub name: String,
    /// Other names and spellings, names before a merger or a renaming included.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// What kind of body it is: `commune_committee`, `cell`, `front` …; free, since levels are data.
    pub kind: String,
    /// The unit above it, where that is in the registry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<UnitId>,
    /// First day of its existence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<Day>,
    /// Last day of its existence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<Day>,
    /// The unit that took its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub successor: Option<UnitId>,
    /// Whether it holds a pilot congress.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub pilot: bool,
    /// Who chases it: the id of a role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follower: Option<String>,
    /// The working group that visits it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub working_group: Option<String>,
    /// When its own congress is or was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub congress: Option<CongressDate>,
    /// Party members.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub members: Option<u32>,
    /// Delegates to its congress.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delegates: Option<u32>,
}

/// When a unit's own congress is: a day, or as much as is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CongressDate {
    /// On this day.
    Date(Day),
    /// From the first day to the last (two days); which of them closes it is not recorded.
    Range(Day, Day),
    /// Before this day.
    Before(Day),
    /// Some time in this month.
    Month(Month),
}
