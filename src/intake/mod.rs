//! What units send, read: bytes of a file to a reply with its points, and all that could not be read.
//!
//! [`read`] recognises a file by its content first and its extension second: a reply in YAML, Markdown with a head, a
//! slip in CSV. What it cannot take it refuses with a reason and what to do; one bad row or point does not hide the
//! others. Words stay verbatim; nothing is resolved here (units, documents, places) and nothing is written. Files are
//! hostile input: sizes are checked before anything is parsed, work is linear, nothing panics.

mod bytes;
mod codes;
mod finish;
mod limits;
mod markdown;
mod slip;

pub use codes::*;
pub use limits::{CELL_CHARS, COMMENTS, FILE_MB, LIMITS, Limit, MARKDOWN_MB, SLIP_MB, YAML_MB};

use crate::comments::{self, Reply, ReplySchema};
use crate::problem::{Place, Problem, Reading};
use bytes::Format;
use std::collections::BTreeMap;

/// A file as far as it could be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadFile {
    /// The reply. Without points and words where it is unreadable.
    pub reply: Reply,
    /// Where each of its points stands in the file: `comments[2], line 14`, `row 4`, `line 12`.
    pub at: Vec<String>,
    /// How it stands to the unit's earlier replies, by its key or by its words.
    pub relation: RelationHint,
    /// Why it cannot be read, where its text is in an old font; the file is kept and a readable one asked for.
    pub unreadable: Option<Problem>,
}

/// How a reply stands to the unit's earlier ones.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum RelationHint {
    /// It takes the place of the one with this date as written (`12/4`), or of all.
    Replaces {
        /// Day and month of the reply that it replaces, where it names them.
        dated: Option<String>,
    },
    /// It is added to them.
    Adds,
    /// It does not say.
    #[default]
    Unclear,
}

/// Reads a file that came in; `name` is its name with its extension, for recognising it and for problems.
///
/// The value is `None` where the file is refused.
pub fn read(name: &str, bytes: &[u8]) -> Reading<Option<ReadFile>> {
    let (text, format) = match bytes::text_of(name, bytes) {
        Ok(found) => found,
        Err(problem) => return Reading { value: None, problems: vec![*problem] },
    };
    let points = match format {
        Format::Yaml => yaml(&text, name),
        Format::Markdown => markdown::read(&text, name),
        Format::Slip => slip::read(&text, name),
    };
    let Reading { value, mut problems } = points;
    let value = value.map(|points| finish::finish(points, name, &mut problems));
    Reading { value, problems }
}

/// A reply and where its points stand, before its words are judged.
struct Points {
    reply: Reply,
    at: Vec<Place>,
}

fn yaml(text: &str, name: &str) -> Reading<Option<Points>> {
    comments::read_reply(text, name, 0).map(|reply| {
        reply.map(|reply| {
            let at = reply.comments.iter();
            let at = at.map(|it| {
                Place::line(name, it.line).at(format!("comments[{}], line {}", it.index + 1, it.line))
            });
            Points { at: at.collect(), reply }
        })
    })
}

/// A reply that says nothing yet.
fn blank() -> Reply {
    Reply {
        schema: ReplySchema,
        unit: None,
        round: None,
        draft: None,
        dated: None,
        symbol: None,
        channel: None,
        state: None,
        per_document: BTreeMap::new(),
        relation: None,
        occasion: None,
        words: None,
        comments: Vec::new(),
    }
}

/// A point with these words and nothing else.
fn point(text: &str, index: usize, line: usize) -> comments::ReplyComment {
    comments::ReplyComment {
        code: None,
        document: None,
        place: None,
        quote: None,
        text: text.to_owned(),
        reason: None,
        kind: None,
        question: None,
        agreement: None,
        reserved: false,
        votes: None,
        proposals: Vec::new(),
        originators: Vec::new(),
        weight: None,
        index,
        line,
    }
}

fn nothing(problem: Problem) -> Reading<Option<Points>> {
    Reading { value: None, problems: vec![problem] }
}
