//! Words, looks and measures as values of the typesetter; words never become anything else.

use super::world::Letters;
use crate::text;
use crate::view::Align;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use typst::foundations::{Array, Dict, IntoValue, Value};
use typst::layout::{Abs, HAlignment};
use typst::text::{FontStyle, FontWeight};
use typst::visualize::Color;

/// Stands for a letter that no family has.
const NO_LETTER: char = '\u{25A1}';

/// A dictionary.
pub(super) fn dict<const N: usize>(entries: [(&str, Value); N]) -> Dict {
    entries.into_iter().map(|(name, value)| (name.into(), value)).collect()
}

pub(super) fn array(values: impl IntoIterator<Item = Value>) -> Value {
    Value::Array(values.into_iter().collect::<Array>())
}

pub(super) fn number(n: impl Into<i64>) -> Value {
    Value::Int(n.into())
}

pub(super) fn count(n: usize) -> Value {
    Value::Int(i64::try_from(n).unwrap_or(i64::MAX))
}

pub(super) fn name(text: &str) -> Value {
    Value::Str(text.into())
}

/// Points from twentieths of a point.
pub(super) fn points(twips: u32) -> Value {
    Value::Float(f64::from(twips) / 20.0)
}

/// A mark that prints nothing.
pub(super) fn mark(sign: char, code: &str) -> Value {
    Value::Dict(dict([("mark", name(&format!("{sign}{code}")))]))
}

pub(super) fn align(align: Align) -> Value {
    let align = match align {
        Align::Left => HAlignment::Start,
        Align::Centre => HAlignment::Center,
        Align::Right => HAlignment::End,
    };
    align.into_value()
}

/// How the words of a run look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Face {
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) grey: bool,
    pub(super) raised: bool,
    pub(super) size_pt: Option<u32>,
    /// `under`, `double`, `strike`, `twice`.
    pub(super) decoration: Option<&'static str>,
}

impl Face {
    fn look(self) -> Dict {
        let mut look = Dict::new();
        if self.bold {
            look.insert("weight".into(), Value::Int(i64::from(FontWeight::BOLD.to_number())));
        }
        if self.italic {
            look.insert("style".into(), FontStyle::Italic.into_value());
        }
        if self.grey {
            look.insert("fill".into(), Value::Color(Color::from_u8(89, 89, 89, 255)));
        }
        if let Some(size) = self.size_pt {
            look.insert("size".into(), Value::Length(Abs::pt(f64::from(size)).into()));
        }
        look
    }
}

/// Makes values of words, and remembers the letters that no family has.
pub(super) struct Ink<'a> {
    letters: &'a Letters,
    known: RefCell<BTreeMap<char, bool>>,
}

impl<'a> Ink<'a> {
    pub(super) fn new(letters: &'a Letters) -> Self {
        Self { letters, known: RefCell::default() }
    }

    /// The letters that could not be printed.
    pub(super) fn missing(&self) -> BTreeSet<char> {
        let known = self.known.borrow();
        known.iter().filter(|(_, is_there)| !**is_there).map(|(letter, _)| *letter).collect()
    }

    /// Words as printed: composed, with whatever cannot be seen made visible.
    pub(super) fn printed(&self, words: &str) -> String {
        let mut seen = String::with_capacity(words.len());
        for letter in words.chars() {
            match letter {
                '\r' => (),
                '\n' => seen.push(' '),
                '\t' => seen.push_str("    "),
                _ if letter.is_control() => seen.extend(letter.escape_unicode()),
                _ => seen.push(letter),
            }
        }
        let mut known = self.known.borrow_mut();
        let shown = text::show_invisible(&text::nfc(&seen));
        let print = |letter: char| {
            let is_there =
                letter.is_ascii() || *known.entry(letter).or_insert_with(|| self.letters.has(letter));
            if is_there { letter } else { NO_LETTER }
        };
        shown.chars().map(print).collect()
    }

    pub(super) fn words(&self, words: &str) -> Value {
        Value::Str(self.printed(words).as_str().into())
    }

    /// Runs of words of one look, one for each line of them.
    pub(super) fn runs(&self, words: &str, face: Face, link: Option<&str>, out: &mut Vec<Value>) {
        for (nth, line) in words.split('\n').enumerate() {
            if nth > 0 {
                out.push(broken());
            }
            if line.is_empty() {
                continue;
            }
            let mut run = dict([("words", self.words(line))]);
            let look = face.look();
            if !look.is_empty() {
                run.insert("look".into(), Value::Dict(look));
            }
            if let Some(link) = link {
                run.insert("link".into(), name(link));
            }
            decorated(&mut run, face);
            out.push(Value::Dict(run));
        }
    }
}

/// Words, one value each.
pub(super) fn words_of<'w>(ink: &Ink<'_>, all: impl IntoIterator<Item = &'w String>) -> Value {
    array(all.into_iter().map(|it| ink.words(it)))
}

