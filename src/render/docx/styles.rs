//! `word/styles.xml`: the layout profile as styles with the names that word processors know.

use super::Paper;
use super::body::W;
use super::widths::twips;
use crate::archive::XmlWriter;
use crate::congress::HeadingLayout;
use crate::messages::Lang;

/// A style of paragraphs.
struct Style<'a> {
    id: &'static str,
    name: &'static str,
    based_on: Option<&'static str>,
    next: Option<&'static str>,
    outline: Option<u32>,
    keep_next: bool,
    /// Space before and behind, in points.
    space_pt: [u32; 2],
    line_pt: Option<u32>,
    line_percent: Option<u32>,
    /// Left indent and that of the first line.
    indent: [u32; 2],
    align: &'a str,
    size_pt: Option<u32>,
    bold: bool,
    italic: bool,
    /// Right tab with dots, in twips.
    tab: Option<u32>,
}

impl Style<'_> {
    fn new(id: &'static str, name: &'static str) -> Self {
        Self {
            id,
            name,
            based_on: Some("Normal"),
            next: None,
            outline: None,
            keep_next: false,
            space_pt: [0, 0],
            line_pt: None,
            line_percent: None,
            indent: [0, 0],
            align: "left",
            size_pt: None,
            bold: false,
            italic: false,
            tab: None,
        }
    }

    fn write(&self, xml: &mut XmlWriter) {
        xml.open("w:style").attr("w:type", "paragraph");
        if self.id == "Normal" {
            xml.attr("w:default", "1");
        }
        xml.attr("w:styleId", self.id).leaf("w:name", "w:val", self.name);
        for (name, value) in [("w:basedOn", self.based_on), ("w:next", self.next)] {
            if let Some(value) = value {
                xml.leaf(name, "w:val", value);
            }
        }
        xml.empty("w:qFormat").open("w:pPr");
        if self.keep_next {
            xml.empty("w:keepNext");
        }
        if let Some(tab) = self.tab {
            xml.open("w:tabs").open("w:tab").attr("w:val", "right").attr("w:leader", "dot");
            xml.attr("w:pos", tab.to_string()).close().close();
        }
        xml.open("w:spacing").attr("w:before", (self.space_pt[0] * 20).to_string());
        xml.attr("w:after", (self.space_pt[1] * 20).to_string());
        if let Some(line) = self.line_pt {
            xml.attr("w:line", (line * 20).to_string()).attr("w:lineRule", "exact");
        } else if let Some(percent) = self.line_percent {
            xml.attr("w:line", (percent * 240 / 100).to_string()).attr("w:lineRule", "auto");
        }
        xml.close();
        xml.open("w:ind").attr("w:left", self.indent[0].to_string());
        xml.attr("w:firstLine", self.indent[1].to_string()).close();
        xml.leaf("w:jc", "w:val", self.align);
        if let Some(level) = self.outline {
            xml.leaf("w:outlineLvl", "w:val", level.to_string());
        }
        xml.close().open("w:rPr");
        for (on, name, complex) in [(self.bold, "w:b", "w:bCs"), (self.italic, "w:i", "w:iCs")] {
            if on {
                xml.empty(name).empty(complex);
            }
        }
        if let Some(size) = self.size_pt {
            let half = (size * 2).to_string();
            xml.leaf("w:sz", "w:val", &half).leaf("w:szCs", "w:val", &half);
        }
        xml.close().close();
    }
}

/// The part.
pub(super) fn styles(paper: &Paper<'_>, text_width: u32) -> Vec<u8> {
    let profile = paper.profile;
    let mut xml = XmlWriter::new();
    xml.open("w:styles").attr("xmlns:w", W);
    let half = (profile.body.size_pt * 2).to_string();
    xml.open("w:docDefaults").open("w:rPrDefault").open("w:rPr").open("w:rFonts");
    for name in ["w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"] {
        xml.attr(name, &profile.font);
    }
    let lang = if paper.lang == Lang::Vi { "vi-VN" } else { "en-GB" };
    xml.close().leaf("w:sz", "w:val", &half).leaf("w:szCs", "w:val", &half);
    xml.leaf("w:lang", "w:val", lang)
        .close()
        .close()
        .open("w:pPrDefault")
        .open("w:pPr")
        .close()
        .close()
        .close();
    for style in text_styles(paper).iter().chain(&frame_styles(paper, text_width)) {
        style.write(&mut xml);
    }
    characters(&mut xml);
    tables(&mut xml);
    xml.finish()
}

const HEADINGS: [(&str, &str); 6] = [
    ("Heading1", "heading 1"),
    ("Heading2", "heading 2"),
    ("Heading3", "heading 3"),
    ("Heading4", "heading 4"),
    ("Heading5", "heading 5"),
    ("Heading6", "heading 6"),
];

/// The id of a heading's style, level from 1.
pub(super) fn heading(level: usize) -> &'static str {
    HEADINGS[level.clamp(1, 6) - 1].0
}

