//! The progress page: counts as fraction and percentage, subtotals, who is late by follower, the matrix, milestones.
//!
//! Every count stands with its denominator and its day. Linear in units × rounds × documents.

use super::model::{Align, Cell, Column, Note, NoteKind, Page, Part, Row, Run, Table};
use super::response::{day, heading, moment, note};
use crate::congress::Rounding;
use crate::messages::{Lang, Message, count, text};
use crate::synthesis::{
    Cell as Stand, Due, Fraction, LateGroup, Progress, RoundProgress, UnitCounts, UnitProgress, UnitState,
};

/// What the page needs besides the progress.
#[derive(Debug, Clone, Default)]
pub struct ProgressMeta {
    /// Language of the program's own words.
    pub lang: Lang,
    /// Name of the congress.
    pub congress: String,
    /// How percentages are shortened.
    pub rounding: Rounding,
    /// Whether the matrix has a column per document besides the one per round.
    pub documents: bool,
}

/// The progress page.
pub fn progress_page(progress: &Progress, meta: &ProgressMeta) -> Page {
    let lang = meta.lang;
    let mut parts = Vec::new();
    for round in &progress.rounds {
        parts.extend(round_parts(round, meta));
    }
    if progress.rounds.is_empty() {
        parts.push(note(lang, "progress-no-round"));
    }
    parts.push(heading(lang, "progress-late"));
    parts.extend(late(&progress.late_by_follower, "progress-follower", meta));
    if progress.late_by_working_group.iter().any(|group| group.name.is_some()) {
        parts.push(heading(lang, "progress-late-groups"));
        parts.extend(late(&progress.late_by_working_group, "progress-working-group", meta));
    }
    parts.push(heading(lang, "progress-matrix"));
    parts.push(Part::Table(progress_matrix(progress, meta)));
    if !progress.milestones.is_empty() {
        parts.push(heading(lang, "progress-milestones"));
        parts.push(Part::Table(milestones(progress, lang)));
    }
    let as_of = Message::new("view-as-of").with("date", day(lang, progress.as_of.day())).text(lang);
    Page {
        title: text(lang, "progress-title"),
        subtitle: [meta.congress.clone(), as_of].into_iter().filter(|line| !line.is_empty()).collect(),
        lang,
        parts,
        landscape: true,
        contents: false,
        ..Page::default()
    }
}

/// The matrix alone, for CSV: a row per unit, columns per round (and document).
pub fn progress_matrix(progress: &Progress, meta: &ProgressMeta) -> Table {
    let lang = meta.lang;
    let mut columns = vec![
        Column::new(text(lang, "progress-column-id"), 2),
        Column::new(text(lang, "progress-column-unit"), 6),
        Column::new(text(lang, "progress-column-follower"), 3),
    ];
    for round in &progress.rounds {
        let name = Message::new("progress-column-round").with("round", round.round.get()).text(lang);
        columns.push(Column::new(&name, 4));
        if meta.documents {
            let document = |title: &String| Column::new(format!("{name} – {title}"), 4);
            columns.extend(round.documents.iter().map(|it| document(&it.title)));
        }
        columns.push(Column::new(format!("{name} – {}", text(lang, "progress-column-due")), 3));
        columns.push(Column::new(format!("{name} – {}", text(lang, "progress-column-received")), 3));
    }
    let mut table = Table { landscape: true, ..Table::new(columns) };
    for unit in &progress.units {
        table.push(matrix_row(unit, progress, meta));
    }
    table
}

/// A state in words: `nhất trí`, `chưa trả lời`, `quá hạn` …
pub fn unit_state_word(state: UnitState, lang: Lang) -> String {
    text(lang, &format!("progress-state-{}", state.tag().replace('_', "-")))
}

fn matrix_row(unit: &UnitProgress, progress: &Progress, meta: &ProgressMeta) -> Row {
    let lang = meta.lang;
    let mut cells = vec![
        Cell::runs(vec![Run::code(unit.unit.id.to_string())]),
        Cell::text(&unit.unit.name),
        Cell::text(unit.unit.follower.as_deref().unwrap_or_default()),
    ];
    for (cell, round) in unit.cells.iter().zip(&progress.rounds) {
        cells.push(state_cell(cell, round, lang));
        let word = |state: &Option<UnitState>| match state {
            None => text(lang, "progress-state-not-mentioned"),
            Some(state) => unit_state_word(*state, lang),
        };
        if meta.documents {
            cells.extend(cell.documents.iter().map(|(_, state)| Cell::text(word(state))));
        }
        let due = match cell.due {
            None => String::new(),
            Some(Due::NotFixed) => text(lang, "progress-due-not-fixed"),
            Some(Due::At(at)) => moment(lang, at),
        };
        cells.push(Cell::text(due));
        cells.push(Cell::text(cell.received.map(|at| day(lang, at.day())).unwrap_or_default()));
    }
    Row::new(cells)
}

