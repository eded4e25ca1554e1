//! Comments on the same place whose wishes cannot both be met: one keeps what another changes, one deletes what
//! another amends, two replace the same words differently, or one unit says two things in two replies.
//!
//! A conflict is shown, never solved. Comments are compared within one block, and comments on a section with those
//! inside it; at most [`COMPARED_MAX`] comments of one place are compared with each other.

use super::proposal::folded;
use super::{Agreement, Comment, CommentId, Op};
use crate::document::DocumentId;
use crate::text;
use std::collections::BTreeSet;
use std::ops::Range;

/// Comments of one place that are compared with each other.
pub const COMPARED_MAX: usize = 200;

/// A comment and where it stands.
#[derive(Debug, Clone)]
pub struct Wish<'a> {
    /// Its id.
    pub id: CommentId,
    /// Its unit's reply, by number; two replies of one unit are compared apart.
    pub reply: u32,
    /// The comment.
    pub comment: &'a Comment,
    /// The document.
    pub document: DocumentId,
    /// The blocks that it speaks about: one, or all of a section.
    pub blocks: Range<usize>,
    /// The words in the block, in bytes, where it speaks of words.
    pub words: Option<Range<usize>>,
}

/// Why two comments cannot both be met; the sentences are `conflict-<tag>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ConflictReason {
    /// One keeps what the other changes.
    KeepAndChange,
    /// One deletes what the other amends or adds to.
    DeleteAndAmend,
    /// They replace the same words by different ones.
    Replacements,
    /// One unit says different things in two replies.
    OwnReplies,
}

impl ConflictReason {
    /// The name in message ids.
    pub fn tag(self) -> &'static str {
        match self {
            Self::KeepAndChange => "keep-and-change",
            Self::DeleteAndAmend => "delete-and-amend",
            Self::Replacements => "replacements",
            Self::OwnReplies => "own-replies",
        }
    }
}

/// Two comments that cannot both be met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The earlier id.
    pub first: CommentId,
    /// The later id.
    pub second: CommentId,
    /// Why.
    pub reason: ConflictReason,
}

/// All conflicts, in the order of the ids, each pair once.
pub fn conflicts(wishes: &[Wish<'_>]) -> Vec<Conflict> {
    let mut order: Vec<usize> = (0..wishes.len()).collect();
    order.sort_by(|a, b| {
        let key = |at: usize| {
            (&wishes[at].document, wishes[at].blocks.start, std::cmp::Reverse(wishes[at].blocks.end))
        };
        key(*a).cmp(&key(*b)).then_with(|| wishes[*a].id.cmp(&wishes[*b].id))
    });
    let stands: Vec<Stand> = wishes.iter().map(|wish| stand(wish.comment)).collect();
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    for (at, one) in order.iter().enumerate() {
        let first = &wishes[*one];
        let there = order[at + 1..].iter().take_while(|other| {
            let other = &wishes[**other];
            other.document == first.document && other.blocks.start < first.blocks.end
        });
        for other in there.take(COMPARED_MAX) {
            let second = &wishes[*other];
            let Some(reason) = reason((first, stands[*one]), (second, stands[*other])) else { continue };
            let (a, b) =
                if first.id <= second.id { (&first.id, &second.id) } else { (&second.id, &first.id) };
            if seen.insert((a.clone(), b.clone())) {
                found.push(Conflict { first: a.clone(), second: b.clone(), reason });
            }
        }
    }
    found.sort_by(|a, b| (&a.first, &a.second).cmp(&(&b.first, &b.second)));
    found
}

/// What a comment wants of its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stand {
    Keep,
    Delete,
    Amend,
    Add,
    Other,
}

