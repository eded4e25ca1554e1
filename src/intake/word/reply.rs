//! A reply in a Word file: the slip, or a table like it, or a letter.
//!
//! Tables are read as rows of cells, like the sheets of a workbook. Lines about the reply (`Đơn vị: x03`, `Đợt: 2`)
//! stand as paragraphs or in a table above. A table counts where one of its rows names the columns of a slip; a cell
//! that is merged downwards stands for all of its rows. What stands outside of the tables is read like a letter: a
//! heading above a table says which document its rows speak of, points are taken, and other words are named. A file
//! without such a table is a letter as a whole, with the numbers that the word processor prints. What was changed with
//! tracking counts as it reads in the end. The circulated draft that comes back is neither (`returned`): its own text
//! is no letter.

use super::blocks::{Writer, quoted};
use super::inline::Piece;
use super::numbering::Printed;
use super::old_font::OldFonts;
use super::package::File;
use super::paragraph::Base;
use super::table::parts_of;
use super::tree::Node;
use super::{Changes, changes, refused_as, returned};
use crate::archive::SheetCells;
use crate::comments::{Reply, State};
use crate::intake::finish::finish;
use crate::intake::letter::{self, LetterLine};
use crate::intake::{FileFormat, Parts, ReadFile, blank_reply, codes, slip};
use crate::problem::{Place, Problem, Reading};

/// A line outside of the tables of points: where it stands, and its cells.
#[derive(Clone)]
struct Line {
    at: String,
    cells: Vec<String>,
    /// The same as it is printed, with the numbers of automatic numbering, line by line.
    printed: Vec<String>,
}

/// A part of the file.
enum Part {
    Line(Line),
    /// The number of a table, its rows, and its paragraphs as lines of a letter.
    Table(usize, Vec<Vec<String>>, Vec<Line>),
}

/// Reads a Word file as a reply.
pub(in crate::intake) fn read_reply(name: &str, bytes: &[u8]) -> Reading<Option<ReadFile>> {
    let mut file = match File::read(bytes) {
        Ok(file) => file,
        Err(reason) => {
            let problem = Problem::new(codes::WORD_BROKEN, Place::file(name)).with("reason", reason);
            return refused_as(vec![problem]);
        }
    };
    let is_own = file.properties.contains_key("document");
    if let Some(made) = file.made.take().filter(|_| is_own) {
        changes::accept_own(&mut file.document, &made);
        file.notes.iter_mut().flatten().for_each(|notes| changes::accept_own(notes, &made));
    }
    let has_remarks = returned::has_remarks(&file);
    if is_own && has_remarks {
        return finish(returned::read(&file), FileFormat::Word, &file.document.words(), name);
    }
    let as_returned = has_remarks.then(|| returned::read(&file));
    changes::resolve(&mut file.document, Changes::Accept);
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
    let is_slip = |part: &Part| matches!(part, Part::Table(_, rows, _) if slip::is_table(rows));
    let has_slip = parts.iter().any(is_slip);
    let lines = letter_lines(&parts);
    let is_returned = has_remarks && !letter::is_letter(&lines) || letter::is_draft(&lines);
    if is_own || !has_slip && is_returned {
        let found = as_returned.unwrap_or_else(|| unmarked(name));
        return finish(found, FileFormat::Word, &text, name);
    }
    let mut found = if has_slip { tables(parts, name) } else { letter::read(&lines, name) };
    found.problems.extend(lost);
    finish(found, FileFormat::Word, &text, name)
}

/// A draft that came back as it reads: what was changed in it nobody can tell from it alone.
fn unmarked(name: &str) -> Parts {
    let reply = Reply { state: Some(State::ToBeTyped), ..blank_reply() };
    let problems = vec![Problem::new(codes::DRAFT_UNMARKED, Place::file(name))];
    Parts { reply: Some(reply), at: Vec::new(), frozen: None, problems }
}

impl Part {
    fn text(&self) -> String {
        match self {
            Self::Line(line) => line.cells.join(" "),
            Self::Table(_, rows, _) => rows.iter().map(|row| row.join(" ")).collect::<Vec<_>>().join("\n"),
        }
    }
}

/// The lines of a letter: its paragraphs, those in tables too, row by row.
fn letter_lines(parts: &[Part]) -> Vec<LetterLine> {
    let mut lines = Vec::new();
    for part in parts {
        match part {
            Part::Line(line) => add_lines(line, &mut lines),
            Part::Table(_, _, all) => all.iter().for_each(|line| add_lines(line, &mut lines)),
        }
    }
    lines
}

fn add_lines(line: &Line, lines: &mut Vec<LetterLine>) {
    let words = line.printed.iter().map(|text| LetterLine { at: line.at.clone(), text: text.clone() });
    lines.extend(words);
}

