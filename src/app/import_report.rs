//! What became of the files of an import, as a table, as JSON and as an exit code. Decides nothing.

use super::import_preview::Preview;
use super::reply::unit_name;
use super::workspace::Workspace;
use super::{Exit, Report, Session, check};
use crate::comments::State;
use crate::messages::Message;
use crate::problem::Problem;
use crate::rounds::Sha256;
use crate::units::UnitId;
use crate::view::{Cell, Column, Row, Table};
use serde_json::{Value, json};

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    Imported,
    Partly,
    Duplicate,
    Replaced,
    Question,
    Refused,
}

impl Outcome {
    pub(super) fn tag(self) -> &'static str {
        match self {
            Self::Imported => "imported",
            Self::Partly => "partly",
            Self::Duplicate => "duplicate",
            Self::Replaced => "replaced",
            Self::Question => "question",
            Self::Refused => "refused",
        }
    }
}

/// The line of a file in the report.
pub(super) struct Line {
    pub(super) file: String,
    pub(super) sha256: Sha256,
    pub(super) unit: Option<UnitId>,
    pub(super) outcome: Outcome,
    pub(super) n_comments: usize,
    /// The state that it was booked with, where a person must type it or ask for it again.
    pub(super) waits: Option<State>,
    /// Numbers of the unit's replies that it replaces, and those as a report names them.
    pub(super) replaces: (Vec<u32>, String),
    pub(super) problems: Vec<Problem>,
}

/// The report of an import.
pub(super) fn report(
    session: &Session,
    workspace: &Workspace<'_>,
    lines: Vec<Line>,
    preview: Option<&Preview>,
) -> Report {
    let lang = session.lang;
    let mut table = Table::new(vec![
        Column::new(crate::messages::text(lang, "column-file"), 4),
        Column::new(crate::messages::text(lang, "column-unit"), 3),
        Column::new(crate::messages::text(lang, "column-result"), 2),
        Column::new(crate::messages::text(lang, "column-comments"), 1),
    ]);
    let mut exit = Exit::Done;
    let mut files = Vec::new();
    let mut problems = Vec::new();
    let mut replaced = Vec::new();
    let count = |outcome: Outcome| lines.iter().filter(|line| line.outcome == outcome).count();
    let n_in = count(Outcome::Imported) + count(Outcome::Replaced) + count(Outcome::Partly);
    let said = Message::new("import-done")
        .with("files", lines.len())
        .with("imported", n_in)
        .with("duplicates", count(Outcome::Duplicate))
        .with("waiting", count(Outcome::Question))
        .with("refused", count(Outcome::Refused))
        .with("comments", lines.iter().map(|line| line.n_comments).sum::<usize>());
    for line in lines {
        if !matches!(line.outcome, Outcome::Imported | Outcome::Replaced | Outcome::Duplicate) {
            exit = Exit::AtFault;
        }
        let unit = line.unit.as_ref().map(|unit| unit_name(workspace, unit));
        table.push(Row::new(vec![
            Cell::text(line.file.clone()),
            Cell::text(unit.unwrap_or_else(|| "?".to_owned())),
            Cell::text(crate::messages::text(lang, &result_id(&line))),
            Cell::text(line.n_comments.to_string()),
        ]));
        files.push(file_json(&line, lang));
        if !line.replaces.0.is_empty() {
            let said = Message::new("import-replaces").with("file", line.file.clone());
            replaced.push(said.with("replies", line.replaces.1.clone()));
        }
        problems.extend(line.problems);
    }
    let mut json = json!({"schema": "vankien/import/1", "dry_run": session.dry_run, "files": files});
    if let Some(preview) = preview {
        json["preview"] = preview.json();
    }
    let page = table.into_page(crate::messages::text(lang, "import-title"), lang);
    let report = Report { page: Some(page), json: Some(json), ..Report::default() };
    let report = replaced.into_iter().fold(report.with_problems(problems), Report::and);
    let report = preview.iter().flat_map(|it| it.said()).fold(report.and(said), Report::and);
    Report { exit, ..report }
}

/// What became of a file, as the table says it.
fn result_id(line: &Line) -> String {
    match (line.outcome, line.waits) {
        (Outcome::Refused, Some(state)) => format!("import-{}", state.tag().replace('_', "-")),
        (outcome, _) => format!("import-{}", outcome.tag()),
    }
}

fn file_json(line: &Line, lang: crate::messages::Lang) -> Value {
    let problems = line.problems.iter().map(|problem| {
        let value = check::problem_json(problem, lang);
        json!({
            "code": problem.code.id, "severity": problem.code.severity.tag(),
            "at": problem.place.at.clone().or_else(|| problem.place.line.map(|line| format!("line {line}"))),
            "reason": value["message"], "fix": value["hint"],
        })
    });
    json!({
        "file": line.file, "sha256": line.sha256.to_string(), "unit": line.unit.as_ref().map(ToString::to_string),
        "result": line.outcome.tag(), "state": line.waits.map(|state| state.tag()),
        "replaces": line.replaces.0, "n_comments": line.n_comments, "problems": problems.collect::<Vec<_>>(),
    })
}
