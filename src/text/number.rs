//! Exact numbers in Vietnamese spelling: dots group thousands, a comma opens the decimals.
//!
//! A [`Number`] is a rational number, never a float, so that `45,2 %` of a whole can be checked at the printed
//! precision both rounded and cut. All arithmetic is checked: what does not fit is `None`, nothing wraps.
//! What can be read two ways (`1.10`, `0.500`, `1,2,3`) is no number here.

use num_rational::Ratio;
use std::cmp::Ordering;
use std::fmt;

/// An exact number and how many decimals it was written with.
#[derive(Debug, Clone, Copy)]
pub struct Number {
    value: Ratio<i128>,
    decimals: u32,
}

/// More digits than any report has, and few enough that sums and products of two numbers fit.
const DIGITS_MAX: usize = 18;
const DECIMALS_MAX: u32 = 12;

/// The number that `text` spells, with a sign and a percent sign allowed; see [`Number::parse`].
pub fn number(text: &str) -> Option<Number> {
    Number::parse(text)
}

impl Number {
    /// A whole number.
    pub fn whole(value: i64) -> Self {
        Self { value: Ratio::from_integer(i128::from(value)), decimals: 0 }
    }

    /// `numerator / denominator`, shown with `decimals` decimals; `None` where the denominator is 0.
    pub fn ratio(numerator: i64, denominator: i64, decimals: u32) -> Option<Self> {
        Self::reduced(i128::from(numerator), i128::from(denominator), decimals)
    }