fn text_styles(paper: &Paper<'_>) -> Vec<Style<'static>> {
    let (profile, body) = (paper.profile, &paper.profile.body);
    let indent = twips(body.indent_mm);
    let text = |id, name| Style {
        space_pt: [0, body.after_pt],
        line_pt: body.line_pt,
        line_percent: body.line_percent,
        align: "both",
        ..Style::new(id, name)
    };
    let mut styles = vec![
        Style { based_on: None, ..Style::new("Normal", "Normal") },
        Style { indent: [0, indent], ..text("BodyText", "Body Text") },
        text("ListParagraph", "List Paragraph"),
        Style { indent: [indent.max(567), 0], italic: true, ..text("Quote", "Quote") },
        Style {
            align: "left",
            size_pt: Some(body.size_pt.saturating_sub(2)),
            ..text("HTMLPreformatted", "HTML Preformatted")
        },
        Style { space_pt: [6, 6], align: "center", ..Style::new("Rule", "Rule") },
        Style { size_pt: Some(profile.table.size_pt), ..Style::new("TableText", "Table Text") },
        Style { size_pt: Some(11), align: "both", ..Style::new("FootnoteText", "footnote text") },
        Style { size_pt: Some(10), ..Style::new("CommentText", "annotation text") },
    ];
    let like = |layout: &HeadingLayout, style: Style<'static>| Style {
        size_pt: Some(layout.size_pt),
        bold: layout.bold,
        italic: layout.italic,
        align: if layout.centred { "center" } else { "both" },
        indent: if layout.centred { [0, 0] } else { [0, indent] },
        keep_next: true,
        next: Some("BodyText"),
        ..style
    };
    if let Some(layout) = profile.headings.first() {
        let title = Style { space_pt: spaces(layout, [12, 6]), ..Style::new("Title", "Title") };
        styles.push(like(layout, title));
    }
    for (at, (id, name)) in HEADINGS.into_iter().enumerate() {
        let Some(layout) = profile.heading(at + 1) else { continue };
        let outline = u32::try_from(at).ok();
        let space_pt = spaces(layout, [6, 6]);
        styles.push(like(layout, Style { outline, space_pt, ..Style::new(id, name) }));
    }
    styles
}

/// Spaces before and behind a heading, as the profile has them, else the program's own.
fn spaces(layout: &HeadingLayout, own: [u32; 2]) -> [u32; 2] {
    [layout.before_pt.unwrap_or(own[0]), layout.after_pt.unwrap_or(own[1])]
}

fn frame_styles(paper: &Paper<'_>, text_width: u32) -> Vec<Style<'static>> {
    let body = &paper.profile.body;
    let entry = |id, name, level: u32| Style {
        space_pt: [0, 2],
        indent: [level * 240, 0],
        tab: Some(text_width),
        ..Style::new(id, name)
    };
    let small = body.size_pt.saturating_sub(2);
    vec![
        Style { space_pt: [0, 6], align: "center", ..Style::new("Subtitle", "Subtitle") },
        Style { bold: true, align: "center", space_pt: [12, 6], ..Style::new("TOCHeading", "TOC Heading") },
        entry("TOC1", "toc 1", 0),
        entry("TOC2", "toc 2", 0),
        entry("TOC3", "toc 3", 1),
        entry("TOC4", "toc 4", 2),
        Style {
            align: "center",
            size_pt: Some(paper.profile.page.number_pt),
            ..Style::new("Header", "header")
        },
        Style { align: "center", size_pt: Some(10), ..Style::new("Footer", "footer") },
        Style { italic: true, space_pt: [0, 4], size_pt: Some(small), ..Style::new("Remark", "Remark") },
        Style::new("PaperFrame", "Paper Frame"),
    ]
}

fn characters(xml: &mut XmlWriter) {
    xml.open("w:style").attr("w:type", "character").attr("w:default", "1");
    xml.attr("w:styleId", "DefaultParagraphFont").leaf("w:name", "w:val", "Default Paragraph Font").close();
    let open = |xml: &mut XmlWriter, id: &'static str, name: &'static str| {
        xml.open("w:style").attr("w:type", "character").attr("w:styleId", id).leaf("w:name", "w:val", name);
        xml.leaf("w:basedOn", "w:val", "DefaultParagraphFont").open("w:rPr");
    };
    open(xml, "FootnoteReference", "footnote reference");
    xml.leaf("w:vertAlign", "w:val", "superscript").close().close();
    open(xml, "Hyperlink", "Hyperlink");
    xml.leaf("w:u", "w:val", "single").close().close();
    open(xml, "HTMLCode", "HTML Code");
    xml.open("w:rFonts").attr("w:ascii", "Courier New").attr("w:hAnsi", "Courier New");
    xml.attr("w:cs", "Courier New").close().close().close();
}

fn tables(xml: &mut XmlWriter) {
    xml.open("w:style").attr("w:type", "table").attr("w:default", "1").attr("w:styleId", "TableNormal");
    xml.leaf("w:name", "w:val", "Normal Table").open("w:tblPr");
    xml.open("w:tblInd").attr("w:w", "0").attr("w:type", "dxa").close().open("w:tblCellMar");
    for (side, width) in [("w:top", "0"), ("w:left", "85"), ("w:bottom", "0"), ("w:right", "85")] {
        xml.open(side).attr("w:w", width).attr("w:type", "dxa").close();
    }
    xml.close().close().close();
    xml.open("w:style").attr("w:type", "table").attr("w:styleId", "TableGrid");
    xml.leaf("w:name", "w:val", "Table Grid").leaf("w:basedOn", "w:val", "TableNormal").open("w:tblPr");
    xml.open("w:tblBorders");
    for side in ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"] {
        xml.open(side).attr("w:val", "single").attr("w:sz", "4").attr("w:space", "0").attr("w:color", "auto");
        xml.close();
    }
    xml.close().close().close();
}
