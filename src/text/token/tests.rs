//! Tables of tokens, and the properties that hold for every text.

use super::*;
use proptest::prelude::*;

const NAMES: &[(TokenKind, &str)] = &[
    (TokenKind::Term, "term"),
    (TokenKind::Fraction, "frac"),
    (TokenKind::Date, "date"),
    (TokenKind::Symbol, "sym"),
    (TokenKind::Number, "num"),
    (TokenKind::Percent, "pct"),
    (TokenKind::Roman, "rom"),
    (TokenKind::Syllable, "syl"),
    (TokenKind::Punctuation, "pun"),
    (TokenKind::Space, "spc"),
];

/// Everything but syllables, punctuation and blanks, as `kind:text`.
fn marked(text: &str) -> Vec<String> {
    let plain = [TokenKind::Syllable, TokenKind::Punctuation, TokenKind::Space];
    let name = |kind| NAMES.iter().find(|(k, _)| *k == kind).map_or("?", |(_, name)| name);
    tokens(text)
        .iter()
        .filter(|token| !plain.contains(&token.kind))
        .map(|token| format!("{}:{}", name(token.kind), &text[token.span.clone()]))
        .collect()
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(marked(text), expected, "{text}");
}

#[test]
fn terms_before_dates_and_numbers() {
    for term in
        ["2020-2025", "2020 – 2025", "2020 - 2025", "2020 -2025", "2006-2010", "2020\u{A0}–\u{A0}2025"]
    {
        check(&format!("nhiệm kỳ {term}."), &[&format!("term:{term}")]);
    }
    check("2025-2020", &["num:2025", "num:2020"]);
    check("từ năm 2016 đến năm 2020", &["num:2016", "num:2020"]);
    check("nhiệm kỳ 2020 -\n2025", &["term:2020 -\n2025"]);
    check("1500-1600 hộ", &["num:1500", "num:1600"]);
}

#[test]
fn fractions() {
    check("4.195/4.195 đảng viên", &["frac:4.195/4.195"]);
    check("654/658, 150/388; 3/5 tiêu chí", &["frac:654/658", "frac:150/388", "frac:3/5"]);
    check("150 chi bộ/388 chi bộ", &["num:150", "num:388"]);
    check("đạt 12,5/20 điểm", &["frac:12,5/20"]);
    check("1/2/3", &["num:1", "frac:2/3"]);
}

#[test]
fn dates() {
    check("20/2/2020, 20-2-2020 và 20.2.2020", &["date:20/2/2020", "date:20-2-2020", "date:20.2.2020"]);
    check("15-11-2019", &["date:15-11-2019"]);
    check("2020-02-20", &["date:2020-02-20"]);
    check("ngày 31-3", &["date:31-3"]);
    check("Ngày 3/5 có 3/5 tiêu chí", &["date:3/5", "frac:3/5"]);
    check("nga\u{300}y 3/5", &["date:3/5"]);
    check("ngày 14 và 15-4", &["num:14", "date:15-4"]);
    check("từ ngày 3/5 đến 7/5", &["date:3/5", "date:7/5"]);
    check("các ngày 3/5, 4/5 và 6/5", &["date:3/5", "date:4/5", "date:6/5"]);
    check("đến ngày 3/5, 4/5 xã", &["date:3/5", "frac:4/5"]);
    check("ngày 10-12/3", &["num:10", "date:12/3"]);
    check("tháng 2-2020, tháng 3/2020", &["date:2-2020", "date:3/2020"]);
    check("từ tháng 5/2019 đến 12/2019", &["date:5/2019", "date:12/2019"]);
    check("ngày 20.2", &["date:20.2"]);
    check("ngày 31/11/2019, 29/2/2019", &["date:31/11/2019", "date:29/2/2019"]);
    check("ngày 20 tháng 02 năm 2018", &["num:20", "num:02", "num:2018"]);
    check("5-7%/năm; 10,5 – 11%", &["num:5", "pct:7%", "num:10,5", "pct:11%"]);
    check("ngày càng tăng 5-7%", &["num:5", "pct:7%"]);
    check("20/2/20", &["num:20", "frac:2/20"]);
}

