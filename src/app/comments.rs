//! Comments as the editors work with them: lists, one comment, placing by hand, groups, splitting.

use super::items::{Item, items};
use super::operation::{Entry, operate};
use super::places::{PlacedItem, placed};
use super::workspace::{Workspace, open_store};
use super::{Failure, Report, Session, comment_json};
use crate::anchor::Certainty;
use crate::comments::{Act, CommentId, GroupId, Kind, Outcome, Placed, Scope, Subject};
use crate::document::{BlockCode, BlockKind, DocumentId};
use crate::messages::Message;
use crate::rounds::RoundNo;
use serde_json::json;
use std::collections::BTreeSet;

/// Which comments are listed; texts are as typed, absent ones do not filter.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// The round.
    pub round: Option<u32>,
    /// The document.
    pub document: Option<String>,
    /// The section, nested ones included.
    pub section: Option<String>,
    /// The section's owner.
    pub editor: Option<String>,
    /// The unit.
    pub unit: Option<String>,
    /// The kind.
    pub kind: Option<String>,
    /// `new`, `placed`, `unplaced`, `decided`, `applied`.
    pub state: Option<String>,
    /// Words to look for, tone marks not needed.
    pub search: Option<String>,
}

/// A comment's decision in short, for gates and counts.
pub(super) struct SubjectOutcome {
    pub(super) id: CommentId,
    pub(super) outcome: Option<Outcome>,
    pub(super) superseded: bool,
}

/// The decisions on all comments of a round.
pub(super) fn subjects(workspace: &Workspace<'_>, round: RoundNo) -> Vec<SubjectOutcome> {
    let all = items(workspace, round).into_iter();
    all.map(|item| SubjectOutcome {
        outcome: item.decided.as_ref().map(|decided| decided.outcome),
        superseded: item.superseded,
        id: item.id,
    })
    .collect()
}

/// How far a comment has come: `new`, `placed`, `decided`, `applied`.
pub(super) fn state_of(placed: &PlacedItem) -> &'static str {
    if placed.item.is_applied() || (placed.item.is_accepted() && !placed.item.ties.is_empty()) {
        "applied"
    } else if placed.item.decided.is_some() {
        "decided"
    } else if placed.anchor.certainty == Certainty::Unplaced {
        "new"
    } else {
        "placed"
    }
}

/// Lists comments.
///
/// # Errors
///
/// When the round, the document, the unit or the state is not known.
pub fn list(session: &Session, filter: &Filter) -> Result<Report, Failure> {
    let store = open_store(session)?;
    let workspace = Workspace::head(&store)?;
    let rounds = match filter.round {
        Some(number) => vec![workspace.round(number)?.0],
        None => workspace.records.rounds.keys().copied().collect(),
    };
    let wanted = Wanted::read(&workspace, filter)?;
    let mut found = Vec::new();
    for round in rounds {
        found.extend(placed(&workspace, round)?.into_iter().filter(|it| wanted.holds(&workspace, it)));
    }
    let json = json!({
        "schema": "vankien/comments/1",
        "comments": found.iter().map(|it| comment_json::of(&workspace, it)).collect::<Result<Vec<_>, _>>()?,
    });
    let page = super::pages::comments(&workspace, &found, session.lang);
    let said = Message::new("comments-count").with("count", found.len());
    Ok(Report { page: Some(page), json: Some(json), ..Report::default() }.and(said))
}

/// A filter with its names resolved.
struct Wanted<'a> {
    filter: &'a Filter,
    document: Option<DocumentId>,
    unit: Option<crate::units::UnitId>,
    search: Option<String>,
}

