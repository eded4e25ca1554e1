//! What a reply's own words say of it: pure agreement, nothing to say, in place of an earlier reply, its stand.
//!
//! Rules on phrases, precision before recall. Agreement is taken for agreement only when every word of the text
//! belongs to a closed vocabulary: "nhất trí nhưng đề nghị …", "cơ bản nhất trí" and "thống nhất số liệu" are
//! points. Text without tone marks is read by the same phrases without theirs. Linear in the text.

use crate::comments::{Agreement, State};
use crate::text::{dates, fold_caseless, is_letter_or_digit, plain};
use serde::{Deserialize, Serialize};
use std::ops::Range;
use std::rc::Rc;

/// How a reply stands to the unit's earlier replies of the round, as far as it says so itself.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum RelationHint {
    /// It takes the place of an earlier one.
    Replaces {
        /// The date of the earlier one as the unit wrote it: `12/4`.
        dated: Option<String>,
    },
    /// It is added to the earlier ones.
    Adds,
    /// It does not say.
    #[default]
    Unclear,
}

const AGREE: &[&str] = &["nhất trí", "đồng ý", "tán thành", "đồng tình", "đồng thuận", "thống nhất"];

/// "thống nhất" also means to make uniform; it is agreement before these words and at the end.
const BEHIND_UNIFORM: &[&str] = &["cao", "với", "hoàn", "tuyệt", "toàn", "như", "về"];

pub(super) const NOTHING: &[&str] = &[
    "không có ý kiến",
    "không có góp ý",
    "không có đề nghị",
    "không có kiến nghị",
    "không có nội dung",
    "không có gì",
    "không có thêm",
    "không góp ý",
    "không bổ sung",
    "không đề nghị",
    "không kiến nghị",
    "không tham gia",
    "không sửa đổi",
    "không thay đổi",
    "không điều chỉnh",
    "không còn ý kiến",
];

/// Syllables that may follow an agreement.
const OBJECT: &str = "cao tuyệt đối hoàn toàn bộ văn với về nội dung bố cục kết cấu chỉ tiêu các những dự thảo \
    báo cáo chính trị kiểm điểm kiện của huyện ủy tỉnh ban chấp hành thường vụ đảng khóa trình đại hội lần thứ \
    nhiệm kỳ nghị quyết và hai ba cả cùng nhận định lớn đánh giá phương hướng mục nhiệm vụ giải pháp chương \
    trình động như trong đã nêu gửi trên đề ra mặt tình hình quả này đều";

/// Syllables that may also follow "không có ý kiến".
const NO_OBJECT: &str =
    "gì nào thêm bổ sung khác góp ý kiến tham gia sửa đổi điều chỉnh đề nghị kiến thay nữa vào đối với";

/// Words that a subject before an agreement does not have.
const NOT_IN_SUBJECT: &str =
    "không chưa chẳng cơ nhưng trừ riêng tuy dù nếu khi cần nên sửa thêm xin mong song ngoài";

const REQUEST: &[&str] = &[
    "đề nghị",
    "kiến nghị",
    "đề xuất",
    "bổ sung",
    "sửa",
    "nhưng",
    "tuy nhiên",
    "xem xét",
    "nên sửa",
    "nên bổ",
    "nên ghi",
    "nên viết",
    "nên nêu",
    "nên thêm",
    "nên bỏ",
    "nên đưa",
    "nên rút",
    "cần",
    "làm rõ",
    "thay bằng",
    "lược bỏ",
];

/// Whole documents, as a place.
const WHOLE_PLACES: &[&str] = &[
    "toan van",
    "toan bo",
    "toan bo du thao",
    "toan bo van kien",
    "cac du thao",
    "cac van kien",
    "chung",
    "y kien chung",
    "gop y chung",
    "bo cuc",
    "bo cuc noi dung",
    "bo cuc va noi dung",
    "noi dung",
    "ket cau",
    "du thao",
    "bao cao chinh tri",
    "bao cao kiem diem",
    "trong",
    "khong",
];

/// What text says when it is nothing but agreement ([`State::Agree`]) or nothing at all ([`State::NoComment`]).
pub(super) fn pure_state(text: &str) -> Option<State> {
    Words::of(text).pure_state()
}

/// Whether text asks for something; "không đề nghị sửa đổi, bổ sung" does not.
pub(super) fn asks(text: &str) -> bool {
    Words::of(text).asks()
}

