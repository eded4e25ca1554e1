//! Making and opening a repository, and taking the lock for writing.

use super::disk::{self, WorkFolder};
use super::error::{Action, StoreError};
use super::lock::{self, GitLock, Holder, Lock};
use super::memory::Memory;
use super::refs::RefMove;
use super::{Changes, CommitId, CommitMeta};
use git2::{ErrorCode, Repository, RepositoryInitOptions, RepositoryOpenFlags};
use std::cell::{Cell, RefCell};
use std::fmt;
use std::path::{Path, PathBuf};
use std::rc::{Rc, Weak};
use std::time::Duration;

/// The branch of a new repository.
const BRANCH: &str = "refs/heads/main";
/// Folders in which `init` prepares a repository begin like this.
const PREPARING: &str = ".vankien-init-";

/// What a new repository is told, so that git itself is as careful with it as we are.
const CONFIG: &[(&str, &str)] = &[
    ("core.fsync", "committed,reference"),
    ("core.hooksPath", "/dev/null"),
    ("core.fsmonitor", "false"),
    ("core.autocrlf", "false"),
    ("core.precomposeUnicode", "true"),
    ("core.quotePath", "false"),
    ("core.logAllRefUpdates", "true"),
];

/// A congress repository. One per thread; several at once, in threads or processes, are safe.
pub struct Store {
    pub(super) repository: Repository,
    /// The `.git` of this working copy.
    pub(super) git: PathBuf,
    /// The `.git` that holds branches and objects; the same but in a linked work tree.
    pub(super) common: PathBuf,
    pub(super) work: WorkFolder,
    pub(super) memory: Memory,
    wait: Cell<Duration>,
    lock: RefCell<Weak<Lock>>,
}

/// The lock, held until dropped.
#[derive(Debug)]
pub struct Held {
    _lock: Rc<Lock>,
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Store").field("git", &self.git).finish_non_exhaustive()
    }
}

impl Store {
    /// Makes a repository in `folder` (created if missing, else empty) with one commit of `files`.
    ///
    /// Run again after a cut, or with the same data, it completes what is there.
    ///
    /// # Errors
    /// `NotEmpty` for a folder that holds anything else; `BadPath`; `Io` and `Git` with the path.
    pub fn init(folder: &Path, meta: &CommitMeta, changes: &Changes) -> Result<Self, StoreError> {
        disk::create_dir(folder)?;
        let left = leftovers(folder)?;
        let prepared = folder.join(format!("{PREPARING}{}", std::process::id()));
        left.iter().try_for_each(|left| remove_folder(left))?;
        let made = prepare(&prepared, meta, changes);
        let finished = made.and_then(|commit| put_in_place(folder, &prepared, commit));
        remove_folder(&prepared)?;
        finished?;
        let store = Self::open(folder)?;
        store.settle(meta)?;
        Ok(store)
    }

    /// Opens the repository that `start` lies in.
    ///
    /// # Errors
    /// `NotARepository`, `Bare`, `ForeignOwner`, `DetachedHead`, `NoCommit`, `Git`.
    pub fn open(start: &Path) -> Result<Self, StoreError> {
        let store = Self::open_unborn(start)?;
        store.head_ref()?;
        Ok(store)
    }

    fn open_unborn(start: &Path) -> Result<Self, StoreError> {
        let shown = start.display().to_string();
        let none: [&Path; 0] = [];
        let repository = Repository::open_ext(start, RepositoryOpenFlags::empty(), none);
        let repository = repository.map_err(|source| match source.code() {
            ErrorCode::NotFound => StoreError::NotARepository(shown.clone()),
            ErrorCode::Owner => StoreError::ForeignOwner(shown.clone()),
            _ => StoreError::git(&shown, source),
        })?;
        let Some(root) = repository.workdir().map(Path::to_owned) else {
            return Err(StoreError::Bare(repository.path().display().to_string()));
        };
        let common = repository.commondir().to_owned();
        let work = WorkFolder { root, staging: common.join("vankien").join("staging") };
        Ok(Self {
            git: repository.path().to_owned(),
            common,
            work,
            repository,
            memory: Memory::default(),
            wait: Cell::new(lock::WAIT_MAX),
            lock: RefCell::default(),
        })
    }

    /// The same, remembering what the rest of the run remembers.
    #[must_use]
    pub fn with_memory(self, memory: &Memory) -> Self {
        Self { memory: memory.clone(), ..self }
    }

    /// What the run remembers.
    pub fn memory(&self) -> &Memory {
        &self.memory
    }

    /// The folder of the working files.
    pub fn root(&self) -> &Path {
        &self.work.root
    }

    /// How long to wait for other writers before giving up; a minute unless set.
    pub fn set_wait(&self, wait: Duration) {
        self.wait.set(wait);
    }

    pub(super) fn wait(&self) -> Duration {
        self.wait.get()
    }

    /// How long to wait for a lock file of git: git holds one for moments only.
    pub(super) fn git_wait(&self) -> Duration {
        self.wait().min(lock::GIT_WAIT_MAX)
    }

    /// Waits until git is not at work on the working copy, so that an operation is not committed and then
    /// stopped half way into the working files.
    pub(super) fn await_git(&self) -> Result<(), StoreError> {
        let lock = self.git.join("index.lock");
        let mut pause = lock::Pause::new(self.git_wait());
        while lock.exists() {
            if !pause.again() {
                return Err(StoreError::GitBusy(lock.display().to_string()));
            }
        }
        Ok(())
    }

