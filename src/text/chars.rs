//! Classes of characters that every part of `text` shares: blanks, dashes, invisible characters.
//!
//! The classes are closed lists, not guesses: a character in none of them is left as it is.

/// Whether `c` is one of the dashes and hyphens that offices use for one another.
pub fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}')
}

/// Whether `c` shows nothing and takes no room: zero-width characters, soft hyphen, byte order mark,
/// direction controls, tags, variation selectors, and control characters that are not blanks.
pub fn is_ignorable(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_control() && !c.is_whitespace();
    }
    if ('\u{1E00}'..='\u{1EFF}').contains(&c) {
        return false;
    }
    matches!(c,
        '\u{80}'..='\u{84}' | '\u{86}'..='\u{9F}' | '\u{AD}' | '\u{34F}' | '\u{61C}'
        | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}'
        | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Whether `c` changes the direction in which text is shown.
pub(super) fn is_bidi(c: char) -> bool {
    matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Whether `c` is a mark that stands on the character before it.
pub(super) fn is_mark(c: char) -> bool {
    c >= '\u{300}' && unicode_normalization::char::is_combining_mark(c)
}

/// Whether `c` is a letter or a digit; quick for the letters of Vietnamese.
pub(crate) fn is_letter_or_digit(c: char) -> bool {
    is_letter(c) || if c.is_ascii() { c.is_ascii_digit() } else { c.is_numeric() }
}

/// Whether `c` is a letter, as Unicode has it; quick for those of Vietnamese.
pub(super) fn is_letter(c: char) -> bool {
    match c {
        _ if c.is_ascii() => c.is_ascii_alphabetic(),
        '\u{C0}'..='\u{24F}' => !matches!(c, '×' | '÷'),
        '\u{1E00}'..='\u{1EFF}' => true,
        _ => c.is_alphabetic(),
    }
}

/// The character at byte `at`, `None` at the end (or off a character boundary, which callers avoid).
pub(super) fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}
