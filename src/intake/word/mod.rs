//! A Word file as the Markdown of a draft, and what could not be carried, each with its place.
//!
//! Headings come by style or outline level, those without a style by their looks and printed numbers; automatic numbers
//! become text; one paragraph is one line. A file of this program leads back to the Markdown it was made from: header
//! block, contents and signature are left out, printed block codes taken off, footnotes keep their labels and places.
//! Tracked changes are taken, or not, as asked; a file with open ones is refused when nothing was asked, and so is one
//! with words in an old font. Pictures, text boxes, equations and comments are named.
//!
//! Invariants: no bytes make it panic, nothing outside the file is read, work and memory are bounded by the limits of
//! `archive`. Front matter, link definitions and comments of Markdown do not stand in Word files and do not come back.

mod blocks;
mod changes;
mod headings;
mod inline;
mod lines;
mod notes;
mod numbering;
mod old_font;
mod package;
mod paragraph;
mod reply;
mod returned;
mod styles;
mod table;
mod tree;

pub(super) use reply::read_reply;

use super::{codes, limits};
use crate::problem::{Place, Problem, Reading, Severity};
use blocks::Written;
use old_font::OldFonts;
use package::File;
use std::collections::BTreeMap;

/// What is done with tracked changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Changes {
    /// A file with open ones is refused.
    #[default]
    Refuse,
    /// All are taken.
    Accept,
    /// None is taken.
    Reject,
}

/// How a Word file is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WordOptions {
    /// What is done with tracked changes.
    pub changes: Changes,
    /// Whether words in an old font are converted; else a file with such words is refused.
    pub convert: bool,
}

/// A draft as it was read from a Word file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordDraft {
    /// The text as Markdown.
    pub text: String,
    /// What this program wrote into the file: `document`, `base`, `round`, `text`.
    pub properties: BTreeMap<String, String>,
}

/// Whether the name of a file says that it is a Word file of this form.
pub fn is_word(name: &str) -> bool {
    super::bytes::extension(name) == "docx"
}

/// Reads a Word file as a draft; `None` where it is refused, with the reason.
pub fn read_draft(name: &str, bytes: &[u8], options: &WordOptions) -> Reading<Option<WordDraft>> {
    if bytes.len() > limits::FILE_BYTES_MAX {
        return refused(vec![super::bytes::too_large(name, limits::FILE_BYTES_MAX)]);
    }
    let mut file = match File::read(bytes) {
        Ok(file) => file,
        Err(reason) => {
            return refused(vec![Problem::new(codes::WORD_BROKEN, Place::file(name)).with("reason", reason)]);
        }
    };
    if options.changes == Changes::Refuse {
        let open = open_changes(&file, name);
        if !open.is_empty() {
            return refused(open);
        }
    } else {
        changes::resolve(&mut file.document, options.changes);
        file.notes.iter_mut().flatten().for_each(|notes| changes::resolve(notes, options.changes));
    }
    let Written { text, problems, fonts } = written(&file, name, options.convert);
    drop(fonts);
    if problems.iter().any(|it| it.code.severity == Severity::Error) {
        return refused(problems);
    }
    if text.trim().is_empty() {
        let mut problems = problems;
        problems.push(Problem::new(codes::EMPTY, Place::file(name)));
        return refused(problems);
    }
    Reading { value: Some(WordDraft { text, properties: file.properties }), problems }
}

/// Reads the words, a second time where the first one showed old fonts.
fn written(file: &File, name: &str, convert: bool) -> Written {
    let first = blocks::write(file, name, OldFonts::default(), convert);
    match first.fonts.found(&first.text) {
        Some(fonts) => blocks::write(file, name, fonts, convert),
        None => Written { text: first.text, problems: first.problems, fonts: OldFonts::default() },
    }
}

/// The tracked changes that are open, each with who made it, when, and its words.
fn open_changes(file: &File, name: &str) -> Vec<Problem> {
    let problem = |place: Place, it: &changes::Open| {
        let by: Vec<&str> =
            [&it.author, &it.date].map(String::as_str).into_iter().filter(|it| !it.is_empty()).collect();
        let by = if by.is_empty() { String::new() } else { format!(" ({})", by.join(", ")) };
        Problem::new(codes::WORD_CHANGE, place)
            .with("kind", it.kind)
            .with("by", by)
            .with("words", blocks::quoted(&it.words))
    };
    let mut problems = Vec::new();
    for it in changes::open(&file.document) {
        problems.push(problem(Place::file(name).at(format!("paragraph {}", it.paragraph)), &it));
    }
    for it in file.notes.iter().flatten().flat_map(changes::open) {
        problems.push(problem(Place::file(name).at("footnotes"), &it));
    }
    problems
}

fn refused(problems: Vec<Problem>) -> Reading<Option<WordDraft>> {
    refused_as(problems)
}

fn refused_as<T>(problems: Vec<Problem>) -> Reading<Option<T>> {
    Reading { value: None, problems }
}
