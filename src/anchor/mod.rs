//! Where a comment points to: citations read, places found with their certainty, carried to later drafts.
//!
//! * [`parse_citation`]: a place as a unit wrote it, read into what it says.
//! * [`place`]: the place in the drafts, exact, clearly matched or left to a person; never a guess.
//! * [`print_use`]: whose pages a reply counts by.
//! * [`carry`]: the same place in a later draft, by our own comparison.
//! * [`carry_codes`]: the codes of a later draft.
//!
//! It knows no comment records, no units and no files: what it needs of a comment is a [`PlaceQuery`]. Invariants:
//! everything is bounded by the length of the drafts times the (bounded) number of quotes; the same input gives the
//! same anchor.

mod carry;
mod citation;
mod citation_finish;
mod citation_keywords;
mod citation_lex;
mod citation_parse;
mod codes;
mod find_quote;
mod find_section;
mod find_words;
mod index;
mod levels;
mod model;
mod place;
mod place_code;
mod place_page;
mod place_text;
mod print;
mod quotes;
mod weights;

pub use carry::carry;
pub use citation::{CITATION_CHARS_MAX, Citation, CitedPlace, Nth, Step, letter_ordinal, parse_citation};
pub use codes::{CarriedCodes, carry_codes};
pub use index::DraftIndex;
pub use model::{Anchor, AnchorScope, Certainty, Note, PlaceQuery, Score, Scored, Target, Way};
pub use place::place;
pub use print::{PrintUse, PrintedPlace, print_use};
pub use quotes::{QUOTE_CHARS_MAX, QUOTES_MAX, QuoteSpan, quotes};
pub use weights::{WEIGHTS, Weights};
