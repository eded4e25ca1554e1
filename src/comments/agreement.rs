//! Whether words are nothing but agreement, and how a reply says that it replaces or adds to an earlier one.
//!
//! Agreement is counted apart from comments, so the rule is narrow: a sentence of agreement, and no word in the whole
//! text that asks for anything or takes something back ("nhất trí, nhưng đề nghị …" is a comment).

use super::proposal::folded;

/// What a reply says about the unit's earlier replies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SaidRelation {
    /// "Thay ý kiến gửi ngày 12/4": the day and month of the reply that it replaces, where it names them.
    Replaces(Option<(u32, u32)>),
    /// "Bổ sung thêm ý kiến".
    Adds,
}

const AGREES: &[&str] = &[
    "nhat tri",
    "thong nhat",
    "dong y",
    "dong tinh",
    "tan thanh",
    "khong co y kien",
    "khong co gop y",
    "khong co y kien gi",
    "khong bo sung gi",
    "khong co bo sung",
    "khong gop y",
    "khong y kien",
    "co ban nhat tri",
    "co ban dong y",
];

/// Words that ask for a change or hold something back.
const ASKS: &[&str] = &[
    "de nghi",
    "kien nghi",
    "nen",
    "can",
    "nhung",
    "tuy nhien",
    "song",
    "sua",
    "thay",
    "xem xet",
    "ra soat",
    "chua",
    "ngoai ra",
    "ben canh do",
    "dieu chinh",
    "lam ro",
    "luu y",
    "de xuat",
    "xin",
    "mong",
    "ban khoan",
    "con",
    "tru",
    "khong nhat tri",
    "khong dong y",
    "khong thong nhat",
    "khong tan thanh",
    "bao luu",
    "thieu",
    "them",
    "ghi ro",
    "tai sao",
    "nghien cuu",
    "chi tieu",
    "thong nhat mot",
    "thong nhat cach",
    "thong nhat lai",
    "cho thong nhat",
    "de thong nhat",
    "viet lai",
    "rut gon",
    "luoc",
    "bo cau",
    "bo doan",
    "bo muc",
    "bo cum",
    "so lieu",
    "neu ro",
    "giai trinh",
];

/// Phrases of agreement that hold one of the words that ask, taken out before looking for these.
const HARMLESS: &[&str] = &[
    "khong co y kien bo sung",
    "khong bo sung",
    "khong co bo sung",
    "khong co gi bo sung",
    "khong co gop y them",
    "khong co y kien them",
    "khong de nghi",
    "khong co de nghi",
    "khong co kien nghi",
    "khong co y kien gi them",
    "khong gop y them",
    "khong y kien gi them",
    "khong co y kien nao them",
    "khong co gi them",
    "khong con y kien",
    "khong co y kien gop y",
    "khong can sua",
    "khong co de xuat",
    "khong can bo sung",
    "khong sua",
    "khong co noi dung can",
    "khong co y kien khac",
    "khong them",
];

/// Whether a text is nothing but agreement or the word that there is nothing to say.
pub fn is_pure_agreement(words: &str) -> bool {
    if words.len() > 2_000 || words.contains('?') || !crate::anchor::quotes(words).is_empty() {
        return false;
    }
    let rest = format!(" {} ", folded(words));
    if !AGREES.iter().any(|phrase| rest.contains(&format!(" {phrase} "))) {
        return false;
    }
    !asks(rest)
}

/// Whether a text asks for anything or holds something back.
pub fn asks_for_change(words: &str) -> bool {
    asks(format!(" {} ", folded(words)))
}

fn asks(mut rest: String) -> bool {
    for phrase in HARMLESS {
        rest = rest.replace(&format!(" {phrase} "), " ");
    }
    rest.contains(" bo sung ") || ASKS.iter().any(|word| rest.contains(&format!(" {word} ")))
}

/// Whether a text says that there is nothing to say: "không có ý kiến", without a word of agreement.
pub fn is_no_comment(words: &str) -> bool {
    let rest = format!(" {} ", folded(words));
    let agrees = ["nhat tri", "thong nhat", "dong y", "tan thanh", "dong tinh"];
    let nothing =
        [" khong co y kien ", " khong y kien ", " khong co gop y "].iter().any(|it| rest.contains(it));
    nothing && !agrees.iter().any(|it| rest.contains(&format!(" {it} "))) && is_pure_agreement(words)
}

/// What the first words of a reply or a comment say about earlier replies.
pub fn said_relation(words: &str) -> Option<SaidRelation> {
    let start: String = words.trim_start().chars().take(160).collect();
    let lead = folded(&start);
    let replaces = [
        "thay y kien",
        "thay the y kien",
        "thay cho y kien",
        "thay van ban",
        "thay the van ban",
        "thay cho van ban",
        "thay cong van",
        "thay the cong van",
        "van ban nay thay the",
        "y kien nay thay the",
        "bai bo y kien",
        "thay cho cong van",
        "huy y kien",
        "y kien nay thay cho",
        "van ban nay thay cho",
        "thay phieu",
        "thay the phieu",
    ];
    let adds = [
        "bo sung them y kien",
        "bo sung y kien",
        "gop y bo sung",
        "y kien bo sung",
        "ngoai y kien da gui",
        "ngoai cac y kien da gui",
        "tiep theo y kien da gui",
        "tiep theo van ban",
        "them y kien",
        "bo sung vao y kien",
        "ngoai y kien gui",
        "bo sung cho y kien",
        "tiep theo cong van",
    ];
    let any = |phrases: &[&str]| phrases.iter().any(|phrase| lead.starts_with(phrase));
    if any(&replaces) {
        return Some(SaidRelation::Replaces(day_month(&start)));
    }
    any(&adds).then_some(SaidRelation::Adds)
}

/// The first "ngày 12/4" of a text: day and month.
fn day_month(words: &str) -> Option<(u32, u32)> {
    for (at, _) in words.match_indices("ng\u{e0}y ") {
        let date: String = words[at + "ng\u{e0}y ".len()..]
            .chars()
            .take_while(|c| c.is_ascii_digit() || matches!(c, '/' | '-' | '.'))
            .collect();
        let mut parts = date.split(['/', '-', '.']).filter_map(|part| part.parse::<u32>().ok());
        if let (Some(day @ 1..=31), Some(month @ 1..=12)) = (parts.next(), parts.next()) {
            return Some((day, month));
        }
    }
    None
}
