//! Undo: shows, then reverses the last operation of the person at work by a new commit.
//!
//! Nothing is erased: received files stay, a decision gets a step that takes it back, an event of a round one that
//! undoes it, a frozen round is withdrawn. A reply that was recorded by mistake leaves the records, but the numbers
//! of its comments are kept so that none is used again; where somebody worked on them already, it stays. Every undo
//! stands among the exceptional operations of a round: in the steps that it takes back, else as an event.
//! A draft that was changed again since is reversed by paragraph; where the same paragraph was changed again,
//! nothing is undone and both texts are shown.

use super::draft::{COLLISION, NO_CODE, excerpt};
use super::operation::{Entry, identified, operate};
use super::round_events::{add_event, event_entry};
use super::workspace::{Workspace, compared, open_store, text_of};
use super::{Failure, Report, Session};
use crate::comments::{self, Act, CommentId, DecisionFile, Subject, SubjectState, step_hash};
use crate::compare;
use crate::document;
use crate::messages::Message;
use crate::problem::{Place, Problem};
use crate::rounds::{Happening, ObjectId, RoundNo, Sha256, UndoneReply};
use crate::store::{CommitInfo, PathChange, Store};
use crate::yaml;
use std::collections::{BTreeMap, BTreeSet};

/// Trailer that names the commit an undo reverses.
const UNDOES: &str = "Undoes";

/// Reverses the last operation of the person at work.
///
/// # Errors
///
/// When there is nothing to undo, the operation was not confirmed where a person was asked, or what it wrote was
/// changed again since in the same paragraph or record.
pub fn undo(session: &Session, confirm: Option<&str>) -> Result<Report, Failure> {
    let store = open_store(session)?;
    super::round::complete_tags(session, &store)?;
    let session = identified(session, &store)?;
    super::operation::editor(&session)?;
    let last = last_of(&session, &store)?;
    let what = what_of(&session, &Workspace::head(&store)?, &last)?;
    confirmed(&session, &last, &what, confirm)?;
    operate(&session, &store, |session, workspace| {
        // Someone else's newer operation does not change which one was shown and confirmed.
        let entry = reversal(session, workspace, &last)?.trailer(UNDOES, last.id);
        let id = if session.dry_run { "undo-shown" } else { "undo-done" };
        let said = Message::new(id).with("subject", &last.subject).with("commit", last.id.short());
        Ok((Some(entry), Report::said(said.with("what", &what))))
    })
}

/// The last operation of this person that is neither an undo nor undone, and of which anything is left: what others
/// have taken back by hand meanwhile would be undone again and again, and keep what came before from its turn.
fn last_of(session: &Session, store: &Store) -> Result<CommitInfo, Failure> {
    let by = super::operation::editor(session)?.to_string();
    let log = store.log()?;
    let undone: BTreeSet<&str> = log.iter().flat_map(|commit| trailer(commit, UNDOES)).collect();
    let own = |commit: &&CommitInfo| {
        commit.author == by
            && commit.parents.len() == 1
            && trailer(commit, UNDOES).next().is_none()
            && !undone.contains(commit.id.to_string().as_str())
            && trailer(commit, "Vankien-Command").next().is_some()
    };
    let workspace = Workspace::head(store)?;
    for commit in log.iter().filter(own) {
        match reversal(session, &workspace, commit) {
            Ok(entry) if !entry.changes(&workspace)? => (),
            // What cannot be reversed is named when it was confirmed.
            _ => return Ok(commit.clone()),
        }
    }
    Err(Failure::new("undo-nothing").with("by", by))
}

/// Values of a trailer.
pub(super) fn trailer<'a>(commit: &'a CommitInfo, key: &'a str) -> impl Iterator<Item = &'a str> {
    commit.trailers.iter().filter(move |(name, _)| name == key).map(|(_, value)| value.as_str())
}

