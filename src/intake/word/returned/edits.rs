//! The changes of one paragraph as edits: one for each sentence that was changed.
//!
//! A single change of a sentence is told by its own words; several together by the sentence as a whole. Target and new
//! words are whole words, and the target stands once in the paragraph.

use super::walk::{Para, Side};
use crate::comments::{Op, ReplyProposal};
use crate::intake::letter;
use std::ops::Range;

/// An edit of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edit {
    /// The sentence as it stood.
    pub(super) sentence: String,
    pub(super) op: Op,
    pub(super) target: String,
    pub(super) text: Option<String>,
}

/// Words that go and words that come in their place.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Change {
    before: Range<usize>,
    text: String,
}

/// Words before an insertion that tell where it is.
const NEAR_WORDS: usize = 5;

impl Edit {
    pub(super) fn proposal(&self) -> ReplyProposal {
        ReplyProposal { op: self.op, target: Some(self.target.clone()), to: None, text: self.text.clone() }
    }
}

/// The edits of a paragraph, in order.
pub(super) fn of_paragraph(para: &Para) -> Vec<Edit> {
    edits(&para.before(), changes(para))
}

/// The edit that makes one text of another, in the shortest run of words that differs.
pub(super) fn between(before: &str, after: &str) -> Vec<Edit> {
    let common = before.char_indices().zip(after.chars()).take_while(|((_, one), other)| one == other);
    let start = common.last().map_or(0, |((at, one), _)| at + one.len_utf8());
    let (rest, other) = (&before[start..], &after[start..]);
    let tail = rest.chars().rev().zip(other.chars().rev()).take_while(|(one, other)| one == other);
    let n_tail: usize = tail.map(|(one, _)| one.len_utf8()).sum();
    let change =
        Change { before: start..before.len() - n_tail, text: other[..other.len() - n_tail].to_owned() };
    edits(before, vec![change])
}

/// The changes of a paragraph: neighbours are one.
fn changes(para: &Para) -> Vec<Change> {
    let mut found: Vec<Change> = Vec::new();
    let mut at = 0;
    for piece in &para.pieces {
        let (n, text) = match piece.side {
            Side::Both => {
                at += piece.text.len();
                continue;
            }
            Side::Before => (piece.text.len(), ""),
            Side::After => (0, piece.text.as_str()),
        };
        match found.last_mut().filter(|last| last.before.end == at) {
            Some(last) => {
                last.before.end += n;
                last.text.push_str(text);
            }
            None => found.push(Change { before: at..at + n, text: text.to_owned() }),
        }
        at += n;
    }
    found
}

fn edits(before: &str, changes: Vec<Change>) -> Vec<Edit> {
    let mut changes: Vec<Change> = changes.into_iter().map(|it| whole_words(before, it)).collect();
    changes.retain(|it| squeezed(&before[it.before.clone()]) != squeezed(&it.text));
    let mut sentences: Vec<Range<usize>> = letter::sentences(before);
    if sentences.is_empty() {
        sentences.push(0..before.len());
    }
    let last = sentences.len() - 1;
    let nth = |at: usize| sentences.iter().position(|it| at < it.end).unwrap_or(last);
    let mut found: Vec<(Range<usize>, Vec<Change>)> = Vec::new();
    for change in changes {
        // What is put behind the last word of a sentence belongs to it.
        let is_behind = change.before.is_empty() && change.before.start > 0;
        let first = nth(change.before.start - usize::from(is_behind));
        let until = nth(change.before.end.saturating_sub(1).max(change.before.start)).max(first);
        let span = sentences[first].start..sentences[until].end;
        match found.last_mut().filter(|(other, _)| span.start < other.end) {
            Some((other, all)) => {
                other.end = other.end.max(span.end);
                all.push(change);
            }
            None => found.push((span, vec![change])),
        }
    }
    found.into_iter().filter_map(|(span, changes)| edit(before, span, &changes)).collect()
}

/// The edit of one sentence.
fn edit(before: &str, span: Range<usize>, changes: &[Change]) -> Option<Edit> {
    let sentence = before[span.clone()].trim().to_owned();
    let with = |op, target: &str, text: Option<&str>| {
        let text = text.map(|it| it.trim().to_owned());
        Some(Edit { sentence: sentence.clone(), op, target: target.trim().to_owned(), text })
    };
    if let [change] = changes {
        let gone = before[change.before.clone()].trim();
        let new = change.text.trim();
        let once = |words: &str| before.matches(words).count() == 1 && !words.is_empty();
        match (gone.is_empty(), new.is_empty()) {
            (true, true) => return None,
            (false, true) if once(gone) => return with(Op::Delete, gone, None),
            (false, false) if once(gone) => return with(Op::Replace, gone, Some(new)),
            (true, false) if new.starts_with(char::is_alphanumeric) => {
                let head = before[..change.before.start].trim_end();
                let tail = before[change.before.end..].trim_start();
                let near = last_words(head);
                if once(near) {
                    return with(Op::InsertAfter, near, Some(new));
                }
                let near = first_words(tail);
                if head.is_empty() && once(near) {
                    return with(Op::InsertBefore, near, Some(new));
                }
            }
            _ => (),
        }
    }
    let start = changes.first().map_or(span.start, |it| it.before.start.min(span.start));
    let end = changes.last().map_or(span.end, |it| it.before.end.max(span.end));
    let mut now = String::new();
    let mut at = start;
    for change in changes {
        now.push_str(before.get(at..change.before.start).unwrap_or_default());
        now.push_str(&change.text);
        at = change.before.end;
    }
    now.push_str(before.get(at..end).unwrap_or_default());
    match now.trim().is_empty() {
        true => with(Op::Delete, &before[start..end], None),
        false => with(Op::Replace, &before[start..end], Some(now.trim())),
    }
}

