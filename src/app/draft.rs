//! The working drafts: saving edits with what stands behind them, outline, figures.
//!
//! Saving merges three texts by paragraph: the one the edits were made from, the edited file, and the saved draft as
//! it is now. So an older copy never undoes an accepted comment; where both sides changed one paragraph, nothing is
//! saved and both are shown.

use super::operation::{Entry, operate};
use super::records::Records;
use super::workspace::{Draft, Workspace, compared, open_store, text_of};
use super::{Failure, Report, Session, operation};
use crate::comments::{Act, CommentId, Reason, ReasonsFile, ReasonsSchema, Subject};
use crate::compare::{self, ChangeKind, Comparison};
use crate::congress::Congress;
use crate::document::{self, BlockCode, DocumentId};
use crate::messages::{self, Message};
use crate::problem::{Code, Place, Problem, Severity};
use crate::rounds::RoundNo;
use crate::store::{BlobId, Store, WorkingState};
use crate::trace::is_spelling_only;
use crate::units::Registry;
use crate::view::{Align, Cell, Column, Row, Table};
use serde_json::json;
use std::cmp::Ordering;
use std::rc::Rc;

/// Two edits of one paragraph: neither is chosen.
pub(super) const COLLISION: Code = Code::error("A001");
/// What the file held before the newest saved text: an older copy was brought up to date.
pub(super) const OLDER_COPY: Code = Code::note("A002");
/// The problems that saving can report.
pub const CODES: &[Code] = &[COLLISION, OLDER_COPY];

/// How many earlier versions of a draft an edited file is held against.
const OLDER_VERSIONS_MAX: usize = 40;

/// What stands behind an edit.
#[derive(Debug, Clone, Default)]
pub(super) struct Behind {
    pub(super) comments: Vec<CommentId>,
    pub(super) reason: Option<String>,
}

/// A document whose unsaved edits are about to be saved.
pub(super) struct Saving {
    pub(super) id: DocumentId,
    pub(super) path: String,
    /// The working bytes as read.
    pub(super) file: Vec<u8>,
    /// The text to be saved.
    pub(super) merged: String,
    pub(super) notes: Vec<Problem>,
}

/// Saves the edits made in `drafts/`; each change is tied to the comments or the reason given.
///
/// # Errors
///
/// When an edit collides with a newer one, a comment is not known, or the store fails. Nothing is saved then.
pub fn save(session: &Session, comments: &[String], reason: Option<&str>) -> Result<Report, Failure> {
    let store = open_store(session)?;
    operate(session, &store, |session, workspace| {
        let behind = behind(workspace, comments, reason)?;
        let savings = unsaved(session, workspace)?;
        let kept = unsaved_kept(workspace)?;
        if savings.is_empty() && kept.is_empty() {
            return Ok((None, Report::said(Message::new("save-nothing"))));
        }
        let mut report = Report::default();
        let mut names = vec![titles(workspace, savings.iter().map(|saving| &saving.id))?];
        names.extend(kept.iter().map(|(path, _)| (*path).to_owned()));
        names.retain(|name| !name.is_empty());
        let titles = names.join(", ");
        let mut entry = Entry::new(subject(&titles, &behind));
        for id in &behind.comments {
            entry = entry.trailer("Comment", id);
        }
        let mut n_changes = 0;
        for saving in &savings {
            n_changes += write(session, workspace, &mut entry, saving, &behind)?;
            report = report.with_problems(saving.notes.clone());
        }
        for (path, bytes) in kept {
            entry.write(path, bytes.clone());
            entry.take(path, bytes);
        }
        let done = Message::new("save-done").with("documents", titles).with("changes", n_changes);
        report = report.and(done);
        let owed =
            behind.comments.is_empty() && behind.reason.is_none() && !workspace.records.rounds.is_empty();
        if owed && n_changes > 0 {
            report = report.and(Message::new("save-no-reason"));
        }
        Ok((Some(entry), report))
    })
}

/// The files that people keep by hand beside the drafts.
pub(super) const KEPT_BY_HAND: [&str; 2] = ["congress.yaml", "units.yaml"];

