//! Markdown to blocks: which lines belong to which block.
//!
//! `pulldown-cmark` says where blocks begin and end; every block is then a run of whole lines, so that the text of a
//! block is cut from the source and lead, texts and gaps together are the file. What CommonMark itself leaves out of
//! its events (second definitions of a link, empty quotes) is found afterwards among the lines that no block took.
//! Invariants: blocks are in source order, begin at the start of a line, end at the end of one and share none.
//! Worst case: n log n in the length of the source, no recursion. This file gives no labels' meaning (`label`), no
//! sections (`section`) and reports nothing (`structure`).

use super::parse_lines::{Lines, front_matter_lines};
use super::{Block, BlockKind, Document, label, section};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::borrow::Cow;
use std::ops::Range;

/// Parses a draft; any text is one.
///
/// Blocks and gaps are as [`Document`] promises: `lead` and every block's text and gap in order give `source` back.
/// A byte order mark stands in the lead. A list item whose own text is empty and whose first nested block stands on
/// the same line (`- # Title`) is no block of its own: its marker belongs to that block.
pub fn parse(source: String) -> Document {
    let lines = Lines::of(&source);
    let front_matter = front_matter_lines(&source, &lines);
    let mut spans: Vec<Span> = Vec::new();
    let mut first_body_line = 0;
    if let Some(last) = front_matter {
        spans.push(Span::leaf(BlockKind::FrontMatter, 0, last));
        first_body_line = last + 1;
    }
    let base = lines.start(first_body_line);
    let body = Body { source: &source, lines: &lines, base };
    spans.extend(body.spans());
    let spans = without_overlaps(spans);
    let spans = with_leftovers(&source, &lines, spans);
    let blocks = blocks(&source, &lines, &spans);
    let lead = 0..blocks.first().map_or(source.len(), |block| block.text.start);
    let mut document = Document { source, lead, blocks, sections: Vec::new() };
    section::fill(&mut document);
    document
}

/// The options under which every draft is read.
pub(super) fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_HEADING_ATTRIBUTES
}

/// Lines of a block to be, from 0, both inclusive.
#[derive(Debug, Clone)]
struct Span {
    kind: BlockKind,
    first: usize,
    last: usize,
    depth: usize,
    row: Option<(usize, usize)>,
    /// Whether it has text of its own beside the marker of its list item or footnote.
    own: bool,
}

impl Span {
    fn leaf(kind: BlockKind, first: usize, last: usize) -> Self {
        Self { kind, first, last, depth: 0, row: None, own: true }
    }
}

/// What the text inside an open list item or footnote belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Own {
    /// The item's own span.
    Head,
    /// The paragraph that follows a nested block.
    Later(usize),
    /// A nested block has ended it; further text begins a block of its own.
    Ended,
}

#[derive(Debug, Clone, Copy)]
enum Frame {
    Item { span: usize, own: Own },
    Footnote { span: usize, own: Own },
    Quote,
    List,
    Leaf,
}

struct Body<'a> {
    source: &'a str,
    lines: &'a Lines,
    /// Where the Markdown behind the front matter begins, in bytes.
    base: usize,
}

impl Body<'_> {
    fn spans(&self) -> Vec<Span> {
        let text = lone_returns_as_feeds(&self.source[self.base..]);
        let parser = Parser::new_ext(&text, options());
        let mut definitions: Vec<Range<usize>> =
            parser.reference_definitions().iter().map(|(_, definition)| definition.span.clone()).collect();
        definitions.sort_by_key(|span| (span.start, span.end));
        let mut walk =
            Walk { body: self, spans: Vec::new(), frames: Vec::new(), lists: 0, tables: 0, rows: 0 };
        for (event, range) in parser.into_offset_iter() {
            walk.event(&event, &range);
        }
        let mut spans = walk.spans;
        for range in definitions {
            let (first, last) = self.line_range(&range);
            spans.push(Span::leaf(BlockKind::Definition, first, last));
        }
        spans
    }

    /// The line where a range of the body begins, blank lines at its start left out.
    fn first_line(&self, range: &Range<usize>) -> usize {
        let text = &self.source[self.base + range.start..self.base + range.end];
        let blank = text.len() - text.trim_start().len();
        let skipped = if blank < text.len() { blank } else { 0 };
        self.lines.at(self.base + range.start + skipped)
    }

    /// First and last line of a range of the body, blank lines at its ends left out.
    fn line_range(&self, range: &Range<usize>) -> (usize, usize) {
        let first = self.first_line(range);
        let text = self.source[self.base + range.start..self.base + range.end].trim_end();
        let last = match text.len() {
            0 => first,
            len => self.lines.at(self.base + range.start + len - 1),
        };
        (first, last.max(first))
    }
}

