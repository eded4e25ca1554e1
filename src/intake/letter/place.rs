//! Places and documents as running text names them: `trang 5, mục II.1`, `điểm đ mục 2.1`, `Báo cáo chính trị`.
//!
//! Finds where such words stand and how far they go; what they mean is `anchor`'s. A place in the middle of a sentence
//! counts only behind a word that says "there" (tại, ở, vào, trong, của …): "không khớp với Biểu 1" is no place of the
//! point. Linear in the text, and at most [`LOOKED_AT`] bytes of it are read.

use crate::text::{fold_caseless, plain};
use std::ops::Range;

/// Bytes of a paragraph in which places are looked for.
const LOOKED_AT: usize = 4_000;

/// Nouns of places, longest first where one begins another, and how deep in a text they stand; pages stand outside.
const NOUNS: &[(&str, usize)] = &[
    ("gạch đầu dòng", 5),
    ("tiểu mục", 3),
    ("chỉ tiêu", 5),
    ("phụ lục", 1),
    ("trang", PAGE),
    ("tr", PAGE),
    ("dòng", 6),
    ("phần", 1),
    ("chương", 1),
    ("mục", 2),
    ("khoản", 3),
    ("tiết", 4),
    ("điểm", 4),
    ("biểu", 1),
    ("bảng", 1),
    ("đoạn", 5),
    ("ý", 5),
    ("câu", 6),
];

const PAGE: usize = 0;

/// Parts that have names instead of numbers, as they follow "phần" or "mục" or stand alone.
const NAMED: &[&str] = &[
    "mở đầu",
    "kết luận",
    "phương hướng",
    "hạn chế",
    "nguyên nhân",
    "kết quả",
    "đánh giá chung",
    "bài học kinh nghiệm",
    "tổ chức thực hiện",
    "mục tiêu",
    "chỉ tiêu",
    "giải pháp",
    "nhiệm vụ",
    "đặc điểm tình hình",
];

const THERE: &[&str] = &[
    "tại", "ở", "vào", "trong", "của", "thuộc", "từ", "sau", "trước", "cuối", "đầu", "về", "sang", "bỏ",
    "sửa", "xóa", "gộp", "tách", "gọn", "lại", "chuyển",
];

/// Words before these that speak of another place: "đã nêu ở Biểu 4", "trùng với nội dung ở mục 1".
const ELSEWHERE: &[&str] = &["nêu", "trùng", "khớp", "theo", "như", "so", "vì"];

/// Words before a place at the head of a paragraph.
const BEFORE: &[&str] = &[
    "tại", "ở", "trong", "về", "đối", "với", "riêng", "vào", "thuộc", "của", "góp", "ý", "nội", "dung", "dự",
    "thảo",
];

const DOCUMENTS: &[&str] = &[
    "báo cáo chính trị",
    "báo cáo kiểm điểm",
    "báo cáo tổng kết",
    "báo cáo xây dựng đảng",
    "chương trình hành động",
    "nghị quyết đại hội",
    "dự thảo nghị quyết",
];

const SHORT_DOCUMENTS: &[(&str, &str)] = &[("bcct", "Báo cáo chính trị"), ("bckđ", "Báo cáo kiểm điểm")];

/// A word or a mark.
struct Token {
    /// In the spelling that phrases stand in.
    key: String,
    span: Range<usize>,
}

/// A text cut into words.
pub(super) struct Scan<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    /// Whether it has no letter with a mark.
    bare: bool,
}

/// A place that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) span: Range<usize>,
    /// How deep its outermost part stands; none for a page alone.
    pub(super) rank: Option<usize>,
}

