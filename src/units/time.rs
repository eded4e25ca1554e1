//! Days and moments as the records hold them: `2020-04-18`, `2020-06-05T17:00:00+07:00`.
//!
//! Local time is always UTC+7, on every machine; there is no clock here. The forms of print are those of the
//! field: `21/11/2026`, `17 giờ 00 ngày 05/6/2020` (a zero before days below 10 and months 1 and 2).

use crate::messages::Lang;
use crate::yaml::text_scalar;
use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;
use jiff::{Span, Timestamp};
use std::fmt;

/// Local time of every congress: UTC+7.
pub const LOCAL: Offset = Offset::constant(7);

/// A day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Day(Date);

/// A moment, to the second; printed in local time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Moment(Timestamp);

/// A month of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Month {
    year: i16,
    month: i8,
}

impl Day {
    /// A day that exists; years 1900 to 2999.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        if !(1900..3000).contains(&year) {
            return None;
        }
        Date::new(year, month, day).ok().map(Self)
    }

    /// Reads `2020-04-18`, nothing else.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.trim().split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() || [year, month, day].map(str::len) != [4, 2, 2] {
            return None;
        }
        Self::new(digits(year)?, i8::try_from(digits(month)?).ok()?, i8::try_from(digits(day)?).ok()?)
    }

    /// Reads a date as people type it: `2020-05-01` or `1/5/2020`. Records know the first form only.
    pub fn typed(text: &str) -> Option<Self> {
        let Some((day, rest)) = text.trim().split_once('/') else { return Self::parse(text) };
        let (month, year) = rest.split_once('/')?;
        let is_short = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        if !is_short(day) || !is_short(month) || year.len() != 4 {
            return None;
        }
        Self::new(digits(year)?, i8::try_from(digits(month)?).ok()?, i8::try_from(digits(day)?).ok()?)
    }

    /// The calendar date.
    pub fn date(self) -> Date {
        self.0
    }

    /// The day `days` later (earlier when negative); `None` outside the calendar.
    pub fn plus_days(self, days: i64) -> Option<Self> {
        let span = Span::new().try_days(days).ok()?;
        let date = self.0.checked_add(span).ok()?;
        Self::new(date.year(), date.month(), date.day())
    }

    /// The last second of the day in local time.
    pub fn end(self) -> Moment {
        Moment::local(self.0.at(23, 59, 59, 0))
    }

    /// The first second of the day in local time.
    pub fn start(self) -> Moment {
        Moment::local(self.0.at(0, 0, 0, 0))
    }

    /// As printed: `21/11/2026`, `05/6/2020`, `20/02/2020`.
    pub fn vietnamese(self) -> String {
        format!("{:02}/{}/{:04}", self.0.day(), month_in_print(self.0), self.0.year())
    }

    /// As printed in the language of the page: `05/6/2020`, `2020-06-05`.
    pub fn shown(self, lang: Lang) -> String {
        match lang {
            Lang::Vi => self.vietnamese(),
            Lang::En => self.to_string(),
        }
    }

    /// As in a letter head: `ngày 20 tháng 02 năm 2018`.
    pub fn vietnamese_long(self) -> String {
        format!("ngày {:02} tháng {} năm {:04}", self.0.day(), month_in_print(self.0), self.0.year())
    }
}

impl Moment {
    /// The moment of a timestamp; parts of a second are dropped.
    pub fn new(timestamp: Timestamp) -> Self {
        Self(Timestamp::from_second(timestamp.as_second()).unwrap_or(timestamp))
    }

    /// The moment `seconds` after 1970-01-01T00:00:00Z.
    pub fn from_seconds(seconds: i64) -> Option<Self> {
        Timestamp::from_second(seconds).ok().map(Self)
    }

    /// A local date and time; the nearest moment of the calendar where it is out of range.
    pub fn local(datetime: DateTime) -> Self {
        LOCAL.to_timestamp(datetime).map_or(Self(Timestamp::MAX), Self::new)
    }

