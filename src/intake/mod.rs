//! Replies that come in: bytes of a file to the words of a unit, and all that could not be read.
//!
//! Reads the forms of a reply: YAML, Markdown with front matter, the slip as CSV, Excel or Word, letters in running
//! text. It takes what it can and names every part that it could not take. Words stay as the unit wrote them (line breaks become `\n`, and
//! the `'` that guards a spreadsheet's cell is taken off); nothing is placed, no unit, document or round is
//! looked up, and no file is opened: keeping the bytes and finding whose they are is `app`'s.
//!
//! What is decided here is only what the words themselves say: that a reply is nothing but agreement, that it
//! takes the place of an earlier one, what kind of change a point asks for. Where they do not say it clearly,
//! nothing is decided.
//!
//! Files of formats that are hard to read are read in a process of its own, which may break down: [`request`] and
//! [`answer`] are what passes between the two.
//!
//! Invariants: no bytes make it panic; every part of a file is in the reply or in a problem (but rows of a slip that
//! the unit left as they were circulated); work is linear in
//! the file (a slip is split once per possible separator, and again behind at most `RETRIES_MAX` open quotation
//! marks, a head once for each bad key). A file is refused whole (`None`) when nothing of it could be used, or when
//! its head does not say surely whose it is and to what it answers.

mod bytes;
mod cells;
mod codes;
mod columns;
mod email;
mod finish;
mod inside;
mod kinds;
mod letter;
mod limits;
mod markdown;
mod pdf_text;
mod slip;
mod table;
mod table_row;
#[cfg(test)]
mod tests;
mod wire;
mod word;
mod words;
mod workbook;
mod yaml_reply;

pub use codes::{CODES, READER_BROKE};
pub use inside::{Inside, NESTED_MAX, holds_files, inside, too_deep};
pub use limits::{LIMITS, Limit, READER_MEMORY_MAX, READER_SECONDS_MAX, READERS_MAX};
pub use wire::{answer, decode as decode_reading, request};
pub use word::{Changes, WordDraft, WordOptions, is_word, read_draft};
pub use words::RelationHint;

use crate::archive::{OleKind, is_locked_word, ole_kind};
use crate::comments::{Reply, ReplyComment, ReplySchema, State};
use crate::problem::{Code, Place, Problem, Reading};
use crate::text::Legacy;
use bytes::decode;
use serde::{Deserialize, Serialize};

/// A reply as it was read from a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadFile {
    /// What it says; `unit` and `round` are missing where the file does not say them.
    pub reply: Reply,
    /// Where each of `reply.comments` stood in the file: `comments[2]`, `row 4`, `line 12`, `lines 12-14`; counted
    /// from 1.
    pub at: Vec<String>,
    /// The form it has; none where it has none that is read.
    pub format: Option<FileFormat>,
    /// How it stands to the unit's earlier replies.
    pub relation: RelationHint,
    /// The short hash of the frozen drafts that a slip was made for, as it stands on the slip.
    pub frozen: Option<String>,
    /// The old encoding that its text is in; then `reply.state` is unreadable and there are no comments.
    pub unreadable: Option<Legacy>,
}

/// The form of a reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum FileFormat {
    /// A record in YAML.
    Yaml,
    /// Markdown with front matter.
    Markdown,
    /// The slip as CSV.
    Slip,
    /// The slip, or a table like it, as a workbook of Excel.
    Workbook,
    /// The slip, or a table like it, in a Word file.
    Word,
    /// A letter in running text.
    Text,
}

