//! The forms that a printed number can have, read from the start of a line.
//!
//! Knows nothing of blocks; `label` says where a line begins.

use super::LabelKind;
use crate::text::{nfc, roman};

/// Letters of lettered points in their order.
pub(super) const LETTERS: &str = "abcdđeghiklmnopqrstuvxy";

/// Words that a number follows, in small letters, with how they stand in a section path; longer ones first.
const NAMES: &[(&[&str], &str)] = &[
    (&["phụ", "lục"], "Phụ lục"),
    (&["phụ", "biểu"], "Phụ biểu"),
    (&["chương"], "Chương"),
    (&["mục"], "Mục"),
    (&["điều"], "Điều"),
    (&["biểu"], "Biểu"),
    (&["bảng"], "Bảng"),
];

const ONES: &[(&str, u32)] = &[
    ("nhất", 1),
    ("một", 1),
    ("mốt", 1),
    ("hai", 2),
    ("ba", 3),
    ("tư", 4),
    ("bốn", 4),
    ("năm", 5),
    ("lăm", 5),
    ("sáu", 6),
    ("bảy", 7),
    ("bẩy", 7),
    ("tám", 8),
    ("chín", 9),
];

/// Roman numerals of headings stay below C; that leaves C. and D. to headings by letters.
const ROMAN_MAX: u32 = 89;

/// Where a line stands: headings may be written more freely than running text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Context {
    Heading,
    Text,
    /// Running text that begins with emphasis marks.
    Emphasised,
}

impl Context {
    pub(super) fn emphasised(self) -> Self {
        if self == Self::Text { Self::Emphasised } else { self }
    }
}

/// A label read: `len` bytes from the start of the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Form {
    pub(super) kind: LabelKind,
    pub(super) len: usize,
    pub(super) ordinal: u32,
    pub(super) short: String,
}

/// The label that `line` begins with.
pub(super) fn read(line: &str, context: Context) -> Option<Form> {
    let first = line.chars().next()?;
    if first.is_ascii_digit() {
        return decimal(line, context).or_else(|| number(line, context));
    }
    if !first.is_alphabetic() {
        return None;
    }
    part(line, context)
        .or_else(|| named(line, context))
        .or_else(|| decimal(line, context))
        .or_else(|| roman_number(line, context))
        .or_else(|| letter(line, context))
}

/// Position of a letter in the Vietnamese order of points, from 1.
pub(super) fn letter_ordinal(letter: char) -> Option<u32> {
    let letter = if letter == 'ð' { 'đ' } else { letter };
    LETTERS.chars().position(|c| c == letter).and_then(|n| u32::try_from(n + 1).ok())
}

/// The letter at a position from 1.
pub(super) fn letter_at(ordinal: u32) -> Option<char> {
    LETTERS.chars().nth(usize::try_from(ordinal).ok()?.checked_sub(1)?)
}

fn part(line: &str, context: Context) -> Option<Form> {
    let mut words = Words::new(line);
    if words.next()? != "phần" {
        return None;
    }
    let start = words.clone();
    let (ordinal, short) = match words.next()?.as_str() {
        "thứ" => {
            let ordinal = spelled(&mut words)?;
            (ordinal, ordinal.to_string())
        }
        _ => {
            words = start;
            let printed = words.printed()?;
            let letter = capital(printed).filter(|_| context == Context::Heading);
            let ordinal = short_number(printed).or_else(|| small_roman(printed)).or(letter)?;
            let short = if letter.is_some() && small_roman(printed).is_none() {
                printed.to_owned()
            } else {
                ordinal.to_string()
            };
            (ordinal, short)
        }
    };
    stands_alone(line, words.at, context).then_some(Form {
        kind: LabelKind::Part,
        len: words.at,
        ordinal,
        short,
    })
}

fn named(line: &str, context: Context) -> Option<Form> {
    let (name, mut words) = NAMES.iter().find_map(|(name, short)| {
        let mut words = Words::new(line);
        name.iter().all(|part| words.next().as_deref() == Some(part)).then_some((*short, words))
    })?;
    let start = words.clone();
    if words.next()? != "số" {
        words = start;
    }
    let printed = words.printed()?;
    let digits = printed.bytes().take_while(u8::is_ascii_digit).count();
    let (ordinal, number) = if digits > 0 {
        // `5a` is an article put in behind the fifth.
        let suffix = &printed[digits..];
        let value = short_number(&printed[..digits])?;
        if suffix.chars().count() > 1 || !suffix.chars().all(char::is_alphabetic) {
            return None;
        }
        match (suffix, sub_number(line, words.at)) {
            ("", Some((len, sub))) => {
                words.at += len;
                (sub, format!("{value}.{sub}"))
            }
            _ => (value, format!("{value}{suffix}")),
        }
    } else if let Some(value) = small_roman(printed) {
        (value, printed.to_owned())
    } else {
        (capital(printed)?, printed.to_owned())
    };
    let short = format!("{name} {number}");
    stands_alone(line, words.at, context).then_some(Form {
        kind: LabelKind::Named,
        len: words.at,
        ordinal,
        short,
    })
}

