//! The response table as a workbook: counts, a sheet for every document, the register of comments, the annexes.
//!
//! Made from the same cells as the page; nothing is counted here. A row says its heading in a column of its own, so
//! that filters and sorting leave no row without its place.

use super::model::{Align, Cell, Column, Part, Row, Table};
use super::response::{ResponseMeta, document_line, heading_title, outcome_word, section_words, subtitle};
use super::response_annex::annexes;
use super::response_cells::proposal_line;
use super::response_counts;
use super::response_form::ResponseForm;
use super::workbook::{Sheet, Workbook};
use crate::messages::{Lang, count, text};
use crate::synthesis::{Item, ResponseTable, Standing};

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
        title: book_title(table, lang),
        lang,
        as_of: table.as_of,
        footer: marks.and_then(|marks| marks.footer.clone()),
        sheets,
    }
}

/// Lines above the titles: what this is, of which congress and round, as of when.
fn lead(table: &ResponseTable, meta: &ResponseMeta, title: &str) -> Vec<Vec<String>> {
    let lines = std::iter::once(title.to_owned()).chain(subtitle(table, meta));
    lines.map(|line| vec![line]).collect()
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
    rows.lead = lead(table, meta, &book_title(table, lang));
    let groups = if table.only_escalated {
        vec![("response-by-outcome", vec![response_counts::escalated(table, lang)])]
    } else {
        vec![
            ("response-replies", response_counts::units(table, lang)),
            ("response-comments", response_counts::comments(table, lang)),
            ("response-by-outcome", response_counts::outcomes(table, lang)),
            ("response-by-document", response_counts::documents(table, lang)),
        ]
    };
    for (id, counted) in groups {
        rows.section(Some(text(lang, id)));
        for it in counted {
            let of = it.of.map(|of| count(lang, of)).unwrap_or_default();
            let percent = it.percent(table, lang);
            rows.push(Row::new([it.name, count(lang, it.n), of, percent].map(Cell::text).into()));
        }
    }
    rows
}

fn book_title(table: &ResponseTable, lang: Lang) -> String {
    text(lang, if table.only_escalated { "response-title-escalated" } else { "response-title" })
}

/// The rows of one document, numbered, each with its heading.
fn document(
    table: &ResponseTable,
    section: &crate::synthesis::DocumentSection,
    meta: &ResponseMeta,
) -> Table {
    let lang = meta.lang;
    let own = meta.form.columns(lang);
    let mut columns = vec![
        Column::new(text(lang, "response-column-number"), 1).align(Align::Right),
        Column::new(text(lang, "book-column-section"), 4),
    ];
    // The form of seven columns has a number of its own.
    let n_numbers = usize::from(meta.form == ResponseForm::Seven);
    columns.extend(own.into_iter().skip(n_numbers));
    let mut rows = Table { landscape: true, ..Table::new(columns) };
    let name = section.document.as_ref().map(|document| document_line(document, lang));
    rows.lead = lead(table, meta, &name.unwrap_or_else(|| text(lang, "response-no-document")));
    let mut n = 0_usize;
    for heading in &section.headings {
        for row in &heading.rows {
            n += 1;
            let mut cells = vec![Cell::text(n.to_string()), Cell::text(heading_title(heading, lang))];
            cells.extend(meta.form.row(table, row, n, lang).cells.into_iter().skip(n_numbers));
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
