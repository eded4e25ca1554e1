//! Comment ↔ change: which comment or reason stands behind each change between two drafts, and the gaps.
//!
//! Promise 5: every accepted comment points to the change that carries it out, every change to a comment or to an
//! editor's reason. What does not is listed, never guessed: this module joins recorded ties with the changes of a
//! comparison and makes up none of its own. Pure, and linear in changes + ties (with a logarithm).
//!
//! Invariants, each with a test below: every change but one of spelling only is either tied or unexplained, never
//! both; an accepted comment is either tied to a change or listed as unchanged; a tie to a block that did not
//! change counts for nothing.

use crate::comments::CommentId;
use crate::compare::{Change, ChangeClass, ChangeKind, Comparison};
use crate::document::{BlockCode, Codes, DocumentId};
use std::collections::{BTreeMap, BTreeSet};

/// One document between two drafts.
#[derive(Debug, Clone, Copy)]
pub struct TracedDocument<'a> {
    /// Which document.
    pub id: &'a DocumentId,
    /// What changed.
    pub comparison: &'a Comparison,
    /// Codes of the draft before, by block index.
    pub before_codes: &'a Codes,
    /// Codes of the draft after, by block index.
    pub after_codes: &'a Codes,
}

/// A decided comment, with the blocks that it was tied to, its group's ties included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TracedComment {
    /// Which comment.
    pub id: CommentId,
    /// Whether it was accepted, wholly or in part, so that a change is owed.
    pub accepted: bool,
    /// Blocks it was tied to, by hand or by being applied.
    pub ties: Vec<(DocumentId, BlockCode)>,
}

/// An editor's reason for a change that no comment asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TracedReason {
    /// The document.
    pub document: DocumentId,
    /// The block.
    pub code: BlockCode,
    /// The reason as recorded.
    pub reason: String,
}

/// What stands behind a change.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Behind {
    /// A comment.
    Comment(CommentId),
    /// An editor's reason.
    Reason(String),
}

/// A change, named by one code: a deletion by its first before code, everything else by its first after code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeRef {
    /// The document.
    pub document: DocumentId,
    /// The naming code.
    pub code: BlockCode,
    /// What happened.
    pub kind: ChangeKind,
    /// Index into the comparison's changes.
    pub change: usize,
}

/// A comment or a reason and the change it stands behind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tie {
    /// What stands behind the change.
    pub behind: Behind,
    /// The change.
    pub change: ChangeRef,
}

/// All ties between two drafts, and the two lists of gaps.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Trace {
    /// In order of documents and changes; comments before reasons.
    pub ties: Vec<Tie>,
    /// Accepted comments that no change carries out.
    pub accepted_unchanged: Vec<CommentId>,
    /// Changes behind which nothing stands; those of spelling only are not asked for.
    pub changed_unexplained: Vec<ChangeRef>,
}

impl Trace {
    /// What stands behind one change of a document, comments first.
    pub fn behind(&self, document: &DocumentId, change: usize) -> Vec<&Behind> {
        let here = |tie: &&Tie| tie.change.document == *document && tie.change.change == change;
        self.ties.iter().filter(here).map(|tie| &tie.behind).collect()
    }
}

