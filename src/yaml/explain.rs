//! The parser's errors as problems in the user's language: place, reason, hint.
//!
//! `serde_yaml` has one kind of error with an English text; its forms are told apart here and nowhere else. A
//! form that is not known is still a problem, with the parser's own words.

use super::codes;
use super::scalar::MARK;
use crate::messages::Message;
use crate::problem::{Place, Problem};

/// The problem of a parser's error. `line_shift` lines stand before the text in its file.
pub(super) fn explain(error: &serde_yaml::Error, file: &str, line_shift: usize) -> (Problem, Option<usize>) {
    let full = error.to_string();
    let location = error.location();
    let (path, text) = split_path(&full);
    let text = text.rsplit_once(" at line ").map_or(text, |(head, _)| head);
    let line = location.as_ref().map(serde_yaml::Location::line);
    let mut place = match &location {
        Some(at) => Place::column(file, at.line() + line_shift, at.column()),
        None => Place::file(file),
    };
    if let Some(path) = path {
        place = place.at(counted_from_one(path));
    }
    (reason(text, &full, place), line)
}

/// The same problem, or one of indentation: where the colon that disturbs ends a key of its own line, the line or
/// the one before it stands in the wrong column. `line` counts in `text`, from 1.
pub(super) fn indented(problem: Problem, line: Option<usize>, text: &str) -> Problem {
    let Some(at) = line.filter(|line| problem.code == codes::COLON && *line > 1) else { return problem };
    let key = |line: &str| {
        let body = line.trim_start();
        let name = body.split(':').next().unwrap_or_default();
        let is_key = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
        is_key.then(|| (line.len() - body.len(), name.len()))
    };
    let mut lines = text.lines().skip(at - 2);
    let (Some(before), Some(here)) = (lines.next(), lines.next()) else { return problem };
    let Some((indent, n_name)) = key(here) else { return problem };
    if problem.place.column != Some(indent + n_name + 1) {
        return problem;
    }
    let is_before = key(before).is_some_and(|(other, _)| other != indent);
    let line = problem.place.line.map(|line| line - usize::from(is_before));
    Problem::new(codes::INDENT, Place { line, column: None, ..problem.place })
}

fn reason(text: &str, full: &str, place: Place) -> Problem {
    if let Some((kind, value)) = marked(full) {
        return bad_value(&kind, &value, place);
    }
    if let Some(rest) = text.strip_prefix("missing field ") {
        return Problem::new(codes::MISSING_KEY, place).with("key", between_ticks(rest));
    }
    if let Some(rest) = text.strip_prefix("unknown field ") {
        return unknown(Problem::new(codes::UNKNOWN_KEY, place), rest);
    }
    if let Some(rest) = text.strip_prefix("unknown variant ") {
        return unknown(Problem::new(codes::UNKNOWN_WORD, place), rest);
    }
    if let Some(rest) = text.strip_prefix("duplicate field ") {
        let line = place.line.unwrap_or(0);
        return Problem::new(codes::DUPLICATE, place).with("key", between_ticks(rest)).with("line", line);
    }
    if text.starts_with("invalid type: ") || text.starts_with("invalid value: ") {
        return wrong_type(text, place);
    }
    if text.starts_with("invalid length ") {
        return Problem::new(codes::WRONG_TYPE, place).with("expected", Message::new("yaml-expected-count"));
    }
    syntax(text, full, place)
}

fn syntax(text: &str, full: &str, place: Place) -> Problem {
    let code = if text.contains("mapping values are not allowed") {
        codes::COLON
    } else if text.contains("recursion limit") {
        codes::DEPTH
    } else if text.contains("more than one document") {
        codes::TWO_DOCUMENTS
    } else if text.starts_with("EOF while parsing") {
        codes::EMPTY
    } else if full.contains("scanning a quoted scalar") {
        codes::OPEN_QUOTE
    } else if text.contains("cannot start any token") || full.contains("scanning a block scalar") {
        codes::SPECIAL
    } else if text.contains("did not find expected") || text.contains("could not find expected") {
        codes::INDENT
    } else if text.contains("anchor") {
        codes::ANCHOR
    } else {
        return Problem::new(codes::SYNTAX, place).with("detail", text);
    };
    Problem::new(code, place)
}

