//! Headings that jump, sections without text, ids and notes that do not match, rows with a cell too many.

use super::Report;
use crate::document::{Block, BlockKind, cells, plain, section};
use std::collections::BTreeMap;

pub(super) fn check(report: &mut Report<'_>) {
    levels(report);
    empty_sections(report);
    ids(report);
    notes(report);
    rows(report);
}

/// H2, then H4; the first of each parent says it for its siblings.
fn levels(report: &mut Report<'_>) {
    let document = report.document;
    let mut told = vec![false; document.sections.len()];
    for section in &document.sections[1..] {
        let parent = section.parent.unwrap_or(0);
        let above = document.sections[parent].level;
        let Some(block) = section.heading.map(|heading| &document.blocks[heading]) else { continue };
        if above > 0 && section.level > above + 1 && !told[parent] {
            told[parent] = true;
            let problem = report.at_line(super::LEVEL_JUMP, block);
            problem.args.extend([("level".into(), section.level.into()), ("above".into(), above.into())]);
        }
    }
}

fn empty_sections(report: &mut Report<'_>) {
    let document = report.document;
    let paths = section::Paths::of(document);
    for (index, section) in document.sections.iter().enumerate().skip(1) {
        let Some(heading) = section.heading else { continue };
        let block = &document.blocks[heading];
        let text = document.text(block);
        if plain::plain_text(document, block).text.is_empty() {
            report.at_line(super::EMPTY_HEADING, block);
            continue;
        }
        let inside = &document.blocks[heading + 1..section.blocks.end];
        let has_text = inside.iter().any(|block| {
            let is_comment =
                block.kind == BlockKind::Html && document.text(block).trim_start().starts_with("<!--");
            !is_comment && !matches!(block.kind, BlockKind::Rule | BlockKind::Definition)
        });
        let next = document.sections.get(index + 1);
        // A title in several lines, each a heading.
        let title = section.level == 1 && index == 1 && next.is_some_and(|next| next.level == 1)
            || (next.is_some() && section::continues_title(document, index + 1));
        // "PHẦN I", then "I." on the same level: what follows is its text.
        let holds_next = paths.parents.get(index + 1) == Some(&index);
        if !has_text && !title && !holds_next {
            let text = super::excerpt(text);
            report.at_line(super::EMPTY_SECTION, block).args.push(("text".into(), text.into()));
        }
    }
}

/// `{#id}` of two headings.
fn ids(report: &mut Report<'_>) {
    let document = report.document;
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    for block in document.blocks.iter().filter(|block| block.kind == BlockKind::Heading) {
        let text = document.text(block).trim_end_matches(['#', ' ', '\t']);
        let Some(attributes) = plain::heading_attributes(text) else { continue };
        let Some(id) = text[attributes.clone()]
            .trim_matches(['{', '}'])
            .split_whitespace()
            .find_map(|word| word.strip_prefix('#'))
        else {
            continue;
        };
        let byte = block.text.start + attributes.start;
        match first.get(id) {
            Some(twin) => {
                let also = report.place(*twin);
                let problem = report.at_byte(super::DOUBLED_ID, byte);
                problem.args.push(("id".into(), id.into()));
                problem.also.push(also);
            }
            None => {
                first.insert(id, byte);
            }
        }
    }
}

/// References and definitions of footnotes; labels are equal in any case.
fn notes(report: &mut Report<'_>) {
    let document = report.document;
    let mut defined: BTreeMap<String, (usize, String)> = BTreeMap::new();
    let mut used: Vec<(String, usize)> = Vec::new();
    for block in &document.blocks {
        let text = document.text(block);
        let no_text = matches!(
            block.kind,
            BlockKind::FrontMatter | BlockKind::Code | BlockKind::Html | BlockKind::Definition
        );
        if no_text || !text.contains("[^") {
            continue;
        }
        if let Some((at, label)) = definition(block, text) {
            let byte = block.text.start + at;
            match defined.get(&label.to_lowercase()) {
                Some((first, _)) => {
                    let also = report.place(*first);
                    let problem = report.at_byte(super::DOUBLED_NOTE, byte);
                    problem.args.push(("note".into(), label.into()));
                    problem.also.push(also);
                }
                None => {
                    defined.insert(label.to_lowercase(), (byte, label.to_owned()));
                }
            }
        }
        let marks = plain::marks(document, block);
        used.extend(marks.into_iter().filter_map(|(range, label)| Some((label?, range.start))));
    }
    for (label, byte) in &used {
        if !defined.contains_key(&label.to_lowercase()) {
            report.at_byte(super::UNDEFINED_NOTE, *byte).args.push(("note".into(), label.into()));
        }
    }
    for (label, _) in used {
        defined.remove(&label.to_lowercase());
    }
    for (byte, label) in defined.into_values() {
        report.at_byte(super::UNUSED_NOTE, byte).args.push(("note".into(), label.into()));
    }
}

/// The label of a footnote that begins in a block, and where.
fn definition<'a>(block: &Block, text: &'a str) -> Option<(usize, &'a str)> {
    let at = text.len() - text.trim_start_matches([' ', '\t', '>']).len();
    let rest = text[at..].strip_prefix("[^").filter(|_| block.kind != BlockKind::Paragraph)?;
    let end = rest.find("]:").filter(|end| !rest[..*end].contains([' ', '\n', ']']))?;
    Some((at, &rest[..end]))
}

fn rows(report: &mut Report<'_>) {
    let document = report.document;
    let mut columns = 0;
    for block in &document.blocks {
        match block.row {
            Some((_, 0)) => columns = cells(document, block).len(),
            Some(_) => {
                let found = cells(document, block).len();
                if found != columns {
                    let problem = report.at_line(super::CELL_COUNT, block);
                    problem.args.extend([("cells".into(), found.into()), ("columns".into(), columns.into())]);
                }
            }
            None => (),
        }
    }
}
