//! The working files: read, compared with their base, written, and protected ones rescued.

use super::disk::Step;
use super::error::StoreError;
use super::index::NewBase;
use super::objects::MODE_FILE;
use super::{BlobId, CommitMeta, Store, names};
use std::collections::{BTreeMap, BTreeSet};

/// How a working file stands to what it was made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum WorkingState {
    /// As in its base, or as in the branch's commit.
    Clean,
    /// Changed by hand, not saved.
    Edited,
    /// Not tracked yet.
    New,
    /// Tracked, but removed by hand.
    Missing,
}

/// A working file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkingFile {
    /// Path from the top, with `/`.
    pub path: String,
    /// The content it was made from, `None` for a new one.
    pub base: Option<BlobId>,
    /// How it stands to that.
    pub state: WorkingState,
}

impl Store {
    /// A working file's bytes; `None` where there is none.
    ///
    /// # Errors
    /// `Symlink` when it, or a folder on the way, is a symbolic link; `BadPath`, `InTheWay`, `Io`.
    pub fn working(&self, path: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.work.read(path)
    }

    /// The working files at or below `prefix`, tracked or not, sorted; hidden untracked ones are left out.
    ///
    /// # Errors
    /// As [`Store::working`]; `Git`.
    pub fn working_state(&self, prefix: &str) -> Result<Vec<WorkingFile>, StoreError> {
        let prefix = prefix.trim_end_matches('/');
        let bases = self.bases()?;
        let head = self.head()?;
        let mut paths: BTreeSet<String> = self.work.list(prefix)?.into_iter().collect();
        paths.extend(bases.by_path.keys().filter(|path| is_below(path, prefix)).cloned());
        let mut files = Vec::new();
        for path in paths {
            let base = bases.by_path.get(&path);
            let metadata = self.work.metadata(&path)?;
            let untouched =
                base.zip(metadata.as_ref()).is_some_and(|(base, file)| bases.is_untouched(base, file));
            let state = match (base, &metadata) {
                (Some(_), None) => WorkingState::Missing,
                (Some(_), _) if untouched => WorkingState::Clean,
                _ => {
                    let bytes = self.work.read(&path)?.unwrap_or_default();
                    let file = BlobId::of(&bytes)?;
                    let in_head = head.entry(&path)?.map(|entry| entry.blob);
                    match base.map(|base| base.blob) {
                        _ if in_head == Some(file) => {
                            files.push(WorkingFile { path, base: in_head, state: WorkingState::Clean });
                            continue;
                        }
                        Some(base) if base == file => WorkingState::Clean,
                        Some(_) => WorkingState::Edited,
                        None => WorkingState::New,
                    }
                }
            };
            files.push(WorkingFile { path, base: base.map(|base| base.blob), state });
        }
        Ok(files)
    }

    /// Writes a working file, all or nothing; its base stays.
    ///
    /// # Errors
    /// `Busy`, and as [`Store::working`].
    pub fn write_working(&self, path: &str, bytes: &[u8], meta: &CommitMeta) -> Result<(), StoreError> {
        names::check_written(path)?;
        let _lock = self.lock(&meta.command, meta.seconds)?;
        self.work.carry_out(&[(path.to_owned(), Step::Write(bytes.to_vec()))])
    }

    /// The content that the working file was made from; `None` for a new file.
    ///
    /// # Errors
    /// `Git`, `Missing`, `Corrupt`.
    pub fn base(&self, path: &str) -> Result<Option<Vec<u8>>, StoreError> {
        match self.bases()?.by_path.get(path) {
            Some(base) => self.blob(base.blob).map(Some),
            None => Ok(None),
        }
    }

    /// Says that the working file was made from `blob`, which must be stored.
    ///
    /// # Errors
    /// `Busy`, `GitBusy`, `Missing`, `BadPath`, `Io`, `Git`.
    pub fn set_base(&self, path: &str, blob: BlobId, meta: &CommitMeta) -> Result<(), StoreError> {
        names::check_written(path)?;
        self.blob_size(blob)?;
        let _lock = self.lock(&meta.command, meta.seconds)?;
        let new = NewBase { blob, mode: MODE_FILE, file: None };
        self.write_bases(&BTreeMap::from([(path.to_owned(), Some(new))]))
    }

    /// Files at or below `prefixes` that differ from the branch's commit: edited, removed or put there by
    /// hand. Call [`Store::settle`] before.
    ///
    /// # Errors
    /// As [`Store::working`]; `Git`.
    pub fn protected_edits(&self, prefixes: &[&str]) -> Result<Vec<String>, StoreError> {
        let head = self.head()?;
        let bases = self.bases()?;
        let mut edited = BTreeSet::new();
        for prefix in prefixes {
            let prefix = prefix.trim_end_matches('/');
            let mut tracked: BTreeMap<String, BlobId> =
                head.list(prefix)?.into_iter().map(|entry| (entry.path, entry.blob)).collect();
            for (path, found) in self.work.list_entries(prefix)? {
                let Some(blob) = tracked.remove(&path) else {
                    edited.insert(path);
                    continue;
                };
                let base = bases.by_path.get(&path).filter(|base| base.blob == blob);
                // No link was followed on the way; one that came since is refused when the file is read.
                let file = found.metadata().ok();
                if base.zip(file.as_ref()).is_some_and(|(base, file)| bases.is_untouched(base, file)) {
                    continue;
                }
                let bytes = self.work.read(&path)?;
                if bytes.map(|bytes| BlobId::of(&bytes)).transpose()? != Some(blob) {
                    edited.insert(path);
                }
            }
            edited.extend(tracked.into_keys().filter(|path| !hidden(path)));
        }
        Ok(edited.into_iter().collect())
    }

    /// Moves a protected file's edited copy to `rescued/` and puts the protected one back; the new path, or
    /// `None` when there was no copy (it had been removed).
    ///
    /// # Errors
    /// `Busy`, `GitBusy`, and as [`Store::working`].
    pub fn rescue(&self, path: &str, meta: &CommitMeta) -> Result<Option<String>, StoreError> {
        let _lock = self.lock(&meta.command, meta.seconds)?;
        let head = self.head()?.entry(path)?;
        let bytes = self.work.read(path)?;
        let mut moved_to = None;
        if let Some(bytes) = bytes {
            let name = names::safe_name(path);
            let hash = names::sha256_hex(&bytes);
            let (stem, extension) =
                name.rsplit_once('.').map_or((name.as_str(), ""), |(stem, end)| (stem, end));
            let dot = if extension.is_empty() { "" } else { "." };
            let target = format!("rescued/{stem}-{}{dot}{extension}", &hash[..8]);
            // The copy is safe on the disk before the original is touched.
            self.work.carry_out(&[(target.clone(), Step::Write(bytes))])?;
            moved_to = Some(target);
        }
        let step = match &head {
            Some(entry) => Step::Write(self.blob(entry.blob)?),
            None => Step::Remove,
        };
        self.work.carry_out(&[(path.to_owned(), step)])?;
        let file = self.work.metadata(path)?;
        let new = head.map(|entry| NewBase { blob: entry.blob, mode: entry.mode, file });
        self.write_bases(&BTreeMap::from([(path.to_owned(), new)]))?;
        Ok(moved_to)
    }
}

fn is_below(path: &str, prefix: &str) -> bool {
    prefix.is_empty()
        || path.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn hidden(path: &str) -> bool {
    path.split('/').any(|part| part.starts_with('.'))
}
