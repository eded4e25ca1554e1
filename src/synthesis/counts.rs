//! The counts of a round. Units, comments, groups, meetings and persons are counted apart and never added up.
//!
//! Silence is `pending`, nothing else. [`Counts::check`] holds every identity; a property test runs it on random
//! input. Linear in what is counted.

use super::progress::{UnitState, stand_of};
use super::response::DocumentSection;
use super::{Asked, Due, Item, Reply, Standing};
use crate::comments::{Agreement, Outcome};
use crate::document::DocumentId;
use crate::rounds::RoundNo;
use crate::units::{Moment, UnitId};
use std::collections::{BTreeMap, BTreeSet};

/// All counts of a round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counts {
    /// The round.
    pub round: RoundNo,
    /// As of when.
    pub as_of: Moment,
    /// Units.
    pub units: UnitCounts,
    /// Comments.
    pub comments: CommentCounts,
    /// Meetings and persons.
    pub persons: PersonCounts,
}

/// Counts in units.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UnitCounts {
    /// Asked; the denominator.
    pub asked: usize,
    /// Asked units by state, all ten of them; `pending` includes the overdue ones.
    pub states: BTreeMap<UnitState, usize>,
    /// Asked units that replied in any form, to decline included.
    pub replied: usize,
    /// Pending ones whose due date has passed.
    pub overdue: usize,
    /// Pending ones whose due date is not fixed yet; never late.
    pub not_fixed: usize,
    /// Units that replied without having been asked; in no other count.
    pub unasked: usize,
}

/// Counts in comments.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CommentCounts {
    /// Received; of split comments the parts.
    pub received: usize,
    /// Of these, those whose place a later reply took.
    pub superseded: usize,
    /// Of these, those withdrawn.
    pub withdrawn: usize,
    /// Those that stand: received without superseded and withdrawn.
    pub standing: usize,
    /// Standing ones by what was decided, all seven outcomes.
    pub decided: BTreeMap<Outcome, usize>,
    /// Standing ones without a decision.
    pub undecided: usize,
    /// Standing ones in the table, by the section they stand in; those referred are in none.
    pub documents: Vec<DocumentCount>,
    /// Standing ones passed on, in their own list.
    pub referred: usize,
    /// Standing ones in a group that has a row in the table.
    pub grouped: usize,
    /// Groups that have a row in the table.
    pub groups: usize,
    /// Rows of the table.
    pub rows: usize,
    /// Standing ones that the unit reserves.
    pub reserved: usize,
    /// Standing ones that do not agree.
    pub disagree: usize,
    /// Standing ones decided after the round was closed.
    pub late: usize,
}

/// Counts of one document's section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentCount {
    /// The document; `None` for comments that name none.
    pub document: Option<DocumentId>,
    /// Comments in its rows.
    pub comments: usize,
    /// Its rows.
    pub rows: usize,
}

/// Counts in meetings and in persons, as far as replies say. Persons of several meetings are turns, not persons.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PersonCounts {
    /// Meetings that replies come from.
    pub meetings: usize,
    /// Of these, those that say how many were present.
    pub say_present: usize,
    /// Present in all of them.
    pub present: u64,
    /// Meetings that say how many spoke.
    pub say_speakers: usize,
    /// Speakers in all of them.
    pub speakers: u64,
}

impl Counts {
    /// Names of the identities that do not hold; empty for counts that this module made.
    pub fn check(&self) -> Vec<&'static str> {
        let (units, comments, persons) = (&self.units, &self.comments, &self.persons);
        let state = |state| units.states.get(&state).copied().unwrap_or(0);
        let (pending, waived) = (state(UnitState::Pending), state(UnitState::Waived));
        let in_rows: usize = comments.documents.iter().map(|document| document.comments).sum();
        let rows: usize = comments.documents.iter().map(|document| document.rows).sum();
        let referred = comments.decided.get(&Outcome::Referred).copied().unwrap_or(0);
        let holds = [
            ("units by state", units.states.values().sum::<usize>() == units.asked),
            ("units replied", units.replied + pending + waived == units.asked),
            ("units overdue", units.overdue + units.not_fixed <= pending),
            (
                "comments received",
                comments.standing + comments.superseded + comments.withdrawn == comments.received,
            ),
            (
                "comments decided",
                comments.decided.values().sum::<usize>() + comments.undecided == comments.standing,
            ),
            ("comments by document", in_rows + comments.referred == comments.standing),
            ("comments referred", comments.referred == referred),
            ("rows", rows == comments.rows),
            ("rows and groups", comments.groups + (in_rows - comments.grouped.min(in_rows)) == comments.rows),
            ("comments grouped", comments.groups <= comments.grouped && comments.grouped <= in_rows),
            (
                "comments marked",
                comments.reserved.max(comments.disagree).max(comments.late) <= comments.standing,
            ),
            ("meetings", persons.say_present.max(persons.say_speakers) <= persons.meetings),
        ];
        holds.into_iter().filter(|(_, holds)| !holds).map(|(name, _)| name).collect()
    }

    /// Units of the audience in a state.
    pub fn units_in(&self, state: UnitState) -> usize {
        self.units.states.get(&state).copied().unwrap_or(0)
    }

    /// Standing comments with an outcome.
    pub fn decided(&self, outcome: Outcome) -> usize {
        self.comments.decided.get(&outcome).copied().unwrap_or(0)
    }
}