impl<'a> Wanted<'a> {
    fn read(workspace: &Workspace<'_>, filter: &'a Filter) -> Result<Self, Failure> {
        const STATES: [&str; 5] = ["new", "placed", "unplaced", "decided", "applied"];
        if let Some(state) = filter.state.as_deref().filter(|state| !STATES.contains(state)) {
            return Err(Failure::new("unknown-comment-state")
                .with("state", state)
                .with("known", STATES.join(", ")));
        }
        if let Some(kind) = &filter.kind {
            known_kind(kind)?;
        }
        if let Some(editor) = &filter.editor {
            known_editor(workspace, editor)?;
        }
        if let Some(section) = &filter.section {
            known_section(workspace, section)?;
        }
        Ok(Self {
            filter,
            document: filter.document.as_deref().map(|text| workspace.document_id(text)).transpose()?,
            unit: filter.unit.as_deref().map(|text| super::reply::unit(workspace, text)).transpose()?,
            search: filter.search.as_deref().map(super::reply::plain_key),
        })
    }

    fn holds(&self, workspace: &Workspace<'_>, it: &PlacedItem) -> bool {
        let target = it.anchor.target.as_ref();
        let document = target.map(|target| &target.document).or(it.item.comment.document.as_ref());
        let section = target.map(|target| target.section.as_str()).unwrap_or_default();
        let in_section = |wanted: &str| section == wanted || section.starts_with(&format!("{wanted}."));
        let owner = || document.and_then(|id| super::pages::owner(workspace, id, section));
        let state = state_of(it);
        self.document.as_ref().is_none_or(|wanted| document == Some(wanted))
            && self.unit.as_ref().is_none_or(|wanted| it.item.id.unit == *wanted)
            && self.filter.section.as_deref().is_none_or(in_section)
            && self.filter.editor.as_ref().is_none_or(|wanted| owner().as_ref() == Some(wanted))
            && self.filter.kind.as_deref().is_none_or(|wanted| it.item.comment.kind.tag() == wanted)
            && self.filter.state.as_deref().is_none_or(|wanted| match wanted {
                "unplaced" => it.anchor.certainty == Certainty::Unplaced,
                wanted => state == wanted,
            })
            && self
                .search
                .as_ref()
                .is_none_or(|wanted| super::reply::plain_key(&it.item.comment.text).contains(wanted))
    }
}

/// Refuses a kind that there is not, for the same reason as [`known_section`].
fn known_kind(wanted: &str) -> Result<(), Failure> {
    if Kind::ALL.iter().any(|kind| kind.tag() == wanted) {
        return Ok(());
    }
    let known = Kind::ALL.iter().map(|kind| kind.tag()).collect::<Vec<_>>().join(", ");
    Err(Failure::new("unknown-comment-kind").with("kind", wanted).with("known", known).of_usage())
}

/// Refuses an editor who owns no section.
fn known_editor(workspace: &Workspace<'_>, wanted: &str) -> Result<(), Failure> {
    let owners = workspace.records.congress.documents.iter().flat_map(|it| it.owners.values());
    let known: BTreeSet<String> = owners.map(ToString::to_string).collect();
    if known.contains(wanted) {
        return Ok(());
    }
    let known = known.into_iter().collect::<Vec<_>>().join(", ");
    Err(Failure::new("unknown-owner").with("editor", wanted).with("known", known))
}

/// Refuses a section that no draft has, so that an empty list never hides a slip of the finger.
fn known_section(workspace: &Workspace<'_>, wanted: &str) -> Result<(), Failure> {
    for (id, _) in workspace.documents() {
        let mut drafts: Vec<_> = workspace.working(&id)?.into_iter().collect();
        for round in workspace.records.rounds.keys() {
            drafts.extend(workspace.frozen(*round, &id)?);
        }
        if drafts.iter().flat_map(|draft| &draft.document.sections).any(|section| section.path == wanted) {
            return Ok(());
        }
    }
    Err(Failure::new("unknown-section").with("section", wanted))
}

