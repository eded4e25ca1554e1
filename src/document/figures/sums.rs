//! Sums: parts after `gồm`, equations, and the total rows and columns of tables.
//!
//! Parts are added only where every item of the list has exactly one number of the total's unit. Linear.

use super::codes;
use super::lex::{Kind, Line, RawFigure};
use super::number::{power, print_ratio};
use super::shares::Finding;
use super::table::{Column, Columns, Role, cells};
use num_rational::Ratio;
use std::ops::Range;

/// How much of a total may be missing for parts that need not be all of it: one, or a hundredth.
const NEAR_PARTS_PER: i128 = 100;

/// Pieces of a list of parts that are read.
const LIST_MAX: usize = 200;

/// Checks `gồm …` and equations of one line.
pub(crate) fn check(line: &Line, source: &str, findings: &mut Vec<Finding>) {
    for at in 0..line.pieces.len() {
        if let Some((length, whole)) = opener(line, at) {
            parts(line, at, length, whole, source, findings);
        }
        if line.mark(at) == Some('=') {
            equation(line, at, source, findings);
        }
    }
}

/// `gồm`, `bao gồm` (all parts), `trong đó`, `(` (perhaps all): words used and whether the parts are all.
fn opener(line: &Line, at: usize) -> Option<(usize, bool)> {
    if line.has(at, "bao gồm") {
        return Some((2, true));
    }
    if line.has(at, "gồm") && !line.any_before(at, &["bao"]) {
        return Some((1, true));
    }
    if line.has(at, "trong đó") {
        return Some((2, false));
    }
    let brackets = line.mark(at) == Some('(') && at > 0;
    brackets.then_some((1, false))
}

fn value(figure: &RawFigure) -> Ratio<i128> {
    figure.first.value() * Ratio::from_integer(power(figure.unit.scale))
}

fn parts(line: &Line, at: usize, length: usize, whole: bool, source: &str, findings: &mut Vec<Finding>) {
    let Some(total_at) = total_before(line, at) else { return };
    let Some(total) = line.figure(total_at) else { return };
    let end = list_end(line, at, length);
    let Some(numbers) = items(line, at + length..end, total) else { return };
    if numbers.len() < 2 {
        return;
    }
    let sum: Ratio<i128> = numbers.iter().filter_map(|i| line.figure(*i)).map(value).sum();
    let total_value = value(total);
    let off = (sum - total_value).max(total_value - sum);
    if off == Ratio::from_integer(0) {
        return;
    }
    let decimals =
        numbers.iter().chain([&total_at]).filter_map(|i| line.figure(*i)).map(|f| f.first.decimals).max();
    let near = (total_value / Ratio::from_integer(NEAR_PARTS_PER)).max(Ratio::from_integer(1)) >= off;
    let code = match (whole, near && numbers.len() <= 8) {
        (true, _) => codes::SUM,
        (false, true) if decimals == Some(0) || numbers.len() > 2 => codes::SUM_NEAR,
        _ => return,
    };
    let list: Vec<&str> =
        numbers.iter().filter_map(|i| source.get(line.pieces[*i].range.clone())).map(str::trim).collect();
    let scale = Ratio::from_integer(power(total.unit.scale));
    let args = [
        ("total", source.get(line.pieces[total_at].range.clone()).unwrap_or("").trim()),
        ("parts", &list.join(" + ")),
        ("sum", &print_ratio(sum / scale)),
    ];
    findings.push(Finding::new(code, line.pieces[total_at].range.start, &args));
}

/// The nearest figure before `at` in the same sentence, without a finished list between.
fn total_before(line: &Line, at: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for i in (at.saturating_sub(16)..at).rev() {
        match line.mark(i) {
            Some(')') => depth += 1,
            Some('(') if depth > 0 => depth -= 1,
            Some('.' | ';' | ':' | '(') => return None,
            _ => (),
        }
        if depth == 0
            && let Some(figure) = line.figure(i)
        {
            let counts = figure.second.is_none() && !figure.unit.is_percent() && figure.unit.name != "lần";
            return counts.then_some(i);
        }
        if matches!(line.pieces[i].kind, Kind::Cell) {
            return None;
        }
    }
    None
}

