//! Text and bytes in an old encoding read as they were meant, where that is certain.
//!
//! Certain is what leaves no other reading: nearly every word that has marks is a possible syllable in one encoding, and
//! in every other clearly fewer are. All of a text is converted or nothing of it, and nothing that the encoding could
//! not have written. What is uncertain is for a person. Linear in the text for each encoding tried.

use super::legacy::{Legacy, from_legacy};
use super::letters::is_vietnamese_syllable;
use super::normal::decode_windows_1258;

/// A text read from an old encoding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OldText {
    /// The encoding.
    pub legacy: Legacy,
    /// The words as they were meant, in composed form.
    pub text: String,
    /// Words with letters that ASCII does not have.
    pub n_words: usize,
    /// Those of them that can be Vietnamese.
    pub n_possible: usize,
}

/// Fewest words with marks from which an encoding is told.
const WORDS_MIN: usize = 4;
/// Least share of possible words, in percent, and how much less the next best encoding must have.
const SHARE_MIN: usize = 95;
const MARGIN: usize = 10;

/// Text that was read as if it were modern, as it was meant.
pub fn read_old_text(text: &str) -> Option<OldText> {
    if text.is_ascii() || share(&counted(text)) + MARGIN > 100 {
        return None;
    }
    let all = [Legacy::Utf8, Legacy::Tcvn3, Legacy::Vni, Legacy::Viscii, Legacy::Windows1258];
    certain(all.into_iter().filter_map(|legacy| Some((legacy, from_legacy(text, legacy)?))))
}

/// Bytes that are no UTF-8, as text.
pub fn read_old_bytes(bytes: &[u8]) -> Option<OldText> {
    let (latin, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes);
    let tables = [Legacy::Tcvn3, Legacy::Vni, Legacy::Viscii];
    let by_table = tables.into_iter().filter_map(|legacy| Some((legacy, from_legacy(&latin, legacy)?)));
    certain(by_table.chain([(Legacy::Windows1258, decode_windows_1258(bytes))]))
}

/// UTF-16 without its mark at the beginning: every second byte of plain letters is nought.
pub fn read_utf16(bytes: &[u8]) -> Option<String> {
    let noughts = |parity: usize| bytes.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (noughts(0), noughts(1));
    let n_pairs = bytes.len() / 2;
    // A fifth of the signs of any Vietnamese text are plain: blanks, line ends, letters without marks.
    if !bytes.len().is_multiple_of(2) || (even + odd) * 5 < n_pairs || (even > 0 && odd > 0) {
        return None;
    }
    let unit = |pair: &[u8]| {
        let pair = [pair[0], pair[1]];
        if odd > 0 { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) }
    };
    let text: String = char::decode_utf16(bytes.chunks_exact(2).map(unit)).collect::<Result<_, _>>().ok()?;
    // Signs of scripts that no office here writes in: two letters that were taken for one.
    let is_odd = |c: char| is_stray(c) || ('\u{2E80}'..='\u{F8FF}').contains(&c);
    (!text.contains(is_odd)).then_some(text)
}

/// The one reading that no other comes near.
fn certain(readings: impl Iterator<Item = (Legacy, String)>) -> Option<OldText> {
    let mut found: Vec<OldText> = readings
        .filter(|(_, text)| !text.contains(|c: char| c == '\u{FFFD}' || is_stray(c)))
        .map(|(legacy, text)| {
            let (n_words, n_possible) = counted(&text);
            OldText { legacy, text, n_words, n_possible }
        })
        .collect();
    found.sort_by_key(|it| std::cmp::Reverse((share(&(it.n_words, it.n_possible)), it.n_possible)));
    let next = found.iter().skip(1).map(|it| share(&(it.n_words, it.n_possible))).max().unwrap_or(0);
    let best = found.into_iter().next()?;
    let percent = share(&(best.n_words, best.n_possible));
    (best.n_words >= WORDS_MIN && percent >= SHARE_MIN && next + MARGIN <= percent).then_some(best)
}

/// Control characters that no text has.
fn is_stray(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}')
}

fn share((n_words, n_possible): &(usize, usize)) -> usize {
    (n_possible * 100).checked_div(*n_words).unwrap_or(0)
}

