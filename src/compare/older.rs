//! Whether a file made from one version takes back what that version has over an older one: a copy that came back
//! from a stick.

use std::collections::BTreeSet;

use crate::document::{Block, Document};

use super::{ChangeKind, CompareOptions, compare};

/// Whether `file` lacks something that `newer` has and `older` has not: a block that is gone, or one that reads as in
/// `older` again. A block that was only reworded on is no sign of an older copy.
///
/// One comparison of `newer` with `file`; else linear.
pub fn takes_back(older: &Document, newer: &Document, file: &Document) -> bool {
    let old: BTreeSet<&str> = older.blocks.iter().map(|block| older.text(block)).collect();
    let blocks = |document: &'_ Document, range: std::ops::Range<usize>| -> Vec<String> {
        let blocks: &[Block] = document.blocks.get(range).unwrap_or_default();
        blocks.iter().map(|block| document.text(block).to_owned()).collect()
    };
    compare(newer, file, &CompareOptions::default()).changes.iter().any(|change| {
        let is_new = blocks(newer, change.before.clone()).iter().any(|text| !old.contains(text.as_str()));
        let now = blocks(file, change.after.clone());
        let is_taken_back =
            change.kind != ChangeKind::Unchanged && now.iter().all(|text| old.contains(text.as_str()));
        is_new && is_taken_back
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::parse;

    #[test]
    fn what_was_saved_since_is_missed_only_where_it_is_gone() {
        let older = "Một hai ba bốn năm.\n\nSáu bảy tám chín mười.\n";
        let newer = "Một hai ba bốn năm sáu.\n\nTrưa chiều tối đêm khuya.\n\nSáu bảy tám chín mười.\n";
        let check = |file: &str, expected: bool| {
            let [older, newer, file] = [older, newer, file].map(|text| parse(text.to_owned()));
            assert_eq!(takes_back(&older, &newer, &file), expected, "{}", file.source);
        };
        check(newer, false);
        check(older, true);
        // A new paragraph of its own, elsewhere.
        check("Một hai ba bốn năm.\n\nSáu bảy tám chín mười.\n\nXuân hạ thu đông.\n", true);
        check("Một hai ba bốn năm sáu.\n\nSáu bảy tám chín mười.\n\nXuân hạ thu đông.\n", true);
        // The paragraph is there but was reworded; one is back as it was.
        check("Một hai ba bốn năm sáu.\n\nTrưa chiều tối đêm.\n\nSáu bảy tám chín mười.\n", false);
        check("Một hai ba bốn năm.\n\nTrưa chiều tối đêm khuya.\n\nSáu bảy tám chín mười.\n", true);
        // What both versions have may go.
        check("Một hai ba bốn năm sáu.\n\nTrưa chiều tối đêm khuya.\n", false);
    }
}
