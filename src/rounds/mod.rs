//! Rounds: drafts frozen and circulated together, what happened to them since, until when each unit answers.
//!
//! Pure functions over records: the manifest never changes, the state is computed from the events up to a day.
//! There is no clock and no file here; `store` reads and writes, the caller says what time it is.

mod chain;
mod codes;
mod id;
mod milestone;
mod record;
mod state;

#[cfg(test)]
mod tests;

pub use crate::units::{Day, Moment, Month};
pub use chain::{StoredManifest, check_chain, check_manifest};
pub use codes::{
    BROKEN_CHAIN, CODES, MISSING_ROUND, NOT_ASKED, OTHER_ROUND, SAME_CODE, SAME_DOCUMENT, SAME_SITTING,
    SAME_UNIT, UNKNOWN_UNIT,
};
pub use id::{ObjectId, RoundNo, Sha256, block_kind};
pub use milestone::{Milestone, MilestoneKind, MilestonesFile, MilestonesSchema, latest, timeline};
pub use record::{
    DueRule, Event, EventSchema, FrozenBlock, FrozenDocument, Happening, Invited, Manifest, Opened, Print,
    PrintSchema, PrintedBlock, Retired, RoundSchema, UndoneReply,
};
pub use state::{
    Due, Exceptional, ExceptionalKind, NotFixed, Phase, RoundState, Sitting, check_events, due, event_hash,
    in_order, next_sitting_no, overdue, state, undone_events,
};
