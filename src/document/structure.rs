//! What is wrong with the build of a draft: Markdown that eats the layout, paste noise, numbering, headings, notes.
//!
//! Figures, dates, spelling and symbols are not looked at here. Every check reads the parsed document; none changes
//! it. Problems come in the order of their places. Linear in the document, but for sorting.

mod hazards;
mod numbering;
mod outline;
mod paste;
mod sequence;
#[cfg(test)]
mod tests;
mod text_numbering;

use super::parse_lines::Lines;
use super::{Block, Document};
use crate::problem::{Code, Place, Problem};
use std::cell::Cell;

/// All kinds of problems of a draft's build.
pub const STRUCTURE_CODES: &[Code] = &[
    PARAGRAPH_HEADING,
    ITEM_HEADING,
    MERGED_LINES,
    YEAR_LIST,
    LIST_IN_PARAGRAPH,
    MIXED_BULLETS,
    DASH_LIST,
    UNDERLINED_HEADING,
    INDENTED_CODE,
    HARD_SPACE_INDENT,
    EMPTY_ITEM,
    MINUS_ITEM,
    RULE,
    RAW_HTML,
    WRAPPED,
    PAGE_NUMBER,
    TAB,
    HYPHENATED,
    RUNNING_HEAD,
    MISSING_NUMBER,
    DOUBLED_NUMBER,
    DISORDERED_NUMBER,
    MIXED_STYLE,
    WRONG_PREFIX,
    RESTARTED,
    MISSING_LETTER,
    FOREIGN_LETTER,
    LEVEL_JUMP,
    EMPTY_SECTION,
    DOUBLED_ID,
    UNDEFINED_NOTE,
    UNUSED_NOTE,
    DOUBLED_NOTE,
    CELL_COUNT,
    EMPTY_HEADING,
];

pub(super) const PARAGRAPH_HEADING: Code = Code::warning("D001");
pub(super) const ITEM_HEADING: Code = Code::warning("D002");
pub(super) const MERGED_LINES: Code = Code::error("D003");
pub(super) const YEAR_LIST: Code = Code::error("D004");
pub(super) const LIST_IN_PARAGRAPH: Code = Code::warning("D005");
pub(super) const MIXED_BULLETS: Code = Code::warning("D006");
pub(super) const DASH_LIST: Code = Code::warning("D007");
pub(super) const UNDERLINED_HEADING: Code = Code::warning("D008");
pub(super) const INDENTED_CODE: Code = Code::error("D009");
pub(super) const HARD_SPACE_INDENT: Code = Code::warning("D010");
pub(super) const EMPTY_ITEM: Code = Code::warning("D011");
pub(super) const MINUS_ITEM: Code = Code::warning("D012");
pub(super) const RULE: Code = Code::warning("D013");
pub(super) const RAW_HTML: Code = Code::warning("D014");
pub(super) const WRAPPED: Code = Code::warning("D015");
pub(super) const PAGE_NUMBER: Code = Code::warning("D016");
pub(super) const TAB: Code = Code::warning("D017");
pub(super) const HYPHENATED: Code = Code::warning("D018");
pub(super) const RUNNING_HEAD: Code = Code::warning("D019");
pub(super) const MISSING_NUMBER: Code = Code::error("D020");
pub(super) const DOUBLED_NUMBER: Code = Code::error("D021");
pub(super) const DISORDERED_NUMBER: Code = Code::error("D022");
pub(super) const MIXED_STYLE: Code = Code::warning("D023");
pub(super) const WRONG_PREFIX: Code = Code::error("D024");
pub(super) const RESTARTED: Code = Code::error("D025");
pub(super) const MISSING_LETTER: Code = Code::error("D026");
pub(super) const FOREIGN_LETTER: Code = Code::warning("D027");
pub(super) const LEVEL_JUMP: Code = Code::warning("D030");
pub(super) const EMPTY_SECTION: Code = Code::warning("D031");
pub(super) const DOUBLED_ID: Code = Code::error("D032");
pub(super) const UNDEFINED_NOTE: Code = Code::error("D033");
pub(super) const UNUSED_NOTE: Code = Code::warning("D034");
pub(super) const DOUBLED_NOTE: Code = Code::error("D035");
pub(super) const CELL_COUNT: Code = Code::error("D036");
pub(super) const EMPTY_HEADING: Code = Code::warning("D037");