impl<'a> Scan<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        let text = &text[..text.floor_char_boundary(LOOKED_AT)];
        let mut tokens = Vec::new();
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            let end = if c.is_alphanumeric() { run_end(text, at) } else { at + c.len_utf8() };
            if !c.is_whitespace() {
                tokens.push(Token { key: fold_caseless(&text[at..end]).key, span: at..end });
            }
            at = end;
        }
        Self { text, tokens, bare: text.is_ascii() }
    }

    fn key(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.key.as_str())
    }

    fn is(&self, at: usize, word: &str) -> bool {
        let key = self.key(at);
        key == word || self.bare && !key.is_empty() && key == plain(word).key
    }

    /// The index behind a phrase.
    fn phrase(&self, at: usize, phrase: &str) -> Option<usize> {
        let mut next = at;
        for word in phrase.split(' ') {
            if !self.is(next, word) {
                return None;
            }
            next += 1;
        }
        Some(next)
    }

    fn one_of(&self, at: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(at, word))
    }

    /// The place that a paragraph begins with, behind words such as "Tại" and the name of a document.
    pub(super) fn leading(&self) -> Option<Found> {
        const SKIPPED_MAX: usize = 14;
        let mut at = 0;
        while at < SKIPPED_MAX {
            if let Some(found) = self.place(at) {
                return Some(found);
            }
            at = match self.document_at(at) {
                Some((next, _)) => next,
                None if self.one_of(at, BEFORE) || matches!(self.key(at), "," | ":" | "-" | "(") => at + 1,
                None => return None,
            };
        }
        None
    }

    /// The first place inside a paragraph that stands behind a word for "there", or in brackets, outside quotations.
    pub(super) fn inside(&self) -> Option<Found> {
        self.all_inside().next()
    }

    /// The same, but a page alone is none.
    pub(super) fn section_inside(&self) -> Option<Found> {
        self.all_inside().find(|it| it.rank.is_some())
    }

    fn all_inside(&self) -> impl Iterator<Item = Found> {
        let mut quoted = false;
        (0..self.tokens.len()).filter_map(move |at| {
            match self.key(at) {
                "“" | "«" => quoted = true,
                "”" | "»" => quoted = false,
                "\"" => quoted = !quoted,
                _ => (),
            }
            let leads = self.one_of(at, THERE) || matches!(self.key(at), "(" | ",");
            let elsewhere = (at.saturating_sub(2)..at).any(|before| self.one_of(before, ELSEWHERE));
            (!quoted && leads && !elsewhere).then(|| self.place(at + 1)).flatten()
        })
    }

    /// A place that begins at a word: one or more of "mục II.1", joined by commas and words such as "của".
    fn place(&self, from: usize) -> Option<Found> {
        let (mut end, mut rank) = self.part(from)?;
        let mut outermost = rank.checked_sub(1);
        loop {
            let mut next = end;
            while next < end + 3
                && (matches!(self.key(next), "," | "-" | "–" | "(" | ")" | "/" | ";" | "&")
                    || self.one_of(next, &["của", "thuộc", "tại", "trong", "và", "ở"]))
            {
                next += 1;
            }
            let Some((until, deeper)) = self.part(next) else { break };
            (end, rank) = (until, deeper);
            outermost = match (outermost, rank.checked_sub(1)) {
                (Some(one), Some(other)) => Some(one.min(other)),
                (one, other) => one.or(other),
            };
        }
        let span = self.tokens[from].span.start..self.tokens[end - 1].span.end;
        let opened = self.text[span.clone()].matches('(').count();
        let closed = self.text[span.clone()].matches(')').count();
        let is_open = opened > closed && self.key(end) == ")";
        let span = if is_open { span.start..self.tokens[end].span.end } else { span };
        Some(Found { span, rank: outermost.map(|rank| rank + 1) })
    }

    /// One part of a place: the index behind it and its rank.
    fn part(&self, from: usize) -> Option<(usize, usize)> {
        let noun = NOUNS.iter().find_map(|(noun, rank)| Some((self.phrase(from, noun)?, *rank)));
        let Some((mut at, rank)) = noun else {
            // "2.1: …", "III: …": the number of a section at the head of a point.
            let is_bare = from == 0
                && self.is_number(0, 2)
                && (self.key(1) == ":" || self.key(1) == "," && self.part(2).is_some_and(|it| it.1 == PAGE));
            if is_bare {
                return Some((1, 2));
            }
            let named = ["mở đầu", "lời mở đầu", "toàn văn"].iter().find_map(|it| self.phrase(from, it))?;
            return Some((named, 1));
        };
        if matches!(self.key(at), "." | ":") && rank == PAGE {
            at += 1;
        }
        if let Some(next) =
            NAMED.iter().find_map(|name| self.phrase(at, name)).filter(|_| rank == 1 || rank == 2)
        {
            return Some((next, rank));
        }
        if self.is(at, "số") {
            at += 1;
        }
        let ordered = self.is(at, "thứ");
        if ordered {
            at += 1;
        }
        let numbers = ["nhất", "hai", "ba", "tư", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"];
        let is_word = ordered && self.one_of(at, &numbers);
        let is_end = rank >= 5 && self.one_of(at, &["đầu", "cuối"]);
        if !is_word && !is_end && !self.is_number(at, rank) {
            let is_annex = self.phrase(from, "phụ lục").is_some();
            return is_annex.then_some((from + 2, rank));
        }
        at += 1;
        if is_end && self.one_of(at, &["cùng", "tiên"]) {
            at += 1;
        }
        if self.key(at) == ")" && self.tokens.get(at - 1).is_some_and(|it| it.key.chars().count() == 1) {
            at += 1;
        }
        Some((self.more(at, rank), rank))
    }

    /// Further numbers behind the first one: `1.1 và 1.2`, `5-6`, `5, 6`; lines counted `từ dưới lên`.
    fn more(&self, from: usize, rank: usize) -> usize {
        let mut at = from;
        while self.one_of(at, &["và", "đến"]) || matches!(self.key(at), "," | "-" | "–") {
            let is_free = |behind: usize| {
                let key = self.key(behind);
                key.is_empty()
                    || !key.starts_with(char::is_alphanumeric)
                    || self.one_of(
                        behind,
                        &["của", "thuộc", "và", "ghi", "trong", "đề", "cần", "nên", "phần", "trang"],
                    )
            };
            // "1.1" is a section whatever follows, "2 câu" may be a count.
            let is_section = self.key(at + 1).contains('.');
            if !self.is_number(at + 1, rank) || !(is_section || is_free(at + 2)) {
                break;
            }
            at += 2;
        }
        let turns = ["từ trên xuống", "từ dưới lên", "từ dưới", "từ trên", "trên xuống", "dưới lên"];
        turns.iter().find_map(|turn| self.phrase(at, turn)).unwrap_or(at)
    }

    /// Whether a word numbers something of this rank.
    fn is_number(&self, at: usize, rank: usize) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        let written = &self.text[token.span.clone()];
        if rank == PAGE || rank == 6 {
            return written.starts_with(|c: char| c.is_ascii_digit())
                && written.len() <= 9
                && written.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '–' | '/'));
        }
        let is_part = |part: &str| {
            let digits = part.chars().all(|c| c.is_ascii_digit()) && part.len() <= 2;
            let roman = part.len() <= 6 && part.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L'));
            let letter = part.chars().count() == 1 && part.chars().all(|c| c.is_alphabetic());
            !part.is_empty() && (digits || roman || letter)
        };
        // "ý a" and "câu b" are nothing; a small letter numbers points and sections.
        written.split(['.', '/', '-', '–']).all(is_part)
            && (rank < 5 || written.starts_with(|c: char| c.is_ascii_digit()))
    }

    /// The document whose name begins at a word: the index behind it, and its name.
    fn document_at(&self, at: usize) -> Option<(usize, String)> {
        if let Some((_, name)) = SHORT_DOCUMENTS.iter().find(|(short, _)| self.is(at, short)) {
            return Some((at + 1, (*name).to_owned()));
        }
        let end = DOCUMENTS.iter().find_map(|name| self.phrase(at, name))?;
        let from = if self.is(at, "dự") { at + 2 } else { at };
        let span = self.tokens[from].span.start..self.tokens[end - 1].span.end;
        Some((end, self.text[span].to_owned()))
    }

    /// The documents that are named outside quotations, each once, with where they begin.
    pub(super) fn documents(&self) -> Vec<(usize, String)> {
        let mut found: Vec<(usize, String)> = Vec::new();
        for at in 0..self.tokens.len() {
            let Some((_, name)) = self.document_at(at) else { continue };
            let key = plain(&name).key;
            if found.iter().all(|(_, other)| plain(other).key != key) {
                found.push((self.tokens[at].span.start, name));
            }
        }
        found
    }

    /// The one document that a paragraph begins with, or names right behind the place that it begins with.
    pub(super) fn leading_document(&self) -> Option<String> {
        let leads_until = match self.leading() {
            Some(found) => found.span.end + 60,
            None => 60,
        };
        let mut documents = self.documents().into_iter();
        let (at, name) = documents.next()?;
        let before = &self.text[..at];
        let is_head = at <= leads_until && !before.contains(['"', '“', '.', ';', ':']);
        let only = documents.all(|(other, _)| other > leads_until + 60);
        (is_head && only && self.leads(at)).then_some(name)
    }

    /// Whether only words that lead to a place stand before a byte.
    fn leads(&self, until: usize) -> bool {
        let place = self.leading().map(|found| found.span);
        let inside = |span: &Range<usize>| {
            place.as_ref().is_some_and(|it| it.start <= span.start && span.end <= it.end)
        };
        let free = |at: usize| {
            self.one_of(at, BEFORE)
                || self.one_of(at, &["toàn", "văn", "bộ", "ý", "kiến", "tham", "gia", "các"])
                || matches!(self.key(at), "," | "-" | "(" | ")")
        };
        (0..self.tokens.len())
            .take_while(|at| self.tokens[*at].span.start < until)
            .all(|at| free(at) || inside(&self.tokens[at].span))
    }
}