/// `.2` behind a number.
fn sub_number(line: &str, at: usize) -> Option<(usize, u32)> {
    let rest = line[at..].strip_prefix('.')?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    Some((digits + 1, short_number(&rest[..digits])?))
}

/// `1.1.`, `2.3.1`, `I.2.`: numbers of one or two digits without a leading zero.
fn decimal(line: &str, context: Context) -> Option<Form> {
    let first = line.find('.')?;
    let head = &line[..first];
    component(head).or_else(|| small_roman(head))?;
    let mut ordinal = None;
    let mut end = first;
    while let Some(rest) = line[end..].strip_prefix('.') {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 {
            break;
        }
        ordinal = Some(component(&rest[..digits])?);
        end += 1 + digits;
    }
    let ordinal = ordinal?;
    let short = line[..end].to_owned();
    if short.matches('.').count() > 5 {
        return None;
    }
    let len = match closing(line, end, context) {
        Some(len) => end + len,
        // Without a mark it is a number of the outline only where a title follows: "1.1 Nông nghiệp", not "1.5 triệu".
        None => {
            let rest = &line[end..];
            let title = rest.trim_start_matches([' ', '*', '_']);
            let good = rest.is_empty()
                || (rest.starts_with([' ', '*', '_'])
                    && (context == Context::Heading || title.starts_with(char::is_uppercase)));
            if !good {
                return None;
            }
            end
        }
    };
    Some(Form { kind: LabelKind::Decimal, len, ordinal, short })
}

fn roman_number(line: &str, context: Context) -> Option<Form> {
    let end = line.find(|c| !matches!(c, 'I' | 'V' | 'X' | 'L')).unwrap_or(line.len());
    let ordinal = small_roman(&line[..end])?;
    let len = closing(line, end, context).or_else(|| spaced_dash(line, end))?;
    let short = line[..end].to_owned();
    Some(Form { kind: LabelKind::Roman, len: end + len, ordinal, short })
}

fn number(line: &str, context: Context) -> Option<Form> {
    let end = line.bytes().take_while(u8::is_ascii_digit).count();
    let ordinal = short_number(&line[..end])?;
    let len = closing(line, end, context).or_else(|| spaced_dash(line, end))?;
    Some(Form { kind: LabelKind::Number, len: end + len, ordinal, short: ordinal.to_string() })
}

/// `a)` in any text; `A.` in headings, where it divides a document as parts do.
fn letter(line: &str, context: Context) -> Option<Form> {
    let first = line.chars().next()?;
    let end = first.len_utf8();
    if let Some(ordinal) = letter_ordinal(first) {
        let closed = match closing(line, end, context) {
            None if line[end..].starts_with(')') => Some(1),
            closed => closed,
        };
        // A letter with a full stop and nothing behind it ends a sentence.
        if context != Context::Heading && line[end..].trim_end() == "." {
            return None;
        }
        let short = letter_at(ordinal)?.to_string();
        return Some(Form { kind: LabelKind::Letter, len: end + closed?, ordinal, short });
    }
    let ordinal = capital(&line[..end]).filter(|_| context == Context::Heading)?;
    let len = end + closing(line, end, context)?;
    Some(Form { kind: LabelKind::Part, len, ordinal, short: first.to_string() })
}

