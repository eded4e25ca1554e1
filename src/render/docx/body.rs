//! The parts of a Word file that hold words, while they are written: ids, links, tracked changes, properties of runs.
//!
//! Ids of changes, bookmarks and ranges come from one counter, so none stands twice in a file. Elements stand in the
//! order that the schema (ECMA-376, part 1) asks for.

use super::Paper;
use crate::archive::XmlWriter;
use crate::document::Looks;
use crate::view::{Remark, Track};

pub(super) const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
pub(super) const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// What is being written.
pub(super) struct Body<'a> {
    pub(super) paper: &'a Paper<'a>,
    /// `word/document.xml`.
    pub(super) xml: XmlWriter,
    /// `word/footnotes.xml`.
    pub(super) notes: XmlWriter,
    /// `word/comments.xml`; none as long as nothing is remarked.
    pub(super) remarks: Option<XmlWriter>,
    n_remarks: usize,
    /// Targets of links, in order.
    pub(super) links: Vec<String>,
    pub(super) n_notes: usize,
    /// Codes of blocks that have a bookmark.
    pub(super) codes: Vec<String>,
    next_id: usize,
}

impl<'a> Body<'a> {
    pub(super) fn new(paper: &'a Paper<'a>) -> Self {
        let mut xml = XmlWriter::new();
        xml.open("w:document").attr("xmlns:w", W).attr("xmlns:r", R).open("w:body");
        let mut notes = XmlWriter::new();
        notes.open("w:footnotes").attr("xmlns:w", W).attr("xmlns:r", R);
        for (kind, id, line) in
            [("separator", "-1", "w:separator"), ("continuationSeparator", "0", "w:continuationSeparator")]
        {
            notes.open("w:footnote").attr("w:type", kind).attr("w:id", id);
            notes.open("w:p").open("w:pPr").open("w:spacing").attr("w:after", "0").attr("w:line", "240");
            notes.attr("w:lineRule", "auto").close().close();
            notes.open("w:r").empty(line).close().close().close();
        }
        Self {
            paper,
            xml,
            notes,
            remarks: None,
            n_remarks: 0,
            links: Vec::new(),
            n_notes: 0,
            codes: Vec::new(),
            next_id: 0,
        }
    }

    /// Writes a remark into its part; gives its id. LibreOffice 7.4 takes a remark for the footnote of the same number
    /// and shows the words of other footnotes then, so remarks are numbered where no footnote is.
    pub(super) fn remark(&mut self, remark: &Remark) -> String {
        const FIRST: usize = 1_000_000;
        let id = (FIRST + self.n_remarks).to_string();
        self.n_remarks += 1;
        let (author, date) = (remark.author.as_ref().unwrap_or(&self.paper.author).clone(), self.date());
        let mut xml = self.remarks.take().unwrap_or_else(|| {
            let mut xml = XmlWriter::new();
            xml.open("w:comments").attr("xmlns:w", W).attr("xmlns:r", R);
            xml
        });
        let initials = author.split_whitespace().filter_map(|word| word.chars().next());
        let initials: String = initials.filter(|c| c.is_alphanumeric()).take(4).collect();
        xml.open("w:comment").attr("w:id", &id).attr("w:author", &author).attr("w:date", date);
        xml.attr("w:initials", initials);
        for line in remark.text.lines() {
            xml.open("w:p").open("w:pPr").leaf("w:pStyle", "w:val", "CommentText").close();
            run(self, &mut xml, Face::default(), line);
            xml.close();
        }
        xml.close();
        self.remarks = Some(xml);
        id
    }

    pub(super) fn id(&mut self) -> String {
        self.next_id += 1;
        self.next_id.to_string()
    }

    /// Relationship id of a link; links stand behind the fixed parts.
    pub(super) fn link(&mut self, target: &str) -> String {
        let known = self.links.iter().position(|link| link == target);
        let at = known.unwrap_or_else(|| {
            self.links.push(target.to_owned());
            self.links.len() - 1
        });
        format!("rIdLink{}", at + 1)
    }

