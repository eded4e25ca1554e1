//! Tables. A draft's own table with changed rows stands in the file twice: in line, and with either side in columns.

use super::{escape, id, line, review, runs, write_note};
use crate::view::{Align, Cell, Column, Row, Run, Table};
use std::fmt::Write;

/// Which of a row's words are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Half {
    All,
    Before,
    After,
}

impl Half {
    fn of(self, words: &[Run]) -> Vec<Run> {
        let keeps = |run: &&Run| match self {
            Self::All => true,
            Self::Before => !run.mark.is_insertion(),
            Self::After => !run.mark.is_deletion(),
        };
        words.iter().filter(keeps).cloned().collect()
    }
}

/// A table with the remarks on its rows.
pub(super) fn write_table(out: &mut String, table: &Table) {
    let facets = review::facets_of(table);
    match &table.sides {
        None => write_one(out, table, "scroll"),
        Some(sides) => {
            let class = if facets.is_empty() { "tbl plain" } else { "tbl" };
            line(out, &format!("<div class=\"{class}{}\">", review::classes(&facets)));
            if facets.is_empty() {
                write_one(out, table, "scroll");
            } else {
                write_one(out, table, "scroll one");
                write_two(out, table, sides);
            }
            table.notes.iter().for_each(|note| write_note(out, note));
            out.push_str("</div>\n");
        }
    }
}

fn write_one(out: &mut String, table: &Table, class: &str) {
    // A table without titles that is no table of a draft only puts things beside each other.
    let has_titles = table.columns.iter().any(|column| !column.title.is_empty());
    let has_heads = table.sections.iter().flat_map(|section| &section.rows).any(|row| row.header);
    let wide = match () {
        () if !has_titles && !has_heads && !table.of_draft => " class=\"bare\"",
        () if table.landscape => " class=\"wide\"",
        () => "",
    };
    let name = table.caption.as_deref().map(|caption| format!(" aria-label=\"{}\"", escape(caption)));
    let region = if name.is_some() { " role=\"region\"" } else { "" };
    let name = name.unwrap_or_default();
    line(out, &format!("<div class=\"{class}\" tabindex=\"0\"{region}{name}><table{wide}>"));
    if let Some(caption) = &table.caption {
        line(out, &format!("<caption>{}</caption>", escape(caption)));
    }
    widths(out, &table.columns.iter().map(|column| column.weight).collect::<Vec<_>>());
    if table.columns.iter().any(|column| !column.title.is_empty()) {
        out.push_str("<thead><tr>");
        write_titles(out, &table.columns);
        out.push_str("</tr></thead>\n");
    }
    out.push_str("<tbody>\n");
    for section in &table.sections {
        if let Some(title) = &section.title {
            write_group(out, title, table.columns.len());
        }
        for row in &section.rows {
            open_row(out, row, id(row.anchor.as_deref()));
            write_cells(out, table, row, 0, Half::All);
            out.push_str("</tr>\n");
        }
    }
    out.push_str("</tbody>\n</table></div>\n");
}

/// The same rows with the words before in one half of the columns and those after in the other.
fn write_two(out: &mut String, table: &Table, sides: &[String; 2]) {
    let [first, columns @ ..] = table.columns.as_slice() else { return };
    let n = columns.len().max(1);
    out.push_str("<div class=\"scroll two\" tabindex=\"0\"><table>\n");
    let halves = columns.iter().chain(columns).map(|column| column.weight);
    widths(out, &std::iter::once(first.weight).chain(halves).collect::<Vec<_>>());
    out.push_str("<thead><tr><td></td>");
    for side in sides {
        let _ = write!(out, "<th colspan=\"{n}\" scope=\"colgroup\">{}</th>", escape(side));
    }
    out.push_str("</tr>");
    if columns.iter().any(|column| !column.title.is_empty()) {
        out.push_str("<tr>");
        write_titles(out, std::slice::from_ref(first));
        write_titles(out, columns);
        write_titles(out, columns);
        out.push_str("</tr>");
    }
    out.push_str("</thead>\n<tbody>\n");
    for row in table.sections.iter().flat_map(|section| &section.rows) {
        open_row(out, row, String::new());
        write_cell(out, table, row, 0, Half::All);
        write_cells(out, table, row, 1, Half::Before);
        write_cells(out, table, row, 1, Half::After);
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table></div>\n");
}

fn widths(out: &mut String, weights: &[u32]) {
    let all: u32 = weights.iter().map(|weight| (*weight).max(1)).sum();
    out.push_str("<colgroup>");
    for weight in weights {
        let tenths = (*weight).max(1).saturating_mul(1000) / all.max(1);
        let _ = write!(out, "<col style=\"width:{}.{}%\">", tenths / 10, tenths % 10);
    }
    out.push_str("</colgroup>\n");
}

fn write_titles(out: &mut String, columns: &[Column]) {
    for Column { title, .. } in columns {
        let _ = write!(out, "<th scope=\"col\">{}</th>", escape(title));
    }
}

fn write_group(out: &mut String, title: &str, n: usize) {
    let (n, words) = (n.max(1), escape(title));
    line(out, &format!("<tr class=\"sect\"><th colspan=\"{n}\" scope=\"rowgroup\">{words}</th></tr>"));
}

fn open_row(out: &mut String, row: &Row, id: String) {
    let mut classes = Vec::new();
    classes.extend(row.header.then_some("hd"));
    classes.extend(row.starts.then_some("n"));
    let facets = review::classes(&row.facets);
    let classes = format!("{}{facets}", classes.join(" "));
    let class =
        if classes.is_empty() { String::new() } else { format!(" class=\"{}\"", classes.trim_start()) };
    let _ = write!(out, "<tr{class}{id}>");
}

fn write_cells(out: &mut String, table: &Table, row: &Row, from: usize, half: Half) {
    for i in from..table.columns.len().max(row.cells.len()) {
        write_cell(out, table, row, i, half);
    }
}

fn write_cell(out: &mut String, table: &Table, row: &Row, i: usize, half: Half) {
    let column = table.columns.get(i);
    let mut classes = Vec::new();
    match column.map(|column| column.align) {
        Some(Align::Centre) => classes.push("ct"),
        Some(Align::Right) => classes.push("rt"),
        _ => (),
    }
    if table.of_draft && i > 0 {
        classes.push("t");
    }
    match half {
        Half::Before => classes.push("old"),
        Half::After => classes.push("new"),
        Half::All => (),
    }
    let class = if classes.is_empty() { String::new() } else { format!(" class=\"{}\"", classes.join(" ")) };
    let label = column.filter(|column| table.landscape && !column.title.is_empty());
    let label = label.map(|column| format!(" data-label=\"{}\"", escape(&column.title)));
    let empty = Cell::default();
    let cell = row.cells.get(i).unwrap_or(&empty);
    let words = match cell.paragraphs.as_slice() {
        [one] => runs(&half.of(one)),
        several => several.iter().map(|it| format!("<p>{}</p>", runs(&half.of(it)))).collect(),
    };
    let _ = write!(out, "<td{class}{}>{words}</td>", label.unwrap_or_default());
}
