//! What begins with a digit: terms, dates, fractions, percentages, numbers.
//!
//! Looks ahead a bounded way only (three blanks, a few digits), except along the digits of the token itself.

use super::super::chars::{char_at, is_dash};
use super::{Dates, TokenKind, run, symbol};
use std::ops::RangeInclusive;

/// Years that can open or close a term.
const YEARS: RangeInclusive<u16> = 1900..=2100;

/// The kind and the end of the token that begins with the digit at `start`.
pub(super) fn scan(text: &str, start: usize, dates: Dates) -> (TokenKind, usize) {
    if let Some(end) = symbol::scan(text, start) {
        return (TokenKind::Symbol, end);
    }
    if let Some(end) = term(text, start) {
        return (TokenKind::Term, end);
    }
    if let Some(end) = full_date(text, start, dates) {
        return (TokenKind::Date, end);
    }
    if let Some(end) = part_date(text, start, dates) {
        return (TokenKind::Date, end);
    }
    let end = figure(text, start);
    if let Some(end) = fraction(text, end) {
        return (TokenKind::Fraction, end);
    }
    let sign = blanks(text, end, 2);
    if text[sign..].starts_with('%') {
        return (TokenKind::Percent, sign + 1);
    }
    (TokenKind::Number, end)
}

/// First and last year of a term as [`tokens`](super::tokens) delimits it: `2020 – 2025`.
pub fn term_years(term: &str) -> Option<(u16, u16)> {
    let (first, end) = year(term, 0)?;
    let dash = blanks(term, end, 3);
    let at = dash + char_at(term, dash).filter(|&c| is_dash(c))?.len_utf8();
    let (last, end) = year(term, blanks(term, at, 3))?;
    (end == term.len()).then_some((first, last))
}

fn term(text: &str, start: usize) -> Option<usize> {
    let (first, end) = year(text, start)?;
    let dash = blanks(text, end, 3);
    let at = dash + char_at(text, dash).filter(|&c| is_dash(c))?.len_utf8();
    let (last, end) = year(text, blanks(text, at, 3))?;
    (first < last && !goes_on(text, end)).then_some(end)
}

/// Four digits that are a year, and where they end.
fn year(text: &str, at: usize) -> Option<(u16, usize)> {
    let end = digits(text, at);
    let value = (end - at == 4).then(|| text[at..end].parse().ok())??;
    YEARS.contains(&value).then_some((value, end))
}

/// `20/2/2020`, `20-2-2020`, `20.2.2020`, `2020-02-20`; two-digit years only where a date is expected.
fn full_date(text: &str, start: usize, dates: Dates) -> Option<usize> {
    let first = digits(text, start);
    let (separator, at) = date_separator(text, first)?;
    let second = digits(text, at);
    let (again, at) = date_separator(text, second).filter(|_| (1..=2).contains(&(second - at)))?;
    if again != separator {
        return None;
    }
    let third = digits(text, at);
    let fits = match (first - start, third - at) {
        (1 | 2, 4) => true,
        (1 | 2, 2) => dates != Dates::No && separator != '.',
        (4, 2) => separator == '-' && year(text, start).is_some(),
        _ => false,
    };
    (fits && !goes_on(text, third)).then_some(third)
}

/// `2-2020` always, `2/2020` behind "tháng" or "ngày", `31-3`, `3/5`, `20.2` behind "ngày".
fn part_date(text: &str, start: usize, dates: Dates) -> Option<usize> {
    let first = digits(text, start);
    if first - start > 2 {
        return None;
    }
    let (separator, at) = date_separator(text, first)?;
    let second = digits(text, at);
    if goes_on(text, second) {
        return None;
    }
    let left: u8 = text[start..first].parse().ok()?;
    let fits = match second - at {
        4 => {
            let month = (1..=12).contains(&left) && year(text, at).is_some();
            month && (separator == '-' || (separator == '/' && dates != Dates::No))
        }
        1 | 2 => {
            let right: u8 = text[at..second].parse().ok()?;
            matches!(dates, Dates::Days | Dates::DayList) && (left <= 31 || right <= 12) && right <= 31
        }
        _ => false,
    };
    let sign = blanks(text, second, 2);
    (fits && !text[sign..].starts_with('%')).then_some(second)
}

/// A slash, a stop or a dash (as `-`) at `at` with a digit behind it.
fn date_separator(text: &str, at: usize) -> Option<(char, usize)> {
    let c = char_at(text, at)?;
    let kind = match c {
        '/' | '.' => c,
        _ if is_dash(c) => '-',
        _ => return None,
    };
    let next = at + c.len_utf8();
    (digits(text, next) > next).then_some((kind, next))
}

/// The second half of a fraction whose first half ends at `end`.
fn fraction(text: &str, end: usize) -> Option<usize> {
    let at = text[end..].strip_prefix('/').map(|_| end + 1)?;
    let second = figure(text, at);
    let another = text[second..].starts_with('/') && digits(text, second + 1) > second + 1;
    (second > at && !another).then_some(second)
}

/// Digits with single dots and commas between them.
fn figure(text: &str, start: usize) -> usize {
    let mut end = digits(text, start);
    while matches!(text.as_bytes().get(end), Some(b'.' | b',')) {
        let next = digits(text, end + 1);
        if next == end + 1 {
            break;
        }
        end = next;
    }
    end
}

/// Whether digits go on behind `at`, at once or behind one of `. , / -`.
fn goes_on(text: &str, at: usize) -> bool {
    let behind = match char_at(text, at) {
        Some(c) if matches!(c, '.' | ',' | '/') || is_dash(c) => at + c.len_utf8(),
        _ => at,
    };
    digits(text, behind) > behind
}

fn digits(text: &str, at: usize) -> usize {
    run(text, at, |c| c.is_ascii_digit())
}

/// Behind at most `limit` blanks, of which at most one is a line feed (a line wrapped inside a paragraph).
fn blanks(text: &str, at: usize, limit: usize) -> usize {
    let (mut end, mut lines) = (at, 0);
    for c in text[at..].chars().take(limit).take_while(|c| c.is_whitespace()) {
        lines += usize::from(matches!(c, '\n' | '\r'));
        if lines > 1 {
            return at;
        }
        end += c.len_utf8();
    }
    end
}