/// Shows one comment with its place, decision and history.
///
/// # Errors
///
/// When the comment is not known.
pub fn show(session: &Session, id: &str) -> Result<Report, Failure> {
    let store = open_store(session)?;
    let workspace = Workspace::head(&store)?;
    let id = known(&workspace, id)?;
    let of_round = placed(&workspace, id.round)?;
    let found = of_round.iter().find(|it| it.item.id == id);
    let found = found.ok_or_else(|| Failure::new("unknown-comment").with("id", id.to_string()))?;
    let page = super::pages::comment(&workspace, found, &of_round, session.lang)?;
    let json = json!({"schema": "vankien/comments/1", "comments": [comment_json::of(&workspace, found)?]});
    Ok(Report { page: Some(page), json: Some(json), ..Report::default() })
}

/// A comment as typed; parts of split ones too.
///
/// # Errors
///
/// When there is no such comment, or it was split and its parts must be named.
pub(super) fn known(workspace: &Workspace<'_>, text: &str) -> Result<CommentId, Failure> {
    let unknown = || Failure::new("unknown-comment").with("id", text.trim());
    let id = CommentId::parse(text).ok_or_else(unknown)?;
    let of_round = items(workspace, id.round);
    if of_round.iter().any(|item| item.id == id) {
        return Ok(id);
    }
    let parts: Vec<String> =
        of_round.iter().filter(|item| item.id.whole() == id).map(|item| item.id.to_string()).collect();
    if parts.is_empty() {
        Err(unknown())
    } else {
        Err(Failure::new("comment-was-split").with("id", id.to_string()).with("parts", parts.join(", ")))
    }
}

/// A comment or a group as typed, and its round.
///
/// # Errors
///
/// When there is no such comment or group.
pub(super) fn known_subject(workspace: &Workspace<'_>, text: &str) -> Result<(RoundNo, Subject), Failure> {
    let Some(group) = GroupId::parse(text) else {
        return known(workspace, text).map(|id| (id.round, Subject::Comment(id)));
    };
    let subject = Subject::Group(group);
    let rounds = workspace.records.decisions.keys().filter(|(_, other)| *other == subject);
    let round = rounds.map(|(round, _)| *round).next_back();
    round
        .map(|round| (round, subject))
        .ok_or_else(|| Failure::new("unknown-group").with("id", group.to_string()))
}

/// Puts a comment on a block.
///
/// # Errors
///
/// When the comment or the block is not known.
pub fn place(session: &Session, id: &str, code: &str, note: Option<&str>) -> Result<Report, Failure> {
    let store = open_store(session)?;
    operate(session, &store, |session, workspace| {
        let id = known(workspace, id)?;
        let of_round = placed(workspace, id.round)?;
        let found = of_round.iter().find(|it| it.item.id == id);
        let found = found.ok_or_else(|| Failure::new("unknown-comment").with("id", id.to_string()))?;
        let (document, code, scope) = frozen_block(workspace, found, code)?;
        let journal = Message::new("journal-place").with("id", id.to_string()).with("code", code.to_string());
        let mut entry = Entry::new(journal).trailer("Comment", &id);
        let act = Act::Placed(Placed {
            round: found.spoken_of,
            document,
            code: Some(code.clone()),
            scope,
            words: None,
            note: note.map(str::to_owned),
        });
        entry.step(session, workspace, id.round, &Subject::Comment(id.clone()), act)?;
        let done = Message::new("place-done").with("id", id.to_string()).with("code", code.to_string());
        Ok((Some(entry), Report::said(done)))
    })
}

