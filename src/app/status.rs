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
    /// Units of whose second reply nobody has said what it does.
    questions: Vec<String>,
    /// Files that were kept and are nobody's yet.
    nobodys: Vec<String>,
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
            "accepted_unchanged": it.unapplied, "questions": it.questions.len(), "questions_of": it.questions,
            "unassigned_files": it.nobodys,
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
    let questions = units.flat_map(|(_, unit)| vec![unit.to_string(); of_unit(unit)]).collect();
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
        questions,
        nobodys: nobodys(workspace, round)?,
    }))
}

fn facts(it: &Open, lang: Lang, workspace: &Workspace<'_>) -> Vec<(String, String)> {
    let name = |id: &str| messages::text(lang, id);
    let share = Fraction::new(it.replied, it.asked).percent(workspace.records.congress.rounding, lang);
    let share = share.map(|percent| format!(" ({percent})")).unwrap_or_default();
    let mut facts = vec![
        (
            name("status-replied"),
            format!("{}/{}{share}", messages::count(lang, it.replied), messages::count(lang, it.asked)),
        ),
        (name("status-comments"), messages::count(lang, it.comments)),
    ];
    let open = [
        ("status-overdue", it.overdue),
        ("status-unplaced", it.unplaced),
        ("status-undecided", it.undecided),
        ("status-unapplied", it.unapplied),
    ];
    facts
        .extend(open.into_iter().filter(|(_, n)| *n > 0).map(|(id, n)| (name(id), messages::count(lang, n))));
    for (id, names) in [("status-questions", &it.questions), ("status-unassigned", &it.nobodys)] {
        if !names.is_empty() {
            facts.push((name(id), format!("{} ({})", names.len(), names.join(", "))));
        }
    }
    facts
}

/// Files that an import kept without knowing whose they are, and that no reply has taken up since.
fn nobodys(workspace: &Workspace<'_>, round: RoundNo) -> Result<Vec<String>, Failure> {
    let all = workspace.records.submissions.values().flatten();
    let taken: Vec<String> =
        all.filter_map(|it| it.value.received.as_ref()).map(|received| received.sha256.to_string()).collect();
    let folder = format!("received/{round}/unknown");
    let kept = workspace.snapshot.list(&folder)?.into_iter().filter_map(|entry| {
        let name = entry.path.rsplit('/').next()?.to_owned();
        let (hash, name) = name.split_once('-')?;
        (!taken.iter().any(|sha| sha.starts_with(hash))).then(|| name.to_owned())
    });
    Ok(kept.collect())
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
    let asked = rounds.iter().rev().find_map(|it| {
        let unit = it.questions.first()?;
        Some(Message::new("status-next-question").with("round", it.round.get()).with("unit", unit))
    });
    match open {
        _ if asked.is_some() => asked.unwrap_or_else(|| Message::new("status-next-save")),
        Some(it) if it.unplaced > 0 => Message::new("status-next-place").with("round", it.round.get()),
        Some(it) => Message::new("status-next-decide").with("round", it.round.get()),
        None if last.unapplied > 0 && !last.withdrawn => Message::new("status-next-apply"),
        None if !last.closed && !last.withdrawn && last.asked > last.replied => {
            Message::new("status-next-late").with("round", number)
        }
        None => Message::new("status-next-open").with("round", number + 1),
    }
}