/// Whether a place is none in particular: empty, or whole documents.
pub(super) fn is_whole_place(place: Option<&str>) -> bool {
    let key = plain(place.unwrap_or_default()).key;
    let words: Vec<&str> =
        key.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let key = words.join(" ");
    let key = key.strip_prefix("du thao ").unwrap_or(&key);
    key.is_empty() || WHOLE_PLACES.contains(&key)
}

/// What the beginning of a text says of earlier replies.
pub(super) fn relation(text: &str) -> RelationHint {
    const REPLY: &[&str] =
        &["ý kiến", "văn bản", "công văn", "báo cáo", "phiếu", "góp ý", "thư", "bản", "nội dung"];
    const REFERS: &[&str] = &["gửi", "ngày", "trước", "lần", "số", "đã"];
    let head: String = text.trim_start().chars().take(300).collect();
    let words = Words::of(&head);
    let refers = |from: usize| {
        let until = (from + 10).min(words.len());
        (from..until).any(|at| words.any_at(at, REFERS).is_some())
    };
    let opens = |openings: &[&str]| words.any_at(0, openings);
    let replaces = ["thay thế cho", "thay cho", "thay thế", "thay", "hủy", "rút lại", "rút"];
    if opens(&replaces).and_then(|at| words.any_at(at, REPLY)).is_some_and(refers) {
        return RelationHint::Replaces { dated: first_date(&head) };
    }
    let adds = [
        "bổ sung cho",
        "bổ sung thêm",
        "bổ sung",
        "tiếp theo",
        "ngoài",
        "gửi thêm",
        "gửi bổ sung",
        "kèm theo",
    ];
    match opens(&adds).and_then(|at| words.any_at(at, REPLY)) {
        Some(at) if words.any_at(at, &["đã gửi", "gửi", "ngày", "lần trước", "trước"]).is_some() => {
            RelationHint::Adds
        }
        Some(at) if matches!(words.get(at), None | Some(":")) => RelationHint::Adds,
        _ => RelationHint::Unclear,
    }
}

/// The first date of a text that says it is about an earlier reply; only before the words of the point begin.
fn first_date(head: &str) -> Option<String> {
    let before = head.split_once(':').map_or(head, |(before, _)| before);
    // A date with a dash is known by the word before it, which may have been typed without its mark.
    let before = before.replace("ngay ", "ngày ");
    dates(&before).into_iter().find(|date| date.is_real()).map(|date| before[date.span].to_owned())
}

/// What one clause says: `None` for an empty one, `Some(None)` where it is more than agreement.
#[expect(clippy::option_option, reason = "an empty clause and a clause that says more are different answers")]
fn clause_state(clause: &Words) -> Option<Option<State>> {
    const SUBJECT_WORDS_MAX: usize = 16;
    if clause.all().all(|word| word == ",") {
        return None;
    }
    let start = (0..clause.len().min(SUBJECT_WORDS_MAX))
        .find(|&at| clause.agrees_at(at).is_some() || clause.any_at(at, NOTHING).is_some());
    let Some(start) = start else { return Some(None) };
    if !clause.is_subject(start) {
        return Some(None);
    }
    let follows = |at: usize, negated: bool| {
        clause.any_of(at, OBJECT).is_some() || (negated && clause.any_of(at, NO_OBJECT).is_some())
    };
    let (mut at, mut agrees, mut negated) = (start, false, false);
    while let Some(word) = clause.get(at) {
        at = if let Some(next) = clause.any_at(at, NOTHING) {
            negated = true;
            next
        } else if let Some(next) = clause.agrees_at(at).filter(|_| !negated) {
            agrees = true;
            next
        } else if word == "," || is_number(word) || follows(at, negated) {
            at + 1
        } else {
            return Some(None);
        };
    }
    Some(Some(if agrees { State::Agree } else { State::NoComment }))
}

fn ends_clause(word: &str) -> bool {
    matches!(word, "." | ";" | "!" | "\n")
}

fn is_number(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_digit())
        || word.chars().all(|c| matches!(c, 'i' | 'v' | 'x' | 'l'))
        || word == "%"
}

/// Marks that no subject has: quotation, colon, question.
fn is_mark(word: &str) -> bool {
    !word.chars().all(|c| c.is_alphanumeric() || matches!(c, ',' | '-' | '–' | '(' | ')' | '/' | '&' | '%'))
}

