//! The text of a draft with one proposal carried out, or the reason why it does not fit.
//!
//! What does not belong to the edit keeps its bytes, and the draft keeps its layout: headings, tables and all other
//! kinds of blocks are afterwards those that they were, blocks that are not of one list or table stay apart by a
//! blank line, and no words come in that read as marks of a redline. Nothing is written here.

use super::Failure;
use super::items::Item;
use super::workspace::{Draft, Workspace};
use crate::comments::{self, Op, Proposal};
use crate::document::{self, Block, BlockCode, BlockKind, Document, DocumentId};
use crate::messages::Message;
use std::collections::BTreeMap;

/// Marks that a redline in text is made of; a draft that holds them cannot be compared in that form.
const REDLINE_MARKS: [&str; 4] = ["{++", "++}", "{--", "--}"];

/// A draft with one proposal written into it.
pub(super) struct Edit {
    pub(super) document: DocumentId,
    pub(super) path: String,
    pub(super) text: String,
    pub(super) code: BlockCode,
}

/// Works out the new text; the inner error says why the proposal does not fit.
pub(super) fn edit(
    workspace: &Workspace<'_>,
    item: &Item,
    proposal_no: usize,
) -> Result<Result<Edit, Message>, Failure> {
    let refused = |id: &str| Ok(Err(Message::new(id)));
    let Some(proposal) = item.proposal(proposal_no) else { return refused("refusal-no-proposal") };
    let has_wording = item.decided.as_ref().is_some_and(|decided| decided.wording.is_some());
    if proposal.op == Op::Move && has_wording {
        return refused("refusal-move-wording");
    }
    let Some((document, block)) = super::places::block_in_saved(workspace, item)? else {
        return refused("refusal-unplaced");
    };
    let Some(draft) = workspace.saved(&document)? else { return refused("refusal-unplaced") };
    let Some(code) = draft.code(block).cloned() else { return refused("refusal-unplaced") };
    Ok(new_text(&draft, block, &proposal).map(|text| Edit {
        path: workspace.entry(&document).map(|entry| entry.file.clone()).unwrap_or_default(),
        document,
        text,
        code,
    }))
}

/// The draft's text with the proposal carried out on one block.
fn new_text(draft: &Draft, block: usize, proposal: &Proposal) -> Result<String, Message> {
    let document = &draft.document;
    let at = document.blocks.get(block).ok_or_else(|| Message::new("refusal-unplaced"))?;
    // A tabulator is layout of the file that the words came in.
    let text = proposal.text.as_ref().map(|text| text.replace('\t', " "));
    let proposal = Proposal { text, ..proposal.clone() };
    let words = proposal.text.as_deref().unwrap_or_default();
    if let Some(mark) = REDLINE_MARKS.iter().find(|mark| words.contains(**mark)) {
        return Err(Message::new("refusal-marks").with("mark", *mark));
    }
    let is_whole = proposal.target.as_deref().is_none_or(|target| target.trim().is_empty());
    let new = match proposal.op {
        Op::Move => moved(draft, block, &proposal)?,
        Op::Delete if is_whole => without(document, block),
        Op::InsertAfter | Op::InsertBefore if is_whole && proposal.to.is_none() => {
            inserted(document, block, words, proposal.op)?
        }
        Op::InsertAfter | Op::InsertBefore if proposal.to.as_deref() == Some(comments::NEW_PARAGRAPH) => {
            // Refused where the paragraph that it names is another one.
            comments::apply_proposal(document.text(at), &proposal)?;
            inserted(document, block, words, proposal.op)?
        }
        _ => {
            if at.kind == BlockKind::Row && words.contains(['|', '\n']) && !is_whole {
                return Err(Message::new("refusal-row"));
            }
            let new = comments::apply_proposal(document.text(at), &proposal)?;
            format!("{}{new}{}", &document.source[..at.text.start], &document.source[at.text.end..])
        }
    };
    let gone = (proposal.op == Op::Delete && is_whole).then_some(at.kind);
    keeps_layout(document, &new, gone)?;
    Ok(new)
}

/// Refuses a text whose headings, tables and other blocks are not those before; `gone` is the kind of a block that
/// was taken out. Paragraphs, items and rows may have been added.
fn keeps_layout(before: &Document, after: &str, gone: Option<BlockKind>) -> Result<(), Message> {
    let count = |document: &Document| {
        let mut kinds: BTreeMap<&'static str, usize> = BTreeMap::new();
        for block in &document.blocks {
            *kinds.entry(block.kind.tag()).or_default() += 1;
        }
        kinds
    };
    let mut wanted = count(before);
    if let Some(n) = gone.and_then(|kind| wanted.get_mut(kind.tag())) {
        *n -= 1;
    }
    let found = count(&document::parse(after.to_owned()));
    let n = |kinds: &BTreeMap<&'static str, usize>, kind: &str| kinds.get(kind).copied().unwrap_or(0);
    let may_grow = [BlockKind::Paragraph, BlockKind::Item, BlockKind::Row].map(BlockKind::tag);
    for kind in wanted.keys().chain(found.keys()) {
        let (was, is) = (n(&wanted, kind), n(&found, kind));
        if is < was || (is > was && !may_grow.contains(kind)) {
            let heading = *kind == BlockKind::Heading.tag() && is > was;
            return Err(Message::new(if heading { "refusal-heading" } else { "refusal-layout" }));
        }
    }
    Ok(())
}

