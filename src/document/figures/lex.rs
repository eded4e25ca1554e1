//! A block cut into words and figures, with byte ranges of the source.
//!
//! Terms, symbols and dates are read before fractions, and fractions before numbers, so that `20/2` is not found
//! in `20/2/2020`. Markdown marks, printed labels, list numbers, footnote marks and addresses of links are passed
//! over. Years, ordinals and numbers that name something (`Biểu 1`, `giai đoạn 2`) are words of their own kinds,
//! never figures. Linear in the block: every rule looks at a bounded number of bytes ahead.

use super::dated::{date, symbol_length, term};
use super::number::{Number, read_number};
use super::units::{self, Unit};
use std::ops::Range;

/// What a piece of a block is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A syllable or an abbreviation.
    Word,
    /// A figure: index into [`Line::figures`].
    Figure(usize),
    /// A date, complete or not.
    Date(DateParts),
    /// A term or period: first and last year.
    Term(u32, u32),
    /// A document symbol in any form, or another run of letters and digits.
    Symbol,
    /// A year.
    Year(u32),
    /// A number that names or orders something.
    Ordinal(u64),
    /// Any other character.
    Mark(char),
    /// The border of a table cell.
    Cell,
}

/// Day, month and year of a date as far as they are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct DateParts {
    pub(crate) day: Option<u32>,
    pub(crate) month: u32,
    pub(crate) year: Option<u32>,
}

/// A piece with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) kind: Kind,
    /// Bytes of the source.
    pub(crate) range: Range<usize>,
    /// Folded word (lower case, one tone style); empty for anything else.
    pub(crate) key: String,
    /// Whether the word begins with a capital.
    pub(crate) capital: bool,
}

/// A figure as printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RawFigure {
    pub(crate) first: Number,
    /// The second number of a range or the denominator of a fraction.
    pub(crate) second: Option<Number>,
    pub(crate) fraction: bool,
    pub(crate) unit: Unit,
    /// Bytes of the source, unit included.
    pub(crate) range: Range<usize>,
}

/// A block in pieces.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) pieces: Vec<Piece>,
    pub(crate) figures: Vec<RawFigure>,
}

impl Line {
    /// The folded word at `at`, empty where there is none.
    pub(crate) fn key(&self, at: usize) -> &str {
        self.pieces.get(at).map_or("", |piece| piece.key.as_str())
    }

    /// The mark at `at`.
    pub(crate) fn mark(&self, at: usize) -> Option<char> {
        match self.pieces.get(at)?.kind {
            Kind::Mark(mark) => Some(mark),
            _ => None,
        }
    }

    /// The figure at piece `at`.
    pub(crate) fn figure(&self, at: usize) -> Option<&RawFigure> {
        match self.pieces.get(at)?.kind {
            Kind::Figure(index) => self.figures.get(index),
            _ => None,
        }
    }

    /// Whether the words from `at` on are `phrase` (folded words, one blank between).
    pub(crate) fn has(&self, at: usize, phrase: &str) -> bool {
        phrase.split(' ').enumerate().all(|(i, word)| self.key(at + i) == word)
    }

    /// The length in words of the first of `phrases` that stands at `at`.
    pub(crate) fn any(&self, at: usize, phrases: &[&str]) -> Option<usize> {
        phrases.iter().find(|phrase| self.has(at, phrase)).map(|phrase| phrase.split(' ').count())
    }

    /// Whether one of `phrases` ends right before `at`.
    pub(crate) fn any_before(&self, at: usize, phrases: &[&str]) -> bool {
        phrases.iter().any(|phrase| {
            let n = phrase.split(' ').count();
            at >= n && self.has(at - n, phrase)
        })
    }
}

