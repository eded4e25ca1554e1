//! Keys for comparing and searching, with spans back to the text they were made from.
//!
//! [`fold`] takes away what is not wording: composition, the place of the tone mark (`hoà`/`hòa`), look-alike
//! Ð/Đ, kinds of dashes, quotes and blanks, `…`, invisible characters, full-width forms. It keeps case and
//! never touches i/y. [`plain`] also takes away case, tones and diacritics, for searching.
//!
//! Invariants (tested): folding twice changes nothing; every span of the key maps to a span of the source on
//! character boundaries; order is kept. Time and memory are linear; unchanged runs cost one map entry each.

use super::chars::{char_at, is_dash, is_ignorable, is_letter_or_digit, is_mark};
use super::letters::{is_onset, vowel};
use std::ops::Range;
use unicode_normalization::{
    IsNormalized, UnicodeNormalization, char::canonical_combining_class, is_nfc_quick,
};

/// A key and the way back to its source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folded {
    /// What to compare.
    pub key: String,
    /// Where each part of the key stands in the source.
    pub spans: FoldMap,
}

impl Folded {
    /// The byte span of the source that the byte span `key` of the key was made from, on character boundaries.
    /// Spans outside the key are cut to it; an empty span gives an empty span.
    pub fn source(&self, key: Range<usize>) -> Range<usize> {
        let start = self.key.floor_char_boundary(key.start);
        let end = self.key.ceil_char_boundary(key.end.max(start));
        self.spans.source(start..end)
    }

    /// The byte span of the key made from the byte span `source`: the smallest that holds all its characters.
    pub fn key_span(&self, source: Range<usize>) -> Range<usize> {
        let span = self.spans.key(source);
        self.key.floor_char_boundary(span.start)..self.key.ceil_char_boundary(span.end)
    }
}

/// Spans of a key in its source, as runs in the order of both.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FoldMap {
    runs: Vec<Run>,
    key_len: usize,
    source_len: usize,
}

/// A piece of the key and its piece of the source; a verbatim run has the same bytes on both sides.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Run {
    key: usize,
    source: Range<usize>,
    verbatim: bool,
}

impl FoldMap {
    /// The source span of a span of the key that lies on character boundaries of the key.
    pub fn source(&self, key: Range<usize>) -> Range<usize> {
        let start = self.source_start(key.start);
        if key.end <= key.start {
            return start..start;
        }
        start..self.source_end(key.end.min(self.key_len)).max(start)
    }

    /// The key span of a span of the source.
    pub fn key(&self, source: Range<usize>) -> Range<usize> {
        // The first run that ends behind the start, the first run that starts at the end or behind it.
        let first = self.runs.partition_point(|run| run.source.end <= source.start);
        let last = self.runs.partition_point(|run| run.source.start < source.end);
        let start = self.runs.get(first).map_or(self.key_len, |run| {
            if run.verbatim { run.key + source.start.saturating_sub(run.source.start) } else { run.key }
        });
        let end = match last.checked_sub(1).and_then(|at| self.runs.get(at)) {
            Some(run) if run.verbatim => run.key + source.end.min(run.source.end) - run.source.start,
            Some(_) => self.runs.get(last).map_or(self.key_len, |next| next.key),
            None => start,
        };
        start..end.max(start)
    }

    fn source_start(&self, key: usize) -> usize {
        match self.run_at(key) {
            Some(run) if key < self.key_len => {
                run.source.start + if run.verbatim { key - run.key } else { 0 }
            }
            _ => self.source_len,
        }
    }

    /// Where the character of the key that ends at `key` (above 0) ends in the source.
    fn source_end(&self, key: usize) -> usize {
        match self.run_at(key.saturating_sub(1)) {
            Some(run) if run.verbatim => (run.source.start + key - run.key).min(run.source.end),
            Some(run) => run.source.end,
            None => 0,
        }
    }

    fn run_at(&self, key: usize) -> Option<&Run> {
        let after = self.runs.partition_point(|run| run.key <= key);
        after.checked_sub(1).and_then(|at| self.runs.get(at))
    }
}

/// The key that keeps case: equal keys are equal wording, up to spelling habits and typing.
pub fn fold(text: &str) -> Folded {
    Folder::new(text, Mode::Cased).run()
}

/// As [`fold`], without case.
pub fn fold_caseless(text: &str) -> Folded {
    Folder::new(text, Mode::Caseless).run()
}

/// The key for searching without tone marks: small letters, no diacritics, `đ` as `d`.
pub fn plain(text: &str) -> Folded {
    Folder::new(text, Mode::Plain).run()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Cased,
    Caseless,
    Plain,
}

struct Folder<'a> {
    text: &'a str,
    mode: Mode,
    key: String,
    map: FoldMap,
    /// Where the word being written began in the key.
    word: usize,
}

