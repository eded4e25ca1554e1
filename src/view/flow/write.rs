//! From changes to paragraphs and tables: every block of either side at its place, once.
//!
//! A change that stands at one place is woven; whatever else (moves, rows with another number of cells, a row that
//! became a paragraph) is deleted at its old place and inserted at its new one. Old places follow the before draft.

use super::ends;
use super::lay::{Laid, Strip, What, merged, whole};
use super::lists::Numbers;
use super::{
    Content, Flow, FlowParagraph, FlowPart, FlowRow, FlowRun, FlowTable, Form, Layout, MoveMarks, Track,
};
use crate::compare::{Change, Comparison};
use crate::document::{Block, BlockKind, Inlines, inlines};
use crate::view::comparison::Side;
use crate::view::table::{alignments, header_of};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Makes a flow.
pub(super) struct Writer<'a> {
    changes: &'a [Change],
    moves: MoveMarks,
    /// Before and after.
    sides: [&'a Side<'a>; 2],
    inlines: [Inlines; 2],
    /// The change of each block, by side.
    change_of: [Vec<usize>; 2],
    numbers: Numbers,
    /// Whether a change stands at two places.
    apart: Vec<bool>,
    used_notes: BTreeSet<String>,
    /// Labels of the footnotes that are written behind each block after.
    notes_behind: BTreeMap<usize, Vec<String>>,
    out: Flow,
    table: Option<OpenTable>,
}

/// A table that rows are added to.
struct OpenTable {
    table: FlowTable,
    /// Its number in the before and in the after draft, as far as met.
    numbers: [Option<usize>; 2],
}

impl<'a> Writer<'a> {
    pub(super) fn new(
        comparison: &'a Comparison,
        before: &'a Side<'a>,
        after: &'a Side<'a>,
        moves: MoveMarks,
    ) -> Self {
        let sides = [before, after];
        let mut change_of = sides.map(|side| vec![usize::MAX; side.document.blocks.len()]);
        for (at, change) in comparison.changes.iter().enumerate() {
            for (side, blocks) in [&change.before, &change.after].into_iter().enumerate() {
                for block in blocks.clone() {
                    if let Some(entry) = change_of[side].get_mut(block) {
                        *entry = at;
                    }
                }
            }
        }
        let inlines = sides.map(|side| inlines(side.document));
        Self {
            changes: &comparison.changes,
            moves,
            sides,
            notes_behind: notes_behind(after, &inlines[1]),
            inlines,
            change_of,
            numbers: Numbers::new(before.document, after.document),
            apart: apart(&comparison.changes),
            used_notes: BTreeSet::new(),
            out: Flow::default(),
            table: None,
        }
    }

    pub(super) fn write(mut self) -> Flow {
        let tracks: Vec<[Vec<Track>; 2]> = (0..self.changes.len()).map(|at| self.tracks(at)).collect();
        let mut old: Vec<usize> = (0..self.changes.len())
            .filter(|&at| self.apart[at] && !self.changes[at].before.is_empty())
            .collect();
        old.sort_by_key(|&at| self.changes[at].before.start);
        let mut old = old.into_iter().peekable();
        // The next block of the before draft.
        let mut next = 0;
        let mut left_behind = |writer: &mut Self, next: &mut usize, up_to: usize| {
            while let Some(at) = old.next_if(|&at| writer.changes[at].before.start <= (*next).max(up_to)) {
                writer.blocks(0, &writer.changes[at].before.clone(), &tracks[at][0]);
                *next = (*next).max(writer.changes[at].before.end);
            }
        };
        left_behind(&mut self, &mut next, 0);
        for (at, change) in self.changes.iter().enumerate() {
            if self.apart[at] {
                self.blocks(1, &change.after, &tracks[at][1]);
                continue;
            }
            if !change.before.is_empty() {
                left_behind(&mut self, &mut next, change.before.start);
            }
            if self.can_weave(change) {
                self.woven(change);
            } else {
                self.blocks(0, &change.before, &tracks[at][0]);
                self.blocks(1, &change.after, &tracks[at][1]);
            }
            if !change.before.is_empty() {
                next = next.max(change.before.end);
                left_behind(&mut self, &mut next, 0);
            }
        }
        left_behind(&mut self, &mut next, usize::MAX);
        self.close_table();
        ends::settle(&mut self.out.parts);
        self.out.numberings = std::mem::take(&mut self.numbers.numberings);
        let notes = self.inlines[1].notes.keys().filter(|label| !self.used_notes.contains(*label));
        self.out.lost_notes = notes.cloned().collect();
        self.out
    }