    /// Reads `1.234,5`, `45.250`, `0,5`, `1234`, `01`, `-5`, `+1,5`, `87,65 %` (as 87,65). `None` for what is
    /// ill-formed or can be read two ways: `1.10`, `1234.567`, `0.500`, `1,2,3`, `12,`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let text = text.strip_suffix('%').map_or(text, str::trim_end);
        let (negative, digits) = match text.chars().next()? {
            '-' | '−' => (true, text.trim_start_matches(['-', '−'])),
            '+' => (false, &text[1..]),
            _ => (false, text),
        };
        if text.chars().count() > digits.chars().count() + 1 {
            return None;
        }
        let (whole, fraction) = match digits.split_once(',') {
            Some((whole, fraction)) if !fraction.is_empty() => (whole, fraction),
            Some(_) => return None,
            None => (digits, ""),
        };
        if !is_whole_part(whole) || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let decimals = u32::try_from(fraction.len()).ok().filter(|&n| n <= DECIMALS_MAX)?;
        let mut units: i128 = 0;
        let digits = whole.bytes().chain(fraction.bytes()).filter(u8::is_ascii_digit);
        if digits.clone().count() > DIGITS_MAX {
            return None;
        }
        for digit in digits {
            units = units * 10 + i128::from(digit - b'0');
        }
        Self::reduced(if negative { -units } else { units }, power_of_ten(decimals)?, decimals)
    }

    /// How many decimals it was written with, or is to be shown with.
    pub fn decimals(self) -> u32 {
        self.decimals
    }

    /// The same value, to be shown with another number of decimals (12 at most).
    #[must_use]
    pub fn shown_with(self, decimals: u32) -> Self {
        Self { decimals: decimals.min(DECIMALS_MAX), ..self }
    }

    /// Numerator and denominator in lowest terms, the denominator positive.
    pub fn parts(self) -> (i128, i128) {
        (*self.value.numer(), *self.value.denom())
    }

    /// The value, where it is a whole number.
    pub fn to_integer(self) -> Option<i128> {
        self.value.is_integer().then(|| self.value.to_integer())
    }

    /// Whether the value is 0.
    pub fn is_zero(self) -> bool {
        *self.value.numer() == 0
    }

    /// Whether the value is below 0.
    pub fn is_negative(self) -> bool {
        *self.value.numer() < 0
    }

    /// The sum; `None` where it does not fit.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        let ((a, b), (c, d)) = (self.parts(), other.parts());
        let numerator = a.checked_mul(d)?.checked_add(c.checked_mul(b)?)?;
        Self::reduced(numerator, b.checked_mul(d)?, self.decimals.max(other.decimals))
    }

    /// The difference; `None` where it does not fit.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.checked_add(Self { value: -other.value, ..other })
    }

    /// The product; `None` where it does not fit.
    pub fn checked_mul(self, other: Self) -> Option<Self> {
        let ((a, b), (c, d)) = (self.parts(), other.parts());
        let decimals = (self.decimals + other.decimals).min(DECIMALS_MAX);
        Self::reduced(a.checked_mul(c)?, b.checked_mul(d)?, decimals)
    }

    /// The exact quotient, shown with two decimals; `None` for a division by 0 or where it does not fit.
    pub fn checked_div(self, other: Self) -> Option<Self> {
        let ((a, b), (c, d)) = (self.parts(), other.parts());
        Self::reduced(a.checked_mul(d)?, b.checked_mul(c)?, 2)
    }

    /// What part of `whole` this is, in per cent, exactly; shown with two decimals. 654 of 658 is 99,39… .
    pub fn percent_of(self, whole: Self) -> Option<Self> {
        self.checked_mul(Self::whole(100))?.checked_div(whole)
    }

    /// Rounded to `decimals` decimals, a half away from 0; `None` where it does not fit.
    pub fn rounded(self, decimals: u32) -> Option<Self> {
        self.at_precision(decimals, true)
    }

    /// Cut off behind `decimals` decimals, towards 0; `None` where it does not fit.
    pub fn cut(self, decimals: u32) -> Option<Self> {
        self.at_precision(decimals, false)
    }

    /// Digits with a decimal point and no grouping, for machines: `1234.5`.
    pub fn to_decimal(self) -> String {
        let (sign, whole, fraction) = self.digits();
        if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
    }

    fn reduced(numerator: i128, denominator: i128, decimals: u32) -> Option<Self> {
        let usable = denominator != 0 && numerator != i128::MIN && denominator != i128::MIN;
        usable
            .then(|| Self { value: Ratio::new(numerator, denominator), decimals: decimals.min(DECIMALS_MAX) })
    }

    fn at_precision(self, decimals: u32, half_up: bool) -> Option<Self> {
        let decimals = decimals.min(DECIMALS_MAX);
        let (numerator, denominator) = self.parts();
        let scale = power_of_ten(decimals)?;
        let scaled = numerator.checked_mul(scale)?;
        let (mut units, rest) = (scaled / denominator, (scaled % denominator).unsigned_abs());
        if half_up && rest >= denominator.unsigned_abs() - rest {
            units = units.checked_add(numerator.signum())?;
        }
        Self::reduced(units, scale, decimals)
    }

    /// Sign, whole part and decimals as they are shown; a value too big to scale is shown as a whole number.
    fn digits(self) -> (&'static str, String, String) {
        let shown = self.rounded(self.decimals);
        let decimals = if shown.is_some() { self.decimals } else { 0 };
        let value = shown.map_or_else(|| self.value.trunc(), |shown| shown.value);
        let scale = power_of_ten(decimals).unwrap_or(1);
        // Exact: the denominator of a rounded value divides the scale.
        let units = value.numer().unsigned_abs() * (scale / value.denom()).unsigned_abs();
        let scale = scale.unsigned_abs();
        let width = decimals as usize;
        let fraction = if width == 0 { String::new() } else { format!("{:0width$}", units % scale) };
        (if *value.numer() < 0 { "-" } else { "" }, (units / scale).to_string(), fraction)
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl Eq for Number {}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Number {
    /// By value: `0,5` and `0,50` are equal.
    fn cmp(&self, other: &Self) -> Ordering {
        self.value.cmp(&other.value)
    }
}

impl std::hash::Hash for Number {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.value.hash(state);
    }
}

impl fmt::Display for Number {
    /// Vietnamese spelling with its decimals: `45.250`, `-1.234,5`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sign, whole, fraction) = self.digits();
        f.write_str(sign)?;
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at) % 3 == 0 {
                f.write_str(".")?;
            }
            write!(f, "{digit}")?;
        }
        if fraction.is_empty() { Ok(()) } else { write!(f, ",{fraction}") }
    }
}

fn power_of_ten(exponent: u32) -> Option<i128> {
    10i128.checked_pow(exponent)
}