/// Files kept by hand that were edited, with their bytes.
///
/// # Errors
///
/// When one does not read: a broken registry is never saved.
pub(super) fn unsaved_kept(workspace: &Workspace<'_>) -> Result<Vec<(&'static str, Vec<u8>)>, Failure> {
    let mut kept = Vec::new();
    let mut problems = Vec::new();
    for path in KEPT_BY_HAND {
        let Some(bytes) = workspace.store.working(path)? else { continue };
        if workspace.snapshot.read(path)?.as_ref() != Some(&bytes) {
            problems.extend(check_kept(path, &bytes));
            kept.push((path, bytes));
        }
    }
    if problems.iter().any(|problem| problem.code.severity == Severity::Error) {
        return Err(Failure::new("records-broken").with_problems(problems));
    }
    Ok(kept)
}

/// What is wrong with a file kept by hand.
pub(super) fn check_kept(path: &str, bytes: &[u8]) -> Vec<Problem> {
    let text = String::from_utf8_lossy(bytes);
    match path {
        "congress.yaml" => Congress::read(&text, path).problems,
        _ => Registry::read(&text, path).problems,
    }
}

/// A file as it is in the working folder, else as saved.
pub(super) fn working_or_saved(workspace: &Workspace<'_>, path: &str) -> Result<Vec<u8>, Failure> {
    let working = workspace.store.working(path)?;
    match working {
        Some(bytes) => Ok(bytes),
        None => Ok(workspace.snapshot.read(path)?.unwrap_or_default()),
    }
}

/// Puts a text into the working folder, as an editor's program would.
pub(super) fn put(session: &Session, document: &str, bytes: &[u8]) -> Result<(), Failure> {
    let store = open_store(session)?;
    let session = operation::identified(session, &store)?;
    let path = path_of(&store, document)?;
    Ok(store.write_working(&path, bytes, &operation::meta(&session)?)?)
}

/// The text of a document in the working folder, else as saved.
pub(super) fn working_text(session: &Session, document: &str) -> Result<String, Failure> {
    let store = open_store(session)?;
    let path = path_of(&store, document)?;
    let bytes = match store.working(&path)? {
        Some(bytes) => Some(bytes),
        None => store.head()?.read(&path)?,
    };
    text_of(bytes.ok_or_else(|| Failure::new("draft-missing").with("document", document))?, &path)
}

/// Where a document's file is.
fn path_of(store: &Store, document: &str) -> Result<String, Failure> {
    let congress = Records::congress(store, &store.head()?)?;
    let entry = congress.find_document(document);
    let known = || congress.documents.iter().map(|it| it.id.to_string()).collect::<Vec<_>>().join(", ");
    let entry = entry
        .ok_or_else(|| Failure::new("unknown-document").with("document", document).with("known", known()))?;
    Ok(entry.file.clone())
}

/// The comments and the reason given, checked against the records.
fn behind(workspace: &Workspace<'_>, comments: &[String], reason: Option<&str>) -> Result<Behind, Failure> {
    let mut ids = Vec::new();
    for text in comments.iter().flat_map(|text| text.split(',')) {
        ids.push(super::comments::known(workspace, text)?);
    }
    let reason = reason.map(str::trim).filter(|reason| !reason.is_empty()).map(str::to_owned);
    Ok(Behind { comments: ids, reason })
}

/// The documents with unsaved edits, merged with what was saved meanwhile.
///
/// # Errors
///
/// When any paragraph was changed on both sides; the problems name each one.
pub(super) fn unsaved(session: &Session, workspace: &Workspace<'_>) -> Result<Vec<Saving>, Failure> {
    let older = Older::of(session);
    let mut savings = Vec::new();
    let mut collisions = Vec::new();
    let states = workspace.store.working_state("drafts")?;
    for (id, entry) in workspace.documents() {
        let state = states.iter().find(|file| file.path == entry.file).map(|file| file.state);
        if !matches!(state, Some(WorkingState::Edited | WorkingState::New)) {
            continue;
        }
        let Some(file) = workspace.store.working(&entry.file)? else { continue };
        let text = text_of(file.clone(), &entry.file)?;
        let head = workspace.saved(&id)?;
        let (merged, notes) = match &head {
            None => (text, Vec::new()),
            Some(head) => merge(workspace, &entry.file, &text, head, older, &mut collisions)?,
        };
        savings.push(Saving { id, path: entry.file.clone(), file, merged, notes });
    }
    if collisions.is_empty() {
        return Ok(savings);
    }
    Err(Failure::new("save-collision").with("count", collisions.len()).with_problems(collisions))
}

