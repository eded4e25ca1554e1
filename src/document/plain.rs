//! The text of a block without Markdown marks, with the way back to the source.
//!
//! For finding quotations and figures as readers see them. Heading hashes, bullets, emphasis marks, table pipes,
//! footnote markers, backslashes, HTML and the targets of links are left out; printed numbers stay, also those of
//! ordered items; a line break inside a block is a space. Nothing is spelled differently than in the source.
//! Inline marks are found by `pulldown-cmark` in the block alone, so a link reads the same whether or not it is
//! defined elsewhere. Linear in the block.

use super::{Block, BlockKind, Document, label, table};
use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Options, Parser};
use std::ops::Range;

/// A block as its readers see it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PlainText {
    /// The text, without white space at its ends.
    pub text: String,
    /// Its pieces in order, without holes.
    pub spans: Vec<PlainSpan>,
}

/// A piece of plain text and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlainSpan {
    /// Bytes of the plain text.
    pub plain: Range<usize>,
    /// Bytes of the document's source. Of another length only where one character stands for several bytes
    /// (`&amp;`, a line break with a quote mark, the marks between two cells).
    pub source: Range<usize>,
}

impl PlainText {
    /// The bytes of the source that a range of the plain text comes from, marks between its ends included; `None`
    /// for a range that is empty or outside the text.
    pub fn source(&self, plain: Range<usize>) -> Option<Range<usize>> {
        if plain.is_empty() || plain.end > self.text.len() {
            return None;
        }
        let start = self.piece(plain.start)?;
        let end = self.piece(plain.end - 1)?;
        let same = |span: &PlainSpan| span.plain.len() == span.source.len();
        let from = if same(start) {
            start.source.start + plain.start - start.plain.start
        } else {
            start.source.start
        };
        let to = if same(end) { end.source.start + plain.end - end.plain.start } else { end.source.end };
        Some(from..to)
    }

    fn piece(&self, byte: usize) -> Option<&PlainSpan> {
        self.spans.get(self.spans.partition_point(|span| span.plain.end <= byte))
    }

    fn push(&mut self, text: &str, source: Range<usize>) {
        if text.is_empty() {
            return;
        }
        let start = self.text.len();
        self.text.push_str(text);
        let plain = start..self.text.len();
        let joins =
            |last: &PlainSpan| last.source.end == source.start && last.plain.len() == last.source.len();
        match self.spans.last_mut().filter(|last| joins(last) && plain.len() == source.len()) {
            Some(last) => {
                last.plain.end = plain.end;
                last.source.end = source.end;
            }
            None => self.spans.push(PlainSpan { plain, source }),
        }
    }

    /// Adds text of the source with every run of blanks as one space.
    fn push_words(&mut self, text: &str, start: usize) {
        let mut at = 0;
        while at < text.len() {
            let rest = &text[at..];
            let is_blank = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r');
            let blank = rest.len() - rest.trim_start_matches(is_blank).len();
            let len = if blank > 0 { blank } else { rest.find(is_blank).unwrap_or(rest.len()) };
            if blank > 0 {
                self.space(start + at..start + at + len);
            } else {
                self.push(&rest[..len], start + at..start + at + len);
            }
            at += len;
        }
    }

    /// One space for these bytes, none at the start or behind another.
    fn space(&mut self, source: Range<usize>) {
        if !self.text.is_empty() && !self.text.ends_with(' ') {
            self.push(" ", source);
        }
    }

    fn trim_end(&mut self) {
        self.text.truncate(self.text.trim_end_matches([' ', '\n']).len());
        let len = self.text.len();
        while self.spans.pop_if(|span| span.plain.start >= len).is_some() {}
        if let Some(last) = self.spans.last_mut().filter(|last| last.plain.end > len) {
            last.source.end -= last.plain.end - len;
            last.plain.end = len;
        }
    }
}

/// The text of a block as its readers see it; empty for front matter, rules and link definitions.
///
/// Cells of a row are parted by one space; code keeps its line breaks.
pub fn plain_text(document: &Document, block: &Block) -> PlainText {
    let mut plain = PlainText::default();
    match block.kind {
        BlockKind::FrontMatter | BlockKind::Rule | BlockKind::Definition => (),
        BlockKind::Code => code(document, block, &mut plain),
        BlockKind::Row => {
            for cell in table::cells(document, block) {
                let end = plain.spans.last().map_or(cell.start, |span| span.source.end);
                plain.space(end..cell.start.max(end));
                inline(&document.source, cell, &mut plain);
            }
        }
        _ => inline(&document.source, text_range(document, block), &mut plain),
    }
    plain.trim_end();
    plain
}

/// A range of the source as its readers see it, as if it stood alone in a paragraph.
pub fn plain_range(document: &Document, range: Range<usize>) -> PlainText {
    let mut plain = PlainText::default();
    inline(&document.source, range, &mut plain);
    plain.trim_end();
    plain
}

