//! The sheet for one unit: each of its comments as it wrote it, what became of it, and how the draft reads now.
//!
//! It holds what stood in the unit's own replies and what is public of the decisions; an internal note has no way here.
//! A comment answered together with others says with whose. Comments passed on, replaced or withdrawn stand here too: no
//! comment of the unit is left out. Linear in the table.

use super::comparison::change_label;
use super::model::{Align, Cell, Column, List, Page, Part, Row, Run, Table};
use super::office::{Office, foot};
use super::response::{day, note, paragraph, subtitle};
use super::response_annex::gone;
use super::response_cells::{push_answer, push_item, push_variants, push_words};
use super::{ResponseMeta, response_counts};
use crate::messages::{Lang, Message, text};
use crate::rounds::RoundNo;
use crate::synthesis::{Item, Reply, Respondent, ResponseRow, ResponseTable};
use crate::units::UnitId;

/// The units with a reply or a comment, in official order: those that a sheet can be made for.
pub fn answered_units(table: &ResponseTable) -> Vec<Respondent> {
    let items = table.rows().flat_map(|row| &row.items).chain(&table.referred).chain(&table.gone);
    let mut units: Vec<&Respondent> =
        table.replies.iter().map(|reply| &reply.by).chain(items.map(|item| &item.by)).collect();
    units.sort_by(|a, b| (a.order, &a.id).cmp(&(b.order, &b.id)));
    units.dedup_by(|a, b| a.id == b.id);
    units.into_iter().cloned().collect()
}

/// The sheet of a unit; `after` is the round that froze the draft after this one, if there is one.
pub fn answer_sheet(
    table: &ResponseTable,
    unit: &Respondent,
    after: Option<RoundNo>,
    (office, meta): (&Office, &ResponseMeta),
) -> Page {
    let lang = meta.lang;
    let own = own(table, &unit.id);
    let mut parts = vec![paragraph(Message::new("answer-to").with("unit", &unit.name).text(lang))];
    let replies = table.replies.iter().filter(|reply| reply.by.id == unit.id);
    let replies: Vec<Vec<Run>> = replies.map(|reply| vec![Run::plain(reply_line(reply, lang))]).collect();
    if !replies.is_empty() {
        parts.push(Part::List(List { ordered: false, items: replies }));
    }
    if own.is_empty() {
        parts.push(note(lang, "answer-no-comment"));
    } else {
        parts.push(paragraph(counted(&own, lang)));
        parts.push(Part::Table(rows(&own, after, lang)));
    }
    parts.push(note(lang, "answer-source"));
    parts.push(Part::Table(foot(std::slice::from_ref(&unit.name), lang)));
    Page {
        title: text(lang, "answer-title"),
        subtitle: subtitle(table, meta),
        lang,
        marks: Some(office.marks("-CV/TBVK", text(lang, "letter-date-blank"), lang)),
        parts,
        landscape: true,
        ..Page::default()
    }
}

/// A unit's comment, with its row where it stands in the table.
struct Own<'a> {
    item: &'a Item,
    row: Option<&'a ResponseRow>,
}

fn own<'a>(table: &'a ResponseTable, unit: &UnitId) -> Vec<Own<'a>> {
    let in_rows = table.rows().flat_map(|row| row.items.iter().map(move |item| Own { item, row: Some(row) }));
    let others = table.referred.iter().chain(&table.gone).map(|item| Own { item, row: None });
    let mut own: Vec<Own<'a>> = in_rows.chain(others).filter(|own| own.item.by.id == *unit).collect();
    own.sort_by(|a, b| a.item.id.cmp(&b.item.id));
    own
}

fn reply_line(reply: &Reply, lang: Lang) -> String {
    let state = text(lang, &format!("progress-state-{}", reply.state.tag().replace('_', "-")));
    let line = Message::new("answer-reply").with("state", state);
    let line = line.with("received", day(lang, reply.received.day())).text(lang);
    let marks = reply.symbol.iter().cloned().chain(reply.dated.map(|date| day(lang, date)));
    let marks: Vec<String> = marks.collect();
    if marks.is_empty() { line } else { format!("{line} ({})", marks.join(", ")) }
}

