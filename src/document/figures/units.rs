//! Units of measure behind a number, with scale words: `tỷ đồng`, `%/năm`, `điểm %`, `tạ/ha`, `nghìn lượt`.
//!
//! Counted nouns (`xã`, `đảng viên`) are no units here: they are words of the indicator.

use super::lex::{fold, is_letter, word_length};

/// A unit in its canonical form.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Unit {
    /// `đồng`, `tấn`, `%`, `điểm %`; empty for a counted noun.
    pub(crate) name: &'static str,
    /// Power of ten of the scale word: `triệu` 6, `tỷ` 9.
    pub(crate) scale: u32,
    /// Whether it is per year.
    pub(crate) yearly: bool,
}

impl Unit {
    /// Whether it is a share or a change of one.
    pub(crate) fn is_percent(&self) -> bool {
        matches!(self.name, "%" | "điểm %")
    }

    /// Whether figures of both units may be compared: percentage points are percents of a share.
    pub(crate) fn agrees(&self, other: &Self) -> bool {
        self.name == other.name || (self.is_percent() && other.is_percent() && self.yearly == other.yearly)
    }
}

/// Words (folded, longest first) and their canonical names.
const MEASURES: &[(&str, &str)] = &[
    ("điểm phần trăm", "điểm %"),
    ("phần trăm", "%"),
    ("mét khối", "m³"),
    ("mét vuông", "m²"),
    ("ki lô mét", "km"),
    ("héc ta", "ha"),
    ("hecta", "ha"),
    ("đồng", "đồng"),
    ("usd", "USD"),
    ("tấn", "tấn"),
    ("tạ", "tạ"),
    ("ha", "ha"),
    ("km²", "km²"),
    ("km", "km"),
    ("m²", "m²"),
    ("m³", "m³"),
    ("kg", "kg"),
    ("kwh", "kWh"),
    ("kw", "kW"),
    ("mw", "MW"),
    ("mét", "m"),
    ("m", "m"),
    ("lít", "lít"),
    ("lần", "lần"),
];

const SCALES: &[(&str, u32)] = &[("nghìn", 3), ("ngàn", 3), ("triệu", 6), ("tỷ", 9), ("tỉ", 9), ("vạn", 4)];

/// Nouns that are counted so often that a number before them is no year.
const COUNTED: &[&str] = &[
    "hộ",
    "xã",
    "người",
    "đảng",
    "chi",
    "thôn",
    "bản",
    "trường",
    "cuộc",
    "lượt",
    "đồng",
    "công",
    "cán",
    "lớp",
    "học",
    "con",
    "chiếc",
    "vụ",
    "đơn",
    "cơ",
    "doanh",
    "tổ",
    "mô",
    "nhà",
    "phòng",
    "lao",
    "hội",
    "đoàn",
    "thanh",
    "căn",
    "giấy",
    "dự",
    "hợp",
    "ý",
    "buổi",
    "tập",
    "chỉ",
    "nghị",
    "kế",
    "chương",
    "khu",
    "thuê",
    "em",
    "giáo",
    "hồ",
    "ngày",
    "cây",
    "văn",
    "nữ",
    "quần",
];

/// The unit at the start of `tail` and the bytes up to its end; no unit and 0 where there is none.
pub(crate) fn read(tail: &str) -> (Unit, usize) {
    let mut reader = Reader { tail, at: 0 };
    let mut unit = Unit::default();
    if let Some(scale) = reader.scale() {
        unit.scale = scale;
    }
    if let Some(name) = reader.measure() {
        unit.name = name;
    } else if unit.scale == 0 {
        return (unit, 0);
    }
    // Money is often printed as `tỷ` alone; people and turns follow as counted nouns.
    reader.rates(&mut unit);
    (unit, reader.at)
}

/// Whether a word (lower case) is one of which units are made, or one of their marks.
pub(crate) fn is_unit_word(word: &str) -> bool {
    let measured = MEASURES.iter().flat_map(|(printed, _)| printed.split(' '));
    matches!(word, "%" | "/")
        || SCALES.iter().any(|(scale, _)| *scale == word)
        || measured.into_iter().any(|it| it == word)
}

/// Whether a unit or a common counted noun follows.
pub(crate) fn after(tail: &str) -> Option<()> {
    if read(tail).1 > 0 {
        return Some(());
    }
    let rest = tail.strip_prefix([' ', '\u{a0}'])?;
    let word = fold(&rest[..word_length(rest)]);
    COUNTED.contains(&word.as_str()).then_some(())
}

