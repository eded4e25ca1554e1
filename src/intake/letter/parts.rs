//! A paragraph that holds several points: `(1) …; (2) …`, or sentences each of which begins with a place of its own.

use super::ask;
use super::place::Scan;
use super::points::is_point;
use std::ops::Range;

/// A part of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) text: String,
    pub(super) is_point: bool,
}

/// Points of one paragraph at most.
const PARTS_MAX: usize = 60;

/// The parts of a paragraph, in order; `None` where it is one point.
pub(super) fn split(text: &str) -> Option<Vec<Part>> {
    by_numbers(text).or_else(|| by_places(text))
}

/// `…: (1) …; (2) …` where all but one of the parts are points by themselves.
fn by_numbers(text: &str) -> Option<Vec<Part>> {
    let [round, plain] = [numbers(text, '('), numbers(text, ' ')];
    let found = if round.len() >= 2 { round } else { plain };
    let first = found.first().filter(|_| (2..=PARTS_MAX).contains(&found.len()))?;
    let ends = found[1..].iter().map(|it| it.start).chain([text.len()]);
    let parts: Vec<&str> = found.iter().zip(ends).map(|(it, end)| trimmed(&text[it.end..end])).collect();
    let n_points = parts.iter().filter(|it| is_point(it)).count();
    if n_points < 2 || n_points + 1 < parts.len() || parts.iter().any(|it| it.is_empty()) {
        return None;
    }
    let lead = text[..first.start].trim();
    let lead = (!lead.is_empty()).then(|| Part { text: lead.to_owned(), is_point: false });
    let parts = parts.into_iter().map(|it| Part { text: it.to_owned(), is_point: true });
    Some(lead.into_iter().chain(parts).collect())
}

/// Where `(1)`, `(2)` …, or ` 1)`, ` 2)` …, stand in their order, outside quotations.
fn numbers(text: &str, open: char) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut quoted = false;
    for (at, c) in text.char_indices() {
        match c {
            '“' | '«' => quoted = true,
            '”' | '»' => quoted = false,
            '"' => quoted = !quoted,
            _ => (),
        }
        let begins = c == open || open == ' ' && c.is_whitespace();
        if quoted || !begins {
            continue;
        }
        let wanted = format!("{})", found.len() + 1);
        let rest = &text[at + c.len_utf8()..];
        if rest.starts_with(&wanted) {
            found.push(at..at + c.len_utf8() + wanted.len());
        }
    }
    found
}

fn trimmed(text: &str) -> &str {
    text.trim().trim_end_matches([';', ',']).trim_end().trim_start_matches([':', '.', '-']).trim_start()
}

/// Sentences of which at least two begin with a place of their own and ask for something; what follows one goes with it.
fn by_places(text: &str) -> Option<Vec<Part>> {
    let all = ask::sentences(text);
    let begins = |it: &Range<usize>| {
        let sentence = text[it.clone()].trim();
        is_point(sentence) && Scan::of(sentence).leading().is_some()
    };
    let starts: Vec<usize> = all.iter().filter(|it| begins(it)).map(|it| it.start).collect();
    if !(2..=PARTS_MAX).contains(&starts.len()) {
        return None;
    }
    let lead = text[..starts[0]].trim();
    let lead = (!lead.is_empty()).then(|| Part { text: lead.to_owned(), is_point: is_point(lead) });
    let ends = starts[1..].iter().copied().chain([text.len()]);
    let parts = starts
        .iter()
        .zip(ends)
        .map(|(start, end)| Part { text: text[*start..end].trim().to_owned(), is_point: true });
    Some(lead.into_iter().chain(parts).collect())
}