/// How many comments, with which outcomes; a comment that no longer stands has none.
fn counted(own: &[Own<'_>], lang: Lang) -> String {
    let standing: Vec<&Item> = own.iter().map(|own| own.item).filter(|item| item.stands()).collect();
    let outcomes = response_counts::by_outcome(&standing, lang).join("; ");
    let line = Message::new("answer-count").with("n", own.len()).with("standing", standing.len());
    line.with("outcomes", outcomes).text(lang)
}

fn rows(own: &[Own<'_>], after: Option<RoundNo>, lang: Lang) -> Table {
    let now = match after {
        Some(round) => Message::new("answer-column-round").with("round", round.get()).text(lang),
        None => text(lang, "answer-column-working"),
    };
    let mut table = Table::new(vec![
        Column::new(text(lang, "response-column-number"), 1).align(Align::Right),
        Column::new(text(lang, "answer-column-comment"), 9),
        Column::new(text(lang, "response-column-answer"), 8),
        Column::new(now, 8),
    ]);
    table.landscape = true;
    for (at, own) in own.iter().enumerate() {
        let mut words = Cell::default();
        push_item(&mut words, own.item, lang);
        table.push(Row::new(vec![
            Cell::text((at + 1).to_string()),
            words,
            answer(own, lang),
            draft(own.item, lang),
        ]));
    }
    table
}

/// What became of it, and what it was answered together with.
fn answer(own: &Own<'_>, lang: Lang) -> Cell {
    if !own.item.stands() {
        return gone(own.item, lang);
    }
    let mut cell = Cell::default();
    push_answer(&mut cell, own.item.decision.as_ref(), lang);
    let Some((row, group)) = own.row.and_then(|row| Some((row, row.group?))) else { return cell };
    let others = row.units.iter().filter(|unit| unit.id != own.item.by.id);
    let others: Vec<&str> = others.map(|unit| unit.name.as_str()).collect();
    let id = if others.is_empty() { "answer-group-own" } else { "answer-group" };
    let line = Message::new(id).with("group", group.to_string()).with("n", row.items.len());
    cell.paragraphs.push(vec![Run::plain(line.with("units", others.join("; ")).text(lang))]);
    for variants in &row.variants {
        push_variants(&mut cell, variants, true, lang);
    }
    cell
}

/// How the draft reads now at the places that were changed for it, else at its own place.
fn draft(item: &Item, lang: Lang) -> Cell {
    let mut cell = Cell::default();
    for change in &item.changes {
        let own = item.document.as_ref() == Some(&change.document);
        let code = if own { change.code.to_string() } else { format!("{}:{}", change.document, change.code) };
        let kind = change.kind.map(|kind| format!(" – {}", change_label(kind, lang))).unwrap_or_default();
        cell.paragraphs.push(vec![Run::code(code), Run::muted(kind)]);
        match &change.words {
            Some(words) => push_words(&mut cell, &[], words),
            None => cell.paragraphs.push(vec![Run::emphasis(text(lang, "answer-deleted"))]),
        }
    }
    let place = item.place.as_ref().filter(|place| !place.words.is_empty());
    if let Some(place) = place.filter(|_| item.changes.is_empty() && item.stands()) {
        cell.paragraphs.extend(place.code.as_ref().map(|code| vec![Run::code(code.to_string())]));
        match &item.now {
            Some(words) if *words == place.words => {
                cell.paragraphs.push(vec![Run::emphasis(text(lang, "answer-unchanged"))]);
                push_words(&mut cell, &[], words);
            }
            Some(words) => push_words(&mut cell, &[], words),
            None => cell.paragraphs.push(vec![Run::emphasis(text(lang, "answer-deleted"))]),
        }
    }
    cell
}
