//! Words inside aligned blocks: which stand on both sides, and the readable clean-up of what does not.
//!
//! Words are paired by their folded form, so that a paragraph in NFD or with another tone style still lines up;
//! segments are cut by bytes, so that `equal` is equal on both sides byte for byte. Knows nothing of blocks: it
//! sees two lists of words and the two sources between them.
//!
//! Worst case: the bounded search of the diff library; clean-up is linear but for shifting, which looks at most
//! [`SHIFT_MAX`] words far.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::model::{Op, Segment};
use super::read::{Word, WordKind, is_emphasis};
use super::thresholds::{SHIFT_MAX, Swallow};

/// A stretch of bytes that stands on both sides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shared {
    pub(super) before: Range<usize>,
    pub(super) after: Range<usize>,
}

/// A run of paired words, or what stands between two runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    /// Word indices.
    pub(super) before: Range<usize>,
    /// Word indices.
    pub(super) after: Range<usize>,
    /// Whether these words stand on both sides, folded.
    pub(super) paired: bool,
}

/// Words that carry little alone.
const WEAK: &[&str] = &[
    "và", "của", "các", "những", "một", "là", "được", "cho", "có", "trong", "với", "để", "từ", "đến", "ở",
    "về", "theo", "trên", "tại", "bằng", "do", "mà", "thì", "đã", "đang", "sẽ", "này", "đó", "khi", "như",
    "hoặc", "hay", "còn", "cũng",
];

/// Pairs the words of both sides by their folded form, alternating paired and unpaired runs.
pub(super) fn pair(before: &[Word], after: &[Word]) -> Vec<Run> {
    let old: Vec<u32> = before.iter().map(|word| word.fold).collect();
    let new: Vec<u32> = after.iter().map(|word| word.fold).collect();
    let mut runs: Vec<Run> = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
        let paired = matches!(op, DiffOp::Equal { .. });
        let (before, after) = (op.old_range(), op.new_range());
        match runs.last_mut() {
            Some(last) if last.paired == paired => {
                last.before.end = before.end;
                last.after.end = after.end;
            }
            _ => runs.push(Run { before, after, paired }),
        }
    }
    exchange(runs, before, after)
}

/// `từ 5 lên 7` against `từ 7 lên 5`: two figures changed, no word moved between them. Costs no more marked words.
fn exchange(runs: Vec<Run>, before: &[Word], after: &[Word]) -> Vec<Run> {
    let mut done: Vec<Run> = Vec::with_capacity(runs.len());
    let mut at = 0;
    while at < runs.len() {
        match runs.get(at..at + 3).and_then(|three| in_place(three, before, after)) {
            Some(exchanged) => {
                done.extend(exchanged);
                at += 3;
            }
            None => {
                done.push(runs[at].clone());
                at += 1;
            }
        }
    }
    done
}

/// A common run between an insertion and a deletion paired word by word, where only figures differ that way.
fn in_place(three: &[Run], before: &[Word], after: &[Word]) -> Option<Vec<Run>> {
    const WORDS_MAX: usize = 8;
    let [left, common, right] = three else { return None };
    let old = left.before.start..right.before.end;
    let new = left.after.start..right.after.end;
    let lone = |run: &Run| run.before.is_empty() != run.after.is_empty();
    if !common.paired || !lone(left) || !lone(right) || old.len() != new.len() || old.len() > WORDS_MAX {
        return None;
    }
    let mut runs: Vec<Run> = Vec::new();
    let mut n_paired = 0;
    for (i, j) in old.zip(new) {
        let paired = before[i].fold == after[j].fold;
        let figures = before[i].kind == WordKind::Figure && after[j].kind == WordKind::Figure;
        // A bar between them is the border of a cell: then a column moved.
        if before[i].kind == WordKind::Mark || !paired && !figures {
            return None;
        }
        n_paired += usize::from(paired);
        match runs.last_mut().filter(|last| last.paired == paired) {
            Some(last) => (last.before.end, last.after.end) = (i + 1, j + 1),
            None => runs.push(Run { before: i..i + 1, after: j..j + 1, paired }),
        }
    }
    let ends_changed = !runs.first()?.paired && !runs.last()?.paired;
    (ends_changed && n_paired >= common.before.len()).then_some(runs)
}

/// Pairs line by line: both lines of a table's head, so that a new column is one of either line.
pub(super) fn pair_lines(before: &Text<'_>, after: &Text<'_>) -> Vec<Run> {
    let (old, new) = (before.lines(), after.lines());
    if old.len() != new.len() {
        return pair(before.words, after.words);
    }
    let mut runs: Vec<Run> = Vec::new();
    for (old, new) in old.into_iter().zip(new) {
        for run in pair(&before.words[old.clone()], &after.words[new.clone()]) {
            let shift = |range: Range<usize>, by: usize| range.start + by..range.end + by;
            let (before, after) = (shift(run.before, old.start), shift(run.after, new.start));
            runs.push(Run { before, after, paired: run.paired });
        }
    }
    runs
}

