//! Pages drawn as short lines: what is shown, folded, noted.

use super::*;
use crate::compare::{CompareOptions, compare};
use crate::document::{BlockCode, Codes, Document, parse};

fn codes(document: &Document) -> Codes {
    let mut n = 0;
    let mut code = |has_code: bool| {
        n += u32::from(has_code);
        has_code.then(|| BlockCode::numbered(n))
    };
    document.blocks.iter().map(|block| code(block.kind.has_code())).collect()
}

fn words(runs: &[Run]) -> String {
    let drawn = runs.iter().map(|run| match run.mark {
        Mark::Plain => run.text.clone(),
        Mark::Inserted => format!("{{+{}+}}", run.text),
        Mark::Deleted => format!("[-{}-]", run.text),
        Mark::MovedHere => format!("{{>{}<}}", run.text),
        Mark::MovedAway => format!("[>{}<]", run.text),
        Mark::LostInMove => format!("[{{{}}}]", run.text),
    });
    drawn.collect()
}

fn cells(row: &Row) -> String {
    let cell = |cell: &Cell| cell.paragraphs.iter().map(|runs| words(runs)).collect::<Vec<_>>().join(" / ");
    row.cells.iter().map(cell).collect::<Vec<_>>().join(" | ")
}

fn draw(parts: &[Part], indent: &str) -> String {
    let mut lines = Vec::new();
    for part in parts {
        match part {
            Part::Heading(it) => lines.push(format!("h{} {}", it.level, words(&it.runs))),
            Part::Paragraph(it) => lines.push(words(&it.runs)),
            Part::Redline(it) => {
                lines.push(format!("{}: {}", it.label, words(&it.runs)));
                lines.extend(it.notes.iter().map(|note| format!("  ({})", words(&note.runs))));
            }
            Part::Table(it) => lines.extend(it.sections.iter().flat_map(|section| &section.rows).map(cells)),
            Part::Note(it) => lines.push(format!("({})", words(&it.runs))),
            Part::Facts(it) => {
                lines.push(it.iter().map(|(name, n)| format!("{name} {n}")).collect::<Vec<_>>().join(", "));
            }
            Part::Fold(it) => {
                lines.push(format!("> {}", words(&it.summary)));
                lines.extend(draw(&it.parts, "  ").lines().map(str::to_owned));
            }
            Part::List(_) | Part::Rule => lines.push("-".to_owned()),
        }
    }
    lines.iter().map(|line| format!("{indent}{line}\n")).collect()
}

fn page(before: &str, after: &str, options: &ViewOptions) -> String {
    let (before, after) = (parse(before.to_owned()), parse(after.to_owned()));
    let comparison = compare(&before, &after, &CompareOptions::default());
    let (codes_before, codes_after) = (codes(&before), codes(&after));
    let before = Side { document: &before, codes: &codes_before, label: "lần 1" };
    let after = Side { document: &after, codes: &codes_after, label: "lần 2" };
    draw(&comparison_page(&comparison, &before, &after, options).parts, "")
}

const BEFORE: &str = "# BÁO CÁO\n\n## I. KINH TẾ\n\nThu ngân sách đạt 63 tỷ đồng, do Uỷ ban báo cáo.\n\n\
    Đàn lợn của huyện giảm mạnh vì dịch tả.\n\n## II. VĂN HÓA\n\n| STT | Chỉ tiêu | 2020 |\n|---|---|---|\n\
    | 1 | Hộ nghèo | 8,1 |\n\nToàn huyện hoà thuận, đoàn kết.\n";

const AFTER: &str = "# BÁO CÁO\n\n## I. KINH TẾ\n\nThu ngân sách đạt 61,5 tỷ đồng, do Ủy ban báo cáo.\n\n\
    Đàn lợn của huyện giảm mạnh vì dịch tả.\n\n## II. VĂN HÓA\n\n| STT | Chỉ tiêu | 2020 |\n|---|---|---|\n\
    | 1 | Hộ nghèo | 7,9 |\n\nToàn huyện hòa thuận, đoàn kết.\n";

