//! Figures with their magnitude and unit: `1,2 triệu đồng/người/năm`, `654/658 chi bộ`, `10,5 – 11%`.
//!
//! Joins what [`tokens`] keeps apart. Units come from a closed list of what such reports count; an unknown word
//! behind a number is no unit. Dates, terms and symbols are no figures. Which indicator a figure belongs to is
//! not known here.

use super::chars::is_dash;
use super::date::dates_of;
use super::number::Number;
use super::token::{Token, TokenKind, is_same, tokens};
use std::ops::Range;

/// What a figure is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FigureRole {
    /// A count or a measure.
    Amount,
    /// A year: `năm 2019`.
    Year,
    /// A place in an order: `mục 2`, `lần 3`, `thứ 26`.
    Ordinal,
}

/// A figure in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// Number, magnitude and unit.
    pub span: Range<usize>,
    /// The figures alone.
    pub figure: Range<usize>,
    /// The number as written; of a fraction its upper half.
    pub written: Number,
    /// The number with its magnitude: 1.200.000 for `1,2 triệu`.
    pub value: Number,
    /// The lower half of `654/658 chi bộ` or `150 chi bộ/388 chi bộ`, with its magnitude.
    pub of: Option<Number>,
    /// `%`, `%/năm`, `đồng`, `tạ/ha`, `hộ`; magnitude words are not in it.
    pub unit: Option<Range<usize>>,
    /// Whether it is a percentage (not a per mille, not points).
    pub percent: bool,
    /// Whether it opens a range that the next quantity closes; it then has the unit of that one.
    pub opens_range: bool,
    /// Amount, year or ordinal.
    pub role: FigureRole,
}

/// All figures of `text` in order.
pub fn quantities(text: &str) -> Vec<Quantity> {
    let words: Vec<Token> = tokens(text).into_iter().filter(|token| token.kind != TokenKind::Space).collect();
    let mut taken = dates_of(text, &words).into_iter().map(|mention| mention.span).peekable();
    let mut found: Vec<(Quantity, usize, usize)> = Vec::new();
    for (at, token) in words.iter().enumerate() {
        while taken.next_if(|span| span.end <= token.span.start).is_some() {}
        if taken.peek().is_some_and(|span| span.contains(&token.span.start)) {
            continue;
        }
        if let Some((quantity, next)) = read(text, &words, at) {
            found.push((quantity, at, next));
        }
    }
    join(text, &words, found)
}

/// Words that multiply the number before them.
const MAGNITUDES: &[(&str, i64)] = &[
    ("nghìn", 1_000),
    ("ngàn", 1_000),
    ("vạn", 10_000),
    ("triệu", 1_000_000),
    ("tỷ", 1_000_000_000),
    ("tỉ", 1_000_000_000),
];

/// Behind "tỷ" these make another word.
const NOT_BILLION: &[&str] = &["lệ", "trọng", "suất", "giá", "số"];

