//! Rounds: freezing drafts, listing rounds, recording what happens to them, closing.
//!
//! A round is opened by one commit that holds its manifest; the annotated tag follows from that commit alone, so a
//! tag that is missing after a cut is made again by whoever comes next (`complete_tags`).

use super::draft::{self, Behind, Saving};
use super::operation::{Entry, editor, operate};
use super::workspace::{Draft, Workspace, open_store};
use super::{Failure, Report, Session, excerpt, inputs};
use crate::comments::{CommentId, Subject};
use crate::congress::BodyId;
use crate::document::{self, DocumentId};
use crate::messages::{self, Lang, Message};
use crate::rounds::{
    self, DueRule, Event, EventSchema, FrozenBlock, FrozenDocument, Happening, Invited, Manifest, ObjectId,
    Opened, Phase, Retired, RoundNo, RoundSchema, Sha256,
};
use crate::store::{BlobId, CommitId, Store, Tag};
use crate::synthesis::Due;
use crate::units::{Day, Moment, UnitId};
use crate::view::{Cell, Column, Page, Part, Row, Table};
use crate::yaml;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

/// How a round is to be opened; texts are as typed.
#[derive(Debug, Clone, Default)]
pub struct OpenOptions {
    /// Number of the round.
    pub round: u32,
    /// `document=draft number`; empty for every document with the next number where it changed.
    pub drafts: Vec<String>,
    /// Unit ids, or `all`, or `none`; empty for all.
    pub audience: Vec<String>,
    /// One due date and hour for all.
    pub due_at: Option<String>,
    /// Days after each unit's own congress.
    pub due_days: Option<u32>,
    /// Save unsaved edits in the same commit.
    pub save: bool,
    /// The round's name, typed as a confirmation.
    pub confirm: Option<String>,
}

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

/// Freezes the drafts as a round: manifest, tag, audience, due dates.
///
/// # Errors
///
/// When the round exists or skips a number, edits are unsaved, a draft is missing, a unit or document is not known,
/// or the round's name was not typed where a person was asked for it.
pub fn open(session: &Session, options: &OpenOptions) -> Result<Report, Failure> {
    let store = open_store(session)?;
    complete_tags(session, &store)?;
    let report = operate(session, &store, |session, workspace| {
        let number = next_round(workspace, options.round)?;
        confirmed(session, options, number)?;
        let savings = draft::unsaved(session, workspace)?;
        if !savings.is_empty() && !options.save {
            let files = savings.iter().map(|saving| saving.path.as_str()).collect::<Vec<_>>().join(", ");
            return Err(Failure::new("open-unsaved").with("files", files).with("round", options.round));
        }
        let kept = draft::unsaved_kept(workspace)?;
        if !kept.is_empty() {
            let files = kept.iter().map(|(path, _)| *path).collect::<Vec<_>>().join(", ");
            return Err(Failure::new("open-unsaved-kept").with("files", files));
        }
        let mut report = Report::default();
        let numbers = draft_numbers(workspace, options, &savings)?;
        let mut documents = Vec::new();
        let mut drafts = Vec::new();
        for (id, draft_no) in &numbers {
            let saving = savings.iter().find(|saving| saving.id == *id);
            let draft = frozen_text(workspace, id, saving)?;
            documents.push(frozen(workspace, id, *draft_no, &draft)?);
            drafts.push((id.clone(), *draft_no, draft));
        }
        let manifest = Manifest {
            schema: RoundSchema,
            round: number,
            previous: workspace.records.last_round().map(|(_, record)| record.hash),
            opened: Opened { by: editor(session)?, at: session.now, forced: None },
            documents,
            audience: audience(workspace, options, session.now)?,
        };
        let mut entry = Entry::new(open_subject(workspace, &numbers, number)?).trailer("Round", number);
        for saving in &savings {
            draft::write(session, workspace, &mut entry, saving, &Behind::default())?;
        }
        let text = yaml::to_string(&manifest);
        let hash = Sha256::of(text.as_bytes());
        entry.write(format!("rounds/{number}.yaml"), text.into_bytes());
        entry.tag(number.tag(), tag_message(&manifest, &hash));
        report = report.with_problems(gate(workspace, &drafts)?);
        let is_past = |it: &Invited| matches!(it.due, DueRule::At(at) if at < session.now);
        if manifest.audience.iter().any(is_past) {
            report = report.and(Message::new("open-due-past"));
        }
        report = report.and(
            Message::new("open-done")
                .with("round", options.round)
                .with("units", manifest.audience.len())
                .with("hash", hash.short()),
        );
        if let Some(undecided) =
            number.before().map(|before| undecided(workspace, before)).filter(|it| !it.is_empty())
        {
            report = report.and(Message::new("open-undecided").with("count", undecided.len()));
        }
        Ok((Some(entry), report.and(Message::new("open-next").with("round", options.round))))
    })?;
    // Warnings on frozen text do not put the run at fault: the gate warns, it is not a wall.
    Ok(Report { exit: super::Exit::Done, ..report })
}

