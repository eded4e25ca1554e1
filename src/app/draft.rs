//! The working drafts: saving edits with what stands behind them, outline, figures.
//!
//! Saving merges three texts by paragraph: the one the edits were made from, the edited file, and the saved draft as
//! it is now. So an older copy never undoes an accepted comment; where both sides changed one paragraph, nothing is
//! saved and both are shown.

use super::draft_base::{Older, merge};
use super::operation::{Entry, operate};
use super::records::Records;
use super::workspace::{Draft, Workspace, open_store, text_of};
use super::{Failure, Report, Session, operation};
use crate::comments::{Act, CommentId, Reason, ReasonsFile, ReasonsSchema, Subject};
use crate::compare::{ChangeKind, Comparison};
use crate::congress::{
    BAD_REFERENCE, Congress, DEFAULT_PROFILE, MISSING_STYLES, OWN_PROFILE, OWN_REFERENCE, Profile, Reference,
};
use crate::document::{BlockCode, DocumentId};
use crate::messages::Message;
use crate::problem::{Code, Place, Problem, Severity};
use crate::rounds::RoundNo;
use crate::store::{Store, WorkingState};
use crate::trace::is_spelling_only;
use crate::units::Registry;

/// Two edits of one paragraph: neither is chosen.
pub(super) const COLLISION: Code = Code::error("A001");
/// The head of a draft names another draft number than the one that it is frozen as.
pub(super) const OTHER_DRAFT_NO: Code = Code::warning("A004");
/// A file that was saved is gone from the working folder.
pub(super) const FILE_GONE: Code = Code::warning("A005");
/// What the file held before the newest saved text: an older copy was brought up to date.
pub(super) const OLDER_COPY: Code = Code::note("A002");
/// Stands for the code of a block that has none, as the head of the file.
pub(super) const NO_CODE: &str = "none";
/// The problems that saving can report.
pub const CODES: &[Code] = &[COLLISION, OLDER_COPY, OTHER_DRAFT_NO, FILE_GONE];

/// What stands behind an edit.
#[derive(Debug, Clone, Default)]
pub(super) struct Behind {
    pub(super) comments: Vec<CommentId>,
    pub(super) reason: Option<String>,
}

/// A document whose unsaved edits are about to be saved.
pub(super) struct Saving {
    pub(super) id: DocumentId,
    pub(super) path: String,
    /// The working bytes as read.
    pub(super) file: Vec<u8>,
    /// The text to be saved.
    pub(super) merged: String,
    pub(super) notes: Vec<Problem>,
}

/// Saves the edits made in `drafts/`; each change is tied to the comments or the reason given.
///
/// # Errors
///
/// When an edit collides with a newer one, a comment is not known, or the store fails. Nothing is saved then.
pub fn save(session: &Session, comments: &[String], reason: Option<&str>) -> Result<Report, Failure> {
    let store = open_store(session)?;
    restore_missing(session, &store)?;
    operate(session, &store, |session, workspace| {
        let behind = behind(workspace, comments, reason)?;
        let savings = unsaved(session, workspace)?;
        let kept = unsaved_kept(workspace)?;
        if savings.is_empty() && kept.is_empty() {
            return Ok((None, Report::said(Message::new("save-nothing"))));
        }
        let mut report = Report::default();
        let mut names = vec![titles(workspace, savings.iter().map(|saving| &saving.id))?];
        names.extend(kept.iter().map(|(path, _)| (*path).to_owned()));
        names.retain(|name| !name.is_empty());
        let titles = names.join(", ");
        let mut entry = Entry::new(subject(&titles, &behind));
        for id in &behind.comments {
            entry = entry.trailer("Comment", id);
        }
        let mut n_changes = 0;
        for saving in &savings {
            n_changes += write(session, workspace, &mut entry, saving, &behind)?;
            report = report.with_problems(saving.notes.clone());
        }
        for (path, bytes) in kept {
            entry.write(path, bytes.clone());
            entry.take(path, bytes);
        }
        let done = Message::new("save-done").with("documents", titles).with("changes", n_changes);
        report = report.and(done);
        let owed =
            behind.comments.is_empty() && behind.reason.is_none() && !workspace.records.rounds.is_empty();
        if owed && n_changes > 0 {
            report = report.and(Message::new("save-no-reason"));
        }
        Ok((Some(entry), report))
    })
}

