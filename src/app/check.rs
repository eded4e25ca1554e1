//! Checking: every problem in the drafts and in the repository's files, in file and line order.

use super::workspace::{Workspace, open_store};
use super::{Failure, Report, Session, draft};
use crate::congress::{NO_PROFILE_FILE, OWN_PROFILE, OWN_REFERENCE};
use crate::document::{self, Document, DocumentId, LintOptions};
use crate::messages::{self, Lang, Message};
use crate::problem::{Code, Place, Problem, Severity};
use crate::rounds::Sha256;
use crate::view::{Cell, Column, Row, Table};
use crate::{comments, congress, intake, rounds, units, yaml};
use serde_json::{Value, json};

/// Checks the working drafts and all files, or the drafts of a frozen round.
///
/// # Errors
///
/// When the round is not known or the repository cannot be read.
pub fn check(session: &Session, round: Option<u32>) -> Result<Report, Failure> {
    let store = open_store(session)?;
    let workspace = Workspace::head(&store)?;
    let mut drafts = Vec::new();
    let mut problems = Vec::new();
    match round {
        Some(number) => {
            let (number, record) = workspace.round(number)?;
            for frozen in &record.manifest.documents {
                let Some(draft) = workspace.frozen(number, &frozen.document)? else { continue };
                problems.extend(draft_no_problem(&frozen.path, &draft.document, frozen.draft_no));
                drafts.push((frozen.document.clone(), draft));
            }
        }
        None => {
            problems.extend(workspace.records.problems.clone());
            for path in draft::KEPT_BY_HAND {
                let bytes = draft::working_or_saved(&workspace, path)?;
                // A profile of one's own is wanted only where the congress file names it.
                if !matches!(path, OWN_PROFILE | OWN_REFERENCE) || !bytes.is_empty() {
                    problems.extend(draft::check_kept(path, &bytes));
                } else if path == OWN_PROFILE
                    && workspace.records.congress.profile.as_deref().map(str::trim) == Some(OWN_PROFILE)
                {
                    let place = Place::file("congress.yaml").at("profile");
                    problems.push(Problem::new(NO_PROFILE_FILE, place).with("file", OWN_PROFILE));
                }
            }
            let gone = draft::missing(&store)?;
            problems.extend(gone.into_iter().map(|path| Problem::new(draft::FILE_GONE, Place::file(path))));
            for (id, entry) in workspace.documents() {
                let Some(draft) = workspace.working(&id)? else { continue };
                if let Some((_, frozen)) = workspace.last_frozen(&id)
                    && Sha256::of(draft.document.source.as_bytes()) != frozen.sha256
                {
                    problems.extend(draft_no_problem(&entry.file, &draft.document, frozen.draft_no + 1));
                }
                drafts.push((id, draft));
            }
        }
    }
    let documents: Vec<(&DocumentId, &Document)> =
        drafts.iter().map(|(id, draft)| (id, &draft.document)).collect();
    problems.extend(problems_of(&workspace, &documents)?);
    problems.sort_by(|a, b| (&a.place, a.code.id).cmp(&(&b.place, b.code.id)));
    let count = |severity| problems.iter().filter(|problem| problem.code.severity == severity).count();
    let said = Message::new(if problems.is_empty() { "check-clean" } else { "check-found" })
        .with("documents", drafts.len())
        .with("errors", count(Severity::Error))
        .with("warnings", count(Severity::Warning))
        .with("notes", count(Severity::Note));
    let json = json!({
        "schema": "vankien/problems/1",
        "problems": problems.iter().map(|problem| problem_json(problem, session.lang)).collect::<Vec<_>>(),
    });
    Ok(Report { json: Some(json), problems_asked: true, ..Report::default() }
        .with_problems(problems)
        .and(said))
}

/// A draft number at the head of a draft that is not the one it is frozen as: the paper would bear two.
pub(super) fn draft_no_problem(file: &str, document: &Document, number: u32) -> Option<Problem> {
    let (range, head) = document::front_matter(document)?;
    let is_line = |line: &&str| line.starts_with("draft_no:");
    let (at, line) = head.lines().enumerate().find(|(_, line)| is_line(line))?;
    let written = line.split_once(':')?.1.split('#').next()?.trim().trim_matches(['"', '\'']);
    if written.is_empty() || written.parse() == Ok(number) {
        return None;
    }
    let first = 1 + document.source[..range.start].matches('\n').count();
    let problem = Problem::new(draft::OTHER_DRAFT_NO, Place::line(file, first + at));
    Some(problem.with("written", written).with("number", number))
}

/// What is wrong in a set of drafts that belong together.
pub(super) fn problems_of(
    workspace: &Workspace<'_>,
    documents: &[(&DocumentId, &Document)],
) -> Result<Vec<Problem>, Failure> {
    let options = lint_options(workspace);
    let mut problems = Vec::new();
    let mut together = Vec::new();
    for (id, document) in documents {
        let file = workspace.entry(id)?.file.as_str();
        problems.extend(document::check_structure(document, file));
        problems.extend(document::check_text(document, file, &options));
        together.push(((*id).clone(), file, *document));
    }
    problems.extend(document::check_together(&together, &options));
    Ok(problems)
}

