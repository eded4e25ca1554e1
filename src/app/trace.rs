//! Tracing both ways: joining recorded ties with the changes of a comparison, and recording ties and reasons.

use super::diff::{Pair, State, pairs, shown_label};
use super::draft::{Behind, tie as record_tie};
use super::items::{Item, items};
use super::operation::{Entry, operate};
use super::workspace::{Workspace, open_store};
use super::{Failure, Report, Session, excerpt};
use crate::document::{BlockCode, DocumentId};
use crate::messages::{Lang, Message};
use crate::rounds::RoundNo;
use crate::trace::{self, Behind as Stands, ChangeRef, Trace, TracedComment, TracedDocument, TracedReason};
use crate::view;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Reasons behind changes: by document, by index of the change.
pub(super) type Reasons = BTreeMap<DocumentId, BTreeMap<usize, Vec<String>>>;

/// Shows the ties between the comments of a round and the changes made since, and the gaps.
///
/// # Errors
///
/// When there is no such round.
pub fn trace(session: &Session, round: Option<u32>) -> Result<Report, Failure> {
    let store = open_store(session)?;
    let workspace = Workspace::head(&store)?;
    let last = workspace.records.last_round().map(|(number, _)| number.get());
    let wanted = round.or(last).ok_or_else(|| Failure::new("diff-no-round"))?;
    let (number, _) = workspace.round(wanted)?;
    let (before, after) = (State::Round(number), after(&workspace, number));
    let pairs = pairs(&workspace, before, after, None)?;
    let trace = joined(&workspace, &pairs, number);
    let json = json!({
        "schema": "vankien/trace/1",
        "ties": trace.ties.iter().map(tie_json).collect::<Vec<_>>(),
        "accepted_unchanged": trace.accepted_unchanged.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "changed_unexplained": trace.changed_unexplained.iter().map(change_json).collect::<Vec<_>>(),
    });
    let labels = [before, after].map(|state| shown_label(&state.label(), session.lang));
    let documents = pairs.iter().map(|pair| view::TracedSide {
        id: pair.id.clone(),
        title: workspace.entry(&pair.id).map(|entry| entry.title.clone()).unwrap_or_default(),
        before: &pair.before.document,
        after: &pair.after.document,
        comparison: &pair.comparison,
    });
    let texts =
        items(&workspace, number).into_iter().map(|item| (item.id, excerpt(&item.comment.text))).collect();
    let page = view::trace_page(&trace, &documents.collect::<Vec<_>>(), &texts, &labels, session.lang);
    let said = Message::new("trace-gaps")
        .with("unchanged", trace.accepted_unchanged.len())
        .with("unexplained", trace.changed_unexplained.len());
    Ok(Report { page: Some(page), json: Some(json), ..Report::default() }.and(said))
}

fn tie_json(tie: &trace::Tie) -> Value {
    match &tie.behind {
        Stands::Comment(id) => json!({"comment": id.to_string(), "change": change_json(&tie.change)}),
        Stands::Reason(reason) => json!({"reason": reason, "change": change_json(&tie.change)}),
    }
}

fn change_json(change: &ChangeRef) -> Value {
    json!({"document": change.document.as_str(), "code": change.code.to_string(), "kind": change.kind.tag()})
}

/// The drafts in which the comments of a round are carried out: the next round's, else the working ones.
pub(super) fn after(workspace: &Workspace<'_>, number: RoundNo) -> State {
    let next = number.next();
    if workspace.records.rounds.contains_key(&next) { State::Round(next) } else { State::Working }
}

/// All ties between the drafts of a round and the ones after it.
pub(super) fn joined(workspace: &Workspace<'_>, pairs: &[Pair], number: RoundNo) -> Trace {
    let documents: Vec<TracedDocument<'_>> = pairs.iter().map(traced_document).collect();
    let comments: Vec<TracedComment> = items(workspace, number).into_iter().map(traced).collect();
    let of_round = workspace.records.reasons.iter().filter(|file| file.round == number);
    let reasons: Vec<TracedReason> = of_round
        .flat_map(|file| {
            file.reasons.iter().map(|reason| TracedReason {
                document: file.document.clone(),
                code: file.code.clone(),
                reason: reason.reason.clone(),
            })
        })
        .collect();
    trace::trace(&documents, &comments, &reasons)
}

fn traced_document(pair: &Pair) -> TracedDocument<'_> {
    TracedDocument {
        id: &pair.id,
        comparison: &pair.comparison,
        before_codes: &pair.before.codes,
        after_codes: &pair.after.codes,
    }
}

fn traced(item: Item) -> TracedComment {
    TracedComment { accepted: item.is_accepted() && !item.superseded, id: item.id, ties: item.ties }
}

