//! What the blocks of a draft print, as CommonMark reads the draft as a whole: words, looks, links, notes, cells.
//!
//! For outputs that must agree with every other reader of Markdown. A piece is a byte range of the source with what
//! stands on paper for it; bytes in no piece are marks. Pieces of a block are in source order and do not overlap.
//! Blocks themselves come from `parse`. Linear in the draft.

use super::parse::options;
use super::parse_lines::{Lines, front_matter_lines};
use super::{Block, BlockKind, Document, label, parse};
use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use std::collections::BTreeMap;
use std::ops::Range;

/// What stands on paper for some bytes of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Printed {
    /// The bytes as they are.
    Source,
    /// Other words: an entity, a reference to a note that is not there.
    Words(String),
    /// One blank: a line break of the source.
    Blank,
    /// A line break on paper.
    Break,
    /// A reference to the footnote of this label.
    Note(String),
}

/// How words look.
#[derive(Debug, Clone, PartialEq, Eq, Default, Hash)]
pub struct Looks {
    /// Strong.
    pub strong: bool,
    /// Emphasised.
    pub emphasis: bool,
    /// Code.
    pub code: bool,
    /// Where a link leads to.
    pub link: Option<String>,
}

/// Something that a block prints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inline {
    /// Bytes of the source.
    pub range: Range<usize>,
    /// What stands for them.
    pub printed: Printed,
    /// How it looks.
    pub looks: Looks,
    /// Number of its cell in a row, from 0; 0 elsewhere.
    pub cell: usize,
}

/// The marker of a list item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListMark {
    /// `-`, `+` or `*`.
    Bullet(char),
    /// `3.` or `3)`.
    Number(u32, char),
}

/// What all blocks of a draft print.
#[derive(Debug, Clone, Default)]
pub struct Inlines {
    /// By block.
    pub blocks: Vec<Vec<Inline>>,
    /// Cells of each row, by block; 0 for what is no row.
    pub n_cells: Vec<usize>,
    /// Blocks of each footnote by its label, of the first where there are two.
    pub notes: BTreeMap<String, Range<usize>>,
    /// Whether a block stands in a footnote.
    pub in_note: Vec<bool>,
}

/// Reads what the blocks of a draft print.
pub fn inlines(document: &Document) -> Inlines {
    let lines = Lines::of(&document.source);
    let front = front_matter_lines(&document.source, &lines);
    let base = lines.start(front.map_or(0, |last| last + 1));
    let n = document.blocks.len();
    let mut reader = Reader {
        document,
        base,
        out: Inlines {
            blocks: vec![Vec::new(); n],
            n_cells: vec![0; n],
            in_note: vec![false; n],
            ..Inlines::default()
        },
        looks: Vec::new(),
        cell: None,
    };
    let text = parse::lone_returns_as_feeds(&document.source[base..]);
    let mut open_notes: Vec<(String, Range<usize>)> = Vec::new();
    for (event, range) in Parser::new_ext(&text, options()).into_offset_iter() {
        let range = base + range.start..base + range.end;
        if let Event::Start(Tag::FootnoteDefinition(label)) = &event {
            open_notes.push((label.to_string(), range.clone()));
        }
        reader.event(event, range);
    }
    for (label, range) in open_notes {
        let first = document.blocks.partition_point(|block| block.text.end <= range.start);
        let end = document.blocks.partition_point(|block| block.text.start < range.end);
        reader.out.in_note[first..end.max(first)].fill(true);
        reader.out.notes.entry(label).or_insert(first..end.max(first));
    }
    reader.finish()
}

/// The marker of a list item as typed; `None` for other blocks.
pub fn list_mark(document: &Document, block: &Block) -> Option<ListMark> {
    if block.kind != BlockKind::Item {
        return None;
    }
    let text = document.text(block);
    let prefix = label::prefix(block.kind, text);
    if let Some(marker) = prefix.ordered {
        let digits = text.get(marker.start..)?;
        let n = digits.bytes().take_while(u8::is_ascii_digit).count();
        let sign = digits[n..].chars().next().unwrap_or('.');
        return Some(ListMark::Number(digits[..n].parse().unwrap_or(0), sign));
    }
    prefix.bullet.map(|bullet| ListMark::Bullet(char::from(bullet)))
}

