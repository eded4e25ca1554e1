//! One change as blocks of runs: its segments laid over the printable pieces of both drafts.
//!
//! Equal segments take their look from the after draft. Dropping insertions leaves the before words, dropping
//! deletions the after words. A paragraph break that only one side has is shown as `¶`. Linear in the change.

use super::change::{Half, Mark};
use super::comparison::Side;
use super::markdown::{Piece, Show, pieces};
use super::model::{Run, Shape, Style};
use crate::compare::{Change, ChangeKind, Op, Segment};
use crate::document::{Block, BlockKind};
use crate::text::fold;
use std::ops::Range;

/// The sign of a paragraph break that came or went.
const BREAK: &str = "¶";

/// One block of a change.
#[derive(Debug, Clone, Default)]
pub(super) struct Part {
    /// Its words; for a table row one entry a cell, else one entry.
    pub(super) cells: Vec<Vec<Run>>,
    /// Block index in the draft that the change is laid out by (after, or before for a deletion).
    pub(super) block: usize,
}

/// The shape of a block.
pub(super) fn shape(block: &Block) -> Shape {
    match block.kind {
        BlockKind::Heading => Shape::Heading(block.depth.clamp(1, 6)),
        BlockKind::Item => Shape::Item(block.depth.max(1)),
        BlockKind::Quote => Shape::Quote,
        BlockKind::Footnote => Shape::Footnote,
        BlockKind::Code | BlockKind::Html | BlockKind::FrontMatter => Shape::Code,
        _ => Shape::Body,
    }
}

/// The blocks of a change at its own place, with the marks of its segments.
pub(super) fn parts(change: &Change, before: &Side, after: &Side, spelling: Spelling) -> Vec<Part> {
    let mut layout = Layout::new(change, before, after);
    let same = respelled(change, spelling);
    let (mut at_before, mut at_after) = (start(before, &change.before), start(after, &change.after));
    for (Segment { op, text }, same) in change.segments.iter().zip(same) {
        let n = text.len();
        match op {
            Op::Insert if same => layout.lay(Op::Equal, at_after..at_after + n),
            Op::Delete if same => (),
            Op::Equal | Op::Insert => layout.lay(*op, at_after..at_after + n),
            Op::Delete => layout.lay(Op::Delete, at_before..at_before + n),
        }
        at_before += if *op == Op::Insert { 0 } else { n };
        at_after += if *op == Op::Delete { 0 } else { n };
    }
    layout.finish()
}

/// Whether words that differ in spelling only are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spelling {
    /// As any other difference.
    Marked,
    /// They are shown as they stand after (or, in the before column, before), without a mark.
    Plain,
}

/// Which segments belong to a pair that differs in spelling only and is not to be marked.
pub(super) fn respelled(change: &Change, spelling: Spelling) -> Vec<bool> {
    let mut same = vec![false; change.segments.len()];
    if spelling == Spelling::Marked {
        return same;
    }
    for (at, pair) in change.segments.windows(2).enumerate() {
        let ops = (pair[0].op, pair[1].op);
        let is_pair = matches!(ops, (Op::Delete, Op::Insert) | (Op::Insert, Op::Delete));
        // A break or a border that came or went is no matter of spelling.
        let has_break = pair.iter().any(|segment| segment.text.contains(['\n', '|']));
        if is_pair && !has_break && !same[at] && fold(&pair[0].text).key == fold(&pair[1].text).key {
            same[at] = true;
            same[at + 1] = true;
        }
    }
    same
}

/// Blocks of one side as they are, every run with the same mark.
pub(super) fn plain_parts(side: &Side, blocks: &Range<usize>, mark: Mark) -> Vec<Part> {
    let mut out = Vec::new();
    for block in side.blocks(blocks) {
        let mut part = Part { cells: vec![Vec::new()], block: block.index };
        for piece in pieces(&side.document.source, block) {
            if piece.show == Show::Cell {
                part.cells.push(Vec::new());
            } else {
                push(&mut part, shown(&side.document.source, &piece, &piece.range), mark, piece.style);
            }
        }
        tidy(&mut part, block);
        out.push(part);
    }
    out
}

