//! Which column of a table became which, where columns were moved, added or removed.
//!
//! The values of a row are paired by the words around them, and in a row those are the same for all its cells: only
//! the head of the column says what a value is of. Linear in the heads, once for each pair of tables.

use super::atoms::{Atom, AtomKind};
use super::pairing::Pairing;
use crate::compare::read::fold_key;
use crate::document::Document;
use std::collections::HashMap;
use std::ops::Range;

/// For each column before, its place after; none where it is gone.
type Map = Vec<Option<usize>>;

/// The columns of the tables of two drafts.
#[derive(Debug, Default)]
pub(in crate::compare) struct ColumnMaps {
    /// By table before and after; none where the columns stayed as they were or are not told apart by their heads.
    maps: HashMap<(usize, usize), Option<Map>>,
}

impl ColumnMaps {
    /// Pairs the values of one row anew where the columns of its table changed.
    pub(in crate::compare) fn follow(
        &mut self,
        (old, new): (&Document, &Document),
        (before, after): (&[Atom], &[Atom]),
        blocks: (&Range<usize>, &Range<usize>),
        pairing: &mut Pairing,
    ) {
        let row = |document: &Document, blocks: &Range<usize>| {
            let block = document.blocks.get(blocks.start).filter(|_| blocks.len() == 1)?;
            block.row.filter(|(_, row)| *row > 0).map(|(table, row)| (table, block.index.checked_sub(row)))
        };
        let (Some((table, Some(head))), Some((new_table, Some(new_head)))) =
            (row(old, blocks.0), row(new, blocks.1))
        else {
            return;
        };
        let map = self
            .maps
            .entry((table, new_table))
            .or_insert_with(|| map(&heads(old, head), &heads(new, new_head)));
        let Some(map) = map else { return };
        let (columns, new_columns) = (columns(before), columns(after));
        let mut taken = vec![false; after.len()];
        for (i, partner) in pairing.to_after.iter_mut().enumerate() {
            // A head that is gone may stand for any that is new.
            let right = |j: usize| match map.get(columns[i]).copied().flatten() {
                Some(column) => column == new_columns[j],
                None => !map.contains(&Some(new_columns[j])),
            };
            if before[i].slot().is_some() && partner.is_some_and(|j| !right(j)) {
                *partner = None;
            }
            if let Some(j) = *partner {
                taken[j] = true;
            }
        }
        for i in (0..before.len()).filter(|i| before[*i].slot().is_some()) {
            let Some(column) = map.get(columns[i]).copied().flatten() else { continue };
            let first = new_columns.partition_point(|other| *other < column);
            let cell = (first..after.len()).take_while(|j| new_columns[*j] == column);
            let free = |j: &usize| !taken[*j] && after[*j].slot() == before[i].slot();
            if let (None, Some(j)) = (pairing.to_after[i], cell.into_iter().find(free)) {
                pairing.to_after[i] = Some(j);
                taken[j] = true;
            }
        }
    }
}

/// The column of every atom of a row.
fn columns(atoms: &[Atom]) -> Vec<usize> {
    let mut column = 0;
    let count = |atom: &Atom| {
        column += usize::from(atom.kind == AtomKind::Cell);
        column
    };
    atoms.iter().map(count).collect()
}

/// The heads of a table's columns, as its first line has them between its bars.
fn heads(document: &Document, block: usize) -> Vec<String> {
    let text = document.blocks.get(block).map_or("", |block| document.text(block));
    text.lines().next().unwrap_or("").split('|').map(fold_key).collect()
}

fn map(before: &[String], after: &[String]) -> Option<Map> {
    if before == after {
        return None;
    }
    let mut places: HashMap<&str, usize> = HashMap::new();
    for (at, head) in after.iter().enumerate().filter(|(_, head)| !head.is_empty()) {
        if places.insert(head, at).is_some() {
            return None;
        }
    }
    let map: Map = before.iter().map(|head| places.get(head.as_str()).copied()).collect();
    let named: Vec<usize> = map.iter().flatten().copied().collect();
    let stayed = map.iter().enumerate().all(|(at, place)| place.is_none_or(|place| place == at));
    // A column of which the head was reworded stays where it is.
    (!stayed && !named.is_empty()).then_some(map)
}
