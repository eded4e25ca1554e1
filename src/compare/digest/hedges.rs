//! Words that deny and words that soften, as data, and where they stand in a block.
//!
//! A sentence with one `không` more or one `cơ bản` less says something else, however small the change looks. The
//! same syllables stand in many words that deny and soften nothing (`không gian`, `xây dựng cơ bản`, `trên địa
//! bàn`); these are listed as [`COMPOUNDS`]. The longest entry that begins first wins. Linear in the block.

use crate::document::figures::{Kind, Line};

/// What an entry does to its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum WordKind {
    /// Denies.
    Negation,
    /// Softens, or says that a figure is not exact or a bound.
    Hedge,
}

impl WordKind {
    /// The name in JSON.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Negation => "negation",
            Self::Hedge => "hedge",
        }
    }
}

/// Where an entry counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Where {
    Anywhere,
    /// Only right before a figure in digits.
    Figure,
    /// Right before a figure in digits or in words (`khoảng một nửa`, `gần ba mươi hộ`).
    Quantity,
}

struct Entry {
    phrase: &'static str,
    kind: WordKind,
    at: Where,
}

const fn negation(phrase: &'static str) -> Entry {
    Entry { phrase, kind: WordKind::Negation, at: Where::Anywhere }
}

const fn hedge(phrase: &'static str) -> Entry {
    Entry { phrase, kind: WordKind::Hedge, at: Where::Anywhere }
}

const fn bound(phrase: &'static str, at: Where) -> Entry {
    Entry { phrase, kind: WordKind::Hedge, at }
}

/// The words. A phrase stands before the phrases that begin it.
const ENTRIES: &[Entry] = &[
    // Whatever follows is denied; `không thể`, `không phải`, `không được` are `không` with a word behind it.
    negation("không"),
    negation("chưa"),
    negation("chẳng"),
    negation("chả"),
    // Done, but not wholly.
    hedge("cơ bản"),
    hedge("tương đối"),
    hedge("phần nào"),
    hedge("ít nhiều"),
    hedge("một bước"),
    // Begun, not done.
    hedge("từng bước"),
    hedge("bước đầu"),
    // Most, not all.
    hedge("phần lớn"),
    hedge("phần nhiều"),
    hedge("phần đông"),
    hedge("đa số"),
    hedge("đa phần"),
    hedge("hầu hết"),
    hedge("hầu như"),
    hedge("gần như"),
    hedge("nhìn chung"),
    hedge("nói chung"),
    // Perhaps.
    hedge("có thể"),
    hedge("có lẽ"),
    hedge("có phần"),
    hedge("dường như"),
    // Planned or reckoned, not final.
    hedge("dự kiến"),
    hedge("ước đạt"),
    hedge("ước tính"),
    hedge("ước thực hiện"),
    bound("ước khoảng", Where::Quantity),
    bound("ước", Where::Quantity),
    // About so many; a bare `trên` or `gần` is of a place or a time.
    bound("khoảng", Where::Quantity),
    bound("chừng", Where::Quantity),
    bound("xấp xỉ", Where::Quantity),
    bound("gần", Where::Quantity),
    bound("hơn", Where::Quantity),
    bound("trên dưới", Where::Quantity),
    bound("trên", Where::Figure),
    bound("dưới", Where::Figure),
    // At least, at most.
    hedge("ít nhất"),
    hedge("tối thiểu"),
    hedge("tối đa"),
    hedge("trở lên"),
];

/// A longer word in which an entry denies or softens nothing; `unless` names what may follow and undoes that.
struct Compound {
    phrase: &'static str,
    unless: &'static [&'static str],
}

const fn compound(phrase: &'static str) -> Compound {
    Compound { phrase, unless: &[] }
}