/// The words of one side of a change, marked as changed where the other side has others. Breaks between blocks
/// begin a new paragraph; borders of cells stay.
pub(super) fn one_side(change: &Change, side: &Side, is_before: bool, spelling: Spelling) -> Vec<Vec<Run>> {
    let same = respelled(change, spelling);
    // A side that is new or gone as a whole needs no marks.
    let whole = change.segments.iter().all(|segment| segment.op != Op::Equal);
    let marks = |op: Op, at: usize| match op {
        Op::Delete if !whole && !same[at] => Mark::Deleted,
        Op::Insert if !whole && !same[at] => Mark::Inserted,
        _ => Mark::Plain,
    };
    let paragraphs =
        side_parts(change, side, is_before, marks).into_iter().map(|part| in_one_line(part.cells));
    paragraphs.map(without_borders).filter(|runs| !runs.is_empty()).collect()
}

/// Both sides of a change as blocks, either with the marks of its own words.
pub(super) fn sides(change: &Change, before: &Side, after: &Side, spelling: Spelling) -> [Vec<Half>; 2] {
    let same = respelled(change, spelling);
    [(before, true), (after, false)].map(|(side, is_before)| {
        let marks = |op: Op, at: usize| match op {
            Op::Equal if change.moved && !is_before => Mark::MovedHere,
            Op::Delete if !same[at] => Mark::Deleted,
            Op::Insert if !same[at] => Mark::Inserted,
            _ => Mark::Plain,
        };
        let blocks = if is_before { &change.before } else { &change.after };
        let parts = side_parts(change, side, is_before, marks).into_iter().zip(side.blocks(blocks));
        parts
            .map(|(mut part, block)| {
                tidy(&mut part, block);
                Half { shape: shape(block), runs: in_one_line(part.cells) }
            })
            .collect()
    })
}

/// The cells of a row with borders between them; else the one cell.
fn in_one_line(cells: Vec<Vec<Run>>) -> Vec<Run> {
    let mut line = Part { cells: vec![Vec::new()], block: 0 };
    for (i, cell) in cells.into_iter().enumerate() {
        if i > 0 {
            push(&mut line, "|".to_owned(), Mark::Plain, Style::default());
        }
        for run in cell {
            push(&mut line, run.text, run.mark, run.style);
        }
    }
    line.cells.pop().unwrap_or_default()
}

/// The blocks of one side of a change; `marks` gives the mark of a segment by what it does and its index.
fn side_parts(change: &Change, side: &Side, is_before: bool, marks: impl Fn(Op, usize) -> Mark) -> Vec<Part> {
    let blocks = if is_before { &change.before } else { &change.after };
    if blocks.is_empty() {
        return Vec::new();
    }
    let own = if is_before { Op::Delete } else { Op::Insert };
    let mut cursor = Cursor::new(side, blocks);
    let mut parts = vec![Part { cells: vec![Vec::new()], block: blocks.start }];
    let mut at = start(side, blocks);
    let segments = change.segments.iter().enumerate();
    for (nth, segment) in segments.filter(|(_, segment)| segment.op == own || segment.op == Op::Equal) {
        let range = at..at + segment.text.len();
        at = range.end;
        let mark = marks(segment.op, nth);
        while let Some((piece, part_of)) = cursor.next(&range) {
            let block = blocks.start + parts.len();
            let Some(part) = parts.last_mut() else { continue };
            match piece {
                Laid::Break => parts.push(Part { cells: vec![Vec::new()], block }),
                Laid::Piece(piece) if piece.show == Show::Cell => part.cells.push(Vec::new()),
                Laid::Piece(piece) => {
                    push(part, shown(&side.document.source, &piece, &part_of), mark, piece.style);
                }
            }
        }
    }
    parts
}

