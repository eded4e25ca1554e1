//! What the wording of a comment asks for as an edit: "sửa “A” thành “B”", "bỏ cụm từ “A”", "bổ sung “B” sau “A”".
//!
//! Precision before recall: an edit is read only where the text says both what and where, with the words in
//! quotation marks (or figures on both sides, or new words behind a colon); everything else stays a comment in
//! words. Nothing is made up, nothing is taken from a sentence that says not to do it, asks or tells. What words do
//! stands in `proposal_words`, what they say together in `proposal_match`. Bounded by the length of the comment
//! times a fixed number of patterns.

use super::proposal_match::{Edit, Found, alternative, found_at, further, listed};
use super::proposal_signs::{Sentence, Signs};
use super::{Op, Proposal};
use crate::text;

/// Alternatives read from one comment at most.
pub const PROPOSALS_MAX: usize = 8;

/// The words for "at the end of the paragraph" in [`Proposal::to`] of an insertion.
pub const AT_END: &str = "cuối đoạn";

/// The words for "at the start of the paragraph".
pub const AT_START: &str = "đầu đoạn";

/// The words for "a paragraph of its own" beside the one that has the words.
pub const NEW_PARAGRAPH: &str = "đoạn mới";

/// The words for "the whole paragraph" in [`Proposal::to`] of a replacement without a target.
pub const WHOLE_PARAGRAPH: &str = "cả đoạn";

/// The words for "the title", with the heading's number kept.
pub const TITLE: &str = "tên mục";

/// Verbs that replace a figure, folded without marks.
const REPLACE_VERBS: &[&str] = &[
    "sua",
    "thay",
    "chinh",
    "doi",
    "chua",
    "dieu chinh",
    "thay the",
    "sua lai",
    "chinh sua",
    "sua doi",
    "hieu chinh",
    "thay doi",
    "viet lai",
    "dinh chinh",
    "chinh lai",
    "lam tron",
    "cap nhat",
    "cap nhat lai",
];

/// Nouns between a verb and its figure.
const NOUNS: &[&str] = &["so lieu", "so", "con so", "ti le", "ty le", "chi tieu", "muc", "tu"];

/// The edits that a text asks for; alternatives and several points alike, in order.
pub fn proposals_in(comment: &str) -> Vec<Proposal> {
    let signs = Signs::new(comment);
    let mut found = Vec::new();
    if !signs.words.is_empty() {
        for sentence in &signs.sentences {
            read(comment, &signs, sentence, &mut found);
        }
    }
    if found.is_empty() {
        found.extend(figures(comment));
    }
    found.truncate(PROPOSALS_MAX);
    found
}

/// The edits of one sentence.
fn read(comment: &str, signs: &Signs<'_>, sentence: &Sentence, edits: &mut Vec<Proposal>) {
    let words = |at: usize| sentence.signs.get(at).and_then(|sign| signs.words.get(sign.words)).copied();
    let mut at = 0;
    while at < sentence.signs.len() {
        let Some(found) = found_at(sentence, at) else {
            at += 1;
            continue;
        };
        at = found.end.max(at + 1);
        if found.void {
            continue;
        }
        let Some(edit) = proposal_of(comment, signs, sentence, &found) else { continue };
        let target = edit.target.clone();
        let told = edits.len();
        edits.push(edit);
        while let Some((end, pick)) = alternative(sentence, at, found.edit) {
            if matches!(found.edit, Edit::Replace(..) | Edit::Delete(_)) {
                edits.push(proposal(Op::Replace, target.as_deref(), words(pick)));
            }
            at = end;
        }
        while let (Edit::Replace(..), Some((end, old, new))) = (found.edit, further(sentence, at)) {
            edits.push(proposal(Op::Replace, words(old), words(new)));
            at = end;
        }
        while let (Edit::Delete(_), Some((end, pick))) = (found.edit, listed(sentence, at)) {
            edits.push(proposal(Op::Delete, words(pick), None));
            at = end;
        }
        if edits.len() > told + PROPOSALS_MAX {
            return;
        }
    }
}

fn proposal_of(comment: &str, signs: &Signs<'_>, sentence: &Sentence, found: &Found) -> Option<Proposal> {
    let words = |pick: usize| {
        let sign = sentence.signs.get(*found.picks.get(pick)?)?;
        signs.words.get(sign.words).copied()
    };
    let at = |to: &str, it: Proposal| Proposal { to: Some(to.to_owned()), ..it };
    Some(match found.edit {
        Edit::Replace(old, new) => proposal(Op::Replace, Some(words(old)?), Some(words(new)?)),
        Edit::Delete(old) => proposal(Op::Delete, Some(words(old)?), None),
        Edit::After(target, new) => proposal(Op::InsertAfter, Some(words(target)?), Some(words(new)?)),
        Edit::Before(target, new) => proposal(Op::InsertBefore, Some(words(target)?), Some(words(new)?)),
        Edit::EndOf(target, new) => {
            at(AT_END, proposal(Op::InsertAfter, Some(words(target)?), Some(words(new)?)))
        }
        Edit::StartOf(target, new) => {
            at(AT_START, proposal(Op::InsertBefore, Some(words(target)?), Some(words(new)?)))
        }
        Edit::End(new) => at(AT_END, proposal(Op::InsertAfter, None, Some(words(new)?))),
        Edit::Start(new) => at(AT_START, proposal(Op::InsertBefore, None, Some(words(new)?))),
        Edit::NewAfter(target, new) => {
            at(NEW_PARAGRAPH, proposal(Op::InsertAfter, Some(words(target)?), Some(words(new)?)))
        }
        Edit::NewBefore(target, new) => {
            at(NEW_PARAGRAPH, proposal(Op::InsertBefore, Some(words(target)?), Some(words(new)?)))
        }
        Edit::New(new) => at(NEW_PARAGRAPH, proposal(Op::InsertAfter, None, Some(words(new)?))),
        Edit::Whole(new) => at(WHOLE_PARAGRAPH, proposal(Op::Replace, None, Some(words(new)?))),
        Edit::Title(new) => at(TITLE, proposal(Op::Replace, None, Some(words(new)?))),
        Edit::Move(old) => {
            let sign = sentence.signs.get(*found.picks.get(old)?)?;
            moved(words(old)?, comment, signs, sign.words)?
        }
    })
}

