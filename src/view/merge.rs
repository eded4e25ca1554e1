//! The page of a merge: counts first, then what collides, then what each editor changed alone.
//!
//! Side by side, a collision stands in three columns: the base, and both copies as redlines against it. Stacked, for
//! narrow outputs, the two redlines stand under each other, with long unchanged stretches cut to an ellipsis. Words
//! that collide are always marked, spelling too; elsewhere differences of spelling only are one counted line.
//! Nothing is proposed: the page shows, people choose. Linear in the changes.

use super::change::Mark;
use super::comparison::{Side, change_label, figures_line, is_spelling};
use super::markdown;
use super::model::{
    Cell, Column, Heading, List, Note, NoteKind, Page, Paragraph, Part, Row, Run, Table, anchor,
};
use super::redline::{self, Spelling, plain_parts};
use crate::compare::{Change, Fate, MergeItem, MergeNote, MergeReview};
use crate::messages::{Lang, Message, text};

/// Words kept on either side of a cut.
const CONTEXT_WORDS: usize = 8;

/// What of a merge is shown.
#[derive(Debug, Clone, Copy, Default)]
pub struct MergeViewOptions {
    /// Language of the program's own words.
    pub lang: Lang,
    /// Whether collisions stand in columns; else under each other, shortened.
    pub side_by_side: bool,
    /// Whether only the counts and what is to be read again are shown.
    pub summary: bool,
}

/// The page of a merge; `sides` are base, ours and theirs, those that were merged.
pub fn merge_page(review: &MergeReview, sides: [Side; 3], options: &MergeViewOptions) -> Page {
    let lang = options.lang;
    let writer = Writer { review, sides, lang };
    let mut page = Page {
        title: text(lang, "view-merge"),
        lang,
        contents: true,
        landscape: options.side_by_side,
        parts: writer.counts(),
        ..Page::default()
    };
    page.parts.extend(writer.notes());
    if options.summary {
        return page;
    }
    for fate in [Fate::Conflict, Fate::Ours, Fate::Theirs, Fate::BothSame] {
        let (items, n_spelling) = writer.items(fate);
        if items.is_empty() && n_spelling == 0 {
            continue;
        }
        page.parts.push(heading(fate, items.len(), lang));
        match (fate, options.side_by_side) {
            (_, _) if items.is_empty() => (),
            (Fate::Conflict, true) => page.parts.push(writer.columns(&items)),
            (Fate::Conflict, false) => page.parts.extend(writer.stacked(&items)),
            (_, true) => page.parts.push(writer.table(&items)),
            (_, false) => page.parts.push(writer.list(&items)),
        }
        if n_spelling > 0 {
            let line = Message::new("view-spelling-hidden").with("n", n_spelling).text(lang);
            page.parts.push(Part::Note(Note::new(NoteKind::Info, line)));
        }
    }
    page
}

/// The field's word for a fate: `Trùng chỗ sửa`, `Chỉ bản này sửa` …
fn fate_label(fate: Fate, lang: Lang) -> String {
    text(lang, &format!("view-merge-{}", fate.tag().replace('_', "-")))
}

fn heading(fate: Fate, n: usize, lang: Lang) -> Part {
    Part::Heading(Heading {
        level: 2,
        runs: vec![Run::plain(format!("{} ({n})", fate_label(fate, lang)))],
        anchor: Some(anchor(fate.tag())),
        code: None,
    })
}

struct Writer<'a> {
    review: &'a MergeReview,
    sides: [Side<'a>; 3],
    lang: Lang,
}

impl<'a> Writer<'a> {
    fn counts(&self) -> Vec<Part> {
        let lang = self.lang;
        let names = ["view-merge-base", "view-merge-this", "view-merge-other"];
        let names = names.iter().zip(&self.sides).map(|(id, side)| (text(lang, id), side.label.to_owned()));
        let mut facts = Vec::new();
        for fate in [Fate::Conflict, Fate::Ours, Fate::Theirs, Fate::BothSame] {
            facts.push((fate_label(fate, lang), self.review.n_items(fate).to_string()));
        }
        let n = self.review.n_items(Fate::Conflict);
        let note = if n > 0 {
            Note::new(NoteKind::Warning, Message::new("view-merge-open").with("n", n).text(lang))
        } else {
            Note::new(NoteKind::Info, text(lang, "view-merge-fits"))
        };
        vec![Part::Facts(names.collect()), Part::Facts(facts), Part::Note(note)]
    }

