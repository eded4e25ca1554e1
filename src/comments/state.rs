//! What a subject's steps amount to, and whether its record is sound.
//!
//! Steps are only added; a step that was undone or taken back stays in the record and among the exceptional
//! operations. Linear in the steps, one hash each.

use super::{
    Act, CommentId, Decided, DecisionFile, DecisionSchema, GroupId, Placed, Step, Subject, record_codes,
};
use crate::congress::EditorId;
use crate::document::{BlockCode, DocumentId};
use crate::problem::{Place, Problem};
use crate::rounds::{RoundNo, Sha256};
use crate::units::Moment;
use crate::yaml;
use std::collections::{BTreeMap, BTreeSet};

/// Who did something, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Who.
    pub by: EditorId,
    /// When.
    pub at: Moment,
}

/// A change that a subject is tied to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tie {
    /// The round that shows the change; none for the working draft.
    pub round: Option<RoundNo>,
    /// The document.
    pub document: DocumentId,
    /// The block.
    pub code: BlockCode,
}

/// A proposal that was written into the working draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Application {
    /// Which, from 0.
    pub proposal: u32,
    /// The document.
    pub document: DocumentId,
    /// The block.
    pub code: BlockCode,
    /// By whom and when.
    pub mark: Mark,
}

/// Something exceptional in a subject's history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExceptionalStep {
    /// What.
    pub kind: ExceptionalStepKind,
    /// By whom and when.
    pub mark: Mark,
    /// Why; empty where no reason was asked for.
    pub reason: String,
}

/// What was exceptional.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ExceptionalStepKind {
    /// Decided by force.
    Forced,
    /// Decided after the round was closed.
    Late,
    /// Decided differently than before.
    Changed,
    /// Opened again.
    Reopened,
    /// An application was taken back.
    Unapplied,
    /// The comment was withdrawn.
    Withdrawn,
    /// A step was undone.
    Undone,
}

/// What a subject's steps amount to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SubjectState {
    /// Where a person placed it last.
    pub placed: Option<(Placed, Mark)>,
    /// The texts of its parts, where it was split.
    pub parts: Vec<String>,
    /// The group that it belongs to.
    pub group: Option<GroupId>,
    /// The members of a group.
    pub members: BTreeSet<CommentId>,
    /// The decision that stands.
    pub decision: Option<(Decided, Mark)>,
    /// The changes that it is tied to.
    pub ties: BTreeSet<Tie>,
    /// What was written into the working draft.
    pub applied: Vec<Application>,
    /// Why it was withdrawn.
    pub withdrawn: Option<String>,
    /// What was exceptional, in order.
    pub exceptional: Vec<ExceptionalStep>,
}

/// How far a subject has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Nobody knows its place.
    New,
    /// Placed, by the program or by hand.
    Placed,
    /// Decided.
    Decided,
    /// Its words stand in the working draft.
    Applied,
}

impl Stage {
    /// `new`, `placed`, `decided`, `applied`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Placed => "placed",
            Self::Decided => "decided",
            Self::Applied => "applied",
        }
    }
}

/// The hash of a step: SHA-256 of its canonical YAML.
pub fn step_hash(step: &Step) -> Sha256 {
    Sha256::of(yaml::to_string(step).as_bytes())
}

/// A record without steps.
pub fn new_file(round: RoundNo, subject: Subject) -> DecisionFile {
    DecisionFile { schema: DecisionSchema, round, subject, steps: Vec::new() }
}

/// The record with one more step, which holds the hash of the last one.
#[must_use]
pub fn append_step(mut file: DecisionFile, by: EditorId, at: Moment, act: Act) -> DecisionFile {
    let before = file.steps.last().map(step_hash);
    file.steps.push(Step { by, at, before, act });
    file
}

