//! The files of one commit, as stored.
//!
//! Symbolic links, submodules and paths that could reach elsewhere are refused by name. Work is bounded:
//! at most a million entries and 1,000 bytes a path, so that a folder made of itself ends in an error.

use super::error::StoreError;
use super::names;
use super::objects::{self, MODE_LINK, MODE_MODULE, MODE_TREE, Node, RawCommit, Tree};
use super::{BlobId, CommitId, Store};
use git2::{ErrorCode, ObjectType, Oid};
use std::rc::Rc;

/// Most files that one commit may hold.
const ENTRIES_MAX: usize = 1_000_000;
/// Longest path in bytes.
pub(super) const PATH_BYTES_MAX: usize = 1_000;

/// A file of a commit.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Path from the top, with `/`.
    pub path: String,
    /// Id of its content.
    pub blob: BlobId,
    /// git's mode, `0o100644` or `0o100755`.
    pub mode: u32,
}

/// The files of one commit.
#[derive(Debug, Clone, Copy)]
pub struct Snapshot<'a> {
    store: &'a Store,
    commit: CommitId,
    tree: Oid,
}

impl Snapshot<'_> {
    /// The commit.
    pub fn commit(&self) -> CommitId {
        self.commit
    }

    /// Id of the whole content: two commits with the same have the same files.
    pub fn content(&self) -> BlobId {
        BlobId(self.tree)
    }

    pub(super) fn tree(&self) -> Oid {
        self.tree
    }

    /// The file at `path`; `None` where there is none (or a folder).
    ///
    /// # Errors
    /// `Symlink`, `Submodule`, `BadPath`, `Missing`, `Corrupt`, `Git`.
    pub fn entry(&self, path: &str) -> Result<Option<Entry>, StoreError> {
        self.store.entry_in(self.tree, path)
    }

    /// The bytes of the file at `path`; `None` where there is none.
    ///
    /// # Errors
    /// As [`Snapshot::entry`].
    pub fn read(&self, path: &str) -> Result<Option<Vec<u8>>, StoreError> {
        match self.entry(path)? {
            Some(entry) => self.store.blob(entry.blob).map(Some),
            None => Ok(None),
        }
    }

    /// All files at or below `prefix` (a folder or a file; `""` for all), sorted by path.
    ///
    /// # Errors
    /// As [`Snapshot::entry`].
    pub fn list(&self, prefix: &str) -> Result<Vec<Entry>, StoreError> {
        let prefix = prefix.trim_end_matches('/');
        let node = if prefix.is_empty() {
            Some(Node { mode: MODE_TREE, id: self.tree })
        } else {
            self.store.node_at(self.tree, prefix)?
        };
        let mut entries = Vec::new();
        let mut todo: Vec<(String, Node)> = node.into_iter().map(|node| (prefix.to_owned(), node)).collect();
        while let Some((path, node)) = todo.pop() {
            if node.mode != MODE_TREE {
                entries.push(Entry { path, blob: BlobId(node.id), mode: node.mode });
                if entries.len() > ENTRIES_MAX {
                    return Err(StoreError::Corrupt(format!("tree {}", self.tree)));
                }
                continue;
            }
            for (name, node) in self.store.tree(node.id)?.iter() {
                let child = if path.is_empty() { name.clone() } else { format!("{path}/{name}") };
                check_node(&child, name, *node)?;
                todo.push((child, *node));
            }
            if todo.len() > ENTRIES_MAX {
                return Err(StoreError::Corrupt(format!("tree {}", self.tree)));
            }
        }
        entries.sort();
        Ok(entries)
    }
}

/// Refuses what is not a plain file or folder with a harmless name.
fn check_node(path: &str, name: &str, node: Node) -> Result<(), StoreError> {
    if name.contains('/') || path.len() > PATH_BYTES_MAX {
        return Err(StoreError::BadPath(names::shown(path)));
    }
    names::check_tracked(name).map_err(|_| StoreError::BadPath(names::shown(path)))?;
    match node.mode {
        MODE_LINK => Err(StoreError::Symlink(path.to_owned())),
        MODE_MODULE => Err(StoreError::Submodule(path.to_owned())),
        _ => Ok(()),
    }
}

