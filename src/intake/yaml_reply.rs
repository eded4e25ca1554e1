//! A reply in YAML. The door of `yaml` reads it and leaves out comments that it cannot read; this adds where
//! each stood, and leaves out keys of the head that cannot be read and that do not say whose reply it is.
//!
//! A wrong date or an unknown kind of meeting costs that key and not the points. A head that is broken in `schema`,
//! `unit`, `round` or `draft` is refused: nothing may be put to a wrong unit, round or draft. At most [`KEYS_MAX`]
//! keys are left out, each for one more reading of the text.

use super::Parts;
use crate::comments::Reply;
use crate::problem::{Problem, Severity};
use crate::yaml;
use std::ops::Range;

/// Most keys of a head that are left out.
const KEYS_MAX: usize = 20;

/// Keys of a head without which the rest of a reply still says what it says.
const SPARED: &[&str] =
    &["dated", "symbol", "channel", "state", "per_document", "relation", "occasion", "words"];

/// Reads a reply in YAML.
pub(super) fn read(text: &str, file: &str) -> Parts {
    read_shifted(text, file, 0)
}

/// Reads the front matter of a reply, before which `lines_before` lines stand.
pub(super) fn read_shifted(text: &str, file: &str, lines_before: usize) -> Parts {
    let mut rest = text.to_owned();
    let mut problems: Vec<Problem> = Vec::new();
    let mut strange = false;
    for _ in 0..=KEYS_MAX {
        let record = yaml::read_record::<Reply>(&rest, file, lines_before);
        let found: Vec<Problem> = record.reading.problems.into_iter().map(with_line).collect();
        let bad = found.iter().find_map(|problem| bad_key(&rest, problem, lines_before));
        problems.extend(found.into_iter().filter(|it| !problems.contains(it)).collect::<Vec<_>>());
        if let Some(reply) = record.reading.value {
            // A key that is not known may be a misspelt `unit` or `round`.
            if strange && (reply.unit.is_none() || reply.round.is_none()) {
                break;
            }
            return parts(reply, &record.items, problems);
        }
        let Some(bad) = bad else { break };
        strange |= bad.strange;
        rest = without(&rest, &bad.lines);
    }
    Parts::refused(problems)
}

fn parts(mut reply: Reply, items: &[yaml::ItemPlace], problems: Vec<Problem>) -> Parts {
    // A list in brackets has no places of its own; its order is that of the file, as nothing is left out of it.
    let mut places = items.iter().filter(|item| item.key == "comments");
    let mut at = Vec::with_capacity(reply.comments.len());
    for (n, comment) in reply.comments.iter_mut().enumerate() {
        let place = places.next();
        comment.index = place.map_or(n, |place| place.index);
        comment.line = place.map_or(0, |place| place.line);
        at.push(format!("comments[{}]", comment.index + 1));
    }
    Parts { reply: Some(reply), at, frozen: None, problems }
}

/// A key of the head that can be left out.
struct BadKey {
    /// Its lines, as indices.
    lines: Range<usize>,
    /// Whether replies have no such key.
    strange: bool,
}

/// The key that a problem is about, where the rest can be trusted without it.
fn bad_key(text: &str, problem: &Problem, lines_before: usize) -> Option<BadKey> {
    let in_value = [yaml::WRONG_TYPE, yaml::UNKNOWN_WORD, yaml::BAD_VALUE, yaml::NOT_BOOL, yaml::NOT_NUMBER];
    let strange = problem.code == yaml::UNKNOWN_KEY;
    let inside = problem.code == yaml::MISSING_KEY && problem.place.at.as_deref().is_some_and(is_path);
    if problem.code.severity != Severity::Error || !(strange || inside || in_value.contains(&problem.code)) {
        return None;
    }
    let line = problem.place.line?.checked_sub(lines_before + 1)?;
    let lines: Vec<&str> = text.lines().collect();
    let is_key = |line: &&str| !line.starts_with([' ', '\t', '#', '-']) && line.contains(':');
    let start = (0..=line).rev().find(|&n| lines.get(n).is_some_and(is_key))?;
    let key = lines[start].split(':').next().unwrap_or_default().trim();
    let end = (start + 1..lines.len()).find(|&n| is_key(&lines[n])).unwrap_or(lines.len());
    // An unknown key inside a known one (`occasion: {knd: …}`) is that key's fault.
    let known = SPARED.contains(&key);
    let is_own = strange && start == line && !["schema", "unit", "round", "draft", "comments"].contains(&key);
    (known || is_own).then_some(BadKey { lines: start..end, strange: !known })
}

fn is_path(at: &str) -> bool {
    !at.starts_with("line ") && at.contains(['.', '[']) || SPARED.contains(&at)
}

/// The text with some lines empty, so that all others keep their numbers.
fn without(text: &str, gone: &Range<usize>) -> String {
    let keep =
        |(n, line): (usize, &str)| if gone.contains(&n) { "\n".to_owned() } else { format!("{line}\n") };
    text.lines().enumerate().map(keep).collect()
}

/// What has no finer place gets its line for one.
fn with_line(mut problem: Problem) -> Problem {
    if let (None, Some(line)) = (&problem.place.at, problem.place.line) {
        problem.place.at = Some(format!("line {line}"));
    }
    problem
}
