//! Lines that Markdown reads otherwise than their author meant them.

use super::Report;
use crate::document::label::{self, Prefix};
use crate::document::label_forms::Context;
use crate::document::{Block, BlockKind, Document, LabelKind, plain, plain_text, section_path};
use crate::text::count_words;

/// A heading is not longer than this, in words.
const HEADING_WORDS_MAX: usize = 20;

/// Ordered items from this number on are years or figures.
const LIST_NUMBER_MAX: u32 = 99;

/// Signs that Word and pasted text use for list items.
const BULLETS: &[char] = &[
    '–', '—', '‒', '―', '−', '•', '·', '●', '○', '▪', '■', '□', '◦', '‣', '➢', '➤', '✓', '✔', '\u{f0b7}',
    '\u{f0a7}',
];

/// Reports hazards, and says by block index what is meant as a heading but is none.
pub(super) fn check(report: &mut Report<'_>) -> Vec<bool> {
    let document = report.document;
    let mut meant_as_headings = vec![false; document.blocks.len()];
    let mut bullets = Vec::new();
    for block in &document.blocks {
        let text = document.text(block);
        let prefix = label::prefix(block.kind, text);
        match block.kind {
            BlockKind::Heading => heading(report, block),
            BlockKind::Paragraph => {
                meant_as_headings[block.index] = paragraph_heading(report, block);
                lines(report, block);
            }
            BlockKind::Item => {
                meant_as_headings[block.index] = item(report, block, &prefix);
                lines(report, block);
            }
            BlockKind::Footnote | BlockKind::Quote => lines(report, block),
            BlockKind::Code => code(report, block, &prefix),
            BlockKind::Html => html(report, block),
            BlockKind::Rule => {
                report.at_line(super::RULE, block);
            }
            BlockKind::FrontMatter | BlockKind::Row | BlockKind::Definition => (),
        }
        mixed_bullets(report, block, &prefix, &mut bullets);
        inline_html(report, block);
    }
    meant_as_headings
}

fn heading(report: &mut Report<'_>, block: &Block) {
    let text = report.document.text(block);
    let prefix = label::prefix(block.kind, text);
    if !text[..prefix.content].contains('#') {
        let title = super::excerpt(text);
        report.at_line(super::UNDERLINED_HEADING, block).args.push(("text".into(), title.into()));
    }
}

/// "I. ĐẶC ĐIỂM" without heading marks.
fn paragraph_heading(report: &mut Report<'_>, block: &Block) -> bool {
    let Some(label) = &block.label else { return false };
    let is_outline = match label.kind {
        LabelKind::Part | LabelKind::Roman | LabelKind::Decimal | LabelKind::Number => true,
        LabelKind::Named => !section_path::is_table(label),
        LabelKind::Letter => false,
    };
    let found = is_outline && looks_like_heading(report.document, block);
    if found {
        let text = super::excerpt(report.document.text(block));
        report.at_line(super::PARAGRAPH_HEADING, block).args.push(("text".into(), text.into()));
    }
    found
}

/// Short and without a stop, or all in capitals, or all in bold.
fn looks_like_heading(document: &Document, block: &Block) -> bool {
    let source = document.text(block).trim();
    if source.contains(['\n', '\r']) {
        return false;
    }
    let plain = plain_text(document, block).text;
    let printed = block.label.as_ref().map_or("", |label| &document.source[label.range.clone()]);
    let title = plain.strip_prefix(&printed.replace('\\', "")).unwrap_or(&plain).trim();
    let words = count_words(title);
    let is_part = block.label.as_ref().is_some_and(|label| label.kind == LabelKind::Part);
    if words == 0 {
        return is_part;
    }
    let capitals = title.chars().any(char::is_alphabetic) && !title.chars().any(char::is_lowercase);
    let content = label::prefix(block.kind, source).content;
    let inner = source[content..].strip_prefix("**").and_then(|text| text.strip_suffix("**"));
    let bold = inner.is_some_and(|text| !text.contains("**"));
    let open = !title.ends_with(['.', ';', ',', '…', '!', '?']);
    capitals || words <= HEADING_WORDS_MAX && (bold || open)
}

