//! What can go wrong between the program and the disk, as data.
//!
//! Every variant names its file, branch or object. The sentences stand in `store.ftl` under `store-…`; what
//! to do about it stands there as the attribute `.hint`. Nothing here is about the content of files.

use super::lock::Holder;
use crate::messages::{Message, Value};
use std::fmt;
use std::io;

/// What was being done to a file when it failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Reading it.
    Read,
    /// Writing, renaming or flushing it.
    Write,
    /// Removing it.
    Remove,
    /// Listing a folder.
    List,
    /// Creating a folder.
    Create,
    /// Taking a lock.
    Lock,
}

impl Action {
    fn message(self) -> Message {
        Message::new(match self {
            Self::Read => "store-action-read",
            Self::Write => "store-action-write",
            Self::Remove => "store-action-remove",
            Self::List => "store-action-list",
            Self::Create => "store-action-create",
            Self::Lock => "store-action-lock",
        })
    }
}

/// An error of the outside world.
#[derive(Debug)]
pub enum StoreError {
    /// The operating system refused something about a file.
    Io {
        /// What was tried.
        action: Action,
        /// The file.
        path: String,
        /// The system's reason.
        source: io::Error,
    },
    /// git's library refused something.
    Git {
        /// The file, branch, tag or object it was about.
        about: String,
        /// The library's reason.
        source: git2::Error,
    },
    /// No repository here or above.
    NotARepository(String),
    /// A repository without working files.
    Bare(String),
    /// The repository belongs to another user of this machine.
    ForeignOwner(String),
    /// No branch is checked out.
    DetachedHead(String),
    /// The branch has no commit yet.
    NoCommit(String),
    /// `init` into a folder that holds something.
    NotEmpty(String),
    /// A symbolic link where a plain file or folder is required.
    Symlink(String),
    /// Another repository inside this one.
    Submodule(String),
    /// A path that must not be written or followed: `..`, `.git`, a device name.
    BadPath(String),
    /// A file stands where a folder is needed, or the other way round.
    InTheWay(String),
    /// Another run of this program holds the lock, and did so for the whole waiting time.
    Busy(Option<Holder>),
    /// A lock file of git itself stayed for the whole waiting time.
    GitBusy(String),
    /// The file system below cannot lock files.
    NoLocks(String),
    /// The branch moved again and again for the whole waiting time.
    Contended(String),
    /// A revision, tag, commit or object that is not there.
    Missing(String),
    /// An object that does not read back as it was written, or is not what it should be.
    Corrupt(String),
    /// A tag of this name exists and says something else.
    TagDiffers(String),
    /// A file above the size that the caller allows.
    TooLarge {
        /// The file.
        path: String,
        /// The limit in bytes.
        bytes_max: u64,
    },
}

impl StoreError {
    pub(super) fn io(action: Action, path: impl AsRef<std::path::Path>, source: io::Error) -> Self {
        Self::Io { action, path: path.as_ref().display().to_string(), source }
    }

    pub(super) fn git(about: impl Into<String>, source: git2::Error) -> Self {
        Self::Git { about: about.into(), source }
    }

    /// The sentence.
    pub fn message(&self) -> Message {
        let (id, path) = match self {
            Self::Io { action, path, source } => {
                return Message::new("store-io")
                    .with("action", action.message())
                    .with("path", path)
                    .with("reason", reason(source));
            }
            Self::Git { about, source } => {
                return Message::new("store-git").with("path", about).with("reason", source.message());
            }
            Self::TooLarge { path, bytes_max } => {
                let limit = i64::try_from(*bytes_max).unwrap_or(i64::MAX);
                return Message::new("store-too-large").with("path", path).with("limit", limit);
            }
            Self::Busy(None) => return Message::new("store-busy-unknown"),
            Self::Busy(Some(holder)) => {
                return Message::new("store-busy")
                    .with("command", &holder.command)
                    .with("pid", holder.pid.to_string())
                    .with("host", &holder.host);
            }
            Self::NotARepository(path) => ("store-not-a-repository", path),
            Self::Bare(path) => ("store-bare", path),
            Self::ForeignOwner(path) => ("store-foreign-owner", path),
            Self::DetachedHead(path) => ("store-detached-head", path),
            Self::NoCommit(path) => ("store-no-commit", path),
            Self::NotEmpty(path) => ("store-not-empty", path),
            Self::Symlink(path) => ("store-symlink", path),
            Self::Submodule(path) => ("store-submodule", path),
            Self::BadPath(path) => ("store-bad-path", path),
            Self::InTheWay(path) => ("store-in-the-way", path),
            Self::GitBusy(path) => ("store-git-busy", path),
            Self::NoLocks(path) => ("store-no-locks", path),
            Self::Contended(path) => ("store-contended", path),
            Self::Missing(path) => ("store-missing", path),
            Self::Corrupt(path) => ("store-corrupt", path),
            Self::TagDiffers(path) => ("store-tag-differs", path),
        };
        Message::new(id).with("path", path)
    }

    /// What to do about it, where there is something to do; show it with `try_text`.
    pub fn hint(&self) -> Message {
        let mut message = self.message();
        if let Self::Io { source, .. } = self {
            message = reason(source);
        }
        message.id.push_str(".hint");
        message
    }
}

/// The system's reason in the user's language where it is a frequent one, else in the system's words.
fn reason(source: &io::Error) -> Message {
    Message::new(match source.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "store-reason-full",
        io::ErrorKind::PermissionDenied => "store-reason-denied",
        io::ErrorKind::ReadOnlyFilesystem => "store-reason-read-only",
        io::ErrorKind::NotFound => "store-reason-not-found",
        io::ErrorKind::AlreadyExists => "store-reason-exists",
        io::ErrorKind::IsADirectory => "store-reason-is-folder",
        io::ErrorKind::NotADirectory => "store-reason-is-file",
        _ => return Message::new("store-reason-other").with("reason", source.to_string()),
    })
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.message().fmt(f)
    }
}

impl std::error::Error for StoreError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            Self::Git { source, .. } => Some(source),
            _ => None,
        }
    }
}

/// The sentence as an argument of another one.
impl From<&StoreError> for Value {
    fn from(error: &StoreError) -> Self {
        error.message().into()
    }
}
