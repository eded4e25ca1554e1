//! A place as a unit wrote it, read into what it says: page, line, section steps, table and row, paragraph, words.
//!
//! People write places freely: "trang 7, dòng 12, mục 1.1 phần II", "điểm đ mục 2.1", "II.4", "Biểu 1, dòng 4",
//! with or without tone marks. Nothing is resolved here: "phần II" stays both PHẦN THỨ HAI and section II
//! ([`Step::PartOrRoman`]), and whether a section exists is `place`'s question. Nothing is invented either: what
//! is not understood is left in [`Citation::as_written`]. Linear in the text, of which at most
//! [`CITATION_CHARS_MAX`] characters are read.

use super::citation_lex::{Lexeme, lex};
use super::citation_parse::Parser;
use super::quotes::quotes;
use crate::document::{BlockCode, DocumentId};
use crate::text;

/// Characters of a citation that are read.
pub const CITATION_CHARS_MAX: usize = 2_000;

/// A place as a unit wrote it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Citation {
    /// The unit's own words.
    pub as_written: String,
    /// Page of the circulated print, the first where several are named.
    pub page: Option<u32>,
    /// Line on that page.
    pub line: Option<u32>,
    /// The cited places in the order they are written; several for "mục 1.1 và 1.2".
    pub places: Vec<CitedPlace>,
    /// Whether the whole document is meant ("toàn văn", "bố cục", "nhận xét chung").
    pub whole: bool,
    /// Words that name the document: "Báo cáo kiểm điểm", "BCKĐ".
    pub document: Option<String>,
    /// Words quoted inside the citation.
    pub quotes: Vec<String>,
    /// Words beside the cited places, which may name one of them: "mục II.1 Kinh tế".
    pub beside: Vec<String>,
    /// Whether it is written without tone marks, so that `d` may stand for `đ`.
    pub unaccented: bool,
}

/// One cited place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CitedPlace {
    /// A block code, with its document where it is named (`political-report:P12`).
    pub code: Option<(Option<DocumentId>, BlockCode)>,
    /// Section steps from the outermost to the innermost.
    pub steps: Vec<Step>,
    /// Number of a table ("Biểu 1").
    pub table: Option<u32>,
    /// A row of the table, by its number in the first column.
    pub row: Option<u32>,
    /// A paragraph of the section.
    pub paragraph: Option<Nth>,
    /// A list item of the section ("gạch đầu dòng thứ 2").
    pub item: Option<Nth>,
    /// Title or lead words ("Kinh tế", "mở đầu"), as written.
    pub words: Vec<String>,
    /// Words with which a paragraph begins ("đoạn bắt đầu bằng “Tăng cường …”").
    pub lead: Option<String>,
    /// An indicator by its words ("hộ nghèo"); the row of the cited table that has them.
    pub indicator: Option<String>,
    /// An indicator by its number.
    pub indicator_no: Option<u32>,
}

/// One step of a section number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// "Phần thứ hai".
    Part(u32),
    /// "phần II", "phần 2": a part or a section with a Roman number.
    PartOrRoman(u32),
    /// `II`.
    Roman(u32),
    /// `3`, `1.1`.
    Decimal(Vec<u32>),
    /// `đ)` as its ordinal among a, b, c, d, đ, e, g … (đ is 5).
    Letter(u32),
    /// "Chương II", "Điều 5": the folded word and its number.
    Named(String, u32),
}

/// Which of several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nth {
    /// The n-th, from 1.
    Nth(u32),
    /// The last.
    Last,
}

impl Citation {
    /// Whether nothing in it leads anywhere: no place, no page, no quote, not the whole.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty() && self.page.is_none() && !self.whole && self.quotes.is_empty()
    }

    /// The section number of the first place as it would be printed: `II.1.1`, `2/III`.
    pub fn section_text(&self) -> Option<String> {
        let steps = &self.places.first()?.steps;
        (!steps.is_empty()).then(|| steps_text(steps))
    }

    /// The same with a block code that stands in a field of its own, as on a circulated slip.
    #[must_use]
    pub fn with_code(mut self, code: &str) -> Self {
        let (document, code) = match code.rsplit_once(':') {
            Some((document, code)) => (DocumentId::parse(document), code),
            None => (None, code),
        };
        if let Some(code) = BlockCode::parse(code) {
            match self.places.first_mut() {
                Some(place) => place.code = Some((document, code)),
                None => {
                    self.places.push(CitedPlace { code: Some((document, code)), ..CitedPlace::default() })
                }
            }
        }
        self
    }

    /// The block code of the first place as text: `P12`.
    pub fn code_text(&self) -> Option<String> {
        self.places.first()?.code.as_ref().map(|(_, code)| code.to_string())
    }
}

impl CitedPlace {
    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Reads a place; never fails.
pub fn parse_citation(written: &str) -> Citation {
    let composed = text::nfc(written);
    let cut = composed.char_indices().nth(CITATION_CHARS_MAX).map_or(composed.len(), |(at, _)| at);
    let source = &composed[..cut];
    let quoted = quotes(source);
    let lexemes = lex(source, &quoted);
    let mut citation = Parser::new(source, &quoted, lexemes).run();
    citation.as_written = written.trim().to_owned();
    citation.unaccented = source.is_ascii();
    citation
}

/// The ordinal of a letter among a, b, c, d, đ, e, g, h …: a is 1, đ is 5; `None` for f, j, w, z.
pub fn letter_ordinal(letter: char) -> Option<u32> {
    const LETTERS: &str = "abcdđeghiklmnopqrstuvxy";
    let letter = letter.to_lowercase().next()?;
    let at = LETTERS.chars().position(|it| it == letter)?;
    u32::try_from(at + 1).ok()
}

fn steps_text(steps: &[Step]) -> String {
    let mut out = String::new();
    for step in steps {
        if !out.is_empty() && !out.ends_with('/') {
            out.push('.');
        }
        match step {
            Step::Part(number) => out.push_str(&format!("{number}/")),
            Step::PartOrRoman(number) | Step::Roman(number) => {
                out.push_str(&text::to_roman(*number).unwrap_or_default());
            }
            Step::Decimal(numbers) => {
                let numbers: Vec<String> = numbers.iter().map(u32::to_string).collect();
                out.push_str(&numbers.join("."));
            }
            Step::Letter(ordinal) => {
                let at = (*ordinal as usize).saturating_sub(1);
                out.extend("abcdđeghiklmnopqrstuvxy".chars().nth(at));
            }
            Step::Named(word, number) => out.push_str(&format!("{word} {number}")),
        }
    }
    out.trim_end_matches('/').to_owned()
}

/// Whether a lexeme ends a place for good.
pub(super) fn is_break(lexeme: &Lexeme) -> bool {
    matches!(lexeme, Lexeme::Semicolon)
}
