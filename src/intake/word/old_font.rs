//! Text in an old font (`.VnTime`, `VNI-Times`): found by the font's name and by its letters, converted where asked.
//!
//! The name alone says little, for the font's name often stays behind when a text was converted; so all the text of
//! a font is looked at, and it is old only where it reads better in the old encoding. In fonts with an H at the end of
//! their name the capitals are in the font.

use crate::text::{Legacy, from_legacy, looks_legacy, reads_better};
use std::collections::BTreeMap;

/// What is known of the old fonts of a file.
#[derive(Debug, Default)]
pub(super) struct OldFonts {
    /// All text of each font that has an old name, in a first reading.
    seen: BTreeMap<String, String>,
    /// Fonts whose text is old.
    old: BTreeMap<String, Legacy>,
    /// The encoding of all text, where no font's name says it.
    everywhere: Option<Legacy>,
}

impl OldFonts {
    /// What a first reading showed; `None` where no text is old.
    pub(super) fn found(self, all: &str) -> Option<Self> {
        let old: BTreeMap<String, Legacy> = self
            .seen
            .into_iter()
            .filter_map(|(font, text)| {
                let legacy = by_name(&font)?;
                (reads_better(&text, legacy) || looks_legacy(&text) == Some(legacy)).then_some((font, legacy))
            })
            .collect();
        let everywhere = if old.is_empty() { looks_legacy(all) } else { None };
        let any = !old.is_empty() || everywhere.is_some();
        any.then(|| Self { seen: BTreeMap::new(), old, everywhere })
    }

    /// Words of a run as they are meant, where they are old.
    pub(super) fn read(&mut self, font: Option<&str>, text: &str) -> Option<String> {
        if let Some(legacy) = self.everywhere {
            return converted(text, legacy, "");
        }
        let font = font?;
        if let Some(legacy) = self.old.get(font) {
            return converted(text, *legacy, font);
        }
        if self.old.is_empty() && by_name(font).is_some() {
            let seen = self.seen.entry(font.to_owned()).or_default();
            seen.push_str(text);
            seen.push(' ');
        }
        None
    }
}

fn converted(text: &str, legacy: Legacy, font: &str) -> Option<String> {
    let modern = from_legacy(text, legacy)?;
    let modern = if has_capitals(font) { modern.to_uppercase() } else { modern };
    (modern != text).then_some(modern)
}

/// The encoding that a font's name stands for.
fn by_name(font: &str) -> Option<Legacy> {
    let font = font.trim().to_lowercase();
    if font.starts_with(".vn") {
        return Some(Legacy::Tcvn3);
    }
    (font.starts_with("vni-") || font.starts_with("vni ")).then_some(Legacy::Vni)
}

/// Whether a font shows small letters as capitals.
fn has_capitals(font: &str) -> bool {
    font.starts_with('.') && font.trim_end().ends_with('H')
}
