//! A comment as the stable JSON of `comments list --json`.

use super::Failure;
use super::comments::state_of;
use super::items::Item;
use super::places::PlacedItem;
use super::workspace::{Draft, Workspace};
use crate::anchor::{Anchor, Target};
use crate::comments::{Comment, Proposal};
use crate::document::DocumentId;
use serde_json::{Value, json};

/// One comment.
pub(super) fn of(workspace: &Workspace<'_>, it: &PlacedItem) -> Result<Value, Failure> {
    let item = &it.item;
    let comment = &item.comment;
    let frozen = |id: &DocumentId| workspace.frozen(it.spoken_of, id);
    let working = |id: &DocumentId| workspace.working(id);
    let document = it.anchor.target.as_ref().map(|target| &target.document).or(comment.document.as_ref());
    Ok(json!({
        "id": item.id.to_string(),
        "round": item.id.round.get(),
        "draft": it.draft_no.or(item.submission.draft),
        "unit": item.id.unit.to_string(),
        "document": document.map(DocumentId::as_str),
        "kind": comment.kind.tag(),
        "text": comment.text,
        "reason": comment.reason,
        "agreement": comment.agreement,
        "reserved": comment.reserved,
        "votes": comment.votes,
        "source": item.submission.received.as_ref().map(|file| json!({"file": file.path, "at": comment.at})),
        "citation": citation(comment),
        "anchor": anchor(&it.anchor, &frozen)?,
        "now": anchor(&it.now, &working)?,
        "proposals": comment.proposals.iter().map(proposal).collect::<Vec<_>>(),
        "state": state_of(it),
        "standing": standing(&it.item),
        "decision": item.decided.as_ref().map(|decided| decided.outcome.tag()),
        "group": item.group.map(|group| group.to_string()),
    }))
}

/// `stands`, `superseded` (a later reply of the unit took its place) or `withdrawn`.
fn standing(item: &Item) -> &'static str {
    match (item.superseded, &item.withdrawn) {
        (true, _) => "superseded",
        (false, Some(_)) => "withdrawn",
        (false, None) => "stands",
    }
}

fn citation(comment: &Comment) -> Option<Value> {
    let quote = comment.quote.as_ref().map(|quote| quote.exact.as_str());
    if let Some(cited) = &comment.citation {
        return Some(json!({
            "as_written": cited.as_written, "page": cited.page, "line": cited.line, "section": cited.section,
            "quote": quote.or(cited.quote.as_deref()),
        }));
    }
    quote.map(|quote| json!({"as_written": "", "page": null, "line": null, "section": null, "quote": quote}))
}

fn proposal(it: &Proposal) -> Value {
    json!({"op": it.op, "target": it.target, "to": it.to, "text": it.text})
}

type Drafts<'a> = dyn Fn(&DocumentId) -> Result<Option<Draft>, Failure> + 'a;

fn anchor(anchor: &Anchor, drafts: &Drafts<'_>) -> Result<Value, Failure> {
    let place = anchor.target.as_ref().map(|it| target(it, drafts)).transpose()?;
    let also = anchor.also.iter().map(|it| target(it, drafts)).collect::<Result<Vec<_>, _>>()?;
    let candidates = anchor.candidates.iter().map(|it| {
        json!({
            "document": it.target.document.as_str(), "code": it.target.code.as_ref().map(ToString::to_string),
            "section": it.target.section, "score": it.score.share(),
        })
    });
    let mut value = json!({
        "certainty": anchor.certainty.tag(),
        "scope": null, "document": null, "code": null, "section": null, "text": null,
    });
    if let Some(object) = value.as_object_mut() {
        if let Some(Value::Object(place)) = place {
            object.extend(place);
        }
        object.insert("score".to_owned(), json!(anchor.score.share()));
        object.insert("way".to_owned(), json!(anchor.way.tag()));
        object.insert(
            "notes".to_owned(),
            json!(anchor.notes.iter().map(|note| note.tag()).collect::<Vec<_>>()),
        );
        object.insert("also".to_owned(), json!(also));
        object.insert("candidates".to_owned(), json!(candidates.collect::<Vec<_>>()));
    }
    Ok(value)
}

fn target(it: &Target, drafts: &Drafts<'_>) -> Result<Value, Failure> {
    let draft = drafts(&it.document)?;
    let text = draft.as_ref().and_then(|draft| {
        let block = draft.document.blocks.get(it.block?)?;
        Some(draft.document.text(block).to_owned())
    });
    Ok(json!({
        "scope": it.scope.tag(),
        "document": it.document.as_str(),
        "code": it.code.as_ref().map(ToString::to_string),
        "section": it.section,
        "text": text,
    }))
}
