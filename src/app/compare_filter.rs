//! What `--only` and `--section` mean, the same for every format, and what is said where they mean nothing.
//!
//! Formats that are exact as a whole refuse filters. A section that no document has is answered with the nearest
//! ones that there are.

use super::diff::Show;
use super::{Failure, Format};
use crate::messages::Message;
use crate::text;
use crate::view::{self, Facet, Side};

/// The kinds and classes that are wanted; none for all.
///
/// # Errors
///
/// When a name is not known, or the format shows the whole text or nothing.
pub(super) fn facets(show: &Show) -> Result<Vec<Facet>, Failure> {
    let is_filtered = show.section.is_some() || !show.only.is_empty() || show.summary;
    if matches!(show.format, Format::CriticMarkup | Format::Docx | Format::Pdf) && is_filtered {
        return Err(Failure::new("diff-whole-only").of_usage());
    }
    let facet = |name: &String| {
        Facet::parse(name).ok_or_else(|| {
            let known = Facet::ALL.map(Facet::tag).join(", ");
            Failure::new("unknown-kind").with("kind", name.as_str()).with("known", known).of_usage()
        })
    };
    show.only.iter().map(facet).collect()
}

/// Which documents, each with its states, have the section; all where none is asked for.
///
/// # Errors
///
/// When no document has it in any state.
pub(super) fn with_section(documents: &[&[Side<'_>]], section: Option<&str>) -> Result<Vec<bool>, Failure> {
    let Some(section) = section else { return Ok(vec![true; documents.len()]) };
    let has = |states: &&[Side<'_>]| states.iter().any(|state| view::has_section(state, section));
    let kept: Vec<bool> = documents.iter().map(has).collect();
    if kept.contains(&true) {
        return Ok(kept);
    }
    let near = nearest(documents, section);
    let hint = if near.is_empty() {
        Message::new("diff-no-sections")
    } else {
        Message::new("diff-near-sections").with("near", near.join("; "))
    };
    Err(Failure::new("diff-unknown-section").with("section", section).hinting(hint))
}

/// Sections with a path or a title like the one typed, else the highest ones.
fn nearest(documents: &[&[Side<'_>]], wanted: &str) -> Vec<String> {
    const SHOWN: usize = 5;
    const NEAR: f64 = 0.5;
    let key = text::plain(wanted).key;
    let path_wanted = wanted.trim().to_lowercase();
    let mut found: Vec<(f64, String)> = Vec::new();
    let mut highest: Vec<String> = Vec::new();
    for state in documents.iter().flat_map(|states| states.iter().rev()) {
        for section in state.document.sections.iter().filter(|section| !section.path.is_empty()) {
            let path = section.path.to_lowercase();
            let alike = strsim::normalized_damerau_levenshtein(&path, &path_wanted);
            let ends = path.strip_suffix(&path_wanted).is_some_and(|head| head.ends_with(['/', '.']));
            let titled = !key.is_empty() && text::plain(&section.title).key.contains(&key);
            let score = if ends || titled { 1.0 } else { alike };
            let shown = match section.title.as_str() {
                "" => section.path.clone(),
                title => format!("{} ({title})", section.path),
            };
            if !section.path.contains(['/', '.']) && !highest.contains(&shown) {
                highest.push(shown.clone());
            }
            if score >= NEAR && !found.iter().any(|(_, other)| *other == shown) {
                found.push((score, shown));
            }
        }
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    let near = found.into_iter().map(|(_, shown)| shown);
    let near: Vec<String> = near.take(SHOWN).collect();
    if near.is_empty() { highest.into_iter().take(SHOWN).collect() } else { near }
}
