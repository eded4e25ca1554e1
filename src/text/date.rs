//! Dates as reports write them: in figures, in words, as ends of a range, in lists.
//!
//! Finds mentions and says whether the day exists; it does not know today and guesses no year that is not
//! written. "đầu nhiệm kỳ", "6 tháng đầu năm", "quý I/2020" are no dates here.

use super::chars::is_dash;
use super::token::{Token, TokenKind, is_same, tokens};
use std::ops::Range;

/// A date in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateMention {
    /// From the first figure to the last; the word "ngày" or "tháng" before it is not part of it.
    pub span: Range<usize>,
    /// The day; `None` for a month.
    pub day: Option<u8>,
    /// The month as written, which may be above 12.
    pub month: u8,
    /// The year, where it is written.
    pub year: Option<u16>,
}

impl DateMention {
    /// Whether the calendar has this date; without a year 29/2 counts as existing.
    pub fn is_real(&self) -> bool {
        let leap = self.year.is_none_or(|year| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
        let days = match self.month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return false,
        };
        self.day.is_none_or(|day| (1..=days).contains(&day))
    }
}

/// All dates of `text` in order: `20/2/2020`, `ngày 31-3`, `ngày 20 tháng 02 năm 2018`, `tháng 2-2020`; in
/// "ngày 14 và 15-4" the 14 takes the month (and year) of the date that closes the list.
pub fn dates(text: &str) -> Vec<DateMention> {
    let words: Vec<Token> = tokens(text).into_iter().filter(|token| token.kind != TokenKind::Space).collect();
    dates_of(text, &words)
}

/// As [`dates`], from the tokens of `text` that are not space.
pub(super) fn dates_of(text: &str, words: &[Token]) -> Vec<DateMention> {
    Reader { text, words, days: Vec::new(), expects_day: false, found: Vec::new() }.run()
}

struct Reader<'a> {
    text: &'a str,
    words: &'a [Token],
    /// Days that wait for their month.
    days: Vec<(Range<usize>, u8)>,
    expects_day: bool,
    found: Vec<DateMention>,
}

