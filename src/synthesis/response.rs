//! The response table: what was asked for, by whom, and what became of it, in the order of the draft.
//!
//! Invariants, each with a test: every comment received stands in exactly one of the table, the list of referred
//! ones and the list of those that no longer stand; a group is one row; every rejected, reserved or disagreeing
//! opinion stands in the annex too, whatever else happens to it, unless its own unit took it back.

use super::counts::{Counts, comment_counts, person_counts, unit_counts};
use super::order::{Documents, PlaceRank};
use super::progress::{UnitState, stand_of};
use super::{
    Asked, ChangeMade, Decision, DocumentTitle, Exceptional, ExceptionalKind, Item, Position, Reply,
    Respondent, Standing, WeightScale,
};
use crate::comments::{Agreement, CommentId, GroupId, Op, Outcome, Proposal, State};
use crate::congress::Rounding;
use crate::rounds::RoundNo;
use crate::units::{Moment, UnitId};
use std::collections::{BTreeMap, BTreeSet};

/// What a response table is made from.
#[derive(Debug, Clone)]
pub struct ResponseInput {
    /// The round.
    pub round: RoundNo,
    /// Replies after this moment are left out, and units are late against it.
    pub as_of: Moment,
    /// The documents, in the congress's order.
    pub documents: Vec<DocumentTitle>,
    /// Who was asked.
    pub audience: Vec<Asked>,
    /// All comments of the round, in any order; of split ones the parts.
    pub items: Vec<Item>,
    /// All replies of the round, in any order.
    pub replies: Vec<Reply>,
    /// What was exceptional besides what the comments' decisions say: rounds, reopenings, undone operations.
    pub exceptional: Vec<Exceptional>,
    /// How percentages are shortened.
    pub rounding: Rounding,
    /// Words of weight.
    pub scale: WeightScale,
}

/// The table with its annexes and counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResponseTable {
    /// The round.
    pub round: RoundNo,
    /// As of when.
    pub as_of: Moment,
    /// How percentages are shortened.
    pub rounding: Rounding,
    /// Words of weight.
    pub scale: WeightScale,
    /// Whether only the points put to a body are left in it: see [`ResponseTable::escalated`].
    pub only_escalated: bool,
    /// One section per document, also where nothing was said, then comments on no document.
    pub sections: Vec<DocumentSection>,
    /// Comments passed on to whom they concern: not in the table, but counted.
    pub referred: Vec<Item>,
    /// Comments whose place a later reply took, or that were withdrawn: not in the table, but counted.
    pub gone: Vec<Item>,
    /// Annex: rejected, reserved and disagreeing opinions, verbatim.
    pub dissent: Vec<Dissent>,
    /// Annex: exceptional operations, in order of time.
    pub exceptional: Vec<Exceptional>,
    /// Replies that stand, in official order.
    pub replies: Vec<Reply>,
    /// Units that agree and ask for nothing, in official order; those that were asked are as many as are counted.
    pub agreeing: Vec<Agreeing>,
    /// The counts.
    pub counts: Counts,
}

/// A unit that agrees, over all its replies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreeing {
    /// Which.
    pub by: Respondent,
    /// Whether it was asked; one that was not is in no count.
    pub asked: bool,
    /// Its replies that say so.
    pub replies: Vec<Reply>,
}

/// The rows of one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentSection {
    /// The document; `None` for comments that name none.
    pub document: Option<DocumentTitle>,
    /// Its rows under their headings.
    pub headings: Vec<HeadingRows>,
    /// Comments on this document that stand in a group's row of another section.
    pub elsewhere: Vec<(CommentId, GroupId)>,
    /// Comments in its rows.
    pub n_comments: usize,
}

/// Rows under one heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadingRows {
    /// Under which.
    pub place: Place,
    /// The rows.
    pub rows: Vec<ResponseRow>,
}

/// Where rows stand in a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// The document as a whole.
    Whole,
    /// Under a heading.
    Section {
        /// Its path.
        path: String,
        /// Its title.
        title: String,
    },
    /// Not placed.
    Unplaced,
}

/// A row: one comment, or one group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResponseRow {
    /// The group, where it is one.
    pub group: Option<GroupId>,
    /// Its place: of a group that of its first comment.
    pub position: Option<Position>,
    /// Who said it, each unit once, in official order.
    pub units: Vec<Respondent>,
    /// The comments, verbatim; at least one.
    pub items: Vec<Item>,
    /// What is asked for, wording by wording, apart by what is to be done with it.
    pub variants: Vec<Variants>,
    /// What was decided; several where comments of a group were decided apart.
    pub decisions: Vec<RowDecision>,
    /// The changes that carry it out.
    pub changes: Vec<ChangeMade>,
}

