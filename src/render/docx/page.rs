//! A page as the body of a Word file: headings, paragraphs, lists, tables. Marks of a comparison become looks.
//!
//! What can be opened on a screen is its one line here. What was inserted is underlined, what was deleted struck, so
//! that both read in black and white.

use super::body::{Body, Face, run};
use super::{frame, styles, widths};
use crate::archive::XmlWriter;
use crate::document::ListMark;
use crate::text::show_invisible;
use crate::view::{
    Align, Cell, Heading, List, Mark, Note, NoteKind, Numbering, Page, Paragraph, Part, Redline, Run, Shape,
    Table,
};

/// Whether a page holds a table that wants the sheet turned.
pub(super) fn wants_landscape(page: &Page) -> bool {
    page.parts.iter().any(|part| matches!(part, Part::Table(table) if table.landscape))
}

/// Writes a page and gives the numberings of its lists.
pub(super) fn write(body: &mut Body<'_>, page: &Page, landscape: bool) -> Vec<Numbering> {
    let mut xml = std::mem::take(&mut body.xml);
    frame::head(body, &mut xml, landscape);
    let mut writer = Writer { body, landscape, numberings: Vec::new(), after_table: false };
    if !page.title.is_empty() {
        let mut runs = vec![Run::plain(&page.title)];
        if let Some(code) = &page.title_code {
            runs.insert(0, Run::code(format!("[{code}] ")));
        }
        writer.paragraph(&mut xml, "Title", None, &runs);
    }
    for line in &page.subtitle {
        writer.paragraph(&mut xml, "Subtitle", None, &[Run::plain(line)]);
    }
    for part in &page.parts {
        writer.part(&mut xml, part);
    }
    if writer.after_table {
        xml.open("w:p").close();
    }
    let numberings = writer.numberings;
    body.xml = xml;
    numberings
}

struct Writer<'a, 'b> {
    body: &'a mut Body<'b>,
    landscape: bool,
    numberings: Vec<Numbering>,
    after_table: bool,
}

impl Writer<'_, '_> {
    fn part(&mut self, xml: &mut XmlWriter, part: &Part) {
        match part {
            Part::Heading(it) => self.heading(xml, it),
            Part::Paragraph(it) => self.block(xml, it),
            Part::Redline(it) => self.redline(xml, it),
            Part::Table(it) => self.table(xml, it),
            Part::Note(it) => self.note(xml, it),
            Part::Facts(facts) => {
                for (name, value) in facts {
                    let runs = [Run::plain(format!("{name}: ")), Run::strong(value)];
                    self.paragraph(xml, "BodyText", None, &runs);
                }
            }
            Part::List(it) => self.list(xml, it),
            Part::Fold(it) => self.paragraph(xml, "Remark", None, &it.summary),
            Part::Rule => {
                self.after_table = false;
                xml.open("w:p").open("w:pPr").leaf("w:pStyle", "w:val", "Rule").open("w:pBdr");
                xml.open("w:bottom").attr("w:val", "single").attr("w:sz", "4").attr("w:space", "1");
                xml.attr("w:color", "auto").close().close().close().close();
            }
        }
    }

    fn heading(&mut self, xml: &mut XmlWriter, it: &Heading) {
        let runs = with_code(it.code.as_deref(), &it.runs);
        self.paragraph(xml, styles::heading(it.level), None, &runs);
    }

    fn block(&mut self, xml: &mut XmlWriter, it: &Paragraph) {
        let runs = with_code(it.code.as_deref(), &it.runs);
        self.paragraph(xml, style_of(it.shape), None, &runs);
    }

    fn redline(&mut self, xml: &mut XmlWriter, it: &Redline) {
        let mut runs = with_code(it.code_after.as_deref().or(it.code_before.as_deref()), &it.runs);
        if !it.label.is_empty() {
            runs.insert(0, Run::strong(format!("{}: ", it.label)));
        }
        self.paragraph(xml, style_of(it.shape), None, &runs);
        for note in &it.notes {
            self.note(xml, note);
        }
    }

    fn note(&mut self, xml: &mut XmlWriter, it: &Note) {
        let mut runs = it.runs.clone();
        if it.kind == NoteKind::Warning {
            for run in &mut runs {
                run.style.strong = true;
            }
        }
        self.paragraph(xml, "Remark", None, &runs);
    }

    fn list(&mut self, xml: &mut XmlWriter, it: &List) {
        let mark = if it.ordered { ListMark::Number(1, '.') } else { ListMark::Bullet('-') };
        let numbering = Numbering { mark, level: 0 };
        let known = self.numberings.iter().position(|known| !it.ordered && *known == numbering);
        let number = known.unwrap_or(self.numberings.len());
        if known.is_none() {
            self.numberings.push(numbering);
        }
        for runs in &it.items {
            self.paragraph(xml, "ListParagraph", Some(number), runs);
        }
    }

