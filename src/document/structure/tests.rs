//! One case per kind of problem, and drafts without any.

use super::*;
use crate::document::parse;
use crate::messages::Lang;
use std::collections::BTreeSet;

/// `expected` is `code line:column` (column only where there is one) with ` < line` for other places, joined by `, `.
/// In `source`, `¶` stands for a blank line between blocks and `⏎` for a line break.
fn check(source: &str, expected: &str) {
    let source = source.replace(" ¶ ", "\n\n").replace('⏎', "\n");
    let found: Vec<String> = check_structure(&parse(source.clone()), "a.md")
        .iter()
        .map(|problem| {
            for lang in [Lang::Vi, Lang::En] {
                for text in [problem.message(lang), problem.hint(lang).unwrap_or_default()] {
                    assert!(!text.is_empty() && !text.contains(['⟦', '{']), "{text}");
                }
            }
            let place = &problem.place;
            let line = place.line.map_or(String::new(), |line| line.to_string());
            let column = place.column.map_or(String::new(), |column| format!(":{column}"));
            let also: String =
                problem.also.iter().filter_map(|place| place.line).map(|line| format!(" < {line}")).collect();
            format!("{} {line}{column}{also}", problem.code.id)
        })
        .collect();
    assert_eq!(found.join(", "), expected, "{source}");
}

#[test]
fn a_clean_report_has_no_problems() {
    check(include_str!("../../../tests/suite/document/clean-report.md"), "");
    check("", "");
    check("\u{feff}a", "");
}

#[test]
fn headings_without_marks() {
    check("I. ĐẶC ĐIỂM TÌNH HÌNH ¶ x", "D001 1");
    check("I- Đặc điểm tình hình ¶ x", "D001 1");
    check("PHẦN THỨ NHẤT ¶ x", "D001 1");
    check("1.1. Nông nghiệp ¶ x.", "D001 1");
    check("1- Về kinh tế ¶ x.", "D001 1");
    check("**2\\. Về kinh tế.** ¶ x.", "D001 1");
    check("1.1. Nông nghiệp phát triển khá, đạt 5%.", "");
    check("1. Về kinh tế ¶ Kinh tế phát triển khá.", "D002 1");
    check("1. Về kinh tế ¶ Khá. ¶ 2. Về xã hội ¶ Khá.", "D002 1, D002 5");
    check("Gồm một điểm: ¶ 1. Về kinh tế ¶ Khá.", "");
    check("1. Một⏎2. Hai ¶ Ba.", "");
    check("## 1. A ¶ x ¶ 2. Về xã hội ¶ y ¶ ## 3. B ¶ z", "D002 5");
}

#[test]
fn what_markdown_eats() {
    check("a) Một;⏎b) hai.", "D003 2:1");
    check("Một⏎I. Hai⏎1.1. Ba", "D003 2:1, D003 3:1");
    check("1. Một⏎   2. Hai", "D003 2:4");
    check("2020. Toàn huyện có 14 xã.", "D004 1");
    check("Giảm⏎- 6% trong năm.", "D005 2");
    check("Gồm⏎1. Một.⏎2. Hai.", "D005 2");
    check("Gồm:⏎- Một", "");
    check("- Ý⏎+ Ý con⏎+ Ý con⏎- Ý", "D006 2, D006 3");
    check("- Ý⏎  + Ý con⏎- Ý⏎  + Ý con", "");
    check("– Ý một. ¶ • Ý hai. ¶ -Ý ba. ¶ –5 độ là rét.", "D007 1:1, D007 3:1, D007 5:1");
    check("Gồm:⏎– Ý một⏎– Ý hai", "D007 2:1, D007 3:1");
    check("Kết quả⏎-----⏎x", "D008 1");
    check("\tThu ngân sách đạt khá. ¶ Khá. ¶     Bốn dấu cách. ¶ ```⏎mã⏎```", "D009 1, D009 5");
    check("\u{a0}\u{a0}Kinh tế.", "D010 1:1");
    check("x ¶ *", "D011 3");
    check("x ¶ +⏎", "D011 3");
    check("- 5% so với năm trước.", "D012 1");
    check("- 98% hộ dân dùng nước sạch.", "");
    check("x ¶ *** ¶ y", "D013 3");
    check("<div>x</div> ¶ <!-- id: x --> ¶ a <b>c</b> 5 < 6", "D014 1, D014 5:3");
    check("Kinh tế của huyện⏎phát triển⏎khá.", "D015 2:1");
    check("> Một⏎> hai", "D015 2:1");
}