/// The text with new words as a block of their own beside another one.
fn inserted(document: &Document, block: usize, words: &str, op: Op) -> Result<String, Message> {
    let new = words.trim();
    if new.is_empty() {
        return Err(Message::new("refusal-no-text"));
    }
    let at = &document.blocks[block];
    let mut new = new.to_owned();
    let mut kind = document::parse(new.clone()).blocks.first().map_or(BlockKind::Paragraph, |it| it.kind);
    let marker = document.text(at).chars().next().filter(|c| matches!(c, '-' | '+' | '*'));
    if at.kind == BlockKind::Item
        && kind == BlockKind::Paragraph
        && let Some(marker) = marker
    {
        // Beside an item the words are an item too.
        new = format!("{marker} {new}");
        kind = BlockKind::Item;
    }
    if at.kind == BlockKind::Row {
        if !new.starts_with('|') {
            return Err(Message::new("refusal-row"));
        }
        kind = BlockKind::Row;
    }
    let left = if op == Op::InsertBefore { block.checked_sub(1) } else { Some(block) };
    Ok(put_behind(
        &document.source,
        left.map(|left| &document.blocks[left]),
        next(document, left),
        &new,
        kind,
    ))
}

fn next(document: &Document, left: Option<usize>) -> Option<&Block> {
    document.blocks.get(left.map_or(0, |left| left + 1))
}

/// A text with a new block between two that follow each other.
fn put_behind(
    source: &str,
    left: Option<&Block>,
    right: Option<&Block>,
    new: &str,
    kind: BlockKind,
) -> String {
    let start = left.map_or_else(|| right.map_or(0, |right| right.text.start), |left| left.text.end);
    let end = right.map_or(start, |right| right.text.start);
    let gap = &source[start..end];
    let before = left.map_or_else(String::new, |left| separator(source, left.kind, kind, "").to_owned());
    let after = right.map_or("", |right| separator(source, kind, right.kind, gap));
    format!("{}{before}{new}{after}{}", &source[..start], &source[end..])
}

/// What stands between two blocks: the gap that is there where it is wide enough, else a line break inside a list or
/// a table and a blank line everywhere else.
fn separator<'a>(source: &str, left: BlockKind, right: BlockKind, gap: &'a str) -> &'a str {
    let close = left == right && matches!(left, BlockKind::Row | BlockKind::Item);
    let n_breaks = gap.matches('\n').count();
    match (close, source.contains("\r\n")) {
        (true, _) if n_breaks >= 1 => gap,
        (false, _) if n_breaks >= 2 => gap,
        (true, false) => "\n",
        (true, true) => "\r\n",
        (false, false) => "\n\n",
        (false, true) => "\r\n\r\n",
    }
}

/// The text without one block; its neighbours stay apart as they must.
fn without(document: &Document, block: usize) -> String {
    let source = &document.source;
    let here = &document.blocks[block];
    let left = block.checked_sub(1).and_then(|left| document.blocks.get(left));
    match (left, document.blocks.get(block + 1)) {
        (Some(left), Some(right)) => {
            let before = separator(source, left.kind, right.kind, document.gap(left));
            let behind = separator(source, left.kind, right.kind, document.gap(here));
            let between = if before == document.gap(left) { before } else { behind };
            format!("{}{between}{}", &source[..left.text.end], &source[right.text.start..])
        }
        (Some(left), None) => format!("{}{}", &source[..left.text.end], &source[here.text.end..]),
        (None, _) => format!("{}{}", &source[..here.text.start], &source[here.gap.end..]),
    }
}

fn moved(draft: &Draft, block: usize, proposal: &Proposal) -> Result<String, Message> {
    let document = &draft.document;
    let to = proposal.to.as_deref().and_then(|to| BlockCode::parse(to.rsplit(':').next().unwrap_or(to)));
    let target = to.and_then(|code| draft.block_of(&code)).filter(|target| *target != block);
    let target = target.ok_or_else(|| Message::new("refusal-no-target"))?;
    let here = &document.blocks[block];
    if here.kind == BlockKind::Row && document.blocks[target].kind != BlockKind::Row {
        return Err(Message::new("refusal-row"));
    }
    if target + 1 == block {
        return Ok(document.source.clone());
    }
    let rest = without(document, block);
    let taken = document.source.len() - rest.len();
    let shifted = |index: usize| {
        let mut it = document.blocks[index].clone();
        if index > block {
            it.text = it.text.start - taken..it.text.end - taken;
        }
        it
    };
    let right = (target + 1 < document.blocks.len()).then(|| shifted(target + 1));
    Ok(put_behind(&rest, Some(&shifted(target)), right.as_ref(), document.text(here), here.kind))
}