    /// What was chosen though no words collide, or should be read again.
    fn notes(&self) -> Vec<Part> {
        if self.review.notes.is_empty() {
            return Vec::new();
        }
        let title = format!("{} ({})", text(self.lang, "view-merge-notes"), self.review.notes.len());
        let runs = vec![Run::plain(title)];
        let title = Heading { level: 2, runs, anchor: Some("notes".to_owned()), code: None };
        let items = self.review.notes.iter().map(|note| vec![Run::plain(self.note(note))]).collect();
        vec![Part::Heading(title), Part::List(List { ordered: false, items })]
    }

    fn note(&self, note: &MergeNote) -> String {
        let id = format!("view-merge-note-{}", note.tag());
        let message = Message::new(id);
        let ours = |block: usize| self.named(1, block);
        let theirs = |block: usize| self.named(2, block);
        let all = |name: &dyn Fn(usize) -> String, blocks: &[usize]| {
            blocks.iter().map(|block| name(*block)).collect::<Vec<_>>().join("; ")
        };
        let message = match note {
            MergeNote::Order { ours: in_ours, theirs: in_theirs } => {
                message.with("ours", all(&ours, in_ours)).with("theirs", all(&theirs, in_theirs))
            }
            MergeNote::Place { is_ours: true, block } => {
                message.with("who", text(self.lang, "view-merge-this")).with("block", ours(*block))
            }
            MergeNote::Place { is_ours: false, block } => {
                message.with("who", text(self.lang, "view-merge-other")).with("block", theirs(*block))
            }
            MergeNote::Repeated { ours: block, theirs: other } => {
                message.with("ours", ours(*block)).with("theirs", theirs(*other))
            }
            MergeNote::Spacing { ours: blocks } => message.with("n", blocks.len().max(1)),
            MergeNote::Figures { ours: block, theirs: other, figure } => message
                .with("figure", valued(&figure.base, &figure.unit))
                .with("ours", valued(&figure.ours, &figure.unit))
                .with("theirs", valued(&figure.theirs, &figure.unit))
                .with("block", ours(*block))
                .with("other", theirs(*other)),
        };
        message.text(self.lang)
    }

    /// A block by its first words and its line.
    fn named(&self, side: usize, block: usize) -> String {
        let side = &self.sides[side];
        let Some(block) = side.document.blocks.get(block) else { return String::new() };
        let plain = markdown::plain(&side.document.source, block);
        let words: Vec<&str> = plain.split_whitespace().take(CONTEXT_WORDS + 1).collect();
        let cut = if words.len() > CONTEXT_WORDS { " …" } else { "" };
        let words = words[..words.len().min(CONTEXT_WORDS)].join(" ");
        let words = format!("{words}{cut}");
        Message::new("view-merge-named").with("words", words).with("line", block.line).text(self.lang)
    }

    /// The items of a fate, and how many more differ in spelling only.
    fn items(&self, fate: Fate) -> (Vec<&'a MergeItem>, usize) {
        let all = self.review.items.iter().filter(|item| item.fate == fate);
        let (shown, spelling): (Vec<_>, Vec<_>) = all.partition(|item| {
            let mut changes = self.review.changes(item).into_iter().flatten();
            fate == Fate::Conflict || !changes.all(is_spelling)
        });
        (shown, spelling.len())
    }

    /// Collisions in columns.
    fn columns(&self, items: &[&MergeItem]) -> Part {
        let lang = self.lang;
        let mut table = Table::new(vec![
            Column::new(text(lang, "view-merge-place"), 16),
            Column::new(text(lang, "view-merge-base"), 28),
            Column::new(text(lang, "view-merge-this"), 28),
            Column::new(text(lang, "view-merge-other"), 28),
        ]);
        table.landscape = true;
        for (nth, item) in items.iter().enumerate() {
            let [ours, theirs] = self.review.changes(item);
            let mut first = vec![vec![Run::strong(format!("{}. {}", nth + 1, self.place(item)))]];
            first.extend(self.why(item).into_iter().map(|line| vec![Run::plain(line)]));
            let mut base = Cell::default();
            for block in &item.base {
                let parts = plain_parts(&self.sides[0], &(*block..*block + 1), Mark::Plain);
                base.paragraphs.extend(parts.into_iter().map(|part| in_one(part.cells)));
            }
            table.push(Row {
                cells: vec![Cell { paragraphs: first }, base, self.cell(&ours, 1), self.cell(&theirs, 2)],
                anchor: Some(anchor(&format!("collision-{}", nth + 1))),
                header: false,
                facets: Vec::new(),
                starts: false,
            });
        }
        Part::Table(table)
    }