impl Reader<'_> {
    fn run(mut self) -> Vec<DateMention> {
        let mut at = 0;
        while let Some(token) = self.words.get(at) {
            let word = &self.text[token.span.clone()];
            at = match token.kind {
                TokenKind::Date => self.figures(at),
                TokenKind::Number if self.expects_day && word.len() <= 2 => {
                    self.days.extend(word.parse().ok().map(|day| (token.span.clone(), day)));
                    at + 1
                }
                TokenKind::Syllable if is_same(word, "tháng") => self.month(at),
                TokenKind::Syllable if ["ngày", "mùng", "mồng"].iter().any(|day| is_same(word, day)) => {
                    // "từ ngày 14 đến ngày 16-4": the 14 still waits; "ngày mùng 3" is one day.
                    self.expects_day = true;
                    at + 1
                }
                TokenKind::Syllable
                    if ["và", "đến", "tới", "hoặc", "hay"].iter().any(|and| is_same(word, and)) =>
                {
                    at + 1
                }
                TokenKind::Punctuation if word == "," || word.chars().all(is_dash) => at + 1,
                _ => {
                    self.clear();
                    at + 1
                }
            };
        }
        self.found
    }

    fn clear(&mut self) {
        self.days.clear();
        self.expects_day = false;
    }

    /// A date in figures at `at`, with "năm 2020" behind it where it has no year.
    fn figures(&mut self, at: usize) -> usize {
        let Some(token) = self.words.get(at) else { return at + 1 };
        let word = &self.text[token.span.clone()];
        let parts: Vec<&str> =
            word.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
        let small = |part: &str| part.parse::<u8>().ok();
        let long = |part: &str| {
            let year: u16 = part.parse().ok()?;
            Some(if part.len() == 2 { 2000 + year } else { year })
        };
        let (day, month, year) = match parts[..] {
            [year, month, day] if year.len() == 4 => (small(day), small(month), long(year)),
            [day, month, year] => (small(day), small(month), long(year)),
            [month, year] if year.len() == 4 => (None, small(month), long(year)),
            [day, month] => (small(day), small(month), None),
            _ => return at + 1,
        };
        let Some(month) = month else { return at + 1 };
        let (written, next, end) = match year {
            Some(_) => (year, at + 1, token.span.end),
            None => self.year(at + 1, token.span.end),
        };
        if day.is_some() {
            self.release(month, written, None);
        }
        self.found.push(DateMention { span: token.span.start..end, day, month, year: written });
        next
    }

    /// "tháng 02 năm 2018" at `at`, behind the days that wait for it.
    fn month(&mut self, at: usize) -> usize {
        let number = self.words.get(at + 1).filter(|token| token.kind == TokenKind::Number);
        let read = number.and_then(|token| {
            let word = &self.text[token.span.clone()];
            (word.len() <= 2).then(|| word.parse::<u8>().ok())?.map(|month| (token.span.clone(), month))
        });
        let Some((span, month)) = read else {
            // "tháng 2-2020" is a token of its own and comes next.
            return at + 1;
        };
        let (year, next, end) = self.year(at + 2, span.end);
        if self.days.is_empty() {
            // "6 tháng 2 lần": a count of months, not a month.
            let counted = at
                .checked_sub(1)
                .and_then(|i| self.words.get(i))
                .is_some_and(|t| t.kind == TokenKind::Number);
            if !counted {
                self.found.push(DateMention { span: span.start..end, day: None, month, year });
            }
        } else {
            self.release(month, year, Some(end));
        }
        next
    }

    /// Gives the waiting days their month; the last of them reaches to `end`.
    fn release(&mut self, month: u8, year: Option<u16>, end: Option<usize>) {
        let last = self.days.len();
        for (at, (span, day)) in self.days.drain(..).enumerate() {
            let end = end.filter(|_| at + 1 == last).unwrap_or(span.end);
            self.found.push(DateMention { span: span.start..end, day: Some(day), month, year });
        }
    }

    /// "năm 2018" or "/2018" at `at`: the year, the index behind it, the byte where it ends.
    fn year(&self, at: usize, end: usize) -> (Option<u16>, usize, usize) {
        let word = |at: usize| self.words.get(at).map(|token| (token, &self.text[token.span.clone()]));
        match (word(at), word(at + 1)) {
            (Some((_, link)), Some((token, year)))
                if (is_same(link, "năm") || link == "/")
                    && token.kind == TokenKind::Number
                    && year.len() == 4 =>
            {
                match year.parse() {
                    Ok(year) => (Some(year), at + 2, token.span.end),
                    Err(_) => (None, at, end),
                }
            }
            _ => (None, at, end),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let part = |n: Option<u16>| n.map_or("?".to_owned(), |n| n.to_string());
        dates(text)
            .into_iter()
            .map(|d| {
                let mark = if d.is_real() { "" } else { "!" };
                let day = part(d.day.map(u16::from));
                format!("{} = {day}.{}.{}{mark}", &text[d.span.clone()], d.month, part(d.year))
            })
            .collect()
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(shown(text), expected, "{text}");
    }

    #[test]
    fn every_way_to_write_a_date() {
        check("ngày 20/2/2020 và 20-2-2020", &["20/2/2020 = 20.2.2020", "20-2-2020 = 20.2.2020"]);
        check("ngày 31-3, ngày 3/5", &["31-3 = 31.3.?", "3/5 = 3.5.?"]);
        check("ngày 20.2.2020", &["20.2.2020 = 20.2.2020"]);
        check("Ngày 20 tháng 02 năm 2018", &["20 tháng 02 năm 2018 = 20.2.2018"]);
        check("ngày 15-4 năm 2020", &["15-4 năm 2020 = 15.4.2020"]);
        check(
            "tháng 2-2020; tháng 3/2020; tháng 4 năm 2020",
            &["2-2020 = ?.2.2020", "3/2020 = ?.3.2020", "4 năm 2020 = ?.4.2020"],
        );
        check("ngày 14 và 15-4", &["14 = 14.4.?", "15-4 = 15.4.?"]);
        check("từ ngày 10-12/3/2020", &["10 = 10.3.2020", "12/3/2020 = 12.3.2020"]);
        check(
            "các ngày 14, 15 và 16 tháng 4 năm 2020",
            &["14 = 14.4.2020", "15 = 15.4.2020", "16 tháng 4 năm 2020 = 16.4.2020"],
        );
        check("từ ngày 3/5 đến 7/5/2020", &["3/5 = 3.5.?", "7/5/2020 = 7.5.2020"]);
        check("2020-02-20", &["2020-02-20 = 20.2.2020"]);
        check("nga\u{300}y 20 tha\u{301}ng 2", &["20 tha\u{301}ng 2 = 20.2.?"]);
    }

    #[test]
    fn days_that_do_not_exist() {
        check("31/11/2019", &["31/11/2019 = 31.11.2019!"]);
        check(
            "29/2/2019; 29/2/2020; ngày 29/2",
            &["29/2/2019 = 29.2.2019!", "29/2/2020 = 29.2.2020", "29/2 = 29.2.?"],
        );
        check(
            "29/2/1900, 0/1/2020, 32/1/2020",
            &["29/2/1900 = 29.2.1900!", "0/1/2020 = 0.1.2020!", "32/1/2020 = 32.1.2020!"],
        );
        check("ngày 15 tháng 13 năm 2019", &["15 tháng 13 năm 2019 = 15.13.2019!"]);
    }

    #[test]
    fn what_is_no_date() {
        for text in [
            "nhiệm kỳ 2020-2025",
            "4.195/4.195",
            "3/5 tiêu chí",
            "5-7%/năm",
            "6 tháng đầu năm",
            "6 tháng 2 lần",
            "ngày càng",
            "35-CT/TW",
            "12 tháng",
            "quý I/2020",
            "ngày   tháng   năm 2020",
            "ngày 5 hộ",
        ] {
            check(text, &[]);
        }
    }

    proptest::proptest! {
        #[test]
        fn spans_lie_inside(text in "(ngày|tháng|năm|và|[0-9]{1,4}|[-/., ]){0,16}|\\PC{0,20}") {
            for mention in dates(&text) {
                proptest::prop_assert!(text.get(mention.span.clone()).is_some_and(|part| !part.is_empty()));
            }
        }
    }
}
