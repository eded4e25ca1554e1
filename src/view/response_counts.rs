//! What a synthesis counts, once: the page prints these lines, the workbook and the reports take the same ones.
//!
//! Nothing is counted here; every line says a count of the table, and of what it is a part. Units, comments and persons
//! stand in lists of their own. Linear.

use super::model::{Align, Cell, Column, Note, NoteKind, Part, Row, Table};
use super::response::{day, document_line, outcome_word, paragraph};
use crate::comments::{Kind, Outcome};
use crate::messages::{Lang, Message, count, text};
use crate::synthesis::{Agreeing, Fraction, Item, ResponseTable, UnitState, WeightStep};
use std::collections::BTreeMap;

/// A count with its name.
pub(super) struct Counted {
    pub(super) name: String,
    pub(super) n: usize,
    /// What it is a part of.
    pub(super) of: Option<usize>,
    /// Whether a page says it also where it is nothing.
    always: bool,
}

impl Counted {
    fn of(name: String, n: usize, of: usize) -> Self {
        Self { name, n, of: Some(of), always: true }
    }

    /// Whether a page says it.
    pub(super) fn is_shown(&self) -> bool {
        self.always || self.n > 0
    }

    /// `44/52 = 84,6%`, or the count alone.
    fn value(&self, table: &ResponseTable, lang: Lang) -> String {
        match self.of {
            Some(of) => Fraction::new(self.n, of).shown(table.rounding, lang),
            None => count(lang, self.n),
        }
    }

    /// `84,6%`; nothing where it is a part of nothing.
    pub(super) fn percent(&self, table: &ResponseTable, lang: Lang) -> String {
        let share = self.of.map(|of| Fraction::new(self.n, of));
        share.and_then(|share| share.percent(table.rounding, lang)).unwrap_or_default()
    }
}

/// Counts in units, those asked first.
pub(super) fn units(table: &ResponseTable, lang: Lang) -> Vec<Counted> {
    let units = &table.counts.units;
    let alone = |id: &str, n: usize, always| Counted { name: text(lang, id), n, of: None, always };
    let mut all = vec![
        alone("response-asked", units.asked, true),
        Counted::of(text(lang, "response-replied"), units.replied, units.asked),
    ];
    for state in UnitState::COUNTED {
        let name = text(lang, &format!("progress-state-{}", state.tag().replace('_', "-")));
        let always = matches!(state, UnitState::Agree | UnitState::Disagree | UnitState::Pending);
        all.push(Counted { name, n: table.counts.units_in(state), of: Some(units.asked), always });
    }
    all.push(alone("response-overdue", units.overdue, false));
    all.push(alone("response-not-fixed", units.not_fixed, false));
    all.push(alone("response-unasked", units.unasked, false));
    all
}

/// Counts in comments.
pub(super) fn comments(table: &ResponseTable, lang: Lang) -> Vec<Counted> {
    let comments = &table.counts.comments;
    let all = [
        ("received", comments.received),
        ("superseded", comments.superseded),
        ("withdrawn", comments.withdrawn),
        ("standing", comments.standing),
        ("groups", comments.groups),
        ("grouped", comments.grouped),
        ("rows", comments.rows),
        ("reserved", comments.reserved),
        ("disagree", comments.disagree),
        ("late", comments.late),
    ];
    let counted = all.map(|(id, n)| Counted {
        name: text(lang, &format!("response-n-{id}")),
        n,
        of: None,
        always: matches!(id, "received" | "standing" | "rows"),
    });
    counted.into()
}

/// Comments by outcome; they add up to those that stand.
pub(super) fn outcomes(table: &ResponseTable, lang: Lang) -> Vec<Counted> {
    let comments = &table.counts.comments;
    let decided = Outcome::ALL.iter().map(|it| (outcome_word(*it, lang), table.counts.decided(*it)));
    let all = decided.chain([(text(lang, "response-undecided"), comments.undecided)]);
    all.map(|(name, n)| Counted::of(name, n, comments.standing)).collect()
}

/// Comments put to a body.
pub(super) fn escalated(table: &ResponseTable, lang: Lang) -> Counted {
    let n = table.counts.decided(Outcome::Escalated);
    Counted::of(outcome_word(Outcome::Escalated, lang), n, table.counts.comments.standing)
}

/// Comments by document; they add up to those that stand.
pub(super) fn documents(table: &ResponseTable, lang: Lang) -> Vec<Counted> {
    let comments = &table.counts.comments;
    let title = |id: &Option<crate::document::DocumentId>| {
        let sections = table.sections.iter().filter_map(|section| section.document.as_ref());
        let own = sections.into_iter().find(|document| Some(&document.id) == id.as_ref());
        own.map_or_else(|| text(lang, "response-no-document"), |document| document_line(document, lang))
    };
    let mut all: Vec<Counted> = comments
        .documents
        .iter()
        .map(|it| Counted::of(title(&it.document), it.comments, comments.standing))
        .collect();
    if comments.referred > 0 {
        all.push(Counted::of(text(lang, "response-referred-apart"), comments.referred, comments.standing));
    }
    all
}

/// How many comments of which kind.
pub(super) fn by_kind(items: &[&Item], lang: Lang) -> Vec<String> {
    let mut of_kind: BTreeMap<Kind, usize> = BTreeMap::new();
    for item in items {
        *of_kind.entry(item.kind).or_default() += 1;
    }
    let word = |kind: Kind| text(lang, &format!("comment-kind-{}", kind.tag().replace('_', "-")));
    of_kind.into_iter().map(|(kind, n)| number_of(word(kind), n, lang)).collect()
}