/// The unit glued to a number, as in `24ha`.
pub(crate) fn glued(letters: &str) -> Option<&'static str> {
    let word = fold(letters);
    MEASURES.iter().find(|(name, _)| *name == word).map(|(_, unit)| *unit)
}

/// The unit named by the words of a table header or unit cell: `(tỷ đồng)`, `%/năm`.
pub(crate) fn named(text: &str) -> Unit {
    let (unit, length) = read(text);
    if length > 0 { unit } else { Unit::default() }
}

struct Reader<'a> {
    tail: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn rest(&self) -> (&str, usize) {
        let rest = &self.tail[self.at..];
        let trimmed = rest.trim_start_matches([' ', '\u{a0}']);
        (trimmed, rest.len() - trimmed.len())
    }

    /// Whether the folded words `phrase` come next; the bytes up to their end.
    fn words(&self, phrase: &str) -> Option<usize> {
        let (mut rest, mut used) = self.rest();
        // Most words are none of these, which their first letter says already.
        let first = rest.chars().next().and_then(|c| c.to_lowercase().next());
        if first.map(|c| if c == 'ð' { 'đ' } else { c }) != phrase.chars().next() {
            return None;
        }
        for (i, word) in phrase.split(' ').enumerate() {
            if i > 0 {
                let trimmed = rest.trim_start_matches([' ', '\u{a0}']);
                used += rest.len() - trimmed.len();
                rest = trimmed;
            }
            let mut length = word_length(rest);
            if rest[length..].starts_with(['²', '³']) {
                length += 2;
            }
            if length == 0 || length > 24 || fold(&rest[..length]) != word {
                return None;
            }
            used += length;
            rest = &rest[length..];
        }
        Some(used)
    }

    fn scale(&mut self) -> Option<u32> {
        let (used, scale) = SCALES.iter().find_map(|(word, scale)| Some((self.words(word)?, *scale)))?;
        self.at += used;
        Some(scale)
    }

    fn measure(&mut self) -> Option<&'static str> {
        let (rest, blank) = self.rest();
        if rest.starts_with('%') {
            self.at += blank + 1;
            return Some("%");
        }
        if let Some(used) = self.words("điểm") {
            let tail = self.tail[self.at + used..].trim_start_matches([' ', '\u{a0}']);
            if tail.starts_with('%') {
                self.at = self.tail.len() - tail.len() + 1;
                return Some("điểm %");
            }
        }
        let (used, unit) = MEASURES.iter().find_map(|(word, unit)| Some((self.words(word)?, *unit)))?;
        // `đồng chí`, `đồng bào`, `lần thứ`, `mét` of a name: a longer noun.
        let next = self.tail[self.at + used..].strip_prefix([' ', '\u{a0}']);
        if let Some(next) = next {
            let word = fold(&next[..word_length(next)]);
            if matches!((unit, word.as_str()), ("đồng", "chí" | "bào" | "đội" | "nghiệp") | ("lần", "thứ"))
            {
                return None;
            }
        }
        self.at += used;
        Some(unit)
    }

    /// `/năm`, `/người/năm`, `/ha`.
    fn rates(&mut self, unit: &mut Unit) {
        for _ in 0..3 {
            let (rest, blank) = self.rest();
            let Some(after) = rest.strip_prefix('/') else { return };
            let inner = after.trim_start_matches(' ');
            if !inner.starts_with(is_letter) {
                return;
            }
            let length = word_length(inner);
            unit.yearly |= fold(&inner[..length]) == "năm";
            self.at += blank + 1 + (after.len() - inner.len()) + length;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_read_with_scale_and_rate() {
        for (tail, name, scale, yearly, length) in [
            (" tỷ đồng, bằng", "đồng", 9, false, " tỷ đồng".len()),
            ("%/năm, vượt", "%", 0, true, "%/năm".len()),
            (" điểm %/năm", "điểm %", 0, true, " điểm %/năm".len()),
            (" triệu đồng/người/năm", "đồng", 6, true, " triệu đồng/người/năm".len()),
            (" ha rừng", "ha", 0, false, 3),
            (" đồng chí", "", 0, false, 0),
            (" đảng viên", "", 0, false, 0),
            (" nghìn lượt khách", "", 3, false, " nghìn".len()),
            (" m² đất", "m²", 0, false, " m²".len()),
        ] {
            assert_eq!(read(tail), (Unit { name, scale, yearly }, length), "{tail}");
        }
    }
}
