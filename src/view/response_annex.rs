//! What stands behind the response table: lists of what is not in it, dissent verbatim, exceptional operations.

use super::model::{Cell, Column, Part, Row, Run, Table};
use super::response::{heading, moment, note};
use super::response_cells::{push_answer, push_item, push_words};
use crate::messages::{Lang, Message, text};
use crate::synthesis::{Dissent, Exceptional, Item, ResponseTable, Standing};

/// The lists and the annexes; the annexes are there also when they are empty, and say so.
pub(super) fn annexes(table: &ResponseTable, lang: Lang) -> Vec<Part> {
    let mut parts = Vec::new();
    if !table.referred.is_empty() {
        parts.push(heading(lang, "response-referred"));
        parts.push(note(lang, "response-referred-note"));
        parts.push(Part::Table(items(&table.referred, lang, &answered)));
    }
    if !table.gone.is_empty() {
        parts.push(heading(lang, "response-gone"));
        parts.push(Part::Table(items(&table.gone, lang, &gone)));
    }
    parts.extend(standing_annexes(table, lang));
    parts
}

/// The annexes that no option leaves out.
pub(super) fn standing_annexes(table: &ResponseTable, lang: Lang) -> Vec<Part> {
    let mut parts = Vec::new();
    parts.push(heading(lang, "response-annex-dissent"));
    parts.push(note(lang, "response-annex-dissent-note"));
    parts.extend(dissent(&table.dissent, lang));
    parts.push(heading(lang, "response-annex-exceptional"));
    parts.extend(exceptional(&table.exceptional, lang));
    parts
}

fn columns(lang: Lang, ids: &[(&str, u32)]) -> Table {
    let column =
        |(id, weight): &(&str, u32)| Column::new(text(lang, &format!("response-column-{id}")), *weight);
    Table { landscape: true, ..Table::new(ids.iter().map(column).collect()) }
}

fn items(items: &[Item], lang: Lang, last: &dyn Fn(&Item, Lang) -> Cell) -> Table {
    let mut table = columns(lang, &[("units", 4), ("content", 9), ("answer", 6)]);
    for item in items {
        let mut words = Cell::default();
        push_item(&mut words, item, lang);
        table.push(Row::new(vec![Cell::text(&item.by.name), words, last(item, lang)]));
    }
    table
}

fn answered(item: &Item, lang: Lang) -> Cell {
    let mut cell = Cell::default();
    push_answer(&mut cell, item.decision.as_ref(), lang);
    cell
}

/// What became of a comment that may stand no longer.
pub(super) fn gone(item: &Item, lang: Lang) -> Cell {
    match &item.standing {
        Standing::Stands => answered(item, lang),
        Standing::Superseded { by: Some(k) } => {
            Cell::text(Message::new("response-superseded-by").with("k", *k).text(lang))
        }
        Standing::Superseded { by: None } => Cell::text(text(lang, "response-superseded")),
        Standing::Withdrawn { reason, .. } => {
            Cell::text(Message::new("response-withdrawn").with("reason", reason).text(lang))
        }
    }
}

fn dissent(all: &[Dissent], lang: Lang) -> Vec<Part> {
    if all.is_empty() {
        return vec![note(lang, "response-no-dissent")];
    }
    let mut table = columns(lang, &[("units", 4), ("why", 3), ("content", 8), ("answer", 6)]);
    let why = |tag: &str| text(lang, &format!("response-dissent-{tag}"));
    for it in all {
        let mut words = Cell::default();
        let row = match it {
            Dissent::Comment { kinds, item } => {
                push_item(&mut words, item, lang);
                let kinds = Cell::lines(kinds.iter().map(|kind| why(kind.tag())));
                vec![Cell::text(&item.by.name), kinds, words, answered(item, lang)]
            }
            Dissent::Reply(reply) => {
                push_words(&mut words, &[], reply.words.as_deref().unwrap_or_default());
                vec![Cell::text(&reply.by.name), Cell::text(text(lang, "response-dissent-reply")), words]
            }
        };
        table.push(Row::new(row));
    }
    vec![Part::Table(table)]
}

fn exceptional(all: &[Exceptional], lang: Lang) -> Vec<Part> {
    if all.is_empty() {
        return vec![note(lang, "response-no-exceptional")];
    }
    let mut table = columns(lang, &[("when", 3), ("operation", 4), ("about", 3), ("by", 2), ("reason", 7)]);
    for it in all {
        let operation = text(lang, &format!("response-exceptional-{}", it.kind.tag().replace('_', "-")));
        let about = it.about.iter().map(|id| vec![Run::code(id.clone())]).collect();
        table.push(Row::new(vec![
            Cell::text(moment(lang, it.at)),
            Cell::text(operation),
            Cell { paragraphs: about },
            Cell::text(&it.by),
            Cell::text(it.reason.as_deref().unwrap_or_default()),
        ]));
    }
    vec![Part::Table(table)]
}