/// Puts back what is gone from the working folder: a file deleted by mistake is no edit to be saved.
fn restore_missing(session: &Session, store: &Store) -> Result<(), Failure> {
    let session = operation::identified(session, store)?;
    for path in missing(store)? {
        if !session.dry_run {
            store.rescue(&path, &operation::meta(&session)?)?;
        }
        session.notice(Message::new("save-restored").with("file", path));
    }
    Ok(())
}

/// Drafts and files kept by hand that were saved and are gone from the working folder.
pub(super) fn missing(store: &Store) -> Result<Vec<String>, Failure> {
    let mut states = store.working_state("drafts")?;
    for path in KEPT_BY_HAND {
        states.extend(store.working_state(path)?);
    }
    let missing = states.into_iter().filter(|file| file.state == WorkingState::Missing);
    Ok(missing.map(|file| file.path).collect())
}

/// The files that people keep by hand beside the drafts.
pub(super) const KEPT_BY_HAND: [&str; 4] = ["congress.yaml", "units.yaml", OWN_PROFILE, OWN_REFERENCE];

/// Files kept by hand that were edited, with their bytes.
///
/// # Errors
///
/// When one does not read: a broken registry is never saved.
pub(super) fn unsaved_kept(workspace: &Workspace<'_>) -> Result<Vec<(&'static str, Vec<u8>)>, Failure> {
    let mut kept = Vec::new();
    let mut problems = Vec::new();
    for path in KEPT_BY_HAND {
        let Some(bytes) = workspace.store.working(path)? else { continue };
        if workspace.snapshot.read(path)?.as_ref() != Some(&bytes) {
            problems.extend(check_kept(path, &bytes));
            kept.push((path, bytes));
        }
    }
    if problems.iter().any(|problem| problem.code.severity == Severity::Error) {
        return Err(Failure::new("records-broken").with_problems(problems));
    }
    Ok(kept)
}

/// What is wrong with a file kept by hand.
pub(super) fn check_kept(path: &str, bytes: &[u8]) -> Vec<Problem> {
    if path == OWN_REFERENCE {
        return check_reference(bytes);
    }
    let text = String::from_utf8_lossy(bytes);
    match path {
        "congress.yaml" => Congress::read(&text, path).problems,
        OWN_PROFILE => Profile::read(&text, path).err().unwrap_or_default(),
        _ => Registry::read(&text, path).problems,
    }
}

/// A Word file that styles are taken from: whether it reads, and which styles it does not have.
fn check_reference(bytes: &[u8]) -> Vec<Problem> {
    let reference = match Reference::read(bytes) {
        Ok(reference) => reference,
        Err(error) => {
            let problem = Problem::new(BAD_REFERENCE, Place::file(OWN_REFERENCE));
            return vec![problem.with("reason", error.message())];
        }
    };
    let Ok(Some(profile)) = Profile::named(DEFAULT_PROFILE) else { return Vec::new() };
    let (_, missing) = reference.over(&profile);
    let problem = Problem::new(MISSING_STYLES, Place::file(OWN_REFERENCE));
    if missing.is_empty() { Vec::new() } else { vec![problem.with("styles", missing.join(", "))] }
}

/// A file as it is in the working folder, else as saved.
pub(super) fn working_or_saved(workspace: &Workspace<'_>, path: &str) -> Result<Vec<u8>, Failure> {
    let working = workspace.store.working(path)?;
    match working {
        Some(bytes) => Ok(bytes),
        None => Ok(workspace.snapshot.read(path)?.unwrap_or_default()),
    }
}

