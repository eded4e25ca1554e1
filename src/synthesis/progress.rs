//! The progress of the rounds: every unit × round × document, who is late, the milestones in order of time.
//!
//! A unit without a reply is `pending`, `overdue` behind a fixed date, `waived` where it need not answer; never
//! anything that it did not say. What a reply says as a whole holds for every document, except that a reply with
//! points and no word of agreement says nothing of documents that its points do not speak of.

use super::counts::unit_counts;
use super::{Asked, DocumentTitle, Due, MilestoneEntry, Reply, Respondent, RoundInput, UnitCounts};
use crate::comments::State;
use crate::document::DocumentId;
use crate::rounds::RoundNo;
use crate::units::{Moment, UnitId};
use std::collections::{BTreeMap, BTreeSet};

/// How a unit stands to a round, or to one document of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum UnitState {
    /// It has points, without a word of agreement or disagreement.
    Comments,
    /// It agrees.
    Agree,
    /// It agrees and asks for changes.
    AgreeWithChanges,
    /// It does not agree.
    Disagree,
    /// It says that it has no comment.
    NoComment,
    /// It says that it does not answer.
    Declined,
    /// Its reply is yet to be typed.
    ToBeTyped,
    /// Its reply cannot be read.
    Unreadable,
    /// It has not replied.
    Pending,
    /// It need not reply, and has not.
    Waived,
    /// It has not replied and its due date has passed; counted under `Pending`.
    Overdue,
    /// It was not asked, and has not replied.
    NotAsked,
}

/// What the progress is made from.
#[derive(Debug, Clone)]
pub struct ProgressInput {
    /// As of when: later replies, rounds and milestones are left out.
    pub as_of: Moment,
    /// All rounds, in order.
    pub rounds: Vec<RoundInput>,
    /// Dated states of units, in any order.
    pub milestones: Vec<MilestoneEntry>,
}

/// The progress as of a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// As of when.
    pub as_of: Moment,
    /// The rounds, in order.
    pub rounds: Vec<RoundProgress>,
    /// Every unit that was asked or replied in any round, in official order.
    pub units: Vec<UnitProgress>,
    /// Late units by follower, those of nobody last.
    pub late_by_follower: Vec<LateGroup>,
    /// The same by working group.
    pub late_by_working_group: Vec<LateGroup>,
    /// Milestones, in order of time and of units.
    pub milestones: Vec<MilestoneEntry>,
}

/// One round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundProgress {
    /// Which.
    pub round: RoundNo,
    /// When it was opened.
    pub opened: Moment,
    /// Whether it is closed.
    pub closed: bool,
    /// Whether it was withdrawn.
    pub withdrawn: bool,
    /// Its documents.
    pub documents: Vec<DocumentTitle>,
    /// Its counts in units.
    pub counts: UnitCounts,
    /// The same by kind of unit; they add up to `counts`.
    pub kinds: Vec<KindRow>,
}

/// Counts of one kind of units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KindRow {
    /// Which kind.
    pub class: KindClass,
    /// Its counts.
    pub counts: UnitCounts,
}

/// Kinds of units as reports sum them up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum KindClass {
    /// Party organisations with a committee.
    Committees,
    /// Cells.
    Cells,
    /// All others.
    Others,
}

/// One unit over all rounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitProgress {
    /// Which.
    pub unit: Respondent,
    /// One cell a round, in order of the rounds.
    pub cells: Vec<Cell>,
}

/// One unit in one round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The round.
    pub round: RoundNo,
    /// Whether it was asked.
    pub asked: bool,
    /// How it stands.
    pub state: UnitState,
    /// Until when it answers; none where it was not asked.
    pub due: Option<Due>,
    /// When its first reply came.
    pub received: Option<Moment>,
    /// Whether that was after its due date.
    pub arrived_late: bool,
    /// Its replies that stand.
    pub n_replies: usize,
    /// How it stands to each document of the round; `None` for a document that its reply does not speak of.
    pub documents: Vec<(DocumentId, Option<UnitState>)>,
}

/// Late units of one follower or working group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LateGroup {
    /// Who follows them; `None` for nobody.
    pub name: Option<String>,
    /// The units, by round and in official order.
    pub units: Vec<LateUnit>,
}

/// A late unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LateUnit {
    /// Which.
    pub unit: Respondent,
    /// In which round.
    pub round: RoundNo,
    /// Since when.
    pub due: Moment,
}

impl UnitState {
    /// The states that a round's units are counted by; each unit has exactly one.
    pub const COUNTED: [Self; 10] = [
        Self::Comments,
        Self::Agree,
        Self::AgreeWithChanges,
        Self::Disagree,
        Self::NoComment,
        Self::Declined,
        Self::ToBeTyped,
        Self::Unreadable,
        Self::Pending,
        Self::Waived,
    ];

