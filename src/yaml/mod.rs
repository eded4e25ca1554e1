//! The one door to YAML: records in, all problems out; values out as YAML that every reader understands alike.
//!
//! `serde_yaml` is used here and nowhere else. Before it sees a text, a linear scanner refuses what it would let
//! pass (anchors, aliases, tags, depth, size) and what would be lost in silence (a key written twice). Its errors
//! are turned into problems with line, column, reason and hint; an item of a list that cannot be read is left out
//! so that it does not hide the others. Enums with data are mappings of one key (`due: {at: …}`), never tags. This
//! module knows no record and no file system.
//!
//! Invariants: reading never panics; a text with an anchor, alias or tag outside scalars never reaches the parser.
//! Worst case: the scanner is linear; the parser runs once more for each item left out, at most
//! [`RETRIES_MAX`] times and over at most [`REREAD_BYTES_MAX`] bytes together.

mod codes;
mod emit;
mod explain;
mod scalar;
mod scan;

#[cfg(test)]
mod tests;

pub use codes::{
    AFTER_QUOTE, ANCHOR, BAD_VALUE, CODES, COLON, CONTROL, DEPTH, DUPLICATE, EMPTY, INDENT, LOST_TAIL,
    MISSING_KEY, NOT_BOOL, NOT_NUMBER, OPEN_QUOTE, SCHEMA, SPECIAL, SYNTAX, TAB, TAG, TOO_BIG, TWO_DOCUMENTS,
    UNKNOWN_KEY, UNKNOWN_WORD, WRONG_TYPE,
};
pub use scalar::ScalarVisitor;
pub(crate) use scalar::{schema_line, text_scalar};

use crate::problem::{Place, Problem, Reading, Severity};
use scan::{Item, Scan};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_yaml::with::singleton_map_recursive;
use std::collections::BTreeSet;

/// Largest text read, in bytes.
pub const BYTES_MAX: usize = 1024 * 1024;
/// How often the parser runs again without an item that it could not read.
pub const RETRIES_MAX: usize = 100;
/// How many bytes these runs may read together.
pub const REREAD_BYTES_MAX: usize = 8 * 1024 * 1024;

/// Where an item of a list stands that directly follows a key of the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemPlace {
    /// The key of its list.
    pub key: String,
    /// Its position in the list as written, from 0.
    pub index: usize,
    /// Its first line in the file, from 1.
    pub line: usize,
}

/// A record as far as it could be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record<T> {
    /// The record and all problems.
    pub reading: Reading<Option<T>>,
    /// The items of its block lists that were read, in order; what is missing here stands in the problems.
    pub items: Vec<ItemPlace>,
}

/// Reads a record; items of its lists that cannot be read are left out and stand in the problems.
///
/// The value is `None` where the record as a whole cannot be read.
pub fn read<T: DeserializeOwned>(text: &str, file: &str) -> Reading<Option<T>> {
    read_record(text, file, 0).reading
}

/// Reads a record and nothing less: any error is a refusal. Warnings are dropped.
///
/// # Errors
///
/// All problems, errors and warnings, where any is an error.
pub fn from_str<T: DeserializeOwned>(text: &str, file: &str) -> Result<T, Vec<Problem>> {
    let reading = read(text, file);
    match reading.value {
        Some(value) if !reading.problems.iter().any(|it| it.code.severity == Severity::Error) => Ok(value),
        _ => Err(reading.problems),
    }
}

/// As [`read`], with the places of the items; `lines_before` lines of the file stand before the text.
pub fn read_record<T: DeserializeOwned>(text: &str, file: &str, lines_before: usize) -> Record<T> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut job =
        Job { file, lines_before, problems: Vec::new(), dropped: BTreeSet::new(), items: Vec::new() };
    let value = job.run(text);
    job.problems.sort_by_key(|it| (it.place.line, it.place.column));
    let items = job.kept_items();
    Record { reading: Reading { value, problems: job.problems }, items }
}

/// A value as YAML, the same bytes for the same value, ending with a line break.
///
/// What YAML cannot hold (bytes, a map whose keys are lists) comes out as `null`; no record has such.
pub fn to_string<T: Serialize>(value: &T) -> String {
    let value = singleton_map_recursive::serialize(value, serde_yaml::value::Serializer);
    emit::emit(&value.unwrap_or(serde_yaml::Value::Null))
}

struct Job<'a> {
    file: &'a str,
    lines_before: usize,
    problems: Vec<Problem>,
    dropped: BTreeSet<usize>,
    items: Vec<Item>,
}

