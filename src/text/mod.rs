//! Text as Vietnamese offices write it: NFC, folding, tokens, numbers, dates, collation, suspects.
//!
//! Everything here is pure and bounded: every function reads its input once or a constant number of times
//! (linear time, linear memory), takes any string without panicking, and gives the same result everywhere.
//! Nothing here rewrites an author's text: folding keys are for comparing, and every finding carries the byte
//! span in the text that was given.
//!
//! * [`nfc`], [`is_nfc`]: composed characters.
//! * [`fold`], [`fold_caseless`], [`plain`]: keys for comparing and searching, with spans back to the source.
//! * [`tokens`]: terms, fractions, dates, document symbols, numbers, percentages, Roman numerals, syllables.
//! * [`Number`]: exact rational numbers in Vietnamese spelling; [`dates`], [`quantities`], [`roman`].
//! * [`compare`], [`collation_key`]: Vietnamese alphabetical order.
//! * [`suspects`], [`tone_style`], [`looks_legacy`]: what an editor cannot see.
//!
//! What it does not do: it knows no Markdown, no files and no problems (codes and messages stand above it).
//! Sources: Unicode UAX #15 and UTS #10 (through `unicode-normalization` and `icu_collator`), TCVN 6909:2001,
//! TCVN 5712:1993, RFC 1456.

mod chars;
mod collate;
mod date;
mod fold;
mod legacy;
mod legacy_read;
mod letters;
mod normal;
mod number;
mod quantity;
mod roman;
mod suspect;
mod token;
mod tone;

pub(crate) use chars::is_letter_or_digit;
pub use chars::{is_dash, is_ignorable};
pub use collate::{collation_key, compare};
pub use date::{DateMention, dates};
pub use fold::{FoldMap, Folded, fold, fold_caseless, plain};
pub use legacy::{Legacy, from_legacy, looks_legacy, reads_better};
pub use legacy_read::{OldText, read_old_bytes, read_old_text, read_utf16};
pub use letters::is_vietnamese_syllable;
pub use normal::{decode_windows_1258, is_nfc, nfc, show_invisible};
pub use number::{Number, number};
pub use quantity::{FigureRole, Quantity, quantities};
pub use roman::{roman, to_roman};
pub use suspect::{Suspect, SuspectKind, suspects};
pub use token::{SymbolForm, Token, TokenKind, count_words, is_word, symbol_form, term_years, tokens};
pub use tone::{ToneStyle, ToneSyllable, tone_style};
