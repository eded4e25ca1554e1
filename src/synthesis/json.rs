//! The stable JSON of a synthesis (`vankien/synthesis/1`) and of the progress (`vankien/progress/1`).

use super::progress::{Cell, UnitState};
use super::{
    ChangeMade, Counts, Decision, Dissent, DocumentSection, Due, Exceptional, HeadingRows, Item, Place,
    Progress, Reply, ResponseRow, ResponseTable, Standing,
};
use crate::comments::{Agreement, CommentId, GroupId, Kind, Op, Outcome, Proposal, Scope, Votes};
use crate::document::{BlockCode, DocumentId};
use crate::rounds::RoundNo;
use crate::units::{Day, Moment, UnitId};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// `progress --json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ProgressJson {
    /// `vankien/progress/1`.
    pub schema: &'static str,
    /// As of which day.
    pub as_of: Day,
    /// The rounds.
    pub rounds: Vec<RoundJson>,
    /// Units × rounds; only where a unit was asked or replied.
    pub units: Vec<UnitJson>,
}

/// A round's counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RoundJson {
    /// Which.
    pub round: RoundNo,
    /// Units asked.
    pub units: usize,
    /// Of these, by state; they add up to `units`.
    pub states: BTreeMap<&'static str, usize>,
    /// Of the pending ones, those whose due date has passed.
    pub overdue: usize,
}

/// A unit in a round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct UnitJson {
    /// Which unit.
    pub unit: UnitId,
    /// Which round.
    pub round: RoundNo,
    /// One of the states of the round's counts.
    pub state: &'static str,
    /// Until when it answers; null where that is not fixed, or it was not asked.
    pub due: Option<Moment>,
    /// When its first reply came.
    pub received: Option<Moment>,
    /// Whether it was asked; only these are counted.
    pub asked: bool,
    /// Whether it is pending and its due date has passed.
    pub overdue: bool,
    /// How it stands to each document; null for one that its reply does not speak of.
    pub documents: BTreeMap<DocumentId, Option<&'static str>>,
}

/// `synthesis N --json`: the response table, its annexes and the counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SynthesisJson {
    /// `vankien/synthesis/1`.
    pub schema: &'static str,
    /// The round.
    pub round: RoundNo,
    /// As of which day.
    pub as_of: Day,
    /// `escalated` where only the points put to a body are listed; the counts are of all comments.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub only: Option<&'static str>,
    /// The counts.
    pub counts: CountsJson,
    /// The table, a section per document, then comments on no document.
    pub documents: Vec<SectionJson>,
    /// Comments passed on.
    pub referred: Vec<CommentJson>,
    /// Comments that no longer stand.
    pub no_longer_standing: Vec<CommentJson>,
    /// Annex: opinions that differ.
    pub dissent: Vec<DissentJson>,
    /// Annex: exceptional operations.
    pub exceptional: Vec<ExceptionalJson>,
}

/// All counts; units, comments, groups, meetings and persons are never added together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CountsJson {
    /// In units.
    pub units: UnitCountsJson,
    /// In comments.
    pub comments: CommentCountsJson,
    /// In groups: those with a row.
    pub groups: usize,
    /// In rows of the table.
    pub rows: usize,
    /// In meetings and persons.
    pub persons: PersonCountsJson,
}

/// Counts in units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct UnitCountsJson {
    /// Asked.
    pub asked: usize,
    /// Replied.
    pub replied: usize,
    /// By state; they add up to `asked`.
    pub states: BTreeMap<&'static str, usize>,
    /// Of the pending ones, those overdue.
    pub overdue: usize,
    /// Of the pending ones, those without a fixed due date.
    pub not_fixed: usize,
    /// Replied without having been asked.
    pub unasked: usize,
}

/// Counts in comments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CommentCountsJson {
    /// Received.
    pub received: usize,
    /// Replaced by a later reply.
    pub superseded: usize,
    /// Withdrawn.
    pub withdrawn: usize,
    /// Received, without the two before.
    pub standing: usize,
    /// Standing ones by outcome.
    pub decided: BTreeMap<&'static str, usize>,
    /// Standing ones without a decision.
    pub undecided: usize,
    /// Standing ones by section of the table.
    pub documents: Vec<DocumentCountJson>,
    /// Standing ones passed on, in no section.
    pub referred: usize,
    /// Standing ones in groups.
    pub grouped: usize,
    /// Standing ones reserved.
    pub reserved: usize,
    /// Standing ones that do not agree.
    pub disagree: usize,
    /// Standing ones decided late.
    pub late: usize,
}

