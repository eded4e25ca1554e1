//! The cells of the response table: place, who, what was asked for, what became of it.

use super::comparison::change_label;
use super::model::{Cell, Run};
use super::response::outcome_word;
use crate::comments::{Agreement, CommentId, Op, Proposal, Votes};
use crate::document::{BlockCode, DocumentId};
use crate::messages::{Lang, Message, text};
use crate::synthesis::{Decision, Fraction, Item, ResponseRow, ResponseTable, RowDecision, Variants, voices};

/// Where in the draft, and where the unit says it is.
pub(super) fn place_cell(row: &ResponseRow, lang: Lang) -> Cell {
    let mut cell = Cell::default();
    if let Some(group) = row.group {
        let name = Message::new("response-group").with("group", group.to_string()).text(lang);
        cell.paragraphs.push(vec![Run::strong(name)]);
    }
    if let Some(code) = row.position.as_ref().and_then(|it| it.code.as_ref()) {
        cell.paragraphs.push(vec![Run::code(code.to_string())]);
    }
    for item in &row.items {
        let elsewhere = place_of(item) != row.items.first().and_then(place_of);
        let code = item.place.as_ref().and_then(|it| it.code.as_ref()).filter(|_| elsewhere);
        if let Some(code) = code {
            let line = Message::new("response-also-at").with("id", item.id.to_string());
            let at = address(row, item.document.as_ref(), code);
            cell.paragraphs.push(vec![Run::plain(line.with("at", at).text(lang))]);
        }
    }
    cell
}

/// Every unit by its official name, and how many they are of those that replied.
pub(super) fn units_cell(table: &ResponseTable, row: &ResponseRow, lang: Lang) -> Cell {
    let mut cell = Cell::lines(row.units.iter().map(|unit| {
        let items = row.items.iter().filter(|item| item.by.id == unit.id);
        match passed_on(&items.collect::<Vec<_>>(), lang) {
            Some(voices) => format!("{} ({voices})", unit.name),
            None => unit.name.clone(),
        }
    }));
    if row.group.is_some() {
        let share = Fraction::new(row.units.len(), table.counts.units.replied + table.counts.units.unasked);
        let word = table.scale.word(share, lang).unwrap_or_default();
        let line = Message::new("response-weight")
            .with("word", word)
            .with("share", share.shown(table.rounding, lang))
            .text(lang);
        cell.paragraphs.push(vec![Run::muted(line)]);
    }
    cell
}

/// How many below a unit made a point that it passes on: `23/58 đơn vị`.
fn passed_on(items: &[&Item], lang: Lang) -> Option<String> {
    let told = items.iter().any(|it| !it.voices.originators.is_empty() || it.voices.weight.is_some());
    let line = Message::new("response-voices").with("count", voices(items.iter().copied()));
    let of = items.iter().filter_map(|it| it.voices.of).max();
    let line = line.with("of", of.map_or_else(String::new, |of| format!("/{of}")));
    told.then(|| line.text(lang))
}

/// What was said, verbatim, comment by comment, then every wording asked for.
pub(super) fn content_cell(row: &ResponseRow, lang: Lang) -> Cell {
    let mut cell = Cell::default();
    for item in &row.items {
        push_item(&mut cell, item, lang);
    }
    for variants in &row.variants {
        push_variants(&mut cell, variants, row.items.len() > 1, lang);
    }
    cell
}

/// What became of it.
pub(super) fn answer_cell(row: &ResponseRow, lang: Lang) -> Cell {
    let mut cell = Cell::default();
    let apart = row.decisions.len() > 1;
    for decision in &row.decisions {
        push_decision(&mut cell, decision, apart, lang);
    }
    if !row.changes.is_empty() {
        let changes = row.changes.iter().map(|change| {
            let kind = change.kind.map(|kind| format!(" ({})", change_label(kind, lang)));
            format!("{}{}", address(row, Some(&change.document), &change.code), kind.unwrap_or_default())
        });
        let line = Message::new("response-changes").with("codes", changes.collect::<Vec<_>>().join(", "));
        cell.paragraphs.push(vec![Run::plain(line.text(lang))]);
    }
    cell
}

/// A block's code, behind its document's id where that is not the row's own.
fn address(row: &ResponseRow, document: Option<&DocumentId>, code: &BlockCode) -> String {
    let own = row.items.first().and_then(|item| item.document.as_ref());
    match document.filter(|document| Some(*document) != own) {
        None => code.to_string(),
        Some(document) => format!("{document}:{code}"),
    }
}

fn place_of(item: &Item) -> Option<(Option<&DocumentId>, &BlockCode)> {
    Some((item.document.as_ref(), item.place.as_ref()?.code.as_ref()?))
}