    /// The program's own folder inside `.git`.
    pub(super) fn own(&self) -> PathBuf {
        self.common.join("vankien")
    }

    /// Takes the lock (or shares it with a caller further up), clears what a killed run left, and makes sure
    /// that objects are flushed when written.
    pub(super) fn lock(&self, command: &str, started: i64) -> Result<Rc<Lock>, StoreError> {
        if let Some(lock) = self.lock.borrow().upgrade() {
            return Ok(lock);
        }
        let holder = Holder::here(command, started);
        let lock = Rc::new(Lock::take(&self.own().join("lock"), &holder, self.wait())?);
        lock::recover(&self.common, &self.work.staging)?;
        self.configure(&CONFIG[..1])?;
        *self.lock.borrow_mut() = Rc::downgrade(&lock);
        Ok(lock)
    }

    /// Keeps the lock over several calls: what one of them has caught up with, the next need not.
    ///
    /// # Errors
    /// `Busy`, `NoLocks`, `GitBusy`, `Io`, `Git`.
    pub fn hold(&self, meta: &CommitMeta) -> Result<Held, StoreError> {
        self.lock(&meta.command, meta.seconds).map(|lock| Held { _lock: lock })
    }

    /// Sets what is not yet so in the repository's configuration, through our kind of lock file.
    fn configure(&self, settings: &[(&str, &str)]) -> Result<(), StoreError> {
        let file = self.common.join("config");
        let failed = |source| StoreError::git(file.display().to_string(), source);
        let staged = self.work.staging.join("config-edit");
        let before = disk::read_own(&file)?.unwrap_or_default();
        {
            let now = git2::Config::open(&file).map_err(failed)?;
            let is_set = |(key, value): &(&str, &str)| now.get_string(key).is_ok_and(|now| now == *value);
            if settings.iter().all(is_set) {
                return Ok(());
            }
        }
        drop(disk::stage(&staged, &before)?);
        let mut edited = git2::Config::open(&staged).map_err(failed)?;
        settings.iter().try_for_each(|(key, value)| edited.set_str(key, value)).map_err(failed)?;
        drop(edited);
        let after = disk::read_own(&staged)?.unwrap_or_default();
        GitLock::take(&self.common, &self.work.staging, "config", &after, self.git_wait())?.commit()?;
        disk::remove_own(&staged)
    }

    /// git's own lock files that stand in the way now, as left by a killed git or held by a running one.
    pub fn git_locks(&self) -> Vec<PathBuf> {
        lock::git_locks(&self.common)
    }

    /// Removes git's lock files. Only on the user's word that no git runs here.
    ///
    /// # Errors
    /// `Busy`, or `Io` with the path.
    pub fn unlock(&self, meta: &CommitMeta) -> Result<Vec<PathBuf>, StoreError> {
        let _lock = self.lock(&meta.command, meta.seconds)?;
        let locks = self.git_locks();
        locks.iter().try_for_each(|lock| disk::remove_own(lock))?;
        Ok(locks)
    }
}

/// What earlier runs of `init` left in the folder; anything else makes it not empty, but for a `.git`.
fn leftovers(folder: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let failed = |source| StoreError::io(Action::List, folder, source);
    let mut left = Vec::new();
    let mut others = false;
    let mut repository = false;
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        match name.strip_prefix(PREPARING) {
            Some(_) => left.push(entry.path()),
            None if name == ".git" => repository = true,
            None => others = true,
        }
    }
    if others && !repository { Err(StoreError::NotEmpty(folder.display().to_string())) } else { Ok(left) }
}

/// A complete repository without working files in `prepared`.
fn prepare(prepared: &Path, meta: &CommitMeta, changes: &Changes) -> Result<CommitId, StoreError> {
    let mut options = RepositoryInitOptions::new();
    options.external_template(false).no_reinit(true).initial_head("main");
    let shown = prepared.display().to_string();
    Repository::init_opts(prepared, &options).map_err(|source| StoreError::git(shown, source))?;
    let store = Store::open_unborn(prepared)?;
    store.configure(CONFIG)?;
    let plan = store.plan(None, meta, changes)?;
    let Some(plan) = plan else { return Err(StoreError::NoCommit(BRANCH.to_owned())) };
    store.store_objects(&plan.objects)?;
    let log = RefMove { meta, subject: &changes.subject };
    store.move_ref(BRANCH, None, plan.commit.0, Some(&log))?;
    Ok(plan.commit)
}

/// Moves the prepared `.git` into its place; one that holds the same first commit is as good.
fn put_in_place(folder: &Path, prepared: &Path, commit: CommitId) -> Result<(), StoreError> {
    let target = folder.join(".git");
    if target.exists() {
        let store = Store::open(folder)?;
        if store.head()?.commit() != commit {
            return Err(StoreError::NotEmpty(folder.display().to_string()));
        }
        return Ok(());
    }
    let moved = std::fs::rename(prepared.join(".git"), &target);
    moved.map_err(|source| StoreError::io(Action::Write, &target, source))?;
    disk::flush_folder(folder)
}

fn remove_folder(folder: &Path) -> Result<(), StoreError> {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(StoreError::io(Action::Remove, folder, error))
        }
        _ => Ok(()),
    }
}
