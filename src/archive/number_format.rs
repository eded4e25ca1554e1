//! A number or a date of a spreadsheet's cell in words, as the cell's format shows it.
//!
//! People type `5-6` or `2.10` and the spreadsheet keeps a date or a number. Where the format tells what was typed, that
//! is given back; where it may have been one thing or another, all of them are named and none is chosen. Formats that
//! are not known here (conditions, scientific notation) give the plain number. Linear in the format.

/// Digits of a number that a spreadsheet keeps.
const DIGITS_MAX: usize = 15;

/// A number as its format shows it.
pub(super) fn number_words(value: f64, format: &str) -> String {
    let Some(plan) = Plan::of(format) else { return general(value) };
    let value = if plan.is_percent { value * 100.0 } else { value };
    let Some(decimals) = plan.decimals else {
        return format!("{}{}{}", plan.before, general(value), plan.behind);
    };
    let mut digits = format!("{value:.decimals$}");
    if plan.is_percent {
        digits = digits.replace('.', ",");
    }
    format!("{}{digits}{}", plan.before, plan.behind)
}

/// A number without more digits than were typed: `2.3` and not `2.3000000000000003`.
fn general(value: f64) -> String {
    let exact = value.to_string();
    if exact.len() <= DIGITS_MAX || !value.is_finite() {
        return exact;
    }
    let magnitude = value.abs().log10().floor();
    if !(-5.0..15.0).contains(&magnitude) {
        return exact;
    }
    // Few enough digits that it is exact; at least none behind the point.
    let behind = (14.0 - magnitude).clamp(0.0, 20.0);
    let decimals = (0..=20).rev().find(|it| f64::from(*it) <= behind).unwrap_or(0);
    let rounded = format!("{value:.*}", usize::from(u8::try_from(decimals).unwrap_or(0)));
    if rounded.contains('.') {
        rounded.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        rounded
    }
}

/// What a format of numbers prints.
struct Plan {
    /// Words in front.
    before: String,
    /// Digits behind the point; none where as many as there are.
    decimals: Option<usize>,
    /// Words behind.
    behind: String,
    is_percent: bool,
}

impl Plan {
    /// `0`, `0.00`, `0%`, `"Mục "0.0`; none for all that is not so plain.
    fn of(format: &str) -> Option<Self> {
        let mut plan =
            Self { before: String::new(), decimals: None, behind: String::new(), is_percent: false };
        let mut digits = String::new();
        let mut signs = format.chars();
        while let Some(c) = signs.next() {
            let literal = match c {
                ';' => break,
                '0' | '#' | '.' if plan.behind.is_empty() => {
                    digits.push(c);
                    continue;
                }
                '"' => signs.by_ref().take_while(|c| *c != '"').collect(),
                '\\' => signs.next()?.to_string(),
                '%' => {
                    plan.is_percent = true;
                    "%".to_owned()
                }
                ' ' => " ".to_owned(),
                _ => return None,
            };
            if digits.is_empty() { plan.before.push_str(&literal) } else { plan.behind.push_str(&literal) }
        }
        // Optional digits are shown only where there are some.
        let (_, behind) = digits.split_once('.').unwrap_or((&digits, ""));
        if digits.is_empty() || behind.contains(['#', '.']) || behind.len() > DIGITS_MAX {
            return None;
        }
        plan.decimals = Some(behind.len());
        Some(plan)
    }
}

/// A date as its format shows it, and what was typed where it was no whole date: one entry where that is known,
/// several where it may have been either.
pub(super) fn date_words(
    (year, month, day): (u16, u8, u8),
    (hour, minute): (u8, u8),
    format: &str,
) -> (String, Vec<String>) {
    let parts = date_parts(format);
    let has = |letter: char| parts.iter().any(|(it, _)| *it == letter);
    let months = parts.iter().find(|(it, _)| *it == 'm').map_or(0, |(_, n)| *n);
    let date = format!("{day:02}/{month:02}/{year}");
    if (hour, minute) != (0, 0) {
        return (format!("{hour:02}:{minute:02} {date}"), Vec::new());
    }
    if has('d') && months > 0 && !has('y') {
        let day_first =
            parts.iter().position(|(it, _)| *it == 'd') < parts.iter().position(|(it, _)| *it == 'm');
        if months <= 2 {
            let sign = if format.contains('/') { '/' } else { '-' };
            let typed = if day_first { format!("{day}{sign}{month}") } else { format!("{month}{sign}{day}") };
            return (typed.clone(), vec![typed]);
        }
        if day == month {
            let typed = format!("{day}-{month}");
            return (typed.clone(), vec![typed]);
        }
        return (format!("{day}-thg {month}"), vec![format!("{day}-{month}"), format!("{month}-{day}")]);
    }
    if has('y') && months > 0 && !has('d') {
        let typed = format!("{month}-{:02}", year % 100);
        if day == 1 {
            return (typed.clone(), vec![typed]);
        }
        return (format!("thg {month}-{year}"), vec![typed, format!("{day}-{month}")]);
    }
    (date, Vec::new())
}