/// Number of content words (no marks) in the paired runs.
pub(super) fn n_paired(runs: &[Run], before: &[Word]) -> usize {
    runs.iter()
        .filter(|run| run.paired)
        .map(|run| before[run.before.clone()].iter().filter(|word| word.kind != WordKind::Mark).count())
        .sum()
}

/// The shared stretches of a cleaned pairing, in order.
pub(super) fn shared(mut runs: Vec<Run>, before: &Text<'_>, after: &Text<'_>, table: Swallow) -> Vec<Shared> {
    runs = by_bytes(&runs, before.words, after.words);
    shift(&mut runs, before, after);
    runs = by_space(runs, before, after);
    swallow(&mut runs, before, after, table);
    let mut stretches = Vec::new();
    for run in runs.iter().filter(|run| run.paired) {
        for (old, new) in before.words[run.before.clone()].iter().zip(&after.words[run.after.clone()]) {
            stretches.push(Shared { before: old.start..old.end, after: new.start..new.end });
        }
    }
    stretches
}

/// One side of a pairing.
pub(super) struct Text<'a> {
    pub(super) source: &'a str,
    pub(super) words: &'a [Word],
}

impl Text<'_> {
    fn word(&self, index: usize) -> &str {
        self.words.get(index).and_then(|word| self.source.get(word.start..word.end)).unwrap_or("")
    }

    /// What stands between a word and the one before it.
    fn space_before(&self, index: usize) -> &str {
        match (index.checked_sub(1).and_then(|left| self.words.get(left)), self.words.get(index)) {
            (Some(left), Some(right)) => self.source.get(left.end..right.start).unwrap_or(""),
            _ => "",
        }
    }

    /// The words of every line.
    fn lines(&self) -> Vec<Range<usize>> {
        let mut lines = Vec::new();
        let mut start = 0;
        for index in 1..self.words.len() {
            if self.space_before(index).contains('\n') {
                lines.push(start..index);
                start = index;
            }
        }
        lines.push(start..self.words.len());
        lines
    }

    /// Whether these words are emphasis marks and nothing else.
    fn is_emphasis(&self, words: &Range<usize>) -> bool {
        !words.is_empty() && words.clone().all(|index| is_emphasis(self.word(index)))
    }

    /// How natural it is to cut before this word: between paragraphs or lines, sentences, clauses.
    fn edge(&self, index: usize) -> u32 {
        if index == 0 || index >= self.words.len() || self.space_before(index).contains('\n') {
            return 4;
        }
        match self.word(index - 1) {
            "." | "?" | "!" | "…" | "|" => 3,
            ";" | ":" => 2,
            "," => 1,
            _ => 0,
        }
    }
}

/// Splits paired runs where the bytes differ: those words are one changed run each way.
fn by_bytes(runs: &[Run], before: &[Word], after: &[Word]) -> Vec<Run> {
    let mut split: Vec<Run> = Vec::with_capacity(runs.len());
    let mut push = |before: Range<usize>, after: Range<usize>, paired: bool| match split.last_mut() {
        Some(last) if last.paired == paired => {
            last.before.end = before.end;
            last.after.end = after.end;
        }
        _ => split.push(Run { before, after, paired }),
    };
    for run in runs {
        if !run.paired {
            push(run.before.clone(), run.after.clone(), false);
            continue;
        }
        for (old, new) in run.before.clone().zip(run.after.clone()) {
            push(old..old + 1, new..new + 1, before[old].exact == after[new].exact);
        }
    }
    split
}

/// Splits paired runs where the white space between two words differs: a change too, of no word.
fn by_space(runs: Vec<Run>, before: &Text<'_>, after: &Text<'_>) -> Vec<Run> {
    let mut split: Vec<Run> = Vec::with_capacity(runs.len());
    for run in runs {
        if !run.paired {
            split.push(run);
            continue;
        }
        let (mut old, mut new) = (run.before.start, run.after.start);
        for (left, right) in run.before.clone().zip(run.after.clone()).skip(1) {
            if before.space_before(left) != after.space_before(right) {
                split.push(Run { before: old..left, after: new..right, paired: true });
                split.push(Run { before: left..left, after: right..right, paired: false });
                (old, new) = (left, right);
            }
        }
        split.push(Run { before: old..run.before.end, after: new..run.after.end, paired: true });
    }
    split
}