/// Puts a text into the working folder, as an editor's program would.
pub(super) fn put(session: &Session, document: &str, bytes: &[u8]) -> Result<(), Failure> {
    let store = open_store(session)?;
    let session = operation::identified(session, &store)?;
    let path = path_of(&store, document)?;
    Ok(store.write_working(&path, bytes, &operation::meta(&session)?)?)
}

/// The text of a document in the working folder, else as saved.
pub(super) fn working_text(session: &Session, document: &str) -> Result<String, Failure> {
    let store = open_store(session)?;
    let path = path_of(&store, document)?;
    let bytes = match store.working(&path)? {
        Some(bytes) => Some(bytes),
        None => store.head()?.read(&path)?,
    };
    text_of(bytes.ok_or_else(|| Failure::new("draft-missing").with("document", document))?, &path)
}

/// Where a document's file is.
fn path_of(store: &Store, document: &str) -> Result<String, Failure> {
    let congress = Records::congress(store, &store.head()?)?;
    let entry = congress.find_document(document);
    let known = || congress.documents.iter().map(|it| it.id.to_string()).collect::<Vec<_>>().join(", ");
    let entry = entry
        .ok_or_else(|| Failure::new("unknown-document").with("document", document).with("known", known()))?;
    Ok(entry.file.clone())
}

/// The comments and the reason given, checked against the records.
fn behind(workspace: &Workspace<'_>, comments: &[String], reason: Option<&str>) -> Result<Behind, Failure> {
    let mut ids = Vec::new();
    for text in comments.iter().flat_map(|text| text.split(',')) {
        ids.push(super::comments::known(workspace, text)?);
    }
    let reason = reason.map(str::trim).filter(|reason| !reason.is_empty()).map(str::to_owned);
    Ok(Behind { comments: ids, reason })
}

/// The documents with unsaved edits, merged with what was saved meanwhile.
///
/// # Errors
///
/// When any paragraph was changed on both sides; the problems name each one.
pub(super) fn unsaved(session: &Session, workspace: &Workspace<'_>) -> Result<Vec<Saving>, Failure> {
    let older = Older::of(session);
    let mut savings = Vec::new();
    let mut collisions = Vec::new();
    let states = workspace.store.working_state("drafts")?;
    for (id, entry) in workspace.documents() {
        let state = states.iter().find(|file| file.path == entry.file).map(|file| file.state);
        if !matches!(state, Some(WorkingState::Edited | WorkingState::New)) {
            continue;
        }
        let Some(file) = workspace.store.working(&entry.file)? else { continue };
        let text = text_of(file.clone(), &entry.file)?;
        let head = workspace.saved(&id)?;
        let (merged, notes) = match &head {
            None => (text, Vec::new()),
            Some(head) => merge(workspace, &entry.file, &text, head, older, &mut collisions)?,
        };
        savings.push(Saving { id, path: entry.file.clone(), file, merged, notes });
    }
    if collisions.is_empty() {
        return Ok(savings);
    }
    Err(Failure::new("save-collision").with("count", collisions.len()).with_problems(collisions))
}

/// Puts one document and what stands behind its changes into the operation; gives the number of changes.
pub(super) fn write(
    session: &Session,
    workspace: &Workspace<'_>,
    entry: &mut Entry,
    saving: &Saving,
    behind: &Behind,
) -> Result<usize, Failure> {
    entry.write(&saving.path, saving.merged.clone().into_bytes());
    entry.take(&saving.path, saving.file.clone());
    let Some(head) = workspace.saved(&saving.id)? else { return Ok(0) };
    let after = workspace.with_text(&saving.id, saving.merged.clone())?;
    let comparison = workspace.compared_drafts(&head, &after);
    let codes = changed_codes(&comparison, &head, &after);
    let n_changes = codes.len() + changes_without_code(&comparison, &head, &after);
    let Some((round, _)) = workspace.last_frozen(&saving.id) else { return Ok(n_changes) };
    for code in &codes {
        tie(session, workspace, entry, round, &saving.id, code, behind)?;
    }
    Ok(n_changes)
}

