//! The two forms of the response table: four columns, what was asked beside what became of it, and seven, which hold
//! the draft's own words, the reason and the papers apart.
//!
//! The form of seven columns has none for the answer: there it stands below what was asked for, under its own label, so
//! that no form leaves it out. Both are made from the same rows.

use super::model::{Align, Cell, Column, Row, Run, anchor};
use super::response::day;
use super::response_cells::{
    answer_cell, content_cell, place_cell, push_marks, push_variants, push_words, units_cell,
};
use crate::messages::{Lang, Message, text};
use crate::synthesis::{Item, ResponseRow, ResponseTable};

/// Which columns a response table has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ResponseForm {
    /// Place, who, what was asked for, what became of it.
    #[default]
    Four,
    /// Number, place, words of the draft, what was asked for, why, who, papers.
    Seven,
}

impl ResponseForm {
    /// The form with so many columns.
    pub fn of_columns(n: u32) -> Option<Self> {
        match n {
            4 => Some(Self::Four),
            7 => Some(Self::Seven),
            _ => None,
        }
    }

    pub(super) fn columns(self, lang: Lang) -> Vec<Column> {
        let column = |(id, weight): (&str, u32)| {
            let column = Column::new(text(lang, &format!("response-column-{id}")), weight);
            if id == "number" { column.align(Align::Right) } else { column }
        };
        match self {
            Self::Four => [("place", 3), ("units", 4), ("content", 8), ("answer", 7)].map(column).into(),
            Self::Seven => [
                ("number", 2),
                ("cited", 5),
                ("draft", 9),
                ("asked", 11),
                ("why-asked", 6),
                ("by-whom", 6),
                ("papers", 5),
            ]
            .map(column)
            .into(),
        }
    }

    /// A row; `number` counts from 1 through the whole table.
    pub(super) fn row(self, table: &ResponseTable, row: &ResponseRow, number: usize, lang: Lang) -> Row {
        let cells = match self {
            Self::Four => vec![
                place_cell(row, lang),
                units_cell(table, row, lang),
                content_cell(row, lang),
                answer_cell(row, lang),
            ],
            Self::Seven => vec![
                Cell::text(number.to_string()),
                cited_cell(row, lang),
                draft_cell(row, lang),
                asked_cell(row, lang),
                reason_cell(row),
                units_cell(table, row, lang),
                papers_cell(row, lang),
            ],
        };
        let name = row.items.first().map(|item| anchor(&format!("row-{}", item.id)));
        Row { anchor: name, ..Row::new(cells) }
    }
}

/// The place, then how each unit names it.
fn cited_cell(row: &ResponseRow, lang: Lang) -> Cell {
    let mut cell = place_cell(row, lang);
    let cited = |item: &Item| item.citation.clone().filter(|words| !words.trim().is_empty());
    push_each(&mut cell, row, &cited);
    cell
}

/// The draft's words that are spoken of, each block once.
fn draft_cell(row: &ResponseRow, lang: Lang) -> Cell {
    let mut cell = Cell::default();
    let mut seen = Vec::new();
    for place in row.items.iter().filter_map(|item| item.place.as_ref()) {
        let at = (place.code.as_ref(), &place.words);
        if place.words.is_empty() || seen.contains(&at) {
            continue;
        }
        seen.push(at);
        push_words(&mut cell, &[], &place.words);
    }
    if cell.paragraphs.is_empty() {
        let title = row.position.as_ref().filter(|place| place.block.is_some());
        match title.map(|place| place.section_title.as_str()).filter(|title| !title.is_empty()) {
            Some(title) => {
                let line = Message::new("response-whole-section").with("title", title).text(lang);
                cell.paragraphs.push(vec![Run::emphasis(line)]);
            }
            None if row.position.is_some() => {
                cell.paragraphs.push(vec![Run::emphasis(text(lang, "response-whole"))]);
            }
            None => (),
        }
    }
    cell
}

/// What is asked for, verbatim, every wording, and below it what became of it.
fn asked_cell(row: &ResponseRow, lang: Lang) -> Cell {
    let mut cell = Cell::default();
    for item in &row.items {
        cell.paragraphs.push(vec![Run::code(item.id.to_string())]);
        if let Some(quote) = &item.quote {
            push_words(&mut cell, &[], &format!("«{quote}»"));
        }
        push_words(&mut cell, &[], &item.text);
        push_marks(&mut cell, item, lang);
    }
    for variants in &row.variants {
        push_variants(&mut cell, variants, row.items.len() > 1, lang);
    }
    cell.paragraphs.push(vec![Run::emphasis(text(lang, "response-answer-below"))]);
    cell.paragraphs.extend(answer_cell(row, lang).paragraphs);
    cell
}

fn reason_cell(row: &ResponseRow) -> Cell {
    let mut cell = Cell::default();
    push_each(&mut cell, row, &|item| item.reason.clone());
    cell
}

/// The papers behind the row: number, day, meeting, file; each reply once.
fn papers_cell(row: &ResponseRow, lang: Lang) -> Cell {
    let mut cell = Cell::default();
    let mut seen = Vec::new();
    for item in &row.items {
        let key = (&item.by.id, &item.source);
        if seen.contains(&key) {
            continue;
        }
        seen.push(key);
        let source = &item.source;
        let meeting = source.occasion.as_ref().and_then(|it| it.date);
        let meeting = meeting
            .map(|date| Message::new("response-paper-meeting").with("date", day(lang, date)).text(lang));
        let dated = source.dated.map(|date| day(lang, date));
        let lines = [source.symbol.clone(), dated, meeting, source.file.clone()];
        for (at, line) in lines.into_iter().flatten().enumerate() {
            let of_several = at == 0 && row.items.len() > 1;
            let before = of_several.then(|| Run::code(format!("{} ", item.id)));
            push_words(&mut cell, &Vec::from_iter(before), &line);
        }
    }
    cell
}

/// The same words of several comments once, each behind the ids of those that say them where there are several.
fn push_each(cell: &mut Cell, row: &ResponseRow, said: &dyn Fn(&Item) -> Option<String>) {
    let mut all: Vec<(String, Vec<String>)> = Vec::new();
    for item in &row.items {
        let Some(words) = said(item) else { continue };
        match all.iter_mut().find(|(other, _)| *other == words) {
            Some((_, ids)) => ids.push(item.id.to_string()),
            None => all.push((words, vec![item.id.to_string()])),
        }
    }
    for (words, ids) in all {
        let before = (row.items.len() > 1).then(|| Run::code(format!("{} ", ids.join(", "))));
        push_words(cell, &Vec::from_iter(before), &words);
    }
}