/// Problems of a list item by itself; whether it is meant as a heading.
fn item(report: &mut Report<'_>, block: &Block, prefix: &Prefix) -> bool {
    let document = report.document;
    let text = document.text(block);
    let content = &text[prefix.content..];
    if content.trim().is_empty() {
        let marker = text.trim().to_owned();
        report.at_line(super::EMPTY_ITEM, block).args.push(("marker".into(), marker.into()));
        return false;
    }
    let before = block.index.checked_sub(1).map(|index| &document.blocks[index]);
    if let Some(before) = before {
        list_in_paragraph(report, block, before);
    }
    if prefix.bullet == Some(b'-') && is_minus_figure(content) {
        let text = super::excerpt(text);
        report.at_line(super::MINUS_ITEM, block).args.push(("text".into(), text.into()));
    }
    let Some(label) = block.label.as_ref().filter(|_| prefix.ordered.is_some()) else { return false };
    let follows =
        before.and_then(|block| block.label.as_ref()).is_some_and(|last| last.ordinal + 1 == label.ordinal);
    if label.ordinal > LIST_NUMBER_MAX && !follows {
        let number = label.ordinal.to_string();
        report.at_line(super::YEAR_LIST, block).args.push(("number".into(), number.into()));
        return false;
    }
    let found = block.depth == 1 && stands_alone(document, block) && looks_like_heading(document, block);
    if found {
        let text = super::excerpt(text);
        report.at_line(super::ITEM_HEADING, block).args.push(("text".into(), text.into()));
    }
    found
}

/// A line of a paragraph that has become a list; a paragraph that announces one ends in a colon.
fn list_in_paragraph(report: &mut Report<'_>, block: &Block, before: &Block) {
    let document = report.document;
    let is_text = matches!(before.kind, BlockKind::Paragraph | BlockKind::Quote | BlockKind::Footnote);
    let gap = document.gap(before).replace("\r\n", "\n");
    let adjacent = gap.matches(['\n', '\r']).count() == 1;
    let announces = document.text(before).trim_end_matches(['*', '_', ' ']).ends_with([':', ';']);
    if is_text && adjacent && !announces {
        let text = super::excerpt(document.text(block));
        report.at_line(super::LIST_IN_PARAGRAPH, block).args.push(("text".into(), text.into()));
    }
}

/// "5% so với năm trước" behind a hyphen: a decrease, not a point.
fn is_minus_figure(content: &str) -> bool {
    let digits = content.len()
        - content.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',')).len();
    let rest = content[digits..].trim_start();
    let Some(rest) =
        rest.strip_prefix('%').filter(|_| digits > 0 && content.starts_with(|c: char| c.is_ascii_digit()))
    else {
        return false;
    };
    let words: Vec<String> = rest.split_whitespace().take(2).map(str::to_lowercase).collect();
    words.first().is_some_and(|word| word == "so" || word == "/năm")
        || rest.trim_matches([' ', '.', ';']).is_empty()
}

/// An ordered item with none of its list around it, and not announced by a colon.
fn stands_alone(document: &Document, block: &Block) -> bool {
    let in_list = |other: &Block| {
        other.kind == BlockKind::Item
            && (other.depth > 1 || label::prefix(other.kind, document.text(other)).ordered.is_some())
    };
    let nested =
        |other: &Block| other.kind != BlockKind::Item && document.text(other).starts_with([' ', '\t']);
    let before = block.index.checked_sub(1).map(|index| &document.blocks[index]);
    let after = document.blocks.get(block.index + 1);
    let announced = before.is_some_and(|before| document.text(before).trim_end().ends_with(':'));
    !announced
        && !before.is_some_and(|other| in_list(other) || nested(other))
        && after.is_some_and(|other| !in_list(other) && !nested(other) && other.kind != BlockKind::Heading)
}

