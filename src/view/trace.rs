//! The page of a trace: what stands behind each change, what became of each comment, and the two lists of gaps.
//!
//! The same ties are shown from both ends, so that neither a change nor a comment has to be searched for. Words of
//! the draft and of comments stand in excerpts; nothing is made up for what has no tie. Linear in ties and changes.

use super::comparison::change_label;
use super::model::{Cell, Column, Heading, Note, NoteKind, Page, Part, Row, Run, Table, anchor};
use crate::comments::CommentId;
use crate::compare::Comparison;
use crate::document::{Document, DocumentId, plain_text};
use crate::messages::{Lang, Message, text};
use crate::trace::{Behind, ChangeRef, Trace};
use std::collections::BTreeMap;
use std::ops::Range;

/// Characters of an excerpt.
const EXCERPT_CHARS_MAX: usize = 160;

/// One document between the two drafts of a trace.
#[derive(Debug, Clone)]
pub struct TracedSide<'a> {
    /// Which document.
    pub id: DocumentId,
    /// Its title.
    pub title: String,
    /// The draft before.
    pub before: &'a Document,
    /// The draft after.
    pub after: &'a Document,
    /// What changed.
    pub comparison: &'a Comparison,
}

/// The page of a trace between two states named `labels`; `excerpts` are words of the comments, by id.
pub fn trace_page(
    trace: &Trace,
    documents: &[TracedSide<'_>],
    excerpts: &BTreeMap<CommentId, String>,
    labels: &[String; 2],
    lang: Lang,
) -> Page {
    let between = Message::new("view-between").with("before", &labels[0]).with("after", &labels[1]);
    let writer = Writer { documents, excerpts, lang };
    let mut parts = vec![Part::Facts(vec![
        (text(lang, "trace-page-ties"), trace.ties.len().to_string()),
        (text(lang, "trace-page-unchanged"), trace.accepted_unchanged.len().to_string()),
        (text(lang, "trace-page-unexplained"), trace.changed_unexplained.len().to_string()),
    ])];
    parts.extend(writer.unchanged(&trace.accepted_unchanged));
    parts.extend(writer.unexplained(&trace.changed_unexplained));
    parts.extend(writer.by_change(trace));
    parts.extend(writer.by_comment(trace));
    Page {
        title: text(lang, "trace-page-title"),
        subtitle: vec![between.text(lang)],
        lang,
        parts,
        landscape: true,
        contents: true,
        ..Page::default()
    }
}

struct Writer<'a> {
    documents: &'a [TracedSide<'a>],
    excerpts: &'a BTreeMap<CommentId, String>,
    lang: Lang,
}

