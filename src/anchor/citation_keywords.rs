//! The words that open a place, and those that only sound like them.

use crate::text;

/// Words that open a place.
const KEYWORDS: &[&str] = &[
    "muc", "tieu", "de", "diem", "khoan", "y", "tiet", "doan", "gach", "trang", "tr", "dong", "chuong",
    "phan", "bao", "cua", "thuoc", "trong", "tai", "o",
];

/// Words that open the next place.
const JOINS: &[&str] = &["va", "cung", "hoac", "den", "nhu"];

/// Words that take their meaning from the one before.
const BEHIND: &[(&str, &str)] = &[
    ("dac", "diem"),
    ("quan", "diem"),
    ("trong", "diem"),
    ("thoi", "diem"),
    ("dia", "diem"),
    ("uu", "diem"),
    ("khuyet", "diem"),
    ("nhuoc", "diem"),
    ("kiem", "diem"),
    ("thi", "diem"),
    ("danh", "muc"),
    ("hang", "muc"),
    ("thanh", "phan"),
    ("co", "phan"),
    ("gop", "phan"),
    ("giai", "doan"),
    ("dai", "bieu"),
    ("phat", "bieu"),
    ("lao", "dong"),
    ("hoat", "dong"),
    ("hanh", "dong"),
    ("cong", "dong"),
];

/// Words that take their meaning from the next.
const AHEAD: &[(&str, &str)] = &[
    ("muc", "tieu"),
    ("trang", "trai"),
    ("trang", "bi"),
    ("trang", "thiet"),
    ("doan", "ket"),
    ("doan", "the"),
    ("doan", "vien"),
    ("hang", "hoa"),
    ("hang", "nam"),
    ("dieu", "kien"),
    ("bang", "rong"),
];

/// Whether a word is the keyword that its letters spell: "đoàn" is not "đoạn". Typed without marks it may be.
pub(super) fn is_spelled(word: &str, written: &str) -> bool {
    const MARKED: &[(&str, &str)] = &[
        ("doan", "đoạn"),
        ("phan", "phần"),
        ("muc", "mục"),
        ("diem", "điểm"),
        ("dong", "dòng"),
        ("bang", "bảng"),
        ("bieu", "biểu"),
        ("hang", "hàng"),
        ("chuong", "chương"),
        ("dieu", "điều"),
        ("khoan", "khoản"),
        ("tiet", "tiết"),
        ("gach", "gạch"),
        ("y", "ý"),
    ];
    let keyword = MARKED.iter().find(|(plain, _)| *plain == word);
    keyword.is_none_or(|(_, marked)| written.is_ascii() || text::fold_caseless(written).key == *marked)
}

/// Whether a word is an ordinary one: it neither opens a place nor joins two.
pub(super) fn is_ordinary(word: &str) -> bool {
    !KEYWORDS.contains(&word) && !JOINS.contains(&word)
}

/// Whether a word takes its meaning from the one before or the next.
pub(super) fn is_compound(before: &str, word: &str, after: &str) -> bool {
    BEHIND.contains(&(before, word)) || AHEAD.contains(&(word, after))
}

/// `BCCT`, `BCKĐ`, `bckd`.
pub(super) fn is_document_short(word: &str, written: &str) -> bool {
    let letters = written.chars().all(char::is_alphabetic);
    word.starts_with("bc") && (4..=6).contains(&word.len()) && letters
}
