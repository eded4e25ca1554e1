//! What a synthesis is made from: comments, replies and units as plain values, filled by whoever reads the records.
//!
//! There is no field for an internal note: what is not here cannot leave.

use super::voices::Voices;
use crate::comments::{
    Agreement, CommentId, ExceptionalStepKind, GroupId, Kind, Occasion, Outcome, Proposal, Scope, State,
    Votes,
};
use crate::compare::ChangeKind;
use crate::document::{BlockCode, DocumentId};
use crate::rounds::{self, MilestoneKind, RoundNo};
use crate::units::{Day, Moment, UnitId};
use std::collections::{BTreeMap, BTreeSet};

/// A unit as it is named in tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Respondent {
    /// Its id.
    pub id: UnitId,
    /// Its official name.
    pub name: String,
    /// Its kind in the registry: `commune_committee`, `cell` …
    pub kind: String,
    /// Its place in official order, from 0; units of no registry last.
    pub order: usize,
    /// Who chases it.
    pub follower: Option<String>,
    /// The working group that visits it.
    pub working_group: Option<String>,
}

/// A document of the round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentTitle {
    /// Which.
    pub id: DocumentId,
    /// Its title.
    pub title: String,
    /// Number of the draft that was circulated.
    pub draft_no: Option<u32>,
}

/// A place in the draft that a comment speaks about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    /// How much of it is meant.
    pub scope: Scope,
    /// Index of the block, of a section its heading's; none for a whole document.
    pub block: Option<usize>,
    /// The block's code.
    pub code: Option<BlockCode>,
    /// Path of its section: `1/II.1.1`; empty where headings have no numbers.
    pub section: String,
    /// Title of its section.
    pub section_title: String,
    /// The block's words as printed in the draft that is spoken of; empty for a section or a whole document.
    pub words: String,
}

/// A comment, or a part of a split one, as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Which.
    pub id: CommentId,
    /// Whose.
    pub by: Respondent,
    /// The document that it speaks about.
    pub document: Option<DocumentId>,
    /// Where; none for a comment that is not placed.
    pub place: Option<Position>,
    /// The place as the unit wrote it.
    pub citation: Option<String>,
    /// Words of the draft that it quotes.
    pub quote: Option<String>,
    /// What it asks for.
    pub kind: Kind,
    /// Its words, verbatim.
    pub text: String,
    /// Its reason, verbatim.
    pub reason: Option<String>,
    /// The edits that it asks for; alternatives.
    pub proposals: Vec<Proposal>,
    /// Whether the unit reserves its opinion.
    pub reserved: bool,
    /// Its stand, where it says so.
    pub agreement: Option<Agreement>,
    /// A vote taken on it.
    pub votes: Option<Votes>,
    /// Whose opinion it is, where the unit passes on what others said.
    pub voices: Voices,
    /// The group that it belongs to.
    pub group: Option<GroupId>,
    /// Its own decision, else its group's.
    pub decision: Option<Decision>,
    /// The changes it is tied to.
    pub changes: Vec<ChangeMade>,
    /// The block's words in the draft after the round; none where the code is there no more, or no block is meant.
    pub now: Option<String>,
    /// Whether it still stands.
    pub standing: Standing,
    /// What it came in.
    pub source: Source,
}

/// What a comment came in: the papers behind a row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Source {
    /// Name of the file as it came, of an archive that of the member.
    pub file: Option<String>,
    /// Number and symbol.
    pub symbol: Option<String>,
    /// The day it bears.
    pub dated: Option<Day>,
    /// The meeting it comes from.
    pub occasion: Option<Occasion>,
}

/// A decision as far as it is public.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// What.
    pub outcome: Outcome,
    /// The words that come into the draft.
    pub wording: Option<String>,
    /// The public reason.
    pub reason: Option<String>,
    /// Whether it was decided after the round was closed.
    pub late: bool,
    /// Why although something spoke against it.
    pub forced: Option<String>,
    /// Whether it was taken on the group, not on the comment alone.
    pub of_group: bool,
    /// By whom, a role.
    pub by: String,
    /// When.
    pub at: Moment,
}

/// A change that carries out a comment.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ChangeMade {
    /// The document.
    pub document: DocumentId,
    /// The block: its code afterwards, for a deletion its code before.
    pub code: BlockCode,
    /// What happened; none where the draft after it is not compared yet.
    pub kind: Option<ChangeKind>,
    /// The block's words afterwards; none where it was deleted.
    pub words: Option<String>,
}

/// Whether a comment still stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Standing {
    /// It does.
    #[default]
    Stands,
    /// A later reply of its unit took its place.
    Superseded {
        /// Number of that reply among the unit's replies of the round.
        by: Option<u32>,
    },
    /// It was withdrawn.
    Withdrawn {
        /// Why.
        reason: String,
        /// By whom it was recorded, a role.
        by: String,
        /// When.
        at: Moment,
    },
}

