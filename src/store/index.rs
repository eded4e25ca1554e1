//! git's index: for every working file the content it was last made from (its base).
//!
//! It is edited on a copy and put in place through our kind of lock file, so git and we see each other's
//! writes and a killed run blocks nobody.

use super::disk;
use super::error::StoreError;
use super::lock::{GitLock, Pause};
use super::{BlobId, Store};
use git2::{Index, IndexEntry, IndexTime, Oid};
use std::collections::BTreeMap;
use std::fs::Metadata;
use std::path::{Path, PathBuf};

/// What the index knows of a working file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Base {
    pub(super) blob: BlobId,
    stat: Stat,
}

/// Size and times by which an untouched file is known without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Stat {
    size: u32,
    mtime: (i32, u32),
    ctime: (i32, u32),
    dev: u32,
    ino: u32,
}

/// All bases, and when they were written.
#[derive(Debug, Default)]
pub(super) struct Bases {
    pub(super) by_path: BTreeMap<String, Base>,
    written: i32,
}

/// A new base for a path: content, mode, and the file as it is on the disk if it holds just that.
#[derive(Debug)]
pub(super) struct NewBase {
    pub(super) blob: BlobId,
    pub(super) mode: u32,
    pub(super) file: Option<Metadata>,
}

impl Bases {
    /// Whether the file is untouched since its base was recorded. Files as young as the index itself are
    /// never believed: they could have changed within the same tick.
    pub(super) fn is_untouched(&self, base: &Base, file: &Metadata) -> bool {
        base.stat.mtime.0 != 0 && base.stat.mtime.0 < self.written && base.stat == Stat::of(file)
    }
}

impl Store {
    fn index_file(&self) -> PathBuf {
        self.git.join("index")
    }

    pub(super) fn bases(&self) -> Result<Bases, StoreError> {
        let file = self.index_file();
        let failed = |source| StoreError::git(file.display().to_string(), source);
        let Ok(metadata) = std::fs::metadata(&file) else { return Ok(Bases::default()) };
        let index = Index::open(&file).map_err(failed)?;
        let mut by_path = BTreeMap::new();
        for entry in index.iter() {
            // Entries of a merge under way have other stages; the first of ours wins then.
            let Ok(path) = String::from_utf8(entry.path) else { continue };
            let stat = Stat {
                size: entry.file_size,
                mtime: (entry.mtime.seconds(), entry.mtime.nanoseconds()),
                ctime: (entry.ctime.seconds(), entry.ctime.nanoseconds()),
                dev: entry.dev,
                ino: entry.ino,
            };
            by_path.insert(path, Base { blob: BlobId(entry.id), stat });
        }
        Ok(Bases { by_path, written: Stat::of(&metadata).mtime.0 })
    }

    /// Changes the bases of these paths (`None` forgets one).
    pub(super) fn write_bases(&self, updates: &BTreeMap<String, Option<NewBase>>) -> Result<(), StoreError> {
        if updates.is_empty() {
            return Ok(());
        }
        let file = self.index_file();
        let relative = file.strip_prefix(&self.common).unwrap_or(Path::new("index")).to_owned();
        let relative = relative.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
        let mut pause = Pause::new(self.wait());
        loop {
            let before = disk::read_own(&file)?;
            let after = self.edited_index(before.as_deref(), updates)?;
            let lock = GitLock::take(&self.common, &self.work.staging, &relative, &after, self.git_wait())?;
            if disk::read_own(&file)? == before {
                // An older index is caught up with by the next settling.
                return lock.commit_lightly();
            }
            drop(lock);
            if !pause.again() {
                return Err(StoreError::Contended(file.display().to_string()));
            }
        }
    }

    fn edited_index(
        &self,
        before: Option<&[u8]>,
        updates: &BTreeMap<String, Option<NewBase>>,
    ) -> Result<Vec<u8>, StoreError> {
        let copy = self.work.staging.join("index-edit");
        let failed = |source| StoreError::git(self.index_file().display().to_string(), source);
        disk::remove_own(&copy)?;
        match before {
            Some(before) => drop(disk::stage(&copy, before)?),
            None => disk::create_dir(&self.work.staging)?,
        }
        let mut index = Index::open(&copy).map_err(failed)?;
        for (path, update) in updates {
            match update {
                Some(new) => index.add(&entry(path, new)).map_err(failed)?,
                None if index.get_path(Path::new(path), 0).is_some() => {
                    index.remove(Path::new(path), 0).map_err(failed)?;
                }
                None => (),
            }
        }
        index.write().map_err(failed)?;
        drop(index);
        let after = disk::read_own(&copy)?.ok_or_else(|| StoreError::Missing(copy.display().to_string()))?;
        disk::remove_own(&copy)?;
        Ok(after)
    }
}

fn entry(path: &str, new: &NewBase) -> IndexEntry {
    let stat = new.file.as_ref().map(Stat::of).unwrap_or_default();
    let time = |(seconds, nanoseconds)| IndexTime::new(seconds, nanoseconds);
    let (uid, gid) = new.file.as_ref().map(owner).unwrap_or_default();
    let id: Oid = new.blob.0;
    IndexEntry {
        ctime: time(stat.ctime),
        mtime: time(stat.mtime),
        dev: stat.dev,
        ino: stat.ino,
        mode: new.mode,
        uid,
        gid,
        file_size: stat.size,
        id,
        flags: 0,
        flags_extended: 0,
        path: path.as_bytes().to_vec(),
    }
}

impl Stat {
    /// As git keeps it: every number cut to 32 bits.
    #[cfg(unix)]
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "git's index keeps 32 bits")]
    fn of(file: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt;
        Self {
            size: file.size() as u32,
            mtime: (file.mtime() as i32, file.mtime_nsec() as u32),
            ctime: (file.ctime() as i32, file.ctime_nsec() as u32),
            dev: file.dev() as u32,
            ino: file.ino() as u32,
        }
    }

    /// Nothing is believed where the system tells less: files are read and compared.
    #[cfg(not(unix))]
    fn of(_file: &Metadata) -> Self {
        Self::default()
    }
}

#[cfg(unix)]
fn owner(file: &Metadata) -> (u32, u32) {
    use std::os::unix::fs::MetadataExt;
    (file.uid(), file.gid())
}

#[cfg(not(unix))]
fn owner(_file: &Metadata) -> (u32, u32) {
    (0, 0)
}
