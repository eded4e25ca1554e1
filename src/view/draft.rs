//! The page of a clean draft: headings, paragraphs, lists, tables, footnotes at the end, codes beside them.
//!
//! Words are those of the draft; only marks of Markdown are left out. Comments and link definitions do not
//! print. Linear in the draft.

use super::change::Mark;
use super::comparison::Side;
use super::model::{Cell, Column, Heading, Marks, Page, Paragraph, Part, Row, Run, Shape, Table, anchor};
use super::redline::{plain_parts, shape};
use super::table::{alignments, plain_cells, weigh};
use crate::document::{Block, BlockKind, Codes, Document};
use crate::messages::{Lang, text};
use std::collections::BTreeMap;

/// What a draft page needs besides the draft.
#[derive(Debug, Clone, Default)]
pub struct DraftMeta {
    /// Language of the program's own words.
    pub lang: Lang,
    /// Title where the draft has no heading of level 1.
    pub title: String,
    /// Lines under the title.
    pub subtitle: Vec<String>,
    /// Header block and marks.
    pub marks: Option<Marks>,
    /// Whether codes are printed beside the blocks.
    pub show_codes: bool,
}

/// The page of a clean draft. The first heading of level 1 becomes the page's title.
pub fn draft_page(document: &Document, codes: &Codes, meta: &DraftMeta) -> Page {
    let none = Codes::new();
    let codes = if meta.show_codes { codes } else { &none };
    let side = Side { document, codes, label: "" };
    let title = document.blocks.iter().find(|block| block.kind == BlockKind::Heading && block.depth == 1);
    let mut writer = Writer {
        side,
        codes_shown: meta.show_codes,
        references: BTreeMap::new(),
        parts: Vec::new(),
        notes: Vec::new(),
    };
    writer.number_footnotes();
    for block in &document.blocks {
        if title.is_none_or(|title| title.index != block.index) {
            writer.block(block);
        }
    }
    for part in &mut writer.parts {
        if let Part::Table(table) = part {
            weigh(table);
        }
    }
    let words = title.map(|block| super::markdown::plain(&document.source, block));
    let mut page = Page {
        title: words.filter(|words| !words.is_empty()).unwrap_or_else(|| meta.title.clone()),
        title_code: title.and_then(|block| side.code(block.index)),
        subtitle: meta.subtitle.clone(),
        lang: meta.lang,
        marks: meta.marks.clone(),
        parts: writer.parts,
        contents: true,
        ..Page::default()
    };
    if !writer.notes.is_empty() {
        page.parts.push(Part::Heading(Heading {
            level: 2,
            runs: vec![Run::plain(text(meta.lang, "view-footnotes"))],
            anchor: Some("footnotes".to_owned()),
            code: None,
        }));
        page.parts.append(&mut writer.notes);
    }
    page
}

struct Writer<'a> {
    side: Side<'a>,
    codes_shown: bool,
    /// Anchor of each footnote by its label.
    references: BTreeMap<String, String>,
    parts: Vec<Part>,
    notes: Vec<Part>,
}

impl Writer<'_> {
    fn number_footnotes(&mut self) {
        for block in self.side.document.blocks.iter().filter(|block| block.kind == BlockKind::Footnote) {
            if let Some(label) = footnote_label(self.side.document.text(block)) {
                let n = self.references.len() + 1;
                self.references.entry(label.to_owned()).or_insert_with(|| format!("note-{n}"));
            }
        }
    }

    fn block(&mut self, block: &Block) {
        match block.kind {
            BlockKind::FrontMatter | BlockKind::Definition => (),
            BlockKind::Html if self.side.document.text(block).trim_start().starts_with("<!--") => (),
            BlockKind::Rule => self.parts.push(Part::Rule),
            BlockKind::Row => self.row(block),
            _ => self.words(block),
        }
    }

    fn words(&mut self, block: &Block) {
        let parts = plain_parts(&self.side, &(block.index..block.index + 1), Mark::Plain);
        let mut runs = parts.into_iter().flat_map(|part| part.cells).next().unwrap_or_default();
        let code = self.side.code(block.index);
        let mut anchor = code.as_deref().map(anchor);
        let is_note = block.kind == BlockKind::Footnote;
        if is_note {
            let label = footnote_label(self.side.document.text(block));
            anchor = label.and_then(|label| self.references.get(label).cloned()).or(anchor);
        } else {
            self.link_references(&mut runs);
        }
        let part = match shape(block) {
            Shape::Heading(level) => {
                let anchor = anchor.or_else(|| Some(format!("h-{}", block.index)));
                Part::Heading(Heading { level, runs, anchor, code })
            }
            shape => Part::Paragraph(Paragraph { shape, runs, code, anchor }),
        };
        if is_note { self.notes.push(part) } else { self.parts.push(part) }
    }

    /// Makes references of footnotes lead to them.
    fn link_references(&self, runs: &mut [Run]) {
        for run in runs.iter_mut().filter(|run| run.style.raised) {
            let label = run.text.trim_matches(['[', ']']);
            run.link = self.references.get(label).cloned();
        }
    }

    fn row(&mut self, block: &Block) {
        let Some((_, number)) = block.row else { return };
        if number == 0 || !matches!(self.parts.last(), Some(Part::Table(_))) {
            self.begin_table(block);
            if number == 0 {
                return;
            }
        }
        let parts = plain_parts(&self.side, &(block.index..block.index + 1), Mark::Plain);
        let Some(part) = parts.into_iter().next() else { return };
        let mut cells = Vec::new();
        if self.codes_shown {
            cells.push(self.side.code(block.index).map(|code| Cell::runs(vec![Run::code(code)])));
        }
        cells.extend(part.cells.into_iter().map(|mut runs| {
            self.link_references(&mut runs);
            Some(Cell::runs(runs))
        }));
        let anchor = self.side.code(block.index).map(|code| anchor(&code));
        let cells = cells.into_iter().map(Option::unwrap_or_default).collect();
        if let Some(Part::Table(table)) = self.parts.last_mut() {
            table.push(Row { cells, anchor, ..Row::default() });
        }
    }

    fn begin_table(&mut self, header: &Block) {
        let titles = plain_cells(&self.side.document.source, header);
        let alignments = alignments(self.side.document.text(header));
        let mut columns = Vec::new();
        if self.codes_shown {
            columns.push(Column::new(self.side.code(header.index).unwrap_or_default(), 5));
        }
        for (i, title) in titles.into_iter().enumerate() {
            columns.push(Column::new(title, 1).align(alignments.get(i).copied().unwrap_or_default()));
        }
        let table = Table { of_draft: self.codes_shown, ..Table::new(columns) };
        self.parts.push(Part::Table(table));
    }
}

/// The label of `[^label]: …`.
fn footnote_label(text: &str) -> Option<&str> {
    let rest = text.trim_start().strip_prefix("[^")?;
    rest.split_once("]:").map(|(label, _)| label)
}
