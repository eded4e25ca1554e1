//! What a printed paper is told besides its words: layout, author, date, marks. The same for every printed format.

use crate::congress::Profile;
use crate::messages::Lang;
use crate::view::Marks;

/// What a Word or PDF file is told besides its words.
#[derive(Debug, Clone)]
pub struct Paper<'a> {
    /// How it is laid out.
    pub profile: &'a Profile,
    /// Language of the program's own words.
    pub lang: Lang,
    /// Title in the properties of the file.
    pub title: String,
    /// Who made it and whose changes it holds: the congress or its committee.
    pub author: String,
    /// The local time of its state, `2020-05-01T08:00:00`, also of its changes.
    pub date: String,
    /// Properties that lead a returned file back to its draft, name and value, in order.
    pub properties: Vec<(&'static str, String)>,
    /// Header block, draft mark, foot of the pages.
    pub marks: Option<Marks>,
    /// Lines at the top of the first page, outside the text.
    pub label: Vec<String>,
    /// Whether codes are printed before the blocks.
    pub show_codes: bool,
    /// Whether a table of contents of the headings is printed.
    pub contents: bool,
    /// Who signs, where recipients and signature are wanted.
    pub signs: Option<String>,
}
