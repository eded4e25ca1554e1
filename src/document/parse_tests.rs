//! Blocks of every kind, and random Markdown of which no byte may be lost.

use super::{Document, cells, check_structure, outline, parse, place_path, place_paths, plain_text, tables};
use proptest::prelude::*;

fn check(source: &str, expected: &[&str]) {
    let document = parse(source.to_owned());
    let found: Vec<String> =
        document.blocks.iter().map(|b| format!("{}:{}", b.kind.tag(), document.text(b))).collect();
    assert_eq!(found, expected, "{source:?}");
    assert_whole(&document);
}

fn assert_whole(document: &Document) {
    let mut whole = document.lead().to_owned();
    for block in &document.blocks {
        assert!(!document.text(block).is_empty());
        whole.push_str(document.text(block));
        whole.push_str(document.gap(block));
    }
    assert_eq!(whole, document.source);
}

#[test]
fn every_kind_of_block_is_cut_by_lines() {
    check("", &[]);
    check("\n \n", &[]);
    check("một\nhai\n\nba", &["paragraph:một\nhai", "paragraph:ba"]);
    check("---\ntitle: A\n---\n\n# A", &["front_matter:---\ntitle: A\n---", "heading:# A"]);
    check("---\n\na\n\n---\n", &["rule:---", "paragraph:a", "rule:---"]);
    check("A\n---\n---\nb: c\n---\n", &["heading:A\n---", "rule:---", "heading:b: c\n---"]);
    check(
        "  # A #\n\n    mã\n\n\n    lệnh\n\nb",
        &["heading:  # A #", "code:    mã\n\n\n    lệnh", "paragraph:b"],
    );
    check("```\na\n\n```\n<!-- x\n\n-->\nb", &["code:```\na\n\n```", "html:<!-- x\n\n-->", "paragraph:b"]);
    check("a\n***\nb", &["paragraph:a", "rule:***", "paragraph:b"]);
}

#[test]
fn an_item_ends_before_its_first_nested_block() {
    check("- a\n  b\n  + c\n- d", &["item:- a\n  b", "item:  + c", "item:- d"]);
    check("1. a\n\n   b\n\n       c\n2. d", &["item:1. a", "paragraph:   b", "code:       c", "item:2. d"]);
    check(
        "- a\n  > b\n\n  | x |\n  |---|\n  | 1 |",
        &["item:- a", "quote:  > b", "row:  | x |\n  |---|", "row:  | 1 |"],
    );
    check("- # A\n  b\n-\n- - c", &["heading:- # A", "paragraph:  b", "item:-", "item:- - c"]);
    check("-\n  a\n  ```\n  b\n  ```\n  c", &["item:-\n  a", "code:  ```\n  b\n  ```", "paragraph:  c"]);
}

#[test]
fn tables_quotes_footnotes_and_definitions() {
    check(
        "| a | b |\n|---|---|\n| 1 | 2 |\n| 3\n\nc",
        &["row:| a | b |\n|---|---|", "row:| 1 | 2 |", "row:| 3", "paragraph:c"],
    );
    check("> a\n> b\n>\n> c\nd\n> - e", &["quote:> a\n> b", "quote:> c\nd", "item:> - e"]);
    check(
        "a[^1]\n\n[^1]: b\n    c\n\n    d\n\ne",
        &["paragraph:a[^1]", "footnote:[^1]: b\n    c", "footnote:    d", "paragraph:e"],
    );
    check("[^1]:\n\n[^2]: - a", &["footnote:[^1]:", "item:[^2]: - a"]);
    check(
        "[a]: /u\n[b]: /v\n'x\ny'\nc\n\n[a]: /w",
        &["definition:[a]: /u", "definition:[b]: /v\n'x\ny'", "paragraph:c", "definition:[a]: /w"],
    );
}

#[test]
fn line_ends_marks_and_odd_bytes() {
    check("a\r\n\r\nb\r\n", &["paragraph:a", "paragraph:b"]);
    check("a\r\rb\r", &["paragraph:a", "paragraph:b"]);
    check("# A\r# B\r\n- c\r- d", &["heading:# A", "heading:# B", "item:- c", "item:- d"]);
    check("\u{feff}# A\n", &["heading:# A"]);
    check("\u{feff}", &[]);
    check("\u{feff}---\na: b\n...\nc", &["front_matter:---\na: b\n...", "paragraph:c"]);
    check("\n\na\0b\n", &["paragraph:a\0b"]);
    check("\ta", &["code:\ta"]);
    check(&format!("{}x", ">".repeat(3000)), &[&format!("quote:{}x", ">".repeat(3000))]);
    check(&format!("{}x", "- ".repeat(3000)), &[&format!("item:{}x", "- ".repeat(3000))]);
}

