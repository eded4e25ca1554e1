//! The body of a Word file as blocks: headings, items, paragraphs, tables.
//!
//! Everything that has words is carried or named in a problem with the paragraph where it stands, counted from 1
//! through the whole body, cells included.

use super::headings;
use super::inline::{Piece, excerpt, plain, without_uniform};
use super::lines;
use super::notes::{Met, Notes};
use super::numbering::{Numberings, Printed};
use super::old_font::OldFonts;
use super::package::File;
use super::paragraph::{Base, Read};
use super::styles::Styles;
use super::table::Cell;
use super::tree::Node;
use crate::intake::codes;
use crate::problem::{Code, Place, Problem};

/// What a block is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Shape {
    Heading(usize),
    /// A level and a marker.
    Item(usize, String),
    /// Running text of an item.
    Inside,
    Body,
    Quote,
    Code,
    Rule,
}

/// A block before it is written.
#[derive(Debug)]
pub(super) struct Block {
    pub(super) shape: Shape,
    /// What automatic numbering printed.
    pub(super) label: String,
    pub(super) pieces: Vec<Piece>,
    /// Labels of the footnotes that were written behind it.
    pub(super) followed_by: Vec<String>,
    pub(super) is_bold: bool,
    pub(super) is_centred: bool,
    /// Size of its letters, in half points.
    pub(super) size: Option<u32>,
    /// Where it stands, for problems.
    pub(super) at: usize,
}

/// A part of the text.
#[derive(Debug)]
pub(super) enum Part {
    Block(Block),
    Table(Vec<Vec<Cell>>),
}

/// Reads one file.
pub(super) struct Writer<'a> {
    pub(super) file: &'a File,
    pub(super) styles: Styles,
    numberings: Numberings,
    /// Whether this program made the file.
    pub(super) own: bool,
    name: &'a str,
    pub(super) problems: Vec<Problem>,
    pub(super) n_paragraphs: usize,
    pub(super) n_tables: usize,
    /// The page as it was last laid out; 0 where the file does not say.
    pub(super) page: usize,
    /// Words near the place that is read.
    pub(super) near: String,
    /// Footnotes in the order of their references.
    pub(super) notes: Vec<Met>,
    /// The footnote that is read, from 1.
    pub(super) note: Option<usize>,
    /// Whether the file prints block codes.
    pub(super) shows_codes: bool,
    pub(super) fonts: OldFonts,
    pub(super) convert: bool,
}

/// What was read of a file.
pub(super) struct Written {
    pub(super) text: String,
    pub(super) problems: Vec<Problem>,
    pub(super) fonts: OldFonts,
}

/// Reads a file; `fonts` is what an earlier reading found of old fonts.
pub(super) fn write(file: &File, name: &str, fonts: OldFonts, convert: bool) -> Written {
    let mut writer = Writer::new(file, name, fonts, convert);
    let mut parts = Vec::new();
    if let Some(body) = file.document.child("w:body") {
        writer.body(body, &mut parts);
    }
    let notes = Notes::read(&mut writer);
    writer.margins();
    if !writer.own {
        headings::settle(&mut parts);
    }
    let text = lines::lay(&mut writer, &parts, notes);
    Written { text, problems: writer.problems, fonts: writer.fonts }
}

impl<'a> Writer<'a> {
    pub(super) fn new(file: &'a File, name: &'a str, fonts: OldFonts, convert: bool) -> Self {
        Self {
            file,
            styles: Styles::read(file.styles.as_deref()),
            numberings: Numberings::read(file.numbering.as_ref()),
            own: file.properties.contains_key("document"),
            name,
            problems: Vec::new(),
            n_paragraphs: 0,
            n_tables: 0,
            page: usize::from(file.document.has(&|it| it.name == "w:lastRenderedPageBreak")),
            near: String::new(),
            notes: Vec::new(),
            note: None,
            shows_codes: false,
            fonts,
            convert,
        }
    }
}

