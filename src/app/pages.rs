//! Small pages of the use cases that need the records: who owns a section, lists of comments, one comment.

use super::Failure;
use super::comments::state_of;
use super::items::Item;
use super::places::PlacedItem;
use super::workspace::Workspace;
use crate::comments::{Act, Subject};
use crate::document::DocumentId;
use crate::messages::{self, Lang, Message};
use crate::view::{Cell, Column, Heading, Mark, Page, Paragraph, Part, Row, Run, Table};

/// The editor who owns a section: the longest owned path that the section's path begins with.
pub(super) fn owner(workspace: &Workspace<'_>, document: &DocumentId, section: &str) -> Option<String> {
    let entry = workspace.entry(document).ok()?;
    let owned = entry.owners.iter().filter(|(path, _)| {
        section == path.as_str()
            || section.strip_prefix(path.as_str()).is_some_and(|rest| rest.starts_with(['.', '/']))
    });
    owned.max_by_key(|(path, _)| path.len()).map(|(_, editor)| editor.to_string())
}

/// `1/II.1 (P12)`, or what is known of a comment's place.
fn place(it: &PlacedItem) -> String {
    match &it.anchor.target {
        None => String::new(),
        Some(target) => match (&target.section[..], &target.code) {
            ("", None) => String::new(),
            ("", Some(code)) => code.to_string(),
            (section, None) => section.to_owned(),
            (section, Some(code)) => format!("{section} ({code})"),
        },
    }
}

fn word(prefix: &str, tag: &str, lang: Lang) -> String {
    messages::text(lang, &format!("{prefix}-{}", tag.replace('_', "-")))
}

/// A list of comments.
pub(super) fn comments(workspace: &Workspace<'_>, found: &[PlacedItem], lang: Lang) -> Page {
    let title = |id: &str| messages::text(lang, id);
    let mut table = Table::new(vec![
        Column::new(title("column-id"), 2),
        Column::new(title("column-unit"), 3),
        Column::new(title("column-place"), 3),
        Column::new(title("column-words"), 7),
        Column::new(title("column-state"), 2),
    ]);
    for it in found {
        let state = match &it.item.decided {
            Some(decided) => super::decide::word(decided.outcome).text(lang),
            None => word("comment-state", state_of(it), lang),
        };
        let document =
            it.anchor.target.as_ref().map(|target| &target.document).or(it.item.comment.document.as_ref());
        let titled = document.and_then(|id| workspace.entry(id).ok()).map(|entry| entry.title.clone());
        let mut lines = vec![titled.unwrap_or_default(), place(it)];
        lines.push(word("certainty", it.anchor.certainty.tag(), lang));
        lines.retain(|line| !line.is_empty());
        let group = it.item.group.map(|group| group.to_string());
        table.push(Row::new(vec![
            Cell::text(it.item.id.to_string()),
            Cell::text(super::reply::unit_name(workspace, &it.item.id.unit)),
            Cell::lines(lines),
            Cell::text(it.item.comment.text.trim().to_owned()),
            Cell::lines([Some(state), gone(&it.item, lang), group].into_iter().flatten()),
        ]));
    }
    table.into_page(title("comments-title"), lang)
}

/// Why a comment no longer stands, in a word or two; `None` for one that does.
fn gone(item: &Item, lang: Lang) -> Option<String> {
    let superseded = item.superseded.then_some("comment-superseded");
    let id = superseded.or(item.withdrawn.is_some().then_some("comment-withdrawn"));
    id.map(|id| messages::text(lang, id))
}

/// The same, with the reply that took the comment's place.
fn standing(workspace: &Workspace<'_>, item: &Item, lang: Lang) -> Option<String> {
    let by = if item.superseded { super::items::superseded_by(workspace, item) } else { None };
    let named = by.map(|k| Message::new("comment-superseded-by").with("k", k).text(lang));
    named.or_else(|| gone(item, lang))
}

