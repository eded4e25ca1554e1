//! Promise 3 in HTML: dropping the insertions leaves the words before, dropping the deletions those after.

use proptest::prelude::*;
use vankien::compare::{CompareOptions, compare};
use vankien::document::{BlockCode, BlockKind, Codes, Document, parse};
use vankien::render::{HtmlOptions, html};
use vankien::view::{Side, ViewOptions, comparison_page};

/// Codes in order, as a first freezing gives them.
fn codes(document: &Document) -> Codes {
    let mut n = 0;
    let mut code = |has_code: bool| {
        n += u32::from(has_code);
        has_code.then(|| BlockCode::numbered(n))
    };
    document.blocks.iter().map(|block| code(block.kind.has_code())).collect()
}

/// The words of a text: runs of letters and digits.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The words of a draft that print.
fn printed_words(document: &Document) -> Vec<String> {
    let prints = |kind| !matches!(kind, BlockKind::FrontMatter | BlockKind::Definition);
    let blocks = document.blocks.iter().filter(|block| prints(block.kind));
    blocks.flat_map(|block| words(document.text(block))).collect()
}

/// Text of the elements of class `t`, without what stands in an element named `dropped`.
fn side(file: &str, dropped: &str) -> String {
    let mut out = String::new();
    let mut open: Vec<(&str, bool, bool)> = Vec::new();
    for piece in file.split('<').skip(1) {
        let Some((tag, text)) = piece.split_once('>') else { continue };
        let name = tag.trim_start_matches('/').split(' ').next().unwrap_or("");
        if tag.starts_with('/') {
            while open.pop().is_some_and(|(last, ..)| last != name) {}
        } else if !matches!(name, "meta" | "col" | "hr" | "wbr" | "!doctype") {
            let (_, is_text, is_dropped) = open.last().copied().unwrap_or(("", false, false));
            let begins_text =
                tag.contains(" class=\"t\"") || tag.contains(" class=\"t ") || tag.contains(" t\"");
            open.push((name, is_text || begins_text, is_dropped || name == dropped));
        }
        let (_, is_text, is_dropped) = open.last().copied().unwrap_or(("", false, false));
        if matches!(name, "p" | "td" | "h2" | "h3" | "h4" | "h5" | "h6" | "pre" | "tr" | "div") {
            out.push(' ');
        }
        if is_text && !is_dropped {
            out.push_str(text);
        }
    }
    let known = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    known.iter().fold(out, |text, (name, sign)| text.replace(name, sign))
}

/// The words of both sides, as the file shows them and as the drafts have them.
struct Sides {
    shown: [Vec<String>; 2],
    expected: [Vec<String>; 2],
}

fn sides(before: &str, after: &str) -> Sides {
    let (before, after) = (parse(before.to_owned()), parse(after.to_owned()));
    let comparison = compare(&before, &after, &CompareOptions::default());
    let (codes_before, codes_after) = (codes(&before), codes(&after));
    let side_before = Side { document: &before, codes: &codes_before, label: "before" };
    let side_after = Side { document: &after, codes: &codes_after, label: "after" };
    let options = ViewOptions { spelling: true, ..ViewOptions::default() };
    let page = comparison_page(&comparison, &side_before, &side_after, &options);
    let file = html(&page, &HtmlOptions::default());
    Sides {
        shown: ["ins", "del"].map(|dropped| words(&side(&file, dropped))),
        expected: [printed_words(&before), printed_words(&after)],
    }
}

fn check(before: &str, after: &str) {
    let Sides { shown, expected } = sides(before, after);
    assert_eq!(shown, expected);
}

const DRAFT: &str = "# BÁO CÁO CHÍNH TRỊ\n\n## I. KINH TẾ\n\nThu ngân sách đạt **63** tỷ đồng, bằng 92,6%.\n\n\
    - Trồng trọt: 45.250 tấn.\n- Chăn nuôi tăng 4,2%.\n  + Đàn lợn giảm.\n\n### 1. Nông nghiệp\n\n\
    Sản lượng lương thực có hạt năm 2020 đạt 45.250 tấn[^1]. Diện tích lúa giữ ở mức 3.120 ha.\n\n\
    | STT | Chỉ tiêu | Năm |\n|---|---|---:|\n| 1 | Thu ngân sách | 63 |\n| 2 | Hộ nghèo | 8,1 |\n\n\
    ## II. VĂN HÓA\n\n> Trích lời dạy\n> về đoàn kết\n\nGiữ gìn bản sắc các dân tộc trong huyện, xây dựng nếp sống mới.\n\n\
    [^1]: Số liệu của Chi cục Thống kê.\n";

#[test]
fn each_kind_of_change_is_exact() {
    for (from, to) in [
        ("63** tỷ", "61,5** tỷ"),
        ("- Chăn nuôi tăng 4,2%.\n", ""),
        ("| 2 | Hộ nghèo | 8,1 |\n", "| 2 | Tỷ lệ hộ nghèo | 7,9 |\n| 3 | Y tế | 14 |\n"),
        ("| STT | Chỉ tiêu | Năm |\n", "| STT | Chỉ tiêu | Năm 2020 |\n"),
        ("45.250 tấn[^1]. Diện tích", "45.250 tấn[^1].\n\nDiện tích"),
        ("## II. VĂN HÓA", "## II. VĂN HÓA, XÃ HỘI"),
        ("### 1. Nông nghiệp", "### 2. Nông nghiệp"),
        ("VĂN HÓA", "VĂN HOÁ"),
        ("**63** tỷ", "63 tỷ"),
        ("về đoàn kết", "về đoàn kết <thống nhất> & kỷ luật"),
    ] {
        let after = DRAFT.replacen(from, to, 1);
        assert_ne!(after, DRAFT);
        check(DRAFT, &after);
        check(&after, DRAFT);
    }
}

#[test]
fn a_section_that_moved_is_exact() {
    let (head, rest) = DRAFT.split_at(DRAFT.find("## I. ").unwrap());
    let (first, second) = rest.split_at(rest.find("## II. ").unwrap());
    let (second, notes) = second.split_at(second.find("[^1]:").unwrap());
    check(DRAFT, &format!("{head}{second}{first}{notes}"));
}

#[test]
fn nothing_and_everything_is_exact() {
    check("", DRAFT);
    check(DRAFT, "");
    check(DRAFT, DRAFT);
    check("", "");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn random_edits_are_exact(
        edits in prop::collection::vec((0usize..40, 0u8..5, "[a-zđ*|\\[\\]^ ]{1,12}"), 1..8),
    ) {
        let mut blocks: Vec<String> = DRAFT.split("\n\n").map(str::to_owned).collect();
        for (at, kind, words) in edits {
            let at = at % blocks.len();
            match kind {
                0 => { blocks.insert(at, format!("Đoạn mới {words} được thêm vào.")); }
                1 if blocks.len() > 2 => { blocks.remove(at); }
                2 => { let block = blocks.remove(at); blocks.push(block); }
                3 => { blocks[at] = format!("{} {}", blocks[at], words.trim()); }
                _ => { blocks[at] = blocks[at].replacen(' ', &format!(" {} ", words.trim()), 1); }
            }
        }
        // A mark that does not print may stand inside a word, so letters are compared, not words.
        let Sides { shown, expected } = sides(DRAFT, &blocks.join("\n\n"));
        prop_assert_eq!(shown.map(|words| words.concat()), expected.map(|words| words.concat()));
    }
}
