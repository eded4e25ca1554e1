//! Promise 2: any change to a frozen draft, a received file, a submission or a decision's history is found.
//!
//! What is checked stands on hashes that were written when things were frozen or received, not on what git says of
//! itself: manifests are held against their tags and against each other, files against their SHA-256, and every
//! commit against the rule that protected records are only ever added to. What this cannot prove: a history
//! rewritten whole, before its first hash stood on paper.

use super::check::problem_json;
use super::operation::{PROTECTED, bystander, meta};
use super::records::RoundRecord;
use super::undo::trailer;
use super::workspace::{Workspace, text_of};
use super::{Failure, Report, Session};
use crate::comments::{self, DecisionFile, Subject};
use crate::document;
use crate::messages::Message;
use crate::problem::{Code, Place, Problem, Severity};
use crate::rounds::{FrozenDocument, RoundNo, Sha256};
use crate::store::{BlobId, CommitInfo, PathChange, Store};
use crate::yaml;
use serde_json::json;

/// A tag of a round is missing.
const NO_TAG: Code = Code::error("V001");
/// A round's tag does not stand where its manifest was written, or says another hash.
const WRONG_TAG: Code = Code::error("V002");
/// A round's manifest is not the one that was frozen.
const MANIFEST_CHANGED: Code = Code::error("V003");
/// A manifest does not name the hash of the one before it.
const BROKEN_CHAIN: Code = Code::error("V004");
/// A frozen draft does not have the bytes that were frozen.
const DRAFT_CHANGED: Code = Code::error("V005");
/// A received file is missing or does not have the bytes that came.
const RECEIVED_CHANGED: Code = Code::error("V006");
/// A record that is written once was written again, or removed without an undo.
const RECORD_CHANGED: Code = Code::error("V007");
/// A protected file in the working folder was edited by hand.
const EDITED_BY_HAND: Code = Code::error("V009");
/// A lock is held by a process that is dead.
const LOCK_LEFT: Code = Code::warning("V010");
/// A decision was written before the comment that it is about.
const DECIDED_BEFORE: Code = Code::warning("V011");
/// The problems that verifying can report.
pub const CODES: &[Code] = &[
    NO_TAG,
    WRONG_TAG,
    MANIFEST_CHANGED,
    BROKEN_CHAIN,
    DRAFT_CHANGED,
    RECEIVED_CHANGED,
    RECORD_CHANGED,
    EDITED_BY_HAND,
    LOCK_LEFT,
    DECIDED_BEFORE,
];

/// Checks everything that is not allowed to change; with `unlock`, removes what a dead process left locked.
///
/// # Errors
///
/// When the repository cannot be read at all.
pub fn verify(session: &Session, unlock: bool) -> Result<Report, Failure> {
    // Past what this run remembers: it is the disk that is checked.
    let store = Store::open(&session.dir)?;
    let mut problems = Vec::new();
    let mut report = Report::default();
    if unlock && !session.dry_run {
        let session = super::operation::identified(session, &store)?;
        let removed = store.unlock(&meta(&session)?)?;
        report = report.and(Message::new("verify-unlocked").with("count", removed.len()));
    }
    if !session.dry_run {
        // Files that lag behind the branch after a cut are caught up, not called edited.
        store.settle(&bystander(session))?;
    }
    let locks = store.git_locks();
    problems
        .extend(locks.iter().map(|path| Problem::new(LOCK_LEFT, Place::file(path.display().to_string()))));
    let workspace = Workspace::unkept(&store)?;
    problems.extend(workspace.records.problems.clone());
    let mut previous = None;
    for (number, record) in &workspace.records.rounds {
        check_round(&workspace, *number, record, previous.as_ref(), &mut problems)?;
        previous = Some(record.hash);
    }
    check_received(&workspace, &mut problems)?;
    let log = store.log()?;
    for commit in &log {
        check_commit(&store, commit, &mut problems)?;
    }
    for file in workspace.records.decisions.values() {
        let path = super::operation::decision_path(file.round, &file.subject);
        problems.extend(comments::check_file(file, &path));
    }
    problems.extend(decided_before(&workspace));
    let edited = store.protected_edits(PROTECTED)?;
    problems.extend(edited.into_iter().map(|path| Problem::new(EDITED_BY_HAND, Place::file(path))));
    let n_received: usize = workspace.records.submissions.values().map(Vec::len).sum();
    let sound = problems.iter().all(|problem| problem.code.severity != Severity::Error);
    report.json = Some(json!({
        "schema": "vankien/verification/1",
        "sound": sound,
        "rounds": workspace.records.rounds.len(),
        "submissions": n_received,
        "decisions": workspace.records.decisions.len(),
        "commits": log.len(),
        "problems": problems.iter().map(|it| problem_json(it, session.lang)).collect::<Vec<_>>(),
    }));
    report = report.with_problems(problems);
    let id = if sound { "verify-sound" } else { "verify-found" };
    let said = Message::new(id)
        .with("rounds", workspace.records.rounds.len())
        .with("submissions", n_received)
        .with("decisions", workspace.records.decisions.len())
        .with("commits", log.len())
        .with("problems", report.problems.len());
    Ok(report.and(said))
}