impl<'a> Folder<'a> {
    fn new(text: &'a str, mode: Mode) -> Self {
        let map = FoldMap { source_len: text.len(), ..FoldMap::default() };
        Self { text, mode, key: String::with_capacity(text.len()), map, word: 0 }
    }

    fn run(mut self) -> Folded {
        let mut at = 0;
        while let Some(c) = char_at(self.text, at) {
            let next = at + c.len_utf8();
            if let Some(end) = self.verbatim_end(at) {
                self.push_verbatim(at..end);
                at = end;
                continue;
            }
            if is_ignorable(c) {
                at = next;
                continue;
            }
            // A cluster: the character and what may compose with it, past invisible characters.
            let (mut end, mut scan, mut alone) = (next, next, true);
            while let Some(following) = char_at(self.text, scan) {
                if !is_ignorable(following) {
                    if opens_cluster(following) {
                        break;
                    }
                    (end, alone) = (scan + following.len_utf8(), false);
                }
                scan += following.len_utf8();
            }
            if alone && stands_alone(c) {
                self.emit_mapped(c, at..next);
            } else {
                self.cluster(at..end);
            }
            // Invisible characters up to `scan` belong to no cluster.
            at = scan.max(end);
        }
        self.end_word();
        self.map.key_len = self.key.len();
        Folded { key: self.key, spans: self.map }
    }

    /// The end of a run of ASCII letters at `at` that stays as it is, without its last character, which a mark
    /// may follow.
    fn verbatim_end(&self, at: usize) -> Option<usize> {
        let cased = self.mode == Mode::Cased;
        let stays = |byte: &&u8| byte.is_ascii_lowercase() || cased && byte.is_ascii_uppercase();
        let length = self.text.as_bytes().get(at..)?.iter().take_while(stays).count();
        (length > 1).then(|| at + length - 1)
    }

    fn push_verbatim(&mut self, source: Range<usize>) {
        let key = self.key.len();
        self.key.push_str(&self.text[source.clone()]);
        match self.map.runs.last_mut() {
            Some(run) if run.verbatim && run.source.end == source.start => run.source.end = source.end,
            _ => self.map.runs.push(Run { key, source, verbatim: true }),
        }
    }

    fn cluster(&mut self, span: Range<usize>) {
        let text = self.text;
        let visible = text[span.clone()].chars().filter(|&c| !is_ignorable(c));
        let mut mapped = String::new();
        for c in visible {
            self.mapped(c, |c| mapped.push(c));
        }
        let normal: String = match self.mode {
            Mode::Plain => mapped.nfd().filter(|&c| !is_mark(c)).collect(),
            _ => mapped.nfc().collect(),
        };
        for c in normal.chars() {
            self.emit_mapped(c, span.clone());
        }
    }

    /// One character after `map` and, where wanted, in lower case.
    fn mapped(&self, c: char, mut put: impl FnMut(char)) {
        if self.mode == Mode::Cased || c.is_lowercase() {
            return map(c, put);
        }
        for small in c.to_lowercase() {
            map(small, &mut put);
        }
    }

    fn emit_mapped(&mut self, c: char, source: Range<usize>) {
        if c.is_ascii_alphanumeric() && (self.mode == Mode::Cased || !c.is_ascii_uppercase()) {
            return self.emit(c, source);
        }
        if let Some(vowel) = vowel(c) {
            let c = match self.mode {
                Mode::Cased => c,
                Mode::Caseless => vowel.small(),
                Mode::Plain => vowel.plain(),
            };
            return self.emit(c, source);
        }
        let mut buffer = ['\0'; 8];
        let mut count = 0;
        let plain = self.mode == Mode::Plain;
        self.mapped(c, |c| {
            let mut put = |c: char| {
                let c = if plain && c == 'đ' { 'd' } else { c };
                if count < buffer.len() && !(plain && is_mark(c)) {
                    buffer[count] = c;
                    count += 1;
                }
            };
            if plain && !c.is_ascii() {
                unicode_normalization::char::decompose_canonical(c, put);
            } else {
                put(c);
            }
        });
        for &c in &buffer[..count] {
            self.emit(c, source.clone());
        }
    }

    fn emit(&mut self, c: char, source: Range<usize>) {
        let letter = is_letter_or_digit(c) || is_mark(c);
        if !letter {
            self.end_word();
        }
        let blank_again = c == ' ' && self.key.ends_with(' ');
        match self.map.runs.last_mut() {
            Some(run) if blank_again => {
                // The whole run of blanks is one blank of the key.
                if run.verbatim && self.key.len() - run.key > 1 {
                    let blank = run.source.end - 1;
                    run.source.end = blank;
                    let key = self.key.len() - 1;
                    self.map.runs.push(Run { key, source: blank..source.end, verbatim: false });
                } else {
                    run.source.end = source.end;
                    run.verbatim = false;
                }
            }
            _ => self.push(c, source),
        }
        if !letter {
            self.word = self.key.len();
        }
    }