#[test]
fn what_was_pasted() {
    check("x. ¶ Trang 12/45 ¶ y. ¶ - 13 - ¶ 14/45 ¶ 15", "D016 3:1, D016 7:1, D016 9:1, D016 11:1");
    check("x⏎Trang 12⏎y.", "D015 2:1, D016 2:1");
    check("Xã Thủy Khê\t12\t15", "D017 1:12");
    check("Phát triển nông-⏎thôn mới.", "D018 1:16, D015 2:1");
    check(
        "Đảng bộ huyện Mộc Lĩnh ¶ a. ¶ Đảng bộ huyện Mộc Lĩnh ¶ b. ¶ Đảng bộ huyện Mộc Lĩnh",
        "D019 1 < 5 < 9",
    );
}

#[test]
fn numbers_of_headings() {
    check("# A ¶ ## 1. B ¶ x ¶ ## 3. C ¶ x", "D020 7:4 < 3");
    check("# A ¶ ## 2. C ¶ x", "D020 3:4");
    check(
        "# A ¶ ## 1. B ¶ x ¶ ## 2. C ¶ x ¶ ## 4. D ¶ x ¶ ## 4. E ¶ x ¶ ## 5. F ¶ x",
        "D020 11:4 < 7, D021 15:4 < 11",
    );
    check("# A ¶ ## 1. B ¶ x ¶ ## 3. C ¶ x ¶ ## 2. D ¶ x ¶ ## 4. E ¶ x", "D022 11:4 < 7");
    check("# A ¶ ## 1. B ¶ x ¶ ## II. C ¶ x ¶ ## 3. D ¶ x", "D023 7:4 < 3");
    check("# A ¶ ## 1. B ¶ x ¶ ## 2- C ¶ x ¶ ## 3. D ¶ x", "D023 7:4 < 3");
    check("# PHẦN THỨ NHẤT. X ¶ x ¶ # PHẦN II. Y ¶ y", "D023 5:3 < 1");
    check("# PHẦN THỨ NHẤT. X ¶ x ¶ # PHẦN THỨ BA. Y ¶ y", "D020 5:3 < 1");
    check("## 2. A ¶ x ¶ ### 2.1. B ¶ x ¶ ### 1.2. C ¶ x ¶ ### 2.3. D ¶ x", "D020 1:4, D024 9:5 < 1");
    check("## 1. A ¶ ### 1.1. B ¶ x ¶ ### 1.3. C ¶ x", "D020 7:5 < 3");
    check("# A ¶ ## 1. B ¶ x ¶ ## 2. C ¶ x ¶ ## 1. D ¶ x ¶ ## 2. E ¶ x", "D025 11:4 < 3");
    check("# A ¶ ## 1. B ¶ x ¶ # C ¶ ## 2. D ¶ x ¶ # E ¶ ## 1. F ¶ x", "");
    check("# I. A ¶ ## 1. B ¶ x ¶ # II. C ¶ ## 2. D ¶ x", "D020 9:4");
    check("# A ¶ ## a) B ¶ x ¶ ## b) C ¶ x ¶ ## d) D ¶ x ¶ ## e) E ¶ x", "D020 11:4 < 7, D026 15:4 < 11");
    check(
        "# Chương I ¶ ## Điều 1. A ¶ x ¶ # Chương II ¶ ## Điều 2. B ¶ x ¶ ## Điều 4. C ¶ x",
        "D020 13:4 < 9",
    );
    check("# Phụ lục I ¶ ## Biểu 1 ¶ x ¶ # Phụ lục II ¶ ## Biểu 1 ¶ x ¶ ## Biểu 1 ¶ x", "D021 13:4 < 9");
    check("# PHẦN I. A ¶ # I. B ¶ x ¶ # II. C ¶ x ¶ # PHẦN II. D ¶ # I. E ¶ x", "");
}

