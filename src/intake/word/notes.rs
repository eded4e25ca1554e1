//! Footnotes and endnotes of a Word file: their labels, their words, and where each is written.
//!
//! A file of this program keeps the labels and the places in bookmarks. Other notes are counted, and written at the end
//! of the section that refers to them.

use super::blocks::Writer;
use super::inline::markdown;
use super::paragraph::Base;
use std::collections::BTreeSet;

/// A reference that was met.
#[derive(Debug, Clone)]
pub(super) struct Met {
    /// 0 for a footnote, 1 for an endnote.
    pub(super) part: usize,
    pub(super) id: String,
    /// The label that the file keeps.
    pub(super) label: Option<String>,
}

/// All notes of a file, by the order of their references.
#[derive(Debug, Default)]
pub(super) struct Notes {
    pub(super) labels: Vec<String>,
    /// Their words; nothing for a second reference to the same note.
    texts: Vec<Option<String>>,
    is_written: Vec<bool>,
}

impl Notes {
    /// Reads the notes that were met.
    pub(super) fn read(writer: &mut Writer<'_>) -> Self {
        let met = std::mem::take(&mut writer.notes);
        let mut notes = Self::default();
        let mut used: BTreeSet<String> = met.iter().filter_map(|it| it.label.clone()).collect();
        let mut number = 0;
        for (at, it) in met.iter().enumerate() {
            let text = writer.note_text(at, it);
            let earlier = (0..at).find(|&before| {
                let is_same = (met[before].part, &met[before].id) == (it.part, &it.id);
                is_same || (writer.own && it.label.is_none() && notes.texts[before].as_ref() == Some(&text))
            });
            let label = match (earlier, &it.label) {
                (Some(earlier), _) => notes.labels[earlier].clone(),
                (None, Some(label)) if !notes.labels.contains(label) => label.clone(),
                _ => loop {
                    number += 1;
                    let label = number.to_string();
                    if used.insert(label.clone()) {
                        break label;
                    }
                },
            };
            notes.labels.push(label);
            notes.texts.push(earlier.is_none().then_some(text));
            notes.is_written.push(earlier.is_some());
        }
        notes
    }

    /// The lines of a note that is written now; none where it was written before.
    fn lines(&mut self, at: usize) -> Option<String> {
        if std::mem::replace(self.is_written.get_mut(at)?, true) {
            return None;
        }
        Some(format!("[^{}]: {}", self.labels[at], self.texts[at].as_deref().unwrap_or_default()))
    }

    /// The note of a label, as far as it is not written yet.
    pub(super) fn of_label(&mut self, label: &str) -> Option<String> {
        let at = self.labels.iter().position(|it| it == label)?;
        self.lines(at)
    }

    /// The notes before the reference `until` that no block of the file is followed by.
    pub(super) fn before(&mut self, until: usize, placed: &BTreeSet<String>) -> Vec<String> {
        let free: Vec<usize> =
            (0..until.min(self.labels.len())).filter(|&at| !placed.contains(&self.labels[at])).collect();
        free.into_iter().filter_map(|at| self.lines(at)).collect()
    }
}

impl Writer<'_> {
    fn note_text(&mut self, at: usize, met: &Met) -> String {
        let notes = self.file.notes[met.part].as_ref();
        let node = notes.and_then(|it| it.children.iter().find(|it| it.attr("w:id") == Some(&met.id)));
        self.note = Some(at + 1);
        let Some(node) = node else {
            self.lose("note", "");
            self.note = None;
            return String::new();
        };
        let mut paragraphs = Vec::new();
        for child in &node.children {
            if child.name == "w:p" {
                let style = self.styles.of(child);
                let base = Base { face: self.styles.whole_face(&style), is_plain: true };
                let read = self.read(child, &base);
                let line = markdown(&read.pieces, " ", &[]);
                if line.lost_looks {
                    self.lose("looks", "");
                }
                paragraphs.push(line.text);
            } else if child.name == "w:tbl" {
                self.lose("table", &child.words());
            }
        }
        self.note = None;
        paragraphs.retain(|it| !it.is_empty());
        paragraphs.join("\n\n    ")
    }
}
