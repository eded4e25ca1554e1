//! Milestones: dated states of the units' own documents and congresses.

use super::operation::{Entry, editor, operate};
use super::workspace::{Workspace, open_store};
use super::{Failure, Report, Session};
use crate::messages::{self, Message};
use crate::rounds::{Milestone, MilestoneKind, MilestonesFile, MilestonesSchema};
use crate::units::Day;
use crate::view::{Cell, Column, Row, Table};
use serde_json::json;

/// A milestone as typed.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The unit.
    pub unit: String,
    /// `own_draft_submitted`, `returned`, `approved`, `congress_held`.
    pub kind: String,
    /// Its date; today where absent.
    pub date: Option<String>,
    /// A note.
    pub note: Option<String>,
}

const KINDS: [MilestoneKind; 4] = [
    MilestoneKind::OwnDraftSubmitted,
    MilestoneKind::Returned,
    MilestoneKind::Approved,
    MilestoneKind::CongressHeld,
];

/// Records a milestone.
///
/// # Errors
///
/// When the unit, the kind or the date is not known.
pub fn add(session: &Session, options: &Options) -> Result<Report, Failure> {
    let store = open_store(session)?;
    operate(session, &store, |session, workspace| {
        let unit = super::reply::unit(workspace, &options.unit)?;
        let typed = options.kind.trim().to_lowercase().replace('-', "_");
        let kind = KINDS.into_iter().find(|kind| kind.tag() == typed).ok_or_else(|| {
            let known = KINDS.map(MilestoneKind::tag).join(", ");
            Failure::new("unknown-milestone").with("kind", &options.kind).with("known", known)
        })?;
        let date = match &options.date {
            Some(text) => Day::typed(text).ok_or_else(|| Failure::new("bad-date").with("text", text))?,
            None => session.now.day(),
        };
        let recorded = workspace.records.milestones.get(&unit).map(|file| (**file).clone());
        let mut file = recorded.unwrap_or_else(|| MilestonesFile {
            schema: MilestonesSchema,
            unit: unit.clone(),
            milestones: Vec::new(),
        });
        file.milestones.push(Milestone {
            kind,
            date,
            by: editor(session)?,
            at: session.now,
            document: None,
            reviewer: None,
            note: options.note.clone(),
        });
        let name = super::reply::unit_name(workspace, &unit);
        let journal = Message::new("journal-milestone")
            .with("unit", &name)
            .with("kind", Message::new(word(kind)))
            .with("date", date.vietnamese());
        let mut entry = Entry::new(journal).trailer("Unit", &unit);
        entry.record(format!("milestones/{unit}.yaml"), &file);
        let done = Message::new("milestone-done").with("unit", name).with("kind", Message::new(word(kind)));
        Ok((Some(entry), Report::said(done)))
    })
}

/// Message id of a kind.
pub(super) fn word(kind: MilestoneKind) -> String {
    format!("milestone-{}", kind.tag().replace('_', "-"))
}

/// Lists the milestones in the units' official order.
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
        Column::new(title("column-unit"), 4),
        Column::new(title("column-date"), 1),
        Column::new(title("column-milestone"), 2),
        Column::new(title("column-note"), 3),
    ]);
    let mut rows = Vec::new();
    for unit in workspace.records.units.units() {
        for it in workspace.records.milestones.get(&unit.id).iter().flat_map(|file| &file.milestones) {
            table.push(Row::new(vec![
                Cell::text(unit.name.clone()),
                Cell::text(it.date.shown(lang)),
                Cell::text(title(&word(it.kind))),
                Cell::text(it.note.clone().unwrap_or_default()),
            ]));
            rows.push(json!({
                "unit": unit.id.to_string(), "kind": it.kind.tag(), "date": it.date.to_string(), "note": it.note,
            }));
        }
    }
    let json = json!({"schema": "vankien/milestones-list/1", "milestones": rows});
    let page = table.into_page(title("milestones-title"), lang);
    Ok(Report { page: Some(page), json: Some(json), ..Report::default() })
}
