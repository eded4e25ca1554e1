//! A letter: running text with a letterhead, an opening, points that are numbered, dashed or stand in paragraphs of
//! their own, a closing and a signature.
//!
//! Works on lines, whatever they came from: paragraphs of a Word file, lines of a text, of a page, of a mail. Reads who
//! writes, when, to which draft, and what is said of the whole; every point becomes a comment with its words as they
//! stand (only the number or dash before them is taken off) and with the place and document that it names or that the
//! headings above it name. What is no comment is kept in the words of the reply; letterhead, recipients and signature
//! are read and are neither.
//!
//! Minutes in which speakers are named are read turn by turn (`minutes`). One point is one comment: a heading that asks for nothing passes its place on, a point whose parts ask for themselves
//! is taken apart, one whose parts do not stays whole. Praise, reports of how a meeting was held and polite endings are
//! no comments. Nothing is placed and no document is looked up here. Linear in the text but for the depth of headings.

mod ask;
mod head;
mod lines;
mod minutes;
mod parts;
mod place;
mod points;
mod speaker;
mod tail;

use super::{Parts, blank_reply, codes};
use crate::comments::{Channel, State};
use crate::problem::{Place, Problem};

/// A printed paragraph or line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct LetterLine {
    /// Where it stands: `paragraph 7`, `line 12`, `page 2, line 5`.
    pub(super) at: String,
    /// Its words; none for an empty line, which parts paragraphs.
    pub(super) text: String,
}

/// Reads a letter; `file` is its name, for problems. One that says nothing waits to be typed.
pub(super) fn read(lines: &[LetterLine], file: &str) -> Parts {
    let head = head::read(lines);
    let body = lines::paragraphs(&lines[head.n_lines..]);
    let tail = tail::read(&body);
    let meeting = head.is_minutes.then(|| minutes::read(&body, &tail, &head)).flatten();
    let said: Vec<lines::Paragraph> =
        body.into_iter().zip(&tail.is_tail).filter(|(_, is_tail)| !**is_tail).map(|(it, _)| it).collect();
    let mut reply = blank_reply();
    let found = match meeting {
        Some(minutes::Minutes { said, occasion }) => {
            reply.occasion = Some(occasion);
            said
        }
        None => points::read(&said, &head),
    };
    reply.unit = head.unit(&said, &tail.signed);
    reply.dated = head.dated.or(tail.dated);
    reply.symbol = head.symbol;
    reply.draft = head.draft.or(found.draft);
    reply.round = head.round;
    reply.channel = Some(if head.is_minutes { Channel::Minutes } else { Channel::Letter });
    reply.per_document = found.per_document;
    reply.state = found.state;
    let words: Vec<String> = head.words.into_iter().chain(found.words).collect();
    reply.words = (!words.is_empty()).then(|| words.join("\n"));
    reply.comments = found.comments;
    let mut problems = Vec::new();
    if reply.comments.is_empty() && reply.state.is_none() && reply.per_document.is_empty() {
        reply.state = Some(State::ToBeTyped);
        problems.push(Problem::new(codes::LETTER_SILENT, Place::file(file)));
    }
    Parts { reply: Some(reply), at: found.at, frozen: None, problems }
}

/// The lines of a text that can be the heads of a table: short cells without figures, and no sentence or point.
pub(super) fn heads_of_table(text: &str) -> String {
    const CELL_CHARS_MAX: usize = 40;
    let parted = |line: &str, by: char| {
        let cells = line.split(by).map(str::trim).filter(|cell| !cell.is_empty());
        let lengths: Vec<usize> = cells.map(|cell| cell.chars().count()).collect();
        lengths.len() >= 2 && lengths.iter().all(|length| *length <= CELL_CHARS_MAX)
    };
    let is_head = |line: &&str| {
        !line.trim_end().ends_with(['.', ':'])
            && lines::marker(line.trim()).is_none()
            && !line.contains(|c: char| c.is_ascii_digit())
            && [';', '\t', ','].into_iter().any(|by| parted(line, by))
    };
    text.lines().filter(is_head).collect::<Vec<_>>().join("\n")
}

/// The sentences of a text.
pub(super) fn sentences(text: &str) -> Vec<std::ops::Range<usize>> {
    ask::sentences(text)
}

/// The one document that the title page of a draft names.
pub(super) fn title_document(top: &str) -> Option<String> {
    let names = |line: &str| place::Scan::of(line).documents().into_iter().next();
    top.lines()
        .filter(|line| lines::is_capitals(line))
        .find_map(names)
        .map(|(_, name)| head::capitalised(&name.to_lowercase()))
}

/// Whether lines are a draft and no letter: a title page in capitals that names a document, and nobody who comments
/// on it.
pub(super) fn is_draft(lines: &[LetterLine]) -> bool {
    const LINES_MIN: usize = 30;
    let top: Vec<&str> = lines.iter().map(|line| line.text.trim()).take(LINES_MIN).collect();
    !is_letter(lines) && title_document(&top.join("\n")).is_some() && lines.len() > LINES_MIN
}

/// Whether lines are a letter on a draft: somebody writes to somebody, or says that these are opinions.
pub(super) fn is_letter(lines: &[LetterLine]) -> bool {
    const TOP: usize = 30;
    let top = lines.iter().map(|line| line.text.trim()).filter(|it| !it.is_empty()).take(TOP);
    let key = crate::text::plain(&top.collect::<Vec<_>>().join("\n")).key;
    ["kinh gui", "gop y", "v/v", "don vi:", "y kien tham gia", "tham gia y kien"]
        .iter()
        .any(|it| key.contains(it))
}

/// The document that a heading names for what stands below it.
pub(super) fn heading_document(text: &str) -> Option<String> {
    let words = lines::marker(text).map_or(text, |(_, words)| words);
    let is_short = words.chars().count() <= 160;
    is_short.then(|| place::Scan::of(words).leading_document()).flatten()
}

/// The lines of a text, counted from 1.
pub(super) fn of_text(text: &str) -> Vec<LetterLine> {
    let line = |(n, line): (usize, &str)| LetterLine { at: format!("line {}", n + 1), text: line.to_owned() };
    text.lines().enumerate().map(line).collect()
}
