//! Headings that have no heading's style: by what they look like and by their printed numbers.
//!
//! A number alone makes no heading: the paragraph must be short and set apart, by bold or larger letters or by capitals.
//! A kind of number that stands in a styled heading takes that heading's level; in a file without styled headings the
//! order of the levels is that of the kinds: title, part, Roman, number, decimal, letter. A document's own title comes
//! above all others.

use super::blocks::{Block, Part, Shape, words_of};
use super::inline::without_uniform;
use std::collections::BTreeMap;

/// Letters of the longest heading.
const LETTERS_MAX: usize = 200;

/// The kind of a printed number, from the widest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Title,
    Part,
    Roman,
    Number,
    Decimal(usize),
    Letter,
}

/// Finds the headings and settles all levels.
pub(super) fn settle(parts: &mut [Part]) {
    let body_size = body_size(parts);
    let blocks = || parts.iter().filter_map(|part| if let Part::Block(it) = part { Some(it) } else { None });
    let has_title = blocks().any(|it| it.shape == Shape::Heading(0));
    let has_first = blocks().any(|it| it.shape == Shape::Heading(1));
    let shift = usize::from(has_title && has_first);
    let is_apart = |it: &Block| it.is_bold || it.size.zip(body_size).is_some_and(|(own, body)| own > body);
    let mut seen_heading = has_title;
    let mut kinds: Vec<Option<Kind>> = Vec::new();
    let mut levels: BTreeMap<Kind, usize> = BTreeMap::new();
    for it in blocks() {
        let kind = match it.shape {
            Shape::Heading(level) => {
                seen_heading = true;
                if let Some(kind) = number_kind(&words_of(it), true) {
                    levels.entry(kind).or_insert(level + shift);
                }
                None
            }
            Shape::Body | Shape::Item(..) => {
                let words = words_of(it);
                let kind = number_kind(&words, is_apart(it));
                let caps = is_apart(it) && is_capital(&words) && words.chars().count() <= LETTERS_MAX;
                let bare = caps.then_some(if seen_heading { Kind::Part } else { Kind::Title });
                let kind = kind.or(bare.filter(|_| matches!(it.shape, Shape::Body)));
                seen_heading |= kind.is_some();
                kind
            }
            _ => None,
        };
        kinds.push(kind);
    }
    let guessed = kinds.iter().flatten().copied().collect::<Vec<_>>();
    settle_levels(&mut levels, &guessed);
    let mut kinds = kinds.into_iter();
    for part in parts.iter_mut() {
        let Part::Block(block) = part else { continue };
        let kind = kinds.next().flatten();
        if let Shape::Heading(level) = &mut block.shape {
            *level = if *level == 0 { 1 } else { (*level + shift).min(6) };
        }
        let Some(level) = kind.and_then(|it| levels.get(&it)) else { continue };
        if let Shape::Item(_, marker) = &block.shape {
            block.label = marker.clone();
        }
        block.shape = Shape::Heading((*level).clamp(1, 6));
        without_uniform(&mut block.pieces);
    }
}

/// Gives every kind that was guessed a level: below the next wider one that has one.
fn settle_levels(levels: &mut BTreeMap<Kind, usize>, guessed: &[Kind]) {
    let mut all: Vec<Kind> = guessed.to_vec();
    all.extend(levels.keys().copied());
    all.sort_unstable();
    all.dedup();
    let mut last = 0;
    for kind in all {
        let next = if kind == Kind::Title { 1 } else { (last + 1).max(if last == 0 { 2 } else { 1 }) };
        last = *levels.entry(kind).or_insert(next);
    }
}

/// The size that most letters have.
fn body_size(parts: &[Part]) -> Option<u32> {
    let mut letters: BTreeMap<u32, usize> = BTreeMap::new();
    for part in parts {
        if let Part::Block(Block { size: Some(size), pieces, .. }) = part {
            *letters.entry(*size).or_default() += super::inline::plain(pieces).len();
        }
    }
    letters.into_iter().max_by_key(|(_, n)| *n).map(|(size, _)| size)
}

fn is_capital(text: &str) -> bool {
    text.chars().filter(|it| it.is_alphabetic()).count() >= 3 && text.to_uppercase() == text
}

/// The kind of number that a short paragraph begins with.
fn number_kind(text: &str, is_apart: bool) -> Option<Kind> {
    let text = text.trim();
    if text.chars().count() > LETTERS_MAX || text.ends_with([';', ':', ',']) {
        return None;
    }
    let is_capital = is_capital(text);
    if text.to_uppercase().starts_with("PHẦN ") && (is_capital || is_apart) {
        return Some(Kind::Part);
    }
    let (first, rest) = text.split_once([' ', '\u{a0}', '\t'])?;
    if rest.trim().is_empty() {
        return None;
    }
    let label = first.trim_end_matches(['.', '-', ')', '/']);
    let is_closed = label.len() < first.len();
    let number = |it: &str| (1..=3).contains(&it.len()) && it.bytes().all(|b| b.is_ascii_digit());
    let n_numbers = label.split('.').count();
    let is_number = label.split('.').all(number);
    let is_roman = crate::text::roman(label).is_some() && label.chars().all(|it| it.is_ascii_uppercase());
    let is_sentence = text.ends_with('.');
    match () {
        () if is_roman && is_closed && (is_capital || is_apart) => Some(Kind::Roman),
        () if is_sentence || !is_apart => None,
        () if is_number && n_numbers > 1 => Some(Kind::Decimal(n_numbers)),
        () if is_number && is_closed => Some(Kind::Number),
        () if first.ends_with(')') && label.chars().count() == 1 => Some(Kind::Letter),
        () => None,
    }
}
