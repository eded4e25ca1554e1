//! The types of a page: what is said and what it means, without colour, markup or any word of a format.
//!
//! A page is made once and rendered to HTML, terminal or CSV. All sentences in it are final, in the page's
//! language; user text stands in it as it is, and every renderer makes it harmless in its own way.

use super::change::{Facet, Mark, Redline};
use crate::messages::{Lang, Message, text};

/// One output for a person.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page {
    /// Title, printed at the top and used as the name of the page.
    pub title: String,
    /// Printed code of the title, where it is a block of a draft.
    pub title_code: Option<String>,
    /// Lines under the title.
    pub subtitle: Vec<String>,
    /// Language of the page's own words.
    pub lang: Lang,
    /// What stands above the title and at the foot of every printed page.
    pub marks: Option<Marks>,
    /// What the page says, in order.
    pub parts: Vec<Part>,
    /// Printed across (A4 landscape); tables that want it turn the whole page.
    pub landscape: bool,
    /// Whether a table of contents of the headings with an anchor is wanted.
    pub contents: bool,
    /// Names of the two sides, where the page is a comparison.
    pub sides: Option<[String; 2]>,
    /// Whether both sides are wanted beside each other, by a reader who sees one view at a time.
    pub beside: bool,
}

impl Page {
    /// What the page is called: its title, of a letter its subject.
    pub fn name(&self) -> &str {
        let subject = self.marks.iter().flat_map(|marks| &marks.notes).next();
        if self.title.is_empty() { subject.map_or("", String::as_str) } else { &self.title }
    }
}

/// The header block of a paper of the Party and the marks of a draft; all lines as printed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Marks {
    /// The line at the right: `ĐẢNG CỘNG SẢN VIỆT NAM`.
    pub party: Option<String>,
    /// Lines at the left, the superior first, the issuer last.
    pub issuer: Vec<String>,
    /// Number and symbol, blank in a draft: `Số        -BC/HU`.
    pub number: Option<String>,
    /// Place and date, in italics.
    pub place_date: Option<String>,
    /// `DỰ THẢO LẦN 2`.
    pub draft: Option<String>,
    /// More marks: scope of circulation, copy number.
    pub notes: Vec<String>,
    /// Foot of every printed page: the short form of the manifest's hash.
    pub footer: Option<String>,
    /// `Tính đến ngày …`.
    pub as_of: Option<String>,
}

impl Marks {
    /// The header block with the Party's line; `issuer` from the superior down.
    pub fn party(lang: Lang, issuer: &[&str]) -> Self {
        Self {
            party: Some(text(lang, "view-party")),
            issuer: issuer.iter().map(|&line| line.to_owned()).collect(),
            ..Self::default()
        }
    }

    /// The same with the mark `DỰ THẢO LẦN n`.
    #[must_use]
    pub fn draft(mut self, lang: Lang, draft_no: u32) -> Self {
        self.draft = Some(Message::new("view-draft-mark").with("n", draft_no).text(lang));
        self
    }

    /// The same with a number left blank before `symbol` (`-BC/HU`).
    #[must_use]
    pub fn blank_number(mut self, lang: Lang, symbol: &str) -> Self {
        self.number = Some(Message::new("view-number-blank").with("symbol", symbol).text(lang));
        self
    }

    /// The same with the short form of the manifest's hash at the foot of every printed page.
    #[must_use]
    pub fn hash(mut self, lang: Lang, short: &str) -> Self {
        self.footer = Some(Message::new("view-hash").with("hash", short).text(lang));
        self
    }

    /// The same with `Tính đến ngày …`; `date` as printed.
    #[must_use]
    pub fn as_of(mut self, lang: Lang, date: &str) -> Self {
        self.as_of = Some(Message::new("view-as-of").with("date", date).text(lang));
        self
    }
}

