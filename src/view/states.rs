//! The comparison table of three or more states of one draft side by side: a row follows a block through all of them.
//!
//! The comparisons of neighbours are chained: blocks that a change joins stand in one row, so that what was split
//! or merged on the way stays together and what is not there yet, or no more, leaves its cell empty. A word is
//! marked as inserted where the state before does not have it, as deleted where the next one does not. Rows come
//! in the order of the last state; what it has no more stands where it stood. n log n in all blocks and segments.

use super::change::Mark;
use super::comparison::{Side, ViewOptions, change_label, is_shown};
use super::fate::sections_shown;
use super::markdown::{Show, pieces};
use super::model::{Align, Cell, Column, Row, Run, Style, Table, anchor};
use super::redline::{Part, push, respelled, shown, without_borders};
use super::table::{reason_lines, section_title};
use crate::compare::{Change, ChangeKind, Comparison, Op};
use crate::document::BlockKind;
use crate::messages::{Message, text};
use std::collections::BTreeMap;
use std::ops::Range;

/// What lies between two neighbouring states.
#[derive(Debug, Clone, Copy)]
pub struct Step<'a> {
    /// What changed.
    pub comparison: &'a Comparison,
    /// What stands behind a change, by its index in [`Comparison::changes`].
    pub reasons: &'a BTreeMap<usize, Vec<String>>,
}

/// The table of a draft's states, one column each; `steps` lie between them, so there is one less.
///
/// Reasons come from the steps, not from the options.
pub fn states_table(states: &[Side], steps: &[Step], options: &ViewOptions) -> Table {
    let lang = options.lang;
    let mut table = Table::new(vec![Column::new(text(lang, "view-column-number"), 4).align(Align::Centre)]);
    table.columns.extend(states.iter().map(|state| Column::new(state.label, 30)));
    table.columns.push(Column::new(text(lang, "view-column-reason"), 22));
    table.landscape = true;
    let threads = Threads::new(states, steps);
    let marks: Vec<Marks> = (0..states.len()).map(|at| Marks::of(at, states, steps, options)).collect();
    let filter = options.section.as_deref();
    let sections: Vec<Vec<bool>> = states.iter().map(|state| sections_shown(state, filter)).collect();
    let mut n_rows = 0usize;
    let mut last_title = None;
    for thread in threads.in_order() {
        let Some((state, section)) = threads.section(&thread, states) else { continue };
        let is_in = |&(state, block): &(usize, usize)| {
            let section = states[state].document.blocks.get(block).map_or(0, |block| block.section);
            filter.is_none() || sections[state].get(section).copied().unwrap_or(false)
        };
        let events = threads.shown_events(&thread, states, steps, options);
        if !thread.blocks.iter().any(is_in) || (events.is_empty() && !options.all) {
            continue;
        }
        let title = section_title(&states[state], section);
        if last_title.as_ref() != Some(&title) {
            table.section((!title.is_empty()).then(|| title.clone()));
            last_title = Some(title);
        }
        n_rows += 1;
        let mut cells = vec![Cell::text(n_rows.to_string())];
        cells.extend((0..states.len()).map(|at| cell(&thread, at, &states[at], &marks[at])));
        let lines = events.iter().flat_map(|event| event.lines(states, steps, options));
        cells.push(Cell { paragraphs: lines.collect() });
        let anchor = Some(anchor(&format!("{}row-{n_rows}", options.anchor_prefix)));
        table.push(Row { cells, anchor, ..Row::default() });
    }
    table
}

/// The blocks of one row, as (state, block), in order.
#[derive(Debug, Clone, Default)]
struct Thread {
    blocks: Vec<(usize, usize)>,
    events: Vec<Event>,
    /// Whether it moved on the way, so that its place says nothing about its neighbours.
    moved: bool,
}

/// A change that touches a row.
#[derive(Debug, Clone, Copy)]
struct Event {
    step: usize,
    change: usize,
    /// Which of its blocks, where they pair up one to one.
    nth: usize,
}

impl Event {
    fn change<'a>(&self, steps: &[Step<'a>]) -> Option<&'a Change> {
        steps.get(self.step)?.comparison.changes.get(self.change)
    }

    /// What is said of it: `đợt 2: Điều chỉnh (P12)`, figures, reasons.
    fn lines(&self, states: &[Side], steps: &[Step], options: &ViewOptions) -> Vec<Vec<Run>> {
        let Some(change) = self.change(steps) else { return Vec::new() };
        let (before, after) = (&states[self.step], &states[self.step + 1]);
        let lang = options.lang;
        let mut lines = if self.nth == 0 {
            let reasons = steps[self.step].reasons.clone();
            let own = ViewOptions { reasons, ..options.clone() };
            reason_lines(self.change, change, before, after, &own)
        } else {
            let (side, blocks) =
                if change.after.is_empty() { (before, &change.before) } else { (after, &change.after) };
            let mut label = change_label(change.kind, lang);
            if change.moved {
                let amended = change_label(ChangeKind::Amended, lang);
                label = Message::new("view-and-moved").with("label", amended).text(lang);
            }
            let code = side.code(blocks.start + self.nth).map(|code| format!(" ({code})"));
            vec![vec![Run::strong(label), Run::plain(code.unwrap_or_default())]]
        };
        if self.nth == 0 && change.moved && change.after.len() > 1 {
            let n = change.after.len();
            let line = Message::new("view-states-moved-whole").with("n", n).text(lang);
            lines.insert(1.min(lines.len()), vec![Run::plain(line)]);
        }
        if let Some(first) = lines.first_mut() {
            first.insert(0, Run::plain(format!("{}: ", after.label)));
        }
        lines
    }
}