/// Shifts every lone insertion or deletion to where it begins and ends most naturally.
fn shift(runs: &mut [Run], before: &Text<'_>, after: &Text<'_>) {
    for index in 0..runs.len() {
        let run = runs[index].clone();
        if run.paired || (run.before.is_empty() == run.after.is_empty()) {
            continue;
        }
        let inserted = run.before.is_empty();
        let (text, span) = if inserted { (after, run.after) } else { (before, run.before) };
        let left_room = index.checked_sub(1).map_or(0, |left| runs[left].before.len()).min(SHIFT_MAX);
        let right_room = runs.get(index + 1).map_or(0, |right| right.before.len()).min(SHIFT_MAX);
        let by = best_shift(text, &span, left_room, right_room);
        if by == 0 {
            continue;
        }
        let moved = |at: usize| at.saturating_add_signed(by);
        if let Some(left) = index.checked_sub(1) {
            runs[left].before.end = moved(runs[left].before.end);
            runs[left].after.end = moved(runs[left].after.end);
        }
        let run = &mut runs[index];
        run.before = moved(run.before.start)..moved(run.before.end);
        run.after = moved(run.after.start)..moved(run.after.end);
        if let Some(right) = runs.get_mut(index + 1) {
            right.before.start = moved(right.before.start);
            right.after.start = moved(right.after.start);
        }
    }
}

/// By how many words a stretch may slide over equal words to the best edges; 0 if it stands well.
fn best_shift(text: &Text<'_>, span: &Range<usize>, left_room: usize, right_room: usize) -> isize {
    let same = |left: usize, right: usize| matches!((text.words.get(left), text.words.get(right)), (Some(left), Some(right)) if left.exact == right.exact);
    let value = |start: usize, end: usize| text.edge(start) + text.edge(end);
    let mut best = (value(span.start, span.end), 0_isize);
    for by in 1..=right_room {
        if !same(span.start + by - 1, span.end + by - 1) {
            break;
        }
        let found = value(span.start + by, span.end + by);
        if found > best.0 {
            best = (found, by.cast_signed());
        }
    }
    for by in 1..=left_room {
        if !same(span.start - by, span.end - by) {
            break;
        }
        let found = value(span.start - by, span.end - by);
        if found > best.0 {
            best = (found, -by.cast_signed());
        }
    }
    best.1
}

/// Turns short common runs between two changes into part of the change, as far as the table says.
fn swallow(runs: &mut Vec<Run>, before: &Text<'_>, after: &Text<'_>, table: Swallow) {
    let size = |run: Option<&Run>| run.map_or(0, |run| run.before.len().max(run.after.len()));
    let mut kept: Vec<Run> = Vec::with_capacity(runs.len());
    for (index, run) in runs.iter().enumerate() {
        let (left, right) = (kept.last(), runs.get(index + 1));
        let mut around = size(left) + size(right);
        let mut inner = left.is_some() && right.is_some();
        if inner && (size(left) == 0 || size(right) == 0) {
            // White space that changed on one side: the words up to it are as good as cut off. Between two such
            // places nothing but the line breaks changed.
            inner = around > 0;
            if table.two < usize::MAX {
                around = around.max(table.two);
            }
        }
        let marks = |run: Option<&Run>| {
            run.is_some_and(|run| before.is_emphasis(&run.before) && after.is_emphasis(&run.after))
        };
        let replaced = left.is_some_and(|left| !left.before.is_empty() && !left.after.is_empty());
        let island = Island { run, around, before, after };
        let paired = run.paired
            && !(inner && island.is_lost(table) && !(marks(left) && marks(right))
                || right.is_none() && replaced && island.is_closing(table));
        match kept.last_mut() {
            Some(last) if last.paired == paired => {
                last.before.end = run.before.end;
                last.after.end = run.after.end;
            }
            _ => kept.push(Run { paired, ..run.clone() }),
        }
    }
    *runs = kept;
}

/// A common run behind a change, or between two that are `around` words long together.
struct Island<'i, 'a> {
    run: &'i Run,
    around: usize,
    before: &'i Text<'a>,
    after: &'i Text<'a>,
}

impl Island<'_, '_> {
    fn is_lost(&self, table: Swallow) -> bool {
        let words = &self.run.before;
        let weak = words.clone().all(|index| self.is_weak(index));
        let least = match (words.len(), weak) {
            (0, _) => return true,
            (1, true) => table.one_weak,
            (1, false) => table.one,
            (2, true) => table.two_weak,
            (2, false) => table.two,
            _ => return false,
        };
        let at_border = breaks(self.before, &self.run.before) && breaks(self.after, &self.run.after);
        self.around >= least && !at_border && !words.clone().any(|index| self.stays(index))
    }

