//! Document symbols: `35-CT/TW`, `20 - HD/ĐUK`, `30/2020/NĐ-CP`, and those of wrong form.
//!
//! Recognises the shape only. Whether such a document exists, or whether its type fits its issuer, is not known
//! here. Forms after 36-HD/VPTW (2018) for the Party and 30/2020/NĐ-CP for the State.

use super::super::chars::{char_at, is_dash, is_mark};
use super::run;

/// How a symbol is formed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SymbolForm {
    /// Number, hyphen, type, slash, issuer: `35-CT/TW`.
    Party,
    /// Number, year, type and issuer: `30/2020/NĐ-CP`, `30/2021/QH14`.
    State,
    /// The Party's form with blanks or another dash: `20 - HD/ĐUK`.
    Spaced,
    /// Neither: `12/NQ-HU`, `12-NQ-HU`, `12-NQ`.
    Wrong,
}

/// The form of a symbol as [`tokens`](super::tokens) delimits it.
pub fn symbol_form(symbol: &str) -> SymbolForm {
    let digits = run(symbol, 0, |c| c.is_ascii_digit());
    let rest = &symbol[digits..];
    let after_hyphen = rest.trim_start().strip_prefix(is_dash);
    let letters =
        |part: &str| !part.is_empty() && part.chars().all(|c| c.is_alphabetic() || is_mark(c) || c == '.');
    let named = after_hyphen.and_then(|rest| rest.split_once('/'));
    if named.is_some_and(|(code, issuer)| letters(code.trim()) && letters(issuer.trim())) {
        let tight = rest.starts_with('-') && !rest.contains(char::is_whitespace);
        return if tight { SymbolForm::Party } else { SymbolForm::Spaced };
    }
    let mut parts = rest.splitn(3, '/');
    let (first, year, code) =
        (parts.next(), parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let dated = first == Some("") && year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    let tail =
        code.strip_prefix("QH").is_some_and(|n| !n.is_empty() && n.bytes().all(|byte| byte.is_ascii_digit()));
    let named = code.split_once('-').is_some_and(|(kind, issuer)| letters(kind) && !issuer.is_empty());
    if dated && (tail || named) { SymbolForm::State } else { SymbolForm::Wrong }
}

/// Types that are believed even where blanks stand around the dash or the issuer is missing.
const TYPES: &[&str] = &[
    "NQ", "CT", "KL", "QĐ", "QĐi", "QyĐ", "QC", "TB", "BC", "HD", "KH", "CTr", "CTHĐ", "TTr", "CV", "BB",
    "ĐA", "PA", "TT", "BS", "NĐ", "GM", "ĐC", "TL", "QT", "PL",
];

/// The end of the symbol that begins with the digit at `start`.
pub(super) fn scan(text: &str, start: usize) -> Option<usize> {
    let digits = run(text, start, |c| c.is_ascii_digit());
    if digits - start > 5 {
        return None;
    }
    tight(text, digits)
        .or_else(|| spaced(text, digits))
        .filter(|&end| char_at(text, end).is_none_or(|c| !c.is_alphanumeric() && !is_mark(c)))
}

fn tight(text: &str, digits: usize) -> Option<usize> {
    let mut at = separator(text, digits)?;
    let year = run(text, at, |c| c.is_ascii_digit());
    let dated = year - at == 4;
    if dated {
        at = separator(text, year)?;
    }
    let first = code(text, at)?;
    let (mut groups, mut end) = (1, first);
    while let Some(next) = separator(text, end).and_then(|at| code(text, at)) {
        (groups, end) = (groups + 1, next);
    }
    let known = TYPES.contains(&&text[at..first]);
    (groups > 1 || dated || known).then(|| run(text, end, |c| c.is_ascii_digit()))
}

fn spaced(text: &str, digits: usize) -> Option<usize> {
    let at = blanks(text, digits);
    let dash = char_at(text, at).filter(|&c| is_dash(c))?;
    let at = blanks(text, at + dash.len_utf8());
    let end = code(text, at)?;
    if !TYPES.contains(&&text[at..end]) {
        return None;
    }
    let slash = blanks(text, end);
    text[slash..].starts_with('/').then(|| code(text, blanks(text, slash + 1))).flatten()
}

/// Behind up to three blanks of one line.
fn blanks(text: &str, at: usize) -> usize {
    let count = text[at..].chars().take(3).take_while(|&c| c.is_whitespace() && c != '\n' && c != '\r');
    at + count.map(char::len_utf8).sum::<usize>()
}

fn separator(text: &str, at: usize) -> Option<usize> {
    let c = char_at(text, at)?;
    (c == '/' || is_dash(c)).then(|| at + c.len_utf8())
}

/// The end of a run of capitals such as `NQ`, `CTr`, `QĐi`, `UBKTTU`, `T.Ư`; one small letter may end it.
fn code(text: &str, at: usize) -> Option<usize> {
    let mut end = at;
    let mut length = 0;
    let mut rest = text.get(at..)?.chars().peekable();
    while let Some(c) = rest.next() {
        let small = matches!(c, 'r' | 'i' | 'đ' | 'y') && length > 0;
        let stop = c == '.' && length == 1 && rest.peek().is_some_and(|c| c.is_uppercase());
        if !(c.is_uppercase() || is_mark(c) || small || stop) || length > 10 {
            break;
        }
        end += c.len_utf8();
        length += usize::from(c.is_alphabetic());
    }
    (length > 0).then_some(end)
}
