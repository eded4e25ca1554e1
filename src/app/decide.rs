//! Decisions on a comment or a group: steps that are only ever added, a public reason for all but plain acceptance.

use super::apply::{Unready, choose, is_of, owes_change};
use super::items::Item;
use super::operation::{Entry, operate};
use super::workspace::{Workspace, open_store};
use super::{Failure, Report, Session, excerpt};
use crate::comments::{Act, Decided, Outcome, Subject};
use crate::messages::Message;
use crate::rounds::{self, Phase, RoundNo};

/// A decision as typed.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Comment or group.
    pub id: String,
    /// Outcome, in English or in Vietnamese without marks (`tiep-thu`).
    pub outcome: String,
    /// The words that go into the document.
    pub wording: Option<String>,
    /// The answer to the unit.
    pub reason: Option<String>,
    /// Internal note.
    pub note: Option<String>,
}

/// Outcomes by the words that people type for them.
const WORDS: &[(&str, Outcome)] = &[
    ("accepted", Outcome::Accepted),
    ("tiep-thu", Outcome::Accepted),
    ("partly-accepted", Outcome::PartlyAccepted),
    ("tiep-thu-mot-phan", Outcome::PartlyAccepted),
    ("rejected", Outcome::Rejected),
    ("khong-tiep-thu", Outcome::Rejected),
    ("noted", Outcome::Noted),
    ("ghi-nhan", Outcome::Noted),
    ("already-done", Outcome::AlreadyDone),
    ("da-xu-ly", Outcome::AlreadyDone),
    ("referred", Outcome::Referred),
    ("chuyen", Outcome::Referred),
    ("escalated", Outcome::Escalated),
    ("xin-y-kien", Outcome::Escalated),
];

/// Records a decision.
///
/// # Errors
///
/// When the subject or the outcome is not known, the comment is a member of a group that decides for it, or a
/// reason is missing.
pub fn decide(session: &Session, options: &Options) -> Result<Report, Failure> {
    let store = open_store(session)?;
    let outcome = outcome(&options.outcome)?;
    operate(session, &store, |session, workspace| {
        let (round, subject) = super::comments::known_subject(workspace, &options.id)?;
        decides_itself(workspace, round, &subject)?;
        let text = |text: &Option<String>| {
            text.as_deref().map(str::trim).filter(|it| !it.is_empty()).map(str::to_owned)
        };
        let reason = text(&options.reason);
        if outcome.needs_reason() && reason.is_none() {
            return Err(Failure::new("decide-reason")
                .with("id", subject.to_string())
                .with("outcome", word(outcome)));
        }
        let decided = Decided {
            outcome,
            wording: text(&options.wording),
            reason,
            note: text(&options.note),
            late: is_closed(workspace, round, session),
            forced: None,
        };
        if is_said_already(workspace, round, &subject, &decided) {
            let done =
                Message::new("decide-done").with("id", subject.to_string()).with("outcome", word(outcome));
            return Ok((None, Report::said(done)));
        }
        let journal = match &decided.reason {
            None => Message::new("journal-decide"),
            Some(reason) => Message::new("journal-decide-reason").with("reason", excerpt(reason)),
        };
        let journal = journal.with("id", subject.to_string()).with("outcome", word(outcome));
        let late = decided.late;
        let next = next(workspace, round, &subject, &decided);
        let mut entry = Entry::new(journal).trailer("Round", round).trailer("Comment", &subject);
        entry.step(session, workspace, round, &subject, Act::Decided(decided))?;
        let done = Message::new("decide-done").with("id", subject.to_string()).with("outcome", word(outcome));
        let mut report = Report::said(done);
        if late {
            report = report.and(Message::new("decide-late").with("round", round.get()));
        }
        Ok((Some(entry), next.into_iter().fold(report, Report::and)))
    })
}

/// Whether the newest decision says the same: giving the command again after a cut adds nothing.
fn is_said_already(workspace: &Workspace<'_>, round: RoundNo, subject: &Subject, decided: &Decided) -> bool {
    let file = workspace.records.decisions.get(&(round, subject.clone()));
    let newest = file.and_then(|file| crate::comments::state_of(file).decision);
    newest.is_some_and(|(newest, _)| {
        (newest.outcome, &newest.wording, &newest.reason, &newest.note)
            == (decided.outcome, &decided.wording, &decided.reason, &decided.note)
    })
}

/// The outcome's name in the language of the page.
pub(super) fn word(outcome: Outcome) -> Message {
    Message::new(format!("outcome-{}", outcome.tag().replace('_', "-")))
}

fn outcome(text: &str) -> Result<Outcome, Failure> {
    let typed = text.trim().to_lowercase().replace('_', "-");
    let found = WORDS.iter().find(|(word, _)| *word == typed).map(|(_, outcome)| *outcome);
    found.ok_or_else(|| {
        // As the help and the records write them.
        let shown = |(word, outcome): &(&str, Outcome)| match outcome.tag() {
            tag if tag.replace('_', "-") == *word => tag.to_owned(),
            _ => (*word).to_owned(),
        };
        let words = WORDS.iter().map(shown).collect::<Vec<_>>().join(", ");
        Failure::new("unknown-outcome").with("text", text).with("known", words).of_usage()
    })
}

/// A member of a group is decided through the group, so that all members get one answer.
fn decides_itself(workspace: &Workspace<'_>, round: RoundNo, subject: &Subject) -> Result<(), Failure> {
    let Subject::Comment(id) = subject else { return Ok(()) };
    let group =
        super::items::items(workspace, round).into_iter().find(|item| item.id == *id).and_then(|it| it.group);
    match group {
        Some(group) => {
            Err(Failure::new("decide-in-group").with("id", id.to_string()).with("group", group.to_string()))
        }
        None => Ok(()),
    }
}

fn is_closed(workspace: &Workspace<'_>, round: RoundNo, session: &Session) -> bool {
    let record = workspace.records.rounds.get(&round);
    record.is_some_and(|it| rounds::state(&it.manifest, &it.events, session.now).phase == Phase::Closed)
}

/// What to know and to do after a decision: apply where it is clear which words come in, else choose, or edit and
/// save.
fn next(workspace: &Workspace<'_>, round: RoundNo, subject: &Subject, decided: &Decided) -> Vec<Message> {
    let line = |id: &str| Message::new(id).with("id", subject.to_string());
    let items = super::items::items(workspace, round).into_iter().filter(|item| is_of(item, subject));
    let items: Vec<Item> = items.map(|item| Item { decided: Some(decided.clone()), ..item }).collect();
    let members: Vec<&Item> = items.iter().collect();
    if members.iter().all(|item| !item.stands()) {
        return vec![line("decide-gone")];
    }
    if members.iter().any(|item| item.is_applied()) {
        return vec![line("decide-applied")];
    }
    if !owes_change(decided.outcome) {
        return Vec::new();
    }
    vec![match choose(&members, 0) {
        Ok(_) => line("decide-next-apply"),
        Err(Unready::Several(count)) => line("decide-next-choose").with("count", count),
        Err(Unready::Partly) => line("decide-next-partly"),
        Err(_) => line("decide-next-edit"),
    }]
}