impl Writer<'_> {
    fn body(&mut self, body: &Node, parts: &mut Vec<Part>) {
        for child in &body.children {
            match child.name.as_str() {
                "w:p" => {
                    self.n_paragraphs += 1;
                    self.paragraph(child, parts);
                }
                "w:tbl" if self.own && is_frame(child, &self.styles) => {
                    self.n_paragraphs += count_paragraphs(child);
                }
                "w:tbl" => {
                    self.n_tables += 1;
                    let rows = self.table(child);
                    if !rows.is_empty() {
                        parts.push(Part::Table(rows));
                    }
                }
                "w:sdt" if is_contents(child) => self.n_paragraphs += count_paragraphs(child),
                "w:sdt" | "w:sdtContent" | "w:customXml" | "w:smartTag" | "w:ins" | "w:moveTo" => {
                    self.body(child, parts);
                }
                "mc:AlternateContent" => {
                    if let Some(chosen) = child.child("mc:Choice").or_else(|| child.child("mc:Fallback")) {
                        self.body(chosen, parts);
                    }
                }
                "m:oMathPara" | "m:oMath" => self.lose("equation", ""),
                "w:altChunk" => self.lose("file", ""),
                _ => (),
            }
        }
    }

    /// Where something stands.
    fn here(&self) -> String {
        match self.note {
            Some(note) => format!("footnote {note}"),
            None => format!("paragraph {}", self.n_paragraphs),
        }
    }

    /// A problem at the place that is read.
    pub(super) fn problem(&self, code: Code, what: &str) -> Problem {
        let page = if self.note.is_some() { 0 } else { self.page };
        self.problem_at(code, self.here(), what, &self.near, page)
    }

    fn problem_at(&self, code: Code, at: String, what: &str, near: &str, page: usize) -> Problem {
        let problem = Problem::new(code, Place::file(self.name).at(at)).with("what", what);
        problem.with("near", near).with("has_near", usize::from(!near.is_empty())).with("page", page)
    }

    /// Names something that is not carried.
    pub(super) fn lose(&mut self, what: &str, words: &str) {
        let mut problem = self.problem(codes::WORD_LOST, what);
        if problem.place.at.as_deref() == Some("paragraph 0") {
            problem.place.at = None;
        }
        self.problems.push(problem.with("words", quoted(words)));
    }

    /// Names looks that were lost at another place than the one that is read.
    pub(super) fn lose_looks(&mut self, at: usize, near: &str) {
        let at = format!("paragraph {at}");
        let problem = self.problem_at(codes::WORD_LOST, at, "looks", &excerpt(near), 0);
        self.problems.push(problem.with("words", ""));
    }

    /// Words at the top and at the foot of the pages: those of a file of this program are its own.
    fn margins(&mut self) {
        if self.own {
            return;
        }
        self.near.clear();
        (self.page, self.n_paragraphs) = (0, 0);
        for part in &self.file.margins {
            let words = part.words();
            if words.chars().any(char::is_alphabetic) {
                self.lose("margin", &words);
            }
        }
    }

    fn paragraph(&mut self, node: &Node, parts: &mut Vec<Part>) {
        let style = self.styles.of(node);
        let name = self.styles.name(&style).to_owned();
        let is_frame = self.own && name == "paper frame";
        if is_frame || name.starts_with("toc ") || name.starts_with("contents ") {
            return;
        }
        let level = self.level(node, &style, &name);
        let is_quote = matches!(name.as_str(), "quote" | "block text" | "intense quote" | "quotations");
        let base =
            Base { face: self.styles.whole_face(&style), is_plain: level.is_some() || is_quote || self.own };
        let printed = self.printed(node, &style);
        let mut read = self.read(node, &base);
        let is_rule = read.has_rule || matches!(name.as_str(), "rule" | "horizontal line");
        if is_rule && read.pieces.is_empty() {
            parts.push(Part::Block(self.block(Shape::Rule, String::new(), read)));
            return;
        }
        if read.pieces.is_empty() {
            return;
        }
        let is_bold =
            |it: &Piece| !matches!(it, Piece::Words { look, text } if !look.bold && !text.trim().is_empty());
        let is_bold = base.face.bold == Some(true) && base.is_plain || read.pieces.iter().all(is_bold);
        if level.is_some() && !self.own {
            without_uniform(&mut read.pieces);
        }
        let is_code =
            matches!(name.as_str(), "html preformatted" | "source code" | "preformatted text" | "plain text");
        let (shape, label) = match (level, printed) {
            (Some(level), Some((_, Printed::Number(text) | Printed::Label(text)))) => {
                (Shape::Heading(level), text)
            }
            (Some(level), _) => (Shape::Heading(level), String::new()),
            (None, Some((_, Printed::Bullet(sign)))) if sign.trim().is_empty() => {
                (Shape::Inside, String::new())
            }
            (None, Some((level, Printed::Bullet(sign)))) => {
                let level = depth_of(&name).unwrap_or(level);
                (Shape::Item(level, bullet(&sign, self.own).to_owned()), String::new())
            }
            (None, Some((level, Printed::Number(text)))) => {
                (Shape::Item(depth_of(&name).unwrap_or(level), text), String::new())
            }
            (None, Some((_, Printed::Label(text)))) => (Shape::Body, text),
            (None, None) if is_code => (Shape::Code, String::new()),
            (None, None) if is_quote => (Shape::Quote, String::new()),
            (None, None) if self.own && name == "list paragraph" => (Shape::Inside, String::new()),
            (None, None) => (Shape::Body, String::new()),
        };
        let mut block = self.block(shape, label, read);
        block.is_bold = is_bold;
        block.is_centred = node.val_at(&["w:pPr", "w:jc"]) == Some("center");
        parts.push(Part::Block(block));
    }

    fn block(&self, shape: Shape, label: String, read: Read) -> Block {
        Block {
            shape,
            label,
            pieces: read.pieces,
            followed_by: read.followed_by,
            is_bold: false,
            is_centred: false,
            size: read.size,
            at: self.n_paragraphs,
        }
    }

    /// The level of a heading, from 1.
    fn level(&self, node: &Node, style: &str, name: &str) -> Option<usize> {
        let outline = node.val_at(&["w:pPr", "w:outlineLvl"]).and_then(|it| it.parse::<usize>().ok());
        if let Some(outline) = outline {
            return (outline < 9).then_some((outline + 1).min(6));
        }
        let level = self.styles.heading(style);
        level.or_else(|| (!self.own && matches!(name, "title" | "tiêu đề" | "tên văn bản")).then_some(0))
    }

    pub(super) fn printed(&mut self, node: &Node, style: &str) -> Option<(usize, Printed)> {
        let (by_style, level_by_style) = self.styles.list(style);
        let own = node.val_at(&["w:pPr", "w:numPr", "w:numId"]).map(str::to_owned);
        let numbering = own.or(by_style)?;
        let level = node.val_at(&["w:pPr", "w:numPr", "w:ilvl"]).and_then(|it| it.parse().ok());
        let level = level.or(level_by_style).or_else(|| self.numberings.level_of(&numbering, style));
        let level = level.unwrap_or(0).min(8);
        Some((level, self.numberings.next(&numbering, level)?))
    }
}