/// Merges an edited file with the saved draft, from the version that the file was made from.
fn merge(
    workspace: &Workspace<'_>,
    path: &str,
    text: &str,
    head: &Draft,
    older: Option<Older>,
    collisions: &mut Vec<Problem>,
) -> Result<(String, Vec<Problem>), Failure> {
    let ours = workspace.parsed(text.to_owned());
    let base = base_of(workspace, path, &ours, older)?;
    let mut notes = Vec::new();
    let Some(base) = base else { return Ok((text.to_owned(), notes)) };
    if base.is_older && older.is_none() {
        undone(path, &ours, &compare::merge(&base.document, &ours, &head.document).text, head, collisions);
        return Ok((text.to_owned(), notes));
    }
    if base.is_older {
        notes.push(Problem::new(OLDER_COPY, Place::file(path)));
    }
    if base.document.source == head.document.source {
        return Ok((text.to_owned(), notes));
    }
    let merged = compare::merge(&base.document, &ours, &head.document);
    for conflict in &merged.conflicts {
        let line = ours.blocks.get(conflict.ours.blocks.start).map_or(1, |block| block.line);
        let code = head.codes.get(conflict.theirs.blocks.start).cloned().flatten();
        collisions.push(
            Problem::new(COLLISION, Place::line(path, line))
                .with("code", code.map_or_else(String::new, |code: BlockCode| code.to_string()))
                .with("ours", excerpt(&conflict.ours.text))
                .with("theirs", excerpt(&conflict.theirs.text)),
        );
    }
    Ok((merged.text, notes))
}

/// What a person said about a file that looks like an older copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Older {
    /// Keep what was saved since, and add the edits of the copy.
    Keep,
    /// The file is meant as it is.
    Mine,
}

impl Older {
    fn of(session: &Session) -> Option<Self> {
        match session.answers.get("older").map(String::as_str) {
            Some("keep" | "giu") => Some(Self::Keep),
            Some("mine" | "cua-toi") => Some(Self::Mine),
            _ => None,
        }
    }
}

/// Names every paragraph in which an older copy would undo what was saved since; nothing is chosen.
fn undone(path: &str, ours: &document::Document, kept: &str, head: &Draft, collisions: &mut Vec<Problem>) {
    let kept = document::parse(kept.to_owned());
    for change in compared(ours, &kept).changes {
        if change.kind == ChangeKind::Unchanged {
            continue;
        }
        let text = |document: &document::Document, blocks: &std::ops::Range<usize>| {
            let blocks = document.blocks.get(blocks.clone()).unwrap_or_default();
            excerpt(&blocks.iter().map(|block| document.text(block)).collect::<Vec<_>>().join(" "))
        };
        let at = ours.blocks.get(change.before.start).or_else(|| ours.blocks.last());
        let theirs = text(&kept, &change.after);
        let same = head.document.blocks.iter().find(|block| excerpt(head.document.text(block)) == theirs);
        let code = same.and_then(|block| head.code(block.index)).map(ToString::to_string);
        collisions.push(
            Problem::new(COLLISION, Place::line(path, at.map_or(1, |block| block.line)))
                .with("code", code.unwrap_or_default())
                .with("ours", text(ours, &change.before))
                .with("theirs", theirs),
        );
    }
}

/// The version that an edited file was made from.
pub(super) struct Base {
    pub(super) document: document::Document,
    /// Whether it is older than the version last put into the working folder.
    is_older: bool,
}

/// The recorded base, or the earlier version that the file is nearer to: a copy that came back from a stick.
///
/// Earlier versions are first held against the file by their lines, which is cheap; only the best one is then
/// compared by blocks with the recorded base, and taken where it is strictly nearer.
pub(super) fn base_of(
    workspace: &Workspace<'_>,
    path: &str,
    ours: &document::Document,
    older: Option<Older>,
) -> Result<Option<Base>, Failure> {
    let recorded = match workspace.store.base(path)? {
        Some(bytes) => Some(text_of(bytes, path)?),
        None => None,
    };
    let lines = line_hashes(&ours.source);
    let mut best: Option<(usize, BlobId)> = None;
    let is_enough = |found: &[_]| found.len() >= OLDER_VERSIONS_MAX;
    for (_, blob) in workspace.store.history_until(path, is_enough)? {
        let distance = distance(&lines, &kept_hashes(workspace, path, blob)?);
        if best.as_ref().is_none_or(|(least, _)| distance < *least) {
            best = Some((distance, blob));
        }
    }
    let best = match best {
        Some((distance, blob)) => Some((distance, text_of(workspace.store.blob(blob)?, path)?)),
        None => None,
    };
    let is_better =
        |best: &(usize, String), recorded: &String| best.0 < distance(&lines, &line_hashes(recorded));
    Ok(match (recorded, best) {
        (Some(recorded), Some(best)) if older != Some(Older::Mine) && is_better(&best, &recorded) => {
            let pair = [workspace.parsed(recorded), workspace.parsed(best.1)];
            let is_older = compare::nearest(&[&pair[0], &pair[1]], ours) == 1;
            let [recorded, older] = pair;
            Some(Base { document: if is_older { older } else { recorded }, is_older })
        }
        (Some(text), _) | (None, Some((_, text))) => {
            Some(Base { document: workspace.parsed(text), is_older: false })
        }
        (None, None) => None,
    })
}