/// The title of a heading without its label.
pub(super) fn title(document: &Document, heading: &Block) -> String {
    let range = text_range(document, heading);
    let start = heading.label.as_ref().map_or(range.start, |label| label.range.end);
    let printed = &document.source[range.start..start.clamp(range.start, range.end)];
    // Emphasis that began before the label is closed behind it; the mark is put back for the reading.
    let marks: String = match printed.find(['*', '_']) {
        Some(at) => printed[at..].chars().take_while(|c| matches!(c, '*' | '_')).collect(),
        None => String::new(),
    };
    let rest = &document.source[start.clamp(range.start, range.end)..range.end];
    let after = rest.strip_prefix(marks.as_str()).filter(|_| !marks.is_empty());
    let text = match after {
        Some(after) => after.to_owned(),
        None => format!("{marks}{}", rest.trim_start_matches([' ', '.', ':', '-', '–', '—', ')'])),
    };
    let mut plain = PlainText::default();
    inline(&text, 0..text.len(), &mut plain);
    plain.trim_end();
    match heading.label {
        Some(_) => plain.text.trim_start_matches([' ', '.', ':', '-', '–', '—']).to_owned(),
        None => plain.text,
    }
}

/// Inline HTML and footnote references of a block, as byte ranges of the source with the reference's label.
pub(super) fn marks(document: &Document, block: &Block) -> Vec<(Range<usize>, Option<String>)> {
    let mut found = Vec::new();
    let range = text_range(document, block);
    events(&document.source, range, &mut |event, _, range| match event {
        Event::InlineHtml(_) | Event::Html(_) => found.push((range, None)),
        Event::FootnoteReference(label) => found.push((range, Some(label.to_string()))),
        _ => (),
    });
    found
}

/// The bytes of a block between the marks of its first line and those at its end.
pub(super) fn text_range(document: &Document, block: &Block) -> Range<usize> {
    let text = document.text(block);
    let prefix = label::prefix(block.kind, text);
    let start = prefix
        .ordered
        .filter(|_| block.kind == BlockKind::Item)
        .map_or(prefix.content, |marker| marker.start);
    let end = if block.kind == BlockKind::Heading { heading_end(text, start) } else { text.len() };
    block.text.start + start..block.text.start + end.max(start)
}

/// The end of a heading's text: before its attributes and closing hashes, or before the line drawn under it.
fn heading_end(text: &str, start: usize) -> usize {
    let is_atx = text[..start].contains('#');
    let mut end = text.len();
    if !is_atx {
        end = text.rfind(['\n', '\r']).unwrap_or(end).max(start);
    }
    end = start + text[start..end].trim_end().len();
    if let Some(attributes) = heading_attributes(&text[start..end]) {
        end = start + attributes.start;
        end = start + text[start..end].trim_end().len();
    }
    if is_atx {
        let body = &text[start..end];
        let open = body.trim_end_matches('#');
        if open.is_empty() || open.ends_with([' ', '\t']) {
            end = start + open.trim_end().len();
        }
    }
    end
}

/// The `{…}` at the end of a heading, with its braces.
pub(super) fn heading_attributes(heading: &str) -> Option<Range<usize>> {
    let body = heading.trim_end().strip_suffix('}')?;
    let open = body.rfind(['{', '}', '<', '>', '\\', '\n', '\r'])?;
    body[open..].starts_with('{').then_some(open..body.len() + 1)
}

fn code(document: &Document, block: &Block, plain: &mut PlainText) {
    let text = document.text(block);
    let prefix = label::prefix(block.kind, text);
    let fenced = text[prefix.content..].trim_start().starts_with(['`', '~']);
    let mut at = block.text.start;
    for (index, line) in text.split_inclusive('\n').enumerate() {
        let body = line.trim_start_matches([' ', '\t', '>']);
        let is_fence = fenced && (index == 0 || body.trim_end().trim_matches(['`', '~']).is_empty());
        if !is_fence {
            plain.push(body, at + line.len() - body.len()..at + line.len());
        }
        at += line.len();
    }
}

fn inline(source: &str, range: Range<usize>, plain: &mut PlainText) {
    events(source, range, &mut |event, line, range| match event {
        Event::Text(text) if *text == *line => plain.push_words(&text, range.start),
        // An entity, or a character that Markdown replaces.
        Event::Text(text) if text.trim().is_empty() => plain.space(range),
        Event::Text(text) => plain.push(&text, range),
        // Code stands between backticks.
        Event::Code(text) => match line.find(&*text) {
            Some(at) => plain.push_words(&text, range.start + at),
            None => plain.push(&text, range),
        },
        Event::SoftBreak | Event::HardBreak => plain.space(range),
        Event::InlineHtml(tag) if tag.starts_with("<br") => plain.space(range),
        _ => (),
    });
}