/// A change that begins and ends between words.
fn whole_words(before: &str, change: Change) -> Change {
    let Change { before: span, text } = change;
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36F}');
    let gone = &before[span.clone()];
    let joins = |c: Option<char>| c.is_some_and(is_word);
    let (head, tail) = (&before[..span.start], &before[span.end..]);
    let part = |c: char| !c.is_whitespace();
    // Figures are one word with their marks: 45.520, 5,2%, 6/14.
    let digit = |c: char| c.is_ascii_digit();
    let mark = |c: char| matches!(c, '.' | ',' | '/');
    let joins_figure = |outer: &str, inner: Option<char>| {
        let behind = outer.trim_matches(mark);
        outer.len() > behind.len() && behind.ends_with(digit) && inner.is_some_and(digit)
    };
    let figure_goes_on = tail.starts_with(mark) && tail[1..].starts_with(digit);
    let starts_inside = joins(head.chars().next_back())
        && (joins(gone.chars().next()) || joins(text.chars().next()) || figures(head, gone, &text))
        || joins_figure(head, gone.chars().next().or(text.chars().next()));
    let ends_inside = joins(tail.chars().next())
        && (joins(gone.chars().next_back()) || joins(text.chars().next_back()))
        || figure_goes_on && gone.chars().next_back().or(text.chars().next_back()).is_some_and(digit);
    let start = if starts_inside { head.trim_end_matches(part).len() } else { span.start };
    let end = if ends_inside { before.len() - tail.trim_start_matches(part).len() } else { span.end };
    let text = format!("{}{text}{}", &before[start..span.start], &before[span.end..end]);
    Change { before: start..end, text }
}

/// Whether a mark was changed inside a figure.
fn figures(head: &str, gone: &str, text: &str) -> bool {
    let is_mark = |it: &str| it.starts_with(['.', ',']);
    head.ends_with(|c: char| c.is_ascii_digit()) && (is_mark(gone) || is_mark(text)) && gone.len() > 1
}

fn last_words(head: &str) -> &str {
    let starts: Vec<usize> =
        head.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, c)| at + c.len_utf8()).collect();
    let from = starts.len().checked_sub(NEAR_WORDS).map_or(0, |at| starts[at]);
    let near = head[from..].trim();
    // Not across the end of a sentence.
    near.rsplit_once(". ").map_or(near, |(_, last)| last)
}

fn first_words(tail: &str) -> &str {
    let end = tail.match_indices(' ').nth(NEAR_WORDS - 1).map_or(tail.len(), |(at, _)| at);
    tail[..end].trim()
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::walk::Piece;
    use super::*;

    /// `[-gone-]`, `{+come+}` in a paragraph.
    fn para(marked: &str) -> Para {
        let mut pieces = Vec::new();
        let mut rest = marked;
        while !rest.is_empty() {
            let (side, open, close) = match rest {
                _ if rest.starts_with("[-") => (Side::Before, 2, "-]"),
                _ if rest.starts_with("{+") => (Side::After, 2, "+}"),
                _ => (Side::Both, 0, ""),
            };
            let inside = &rest[open..];
            let end = match close {
                "" => inside.find("[-").into_iter().chain(inside.find("{+")).min().unwrap_or(inside.len()),
                close => inside.find(close).unwrap(),
            };
            pieces.push(Piece { text: inside[..end].to_owned(), side });
            rest = &inside[end + close.len()..];
        }
        Para { at: String::new(), code: None, pieces, end: Side::Both, row: None }
    }

    #[test]
    fn a_sentence_is_one_edit() {
        let check = |marked: &str, expected: &[&str]| {
            let shown = |it: Edit| format!("{:?} {} → {}", it.op, it.target, it.text.unwrap_or_default());
            let found: Vec<String> = of_paragraph(&para(marked)).into_iter().map(shown).collect();
            assert_eq!(found, expected, "{marked}");
        };
        check("Kinh tế [-từng bước-]{+bước đầu+} hình thành.", &["Replace từng bước → bước đầu"]);
        check("Sản lượng 45.[-520-]{+250+} tấn.", &["Replace 45.520 → 45.250"]);
        check("Sản lượng [-45-]{+46+}.520 tấn.", &["Replace 45.520 → 46.520"]);
        check("Kết quả [-khá -]tốt.", &["Delete khá → "]);
        check("Huyện có {+mười bốn +}xã.", &["InsertAfter Huyện có → mười bốn"]);
        check("{+Toàn +}huyện có xã.", &["InsertBefore huyện có xã. → Toàn"]);
        check(
            "Một [-hai-]{+ba+} bốn [-năm-]{+sáu+}. Câu sau giữ nguyên.",
            &["Replace Một hai bốn năm. → Một ba bốn sáu."],
        );
        check("Câu [-a-]{+b+}. Câu [-c-]{+d+}.", &["Replace a → b", "Replace c → d"]);
        check("xã và [-xã-]{+phường+}", &["Replace xã và xã → xã và phường"]);
        check("Câu đầu.{+ Câu thêm vào.+}", &["InsertAfter Câu đầu. → Câu thêm vào."]);
        check("Giữ  [- -]nguyên.", &[]);
        check("Giữ nguyên.", &[]);
    }
}