/// Joins the recorded ties and reasons with the changes.
pub fn trace(
    documents: &[TracedDocument<'_>],
    comments: &[TracedComment],
    reasons: &[TracedReason],
) -> Trace {
    let mut behind: BTreeMap<(&DocumentId, &BlockCode), BTreeSet<Behind>> = BTreeMap::new();
    for comment in comments {
        for (document, code) in &comment.ties {
            behind.entry((document, code)).or_default().insert(Behind::Comment(comment.id.clone()));
        }
    }
    for reason in reasons {
        let place = (&reason.document, &reason.code);
        behind.entry(place).or_default().insert(Behind::Reason(reason.reason.clone()));
    }
    let mut trace = Trace::default();
    let mut carried_out: BTreeSet<CommentId> = BTreeSet::new();
    for document in documents {
        for (index, change) in document.comparison.changes.iter().enumerate() {
            let codes = codes_of(document, change);
            let Some(name) = codes.first().filter(|_| change.kind != ChangeKind::Unchanged) else { continue };
            let named = ChangeRef {
                document: document.id.clone(),
                code: (*name).clone(),
                kind: change.kind,
                change: index,
            };
            let all: BTreeSet<&Behind> =
                codes.iter().filter_map(|code| behind.get(&(document.id, *code))).flatten().collect();
            if all.is_empty() && !is_spelling_only(change) {
                trace.changed_unexplained.push(named);
                continue;
            }
            for it in all {
                trace.ties.push(Tie { behind: it.clone(), change: named.clone() });
                if let Behind::Comment(id) = it {
                    carried_out.insert(id.clone());
                }
            }
        }
    }
    let owed = comments.iter().filter(|comment| comment.accepted && !carried_out.contains(&comment.id));
    trace.accepted_unchanged = owed.map(|comment| comment.id.clone()).collect();
    trace
}

/// Codes of all blocks that a change touches, on either side; those of spelling only included.
pub fn changed_codes(document: &TracedDocument<'_>) -> BTreeSet<BlockCode> {
    let changes = document.comparison.changes.iter().filter(|it| it.kind != ChangeKind::Unchanged);
    changes.flat_map(|change| codes_of(document, change)).cloned().collect()
}

/// Whether a change is one of spelling only, for which nobody is asked a reason.
pub fn is_spelling_only(change: &Change) -> bool {
    change.kind == ChangeKind::Amended && change.classes.contains(&ChangeClass::Spelling)
}

/// All codes that name a change: after codes first, then before codes.
fn codes_of<'a>(document: &TracedDocument<'a>, change: &Change) -> Vec<&'a BlockCode> {
    let side = |codes: &'a Codes, range: std::ops::Range<usize>| {
        codes.get(range).unwrap_or_default().iter().flatten().collect::<Vec<_>>()
    };
    let mut codes = side(document.after_codes, change.after.clone());
    codes.extend(side(document.before_codes, change.before.clone()));
    codes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(kind: ChangeKind, before: std::ops::Range<usize>, after: std::ops::Range<usize>) -> Change {
        Change { kind, moved: false, classes: vec![], before, after, segments: vec![], figures: vec![] }
    }

    fn codes(text: &str) -> Codes {
        text.split(' ').map(BlockCode::parse).collect()
    }

    fn comment(id: &str, accepted: bool, ties: &[&str]) -> TracedComment {
        let document = DocumentId::parse("report").unwrap();
        TracedComment {
            id: CommentId::parse(id).unwrap(),
            accepted,
            ties: ties.iter().map(|code| (document.clone(), BlockCode::parse(code).unwrap())).collect(),
        }
    }

    fn check(comments: &[TracedComment], reasons: &[(&str, &str)], expected: &str) {
        let document = DocumentId::parse("report").unwrap();
        let comparison = Comparison {
            changes: vec![
                change(ChangeKind::Unchanged, 0..1, 0..1),
                change(ChangeKind::Amended, 1..2, 1..2),
                change(ChangeKind::Added, 2..2, 2..3),
                change(ChangeKind::Deleted, 2..3, 3..3),
                Change { classes: vec![ChangeClass::Spelling], ..change(ChangeKind::Amended, 3..4, 3..4) },
            ],
        };
        let reasons: Vec<TracedReason> = reasons
            .iter()
            .map(|(code, reason)| TracedReason {
                document: document.clone(),
                code: BlockCode::parse(code).unwrap(),
                reason: (*reason).to_owned(),
            })
            .collect();
        let (before_codes, after_codes) = (codes("P1 P2 P3 P4"), codes("P1 P2 P2a P4"));
        let traced = TracedDocument {
            id: &document,
            comparison: &comparison,
            before_codes: &before_codes,
            after_codes: &after_codes,
        };
        let found = trace(&[traced], comments, &reasons);
        let ties = found.ties.iter().map(|tie| match &tie.behind {
            Behind::Comment(id) => format!("{id}>{}", tie.change.code),
            Behind::Reason(reason) => format!("{reason}>{}", tie.change.code),
        });
        let unchanged = found.accepted_unchanged.iter().map(|id| format!("!{id}"));
        let unexplained = found.changed_unexplained.iter().map(|change| format!("?{}", change.code));
        assert_eq!(ties.chain(unchanged).chain(unexplained).collect::<Vec<_>>().join(" "), expected);
    }

    #[test]
    fn ties_and_gaps_are_told_apart() {
        check(&[], &[], "?P2 ?P2a ?P3");
        check(&[comment("2-x03-1", true, &["P2"])], &[("P2a", "r")], "2-x03-1>P2 r>P2a ?P3");
        check(&[comment("2-x03-1", true, &["P1"])], &[("P3", "r")], "r>P3 !2-x03-1 ?P2 ?P2a");
        check(&[comment("2-x03-1", false, &[])], &[], "?P2 ?P2a ?P3");
        check(
            &[comment("2-x03-1", true, &["P2", "P3"]), comment("2-x04-1", true, &["P2"])],
            &[("P2", "r"), ("P2a", "s"), ("P4", "t")],
            "2-x03-1>P2 2-x04-1>P2 r>P2 s>P2a 2-x03-1>P3 t>P4",
        );
    }
}
