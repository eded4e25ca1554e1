//! A draft that comes back as a Word file: merged by paragraph with the working draft.
//!
//! A file of this program says which text it was made from. That text is written as Word and read back the same way as
//! the file, so what Word cannot hold is no edit; what is left are the edits, put onto the text as Markdown. These are
//! merged with the working draft from the text both come from: an older copy undoes nothing that was done since, and
//! where both changed one paragraph, nothing is written and both are shown. A file of unknown origin is held against the
//! working draft: unchanged paragraphs keep their Markdown. Only the working file is written; saving is `draft save`. A
//! file with something that could not be carried is kept as it came.

use super::diff::{self, Show};
use super::docx;
use super::draft::{NO_CODE, excerpt};
use super::operation::{self, Entry, operate};
use super::workspace::{Draft, Workspace, compared, open_store, text_of};
use super::{Failure, Report, Session};
use crate::compare::{self, ChangeKind};
use crate::document::{BlockCode, Document, DocumentId};
use crate::intake::{self, WordDraft, WordOptions};
use crate::messages::Message;
use crate::problem::{Code, Place, Problem, Severity};
use crate::rounds::Sha256;
use crate::store::{self, BlobId, Store};
use std::path::{Path, PathBuf};

/// A paragraph that was changed in the Word file and in the working draft: neither is chosen.
const COLLISION: Code = Code::error("A006");
/// The file was made from an older text than the working draft.
const OLDER_WORD: Code = Code::note("A007");
/// The problems that taking in a Word file can report besides those of reading.
pub const CODES: &[Code] = &[COLLISION, OLDER_WORD];

/// Largest file that is read, in bytes.
const FILE_BYTES_MAX: u64 = 50 * 1024 * 1024;
/// Name under which the text of an unsaved draft that was exported is kept.
pub(super) const EXPORTED: &str = "exported-1";
/// How often the working file is read anew when somebody saves it meanwhile.
const TRIES: usize = 5;

/// What is taken in.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The Word file.
    pub file: PathBuf,
    /// The document that it is a draft of, where the file does not say.
    pub document: Option<String>,
    /// How it is read.
    pub word: WordOptions,
}

/// Reads a Word file as a draft, and what of it was not carried.
///
/// # Errors
///
/// When it cannot be read, or only with a person's word (tracked changes, old fonts).
pub(super) fn read_word(
    path: &Path,
    label: &str,
    options: &WordOptions,
) -> Result<(WordDraft, Vec<Problem>, Vec<u8>), Failure> {
    let bytes = store::read_outside(path, FILE_BYTES_MAX)?;
    let reading = intake::read_draft(label, &bytes, options);
    match reading.value {
        Some(draft) => Ok((draft, reading.problems, bytes)),
        None => Err(Failure::new("word-not-read").with("file", label).with_problems(reading.problems)),
    }
}

/// Takes a Word file into a working draft.
///
/// # Errors
///
/// When the file cannot be read, is of no document that is known, or collides with the working draft; nothing is
/// written then.
pub fn import(session: &Session, options: &Options) -> Result<Report, Failure> {
    let store = open_store(session)?;
    let name = options.file.display().to_string();
    let (word, lost, bytes) = read_word(&options.file, &name, &options.word)?;
    let workspace = Workspace::head(&store)?;
    let id = document_of(&workspace, &word, options, &name)?;
    let path = workspace.entry(&id)?.file.clone();
    let mut tries = 0;
    let merged = loop {
        let merged = merged(&workspace, &id, &path, &word, &name)?;
        tries += 1;
        // Kept first: what is in the draft then is never without its file.
        if tries == 1 && lost.iter().any(|it| it.code.severity == Severity::Warning) {
            keep(session, &store, &id, &name, &bytes)?;
        }
        if session.dry_run || merged.working.as_deref() == Some(&*merged.text) {
            break merged;
        }
        if store.working(&path)? == merged.working.clone().map(String::into_bytes) {
            store.write_working(&path, merged.text.as_bytes(), &operation::bystander(session))?;
            break merged;
        }
        if tries == TRIES {
            return Err(Failure::new("draft-import-busy").with("file", path.as_str()));
        }
    };
    report(session, &id, &name, (&path, merged), lost)
}

/// The working draft with the edits of the Word file.
struct Merged {
    /// What stood in the working folder.
    working: Option<String>,
    /// What the edits were put onto.
    before: String,
    text: String,
    notes: Vec<Problem>,
}

fn merged(
    workspace: &Workspace<'_>,
    id: &DocumentId,
    path: &str,
    word: &WordDraft,
    name: &str,
) -> Result<Merged, Failure> {
    let working = workspace.store.working(path)?.map(|bytes| text_of(bytes, path)).transpose()?;
    let Some(draft) = workspace.working(id)? else {
        let text = word.text.clone();
        return Ok(Merged { working, before: String::new(), text, notes: Vec::new() });
    };
    let before = draft.document.source.clone();
    let mut notes = Vec::new();
    let base = base(workspace, id, path, word)?;
    let text = match base {
        None => lifted(workspace, &draft.document, &word.text)?,
        Some(base) if base.source == before => lifted(workspace, &base, &word.text)?,
        Some(base) => {
            let ours = workspace.parsed(lifted(workspace, &base, &word.text)?);
            let merge = compare::merge(&base, &ours, &draft.document);
            let collisions: Vec<Problem> =
                merge.conflicts.iter().map(|it| collision(it, &draft, path)).collect();
            if !collisions.is_empty() {
                let failure = Failure::new("draft-import-collision").with("file", name);
                return Err(failure.with("count", collisions.len()).with_problems(collisions));
            }
            notes.push(Problem::new(OLDER_WORD, Place::file(name)).with("document", id.as_str()));
            merge.text
        }
    };
    Ok(Merged { working, before, text, notes })
}

