//! Places and codes carried to a later draft: what the rules say, and what must hold for any two drafts.

use proptest::prelude::*;
use std::collections::BTreeSet;
use vankien::anchor::{Certainty, DraftIndex, PlaceQuery, carry, carry_codes, place};
use vankien::compare::{CompareOptions, compare};
use vankien::document::{BlockCode, Codes, Document, DocumentId, parse};

fn first_codes(document: &Document) -> Codes {
    let mut next = 0;
    let codes = document.blocks.iter().map(|block| {
        block.kind.has_code().then(|| {
            next += 1;
            BlockCode::numbered(next)
        })
    });
    codes.collect()
}

fn carried(before: &str, after: &str) -> (String, String) {
    let (before, after) = (parse(before.to_owned()), parse(after.to_owned()));
    let codes = first_codes(&before);
    let comparison = compare(&before, &after, &CompareOptions::default());
    let carried = carry_codes(&before, &codes, &after, &comparison, &[]);
    let shown: Vec<String> = carried.codes.iter().flatten().map(ToString::to_string).collect();
    let gone = carried.retired.iter().map(|(code, into)| match into {
        Some(into) => format!("{code}->{into}"),
        None => code.to_string(),
    });
    (shown.join(" "), gone.collect::<Vec<_>>().join(" "))
}

const A: &str = "Sản lượng lương thực có hạt năm 2020 đạt 45.520 tấn, vượt mục tiêu nghị quyết đề ra.";
const B: &str = "Chăn nuôi chuyển từ nhỏ lẻ sang gia trại, trang trại có kiểm soát dịch bệnh ở các xã.";
const C: &str = "Công tác bảo vệ và phát triển rừng được giữ vững trong suốt cả nhiệm kỳ vừa qua.";
const D: &str = "Mạng lưới điện được đầu tư thêm 86 km đường dây trung áp, hạ áp và 37 trạm biến áp.";
const NEW: &str = "Quản lý đất đai, khoáng sản đi vào nền nếp, có kế hoạch sử dụng đất từng năm.";

fn text(parts: &[&str]) -> String {
    parts.join("\n\n") + "\n"
}

#[test]
fn codes_follow_the_rules() {
    let check = |before: &[&str], after: &[&str], codes: &str, gone: &str| {
        assert_eq!(carried(&text(before), &text(after)), (codes.to_owned(), gone.to_owned()), "{after:?}");
    };
    check(&[A, B, C], &[A, B, C], "P1 P2 P3", "");
    check(&[A, B], &[NEW, A, B], "P0a P1 P2", "");
    check(&[A, B], &[A, NEW, B], "P1 P1a P2", "");
    check(&[A, B], &[A, NEW, C, B], "P1 P1a P1b P2", "");
    check(&[A, B, C], &[A, C], "P1 P3", "P2");
    check(&[A, B, C, D], &[B, C, D, A], "P2 P3 P4 P1", "");
    let merged = format!("{B} {C}");
    check(&[A, B, C, D], &[A, &merged, D], "P1 P2 P4", "P3->P2");
    let (short, long) = (
        "Chính sách đối với người có công được thực hiện kịp thời, đúng người.",
        "Các dự án dành cho xã, thôn đặc biệt khó khăn được phân bổ công khai, có sự giám sát của người dân hưởng lợi.",
    );
    let whole = format!("{short} {long}");
    check(&[A, &whole, D], &[A, short, long, D], "P1 P1a P2 P3", "");
}

#[test]
fn no_code_is_given_out_twice_over_time() {
    let (one, two) = (parse(text(&[A, B])), parse(text(&[A, NEW, B])));
    let codes = first_codes(&one);
    let there = carry_codes(&one, &codes, &two, &compare(&one, &two, &CompareOptions::default()), &[]);
    let back = carry_codes(&two, &there.codes, &one, &compare(&two, &one, &CompareOptions::default()), &[]);
    let retired: Vec<BlockCode> = back.retired.iter().map(|(code, _)| code.clone()).collect();
    assert_eq!(retired, [BlockCode::parse("P1a").unwrap()]);
    let again =
        carry_codes(&one, &back.codes, &two, &compare(&one, &two, &CompareOptions::default()), &retired);
    assert_eq!(again.codes[1], BlockCode::parse("P1b"));
}

