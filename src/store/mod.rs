//! git, files and the cache: the only door to `git2`, `walkdir` and `std::fs`.
//!
//! It knows paths and bytes, and nothing of Markdown, YAML or comments; it prints nothing and asks no clock
//! (times come with [`CommitMeta`]; only waiting is measured).
//!
//! Invariants:
//! - One operation is one commit: built in memory on the branch head, its objects flushed to the disk and read
//!   back, then the branch moved by one compare-and-swap. A run killed at any moment has either moved it or
//!   not; the next run clears what was left and catches the working files up (`settle`).
//! - A working file that differs from its base (its entry in git's index) is an unsaved edit: never
//!   overwritten and never taken into a commit unless the caller says so with [`Changes::taken`].
//! - What is read is what is stored: replace objects, grafts and `shallow` change nothing; hooks, filters and
//!   fsmonitor never run. Symbolic links and submodules are refused by name.
//! - The same data gives the same commit and tag ids everywhere.
//!
//! One writer at a time per repository (own lock); all writing happens on the calling thread, which helpers only
//! help to wait for the disk.

mod disk;
mod error;
mod flush;
mod index;
mod lock;
mod log;
mod memory;
mod names;
mod objects;
mod open;
mod pack;
mod refs;
mod settle;
mod snapshot;
mod state;
mod transact;
mod working;

pub use disk::{create_dir, read_outside, walk, write_outside};
pub use error::{Action, StoreError};
pub use flush::write_all_outside;
pub use lock::Holder;
pub use log::{CommitInfo, PathChange, Reversal};
pub use memory::Memory;
pub use names::{safe_name, sha256_hex};
pub use open::{Held, Store};
pub use refs::TagOutcome;
pub use snapshot::{Entry, Snapshot};
pub use transact::{Changes, Committed, Tag};
pub use working::{WorkingFile, WorkingState};

use std::fmt;

/// Who makes a commit and when, all of it given by the caller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommitMeta {
    /// Seconds since 1970, UTC.
    pub seconds: i64,
    /// The author's zone in minutes east of UTC (420 in Vietnam).
    pub offset_minutes: i32,
    /// Name as it shall stand in the history.
    pub author: String,
    /// E-mail or a role in its form; may be empty.
    pub email: String,
    /// The running command, shown to others who wait for the lock; not part of the commit.
    pub command: String,
}

/// Id of a commit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CommitId(git2::Oid);

/// Id of a file's content in git.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlobId(git2::Oid);

impl CommitId {
    /// Reads 40 hexadecimal digits.
    pub fn from_hex(hex: &str) -> Option<Self> {
        full_id(hex).map(Self)
    }

    /// The first 8 digits, for people.
    pub fn short(&self) -> String {
        self.to_string().chars().take(8).collect()
    }
}

impl BlobId {
    /// Reads 40 hexadecimal digits.
    pub fn from_hex(hex: &str) -> Option<Self> {
        full_id(hex).map(Self)
    }

    /// The id that a file of these bytes has.
    ///
    /// # Errors
    /// None in practice; the library may refuse to hash.
    pub fn of(bytes: &[u8]) -> Result<Self, StoreError> {
        objects::blob_id(bytes)
    }
}

fn full_id(hex: &str) -> Option<git2::Oid> {
    if hex.len() == 40 { git2::Oid::from_str(hex).ok() } else { None }
}

impl fmt::Display for CommitId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for BlobId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
