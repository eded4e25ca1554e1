//! Tokens of Vietnamese reports: the units in which text is compared, counted and checked.
//!
//! One pass over the bytes, no allocation per token; tokens are in order, not empty, and cover every byte.
//! Terms and fractions are found before dates, document symbols before all: there is no `20-2025` inside
//! `2020-2025` and no `20/2` inside `20/2/2020`. A number and its unit are two tokens (see
//! [`quantities`](super::quantities)). Two-part dates (`31-3`, `3/5`) count as dates only behind words such as
//! "ngày", because a fraction looks the same. Works on composed and decomposed text alike.

mod figure;
mod symbol;

pub use figure::term_years;
pub use symbol::{SymbolForm, symbol_form};

use super::chars::{char_at, is_dash, is_ignorable, is_letter_or_digit, is_mark};
use super::roman::roman;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TokenKind {
    /// A span of years: `2020-2025`, `2020 – 2025`, `2020 -2025`.
    Term,
    /// Two numbers with a slash: `4.195/4.195`, `654/658`.
    Fraction,
    /// A date in figures: `20/2/2020`, `20-2-2020`, `20.2.2020`, `2-2020`; `31-3` and `3/5` behind "ngày".
    Date,
    /// The symbol of a document: `35-CT/TW`, `20 - HD/ĐUK`, `30/2020/NĐ-CP`, also of wrong form: `12/NQ-HU`.
    Symbol,
    /// Digits with dots and commas inside: `45.250`, `7,5`, `1.1`.
    Number,
    /// A number with its percent sign: `87,65%`, `87,65 %`.
    Percent,
    /// A Roman numeral of the letters I, V, X, L standing as a word.
    Roman,
    /// A run of letters, with digits inside or behind: a syllable, an abbreviation, a foreign word.
    Syllable,
    /// A character that is none of the others; a run of the same one is one token, brackets excepted.
    Punctuation,
    /// Blanks, line breaks, invisible characters.
    Space,
}

/// A token and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Its bytes in the text.
    pub span: Range<usize>,
}

/// The tokens of `text`, covering every byte in order.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut scanner =
        Scanner { text, tokens: Vec::with_capacity(text.len() / 3), dates: Dates::No, listed: false };
    let mut at = 0;
    while let Some(c) = char_at(text, at) {
        let (kind, end) = scanner.next(at, c);
        scanner.follow(kind, &text[at..end]);
        scanner.tokens.push(Token { kind, span: at..end });
        at = end;
    }
    scanner.tokens
}

/// Whether tokens of this kind are words: everything but punctuation and space.
pub fn is_word(kind: TokenKind) -> bool {
    !matches!(kind, TokenKind::Punctuation | TokenKind::Space)
}

/// How many words `text` has: syllables and number-like tokens.
pub fn count_words(text: &str) -> usize {
    // Which words are numerals is all the same here, and that alone looks back at the tokens before.
    let mut scanner = Scanner { text, tokens: Vec::new(), dates: Dates::No, listed: false };
    let (mut at, mut n_words) = (0, 0);
    while let Some(c) = char_at(text, at) {
        let (kind, end) = scanner.next(at, c);
        scanner.follow(kind, &text[at..end]);
        n_words += usize::from(is_word(kind));
        at = end;
    }
    n_words
}

/// Whether two-part figures are dates where the scanner stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Dates {
    No,
    /// Behind "tháng": `5/2019` is a month.
    Months,
    /// Behind "ngày": `3/5` is a day.
    Days,
    /// Behind "các ngày": also behind commas.
    DayList,
}

struct Scanner<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    dates: Dates,
    /// The syllable before was "các" or "những".
    listed: bool,
}

