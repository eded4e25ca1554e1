//! The congress file: name, ordinals, documents with their editors, bodies, house rules.
//!
//! Pure values; reading the file is the work of `store`, the drafts that it names are parsed by `document`.

mod record;

pub use record::{
    Body, BodyId, Congress, CongressSchema, DocumentEntry, DocumentKey, Editor, EditorId, Language,
    Orthography, Rounding,
};
