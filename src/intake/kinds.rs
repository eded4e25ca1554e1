//! What a point asks for: a guess by its edits, else by its verbs, which a person may correct.
//!
//! The rules stand in one table, tried in order: what is moved, which figure is wrong, what goes, what is missing,
//! what is said otherwise. A point that no rule fits is a remark, and nothing is ever taken to be off the topic.

use super::words::{Words, is_whole_place};
use crate::comments::{Kind, Op, ReplyComment};

const RULES: &[(Kind, &[&str])] = &[
    // "chuyển đổi", "chuyển dịch", "chuyển giao", "chuyển biến" move nothing.
    (
        Kind::Move,
        &[
            "chuyển đoạn",
            "chuyển mục",
            "chuyển câu",
            "chuyển ý",
            "chuyển phần",
            "chuyển điểm",
            "chuyển biểu",
            "chuyển bảng",
            "chuyển nội dung",
            "chuyển sang",
            "chuyển lên",
            "chuyển xuống",
            "chuyển về",
            "chuyển vào",
            "đưa lên",
            "đưa xuống",
            "đưa sang",
            "đổi chỗ",
            "đảo vị trí",
            "lên trước",
            "xuống sau",
        ],
    ),
    (Kind::Figure, &["làm tròn", "con số", "số đúng là", "tỷ lệ đúng", "chưa khớp", "không khớp"]),
    // "bỏ dấu", "bỏ phiếu" delete nothing.
    (
        Kind::Deletion,
        &[
            "nghị bỏ",
            "nên bỏ",
            "cần bỏ",
            "thể bỏ",
            "hoặc bỏ",
            "bỏ câu",
            "bỏ cụm",
            "bỏ từ",
            "bỏ chữ",
            "bỏ đoạn",
            "bỏ mục",
            "bỏ ý",
            "bỏ một",
            "bỏ hai",
            "bỏ bớt",
            "lược bớt",
            "lược bỏ",
            "cắt bỏ",
            // "xóa đói giảm nghèo" deletes nothing.
            "nghị xóa",
            "nên xóa",
            "cần xóa",
            "xóa câu",
            "xóa cụm",
            "xóa từ",
            "xóa chữ",
            "xóa đoạn",
            "xóa mục",
            "xóa ý",
            "xóa bỏ câu",
            "xóa bỏ cụm",
        ],
    ),
    (Kind::Addition, &["bổ sung", "thêm"]),
    (Kind::Figure, &["số liệu"]),
    (Kind::Wording, &["sửa", "thay", "viết", "diễn đạt", "rút gọn", "chính tả", "dùng từ", "ghi"]),
];

/// What a point asks for; `words` are those of its text.
pub(super) fn kind(comment: &ReplyComment, words: &Words) -> Kind {
    if let Some(proposal) = comment.proposals.first() {
        return proposal_kind(proposal.op, proposal.target.as_deref(), proposal.text.as_deref());
    }
    if words.pure_state().is_some() {
        return Kind::Agreement;
    }
    if let Some((kind, _)) = RULES.iter().find(|(_, phrases)| words.find(phrases).is_some()) {
        return *kind;
    }
    if comment.text.trim_end().ends_with('?') {
        Kind::Question
    } else if is_whole_place(comment.place.as_deref()) {
        Kind::General
    } else {
        Kind::Other
    }
}

fn proposal_kind(op: Op, target: Option<&str>, text: Option<&str>) -> Kind {
    let digits = |text: Option<&str>| -> String {
        text.unwrap_or_default().chars().filter(char::is_ascii_digit).collect()
    };
    match op {
        Op::Replace if !digits(target).is_empty() && digits(target) != digits(text) => Kind::Figure,
        Op::Replace => Kind::Wording,
        Op::InsertAfter | Op::InsertBefore => Kind::Addition,
        Op::Delete => Kind::Deletion,
        Op::Move => Kind::Move,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_follow_the_verbs() {
        let check = |text: &str, expected: Kind| {
            let comment = ReplyComment { text: text.to_owned(), ..super::super::blank_comment(0, 1) };
            assert_eq!(kind(&comment, &Words::of(text)), expected, "{text}");
        };
        check("Đề nghị chuyển đoạn về cán bộ từ \"Hạn chế\" sang \"Nguyên nhân chủ quan\".", Kind::Move);
        check("Sản lượng ghi 45.520 tấn; số liệu của Phòng là 45.250 tấn.", Kind::Figure);
        check("Nên thêm số liệu về nước sạch", Kind::Addition);
        check("Trùng ý với trang trước, nên lược bớt.", Kind::Deletion);
        check("Cách bỏ dấu chưa thống nhất, đề nghị viết một kiểu.", Kind::Wording);
        check("Bổ sung vai trò của Hội Cựu chiến binh.", Kind::Addition);
        check("Đề nghị sửa \"từng bước\" thành \"bước đầu\"", Kind::Wording);
        check("de nghi bo cau cuoi", Kind::Deletion);
        check("Đảng bộ đã làm tốt", Kind::General);
        check("Vì sao chưa đạt?", Kind::Question);
        check("Nhất trí với dự thảo", Kind::Agreement);
    }

    #[test]
    fn phrases_stand_in_the_spelling_that_texts_are_read_in() {
        for phrase in RULES.iter().flat_map(|(_, phrases)| *phrases) {
            assert_eq!(crate::text::fold_caseless(phrase).key, **phrase);
        }
    }
}
