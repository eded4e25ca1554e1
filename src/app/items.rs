//! The comments of a round as they stand: split into parts, joined in groups, with what was decided and done.
//!
//! Records are kept as they came and as they were decided, step by step; this is where one comment's words, its
//! steps and its group's steps are put side by side. Placing them on paragraphs is `places`.

use super::apply::owes_change;
use super::workspace::Workspace;
use crate::comments::{
    self, Comment, CommentId, Decided, GroupId, Mark, Outcome, Placed, Proposal, Subject, SubjectState,
    Submission,
};
use crate::document::{BlockCode, DocumentId};
use crate::rounds::RoundNo;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// One comment, or one part of a split one, as it stands.
#[derive(Debug, Clone)]
pub(super) struct Item {
    pub(super) id: CommentId,
    /// The submission it came in.
    pub(super) submission: Rc<Submission>,
    /// Number of that submission among its unit's in the round.
    pub(super) k: u32,
    /// The comment; of a part, with the part's words and the proposals that these words make.
    pub(super) comment: Comment,
    pub(super) group: Option<GroupId>,
    /// Its own decision, else its group's.
    pub(super) decided: Option<Decided>,
    /// Who decided, when.
    pub(super) decided_by: Option<Mark>,
    /// Whether the decision is its group's.
    pub(super) decided_in_group: bool,
    /// Why it was withdrawn.
    pub(super) withdrawn: Option<String>,
    /// Its own ties and its group's.
    pub(super) ties: Vec<(DocumentId, BlockCode)>,
    /// The proposal that was written into the draft, from 1.
    pub(super) applied: Option<u32>,
    /// Where a person put it, else the whole it was split from.
    pub(super) placed: Option<Placed>,
    /// A later reply of the unit took its place.
    pub(super) superseded: bool,
}

impl Item {
    /// Whether a change is owed.
    pub(super) fn is_accepted(&self) -> bool {
        self.decided.as_ref().is_some_and(|decided| owes_change(decided.outcome))
    }

    /// Whether one of its proposals stands in the draft.
    pub(super) fn is_applied(&self) -> bool {
        self.applied.is_some()
    }

    /// Whether it still stands: neither withdrawn nor replaced by a later reply of its unit.
    pub(super) fn stands(&self) -> bool {
        !self.superseded && self.withdrawn.is_none()
    }

    /// One of its alternatives, from 1; the wording decided on takes the place of the words that the unit proposed.
    pub(super) fn proposal(&self, number: usize) -> Option<Proposal> {
        let asked = self.comment.proposals.get(number.checked_sub(1)?)?;
        let wording = self.decided.as_ref().and_then(|decided| decided.wording.as_deref());
        Some(wording.map_or_else(|| asked.clone(), |wording| comments::worded(asked, wording)))
    }

    /// Its alternatives, the wording decided on put in: number of the first that comes to this edit, and the edit.
    pub(super) fn alternatives(&self) -> Vec<(usize, Proposal)> {
        let mut found: Vec<(usize, Proposal)> = Vec::new();
        for number in 1..=self.comment.proposals.len() {
            let Some(proposal) = self.proposal(number) else { continue };
            if found.iter().all(|(_, other)| *other != proposal) {
                found.push((number, proposal));
            }
        }
        found
    }

    /// Whether only a part was accepted and nobody said yet which words come of it.
    pub(super) fn lacks_wording(&self) -> bool {
        let partly = |it: &&Decided| it.outcome == Outcome::PartlyAccepted && it.wording.is_none();
        self.decided.as_ref().filter(partly).is_some()
    }
}

