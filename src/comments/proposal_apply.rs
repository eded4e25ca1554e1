//! A proposal carried out on the text of one block, or refused with the reason.
//!
//! The words must stand in the block exactly once as whole words: byte for byte first, else under the folding key
//! (tone placement, quotes, dashes, blanks). What is not touched keeps its bytes.

use super::proposal::{AT_END, AT_START, NEW_PARAGRAPH, TITLE, WHOLE_PARAGRAPH};
use super::{Op, Proposal};
use crate::document;
use crate::messages::Message;
use crate::text;
use std::ops::Range;

/// The block's text after the edit.
///
/// # Errors
///
/// A message with the reason: the words do not stand there any more, stand there several times, or the proposal
/// names no new words. Moves are not carried out inside a block.
pub fn apply_proposal(block: &str, proposal: &Proposal) -> Result<String, Message> {
    let new = proposal.text.as_deref();
    let Some(target) = proposal.target.as_deref().map(str::trim).filter(|target| !target.is_empty()) else {
        return whole(block, proposal);
    };
    let beside = matches!(proposal.to.as_deref(), Some(AT_END | AT_START | NEW_PARAGRAPH));
    if beside && matches!(proposal.op, Op::InsertAfter | Op::InsertBefore) {
        // The words only say which paragraph.
        stands_in(block, target)?;
        return whole(block, proposal);
    }
    let span = find_once(block, target)?;
    let (before, here, after) = (&block[..span.start], &block[span.clone()], &block[span.end..]);
    let words =
        || new.filter(|words| !words.trim().is_empty()).ok_or_else(|| Message::new("refusal-no-text"));
    Ok(match proposal.op {
        Op::Replace => format!("{before}{}{after}", words()?.trim()),
        Op::InsertAfter => {
            format!("{before}{here}{}{after}", spaced(here, words()?.trim_end(), after, Side::Behind))
        }
        Op::InsertBefore => {
            format!("{before}{}{here}{after}", spaced(before, words()?.trim_start(), here, Side::Before))
        }
        Op::Delete => deleted(before, after),
        Op::Move => return Err(Message::new("refusal-move")),
    })
}

/// A proposal with the words that were decided on in place of those proposed: a deletion becomes a replacement, a
/// move keeps its words.
#[must_use]
pub fn worded(proposal: &Proposal, wording: &str) -> Proposal {
    let op = match proposal.op {
        Op::Delete => Op::Replace,
        op => op,
    };
    Proposal { op, text: Some(wording.to_owned()), ..proposal.clone() }
}

fn whole(block: &str, proposal: &Proposal) -> Result<String, Message> {
    let new = proposal.text.as_deref().map(str::trim).filter(|words| !words.is_empty());
    let words = || new.ok_or_else(|| Message::new("refusal-no-text"));
    let to = proposal.to.as_deref();
    match proposal.op {
        Op::Replace => {
            let is_heading = block.trim_start().starts_with('#');
            let title = to == Some(TITLE);
            if title && !is_heading || to == Some(WHOLE_PARAGRAPH) && is_heading {
                return Err(Message::new(if is_heading {
                    "refusal-is-heading"
                } else {
                    "refusal-no-heading"
                }));
            }
            let marker = &block[..marker_end(block)];
            let marker = if title { &block[..label_end(block, marker.len(), words()?)] } else { marker };
            let words = words()?;
            Ok(if words.starts_with(marker.trim_start()) {
                words.to_owned()
            } else {
                format!("{marker}{words}")
            })
        }
        Op::Delete => Ok(String::new()),
        Op::InsertAfter if to == Some(AT_END) => Ok(format!("{} {}", block.trim_end(), words()?)),
        Op::InsertBefore if to == Some(AT_START) => {
            let marker = marker_end(block);
            Ok(format!("{}{} {}", &block[..marker], words()?, &block[marker..]))
        }
        Op::InsertAfter => Ok(format!("{block}\n\n{}", words()?)),
        Op::InsertBefore => Ok(format!("{}\n\n{block}", words()?)),
        Op::Move => Err(Message::new("refusal-move")),
    }
}

/// The end of heading marks or a list marker with the blank behind it.
fn marker_end(block: &str) -> usize {
    let rest = block.trim_start();
    let indent = block.len() - rest.len();
    let marks = rest.bytes().take_while(|b| *b == b'#').count();
    let marks = if marks == 0 && rest.starts_with(['-', '+', '*']) { 1 } else { marks };
    if marks == 0 || !rest[marks..].starts_with(' ') {
        return 0;
    }
    let blanks = rest[marks..].len() - rest[marks..].trim_start_matches(' ').len();
    indent + marks + blanks
}

