//! Wrapping, brackets and colours, and that no control character passes.

use super::*;
use crate::compare::ChangeKind;
use crate::view::{Column, Half, NoteKind, Redline, Sides};
use proptest::prelude::*;

fn redline() -> Part {
    Part::Redline(Redline {
        kind: ChangeKind::Amended,
        facets: Vec::new(),
        label: "Điều chỉnh".to_owned(),
        shape: Shape::Body,
        runs: vec![
            Run::plain("Thu ngân sách trên địa bàn ước đạt "),
            Run::marked("63", Mark::Deleted),
            Run::marked("61,5", Mark::Inserted),
            Run::plain(" tỷ đồng, bằng "),
            Run::marked("92,6% ", Mark::Deleted),
            Run::plain("chỉ tiêu."),
        ],
        sides: None,
        code_before: Some("P12".to_owned()),
        code_after: Some("P12".to_owned()),
        notes: vec![Note::new(NoteKind::Figures, "số liệu: 63 → 61,5 tỷ đồng")],
        anchor: None,
    })
}

fn table() -> Part {
    let mut table = Table::new(vec![
        Column::new("STT", 4).align(Align::Right),
        Column::new("Nội dung", 30),
        Column::new("Căn cứ", 10),
    ]);
    table.section(Some("I. KINH TẾ".to_owned()));
    let words = "Sản lượng lương thực có hạt năm 2020 đạt 45.250 tấn";
    table.push(Row::new(vec![Cell::text("1"), Cell::text(words), Cell::lines(["1-x03-4", "tiếp thu"])]));
    Part::Table(table)
}

fn drawn(parts: Vec<Part>, width: usize, colour: bool) -> String {
    let page = Page { parts, ..Page::default() };
    terminal(&page, &TerminalOptions { width, colour }).trim_start().to_owned()
}

#[test]
fn a_change_reads_without_colour() {
    insta::assert_snapshot!(drawn(vec![redline()], 40, false), @r"
    Điều chỉnh P12 · số liệu: 63 → 61,5 tỷ
      đồng
    Thu ngân sách trên địa bàn ước đạt
    [-63-]{+61,5+} tỷ đồng, bằng [-92,6%-]
    chỉ tiêu.
    ");
}

#[test]
fn a_table_is_wrapped_to_the_width() {
    insta::assert_snapshot!(drawn(vec![table()], 44, false), @r"
    STT  Nội dung                       Căn cứ
    ---  -----------------------------  --------

    I. KINH TẾ
      1  Sản lượng lương thực có hạt    1-x03-4
         năm 2020 đạt 45.250 tấn        tiếp thu
    ");
    insta::assert_snapshot!(drawn(vec![table()], 20, false), @r"
    I. KINH TẾ

    STT: 1
    Nội dung: Sản
      lượng lương thực
      có hạt năm 2020
      đạt 45.250 tấn
    Căn cứ: 1-x03-4
    tiếp thu
    ");
}

#[test]
fn colours_are_closed_and_do_not_change_words() {
    let coloured = drawn(vec![redline(), table()], 60, true);
    let stripped = anstream::adapter::strip_str(&coloured).to_string();
    assert!(coloured.contains("\u{1b}["));
    assert!(stripped.contains("6361,5 tỷ đồng"), "{stripped}");
    for line in coloured.lines() {
        let last = line.rfind("\u{1b}[").map_or("", |at| &line[at..]);
        assert!(last.is_empty() || last.starts_with("\u{1b}[0m"), "{line:?}");
    }
}

#[test]
fn both_sides_stand_beside_each_other() {
    let half = |runs: Vec<Run>| vec![Half { shape: Shape::Body, runs }];
    let sides = Sides {
        before: half(vec![
            Run::plain("Thu ngân sách đạt "),
            Run::marked("63", Mark::Deleted),
            Run::plain(" tỷ đồng, bằng 漢字 chỉ tiêu."),
        ]),
        after: half(vec![
            Run::plain("Thu ngân sách đạt "),
            Run::marked("61,5", Mark::Inserted),
            Run::plain(" tỷ đồng."),
        ]),
        from: Vec::new(),
    };
    let Part::Redline(redline) = redline() else { panic!("no redline") };
    let first = Redline { sides: Some(sides), notes: Vec::new(), ..redline.clone() };
    let rest = Redline { sides: None, label: String::new(), ..redline };
    let page = Page {
        parts: vec![Part::Redline(first), Part::Redline(rest)],
        sides: Some(["lần 1", "lần 2"].map(str::to_owned)),
        beside: true,
        ..Page::default()
    };
    let shown = terminal(&page, &TerminalOptions { width: 60, colour: false });
    insta::assert_snapshot!(shown.trim_start(), @r"
    lần 1                        | lần 2
    -----------------------------+-----------------------------

    Điều chỉnh P12
    Thu ngân sách đạt [-63-] tỷ  | Thu ngân sách đạt {+61,5+}
    đồng, bằng 漢字 chỉ tiêu.    | tỷ đồng.
    ");
    // Too narrow for two columns.
    let shown = terminal(&page, &TerminalOptions { width: 40, colour: false });
    assert!(shown.contains("[-63-]{+61,5+}"), "{shown}");
}

proptest! {
    #[test]
    fn no_control_passes_and_no_line_is_too_wide(
        words in prop::collection::vec("[a-zđ]{1,6} |\\PC{0,8}|[\\x00-\\x1f\\x7f-\\u{9f}\\u{202e}]{1,3}|漢字", 0..20),
        width in 20usize..80,
    ) {
        let marks = [Mark::Plain, Mark::Inserted, Mark::Deleted, Mark::MovedHere];
        let runs: Vec<Run> = words.iter().zip(marks.iter().cycle()).map(|(word, &mark)| Run::marked(word.as_str(), mark)).collect();
        let cell = Cell::runs(runs.clone());
        let mut table = Table::new(vec![Column::new(words.concat(), 1), Column::new("b", 2)]);
        table.push(Row::new(vec![cell.clone(), cell]));
        let paragraph = crate::view::Paragraph { runs, ..Default::default() };
        let half = vec![Half { shape: Shape::Item(2), runs: paragraph.runs.clone() }];
        let Part::Redline(redline) = redline() else { panic!("no redline") };
        let sides = Some(Sides { before: half.clone(), after: half, from: Vec::new() });
        let redline = Part::Redline(Redline { sides, ..redline });
        let parts = vec![Part::Paragraph(paragraph), Part::Table(table), redline];
        let page = Page { parts, beside: true, ..Page::default() };
        let text = terminal(&page, &TerminalOptions { width, colour: false });
        prop_assert!(!text.contains(|c: char| (c.is_control() && c != '\n') || c == '\u{202e}'), "{:?}", text);
        for line in text.lines() {
            prop_assert!(line.width() <= width, "{} > {}: {:?}", line.width(), width, line);
        }
    }
}