/// Bytes of the mark that closes a number, if one does: `.`, `)`, `/` or a dash, behind a backslash or not.
fn closing(line: &str, at: usize, context: Context) -> Option<usize> {
    let escape = usize::from(line[at..].starts_with('\\'));
    let rest = &line[at + escape..];
    let mark = rest.chars().next().filter(|c| matches!(c, '.' | ')' | '/' | '-' | '–'))?;
    let behind = &rest[mark.len_utf8()..];
    let mut next = behind.chars();
    let (one, two) = (next.next(), next.next());
    let free = one.is_none_or(|c| c.is_whitespace() || matches!(c, '*' | '_'));
    let capital = one.is_some_and(char::is_uppercase);
    let good = match mark {
        // "1.Kinh tế", but not "V.I.Lênin".
        '.' => free || (capital && two != Some('.')),
        ')' => free || capital,
        '/' => free && escape == 0,
        // "1- Kinh tế", "I-KẾT QUẢ", but not "35-CT/TW", "X-quang".
        _ if free => escape == 0 && behind.trim_start().starts_with(|c: char| !c.is_ascii_digit()),
        _ => {
            let roman = line[..at].chars().all(|c| c.is_ascii_uppercase());
            let word: Vec<char> = behind.chars().take_while(|c| !c.is_whitespace()).collect();
            escape == 0
                && capital
                && word.iter().all(|c| c.is_alphabetic() || *c == ',')
                && (context == Context::Heading
                    || (roman && word.iter().all(|c| !c.is_lowercase()) && word.len() > 1))
        }
    };
    good.then_some(escape + mark.len_utf8())
}

/// "I - KẾT QUẢ": the dash is no part of the label, so nothing is added to it.
fn spaced_dash(line: &str, at: usize) -> Option<usize> {
    let rest = line[at..].strip_prefix(' ')?.trim_start();
    let title = rest.strip_prefix(['-', '–', '—'])?.strip_prefix(' ')?.trim_start_matches([' ', '*', '_']);
    title.starts_with(char::is_uppercase).then_some(0)
}

/// Whether a label of words ends where running text would not go on: "Điều 5." but not "Điều 5 quy định".
fn stands_alone(line: &str, at: usize, context: Context) -> bool {
    let rest = &line[at..];
    let next = rest.chars().next();
    let ends = next.is_none_or(|c| {
        c.is_whitespace() || matches!(c, '.' | ':' | '-' | '–' | '—' | ')' | '*' | '_' | '\\' | '{')
    });
    let capitals = line[..at].chars().filter(|c| c.is_alphabetic()).all(|c| !c.is_lowercase());
    let title = rest.trim_start();
    let cut = title.is_empty() || title.starts_with(['.', ':', '-', '–', '—', '*', '_']);
    ends && (context != Context::Text || capitals || cut)
}

fn spelled(words: &mut Words<'_>) -> Option<u32> {
    let one = |word: &str| ONES.iter().find(|(name, _)| *name == word).map(|(_, n)| *n);
    let first = words.next()?;
    if first != "mười" {
        return one(&first);
    }
    let start = words.clone();
    match words.next().and_then(|word| one(&word)) {
        Some(ones) => Some(10 + ones),
        None => {
            *words = start;
            Some(10)
        }
    }
}

fn component(text: &str) -> Option<u32> {
    let good =
        (1..=2).contains(&text.len()) && !text.starts_with('0') && text.bytes().all(|b| b.is_ascii_digit());
    if good { text.parse().ok() } else { None }
}

fn short_number(text: &str) -> Option<u32> {
    let good = (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if good { text.parse().ok() } else { None }
}

fn small_roman(text: &str) -> Option<u32> {
    let good = !text.is_empty() && text.len() <= 8 && text.bytes().all(|b| b.is_ascii_uppercase());
    roman(text).filter(|value| good && *value <= ROMAN_MAX)
}

/// A single capital letter of the Vietnamese order.
fn capital(text: &str) -> Option<u32> {
    let mut chars = text.chars();
    let letter = chars.next().filter(|c| c.is_uppercase() && chars.next().is_none())?;
    letter_ordinal(letter.to_lowercase().next()?)
}

/// Words of a line in small letters, composed; `at` is the end of the last one.
#[derive(Debug, Clone)]
struct Words<'a> {
    line: &'a str,
    at: usize,
}

impl<'a> Words<'a> {
    fn new(line: &'a str) -> Self {
        Self { line, at: 0 }
    }

    fn printed(&mut self) -> Option<&'a str> {
        let rest = &self.line[self.at..];
        let start = self.at + rest.len() - rest.trim_start_matches([' ', '\u{a0}']).len();
        if start == self.at && self.at > 0 {
            return None;
        }
        let rest = &self.line[start..];
        // Combining marks of a decomposed word are neither letters nor ends of the word.
        let end = rest
            .find(|c: char| c.is_whitespace() || c.is_ascii_punctuation() || matches!(c, '–' | '—' | '…'))
            .unwrap_or(rest.len());
        // No word of a label is long; a long one is not worth composing.
        if end == 0 || end > 40 {
            return None;
        }
        self.at = start + end;
        Some(&rest[..end])
    }

    fn next(&mut self) -> Option<String> {
        self.printed().map(|word| nfc(word).to_lowercase())
    }
}
