//! The slip, or a table like it, in a Word file: its tables are read as rows of cells, like the sheets of a workbook.
//!
//! Lines about the reply (`Đơn vị: x03`, `Đợt: 2`) stand as paragraphs or in a table above. A table counts where one of
//! its rows names the columns of a slip; a cell that is merged downwards stands for all of its rows. Words that stand
//! outside are named, not taken: whose opinion they are and on what, a table says and running text does not.

use super::blocks::{Writer, quoted};
use super::inline::Piece;
use super::old_font::OldFonts;
use super::package::File;
use super::paragraph::Base;
use super::table::parts_of;
use super::tree::Node;
use super::{open_changes, refused_as};
use crate::archive::SheetCells;
use crate::intake::finish::finish;
use crate::intake::{FileFormat, Parts, ReadFile, codes, slip};
use crate::messages::Message;
use crate::problem::{Place, Problem, Reading};

/// A line above a table: where it stands, and its cells.
struct Line {
    at: String,
    cells: Vec<String>,
}

/// A part of the file.
enum Part {
    Line(Line),
    Table(usize, Vec<Vec<String>>),
}

/// Reads a Word file as a reply.
pub(in crate::intake) fn read_reply(name: &str, bytes: &[u8]) -> Reading<Option<ReadFile>> {
    let file = match File::read(bytes) {
        Ok(file) => file,
        Err(reason) => {
            let problem = Problem::new(codes::WORD_BROKEN, Place::file(name)).with("reason", reason);
            return refused_as(vec![problem]);
        }
    };
    let open = open_changes(&file, name);
    if !open.is_empty() {
        return refused_as(open);
    }
    let mut writer = Writer::new(&file, name, OldFonts::default(), false);
    writer.own = false;
    let mut parts = Vec::new();
    if let Some(body) = file.document.child("w:body") {
        writer.reply_parts(body, &mut parts);
    }
    let mut lost = std::mem::take(&mut writer.problems);
    let text = parts.iter().map(Part::text).collect::<Vec<_>>().join("\n");
    if !text.chars().any(char::is_alphanumeric) {
        lost.push(Problem::new(codes::EMPTY, Place::file(name)));
        return refused_as(lost);
    }
    let Some(mut found) = tables(parts, name) else {
        let problem = Problem::new(codes::WORD_NO_TABLE, Place::file(name));
        return refused_as(vec![problem.with("expected", Message::new("intake-columns"))]);
    };
    found.problems.extend(lost);
    finish(found, FileFormat::Word, &text, name)
}

impl Part {
    fn text(&self) -> String {
        match self {
            Self::Line(line) => line.cells.join(" "),
            Self::Table(_, rows) => rows.iter().map(|row| row.join(" ")).collect::<Vec<_>>().join("\n"),
        }
    }
}

/// What the tables of points say together; `None` where there is none.
fn tables(parts: Vec<Part>, name: &str) -> Option<Parts> {
    let is_slip = |part: &Part| matches!(part, Part::Table(_, rows) if slip::is_table(rows));
    let n_slips = parts.iter().filter(|part| is_slip(part)).count();
    let mut above: Vec<Line> = Vec::new();
    let mut outside: Vec<String> = Vec::new();
    let mut all: Option<Parts> = None;
    for part in parts {
        match part {
            Part::Line(line) if slip::is_head(&line.cells) => above.push(line),
            Part::Line(line) => outside.extend(line.cells),
            Part::Table(nth, rows) if slip::is_table(&rows) => {
                let lines = std::mem::take(&mut above);
                let prefix = if n_slips > 1 { format!("table {nth}, ") } else { String::new() };
                let parts = of_table(rows, lines, &prefix, name);
                all = Some(match all {
                    None => parts,
                    Some(before) => before.and(parts),
                });
            }
            Part::Table(nth, rows) => {
                let line = |(at, cells)| Line { at: format!("table {nth}, row {}", at + 1), cells };
                let (heads, others): (Vec<Line>, Vec<Line>) =
                    rows.into_iter().enumerate().map(line).partition(|line| slip::is_head(&line.cells));
                above.extend(heads);
                outside.extend(others.into_iter().flat_map(|line| line.cells));
            }
        }
    }
    let mut all = all?;
    outside.extend(above.into_iter().flat_map(|line| line.cells));
    outside.retain(|it| it.chars().any(char::is_alphabetic));
    if !outside.is_empty() {
        let problem = Problem::new(codes::WORD_OUTSIDE, Place::file(name)).with("count", outside.len());
        all.problems.push(problem.with("words", quoted(&outside.join(" "))));
    }
    Some(all)
}

