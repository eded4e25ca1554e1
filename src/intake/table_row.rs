//! One row of a table of points: what its cells say together, and the words by which other rows are known.
//!
//! Knows nothing of the rows around it. A cell is taken as it stands; only where the head of its column says what a bare
//! number is (`Trang`: `5`), the place says so too.

use super::cells::Row;
use super::columns::{Columns, Field, How};
use super::markdown::unquoted;
use super::slip::unguarded;
use super::words;
use crate::text::plain;

/// The cells of a row by what they say.
#[derive(Default)]
pub(super) struct Read {
    pub(super) code: Option<String>,
    pub(super) document: Option<String>,
    pub(super) place: Option<String>,
    pub(super) quote: Option<String>,
    pub(super) text: String,
    pub(super) new_words: Option<String>,
    pub(super) reason: Option<String>,
    pub(super) has_place_column: bool,
}

impl Read {
    /// What a row says; a cell that is a date is no number of a page.
    pub(super) fn of(row: &Row, columns: &Columns, is_date: &dyn Fn(usize) -> bool) -> Self {
        let mut read = Self { has_place_column: columns.has(Field::Place), ..Self::default() };
        let mut places: Vec<String> = Vec::new();
        let n_places = columns.fields.iter().flatten().filter(|it| it.field == Field::Place).count();
        let mut topic = None;
        for (n, (cell, column)) in row.cells.iter().zip(&columns.fields).enumerate() {
            let words = unguarded(cell).trim();
            let Some(column) = column.filter(|_| !words.is_empty()) else { continue };
            let words = words.to_owned();
            match (column.field, column.how) {
                (Field::Code, _) => read.code = Some(words),
                (Field::Document, _) => read.document = Some(words),
                (Field::Place, How::Topic) => topic = Some(words),
                (Field::Place, _) if is_date(n) => places.push(words),
                (Field::Place, how) => places.push(led(how, &words, n_places > 1)),
                (Field::Quote, _) => read.quote = Some(unquoted(&words).to_owned()),
                (Field::Text, _) => read.say(&words),
                (Field::NewWords, How::Ask) if is_request(&words) => read.say(&words),
                (Field::NewWords, _) => read.new_words = Some(unquoted(&words).to_owned()),
                (Field::Reason, _) => read.reason = Some(words),
                (Field::Number, _) => (),
            }
        }
        read.place = (!places.is_empty()).then(|| places.join(", "));
        if let Some(topic) = topic {
            const PLACE_WORDS_MAX: usize = 16;
            let is_short = topic.split_whitespace().count() <= PLACE_WORDS_MAX;
            let slot = if is_short { &mut read.place } else { &mut read.quote };
            *slot = Some(slot.take().map_or_else(|| topic.clone(), |it| format!("{it}, {topic}")));
        }
        read
    }

    fn say(&mut self, words: &str) {
        let between = if self.text.is_empty() { "" } else { "\n" };
        self.text.push_str(between);
        self.text.push_str(words);
    }

    /// The form offers a row for every heading; a unit fills in some.
    pub(super) fn says_something(&self) -> bool {
        self.quote.is_some() || !self.text.is_empty() || self.new_words.is_some() || self.reason.is_some()
    }
}

/// A cell of a column of places with what its head says, where the cell is only a number.
fn led(how: How, words: &str, is_one_of_several: bool) -> String {
    let bare = words.chars().all(|c| c.is_ascii_digit() || "IVX.,-–/ ".contains(c));
    if !bare || !words.contains(|c: char| c.is_ascii_alphanumeric()) {
        return words.to_owned();
    }
    match how {
        How::Page => format!("trang {words}"),
        How::Line => format!("dòng {words}"),
        How::PageLine => match words.split_once(['/', ',']) {
            Some((page, line)) => format!("trang {}, dòng {}", page.trim(), line.trim()),
            None => format!("trang {words}"),
        },
        _ if is_one_of_several => format!("mục {words}"),
        _ => words.to_owned(),
    }
}

/// `I`, `IV.`, `A`: a number of a part and not of a point.
pub(super) fn is_outline_number(number: &str) -> bool {
    let number = number.trim_end_matches(['.', ')', '-', '/']);
    let is_roman = !number.is_empty() && number.chars().all(|c| "IVX".contains(c));
    is_roman || (number.chars().count() == 1 && number.chars().all(|c| c.is_ascii_uppercase()))
}

/// `1`, `2.`, `a)`, `I`: what stands in a column of running numbers.
pub(super) fn is_running_number(number: &str) -> bool {
    let number = number.trim_end_matches(['.', ')', '-', '/']);
    let is_letter = number.chars().count() == 1 && number.chars().all(char::is_alphanumeric);
    is_letter || is_outline_number(number) || number.chars().all(|c| c.is_ascii_digit() || c == '.')
}

/// Whether a folded cell begins a row of totals.
pub(super) fn is_sum(key: &str) -> bool {
    let key = key.trim();
    ["tong cong", "tong so", "cong:", "tong:"].iter().any(|it| key.starts_with(it)) || key == "cong"
}

/// Whether a folded cell is of the kind that stands below a table: a signature, a place and a day, recipients.
pub(super) fn is_foot_words(key: &str) -> bool {
    const BEGINS: &[&str] = &[
        "t/m",
        "tm.",
        "t.m",
        "thay mat",
        "k/t",
        "kt.",
        "t/l",
        "tl.",
        "bi thu",
        "pho bi thu",
        "chu tich",
        "pho chu tich",
        "nguoi lap",
        "nguoi tong hop",
        "nguoi ghi",
        "thu ky",
        "noi nhan",
        "ky ten",
        "(ky",
        "da ky",
        "(da ky",
        "xac nhan",
        "thu truong",
        "chanh van phong",
        "truong ban",
        "dai dien don vi",
        "chu toa",
        "chu tri",
    ];
    let key = key.trim();
    let has = |word: &str| key.split_whitespace().any(|it| it == word);
    key.split_whitespace().count() <= 12
        && (BEGINS.iter().any(|it| key.starts_with(it)) || (has("ngay") && has("thang") && has("nam")))
}