/// All problems of a draft's build; `file` is how the user knows the draft.
pub fn check_structure(document: &Document, file: &str) -> Vec<Problem> {
    let mut report = Report::new(document, file);
    let meant_as_headings = hazards::check(&mut report);
    paste::check(&mut report);
    numbering::check(&mut report, &meant_as_headings);
    text_numbering::check(&mut report, &meant_as_headings);
    outline::check(&mut report);
    let mut problems = report.problems;
    problems.sort_by(|a, b| {
        (a.place.line, a.place.column, a.code.id).cmp(&(b.place.line, b.place.column, b.code.id))
    });
    problems
}

/// Collects problems of one draft.
struct Report<'a> {
    document: &'a Document,
    file: &'a str,
    lines: Lines,
    /// A byte and how many characters stand before it on its line.
    known: Cell<(usize, usize)>,
    problems: Vec<Problem>,
}

impl<'a> Report<'a> {
    fn new(document: &'a Document, file: &'a str) -> Self {
        Self {
            document,
            file,
            lines: Lines::of(&document.source),
            known: Cell::new((0, 0)),
            problems: Vec::new(),
        }
    }

    /// Line and column of a byte of the source.
    ///
    /// Counts on from the place before it on the same line, so that many problems of one long line stay cheap.
    fn place(&self, byte: usize) -> Place {
        let line = self.lines.at(byte);
        let start = self.lines.start(line).min(byte);
        let (known, chars) =
            Some(self.known.get()).filter(|(at, _)| (start..=byte).contains(at)).unwrap_or((start, 0));
        let chars = chars + self.document.source.get(known..byte).map_or(0, |text| text.chars().count());
        self.known.set((byte, chars));
        Place::column(self.file, line + 1, chars + 1)
    }

    /// The line where a block begins.
    fn line(&self, block: &Block) -> Place {
        Place::line(self.file, block.line)
    }

    fn at_byte(&mut self, code: Code, byte: usize) -> &mut Problem {
        let place = self.place(byte);
        self.add(Problem::new(code, place))
    }

    fn at_line(&mut self, code: Code, block: &Block) -> &mut Problem {
        let place = self.line(block);
        self.add(Problem::new(code, place))
    }

    fn add(&mut self, problem: Problem) -> &mut Problem {
        self.problems.push(problem);
        let last = self.problems.len() - 1;
        &mut self.problems[last]
    }

    /// The own lines of a block as `(byte, text)` without line breaks.
    fn own_lines(&self, block: &Block) -> impl Iterator<Item = (usize, &'a str)> + use<'a> {
        let document = self.document;
        let mut at = block.text.start;
        let text = document.text(block);
        text.split_inclusive(['\n', '\r']).filter_map(move |line| {
            let start = at;
            at += line.len();
            // The LF of a CR LF comes as a line of its own, with nothing in it.
            let is_second_half = line == "\n" && document.source[..start].ends_with('\r');
            (!is_second_half).then(|| (start, line.trim_end_matches(['\n', '\r'])))
        })
    }
}

/// The first words of a text, for a message.
fn excerpt(text: &str) -> String {
    const CHARS_MAX: usize = 60;
    let line = text.trim().lines().next().unwrap_or_default().trim_end();
    if line.chars().count() <= CHARS_MAX {
        return line.to_owned();
    }
    let cut: String = line.chars().take(CHARS_MAX).collect();
    let cut = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    format!("{cut} …")
}
