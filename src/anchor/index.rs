//! A draft prepared for placing: its blocks as they are read aloud, folded, with the way back to the source; its
//! section numbers; which pairs of words stand where.
//!
//! Made once per draft and used for all comments. Linear in the draft, in time and memory.

use super::levels::{Level, Numbered, numbered};
use super::print::PrintedPlace;
use crate::document::{BlockCode, BlockKind, Codes, Document, DocumentId};
use crate::text::{self, Folded};
use std::collections::HashMap;
use std::ops::Range;

/// A draft prepared for placing.
pub struct DraftIndex<'a> {
    /// Id of the document.
    pub id: DocumentId,
    /// Its title as people call it.
    pub title: &'a str,
    pub(super) document: &'a Document,
    pub(super) codes: &'a Codes,
    pub(super) blocks: Vec<BlockText>,
    pub(super) numbered: Vec<Numbered>,
    /// Titles by section index, folded without case, single blanks.
    pub(super) titles: Vec<String>,
    /// Where its running text stands in the circulated print, in order; empty where that is not known.
    pub(super) print: Vec<PrintedPlace>,
    words: HashMap<String, u32>,
    pairs: HashMap<(u32, u32), Vec<u32>>,
}

/// A block's text without marks of Markdown, folded.
pub(super) struct BlockText {
    clean: Clean,
    pub(super) folded: Folded,
    /// Numbers of its words, in order.
    pub(super) words: Vec<u32>,
}

/// Text with marks taken out, and where its pieces stood.
struct Clean {
    text: String,
    /// Start in `text`, start in the source, of every piece.
    pieces: Vec<(usize, usize)>,
}

/// Words found in a draft: the block, and their bytes in the block's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hit {
    pub(super) block: usize,
    pub(super) words: Range<usize>,
}

impl<'a> DraftIndex<'a> {
    /// Prepares a draft. `codes` are its codes by block index.
    pub fn new(id: DocumentId, title: &'a str, document: &'a Document, codes: &'a Codes) -> Self {
        let mut words = HashMap::new();
        let mut pairs: HashMap<(u32, u32), Vec<u32>> = HashMap::new();
        let mut blocks = Vec::with_capacity(document.blocks.len());
        for (index, block) in document.blocks.iter().enumerate() {
            let searched = block.kind.has_code();
            let block = BlockText::new(if searched { document.text(block) } else { "" }, &mut words);
            for pair in block.words.windows(2) {
                let at = pairs.entry((pair[0], pair[1])).or_default();
                let number = u32::try_from(index).unwrap_or(u32::MAX);
                if at.last() != Some(&number) {
                    at.push(number);
                }
            }
            blocks.push(block);
        }
        let titles = document.sections.iter().map(|section| words_of(&section.title).join(" ")).collect();
        let (numbered, print) = (numbered(document), Vec::new());
        Self { id, title, document, codes, blocks, numbered, titles, print, words, pairs }
    }

    /// The same with the pages and lines of the circulated print. Rows of tables and footnotes have no lines of their
    /// own and are left out.
    #[must_use]
    pub fn with_print(mut self, mut print: Vec<PrintedPlace>) -> Self {
        let is_text = |it: &PrintedPlace| {
            let block = self.document.blocks.get(it.block);
            block.is_some_and(|block| block.row.is_none() && block.kind != BlockKind::Footnote)
        };
        print.retain(is_text);
        print.sort_by_key(|it| (it.first, it.last, it.block));
        self.print = print;
        self
    }

    pub(super) fn code(&self, block: usize) -> Option<&BlockCode> {
        self.codes.get(block)?.as_ref()
    }

    pub(super) fn block_of(&self, code: &BlockCode) -> Option<usize> {
        self.codes.iter().position(|it| it.as_ref() == Some(code))
    }

    /// The number of a folded word, where the draft has it.
    pub(super) fn word(&self, word: &str) -> Option<u32> {
        self.words.get(word).copied()
    }