/// Name of the cached hashes of a version's lines.
const LINES: &str = "lines-2";

/// A hash of every line, sorted (FNV-1a): two lines that share one by chance would only make a version seem a little
/// nearer, and the best one is compared by its blocks.
fn line_hashes(text: &str) -> Vec<u64> {
    let hash = |line: &str| {
        line.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
    };
    let mut hashes: Vec<u64> = text.lines().map(hash).collect();
    hashes.sort_unstable();
    hashes
}

/// The hashes of an earlier version's lines, kept once computed.
fn kept_hashes(workspace: &Workspace<'_>, path: &str, blob: BlobId) -> Result<Rc<Vec<u64>>, Failure> {
    let memory = workspace.store.memory();
    if let Some(kept) = memory.get::<Vec<u64>>(blob) {
        return Ok(kept);
    }
    if let Some(bytes) = workspace.store.cached(blob, LINES) {
        let (chunks, rest) = bytes.as_chunks::<8>();
        if rest.is_empty() {
            let hashes: Vec<u64> = chunks.iter().map(|chunk| u64::from_be_bytes(*chunk)).collect();
            return Ok(memory.keep(blob, hashes));
        }
    }
    let hashes = line_hashes(&text_of(workspace.store.blob(blob)?, path)?);
    let bytes: Vec<u8> = hashes.iter().flat_map(|hash| hash.to_be_bytes()).collect();
    workspace.store.cache(blob, LINES, &bytes);
    Ok(memory.keep(blob, hashes))
}

/// Lines that stand in one text and not in the other; both sorted.
fn distance(a: &[u64], b: &[u64]) -> usize {
    let (mut at, mut to, mut n_same) = (0, 0, 0);
    while let (Some(left), Some(right)) = (a.get(at), b.get(to)) {
        match left.cmp(right) {
            Ordering::Less => at += 1,
            Ordering::Greater => to += 1,
            Ordering::Equal => (at, to, n_same) = (at + 1, to + 1, n_same + 1),
        }
    }
    a.len() + b.len() - 2 * n_same
}

/// Puts one document and what stands behind its changes into the operation; gives the number of changes.
pub(super) fn write(
    session: &Session,
    workspace: &Workspace<'_>,
    entry: &mut Entry,
    saving: &Saving,
    behind: &Behind,
) -> Result<usize, Failure> {
    entry.write(&saving.path, saving.merged.clone().into_bytes());
    entry.take(&saving.path, saving.file.clone());
    let Some(head) = workspace.saved(&saving.id)? else { return Ok(0) };
    let after = workspace.with_text(&saving.id, saving.merged.clone())?;
    let comparison = workspace.compared_drafts(&head, &after);
    let codes = changed_codes(&comparison, &head, &after);
    let n_changes = codes.len() + changes_without_code(&comparison, &head, &after);
    let Some((round, _)) = workspace.last_frozen(&saving.id) else { return Ok(n_changes) };
    for code in &codes {
        tie(session, workspace, entry, round, &saving.id, code, behind)?;
    }
    Ok(n_changes)
}

/// Changes of what has no code, as the head of the file: counted, but nothing can be tied to them.
fn changes_without_code(comparison: &Comparison, before: &Draft, after: &Draft) -> usize {
    let coded = |draft: &Draft, blocks: std::ops::Range<usize>| {
        let mut blocks = blocks;
        blocks.any(|block| draft.code(block).is_some())
    };
    let changed = comparison.changes.iter().filter(|change| change.kind != ChangeKind::Unchanged);
    changed
        .filter(|it| !coded(before, it.before.clone()) && !coded(after, it.after.clone()))
        .filter(|change| !is_spelling_only(change))
        .count()
}

