//! Widths of the columns of a printed table, in twentieths of a point, from the words that they hold.

use super::paper::Paper;
use crate::view::{Column, Content, FlowTable, Table};

/// Width of A4 and its height.
pub(super) const A4: [u32; 2] = [11_906, 16_838];

/// Twentieths of a point in so many millimetres.
pub(super) fn twips(mm: u32) -> u32 {
    (mm * 14_400 + 127) / 254
}

/// Width of the text.
pub(super) fn text_width(paper: &Paper<'_>, landscape: bool) -> u32 {
    let margins = twips(paper.profile.page.left_mm + paper.profile.page.right_mm);
    A4[usize::from(landscape)].saturating_sub(margins)
}

/// Widths of the columns of a table of a draft.
pub(super) fn of_draft(table: &FlowTable, paper: &Paper<'_>) -> Vec<u32> {
    let n_columns = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0).max(1);
    let mut lengths = vec![[3, 5]; n_columns];
    for row in &table.rows {
        if let Some(code) = row.code.as_ref().filter(|_| paper.show_codes) {
            measure(&format!("[{code}]\u{a0}00"), &mut lengths[0]);
        }
        for (cell, length) in row.cells.iter().zip(&mut lengths) {
            let words = cell.runs.iter().map(|run| match &run.content {
                Content::Words(words) => words.as_str(),
                _ => " ",
            });
            measure(&words.collect::<String>(), length);
        }
    }
    let letters: Vec<usize> = lengths.iter().map(|[word, _]| *word).collect();
    at_least(shares(&lengths, text_width(paper, false)), &letters, paper.profile.table.size_pt)
}

/// Widths of the columns of a table of a page.
pub(super) fn of_page(columns: &[Column], paper: &Paper<'_>, landscape: bool) -> Vec<u32> {
    let weights: Vec<u64> = columns.iter().map(|column| u64::from(column.weight.max(1))).collect();
    let mut lengths = vec![[0, 0]; columns.len()];
    for (column, length) in columns.iter().zip(&mut lengths) {
        measure(&column.title, length);
    }
    let letters: Vec<usize> = lengths.iter().map(|[word, _]| *word).collect();
    at_least(split(&weights, text_width(paper, landscape)), &letters, paper.profile.table.size_pt)
}

/// The columns, with one for each cell that has none.
pub(super) fn columns(table: &Table) -> Vec<Column> {
    let mut columns = table.columns.clone();
    let rows = table.sections.iter().flat_map(|section| &section.rows);
    let n = rows.map(|row| row.cells.len()).max().unwrap_or(0).max(1);
    while columns.len() < n {
        columns.push(Column::new("", 1));
    }
    columns
}

/// Takes the words of a cell into the longest word and the longest cell of its column.
fn measure(words: &str, [word, cell]: &mut [usize; 2]) {
    *cell = (*cell).max(words.chars().count());
    *word = (*word).max(words.split_whitespace().map(|it| it.chars().count()).max().unwrap_or(0));
}

/// Widths of columns from the letters of their longest words and cells; together `width`.
fn shares(lengths: &[[usize; 2]], width: u32) -> Vec<u32> {
    let weigh = |[word, cell]: [usize; 2]| u64::try_from(word.min(20).max(cell.min(48))).unwrap_or(48) + 3;
    let weights: Vec<u64> = lengths.iter().map(|&it| weigh(it)).collect();
    split(&weights, width)
}

/// The same where every column is as wide as so many letters need, its longest word.
fn at_least(mut widths: Vec<u32>, letters: &[usize], size_pt: u32) -> Vec<u32> {
    for (at, &letters) in letters.iter().enumerate() {
        // Bold capitals are about eight tenths of their size wide; the margins of a cell come on top.
        let needed = u32::try_from(letters).unwrap_or(20).min(20) * size_pt * 15 + 200;
        let Some(widest) = (0..widths.len()).max_by_key(|&it| widths[it]) else { return widths };
        let missing = needed.saturating_sub(widths.get(at).copied().unwrap_or(needed));
        if at != widest && widths[widest] > needed + missing {
            widths[widest] -= missing;
            widths[at] += missing;
        }
    }
    widths
}

/// Parts of `width` by weight.
pub(super) fn split(weights: &[u64], width: u32) -> Vec<u32> {
    let total: u64 = weights.iter().sum::<u64>().max(1);
    let mut left = width;
    let mut out: Vec<u32> = Vec::new();
    for (at, weight) in weights.iter().enumerate() {
        let share = if at + 1 == weights.len() {
            left
        } else {
            u32::try_from(u64::from(width) * weight / total).unwrap_or(width).min(left)
        };
        left -= share;
        out.push(share);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_fill_the_page_and_hold_their_words() {
        let widths = split(&[1, 2, 1], 1001);
        assert_eq!((widths.iter().sum::<u32>(), &widths[..]), (1001, &[250, 500, 251][..]));
        let wide = at_least(vec![100, 4000, 900], &[8, 3, 2], 12);
        assert_eq!(wide.iter().sum::<u32>(), 5000);
        assert!(wide[0] >= 8 * 12 * 15, "{wide:?}");
        assert_eq!(split(&[], 100), [0; 0]);
    }
}
