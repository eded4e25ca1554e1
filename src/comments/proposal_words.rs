//! The words by which offices ask for an edit, by what they do in a sentence.
//!
//! Written with tone marks; a comment that is typed without any is read by the same table without marks. The
//! longest phrase counts. A sign is one letter; what each means stands beside its row. Nothing is decided here.

use crate::text;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Words of the longest phrase.
pub(super) const PHRASE_WORDS_MAX: usize = 5;

/// Sign, phrases between commas.
const TABLE: &[(char, &str)] = &[
    // Replace.
    (
        'R',
        "sửa, sửa lại, thay, thay thế, thay đổi, chỉnh, chỉnh lại, chỉnh sửa, điều chỉnh, điều chỉnh lại, đổi, \
         đổi lại, chữa, chữa lại, hiệu chỉnh, đính chính, viết lại, ghi lại, cập nhật, cập nhật lại, sửa đổi, \
         chuyển đổi, nêu lại, diễn đạt lại, biên tập, biên tập lại, viết gọn lại, viết gọn, rút gọn, viết hoa, viết thường, ghi gọn, nói gọn, sửa chữa, đặt lại, \
         replace, change, reword, rewrite, correct",
    ),
    // Round a figure.
    ('O', "làm tròn, làm tròn số, round"),
    // Delete.
    (
        'D',
        "bỏ, xóa, lược bỏ, cắt, gạch bỏ, xóa bỏ, lược bớt, loại bỏ, cắt bỏ, bỏ bớt, bỏ hẳn, bỏ hết, bỏ đi, gạch, \
         rút bỏ, lược, delete, remove, omit, strike",
    ),
    // Insert.
    (
        'I',
        "bổ sung, thêm, bổ sung thêm, ghi thêm, chèn, chèn thêm, viết thêm, nêu thêm, đưa thêm, thêm vào, \
         bổ sung vào, chèn vào, insert, add",
    ),
    // Move.
    ('M', "chuyển, đưa, di chuyển, đẩy, dời, move"),
    // Use.
    (
        'U',
        "dùng, ghi, viết, sử dụng, dùng từ, dùng cụm từ, nêu, gọi, đọc, viết đầy đủ, ghi đầy đủ, write, use, read",
    ),
    // Instead of.
    ('X', "thay cho, thay vì, thay thế cho, thay cho việc, instead of"),
    // Into.
    ('T', "thành, bằng, trở thành, with, to, by, into"),
    ('k', "sang, qua"),
    ('t', "là, as"),
    ('c', "còn, lên, xuống"),
    // Behind, before.
    (
        'A',
        "sau, ngay sau, phía sau, liền sau, tiếp sau, đằng sau, vào sau, vào ngay sau, vào phía sau, tiếp theo, after, right after",
    ),
    (
        'B',
        "trước, ngay trước, phía trước, liền trước, đằng trước, vào trước, vào ngay trước, vào phía trước, before",
    ),
    // At the end and start of the paragraph.
    (
        'E',
        "cuối đoạn, vào cuối đoạn, ở cuối đoạn, cuối đoạn văn, vào cuối đoạn văn, vào cuối câu cuối, \
         vào sau câu cuối, sau câu cuối, tại cuối đoạn, xuống cuối đoạn, phần cuối đoạn, vào phần cuối đoạn",
    ),
    (
        'S',
        "đầu đoạn, vào đầu đoạn, ở đầu đoạn, đầu đoạn văn, vào đầu đoạn văn, vào trước câu đầu, tại đầu đoạn, \
         trước câu đầu",
    ),
    // A paragraph of its own.
    (
        'N',
        "đoạn mới, một đoạn mới, một đoạn, một đoạn văn, thành một đoạn mới, thành đoạn mới, \
         thành một đoạn riêng, thành đoạn riêng, thành một đoạn, 01 đoạn, 1 đoạn, thành một đoạn văn mới, \
         một đoạn văn mới, thành một đoạn văn, 01 đoạn mới, 1 đoạn mới",
    ),
    // Asks.
    (
        'a',
        "đề nghị, kiến nghị, xin, nên, cần, phải, có thể, hãy, thì, mong, vui lòng, đề xuất, yêu cầu, cần phải, \
         cũng nên, thì nên, đề nghị nên, please, should, must, could, suggest, propose",
    ),
    ('p', "được, bị"),
    ('d', "đã, đang, was, were, been, vừa, từng"),
    (
        '!',
        "không, chưa, đừng, chẳng, tránh, không nên, chưa nên, không cần, đừng nên, giữ nguyên, giữ, not, never, don",
    ),
    // Agrees with what is there.
    ('g', "nhất trí, đồng ý, tán thành, ủng hộ, đồng tình, tâm đắc, agree"),
    ('v', "việc, cách, sự"),
    ('i', "nếu, khi, giả sử, if, when"),
    (
        'y',
        "vì sao, tại sao, có nên, có cần, liệu, lý do gì, hay không, vì lẽ gì, why, thế nào, ra sao, cho biết, giải thích, xin hỏi",
    ),
    ('e', "ý kiến, đại biểu, đồng chí, có người"),
    ('h', "nhưng, tuy nhiên, song, tuy vậy, nhưng mà, but, however"),
    // Says that it is right.
    (
        '=',
        "là đúng, là phù hợp, là hợp lý, là chính xác, là cần thiết, là tốt, rất đúng, như dự thảo, như trong dự thảo, như vậy là, rất phù hợp, rất hợp lý",
    ),
    // Who edits, when it is not asked for.
    (
        's',
        "dự thảo, ban soạn thảo, tổ biên tập, tiểu ban, tổ soạn thảo, bản thảo, dự thảo lần, báo cáo, ban biên tập",
    ),
    ('o', "hoặc, hoặc là, hay, hay là, or"),
    // Gives a reason, or the purpose of something told.
    ('r', "cho, tránh trùng, lý do, cho phù hợp, because, since, for"),
    ('j', "vì, do, để, bởi, nhằm"),
    (',', "và, đồng thời, rồi, sau đó, and"),
    ('z', "như sau, sau đây, cụ thể, cụ thể là"),
    // Between a verb and its words, and around them.
    (
        'n',
        "cụm từ, cụm, từ, câu, chữ, đoạn, đoạn văn, ý, nội dung, số liệu, số, con số, từ ngữ, vế, mệnh đề, các từ, \
         các cụm từ, hai chữ, hai từ, ba chữ, bốn chữ, chữ số, cách viết, tiêu đề, tên mục, nhận xét, đánh giá, tiếng, mốc, \
         một câu, một ý, cụm từ sau, câu sau, nội dung sau, đoạn sau, nhận định, ngày, ký hiệu, tỷ lệ, tỉ lệ, phần, \
         tiêu đề mục, dấu, tên gọi, chỉ tiêu, câu văn, lỗi, chính tả, lỗi chính tả, lỗi đánh máy, đánh máy, \
         cụm danh từ, khẩu hiệu, phương châm, chủ đề, mục tiêu, đoạn bắt đầu bằng, đoạn có câu, tên, mục, gạch đầu dòng, \
         words, word, phrase, the, sentence, figure, paragraph, title, tên đề mục, đề mục, thuật ngữ, danh từ, động từ, tính từ, đơn vị, \
         số, hai tiếng, câu chữ, cách dùng từ, cách ghi, cách diễn đạt, nguyên văn, mức, thời gian, năm, trích dẫn, biểu thức",
    ),
    (
        'f',
        "lại, đi, bớt, hẳn, luôn, vào, các, những, cả, toàn bộ, xem xét, nghiên cứu, cân nhắc, thống nhất, rõ, ngay, giúp, \
         rằng, cho gọn, lại cho đúng, cho rõ, hết, chung, đúng, cho đúng, cho thống nhất, tiếp, dùm, giùm, xin được, \
         lại cho chuẩn, lại cho phù hợp, về, ra, chuẩn",
    ),
    // Where in the text.
    (
        'l',
        "dòng, trang, điểm, khoản, tiết, đầu, cuối, trên, dưới, ở, tại, trong, thuộc, của, từ trên, từ dưới, \
         thứ, thứ nhất, thứ hai, thứ ba, thứ tư, thứ năm, thứ sáu, đầu tiên, cuối cùng, này, đó, nêu trên, toàn văn, toàn đoạn, \
         văn bản, biểu, bảng, phụ lục, tiểu mục, chương, hàng, cột, từ trên xuống, từ dưới lên, trở lên, cuối câu, đầu câu, in, on, page, \
         line, of, gạch, một, hai, ba, bốn, năm, nói trên, ở trên, phía trên, phía dưới, mở đầu, phần mở đầu, báo cáo chính trị, báo cáo kiểm điểm",
    ),
    // Looks like one of the above and is none.
    (
        'w',
        "sau khi, trước khi, trước hết, trước đây, sau này, chưa đúng, không đúng, chưa chính xác, không chính xác, \
         chưa phù hợp, không phù hợp, không cần thiết, chưa chuẩn, không chuẩn, chưa rõ, không rõ, chưa sát, không sát, cán bộ, đảng bộ, \
         chi bộ, nội bộ, nhận thấy, cho thấy, cho rằng, mục đích, bổ sung đánh giá, chuyển biến, chuyển dịch, không còn phù hợp, chưa chặt chẽ",
    ),
];

static MARKED: LazyLock<HashMap<String, char>> =
    LazyLock::new(|| folded_table(|phrase| text::fold_caseless(phrase).key));
static UNMARKED: LazyLock<HashMap<String, char>> =
    LazyLock::new(|| folded_table(|phrase| text::plain(phrase).key));

/// The first row that has a phrase wins.
fn folded_table(fold: impl Fn(&str) -> String) -> HashMap<String, char> {
    let mut found = HashMap::new();
    for (sign, phrases) in TABLE {
        for phrase in phrases.split(',') {
            found.entry(fold(phrase.trim())).or_insert(*sign);
        }
    }
    found
}

/// The sign of a folded phrase; `marked`: written with tone marks.
pub(super) fn sign_of(phrase: &str, marked: bool) -> Option<char> {
    (if marked { &*MARKED } else { &*UNMARKED }).get(phrase).copied()
}