/// Records what stands behind the change of one block.
pub(super) fn tie(
    session: &Session,
    workspace: &Workspace<'_>,
    entry: &mut Entry,
    round: RoundNo,
    document: &DocumentId,
    code: &BlockCode,
    behind: &Behind,
) -> Result<(), Failure> {
    for id in &behind.comments {
        let act = Act::Tied { round: Some(round), document: document.clone(), code: code.clone() };
        entry.step(session, workspace, id.round, &Subject::Comment(id.clone()), act)?;
    }
    let Some(reason) = &behind.reason else { return Ok(()) };
    let recorded = workspace.records.reasons.iter();
    let mut recorded =
        recorded.filter(|it| it.round == round && it.document == *document && it.code == *code);
    let mut file = recorded.next().map(|it| (**it).clone()).unwrap_or_else(|| ReasonsFile {
        schema: ReasonsSchema,
        round,
        document: document.clone(),
        code: code.clone(),
        reasons: Vec::new(),
    });
    let by = operation::editor(session)?;
    file.reasons.push(Reason { by, at: session.now, reason: reason.clone() });
    entry.record(format!("reasons/{round}/{document}-{code}.yaml"), &file);
    Ok(())
}

/// The naming code of every change that asks for a reason: a deletion by its before code, else the after code.
pub(super) fn changed_codes(comparison: &Comparison, before: &Draft, after: &Draft) -> Vec<BlockCode> {
    let changed = comparison.changes.iter().filter(|change| change.kind != ChangeKind::Unchanged);
    let codes = changed.filter(|change| !is_spelling_only(change)).filter_map(|change| {
        let new = change.after.clone().find_map(|block| after.code(block));
        new.or_else(|| change.before.clone().find_map(|block| before.code(block))).cloned()
    });
    let mut codes: Vec<BlockCode> = codes.collect();
    codes.sort();
    codes.dedup();
    codes
}

/// The titles of documents, as the journal names them.
pub(super) fn titles<'a>(
    workspace: &Workspace<'_>,
    ids: impl Iterator<Item = &'a DocumentId>,
) -> Result<String, Failure> {
    let titles =
        ids.map(|id| workspace.entry(id).map(|entry| entry.title.clone())).collect::<Result<Vec<_>, _>>()?;
    Ok(titles.join(", "))
}

fn subject(titles: &str, behind: &Behind) -> Message {
    let ids = behind.comments.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    match (&behind.reason, ids.is_empty()) {
        (_, false) => Message::new("journal-save-for").with("documents", titles).with("comments", ids),
        (Some(reason), true) => {
            Message::new("journal-save-reason").with("documents", titles).with("reason", excerpt(reason))
        }
        (None, true) => Message::new("journal-save").with("documents", titles),
    }
}

/// The beginning of a text on one line, for messages and the journal.
pub fn excerpt(text: &str) -> String {
    const CHARACTERS_MAX: usize = 80;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(CHARACTERS_MAX) {
        None => line,
        Some((at, _)) => format!("{}…", line[..at].trim_end()),
    }
}

/// Whether anything in `drafts/` is unsaved.
pub(super) fn unsaved_paths(store: &Store) -> Result<Vec<String>, Failure> {
    let mut states = store.working_state("drafts")?;
    for path in KEPT_BY_HAND {
        states.extend(store.working_state(path)?);
    }
    Ok(states.into_iter().filter(|file| file.state != WorkingState::Clean).map(|file| file.path).collect())
}