    /// Reads RFC 3339 with an offset, or a local time without one: `2020-06-05T17:00:00+07:00`,
    /// `2020-06-05T17:00`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.len() > 40 || !text.get(10..11).is_some_and(|it| it == "T" || it == " ") {
            return None;
        }
        Day::parse(text.get(..10)?)?;
        match text.parse::<Timestamp>() {
            Ok(timestamp) => Some(Self::new(timestamp)),
            Err(_) if text.contains(['+', 'Z', '[']) => None,
            Err(_) => text.parse::<DateTime>().ok().map(Self::local),
        }
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    pub fn seconds(self) -> i64 {
        self.0.as_second()
    }

    /// The timestamp.
    pub fn timestamp(self) -> Timestamp {
        self.0
    }

    /// Date and time on the local clock.
    pub fn local_datetime(self) -> DateTime {
        LOCAL.to_datetime(self.0)
    }

    /// The local day.
    pub fn day(self) -> Day {
        Day(self.local_datetime().date())
    }

    /// As printed: `17 giờ 00 ngày 05/6/2020`.
    pub fn vietnamese(self) -> String {
        let local = self.local_datetime();
        format!("{:02} giờ {:02} ngày {}", local.hour(), local.minute(), self.day().vietnamese())
    }

    /// As printed in the language of the page: `17 giờ 00 ngày 05/6/2020`, `2020-06-05 17:00`.
    pub fn shown(self, lang: Lang) -> String {
        let at = self.local_datetime();
        match lang {
            Lang::Vi => self.vietnamese(),
            Lang::En => format!("{} {:02}:{:02}", self.day(), at.hour(), at.minute()),
        }
    }

    /// For file names: `20200605T100000Z`, in UTC so that names sort by time.
    pub fn file_stamp(self) -> String {
        let utc = Offset::UTC.to_datetime(self.0);
        format!(
            "{:04}{:02}{:02}T{:02}{:02}{:02}Z",
            utc.year(),
            utc.month(),
            utc.day(),
            utc.hour(),
            utc.minute(),
            utc.second()
        )
    }
}

impl Month {
    /// Reads `2020-03`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let first = Day::parse(&format!("{text}-01"))?;
        Some(Self { year: first.0.year(), month: first.0.month() })
    }

    /// Its first day.
    pub fn first(self) -> Option<Day> {
        Day::new(self.year, self.month, 1)
    }

    /// As printed: `tháng 3/2020`.
    pub fn vietnamese(self) -> String {
        format!("tháng {}/{:04}", self.month, self.year)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.0.year(), self.0.month(), self.0.day())
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = self.local_datetime();
        let (hour, minute, second) = (at.hour(), at.minute(), at.second());
        write!(f, "{}T{hour:02}:{minute:02}:{second:02}+07:00", self.day())
    }
}

text_scalar!(Day, "day", r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
text_scalar!(Month, "month", r"^[0-9]{4}-[0-9]{2}$");
text_scalar!(
    Moment,
    "moment",
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})?$"
);

fn month_in_print(date: Date) -> String {
    match date.month() {
        month @ (1 | 2) => format!("0{month}"),
        month => month.to_string(),
    }
}

fn digits(text: &str) -> Option<i16> {
    text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_one_form_only() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(Day::parse(text).map(|day| day.to_string()).as_deref(), expected, "{text}");
        };
        check("2020-04-18", Some("2020-04-18"));
        check(" 2020-02-29 ", Some("2020-02-29"));
        check("2019-02-29", None);
        check("2019-11-31", None);
        check("2020-4-18", None);
        check("18/4/2020", None);
        check("2020-04-18-01", None);
        check("+020-04-18", None);
        check("", None);
    }

    #[test]
    fn moments_are_printed_in_local_time() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(Moment::parse(text).map(|it| it.to_string()).as_deref(), expected, "{text}");
        };
        check("2020-06-05T17:00:00+07:00", Some("2020-06-05T17:00:00+07:00"));
        check("2020-06-05T10:00:00Z", Some("2020-06-05T17:00:00+07:00"));
        check("2020-06-05T17:00", Some("2020-06-05T17:00:00+07:00"));
        check("2020-06-05 17:00:30.75", Some("2020-06-05T17:00:30+07:00"));
        check("2020-06-05", None);
        check("2020-06-31T17:00:00+07:00", None);
        check("2020-06-05T25:00:00+07:00", None);
    }

    #[test]
    fn print_follows_the_rule_of_zeros() {
        let moment = Moment::parse("2020-06-05T17:00:00+07:00").unwrap();
        assert_eq!(moment.vietnamese(), "17 giờ 00 ngày 05/6/2020");
        assert_eq!(Day::parse("2026-11-21").unwrap().vietnamese(), "21/11/2026");
        assert_eq!(Day::parse("2018-02-20").unwrap().vietnamese_long(), "ngày 20 tháng 02 năm 2018");
        assert_eq!(moment.file_stamp(), "20200605T100000Z");
        assert_eq!(Day::parse("2020-04-18").unwrap().end().to_string(), "2020-04-18T23:59:59+07:00");
    }
}