    /// What happened to each block of a change that is not woven.
    fn tracks(&mut self, at: usize) -> [Vec<Track>; 2] {
        let change = &self.changes[at];
        let mut tracks =
            [vec![Track::Deleted; change.before.len()], vec![Track::Inserted; change.after.len()]];
        if !change.moved || self.moves == MoveMarks::Plain {
            return tracks;
        }
        let before = self.paragraph_runs(0, &change.before);
        let after = self.paragraph_runs(1, &change.after);
        if before.len() != after.len() {
            return tracks;
        }
        for (from, to) in before.into_iter().zip(after) {
            let number = self.out.n_moves;
            self.out.n_moves += 1;
            tracks[0][from].fill(Track::MovedFrom(number));
            tracks[1][to].fill(Track::MovedTo(number));
        }
        tracks
    }

    /// Runs of paragraphs with words among blocks of a side, counted from the first block.
    fn paragraph_runs(&self, side: usize, blocks: &Range<usize>) -> Vec<Range<usize>> {
        let mut runs: Vec<(Range<usize>, bool)> = Vec::new();
        for (at, block) in self.sides[side].blocks(blocks).iter().enumerate() {
            if block.kind == BlockKind::Row || !self.prints(side, block) {
                continue;
            }
            let has_words = !self.inlines[side].blocks[block.index].is_empty();
            match runs.last_mut() {
                Some((last, words)) if last.end == at => {
                    last.end += 1;
                    *words |= has_words;
                }
                _ => runs.push((at..at + 1, has_words)),
            }
        }
        runs.into_iter().filter(|(_, has_words)| *has_words).map(|(run, _)| run).collect()
    }

    /// Whether a block stands in the running text.
    fn prints(&self, side: usize, block: &Block) -> bool {
        let inlines = &self.inlines[side];
        match block.kind {
            BlockKind::FrontMatter | BlockKind::Definition => false,
            BlockKind::Html => !inlines.blocks[block.index].is_empty(),
            _ => !inlines.in_note[block.index],
        }
    }

    /// Whether both sides of a change can be told at one place.
    fn can_weave(&self, change: &Change) -> bool {
        if change.before.is_empty() || change.after.is_empty() {
            return false;
        }
        let [before, after] = self.both(change);
        let print = |side: usize, blocks: &[Block]| blocks.iter().all(|block| self.prints(side, block));
        if !print(0, before) || !print(1, after) {
            return false;
        }
        let is_row = |block: &Block| block.kind == BlockKind::Row;
        let odd = |block: &Block| block.kind == BlockKind::Rule;
        if before.iter().chain(after).any(is_row) {
            let ([b], [a]) = (before, after) else { return false };
            let n_cells = [(0, b), (1, a)].map(|(side, it)| self.inlines[side].n_cells[it.index]);
            return is_row(b) && is_row(a) && n_cells[0] == n_cells[1];
        }
        if before.iter().chain(after).any(odd) {
            return before.len() == 1 && after.len() == 1 && odd(&before[0]) && odd(&after[0]);
        }
        // Word processors do not agree on what becomes of a paragraph whose kind changed while its words did: one
        // goes and one comes.
        let all = || before.iter().chain(after).map(form);
        all().all(|it| Some(it) == all().next())
    }

    fn both(&self, change: &Change) -> [&'a [Block]; 2] {
        [self.sides[0].blocks(&change.before), self.sides[1].blocks(&change.after)]
    }