    fn cell(&self, changes: &[&Change], side: usize) -> Cell {
        let mut cell = Cell::default();
        for change in changes {
            cell.paragraphs.push(self.head(change, side));
            cell.paragraphs.extend(self.redline(change, side, Spelling::Marked));
        }
        cell
    }

    /// Collisions under each other.
    fn stacked(&self, items: &[&MergeItem]) -> Vec<Part> {
        let mut out = Vec::new();
        let paragraph = |runs| Part::Paragraph(Paragraph { runs, ..Paragraph::default() });
        for (nth, item) in items.iter().enumerate() {
            let mut head = vec![Run::strong(format!("{}. {}", nth + 1, self.place(item)))];
            head.extend(self.why(item).into_iter().map(|line| Run::plain(format!(" · {line}"))));
            out.push(paragraph(head));
            let mut list = List::default();
            let [ours, theirs] = self.review.changes(item);
            for (changes, side, id) in [(ours, 1, "view-merge-this"), (theirs, 2, "view-merge-other")] {
                for change in changes {
                    let mut runs = vec![Run::strong(format!("{}: ", text(self.lang, id)))];
                    runs.extend(self.short(change, side, Spelling::Marked));
                    list.items.push(runs);
                }
            }
            out.push(Part::List(list));
        }
        out
    }

    /// What fits, one row an item.
    fn table(&self, items: &[&MergeItem]) -> Part {
        let lang = self.lang;
        let mut table = Table::new(vec![
            Column::new(text(lang, "view-merge-place"), 16),
            Column::new(text(lang, "view-merge-change"), 84),
        ]);
        table.landscape = true;
        for item in items {
            let (change, side) = self.shown(item);
            let mut cell = Cell::default();
            if let Some(change) = change {
                cell.paragraphs.push(self.head(change, side));
                cell.paragraphs.extend(self.redline(change, side, Spelling::Plain));
                cell.paragraphs.extend(figures_line(change, lang).map(|line| vec![Run::muted(line)]));
            }
            table.push(Row::new(vec![Cell::text(self.place(item)), cell]));
        }
        Part::Table(table)
    }

    /// What fits, one line an item.
    fn list(&self, items: &[&MergeItem]) -> Part {
        let mut list = List::default();
        for item in items {
            let (change, side) = self.shown(item);
            let Some(change) = change else { continue };
            let mut runs = vec![Run::muted(format!("{} · ", self.place(item)))];
            runs.extend(self.short(change, side, Spelling::Plain));
            list.items.push(runs);
        }
        Part::List(list)
    }

    /// The change that stands for an item that fits: the larger one where both made it.
    fn shown(&self, item: &MergeItem) -> (Option<&'a Change>, usize) {
        let [ours, theirs] = self.review.changes(item);
        let theirs_first = item.fate == Fate::Theirs;
        match (ours.first(), theirs.first()) {
            (_, Some(change)) if theirs_first => (Some(*change), 2),
            (Some(change), _) => (Some(*change), 1),
            (None, change) => (change.copied(), 2),
        }
    }

    /// What happened, and where it stands in this copy.
    fn head(&self, change: &Change, side: usize) -> Vec<Run> {
        let lang = self.lang;
        let mut runs = vec![Run::strong(change_name(change, lang))];
        if let Some(block) = self.sides[side].blocks(&change.after).first().filter(|_| !change.moved) {
            let line = Message::new("view-merge-line").with("line", block.line).text(lang);
            runs.push(Run::muted(format!(" · {line}")));
        }
        runs.extend(self.new_place(change, side).map(|line| Run::muted(format!(" · {line}"))));
        runs
    }

    /// Where something that moved stands now.
    fn new_place(&self, change: &Change, side: usize) -> Option<String> {
        let block = self.sides[side].blocks(&change.after).first().filter(|_| change.moved)?;
        let line = Message::new("view-merge-line").with("line", block.line).text(self.lang);
        let place = match self.sides[side].place(block.index) {
            place if place.is_empty() => line,
            place => format!("{place}, {line}"),
        };
        Some(Message::new("view-moved-to").with("place", place).text(self.lang))
    }

    fn redline(&self, change: &Change, side: usize, spelling: Spelling) -> Vec<Vec<Run>> {
        let parts = redline::parts(change, &self.sides[0], &self.sides[side], spelling);
        parts.into_iter().map(|part| in_one(part.cells)).filter(|runs| !runs.is_empty()).collect()
    }

