//! The rounds as pages: the list, and one with its documents, events, units and due dates. Reads only.

use super::round_events::event_subject;
use super::workspace::{Workspace, open_store};
use super::{Failure, Report, Session, inputs};
use crate::messages::{self, Lang, Message};
use crate::rounds::{self, Event, Happening, Phase};
use crate::synthesis::Due;
use crate::units::UnitId;
use crate::view::{Cell, Column, Page, Part, Row, Table};
use serde_json::json;
use std::collections::BTreeSet;

/// Lists the rounds.
///
/// # Errors
///
/// When the repository cannot be read.
pub fn list(session: &Session) -> Result<Report, Failure> {
    let store = open_store(session)?;
    let workspace = Workspace::head(&store)?;
    let lang = session.lang;
    let title = |id: &str| messages::text(lang, id);
    let mut table = Table::new(vec![
        Column::new(title("column-round"), 1),
        Column::new(title("column-documents"), 5),
        Column::new(title("column-opened"), 2),
        Column::new(title("column-state"), 2),
        Column::new(title("column-replies"), 2),
    ]);
    let mut list = Vec::new();
    for number in workspace.records.rounds.keys() {
        let Some(input) = inputs::round_input(&workspace, *number, inputs::as_of(session)) else { continue };
        let state = inputs::round_state(&workspace, *number, inputs::as_of(session));
        let phase = state.map_or("circulated", |state| phase_tag(state.phase));
        let replied: BTreeSet<&UnitId> = input.replies.iter().map(|reply| &reply.by.id).collect();
        let n_replied = input.audience.iter().filter(|asked| replied.contains(&asked.unit.id)).count();
        let documents = input.documents.iter().map(|it| {
            Message::new("journal-draft")
                .with("title", &it.title)
                .with("number", it.draft_no.unwrap_or(0).to_string())
                .text(lang)
        });
        table.push(Row::new(vec![
            Cell::text(number.to_string()),
            Cell::lines(documents),
            Cell::text(input.opened.shown(lang)),
            Cell::text(title(&format!("phase-{phase}"))),
            Cell::text(format!("{n_replied}/{}", input.audience.len())),
        ]));
        list.push(json!({
            "round": number.get(), "state": phase, "opened": input.opened.to_string(),
            "asked": input.audience.len(), "replied": n_replied,
            "documents": input.documents.iter().map(|it| json!({"document": it.id.as_str(), "draft_no": it.draft_no}))
                .collect::<Vec<_>>(),
        }));
    }
    let json = json!({"schema": "vankien/rounds/1", "rounds": list});
    Ok(Report {
        page: Some(table.into_page(title("rounds-title"), lang)),
        json: Some(json),
        ..Report::default()
    })
}

fn phase_tag(phase: Phase) -> &'static str {
    match phase {
        Phase::Circulated => "circulated",
        Phase::Closed => "closed",
        Phase::Reopened => "reopened",
        Phase::Withdrawn => "withdrawn",
    }
}

/// When it happened: a sitting on its own day, whatever day it was typed in.
fn happened(event: &Event, lang: Lang) -> String {
    match &event.event {
        Happening::Sitting { date: Some(day), .. } => day.shown(lang),
        _ => event.at.shown(lang),
    }
}

/// Shows one round: documents, units with their due dates, events.
///
/// # Errors
///
/// When the round is not known.
pub fn show(session: &Session, round: u32) -> Result<Report, Failure> {
    let store = open_store(session)?;
    let workspace = Workspace::head(&store)?;
    let (number, record) = workspace.round(round)?;
    let lang = session.lang;
    let title = |id: &str| messages::text(lang, id);
    let mut page =
        Page { title: Message::new("round-title").with("round", round).text(lang), lang, ..Page::default() };
    let documents = inputs::documents(&workspace, number);
    let mut facts = vec![
        (title("column-opened"), record.manifest.opened.at.shown(lang)),
        (title("fact-hash"), record.hash.short()),
    ];
    facts.extend(documents.iter().map(|it| {
        let number = it.draft_no.unwrap_or(0);
        (it.title.clone(), format!("{} {number}", title("column-draft-no")))
    }));
    page.parts.push(Part::Facts(facts));
    let mut events = Table::new(vec![
        Column::new(title("column-date"), 2),
        Column::new(title("column-by"), 2),
        Column::new(title("round-events"), 8),
    ]);
    let undone = rounds::undone_events(&record.events);
    for event in rounds::in_order(&record.events, session.now) {
        let mut what = vec![event_subject(&workspace, number, &event.event).text(lang)];
        what.extend(undone.contains(&rounds::event_hash(event)).then(|| title("round-event-undone")));
        events.push(Row::new(vec![
            Cell::text(happened(event, lang)),
            Cell::text(event.by.to_string()),
            Cell::lines(what),
        ]));
    }
    page.parts.push(Part::Table(events));
    let state = rounds::state(&record.manifest, &record.events, inputs::as_of(session));
    let asked = inputs::audience(&workspace, number, &state);
    let mut units = Table::new(vec![
        Column::new(title("column-id"), 1),
        Column::new(title("round-units"), 6),
        Column::new(title("column-due"), 3),
    ]);
    let due = |due: &Due| match due {
        Due::At(moment) => moment.shown(lang),
        Due::NotFixed => title("due-not-fixed"),
    };
    for it in &asked {
        units.push(Row::new(vec![
            Cell::text(it.unit.id.to_string()),
            Cell::text(it.unit.name.clone()),
            Cell::text(due(&it.due)),
        ]));
    }
    page.parts.push(Part::Table(units));
    let json = json!({
        "schema": "vankien/round-state/1",
        "round": round, "state": phase_tag(state.phase), "opened": record.manifest.opened.at.to_string(),
        "manifest": record.hash.to_string(),
        "documents": documents.iter().map(|it| json!({"document": it.id.as_str(), "draft_no": it.draft_no}))
            .collect::<Vec<_>>(),
        "audience": asked.iter().map(|it| json!({
            "unit": it.unit.id.to_string(),
            "due": match &it.due { Due::At(moment) => Some(moment.to_string()), Due::NotFixed => None },
            "waived": it.waived,
        })).collect::<Vec<_>>(),
        "events": rounds::in_order(&record.events, session.now).into_iter().map(|event| json!({
            "at": event.at.to_string(), "by": event.by.to_string(), "event": event.event,
            "undone": undone.contains(&rounds::event_hash(event)),
        })).collect::<Vec<_>>(),
    });
    Ok(Report { page: Some(page), json: Some(json), ..Report::default() })
}
