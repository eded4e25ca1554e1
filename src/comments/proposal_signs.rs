//! A comment as sentences of signs: what each word does, with the quotes between them.
//!
//! Words that only say where, and nouns in front of quotes, are taken out once they have said what they say. The
//! last colon may open new words without quotation marks, up to the end of the comment. Linear in the comment.

use super::proposal_words::{PHRASE_WORDS_MAX, sign_of};
use crate::anchor::quotes;
use crate::text;
use std::ops::Range;

/// Words that a text behind a colon needs to be new wording.
const UNQUOTED_WORDS_MIN: usize = 3;

/// What a word does; `Q` a quote, `q` words behind a colon, `P` "this paragraph", `H` "the title of section 2",
/// `,` `:` `;` marks, `w` any other word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sign {
    pub(super) kind: char,
    /// For `Q` and `q`: which of the words.
    pub(super) words: usize,
    pub(super) lead: Lead,
}

/// What stands directly in front of a quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Lead {
    #[default]
    None,
    /// "đoạn": the quote is only the start of what is meant.
    Paragraph,
    /// "từ", which may mean "from".
    From,
    /// Any other noun.
    Noun,
}

/// A sentence, or a piece of one up to a full stop.
#[derive(Debug, Default)]
pub(super) struct Sentence {
    pub(super) signs: Vec<Sign>,
    pub(super) asks: bool,
}

/// A comment read into signs.
pub(super) struct Signs<'a> {
    /// Quoted words, and last those behind a colon.
    pub(super) words: Vec<&'a str>,
    /// Bytes of each with its marks.
    pub(super) spans: Vec<Range<usize>>,
    pub(super) sentences: Vec<Sentence>,
}

impl<'a> Signs<'a> {
    pub(super) fn new(comment: &'a str) -> Self {
        let mut gaps: Vec<Range<usize>> = Vec::new();
        let mut read = Self { words: Vec::new(), spans: Vec::new(), sentences: vec![Sentence::default()] };
        let mut start = 0;
        for quote in quotes(comment) {
            gaps.push(start..quote.outer.start);
            start = quote.outer.end;
            read.words.push(comment[quote.inner].trim());
            read.spans.push(quote.outer);
        }
        let n_quoted = read.words.len();
        let unquoted = unquoted(comment, start);
        if n_quoted == 0 && unquoted.is_none() {
            // Without words that are new or old there is no edit, whatever the others do.
            return read;
        }
        gaps.push(start..unquoted.as_ref().map_or(comment.len(), |span| span.start));
        let marked = gaps.iter().any(|gap| !comment[gap.clone()].is_ascii());
        for (at, gap) in gaps.iter().enumerate() {
            let written = &comment[gap.clone()];
            let ended = at.checked_sub(1).is_some_and(|before| ends_sentence(read.words[before]));
            if ended && written.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase) {
                read.end(false);
            }
            read.gap(written, marked);
            if at < n_quoted {
                read.push('Q', at);
            }
        }
        if let Some(span) = unquoted {
            read.push('q', n_quoted);
            read.words.push(comment[span.clone()].trim());
            read.spans.push(span);
        }
        for sentence in &mut read.sentences {
            tidy(sentence);
        }
        read
    }

    fn push(&mut self, kind: char, words: usize) {
        if let Some(sentence) = self.sentences.last_mut() {
            sentence.signs.push(Sign { kind, words, lead: Lead::None });
        }
    }

    fn end(&mut self, asks: bool) {
        if let Some(sentence) = self.sentences.last_mut() {
            sentence.asks |= asks;
        }
        self.sentences.push(Sentence::default());
    }

    /// The words between two quotes.
    fn gap(&mut self, written: &str, marked: bool) {
        let key = if marked { text::fold_caseless(written).key } else { text::plain(written).key };
        let mut words: Vec<&str> = Vec::new();
        let mut start = None;
        for (at, c) in key.char_indices().chain([(key.len(), '\n')]) {
            let inside = c.is_alphanumeric()
                || start.is_some()
                    && matches!(c, '.' | ',' | '/' | '-')
                    && key[at + c.len_utf8()..].starts_with(char::is_alphanumeric);
            if inside {
                start.get_or_insert(at);
                continue;
            }
            if let Some(start) = start.take() {
                words.push(&key[start..at]);
            }
            if c == ' ' {
                continue;
            }
            let last = at == key.len();
            let mark = match c {
                ',' | ':' | ';' => c,
                '(' | ')' | '-' => ',',
                _ => ' ',
            };
            self.phrases(&words, marked);
            words.clear();
            match c {
                _ if last => (),
                '.' | '!' | '?' | '\n' => self.end(c == '?'),
                _ if mark != ' ' => self.push(mark, 0),
                _ => (),
            }
        }
    }

    fn phrases(&mut self, words: &[&str], marked: bool) {
        let mut at = 0;
        while at < words.len() {
            if let Some((kind, used)) = special(&words[at..], at.checked_sub(1).map(|at| words[at])) {
                self.push(kind, 0);
                at += used;
                continue;
            }
            let longest = (1..=PHRASE_WORDS_MAX.min(words.len() - at)).rev().find_map(|n_words| {
                let phrase = words[at..at + n_words].join(" ");
                sign_of(&phrase, marked).map(|kind| (kind, phrase))
            });
            let Some((kind, phrase)) = longest else {
                let place = is_place_number(words[at]);
                self.push(if place { 'l' } else { 'w' }, 0);
                at += 1;
                continue;
            };
            at += phrase.split(' ').count();
            self.push(kind, 0);
            if let Some(sign) = self.sentences.last_mut().and_then(|it| it.signs.last_mut()) {
                sign.lead = match text::plain(&phrase).key.as_str() {
                    "doan" | "doan van" | "doan bat dau bang" | "doan co cau" | "gach dau dong" => {
                        Lead::Paragraph
                    }
                    "tu" => Lead::From,
                    _ => Lead::Noun,
                };
            }
        }
    }
}

