//! Vietnamese letters and syllables: vowels with their tones, onsets and rimes.
//!
//! A letter is looked up in tables built at compile time. [`is_vietnamese_syllable`] tells what *can* be
//! a syllable by its shape; it knows no dictionary, and place names of other languages are no syllables to it.

use unicode_normalization::UnicodeNormalization;

/// The twelve vowels, each in the order level, huyền, hỏi, ngã, sắc, nặng, small then capital.
const VOWELS: [[[char; 6]; 2]; 12] = [
    [['a', 'à', 'ả', 'ã', 'á', 'ạ'], ['A', 'À', 'Ả', 'Ã', 'Á', 'Ạ']],
    [['ă', 'ằ', 'ẳ', 'ẵ', 'ắ', 'ặ'], ['Ă', 'Ằ', 'Ẳ', 'Ẵ', 'Ắ', 'Ặ']],
    [['â', 'ầ', 'ẩ', 'ẫ', 'ấ', 'ậ'], ['Â', 'Ầ', 'Ẩ', 'Ẫ', 'Ấ', 'Ậ']],
    [['e', 'è', 'ẻ', 'ẽ', 'é', 'ẹ'], ['E', 'È', 'Ẻ', 'Ẽ', 'É', 'Ẹ']],
    [['ê', 'ề', 'ể', 'ễ', 'ế', 'ệ'], ['Ê', 'Ề', 'Ể', 'Ễ', 'Ế', 'Ệ']],
    [['i', 'ì', 'ỉ', 'ĩ', 'í', 'ị'], ['I', 'Ì', 'Ỉ', 'Ĩ', 'Í', 'Ị']],
    [['o', 'ò', 'ỏ', 'õ', 'ó', 'ọ'], ['O', 'Ò', 'Ỏ', 'Õ', 'Ó', 'Ọ']],
    [['ô', 'ồ', 'ổ', 'ỗ', 'ố', 'ộ'], ['Ô', 'Ồ', 'Ổ', 'Ỗ', 'Ố', 'Ộ']],
    [['ơ', 'ờ', 'ở', 'ỡ', 'ớ', 'ợ'], ['Ơ', 'Ờ', 'Ở', 'Ỡ', 'Ớ', 'Ợ']],
    [['u', 'ù', 'ủ', 'ũ', 'ú', 'ụ'], ['U', 'Ù', 'Ủ', 'Ũ', 'Ú', 'Ụ']],
    [['ư', 'ừ', 'ử', 'ữ', 'ứ', 'ự'], ['Ư', 'Ừ', 'Ử', 'Ữ', 'Ứ', 'Ự']],
    [['y', 'ỳ', 'ỷ', 'ỹ', 'ý', 'ỵ'], ['Y', 'Ỳ', 'Ỷ', 'Ỹ', 'Ý', 'Ỵ']],
];

const LOW_END: usize = 0x1B1;
const HIGH_START: usize = 0x1EA0;
const HIGH_END: usize = 0x1EFA;

const fn build<const START: usize, const LEN: usize>() -> [u8; LEN] {
    let mut table = [0; LEN];
    let mut vowel = 0;
    while vowel < 12 {
        let mut cell = 0;
        while cell < 12 {
            let at = VOWELS[vowel][cell / 6][cell % 6] as usize;
            if at >= START && at < START + LEN {
                table[at - START] = (vowel * 12 + cell + 1) as u8;
            }
            cell += 1;
        }
        vowel += 1;
    }
    table
}

static LOW: [u8; LOW_END] = build::<0, LOW_END>();
static HIGH: [u8; HIGH_END - HIGH_START] = build::<HIGH_START, { HIGH_END - HIGH_START }>();

/// A vowel taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Vowel {
    row: u8,
    upper: bool,
    /// 0 level, then huyền, hỏi, ngã, sắc, nặng.
    pub(super) tone: u8,
}