/// A block of the frozen draft that a comment speaks about.
fn frozen_block(
    workspace: &Workspace<'_>,
    placed: &PlacedItem,
    text: &str,
) -> Result<(DocumentId, BlockCode, Scope), Failure> {
    let unknown = || Failure::new("unknown-code").with("code", text.trim());
    let (named, code) = match text.trim().rsplit_once(':') {
        Some((document, code)) => (Some(workspace.document_id(document)?), code),
        None => (None, text),
    };
    let code = BlockCode::parse(code).ok_or_else(unknown)?;
    let hint = named.or_else(|| placed.item.comment.document.clone());
    let mut found = Vec::new();
    for (id, _) in workspace.documents() {
        let Some(draft) = workspace.frozen(placed.spoken_of, &id)? else { continue };
        if hint.as_ref().is_some_and(|hint| *hint != id) {
            continue;
        }
        if let Some(block) = draft.block_of(&code) {
            let is_heading = draft.document.blocks[block].kind == BlockKind::Heading;
            found.push((id, code.clone(), if is_heading { Scope::Section } else { Scope::Block }));
        }
    }
    match found.len() {
        0 => Err(unknown()),
        1 => Ok(found.remove(0)),
        _ => {
            let choices =
                found.iter().map(|(id, code, _)| format!("{id}:{code}")).collect::<Vec<_>>().join(", ");
            Err(Failure::new("ambiguous-code").with("code", code.to_string()).with("choices", choices))
        }
    }
}

/// Joins comments that make the same point.
///
/// # Errors
///
/// When a comment is not known, is grouped or decided already, or they are of several rounds.
pub fn group(session: &Session, ids: &[String], into: Option<&str>) -> Result<Report, Failure> {
    let store = open_store(session)?;
    operate(session, &store, |session, workspace| {
        let mut members = Vec::new();
        for text in ids.iter().flat_map(|text| text.split(',')) {
            let id = known(workspace, text)?;
            if !members.contains(&id) {
                members.push(id);
            }
        }
        let round = members.first().map(|id| id.round).ok_or_else(|| Failure::new("group-few"))?;
        if let Some(other) = members.iter().find(|id| id.round != round) {
            return Err(Failure::new("group-rounds")
                .with("id", other.to_string())
                .with("round", round.get()));
        }
        let of_round = items(workspace, round);
        let grouped = of_round.iter().find(|item| members.contains(&item.id) && item.group.is_some());
        if let Some(Item { id, group: Some(group), .. }) = grouped {
            return Err(Failure::new("group-again")
                .with("id", id.to_string())
                .with("group", group.to_string()));
        }
        if let Some(item) = of_round.iter().find(|item| members.contains(&item.id) && item.decided.is_some())
        {
            return Err(Failure::new("group-decided").with("id", item.id.to_string()));
        }
        let (group, is_new) = group_id(workspace, round, into)?;
        if is_new && members.len() < 2 {
            return Err(Failure::new("group-few"));
        }
        let shown = members.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        let journal = Message::new("journal-group").with("ids", &shown).with("group", group.to_string());
        let mut entry = Entry::new(journal).trailer("Round", round);
        let act = Act::Members { members: members.clone() };
        entry.step(session, workspace, round, &Subject::Group(group), act)?;
        for id in &members {
            entry = entry.trailer("Comment", id);
            entry.step(session, workspace, round, &Subject::Comment(id.clone()), Act::Grouped { group })?;
        }
        let done = Message::new("group-done").with("ids", shown).with("group", group.to_string());
        Ok((Some(entry), Report::said(done)))
    })
}

/// The group named, or the next free one; whether it is new in this round.
fn group_id(
    workspace: &Workspace<'_>,
    round: RoundNo,
    into: Option<&str>,
) -> Result<(GroupId, bool), Failure> {
    let groups = || {
        workspace.records.decisions.keys().filter_map(|(round, subject)| match subject {
            Subject::Group(group) => Some((*round, *group)),
            Subject::Comment(_) => None,
        })
    };
    let Some(text) = into else {
        // Numbers run on through all rounds, so that `g7` names one group.
        let last = groups().map(|(_, group)| group).max();
        let next = last.map_or_else(|| GroupId::new(1), |last| Some(last.next()));
        return next.map(|group| (group, true)).ok_or_else(|| Failure::new("group-few"));
    };
    let group = GroupId::parse(text).ok_or_else(|| Failure::new("unknown-group").with("id", text))?;
    match groups().find(|(_, other)| *other == group) {
        None => Ok((group, true)),
        Some((other, _)) if other == round => Ok((group, false)),
        Some(_) => Err(Failure::new("group-rounds").with("id", text).with("round", round.get())),
    }
}

