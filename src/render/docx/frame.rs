//! What stands around the words: the header block, recipients and signature, tables.

use super::body::{Body, Face, run};
use super::widths::{split, text_width};
use crate::archive::XmlWriter;
use crate::congress::HeadLayout;
use crate::view::Marks;

/// Begins a table across the page.
pub(super) fn open_table(xml: &mut XmlWriter, widths: &[u32], has_lines: bool) {
    xml.open("w:tbl").open("w:tblPr");
    xml.leaf("w:tblStyle", "w:val", if has_lines { "TableGrid" } else { "TableNormal" });
    xml.open("w:tblW").attr("w:w", widths.iter().sum::<u32>().to_string()).attr("w:type", "dxa").close();
    xml.open("w:tblLayout").attr("w:type", "fixed").close().close().open("w:tblGrid");
    for width in widths {
        xml.leaf("w:gridCol", "w:w", width.to_string());
    }
    xml.close();
}

/// Begins a cell over so many columns.
pub(super) fn open_cell(xml: &mut XmlWriter, widths: &[u32], shaded: bool) {
    xml.open("w:tc").open("w:tcPr").open("w:tcW").attr("w:w", widths.iter().sum::<u32>().to_string());
    xml.attr("w:type", "dxa").close();
    if widths.len() > 1 {
        xml.leaf("w:gridSpan", "w:val", widths.len().to_string());
    }
    if shaded {
        xml.open("w:shd").attr("w:val", "clear").attr("w:color", "auto").attr("w:fill", "F2F2F2").close();
    }
    xml.close();
}

/// A paragraph of the frame.
pub(super) struct Line<'a> {
    pub(super) text: &'a str,
    pub(super) face: Face,
    pub(super) align: &'static str,
    /// A line across under the words, or a box around them.
    pub(super) ruled: Option<Rule>,
    pub(super) space_before_pt: u32,
}

/// Lines drawn around a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rule {
    /// Above it, this far from either edge, in twips.
    Above(u32),
    /// Around it, this far from either edge.
    Box(u32),
}

impl<'a> Line<'a> {
    pub(super) fn new(text: &'a str, face: Face) -> Self {
        Self { text, face, align: "center", ruled: None, space_before_pt: 0 }
    }

    pub(super) fn write(&self, body: &mut Body<'_>, xml: &mut XmlWriter) {
        xml.open("w:p").open("w:pPr").leaf("w:pStyle", "w:val", "PaperFrame");
        let edge = |xml: &mut XmlWriter, name: &'static str| {
            xml.open(name).attr("w:val", "single").attr("w:sz", "6").attr("w:space", "1");
            xml.attr("w:color", "auto").close();
        };
        let indent = match self.ruled {
            None => 0,
            Some(Rule::Above(indent)) => {
                xml.open("w:pBdr");
                edge(xml, "w:top");
                xml.close();
                indent
            }
            Some(Rule::Box(indent)) => {
                xml.open("w:pBdr");
                for name in ["w:top", "w:left", "w:bottom", "w:right"] {
                    edge(xml, name);
                }
                xml.close();
                indent
            }
        };
        if self.space_before_pt > 0 {
            xml.leaf("w:spacing", "w:before", (self.space_before_pt * 20).to_string());
        }
        if indent > 0 {
            xml.open("w:ind").attr("w:left", indent.to_string()).attr("w:right", indent.to_string()).close();
        }
        xml.leaf("w:jc", "w:val", self.align).close();
        if !self.text.is_empty() {
            run(body, xml, self.face, self.text);
        }
        xml.close();
    }
}

