//! Both drafts cut into atoms: words, marks, figures, dates and symbols, and the words that deny or soften.
//!
//! An atom is what two texts are aligned by here: a figure is one atom with its unit, a date one, `từng bước` one.
//! Printed labels, list markers, footnote marks and Markdown marks are no atoms. Linear in the blocks asked for.

use super::hedges::{self, EntryNo, Found};
use crate::document::figures::{Claim, Columns, Kind, Line, Lines, RawFigure, cells, claims, cut, line_of};
use crate::document::{Block, BlockKind, Document};
use crate::text;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

/// A place in the words where a value stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(in crate::compare) enum Slot {
    Figure,
    Date,
    Term,
    Year,
    Symbol,
    Ordinal,
}

/// What an atom is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::compare) enum AtomKind {
    Word,
    Mark,
    Cell,
    /// A word that denies or softens.
    Hedge(EntryNo),
    Slot(Slot),
}

/// One atom.
#[derive(Debug, Clone)]
pub(in crate::compare) struct Atom {
    pub(super) kind: AtomKind,
    /// Bytes of the source.
    pub(in crate::compare) range: Range<usize>,
    pub(super) block: usize,
    /// Number of what it says: equal numbers say the same.
    pub(super) key: u32,
    /// How much it says that this atom stands on both sides.
    pub(super) weight: i32,
    /// The figure, with its index in the block's line.
    pub(in crate::compare) figure: Option<(usize, RawFigure)>,
}

impl Atom {
    pub(in crate::compare) fn slot(&self) -> Option<Slot> {
        match self.kind {
            AtomKind::Slot(slot) => Some(slot),
            _ => None,
        }
    }

    pub(super) fn hedge(&self) -> Option<EntryNo> {
        match self.kind {
            AtomKind::Hedge(entry) => Some(entry),
            _ => None,
        }
    }

    /// Whether it is a word that tells texts apart.
    pub(super) fn is_strong(&self) -> bool {
        matches!(self.kind, AtomKind::Word) && self.weight > 1
    }
}

/// Words that stand everywhere.
const WEAK: &[&str] = &[
    "và", "của", "các", "những", "một", "là", "được", "cho", "có", "trong", "với", "để", "từ", "đến", "ở",
    "về", "theo", "trên", "tại", "bằng", "do", "mà", "thì", "đã", "đang", "sẽ", "này", "đó", "khi", "như",
    "hoặc", "hay", "còn", "cũng", "vào", "ra", "lên", "xuống", "năm", "số",
];

const WEIGHT_WORD: i32 = 4;
const WEIGHT_WEAK: i32 = 1;
const WEIGHT_SLOT: i32 = 6;

/// The numbers of what atoms say, shared by both drafts.
#[derive(Default)]
pub(in crate::compare) struct Keys(HashMap<String, u32>);

impl Keys {
    fn number(&mut self, key: String) -> u32 {
        let next = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        *self.0.entry(key).or_insert(next)
    }
}

/// One draft.
pub(super) struct Side<'a> {
    pub(super) document: &'a Document,
    lines: Lines,
    /// What figures are said of, by block and index in the block's line.
    claims: BTreeMap<(usize, usize), Claim>,
    /// The columns of every table, and the block of its header.
    columns: BTreeMap<usize, (Columns, usize)>,
}

impl<'a> Side<'a> {
    pub(super) fn new(document: &'a Document) -> Self {
        let mut lines = Lines::of(document);
        let claims = claims(document, &lines).into_iter().map(|it| ((it.block, it.figure), it)).collect();
        let mut columns = BTreeMap::new();
        for (block, line) in document.blocks.iter().zip(&mut lines.lines) {
            match block.row {
                Some((table, 0)) => {
                    columns.insert(table, (Columns::of(line), block.index));
                }
                _ => code_line(document, block, line),
            }
        }
        Self { document, lines, claims, columns }
    }

    pub(super) fn line(&self, block: usize) -> Option<&Line> {
        self.lines.lines.get(block)
    }

    pub(super) fn claim(&self, block: usize, figure: usize) -> Option<&Claim> {
        self.claims.get(&(block, figure))
    }

    pub(super) fn claims(&self) -> impl Iterator<Item = &Claim> {
        self.claims.values()
    }

    /// The columns of the table that a row stands in, and the block of the header.
    pub(super) fn columns(&self, block: usize) -> Option<(&Columns, usize)> {
        let (table, _) = self.document.blocks.get(block)?.row?;
        self.columns.get(&table).map(|(columns, header)| (columns, *header))
    }

