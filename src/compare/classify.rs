//! What a change of one block is: its kind, its classes, and the figures that changed.
//!
//! Judged on the words as they were paired, before the clean-up joins neighbouring changes. Linear in the block.

use super::model::{ChangeClass, ChangeKind, FigureChange};
use super::parts::Group;
use super::read::{KeyOf, Reader, Side, Word, WordKind, split_label};
use super::words::Run;
use crate::document::BlockKind;

/// What a change is.
pub(super) struct Verdict {
    pub(super) kind: ChangeKind,
    pub(super) classes: Vec<ChangeClass>,
    pub(super) figures: Vec<FigureChange>,
}

impl Verdict {
    /// A kind and nothing finer.
    pub(super) fn plain(kind: ChangeKind) -> Self {
        Self { kind, classes: Vec::new(), figures: Vec::new() }
    }

    fn amended(class: ChangeClass) -> Self {
        Self { kind: ChangeKind::Amended, classes: vec![class], figures: Vec::new() }
    }
}

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

/// Judges a group of one block on either side. `rewritten`: nothing was kept, so figures are not paired.
pub(super) fn classify(reader: &Reader<'_>, group: &Group, runs: &[Run], rewritten: bool) -> Verdict {
    let (old, new) = (&reader.before, &reader.after);
    let (before, after) = (group.before.start, group.after.start);
    let (old_text, new_text) = (old.text(before), new.text(after));
    if old_text == new_text {
        return Verdict::plain(ChangeKind::Unchanged);
    }
    let (old_block, new_block) = (old.block(before), new.block(after));
    let same = |of: KeyOf| reader.key(old, before, of) == reader.key(new, after, of);
    let same_kind = old_block.kind == new_block.kind;
    // An indent that makes code of a paragraph is more than spelling.
    if same_kind && same(KeyOf::Whole) {
        return Verdict::amended(ChangeClass::Spelling);
    }
    let old_label = split_label(old.document, old_block).1;
    let new_label = split_label(new.document, new_block).1;
    let same_body = same(KeyOf::Body);
    if same_body && old_label != new_label && same(KeyOf::Head) {
        return Verdict::plain(ChangeKind::Renumbered);
    }
    if same_kind && same(KeyOf::Plain) {
        return Verdict::amended(ChangeClass::Emphasis);
    }
    let headings = old_block.kind == BlockKind::Heading && new_block.kind == BlockKind::Heading;
    let kind = if headings && !same_body { ChangeKind::Retitled } else { ChangeKind::Amended };
    if rewritten {
        return Verdict::plain(kind);
    }
    let found = Figures { old, new, before, after };
    let (figures, only) = found.changes(runs);
    let classes = if only { vec![ChangeClass::Figures] } else { Vec::new() };
    Verdict { kind, classes, figures }
}

struct Figures<'f, 'a> {
    old: &'f Side<'a>,
    new: &'f Side<'a>,
    before: usize,
    after: usize,
}

impl Figures<'_, '_> {
    /// The figures that pair up, and whether nothing but figures changed.
    fn changes(&self, runs: &[Run]) -> (Vec<FigureChange>, bool) {
        let (old_words, new_words) = (&self.old.words[self.before], &self.new.words[self.after]);
        let mut found = Vec::new();
        let mut only = true;
        for run in runs {
            if run.paired {
                continue;
            }
            let figures = |side: &Side<'_>, words: &[Word], range: &std::ops::Range<usize>| -> Vec<usize> {
                range.clone().filter(|index| is_figure(side, words, *index)).collect()
            };
            let old_figures = figures(self.old, old_words, &run.before);
            let new_figures = figures(self.new, new_words, &run.after);
            only &= old_figures.len() == run.before.len() && new_figures.len() == run.after.len();
            if old_figures.len() != new_figures.len() {
                only = false;
                continue;
            }
            for (before, after) in old_figures.into_iter().zip(new_figures) {
                let (printed_before, unit_before) = printed(self.old, old_words, before);
                let (printed_after, unit_after) = printed(self.new, new_words, after);
                if printed_before == printed_after && unit_before == unit_after {
                    continue;
                }
                let unit = if unit_before == unit_after { unit_before } else { String::new() };
                found.push(FigureChange { before: printed_before, after: printed_after, unit });
            }
        }
        only &= !found.is_empty();
        (found, only)
    }
}

/// A figure that says something: not the number of a footnote.
fn is_figure(side: &Side<'_>, words: &[Word], index: usize) -> bool {
    let note = index.checked_sub(1).and_then(|left| words.get(left)).is_some_and(|left| {
        side.document.source.get(left.start..left.end).is_some_and(|text| text.ends_with('^'))
    });
    words.get(index).is_some_and(|word| word.kind == WordKind::Figure) && !note
}

/// A figure as printed, and the unit behind it.
fn printed(side: &Side<'_>, words: &[Word], index: usize) -> (String, String) {
    let Some(word) = words.get(index) else { return (String::new(), String::new()) };
    let source = &side.document.source;
    let text = source.get(word.start..word.end).unwrap_or("");
    if let Some(number) = text.strip_suffix('%') {
        return (number.trim_end().to_owned(), "%".to_owned());
    }
    let end = words.get(index + 4).or(words.last()).map_or(word.end, |last| last.end);
    let rest = source.get(word.end..end).unwrap_or("").trim_start();
    if rest.starts_with('%') {
        return (text.to_owned(), "%".to_owned());
    }
    let unit = UNITS
        .iter()
        .filter(|unit| rest.strip_prefix(**unit).is_some_and(|tail| !tail.starts_with(char::is_alphanumeric)))
        .max_by_key(|unit| unit.len())
        .map_or("", |unit| *unit);
    (text.to_owned(), unit.to_owned())
}