/// What `check` says of the drafts being frozen: shown as a warning list, errors of text included.
fn gate(
    workspace: &Workspace<'_>,
    drafts: &[(DocumentId, u32, Draft)],
) -> Result<Vec<crate::problem::Problem>, Failure> {
    let documents: Vec<_> = drafts.iter().map(|(id, _, draft)| (id, &draft.document)).collect();
    super::check::problems_of(workspace, &documents)
}

fn next_round(workspace: &Workspace<'_>, wanted: u32) -> Result<RoundNo, Failure> {
    let next = workspace.records.last_round().map_or(1, |(number, _)| number.get() + 1);
    let number = RoundNo::new(wanted)
        .ok_or_else(|| Failure::new("open-number").with("round", wanted).with("next", next))?;
    if workspace.records.rounds.contains_key(&number) {
        return Err(Failure::new("open-again").with("round", wanted).with("next", next));
    }
    if wanted != next {
        return Err(Failure::new("open-number").with("round", wanted).with("next", next));
    }
    Ok(number)
}

/// Freezing cannot be taken back: a person types the round's name.
fn confirmed(session: &Session, options: &OpenOptions, number: RoundNo) -> Result<(), Failure> {
    let typed = options.confirm.as_ref().or_else(|| session.answers.get("confirm"));
    match typed {
        Some(typed) if typed.trim().eq_ignore_ascii_case(&number.tag()) => Ok(()),
        Some(typed) => Err(Failure::new("open-wrong-name").with("typed", typed).with("name", number.tag())),
        None if session.dry_run => Ok(()),
        None => Err(Failure::new("open-confirm").with("name", number.tag()).asking("confirm")),
    }
}

/// The documents to be frozen with their draft numbers, in the congress's order.
fn draft_numbers(
    workspace: &Workspace<'_>,
    options: &OpenOptions,
    savings: &[Saving],
) -> Result<Vec<(DocumentId, u32)>, Failure> {
    let mut given = BTreeMap::new();
    for text in &options.drafts {
        let bad = || Failure::new("open-draft-number").with("text", text);
        let (document, number) = text.split_once('=').ok_or_else(bad)?;
        let number: u32 =
            number.trim().parse().ok().filter(|number| (1..1000).contains(number)).ok_or_else(bad)?;
        given.insert(workspace.document_id(document)?, number);
    }
    let mut numbers = Vec::new();
    for (id, entry) in workspace.documents() {
        let last = workspace.last_frozen(&id).map(|(_, frozen)| frozen);
        let number = match (given.get(&id), last) {
            (Some(number), _) => *number,
            (None, _) if !given.is_empty() => continue,
            (None, None) => 1,
            (None, Some(last)) => {
                let head = workspace.snapshot.entry(&entry.file)?.map(|entry| entry.blob.to_string());
                let changed = savings.iter().any(|saving| saving.id == id)
                    || head.as_deref() != Some(last.blob.as_str());
                last.draft_no + u32::from(changed)
            }
        };
        if given.contains_key(&id) || workspace.snapshot.entry(&entry.file)?.is_some() {
            numbers.push((id, number));
        }
    }
    if numbers.is_empty() { Err(Failure::new("open-no-drafts")) } else { Ok(numbers) }
}

fn frozen_text(
    workspace: &Workspace<'_>,
    id: &DocumentId,
    saving: Option<&Saving>,
) -> Result<Draft, Failure> {
    let draft = match saving {
        Some(saving) => Some(workspace.with_text(id, saving.merged.clone())?),
        None => workspace.saved(id)?,
    };
    draft.ok_or_else(|| Failure::new("draft-missing").with("document", id.as_str()))
}

fn frozen(
    workspace: &Workspace<'_>,
    id: &DocumentId,
    draft_no: u32,
    draft: &Draft,
) -> Result<FrozenDocument, Failure> {
    let source = draft.document.source.as_bytes();
    let blob = BlobId::of(source)?.to_string();
    let path = workspace.entry(id)?.file.clone();
    let blocks = draft.document.blocks.iter().zip(&draft.codes).filter_map(|(block, code)| {
        Some(FrozenBlock {
            code: code.clone()?,
            kind: block.kind,
            section: document::place_path(&draft.document, block),
            sha256: Sha256::of(draft.document.text(block).as_bytes()),
        })
    });
    Ok(FrozenDocument {
        document: id.clone(),
        draft_no,
        blob: ObjectId::parse(&blob).ok_or_else(|| Failure::new("blob-broken").with("file", &path))?,
        sha256: Sha256::of(source),
        path,
        blocks: blocks.collect(),
        retired: draft
            .retired
            .iter()
            .map(|(code, into)| Retired { code: code.clone(), into: into.clone() })
            .collect(),
    })
}