#[test]
fn lines_rows_and_depths() {
    let document = parse("# A\n\n- a\n  - b\n\n| x |\n|---|\n| y |\n\n| z |\n|---|\n".to_owned());
    let found: Vec<_> = document.blocks.iter().map(|b| (b.line, b.depth, b.row)).collect();
    let expected = vec![
        (1, 1, None),
        (3, 1, None),
        (4, 2, None),
        (6, 0, Some((0, 0))),
        (8, 0, Some((0, 1))),
        (10, 0, Some((1, 0))),
    ];
    assert_eq!(found, expected);
}

/// Lines of drafts and what may stand before them, so that random documents nest and break every construct.
fn markdown() -> impl Strategy<Value = String> {
    let indents = ["", "", "", "  ", "    ", "\t", "> ", "- ", "   > ", "\u{a0}", "1. ", "[^1]: "];
    let texts = [
        "# PHẦN THỨ NHẤT",
        "## I. Kết quả {#a}",
        "đ) Giáo dục – đào tạo",
        "Đạt **5,2%**[^1] `a|b` [x][y]",
        "| a | b |",
        "|---|---|",
        "- ",
        "+ ý",
        "1. Về kinh tế",
        "2020. Toàn huyện",
        "> trích",
        "```",
        "<div>",
        "<!-- a",
        "-->",
        "***",
        "---",
        "===",
        "[^1]: Nguồn",
        "[y]: /z 'một",
        "hai'",
        "\u{feff}\0\u{2028}",
        "e\u{323}\u{302}",
        "",
        "",
    ];
    let ends = ["\n", "\n", "\n\n", "\r\n", "\r", ""];
    let line = (
        proptest::collection::vec(proptest::sample::select(indents.to_vec()), 0..3),
        proptest::sample::select(texts.to_vec()),
        proptest::sample::select(ends.to_vec()),
    );
    proptest::collection::vec(line, 0..24)
        .prop_map(|lines| lines.into_iter().map(|(indent, text, end)| indent.concat() + text + end).collect())
}

fn assert_sound(source: &str) {
    let document = parse(source.to_owned());
    assert_eq!(document.source, source);
    assert_whole(&document);
    let mut at = document.lead.end;
    for (index, block) in document.blocks.iter().enumerate() {
        assert_eq!((block.index, block.text.start, block.gap.start), (index, at, block.text.end));
        at = block.gap.end;
        assert!(block.section < document.sections.len());
        let label = block.label.as_ref().map_or(block.text.clone(), |label| label.range.clone());
        assert!(block.text.start <= label.start && label.end <= block.text.end);
        let blank = document.gap(block).trim_matches(|c: char| c == '>' || c.is_whitespace());
        assert_eq!(blank, "", "text in a gap");
        let plain = plain_text(&document, block);
        assert_eq!(plain.spans.last().map_or(0, |span| span.plain.end), plain.text.len());
        for span in &plain.spans {
            assert!(source.get(span.source.clone()).is_some());
        }
        for cell in cells(&document, block) {
            assert!(source.get(cell).is_some());
        }
    }
    assert_eq!(at, source.len());
    let paths = place_paths(&document);
    for (block, path) in document.blocks.iter().zip(paths) {
        assert_eq!(place_path(&document, block), path);
    }
    outline(&document);
    tables(&document);
    check_structure(&document, "a.md");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn every_byte_has_its_place(source in markdown()) {
        assert_sound(&source);
    }

    #[test]
    fn any_text_is_a_draft(source in "[ \\t\\r\\n>#*+_|\\[\\]^:`~<{}\\\\0-9a-cđĐ.)-]{0,60}|\\PC{0,40}") {
        assert_sound(&source);
    }
}

#[test]
fn size_costs_no_more_than_its_share() {
    for piece in
        ["> ", "- ", "1. ", "[", "**a ", "|", "`", "<", "[^1]: ", "a\n- b\n", "|a|\n|-|\n", "# 1.\n", "&"]
    {
        let document = parse(piece.repeat(20_000));
        for block in &document.blocks {
            plain_text(&document, block);
        }
    }
}
