//! Words that carry no part of an indicator's name, words of time, and short forms spelled out, as data.

use super::lex::{Kind, Line};

/// Phrases that do not tell indicators apart; longest first where one begins another.
const SOFT: &[&str] = &[
    "tính đến thời điểm",
    "đến thời điểm",
    "trên địa bàn huyện",
    "trên địa bàn",
    "ban chấp hành đảng bộ huyện",
    "nghị quyết đại hội",
    "đại hội đề ra",
    "nghị quyết đề ra",
    "của nghị quyết",
    "kế hoạch đề ra",
    "tỉnh giao",
    "chỉ tiêu nghị quyết",
    "đảng bộ huyện",
    "toàn đảng bộ",
    "đảng bộ tỉnh",
    "toàn huyện",
    "cả huyện",
    "của huyện",
    "toàn xã",
    "toàn tỉnh",
    "toàn ngành",
    "cuối nhiệm kỳ",
    "trong nhiệm kỳ",
    "qua nhiệm kỳ",
    "cả nhiệm kỳ",
    "nhiệm kỳ",
    "cuối kỳ",
    "cả năm",
    "bình quân",
    "trung bình",
    "tổng số",
    "tổng cộng",
    "ước tính",
    "ước đạt",
    "ước thực hiện",
    "thực hiện được",
    "thực hiện",
    "hiện nay",
    "đến nay",
    "đến hết",
    "hiện có",
    "hằng năm",
    "hàng năm",
    "mỗi năm",
    "mục tiêu",
    "chỉ tiêu",
    "kế hoạch",
    "phấn đấu",
    "chủ yếu",
    "so với",
    "trở lên",
    "ít nhất",
    "tối thiểu",
    "đồng chí",
    "nhà nước",
    "tương ứng",
    "nâng",
    "duy trì",
    "giữ vững",
    "ổn định",
    "khoảng",
    "theo",
    "kết quả",
    "nổi bật",
    "tổng",
    "số",
    "độ",
    "mức",
    "tăng",
    "giảm",
    "thêm",
    "lên",
    "xuống",
    "còn",
    "đạt",
    "được",
    "đã",
    "có",
    "là",
    "của",
    "với",
    "và",
    "cho",
    "ở",
    "tại",
    "vào",
    "trong",
    "các",
    "những",
    "đến",
    "nay",
    "hiện",
    "toàn",
    "huyện",
    "năm",
    "ước",
    "trên",
    "hơn",
    "gần",
    "từ",
    "bằng",
    "mới",
    "người",
    "nghị quyết",
    "đại hội",
    "lần thứ",
    "về",
    "đó",
    "sẽ",
    "qua",
    "sau",
    "cũng",
    "vẫn",
    "chỉ",
    "hết",
    "kỳ",
    "khi",
    "vượt",
    "so",
    "cao",
    "thấp",
    "thì",
    "mà",
    "này",
    "để",
];

/// Phrases of time that make a figure another one, with a name; those without one are only taken out.
const TIMES: &[(&str, Option<&str>)] = &[
    ("đầu nhiệm kỳ", Some("start")),
    ("đầu kỳ", Some("start")),
    ("nhiệm kỳ trước", Some("previous")),
    ("khóa trước", Some("previous")),
    ("giai đoạn trước", Some("previous")),
    ("trước đây", Some("previous")),
    ("trước khi", Some("previous")),
    ("năm trước", Some("previous")),
    ("cùng kỳ", Some("previous")),
    ("ban đầu", Some("start")),
    ("đầu năm", Some("part")),
    ("quý", Some("part")),
    ("tháng", Some("part")),
    ("mỗi năm", None),
    ("hằng năm", None),
    ("mỗi", Some("each")),
    ("từng", Some("each")),
    ("riêng", Some("only")),
    ("trong đó", Some("only")),
    ("số này", Some("only")),
    ("nhiệm kỳ tới", Some("next")),
];

/// Short forms spelled out in keys, so that both match (keys are folded).
const LONG: &[(&str, &str)] = &[
    ("tccsđ", "tổ chức cơ sở đảng"),
    ("ntm", "nông thôn mới"),
    ("mttq", "mặt trận tổ quốc"),
    ("htx", "hợp tác xã"),
    ("bhyt", "bảo hiểm y tế"),
    ("bhxh", "bảo hiểm xã hội"),
    ("ubnd", "ủy ban nhân dân"),
    ("hđnd", "hội đồng nhân dân"),
    ("thcs", "trung học cơ sở"),
    ("thpt", "trung học phổ thông"),
    ("ttcn", "tiểu thủ công nghiệp"),
    ("cn", "công nghiệp"),
    ("gtsx", "giá trị sản xuất"),
    ("kdc", "khu dân cư"),
    ("dtts", "dân tộc thiểu số"),
    ("gd", "giáo dục"),
    ("sxkd", "sản xuất kinh doanh"),
];

/// The length and the name of a phrase of time at `at`; the words of a year or term before which it stands too.
pub(crate) fn time_at(line: &Line, at: usize) -> Option<(usize, Option<&'static str>)> {
    if line.has(at, "nhiệm kỳ") && matches!(line.pieces.get(at + 2).map(|p| &p.kind), Some(Kind::Term(..)))
    {
        return Some((3, None));
    }
    TIMES
        .iter()
        .find(|(phrase, _)| line.has(at, phrase))
        .map(|(phrase, name)| (phrase.split(' ').count(), *name))
}

/// What stands in keys for `đầu người`, `/người`.
pub(crate) const PER_HEAD: &str = "đầu-người";

/// The length of `đầu người`, or of `người` behind a slash (`bình quân/người`).
pub(crate) fn per_head_at(line: &Line, at: usize) -> Option<usize> {
    if line.has(at, "đầu người") {
        return Some(2);
    }
    (line.key(at) == "người" && at > 0 && line.mark(at - 1) == Some('/')).then_some(1)
}

/// The length of a phrase without content at `at`.
pub(crate) fn soft_at(line: &Line, at: usize) -> Option<usize> {
    line.any(at, SOFT)
}

/// Adds the syllables of a folded word or short form to `content`.
pub(crate) fn expand(key: &str, content: &mut Vec<String>) {
    match LONG.iter().find(|(short, _)| *short == key) {
        Some((_, long)) => content.extend(long.split(' ').map(str::to_owned)),
        None => content.push(key.to_owned()),
    }
}
