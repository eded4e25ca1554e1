//! A comment as it was read, made into the one that the records keep: its words untouched, what it asks for beside.

use super::reply::cited;
use crate::comments::{self, Cited, Comment, Proposal, Quote, ReplyComment};
use crate::document::DocumentId;

/// A comment as the record keeps it; `unknown` is the name of a document that the congress does not have.
pub(super) fn comment(
    it: &ReplyComment,
    document: Option<DocumentId>,
    unknown: Option<&str>,
    at: Option<String>,
    no: u32,
) -> Comment {
    let place = it.code.as_deref().or(it.place.as_deref()).map(str::trim).filter(|text| !text.is_empty());
    let mut proposals: Vec<Proposal> = it
        .proposals
        .iter()
        .map(|it| Proposal { op: it.op, target: it.target.clone(), to: it.to.clone(), text: it.text.clone() })
        .collect();
    if proposals.is_empty() {
        proposals = comments::proposals_in(&it.text);
    }
    let mut citation = place.map(cited);
    if let (Some(cited), Some(written)) =
        (&mut citation, it.place.as_deref().filter(|text| !text.trim().is_empty()))
    {
        cited.code = it.code.clone().filter(|code| !code.trim().is_empty()).or(cited.code.take());
        written.clone_into(&mut cited.as_written);
    }
    if let Some(named) = unknown {
        // It is part of the place as the unit wrote it.
        let cited = citation.get_or_insert_with(Cited::default);
        let place = std::mem::take(&mut cited.as_written);
        cited.as_written = if place.is_empty() { named.to_owned() } else { format!("{named}, {place}") };
    }
    let comment = Comment {
        no,
        document,
        kind: comments::Kind::General,
        question: it.question.clone(),
        agreement: it.agreement,
        reserved: it.reserved,
        text: it.text.clone(),
        reason: it.reason.clone(),
        at,
        citation,
        quote: it
            .quote
            .clone()
            .filter(|text| !text.trim().is_empty())
            .map(|exact| Quote { exact, ..Quote::default() }),
        proposals,
        votes: it.votes,
        originators: it.originators.clone(),
        weight: it.weight,
        weight_of: it.weight_of,
    };
    Comment { kind: it.kind.unwrap_or_else(|| comments::kind_of(&comment)), ..comment }
}