#[test]
fn counts_come_first_and_spelling_is_one_line() {
    let reasons = [(2, vec!["1-x03-4".to_owned()])].into();
    let options = ViewOptions { reasons, ..ViewOptions::default() };
    insta::assert_snapshot!(page(BEFORE, AFTER, &options), @r"
    Tổng số thay đổi 2, Điều chỉnh 2, Tiếng thêm 3, Tiếng bỏ 3
    (1 chỗ chỉ khác chính tả hoặc cách gõ (vị trí dấu thanh, dấu gạch, dấu ngoặc kép, khoảng trắng), không đánh dấu ở đây)
    h1 BÁO CÁO
    h2 I. KINH TẾ
    Điều chỉnh: Thu ngân sách đạt [-63-]{+61,5+} tỷ đồng, do Ủy ban báo cáo.
      (số liệu: 63 → 61,5 tỷ đồng)
      (căn cứ: 1-x03-4)
    > … 1 đoạn không thay đổi …
      Đàn lợn của huyện giảm mạnh vì dịch tả.
    h2 II. VĂN HÓA
    > … 1 đoạn không thay đổi …
      P6 | STT | Chỉ tiêu | 2020
    P7 / Điều chỉnh | 1 | Hộ nghèo | [-8,1-]{+7,9+}
    (P7 – số liệu: 8,1 → 7,9)
    > … 1 đoạn không thay đổi …
      Toàn huyện hòa thuận, đoàn kết.
    ");
}

#[test]
fn spelling_and_all_are_shown_on_request() {
    let options = ViewOptions { spelling: true, all: true, ..ViewOptions::default() };
    insta::assert_snapshot!(page(BEFORE, AFTER, &options), @r"
    Tổng số thay đổi 2, Điều chỉnh 2, Tiếng thêm 3, Tiếng bỏ 3
    (ngoài ra có 1 chỗ chỉ khác chính tả hoặc cách gõ, không tính vào tổng số)
    h1 BÁO CÁO
    h2 I. KINH TẾ
    Điều chỉnh: Thu ngân sách đạt [-63-]{+61,5+} tỷ đồng, do [-Uỷ-]{+Ủy+} ban báo cáo.
      (số liệu: 63 → 61,5 tỷ đồng)
    Đàn lợn của huyện giảm mạnh vì dịch tả.
    h2 II. VĂN HÓA
    P6 | STT | Chỉ tiêu | 2020
    P7 / Điều chỉnh | 1 | Hộ nghèo | [-8,1-]{+7,9+}
    (P7 – số liệu: 8,1 → 7,9)
    Chính tả: Toàn huyện [-hoà-]{+hòa+} thuận, đoàn kết.
    ");
}

#[test]
fn a_section_alone_is_shown() {
    for name in ["II", "ii", "P5"] {
        let options = ViewOptions { section: Some(name.to_owned()), ..ViewOptions::default() };
        let shown = page(BEFORE, AFTER, &options);
        assert!(shown.contains("[-8,1-]{+7,9+}") && !shown.contains("61,5"), "{name}: {shown}");
    }
}

#[test]
fn a_clean_draft_prints_its_words() {
    let source = "---\ntitle: x\n---\n\n# BÁO CÁO\n\nMột[^a] *hai*.\n\n[^a]: Chú thích.\n\n- ý\n\n\
        | STT | Năm |\n|---|---|\n| 1 | 2020 |\n\n<!-- ẩn -->\n";
    let document = parse(source.to_owned());
    let meta = DraftMeta { show_codes: true, ..DraftMeta::default() };
    let page = draft_page(&document, &codes(&document), &meta);
    assert_eq!((page.title.as_str(), page.title_code.as_deref()), ("BÁO CÁO", Some("P1")));
    insta::assert_snapshot!(draw(&page.parts, ""), @r"
    Một[a] hai.
    - ý
    P6 | 1 | 2020
    h2 Chú thích
    [a] Chú thích.
    ");
}

#[test]
fn a_comparison_table_keeps_either_side_alone() {
    let (before, after) = (parse(BEFORE.to_owned()), parse(AFTER.to_owned()));
    let comparison = compare(&before, &after, &CompareOptions::default());
    let none = Codes::new();
    let before = Side { document: &before, codes: &none, label: "lần 1" };
    let after = Side { document: &after, codes: &none, label: "lần 2" };
    let table = comparison_table(&comparison, &before, &after, &ViewOptions::default());
    insta::assert_snapshot!(draw(&[Part::Table(table)], ""), @r"
    1 | Thu ngân sách đạt [-63-] tỷ đồng, do Uỷ ban báo cáo. | Thu ngân sách đạt {+61,5+} tỷ đồng, do Ủy ban báo cáo. | Điều chỉnh / số liệu: 63 → 61,5 tỷ đồng
    2 | 1 | Hộ nghèo | [-8,1-] | 1 | Hộ nghèo | {+7,9+} | Điều chỉnh / số liệu: 8,1 → 7,9
    ");
}