/// Reads a file that came in; `name` is its name as it came, of which only the end is looked at.
///
/// The value is `None` where the file is refused; the problems say why and what to do. Otherwise it holds all
/// that could be read, and there is a problem for every part that could not, with its place in `place.at`.
pub fn read(name: &str, bytes: &[u8]) -> Reading<Option<ReadFile>> {
    if let Some(problem) = container(name, bytes) {
        return refused(problem);
    }
    if workbook::is_workbook(name) && bytes.len() <= limits::FILE_BYTES_MAX {
        return workbook::read(name, bytes);
    }
    // A new Word file is often sent under the name of an old one.
    let is_word = is_word(name) || bytes::extension(name) == "doc" && bytes.starts_with(b"PK");
    if is_word && !bytes.is_empty() && bytes.len() <= limits::FILE_BYTES_MAX {
        return word::read_reply(name, bytes);
    }
    if pdf_text::is_pdf(name) && !bytes.is_empty() && bytes.len() <= limits::FILE_BYTES_MAX {
        return pdf_text::read(name, bytes);
    }
    let bytes::Text { words: text, note } = match decode(name, bytes) {
        Ok(text) => text,
        Err(problem) => return refused(*problem),
    };
    let format = match recognise(name, &text) {
        Ok(format) => format,
        Err(problem) => return refused(*problem),
    };
    let (limit, found) = match format {
        FileFormat::Yaml => (limits::YAML_BYTES_MAX, text.len()),
        FileFormat::Markdown => (limits::MARKDOWN_BYTES_MAX, text.len()),
        FileFormat::Slip | FileFormat::Workbook | FileFormat::Word => (limits::SLIP_BYTES_MAX, text.len()),
        FileFormat::Text => (limits::LETTER_BYTES_MAX, text.len()),
    };
    if found > limit {
        return refused(bytes::too_large(name, limit));
    }
    let parts = match format {
        FileFormat::Yaml => yaml_reply::read(&text, name),
        FileFormat::Markdown => markdown::read(&text, name),
        FileFormat::Slip | FileFormat::Workbook | FileFormat::Word => slip::read(&text, name),
        FileFormat::Text => letter::read(&letter::of_text(&text), name),
    };
    let mut reading = finish::finish(parts, format, &text, name);
    reading.problems.splice(0..0, note);
    reading
}

/// What is wrong with a file of Office that is under a password, or of old Word, whatever its name says.
fn container(name: &str, bytes: &[u8]) -> Option<Problem> {
    let problem = |code: Code| Problem::new(code, Place::file(name));
    let kind = match bytes::extension(name).as_str() {
        "xlsx" | "xlsm" | "xls" => "excel",
        "docx" | "doc" => "word",
        _ => "other",
    };
    match ole_kind(bytes)? {
        OleKind::Locked => Some(problem(codes::OFFICE_LOCKED).with("kind", kind)),
        OleKind::Word if is_locked_word(bytes) => Some(problem(codes::OFFICE_LOCKED).with("kind", "word")),
        OleKind::Word => Some(problem(codes::WORD_OLD)),
        _ => None,
    }
}

/// Whether a file is read as plain text, which costs no more than its length; the others are formats within formats.
pub fn is_plain(name: &str) -> bool {
    matches!(bytes::extension(name).as_str(), "md" | "markdown" | "yaml" | "yml" | "csv" | "tsv" | "txt")
}

/// How a reply stands of which nothing can be read, by its file: yet to be typed, or asked for again. None for what is
/// no reply by itself (nothing in it, an archive) and for text that only has to be mended.
pub fn unread(name: &str, bytes: &[u8], problems: &[Problem]) -> Option<State> {
    let found = |code: Code| problems.iter().any(|problem| problem.code == code);
    if found(codes::NOT_READ) {
        return bytes::not_read(name, bytes).map(|_| State::ToBeTyped);
    }
    let is_word =
        [codes::WORD_BROKEN, codes::WORD_CHANGE, codes::WORD_NO_TABLE, codes::READER_BROKE, codes::PDF_TABLE]
            .into_iter()
            .any(found);
    if found(codes::UNKNOWN_FORM) || found(codes::MAIL_RTF) || is_word {
        return Some(State::ToBeTyped);
    }
    (found(codes::BINARY)
        || found(codes::NOT_UNICODE)
        || found(codes::MEMBER_LOCKED)
        || found(codes::PDF_BROKEN)
        || found(codes::PDF_LOCKED)
        || found(codes::OFFICE_LOCKED)
        || found(codes::WORD_OLD)
        || found(codes::ARCHIVE_OTHER))
    .then_some(State::Unreadable)
}

