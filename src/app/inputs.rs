//! What a synthesis is made from: the records of a round as the plain values that `synthesis` takes.
//!
//! Internal notes are dropped here: the values made have no field for them.

use super::Failure;
use super::items::Item as Stored;
use super::places::{PlacedItem, placed};
use super::records::StoredSubmission;
use super::workspace::{Draft, Workspace};
use crate::anchor::{AnchorScope, Target};
use crate::comments::{self, CommentId, Outcome, Scope, Subject};
use crate::document::{BlockCode, DocumentId, plain_text};
use crate::rounds::{self, Moment, Phase, RoundNo, RoundState};
use crate::synthesis::{
    Asked, ChangeMade, Decision, DocumentTitle, Due, Exceptional, Item, MilestoneEntry, Position, Reply,
    Respondent, RoundInput, Source, Standing, Voices,
};
use crate::trace::Behind;
use crate::units::{Unit, UnitId};
use crate::view::Office;
use std::collections::{BTreeMap, BTreeSet};

/// A unit as tables name it.
pub(super) fn respondent(workspace: &Workspace<'_>, id: &UnitId) -> Respondent {
    let registry = &workspace.records.units;
    let unit = registry.get(id);
    let text = |get: fn(&Unit) -> Option<String>| unit.and_then(get);
    Respondent {
        id: id.clone(),
        name: super::reply::unit_name(workspace, id),
        kind: unit.map(|unit| unit.kind.clone()).unwrap_or_default(),
        order: registry.official_index(id).unwrap_or(usize::MAX),
        follower: text(|unit| unit.follower.as_ref().map(ToString::to_string)),
        working_group: text(|unit| unit.working_group.as_ref().map(ToString::to_string)),
    }
}

/// Who issues the papers of the congress; `hash` is what stands at their foot.
pub(super) fn office(workspace: &Workspace<'_>, hash: Option<String>) -> Office {
    let congress = &workspace.records.congress;
    Office {
        superior: congress.superior.clone(),
        issuer: congress.issuer.clone(),
        place: congress.place.clone(),
        hash,
    }
}

/// The documents of a round, in the congress's order.
pub(super) fn documents(workspace: &Workspace<'_>, round: RoundNo) -> Vec<DocumentTitle> {
    let record = workspace.records.rounds.get(&round);
    let listed = workspace.documents().filter_map(|(id, entry)| {
        let frozen = record?.document(&id)?;
        Some(DocumentTitle { id, title: entry.title.clone(), draft_no: Some(frozen.draft_no) })
    });
    listed.collect()
}

/// The state of a round at a moment.
pub(super) fn round_state(workspace: &Workspace<'_>, round: RoundNo, as_of: Moment) -> Option<RoundState> {
    let record = workspace.records.rounds.get(&round)?;
    Some(rounds::state(&record.manifest, &record.events, as_of))
}

/// Who was asked, until when.
pub(super) fn audience(workspace: &Workspace<'_>, round: RoundNo, state: &RoundState) -> Vec<Asked> {
    let record = workspace.records.rounds.get(&round);
    let invited = record.iter().flat_map(|record| &record.manifest.audience);
    let asked = invited.map(|it| Asked {
        unit: respondent(workspace, &it.unit),
        due: match rounds::due(&it.unit, &workspace.records.units, it.due, state) {
            rounds::Due::At(moment) => Due::At(moment),
            rounds::Due::NotFixed(_) => Due::NotFixed,
        },
        waived: state.waived.get(&it.unit).cloned(),
    });
    asked.collect()
}

/// All replies of a round.
pub(super) fn replies(workspace: &Workspace<'_>, round: RoundNo) -> Vec<Reply> {
    let lists =
        workspace.records.submissions.iter().filter(|((of, _), _)| *of == round).map(|(_, list)| list);
    lists.flat_map(|list| list.iter().map(|stored| reply(workspace, stored, list))).collect()
}

