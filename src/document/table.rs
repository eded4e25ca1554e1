//! Rows and cells of tables, as byte ranges of the source.
//!
//! A pipe parts cells unless a backslash stands before it. Linear in the row.

use super::{Block, BlockKind, Document, LabelKind, label, plain};
use std::ops::Range;

/// A table of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its number in the document, from 0, as in [`Block::row`].
    pub index: usize,
    /// Block indices of its rows, the header row first.
    pub rows: Range<usize>,
    /// Byte ranges of the cells of the header row.
    pub header: Vec<Range<usize>>,
    /// Block index of the heading or paragraph that names it.
    pub caption: Option<usize>,
}

/// How far before a table its caption may stand, in blocks: behind it a unit of measure and a remark.
const CAPTION_BLOCKS: usize = 3;

/// The cells of a row, without the white space around them; empty for other blocks. Of the header row only the
/// names, not the delimiter row.
pub fn cells(document: &Document, row: &Block) -> Vec<Range<usize>> {
    if row.kind != BlockKind::Row {
        return Vec::new();
    }
    let text = document.text(row);
    let start = label::prefix(row.kind, text).content;
    let line = text[start..].split(['\n', '\r']).next().unwrap_or_default();
    let offset = row.text.start + start;
    let mut cells = Vec::new();
    let mut from = 0;
    let mut escaped = false;
    for (at, byte) in line.bytes().enumerate() {
        if byte == b'|' && !escaped {
            if at > 0 {
                cells.push(trimmed(line, from..at, offset));
            }
            from = at + 1;
        }
        escaped = byte == b'\\' && !escaped;
    }
    if !line[from..].trim().is_empty() || cells.is_empty() {
        cells.push(trimmed(line, from..line.len(), offset));
    }
    cells
}

/// All tables in order.
///
/// The caption is the heading or paragraph right before the table, or of the last few before it one that is
/// numbered ("Biểu 1. …").
pub fn tables(document: &Document) -> Vec<Table> {
    let mut tables: Vec<Table> = Vec::new();
    for block in &document.blocks {
        let Some((index, _)) = block.row else { continue };
        match tables.last_mut().filter(|last| last.index == index) {
            Some(last) => last.rows.end = block.index + 1,
            None => tables.push(Table {
                index,
                rows: block.index..block.index + 1,
                header: cells(document, block),
                caption: caption(document, block.index),
            }),
        }
    }
    tables
}

fn caption(document: &Document, table: usize) -> Option<usize> {
    let before = document.blocks[table.saturating_sub(CAPTION_BLOCKS)..table].iter().rev();
    let near: Vec<&Block> = before
        .take_while(|block| block.kind != BlockKind::Row)
        .filter(|block| matches!(block.kind, BlockKind::Heading | BlockKind::Paragraph))
        .collect();
    let named =
        near.iter().find(|block| block.label.as_ref().is_some_and(|label| label.kind == LabelKind::Named));
    named.or(near.iter().find(|block| !is_unit(document, block))).map(|block| block.index)
}

/// "Đơn vị tính: triệu đồng" says how to read a table, not what it is.
fn is_unit(document: &Document, block: &Block) -> bool {
    let text = plain::plain_text(document, block).text.to_lowercase();
    ["đơn vị tính", "đvt", "(đơn vị", "đơn vị:"].iter().any(|start| text.starts_with(start))
}

fn trimmed(line: &str, range: Range<usize>, offset: usize) -> Range<usize> {
    let cell = &line[range.clone()];
    let start = range.start + cell.len() - cell.trim_start().len();
    let end = start + cell.trim().len();
    offset + start..offset + end
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    fn check(source: &str, expected: &[&[&str]]) {
        let document = parse(source.to_owned());
        let rows = document.blocks.iter().filter(|block| block.kind == BlockKind::Row);
        let found: Vec<Vec<&str>> = rows
            .map(|row| cells(&document, row).into_iter().map(|cell| &document.source[cell]).collect())
            .collect();
        assert_eq!(found, expected, "{source}");
    }

    #[test]
    fn cells_of_rows() {
        check("| a | b |\n|---|---|\n| 1 | 2\\|3 |\n|  | x", &[&["a", "b"], &["1", "2\\|3"], &["", "x"]]);
        check("a|b\n-|-\n1|\n|2|\n3", &[&["a", "b"], &["1"], &["2"], &["3"]]);
        check("> - | a |\n>   |---|\n>   | b |", &[&["a"], &["b"]]);
    }

    #[test]
    fn captions() {
        let source =
            "### Biểu 1. A\n\nĐơn vị tính: tấn\n\n|a|b|\n|-|-|\n|1|2|\n\nBảng kê\n\n|a|\n|-|\n\n|c|\n|-|\n";
        let document = parse(source.to_owned());
        let found: Vec<_> =
            tables(&document).into_iter().map(|t| (t.index, t.rows, t.header.len(), t.caption)).collect();
        assert_eq!(found, [(0, 2..4, 2, Some(0)), (1, 5..6, 1, Some(4)), (2, 6..7, 1, None)]);
    }
}