/// What is wrong with a record: a broken chain, steps that do not fit, refusals without a reason.
pub fn check_file(file: &DecisionFile, path: &str) -> Vec<Problem> {
    let mut found = Vec::new();
    let mut hashes: Vec<Sha256> = Vec::new();
    if let Subject::Comment(id) = &file.subject
        && id.round != file.round
    {
        let problem = Problem::new(record_codes::OTHER_PLACE, Place::file(path)).with("id", id.to_string());
        found.push(problem.with("expected", file.round.get().to_string()));
    }
    for (index, step) in file.steps.iter().enumerate() {
        let number = index + 1;
        let problem =
            |code| Problem::new(code, Place::file(path).at(format!("steps[{number}]"))).with("step", number);
        if step.before.as_ref() != hashes.last() {
            found.push(problem(record_codes::BROKEN_STEPS));
        }
        if index > 0 && file.steps[index - 1].at > step.at {
            found.push(problem(record_codes::STEP_BACK));
        }
        if !fits(&step.act, &file.subject) {
            found.push(problem(record_codes::WRONG_ACT).with("subject", file.subject.to_string()));
        }
        match &step.act {
            Act::Decided(decided) => {
                found.extend(check_decided(decided, &problem(record_codes::NO_REASON).place))
            }
            Act::Undone { step: undone, .. } if !hashes.contains(undone) => {
                found.push(problem(record_codes::NO_STEP));
            }
            Act::Split { texts } if texts.len() < 2 || texts.iter().any(|text| text.trim().is_empty()) => {
                found.push(problem(record_codes::BAD_SPLIT));
            }
            _ => (),
        }
        hashes.push(step_hash(step));
    }
    found
}

/// The problem of a decision without the public reason that it needs.
pub fn check_decided(decided: &Decided, place: &Place) -> Option<Problem> {
    let is_missing = decided.reason.as_deref().is_none_or(|reason| reason.trim().is_empty());
    (decided.outcome.needs_reason() && is_missing)
        .then(|| Problem::new(record_codes::NO_REASON, place.clone()).with("outcome", decided.outcome.tag()))
}

/// Whether comments and groups agree on who belongs to which group.
pub fn check_groups(files: &[(&DecisionFile, &str)]) -> Vec<Problem> {
    let mut groups: BTreeMap<(RoundNo, GroupId), BTreeSet<CommentId>> = BTreeMap::new();
    let mut of_comment: BTreeMap<CommentId, GroupId> = BTreeMap::new();
    for (file, _) in files {
        let state = state_of(file);
        match &file.subject {
            Subject::Group(id) => {
                groups.insert((file.round, *id), state.members);
            }
            Subject::Comment(id) => of_comment.extend(state.group.map(|group| (id.clone(), group))),
        }
    }
    let mut found = Vec::new();
    for (file, path) in files {
        let problem = |comment: &CommentId, group: GroupId| {
            let problem = Problem::new(record_codes::GROUPS_DISAGREE, Place::file(*path));
            problem.with("comment", comment.to_string()).with("group", group.to_string())
        };
        match &file.subject {
            Subject::Comment(id) => {
                let group = of_comment.get(id).copied();
                let is_member = |group| groups.get(&(file.round, group)).is_some_and(|it| it.contains(id));
                found.extend(group.filter(|group| !is_member(*group)).map(|group| problem(id, group)));
            }
            Subject::Group(group) => {
                let members = groups.get(&(file.round, *group)).into_iter().flatten();
                let strangers = members.filter(|id| of_comment.get(id) != Some(group));
                found.extend(strangers.map(|id| problem(id, *group)));
            }
        }
    }
    found
}

/// What a subject's steps amount to.
pub fn state_of(file: &DecisionFile) -> SubjectState {
    state_as_of(file, None)
}