/// Words that only look like an entry.
const COMPOUNDS: &[Compound] = &[
    // The air and empty space.
    compound("không gian"),
    compound("không khí"),
    compound("không quân"),
    compound("không phận"),
    compound("không trung"),
    compound("không lưu"),
    compound("hàng không"),
    compound("phòng không"),
    compound("trên không"),
    compound("chân không"),
    compound("tay không"),
    // Naught as a number and as a price (`cho không`: given for nothing).
    compound("số không"),
    compound("cho không"),
    compound("không đồng"),
    // Not only …, but also: nothing is denied. `không chỉ đạo` denies.
    compound("không những"),
    Compound {
        phrase: "không chỉ",
        unless: &["đạo", "định", "rõ", "ra", "huy", "thị", "tiêu", "số", "dẫn", "giới"],
    },
    compound("chẳng những"),
    compound("chẳng hạn"),
    compound("chưa kể"),
    compound("không kể"),
    compound("chưa nói"),
    // Without end: praise, not denial.
    compound("không ngừng"),
    compound("không ai không"),
    // A question: `hay không`, `có … không` ends in it.
    compound("hay không"),
    compound("hoặc không"),
    // Basic, fundamental, of capital works: an adjective behind its noun.
    compound("xây dựng cơ bản"),
    compound("điều tra cơ bản"),
    compound("đầu tư cơ bản"),
    compound("nghiên cứu cơ bản"),
    compound("khoa học cơ bản"),
    compound("giáo dục cơ bản"),
    compound("dịch vụ cơ bản"),
    compound("xã hội cơ bản"),
    compound("nhu cầu cơ bản"),
    compound("quyền cơ bản"),
    compound("kiến thức cơ bản"),
    compound("kỹ năng cơ bản"),
    compound("hạ tầng cơ bản"),
    compound("vấn đề cơ bản"),
    compound("nội dung cơ bản"),
    compound("nhiệm vụ cơ bản"),
    compound("mục tiêu cơ bản"),
    compound("giải pháp cơ bản"),
    compound("nguyên tắc cơ bản"),
    compound("nguyên nhân cơ bản"),
    compound("đặc điểm cơ bản"),
    compound("định hướng cơ bản"),
    compound("lương cơ bản"),
    compound("vốn cơ bản"),
    compound("kết quả cơ bản"),
    compound("chỉ tiêu cơ bản"),
    compound("cơ bản lâu dài"),
    // Institutions, strength, sport behind `có`.
    compound("có thể chế"),
    compound("có thể lực"),
    compound("có thể trạng"),
    compound("có thể thao"),
    // Large shares and first steps that are nouns.
    compound("thành phần lớn"),
    compound("cổ phần lớn"),
    compound("bước đầu tư"),
    compound("bước đầu tiên"),
    compound("một bước ngoặt"),
    compound("một bước đi"),
    // Village rules, treaties, wishes.
    compound("hương ước"),
    compound("quy ước"),
    compound("hiệp ước"),
    compound("công ước"),
    compound("điều ước"),
    compound("giao ước"),
    compound("mong ước"),
    compound("mơ ước"),
];

/// Quantities in words.
const QUANTITIES: &[&str] = &[
    "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười", "nửa", "chục", "trăm", "nghìn",
    "ngàn", "vạn", "triệu", "tỷ", "hàng", "vài",
];

/// Number of an entry in the table.
pub(super) type EntryNo = usize;

/// The phrase of an entry.
pub(super) fn phrase(entry: EntryNo) -> &'static str {
    ENTRIES.get(entry).map_or("", |entry| entry.phrase)
}

/// What an entry does.
pub(super) fn kind(entry: EntryNo) -> WordKind {
    ENTRIES.get(entry).map_or(WordKind::Hedge, |entry| entry.kind)
}

/// What stands at a piece: an entry, or the length of a compound to pass over.
pub(super) enum Found {
    Entry(EntryNo, usize),
    Compound(usize),
}

