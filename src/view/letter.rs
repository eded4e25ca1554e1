//! The letter that asks units for comments, and the one that reminds: on what, until when, how.
//!
//! The number is left blank, it is given when the letter is signed. The page holds no name of a person.

use super::model::{Cell, Column, List, Marks, Page, Paragraph, Part, Row, Run, Table};
use super::response::{day, document_line, moment, paragraph};
use crate::messages::{Lang, Message, text};
use crate::synthesis::DocumentTitle;
use crate::units::{Day, Moment};

/// A letter.
#[derive(Debug, Clone)]
pub struct Letter {
    /// What it does.
    pub kind: LetterKind,
    /// The committee above the issuer.
    pub superior: Option<String>,
    /// The committee that issues the drafts.
    pub issuer: Option<String>,
    /// Symbol behind the blank number: `-CV/TBVK`.
    pub symbol: String,
    /// The place before the date.
    pub place: Option<String>,
    /// Its date; left blank where there is none.
    pub date: Option<Day>,
    /// To whom: one unit's name, or none for all.
    pub to: Option<String>,
    /// Name of the congress.
    pub congress: String,
    /// Number of the round.
    pub round: u32,
    /// The drafts.
    pub documents: Vec<DocumentTitle>,
    /// Until when.
    pub due: LetterDue,
    /// Where replies go, as printed.
    pub send_to: Option<String>,
    /// Further lines below the recipient: who gets a copy, the number of the copy.
    pub recipients: Vec<String>,
    /// Short form of the manifest's hash.
    pub hash: Option<String>,
}

/// What a letter does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LetterKind {
    /// It asks for comments.
    #[default]
    Request,
    /// It reminds of comments asked for.
    Reminder,
}

/// Until when a letter asks for a reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LetterDue {
    /// Before this moment.
    At(Moment),
    /// Within so many days after the unit's own congress.
    AfterCongress(u32),
}

/// The page of a letter.
pub fn letter_page(letter: &Letter, lang: Lang) -> Page {
    let (title, request) = match letter.kind {
        LetterKind::Request => ("letter-title", "letter-request"),
        LetterKind::Reminder => ("letter-reminder-title", "letter-reminder"),
    };
    let said = |id: &str| {
        let message = Message::new(id).with("congress", &letter.congress);
        message.with("round", letter.round).text(lang)
    };
    let to = letter.to.clone().unwrap_or_else(|| text(lang, "letter-all-units"));
    let to = vec![Run::emphasis(text(lang, "letter-to")), Run::plain(" "), Run::strong(to)];
    let drafts = letter.documents.iter().map(|document| vec![Run::plain(document_line(document, lang))]);
    let steps = ["letter-how-slip", "letter-how-place", "letter-how-words", "letter-how-agree"];
    let mut parts = vec![
        Part::Paragraph(Paragraph { runs: to, ..Paragraph::default() }),
        paragraph(said(request)),
        Part::List(List { ordered: false, items: drafts.collect() }),
        paragraph(due_line(letter, lang)),
        paragraph(text(lang, "letter-how")),
        Part::List(List { ordered: true, items: steps.map(|id| vec![Run::plain(text(lang, id))]).into() }),
    ];
    if let Some(place) = &letter.send_to {
        parts.push(paragraph(Message::new("letter-send-to").with("place", place).text(lang)));
    }
    parts.push(paragraph(text(lang, "letter-purpose")));
    parts.push(Part::Table(foot(letter, lang)));
    Page {
        title: text(lang, title),
        subtitle: vec![said("letter-subject")],
        lang,
        marks: Some(marks(letter, lang)),
        parts,
        ..Page::default()
    }
}

fn marks(letter: &Letter, lang: Lang) -> Marks {
    let own = text(lang, "letter-subcommittee");
    let issuer: Vec<&str> = letter.superior.iter().chain(&letter.issuer).map(String::as_str).collect();
    let issuer: Vec<&str> = issuer.into_iter().chain([own.as_str()]).collect();
    let mut marks = Marks::party(lang, &issuer).blank_number(lang, &letter.symbol);
    let date = match letter.date {
        None => text(lang, "letter-date-blank"),
        Some(date) if lang == Lang::Vi => date.vietnamese_long(),
        Some(date) => day(lang, date),
    };
    marks.place_date = Some(match &letter.place {
        Some(place) => format!("{place}, {date}"),
        None => date,
    });
    match &letter.hash {
        Some(hash) => marks.hash(lang, hash),
        None => marks,
    }
}

/// `trước 17 giờ 00 ngày 05/6/2020`, or `trong vòng 10 ngày sau khi bế mạc đại hội`.
fn due_line(letter: &Letter, lang: Lang) -> String {
    let due = match letter.due {
        LetterDue::At(at) => Message::new("letter-due-at").with("moment", moment(lang, at)),
        // No day is counted from a congress that nobody asked to count from.
        LetterDue::AfterCongress(0) => Message::new("letter-due-open"),
        LetterDue::AfterCongress(n) => Message::new("letter-due-days").with("n", n),
    };
    let id = match letter.kind {
        LetterKind::Request => "letter-due",
        LetterKind::Reminder => "letter-reminder-due",
    };
    Message::new(id).with("due", due).text(lang)
}

/// Recipients at the left, room for the signature at the right.
fn foot(letter: &Letter, lang: Lang) -> Table {
    let mut left = vec![vec![Run::emphasis(text(lang, "letter-recipients"))]];
    let all = letter.to.clone().unwrap_or_else(|| text(lang, "letter-recipients-units"));
    let lines = std::iter::once(all).chain(letter.recipients.iter().cloned());
    let lines = lines.chain([text(lang, "letter-archive")]);
    left.extend(lines.map(|line| vec![Run::plain(format!("- {line}"))]));
    let right = Cell::runs(vec![Run::strong(text(lang, "letter-signature"))]);
    let mut table = Table::new(vec![Column::new("", 1), Column::new("", 1)]);
    table.push(Row::new(vec![Cell { paragraphs: left }, right]));
    table
}
