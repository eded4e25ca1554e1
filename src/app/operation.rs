//! One operation, one commit: who does it, what it writes, what the journal says.
//!
//! The closure given to [`operate`] sees the head of the branch as a [`Workspace`] and is called again when someone
//! else was faster, so that nothing is decided on an old state. A dry run calls it once and writes nothing.

use super::workspace::Workspace;
use super::{Failure, Session};
use crate::comments::{Act, Subject, append_step, new_file};
use crate::congress::{EditorId, Language};
use crate::messages::{Lang, Message};
use crate::rounds::RoundNo;
use crate::store::{Changes, CommitMeta, Store, Tag};
use crate::units::LOCAL;
use crate::yaml;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Folders whose files only the program writes.
pub(super) const PROTECTED: &[&str] =
    &["rounds", "received", "comments", "decisions", "reasons", "milestones"];

/// What an operation writes and what its commit says.
pub(super) struct Entry {
    subject: Message,
    trailers: Vec<(String, String)>,
    writes: BTreeMap<String, Option<Arc<[u8]>>>,
    taken: BTreeMap<String, Vec<u8>>,
    tag: Option<Tag>,
}

impl Entry {
    /// An operation with the journal line `subject`.
    pub(super) fn new(subject: Message) -> Self {
        Self { subject, trailers: Vec::new(), writes: BTreeMap::new(), taken: BTreeMap::new(), tag: None }
    }

    /// Adds a trailer (`Round`, `Unit`, `Comment`).
    #[must_use]
    pub(super) fn trailer(mut self, key: &str, value: impl ToString) -> Self {
        self.trailers.push((key.to_owned(), value.to_string()));
        self
    }

    /// Writes a file's bytes.
    pub(super) fn write(&mut self, path: impl Into<String>, bytes: impl Into<Arc<[u8]>>) {
        self.writes.insert(path.into(), Some(bytes.into()));
    }

    /// Removes a file.
    pub(super) fn remove(&mut self, path: impl Into<String>) {
        self.writes.insert(path.into(), None);
    }

    /// Writes a record.
    pub(super) fn record<T: Serialize>(&mut self, path: impl Into<String>, record: &T) {
        self.write(path, yaml::to_string(record).into_bytes());
    }

