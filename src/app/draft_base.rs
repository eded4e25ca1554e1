//! What a working file was made from: the version last put there, or an older one that came back on a stick.
//!
//! The edited file is merged with the saved draft by paragraph from that version; nothing is chosen where both sides
//! changed one paragraph, and an older copy is named before anything saved since is undone.

use super::draft::{COLLISION, NO_CODE, OLDER_COPY, excerpt};
use super::workspace::{Draft, Workspace, compared, text_of};
use super::{Failure, Session};
use crate::compare::{self, ChangeKind};
use crate::document::{self, BlockCode};
use crate::problem::{Place, Problem};
use crate::store::BlobId;
use std::cmp::Ordering;
use std::rc::Rc;

/// How many earlier versions of a draft an edited file is held against.
const OLDER_VERSIONS_MAX: usize = 40;

/// Merges an edited file with the saved draft, from the version that the file was made from.
pub(super) fn merge(
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
                .with("code", code.map_or_else(|| NO_CODE.to_owned(), |code: BlockCode| code.to_string()))
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
    pub(super) fn of(session: &Session) -> Option<Self> {
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
                .with("code", code.unwrap_or_else(|| NO_CODE.to_owned()))
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
/// looked at closer, and taken where the file takes back what was saved since.
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
            let [recorded, older] = [workspace.parsed(recorded), workspace.parsed(best.1)];
            let is_older = compare::takes_back(&older, &recorded, ours);
            Some(Base { document: if is_older { older } else { recorded }, is_older })
        }
        (Some(text), _) | (None, Some((_, text))) => {
            Some(Base { document: workspace.parsed(text), is_older: false })
        }
        (None, None) => None,
    })
}

/// Name of the cached hashes of a version's lines.
const LINES: &str = "lines-3";

/// A hash of every line that is not blank, sorted (FNV-1a): two lines that share one by chance would only make a
/// version seem a little nearer, and the best one is compared by its blocks. Blank lines say nothing of where a copy
/// comes from, and would hide a new paragraph of one version behind that of another.
fn line_hashes(text: &str) -> Vec<u64> {
    let hash = |line: &str| {
        line.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
    };
    let mut hashes: Vec<u64> = text.lines().filter(|line| !line.trim().is_empty()).map(hash).collect();
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
