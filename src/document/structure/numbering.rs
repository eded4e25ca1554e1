//! The numbers of headings: missing, doubled, out of order, in another style, inside the wrong parent.

use super::sequence::{Entry, Run, mark, tell};
use super::{Report, sequence};
use crate::document::section::Paths;
use crate::document::{BlockKind, Document, Label, LabelKind};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Headings that count together: those counted in one section, of one kind and, for names, of one word; decimal ones
/// by what precedes their last number, unless a numbered section around them says it.
type Group = (usize, LabelKind, String);

pub(super) fn check(report: &mut Report<'_>, meant_as_headings: &[bool]) {
    let document = report.document;
    let paths = Paths::of(document);
    let mut groups: BTreeMap<Group, Vec<usize>> = BTreeMap::new();
    for index in 0..document.sections.len() {
        let Some(label) = heading_label(document, index) else { continue };
        let parent = paths.parents[index];
        wrong_prefix(report, &paths, index, label);
        groups.entry(group(document, &paths, parent, label)).or_default().push(index);
    }
    let mut in_order: Vec<(Group, Vec<usize>)> = groups.into_iter().collect();
    in_order.sort_by_key(|(_, sections)| sections[0]);
    let elsewhere = Elsewhere::of(document, meant_as_headings);
    let mut last_of_kind: BTreeMap<(LabelKind, String), u32> = BTreeMap::new();
    for ((parent, kind, word), sections) in in_order {
        // Numbers may run on through sections that have none themselves.
        let runs_on = heading_label(document, parent).is_none();
        let before = if runs_on { last_of_kind.get(&(kind, word.clone())).copied() } else { None };
        let last = run(report, &paths, &sections, before, &elsewhere);
        last_of_kind.insert((kind, word), last);
    }
    mixed_styles(report, &paths);
    foreign_letters(report);
}

fn heading_label(document: &Document, section: usize) -> Option<&Label> {
    document.blocks[document.sections[section].heading?].label.as_ref()
}

fn group(document: &Document, paths: &Paths, parent: usize, label: &Label) -> Group {
    match label.kind {
        LabelKind::Named => {
            let word = label.short.rsplit_once(' ').map_or("", |(word, _)| word).to_owned();
            // Articles and tables count on through chapters and annexes.
            let local = matches!(word.as_str(), "Chương" | "Mục") || label.short.contains('.');
            (if local { parent } else { 0 }, label.kind, word)
        }
        LabelKind::Decimal => {
            let around = numbered_around(document, paths, parent);
            let prefix = around.map_or(prefix(&label.short), |_| "");
            (parent, label.kind, prefix.to_owned())
        }
        LabelKind::Part if label.short.starts_with(char::is_alphabetic) => {
            (parent, label.kind, "A".to_owned())
        }
        _ => (parent, label.kind, String::new()),
    }
}

/// Reports one run; its last number.
fn run(
    report: &mut Report<'_>,
    paths: &Paths,
    sections: &[usize],
    before: Option<u32>,
    elsewhere: &Elsewhere,
) -> u32 {
    let document = report.document;
    let present: BTreeSet<u32> = sections
        .iter()
        .filter_map(|section| heading_label(document, *section))
        .map(|label| label.ordinal)
        .collect();
    let mut run = Run::default();
    let mut last: Option<usize> = None;
    for section in sections {
        let Some(label) = heading_label(document, *section) else { continue };
        let entry = Entry::of(document, label);
        let new_parent = last.is_some_and(|last| paths.parents[last] != paths.parents[*section]);
        let goes_on = last.is_none() && before.is_some_and(|before| before + 1 == label.ordinal);
        if goes_on || (new_parent && label.ordinal == 1) {
            run = Run::default();
            run.begin(entry);
        } else {
            let from = last.map_or(0, |last| document.sections[last].blocks.start);
            let between = from..document.sections[*section].blocks.start;
            let around = document.sections[*section].parent.unwrap_or(0);
            let is_elsewhere =
                |ordinal: u32| present.contains(&ordinal) || elsewhere.has(ordinal, around, between.clone());
            run.next(report, entry, &is_elsewhere);
        }
        last = Some(*section);
    }
    run.last().map_or(0, |entry| entry.ordinal)
}

/// Numbers that stand as something else than a heading, or in another style: reported as that, so not missing.
struct Elsewhere {
    /// Ordinal and block of what is meant as a heading.
    meant: BTreeSet<(u32, usize)>,
    /// The section around, ordinal and block of headings of any style.
    headings: BTreeSet<(usize, u32, usize)>,
}

impl Elsewhere {
    fn of(document: &Document, meant_as_headings: &[bool]) -> Self {
        let meant = document
            .blocks
            .iter()
            .filter(|block| meant_as_headings[block.index])
            .filter_map(|block| Some((block.label.as_ref()?.ordinal, block.index)))
            .collect();
        let headings = document
            .sections
            .iter()
            .enumerate()
            .filter_map(|(index, section)| {
                let label = heading_label(document, index)?;
                let in_line = !matches!(label.kind, LabelKind::Part | LabelKind::Named);
                in_line.then_some((section.parent?, label.ordinal, section.heading?))
            })
            .collect();
        Self { meant, headings }
    }