/// Changes of what has no code, as the head of the file: counted, but nothing can be tied to them.
fn changes_without_code(comparison: &Comparison, before: &Draft, after: &Draft) -> usize {
    let coded = |draft: &Draft, blocks: std::ops::Range<usize>| {
        let mut blocks = blocks;
        blocks.any(|block| draft.code(block).is_some())
    };
    let changed = comparison.changes.iter().filter(|change| change.kind != ChangeKind::Unchanged);
    changed
        .filter(|it| !coded(before, it.before.clone()) && !coded(after, it.after.clone()))
        .filter(|change| !is_spelling_only(change))
        .count()
}

/// Records what stands behind the change of one block.
pub(super) fn tie(
    session: &Session,
    workspace: &Workspace<'_>,
    entry: &mut Entry,
    round: RoundNo,
    document: &DocumentId,
    code: &BlockCode,
    behind: &Behind,
) -> Result<(), Failure> {
    for id in &behind.comments {
        let act = Act::Tied { round: Some(round), document: document.clone(), code: code.clone() };
        entry.step(session, workspace, id.round, &Subject::Comment(id.clone()), act)?;
    }
    let Some(reason) = &behind.reason else { return Ok(()) };
    let recorded = workspace.records.reasons.iter();
    let mut recorded =
        recorded.filter(|it| it.round == round && it.document == *document && it.code == *code);
    let mut file = recorded.next().map(|it| (**it).clone()).unwrap_or_else(|| ReasonsFile {
        schema: ReasonsSchema,
        round,
        document: document.clone(),
        code: code.clone(),
        reasons: Vec::new(),
    });
    let by = operation::editor(session)?;
    file.reasons.push(Reason { by, at: session.now, reason: reason.clone() });
    entry.record(format!("reasons/{round}/{document}-{code}.yaml"), &file);
    Ok(())
}

/// The naming code of every change that asks for a reason: a deletion by its before code, else the after code.
pub(super) fn changed_codes(comparison: &Comparison, before: &Draft, after: &Draft) -> Vec<BlockCode> {
    let changed = comparison.changes.iter().filter(|change| change.kind != ChangeKind::Unchanged);
    let codes = changed.filter(|change| !is_spelling_only(change)).filter_map(|change| {
        let new = change.after.clone().find_map(|block| after.code(block));
        new.or_else(|| change.before.clone().find_map(|block| before.code(block))).cloned()
    });
    let mut codes: Vec<BlockCode> = codes.collect();
    codes.sort();
    codes.dedup();
    codes
}

/// The titles of documents, as the journal names them.
pub(super) fn titles<'a>(
    workspace: &Workspace<'_>,
    ids: impl Iterator<Item = &'a DocumentId>,
) -> Result<String, Failure> {
    let titles =
        ids.map(|id| workspace.entry(id).map(|entry| entry.title.clone())).collect::<Result<Vec<_>, _>>()?;
    Ok(titles.join(", "))
}

fn subject(titles: &str, behind: &Behind) -> Message {
    let ids = behind.comments.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    match (&behind.reason, ids.is_empty()) {
        (_, false) => Message::new("journal-save-for").with("documents", titles).with("comments", ids),
        (Some(reason), true) => {
            Message::new("journal-save-reason").with("documents", titles).with("reason", excerpt(reason))
        }
        (None, true) => Message::new("journal-save").with("documents", titles),
    }
}

/// The beginning of a text on one line, for messages and the journal.
pub fn excerpt(text: &str) -> String {
    const CHARACTERS_MAX: usize = 80;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(CHARACTERS_MAX) {
        None => line,
        Some((at, _)) => format!("{}…", line[..at].trim_end()),
    }
}

/// Whether anything in `drafts/` is unsaved.
pub(super) fn unsaved_paths(store: &Store) -> Result<Vec<String>, Failure> {
    let mut states = store.working_state("drafts")?;
    for path in KEPT_BY_HAND {
        states.extend(store.working_state(path)?);
    }
    Ok(states.into_iter().filter(|file| file.state != WorkingState::Clean).map(|file| file.path).collect())
}