/// Counts of units; `replies` are those that stand.
pub(super) fn unit_counts(audience: &[Asked], replies: &[Reply], as_of: Moment) -> UnitCounts {
    let mut of_unit: BTreeMap<&UnitId, Vec<&Reply>> = BTreeMap::new();
    for reply in replies {
        of_unit.entry(&reply.by.id).or_default().push(reply);
    }
    let mut counts = UnitCounts {
        states: UnitState::COUNTED.into_iter().map(|state| (state, 0)).collect(),
        ..UnitCounts::default()
    };
    let mut asked = BTreeSet::new();
    for it in audience {
        if !asked.insert(&it.unit.id) {
            continue;
        }
        counts.asked += 1;
        let replies = of_unit.get(&it.unit.id).map(Vec::as_slice).unwrap_or_default();
        let state = stand_of(replies, it.waived.is_some());
        *counts.states.entry(state).or_insert(0) += 1;
        match state {
            UnitState::Pending => {
                counts.overdue += usize::from(matches!(it.due, Due::At(due) if due < as_of));
                counts.not_fixed += usize::from(it.due == Due::NotFixed);
            }
            UnitState::Waived => (),
            _ => counts.replied += 1,
        }
    }
    counts.unasked = of_unit.keys().filter(|unit| !asked.contains(*unit)).count();
    counts
}

/// Counts of comments; every comment of the round once.
pub(super) fn comment_counts(
    items: &[&Item],
    sections: &[DocumentSection],
    referred: usize,
) -> CommentCounts {
    let standing: Vec<&&Item> = items.iter().filter(|item| item.stands()).collect();
    let count = |holds: &dyn Fn(&Item) -> bool| standing.iter().filter(|item| holds(item)).count();
    let rows = || sections.iter().flat_map(|it| &it.headings).flat_map(|it| &it.rows);
    let documents = sections.iter().map(|section| DocumentCount {
        document: section.document.as_ref().map(|document| document.id.clone()),
        comments: section.n_comments,
        rows: section.headings.iter().map(|heading| heading.rows.len()).sum(),
    });
    let decided = Outcome::ALL.iter().map(|it| (*it, count(&|item: &Item| item.outcome() == Some(*it))));
    CommentCounts {
        received: items.len(),
        superseded: items.iter().filter(|it| matches!(it.standing, Standing::Superseded { .. })).count(),
        withdrawn: items.iter().filter(|it| matches!(it.standing, Standing::Withdrawn { .. })).count(),
        standing: standing.len(),
        decided: decided.collect(),
        undecided: count(&|item| item.decision.is_none()),
        documents: documents.collect(),
        referred,
        grouped: rows().filter(|row| row.group.is_some()).map(|row| row.items.len()).sum(),
        groups: rows().filter(|row| row.group.is_some()).count(),
        rows: rows().count(),
        reserved: count(&|item| item.reserved),
        disagree: count(&|item| item.agreement == Some(Agreement::Disagree)),
        late: count(&|item| item.decision.as_ref().is_some_and(|it| it.late)),
    }
}

/// Counts of meetings and persons; two replies from one meeting of a unit count it once, with the higher numbers.
pub(super) fn person_counts(replies: &[Reply]) -> PersonCounts {
    let mut meetings: BTreeMap<_, [Option<u32>; 2]> = BTreeMap::new();
    for reply in replies {
        let Some(occasion) = &reply.occasion else { continue };
        // Without a day nothing says that two meetings are one.
        let apart = if occasion.date.is_some() { 0 } else { reply.k };
        let [present, speakers] = meetings.entry((&reply.by.id, occasion.date, apart)).or_default();
        *present = (*present).max(occasion.present);
        *speakers = (*speakers).max(occasion.speakers);
    }
    let sum = |numbers: Vec<u32>| (numbers.len(), numbers.into_iter().map(u64::from).sum());
    let (say_present, present) = sum(meetings.values().filter_map(|it| it[0]).collect());
    let (say_speakers, speakers) = sum(meetings.values().filter_map(|it| it[1]).collect());
    PersonCounts { meetings: meetings.len(), say_present, present, say_speakers, speakers }
}
