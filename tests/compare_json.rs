//! The printed order of keys in a comparison's JSON, and what each holds.

use vankien::compare::{CompareOptions, SideOf, compare, to_json};
use vankien::document::{BlockCode, DocumentId, parse};

#[test]
fn keys_stand_in_the_printed_order() {
    let before = parse("\n# Báo cáo\n\nThu 63 tỷ đồng.\n".to_owned());
    let after = parse("# Báo cáo\n\nThu 61,5 tỷ đồng.\n".to_owned());
    let comparison = compare(&before, &after, &CompareOptions::default());
    let codes = vec![Some(BlockCode::numbered(1)), Some(BlockCode::numbered(2))];
    let json = to_json(
        &comparison,
        SideOf { label: "round-1", document: &before, codes: &codes },
        SideOf { label: "working", document: &after, codes: &Vec::new() },
        DocumentId::parse("political-report").as_ref(),
        false,
    );
    let expected = concat!(
        r#"{"schema":"vankien/comparison/1","document":"political-report","#,
        r#""before":{"label":"round-1","blocks":2,"words":6,"lead":"\n"},"#,
        r#""after":{"label":"working","blocks":2,"words":6,"lead":""},"#,
        r#""summary":{"added":0,"deleted":0,"amended":1,"moved":0,"renumbered":0,"retitled":0,"split":0,"#,
        r#""merged":0,"spelling":0,"unchanged":1,"words_added":1,"words_deleted":1,"words_moved":0},"#,
        r#""changes":[{"kind":"amended","moved":false,"classes":["figures"],"#,
        r#""before":[{"index":1,"code":"P2","section":"","line":4,"text":"Thu 63 tỷ đồng.","gap":"\n"}],"#,
        r#""after":[{"index":1,"code":null,"section":"","line":3,"text":"Thu 61,5 tỷ đồng.","gap":"\n"}],"#,
        r#""segments":[{"op":"equal","text":"Thu "},{"op":"delete","text":"63"},"#,
        r#"{"op":"insert","text":"61,5"},{"op":"equal","text":" tỷ đồng."}],"#,
        r#""figures":[{"before":"63","after":"61,5","unit":"tỷ đồng"}]}]}"#,
    );
    assert_eq!(serde_json::to_string(&json).expect("plain data"), expected);
}
