//! The congress file: name, ordinals, documents with their editors, bodies, house rules; and layout profiles.
//!
//! Pure values; reading the file is the work of `store`, the drafts that it names are parsed by `document`.

mod check;
mod profile;
mod record;
mod reference;

use crate::messages::Lang;

pub use check::{
    BAD_FILE, BAD_ORDINAL, BAD_REFERENCE, BAD_TERM, CODES, HouseRules, LAYOUT_RANGE, MISSING_STYLES,
    NO_DOCUMENT, NO_EDITOR, NO_NAME, NO_PROFILE_FILE, NO_TITLE_LAYOUT, NO_VARIANT, ORDINALS, SAME_FILE,
    SAME_ID, SAME_TITLE, UNKNOWN_PROFILE,
};
pub use profile::{
    BodyLayout, DEFAULT_PROFILE, FootLayout, HeadLayout, HeadingLayout, OWN_PROFILE, PageLayout, Profile,
    ProfileSchema, TableLayout,
};
pub use record::{
    Body, BodyId, Congress, CongressSchema, DocumentEntry, DocumentKey, Editor, EditorId, Language,
    Orthography, Rounding,
};
pub use reference::{OWN_REFERENCE, Reference, ReferenceError, STYLES};

/// A commented `congress.yaml` to start from.
pub fn template(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => include_str!("template-vi.yaml"),
        Lang::En => include_str!("template-en.yaml"),
    }
}
