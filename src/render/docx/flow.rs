//! A flow as the body of a Word file: paragraphs, tables and footnotes with tracked changes.
//!
//! A paragraph that ends on one side only has its mark tracked, a row that stands on one side only is tracked as a row
//! with all that is in it. The paragraphs of a move stand between a named pair of range marks, once at either place.

use super::body::{Body, Face, change_name, run, words};
use super::{contents, frame, headings, styles, widths};
use crate::archive::XmlWriter;
use crate::view::{
    Align, Content, Flow, FlowParagraph, FlowPart, FlowRow, FlowRun, FlowTable, Form, Layout, Track,
};
use std::collections::BTreeSet;

/// Writes header block, contents, text and signature.
pub(super) fn write(body: &mut Body<'_>, flow: &Flow) {
    let mut xml = std::mem::take(&mut body.xml);
    frame::head(body, &mut xml, false);
    let mut writer = Writer {
        body,
        flow,
        headings: headings::entries(flow),
        range: None,
        n_headings: 0,
        remarked: BTreeSet::new(),
        in_note: false,
        marks: Vec::new(),
    };
    let contents_at = if writer.body.paper.contents { headings::place(flow) } else { None };
    let mut after_table = false;
    for (at, part) in flow.parts.iter().enumerate() {
        if contents_at == Some(at) {
            contents::write(&mut xml, &writer.headings, writer.body.paper.lang);
        }
        match part {
            FlowPart::Paragraph(it) => {
                let next = flow.parts.get(at + 1);
                writer.text_paragraph(&mut xml, it, next);
            }
            FlowPart::Table(table) => {
                // Two tables that touch would be one.
                if after_table {
                    xml.open("w:p").close();
                }
                writer.table(&mut xml, table);
            }
        }
        after_table = matches!(part, FlowPart::Table(_));
    }
    if after_table {
        xml.open("w:p").close();
    }
    frame::foot(body, &mut xml);
    body.xml = xml;
}

struct Writer<'a, 'b> {
    body: &'a mut Body<'b>,
    flow: &'a Flow,
    headings: Vec<headings::Entry>,
    /// The move whose range is open: its element's name, its id.
    range: Option<(&'static str, String)>,
    n_headings: usize,
    /// Bookmarks of footnotes that stand in the file.
    marks: Vec<String>,
    /// Codes whose remarks are written.
    remarked: BTreeSet<&'a str>,
    in_note: bool,
}

/// What stands before a paragraph's words.
enum Before<'a> {
    Nothing,
    Code(&'a str),
    /// The sign of a footnote.
    Sign,
}

impl Writer<'_, '_> {
    fn text_paragraph(&mut self, xml: &mut XmlWriter, it: &FlowParagraph, next: Option<&FlowPart>) {
        let style = match it.layout.form {
            Form::Body => Some("BodyText"),
            Form::Plain => Some("ListParagraph"),
            form => style_of(form),
        };
        xml.open("w:p");
        self.properties(xml, it, style, None);
        let range = match it.end {
            Track::MovedFrom(number) => Some(("w:moveFromRangeStart", "w:moveFromRangeEnd", number)),
            Track::MovedTo(number) => Some(("w:moveToRangeStart", "w:moveToRangeEnd", number)),
            _ => None,
        };
        if let Some((start, end, number)) = range
            && self.range.is_none()
        {
            let id = self.body.id();
            xml.open(start).attr("w:id", &id).attr("w:author", &self.body.paper.author);
            xml.attr("w:date", self.body.date()).attr("w:name", format!("move{}", number + 1)).close();
            self.range = Some((end, id));
        }
        let before = match &it.code {
            Some(code) if self.body.paper.show_codes => Before::Code(code),
            _ => Before::Nothing,
        };
        let heading = matches!(it.layout.form, Form::Heading(_)) && it.end.is_after();
        let target =
            if heading { self.headings.get(self.n_headings).map(|it| it.anchor.clone()) } else { None };
        self.n_headings += usize::from(heading);
        let target = target.filter(|_| self.body.paper.contents);
        self.inside(xml, it, before, target);
        xml.close();
        let goes_on = matches!(next, Some(FlowPart::Paragraph(other)) if other.end == it.end);
        if !goes_on && let Some((end, id)) = self.range.take() {
            xml.leaf(end, "w:id", id);
        }
    }