/// Digits without dots, or groups of three behind a first group of one to three that does not begin with 0.
fn is_whole_part(text: &str) -> bool {
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let mut groups = text.split('.');
    let first = groups.next().unwrap_or_default();
    let grouped = text.contains('.');
    all_digits(first)
        && (!grouped || (first.len() <= 3 && !first.starts_with('0')))
        && groups.all(|group| group.len() == 3 && all_digits(group))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(number(text).map(Number::to_decimal).as_deref(), expected, "{text}");
        };
        for (text, value) in [
            ("1.234,5", "1234.5"),
            ("45.250", "45250"),
            ("0,5", "0.5"),
            ("1234", "1234"),
            ("87,65 %", "87.65"),
            ("87,65%", "87.65"),
            ("1.234.567", "1234567"),
            ("01", "1"),
            ("02", "2"),
            ("2,5", "2.5"),
            ("-5", "-5"),
            ("−1,50", "-1.50"),
            ("+1,5", "1.5"),
            ("1.234", "1234"),
            ("4.195", "4195"),
            ("102,4", "102.4"),
            ("0", "0"),
        ] {
            check(text, Some(value));
        }
        for text in [
            "",
            "1.10",
            "0.500",
            "1234.567",
            "1,2,3",
            "12,",
            ",5",
            "1.",
            ".5",
            "1..234",
            "1.234.56",
            "--5",
            "- 5",
            "5-",
            "năm",
            "1 234",
            "%",
            "20/2",
            "１２",
            "1,2.345",
            "-",
            "12345678901234567890",
            "0,1234567890123",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn shown_in_vietnamese() {
        let check = |text: &str, expected: &str| assert_eq!(number(text).unwrap().to_string(), expected);
        check("1234567,50", "1.234.567,50");
        check("45250", "45.250");
        check("-1234", "-1.234");
        check("999", "999");
        check("0,05", "0,05");
    }

    #[test]
    fn percentages_round_and_cut_exactly() {
        let check = |part: &str, whole: &str, rounded: &str, cut: &str| {
            let percent = number(part).unwrap().percent_of(number(whole).unwrap()).unwrap();
            assert_eq!(percent.rounded(2).unwrap().to_string(), rounded);
            assert_eq!(percent.cut(2).unwrap().to_string(), cut);
        };
        check("654", "658", "99,39", "99,39");
        check("150", "388", "38,66", "38,65");
        check("121", "235", "51,49", "51,48");
        check("4.195", "4.195", "100,00", "100,00");
        check("-1", "3", "-33,33", "-33,33");
        check("-2", "3", "-66,67", "-66,66");
        assert_eq!(number("2,5").unwrap().rounded(0).unwrap().to_string(), "3");
        assert_eq!(number("-2,5").unwrap().rounded(0).unwrap().to_string(), "-3");
        assert_eq!(number("1").unwrap().percent_of(number("0").unwrap()), None);
    }

    #[test]
    fn arithmetic_is_exact_and_never_wraps() {
        let n = |text: &str| number(text).unwrap();
        assert_eq!(n("0,1").checked_add(n("0,2")), Some(n("0,3")));
        assert_eq!(n("1,5").checked_sub(n("2")), Some(n("-0,5")));
        assert_eq!(n("1,2").checked_mul(Number::whole(1_000_000)), Some(n("1.200.000")));
        assert_eq!(Number::ratio(1, 0, 0), None);
        let mut big = n("999.999.999.999.999.999");
        for _ in 0..10 {
            match big.checked_mul(big) {
                Some(square) => big = square,
                None => return assert!(!big.to_string().is_empty()),
            }
        }
        panic!("must stop fitting");
    }

    proptest::proptest! {
        #[test]
        fn what_is_shown_reads_back(units in -999_999_999_999i64..999_999_999_999, decimals in 0u32..5) {
            let number = Number::ratio(units, 10i64.pow(decimals), decimals).unwrap();
            proptest::prop_assert_eq!(Number::parse(&number.to_string()), Some(number));
        }

        #[test]
        fn any_text_is_read_or_refused(text in "[-−+0-9.,% ]{0,12}|\\PC{0,8}") {
            let _ = Number::parse(&text);
        }
    }
}