/// What undoing would change, in words: paragraphs, replies, steps, events.
fn what_of(session: &Session, workspace: &Workspace<'_>, last: &CommitInfo) -> Result<String, Failure> {
    let lang = session.lang;
    let mut said = Vec::new();
    let mut steps: Vec<String> = Vec::new();
    let changes = workspace.store.diff_paths(last.id)?;
    let opens = |change: &PathChange| {
        let name = change.path.strip_prefix("rounds/").and_then(|name| name.strip_suffix(".yaml"));
        name.and_then(RoundNo::parse)
    };
    if let Some(round) = changes.iter().find_map(opens) {
        return Ok(Message::new("undo-what-round").with("round", round.get()).text(lang));
    }
    for change in &changes {
        let parts: Vec<&str> = change.path.split('/').collect();
        match parts[..] {
            ["received", ..] | ["rounds", _, "print", ..] => (),
            ["decisions", _, name] => steps.push(name.trim_end_matches(".yaml").to_owned()),
            ["rounds", round, ..] => said.push(Message::new("undo-what-event").with("round", round)),
            ["comments", round, unit, name] => {
                let k = name.trim_end_matches(".yaml");
                let replies = workspace.records.submissions.iter();
                let of = replies.filter(|((no, id), _)| no.to_string() == round && id.as_str() == unit);
                let found = of.flat_map(|(_, list)| list).find(|reply| reply.k.to_string() == k);
                let count = found.map_or(0, |reply| reply.value.comments.len());
                let line = Message::new("undo-what-reply").with("k", k).with("unit", unit);
                said.push(line.with("count", count));
            }
            ["drafts", ..] => said.push(draft_line(workspace, change)?),
            _ => said.push(Message::new("undo-what-file").with("file", &change.path)),
        }
    }
    if !steps.is_empty() {
        let ids = steps.join(", ");
        said.push(Message::new("undo-what-decision").with("count", steps.len()).with("ids", ids));
    }
    if said.is_empty() {
        said.push(Message::new("undo-what-nothing"));
    }
    Ok(said.iter().map(|line| line.text(lang)).collect::<Vec<_>>().join("; "))
}

/// How many places of a draft go back.
fn draft_line(workspace: &Workspace<'_>, change: &PathChange) -> Result<Message, Failure> {
    let text = |blob: Option<_>| match blob {
        Some(blob) => text_of(workspace.store.blob(blob)?, &change.path),
        None => Ok(String::new()),
    };
    let (before, after) = (document::parse(text(change.before)?), document::parse(text(change.after)?));
    let changed = compared(&before, &after).changes;
    let count = changed.iter().filter(|it| it.kind != compare::ChangeKind::Unchanged).count();
    let entries = workspace.documents();
    let title = entries.into_iter().find(|(_, entry)| entry.file == change.path);
    let title = title.map_or_else(|| change.path.clone(), |(_, entry)| entry.title.clone());
    Ok(Message::new("undo-what-draft").with("document", title).with("count", count))
}

fn confirmed(session: &Session, last: &CommitInfo, what: &str, confirm: Option<&str>) -> Result<(), Failure> {
    let short = last.id.short();
    let typed = confirm.or_else(|| session.answers.get("undo").map(String::as_str)).map(str::trim);
    let ask = || {
        let question = Failure::new("undo-confirm").with("subject", &last.subject).with("what", what);
        question.with("commit", &short)
    };
    match typed {
        Some(typed) if typed.len() >= 4 && last.id.to_string().starts_with(&typed.to_lowercase()) => Ok(()),
        Some(typed) => Err(Failure::new("undo-other").with("typed", typed).with("commit", short)),
        None if session.dry_run => Ok(()),
        None => Err(ask().asking("undo")),
    }
}