/// The header block of a paper, where the profile has one and the paper wants it; else its marks alone.
pub(super) fn head(body: &mut Body<'_>, xml: &mut XmlWriter, landscape: bool) {
    let paper = body.paper;
    let Some(marks) = &paper.marks else { return };
    let has_block = marks.party.is_some() || !marks.issuer.is_empty();
    if let Some(layout) = paper.profile.head.as_ref().filter(|_| has_block) {
        let widths = split(&[5, 8], text_width(paper, landscape));
        open_table(xml, &widths, false);
        xml.open("w:tr");
        open_cell(xml, &widths[..1], false);
        issuer(body, xml, layout, marks, widths[0]);
        xml.close();
        open_cell(xml, &widths[1..], false);
        motto(body, xml, layout, marks, widths[1]);
        xml.close().close().close();
        xml.open("w:p").close();
        return;
    }
    let bold = Face { bold: true, ..Face::default() };
    for text in marks.draft.iter().chain(&marks.notes).chain(&marks.as_of) {
        Line { align: "right", ..Line::new(text, bold) }.write(body, xml);
    }
}

/// Who issues the paper, its number, the mark of a draft.
fn issuer(body: &mut Body<'_>, xml: &mut XmlWriter, layout: &HeadLayout, marks: &Marks, width: u32) {
    let size = Some(layout.issuer_pt);
    let last = marks.issuer.len().saturating_sub(1);
    for (at, text) in marks.issuer.iter().enumerate() {
        let face = Face { size_pt: size, bold: at == last, ..Face::default() };
        Line::new(&text.to_uppercase(), face).write(body, xml);
    }
    let plain = Face { size_pt: size, ..Face::default() };
    let ruled = layout.issuer_sign.is_empty().then_some(Rule::Above(width / 3));
    Line { ruled, ..Line::new(&layout.issuer_sign, plain) }.write(body, xml);
    if let Some(number) = &marks.number {
        // The view says the Party's form of the number; the profile knows its own word before it.
        let rest = number.trim_start_matches(|c: char| c.is_alphabetic() || c == ':');
        Line::new(&format!("{}{rest}", layout.number), plain).write(body, xml);
    }
    if let Some(draft) = &marks.draft {
        let face = Face { size_pt: Some(layout.draft_pt), bold: true, ..Face::default() };
        let ruled = Some(Rule::Box(width / 8));
        Line { ruled, space_before_pt: 6, ..Line::new(draft, face) }.write(body, xml);
    }
    for note in &marks.notes {
        Line { space_before_pt: 3, ..Line::new(note, Face { italic: true, ..Face::default() }) }
            .write(body, xml);
    }
}

/// The Party's or the State's words, place and date.
fn motto(body: &mut Body<'_>, xml: &mut XmlWriter, layout: &HeadLayout, marks: &Marks, width: u32) {
    for text in &layout.motto {
        let face = Face { size_pt: Some(layout.motto_pt), bold: true, ..Face::default() };
        Line::new(text, face).write(body, xml);
    }
    Line { ruled: Some(Rule::Above(width / 8)), ..Line::new("", Face::default()) }.write(body, xml);
    let italic = Face { italic: true, size_pt: Some(layout.issuer_pt), ..Face::default() };
    for text in marks.place_date.iter().chain(&marks.as_of) {
        Line::new(text, italic).write(body, xml);
    }
}

/// Recipients and signature, left blank for whoever signs.
pub(super) fn foot(body: &mut Body<'_>, xml: &mut XmlWriter) {
    let paper = body.paper;
    let (Some(layout), Some(signs)) = (&paper.profile.foot, &paper.signs) else { return };
    let widths = split(&[1, 1], text_width(paper, false));
    xml.open("w:p").close();
    open_table(xml, &widths, false);
    xml.open("w:tr").open("w:trPr").empty("w:cantSplit").close();
    open_cell(xml, &widths[..1], false);
    let size_pt = Some(layout.recipients_pt);
    let face = Face { size_pt, bold: true, italic: true, ..Face::default() };
    Line { align: "left", ..Line::new(&layout.recipients, face) }.write(body, xml);
    for text in &layout.lines {
        Line { align: "left", ..Line::new(text, Face { size_pt, ..Face::default() }) }.write(body, xml);
    }
    xml.close();
    open_cell(xml, &widths[1..], false);
    let bold = Face { bold: true, ..Face::default() };
    Line::new(&format!("{} {}", layout.on_behalf, signs.to_uppercase()), bold).write(body, xml);
    for _ in 0..4 {
        xml.open("w:p").close();
    }
    xml.close().close().close().open("w:p").close();
}