/// All comments of a round, in order of units, numbers and parts.
pub(super) fn items(workspace: &Workspace<'_>, round: RoundNo) -> Vec<Item> {
    let records = &workspace.records;
    let state = |subject: &Subject| {
        let file = records.decisions.get(&(round, subject.clone()));
        file.map(|file| comments::state_of(file)).unwrap_or_default()
    };
    let gone = superseded(workspace, round);
    let mut found = Vec::new();
    for (id, stored, comment) in records.received_comments(round) {
        let whole = state(&Subject::Comment(id.clone()));
        if whole.parts.is_empty() {
            found.push((id, stored, comment.clone(), whole.clone(), whole));
            continue;
        }
        for (index, text) in whole.parts.iter().enumerate() {
            let id = id.nth_part(index);
            let own = state(&Subject::Comment(id.clone()));
            found.push((id, stored, part(comment, text), own, whole.clone()));
        }
    }
    let mut groups: BTreeMap<GroupId, Joined> = BTreeMap::new();
    for (_, _, _, own, _) in &found {
        if let Some(id) = own.group {
            groups.entry(id).or_insert_with(|| Joined::new(state(&Subject::Group(id)))).join(own);
        }
    }
    let items = found.into_iter().map(|(id, stored, comment, own, whole)| {
        let group = own.group.and_then(|id| groups.get(&id));
        let of_group = group.map(|group| &group.state);
        Item {
            superseded: gone.contains(&(stored.value.unit.to_string(), stored.k)),
            submission: Rc::clone(&stored.value),
            k: stored.k,
            comment,
            ties: group.map_or_else(|| ties(&own), |group| group.ties.clone()).into_iter().collect(),
            decided: decision(&own).or_else(|| of_group.and_then(decision)),
            decided_by: mark(&own).or_else(|| of_group.and_then(mark)),
            decided_in_group: own.decision.is_none() && of_group.is_some_and(|it| it.decision.is_some()),
            withdrawn: own.withdrawn.clone(),
            applied: group.map_or_else(|| applied(&own), |group| group.applied),
            placed: own.placed.clone().or_else(|| whole.placed.clone()).map(|(placed, _)| placed),
            group: own.group,
            id,
        }
    });
    items.collect()
}

/// A group with what was done for any of its members: one change answers them all.
struct Joined {
    state: SubjectState,
    ties: BTreeSet<(DocumentId, BlockCode)>,
    applied: Option<u32>,
}

impl Joined {
    fn new(state: SubjectState) -> Self {
        Self { ties: ties(&state), applied: applied(&state), state }
    }

    fn join(&mut self, member: &SubjectState) {
        self.ties.extend(ties(member));
        self.applied = self.applied.or_else(|| applied(member));
    }
}

fn ties(state: &SubjectState) -> BTreeSet<(DocumentId, BlockCode)> {
    state.ties.iter().map(|tie| (tie.document.clone(), tie.code.clone())).collect()
}

fn applied(state: &SubjectState) -> Option<u32> {
    state.applied.last().map(|it| it.proposal)
}

fn decision(state: &SubjectState) -> Option<Decided> {
    state.decision.as_ref().map(|(decided, _)| decided.clone())
}

fn mark(state: &SubjectState) -> Option<Mark> {
    state.decision.as_ref().map(|(_, mark)| mark.clone())
}

/// A part of a comment: its own words, and only the quote and the proposals that these words hold.
fn part(whole: &Comment, text: &str) -> Comment {
    let held = |words: &str| !words.is_empty() && text.contains(words);
    let proposals = whole.proposals.iter().filter(|it| it.target.as_deref().is_some_and(held));
    Comment {
        text: text.to_owned(),
        proposals: proposals.cloned().collect(),
        quote: whole.quote.clone().filter(|quote| held(&quote.exact)),
        ..whole.clone()
    }
}

/// Number of the reply that took the place of a comment's own.
pub(super) fn superseded_by(workspace: &Workspace<'_>, item: &Item) -> Option<u32> {
    let list = workspace.records.submissions.get(&(item.id.round, item.id.unit.clone()))?;
    list.iter().find(|other| other.value.supersedes.contains(&item.k)).map(|other| other.k)
}

/// Submissions whose place a later one took: unit and k.
fn superseded(workspace: &Workspace<'_>, round: RoundNo) -> BTreeSet<(String, u32)> {
    let submissions = workspace.records.submissions.iter().filter(|((of, _), _)| *of == round);
    let all = submissions.flat_map(|((_, unit), list)| {
        list.iter()
            .flat_map(move |stored| stored.value.supersedes.iter().map(move |k| (unit.to_string(), *k)))
    });
    all.collect()
}