fn reversal(session: &Session, workspace: &Workspace<'_>, last: &CommitInfo) -> Result<Entry, Failure> {
    let changes = workspace.store.diff_paths(last.id)?;
    let journal = Message::new("journal-undo").with("subject", excerpt(&last.subject));
    let manifest = changes.iter().find_map(|change| {
        let name = change.path.strip_prefix("rounds/")?.strip_suffix(".yaml")?;
        RoundNo::parse(name)
    });
    let mut entry = match manifest {
        None => Entry::new(journal),
        Some(number) => {
            let reason = Message::new("undo-withdrawn").to_string();
            return event_entry(session, workspace, number, Happening::Withdrawn { reason });
        }
    };
    let mut conflicts = Vec::new();
    let mut taken = Taken::default();
    for change in &changes {
        match change.path.split('/').next().unwrap_or_default() {
            "received" => (),
            "decisions" => {
                taken.steps = true;
                take_back(session, workspace, &mut entry, change)?;
            }
            "drafts" => conflicts.extend(reverse_draft(workspace, &mut entry, change)?),
            "rounds" => taken.event(workspace, change)?,
            "comments" => {
                taken.reply(workspace, change);
                conflicts.extend(restore(workspace, &mut entry, change)?);
            }
            _ => conflicts.extend(restore(workspace, &mut entry, change)?),
        }
    }
    let handled = taken.handled(workspace);
    if !handled.is_empty() {
        let ids = handled.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        return Err(Failure::new("undo-handled").with("subject", &last.subject).with("ids", ids));
    }
    if !conflicts.is_empty() {
        return Err(Failure::new("undo-collision").with("subject", &last.subject).with_problems(conflicts));
    }
    taken.record(session, workspace, &mut entry, last)?;
    Ok(entry)
}

/// What an undo takes out of the rounds, for their annex of exceptional operations.
#[derive(Default)]
struct Taken {
    /// Whether steps of decisions are taken back: these stand in the annex by themselves.
    steps: bool,
    rounds: BTreeMap<RoundNo, (Vec<Sha256>, Vec<UndoneReply>)>,
}

impl Taken {
    /// An event of a round, which stays and is named as undone.
    fn event(&mut self, workspace: &Workspace<'_>, change: &PathChange) -> Result<(), Failure> {
        let mut parts = change.path.split('/').skip(1);
        let round = parts.next().and_then(RoundNo::parse);
        let (Some(round), Some("events"), Some(blob)) = (round, parts.next(), change.after) else {
            return Ok(());
        };
        let hash = Sha256::of(&workspace.store.blob(blob)?);
        self.rounds.entry(round).or_default().0.push(hash);
        Ok(())
    }

    /// The record of a reply, whose numbers are kept.
    fn reply(&mut self, workspace: &Workspace<'_>, change: &PathChange) {
        let all = workspace.records.submissions.iter();
        let mut all = all.flat_map(|((round, unit), list)| list.iter().map(move |it| (round, unit, it)));
        let found = all.find(|(round, unit, it)| {
            change.after.is_some() && change.path == format!("comments/{round}/{unit}/{}.yaml", it.k)
        });
        let Some((round, unit, it)) = found else { return };
        let comments = it.value.comments.iter().map(|comment| comment.no).collect();
        let replies = &mut self.rounds.entry(*round).or_default().1;
        replies.push(UndoneReply { unit: unit.clone(), k: it.k, comments });
    }

