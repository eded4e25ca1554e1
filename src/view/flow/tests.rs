//! Tests of the running text: what is dropped, inserted and moved leads back to both sides.

use super::*;
use crate::compare::{CompareOptions, compare};
use crate::document::parse;

fn flow(before: &str, after: &str, moves: MoveMarks) -> Flow {
    let [b, a] = [before, after].map(|text| parse(text.to_owned()));
    let comparison = compare(&b, &a, &CompareOptions::default());
    let none = Codes::new();
    let side = |document| Side { document, codes: &none, label: "" };
    marked_flow(&comparison, &side(&b), &side(&a), moves)
}

fn sign(track: Track) -> (&'static str, &'static str) {
    match track {
        Track::Kept => ("", ""),
        Track::Inserted => ("{+", "+}"),
        Track::Deleted => ("{-", "-}"),
        Track::MovedFrom(_) => ("{<", "<}"),
        Track::MovedTo(_) => ("{>", ">}"),
    }
}

fn words(flow: &Flow, paragraph: &FlowParagraph) -> String {
    let mut out = String::new();
    for run in &paragraph.runs {
        let text = match &run.content {
            Content::Words(words) => words.clone(),
            Content::Break => "⏎".to_owned(),
            Content::Note(at) => {
                let all = flow.notes[*at].iter().map(|it| words(flow, it)).collect::<Vec<_>>();
                format!("^({})", all.join(" "))
            }
        };
        let (open, close) = sign(run.track);
        let looks = if run.was.is_some() { "~" } else { "" };
        out.push_str(&format!("{open}{looks}{text}{close}"));
    }
    let (open, close) = sign(paragraph.end);
    let was = if paragraph.was.is_some() { "≠" } else { "" };
    out + was + &if open.is_empty() { String::new() } else { format!("{open}¶{close}") }
}

/// Paragraphs parted by ` ‖ `, rows as `(a ¦ b)`.
fn drawn(flow: &Flow) -> String {
    let mut out = Vec::new();
    for part in &flow.parts {
        match part {
            FlowPart::Paragraph(it) => out.push(words(flow, it)),
            FlowPart::Table(table) => {
                for row in &table.rows {
                    let cells: Vec<String> = row.cells.iter().map(|it| words(flow, it)).collect();
                    let (open, close) = sign(row.track);
                    out.push(format!("{open}({}){close}", cells.join(" ¦ ")));
                }
            }
        }
    }
    out.join(" ‖ ")
}

fn check(before: &str, after: &str, expected: &str) {
    assert_eq!(drawn(&flow(before, after, MoveMarks::Tracked)), expected, "{before:?} → {after:?}");
}

#[test]
fn every_kind_of_change_is_told_at_its_place() {
    check("Một hai ba.\n", "Một bốn ba.\n", "Một {-hai-}{+bốn+} ba.");
    check("a\n\nb\n", "a\n\nmới toanh\n\nb\n", "a ‖ {+mới toanh+}{+¶+} ‖ b");
    check("a\n\nbỏ đi\n\nb\n", "a\n\nb\n", "a ‖ {-bỏ đi-}{-¶-} ‖ b");
    check("đạt **5** xã", "đạt 5 xã", "đạt ~5 xã");
    check("- a b c d\n", "+ a b c d\n", "a b c d≠");
    check("Kết quả\n", "## Kết quả\n", "{-Kết quả-}{-¶-} ‖ {+Kết quả+}{+¶+}");
    check("x [a](u)", "x [a](v)", "x {-a-}{+a+}");
}

#[test]
fn paragraphs_that_part_or_meet_share_their_words() {
    let one = "Kinh tế tăng trưởng khá, bình quân đạt cao. Văn hoá xã hội có nhiều tiến bộ rõ rệt.";
    let two = one.replace(". ", ".\n\n");
    check(
        one,
        &two,
        "Kinh tế tăng trưởng khá, bình quân đạt cao.{- -}{+¶+} ‖ Văn hoá xã hội có nhiều tiến bộ rõ rệt.",
    );
    check(
        &two,
        one,
        "Kinh tế tăng trưởng khá, bình quân đạt cao.{-¶-} ‖ {+ +}Văn hoá xã hội có nhiều tiến bộ rõ rệt.",
    );
}

#[test]
fn a_change_at_an_end_does_not_swallow_the_end() {
    let (a, b) = ("Một hai ba bốn năm.", "Sáu bảy tám chín mười.");
    check(
        &format!("{a}\n"),
        &format!("{a} Thêm câu.\n\nĐoạn mới toanh.\n"),
        &format!("{a}{{+ Thêm câu.+}}{{+¶+}} ‖ {{+Đoạn mới toanh.+}}"),
    );
    check(
        &format!("{a} Bớt câu.\n\nĐoạn cũ kỹ.\n\n{b}\n"),
        &format!("{a}\n\n{b}\n"),
        &format!("{a}{{- Bớt câu.-}}{{-¶-}} ‖ {{-Đoạn cũ kỹ.-}} ‖ {b}"),
    );
    check(
        "Một hai ba bốn cũ.\n",
        "Một hai ba bốn mới.\n\nĐoạn toanh.\n",
        "Một hai ba bốn {+mới.+}{-cũ.-} ‖ {+Đoạn toanh.+}{+¶+}",
    );
}

