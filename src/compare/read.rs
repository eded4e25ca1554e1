//! Both drafts read for comparing: families of blocks, weights, interned words.
//!
//! Words are numbered twice, by their bytes and by their folded form, so that everything after this file compares
//! integers. Blocks that are equal byte for byte are never cut into words. Nothing here decides what matches.
//!
//! Worst case: linear in both sources.

use std::collections::HashMap;
use std::ops::Range;

use crate::document::{Block, BlockKind, Document};
use crate::text::{self, TokenKind};

/// Blocks of different families never match.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Family {
    /// Headings, paragraphs, items, quotes: one may become the other; code too, which in drafts is mostly a
    /// paragraph indented by mistake.
    Prose,
    Row,
    Footnote,
    FrontMatter,
    Html,
    Rule,
    Definition,
}

impl Family {
    fn of(kind: BlockKind) -> Self {
        match kind {
            BlockKind::Heading
            | BlockKind::Paragraph
            | BlockKind::Item
            | BlockKind::Quote
            | BlockKind::Code => Self::Prose,
            BlockKind::Row => Self::Row,
            BlockKind::Footnote => Self::Footnote,
            BlockKind::FrontMatter => Self::FrontMatter,
            BlockKind::Html => Self::Html,
            BlockKind::Rule => Self::Rule,
            BlockKind::Definition => Self::Definition,
        }
    }
}

/// What a word is, as far as comparing cares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WordKind {
    /// A syllable, date, term, symbol or Roman numeral.
    Plain,
    /// A number, percentage or fraction.
    Figure,
    /// Punctuation; emphasis marks included.
    Mark,
}

/// A token that is no white space. Byte positions are those of the source.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Number of its bytes: equal numbers are equal bytes.
    pub(super) exact: u32,
    /// Number of its folded form.
    pub(super) fold: u32,
    pub(super) kind: WordKind,
}

/// One draft read for comparing; all vectors by block index.
pub(super) struct Side<'a> {
    pub(super) document: &'a Document,
    pub(super) families: Vec<Family>,
    /// Roughly its words, at least 1.
    pub(super) weights: Vec<u32>,
    /// Its words; empty until [`Reader::read`] is called for it.
    pub(super) words: Vec<Vec<Word>>,
    /// Folded numbers of its words without marks; filled along with `words`.
    pub(super) content: Vec<Vec<u32>>,
}

impl<'a> Side<'a> {
    fn new(document: &'a Document) -> Self {
        let n_blocks = document.blocks.len();
        Self {
            document,
            families: document.blocks.iter().map(|block| Family::of(block.kind)).collect(),
            weights: document.blocks.iter().map(|block| weight(document.text(block))).collect(),
            words: vec![Vec::new(); n_blocks],
            content: vec![Vec::new(); n_blocks],
        }
    }

    pub(super) fn n_blocks(&self) -> usize {
        self.document.blocks.len()
    }

    pub(super) fn block(&self, index: usize) -> &'a Block {
        &self.document.blocks[index]
    }

    pub(super) fn text(&self, index: usize) -> &'a str {
        self.document.text(&self.document.blocks[index])
    }

    /// Bytes from the first block's text to the end of the last one's; for no blocks an empty range.
    pub(super) fn span(&self, blocks: &Range<usize>) -> Range<usize> {
        if blocks.is_empty() {
            return 0..0;
        }
        self.block(blocks.start).text.start..self.block(blocks.end - 1).text.end
    }

    /// Weight of several blocks.
    pub(super) fn weight(&self, blocks: &Range<usize>) -> u64 {
        blocks.clone().map(|index| u64::from(self.weights[index])).sum()
    }
}

/// Reads blocks into words, with one numbering for both drafts.
pub(super) struct Reader<'a> {
    pub(super) before: Side<'a>,
    pub(super) after: Side<'a>,
    words: HashMap<&'a str, (u32, u32)>,
    folds: HashMap<String, u32>,
    /// The folded forms by number.
    fold_texts: Vec<String>,
    n_exact: u32,
}

impl<'a> Reader<'a> {
    pub(super) fn new(before: &'a Document, after: &'a Document) -> Self {
        Self {
            before: Side::new(before),
            after: Side::new(after),
            words: HashMap::new(),
            folds: HashMap::new(),
            fold_texts: Vec::new(),
            n_exact: 0,
        }
    }

