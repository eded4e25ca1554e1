//! The two reports of a round: what was said (in three parts) and what became of it (taken up, explained, open).
//!
//! They say what the response table says, in running text, in the order of the draft, one section per document. Every
//! share names its whole; the words of units stand verbatim, with the place as they wrote it; the program adds no
//! judgement and ranks nobody. Dissent and exceptional operations follow as annexes, whatever the kind. Rules of the
//! three parts: directive 60-HD/VPTW.

use super::model::{Align, Cell, Column, Heading, List, Page, Part, Row, Run, Table};
use super::office::{Office, foot};
use super::report_lines::{answered, asked, put, said};
use super::response::{circulated, document_line, heading_title, note, paragraph, subtitle};
use super::response_annex::standing_annexes;
use super::response_counts::{by_kind, by_outcome};
use super::{ResponseMeta, response_counts};
use crate::comments::Outcome;
use crate::messages::{Lang, Message, count, text};
use crate::synthesis::{DocumentSection, HeadingRows, Item, Place, ResponseRow, ResponseTable, UnitState};
use std::collections::BTreeSet;

/// What a report is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ReportKind {
    /// What was said.
    #[default]
    Synthesis,
    /// What became of it.
    Response,
}

/// The page of a report.
pub fn report_page(table: &ResponseTable, kind: ReportKind, office: &Office, meta: &ResponseMeta) -> Page {
    let lang = meta.lang;
    let mut parts = vec![paragraph(circulated(table, lang))];
    match kind {
        ReportKind::Synthesis => {
            parts.extend(general(table, lang));
            parts.extend(contents(table, lang));
            parts.extend(proposals(table, lang));
        }
        ReportKind::Response => {
            parts.push(title(2, text(lang, "report-results")));
            parts.extend(response_counts::of_comments(table, lang));
            for (id, of) in [
                ("report-taken-up", &[Outcome::Accepted, Outcome::PartlyAccepted, Outcome::AlreadyDone][..]),
                ("report-explained", &[Outcome::Rejected, Outcome::Noted]),
            ] {
                parts.push(title(2, text(lang, id)));
                parts.extend(decided(table, of, lang));
            }
            parts.push(title(2, text(lang, "report-open")));
            parts.extend(open(table, lang));
        }
    }
    parts.extend(standing_annexes(table, lang).into_iter().map(upright));
    parts.push(Part::Table(foot(&[text(lang, "letter-recipients-units")], lang)));
    let id = match kind {
        ReportKind::Synthesis => "report-title-synthesis",
        ReportKind::Response => "report-title-response",
    };
    Page {
        title: text(lang, id),
        subtitle: subtitle(table, meta),
        lang,
        marks: Some(office.marks("-BC/TBVK", text(lang, "letter-date-blank"), lang)),
        parts,
        ..Page::default()
    }
}

fn title(level: usize, words: String) -> Part {
    Part::Heading(Heading { level, runs: vec![Run::plain(words)], ..Heading::default() })
}

/// A list, or the word for nothing.
fn listed(items: Vec<Vec<Run>>, lang: Lang) -> Part {
    if items.is_empty() { note(lang, "report-none") } else { Part::List(List { ordered: false, items }) }
}

/// Tables of a report stand upright like its text.
fn upright(part: Part) -> Part {
    match part {
        Part::Table(table) => Part::Table(Table { landscape: false, ..table }),
        other => other,
    }
}

/// Part one: who answered, how many comments there are, what is said of documents as a whole.
fn general(table: &ResponseTable, lang: Lang) -> Vec<Part> {
    let mut parts = vec![title(2, text(lang, "report-part-1")), title(3, text(lang, "report-replies"))];
    parts.extend(response_counts::of_units(table, lang));
    parts.push(title(3, text(lang, "report-counts")));
    parts.extend(response_counts::of_comments(table, lang));
    parts.push(title(3, text(lang, "report-whole")));
    let mut lines = Vec::new();
    for section in &table.sections {
        let whole = section.headings.iter().filter(|heading| heading.place == Place::Whole);
        lines.extend(whole.flat_map(|heading| &heading.rows).map(|row| said(table, row, lang)));
    }
    parts.push(listed(lines, lang));
    parts
}

/// Part two: the great lines of every document, then every point under its heading.
fn contents(table: &ResponseTable, lang: Lang) -> Vec<Part> {
    let mut parts = vec![title(2, text(lang, "report-part-2"))];
    for (at, section) in table.sections.iter().enumerate() {
        let name = section.document.as_ref().map(|document| document_line(document, lang));
        let name = name.unwrap_or_else(|| text(lang, "response-no-document"));
        parts.push(title(3, format!("{}. {name}", at + 1)));
        let rows: Vec<&ResponseRow> = section.headings.iter().flat_map(|heading| &heading.rows).collect();
        if rows.is_empty() {
            parts.push(note(lang, "report-none"));
            continue;
        }
        let line = Message::new("report-section-count").with("n", section.n_comments);
        parts.push(paragraph(line.with("units", n_units(&rows)).text(lang)));
        parts.push(Part::Table(great_lines(section, lang)));
        for heading in section.headings.iter().filter(|heading| heading.place != Place::Whole) {
            parts.push(title(4, heading_title(heading, lang)));
            parts.push(listed(heading.rows.iter().map(|row| said(table, row, lang)).collect(), lang));
        }
    }
    parts
}

