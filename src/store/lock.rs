//! The program's own lock, and git's lock files taken in a way that a killed run never blocks the next one.
//!
//! `.git/vankien/lock` is locked through the operating system, which lets go when its owner dies; the record
//! in it (process, machine, command, time) only tells the others who it is. git's `*.lock` files are never
//! created empty: their whole content is first written below `.git/vankien/staging/` under the same relative
//! path and then linked into place. So a lock file left by a killed run of ours is known by its content being
//! that of the staged file, and only such a one is removed; one that git itself left is reported, not touched.

use super::CommitId;
use super::disk;
use super::error::{Action, StoreError};
use std::cell::Cell;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How long to wait for others before saying who they are.
pub(super) const WAIT_MAX: Duration = Duration::from_secs(60);
/// How long to wait for git's own lock files.
pub(super) const GIT_WAIT_MAX: Duration = Duration::from_secs(10);

/// Who holds the lock.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Holder {
    /// Process number.
    pub pid: u32,
    /// Name of the machine.
    pub host: String,
    /// The command it runs.
    pub command: String,
    /// Seconds since 1970 on the clock that the command was given.
    pub started: i64,
}

impl Holder {
    pub(super) fn here(command: &str, started: i64) -> Self {
        let host = hostname::get().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        Self { pid: std::process::id(), host, command: command.to_owned(), started }
    }
}

/// The lock, held until dropped.
#[derive(Debug)]
pub(super) struct Lock {
    file: File,
    /// The commit that working files and index were caught up with while this lock was held.
    pub(super) settled: Cell<Option<CommitId>>,
}

impl Lock {
    /// Waits for the lock, at most `wait`.
    pub(super) fn take(path: &Path, holder: &Holder, wait: Duration) -> Result<Self, StoreError> {
        let failed = |source| StoreError::io(Action::Lock, path, source);
        if let Some(folder) = path.parent() {
            disk::create_dir(folder)?;
        }
        let mut options = OpenOptions::new();
        let mut file =
            options.read(true).write(true).create(true).truncate(false).open(path).map_err(failed)?;
        let mut pause = Pause::new(wait);
        loop {
            match file.try_lock() {
                Ok(()) => break,
                Err(TryLockError::WouldBlock) if pause.again() => (),
                Err(TryLockError::WouldBlock) => return Err(StoreError::Busy(read_holder(&mut file))),
                Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {
                    return Err(StoreError::NoLocks(path.display().to_string()));
                }
                Err(TryLockError::Error(error)) => return Err(failed(error)),
            }
        }
        let record = serde_json::to_vec(holder).map_err(|error| failed(error.into()))?;
        let mut write = || -> io::Result<()> {
            file.set_len(0)?;
            file.rewind()?;
            file.write_all(&record)
        };
        write().map_err(failed)?;
        Ok(Self { file, settled: Cell::new(None) })
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // A record that cannot be emptied misleads nobody: the system's lock is what counts.
        let _ = self.file.set_len(0);
        let _ = self.file.unlock();
    }
}

fn read_holder(file: &mut File) -> Option<Holder> {
    let mut record = String::new();
    file.rewind().ok()?;
    file.take(4096).read_to_string(&mut record).ok()?;
    serde_json::from_str(&record).ok()
}

/// Waiting in small uneven steps up to a limit; uneven so that two that met do not meet again.
#[derive(Debug)]
pub(super) struct Pause {
    until: Instant,
    attempt: u64,
}

impl Pause {
    pub(super) fn new(wait: Duration) -> Self {
        Self { until: Instant::now() + wait, attempt: 0 }
    }

    /// Sleeps a little; `false` when the time is over.
    pub(super) fn again(&mut self) -> bool {
        if Instant::now() >= self.until {
            return false;
        }
        self.attempt += 1;
        let seed = u64::from(std::process::id()).wrapping_mul(0x9e37_79b9).wrapping_add(self.attempt * 7919);
        let milliseconds = 1 + self.attempt.min(20) / 2 + seed % 7;
        std::thread::sleep(Duration::from_millis(milliseconds));
        true
    }
}