#[test]
fn numbers_of_points() {
    check("a) A. ¶ b) B. ¶ d) D. ¶ e) E.", "D020 5:1 < 3, D026 7:1 < 5");
    check("a) A. ¶ a) B. ¶ b) C.", "D021 3:1 < 1");
    check("a) A. ¶ x. ¶ a) B. ¶ b) C.", "D021 5:1 < 1");
    check("a) A. ¶ b) B. ¶ x. ¶ a) C. ¶ b) D.", "");
    check("a) A. ¶ b) B. ¶ a) C.", "D025 5:1 < 1");
    check("a) A. ¶ c) B. ¶ b) C.", "D020 3:1 < 1, D022 5:1 < 3");
    check("b) A. ¶ c) B.", "D020 1:1");
    check("a) A. ¶ b. B. ¶ c. C.", "D023 3:1 < 1");
    check("1- Một. ¶ a) A. ¶ b) B. ¶ 2- Hai. ¶ a) A. ¶ 3- Ba.", "");
    check("1. Một.⏎2. Hai.⏎4. Bốn.", "D020 3:1 < 2");
    check("1. Một.⏎1. Hai.", "D021 2:1 < 1");
    check("e) E. ¶ f) F.", "D020 1:1, D027 3:1");
    check("## 2. A ¶ 2.1. B tốt. ¶ 1.2. C tốt.", "D020 1:4, D024 5:1 < 1");
    check("a) A;⏎b) B. ¶ c) C.", "D003 2:1");
    check("- a) A.⏎- b) B.⏎- c) C.", "");
}

#[test]
fn headings_notes_and_rows() {
    check("## A ¶ x ¶ #### B ¶ x ¶ #### C ¶ x", "D030 5");
    check("# A ¶ ## B ¶ ## C ¶ x", "D031 3");
    check("# A ¶ x ¶ ## B", "D031 5");
    check("# A {#a} ¶ x ¶ # B {#a} ¶ x", "D032 5:5 < 1");
    check("a[^1] b[^2] ¶ [^1]: x", "D033 1:8");
    check("a[^1] ¶ [^1]: x ¶ [^2]: y", "D034 5:1");
    check("a[^N] ¶ [^n]: x", "");
    check("a[^1] ¶ [^1]: x ¶ [^1]: y", "D035 5:1 < 3");
    check("a \\[^1] `[^2]`", "");
    check("| a | b |⏎|---|---|⏎| 1 |⏎| 1 | 2 |⏎| 1 | 2 | 3 |", "D036 3, D036 5");
    check("# A ¶ x ¶ ##", "D037 5");
}

#[test]
fn size_costs_no_more_than_its_share() {
    let pieces = [
        "a[^1] ",
        "<b> ",
        "a)\n",
        "b) x\n\n",
        "- + ",
        "- a\n+ b\n",
        "# 1. A\n",
        "# 9. A\n## a) B\n",
        "a\tb\n",
        "2. x\n",
        "> – x\n",
        "|a|\n",
        "[^1]: x\n\n",
        "# {#a}\n",
    ];
    for piece in pieces {
        check_structure(&parse(piece.repeat(10_000)), "a.md");
    }
}

#[test]
fn every_code_has_its_texts() {
    let ids: BTreeSet<&str> = STRUCTURE_CODES.iter().map(|code| code.id).collect();
    assert_eq!(ids.len(), STRUCTURE_CODES.len());
    for lang in [Lang::Vi, Lang::En] {
        let known = crate::messages::ids(lang);
        for id in &ids {
            for attribute in ["", ".hint", ".example"] {
                assert!(known.contains(&format!("problem-{id}{attribute}")), "{id}{attribute}");
            }
        }
    }
}