impl Vowel {
    /// The small letter without its tone: `ế` gives `ê`.
    pub(super) fn base(self) -> char {
        VOWELS[usize::from(self.row)][0][0]
    }

    /// The small letter without tone and diacritic: `ế` gives `e`.
    pub(super) fn plain(self) -> char {
        match self.base() {
            'ă' | 'â' => 'a',
            'ê' => 'e',
            'ô' | 'ơ' => 'o',
            'ư' => 'u',
            base => base,
        }
    }

    /// The small letter with its tone.
    pub(super) fn small(self) -> char {
        VOWELS[usize::from(self.row)][0][usize::from(self.tone)]
    }

    /// The same vowel with another tone.
    pub(super) fn with_tone(self, tone: u8) -> char {
        VOWELS[usize::from(self.row)][usize::from(self.upper)][usize::from(tone.min(5))]
    }
}

/// Takes a composed Vietnamese vowel apart; `None` for every other character.
pub(super) fn vowel(c: char) -> Option<Vowel> {
    let at = c as usize;
    let found = match at {
        0..LOW_END => LOW[at],
        HIGH_START..HIGH_END => HIGH[at - HIGH_START],
        _ => 0,
    };
    let cell = found.checked_sub(1)?;
    Some(Vowel { row: cell / 12, upper: cell % 12 >= 6, tone: cell % 6 })
}

/// Consonants that can open a syllable, small and sorted.
const ONSETS: [&str; 28] = [
    "", "b", "c", "ch", "d", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p", "ph",
    "qu", "r", "s", "t", "th", "tr", "v", "x", "đ",
];

/// Whether the letters in `letters` (any case) are consonants that can open a syllable; `qu` is not meant here.
pub(super) fn is_onset(letters: &str) -> bool {
    let mut small = [0u8; 4];
    let mut length = 0;
    for c in letters.chars() {
        let c = if c == 'Đ' { 'đ' } else { c.to_ascii_lowercase() };
        if length + c.len_utf8() > small.len() {
            return false;
        }
        length += c.encode_utf8(&mut small[length..]).len();
    }
    std::str::from_utf8(&small[..length])
        .is_ok_and(|small| small != "qu" && ONSETS.binary_search(&small).is_ok())
}

/// What can follow an onset, without tone, sorted by bytes (checked by a test).
const RIMES: &[&str] = &[
    "a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay", "e", "ec", "em", "en",
    "eng", "eo", "ep", "et", "i", "ia", "ich", "im", "in", "inh", "ip", "it", "iu", "iêc", "iêm", "iên",
    "iêng", "iêp", "iêt", "iêu", "o", "oa", "oac", "oach", "oai", "oam", "oan", "oang", "oanh", "oao", "oap",
    "oat", "oay", "oc", "oe", "oem", "oen", "oeo", "oet", "oi", "om", "on", "ong", "ooc", "oong", "op", "ot",
    "oăc", "oăm", "oăn", "oăng", "oăt", "u", "ua", "uc", "ui", "um", "un", "ung", "up", "ut", "uy", "uya",
    "uych", "uyn", "uynh", "uyp", "uyt", "uyu", "uyên", "uyêt", "uân", "uâng", "uât", "uây", "uê", "uêch",
    "uênh", "uô", "uôc", "uôi", "uôm", "uôn", "uông", "uôt", "uơ", "y", "ym", "yn", "ynh", "yt", "yêm",
    "yên", "yêng", "yêt", "yêu", "âc", "âm", "ân", "âng", "âp", "ât", "âu", "ây", "ê", "êch", "êm", "ên",
    "ênh", "êp", "êt", "êu", "ô", "ôc", "ôi", "ôm", "ôn", "ông", "ôp", "ôt", "ăc", "ăm", "ăn", "ăng", "ăp",
    "ăt", "ơ", "ơi", "ơm", "ơn", "ơp", "ơt", "ư", "ưa", "ưc", "ưi", "ưm", "ưn", "ưng", "ưt", "ưu", "ươ",
    "ươc", "ươi", "ươm", "ươn", "ương", "ươp", "ươt", "ươu",
];

