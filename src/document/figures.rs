//! Every figure of a draft with its place and what it is said of, and which figures disagree or do not add up.
//!
//! The register ([`figures`]) is wide: it holds every figure. The checks are narrow: a problem is reported only
//! where the words leave no other reading, since one false alarm costs more trust than one error found wins.
//! Values are exact rationals; nothing here is a float. Not figures are: years, dates, terms, symbols, printed
//! labels, list numbers, running numbers of tables, ordinals. The words and limits stand as data in `words`,
//! `units`, `table`, `agree`.

mod agree;
mod claims;
mod dated;
mod lex;
mod number;
mod parts;
mod rows;
mod said;
mod shares;
mod sums;
mod table;
mod targets;
mod units;
mod words;

pub use agree::figure_disagreements;
pub(crate) use claims::{Claim, Lines, Stance, claims, line_of};
pub(crate) use lex::{DateParts, Kind, Line, Piece, RawFigure, cut, fold, is_dash};
pub(crate) use number::Number;

use super::{BlockKind, Document};
use crate::problem::{Code, Place, Problem};
use num_rational::Ratio;
use shares::Checked;
pub(crate) use shares::Finding;
use std::ops::Range;
pub(crate) use table::{Columns, cells};
pub(crate) use units::is_unit_word;

/// Problems with figures.
pub(crate) mod codes {
    use crate::problem::Code;

    /// A fraction that does not give its percentage.
    pub(crate) const SHARE: Code = Code::error("F001");
    /// A share that is cut where the draft rounds.
    pub(crate) const CUT: Code = Code::warning("F002");
    /// A share that is rounded where the draft cuts.
    pub(crate) const ROUNDED: Code = Code::warning("F003");
    /// A share that is cut, in a draft that shows no convention.
    pub(crate) const CUT_ALONE: Code = Code::note("F004");
    /// 100% where not all are counted.
    pub(crate) const NOT_ALL: Code = Code::error("F005");
    /// More than there are.
    pub(crate) const MORE_THAN_ALL: Code = Code::error("F006");
    /// Parts after `gồm` that do not give their total.
    pub(crate) const SUM: Code = Code::error("F007");
    /// Parts that nearly give their total.
    pub(crate) const SUM_NEAR: Code = Code::warning("F008");
    /// A total row or column that is not the sum.
    pub(crate) const TABLE_SUM: Code = Code::error("F009");
    /// `a + b = c` that does not hold.
    pub(crate) const EQUATION: Code = Code::error("F010");
    /// A difference that is not that of its two figures.
    pub(crate) const DIFFERENCE: Code = Code::error("F011");
    /// A yearly average that does not follow from its two figures.
    pub(crate) const AVERAGE: Code = Code::warning("F012");
    /// `gấp n lần` that does not hold.
    pub(crate) const MULTIPLE: Code = Code::error("F013");
    /// A share of a target that does not follow from figure and target.
    pub(crate) const OF_TARGET: Code = Code::error("F014");
    /// A growth rate that does not follow from the step.
    pub(crate) const GROWTH: Code = Code::warning("F015");
    /// A share of a plan that no whole number can be.
    pub(crate) const NO_PLAN: Code = Code::warning("F016");
    /// A figure that an annex table has otherwise.
    pub(crate) const AGAINST_TABLE: Code = Code::error("F017");
    /// A figure that the same document has otherwise elsewhere.
    pub(crate) const AGAINST_TEXT: Code = Code::warning("F018");
    /// A figure that another document has otherwise.
    pub(crate) const AGAINST_DOCUMENT: Code = Code::warning("F019");
    /// Targets met, not as the annex table counts them.
    pub(crate) const TARGETS_COUNTED: Code = Code::error("F020");
    /// Targets met, said differently elsewhere.
    pub(crate) const TARGETS_SAID: Code = Code::warning("F021");
}