/// Words after which a number names something instead of counting.
const NAMING: &[&str] = &[
    "thứ",
    "lần",
    "biểu",
    "bảng",
    "phụ lục",
    "điều",
    "khoản",
    "mục",
    "phần",
    "chương",
    "trang",
    "dòng",
    "khóa",
    "ngày",
    "tháng",
    "năm",
    "quý",
    "trung ương",
    "giai đoạn",
    "mức độ",
    "cấp độ",
    "loại",
    "lớp",
    "bước",
    "quốc lộ",
    "tỉnh lộ",
    "đường tỉnh",
    "chi bộ",
    "tổ",
    "khu phố",
    "tổ dân phố",
    "tiểu khu",
    "hạng",
    "quyết định số",
    "nghị quyết số",
    "chỉ thị số",
    "kế hoạch số",
    "vùng",
    "tập",
    "phiên",
    "hình",
    "sơ đồ",
    "đội",
    "nhà số",
];

/// Cuts `text`, which starts at byte `base` of the source and whose first `skip` bytes carry no words.
pub(crate) fn cut(text: &str, base: usize, skip: usize) -> Line {
    let mut cutter = Cutter { text, base, at: skip.min(text.len()), line: Line::default() };
    while cutter.at < text.len() {
        cutter.step();
    }
    cutter.line
}

struct Cutter<'a> {
    text: &'a str,
    base: usize,
    at: usize,
    line: Line,
}

impl Cutter<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn step(&mut self) {
        let rest = self.rest();
        let Some(first) = rest.chars().next() else { return };
        if let Some(length) = markup(rest) {
            self.at += length.max(1);
            return;
        }
        if first.is_ascii_digit() {
            self.digits();
        } else if is_letter(first) {
            self.word();
        } else {
            let kind = if first == '|' { Kind::Cell } else { Kind::Mark(first) };
            let length = first.len_utf8();
            if first.is_whitespace() || matches!(first, '\u{200b}' | '\u{feff}' | '\u{ad}') {
                self.at += length;
            } else {
                self.push(kind, length, String::new());
            }
        }
    }

    fn push(&mut self, kind: Kind, length: usize, key: String) {
        let start = self.at;
        let end = start + length;
        let capital = self.text[start..end].chars().next().is_some_and(char::is_uppercase);
        self.line.pieces.push(Piece { kind, range: self.base + start..self.base + end, key, capital });
        self.at = end;
    }

    fn word(&mut self) {
        let rest = self.rest();
        let mut end = word_length(rest);
        let mut kind = Kind::Word;
        // A word glued to digits is a name (`H5N1`, `COVID-19`, `ĐT241`).
        let tail = &rest[end..];
        let glued = tail.bytes().take_while(u8::is_ascii_alphanumeric).count();
        if glued > 0 {
            end += glued;
            kind = Kind::Symbol;
        } else if let Some(after) = tail.strip_prefix('-')
            && after.starts_with(|c: char| c.is_ascii_digit())
            && rest[..end].chars().all(char::is_uppercase)
            && end > 1
        {
            end += 1 + after.bytes().take_while(u8::is_ascii_digit).count();
            kind = Kind::Symbol;
        }
        let key = fold(&rest[..end]);
        self.push(kind, end, key);
    }

    fn digits(&mut self) {
        let rest = self.rest();
        let previous = self.line.pieces.last();
        let glued = previous.is_some_and(|p| {
            p.range.end == self.base + self.at && matches!(p.kind, Kind::Word | Kind::Symbol)
        });
        if self.is_index() {
            let length = rest.bytes().take_while(u8::is_ascii_digit).count();
            let key = rest[..length].to_owned();
            self.push(Kind::Word, length, key);
        } else if glued {
            let length = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
            self.push(Kind::Symbol, length, String::new());
        } else if let Some(length) = symbol_length(rest) {
            self.push(Kind::Symbol, length, String::new());
        } else if let Some((kind, length)) = term(rest).or_else(|| self.date(rest)) {
            self.push(kind, length, String::new());
        } else {
            self.figure();
        }
    }

    /// Whether the digits to come are the index or exponent of a formula: `Q_1`, `Q_{12}`, `x^2`.
    fn is_index(&self) -> bool {
        let before = self.text.get(..self.at).unwrap_or("");
        let base = before.strip_suffix('{').unwrap_or(before).strip_suffix(['_', '^']);
        base.is_some_and(|base| base.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ')' | '}' | ']')))
    }

    fn date(&self, rest: &str) -> Option<(Kind, usize)> {
        let n = self.line.pieces.len();
        let after_day = self.line.any_before(
            n,
            &["ngày", "đến ngày", "sáng", "chiều", "tối", "hôm", "trước", "đến hết", "sáng ngày"],
        ) || self.joined_to_date();
        let after_month = self.line.any_before(n, &["tháng", "đầu tháng", "cuối tháng", "quý"]);
        date(rest, after_day, after_month).map(|(parts, length)| (Kind::Date(parts), length))
    }

    /// `ngày 14 và 15-4`: the number before belongs to a date.
    fn joined_to_date(&self) -> bool {
        let n = self.line.pieces.len();
        n >= 3
            && matches!(self.line.pieces[n - 2].kind, Kind::Ordinal(_))
            && (self.line.key(n - 1) == "và" || self.line.mark(n - 1).is_some_and(|c| c == ',' || is_dash(c)))
            && self.line.key(n - 3) == "ngày"
    }

    fn figure(&mut self) {
        let rest = self.rest();
        let Some((first, length)) = read_number(rest) else {
            let length = rest.bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b'.' | b',')).count();
            self.push(Kind::Symbol, length.max(1), String::new());
            return;
        };
        let tail = &rest[length..];
        // `1A`, `3D`, `24h`: a name.
        let letters = word_length(tail);
        if letters > 0 && units::glued(&tail[..letters]).is_none() {
            self.push(Kind::Symbol, length + letters, String::new());
            return;
        }
        let n = self.line.pieces.len();
        let year = first.decimals == 0
            && length == 4
            && (1900..=2100).contains(&first.mantissa)
            && !tail.trim_start().starts_with(['%', '/'])
            && (self.line.any_before(
                n,
                &["năm", "từ", "đến", "và", "trước", "sau", "giai đoạn", "nhiệm kỳ", "kỳ", "tháng"],
            ) || units::after(tail).is_none());
        if year {
            self.push(Kind::Year(first.mantissa as u32), length, String::new());
            return;
        }
        let naming = self.line.any_before(n, NAMING)
            && !self.line.any_before(n, &["mỗi năm", "hằng năm", "hàng năm", "một năm", "mỗi tháng"]);
        if naming && first.decimals == 0 && !fraction_follows(tail) && !tail.trim_start().starts_with('%') {
            self.push(Kind::Ordinal(first.mantissa.unsigned_abs() as u64), length, String::new());
            return;
        }
        let raw = compose(rest, first, length, self.base + self.at);
        let total = raw.range.len();
        self.line.figures.push(raw);
        let index = self.line.figures.len() - 1;
        self.push(Kind::Figure(index), total, String::new());
    }
}