/// Splits a comment that makes several points.
///
/// # Errors
///
/// When it is not known, was split, is grouped or decided, a part is empty, or a part's words are not its own.
pub fn split(session: &Session, id: &str, parts: &[String]) -> Result<Report, Failure> {
    let store = open_store(session)?;
    operate(session, &store, |session, workspace| {
        let id = known(workspace, id)?;
        let item = items(workspace, id.round).into_iter().find(|item| item.id == id);
        let item = item.ok_or_else(|| Failure::new("unknown-comment").with("id", id.to_string()))?;
        if id.part().is_some() || item.group.is_some() || item.decided.is_some() {
            return Err(Failure::new("split-late").with("id", id.to_string()));
        }
        if parts.len() < 2 || parts.iter().any(|part| part.trim().is_empty()) {
            return Err(Failure::new("split-few"));
        }
        let foreign = parts.iter().find(|part| !item.comment.text.contains(part.trim()));
        if let Some(part) = foreign {
            return Err(Failure::new("split-foreign")
                .with("id", id.to_string())
                .with("part", super::excerpt(part)));
        }
        let texts: Vec<String> = parts.iter().map(|part| part.trim().to_owned()).collect();
        let journal = Message::new("journal-split").with("id", id.to_string()).with("count", texts.len());
        let mut entry = Entry::new(journal).trailer("Comment", &id);
        let ids: Vec<String> = (0..texts.len()).map(|index| id.nth_part(index).to_string()).collect();
        entry.step(session, workspace, id.round, &Subject::Comment(id.clone()), Act::Split { texts })?;
        let done = Message::new("split-done").with("id", id.to_string()).with("parts", ids.join(", "));
        Ok((Some(entry), Report::said(done)))
    })
}

/// Address of the only block of the draft a comment speaks about that holds some words.
pub(super) fn find_block(
    session: &Session,
    id: &str,
    words: &str,
    section: Option<&str>,
) -> Result<String, Failure> {
    let store = open_store(session)?;
    let workspace = Workspace::head(&store)?;
    let id = known(&workspace, id)?;
    let of_round = placed(&workspace, id.round)?;
    let found = of_round.iter().find(|it| it.item.id == id);
    let round = found
        .map(|it| it.spoken_of)
        .ok_or_else(|| Failure::new("unknown-comment").with("id", id.to_string()))?;
    let mut places = Vec::new();
    for (document, _) in workspace.documents() {
        let Some(draft) = workspace.frozen(round, &document)? else { continue };
        for block in &draft.document.blocks {
            let is_in = section.is_none_or(|section| draft.document.section_path(block) == section);
            if is_in && draft.document.text(block).contains(words) {
                places.extend(draft.code(block.index).map(|code| format!("{document}:{code}")));
            }
        }
    }
    one_of(places, words)
}

/// Address of the only block of the working drafts that holds some words.
pub(super) fn find_working(session: &Session, words: &str) -> Result<String, Failure> {
    let store = open_store(session)?;
    let workspace = Workspace::head(&store)?;
    let mut places = Vec::new();
    for (document, _) in workspace.documents() {
        let Some(draft) = workspace.working(&document)? else { continue };
        let holding = draft.document.blocks.iter().filter(|block| draft.document.text(block).contains(words));
        places.extend(
            holding.filter_map(|block| draft.code(block.index)).map(|code| format!("{document}:{code}")),
        );
    }
    one_of(places, words)
}

fn one_of(mut places: Vec<String>, words: &str) -> Result<String, Failure> {
    if places.len() == 1 { Ok(places.remove(0)) } else { Err(Failure::new("demo-edit").with("find", words)) }
}
