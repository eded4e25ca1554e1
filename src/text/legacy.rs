//! Text in an encoding of the 1990s that was read as if it were modern: `Uû ban nh©n d©n`, `Coäng hoøa`.
//!
//! Detects, so that the user can be told what to do; converts only where that is asked for (in some old fonts case
//! lives in the font, which the caller must know).
//! A text is suspected only when two things hold: it has words that cannot be Vietnamese, and reading it in the
//! old encoding makes most of its words possible syllables. English, clean and mixed text therefore pass.
//! Tables: TCVN 5712:1993 (TCVN3/ABC), RFC 1456 (VISCII), VNI for Windows, Windows-1258.

use super::chars::{is_letter, is_mark};
use super::letters::is_vietnamese_syllable;
use super::normal::decode_windows_1258;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// An encoding that a text was probably written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Legacy {
    /// TCVN3, also called ABC; fonts `.VnTime`, `.VnTimeH`.
    Tcvn3,
    /// VNI for Windows; fonts `VNI-Times`.
    Vni,
    /// VISCII.
    Viscii,
    /// Windows-1258 read as Windows-1252.
    Windows1258,
    /// UTF-8 read as Windows-1252: `Äáº£ng`.
    Utf8,
}

/// How much of a long text is looked at, in bytes.
const LOOKED_AT: usize = 1 << 16;

/// The old encoding that `text` was probably written in; `None` for modern text in whatever language.
pub fn looks_legacy(text: &str) -> Option<Legacy> {
    let text = &text[..text.floor_char_boundary(LOOKED_AT)];
    if text.is_ascii() {
        return None;
    }
    let shape = Shape::of_marked(text);
    if shape.odd < 2 || shape.odd * 10 < shape.words {
        return None;
    }
    let mut best: Option<(usize, Legacy)> = None;
    for legacy in [Legacy::Utf8, Legacy::Tcvn3, Legacy::Vni, Legacy::Viscii, Legacy::Windows1258] {
        let Some(decoded) = decode(text, legacy) else { continue };
        let after = Shape::of(&decoded);
        // Three quarters of the words are possible, and most of the odd ones were mended.
        let better = after.possible * 4 >= after.words * 3 && after.odd * 3 <= shape.odd;
        let share = after.possible * 1000 / after.words.max(1);
        if better && best.is_none_or(|(best, _)| share > best) {
            best = Some((share, legacy));
        }
    }
    best.map(|(_, legacy)| legacy)
}

/// Whether a text makes more sense read in an old encoding than as it stands: more of its words are possible then.
/// For text that something else already says is old, such as the name of its font.
pub fn reads_better(text: &str, legacy: Legacy) -> bool {
    let text = &text[..text.floor_char_boundary(LOOKED_AT)];
    if text.is_ascii() {
        return false;
    }
    let (before, after) = (Shape::of_marked(text), decode(text, legacy).map(|text| Shape::of(&text)));
    after.is_some_and(|after| after.odd < before.odd)
}

/// The text that words in an old encoding mean; `None` where they have letters that it does not have.
pub fn from_legacy(text: &str, legacy: Legacy) -> Option<String> {
    if text.chars().any(|c| byte(c).is_none() && !matches!(c, '\u{2011}' | '\u{2010}')) {
        return None;
    }
    decode(text, legacy)
}

/// Counts of the words of a text.
struct Shape {
    words: usize,
    /// Possible Vietnamese syllables.
    possible: usize,
    /// Words with a character outside ASCII that are no possible syllables.
    odd: usize,
}

impl Shape {
    fn of(text: &str) -> Self {
        Self::counted(text, is_vietnamese_syllable)
    }

    /// The same, where nobody asks which of the words in ASCII are possible.
    fn of_marked(text: &str) -> Self {
        Self::counted(text, |word| word.is_ascii() || is_vietnamese_syllable(word))
    }

    fn counted(text: &str, is_possible: impl Fn(&str) -> bool) -> Self {
        let mut shape = Self { words: 0, possible: 0, odd: 0 };
        // Signs of the upper half of Latin-1 are letters in the old encodings.
        let separates = |c: char| {
            !(is_letter(c) || is_mark(c) || ('\u{A1}'..='\u{BF}').contains(&c) || matches!(c, '×' | '÷'))
        };
        for word in text.split(separates).filter(|word| !word.is_empty()) {
            let possible = is_possible(word);
            // A lone sign (°, «) is no word.
            let lone = !word.chars().any(is_letter);
            shape.words += usize::from(!lone);
            shape.possible += usize::from(possible);
            shape.odd += usize::from(!possible && !lone && !word.is_ascii());
        }
        shape
    }
}

