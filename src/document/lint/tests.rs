//! Mini-reports as data: each is checked alone (or two together) and must give exactly the codes named.

use super::{CODES, LintOptions, Orthography, check_text, check_together};
use crate::document::{Document, DocumentId, FIGURE_CODES, figures, parse};
use crate::messages::Lang;
use crate::problem::Problem;
use proptest::prelude::*;

const ERRORS: &str = include_str!("../../../tests/suite/lint/errors.txt");
const CLEAN: &str = include_str!("../../../tests/suite/lint/clean.txt");

fn problems(documents: &[&str], options: &LintOptions) -> Vec<Problem> {
    let parsed: Vec<Document> = documents.iter().map(|text| parse((*text).to_owned())).collect();
    let files = ["one.md", "two.md"];
    let listed: Vec<(DocumentId, &str, &Document)> = parsed
        .iter()
        .zip(files)
        .filter_map(|(document, file)| Some((DocumentId::parse(file.strip_suffix(".md")?)?, file, document)))
        .collect();
    let mut all: Vec<Problem> =
        listed.iter().flat_map(|(_, file, document)| check_text(document, file, options)).collect();
    all.extend(check_together(&listed, options));
    all
}

/// Runs every case; a case is `=== name: CODES`, perhaps `options: congress committee term`, and the text.
fn check(cases: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    for case in cases.split("=== ").skip(1) {
        let (head, mut body) = case.split_once('\n').unwrap_or((case, ""));
        let (name, expected) = head.split_once(':').unwrap_or((head, ""));
        let mut options = LintOptions::default();
        if let Some(rest) = body.strip_prefix("options: ") {
            let (line, rest) = rest.split_once('\n').unwrap_or((rest, ""));
            let mut words = line.split(' ').map(str::to_owned);
            (options.congress_no, options.committee_no, options.term) =
                (words.next(), words.next(), words.next());
            body = rest;
        }
        if let Some(rest) = body.strip_prefix("orthography: old\n") {
            options.orthography = Orthography::Old;
            body = rest;
        }
        let documents: Vec<&str> = body.split("--- second\n").collect();
        let found = problems(&documents, &options);
        let mut codes: Vec<&str> = found.iter().map(|problem| problem.code.id).collect();
        codes.sort_unstable();
        let expected: Vec<&str> = expected.split_whitespace().collect();
        if codes != expected {
            let shown: Vec<String> = found
                .iter()
                .map(|p| format!("{} {:?} {}", p.code.id, p.place.line, p.message(Lang::Vi)))
                .collect();
            wrong.push(format!("{name}: expected {expected:?}, found {shown:#?}"));
        }
    }
    wrong
}

#[test]
fn every_planted_error_is_found_and_nothing_else() {
    let wrong = check(ERRORS);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn look_alikes_are_left_alone() {
    let wrong = check(CLEAN);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn there_are_enough_cases() {
    let count = |cases: &str| cases.matches("=== ").count();
    assert!(count(ERRORS) >= 40 && count(CLEAN) >= 40);
}

#[test]
fn decomposed_and_invisible_characters_are_found_with_their_line() {
    let text = "Dòng đầu.\n\nĐa\u{309}ng bo\u{323}\u{302} huyện.\n\nCó\u{200B} lỗi.\n";
    let found = problems(&[text], &LintOptions::default());
    let places: Vec<(&str, Option<usize>)> = found.iter().map(|p| (p.code.id, p.place.line)).collect();
    assert_eq!(places, [("T013", Some(3)), ("T014", Some(5))]);
}

#[test]
fn every_code_has_a_message_a_hint_and_an_example_in_both_languages() {
    for code in FIGURE_CODES.iter().chain(CODES) {
        for lang in [Lang::Vi, Lang::En] {
            for id in [
                format!("problem-{}", code.id),
                format!("problem-{}.hint", code.id),
                format!("problem-{}.example", code.id),
            ] {
                assert!(crate::messages::Message::new(id.clone()).try_text(lang).is_some(), "{id} {lang:?}");
            }
        }
    }
}

#[test]
fn no_message_lacks_an_argument() {
    for case in ERRORS.split("=== ").skip(1) {
        let body = case.split_once('\n').map_or("", |(_, body)| body);
        let documents: Vec<&str> = body.split("--- second\n").collect();
        for problem in problems(&documents, &LintOptions::default()) {
            for lang in [Lang::Vi, Lang::En] {
                let all = format!("{}{:?}", problem.message(lang), problem.hint(lang));
                assert!(!all.contains("{$") && !all.contains("{ $"), "{all}");
            }
        }
    }
}

#[test]
fn the_register_holds_figures_and_nothing_else() {
    let text = "## I. KẾT QUẢ 5 NĂM\n\nNăm 2020, tại Biểu 1, có 6/14 xã (42,9%), trên 2,5 triệu đồng; tăng 2 – 3%/năm.\n";
    let document = parse(text.to_owned());
    let printed: Vec<String> = figures(&document).into_iter().map(|f| f.printed).collect();
    assert_eq!(printed, ["5", "6/14", "42,9%", "2,5 triệu đồng", "2 – 3%/năm"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,200}") {
        let _ = problems(&[&text], &LintOptions::default());
    }

    #[test]
    fn no_mixture_of_report_words_makes_it_panic(
        words in proptest::collection::vec(prop_oneof![
            Just("|"), Just("\n"), Just("("), Just(")"), Just("="), Just("+"), Just(","), Just("."), Just("\""),
            Just("gồm"), Just("trong đó"), Just("từ"), Just("xuống"), Just("giảm"), Just("gấp"), Just("lần"),
            Just("bằng"), Just("mục tiêu"), Just("%"), Just("/"), Just("-"), Just("–"), Just("12-NQ/HU"),
            Just("0"), Just("999.999.999.999"), Just("6/14"), Just("0/0"), Just("42,8%"), Just("2015-2020"),
            Just("ngày"), Just("31/11/2019"), Just("tỷ đồng"), Just("điểm %"), Just("khóa XXI"), Just("MTTQ"),
            Just("|---|---|\n"), Just("Tổng"), Just("chỉ tiêu"), Just("\u{309}"), Just("ủy"), Just("uỷ"),
        ], 0..80)
    ) {
        let _ = problems(&[&words.join(" "), &words.concat()], &LintOptions::default());
    }
}
