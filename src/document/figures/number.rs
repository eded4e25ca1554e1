//! Decimal numbers as printed in reports, kept exactly: `1.234,5` is 12345 at one decimal.

use num_rational::Ratio;

/// A printed decimal number: `mantissa` divided by ten to the power of `decimals`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Number {
    pub(crate) mantissa: i128,
    pub(crate) decimals: u32,
}

impl Number {
    /// The exact value.
    pub(crate) fn value(&self) -> Ratio<i128> {
        Ratio::new(self.mantissa, power(self.decimals))
    }
}

/// Ten to the power of `n`; numbers have at most 13 digits.
pub(crate) fn power(n: u32) -> i128 {
    10_i128.pow(n.min(18))
}

/// How a printed number follows from an exact value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fit {
    /// Rounding and cutting give the same.
    Both,
    /// Only rounding (half up) gives it.
    Rounded,
    /// Only cutting gives it.
    Cut,
    /// Neither.
    Neither,
}

/// How `printed` follows from `exact` (not negative).
pub(crate) fn fit(exact: Ratio<i128>, printed: &Number) -> Fit {
    let (rounded, cut) = at_precision(exact, printed.decimals);
    match (printed.mantissa == rounded, printed.mantissa == cut) {
        (true, true) => Fit::Both,
        (true, false) => Fit::Rounded,
        (false, true) => Fit::Cut,
        (false, false) => Fit::Neither,
    }
}

/// `exact` times ten to the power of `decimals`, rounded half up and cut.
pub(crate) fn at_precision(exact: Ratio<i128>, decimals: u32) -> (i128, i128) {
    let scaled = exact * Ratio::from_integer(power(decimals));
    let cut = scaled.floor().to_integer();
    let rounded = (scaled + Ratio::new(1, 2)).floor().to_integer();
    (rounded, cut)
}

/// A mantissa at `decimals` as Vietnamese offices print it: `42,9`, `1.234`.
pub(crate) fn print(mantissa: i128, decimals: u32) -> String {
    let sign = if mantissa < 0 { "-" } else { "" };
    let digits = format!("{:0width$}", mantissa.unsigned_abs(), width = decimals as usize + 1);
    let (whole, rest) = digits.split_at(digits.len() - decimals as usize);
    let mut grouped = String::new();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    if rest.is_empty() { format!("{sign}{grouped}") } else { format!("{sign}{grouped},{rest}") }
}

/// An exact value as printed: whole, or with the fewest decimals (at most 4, rounded).
pub(crate) fn print_ratio(value: Ratio<i128>) -> String {
    let decimals = (0..4).find(|d| (value * Ratio::from_integer(power(*d))).is_integer()).unwrap_or(4);
    print(at_precision(value, decimals).0, decimals)
}

/// The number at the start of `text` and its length: dots group thousands, a comma starts the decimals.
///
/// `12.5`, which is no grouping, is read as twelve and a half. `None` for more than 13 digits.
pub(crate) fn read_number(text: &str) -> Option<(Number, usize)> {
    let bytes = text.as_bytes();
    let run = |from: usize| bytes[from.min(bytes.len())..].iter().take_while(|b| b.is_ascii_digit()).count();
    let mut end = run(0);
    if end == 0 {
        return None;
    }
    let mut digits = text[..end].to_owned();
    let mut decimals = 0;
    let grouped = end <= 3 && !text.starts_with('0');
    while grouped && bytes.get(end) == Some(&b'.') && run(end + 1) == 3 {
        digits.push_str(&text[end + 1..end + 4]);
        end += 4;
    }
    let point = match bytes.get(end) {
        Some(b',') => true,
        Some(b'.') => !digits.is_empty() && end <= 3,
        _ => false,
    };
    let more = run(end + 1);
    // `1.1.2` is a label or a version, no number.
    if point
        && (1..=6).contains(&more)
        && !(bytes[end] == b'.' && bytes.get(end + 1 + more) == Some(&b'.') && run(end + 2 + more) > 0)
    {
        digits.push_str(&text[end + 1..end + 1 + more]);
        decimals = more as u32;
        end += 1 + more;
    }
    if digits.len() > 13 {
        return None;
    }
    Some((Number { mantissa: digits.parse().ok()?, decimals }, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_offices_print_them() {
        for (text, mantissa, decimals, length) in [
            ("1.234,5", 12345, 1, 7),
            ("45.250 tấn", 45250, 0, 6),
            ("87,65%", 8765, 2, 5),
            ("1.234.567", 1_234_567, 0, 9),
            ("01 xã", 1, 0, 2),
            ("12.5", 125, 1, 4),
            ("5.", 5, 0, 1),
            ("5,", 5, 0, 1),
            ("52,0", 520, 1, 4),
        ] {
            assert_eq!(read_number(text), Some((Number { mantissa, decimals }, length)), "{text}");
        }
        assert_eq!(read_number("1234567890123456"), None);
    }

    #[test]
    fn rounding_and_cutting_are_told_apart() {
        for (n, whole, mantissa, decimals, expected) in [
            (654, 658, 994, 1, Fit::Rounded),
            (9, 14, 642, 1, Fit::Cut),
            (4175, 4195, 995, 1, Fit::Both),
            (497, 567, 8765, 2, Fit::Both),
            (6, 14, 428, 1, Fit::Cut),
            (6, 14, 43, 0, Fit::Rounded),
            (6, 14, 427, 1, Fit::Neither),
        ] {
            let printed = Number { mantissa, decimals };
            assert_eq!(fit(Ratio::new(n * 100, whole), &printed), expected, "{n}/{whole}");
        }
    }

    #[test]
    fn printing_groups_thousands() {
        assert_eq!(print(45250, 0), "45.250");
        assert_eq!(print(429, 1), "42,9");
        assert_eq!(print(5, 1), "0,5");
    }
}
