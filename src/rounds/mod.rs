//! Rounds: drafts frozen and circulated together, what happened to them since, until when each unit answers.
//!
//! Pure functions over records: the manifest never changes, the state is computed from the events up to a day.
//! There is no clock and no file here; `store` reads and writes, the caller says what time it is.

mod id;
mod milestone;
mod record;

pub use crate::units::{Day, Moment, Month};
pub use id::{ObjectId, RoundNo, Sha256, block_kind};
pub use milestone::{Milestone, MilestoneKind, MilestonesFile, MilestonesSchema};
pub use record::{
    DueRule, Event, EventSchema, FrozenBlock, FrozenDocument, Happening, Invited, Manifest, Opened, Print,
    PrintSchema, PrintedBlock, Retired, RoundSchema,
};
