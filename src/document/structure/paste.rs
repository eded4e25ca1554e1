//! What comes along when text is pasted from a print or a PDF: page numbers, running heads, tabs, hyphens.

use super::Report;
use crate::document::{BlockKind, plain_text};
use crate::text::{count_words, fold_caseless};
use std::collections::BTreeMap;

/// A line that comes back this often, with nothing to say of its own, is a running head.
const RUNNING_HEAD_TIMES: usize = 3;
const RUNNING_HEAD_WORDS_MAX: usize = 15;

pub(super) fn check(report: &mut Report<'_>) {
    let document = report.document;
    let mut heads: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for block in &document.blocks {
        let is_text = matches!(
            block.kind,
            BlockKind::Paragraph
                | BlockKind::Item
                | BlockKind::Quote
                | BlockKind::Footnote
                | BlockKind::Heading
        );
        if is_text || block.kind == BlockKind::Row {
            tabs_and_hyphens(report, block);
        }
        if !is_text {
            continue;
        }
        let mut is_page = false;
        for (start, line) in report.own_lines(block) {
            let text = line.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '>'));
            let whole = block.kind == BlockKind::Paragraph && line.len() == block.text.len();
            if is_page_number(text, whole) {
                is_page = true;
                report.at_byte(super::PAGE_NUMBER, start).args.push(("text".into(), text.to_owned().into()));
            }
        }
        let next = document.blocks.get(block.index + 1).map(|next| next.kind);
        if block.kind == BlockKind::Paragraph
            && block.label.is_none()
            && !is_page
            && next != Some(BlockKind::Row)
        {
            let text = plain_text(document, block).text;
            if is_head(&text) {
                heads.entry(fold_caseless(&text).key).or_default().push(block.index);
            }
        }
    }
    for blocks in heads.into_values().filter(|blocks| blocks.len() >= RUNNING_HEAD_TIMES) {
        let first = &document.blocks[blocks[0]];
        let also: Vec<_> = blocks[1..].iter().map(|index| report.line(&document.blocks[*index])).collect();
        let text = super::excerpt(document.text(first));
        let problem = report.at_line(super::RUNNING_HEAD, first);
        problem.args.extend([("text".into(), text.into()), ("times".into(), blocks.len().into())]);
        problem.also = also;
    }
}

/// "Trang 12/45", "Trang 12", "- 12 -"; a bare "12" or "12/45" only if it is all of a paragraph.
fn is_page_number(text: &str, whole: bool) -> bool {
    let is_count = |text: &str| (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    let is_pages = |text: &str| match text.split_once('/') {
        Some((page, pages)) => is_count(page.trim()) && is_count(pages.trim()),
        None => is_count(text),
    };
    let folded = text.to_lowercase();
    if let Some(rest) = folded.strip_prefix("trang ").or_else(|| folded.strip_prefix("page ")) {
        return is_pages(rest.trim().trim_end_matches('.'));
    }
    let dashed = text.strip_prefix(['-', '–']).and_then(|text| text.strip_suffix(['-', '–']));
    dashed.is_some_and(|text| is_count(text.trim())) || (whole && is_pages(text))
}

fn is_head(text: &str) -> bool {
    let words = count_words(text);
    (2..=RUNNING_HEAD_WORDS_MAX).contains(&words) && !text.ends_with(['.', ';', ':', ',', '!', '?', '…', ')'])
}

/// A tab inside a line, and a word cut at the end of one; one of each per line.
fn tabs_and_hyphens(report: &mut Report<'_>, block: &crate::document::Block) {
    let lines: Vec<(usize, &str)> = report.own_lines(block).collect();
    for (index, (start, line)) in lines.iter().enumerate() {
        let body = line.trim_start_matches([' ', '\t', '>']);
        let marker = crate::document::label::prefix(block.kind, line).content;
        let from = if index == 0 { marker } else { line.len() - body.len() };
        let text = line.get(from..).unwrap_or_default().trim_end();
        if let Some(at) = text.find('\t') {
            report.at_byte(super::TAB, start + from + at);
        }
        let cut = text.strip_suffix(['-', '\u{ad}']).is_some_and(|word| word.ends_with(char::is_alphabetic));
        let goes_on =
            lines.get(index + 1).is_some_and(|(_, next)| next.trim_start().starts_with(char::is_lowercase));
        if cut && goes_on {
            report.at_byte(super::HYPHENATED, start + from + text.len() - 1);
        }
    }
}
