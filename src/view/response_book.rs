//! The response table as a workbook: counts, a sheet for every document, the register of comments, the annexes.
//!
//! Made from the same cells as the page; nothing is counted here. A row says its heading in a column of its own, so
//! that filters and sorting leave no row without its place.

use super::model::{Align, Cell, Column, Part, Row, Table};
use super::response::{
    ResponseMeta, day, document_line, heading_title, outcome_word, response_row, section_words,
};
use super::response_annex::annexes;
use super::response_cells::proposal_line;
use super::workbook::{Sheet, Workbook};
use crate::comments::Outcome;
use crate::messages::{Lang, Message, text};
use crate::synthesis::{Fraction, Item, ResponseTable, Standing, UnitState};

/// The workbook of a response table.
pub fn response_workbook(table: &ResponseTable, meta: &ResponseMeta) -> Workbook {
    let lang = meta.lang;
    let name = |id: &str| text(lang, &format!("book-{id}"));
    let mut sheets = vec![Sheet { name: name("summary"), table: summary(table, meta), ..Sheet::default() }];
    for section in &table.sections {
        let title = section.document.as_ref().map(|document| document.title.clone());
        let rows = document(table, section, meta);
        let filter = !rows.sections.is_empty();
        sheets.push(Sheet {
            name: title.unwrap_or_else(|| text(lang, "response-no-document")),
            table: rows,
            filter,
            form: None,
        });
    }
    sheets.push(Sheet { name: name("register"), table: register(table, lang), filter: true, form: None });
    let mut title = String::new();
    for part in annexes(table, lang) {
        match part {
            Part::Heading(heading) => title = heading.runs.iter().map(|run| run.text.as_str()).collect(),
            Part::Table(mut rows) => {
                rows.lead = vec![vec![title.clone()]];
                sheets.push(Sheet { name: title.clone(), table: rows, filter: true, form: None });
            }
            _ => (),
        }
    }
    let marks = meta.marks.as_ref();
    Workbook {
        title: text(lang, "response-title"),
        lang,
        as_of: table.as_of,
        footer: marks.and_then(|marks| marks.footer.clone()),
        sheets,
    }
}

/// Lines above the titles: what this is, of when, and by whom it was asked for.
fn lead(table: &ResponseTable, meta: &ResponseMeta, title: &str) -> Vec<Vec<String>> {
    let lang = meta.lang;
    let round = Message::new("response-round").with("round", table.round.get()).text(lang);
    let as_of = Message::new("view-as-of").with("date", day(lang, table.as_of.day())).text(lang);
    let lines = [title.to_owned(), meta.congress.clone(), format!("{round} – {as_of}")];
    lines.into_iter().filter(|line| !line.is_empty()).map(|line| vec![line]).collect()
}

/// Counts as numbers, each with what it is counted of.
fn summary(table: &ResponseTable, meta: &ResponseMeta) -> Table {
    let lang = meta.lang;
    let number = |id: &str| Column::new(text(lang, id), 2).align(Align::Right);
    let mut rows = Table::new(vec![
        Column::new(text(lang, "book-column-what"), 8),
        number("book-column-count"),
        number("book-column-of"),
        number("response-column-percent"),
    ]);
    rows.lead = lead(table, meta, &text(lang, "response-title"));
    let share = |rows: &mut Table, name: String, n: usize, of: usize| {
        let percent = Fraction::new(n, of).percent(table.rounding, lang).unwrap_or_default();
        let cells = [name, n.to_string(), of.to_string(), percent].map(Cell::text);
        rows.push(Row::new(cells.into()));
    };
    let count = |rows: &mut Table, id: &str, n: usize| {
        let cells = [text(lang, id), n.to_string()].map(Cell::text);
        rows.push(Row::new(cells.into()));
    };
    let (units, comments) = (&table.counts.units, &table.counts.comments);
    rows.section(Some(text(lang, "response-replies")));
    count(&mut rows, "response-asked", units.asked);
    share(&mut rows, text(lang, "response-replied"), units.replied, units.asked);
    for state in UnitState::COUNTED {
        let name = text(lang, &format!("progress-state-{}", state.tag().replace('_', "-")));
        share(&mut rows, name, table.counts.units_in(state), units.asked);
    }
    count(&mut rows, "response-overdue", units.overdue);
    count(&mut rows, "response-unasked", units.unasked);
    rows.section(Some(text(lang, "response-comments")));
    for (id, n) in [
        ("received", comments.received),
        ("superseded", comments.superseded),
        ("withdrawn", comments.withdrawn),
        ("standing", comments.standing),
        ("groups", comments.groups),
        ("grouped", comments.grouped),
        ("rows", comments.rows),
        ("reserved", comments.reserved),
    ] {
        count(&mut rows, &format!("response-n-{id}"), n);
    }
    rows.section(Some(text(lang, "response-by-outcome")));
    for outcome in Outcome::ALL {
        share(&mut rows, outcome_word(*outcome, lang), table.counts.decided(*outcome), comments.standing);
    }
    share(&mut rows, text(lang, "response-undecided"), comments.undecided, comments.standing);
    rows.section(Some(text(lang, "response-by-document")));
    for section in &table.sections {
        let title = section.document.as_ref().map(|document| document_line(document, lang));
        let title = title.unwrap_or_else(|| text(lang, "response-no-document"));
        share(&mut rows, title, section.n_comments, comments.standing);
    }
    share(&mut rows, text(lang, "response-referred-apart"), comments.referred, comments.standing);
    rows
}