/// Wordings that ask for the same thing to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variants {
    /// What is to be done.
    pub op: Op,
    /// Each wording once.
    pub wordings: Vec<Variant>,
}

/// One wording asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    /// The edit as asked for.
    pub proposal: Proposal,
    /// By which comments.
    pub by: Vec<CommentId>,
}

/// A decision and the comments of the row that it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowDecision {
    /// The decision; `None` while there is none.
    pub decision: Option<Decision>,
    /// About which comments.
    pub about: Vec<CommentId>,
}

/// An opinion that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dissent {
    /// A comment.
    Comment {
        /// Why it stands here; all that apply.
        kinds: Vec<DissentKind>,
        /// The comment.
        item: Box<Item>,
    },
    /// A reply that does not agree as a whole.
    Reply(Box<Reply>),
}

/// Why an opinion stands in the annex.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DissentKind {
    /// It was not taken up.
    Rejected,
    /// The unit reserves it.
    Reserved,
    /// The unit does not agree.
    Disagrees,
}

impl DissentKind {
    /// `rejected`, `reserved`, `disagrees`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Rejected => "rejected",
            Self::Reserved => "reserved",
            Self::Disagrees => "disagrees",
        }
    }
}

impl ResponseTable {
    /// All rows, in order of print.
    pub fn rows(&self) -> impl Iterator<Item = &ResponseRow> {
        self.sections.iter().flat_map(|section| &section.headings).flat_map(|heading| &heading.rows)
    }

    /// The rows with something put to a body, and nothing of the others. The counts stay those of all comments, so that
    /// the points keep their denominator; the annexes of dissent and of exceptional operations stay whole.
    #[must_use]
    pub fn escalated(&self) -> Self {
        let is_put = |item: &Item| item.outcome() == Some(Outcome::Escalated);
        let mut table = self.clone();
        table.only_escalated = true;
        for section in &mut table.sections {
            for heading in &mut section.headings {
                heading.rows.retain(|row| row.items.iter().any(is_put));
            }
            section.headings.retain(|heading| !heading.rows.is_empty());
            let rows = section.headings.iter().flat_map(|heading| &heading.rows);
            section.n_comments = rows.map(|row| row.items.len()).sum();
            section.elsewhere.clear();
        }
        table.sections.retain(|section| !section.headings.is_empty());
        table.referred.clear();
        table.gone.clear();
        table.agreeing.clear();
        table
    }
}

/// The response table of a round.
pub fn response_table(input: &ResponseInput) -> ResponseTable {
    let documents = Documents::new(input.documents.iter().map(|document| &document.id));
    let first = first_replies(&input.replies);
    let was_in = |item: &&Item| first.get(&item.by.id).is_none_or(|at| *at <= input.as_of);
    let items: Vec<Item> = input.items.iter().filter(was_in).map(|item| then(item, input)).collect();
    let mut items: Vec<&Item> = items.iter().collect();
    items.sort_by_cached_key(|item| documents.rank(item));
    let mut seen = BTreeSet::new();
    items.retain(|item| seen.insert(&item.id));
    let (standing, gone): (Vec<&Item>, Vec<&Item>) = items.iter().partition(|item| item.stands());
    let (referred, shown): (Vec<&Item>, Vec<&Item>) =
        standing.iter().partition(|item| item.outcome() == Some(Outcome::Referred));
    let sections = sections(&shown, input, &documents);
    let mut replies: Vec<Reply> =
        input.replies.iter().filter(|it| it.received <= input.as_of).cloned().collect();
    replies.sort_by(|a, b| (a.by.order, &a.by.id, a.k).cmp(&(b.by.order, &b.by.id, b.k)));
    replies.retain(|reply| !reply.superseded);
    let counts = Counts {
        round: input.round,
        as_of: input.as_of,
        units: unit_counts(&input.audience, &replies, input.as_of),
        comments: comment_counts(&items, &sections, referred.len()),
        persons: person_counts(&replies),
    };
    ResponseTable {
        round: input.round,
        as_of: input.as_of,
        rounding: input.rounding,
        scale: input.scale.clone(),
        only_escalated: false,
        dissent: dissent(&standing, &replies),
        exceptional: exceptional(&items, input),
        referred: referred.into_iter().cloned().collect(),
        gone: gone.into_iter().cloned().collect(),
        agreeing: agreeing(&input.audience, &replies),
        sections,
        replies,
        counts,
    }
}

