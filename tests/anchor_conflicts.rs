//! Comments on one place whose wishes cannot both be met, and those that look like it and can.

use vankien::comments::{Comment, CommentId, ConflictReason, Kind, Wish, conflicts, proposals_in};
use vankien::document::DocumentId;

fn comment(text: &str) -> Comment {
    Comment {
        no: 1,
        document: None,
        kind: Kind::Other,
        question: None,
        agreement: None,
        reserved: false,
        text: text.to_owned(),
        reason: None,
        at: None,
        citation: None,
        quote: None,
        proposals: proposals_in(text),
        votes: None,
        originators: Vec::new(),
        weight: None,
        weight_of: None,
    }
}

fn found(
    first: (&str, u32, std::ops::Range<usize>, &str),
    second: (&str, u32, std::ops::Range<usize>, &str),
) -> Option<ConflictReason> {
    let comments = [comment(first.3), comment(second.3)];
    let wish = |at: usize, it: &(&str, u32, std::ops::Range<usize>, &str)| Wish {
        id: CommentId::parse(it.0).unwrap(),
        reply: it.1,
        comment: &comments[at],
        document: DocumentId::parse("political-report").unwrap(),
        blocks: it.2.clone(),
        words: None,
    };
    let wishes = [wish(0, &first), wish(1, &second)];
    let one = conflicts(&wishes);
    let other = conflicts(&[wishes[1].clone(), wishes[0].clone()]);
    assert_eq!(one, other, "the order of the comments says nothing");
    one.first().map(|conflict| conflict.reason)
}

#[test]
fn the_pairs_of_the_sample_are_found() {
    let keep = ("2-d01-1", 1, 9..10, "Đề nghị giữ nguyên đánh giá về an ninh trật tự như dự thảo.");
    let change = (
        "2-d02-1",
        1,
        9..10,
        "Không đồng ý nhận xét \"tệ nạn xã hội giảm mạnh\"; đề nghị ghi \"được kiềm chế\".",
    );
    assert_eq!(found(keep, change.clone()), Some(ConflictReason::KeepAndChange));
    let section = ("2-d01-1", 1, 8..12, "Đề nghị giữ nguyên đánh giá về an ninh trật tự như dự thảo.");
    assert_eq!(found(section, change), Some(ConflictReason::KeepAndChange));
    let add = ("2-x09-1", 1, 5..6, "Đề nghị ghi rõ kết quả sáp nhập xã Cao Vịnh và xã Hạ Vịnh.");
    let delete =
        ("2-x10-2", 2, 5..6, "Thay ý kiến gửi ngày 12/4: đề nghị bỏ câu về sáp nhập, vì đã nêu ở Biểu 4.");
    assert_eq!(found(add, delete.clone()), Some(ConflictReason::DeleteAndAmend));
    let own = ("2-x10-1", 1, 5..6, "Đề nghị ghi thêm tên xã mới.");
    assert_eq!(found(own, delete), Some(ConflictReason::OwnReplies));
}

#[test]
fn only_what_cannot_both_be_met_is_a_conflict() {
    let at = |id: &'static str, text: &'static str| (id, 1, 3..4, text);
    let check = |first: &'static str, second: &'static str, expected: Option<ConflictReason>| {
        assert_eq!(found(at("2-x01-1", first), at("2-x02-1", second)), expected, "{first} / {second}");
    };
    check("Sửa \"A\" thành \"B\".", "Sửa \"A\" thành \"C\".", Some(ConflictReason::Replacements));
    check("Sửa \"A\" thành \"B\".", "Sửa \"A\" thành \"B\".", None);
    check("Sửa \"A\" thành \"B\".", "Sửa \"D\" thành \"E\".", None);
    check("Bỏ cụm từ \"A\".", "Bỏ cụm từ \"A\".", None);
    check("Bỏ cụm từ \"A\".", "Sửa \"A\" thành \"B\".", Some(ConflictReason::DeleteAndAmend));
    check("Đề nghị bổ sung về du lịch.", "Đề nghị bổ sung về rừng.", None);
    check("Nên viết gọn.", "Nên viết rõ hơn.", None);
    let elsewhere = ("2-x02-1", 1, 4..5, "Sửa \"A\" thành \"C\".");
    assert_eq!(found(at("2-x01-1", "Sửa \"A\" thành \"B\"."), elsewhere), None);
}
