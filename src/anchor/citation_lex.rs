//! A citation cut into words, section numbers, codes, quotes and separators.
//!
//! A run of letters, digits and inner `.`, `/`, `-`, `:` is a number when every part of it is one (`II.4`, `1.1`,
//! `1/II.1.1`, `P2.II.2`), a code when it looks like one (`P12`, `political-report:P12`), else words.

use super::citation::letter_ordinal;
use super::quotes::QuoteSpan;
use crate::document::{BlockCode, DocumentId};
use crate::text;
use std::ops::Range;

/// One piece of a citation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Lexeme {
    /// A word: folded without marks, and its bytes.
    Word(String, Range<usize>),
    /// A section number, outermost part first, and its bytes.
    Number(Vec<Part>, Range<usize>),
    /// A block code.
    Code(Option<DocumentId>, BlockCode),
    /// The n-th quote.
    Quote(usize),
    /// `,` or a bracket.
    Comma,
    /// `;`, or a full stop behind a word.
    Semicolon,
    /// A dash between blanks.
    Dash,
}

/// One part of a section number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// `1/…`, `P2.…`.
    Leading(u32),
    /// `II`.
    Roman(u32),
    /// `12`.
    Digits(u32),
    /// `đ`, as its ordinal; alone only where it is followed by a bracket or stands behind a keyword.
    Letter(u32),
}

pub(super) fn lex(source: &str, quotes: &[QuoteSpan]) -> Vec<Lexeme> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut quoted = quotes.iter().enumerate().peekable();
    while let Some(c) = source[at..].chars().next() {
        if let Some((index, quote)) = quoted.peek()
            && quote.outer.start == at
        {
            found.push(Lexeme::Quote(*index));
            at = quote.outer.end;
            quoted.next();
            continue;
        }
        let end = at + c.len_utf8();
        let limit = quoted.peek().map_or(source.len(), |(_, quote)| quote.outer.start);
        match c {
            _ if c.is_alphanumeric() => {
                let run = at..run_end(source, at, limit);
                at = run.end;
                chunk(source, run, &mut found);
                continue;
            }
            ',' | '(' | ')' | '[' | ']' => found.push(Lexeme::Comma),
            ';' | '\n' | '&' | '+' => found.push(Lexeme::Semicolon),
            _ if text::is_dash(c) => found.push(Lexeme::Dash),
            _ => (),
        }
        at = end;
    }
    found
}

/// The end of a run of letters and digits joined by single marks.
fn run_end(source: &str, start: usize, limit: usize) -> usize {
    let mut end = start;
    let mut chars = source[start..limit].char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let joins = matches!(c, '.' | '/' | ':' | '-' | '–')
            && chars.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        let composed = matches!(c, '\u{300}'..='\u{36F}');
        if !c.is_alphanumeric() && !joins && !composed {
            break;
        }
        end = start + at + c.len_utf8();
    }
    end
}

fn chunk(source: &str, run: Range<usize>, found: &mut Vec<Lexeme>) {
    let written = &source[run.clone()];
    if let Some(code) = code(written) {
        return found.push(code);
    }
    if let Some(parts) = number(written) {
        return found.push(Lexeme::Number(parts, run));
    }
    let small = text::plain(written).key;
    for (short, long) in [
        ("trang", "trang"),
        ("tr", "trang"),
        ("t", "trang"),
        ("dong", "dong"),
        ("d", "dong"),
        ("m", "muc"),
        ("muc", "muc"),
    ] {
        let Some(rest) = small.strip_prefix(short) else { continue };
        let rest_at = written.len().saturating_sub(rest.trim_start_matches(['.', ':']).len());
        let glued =
            rest.starts_with(['.', ':']) || rest.starts_with(|c: char| c.is_ascii_digit()) && short.len() > 1;
        if glued
            && written.is_char_boundary(rest_at)
            && let Some(parts) = number(&written[rest_at..])
            && matches!(parts.first(), Some(Part::Digits(_) | Part::Roman(_)))
        {
            found.push(Lexeme::Word(long.to_owned(), run.start..run.start + rest_at));
            return found.push(Lexeme::Number(parts, run.start + rest_at..run.end));
        }
    }
    let mut start = run.start;
    for piece in written.split(['.', '/', ':', '-', '–']) {
        let span = start..start + piece.len();
        start = span.end + source[span.end..].chars().next().map_or(0, char::len_utf8);
        if let Some(parts) = number(piece) {
            found.push(Lexeme::Number(parts, span));
        } else if !piece.is_empty() {
            found.push(Lexeme::Word(text::plain(piece).key, span));
        }
    }
}

/// `P12`, `political-report:P12a`.
fn code(written: &str) -> Option<Lexeme> {
    let (document, code) = match written.rsplit_once(':') {
        Some((document, code)) => (Some(DocumentId::parse(document)?), code),
        None => (None, written),
    };
    let code = BlockCode::parse(code)?;
    Some(Lexeme::Code(document, code))
}

/// The parts of a section number, where all of the word is one.
pub(super) fn number(written: &str) -> Option<Vec<Part>> {
    let mut parts = Vec::new();
    let mut rest = written;
    if let Some((part, after)) = written.split_once('/') {
        parts.push(Part::Leading(digits(part).or_else(|| small_roman(part))?));
        rest = after;
    }
    let pieces: Vec<&str> = rest.split(['.', '-', '–']).collect();
    for (at, piece) in pieces.iter().enumerate() {
        let lone = pieces.len() == 1 && parts.is_empty();
        let part_no = piece.strip_prefix(['P', 'p']).and_then(digits);
        parts.push(match (part_no, digits(piece), small_roman(piece)) {
            (Some(number), ..) if at == 0 && !lone => Part::Leading(number),
            (_, Some(number), _) => Part::Digits(number),
            (_, _, Some(number)) => Part::Roman(number),
            _ if at > 0 || lone => Part::Letter(single_letter(piece)?),
            _ => return None,
        });
    }
    // Dashes join only behind a Roman number (`II-4`); `7-8` is a range, of which the first counts.
    if rest.contains(['-', '–']) && !matches!(parts.first(), Some(Part::Roman(_) | Part::Leading(_))) {
        let first = rest.split(['-', '–']).next()?;
        return (first != rest).then(|| number(first))?;
    }
    Some(parts)
}

fn digits(piece: &str) -> Option<u32> {
    let good = (1..=3).contains(&piece.len()) && piece.bytes().all(|b| b.is_ascii_digit());
    good.then(|| piece.parse().ok())?
}

/// A Roman number made of I, V and X; a lone small letter is a letter.
fn small_roman(piece: &str) -> Option<u32> {
    let lone_small = piece.len() == 1 && piece.bytes().all(|b| b.is_ascii_lowercase());
    let upper = piece.to_ascii_uppercase();
    let same_case = piece == upper || piece.bytes().all(|b| b.is_ascii_lowercase());
    let good = !lone_small && same_case && upper.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'));
    good.then(|| text::roman(&upper))?
}

fn single_letter(piece: &str) -> Option<u32> {
    let mut chars = piece.chars();
    let letter = chars.next()?;
    chars.next().is_none().then(|| letter_ordinal(letter))?
}
