//! Quoted words in running text: “ ”, " ", « », ‘ ’, '…'.
//!
//! A straight single quote opens only behind a blank or a mark and closes only before one, so that an apostrophe
//! inside a word is none. A quote without an end is no quote. Linear; at most [`QUOTES_MAX`] quotes of at most
//! [`QUOTE_CHARS_MAX`] characters are found.

use std::ops::Range;

/// Quotes found in one text.
pub const QUOTES_MAX: usize = 32;

/// Characters of one quote.
pub const QUOTE_CHARS_MAX: usize = 4_000;

/// Quoted words: the bytes with their marks and the bytes without.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuoteSpan {
    /// With the quotation marks.
    pub outer: Range<usize>,
    /// Without them.
    pub inner: Range<usize>,
}

/// All quotes of a text, in order, not nested.
pub fn quotes(text: &str) -> Vec<QuoteSpan> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let ends = Ends::new(&chars);
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() && found.len() < QUOTES_MAX {
        match ends.close_of(&chars, at) {
            Some(close) if close - at <= QUOTE_CHARS_MAX => {
                let (start, open) = chars[at];
                let (end, mark) = chars[close];
                let inner = start + open.len_utf8()..end;
                if !text[inner.clone()].trim().is_empty() {
                    found.push(QuoteSpan { outer: start..end + mark.len_utf8(), inner });
                }
                at = close + 1;
            }
            _ => at += 1,
        }
    }
    found
}

/// For every kind of closing mark, where the next one stands behind each position.
struct Ends {
    next: [Vec<usize>; 4],
}

const NONE: usize = usize::MAX;

impl Ends {
    fn new(chars: &[(usize, char)]) -> Self {
        let mut next = [const { Vec::new() }; 4];
        for (kind, next) in next.iter_mut().enumerate() {
            next.resize(chars.len() + 1, NONE);
            for at in (0..chars.len()).rev() {
                next[at] = if closes(chars, at, kind) { at } else { next[at + 1] };
            }
        }
        Self { next }
    }

    fn close_of(&self, chars: &[(usize, char)], at: usize) -> Option<usize> {
        let before = at.checked_sub(1).map(|at| chars[at].1);
        let free = before.is_none_or(|c| !c.is_alphanumeric());
        let kind = match chars[at].1 {
            '“' | '„' | '”' => 0,
            '"' => 1,
            '«' => 2,
            '‘' => 3,
            '\'' if free => 3,
            _ => return None,
        };
        let close = self.next[kind][at + 1];
        (close != NONE).then_some(close)
    }
}

fn closes(chars: &[(usize, char)], at: usize, kind: usize) -> bool {
    let after = chars.get(at + 1).is_none_or(|(_, c)| !c.is_alphanumeric());
    match (kind, chars[at].1) {
        (0, '”' | '“') | (1, '"' | '”') | (2, '»') => true,
        (0, '"') => after,
        (3, '’' | '\'') => after,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_are_found_in_every_kind_of_mark() {
        let check = |text: &str, expected: &[&str]| {
            let found: Vec<&str> = quotes(text).into_iter().map(|quote| &text[quote.inner]).collect();
            assert_eq!(found, expected, "{text}");
        };
        check("sửa “từng bước” thành “bước đầu”", &["từng bước", "bước đầu"]);
        check("sửa \"a\" thành \"b\"", &["a", "b"]);
        check("bỏ «cụm từ» và 'chữ này', ‘chữ kia’", &["cụm từ", "chữ này", "chữ kia"]);
        check("bỏ ”cụm từ”", &["cụm từ"]);
        check("bỏ “cụm từ\" này", &["cụm từ"]);
        check("người dân Krông B'Lao và 'x'", &["x"]);
        check("dấu \" không đóng", &[]);
        check("rỗng \"\" và \" \"", &[]);
        check("", &[]);
    }
}