/// A proposal of which only some parts are given.
pub(super) fn proposal(op: Op, target: Option<&str>, words: Option<&str>) -> Proposal {
    let owned = |words: &str| words.trim().to_owned();
    Proposal { op, target: target.map(owned), to: None, text: words.map(owned) }
}

/// "Chuyển câu “A” sang mục III.2", "… xuống sau đoạn “B”".
fn moved(words: &str, comment: &str, signs: &Signs<'_>, quote: usize) -> Option<Proposal> {
    const LEADS: &[&str] = &["sang", "xuong", "len", "ve", "vao", "ra", "to"];
    let start = signs.spans.get(quote)?.end;
    let next = signs.spans.get(quote + 1);
    let gap = &comment[start..next.map_or(comment.len(), |span| span.start)];
    let plain = text::plain(gap);
    let mut from = 0;
    let lead = plain.key.split_inclusive(|c: char| !c.is_alphanumeric()).find_map(|word| {
        from += word.len();
        LEADS.contains(&word.trim_end_matches(|c: char| !c.is_alphanumeric())).then_some(from)
    })?;
    let place = plain.spans.source(lead..plain.key.len()).start;
    let ends = |(at, c): (usize, char)| {
        matches!(c, ';' | '\n' | ',')
            || c == '.' && gap[at + 1..].chars().next().is_none_or(char::is_whitespace)
    };
    // The words that lead there stand in the sentence of the quote.
    if gap[..place].char_indices().any(|(at, c)| c != ',' && ends((at, c))) {
        return None;
    }
    let end =
        gap[place..].char_indices().map(|(at, c)| (at + place, c)).find(|it| ends(*it)).map(|(at, _)| at);
    let named = gap[place..end.unwrap_or(gap.len())].trim();
    let folded = folded(named);
    let beside = folded.starts_with("sau ") || folded.starts_with("truoc ");
    let to = match (end, next) {
        (None, Some(next)) if beside => comment[start + place..next.end].trim(),
        (None, Some(_)) => return None,
        _ => named,
    };
    let read = crate::anchor::parse_citation(to);
    let is_place = read
        .places
        .iter()
        .any(|place| !place.steps.is_empty() || place.code.is_some() || place.table.is_some());
    (is_place || beside && next.is_some() && end.is_none())
        .then(|| Proposal { to: Some(to.to_owned()), ..proposal(Op::Move, Some(words), None) })
}

/// Folded words joined by single blanks.
pub(super) fn folded(words: &str) -> String {
    let plain = text::plain(words).key;
    let words: Vec<&str> =
        plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

fn without_nouns(words: &str) -> String {
    let mut rest = words;
    for _ in 0..3 {
        let noun = NOUNS.iter().filter(|noun| ends_with(rest, &[noun])).max_by_key(|noun| noun.len());
        let Some(noun) = noun else { break };
        rest = rest[..rest.len() - noun.len()].trim_end();
    }
    rest.to_owned()
}

fn ends_with(words: &str, any: &[&str]) -> bool {
    any.iter().any(|end| words.strip_suffix(end).is_some_and(|rest| rest.is_empty() || rest.ends_with(' ')))
}

/// Whether a sentence says not to do it: "không nên sửa", "đã sửa".
fn is_negated(words: &str) -> bool {
    const NOT: &[&str] = &["khong", "dung", "chua", "tranh", "neu", "da", "vi", "sao"];
    words.split(' ').any(|word| NOT.contains(&word))
}

/// "sửa 42,8% thành 42,9%", "thay số 45.520 tấn bằng 45.250 tấn": figures on both sides, without quotation marks.
fn figures(comment: &str) -> Option<Proposal> {
    let words: Vec<&str> = comment.split_whitespace().collect();
    let plain: Vec<String> = words.iter().map(|word| folded(word)).collect();
    let into =
        (1..words.len()).find(|at| matches!(plain[*at].as_str(), "thanh" | "bang" | "la" | "con" | "len"))?;
    let is_figure = |word: &str| word.trim_matches(['(', '.', ',']).starts_with(|c: char| c.is_ascii_digit());
    let old = (into.saturating_sub(3)..into).find(|at| is_figure(words[*at]))?;
    let lead = without_nouns(&plain[old.saturating_sub(6)..old].join(" "));
    let new = into + 1;
    if !ends_with(&lead, REPLACE_VERBS)
        || is_negated(&lead)
        || !words.get(new).is_some_and(|word| is_figure(word))
    {
        return None;
    }
    let target = words[old..into].join(" ");
    let unit_words = into - old;
    let mut end = new + 1;
    // The new figure takes the unit along where the old one has the same.
    while end < words.len() && end - new < unit_words && plain[end] == plain[old + end - new] {
        end += 1;
    }
    let complete = end - new == unit_words;
    let strip = |word: &str| word.trim_end_matches(['.', ',', ';', ')']).trim_start_matches('(').to_owned();
    let (target, text) = if complete {
        (target, words[new..end].join(" "))
    } else {
        (words[old].to_owned(), words[new].to_owned())
    };
    let (target, text) = (strip(&target), strip(&text));
    (target != text).then(|| proposal(Op::Replace, Some(&target), Some(&text)))
}
