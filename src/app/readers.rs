//! Where files that come in are read: in this process, or in processes of their own that may break down.
//!
//! A crafted Word or Excel file may ask for more memory than there is, which no program survives. Whoever runs a use case
//! may lend it [`Reader`]s that read elsewhere; without them everything is read here, within the limits of `intake`.

use crate::intake::{self, READER_MEMORY_MAX, READER_SECONDS_MAX, ReadFile};
use crate::messages::Message;
use crate::problem::{Place, Problem, Reading};
use std::fmt;
use std::rc::Rc;

/// What a reader makes of a file.
pub type FileReading = Reading<Option<ReadFile>>;

/// Why a process that reads broke down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Broken {
    /// It wanted more memory than it may have.
    Memory,
    /// It took longer than it may.
    Time,
    /// Something else.
    Other,
}

/// Reads files elsewhere, in their order; `done` hears how many are read.
pub trait Reader {
    /// What each file says, or why the process that read it broke down.
    fn read(&self, files: &[(&str, &[u8])], done: &dyn Fn(usize)) -> Vec<Result<FileReading, Broken>>;
}

/// The readers of a session, if it has any.
#[derive(Clone, Default)]
pub struct Readers(Option<Rc<dyn Reader>>);

impl Readers {
    /// Lets files be read by `reader`.
    pub fn to(reader: Rc<dyn Reader>) -> Self {
        Self(Some(reader))
    }

    /// What each file says.
    pub(super) fn read(&self, files: &[(&str, &[u8])], done: &dyn Fn(usize)) -> Vec<FileReading> {
        let Some(reader) = &self.0 else {
            return files.iter().map(|(name, bytes)| intake::read(name, bytes)).collect();
        };
        let answers = reader.read(files, done).into_iter();
        answers.zip(files).map(|(answer, (name, _))| answer.unwrap_or_else(|why| broke(name, why))).collect()
    }
}

impl fmt::Debug for Readers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Readers").field("lent", &self.0.is_some()).finish()
    }
}

/// A file at which the process that read it broke down: nothing of it is taken, and it is kept.
fn broke(name: &str, why: Broken) -> FileReading {
    let reason = match why {
        Broken::Memory => {
            Message::new("reader-broke-memory").with("limit", (READER_MEMORY_MAX >> 20).to_string())
        }
        Broken::Time => Message::new("reader-broke-time").with("limit", READER_SECONDS_MAX.to_string()),
        Broken::Other => Message::new("reader-broke-other"),
    };
    let problem = Problem::new(intake::READER_BROKE, Place::file(name)).with("reason", reason);
    Reading { value: None, problems: vec![problem] }
}
