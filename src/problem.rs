//! What is wrong with people's input: a stable code, a place, a reason and what to do.
//!
//! A problem is a value, never an `Err`: readers go on and return all problems of one run in a [`Reading`].
//! The sentences stand in the message files under `problem-<code>` with the attributes `.hint` (what to do)
//! and `.example` (a line that causes it). This module knows no file system and prints nothing.

use crate::messages::{ArgName, Lang, Message, Value};
use serde::{Deserialize, Serialize};

/// How grave a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// The input is at fault; `check` leaves with 1.
    Error,
    /// Probably at fault.
    Warning,
    /// Worth knowing.
    Note,
}

impl Severity {
    /// `error`, `warning` or `note`, as in the JSON.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// One kind of problem. Modules declare theirs as constants and list them in a `CODES` table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code {
    /// A letter for the module and three digits, such as `D012`; never used again for another kind.
    pub id: &'static str,
    /// How grave problems of this kind are.
    pub severity: Severity,
}

impl Code {
    /// A kind that is an error.
    pub const fn error(id: &'static str) -> Self {
        Self { id, severity: Severity::Error }
    }

    /// A kind that is a warning.
    pub const fn warning(id: &'static str) -> Self {
        Self { id, severity: Severity::Warning }
    }

    /// A kind that is a note.
    pub const fn note(id: &'static str) -> Self {
        Self { id, severity: Severity::Note }
    }
}

/// Where something stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct Place {
    /// The file as the user knows it, relative to the repository or as given.
    pub file: String,
    /// Line, from 1.
    pub line: Option<usize>,
    /// Column in characters, from 1.
    pub column: Option<usize>,
    /// A finer place where lines do not help: `row 4, column "Vị trí"`, `comments[2].place`.
    pub at: Option<String>,
}

impl Place {
    /// A whole file.
    pub fn file(file: impl Into<String>) -> Self {
        Self { file: file.into(), ..Self::default() }
    }

    /// A line of a file, from 1.
    pub fn line(file: impl Into<String>, line: usize) -> Self {
        Self { file: file.into(), line: Some(line), ..Self::default() }
    }

    /// A line and a column in characters, both from 1.
    pub fn column(file: impl Into<String>, line: usize, column: usize) -> Self {
        Self { file: file.into(), line: Some(line), column: Some(column), at: None }
    }

    /// The same place with a finer one inside it.
    #[must_use]
    pub fn at(mut self, at: impl Into<String>) -> Self {
        self.at = Some(at.into());
        self
    }
}

/// One problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What kind.
    pub code: Code,
    /// Where.
    pub place: Place,
    /// Arguments of its message, its hint and its example.
    pub args: Vec<(ArgName, Value)>,
    /// Other places that belong to it: the figure that disagrees, the first of two headings.
    pub also: Vec<Place>,
}

impl Problem {
    /// A problem of `code` at `place`.
    pub fn new(code: Code, place: Place) -> Self {
        Self { code, place, args: Vec::new(), also: Vec::new() }
    }

    /// The same with one more argument.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.args.push((name.into(), value.into()));
        self
    }

    /// The same with one more place.
    #[must_use]
    pub fn also(mut self, place: Place) -> Self {
        self.also.push(place);
        self
    }

    /// The reason, one sentence in lower case without a final stop.
    pub fn message(&self, lang: Lang) -> String {
        self.part("").text(lang)
    }

    /// What to do about it, where the message files say so.
    pub fn hint(&self, lang: Lang) -> Option<String> {
        self.part(".hint").try_text(lang)
    }

    fn part(&self, attribute: &str) -> Message {
        Message { id: format!("problem-{}{attribute}", self.code.id), args: self.args.clone() }
    }
}

/// What a reader made of people's input: a value as good as it could be, and all that was wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading<T> {
    /// The value; what could not be read is missing from it and stands in `problems`.
    pub value: T,
    /// All problems, in the order of the input.
    pub problems: Vec<Problem>,
}

impl<T> Reading<T> {
    /// A value without a problem.
    pub fn clean(value: T) -> Self {
        Self { value, problems: Vec::new() }
    }

    /// Whether any problem is an error.
    pub fn has_errors(&self) -> bool {
        self.problems.iter().any(|problem| problem.code.severity == Severity::Error)
    }

    /// The same problems with another value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Reading<U> {
        Reading { value: f(self.value), problems: self.problems }
    }
}