    /// Cuts the blocks for which `wanted` says so into words.
    pub(super) fn read(&mut self, wanted_before: &[bool], wanted_after: &[bool]) {
        for (index, _) in wanted_before.iter().enumerate().filter(|(_, wanted)| **wanted) {
            let (words, content) = self.cut(self.before.document, index);
            self.before.words[index] = words;
            self.before.content[index] = content;
        }
        for (index, _) in wanted_after.iter().enumerate().filter(|(_, wanted)| **wanted) {
            let (words, content) = self.cut(self.after.document, index);
            self.after.words[index] = words;
            self.after.content[index] = content;
        }
    }

    fn cut(&mut self, document: &'a Document, index: usize) -> (Vec<Word>, Vec<u32>) {
        let block = &document.blocks[index];
        let source: &'a str = document.text(block);
        let mut words = Vec::with_capacity(source.len() / 4);
        for token in text::tokens(source) {
            let kind = match token.kind {
                TokenKind::Space => continue,
                TokenKind::Punctuation => WordKind::Mark,
                TokenKind::Number | TokenKind::Percent | TokenKind::Fraction => WordKind::Figure,
                _ => WordKind::Plain,
            };
            let (exact, fold) = self.number(&source[token.span.clone()]);
            let start = block.text.start + token.span.start;
            words.push(Word { start, end: block.text.start + token.span.end, exact, fold, kind });
        }
        let content = words.iter().filter(|word| word.kind != WordKind::Mark).map(|word| word.fold).collect();
        (words, content)
    }

    fn number(&mut self, word: &'a str) -> (u32, u32) {
        if let Some(numbers) = self.words.get(word) {
            return *numbers;
        }
        let key = text::fold(word).key;
        let fold = match self.folds.get(&key) {
            Some(fold) => *fold,
            None => {
                let next = self.fold_texts.len() as u32;
                self.fold_texts.push(key.clone());
                self.folds.insert(key, next);
                next
            }
        };
        let numbers = (self.n_exact, fold);
        self.n_exact += 1;
        self.words.insert(word, numbers);
        numbers
    }
}

/// Which words of a block go into a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum KeyOf {
    /// All of them.
    Whole,
    /// What stands before the printed number.
    Head,
    /// What stands behind the printed number.
    Body,
    /// The same without emphasis marks.
    PlainBody,
    /// All but emphasis marks.
    Plain,
}

impl Reader<'_> {
    /// The folded words of a block that was cut, with one blank where white space stands between two: equal keys
    /// differ in spelling only. `-` and `*` before an item are one mark. But for [`KeyOf::PlainBody`], by which blocks
    /// are found and not judged, white space that prints is kept (see [`printed_space`]).
    pub(super) fn key(&self, side: &Side<'_>, index: usize, of: KeyOf) -> String {
        let block = side.block(index);
        let words = &side.words[index];
        let range = match of {
            KeyOf::Whole | KeyOf::Plain => block.text.clone(),
            KeyOf::Head => {
                let (head, _, _) = split_label(side.document, block);
                block.text.start..block.text.start + head.len()
            }
            KeyOf::Body | KeyOf::PlainBody => {
                let (_, _, body) = split_label(side.document, block);
                block.text.end - body.len()..block.text.end - closing_length(block, body)
            }
        };
        let plain = matches!(of, KeyOf::Plain | KeyOf::PlainBody);
        let source = side.document.source.as_str();
        let marker = words.first().filter(|_| block.kind == BlockKind::Item).map(|word| word.start);
        let mut key = String::with_capacity(range.len());
        let mut end = range.start;
        let mut space = String::new();
        for word in words.iter().filter(|word| range.start < word.end && word.end <= range.end) {
            if word.start > end && !key.is_empty() {
                let gap = source.get(end..word.start).unwrap_or("");
                let printed = if of == KeyOf::PlainBody { None } else { printed_space(block.kind, gap) };
                match printed {
                    Some(printed) => space = printed,
                    None if space.is_empty() => space.push(' '),
                    None => {}
                }
            }
            end = word.end;
            let text = source.get(word.start..word.end).unwrap_or("");
            if marker == Some(word.start) && matches!(text, "-" | "*") {
                key.push('-');
                continue;
            }
            if plain && is_emphasis(text) {
                continue;
            }
            key.push_str(&space);
            space.clear();
            key.push_str(self.fold_texts.get(word.fold as usize).map_or("", String::as_str));
        }
        key
    }
}

