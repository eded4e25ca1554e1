//! Tables of a comparison: the rows of a draft's own table with their marks, and the printed comparison table.
//!
//! The comparison table keeps the words of either side alone in their columns, so that it stays true when an
//! output (CSV) cannot show marks. Linear in the comparison.

use super::change::Facet;
use super::comparison::{Side, ViewOptions, change_label, figures_line, is_spelling};
use super::fate::{Fate, fates};
use super::markdown::{Show, pieces};
use super::model::{Align, Cell, Column, Note, Part, Row, Run, Table, anchor};
use super::redline::one_side;
use crate::compare::{Change, ChangeKind, Comparison};
use crate::document::{Block, BlockKind};
use crate::messages::{Lang, Message, text};
use std::collections::BTreeMap;

/// The comparison table (bảng so sánh): number, before, after, what happened and why.
pub fn comparison_table(
    comparison: &Comparison,
    before: &Side,
    after: &Side,
    options: &ViewOptions,
) -> Table {
    let lang = options.lang;
    let mut table = Table::new(vec![
        Column::new(text(lang, "view-column-number"), 5).align(Align::Centre),
        Column::new(before.label, 40),
        Column::new(after.label, 40),
        Column::new(text(lang, "view-column-reason"), 22),
    ]);
    table.landscape = true;
    let spelling = options.marks_spelling();
    let no_context = ViewOptions { context_blocks: 0, ..options.clone() };
    let fates = fates(comparison, before, after, &no_context, &BTreeMap::new());
    let mut n_rows = 0usize;
    let mut last_title = None;
    for (at, (change, fate)) in comparison.changes.iter().zip(fates).enumerate() {
        let (side, blocks) =
            if change.after.is_empty() { (before, &change.before) } else { (after, &change.after) };
        let section = side.blocks(blocks).first().map_or(0, |block| block.section);
        // Headings stand above the rows. What does not print in the document does not print here.
        let is_meta = side.blocks(blocks).iter().all(|block| block.kind == BlockKind::FrontMatter);
        if is_meta || !(fate == Fate::Change || options.all && fate == Fate::Plain) {
            continue;
        }
        let title = section_title(side, section);
        if last_title.as_ref() != Some(&title) {
            table.section((!title.is_empty()).then(|| title.clone()));
            last_title = Some(title);
        }
        n_rows += 1;
        let cell = |side: &Side, is_before| Cell { paragraphs: one_side(change, side, is_before, spelling) };
        table.push(Row {
            cells: vec![
                Cell::text(n_rows.to_string()),
                cell(before, true),
                cell(after, false),
                reason_cell(at, change, before, after, options),
            ],
            anchor: Some(anchor(&format!("{}row-{n_rows}", options.anchor_prefix))),
            ..Row::default()
        });
    }
    table
}

/// The path and title of a section.
pub(super) fn section_title(side: &Side, section: usize) -> String {
    let Some(section) = side.document.sections.get(section) else { return String::new() };
    match (section.path.as_str(), section.title.as_str()) {
        ("", title) => title.to_owned(),
        (path, "") => path.to_owned(),
        (path, title) => format!("{path} – {title}"),
    }
}

/// What happened, where, which figures, why.
fn reason_cell(at: usize, change: &Change, before: &Side, after: &Side, options: &ViewOptions) -> Cell {
    Cell { paragraphs: reason_lines(at, change, before, after, options) }
}

/// The lines of a reason: the kind with the code first.
pub(super) fn reason_lines(
    at: usize,
    change: &Change,
    before: &Side,
    after: &Side,
    options: &ViewOptions,
) -> Vec<Vec<Run>> {
    let lang = options.lang;
    if change.kind == ChangeKind::Unchanged {
        return Vec::new();
    }
    let kind =
        if is_spelling(change) { text(lang, "view-class-spelling") } else { change_label(change.kind, lang) };
    let codes = |side: &Side, mut blocks: std::ops::Range<usize>| blocks.find_map(|block| side.code(block));
    let code = codes(after, change.after.clone()).or_else(|| codes(before, change.before.clone()));
    let mut first = vec![Run::strong(kind)];
    if let Some(code) = code {
        first.push(Run::plain(format!(" ({code})")));
    }
    let mut paragraphs = vec![first];
    if change.moved && !change.before.is_empty() {
        let place = before.place(change.before.start);
        let line = Message::new("view-moved-from").with("place", place).text(lang);
        paragraphs.push(vec![Run::plain(line)]);
    }
    paragraphs.extend(figures_line(change, lang).map(|line| vec![Run::plain(line)]));
    for reason in options.reasons.get(&at).into_iter().flatten() {
        paragraphs.push(vec![Run::plain(reason)]);
    }
    paragraphs
}

/// The cells of a row's source as plain words.
pub(super) fn plain_cells(source: &str, block: &Block) -> Vec<String> {
    let mut cells = vec![String::new()];
    for piece in pieces(source, block) {
        let Some(cell) = cells.last_mut() else { continue };
        match piece.show {
            Show::Text => cell.push_str(&source[piece.range]),
            Show::Blank => cell.push(' '),
            Show::Char(c) => cell.push(c),
            Show::Cell => cells.push(String::new()),
        }
    }
    let mut cells: Vec<String> = cells.into_iter().map(|cell| cell.trim().to_owned()).collect();
    if cells.len() > 1 && cells[0].is_empty() {
        cells.remove(0);
    }
    if cells.len() > 1 && cells.last().is_some_and(String::is_empty) {
        cells.pop();
    }
    cells
}

