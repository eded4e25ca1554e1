//! What the figures of a table row are said of: its name cell, its columns, its unit.

use super::claims::{Claim, Shape, Stance, Words, role};
use super::lex::{Kind, Line};
use super::units::Unit;
use crate::document::Block;
use std::ops::Range;

pub(super) fn row_claims(
    block: &Block,
    line: &Line,
    columns: &super::table::Columns,
    pivot: Option<u32>,
    found: &mut Vec<Claim>,
) {
    let cells = super::table::cells(line);
    let Some(name_at) = columns.name(line, &cells) else { return };
    let name = &cells[name_at];
    let outside = super::table::outside_brackets(line, name);
    let named_words = Words::of(line, &outside, &[]);
    let shape = name_shape(line, &outside);
    let row_unit =
        columns.unit_of_row(line, &cells).unwrap_or_else(|| super::table::unit_in_brackets(line, name));
    for (number, cell) in cells.iter().enumerate().filter(|(number, _)| *number != name_at) {
        let Some(column) = columns.get(number).filter(|column| column.use_figures()) else { continue };
        let Some(first) = cell.clone().find(|at| line.figure(*at).is_some()) else { continue };
        let Kind::Figure(figure) = line.pieces[first].kind else { continue };
        let own = line.figures[figure].unit.clone();
        let unit = if own != Unit::default() || line.figures[figure].fraction {
            own
        } else if column.unit != Unit::default() {
            column.unit.clone()
        } else {
            row_unit.clone()
        };
        let before: Vec<usize> = (cell.start..first).collect();
        let behind: Vec<usize> =
            (first + 1..cell.end.min(first + 40)).filter(|at| !in_brackets(line, cell, *at)).collect();
        let role = role(line, &before, &behind, &unit);
        let mut words = Words::of(line, &before, &behind);
        words.before = named_words.before.iter().chain(&column.words).chain(&words.before).cloned().collect();
        words.years.extend(&column.years);
        if words.years.is_empty() {
            words.years.clone_from(&named_words.years);
        }
        words.times.extend(&named_words.times);
        let past = words.years.iter().all(|year| pivot.is_none_or(|p| *year <= p));
        let stance = match (column.target, past) {
            (true, true) if columns.ahead && words.years.is_empty() => Stance::NewTarget,
            (true, true) => Stance::OldTarget,
            (_, false) => Stance::NewTarget,
            (false, true) => Stance::Result,
        };
        found.push(Claim {
            block: block.index,
            figure,
            range: line.pieces[first].range.clone(),
            sentence: 0,
            part: number,
            in_brackets: in_brackets(line, cell, first),
            table: true,
            unit: Unit {
                yearly: unit.yearly || role.yearly || row_unit.yearly && shape != Shape::Level,
                ..unit
            },
            shape: if role.shape == Shape::Level { shape } else { role.shape },
            stance,
            before: words.before,
            behind: words.behind,
            years: words.years,
            times: words.times,
            qualifier: role.qualifier,
        });
    }
}

fn in_brackets(line: &Line, cell: &Range<usize>, at: usize) -> bool {
    let open = (cell.start..at).rev().find(|i| matches!(line.mark(*i), Some('(' | ')')));
    open.is_some_and(|i| line.mark(i) == Some('('))
}

/// `Tăng giá trị …`, `Mức giảm …`, `… tăng thêm`: the row's figures are changes.
fn name_shape(line: &Line, name: &[usize]) -> Shape {
    for at in name {
        match line.key(*at) {
            "tăng" | "thêm" => return Shape::Rise,
            "giảm" if line.key(*at + 1) != "nghèo" => return Shape::Fall,
            _ => (),
        }
    }
    Shape::Level
}