    fn push(&mut self, c: char, source: Range<usize>) {
        let mut bytes = [0; 4];
        let same = self.text.get(source.clone()) == Some(c.encode_utf8(&mut bytes));
        let key = self.key.len();
        self.key.push(c);
        match self.map.runs.last_mut() {
            Some(run) if same && run.verbatim && run.source.end == source.start => {
                run.source.end = source.end
            }
            // The second character made from one cluster shares its run.
            Some(run) if !same && !run.verbatim && run.source == source => (),
            _ => self.map.runs.push(Run { key, source, verbatim: same }),
        }
    }

    /// Puts the tone mark of a word ending in open oa, oe, uy on the first of the two vowels.
    fn end_word(&mut self) {
        if self.mode == Mode::Plain || self.key.len() < self.word + 3 {
            return;
        }
        let word = &self.key[self.word..];
        let mut letters = word.chars();
        let (Some(second), Some(first)) = (letters.next_back(), letters.next_back()) else { return };
        let (Some(toned), Some(bare)) = (vowel(second), vowel(first)) else { return };
        let pair = matches!((bare.base(), toned.base()), ('o', 'a' | 'e') | ('u', 'y'));
        if !pair || toned.tone == 0 || bare.tone != 0 || !is_onset(letters.as_str()) {
            return;
        }
        let (Some(second_source), Some(first_source)) = (self.pop(second), self.pop(first)) else { return };
        self.push(bare.with_tone(toned.tone), first_source);
        self.push(toned.with_tone(0), second_source);
    }

    /// Takes the last character off the key; its source.
    fn pop(&mut self, c: char) -> Option<Range<usize>> {
        let width = c.len_utf8();
        self.key.pop()?;
        let run = self.map.runs.last_mut()?;
        let source = if run.verbatim { run.source.end - width..run.source.end } else { run.source.clone() };
        if run.key >= self.key.len() {
            self.map.runs.pop();
        } else {
            run.source.end -= if run.verbatim { width } else { 0 };
        }
        Some(source)
    }
}

/// Whether `c` neither composes with what stands before it nor is reordered with it.
fn opens_cluster(c: char) -> bool {
    if c < '\u{300}' || ('\u{1E00}'..='\u{1EFF}').contains(&c) {
        return true;
    }
    let mut first = None;
    unicode_normalization::char::decompose_canonical(c, |part| first = first.or(Some(part)));
    first.is_none_or(|first| {
        canonical_combining_class(first) == 0 && is_nfc_quick(std::iter::once(first)) != IsNormalized::Maybe
    })
}

/// Whether `c` on its own is in composed form and needs no look at Unicode's tables.
fn stands_alone(c: char) -> bool {
    c < '\u{300}' || ('\u{1E00}'..='\u{1EFF}').contains(&c) || ('\u{2010}'..='\u{2027}').contains(&c)
}

