//! What happens to a round after it was frozen: sent, received, extended, sittings, closed, reopened, withdrawn.
//!
//! Each is one file that is never rewritten; the state of a round is computed from them (`rounds::state`).

use super::operation::{Entry, editor, operate};
use super::round::{complete_tags, deadline, undecided};
use super::workspace::{Workspace, open_store};
use super::{Failure, Report, Session, excerpt};
use crate::comments::Subject;
use crate::congress::BodyId;
use crate::messages::Message;
use crate::rounds::{self, Event, EventSchema, Happening, Phase, RoundNo, Sha256};
use crate::units::{Day, UnitId};
use crate::yaml;

/// An event to be recorded; texts are as typed.
#[derive(Debug, Clone, Default)]
pub struct LogOptions {
    /// Number of the round.
    pub round: u32,
    /// `sent`, `received`, `extended`, `sitting`, `reopened`, `withdrawn`, `waived`.
    pub kind: String,
    /// Units concerned; empty for all that were asked.
    pub units: Vec<String>,
    /// The body that sat.
    pub body: Option<String>,
    /// Its n-th review; the next one where absent.
    pub sitting: Option<u32>,
    /// The document reviewed.
    pub document: Option<String>,
    /// What was concluded.
    pub decision: Option<String>,
    /// Extended until.
    pub until: Option<String>,
    /// Date of the event.
    pub date: Option<String>,
    /// Reason.
    pub reason: Option<String>,
}

/// Records an event of a round.
///
/// # Errors
///
/// When the round, a unit, a body or the kind is not known, or the kind needs something that is missing.
pub fn log(session: &Session, options: &LogOptions) -> Result<Report, Failure> {
    let store = open_store(session)?;
    complete_tags(session, &store)?;
    operate(session, &store, |session, workspace| {
        let (number, _) = workspace.round(options.round)?;
        let event = happening(workspace, number, options, session)?;
        let entry = event_entry(session, workspace, number, event)?;
        let said = Message::new("log-done").with("round", options.round);
        Ok((Some(entry), Report::said(said)))
    })
}

/// An operation that records one event.
pub(super) fn event_entry(
    session: &Session,
    workspace: &Workspace<'_>,
    number: RoundNo,
    event: Happening,
) -> Result<Entry, Failure> {
    let subject = event_subject(workspace, number, &event);
    let mut entry = Entry::new(subject).trailer("Round", number);
    add_event(session, workspace, &mut entry, number, event)?;
    Ok(entry)
}

/// Records one event as a part of an operation; at most one for each round.
pub(super) fn add_event(
    session: &Session,
    workspace: &Workspace<'_>,
    entry: &mut Entry,
    round: RoundNo,
    event: Happening,
) -> Result<(), Failure> {
    let recorded = workspace.records.rounds.get(&round).map(|record| &record.events);
    let last = recorded.and_then(|events| events.iter().filter_map(|event| event.number).max());
    let number = Some(last.unwrap_or(0).saturating_add(1));
    let event = Event { schema: EventSchema, round, at: session.now, by: editor(session)?, number, event };
    let text = yaml::to_string(&event);
    let hash = Sha256::of(text.as_bytes());
    entry.write(
        format!("rounds/{round}/events/{}-{}.yaml", session.now.file_stamp(), hash.hash8()),
        text.into_bytes(),
    );
    Ok(())
}

fn happening(
    workspace: &Workspace<'_>,
    number: RoundNo,
    options: &LogOptions,
    session: &Session,
) -> Result<Happening, Failure> {
    let needs = |what: &str| Failure::new("log-needs").with("kind", &options.kind).with("option", what);
    let reason = || options.reason.clone().filter(|text| !text.trim().is_empty());
    Ok(match options.kind.replace('-', "_").as_str() {
        "sent" | "gui" => Happening::Sent { units: units(workspace, number, options)?, note: reason() },
        "received" | "received_by" | "nhan" => {
            Happening::ReceivedBy { units: units(workspace, number, options)?, note: reason() }
        }
        "extended" | "gia_han" => {
            let until = options.until.as_ref().ok_or_else(|| needs("--until"))?;
            let until = deadline(until)?;
            Happening::Extended { units: units(workspace, number, options)?, until, reason: reason() }
        }
        "sitting" | "hop" => sitting(workspace, options, session)?,
        "reopened" | "mo_lai" => Happening::Reopened { reason: reason().ok_or_else(|| needs("--reason"))? },
        "withdrawn" | "rut" => Happening::Withdrawn { reason: reason().ok_or_else(|| needs("--reason"))? },
        "waived" | "mien" => Happening::Waived {
            units: units(workspace, number, options)?,
            reason: reason().ok_or_else(|| needs("--reason"))?,
        },
        "closed" | "dong" => return Err(Failure::new("log-close").with("round", options.round)),
        _ => return Err(Failure::new("log-kind").with("kind", &options.kind)),
    })
}

fn units(workspace: &Workspace<'_>, number: RoundNo, options: &LogOptions) -> Result<Vec<UnitId>, Failure> {
    if options.units.is_empty() {
        let record = workspace.records.rounds.get(&number);
        return Ok(record
            .iter()
            .flat_map(|it| it.manifest.audience.iter().map(|it| it.unit.clone()))
            .collect());
    }
    options.units.iter().map(|word| super::reply::unit(workspace, word)).collect()
}