impl Job<'_> {
    fn run<T: DeserializeOwned>(&mut self, text: &str) -> Option<T> {
        if text.len() > BYTES_MAX {
            let limit = Problem::new(TOO_BIG, Place::file(self.file)).with("kilobytes", BYTES_MAX / 1024);
            self.problems.push(limit);
            return None;
        }
        let Scan { problems, items, refused } = scan::scan(text, self.file);
        self.items = items;
        let outside = self.drop_items_at(&problems);
        let named = problems.into_iter().map(|it| {
            let line = it.place.line;
            self.shifted(explain::indented(it, line, text))
        });
        let problems: Vec<Problem> = named.collect();
        self.problems.extend(problems);
        if refused || outside == Outside::Fatal {
            return None;
        }
        if text.lines().all(|line| line.trim().is_empty() || line.starts_with('#') || line == "---") {
            self.problems.push(Problem::new(EMPTY, Place::file(self.file)));
            return None;
        }
        let value = self.parse(text);
        value.filter(|_| outside == Outside::Clean)
    }

    /// Parses, leaving out one more item each time the parser stops inside one.
    fn parse<T: DeserializeOwned>(&mut self, text: &str) -> Option<T> {
        let retries = RETRIES_MAX.min(REREAD_BYTES_MAX / text.len().max(1));
        let mut rest = self.without_dropped(text);
        for _ in 0..=retries {
            let error = match singleton_map_recursive::deserialize(serde_yaml::Deserializer::from_str(&rest))
            {
                Ok(value) => return Some(value),
                Err(error) => error,
            };
            let (problem, line) = explain::explain(&error, self.file, self.lines_before);
            let problem = explain::indented(problem, line, text);
            let item = line.and_then(|line| self.item_at(line)).filter(|it| !self.dropped.contains(it));
            self.add(problem, item);
            let Some(item) = item else { break };
            self.dropped.insert(item);
            rest = self.without_dropped(text);
        }
        None
    }

    /// Adds a problem of the parser, unless the scanner has named the same line.
    fn add(&mut self, mut problem: Problem, item: Option<usize>) {
        let line = problem.place.line;
        let is_known = self.problems.iter().any(|it| {
            let same_line = line.is_some() && it.place.line == line && it.code.severity == Severity::Error;
            same_line || (it.code == DUPLICATE && problem.code == DUPLICATE)
        });
        if is_known {
            return;
        }
        if let (Some(item), Some(at)) = (item.and_then(|item| self.items.get(item)), &mut problem.place.at) {
            // The parser counts what it sees; items left out before this one are missing from its count.
            let rest = at.split_once(']').map_or("", |(_, rest)| rest).to_owned();
            *at = format!("{}[{}]{rest}", item.key, item.index + 1);
        }
        self.problems.push(problem);
    }

    /// Leaves out the items in which the scanner found errors, and says what it found outside items.
    fn drop_items_at(&mut self, problems: &[Problem]) -> Outside {
        let mut outside = Outside::Clean;
        for problem in problems.iter().filter(|it| it.code.severity == Severity::Error) {
            match problem.place.line.and_then(|line| self.item_at(line)) {
                Some(item) => {
                    self.dropped.insert(item);
                }
                None if problem.code == DUPLICATE && outside == Outside::Clean => outside = Outside::Double,
                None if problem.code == DUPLICATE => (),
                None => outside = Outside::Fatal,
            }
        }
        outside
    }

    fn item_at(&self, line: usize) -> Option<usize> {
        let after = self.items.partition_point(|item| item.lines.start <= line);
        let index = after.checked_sub(1)?;
        self.items[index].lines.contains(&line).then_some(index)
    }

    /// The text with the lines of dropped items empty, so that all other lines keep their numbers.
    fn without_dropped(&self, text: &str) -> String {
        if self.dropped.is_empty() {
            return text.to_owned();
        }
        let lines = scan::lines(text);
        let mut out = String::with_capacity(text.len());
        let mut copied = 0;
        for item in self.dropped.iter().filter_map(|index| self.items.get(*index)) {
            let start = lines.get(item.lines.start - 1).map_or(text.len(), |line| line.start);
            let end = lines.get(item.lines.end - 1).map_or(text.len(), |line| line.start);
            out.push_str(&text[copied..start]);
            out.extend(std::iter::repeat_n('\n', item.lines.len()));
            copied = end;
        }
        out.push_str(&text[copied..]);
        out
    }

    fn shifted(&self, mut problem: Problem) -> Problem {
        for place in std::iter::once(&mut problem.place).chain(&mut problem.also) {
            place.line = place.line.map(|line| line + self.lines_before);
        }
        if let Some(before) = problem.also.first().and_then(|place| place.line) {
            problem = problem.with("line", before);
        }
        problem
    }

    fn kept_items(&self) -> Vec<ItemPlace> {
        let kept = self.items.iter().enumerate().filter(|(index, _)| !self.dropped.contains(index));
        kept.map(|(_, item)| ItemPlace {
            key: item.key.clone(),
            index: item.index,
            line: item.lines.start + self.lines_before,
        })
        .collect()
    }
}

/// What the scanner found outside the items of lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outside {
    /// No error.
    Clean,
    /// A key that stands twice: no value, but the parser may look for more.
    Double,
    /// The parser must not see the text.
    Fatal,
}