impl Writer<'_> {
    fn word(&self, id: &str) -> String {
        text(self.lang, id)
    }

    fn heading(&self, id: &str) -> Part {
        let runs = vec![Run::plain(self.word(id))];
        Part::Heading(Heading { level: 2, runs, anchor: Some(anchor(id)), code: None })
    }

    /// A list of gaps: its heading, what it means, and a table or the word that there is none.
    fn gaps(&self, id: &str, table: Table) -> Vec<Part> {
        let mut parts = vec![self.heading(id)];
        if table.sections.iter().all(|section| section.rows.is_empty()) {
            parts.push(Part::Note(Note::new(NoteKind::Info, self.word("trace-page-no-gap"))));
        } else {
            parts.push(Part::Note(Note::new(NoteKind::Warning, self.word(&format!("{id}-hint")))));
            parts.push(Part::Table(table));
        }
        parts
    }

    fn unchanged(&self, ids: &[CommentId]) -> Vec<Part> {
        let mut table = self.table(&[("trace-column-comment", 2), ("trace-column-words", 8)]);
        for id in ids {
            table.push(Row::new(vec![Cell::runs(vec![Run::code(id.to_string())]), self.excerpt(id)]));
        }
        self.gaps("trace-page-unchanged", table)
    }

    fn unexplained(&self, changes: &[ChangeRef]) -> Vec<Part> {
        let mut table = self.table(&[
            ("trace-column-change", 2),
            ("trace-column-place", 2),
            ("trace-column-before", 6),
            ("trace-column-after", 6),
        ]);
        for (title, changes) in self.by_document(changes.iter()) {
            table.section(Some(title));
            for change in changes {
                let (before, after) = self.words(change);
                table.push(Row::new(vec![self.change(change), self.place(change), before, after]));
            }
        }
        self.gaps("trace-page-unexplained", table)
    }

    /// Every tied change once, with all that stands behind it.
    fn by_change(&self, trace: &Trace) -> Vec<Part> {
        let mut table = self.table(&[
            ("trace-column-change", 2),
            ("trace-column-place", 2),
            ("trace-column-before", 5),
            ("trace-column-after", 5),
            ("trace-column-behind", 5),
        ]);
        let mut changes: Vec<&ChangeRef> = Vec::new();
        let mut behind: BTreeMap<(&DocumentId, usize), Vec<&Behind>> = BTreeMap::new();
        for tie in &trace.ties {
            let of_change = behind.entry((&tie.change.document, tie.change.change)).or_default();
            if of_change.is_empty() {
                changes.push(&tie.change);
            }
            of_change.push(&tie.behind);
        }
        for (title, changes) in self.by_document(changes.into_iter()) {
            table.section(Some(title));
            for change in changes {
                let (before, after) = self.words(change);
                let behind = behind.get(&(&change.document, change.change)).map(Vec::as_slice);
                let behind = self.behind(behind.unwrap_or_default());
                let cells = vec![self.change(change), self.place(change), before, after, behind];
                table.push(Row { anchor: Some(change_anchor(change)), ..Row::new(cells) });
            }
        }
        self.with_heading("trace-page-by-change", table)
    }

    /// Every tied comment once, with all changes behind which it stands.
    fn by_comment(&self, trace: &Trace) -> Vec<Part> {
        let mut table = self.table(&[
            ("trace-column-comment", 2),
            ("trace-column-words", 8),
            ("trace-column-changes", 5),
        ]);
        let mut changes: BTreeMap<&CommentId, Vec<&ChangeRef>> = BTreeMap::new();
        for tie in &trace.ties {
            if let Behind::Comment(id) = &tie.behind {
                changes.entry(id).or_default().push(&tie.change);
            }
        }
        for (id, changes) in changes {
            let paragraphs = changes.into_iter().map(|change| self.named(change)).collect();
            let cells =
                vec![Cell::runs(vec![Run::code(id.to_string())]), self.excerpt(id), Cell { paragraphs }];
            table.push(Row { anchor: Some(comment_anchor(id)), ..Row::new(cells) });
        }
        self.with_heading("trace-page-by-comment", table)
    }

    fn with_heading(&self, id: &str, table: Table) -> Vec<Part> {
        let is_empty = table.sections.iter().all(|section| section.rows.is_empty());
        let none = || Part::Note(Note::new(NoteKind::Info, self.word("trace-page-no-tie")));
        vec![self.heading(id), if is_empty { none() } else { Part::Table(table) }]
    }

    fn table(&self, columns: &[(&str, u32)]) -> Table {
        let columns = columns.iter().map(|(id, weight)| Column::new(self.word(id), *weight)).collect();
        Table { landscape: true, ..Table::new(columns) }
    }

    /// Changes under the titles of their documents, in the order of the documents.
    fn by_document<'c>(
        &self,
        changes: impl Iterator<Item = &'c ChangeRef>,
    ) -> Vec<(String, Vec<&'c ChangeRef>)> {
        let mut of_document: BTreeMap<&DocumentId, Vec<&ChangeRef>> = BTreeMap::new();
        for change in changes {
            of_document.entry(&change.document).or_default().push(change);
        }
        let titles = self
            .documents
            .iter()
            .filter_map(|side| Some((side.title.clone(), of_document.remove(&side.id)?)));
        titles.collect()
    }

    fn side(&self, id: &DocumentId) -> Option<&TracedSide<'_>> {
        self.documents.iter().find(|side| side.id == *id)
    }

    fn change(&self, change: &ChangeRef) -> Cell {
        Cell::text(change_label(change.kind, self.lang))
    }

    fn place(&self, change: &ChangeRef) -> Cell {
        let path = self.side(&change.document).and_then(|side| {
            let of = side.comparison.changes.get(change.change)?;
            let (document, range) =
                if of.after.is_empty() { (side.before, &of.before) } else { (side.after, &of.after) };
            let block = document.blocks.get(range.start)?;
            Some(document.section_path(block).to_owned())
        });
        let mut paragraphs = vec![vec![Run::code(change.code.to_string())]];
        paragraphs.extend(path.filter(|path| !path.is_empty()).map(|path| vec![Run::plain(path)]));
        Cell { paragraphs }
    }

    /// What was there before and after, in excerpts.
    fn words(&self, change: &ChangeRef) -> (Cell, Cell) {
        let words = self.side(&change.document).and_then(|side| {
            let of = side.comparison.changes.get(change.change)?;
            Some(excerpts(&blocks(side.before, &of.before), &blocks(side.after, &of.after)))
        });
        let (before, after) = words.unwrap_or_default();
        (Cell::text(before), Cell::text(after))
    }

    fn behind(&self, behind: &[&Behind]) -> Cell {
        let paragraph = |it: &&Behind| match it {
            Behind::Comment(id) => {
                let mut runs = vec![Run::link(id.to_string(), comment_anchor(id))];
                runs.extend(self.excerpts.get(id).map(|words| Run::plain(format!(" – {}", excerpt(words)))));
                runs
            }
            Behind::Reason(reason) => vec![
                Run::plain(self.word("trace-page-reason")),
                Run::plain(" "),
                Run::emphasis(reason.clone()),
            ],
        };
        Cell { paragraphs: behind.iter().map(paragraph).collect() }
    }

    /// A change by the title of its document, its code and its kind.
    fn named(&self, change: &ChangeRef) -> Vec<Run> {
        let title = self.side(&change.document).map_or(change.document.as_str(), |side| side.title.as_str());
        vec![
            Run::link(change.code.to_string(), change_anchor(change)),
            Run::plain(format!(" – {} – {title}", change_label(change.kind, self.lang))),
        ]
    }

    fn excerpt(&self, id: &CommentId) -> Cell {
        Cell::text(self.excerpts.get(id).map(|words| excerpt(words)).unwrap_or_default())
    }
}

