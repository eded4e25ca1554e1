//! `n/N chỉ tiêu` (targets met) said differently in two places, or not what the annex table counts.

use super::claims::Lines;
use super::lex::{Kind, Line};
use super::table::{Columns, cells};
use super::{codes, place_of, printed};
use crate::document::{BlockKind, Document, DocumentId};
use crate::problem::Problem;
use std::ops::Range;

/// Statements compared with one another; real reports have a handful.
const STATEMENTS_MAX: usize = 300;

/// A statement of targets met.
struct Met<'a> {
    document: &'a Document,
    file: &'a str,
    met: i128,
    of: i128,
    range: Range<usize>,
    exceeded_only: bool,
    table: bool,
    sentence: (usize, usize),
}

/// Statements that contradict one another or the count of the table with as many rows.
pub(super) fn met_targets(documents: &[(DocumentId, &str, &Document)], lines: &[Lines]) -> Vec<Problem> {
    let mut all: Vec<Met<'_>> = Vec::new();
    for (number, ((_, file, document), lines)) in documents.iter().zip(lines).enumerate() {
        for (block, line) in document.blocks.iter().zip(&lines.lines) {
            if block.kind != BlockKind::Row {
                statements(document, file, number, block.index, line, &mut all);
            }
        }
        counted(document, file, lines, &mut all);
    }
    all.truncate(STATEMENTS_MAX);
    let mut problems = Vec::new();
    for (at, met) in all.iter().enumerate().filter(|(_, met)| !met.table) {
        let same = |other: &&Met<'_>| {
            other.of == met.of && other.exceeded_only == met.exceeded_only && other.sentence != met.sentence
        };
        let support = |value: i128| {
            all.iter()
                .filter(|other| {
                    other.of == met.of && other.exceeded_only == met.exceeded_only && other.met == value
                })
                .map(|other| if other.table { 3 } else { 1 })
                .sum::<usize>()
        };
        let own = support(met.met);
        let against: Vec<&Met<'_>> = all
            .iter()
            .enumerate()
            .filter(|(i, other)| same(other) && other.met != met.met && (support(other.met), at) > (own, *i))
            .map(|(_, other)| other)
            .collect();
        let Some(best) = against.iter().find(|other| other.table).or(against.first()) else { continue };
        let code = if best.table { codes::TARGETS_COUNTED } else { codes::TARGETS_SAID };
        let mut problem = Problem::new(code, place_of(met.document, met.file, met.range.start))
            .with("figure", printed(met.document, &met.range))
            .with("other", format!("{}/{}", best.met, best.of))
            .with("file", best.file);
        for other in against.iter().take(6) {
            problem = problem.also(place_of(other.document, other.file, other.range.start));
        }
        problems.push(problem);
    }
    problems
}

fn statements<'a>(
    document: &'a Document,
    file: &'a str,
    number: usize,
    block: usize,
    line: &Line,
    all: &mut Vec<Met<'a>>,
) {
    for at in 0..line.pieces.len() {
        let Some(figure) = line.figure(at).filter(|figure| figure.fraction) else { continue };
        let Some(of) = figure.second.filter(|n| n.decimals == 0 && figure.first.decimals == 0) else {
            continue;
        };
        let named = line.has(at + 1, "chỉ tiêu") || line.any_before(at, &["chỉ tiêu"]);
        let (from, to) = bounds(line, at);
        let word = |phrases: &[&str]| (from..to).any(|i| line.any(i, phrases).is_some());
        let narrowed = word(&[
            "không đạt",
            "chưa đạt",
            "còn lại",
            "nhóm",
            "năm 2",
            "kinh tế",
            "xã hội",
            "môi trường",
            "xây dựng đảng",
            "nhiệm kỳ trước",
            "đầu nhiệm kỳ",
            "xã",
            "khóa trước",
            "thành phần",
            "giữa nhiệm kỳ",
        ]) || (from..to).any(|i| matches!(line.pieces[i].kind, Kind::Year(_) | Kind::Date(_)));
        let met = word(&["đạt", "hoàn thành", "thực hiện"]);
        let exceeded = word(&["vượt"]);
        if named && !narrowed && (met || exceeded) && figure.first.mantissa <= of.mantissa {
            all.push(Met {
                document,
                file,
                met: figure.first.mantissa,
                of: of.mantissa,
                range: figure.range.clone(),
                exceeded_only: exceeded && !met,
                table: false,
                sentence: (number, block * 1000 + from.min(999)),
            });
        }
    }
}

/// The part of a sentence around `at`: up to a comma, semicolon, stop or another figure.
fn bounds(line: &Line, at: usize) -> (usize, usize) {
    let ends = |i: &usize| {
        matches!(line.mark(*i), Some(',' | ';' | '.' | ':')) || line.figure(*i).is_some_and(|f| f.fraction)
    };
    let from = (0..at).rev().find(ends).map_or(0, |i| i + 1);
    let to = (at + 1..line.pieces.len()).find(ends).unwrap_or(line.pieces.len());
    (from, to)
}

/// A table of targets with a verdict in every row counts those that are met.
fn counted<'a>(document: &'a Document, file: &'a str, lines: &Lines, all: &mut Vec<Met<'a>>) {
    let mut rows: Vec<(usize, &Line)> = Vec::new();
    let mut columns: Option<(usize, Columns, usize)> = None;
    let mut finish = |columns: &Option<(usize, Columns, usize)>, rows: &mut Vec<(usize, &Line)>| {
        if let Some((_, columns, header)) = columns {
            all.extend(count_table(document, file, columns, *header, rows));
        }
        rows.clear();
    };
    for (block, line) in document.blocks.iter().zip(&lines.lines) {
        match block.row {
            Some((table, 0)) => {
                finish(&columns, &mut rows);
                columns = Some((table, Columns::of(line), block.index));
            }
            Some((table, _)) if columns.as_ref().is_some_and(|(of, _, _)| *of == table) => {
                rows.push((block.index, line));
            }
            _ => (),
        }
    }
    finish(&columns, &mut rows);
}

fn count_table<'a>(
    document: &'a Document,
    file: &'a str,
    columns: &Columns,
    header: usize,
    rows: &[(usize, &Line)],
) -> Option<Met<'a>> {
    let has_targets = columns.iter().any(|(_, column)| column.target);
    let verdicts: Vec<bool> = rows.iter().filter_map(|(_, line)| row_verdict(line)).collect();
    if !has_targets || rows.len() < 3 || verdicts.len() != rows.len() {
        return None;
    }
    Some(Met {
        document,
        file,
        met: verdicts.iter().filter(|met| **met).count() as i128,
        of: rows.len() as i128,
        range: document.blocks.get(header)?.text.clone(),
        exceeded_only: false,
        table: true,
        sentence: (usize::MAX, header),
    })
}

/// Whether a row says that its target was met; `None` where it says nothing of it.
fn row_verdict(line: &Line) -> Option<bool> {
    let mut met = None;
    for cell in cells(line) {
        let start = cell.start;
        let alone = cell.len() <= 6;
        if line.any(start, &["không đạt", "chưa đạt", "không hoàn thành", "chưa hoàn thành"]).is_some()
        {
            return Some(false);
        }
        if alone && line.any(start, &["đạt", "vượt", "hoàn thành"]).is_some() {
            met = Some(true);
        }
        if cell.len() == 1
            && let Some(figure) = line.figure(start).filter(|figure| figure.unit.name == "%")
            && met.is_none()
        {
            // A ratio of a hundred or more says that the target was met, whatever stands in the notes.
            met = (figure.first.value() >= num_rational::Ratio::from_integer(100)).then_some(true);
        }
    }
    met
}
