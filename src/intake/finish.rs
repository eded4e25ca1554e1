//! What is the same for all forms of a reply: limits of a point, old fonts, pure agreement, relation, kinds, and
//! whether anything is left to take in.

use super::bytes::{encoding_name, is_vietnamese};
use super::{FileFormat, Parts, ReadFile, RelationHint, blank_reply, codes, kinds, limits, words};
use crate::comments::{Reply, ReplyComment, ReplyRelation, State};
use crate::problem::{Place, Problem, Reading, Severity};
use crate::text::{Legacy, looks_legacy};

/// Makes a file out of what a reader found.
pub(super) fn finish(parts: Parts, format: FileFormat, text: &str, file: &str) -> Reading<Option<ReadFile>> {
    let Parts { reply, at, frozen, mut problems } = parts;
    let legacy = reply.as_ref().map_or_else(|| looks_legacy(text), |reply| old_font(reply, text));
    if let Some(legacy) = legacy {
        let reply = unreadable(reply.unwrap_or_else(blank_reply));
        // What else is wrong with letters that cannot be read would only hide the one thing to do.
        let problem =
            Problem::new(codes::OLD_FONT, Place::file(file)).with("encoding", encoding_name(legacy));
        let read = read_file(reply, Vec::new(), format, Some(legacy));
        return Reading { value: Some(read), problems: vec![problem] };
    }
    let Some(mut reply) = reply else { return Reading { value: None, problems } };
    if reply.comments.len() > limits::ROWS_MAX {
        let limit = limits::ROWS_MAX;
        problems.push(Problem::new(codes::TOO_MANY, Place::file(file)).with("limit", limit));
        return Reading { value: None, problems };
    }
    let mut at = keep_good(&mut reply, at, file, &mut problems);
    let relation = relation(&reply);
    agree_in_words(&mut reply, &mut at);
    for comment in &mut reply.comments {
        enrich(comment);
    }
    if !reply.comments.is_empty() {
        reply.state.get_or_insert(State::Comments);
    }
    contradictions(&reply, &at, file, &mut problems);
    if says_nothing(&reply) {
        if problems.iter().all(|it| it.code.severity != Severity::Error) {
            problems.push(Problem::new(codes::NOTHING_SAID, Place::file(file)));
        }
        sort(&mut problems);
        return Reading { value: None, problems };
    }
    sort(&mut problems);
    let mut read = read_file(reply, at, format, None);
    (read.relation, read.frozen) = (relation, frozen);
    Reading { value: Some(read), problems }
}

fn read_file(reply: Reply, at: Vec<String>, format: FileFormat, unreadable: Option<Legacy>) -> ReadFile {
    ReadFile { reply, at, format: Some(format), relation: RelationHint::Unclear, frozen: None, unreadable }
}

fn sort(problems: &mut [Problem]) {
    problems.sort_by_key(|problem| (problem.place.line.unwrap_or(0), problem.place.column.unwrap_or(0)));
}

/// The old encoding of a reply of which no point can be read.
///
/// One point pasted from an old file does not take the others with it: each is looked at.
fn old_font(reply: &Reply, text: &str) -> Option<Legacy> {
    let legacy = looks_legacy(text).or_else(|| looks_legacy(&all_words(reply)))?;
    let is_read =
        |comment: &ReplyComment| looks_legacy(&comment.text).is_none() && is_vietnamese(&comment.text);
    (!reply.comments.iter().any(is_read)).then_some(legacy)
}

/// A reply that nobody can read: its words are kept, but they are no points.
fn unreadable(reply: Reply) -> Reply {
    let words = all_words(&reply);
    let fits = words.chars().nth(limits::CELL_CHARS_MAX).is_none();
    let words = (fits && !words.trim().is_empty()).then_some(words);
    Reply { state: Some(State::Unreadable), words, comments: Vec::new(), ..reply }
}

/// All words of a reply, each part behind a line break.
fn all_words(reply: &Reply) -> String {
    let mut all: Vec<&str> = reply.words.as_deref().into_iter().collect();
    for comment in &reply.comments {
        let parts = [&comment.place, &comment.quote];
        all.extend(parts.iter().filter_map(|part| part.as_deref()));
        all.push(&comment.text);
        all.extend(comment.proposals.iter().filter_map(|proposal| proposal.text.as_deref()));
        all.extend(comment.reason.as_deref());
    }
    all.join("\n")
}