fn reply(workspace: &Workspace<'_>, stored: &StoredSubmission, list: &[StoredSubmission]) -> Reply {
    let it = &stored.value;
    Reply {
        by: respondent(workspace, &it.unit),
        k: stored.k,
        state: it.state,
        per_document: it.per_document.clone(),
        speaks_of: it.comments.iter().filter_map(|comment| comment.document.clone()).collect(),
        received: it.recorded.at,
        dated: it.dated,
        symbol: it.symbol.clone(),
        occasion: it.occasion.clone(),
        words: it.words.clone(),
        superseded: list.iter().any(|other| other.value.supersedes.contains(&stored.k)),
        unclear: it.relation == Some(comments::Relation::Unclear),
    }
}

/// A round with who was asked and who answered, for progress.
pub(super) fn round_input(workspace: &Workspace<'_>, round: RoundNo, as_of: Moment) -> Option<RoundInput> {
    let state = round_state(workspace, round, as_of)?;
    Some(RoundInput {
        round,
        opened: state.opened,
        closed: state.phase == Phase::Closed,
        withdrawn: state.phase == Phase::Withdrawn,
        documents: documents(workspace, round),
        audience: audience(workspace, round, &state),
        replies: replies(workspace, round),
    })
}

/// The milestones of all units.
pub(super) fn milestones(workspace: &Workspace<'_>) -> Vec<MilestoneEntry> {
    let files = workspace.records.milestones.values();
    let entries = files.flat_map(|file| file.milestones.iter().map(|it| (&file.unit, it)));
    entries
        .map(|(unit, it)| MilestoneEntry {
            unit: respondent(workspace, unit),
            kind: it.kind,
            date: it.date,
            note: it.note.clone(),
        })
        .collect()
}

/// The comments of a round as a synthesis takes them.
pub(super) fn items(workspace: &Workspace<'_>, round: RoundNo) -> Result<Vec<Item>, Failure> {
    let after = super::trace::after(workspace, round);
    let pairs = super::diff::pairs(workspace, super::diff::State::Round(round), after, None)?;
    let trace = super::trace::joined(workspace, &pairs, round);
    // Only changes that a comparison finds: a tie to a block that did not change, or changed back, shows nothing.
    let mut changes: BTreeMap<&CommentId, BTreeSet<ChangeMade>> = BTreeMap::new();
    let now = |document: &DocumentId, code: &BlockCode| {
        let draft = &pairs.iter().find(|pair| pair.id == *document)?.after;
        Some(printed(draft, draft.block_of(code)?))
    };
    for tie in &trace.ties {
        if let Behind::Comment(id) = &tie.behind {
            changes.entry(id).or_default().insert(ChangeMade {
                document: tie.change.document.clone(),
                code: tie.change.code.clone(),
                kind: Some(tie.change.kind),
                words: now(&tie.change.document, &tie.change.code),
            });
        }
    }
    let placed = placed(workspace, round)?;
    let made = |it: &PlacedItem| {
        let is_rejected = it.item.decided.as_ref().is_some_and(|it| it.outcome == Outcome::Rejected);
        let made = changes.get(&it.item.id).filter(|_| !is_rejected);
        made.map(|made| made.iter().cloned().collect()).unwrap_or_default()
    };
    let items = placed.iter().map(|it| {
        let item = item(workspace, it, made(it))?;
        let own = item.place.as_ref().filter(|place| !place.words.is_empty());
        let own = own.and_then(|place| place.code.as_ref()).zip(item.document.as_ref());
        Ok(Item { now: own.and_then(|(code, document)| now(document, code)), ..item })
    });
    items.collect()
}

/// A block's words as they are printed.
fn printed(draft: &Draft, block: usize) -> String {
    let block = draft.document.blocks.get(block);
    block.map(|block| plain_text(&draft.document, block).text).unwrap_or_default()
}