/// Whether `text` has the shape of one Vietnamese syllable, in any case, composed or not: an onset, a rime, at
/// most one tone, and only sắc or nặng before a final `c`, `ch`, `p`, `t`.
pub fn is_vietnamese_syllable(text: &str) -> bool {
    // The longest syllable, `nghiêng`, has seven letters; three bytes each with marks apart leave room.
    if text.is_empty() || text.len() > 32 {
        return false;
    }
    let is_composed = |c: char| c < '\u{300}' || ('\u{1E00}'..='\u{1EFF}').contains(&c);
    if text.chars().all(is_composed) { is_syllable(text.chars()) } else { is_syllable(text.nfc()) }
}

/// The same of composed letters.
fn is_syllable(letters: impl Iterator<Item = char>) -> bool {
    let (mut small, mut length, mut tone) = ([0u8; 16], 0, 0);
    for c in letters {
        let letter = match vowel(c) {
            Some(found) if found.tone != 0 && tone != 0 => return false,
            Some(found) => {
                tone = tone.max(found.tone);
                found.base()
            }
            None if c == 'Đ' || c == 'đ' => 'đ',
            None if c.is_ascii_alphabetic() => c.to_ascii_lowercase(),
            None => return false,
        };
        if length + letter.len_utf8() > small.len() {
            return false;
        }
        length += letter.encode_utf8(&mut small[length..]).len();
    }
    let Ok(small) = std::str::from_utf8(&small[..length]) else { return false };
    let stopped = small.ends_with(['c', 'p', 't']) || small.ends_with("ch");
    if stopped && !matches!(tone, 4 | 5) {
        return false;
    }
    let first = small.as_bytes().first();
    ONSETS
        .iter()
        .filter(|onset| onset.is_empty() || onset.as_bytes().first() == first)
        .any(|onset| small.strip_prefix(onset).is_some_and(|rime| RIMES.binary_search(&rime).is_ok()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        assert!(ONSETS.is_sorted() && RIMES.is_sorted());
    }

    #[test]
    fn vowels_come_apart_and_together() {
        for (row, cells) in VOWELS.iter().enumerate() {
            for (case, tones) in cells.iter().enumerate() {
                for (tone, &c) in tones.iter().enumerate() {
                    let found = vowel(c).unwrap();
                    assert_eq!(
                        (usize::from(found.row), found.upper, usize::from(found.tone)),
                        (row, case == 1, tone)
                    );
                    assert_eq!(found.with_tone(found.tone), c);
                }
            }
        }
        for c in ['b', 'đ', '5', 'ɑ', 'ế'.to_ascii_uppercase(), '\u{1E9F}', '\u{1EFA}', '€'] {
            assert_eq!(vowel(c).is_some(), c == 'ế', "{c}");
        }
    }

    #[test]
    fn syllables() {
        for good in [
            "hòa",
            "hoà",
            "quý",
            "quyết",
            "thuỷ",
            "nghiêng",
            "NGHIỆP",
            "Đảng",
            "đ\u{1EA3}ng",
            "tỷ",
            "kĩ",
            "uỷ",
            "gì",
            "giếng",
            "khuỷu",
            "ngoằn",
            "ươm",
            "Việt",
            "vie\u{323}\u{302}t",
            "xã",
            "oanh",
            "kỹ",
            "lý",
            "được",
            "yêu",
        ] {
            assert!(is_vietnamese_syllable(good), "{good}");
        }
        for bad in
            ["", "cxng", "nh©n", "d©n", "hoat", "strong", "report", "cộngg", "hộị", "12", "ñ", "wiki", "a b"]
        {
            assert!(!is_vietnamese_syllable(bad), "{bad}");
        }
    }
}