    fn strip(&self, side: usize, blocks: &[Block]) -> Strip<'_> {
        Strip::new(&self.sides[side].document.source, blocks, &self.inlines[side])
    }

    /// A change at its own place.
    fn woven(&mut self, change: &Change) {
        let [before, after] = self.both(change);
        let laid = merged(change, self.strip(0, before), self.strip(1, after));
        let ([b, ..], [a, ..]) = (before, after) else { return };
        if a.kind == BlockKind::Row {
            let cells = self.cells(laid, self.inlines[1].n_cells[a.index], Track::Kept);
            let numbers = [b.row.map(|row| row.0), a.row.map(|row| row.0)];
            self.row(cells, Track::Kept, 1, a, numbers);
            return;
        }
        for paragraph in self.paragraphs(laid, before, after, true) {
            self.paragraph(paragraph);
        }
    }

    /// Paragraphs of what was woven; in a note (`in_text` false) references to notes are words.
    fn paragraphs(
        &mut self,
        laid: Vec<Laid>,
        before: &[Block],
        after: &[Block],
        in_text: bool,
    ) -> Vec<FlowParagraph> {
        let mut out = Vec::new();
        let (mut b, mut a) = (0, 0);
        let mut pieces = Vec::new();
        let end = Laid { what: What::End, track: Track::Kept, looks: Default::default(), was: None, cell: 0 };
        for piece in laid.into_iter().chain([end]) {
            if piece.what != What::End {
                pieces.push(piece);
                continue;
            }
            let runs = self.runs(std::mem::take(&mut pieces), in_text);
            let (of_b, of_a) = (before.get(b), after.get(a));
            let [was, is] = match (of_b, of_a) {
                (Some(b), Some(a)) if piece.track == Track::Kept => self.layouts(b, a),
                (b, a) => [b.map(|b| self.layout(0, b)), a.map(|a| self.layout(1, a))],
            };
            let is_after = piece.track.is_after();
            let code = if is_after { self.code(1, of_a) } else { self.code(0, of_b) };
            let layout = if is_after { is.or(was) } else { was.or(is) }.unwrap_or_default();
            let was = was.filter(|was| piece.track == Track::Kept && *was != layout);
            let followed_by = self.followed_by(of_a.filter(|_| is_after));
            out.push(FlowParagraph { layout, was, end: piece.track, runs, code, followed_by });
            b += usize::from(piece.track.is_before());
            a += usize::from(is_after);
        }
        out
    }

    fn code(&self, side: usize, block: Option<&Block>) -> Option<String> {
        self.sides[side].code(block?.index)
    }

    /// Labels of the footnotes that are written behind a block after.
    fn followed_by(&mut self, block: Option<&Block>) -> Vec<String> {
        block.and_then(|it| self.notes_behind.remove(&it.index)).unwrap_or_default()
    }

    fn layout(&mut self, side: usize, block: &Block) -> Layout {
        let list = if block.kind == BlockKind::Item { self.numbers.one(side, block.index) } else { None };
        Layout { form: form(block), list }
    }

    /// Layouts of a block that stands on both sides.
    fn layouts(&mut self, before: &Block, after: &Block) -> [Option<Layout>; 2] {
        let [b, a] = self.numbers.both(before.index, after.index);
        [Some(Layout { form: form(before), list: b }), Some(Layout { form: form(after), list: a })]
    }

    /// Blocks of one side, each told as a whole.
    fn blocks(&mut self, side: usize, blocks: &Range<usize>, tracks: &[Track]) {
        for (block, &track) in self.sides[side].blocks(blocks).iter().zip(tracks) {
            if !self.prints(side, block) {
                continue;
            }
            let laid = whole(self.strip(side, std::slice::from_ref(block)), track, side);
            if block.kind == BlockKind::Row {
                let n_cells = self.inlines[side].n_cells[block.index];
                let cells = self.cells(laid, n_cells, track);
                let mut numbers = [None, None];
                numbers[side] = block.row.map(|row| row.0);
                self.row(cells, track, side, block, numbers);
                continue;
            }
            let runs = self.runs(laid, true);
            let layout = self.layout(side, block);
            let code = self.code(side, Some(block));
            let followed_by = self.followed_by(Some(block).filter(|_| side == 1));
            self.paragraph(FlowParagraph { layout, was: None, end: track, runs, code, followed_by });
        }
    }

    fn cells(&mut self, laid: Vec<Laid>, n_cells: usize, end: Track) -> Vec<FlowParagraph> {
        let mut cells: Vec<Vec<Laid>> = vec![Vec::new(); n_cells.max(1)];
        for piece in laid {
            let cell = piece.cell.min(cells.len() - 1);
            cells[cell].push(piece);
        }
        let layout = Layout { form: Form::Plain, list: None };
        cells
            .into_iter()
            .map(|cell| FlowParagraph {
                layout,
                end,
                runs: self.runs(cell, true),
                ..FlowParagraph::default()
            })
            .collect()
    }

    fn row(
        &mut self,
        mut cells: Vec<FlowParagraph>,
        track: Track,
        side: usize,
        block: &Block,
        numbers: [Option<usize>; 2],
    ) {
        if let Some(last) = cells.last_mut() {
            last.followed_by = self.followed_by(Some(block).filter(|_| side == 1));
        }
        let belongs = |open: &OpenTable| {
            open.numbers
                .iter()
                .zip(numbers)
                .all(|(known, number)| known.is_none() || number.is_none() || *known == number)
        };
        if !self.table.as_ref().is_some_and(belongs) {
            self.close_table();
        }
        let draft = self.sides[side].document;
        let header = header_of(&draft.blocks, block);
        let aligns = header.map(|header| alignments(draft.text(header))).unwrap_or_default();
        let row = FlowRow {
            track,
            header: block.row.is_some_and(|(_, number)| number == 0),
            cells,
            code: self.sides[side].code(block.index),
        };
        let open = self
            .table
            .get_or_insert_with(|| OpenTable { table: FlowTable::default(), numbers: [None, None] });
        for (known, number) in open.numbers.iter_mut().zip(numbers) {
            *known = known.or(number);
        }
        if aligns.len() > open.table.aligns.len() {
            open.table.aligns = aligns;
        }
        open.table.rows.push(row);
    }

    fn paragraph(&mut self, paragraph: FlowParagraph) {
        self.close_table();
        self.out.parts.push(FlowPart::Paragraph(paragraph));
    }

    fn close_table(&mut self) {
        if let Some(open) = self.table.take() {
            self.out.parts.push(FlowPart::Table(open.table));
        }
    }

    /// Pieces as runs: neighbours that are alike are one, a note that went where the same came back stayed.
    fn runs(&mut self, laid: Vec<Laid>, in_text: bool) -> Vec<FlowRun> {
        let mut runs: Vec<FlowRun> = Vec::new();
        for Laid { what, track, looks, was, .. } in self.with_whole_notes(laid) {
            let content = match what {
                What::End => continue,
                What::Break => Content::Break,
                What::Words(words) if words.is_empty() => continue,
                What::Words(words) => Content::Words(words),
                What::Note([before, after]) if in_text => self.note(before, after, track),
                What::Note([before, after]) => {
                    Content::Words(format!("[^{}]", after.or(before).unwrap_or_default()))
                }
            };
            if let (Content::Words(words), Some(last)) = (&content, runs.last_mut())
                && (last.track, &last.looks, &last.was) == (track, &looks, &was)
                && let Content::Words(so_far) = &mut last.content
            {
                so_far.push_str(words);
                continue;
            }
            runs.push(FlowRun { content, track, looks, was });
        }
        runs
    }

    /// Joins a reference that went and one that came to notes that are each other's on the two sides.
    fn with_whole_notes(&self, laid: Vec<Laid>) -> Vec<Laid> {
        let mut out: Vec<Laid> = Vec::with_capacity(laid.len());
        for piece in laid {
            if let (Some(last), What::Note(own)) = (out.last_mut(), &piece.what)
                && let What::Note(other) = &last.what
            {
                let labels = match (last.track, piece.track) {
                    (Track::Deleted, Track::Inserted) => [other[0].clone(), own[1].clone()],
                    (Track::Inserted, Track::Deleted) => [own[0].clone(), other[1].clone()],
                    _ => [None, None],
                };
                if self.same_note(&labels) {
                    *last = Laid { what: What::Note(labels), track: Track::Kept, ..piece };
                    continue;
                }
            }
            out.push(piece);
        }
        out
    }

    fn same_note(&self, labels: &[Option<String>; 2]) -> bool {
        let [Some(before), Some(after)] = labels else { return false };
        let blocks = (self.inlines[0].notes.get(before), self.inlines[1].notes.get(after));
        let (Some(before), Some(after)) = blocks else { return false };
        let of = |side: usize, block: usize| self.change_of[side].get(block).copied();
        let change = of(0, before.start);
        change.is_some_and(|at| at < self.changes.len()) && change == of(1, after.start)
    }

    /// A reference to a footnote, with the footnote.
    fn note(&mut self, before: Option<String>, after: Option<String>, track: Track) -> Content {
        let range = |side: usize, label: &Option<String>| {
            let label = label.as_ref()?;
            self.inlines[side].notes.get(label).cloned()
        };
        let (b, a) = (range(0, &before), range(1, &after));
        self.out.note_labels.push(after.as_ref().or(before.as_ref()).cloned().unwrap_or_default());
        self.used_notes.extend(after);
        let paragraphs = match (b, a) {
            (Some(b), Some(a)) if track == Track::Kept => self.note_kept(b, a),
            (b, a) => {
                let mut all = Vec::new();
                for (side, blocks, track) in [(0, b, Track::Deleted), (1, a, Track::Inserted)] {
                    all.extend(blocks.map(|it| self.note_whole(side, it, track)).unwrap_or_default());
                }
                all
            }
        };
        let mut paragraphs = paragraphs;
        // The last end of a note cannot go: the note goes with its reference.
        if let Some(last) = paragraphs.last_mut() {
            last.end = Track::Kept;
        }
        self.out.notes.push(paragraphs);
        Content::Note(self.out.notes.len() - 1)
    }

    /// A note that stands on both sides.
    fn note_kept(&mut self, before: Range<usize>, after: Range<usize>) -> Vec<FlowParagraph> {
        let mut out = Vec::new();
        let same = |writer: &Self, b: usize, a: usize| {
            let at = *writer.change_of[0].get(b)?;
            let change = writer.changes.get(at)?;
            (change.before == (b..b + 1) && change.after == (a..a + 1)).then_some(at)
        };
        let pairs: Vec<Option<usize>> =
            before.clone().zip(after.clone()).map(|(b, a)| same(self, b, a)).collect();
        if before.len() != after.len() || pairs.iter().any(Option::is_none) {
            out.extend(self.note_whole(0, before, Track::Deleted));
            out.extend(self.note_whole(1, after, Track::Inserted));
            return out;
        }
        for at in pairs.into_iter().flatten() {
            let change = &self.changes[at];
            let [b, a] = self.both(change);
            let laid = merged(change, self.strip(0, b), self.strip(1, a));
            out.extend(self.paragraphs(laid, b, a, false));
        }
        out
    }

    fn note_whole(&mut self, side: usize, blocks: Range<usize>, track: Track) -> Vec<FlowParagraph> {
        let mut out = Vec::new();
        for block in self.sides[side].blocks(&blocks) {
            let laid = whole(self.strip(side, std::slice::from_ref(block)), track, side);
            let runs = self.runs(laid, false);
            let layout = self.layout(side, block);
            out.push(FlowParagraph { layout, end: track, runs, ..FlowParagraph::default() });
        }
        out
    }
}

