//! Terms, dates and document symbols at the start of a text: what must be read before fractions and numbers.

use super::lex::{DateParts, Kind, is_dash, is_letter};

pub(super) fn term(rest: &str) -> Option<(Kind, usize)> {
    let first = year_at(rest)?;
    let tail = rest[4..].trim_start_matches([' ', '\u{a0}']);
    let blank = rest.len() - 4 - tail.len();
    let dash = tail.chars().next().filter(|c| is_dash(*c))?;
    let inner = tail[dash.len_utf8()..].trim_start_matches([' ', '\u{a0}']);
    let second = year_at(inner)?;
    let inner_blank = tail.len() - dash.len_utf8() - inner.len();
    Some((Kind::Term(first, second), 4 + blank + dash.len_utf8() + inner_blank + 4))
}

/// A year that is not part of a longer number.
fn year_at(text: &str) -> Option<u32> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let year = text.get(..digits.min(4))?.parse().ok()?;
    let ends = !text[digits..].starts_with(['/', '.', ','])
        || !text[digits + 1..].starts_with(|c: char| c.is_ascii_digit());
    (digits == 4 && (1900..=2100).contains(&year) && ends).then_some(year)
}

/// `20/2/2020`, `20-2-2020`, `8/2018`, after `ngày` also `3/5`.
pub(super) fn date(rest: &str, after_day: bool, after_month: bool) -> Option<(DateParts, usize)> {
    let (a, la) = small(rest, 2)?;
    let separator = rest[la..].chars().next().filter(|c| matches!(c, '/' | '-' | '.' | '\u{2013}'))?;
    let s = separator.len_utf8();
    let second = &rest[la + s..];
    if let Some(year) = year_at(second)
        && (1..=12).contains(&a)
        && (separator != '.' || after_month)
        && (separator == '/' || after_month || separator == '-')
    {
        return Some((DateParts { day: None, month: a, year: Some(year) }, la + s + 4));
    }
    let (b, lb) = small(second, 2)?;
    let third = &second[lb..];
    if let Some(after) = third.strip_prefix(separator)
        && let Some(year) = year_at(after)
    {
        return Some((DateParts { day: Some(a), month: b, year: Some(year) }, la + s + lb + s + 4));
    }
    let goes_on = third.starts_with(|c: char| c.is_ascii_digit() || c == '%')
        || (third.starts_with([',', '.', '/']) && third[1..].starts_with(|c: char| c.is_ascii_digit()));
    (after_day && !goes_on && (1..=31).contains(&a) && (1..=12).contains(&b))
        .then_some((DateParts { day: Some(a), month: b, year: None }, la + s + lb))
}

/// A number of at most `most` digits that ends there.
fn small(text: &str, most: usize) -> Option<(u32, usize)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    (1..=most).contains(&digits).then(|| text[..digits].parse().ok().map(|n| (n, digits)))?
}

/// Digits bound by `-` or `/` to capitals: `35-CT/TW`, `30/2020/NĐ-CP`, `20 - HD/ĐUK`.
pub(crate) fn symbol_length(rest: &str) -> Option<usize> {
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 5 {
        return None;
    }
    let mut at = digits;
    if let Some(after) = rest[at..].strip_prefix('/')
        && year_prefix(after)
    {
        at += 5;
    }
    let tail = &rest[at..];
    let trimmed = tail.trim_start_matches(' ');
    let spaced = trimmed.len() != tail.len();
    let link = trimmed.chars().next().filter(|c| is_dash(*c) || *c == '/')?;
    let inner = trimmed[link.len_utf8()..].trim_start_matches(' ');
    let run = symbol_run(inner);
    let body = &inner[..run];
    let capital = body.chars().next().is_some_and(char::is_uppercase);
    let bound = body.contains(['/', '-']) && body.chars().filter(|c| c.is_uppercase()).count() >= 2;
    let glued = !spaced && !trimmed[link.len_utf8()..].starts_with(' ');
    let short_code = glued
        && body.chars().count() >= 2
        && body.chars().all(|c| c.is_uppercase() || matches!(c, 'i' | 'r'));
    (capital && (bound || short_code)).then(|| rest.len() - inner.len() + run)
}

fn year_prefix(text: &str) -> bool {
    text.len() >= 5 && year_at(text).is_some()
        || text.get(..4).is_some_and(|y| y.bytes().all(|b| b.is_ascii_digit()) && y.starts_with(['1', '2']))
            && text[4..].starts_with(['/', '-'])
}

/// Letters, and `/` or `-` (with blanks around a slash) between them; at most 40 bytes.
fn symbol_run(text: &str) -> usize {
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if at > 40 {
            break;
        }
        let next = chars.peek().map(|(_, c)| *c);
        let letter = is_letter(c) || (c.is_ascii_digit() && end > 0);
        if letter || (matches!(c, '/' | '-' | '–') && next.is_some_and(char::is_uppercase)) {
            end = at + c.len_utf8();
        } else {
            break;
        }
    }
    end
}