/// The level that the name of a style says: `list bullet 2`.
fn depth_of(style: &str) -> Option<usize> {
    let rest = style.strip_prefix("list bullet ").or_else(|| style.strip_prefix("list number "))?;
    rest.parse::<usize>().ok()?.checked_sub(1).filter(|level| *level < 9)
}

/// The marker of a bullet; signs of symbol fonts stand in a private area behind U+F000.
pub(super) fn bullet(sign: &str, own: bool) -> &'static str {
    match sign {
        "•" | "\u{f0b7}" if own => "*",
        "+" | "\u{f02b}" => "+",
        _ => "-",
    }
}

pub(super) fn count_paragraphs(node: &Node) -> usize {
    usize::from(node.name == "w:p") + node.children.iter().map(count_paragraphs).sum::<usize>()
}

/// Whether a structured part is the table of contents.
pub(super) fn is_contents(node: &Node) -> bool {
    let gallery = node.val_at(&["w:sdtPr", "w:docPartObj", "w:docPartGallery"]);
    gallery.is_some_and(|it| it == "Table of Contents")
}

/// Whether a table of our own file is the header block or the signature and not one of the text.
pub(super) fn is_frame(node: &Node, styles: &Styles) -> bool {
    node.has(&|it| {
        let style = it.val_at(&["w:pPr", "w:pStyle"]);
        style.is_some_and(|it| styles.name(it) == "paper frame")
    })
}

/// The first words of something in quotation marks behind a blank; nothing for nothing.
pub(super) fn quoted(words: &str) -> String {
    if words.trim().is_empty() { String::new() } else { format!(" \"{}\"", excerpt(words)) }
}

/// The plain words of a block with what automatic numbering printed.
pub(super) fn words_of(block: &Block) -> String {
    let marker = match &block.shape {
        Shape::Item(_, marker) => marker.as_str(),
        _ => block.label.as_str(),
    };
    format!("{} {}", marker.trim(), plain(&block.pieces)).trim().to_owned()
}