/// Which footnotes are written behind which block; a block that does not print is passed over.
fn notes_behind(side: &Side<'_>, inlines: &Inlines) -> BTreeMap<usize, Vec<String>> {
    let mut behind: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    let labels: BTreeMap<usize, &String> =
        inlines.notes.iter().map(|(label, blocks)| (blocks.start, label)).collect();
    let mut last = None;
    for block in &side.document.blocks {
        if inlines.in_note[block.index] {
            if let (Some(last), Some(label)) = (last, labels.get(&block.index)) {
                behind.entry(last).or_default().push((*label).clone());
            }
        } else if !matches!(block.kind, BlockKind::FrontMatter | BlockKind::Definition | BlockKind::Html) {
            last = Some(block.index);
        }
    }
    behind
}

/// Changes that stand at two places: what moved, and whatever does not follow the order of the before draft.
fn apart(changes: &[Change]) -> Vec<bool> {
    let mut last = 0;
    changes
        .iter()
        .map(|change| {
            let is_apart = change.moved || (!change.before.is_empty() && change.before.start < last);
            if !is_apart && !change.before.is_empty() {
                last = change.before.end;
            }
            is_apart
        })
        .collect()
}

fn form(block: &Block) -> Form {
    match block.kind {
        BlockKind::Heading => Form::Heading(block.depth.clamp(1, 6)),
        BlockKind::Item | BlockKind::Row | BlockKind::Footnote => Form::Plain,
        BlockKind::Quote => Form::Quote,
        BlockKind::Code | BlockKind::Html => Form::Code,
        BlockKind::Rule => Form::Rule,
        _ => Form::Body,
    }
}