/// A row without the border at its start and its end.
pub(super) fn without_borders(mut runs: Vec<Run>) -> Vec<Run> {
    trim(&mut runs);
    if runs.first().is_some_and(|run| run.text.starts_with('|')) {
        runs[0].text.replace_range(..1, "");
        if let Some(last) = runs.last_mut()
            && last.text.ends_with('|')
        {
            last.text.pop();
        }
        trim(&mut runs);
    }
    runs
}

fn start(side: &Side, blocks: &Range<usize>) -> usize {
    side.document.blocks.get(blocks.start).filter(|_| !blocks.is_empty()).map_or(0, |block| block.text.start)
}

pub(super) fn shown(source: &str, piece: &Piece, range: &Range<usize>) -> String {
    match piece.show {
        Show::Text => source.get(range.clone()).unwrap_or_default().to_owned(),
        Show::Blank | Show::Cell => " ".to_owned(),
        Show::Char(c) => c.to_string(),
    }
}

/// Adds words to the last cell, joined to the run before if that looks the same.
pub(super) fn push(part: &mut Part, words: String, mark: Mark, style: Style) {
    let Some(cell) = part.cells.last_mut() else { return };
    match cell.last_mut() {
        Some(run) if run.mark == mark && run.style == style => run.text.push_str(&words),
        _ if words.is_empty() => (),
        _ => cell.push(Run { text: words, mark, style, link: None }),
    }
}

/// Drops blanks at the ends of cells, and the empty cells outside a row's outer borders.
fn tidy(part: &mut Part, block: &Block) {
    if !matches!(block.kind, BlockKind::Code | BlockKind::Html | BlockKind::FrontMatter) {
        part.cells.iter_mut().for_each(trim);
    }
    if block.kind == BlockKind::Row && part.cells.len() > 1 {
        if part.cells.first().is_some_and(Vec::is_empty) {
            part.cells.remove(0);
        }
        if part.cells.len() > 1 && part.cells.last().is_some_and(Vec::is_empty) {
            part.cells.pop();
        }
    }
}

fn trim(runs: &mut Vec<Run>) {
    while let Some(first) = runs.first_mut() {
        let kept = first.text.trim_start().len();
        first.text.replace_range(..first.text.len() - kept, "");
        if kept > 0 {
            break;
        }
        runs.remove(0);
    }
    while let Some(last) = runs.last_mut() {
        last.text.truncate(last.text.trim_end().len());
        if !last.text.is_empty() {
            break;
        }
        runs.pop();
    }
}

/// What stands at a place of a side: a piece of a block, or the gap between two blocks.
#[derive(Debug, Clone)]
enum Laid {
    Piece(Piece),
    Break,
}

/// Walks the pieces of consecutive blocks of one side.
struct Cursor {
    laid: Vec<(Range<usize>, Laid)>,
    next: usize,
}

impl Cursor {
    fn new(side: &Side, blocks: &Range<usize>) -> Self {
        let mut laid = Vec::new();
        for (i, block) in side.blocks(blocks).iter().enumerate() {
            if i > 0 {
                laid.push((block.text.start..block.text.start, Laid::Break));
            }
            for piece in pieces(&side.document.source, block) {
                laid.push((piece.range.clone(), Laid::Piece(piece)));
            }
        }
        // A break is met by whichever segment holds the gap's last byte.
        for (range, what) in &mut laid {
            if matches!(what, Laid::Break) {
                *range = range.start.saturating_sub(1)..range.start;
            }
        }
        Self { laid, next: 0 }
    }

    /// The next piece that meets `range`, and the part of it inside. Ranges must come in order; a piece that can
    /// only be shown whole belongs to the range that it begins in.
    fn next(&mut self, range: &Range<usize>) -> Option<(Laid, Range<usize>)> {
        while let Some((place, what)) = self.laid.get_mut(self.next) {
            if place.start >= range.end {
                return None;
            }
            let is_text = matches!(what, Laid::Piece(Piece { show: Show::Text, .. }));
            let inside = place.start.max(range.start)..place.end.min(range.end);
            let begins_here = place.start >= range.start;
            if is_text && place.end > range.end {
                place.start = range.end;
            } else {
                self.next += 1;
            }
            if !inside.is_empty() && (is_text || begins_here) {
                return Some((what.clone(), inside));
            }
        }
        None
    }
}