/// The rows of one document, numbered, each with its heading.
fn document(
    table: &ResponseTable,
    section: &crate::synthesis::DocumentSection,
    meta: &ResponseMeta,
) -> Table {
    let lang = meta.lang;
    let columns = [("number", 1), ("section", 4), ("place", 3), ("units", 4), ("content", 9), ("answer", 8)];
    let title = |id: &str| match id {
        "number" | "section" => text(lang, &format!("book-column-{id}")),
        id => text(lang, &format!("response-column-{id}")),
    };
    let columns = columns.map(|(id, weight)| {
        let column = Column::new(title(id), weight);
        if id == "number" { column.align(Align::Right) } else { column }
    });
    let mut rows = Table { landscape: true, ..Table::new(columns.into()) };
    let name = section.document.as_ref().map(|document| document_line(document, lang));
    rows.lead = lead(table, meta, &name.unwrap_or_else(|| text(lang, "response-no-document")));
    let mut n = 0_usize;
    for heading in &section.headings {
        for row in &heading.rows {
            if meta.only_escalated && row.items.iter().all(|item| item.outcome() != Some(Outcome::Escalated))
            {
                continue;
            }
            n += 1;
            let mut cells = vec![Cell::text(n.to_string()), Cell::text(heading_title(heading, lang))];
            cells.extend(response_row(table, row, lang).cells);
            rows.push(Row::new(cells));
        }
    }
    rows
}

/// Every comment that was received, a row each: those in the table, passed on, replaced and withdrawn.
fn register(table: &ResponseTable, lang: Lang) -> Table {
    let columns = [
        ("id", 2),
        ("unit", 4),
        ("document", 3),
        ("section", 3),
        ("code", 1),
        ("kind", 2),
        ("cited", 4),
        ("text", 8),
        ("proposal", 6),
        ("reason", 4),
        ("standing", 2),
        ("outcome", 3),
        ("answer", 6),
        ("changes", 3),
    ];
    let columns = columns.map(|(id, weight)| Column::new(text(lang, &format!("book-column-{id}")), weight));
    let mut rows = Table { landscape: true, ..Table::new(columns.into()) };
    let titles = |item: &Item| {
        let id = item.document.as_ref()?;
        let sections = table.sections.iter().filter_map(|section| section.document.as_ref());
        sections.into_iter().find(|document| document.id == *id).map(|document| document.title.clone())
    };
    let in_rows = table.sections.iter().flat_map(|it| &it.headings).flat_map(|it| &it.rows);
    let mut items: Vec<&Item> = in_rows.flat_map(|row| &row.items).collect();
    items.extend(table.referred.iter().chain(&table.gone));
    items.sort_by_key(|item| (item.by.order, item.id.clone()));
    items.dedup_by(|a, b| a.id == b.id);
    for item in items {
        rows.push(register_row(item, titles(item), lang));
    }
    rows
}

fn register_row(item: &Item, document: Option<String>, lang: Lang) -> Row {
    let place = item.place.as_ref();
    let section = place.map(|it| section_words(&it.section, &it.section_title, lang));
    let standing = match &item.standing {
        Standing::Stands => "stands",
        Standing::Superseded { .. } => "superseded",
        Standing::Withdrawn { .. } => "withdrawn",
    };
    let decision = item.decision.as_ref();
    let outcome =
        decision.map_or_else(|| text(lang, "response-undecided"), |it| outcome_word(it.outcome, lang));
    let answer = [decision.and_then(|it| it.wording.clone()), decision.and_then(|it| it.reason.clone())];
    let cited = [item.citation.clone(), item.quote.as_ref().map(|quote| format!("«{quote}»"))];
    let changes = item.changes.iter().map(|change| format!("{}:{}", change.document, change.code));
    let lines = |text: &str| Cell::lines(text.trim_end().split('\n').map(|line| line.trim_end_matches('\r')));
    Row::new(vec![
        Cell::text(item.id.to_string()),
        Cell::text(item.by.name.clone()),
        Cell::text(document.unwrap_or_default()),
        Cell::text(section.unwrap_or_default()),
        Cell::text(place.and_then(|it| it.code.as_ref()).map(ToString::to_string).unwrap_or_default()),
        Cell::text(text(lang, &format!("comment-kind-{}", item.kind.tag().replace('_', "-")))),
        Cell::lines(cited.into_iter().flatten()),
        lines(&item.text),
        Cell::lines(item.proposals.iter().map(|proposal| proposal_line(proposal, lang))),
        lines(item.reason.as_deref().unwrap_or_default()),
        Cell::text(text(lang, &format!("comment-standing-{standing}"))),
        Cell::text(outcome),
        Cell::lines(answer.into_iter().flatten()),
        Cell::text(changes.collect::<Vec<_>>().join(", ")),
    ])
}
