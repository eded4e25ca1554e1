//! What a sentence of a letter does: ask, find fault, agree, open, close.
//!
//! Phrases, as in `words`: asking is looked for first, because a request that is lost is lost for good; then what looks
//! like asking and is none is taken off (what has been added already, the polite request to consider it all, what a
//! quoted official letter asked for).

use crate::comments::{self, State};
use crate::intake::words::{self, Words};
use crate::text::plain;
use std::ops::Range;

/// Words with which people ask.
const ASKS: &[&str] = &[
    "đề nghị",
    "kiến nghị",
    "đề xuất",
    "bổ sung",
    "sửa",
    "nên",
    "cần",
    "xem xét",
    "làm rõ",
    "thay bằng",
    "thay cụm",
    "thay từ",
    "thay chữ",
    "thay câu",
    "thay đoạn",
    "thêm",
    "lược bỏ",
    "lược bớt",
    "cắt bỏ",
    "bỏ câu",
    "bỏ cụm",
    "bỏ từ",
    "bỏ chữ",
    "bỏ đoạn",
    "bỏ mục",
    "bỏ ý",
    "bỏ một",
    "bỏ bớt",
    "xóa câu",
    "xóa cụm",
    "xóa từ",
    "xóa chữ",
    "xóa đoạn",
    "viết lại",
    "viết gọn",
    "ghi lại",
    "ghi rõ",
    "nêu rõ",
    "chỉnh lại",
    "chỉnh sửa",
    "điều chỉnh",
    "rà soát",
    "rà lại",
    "tách",
    "gộp",
    "rút gọn",
    "mong",
    "kiểm tra lại",
    "xem lại",
    "cân nhắc",
    "sắp xếp lại",
    "đổi tên",
    "đổi thành",
    "làm tròn",
    "nhấn mạnh",
    "chuyển đoạn",
    "chuyển mục",
    "chuyển câu",
    "chuyển ý",
    "chuyển nội dung",
    "chuyển phần",
    "đưa lên",
    "đưa xuống",
    "đưa vào",
    "đưa nội dung",
    "giữ nguyên",
    "không nên",
];

/// Words with which people find fault.
const FAULTS: &[&str] = &[
    "chưa",
    "còn thiếu",
    "chung chung",
    "còn dài",
    "quá dài",
    "dài dòng",
    "không khớp",
    "sai",
    "thiếu",
    "trùng",
    "lặp",
    "lỗi",
    "nhầm",
    "mâu thuẫn",
    "không thống nhất",
    "không đồng ý",
    "không nhất trí",
    "không tán thành",
    "không đồng tình",
    "băn khoăn",
    "khó hiểu",
    "không rõ",
    "không đúng",
    "không phù hợp",
    "không phải",
    "không có thật",
    "không có trong",
    "vênh",
    "khác nhau",
    "chênh",
    "hai lần",
    "nhắc lại",
    "mờ nhạt",
    "sơ sài",
    "đúng là",
    "phải là",
    "bảo lưu",
];

/// Syllables of which a polite request to consider it all is made, besides names.
const POLITE: &str = "kính rất xin mong đề nghị các đồng chí tiểu ban văn kiện tổ biên tập giúp việc huyện tỉnh thành \
    ủy đảng bộ ban thường vụ chấp hành phòng văn xem xét tổng hợp tiếp thu nghiên cứu chỉnh lý chỉnh sửa bổ sung hoàn \
    thiện hoàn chỉnh dự thảo báo cáo nghị quyết chính trị kiểm điểm trình đại hội theo quy định cho ý kiến chỉ đạo và \
    của để với vào các những nội dung trên nêu này góp tham gia trân trọng cảm ơn đơn vị đại biểu lần thứ nhiệm kỳ \
    cấp trên gửi quan tâm kịp thời tập tổng hợp chung sẽ được là biết";

/// Openings of sentences that close a letter.
const CLOSINGS: &[&str] = &[
    "trên đây là",
    "trên đây",
    "kính trình",
    "kính báo cáo",
    "kính chúc",
    "xin trân trọng",
    "trân trọng",
    "xin cảm ơn",
    "xin chân thành cảm ơn",
];