    /// The printed text of a range.
    pub(super) fn printed(&self, range: &Range<usize>) -> &'a str {
        self.document.source.get(range.clone()).unwrap_or("")
    }

    /// The atoms of consecutive blocks.
    pub(super) fn atoms(&self, blocks: &Range<usize>, keys: &mut Keys) -> Vec<Atom> {
        let mut atoms = Vec::new();
        for block in blocks.clone() {
            if let Some(line) = self.line(block) {
                Cutter { document: self.document, block, hedges: true }.atoms(line, keys, &mut atoms);
            }
        }
        atoms
    }
}

/// A paragraph indented by mistake is code; its words count all the same.
fn code_line(document: &Document, block: &Block, line: &mut Line) {
    if block.kind == BlockKind::Code {
        *line = cut(document.text(block), block.text.start, 0);
    }
}

/// The lines of consecutive blocks of a draft of which nothing else is wanted; front matter holds values too.
pub(in crate::compare) fn lines_of(document: &Document, blocks: &Range<usize>) -> Vec<(usize, Line)> {
    let line = |block: &Block| {
        if block.kind == BlockKind::FrontMatter {
            return cut(document.text(block), block.text.start, 0);
        }
        let mut line = line_of(document, block);
        code_line(document, block, &mut line);
        line
    };
    let blocks = document.blocks.get(blocks.clone()).unwrap_or_default();
    blocks.iter().map(|block| (block.index, line(block))).collect()
}

/// The atoms of such lines.
pub(in crate::compare) fn atoms_of(
    document: &Document,
    lines: &[(usize, Line)],
    keys: &mut Keys,
) -> Vec<Atom> {
    let mut atoms = Vec::new();
    for (block, line) in lines {
        Cutter { document, block: *block, hedges: false }.atoms(line, keys, &mut atoms);
    }
    atoms
}

/// Cuts one block.
struct Cutter<'a> {
    document: &'a Document,
    block: usize,
    /// Whether words that deny or soften are atoms of their own.
    hedges: bool,
}

impl Cutter<'_> {
    fn atoms(&self, line: &Line, keys: &mut Keys, atoms: &mut Vec<Atom>) {
        let block = self.block;
        let running = self.running_number(line);
        let mut at = 0;
        while at < line.pieces.len() {
            let found = if self.hedges { hedges::at(line, at) } else { None };
            let (length, plain) = match found {
                Some(Found::Entry(entry, length)) => {
                    let range = line.pieces[at].range.start
                        ..line.pieces[(at + length).min(line.pieces.len()) - 1].range.end;
                    let key = keys.number(format!("\u{1}{entry}"));
                    let kind = AtomKind::Hedge(entry);
                    atoms.push(Atom { kind, range, block, key, weight: WEIGHT_WORD, figure: None });
                    at += length;
                    continue;
                }
                Some(Found::Compound(length)) => (length, true),
                None => (1, false),
            };
            for i in at..(at + length).min(line.pieces.len()) {
                if Some(i) != running {
                    atoms.push(self.atom(line, i, plain, keys));
                }
            }
            at += length;
        }
    }

    /// The running number in the first cell of a row.
    fn running_number(&self, line: &Line) -> Option<usize> {
        self.document.blocks.get(self.block)?.row?;
        let cell = cells(line).into_iter().next()?;
        let alone = cell.len() == 1 && line.figure(cell.start).is_some_and(|it| it.unit.name.is_empty());
        alone.then_some(cell.start)
    }

    fn atom(&self, line: &Line, at: usize, plain: bool, keys: &mut Keys) -> Atom {
        let piece = &line.pieces[at];
        let printed = self.document.source.get(piece.range.clone()).unwrap_or("");
        let mut figure = None;
        let (kind, key, weight) = match &piece.kind {
            Kind::Word if !plain && is_roman(line, at, printed) => {
                (AtomKind::Slot(Slot::Ordinal), printed.to_owned(), WEIGHT_SLOT)
            }
            Kind::Word => {
                let weight = if WEAK.contains(&piece.key.as_str()) { WEIGHT_WEAK } else { WEIGHT_WORD };
                (AtomKind::Word, piece.key.clone(), weight)
            }
            Kind::Mark(mark) => (AtomKind::Mark, mark_key(*mark), WEIGHT_WEAK),
            Kind::Cell => (AtomKind::Cell, "|".to_owned(), WEIGHT_WEAK),
            Kind::Figure(_) if is_in_name(line, at) => {
                (AtomKind::Slot(Slot::Symbol), format!("n{printed}"), WEIGHT_SLOT)
            }
            Kind::Figure(index) => {
                let raw = &line.figures[*index];
                figure = Some((*index, raw.clone()));
                (AtomKind::Slot(Slot::Figure), figure_key(raw), WEIGHT_SLOT)
            }
            Kind::Date(parts) => (AtomKind::Slot(Slot::Date), format!("{parts:?}"), WEIGHT_SLOT),
            Kind::Term(first, last) => (AtomKind::Slot(Slot::Term), format!("{first}-{last}"), WEIGHT_SLOT),
            Kind::Year(year) => (AtomKind::Slot(Slot::Year), format!("y{year}"), WEIGHT_SLOT),
            Kind::Symbol => (AtomKind::Slot(Slot::Symbol), text::fold(printed).key, WEIGHT_SLOT),
            Kind::Ordinal(number) => (AtomKind::Slot(Slot::Ordinal), format!("o{number}"), WEIGHT_SLOT),
        };
        Atom { kind, range: piece.range.clone(), block: self.block, key: keys.number(key), weight, figure }
    }
}