struct Walk<'a> {
    body: &'a Body<'a>,
    spans: Vec<Span>,
    frames: Vec<Frame>,
    lists: usize,
    tables: usize,
    rows: usize,
}

impl Walk<'_> {
    fn event(&mut self, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(*tag),
            Event::Rule => {
                self.leaf(BlockKind::Rule, range);
            }
            _ => self.inline(range),
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::Paragraph => self.paragraph(range),
            Tag::Heading { level, .. } => {
                let span = self.leaf(BlockKind::Heading, range);
                self.spans[span].depth = *level as usize;
                self.frames.push(Frame::Leaf);
            }
            Tag::CodeBlock(_) => {
                self.leaf(BlockKind::Code, range);
                self.frames.push(Frame::Leaf);
            }
            Tag::HtmlBlock | Tag::MetadataBlock(_) => {
                self.leaf(BlockKind::Html, range);
                self.frames.push(Frame::Leaf);
            }
            Tag::TableHead | Tag::TableRow => self.row(matches!(tag, Tag::TableHead), range),
            Tag::Table(_) => {
                self.end_own_text();
                self.rows = 0;
                self.frames.push(Frame::Leaf);
            }
            Tag::BlockQuote(_) => {
                self.end_own_text();
                self.frames.push(Frame::Quote);
            }
            Tag::List(_) => {
                self.end_own_text();
                self.lists += 1;
                self.frames.push(Frame::List);
            }
            Tag::Item => {
                let span = self.container(BlockKind::Item, range);
                self.spans[span].depth = self.lists;
                self.frames.push(Frame::Item { span, own: Own::Head });
            }
            Tag::FootnoteDefinition(_) => {
                self.end_own_text();
                let span = self.container(BlockKind::Footnote, range);
                self.frames.push(Frame::Footnote { span, own: Own::Head });
            }
            _ => self.inline(range),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::List(_) => self.lists = self.lists.saturating_sub(1),
            TagEnd::Table => self.tables += 1,
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::BlockQuote(_)
            | TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::Item
            | TagEnd::FootnoteDefinition
            | TagEnd::MetadataBlock(_) => (),
            _ => return,
        }
        self.frames.pop();
    }

    /// A block without blocks in it.
    fn leaf(&mut self, kind: BlockKind, range: &Range<usize>) -> usize {
        self.end_own_text();
        let (first, last) = self.body.line_range(range);
        self.spans.push(Span::leaf(kind, first, last));
        self.spans.len() - 1
    }

    /// The first line of an item or a footnote, so far its marker alone.
    fn container(&mut self, kind: BlockKind, range: &Range<usize>) -> usize {
        let first = self.body.first_line(range);
        self.spans.push(Span { own: false, ..Span::leaf(kind, first, first) });
        self.spans.len() - 1
    }

    fn row(&mut self, head: bool, range: &Range<usize>) {
        let first = self.body.first_line(range);
        // The delimiter row is on the line behind the header row and in no event.
        let last = if head { (first + 1).min(self.body.lines.last()) } else { first };
        let row = Some((self.tables, self.rows));
        self.spans.push(Span { row, ..Span::leaf(BlockKind::Row, first, last) });
        self.rows += 1;
    }

    fn paragraph(&mut self, range: &Range<usize>) {
        match self.frames.last().copied() {
            Some(Frame::Item { own: Own::Head, .. } | Frame::Footnote { own: Own::Head, .. }) => {
                self.inline(range);
                self.end_own_text();
            }
            Some(Frame::Footnote { .. }) => {
                self.leaf(BlockKind::Footnote, range);
            }
            Some(Frame::Quote) => {
                self.leaf(BlockKind::Quote, range);
            }
            _ => {
                self.leaf(BlockKind::Paragraph, range);
            }
        }
        self.frames.push(Frame::Leaf);
    }

    /// Text right in an item, which CommonMark calls tight: the item's own, or a paragraph behind a nested block.
    fn inline(&mut self, range: &Range<usize>) {
        let (Some(Frame::Item { span, own }) | Some(Frame::Footnote { span, own })) =
            self.frames.last().copied()
        else {
            return;
        };
        let (first, last) = self.body.line_range(range);
        let span = match own {
            Own::Head => span,
            Own::Later(span) => span,
            Own::Ended => {
                self.spans.push(Span::leaf(BlockKind::Paragraph, first, last));
                let later = self.spans.len() - 1;
                self.set_own(Own::Later(later));
                later
            }
        };
        self.spans[span].own = true;
        self.spans[span].last = self.spans[span].last.max(last);
    }

    fn end_own_text(&mut self) {
        self.set_own(Own::Ended);
    }

    fn set_own(&mut self, to: Own) {
        if let Some(Frame::Item { own, .. } | Frame::Footnote { own, .. }) = self.frames.last_mut() {
            *own = to;
        }
    }
}

