//! What there is in the drafts: the outline with codes and owners, and the register of figures. Reads only.

use super::workspace::{Draft, Workspace, open_store};
use super::{Failure, Report, Session};
use crate::document::{self, DocumentId};
use crate::messages::{self, Message};
use crate::view::{Align, Cell, Column, Row, Table};
use serde_json::json;

/// Shows the headings of the drafts with codes and owners.
///
/// # Errors
///
/// When the document or the round is not known.
pub fn outline(session: &Session, document: Option<&str>, round: Option<u32>) -> Result<Report, Failure> {
    let store = open_store(session)?;
    let workspace = Workspace::head(&store)?;
    let lang = session.lang;
    let title = |id: &str| messages::text(lang, id);
    let mut table = Table::new(vec![
        Column::new(title("column-code"), 1),
        Column::new(title("column-section"), 2),
        Column::new(title("column-title"), 6),
        Column::new(title("column-owner"), 2),
        Column::new(title("column-words-count"), 1).align(Align::Right),
    ]);
    let mut list = Vec::new();
    for (id, draft) in chosen(&workspace, document, round)? {
        let entry = workspace.entry(&id)?;
        table.section(Some(entry.title.clone()));
        for it in document::outline(&draft.document) {
            let heading = draft.document.sections[it.section].heading;
            let code = heading.and_then(|block| draft.code(block)).map(ToString::to_string);
            let owner = super::pages::owner(&workspace, &id, &it.path);
            let indent = "  ".repeat(it.level.saturating_sub(1));
            table.push(Row::new(vec![
                Cell::text(code.clone().unwrap_or_default()),
                Cell::text(it.path.clone()),
                Cell::text(format!("{indent}{}", it.title)),
                Cell::text(owner.clone().unwrap_or_default()),
                Cell::text(it.words.to_string()),
            ]));
            list.push(json!({
                "document": id.as_str(), "code": code, "section": it.path, "level": it.level, "title": it.title,
                "owner": owner, "line": it.line, "words": it.words,
            }));
        }
    }
    let json = json!({"schema": "vankien/outline/1", "headings": list});
    Ok(Report {
        page: Some(table.into_page(title("outline-title"), lang)),
        json: Some(json),
        ..Report::default()
    })
}

/// Shows every figure of the drafts with its place, and what disagrees.
///
/// # Errors
///
/// When the document or the round is not known.
pub fn figures(session: &Session, document: Option<&str>, round: Option<u32>) -> Result<Report, Failure> {
    let store = open_store(session)?;
    let workspace = Workspace::head(&store)?;
    let lang = session.lang;
    let title = |id: &str| messages::text(lang, id);
    let mut table = Table::new(vec![
        Column::new(title("column-figure"), 2).align(Align::Right),
        Column::new(title("column-unit-of-figure"), 2),
        Column::new(title("column-indicator"), 6),
        Column::new(title("column-code"), 1),
        Column::new(title("column-section"), 2),
        Column::new(title("column-line"), 1).align(Align::Right),
    ]);
    let drafts = chosen(&workspace, document, round)?;
    let mut list = Vec::new();
    let mut together = Vec::new();
    for (id, draft) in &drafts {
        let entry = workspace.entry(id)?;
        table.section(Some(entry.title.clone()));
        for it in document::figures(&draft.document) {
            let code = draft.code(it.block).map(ToString::to_string);
            let section = draft.document.section_path(&draft.document.blocks[it.block]).to_owned();
            table.push(Row::new(vec![
                Cell::text(it.printed.clone()),
                Cell::text(it.unit.clone()),
                Cell::text(it.indicator.clone()),
                Cell::text(code.clone().unwrap_or_default()),
                Cell::text(section.clone()),
                Cell::text(it.line.to_string()),
            ]));
            list.push(json!({
                "document": id.as_str(), "figure": it.printed, "unit": it.unit, "indicator": it.indicator,
                "code": code, "section": section, "line": it.line, "column": it.column,
            }));
        }
        together.push((id.clone(), entry.file.as_str(), &draft.document));
    }
    let problems = document::figure_disagreements(&together);
    let json = json!({
        "schema": "vankien/figures/1",
        "figures": list,
        "disagreements": problems.iter().map(|it| super::check::problem_json(it, lang)).collect::<Vec<_>>(),
    });
    let said = Message::new("figures-count").with("count", list.len()).with("problems", problems.len());
    let page = table.into_page(title("figures-title"), lang);
    let report = Report { page: Some(page), json: Some(json), problems, ..Report::default() };
    Ok(report.and(said))
}

/// The drafts asked for: one or all, working or as frozen in a round.
pub(super) fn chosen(
    workspace: &Workspace<'_>,
    document: Option<&str>,
    round: Option<u32>,
) -> Result<Vec<(DocumentId, Draft)>, Failure> {
    let only = document.map(|text| workspace.document_id(text)).transpose()?;
    let round = round.map(|number| workspace.round(number).map(|(number, _)| number)).transpose()?;
    let mut drafts = Vec::new();
    for (id, _) in workspace.documents() {
        if only.as_ref().is_some_and(|only| *only != id) {
            continue;
        }
        let draft = match round {
            Some(number) => workspace.frozen(number, &id)?,
            None => workspace.working(&id)?,
        };
        drafts.extend(draft.map(|draft| (id, draft)));
    }
    Ok(drafts)
}