/// Takes out points without words and points that are too long; each is a problem.
fn keep_good(reply: &mut Reply, at: Vec<String>, file: &str, problems: &mut Vec<Problem>) -> Vec<String> {
    let mut kept = Vec::with_capacity(at.len());
    let comments = std::mem::take(&mut reply.comments);
    for (comment, at) in comments.into_iter().zip(at) {
        let place = if comment.line > 0 { Place::line(file, comment.line) } else { Place::file(file) };
        let place = place.at(&at);
        if comment.text.trim().is_empty() {
            problems.push(Problem::new(codes::POINT_EMPTY, place));
            continue;
        }
        if longest(&comment) > limits::CELL_CHARS_MAX {
            let limit = limits::CELL_CHARS_MAX;
            problems.push(Problem::new(codes::POINT_TOO_LONG, place).with("limit", limit));
            continue;
        }
        if let Some(legacy) = looks_legacy(&comment.text) {
            problems.push(Problem::new(codes::POINT_OLD_FONT, place).with("encoding", encoding_name(legacy)));
        }
        reply.comments.push(comment);
        kept.push(at);
    }
    kept
}

/// Characters of the longest part of a point.
fn longest(comment: &ReplyComment) -> usize {
    let parts = [&comment.place, &comment.quote, &comment.reason, &comment.code, &comment.document];
    let parts = parts.into_iter().filter_map(|part| part.as_deref());
    let proposals = comment.proposals.iter().flat_map(|it| [&it.target, &it.text, &it.to]);
    let proposals = proposals.filter_map(|part| part.as_deref());
    let all = parts.chain(proposals).chain([comment.text.as_str()]);
    all.map(|part| part.chars().count()).max().unwrap_or(0)
}

/// What the reply says of earlier ones: by its key, else by the words that a point or the reply begins with.
fn relation(reply: &Reply) -> RelationHint {
    let said = reply.words.iter().map(String::as_str).chain(reply.comments.iter().map(|it| it.text.as_str()));
    let in_words = said.map(words::relation).find(|hint| *hint != RelationHint::Unclear).unwrap_or_default();
    match (reply.relation, in_words) {
        (Some(ReplyRelation::Replace), hint @ RelationHint::Replaces { .. }) => hint,
        (Some(ReplyRelation::Replace), _) => RelationHint::Replaces { dated: None },
        (Some(ReplyRelation::Add), _) => RelationHint::Adds,
        (None, hint) => hint,
    }
}

/// A reply whose points say nothing but that it agrees is a state with words and has no points.
fn agree_in_words(reply: &mut Reply, at: &mut Vec<String>) {
    if !matches!(reply.state, None | Some(State::Comments)) {
        return;
    }
    if reply.comments.is_empty() {
        let said = reply.words.as_deref().and_then(words::pure_state);
        reply.state = said.or(reply.state);
        return;
    }
    let Some(states) = reply.comments.iter().map(pure_point).collect::<Option<Vec<State>>>() else { return };
    let agrees = states.contains(&State::Agree);
    for (comment, state) in reply.comments.iter().zip(&states) {
        if let Some(document) = comment.document.clone() {
            reply.per_document.entry(document).or_insert(*state);
        }
    }
    let words =
        reply.words.iter().map(String::as_str).chain(reply.comments.iter().map(|it| it.text.trim_end()));
    reply.words = Some(words.collect::<Vec<_>>().join("\n"));
    reply.state = Some(if agrees { State::Agree } else { State::NoComment });
    reply.comments.clear();
    at.clear();
}

/// The state that a point stands for when it is about the whole and is nothing but words of agreement.
fn pure_point(comment: &ReplyComment) -> Option<State> {
    let about_parts = comment.code.is_some() || comment.quote.is_some() || !comment.proposals.is_empty();
    let says_more =
        comment.reason.is_some() || comment.reserved || comment.votes.is_some() || comment.question.is_some();
    if about_parts || says_more || !words::is_whole_place(comment.place.as_deref()) {
        return None;
    }
    words::pure_state(&comment.text)
}

/// Adds what the words of a point say of it, where its keys do not.
fn enrich(comment: &mut ReplyComment) {
    let words = words::Words::of(&comment.text);
    comment.kind = comment.kind.or_else(|| Some(kinds::kind(comment, &words)));
    comment.agreement = comment.agreement.or_else(|| words.agreement());
    comment.reserved = comment.reserved || words.reserves();
}

fn contradictions(reply: &Reply, at: &[String], file: &str, problems: &mut Vec<Problem>) {
    let without_points = matches!(reply.state, Some(State::Agree | State::NoComment | State::Declined));
    if let (true, Some(first), Some(at)) = (without_points, reply.comments.first(), at.first()) {
        let place = if first.line > 0 { Place::line(file, first.line) } else { Place::file(file) };
        let place = place.at(at);
        problems.push(Problem::new(codes::STATE_CONTRADICTED, place).with("n", reply.comments.len()));
    }
}

fn says_nothing(reply: &Reply) -> bool {
    let waits_for_points = matches!(reply.state, None | Some(State::Comments));
    let says_it_in_parts = reply.state != Some(State::Comments) && !reply.per_document.is_empty();
    waits_for_points && reply.comments.is_empty() && !says_it_in_parts
}