/// What begins at piece `at`: the longest compound or entry.
pub(super) fn at(line: &Line, at: usize) -> Option<Found> {
    if line.key(at).is_empty() {
        return None;
    }
    let length = |phrase: &str| phrase.split(' ').count();
    let passed = COMPOUNDS
        .iter()
        .filter(|it| it.phrase.starts_with(line.key(at)) && line.has(at, it.phrase))
        .filter(|it| !it.unless.contains(&line.key(at + length(it.phrase))))
        .map(|it| length(it.phrase))
        .max();
    let entry = ENTRIES
        .iter()
        .enumerate()
        .filter(|(_, it)| it.phrase.starts_with(line.key(at)) && line.has(at, it.phrase))
        .filter(|(_, it)| counts(line, at + length(it.phrase), it.at))
        .map(|(number, it)| (length(it.phrase), number))
        .max_by_key(|(length, number)| (*length, usize::MAX - number));
    match (passed, entry) {
        (Some(passed), Some((length, number))) if length > passed => Some(Found::Entry(number, length)),
        (Some(passed), _) => Some(Found::Compound(passed)),
        (None, Some((length, number))) => Some(Found::Entry(number, length)),
        (None, None) => None,
    }
}

fn counts(line: &Line, next: usize, at: Where) -> bool {
    let figure = matches!(line.pieces.get(next).map(|piece| &piece.kind), Some(Kind::Figure(_)));
    match at {
        Where::Anywhere => true,
        Where::Figure => figure,
        Where::Quantity => figure || QUANTITIES.contains(&line.key(next)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::figures::cut;

    fn found(text: &str) -> Vec<&'static str> {
        let line = cut(text, 0, 0);
        let mut found = Vec::new();
        let mut i = 0;
        while i < line.pieces.len() {
            i += match at(&line, i) {
                Some(Found::Entry(entry, length)) => {
                    found.push(phrase(entry));
                    length
                }
                Some(Found::Compound(length)) => length,
                None => 1,
            };
        }
        found
    }

    #[test]
    fn words_that_deny_or_soften_are_told_from_those_that_look_so() {
        let cases: &[(&str, &[&str])] = &[
            ("Không đạt chỉ tiêu, chưa có phương án", &["không", "chưa"]),
            ("không gian văn hóa, bầu không khí, hàng không, phòng không", &[]),
            ("không những giữ được mà còn vượt; không chỉ ở vùng cao", &[]),
            ("không chỉ đạo kịp thời, không chỉ rõ địa chỉ", &["không", "không"]),
            ("chưa kể các xã khác, chẳng hạn Khe Sậy", &[]),
            ("chẳng có ai", &["chẳng"]),
            ("không ngừng nâng cao", &[]),
            ("nêu rõ tiếp thu hay không", &[]),
            ("cơ bản hoàn thành; về cơ bản đã xong", &["cơ bản", "cơ bản"]),
            ("nợ đọng xây dựng cơ bản, điều tra cơ bản, tiếp cận dịch vụ xã hội cơ bản", &[]),
            ("từng bước hình thành, bước đầu có kết quả", &["từng bước", "bước đầu"]),
            ("các bước đầu tư, bước đầu tiên, từng bước đầu tư", &["từng bước"]),
            ("phần lớn là đồi núi, thành phần lớn tuổi", &["phần lớn"]),
            ("có thể hoàn thành; có thể chế rõ; có thể lực tốt", &["có thể"]),
            ("khoảng 30 hộ, khoảng một nửa, khoảng cách, khoảng trời", &["khoảng", "khoảng"]),
            ("trên 30 hộ, trên địa bàn, trên cơ sở, trên một ha", &["trên"]),
            ("gần 30 hộ, gần đây, gần trung tâm", &["gần"]),
            ("hơn 40%, tốt hơn, cao hơn mức", &["hơn"]),
            ("ước 63 tỷ đồng, ước đạt 38,2 triệu, hương ước, quy ước thôn", &["ước", "ước đạt"]),
            ("dự kiến đạt ít nhất 90% trở lên", &["dự kiến", "ít nhất", "trở lên"]),
            ("nhìn chung tương đối tốt, hầu hết các xã", &["nhìn chung", "tương đối", "hầu hết"]),
            ("CHƯA ĐẠT, Chưa đạt", &["chưa", "chưa"]),
        ];
        for (text, expected) in cases {
            assert_eq!(found(text), *expected, "{text}");
        }
    }

    #[test]
    fn every_compound_holds_an_entry() {
        for it in COMPOUNDS {
            let held = ENTRIES.iter().any(|entry| it.phrase.contains(entry.phrase));
            assert!(held, "{} is an exception of nothing", it.phrase);
        }
    }
}
