//! What stands around the words, as values: the profile's measures, the header block, recipients and signature.

use super::Paper;
use super::value::{Face, Ink, Paragraph, array, dict, name, number, words_of};
use crate::congress::{HeadLayout, HeadingLayout, Profile};
use crate::messages::text;
use crate::view::Marks;
use typst::foundations::{Dict, Value};

/// Measures of the profile.
pub(super) fn look(profile: &Profile) -> Dict {
    let (page, body) = (&profile.page, &profile.body);
    dict([
        ("size", number(body.size_pt)),
        ("indent", number(body.indent_mm)),
        ("after", number(body.after_pt)),
        ("line", body.line_pt.map_or(Value::None, number)),
        ("top", number(page.top_mm)),
        ("bottom", number(page.bottom_mm)),
        ("left", number(page.left_mm)),
        ("right", number(page.right_mm)),
        ("number", number(page.number_mm)),
        ("number-pt", number(page.number_pt)),
        ("table", number(profile.table.size_pt)),
        ("headings", array(profile.headings.iter().map(heading))),
    ])
}

fn heading(layout: &HeadingLayout) -> Value {
    Value::Dict(dict([
        ("size", number(layout.size_pt)),
        ("bold", Value::Bool(layout.bold)),
        ("italic", Value::Bool(layout.italic)),
        ("centred", Value::Bool(layout.centred)),
    ]))
}

/// The word across the pages of a draft, where the profile wants it.
pub(super) fn watermark(paper: &Paper<'_>, ink: &Ink<'_>) -> Value {
    let is_draft = paper.marks.as_ref().is_some_and(|marks| marks.draft.is_some());
    if paper.profile.page.watermark && is_draft {
        ink.words(&text(paper.lang, "pdf-watermark"))
    } else {
        Value::None
    }
}

/// The header block of a paper, where the profile has one and the paper wants it; else its marks alone.
pub(super) fn head(paper: &Paper<'_>, ink: &Ink<'_>, parts: &mut Vec<Value>) {
    for line in &paper.label {
        let face = Face { italic: true, size_pt: Some(12), ..Face::default() };
        parts.push(quiet("subtitle", line, face, ink));
    }
    let Some(marks) = &paper.marks else { return };
    let has_block = marks.party.is_some() || !marks.issuer.is_empty();
    if let Some(layout) = paper.profile.head.as_ref().filter(|_| has_block) {
        parts.push(block(layout, marks, ink));
        return;
    }
    for line in marks.draft.iter().chain(&marks.notes).chain(&marks.as_of) {
        parts.push(quiet("right", line, Face { bold: true, ..Face::default() }, ink));
    }
}

/// A line whose place in the text is not counted.
fn quiet(shape: &'static str, line: &str, face: Face, ink: &Ink<'_>) -> Value {
    let mut runs = Vec::new();
    ink.runs(line, face, None, &mut runs);
    Paragraph::new(shape, runs).with("is", name("quiet")).value()
}

fn block(layout: &HeadLayout, marks: &Marks, ink: &Ink<'_>) -> Value {
    let own = |text: &Option<String>| text.as_ref().map_or(Value::None, |it| ink.words(it));
    let upper: Vec<String> = marks.issuer.iter().map(|it| it.to_uppercase()).collect();
    let number_line = marks.number.as_ref().map_or(Value::None, |number| {
        // The view says the Party's form of the number; the profile knows its own word before it.
        let rest = number.trim_start_matches(|c: char| c.is_alphabetic() || c == ':');
        ink.words(&format!("{}{rest}", layout.number))
    });
    Value::Dict(dict([
        ("is", name("head")),
        ("motto", words_of(ink, &layout.motto)),
        ("motto-pt", number(layout.motto_pt)),
        ("issuer", words_of(ink, &upper)),
        ("issuer-pt", number(layout.issuer_pt)),
        ("sign", ink.words(&layout.issuer_sign)),
        ("number", number_line),
        ("draft", own(&marks.draft)),
        ("draft-pt", number(layout.draft_pt)),
        ("notes", words_of(ink, &marks.notes)),
        ("dates", words_of(ink, marks.place_date.iter().chain(&marks.as_of))),
    ]))
}

/// Recipients and signature, left blank for whoever signs.
pub(super) fn foot(paper: &Paper<'_>, ink: &Ink<'_>, parts: &mut Vec<Value>) {
    let (Some(layout), Some(signs)) = (&paper.profile.foot, &paper.signs) else { return };
    parts.push(Value::Dict(dict([
        ("is", name("foot")),
        ("recipients", ink.words(&layout.recipients)),
        ("lines", words_of(ink, &layout.lines)),
        ("size", number(layout.recipients_pt)),
        ("signs", ink.words(&format!("{} {}", layout.on_behalf, signs.to_uppercase()))),
    ])));
}
