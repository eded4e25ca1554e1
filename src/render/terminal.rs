//! Pages for a terminal: wrapped to its width, readable without colour, no byte of control from people's words.
//!
//! Without colour a change reads `[-before-] {+after+}`; with colour the same words are red and struck or green
//! and underlined, and keep no brackets. Folds print their line only. All words go through
//! [`crate::text::show_invisible`]. Linear in the page.

mod beside;

use crate::text::show_invisible;
use crate::view::{Align, Cell, Mark, Note, Page, Part, Row, Run, Shape, Style, Table};
use anstyle::{AnsiColor, Style as Ansi};
use unicode_width::UnicodeWidthStr;

/// How a page is written to a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TerminalOptions {
    /// Columns of the terminal; at least 20 are used.
    pub width: usize,
    /// Whether ANSI colours may be used.
    pub colour: bool,
}

impl Default for TerminalOptions {
    fn default() -> Self {
        Self { width: 80, colour: false }
    }
}

/// A page as lines for a terminal, a line break at the end.
pub fn terminal(page: &Page, options: &TerminalOptions) -> String {
    let width = options.width.clamp(20, 400);
    let beside = page.beside && width >= beside::COLUMNS_MIN;
    let mut out = Lines { width, colour: options.colour, beside, text: String::new() };
    out.head(page);
    if let Some(names) = page.sides.as_ref().filter(|_| beside) {
        out.side_names(names);
    }
    for (i, part) in page.parts.iter().enumerate() {
        out.part(part);
        // A heading stands close to its list.
        if matches!((part, page.parts.get(i + 1)), (Part::Heading(_), Some(Part::List(_) | Part::Facts(_)))) {
            out.text.pop();
        }
    }
    let kept = out.text.trim_end_matches('\n').len();
    out.text.truncate(kept);
    out.text.push('\n');
    out.text
}

/// A word with its look; `glued` if no blank stands before it.
struct Word {
    text: String,
    look: Ansi,
    glued: bool,
    width: usize,
}

struct Lines {
    width: usize,
    colour: bool,
    /// Whether changes are written in two columns.
    beside: bool,
    text: String,
}

impl Lines {
    fn head(&mut self, page: &Page) {
        if let Some(marks) = &page.marks {
            let lines = marks.issuer.iter().chain(&marks.draft).chain(&marks.notes).chain(&marks.as_of);
            for line in lines.chain(&marks.footer) {
                self.paragraph(&[Run::muted(line)], "", "");
            }
            self.text.push('\n');
        }
        if !page.title.is_empty() {
            self.paragraph(&[Run::strong(page.title.as_str())], "", "");
        }
        for line in &page.subtitle {
            self.paragraph(&[Run::plain(line.as_str())], "", "");
        }
        self.text.push('\n');
    }

    fn part(&mut self, part: &Part) {
        match part {
            Part::Heading(heading) => {
                let mut runs = code_runs(heading.code.as_deref());
                runs.extend(heading.runs.iter().cloned().map(strong));
                self.paragraph(&runs, "", "");
                self.text.push('\n');
            }
            Part::Paragraph(paragraph) => {
                let mut runs = code_runs(paragraph.code.as_deref());
                runs.extend(paragraph.runs.iter().cloned());
                self.shaped(&runs, paragraph.shape);
                self.text.push('\n');
            }
            Part::Redline(redline) => self.redline(redline),
            Part::Table(table) => self.table(table),
            Part::Note(note) => {
                self.note(note);
                self.text.push('\n');
            }
            Part::Facts(facts) => self.facts(facts),
            Part::List(list) => {
                for (i, item) in list.items.iter().enumerate() {
                    let mark = if list.ordered { format!("{}. ", i + 1) } else { "- ".to_owned() };
                    self.paragraph(item, &mark, &" ".repeat(mark.len()));
                }
                self.text.push('\n');
            }
            Part::Fold(fold) => {
                let mut runs = code_runs(fold.code.as_deref());
                runs.extend(fold.summary.iter().cloned());
                self.paragraph(&runs, "", "");
                self.text.push('\n');
            }
            Part::Rule => {
                self.text.push_str(&"-".repeat(self.width.min(40)));
                self.text.push_str("\n\n");
            }
        }
    }