    /// Comments of these replies that somebody placed, split, grouped, decided, tied or applied since.
    fn handled(&self, workspace: &Workspace<'_>) -> Vec<CommentId> {
        let gone: BTreeSet<CommentId> = self
            .rounds
            .iter()
            .flat_map(|(round, (_, replies))| {
                replies.iter().flat_map(move |reply| {
                    let id = |no: &u32| CommentId::new(*round, reply.unit.clone(), *no);
                    reply.comments.iter().filter_map(id)
                })
            })
            .collect();
        let worked_on = workspace.records.decisions.values().filter(|file| {
            let state = SubjectState { exceptional: Vec::new(), ..comments::state_of(file) };
            state != SubjectState::default()
        });
        let ids = worked_on.filter_map(|file| match &file.subject {
            Subject::Comment(id) => Some(id.whole()),
            Subject::Group(_) => None,
        });
        ids.filter(|id| gone.contains(id)).collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// Puts the undo into the annex: of the rounds that it takes something from, else of the newest one.
    fn record(
        mut self,
        session: &Session,
        workspace: &Workspace<'_>,
        entry: &mut Entry,
        last: &CommitInfo,
    ) -> Result<(), Failure> {
        // Where nothing is left to take back, there is no undo to put there.
        if self.rounds.is_empty() && !self.steps && entry.changes(workspace)? {
            let newest = workspace.records.last_round().map(|(number, _)| (number, Default::default()));
            self.rounds.extend(newest);
        }
        let Some(operation) = ObjectId::parse(&last.id.to_string()) else { return Ok(()) };
        for (round, (events, replies)) in self.rounds {
            let (operation, journal) = (operation.clone(), last.subject.clone());
            let undone = Happening::Undone { operation, journal, events, replies };
            add_event(session, workspace, entry, round, undone)?;
        }
        Ok(())
    }
}

/// One step back for every step that the operation added.
fn take_back(
    session: &Session,
    workspace: &Workspace<'_>,
    entry: &mut Entry,
    change: &PathChange,
) -> Result<(), Failure> {
    let read = |blob| -> Result<Option<DecisionFile>, Failure> {
        let Some(blob) = blob else { return Ok(None) };
        let text = text_of(workspace.store.blob(blob)?, &change.path)?;
        let file = yaml::from_str(&text, &change.path);
        file.map(Some).map_err(|problems| Failure::new("records-broken").with_problems(problems))
    };
    let n_before = read(change.before)?.map_or(0, |file| file.steps.len());
    let Some(after) = read(change.after)? else { return Ok(()) };
    for step in after.steps[n_before.min(after.steps.len())..].iter().rev() {
        let act = Act::Undone { step: step_hash(step), reason: None };
        entry.step(session, workspace, after.round, &after.subject, act)?;
    }
    Ok(())
}

/// The draft without the operation's changes; the problems name paragraphs that were changed again since.
fn reverse_draft(
    workspace: &Workspace<'_>,
    entry: &mut Entry,
    change: &PathChange,
) -> Result<Vec<Problem>, Failure> {
    let Some(head) = workspace.snapshot.read(&change.path)? else { return Ok(Vec::new()) };
    let head = text_of(head, &change.path)?;
    let text = |blob: Option<_>| match blob {
        Some(blob) => text_of(workspace.store.blob(blob)?, &change.path).map(Some),
        None => Ok(None),
    };
    let (Some(before), Some(after)) = (text(change.before)?, text(change.after)?) else {
        if change.before.is_none() {
            entry.remove(&change.path);
        }
        return Ok(Vec::new());
    };
    let parsed = [&after, &before, &head].map(|text| document::parse(text.clone()));
    let merged = compare::merge(&parsed[0], &parsed[1], &parsed[2]);
    let conflicts = merged.conflicts.iter().map(|conflict| {
        let line = parsed[2].blocks.get(conflict.theirs.blocks.start).map_or(1, |block| block.line);
        Problem::new(COLLISION, Place::line(&change.path, line))
            .with("code", NO_CODE)
            .with("ours", excerpt(&conflict.ours.text))
            .with("theirs", excerpt(&conflict.theirs.text))
    });
    let conflicts: Vec<Problem> = conflicts.collect();
    if conflicts.is_empty() {
        entry.write(&change.path, merged.text.into_bytes());
    }
    Ok(conflicts)
}

/// Any other file as it was, unless it was changed again since.
fn restore(
    workspace: &Workspace<'_>,
    entry: &mut Entry,
    change: &PathChange,
) -> Result<Vec<Problem>, Failure> {
    let now = workspace.snapshot.entry(&change.path)?.map(|entry| entry.blob);
    if now != change.after {
        let problem = Problem::new(COLLISION, Place::file(&change.path)).with("code", NO_CODE);
        return Ok(vec![problem.with("ours", "").with("theirs", "")]);
    }
    match change.before {
        Some(blob) => entry.write(&change.path, workspace.store.blob(blob)?),
        None => entry.remove(&change.path),
    }
    Ok(Vec::new())
}
