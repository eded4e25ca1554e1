//! Writes accepted proposals into the saved draft, one operation each, with the comment's id in the commit.
//!
//! A proposal is applied to the block that its comment is placed on now, and refused when its words are no longer
//! there exactly once. Which words come into the draft is a person's choice: where a comment makes several proposals,
//! or is accepted in part without a wording, nothing is written before one is named. Unsaved edits of the same document stay as they are: saving them later merges by paragraph.

use super::apply_edit::{Edit, edit};
use super::items::{Item, items};
use super::operation::{Entry, operate};
use super::workspace::{Workspace, open_store};
use super::{Failure, Report, Session};
use crate::comments::{Act, CommentId, Outcome, Proposal, Subject};
use crate::document::BlockCode;
use crate::messages::Message;
use crate::problem::{Code, Place, Problem};
use crate::store::Store;

/// A proposal that could not be written into the text.
pub(super) const REFUSED: Code = Code::error("A010");
/// The problems that applying can report.
pub const CODES: &[Code] = &[REFUSED];

/// What is to be applied.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Ids of comments or groups, as typed.
    pub ids: Vec<String>,
    /// Every accepted comment with a concrete proposal that is not yet applied.
    pub accepted: bool,
    /// Which of a comment's alternatives, from 1; 0 where none was named.
    pub proposal: usize,
}

/// Applies proposals; each is an operation of its own, and those that cannot be applied are listed.
///
/// # Errors
///
/// When an id is not known or a named comment is not accepted or has no concrete proposal.
pub fn apply(session: &Session, options: &Options) -> Result<Report, Failure> {
    let store = open_store(session)?;
    if !session.dry_run {
        // After a cut past its commit the words are in the draft, and the file follows here.
        store.settle(&super::operation::bystander(session))?;
    }
    let wanted = wanted(&store, options)?;
    let mut report = Report::default();
    let mut n_applied = 0usize;
    for (id, proposal_no) in &wanted.choices {
        match one(session, &store, id, *proposal_no) {
            Ok(said) => {
                n_applied += 1;
                report = report.and(said);
            }
            Err(Stop::Refused(problem)) => report = report.with_problems(vec![*problem]),
            Err(Stop::Failed(failure)) => return Err(*failure),
        }
    }
    report = report.and(match wanted.choices.len() {
        0 => Message::new("apply-nothing"),
        of => Message::new("apply-done").with("count", n_applied).with("of", of),
    });
    Ok(wanted.left().fold(report, Report::and))
}

/// One proposal of one comment.
type Choice = (CommentId, usize);

/// What is to be applied, and what was left for a person to choose.
#[derive(Default)]
struct Wanted {
    choices: Vec<Choice>,
    /// Accepted comments or groups whose proposals come to several edits.
    several: Vec<String>,
    /// Partly accepted ones without a wording.
    partly: Vec<String>,
}

impl Wanted {
    /// A line for each kind of what was left, with the command that chooses.
    fn left(&self) -> impl Iterator<Item = Message> {
        let lines = [("apply-left-several", &self.several), ("apply-left-partly", &self.partly)];
        lines.into_iter().filter(|(_, ids)| !ids.is_empty()).map(|(line, ids)| {
            Message::new(line).with("count", ids.len()).with("ids", ids.join(", ")).with("first", &ids[0])
        })
    }
}

/// The proposals to apply, in order; a group stands for its first member with the proposal.
fn wanted(store: &Store, options: &Options) -> Result<Wanted, Failure> {
    let workspace = Workspace::head(store)?;
    if options.accepted {
        return Ok(accepted(&workspace));
    }
    if options.ids.is_empty() {
        return Err(Failure::new("apply-what"));
    }
    let mut wanted = Wanted::default();
    for text in options.ids.iter().flat_map(|text| text.split(',')) {
        let (round, subject) = super::comments::known_subject(&workspace, text)?;
        let of_round = items(&workspace, round);
        let members: Vec<&Item> = of_round.iter().filter(|item| is_of(item, &subject)).collect();
        let choice = choose(&members, options.proposal);
        wanted.choices.push(choice.map_err(|why| why.failure(&subject.to_string()))?);
    }
    Ok(wanted)
}

/// Every accepted proposal that nobody has to choose any more.
fn accepted(workspace: &Workspace<'_>) -> Wanted {
    let mut wanted = Wanted::default();
    for round in workspace.records.rounds.keys() {
        let of_round = items(workspace, *round);
        let mut subjects: Vec<Subject> = Vec::new();
        for item in of_round.iter().filter(|item| item.stands() && item.is_accepted() && !item.is_applied()) {
            let subject = item.group.map_or_else(|| Subject::Comment(item.id.clone()), Subject::Group);
            if !subjects.contains(&subject) {
                subjects.push(subject);
            }
        }
        for subject in subjects {
            let members: Vec<&Item> = of_round.iter().filter(|item| is_of(item, &subject)).collect();
            match choose(&members, 0) {
                Ok(choice) => wanted.choices.push(choice),
                Err(Unready::Several(_)) => wanted.several.push(subject.to_string()),
                Err(Unready::Partly) => wanted.partly.push(subject.to_string()),
                Err(_) => (),
            }
        }
    }
    wanted
}

pub(super) fn is_of(item: &Item, subject: &Subject) -> bool {
    match subject {
        Subject::Comment(id) => item.id == *id,
        Subject::Group(group) => item.group == Some(*group),
    }
}

/// Why nothing of a comment or a group can be applied as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unready {
    /// Replaced by a later reply, or withdrawn.
    Gone,
    Undecided,
    /// Decided, but not so that a change is owed.
    NotOwed(Outcome),
    Again,
    NoProposal,
    /// Its proposals come to so many different edits, and nobody chose one.
    Several(usize),
    /// Accepted in part, and nobody said which words come of it.
    Partly,
}

