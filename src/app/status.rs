//! Where the work stands: rounds, replies, open items, the next thing to do.

use super::comments::state_of;
use super::inputs;
use super::workspace::{Workspace, open_store};
use super::{Failure, Report, Session, draft, second};
use crate::anchor::Certainty;
use crate::messages::{self, Lang, Message};
use crate::rounds::{Phase, RoundNo};
use crate::synthesis::{Fraction, ProgressInput, progress};
use crate::view::{Heading, List, Page, Part, Run};
use serde_json::json;

/// What is open in a round.
struct Open {
    round: RoundNo,
    closed: bool,
    withdrawn: bool,
    asked: usize,
    replied: usize,
    overdue: usize,
    comments: usize,
    unplaced: usize,
    undecided: usize,
    unapplied: usize,
    questions: usize,
}

/// Shows where the work stands.
///
/// # Errors
///
/// When the repository cannot be read.
pub fn status(session: &Session) -> Result<Report, Failure> {
    let store = open_store(session)?;
    let workspace = Workspace::head(&store)?;
    let lang = session.lang;
    let unsaved = draft::unsaved_paths(&store)?;
    let mut rounds = Vec::new();
    for round in workspace.records.rounds.keys() {
        rounds.extend(open_of(session, &workspace, *round)?);
    }
    let next = next(&rounds, &unsaved);
    let mut page = Page { title: workspace.records.congress.name.clone(), lang, ..Page::default() };
    for it in rounds.iter().rev() {
        page.parts.push(heading(
            Message::new(match (it.withdrawn, it.closed) {
                (true, _) => "status-round-withdrawn",
                (_, true) => "status-round-closed",
                _ => "status-round",
            })
            .with("round", it.round.get())
            .text(lang),
        ));
        page.parts.push(Part::Facts(facts(it, lang, &workspace)));
    }
    if !unsaved.is_empty() {
        page.parts.push(heading(messages::text(lang, "status-unsaved")));
        let items = unsaved.iter().map(|path| vec![Run::plain(path.as_str())]);
        page.parts.push(Part::List(List { items: items.collect(), ..List::default() }));
    }
    let json = json!({
        "schema": "vankien/status/1",
        "congress": workspace.records.congress.name,
        "rounds": rounds.iter().map(|it| json!({
            "round": it.round.get(), "closed": it.closed, "withdrawn": it.withdrawn, "asked": it.asked, "replied": it.replied,
            "overdue": it.overdue, "comments": it.comments, "unplaced": it.unplaced, "undecided": it.undecided,
            "accepted_unchanged": it.unapplied, "questions": it.questions,
        })).collect::<Vec<_>>(),
        "unsaved": unsaved,
        "next": next.text(lang),
    });
    Ok(Report { page: Some(page), json: Some(json), ..Report::default() }.and(next))
}

fn heading(text: String) -> Part {
    Part::Heading(Heading { level: 2, runs: vec![Run::plain(text)], ..Heading::default() })
}

fn open_of(session: &Session, workspace: &Workspace<'_>, round: RoundNo) -> Result<Option<Open>, Failure> {
    let as_of = inputs::as_of(session);
    let Some(input) = inputs::round_input(workspace, round, as_of) else { return Ok(None) };
    let phase = inputs::round_state(workspace, round, as_of).map(|state| state.phase);
    let units = workspace.records.submissions.keys().filter(|(of, _)| *of == round);
    let of_unit = |unit| second::questions(&second::replies(workspace, round, unit)).len();
    let n_questions = units.map(|(_, unit)| of_unit(unit)).sum();
    let progress = progress(&ProgressInput { as_of, rounds: vec![input], milestones: Vec::new() });
    let Some(counts) = progress.rounds.first().map(|round| &round.counts) else { return Ok(None) };
    let placed = super::places::placed(workspace, round)?;
    let standing: Vec<_> = placed.iter().filter(|it| !it.item.superseded).collect();
    Ok(Some(Open {
        round,
        closed: phase == Some(Phase::Closed),
        withdrawn: phase == Some(Phase::Withdrawn),
        asked: counts.asked,
        replied: counts.replied,
        overdue: counts.overdue,
        comments: standing.len(),
        unplaced: standing
            .iter()
            .filter(|it| it.anchor.certainty == Certainty::Unplaced && it.item.decided.is_none())
            .count(),
        undecided: standing.iter().filter(|it| it.item.decided.is_none()).count(),
        unapplied: standing.iter().filter(|it| it.item.is_accepted() && state_of(it) != "applied").count(),
        questions: n_questions,
    }))
}

fn facts(it: &Open, lang: Lang, workspace: &Workspace<'_>) -> Vec<(String, String)> {
    let name = |id: &str| messages::text(lang, id);
    let share = Fraction::new(it.replied, it.asked).percent(workspace.records.congress.rounding, lang);
    let share = share.map(|percent| format!(" ({percent})")).unwrap_or_default();
    let mut facts = vec![
        (name("status-replied"), format!("{}/{}{share}", it.replied, it.asked)),
        (name("status-comments"), it.comments.to_string()),
    ];
    let open = [
        ("status-overdue", it.overdue),
        ("status-unplaced", it.unplaced),
        ("status-undecided", it.undecided),
        ("status-unapplied", it.unapplied),
        ("status-questions", it.questions),
    ];
    facts.extend(
        open.into_iter().filter(|(_, count)| *count > 0).map(|(id, count)| (name(id), count.to_string())),
    );
    facts
}

/// The command that an editor would give next.
fn next(rounds: &[Open], unsaved: &[String]) -> Message {
    if !unsaved.is_empty() {
        return Message::new("status-next-save");
    }
    let Some(last) = rounds.last() else { return Message::new("status-next-open").with("round", 1usize) };
    let number = last.round.get();
    // What was withdrawn waits for nobody.
    let open = rounds.iter().rev().find(|it| it.undecided > 0 && !it.withdrawn);
    match open {
        Some(it) if it.unplaced > 0 => Message::new("status-next-place").with("round", it.round.get()),
        Some(it) => Message::new("status-next-decide").with("round", it.round.get()),
        None if last.unapplied > 0 && !last.withdrawn => Message::new("status-next-apply"),
        None if !last.closed && !last.withdrawn && last.asked > last.replied => {
            Message::new("status-next-late").with("round", number)
        }
        None => Message::new("status-next-open").with("round", number + 1),
    }
}
