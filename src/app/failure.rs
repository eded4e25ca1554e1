//! Why a use case could not be carried out: a sentence, its causes, and the problems in people's input.

use crate::messages::{Lang, Message};
use crate::problem::Problem;
use std::collections::BTreeSet;

/// The failure of a use case.
///
/// What to do about it stands in the message files as the attribute `.hint` of the same id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// What could not be done, and on what.
    pub message: Message,
    /// Why, from the outside in.
    pub causes: Vec<Message>,
    /// All that is wrong with the input, where that is the reason.
    pub problems: Vec<Problem>,
    /// What to do, where it does not follow from the message's id.
    pub hint: Option<Box<Message>>,
    /// Who else than the keeper of the input can help; boxed, as it is rare.
    pub way_out: Option<Box<WayOut>>,
}

/// Whose turn it is after a failure that is not one of the input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WayOut {
    /// Whoever typed the command line: that is at fault, not the input.
    Retype,
    /// A person, where one can be asked: the message is then the question, and this the key of the answer.
    Answer(Box<str>),
}

impl Failure {
    /// A failure with the message `id`.
    pub fn new(id: impl Into<String>) -> Self {
        Self::from(Message::new(id))
    }

    /// The same with an argument of its message.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<crate::messages::Value>) -> Self {
        self.message = self.message.with(name, value);
        self
    }

    /// The same with a cause.
    #[must_use]
    pub fn caused_by(mut self, cause: Message) -> Self {
        self.causes.push(cause);
        self
    }

    /// The same as a question; the answer comes back in the session's `answers` under `key`.
    #[must_use]
    pub fn asking(mut self, key: impl Into<String>) -> Self {
        self.way_out = Some(Box::new(WayOut::Answer(key.into().into_boxed_str())));
        self
    }

    /// The same as a fault of the command line.
    #[must_use]
    pub fn of_usage(mut self) -> Self {
        self.way_out = Some(Box::new(WayOut::Retype));
        self
    }

    /// The same with a hint of its own.
    #[must_use]
    pub fn hinting(mut self, hint: Message) -> Self {
        self.hint = Some(Box::new(hint));
        self
    }

    /// The same with problems.
    #[must_use]
    pub fn with_problems(mut self, problems: Vec<Problem>) -> Self {
        self.problems.extend(problems);
        self
    }

    /// The key of the answer that is wanted, where it is a question.
    pub fn asks(&self) -> Option<&str> {
        match self.way_out.as_deref() {
            Some(WayOut::Answer(key)) => Some(key),
            _ => None,
        }
    }

    /// Whether the command line is at fault, not the input.
    pub fn is_of_usage(&self) -> bool {
        self.way_out.as_deref() == Some(&WayOut::Retype)
    }

    /// What to do, of the message and of every cause that has a hint.
    pub fn hints(&self, lang: Lang) -> Vec<Message> {
        let mut said = BTreeSet::new();
        std::iter::once(&self.message)
            .chain(&self.causes)
            .map(|message| Message { id: format!("{}.hint", message.id), args: message.args.clone() })
            .chain(self.hint.as_deref().cloned())
            .filter(|hint| hint.try_text(lang).is_some_and(|text| said.insert(text)))
            .collect()
    }
}

impl From<Message> for Failure {
    fn from(message: Message) -> Self {
        Self { message, causes: Vec::new(), problems: Vec::new(), hint: None, way_out: None }
    }
}
