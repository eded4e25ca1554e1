//! The numbers of paragraphs and list items inside a section: `a)`, `1-`, `1.` of ordered lists.
//!
//! A list may begin anew behind a paragraph without a number; between its points it may not.

use super::Report;
use super::numbering::closes_alike;
use super::sequence::{Entry, Run, tell};
use crate::document::label::of_line;
use crate::document::label_forms::Context;
use crate::document::{Block, BlockKind, Label, LabelKind, section_path};

/// Ordered items from this number on are years, which `hazards` reports.
const NUMBER_MAX: u32 = 99;

/// A run of points on one level.
#[derive(Debug, Default)]
struct Open {
    rank: u32,
    run: Run,
    /// Text without a number has come since the last point.
    interrupted: bool,
    /// The only point of the list before, if this one began with the same number behind some text.
    single: Option<Entry>,
    /// A point with another closing mark has been reported.
    mixed: bool,
}

pub(super) fn check(report: &mut Report<'_>, meant_as_headings: &[bool]) {
    let document = report.document;
    let mut section = None;
    let mut open: Vec<Open> = Vec::new();
    for block in &document.blocks {
        if section != Some(block.section) {
            section = Some(block.section);
            open.clear();
        }
        match block.kind {
            _ if meant_as_headings[block.index] => open.clear(),
            BlockKind::Paragraph | BlockKind::Item => block_labels(report, block, &mut open),
            _ => (),
        }
    }
}

fn block_labels(report: &mut Report<'_>, block: &Block, open: &mut Vec<Open>) {
    let document = report.document;
    match &block.label {
        Some(label) if !counts(label) => (),
        Some(label) => {
            let depth = u32::try_from(block.depth.clamp(1, 30)).unwrap_or(1);
            let rank =
                section_path::rank(label) * 100 + if label.kind == LabelKind::Number { depth } else { 0 };
            wrong_prefix(report, block, label, open);
            point(report, rank, Entry::of(document, label), open);
        }
        None if block.depth <= 1 && !document.text(block).starts_with([' ', '\t']) => {
            open.iter_mut().for_each(|open| open.interrupted = true);
        }
        None => (),
    }
    // Points that Markdown has run together count too; their being run together is reported elsewhere.
    for (start, line) in report.own_lines(block).skip(1) {
        let body = line.trim_start_matches([' ', '\t', '>']);
        if let Some((marks, form)) = of_line(body, Context::Text) {
            let byte = start + line.len() - body.len() + marks;
            let range = byte..byte + form.len;
            let label = Label { kind: form.kind, range, ordinal: form.ordinal, short: form.short };
            if counts(&label) {
                let rank = section_path::rank(&label) * 100 + u32::from(label.kind == LabelKind::Number);
                point(report, rank, Entry::of(document, &label), open);
            }
        }
    }
}

fn counts(label: &Label) -> bool {
    !matches!(label.kind, LabelKind::Part | LabelKind::Named) && label.ordinal <= NUMBER_MAX
}

fn point(report: &mut Report<'_>, rank: u32, entry: Entry, open: &mut Vec<Open>) {
    while open.pop_if(|last| last.rank > rank).is_some() {}
    let mut level = open.pop_if(|last| last.rank == rank).unwrap_or(Open { rank, ..Open::default() });
    let begins = entry.ordinal == 1;
    match level.run.last().cloned() {
        None if begins || !matches!(entry.kind, LabelKind::Number | LabelKind::Letter) => {
            level.run.begin(entry)
        }
        None => level.run.next(report, entry, &|_| false),
        Some(last) if begins && level.interrupted => {
            let single = Some(last).filter(|last| level.run.len() == 1 && last.ordinal == 1);
            level = Open { rank, single, ..Open::default() };
            level.run.begin(entry);
        }
        // "2.1" behind "1.3" begins another list of its own.
        Some(last) if begins && entry.kind == LabelKind::Decimal && prefix(&last) != prefix(&entry) => {
            level = Open { rank, ..Open::default() };
            level.run.begin(entry);
        }
        Some(last) => {
            // A list of one point is none: its number was meant to go on.
            if let (Some(single), Some(first)) = (level.single.take(), level.run.first().cloned()) {
                tell(report, super::DOUBLED_NUMBER, &first, &single);
            }
            if !closes_alike(&last, &entry) && !level.mixed {
                level.mixed = true;
                tell(report, super::MIXED_STYLE, &entry, &last);
            }
            level.run.next(report, entry, &|_| false);
        }
    }
    level.interrupted = false;
    open.push(level);
}

fn prefix(entry: &Entry) -> &str {
    let number = entry.printed.trim_end_matches(|c: char| !c.is_ascii_digit());
    number.rsplit_once('.').map_or("", |(prefix, _)| prefix)
}

/// A paragraph `1.3` in section `2.` or behind the point `2-`.
fn wrong_prefix(report: &mut Report<'_>, block: &Block, label: &Label, open: &[Open]) {
    let document = report.document;
    if label.kind != LabelKind::Decimal {
        return;
    }
    let around =
        open.iter().rev().filter_map(|open| open.run.last()).find(|last| last.kind == LabelKind::Number);
    let heading =
        document.sections[block.section].heading.and_then(|heading| document.blocks[heading].label.as_ref());
    let heading = heading.filter(|label| matches!(label.kind, LabelKind::Number | LabelKind::Decimal));
    let Some(around) = around.cloned().or_else(|| heading.map(|label| Entry::of(document, label))) else {
        return;
    };
    let number = around.printed.trim_matches(|c: char| !c.is_ascii_digit());
    let inside = label.short.strip_prefix(number).is_some_and(|rest| rest.starts_with('.'));
    if !inside {
        tell(report, super::WRONG_PREFIX, &Entry::of(document, label), &around);
    }
}
