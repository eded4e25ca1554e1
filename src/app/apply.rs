//! Writes accepted proposals into the saved draft, one operation each, with the comment's id in the commit.
//!
//! A proposal is applied to the block that its comment is placed on now, and refused when its words are no longer
//! there exactly once. Unsaved edits of the same document stay as they are: saving them later merges by paragraph.

use super::items::{Item, items};
use super::operation::{Entry, operate};
use super::workspace::{Draft, Workspace, open_store};
use super::{Failure, Report, Session};
use crate::comments::{self, Act, CommentId, Op, Outcome, Proposal, Subject};
use crate::document::{BlockCode, BlockKind, DocumentId};
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
    /// Which of a comment's alternatives, from 1.
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
    if wanted.is_empty() {
        return Ok(Report::said(Message::new("apply-nothing")));
    }
    let mut report = Report::default();
    let mut n_applied = 0usize;
    for id in &wanted {
        match one(session, &store, id, options.proposal.max(1)) {
            Ok(said) => {
                n_applied += 1;
                report = report.and(said);
            }
            Err(Stop::Refused(problem)) => report = report.with_problems(vec![*problem]),
            Err(Stop::Failed(failure)) => return Err(*failure),
        }
    }
    Ok(report.and(Message::new("apply-done").with("count", n_applied).with("of", wanted.len())))
}

/// The comments to apply, in order; a group stands for its first member with a concrete proposal.
fn wanted(store: &Store, options: &Options) -> Result<Vec<CommentId>, Failure> {
    let workspace = Workspace::head(store)?;
    if options.accepted {
        let all = workspace.records.rounds.keys().flat_map(|round| items(&workspace, *round));
        let open = all.filter(|item| item.is_accepted() && !item.is_applied() && item.proposal(1).is_some());
        return Ok(open.map(|item| item.id).collect());
    }
    if options.ids.is_empty() {
        return Err(Failure::new("apply-what"));
    }
    let mut ids = Vec::new();
    for text in options.ids.iter().flat_map(|text| text.split(',')) {
        let (round, subject) = super::comments::known_subject(&workspace, text)?;
        let of_round = items(&workspace, round);
        let member = of_round.iter().find(|item| match &subject {
            Subject::Comment(id) => item.id == *id,
            Subject::Group(group) => item.group == Some(*group) && item.proposal(options.proposal).is_some(),
        });
        let item = member.ok_or_else(|| Failure::new("apply-no-proposal").with("id", text.trim()))?;
        ready(item, options.proposal)?;
        ids.push(item.id.clone());
    }
    Ok(ids)
}

fn ready(item: &Item, proposal: usize) -> Result<(), Failure> {
    let id = || item.id.to_string();
    if !item.is_accepted() {
        return Err(Failure::new("apply-not-accepted").with("id", id()));
    }
    if item.is_applied() {
        return Err(Failure::new("apply-again").with("id", id()));
    }
    if item.proposal(proposal).is_none() {
        return Err(Failure::new("apply-no-proposal").with("id", id()));
    }
    Ok(())
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
        ready(&item, proposal_no)?;
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

/// A draft with one proposal written into it.
struct Edit {
    document: DocumentId,
    path: String,
    text: String,
    code: BlockCode,
}

/// Works out the new text; the inner error says why the proposal does not fit.
fn edit(
    workspace: &Workspace<'_>,
    item: &Item,
    proposal_no: usize,
) -> Result<Result<Edit, Message>, Failure> {
    let Some(proposal) = item.proposal(proposal_no) else {
        return Ok(Err(Message::new("refusal-no-proposal")));
    };
    let Some((document, block)) = super::places::block_in_saved(workspace, item)? else {
        return Ok(Err(Message::new("refusal-unplaced")));
    };
    let Some(draft) = workspace.saved(&document)? else { return Ok(Err(Message::new("refusal-unplaced"))) };
    let Some(code) = draft.code(block).cloned() else { return Ok(Err(Message::new("refusal-unplaced"))) };
    Ok(new_text(&draft, block, proposal).map(|text| Edit {
        path: workspace.entry(&document).map(|entry| entry.file.clone()).unwrap_or_default(),
        document,
        text,
        code,
    }))
}

/// The draft's text with the proposal carried out on one block.
fn new_text(draft: &Draft, block: usize, proposal: &Proposal) -> Result<String, Message> {
    let document = &draft.document;
    let at = document.blocks.get(block).ok_or_else(|| Message::new("refusal-unplaced"))?;
    let source = &document.source;
    let replaced = |text: &str| format!("{}{text}{}", &source[..at.text.start], &source[at.text.end..]);
    match (proposal.op, &proposal.target) {
        (Op::Move, _) => moved(draft, block, proposal),
        (Op::Delete, None) => Ok(without(draft, block)),
        (Op::InsertAfter | Op::InsertBefore, None) if proposal.to.is_none() => {
            let new = proposal.text.as_deref().unwrap_or_default().trim();
            let text = document.text(at);
            let between = separator(at.kind, document.gap(at));
            Ok(replaced(&match proposal.op {
                Op::InsertBefore => format!("{new}{between}{text}"),
                _ => format!("{text}{between}{new}"),
            }))
        }
        _ => comments::apply_proposal(document.text(at), proposal).map(|new| replaced(&new)),
    }
}

/// What stands between a block and a new one of its kind.
fn separator(kind: BlockKind, gap: &str) -> &'static str {
    let crlf = gap.contains("\r\n");
    match (kind, crlf) {
        (BlockKind::Row | BlockKind::Item, false) => "\n",
        (BlockKind::Row | BlockKind::Item, true) => "\r\n",
        (_, false) => "\n\n",
        (_, true) => "\r\n\r\n",
    }
}

/// The text without one block and the gap behind it; at the end, without the gap before it.
fn without(draft: &Draft, block: usize) -> String {
    let document = &draft.document;
    let here = &document.blocks[block];
    let (start, end) = if block + 1 < document.blocks.len() || block == 0 {
        (here.text.start, here.gap.end)
    } else {
        (document.blocks[block - 1].text.end, here.text.end)
    };
    format!("{}{}", &document.source[..start], &document.source[end..])
}

fn moved(draft: &Draft, block: usize, proposal: &Proposal) -> Result<String, Message> {
    let document = &draft.document;
    let to = proposal.to.as_deref().and_then(|to| BlockCode::parse(to.rsplit(':').next().unwrap_or(to)));
    let target = to.and_then(|code| draft.block_of(&code)).filter(|target| *target != block);
    let target = target.ok_or_else(|| Message::new("refusal-no-target"))?;
    let here = &document.blocks[block];
    let there = &document.blocks[target];
    let between = separator(here.kind, document.gap(there));
    let text = document.text(here);
    let rest = without(draft, block);
    let removed = document.source.len() - rest.len();
    let end = if target > block { there.text.end - removed } else { there.text.end };
    Ok(format!("{}{between}{text}{}", &rest[..end], &rest[end..]))
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
