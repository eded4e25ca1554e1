//! Patterns of signs that say an edit, and what makes them say none.
//!
//! A pattern is tried at every sign of a sentence, the first that fits counts. Fillers are gone by then, so a
//! pattern names every word that may stand between its parts; any other word breaks it.

use super::proposal_signs::{Lead, Sentence, Sign};

/// What a pattern says; the numbers are those of its words in the order of the pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edit {
    Replace(usize, usize),
    Delete(usize),
    After(usize, usize),
    Before(usize, usize),
    /// At the end of the paragraph that has the second words.
    EndOf(usize, usize),
    StartOf(usize, usize),
    End(usize),
    Start(usize),
    /// A paragraph behind or before the one that has the first words.
    NewAfter(usize, usize),
    NewBefore(usize, usize),
    New(usize),
    Whole(usize),
    Title(usize),
    Move(usize),
}

/// An edit found in a sentence: the words it picked, and the sign behind it.
pub(super) struct Found {
    pub(super) edit: Edit,
    /// Indices of signs.
    pub(super) picks: Vec<usize>,
    pub(super) end: usize,
    /// Whether something makes it say nothing.
    pub(super) void: bool,
}

/// Parts between blanks: a sign, `Z` for quoted or unquoted words, `W` for one to six other words, `G` for up to
/// eight words of a remark; behind it `?` for optional, `*` for any number.
const PATTERNS: &[(&str, Edit)] = &[
    ("H ,? :? a* p? R? T :? Z", Edit::Title(0)),
    ("R H T :? Z", Edit::Title(0)),
    ("R :? P ,? a* R? T :? Z", Edit::Whole(0)),
    ("P ,? a* p? R T :? Z", Edit::Whole(0)),
    ("I N A P :? Z", Edit::New(0)),
    ("R :? Q ,? a* p? R? T :? Z", Edit::Replace(0, 1)),
    ("R W Q T Q", Edit::Replace(0, 1)),
    ("M Q ,? T Q", Edit::Replace(0, 1)),
    ("D Q ,? a* R T :? Q", Edit::Replace(0, 1)),
    ("R H Q T :? Q", Edit::Replace(0, 1)),
    ("U T? :? Q X U? T? :? Q", Edit::Replace(1, 0)),
    ("X U? Q ,? a* U T? :? Q", Edit::Replace(0, 1)),
    ("Q a* p? a* R T :? Z", Edit::Replace(0, 1)),
    ("Q , a* p? R T :? Z", Edit::Replace(0, 1)),
    ("Q G , a a* p? R T :? Z", Edit::Replace(0, 1)),
    ("Q W a a* p? R T :? Z", Edit::Replace(0, 1)),
    ("Q ,? a a* U T Q", Edit::Replace(0, 1)),
    ("Q G , a a* U T Q", Edit::Replace(0, 1)),
    ("I N A Q :? Z", Edit::NewAfter(0, 1)),
    ("I N B Q :? Z", Edit::NewBefore(0, 1)),
    ("I Q N A Q", Edit::NewAfter(1, 0)),
    ("I Q N B Q", Edit::NewBefore(1, 0)),
    ("A Q ,? a* I N :? Z", Edit::NewAfter(0, 1)),
    ("B Q ,? a* I N :? Z", Edit::NewBefore(0, 1)),
    ("I E Q :? Z", Edit::EndOf(0, 1)),
    ("I S Q :? Z", Edit::StartOf(0, 1)),
    ("I Q E Q", Edit::EndOf(1, 0)),
    ("I Q S Q", Edit::StartOf(1, 0)),
    ("I E :? Z", Edit::End(0)),
    ("I S :? Z", Edit::Start(0)),
    ("E ,? :? a* I :? Z", Edit::End(0)),
    ("S ,? :? a* I :? Z", Edit::Start(0)),
    ("I Q E", Edit::End(0)),
    ("I Q S", Edit::Start(0)),
    ("I :? Q ,? A :? Q", Edit::After(1, 0)),
    ("I :? Q ,? B :? Q", Edit::Before(1, 0)),
    ("A Q ,? a* I :? Q", Edit::After(0, 1)),
    ("B Q ,? a* I :? Q", Edit::Before(0, 1)),
    ("I A Q ,? :? Q", Edit::After(0, 1)),
    ("I B Q ,? :? Q", Edit::Before(0, 1)),
    ("D :? Q", Edit::Delete(0)),
    ("Q ,? a a* D", Edit::Delete(0)),
    ("Q G , a a* D", Edit::Delete(0)),
    ("Q W a a* D", Edit::Delete(0)),
    ("M Q", Edit::Move(0)),
    ("Q ,? a a* M", Edit::Move(0)),
];