#[test]
fn changes_on_both_sides_of_an_end_do_not_meet() {
    let (a, b) = ("Một hai ba bốn năm sáu", "bảy tám chín mười mười một mười hai.");
    let (before, after) = (format!("{a}\n\n{b}\n"), format!("{a} thêm\n\nnữa {b}\n"));
    check(&before, &after, &format!("Một hai ba bốn năm {{+sáu+}}{{+ thêm+}}{{-sáu-}} ‖ {{+nữa +}}{b}"));
}

#[test]
fn rows_and_cells() {
    let table = "| a | b |\n|---|---|\n| một | 1 |\n| hai | 2 |\n";
    check(table, &table.replace("| 1 |", "| 9 |"), "(a ¦ b) ‖ (một ¦ {-1-}{+9+}) ‖ (hai ¦ 2)");
    check(
        table,
        &table.replace("| hai | 2 |\n", ""),
        "(a ¦ b) ‖ (một ¦ 1) ‖ {-({-hai-}{-¶-} ¦ {-2-}{-¶-})-}",
    );
    let wide = "| a | b | c |\n|---|---|---|\n| một | 1 | x |\n| hai | 2 | y |\n";
    let drawn = drawn(&flow(table, wide, MoveMarks::Tracked));
    assert_eq!(drawn.matches("{-(").count(), 3, "{drawn}");
    assert_eq!(drawn.matches("{+(").count(), 3, "{drawn}");
}

#[test]
fn what_moved_is_whole_at_both_places() {
    let [a, b, c] = [
        "Phát triển nông nghiệp sạch gắn với chế biến và tiêu thụ sản phẩm ở các xã vùng cao.",
        "Đầu tư đường giao thông nối các thôn bản xa với trung tâm xã và chợ phiên.",
        "Bảo vệ rừng đầu nguồn, giao rừng cho cộng đồng dân cư quản lý lâu dài.",
    ];
    let before = format!("# T\n\n{a}\n\n{b}\n\n{c}\n");
    let after = format!("# T\n\n{b}\n\n{c}\n\n{a}\n");
    check(&before, &after, &format!("T ‖ {{<{a}<}}{{<¶<}} ‖ {b} ‖ {c} ‖ {{>{a}>}}{{>¶>}}"));
    let plain = drawn(&flow(&before, &after, MoveMarks::Plain));
    assert_eq!(plain, format!("T ‖ {{-{a}-}}{{-¶-}} ‖ {b} ‖ {c} ‖ {{+{a}+}}{{+¶+}}"));
}

#[test]
fn notes_stand_with_their_references() {
    check("a[^1] b\n\n[^1]: số cũ\n", "a[^1] b\n\n[^1]: số mới\n", "a^(số {-cũ-}{+mới+}) b");
    check("a[^1] b c\n\n[^1]: số\n", "a b c\n", "a{-^({-số-})-} b c");
    // A number that changed because a note came before it is no change of the note.
    check(
        "a b c[^1] d\n\n[^1]: số thứ nhất\n",
        "a[^1] b c[^2] d\n\n[^1]: chú thích mới thêm vào\n\n[^2]: số thứ nhất\n",
        "a{+^({+chú thích mới thêm vào+})+} b c^(số thứ nhất) d",
    );
    let lost = flow("", "a\n\n[^1]: x\n", MoveMarks::Tracked);
    assert_eq!(lost.lost_notes, ["1"]);
}

#[test]
fn numbers_count_on_over_what_came_and_went() {
    let flow = flow("1. một\n2. hai\n3. ba\n", "1. một\n2. ba\n", MoveMarks::Tracked);
    let lists = flow.parts.iter().map(|part| match part {
        FlowPart::Paragraph(it) => (it.layout.list, it.was),
        FlowPart::Table(_) => (None, None),
    });
    let lists: Vec<_> = lists.collect();
    assert_eq!(lists, vec![(Some((0, 0)), None); 3]);
    assert_eq!(flow.numberings, [Numbering { mark: ListMark::Number(1, '.'), level: 0 }]);
    let apart = clean_flow(&parse("3. a\n\nb\n\n5) c\n   - d\n".to_owned()), &Codes::new());
    let marks: Vec<_> = apart.numberings.iter().map(|it| (it.mark, it.level)).collect();
    assert_eq!(
        marks,
        [(ListMark::Number(3, '.'), 0), (ListMark::Number(5, ')'), 0), (ListMark::Bullet('-'), 1)]
    );
}
