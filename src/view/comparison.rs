//! The page of a comparison: counts first, then the draft in its after order with every change at its place.
//!
//! Unchanged blocks are folded, differences of spelling only are shown as unchanged and counted in one line,
//! a moved block stands at its new place with a fold at the old one. With all folds open, dropping what is
//! inserted leaves the words before and dropping what is deleted the words after. Linear in both drafts.

use super::change::{Facet, Half, Mark, Redline, Sides, facets};
use super::fate::{Fate, fates, old_places, sections_shown};
use super::model::{Fold, Heading, Note, NoteKind, Page, Paragraph, Part, Run, Shape, anchor};
use super::redline::{Spelling, parts, plain_parts, shape, sides};
use super::sink::Sink;
use super::table::DraftRow;
use crate::compare::{Change, ChangeClass, ChangeKind, Comparison, Summary, summary};
use crate::document::{Block, BlockKind, Codes, Document};
use crate::messages::{Lang, Message, text};
use std::collections::BTreeMap;
use std::ops::Range;

/// One side of a comparison.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The draft.
    pub document: &'a Document,
    /// Its codes, by block; may be empty.
    pub codes: &'a Codes,
    /// Its name: `Dự thảo lần 1`, `round-1`, a path.
    pub label: &'a str,
}

impl<'a> Side<'a> {
    /// The blocks of a range; what stands outside the draft is left out.
    pub(super) fn blocks(&self, range: &Range<usize>) -> &'a [Block] {
        let all = &self.document.blocks;
        all.get(range.start..range.end.min(all.len())).unwrap_or_default()
    }

    /// The code of a block, where it has one.
    pub fn code(&self, block: usize) -> Option<String> {
        self.codes.get(block).and_then(Option::as_ref).map(ToString::to_string)
    }

    /// `1/II.1 (P12)`, or what of it there is.
    pub(super) fn place(&self, block: usize) -> String {
        let path = self.document.blocks.get(block).map_or("", |block| self.document.section_path(block));
        match (path, self.code(block)) {
            ("", code) => code.unwrap_or_default(),
            (path, None) => path.to_owned(),
            (path, Some(code)) => format!("{path} ({code})"),
        }
    }
}

/// What of a comparison is shown.
#[derive(Debug, Clone, Default)]
pub struct ViewOptions {
    /// Language of the program's own words.
    pub lang: Lang,
    /// Whether differences of spelling only are shown.
    pub spelling: bool,
    /// Whether unchanged blocks are shown instead of folded.
    pub all: bool,
    /// Whether only the counts are shown.
    pub summary: bool,
    /// Unchanged blocks shown around each change.
    pub context_blocks: usize,
    /// Only this section and those in it, by its path (`1/II.1`) or the code of its heading, in any case.
    pub section: Option<String>,
    /// Only changes with one of these facets; empty for all.
    pub only: Vec<Facet>,
    /// Whether both sides are wanted beside each other, by a reader who sees one view at a time.
    pub beside: bool,
    /// What stands behind a change, by its index in [`Comparison::changes`]: comment ids and decision, reasons.
    pub reasons: BTreeMap<usize, Vec<String>>,
    /// Put before every anchor, so that several comparisons can stand on one page: a document id.
    pub anchor_prefix: String,
}

impl ViewOptions {
    pub(super) fn marks_spelling(&self) -> Spelling {
        if self.shows_spelling() { Spelling::Marked } else { Spelling::Plain }
    }

    /// Whoever wants only spelling wants to see it.
    pub(super) fn shows_spelling(&self) -> bool {
        self.spelling || self.only.contains(&Facet::Class(ChangeClass::Spelling))
    }
}

/// The field's word for a kind of change: `Bổ sung`, `Bỏ`, `Điều chỉnh` …
pub fn change_label(kind: ChangeKind, lang: Lang) -> String {
    Facet::Kind(kind).label(lang)
}