/// Units by their syllables; longer ones before those that begin them.
const UNITS: &[&str] = &[
    "điểm phần trăm",
    "hợp tác xã",
    "tổ hợp tác",
    "tổ chức đảng",
    "tổ chức cơ sở",
    "đoàn viên",
    "hội viên",
    "đảng viên",
    "đảng bộ",
    "chi bộ",
    "chi ủy",
    "chi đoàn",
    "chi hội",
    "đồng chí",
    "đại biểu",
    "cán bộ",
    "công chức",
    "viên chức",
    "giáo viên",
    "học sinh",
    "sinh viên",
    "bác sĩ",
    "bác sỹ",
    "giường bệnh",
    "lao động",
    "nhân khẩu",
    "hộ nghèo",
    "hộ",
    "khẩu",
    "lượt người",
    "lượt",
    "người",
    "ý kiến",
    "kiến nghị",
    "doanh nghiệp",
    "công trình",
    "dự án",
    "mô hình",
    "tiêu chí",
    "chỉ tiêu",
    "nhiệm vụ",
    "sản phẩm",
    "phòng học",
    "trường học",
    "trường",
    "lớp",
    "trạm",
    "cơ sở",
    "cơ quan",
    "đơn vị",
    "tập thể",
    "cá nhân",
    "gia đình",
    "thôn",
    "bản",
    "xóm",
    "làng",
    "xã",
    "phường",
    "thị trấn",
    "huyện",
    "tỉnh",
    "khối phố",
    "khu phố",
    "khu dân cư",
    "tổ dân phố",
    "cuộc",
    "vụ",
    "đơn",
    "hồ sơ",
    "văn bản",
    "nghị quyết",
    "chỉ thị",
    "báo cáo",
    "buổi",
    "đợt",
    "kỳ",
    "lần",
    "giải",
    "trang",
    "dòng",
    "từ",
    "km2",
    "km²",
    "km",
    "m2",
    "m²",
    "m3",
    "m³",
    "mét khối",
    "mét vuông",
    "mét",
    "m",
    "ha",
    "hecta",
    "héc ta",
    "tấn",
    "tạ",
    "yến",
    "kg",
    "gam",
    "lít",
    "kwh",
    "mw",
    "usd",
    "đồng",
    "con",
    "cây",
    "chiếc",
    "máy",
    "bộ",
    "căn",
    "nhà",
    "năm",
    "tháng",
    "tuần",
    "ngày đêm",
    "ngày",
    "giờ",
    "phút",
    "điểm",
    "mũi",
    "liều",
    "ca",
    "gói",
    "suất",
    "tuổi",
    "bậc",
];

/// Words before a bare number that make it a place in an order.
const ORDINAL_WORDS: &[&str] = &[
    "số", "mục", "điều", "khoản", "điểm", "thứ", "trang", "dòng", "biểu", "bảng", "phần", "lần", "chương",
    "khóa", "khoá", "lục", "tập", "cột", "hàng", "ý", "tiểu", "đoạn", "bài", "hình", "tổ", "khu",
];

/// The figure at `at` and the index behind it.
fn read(text: &str, words: &[Token], at: usize) -> Option<(Quantity, usize)> {
    let token = words.get(at)?;
    let figure = &text[token.span.clone()];
    let (written, of) = match token.kind {
        TokenKind::Number | TokenKind::Percent => (Number::parse(figure)?, None),
        TokenKind::Fraction => {
            let (upper, lower) = figure.split_once('/')?;
            (Number::parse(upper)?, Some(Number::parse(lower)?))
        }
        _ => return None,
    };
    let percent = token.kind == TokenKind::Percent;
    let mut next = at + 1;
    let mut end = token.span.end;
    let (mut value, mut of) = (written, of);
    while let Some(times) = (!percent).then(|| magnitude(text, words, next)).flatten() {
        value = value.checked_mul(Number::whole(times))?.shown_with(0);
        of = of.and_then(|of| of.checked_mul(Number::whole(times)));
        end = words.get(next)?.span.end;
        next += 1;
    }
    let mut unit = percent.then(|| end - 1..end);
    if let Some(after) = (!percent).then(|| unit_end(text, words, next)).flatten() {
        unit = Some(words.get(next)?.span.start..words.get(after - 1)?.span.end);
        next = after;
    }
    // `/năm`, `/người/năm`, tight behind the unit.
    while let Some(span) = unit.as_mut() {
        let Some(after) = per(text, words, next, span.end) else { break };
        span.end = words.get(after - 1)?.span.end;
        next = after;
    }
    end = unit.as_ref().map_or(end, |unit| unit.end.max(end));
    let role = role(text, words, at, unit.is_some() || of.is_some() || next > at + 1);
    let span = token.span.start..end;
    let figure = token.span.clone();
    Some((Quantity { span, figure, written, value, of, unit, percent, opens_range: false, role }, next))
}