/// What a subject's steps up to a moment amount to; all of them for `None`.
pub fn state_as_of(file: &DecisionFile, as_of: Option<Moment>) -> SubjectState {
    let steps: Vec<&Step> =
        file.steps.iter().filter(|step| as_of.is_none_or(|as_of| step.at <= as_of)).collect();
    let mut undone = BTreeSet::new();
    for step in &steps {
        if let Act::Undone { step, .. } = &step.act {
            undone.insert(*step);
        }
    }
    let mut state = SubjectState::default();
    for step in steps {
        let stands = undone.is_empty() || !undone.contains(&step_hash(step));
        state.note_exceptional(step, stands);
        if stands {
            state.apply(step);
        }
    }
    state
}

impl SubjectState {
    /// How far it has come; `has_place` where the program found its place.
    pub fn stage(&self, has_place: bool) -> Stage {
        match &self.decision {
            Some((decided, _)) if decided.outcome.changes_text() && !self.applied.is_empty() => {
                Stage::Applied
            }
            Some(_) => Stage::Decided,
            None if has_place || self.placed.is_some() => Stage::Placed,
            None => Stage::New,
        }
    }

    /// Whether it no longer counts by itself: split into parts, or withdrawn.
    pub fn is_retired(&self) -> bool {
        !self.parts.is_empty() || self.withdrawn.is_some()
    }

    fn apply(&mut self, step: &Step) {
        let mark = || Mark { by: step.by.clone(), at: step.at };
        match &step.act {
            Act::Placed(placed) => self.placed = Some((placed.clone(), mark())),
            Act::Split { texts } => self.parts.clone_from(texts),
            Act::Members { members } => self.members.extend(members.iter().cloned()),
            Act::Grouped { group } => self.group = Some(*group),
            Act::Ungrouped { members } => {
                self.group = None;
                self.members.retain(|id| !members.contains(id));
            }
            Act::Decided(decided) => self.decision = Some((decided.clone(), mark())),
            Act::Tied { round, document, code } => {
                self.ties.insert(Tie { round: *round, document: document.clone(), code: code.clone() });
            }
            Act::Reopened { .. } => self.decision = None,
            Act::Applied { proposal, document, code } => self.applied.push(Application {
                proposal: *proposal,
                document: document.clone(),
                code: code.clone(),
                mark: mark(),
            }),
            Act::Unapplied { .. } => {
                self.applied.pop();
            }
            Act::Withdrawn { reason } => self.withdrawn = Some(reason.clone()),
            Act::Undone { .. } => (),
        }
    }

    /// Notes what is exceptional about a step, whether or not it still stands.
    fn note_exceptional(&mut self, step: &Step, stands: bool) {
        use ExceptionalStepKind as E;
        let mut note = |kind, reason: &str| {
            let mark = Mark { by: step.by.clone(), at: step.at };
            self.exceptional.push(ExceptionalStep { kind, mark, reason: reason.to_owned() });
        };
        match &step.act {
            Act::Decided(decided) => {
                let reason = decided.reason.as_deref().unwrap_or_default();
                if let Some(forced) = &decided.forced {
                    note(E::Forced, forced);
                }
                if decided.late {
                    note(E::Late, reason);
                }
                if stands
                    && self.decision.as_ref().is_some_and(|(before, _)| before.outcome != decided.outcome)
                {
                    let mark = Mark { by: step.by.clone(), at: step.at };
                    self.exceptional.push(ExceptionalStep {
                        kind: E::Changed,
                        mark,
                        reason: reason.to_owned(),
                    });
                }
            }
            Act::Reopened { reason, .. } => note(E::Reopened, reason),
            Act::Unapplied { reason } => note(E::Unapplied, reason),
            Act::Withdrawn { reason } => note(E::Withdrawn, reason),
            Act::Undone { reason, .. } => note(E::Undone, reason.as_deref().unwrap_or_default()),
            _ => (),
        }
    }
}

/// Whether an act belongs into the record of such a subject.
fn fits(act: &Act, subject: &Subject) -> bool {
    match act {
        Act::Members { .. } => matches!(subject, Subject::Group(_)),
        Act::Grouped { .. } | Act::Split { .. } | Act::Withdrawn { .. } => {
            matches!(subject, Subject::Comment(_))
        }
        _ => true,
    }
}