fn change_anchor(change: &ChangeRef) -> String {
    anchor(&format!("change-{}-{}", change.document, change.change))
}

fn comment_anchor(id: &CommentId) -> String {
    anchor(&format!("comment-{id}"))
}

/// The words of some blocks as readers see them, on one line.
fn blocks(document: &Document, range: &Range<usize>) -> String {
    let blocks = document.blocks.get(range.start..range.end.min(document.blocks.len())).unwrap_or_default();
    // A few blocks fill any excerpt.
    let words: Vec<String> = blocks.iter().take(8).map(|block| plain_text(document, block).text).collect();
    words.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Excerpts of both sides from a little before where they part; from the start where they do not.
pub(super) fn excerpts(before: &str, after: &str) -> (String, String) {
    let same = before.char_indices().zip(after.chars()).take_while(|((_, b), a)| b == a);
    let parting = same.last().map_or(0, |((at, c), _)| at + c.len_utf8());
    let one_side = before.is_empty() || after.is_empty() || before == after;
    // Up to the parting both sides have the same bytes, so one start serves both.
    let start = if one_side || parting < EXCERPT_CHARS_MAX / 2 { 0 } else { word_before(before, parting) };
    let cut = |words: &str| {
        let shown = excerpt(words.get(start..).unwrap_or(words));
        if start == 0 { shown } else { format!("… {shown}") }
    };
    (cut(before), cut(after))
}

/// Start of a word some words before `at`.
fn word_before(words: &str, at: usize) -> usize {
    words[..at].rmatch_indices(' ').nth(6).map_or(0, |(at, _)| at + 1)
}

/// The first words on one line, with `…` where something is left out.
fn excerpt(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((cut, _)) = line.char_indices().nth(EXCERPT_CHARS_MAX) else { return line };
    let head = &line[..cut];
    let end = head.rfind(' ').filter(|at| *at > cut / 2).unwrap_or(cut);
    format!("{} …", &head[..end])
}