fn item(workspace: &Workspace<'_>, placed: &PlacedItem, changes: Vec<ChangeMade>) -> Result<Item, Failure> {
    let it = &placed.item;
    let comment = &it.comment;
    let target = placed.anchor.target.as_ref();
    let received = it.submission.received.as_ref();
    Ok(Item {
        id: it.id.clone(),
        by: respondent(workspace, &it.id.unit),
        document: target.map(|target| target.document.clone()).or_else(|| comment.document.clone()),
        place: target.map(|target| position(workspace, placed.spoken_of, target)).transpose()?,
        citation: comment.citation.as_ref().map(|cited| cited.as_written.clone()),
        quote: comment.quote.as_ref().map(|quote| quote.exact.clone()),
        kind: comment.kind,
        text: comment.text.clone(),
        reason: comment.reason.clone(),
        proposals: comment.proposals.clone(),
        reserved: comment.reserved,
        agreement: comment.agreement,
        votes: comment.votes,
        voices: Voices {
            originators: comment.originators.clone(),
            weight: comment.weight,
            of: comment.weight_of,
        },
        group: it.group,
        decision: it.decided.as_ref().zip(it.decided_by.as_ref()).map(|(decided, mark)| Decision {
            outcome: decided.outcome,
            wording: decided.wording.clone(),
            reason: decided.reason.clone(),
            late: decided.late,
            forced: decided.forced.clone(),
            of_group: it.decided_in_group,
            by: mark.by.to_string(),
            at: mark.at,
        }),
        changes,
        now: None,
        standing: standing(workspace, it),
        source: Source {
            file: received.map(|file| file.member.clone().unwrap_or_else(|| file.name.clone())),
            symbol: it.submission.symbol.clone(),
            dated: it.submission.dated,
            occasion: it.submission.occasion.clone(),
        },
    })
}

fn position(workspace: &Workspace<'_>, round: RoundNo, target: &Target) -> Result<Position, Failure> {
    let draft = workspace.frozen(round, &target.document)?;
    let is_words = matches!(target.scope, AnchorScope::Words | AnchorScope::Block);
    let words = draft.as_ref().zip(target.block.filter(|_| is_words)).map(|(draft, at)| printed(draft, at));
    let title = draft.as_ref().and_then(|draft| {
        let block = draft.document.blocks.get(target.block?)?;
        Some(draft.document.sections[block.section].title.clone())
    });
    Ok(Position {
        scope: match target.scope {
            AnchorScope::Words => Scope::Words,
            AnchorScope::Block => Scope::Block,
            AnchorScope::Section => Scope::Section,
            AnchorScope::Document => Scope::Document,
        },
        block: target.block,
        code: target.code.clone(),
        section: target.section.clone(),
        section_title: title.unwrap_or_default(),
        words: words.unwrap_or_default(),
    })
}

fn standing(workspace: &Workspace<'_>, it: &Stored) -> Standing {
    if it.superseded {
        return Standing::Superseded { by: super::items::superseded_by(workspace, it) };
    }
    match (&it.withdrawn, &it.decided_by) {
        (Some(reason), Some(mark)) => {
            Standing::Withdrawn { reason: reason.clone(), by: mark.by.to_string(), at: mark.at }
        }
        _ => Standing::Stands,
    }
}

/// Exceptional operations of a round: events of the round, and steps of its decisions.
pub(super) fn exceptional(workspace: &Workspace<'_>, round: RoundNo, as_of: Moment) -> Vec<Exceptional> {
    let mut all = Vec::new();
    let state = round_state(workspace, round, as_of);
    for it in state.iter().flat_map(|state| &state.exceptional) {
        all.push(Exceptional {
            at: it.at,
            kind: it.kind.into(),
            by: it.by.to_string(),
            about: it.about.clone(),
            reason: Some(it.reason.clone()),
        });
    }
    let files = workspace.records.decisions.iter().filter(|((of, _), _)| *of == round);
    for ((_, subject), file) in files {
        for it in comments::state_of(file).exceptional {
            if it.mark.at <= as_of {
                all.push(step(subject, it));
            }
        }
    }
    all.sort_by(|a, b| (a.at, a.kind, &a.about).cmp(&(b.at, b.kind, &b.about)));
    all
}

fn step(subject: &Subject, it: comments::ExceptionalStep) -> Exceptional {
    Exceptional {
        at: it.mark.at,
        kind: it.kind.into(),
        by: it.mark.by.to_string(),
        about: vec![subject.to_string()],
        reason: Some(it.reason).filter(|reason| !reason.trim().is_empty()),
    }
}

/// The moment that reports are made as of: the end of the day asked for, else now.
pub(super) fn as_of(session: &super::Session) -> Moment {
    session.as_of.map_or(session.now, |day| day.end())
}