    fn short(&self, change: &Change, side: usize, spelling: Spelling) -> Vec<Run> {
        let mut runs = vec![Run::plain(format!("{} ", change_name(change, self.lang)))];
        runs.extend(self.new_place(change, side).map(|line| Run::muted(format!("({line}) "))));
        for (nth, paragraph) in self.redline(change, side, spelling).into_iter().enumerate() {
            if nth > 0 {
                runs.push(Run::plain(" "));
            }
            runs.extend(shortened(paragraph));
        }
        runs
    }

    /// Code, section and line in the base; of something new those in its copy.
    fn place(&self, item: &MergeItem) -> String {
        let [ours, theirs] = self.review.changes(item);
        let new = |changes: &[&Change]| changes.first().map(|change| change.after.start);
        let found = match (item.base.first(), new(&ours), new(&theirs)) {
            (Some(block), _, _) => Some((0, *block)),
            (None, Some(block), _) => Some((1, block)),
            (None, None, Some(block)) => Some((2, block)),
            (None, None, None) => None,
        };
        let Some((side, block)) = found else { return String::new() };
        let side = &self.sides[side];
        let line = side.document.blocks.get(block).map_or(1, |block| block.line);
        let line = Message::new("view-merge-line").with("line", line).text(self.lang);
        match side.place(block) {
            place if place.is_empty() => line,
            place => format!("{place} · {line}"),
        }
    }

    /// In what way the two do not fit.
    fn why(&self, item: &MergeItem) -> Vec<String> {
        let lang = self.lang;
        let ids = item.collisions.iter().map(|it| format!("view-merge-{}", it.tag().replace('_', "-")));
        let mut lines: Vec<String> = ids.map(|id| text(lang, &id)).collect();
        for figure in &item.figures {
            let line = Message::new("view-merge-two-values")
                .with("figure", valued(&figure.base, &figure.unit))
                .with("ours", valued(&figure.ours, &figure.unit))
                .with("theirs", valued(&figure.theirs, &figure.unit));
            lines.push(line.text(lang));
        }
        if item.separate_words {
            lines.push(text(lang, "view-merge-separate"));
        }
        lines
    }
}

/// `Điều chỉnh`, `Điều chỉnh, chuyển`, `Chính tả`.
fn change_name(change: &Change, lang: Lang) -> String {
    let label = change_label(change.kind, lang);
    if is_spelling(change) {
        return text(lang, "view-class-spelling");
    }
    if change.moved && change.kind != crate::compare::ChangeKind::Moved {
        return Message::new("view-and-moved").with("label", label).text(lang);
    }
    label
}

/// `61,5 tỷ đồng`, `8%`.
fn valued(figure: &str, unit: &str) -> String {
    let blank = if unit.is_empty() || unit == "%" { "" } else { " " };
    format!("{figure}{blank}{unit}")
}

/// The cells of a table row as one paragraph.
fn in_one(cells: Vec<Vec<Run>>) -> Vec<Run> {
    let mut out = Vec::new();
    for (nth, cell) in cells.into_iter().enumerate() {
        if nth > 0 {
            out.push(Run::muted(" | "));
        }
        out.extend(cell);
    }
    out
}

/// The same with long unchanged stretches cut to an ellipsis.
fn shortened(runs: Vec<Run>) -> Vec<Run> {
    let n_runs = runs.len();
    let is_cut = |run: &Run| matches!(run.mark, Mark::Plain | Mark::MovedHere | Mark::MovedAway);
    runs.into_iter()
        .enumerate()
        .map(|(nth, run)| {
            let words: Vec<&str> = run.text.split_whitespace().collect();
            let (head, tail) = match (nth == 0, nth + 1 == n_runs) {
                (true, false) => (0, CONTEXT_WORDS),
                (_, true) => (CONTEXT_WORDS, 0),
                (false, false) => (CONTEXT_WORDS, CONTEXT_WORDS),
            };
            if !is_cut(&run) || words.len() <= head + tail + 2 {
                return run;
            }
            let mut text = String::new();
            let blank = |is: bool| if is { " " } else { "" };
            if head > 0 {
                text.push_str(blank(run.text.starts_with(char::is_whitespace)));
                text.push_str(&words[..head].join(" "));
                text.push(' ');
            }
            text.push('…');
            if tail > 0 {
                text.push(' ');
                text.push_str(&words[words.len() - tail..].join(" "));
                text.push_str(blank(run.text.ends_with(char::is_whitespace)));
            }
            Run { text, ..run }
        })
        .collect()
}