/// The words of a text in one spelling; punctuation and line breaks are words too.
pub(super) struct Words {
    key: Rc<str>,
    /// Where in `key` each word stands.
    spans: Vec<Range<usize>>,
    /// Whether the text has no letter with a mark, so that phrases are compared without theirs.
    bare: bool,
}

impl Words {
    pub(super) fn of(text: &str) -> Self {
        let key = fold_caseless(text).key;
        let mut spans: Vec<Range<usize>> = Vec::new();
        let mut in_word = false;
        for (at, c) in key.char_indices() {
            let is_letter = is_letter_or_digit(c);
            let end = at + c.len_utf8();
            match spans.last_mut().filter(|_| in_word && is_letter) {
                Some(word) => word.end = end,
                None if c.is_whitespace() && c != '\n' => (),
                None => spans.push(at..end),
            }
            in_word = is_letter;
        }
        let bare = key.is_ascii();
        Self { key: key.into(), spans, bare }
    }

    fn get(&self, at: usize) -> Option<&str> {
        self.key.get(self.spans.get(at)?.clone())
    }

    fn first_byte(&self, at: usize) -> Option<&u8> {
        self.key.as_bytes().get(self.spans.get(at)?.start)
    }

    fn all(&self) -> impl Iterator<Item = &str> {
        self.spans.iter().filter_map(|span| self.key.get(span.clone()))
    }

    /// The parts between full stops, each by itself.
    fn clauses(&self) -> impl Iterator<Item = Self> {
        let ends = |span: &Range<usize>| self.key.get(span.clone()).is_some_and(ends_clause);
        let parts = self.spans.split(ends);
        parts.map(|part| Self { key: Rc::clone(&self.key), spans: part.to_vec(), bare: self.bare })
    }

    /// What the text says when it is nothing but agreement ([`State::Agree`]) or nothing at all ([`State::NoComment`]).
    pub(super) fn pure_state(&self) -> Option<State> {
        let mut found = None;
        for clause in self.clauses() {
            let Some(said) = clause_state(&clause) else { continue };
            match (found, said?) {
                (Some(State::Agree), _) | (_, State::Agree) => found = Some(State::Agree),
                (_, other) => found = Some(other),
            }
        }
        found
    }

    /// Whether the text asks for something; "không đề nghị sửa đổi, bổ sung" does not.
    pub(super) fn asks(&self) -> bool {
        let mut at = 0;
        let mut negated = false;
        while let Some(word) = self.get(at) {
            if ends_clause(word) || self.any_at(at, &["nhưng", "tuy nhiên", "song"]).is_some() {
                negated = false;
            }
            if let Some(next) = self.any_at(at, NOTHING) {
                (negated, at) = (true, next);
                continue;
            }
            if !negated && self.any_at(at, REQUEST).is_some() {
                return true;
            }
            at += 1;
        }
        false
    }

    /// Whether the text reserves the unit's opinion.
    pub(super) fn reserves(&self) -> bool {
        self.find(&["bảo lưu ý kiến", "bảo lưu quan điểm", "xin bảo lưu", "được bảo lưu"]).is_some()
    }

    /// The stand of a point, where it says so.
    pub(super) fn agreement(&self) -> Option<Agreement> {
        let against = [
            "không đồng ý",
            "không nhất trí",
            "không tán thành",
            "không đồng tình",
            "chưa nhất trí",
            "chưa đồng ý",
        ];
        if self.find(&against).is_some() {
            return Some(Agreement::Disagree);
        }
        if self.pure_state() == Some(State::Agree) {
            return Some(Agreement::Agree);
        }
        let end = self.all().position(ends_clause).unwrap_or(self.len());
        let agrees = (0..end).find(|&at| self.agrees_at(at).is_some()).is_some_and(|at| self.is_subject(at));
        (agrees && self.asks()).then_some(Agreement::AgreeWithChanges)
    }

    fn is(&self, at: usize, expected: &str) -> bool {
        self.get(at).is_some_and(|word| word == expected || (self.bare && is_unmarked(word, expected)))
    }