/// The end of the list: the sentence's end, or the closing bracket, or a comparison.
fn list_end(line: &Line, at: usize, length: usize) -> usize {
    let brackets = line.mark(at) == Some('(');
    let mut depth = 0_usize;
    let limit = line.pieces.len().min(at + length + LIST_MAX);
    for i in at + length..limit {
        match line.mark(i) {
            Some('(') => depth += 1,
            Some(')') if depth == 0 => return i,
            Some(')') => depth -= 1,
            Some('.' | ';') if depth == 0 => return i,
            Some(':') if depth == 0 && !brackets => return i,
            _ => (),
        }
        if !brackets
            && depth == 0
            && line
                .any(
                    i,
                    &["trong đó", "tăng", "giảm", "so với", "bằng", "bên dưới", "cùng với", "vượt", "chiếm"],
                )
                .is_some()
        {
            return i;
        }
    }
    limit
}

/// The one number of every item between commas and `và`; `None` where an item has two or another unit.
fn items(line: &Line, list: Range<usize>, total: &RawFigure) -> Option<Vec<usize>> {
    let mut numbers = Vec::new();
    let mut in_item = 0;
    let mut depth = 0_usize;
    let mut bare = 0;
    for i in list.clone() {
        match line.mark(i) {
            Some('(') => depth += 1,
            Some(')') => depth = depth.saturating_sub(1),
            Some(',') if depth == 0 => {
                bare += usize::from(in_item == 0);
                in_item = 0;
            }
            Some('/') => return None,
            _ => (),
        }
        if depth > 0 {
            continue;
        }
        if line.key(i) == "và" {
            bare += usize::from(in_item == 0);
            in_item = 0;
        }
        if matches!(
            line.key(i),
            "một" | "hai" | "ba" | "bốn" | "năm" | "sáu" | "bảy" | "tám" | "chín" | "mười"
        ) && !line.has(i, "năm") | !matches!(line.pieces.get(i + 1).map(|p| &p.kind), Some(Kind::Year(_)))
            && line.key(i) != "năm"
        {
            return None;
        }
        let Some(figure) = line.figure(i) else { continue };
        if figure.unit.is_percent() {
            continue;
        }
        if figure.unit.name != total.unit.name || figure.second.is_some() || in_item > 0 {
            return None;
        }
        // `có từ 30 đảng viên trở lên` narrows, it does not count.
        if i > list.start
            && matches!(line.key(i - 1), "từ" | "trên" | "dưới" | "hơn" | "gần" | "khoảng" | "mỗi")
        {
            return None;
        }
        in_item += 1;
        numbers.push(i);
    }
    // An item without a number (`gồm ngân sách, vốn vay 200 tỷ`) belongs to the next; two make the list unclear.
    (bare <= 1 + numbers.len() / 2 && spread(line, &numbers, total)).then_some(numbers)
}

/// Counted parts stand at the start of their items, or all behind their nouns.
fn spread(line: &Line, numbers: &[usize], total: &RawFigure) -> bool {
    if !total.unit.name.is_empty() || total.unit.scale > 0 {
        return numbers
            .iter()
            .all(|i| line.figure(*i).is_some_and(|f| !f.unit.name.is_empty() || f.unit.scale > 0));
    }
    numbers.iter().all(|i| line.figure(*i).is_some_and(|f| f.first.decimals == 0))
}