/// Openings of sentences that say why a letter is written.
const REASONS: &[&str] = &[
    "thực hiện",
    "căn cứ",
    "theo",
    "phúc đáp",
    "tiếp theo",
    "nhận được",
    "sau khi nghiên cứu",
    "sau khi tổ chức",
    "sau khi thảo luận",
    "sau khi đọc",
    "qua nghiên cứu",
    "qua thảo luận",
    "được sự",
    "trên cơ sở",
    "ngày",
    "vừa qua",
    "trong các ngày",
];

/// Whether a text asks for something, all of it looked at.
pub(super) fn asks(text: &str) -> bool {
    sentences(text).into_iter().any(|span| sentence_asks(&text[span]))
}

/// Whether a text finds fault.
pub(super) fn finds_fault(text: &str) -> bool {
    sentences(text).into_iter().any(|span| {
        let sentence = &text[span];
        words::pure_state(sentence).is_none()
            && (Words::of(sentence).find(FAULTS).is_some() || figures_stand_against_each_other(sentence))
    }) || text.trim_end().ends_with('?')
}

/// `Số đảng viên kết nạp 821, báo cáo chính trị ghi 812.`: one figure, and what is written instead of it.
fn figures_stand_against_each_other(sentence: &str) -> bool {
    let words: Vec<&str> = sentence.split_whitespace().collect();
    let is_figure =
        |word: &str| word.trim_start_matches(['"', '“', '«']).starts_with(|c: char| c.is_ascii_digit());
    let says = words.windows(2).any(|pair| pair[0].eq_ignore_ascii_case("ghi") && is_figure(pair[1]));
    says && words.iter().filter(|word| is_figure(word)).count() >= 2
}

/// Whether a text says an edit that can be read from it.
pub(super) fn edits(text: &str) -> bool {
    !comments::proposals_in(&text.replace('\n', " ")).is_empty()
}

fn sentence_asks(sentence: &str) -> bool {
    if closes(sentence) || words::pure_state(sentence).is_some() {
        return false;
    }
    let sentence = &sentence[behind_reason(sentence)..];
    let words = Words::of(&without_quotes(sentence));
    let mut done = false;
    let mut denied = false;
    for at in 0..words.len() {
        if words.any_at(at, &[".", ";", "!", "\n", "nhưng", "tuy nhiên", "song", ":"]).is_some() {
            (done, denied) = (false, false);
        }
        if words.any_at(at, &["đã", "được", "vừa"]).is_some() {
            done = true;
        }
        if words.any_at(at, words::NOTHING).is_some() {
            denied = true;
        }
        let Some(_) = words.any_at(at, ASKS) else { continue };
        let strong = words.any_at(at, &["đề nghị", "kiến nghị", "đề xuất", "mong", "nên", "cần"]).is_some();
        let named = at > 0 && words.any_at(at - 1, &["các", "những", "theo", "việc", "số"]).is_some();
        let so = words.any_at(at, &["nên"]).is_some()
            && (0..at).any(|it| words.any_at(it, &["do", "vì", "bởi"]).is_some());
        let fixed =
            words.any_at(at, &["cần thiết", "cần cù", "mong muốn", "sửa đổi lối", "nên người"]).is_some();
        if !denied && !named && !so && !fixed && (strong || !done) {
            return true;
        }
    }
    false
}

/// A sentence with its quoted words taken out.
fn without_quotes(text: &str) -> String {
    let mut out = String::new();
    let even = text.matches('"').count().is_multiple_of(2);
    let mut closing: Option<char> = None;
    for c in text.chars() {
        match (closing, c) {
            (Some(end), _) if c == end => closing = None,
            (Some(_), _) => (),
            (None, '“') => closing = Some('”'),
            (None, '«') => closing = Some('»'),
            (None, '"') if even => closing = Some('"'),
            (None, _) => out.push(c),
        }
    }
    out
}

