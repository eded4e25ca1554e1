//! Where a text puts its tone marks: old style (`hòa`, `thúy`, `ủy`) or new (`hoà`, `thuý`, `uỷ`).
//!
//! Only syllables ending in oa, oe, uy differ between the styles; `hoạch`, `toàn`, `quý` are the same in both.

use super::letters::vowel;
use super::letters::{is_onset, is_vietnamese_syllable};
use super::normal::nfc;
use super::token::{TokenKind, tokens};
use std::ops::Range;

/// A syllable that the two styles write differently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToneSyllable {
    /// Its bytes in the text.
    pub span: Range<usize>,
    /// Begins with a capital inside a sentence and goes on in small letters: probably a name, whose spelling
    /// belongs to its bearer.
    pub proper: bool,
}

/// The syllables of a text in each style.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ToneStyle {
    /// Mark on the first vowel: `hòa`, `ủy`.
    pub old: Vec<ToneSyllable>,
    /// Mark on the second vowel: `hoà`, `uỷ`.
    pub new: Vec<ToneSyllable>,
}

impl ToneStyle {
    /// Whether both styles occur outside names.
    pub fn is_mixed(&self) -> bool {
        let common = |syllables: &[ToneSyllable]| syllables.iter().any(|syllable| !syllable.proper);
        common(&self.old) && common(&self.new)
    }
}

/// The syllables of `text` that show a style of placing tone marks.
pub fn tone_style(text: &str) -> ToneStyle {
    let mut style = ToneStyle::default();
    let mut opens_sentence = true;
    for token in tokens(text) {
        let part = &text[token.span.clone()];
        match token.kind {
            TokenKind::Space => opens_sentence |= part.contains('\n'),
            TokenKind::Punctuation => {
                opens_sentence |= part.starts_with(['.', '!', '?', ':', ';', '…']);
            }
            TokenKind::Syllable => {
                if let Some(new) = is_new_style(part) {
                    let proper = !opens_sentence && is_capitalised(part);
                    let syllables = if new { &mut style.new } else { &mut style.old };
                    syllables.push(ToneSyllable { span: token.span, proper });
                }
                opens_sentence = false;
            }
            _ => opens_sentence = false,
        }
    }
    style
}

/// Whether the syllable has its mark on the second of two final vowels; `None` where the styles agree.
fn is_new_style(syllable: &str) -> Option<bool> {
    if syllable.is_ascii() || syllable.len() > 32 {
        return None;
    }
    let composed = nfc(syllable);
    let mut letters = composed.chars();
    let (second, first) = (vowel(letters.next_back()?)?, vowel(letters.next_back()?)?);
    let pair = matches!((first.base(), second.base()), ('o', 'a' | 'e') | ('u', 'y'));
    let marked = (first.tone != 0) != (second.tone != 0);
    (pair && marked && is_onset(letters.as_str()) && is_vietnamese_syllable(&composed))
        .then_some(second.tone != 0)
}

fn is_capitalised(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_none_or(|c| !c.is_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, old: &[&str], new: &[&str]) {
        let style = tone_style(text);
        let shown = |syllables: &[ToneSyllable]| -> Vec<String> {
            let name =
                |s: &ToneSyllable| format!("{}{}", &text[s.span.clone()], if s.proper { "*" } else { "" });
            syllables.iter().map(name).collect()
        };
        assert_eq!(shown(&style.old), old, "{text}");
        assert_eq!(shown(&style.new), new, "{text}");
    }

    #[test]
    fn styles_are_told_apart() {
        check("hòa khóa thúy ủy lòe", &["hòa", "khóa", "thúy", "ủy", "lòe"], &[]);
        check("hoà khoá thuý uỷ loè hoa\u{300}", &[], &["hoà", "khoá", "thuý", "uỷ", "loè", "hoa\u{300}"]);
        check("hoạch toàn hoạt hoàn đoàn quý Quỳnh quả hoa uy quá thuyền", &[], &[]);
        check("HUYỆN UỶ ĐỊNH HOÁ", &[], &["UỶ", "HOÁ"]);
        check("HUYỆN ỦY ĐỊNH HÓA", &["ỦY", "HÓA"], &[]);
    }

    #[test]
    fn names_are_marked() {
        check("Xã Hòa Bình. Hoà hợp; đồng chí Thuỳ và khoá", &["Hòa*"], &["Hoà", "Thuỳ*", "khoá"]);
        assert!(tone_style("hòa và hoà").is_mixed());
        assert!(!tone_style("hòa và xã Hoà").is_mixed());
        assert!(!tone_style("").is_mixed());
    }
}
