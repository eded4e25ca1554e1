//! Ordinals of the congress and of its committees, and the terms that belong to them.
//!
//! The congress with number n hears the report of committee n − 1 and opens the next term. Only mentions that
//! belong to the reporting organisation are read: a mention that names the centre, another level, the state or a
//! mass organisation is left alone, and so is one that looks ahead. Without options the first heading says it.

use super::{LintOptions, codes, text};
use crate::document::figures::{Finding, Kind, Line, Lines};
use crate::document::{BlockKind, Document};
use crate::text::{roman, to_roman};

/// Words before an ordinal that give it to another body.
const OTHERS: &[&str] = &[
    "trung ương",
    "tw",
    "toàn quốc",
    "quốc hội",
    "hội đồng nhân dân",
    "hđnd",
    "đoàn",
    "công đoàn",
    "liên đoàn",
    "hội nông dân",
    "phụ nữ",
    "cựu chiến binh",
    "mặt trận",
    "mttq",
    "hội liên hiệp",
    "hội khuyến học",
    "chi bộ",
    "của đảng",
    "bộ chính trị",
    "ban bí thư",
    "cơ sở",
    "trực thuộc",
    "thi đua",
    "thể dục",
    "hội nghị",
];
/// Levels; those that are not the reporting one belong to others.
const LEVELS: &[&str] = &[
    "tỉnh",
    "thành phố",
    "huyện",
    "quận",
    "thị xã",
    "xã",
    "phường",
    "thị trấn",
    "khối",
    "công ty",
    "trường",
    "bộ",
];
/// Words that look ahead to the committee to be elected.
const AHEAD: &[&str] = &[
    "bầu",
    "giới thiệu",
    "nhân sự",
    "khóa mới",
    "khóa sau",
    "kiến nghị",
    "ứng cử",
    "đề cử",
    "ra mắt",
    "chuẩn bị",
    "quy hoạch",
    "sẽ",
    "nhiệm kỳ tới",
    "khóa tới",
    "phương hướng",
];
/// Pieces before an ordinal that are read.
const REACH: usize = 14;

struct Known {
    congress: Option<u32>,
    committee: Option<u32>,
    term: Option<(u32, u32)>,
    level: Option<&'static str>,
}

pub(super) fn check(document: &Document, lines: &Lines, options: &LintOptions) -> Vec<Finding> {
    let known = known(document, lines, options);
    let mut findings = Vec::new();
    for (block, line) in document.blocks.iter().zip(&lines.lines) {
        for at in 0..line.pieces.len() {
            let Some(number) = ordinal(document, line, at) else { continue };
            if line.any_before(at, &["khóa"]) {
                committee(document, line, at, number, &known, &mut findings);
            } else if line.any_before(at, &["lần thứ", "lần"]) || line.any_before(at, &["đại hội"])
            {
                congress(document, line, at, number, block.kind == BlockKind::Heading, &known, &mut findings);
            }
        }
        terms(document, line, &known, &mut findings);
    }
    findings
}

fn ordinal(document: &Document, line: &Line, at: usize) -> Option<u32> {
    let piece = line.pieces.get(at)?;
    match piece.kind {
        Kind::Word => {
            let written = text(document, &piece.range);
            let capital = written.bytes().all(|b| b.is_ascii_uppercase());
            capital.then(|| roman(written)).flatten()
        }
        Kind::Ordinal(number) if line.any_before(at, &["lần thứ", "khóa"]) => u32::try_from(number).ok(),
        _ => None,
    }
}

