//! Which older version a file was made from: the one with the fewest blocks that differ.
//!
//! Looks at folded texts only, in any order; linear in all sources together.

use std::collections::BTreeMap;

use crate::document::Document;

use super::read::fold_key;

/// Index of the candidate with the fewest blocks that stand on one side only; the first of equals, 0 for none.
///
/// Spelling counts only between candidates that are equal otherwise.
pub fn nearest(candidates: &[&Document], file: &Document) -> usize {
    let folded = |text: &str| fold_key(text);
    let exact = |text: &str| text.to_owned();
    let file_folded = count(file, folded);
    let file_exact = count(file, exact);
    candidates
        .iter()
        .enumerate()
        .min_by_key(|(index, candidate)| {
            let by_words = n_different(&file_folded, &count(candidate, folded));
            let by_bytes = n_different(&file_exact, &count(candidate, exact));
            (by_words, by_bytes, *index)
        })
        .map_or(0, |(index, _)| index)
}

fn count(document: &Document, key: impl Fn(&str) -> String) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for block in &document.blocks {
        *counts.entry(key(document.text(block))).or_insert(0) += 1;
    }
    counts
}

fn n_different(left: &BTreeMap<String, usize>, right: &BTreeMap<String, usize>) -> usize {
    let missing: usize =
        left.iter().map(|(key, count)| count.saturating_sub(right.get(key).copied().unwrap_or(0))).sum();
    let extra: usize =
        right.iter().map(|(key, count)| count.saturating_sub(left.get(key).copied().unwrap_or(0))).sum();
    missing + extra
}
