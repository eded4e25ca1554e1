//! Ids of comments and groups: `2-x03-4`, its part `2-x03-4a`, the group `g7`; typed in any case.

use crate::rounds::RoundNo;
use crate::units::UnitId;
use crate::yaml::text_scalar;
use std::fmt;

/// A comment: the round in which it was received, its unit, its number among the unit's comments of that round.
///
/// Ordered by round, unit, number and part. A part has letters: `a`…`z`, `za`…`zz`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CommentId {
    /// The round in which it was received.
    pub round: RoundNo,
    /// Who made it.
    pub unit: UnitId,
    /// Its number among the unit's comments of the round, from 1.
    pub no: u32,
    part: String,
}

/// A group of comments making the same point, within one round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct GroupId(u32);

/// What a decision is about: a comment (or a part of one) or a group.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    /// One comment.
    Comment(CommentId),
    /// A group; its round stands beside it.
    Group(GroupId),
}

impl CommentId {
    /// The `no`-th comment of `unit` in `round`; `None` for number 0.
    pub fn new(round: RoundNo, unit: UnitId, no: u32) -> Option<Self> {
        (1..=99_999).contains(&no).then(|| Self { round, unit, no, part: String::new() })
    }

    /// Reads `2-x03-4` or `2-x03-4a` in any case.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_ascii_lowercase();
        let (round, rest) = text.split_once('-')?;
        let (unit, last) = rest.rsplit_once('-')?;
        if !round.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let digits = last.bytes().take_while(u8::is_ascii_digit).count();
        let (number, part) = last.split_at(digits);
        if number.starts_with('0') || number.len() > 5 || !is_part(part) {
            return None;
        }
        let id = Self::new(RoundNo::parse(round)?, UnitId::parse(unit)?, number.parse().ok()?)?;
        Some(Self { part: part.to_owned(), ..id })
    }

    /// Its letters, `a` of `2-x03-4a`; `None` for a whole comment.
    pub fn part(&self) -> Option<&str> {
        (!self.part.is_empty()).then_some(self.part.as_str())
    }

    /// The comment of which this is a part; itself where it is whole.
    #[must_use]
    pub fn whole(&self) -> Self {
        Self { part: String::new(), ..self.clone() }
    }

    /// The `index`-th part, from 0: `a`, `b`, … `z`, `za`, …
    #[must_use]
    pub fn nth_part(&self, index: usize) -> Self {
        let mut part = "z".repeat(index / 26);
        part.push(char::from(b'a' + u8::try_from(index % 26).unwrap_or(0)));
        Self { part, ..self.clone() }
    }
}

impl GroupId {
    /// Group `number`, from 1.
    pub fn new(number: u32) -> Option<Self> {
        (1..=99_999).contains(&number).then_some(Self(number))
    }

    /// Reads `g7` in any case.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.trim().strip_prefix(['g', 'G'])?;
        let good = (1..=5).contains(&digits.len())
            && digits.bytes().all(|b| b.is_ascii_digit())
            && !digits.starts_with('0');
        good.then(|| Self::new(digits.parse().ok()?))?
    }

    /// Its number.
    pub fn get(self) -> u32 {
        self.0
    }

    /// The group after this one.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

impl Subject {
    /// Reads a comment's or a group's id.
    pub fn parse(text: &str) -> Option<Self> {
        GroupId::parse(text).map(Self::Group).or_else(|| CommentId::parse(text).map(Self::Comment))
    }
}

impl PartialOrd for CommentId {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for CommentId {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let key = |id: &Self| (id.round, id.no, id.part.len());
        (self.round, &self.unit)
            .cmp(&(other.round, &other.unit))
            .then_with(|| key(self).cmp(&key(other)))
            .then_with(|| self.part.cmp(&other.part))
    }
}

impl fmt::Display for CommentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}-{}{}", self.round, self.unit, self.no, self.part)
    }
}

impl fmt::Display for GroupId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "g{}", self.0)
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Comment(id) => id.fmt(f),
            Self::Group(id) => id.fmt(f),
        }
    }
}

text_scalar!(CommentId, "comment-id", r"^[1-9][0-9]*-[A-Za-z][A-Za-z0-9-]*-[1-9][0-9]*[A-Za-z]*$");
text_scalar!(GroupId, "group-id", r"^[Gg][1-9][0-9]{0,4}$");
text_scalar!(
    Subject,
    "subject",
    r"^([Gg][1-9][0-9]{0,4}|[1-9][0-9]*-[A-Za-z][A-Za-z0-9-]*-[1-9][0-9]*[A-Za-z]*)$"
);

/// Letters in the order they are given out: none, `a`…`z`, `za`…`zz`, `zza`…
fn is_part(part: &str) -> bool {
    part.len() <= 9
        && part.bytes().all(|b| b.is_ascii_lowercase())
        && part.bytes().rev().skip(1).all(|b| b == b'z')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_read_in_any_case_and_printed_in_one() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(Subject::parse(text).map(|id| id.to_string()).as_deref(), expected, "{text}");
        };
        check("2-x03-4", Some("2-x03-4"));
        check(" 2-X03-4A ", Some("2-x03-4a"));
        check("2-x03-c1-12zb", Some("2-x03-c1-12zb"));
        check("G7", Some("g7"));
        check("g0", None);
        check("g07", None);
        check("2-x03-0", None);
        check("2-x03-04", None);
        check("2-x03-4ab", None);
        check("0-x03-4", None);
        check("round-2-x03-4", None);
        check("2-x03", None);
        check("2--4", None);
        check("2-x03-999999999999", None);
        check("", None);
    }

    #[test]
    fn parts_follow_their_comment_in_order() {
        let whole = CommentId::parse("2-x03-4").unwrap();
        let mut ids: Vec<CommentId> = (0..60).map(|index| whole.nth_part(index)).collect();
        assert_eq!(ids[26].to_string(), "2-x03-4za");
        ids.push(CommentId::parse("2-x03-5").unwrap());
        ids.insert(0, whole.clone());
        assert!(ids.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(ids.iter().all(|id| CommentId::parse(&id.to_string()).as_ref() == Some(id)));
        assert_eq!(ids[5].whole(), whole);
        assert!(CommentId::parse("2-x03-10").unwrap() > CommentId::parse("2-x03-9").unwrap());
    }
}