    fn redline(&mut self, redline: &crate::view::Redline) {
        if self.beside && redline.sides.is_none() {
            // Shown with an earlier block of its change.
            return;
        }
        let mut head = Vec::new();
        if !redline.label.is_empty() {
            head.push(Run::strong(redline.label.as_str()));
        }
        let codes = match (&redline.code_before, &redline.code_after) {
            (Some(before), Some(after)) if before != after => Some(format!("{before} → {after}")),
            (before, after) => after.clone().or_else(|| before.clone()),
        };
        if let Some(code) = codes {
            let blank = if head.is_empty() { "" } else { " " };
            head.push(Run::plain(blank));
            head.push(Run::code(code));
        }
        for note in &redline.notes {
            head.push(Run::plain(" · "));
            head.extend(note.runs.iter().cloned().map(muted));
        }
        if !head.is_empty() {
            self.paragraph(&head, "", "  ");
        }
        match &redline.sides {
            Some(sides) if self.beside => self.beside(sides),
            _ => self.shaped(&redline.runs, redline.shape),
        }
        self.text.push('\n');
    }

    fn shaped(&mut self, runs: &[Run], shape: Shape) {
        match shape {
            Shape::Body | Shape::Footnote => self.paragraph(runs, "", ""),
            Shape::Heading(_) => {
                let runs: Vec<Run> = runs.iter().cloned().map(strong).collect();
                self.paragraph(&runs, "", "");
            }
            Shape::Item(depth) => {
                let indent = "  ".repeat(depth.clamp(1, 8));
                self.paragraph(runs, &indent, &format!("{indent}  "));
            }
            Shape::Quote => self.paragraph(runs, "> ", "> "),
            Shape::Code => self.verbatim(runs),
        }
    }

    /// Runs whose own line breaks count.
    fn verbatim(&mut self, runs: &[Run]) {
        let mut line: Vec<Run> = Vec::new();
        for run in runs {
            for (i, text) in run.text.split('\n').enumerate() {
                if i > 0 {
                    self.paragraph(&line, "    ", "    ");
                    line.clear();
                }
                line.push(Run { text: text.to_owned(), ..run.clone() });
            }
        }
        self.paragraph(&line, "    ", "    ");
    }

    fn note(&mut self, note: &Note) {
        self.paragraph(&note.runs, "  ", "  ");
    }

    fn facts(&mut self, facts: &[(String, String)]) {
        let width = facts.iter().map(|(name, _)| show_invisible(name).width()).max().unwrap_or(0);
        let width = width.min(self.width / 2);
        for (name, value) in facts {
            let shown = show_invisible(name);
            let blanks = " ".repeat(width.saturating_sub(shown.width()) + 2);
            let first = format!("  {shown}{blanks}");
            self.paragraph(&[Run::plain(value.as_str())], &first, &" ".repeat(width + 4));
        }
        self.text.push('\n');
    }

    fn paragraph(&mut self, runs: &[Run], first: &str, rest: &str) {
        let first_width = first.width();
        let width = self.width.saturating_sub(rest.width().max(first_width)).max(8);
        let lines = wrap(&self.words(runs), width, self.colour);
        if lines.is_empty() && !first.trim().is_empty() {
            self.text.push_str(first.trim_end());
            self.text.push('\n');
        }
        for (i, (line, _)) in lines.iter().enumerate() {
            self.text.push_str(if i == 0 { first } else { rest });
            self.text.push_str(line);
            self.text.push('\n');
        }
    }

    /// Cuts runs into words at blanks; a word may consist of several looks glued together.
    fn words(&self, runs: &[Run]) -> Vec<Word> {
        let mut words = Vec::new();
        let mut glued = true;
        for (i, run) in runs.iter().enumerate() {
            if run.text.is_empty() {
                continue;
            }
            let (open, close) = if self.colour { ("", "") } else { brackets(run.mark) };
            let same =
                |other: Option<&Run>| other.is_some_and(|other| brackets(other.mark) == brackets(run.mark));
            let open = if i > 0 && same(runs.get(i - 1)) { "" } else { open };
            let close = if same(runs.get(i + 1)) { "" } else { close };
            let text = show_invisible(&run.text.replace(['\n', '\t', '\r'], " "));
            let leading = text.starts_with(' ');
            let body = text.trim_matches(' ');
            if body.is_empty() && (open, close) == ("", "") {
                glued = false;
                continue;
            }
            let look = self.look(run);
            let shown = format!("{open}{body}{close}");
            for (nth, part) in shown.split(' ').filter(|part| !part.is_empty()).enumerate() {
                let is_glued = if nth == 0 { glued && !leading } else { false };
                words.push(Word { text: part.to_owned(), look, glued: is_glued, width: part.width() });
            }
            glued = !text.ends_with(' ');
        }
        words
    }

    fn look(&self, run: &Run) -> Ansi {
        let mut look = Ansi::new();
        if !self.colour {
            return look;
        }
        match run.mark {
            Mark::Plain => (),
            Mark::Inserted => look = look.fg_color(Some(AnsiColor::Green.into())).underline(),
            Mark::Deleted | Mark::LostInMove => {
                look = look.fg_color(Some(AnsiColor::Red.into())).strikethrough();
            }
            Mark::OnlyHere => {
                look = look.fg_color(Some(AnsiColor::Red.into())).underline().strikethrough();
            }
            Mark::MovedHere | Mark::MovedAway => look = look.fg_color(Some(AnsiColor::Cyan.into())),
        }
        let Style { strong, emphasis, muted, code, .. } = run.style;
        if strong {
            look = look.bold();
        }
        if emphasis {
            look = look.italic();
        }
        if muted || code {
            look = look.dimmed();
        }
        look
    }