    /// The element that tells a change, open, with id, author and date.
    pub(super) fn open_change(&mut self, xml: &mut XmlWriter, name: &'static str) {
        let id = self.id();
        xml.open(name).attr("w:id", id).attr("w:author", &self.paper.author).attr("w:date", self.date());
    }

    /// The date of changes: local time, as word processors write it.
    pub(super) fn date(&self) -> String {
        format!("{}Z", self.paper.date)
    }
}

/// The element of a change of text.
pub(super) fn change_name(track: Track) -> Option<&'static str> {
    match track {
        Track::Kept => None,
        Track::Inserted => Some("w:ins"),
        Track::Deleted => Some("w:del"),
        Track::MovedFrom(_) => Some("w:moveFrom"),
        Track::MovedTo(_) => Some("w:moveTo"),
    }
}

/// How the words of a run look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Face {
    pub(super) style: Option<&'static str>,
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) strike: bool,
    /// `single`, `double`, `dotted`.
    pub(super) underline: Option<&'static str>,
    pub(super) grey: bool,
    pub(super) size_pt: Option<u32>,
    pub(super) raised: bool,
}

impl Face {
    pub(super) fn of(looks: &Looks) -> Self {
        let style = match (&looks.link, looks.code) {
            (Some(_), _) => Some("Hyperlink"),
            (None, true) => Some("HTMLCode"),
            (None, false) => None,
        };
        Self { style, bold: looks.strong, italic: looks.emphasis, ..Self::default() }
    }

    fn is_plain(self) -> bool {
        self == Self::default()
    }

    /// Properties of a run, with how it looked before where that was otherwise.
    pub(super) fn write(self, body: &mut Body<'_>, xml: &mut XmlWriter, was: Option<Self>) {
        if self.is_plain() && was.is_none() {
            return;
        }
        xml.open("w:rPr");
        self.inner(xml);
        if let Some(was) = was {
            body.open_change(xml, "w:rPrChange");
            xml.open("w:rPr");
            was.inner(xml);
            xml.close().close();
        }
        xml.close();
    }

    fn inner(self, xml: &mut XmlWriter) {
        if let Some(style) = self.style {
            xml.leaf("w:rStyle", "w:val", style);
        }
        for (on, name, complex) in [(self.bold, "w:b", "w:bCs"), (self.italic, "w:i", "w:iCs")] {
            if on {
                xml.empty(name).empty(complex);
            }
        }
        if self.strike {
            xml.empty("w:strike");
        }
        if self.grey {
            xml.leaf("w:color", "w:val", "595959");
        }
        if let Some(size) = self.size_pt {
            let half = (size * 2).to_string();
            xml.leaf("w:sz", "w:val", &half).leaf("w:szCs", "w:val", &half);
        }
        if let Some(line) = self.underline {
            xml.leaf("w:u", "w:val", line);
        }
        if self.raised {
            xml.leaf("w:vertAlign", "w:val", "superscript");
        }
    }
}

/// Words inside an open run; `name` is `w:t` or `w:delText`. Tabs and line breaks become elements.
pub(super) fn words(xml: &mut XmlWriter, name: &'static str, text: &str) {
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(['\t', '\n']).unwrap_or(rest.len());
        if end > 0 {
            xml.open(name).attr("xml:space", "preserve").text(rest[..end].trim_end_matches('\r')).close();
        }
        match rest.as_bytes().get(end) {
            Some(b'\t') => xml.empty("w:tab"),
            Some(_) => xml.empty("w:br"),
            None => return,
        };
        rest = &rest[end + 1..];
    }
}

/// A run of words that look one way.
pub(super) fn run(body: &mut Body<'_>, xml: &mut XmlWriter, face: Face, text: &str) {
    xml.open("w:r");
    face.write(body, xml, None);
    words(xml, "w:t", text);
    xml.close();
}

/// The parts of a field around its shown words: begin, instruction, end.
pub(super) fn field(xml: &mut XmlWriter, kind: &'static str) {
    xml.open("w:r").leaf("w:fldChar", "w:fldCharType", kind).close();
}

/// What a field does; the program's own words only.
pub(super) fn instruction(xml: &mut XmlWriter, text: &str) {
    xml.open("w:r").open("w:instrText").attr("xml:space", "preserve").text(text).close().close();
}