fn sitting(workspace: &Workspace<'_>, options: &LogOptions, session: &Session) -> Result<Happening, Failure> {
    let bodies = &workspace.records.congress.bodies;
    let known = || bodies.iter().map(|body| body.id.to_string()).collect::<Vec<_>>().join(", ");
    let text = options.body.as_ref();
    let text =
        text.ok_or_else(|| Failure::new("log-needs").with("kind", "sitting").with("option", "--body"))?;
    let body = BodyId::parse(text).filter(|id| bodies.iter().any(|body| body.id == *id));
    let body = body.ok_or_else(|| Failure::new("unknown-body").with("body", text).with("known", known()))?;
    let sitting_no = options.sitting.unwrap_or_else(|| next_sitting_no(workspace, &body, session));
    let documents = match &options.document {
        Some(text) => vec![workspace.document_id(text)?],
        None => Vec::new(),
    };
    let date = match &options.date {
        Some(text) => Day::typed(text).ok_or_else(|| Failure::new("bad-date").with("text", text))?,
        None => session.now.day(),
    };
    Ok(Happening::Sitting {
        body,
        sitting_no,
        date: Some(date),
        documents,
        decision: options.decision.clone(),
        minutes: None,
    })
}

/// The number of a body's next review, counted over all rounds.
fn next_sitting_no(workspace: &Workspace<'_>, body: &BodyId, session: &Session) -> u32 {
    let rounds = workspace.records.rounds.values();
    let states: Vec<_> = rounds.map(|it| rounds::state(&it.manifest, &it.events, session.now)).collect();
    rounds::next_sitting_no(body, &states)
}

pub(super) fn event_subject(workspace: &Workspace<'_>, number: RoundNo, event: &Happening) -> Message {
    let line = |id: &str| Message::new(format!("journal-event-{id}")).with("round", number.get());
    let short = |text: &Option<String>| excerpt(text.as_deref().unwrap_or_default());
    match event {
        Happening::Sent { units, .. } => line("sent").with("units", units.len()),
        Happening::ReceivedBy { units, .. } => line("received").with("units", units.len()),
        Happening::Extended { units, until, .. } => {
            line("extended").with("units", units.len()).with("until", until.vietnamese())
        }
        Happening::Sitting { body, sitting_no, decision, .. } => {
            let name = workspace.records.congress.bodies.iter().find(|it| it.id == *body);
            let is_bare = short(decision).is_empty();
            line(if is_bare { "sitting-bare" } else { "sitting" })
                .with("body", name.map_or_else(|| body.to_string(), |it| it.name.clone()))
                .with("number", *sitting_no)
                .with("decision", short(decision))
        }
        Happening::Closed { forced } => match forced {
            None => line("closed"),
            Some(reason) => line("closed-forced").with("reason", excerpt(reason)),
        },
        Happening::Reopened { reason } => line("reopened").with("reason", excerpt(reason)),
        Happening::Withdrawn { reason } => line("withdrawn").with("reason", excerpt(reason)),
        Happening::Waived { units, reason } => {
            line("waived").with("units", units.len()).with("reason", excerpt(reason))
        }
        Happening::Undone { journal, .. } => Message::new("journal-undo").with("subject", excerpt(journal)),
    }
}

/// Closes a round.
///
/// # Errors
///
/// When comments are undecided and the closing is not forced with a reason, or the round is closed already.
pub fn close(session: &Session, round: u32, force: bool, reason: Option<&str>) -> Result<Report, Failure> {
    let store = open_store(session)?;
    complete_tags(session, &store)?;
    operate(session, &store, |session, workspace| {
        let (number, record) = workspace.round(round)?;
        if rounds::state(&record.manifest, &record.events, session.now).phase == Phase::Closed {
            return Err(Failure::new("close-again").with("round", round));
        }
        let undecided = undecided(workspace, number);
        if !undecided.is_empty() && !force {
            let ids: Vec<String> =
                undecided.iter().map(|id| Subject::Comment(id.clone()).to_string()).collect();
            return Err(Failure::new("close-undecided")
                .with("round", round)
                .with("count", ids.len())
                .with("ids", shortened(&ids)));
        }
        let reason = reason.map(str::trim).filter(|reason| !reason.is_empty());
        if force && reason.is_none() {
            return Err(Failure::new("close-reason"));
        }
        let forced = reason.filter(|_| force).map(str::to_owned);
        let entry = event_entry(session, workspace, number, Happening::Closed { forced })?;
        let mut report = Report::said(Message::new("close-done").with("round", round));
        if !undecided.is_empty() {
            report = report.and(Message::new("close-left").with("count", undecided.len()));
        }
        Ok((Some(entry), report))
    })
}

/// The first ids of a list, and how many more there are.
fn shortened(ids: &[String]) -> String {
    const SHOWN: usize = 12;
    let more = if ids.len() > SHOWN { format!(" … (+{})", ids.len() - SHOWN) } else { String::new() };
    format!("{}{more}", ids[..ids.len().min(SHOWN)].join(", "))
}