/// What goes on behind an edit.
const OR_INTO: &str = "o p? a* R? T :? Q";
const OR_WORDS: &str = "o Q";
const AND_ALSO: &str = ", Q T Q";
const AND_LIST: &str = ", Q";

/// The first edit that begins at a sign.
pub(super) fn found_at(sentence: &Sentence, at: usize) -> Option<Found> {
    for (pattern, edit) in PATTERNS {
        let Some((end, picks)) = fits(pattern, &sentence.signs, at) else { continue };
        let found = Found { edit: *edit, picks, end, void: false };
        if !is_said(sentence, at, &found, pattern) {
            continue;
        }
        let void = is_void(sentence, at, &found);
        return Some(Found { void, ..found });
    }
    None
}

/// "… hoặc thay bằng “C”", "… hoặc “C”" behind an edit.
pub(super) fn alternative(sentence: &Sentence, at: usize, edit: Edit) -> Option<(usize, usize)> {
    let (end, picks) = fits(OR_INTO, &sentence.signs, at)
        .or_else(|| matches!(edit, Edit::Replace(..)).then(|| fits(OR_WORDS, &sentence.signs, at))?)?;
    Some((end, *picks.first()?))
}

/// ", “C” bằng “D”" behind a replacement.
pub(super) fn further(sentence: &Sentence, at: usize) -> Option<(usize, usize, usize)> {
    let (end, picks) = fits(AND_ALSO, &sentence.signs, at)
        .or_else(|| fits(&AND_ALSO.replace(',', ";"), &sentence.signs, at))?;
    Some((end, *picks.first()?, *picks.get(1)?))
}

/// ", “C”" behind a deletion, where nothing else is said of it.
pub(super) fn listed(sentence: &Sentence, at: usize) -> Option<(usize, usize)> {
    let (end, picks) = fits(AND_LIST, &sentence.signs, at)?;
    closes(sentence, end).then_some((end, *picks.first()?))
}

/// Whether a sign, or the end of the sentence, ends what was said before.
fn closes(sentence: &Sentence, at: usize) -> bool {
    let follows = |ahead: usize| sentence.signs.get(at + ahead).map(|sign| sign.kind);
    match follows(0) {
        None | Some(';' | 'r' | 'j' | 'o') => true,
        // A comma, with no "thay bằng" behind it.
        Some(',') => {
            let rest: String = sentence.signs[at + 1..]
                .iter()
                .map(|sign| sign.kind)
                .filter(|kind| *kind != 'a')
                .take(2)
                .collect();
            !rest.starts_with('T') && !rest.starts_with("RT")
        }
        _ => false,
    }
}

fn fits(pattern: &str, signs: &[Sign], start: usize) -> Option<(usize, Vec<usize>)> {
    let mut at = start;
    let mut picks = Vec::new();
    for part in pattern.split(' ') {
        let mut letters = part.chars();
        let (kind, mark) = (letters.next()?, letters.next());
        let here = |at: usize| signs.get(at).map(|sign| sign.kind);
        let is =
            |at: usize| here(at).is_some_and(|own| own == kind || kind == 'Z' && matches!(own, 'Q' | 'q'));
        match (kind, mark) {
            ('W' | 'G', _) => {
                let max = if kind == 'W' { 6 } else { 8 };
                let own = |at: usize| {
                    here(at).is_some_and(|own| own == 'w' || kind == 'G' && !",:;Qqo".contains(own))
                };
                let n_words = (0..max).take_while(|ahead| own(at + ahead)).count();
                if n_words == 0 {
                    return None;
                }
                at += n_words;
            }
            (_, Some('*')) => {
                while is(at) {
                    at += 1;
                }
            }
            (_, Some(_)) => at += usize::from(is(at)),
            _ => {
                if !is(at) {
                    return None;
                }
                if matches!(kind, 'Q' | 'Z') {
                    picks.push(at);
                }
                at += 1;
            }
        }
    }
    Some((at, picks))
}