/// A part of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// A heading.
    Heading(Heading),
    /// A paragraph without change marks.
    Paragraph(Paragraph),
    /// A block with change marks.
    Redline(Redline),
    /// A table.
    Table(Table),
    /// A remark of the program.
    Note(Note),
    /// Name and value, one a line.
    Facts(Vec<(String, String)>),
    /// A list.
    List(List),
    /// Something behind one line, opened on demand; outputs that cannot open print the line only.
    Fold(Fold),
    /// A line across.
    Rule,
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Heading {
    /// 1 to 6; 1 is as high as the page's title.
    pub level: usize,
    /// Its words.
    pub runs: Vec<Run>,
    /// Name to link to, unique in the page: lower-case ASCII letters, digits, hyphens.
    pub anchor: Option<String>,
    /// Printed code of its block.
    pub code: Option<String>,
}

/// The shape of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shape {
    /// Running text.
    #[default]
    Body,
    /// A heading of this level, 1 to 6.
    Heading(usize),
    /// A list item, its marker in the text; depth from 1.
    Item(usize),
    /// A quoted paragraph.
    Quote,
    /// Text whose line breaks and blanks count.
    Code,
    /// A footnote's text, its number in the text.
    Footnote,
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Paragraph {
    /// Its shape; a heading is a [`Heading`] instead.
    pub shape: Shape,
    /// Its words.
    pub runs: Vec<Run>,
    /// Printed code of its block.
    pub code: Option<String>,
    /// Name to link to, as in [`Heading::anchor`].
    pub anchor: Option<String>,
}

/// What a remark is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoteKind {
    /// Anything else.
    Info,
    /// Where a block came from or went.
    Place,
    /// Figures that changed.
    Figures,
    /// Why something changed.
    Reason,
    /// Something the reader should not overlook.
    Warning,
}

/// A remark of the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What it is about.
    pub kind: NoteKind,
    /// Its words.
    pub runs: Vec<Run>,
}

impl Note {
    /// A remark of plain words.
    pub fn new(kind: NoteKind, text: impl Into<String>) -> Self {
        Self { kind, runs: vec![Run::plain(text)] }
    }
}

/// A list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct List {
    /// Whether its items are numbered from 1.
    pub ordered: bool,
    /// Its items.
    pub items: Vec<Vec<Run>>,
}

/// Something behind one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fold {
    /// The line.
    pub summary: Vec<Run>,
    /// Printed code shown beside the line.
    pub code: Option<String>,
    /// What it hides.
    pub parts: Vec<Part>,
    /// Name to link to, as in [`Heading::anchor`].
    pub anchor: Option<String>,
}

/// The look that belongs to the meaning of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Style {
    /// Strong.
    pub strong: bool,
    /// Emphasised.
    pub emphasis: bool,
    /// Less important than what stands around it.
    pub muted: bool,
    /// A code, an id, something typed.
    pub code: bool,
    /// A reference to a footnote.
    pub raised: bool,
}

/// Words of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Run {
    /// The words.
    pub text: String,
    /// What they do in a comparison.
    pub mark: Mark,
    /// Their look.
    pub style: Style,
    /// Anchor in the same page that they lead to.
    pub link: Option<String>,
}

impl Run {
    /// Plain words.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// Words with a mark.
    pub fn marked(text: impl Into<String>, mark: Mark) -> Self {
        Self { mark, ..Self::plain(text) }
    }

    /// Strong words.
    pub fn strong(text: impl Into<String>) -> Self {
        Self { style: Style { strong: true, ..Style::default() }, ..Self::plain(text) }
    }

    /// Emphasised words.
    pub fn emphasis(text: impl Into<String>) -> Self {
        Self { style: Style { emphasis: true, ..Style::default() }, ..Self::plain(text) }
    }

    /// Less important words.
    pub fn muted(text: impl Into<String>) -> Self {
        Self { style: Style { muted: true, ..Style::default() }, ..Self::plain(text) }
    }

    /// A code or an id.
    pub fn code(text: impl Into<String>) -> Self {
        Self { style: Style { code: true, ..Style::default() }, ..Self::plain(text) }
    }

    /// Words that lead to an anchor of the same page.
    pub fn link(text: impl Into<String>, anchor: impl Into<String>) -> Self {
        Self { link: Some(anchor.into()), ..Self::plain(text) }
    }
}

/// Where the words of a column stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Align {
    /// At the left.
    #[default]
    Left,
    /// In the middle.
    Centre,
    /// At the right: figures.
    Right,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Column {
    /// Its title.
    pub title: String,
    /// Share of the width, against the other columns' shares.
    pub weight: u32,
    /// Where its words stand.
    pub align: Align,
}

