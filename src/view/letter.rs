//! The letter that asks units for comments, and the one that reminds: on what, until when, how.
//!
//! The number is left blank, it is given when the letter is signed. The page holds no name of a person.

use super::model::{List, Marks, Page, Paragraph, Part, Run};
use super::office::{Office, foot};
use super::response::{day, document_line, moment, paragraph};
use crate::messages::{Lang, Message, text};
use crate::synthesis::DocumentTitle;
use crate::units::{Day, Moment};

/// A letter.
#[derive(Debug, Clone)]
pub struct Letter {
    /// What it does.
    pub kind: LetterKind,
    /// Who issues it.
    pub office: Office,
    /// Symbol behind the blank number: `-CV/TBVK`.
    pub symbol: String,
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
    /// Titles of drafts that are the same as in the round before: no comparison comes with them.
    pub unchanged: Vec<String>,
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
    let (subject, request) = match letter.kind {
        LetterKind::Request => ("letter-subject", "letter-request"),
        LetterKind::Reminder => ("letter-reminder-subject", "letter-reminder"),
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
    if !letter.unchanged.is_empty() {
        let line = Message::new("letter-unchanged").with("titles", letter.unchanged.join("; "));
        parts.insert(3, paragraph(line.text(lang)));
    }
    if let Some(place) = &letter.send_to {
        parts.push(paragraph(Message::new("letter-send-to").with("place", place).text(lang)));
    }
    parts.push(paragraph(text(lang, "letter-purpose")));
    let all = letter.to.clone().unwrap_or_else(|| text(lang, "letter-recipients-units"));
    let recipients: Vec<String> = std::iter::once(all).chain(letter.recipients.iter().cloned()).collect();
    parts.push(Part::Table(foot(&recipients, lang)));
    Page { lang, marks: Some(marks(letter, said(subject), lang)), parts, ..Page::default() }
}

/// An official letter has no name of its kind; its subject stands under the number.
fn marks(letter: &Letter, subject: String, lang: Lang) -> Marks {
    let date = match letter.date {
        None => text(lang, "letter-date-blank"),
        Some(date) if lang == Lang::Vi => date.vietnamese_long(),
        Some(date) => day(lang, date),
    };
    let marks = letter.office.marks(&letter.symbol, date, lang);
    Marks { notes: vec![subject], ..marks }
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