/// The end of a run of letters and digits, joined by single marks where it begins like a number.
fn run_end(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut chars = text[start..].char_indices().peekable();
    let mut joined = false;
    while let Some((at, c)) = chars.next() {
        let is_short = text[start..start + at]
            .split(['.', '/', '-', '–'])
            .next_back()
            .is_some_and(|it| it.chars().count() <= 6);
        let joins = matches!(c, '.' | '/' | '-' | '–')
            && is_short
            && chars.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        let composed = matches!(c, '\u{300}'..='\u{36F}');
        if !c.is_alphanumeric() && !joins && !composed {
            break;
        }
        joined |= joins;
        end = start + at + c.len_utf8();
    }
    if joined && !text[start..end].chars().any(|c| c.is_ascii_digit() || matches!(c, 'I' | 'V' | 'X')) {
        // "an-ninh" is two words.
        return text[start..end].find(['.', '/', '-', '–']).map_or(end, |at| start + at);
    }
    end
}

/// Headings that say nothing of a place.
const GENERIC: &[&str] = &[
    "y kien",
    "gop y",
    "noi dung gop y",
    "noi dung y kien",
    "noi dung de nghi",
    "noi dung cu the",
    "noi dung tham gia",
    "noi dung",
    "nhung noi dung",
    "cac noi dung",
    "cac y kien",
    "mot so y kien",
    "mot so noi dung",
    "nhung y kien",
    "kien nghi",
    "de xuat",
    "de nghi",
    "cu the",
    "phan gop y",
    "tham gia",
    "tong hop",
    "tinh hinh",
    "qua trinh",
    "cong tac to chuc",
    "ket qua to chuc",
    "ket qua thao luan",
    "ket qua lay y kien",
];