/// All kinds of problems with figures.
pub const CODES: &[Code] = &[
    codes::SHARE,
    codes::CUT,
    codes::ROUNDED,
    codes::CUT_ALONE,
    codes::NOT_ALL,
    codes::MORE_THAN_ALL,
    codes::SUM,
    codes::SUM_NEAR,
    codes::TABLE_SUM,
    codes::EQUATION,
    codes::DIFFERENCE,
    codes::AVERAGE,
    codes::MULTIPLE,
    codes::OF_TARGET,
    codes::GROWTH,
    codes::NO_PLAN,
    codes::AGAINST_TABLE,
    codes::AGAINST_TEXT,
    codes::AGAINST_DOCUMENT,
    codes::TARGETS_COUNTED,
    codes::TARGETS_SAID,
];

/// How shares are brought to their printed precision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rounding {
    /// Rounded half up.
    Round,
    /// Cut.
    Cut,
}

/// How exactly a figure is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Qualifier {
    /// As it stands.
    #[default]
    None,
    /// `trên`, `hơn`.
    Over,
    /// `gần`.
    Nearly,
    /// `khoảng`.
    About,
    /// `ước`, `ước đạt`: exact, but not final.
    Estimate,
    /// `ít nhất`, `trở lên`.
    AtLeast,
    /// `không quá`, `dưới`.
    AtMost,
}

/// The value of a figure, exactly, scale words (`triệu`, `tỷ`) included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FigureValue {
    /// One number.
    Single(Ratio<i128>),
    /// `2 – 3%/năm`: lower and upper end.
    Range(Ratio<i128>, Ratio<i128>),
    /// `6/14`, `150 chi bộ/388 chi bộ`: part and whole.
    Fraction(Ratio<i128>, Ratio<i128>),
}

/// A figure and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// What it says.
    pub value: FigureValue,
    /// As printed, with its unit.
    pub printed: String,
    /// Unit (`đồng`, `tấn`, `%`, `điểm %`), empty for a counted noun; scale words are part of the value.
    pub unit: String,
    /// Printed decimals of the (first) number.
    pub decimals: u32,
    /// Index of its block.
    pub block: usize,
    /// Bytes of the source, unit included.
    pub range: Range<usize>,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// How exactly it is meant.
    pub qualifier: Qualifier,
    /// What it is said of, in the words of the text; empty where it stands alone.
    pub indicator: String,
}

/// Every figure of a document in order.
pub fn figures(document: &Document) -> Vec<Figure> {
    let lines = Lines::of(document);
    let claims = claims::claims(document, &lines);
    let mut by_place = std::collections::BTreeMap::new();
    for claim in &claims {
        by_place.insert((claim.block, claim.figure), claim);
    }
    let mut cursor = Cursor::new(&document.source);
    let mut all = Vec::new();
    for (block, line) in document.blocks.iter().zip(&lines.lines) {
        for (number, raw) in
            line.figures.iter().enumerate().filter(|(number, _)| !running(line, *number, block.kind))
        {
            let claim = by_place.get(&(block.index, number));
            let (line_number, column) = cursor.place(raw.range.start);
            all.push(Figure {
                value: value_of(raw),
                printed: printed(document, &raw.range),
                unit: raw.unit.name.to_owned(),
                decimals: raw.first.decimals,
                block: block.index,
                range: raw.range.clone(),
                line: line_number,
                column,
                qualifier: claim.map_or(Qualifier::None, |claim| claim.qualifier),
                indicator: said::said_of(document, block, &raw.range),
            });
        }
    }
    all
}

/// The running number in the first cell of a table row.
fn running(line: &Line, number: usize, kind: BlockKind) -> bool {
    kind == BlockKind::Row
        && number == 0
        && table::cells(line).first().is_some_and(|cell| {
            cell.len() == 1 && line.figure(cell.start).is_some_and(|f| f.unit == units::Unit::default())
        })
}

fn value_of(raw: &lex::RawFigure) -> FigureValue {
    let scale = Ratio::from_integer(number::power(raw.unit.scale));
    let first = raw.first.value() * scale;
    match (raw.second, raw.fraction) {
        (None, _) => FigureValue::Single(first),
        (Some(second), true) => FigureValue::Fraction(first, second.value() * scale),
        (Some(second), false) => FigureValue::Range(first, second.value() * scale),
    }
}

