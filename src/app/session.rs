//! Who works, when and where, and what a use case gives back.

use super::readers::Readers;
use crate::messages::{Lang, Message};
use crate::problem::{Problem, Severity};
use crate::store::Memory;
use crate::units::{Day, Moment};
use crate::view::Page;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;
use std::rc::Rc;

/// What every use case is told: the clock and the person are here and nowhere else.
#[derive(Debug, Clone)]
pub struct Session {
    /// Where to look for the repository, or the folder named by `--repo`.
    pub dir: PathBuf,
    /// Language of outputs.
    pub lang: Lang,
    /// The time to record.
    pub now: Moment,
    /// Reports are made as of the end of this day; at the moment of the command where it is `None`.
    pub as_of: Option<Day>,
    /// Role of the person at work, if given.
    pub by: Option<String>,
    /// Show only, write nothing.
    pub dry_run: bool,
    /// The command as typed, for the journal, without values that may hold text (`comments import`).
    pub command: String,
    /// What a person answered to questions of this run, by the key of the failure that asked.
    pub answers: BTreeMap<String, String>,
    /// What this run has read and worked out before; a new one may be given at any time.
    pub memory: Memory,
    /// Where files that come in are read.
    pub readers: Readers,
    /// Who hears how far long work has come.
    pub steps: Steps,
    /// What a use case noticed on its way and a person should hear, whether it ends well or not.
    pub notices: Rc<RefCell<Vec<Message>>>,
}

impl Session {
    /// Notes something that a person should hear.
    pub(super) fn notice(&self, message: Message) {
        let mut notices = self.notices.borrow_mut();
        if !notices.contains(&message) {
            notices.push(message);
        }
    }
}

/// Hears how far a long piece of work has come; nothing may depend on it.
pub trait Watch {
    /// `done` of `total` steps of this work are done.
    fn step(&self, what: &Message, done: usize, total: usize);
    /// Something else is about to be said or asked.
    fn pause(&self);
}

/// Where steps of long work are told, if anywhere.
#[derive(Clone, Default)]
pub struct Steps(Option<Rc<dyn Watch>>);

impl Steps {
    /// Tells them to `watch`.
    pub fn to(watch: Rc<dyn Watch>) -> Self {
        Self(Some(watch))
    }

    /// So many steps of the work that the message `id` names are done.
    pub(super) fn at(&self, id: &'static str, done: usize, total: usize) {
        if let Some(watch) = &self.0 {
            watch.step(&Message::new(id), done, total);
        }
    }

    /// Something else is about to be said or asked.
    pub fn pause(&self) {
        if let Some(watch) = &self.0 {
            watch.pause();
        }
    }
}

impl fmt::Debug for Steps {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Steps").field("told", &self.0.is_some()).finish()
    }
}

/// How a run ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Exit {
    /// All done.
    #[default]
    Done,
    /// The input is at fault, or a question is open.
    AtFault,
}

/// The format of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// A page on the terminal.
    #[default]
    Terminal,
    /// One self-contained HTML file.
    Html,
    /// CSV that Excel opens.
    Csv,
    /// Data.
    Json,
    /// The whole text with change marks.
    CriticMarkup,
    /// The comparison table as HTML.
    TableHtml,
    /// A workbook that Excel opens.
    Xlsx,
    /// A Word file: of a comparison the whole text with tracked changes.
    Docx,
    /// The comparison table as a Word file.
    TableDocx,
    /// A PDF file: of a comparison the whole text with marks.
    Pdf,
    /// The comparison table as a PDF file.
    TablePdf,
}

/// What a use case gives back.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// The answer as a page, for a person.
    pub page: Option<Page>,
    /// The answer as data, for `--json`.
    pub json: Option<serde_json::Value>,
    /// The answer in the format asked for (HTML, CSV, CriticMarkup), where it was not written to a file.
    pub bytes: Option<Vec<u8>>,
    /// What was done and what to do next, for stderr.
    pub said: Vec<Message>,
    /// What is wrong with the input.
    pub problems: Vec<Problem>,
    /// Whether the problems are the answer itself (`check`), not a remark on it.
    pub problems_asked: bool,
    /// How the run ends.
    pub exit: Exit,
}

impl Report {
    /// A report that only says something.
    pub fn said(message: Message) -> Self {
        Self { said: vec![message], ..Self::default() }
    }

    /// The same with one more sentence.
    #[must_use]
    pub fn and(mut self, message: Message) -> Self {
        self.said.push(message);
        self
    }

    /// The same with problems; an error among them puts the input at fault.
    #[must_use]
    pub fn with_problems(mut self, problems: Vec<Problem>) -> Self {
        if problems.iter().any(|problem| problem.code.severity == Severity::Error) {
            self.exit = Exit::AtFault;
        }
        self.problems.extend(problems);
        self
    }
}
