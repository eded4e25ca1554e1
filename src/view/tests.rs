//! Pages drawn as short lines: what is shown, folded, noted.

use super::*;
use crate::compare::{ChangeKind, CompareOptions, compare};
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
        Mark::OnlyHere => format!("{{+[-{}-]+}}", run.text),
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
            Part::Table(it) => {
                lines.extend(it.sections.iter().flat_map(|section| &section.rows).map(cells));
                lines.extend(it.notes.iter().map(|note| format!("({})", words(&note.runs))));
            }
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

/// The rows of the table of several states of a draft, without their numbers.
fn states(sources: &[&str], options: &ViewOptions) -> Vec<String> {
    let documents: Vec<Document> = sources.iter().map(|source| parse((*source).to_owned())).collect();
    let all_codes: Vec<Codes> = documents.iter().map(|_| Codes::new()).collect();
    let labels: Vec<String> = (1..=documents.len()).map(|n| format!("lần {n}")).collect();
    let sides: Vec<Side> = documents
        .iter()
        .zip(&all_codes)
        .zip(&labels)
        .map(|((document, codes), label)| Side { document, codes, label })
        .collect();
    let comparisons: Vec<_> =
        documents.windows(2).map(|pair| compare(&pair[0], &pair[1], &CompareOptions::default())).collect();
    let reasons = std::collections::BTreeMap::new();
    let steps: Vec<Step> =
        comparisons.iter().map(|comparison| Step { comparison, reasons: &reasons }).collect();
    let table = states_table(&sides, &steps, options);
    assert_eq!(table.columns.len(), sources.len() + 2);
    let rows = table.sections.iter().flat_map(|section| &section.rows);
    rows.enumerate()
        .map(|(i, row)| {
            let all = cells(row);
            all.strip_prefix(&format!("{} | ", i + 1)).map(str::to_owned).unwrap_or_else(|| panic!("{all}"))
        })
        .collect()
}

const CROPS: &str = "Sản lượng lương thực có hạt của huyện năm nay đạt khá so với kế hoạch.";
const CLINIC: &str = "Trạm y tế các xã vùng cao được đầu tư thêm thiết bị khám chữa bệnh ban đầu.";
const ROADS: &str = "Đường liên thôn được cứng hóa thêm nhờ nhân dân hiến đất và góp ngày công.";

#[test]
fn a_row_follows_a_block_through_all_states() {
    let first = format!("# BÁO CÁO\n\n## I. KINH TẾ\n\nThu ngân sách đạt 63 tỷ đồng.\n\n{CROPS}\n");
    let second = first.replace("63 tỷ", "62 tỷ") + &format!("\n{CLINIC}\n");
    let third = second.replace("62 tỷ", "61 tỷ").replace(&format!("\n{CROPS}\n"), "");
    let shown = states(&[&first, &second, &third], &ViewOptions::default());
    assert_eq!(
        shown,
        [
            "Thu ngân sách đạt [-63-] tỷ đồng. | Thu ngân sách đạt {+[-62-]+} tỷ đồng. \
             | Thu ngân sách đạt {+61+} tỷ đồng. | lần 2: Điều chỉnh / số liệu: 63 → 62 tỷ đồng \
             / lần 3: Điều chỉnh / số liệu: 62 → 61 tỷ đồng"
                .to_owned(),
            format!("{CROPS} | {CROPS} |  | lần 3: Bỏ"),
            format!(" | {CLINIC} | {CLINIC} | lần 2: Bổ sung"),
        ]
    );
    let only = vec![Facet::Kind(ChangeKind::Added)];
    let shown = states(&[&first, &second, &third], &ViewOptions { only, ..ViewOptions::default() });
    assert_eq!(shown.len(), 1, "{shown:?}");
    let all = states(&[&first, &second, &third], &ViewOptions { all: true, ..ViewOptions::default() });
    assert_eq!(all.len(), 5, "{all:?}");
}

#[test]
fn moved_split_and_merged_blocks_keep_their_row() {
    let first = format!("# BÁO CÁO\n\n{CROPS}\n\n{ROADS}\n\n{CLINIC}\n");
    let split = ROADS.replace("thêm nhờ", "thêm.\n\nViệc đó có được nhờ");
    let second = format!("# BÁO CÁO\n\n{ROADS}\n\n{CLINIC}\n\n{CROPS}\n");
    let third = second.replace(ROADS, &split);
    let shown = states(&[&first, &second, &third], &ViewOptions::default());
    let moved = shown.iter().find(|row| row.starts_with(CROPS)).unwrap();
    assert!(moved.contains("lần 2: Chuyển"), "{moved}");
    let split = shown.iter().find(|row| row.contains("Tách")).unwrap();
    assert!(split.starts_with("Đường liên thôn") && split.contains(" / "), "{split}");
    assert_eq!(shown.len(), 2, "{shown:?}");
    let back = states(&[&third, &second, &first], &ViewOptions::default());
    assert!(back.iter().any(|row| row.contains("lần 2: Gộp")), "{back:?}");
    // With all rows asked for, every block of every state stands in exactly one.
    let all = states(&[&first, &second, &third], &ViewOptions { all: true, ..ViewOptions::default() });
    assert_eq!(all.len(), 4, "{all:?}");
}