/// The folded text of a block with every run of white space as one blank: equal keys differ in spelling only.
pub(super) fn fold_key(block_text: &str) -> String {
    let folded = text::fold(block_text).key;
    let mut key = String::with_capacity(folded.len());
    for part in folded.split_whitespace() {
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(part);
    }
    key
}

/// White space between two words that prints: indents and line breaks of code, and two blanks that end a line.
fn printed_space(kind: BlockKind, gap: &str) -> Option<String> {
    let Some((lines, indent)) = gap.rsplit_once('\n') else {
        return (kind == BlockKind::Code).then(|| gap.to_owned());
    };
    let lines = lines.strip_suffix('\r').unwrap_or(lines);
    match kind {
        BlockKind::Code => Some(format!("{}{indent}", "\n".repeat(lines.matches('\n').count() + 1))),
        BlockKind::Row | BlockKind::Heading | BlockKind::FrontMatter => None,
        _ => lines.ends_with("  ").then(|| "\n".to_owned()),
    }
}

/// Bytes at the end of a heading that are no title: the line under it, or `#` that close it.
fn closing_length(block: &Block, body: &str) -> usize {
    if block.kind != BlockKind::Heading {
        return 0;
    }
    let text = body.trim_end();
    let underlined = text.rsplit_once('\n').filter(|(_, line)| {
        let line = line.trim();
        !line.is_empty() && (line.bytes().all(|byte| byte == b'=') || line.bytes().all(|byte| byte == b'-'))
    });
    let bare = text.trim_end_matches('#');
    let title = match underlined {
        Some((title, _)) => title,
        None if bare.len() < text.len() && bare.ends_with([' ', '\t']) => bare,
        None => text,
    };
    body.len() - title.trim_end().len()
}

/// A block in three parts: what stands before its printed number, the number, and the body.
///
/// The number of an ordered list item, of a table row and the label of a footnote count as printed number where the
/// block has no other.
pub(super) fn split_label<'a>(document: &'a Document, block: &Block) -> (&'a str, &'a str, &'a str) {
    let source = document.text(block);
    if let Some(label) = &block.label {
        let start = label.range.start.saturating_sub(block.text.start);
        let end = label.range.end.saturating_sub(block.text.start);
        if let (Some(head), Some(printed), Some(body)) =
            (source.get(..start), source.get(start..end), source.get(end..))
        {
            return (head, printed, body);
        }
    }
    if block.kind == BlockKind::Row {
        // The running number of a table row, where its first cell is only that.
        let cell = source.trim_start_matches(['|', ' ', '\t']);
        let head = source.len() - cell.len();
        let digits = cell.bytes().take_while(u8::is_ascii_digit).count();
        if digits > 0 && cell[digits..].trim_start_matches(['.', ')', ' ', '\t']).starts_with('|') {
            return (&source[..head], &cell[..digits], &cell[digits..]);
        }
    }
    if block.kind == BlockKind::Item {
        let head = source.len() - source.trim_start().len();
        let digits = source[head..].bytes().take_while(u8::is_ascii_digit).count();
        let marker = head + digits;
        if digits > 0 && matches!(source.as_bytes().get(marker), Some(b'.' | b')')) {
            return (&source[..head], &source[head..=marker], &source[marker + 1..]);
        }
    }
    if block.kind == BlockKind::Footnote
        && let Some(label) = footnote_label(source)
    {
        let head = source.len() - source.trim_start().len() + 2;
        return (&source[..head], label, &source[head + label.len()..]);
    }
    if block.kind == BlockKind::Heading {
        let head = source.len() - source.trim_start_matches(['#', ' ', '\t']).len();
        return (&source[..head], "", &source[head..]);
    }
    ("", "", source)
}

/// `1` of `[^1]: …`.
pub(super) fn footnote_label(block_text: &str) -> Option<&str> {
    let rest = block_text.trim_start().strip_prefix("[^")?;
    rest.split_once("]:").map(|(label, _)| label)
}

/// Whether a word is an emphasis mark.
pub(super) fn is_emphasis(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| matches!(byte, b'*' | b'_' | b'`'))
}

/// Runs of letters and digits, at least 1: `[Log](#log)` are two words though no blank stands between them.
fn weight(block_text: &str) -> u32 {
    let mut n_runs = 0_u32;
    let mut inside = false;
    for byte in block_text.bytes() {
        let is_word = byte.is_ascii_alphanumeric() || !byte.is_ascii();
        n_runs = n_runs.saturating_add(u32::from(is_word && !inside));
        inside = is_word;
    }
    n_runs.max(1)
}