impl Scanner<'_> {
    fn next(&self, at: usize, c: char) -> (TokenKind, usize) {
        if c.is_ascii_digit() {
            return figure::scan(self.text, at, self.dates);
        }
        let text = self.text;
        let letter = matches!(c, 'a'..='z' | 'A'..='Z' | '\u{1E00}'..='\u{1EFF}');
        if !letter && is_space(c) {
            return (TokenKind::Space, run(text, at, is_space));
        }
        if letter || c.is_alphabetic() || is_mark(c) {
            let end = word_end(text, at);
            let kind = if self.is_numeral(at, end) { TokenKind::Roman } else { TokenKind::Syllable };
            return (kind, end);
        }
        if c.is_numeric() {
            return (TokenKind::Number, run(text, at, |c| c.is_numeric() && !c.is_ascii()));
        }
        let single = matches!(c, '(' | ')' | '[' | ']' | '{' | '}' | '<' | '>' | '"' | '“' | '”' | '‘' | '’');
        let end = at + c.len_utf8();
        (TokenKind::Punctuation, if single { end } else { run(text, end, |next| next == c) })
    }

    /// Keeps track of whether a two-part figure that follows would be a date.
    fn follow(&mut self, kind: TokenKind, token: &str) {
        let before = self.dates;
        self.dates = match kind {
            TokenKind::Space | TokenKind::Date => before,
            TokenKind::Number if token.len() <= 2 => before,
            TokenKind::Punctuation => match token.chars().next() {
                Some(c) if is_dash(c) || c == '(' => before,
                Some(',') if before == Dates::DayList => before,
                _ => Dates::No,
            },
            TokenKind::Syllable => self.behind_syllable(token),
            _ => Dates::No,
        };
        if kind != TokenKind::Space {
            let is_likely = matches!(token.as_bytes().first(), Some(b'c' | b'C' | b'n' | b'N'));
            self.listed = kind == TokenKind::Syllable
                && is_likely
                && (is_same(token, "các") || is_same(token, "những"));
        }
    }

    fn behind_syllable(&self, token: &str) -> Dates {
        // One look at the length and the first letter spares most syllables the comparisons: the words below begin
        // with these, and as long as no date is expected with no other.
        let is_likely = match token.as_bytes().first().map(u8::to_ascii_lowercase) {
            Some(b'n' | b't' | b'm' | b'h') => true,
            Some(_) => self.dates != Dates::No,
            None => false,
        };
        if token.len() > 12 || !is_likely {
            return Dates::No;
        }
        if is_same(token, "ngày") {
            return if self.listed { Dates::DayList } else { Dates::Days };
        }
        if is_same(token, "tháng") {
            return Dates::Months;
        }
        if ["mùng", "mồng", "hôm"].iter().any(|word| is_same(token, word)) {
            return Dates::Days;
        }
        if self.dates != Dates::No
            && ["và", "đến", "tới", "hoặc", "hay", "từ"].iter().any(|word| is_same(token, word))
        {
            return self.dates;
        }
        Dates::No
    }

    /// Whether the word is a Roman numeral where it stands: not an initial (`V.I. Lênin`), and not a syllable
    /// of words in capitals that happens to be made of those letters (`VI PHẠM`, `XI MĂNG`).
    fn is_numeral(&self, start: usize, end: usize) -> bool {
        let text = self.text;
        let word = &text[start..end];
        if !word.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X' | b'L'))
            || roman(word).is_none()
            || word == "L"
        {
            return false;
        }
        if word.len() == 1 && (is_initial_behind(text, end) || is_initial_before(text, start)) {
            return false;
        }
        if !matches!(word, "VI" | "XI" | "LI") {
            return true;
        }
        let next = run(text, end, char::is_whitespace);
        let following = &text[next..word_end(text, next)];
        let shouted = next > end && following.chars().nth(1).is_some() && following.chars().all(is_capital);
        !shouted
            || self.tokens.iter().rev().find(|token| token.kind != TokenKind::Space).is_some_and(|token| {
                let before = &text[token.span.clone()];
                ORDINAL_WORDS.iter().any(|word| is_same(before, word))
            })
    }
}

/// Words behind which letters are a numeral even in a line of capitals.
const ORDINAL_WORDS: [&str; 12] =
    ["thứ", "khóa", "khoá", "hội", "lần", "phần", "chương", "mục", "quý", "thế", "tw", "bảng"];

/// `.I.` or `.I.Lênin`: one capital between stops behind the letter at hand.
fn is_initial_behind(text: &str, end: usize) -> bool {
    let mut following = text[end..].chars();
    following.next() == Some('.')
        && following.next().is_some_and(|c| c.is_uppercase())
        && following.next() == Some('.')
}

fn is_initial_before(text: &str, start: usize) -> bool {
    let mut before = text[..start].chars().rev();
    before.next() == Some('.')
        && before.next().is_some_and(|c| c.is_uppercase())
        && before.next().is_none_or(|c| !c.is_alphanumeric() && c != '.')
}

/// Whether `token` is `word`, which is composed and small, in any case and composition.
pub(super) fn is_same(token: &str, word: &str) -> bool {
    if token == word {
        return true;
    }
    let (first, expected) = (token.bytes().next(), word.bytes().next());
    // A small word of ASCII beginning can only be written with that letter, small or capital.
    if expected.is_some_and(|byte| byte.is_ascii()) && first.map(|byte| byte.to_ascii_lowercase()) != expected
    {
        return false;
    }
    // Capitals of these letters are as long as the small ones.
    if token.len() == word.len() && token.chars().flat_map(char::to_lowercase).eq(word.chars()) {
        return true;
    }
    // U+0300 to U+036F are written with these lead bytes.
    token.bytes().any(|byte| matches!(byte, 0xCC | 0xCD))
        && token.nfc().flat_map(char::to_lowercase).eq(word.chars())
}

fn is_capital(c: char) -> bool {
    c.is_uppercase() || is_mark(c)
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || is_ignorable(c)
}

/// The end of the run of characters from `at` on that `is_in` accepts.
fn run(text: &str, at: usize, is_in: impl Fn(char) -> bool) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    rest.find(|c| !is_in(c)).map_or(text.len(), |length| at + length)
}

/// The end of the word at `at`: letters, marks, digits, and invisible characters between them.
fn word_end(text: &str, at: usize) -> usize {
    let mut end = at;
    for (offset, c) in text.get(at..).unwrap_or_default().char_indices() {
        if is_letter_or_digit(c) || is_mark(c) {
            end = at + offset + c.len_utf8();
        } else if !is_ignorable(c) {
            break;
        }
    }
    end
}

#[cfg(test)]
mod tests;