/// Counts of a section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DocumentCountJson {
    /// The document; null for comments on none.
    pub document: Option<DocumentId>,
    /// Comments.
    pub comments: usize,
    /// Rows.
    pub rows: usize,
}

/// Counts in meetings and persons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PersonCountsJson {
    /// Meetings.
    pub meetings: usize,
    /// Meetings that say how many were present.
    pub say_present: usize,
    /// Present in them.
    pub present: u64,
    /// Meetings that say how many spoke.
    pub say_speakers: usize,
    /// Speakers in them.
    pub speakers: u64,
}

/// A section of the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SectionJson {
    /// The document; null for comments on none.
    pub document: Option<DocumentId>,
    /// Its title.
    pub title: Option<String>,
    /// Number of its draft.
    pub draft: Option<u32>,
    /// Its rows in order.
    pub rows: Vec<RowJson>,
    /// Comments on it that stand in a group's row elsewhere.
    pub elsewhere: Vec<CommentId>,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RowJson {
    /// The group.
    pub group: Option<GroupId>,
    /// `whole`, `section` or `unplaced`.
    pub heading: &'static str,
    /// Path of its section.
    pub section: Option<String>,
    /// Title of its section.
    pub section_title: Option<String>,
    /// Code of its place.
    pub code: Option<BlockCode>,
    /// Units, each once.
    pub units: Vec<UnitId>,
    /// Its comments, verbatim.
    pub comments: Vec<CommentJson>,
    /// What is asked for.
    pub variants: Vec<VariantJson>,
    /// What was decided.
    pub decisions: Vec<DecisionJson>,
    /// The changes.
    pub changes: Vec<ChangeJson>,
}

/// A comment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CommentJson {
    /// Its id.
    pub id: CommentId,
    /// Whose.
    pub unit: UnitId,
    /// The document.
    pub document: Option<DocumentId>,
    /// What it asks for.
    pub kind: Kind,
    /// Its place as the unit wrote it.
    pub citation: Option<String>,
    /// Its place.
    pub code: Option<BlockCode>,
    /// How much of that is meant.
    pub scope: Option<Scope>,
    /// Words of the draft.
    pub quote: Option<String>,
    /// Its words.
    pub text: String,
    /// Its reason.
    pub reason: Option<String>,
    /// Its stand.
    pub agreement: Option<Agreement>,
    /// Whether it is reserved.
    pub reserved: bool,
    /// A vote on it.
    pub votes: Option<Votes>,
    /// Who made it within the unit; empty where it is the unit's own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub originators: Vec<String>,
    /// How many opinions it stands for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weight: Option<u32>,
    /// Of how many that were asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weight_of: Option<u32>,
    /// Its group.
    pub group: Option<GroupId>,
    /// `stands`, `superseded` or `withdrawn`.
    pub standing: &'static str,
    /// What was decided.
    pub decision: Option<Outcome>,
}

/// A wording asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct VariantJson {
    /// What to do.
    pub op: Op,
    /// With which words.
    pub target: Option<String>,
    /// Where to.
    pub to: Option<String>,
    /// The new words.
    pub text: Option<String>,
    /// By which comments.
    pub by: Vec<CommentId>,
}

/// A decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DecisionJson {
    /// What; null while undecided.
    pub outcome: Option<Outcome>,
    /// Words that come into the draft.
    pub wording: Option<String>,
    /// The public reason.
    pub reason: Option<String>,
    /// Whether it came after the round was closed.
    pub late: bool,
    /// Why it was forced.
    pub forced: Option<String>,
    /// About which comments.
    pub about: Vec<CommentId>,
}

/// A change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ChangeJson {
    /// The document.
    pub document: DocumentId,
    /// The block.
    pub code: BlockCode,
    /// What happened.
    pub kind: Option<&'static str>,
}

/// An opinion that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DissentJson {
    /// Why it stands here: `rejected`, `reserved`, `disagrees`.
    pub why: Vec<&'static str>,
    /// The comment; null for a reply as a whole.
    pub comment: Option<CommentJson>,
    /// Whose.
    pub unit: UnitId,
    /// The words, verbatim.
    pub words: Option<String>,
    /// The public reason of the decision.
    pub answer: Option<String>,
}

