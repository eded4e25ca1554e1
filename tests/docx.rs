//! Word files held against other programs: what pandoc reads in the Markdown is what stands in the Word file, with all
//! changes taken or none, for a resolver of our own, for pandoc and for LibreOffice.
//!
//! A tenth of the pairs runs here; `tests/long/docx.sh` runs all. Without the programs the tests say so and end, but
//! not where `CI=true`.

use crate::compare_random::{edited, piece, report};
use crate::random::Random;
use crate::support;
use crate::word::{self, Taken, agree, faults, libre_office, paragraphs, said, said_in_word, word_by_pandoc};
use std::fs;
use tempfile::TempDir;
use vankien::compare::{CompareOptions, compare};
use vankien::congress::Profile;
use vankien::document::{Codes, parse};
use vankien::messages::Lang;
use vankien::render::{Paper, docx_flow};
use vankien::view::{MoveMarks, Side, clean_flow, marked_flow};

/// How many random pairs: thirty, or what `VANKIEN_CASES` says.
fn n_cases() -> usize {
    std::env::var("VANKIEN_CASES").ok().and_then(|it| it.parse().ok()).unwrap_or(30)
}

fn paper(profile: &Profile) -> Paper<'_> {
    Paper {
        profile,
        lang: Lang::Vi,
        title: "Báo cáo & <thử>".to_owned(),
        author: "Huyện ủy A & B".to_owned(),
        date: "2020-05-01T08:00:00".to_owned(),
        properties: Vec::new(),
        marks: None,
        label: Vec::new(),
        show_codes: false,
        contents: false,
        signs: None,
    }
}

fn marked(before: &str, after: &str, moves: MoveMarks) -> Vec<u8> {
    let [b, a] = [before, after].map(|it| parse(it.to_owned()));
    let comparison = compare(&b, &a, &CompareOptions::default());
    let none = Codes::new();
    let side = |document| Side { document, codes: &none, label: "" };
    let flow = marked_flow(&comparison, &side(&b), &side(&a), moves);
    let profile = Profile::named("plain").unwrap().unwrap();
    docx_flow(&flow, &paper(&profile)).unwrap()
}

fn clean(source: &str) -> Vec<u8> {
    let flow = clean_flow(&parse(source.to_owned()), &Codes::new());
    let profile = Profile::named("plain").unwrap().unwrap();
    docx_flow(&flow, &paper(&profile)).unwrap()
}

/// Random pairs of reports and of pieces of the sample, with references to the footnotes that they define.
fn pairs(n: usize) -> Vec<(String, String)> {
    let sample = fs::read_to_string("drafts/moc-linh/draft-2/political-report.md").unwrap();
    let mut random = Random::new(20_201_128);
    let mut all = Vec::new();
    while all.len() < n {
        let source = if all.len() % 3 == 2 { piece(&sample, &mut random) } else { report(&mut random) };
        let before = with_references(&source, &mut random);
        let after = edited(&before, &mut random);
        if reads_one_way(&before) && reads_one_way(&after) {
            all.push((before, after));
        }
    }
    all
}

/// Whether pandoc and CommonMark agree on where footnotes end: on a line right behind one, not indented, they do not.
fn reads_one_way(source: &str) -> bool {
    let lines: Vec<&str> = source.lines().collect();
    lines.windows(2).all(|pair| !pair[0].starts_with("[^") || pair[1].trim().is_empty())
}

/// Refers to every footnote that the text defines, behind the words of some line.
fn with_references(source: &str, random: &mut Random) -> String {
    let mut lines: Vec<String> = source.split('\n').map(str::to_owned).collect();
    let is_text = |it: &String| it.ends_with(['.', ':']) && !it.starts_with("[^");
    let places: Vec<usize> = (0..lines.len()).filter(|&at| is_text(&lines[at])).collect();
    let labels: Vec<String> = lines
        .iter()
        .filter_map(|it| it.strip_prefix("[^")?.split_once("]:").map(|(label, _)| label.to_owned()))
        .collect();
    for label in labels.iter().filter(|label| !source.contains(&format!("x[^{label}]"))) {
        if !places.is_empty() {
            lines[places[random.below(places.len())]].push_str(&format!("[^{label}]"));
        }
    }
    lines.join("\n")
}

fn tools(all: &[&str]) -> bool {
    all.iter().all(|it| support::has_tool(it))
}

