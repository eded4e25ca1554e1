//! The lines of a source, and the front matter, which is found by its lines alone.
//!
//! A line ends at LF, CR LF or a lone CR, as in CommonMark. A byte order mark belongs to no line.

use std::ops::Range;

const MARK: &str = "\u{feff}";

/// Where every line begins and ends.
#[derive(Debug)]
pub(super) struct Lines {
    /// Start, and end without the line break, in bytes.
    lines: Vec<(usize, usize)>,
    len: usize,
}

impl Lines {
    /// The lines of `source`; none after a final line break.
    pub(super) fn of(source: &str) -> Self {
        let mark = if source.starts_with(MARK) { MARK.len() } else { 0 };
        let bytes = source.as_bytes();
        let mut lines = Vec::new();
        let mut start = mark;
        let mut at = mark;
        while at < bytes.len() {
            let end = at;
            at += match (bytes[at], bytes.get(at + 1)) {
                (b'\r', Some(b'\n')) => 2,
                _ => 1,
            };
            if matches!(bytes[end], b'\n' | b'\r') {
                lines.push((start, end));
                start = at;
            }
        }
        if start < bytes.len() {
            lines.push((start, bytes.len()));
        }
        Self { lines, len: source.len() }
    }

    /// How many.
    pub(super) fn len(&self) -> usize {
        self.lines.len()
    }

    /// The last line, 0 if there is none.
    pub(super) fn last(&self) -> usize {
        self.lines.len().saturating_sub(1)
    }

    /// The line that holds a byte, its line break included.
    pub(super) fn at(&self, byte: usize) -> usize {
        self.lines.partition_point(|(start, _)| *start <= byte).saturating_sub(1)
    }

    /// The first byte of a line; the length of the source behind the last.
    pub(super) fn start(&self, line: usize) -> usize {
        self.lines.get(line).map_or(self.len, |(start, _)| *start)
    }

    /// The bytes of a line without its line break; empty behind the last.
    pub(super) fn text(&self, line: usize) -> Range<usize> {
        self.lines.get(line).map_or(self.len..self.len, |(start, end)| *start..*end)
    }
}

/// The last line of the front matter, where the first line opens one and a later line closes it.
///
/// As in the YAML extension of CommonMark readers: `---` alone, not followed by a blank line, up to `---` or `...`.
pub(super) fn front_matter_lines(source: &str, lines: &Lines) -> Option<usize> {
    let line = |n: usize| source[lines.text(n)].trim_end();
    if lines.len() < 2 || line(0) != "---" || line(1).is_empty() {
        return None;
    }
    (1..lines.len()).find(|n| matches!(line(*n), "---" | "..."))
}