    /// Properties of a paragraph: style, numbering, its mark, and how it was before.
    fn properties(
        &mut self,
        xml: &mut XmlWriter,
        it: &FlowParagraph,
        style: Option<&'static str>,
        align: Option<Align>,
    ) {
        xml.open("w:pPr");
        layout(xml, it.layout, style, align);
        if let Some(name) = change_name(it.end) {
            xml.open("w:rPr");
            self.body.open_change(xml, name);
            xml.close().close();
        }
        if let Some(was) = it.was {
            self.body.open_change(xml, "w:pPrChange");
            xml.open("w:pPr");
            let style = match was.form {
                Form::Body => Some("BodyText"),
                Form::Plain => Some("ListParagraph"),
                form => style_of(form),
            };
            layout(xml, was, style, None);
            xml.close().close();
        }
        xml.close();
    }

    /// What stands in a paragraph, with the bookmarks of its block and of its heading.
    fn inside(
        &mut self,
        xml: &mut XmlWriter,
        it: &FlowParagraph,
        before: Before<'_>,
        target: Option<String>,
    ) {
        let mut names: Vec<String> = target.into_iter().collect();
        if let Some(code) = &it.code
            && it.end.is_after()
            && !self.body.codes.contains(code)
        {
            self.body.codes.push(code.clone());
            names.push(format!("vk_{code}"));
        }
        let ids: Vec<String> = names.iter().map(|_| self.body.id()).collect();
        for (name, id) in names.iter().zip(&ids) {
            xml.open("w:bookmarkStart").attr("w:id", id).attr("w:name", name).close();
        }
        match before {
            Before::Nothing => (),
            Before::Code(code) => {
                let face = Face { grey: true, size_pt: Some(9), ..Face::default() };
                self.own_words(xml, it.end, face, &format!("[{code}] "));
            }
            Before::Sign => {
                xml.open("w:r").open("w:rPr").leaf("w:rStyle", "w:val", "FootnoteReference").close();
                xml.empty("w:footnoteRef").close();
                run(self.body, xml, Face::default(), " ");
            }
        }
        let remarks = self.open_remarks(xml, it);
        self.runs(xml, &it.runs);
        self.close_remarks(xml, it.end, &remarks);
        for id in ids.iter().rev() {
            xml.leaf("w:bookmarkEnd", "w:id", id);
        }
        // Their order is in their names: word processors sort what stands at one place.
        for (nth, label) in it.followed_by.iter().enumerate().filter(|_| it.end.is_after()) {
            if let Some(id) = self.open_bookmark(xml, &format!("vkf_{}_", nth + 1), label) {
                xml.leaf("w:bookmarkEnd", "w:id", id);
            }
        }
    }

    /// Begins a bookmark that keeps the label of a footnote (`vkn_…`) or where it is written (`vkf_1_…`); each stands once
    /// in a file.
    fn open_bookmark(&mut self, xml: &mut XmlWriter, prefix: &str, label: &str) -> Option<String> {
        let name = format!("{prefix}{}", bookmark_label(label)?);
        if self.marks.contains(&name) {
            return None;
        }
        let id = self.body.id();
        xml.open("w:bookmarkStart").attr("w:id", &id).attr("w:name", &name).close();
        self.marks.push(name);
        Some(id)
    }

    /// Begins what is remarked on a paragraph and on the footnotes that it refers to, which hold no remarks themselves.
    fn open_remarks(&mut self, xml: &mut XmlWriter, it: &FlowParagraph) -> Vec<String> {
        if self.flow.remarks.is_empty() || self.in_note || matches!(it.end, Track::MovedFrom(_)) {
            return Vec::new();
        }
        let flow = self.flow;
        let notes = it.runs.iter().filter_map(|run| match run.content {
            Content::Note(at) => flow.notes.get(at),
            _ => None,
        });
        let codes = it.code.iter().chain(notes.flatten().filter_map(|note| note.code.as_ref()));
        let mut ids = Vec::new();
        for code in codes {
            if let Some((code, remarks)) = flow.remarks.get_key_value(code)
                && self.remarked.insert(code)
            {
                ids.extend(remarks.iter().map(|remark| self.body.remark(remark)));
            }
        }
        for id in &ids {
            xml.leaf("w:commentRangeStart", "w:id", id);
        }
        ids
    }