struct Reader<'a> {
    document: &'a Document,
    base: usize,
    out: Inlines,
    /// Looks that are open, the innermost last.
    looks: Vec<Looks>,
    /// Cell and block of the row that is open.
    cell: Option<(usize, usize)>,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(&tag, &range),
            Event::End(TagEnd::Strong | TagEnd::Emphasis | TagEnd::Link) => drop(self.looks.pop()),
            Event::End(TagEnd::TableHead | TagEnd::TableRow) => self.cell = None,
            Event::Text(text) => {
                let printed = if *text == self.document.source[range.clone()] {
                    Printed::Source
                } else {
                    Printed::Words(text.into_string())
                };
                self.push(range, printed, false);
            }
            Event::Code(text) => {
                // Between its backticks the code stands as it is, but for line breaks.
                match self.document.source[range.clone()].find(&*text).filter(|_| !text.is_empty()) {
                    Some(at) => {
                        let start = range.start + at;
                        self.push(start..start + text.len(), Printed::Source, true);
                    }
                    None => self.push(range, Printed::Words(text.into_string()), true),
                }
            }
            Event::Html(text) if !text.trim_start().starts_with("<!--") => {
                self.push(range, Printed::Source, true);
            }
            Event::InlineHtml(tag) if tag.starts_with("<br") => self.push(range, Printed::Break, false),
            Event::SoftBreak => self.push(range, Printed::Blank, false),
            Event::HardBreak => self.push(range, Printed::Break, false),
            Event::FootnoteReference(label) => self.push(range, Printed::Note(label.into_string()), false),
            _ => (),
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        let mut looks = self.looks.last().cloned().unwrap_or_default();
        match tag {
            Tag::Strong => looks.strong = true,
            Tag::Emphasis => looks.emphasis = true,
            Tag::Link { dest_url, .. } => looks.link = Some(dest_url.to_string()),
            Tag::TableHead | Tag::TableRow => {
                // The range of a row may begin with the blanks or quote marks before it.
                let source = &self.document.source[range.clone()];
                let blank = source.len() - source.trim_start_matches([' ', '\t', '\n', '\r']).len();
                self.cell = self.block_at(range.start + blank).map(|block| (block, 0));
                return;
            }
            Tag::TableCell => {
                if let Some((block, n)) = &mut self.cell {
                    *n += 1;
                    self.out.n_cells[*block] = *n;
                }
                return;
            }
            _ => return,
        }
        self.looks.push(looks);
    }

    fn block_at(&self, byte: usize) -> Option<usize> {
        let blocks = &self.document.blocks;
        let at = blocks.partition_point(|block| block.text.start <= byte).checked_sub(1)?;
        (byte < blocks[at].text.end.max(blocks[at].text.start + 1)).then_some(at)
    }

    fn push(&mut self, range: Range<usize>, printed: Printed, code: bool) {
        let at = self.cell.map(|(block, _)| block).or_else(|| self.block_at(range.start.max(self.base)));
        let Some(at) = at else { return };
        let block = &self.document.blocks[at];
        let mut looks = self.looks.last().cloned().unwrap_or_default();
        looks.code |= code || matches!(block.kind, BlockKind::Code | BlockKind::Html);
        let cell = self.cell.map_or(0, |(_, n)| n.saturating_sub(1));
        let pieces = &mut self.out.blocks[at];
        if pieces.last().is_some_and(|last| last.range.end > range.start) {
            return;
        }
        if !looks.code || printed != Printed::Source {
            pieces.push(Inline { range, printed, looks, cell });
            return;
        }
        // Lines of code end where they end.
        let mut start = range.start;
        for line in self.document.source[range].split_inclusive('\n') {
            let words = line.trim_end_matches(['\n', '\r']);
            let (middle, end) = (start + words.len(), start + line.len());
            for (range, printed) in [(start..middle, Printed::Source), (middle..end, Printed::Break)] {
                if !range.is_empty() {
                    pieces.push(Inline { range, printed, looks: looks.clone(), cell });
                }
            }
            start = end;
        }
    }

    /// Takes the break off the end of code, and turns references to no note into the words that they are.
    fn finish(mut self) -> Inlines {
        for (block, pieces) in self.document.blocks.iter().zip(&mut self.out.blocks) {
            if matches!(block.kind, BlockKind::Code | BlockKind::Html) {
                while pieces.pop_if(|last| last.printed == Printed::Break).is_some() {}
            }
            for piece in pieces.iter_mut() {
                if let Printed::Note(label) = &piece.printed
                    && !self.out.notes.contains_key(label)
                {
                    piece.printed = Printed::Words(format!("[^{label}]"));
                }
            }
        }
        self.out
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;
    use proptest::prelude::*;

    /// Blocks parted by `‖`, cells by `¦`, `<b>` strong, `<i>` emphasis, `<c>` code, `→` a link, `⏎` a break.
    fn drawn(source: &str) -> String {
        let document = parse(source.to_owned());
        let inlines = inlines(&document);
        let mut out = Vec::new();
        for (block, pieces) in inlines.blocks.iter().enumerate() {
            let mut words = String::new();
            let mut cell = 0;
            for piece in pieces {
                words.push_str(&"¦".repeat(piece.cell - cell));
                cell = piece.cell;
                let mut text = match &piece.printed {
                    Printed::Source => document.source[piece.range.clone()].to_owned(),
                    Printed::Words(words) => words.clone(),
                    Printed::Blank => " ".to_owned(),
                    Printed::Break => "⏎".to_owned(),
                    Printed::Note(label) => format!("^{label}"),
                };
                for (on, tag) in
                    [(piece.looks.strong, 'b'), (piece.looks.emphasis, 'i'), (piece.looks.code, 'c')]
                {
                    if on {
                        text = format!("<{tag}>{text}</{tag}>");
                    }
                }
                if let Some(link) = &piece.looks.link {
                    text = format!("{text}→{link}");
                }
                words.push_str(&text);
            }
            if inlines.n_cells[block] > 0 {
                words.push_str(&"¦".repeat((inlines.n_cells[block] - 1).saturating_sub(cell)));
            }
            out.push(words);
        }
        out.join("‖")
    }

    #[test]
    fn what_stands_on_paper() {
        for (source, expected) in [
            ("---\ntitle: x\n---\n\n# **I.** A {#a}\n", "‖<b>I.</b> A"),
            ("a **b *c* d** e", "a <b>b </b><i><b>c</b></i><b> d</b> e"),
            (r"\*a\* &amp; b\\c", r"*a* & b\c"),
            ("a\nb\\\nc  \nd", "a b⏎c⏎d"),
            ("> a\n> b", "a b"),
            ("1. a\n   - b `c`\n\n2. d", "a‖b <c>c</c>‖d"),
            ("| a | **b** |\n|---|--:|\n| 1 |\n| x \\| y | 2 | 3 |", "a¦<b>b</b>‖1¦‖x | y¦2"),
            ("x[^1] y[^2]\n\n[^1]: n *m*\n\n    more\n", "x^1 y[^2]‖n <i>m</i>‖more"),
            ("[w](u) <https://a.vn> [z][r]\n\n[r]: v", "w→u https://a.vn→https://a.vn z→v‖"),
            ("```rust\na\n\n b\n```", "<c>a</c><c>⏎</c><c>⏎</c><c> b</c>"),
            ("    a\n    b", "<c>a</c><c>⏎</c><c>b</c>"),
            ("<!-- x -->\n\na<br>b <b>c</b>", "‖a⏎b c"),
            ("<div>a</div>", "<c><div>a</div></c>"),
            ("![chữ](a.png)", "chữ"),
            ("Kết\n===", "Kết"),
            ("- # T\n- \n", "T‖"),
        ] {
            assert_eq!(drawn(source), expected, "{source}");
        }
    }

    #[test]
    fn markers_of_items() {
        let document = parse("- a\n+ b\n\n7. c\n8) d".to_owned());
        let marks: Vec<_> = document.blocks.iter().map(|block| list_mark(&document, block)).collect();
        let number = |n, sign| Some(ListMark::Number(n, sign));
        assert_eq!(
            marks,
            [Some(ListMark::Bullet('-')), Some(ListMark::Bullet('+')), number(7, '.'), number(8, ')')]
        );
    }

    #[test]
    fn blocks_of_notes() {
        let document = parse("a[^1]\n\n[^1]: b\n\n    - c\n\nd\n\n[^1]: e\n".to_owned());
        let inlines = inlines(&document);
        assert_eq!(inlines.notes["1"], 1..3);
        assert_eq!(inlines.in_note, [false, true, true, false, true]);
    }

    proptest! {
        #[test]
        fn pieces_stand_in_their_block_in_order(source in "[a-z*_`\\[\\]()^#>|&;<!\\\\ \r\n:-]{0,80}") {
            let document = parse(source.clone());
            let inlines = inlines(&document);
            for (block, pieces) in document.blocks.iter().zip(&inlines.blocks) {
                let mut end = 0;
                for piece in pieces {
                    prop_assert!(piece.range.start >= end && piece.range.start >= block.text.start);
                    prop_assert!(piece.range.end <= block.gap.end);
                    prop_assert!(source.is_char_boundary(piece.range.start));
                    end = piece.range.end;
                }
            }
        }
    }
}