/// How many comments with which outcome.
pub(super) fn by_outcome(items: &[&Item], lang: Lang) -> Vec<String> {
    let n = |outcome: Option<Outcome>| items.iter().filter(|item| item.outcome() == outcome).count();
    let decided = Outcome::ALL.iter().map(|it| (outcome_word(*it, lang), n(Some(*it))));
    let all = decided.chain([(text(lang, "response-undecided"), n(None))]);
    all.filter(|(_, n)| *n > 0).map(|(word, n)| number_of(word, n, lang)).collect()
}

fn number_of(word: String, n: usize, lang: Lang) -> String {
    Message::new("report-number-of").with("what", word).with("n", n).text(lang)
}

/// Counts as name and value, those that say nothing left out.
pub(super) fn facts(counted: &[Counted], table: &ResponseTable, lang: Lang) -> Vec<(String, String)> {
    let shown = counted.iter().filter(|it| it.is_shown());
    shown.map(|it| (it.name.clone(), it.value(table, lang))).collect()
}

/// Counts as a table whose rows add up to its last one.
pub(super) fn sums(
    counted: &[Counted],
    (caption, first): (&str, &str),
    table: &ResponseTable,
    lang: Lang,
) -> Table {
    let number = |id: &str| Column::new(text(lang, id), 2).align(Align::Right);
    let columns = vec![
        Column::new(text(lang, first), 6),
        number("response-column-count"),
        number("response-column-percent"),
    ];
    let mut rows = Table { caption: Some(text(lang, caption)), ..Table::new(columns) };
    let standing = table.counts.comments.standing;
    let total = Counted::of(text(lang, "response-total"), standing, standing);
    for it in counted.iter().chain([&total]) {
        let cells = [it.name.clone(), count(lang, it.n), it.percent(table, lang)];
        rows.push(Row::new(cells.map(Cell::text).into()));
    }
    rows
}

/// How the units stand, in counts; what meetings say of persons; what silence is not; who agrees.
pub(super) fn of_units(table: &ResponseTable, lang: Lang) -> Vec<Part> {
    let mut facts = facts(&units(table, lang), table, lang);
    let persons = &table.counts.persons;
    if persons.meetings > 0 {
        let people = |n: u64| count(lang, usize::try_from(n).unwrap_or(usize::MAX));
        let line = Message::new("response-meetings-line")
            .with("meetings", persons.meetings)
            .with("say_present", persons.say_present)
            .with("present", people(persons.present))
            .with("say_speakers", persons.say_speakers)
            .with("speakers", people(persons.speakers));
        facts.push((text(lang, "response-meetings"), line.text(lang)));
    }
    let silence = Part::Note(Note::new(NoteKind::Info, text(lang, "response-silence")));
    let mut parts = vec![Part::Facts(facts), silence];
    parts.extend(agreeing(table, lang));
    parts
}

/// How many comments there are, by outcome and by document; what the words of weight mean.
pub(super) fn of_comments(table: &ResponseTable, lang: Lang) -> Vec<Part> {
    let by_outcome = ("response-by-outcome", "response-column-outcome");
    let by_document = ("response-by-document", "response-column-document");
    vec![
        Part::Facts(facts(&comments(table, lang), table, lang)),
        Part::Table(sums(&outcomes(table, lang), by_outcome, table, lang)),
        Part::Table(sums(&documents(table, lang), by_document, table, lang)),
        Part::Note(Note::new(NoteKind::Info, scale_line(table, lang))),
    ]
}

/// The units that agree, with number and date of their letters; those that were not asked apart.
fn agreeing(table: &ResponseTable, lang: Lang) -> Vec<Part> {
    let line = |unit: &Agreeing| {
        let marks = unit.replies.iter().flat_map(|reply| {
            let dated = reply.dated.map(|date| day(lang, date));
            reply.symbol.iter().cloned().chain(dated)
        });
        let marks: Vec<String> = marks.collect();
        if marks.is_empty() {
            unit.by.name.clone()
        } else {
            format!("{} ({})", unit.by.name, marks.join(", "))
        }
    };
    let mut parts = Vec::new();
    for (id, asked) in [("response-agreeing", true), ("response-agreeing-unasked", false)] {
        let names: Vec<String> = table.agreeing.iter().filter(|it| it.asked == asked).map(line).collect();
        if !names.is_empty() {
            let all = Message::new(id).with("n", names.len()).with("names", names.join("; "));
            parts.push(paragraph(all.text(lang)));
        }
    }
    parts
}

/// `Thang từ: hầu hết từ 90%; đa số trên 50% …`, so that a word of weight never stands without its meaning.
fn scale_line(table: &ResponseTable, lang: Lang) -> String {
    let step = |step: &WeightStep| {
        let id = match (step.percent, step.above) {
            (0, _) if step.at_least <= 1 => "response-scale-one",
            (0, _) => "response-scale-rest",
            (_, true) => "response-scale-above",
            (_, false) => "response-scale-from",
        };
        let message = Message::new(id).with("word", step.named(lang)).with("percent", step.percent);
        message.with("n", step.at_least).text(lang)
    };
    let steps: Vec<String> = table.scale.steps.iter().map(step).collect();
    Message::new("response-scale").with("steps", steps.join("; ")).text(lang)
}
