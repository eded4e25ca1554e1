//! Blocks as lines of Markdown: one paragraph, one line; footnotes where the file keeps them, else at the end of their
//! section.

use super::blocks::{Block, Part, Shape, Writer};
use super::inline::{Piece, heading, line_start, markdown, plain};
use super::notes::Notes;
use super::table;
use std::collections::BTreeSet;

/// Lays all parts out.
pub(super) fn lay(writer: &mut Writer<'_>, parts: &[Part], mut notes: Notes) -> String {
    let placed: BTreeSet<String> = parts.iter().flat_map(followed_by).cloned().collect();
    let mut out = Lines { typed_lists: !writer.own, ..Lines::default() };
    let mut n_met = 0;
    for part in parts {
        if matches!(part, Part::Block(it) if matches!(it.shape, Shape::Heading(_))) {
            for line in notes.before(n_met, &placed) {
                out.block(&line);
            }
        }
        match part {
            Part::Table(rows) => {
                let (lines, lost_looks) = table::lines(rows, &notes.labels, writer.own);
                if lost_looks {
                    writer.lose("looks", "");
                }
                n_met += rows.iter().flatten().map(|it| n_notes(&it.pieces)).sum::<usize>();
                out.block(&lines.join("\n"));
            }
            Part::Block(block) => {
                n_met += n_notes(&block.pieces);
                if out.add(block, &notes.labels) {
                    writer.lose_looks(block.at, &plain(&block.pieces));
                }
            }
        }
        for label in followed_by(part) {
            if let Some(line) = notes.of_label(label) {
                out.block(&line);
            }
        }
    }
    for line in notes.before(usize::MAX, &BTreeSet::new()) {
        out.block(&line);
    }
    out.text.push('\n');
    out.text
}

fn n_notes(pieces: &[Piece]) -> usize {
    pieces.iter().filter(|it| matches!(it, Piece::Note(_))).count()
}

fn followed_by(part: &Part) -> impl Iterator<Item = &String> {
    let (block, cells) = match part {
        Part::Block(block) => (block.followed_by.as_slice(), None),
        Part::Table(rows) => ([].as_slice(), Some(rows.iter().flatten().flat_map(|it| &it.followed_by))),
    };
    block.iter().chain(cells.into_iter().flatten())
}

/// Markdown while it is written.
#[derive(Default)]
struct Lines {
    text: String,
    /// Level of the open items and width of their markers, the innermost last.
    items: Vec<(usize, usize)>,
    /// What was written last, where the next line may follow at once.
    last: Option<Shape>,
    /// Whether typed `- ` and `1. ` are items.
    typed_lists: bool,
}

impl Lines {
    fn block(&mut self, text: &str) {
        self.gap("\n\n");
        self.text.push_str(text);
        self.items.clear();
        self.last = None;
    }

    fn gap(&mut self, gap: &str) {
        if !self.text.is_empty() {
            self.text.push_str(gap);
        }
    }

    /// Adds a block; whether looks of its words were lost.
    fn add(&mut self, block: &Block, labels: &[String]) -> bool {
        let label = if block.label.is_empty() { String::new() } else { format!("{} ", block.label.trim()) };
        let is_heading = matches!(block.shape, Shape::Heading(_));
        let line = markdown(&block.pieces, if is_heading { " " } else { "\\\n" }, labels);
        let words = format!("{label}{}", line.text);
        let started = line_start(&words, self.typed_lists && label.is_empty());
        match &block.shape {
            Shape::Heading(level) => self.block(&format!("{} {}", "#".repeat(*level), heading(words))),
            Shape::Rule if self.text.is_empty() => self.block("***"),
            Shape::Rule => self.block("---"),
            Shape::Body => self.body(&started),
            Shape::Quote => {
                let after = self.last == Some(Shape::Quote);
                self.gap(if after { "\n>\n" } else { "\n\n" });
                self.text.push_str(&format!("> {}", started.replace('\n', "\n> ")));
                self.items.clear();
                self.last = Some(Shape::Quote);
            }
            Shape::Code => {
                self.code(&block.pieces);
                return false;
            }
            Shape::Inside => {
                let indent = self.indent();
                let items = std::mem::take(&mut self.items);
                let text = started.replace('\n', &format!("\n{indent}"));
                self.block(&format!("{indent}{text}"));
                self.items = items;
            }
            Shape::Item(level, marker) => self.item(*level, marker, &started),
        }
        line.lost_looks
    }

    /// Running text; a typed item stands with its neighbours.
    fn body(&mut self, text: &str) {
        let is_item = self.typed_lists && (text.starts_with("- ") || text.starts_with("+ "));
        if is_item && matches!(self.last, Some(Shape::Body)) {
            self.text.push('\n');
            self.text.push_str(text);
        } else {
            self.block(text);
        }
        self.last = is_item.then_some(Shape::Body);
    }

    fn code(&mut self, pieces: &[Piece]) {
        let all = pieces.iter().map(|it| match it {
            Piece::Words { text, .. } => text.as_str(),
            _ => "\n",
        });
        let code: String = all.collect();
        let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(longest.max(2) + 1);
        self.block(&format!("{fence}\n{}\n{fence}", code.trim_end_matches('\n')));
    }

    fn indent(&self) -> String {
        " ".repeat(self.items.iter().map(|(_, width)| width).sum())
    }

    fn item(&mut self, level: usize, marker: &str, text: &str) {
        while self.items.pop_if(|(open, _)| *open >= level).is_some() {}
        let indent = self.indent();
        let follows = match &self.last {
            // A list inside an item that begins with another number than 1 would be words of that item.
            Some(Shape::Item(last, _)) => *last >= level || !is_later_number(marker),
            _ => false,
        };
        self.gap(if follows { "\n" } else { "\n\n" });
        self.items.push((level, marker.len() + 1));
        let inner = self.indent();
        let text = text.replace('\n', &format!("\n{inner}"));
        self.text.push_str(&format!("{indent}{marker} {text}"));
        self.last = Some(Shape::Item(level, marker.to_owned()));
    }
}

/// Whether a marker counts from another number than 1.
fn is_later_number(marker: &str) -> bool {
    let number = marker.trim_end_matches(['.', ')']);
    number != "1" && !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_inside_an_item_is_no_words_of_it() {
        let mut lines = Lines::default();
        for (level, marker, text) in [
            (0, "1.", "Một"),
            (1, "1.", "Hai"),
            (0, "2.", "Ba"),
            (1, "2.", "Bốn"),
            (1, "3.", "Năm"),
            (0, "-", "Sáu"),
        ] {
            lines.item(level, marker, text);
        }
        assert_eq!(lines.text, "1. Một\n   1. Hai\n2. Ba\n\n   2. Bốn\n   3. Năm\n- Sáu");
        let read = crate::document::parse(lines.text);
        assert_eq!(read.blocks.len(), 6, "{:?}", read.blocks);
    }
}
