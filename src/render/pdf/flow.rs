//! A flow as parts of the text: paragraphs, tables and footnotes, with marks that read in black and white.
//!
//! What was inserted is underlined, what was deleted struck; what moved is underlined or struck twice, with the number
//! of its move. An end of a paragraph that came or went alone shows as `¶`. A bar in the margin stands beside every
//! paragraph with a change.

use super::value::{self, CellOf, Face, Ink, Paragraph, array, broken, count, decorated, dict, name, tables};
use super::{Paper, frame, headings, places, widths};
use crate::document::{ListMark, Looks};
use crate::messages::{Lang, Message, text};
use crate::view::{
    Align, Content, Flow, FlowParagraph, FlowPart, FlowRow, FlowRun, FlowTable, Form, Numbering, Track,
};
use typst::foundations::Value;

/// Writes header block, contents, text and signature.
pub(super) fn write(
    flow: &Flow,
    (paper, marks_places): (&Paper<'_>, bool),
    ink: &Ink<'_>,
    parts: &mut Vec<Value>,
) {
    frame::head(paper, ink, parts);
    let listed = headings::entries(flow);
    let counts = vec![[0; 2]; flow.numberings.len()];
    let mut writer = Writer { paper, ink, flow, listed: &listed, n_headings: 0, counts, marks_places };
    let contents_at = if paper.contents { headings::place(flow) } else { None };
    let mut before = Track::Kept;
    for (at, part) in flow.parts.iter().enumerate() {
        if contents_at == Some(at) {
            parts.push(writer.contents());
        }
        match part {
            FlowPart::Paragraph(it) => {
                parts.push(writer.paragraph(it, it.end != before));
                before = it.end;
            }
            FlowPart::Table(table) => {
                writer.table(table, parts);
                before = Track::Kept;
            }
        }
    }
    frame::foot(paper, ink, parts);
}

struct Writer<'a> {
    paper: &'a Paper<'a>,
    ink: &'a Ink<'a>,
    flow: &'a Flow,
    listed: &'a [headings::Entry],
    n_headings: usize,
    /// Items of each list so far, before and after.
    counts: Vec<[u32; 2]>,
    /// Whether marks for the page map are set.
    marks_places: bool,
}