fn bad_value(kind: &str, value: &str, place: Place) -> Problem {
    if kind.starts_with("vankien/") {
        return Problem::new(codes::SCHEMA, place).with("expected", kind).with("found", value);
    }
    let shown: String = value.chars().take(60).collect();
    Problem::new(codes::BAD_VALUE, place)
        .with("value", shown)
        .with("kind", Message::new(format!("yaml-kind-{kind}")))
        .with("form", Message::new(format!("yaml-kind-{kind}.form")))
}

fn wrong_type(text: &str, place: Place) -> Problem {
    let (found, expected) = text.rsplit_once(", expected ").unwrap_or((text, ""));
    let value = found.split_once('`').and_then(|(_, rest)| rest.rsplit_once('`')).map(|(value, _)| value);
    let value =
        value.or_else(|| found.split_once('"').and_then(|(_, it)| it.rsplit_once('"')).map(|(it, _)| it));
    let is_integer = expected.len() <= 5 && expected.starts_with(['u', 'i']) || expected == "a nonzero";
    if expected == "a boolean" {
        return Problem::new(codes::NOT_BOOL, place).with("value", value.unwrap_or_default());
    }
    if is_integer && value.is_some() {
        return Problem::new(codes::NOT_NUMBER, place).with("value", value.unwrap_or_default());
    }
    let id = if is_integer {
        "yaml-expected-number"
    } else if expected == "a sequence" || expected.starts_with("tuple") {
        "yaml-expected-list"
    } else if expected == "a string" || expected == "string" {
        "yaml-expected-text"
    } else if expected == "a map" || expected.starts_with("struct") {
        "yaml-expected-map"
    } else {
        "yaml-expected-other"
    };
    Problem::new(codes::WRONG_TYPE, place).with("expected", Message::new(id))
}

/// `` `colour`, expected one of `a`, `b` ``: the word, the words allowed, the nearest of them.
fn unknown(problem: Problem, rest: &str) -> Problem {
    let (word, allowed) = rest.split_once(", ").unwrap_or((rest, ""));
    let word = between_ticks(word);
    let allowed: Vec<&str> = allowed.split('`').skip(1).step_by(2).collect();
    let near = allowed
        .iter()
        .map(|name| (strsim::damerau_levenshtein(name, &word), *name))
        .filter(|(distance, name)| *distance <= name.len().min(word.len()).div_ceil(3))
        .min()
        .map_or("none", |(_, name)| name);
    problem.with("word", word.as_str()).with("allowed", allowed.join(", ")).with("near", near)
}

fn between_ticks(text: &str) -> String {
    text.trim().trim_matches('`').chars().take(60).collect()
}

/// A value that `scalar` could not read: its kind and the value.
fn marked(full: &str) -> Option<(String, String)> {
    let mut parts = full.split(MARK).skip(1);
    Some((parts.next()?.to_owned(), parts.next()?.to_owned()))
}

/// `comments[0].place: missing field …` → the path and the rest.
fn split_path(full: &str) -> (Option<&str>, &str) {
    match full.split_once(": ") {
        Some((path, rest)) if is_path(path) => (Some(path), rest),
        _ => (None, full),
    }
}

fn is_path(text: &str) -> bool {
    !text.contains(' ')
        && !text.contains('`')
        && (text.contains(['[', '.']) || text.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'))
}

/// The parser counts items from 0, people from 1.
fn counted_from_one(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for piece in path.split_inclusive(['[', ']']) {
        match piece.strip_suffix(']').and_then(|digits| digits.parse::<usize>().ok()) {
            Some(index) => out.push_str(&format!("{}]", index + 1)),
            None => out.push_str(piece),
        }
    }
    out.trim_end_matches('?').trim_end_matches('.').to_owned()
}
