//! The lines of the reports: who says what, verbatim, with its place; what became of it.
//!
//! Words of units stand between «», as they came. A word of weight stands only in front of a share that says of how many.

use super::comparison::change_label;
use super::model::Run;
use super::response::outcome_word;
use super::response_cells::proposal_line;
use crate::comments::Outcome;
use crate::messages::{Lang, Message, text};
use crate::synthesis::{Decision, Fraction, Item, ResponseRow, ResponseTable};

/// A row of the table as a line: weight, units, words, wordings asked for.
pub(super) fn said(table: &ResponseTable, row: &ResponseRow, lang: Lang) -> Vec<Run> {
    let share = Fraction::new(row.units.len(), table.counts.units.replied + table.counts.units.unasked);
    let mut runs = Vec::new();
    if row.group.is_some() {
        let word = table.scale.word(share, lang).unwrap_or_default();
        let line = Message::new("response-weight").with("word", word);
        let line = line.with("share", share.shown(table.rounding, lang)).text(lang);
        let mut letters = line.chars();
        let first = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
        runs.push(Run::strong(format!("{first}{}. ", letters.as_str())));
    }
    runs.extend(asked(&row.items.iter().collect::<Vec<_>>(), lang));
    let wordings = row.variants.iter().flat_map(|variants| &variants.wordings);
    let wordings: Vec<String> = wordings.map(|it| proposal_line(&it.proposal, lang)).collect();
    if !wordings.is_empty() {
        let line = Message::new("report-wordings").with("wordings", wordings.join("; ")).text(lang);
        runs.push(Run::plain(format!(" {line}")));
    }
    runs
}

/// Comments one behind the other: unit, id, words, reason, place.
pub(super) fn asked(items: &[&Item], lang: Lang) -> Vec<Run> {
    let mut runs = Vec::new();
    for item in items {
        if !runs.is_empty() {
            runs.push(Run::plain("\n"));
        }
        runs.extend(put(item, lang));
    }
    runs
}

/// One comment: unit, id, words, reason, place.
pub(super) fn put(item: &Item, lang: Lang) -> Vec<Run> {
    let mut runs = vec![
        Run::emphasis(item.by.name.clone()),
        Run::plain(format!(" ({}): «", item.id)),
        Run::plain(item.text.trim_end()),
        Run::plain("»"),
    ];
    if let Some(reason) = &item.reason {
        runs.push(Run::plain(format!(" {} «{}»", text(lang, "response-unit-reason"), reason.trim_end())));
    }
    let code = item.place.as_ref().and_then(|place| place.code.as_ref()).map(ToString::to_string);
    let cited = item.citation.clone().filter(|words| !words.trim().is_empty());
    let place: Vec<String> = cited.into_iter().chain(code).collect();
    if !place.is_empty() {
        runs.push(Run::muted(format!(" [{}]", place.join("; "))));
    }
    let marks = [
        item.reserved.then(|| text(lang, "response-reserved")),
        item.agreement.map(|it| super::response_cells::agreement_word(it, lang)),
        item.votes.map(|votes| super::response_cells::votes_line(votes, lang)),
    ];
    let marks: Vec<String> = marks.into_iter().flatten().collect();
    if !marks.is_empty() {
        runs.push(Run::emphasis(format!(" ({})", marks.join("; "))));
    }
    runs
}

/// What became of it: outcome, wording, reason, where the draft changed.
pub(super) fn answered(decision: &Decision, row: &ResponseRow, lang: Lang) -> Vec<Run> {
    let mut runs = vec![Run::plain("\n"), Run::strong(outcome_word(decision.outcome, lang))];
    if let Some(wording) = &decision.wording {
        runs.push(Run::plain(format!(". {} «{wording}»", text(lang, "response-wording"))));
    }
    if let Some(reason) = &decision.reason {
        runs.push(Run::plain(format!(". {} {reason}", text(lang, "response-explanation"))));
    }
    let changes = row.changes.iter().filter(|_| decision.outcome != Outcome::Rejected).map(|change| {
        let kind = change.kind.map(|kind| format!(" ({})", change_label(kind, lang))).unwrap_or_default();
        format!("{}{kind}", change.code)
    });
    let changes: Vec<String> = changes.collect();
    if !changes.is_empty() {
        let line = Message::new("response-changes").with("codes", changes.join(", ")).text(lang);
        runs.push(Run::plain(format!(" {line}")));
    }
    runs
}
