//! Where each block of a draft stands on the printed pages: page and line of its first and last words.
//!
//! The template puts invisible marks around what is printed of a block; here the laid-out pages are walked in the order
//! of the text and lines are counted between them. A line is one of the running text, headings included: what stands in
//! tables, footnotes, the header block, the contents and the signature is none, as in the numbers of the margin. A row
//! of a table and a footnote stand at the last line above them or at the line that refers to them. Linear in the pages.

use super::Printed;
use typst::foundations::Value;
use typst::introspection::{MetadataElem, Tag};
use typst::layout::{Frame, FrameItem, Transform};
use typst_layout::PagedDocument;

/// Begins, and ends, running text of a block.
pub(super) const TEXT: [char; 2] = ['(', ')'];
/// Begins, and ends, a row of a table.
pub(super) const ROW: [char; 2] = ['[', ']'];
/// Begins, and ends, the words of a footnote.
pub(super) const NOTE: [char; 2] = ['<', '>'];
/// A footnote is referred to.
pub(super) const REFERENCE: char = '^';

/// Distance of two baselines that are two lines, in points: more than a raised sign, less than any two lines.
const APART: f64 = 7.0;

/// The places of all marked blocks, in the order of the text. `margins` are left, top and bottom in points.
pub(super) fn places(document: &PagedDocument, margins: [f64; 3]) -> Vec<Printed> {
    let mut walk = Walk { margins, ..Walk::default() };
    for (nth, page) in document.pages().iter().enumerate() {
        walk.page = u32::try_from(nth + 1).unwrap_or(u32::MAX);
        walk.height = page.frame.height().to_pt();
        (walk.line, walk.baseline) = (0, f64::MIN);
        walk.frame(&page.frame, Transform::identity());
    }
    walk.found
}

#[derive(Default)]
struct Walk {
    margins: [f64; 3],
    height: f64,
    page: u32,
    line: u32,
    baseline: f64,
    /// The block whose text is being printed, an index into `found`.
    text: Option<usize>,
    row: Option<usize>,
    /// Footnotes that are open around the words at hand.
    n_notes: usize,
    found: Vec<Printed>,
}

impl Walk {
    fn frame(&mut self, frame: &Frame, around: Transform) {
        for (at, item) in frame.items() {
            match item {
                FrameItem::Group(group) => {
                    let moved = around.pre_concat(Transform::translate(at.x, at.y));
                    self.frame(&group.frame, moved.pre_concat(group.transform));
                }
                FrameItem::Text(text) if !text.text.trim().is_empty() => {
                    let at = at.transform(around);
                    self.words(at.x.to_pt(), at.y.to_pt());
                }
                FrameItem::Tag(Tag::Start(content, _)) => {
                    if let Some(Value::Str(mark)) = content.to_packed::<MetadataElem>().map(|it| &it.value) {
                        self.mark(mark.as_str());
                    }
                }
                _ => (),
            }
        }
    }

    /// Words of a block at this baseline.
    fn words(&mut self, x: f64, y: f64) {
        let [left, top, bottom] = self.margins;
        let is_text = x >= left - 1.0 && y > top && y < self.height - bottom;
        if self.n_notes > 0 || !is_text {
            return;
        }
        if let Some(row) = self.row {
            self.stands(row);
        }
        let Some(block) = self.text else { return };
        if y > self.baseline + APART {
            self.line += 1;
            self.baseline = y;
        }
        self.stands(block);
    }

    /// The block stands on the line at hand.
    fn stands(&mut self, block: usize) {
        let (page, line) = (self.page, self.line);
        if let Some(it) = self.found.get_mut(block) {
            if it.page == 0 {
                (it.page, it.line) = (page, line);
            }
            (it.last_page, it.last_line) = (page, line);
        }
    }

    fn mark(&mut self, mark: &str) {
        let mut letters = mark.chars();
        let Some(sign) = letters.next() else { return };
        let code = letters.as_str();
        let [text, row] = [TEXT, ROW];
        if sign == text[0] {
            self.text = Some(self.open(code));
        } else if sign == text[1] {
            self.text = None;
        } else if sign == row[0] {
            let block = self.open(code);
            self.stands(block);
            self.row = Some(block);
        } else if sign == row[1] {
            if let Some(block) = self.row.take() {
                self.stands(block);
            }
        } else if sign == NOTE[0] {
            self.n_notes += 1;
        } else if sign == NOTE[1] {
            self.n_notes = self.n_notes.saturating_sub(1);
        } else if sign == REFERENCE {
            let note = self.open(code);
            self.stands(note);
        }
    }

    fn open(&mut self, code: &str) -> usize {
        self.found.push(Printed { code: code.to_owned(), ..Printed::default() });
        self.found.len() - 1
    }
}
