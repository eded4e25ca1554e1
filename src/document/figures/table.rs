//! Tables as offices draw them: which column names, which counts, which compares, and the sums of their rows.

use super::claims::Words;
use super::lex::{Kind, Line};
use super::units::Unit;
use std::collections::BTreeSet;
use std::ops::Range;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// Running numbers.
    Count,
    Name,
    Unit,
    Target,
    Value,
    /// A result against its target, in percent.
    Ratio,
    Total,
    Other,
}

/// A column by its header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Column {
    pub(crate) role: Role,
    pub(crate) target: bool,
    pub(crate) years: BTreeSet<u32>,
    pub(crate) unit: Unit,
    /// Words of the header that belong to the indicator.
    pub(crate) words: Vec<String>,
}

impl Column {
    /// Whether its figures are said of the row's indicator.
    pub(crate) fn use_figures(&self) -> bool {
        matches!(self.role, Role::Target | Role::Value | Role::Other | Role::Total)
    }
}

/// The columns of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Columns {
    columns: Vec<Column>,
    /// Whether targets without a year belong to the term to come.
    pub(crate) ahead: bool,
}

impl Columns {
    /// Reads the header row.
    pub(crate) fn of(line: &Line) -> Self {
        let mut columns: Vec<Column> = cells(line).iter().map(|cell| column(line, cell)).collect();
        if !columns.iter().any(|column| column.role == Role::Name)
            && let Some(first) = columns.iter_mut().find(|column| column.role == Role::Other)
        {
            first.role = Role::Name;
        }
        Self { columns, ahead: false }
    }

