//! A committee's synthesis as one reply to the committee above: every point once, with who made it and how many.
//!
//! Points keep the words of those who made them; a group's wordings stand below each other, each once. Whoever is counted
//! is named, so that the committee above can count over several levels and count nobody twice: an originator that came
//! from below keeps its name behind that of its unit.

use super::inputs;
use super::synthesis::table;
use super::workspace::{Workspace, open_store};
use super::{Failure, Report, Session, output};
use crate::comments::{Op, Proposal, Reply, ReplyComment, ReplyProposal, ReplySchema, State};
use crate::messages::Message;
use crate::synthesis::{Item, ResponseRow, ResponseTable};
use crate::yaml;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// What is rolled up.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Number of the round.
    pub round: u32,
    /// File to write to.
    pub output: PathBuf,
}

/// Characters of a paragraph that is quoted for its place where no comment quotes anything.
const QUOTE_CHARS_MAX: usize = 240;

/// Writes the synthesis of a round as a reply to the committee above.
///
/// # Errors
///
/// When the round is not known, has no reply, or the file cannot be written.
pub fn roll_up(session: &Session, options: &Options) -> Result<Report, Failure> {
    let store = open_store(session)?;
    let workspace = Workspace::head(&store)?;
    let (number, _) = workspace.round(options.round)?;
    let table = table(&workspace, number, inputs::as_of(session))?;
    if table.replies.is_empty() {
        return Err(Failure::new("roll-up-nothing").with("round", options.round));
    }
    let reply = reply(&workspace, &table, session);
    let n_comments = reply.comments.len();
    let bytes = yaml::to_string(&reply).into_bytes();
    let report = output::bytes(session, Report::default(), bytes, Some(&options.output))?;
    let done = Message::new("roll-up-done").with("comments", n_comments);
    let done = done.with("replied", table.counts.units.replied).with("asked", table.counts.units.asked);
    let next = Message::new("roll-up-next").with("file", options.output.display().to_string());
    Ok(report.and(done).and(next))
}

fn reply(workspace: &Workspace<'_>, table: &ResponseTable, session: &Session) -> Reply {
    let units = &table.counts.units;
    let words = Message::new("roll-up-words")
        .with("replied", units.replied)
        .with("asked", units.asked)
        .with("agreeing", table.agreeing.iter().filter(|it| it.asked).count())
        .with("comments", table.counts.comments.standing);
    let referred: Vec<ReplyComment> =
        table.referred.iter().map(|item| comment(None, &[item], units.asked)).collect();
    let rows = table.rows().map(|row| {
        let items: Vec<&Item> = row.items.iter().collect();
        comment(Some(row), &items, units.asked)
    });
    Reply {
        schema: ReplySchema,
        unit: workspace.records.congress.issuer.clone(),
        round: None,
        draft: None,
        dated: Some(table.as_of.day()),
        symbol: None,
        channel: None,
        state: Some(State::Comments),
        per_document: BTreeMap::new(),
        relation: None,
        occasion: None,
        words: Some(words.text(session.lang)),
        comments: rows.chain(referred).collect(),
    }
}

/// A row of the table, or a single comment, as one point.
fn comment(row: Option<&ResponseRow>, items: &[&Item], asked: usize) -> ReplyComment {
    let first = items.first();
    let position = row.map_or_else(|| first.and_then(|it| it.place.as_ref()), |row| row.position.as_ref());
    let quoted = || {
        let words = position.map(|it| it.words.trim()).filter(|words| !words.is_empty())?;
        let cut = words.char_indices().nth(QUOTE_CHARS_MAX).map_or(words.len(), |(at, _)| at);
        let words = if cut < words.len() { words[..cut].rsplit_once(' ')?.0 } else { words };
        Some(words.to_owned())
    };
    let each = |of: fn(&Item) -> Option<&str>| {
        let mut all: Vec<&str> = Vec::new();
        for words in items.iter().filter_map(|item| of(item)) {
            if !all.contains(&words.trim()) {
                all.push(words.trim());
            }
        }
        all.join("\n")
    };
    let reason = each(|item| item.reason.as_deref());
    let originators = originators(items);
    ReplyComment {
        code: None,
        document: first.and_then(|it| it.document.as_ref()).map(ToString::to_string),
        place: items.iter().find_map(|it| it.citation.clone()),
        quote: items.iter().find_map(|it| it.quote.clone()).or_else(quoted),
        text: each(|item| Some(&item.text)),
        reason: (!reason.is_empty()).then_some(reason),
        kind: first.map(|it| it.kind),
        question: None,
        agreement: first.and_then(|it| it.agreement).filter(|_| items.len() == 1),
        reserved: items.iter().any(|it| it.reserved),
        votes: first.and_then(|it| it.votes).filter(|_| items.len() == 1),
        proposals: proposals(items),
        weight: u32::try_from(voices(items)).ok(),
        weight_of: u32::try_from(asked).ok().filter(|asked| *asked > 0),
        originators,
        index: 0,
        line: 0,
    }
}

/// Every edit once.
fn proposals(items: &[&Item]) -> Vec<ReplyProposal> {
    let mut all: Vec<&Proposal> = Vec::new();
    for proposal in items.iter().flat_map(|item| &item.proposals) {
        if !all.contains(&proposal) {
            all.push(proposal);
        }
    }
    let written = |it: &&Proposal| ReplyProposal {
        op: it.op,
        target: it.target.clone(),
        to: it.to.clone().filter(|_| it.op == Op::Move),
        text: it.text.clone(),
    };
    all.iter().map(written).collect()
}

/// Who made a point: units, and those below them behind the name of their unit.
fn originators(items: &[&Item]) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for item in items {
        let below = item.voices.originators.iter().map(|name| format!("{}: {name}", item.by.name));
        let own: Vec<String> = match item.voices.originators.is_empty() {
            true => vec![item.by.name.clone()],
            false => below.collect(),
        };
        for name in own {
            if !all.contains(&name) {
                all.push(name);
            }
        }
    }
    all
}

/// How many they are.
fn voices(items: &[&Item]) -> usize {
    crate::synthesis::voices(items.iter().copied())
}
