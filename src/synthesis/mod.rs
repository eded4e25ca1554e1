//! What hundreds of replies come to: the response table, its annexes, the counts, the progress of the rounds.
//!
//! Pure values in, values out. Nothing here decides, ranks or judges: rows stand in the order of the draft and of
//! the registry, words are those of the units. Inputs hold no internal note, so none can reach an output. Work is
//! `n log n` in the comments, linear in units × rounds.
//!
//! Promise 6 is kept by [`Counts::check`]: every total is the sum of its parts, units, comments, groups and
//! persons stand apart, silence is counted as `pending` and as nothing else. Rules of the table: directive
//! 60-HD/VPTW and the 4-column table of response.

mod counts;
mod item;
mod json;
mod order;
mod progress;
mod response;
mod scale;
#[cfg(test)]
mod tests;
mod voices;

pub use counts::{CommentCounts, Counts, DocumentCount, PersonCounts, UnitCounts};
pub use item::{
    Asked, ChangeMade, Decision, DocumentTitle, Due, Exceptional, ExceptionalKind, Item, MilestoneEntry,
    Position, Reply, Respondent, RoundInput, Source, Standing,
};
pub use json::{ProgressJson, SynthesisJson};
pub use progress::{
    Cell, KindClass, KindRow, LateGroup, LateUnit, Progress, ProgressInput, RoundProgress, UnitProgress,
    UnitState, progress,
};
pub use response::{
    Agreeing, Dissent, DissentKind, DocumentSection, HeadingRows, Place, ResponseInput, ResponseRow,
    ResponseTable, RowDecision, Variant, Variants, response_table,
};
pub use scale::{Fraction, WeightScale, WeightStep};
pub use voices::{Voices, voices};