/// What stands behind each change between two states, for tables and redlines; empty unless they follow each other.
pub(super) fn reasons(
    workspace: &Workspace<'_>,
    before: State,
    after_state: State,
    lang: Lang,
) -> Result<Reasons, Failure> {
    let State::Round(number) = before else { return Ok(Reasons::new()) };
    let mut reasons = Reasons::new();
    if after(workspace, number) != after_state {
        return Ok(reasons);
    }
    let pairs = pairs(workspace, before, after_state, None)?;
    let decided = items(workspace, number).into_iter();
    let outcomes: BTreeMap<_, _> =
        decided.filter_map(|item| Some((item.id, item.decided?.outcome))).collect();
    for tie in joined(workspace, &pairs, number).ties {
        let text = match tie.behind {
            Stands::Comment(id) => match outcomes.get(&id) {
                Some(outcome) => format!("{id} ({})", super::decide::word(*outcome).text(lang)),
                None => id.to_string(),
            },
            Stands::Reason(reason) => reason,
        };
        let of_change = reasons.entry(tie.change.document).or_default().entry(tie.change.change).or_default();
        if !of_change.contains(&text) {
            of_change.push(text);
        }
    }
    Ok(reasons)
}

/// Ties a comment to a block that was edited by hand.
///
/// # Errors
///
/// When the comment or the block is not known, or the block did not change.
pub fn tie(session: &Session, id: &str, code: &str) -> Result<Report, Failure> {
    let store = open_store(session)?;
    operate(session, &store, |session, workspace| {
        let comment = super::comments::known(workspace, id)?;
        let (document, code) = block(workspace, code)?;
        let since = round_of(workspace, &document)?;
        let carried_out = (State::Round(comment.round), after(workspace, comment.round));
        changed(workspace, &[(State::Round(since), State::Working), carried_out], &document, &code)?;
        let behind = Behind { comments: vec![comment.clone()], reason: None };
        let journal =
            Message::new("journal-tie").with("id", comment.to_string()).with("code", code.to_string());
        let mut entry = Entry::new(journal).trailer("Comment", &comment);
        record_tie(session, workspace, &mut entry, since, &document, &code, &behind)?;
        let done = Message::new("tie-done").with("id", comment.to_string()).with("code", code.to_string());
        Ok((Some(entry), Report::said(done)))
    })
}

/// Records an editor's reason for the change of a block.
///
/// # Errors
///
/// When the block is not known or did not change, or the reason is empty.
pub fn explain(session: &Session, code: &str, reason: &str) -> Result<Report, Failure> {
    let store = open_store(session)?;
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(Failure::new("explain-empty"));
    }
    operate(session, &store, |session, workspace| {
        let (document, code) = block(workspace, code)?;
        let since = round_of(workspace, &document)?;
        changed(workspace, &[(State::Round(since), State::Working)], &document, &code)?;
        let behind = Behind { comments: Vec::new(), reason: Some(reason.to_owned()) };
        let journal =
            Message::new("journal-explain").with("code", code.to_string()).with("reason", excerpt(reason));
        let mut entry = Entry::new(journal);
        record_tie(session, workspace, &mut entry, since, &document, &code, &behind)?;
        Ok((Some(entry), Report::said(Message::new("explain-done").with("code", code.to_string()))))
    })
}

/// Refuses a block that is the same in all these pairs of states: what did not change needs no reason, and a comment
/// is not carried out by it.
fn changed(
    workspace: &Workspace<'_>,
    states: &[(State, State)],
    document: &DocumentId,
    code: &BlockCode,
) -> Result<(), Failure> {
    for (before, after) in states {
        for pair in pairs(workspace, *before, *after, Some(document))? {
            if trace::changed_codes(&traced_document(&pair)).contains(code) {
                return Ok(());
            }
        }
    }
    let rounds = states.iter().filter_map(|(before, _)| match before {
        State::Round(round) => Some(round.get()),
        State::Working => None,
    });
    let round = rounds.max().unwrap_or_default();
    Err(Failure::new("tie-unchanged").with("code", code.to_string()).with("round", round))
}

/// Ties and reasons belong to the changes made since the last round that holds the document.
fn round_of(workspace: &Workspace<'_>, document: &DocumentId) -> Result<RoundNo, Failure> {
    workspace.last_frozen(document).map(|(round, _)| round).ok_or_else(|| Failure::new("diff-no-round"))
}

/// A block by its printed address, in the working draft or, where it was deleted, in the last frozen one.
pub(super) fn block(workspace: &Workspace<'_>, text: &str) -> Result<(DocumentId, BlockCode), Failure> {
    let unknown = || Failure::new("unknown-code").with("code", text.trim());
    let (documents, code) = match text.trim().rsplit_once(':') {
        Some((document, code)) => (vec![workspace.document_id(document)?], code),
        None => (workspace.documents().map(|(id, _)| id).collect(), text),
    };
    let code = BlockCode::parse(code).ok_or_else(unknown)?;
    let mut found = Vec::new();
    for id in documents {
        let working = workspace.working(&id)?;
        let frozen = match workspace.last_frozen(&id) {
            Some((round, _)) => workspace.frozen(round, &id)?,
            None => None,
        };
        if [working, frozen].iter().flatten().any(|draft| draft.block_of(&code).is_some()) {
            found.push(id);
        }
    }
    match found.len() {
        0 => Err(unknown()),
        1 => Ok((found.remove(0), code)),
        _ => {
            let choices = found.iter().map(|id| format!("{id}:{code}")).collect::<Vec<_>>().join(", ");
            Err(Failure::new("ambiguous-code").with("code", code.to_string()).with("choices", choices))
        }
    }
}