/// A lock file of git that we hold: `<target>.lock` with its final content, dropped or renamed over `target`.
#[derive(Debug)]
pub(super) struct GitLock {
    target: PathBuf,
    lock: PathBuf,
    staged: PathBuf,
    done: bool,
}

impl GitLock {
    /// Locks `relative` below `git_folder` with `bytes` as its content to be, at most waiting `wait` for git.
    pub(super) fn take(
        git_folder: &Path,
        staging: &Path,
        relative: &str,
        bytes: &[u8],
        wait: Duration,
    ) -> Result<Self, StoreError> {
        let staged = staging.join("git").join(relative);
        let target = git_folder.join(relative);
        let lock = lock_path(&target);
        let failed = |source| StoreError::io(Action::Lock, &lock, source);
        disk::stage(&staged, bytes)?.sync_all().map_err(failed)?;
        if let Some(folder) = target.parent() {
            disk::create_dir(folder)?;
        }
        let mut pause = Pause::new(wait);
        loop {
            match link(&staged, &lock, bytes) {
                Ok(()) => return Ok(Self { target, lock, staged, done: false }),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists && pause.again() => (),
                Err(error) => {
                    disk::remove_own(&staged)?;
                    return Err(match error.kind() {
                        io::ErrorKind::AlreadyExists => StoreError::GitBusy(lock.display().to_string()),
                        _ => failed(error),
                    });
                }
            }
        }
    }

    /// Puts the new content in place and flushes the folder.
    pub(super) fn commit(self) -> Result<(), StoreError> {
        let folder = self.target.parent().map(Path::to_owned);
        self.commit_lightly()?;
        folder.as_deref().map_or(Ok(()), disk::flush_folder)
    }

    /// Puts the new content in place: after a power cut the old one may be back, and must do as well.
    pub(super) fn commit_lightly(mut self) -> Result<(), StoreError> {
        let failed = |source| StoreError::io(Action::Write, &self.target, source);
        std::fs::rename(&self.lock, &self.target).map_err(failed)?;
        self.done = true;
        disk::remove_own(&self.staged)
    }
}

impl Drop for GitLock {
    fn drop(&mut self) {
        if !self.done {
            let _ = std::fs::remove_file(&self.lock);
            let _ = std::fs::remove_file(&self.staged);
        }
    }
}

fn lock_path(target: &Path) -> PathBuf {
    let mut lock = target.as_os_str().to_owned();
    lock.push(".lock");
    lock.into()
}

/// Makes the lock file appear with its whole content at once, failing where there is one.
fn link(staged: &Path, lock: &Path, bytes: &[u8]) -> io::Result<()> {
    match std::fs::hard_link(staged, lock) {
        Err(error)
            if matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::PermissionDenied) =>
        {
            // No hard links here (FAT, some network folders).
            let mut file = OpenOptions::new().write(true).create_new(true).open(lock)?;
            file.write_all(bytes)?;
            file.sync_all()
        }
        other => other,
    }
}

/// Clears what a killed run left: git's lock files that are provably ours, then all staged files. Only while
/// our own lock is held.
pub(super) fn recover(git_folder: &Path, staging: &Path) -> Result<(), StoreError> {
    let ours = staging.join("git");
    for staged in disk::own_files(&ours) {
        if let Ok(relative) = staged.strip_prefix(&ours) {
            let lock = lock_path(&git_folder.join(relative));
            if let (Some(left), Some(staged)) = (disk::read_own(&lock)?, disk::read_own(&staged)?)
                && left == staged
            {
                disk::remove_own(&lock)?;
            }
        }
        disk::remove_own(&staged)?;
    }
    for staged in disk::own_files(staging) {
        disk::remove_own(&staged)?;
    }
    Ok(())
}

/// git's own lock files that stand in the way now, relative to the git folder.
pub(super) fn git_locks(git_folder: &Path) -> Vec<PathBuf> {
    let mut locks: Vec<PathBuf> = ["index.lock", "HEAD.lock", "config.lock", "packed-refs.lock"]
        .map(|name| git_folder.join(name))
        .into_iter()
        .filter(|path| path.exists())
        .collect();
    let refs = disk::own_files(&git_folder.join("refs"));
    locks.extend(
        refs.into_iter().filter(|path| path.extension().is_some_and(|extension| extension == "lock")),
    );
    locks
}