/// Where a sentence begins behind "Thực hiện Công văn số …, " and the like: at the name of who writes.
fn behind_reason(sentence: &str) -> usize {
    let words = Words::of(&sentence.chars().take(60).collect::<String>());
    if words.any_at(0, REASONS).is_none() {
        return 0;
    }
    let who = [
        "đảng ủy",
        "đảng bộ",
        "chi bộ",
        "chi ủy",
        "ban ",
        "ủy ban",
        "hội ",
        "công ty",
        "nhà trường",
        "phòng ",
        "trung tâm",
        "đơn vị",
        "tập thể",
        "đại hội",
        "hội nghị",
        "đại biểu",
        "cơ quan",
        "chúng tôi",
        "toàn thể",
        "đa số",
        "100%",
        "mặt trận",
        "đoàn ",
        "liên đoàn",
        "các đồng chí",
        "đảng viên",
        "cán bộ",
    ];
    let mut last = 0;
    for (at, _) in sentence.match_indices(", ") {
        let rest: String = sentence[at + 2..].chars().take(16).collect();
        let rest = crate::text::fold_caseless(&rest).key;
        if who.iter().any(|it| rest.starts_with(it) || rest.starts_with(&plain(it).key)) {
            last = at + 2;
        }
    }
    if last == 0 { sentence.len() } else { last }
}

/// Whether a sentence is the polite end of a letter.
pub(super) fn closes(sentence: &str) -> bool {
    let words = Words::of(sentence);
    let has_place = sentence.contains(['"', '“', '«']) || super::place::Scan::of(sentence).inside().is_some();
    if has_place || words.len() > 120 {
        return false;
    }
    let behind =
        (0..words.len()).rev().find(|at| words.any_at(*at, &["đề nghị", "mong", "kính mong"]).is_some());
    let capital = |word: &&str| word.starts_with(char::is_uppercase);
    let names: Vec<String> = sentence
        .split(|c: char| !c.is_alphanumeric())
        .filter(capital)
        .map(|word| crate::text::fold_caseless(word).key)
        .collect();
    let polite = |from: usize| {
        (from..words.len()).all(|at| {
            words.any_of(at, POLITE).is_some()
                || words.is_mark(at)
                || names.iter().any(|name| name == words.word(at))
        })
    };
    if words.any_at(0, CLOSINGS).is_some() {
        return behind.is_none_or(polite);
    }
    let starts = ["đề nghị", "kính đề nghị", "kính mong", "rất mong", "mong", "xin kính", "kính"];
    let considers = ["xem xét", "tổng hợp", "tiếp thu", "nghiên cứu", "cảm ơn", "cho ý kiến", "chỉ đạo"];
    let reports = ["kính báo cáo", "trân trọng", "kính trình", "xin báo cáo"];
    let verbs = ["gửi", "kính", "xin", "trân", "báo cáo", "đề nghị", "rất mong", "mong"];
    let verb = (0..words.len()).find(|at| words.any_at(*at, &verbs).is_some());
    if let Some(verb) = verb.filter(|verb| (2..=14).contains(verb) && is_unit_first(&words)) {
        let ends = words.find(&reports).is_some() || words.find(&considers).is_some();
        if ends && polite(verb) {
            return true;
        }
    }
    words.find(&considers).is_some()
        && (words.any_at(0, &starts).is_some() || is_unit_first(&words))
        && behind.is_none_or(polite)
        && (words.any_at(0, &starts).is_some() || behind.is_some())
        && polite(behind.unwrap_or(0))
}

fn is_unit_first(words: &Words) -> bool {
    const UNITS: &[&str] = &[
        "đảng ủy",
        "đảng bộ",
        "chi bộ",
        "chi ủy",
        "ban chấp hành",
        "ban thường vụ",
        "đơn vị",
        "phòng",
        "hội",
        "ủy ban",
        "công ty",
        "trung tâm",
        "trường",
        "nhà trường",
        "chúng tôi",
        "vậy",
    ];
    words.any_at(0, UNITS).is_some()
}

/// Whether all sentences of a text are the polite end of a letter.
pub(super) fn is_closing(text: &str) -> bool {
    let all = sentences(text);
    !all.is_empty() && all.into_iter().all(|span| closes(text[span].trim_end_matches(['.', '/', ' '])))
}