fn magnitude(text: &str, words: &[Token], at: usize) -> Option<i64> {
    let token = words.get(at).filter(|token| token.kind == TokenKind::Syllable)?;
    let word = &text[token.span.clone()];
    let &(name, times) = MAGNITUDES.iter().find(|(name, _)| is_same(word, name))?;
    let other_word = name.starts_with('t')
        && words.get(at + 1).is_some_and(|next| {
            let next = &text[next.span.clone()];
            NOT_BILLION.iter().any(|word| is_same(next, word))
        });
    (!other_word).then_some(times)
}

/// The index behind the unit that begins at `at`.
fn unit_end(text: &str, words: &[Token], at: usize) -> Option<usize> {
    let fits = |unit: &&&str| {
        unit.split(' ').enumerate().all(|(offset, syllable)| {
            words.get(at + offset).is_some_and(|token| {
                token.kind == TokenKind::Syllable && is_same(&text[token.span.clone()], syllable)
            })
        })
    };
    UNITS.iter().find(fits).map(|unit| at + unit.split(' ').count())
}

/// The index behind `/unit` at `at`, if it stands tight behind byte `end`.
fn per(text: &str, words: &[Token], at: usize, end: usize) -> Option<usize> {
    let slash = words.get(at).filter(|token| token.span.start == end && &text[token.span.clone()] == "/")?;
    let word = words.get(at + 1).filter(|token| token.kind == TokenKind::Syllable)?;
    (word.span.start == slash.span.end).then(|| unit_end(text, words, at + 1).unwrap_or(at + 2))
}

fn role(text: &str, words: &[Token], at: usize, measured: bool) -> FigureRole {
    let Some(token) = words.get(at).filter(|token| token.kind == TokenKind::Number) else {
        return FigureRole::Amount;
    };
    let before = |back: usize| {
        at.checked_sub(back).and_then(|at| words.get(at)).map(|token| &text[token.span.clone()])
    };
    let figure = &text[token.span.clone()];
    let year = figure.len() == 4 && figure.parse().is_ok_and(|year| (1900..=2100).contains(&year));
    if year && before(1).is_some_and(|word| is_same(word, "năm")) {
        return FigureRole::Year;
    }
    let total = || before(2).is_some_and(|word| is_same(word, "tổng"));
    let ordinal = before(1).is_some_and(|word| {
        ORDINAL_WORDS.iter().any(|ordinal| is_same(word, ordinal)) && !(is_same(word, "số") && total())
    });
    if ordinal && !measured { FigureRole::Ordinal } else { FigureRole::Amount }
}