fn state_cell(cell: &Stand, round: &RoundProgress, lang: Lang) -> Cell {
    // Nobody answered and nobody is waited for any more: that is silence, not agreement.
    let silent = matches!(cell.state, UnitState::Pending | UnitState::Overdue) && round.closed;
    let word = if silent { text(lang, "progress-state-silent") } else { unit_state_word(cell.state, lang) };
    let strong = matches!(cell.state, UnitState::Overdue | UnitState::Disagree);
    let mut cell_out = Cell::runs(vec![if strong { Run::strong(word) } else { Run::plain(word) }]);
    if cell.arrived_late {
        cell_out.paragraphs.push(vec![Run::muted(text(lang, "progress-arrived-late"))]);
    }
    if !cell.asked && cell.state.is_reply() {
        cell_out.paragraphs.push(vec![Run::muted(text(lang, "progress-unasked"))]);
    }
    cell_out
}

fn round_parts(round: &RoundProgress, meta: &ProgressMeta) -> Vec<Part> {
    let lang = meta.lang;
    let name = Message::new("progress-round").with("round", round.round.get());
    let mut title = name.with("date", day(lang, round.opened.day())).text(lang);
    for (holds, id) in [(round.closed, "progress-closed"), (round.withdrawn, "progress-withdrawn")] {
        if holds {
            title.push_str(&text(lang, id));
        }
    }
    let mut parts = vec![Part::Heading(super::model::Heading {
        level: 2,
        runs: vec![Run::plain(title)],
        anchor: Some(format!("round-{}", round.round)),
        code: None,
    })];
    let counts = &round.counts;
    let line = Message::new("progress-total")
        .with("share", Fraction::new(counts.replied, counts.asked).shown(meta.rounding, lang))
        .with("overdue", counts.overdue)
        .with("not_fixed", counts.not_fixed);
    parts.push(Part::Note(Note::new(NoteKind::Info, line.text(lang))));
    if counts.unasked > 0 {
        let line = Message::new("progress-total-unasked").with("n", counts.unasked).text(lang);
        parts.push(Part::Note(Note::new(NoteKind::Info, line)));
    }
    parts.push(Part::Table(state_table(round, meta)));
    parts
}

/// States × kinds of units; columns and rows add up.
fn state_table(round: &RoundProgress, meta: &ProgressMeta) -> Table {
    let lang = meta.lang;
    let number = |title: String| Column::new(title, 2).align(Align::Right);
    let mut columns = vec![Column::new(text(lang, "progress-column-state"), 5)];
    let kind = |tag: &str| text(lang, &format!("progress-kind-{tag}"));
    columns.extend(round.kinds.iter().map(|it| number(kind(it.class.tag()))));
    columns.push(number(text(lang, "progress-column-all")));
    columns.push(number(text(lang, "progress-column-percent")));
    let mut table = Table::new(columns);
    let mut push = |name: String, counted: &dyn Fn(&UnitCounts) -> usize| {
        let all = counted(&round.counts);
        let mut cells = vec![Cell::text(name)];
        cells.extend(round.kinds.iter().map(|it| Cell::text(count(lang, counted(&it.counts)))));
        cells.push(Cell::text(count(lang, all)));
        let percent = Fraction::new(all, round.counts.asked).percent(meta.rounding, lang);
        cells.push(Cell::text(percent.unwrap_or_default()));
        table.push(Row::new(cells));
    };
    let of = |state: UnitState| move |counts: &UnitCounts| counts.states.get(&state).copied().unwrap_or(0);
    for state in UnitState::COUNTED {
        if of(state)(&round.counts) > 0 {
            push(unit_state_word(state, lang), &of(state));
        }
    }
    push(text(lang, "progress-asked"), &|counts| counts.asked);
    push(text(lang, "progress-replied"), &|counts| counts.replied);
    push(text(lang, "progress-of-pending-overdue"), &|counts| counts.overdue);
    table
}

/// Late units under who follows them.
fn late(groups: &[LateGroup], title_id: &str, meta: &ProgressMeta) -> Vec<Part> {
    let lang = meta.lang;
    let columns = [("id", 2), ("unit", 7), ("in-round", 2), ("due", 4)];
    let columns =
        columns.map(|(id, weight)| Column::new(text(lang, &format!("progress-column-{id}")), weight));
    let mut table = Table::new(columns.into());
    for group in groups {
        let id = if group.name.is_some() { title_id.to_owned() } else { format!("{title_id}-none") };
        let title = Message::new(id).with("name", group.name.as_deref().unwrap_or_default());
        let title = title.with("n", group.units.len()).text(lang);
        table.section(Some(title));
        for late in &group.units {
            table.push(Row::new(vec![
                Cell::runs(vec![Run::code(late.unit.id.to_string())]),
                Cell::text(&late.unit.name),
                Cell::text(late.round.to_string()),
                Cell::text(moment(lang, late.due)),
            ]));
        }
    }
    if table.sections.is_empty() {
        vec![note(lang, "progress-nobody-late")]
    } else {
        vec![Part::Table(table)]
    }
}

fn milestones(progress: &Progress, lang: Lang) -> Table {
    let columns = [("date", 2), ("unit", 6), ("milestone", 4), ("note", 5)];
    let columns =
        columns.map(|(id, weight)| Column::new(text(lang, &format!("progress-column-{id}")), weight));
    let mut table = Table::new(columns.into());
    for it in &progress.milestones {
        let kind = text(lang, &format!("progress-milestone-{}", it.kind.tag().replace('_', "-")));
        table.push(Row::new(vec![
            Cell::text(day(lang, it.date)),
            Cell::text(&it.unit.name),
            Cell::text(kind),
            Cell::text(it.note.as_deref().unwrap_or_default()),
        ]));
    }
    table
}