/// Shows the headings of the drafts with codes and owners.
///
/// # Errors
///
/// When the document or the round is not known.
pub fn outline(session: &Session, document: Option<&str>, round: Option<u32>) -> Result<Report, Failure> {
    let store = open_store(session)?;
    let workspace = Workspace::head(&store)?;
    let lang = session.lang;
    let title = |id: &str| messages::text(lang, id);
    let mut table = Table::new(vec![
        Column::new(title("column-code"), 1),
        Column::new(title("column-section"), 2),
        Column::new(title("column-title"), 6),
        Column::new(title("column-owner"), 2),
        Column::new(title("column-words-count"), 1).align(Align::Right),
    ]);
    let mut list = Vec::new();
    for (id, draft) in chosen(&workspace, document, round)? {
        let entry = workspace.entry(&id)?;
        table.section(Some(entry.title.clone()));
        for it in document::outline(&draft.document) {
            let heading = draft.document.sections[it.section].heading;
            let code = heading.and_then(|block| draft.code(block)).map(ToString::to_string);
            let owner = super::pages::owner(&workspace, &id, &it.path);
            let indent = "  ".repeat(it.level.saturating_sub(1));
            table.push(Row::new(vec![
                Cell::text(code.clone().unwrap_or_default()),
                Cell::text(it.path.clone()),
                Cell::text(format!("{indent}{}", it.title)),
                Cell::text(owner.clone().unwrap_or_default()),
                Cell::text(it.words.to_string()),
            ]));
            list.push(json!({
                "document": id.as_str(), "code": code, "section": it.path, "level": it.level, "title": it.title,
                "owner": owner, "line": it.line, "words": it.words,
            }));
        }
    }
    let json = json!({"schema": "vankien/outline/1", "headings": list});
    Ok(Report {
        page: Some(table.into_page(title("outline-title"), lang)),
        json: Some(json),
        ..Report::default()
    })
}

/// Shows every figure of the drafts with its place, and what disagrees.
///
/// # Errors
///
/// When the document or the round is not known.
pub fn figures(session: &Session, document: Option<&str>, round: Option<u32>) -> Result<Report, Failure> {
    let store = open_store(session)?;
    let workspace = Workspace::head(&store)?;
    let lang = session.lang;
    let title = |id: &str| messages::text(lang, id);
    let mut table = Table::new(vec![
        Column::new(title("column-figure"), 2).align(Align::Right),
        Column::new(title("column-unit-of-figure"), 2),
        Column::new(title("column-indicator"), 6),
        Column::new(title("column-code"), 1),
        Column::new(title("column-section"), 2),
        Column::new(title("column-line"), 1).align(Align::Right),
    ]);
    let drafts = chosen(&workspace, document, round)?;
    let mut list = Vec::new();
    let mut together = Vec::new();
    for (id, draft) in &drafts {
        let entry = workspace.entry(id)?;
        table.section(Some(entry.title.clone()));
        for it in document::figures(&draft.document) {
            let code = draft.code(it.block).map(ToString::to_string);
            let section = draft.document.section_path(&draft.document.blocks[it.block]).to_owned();
            table.push(Row::new(vec![
                Cell::text(it.printed.clone()),
                Cell::text(it.unit.clone()),
                Cell::text(it.indicator.clone()),
                Cell::text(code.clone().unwrap_or_default()),
                Cell::text(section.clone()),
                Cell::text(it.line.to_string()),
            ]));
            list.push(json!({
                "document": id.as_str(), "figure": it.printed, "unit": it.unit, "indicator": it.indicator,
                "code": code, "section": section, "line": it.line, "column": it.column,
            }));
        }
        together.push((id.clone(), entry.file.as_str(), &draft.document));
    }
    let problems = document::figure_disagreements(&together);
    let json = json!({
        "schema": "vankien/figures/1",
        "figures": list,
        "disagreements": problems.iter().map(|it| super::check::problem_json(it, lang)).collect::<Vec<_>>(),
    });
    let said = Message::new("figures-count").with("count", list.len()).with("problems", problems.len());
    let page = table.into_page(title("figures-title"), lang);
    let report = Report { page: Some(page), json: Some(json), problems, ..Report::default() };
    Ok(report.and(said))
}

/// The drafts asked for: one or all, working or as frozen in a round.
pub(super) fn chosen(
    workspace: &Workspace<'_>,
    document: Option<&str>,
    round: Option<u32>,
) -> Result<Vec<(DocumentId, Draft)>, Failure> {
    let only = document.map(|text| workspace.document_id(text)).transpose()?;
    let round = round.map(|number| workspace.round(number).map(|(number, _)| number)).transpose()?;
    let mut drafts = Vec::new();
    for (id, _) in workspace.documents() {
        if only.as_ref().is_some_and(|only| *only != id) {
            continue;
        }
        let draft = match round {
            Some(number) => workspace.frozen(number, &id)?,
            None => workspace.working(&id)?,
        };
        drafts.extend(draft.map(|draft| (id, draft)));
    }
    Ok(drafts)
}