fn known(document: &Document, lines: &Lines, options: &LintOptions) -> Known {
    let parse = |value: &Option<String>| value.as_deref().and_then(|v| roman(&v.trim().to_uppercase()));
    let term = options.term.as_deref().and_then(|term| {
        let (first, last) = term.split_once(|c: char| !c.is_ascii_digit())?;
        Some((first.parse().ok()?, last.trim_matches(|c: char| !c.is_ascii_digit()).parse().ok()?))
    });
    let title = document.blocks.iter().zip(&lines.lines).find(|(block, _)| block.kind == BlockKind::Heading);
    let mut congress = parse(&options.congress_no);
    let mut committee = parse(&options.committee_no);
    let mut level = None;
    if let Some((_, line)) = title {
        for at in 0..line.pieces.len() {
            if line.has(at, "đảng bộ") && level.is_none() {
                level = LEVELS.iter().copied().find(|name| line.has(at + 2, name));
            }
            let Some(number) = ordinal(document, line, at) else { continue };
            if line.any_before(at, &["lần thứ"]) && congress.is_none() && options.committee_no.is_none() {
                congress = Some(number);
            }
            if line.any_before(at, &["khóa"]) && committee.is_none() && congress.is_none() {
                committee = Some(number);
            }
        }
    }
    congress = congress.or_else(|| committee.map(|number| number + 1));
    committee = congress.map(|number| number.saturating_sub(1)).or(committee);
    let level = level.or_else(|| usual_level(lines));
    Known { congress, committee, term, level }
}

/// The level named most often behind `đảng bộ`, for a document whose title names none.
fn usual_level(lines: &Lines) -> Option<&'static str> {
    const REPORTING: &[&str] = &["huyện", "quận", "thị xã"];
    let count = |level: &str| -> usize {
        let in_line = |line: &Line| {
            (2..line.pieces.len())
                .filter(|at| line.has(*at, level) && line.any_before(*at, &["đảng bộ"]))
                .count()
        };
        lines.lines.iter().map(in_line).sum()
    };
    REPORTING
        .iter()
        .copied()
        .map(|level| (count(level), level))
        .filter(|(n, _)| *n > 0)
        .max_by_key(|(n, _)| *n)
        .map(|(_, level)| level)
}

/// The words before an ordinal, in the same sentence, nearest last.
fn before(line: &Line, at: usize) -> std::ops::Range<usize> {
    let from = at.saturating_sub(REACH);
    let stop = (from..at).rev().find(|i| {
        matches!(line.mark(*i), Some('.' | ';' | ':' | '"' | '“' | '”'))
            || matches!(line.pieces[*i].kind, Kind::Cell)
    });
    stop.map_or(from, |i| i + 1)..at
}

fn any_in(line: &Line, range: std::ops::Range<usize>, phrases: &[&str]) -> bool {
    range.into_iter().any(|at| line.any(at, phrases).is_some())
}

/// Whether the words between `head` and the ordinal give it to another organisation.
fn foreign(line: &Line, range: std::ops::Range<usize>, level: Option<&str>) -> bool {
    let other_level = |at: usize| {
        (line.any_before(at, &["đảng bộ"]) || line.key(at) == "tỉnh")
            && LEVELS.iter().any(|name| line.has(at, name) && level != Some(name))
    };
    any_in(line, range.clone(), OTHERS) || range.into_iter().any(other_level)
}

fn committee(
    document: &Document,
    line: &Line,
    at: usize,
    number: u32,
    known: &Known,
    findings: &mut Vec<Finding>,
) {
    let (Some(committee), Some(congress)) = (known.committee, known.congress) else { return };
    let range = before(line, at);
    let head = range
        .clone()
        .rev()
        .find(|i| line.any(*i, &["ban chấp hành", "bch", "ban thường vụ", "btv"]).is_some());
    let Some(head) = head else { return };
    if foreign(line, head..at, known.level) || behind_is_foreign(line, at) {
        return;
    }
    let sentence = sentence(line, at);
    let ahead = any_in(line, sentence, AHEAD);
    let wrong = number > congress || (number == congress && !ahead);
    if wrong {
        let args = [
            ("ordinal", text(document, &line.pieces[at].range)),
            ("right", &to_roman(committee).unwrap_or_default()),
            ("congress", &to_roman(congress).unwrap_or_default()),
        ];
        findings.push(Finding::new(codes::COMMITTEE, line.pieces[at].range.start, &args));
    }
}

fn behind_is_foreign(line: &Line, at: usize) -> bool {
    any_in(
        line,
        at + 1..line.pieces.len().min(at + 4),
        &["của đảng", "của trung ương", "đảng bộ tỉnh", "của tỉnh"],
    )
}