    /// Whether anything would be otherwise than it is in the commit.
    pub(super) fn changes(&self, workspace: &Workspace<'_>) -> Result<bool, Failure> {
        for (path, bytes) in &self.writes {
            if workspace.snapshot.read(path)?.as_deref() != bytes.as_deref() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Says that the unsaved edit of a file, read as `bytes`, is part of this operation.
    pub(super) fn take(&mut self, path: impl Into<String>, bytes: Vec<u8>) {
        self.taken.insert(path.into(), bytes);
    }

    /// Puts an annotated tag on the commit.
    pub(super) fn tag(&mut self, name: String, message: String) {
        self.tag = Some(Tag { name, message });
    }

    /// Appends a step to the decision record of a subject, this operation's own earlier steps included.
    pub(super) fn step(
        &mut self,
        session: &Session,
        workspace: &Workspace<'_>,
        round: RoundNo,
        subject: &Subject,
        act: Act,
    ) -> Result<(), Failure> {
        let path = decision_path(round, subject);
        let written = self.writes.get(&path).and_then(Option::as_ref);
        let file = match written {
            Some(bytes) => yaml::from_str(&String::from_utf8_lossy(bytes), &path)
                .map_err(|problems| Failure::new("records-broken").with_problems(problems))?,
            None => match workspace.records.decisions.get(&(round, subject.clone())) {
                Some(file) => (**file).clone(),
                None => new_file(round, subject.clone()),
            },
        };
        let file = append_step(file, editor(session)?, session.now, act);
        self.record(path, &file);
        Ok(())
    }
}

/// Path of a subject's decision record.
pub(super) fn decision_path(round: RoundNo, subject: &Subject) -> String {
    format!("decisions/{round}/{subject}.yaml")
}

/// The person at work as an id.
///
/// # Errors
///
/// When nobody is named; the failure asks who it is.
pub(super) fn editor(session: &Session) -> Result<EditorId, Failure> {
    let name = session.by.clone().or_else(|| session.answers.get("by").cloned());
    let Some(name) = name else { return Err(Failure::new("who").asking("by")) };
    EditorId::parse(&name).ok_or_else(|| Failure::new("bad-editor").with("name", name))
}

/// What the store is told about an operation.
pub(super) fn meta(session: &Session) -> Result<CommitMeta, Failure> {
    let by = editor(session)?;
    Ok(CommitMeta {
        seconds: session.now.seconds(),
        offset_minutes: LOCAL.seconds() / 60,
        author: by.to_string(),
        email: format!("{by}@vankien"),
        command: session.command.clone(),
    })
}

/// What the store is told about work that makes no commit and so needs no name.
pub(super) fn bystander(session: &Session) -> CommitMeta {
    CommitMeta {
        seconds: session.now.seconds(),
        offset_minutes: LOCAL.seconds() / 60,
        author: String::new(),
        email: String::new(),
        command: session.command.clone(),
    }
}

/// The session with the person at work filled in: `--by`, else the answer, else who it was last time.
pub(super) fn identified(session: &Session, store: &Store) -> Result<Session, Failure> {
    let mut session = session.clone();
    if session.by.is_none() {
        session.by = session.answers.get("by").cloned();
        if session.by.is_none() {
            session.by = store.me()?;
            return Ok(session);
        }
    }
    editor(&session)?;
    if let Some(by) = session.by.as_ref().filter(|_| !session.dry_run)
        && store.me()?.as_ref() != Some(by)
    {
        store.set_me(by)?;
    }
    Ok(session)
}

/// Carries out one operation on the head of the branch and gives what the closure gave with it.
///
/// # Errors
///
/// Those of the closure; those of the store.
pub(super) fn operate<T>(
    session: &Session,
    store: &Store,
    mut f: impl FnMut(&Session, &Workspace<'_>) -> Result<(Option<Entry>, T), Failure>,
) -> Result<T, Failure> {
    let session = identified(session, store)?;
    if session.dry_run {
        session.notice(Message::new("dry-run"));
        return f(&session, &Workspace::head(store)?).map(|(_, value)| value);
    }
    let meta = meta(&session)?;
    let _held = store.hold(&meta)?;
    rescue(&session, store, &meta)?;
    let mut value = None;
    let committed = store.transact::<Failure>(&meta, |snapshot| {
        let workspace = Workspace::of(store, store.snapshot(snapshot.commit())?)?;
        workspace.records.sound()?;
        let (entry, given) = f(&session, &workspace)?;
        value = Some(given);
        Ok(entry.map(|entry| changes(&session, &workspace, entry)))
    })?;
    if let Some(error) = committed.and_then(|committed| committed.unfinished) {
        return Err(Failure::from(error));
    }
    value.ok_or_else(|| Failure::new("nothing-done"))
}

/// Moves protected files that were edited by hand out of the way, so that the operation starts from what is
/// recorded.
fn rescue(session: &Session, store: &Store, meta: &CommitMeta) -> Result<(), Failure> {
    store.settle(meta)?;
    for path in store.protected_edits(PROTECTED)? {
        if let Some(to) = store.rescue(&path, meta)? {
            session.notice(Message::new("rescued").with("file", path).with("to", to));
        }
    }
    Ok(())
}

fn changes(session: &Session, workspace: &Workspace<'_>, entry: Entry) -> Changes {
    let lang = match workspace.records.congress.language {
        Language::Vi => Lang::Vi,
        Language::En => Lang::En,
    };
    let mut trailers = vec![("Vankien-Command".to_owned(), session.command.clone())];
    trailers.extend(entry.trailers);
    Changes {
        writes: entry.writes,
        taken: entry.taken,
        subject: entry.subject.text(lang),
        trailers,
        tag: entry.tag,
    }
}
