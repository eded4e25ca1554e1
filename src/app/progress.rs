//! How far the units' replies have come: matrix, late list per follower, milestones, as of any day.

use super::inputs;
use super::output;
use super::workspace::{Workspace, open_store};
use super::{Failure, Format, Report, Session};
use crate::synthesis::{Progress, ProgressInput, UnitState, progress as compute};
use crate::view::{self, ProgressMeta};
use serde_json::json;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// What is shown; texts are as typed.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// One round only.
    pub round: Option<u32>,
    /// One follower's units only.
    pub follower: Option<String>,
    /// Only overdue units.
    pub late: bool,
    /// Format.
    pub format: Format,
    /// File to write to.
    pub output: Option<PathBuf>,
}

/// Shows the progress of the rounds.
///
/// # Errors
///
/// When the round is not known or the repository cannot be read.
pub fn progress(session: &Session, options: &Options) -> Result<Report, Failure> {
    let store = open_store(session)?;
    let workspace = Workspace::head(&store)?;
    let as_of = inputs::as_of(session);
    let rounds = match options.round {
        Some(number) => vec![workspace.round(number)?.0],
        None => workspace.records.rounds.keys().copied().collect(),
    };
    if let Some(follower) = &options.follower {
        known_follower(&workspace, follower)?;
    }
    let input = ProgressInput {
        as_of,
        rounds: rounds.iter().filter_map(|round| inputs::round_input(&workspace, *round, as_of)).collect(),
        milestones: inputs::milestones(&workspace),
    };
    let mut result = compute(&input);
    narrow(&mut result, options);
    let report = Report { json: Some(json!(result.to_json())), ..Report::default() };
    let shown = ProgressMeta {
        lang: session.lang,
        congress: workspace.records.congress.name.clone(),
        rounding: workspace.records.congress.rounding,
        documents: true,
    };
    let file = options.output.as_deref();
    match options.format {
        Format::Json => output::json(session, report, file),
        Format::Csv => output::csv(session, report, &view::progress_matrix(&result, &shown), file),
        Format::Html => output::html(session, report, &view::progress_page(&result, &shown), file),
        _ => output::terminal(session, report, view::progress_page(&result, &shown), file),
    }
}

/// Refuses a follower who follows nobody, so that an empty list never hides a slip of the finger.
fn known_follower(workspace: &Workspace<'_>, wanted: &str) -> Result<(), Failure> {
    let followers = workspace.records.units.units().iter().filter_map(|unit| unit.follower.as_deref());
    let known: BTreeSet<&str> = followers.collect();
    if known.contains(wanted) {
        return Ok(());
    }
    let known = known.into_iter().collect::<Vec<_>>().join(", ");
    Err(Failure::new("unknown-follower").with("follower", wanted).with("known", known))
}

/// Leaves the units of one follower, or the overdue ones; the counts stay those of all.
fn narrow(progress: &mut Progress, options: &Options) {
    if let Some(follower) = &options.follower {
        let is_own = |name: &Option<String>| name.as_ref() == Some(follower);
        progress.units.retain(|unit| is_own(&unit.unit.follower));
        progress.late_by_follower.retain(|group| is_own(&group.name));
        progress.late_by_working_group.clear();
    }
    if options.late {
        progress.units.retain(|unit| unit.cells.iter().any(|cell| cell.state == UnitState::Overdue));
    }
}
