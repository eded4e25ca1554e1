//! The letter that asks a unit for comments: on what, until when, how.
//!
//! The number is left blank, it is given when the letter is signed. The page holds no name of a person.

use super::model::{Cell, Column, List, Marks, Page, Paragraph, Part, Row, Run, Table};
use super::response::{moment, paragraph};
use crate::messages::{Lang, Message, text};
use crate::rounds::RoundNo;
use crate::synthesis::Due;

/// What a letter is made from.
#[derive(Debug, Clone)]
pub struct LetterInput {
    /// Language of the program's own words.
    pub lang: Lang,
    /// Name of the congress.
    pub congress: String,
    /// Header block: the superior and the issuer.
    pub marks: Marks,
    /// To whom: the unit's name.
    pub unit: String,
    /// The round.
    pub round: RoundNo,
    /// The drafts: title and number.
    pub drafts: Vec<(String, u32)>,
    /// Until when.
    pub due: Due,
    /// Days after the unit's own congress, where the round counts from it.
    pub days_after_congress: Option<u32>,
    /// Number of the unit's copy.
    pub copy_no: u32,
}

/// The page of a letter.
pub fn letter_page(input: &LetterInput) -> Page {
    let lang = input.lang;
    let said = |id: &str| {
        let message = Message::new(id).with("congress", &input.congress);
        message.with("round", input.round.get()).text(lang)
    };
    let to = vec![Run::emphasis(text(lang, "letter-to")), Run::plain(" "), Run::strong(input.unit.clone())];
    let steps = ["letter-how-slip", "letter-how-place", "letter-how-words", "letter-how-agree"];
    let parts = vec![
        Part::Paragraph(Paragraph { runs: to, ..Paragraph::default() }),
        paragraph(said("letter-request")),
        Part::List(List { ordered: false, items: input.drafts.iter().map(|it| draft(it, lang)).collect() }),
        paragraph(due_line(input)),
        paragraph(text(lang, "letter-how")),
        Part::List(List { ordered: true, items: steps.map(|id| vec![Run::plain(text(lang, id))]).into() }),
        paragraph(text(lang, "letter-purpose")),
        Part::Table(foot(input)),
    ];
    Page {
        title: text(lang, "letter-title"),
        subtitle: vec![said("letter-subject")],
        lang,
        marks: Some(marks(input)),
        parts,
        ..Page::default()
    }
}

fn marks(input: &LetterInput) -> Marks {
    let lang = input.lang;
    let mut marks = input.marks.clone().blank_number(lang, &text(lang, "letter-symbol"));
    marks.issuer.push(text(lang, "letter-subcommittee"));
    marks.place_date.get_or_insert_with(|| text(lang, "letter-date-blank"));
    marks.notes.push(Message::new("letter-copy").with("n", input.copy_no).text(lang));
    marks
}

fn draft((title, n): &(String, u32), lang: Lang) -> Vec<Run> {
    vec![Run::plain(Message::new("response-document").with("title", title).with("n", *n).text(lang))]
}

/// `trước 17 giờ 00 ngày 05/6/2020`, or `trong vòng 10 ngày sau khi bế mạc đại hội`, or both.
fn due_line(input: &LetterInput) -> String {
    let lang = input.lang;
    let moment = |at| moment(lang, at);
    let due = match (input.days_after_congress, input.due) {
        (Some(n), Due::At(at)) => Message::new("letter-due-days-at").with("n", n).with("moment", moment(at)),
        (Some(n), Due::NotFixed) => Message::new("letter-due-days").with("n", n),
        (None, Due::At(at)) => Message::new("letter-due-at").with("moment", moment(at)),
        (None, Due::NotFixed) => Message::new("letter-due-open"),
    };
    Message::new("letter-due").with("due", due).text(lang)
}

/// Recipients at the left, room for the signature at the right.
fn foot(input: &LetterInput) -> Table {
    let lang = input.lang;
    let mut left = vec![vec![Run::emphasis(text(lang, "letter-recipients"))]];
    let lines = [input.unit.clone(), text(lang, "letter-archive")];
    left.extend(lines.map(|line| vec![Run::plain(format!("- {line}"))]));
    let right = Cell::runs(vec![Run::strong(text(lang, "letter-signature"))]);
    let mut table = Table::new(vec![Column::new("", 1), Column::new("", 1)]);
    table.push(Row::new(vec![Cell { paragraphs: left }, right]));
    table
}