    /// The index behind `phrase` where it stands at `at`.
    fn at(&self, at: usize, phrase: &str) -> Option<usize> {
        // Most phrases begin otherwise.
        if !self.bare && self.first_byte(at) != phrase.as_bytes().first() {
            return None;
        }
        let mut next = at;
        let mut rest = phrase;
        loop {
            let word = self.get(next)?;
            next += 1;
            rest = match rest.strip_prefix(word) {
                Some("") => return Some(next),
                // The phrase has a longer word here.
                Some(behind) if !behind.starts_with(' ') => return None,
                Some(behind) => &behind[1..],
                None if !self.bare => return None,
                None => {
                    let (expected, behind) = rest.split_once(' ').unwrap_or((rest, ""));
                    if !is_unmarked(word, expected) {
                        return None;
                    }
                    if behind.is_empty() {
                        return Some(next);
                    }
                    behind
                }
            };
        }
    }

    pub(super) fn any_at(&self, at: usize, phrases: &[&str]) -> Option<usize> {
        phrases.iter().find_map(|phrase| self.at(at, phrase))
    }

    /// Whether the word at `at` is one of a list of single words.
    pub(super) fn any_of(&self, at: usize, words: &str) -> Option<()> {
        let word = self.get(at)?.as_bytes();
        // Bytes, since this is asked of every word of a reply.
        let mut all = words.as_bytes().split(|byte| *byte == b' ').filter(|it| !it.is_empty());
        let is_it = |it: &[u8]| {
            (it.first() == word.first() && it == word)
                || (self.bare && std::str::from_utf8(it).is_ok_and(|expected| self.is(at, expected)))
        };
        all.any(is_it).then_some(())
    }

    pub(super) fn len(&self) -> usize {
        self.spans.len()
    }

    /// The word at `at`.
    pub(super) fn word(&self, at: usize) -> &str {
        self.get(at).unwrap_or_default()
    }

    /// Whether the word at `at` is a mark or a number.
    pub(super) fn is_mark(&self, at: usize) -> bool {
        self.get(at).is_some_and(|word| is_number(word) || !word.chars().any(char::is_alphanumeric))
    }

    /// Whether an agreement stands at `at` behind words that can be its subject.
    pub(super) fn agrees_first(&self, at: usize) -> bool {
        self.agrees_at(at).is_some() && self.is_subject(at)
    }

    pub(super) fn find(&self, phrases: &[&str]) -> Option<usize> {
        (0..self.len()).find(|&at| self.any_at(at, phrases).is_some())
    }

    /// Whether the words before `end` can be a subject: nobody asks, denies or quotes in them.
    fn is_subject(&self, end: usize) -> bool {
        let free =
            |at: usize| self.any_of(at, NOT_IN_SUBJECT).is_none() && self.any_at(at, REQUEST).is_none();
        (0..end).all(|at| free(at) && !is_mark(self.word(at)))
    }

    /// The index behind an agreement that stands at `at` and is not denied.
    fn agrees_at(&self, at: usize) -> Option<usize> {
        let next = self.any_at(at, AGREE)?;
        let denied =
            at.checked_sub(1).is_some_and(|before| self.any_of(before, "không chưa chẳng").is_some());
        let uniform = self.at(at, "thống nhất").is_some()
            && self.get(next).is_some_and(|word| {
                word != "," && word != "." && !BEHIND_UNIFORM.iter().any(|it| self.is(next, it))
            });
        (!denied && !uniform).then_some(next)
    }
}