    fn table(&mut self, table: &Table) {
        if let Some(caption) = &table.caption {
            self.paragraph(&[Run::strong(caption.as_str())], "", "");
        }
        let widths = self.column_widths(table);
        let is_narrow = |(i, &width): (usize, &usize)| width < column_need(table, i).min(8);
        if widths.len() > 1 && widths.iter().enumerate().any(is_narrow) {
            return self.stacked(table);
        }
        let titles: Vec<Cell> =
            table.columns.iter().map(|column| Cell::runs(vec![Run::strong(column.title.as_str())])).collect();
        if table.columns.iter().any(|column| !column.title.is_empty()) {
            self.row(&titles, table, &widths);
            let rule: Vec<String> = widths.iter().map(|&width| "-".repeat(width)).collect();
            self.text.push_str(&rule.join("  "));
            self.text.push('\n');
        }
        for section in &table.sections {
            if let Some(title) = &section.title {
                self.text.push('\n');
                self.paragraph(&[Run::strong(title.as_str())], "", "");
            }
            for row in &section.rows {
                self.row(&row.cells, table, &widths);
            }
        }
        table.notes.iter().for_each(|note| self.note(note));
        self.text.push('\n');
    }

    /// One line a cell, where columns would be too narrow to read.
    fn stacked(&mut self, table: &Table) {
        for section in &table.sections {
            if let Some(title) = &section.title {
                self.paragraph(&[Run::strong(title.as_str())], "", "");
                self.text.push('\n');
            }
            for Row { cells, .. } in &section.rows {
                for (cell, column) in cells.iter().zip(&table.columns) {
                    for (i, runs) in cell.paragraphs.iter().enumerate() {
                        let mut line = Vec::new();
                        if i == 0 && !column.title.is_empty() {
                            line.push(Run::muted(format!("{}: ", column.title)));
                        }
                        line.extend(runs.iter().cloned());
                        self.paragraph(&line, "", "  ");
                    }
                }
                self.text.push('\n');
            }
        }
        table.notes.iter().for_each(|note| self.note(note));
    }

    fn row(&mut self, cells: &[Cell], table: &Table, widths: &[usize]) {
        let wrapped: Vec<Vec<(String, usize)>> = widths
            .iter()
            .enumerate()
            .map(|(i, &width)| {
                let paragraphs = cells.get(i).map(|cell| cell.paragraphs.as_slice()).unwrap_or_default();
                paragraphs.iter().flat_map(|runs| wrap(&self.words(runs), width, self.colour)).collect()
            })
            .collect();
        let height = wrapped.iter().map(Vec::len).max().unwrap_or(0).max(1);
        for line in 0..height {
            let mut text = String::new();
            let mut pending = 0;
            for (i, &width) in widths.iter().enumerate() {
                let (words, used) =
                    wrapped[i].get(line).map_or(("", 0), |(words, used)| (words.as_str(), *used));
                let free = width.saturating_sub(used);
                let before = match table.columns.get(i).map(|column| column.align) {
                    Some(Align::Right) => free,
                    Some(Align::Centre) => free / 2,
                    _ => 0,
                };
                if used > 0 {
                    text.push_str(&" ".repeat(pending + before));
                    text.push_str(words);
                    pending = free - before + 2;
                } else {
                    pending += width + 2;
                }
            }
            self.text.push_str(&text);
            self.text.push('\n');
        }
    }

    /// Widths that fit: a column gets what it needs if that is little, else its share of the rest.
    fn column_widths(&self, table: &Table) -> Vec<usize> {
        let n = table.columns.len();
        let needs: Vec<usize> = (0..n).map(|i| column_need(table, i)).collect();
        let mut free = self.width.saturating_sub(2 * n.saturating_sub(1));
        let mut floors: Vec<usize> = (0..n).map(|i| longest_word(table, i)).collect();
        if floors.iter().sum::<usize>() > free {
            floors = vec![1; n];
        }
        let mut widths = vec![0; n];
        let mut open: Vec<usize> = (0..n).collect();
        loop {
            let weights: usize = open.iter().map(|&i| weight(table, i)).sum();
            let is_broken = |&i: &usize| free * weight(table, i) / weights.max(1) < floors[i];
            if let Some(at) = open.iter().position(is_broken) {
                let i = open.remove(at);
                widths[i] = floors[i];
                free = free.saturating_sub(floors[i]);
                continue;
            }
            let fits = |&i: &usize| needs[i] <= free * weight(table, i) / weights.max(1);
            let (small, large): (Vec<usize>, Vec<usize>) = open.iter().copied().partition(|i| fits(i));
            if small.is_empty() || large.is_empty() {
                for &i in &open {
                    widths[i] = needs[i].min(free * weight(table, i) / weights.max(1)).max(1);
                }
                return widths;
            }
            for &i in &small {
                widths[i] = needs[i].max(1);
                free = free.saturating_sub(widths[i]);
            }
            open = large;
        }
    }
}