/// `a + b (…) + c = d` or `d = a + b + c`.
fn equation(line: &Line, at: usize, source: &str, findings: &mut Vec<Finding>) {
    let left = terms(line, at, true);
    let right = terms(line, at, false);
    let (parts, total) = match (left.len(), right.len()) {
        (1, n) if n > 1 => (right, left[0]),
        (n, 1) if n > 1 => (left, right[0]),
        _ => return,
    };
    let sum: Ratio<i128> = parts.iter().filter_map(|i| line.figure(*i)).map(value).sum();
    let Some(figure) = line.figure(total) else { return };
    if sum == value(figure) {
        return;
    }
    let mut places = parts.clone();
    places.sort_unstable();
    let list: Vec<&str> =
        places.iter().filter_map(|i| source.get(line.pieces[*i].range.clone())).map(str::trim).collect();
    let scale = Ratio::from_integer(power(figure.unit.scale));
    let args = [
        ("total", source.get(line.pieces[total].range.clone()).unwrap_or("").trim()),
        ("parts", &list.join(" + ")),
        ("sum", &print_ratio(sum / scale)),
    ];
    findings.push(Finding::new(codes::EQUATION, line.pieces[total].range.start, &args));
}

/// Figures joined by `+` on one side of the equals sign; a few words and a bracket may stand behind each.
fn terms(line: &Line, equals: usize, left: bool) -> Vec<usize> {
    let order: Vec<usize> = if left {
        (equals.saturating_sub(60)..equals).rev().collect()
    } else {
        (equals + 1..line.pieces.len().min(equals + 60)).collect()
    };
    let mut found = Vec::new();
    let mut joined = true;
    let mut depth = 0_usize;
    let mut words = 0;
    let (open, close) = if left { (')', '(') } else { ('(', ')') };
    for i in order {
        match line.mark(i) {
            Some(mark) if mark == open => depth += 1,
            Some(mark) if mark == close => {
                if depth == 0 {
                    break;
                }
                depth -= 1;
            }
            Some('+') if depth == 0 => {
                joined = true;
                words = 0;
            }
            Some(_) if depth == 0 => break,
            _ => (),
        }
        if depth > 0 || line.mark(i).is_some() {
            continue;
        }
        match line.figure(i) {
            Some(figure) if joined && figure.second.is_none() && !figure.unit.is_percent() => {
                found.push(i);
                joined = false;
            }
            Some(_) => break,
            None => {
                words += 1;
                if words > 4 || matches!(line.pieces[i].kind, Kind::Cell) {
                    break;
                }
            }
        }
    }
    found
}

/// A data row of a table: its line and the cells.
pub(crate) struct Row<'a> {
    pub(crate) line: &'a Line,
    pub(crate) cells: Vec<Range<usize>>,
}

impl<'a> Row<'a> {
    pub(crate) fn of(line: &'a Line) -> Self {
        Self { line, cells: cells(line) }
    }

    /// The plain number that is all of a cell.
    fn number(&self, column: usize) -> Option<(usize, &'a RawFigure)> {
        let cell = self.cells.get(column)?.clone();
        let at = cell.clone().find(|i| self.line.figure(*i).is_some())?;
        let figure = self.line.figure(at)?;
        let alone = cell.clone().all(|i| i == at || matches!(self.line.mark(i), Some('*')));
        (alone && figure.second.is_none() && !figure.unit.is_percent()).then_some((at, figure))
    }

    fn is_blank(&self, column: usize) -> bool {
        self.cells
            .get(column)
            .is_none_or(|cell| cell.clone().all(|i| matches!(self.line.mark(i), Some('-' | '–'))))
    }

    /// `Tổng`, `Cộng`, `Tổng cộng` alone in a cell.
    fn is_total(&self) -> bool {
        self.cells.iter().take(3).any(|cell| {
            let words: Vec<&str> =
                cell.clone().map(|i| self.line.key(i)).filter(|key| !key.is_empty()).collect();
            matches!(words.as_slice(), ["tổng" | "cộng"] | ["tổng", "cộng" | "số"] | ["toàn", "huyện"])
        })
    }

