//! Collects the parts of a page; rows of one table that follow each other become one table.

use super::comparison::Side;
use super::model::{Note, Part};
use super::table::{DraftRow, RowTable};
use crate::messages::Lang;

/// Parts, and the table that is still open.
#[derive(Debug, Default)]
pub(super) struct Sink {
    parts: Vec<Part>,
    table: Option<RowTable>,
    /// Blocks counted by whoever fills it.
    pub(super) n_blocks: usize,
}

impl Sink {
    pub(super) fn push(&mut self, part: Part) {
        self.close_table();
        self.parts.push(part);
    }

    /// A row; `names` are those of the two sides, and the language.
    pub(super) fn row(&mut self, side: &Side, row: DraftRow, names: ([&str; 2], Lang)) {
        if !self.table.as_ref().is_some_and(|table| table.holds(&row)) {
            self.close_table();
        }
        self.table.get_or_insert_with(|| RowTable::new(side, &row, names)).push(side, row);
    }

    pub(super) fn row_note(&mut self, note: Note) {
        if let Some(table) = &mut self.table {
            table.note(note);
        }
    }

    fn close_table(&mut self) {
        if let Some(table) = self.table.take() {
            self.parts.push(table.finish());
        }
    }

    pub(super) fn finish(mut self) -> Vec<Part> {
        self.close_table();
        self.parts
    }
}