/// Both sides of a file against what pandoc reads in the two texts.
fn check(docx: &[u8], before: &str, after: &str, name: &str) {
    assert_eq!(faults(docx), [""; 0], "{name}");
    for (taken, text) in [(Taken::All, after), (Taken::None, before)] {
        let wanted = said(text);
        let context = format!("{name}, {taken:?}");
        agree(&paragraphs(docx, "word/document.xml", taken), &wanted.text, &context);
        agree(&paragraphs(docx, "word/footnotes.xml", taken), &wanted.notes, &context);
    }
}

#[test]
fn both_sides_of_random_edits_come_back() {
    if !tools(&["pandoc"]) {
        return;
    }
    for (at, (before, after)) in pairs(n_cases()).iter().enumerate() {
        check(&marked(before, after, MoveMarks::Tracked), before, after, &format!("pair {at}"));
        check(&marked(before, after, MoveMarks::Plain), before, after, &format!("pair {at}, plain moves"));
    }
}

#[test]
fn both_sides_of_the_sample_s_rounds_come_back() {
    if !tools(&["pandoc"]) {
        return;
    }
    for (before, after, name) in rounds() {
        let docx = marked(&before, &after, MoveMarks::Tracked);
        check(&docx, &before, &after, &name);
        for (taken, text) in [(Taken::All, &after), (Taken::None, &before)] {
            agree(&said_in_word(&docx, taken).text, &said(text).text, &format!("{name} {taken:?}"));
        }
        for text in [&before, &after] {
            let wanted = said(text);
            let read = said_in_word(&clean(text), Taken::All);
            agree(&read.text, &wanted.text, &name);
            agree(&read.notes, &wanted.notes, &name);
        }
    }
}

fn rounds() -> Vec<(String, String, String)> {
    let read = |draft: u32, name: &str| {
        fs::read_to_string(format!("drafts/moc-linh/draft-{draft}/{name}.md")).unwrap()
    };
    let pairs = [("political-report", 1, 2), ("political-report", 2, 3), ("review-report", 1, 2)];
    pairs.map(|(name, a, b)| (read(a, name), read(b, name), format!("{name} {a} {b}"))).into()
}

#[test]
fn libre_office_takes_and_refuses_all_changes_exactly() {
    if !tools(&["pandoc", "soffice"]) {
        return;
    }
    let folder = TempDir::new().unwrap();
    let mut jobs = Vec::new();
    let mut names = Vec::new();
    let random = pairs(n_cases());
    let random = random.into_iter().enumerate().map(|(at, (b, a))| (b, a, format!("pair {at}")));
    for (at, (before, after, name)) in rounds().into_iter().chain(random).enumerate() {
        let file = folder.path().join(format!("{at}.docx"));
        fs::write(&file, marked(&before, &after, MoveMarks::Tracked)).unwrap();
        for (taken, text, side) in [(Taken::All, &after, "after"), (Taken::None, &before, "before")] {
            let reference = folder.path().join(format!("{at}-{side}.docx"));
            word_by_pandoc(text, &reference);
            jobs.push((file.clone(), Some(taken)));
            jobs.push((reference, None));
            names.push(format!("{name} {side}"));
        }
    }
    if let Ok(kept) = std::env::var("VANKIEN_KEEP") {
        support::copy(folder.path(), std::path::Path::new(&kept));
    }
    let shown = libre_office(folder.path(), &jobs);
    for (pair, name) in shown.chunks(2).zip(names) {
        agree(&pair[0], &pair[1], &name);
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    for (before, after) in pairs(6) {
        let docx = marked(&before, &after, MoveMarks::Tracked);
        assert_eq!(docx, marked(&before, &after, MoveMarks::Tracked));
    }
}

#[test]
fn hostile_words_stay_words() {
    let words =
        "]]> <w:t>x</w:t> &amp; {=openxml} =cmd|'/c calc' `=1+1` \u{1}\u{b} <script> [a](javascript:x) x";
    let docx = clean(words);
    let text = paragraphs(&docx, "word/document.xml", Taken::All).concat();
    for kept in ["]]>", "{=openxml}", "=cmd|'/c calc'", "=1+1"] {
        assert!(text.contains(kept), "{kept}: {text}");
    }
    let root = word::part(&docx, "word/document.xml").unwrap();
    let mut nodes = Vec::new();
    root.all(&mut nodes);
    let odd = |name: &str| matches!(name, "w:instrText" | "w:fldSimple" | "w:hyperlink" | "w:object");
    assert!(nodes.iter().all(|it| !odd(&it.name)));
}
