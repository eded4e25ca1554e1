//! What units send, read: bytes of a file to a reply with its points, and all that could not be read.
//!
//! [`read`] recognises a file by its content first and its extension second: a reply in YAML, Markdown with a head, a
//! slip in CSV. What it cannot take it refuses with a reason and what to do; one bad row or point does not hide the
//! others. Words stay verbatim; nothing is resolved here (units, documents, places) and nothing is written. Files are
//! hostile input: sizes are checked before anything is parsed, work is linear, nothing panics.

mod bytes;
mod codes;
mod finish;
mod kinds;
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
    let text = match decode(name, bytes) {
        Ok(text) => text,
        Err(problem) => return refused(*problem),
    };
    let format = match recognise(name, &text) {
        Ok(format) => format,
        Err(problem) => return refused(*problem),
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

impl Parts {
    fn refused(problems: Vec<Problem>) -> Self {
        Self { reply: None, at: Vec::new(), problems }
    }
}

/// The form of a text: by what it begins with, then by the end of the file's name.
fn recognise(name: &str, text: &str) -> Result<FileFormat, Box<Problem>> {
    let extension = bytes::extension(name);
    let first =
        text.lines().find(|line| !line.trim().is_empty() && !line.starts_with('#')).unwrap_or_default();
    let fenced = first.trim_end() == "---";
    match extension.as_str() {
        "md" | "markdown" => return Ok(FileFormat::Markdown),
        "yaml" | "yml" => return Ok(FileFormat::Yaml),
        _ if fenced && text.contains("vankien/reply/") => return Ok(FileFormat::Markdown),
        _ if first.starts_with("schema:") => return Ok(FileFormat::Yaml),
        "csv" | "tsv" => return Ok(FileFormat::Slip),
        _ => (),
    }
    if slip::has_header(text) {
        return Ok(FileFormat::Slip);
    }
    Err(Problem::new(codes::UNKNOWN_FORM, Place::file(name)).with("extension", extension).into())
}

fn refused(problem: Problem) -> Reading<Option<ReadFile>> {
    Reading { value: None, problems: vec![problem] }
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
