//! Both sides of a change in two columns. What did not change stands once, across both.
//!
//! Rows of a draft's own tables keep their marks in line: two tables beside each other would leave no room for
//! words. Below [`COLUMNS_MIN`] columns a change is written in line.

use super::{Lines, strong, wrap};
use crate::view::{Half, Run, Shape, Sides};

/// Columns of a terminal below which two columns cannot be read.
pub(super) const COLUMNS_MIN: usize = 50;

/// What stands between the columns.
const GUTTER: &str = " | ";

impl Lines {
    /// The names of the two sides above their columns.
    pub(super) fn side_names(&mut self, names: &[String; 2]) {
        let [before, after] = names.each_ref().map(|name| vec![strong(Run::plain(name.as_str()))]);
        let column = self.column();
        self.two(
            &wrap(&self.words(&before), column, self.colour),
            &wrap(&self.words(&after), column, self.colour),
        );
        let rule = "-".repeat(column);
        self.text.push_str(&format!("{rule}-+-{rule}\n\n"));
    }

    /// The blocks of a change, before at the left and after at the right.
    pub(super) fn beside(&mut self, sides: &Sides) {
        // What a moved block said where it stood is shown where it stands now, to be compared.
        let before = if sides.before.is_empty() { &sides.from } else { &sides.before };
        let (before, after) = (self.halves(before), self.halves(&sides.after));
        self.two(&before, &after);
    }

    fn column(&self) -> usize {
        (self.width.saturating_sub(GUTTER.len()) / 2).max(1)
    }

    fn halves(&self, halves: &[Half]) -> Vec<(String, usize)> {
        let mut lines = Vec::new();
        for Half { shape, runs } in halves {
            let indent = match shape {
                Shape::Item(depth) => 2 * depth.clamp(&1, &4),
                Shape::Quote | Shape::Code => 2,
                _ => 0,
            };
            for runs in split(runs, *shape) {
                let width = self.column().saturating_sub(indent).max(1);
                let wrapped = wrap(&self.words(&runs), width, self.colour).into_iter();
                lines.extend(
                    wrapped.map(|(line, used)| (format!("{}{line}", " ".repeat(indent)), used + indent)),
                );
            }
        }
        lines
    }

    fn two(&mut self, left: &[(String, usize)], right: &[(String, usize)]) {
        let column = self.column();
        for at in 0..left.len().max(right.len()) {
            let (words, used) = left.get(at).map_or(("", 0), |(words, used)| (words.as_str(), *used));
            let other = right.get(at).map_or("", |(words, _)| words.as_str());
            let line = format!("{words}{}{GUTTER}{other}", " ".repeat(column.saturating_sub(used)));
            self.text.push_str(line.trim_end_matches(' '));
            self.text.push('\n');
        }
    }
}

/// The lines of a block whose own line breaks count, else the block; headings strong.
fn split(runs: &[Run], shape: Shape) -> Vec<Vec<Run>> {
    match shape {
        Shape::Heading(_) => vec![runs.iter().cloned().map(strong).collect()],
        Shape::Code => {
            let mut lines = vec![Vec::new()];
            for run in runs {
                for (i, text) in run.text.split('\n').enumerate() {
                    if i > 0 {
                        lines.push(Vec::new());
                    }
                    if let Some(line) = lines.last_mut() {
                        line.push(Run { text: text.to_owned(), ..run.clone() });
                    }
                }
            }
            lines
        }
        _ => vec![runs.to_vec()],
    }
}