    fn paragraph(&mut self, xml: &mut XmlWriter, style: &'static str, list: Option<usize>, runs: &[Run]) {
        self.after_table = false;
        xml.open("w:p").open("w:pPr").leaf("w:pStyle", "w:val", style);
        if let Some(number) = list {
            xml.open("w:numPr").leaf("w:ilvl", "w:val", "0");
            xml.leaf("w:numId", "w:val", (number + 1).to_string()).close();
        }
        xml.close();
        self.runs(xml, runs, false);
        xml.close();
    }

    fn runs(&mut self, xml: &mut XmlWriter, runs: &[Run], bold: bool) {
        for it in runs.iter().filter(|it| !it.text.is_empty()) {
            let mut face = face(it);
            face.bold |= bold;
            // What would turn the words around, or would be dropped, is shown as what it is.
            run(self.body, xml, face, &show_invisible(&it.text));
        }
    }

    fn table(&mut self, xml: &mut XmlWriter, table: &Table) {
        if self.after_table {
            xml.open("w:p").close();
        }
        if let Some(caption) = &table.caption {
            self.paragraph(xml, "Subtitle", None, &[Run::strong(caption)]);
        }
        let columns = widths::columns(table);
        let widths = widths::of_page(&columns, self.body.paper, self.landscape);
        let is_titled = columns.iter().any(|column| !column.title.is_empty());
        // A table without titles that is no table of a draft only puts things beside each other.
        let rows = || table.sections.iter().flat_map(|section| &section.rows);
        let has_lines = is_titled || table.of_draft || rows().any(|row| row.header);
        frame::open_table(xml, &widths, has_lines);
        if is_titled {
            xml.open("w:tr").open("w:trPr").empty("w:cantSplit").empty("w:tblHeader").close();
            for (column, width) in columns.iter().zip(widths.chunks(1)) {
                self.cell(xml, width, &Cell::text(&column.title), Align::Centre, true);
            }
            xml.close();
        }
        let mut n_rows = usize::from(is_titled);
        for section in &table.sections {
            if let Some(title) = &section.title {
                xml.open("w:tr").open("w:trPr").empty("w:cantSplit").close();
                self.cell(xml, &widths, &Cell::text(title), Align::Left, true);
                xml.close();
                n_rows += 1;
            }
            for row in &section.rows {
                xml.open("w:tr");
                for (at, (column, width)) in columns.iter().zip(widths.chunks(1)).enumerate() {
                    let none = Cell::default();
                    let cell = row.cells.get(at).unwrap_or(&none);
                    self.cell(xml, width, cell, column.align, row.header);
                }
                xml.close();
                n_rows += 1;
            }
        }
        if n_rows == 0 {
            // A table has a row.
            xml.open("w:tr");
            self.cell(xml, &widths, &Cell::default(), Align::Left, false);
            xml.close();
        }
        xml.close();
        self.after_table = true;
        for note in &table.notes {
            self.note(xml, note);
        }
    }

    fn cell(&mut self, xml: &mut XmlWriter, widths: &[u32], cell: &Cell, align: Align, bold: bool) {
        frame::open_cell(xml, widths, bold);
        let none = [Vec::new()];
        let paragraphs: &[Vec<Run>] = if cell.paragraphs.is_empty() { &none } else { &cell.paragraphs };
        for runs in paragraphs {
            xml.open("w:p").open("w:pPr").leaf("w:pStyle", "w:val", "TableText");
            if bold {
                xml.empty("w:keepNext");
            }
            match align {
                Align::Left => (),
                Align::Centre => drop(xml.leaf("w:jc", "w:val", "center")),
                Align::Right => drop(xml.leaf("w:jc", "w:val", "right")),
            }
            xml.close();
            self.runs(xml, runs, bold);
            xml.close();
        }
        xml.close();
    }
}

fn with_code(code: Option<&str>, runs: &[Run]) -> Vec<Run> {
    let code = code.map(|code| Run {
        style: crate::view::Style { muted: true, ..Default::default() },
        ..Run::plain(format!("[{code}] "))
    });
    code.into_iter().chain(runs.iter().cloned()).collect()
}

fn style_of(shape: Shape) -> &'static str {
    match shape {
        Shape::Body => "BodyText",
        Shape::Heading(level) => styles::heading(level),
        Shape::Item(_) => "ListParagraph",
        Shape::Quote => "Quote",
        Shape::Code => "HTMLPreformatted",
        Shape::Footnote => "FootnoteText",
    }
}

fn face(run: &Run) -> Face {
    let underline = match run.mark {
        Mark::Inserted | Mark::OnlyHere => Some("single"),
        Mark::MovedHere => Some("double"),
        _ => None,
    };
    Face {
        style: run.style.code.then_some("HTMLCode"),
        bold: run.style.strong || matches!(run.mark, Mark::Inserted),
        italic: run.style.emphasis,
        strike: matches!(run.mark, Mark::Deleted | Mark::MovedAway | Mark::LostInMove),
        underline,
        grey: run.style.muted,
        size_pt: None,
        raised: run.style.raised,
    }
}