/// The end of a heading's number (`1.2. `, `III. `, `PHẦN THỨ NHẤT. `) behind its marks, where the new title has none.
fn label_end(block: &str, marks: usize, title: &str) -> usize {
    let label_of = |heading: String| {
        let parsed = document::parse(heading);
        Some(parsed.blocks.first()?.label.as_ref()?.range.end)
    };
    let (None, Some(end)) = (label_of(format!("# {title}")), label_of(block.to_owned())) else {
        return marks;
    };
    let rest = block.get(end..).unwrap_or_default();
    end + rest.len() - rest.trim_start_matches([' ', '.', ')', '-', ':']).len()
}

/// Whether the words, or the start of them before `…`, stand in the block.
fn stands_in(block: &str, target: &str) -> Result<(), Message> {
    let (block, needle) = (text::fold_caseless(block).key, text::fold_caseless(target).key);
    let lead = needle.trim_end_matches(['.', ' ']).trim();
    if !lead.is_empty() && !occurrences(&block, lead).is_empty() {
        return Ok(());
    }
    Err(Message::new("refusal-words-gone").with("words", target))
}

/// The one place of the words.
fn find_once(block: &str, target: &str) -> Result<Range<usize>, Message> {
    let exact: Vec<Range<usize>> = occurrences(block, target);
    let spans = if exact.is_empty() {
        let (folded, needle) = (text::fold(block), text::fold(target).key);
        occurrences(&folded.key, &needle).into_iter().map(|span| folded.source(span)).collect()
    } else {
        exact
    };
    match spans.as_slice() {
        [one] => Ok(one.clone()),
        [] => Err(Message::new("refusal-words-gone").with("words", target)),
        several => {
            Err(Message::new("refusal-words-several").with("words", target).with("count", several.len()))
        }
    }
}

/// Where a needle stands as whole words, not overlapping.
fn occurrences(text: &str, needle: &str) -> Vec<Range<usize>> {
    let joins = |a: Option<char>, b: Option<char>| matches!((a, b), (Some(a), Some(b)) if a.is_alphanumeric() && b.is_alphanumeric());
    if needle.is_empty() {
        return Vec::new();
    }
    let is_whole = |at: &usize| {
        let end = at + needle.len();
        !joins(text[..*at].chars().next_back(), needle.chars().next())
            && !joins(needle.chars().next_back(), text[end..].chars().next())
    };
    text.match_indices(needle).map(|(at, _)| at).filter(is_whole).map(|at| at..at + needle.len()).collect()
}

enum Side {
    Behind,
    Before,
}

/// The new words with one blank towards the words they are put to, where both sides are words.
fn spaced(left: &str, words: &str, right: &str, side: Side) -> String {
    let word = |c: Option<char>| {
        c.is_some_and(|c| c.is_alphanumeric() || matches!(c, '"' | '“' | '(' | '”' | ')' | '%'))
    };
    let ends = |text: &str| text.chars().next_back().is_some_and(|c| !c.is_whitespace());
    let opens = word(words.chars().next());
    let closes = word(words.chars().next_back());
    match side {
        Side::Behind => {
            let before = if ends(left) && opens { " " } else { "" };
            let after = if right.starts_with(char::is_alphanumeric) { " " } else { "" };
            format!("{before}{words}{after}")
        }
        Side::Before => {
            let before =
                if left.chars().next_back().is_some_and(char::is_alphanumeric) && opens { " " } else { "" };
            let after = if closes || words.ends_with([',', ';', '.', ':']) { " " } else { "" };
            let after = if right.starts_with(char::is_whitespace) || words.ends_with(char::is_whitespace) {
                ""
            } else {
                after
            };
            format!("{before}{words}{after}")
        }
    }
}

/// Both sides joined; of the two blanks left one goes, before a mark both.
fn deleted(before: &str, after: &str) -> String {
    let closes = after.trim_start_matches(' ').starts_with([',', '.', ';', ':', '!', '?', ')', '”', '…']);
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, ')' | '”' | '"' | '%');
    if closes && before.trim_end_matches(' ').ends_with(is_word) {
        return format!("{}{}", before.trim_end_matches(' '), after.trim_start_matches(' '));
    }
    let edge = before.is_empty() || before.ends_with(' ');
    let after = if edge { after.strip_prefix(' ').unwrap_or(after) } else { after };
    let before = if after.is_empty() { before.strip_suffix(' ').unwrap_or(before) } else { before };
    format!("{before}{after}")
}
