//! Sections: headings and what they hold.

use super::{Document, Section};

/// Gives a parsed document its sections.
pub(super) fn fill(document: &mut Document) {
    document.sections = vec![Section {
        heading: None,
        level: 0,
        parent: None,
        title: String::new(),
        path: String::new(),
        blocks: 0..document.blocks.len(),
    }];
}