    /// The blocks in which a pair of words stands.
    pub(super) fn pair_blocks(&self, pair: (u32, u32)) -> &[u32] {
        self.pairs.get(&pair).map_or(&[], Vec::as_slice)
    }

    /// The blocks of a section, nested ones included.
    pub(super) fn section_blocks(&self, section: usize) -> Range<usize> {
        self.document.sections.get(section).map_or(0..0, |section| section.blocks.clone())
    }

    /// Whether `inner` is `outer` or stands inside it.
    pub(super) fn is_inside(&self, inner: usize, outer: usize) -> bool {
        let mut at = Some(inner);
        while let Some(section) = at {
            if section == outer {
                return true;
            }
            at = self.document.sections.get(section).and_then(|it| it.parent);
        }
        false
    }

    /// Where the folded `needle` stands as whole words.
    pub(super) fn find_folded(&self, needle: &str) -> Vec<Hit> {
        let mut hits = Vec::new();
        let mut look = |block: usize| {
            if let Some(text) = self.blocks.get(block) {
                text.find(&text.folded, needle, |words| hits.push(Hit { block, words }));
            }
        };
        // Whole words stand only where every two of them that follow each other do.
        let numbers: Vec<Option<u32>> = split_words(needle).map(|word| self.word(word)).collect();
        match numbers.as_slice() {
            [] => (0..self.blocks.len()).for_each(look),
            [only] => {
                let holds =
                    |block: &usize| only.is_some_and(|word| self.blocks[*block].words.contains(&word));
                (0..self.blocks.len()).filter(holds).for_each(look);
            }
            all => {
                let pairs = all.windows(2).map(|pair| match pair {
                    [Some(left), Some(right)] => self.pair_blocks((*left, *right)),
                    _ => &[],
                });
                let fewest = pairs.min_by_key(|blocks| blocks.len()).unwrap_or_default();
                fewest.iter().for_each(|block| look(*block as usize));
            }
        }
        hits
    }

    /// Where `needle`, folded without tone marks, stands as whole words.
    pub(super) fn find_plain(&self, needle: &str) -> Vec<Hit> {
        let mut hits = Vec::new();
        for (block, text) in self.blocks.iter().enumerate() {
            let plain = text::plain(&text.clean.text);
            text.find(&plain, needle, |words| hits.push(Hit { block, words }));
        }
        hits
    }

    /// The words of a hit as they stand in the source.
    pub(super) fn source_of(&self, hit: &Hit) -> &str {
        let Some(block) = self.document.blocks.get(hit.block) else { return "" };
        self.document.text(block).get(hit.words.clone()).unwrap_or_default()
    }
}

impl BlockText {
    fn new(source: &str, numbers: &mut HashMap<String, u32>) -> Self {
        let clean = Clean::new(source);
        let folded = text::fold_caseless(&clean.text);
        let words = split_words(&folded.key)
            .map(|word| {
                let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
                *numbers.entry(word.to_owned()).or_insert(next)
            })
            .collect();
        Self { clean, folded, words }
    }

    /// Calls `found` with the source bytes of every place where `needle` stands in the key as whole words.
    fn find(&self, key: &Folded, needle: &str, mut found: impl FnMut(Range<usize>)) {
        if needle.is_empty() {
            return;
        }
        let mut from = 0;
        while let Some(at) = key.key.get(from..).and_then(|rest| rest.find(needle)) {
            let span = from + at..from + at + needle.len();
            if is_whole(&key.key, &span) {
                found(self.clean.source(&key.source(span.clone())));
            }
            from = span.end;
        }
    }
}

impl Clean {
    fn new(source: &str) -> Self {
        let mut text = String::with_capacity(source.len());
        let mut pieces = Vec::new();
        let mut at = 0;
        while let Some(c) = source.get(at..).and_then(|rest| rest.chars().next()) {
            let skip = skipped(source, at, c);
            if skip > 0 {
                at += skip;
                continue;
            }
            if pieces.last().is_none_or(|&(clean, from): &(usize, usize)| text.len() - clean != at - from) {
                pieces.push((text.len(), at));
            }
            text.push(c);
            at += c.len_utf8();
        }
        Self { text, pieces }
    }