/// The units that agree by all their replies together; `replies` in official order.
fn agreeing(audience: &[Asked], replies: &[Reply]) -> Vec<Agreeing> {
    let mut found: Vec<Agreeing> = Vec::new();
    for of_unit in replies.chunk_by(|a, b| a.by.id == b.by.id) {
        let all: Vec<&Reply> = of_unit.iter().collect();
        if stand_of(&all, false) == UnitState::Agree {
            let by = of_unit[0].by.clone();
            let asked = audience.iter().any(|it| it.unit.id == by.id);
            let said = of_unit.iter().filter(|reply| reply.state == State::Agree).cloned().collect();
            found.push(Agreeing { by, asked, replies: said });
        }
    }
    found
}

/// When the first reply of each unit came in.
fn first_replies(replies: &[Reply]) -> BTreeMap<&UnitId, Moment> {
    let mut first = BTreeMap::new();
    for reply in replies {
        let at = first.entry(&reply.by.id).or_insert(reply.received);
        *at = (*at).min(reply.received);
    }
    first
}

/// A comment as it stood then: without what was decided or withdrawn later.
fn then(item: &Item, input: &ResponseInput) -> Item {
    let mut item = item.clone();
    item.decision = item.decision.filter(|decision| decision.at <= input.as_of);
    if matches!(item.standing, Standing::Withdrawn { at, .. } if at > input.as_of) {
        item.standing = Standing::Stands;
    }
    item
}

/// Rows in groups, each under its document and heading; `items` in order of print.
fn sections(items: &[&Item], input: &ResponseInput, documents: &Documents<'_>) -> Vec<DocumentSection> {
    let mut of_group: BTreeMap<GroupId, Vec<&Item>> = BTreeMap::new();
    for item in items {
        if let Some(group) = item.group {
            of_group.entry(group).or_default().push(item);
        }
    }
    let section =
        |document| DocumentSection { document, headings: Vec::new(), elsewhere: Vec::new(), n_comments: 0 };
    let mut sections: Vec<DocumentSection> =
        input.documents.iter().map(|document| section(Some(document.clone()))).collect();
    sections.push(section(None));
    let last = sections.len() - 1;
    let mut home: BTreeMap<GroupId, usize> = BTreeMap::new();
    for item in items {
        let own = documents.place(item.document.as_ref()).min(last);
        let members = match item.group {
            None => vec![*item],
            Some(group) => match home.get(&group) {
                Some(at) => {
                    if *at != own && item.document.is_some() {
                        sections[own].elsewhere.push((item.id.clone(), group));
                    }
                    continue;
                }
                None => {
                    home.insert(group, own);
                    of_group.remove(&group).unwrap_or_default()
                }
            },
        };
        let row = row(item.group, &members);
        sections[own].push(row);
    }
    // A section of comments on no document is there only where there are some.
    if sections[last].headings.is_empty() {
        sections.truncate(last);
    }
    sections
}

impl DocumentSection {
    fn push(&mut self, row: ResponseRow) {
        self.n_comments += row.items.len();
        let place = place(row.position.as_ref());
        match self.headings.last_mut().filter(|last| last.place == place) {
            Some(last) => last.rows.push(row),
            None => self.headings.push(HeadingRows { place, rows: vec![row] }),
        }
    }
}

fn place(position: Option<&Position>) -> Place {
    match (PlaceRank::of(position), position) {
        (PlaceRank::Unplaced, _) | (_, None) => Place::Unplaced,
        (PlaceRank::Whole, _) => Place::Whole,
        (PlaceRank::Block(..), Some(position)) => {
            Place::Section { path: position.section.clone(), title: position.section_title.clone() }
        }
    }
}

fn row(group: Option<GroupId>, members: &[&Item]) -> ResponseRow {
    let mut units: Vec<Respondent> = Vec::new();
    let mut seen = BTreeSet::new();
    for item in members {
        if seen.insert(&item.by.id) {
            units.push(item.by.clone());
        }
    }
    units.sort_by(|a, b| (a.order, &a.id).cmp(&(b.order, &b.id)));
    let changes: BTreeSet<&ChangeMade> = members.iter().flat_map(|item| &item.changes).collect();
    ResponseRow {
        group,
        position: members.first().and_then(|item| item.place.clone()),
        units,
        variants: variants(members),
        decisions: decisions(members),
        changes: changes.into_iter().cloned().collect(),
        items: members.iter().copied().cloned().collect(),
    }
}