impl Column {
    /// A column at the left.
    pub fn new(title: impl Into<String>, weight: u32) -> Self {
        Self { title: title.into(), weight, align: Align::Left }
    }

    /// The same with its words elsewhere.
    #[must_use]
    pub fn align(mut self, align: Align) -> Self {
        self.align = align;
        self
    }
}

/// A cell: paragraphs of runs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell {
    /// Its paragraphs.
    pub paragraphs: Vec<Vec<Run>>,
}

impl Cell {
    /// One paragraph of plain words; empty words make an empty cell.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::default() } else { Self::runs(vec![Run::plain(text)]) }
    }

    /// One paragraph.
    pub fn runs(runs: Vec<Run>) -> Self {
        Self { paragraphs: vec![runs] }
    }

    /// Several paragraphs of plain words.
    pub fn lines<S: Into<String>>(lines: impl IntoIterator<Item = S>) -> Self {
        Self { paragraphs: lines.into_iter().map(|line| vec![Run::plain(line)]).collect() }
    }

    /// Its words without marks and styles, a line break between paragraphs.
    pub fn plain_text(&self) -> String {
        let paragraph = |runs: &Vec<Run>| runs.iter().map(|run| run.text.as_str()).collect::<String>();
        self.paragraphs.iter().map(paragraph).collect::<Vec<_>>().join("\n")
    }
}

/// A row; cells missing at the end are empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    /// Its cells, one a column.
    pub cells: Vec<Cell>,
    /// Name to link to, as in [`Heading::anchor`].
    pub anchor: Option<String>,
    /// Whether it is a header row of the draft's own table.
    pub header: bool,
    /// What the change of a row of a draft can be filtered by; empty where nothing changed.
    pub facets: Vec<Facet>,
    /// Whether a change begins with it.
    pub starts: bool,
}

impl Row {
    /// A row of cells.
    pub fn new(cells: Vec<Cell>) -> Self {
        Self { cells, ..Self::default() }
    }
}

/// Rows under one title.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TableSection {
    /// A line across all columns before the rows.
    pub title: Option<String>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// Lines before the columns' titles, in formats that are forms (CSV); pages do not print them.
    pub lead: Vec<Vec<String>>,
    /// A line above it.
    pub caption: Option<String>,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows in groups.
    pub sections: Vec<TableSection>,
    /// Whether it wants a page printed across.
    pub landscape: bool,
    /// Whether its rows are blocks of a draft: the first column is then the program's, the others the draft's.
    pub of_draft: bool,
    /// Names of the two sides, where its rows hold change marks.
    pub sides: Option<[String; 2]>,
    /// Remarks on its rows, printed under it.
    pub notes: Vec<Note>,
}

impl Table {
    /// A table without rows.
    pub fn new(columns: Vec<Column>) -> Self {
        Self { columns, ..Self::default() }
    }

    /// Begins a group of rows under a title.
    pub fn section(&mut self, title: Option<String>) {
        self.sections.push(TableSection { title, rows: Vec::new() });
    }

    /// Adds a row to the last group.
    pub fn push(&mut self, row: Row) {
        if self.sections.is_empty() {
            self.section(None);
        }
        if let Some(section) = self.sections.last_mut() {
            section.rows.push(row);
        }
    }

    /// A page that holds this table alone.
    pub fn into_page(self, title: impl Into<String>, lang: Lang) -> Page {
        Page {
            title: title.into(),
            lang,
            landscape: self.landscape,
            parts: vec![Part::Table(self)],
            ..Page::default()
        }
    }
}

/// A name to link to, made of any text: lower-case ASCII letters, digits and hyphens.
pub fn anchor(text: &str) -> String {
    text.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_go_to_the_last_group() {
        let mut table = Table::new(vec![Column::new("Mã", 1)]);
        table.push(Row::new(vec![Cell::text("P1")]));
        table.section(Some("PHẦN II".to_owned()));
        table.push(Row::new(vec![Cell::lines(["P2", "P3"])]));
        assert_eq!(table.sections.len(), 2);
        assert_eq!(table.sections[1].rows[0].cells[0].plain_text(), "P2\nP3");
    }
}
