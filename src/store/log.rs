//! The history as a journal: commits, what each changed, a file's earlier contents, and how to reverse one.
//!
//! Parents are those stored in the commits. Linear in the number of commits (times log n for their order).

use super::error::StoreError;
use super::objects::{self, MODE_TREE, Node, Tree};
use super::{BlobId, Changes, CommitId, Entry, Store, names};
use git2::Oid;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};
use std::rc::Rc;

/// A commit of the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommitInfo {
    /// Its id.
    pub id: CommitId,
    /// Seconds since 1970, UTC.
    pub seconds: i64,
    /// The author's zone in minutes east of UTC.
    pub offset_minutes: i32,
    /// Author's name.
    pub author: String,
    /// Author's e-mail.
    pub email: String,
    /// First line of the message.
    pub subject: String,
    /// `Key: value` lines at the end of the message.
    pub trailers: Vec<(String, String)>,
    /// Parents as stored.
    pub parents: Vec<CommitId>,
}

/// A file that differs between two commits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathChange {
    /// Path from the top.
    pub path: String,
    /// Content before, `None` for a new file.
    pub before: Option<BlobId>,
    /// Content after, `None` for a removed file.
    pub after: Option<BlobId>,
}

/// What would reverse a commit on the current head.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reversal {
    /// The writes that reverse it; subject and trailers are the caller's to set.
    pub changes: Changes,
    /// Paths that were changed again since and are not among the writes.
    pub conflicts: Vec<String>,
}

impl Store {
    /// What a commit says.
    ///
    /// # Errors
    /// `Missing`, `Corrupt`, `Git`.
    pub fn commit_info(&self, id: CommitId) -> Result<CommitInfo, StoreError> {
        let raw = self.raw_commit(id)?;
        let (subject, trailers) = objects::subject_and_trailers(&raw.message);
        Ok(CommitInfo {
            id,
            seconds: raw.seconds,
            offset_minutes: raw.offset_minutes,
            author: raw.author.clone(),
            email: raw.email.clone(),
            subject,
            trailers,
            parents: raw.parents.iter().copied().map(CommitId).collect(),
        })
    }

    /// All commits behind the head, newest first, every commit before its parents.
    ///
    /// # Errors
    /// `Missing` where the history is cut short; `Corrupt`, `Git`.
    pub fn log(&self) -> Result<Vec<CommitInfo>, StoreError> {
        let mut infos = BTreeMap::new();
        let mut n_children: BTreeMap<CommitId, usize> = BTreeMap::new();
        let head = self.head_ref()?.1;
        let mut todo = vec![head];
        while let Some(id) = todo.pop() {
            if infos.contains_key(&id) {
                continue;
            }
            let info = self.commit_info(id)?;
            for parent in &info.parents {
                *n_children.entry(*parent).or_default() += 1;
                todo.push(*parent);
            }
            infos.insert(id, info);
        }
        let mut ready = BinaryHeap::from([(0, head)]);
        let mut log = Vec::new();
        while let Some((_, id)) = ready.pop() {
            let Some(info) = infos.remove(&id) else { continue };
            for parent in &info.parents {
                if let Some(n) = n_children.get_mut(parent) {
                    *n -= 1;
                    if *n == 0 {
                        let seconds = infos.get(parent).map_or(0, |info| info.seconds);
                        ready.push((seconds, *parent));
                    }
                }
            }
            log.push(info);
        }
        Ok(log)
    }

    /// What a commit changed against its first parent, by path.
    ///
    /// # Errors
    /// `Symlink`, `Submodule`, `BadPath`, `Missing`, `Corrupt`, `Git`.
    pub fn diff_paths(&self, commit: CommitId) -> Result<Vec<PathChange>, StoreError> {
        let raw = self.raw_commit(commit)?;
        let before = match raw.parents.first() {
            Some(parent) => Some(self.raw_commit(CommitId(*parent))?.tree),
            None => None,
        };
        self.diff_trees(before, Some(raw.tree))
    }