/// The page of a comparison.
///
/// The two sides must be the drafts that were compared; blocks that they do not have are left out.
pub fn comparison_page(comparison: &Comparison, before: &Side, after: &Side, options: &ViewOptions) -> Page {
    let lang = options.lang;
    let mut page = Page {
        title: text(lang, "view-comparison"),
        subtitle: vec![between(before.label, after.label, lang)],
        lang,
        parts: summary_parts(&summary(comparison, before.document, after.document), options),
        contents: true,
        sides: Some([before.label, after.label].map(str::to_owned)),
        beside: options.beside,
        ..Page::default()
    };
    if !options.summary {
        page.parts.extend(Writer::new(comparison, before, after, options).write());
    }
    page
}

/// `đợt 1 → đợt 2`, or one name where both are the same.
pub(super) fn between(before: &str, after: &str, lang: Lang) -> String {
    if before == after {
        return before.to_owned();
    }
    Message::new("view-between").with("before", before).with("after", after).text(lang)
}

/// Whether a change is one of spelling only.
pub(super) fn is_spelling(change: &Change) -> bool {
    change.kind == ChangeKind::Amended && !change.moved && change.classes.contains(&ChangeClass::Spelling)
}

/// Whether a change is to be shown as one.
pub(super) fn is_shown(change: &Change, options: &ViewOptions) -> bool {
    change.kind != ChangeKind::Unchanged
        && (options.shows_spelling() || !is_spelling(change))
        && (options.only.is_empty() || facets(change).iter().any(|facet| options.only.contains(facet)))
}

/// Counts by kind, those of the JSON, with a line on what is not shown.
fn summary_parts(counts: &Summary, options: &ViewOptions) -> Vec<Part> {
    let lang = options.lang;
    let mut parts = Vec::new();
    let kinds = counts.by_kind();
    let total: usize = kinds.iter().map(|(_, n)| n).sum();
    if total > 0 {
        let mut facts = vec![(text(lang, "view-total"), total.to_string())];
        let found = kinds.iter().filter(|(_, n)| *n > 0);
        facts.extend(found.map(|(kind, n)| (change_label(*kind, lang), n.to_string())));
        facts.push((text(lang, "view-words-added"), counts.words_added.to_string()));
        facts.push((text(lang, "view-words-deleted"), counts.words_deleted.to_string()));
        parts.push(Part::Facts(facts));
    } else {
        parts.push(Part::Note(Note::new(NoteKind::Info, text(lang, "view-no-change"))));
    }
    if counts.spelling > 0 {
        let id = if options.shows_spelling() { "view-spelling-shown" } else { "view-spelling-hidden" };
        let line = Message::new(id).with("n", counts.spelling).text(lang);
        parts.push(Part::Note(Note::new(NoteKind::Info, line)));
    }
    if let Some(section) = &options.section {
        let line = Message::new("view-only-section").with("section", section).text(lang);
        parts.push(Part::Note(Note::new(NoteKind::Info, line)));
    }
    if !options.only.is_empty() {
        let kinds: Vec<String> = options.only.iter().map(|facet| facet.label(lang)).collect();
        let line = Message::new("view-only-kinds").with("kinds", kinds.join(", ")).text(lang);
        parts.push(Part::Note(Note::new(NoteKind::Info, line)));
    }
    parts
}

struct Writer<'a> {
    comparison: &'a Comparison,
    before: &'a Side<'a>,
    after: &'a Side<'a>,
    options: &'a ViewOptions,
    fates: Vec<Fate>,
    /// Sections of the before draft that the filter lets through.
    sections_before: Vec<bool>,
    /// Old places of what moved, by the change they come behind; `None` for the start.
    left: BTreeMap<Option<usize>, Vec<usize>>,
    out: Sink,
}

impl<'a> Writer<'a> {
    fn new(
        comparison: &'a Comparison,
        before: &'a Side<'a>,
        after: &'a Side<'a>,
        options: &'a ViewOptions,
    ) -> Self {
        let left = old_places(comparison, before);
        let fates = fates(comparison, before, after, options, &left);
        let sections_before = sections_shown(before, options.section.as_deref());
        Self { comparison, before, after, options, fates, sections_before, left, out: Sink::default() }
    }

