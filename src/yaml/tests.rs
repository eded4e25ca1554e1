//! Tests of the door: what is refused, how it is said, what is written.

use super::*;
use crate::messages::{Lang, ids};
use proptest::prelude::*;
use serde::Deserialize;
use std::collections::BTreeMap;

schema_line!(
    /// First line of the test's record.
    #[expect(unreachable_pub, reason = "the macro serves records, which are public")]
    TestSchema, "vankien/test/1"
);

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct TestRecord {
    schema: TestSchema,
    #[serde(default)]
    unit: Option<String>,
    #[serde(default)]
    reserved: bool,
    #[serde(default)]
    members: Option<u32>,
    #[serde(default)]
    due: Option<Due>,
    #[serde(default)]
    names: BTreeMap<String, String>,
    #[serde(default)]
    comments: Vec<TestComment>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Due {
    Never,
    Days(u32),
    Range(String, String),
    Named { day: String },
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct TestComment {
    #[serde(default)]
    place: Option<String>,
    text: String,
}

const HEAD: &str = "schema: vankien/test/1\n";

fn problems(body: &str) -> Vec<String> {
    let reading = read::<TestRecord>(&format!("{HEAD}{body}"), "f.yaml");
    let show = |it: &Problem| format!("{}@{}", it.code.id, it.place.line.unwrap_or(0));
    reading.problems.iter().map(show).collect()
}

#[test]
fn each_trap_has_its_problem() {
    let mut wrong = Vec::new();
    let mut check = |body: &str, expected: &[&str]| {
        let found = problems(body);
        if found != expected {
            wrong.push(format!("{body:?}: {found:?}, not {expected:?}"));
        }
    };
    check("unit: x03\n", &[]);
    check("unit: &a x03\n", &["Y003@2"]);
    check("unit: *a\n", &["Y003@2"]);
    check("unit: !tag x\n", &["Y004@2"]);
    check("unit: x\nunit: y\n", &["Y006@3"]);
    check("names: {a: x, a: y}\n", &["Y006@2"]);
    check("names:\n  a: x\n  b: y\n  a: z\n", &["Y006@5"]);
    check("names:\n\ta: x\n", &["Y007@3"]);
    check("unit: Mục 1: cần sửa\n", &["Y008@2"]);
    check("unit: \"Đồng ý\" với dự thảo\n", &["Y009@2"]);
    check("unit: 'Đồng ý' với dự thảo\n", &["Y009@2"]);
    check("rond: 2\n", &["Y010@2"]);
    check("comments:\n  - place: a\n", &["Y011@3"]);
    check("comments: không có\n", &["Y012@2"]);
    check("unit: [a]\n", &["Y012@2"]);
    check("due: often\n", &["Y013@2"]);
    check("due: {days: 1, never: 2}\n", &["Y012@2"]);
    check("due: {range: [a]}\n", &["Y012@2"]);
    check("reserved: no\n", &["Y017@2"]);
    check("unit: Đạt 99% #ghi chú\n", &["Y018@2"]);
    check("unit: btv-01 # thường trực\n", &[]);
    check("---\nunit: x\n", &["Y019@2"]);
    check("unit: \"Đề nghị\n", &["Y020@2"]);
    check("members: 1.200\n", &["Y022@2"]);
    check("members: 52 người\n", &["Y022@2"]);
    check("members: -1\n", &["Y022@2"]);
    check("unit: [bỏ] câu này\n", &["Y023@2"]);
    check("unit: @a\n", &["Y023@2"]);
    check("unit: > 5 ha\n", &["Y023@2"]);
    check("? a\n: b\n", &["Y023@2"]);
    check("unit: a\u{0}b\n", &["Y002@2"]);
    check("   unit: x\n", &["Y016@1"]);
    check("unit\n", &["Y016@3"]);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn whole_files_that_are_no_records() {
    let check = |text: &str, expected: &str| {
        let reading = read::<TestRecord>(text, "f.yaml");
        assert!(reading.value.is_none(), "{text}");
        assert_eq!(reading.problems.iter().map(|it| it.code.id).collect::<Vec<_>>(), [expected], "{text}");
    };
    check("", "Y021");
    check("\u{FEFF}\n# only a note\n", "Y021");
    check("---\n", "Y021");
    check("schema: vankien/other/1\n", "Y014");
    check("unit: x\n", "Y011");
    check("- a\n", "Y012");
    check("một câu\n", "Y012");
    check(&"[".repeat(40), "Y005");
    check(&format!("{HEAD}unit: {}{}", "[".repeat(400_000), "]".repeat(400_000)), "Y005");
    check(&"a: b\n".repeat(300_000), "Y001");
}

#[test]
fn somebodys_words_are_no_marks() {
    let check = |body: &str, expected: &str| {
        let reading = read::<TestRecord>(&format!("\u{FEFF}{HEAD}{body}"), "f.yaml");
        assert_eq!(reading.problems, [], "{body}");
        assert_eq!(reading.value.and_then(|it| it.unit).as_deref(), Some(expected), "{body}");
    };
    check("unit: |\n  *a* &b !c: d\n  \"x\" y\n", "*a* &b !c: d\n\"x\" y\n");
    check("unit: |-\n  &a\n\n\n", "&a");
    check("unit: >-\n  *a*\n  b: c\n", "*a* b: c");
    check("unit: |2-\n   a\n  *b\n", " a\n*b");
    check("unit: \"&a: *b #c\"\n", "&a: *b #c");
    check("unit: 'ông ''A'': *b'\n", "ông 'A': *b");
    check("unit: \"a\n  *b\n\n  c: d\"\n", "a *b\nc: d");
    check("unit: Ông & bà * con ! rồi a:b c#d\n", "Ông & bà * con ! rồi a:b c#d");
    check("unit: một\n  *hai*\n  &ba\n", "một *hai* &ba");
    check("unit: 1.10\n", "1.10");
    check("unit: 007\n", "007");
    check("unit: no\n", "no");
    check("unit: 2020-04-18\n", "2020-04-18");
    check("'unit': x\n", "x");
    check("unit: x\r\nreserved: true\r\n", "x");
}

#[test]
fn a_bad_item_does_not_hide_the_others() {
    let body = "comments:\n  - place: 1.1\n    text: Mục 1: sửa\n  - place: 1.10\n    text: tốt\n  - txt: sai\n    \
                place: a\n  - text: *x\n  - text: |\n      hai\n      - dòng\n  - place: thiếu\nunit: x03\n";
    let record = read_record::<TestRecord>(&format!("{HEAD}{body}"), "f.yaml", 10);
    let found: Vec<String> = record
        .reading
        .problems
        .iter()
        .map(|it| {
            format!(
                "{}@{} {}",
                it.code.id,
                it.place.line.unwrap_or(0),
                it.place.at.clone().unwrap_or_default()
            )
        })
        .collect();
    assert_eq!(found, ["Y008@14 ", "Y010@17 comments[3]", "Y003@19 ", "Y011@23 comments[6]"]);
    let value = record.reading.value.unwrap();
    assert_eq!(value.unit.as_deref(), Some("x03"));
    assert_eq!(
        value.comments.iter().map(|it| it.text.as_str()).collect::<Vec<_>>(),
        ["tốt", "hai\n- dòng\n"]
    );
    let places: Vec<(usize, usize)> = record.items.iter().map(|it| (it.index, it.line)).collect();
    assert_eq!(places, [(1, 15), (4, 20)]);
}

#[test]
fn all_items_bad_leaves_an_empty_list() {
    let reading = read::<TestRecord>(&format!("{HEAD}comments:\n- txt: a\n- txt: b\n"), "f.yaml");
    assert_eq!(reading.problems.len(), 2);
    assert!(reading.value.unwrap().comments.is_empty());
}

#[test]
fn work_is_bounded_when_everything_is_wrong() {
    let body = "- txt: a\n".repeat(60_000);
    let reading = read::<TestRecord>(&format!("{HEAD}comments:\n{body}"), "f.yaml");
    assert!(reading.value.is_none());
    assert!((2..=RETRIES_MAX + 1).contains(&reading.problems.len()));
}

#[test]
fn a_near_key_is_suggested() {
    let reading = read::<TestRecord>(&format!("{HEAD}membrs: 3\n"), "f.yaml");
    let hint = reading.problems[0].hint(Lang::En).unwrap();
    assert!(hint.starts_with("did you mean `members`?"), "{hint}");
    let reading = read::<TestRecord>(&format!("{HEAD}zzz: 3\n"), "f.yaml");
    let hint = reading.problems[0].hint(Lang::Vi).unwrap();
    assert!(hint.starts_with("các khóa dùng được: schema, unit"), "{hint}");
}

#[test]
fn every_problem_speaks() {
    for lang in [Lang::Vi, Lang::En] {
        let ids = ids(lang);
        for code in CODES {
            for part in ["", ".hint", ".example"] {
                let id = format!("problem-{}{part}", code.id);
                assert!(ids.contains(&id), "{id}");
            }
        }
    }
    for text in ["unit: 2\nunit: 3\n", "rond: 1\n", "members: x\n", "due: {range: [a]}\n", "reserved: on\n"] {
        for problem in read::<TestRecord>(&format!("{HEAD}{text}"), "f.yaml").problems {
            for lang in [Lang::Vi, Lang::En] {
                let shown = format!("{} {}", problem.message(lang), problem.hint(lang).unwrap());
                assert!(!shown.contains(['⟦', '$', '{']), "{shown}");
            }
        }
    }
}

#[test]
fn writing_has_one_form() {
    let record = TestRecord {
        schema: TestSchema,
        unit: Some("no".to_owned()),
        reserved: true,
        members: Some(7),
        due: Some(Due::Range("1.10".to_owned(), "a: b".to_owned())),
        names: BTreeMap::from([("1/II".to_owned(), "~".to_owned()), ("b".to_owned(), String::new())]),
        comments: vec![
            TestComment { place: None, text: "một\n\nhai\n".to_owned() },
            TestComment { place: Some("Mục 1".to_owned()), text: " đầu\ncâu".to_owned() },
        ],
    };
    let expected = "schema: vankien/test/1\nunit: \"no\"\nreserved: true\nmembers: 7\ndue:\n  range:\n    - \"1.10\"\n    \
                    - \"a: b\"\nnames:\n  \"1/II\": \"~\"\n  b: \"\"\ncomments:\n  - place: null\n    text: |\n      một\n\n      \
                    hai\n  - place: Mục 1\n    text: \" đầu\\ncâu\"\n";
    assert_eq!(to_string(&record), expected);
    assert_eq!(from_str::<TestRecord>(expected, "f.yaml").unwrap(), record);
}

#[test]
fn enums_are_mappings_of_one_key() {
    let check = |due: Due, expected: &str| {
        let yaml = to_string(&due);
        assert_eq!(yaml, expected);
        assert_eq!(from_str::<Due>(&yaml, "f.yaml").unwrap(), due);
    };
    check(Due::Never, "never\n");
    check(Due::Days(10), "days: 10\n");
    check(Due::Named { day: "2020-04-18".to_owned() }, "named:\n  day: \"2020-04-18\"\n");
}

/// Texts that hurt: marks of YAML, blanks, breaks, controls, words of YAML.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("\n".to_owned()),
        Just(" ".to_owned()),
        Just("  ".to_owned()),
        Just("\t".to_owned()),
        "[-:#&*!|>'\"%@`{}\\[\\],?~=]",
        Just(": ".to_owned()),
        Just(" #".to_owned()),
        Just("- ".to_owned()),
        Just("---".to_owned()),
        Just("no".to_owned()),
        "[a-zđệ0-9.]{1,3}",
        Just("\u{FEFF}\u{85}\u{2028}\r\n".to_owned()),
        any::<char>().prop_map(|c| c.to_string()),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_again(unit in hostile(), key in hostile(), text in hostile()) {
        let record = TestRecord {
            schema: TestSchema, unit: Some(unit), reserved: false, members: None, due: None,
            names: BTreeMap::from([(key, text.clone())]),
            comments: vec![TestComment { place: None, text }],
        };
        let yaml = to_string(&record);
        prop_assert_eq!(from_str::<TestRecord>(&yaml, "f.yaml"), Ok(record), "{}", yaml);
    }

    #[test]
    fn reading_never_panics(text in hostile(), body in hostile()) {
        let _ = read::<TestRecord>(&format!("{HEAD}unit: {text}\ncomments:\n  - text: {body}\n  - {text}\n"), "f.yaml");
        let _ = read::<TestRecord>(&text, "f.yaml");
    }

    /// No alias passes the scanner: what defines an anchor and uses it never becomes a value.
    #[test]
    fn no_alias_passes(before in hostile(), between in hostile()) {
        let text = format!("{HEAD}unit: {before}&mark word\nnames: {between}*mark\n");
        let reading = read::<TestRecord>(&text, "f.yaml");
        if let Some(value) = reading.value {
            let used = value.names.values().any(|name| name == "word") || value.unit.as_deref() == Some("word");
            prop_assert!(!used, "{}", text);
        }
    }
}