    fn close_remarks(&mut self, xml: &mut XmlWriter, track: Track, ids: &[String]) {
        let name = change_name(track);
        for id in ids {
            xml.leaf("w:commentRangeEnd", "w:id", id);
            if let Some(name) = name {
                self.body.open_change(xml, name);
            }
            xml.open("w:r").leaf("w:commentReference", "w:id", id).close();
            if name.is_some() {
                xml.close();
            }
        }
    }

    /// Words of the program, tracked as the paragraph that they stand in.
    fn own_words(&mut self, xml: &mut XmlWriter, track: Track, face: Face, text: &str) {
        let name = change_name(track);
        if let Some(name) = name {
            self.body.open_change(xml, name);
        }
        xml.open("w:r");
        face.write(self.body, xml, None);
        words(xml, if track == Track::Deleted { "w:delText" } else { "w:t" }, text);
        xml.close();
        if name.is_some() {
            xml.close();
        }
    }

    /// Runs, those of one link and of one change together.
    fn runs(&mut self, xml: &mut XmlWriter, runs: &[FlowRun]) {
        for linked in runs.chunk_by(|a, b| a.looks.link == b.looks.link) {
            let target = linked.first().and_then(|it| it.looks.link.as_deref()).filter(|it| is_address(it));
            if let Some(target) = target {
                let id = self.body.link(target);
                xml.open("w:hyperlink").attr("r:id", id);
            }
            for same in linked.chunk_by(|a, b| a.track == b.track) {
                let name = same.first().and_then(|it| change_name(it.track));
                if let Some(name) = name {
                    self.body.open_change(xml, name);
                }
                for it in same {
                    let label = match it.content {
                        Content::Note(at) if name.is_none() => self.flow.note_labels.get(at),
                        _ => None,
                    };
                    let mark = label.and_then(|label| self.open_bookmark(xml, "vkn_", label));
                    self.run(xml, it);
                    if let Some(id) = mark {
                        xml.leaf("w:bookmarkEnd", "w:id", id);
                    }
                }
                if name.is_some() {
                    xml.close();
                }
            }
            if target.is_some() {
                xml.close();
            }
        }
    }

    fn run(&mut self, xml: &mut XmlWriter, it: &FlowRun) {
        xml.open("w:r");
        match &it.content {
            Content::Note(at) => {
                xml.open("w:rPr").leaf("w:rStyle", "w:val", "FootnoteReference").close();
                let id = self.note(*at);
                xml.leaf("w:footnoteReference", "w:id", id);
            }
            content => {
                Face::of(&it.looks).write(self.body, xml, it.was.as_ref().map(Face::of));
                let name = if it.track == Track::Deleted { "w:delText" } else { "w:t" };
                match content {
                    Content::Words(text) => words(xml, name, text),
                    _ => drop(xml.empty("w:br")),
                }
            }
        }
        xml.close();
    }

    /// Writes a footnote, which ends where its last paragraph does.
    fn note(&mut self, at: usize) -> String {
        self.body.n_notes += 1;
        let id = self.body.n_notes.to_string();
        self.in_note = true;
        let mut xml = std::mem::take(&mut self.body.notes);
        xml.open("w:footnote").attr("w:id", &id);
        let flow = self.flow;
        let paragraphs = flow.notes.get(at).map(Vec::as_slice).unwrap_or_default();
        for (nth, it) in paragraphs.iter().enumerate() {
            xml.open("w:p");
            self.properties(&mut xml, it, Some("FootnoteText"), None);
            self.inside(&mut xml, it, if nth == 0 { Before::Sign } else { Before::Nothing }, None);
            xml.close();
        }
        if paragraphs.is_empty() {
            xml.empty("w:p");
        }
        xml.close();
        self.body.notes = xml;
        self.in_note = false;
        id
    }

