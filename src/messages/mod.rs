//! What the user reads, in Vietnamese and in English.
//!
//! Every sentence of the program stands in a Fluent file below `vi/` and, under the same id with the same
//! arguments, below `en/`. Code carries a [`Message`] (an id and its arguments) and never a sentence, so that
//! the language is chosen once, where something is printed. Tests check that both languages are complete and
//! that every id named in the code exists. This module does not print and does not know a terminal.

mod catalog;

use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;

/// A language the program speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, PartialOrd, Ord)]
pub enum Lang {
    /// Vietnamese, the default.
    #[default]
    Vi,
    /// English.
    En,
}

impl Lang {
    /// Reads `vi` or `en`.
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag {
            "vi" => Some(Self::Vi),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    /// The tag: `vi` or `en`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }
}

/// Name of an argument.
pub type ArgName = Cow<'static, str>;

/// An argument of a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Value {
    /// Put in as it stands.
    Text(String),
    /// A count; English chooses singular or plural by it.
    Number(i64),
    /// Another message, put in in the same language.
    Message(Box<Message>),
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl From<&String> for Value {
    fn from(value: &String) -> Self {
        Self::Text(value.clone())
    }
}

impl From<usize> for Value {
    fn from(value: usize) -> Self {
        Self::Number(i64::try_from(value).unwrap_or(i64::MAX))
    }
}

impl From<u32> for Value {
    fn from(value: u32) -> Self {
        Self::Number(i64::from(value))
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Number(value)
    }
}

impl From<Message> for Value {
    fn from(value: Message) -> Self {
        Self::Message(Box::new(value))
    }
}

/// A sentence by its id, with its arguments: `Message::new("log-done").with("round", 2usize)`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Id in the message files; an attribute is written `id.attribute`.
    pub id: String,
    /// Arguments by name.
    pub args: Vec<(ArgName, Value)>,
}

impl Message {
    /// A message without arguments.
    pub fn new(id: impl Into<String>) -> Self {
        Self { id: id.into(), args: Vec::new() }
    }

    /// The same with one more argument.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.args.push((name.into(), value.into()));
        self
    }

    /// The sentence in `lang`. An id missing in `lang` is shown as `⟦id⟧`; tests keep that from happening.
    pub fn text(&self, lang: Lang) -> String {
        catalog::format(lang, &self.id, &self.args).unwrap_or_else(|| format!("⟦{}⟧", self.id))
    }

    /// The sentence, or nothing where the message files have no such id (an optional hint, say).
    pub fn try_text(&self, lang: Lang) -> Option<String> {
        catalog::format(lang, &self.id, &self.args)
    }
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text(Lang::Vi))
    }
}

/// The sentence of `id` without arguments.
pub fn text(lang: Lang, id: &str) -> String {
    Message::new(id).text(lang)
}

/// A count as people write it: `1.508` in Vietnamese.
pub fn count(lang: Lang, n: usize) -> String {
    catalog::count(lang, i64::try_from(n).unwrap_or(i64::MAX))
}

/// A place inside a file (`row 4`, `line 12`, `comments[2]`) as a person reads it; anything else as it is.
pub fn shown_at(at: &str, lang: Lang) -> String {
    let read =
        |prefix: &str, suffix: &str| at.strip_prefix(prefix)?.strip_suffix(suffix)?.parse::<usize>().ok();
    let forms = [
        ("row ", "", "at-row"),
        ("line ", "", "at-line"),
        ("paragraph ", "", "at-paragraph"),
        ("footnote ", "", "at-footnote"),
        ("comments[", "]", "at-comment"),
    ];
    let found = forms.iter().find_map(|(prefix, suffix, id)| Some((id, read(prefix, suffix)?)));
    if let Some((id, n)) = found {
        return Message::new(*id).with("n", n).text(lang);
    }
    if let Some((page, rest)) = at.strip_prefix("page ").and_then(|rest| rest.split_once(", "))
        && let Ok(n) = page.parse::<usize>()
    {
        return format!("{}, {}", Message::new("at-page").with("n", n).text(lang), shown_at(rest, lang));
    }
    if let Some(cell) = at.strip_prefix("cell ") {
        return Message::new("at-cell").with("cell", cell).text(lang);
    }
    if let Some((sheet, rest)) = at.strip_prefix("sheet \"").and_then(|rest| rest.rsplit_once('"')) {
        let sheet = Message::new("at-sheet").with("sheet", sheet).text(lang);
        let rest = rest.strip_prefix(", ").map(|at| format!(", {}", shown_at(at, lang)));
        return format!("{sheet}{}", rest.unwrap_or_default());
    }
    if let Some((table, rest)) = at.strip_prefix("table ").and_then(|rest| rest.split_once(", "))
        && let Ok(n) = table.parse::<usize>()
    {
        return format!("{}, {}", Message::new("at-table").with("n", n).text(lang), shown_at(rest, lang));
    }
    let lines = at.strip_prefix("lines ").and_then(|span| span.split_once('-'));
    let lines =
        lines.and_then(|(first, last)| Some((first.parse::<usize>().ok()?, last.parse::<usize>().ok()?)));
    lines.map_or_else(
        || at.to_owned(),
        |(first, last)| Message::new("at-lines").with("first", first).with("last", last).text(lang),
    )
}

/// All ids of one language, attributes as `id.attribute`, in file order.
pub fn ids(lang: Lang) -> Vec<String> {
    catalog::ids(lang)
}

/// The argument names that each message of one language uses: `(id, sorted names)`.
pub fn arguments(lang: Lang) -> Vec<(String, Vec<String>)> {
    catalog::arguments(lang)
}
