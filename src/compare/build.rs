//! From groups of blocks to changes: order, segments, kinds.
//!
//! Every block of either side comes out in exactly one change. Changes follow the after draft; what stands only
//! before comes where it stood.

use std::borrow::Cow;
use std::ops::Range;

use super::classify::{Verdict, classify};
use super::figures::{Figures, may_change};
use super::model::{Change, ChangeClass, ChangeKind, CompareOptions, Comparison, Op, Segment};
use super::moves::{moved, whole_sections};
use super::parts::{Group, Groups};
use super::read::{Family, Reader, Side, Word, WordKind};
use super::thresholds::{REWRITTEN_WORDS_MIN, SWALLOW_ELSEWHERE, SWALLOW_IN_PLACE, Swallow};
use super::words::{Run, Shared, Text, n_paired, pair, pair_lines, segments, shared};

/// All changes.
pub(super) fn build(reader: &Reader<'_>, groups: &Groups, options: &CompareOptions) -> Comparison {
    let figures = Figures::new(reader.before.document, reader.after.document);
    let mut builder = Builder { reader, groups, options, figures };
    let moved = moved(groups, reader);
    let sections = whole_sections(groups, &moved, reader);
    let mut done_before = vec![false; reader.before.n_blocks()];
    let mut done_after = vec![false; reader.after.n_blocks()];
    let mut changes: Vec<(Place, Change)> = Vec::new();
    for (before, after) in sections {
        done_before[before.clone()].fill(true);
        done_after[after.clone()].fill(true);
        changes.push((Place::at(&after), builder.section(before, after)));
    }
    for (number, group) in groups.all.iter().enumerate() {
        if !done_before[group.before.start] {
            done_before[group.before.clone()].fill(true);
            done_after[group.after.clone()].fill(true);
            changes.push((Place::at(&group.after), builder.group(group, moved[number])));
        }
    }
    for index in (0..reader.after.n_blocks()).filter(|index| !done_after[*index]) {
        let blocks = index..index + 1;
        changes.push((Place::at(&blocks), builder.one_sided(0..0, blocks)));
    }
    // What is gone stands behind the last block before it that stayed.
    let mut place = Place { after: 0, gone: 0 };
    for (index, done) in done_before.iter().enumerate() {
        if let Some(group) = groups.of_before[index].filter(|group| !moved[*group]) {
            place = Place { after: groups.all[group].after.end, gone: 0 };
        }
        if !done {
            changes.push((Place { gone: index + 1, ..place }, builder.one_sided(index..index + 1, 0..0)));
        }
    }
    changes.sort_by_key(|(place, _)| place.key());
    Comparison { changes: changes.into_iter().map(|(_, change)| change).collect() }
}

/// Where a change is listed: in front of this after block, what is gone (numbered from 1) before what is there.
#[derive(Debug, Clone, Copy)]
struct Place {
    after: usize,
    gone: usize,
}

impl Place {
    fn at(after: &Range<usize>) -> Self {
        Self { after: after.start, gone: 0 }
    }

    fn key(self) -> (usize, usize) {
        (self.after, if self.gone == 0 { usize::MAX } else { self.gone })
    }
}

struct Builder<'b, 'a> {
    reader: &'b Reader<'a>,
    groups: &'b Groups,
    options: &'b CompareOptions,
    figures: Figures<'a>,
}

/// A group's words, paired.
struct Aligned<'w> {
    /// The stretches that stand on both sides, after the clean-up.
    shared: Vec<Shared>,
    /// The words as they were paired before it; none where both sides are equal.
    runs: Vec<Run>,
    before: Cow<'w, [Word]>,
    after: Cow<'w, [Word]>,
}

impl Aligned<'_> {
    /// Whether a figure may have changed.
    fn touches_figures(&self, reader: &Reader<'_>) -> bool {
        let changed = || self.runs.iter().filter(|run| !run.paired);
        may_change(reader.before.document, &self.before, changed().map(|run| run.before.clone()))
            || may_change(reader.after.document, &self.after, changed().map(|run| run.after.clone()))
    }

    /// Whether at least half the words of the longer side stand on both.
    fn keeps_most(&self) -> bool {
        let n_words = |words: &[Word]| words.iter().filter(|word| word.kind != WordKind::Mark).count();
        n_paired(&self.runs, &self.before) * 2 >= n_words(&self.before).max(n_words(&self.after))
    }
}