/// Inline events of a range of the source, line breaks and quote marks read as spaces.
///
/// The range is read as one line behind a harmless word, so that nothing in it can begin a block. `f` gets every
/// event, the part of that line that it covers, and the bytes of the source that this part stands for.
fn events(source: &str, range: Range<usize>, f: &mut dyn FnMut(Event<'_>, &str, Range<usize>)) {
    const BEFORE: &str = "x ";
    let mut line = String::with_capacity(BEFORE.len() + range.len());
    line.push_str(BEFORE);
    line.push_str(&one_line(&source[range.clone()]));
    // A link by reference reads the same wherever it is defined; a single pair of brackets is only brackets.
    let mut link = |link: BrokenLink<'_>| {
        let by_name = !matches!(link.link_type, LinkType::Shortcut | LinkType::ShortcutUnknown);
        by_name.then(|| (CowStr::from(""), CowStr::from("")))
    };
    let parser = Parser::new_with_broken_link_callback(&line, Options::ENABLE_OLD_FOOTNOTES, Some(&mut link));
    for (event, found) in parser.into_offset_iter() {
        let start = found.start.max(BEFORE.len());
        if found.end <= start {
            continue;
        }
        let event = match event {
            Event::Text(text) if found.start < BEFORE.len() => {
                Event::Text(CowStr::from(text[start - found.start..].to_owned()))
            }
            event => event,
        };
        let at = |byte: usize| byte - BEFORE.len() + range.start;
        f(event, &line[start..found.end], at(start)..at(found.end));
    }
}

/// The same number of bytes without line breaks, the marks that begin lines, and hard breaks by backslash.
fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let mut at_start = false;
    for (index, c) in text.char_indices() {
        let breaks = matches!(c, '\n' | '\r');
        let hard = c == '\\' && text[index + 1..].starts_with(['\n', '\r']);
        let mark = at_start && matches!(c, '>' | ' ' | '\t');
        at_start = breaks || mark;
        line.push(if breaks || hard || mark { ' ' } else { c });
    }
    line
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    /// `expected` is the plain text of every block, parted by `|`.
    fn check(source: &str, expected: &str) {
        let document = parse(source.to_owned());
        let plain: Vec<PlainText> =
            document.blocks.iter().map(|block| plain_text(&document, block)).collect();
        assert_eq!(plain.iter().map(|p| p.text.as_str()).collect::<Vec<_>>().join("|"), expected, "{source}");
        for plain in plain {
            let mut at = 0;
            for span in &plain.spans {
                assert_eq!(span.plain.start, at);
                at = span.plain.end;
                if span.plain.len() == span.source.len() && span.plain.len() > 1 {
                    assert_eq!(plain.text[span.plain.clone()], document.source[span.source.clone()]);
                }
            }
            assert_eq!(at, plain.text.len());
        }
    }

    #[test]
    fn marks_are_left_out() {
        check("## **I.** *Kết* quả ## {#a}", "I. Kết quả");
        check("Kết\n===", "Kết");
        check("Đạt **5,2%**[^1], \\*vượt\\* &amp; `mã`\n\n[^1]: Số *liệu*", "Đạt 5,2%, *vượt* & mã|Số liệu");
        check("- a\n  b\n    + **c**\n\n1. d\n2. đ", "a b|c|1. d|2. đ");
        check("> một\n> hai\\\n> ba", "một hai ba");
        check("| a \\| b | **c** |\n|---|---|\n| 1 |  |", "a | b c|1");
        check(
            "[Nghị quyết](x) và [số][s] [^2] <b>đ</b> [x] <https://a.vn>",
            "Nghị quyết và số đ [x] https://a.vn",
        );
        check("    mã  hai\n    ba\n\n```\nx\n```\n", "mã  hai\nba|x");
        check("- 5 < 6  và   <5%\n***\n", "5 < 6 và <5%|");
        check("1. 2. x", "2. x");
        check("<div>a</div>\n", "a");
    }

    #[test]
    fn the_way_back() {
        let document = parse("> đạt **5,2** &amp;\n> vượt".to_owned());
        let plain = plain_text(&document, &document.blocks[0]);
        let back = |words: &str| {
            let at = plain.text.find(words).unwrap();
            plain.source(at..at + words.len()).map(|range| &document.source[range])
        };
        assert_eq!(back("đạt 5"), Some("đạt **5"));
        assert_eq!(back("5,2 &"), Some("5,2** &amp;"));
        assert_eq!(back("& vượt"), Some("&amp;\n> vượt"));
        assert_eq!(plain.source(3..3), None);
        assert_eq!(plain.source(0..999), None);
    }
}