/// `text` read anew; `None` where it has characters that the encoding cannot have given.
fn decode(text: &str, legacy: Legacy) -> Option<String> {
    match legacy {
        Legacy::Tcvn3 => Some(by_table(text, TCVN3, 0xA0)),
        Legacy::Viscii => Some(by_table(text, VISCII, 0x80)),
        Legacy::Vni => Some(vni(text)),
        Legacy::Windows1258 => Some(decode_windows_1258(&bytes(text)?)),
        Legacy::Utf8 => match String::from_utf8_lossy(&bytes(text)?) {
            Cow::Borrowed(decoded) => Some(decoded.nfc().collect()),
            Cow::Owned(decoded) => Some(decoded.nfc().collect()),
        },
    }
}

/// The bytes that Windows-1252 has for `text`; characters it does not have become `?`.
fn bytes(text: &str) -> Option<Vec<u8>> {
    let all: Vec<u8> = text.chars().map(|c| byte(c).unwrap_or(b'?')).collect();
    let unknown = text.chars().filter(|&c| byte(c).is_none()).count();
    (unknown * 20 <= all.len()).then_some(all)
}

fn byte(c: char) -> Option<u8> {
    const C1: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ";
    match u8::try_from(u32::from(c)) {
        Ok(byte) => Some(byte),
        Err(_) => C1.chars().position(|other| other == c).and_then(|at| u8::try_from(at + 0x80).ok()),
    }
}

fn by_table(text: &str, table: &str, first: u8) -> String {
    let table: Vec<char> = table.chars().collect();
    let read = |c: char| match byte(c).and_then(|byte| byte.checked_sub(first)) {
        Some(at) if !c.is_ascii() => table.get(usize::from(at)).copied().unwrap_or(c),
        _ => c,
    };
    text.chars().map(read).nfc().collect()
}

/// VNI writes a vowel and its marks as two characters.
fn vni(text: &str) -> String {
    let mut read = String::with_capacity(text.len());
    let mut open = false;
    for c in text.chars() {
        let small = c.to_lowercase().next().unwrap_or(c);
        let marks = if open { vni_marks(small) } else { None };
        if let Some(marks) = marks {
            read.push_str(marks);
            open = false;
            continue;
        }
        let read_as = match small {
            'ñ' => 'đ',
            'ô' => 'ơ',
            'ö' => 'ư',
            'æ' => 'ỉ',
            'ó' => 'ĩ',
            'ò' => 'ị',
            'î' => 'ỵ',
            _ => c,
        };
        if c.is_uppercase() {
            read.extend(read_as.to_uppercase());
        } else {
            read.push(read_as);
        }
        open = matches!(small, 'a' | 'e' | 'o' | 'u' | 'y' | 'ô' | 'ö');
    }
    read.nfc().collect()
}

fn vni_marks(c: char) -> Option<&'static str> {
    Some(match c {
        'ù' => "\u{301}",
        'ø' => "\u{300}",
        'û' => "\u{309}",
        'õ' => "\u{303}",
        'ï' => "\u{323}",
        'â' => "\u{302}",
        'á' => "\u{302}\u{301}",
        'à' => "\u{302}\u{300}",
        'å' => "\u{302}\u{309}",
        'ã' => "\u{302}\u{303}",
        'ä' => "\u{302}\u{323}",
        'ê' => "\u{306}",
        'é' => "\u{306}\u{301}",
        'è' => "\u{306}\u{300}",
        'ú' => "\u{306}\u{309}",
        'ü' => "\u{306}\u{303}",
        'ë' => "\u{306}\u{323}",
        _ => return None,
    })
}

/// From 0xA0.
const TCVN3: &str = "\
    \u{A0}ĂÂÊÔƠƯĐăâêôơưđẰ\u{300}\u{309}\u{303}\u{301}\u{323}àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịò\
    ỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ";