/// The figure that starts `rest` with the number `first` of `length` bytes: fraction, range or single, with unit.
fn compose(rest: &str, first: Number, length: usize, start: usize) -> RawFigure {
    let tail = &rest[length..];
    if let Some((second, used)) = fraction_tail(tail) {
        let (unit, unit_length) = units::read(&tail[used..]);
        let end = length + used + unit_length;
        return RawFigure { first, second: Some(second), fraction: true, unit, range: start..start + end };
    }
    if let Some((second, used)) = range_tail(tail, &first) {
        let (unit, unit_length) = units::read(&tail[used..]);
        let end = length + used + unit_length;
        return RawFigure { first, second: Some(second), fraction: false, unit, range: start..start + end };
    }
    let (unit, unit_length) = units::read(tail);
    RawFigure { first, second: None, fraction: false, unit, range: start..start + length + unit_length }
}

fn fraction_follows(tail: &str) -> bool {
    fraction_tail(tail).is_some()
}

/// `/14`, ` / 14`, ` chi bộ/388`: the denominator and the bytes used.
fn fraction_tail(tail: &str) -> Option<(Number, usize)> {
    let mut at = 0;
    let mut words = 0;
    loop {
        let rest = tail.get(at..)?;
        let blank = rest.len() - rest.trim_start_matches([' ', '\u{a0}']).len();
        let rest = &rest[blank..];
        if let Some(after) = rest.strip_prefix('/') {
            let inner = after.trim_start_matches([' ', '\u{a0}']);
            let (number, used) = read_number(inner)?;
            let total = at + blank + 1 + (after.len() - inner.len()) + used;
            // `3/5/2020` is a date, handled before; `1/2/3` is neither.
            return (!inner[used..].starts_with('/')
                || !inner[used + 1..].starts_with(|c: char| c.is_ascii_digit()))
            .then_some((number, total));
        }
        let length = word_length(rest);
        if length == 0 || blank == 0 || words == 4 {
            return None;
        }
        words += 1;
        at += blank + length;
    }
}