/// Whether words ask for a change themselves, so that they are no new words.
fn is_request(text: &str) -> bool {
    const VERBS: &[&str] = &[
        "bo", "them", "xoa", "chuyen", "thay", "gop", "tach", "viet", "ghi", "rut", "neu", "lam", "xem",
        "can", "nen", "giu", "dua", "sua", "ra", "luoc", "cat",
    ];
    let key = plain(text).key;
    let first = key.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty());
    words::asks(text) || first.is_some_and(|first| VERBS.contains(&first))
}

/// Whether a text says itself what it is about: a place, or the whole.
pub(super) fn speaks_for_itself(text: &str) -> bool {
    const FIRST: &[&str] = &[
        "tai",
        "trang",
        "muc",
        "phan",
        "dong",
        "diem",
        "chuong",
        "bieu",
        "bang",
        "phu luc",
        "chung",
        "nhin chung",
        "nhat tri",
        "co ban",
        "thong nhat",
        "tong the",
        "toan",
        "bo cuc",
        "ve bo cuc",
        "ve tong the",
        "ve ket cau",
        "ve the thuc",
        "ket cau",
        "cac muc",
        "o muc",
        "o trang",
        "o phan",
    ];
    const WORDS: usize = 4;
    let key = plain(text).key;
    let list = key.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty()).take(WORDS);
    let begins = list.collect::<Vec<_>>().join(" ");
    let starts = |it: &&str| begins == **it || begins.starts_with(&format!("{it} "));
    FIRST.iter().any(starts) || words::pure_state(text).is_some()
}

/// Whether a cell says "as above".
pub(super) fn is_ditto(cell: &str) -> bool {
    let key = plain(cell).key;
    let key = key.trim_matches(|c: char| !c.is_alphanumeric());
    let signs = || cell.trim().chars().all(|c| "\"'″”/-–.“ ".contains(c));
    matches!(key, "nt" | "n.t" | "nhu tren") || (key.is_empty() && signs())
}

/// Whether folded words name a document of a congress.
pub(super) fn names_document(key: &str) -> bool {
    ["bao cao", "nghi quyet", "chuong trinh hanh dong", "van kien", "de an"].iter().any(|it| key.contains(it))
}

/// A heading without its number and without "Về", "Đối với", "Góp ý vào", "dự thảo".
pub(super) fn without_lead(words: &str) -> &str {
    let mut rest = words.trim();
    if let Some((first, behind)) = rest.split_once(char::is_whitespace) {
        let number = first.trim_end_matches(['.', ')', '-', '/', ':']);
        let is_number = is_outline_number(number) || number.chars().all(|c| c.is_ascii_digit() || c == '.');
        rest = if is_number { behind.trim_start_matches(['-', '–', ' ']) } else { rest };
    }
    for lead in ["góp ý", "ý kiến", "về", "vào", "đối với", "nội dung", "dự thảo", "các"]
    {
        let n = lead.chars().count();
        let begins: String = rest.chars().take(n).collect();
        if begins.to_lowercase() == lead && rest.chars().nth(n).is_some_and(char::is_whitespace) {
            rest = rest[begins.len()..].trim_start();
        }
    }
    rest.trim_end_matches([':', '.', ' '])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_at_the_foot_is_known() {
        for words in ["T/M ĐẢNG ỦY", "BÍ THƯ", "Nơi nhận:", "Mộc Linh, ngày 5 tháng 4 năm 2020", "(Đã ký)"]
        {
            assert!(is_foot_words(&plain(words).key), "{words}");
        }
        for words in ["Ngày 5/4 đã họp", "Chưa nêu vai trò của Mặt trận", "Mục 2"] {
            assert!(!is_foot_words(&plain(words).key), "{words}");
        }
        let sum = |words: &str| is_sum(&plain(words).key);
        assert!(sum("Tổng cộng") && sum("Cộng") && !sum("Cộng đồng"));
    }

    #[test]
    fn a_heading_inside_a_table_gives_its_name() {
        let check = |words: &str, expected: &str| assert_eq!(without_lead(words), expected);
        check("I. Về dự thảo Báo cáo chính trị:", "Báo cáo chính trị");
        check("II- ĐỐI VỚI BÁO CÁO KIỂM ĐIỂM", "BÁO CÁO KIỂM ĐIỂM");
        check("Báo cáo chính trị", "Báo cáo chính trị");
    }

    #[test]
    fn as_above_is_said_in_signs_and_words() {
        for cell in ["-nt-", "nt", "Như trên", "\"", "''", "”", "//", "-"] {
            assert!(is_ditto(cell), "{cell}");
        }
        assert!(!is_ditto("mục 1") && !is_ditto("\"từng bước\""));
    }

    #[test]
    fn bare_numbers_get_what_their_head_says() {
        let check = |how: How, cell: &str, expected: &str| assert_eq!(led(how, cell, false), expected);
        check(How::Page, "5", "trang 5");
        check(How::Line, "3-4", "dòng 3-4");
        check(How::PageLine, "5/12", "trang 5, dòng 12");
        check(How::Page, "trang 5", "trang 5");
        check(How::Plain, "II.1", "II.1");
        assert_eq!(led(How::Plain, "II.1", true), "mục II.1");
    }
}
