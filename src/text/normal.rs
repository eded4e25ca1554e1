//! Composed form (NFC), old Windows bytes, and text made safe to show on a terminal.
//!
//! Does not fold: what is said here to be equal is canonically equivalent by Unicode.

use super::chars::{is_bidi, is_ignorable};
use std::borrow::Cow;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// `text` in composed form (NFC); borrowed where it is so already.
pub fn nfc(text: &str) -> Cow<'_, str> {
    if is_nfc(text) { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}

/// Whether `text` is in composed form.
pub fn is_nfc(text: &str) -> bool {
    text.is_ascii()
        || match is_nfc_quick(text.chars()) {
            IsNormalized::Yes => true,
            IsNormalized::No => false,
            IsNormalized::Maybe => text.chars().eq(text.nfc()),
        }
}

/// Windows-1258 bytes as composed text; every byte string is valid in that encoding.
pub fn decode_windows_1258(bytes: &[u8]) -> String {
    let (decoded, _) = encoding_rs::WINDOWS_1258.decode_without_bom_handling(bytes);
    decoded.nfc().collect()
}

/// `text` with everything that a terminal would obey or hide made visible: `␛` for the old control characters,
/// `\u{202e}` for direction controls, zero-width characters, tags and the like. Line feeds and tabs stay.
pub fn show_invisible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\t' => shown.push(c),
            '\0'..='\u{1F}' => shown.push(char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{FFFD}')),
            '\u{7F}' => shown.push('␡'),
            _ if is_ignorable(c) || is_bidi(c) || matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}') => {
                shown.extend(c.escape_unicode());
            }
            _ => shown.push(c),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_letter_in_three_spellings_is_one_letter() {
        for written in ["\u{1EC7}", "e\u{323}\u{302}", "\u{EA}\u{323}"] {
            assert_eq!(nfc(written), "ệ");
        }
        assert!(matches!(nfc("Đại hội đại biểu"), Cow::Borrowed(_)));
        assert!(!is_nfc("e\u{323}\u{302}"));
        assert!(is_nfc("x\u{323}\u{302}"));
    }

    #[test]
    fn windows_1258_bytes_become_composed_text() {
        // "Đảng bộ" as the old code page writes it: base letters and tone marks apart.
        assert_eq!(decode_windows_1258(b"\xD0a\xD2ng b\xF4\xF2"), "Đảng bộ");
        assert_eq!(decode_windows_1258(b"\xFEabc"), "₫abc");
    }

    #[test]
    fn what_a_terminal_would_obey_is_shown() {
        let check = |text: &str, expected: &str| assert_eq!(show_invisible(text), expected);
        check("Đạt 99%\n\tđúng", "Đạt 99%\n\tđúng");
        check("\u{1B}[31mđỏ\r", "␛[31mđỏ␍");
        check("a\u{202E}b\u{200B}c\u{AD}\u{7F}\u{9B}", "a\\u{202e}b\\u{200b}c\\u{ad}␡\\u{9b}");
        check("\u{E0041}\u{FEFF}", "\\u{e0041}\\u{feff}");
    }
}