fn audience(workspace: &Workspace<'_>, options: &OpenOptions, now: Moment) -> Result<Vec<Invited>, Failure> {
    let words: Vec<&str> = options.audience.iter().map(|word| word.trim()).collect();
    let units: Vec<UnitId> = match words[..] {
        ["none"] => Vec::new(),
        [] | ["all"] => {
            let today = now.day();
            workspace
                .records
                .units
                .units()
                .iter()
                .filter(|unit| unit.is_valid_on(today))
                .map(|unit| unit.id.clone())
                .collect()
        }
        _ => words.iter().map(|word| super::reply::unit(workspace, word)).collect::<Result<_, _>>()?,
    };
    if units.is_empty() {
        return Ok(Vec::new());
    }
    let due = match (&options.due_at, options.due_days) {
        (Some(text), _) => DueRule::At(deadline(text)?),
        (None, Some(days)) => DueRule::CongressPlusDays(days),
        (None, None) => return Err(Failure::new("open-no-due")),
    };
    let mut invited: Vec<Invited> = units.into_iter().map(|unit| Invited { unit, due }).collect();
    let order = |id: &UnitId| workspace.records.units.units().iter().position(|unit| unit.id == *id);
    invited.sort_by_key(|it| order(&it.unit));
    invited.dedup_by(|a, b| a.unit == b.unit);
    Ok(invited)
}

/// A date and hour; of a date alone its end.
fn deadline(text: &str) -> Result<Moment, Failure> {
    let at = Moment::parse(text).or_else(|| Day::typed(text).map(Day::end));
    at.ok_or_else(|| Failure::new("bad-time").with("text", text))
}

fn open_subject(
    workspace: &Workspace<'_>,
    numbers: &[(DocumentId, u32)],
    number: RoundNo,
) -> Result<Message, Failure> {
    let mut drafts = Vec::new();
    for (id, draft_no) in numbers {
        let title = &workspace.entry(id)?.title;
        drafts.push(
            Message::new("journal-draft")
                .with("title", title)
                .with("number", draft_no.to_string())
                .to_string(),
        );
    }
    Ok(Message::new("journal-open").with("round", number.get()).with("drafts", drafts.join(", ")))
}

/// The tag says what the manifest says, so that it can be made again from the commit alone.
fn tag_message(manifest: &Manifest, hash: &Sha256) -> String {
    let head = Message::new("tag-round").with("round", manifest.round.get()).text(Lang::Vi);
    format!("{head}\n\nManifest-SHA256: {hash}\nManifest-Short: {}\n", hash.short())
}

/// Makes the tags of rounds whose freezing was cut between the commit and its tag.
pub(super) fn complete_tags(session: &Session, store: &Store) -> Result<(), Failure> {
    if session.dry_run {
        return Ok(());
    }
    let workspace = Workspace::head(store)?;
    for (number, record) in &workspace.records.rounds {
        if store.tag_target(&number.tag())?.is_some() {
            continue;
        }
        let Some(commit) = opening_commit(store, *number)? else { continue };
        let tag = Tag { name: number.tag(), message: tag_message(&record.manifest, &record.hash) };
        store.ensure_tag(&tag, commit, &session.command)?;
    }
    Ok(())
}

/// The commit that brought a round's manifest.
pub(super) fn opening_commit(store: &Store, number: RoundNo) -> Result<Option<CommitId>, Failure> {
    let path = format!("rounds/{number}.yaml");
    Ok(store.history(&path)?.last().map(|(commit, _)| *commit))
}