fn sentence(line: &Line, at: usize) -> std::ops::Range<usize> {
    let ends = |i: &usize| matches!(line.mark(*i), Some('.' | ';'));
    let from = (at.saturating_sub(60)..at).rev().find(ends).map_or(at.saturating_sub(60), |i| i + 1);
    let to = (at..line.pieces.len().min(at + 60)).find(ends).unwrap_or(line.pieces.len().min(at + 60));
    from..to
}

fn congress(
    document: &Document,
    line: &Line,
    at: usize,
    number: u32,
    heading: bool,
    known: &Known,
    findings: &mut Vec<Finding>,
) {
    let Some(congress) = known.congress else { return };
    let range = before(line, at);
    let Some(head) = range.clone().rev().find(|i| line.has(*i, "đại hội")) else { return };
    if foreign(line, head..at, known.level) || behind_is_foreign(line, at) || number.abs_diff(congress) > 2 {
        return;
    }
    // What was carried out is the resolution of the congress before.
    let results =
        heading && any_in(line, range.start..head, &["kết quả thực hiện nghị quyết", "thực hiện nghị quyết"]);
    let brought = line.any_before(head, &["trình"]) && !line.any_before(head, &["chương trình"]);
    let right = if number > congress || (brought && number != congress) {
        Some(congress)
    } else if results && number == congress {
        Some(congress - 1)
    } else {
        term_of(line, at).and_then(|term| {
            let this = known.term?;
            match () {
                () if term == this && number + 1 == congress => Some(congress),
                () if term.1 == this.0 && number == congress => Some(congress - 1),
                () => None,
            }
        })
    };
    if let Some(right) = right {
        let args = [
            ("ordinal", text(document, &line.pieces[at].range)),
            ("right", &to_roman(right).unwrap_or_default()),
        ];
        findings.push(Finding::new(codes::CONGRESS, line.pieces[at].range.start, &args));
    }
}

/// The term right behind an ordinal: `lần thứ XXII, nhiệm kỳ 2020-2025`.
fn term_of(line: &Line, at: usize) -> Option<(u32, u32)> {
    let next = if line.mark(at + 1).is_some_and(|c| c == ',' || c == '(') { at + 2 } else { at + 1 };
    match line.pieces.get(next + 2)?.kind {
        Kind::Term(first, last) if line.has(next, "nhiệm kỳ") => Some((first, last)),
        _ => None,
    }
}

/// Bodies with terms of their own.
const OWN_TERMS: &[&str] = &[
    "hội đồng nhân dân",
    "hđnd",
    "quốc hội",
    "ủy ban nhân dân",
    "ubnd",
    "chi bộ",
    "đoàn thanh niên",
    "chi đoàn",
    "công đoàn",
    "hội nông dân",
    "hội phụ nữ",
    "hội liên hiệp",
    "hội cựu chiến binh",
    "chi hội",
    "mặt trận",
    "mttq",
    "trưởng thôn",
    "bầu cử",
];

/// Terms that share one end with the term of the congress or the one before, and terms that end before they begin.
fn terms(document: &Document, line: &Line, known: &Known, findings: &mut Vec<Finding>) {
    for (at, piece) in line.pieces.iter().enumerate() {
        let Kind::Term(first, last) = piece.kind else { continue };
        if !line.any_before(at, &["nhiệm kỳ"]) {
            continue;
        }
        let shown = text(document, &piece.range);
        let right = match known.term {
            _ if last <= first => known.term,
            Some(term) if (first, last) != term => {
                let previous = (term.0.saturating_sub(term.1.saturating_sub(term.0)), term.0);
                let near = |t: (u32, u32)| (first == t.0) != (last == t.1);
                let own = any_in(line, sentence(line, at), OWN_TERMS);
                let fits = (first, last) == previous || last == previous.0 || own;
                [term, previous].into_iter().find(|t| near(*t)).filter(|_| !fits)
            }
            _ => None,
        };
        if let Some((a, b)) = right {
            let args = [("term", shown), ("right", &format!("{a}-{b}"))];
            findings.push(Finding::new(codes::TERM, piece.range.start, &args));
        }
    }
}