/// ` – 3`, `-7`, ` đến 11`: the upper end of a range and the bytes used.
fn range_tail(tail: &str, first: &Number) -> Option<(Number, usize)> {
    let rest = tail.trim_start_matches([' ', '\u{a0}']);
    let blank = tail.len() - rest.len();
    let dash = rest.chars().next().filter(|c| is_dash(*c)).map(char::len_utf8);
    let link = dash.or_else(|| ["đến ", "tới "].iter().find(|w| rest.starts_with(**w)).map(|w| w.len()))?;
    let inner = rest[link..].trim_start_matches([' ', '\u{a0}']);
    let (second, used) = read_number(inner)?;
    let total = blank + link + (rest.len() - link - inner.len()) + used;
    let unit_follows = units::after(&tail[total..]).is_some();
    (unit_follows && first.value() < second.value()).then_some((second, total))
}

/// Bytes of Markdown at the start of `rest` that are no text.
fn markup(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    match bytes.first()? {
        b'[' if rest.starts_with("[^") => bounded_find(rest, "]"),
        b']' if rest.starts_with("](") => bounded_find(rest, ")"),
        b'h' if rest.starts_with("http://") || rest.starts_with("https://") => {
            rest.find(|c: char| c.is_whitespace() || matches!(c, '>' | ')' | '|' | '"')).or(Some(rest.len()))
        }
        b'<' if rest.starts_with("<!--") => bounded_find(rest, "-->").or(Some(4)),
        b'{' if rest.starts_with("{#") || rest.starts_with("{.") => bounded_find(rest, "}"),
        b'*' | b'`' | b'\\' => Some(1),
        b'_' => Some(1),
        _ => None,
    }
}

/// The end of the first `end` within the next 400 bytes.
fn bounded_find(rest: &str, end: &str) -> Option<usize> {
    let mut limit = rest.len().min(400);
    while !rest.is_char_boundary(limit) {
        limit -= 1;
    }
    rest[..limit].find(end).map(|at| at + end.len())
}

pub(crate) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\u{2012}' | '\u{2013}' | '\u{2014}' | '\u{2212}')
}

pub(crate) fn is_letter(c: char) -> bool {
    c.is_alphabetic() || ('\u{300}'..='\u{36f}').contains(&c)
}

/// Bytes of the letters at the start of `text`.
pub(crate) fn word_length(text: &str) -> usize {
    text.char_indices().find(|(_, c)| !is_letter(*c)).map_or(text.len(), |(at, _)| at)
}

/// The folded form of a word: composed, lower case, Đ for Ð, tone marks of open oa, oe, uy on the first vowel.
pub(crate) fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let composed = crate::text::nfc(word);
    let mut folded = String::with_capacity(composed.len());
    let small = composed.chars().flat_map(char::to_lowercase);
    folded.extend(small.map(|letter| if letter == 'ð' { 'đ' } else { letter }));
    if !folded.ends_with(|last| OPEN.iter().any(|(_, marked, _)| marked.contains(last))) {
        return folded;
    }
    let mut letters: Vec<char> = folded.chars().collect();
    old_tone_place(&mut letters);
    letters.into_iter().collect()
}

/// Two letters that end an open syllable: the first, the second with its tone marks, the first with the same.
const OPEN: &[(char, &str, &str)] =
    &[('o', "àáảãạ", "òóỏõọ"), ('o', "èéẻẽẹ", "òóỏõọ"), ('u', "ỳýỷỹỵ", "ùúủũụ")];