/// Joins `150 chi bộ/388 chi bộ` into one and gives the first half of a range the unit of the second.
fn join(text: &str, words: &[Token], found: Vec<(Quantity, usize, usize)>) -> Vec<Quantity> {
    let mut joined: Vec<(Quantity, usize, usize)> = Vec::with_capacity(found.len());
    for (mut quantity, at, next) in found {
        let link = at.checked_sub(1).and_then(|at| words.get(at)).map(|token| &text[token.span.clone()]);
        if let Some((before, _, before_next)) =
            joined.last_mut().filter(|(_, _, before_next)| *before_next + 1 == at)
        {
            let bare = before.unit.is_none() && before.of.is_none() && before.span == before.figure;
            if link == Some("/") && before.of.is_none() && before.unit.is_some() && quantity.of.is_none() {
                before.of = Some(quantity.value);
                before.span.end = quantity.span.end;
                *before_next = next;
                continue;
            }
            let dash = link.is_some_and(|link| link.chars().count() == 1 && link.chars().all(is_dash));
            let amounts = before.role == FigureRole::Amount && quantity.role == FigureRole::Amount;
            if dash && bare && amounts && quantity.of.is_none() && before.written < quantity.written {
                before.opens_range = true;
                before.percent = quantity.percent;
                before.unit = quantity.unit.clone();
                let times = quantity.value.checked_div(quantity.written);
                before.value =
                    times.and_then(|times| before.value.checked_mul(times)).unwrap_or(before.value);
                before.value = before.value.shown_with(if quantity.value == quantity.written {
                    before.written.decimals()
                } else {
                    0
                });
            }
        }
        quantity.opens_range = false;
        joined.push((quantity, at, next));
    }
    joined.into_iter().map(|(quantity, _, _)| quantity).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        quantities(text)
            .into_iter()
            .map(|q| {
                let unit = q.unit.clone().map_or("", |span| &text[span]);
                let of = q.of.map_or(String::new(), |of| format!(" of {of}"));
                let role = match q.role {
                    FigureRole::Amount => "",
                    FigureRole::Year => " year",
                    FigureRole::Ordinal => " ordinal",
                };
                format!(
                    "{}: {}{of} [{unit}]{role}{}",
                    &text[q.span],
                    q.value,
                    if q.opens_range { " .." } else { "" }
                )
            })
            .collect()
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(shown(text), expected, "{text}");
    }

    #[test]
    fn numbers_with_magnitude_and_unit() {
        check("thu 1,2 triệu đồng/người/năm", &["1,2 triệu đồng/người/năm: 1.200.000 [đồng/người/năm]"]);
        check("trên 2,5 triệu", &["2,5 triệu: 2.500.000 []"]);
        check("1.234,5 nghìn tỷ đồng", &["1.234,5 nghìn tỷ đồng: 1.234.500.000.000.000 [đồng]"]);
        check(
            "65 tạ/ha, 45.250 người; 01 xã, 02 đồng chí",
            &[
                "65 tạ/ha: 65 [tạ/ha]",
                "45.250 người: 45.250 [người]",
                "01 xã: 1 [xã]",
                "02 đồng chí: 2 [đồng chí]",
            ],
        );
        check("15%/năm", &["15%/năm: 15 [%/năm]"]);
        check(
            "10,5 – 11%; 5-7 tỷ đồng",
            &[
                "10,5: 10,5 [%] ..",
                "11%: 11 [%]",
                "5: 5.000.000.000 [đồng] ..",
                "7 tỷ đồng: 7.000.000.000 [đồng]",
            ],
        );
        check("gấp 1,5 lần", &["1,5 lần: 1,5 [lần]"]);
        check("120ha, 5 km2, đạt 45 tỷ lệ", &["120ha: 120 [ha]", "5 km2: 5 [km2]", "45: 45 []"]);
    }

    #[test]
    fn fractions_keep_both_halves() {
        check("654/658 chi bộ, đạt 99,39%", &["654/658 chi bộ: 654 of 658 [chi bộ]", "99,39%: 99,39 [%]"]);
        check("150 chi bộ/388 chi bộ", &["150 chi bộ/388 chi bộ: 150 of 388 [chi bộ]"]);
        check("4.195/4.195", &["4.195/4.195: 4.195 of 4.195 []"]);
    }

    #[test]
    fn years_ordinals_and_dates_are_no_amounts() {
        check("năm 2019 có 5 xã", &["2019: 2.019 [] year", "5 xã: 5 [xã]"]);
        check(
            "mục 2, lần 3, tổng số 45.250 người",
            &["2: 2 [] ordinal", "3: 3 [] ordinal", "45.250 người: 45.250 [người]"],
        );
        check("ngày 20 tháng 02 năm 2018, nhiệm kỳ 2020-2025, 35-CT/TW, mục 1.1", &[]);
    }

    proptest::proptest! {
        #[test]
        fn spans_lie_inside(text in "(ngày|năm|tỷ|triệu|đồng|xã|[0-9]{1,4}|[-/.,% ]|chi bộ){0,16}|\\PC{0,20}") {
            for quantity in quantities(&text) {
                proptest::prop_assert!(text.get(quantity.span.clone()).is_some());
                proptest::prop_assert!(quantity.unit.is_none_or(|unit| text.get(unit).is_some()));
            }
        }
    }
}