/// All rows, and which block stands in which.
struct Threads {
    threads: Vec<Thread>,
    /// Row of each block, by state.
    of_block: Vec<Vec<usize>>,
}

impl Threads {
    fn new(states: &[Side], steps: &[Step]) -> Self {
        let mut first = Vec::new();
        let mut n = 0;
        for state in states {
            first.push(n);
            n += state.document.blocks.len();
        }
        let mut joined = Joined((0..n).collect());
        let in_states = |step: usize, change: &Change| {
            change.before.end <= states[step].document.blocks.len()
                && change.after.end <= states[step + 1].document.blocks.len()
        };
        let mut touched = Vec::new();
        for (step, Step { comparison, .. }) in steps.iter().enumerate().take(states.len().saturating_sub(1)) {
            let changes = comparison.changes.iter().enumerate();
            for (at, change) in changes.filter(|(_, change)| in_states(step, change)) {
                let old: Vec<usize> = change.before.clone().map(|block| first[step] + block).collect();
                let new: Vec<usize> = change.after.clone().map(|block| first[step + 1] + block).collect();
                let one_to_one = pairs_up(change);
                for (nth, pair) in old.iter().zip(&new).enumerate().filter(|_| one_to_one) {
                    joined.join(*pair.0, *pair.1);
                    touched.push((*pair.0, Event { step, change: at, nth }));
                }
                if !one_to_one {
                    let all: Vec<usize> = old.iter().chain(&new).copied().collect();
                    let alone = old.is_empty() || new.is_empty();
                    for (nth, &node) in all.iter().enumerate() {
                        if !alone {
                            joined.join(all[0], node);
                        }
                        if alone || nth == 0 {
                            touched.push((node, Event { step, change: at, nth }));
                        }
                    }
                }
            }
        }
        let mut threads = vec![Thread::default(); n];
        let mut of_block = Vec::new();
        for (state, side) in states.iter().enumerate() {
            let roots: Vec<usize> =
                (0..side.document.blocks.len()).map(|block| joined.root(first[state] + block)).collect();
            for (block, &root) in roots.iter().enumerate() {
                threads[root].blocks.push((state, block));
            }
            of_block.push(roots);
        }
        for (node, event) in touched {
            let thread = &mut threads[joined.root(node)];
            thread.moved |= event.change(steps).is_some_and(|change| change.moved);
            thread.events.push(event);
        }
        Self { threads, of_block }
    }

    /// The rows in the order of the last state; what it does not have comes behind what stood before it.
    fn in_order(&self) -> Vec<Thread> {
        let head = self.threads.len();
        let mut next = vec![usize::MAX; head + 1];
        let mut placed = vec![false; head];
        for (nth, roots) in self.of_block.iter().rev().enumerate() {
            let mut last = head;
            for &root in roots {
                if !placed[root] {
                    placed[root] = true;
                    next[root] = next[last];
                    next[last] = root;
                    last = root;
                } else if nth > 0 && !self.threads[root].moved {
                    last = root;
                }
            }
        }
        let mut order = Vec::new();
        let mut at = next[head];
        while let Some(thread) = self.threads.get(at) {
            order.push(thread.clone());
            at = next[at];
        }
        order
    }

    /// The state and section whose title a row stands under; `None` for what does not print.
    fn section(&self, thread: &Thread, states: &[Side]) -> Option<(usize, usize)> {
        let &(state, _) = thread.blocks.last()?;
        let first = thread.blocks.iter().find(|(it, _)| *it == state)?;
        let block = states[state].document.blocks.get(first.1)?;
        (block.kind != BlockKind::FrontMatter).then_some((state, block.section))
    }

    /// The changes of a row that are to be shown.
    fn shown_events(
        &self,
        thread: &Thread,
        states: &[Side],
        steps: &[Step],
        options: &ViewOptions,
    ) -> Vec<Event> {
        let is_shown = |event: &&Event| {
            let Some(change) = event.change(steps).filter(|change| is_shown(change, options)) else {
                return false;
            };
            // Of a section that moved only the first block, and those that were edited, have rows.
            let text = |state: usize, blocks: &Range<usize>| {
                let document = states[state].document;
                document.blocks.get(blocks.start + event.nth).map(|block| document.text(block))
            };
            event.nth == 0
                || !pairs_up(change)
                || text(event.step, &change.before) != text(event.step + 1, &change.after)
        };
        thread.events.iter().filter(is_shown).copied().collect()
    }
}