impl ReadFile {
    /// A reply of which no more is known than that it came.
    pub fn unread(state: State) -> Self {
        let mut reply = blank_reply();
        reply.state = Some(state);
        let (at, relation) = (Vec::new(), RelationHint::Unclear);
        Self { reply, at, format: None, relation, frozen: None, unreadable: None }
    }
}

/// What a reader of one form gives to [`finish`].
#[derive(Debug)]
struct Parts {
    /// The reply; `None` where its head cannot be trusted.
    reply: Option<Reply>,
    /// Where each comment stood.
    at: Vec<String>,
    /// The short hash on a slip.
    frozen: Option<String>,
    /// What was wrong.
    problems: Vec<Problem>,
}

impl Parts {
    fn refused(problems: Vec<Problem>) -> Self {
        Self { reply: None, at: Vec::new(), frozen: None, problems }
    }

    /// The same, with the sheet in every place.
    fn of_sheet(mut self, name: &str) -> Self {
        let on_sheet = |at: &str| format!("sheet \"{name}\", {at}");
        self.at.iter_mut().for_each(|at| *at = on_sheet(at));
        for problem in &mut self.problems {
            problem.place.at =
                Some(problem.place.at.as_deref().map_or_else(|| format!("sheet \"{name}\""), on_sheet));
        }
        self
    }

    /// What two sheets of one file say together: the head of the first that has one counts.
    fn and(self, other: Self) -> Self {
        let mut problems = self.problems;
        problems.extend(other.problems);
        let reply = match (self.reply, other.reply) {
            (Some(mut first), Some(second)) => {
                first.unit = first.unit.or(second.unit);
                first.round = first.round.or(second.round);
                first.draft = first.draft.or(second.draft);
                first.dated = first.dated.or(second.dated);
                first.symbol = first.symbol.or(second.symbol);
                first.comments.extend(second.comments);
                Some(first)
            }
            (first, second) => first.or(second),
        };
        let at = self.at.into_iter().chain(other.at).collect();
        Self { reply, at, frozen: self.frozen.or(other.frozen), problems }
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
    let is_text = matches!(extension.as_str(), "txt" | "text");
    // Commas and semicolons part the sentences of a letter as well as the cells of a table.
    let has_header =
        if is_text { slip::has_header(&letter::heads_of_table(text)) } else { slip::has_header(text) };
    if has_header {
        return Ok(FileFormat::Slip);
    }
    if is_text {
        return Ok(FileFormat::Text);
    }
    Err(Problem::new(codes::UNKNOWN_FORM, Place::file(name)).with("extension", extension).into())
}

fn refused(problem: Problem) -> Reading<Option<ReadFile>> {
    Reading { value: None, problems: vec![problem] }
}

/// A reply that says nothing yet.
fn blank_reply() -> Reply {
    Reply {
        schema: ReplySchema,
        unit: None,
        round: None,
        draft: None,
        dated: None,
        symbol: None,
        channel: None,
        state: None,
        per_document: std::collections::BTreeMap::new(),
        relation: None,
        occasion: None,
        words: None,
        comments: Vec::new(),
    }
}

/// A point that says nothing yet.
fn blank_comment(index: usize, line: usize) -> ReplyComment {
    ReplyComment {
        code: None,
        document: None,
        place: None,
        quote: None,
        text: String::new(),
        reason: None,
        kind: None,
        question: None,
        agreement: None,
        reserved: false,
        votes: None,
        proposals: Vec::new(),
        originators: Vec::new(),
        weight: None,
        weight_of: None,
        index,
        line,
    }
}
