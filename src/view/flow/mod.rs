//! A draft as running text for word processors: paragraphs, lists, tables and footnotes, with exact tracked changes.
//!
//! Taking everything that is inserted out of a flow leaves the words before, taking out everything that is deleted the
//! words after: paragraph ends, list items, rows and footnotes included. What moved is whole at both places. Words and
//! looks are those that any reader of Markdown shows (`document::inlines`); markers of lists and hashes are no words.
//! Front matter, link definitions, comments and footnotes that nothing refers to do not print. Linear in both drafts.

mod ends;
mod lay;
mod lists;
mod write;

#[cfg(test)]
mod tests;

use super::comparison::Side;
use super::model::Align;
use crate::compare::{Change, ChangeKind, Comparison, Op, Segment};
use crate::document::{Codes, Document, ListMark, Looks};
use std::collections::BTreeMap;

/// What a word processor is told about a piece of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, PartialOrd, Ord, Hash)]
pub enum Track {
    /// It stands on both sides.
    #[default]
    Kept,
    /// It stands only after.
    Inserted,
    /// It stands only before.
    Deleted,
    /// It stood here before; the move has this number.
    MovedFrom(usize),
    /// It stands here after; the move has this number.
    MovedTo(usize),
}

impl Track {
    /// Whether it stands here before.
    pub fn is_before(self) -> bool {
        matches!(self, Self::Kept | Self::Deleted | Self::MovedFrom(_))
    }

    /// Whether it stands here after.
    pub fn is_after(self) -> bool {
        matches!(self, Self::Kept | Self::Inserted | Self::MovedTo(_))
    }
}

/// What a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Form {
    /// Running text.
    #[default]
    Body,
    /// A heading, 1 to 6.
    Heading(usize),
    /// An item of a list, or a paragraph of a cell or a note: what stands around it decides.
    Plain,
    /// A quoted paragraph.
    Quote,
    /// Code.
    Code,
    /// A line across.
    Rule,
}

/// How a paragraph is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Layout {
    /// What it is.
    pub form: Form,
    /// Its numbering, an index into [`Flow::numberings`], and its level from 0, for items.
    pub list: Option<(usize, usize)>,
}

/// What stands in a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Words.
    Words(String),
    /// A line break.
    Break,
    /// A reference to a footnote, an index into [`Flow::notes`].
    Note(usize),
}

/// Text of one look that one thing happened to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlowRun {
    /// What stands in it.
    pub content: Content,
    /// What happened to it.
    pub track: Track,
    /// Its look, after where it stands after.
    pub looks: Looks,
    /// Its look before, where it stands on both sides and looked otherwise.
    pub was: Option<Looks>,
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FlowParagraph {
    /// How it is laid out, after where it stands after.
    pub layout: Layout,
    /// How it was laid out before, where it ends on both sides and was otherwise.
    pub was: Option<Layout>,
    /// What happened to its end: text before an end that is gone runs on into the next paragraph.
    pub end: Track,
    /// Its text.
    pub runs: Vec<FlowRun>,
    /// Code of its block after; before for what stands only before.
    pub code: Option<String>,
    /// Labels of the footnotes that are written right behind its block after.
    pub followed_by: Vec<String>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FlowRow {
    /// What happened to it as a whole; never a move.
    pub track: Track,
    /// Whether it is the header row.
    pub header: bool,
    /// Its cells, a paragraph each.
    pub cells: Vec<FlowParagraph>,
    /// Code of its block.
    pub code: Option<String>,
}

/// A table; rows that stand on one side only may have another number of cells.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FlowTable {
    /// Where the words of its columns stand.
    pub aligns: Vec<Align>,
    /// Its rows.
    pub rows: Vec<FlowRow>,
}

/// A part of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FlowPart {
    /// A paragraph.
    Paragraph(FlowParagraph),
    /// A table.
    Table(FlowTable),
}

/// How items of one list are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Numbering {
    /// The marker; the number of the first item, where it counts.
    pub mark: ListMark,
    /// The level that counts.
    pub level: usize,
}

/// Remarks by the code of their block.
pub type Remarks = BTreeMap<String, Vec<Remark>>;

/// What somebody remarks on a block: a comment of the word processor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Whose it is; none for the author of the file.
    pub author: Option<String>,
    /// Its words.
    pub text: String,
}

/// Running text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Flow {
    /// Its parts in order.
    pub parts: Vec<FlowPart>,
    /// Paragraphs of each footnote, in the order of their references; each is referred to once.
    pub notes: Vec<Vec<FlowParagraph>>,
    /// The label of each footnote after; before for what stands only before.
    pub note_labels: Vec<String>,
    /// The lists.
    pub numberings: Vec<Numbering>,
    /// How many moves there are, numbered from 0.
    pub n_moves: usize,
    /// Labels of footnotes of the after draft that nothing refers to.
    pub lost_notes: Vec<String>,
    /// What is remarked beside the text, by the code of its block. No part of the text.
    pub remarks: Remarks,
}

/// How what moved is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MoveMarks {
    /// As moves.
    #[default]
    Tracked,
    /// As deleted there and inserted here.
    Plain,
}

/// The flow of a comparison; the sides must be the drafts that were compared.
pub fn marked_flow(comparison: &Comparison, before: &Side, after: &Side, moves: MoveMarks) -> Flow {
    write::Writer::new(comparison, before, after, moves).write()
}

/// The flow of one draft.
pub fn clean_flow(document: &Document, codes: &Codes) -> Flow {
    let side = Side { document, codes, label: "" };
    let changes = document.blocks.iter().map(|block| Change {
        kind: ChangeKind::Unchanged,
        moved: false,
        classes: Vec::new(),
        before: block.index..block.index + 1,
        after: block.index..block.index + 1,
        segments: vec![Segment { op: Op::Equal, text: document.text(block).to_owned() }],
        figures: Vec::new(),
    });
    let comparison = Comparison { changes: changes.collect() };
    marked_flow(&comparison, &side, &side, MoveMarks::Plain)
}