    /// Whether nothing but one closing mark stands behind the last change, on the same line: it goes with what was
    /// replaced.
    fn is_closing(&self, table: Swallow) -> bool {
        let words = &self.run.before;
        table.one_weak == 0
            && words.len() == 1
            && self.before.words[words.start].kind == WordKind::Mark
            && !self.before.space_before(words.start).contains('\n')
            && !self.stays(words.start)
    }

    /// Figures and the borders of table cells stay visible whatever stands around them.
    fn stays(&self, index: usize) -> bool {
        self.before.words[index].kind == WordKind::Figure || self.before.word(index) == "|"
    }

    fn is_weak(&self, index: usize) -> bool {
        self.before.words[index].kind == WordKind::Mark
            || WEAK.contains(&self.before.word(index).to_lowercase().as_str())
    }
}

/// Whether a paragraph ends before one of these words or behind the last.
fn breaks(text: &Text<'_>, words: &Range<usize>) -> bool {
    (words.start..=words.end).any(|index| text.space_before(index).matches('\n').count() > 1)
}

/// Cuts both stretches of source into segments along the shared ones, which must increase on both sides.
pub(super) fn segments(
    before: (&str, Range<usize>),
    after: (&str, Range<usize>),
    shared: &[Shared],
) -> Vec<Segment> {
    let mut writer = Writer::default();
    let (mut at_before, mut at_after) = (before.1.start, after.1.start);
    for stretch in shared {
        writer.between(
            cut(before.0, at_before..stretch.before.start),
            cut(after.0, at_after..stretch.after.start),
        );
        writer.equal(cut(before.0, stretch.before.clone()));
        (at_before, at_after) = (stretch.before.end, stretch.after.end);
    }
    writer.between(cut(before.0, at_before..before.1.end), cut(after.0, at_after..after.1.end));
    writer.finish()
}

fn cut(source: &str, range: Range<usize>) -> &str {
    source.get(range).unwrap_or("")
}

/// Collects segments: neighbours of one kind joined, a deletion before its insertion, and no change that is
/// parted by white space alone.
#[derive(Default)]
struct Writer {
    done: Vec<Segment>,
    deleted: String,
    inserted: String,
    /// White space that stands on both sides behind the pending change.
    space: String,
}

impl Writer {
    fn equal(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let pending = !self.deleted.is_empty() || !self.inserted.is_empty();
        if pending && text.chars().all(char::is_whitespace) && !text.contains('\n') {
            self.space.push_str(text);
            return;
        }
        self.flush();
        match self.done.last_mut() {
            Some(Segment { op: Op::Equal, text: last }) => last.push_str(text),
            _ => self.done.push(Segment { op: Op::Equal, text: text.to_owned() }),
        }
    }

    fn changed(&mut self, deleted: &str, inserted: &str) {
        if deleted.is_empty() && inserted.is_empty() {
            return;
        }
        let space = std::mem::take(&mut self.space);
        // A blank between two replaced words belongs to the replacement; between two lone deletions or
        // insertions it is the one blank that stayed.
        if !space.is_empty() {
            let lone = self.deleted.is_empty() || self.inserted.is_empty();
            if lone && (deleted.is_empty() || inserted.is_empty()) {
                self.flush();
                self.done.push(Segment { op: Op::Equal, text: space });
            } else {
                self.deleted.push_str(&space);
                self.inserted.push_str(&space);
            }
        }
        self.deleted.push_str(deleted);
        self.inserted.push_str(inserted);
    }

    /// What stands between two shared stretches: common white space at its edges is shared too.
    fn between(&mut self, before: &str, after: &str) {
        if before == after {
            self.equal(before);
            return;
        }
        let head = common_space(before.chars(), after.chars());
        let (before_rest, after_rest) = (&before[head..], &after[head..]);
        let tail = common_space(before_rest.chars().rev(), after_rest.chars().rev());
        self.equal(&before[..head]);
        self.changed(&before_rest[..before_rest.len() - tail], &after_rest[..after_rest.len() - tail]);
        self.equal(&before_rest[before_rest.len() - tail..]);
    }

    fn flush(&mut self) {
        for (op, text) in [
            (Op::Delete, std::mem::take(&mut self.deleted)),
            (Op::Insert, std::mem::take(&mut self.inserted)),
            (Op::Equal, std::mem::take(&mut self.space)),
        ] {
            if !text.is_empty() {
                self.done.push(Segment { op, text });
            }
        }
    }

    fn finish(mut self) -> Vec<Segment> {
        self.flush();
        self.done
    }
}

/// Bytes of the white space that both begin with.
pub(super) fn common_space(before: impl Iterator<Item = char>, after: impl Iterator<Item = char>) -> usize {
    before
        .zip(after)
        .take_while(|(old, new)| old == new && old.is_whitespace())
        .map(|(old, _)| old.len_utf8())
        .sum()
}