    /// Rows that belong to the row above: `Trong đó`, `- …`, `1.1`.
    fn is_part_of_above(&self) -> bool {
        self.cells.iter().take(2).any(|cell| {
            self.line.has(cell.start, "trong đó")
                || matches!(self.line.mark(cell.start), Some('-' | '–' | '+') if cell.len() > 1)
                || self
                    .line
                    .figure(cell.start)
                    .is_some_and(|f| f.first.decimals > 0 && cell.len() == 1 && cell.start < 3)
        })
    }
}

/// Checks the total rows and the total column of one table.
pub(crate) fn table(columns: &Columns, rows: &[Row<'_>], source: &str, findings: &mut Vec<Finding>) {
    if rows.iter().any(Row::is_part_of_above) || columns.has_units() {
        return;
    }
    for (number, _) in columns.iter().filter(|(_, column)| summable(column)) {
        down(number, rows, source, findings);
    }
    if let Some((number, _)) = columns.iter().filter(|(_, column)| column.role == Role::Total).last() {
        across(number, columns, rows, source, findings);
    }
}

fn summable(column: &Column) -> bool {
    !matches!(column.role, Role::Count | Role::Unit | Role::Ratio | Role::Name) && !column.unit.is_percent()
}

fn down(number: usize, rows: &[Row<'_>], source: &str, findings: &mut Vec<Finding>) {
    let Some(total_row) = rows.iter().position(Row::is_total) else { return };
    let only = rows.iter().filter(|row| row.is_total()).count() == 1;
    let parts: Vec<&Row<'_>> = match total_row {
        0 => rows[1..].iter().collect(),
        last if last + 1 == rows.len() => rows[..last].iter().collect(),
        _ => return,
    };
    let Some((at, total)) = rows[total_row].number(number).filter(|_| only && parts.len() > 1) else {
        return;
    };
    let mut sum = Ratio::from_integer(0);
    let mut n = 0;
    for row in &parts {
        match row.number(number) {
            Some((_, figure)) => {
                sum += value(figure);
                n += 1;
            }
            None if row.is_blank(number) => (),
            None => return,
        }
    }
    push_total(rows[total_row].line, at, total, sum, n, source, findings);
}

#[allow(clippy::too_many_arguments)]
fn push_total(
    line: &Line,
    at: usize,
    total: &RawFigure,
    sum: Ratio<i128>,
    n: i128,
    source: &str,
    findings: &mut Vec<Finding>,
) {
    if n < 2 || sum == value(total) {
        return;
    }
    let scale = Ratio::from_integer(power(total.unit.scale));
    let args = [
        ("total", source.get(line.pieces[at].range.clone()).unwrap_or("").trim()),
        ("sum", &print_ratio(sum / scale)),
    ];
    findings.push(Finding::new(codes::TABLE_SUM, line.pieces[at].range.start, &args));
}

/// The last column `Cộng` of rows where it fits in most.
fn across(number: usize, columns: &Columns, rows: &[Row<'_>], source: &str, findings: &mut Vec<Finding>) {
    let parts: Vec<usize> = columns
        .iter()
        .filter(|(i, column)| *i != number && matches!(column.role, Role::Other | Role::Value))
        .map(|(i, _)| i)
        .collect();
    let mut wrong = Vec::new();
    let mut fitting = 0;
    for row in rows {
        let Some((at, total)) = row.number(number) else { continue };
        let numbers: Vec<&RawFigure> = parts.iter().filter_map(|i| row.number(*i)).map(|(_, f)| f).collect();
        let all = numbers.len() > 1 && parts.iter().all(|i| row.number(*i).is_some() || row.is_blank(*i));
        if !all {
            continue;
        }
        let sum: Ratio<i128> = numbers.iter().map(|f| value(f)).sum();
        if sum == value(total) { fitting += 1 } else { wrong.push((row, at, total, sum, numbers.len())) }
    }
    if fitting > wrong.len() {
        for (row, at, total, sum, n) in wrong {
            push_total(row.line, at, total, sum, n as i128, source, findings);
        }
    }
}
