//! A table as Markdown: one head, cells of one line; what a table of Markdown has no place for is named.

use super::blocks::Writer;
use super::inline::{Piece, markdown};
use super::paragraph::Base;
use super::tree::Node;
use crate::intake::codes;
use crate::problem::Place;

/// A cell's words and where they stand.
#[derive(Debug, Clone, Default)]
pub(super) struct Cell {
    pub(super) pieces: Vec<Piece>,
    align: Option<String>,
    /// Labels of the footnotes that were written behind the table.
    pub(super) followed_by: Vec<String>,
}

/// Cells of one row at most; a span says any number.
pub(super) const CELLS_MAX: usize = 200;

impl Writer<'_> {
    /// The rows of a table; of merged cells the first holds the words.
    pub(super) fn table(&mut self, table: &Node) -> Vec<Vec<Cell>> {
        let first = self.n_paragraphs + 1;
        let mut is_merged = false;
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        for row in parts_of(table, "w:tr") {
            let mut cells: Vec<Cell> = Vec::new();
            let nodes = parts_of(row, "w:tc");
            for (at, node) in nodes.iter().enumerate() {
                let span: usize =
                    node.val_at(&["w:tcPr", "w:gridSpan"]).and_then(|it| it.parse().ok()).unwrap_or(1);
                is_merged |= node.at(&["w:tcPr", "w:vMerge"]).is_some();
                let cell = self.cell(node);
                cells.push(cell);
                // In our own files a last cell that is wide only fills up its row.
                if !(self.own && at + 1 == nodes.len()) {
                    is_merged |= span > 1;
                    cells.extend((1..span.min(CELLS_MAX)).map(|_| Cell::default()));
                }
                cells.truncate(CELLS_MAX);
            }
            rows.push(cells);
        }
        if is_merged {
            let problem = self.problem(codes::WORD_MERGED, "");
            let file = problem.place.file.clone();
            self.problems.push(crate::problem::Problem {
                place: Place::file(file).at(format!("paragraph {first}")),
                ..problem
            });
        }
        let is_empty = rows.iter().flatten().all(|it| it.pieces.is_empty());
        if is_empty { Vec::new() } else { rows }
    }

    fn cell(&mut self, node: &Node) -> Cell {
        let mut cell = Cell::default();
        self.gather(node, &mut cell);
        cell
    }

    /// Paragraphs of a cell; those of a table inside it stay as lines of the cell, and that is said.
    fn gather(&mut self, node: &Node, cell: &mut Cell) {
        for child in &node.children {
            match child.name.as_str() {
                "w:p" => {
                    self.n_paragraphs += 1;
                    let style = self.styles.of(child);
                    let base = Base { face: self.styles.whole_face(&style), is_plain: self.own };
                    let read = self.read(child, &base);
                    cell.followed_by.extend(read.followed_by);
                    if read.pieces.is_empty() {
                        continue;
                    }
                    if !cell.pieces.is_empty() {
                        cell.pieces.push(Piece::Break);
                    }
                    let align = || child.val_at(&["w:pPr", "w:jc"]).map(str::to_owned);
                    cell.align = cell.align.take().or_else(align);
                    cell.pieces.extend(read.pieces);
                }
                "w:tbl" => {
                    self.lose("nested", &child.words());
                    self.gather(child, cell);
                }
                "w:tcPr" | "w:tblPr" | "w:trPr" | "w:tblGrid" => (),
                _ => self.gather(child, cell),
            }
        }
    }
}

/// Rows of a table, or cells of a row, through the wrappers that may stand around them.
pub(super) fn parts_of<'a>(node: &'a Node, name: &str) -> Vec<&'a Node> {
    let mut found = Vec::new();
    for child in &node.children {
        match child.name.as_str() {
            it if it == name => found.push(child),
            "w:sdt" | "w:sdtContent" | "w:customXml" | "w:ins" | "w:moveTo" => {
                found.extend(parts_of(child, name));
            }
            _ => (),
        }
    }
    found
}

/// The lines of a table, and whether looks of words were lost.
pub(super) fn lines(rows: &[Vec<Cell>], labels: &[String], own: bool) -> (Vec<String>, bool) {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut lines = Vec::new();
    let mut lost_looks = false;
    for (nth, row) in rows.iter().enumerate() {
        let mut line = "|".to_owned();
        let n_cells = if own && nth > 0 { row.len() } else { width };
        for at in 0..n_cells {
            let mut pieces = row.get(at).map(|cell| cell.pieces.clone()).unwrap_or_default();
            if nth == 0 {
                // A head is bold in print and needs no marks.
                super::inline::without_uniform(&mut pieces);
            }
            let words = markdown(&pieces, "<br>", labels);
            lost_looks |= words.lost_looks;
            let words = words.text.replace('|', "\\|");
            line.push_str(&if words.is_empty() { " |".to_owned() } else { format!(" {words} |") });
        }
        lines.push(line);
        if nth == 0 {
            let column =
                |at: usize| rows.get(1).and_then(|row| row.get(at)).and_then(|cell| cell.align.as_deref());
            let dashes = (0..width).map(|at| match column(at) {
                Some("center") if own => ":-:|",
                Some("right" | "end") if own => "--:|",
                _ => "---|",
            });
            lines.push(format!("|{}", dashes.collect::<String>()));
        }
    }
    (lines, lost_looks)
}