impl<'b> Builder<'b, '_> {
    fn one_sided(&self, before: Range<usize>, after: Range<usize>) -> Change {
        let (op, kind, side, blocks) = if after.is_empty() {
            (Op::Delete, ChangeKind::Deleted, &self.reader.before, &before)
        } else {
            (Op::Insert, ChangeKind::Added, &self.reader.after, &after)
        };
        let text = side.document.source.get(side.span(blocks)).unwrap_or("").to_owned();
        let segments = if text.is_empty() { Vec::new() } else { vec![Segment { op, text }] };
        Change { kind, moved: false, classes: Vec::new(), before, after, segments, figures: Vec::new() }
    }

    fn group(&mut self, group: &Group, moved: bool) -> Change {
        let one_to_one = group.before.len() == 1 && group.after.len() == 1;
        let table = if one_to_one && !moved { SWALLOW_IN_PLACE } else { SWALLOW_ELSEWHERE };
        let aligned = self.aligned(group, table);
        let segments = self.segments(&group.before, &group.after, &aligned.shared);
        let verdict = match (group.before.len(), group.after.len()) {
            (1, 1) => classify(self.reader, group),
            (1, _) => Verdict::plain(ChangeKind::Split),
            _ => Verdict::plain(ChangeKind::Merged),
        };
        let mut classes: Vec<ChangeClass> = verdict.class.into_iter().collect();
        let mut figures = Vec::new();
        if verdict.changes_words() && aligned.touches_figures(self.reader) {
            let found = self.figures.changed(&group.before, &group.after, &segments);
            if one_to_one && found.are_all(&aligned.runs, &aligned.before, &aligned.after) {
                classes.push(ChangeClass::Figures);
            }
            figures = found.figures;
        }
        let kind = match verdict.kind {
            ChangeKind::Unchanged if moved => ChangeKind::Moved,
            // A block written afresh in another place is an amendment that moved.
            ChangeKind::Amended | ChangeKind::Retitled if moved && aligned.keeps_most() => ChangeKind::Moved,
            kind => kind,
        };
        Change {
            kind,
            moved,
            classes,
            before: group.before.clone(),
            after: group.after.clone(),
            segments,
            figures,
        }
    }

    fn section(&mut self, before: Range<usize>, after: Range<usize>) -> Change {
        let mut numbers: Vec<usize> =
            self.groups.of_before[before.clone()].iter().flatten().copied().collect();
        numbers.dedup();
        let mut stretches = Vec::new();
        let mut figures = Vec::new();
        for number in numbers {
            let group = &self.groups.all[number];
            let aligned = self.aligned(group, SWALLOW_ELSEWHERE);
            if aligned.touches_figures(self.reader) {
                let segments = self.segments(&group.before, &group.after, &aligned.shared);
                figures.extend(self.figures.changed(&group.before, &group.after, &segments).figures);
            }
            stretches.extend(aligned.shared);
        }
        let segments = self.segments(&before, &after, &stretches);
        Change { kind: ChangeKind::Moved, moved: true, classes: Vec::new(), before, after, segments, figures }
    }

    fn segments(&self, before: &Range<usize>, after: &Range<usize>, shared: &[Shared]) -> Vec<Segment> {
        let (old, new) = (&self.reader.before, &self.reader.after);
        segments((&old.document.source, old.span(before)), (&new.document.source, new.span(after)), shared)
    }

    fn aligned(&self, group: &Group, table: Swallow) -> Aligned<'b> {
        let (old, new) = (&self.reader.before, &self.reader.after);
        let one_to_one = group.before.len() == 1 && group.after.len() == 1;
        if one_to_one && old.text(group.before.start) == new.text(group.after.start) {
            let whole = Shared { before: old.span(&group.before), after: new.span(&group.after) };
            let none = Cow::Borrowed(&[][..]);
            return Aligned { shared: vec![whole], runs: Vec::new(), before: none.clone(), after: none };
        }
        let (old_words, new_words) = (words(old, &group.before), words(new, &group.after));
        let before = Text { source: &old.document.source, words: &old_words };
        let after = Text { source: &new.document.source, words: &new_words };
        let is_row = old.families[group.before.start] == Family::Row;
        let runs = if is_row { pair_lines(&before, &after) } else { pair(&old_words, &new_words) };
        let n_longest = old.content[group.before.start].len().max(new.content[group.after.start].len());
        let rewritten = one_to_one
            && !is_row
            && n_longest >= REWRITTEN_WORDS_MIN
            && n_paired(&runs, &old_words) * 100 < n_longest * self.options.rewritten_below as usize;
        let shared = if rewritten { Vec::new() } else { shared(runs.clone(), &before, &after, table) };
        Aligned { shared, runs, before: old_words, after: new_words }
    }
}

/// The words of these blocks; of one block as they lie.
fn words<'b>(side: &'b Side<'_>, blocks: &Range<usize>) -> Cow<'b, [Word]> {
    if blocks.len() == 1 {
        return Cow::Borrowed(&side.words[blocks.start]);
    }
    blocks.clone().flat_map(|index| side.words[index].iter().copied()).collect()
}
