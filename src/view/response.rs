//! The page of the response table: preface with counts, the table of four columns, lists and annexes.
//!
//! Words of units stand verbatim; what the program says of them is labelled. Nothing is left out by any option:
//! [`ResponseMeta::only_escalated`] leaves the points put to a body and says how many they are of all; the annexes of
//! dissent and of exceptional operations stay. Linear.

use super::model::{
    Align, Cell, Column, Heading, List, Marks, Note, NoteKind, Page, Paragraph, Part, Row, Run, Table, anchor,
};
use super::place_words::place_in_words;
use super::response_annex::{annexes, standing_annexes};
use super::response_cells::{answer_cell, content_cell, place_cell, units_cell};
use crate::comments::Outcome;
use crate::messages::{Lang, Message, text};
use crate::synthesis::{
    Agreeing, DocumentSection, DocumentTitle, Fraction, HeadingRows, Place, ResponseRow, ResponseTable,
    UnitState,
};
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
    /// Only rows with something put to a body; the annexes of dissent and of exceptional operations stay whole.
    pub only_escalated: bool,
}

/// The page of a response table.
pub fn response_page(table: &ResponseTable, meta: &ResponseMeta) -> Page {
    let lang = meta.lang;
    let title = if meta.only_escalated { "response-title-escalated" } else { "response-title" };
    let mut parts = Vec::new();
    if meta.only_escalated {
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
    let round = Message::new("response-round").with("round", table.round.get()).text(lang);
    let as_of = Message::new("view-as-of").with("date", day(lang, table.as_of.day())).text(lang);
    Page {
        title: text(lang, title),
        subtitle: [meta.congress.clone(), round, as_of].into_iter().filter(|line| !line.is_empty()).collect(),
        lang,
        marks: meta.marks.clone(),
        parts,
        landscape: true,
        contents: false,
        ..Page::default()
    }
}

/// The table alone, for CSV: four columns, a group of rows per document and heading.
pub fn response_rows(table: &ResponseTable, meta: &ResponseMeta) -> Table {
    let lang = meta.lang;
    let columns = [("place", 3), ("units", 4), ("content", 8), ("answer", 7)];
    let columns =
        columns.map(|(id, weight)| Column::new(text(lang, &format!("response-column-{id}")), weight));
    let mut rows = Table { landscape: true, ..Table::new(columns.into()) };
    for section in &table.sections {
        let shown = |row: &&ResponseRow| {
            !meta.only_escalated || row.items.iter().any(|item| item.outcome() == Some(Outcome::Escalated))
        };
        let n_shown: usize =
            section.headings.iter().flat_map(|it| &it.rows).filter(shown).map(|row| row.items.len()).sum();
        if meta.only_escalated && n_shown == 0 {
            continue;
        }
        rows.section(Some(section_title(
            section,
            if meta.only_escalated { n_shown } else { section.n_comments },
            lang,
        )));
        for heading in &section.headings {
            let here: Vec<&ResponseRow> = heading.rows.iter().filter(shown).collect();
            if here.is_empty() {
                continue;
            }
            rows.section(Some(heading_title(heading, lang)));
            for row in here {
                rows.push(response_row(table, row, lang));
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

pub(super) fn response_row(table: &ResponseTable, row: &ResponseRow, lang: Lang) -> Row {
    let cells = vec![
        place_cell(row, lang),
        units_cell(table, row, lang),
        content_cell(row, lang),
        answer_cell(row, lang),
    ];
    let name = row.items.first().map(|item| anchor(&format!("row-{}", item.id)));
    Row { anchor: name, ..Row::new(cells) }
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
    parts.push(Part::Facts(unit_facts(table, lang)));
    parts.push(note(lang, "response-silence"));
    parts.extend(agreeing(table, lang));
    parts.push(heading(lang, "response-comments"));
    parts.push(Part::Facts(comment_facts(table, lang)));
    parts.push(Part::Table(outcome_table(table, lang)));
    parts.push(Part::Table(document_table(table, lang)));
    parts.push(Part::Note(Note::new(NoteKind::Info, scale_line(table, lang))));
    parts
}

/// What was circulated: the drafts by title and number.
fn circulated(table: &ResponseTable, lang: Lang) -> String {
    let documents = table.sections.iter().filter_map(|section| section.document.as_ref());
    let drafts: Vec<String> = documents.map(|document| document_line(document, lang)).collect();
    let line = Message::new("response-basis").with("round", table.round.get());
    line.with("drafts", drafts.join("; ")).text(lang)
}

fn unit_facts(table: &ResponseTable, lang: Lang) -> Vec<(String, String)> {
    let units = &table.counts.units;
    let share = |n: usize| Fraction::new(n, units.asked).shown(table.rounding, lang);
    let mut facts = vec![
        (text(lang, "response-asked"), units.asked.to_string()),
        (text(lang, "response-replied"), share(units.replied)),
    ];
    for state in UnitState::COUNTED {
        let n = table.counts.units_in(state);
        if n > 0 || matches!(state, UnitState::Agree | UnitState::Disagree | UnitState::Pending) {
            facts.push((text(lang, &format!("progress-state-{}", state.tag().replace('_', "-"))), share(n)));
        }
    }
    for (id, n) in [("overdue", units.overdue), ("not-fixed", units.not_fixed)] {
        if n > 0 {
            facts.push((text(lang, &format!("response-{id}")), n.to_string()));
        }
    }
    if units.unasked > 0 {
        facts.push((text(lang, "response-unasked"), units.unasked.to_string()));
    }
    let persons = &table.counts.persons;
    if persons.meetings > 0 {
        let line = Message::new("response-meetings-line")
            .with("meetings", persons.meetings)
            .with("say_present", persons.say_present)
            .with("present", persons.present.to_string())
            .with("say_speakers", persons.say_speakers)
            .with("speakers", persons.speakers.to_string());
        facts.push((text(lang, "response-meetings"), line.text(lang)));
    }
    facts
}

/// The units that agree, with number and date of their letters; those that were not asked apart.
fn agreeing(table: &ResponseTable, lang: Lang) -> Vec<Part> {
    let line = |unit: &Agreeing| {
        let marks = unit.replies.iter().flat_map(|reply| {
            let dated = reply.dated.map(|date| day(lang, date));
            reply.symbol.iter().cloned().chain(dated)
        });
        let marks: Vec<String> = marks.collect();
        if marks.is_empty() {
            unit.by.name.clone()
        } else {
            format!("{} ({})", unit.by.name, marks.join(", "))
        }
    };
    let mut parts = Vec::new();
    for (id, asked) in [("response-agreeing", true), ("response-agreeing-unasked", false)] {
        let names: Vec<String> = table.agreeing.iter().filter(|it| it.asked == asked).map(line).collect();
        if !names.is_empty() {
            let all = Message::new(id).with("n", names.len()).with("names", names.join("; "));
            parts.push(paragraph(all.text(lang)));
        }
    }
    parts
}

fn comment_facts(table: &ResponseTable, lang: Lang) -> Vec<(String, String)> {
    let comments = &table.counts.comments;
    let all = [
        ("received", comments.received),
        ("superseded", comments.superseded),
        ("withdrawn", comments.withdrawn),
        ("standing", comments.standing),
        ("groups", comments.groups),
        ("grouped", comments.grouped),
        ("rows", comments.rows),
        ("reserved", comments.reserved),
        ("disagree", comments.disagree),
        ("late", comments.late),
    ];
    let shown = all.into_iter().filter(|(id, n)| *n > 0 || matches!(*id, "received" | "standing" | "rows"));
    shown.map(|(id, n)| (text(lang, &format!("response-n-{id}")), n.to_string())).collect()
}

/// Comments by outcome; the rows add up to the last one.
fn outcome_table(table: &ResponseTable, lang: Lang) -> Table {
    let comments = &table.counts.comments;
    let mut rows = counted(lang, "response-by-outcome", "response-column-outcome");
    let mut push = |name: String, n: usize| {
        let share = Fraction::new(n, comments.standing);
        let percent = share.percent(table.rounding, lang).unwrap_or_default();
        rows.push(Row::new(vec![Cell::text(name), Cell::text(n.to_string()), Cell::text(percent)]));
    };
    for outcome in Outcome::ALL {
        push(outcome_word(*outcome, lang), table.counts.decided(*outcome));
    }
    push(text(lang, "response-undecided"), comments.undecided);
    push(text(lang, "response-total"), comments.standing);
    rows
}

/// Comments by document; the rows add up to the last one.
fn document_table(table: &ResponseTable, lang: Lang) -> Table {
    let comments = &table.counts.comments;
    let mut rows = counted(lang, "response-by-document", "response-column-document");
    let mut push = |name: String, n: usize| {
        let percent = Fraction::new(n, comments.standing).percent(table.rounding, lang).unwrap_or_default();
        rows.push(Row::new(vec![Cell::text(name), Cell::text(n.to_string()), Cell::text(percent)]));
    };
    for section in &table.sections {
        let title = section.document.as_ref().map(|document| document.title.clone());
        push(title.unwrap_or_else(|| text(lang, "response-no-document")), section.n_comments);
    }
    if comments.referred > 0 {
        push(text(lang, "response-referred-apart"), comments.referred);
    }
    push(text(lang, "response-total"), comments.standing);
    rows
}

fn counted(lang: Lang, caption: &str, first: &str) -> Table {
    let number = |id: &str| Column::new(text(lang, id), 2).align(Align::Right);
    let columns = vec![
        Column::new(text(lang, first), 6),
        number("response-column-count"),
        number("response-column-percent"),
    ];
    Table { caption: Some(text(lang, caption)), ..Table::new(columns) }
}

/// `Thang từ: hầu hết từ 90%; đa số trên 50% …`, so that a word of weight never stands without its meaning.
fn scale_line(table: &ResponseTable, lang: Lang) -> String {
    let step = |step: &crate::synthesis::WeightStep| {
        let id = match (step.percent, step.above) {
            (0, _) if step.at_least <= 1 => "response-scale-one",
            (0, _) => "response-scale-rest",
            (_, true) => "response-scale-above",
            (_, false) => "response-scale-from",
        };
        let message = Message::new(id).with("word", step.named(lang)).with("percent", step.percent);
        message.with("n", step.at_least).text(lang)
    };
    let steps: Vec<String> = table.scale.steps.iter().map(step).collect();
    Message::new("response-scale").with("steps", steps.join("; ")).text(lang)
}

/// The field's word for an outcome: `Tiếp thu`, `Không tiếp thu` …
pub fn outcome_word(outcome: Outcome, lang: Lang) -> String {
    text(lang, &format!("response-outcome-{}", outcome.tag().replace('_', "-")))
}