/// One comment with its words, its place, its decision and its history.
pub(super) fn comment(
    workspace: &Workspace<'_>,
    it: &PlacedItem,
    of_round: &[PlacedItem],
    lang: Lang,
) -> Result<Page, Failure> {
    let item = &it.item;
    let comment = &item.comment;
    let mut page = Page { title: item.id.to_string(), lang, ..Page::default() };
    page.parts.push(paragraph(vec![Run::plain(comment.text.trim())]));
    for (index, proposal) in comment.proposals.iter().enumerate() {
        let number = (comment.proposals.len() > 1).then(|| Run::strong(format!("{}. ", index + 1)));
        let mut runs: Vec<Run> = number.into_iter().collect();
        runs.push(Run::muted(format!("{}: ", word("op", proposal.op.tag(), lang))));
        runs.extend(proposal.target.as_ref().map(|text| Run::marked(text.as_str(), Mark::Deleted)));
        runs.push(Run::plain(" "));
        runs.extend(proposal.text.as_ref().map(|text| Run::marked(text.as_str(), Mark::Inserted)));
        page.parts.push(paragraph(runs));
    }
    page.parts.push(Part::Facts(facts_of(workspace, it, of_round, lang)));
    if let Some(text) = block_text(workspace, it)? {
        page.parts.push(heading(messages::text(lang, "comment-block")));
        page.parts.push(paragraph(vec![Run::plain(text)]));
    }
    page.parts.push(heading(messages::text(lang, "comment-history")));
    page.parts.push(history(workspace, it, lang));
    Ok(page)
}

/// What is known of a comment, name and value.
fn facts_of(
    workspace: &Workspace<'_>,
    it: &PlacedItem,
    of_round: &[PlacedItem],
    lang: Lang,
) -> Vec<(String, String)> {
    let item = &it.item;
    let comment = &item.comment;
    let title = |id: &str| messages::text(lang, id);
    let mut facts = vec![
        (title("column-unit"), super::reply::unit_name(workspace, &item.id.unit)),
        (title("fact-round"), item.id.round.to_string()),
    ];
    let mut fact = |name: &str, value: Option<String>| {
        facts
            .extend(value.filter(|value| !value.is_empty()).map(|value| (messages::text(lang, name), value)));
    };
    fact("column-state", standing(workspace, item, lang));
    fact("fact-draft", it.draft_no.map(|number| number.to_string()));
    fact("fact-cited", comment.citation.as_ref().map(|cited| cited.as_written.clone()));
    fact("fact-quote", comment.quote.as_ref().map(|quote| quote.exact.clone()));
    fact("column-place", Some(place(it)));
    fact("fact-certainty", Some(word("certainty", it.anchor.certainty.tag(), lang)));
    let notes: Vec<String> =
        it.anchor.notes.iter().map(|note| messages::text(lang, &note.message_id())).collect();
    fact("column-note", Some(notes.join("; ")));
    let candidates: Vec<String> = it
        .anchor
        .candidates
        .iter()
        .map(|candidate| {
            let code = candidate.target.code.as_ref().map(ToString::to_string).unwrap_or_default();
            format!("{}:{code} ({})", candidate.target.document, candidate.target.section)
        })
        .collect();
    fact("fact-candidates", Some(candidates.join(", ")));
    fact("fact-reason", comment.reason.clone());
    fact(
        "fact-source",
        item.submission.received.as_ref().map(|file| {
            let at = comment.at.as_deref().map(|at| messages::shown_at(at, lang)).unwrap_or_default();
            format!("{} {at}", file.path).trim().to_owned()
        }),
    );
    fact(
        "fact-group",
        item.group.map(|group| {
            let members = of_round.iter().filter(|other| other.item.group == Some(group));
            format!(
                "{group}: {}",
                members.map(|other| other.item.id.to_string()).collect::<Vec<_>>().join(", ")
            )
        }),
    );
    fact("fact-conflicts", Some(conflicts(it, of_round, lang).join("; ")));
    fact(
        "fact-decision",
        item.decided.as_ref().map(|decided| {
            let mut text = super::decide::word(decided.outcome).text(lang);
            for more in [&decided.wording, &decided.reason].into_iter().flatten() {
                text.push_str(&format!(" – {more}"));
            }
            text
        }),
    );
    fact("fact-note", item.decided.as_ref().and_then(|decided| decided.note.clone()));
    fact("fact-place-note", item.placed.as_ref().and_then(|placed| placed.note.clone()));
    fact(
        "fact-ties",
        Some(item.ties.iter().map(|(id, code)| format!("{id}:{code}")).collect::<Vec<_>>().join(", ")),
    );
    facts
}