    /// The name in JSON.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Comments => "comments",
            Self::Agree => "agree",
            Self::AgreeWithChanges => "agree_with_changes",
            Self::Disagree => "disagree",
            Self::NoComment => "no_comment",
            Self::Declined => "declined",
            Self::ToBeTyped => "to_be_typed",
            Self::Unreadable => "unreadable",
            Self::Pending => "pending",
            Self::Waived => "waived",
            Self::Overdue => "overdue",
            Self::NotAsked => "not_asked",
        }
    }

    /// Whether a reply stands behind it.
    pub fn is_reply(self) -> bool {
        !matches!(self, Self::Pending | Self::Waived | Self::Overdue | Self::NotAsked)
    }
}

impl From<State> for UnitState {
    fn from(state: State) -> Self {
        match state {
            State::Comments => Self::Comments,
            State::Agree => Self::Agree,
            State::AgreeWithChanges => Self::AgreeWithChanges,
            State::Disagree => Self::Disagree,
            State::NoComment => Self::NoComment,
            State::Declined => Self::Declined,
            State::ToBeTyped => Self::ToBeTyped,
            State::Unreadable => Self::Unreadable,
        }
    }
}

impl KindClass {
    /// The class of a kind in the registry: by the words `committee` and `cell` in it.
    pub fn of(kind: &str) -> Self {
        let words = || kind.split(['_', '-', ' ']);
        if words().any(|word| word.eq_ignore_ascii_case("committee")) {
            Self::Committees
        } else if words().any(|word| word.eq_ignore_ascii_case("cell")) {
            Self::Cells
        } else {
            Self::Others
        }
    }

    /// `committees`, `cells`, `others`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Committees => "committees",
            Self::Cells => "cells",
            Self::Others => "others",
        }
    }
}

impl Progress {
    /// The cells of one round, with their units.
    pub fn of_round(&self, round: RoundNo) -> impl Iterator<Item = (&Respondent, &Cell)> {
        self.units.iter().flat_map(move |unit| {
            unit.cells.iter().filter(move |cell| cell.round == round).map(move |cell| (&unit.unit, cell))
        })
    }
}

/// The progress of all rounds.
pub fn progress(input: &ProgressInput) -> Progress {
    let as_of = input.as_of;
    let rounds: Vec<&RoundInput> = input.rounds.iter().filter(|round| round.opened <= as_of).collect();
    let mut units: BTreeMap<(usize, &UnitId), &Respondent> = BTreeMap::new();
    for round in &rounds {
        let asked = round.audience.iter().map(|it| &it.unit);
        let replied = standing(round, as_of).map(|it| &it.by);
        for unit in asked.chain(replied) {
            units.entry((unit.order, &unit.id)).or_insert(unit);
        }
    }
    let matrix: Vec<BTreeMap<&UnitId, Cell>> = rounds.iter().map(|round| cells(round, as_of)).collect();
    let units = units.values().map(|unit| {
        let cell = |(at, round): (usize, &&RoundInput)| {
            matrix.get(at).and_then(|cells| cells.get(&unit.id)).cloned().unwrap_or_else(|| not_asked(round))
        };
        UnitProgress { unit: (*unit).clone(), cells: rounds.iter().enumerate().map(cell).collect() }
    });
    let units: Vec<UnitProgress> = units.collect();
    let mut milestones: Vec<MilestoneEntry> =
        input.milestones.iter().filter(|it| it.date.start() <= as_of).cloned().collect();
    milestones.sort_by(|a, b| {
        (a.date, a.unit.order, &a.unit.id, a.kind).cmp(&(b.date, b.unit.order, &b.unit.id, b.kind))
    });
    Progress {
        as_of,
        rounds: rounds.iter().map(|round| round_progress(round, as_of)).collect(),
        late_by_follower: late(&units, |unit| unit.follower.as_deref()),
        late_by_working_group: late(&units, |unit| unit.working_group.as_deref()),
        units,
        milestones,
    }
}

/// How a unit stands by its replies that stand; several replies of one unit are read together.
///
/// Agreement in one and points in another are agreement with changes; a word of disagreement outweighs all. Never
/// `Overdue` or `NotAsked`.
pub(super) fn stand_of(replies: &[&Reply], waived: bool) -> UnitState {
    together(replies.iter().map(|reply| reply.state.into())).unwrap_or(if waived {
        UnitState::Waived
    } else {
        UnitState::Pending
    })
}

fn together(states: impl Iterator<Item = UnitState>) -> Option<UnitState> {
    const STRONGEST_FIRST: [UnitState; 8] = [
        UnitState::Disagree,
        UnitState::AgreeWithChanges,
        UnitState::Comments,
        UnitState::Agree,
        UnitState::ToBeTyped,
        UnitState::Unreadable,
        UnitState::NoComment,
        UnitState::Declined,
    ];
    let found: BTreeSet<UnitState> = states.collect();
    let strongest = STRONGEST_FIRST.into_iter().find(|state| found.contains(state));
    match strongest {
        Some(UnitState::Comments) if found.contains(&UnitState::Agree) => Some(UnitState::AgreeWithChanges),
        strongest => strongest,
    }
}

