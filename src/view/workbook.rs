//! A workbook: the tables of one output as sheets, for people who sort, filter and count in a spreadsheet.
//!
//! Says what stands on which sheet and what a reader may do with it; knows nothing of the format.

use super::model::Table;
use crate::messages::Lang;
use crate::units::Moment;

/// Sheets under one title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workbook {
    /// Title, kept in the file's properties.
    pub title: String,
    /// Language of its own words.
    pub lang: Lang,
    /// The moment its data are of: the only date the file carries.
    pub as_of: Moment,
    /// Foot of every printed sheet.
    pub footer: Option<String>,
    /// The sheets, the first one shown first; at least one.
    pub sheets: Vec<Sheet>,
}

/// A sheet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sheet {
    /// Its name; the format shortens it and keeps names apart.
    pub name: String,
    /// What stands on it; lines of `lead` above the columns' titles, titles of groups as lines of their own.
    pub table: Table,
    /// Whether rows can be filtered by their columns.
    pub filter: bool,
    /// What may be filled in, where it is a form.
    pub form: Option<FillIn>,
}

/// What a person may fill in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FillIn {
    /// Columns whose cells may be filled in where they are empty, by index.
    pub open: Vec<usize>,
    /// Columns with a list of words to choose from, by index; other words are taken too.
    pub choices: Vec<(usize, Vec<String>)>,
}
