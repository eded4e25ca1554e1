//! Roman numerals from 1 to 3999, strict: only the one correct spelling counts.
//!
//! Whether a word *is* a numeral where it stands is the tokenizer's question, not answered here.

const STEPS: [(u32, &str); 13] = [
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
];

/// The value of an upper-case Roman numeral in its correct spelling, else `None`: `XIII` is 13, `IIII` nothing.
pub fn roman(text: &str) -> Option<u32> {
    if text.is_empty() || text.len() > 15 {
        return None;
    }
    let mut rest = text;
    let mut value = 0;
    for (worth, letters) in STEPS {
        while let Some(after) = rest.strip_prefix(letters) {
            (value, rest) = (value + worth, after);
        }
    }
    (rest.is_empty() && to_roman(value).as_deref() == Some(text)).then_some(value)
}

/// `value` as a Roman numeral, for 1 to 3999.
pub fn to_roman(value: u32) -> Option<String> {
    if !(1..4000).contains(&value) {
        return None;
    }
    let mut left = value;
    let mut written = String::new();
    for (worth, letters) in STEPS {
        while left >= worth {
            written.push_str(letters);
            left -= worth;
        }
    }
    Some(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_of_congresses() {
        let check = |text: &str, expected: Option<u32>| assert_eq!(roman(text), expected, "{text}");
        for (text, value) in [("I", 1), ("IV", 4), ("XIII", 13), ("XIX", 19), ("XX", 20), ("XXII", 22)] {
            check(text, Some(value));
        }
        for text in ["", "IIII", "VX", "IC", "xiii", "XIIIa", "IXX", "VV", "MMMM", "Đ", "XIII "] {
            check(text, None);
        }
    }

    #[test]
    fn every_numeral_reads_back() {
        for value in 1..4000 {
            assert_eq!(to_roman(value).and_then(|text| roman(&text)), Some(value));
        }
        assert_eq!((to_roman(0), to_roman(4000)), (None, None));
    }
}