fn heading(text: String) -> Part {
    Part::Heading(Heading { level: 2, runs: vec![Run::plain(text)], ..Heading::default() })
}

fn paragraph(runs: Vec<Run>) -> Part {
    Part::Paragraph(Paragraph { runs, ..Paragraph::default() })
}

fn block_text(workspace: &Workspace<'_>, it: &PlacedItem) -> Result<Option<String>, Failure> {
    let Some(target) = &it.anchor.target else { return Ok(None) };
    let draft = workspace.frozen(it.spoken_of, &target.document)?;
    Ok(draft.and_then(|draft| {
        let block = draft.document.blocks.get(target.block?)?;
        Some(draft.document.text(block).to_owned())
    }))
}

/// What other comments on the same place ask for against this one.
fn conflicts(it: &PlacedItem, of_round: &[PlacedItem], lang: Lang) -> Vec<String> {
    let all = super::places::conflicts(of_round);
    let own = all.iter().filter(|conflict| conflict.first == it.item.id || conflict.second == it.item.id);
    own.map(|conflict| {
        let other = if conflict.first == it.item.id { &conflict.second } else { &conflict.first };
        let why = messages::text(lang, &format!("conflict-{}", conflict.reason.tag()));
        Message::new("conflict-with").with("id", other.to_string()).with("why", why).text(lang)
    })
    .collect()
}

/// Steps of the comment and of its group, in order of time.
fn history(workspace: &Workspace<'_>, it: &PlacedItem, lang: Lang) -> Part {
    let mut table = Table::new(vec![
        Column::new(messages::text(lang, "column-date"), 2),
        Column::new(messages::text(lang, "column-by"), 2),
        Column::new(messages::text(lang, "column-step"), 6),
    ]);
    let recorded = &it.item.submission.recorded;
    let mut steps = vec![(recorded.at, recorded.by.to_string(), messages::text(lang, "step-received"))];
    let subjects = [Some(Subject::Comment(it.item.id.clone())), it.item.group.map(Subject::Group)];
    for subject in subjects.into_iter().flatten() {
        let file = workspace.records.decisions.get(&(it.item.id.round, subject));
        for step in file.iter().flat_map(|file| &file.steps) {
            steps.push((step.at, step.by.to_string(), act(&step.act, lang)));
        }
    }
    // Steps of one moment stay as their record has them.
    steps.sort_by_key(|(at, _, _)| *at);
    for (at, by, text) in steps {
        table.push(Row::new(vec![Cell::text(at.shown(lang)), Cell::text(by), Cell::text(text)]));
    }
    Part::Table(table)
}

fn act(act: &Act, lang: Lang) -> String {
    let line = |id: &str| Message::new(format!("step-{id}"));
    let message = match act {
        Act::Placed(placed) => {
            let code = placed.code.as_ref().map(ToString::to_string).unwrap_or_default();
            line("placed").with("code", format!("{}:{code}", placed.document))
        }
        Act::Split { texts } => line("split").with("count", texts.len()),
        Act::Members { members } => line("members")
            .with("ids", members.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")),
        Act::Grouped { group } => line("grouped").with("group", group.to_string()),
        Act::Ungrouped { .. } => line("ungrouped"),
        Act::Decided(decided) => line("decided").with("outcome", super::decide::word(decided.outcome)),
        Act::Tied { document, code, .. } => line("tied").with("code", format!("{document}:{code}")),
        Act::Reopened { reason, .. } => line("reopened").with("reason", reason),
        Act::Applied { document, code, .. } => line("applied").with("code", format!("{document}:{code}")),
        Act::Unapplied { reason } => line("unapplied").with("reason", reason),
        Act::Withdrawn { reason } => line("withdrawn").with("reason", reason),
        Act::Undone { .. } => line("undone"),
    };
    message.text(lang)
}