/// An exceptional operation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ExceptionalJson {
    /// When.
    pub at: Moment,
    /// What.
    pub kind: &'static str,
    /// By whom.
    pub by: String,
    /// About what.
    pub about: Vec<String>,
    /// Why.
    pub reason: Option<String>,
}

impl ProgressJson {
    /// The progress as stable JSON.
    pub fn of(progress: &Progress) -> Self {
        let rounds = progress.rounds.iter().map(|round| RoundJson {
            round: round.round,
            units: round.counts.asked,
            states: states(&round.counts.states),
            overdue: round.counts.overdue,
        });
        let units = progress.units.iter().flat_map(|unit| {
            let there = unit.cells.iter().filter(|cell| cell.state != UnitState::NotAsked);
            there.map(|cell| unit_json(&unit.unit.id, cell))
        });
        let mut units: Vec<UnitJson> = units.collect();
        units.sort_by_key(|unit| unit.round);
        Self { schema: "vankien/progress/1", as_of: progress.as_of.day(), rounds: rounds.collect(), units }
    }
}

impl SynthesisJson {
    /// The synthesis as stable JSON.
    pub fn of(table: &ResponseTable) -> Self {
        Self {
            schema: "vankien/synthesis/1",
            round: table.round,
            as_of: table.as_of.day(),
            only: table.only_escalated.then_some("escalated"),
            counts: counts_json(&table.counts),
            documents: table.sections.iter().map(section_json).collect(),
            referred: table.referred.iter().map(comment_json).collect(),
            no_longer_standing: table.gone.iter().map(comment_json).collect(),
            dissent: table.dissent.iter().map(dissent_json).collect(),
            exceptional: table.exceptional.iter().map(exceptional_json).collect(),
        }
    }
}

fn section_json(section: &DocumentSection) -> SectionJson {
    let document = section.document.as_ref();
    SectionJson {
        document: document.map(|it| it.id.clone()),
        title: document.map(|it| it.title.clone()),
        draft: document.and_then(|it| it.draft_no),
        rows: section.headings.iter().flat_map(rows_json).collect(),
        elsewhere: section.elsewhere.iter().map(|(id, _)| id.clone()).collect(),
    }
}

impl Progress {
    /// The progress as stable JSON.
    pub fn to_json(&self) -> ProgressJson {
        ProgressJson::of(self)
    }
}

impl ResponseTable {
    /// The synthesis as stable JSON.
    pub fn to_json(&self) -> SynthesisJson {
        SynthesisJson::of(self)
    }
}

fn states(of: &BTreeMap<UnitState, usize>) -> BTreeMap<&'static str, usize> {
    of.iter().map(|(state, n)| (state.tag(), *n)).collect()
}

fn unit_json(unit: &UnitId, cell: &Cell) -> UnitJson {
    // Overdue units are counted among the pending ones, so they are named like them.
    let tag =
        |state: UnitState| if state == UnitState::Overdue { UnitState::Pending.tag() } else { state.tag() };
    UnitJson {
        unit: unit.clone(),
        round: cell.round,
        state: tag(cell.state),
        due: cell.due.and_then(|due| if let Due::At(at) = due { Some(at) } else { None }),
        received: cell.received,
        asked: cell.asked,
        overdue: cell.state == UnitState::Overdue,
        documents: cell.documents.iter().map(|(id, state)| (id.clone(), state.map(tag))).collect(),
    }
}

fn counts_json(counts: &Counts) -> CountsJson {
    let (units, comments, persons) = (&counts.units, &counts.comments, &counts.persons);
    let documents = comments.documents.iter().map(|it| DocumentCountJson {
        document: it.document.clone(),
        comments: it.comments,
        rows: it.rows,
    });
    CountsJson {
        units: UnitCountsJson {
            asked: units.asked,
            replied: units.replied,
            states: states(&units.states),
            overdue: units.overdue,
            not_fixed: units.not_fixed,
            unasked: units.unasked,
        },
        comments: CommentCountsJson {
            received: comments.received,
            superseded: comments.superseded,
            withdrawn: comments.withdrawn,
            standing: comments.standing,
            decided: comments.decided.iter().map(|(it, n)| (it.tag(), *n)).collect(),
            undecided: comments.undecided,
            documents: documents.collect(),
            referred: comments.referred,
            grouped: comments.grouped,
            reserved: comments.reserved,
            disagree: comments.disagree,
            late: comments.late,
        },
        groups: comments.groups,
        rows: comments.rows,
        persons: PersonCountsJson {
            meetings: persons.meetings,
            say_present: persons.say_present,
            present: persons.present,
            say_speakers: persons.say_speakers,
            speakers: persons.speakers,
        },
    }
}