#[test]
fn places_follow_their_words() {
    let check = |after: &[&str], certainty: Certainty, expected: &str| {
        let (before, after) = (parse(text(&[A, B, C, D])), parse(text(after)));
        let codes = first_codes(&before);
        let comparison = compare(&before, &after, &CompareOptions::default());
        let later = carry_codes(&before, &codes, &after, &comparison, &[]);
        let id = DocumentId::parse("political-report").unwrap();
        let index = [DraftIndex::new(id, "Báo cáo chính trị", &before, &codes)];
        let query = PlaceQuery {
            quote: Some("trang trại có kiểm soát dịch bệnh"), ..PlaceQuery::default()
        };
        let anchor = place(&query, &index);
        assert_eq!(anchor.certainty, Certainty::Exact);
        let now = carry(&anchor, &comparison, (&before, &codes), (&after, &later.codes));
        let target = now.target.unwrap();
        // What is gone keeps the place that it had in the draft before.
        let draft = if now.certainty == Certainty::Gone { &before } else { &after };
        let words =
            target.words.map(|words| draft.text(&draft.blocks[target.block.unwrap()])[words].to_owned());
        let shown = format!("{} {}", target.code.unwrap(), words.as_deref().unwrap_or("-"));
        assert_eq!((now.certainty, shown.as_str()), (certainty, expected), "{:?}", after.source);
    };
    check(&[A, B, C, D], Certainty::Carried, "P2 trang trại có kiểm soát dịch bệnh");
    check(&[A, C, D, B], Certainty::Carried, "P2 trang trại có kiểm soát dịch bệnh");
    check(&[A, NEW, B, C, D], Certainty::Carried, "P2 trang trại có kiểm soát dịch bệnh");
    let amended = B.replace("có kiểm soát", "kiểm soát tốt");
    check(&[A, &amended, C, D], Certainty::Carried, "P2 -");
    let merged = format!("{B} {C}");
    check(&[A, &merged, D], Certainty::Carried, "P2 trang trại có kiểm soát dịch bệnh");
    check(&[A, C, D], Certainty::Gone, "P2 trang trại có kiểm soát dịch bệnh");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn codes_are_unique_kept_and_never_used_again(
        first in prop::collection::vec(0usize..12, 0..14),
        second in prop::collection::vec(0usize..12, 0..14),
        third in prop::collection::vec(0usize..12, 0..14),
    ) {
        let make = |parts: &[usize]| {
            let parts: Vec<String> = parts.iter().map(|part| match part % 4 {
                0 => format!("## {}. Mục số {part} của phần này", part + 1),
                1 => format!("- Việc thứ {part} trong danh mục các việc cần làm ngay của huyện"),
                _ => format!("Đoạn số {part} nói về kết quả {part} của nhiệm kỳ {part} vừa qua. Câu thứ hai của đoạn {part}."),
            }).collect();
            parse(parts.join("\n\n"))
        };
        let drafts = [make(&first), make(&second), make(&third), make(&first)];
        let mut codes = first_codes(&drafts[0]);
        let mut ever: BTreeSet<BlockCode> = codes.iter().flatten().cloned().collect();
        for pair in drafts.windows(2) {
            let comparison = compare(&pair[0], &pair[1], &CompareOptions::default());
            let used: Vec<BlockCode> = ever.iter().cloned().collect();
            let later = carry_codes(&pair[0], &codes, &pair[1], &comparison, &used);
            let now: Vec<&BlockCode> = later.codes.iter().flatten().collect();
            let unique: BTreeSet<&BlockCode> = now.iter().copied().collect();
            prop_assert_eq!(now.len(), unique.len());
            let before: BTreeSet<BlockCode> = codes.iter().flatten().cloned().collect();
            for code in &unique {
                prop_assert!(before.contains(*code) || !ever.contains(*code), "{} again", code);
            }
            for (at, block) in pair[1].blocks.iter().enumerate() {
                prop_assert_eq!(later.codes[at].is_some(), block.kind.has_code());
            }
            let retired: BTreeSet<BlockCode> = later.retired.iter().map(|(code, _)| code.clone()).collect();
            for code in &before {
                prop_assert!(unique.contains(code) != retired.contains(code));
            }
            for (_, into) in &later.retired {
                prop_assert!(into.as_ref().is_none_or(|into| unique.contains(into)));
            }
            ever.extend(now.into_iter().cloned());
            codes = later.codes.clone();
        }
    }

}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(30) })]

    #[test]
    fn a_described_block_is_found(at in 0usize..400, from in 0usize..40) {
        let source = include_str!("../drafts/moc-linh/draft-2/political-report.md");
        let document = parse(source.to_owned());
        let codes = first_codes(&document);
        let block = &document.blocks[at % document.blocks.len()];
        let words: Vec<&str> = document.text(block).split_whitespace().skip(from % 12).take(9).collect();
        prop_assume!(block.kind.has_code() && words.len() == 9);
        let quote = words.join(" ");
        let index = [DraftIndex::new(DocumentId::parse("p").unwrap(), "Báo cáo", &document, &codes)];
        let query = PlaceQuery { quote: Some(&quote), ..PlaceQuery::default() };
        let anchor = place(&query, &index);
        let found = anchor.target.as_ref().and_then(|target| target.block);
        prop_assert!(found == Some(block.index) || found.is_none(), "{} {:?}", quote, anchor);
    }
}