/// Whether a word is another one without its marks. Both begin alike, but for the letters that have marks.
fn is_unmarked(word: &str, marked: &str) -> bool {
    let (first, expected) = (word.as_bytes().first(), marked.as_bytes().first());
    let may_be = expected.is_some_and(|byte| !byte.is_ascii() || first == Some(byte));
    may_be && word.len() <= marked.len() && *word == plain(marked).key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_stand_in_the_spelling_that_texts_are_read_in() {
        let vocabularies = [OBJECT, NO_OBJECT, NOT_IN_SUBJECT];
        for phrase in AGREE.iter().chain(NOTHING).chain(REQUEST).chain(BEHIND_UNIFORM).chain(&vocabularies) {
            assert_eq!(
                fold_caseless(phrase).key.split_whitespace().collect::<Vec<_>>(),
                phrase.split_whitespace().collect::<Vec<_>>()
            );
        }
    }

    #[test]
    fn agreement_is_pure_or_none() {
        let check = |text: &str, expected: Option<State>| assert_eq!(pure_state(text), expected, "{text}");
        let agree = Some(State::Agree);
        check("Nhất trí với dự thảo báo cáo chính trị và báo cáo kiểm điểm, không có ý kiến bổ sung.", agree);
        check("Đảng bộ xã nhất trí cao với bố cục và nội dung dự thảo.", agree);
        check("Chi bộ thống nhất cao với dự thảo Báo cáo chính trị và dự thảo Báo cáo kiểm điểm.", agree);
        check("Nhất trí, không bổ sung.", agree);
        check("NHẤT TRÍ", agree);
        check("nhat tri voi noi dung du thao, khong co y kien gi them", agree);
        check("Hoàn toàn nhất trí 100%.", agree);
        check("100% đảng viên nhất trí với nội dung dự thảo.", agree);
        check("Đại hội chi bộ nhất trí với nội dung hai dự thảo, không đề nghị sửa đổi, bổ sung.", agree);
        check("Đảng bộ nhà trường tán thành với bố cục, nội dung và chỉ tiêu của các dự thảo.", agree);
        check("Đảng uỷ xã Hoà Lũng đồng ý toàn văn dự thảo trình Đại hội lần thứ XXII.", agree);
        check("Không có ý kiến.", Some(State::NoComment));
        check("Chi bộ không có ý kiến gì thêm", Some(State::NoComment));
        check("Nhất trí nhưng đề nghị sửa mục 1.1.", None);
        check("Cơ bản nhất trí với dự thảo.", None);
        check("Không nhất trí với dự thảo.", None);
        check("Chưa đồng ý", None);
        check("Thống nhất số liệu giữa các mục.", None);
        check("Thống nhất một con số", None);
        check("Cần thống nhất với Biểu 1", None);
        check("Nhất trí với dự thảo. Bổ sung mục 2.", None);
        check("Nhất trí với \"từng bước hình thành\"", None);
        check("Nhất trí trừ mục 3", None);
        check(
            "Đồng ý với cách nêu nguyên nhân khách quan, chỉ xin lưu ý nêu gọn hơn ở bản trình bày tại Đại hội.",
            None,
        );
        check("Phần dân vận viết sát với cơ sở.", None);
        check("", None);
    }

    #[test]
    fn asking_is_told_from_saying_that_one_does_not() {
        let check = |text: &str, expected: bool| assert_eq!(asks(text), expected, "{text}");
        check("nhất trí với nội dung, không đề nghị sửa đổi, bổ sung.", false);
        check("chưa đủ điều kiện thảo luận nên xin không tham gia ý kiến.", false);
        check("đã đọc kỹ hai dự thảo, nhất trí với bố cục và các nhận định lớn.", false);
        check("Nhất trí; không bổ sung; đề nghị in đẹp hơn", true);
        check("Không có ý kiến, nhưng nên ghi rõ năm", true);
        check("Mục 2 nên viết gọn", true);
    }

    #[test]
    fn what_a_reply_says_of_earlier_ones() {
        let check = |text: &str, expected: RelationHint| assert_eq!(relation(text), expected, "{text}");
        let replaces = |dated: Option<&str>| RelationHint::Replaces { dated: dated.map(str::to_owned) };
        check(
            "Thay ý kiến gửi ngày 12/4: đề nghị bỏ câu về sáp nhập, vì đã nêu ở Biểu 4.",
            replaces(Some("12/4")),
        );
        check("Thay thế văn bản số 03-CV/ĐU ngày 12/4/2020.", replaces(Some("12/4/2020")));
        check("Thay cho phiếu đã gửi lần trước", replaces(None));
        check("thay y kien gui ngay 12-4: bo cau", replaces(Some("12-4")));
        check("Bổ sung ý kiến đã gửi ngày 20/3:", RelationHint::Adds);
        check("Bổ sung thêm ý kiến: mục 2 còn dài", RelationHint::Adds);
        check("Ngoài ý kiến đã gửi, chi bộ nêu thêm", RelationHint::Adds);
        check("Bổ sung ý kiến của nhân dân vào mục 2", RelationHint::Unclear);
        check("Thay \"từng bước\" bằng \"bước đầu\"", RelationHint::Unclear);
        check("Thay báo cáo này bằng bảng", RelationHint::Unclear);
        check("Đề nghị thay ý kiến gửi ngày 12/4", RelationHint::Unclear);
        check("", RelationHint::Unclear);
    }
}
