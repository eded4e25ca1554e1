//! Freezing drafts as a round; what happens to it afterwards is in `round_events`.
//!
//! A round is opened by one commit that holds its manifest; the annotated tag follows from that commit alone, so a
//! tag that is missing after a cut is made again by whoever comes next (`complete_tags`).

use super::draft::{self, Behind, Saving};
use super::operation::{Entry, editor, operate};
use super::workspace::{Draft, Workspace, open_store};
use super::{Failure, Report, Session};
use crate::comments::CommentId;
use crate::document::{self, DocumentId};
use crate::messages::{Lang, Message};
use crate::rounds::{
    DueRule, FrozenBlock, FrozenDocument, Invited, Manifest, ObjectId, Opened, Retired, RoundNo, RoundSchema,
    Sha256,
};
use crate::store::{BlobId, CommitId, Store, Tag};
use crate::units::{Day, Moment, UnitId};
use crate::yaml;
use std::collections::BTreeMap;

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
        if !manifest.audience.is_empty() {
            report = report.and(Message::new("open-next").with("round", options.round));
        }
        Ok((Some(entry), report))
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
    let mut problems = Vec::new();
    for (id, number, draft) in drafts {
        let file = &workspace.entry(id)?.file;
        problems.extend(super::check::draft_no_problem(file, &draft.document, *number));
    }
    problems.extend(super::check::problems_of(workspace, &documents)?);
    Ok(problems)
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
        // Nobody is asked only where that was said.
        return if words == ["none"] { Ok(Vec::new()) } else { Err(Failure::new("open-no-units")) };
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
pub(super) fn deadline(text: &str) -> Result<Moment, Failure> {
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
