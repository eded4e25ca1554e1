//! Branches and tags: reading them, and moving one by compare-and-swap.
//!
//! A ref is moved through a lock file that appears with its whole content (see `lock`), so that git sees our
//! lock as its own and a killed run never blocks the next one.

use super::disk;
use super::error::{Action, StoreError};
use super::lock::GitLock;
use super::objects::{self, signature};
use super::transact::{NewObject, Tag};
use super::{CommitId, CommitMeta, Store};
use git2::{ErrorCode, ObjectType, Oid};
use std::borrow::Cow;
use std::fs::OpenOptions;
use std::io::Write;

/// What the reflog says about a move.
#[derive(Debug)]
pub(super) struct RefMove<'a> {
    pub(super) meta: &'a CommitMeta,
    pub(super) subject: &'a str,
}

/// What `ensure_tag` found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TagOutcome {
    /// The tag is there and right.
    AlreadyThere,
    /// It was missing and is there now.
    Made,
}

impl Store {
    /// The checked-out branch and its commit.
    pub(super) fn head_ref(&self) -> Result<(String, CommitId), StoreError> {
        let failed = |source| StoreError::git("HEAD", source);
        let head = self.repository.find_reference("HEAD").map_err(failed)?;
        let Some(branch) = head.symbolic_target().map_err(failed)?.map(str::to_owned) else {
            return Err(StoreError::DetachedHead(self.git.display().to_string()));
        };
        match self.ref_target(&branch)? {
            Some(id) => Ok((branch, CommitId(id))),
            None => Err(StoreError::NoCommit(branch)),
        }
    }

    /// What a ref points to, `None` where there is no such ref.
    pub(super) fn ref_target(&self, name: &str) -> Result<Option<Oid>, StoreError> {
        match self.repository.find_reference(name).and_then(|found| found.resolve()) {
            Ok(found) => Ok(found.target()),
            Err(error) if matches!(error.code(), ErrorCode::NotFound | ErrorCode::InvalidSpec) => Ok(None),
            Err(source) => Err(StoreError::git(name, source)),
        }
    }

    /// Moves a ref from `expected` (`None`: it must not exist) to `new`; `false` when it stood elsewhere.
    pub(super) fn move_ref(
        &self,
        name: &str,
        expected: Option<Oid>,
        new: Oid,
        log: Option<&RefMove<'_>>,
    ) -> Result<bool, StoreError> {
        let content = format!("{new}\n");
        let lock =
            GitLock::take(&self.common, &self.work.staging, name, content.as_bytes(), self.git_wait())?;
        if self.ref_target(name)? != expected {
            return Ok(false);
        }
        if let Some(log) = log {
            let before = expected.unwrap_or(Oid::ZERO_SHA1);
            let subject: String = log.subject.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
            let line = format!("{before} {new} {}\tcommit: {subject}\n", signature(log.meta));
            append(&self.common.join("logs").join(name), &line)?;
            append(&self.git.join("logs").join("HEAD"), &line)?;
        }
        lock.commit()?;
        match self.ref_target(name)? {
            Some(_) => Ok(true),
            None => Err(StoreError::Corrupt(name.to_owned())),
        }
    }

    /// Annotated and plain tags whose names begin with `prefix`, with the commits they point to, sorted.
    ///
    /// # Errors
    /// `Git`, or `Corrupt` for a tag that points to no commit.
    pub fn tags(&self, prefix: &str) -> Result<Vec<(String, CommitId)>, StoreError> {
        let failed = |source| StoreError::git("refs/tags", source);
        let mut names = Vec::new();
        for found in self.repository.references_glob("refs/tags/*").map_err(failed)? {
            let found = found.map_err(failed)?;
            let name = found.name().unwrap_or_default().strip_prefix("refs/tags/").unwrap_or_default();
            if name.starts_with(prefix) && !name.is_empty() {
                names.push(name.to_owned());
            }
        }
        names.sort();
        let mut tags = Vec::new();
        for name in names {
            if let Some(commit) = self.tag_target(&name)? {
                tags.push((name, commit));
            }
        }
        Ok(tags)
    }

    /// The commit that a tag points to; `None` where there is no such tag.
    ///
    /// # Errors
    /// `Git`, `Missing`, or `Corrupt` for a tag that points to no commit.
    pub fn tag_target(&self, name: &str) -> Result<Option<CommitId>, StoreError> {
        let Some(id) = self.ref_target(&format!("refs/tags/{name}"))? else { return Ok(None) };
        self.peel(id).map(Some)
    }

    /// What an annotated tag says, its head (object, type, tag, tagger) included; `None` where there is no such tag
    /// or it is not annotated.
    ///
    /// # Errors
    /// `Git`, `Missing`.
    pub fn tag_message(&self, name: &str) -> Result<Option<String>, StoreError> {
        let Some(id) = self.ref_target(&format!("refs/tags/{name}"))? else { return Ok(None) };
        let (kind, bytes) = self.read_any(id)?;
        Ok((kind == ObjectType::Tag).then(|| String::from_utf8_lossy(&bytes).into_owned()))
    }

    /// The commit behind an object: itself, or what a chain of tags leads to.
    pub(super) fn peel(&self, mut id: Oid) -> Result<CommitId, StoreError> {
        for _ in 0..8 {
            let (kind, bytes) = self.read_any(id)?;
            match kind {
                ObjectType::Commit => return Ok(CommitId(id)),
                ObjectType::Tag => {
                    id = objects::tag_target(&bytes).ok_or_else(|| StoreError::Corrupt(id.to_string()))?;
                }
                _ => break,
            }
        }
        Err(StoreError::Corrupt(id.to_string()))
    }

    /// Makes sure that the annotated tag stands on `commit`; its bytes follow from the tag and the commit.
    ///
    /// # Errors
    /// `TagDiffers` when a tag of this name says something else; `Busy`, `GitBusy`, `Io`, `Git`.
    pub fn ensure_tag(&self, tag: &Tag, commit: CommitId, command: &str) -> Result<TagOutcome, StoreError> {
        let raw = self.raw_commit(commit)?;
        let _lock = self.lock(command, raw.seconds)?;
        let name = format!("refs/tags/{}", tag.name);
        if !git2::Reference::is_valid_name(&name) {
            return Err(StoreError::BadPath(name));
        }
        super::names::check_written(&name)?;
        let bytes = objects::tag_bytes(&tag.name, &tag.message, commit.0, &raw);
        let object = NewObject::new(ObjectType::Tag, Cow::Owned(bytes))?;
        let id = object.id;
        if self.ref_target(&name)? == Some(id) {
            return Ok(TagOutcome::AlreadyThere);
        }
        self.store_objects(&[object])?;
        if self.move_ref(&name, None, id, None)? {
            Ok(TagOutcome::Made)
        } else {
            Err(StoreError::TagDiffers(tag.name.clone()))
        }
    }
}

/// Appends one line in one write.
fn append(path: &std::path::Path, line: &str) -> Result<(), StoreError> {
    if let Some(folder) = path.parent() {
        disk::create_dir(folder)?;
    }
    let write = || OpenOptions::new().create(true).append(true).open(path)?.write_all(line.as_bytes());
    write().map_err(|source| StoreError::io(Action::Write, path, source))
}
