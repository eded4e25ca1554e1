//! What the words of a reply say about the reply itself: whether they can be read, whether they only agree, and how
//! they stand to an earlier reply.

use super::codes::LEGACY;
use super::{Points, ReadFile, RelationHint};
use crate::anchor;
use crate::comments::{self, Reply, ReplyComment, ReplyRelation, SaidRelation, State};
use crate::problem::{Place, Problem};
use crate::text;

pub(super) fn finish(points: Points, name: &str, problems: &mut Vec<Problem>) -> ReadFile {
    let Points { mut reply, mut at } = points;
    if let Some(problem) = unreadable(&reply, name) {
        problems.push(problem.clone());
        reply.comments.clear();
        reply.words = None;
        reply.state = Some(State::Unreadable);
        return ReadFile {
            reply,
            at: Vec::new(),
            relation: RelationHint::Unclear,
            unreadable: Some(problem),
        };
    }
    let kept: Vec<bool> =
        reply.comments.iter().map(|it| text::looks_legacy(&words_of(it)).is_none()).collect();
    for (place, _) in at.iter().zip(&kept).filter(|(_, kept)| !**kept) {
        problems.push(Problem::new(LEGACY, place.clone()));
    }
    let mut keep = kept.iter();
    reply.comments.retain(|_| keep.next().copied().unwrap_or(true));
    let mut keep = kept.iter();
    at.retain(|_| keep.next().copied().unwrap_or(true));
    let relation = relation(&reply);
    agree(&mut reply, &mut at);
    let has_words = reply.words.as_deref().is_some_and(|words| !words.trim().is_empty());
    problems.extend(comments::check_reply(&reply, reply.comments.len(), has_words, name));
    let at = at.into_iter().map(|place| place.at.unwrap_or_default()).collect();
    ReadFile { reply, at, relation, unreadable: None }
}

/// Whether the whole reply is in an old font.
fn unreadable(reply: &Reply, name: &str) -> Option<Problem> {
    let mut all = reply.words.clone().unwrap_or_default();
    for comment in &reply.comments {
        all.push('\n');
        all.push_str(&words_of(comment));
    }
    text::looks_legacy(&all).map(|_| Problem::new(LEGACY, Place::file(name)))
}

fn words_of(comment: &ReplyComment) -> String {
    let parts = [comment.place.as_deref(), Some(comment.text.as_str()), comment.reason.as_deref()];
    parts.into_iter().flatten().collect::<Vec<_>>().join("\n")
}

/// A reply whose only point is agreement is a state, not a comment; its words are kept.
fn agree(reply: &mut Reply, at: &mut Vec<Place>) {
    let open = matches!(reply.state, None | Some(State::Comments | State::Agree | State::NoComment));
    if let ([only], true) = (reply.comments.as_slice(), open)
        && is_only_agreement(only)
    {
        let words = only.text.clone();
        let before = reply.words.take().map(|before| format!("{before}\n")).unwrap_or_default();
        let state = state_of(&words);
        reply.words = Some(format!("{before}{words}"));
        reply.comments.clear();
        at.clear();
        if matches!(reply.state, None | Some(State::Comments)) {
            reply.state = Some(state);
        }
        return;
    }
    let silent = reply.comments.is_empty() && matches!(reply.state, None | Some(State::Comments));
    if let (Some(words), true) = (&reply.words, silent)
        && comments::is_pure_agreement(words)
    {
        reply.state = Some(state_of(words));
    }
}

fn state_of(words: &str) -> State {
    if comments::is_no_comment(words) { State::NoComment } else { State::Agree }
}

/// Whether a point only agrees, with the whole or nothing named as its place.
fn is_only_agreement(comment: &ReplyComment) -> bool {
    let place = anchor::parse_citation(comment.place.as_deref().unwrap_or_default());
    let whole = place.whole || place.is_empty();
    let bare = comment.quote.is_none()
        && comment.proposals.is_empty()
        && comment.reason.is_none()
        && comment.code.is_none();
    whole
        && bare
        && !comment.reserved
        && comment.votes.is_none()
        && comments::is_pure_agreement(&comment.text)
}

/// By its key, else by the first words of the reply or of its points.
fn relation(reply: &Reply) -> RelationHint {
    match reply.relation {
        Some(ReplyRelation::Replace) => return RelationHint::Replaces { dated: None },
        Some(ReplyRelation::Add) => return RelationHint::Adds,
        None => (),
    }
    let texts = reply.words.as_deref().into_iter().chain(reply.comments.iter().map(|it| it.text.as_str()));
    match texts.into_iter().find_map(comments::said_relation) {
        Some(SaidRelation::Replaces(dated)) => {
            // As days are printed: a zero before days below 10 and months 1 and 2 only when a year is there.
            RelationHint::Replaces { dated: dated.map(|(day, month)| format!("{day:02}/{month}")) }
        }
        Some(SaidRelation::Adds) => RelationHint::Adds,
        None => RelationHint::Unclear,
    }
}
