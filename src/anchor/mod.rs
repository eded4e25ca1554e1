//! Where a comment points to: citations read, places found with their certainty, carried to later drafts.

mod citation;
mod citation_lex;
mod citation_parse;
mod quotes;

pub use citation::{CITATION_CHARS_MAX, Citation, CitedPlace, Nth, Step, letter_ordinal, parse_citation};
pub use quotes::{QUOTE_CHARS_MAX, QUOTES_MAX, QuoteSpan, quotes};
