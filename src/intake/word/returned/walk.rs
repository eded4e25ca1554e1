//! The paragraphs of a returned draft as they stood before and as they read now, with the comments beside them.
//!
//! Header block, contents and printed block codes of our own files are no part of the draft. A paragraph is one of the
//! body, cells included, or of a footnote.

use crate::intake::word::blocks::{count_paragraphs, is_contents, is_frame};
use crate::intake::word::package::File;
use crate::intake::word::styles::Styles;
use crate::intake::word::tree::Node;
use std::collections::BTreeMap;

/// Where words stand: before the changes, after them, or both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Before,
    After,
    Both,
}

/// Words of one side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) side: Side,
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Para {
    /// `paragraph 7`, `footnotes`.
    pub(super) at: String,
    /// The block's code, by the bookmark of our own files.
    pub(super) code: Option<String>,
    pub(super) pieces: Vec<Piece>,
    /// On which side its end stands.
    pub(super) end: Side,
    /// A row of a table, from 1, and on which side it stands.
    pub(super) row: Option<(usize, Side)>,
}

impl Para {
    /// Its words before the changes.
    pub(super) fn before(&self) -> String {
        self.words(Side::After)
    }

    /// Its words with the changes.
    pub(super) fn after(&self) -> String {
        self.words(Side::Before)
    }

    fn words(&self, without: Side) -> String {
        self.pieces.iter().filter(|it| it.side != without).map(|it| it.text.as_str()).collect()
    }

    fn before_len(&self) -> usize {
        self.pieces.iter().filter(|it| it.side != Side::After).map(|it| it.text.len()).sum()
    }
}

/// What a comment is put to: from a place in a paragraph (its index and bytes of what stood before) to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Anchor {
    pub(super) from: (usize, usize),
    pub(super) to: (usize, usize),
}

/// A file as it was walked through.
#[derive(Debug, Default)]
pub(super) struct Walked {
    pub(super) paras: Vec<Para>,
    /// By the comment's number.
    pub(super) anchors: BTreeMap<String, Anchor>,
}

struct Walker<'a> {
    own: bool,
    styles: &'a Styles,
    n: usize,
    n_rows: usize,
    row: Option<(usize, Side)>,
    in_note: bool,
    shows_codes: bool,
    /// Whether what stands in an open field is shown.
    fields: Vec<bool>,
    out: Walked,
}

/// Walks through the body and the footnotes of a file.
pub(super) fn walk(file: &File, styles: &Styles) -> Walked {
    let own = file.properties.contains_key("document");
    let mut walker = Walker {
        own,
        styles,
        n: 0,
        n_rows: 0,
        row: None,
        in_note: false,
        shows_codes: false,
        fields: Vec::new(),
        out: Walked::default(),
    };
    if let Some(body) = file.document.child("w:body") {
        walker.blocks(body);
    }
    walker.in_note = true;
    for notes in file.notes.iter().flatten() {
        for note in notes.children.iter().filter(|it| it.attr("w:type").is_none()) {
            walker.blocks(note);
        }
    }
    walker.out
}

