//! The registry of units: who answers, in official order, under which names, and who stands in whose place.
//!
//! Pure values; reading the file is the work of `store`. Recognising a name never guesses: two equal matches are
//! candidates, and what is merely near is only a suggestion. Days and moments of all records live here too, since
//! this is the lowest module that needs them.

mod codes;
mod id;
mod name_index;
mod names;
mod record;
mod registry;
mod time;

use crate::messages::Lang;

pub use codes::{
    CODES, CONGRESS_OUTSIDE, DATES, NO_LAST_DAY, NO_NAME, NO_PARENT, NO_SUCCESSOR, PARENT_CIRCLE, RANGE,
    SAME_ALIAS, SAME_ID, SAME_NAME, SUCCESSOR_CIRCLE,
};
pub use id::UnitId;
pub use names::{How, Recognition};
pub use record::{CongressDate, Unit, UnitsFile, UnitsSchema};
pub use registry::Registry;
pub use time::{Day, LOCAL, Moment, Month};

/// A commented `units.yaml` to start from, with one unit.
pub fn template(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => include_str!("template-vi.yaml"),
        Lang::En => include_str!("template-en.yaml"),
    }
}