/// Every wording once, apart by what is to be done with it; the order is that of its first comment.
fn variants(members: &[&Item]) -> Vec<Variants> {
    const OPS: [Op; 5] = [Op::Replace, Op::InsertBefore, Op::InsertAfter, Op::Delete, Op::Move];
    let mut at: BTreeMap<_, usize> = BTreeMap::new();
    let mut all: Vec<Variants> = OPS.map(|op| Variants { op, wordings: Vec::new() }).into();
    for item in members {
        for proposal in &item.proposals {
            let Some(kind) = OPS.iter().position(|op| *op == proposal.op) else { continue };
            let key = [&proposal.target, &proposal.text, &proposal.to].map(|words| words.as_deref());
            let wordings = &mut all[kind].wordings;
            let index = at.entry((proposal.op, key)).or_insert_with(|| {
                wordings.push(Variant { proposal: proposal.clone(), by: Vec::new() });
                wordings.len() - 1
            });
            let by = &mut wordings[*index].by;
            if by.last() != Some(&item.id) {
                by.push(item.id.clone());
            }
        }
    }
    all.retain(|variants| !variants.wordings.is_empty());
    all
}

/// Decisions that differ in what is printed, in the order of their first comment.
fn decisions(members: &[&Item]) -> Vec<RowDecision> {
    let shown = |decision: &Option<Decision>| {
        decision
            .as_ref()
            .map(|it| (it.outcome, it.wording.clone(), it.reason.clone(), it.late, it.forced.clone()))
    };
    let mut at = BTreeMap::new();
    let mut found: Vec<RowDecision> = Vec::new();
    for item in members {
        let index = *at.entry(shown(&item.decision)).or_insert_with(|| {
            found.push(RowDecision { decision: item.decision.clone(), about: Vec::new() });
            found.len() - 1
        });
        found[index].about.push(item.id.clone());
    }
    found
}

/// What differs, in order of print; replies that disagree as a whole first.
fn dissent(standing: &[&Item], replies: &[Reply]) -> Vec<Dissent> {
    let disagrees = |reply: &&Reply| {
        reply.state == State::Disagree || reply.per_document.values().any(|state| *state == State::Disagree)
    };
    let whole = replies.iter().filter(disagrees).map(|reply| Dissent::Reply(Box::new(reply.clone())));
    let comments = standing.iter().filter_map(|item| {
        let mut kinds = Vec::new();
        if item.outcome() == Some(Outcome::Rejected) {
            kinds.push(DissentKind::Rejected);
        }
        if item.reserved {
            kinds.push(DissentKind::Reserved);
        }
        if item.agreement == Some(Agreement::Disagree) {
            kinds.push(DissentKind::Disagrees);
        }
        (!kinds.is_empty()).then(|| Dissent::Comment { kinds, item: Box::new((*item).clone()) })
    });
    whole.chain(comments).collect()
}

/// What was exceptional: what is given, and what the decisions and withdrawals of the comments say, each once.
fn exceptional(items: &[&Item], input: &ResponseInput) -> Vec<Exceptional> {
    let key = |it: &Exceptional| (it.at, it.kind, it.about.clone());
    // Two operations of one moment are two; what a decision says again is not.
    let mut found: Vec<Exceptional> =
        input.exceptional.iter().filter(|it| it.at <= input.as_of).cloned().collect();
    let mut known: BTreeSet<(Moment, ExceptionalKind, Vec<String>)> = found.iter().map(key).collect();
    let mut add = |it: Exceptional| {
        if known.insert(key(&it)) {
            found.push(it);
        }
    };
    for item in items {
        let about = |of_group: bool| match item.group.filter(|_| of_group) {
            Some(group) => vec![group.to_string()],
            None => vec![item.id.to_string()],
        };
        if let Standing::Withdrawn { reason, by, at } = &item.standing {
            let (kind, reason) = (ExceptionalKind::CommentWithdrawn, Some(reason.clone()));
            add(Exceptional { at: *at, kind, by: by.clone(), about: about(false), reason });
        }
        let Some(decision) = &item.decision else { continue };
        let mut of_decision = |kind, reason| {
            let (at, by, about) = (decision.at, decision.by.clone(), about(decision.of_group));
            add(Exceptional { at, kind, by, about, reason });
        };
        if let Some(reason) = &decision.forced {
            of_decision(ExceptionalKind::ForcedDecision, Some(reason.clone()));
        }
        if decision.late {
            of_decision(ExceptionalKind::LateDecision, None);
        }
    }
    found.sort_by_cached_key(key);
    found
}
