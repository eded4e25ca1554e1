//! What is said beside the text of a Word file: the comments that are still open, and what stands behind a change.
//!
//! Only on request: these files are for the editors, and a copy that goes out says nothing of who asked for what.

use super::places::placed;
use super::workspace::Workspace;
use super::{Failure, Format};
use crate::compare::{ChangeKind, Comparison};
use crate::document::DocumentId;
use crate::messages::{Lang, Message};
use crate::rounds::RoundNo;
use crate::view::{Remark, Remarks, Side};
use std::collections::BTreeMap;

/// Refuses remarks in a format that has none, so that nobody waits for them.
pub(super) fn check(wanted: bool, format: Format) -> Result<(), Failure> {
    if wanted && format != Format::Docx {
        return Err(Failure::new("remarks-word-only").of_usage());
    }
    Ok(())
}

/// The comments and reasons behind each change, at its first block after, else before.
pub(super) fn of_changes(
    comparison: &Comparison,
    (before, after): (&Side<'_>, &Side<'_>),
    reasons: &BTreeMap<usize, Vec<String>>,
) -> Remarks {
    let mut remarks = Remarks::new();
    for (at, change) in comparison.changes.iter().enumerate() {
        let Some(behind) = reasons.get(&at).filter(|_| change.kind != ChangeKind::Unchanged) else {
            continue;
        };
        let (side, blocks) =
            if change.after.is_empty() { (before, &change.before) } else { (after, &change.after) };
        if let Some(code) = side.code(blocks.start) {
            let said = behind.iter().map(|text| Remark { author: None, text: text.clone() });
            remarks.entry(code).or_default().extend(said);
        }
    }
    remarks
}

/// The comments that are not decided yet, or accepted and not yet in the text, at their places in the working draft or
/// in the draft frozen in a round.
pub(super) fn open(
    workspace: &Workspace<'_>,
    round: Option<RoundNo>,
    lang: Lang,
) -> Result<BTreeMap<DocumentId, Remarks>, Failure> {
    let mut all: BTreeMap<DocumentId, Remarks> = BTreeMap::new();
    for received in workspace.records.rounds.keys().copied() {
        for it in placed(workspace, received)? {
            let owed = it.item.is_accepted() && !it.item.is_applied() && it.item.ties.is_empty();
            let is_open = it.item.stands() && (it.item.decided.is_none() || owed);
            let anchor = match round {
                None => &it.now,
                Some(number) if number == it.spoken_of => &it.anchor,
                Some(_) => continue,
            };
            let Some(target) = anchor.target.as_ref().filter(|_| is_open) else { continue };
            let Some(code) = &target.code else { continue };
            let id = if owed { "remark-owed" } else { "remark-open" };
            let message = Message::new(id).with("id", it.item.id.to_string());
            let text = message.with("text", it.item.comment.text.trim()).text(lang);
            let author = super::reply::unit_name(workspace, &it.item.id.unit);
            let remark = Remark { author: Some(author), text };
            let of_document = all.entry(target.document.clone()).or_default();
            of_document.entry(code.to_string()).or_default().push(remark);
        }
    }
    Ok(all)
}
