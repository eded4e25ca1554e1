//! How people write places, as data: `tests/suite/citations/phrasings.txt`.

use unicode_normalization::UnicodeNormalization;
use vankien::anchor::{Citation, CitedPlace, Nth, Step, parse_citation};

const PHRASINGS: &str = include_str!("suite/citations/phrasings.txt");

fn cases() -> Vec<(&'static str, &'static str)> {
    let lines = PHRASINGS.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    lines.map(|line| line.split_once(" => ").unwrap_or_else(|| panic!("{line}"))).collect()
}

#[test]
fn places_are_read_as_people_write_them() {
    let cases = cases();
    assert!(cases.len() >= 80, "{}", cases.len());
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|(written, expected)| {
            let shown = show(&parse_citation(written));
            (shown != *expected).then(|| format!("{written}\n   wanted {expected}\n   got    {shown}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn decomposed_letters_read_the_same() {
    for (written, _) in cases() {
        let decomposed: String = written.nfd().collect();
        let (mut here, mut there) = (parse_citation(written), parse_citation(&decomposed));
        here.as_written.clear();
        there.as_written.clear();
        assert_eq!(here, there, "{written}");
    }
}

#[test]
fn any_text_is_read_without_a_panic() {
    let mut config = proptest::test_runner::Config::with_cases(2_000);
    config.failure_persistence = None;
    let words = "(phần|mục|điểm|trang|dòng|đoạn|biểu|chỉ tiêu|và|thứ|hai|II|1\\.1|đ|\"|“|”|;|,|P12|:|/|-|\\.| |\\PC){0,40}";
    let mut runner = proptest::test_runner::TestRunner::new(config);
    let result = runner.run(&words, |text| {
        let citation = parse_citation(&text);
        proptest::prop_assert_eq!(citation.as_written, text.trim());
        Ok(())
    });
    result.unwrap();
}

fn show(citation: &Citation) -> String {
    let mut parts = Vec::new();
    parts.extend(citation.page.map(|page| format!("p={page}")));
    parts.extend(citation.line.map(|line| format!("l={line}")));
    parts.extend(citation.whole.then(|| "whole".to_owned()));
    parts.extend(citation.document.iter().map(|words| format!("doc:<{words}>")));
    for place in &citation.places {
        parts.push("|".to_owned());
        parts.push(show_place(place));
    }
    parts.extend(citation.beside.iter().map(|words| format!("beside:<{words}>")));
    parts.extend(citation.quotes.iter().map(|quote| format!("quote:<{quote}>")));
    if parts.is_empty() { "nothing".to_owned() } else { parts.join(" ") }
}

fn show_place(place: &CitedPlace) -> String {
    let mut parts: Vec<String> = place.steps.iter().map(show_step).collect();
    if let Some((document, code)) = &place.code {
        let document = document.as_ref().map(|id| format!("{id}:")).unwrap_or_default();
        parts.push(format!("code:{document}{code}"));
    }
    parts.extend(place.table.map(|number| format!("table:{number}")));
    parts.extend(place.row.map(|number| format!("row:{number}")));
    parts.extend(place.paragraph.map(|nth| format!("para:{}", show_nth(nth))));
    parts.extend(place.item.map(|nth| format!("item:{}", show_nth(nth))));
    parts.extend(place.lead.iter().map(|words| format!("lead:<{words}>")));
    parts.extend(place.words.iter().map(|words| format!("words:<{words}>")));
    parts.extend(place.indicator.iter().map(|words| format!("indicator:<{words}>")));
    parts.extend(place.indicator_no.map(|number| format!("indicator:{number}")));
    parts.join(" ")
}

fn show_step(step: &Step) -> String {
    match step {
        Step::Part(number) => format!("part:{number}"),
        Step::PartOrRoman(number) => format!("part/roman:{number}"),
        Step::Roman(number) => format!("roman:{number}"),
        Step::Decimal(numbers) => numbers.iter().map(u32::to_string).collect::<Vec<_>>().join("."),
        Step::Letter(ordinal) => format!("letter:{ordinal}"),
        Step::Named(word, number) => format!("{}:{number}", word),
    }
}

fn show_nth(nth: Nth) -> String {
    match nth {
        Nth::Nth(number) => number.to_string(),
        Nth::Last => "last".to_owned(),
    }
}