/// From 0x80.
const VISCII: &str = "\
    ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ\
    ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ";

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<Legacy>) {
        assert_eq!(looks_legacy(text), expected, "{text}");
    }

    const CLEAN: &str = "Cộng hòa xã hội chủ nghĩa Việt Nam, Đảng bộ huyện, được, những, nghiệp, ưu việt";

    #[test]
    fn tables_are_whole() {
        assert_eq!((TCVN3.chars().count(), VISCII.chars().count()), (0x60, 0x80));
    }

    #[test]
    fn old_encodings_are_found() {
        check("Uû ban nh©n d©n", Some(Legacy::Tcvn3));
        check("céng hßa x· héi chñ nghÜa ViÖt Nam", Some(Legacy::Tcvn3));
        check("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", Some(Legacy::Vni));
        check("COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM, ÑAÛNG BOÄ", Some(Legacy::Vni));
        let misread: String = CLEAN.bytes().map(cp1252).collect();
        check(&misread, Some(Legacy::Utf8));
        for (legacy, table, first) in [(Legacy::Tcvn3, TCVN3, 0xA0), (Legacy::Viscii, VISCII, 0x80u8)] {
            let table: Vec<char> = table.chars().collect();
            let written = |c: char| match table.iter().position(|&other| other == c) {
                Some(at) if !c.is_ascii() => cp1252(first + u8::try_from(at).unwrap()),
                _ => c,
            };
            check(&CLEAN.to_lowercase().chars().map(written).collect::<String>(), Some(legacy));
        }
        // Windows-1258: base letters and tone marks apart, 0xCC 0xEC 0xD2 0xDE 0xF2.
        check("CôòNg hoÌa xaÞ hôòi chuÒ nghiÞa Viêòt Nam, Ðaòng bôò", Some(Legacy::Windows1258));
    }

    /// The letters of Vietnamese that ASCII does not have, small ones.
    const LETTERS: &str = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ";

    #[test]
    fn every_letter_comes_back_from_the_old_fonts() {
        assert_eq!(LETTERS.chars().count() * 2, 134);
        let table: Vec<char> = TCVN3.chars().collect();
        for c in LETTERS.chars() {
            let at = table.iter().position(|&other| other == c).unwrap();
            let old = cp1252(0xA0 + u8::try_from(at).unwrap()).to_string();
            assert_eq!(from_legacy(&old, Legacy::Tcvn3), Some(c.to_string()), "{c}");
            for c in c.to_lowercase().chain(c.to_uppercase()) {
                assert_eq!(from_legacy(&in_vni(c), Legacy::Vni), Some(c.to_string()), "{c}: {}", in_vni(c));
            }
        }
        assert_eq!(from_legacy("Đã là Unicode: ạ", Legacy::Tcvn3), None);
    }

    /// A letter as VNI for Windows writes it: the vowel, and one sign for all of its marks.
    fn in_vni(c: char) -> String {
        let small: String = c.to_lowercase().collect();
        let own = ["đ", "ơ", "ư", "ỉ", "ĩ", "ị", "ỵ", "í", "ì"];
        let signs = ["ñ", "ô", "ö", "æ", "ó", "ò", "î", "í", "ì"];
        let written = match own.iter().position(|it| *it == small) {
            Some(at) => signs[at].to_owned(),
            None => {
                let parts: Vec<char> = small.nfd().collect();
                // Horns stand in the vowel's own sign.
                let (base, marks) = match (parts[0], parts.contains(&'\u{31b}')) {
                    ('o', true) => {
                        ('ô', parts[1..].iter().filter(|it| **it != '\u{31b}').collect::<String>())
                    }
                    ('u', true) => ('ö', parts[1..].iter().filter(|it| **it != '\u{31b}').collect()),
                    (base, _) => (base, parts[1..].iter().collect()),
                };
                let all = "ùøûõïâáàåãäêéèúüë".chars();
                let same = |sign: &char| {
                    vni_marks(*sign).is_some_and(|it| format!("x{it}").nfc().eq(format!("x{marks}").nfc()))
                };
                format!("{base}{}", all.into_iter().find(same).unwrap())
            }
        };
        if c.is_uppercase() { written.to_uppercase() } else { written }
    }

    fn cp1252(byte: u8) -> char {
        let decoded = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&[byte]).0.into_owned();
        decoded.chars().next().unwrap()
    }

    #[test]
    fn modern_text_passes() {
        check(CLEAN, None);
        check(&CLEAN.nfd().collect::<String>(), None);
        check("The committee's report – “naïve café résumé”, 30 °C ± 2", None);
        check("Đảng bộ xã Ea H'leo; Krông Pắk; « ghi chú » · ½ … Zürich, São Paulo, Kraków", None);
        check("Dự án ODA (World Bank) cho vùng Tây Nguyên: project management unit", None);
        check("Le comité a décidé à l'unanimité: élèves, français, être, où, première, année", None);
        check("", None);
        check("© 2020 ® ™ ° µg", None);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_judged(text in proptest::prelude::any::<String>()) {
            let _ = looks_legacy(&text);
        }
    }
}
