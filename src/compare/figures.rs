//! The figures that changed inside one change, and whether nothing else did.
//!
//! Figures are found and paired as in the digest (`digest::atoms`, `digest::pairing`): a printed label, a running
//! number, the mark of a footnote, an address, the number of a section referred to, an index of a formula, a date or a
//! year is no figure, and the same value printed otherwise has not changed. Front matter holds values as well.
//!
//! Worst case: that of the pairing, bounded steps for each stretch of changed words; nothing is read of a change that
//! touches no number ([`may_change`]), and nothing paired where both sides have the same values in the same order.

use std::ops::Range;

use super::digest::atoms::{Atom, Keys, Slot, atoms_of, figure_key, lines_of, same_figure};
use super::digest::columns::ColumnMaps;
use super::digest::name::tidy;
use super::digest::pairing::Pairing;
use super::model::{FigureChange, Segment};
use super::read::Word;
use super::thresholds::{FIGURES_CELLS_MAX, UNIT_WORDS_MAX};
use super::words::Run;
use crate::document::Document;
use crate::document::figures::{Line, is_unit_word};

/// Units of more than one syllable, and those of one; the longest that fits is taken.
const UNITS: &[&str] = &[
    "điểm phần trăm",
    "phần trăm",
    "điểm %",
    "triệu đồng/người/năm",
    "triệu đồng/người",
    "triệu đồng/ha",
    "nghìn tỷ đồng",
    "tỷ đồng",
    "tỉ đồng",
    "triệu đồng",
    "nghìn đồng",
    "ngàn đồng",
    "đồng chí",
    "đồng",
    "triệu USD",
    "tỷ USD",
    "USD",
    "triệu tấn",
    "nghìn tấn",
    "tạ/ha",
    "tấn/ha",
    "tấn",
    "tạ",
    "kg",
    "nghìn ha",
    "ha",
    "km2",
    "km",
    "m2",
    "m3",
    "m",
    "lượt người",
    "lượt",
    "người",
    "hộ",
    "đảng viên",
    "đảng bộ",
    "chi bộ",
    "tổ chức",
    "đại biểu",
    "cuộc",
    "xã",
    "thôn",
    "trường",
    "tiêu chí",
    "chỉ tiêu",
    "công trình",
    "dự án",
    "doanh nghiệp",
    "hợp tác xã",
    "giường",
    "bác sĩ",
    "lao động",
    "lần",
    "năm",
    "tháng",
    "ngày",
];

/// Figures of two drafts.
pub(super) struct Figures<'a> {
    before: &'a Document,
    after: &'a Document,
    keys: Keys,
    columns: ColumnMaps,
}

/// The figures of one change that have another value or unit.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) figures: Vec<FigureChange>,
    /// Their bytes on either side, in order.
    before: Vec<Range<usize>>,
    after: Vec<Range<usize>>,
}

impl<'a> Figures<'a> {
    pub(super) fn new(before: &'a Document, after: &'a Document) -> Self {
        Self { before, after, keys: Keys::default(), columns: ColumnMaps::default() }
    }

    /// What changed between these blocks, whose words are cut into `segments`.
    pub(super) fn changed(
        &mut self,
        before: &Range<usize>,
        after: &Range<usize>,
        segments: &[Segment],
    ) -> Found {
        let mut found = Found::default();
        let (old, new) = (lines_of(self.before, before), lines_of(self.after, after));
        if values(self.before, &old) == values(self.after, &new) {
            return found;
        }
        let old = atoms_of(self.before, &old, &mut self.keys);
        let new = atoms_of(self.after, &new, &mut self.keys);
        let start = |document: &Document, block: usize| {
            document.blocks.get(block).map_or(0, |block| block.text.start)
        };
        let starts = (start(self.before, before.start), start(self.after, after.start));
        let mut pairing = Pairing::of(&old, &new, segments, starts, FIGURES_CELLS_MAX);
        let documents = (self.before, self.after);
        self.columns.follow(documents, (&old, &new), (before, after), &mut pairing);
        for (atom, partner) in old.iter().zip(&pairing.to_after) {
            if let Some(partner) = partner.and_then(|at| new.get(at))
                && atom.slot() == Some(Slot::Figure)
                && partner.slot() == Some(Slot::Figure)
            {
                self.pair(atom, partner, &mut found);
            }
        }
        // Columns that changed places cross each other.
        found.after.sort_by_key(|range| range.start);
        found
    }