impl Walker<'_> {
    fn blocks(&mut self, node: &Node) {
        for child in &node.children {
            match child.name.as_str() {
                "w:p" => self.paragraph(child),
                "w:tbl" if self.own && is_frame(child, self.styles) => self.n += count_paragraphs(child),
                "w:sdt" if is_contents(child) => self.n += count_paragraphs(child),
                "w:tr" => {
                    self.n_rows += 1;
                    let tracked = |name: &str| child.at(&["w:trPr", name]).is_some();
                    let side = match (tracked("w:ins"), tracked("w:del")) {
                        (true, _) => Side::After,
                        (_, true) => Side::Before,
                        _ => Side::Both,
                    };
                    let outer = self.row.replace((self.n_rows, side));
                    self.blocks(child);
                    self.row = outer;
                }
                "mc:Fallback" => (),
                _ => self.blocks(child),
            }
        }
    }

    fn paragraph(&mut self, node: &Node) {
        self.n += 1;
        let style = self.styles.of(node);
        let name = self.styles.name(&style);
        let is_frame = self.own && name == "paper frame";
        if is_frame || name.starts_with("toc ") || name.starts_with("contents ") {
            return;
        }
        let marked = |name: &str| node.at(&["w:pPr", "w:rPr", name]).is_some();
        let end = match (marked("w:ins") || marked("w:moveTo"), marked("w:del") || marked("w:moveFrom")) {
            (true, false) => Side::After,
            (false, true) => Side::Before,
            _ => Side::Both,
        };
        let at = if self.in_note { "footnotes".to_owned() } else { format!("paragraph {}", self.n) };
        self.out.paras.push(Para { at, code: None, pieces: Vec::new(), end, row: self.row });
        self.fields.clear();
        self.inside(node, Side::Both);
        self.without_code();
    }

    fn inside(&mut self, node: &Node, side: Side) {
        for child in &node.children {
            match child.name.as_str() {
                "w:pPr" | "w:rPr" | "mc:Fallback" => (),
                "w:ins" | "w:moveTo" => self.inside(child, both(side, Side::After)),
                "w:del" | "w:moveFrom" => self.inside(child, both(side, Side::Before)),
                "w:t" | "w:delText" => self.say(&child.text.replace(['\n', '\r'], " "), side),
                "w:tab" | "w:ptab" => self.say(" ", side),
                "w:br" | "w:cr" => self.say(" ", side),
                "w:noBreakHyphen" => self.say("\u{2011}", side),
                "w:fldChar" => match child.attr("w:fldCharType") {
                    Some("begin") => self.fields.push(false),
                    Some("separate") => drop(self.fields.pop().map(|_| self.fields.push(true))),
                    _ => drop(self.fields.pop()),
                },
                "w:bookmarkStart" => {
                    let code = child.attr("w:name").and_then(|it| it.strip_prefix("vk_"));
                    if let (Some(code), Some(para)) = (code, self.out.paras.last_mut()) {
                        para.code.get_or_insert_with(|| code.to_owned());
                    }
                }
                "w:commentRangeStart" | "w:commentReference" | "w:commentRangeEnd" => self.comment(child),
                _ => self.inside(child, side),
            }
        }
    }

    fn say(&mut self, text: &str, side: Side) {
        let Some(para) = self.out.paras.last_mut() else { return };
        if text.is_empty() || !self.fields.iter().all(|is_shown| *is_shown) {
            return;
        }
        match para.pieces.last_mut() {
            Some(last) if last.side == side => last.text.push_str(text),
            _ => para.pieces.push(Piece { text: text.to_owned(), side }),
        }
    }

    fn comment(&mut self, node: &Node) {
        let (Some(id), Some(para)) = (node.attr("w:id"), self.out.paras.last()) else { return };
        let here = (self.out.paras.len() - 1, para.before_len());
        match node.name.as_str() {
            "w:commentRangeEnd" => {
                if let Some(anchor) = self.out.anchors.get_mut(id) {
                    anchor.to = here;
                }
            }
            // A reference alone says the place of a comment without a range.
            _ => drop(self.out.anchors.entry(id.to_owned()).or_insert(Anchor { from: here, to: here })),
        }
    }

    /// Takes a printed block code off, and off the places of comments.
    fn without_code(&mut self) {
        let nth = self.out.paras.len().saturating_sub(1);
        let Some(para) = self.out.paras.last_mut().filter(|_| self.own) else { return };
        let code = para.code.clone();
        let Some(first) = para.pieces.first_mut() else { return };
        let Some((printed, rest)) = first.text.strip_prefix('[').and_then(|rest| rest.split_once("] "))
        else {
            return;
        };
        let is_code = code.as_deref() == Some(printed);
        self.shows_codes |= is_code;
        let is_printed = is_code || self.shows_codes && crate::document::BlockCode::parse(printed).is_some();
        if !is_printed {
            return;
        }
        let n_cut = first.text.len() - rest.len();
        first.text = rest.to_owned();
        for anchor in self.out.anchors.values_mut() {
            for place in [&mut anchor.from, &mut anchor.to] {
                if place.0 == nth {
                    place.1 = place.1.saturating_sub(n_cut);
                }
            }
        }
    }
}

/// Words that were inserted and deleted again stand nowhere; they count as deleted.
fn both(outer: Side, inner: Side) -> Side {
    if outer == Side::Both || outer == inner { inner } else { Side::After }
}