    /// The source bytes of a range of the clean text.
    fn source(&self, clean: &Range<usize>) -> Range<usize> {
        let map = |at: usize| {
            let piece = self.pieces.partition_point(|(start, _)| *start <= at).checked_sub(1);
            piece.and_then(|piece| self.pieces.get(piece)).map_or(0, |(start, source)| source + at - start)
        };
        if clean.is_empty() {
            let at = map(clean.start);
            return at..at;
        }
        map(clean.start)..map(clean.end - 1) + 1
    }
}

/// How many bytes at `at` are marks of Markdown and no words: emphasis, code marks, cell borders, footnote marks.
fn skipped(source: &str, at: usize, c: char) -> usize {
    match c {
        '*' | '`' | '|' => 1,
        '\\' if source[at + 1..].starts_with(|c: char| c.is_ascii_punctuation()) => 1,
        '[' if source[at..].starts_with("[^") => {
            let rest = &source[at..];
            let end = rest.bytes().take(40).position(|b| b == b']');
            end.map_or(0, |end| end + 1 + usize::from(rest[end + 1..].starts_with(':')))
        }
        _ => 0,
    }
}

/// Whether a span of a key begins and ends at the edge of words.
fn is_whole(key: &str, span: &Range<usize>) -> bool {
    let joins = |a: Option<char>, b: Option<char>| matches!((a, b), (Some(a), Some(b)) if a.is_alphanumeric() && b.is_alphanumeric());
    let inside = &key[span.clone()];
    !joins(key[..span.start].chars().next_back(), inside.chars().next())
        && !joins(inside.chars().next_back(), key[span.end..].chars().next())
        && !splits_number(key, span)
}

/// Whether the span cuts a number in two: `12` out of `12,5` or `45.250` out of `145.250`.
fn splits_number(key: &str, span: &Range<usize>) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let mark = |c: Option<char>| matches!(c, Some('.' | ',' | '/'));
    let (mut before, mut after) = (key[..span.start].chars().rev(), key[span.end..].chars());
    let inside = &key[span.clone()];
    let cut_front = digit(inside.chars().next()) && mark(before.next()) && digit(before.next());
    let cut_back = digit(inside.chars().next_back()) && mark(after.next()) && digit(after.next());
    cut_front || cut_back
}

/// The folded words of a text: letters and digits; a number keeps its inner marks (`45.250`, `6/14`).
pub(super) fn words_of(text: &str) -> Vec<String> {
    split_words(&text::fold_caseless(text).key).map(str::to_owned).collect()
}

/// The words of a folded key.
pub(super) fn split_words(key: &str) -> impl Iterator<Item = &str> {
    let bytes = key.as_bytes();
    let inner = move |at: usize| {
        let digit = |at: Option<&u8>| at.is_some_and(u8::is_ascii_digit);
        at > 0 && digit(bytes.get(at - 1)) && digit(bytes.get(at + 1))
    };
    let mut start = 0;
    let mut pieces = Vec::new();
    for (at, c) in key.char_indices() {
        if c.is_alphanumeric() || matches!(c, '.' | ',' | '/') && inner(at) {
            continue;
        }
        if at > start {
            pieces.push(&key[start..at]);
        }
        start = at + c.len_utf8();
    }
    if key.len() > start {
        pieces.push(&key[start..]);
    }
    pieces.into_iter()
}

/// The levels of a section, from the outermost.
pub(super) fn levels_of<'i>(index: &'i DraftIndex<'_>, section: usize) -> &'i [Level] {
    index.numbered.iter().find(|it| it.section == section && it.block.is_none()).map_or(&[], |it| &it.levels)
}