/// Lays segments out as blocks.
struct Layout<'a> {
    before: &'a Side<'a>,
    after: &'a Side<'a>,
    on_before: Cursor,
    on_after: Cursor,
    /// Whether blocks are those of the before draft (a deletion).
    by_before: bool,
    /// Whether the change makes several blocks of one or one of several.
    shows_breaks: bool,
    is_row: bool,
    blocks: Range<usize>,
    moved: bool,
    whole: bool,
    parts: Vec<Part>,
}

impl<'a> Layout<'a> {
    fn new(change: &Change, before: &'a Side<'a>, after: &'a Side<'a>) -> Self {
        let by_before = change.after.is_empty();
        let blocks = if by_before { change.before.clone() } else { change.after.clone() };
        let side = if by_before { before } else { after };
        let first = side.document.blocks.get(blocks.start);
        Self {
            before,
            after,
            on_before: Cursor::new(before, &change.before),
            on_after: Cursor::new(after, &change.after),
            by_before,
            shows_breaks: matches!(change.kind, ChangeKind::Split | ChangeKind::Merged),
            is_row: first.is_some_and(|block| block.kind == BlockKind::Row),
            moved: change.moved,
            whole: change.before.is_empty() || change.after.is_empty(),
            parts: vec![Part { cells: vec![Vec::new()], block: blocks.start }],
            blocks,
        }
    }

    fn lay(&mut self, op: Op, range: Range<usize>) {
        let on_before = op == Op::Delete;
        loop {
            let cursor = if on_before { &mut self.on_before } else { &mut self.on_after };
            let Some((laid, inside)) = cursor.next(&range) else { break };
            match laid {
                Laid::Break => self.line_end(op),
                Laid::Piece(piece) => self.piece(op, &piece, &inside),
            }
        }
    }

    fn mark(&self, op: Op) -> Mark {
        match (op, self.moved) {
            (Op::Equal, false) => Mark::Plain,
            (Op::Equal, true) => Mark::MovedHere,
            (Op::Insert, _) => Mark::Inserted,
            (Op::Delete, false) => Mark::Deleted,
            (Op::Delete, true) => Mark::LostInMove,
        }
    }

    fn line_end(&mut self, op: Op) {
        let ends_block = op == Op::Equal || (op == Op::Delete) == self.by_before;
        let mark = self.mark(op);
        if self.shows_breaks && op != Op::Equal {
            let sign = if ends_block { BREAK.to_owned() } else { format!(" {BREAK} ") };
            self.push(sign, mark, Style::default());
        }
        if ends_block {
            let block = self.parts.last().map_or(0, |part| part.block + 1);
            self.parts.push(Part { cells: vec![Vec::new()], block });
        }
    }

    fn piece(&mut self, op: Op, piece: &Piece, inside: &Range<usize>) {
        let side = if op == Op::Delete { self.before } else { self.after };
        let mark = self.mark(op);
        if piece.show != Show::Cell {
            self.push(shown(&side.document.source, piece, inside), mark, piece.style);
        } else if self.is_row && (op == Op::Equal || self.whole) {
            if let Some(part) = self.parts.last_mut() {
                part.cells.push(Vec::new());
            }
        } else {
            self.push("|".to_owned(), mark, Style::default());
        }
    }

    fn push(&mut self, words: String, mark: Mark, style: Style) {
        if let Some(part) = self.parts.last_mut() {
            push(part, words, mark, style);
        }
    }

    fn finish(mut self) -> Vec<Part> {
        let side = if self.by_before { self.before } else { self.after };
        for part in &mut self.parts {
            part.block = part.block.min(self.blocks.end.saturating_sub(1));
            if let Some(block) = side.document.blocks.get(part.block) {
                tidy(part, block);
            }
        }
        self.parts
    }
}