/// Comments of a round on which nothing was decided.
pub(super) fn undecided(workspace: &Workspace<'_>, round: RoundNo) -> Vec<CommentId> {
    super::comments::subjects(workspace, round)
        .into_iter()
        .filter(|subject| subject.outcome.is_none() && !subject.superseded)
        .map(|subject| subject.id)
        .collect()
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

fn event_subject(workspace: &Workspace<'_>, number: RoundNo, event: &Happening) -> Message {
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
            line("sitting")
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

/// Lists the rounds.
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
        Column::new(title("column-round"), 1),
        Column::new(title("column-documents"), 5),
        Column::new(title("column-opened"), 2),
        Column::new(title("column-state"), 2),
        Column::new(title("column-replies"), 2),
    ]);
    let mut list = Vec::new();
    for number in workspace.records.rounds.keys() {
        let Some(input) = inputs::round_input(&workspace, *number, inputs::as_of(session)) else { continue };
        let state = inputs::round_state(&workspace, *number, inputs::as_of(session));
        let phase = state.map_or("circulated", |state| phase_tag(state.phase));
        let replied: BTreeSet<&UnitId> = input.replies.iter().map(|reply| &reply.by.id).collect();
        let n_replied = input.audience.iter().filter(|asked| replied.contains(&asked.unit.id)).count();
        let documents = input.documents.iter().map(|it| {
            Message::new("journal-draft")
                .with("title", &it.title)
                .with("number", it.draft_no.unwrap_or(0).to_string())
                .text(lang)
        });
        table.push(Row::new(vec![
            Cell::text(number.to_string()),
            Cell::lines(documents),
            Cell::text(input.opened.vietnamese()),
            Cell::text(title(&format!("phase-{phase}"))),
            Cell::text(format!("{n_replied}/{}", input.audience.len())),
        ]));
        list.push(json!({
            "round": number.get(), "state": phase, "opened": input.opened.to_string(),
            "asked": input.audience.len(), "replied": n_replied,
            "documents": input.documents.iter().map(|it| json!({"document": it.id.as_str(), "draft_no": it.draft_no}))
                .collect::<Vec<_>>(),
        }));
    }
    let json = json!({"schema": "vankien/rounds/1", "rounds": list});
    Ok(Report {
        page: Some(table.into_page(title("rounds-title"), lang)),
        json: Some(json),
        ..Report::default()
    })
}

fn phase_tag(phase: Phase) -> &'static str {
    match phase {
        Phase::Circulated => "circulated",
        Phase::Closed => "closed",
        Phase::Reopened => "reopened",
        Phase::Withdrawn => "withdrawn",
    }
}

/// Shows one round: documents, units with their due dates, events.
///
/// # Errors
///
/// When the round is not known.
pub fn show(session: &Session, round: u32) -> Result<Report, Failure> {
    let store = open_store(session)?;
    let workspace = Workspace::head(&store)?;
    let (number, record) = workspace.round(round)?;
    let lang = session.lang;
    let title = |id: &str| messages::text(lang, id);
    let mut page =
        Page { title: Message::new("round-title").with("round", round).text(lang), lang, ..Page::default() };
    let documents = inputs::documents(&workspace, number);
    let mut facts = vec![
        (title("column-opened"), record.manifest.opened.at.vietnamese()),
        (title("fact-hash"), record.hash.short()),
    ];
    facts.extend(documents.iter().map(|it| {
        let number = it.draft_no.unwrap_or(0);
        (it.title.clone(), format!("{} {number}", title("column-draft-no")))
    }));
    page.parts.push(Part::Facts(facts));
    let mut events = Table::new(vec![
        Column::new(title("column-date"), 2),
        Column::new(title("column-by"), 2),
        Column::new(title("round-events"), 8),
    ]);
    let undone = rounds::undone_events(&record.events);
    for event in rounds::in_order(&record.events, session.now) {
        let mut what = vec![event_subject(&workspace, number, &event.event).text(lang)];
        what.extend(undone.contains(&rounds::event_hash(event)).then(|| title("round-event-undone")));
        events.push(Row::new(vec![
            Cell::text(event.at.vietnamese()),
            Cell::text(event.by.to_string()),
            Cell::lines(what),
        ]));
    }
    page.parts.push(Part::Table(events));
    let state = rounds::state(&record.manifest, &record.events, inputs::as_of(session));
    let asked = inputs::audience(&workspace, number, &state);
    let mut units = Table::new(vec![
        Column::new(title("column-id"), 1),
        Column::new(title("round-units"), 6),
        Column::new(title("column-due"), 3),
    ]);
    let due = |due: &Due| match due {
        Due::At(moment) => moment.vietnamese(),
        Due::NotFixed => title("due-not-fixed"),
    };
    for it in &asked {
        units.push(Row::new(vec![
            Cell::text(it.unit.id.to_string()),
            Cell::text(it.unit.name.clone()),
            Cell::text(due(&it.due)),
        ]));
    }
    page.parts.push(Part::Table(units));
    let json = json!({
        "schema": "vankien/round-state/1",
        "round": round, "state": phase_tag(state.phase), "opened": record.manifest.opened.at.to_string(),
        "manifest": record.hash.to_string(),
        "documents": documents.iter().map(|it| json!({"document": it.id.as_str(), "draft_no": it.draft_no}))
            .collect::<Vec<_>>(),
        "audience": asked.iter().map(|it| json!({
            "unit": it.unit.id.to_string(),
            "due": match &it.due { Due::At(moment) => Some(moment.to_string()), Due::NotFixed => None },
            "waived": it.waived,
        })).collect::<Vec<_>>(),
        "events": rounds::in_order(&record.events, session.now).into_iter().map(|event| json!({
            "at": event.at.to_string(), "by": event.by.to_string(), "event": event.event,
            "undone": undone.contains(&rounds::event_hash(event)),
        })).collect::<Vec<_>>(),
    });
    Ok(Report { page: Some(page), json: Some(json), ..Report::default() })
}