#[test]
fn symbols() {
    for symbol in [
        "35-CT/TW",
        "03-HD/TU",
        "20 - HD/ĐUK",
        "12-NQ/HU",
        "12/NQ-HU",
        "30/2020/NĐ-CP",
        "127-QĐ/TW",
        "10-CV/TBVK",
        "24-BS/UBKTTU",
        "86-KH/QU",
        "36-HD/VPTW",
        "15-CTr/HU",
        "09-QĐi/HU",
        "30/2021/QH14",
        "22/2019/NQ-HĐND",
        "12-NQ-HU",
        "12/NQ/HU",
        "05-NQ/T.Ư",
        "18–NQ/TW",
        "2-BC/BCSĐ",
        "01-NQ/TƯ",
        "01-NQ/TU\u{31B}",
    ] {
        check(&format!("số {symbol}, ngày"), &[&format!("sym:{symbol}")]);
    }
    check("20 – UBND/HĐND", &["num:20"]);
    check("5-THCS", &["num:5"]);
    check("35-CT/TW.", &["sym:35-CT/TW"]);
    check("100 tạ/ha, 5 km/h", &["num:100", "num:5"]);
    let form = |symbol: &str| symbol_form(symbol);
    for symbol in ["35-CT/TW", "03-HD/TU", "15-CTr/HU", "05-NQ/T.Ư"] {
        assert_eq!(form(symbol), SymbolForm::Party, "{symbol}");
    }
    for symbol in ["30/2020/NĐ-CP", "30/2021/QH14", "22/2019/NQ-HĐND"] {
        assert_eq!(form(symbol), SymbolForm::State, "{symbol}");
    }
    for symbol in ["20 - HD/ĐUK", "18–NQ/TW"] {
        assert_eq!(form(symbol), SymbolForm::Spaced, "{symbol}");
    }
    for symbol in ["12/NQ-HU", "12-NQ-HU", "12/NQ/HU", "12-NQ", "", "12", "30/20/NĐ-CP"] {
        assert_eq!(form(symbol), SymbolForm::Wrong, "{symbol}");
    }
}

#[test]
fn numbers_and_percentages() {
    check("1.234,5; 45.250; 7,5.", &["num:1.234,5", "num:45.250", "num:7,5"]);
    check("87,65%, 87,65 %, 5,86%.", &["pct:87,65%", "pct:87,65 %", "pct:5,86%"]);
    check("trên 2,5 triệu; 01 xã", &["num:2,5", "num:01"]);
    check("mục 1.1.2 và 2.1.", &["num:1.1.2", "num:2.1"]);
    check("20ha, m2, CO2, P12a, x03", &["num:20"]);
    check("1,2,3", &["num:1,2,3"]);
    check("１２", &["num:１２"]);
    check("15%/năm", &["pct:15%"]);
}

#[test]
fn roman_numerals() {
    check("Đại hội XIII, lần thứ XXII, lần IV, khóa III", &["rom:XIII", "rom:XXII", "rom:IV", "rom:III"]);
    check("I. ĐẶC ĐIỂM; II- KẾT QUẢ", &["rom:I", "rom:II"]);
    check("VI. TỔ CHỨC", &["rom:VI"]);
    check("VI PHẠM, XI MĂNG", &[]);
    check("ĐẠI HỘI LẦN THỨ XI CỦA ĐẢNG", &["rom:XI"]);
    check("KHOÁ VI TRÌNH ĐẠI HỘI", &["rom:VI"]);
    check("quý I/2020", &["rom:I", "num:2020"]);
    check("V.I. Lênin, V.I.Lênin", &[]);
    check("IIII, XIIIa, CD, MIX, vi, LÊ, XÃ, L", &[]);
}

#[test]
fn words_are_counted() {
    assert_eq!(count_words("Đảng bộ đạt 87,65 % (654/658), nhiệm kỳ 2020 - 2025."), 8);
    assert_eq!(count_words(" …\u{200B}\n"), 0);
    assert_eq!(count_words("QP-AN"), 2);
}

#[test]
fn every_byte_is_in_one_token_and_markdown_stays_apart() {
    let kinds: Vec<_> = tokens("**“5,8%.”** ((a))...").into_iter().map(|token| token.span.len()).collect();
    assert_eq!(kinds, [2, 3, 4, 1, 3, 2, 1, 1, 1, 1, 1, 1, 3]);
    assert_eq!(term_years("2020 – 2025"), Some((2020, 2025)));
    assert_eq!(term_years("2020"), None);
    assert_eq!(term_years("2020-2025."), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]
    #[test]
    fn tokens_cover_every_byte(
        text in "[0-9./ ,%–-]{0,16}|[0-9A-ZĐ/. –-]{0,16}|(ngày|tháng|[0-9]{1,4}|[-/., ]|XI|V\\.|NQ|và ){0,12}|\\PC{0,24}"
    ) {
        let mut at = 0;
        for token in tokens(&text) {
            prop_assert_eq!(token.span.start, at);
            prop_assert!(token.span.end > at && text.is_char_boundary(token.span.end));
            at = token.span.end;
        }
        prop_assert_eq!(at, text.len());
    }

    #[test]
    fn any_string_is_cut(text in any::<String>()) {
        prop_assert_eq!(tokens(&text).iter().map(|token| token.span.len()).sum::<usize>(), text.len());
        let _ = (symbol_form(&text), term_years(&text));
    }
}