fn n_units(rows: &[&ResponseRow]) -> usize {
    rows.iter().flat_map(|row| &row.units).map(|unit| &unit.id).collect::<BTreeSet<_>>().len()
}

/// A row per heading: how many comments, of how many units, of what kind, what became of them.
fn great_lines(section: &DocumentSection, lang: Lang) -> Table {
    let column = |(id, weight): (&str, u32)| Column::new(text(lang, &format!("report-column-{id}")), weight);
    let mut columns: Vec<Column> =
        [("section", 6), ("comments", 2), ("units", 2), ("kinds", 4), ("outcomes", 4)].map(column).into();
    for column in &mut columns[1..3] {
        column.align = Align::Right;
    }
    let mut table = Table::new(columns);
    let mut push = |name: String, headings: &[&HeadingRows]| {
        let rows: Vec<&ResponseRow> = headings.iter().flat_map(|heading| &heading.rows).collect();
        let items: Vec<&Item> = rows.iter().flat_map(|row| &row.items).collect();
        table.push(Row::new(vec![
            Cell::text(name),
            Cell::text(count(lang, items.len())),
            Cell::text(count(lang, n_units(&rows))),
            Cell::lines(by_kind(&items, lang)),
            Cell::lines(by_outcome(&items, lang)),
        ]));
    };
    for heading in &section.headings {
        push(heading_title(heading, lang), &[heading]);
    }
    push(text(lang, "response-total"), &section.headings.iter().collect::<Vec<_>>());
    table
}

/// Part three: what is put to a body, what was passed on, what is still to be done.
fn proposals(table: &ResponseTable, lang: Lang) -> Vec<Part> {
    let mut parts = vec![title(2, text(lang, "report-part-3"))];
    parts.extend(open(table, lang));
    parts
}

/// Points put to a body, comments passed on, and what nobody has decided or placed yet.
fn open(table: &ResponseTable, lang: Lang) -> Vec<Part> {
    let mut parts = vec![title(3, text(lang, "report-escalated"))];
    let is_put = |item: &&Item| item.outcome() == Some(Outcome::Escalated);
    let items = || table.rows().flat_map(|row| &row.items);
    parts.push(listed(items().filter(is_put).map(|item| put(item, lang)).collect(), lang));
    parts.push(title(3, text(lang, "report-referred")));
    parts.push(listed(table.referred.iter().map(|item| put(item, lang)).collect(), lang));
    parts.push(title(3, text(lang, "report-rest")));
    let unplaced = table.sections.iter().flat_map(|section| &section.headings);
    let unplaced = unplaced.filter(|heading| heading.place == Place::Unplaced).flat_map(|it| &it.rows);
    let standing = table.counts.comments.standing;
    let of = |n: usize, of: usize| Message::new("report-of").with("n", n).with("of", of).text(lang);
    let asked = table.counts.units.asked;
    parts.push(Part::Facts(vec![
        (text(lang, "response-undecided"), of(table.counts.comments.undecided, standing)),
        (text(lang, "response-unplaced"), of(unplaced.map(|row| row.items.len()).sum(), standing)),
        (text(lang, "report-pending"), of(table.counts.units_in(UnitState::Pending), asked)),
        (text(lang, "report-to-be-typed"), of(table.counts.units_in(UnitState::ToBeTyped), asked)),
        (text(lang, "report-unreadable"), of(table.counts.units_in(UnitState::Unreadable), asked)),
    ]));
    parts
}

/// What was decided so, by document and heading.
fn decided(table: &ResponseTable, of: &[Outcome], lang: Lang) -> Vec<Part> {
    let mut parts = Vec::new();
    for section in &table.sections {
        let mut own = Vec::new();
        for heading in &section.headings {
            let mut lines = Vec::new();
            for row in &heading.rows {
                let decisions = row.decisions.iter().filter_map(|it| Some((it, it.decision.as_ref()?)));
                for (about, decision) in decisions.filter(|(_, decision)| of.contains(&decision.outcome)) {
                    let items = row.items.iter().filter(|item| about.about.contains(&item.id));
                    let mut runs = asked(&items.collect::<Vec<_>>(), lang);
                    runs.extend(answered(decision, row, lang));
                    lines.push(runs);
                }
            }
            if !lines.is_empty() {
                own.push(title(4, heading_title(heading, lang)));
                own.push(Part::List(List { ordered: false, items: lines }));
            }
        }
        if !own.is_empty() {
            let name = section.document.as_ref().map(|document| document_line(document, lang));
            parts.push(title(3, name.unwrap_or_else(|| text(lang, "response-no-document"))));
            parts.extend(own);
        }
    }
    if parts.is_empty() { vec![note(lang, "report-none")] } else { parts }
}
