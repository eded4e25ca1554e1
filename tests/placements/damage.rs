//! What happens to words on their way into a reply.

use super::phrases::unmarked_as_typed;
use crate::random::Random;
use unicode_normalization::UnicodeNormalization;

/// How a quote differs from the draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Damage {
    Elided,
    Unmarked,
    Decomposed,
    ToneStyle,
    Typing,
    Cut,
    Capitals,
    Blanks,
}

impl Damage {
    pub(super) const ALL: &[Self] = &[
        Self::Elided,
        Self::Unmarked,
        Self::Decomposed,
        Self::ToneStyle,
        Self::Typing,
        Self::Typing,
        Self::Cut,
        Self::Capitals,
        Self::Blanks,
    ];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Elided => "elided",
            Self::Unmarked => "unmarked",
            Self::Decomposed => "decomposed",
            Self::ToneStyle => "tone-style",
            Self::Typing => "typing",
            Self::Cut => "cut",
            Self::Capitals => "capitals",
            Self::Blanks => "blanks",
        }
    }
}

pub(super) fn damaged(quote: &str, how: Damage, random: &mut Random) -> String {
    let words: Vec<&str> = quote.split(' ').collect();
    match how {
        Damage::Elided => {
            let dots = ["…", "...", "[…]", "(...)", " … "][random.below(5)];
            let n = words.len();
            let keep = 2 + random.below(2);
            format!("{} {dots} {}", words[..keep + 1].join(" "), words[n - keep..].join(" "))
        }
        Damage::Unmarked => unmarked_as_typed(quote),
        Damage::Decomposed => quote.nfd().collect(),
        Damage::ToneStyle => {
            let mut typed = quote.to_owned();
            for (a, b) in [
                ("hóa", "hoá"),
                ("hòa", "hoà"),
                ("ủy", "uỷ"),
                ("Ủy", "Uỷ"),
                ("khỏe", "khoẻ"),
                ("thủy", "thuỷ"),
                ("họa", "hoạ"),
            ] {
                typed = if typed.contains(a) { typed.replace(a, b) } else { typed.replace(b, a) };
            }
            typed
        }
        Damage::Typing => {
            let mut typed: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            for _ in 0..1 + usize::from(words.len() > 10) {
                let at = random.below(typed.len());
                typed[at] = mistyped(&typed[at], random);
            }
            typed.join(" ")
        }
        Damage::Cut => {
            let end = ["…", "...", " …", "....", ""][random.below(5)];
            format!("{}{end}", words[..words.len() - 1].join(" "))
        }
        Damage::Capitals => quote.to_uppercase(),
        Damage::Blanks => quote.replace(", ", ",").replacen(' ', "  ", 2).replacen(' ', "\u{a0}", 1),
    }
}

/// One letter dropped, doubled or exchanged; figures are left alone.
fn mistyped(word: &str, random: &mut Random) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    if letters.len() < 3 || letters.iter().any(char::is_ascii_digit) {
        return word.to_owned();
    }
    let at = random.below(letters.len() - 1);
    match random.below(4) {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, letters[at]),
        2 => letters.swap(at, at + 1),
        _ => letters[at] = ['a', 'i', 'n', 'h', 'u'][random.below(5)],
    }
    letters.into_iter().collect()
}