fn lint_options(workspace: &Workspace<'_>) -> LintOptions {
    let congress = &workspace.records.congress;
    let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    LintOptions {
        congress_no: given(&congress.congress_no),
        committee_no: given(&congress.committee_no),
        term: given(&congress.term),
        orthography: match congress.orthography {
            congress::Orthography::Keep => document::Orthography::Keep,
            congress::Orthography::Old => document::Orthography::Old,
            congress::Orthography::New => document::Orthography::New,
        },
        rounding: match congress.rounding {
            congress::Rounding::Round => Some(document::Rounding::Round),
            congress::Rounding::Cut => Some(document::Rounding::Cut),
        },
    }
}

/// A problem as data.
pub(super) fn problem_json(problem: &Problem, lang: Lang) -> Value {
    let also = problem.also.iter().map(|place| json!({"file": place.file, "line": place.line}));
    let mut value = json!({
        "code": problem.code.id,
        "severity": problem.code.severity.tag(),
        "file": problem.place.file,
        "line": problem.place.line,
        "column": problem.place.column,
        "message": problem.message(lang),
        "hint": problem.hint(lang),
        "also": also.collect::<Vec<_>>(),
    });
    if let (Some(at), Some(object)) = (&problem.place.at, value.as_object_mut()) {
        object.insert("at".to_owned(), json!(at));
    }
    value
}

/// Every kind of problem of the whole program.
pub fn all_codes() -> Vec<Code> {
    let tables: [&[Code]; 16] = [
        document::STRUCTURE_CODES,
        document::FIGURE_CODES,
        document::LINT_CODES,
        super::import::CODES,
        super::records::CODES,
        yaml::CODES,
        congress::CODES,
        units::CODES,
        rounds::CODES,
        comments::CODES,
        intake::CODES,
        super::draft::CODES,
        super::merge::CODES,
        super::draft_import::CODES,
        super::apply::CODES,
        super::verify::CODES,
    ];
    let mut codes: Vec<Code> = tables.iter().flat_map(|table| table.iter().copied()).collect();
    codes.sort_by_key(|code| code.id);
    codes
}

/// Lists every kind of problem with an example.
pub fn codes(session: &Session) -> Report {
    let lang = session.lang;
    let part = |code: &Code, part: &str| Message::new(format!("problem-{}{part}", code.id)).try_text(lang);
    let mut table = Table::new(vec![
        Column::new(messages::text(lang, "column-code"), 1),
        Column::new(messages::text(lang, "column-severity"), 1),
        Column::new(messages::text(lang, "column-problem"), 5),
        Column::new(messages::text(lang, "column-example"), 5),
    ]);
    let mut list = Vec::new();
    for code in all_codes() {
        let message = filled(&part(&code, "").unwrap_or_default());
        let example = part(&code, ".example").unwrap_or_default();
        table.push(Row::new(vec![
            Cell::text(code.id),
            Cell::text(messages::text(lang, &format!("severity-{}", code.severity.tag()))),
            Cell::text(message.clone()),
            Cell::text(example.clone()),
        ]));
        list.push(json!({
            "code": code.id, "severity": code.severity.tag(), "message": message, "example": example,
            "hint": part(&code, ".hint").map(|hint| filled(&hint)),
        }));
    }
    let json = json!({"schema": "vankien/problem-codes/1", "codes": list});
    Report {
        page: Some(table.into_page(messages::text(lang, "codes-title"), lang)),
        json: Some(json),
        ..Report::default()
    }
}

/// A sentence without its values: `…` where one would stand.
fn filled(sentence: &str) -> String {
    let mut out = String::new();
    let mut rest = sentence;
    while let Some((before, inside)) = rest.split_once("{$") {
        out.push_str(before);
        out.push('…');
        rest = inside.split_once('}').map_or("", |(_, after)| after);
    }
    out + rest
}

/// Lists the limits for incoming files.
pub fn limits(session: &Session) -> Report {
    let lang = session.lang;
    let mut table = Table::new(vec![
        Column::new(messages::text(lang, "column-limit"), 4),
        Column::new(messages::text(lang, "column-value"), 2),
    ]);
    let mut list = Vec::new();
    for limit in intake::LIMITS {
        let name = messages::text(lang, &format!("limit-{}", limit.name));
        table.push(Row::new(vec![Cell::text(name), Cell::text(format!("{} {}", limit.value, limit.unit))]));
        list.push(json!({"name": limit.name, "value": limit.value, "unit": limit.unit}));
    }
    let json = json!({"schema": "vankien/limits/1", "limits": list});
    Report {
        page: Some(table.into_page(messages::text(lang, "limits-title"), lang)),
        json: Some(json),
        ..Report::default()
    }
}