impl Unready {
    fn failure(self, id: &str) -> Failure {
        let failure = |message: &str| Failure::new(message).with("id", id);
        match self {
            Self::Gone => failure("apply-gone"),
            Self::Undecided => failure("apply-undecided"),
            Self::NotOwed(outcome) => {
                failure("apply-not-accepted").with("outcome", super::decide::word(outcome))
            }
            Self::Again => failure("apply-again"),
            Self::NoProposal => failure("apply-no-proposal"),
            Self::Several(count) => failure("apply-several").with("count", count),
            Self::Partly => failure("apply-partly"),
        }
    }
}

/// The one proposal of a comment or of a group's members that is to be applied; `named` is its number as typed, 0
/// where none was.
pub(super) fn choose(members: &[&Item], named: usize) -> Result<Choice, Unready> {
    let standing: Vec<&&Item> = members.iter().filter(|item| item.stands()).collect();
    let first = standing.first().ok_or(Unready::Gone)?;
    let owed: Vec<&&&Item> = standing.iter().filter(|item| item.is_accepted()).collect();
    if owed.is_empty() {
        let decided = first.decided.as_ref();
        return Err(decided.map_or(Unready::Undecided, |decided| Unready::NotOwed(decided.outcome)));
    }
    if owed.iter().any(|item| item.is_applied()) {
        return Err(Unready::Again);
    }
    if named > 0 {
        let found = owed.iter().find(|item| item.proposal(named).is_some());
        return found.map(|item| (item.id.clone(), named)).ok_or(Unready::NoProposal);
    }
    let mut edits: Vec<(Choice, Proposal)> = Vec::new();
    for item in &owed {
        for (number, proposal) in item.alternatives() {
            if edits.iter().all(|(_, other)| *other != proposal) {
                edits.push(((item.id.clone(), number), proposal));
            }
        }
    }
    match edits.len() {
        0 => Err(Unready::NoProposal),
        1 if owed.iter().any(|item| item.lacks_wording()) => Err(Unready::Partly),
        1 => Ok(edits.remove(0).0),
        several => Err(Unready::Several(several)),
    }
}

/// Why one comment was not applied.
enum Stop {
    /// Its words are not there, or its place is not known: shown, and the others go on.
    Refused(Box<Problem>),
    Failed(Box<Failure>),
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failed(Box::new(failure))
    }
}

fn one(session: &Session, store: &Store, id: &CommentId, proposal_no: usize) -> Result<Message, Stop> {
    let mut refused = None;
    let said = operate(session, store, |session, workspace| {
        refused = None;
        let found = items(workspace, id.round).into_iter().find(|item| item.id == *id);
        let item = found.ok_or_else(|| Failure::new("unknown-comment").with("id", id.to_string()))?;
        choose(&[&item], proposal_no).map_err(|why| why.failure(&id.to_string()))?;
        match edit(workspace, &item, proposal_no)? {
            Ok(edit) => {
                let entry = written(session, workspace, &item, &edit, proposal_no)?;
                let said =
                    Message::new("apply-one").with("id", id.to_string()).with("code", edit.code.to_string());
                Ok((Some(entry), Some(said)))
            }
            Err(why) => {
                refused = Some(why);
                Ok((None, None))
            }
        }
    })?;
    match (said, refused) {
        (Some(said), _) => Ok(said),
        (None, why) => {
            let why = why.unwrap_or_else(|| Message::new("refusal-unplaced"));
            let place = Place::file(id.to_string());
            Err(Stop::Refused(Box::new(Problem::new(REFUSED, place).with("why", why))))
        }
    }
}

fn written(
    session: &Session,
    workspace: &Workspace<'_>,
    item: &Item,
    edit: &Edit,
    proposal_no: usize,
) -> Result<Entry, Failure> {
    let title = &workspace.entry(&edit.document)?.title;
    let subject = Message::new("journal-apply")
        .with("id", item.id.to_string())
        .with("title", title)
        .with("code", edit.code.to_string());
    let mut entry = Entry::new(subject).trailer("Comment", &item.id).trailer("Unit", &item.id.unit);
    entry.write(&edit.path, edit.text.clone().into_bytes());
    let act = Act::Applied {
        proposal: u32::try_from(proposal_no).unwrap_or(u32::MAX),
        document: edit.document.clone(),
        code: edit.code.clone(),
    };
    entry.step(session, workspace, item.id.round, &Subject::Comment(item.id.clone()), act)?;
    for code in edited_codes(workspace, edit)? {
        let act = Act::Tied {
            round: workspace.last_frozen(&edit.document).map(|(round, _)| round),
            document: edit.document.clone(),
            code,
        };
        entry.step(session, workspace, item.id.round, &Subject::Comment(item.id.clone()), act)?;
    }
    Ok(entry)
}

/// Codes of all blocks that the edit changed: a new paragraph gets a code of its own.
fn edited_codes(workspace: &Workspace<'_>, edit: &Edit) -> Result<Vec<BlockCode>, Failure> {
    let Some(before) = workspace.saved(&edit.document)? else { return Ok(Vec::new()) };
    let after = workspace.with_text(&edit.document, edit.text.clone())?;
    let comparison = super::workspace::compared(&before.document, &after.document);
    Ok(super::draft::changed_codes(&comparison, &before, &after))
}

/// Whether an outcome owes a change.
pub(super) fn owes_change(outcome: Outcome) -> bool {
    matches!(outcome, Outcome::Accepted | Outcome::PartlyAccepted)
}