impl Store {
    /// The files of the checked-out branch's commit.
    ///
    /// # Errors
    /// `DetachedHead`, `NoCommit`, `Missing`, `Corrupt`, `Git`.
    pub fn head(&self) -> Result<Snapshot<'_>, StoreError> {
        let (_, commit) = self.head_ref()?;
        self.snapshot(commit)
    }

    /// The files of a commit named by a tag, a branch, `HEAD`, or hexadecimal digits (at least 7); `~n` and
    /// `^` behind it go back along first parents as stored.
    ///
    /// # Errors
    /// `Missing` for a name that leads nowhere, and as [`Store::head`].
    pub fn at(&self, revision: &str) -> Result<Snapshot<'_>, StoreError> {
        let missing = || StoreError::Missing(names::shown(revision));
        let base_end = revision.find(['~', '^']).unwrap_or(revision.len());
        let mut commit = self.resolve(&revision[..base_end])?.ok_or_else(missing)?;
        let mut rest = &revision[base_end..];
        while let Some(step) = rest.chars().next() {
            let digits = rest[1..].len() - rest[1..].trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let number = &rest[1..=digits];
            let count: u32 = if number.is_empty() { 1 } else { number.parse().map_err(|_| missing())? };
            if !matches!(step, '~' | '^') || (step == '^' && count != 1) {
                return Err(missing());
            }
            for _ in 0..count {
                commit =
                    self.raw_commit(commit)?.parents.first().copied().map(CommitId).ok_or_else(missing)?;
            }
            rest = &rest[1 + digits..];
        }
        self.snapshot(commit)
    }

    /// The files of a commit.
    ///
    /// # Errors
    /// `Missing`, `Corrupt`, `Git`.
    pub fn snapshot(&self, commit: CommitId) -> Result<Snapshot<'_>, StoreError> {
        Ok(Snapshot { store: self, commit, tree: self.raw_commit(commit)?.tree })
    }

    fn resolve(&self, name: &str) -> Result<Option<CommitId>, StoreError> {
        if name == "HEAD" {
            return self.head_ref().map(|(_, commit)| Some(commit));
        }
        for folder in ["refs/tags/", "refs/heads/", "refs/remotes/"] {
            if let Some(id) = self.ref_target(&format!("{folder}{name}"))? {
                return self.peel(id).map(Some);
            }
        }
        if (7..=40).contains(&name.len()) && name.chars().all(|c| c.is_ascii_hexdigit()) {
            let short = Oid::from_str(name).map_err(|source| StoreError::git(name, source))?;
            let odb = self.repository.odb().map_err(|source| StoreError::git(name, source))?;
            return match odb.exists_prefix(short, name.len()) {
                Ok(id) => self.peel(id).map(Some),
                Err(error) if error.code() == ErrorCode::NotFound => Ok(None),
                Err(source) => Err(StoreError::git(name, source)),
            };
        }
        Ok(None)
    }

    /// The bytes behind a blob id.
    ///
    /// # Errors
    /// `Missing`, `Corrupt`, `Git`.
    pub fn blob(&self, blob: BlobId) -> Result<Vec<u8>, StoreError> {
        self.read_object(blob.0, ObjectType::Blob)
    }

    /// The number of bytes behind a blob id.
    ///
    /// # Errors
    /// `Missing`, `Git`.
    pub fn blob_size(&self, blob: BlobId) -> Result<usize, StoreError> {
        let odb = self.repository.odb().map_err(|source| StoreError::git("objects", source))?;
        odb.read_header(blob.0).map(|(size, _)| size).map_err(|source| object_error(blob.0, source))
    }

    pub(super) fn read_any(&self, id: Oid) -> Result<(ObjectType, Vec<u8>), StoreError> {
        let odb = self.repository.odb().map_err(|source| StoreError::git("objects", source))?;
        let object = odb.read(id).map_err(|source| object_error(id, source))?;
        Ok((object.kind(), object.data().to_vec()))
    }

    fn read_object(&self, id: Oid, kind: ObjectType) -> Result<Vec<u8>, StoreError> {
        let (found, bytes) = self.read_any(id)?;
        if found == kind { Ok(bytes) } else { Err(StoreError::Corrupt(id.to_string())) }
    }

    pub(super) fn raw_commit(&self, commit: CommitId) -> Result<Rc<RawCommit>, StoreError> {
        let read = || objects::parse_commit(commit.0, &self.read_object(commit.0, ObjectType::Commit)?);
        self.memory.get_or(BlobId(commit.0), read)
    }

    pub(super) fn tree(&self, id: Oid) -> Result<Rc<Tree>, StoreError> {
        let read = || objects::parse_tree(id, &self.read_object(id, ObjectType::Tree)?);
        self.memory.get_or(BlobId(id), read)
    }

    /// The node at `path` below a tree, after checks of every step on the way.
    pub(super) fn node_at(&self, tree: Oid, path: &str) -> Result<Option<Node>, StoreError> {
        let mut node = Node { mode: MODE_TREE, id: tree };
        let mut seen = String::new();
        for name in path.split('/') {
            if node.mode != MODE_TREE {
                return Ok(None);
            }
            let Some(child) = self.tree(node.id)?.get(name).copied() else { return Ok(None) };
            if !seen.is_empty() {
                seen.push('/');
            }
            seen.push_str(name);
            check_node(&seen, name, child)?;
            node = child;
        }
        Ok(Some(node))
    }

    pub(super) fn entry_in(&self, tree: Oid, path: &str) -> Result<Option<Entry>, StoreError> {
        let node = self.node_at(tree, path)?.filter(|node| node.mode != MODE_TREE);
        Ok(node.map(|node| Entry { path: path.to_owned(), blob: BlobId(node.id), mode: node.mode }))
    }
}

fn object_error(id: Oid, source: git2::Error) -> StoreError {
    match source.code() {
        ErrorCode::NotFound => StoreError::Missing(id.to_string()),
        _ => StoreError::Corrupt(format!("{id} ({})", source.message())),
    }
}
