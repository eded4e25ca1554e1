//! What a comment asks for, guessed from its proposals and its verbs when the unit does not say.
//!
//! In this order: its proposals; a question; agreement; then the first of move, deletion, addition, figure and
//! wording whose verb stands in it. Whether something is off topic is never guessed: a person says so.

use super::agreement::is_pure_agreement;
use super::proposal::folded;
use super::{Comment, Kind, Op, Proposal};

/// The kind of a comment.
pub fn kind_of(comment: &Comment) -> Kind {
    if let Some(kind) = by_proposals(&comment.proposals) {
        return kind;
    }
    by_words(&comment.text, comment.citation.as_ref().map_or("", |cited| &cited.as_written))
}

fn by_proposals(proposals: &[Proposal]) -> Option<Kind> {
    let first = proposals.first()?;
    let digits =
        |words: &Option<String>| words.as_deref().unwrap_or_default().bytes().any(|b| b.is_ascii_digit());
    if proposals.iter().any(|it| it.op != first.op) {
        return Some(Kind::Wording);
    }
    Some(match first.op {
        Op::Replace if digits(&first.target) && digits(&first.text) => Kind::Figure,
        Op::Replace => Kind::Wording,
        Op::InsertAfter | Op::InsertBefore => Kind::Addition,
        Op::Delete => Kind::Deletion,
        Op::Move => Kind::Move,
    })
}

/// The kind by the words of a comment and the place as written.
fn by_words(words: &str, place: &str) -> Kind {
    let padded = format!(" {} ", folded(words));
    let has = |any: &[&str]| any.iter().any(|phrase| padded.contains(&format!(" {phrase} ")));
    if words.trim_end().ends_with('?')
        || has(&["vi sao", "tai sao", "de nghi giai thich", "de nghi cho biet"])
    {
        return Kind::Question;
    }
    if is_pure_agreement(words) || has(&["giu nguyen"]) && !has(&["sua", "bo sung"]) {
        return Kind::Agreement;
    }
    let shifts = has(&["chuyen", "dua", "dao", "doi"])
        && has(&["sang", "len", "xuong", "len truoc", "ve", "len dau", "xuong cuoi", "ra sau"])
        && !has(&["chuyen bien"]);
    if shifts {
        return Kind::Move;
    }
    if has(&[
        "luoc bot",
        "luoc bo",
        "xoa",
        "nen bo",
        "de nghi bo",
        "bo cum",
        "bo cau",
        "bo muc",
        "bo doan",
        "bo bot",
        "bo mot cho",
        "bo tu",
    ]) {
        return Kind::Deletion;
    }
    let digits = words.bytes().filter(u8::is_ascii_digit).count() >= 2;
    if has(&["so lieu", "lam tron", "chua khop", "con so", "ty le", "ti le", "mot con so"])
        || digits && has(&["ghi", "cap nhat", "la", "dat", "chua dung"])
    {
        return Kind::Figure;
    }
    if has(&["bo sung", "them", "ghi ro", "neu ro", "neu them", "nen co"]) {
        return Kind::Addition;
    }
    if has(&[
        "sua",
        "thay",
        "viet lai",
        "dien dat",
        "nen ghi",
        "nen viet",
        "nen dung",
        "rut gon",
        "viet gon",
        "thong nhat",
        "ra soat",
        "nen",
    ]) {
        return Kind::Wording;
    }
    let whole = crate::anchor::parse_citation(place);
    if whole.whole || place.trim().is_empty() { Kind::General } else { Kind::Other }
}