/// One table, below the lines that stand above it.
fn of_table(rows: Vec<Vec<String>>, lines: Vec<Line>, prefix: &str, name: &str) -> Parts {
    let n_rows = rows.len();
    let places: Vec<String> = lines.iter().map(|line| line.at.clone()).collect();
    // Rows are counted as in the table, so the lines above are numbered behind them.
    let lines = lines.into_iter().enumerate().map(|(at, line)| (n_rows + 1 + at, line.cells));
    let rows = rows.into_iter().enumerate().map(|(at, cells)| (at + 1, cells));
    let sheet = SheetCells { name: String::new(), rows: lines.chain(rows).collect() };
    let mut parts = slip::read_sheets(std::slice::from_ref(&sheet), name);
    parts.at.iter_mut().for_each(|at| *at = format!("{prefix}{at}"));
    for problem in &mut parts.problems {
        let row = problem.place.at.as_deref().and_then(|at| at.strip_prefix("row ")?.parse::<usize>().ok());
        let Some(row) = row else { continue };
        problem.place.line = None;
        problem.place.at = Some(match row.checked_sub(n_rows + 1).and_then(|at| places.get(at)) {
            Some(place) => place.clone(),
            None => format!("{prefix}row {row}"),
        });
    }
    parts
}

impl Writer<'_> {
    fn reply_parts(&mut self, node: &Node, parts: &mut Vec<Part>) {
        for child in &node.children {
            match child.name.as_str() {
                "w:p" => {
                    let words = self.words(child);
                    let at = format!("paragraph {}", self.n_paragraphs);
                    parts.push(Part::Line(Line { at, cells: vec![words] }));
                }
                "w:tbl" => {
                    self.n_tables += 1;
                    let rows = self.reply_rows(child);
                    parts.push(Part::Table(self.n_tables, rows));
                }
                "w:sdt" | "w:sdtContent" | "w:customXml" | "w:smartTag" => self.reply_parts(child, parts),
                _ => (),
            }
        }
    }

    fn reply_rows(&mut self, table: &Node) -> Vec<Vec<String>> {
        let mut rows: Vec<Vec<String>> = Vec::new();
        for row in parts_of(table, "w:tr") {
            let mut cells: Vec<String> = Vec::new();
            for node in parts_of(row, "w:tc") {
                let span = node.val_at(&["w:tcPr", "w:gridSpan"]).and_then(|it| it.parse::<usize>().ok());
                let mut lines = Vec::new();
                self.lines_of(node, &mut lines);
                let mut words = lines.join("\n").trim().to_owned();
                let below = node.at(&["w:tcPr", "w:vMerge"]);
                if words.is_empty() && below.is_some_and(|it| it.val() != Some("restart")) {
                    words = rows.last().and_then(|row| row.get(cells.len())).cloned().unwrap_or_default();
                }
                cells.push(words);
                cells.extend((1..span.unwrap_or(1).min(super::table::CELLS_MAX)).map(|_| String::new()));
                cells.truncate(super::table::CELLS_MAX);
            }
            rows.push(cells);
        }
        rows
    }

    fn lines_of(&mut self, node: &Node, lines: &mut Vec<String>) {
        for child in &node.children {
            if child.name == "w:p" {
                lines.push(self.words(child));
            } else {
                self.lines_of(child, lines);
            }
        }
    }

    /// The words of a paragraph, with what automatic numbering prints.
    fn words(&mut self, node: &Node) -> String {
        self.n_paragraphs += 1;
        let style = self.styles.of(node);
        let base = Base { face: self.styles.whole_face(&style), is_plain: false };
        let read = self.read(node, &base);
        let words = read.pieces.iter().map(|piece| match piece {
            Piece::Words { text, .. } => text.as_str(),
            Piece::Break => "\n",
            Piece::Note(_) => "",
        });
        words.collect::<String>().trim().to_owned()
    }
}