fn collision(conflict: &compare::Conflict, draft: &Draft, path: &str) -> Problem {
    let at = conflict.theirs.blocks.start;
    let line = draft.document.blocks.get(at).or_else(|| draft.document.blocks.last());
    let code = draft.codes.get(at).cloned().flatten();
    Problem::new(COLLISION, Place::line(path, line.map_or(1, |block| block.line)))
        .with("code", code.map_or_else(|| NO_CODE.to_owned(), |code: BlockCode| code.to_string()))
        .with("ours", excerpt(&conflict.ours.text))
        .with("theirs", excerpt(&conflict.theirs.text))
}

/// The edits of a Word file put onto a text that it was made from, or is held against.
///
/// The text itself is written as Word and read back. Where that is what the file says, the text stays byte for byte;
/// where the file says something else, its words stand; what never stands in a Word file (the head of the draft,
/// comments of Markdown) stays.
fn lifted(workspace: &Workspace<'_>, text: &Document, word: &str) -> Result<String, Failure> {
    let bytes = docx::bare(text)?;
    let back = intake::read_draft("base.docx", &bytes, &WordOptions::default());
    // A text without a word to print gives no file to read.
    let back = back.value.map(|it| it.text).unwrap_or_default();
    if back == word {
        return Ok(text.source.clone());
    }
    let [back, word] = [back, word.to_owned()].map(|it| workspace.parsed(it));
    Ok(compare::merge(&back, &word, text).text)
}

/// The text that a file of this program was made from, where the repository has it: the very text, else the document
/// in the commit that is named.
fn base(
    workspace: &Workspace<'_>,
    id: &DocumentId,
    path: &str,
    word: &WordDraft,
) -> Result<Option<Document>, Failure> {
    if word.properties.get("document").map(String::as_str) != Some(id.as_str()) {
        return Ok(None);
    }
    let store = workspace.store;
    let text = word.properties.get("text").and_then(|it| BlobId::from_hex(it));
    let exact = text.and_then(|it| store.blob(it).ok().or_else(|| store.cached(it, EXPORTED)));
    let bytes = match (exact, word.properties.get("base")) {
        (Some(bytes), _) => Some(bytes),
        (None, Some(commit)) => {
            let snapshot = store.at(commit).ok();
            snapshot.and_then(|it| it.read(path).ok().flatten())
        }
        (None, None) => None,
    };
    Ok(bytes.map(|bytes| text_of(bytes, path)).transpose()?.map(|text| workspace.parsed(text)))
}

/// The document that a file is a draft of: the one named, the one the file says, or the only one.
fn document_of(
    workspace: &Workspace<'_>,
    word: &WordDraft,
    options: &Options,
    name: &str,
) -> Result<DocumentId, Failure> {
    if let Some(text) = &options.document {
        return workspace.document_id(text);
    }
    let all: Vec<DocumentId> = workspace.documents().map(|(id, _)| id).collect();
    let said = word.properties.get("document");
    let found = all.iter().find(|id| said.is_some_and(|said| said == id.as_str()));
    match (found, all.as_slice()) {
        (Some(id), _) => Ok(id.clone()),
        (None, [only]) => Ok(only.clone()),
        _ => {
            let known = all.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            Err(Failure::new("draft-import-which-document").with("file", name).with("known", known))
        }
    }
}

/// Keeps the file byte for byte, once.
fn keep(session: &Session, store: &Store, id: &DocumentId, name: &str, bytes: &[u8]) -> Result<(), Failure> {
    let base = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let kept = format!("received/drafts/{id}/{}-{}", Sha256::of(bytes).hash8(), store::safe_name(base));
    operate(session, store, |_, workspace| {
        if workspace.snapshot.entry(&kept)?.is_some() {
            return Ok((None, ()));
        }
        let mut entry = Entry::new(Message::new("journal-keep-word").with("file", base));
        entry.write(kept.as_str(), bytes.to_vec());
        Ok((Some(entry), ()))
    })?;
    if !session.dry_run {
        session.notice(Message::new("draft-import-kept").with("file", kept));
    }
    Ok(())
}

fn report(
    session: &Session,
    id: &DocumentId,
    name: &str,
    (path, merged): (&str, Merged),
    lost: Vec<Problem>,
) -> Result<Report, Failure> {
    let [before, after] = [merged.before, merged.text].map(crate::document::parse);
    let comparison = compared(&before, &after);
    let n_changes = comparison.changes.iter().filter(|it| it.kind != ChangeKind::Unchanged).count();
    let mut report = Report::default();
    if before.source == after.source {
        report =
            report.and(Message::new("draft-import-nothing").with("file", name).with("document", id.as_str()));
        return Ok(report.with_problems(merged.notes).with_problems(lost));
    }
    if session.dry_run && !before.source.is_empty() {
        let labels = [path.to_owned(), name.to_owned()];
        report =
            diff::documents(session, [&before, &after], &labels, &Show { context: 0, ..Show::default() })?;
    }
    let done = if session.dry_run { "draft-import-would" } else { "draft-import-done" };
    let done = Message::new(done).with("file", name).with("target", path).with("changes", n_changes);
    report = report.and(done);
    if !session.dry_run {
        report = report.and(Message::new("draft-import-next").with("document", id.as_str()));
    }
    Ok(report.with_problems(merged.notes).with_problems(lost))
}