fn weight(table: &Table, i: usize) -> usize {
    table.columns.get(i).map_or(1, |column| column.weight.max(1) as usize)
}

/// Columns of the longest word of a column: a date is not broken in the middle. A longer word than this is.
fn longest_word(table: &Table, i: usize) -> usize {
    const WORD_MAX: usize = 16;
    let cells = table.sections.iter().flat_map(|section| &section.rows).filter_map(|row| row.cells.get(i));
    let runs = cells.flat_map(|cell| &cell.paragraphs).flatten();
    let words = runs.flat_map(|run| run.text.split_whitespace()).map(|word| show_invisible(word).width());
    words.max().unwrap_or(0).clamp(1, WORD_MAX)
}

fn column_need(table: &Table, i: usize) -> usize {
    let cells = table.sections.iter().flat_map(|section| &section.rows).filter_map(|row| row.cells.get(i));
    let lines = cells.flat_map(|cell| &cell.paragraphs);
    let need = lines.map(|runs| {
        let marks = runs.iter().filter(|run| run.mark != Mark::Plain).count() * 4;
        runs.iter().map(|run| show_invisible(&run.text).width()).sum::<usize>() + marks
    });
    let title = table.columns.get(i).map_or(0, |column| show_invisible(&column.title).width());
    need.max().unwrap_or(0).max(title).max(1)
}

fn code_runs(code: Option<&str>) -> Vec<Run> {
    code.map(|code| vec![Run::code(code), Run::plain(" ")]).unwrap_or_default()
}

fn strong(mut run: Run) -> Run {
    run.style.strong = true;
    run
}

fn muted(mut run: Run) -> Run {
    run.style.muted = true;
    run
}

/// The signs around a run where there is no colour.
fn brackets(mark: Mark) -> (&'static str, &'static str) {
    match mark {
        Mark::Plain | Mark::MovedHere | Mark::MovedAway => ("", ""),
        Mark::Inserted => ("{+", "+}"),
        Mark::Deleted | Mark::LostInMove => ("[-", "-]"),
        Mark::OnlyHere => ("{+[-", "-]+}"),
    }
}

/// Lines of at most `width` columns with their width; words longer than a line are cut.
fn wrap(words: &[Word], width: usize, colour: bool) -> Vec<(String, usize)> {
    let width = width.max(1);
    let mut lines: Vec<(String, usize)> = Vec::new();
    let mut line: Vec<(String, Ansi)> = Vec::new();
    let mut used = 0;
    let mut at = 0;
    while at < words.len() {
        // Words glued together stay on one line where they can.
        let end = at + 1 + words[at + 1..].iter().take_while(|word| word.glued).count();
        let need: usize = words[at..end].iter().map(|word| word.width).sum();
        let blank = usize::from(used > 0 && !words[at].glued);
        if used > 0 && used + blank + need > width {
            lines.push((painted(&line, colour), used));
            line.clear();
            used = 0;
        } else if blank > 0 {
            let look = if line.last().is_some_and(|last| last.1 == words[at].look) {
                words[at].look
            } else {
                Ansi::new()
            };
            line.push((" ".to_owned(), look));
            used += 1;
        }
        for word in &words[at..end] {
            for c in word.text.chars() {
                let n = UnicodeWidthStr::width(c.encode_utf8(&mut [0; 4]) as &str);
                if used + n > width && used > 0 {
                    lines.push((painted(&line, colour), used));
                    line.clear();
                    used = 0;
                }
                match line.last_mut() {
                    Some((text, look)) if *look == word.look => text.push(c),
                    _ => line.push((c.to_string(), word.look)),
                }
                used += n;
            }
        }
        at = end;
    }
    if !line.is_empty() {
        lines.push((painted(&line, colour), used));
    }
    lines
}

fn painted(line: &[(String, Ansi)], colour: bool) -> String {
    line.iter()
        .map(|(text, look)| {
            if colour && *look != Ansi::new() {
                format!("{}{text}{}", look.render(), look.render_reset())
            } else {
                text.clone()
            }
        })
        .collect()
}

#[cfg(test)]
mod tests;