/// The folding table for single characters.
fn map(c: char, mut put: impl FnMut(char)) {
    if c.is_ascii_alphanumeric() {
        return put(c);
    }
    match c {
        '\u{D0}' | '\u{189}' => put('Đ'),
        '\u{F0}' | '\u{256}' => put('đ'),
        // Broken conversions of printed pages give gha (Ƣ) for Ư, a letter Vietnamese does not have.
        '\u{1A2}' => put('Ư'),
        '\u{1A3}' => put('ư'),
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '＂' => put('"'),
        '‘' | '’' | '‚' | '‛' | '′' | '＇' => put('\''),
        '…' => (0..3).for_each(|_| put('.')),
        _ if is_dash(c) => put('-'),
        _ if c.is_whitespace() => put(' '),
        '\u{FF01}'..='\u{FF5E}' => map(char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c), put),
        _ => put(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(fold(text).key, expected, "{text:?}");
    }

    #[test]
    fn spelling_habits_are_folded() {
        for (text, expected) in [
            ("vie\u{323}\u{302}t \u{EA}\u{323}", "việt ệ"),
            ("Hoà bình, khoá XIII, thuý, uỷ ban", "Hòa bình, khóa XIII, thúy, ủy ban"),
            ("HUYỆN UỶ ĐỊNH HOÁ", "HUYỆN ỦY ĐỊNH HÓA"),
            ("hoạch toàn hoạt đoàn quý Quỳnh quả loè loè", "hoạch toàn hoạt đoàn quý Quỳnh quả lòe lòe"),
            ("thuỷ lợi; thuyền; khuỷu; ngoèo; hoè.", "thủy lợi; thuyền; khuỷu; ngoèo; hòe."),
            ("hoa\u{300} u\u{309}y", "hòa ủy"),
            ("Ðại hội của Ðảng, Ɖảng, ðịnh", "Đại hội của Đảng, Đảng, định"),
            ("2020 – 2025 — 1‑2 −3", "2020 - 2025 - 1-2 -3"),
            ("“a” „b‟ «c» ‘d’", "\"a\" \"b\" \"c\" 'd'"),
            ("v.v… hết...", "v.v... hết..."),
            ("a\u{A0}b \u{2009}\u{202F}c\r\n  d", "a b c d"),
            ("Đả\u{AD}ng\u{200B} \u{FEFF}bộ a\u{200D}\u{301}", "Đảng bộ á"),
            ("１２％ Ａ", "12% A"),
            ("nƣớc", "nước"),
            ("tỷ tỉ kỹ kĩ lý lí", "tỷ tỉ kỹ kĩ lý lí"),
            ("", ""),
            ("\u{301}", "\u{301}"),
        ] {
            check(text, expected);
        }
    }

    #[test]
    fn case_and_marks_go_where_asked() {
        assert_eq!(fold_caseless("ĐẢNG BỘ HUYỆN UỶ Ð").key, "đảng bộ huyện ủy đ");
        assert_eq!(plain("Đảng bộ Ứng Hoà – “ƯỚC”").key, "dang bo ung hoa - \"uoc\"");
        assert_eq!(plain("vie\u{323}\u{302}t").key, "viet");
    }

    #[test]
    fn spans_lead_back() {
        let text = "Về …\u{A0} Huyện uy\u{309} Hoà\u{AD} Bình";
        let folded = fold(text);
        assert_eq!(folded.key, "Về ... Huyện ủy Hòa Bình");
        let check = |part: &str, expected: &str| {
            let at = folded.key.find(part).unwrap();
            let source = folded.source(at..at + part.len());
            assert_eq!(&text[source.clone()], expected);
            let key = folded.key_span(source);
            assert!(key.start <= at && key.end >= at + part.len());
        };
        check("Về", "Về");
        check("...", "…");
        check("..", "…");
        check("Huyện ủy", "Huyện uy\u{309}");
        check("ủ", "u");
        check("y Hòa", "y\u{309} Hoà");
        check("Hòa Bình", "Hoà\u{AD} Bình");
        check(" Huyện", "\u{A0} Huyện");
        assert_eq!(folded.source(0..folded.key.len()), 0..text.len());
        assert_eq!(folded.source(900..1000), text.len()..text.len());
    }

    fn hostile() -> impl Strategy<Value = String> {
        let pieces = prop::sample::select(vec![
            "hoà",
            "Uỷ",
            "o",
            "a",
            "u",
            "y",
            "à",
            "ý",
            "q",
            "\u{300}",
            "\u{323}",
            "\u{302}",
            "\u{200B}",
            "\u{AD}",
            " ",
            "\u{A0}",
            "\n",
            "…",
            "...",
            "–",
            "“",
            "Ð",
            "ƣ",
            "１",
            "Ａ",
            "İ",
            "ß",
            "\u{1100}",
            "\u{1161}",
            "\u{F73}",
            "\u{212B}",
            "\u{2000}",
            "ệ",
            "\u{EA}",
            "\u{FEFF}",
            "\u{202E}",
            "\u{1F3F4}",
            "\u{344}",
            "J",
            "\u{30C}",
        ]);
        prop_oneof![prop::collection::vec(pieces, 0..12).prop_map(|v| v.concat()), any::<String>()]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1500))]
        #[test]
        fn folding_twice_changes_nothing(text in hostile()) {
            for f in [fold, fold_caseless, plain] {
                let once = f(&text).key;
                prop_assert_eq!(&f(&once).key, &once);
            }
        }

        #[test]
        fn spans_stay_inside_and_on_boundaries(text in hostile()) {
            for f in [fold, fold_caseless, plain] {
                let folded = f(&text);
                let mut before = 0;
                for (at, c) in folded.key.char_indices() {
                    let span = folded.source(at..at + c.len_utf8());
                    prop_assert!(span.start >= before && span.start < span.end, "{:?}", span);
                    prop_assert!(text.get(span.clone()).is_some());
                    let back = folded.key_span(span.clone());
                    prop_assert!(back.start <= at && back.end >= at + c.len_utf8());
                    before = span.start;
                }
                for (at, c) in text.char_indices() {
                    let key = folded.key_span(at..at + c.len_utf8());
                    prop_assert!(folded.key.get(key).is_some());
                }
            }
        }

        #[test]
        fn composition_does_not_matter(text in hostile()) {
            let apart: String = text.nfd().collect();
            prop_assert_eq!(fold(&apart).key, fold(&text.nfc().collect::<String>()).key);
        }
    }
}