/// The place that a heading names, for the points below it.
pub(super) fn of_heading(text: &str) -> Option<Found> {
    const PLACE_CHARS_MAX: usize = 100;
    let text = text.trim_end().trim_end_matches([':', '.', ';', ',']).trim_end();
    let scan = Scan::of(text);
    if let Some(found) = scan.leading() {
        let whole = found.span.start..text.len();
        let has_document = scan.documents().iter().any(|(at, _)| *at >= found.span.start);
        let words = &text[whole.clone()];
        let is_short =
            words.chars().count() <= PLACE_CHARS_MAX && !words.contains(':') && !words.contains(". ");
        let span = if is_short && !has_document { whole } else { found.span };
        return Some(Found { span, rank: found.rank });
    }
    let mut from = 0;
    for at in 0..scan.tokens.len() {
        let is_lead = scan.one_of(at, &["về", "đối", "với", "tại", "trong", "ở"]);
        if let Some((_, _)) = scan.document_at(at) {
            return None;
        }
        if !is_lead || at > 2 {
            from = scan.tokens[at].span.start;
            break;
        }
    }
    let words = &text[from..];
    let key = plain(words).key;
    let says_nothing = GENERIC.iter().any(|it| key.starts_with(it)) || !scan.documents().is_empty();
    let speaks = [
        "chúng tôi",
        "chi bộ",
        "đảng ủy",
        "đảng bộ",
        "đề nghị",
        "ý kiến",
        "có",
        "xin",
        "được",
        "cần",
        "nên",
        "như sau",
    ];
    let speaks = (0..scan.tokens.len()).any(|at| speaks.iter().any(|it| scan.phrase(at, it).is_some()));
    let n_words = words.split_whitespace().count();
    let is_title = !speaks && n_words <= 12 && words.chars().any(char::is_alphabetic);
    (is_title && !says_nothing && !words.contains(['"', '“', ':', '?']))
        .then_some(Found { span: from..text.len(), rank: Some(3) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leading_places_end_where_the_sentence_goes_on() {
        let check = |text: &str, expected: &str| {
            let found = Scan::of(text).leading().map_or("", |it| &text[it.span]);
            assert_eq!(found, expected, "{text}");
        };
        check("Tại trang 5, mục II.1, đề nghị bổ sung", "trang 5, mục II.1");
        check("Trang 7, dòng 12, mục 1.1: sửa", "Trang 7, dòng 12, mục 1.1");
        check("Mục 1.1 phần II ghi 45.520 tấn", "Mục 1.1 phần II");
        check("Phần thứ hai, mục III nên", "Phần thứ hai, mục III");
        check("điểm đ mục 2.1 cần", "điểm đ mục 2.1");
        check("Điểm đ) mục 2.1 cần", "Điểm đ) mục 2.1");
        check("Mục 1.1 và 1.2 trùng nhau", "Mục 1.1 và 1.2");
        check("Trang 5 (dòng 3 từ dưới lên), đề nghị", "Trang 5 (dòng 3 từ dưới lên)");
        check("Trang 12, đoạn cuối, bỏ câu", "Trang 12, đoạn cuối");
        check("Dự thảo Báo cáo chính trị, trang 5: sửa", "trang 5");
        check("Phần mở đầu quá dài", "Phần mở đầu");
        check("2.1: Bổ sung", "2.1");
        check("III.2: viết lại", "III.2");
        check("1.2, trang 9: Trùng ý", "1.2, trang 9");
        check("250 hộ: nghèo", "");
        check("Toàn văn: Rà soát lỗi", "Toàn văn");
        check("Biểu 1, dòng 4 ghi", "Biểu 1, dòng 4");
        check("Trang 5, 2 câu đầu lặp", "Trang 5");
        check("muc 2.1 trang 9 de nghi", "muc 2.1 trang 9");
        check("Đoàn 3 người", "");
        check("Đề nghị sửa mục 1.1", "");
        check("Mức 5 triệu đồng", "");
    }

    #[test]
    fn places_inside_a_sentence_stand_behind_a_word_for_there() {
        let check = |text: &str, expected: &str| {
            let found = Scan::of(text).inside().map_or("", |it| &text[it.span]);
            assert_eq!(found, expected, "{text}");
        };
        check("Đề nghị bổ sung vào mục 2.1 nội dung sau", "mục 2.1");
        check("Số liệu không khớp với Biểu 1", "");
        check("Đề nghị sửa cụm từ \"a\" (trang 5, mục II.1) thành \"b\"", "trang 5, mục II.1");
        check("Bỏ câu \"tại mục 3 phần I\"", "");
        check("Bỏ câu về sáp nhập, vì đã nêu ở Biểu 4", "");
        check("Bỏ câu cuối mục 1.4", "câu cuối mục 1.4");
    }

    #[test]
    fn documents_at_the_head_are_told_from_those_that_are_compared_with() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(Scan::of(text).leading_document().as_deref(), expected, "{text}");
        };
        check("Về Báo cáo chính trị", Some("Báo cáo chính trị"));
        check("Đối với dự thảo Báo cáo kiểm điểm của Ban Chấp hành", Some("Báo cáo kiểm điểm"));
        check("Trang 5 dự thảo báo cáo chính trị, đề nghị", Some("báo cáo chính trị"));
        check("Số đảng viên kết nạp 821, báo cáo chính trị ghi 812.", None);
        check("Về Báo cáo chính trị và Báo cáo kiểm điểm", None);
        check("BCCT, trang 3", Some("Báo cáo chính trị"));
    }

    #[test]
    fn headings_name_a_place_or_none() {
        let check = |text: &str, expected: &str| {
            assert_eq!(of_heading(text).map_or("", |it| &text[it.span]), expected, "{text}");
        };
        check("Về kinh tế:", "kinh tế");
        check("Mục II.1 - Kinh tế", "Mục II.1 - Kinh tế");
        check("Về Báo cáo chính trị", "");
        check("Góp ý cụ thể", "");
        check("Về bố cục", "bố cục");
        check("Đối với Báo cáo kiểm điểm", "");
        check("Tại phần II, mục 1.1 của dự thảo Báo cáo chính trị:", "phần II, mục 1.1");
    }
}