    /// What differs between two commits, by path.
    ///
    /// # Errors
    /// As [`Store::diff_paths`].
    pub fn diff_commits(&self, before: CommitId, after: CommitId) -> Result<Vec<PathChange>, StoreError> {
        self.diff_trees(Some(self.raw_commit(before)?.tree), Some(self.raw_commit(after)?.tree))
    }

    fn diff_trees(&self, before: Option<Oid>, after: Option<Oid>) -> Result<Vec<PathChange>, StoreError> {
        let mut changes: BTreeMap<String, PathChange> = BTreeMap::new();
        let mut todo = vec![(String::new(), before, after)];
        while let Some((folder, before, after)) = todo.pop() {
            if before == after || folder.len() > super::snapshot::PATH_BYTES_MAX {
                continue;
            }
            let (before, after) = (self.tree_or_empty(before)?, self.tree_or_empty(after)?);
            let all: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
            for name in all {
                let (old, new) = (before.get(name).copied(), after.get(name).copied());
                if old == new {
                    continue;
                }
                let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
                names::check_tracked(&path)?;
                let is_folder =
                    |node: Option<Node>| node.filter(|node| node.mode == MODE_TREE).map(|node| node.id);
                let is_file = |node: Option<Node>| {
                    node.filter(|node| node.mode != MODE_TREE).map(|node| BlobId(node.id))
                };
                if is_folder(old).or(is_folder(new)).is_some() {
                    todo.push((path.clone(), is_folder(old), is_folder(new)));
                }
                let (before, after) = (is_file(old), is_file(new));
                if before != after {
                    changes.insert(path.clone(), PathChange { path, before, after });
                }
            }
        }
        Ok(changes.into_values().collect())
    }

    fn tree_or_empty(&self, id: Option<Oid>) -> Result<Rc<Tree>, StoreError> {
        id.map_or_else(|| Ok(Rc::default()), |id| self.tree(id))
    }

    /// The contents that a file had along first parents, newest first, each with the commit that brought it.
    ///
    /// # Errors
    /// As [`Store::diff_paths`].
    pub fn history(&self, path: &str) -> Result<Vec<(CommitId, BlobId)>, StoreError> {
        self.history_until(path, |_| false)
    }

    /// The same as far as it is asked for: `is_enough` sees what was found so far before each older content, and the
    /// rest of the history is not read once it says so.
    ///
    /// # Errors
    /// As [`Store::diff_paths`].
    pub fn history_until(
        &self,
        path: &str,
        mut is_enough: impl FnMut(&[(CommitId, BlobId)]) -> bool,
    ) -> Result<Vec<(CommitId, BlobId)>, StoreError> {
        let mut history: Vec<(CommitId, BlobId)> = Vec::new();
        let mut next = Some(self.head_ref()?.1);
        let mut last: Option<Entry> = None;
        while let Some(id) = next {
            let raw = self.raw_commit(id)?;
            let entry = self.entry_in(raw.tree, path)?;
            if let Some(entry) = &entry {
                let same = last.as_ref().is_some_and(|last| last.blob == entry.blob);
                match history.last_mut() {
                    Some(newest) if same => newest.0 = id,
                    _ => {
                        if is_enough(&history) {
                            break;
                        }
                        history.push((id, entry.blob));
                    }
                }
            }
            last = entry;
            next = raw.parents.first().copied().map(CommitId);
        }
        Ok(history)
    }

    /// What would reverse a commit on the current head; a path changed again since is a conflict.
    ///
    /// # Errors
    /// As [`Store::diff_paths`].
    pub fn revert_changes(&self, commit: CommitId) -> Result<Reversal, StoreError> {
        let head = self.head()?;
        let mut reversal = Reversal::default();
        for change in self.diff_paths(commit)? {
            if head.entry(&change.path)?.map(|entry| entry.blob) != change.after {
                reversal.conflicts.push(change.path);
                continue;
            }
            let bytes = change.before.map(|blob| self.blob(blob)).transpose()?;
            reversal.changes.writes.insert(change.path, bytes.map(Into::into));
        }
        Ok(reversal)
    }
}
