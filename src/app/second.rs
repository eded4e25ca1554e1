//! A unit's second reply to a round: what it replaces, whether that was said, and the answer given later.
//!
//! A reply that does not say whether it replaces or adds is added and is an open question until somebody asked the
//! unit. Records are written once, so the answer is a record of its own: for a reply without comments one that takes
//! its place, for a reply with comments one without comments that names the same file and what is replaced.

use super::reply::blank;
use super::workspace::Workspace;
use super::{Failure, Session};
use crate::comments::{CommentId, Relation, ReplyRelation, Submission};
use crate::messages::{Lang, Message};
use crate::rounds::RoundNo;
use crate::units::UnitId;

/// The replies of a unit to a round with their numbers, in order.
pub(super) fn replies<'a>(
    workspace: &'a Workspace<'_>,
    round: RoundNo,
    unit: &UnitId,
) -> Vec<(u32, &'a Submission)> {
    let own = workspace.records.submissions.get(&(round, unit.clone()));
    own.iter().flat_map(|list| list.iter()).map(|stored| (stored.k, &*stored.value)).collect()
}

/// Numbers of the replies that no other one replaces.
pub(super) fn standing(replies: &[(u32, &Submission)]) -> Vec<u32> {
    let gone: Vec<u32> = replies.iter().flat_map(|(_, it)| it.supersedes.iter().copied()).collect();
    replies.iter().map(|(k, _)| *k).filter(|k| !gone.contains(k)).collect()
}

/// Numbers of the replies of which nobody has said whether they replace or add.
pub(super) fn questions(replies: &[(u32, &Submission)]) -> Vec<u32> {
    let standing = standing(replies);
    let is_open = |(k, it): &&(u32, &Submission)| {
        let file = it.received.as_ref().map(|received| (received.sha256, &received.member));
        let is_answer = |(other, later): &(u32, &Submission)| {
            other > k
                && later.relation != Some(Relation::Unclear)
                && later.received.as_ref().map(|received| (received.sha256, &received.member)) == file
        };
        it.relation == Some(Relation::Unclear)
            && standing.contains(k)
            && !(file.is_some() && replies.iter().any(is_answer))
    };
    replies.iter().filter(is_open).map(|(k, _)| *k).collect()
}

/// The record that answers the question about reply `k`: what it replaces is taken from those before it.
pub(super) fn answer(
    session: &Session,
    replies: &[(u32, &Submission)],
    k: u32,
    relation: ReplyRelation,
) -> Result<Option<Submission>, Failure> {
    let Some((_, asked)) = replies.iter().find(|(other, _)| *other == k) else { return Ok(None) };
    let replaces = relation == ReplyRelation::Replace;
    let mut supersedes: Vec<u32> =
        standing(replies).into_iter().filter(|other| replaces && *other < k).collect();
    let relation = Some(if replaces { Relation::Replaces } else { Relation::Adds });
    let bare = Submission {
        draft: asked.draft,
        channel: asked.channel,
        received: asked.received.clone(),
        dated: asked.dated,
        symbol: asked.symbol.clone(),
        state: asked.state,
        per_document: asked.per_document.clone(),
        relation,
        ..blank(session, asked.unit.clone(), asked.round)?
    };
    if !asked.comments.is_empty() {
        return Ok(Some(Submission { supersedes, ..bare }));
    }
    supersedes.push(k);
    let (occasion, words) = (asked.occasion.clone(), asked.words.clone());
    Ok(Some(Submission { supersedes, occasion, words, ..bare }))
}

/// Replies as a report names them: `trả lời số 1 ngày 12/4/2020 (1-x02-1, 1-x02-2)`.
pub(super) fn named(replies: &[(u32, &Submission)], numbers: &[u32], lang: Lang) -> String {
    const IDS_MAX: usize = 6;
    let named = replies.iter().filter(|(k, _)| numbers.contains(k)).map(|(k, it)| {
        let id = |no: u32| CommentId::new(it.round, it.unit.clone(), no).map(|id| id.to_string());
        let ids: Vec<String> = it.comments.iter().filter_map(|comment| id(comment.no)).collect();
        let more = if ids.len() > IDS_MAX { " …" } else { "" };
        let day = it.dated.unwrap_or_else(|| it.recorded.at.day());
        Message::new("reply-named")
            .with("k", *k)
            .with("day", day.vietnamese())
            .with("n", ids.len())
            .with("ids", format!("{}{more}", ids[..ids.len().min(IDS_MAX)].join(", ")))
            .text(lang)
    });
    named.collect::<Vec<_>>().join("; ")
}