/// A reply of a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// Whose.
    pub by: Respondent,
    /// Its number among the unit's replies of the round.
    pub k: u32,
    /// What it says as a whole.
    pub state: State,
    /// What it says of single documents.
    pub per_document: BTreeMap<DocumentId, State>,
    /// The documents that its comments speak about.
    pub speaks_of: BTreeSet<DocumentId>,
    /// When it came in.
    pub received: Moment,
    /// The day it bears.
    pub dated: Option<Day>,
    /// Number and symbol.
    pub symbol: Option<String>,
    /// The meeting it comes from.
    pub occasion: Option<Occasion>,
    /// Its words without or around points, verbatim.
    pub words: Option<String>,
    /// Whether a later reply of the unit took its place.
    pub superseded: bool,
    /// Whether it does not say if it replaces or adds to an earlier one.
    pub unclear: bool,
}

/// Until when a unit answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Due {
    /// Until this moment.
    At(Moment),
    /// Not fixed yet; such a unit is never late.
    NotFixed,
}

/// A unit that was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Which.
    pub unit: Respondent,
    /// Until when.
    pub due: Due,
    /// Why it need not answer.
    pub waived: Option<String>,
}

/// A round with who was asked and who answered; replies are in any order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundInput {
    /// Which.
    pub round: RoundNo,
    /// When it was opened.
    pub opened: Moment,
    /// Whether it is closed.
    pub closed: bool,
    /// Whether it was withdrawn: nobody is late in it.
    pub withdrawn: bool,
    /// Its documents, in the congress's order.
    pub documents: Vec<DocumentTitle>,
    /// Who was asked.
    pub audience: Vec<Asked>,
    /// All replies, those whose place was taken included.
    pub replies: Vec<Reply>,
}

/// A dated state of a unit's own documents or congress.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MilestoneEntry {
    /// Whose.
    pub unit: Respondent,
    /// What.
    pub kind: MilestoneKind,
    /// When.
    pub date: Day,
    /// Remarks.
    pub note: Option<String>,
}

/// Something done although a rule spoke against it, or that took something back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exceptional {
    /// When.
    pub at: Moment,
    /// What.
    pub kind: ExceptionalKind,
    /// By whom, a role.
    pub by: String,
    /// About what: ids of comments or groups, in order; empty for the round as a whole.
    pub about: Vec<String>,
    /// Why.
    pub reason: Option<String>,
}

/// What was exceptional.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ExceptionalKind {
    /// A round opened by force.
    ForcedOpening,
    /// A round closed by force.
    ForcedClosing,
    /// A round opened again.
    RoundReopened,
    /// A round withdrawn.
    RoundWithdrawn,
    /// A decision forced.
    ForcedDecision,
    /// A decision after the round was closed.
    LateDecision,
    /// A decision in place of another one.
    DecisionChanged,
    /// A decision opened again.
    DecisionReopened,
    /// Words of the unit taken out of the draft again.
    Unapplied,
    /// A comment withdrawn.
    CommentWithdrawn,
    /// An operation undone.
    Undone,
    /// Any other use of `--force`.
    Forced,
}

impl ExceptionalKind {
    /// `forced_opening`, `late_decision` …
    pub fn tag(self) -> &'static str {
        match self {
            Self::ForcedOpening => "forced_opening",
            Self::ForcedClosing => "forced_closing",
            Self::RoundReopened => "round_reopened",
            Self::RoundWithdrawn => "round_withdrawn",
            Self::ForcedDecision => "forced_decision",
            Self::LateDecision => "late_decision",
            Self::DecisionChanged => "decision_changed",
            Self::DecisionReopened => "decision_reopened",
            Self::Unapplied => "unapplied",
            Self::CommentWithdrawn => "comment_withdrawn",
            Self::Undone => "undone",
            Self::Forced => "forced",
        }
    }
}

impl From<ExceptionalStepKind> for ExceptionalKind {
    fn from(kind: ExceptionalStepKind) -> Self {
        match kind {
            ExceptionalStepKind::Forced => Self::ForcedDecision,
            ExceptionalStepKind::Late => Self::LateDecision,
            ExceptionalStepKind::Changed => Self::DecisionChanged,
            ExceptionalStepKind::Reopened => Self::DecisionReopened,
            ExceptionalStepKind::Unapplied => Self::Unapplied,
            ExceptionalStepKind::Withdrawn => Self::CommentWithdrawn,
            ExceptionalStepKind::Undone => Self::Undone,
        }
    }
}

impl From<rounds::ExceptionalKind> for ExceptionalKind {
    fn from(kind: rounds::ExceptionalKind) -> Self {
        match kind {
            rounds::ExceptionalKind::ForcedOpening => Self::ForcedOpening,
            rounds::ExceptionalKind::ForcedClosing => Self::ForcedClosing,
            rounds::ExceptionalKind::Reopening => Self::RoundReopened,
            rounds::ExceptionalKind::Withdrawal => Self::RoundWithdrawn,
            rounds::ExceptionalKind::Undoing => Self::Undone,
        }
    }
}

impl Item {
    /// Whether it still stands.
    pub fn stands(&self) -> bool {
        self.standing == Standing::Stands
    }

    /// What was decided.
    pub fn outcome(&self) -> Option<Outcome> {
        self.decision.as_ref().map(|decision| decision.outcome)
    }
}