/// `hoà` → `hòa`, `uỷ` → `ủy`; not behind q, not before a final consonant.
fn old_tone_place(letters: &mut [char]) {
    const PLAIN: &[char] = &['a', 'e', 'y'];
    let n = letters.len();
    if n < 2 || (n >= 3 && letters[n - 3] == 'q') {
        return;
    }
    for ((first, marked, moved), plain) in OPEN.iter().zip(PLAIN) {
        if letters[n - 2] == *first
            && let Some(tone) = marked.chars().position(|c| c == letters[n - 1])
            && let Some(new) = moved.chars().nth(tone)
        {
            letters[n - 2] = new;
            letters[n - 1] = *plain;
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let line = cut(text, 0, 0);
        let name = |piece: &Piece| match piece.kind {
            Kind::Word => "w",
            Kind::Figure(index) => {
                if line.figures[index].fraction {
                    "F"
                } else if line.figures[index].second.is_some() {
                    "R"
                } else {
                    "N"
                }
            }
            Kind::Date(_) => "D",
            Kind::Term(..) => "T",
            Kind::Symbol => "S",
            Kind::Year(_) => "Y",
            Kind::Ordinal(_) => "O",
            Kind::Mark(_) => "m",
            Kind::Cell => "|",
        };
        line.pieces.iter().map(|piece| format!("{}:{} ", name(piece), &text[piece.range.clone()])).collect()
    }

    #[test]
    fn numbers_of_every_kind_are_told_apart() {
        for (text, expected) in [
            ("2015 – 2020", "T:2015 – 2020 "),
            ("2020 -2025", "T:2020 -2025 "),
            ("ngày 20/2/2020", "w:ngày D:20/2/2020 "),
            ("tháng 2-2020", "w:tháng D:2-2020 "),
            ("đến 31-3", "w:đến N:31 m:- N:3 "),
            ("ngày 14 và 15-4", "w:ngày O:14 w:và D:15-4 "),
            ("4.195/4.195 chi bộ", "F:4.195/4.195 w:chi w:bộ "),
            ("150 chi bộ/388 chi bộ", "F:150 chi bộ/388 w:chi w:bộ "),
            ("số 35-CT/TW", "w:số S:35-CT/TW "),
            ("số 30/2020/NĐ-CP", "w:số S:30/2020/NĐ-CP "),
            ("20 - HD/ĐUK", "S:20 - HD/ĐUK "),
            ("10,5 – 11%", "R:10,5 – 11% "),
            ("5-7%/năm", "R:5-7%/năm "),
            ("2 – 3%/năm", "R:2 – 3%/năm "),
            ("gấp 1,5 lần", "w:gấp N:1,5 lần "),
            ("3/5 tiêu chí", "F:3/5 w:tiêu w:chí "),
            ("ngày 3/5", "w:ngày D:3/5 "),
            ("năm 2019", "w:năm Y:2019 "),
            ("Biểu 1", "w:Biểu O:1 "),
            ("lần thứ 26", "w:lần w:thứ O:26 "),
            ("H5N1", "S:H5N1 "),
            ("37 dự án", "N:37 w:dự w:án "),
            ("3,6 điểm % so", "N:3,6 điểm % w:so "),
            ("phấn đấu 2.019 hộ", "w:phấn w:đấu N:2.019 w:hộ "),
            ("chữ[^1] đậm **5** ha", "w:chữ w:đậm N:5 w:ha "),
            ("24ha", "N:24ha "),
            ("Q_1 và x^{12}", "w:Q w:1 w:và w:x m:^ m:{ w:12 m:} "),
            ("đạt _5_ ha", "w:đạt N:5 w:ha "),
            ("ở https://a.vn/nq-18 có 5 ha", "w:ở w:có N:5 ha "),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn folding_moves_tone_marks_of_open_syllables_only() {
        for (word, expected) in [
            ("Khoá", "khóa"),
            ("Uỷ", "ủy"),
            ("hoà", "hòa"),
            ("quý", "quý"),
            ("hoạch", "hoạch"),
            ("toàn", "toàn"),
            ("Ðảng", "đảng"),
            ("thuý", "thúy"),
        ] {
            assert_eq!(fold(word), expected);
        }
    }
}