/// Lines behind the first one, and dashes and hard spaces at the start of any.
fn lines(report: &mut Report<'_>, block: &Block) {
    let mut told = false;
    let mut second = None;
    for (index, (start, line)) in report.own_lines(block).enumerate() {
        let quoted = line.trim_start_matches([' ', '\t', '>']);
        let body = match index {
            0 => {
                let prefix = label::prefix(block.kind, line);
                &line[prefix.content.min(line.len())..]
            }
            _ => quoted,
        };
        let at = start + line.len() - body.len();
        if index == 1 {
            second = Some(start);
        }
        if index > 0 && label::of_line(body, Context::Text).is_some() {
            told = true;
            report.at_byte(super::MERGED_LINES, at).args.push(("text".into(), super::excerpt(body).into()));
        } else if is_dash_item(body, index == 0 && block.kind == BlockKind::Item) {
            told = true;
            report.at_byte(super::DASH_LIST, at).args.push(("text".into(), super::excerpt(body).into()));
        } else if body.starts_with(|c: char| c.is_whitespace() && !c.is_ascii()) {
            report.at_byte(super::HARD_SPACE_INDENT, at);
        }
    }
    if let Some(second) = second.filter(|_| !told) {
        let n_lines = report.own_lines(block).count();
        report.at_byte(super::WRAPPED, second).args.push(("lines".into(), n_lines.into()));
    }
}

/// "– ý", "• ý", "-ý": a point that Markdown takes for text.
fn is_dash_item(line: &str, is_item: bool) -> bool {
    let mut chars = line.chars();
    let (Some(first), next) = (chars.next(), chars.next()) else { return false };
    let word = line[first.len_utf8()..].trim_start().starts_with(char::is_alphabetic);
    if BULLETS.contains(&first) {
        return word
            && (next.is_some_and(char::is_whitespace) || !matches!(first, '–' | '—' | '‒' | '―' | '−'));
    }
    !is_item && matches!(first, '-' | '+') && next.is_some_and(char::is_alphabetic)
}

fn code(report: &mut Report<'_>, block: &Block, prefix: &Prefix) {
    let text = report.document.text(block);
    let fenced = text[prefix.content..].trim_start().starts_with(['`', '~']);
    if !fenced {
        let text = super::excerpt(text);
        report.at_line(super::INDENTED_CODE, block).args.push(("text".into(), text.into()));
    }
}

/// HTML but for comments, which may carry ids.
fn html(report: &mut Report<'_>, block: &Block) {
    let text = report.document.text(block).trim();
    let is_comment =
        text.strip_prefix("<!--").and_then(|rest| rest.find("-->").map(|end| end + 3 == rest.len()));
    if is_comment != Some(true) {
        let text = super::excerpt(text);
        report.at_line(super::RAW_HTML, block).args.push(("text".into(), text.into()));
    }
}

fn inline_html(report: &mut Report<'_>, block: &Block) {
    let document = report.document;
    let is_text = !matches!(
        block.kind,
        BlockKind::FrontMatter | BlockKind::Html | BlockKind::Code | BlockKind::Rule | BlockKind::Definition
    );
    if !is_text || !document.text(block).contains('<') {
        return;
    }
    let mut line = None;
    for (range, note) in plain::marks(document, block) {
        let tag = &document.source[range.clone()];
        let allowed = tag.starts_with("<!--") || (block.kind == BlockKind::Row && tag.starts_with("<br"));
        let this_line = Some(report.lines.at(range.start));
        // The closing tag is on the same line as a rule; one problem says it.
        if note.is_none() && !allowed && line != this_line {
            line = this_line;
            report
                .at_byte(super::RAW_HTML, range.start)
                .args
                .push(("text".into(), super::excerpt(tag).into()));
        }
    }
}

/// `-` and `+` in turn at the same indent make a list each.
fn mixed_bullets(report: &mut Report<'_>, block: &Block, prefix: &Prefix, bullets: &mut Vec<Option<u8>>) {
    if block.kind != BlockKind::Item {
        if !report.document.text(block).starts_with([' ', '\t']) {
            bullets.clear();
        }
        return;
    }
    let depth = block.depth.max(1);
    bullets.resize(depth, None);
    let last = &mut bullets[depth - 1];
    match (*last, prefix.bullet) {
        (Some(first), Some(bullet)) if first != bullet => {
            let (first, bullet) = (char::from(first).to_string(), char::from(bullet).to_string());
            let problem = report.at_line(super::MIXED_BULLETS, block);
            problem.args.extend([("bullet".into(), bullet.into()), ("first".into(), first.into())]);
        }
        (None, bullet) | (_, bullet @ None) => *last = bullet,
        _ => (),
    }
}
