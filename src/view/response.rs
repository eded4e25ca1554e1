//! The page of the response table: preface with counts, the table, lists and annexes.
//!
//! Words of units stand verbatim; what the program says of them is labelled. No option leaves out the annexes of dissent
//! and of exceptional operations: a table with the points put to a body alone says how many they are of all. Linear.

use super::model::{Heading, List, Marks, Note, NoteKind, Page, Paragraph, Part, Run, Table, anchor};
use super::place_words::place_in_words;
use super::response_annex::{annexes, standing_annexes};
use super::response_counts;
use super::response_form::ResponseForm;
use crate::comments::Outcome;
use crate::messages::{Lang, Message, text};
use crate::synthesis::{DocumentSection, DocumentTitle, HeadingRows, Place, ResponseTable};
use crate::units::{Day, Moment};

/// What the page needs besides the table.
#[derive(Debug, Clone, Default)]
pub struct ResponseMeta {
    /// Language of the program's own words.
    pub lang: Lang,
    /// Name of the congress.
    pub congress: String,
    /// What the work is based on: directives, plans, letters; as printed.
    pub basis: Vec<String>,
    /// Header block and marks.
    pub marks: Option<Marks>,
    /// The columns of the table.
    pub form: ResponseForm,
}

/// The page of a response table.
pub fn response_page(table: &ResponseTable, meta: &ResponseMeta) -> Page {
    let lang = meta.lang;
    let title = if table.only_escalated { "response-title-escalated" } else { "response-title" };
    let mut parts = Vec::new();
    if table.only_escalated {
        parts.push(paragraph(escalated_line(table, lang)));
        parts.push(Part::Table(response_rows(table, meta)));
        parts.extend(standing_annexes(table, lang));
    } else {
        parts.extend(preface(table, meta));
        parts.push(heading(lang, "response-table"));
        parts.push(Part::Table(response_rows(table, meta)));
        parts.extend(elsewhere(table, lang));
        parts.extend(annexes(table, lang));
    }
    Page {
        title: text(lang, title),
        subtitle: subtitle(table, meta),
        lang,
        marks: meta.marks.clone(),
        parts,
        landscape: true,
        contents: false,
        ..Page::default()
    }
}

/// Whose congress, which round, as of when.
pub(super) fn subtitle(table: &ResponseTable, meta: &ResponseMeta) -> Vec<String> {
    let round = Message::new("response-round").with("round", table.round.get()).text(meta.lang);
    let as_of = Message::new("view-as-of").with("date", day(meta.lang, table.as_of.day())).text(meta.lang);
    [meta.congress.clone(), round, as_of].into_iter().filter(|line| !line.is_empty()).collect()
}

/// The table alone, for CSV: the columns of the form, a group of rows per document and heading.
pub fn response_rows(table: &ResponseTable, meta: &ResponseMeta) -> Table {
    let lang = meta.lang;
    let mut rows = Table { landscape: true, ..Table::new(meta.form.columns(lang)) };
    let mut n_rows = 0_usize;
    for section in &table.sections {
        rows.section(Some(section_title(section, section.n_comments, lang)));
        for heading in &section.headings {
            rows.section(Some(heading_title(heading, lang)));
            for row in &heading.rows {
                n_rows += 1;
                rows.push(meta.form.row(table, row, n_rows, lang));
            }
        }
    }
    rows
}

/// How many of the comments that stand are put to a body.
fn escalated_line(table: &ResponseTable, lang: Lang) -> String {
    let n = table.counts.decided(Outcome::Escalated);
    let id = if n == 0 { "response-escalated-none" } else { "response-escalated-count" };
    Message::new(id).with("n", n).with("of", table.counts.comments.standing).text(lang)
}

/// A day as printed in `lang`.
pub(super) fn day(lang: Lang, day: Day) -> String {
    if lang == Lang::Vi { day.vietnamese() } else { day.to_string() }
}

/// A moment as printed in `lang`.
pub(super) fn moment(lang: Lang, moment: Moment) -> String {
    if lang == Lang::Vi {
        return moment.vietnamese();
    }
    let local = moment.local_datetime();
    format!("{} {:02}:{:02}", moment.day(), local.hour(), local.minute())
}