    fn pair(&self, old: &Atom, new: &Atom, found: &mut Found) {
        let (left, right) = (Printed::of(self.before, old), Printed::of(self.after, new));
        if same_figure(old, new, (&left.whole, &right.whole)) {
            return;
        }
        found.before.push(old.range.clone());
        found.after.push(new.range.clone());
        let change = if left.own_unit != right.own_unit {
            FigureChange { before: left.whole, after: right.whole, unit: String::new() }
        } else {
            let unit = if left.unit == right.unit { left.unit } else { String::new() };
            FigureChange { before: left.number, after: right.number, unit }
        };
        found.figures.push(change);
    }
}

impl Found {
    /// Whether every word that stands on one side only belongs to one of these figures.
    pub(super) fn are_all(&self, runs: &[Run], before: &[Word], after: &[Word]) -> bool {
        let covered = |words: &[Word], ranges: &[Range<usize>]| {
            words.iter().all(|word| {
                let at = ranges.partition_point(|range| range.end < word.end);
                ranges.get(at).is_some_and(|range| range.start <= word.start)
            })
        };
        let mut changed = runs.iter().filter(|run| !run.paired);
        !self.figures.is_empty()
            && changed.all(|run| {
                covered(&before[run.before.clone()], &self.before)
                    && covered(&after[run.after.clone()], &self.after)
            })
    }
}

/// Whether a word with a digit, or one that may be the unit of a number before it, stands on one side only.
pub(super) fn may_change(
    document: &Document,
    words: &[Word],
    runs: impl Iterator<Item = Range<usize>>,
) -> bool {
    let text =
        |at: usize| words.get(at).and_then(|word| document.source.get(word.start..word.end)).unwrap_or("");
    let is_number = |at: usize| text(at).bytes().any(|byte| byte.is_ascii_digit());
    let is_unit = |at: usize| {
        (at.saturating_sub(UNIT_WORDS_MAX)..at).any(is_number) && is_unit_word(&text(at).to_lowercase())
    };
    runs.flatten().any(|at| is_number(at) || is_unit(at))
}

/// The values of these blocks in their order, with their units.
fn values(document: &Document, lines: &[(usize, Line)]) -> Vec<(String, &'static str, bool, usize)> {
    let figures = lines.iter().flat_map(|(_, line)| &line.figures);
    figures
        .map(|raw| {
            let rates = document.source.get(raw.range.clone()).map_or(0, |text| text.matches('/').count());
            (figure_key(raw), raw.unit.name, raw.unit.yearly, rates)
        })
        .collect()
}

/// A figure as printed.
struct Printed {
    /// With the unit that belongs to it.
    whole: String,
    /// Without.
    number: String,
    /// The unit that belongs to it, else what is counted.
    unit: String,
    own_unit: String,
}

impl Printed {
    fn of(document: &Document, atom: &Atom) -> Self {
        let source = &document.source;
        let whole = tidy(source.get(atom.range.clone()).unwrap_or(""));
        let end = whole.rfind(|c: char| c.is_ascii_digit()).map_or(0, |at| at + 1);
        let (number, own) = whole.split_at(end);
        let (number, own_unit) = (number.to_owned(), own.trim().to_owned());
        let unit = if own_unit.is_empty() { counted(source, atom.range.end) } else { own_unit.clone() };
        Self { whole, number, unit, own_unit }
    }
}

/// What is counted by the figure that ends here: the longest of [`UNITS`] behind it.
fn counted(source: &str, end: usize) -> String {
    let rest = source.get(end..).unwrap_or("").trim_start_matches([' ', '\t', '\u{a0}']);
    let fits =
        |unit: &&&str| rest.strip_prefix(**unit).is_some_and(|tail| !tail.starts_with(char::is_alphanumeric));
    UNITS
        .iter()
        .filter(fits)
        .max_by_key(|unit| unit.len())
        .map_or_else(String::new, |unit| (*unit).to_owned())
}