/// All that may have been typed where a date is kept and nothing is known of how it is shown.
pub(super) fn date_readings((year, month, day): (u16, u8, u8)) -> Vec<String> {
    let mut all = vec![format!("{day}-{month}")];
    if day != month {
        all.push(format!("{month}-{day}"));
    }
    if day == 1 {
        // `9-20` became the first of September 2020.
        all.push(format!("{month}-{:02}", year % 100));
    }
    all
}

/// The letters of a format of dates with how many there are of each, in order; minutes are told from months by what
/// stands before them.
fn date_parts(format: &str) -> Vec<(char, usize)> {
    let mut parts: Vec<(char, usize)> = Vec::new();
    let mut signs = format.chars();
    let mut last = None;
    while let Some(c) = signs.next() {
        match c {
            ';' => break,
            '"' => signs.by_ref().take_while(|c| *c != '"').for_each(drop),
            '[' => signs.by_ref().take_while(|c| *c != ']').for_each(drop),
            '\\' | '_' | '*' => drop(signs.next()),
            'd' | 'm' | 'y' | 'h' | 's' | 'D' | 'M' | 'Y' | 'H' | 'S' => {
                let c = c.to_ascii_lowercase();
                match parts.last_mut() {
                    Some((letter, n)) if *letter == c && last == Some(c) => *n += 1,
                    _ => parts.push((c, 1)),
                }
                last = Some(c);
                continue;
            }
            _ => (),
        }
        last = None;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_as_their_cells_show_them() {
        let check = |value: f64, format: &str, expected: &str| {
            assert_eq!(number_words(value, format), expected, "{value} {format}");
        };
        check(2.1, "General", "2.1");
        check(2.1, "0.00", "2.10");
        check(2.0, "0.0", "2.0");
        check(2.0, "General", "2");
        check(0.1 + 0.2, "", "0.3");
        check(2.3 - 0.1, "", "2.2");
        check(0.055, "0.0%", "5,5%");
        check(0.25, "0%", "25%");
        check(2.1, "\"Mục \"0.0", "Mục 2.1");
        check(45_520.0, "#,##0", "45520");
        check(12.0, "0;[Red]-0", "12");
        check(1e300, "", &1e300.to_string());
        check(f64::NAN, "0.0", "NaN");
        check(123_456_789_012_345.0, "General", "123456789012345");
    }

    #[test]
    fn what_was_typed_is_known_or_all_that_it_may_have_been_is_named() {
        let check = |date: (u16, u8, u8), format: &str, shown: &str, typed: &[&str]| {
            let (words, found) = date_words(date, (0, 0), format);
            assert_eq!(
                (words.as_str(), found),
                (shown, typed.iter().map(|it| (*it).to_owned()).collect()),
                "{format}"
            );
        };
        check((2020, 6, 5), "d-m", "5-6", &["5-6"]);
        check((2020, 6, 5), "m/d", "6/5", &["6/5"]);
        check((2020, 6, 5), "d-mmm", "5-thg 6", &["5-6", "6-5"]);
        check((2020, 6, 6), "d-mmm", "6-6", &["6-6"]);
        check((2020, 9, 1), "mmm-yy", "9-20", &["9-20"]);
        check((2020, 6, 5), "dd/mm/yyyy", "05/06/2020", &[]);
        check((2020, 6, 5), "mm-dd-yy", "05/06/2020", &[]);
        check((2020, 6, 5), "[$-42A]d\\-mmm;@", "5-thg 6", &["5-6", "6-5"]);
        let (words, _) = date_words((2020, 6, 5), (7, 30), "d/m/yyyy h:mm");
        assert_eq!(words, "07:30 05/06/2020");
    }

    proptest::proptest! {
        #[test]
        fn no_format_makes_it_panic(format in ".{0,40}", value in proptest::num::f64::ANY) {
            let _ = number_words(value, &format);
            let _ = date_words((2020, 1, 1), (0, 0), &format);
        }
    }
}