impl Writer<'_> {
    fn contents(&self) -> Value {
        let levels = headings::levels(self.listed);
        Value::Dict(dict([
            ("is", name("contents")),
            ("title", self.ink.words(&text(self.paper.lang, "docx-contents"))),
            ("first", count(levels.start)),
        ]))
    }

    fn paragraph(&mut self, it: &FlowParagraph, begins: bool) -> Value {
        let mut runs = Vec::new();
        if let Some(words) = moved(it.end, self.paper.lang).filter(|_| begins) {
            self.ink.runs(&words, own_words(Track::Kept), None, &mut runs);
        }
        if let Some(code) = it.code.as_ref().filter(|_| self.paper.show_codes) {
            self.ink.runs(&format!("[{code}] "), own_words(it.end), None, &mut runs);
        }
        self.runs(&it.runs, false, &mut runs);
        if it.end != Track::Kept && it.runs.iter().any(|run| run.track == Track::Kept) {
            self.ink.runs("¶", face(&Looks::default(), it.end), None, &mut runs);
        }
        let runs = self.marked(runs, places::TEXT, it.code.as_deref());
        let mut shown = self.shaped(it, runs);
        let is_changed = |run: &FlowRun| run.track != Track::Kept || run.was.is_some();
        shown.bar = it.end != Track::Kept || it.was.is_some() || it.runs.iter().any(is_changed);
        shown.value()
    }

    /// The runs of a block between its marks.
    fn marked(&self, runs: Vec<Value>, [begins, ends]: [char; 2], code: Option<&str>) -> Vec<Value> {
        let Some(code) = code.filter(|_| self.marks_places) else { return runs };
        let mark = |sign: char| value::mark(sign, code);
        [mark(begins)].into_iter().chain(runs).chain([mark(ends)]).collect()
    }

    fn shaped(&mut self, it: &FlowParagraph, runs: Vec<Value>) -> Paragraph {
        match it.layout.form {
            Form::Body => Paragraph::new("body", runs),
            Form::Quote => Paragraph::new("quote", runs),
            Form::Code => Paragraph::new("code", runs),
            Form::Rule => Paragraph::new("rule", runs),
            Form::Plain => match it.layout.list {
                None => Paragraph::new("plain", runs),
                Some((numbering, level)) => {
                    let marker = self.marker(numbering, it.end);
                    let shown = Paragraph::new("item", runs).with("depth", count(level));
                    shown.with("marker", self.ink.words(&marker))
                }
            },
            Form::Heading(level) => {
                let stands = it.end.is_after();
                let entry = self.listed.get(self.n_headings).filter(|_| stands);
                self.n_headings += usize::from(stands);
                let levels = headings::levels(self.listed);
                let title = entry.map(|it| it.words.as_str()).unwrap_or_default();
                let listed = self.paper.contents && stands && levels.contains(&level);
                Paragraph::new("heading", runs)
                    .with("level", count(level.max(1)))
                    .with("listed", Value::Bool(listed))
                    .with("marked", Value::Bool(stands))
                    .with("title", self.ink.words(title))
            }
        }
    }

    /// The marker of the next item of a list; what is gone is counted as it was.
    fn marker(&mut self, numbering: usize, end: Track) -> String {
        let Some(Numbering { mark, .. }) = self.flow.numberings.get(numbering) else { return String::new() };
        match mark {
            ListMark::Bullet('*') => "• ".to_owned(),
            ListMark::Bullet(sign) => format!("{sign} "),
            ListMark::Number(first, sign) => {
                let counts = self.counts.get_mut(numbering);
                let n = counts.map_or(0, |[before, after]| {
                    let n = if end.is_after() { *after } else { *before };
                    *before += u32::from(end.is_before());
                    *after += u32::from(end.is_after());
                    n
                });
                format!("{}{sign} ", first.saturating_add(n))
            }
        }
    }

    fn runs(&self, runs: &[FlowRun], bold: bool, out: &mut Vec<Value>) {
        for it in runs {
            let mut own = face(&it.looks, it.track);
            own.bold |= bold;
            match &it.content {
                Content::Words(words) => {
                    let link = it.looks.link.as_deref().filter(|target| is_address(target));
                    self.ink.runs(words, own, link, out);
                }
                Content::Break => out.push(broken()),
                Content::Note(at) => {
                    let notes = self.flow.notes.get(*at).into_iter().flatten();
                    let codes = notes.filter_map(|note| note.code.as_ref()).filter(|_| self.marks_places);
                    out.extend(codes.map(|code| value::mark(places::REFERENCE, code)));
                    out.push(self.note(*at, own));
                }
            }
        }
    }

    fn note(&self, at: usize, face: Face) -> Value {
        let paragraphs = self.flow.notes.get(at).map(Vec::as_slice).unwrap_or_default();
        let shown = paragraphs.iter().map(|it| {
            let mut runs = Vec::new();
            self.runs(&it.runs, false, &mut runs);
            array(self.marked(runs, places::NOTE, Some("")))
        });
        let mut run = dict([("note", array(shown))]);
        decorated(&mut run, face);
        Value::Dict(run)
    }

    fn table(&self, table: &FlowTable, parts: &mut Vec<Value>) {
        let widths = widths::of_draft(table, self.paper);
        let n_head = table.rows.iter().take_while(|row| row.header).count();
        let (head, rows) = table.rows.split_at(n_head);
        let shown = |row: &FlowRow| self.row(table, row, &widths);
        let head: Vec<Value> = head.iter().map(shown).collect();
        tables("lined", &widths, &head, rows.iter().map(shown).collect(), parts);
    }

    fn row(&self, table: &FlowTable, row: &FlowRow, widths: &[u32]) -> Value {
        let n_letters = row.cells.iter().map(letters);
        let breakable = value::is_tall(n_letters, widths, self.paper.profile.table.size_pt);
        let mut cells = Vec::new();
        for (at, cell) in row.cells.iter().enumerate() {
            let mut runs = Vec::new();
            if let Some(code) = row.code.as_ref().filter(|_| at == 0 && self.paper.show_codes) {
                self.ink.runs(&format!("[{code}] "), own_words(row.track), None, &mut runs);
            }
            self.runs(&cell.runs, row.header, &mut runs);
            let align =
                if row.header { Align::Centre } else { table.aligns.get(at).copied().unwrap_or_default() };
            let is_last = at + 1 == row.cells.len();
            let runs = self.marked(runs, places::ROW, row.code.as_deref().filter(|_| at == 0));
            cells.push(CellOf {
                paragraphs: vec![runs],
                span: if is_last { widths.len() - at } else { 1 },
                align: value::align(align),
                shaded: row.header,
                breakable,
            });
        }
        value::row(cells)
    }
}

fn letters(cell: &FlowParagraph) -> usize {
    let lengths = cell.runs.iter().map(|run| match &run.content {
        Content::Words(words) => words.chars().count(),
        _ => 0,
    });
    lengths.sum()
}

/// How words of a draft look, with what happened to them.
fn face(looks: &Looks, track: Track) -> Face {
    let decoration = match track {
        Track::Kept => None,
        Track::Inserted => Some("under"),
        Track::Deleted => Some("strike"),
        Track::MovedFrom(_) => Some("twice"),
        Track::MovedTo(_) => Some("double"),
    };
    let grey = matches!(track, Track::Deleted | Track::MovedFrom(_));
    Face { bold: looks.strong, italic: looks.emphasis, grey, decoration, ..Face::default() }
}

/// How words of the program look beside those of a draft.
fn own_words(track: Track) -> Face {
    Face {
        grey: true,
        size_pt: Some(9),
        decoration: face(&Looks::default(), track).decoration,
        ..Face::default()
    }
}

fn moved(track: Track, lang: Lang) -> Option<String> {
    let (id, number) = match track {
        Track::MovedFrom(number) => ("pdf-moved-away", number),
        Track::MovedTo(number) => ("pdf-moved-here", number),
        _ => return None,
    };
    Some(format!("[{}] ", Message::new(id).with("n", number + 1).text(lang)))
}

/// Whether a link of a draft leads to a page or a mailbox.
fn is_address(target: &str) -> bool {
    let lower = target.trim().to_ascii_lowercase();
    ["http://", "https://", "mailto:"].iter().any(|scheme| lower.starts_with(scheme))
        && !target
            .contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '\\'))
}
