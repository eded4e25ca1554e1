//! Sentences and their parts: where one indicator ends and a comparison or the next indicator begins.

use super::lex::Line;

/// Nouns that go on over a comma: `xã, thị trấn`.
const PAIRS: &[(&str, &[&str])] = &[
    ("xã", &["thị trấn", "phường"]),
    ("phường", &["xã", "thị trấn"]),
    ("thôn", &["bản", "khu phố", "xóm", "tổ dân phố", "buôn"]),
    ("bản", &["khu phố", "tổ dân phố"]),
    ("chi", &["đảng bộ"]),
    ("bộ", &["đảng viên"]),
    ("viên", &["hội viên", "thanh niên", "công chức", "quần chúng"]),
    ("nông", &["lâm nghiệp", "lâm", "thủy sản"]),
    ("trâu", &["bò"]),
    ("trình", &["kế hoạch", "dự án", "đề án"]),
    ("đơn", &["thư"]),
    ("phòng", &["an ninh", "ban"]),
    ("tra", &["giám sát"]),
    ("chức", &["viên chức"]),
];

fn pair_goes_on(line: &Line, comma: usize) -> bool {
    let before = if comma > 0 { line.key(comma - 1) } else { "" };
    PAIRS.iter().any(|(word, next)| *word == before && line.any(comma + 1, next).is_some())
}

/// One part of a sentence: its pieces without what stands in brackets.
pub(super) struct Part {
    pub(super) at: Vec<usize>,
    pub(super) in_brackets: bool,
}

/// Words before which a new part begins when a figure stands on both sides.
const NEW_PART: &[&str] = &[
    "và",
    "so với",
    "trong đó",
    "bằng",
    "tăng",
    "giảm",
    "vượt",
    "gấp",
    "chiếm",
    "cao hơn",
    "thấp hơn",
    "xuống",
    "lên",
    "mức",
    "mục tiêu",
    "chỉ tiêu",
    "kế hoạch",
    "còn",
    "từ",
    "tương ứng",
    "cuối kỳ",
    "đạt",
    "hoàn thành",
];

/// The sentences of a line, each as its parts in order.
pub(super) fn sentences(line: &Line) -> Vec<Vec<Part>> {
    let mut all = vec![Vec::new()];
    let mut outer: Vec<usize> = Vec::new();
    let mut inner: Vec<usize> = Vec::new();
    let mut in_brackets = false;
    let close = |all: &mut Vec<Vec<Part>>, at: &mut Vec<usize>, in_brackets: bool| {
        if !at.is_empty()
            && let Some(last) = all.last_mut()
        {
            last.push(Part { at: std::mem::take(at), in_brackets });
        }
    };
    for at in 0..line.pieces.len() {
        match line.mark(at) {
            Some('(' | '[') => in_brackets = true,
            Some(')' | ']') => {
                close(&mut all, &mut inner, true);
                in_brackets = false;
            }
            Some('.' | ';' | '!' | '?' | ':' | '…') if !in_brackets => {
                close(&mut all, &mut outer, false);
                all.push(Vec::new());
            }
            Some(',') if !in_brackets && !pair_goes_on(line, at) => close(&mut all, &mut outer, false),
            _ if in_brackets => inner.push(at),
            _ => {
                let has_figure = outer.iter().any(|i| line.figure(*i).is_some());
                if has_figure && line.any(at, NEW_PART).is_some() && figure_ahead(line, at) {
                    close(&mut all, &mut outer, false);
                }
                outer.push(at);
            }
        }
    }
    close(&mut all, &mut inner, true);
    close(&mut all, &mut outer, false);
    all
}

/// Whether a figure stands between `at` and the next mark, at most 12 pieces on.
fn figure_ahead(line: &Line, at: usize) -> bool {
    (at..line.pieces.len().min(at + 12))
        .take_while(|i| !matches!(line.mark(*i), Some(',' | '.' | ';' | '(' | ')' | ':')))
        .any(|i| line.figure(i).is_some())
}