/// What the tables of points say together, and what stands around them.
fn tables(parts: Vec<Part>, name: &str) -> Parts {
    let is_slip = |part: &Part| matches!(part, Part::Table(_, rows, _) if slip::is_table(rows));
    let n_slips = parts.iter().filter(|part| is_slip(part)).count();
    let mut above: Vec<Line> = Vec::new();
    let mut around: Vec<LetterLine> = Vec::new();
    let mut document: Option<String> = None;
    let mut all: Option<Parts> = None;
    for part in parts {
        match part {
            Part::Line(line) if slip::is_head(&line.cells) => above.push(line),
            Part::Line(line) => {
                document = line.printed.iter().find_map(|text| letter::heading_document(text)).or(document);
                add_lines(&line, &mut around);
            }
            Part::Table(nth, rows, _) if slip::is_table(&rows) => {
                let lines = std::mem::take(&mut above);
                let prefix = if n_slips > 1 { format!("table {nth}, ") } else { String::new() };
                let mut parts = of_table(rows, lines, &prefix, name);
                let comments = parts.reply.iter_mut().flat_map(|reply| &mut reply.comments);
                comments.filter(|it| it.document.is_none()).for_each(|it| it.document.clone_from(&document));
                all = Some(match all {
                    None => parts,
                    Some(before) => before.and(parts),
                });
            }
            Part::Table(nth, rows, lines) => {
                let is_head = rows.iter().all(|row| slip::is_head(row) || row.iter().all(|it| it.is_empty()));
                if is_head {
                    let row = |(at, cells)| Line {
                        at: format!("table {nth}, row {}", at + 1),
                        cells,
                        printed: Vec::new(),
                    };
                    above.extend(rows.into_iter().enumerate().map(row));
                } else {
                    lines.iter().for_each(|line| add_lines(line, &mut around));
                }
            }
        }
    }
    for line in &above {
        around.push(LetterLine { at: line.at.clone(), text: line.cells.join(" ") });
    }
    match all {
        Some(all) => with_letter(all, &around, name),
        None => letter::read(&around, name),
    }
}

/// Points in tables, and what the words around them say: who writes, and points of their own.
fn with_letter(mut all: Parts, around: &[LetterLine], name: &str) -> Parts {
    let said = letter::read(around, name);
    let (Some(reply), Some(letter)) = (all.reply.as_mut(), said.reply) else { return all };
    reply.unit = reply.unit.take().or(letter.unit);
    reply.dated = reply.dated.or(letter.dated);
    reply.symbol = reply.symbol.take().or(letter.symbol);
    reply.draft = reply.draft.or(letter.draft);
    let taken = letter.comments.iter().map(|it| it.text.as_str());
    let taken: String = taken.collect::<Vec<_>>().join("\n");
    all.at.extend(said.at);
    reply.comments.extend(letter.comments);
    let is_outside = |text: &str| text.chars().any(char::is_alphabetic) && !taken.contains(text);
    let outside: Vec<&str> = around.iter().map(|it| it.text.trim()).filter(|it| is_outside(it)).collect();
    if !outside.is_empty() {
        let problem = Problem::new(codes::WORD_OUTSIDE, Place::file(name)).with("count", outside.len());
        all.problems.push(problem.with("words", quoted(&outside.join(" "))));
    }
    all
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
                    let line = self.line(child);
                    parts.push(Part::Line(line));
                }
                "w:tbl" => {
                    self.n_tables += 1;
                    let mut lines = Vec::new();
                    let rows = self.reply_rows(child, &mut lines);
                    parts.push(Part::Table(self.n_tables, rows, lines));
                }
                "w:sdt" | "w:sdtContent" | "w:customXml" | "w:smartTag" => self.reply_parts(child, parts),
                _ => (),
            }
        }
    }

    fn reply_rows(&mut self, table: &Node, all: &mut Vec<Line>) -> Vec<Vec<String>> {
        let mut rows: Vec<Vec<String>> = Vec::new();
        for row in parts_of(table, "w:tr") {
            let mut cells: Vec<String> = Vec::new();
            for node in parts_of(row, "w:tc") {
                let span = node.val_at(&["w:tcPr", "w:gridSpan"]).and_then(|it| it.parse::<usize>().ok());
                let mut lines = Vec::new();
                self.lines_of(node, &mut lines);
                let words: Vec<&str> =
                    lines.iter().flat_map(|line| &line.cells).map(String::as_str).collect();
                let mut words = words.join("\n").trim().to_owned();
                all.append(&mut lines);
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

    fn lines_of(&mut self, node: &Node, lines: &mut Vec<Line>) {
        for child in &node.children {
            if child.name == "w:p" {
                lines.push(self.line(child));
            } else {
                self.lines_of(child, lines);
            }
        }
    }

    /// A paragraph: its words, and its lines as they are printed.
    fn line(&mut self, node: &Node) -> Line {
        let style = self.styles.of(node);
        let number = self.printed(node, &style).map(|(level, printed)| match printed {
            // Signs of symbol fonts say nothing; which level a point stands on does.
            Printed::Bullet(sign) if sign.trim().is_empty() => String::new(),
            Printed::Bullet(_) => ["- ", "+ ", "• "][level.min(2)].to_owned(),
            Printed::Number(text) | Printed::Label(text) => format!("{} ", text.trim()),
        });
        let words = self.words(node);
        let is_empty = words.trim().is_empty();
        let number = number.filter(|_| !is_empty).unwrap_or_default();
        let printed = format!("{number}{words}").lines().map(str::to_owned).collect::<Vec<_>>();
        let printed = if printed.is_empty() { vec![String::new()] } else { printed };
        Line { at: format!("paragraph {}", self.n_paragraphs), cells: vec![words], printed }
    }

    /// The words of a paragraph.
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