/// Adds the words of one comment with everything that belongs to them.
pub(super) fn push_item(cell: &mut Cell, item: &Item, lang: Lang) {
    cell.paragraphs.push(vec![Run::code(item.id.to_string()), Run::muted(format!(" – {}", item.by.name))]);
    if let Some(citation) = item.citation.as_deref().filter(|words| !words.trim().is_empty()) {
        push_labelled(cell, lang, "response-citation", citation);
    }
    if let Some(quote) = &item.quote {
        push_labelled(cell, lang, "response-quote", &format!("«{quote}»"));
    }
    push_words(cell, &[], &item.text);
    if let Some(reason) = &item.reason {
        push_labelled(cell, lang, "response-unit-reason", reason);
    }
    push_marks(cell, item, lang);
}

/// Adds how the unit stands: whether it reserves its opinion, agrees, how it voted.
pub(super) fn push_marks(cell: &mut Cell, item: &Item, lang: Lang) {
    let mut marks = Vec::new();
    if item.reserved {
        marks.push(text(lang, "response-reserved"));
    }
    marks.extend(item.agreement.map(|it| agreement_word(it, lang)));
    marks.extend(item.votes.map(|votes| votes_line(votes, lang)));
    if !marks.is_empty() {
        cell.paragraphs.push(vec![Run::emphasis(marks.join("; "))]);
    }
}

/// A stand in words.
pub(super) fn agreement_word(agreement: Agreement, lang: Lang) -> String {
    text(
        lang,
        match agreement {
            Agreement::Agree => "response-agree",
            Agreement::AgreeWithChanges => "response-agree-with-changes",
            Agreement::Disagree => "response-disagree",
        },
    )
}

pub(super) fn votes_line(votes: Votes, lang: Lang) -> String {
    let line = Message::new("response-votes").with("for", votes.in_favour);
    line.with("against", votes.against).with("abstain", votes.abstain).text(lang)
}

/// What a proposal asks for: `sửa «…» thành «…»`.
pub(super) fn proposal_line(proposal: &Proposal, lang: Lang) -> String {
    let title = proposal.to.as_deref() == Some(crate::comments::TITLE);
    let whole = || text(lang, if title { "response-whole-title" } else { "response-whole-block" });
    let quoted = |words: &Option<String>| words.as_ref().map_or_else(whole, |words| format!("«{words}»"));
    let new = proposal.text.as_deref().unwrap_or_default();
    let id = match proposal.op {
        Op::Replace => "response-op-replace",
        Op::InsertAfter => "response-op-insert-after",
        Op::InsertBefore => "response-op-insert-before",
        Op::Delete => "response-op-delete",
        Op::Move => "response-op-move",
    };
    let line = Message::new(id).with("target", quoted(&proposal.target)).with("text", new);
    line.with("to", proposal.to.as_deref().unwrap_or_default()).text(lang)
}

/// Adds a decision: its word, the wording, the reason.
pub(super) fn push_answer(cell: &mut Cell, decision: Option<&Decision>, lang: Lang) {
    let Some(decision) = decision else {
        cell.paragraphs.push(vec![Run::strong(text(lang, "response-undecided"))]);
        return;
    };
    cell.paragraphs.push(vec![Run::strong(outcome_word(decision.outcome, lang))]);
    if let Some(wording) = &decision.wording {
        push_labelled(cell, lang, "response-wording", &format!("«{wording}»"));
    }
    if let Some(reason) = &decision.reason {
        push_labelled(cell, lang, "response-explanation", reason);
    }
    if decision.late {
        cell.paragraphs.push(vec![Run::emphasis(text(lang, "response-late"))]);
    }
}

/// Adds words, a paragraph per line, behind a label.
pub(super) fn push_labelled(cell: &mut Cell, lang: Lang, label: &str, words: &str) {
    push_words(cell, &[Run::emphasis(text(lang, label)), Run::plain(" ")], words);
}

pub(super) fn push_words(cell: &mut Cell, before: &[Run], words: &str) {
    let mut before = before.to_vec();
    for line in words.trim_end_matches(['\n', '\r']).split('\n') {
        let mut runs = std::mem::take(&mut before);
        runs.push(Run::plain(line.trim_end_matches('\r')));
        cell.paragraphs.push(runs);
    }
}

fn push_decision(cell: &mut Cell, decision: &RowDecision, apart: bool, lang: Lang) {
    if apart {
        cell.paragraphs.push(vec![Run::muted(ids(&decision.about))]);
    }
    push_answer(cell, decision.decision.as_ref(), lang);
}

/// Adds every wording asked for under what is to be done.
pub(super) fn push_variants(cell: &mut Cell, variants: &Variants, several: bool, lang: Lang) {
    let id = match variants.op {
        Op::Replace => "response-variants-replace",
        Op::InsertAfter | Op::InsertBefore => "response-variants-insert",
        Op::Delete => "response-variants-delete",
        Op::Move => "response-variants-move",
    };
    let label = Message::new(id).with("n", variants.wordings.len()).text(lang);
    cell.paragraphs.push(vec![Run::strong(label)]);
    for wording in &variants.wordings {
        let mut line = proposal_line(&wording.proposal, lang);
        if several {
            line.push_str(&format!(" ({})", ids(&wording.by)));
        }
        push_words(cell, &[Run::plain("– ")], &line);
    }
}

fn ids(of: &[CommentId]) -> String {
    of.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