/// The header row of the table that a row belongs to.
pub(super) fn header_of<'a>(blocks: &'a [Block], row: &Block) -> Option<&'a Block> {
    let (table, number) = row.row?;
    let header = blocks.get(row.index.checked_sub(number)?)?;
    (header.row == Some((table, 0))).then_some(header)
}

/// Where the words of each column stand, by the delimiter row in the header's source.
pub(super) fn alignments(header: &str) -> Vec<Align> {
    let delimiters = header.lines().nth(1).unwrap_or("").trim().trim_matches('|');
    delimiters
        .split('|')
        .map(|cell| match (cell.trim().starts_with(':'), cell.trim().ends_with(':')) {
            (true, true) => Align::Centre,
            (false, true) => Align::Right,
            _ => Align::Left,
        })
        .collect()
}

/// Rows of a draft's table, with a first column for code and change.
#[derive(Debug)]
pub(super) struct RowTable {
    table: Table,
    /// The table in the after and in the before draft, as far as met.
    numbers: [Option<usize>; 2],
    last_code: Option<String>,
}

/// A row as it goes into a [`RowTable`].
pub(super) struct DraftRow<'a> {
    /// Its block.
    pub(super) block: &'a Block,
    /// Whether that is a block of the before draft.
    pub(super) is_before: bool,
    /// Its cells.
    pub(super) cells: Vec<Vec<Run>>,
    /// What happened to it; empty for nothing.
    pub(super) label: String,
    /// What it can be filtered by.
    pub(super) facets: Vec<Facet>,
}

impl<'a> DraftRow<'a> {
    /// A row to which nothing happened.
    pub(super) fn unchanged(block: &'a Block, is_before: bool, cells: Vec<Vec<Run>>) -> Self {
        Self { block, is_before, cells, label: String::new(), facets: Vec::new() }
    }
}

impl RowTable {
    /// A table that begins with `row`; its columns are titled unless that is the header row itself.
    pub(super) fn new(side: &Side, row: &DraftRow, (names, lang): ([&str; 2], Lang)) -> Self {
        let header = header_of(&side.document.blocks, row.block);
        let is_header = header.is_some_and(|header| header.index == row.block.index);
        let titles = header.map(|header| plain_cells(&side.document.source, header)).unwrap_or_default();
        let alignments = header.map(|header| alignments(side.document.text(header))).unwrap_or_default();
        let first = if is_header { String::new() } else { text(lang, "view-column-code") };
        let mut columns = vec![Column::new(first, 1)];
        for (i, title) in titles.iter().enumerate() {
            let title = if is_header { "" } else { title };
            columns.push(Column::new(title, 1).align(alignments.get(i).copied().unwrap_or_default()));
        }
        let sides = Some(names.map(str::to_owned));
        let table = Table { of_draft: true, sides, ..Table::new(columns) };
        Self { table, numbers: [None; 2], last_code: None }
    }

    /// Whether a row belongs to this table.
    pub(super) fn holds(&self, row: &DraftRow) -> bool {
        let number = row.block.row.map(|(table, _)| table);
        self.numbers[usize::from(row.is_before)].is_none_or(|known| Some(known) == number)
    }

    /// Adds a row.
    pub(super) fn push(&mut self, side: &Side, row: DraftRow) {
        self.numbers[usize::from(row.is_before)] = row.block.row.map(|(table, _)| table);
        let code = side.code(row.block.index);
        let mut first = Cell::default();
        first.paragraphs.extend(code.clone().map(|code| vec![Run::code(code)]));
        let starts = !row.label.is_empty();
        if starts {
            first.paragraphs.push(vec![Run::strong(row.label)]);
        }
        let mut cells = vec![first];
        cells.extend(row.cells.into_iter().map(Cell::runs));
        while self.table.columns.len() < cells.len() {
            self.table.columns.push(Column::new("", 1));
        }
        let header = row.block.row.is_some_and(|(_, number)| number == 0);
        self.table.push(Row { cells, anchor: None, header, facets: row.facets, starts });
        self.last_code = code;
    }

    /// Adds a remark on the last row, printed under the table.
    pub(super) fn note(&mut self, mut note: Note) {
        if let Some(code) = &self.last_code {
            note.runs.insert(0, Run::plain(format!("{code} – ")));
        }
        self.table.notes.push(note);
    }

    /// The table with the remarks on its rows.
    pub(super) fn finish(mut self) -> Part {
        weigh(&mut self.table);
        Part::Table(self.table)
    }
}

/// Shares of width by the longest words of each column, within bounds.
pub(super) fn weigh(table: &mut Table) {
    for (i, column) in table.columns.iter_mut().enumerate() {
        let cells =
            table.sections.iter().flat_map(|section| &section.rows).filter_map(|row| row.cells.get(i));
        let texts = cells.map(Cell::plain_text).chain([column.title.clone()]);
        let longest = texts.flat_map(|text| text.lines().map(|line| line.chars().count()).max()).max();
        let weight = longest.unwrap_or(0).clamp(5, 40);
        column.weight = u32::try_from(weight).unwrap_or(40);
    }
}