fn standing(round: &RoundInput, as_of: Moment) -> impl Iterator<Item = &Reply> {
    round.replies.iter().filter(move |reply| !reply.superseded && reply.received <= as_of)
}

fn round_progress(round: &RoundInput, as_of: Moment) -> RoundProgress {
    let replies: Vec<Reply> = standing(round, as_of).cloned().collect();
    let count = |class: Option<KindClass>| {
        let holds = |unit: &Respondent| class.is_none_or(|class| KindClass::of(&unit.kind) == class);
        let audience: Vec<Asked> = round.audience.iter().filter(|it| holds(&it.unit)).cloned().collect();
        let replies: Vec<Reply> = replies.iter().filter(|it| holds(&it.by)).cloned().collect();
        let mut counts = unit_counts(&audience, &replies, as_of);
        if round.withdrawn {
            counts.overdue = 0;
        }
        counts
    };
    let classes = [KindClass::Committees, KindClass::Cells, KindClass::Others];
    let kinds = classes.into_iter().map(|class| KindRow { class, counts: count(Some(class)) });
    RoundProgress {
        round: round.round,
        opened: round.opened,
        closed: round.closed,
        withdrawn: round.withdrawn,
        documents: round.documents.clone(),
        counts: count(None),
        kinds: kinds.filter(|it| it.counts.asked + it.counts.unasked > 0).collect(),
    }
}

/// The cells of the units that were asked or replied.
fn cells(round: &RoundInput, as_of: Moment) -> BTreeMap<&UnitId, Cell> {
    let mut replies: BTreeMap<&UnitId, Vec<&Reply>> = BTreeMap::new();
    for reply in standing(round, as_of) {
        replies.entry(&reply.by.id).or_default().push(reply);
    }
    let mut asked: BTreeMap<&UnitId, &Asked> = BTreeMap::new();
    for it in &round.audience {
        asked.entry(&it.unit.id).or_insert(it);
    }
    let units: BTreeSet<&UnitId> = asked.keys().chain(replies.keys()).copied().collect();
    let cell = |unit: &UnitId| {
        let of_unit = replies.get(unit).map(Vec::as_slice).unwrap_or_default();
        cell(round, asked.get(unit).copied(), of_unit, as_of)
    };
    units.into_iter().map(|unit| (unit, cell(unit))).collect()
}

fn cell(round: &RoundInput, asked: Option<&Asked>, replies: &[&Reply], as_of: Moment) -> Cell {
    let due = asked.map(|it| it.due);
    let is_late = |at: Moment| matches!(due, Some(Due::At(due)) if due < at);
    let state = match stand_of(replies, asked.is_some_and(|it| it.waived.is_some())) {
        UnitState::Pending if is_late(as_of) && !round.withdrawn => UnitState::Overdue,
        state => state,
    };
    let received = replies.iter().map(|reply| reply.received).min();
    let of_document = |document: &DocumentTitle| {
        let said = replies.iter().filter_map(|reply| stand_to(reply, &document.id));
        (document.id.clone(), if state.is_reply() { together(said) } else { Some(state) })
    };
    Cell {
        round: round.round,
        asked: asked.is_some(),
        state,
        due,
        received,
        arrived_late: received.is_some_and(is_late),
        n_replies: replies.len(),
        documents: round.documents.iter().map(of_document).collect(),
    }
}

/// What a reply says of a document.
fn stand_to(reply: &Reply, document: &DocumentId) -> Option<UnitState> {
    match (reply.per_document.get(document), reply.state) {
        (Some(state), _) => Some((*state).into()),
        (None, State::Comments) => reply.speaks_of.contains(document).then_some(UnitState::Comments),
        (None, state) => Some(state.into()),
    }
}

fn not_asked(round: &RoundInput) -> Cell {
    Cell {
        round: round.round,
        asked: false,
        state: UnitState::NotAsked,
        due: None,
        received: None,
        arrived_late: false,
        n_replies: 0,
        documents: round.documents.iter().map(|it| (it.id.clone(), Some(UnitState::NotAsked))).collect(),
    }
}

fn late(units: &[UnitProgress], name: impl Fn(&Respondent) -> Option<&str>) -> Vec<LateGroup> {
    let mut groups: BTreeMap<(bool, Option<&str>), Vec<LateUnit>> = BTreeMap::new();
    for unit in units {
        for cell in unit.cells.iter().filter(|cell| cell.state == UnitState::Overdue) {
            let Some(Due::At(due)) = cell.due else { continue };
            let name = name(&unit.unit).filter(|name| !name.trim().is_empty());
            let late = LateUnit { unit: unit.unit.clone(), round: cell.round, due };
            groups.entry((name.is_none(), name)).or_default().push(late);
        }
    }
    let group = |((_, name), mut units): ((bool, Option<&str>), Vec<LateUnit>)| {
        units.sort_by(|a, b| (a.round, a.unit.order, &a.unit.id).cmp(&(b.round, b.unit.order, &b.unit.id)));
        LateGroup { name: name.map(str::to_owned), units }
    };
    groups.into_iter().map(group).collect()
}
