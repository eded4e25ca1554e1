//! A comparison as CriticMarkup: the whole document with `{++ ++}` and `{-- --}` and nothing else.
//!
//! Accepting all marks gives the after file byte for byte, rejecting all the before file: leads and gaps are
//! marked too, and a moved block is a deletion at its old and an insertion at its new place. Sources that contain
//! one of the four marks are refused. Linear in both sources.

use std::ops::Range;

use crate::document::Document;

use super::model::{Comparison, Op, Segment};
use super::words::common_space;

/// A source that cannot be marked, because it contains a mark already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExistingMark {
    /// Whether it stands in the before draft (else in the after draft).
    pub in_before: bool,
    /// Its line, from 1.
    pub line: usize,
}

/// The whole document with all changes marked.
///
/// # Errors
///
/// [`ExistingMark`] names the first mark that stands in one of the sources.
pub fn criticmarkup(
    comparison: &Comparison,
    before: &Document,
    after: &Document,
) -> Result<String, ExistingMark> {
    refuse(&before.source, true)?;
    refuse(&after.source, false)?;
    let mut writer = Writer { before, after, text: String::new(), at_before: 0, at_after: 0 };
    for change in &comparison.changes {
        if change.moved || change.before.is_empty() || change.after.is_empty() {
            continue;
        }
        let (old, new) = (span(before, &change.before), span(after, &change.after));
        writer.between(old.start, new.start);
        for Segment { op, text } in &change.segments {
            writer.put(*op, text);
        }
        (writer.at_before, writer.at_after) = (old.end, new.end);
    }
    writer.between(before.source.len(), after.source.len());
    Ok(writer.text)
}

struct Writer<'a> {
    before: &'a Document,
    after: &'a Document,
    text: String,
    at_before: usize,
    at_after: usize,
}

impl Writer<'_> {
    /// What stands between two aligned blocks: gaps, and blocks of one side only.
    fn between(&mut self, to_before: usize, to_after: usize) {
        let old = self.before.source.get(self.at_before..to_before).unwrap_or("");
        let new = self.after.source.get(self.at_after..to_after).unwrap_or("");
        let head = common_space(old.chars(), new.chars());
        let (old_rest, new_rest) = (&old[head..], &new[head..]);
        let tail = common_space(old_rest.chars().rev(), new_rest.chars().rev());
        self.put(Op::Equal, &old[..head]);
        self.put(Op::Delete, &old_rest[..old_rest.len() - tail]);
        self.put(Op::Insert, &new_rest[..new_rest.len() - tail]);
        self.put(Op::Equal, &old_rest[old_rest.len() - tail..]);
    }

    fn put(&mut self, op: Op, text: &str) {
        if text.is_empty() {
            return;
        }
        let (open, close) = match op {
            Op::Equal => ("", ""),
            Op::Delete => ("{--", "--}"),
            Op::Insert => ("{++", "++}"),
        };
        self.text.push_str(open);
        self.text.push_str(text);
        self.text.push_str(close);
    }
}

fn span(document: &Document, blocks: &Range<usize>) -> Range<usize> {
    document.blocks[blocks.start].text.start..document.blocks[blocks.end - 1].text.end
}

fn refuse(source: &str, in_before: bool) -> Result<(), ExistingMark> {
    let first = ["{++", "++}", "{--", "--}"].iter().filter_map(|mark| source.find(mark)).min();
    match first {
        Some(at) => Err(ExistingMark { in_before, line: source[..at].matches('\n').count() + 1 }),
        None => Ok(()),
    }
}