/// A heading with an anchor of its own name.
pub(super) fn heading(lang: Lang, id: &str) -> Part {
    let runs = vec![Run::plain(text(lang, id))];
    Part::Heading(Heading { level: 2, runs, anchor: Some(anchor(id)), code: None })
}

pub(super) fn paragraph(words: impl Into<String>) -> Part {
    Part::Paragraph(Paragraph { runs: vec![Run::plain(words)], ..Paragraph::default() })
}

pub(super) fn note(lang: Lang, id: &str) -> Part {
    Part::Note(Note::new(NoteKind::Info, text(lang, id)))
}

/// `Báo cáo chính trị – dự thảo lần 2`, or the line of comments on no document.
fn section_title(section: &DocumentSection, n_comments: usize, lang: Lang) -> String {
    let Some(document) = &section.document else { return text(lang, "response-no-document") };
    let title = document_line(document, lang);
    Message::new("response-document-count").with("title", title).with("n", n_comments).text(lang)
}

/// `Báo cáo chính trị (dự thảo lần 2)`.
pub(super) fn document_line(document: &DocumentTitle, lang: Lang) -> String {
    match document.draft_no {
        None => document.title.clone(),
        Some(n) => Message::new("response-document").with("title", &document.title).with("n", n).text(lang),
    }
}

/// A section by the words of its path and its title.
pub(super) fn section_words(path: &str, title: &str, lang: Lang) -> String {
    // A number alone may be a part's or a section's.
    if path.bytes().all(|b| b.is_ascii_digit()) {
        return format!("{path} {title}").trim().to_owned();
    }
    let place = place_in_words(path, false, lang);
    if title.is_empty() { place } else { format!("{place} – {title}") }
}

pub(super) fn heading_title(heading: &HeadingRows, lang: Lang) -> String {
    match &heading.place {
        Place::Whole => text(lang, "response-whole"),
        Place::Unplaced => text(lang, "response-unplaced"),
        Place::Section { path, title } if path.is_empty() && title.is_empty() => {
            text(lang, "response-foreword")
        }
        Place::Section { path, title } => section_words(path, title, lang),
    }
}

/// Comments of one document that are answered with a group under another.
fn elsewhere(table: &ResponseTable, lang: Lang) -> Option<Part> {
    let mut lines = Vec::new();
    for section in &table.sections {
        for (id, group) in &section.elsewhere {
            let title = section.document.as_ref().map(|it| it.title.clone()).unwrap_or_default();
            let line = Message::new("response-elsewhere").with("id", id.to_string());
            lines.push(vec![Run::plain(
                line.with("title", title).with("group", group.to_string()).text(lang),
            )]);
        }
    }
    (!lines.is_empty()).then_some(Part::List(List { ordered: false, items: lines }))
}

fn preface(table: &ResponseTable, meta: &ResponseMeta) -> Vec<Part> {
    let lang = meta.lang;
    let mut parts = Vec::new();
    parts.push(paragraph(circulated(table, lang)));
    if !meta.basis.is_empty() {
        let items = meta.basis.iter().map(|line| vec![Run::plain(line.clone())]).collect();
        parts.push(Part::List(List { ordered: false, items }));
    }
    parts.push(heading(lang, "response-replies"));
    parts.extend(response_counts::of_units(table, lang));
    parts.push(heading(lang, "response-comments"));
    parts.extend(response_counts::of_comments(table, lang));
    parts
}

/// What was circulated: the drafts by title and number.
pub(super) fn circulated(table: &ResponseTable, lang: Lang) -> String {
    let documents = table.sections.iter().filter_map(|section| section.document.as_ref());
    let drafts: Vec<String> = documents.map(|document| document_line(document, lang)).collect();
    let line = Message::new("response-basis").with("round", table.round.get());
    line.with("drafts", drafts.join("; ")).text(lang)
}

/// The field's word for an outcome: `Tiếp thu`, `Không tiếp thu` …
pub fn outcome_word(outcome: Outcome, lang: Lang) -> String {
    text(lang, &format!("response-outcome-{}", outcome.tag().replace('_', "-")))
}