/// Problems of one document's own arithmetic: shares, sums, differences, multiples.
pub(crate) fn arithmetic(
    document: &Document,
    lines: &Lines,
    file: &str,
    rounding: Option<Rounding>,
) -> Vec<Problem> {
    let mut checked = Checked::default();
    let mut rows: Vec<sums::Row<'_>> = Vec::new();
    let mut columns: Option<(usize, table::Columns)> = None;
    for (block, line) in document.blocks.iter().zip(&lines.lines) {
        if block.row.map(|(table, _)| table) != columns.as_ref().map(|(table, _)| *table) {
            finish_table(&mut columns, &mut rows, document, &mut checked);
        }
        match block.row {
            Some((table, 0)) => columns = Some((table, table::Columns::of(line))),
            Some(_) => rows.push(sums::Row::of(line)),
            None => (),
        }
        shares::check(line, &document.source, &mut checked);
        sums::check(line, &document.source, &mut checked.findings);
    }
    finish_table(&mut columns, &mut rows, document, &mut checked);
    let mut findings = checked.findings;
    findings.extend(shares::conventions(&checked.shares, rounding));
    findings.sort_by_key(|finding| (finding.at, finding.code.id));
    findings.dedup_by_key(|finding| (finding.at, finding.code.id));
    problems(findings, document, file)
}

fn finish_table(
    columns: &mut Option<(usize, table::Columns)>,
    rows: &mut Vec<sums::Row<'_>>,
    document: &Document,
    checked: &mut Checked,
) {
    if let Some((_, columns)) = columns.take() {
        sums::table(&columns, rows, &document.source, &mut checked.findings);
        table::ratios(&columns, rows, &document.source, checked);
    }
    rows.clear();
}

/// Findings as problems of a file, in the order of their places.
pub(crate) fn problems(mut findings: Vec<Finding>, document: &Document, file: &str) -> Vec<Problem> {
    findings.sort_by_key(|finding| (finding.at, finding.code.id));
    let mut cursor = Cursor::new(&document.source);
    findings
        .into_iter()
        .map(|finding| {
            let (line, column) = cursor.place(finding.at);
            let mut problem = Problem::new(finding.code, Place::column(file, line, column));
            problem.args.extend(finding.args.into_iter().map(|(name, value)| (name.into(), value.into())));
            problem
        })
        .collect()
}

/// The printed text of a range.
pub(crate) fn printed(document: &Document, range: &Range<usize>) -> String {
    document.source.get(range.clone()).unwrap_or("").trim().to_owned()
}

/// The place of a byte of a document; linear in the distance to the start of its block's line.
pub(crate) fn place_of(document: &Document, file: &str, at: usize) -> Place {
    let block = document.blocks.partition_point(|block| block.text.start <= at).saturating_sub(1);
    let (mut line, start) = document.blocks.get(block).map_or((1, 0), |b| (b.line, b.text.start));
    let Some(before) = document.source.get(start..at) else { return Place::line(file, line) };
    line += before.matches('\n').count();
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    Place::column(file, line, column)
}

/// Lines and columns of bytes asked for in rising order; starts over where they are not.
pub(crate) struct Cursor<'a> {
    source: &'a str,
    at: usize,
    line: usize,
    line_start: usize,
}

impl<'a> Cursor<'a> {
    pub(crate) fn new(source: &'a str) -> Self {
        Self { source, at: 0, line: 1, line_start: 0 }
    }

    /// Line and column in characters of a byte, both from 1.
    pub(crate) fn place(&mut self, at: usize) -> (usize, usize) {
        if at < self.at {
            *self = Self::new(self.source);
        }
        let passed = self.source.get(self.at..at).unwrap_or("");
        self.line += passed.matches('\n').count();
        if let Some(last) = passed.rfind('\n') {
            self.line_start = self.at + last + 1;
        }
        self.at = at.min(self.source.len());
        let column = self.source.get(self.line_start..at).unwrap_or("").chars().count() + 1;
        (self.line, column)
    }
}