fn rows_json(heading: &HeadingRows) -> Vec<RowJson> {
    let (tag, path, title) = match &heading.place {
        Place::Whole => ("whole", None, None),
        Place::Section { path, title } => ("section", Some(path), Some(title)),
        Place::Unplaced => ("unplaced", None, None),
    };
    let row = |row: &ResponseRow| RowJson {
        group: row.group,
        heading: tag,
        section: path.cloned(),
        section_title: title.cloned(),
        code: row.position.as_ref().and_then(|it| it.code.clone()),
        units: row.units.iter().map(|unit| unit.id.clone()).collect(),
        comments: row.items.iter().map(comment_json).collect(),
        variants: row
            .variants
            .iter()
            .flat_map(|it| &it.wordings)
            .map(|it| variant(&it.proposal, &it.by))
            .collect(),
        decisions: row.decisions.iter().map(|it| decision(it.decision.as_ref(), &it.about)).collect(),
        changes: row.changes.iter().map(change).collect(),
    };
    heading.rows.iter().map(row).collect()
}

fn variant(proposal: &Proposal, by: &[CommentId]) -> VariantJson {
    let Proposal { op, target, to, text } = proposal.clone();
    VariantJson { op, target, to, text, by: by.to_vec() }
}

fn decision(of: Option<&Decision>, about: &[CommentId]) -> DecisionJson {
    DecisionJson {
        outcome: of.map(|it| it.outcome),
        wording: of.and_then(|it| it.wording.clone()),
        reason: of.and_then(|it| it.reason.clone()),
        late: of.is_some_and(|it| it.late),
        forced: of.and_then(|it| it.forced.clone()),
        about: about.to_vec(),
    }
}

fn change(of: &ChangeMade) -> ChangeJson {
    ChangeJson { document: of.document.clone(), code: of.code.clone(), kind: of.kind.map(|kind| kind.tag()) }
}

fn comment_json(item: &Item) -> CommentJson {
    CommentJson {
        id: item.id.clone(),
        unit: item.by.id.clone(),
        document: item.document.clone(),
        kind: item.kind,
        citation: item.citation.clone(),
        code: item.place.as_ref().and_then(|it| it.code.clone()),
        scope: item.place.as_ref().map(|it| it.scope),
        quote: item.quote.clone(),
        text: item.text.clone(),
        reason: item.reason.clone(),
        agreement: item.agreement,
        reserved: item.reserved,
        votes: item.votes,
        originators: item.voices.originators.clone(),
        weight: item.voices.weight,
        weight_of: item.voices.of,
        group: item.group,
        standing: match item.standing {
            Standing::Stands => "stands",
            Standing::Superseded { .. } => "superseded",
            Standing::Withdrawn { .. } => "withdrawn",
        },
        decision: item.outcome(),
    }
}

fn dissent_json(dissent: &Dissent) -> DissentJson {
    match dissent {
        Dissent::Comment { kinds, item } => DissentJson {
            why: kinds.iter().map(|kind| kind.tag()).collect(),
            unit: item.by.id.clone(),
            words: Some(item.text.clone()),
            answer: item.decision.as_ref().and_then(|it| it.reason.clone()),
            comment: Some(comment_json(item)),
        },
        Dissent::Reply(reply) => {
            let Reply { by, words, .. } = reply.as_ref();
            let unit = by.id.clone();
            DissentJson { why: vec!["disagrees"], comment: None, unit, words: words.clone(), answer: None }
        }
    }
}

fn exceptional_json(it: &Exceptional) -> ExceptionalJson {
    let (by, about, reason) = (it.by.clone(), it.about.clone(), it.reason.clone());
    ExceptionalJson { at: it.at, kind: it.kind.tag(), by, about, reason }
}