    fn write(mut self) -> Vec<Part> {
        let mut folded = Sink::default();
        self.pointers(None);
        for at in 0..self.comparison.changes.len() {
            let change = &self.comparison.changes[at];
            let fate = self.fates[at];
            if fate == Fate::Folded {
                let n = change.after.len();
                self.plain(change, &mut folded);
                folded.n_blocks += n;
            } else {
                self.close_fold(&mut folded);
            }
            match fate {
                Fate::Change => self.change(at, change),
                Fate::Plain => {
                    let mut out = std::mem::take(&mut self.out);
                    self.plain(change, &mut out);
                    self.out = out;
                }
                Fate::Folded | Fate::Out => (),
            }
            if self.left.contains_key(&Some(at)) {
                self.close_fold(&mut folded);
                self.pointers(Some(at));
            }
        }
        self.close_fold(&mut folded);
        self.out.finish()
    }

    fn close_fold(&mut self, folded: &mut Sink) {
        let n = folded.n_blocks;
        let parts = std::mem::take(folded).finish();
        if parts.is_empty() {
            return;
        }
        let line = Message::new("view-unchanged").with("n", n).text(self.options.lang);
        let summary = vec![Run::muted(line)];
        self.out.push(Part::Fold(Fold { summary, code: None, parts, anchor: None }));
    }

    fn anchor(&self, name: &str) -> Option<String> {
        Some(anchor(&format!("{}{name}", self.options.anchor_prefix)))
    }

    fn block_anchor(&self, block: usize) -> Option<String> {
        self.after.code(block).and_then(|code| self.anchor(&code))
    }

    /// A block that is not shown as changed, as it stands after.
    fn plain(&self, change: &Change, out: &mut Sink) {
        for part in plain_parts(self.after, &change.after, Mark::Plain) {
            let Some(block) = self.after.document.blocks.get(part.block) else { continue };
            if matches!(block.kind, BlockKind::FrontMatter | BlockKind::Definition) {
                continue;
            }
            if block.kind == BlockKind::Row {
                out.row(self.after, DraftRow::unchanged(block, false, part.cells), self.names());
                continue;
            }
            let runs = part.cells.into_iter().next().unwrap_or_default();
            let code = self.after.code(block.index);
            let anchor = self.block_anchor(block.index);
            out.push(match shape(block) {
                _ if block.kind == BlockKind::Rule => Part::Rule,
                Shape::Heading(level) => Part::Heading(Heading { level, runs, anchor, code }),
                shape => Part::Paragraph(Paragraph { shape, runs, code, anchor }),
            });
        }
    }