fn stand(comment: &Comment) -> Stand {
    let padded = format!(" {} ", folded(&comment.text));
    let has = |any: &[&str]| any.iter().any(|phrase| padded.contains(&format!(" {phrase} ")));
    if has(&[
        "giu nguyen",
        "giu nhu du thao",
        "khong sua",
        "khong nen sua",
        "khong nen bo",
        "khong bo",
        "de nguyen",
        "giu lai",
    ]) {
        return Stand::Keep;
    }
    match comment.proposals.first().map(|proposal| proposal.op) {
        Some(Op::Delete) => return Stand::Delete,
        Some(Op::Replace) => return Stand::Amend,
        Some(Op::InsertAfter | Op::InsertBefore) => return Stand::Add,
        Some(Op::Move) | None => (),
    }
    if has(&[
        "de nghi bo",
        "nen bo",
        "bo cau",
        "bo doan",
        "bo muc",
        "bo cum",
        "luoc bo",
        "xoa",
        "bo noi dung",
        "bo y",
        "bo mot cho",
        "luoc bot",
    ]) && !has(&["de nghi bo sung", "nen bo sung", "bo sung"])
    {
        return Stand::Delete;
    }
    if comment.agreement == Some(Agreement::Disagree)
        || has(&["sua", "thay bang", "de nghi ghi", "viet lai", "khong dong y", "khong nhat tri"])
    {
        return Stand::Amend;
    }
    if has(&["bo sung", "ghi ro", "neu ro", "them", "ghi them", "lam ro"]) {
        Stand::Add
    } else {
        Stand::Other
    }
}

fn reason(one: (&Wish<'_>, Stand), other: (&Wish<'_>, Stand)) -> Option<ConflictReason> {
    let (first, second) = (one.0, other.0);
    if let (Some(a), Some(b)) = (&first.words, &second.words)
        && first.blocks == second.blocks
        && (a.end <= b.start || b.end <= a.start)
    {
        return None;
    }
    // A wish about a whole section says nothing against one about a paragraph in it, unless it deletes or keeps.
    let nested = first.blocks != second.blocks;
    let opposed = match (one.1, other.1) {
        (Stand::Keep, Stand::Delete | Stand::Amend) | (Stand::Delete | Stand::Amend, Stand::Keep) => {
            Some(ConflictReason::KeepAndChange)
        }
        (Stand::Delete, Stand::Amend | Stand::Add) | (Stand::Amend | Stand::Add, Stand::Delete)
            if !nested || deletes_outer(one, other) =>
        {
            Some(ConflictReason::DeleteAndAmend)
        }
        (Stand::Amend, Stand::Amend) if differ(first.comment, second.comment) => {
            Some(ConflictReason::Replacements)
        }
        _ => None,
    };
    let own = first.id.unit == second.id.unit && first.reply != second.reply;
    if own && opposed.is_some() { Some(ConflictReason::OwnReplies) } else { opposed }
}

fn deletes_outer(one: (&Wish<'_>, Stand), other: (&Wish<'_>, Stand)) -> bool {
    let (outer, _) = if one.0.blocks.len() >= other.0.blocks.len() { (one, other) } else { (other, one) };
    outer.1 == Stand::Delete
}

/// Whether two comments replace overlapping words by different ones, and share no alternative.
fn differ(first: &Comment, second: &Comment) -> bool {
    let key = |words: &Option<String>| {
        words.as_deref().map(|words| text::fold(words.trim()).key).unwrap_or_default()
    };
    let replaces = |comment: &Comment| -> Vec<(String, String)> {
        let all = comment.proposals.iter().filter(|it| it.op == Op::Replace && it.text.is_some());
        all.map(|it| (key(&it.target), key(&it.text))).collect()
    };
    let (ours, theirs) = (replaces(first), replaces(second));
    let overlap = |a: &str, b: &str| a.is_empty() || b.is_empty() || a.contains(b) || b.contains(a);
    let same = ours.iter().any(|(_, text)| theirs.iter().any(|(_, other)| text == other));
    !same && ours.iter().any(|(target, _)| theirs.iter().any(|(other, _)| overlap(target, other)))
}