/// The sentences of a text: cut behind a full stop, question or exclamation mark that a capital letter follows,
/// outside quotations.
pub(super) fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut quoted = false;
    for (at, c) in text.char_indices() {
        match c {
            '“' | '«' => quoted = true,
            '”' | '»' => quoted = false,
            '"' => quoted = !quoted,
            '.' | '?' | '!' | '\n' if at >= start && (!quoted || c == '\n') => {
                let rest = &text[at + c.len_utf8()..];
                let words = rest.trim_start();
                let is_end = c == '\n'
                    || rest.starts_with(char::is_whitespace)
                        && words.starts_with(|c: char| {
                            c.is_uppercase() || c.is_ascii_digit() || matches!(c, '"' | '“')
                        });
                if is_end && !is_short_form(&text[start..at]) {
                    let end = at + c.len_utf8();
                    if text[start..end].chars().any(char::is_alphanumeric) {
                        found.push(start..end);
                        start = text.len() - words.len();
                    }
                }
                quoted &= c != '\n';
            }
            _ => (),
        }
    }
    if text[start..].chars().any(char::is_alphanumeric) {
        found.push(start..text.len());
    }
    found
}

/// Whether a full stop behind these words ends no sentence: `Tr. 5`, `TP. X`.
fn is_short_form(before: &str) -> bool {
    let last = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    matches!(
        last,
        "Tr" | "tr" | "TP" | "Tp" | "TT" | "TX" | "đ/c" | "Đ/c" | "TS" | "ThS" | "GS" | "TM" | "KT" | "TL"
    )
}

/// What the words of a letter that are no point say of the whole.
pub(super) fn state(paragraphs: &[&str]) -> Option<State> {
    let mut found: Option<State> = None;
    for text in paragraphs {
        for span in sentences(text) {
            let sentence = &text[span];
            let sentence = &sentence[behind_reason(sentence)..];
            let sentence = sentence.trim_end_matches([' ', ':', '/']);
            let said = declines(sentence).or_else(|| words::pure_state(sentence)).or_else(|| alone(sentence));
            found = match (found, said) {
                (Some(State::Agree), _) | (_, Some(State::Agree)) => Some(State::Agree),
                (Some(State::AgreeWithChanges), Some(State::NoComment))
                | (Some(State::NoComment), Some(State::AgreeWithChanges)) => Some(State::Agree),
                (before, said) => before.or(said),
            };
        }
    }
    found
}

/// Whether a text says that the unit agrees, wholly or mostly.
pub(super) fn agrees(text: &str) -> bool {
    sentences(text).into_iter().any(|span| {
        let sentence = &text[span];
        let sentence = &sentence[behind_reason(sentence)..];
        let of_a_part =
            sentence.contains(['"', '“', '«']) || super::place::Scan::of(sentence).inside().is_some();
        words::pure_state(sentence) == Some(State::Agree) || !of_a_part && mostly(sentence).is_some()
    })
}

/// "cơ bản nhất trí", "nhất trí với …; tuy nhiên".
fn mostly(sentence: &str) -> Option<State> {
    let words = Words::of(sentence);
    let mostly = ["nhất trí", "thống nhất", "đồng ý", "tán thành", "đồng tình"];
    let said = (0..words.len()).any(|at| {
        let next = words.any_at(at, &["cơ bản", "về cơ bản"]);
        next.is_some_and(|next| words.any_at(next, &mostly).is_some()) || words.agrees_first(at)
    });
    said.then_some(State::AgreeWithChanges)
}

/// Agreement of a sentence by itself: "cơ bản nhất trí, không có ý kiến bổ sung" asks for nothing.
fn alone(sentence: &str) -> Option<State> {
    let has_nothing = Words::of(sentence).find(NOTHING_MORE).is_some();
    mostly(sentence).map(|state| if has_nothing { State::Agree } else { state })
}

const NOTHING_MORE: &[&str] = &["không tham gia", "không có ý kiến", "không góp ý", "không có góp ý"];

/// Whether a sentence says that the matter is none of the unit's.
pub(super) fn declines(sentence: &str) -> Option<State> {
    let words = Words::of(sentence);
    let not_ours =
        ["không thuộc", "ngoài phạm vi", "chưa đủ điều kiện", "ngoài lĩnh vực", "ngoài thẩm quyền"];
    (words.find(&not_ours).is_some() && words.find(NOTHING_MORE).is_some()).then_some(State::Declined)
}