/// What a face says besides the look of letters.
pub(super) fn decorated(run: &mut Dict, face: Face) {
    if face.raised {
        run.insert("raised".into(), Value::Bool(true));
    }
    if let Some(decoration) = face.decoration {
        run.insert("decoration".into(), name(decoration));
    }
}

/// A line break.
pub(super) fn broken() -> Value {
    Value::Dict(dict([("at-break", Value::Bool(true))]))
}

/// A paragraph as the template reads it.
pub(super) struct Paragraph {
    pub(super) shape: &'static str,
    pub(super) runs: Vec<Value>,
    pub(super) bar: bool,
    pub(super) more: Dict,
}

impl Paragraph {
    pub(super) fn new(shape: &'static str, runs: Vec<Value>) -> Self {
        Self { shape, runs, bar: false, more: Dict::new() }
    }

    pub(super) fn with(mut self, name: &str, value: Value) -> Self {
        self.more.insert(name.into(), value);
        self
    }

    pub(super) fn value(self) -> Value {
        let mut all = self.more;
        for (key, value) in [
            ("is", name("paragraph")),
            ("shape", name(self.shape)),
            ("runs", array(self.runs)),
            ("bar", Value::Bool(self.bar)),
        ] {
            if key != "is" || !all.contains("is") {
                all.insert(key.into(), value);
            }
        }
        Value::Dict(all)
    }
}

/// A cell of a table.
pub(super) struct CellOf {
    pub(super) paragraphs: Vec<Vec<Value>>,
    pub(super) span: usize,
    pub(super) align: Value,
    pub(super) shaded: bool,
    pub(super) breakable: bool,
}

impl CellOf {
    pub(super) fn value(self) -> Value {
        Value::Dict(dict([
            ("paragraphs", array(self.paragraphs.into_iter().map(array))),
            ("span", count(self.span)),
            ("align", self.align),
            ("shaded", Value::Bool(self.shaded)),
            ("breakable", Value::Bool(self.breakable)),
        ]))
    }
}

/// A row of cells.
pub(super) fn row(cells: Vec<CellOf>) -> Value {
    array(cells.into_iter().map(CellOf::value))
}

/// Whether a row with so many letters in its cells is so tall that it may be broken across pages.
pub(super) fn is_tall(letters: impl Iterator<Item = usize>, widths: &[u32], size_pt: u32) -> bool {
    const LINES: usize = 20;
    // A letter is about half as wide as it is high.
    let letter = usize::try_from(size_pt).unwrap_or(usize::MAX).saturating_mul(11);
    let room = |width: u32| usize::try_from(width.saturating_sub(200)).unwrap_or(0) * LINES;
    letters.zip(widths).any(|(letters, &width)| letters.saturating_mul(letter) > room(width))
}

/// Tables of at most so many rows, each with the same head: the typesetter's work is not linear in the rows of one.
const ROWS_MAX: usize = 2_000;

/// A table as parts of the text.
pub(super) fn tables(
    kind: &'static str,
    widths: &[u32],
    head: &[Value],
    rows: Vec<Value>,
    parts: &mut Vec<Value>,
) {
    let mut pieces: Vec<Array> = rows.chunks(ROWS_MAX).map(|rows| rows.iter().cloned().collect()).collect();
    if pieces.is_empty() {
        pieces.push(Array::new());
    }
    for rows in pieces {
        parts.push(Value::Dict(dict([
            ("is", name(kind)),
            ("widths", array(widths.iter().map(|&width| points(width)))),
            ("head", array(head.iter().cloned())),
            ("rows", Value::Array(rows)),
        ])));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_tables_are_cut_and_each_piece_has_the_head() {
        let check = |n_rows: usize, expected: &[usize]| {
            let mut parts = Vec::new();
            let rows = vec![array([]); n_rows];
            tables("lined", &[100], &[array([Value::Int(7)])], rows, &mut parts);
            let pieces = parts.into_iter().map(|part| {
                let Value::Dict(part) = part else { panic!("{part:?}") };
                let Ok(Value::Array(rows)) = part.at("rows".into(), None) else { panic!("{part:?}") };
                assert_eq!(part.at("head".into(), None).unwrap(), array([array([Value::Int(7)])]));
                rows.len()
            });
            assert_eq!(pieces.collect::<Vec<_>>(), expected);
        };
        check(0, &[0]);
        check(2_000, &[2_000]);
        check(4_500, &[2_000, 2_000, 500]);
    }

    #[test]
    fn a_tall_row_may_be_broken() {
        let is_tall = |letters: usize, width: u32| super::is_tall([letters].into_iter(), &[width], 12);
        assert!(!is_tall(300, 9_000) && !is_tall(60, 1_000));
        assert!(is_tall(300, 900) && is_tall(3_000, 9_000) && is_tall(1, 0));
    }
}
