//! A page as parts of the text: headings, paragraphs, lists, tables. What can be opened on a screen is its one line here.

use super::value::{self, CellOf, Face, Ink, Paragraph, count, tables};
use super::{Paper, frame, widths};
use crate::view::{
    Align, Cell, Column, List, Mark, Note, NoteKind, Page, Part, Redline, Run, Shape, Style, Table,
};
use typst::foundations::Value;

/// Whether a page holds a table that wants the sheet turned.
pub(super) fn wants_landscape(page: &Page) -> bool {
    page.parts.iter().any(|part| matches!(part, Part::Table(table) if table.landscape))
}

/// Writes a page.
pub(super) fn write(page: &Page, paper: &Paper<'_>, landscape: bool, ink: &Ink<'_>, parts: &mut Vec<Value>) {
    frame::head(paper, ink, parts);
    let mut writer = Writer { paper, landscape, ink, parts };
    if !page.title.is_empty() {
        let runs = with_code(page.title_code.as_deref(), &[Run::plain(&page.title)]);
        writer.paragraph("title", &runs);
    }
    for line in &page.subtitle {
        writer.paragraph("subtitle", &[Run::plain(line)]);
    }
    for part in &page.parts {
        writer.part(part);
    }
}

struct Writer<'a> {
    paper: &'a Paper<'a>,
    landscape: bool,
    ink: &'a Ink<'a>,
    parts: &'a mut Vec<Value>,
}

impl Writer<'_> {
    fn part(&mut self, part: &Part) {
        match part {
            Part::Heading(it) => self.heading(it.level, &with_code(it.code.as_deref(), &it.runs)),
            Part::Paragraph(it) => self.shaped(it.shape, &with_code(it.code.as_deref(), &it.runs)),
            Part::Redline(it) => self.redline(it),
            Part::Table(it) => self.table(it),
            Part::Note(it) => self.note(it),
            Part::Facts(facts) => {
                for (name, value) in facts {
                    self.paragraph("body", &[Run::plain(format!("{name}: ")), Run::strong(value)]);
                }
            }
            Part::List(it) => self.list(it),
            Part::Fold(it) => self.paragraph("remark", &it.summary),
            Part::Rule => self.paragraph("rule", &[]),
        }
    }

    fn redline(&mut self, it: &Redline) {
        let mut runs = with_code(it.code_after.as_deref().or(it.code_before.as_deref()), &it.runs);
        if !it.label.is_empty() {
            runs.insert(0, Run::strong(format!("{}: ", it.label)));
        }
        self.shaped(it.shape, &runs);
        for note in &it.notes {
            self.note(note);
        }
    }

    fn note(&mut self, it: &Note) {
        let mut runs = it.runs.clone();
        if it.kind == NoteKind::Warning {
            for run in &mut runs {
                run.style.strong = true;
            }
        }
        self.paragraph("remark", &runs);
    }

    fn list(&mut self, it: &List) {
        for (at, runs) in it.items.iter().enumerate() {
            let marker = if it.ordered { format!("{}. ", at + 1) } else { "- ".to_owned() };
            let shown = Paragraph::new("item", self.runs(runs, false)).with("depth", count(0));
            self.parts.push(shown.with("marker", self.ink.words(&marker)).value());
        }
    }

    fn heading(&mut self, level: usize, runs: &[Run]) {
        let shown = Paragraph::new("heading", self.runs(runs, false))
            .with("level", count(level.max(1)))
            .with("listed", Value::Bool(false))
            .with("marked", Value::Bool(true))
            .with("title", value::name(""));
        self.parts.push(shown.value());
    }

    fn shaped(&mut self, shape: Shape, runs: &[Run]) {
        match shape {
            Shape::Heading(level) => self.heading(level, runs),
            Shape::Body => self.paragraph("body", runs),
            Shape::Item(_) => self.paragraph("plain", runs),
            Shape::Quote => self.paragraph("quote", runs),
            Shape::Code => self.paragraph("code", runs),
            Shape::Footnote => self.paragraph("footnote", runs),
        }
    }

    fn paragraph(&mut self, shape: &'static str, runs: &[Run]) {
        self.parts.push(Paragraph::new(shape, self.runs(runs, false)).value());
    }

    fn runs(&self, runs: &[Run], bold: bool) -> Vec<Value> {
        let mut out = Vec::new();
        for it in runs {
            let mut own = face(it);
            own.bold |= bold;
            self.ink.runs(&it.text, own, None, &mut out);
        }
        out
    }

    fn table(&mut self, table: &Table) {
        if let Some(caption) = &table.caption {
            self.paragraph("subtitle", &[Run::strong(caption)]);
        }
        let columns = widths::columns(table);
        let widths = widths::of_page(&columns, self.paper, self.landscape);
        let is_titled = columns.iter().any(|column| !column.title.is_empty());
        // A table without titles that is no table of a draft only puts things beside each other.
        let mut all = table.sections.iter().flat_map(|section| &section.rows);
        let has_lines = is_titled || table.of_draft || all.any(|row| row.header);
        let titles = columns.iter().map(|it| self.cell(&Cell::text(&it.title), Align::Centre, true, false));
        let head = if is_titled { vec![value::row(titles.collect())] } else { Vec::new() };
        let mut rows = Vec::new();
        for section in &table.sections {
            if let Some(title) = &section.title {
                let cell = self.cell(&Cell::text(title), Align::Left, true, false);
                rows.push(value::row(vec![CellOf { span: columns.len(), ..cell }]));
            }
            for row in &section.rows {
                rows.push(self.row((&columns, &widths), &row.cells, row.header));
            }
        }
        if !rows.is_empty() || is_titled {
            tables(if has_lines { "lined" } else { "beside" }, &widths, &head, rows, self.parts);
        }
        for note in &table.notes {
            self.note(note);
        }
    }

    fn row(&self, (columns, widths): (&[Column], &[u32]), cells: &[Cell], header: bool) -> Value {
        let letters = |cell: &Cell| cell.plain_text().chars().count();
        let breakable = value::is_tall(cells.iter().map(letters), widths, self.paper.profile.table.size_pt);
        let none = Cell::default();
        let shown = columns
            .iter()
            .enumerate()
            .map(|(at, column)| self.cell(cells.get(at).unwrap_or(&none), column.align, header, breakable));
        value::row(shown.collect())
    }

    fn cell(&self, cell: &Cell, align: Align, header: bool, breakable: bool) -> CellOf {
        CellOf {
            paragraphs: cell.paragraphs.iter().map(|runs| self.runs(runs, header)).collect(),
            span: 1,
            align: value::align(align),
            shaded: header,
            breakable,
        }
    }
}

fn with_code(code: Option<&str>, runs: &[Run]) -> Vec<Run> {
    let code = code.map(|code| Run {
        style: Style { muted: true, ..Style::default() },
        ..Run::plain(format!("[{code}] "))
    });
    code.into_iter().chain(runs.iter().cloned()).collect()
}

fn face(run: &Run) -> Face {
    let decoration = match run.mark {
        Mark::Plain => None,
        Mark::Inserted | Mark::OnlyHere => Some("under"),
        Mark::MovedHere => Some("double"),
        Mark::Deleted | Mark::LostInMove => Some("strike"),
        Mark::MovedAway => Some("twice"),
    };
    Face {
        bold: run.style.strong || matches!(run.mark, Mark::Inserted),
        italic: run.style.emphasis,
        grey: run.style.muted,
        raised: run.style.raised,
        size_pt: None,
        decoration,
    }
}
