//! The end of a letter: signature, recipients, stamp lines. None of them is said of the draft.
//!
//! A line below the signature that asks for something belongs to the letter all the same: lists are attached there.

use super::ask;
use super::head::only_day;
use super::lines::{Paragraph, Style, is_capitals};
use crate::text::plain;
use crate::units::Day;

/// What stands at the end.
#[derive(Debug, Default)]
pub(super) struct Tail {
    /// For every paragraph whether it is one of the end.
    pub(super) is_tail: Vec<bool>,
    /// For whom it is signed: `ĐẢNG UỶ XÃ HOÀ LŨNG`.
    pub(super) signed: Vec<String>,
    /// The day that stands above the signature.
    pub(super) dated: Option<Day>,
}

/// Finds the end of a letter in its paragraphs.
pub(super) fn read(body: &[Paragraph]) -> Tail {
    let mut tail = Tail::default();
    let mut inside = false;
    let mut in_recipients = false;
    for it in body {
        let key = plain(&it.text).key;
        let begins = starts_tail(&it.text, &key);
        in_recipients = (in_recipients && is_recipient(it)) || key.starts_with("noi nhan");
        let is_short = it.text.chars().count() <= 100;
        let mut names = it.text.split_whitespace();
        let is_person = names.clone().count() <= 6 && names.all(|word| word.starts_with(char::is_uppercase));
        let is_line = is_short && !ask::asks(&it.text) && !it.text.ends_with(':');
        let is_name = inside && it.style.is_none() && (is_line || is_person);
        let is_day = it.style.is_none()
            && is_short
            && key.contains("ngay")
            && !ask::asks(&it.text)
            && signs_day(&it.text);
        if is_day {
            tail.dated = tail.dated.or_else(|| only_day(&it.text));
        }
        inside = begins || in_recipients || is_name || (is_day && inside);
        if begins && let Some(name) = signed_for(&it.text) {
            tail.signed.push(name);
        }
        tail.is_tail.push(inside || is_day);
    }
    tail
}

fn starts_tail(text: &str, key: &str) -> bool {
    const STARTS: &[&str] = &[
        "noi nhan",
        "t/m",
        "tm.",
        "tm ",
        "t/l",
        "k/t",
        "kt.",
        "tl.",
        "tuq.",
        "(da ky)",
        "da ky",
        "(ky ten",
        "nguoi gop y",
        "nguoi lap",
        "nguoi viet",
        "nguoi tong hop",
        "thu ky",
        "chu toa",
        "chu tri",
    ];
    const OFFICES: &[&str] = &[
        "bi thu",
        "pho bi thu",
        "thu truong",
        "chu tich",
        "pho chu tich",
        "giam doc",
        "hieu truong",
        "truong phong",
        "chanh van phong",
    ];
    let is_short = text.chars().count() <= 120;
    let signs =
        STARTS.iter().any(|it| key.starts_with(it)) && !text.ends_with(':') || key.starts_with("noi nhan");
    let office = is_capitals(text) && OFFICES.iter().any(|it| key.starts_with(it));
    is_short && (signs || office) && (key.starts_with("noi nhan") || !ask::asks(text))
}

/// `- Như trên;`, `- Lưu VT.`
fn is_recipient(it: &Paragraph) -> bool {
    let is_listed = matches!(it.style, Some(Style::Sign(_)));
    is_listed && it.text.chars().count() <= 120 && !ask::edits(&it.text) && !it.text.contains(['"', '“'])
}

/// `Hoà Lũng, ngày 12 tháng 4 năm 2025` above a signature.
fn signs_day(text: &str) -> bool {
    let key = plain(text).key;
    let before = key.split("ngay").next().unwrap_or_default().trim_end();
    (before.is_empty() || before.ends_with(',')) && before.split(' ').count() <= 8 && only_day(text).is_some()
}

/// `T/M ĐẢNG UỶ XÃ HOÀ LŨNG` without what it is signed with.
fn signed_for(text: &str) -> Option<String> {
    let line = text.split("   ").last().unwrap_or(text).trim();
    let rest = ["T/M", "TM.", "T.M", "TM"].iter().find_map(|it| line.strip_prefix(it))?;
    let name = rest.trim_start_matches(['.', ' ']).trim();
    (!name.is_empty()).then(|| name.to_owned())
}