/// Whether the words of a pattern are of the kind that it needs.
fn is_said(sentence: &Sentence, at: usize, found: &Found, pattern: &str) -> bool {
    let lead =
        |pick: usize| found.picks.get(pick).and_then(|at| sentence.signs.get(*at)).map(|sign| sign.lead);
    let place_is_paragraph = |place: usize| lead(place) == Some(Lead::Paragraph);
    let first_is_words = pattern.starts_with('Q');
    // Words that were just put in or named as new are not what the next part speaks of.
    let taken = first_is_words
        && at
            .checked_sub(1)
            .and_then(|at| sentence.signs.get(at))
            .is_some_and(|sign| "ITXUo".contains(sign.kind))
        && !matches!(sentence.signs.get(at - 1).map(|sign| sign.kind), Some('U') if pattern.contains(','));
    if taken {
        return false;
    }
    match found.edit {
        Edit::After(target, _) | Edit::Before(target, _) => !place_is_paragraph(target),
        Edit::Replace(..) if pattern.starts_with("R W") => lead(0) == Some(Lead::From),
        Edit::Delete(_) if pattern.starts_with('D') => {
            let asked = before(sentence, at).iter().any(|sign| sign.kind == 'a');
            let next = sentence.signs.get(found.end).map(|sign| sign.kind);
            closes(sentence, found.end)
                || next == Some('Q')
                || asked && !matches!(next, Some('T' | 'h' | 'R' | 'A' | 'B' | ','))
        }
        Edit::Delete(_) => closes(sentence, found.end),
        _ => true,
    }
}

/// The signs in front, back to a mark or a quote.
fn before(sentence: &Sentence, at: usize) -> &[Sign] {
    let start =
        sentence.signs[..at].iter().rposition(|sign| ",:;Qqo".contains(sign.kind)).map_or(0, |at| at + 1);
    &sentence.signs[start..at]
}

/// Whether the sentence asks, supposes, tells, approves or forbids it.
fn is_void(sentence: &Sentence, at: usize, found: &Found) -> bool {
    let signs = &sentence.signs;
    let has = |part: &[Sign], kinds: &str| part.iter().any(|sign| kinds.contains(sign.kind));
    if sentence.asks || has(signs, "y") || has(signs, "e") && has(&signs[found.end..], "h!") {
        return true;
    }
    // "… là đúng", "… như dự thảo 2 đã làm" right behind it.
    let behind = signs[found.end..].iter().take(6).take_while(|sign| !",;Qqrj".contains(sign.kind));
    if behind.clone().any(|sign| matches!(sign.kind, '=' | 'd')) {
        return true;
    }
    let lead = before(sentence, at);
    if has(lead, "i") {
        return true;
    }
    let first = signs[at].kind;
    let asked = has(lead, "a");
    let inside = &signs[at..found.end];
    if first == 'Q' {
        return !has(inside, "a") && (has(&signs[..at], "sd") || has(lead, "v"));
    }
    if "ABESPH".contains(first) {
        return has(lead, "!v");
    }
    // Nothing but a word or two may stand between "không" and the verb that it forbids.
    let forbids = lead
        .iter()
        .rposition(|sign| matches!(sign.kind, '!' | 'd'))
        .is_some_and(|not| lead[not + 1..].iter().filter(|sign| sign.kind == 'w').count() <= 1);
    let approves =
        lead.iter().rposition(|sign| sign.kind == 'g').is_some_and(|agrees| !has(&lead[agrees..], "a"));
    let told = !asked && has(lead, "swpe");
    // "căn cứ để sửa", "lý do bỏ".
    let purpose = lead.iter().rposition(|sign| sign.kind == 'j').is_some_and(|at| !has(&lead[at..], "a"));
    forbids || approves || told || purpose || lead.last().is_some_and(|sign| sign.kind == 'v')
}
