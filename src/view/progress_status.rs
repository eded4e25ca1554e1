//! The status page: the rounds, what is open in them, the next thing to do.

use super::model::{Align, Cell, Column, Note, NoteKind, Page, Part, Row, Run, Table};
use super::response::{day, heading, note};
use crate::congress::Rounding;
use crate::messages::{Lang, Message, text};
use crate::rounds::RoundNo;
use crate::synthesis::Fraction;
use crate::units::{Day, Moment};

/// What stands where, as of a moment.
#[derive(Debug, Clone)]
pub struct Status {
    /// Name of the congress.
    pub congress: String,
    /// As of when.
    pub as_of: Moment,
    /// The rounds, in order.
    pub rounds: Vec<StatusRound>,
    /// What is open, the most urgent first; those with nothing open are not shown.
    pub open: Vec<OpenItem>,
    /// How percentages are shortened.
    pub rounding: Rounding,
}

/// One round in short.
#[derive(Debug, Clone)]
pub struct StatusRound {
    /// Which.
    pub round: RoundNo,
    /// `circulated`, `closed`, `reopened` or `withdrawn`.
    pub phase: &'static str,
    /// When it was opened.
    pub opened: Day,
    /// Its documents with their draft numbers, as printed.
    pub drafts: Vec<String>,
    /// Units asked.
    pub asked: usize,
    /// Of these, units that replied.
    pub replied: usize,
    /// Of these, units that are late.
    pub overdue: usize,
    /// Comments that stand.
    pub comments: usize,
    /// Of these, without a decision.
    pub undecided: usize,
}

/// Something open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenItem {
    /// What.
    pub kind: OpenKind,
    /// How many.
    pub count: usize,
    /// In which round; none where it is about no round.
    pub round: Option<RoundNo>,
}

/// What can be open; each says in the message files what it is and which command comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpenKind {
    /// Edits of the drafts that are not saved.
    UnsavedDrafts,
    /// Problems that `check` finds.
    Problems,
    /// No round yet.
    NoRound,
    /// A round was opened and nothing sent.
    NotSent,
    /// Replies on paper that are yet to be typed.
    ToBeTyped,
    /// Replies that cannot be read.
    Unreadable,
    /// Replies that do not say whether they replace or add to earlier ones.
    UnclearReplies,
    /// Comments without a place.
    Unplaced,
    /// Comments without a decision.
    Undecided,
    /// Accepted comments that are not in the draft.
    AcceptedUnchanged,
    /// Changes without a comment or reason.
    ChangedUnexplained,
    /// Units that are late.
    Overdue,
    /// Days without a backup.
    NoBackup,
}

impl OpenKind {
    fn tag(self) -> &'static str {
        match self {
            Self::UnsavedDrafts => "unsaved-drafts",
            Self::Problems => "problems",
            Self::NoRound => "no-round",
            Self::NotSent => "not-sent",
            Self::ToBeTyped => "to-be-typed",
            Self::Unreadable => "unreadable",
            Self::UnclearReplies => "unclear-replies",
            Self::Unplaced => "unplaced",
            Self::Undecided => "undecided",
            Self::AcceptedUnchanged => "accepted-unchanged",
            Self::ChangedUnexplained => "changed-unexplained",
            Self::Overdue => "overdue",
            Self::NoBackup => "no-backup",
        }
    }
}

/// The status page.
pub fn status_page(status: &Status, lang: Lang) -> Page {
    let mut parts = Vec::new();
    if status.rounds.is_empty() {
        parts.push(note(lang, "progress-no-round"));
    } else {
        parts.push(Part::Table(rounds(status, lang)));
    }
    let open: Vec<&OpenItem> = status.open.iter().filter(|item| item.count > 0).collect();
    parts.push(heading(lang, "status-open"));
    if open.is_empty() {
        parts.push(note(lang, "status-nothing-open"));
    } else {
        parts.push(Part::Table(open_table(&open, lang)));
    }
    if let Some(first) = open.first() {
        let next = Message::new("status-next").with("command", said(first, ".next", lang)).text(lang);
        parts.push(Part::Note(Note::new(NoteKind::Info, next)));
    }
    let as_of = Message::new("view-as-of").with("date", day(lang, status.as_of.day())).text(lang);
    Page {
        title: text(lang, "status-title"),
        subtitle: [status.congress.clone(), as_of].into_iter().filter(|line| !line.is_empty()).collect(),
        lang,
        parts,
        ..Page::default()
    }
}

fn said(item: &OpenItem, attribute: &str, lang: Lang) -> String {
    let round = item.round.map(|round| round.to_string()).unwrap_or_default();
    let message = Message::new(format!("status-open-{}{attribute}", item.kind.tag()));
    message.with("n", item.count).with("round", round).text(lang)
}

fn rounds(status: &Status, lang: Lang) -> Table {
    let column = |id: &str, weight| Column::new(text(lang, &format!("status-column-{id}")), weight);
    let number = |id: &str| column(id, 2).align(Align::Right);
    let mut table = Table::new(vec![
        column("round", 1),
        column("phase", 3),
        column("opened", 2),
        column("drafts", 6),
        number("replied"),
        number("overdue"),
        number("comments"),
        number("undecided"),
    ]);
    for round in &status.rounds {
        let share = Fraction::new(round.replied, round.asked).shown(status.rounding, lang);
        table.push(Row::new(vec![
            Cell::text(round.round.to_string()),
            Cell::text(text(lang, &format!("status-phase-{}", round.phase))),
            Cell::text(day(lang, round.opened)),
            Cell::lines(round.drafts.iter().cloned()),
            Cell::text(share),
            Cell::text(round.overdue.to_string()),
            Cell::text(round.comments.to_string()),
            Cell::text(round.undecided.to_string()),
        ]));
    }
    table
}

fn open_table(open: &[&OpenItem], lang: Lang) -> Table {
    let column = |id: &str, weight| Column::new(text(lang, &format!("status-column-{id}")), weight);
    let mut table = Table::new(vec![column("round", 1), column("what", 6), column("command", 6)]);
    for item in open {
        table.push(Row::new(vec![
            Cell::text(item.round.map(|round| round.to_string()).unwrap_or_default()),
            Cell::text(said(item, "", lang)),
            Cell::runs(vec![Run::code(said(item, ".next", lang))]),
        ]));
    }
    table
}
