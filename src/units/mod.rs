//! The registry of units: who answers, in official order, under which names, and who stands in whose place.
//!
//! Pure values; reading the file is the work of `store`. Recognising a name never guesses: two equal matches are
//! candidates, and what is merely near is only a suggestion. Days and moments of all records live here too, since
//! this is the lowest module that needs them.

mod id;
mod record;
mod time;

pub use id::UnitId;
pub use record::{CongressDate, Unit, UnitsFile, UnitsSchema};
pub use time::{Day, LOCAL, Moment, Month};