    pub(crate) fn get(&self, number: usize) -> Option<&Column> {
        self.columns.get(number)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (usize, &Column)> {
        self.columns.iter().enumerate()
    }

    /// Years of the columns that hold targets.
    pub(crate) fn target_years(&self) -> Vec<u32> {
        self.columns
            .iter()
            .filter(|column| column.target)
            .flat_map(|column| column.years.iter().copied())
            .collect()
    }

    /// The cell that names the row.
    pub(crate) fn name(&self, line: &Line, cells: &[Range<usize>]) -> Option<usize> {
        let at = self.columns.iter().position(|column| column.role == Role::Name)?;
        let words = cells.get(at)?.clone().any(|i| line.pieces[i].kind == Kind::Word);
        words.then_some(at)
    }

    /// The unit of a row's own unit cell.
    pub(crate) fn unit_of_row(&self, line: &Line, cells: &[Range<usize>]) -> Option<Unit> {
        let at = self.columns.iter().position(|column| column.role == Role::Unit)?;
        let unit = unit_of(line, cells.get(at)?.clone());
        Some(unit)
    }

    /// Whether rows have units of their own.
    pub(crate) fn has_units(&self) -> bool {
        self.columns.iter().any(|column| column.role == Role::Unit)
    }
}

/// The cells of a row as ranges of pieces.
pub(crate) fn cells(line: &Line) -> Vec<Range<usize>> {
    let mut cells = Vec::new();
    let mut from = 0;
    for (at, piece) in line.pieces.iter().enumerate() {
        if piece.kind == Kind::Cell {
            if at > 0 {
                cells.push(from..at);
            }
            from = at + 1;
        }
    }
    if from < line.pieces.len() {
        cells.push(from..line.pieces.len());
    }
    cells
}

const COUNT: &[&str] = &["stt", "tt", "số tt", "số thứ tự"];
const NAME: &[&str] = &[
    "chỉ tiêu",
    "nội dung",
    "tên",
    "danh mục",
    "nhiệm vụ",
    "chỉ số",
    "đơn vị",
    "hạng mục",
    "tiêu chí",
    "loại hình",
    "xã",
    "lĩnh vực",
    "năm",
    "thành phần",
    "công trình",
];
const UNIT: &[&str] = &["đơn vị tính", "đvt", "đv tính", "đơn vị đo"];
const TARGET: &[&str] =
    &["nghị quyết", "nq", "mục tiêu", "kế hoạch", "chỉ tiêu giao", "kh", "dự toán", "chỉ tiêu đến"];
const RATIO: &[&str] = &[
    "so với",
    "so sánh",
    "so",
    "tỷ lệ",
    "mức độ",
    "đánh giá",
    "% thực hiện",
    "đạt so",
    "tỷ trọng",
    "cơ cấu",
];
const VALUE: &[&str] = &["thực hiện", "kết quả", "đạt được", "số lượng", "ước", "ghi chú", "hiện trạng"];
const TOTAL: &[&str] = &["tổng", "tổng số", "cộng", "tổng cộng"];

fn column(line: &Line, cell: &Range<usize>) -> Column {
    let outside = outside_brackets(line, cell);
    let start = outside.first().copied().unwrap_or(cell.start);
    let begins = |phrases: &[&str]| line.any(start, phrases).is_some();
    let years: BTreeSet<u32> = cell
        .clone()
        .filter_map(|at| match line.pieces[at].kind {
            Kind::Year(year) => Some(year),
            Kind::Date(parts) => parts.year,
            _ => None,
        })
        .collect();
    let role = if begins(COUNT) {
        Role::Count
    } else if begins(UNIT) {
        Role::Unit
    } else if begins(RATIO) || line.mark(start) == Some('%') {
        Role::Ratio
    } else if begins(TARGET) {
        Role::Target
    } else if begins(VALUE) {
        Role::Value
    } else if begins(TOTAL) {
        Role::Total
    } else if !years.is_empty() {
        Role::Value
    } else if begins(NAME) {
        Role::Name
    } else {
        Role::Other
    };
    let words = if role == Role::Other { Words::of(line, &outside, &[]).before } else { Vec::new() };
    Column { role, target: role == Role::Target, years, unit: unit_in_brackets(line, cell), words }
}

/// The pieces of a cell that stand in no brackets.
pub(crate) fn outside_brackets(line: &Line, cell: &Range<usize>) -> Vec<usize> {
    let mut depth = 0_usize;
    let mut outside = Vec::new();
    for at in cell.clone() {
        match line.mark(at) {
            Some('(') => depth += 1,
            Some(')') => depth = depth.saturating_sub(1),
            _ if depth == 0 => outside.push(at),
            _ => (),
        }
    }
    outside
}

/// The unit in the last brackets of a cell: `(tỷ đồng)`, `(%/năm)`.
pub(crate) fn unit_in_brackets(line: &Line, cell: &Range<usize>) -> Unit {
    let open = cell.clone().rev().find(|at| line.mark(*at) == Some('('));
    let Some(open) = open else { return Unit::default() };
    let close = (open..cell.end).find(|at| line.mark(*at) == Some(')')).unwrap_or(cell.end);
    let inner = open + 1..close;
    if inner.clone().any(|at| line.figure(at).is_some()) { Unit::default() } else { unit_of(line, inner) }
}

/// The unit that a run of pieces spells.
fn unit_of(line: &Line, run: Range<usize>) -> Unit {
    let mut text = String::new();
    for at in run {
        let piece = &line.pieces[at];
        match piece.kind {
            Kind::Mark(mark) => text.push(mark),
            _ => {
                if !text.is_empty() && !text.ends_with('/') {
                    text.push(' ');
                }
                text.push_str(&piece.key);
            }
        }
    }
    super::claims::cell_unit(&text)
}

/// Rows with a target, a result and their ratio in percent; and a fraction beside its percentage.
pub(crate) fn ratios(
    columns: &Columns,
    rows: &[super::sums::Row<'_>],
    source: &str,
    checked: &mut super::shares::Checked,
) {
    let of = |role: Role| -> Vec<usize> {
        columns.iter().filter(|(_, column)| column.role == role).map(|(number, _)| number).collect()
    };
    let (targets, values, ratios) = (of(Role::Target), of(Role::Value), of(Role::Ratio));
    let [ratio] = ratios[..] else { return };
    let ([target], [value, ..]) = (&targets[..], &values[..]) else { return };
    for row in rows {
        let only = |column: usize| {
            let cell = row.cells.get(column)?.clone();
            (cell.len() == 1).then(|| row.line.figure(cell.start).map(|figure| (cell.start, figure)))?
        };
        let (Some((_, target)), Some((value_at, value)), Some((ratio_at, ratio))) =
            (only(*target), only(*value), only(ratio))
        else {
            continue;
        };
        let single = target.second.is_none() && value.second.is_none() && ratio.second.is_none();
        if single && ratio.unit.name == "%" && target.first.mantissa > 0 && target.unit == value.unit {
            super::shares::table_ratio(
                row.line,
                value_at,
                ratio_at,
                &target.first,
                &value.first,
                source,
                checked,
            );
        }
    }
}