    /// Whether `ordinal` stands between two blocks, as a heading in the section `around` or as what is meant as one.
    fn has(&self, ordinal: u32, around: usize, blocks: Range<usize>) -> bool {
        let (from, until) = (blocks.start, blocks.end.max(blocks.start));
        self.meant.range((ordinal, from)..(ordinal, until)).next().is_some()
            || self.headings.range((around, ordinal, from)..(around, ordinal, until)).next().is_some()
    }
}

/// `1.3` inside `2.`
fn wrong_prefix(report: &mut Report<'_>, paths: &Paths, section: usize, label: &Label) {
    let document = report.document;
    if label.kind != LabelKind::Decimal {
        return;
    }
    let Some(around) = numbered_around(document, paths, paths.parents[section]) else { return };
    let inside = label.short.strip_prefix(around.short.as_str()).is_some_and(|rest| rest.starts_with('.'));
    if !inside {
        tell(report, super::WRONG_PREFIX, &Entry::of(document, label), &Entry::of(document, around));
    }
}

/// The label of the nearest labelled section from `section` up, if a decimal number inside it should begin with it.
fn numbered_around<'a>(document: &'a Document, paths: &Paths, section: usize) -> Option<&'a Label> {
    let mut section = section;
    loop {
        match heading_label(document, section) {
            Some(label) => {
                return Some(label)
                    .filter(|label| matches!(label.kind, LabelKind::Number | LabelKind::Decimal));
            }
            None if section == 0 => return None,
            None => section = paths.parents[section],
        }
    }
}

fn prefix(decimal: &str) -> &str {
    decimal.rsplit_once('.').map_or("", |(prefix, _)| prefix)
}

/// Siblings on one level should be numbered in one way; the more frequent way is right, among equals the first.
fn mixed_styles(report: &mut Report<'_>, paths: &Paths) {
    let document = report.document;
    let mut levels: BTreeMap<(usize, usize, bool), Vec<usize>> = BTreeMap::new();
    for (index, section) in document.sections.iter().enumerate() {
        let Some(label) = heading_label(document, index) else { continue };
        let parent = section.parent.unwrap_or(0);
        // A number that counts inside a sibling of its level is another level of the outline.
        if label.kind != LabelKind::Named && paths.parents[index] == parent {
            levels.entry((parent, section.level, label.kind == LabelKind::Part)).or_default().push(index);
        }
    }
    for sections in levels.into_values() {
        let entries: Vec<Entry> = sections
            .iter()
            .filter_map(|section| heading_label(document, *section))
            .map(|label| Entry::of(document, label))
            .collect();
        let styles: Vec<String> = entries.iter().map(style).collect();
        let mut times: BTreeMap<&str, usize> = BTreeMap::new();
        for style in &styles {
            *times.entry(style).or_default() += 1;
        }
        let most = times.values().max().copied().unwrap_or(0);
        let Some(usual) = styles.iter().position(|style| times.get(style.as_str()) == Some(&most)) else {
            continue;
        };
        for (entry, style) in entries.iter().zip(&styles) {
            if *style != styles[usual] {
                tell(report, super::MIXED_STYLE, entry, &entries[usual]);
            }
        }
    }
}

/// What two numbers of one list share.
fn style(entry: &Entry) -> String {
    match entry.kind {
        LabelKind::Part => {
            let second = entry.printed.split_whitespace().nth(1).unwrap_or_default();
            let is_digit = second.starts_with(|c: char| c.is_ascii_digit());
            let form = if second.is_empty() {
                'A'
            } else if is_digit {
                '1'
            } else if second.len() <= 4 && second.is_ascii() {
                'I'
            } else {
                'w'
            };
            format!("{:?}{form}", entry.kind)
        }
        _ => format!("{:?}{}", entry.kind, sequence::mark(&entry.printed)),
    }
}

/// `f)`, `j)`, `w)`, `z)` are no letters of the Vietnamese order.
fn foreign_letters(report: &mut Report<'_>) {
    let document = report.document;
    for block in &document.blocks {
        if !matches!(block.kind, BlockKind::Heading | BlockKind::Paragraph | BlockKind::Item) {
            continue;
        }
        let text = document.text(block);
        let start = crate::document::label::prefix(block.kind, text).content;
        let body = text[start..].trim_start_matches(['*', '_']);
        let mut chars = body.chars();
        let (letter, close, space) = (chars.next(), chars.next(), chars.next());
        let foreign = letter.filter(|c| matches!(c, 'f' | 'j' | 'w' | 'z'));
        if let (Some(letter), Some(')'), Some(' ' | '*' | '_')) = (foreign, close, space) {
            let byte = block.text.start + text.len() - body.len();
            report
                .at_byte(super::FOREIGN_LETTER, byte)
                .args
                .push(("label".into(), format!("{letter})").into()));
        }
    }
}

/// Whether two printed numbers close alike.
pub(super) fn closes_alike(a: &Entry, b: &Entry) -> bool {
    mark(&a.printed) == mark(&b.printed)
}
