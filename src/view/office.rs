//! What stands around the papers of the subcommittee: head with a blank number, recipients, room for a signature.
//!
//! Numbers and dates are left blank: they are given when a paper is signed. No name of a person stands here.

use super::model::{Cell, Column, Marks, Run, Table};
use crate::messages::{Lang, text};

/// Who issues a paper, and what it was made from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Office {
    /// The committee above the issuer.
    pub superior: Option<String>,
    /// The committee that issues the drafts.
    pub issuer: Option<String>,
    /// The place before the date.
    pub place: Option<String>,
    /// Short form of the manifest's hash.
    pub hash: Option<String>,
}

impl Office {
    /// The head of a paper of the subcommittee; `symbol` stands behind the blank number, `date` as printed.
    pub(super) fn marks(&self, symbol: &str, date: String, lang: Lang) -> Marks {
        let own = text(lang, "letter-subcommittee");
        let issuer: Vec<&str> = self.superior.iter().chain(&self.issuer).map(String::as_str).collect();
        let issuer: Vec<&str> = issuer.into_iter().chain([own.as_str()]).collect();
        let mut marks = Marks::party(lang, &issuer).blank_number(lang, symbol);
        marks.place_date = Some(match &self.place {
            Some(place) => format!("{place}, {date}"),
            None => date,
        });
        match &self.hash {
            Some(hash) => marks.hash(lang, hash),
            None => marks,
        }
    }
}

/// Recipients at the left, room for the signature at the right.
pub(super) fn foot(recipients: &[String], lang: Lang) -> Table {
    let mut left = vec![vec![Run::emphasis(text(lang, "letter-recipients"))]];
    let archive = text(lang, "letter-archive");
    left.extend(recipients.iter().chain([&archive]).map(|line| vec![Run::plain(format!("- {line}"))]));
    let right = Cell::runs(vec![Run::strong(text(lang, "letter-signature"))]);
    let mut table = Table::new(vec![Column::new("", 1), Column::new("", 1)]);
    table.push(super::model::Row::new(vec![Cell { paragraphs: left }, right]));
    table
}