/// The number of a name: `Covid-19`.
fn is_in_name(line: &Line, at: usize) -> bool {
    let piece = |back: usize| at.checked_sub(back).and_then(|at| line.pieces.get(at));
    let (Some(word), Some(dash), Some(number)) = (piece(2), piece(1), piece(0)) else { return false };
    let glued = word.range.end == dash.range.start && dash.range.end == number.range.start;
    glued && word.kind == Kind::Word && matches!(dash.kind, Kind::Mark(mark) if text::is_dash(mark))
}

/// A Roman number that names something: `khóa XXI`, `quý IV`.
fn is_roman(line: &Line, at: usize, printed: &str) -> bool {
    let long = printed.len() > 1 || matches!(printed, "I" | "V" | "X");
    long && printed.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X' | b'L'))
        && text::roman(printed).is_some()
        && line.any_before(at, &["khóa", "thứ", "quý", "lần", "phần", "mục", "loại", "cấp", "hội"])
}

/// Dashes and quotes of any form are one mark each.
fn mark_key(mark: char) -> String {
    match mark {
        _ if text::is_dash(mark) => "–".to_owned(),
        '“' | '”' | '"' | '„' => "\"".to_owned(),
        '‘' | '’' | '\'' => "'".to_owned(),
        other => other.to_string(),
    }
}

/// The value of a figure, scale words included; units are compared apart.
pub(in crate::compare) fn figure_key(raw: &RawFigure) -> String {
    let scaled = |number: &crate::document::figures::Number| {
        number.value() * num_rational::Ratio::from_integer(10_i128.pow(raw.unit.scale.min(18)))
    };
    match &raw.second {
        None => scaled(&raw.first).to_string(),
        Some(second) => {
            let sign = if raw.fraction { "÷" } else { "…" };
            format!("{}{sign}{}", scaled(&raw.first), scaled(second))
        }
    }
}

/// Whether two figures of equal value have the same unit: `63 tỷ` and `63 tỷ đồng` do, `5%` and `5 điểm %` do not.
pub(super) fn same_unit(before: &RawFigure, after: &RawFigure) -> bool {
    let (old, new) = (&before.unit, &after.unit);
    let bare = |left: &str, right: &str| {
        left.is_empty() && !right.is_empty() && old.scale == new.scale && old.scale > 0
    };
    let same = old.name == new.name || bare(old.name, new.name) || bare(new.name, old.name);
    same && old.yearly == new.yearly
}

/// Whether two figures that were paired say the same; `printed` are their words.
pub(in crate::compare) fn same_figure(before: &Atom, after: &Atom, printed: (&str, &str)) -> bool {
    match (&before.figure, &after.figure) {
        (Some((_, left)), Some((_, right))) => {
            before.key == after.key
                && same_unit(left, right)
                && (left.second.is_some() || n_rates(printed.0) == n_rates(printed.1))
        }
        _ => before.key == after.key,
    }
}

/// `triệu đồng/người/năm` is another unit than `triệu đồng`.
fn n_rates(printed: &str) -> usize {
    printed.matches('/').count()
}