/// The same bytes with LF for a lone CR, which `pulldown-cmark` takes for a line break in some places only.
pub(super) fn lone_returns_as_feeds(text: &str) -> Cow<'_, str> {
    let lone = |at: usize| !text[at + 1..].starts_with('\n');
    if !text.match_indices('\r').any(|(at, _)| lone(at)) {
        return Cow::Borrowed(text);
    }
    let feed = |(at, c): (usize, char)| if c == '\r' && lone(at) { '\n' } else { c };
    Cow::Owned(text.char_indices().map(feed).collect())
}

/// Sorts spans and gives every line to one: a bare marker yields to the block behind it, of two others the first keeps
/// the line.
fn without_overlaps(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_by_key(|span| span.first);
    let mut kept: Vec<Span> = Vec::with_capacity(spans.len());
    for mut span in spans {
        while let Some(before) = kept.last_mut() {
            if before.last < span.first {
                break;
            }
            if before.first < span.first {
                before.last = span.first - 1;
                break;
            }
            if before.own {
                span.first = before.last + 1;
                break;
            }
            kept.pop();
        }
        if span.first <= span.last {
            kept.push(span);
        }
    }
    kept
}

/// Adds the lines that no block took and that are not blank, such as a second definition of a link.
fn with_leftovers(source: &str, lines: &Lines, spans: Vec<Span>) -> Vec<Span> {
    let mut all = Vec::with_capacity(spans.len());
    let mut next = 0;
    for span in spans {
        leftovers(source, lines, next..span.first, &mut all);
        next = span.last + 1;
        all.push(span);
    }
    leftovers(source, lines, next..lines.len(), &mut all);
    all
}

fn leftovers(source: &str, lines: &Lines, range: Range<usize>, all: &mut Vec<Span>) {
    let mut open = false;
    for line in range {
        let text = source[lines.text(line)].trim_start_matches(|c: char| c == '>' || c.is_whitespace());
        match (text.is_empty(), all.last_mut()) {
            (true, _) => open = false,
            (false, Some(last)) if open && !text.starts_with('[') => last.last = line,
            (false, _) => {
                all.push(Span::leaf(BlockKind::Definition, line, line));
                open = true;
            }
        }
    }
}

fn blocks(source: &str, lines: &Lines, spans: &[Span]) -> Vec<Block> {
    let ends = spans.iter().skip(1).map(|span| lines.start(span.first)).chain([source.len()]);
    let mut blocks = Vec::with_capacity(spans.len());
    for (index, (span, gap_end)) in spans.iter().zip(ends).enumerate() {
        let text = lines.start(span.first)..lines.text(span.last).end;
        let label = label::find(source, span.kind, &text);
        blocks.push(Block {
            index,
            kind: span.kind,
            gap: text.end..gap_end,
            text,
            line: span.first + 1,
            label,
            section: 0,
            depth: span.depth,
            row: span.row,
        });
    }
    blocks
}