/// Words that have letters outside of ASCII, and those of them that are possible syllables. Signs of the upper half of
/// Latin-1 inside a word are letters that were read wrongly.
fn counted(text: &str) -> (usize, usize) {
    let separates = |c: char| !(c.is_alphabetic() || ('\u{300}'..='\u{36F}').contains(&c) || is_sign(c));
    let words =
        text.split(separates).filter(|word| !word.is_ascii() && word.chars().any(char::is_alphabetic));
    // `[AND]` of a heading or a unit of measure is no word of the language: a few are let pass by the share.
    words.fold((0, 0), |(n, possible), word| (n + 1, possible + usize::from(is_vietnamese_syllable(word))))
}

fn is_sign(c: char) -> bool {
    ('\u{A1}'..='\u{BF}').contains(&c) && !matches!(c, '«' | '»' | '·' | '°') || matches!(c, '×' | '÷')
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Đề nghị bổ sung cây ăn quả vào mục 1, vì đây là cây trồng đem lại thu nhập chính cho nhiều hộ trong xã.";
    const TCVN3: &str = "§Ò nghÞ bæ sung c©y ¨n qu¶ vµo môc 1, v× ®©y lµ c©y trång ®em l¹i thu nhËp chÝnh cho nhiÒu hé trong x·.";
    const VNI: &str = "Ñeà nghò boå sung caây aên quaû vaøo muïc 1, vì ñaây laø caây troàng ñem laïi thu nhaäp chính cho nhieàu hoä trong xaõ.";

    fn latin(text: &str) -> Vec<u8> {
        encoding_rs::WINDOWS_1252.encode(text).0.into_owned()
    }

    #[test]
    fn old_text_is_read_as_it_was_meant() {
        for (old, legacy) in [(TCVN3, Legacy::Tcvn3), (VNI, Legacy::Vni)] {
            let read = read_old_text(old).unwrap();
            assert_eq!((read.text.as_str(), read.legacy), (TEXT, legacy));
            let read = read_old_bytes(&latin(old)).unwrap();
            assert_eq!((read.text.as_str(), read.legacy), (TEXT, legacy));
        }
        let misread: String = TEXT
            .bytes()
            .map(|byte| encoding_rs::WINDOWS_1252.decode_without_bom_handling(&[byte]).0.into_owned())
            .collect();
        assert_eq!(read_old_text(&misread).map(|it| it.text).as_deref(), Some(TEXT));
    }

    #[test]
    fn windows_1258_comes_back_composed() {
        let bytes = b"\xD0\xEA\xCC nghi\xF2 b\xF4\xD2 sung k\xEA\xECt qua\xD2 tr\xF4\xCCng r\xFD\xCCng";
        let read = read_old_bytes(bytes).unwrap();
        assert_eq!(
            (read.text.as_str(), read.legacy),
            ("Đề nghị bổ sung kết quả trồng rừng", Legacy::Windows1258)
        );
        assert_eq!((read.n_words, read.n_possible), (7, 7));
    }

    #[test]
    fn what_is_modern_or_uncertain_is_left() {
        for text in [
            TEXT,
            "Le comité a décidé à l'unanimité: élèves, français",
            "",
            "abc",
            "café naïve",
            "Đảng bộ §Ò nghÞ bæ sung",
        ] {
            assert_eq!(read_old_text(text), None, "{text}");
        }
        for bytes in
            [&b"caf\xE9 na\xEFve"[..], b"\xFF\xFE\xFD\xFC", b"Stra\xDFe gr\xFC\xDFen M\xFCnchen K\xF6ln"]
        {
            assert_eq!(read_old_bytes(bytes), None);
        }
    }

    #[test]
    fn utf_16_without_its_mark_is_told_by_its_noughts() {
        let all: Vec<u16> = TEXT.encode_utf16().collect();
        let little: Vec<u8> = all.iter().flat_map(|it| it.to_le_bytes()).collect();
        let big: Vec<u8> = all.iter().flat_map(|it| it.to_be_bytes()).collect();
        assert_eq!(read_utf16(&little).as_deref(), Some(TEXT));
        assert_eq!(read_utf16(&big).as_deref(), Some(TEXT));
        assert_eq!(read_utf16(&little[1..]), None);
        assert_eq!(read_utf16(b"a\0\0b"), None);
        assert_eq!(read_utf16(b"a;b\0;c"), None);
        assert_eq!(read_utf16(b"\x89PNG\r\n\x1a\n\0\0\0\x0d"), None);
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..200)) {
            let _ = (read_old_bytes(&bytes), read_utf16(&bytes), read_old_text(&String::from_utf8_lossy(&bytes)));
        }
    }
}
