//! One run of printed numbers that should count 1, 2, 3, …

use super::Report;
use crate::document::label_forms::letter_at;
use crate::document::{Document, Label, LabelKind};
use crate::problem::{Code, Problem};
use crate::text::to_roman;
use std::collections::BTreeMap;

/// A label where it stands.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// As printed.
    pub(super) printed: String,
    pub(super) kind: LabelKind,
    pub(super) ordinal: u32,
    /// Its first byte in the source.
    pub(super) byte: usize,
}

impl Entry {
    pub(super) fn of(document: &Document, label: &Label) -> Self {
        let printed = document.source[label.range.clone()].to_owned();
        Self { printed, kind: label.kind, ordinal: label.ordinal, byte: label.range.start }
    }

    /// How the number would be printed with another ordinal: `4.` for 3 is `3.`.
    fn with_ordinal(&self, ordinal: u32) -> String {
        let number = ordinal.to_string();
        match self.kind {
            LabelKind::Roman => {
                let end = self.printed.find(|c: char| !c.is_ascii_uppercase()).unwrap_or(self.printed.len());
                to_roman(ordinal).unwrap_or(number) + &self.printed[end..]
            }
            LabelKind::Letter => {
                let end = self.printed.chars().next().map_or(0, char::len_utf8);
                letter_at(ordinal).map_or(number, String::from) + &self.printed[end..]
            }
            LabelKind::Number | LabelKind::Decimal => {
                let end = self.printed.rfind(|c: char| c.is_ascii_digit()).map_or(0, |at| at + 1);
                let start = self.printed[..end].rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| at + 1);
                format!("{}{number}{}", &self.printed[..start], &self.printed[end..])
            }
            LabelKind::Part | LabelKind::Named => {
                let word = self.printed.split_whitespace().next().unwrap_or_default();
                format!("{word} {number}")
            }
        }
    }
}

/// The numbers of one run so far.
#[derive(Debug, Default)]
pub(super) struct Run {
    entries: Vec<Entry>,
    seen: BTreeMap<u32, usize>,
    highest: u32,
}

impl Run {
    pub(super) fn first(&self) -> Option<&Entry> {
        self.entries.first()
    }

    pub(super) fn last(&self) -> Option<&Entry> {
        self.entries.last()
    }

    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    /// Takes a number without a word about what is before it.
    pub(super) fn begin(&mut self, entry: Entry) {
        self.highest = entry.ordinal;
        self.take(entry);
    }

    /// Takes the next number and reports what is wrong with it. `elsewhere` says which numbers stand in another place
    /// or style and are therefore not missing.
    pub(super) fn next(&mut self, report: &mut Report<'_>, entry: Entry, elsewhere: &dyn Fn(u32) -> bool) {
        let (before, ordinal) = (self.highest, entry.ordinal);
        if let Some(twin) = self.seen.get(&ordinal).map(|index| self.entries[*index].clone()) {
            if ordinal == 1 && before > 1 {
                tell(report, super::RESTARTED, &entry, &twin);
                self.seen.clear();
                self.highest = 1;
            } else {
                tell(report, super::DOUBLED_NUMBER, &entry, &twin);
            }
        } else if ordinal < before {
            let last = self.seen.get(&before).and_then(|index| self.entries.get(*index)).cloned();
            tell(report, super::DISORDERED_NUMBER, &entry, &last.unwrap_or_else(|| entry.clone()));
        } else {
            self.missing(report, &entry, elsewhere);
        }
        self.highest = self.highest.max(ordinal);
        self.take(entry);
    }

    fn missing(&self, report: &mut Report<'_>, entry: &Entry, elsewhere: &dyn Fn(u32) -> bool) {
        // A number far away is no gap of hundreds but one wrong number; its first missing ones say enough.
        let gap = self.highest + 1..entry.ordinal.min(self.highest + 1000);
        let missing: Vec<u32> = gap.filter(|ordinal| !elsewhere(*ordinal)).collect();
        let (Some(first), Some(last)) = (missing.first(), missing.last()) else { return };
        let mut text = entry.with_ordinal(*first);
        if first != last {
            text = format!("{text} – {}", entry.with_ordinal(*last));
        }
        let is_d_bar = entry.kind == LabelKind::Letter && missing == [5];
        let code = if is_d_bar { super::MISSING_LETTER } else { super::MISSING_NUMBER };
        let problem = report.at_byte(code, entry.byte);
        problem
            .args
            .extend([("label".into(), entry.printed.clone().into()), ("missing".into(), text.into())]);
        if let Some(before) = self.last().cloned() {
            let place = report.place(before.byte);
            if let Some(problem) = report.problems.last_mut() {
                problem.also.push(place);
            }
        }
    }

    fn take(&mut self, entry: Entry) {
        self.seen.entry(entry.ordinal).or_insert(self.entries.len());
        self.entries.push(entry);
    }
}

/// Reports `entry` and names `other` as the place that it goes against.
pub(super) fn tell(report: &mut Report<'_>, code: Code, entry: &Entry, other: &Entry) {
    let problem = Problem::new(code, report.place(entry.byte))
        .with("label", entry.printed.clone())
        .with("other", other.printed.clone())
        .also(report.place(other.byte));
    report.add(problem);
}

/// What closes a printed number: `.`, `)`, `-`, `/` or nothing.
pub(super) fn mark(printed: &str) -> &str {
    let end = printed.trim_end_matches(['.', ')', '-', '–', '/', '\\']).len();
    printed[end..].trim_start_matches('\\')
}
