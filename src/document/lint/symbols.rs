//! Document symbols: party bodies write `12-NQ/HU`, state bodies `30/2020/NĐ-CP`; the form must fit the body.
//!
//! Bodies are known by the endings of party symbols; whatever is not known to be a party body is left alone.
//! Source: 66-QĐ/TW with 36-HD/VPTW for party papers, 30/2020/NĐ-CP for state papers.

use super::{Pair, codes, text};
use crate::document::Document;
use crate::document::figures::{Finding, Kind, Line, Lines, is_dash};
use std::collections::BTreeMap;

/// Bodies of the party; a symbol's body is one of these or ends with one.
const PARTY: &[&str] = &[
    "TW", "TƯ", "TU", "HU", "QU", "ThU", "THU", "ĐU", "ĐUK", "ĐUX", "ĐUCT", "HĐTW", "TBVK", "TGV", "TVHU",
    "TVTU",
];
/// Kinds of papers that party bodies issue.
const KINDS: &[&str] = &[
    "NQ", "CT", "KL", "QĐ", "QĐi", "QyĐ", "QC", "TB", "BC", "HD", "KH", "CTr", "CTR", "TTr", "CV", "BB",
    "ĐA", "PA", "TT", "BS", "QT",
];

pub(super) fn check(document: &Document, lines: &Lines) -> Vec<Finding> {
    lines.lines.iter().flat_map(|line| of_line(document, line)).collect()
}

fn of_line(document: &Document, line: &Line) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (at, piece) in line.pieces.iter().enumerate() {
        if piece.kind != Kind::Symbol {
            continue;
        }
        let written = text(document, &piece.range);
        let Some(symbol) = Parts::of(written) else { continue };
        if !symbol.is_party() {
            continue;
        }
        let right = symbol.right();
        if symbol.wrong_form {
            let args = [("symbol", written), ("right", right.as_str())];
            findings.push(Finding::new(codes::SYMBOL, piece.range.start, &args));
            continue;
        }
        let colon = at >= 2 && line.mark(at - 1) == Some(':') && line.key(at - 2) == "số";
        if colon || written.contains(' ') {
            let shown = if colon { format!("Số: {written}") } else { written.to_owned() };
            let right = if colon { format!("Số {right}") } else { right };
            let args = [("symbol", shown.as_str()), ("right", right.as_str())];
            findings.push(Finding::new(codes::SYMBOL_STYLE, piece.range.start, &args));
        }
    }
    findings
}

/// A symbol in pieces.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Parts<'a> {
    number: &'a str,
    kind: &'a str,
    body: &'a str,
    wrong_form: bool,
}

impl<'a> Parts<'a> {
    /// Reads `12-NQ/HU`, `12/NQ-HU`, `12/2020/NQ-HU`, `12-NQ-HU`; `None` for anything else.
    fn of(written: &'a str) -> Option<Self> {
        let digits = written.bytes().take_while(u8::is_ascii_digit).count();
        let (number, rest) = written.split_at(digits);
        let (first, rest) = separator(rest)?;
        let (rest, year) = match rest.as_bytes() {
            [b'1' | b'2', _, _, _, b'/' | b'-', ..]
                if first == '/' && rest[..4].bytes().all(|b| b.is_ascii_digit()) =>
            {
                (&rest[5..], true)
            }
            _ => (rest, false),
        };
        let end = rest.find(|c: char| !c.is_alphabetic())?;
        let (kind, rest) = rest.split_at(end);
        let (second, body) = separator(rest)?;
        let plain = !body.is_empty() && body.chars().all(|c| c.is_alphanumeric());
        plain.then_some(Self { number, kind, body, wrong_form: year || first == '/' || second != '/' })
    }

    fn is_party(&self) -> bool {
        KINDS.contains(&self.kind)
            && PARTY.iter().any(|party| self.body.ends_with(party))
            && self.body.len() <= 14
    }

    fn right(&self) -> String {
        format!("{}-{}/{}", self.number, self.kind, self.body)
    }
}

/// The separator at the start, blanks around it passed over: `/` or `-` for any dash.
fn separator(text: &str) -> Option<(char, &str)> {
    let trimmed = text.trim_start();
    let first = trimmed.chars().next()?;
    let kind = if first == '/' { '/' } else { Some('-').filter(|_| is_dash(first))? };
    Some((kind, trimmed[first.len_utf8()..].trim_start()))
}

/// Symbols that stand with two dates; each later one against the first.
pub(super) fn two_dates(documents: &[(&str, &Document, &Lines)]) -> Vec<Pair> {
    let mut first = BTreeMap::<String, (String, usize, usize)>::new();
    let mut pairs = Vec::new();
    for (number, (_, document, lines)) in documents.iter().enumerate() {
        for line in &lines.lines {
            for (at, piece) in line.pieces.iter().enumerate().filter(|(_, piece)| piece.kind == Kind::Symbol)
            {
                let Some((date, symbol)) = dated(document, line, at) else { continue };
                match first.get(&symbol) {
                    None => {
                        first.insert(symbol, (date, number, piece.range.start));
                    }
                    Some((other, of, place)) if *other != date => pairs.push(Pair {
                        code: codes::SYMBOL_DATES,
                        document: number,
                        at: piece.range.start,
                        also: Some((*of, *place)),
                        args: vec![("symbol", symbol), ("date", date), ("other", other.clone())],
                    }),
                    Some(_) => (),
                }
            }
        }
    }
    pairs
}

/// A symbol of known form with the full date behind it: `35-CT/TW(,) ngày 30/5/2019`.
fn dated(document: &Document, line: &Line, at: usize) -> Option<(String, String)> {
    let written = text(document, &line.pieces.get(at)?.range);
    let parts = Parts::of(written)?;
    let mut next = at + 1;
    if matches!(line.mark(next), Some(',' | '(')) {
        next += 1;
    }
    if line.key(next) != "ngày" {
        return None;
    }
    let Kind::Date(date) = line.pieces.get(next + 1)?.kind else { return None };
    let shown = format!("{}/{}/{}", date.day?, date.month, date.year?);
    // A body that is no party body numbers anew every year; its year is part of the symbol.
    let year = if parts.is_party() && parts.body.ends_with("TW") {
        String::new()
    } else {
        format!(" ({})", date.year?)
    };
    Some((shown, format!("{}-{}/{}{year}", parts.number.trim_start_matches('0'), parts.kind, parts.body)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_must_fit_the_body() {
        for (written, wrong) in [
            ("12/NQ-HU", Some("12-NQ/HU")),
            ("05/2019/KH-TU", Some("05-KH/TU")),
            ("15-CT-TW", Some("15-CT/TW")),
            ("07/HD-BTCTW", Some("07-HD/BTCTW")),
            ("12-NQ/HU", None),
            ("30/2020/NĐ-CP", None),
            ("123/QĐ-UBND", None),
            ("45/KH-UBND", None),
            ("03/2018/NQ-HĐND", None),
            ("20/BTC-TU3", None),
        ] {
            let found = Parts::of(written).filter(|p| p.is_party() && p.wrong_form).map(|p| p.right());
            assert_eq!(found.as_deref(), wrong, "{written}");
        }
    }
}