    /// Names of the sides, and the language.
    fn names(&self) -> ([&'a str; 2], Lang) {
        ([self.before.label, self.after.label], self.options.lang)
    }

    fn change(&mut self, at: usize, change: &Change) {
        let by_before = change.after.is_empty();
        let (side, blocks) =
            if by_before { (self.before, &change.before) } else { (self.after, &change.after) };
        let label = self.label(change);
        let mut notes = self.notes(at, change);
        let spelling = self.options.marks_spelling();
        let parts = parts(change, self.before, self.after, spelling);
        let mut halves = sides_of(change, self.before, self.after, spelling).into_iter();
        let fold_line = self.fold_line(change, side.blocks(blocks));
        let mut own = if fold_line.is_some() { Sink::default() } else { std::mem::take(&mut self.out) };
        for (i, part) in parts.into_iter().enumerate() {
            let sides = halves.next();
            let Some(block) = side.document.blocks.get(part.block) else { continue };
            let label = if i == 0 { label.clone() } else { String::new() };
            let facets = facets(change);
            if block.kind == BlockKind::Row {
                let row = DraftRow { block, is_before: by_before, cells: part.cells, label, facets };
                own.row(side, row, self.names());
                for note in notes.drain(..) {
                    own.row_note(note);
                }
                continue;
            }
            let name = format!("{}c{}{}", self.options.anchor_prefix, at + 1, if i == 0 { "" } else { "-x" });
            own.push(Part::Redline(Redline {
                kind: change.kind,
                facets,
                label,
                shape: shape(block),
                runs: part.cells.into_iter().next().unwrap_or_default(),
                sides,
                code_before: self.code_before(change, i),
                code_after: (!by_before).then(|| self.after.code(block.index)).flatten(),
                notes: std::mem::take(&mut notes),
                anchor: self.block_anchor_of(by_before, block, i).or((i == 0).then(|| anchor(&name))),
            }));
        }
        match fold_line {
            Some((summary, code)) => {
                let fold = Fold { summary, code, parts: own.finish(), anchor: None };
                self.out.push(Part::Fold(fold));
            }
            None => self.out = own,
        }
    }

    /// The line of a change that is behind a fold: one in the front matter, which does not print, and one of
    /// the number alone of a long block.
    fn fold_line(&self, change: &Change, blocks: &[Block]) -> Option<(Vec<Run>, Option<String>)> {
        const SHORT_BYTES: usize = 160;
        let lang = self.options.lang;
        let block = blocks.first()?;
        if block.kind == BlockKind::FrontMatter {
            return Some((vec![Run::muted(text(lang, "view-front-matter"))], None));
        }
        let is_short = block.kind == BlockKind::Heading || block.text.len() < SHORT_BYTES;
        if change.kind != ChangeKind::Renumbered || change.moved || is_short || block.kind == BlockKind::Row {
            return None;
        }
        let number = |side: &Side, blocks: &Range<usize>| {
            let label = side.blocks(blocks).first()?.label.as_ref()?;
            side.document.source.get(label.range.clone()).map(str::to_owned)
        };
        let numbers = (number(self.before, &change.before)?, number(self.after, &change.after)?);
        let line =
            Message::new("view-renumbered").with("before", numbers.0).with("after", numbers.1).text(lang);
        let words = format!(" {}", first_words(self.after, &change.after));
        Some((vec![Run::plain(line), Run::muted(words)], self.after.code(block.index)))
    }

    fn block_anchor_of(&self, by_before: bool, block: &Block, nth: usize) -> Option<String> {
        if !by_before {
            return self.block_anchor(block.index);
        }
        let code = self.before.code(block.index).filter(|_| nth == 0)?;
        self.anchor(&format!("before-{code}"))
    }

    /// The code before of the n-th block of a change, where blocks pair up.
    fn code_before(&self, change: &Change, nth: usize) -> Option<String> {
        let pairs = change.after.is_empty() || change.before.len() == change.after.len();
        let block = if pairs { change.before.start + nth } else { change.before.start };
        (pairs || nth == 0).then(|| self.before.code(block)).flatten().filter(|_| !change.before.is_empty())
    }

    fn label(&self, change: &Change) -> String {
        let lang = self.options.lang;
        let mut label = change_label(change.kind, lang);
        if is_spelling(change) {
            label = text(lang, "view-class-spelling");
        } else if change.classes == [ChangeClass::Emphasis] && change.kind == ChangeKind::Amended {
            label = text(lang, "view-class-emphasis");
        } else if change.moved && change.kind != ChangeKind::Moved {
            label = Message::new("view-and-moved").with("label", label).text(lang);
        }
        label
    }

    fn notes(&self, at: usize, change: &Change) -> Vec<Note> {
        let lang = self.options.lang;
        let mut notes = Vec::new();
        if change.moved && !change.before.is_empty() {
            let place = self.before.place(change.before.start);
            let line = Message::new("view-moved-from").with("place", place).text(lang);
            let link = self.anchor(&format!("left-{}", at + 1));
            notes.push(Note { kind: NoteKind::Place, runs: vec![Run { link, ..Run::plain(line) }] });
        }
        let many = match change.kind {
            ChangeKind::Merged => Some(("view-merged-from", self.before, &change.before)),
            ChangeKind::Split => Some(("view-split-into", self.after, &change.after)),
            _ => None,
        };
        if let Some((id, side, blocks)) = many {
            let codes: Vec<String> = blocks.clone().filter_map(|block| side.code(block)).collect();
            if !codes.is_empty() {
                let line = Message::new(id).with("codes", codes.join(", ")).text(lang);
                notes.push(Note::new(NoteKind::Place, line));
            }
        }
        notes.extend(figures_line(change, lang).map(|line| Note::new(NoteKind::Figures, line)));
        for reason in self.options.reasons.get(&at).into_iter().flatten() {
            let line = Message::new("view-reason").with("reason", reason).text(lang);
            notes.push(Note::new(NoteKind::Reason, line));
        }
        notes
    }

    /// What stood behind change `at` and stands elsewhere now.
    fn pointers(&mut self, at: Option<usize>) {
        for moved in self.left.remove(&at).unwrap_or_default() {
            let change = &self.comparison.changes[moved];
            let section = self.before.blocks(&change.before).first().map(|block| block.section);
            let is_in =
                section.is_some_and(|section| self.sections_before.get(section).copied().unwrap_or(true));
            if !is_in || !is_shown(change, self.options) {
                continue;
            }
            let place = self.after.place(change.after.start);
            let line = Message::new("view-moved-to").with("place", place).text(self.options.lang);
            let link = self.block_anchor(change.after.start);
            let mut summary = vec![Run { link, ..Run::plain(line) }];
            summary.push(Run::muted(format!(" {}", first_words(self.before, &change.before))));
            let fold = Fold {
                summary,
                code: self.before.code(change.before.start),
                parts: self.moved_away(change),
                anchor: self.anchor(&format!("left-{}", moved + 1)),
            };
            self.out.push(Part::Fold(fold));
        }
    }

    fn moved_away(&self, change: &Change) -> Vec<Part> {
        let mut out = Sink::default();
        for part in plain_parts(self.before, &change.before, Mark::MovedAway) {
            let Some(block) = self.before.document.blocks.get(part.block) else { continue };
            if block.kind == BlockKind::Row {
                let mut row = DraftRow::unchanged(block, true, part.cells);
                row.facets = facets(change);
                out.row(self.before, row, self.names());
                continue;
            }
            let (shape, runs) = (shape(block), part.cells.into_iter().next().unwrap_or_default());
            let half = Half { shape, runs: runs.clone() };
            out.push(Part::Redline(Redline {
                kind: ChangeKind::Moved,
                facets: facets(change),
                label: String::new(),
                shape,
                runs,
                sides: Some(Sides { before: vec![half], ..Sides::default() }),
                code_before: self.before.code(block.index),
                code_after: None,
                notes: Vec::new(),
                anchor: None,
            }));
        }
        out.finish()
    }
}

/// Either side of a change, by the blocks it is laid out by; where they do not pair up, all with the first.
fn sides_of(change: &Change, before: &Side, after: &Side, spelling: Spelling) -> Vec<Sides> {
    let [old, new] = sides(change, before, after, spelling);
    let pairs = change.before.is_empty() || change.after.is_empty() || old.len() == new.len();
    let at = |before, after| match change.moved && !change.before.is_empty() {
        true => Sides { before: Vec::new(), after, from: before },
        false => Sides { before, after, from: Vec::new() },
    };
    if !pairs {
        return vec![at(old, new)];
    }
    let (mut old, mut new) = (old.into_iter(), new.into_iter());
    let n = old.len().max(new.len());
    (0..n).map(|_| at(old.next().into_iter().collect(), new.next().into_iter().collect())).collect()
}

/// The first words of a block, enough to know it by.
fn first_words(side: &Side, blocks: &Range<usize>) -> String {
    const WORDS: usize = 8;
    let Some(block) = side.blocks(blocks).first() else { return String::new() };
    let plain = super::markdown::plain(&side.document.source, block);
    let words: Vec<&str> = plain.split_whitespace().take(WORDS + 1).collect();
    let ellipsis = if words.len() > WORDS { " …" } else { "" };
    format!("“{}{ellipsis}”", words[..words.len().min(WORDS)].join(" "))
}

/// `Số liệu: 63 → 61,5 tỷ đồng`, where figures changed.
pub(super) fn figures_line(change: &Change, lang: Lang) -> Option<String> {
    let figures: Vec<String> = change
        .figures
        .iter()
        .map(|figure| {
            let blank = if figure.unit.is_empty() || figure.unit == "%" { "" } else { " " };
            format!("{} → {}{blank}{}", figure.before, figure.after, figure.unit)
        })
        .collect();
    (!figures.is_empty()).then(|| Message::new("view-figures").with("figures", figures.join("; ")).text(lang))
}
