//! Dates that are not in the calendar: `31/11/2019`, `29/2/2019`, `ngày 31 tháng 11 năm 2019`.

use super::codes;
use crate::document::figures::{DateParts, Finding, Kind, Line, Lines};

pub(super) fn check(lines: &Lines) -> Vec<Finding> {
    lines.lines.iter().flat_map(of_line).collect()
}

fn of_line(line: &Line) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (at, piece) in line.pieces.iter().enumerate() {
        let date = match piece.kind {
            Kind::Date(parts) => Some((parts, piece.range.start)),
            Kind::Ordinal(day) if line.any_before(at, &["ngày"]) => spelled(line, at, day),
            _ => None,
        };
        if let Some((parts, start)) = date
            && !exists(parts)
        {
            let shown = match (parts.day, parts.year) {
                (Some(day), Some(year)) => format!("{day}/{}/{year}", parts.month),
                (Some(day), None) => format!("{day}/{}", parts.month),
                (None, Some(year)) => format!("{}/{year}", parts.month),
                (None, None) => parts.month.to_string(),
            };
            let last = days(parts.month, parts.year).to_string();
            findings.push(Finding::new(codes::DATE, start, &[("date", &shown), ("last", &last)]));
        }
    }
    findings
}

/// `ngày 31 tháng 11 năm 2019`, the day at `at`.
fn spelled(line: &Line, at: usize, day: u64) -> Option<(DateParts, usize)> {
    if line.key(at + 1) != "tháng" {
        return None;
    }
    let month = match line.pieces.get(at + 2)?.kind {
        Kind::Ordinal(month) => u32::try_from(month).ok()?,
        Kind::Date(DateParts { day: None, month, year }) => {
            let parts = DateParts { day: u32::try_from(day).ok(), month, year };
            return Some((parts, line.pieces.get(at)?.range.start));
        }
        _ => return None,
    };
    let year = match (line.key(at + 3), line.pieces.get(at + 4).map(|piece| &piece.kind)) {
        ("năm", Some(Kind::Year(year))) => Some(*year),
        _ => None,
    };
    Some((DateParts { day: u32::try_from(day).ok(), month, year }, line.pieces.get(at)?.range.start))
}

fn exists(parts: DateParts) -> bool {
    let month = (1..=12).contains(&parts.month);
    month && parts.day.is_none_or(|day| (1..=days(parts.month, parts.year)).contains(&day))
}

/// Days of a month; 29 for February without a year, 31 for a month that is none.
fn days(month: u32, year: Option<u32>) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 => {
            let leap = |y: u32| y.is_multiple_of(4) && (!y.is_multiple_of(100) || y.is_multiple_of(400));
            if year.is_none_or(leap) { 29 } else { 28 }
        }
        _ => 31,
    }
}