/// New words without quotation marks: behind the last colon, beginning with a capital, up to the end.
fn unquoted(comment: &str, from: usize) -> Option<Range<usize>> {
    let colon = from + comment[from..].rfind(':')?;
    let rest = &comment[colon + 1..];
    let cut = [" Lý do", " lý do", "\n", " (lý do", " (Lý do"]
        .iter()
        .filter_map(|it| rest.trim_start().find(it))
        .min();
    let lead = rest.len() - rest.trim_start().len();
    let start = colon + 1 + lead;
    let end = cut.map_or(comment.len(), |cut| start + cut);
    let words = comment[start..end].trim_end();
    let opens = words.chars().next().is_some_and(char::is_uppercase);
    let enough = words.split_whitespace().count() >= UNQUOTED_WORDS_MIN;
    (opens && enough).then(|| start..start + words.len())
}

fn ends_sentence(words: &str) -> bool {
    words.ends_with(['.', '!', '?', '…', ';'])
}

/// "đoạn này", "đoạn 3"; "tên mục 2.4".
fn special(words: &[&str], before: Option<&str>) -> Option<(char, usize)> {
    let plain: Vec<String> = words.iter().take(6).map(|word| text::plain(word).key).collect();
    let is = |at: usize, any: &[&str]| plain.get(at).is_some_and(|word| any.contains(&word.as_str()));
    let number = |at: usize| plain.get(at).is_some_and(|word| is_place_number(word));
    let before = before.map(|word| text::plain(word).key).unwrap_or_default();
    let inside =
        ["o", "tai", "trong", "thuoc", "cua", "cuoi", "dau", "tren", "duoi"].contains(&before.as_str());
    let whole = usize::from(is(0, &["ca"]));
    if !inside && is(whole, &["doan"]) {
        let at = whole + 1 + usize::from(is(whole + 1, &["van"]));
        let which = is(at, &["nay", "tren", "dau", "cuoi"]) && !is(at + 1, &["bang"]);
        if which || number(at) {
            return Some(('P', at + 1));
        }
        if is(at, &["thu", "so"]) && plain.len() > at + 1 {
            return Some(('P', at + 2));
        }
        if whole == 1 {
            return Some(('P', at));
        }
    }
    let named = |at: usize| is(at, &["ten", "tieu", "de"]);
    if named(0) {
        let mut at = 1;
        while at < 4 && is(at, &["de", "goi", "cua", "muc"]) {
            at += 1;
        }
        let level =
            is(at.saturating_sub(1), &["muc"]) || is(at, &["phan", "tieu", "chuong", "bieu", "bang", "diem"]);
        let at = if is(at, &["tieu"]) && is(at + 1, &["muc"]) {
            at + 2
        } else if is(at, &["phan", "chuong", "bieu", "bang", "diem"]) {
            at + 1
        } else {
            at
        };
        if level && (number(at) || is(at, &["nay"])) {
            return Some(('H', at + 1));
        }
    }
    None
}

/// `3`, `1.1`, `II.2`, `a`.
fn is_place_number(word: &str) -> bool {
    let roman = |piece: &str| !piece.is_empty() && piece.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'));
    word.starts_with(|c: char| c.is_ascii_digit())
        || word.chars().count() == 1
        || word.split(['.', '-', '/']).all(|piece| roman(piece) || piece.bytes().all(|b| b.is_ascii_digit()))
}

/// Takes out what only says where, and settles the signs that depend on others.
fn tidy(sentence: &mut Sentence) {
    let raw = std::mem::take(&mut sentence.signs);
    let has = |kinds: &str| raw.iter().any(|sign| kinds.contains(sign.kind));
    let (rounds, inserts, moves) = (has("O"), has("I"), has("M") && !has("RO"));
    let mut kept: Vec<Sign> = Vec::with_capacity(raw.len());
    for (at, sign) in raw.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| raw.get(at));
        let place = |sign: Option<&Sign>| sign.is_some_and(|sign| matches!(sign.kind, 'l' | 'n' | 'Q'));
        if sign.kind == ',' && place(before) && raw.get(at + 1).is_some_and(|next| next.kind == 'l') {
            continue;
        }
        let previous = kept.last().map(|sign| sign.kind);
        let kind = match sign.kind {
            'l' | 'f' | 'n' => continue,
            'E' | 'S' if !inserts => continue,
            'z' if !matches!(previous, Some('P' | 'R')) => continue,
            'z' => 'T',
            't' if rounds || matches!(previous, Some('R' | 'U')) => 'T',
            'c' if rounds => 'T',
            'k' if !moves => 'T',
            't' | 'c' | 'k' => 'w',
            'O' => 'R',
            kind => kind,
        };
        let lead = match before {
            Some(noun) if sign.kind == 'Q' && matches!(noun.kind, 'n' | 'l' | 'f') => noun.lead,
            _ => Lead::None,
        };
        kept.push(Sign { kind, lead, ..*sign });
    }
    sentence.signs = kept;
}