    fn table(&mut self, xml: &mut XmlWriter, table: &FlowTable) {
        let widths = widths::of_draft(table, self.body.paper);
        frame::open_table(xml, &widths, true);
        let has_header = table.rows.first().is_some_and(|row| row.header);
        for (at, row) in table.rows.iter().enumerate() {
            // Header rows repeat only from the top on.
            let repeats = has_header && table.rows[..=at].iter().all(|row| row.header);
            self.row(xml, table, row, &widths, repeats);
        }
        xml.close();
    }

    fn row(&mut self, xml: &mut XmlWriter, table: &FlowTable, row: &FlowRow, widths: &[u32], repeats: bool) {
        xml.open("w:tr").open("w:trPr").empty("w:cantSplit");
        if repeats {
            xml.empty("w:tblHeader");
        }
        if let Some(name) = change_name(row.track) {
            self.body.open_change(xml, name);
            xml.close();
        }
        xml.close();
        for (at, cell) in row.cells.iter().enumerate() {
            let is_last = at + 1 == row.cells.len();
            let own = if is_last { &widths[at..] } else { &widths[at..at + 1] };
            frame::open_cell(xml, own, row.header);
            xml.open("w:p");
            let align =
                if row.header { Align::Centre } else { table.aligns.get(at).copied().unwrap_or_default() };
            self.properties(xml, cell, Some("TableText"), Some(align));
            let code = row.code.as_deref().filter(|_| at == 0);
            let before = match code {
                Some(code) if self.body.paper.show_codes => Before::Code(code),
                _ => Before::Nothing,
            };
            let with_code = FlowParagraph { code: code.map(str::to_owned), ..cell.clone() };
            let mut bold = with_code;
            if row.header {
                for run in &mut bold.runs {
                    run.looks.strong = true;
                    if let Some(was) = &mut run.was {
                        was.strong = true;
                    }
                }
            }
            self.inside(xml, &bold, before, None);
            xml.close().close();
        }
        xml.close();
    }
}

fn style_of(form: Form) -> Option<&'static str> {
    match form {
        Form::Heading(level) => Some(styles::heading(level)),
        Form::Quote => Some("Quote"),
        Form::Code => Some("HTMLPreformatted"),
        Form::Rule => Some("Rule"),
        Form::Body | Form::Plain => None,
    }
}

fn layout(xml: &mut XmlWriter, layout: Layout, style: Option<&'static str>, align: Option<Align>) {
    if let Some(style) = style {
        xml.leaf("w:pStyle", "w:val", style);
    }
    if let Some((numbering, level)) = layout.list {
        xml.open("w:numPr").leaf("w:ilvl", "w:val", level.to_string());
        xml.leaf("w:numId", "w:val", (numbering + 1).to_string()).close();
    }
    if layout.form == Form::Rule {
        xml.open("w:pBdr").open("w:bottom").attr("w:val", "single").attr("w:sz", "4");
        xml.attr("w:space", "1").attr("w:color", "auto").close().close();
    }
    match align {
        Some(Align::Centre) => drop(xml.leaf("w:jc", "w:val", "center")),
        Some(Align::Right) => drop(xml.leaf("w:jc", "w:val", "right")),
        _ => (),
    }
}

/// A footnote's label as a part of a bookmark's name: letters and digits of ASCII, all else by its number; `None` where
/// that is longer than such names may be.
fn bookmark_label(label: &str) -> Option<String> {
    const LENGTH_MAX: usize = 30;
    let mut name = String::new();
    for c in label.chars() {
        if c.is_ascii_alphanumeric() {
            name.push(c);
        } else {
            name.push_str(&format!("_{:x}_", u32::from(c)));
        }
    }
    (!name.is_empty() && name.len() <= LENGTH_MAX).then_some(name)
}

/// Whether a link of a draft leads to a page, a mailbox, or a file beside it, and so may lead there from Word.
fn is_address(target: &str) -> bool {
    let lower = target.trim().to_ascii_lowercase();
    ["http://", "https://", "mailto:"].iter().any(|scheme| lower.starts_with(scheme))
        && !target
            .contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '\\'))
}