fn check_round(
    workspace: &Workspace<'_>,
    number: RoundNo,
    record: &RoundRecord,
    previous: Option<&Sha256>,
    problems: &mut Vec<Problem>,
) -> Result<(), Failure> {
    let path = format!("rounds/{number}.yaml");
    let place = || Place::file(&path);
    let store = workspace.store;
    let opening = super::round::opening_commit(store, number)?;
    match (store.tag_target(&number.tag())?, opening) {
        (None, _) => problems.push(Problem::new(NO_TAG, place()).with("tag", number.tag())),
        (Some(target), Some(opening)) if target != opening => {
            problems.push(Problem::new(WRONG_TAG, place()).with("tag", number.tag()));
        }
        (Some(target), _) => {
            let frozen = store.snapshot(target)?.read(&path)?;
            let said = store.tag_message(&number.tag())?.unwrap_or_default();
            let is_same = frozen.as_deref().map(Sha256::of).as_ref() == Some(&record.hash);
            if !is_same {
                problems.push(Problem::new(MANIFEST_CHANGED, place()));
            } else if !said.contains(&record.hash.to_string()) {
                problems.push(Problem::new(WRONG_TAG, place()).with("tag", number.tag()));
            }
        }
    }
    if record.manifest.previous.as_ref() != previous {
        problems.push(Problem::new(BROKEN_CHAIN, place()));
    }
    for document in &record.manifest.documents {
        if !is_as_frozen(store, document) {
            problems.push(Problem::new(DRAFT_CHANGED, Place::file(&document.path).at(number.tag())));
        }
    }
    Ok(())
}

fn is_as_frozen(store: &Store, frozen: &FrozenDocument) -> bool {
    let bytes = BlobId::from_hex(frozen.blob.as_str()).and_then(|blob| store.blob(blob).ok());
    let Some(bytes) = bytes.filter(|bytes| Sha256::of(bytes) == frozen.sha256) else { return false };
    let Ok(text) = String::from_utf8(bytes) else { return false };
    let document = document::parse(text);
    let coded = document.blocks.iter().filter(|block| block.kind.has_code());
    let hashes: Vec<Sha256> = coded.map(|block| Sha256::of(document.text(block).as_bytes())).collect();
    hashes.len() == frozen.blocks.len()
        && hashes.iter().zip(&frozen.blocks).all(|(hash, block)| *hash == block.sha256)
}

/// Decisions with a step older than the reply in which their comment came: they were made on another comment of the
/// same number.
fn decided_before(workspace: &Workspace<'_>) -> Vec<Problem> {
    let files = workspace.records.decisions.values();
    let older = files.filter_map(|file| {
        let Subject::Comment(id) = &file.subject else { return None };
        let replies = workspace.records.submissions.get(&(id.round, id.unit.clone()))?;
        let reply = replies.iter().find(|it| it.value.comments.iter().any(|comment| comment.no == id.no))?;
        let first = file.steps.iter().map(|step| step.at).min()?;
        (first < reply.value.recorded.at).then(|| {
            let path = super::operation::decision_path(file.round, &file.subject);
            Problem::new(DECIDED_BEFORE, Place::file(path)).with("comment", id.to_string())
        })
    });
    older.collect()
}

fn check_received(workspace: &Workspace<'_>, problems: &mut Vec<Problem>) -> Result<(), Failure> {
    for stored in workspace.records.submissions.values().flatten() {
        let Some(received) = &stored.value.received else { continue };
        let bytes = workspace.snapshot.read(&received.path)?;
        if bytes.as_deref().map(Sha256::of).as_ref() != Some(&received.sha256) {
            problems.push(Problem::new(RECEIVED_CHANGED, Place::file(&received.path)));
        }
    }
    Ok(())
}

/// Protected files are only added; decisions only grow; what is removed was undone.
fn check_commit(store: &Store, commit: &CommitInfo, problems: &mut Vec<Problem>) -> Result<(), Failure> {
    let is_undo = trailer(commit, "Undoes").next().is_some();
    for change in store.diff_paths(commit.id)? {
        let folder = change.path.split('/').next().unwrap_or_default();
        let is_fine = match folder {
            "received" | "rounds" => change.before.is_none(),
            "comments" => change.before.is_none() || (is_undo && change.after.is_none()),
            "decisions" => grows(store, &change)?,
            _ => true,
        };
        if !is_fine {
            let place = Place::file(&change.path).at(commit.id.short());
            problems.push(Problem::new(RECORD_CHANGED, place).with("commit", commit.id.short()));
        }
    }
    Ok(())
}

/// Whether the steps before are the first steps after.
fn grows(store: &Store, change: &PathChange) -> Result<bool, Failure> {
    let steps = |blob: BlobId| -> Result<Option<Vec<comments::Step>>, Failure> {
        let text = text_of(store.blob(blob)?, &change.path)?;
        Ok(yaml::from_str::<DecisionFile>(&text, &change.path).ok().map(|file| file.steps))
    };
    let (Some(before), Some(after)) = (change.before, change.after) else {
        return Ok(change.before.is_none());
    };
    Ok(match (steps(before)?, steps(after)?) {
        (Some(before), Some(after)) => after.starts_with(&before),
        _ => false,
    })
}