/// Whether the blocks of a change pair up one to one.
fn pairs_up(change: &Change) -> bool {
    let parts = matches!(change.kind, ChangeKind::Split | ChangeKind::Merged);
    !change.before.is_empty() && change.before.len() == change.after.len() && !parts
}

/// Sets of blocks that grow together.
struct Joined(Vec<usize>);

impl Joined {
    fn root(&mut self, mut node: usize) -> usize {
        while self.0[node] != node {
            self.0[node] = self.0[self.0[node]];
            node = self.0[node];
        }
        node
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        let (low, high) = (a.min(b), a.max(b));
        self.0[high] = low;
    }
}

/// Bytes of a state that the state before, or the next one, does not have; sorted.
#[derive(Debug, Default)]
struct Marks {
    new: Vec<Range<usize>>,
    gone: Vec<Range<usize>>,
}

impl Marks {
    fn of(at: usize, states: &[Side], steps: &[Step], options: &ViewOptions) -> Self {
        let ranges = |step: Option<usize>, op: Op| {
            let Some(Step { comparison, .. }) = step.and_then(|step| steps.get(step)) else {
                return Vec::new();
            };
            let mut ranges: Vec<Range<usize>> = comparison
                .changes
                .iter()
                .flat_map(|change| own_ranges(change, &states[at], op, options))
                .collect();
            ranges.sort_by_key(|range| range.start);
            ranges
        };
        Self { new: ranges(at.checked_sub(1), Op::Insert), gone: ranges(Some(at), Op::Delete) }
    }

    fn mark(&self, at: usize) -> Mark {
        match (covers(&self.new, at), covers(&self.gone, at)) {
            (false, false) => Mark::Plain,
            (true, false) => Mark::Inserted,
            (false, true) => Mark::Deleted,
            (true, true) => Mark::OnlyHere,
        }
    }

    /// Where the mark may change inside a range.
    fn cuts(&self, range: &Range<usize>) -> Vec<usize> {
        let mut cuts = Vec::new();
        for ranges in [&self.new, &self.gone] {
            let from = ranges.partition_point(|it| it.end <= range.start);
            let met = ranges[from..].iter().take_while(|it| it.start < range.end);
            cuts.extend(met.flat_map(|it| [it.start, it.end]));
        }
        cuts.retain(|&cut| cut > range.start && cut < range.end);
        cuts.sort_unstable();
        cuts.dedup();
        cuts.push(range.end);
        cuts
    }
}

fn covers(ranges: &[Range<usize>], at: usize) -> bool {
    let after = ranges.partition_point(|range| range.start <= at);
    after.checked_sub(1).is_some_and(|last| ranges[last].end > at)
}

/// The bytes of a side that a change does not share with the other; none where it shares nothing.
fn own_ranges(change: &Change, side: &Side, op: Op, options: &ViewOptions) -> Vec<Range<usize>> {
    let blocks = if op == Op::Delete { &change.before } else { &change.after };
    let whole = change.segments.iter().all(|segment| segment.op != Op::Equal);
    let Some(first) = side.blocks(blocks).first().filter(|_| !whole) else { return Vec::new() };
    let mut at = first.text.start;
    let mut ranges = Vec::new();
    for (segment, same) in change.segments.iter().zip(respelled(change, options.marks_spelling())) {
        if segment.op == op || segment.op == Op::Equal {
            let range = at..at + segment.text.len();
            at = range.end;
            if segment.op == op && !same {
                ranges.push(range);
            }
        }
    }
    ranges
}

/// The words of a row in one state.
fn cell(thread: &Thread, at: usize, side: &Side, marks: &Marks) -> Cell {
    let source = &side.document.source;
    let blocks = thread.blocks.iter().filter(|(state, _)| *state == at);
    let paragraphs = blocks.filter_map(|&(_, block)| side.document.blocks.get(block)).map(|block| {
        let mut line = Part { cells: vec![Vec::new()], block: block.index };
        for piece in pieces(source, block) {
            match piece.show {
                Show::Cell => push(&mut line, "|".to_owned(), Mark::Plain, Style::default()),
                Show::Text => {
                    let mut start = piece.range.start;
                    for end in marks.cuts(&piece.range) {
                        push(&mut line, shown(source, &piece, &(start..end)), marks.mark(start), piece.style);
                        start = end;
                    }
                }
                _ => {
                    let words = shown(source, &piece, &piece.range);
                    push(&mut line, words, marks.mark(piece.range.start), piece.style);
                }
            }
        }
        without_borders(line.cells.pop().unwrap_or_default())
    });
    Cell { paragraphs: paragraphs.filter(|runs| !runs.is_empty()).collect() }
}
