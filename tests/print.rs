//! The circulated print: page and line of every block are recorded once, and "page 7, line 12" of a comment leads to the
//! block that poppler finds there.
//!
//! Without poppler the test says so and ends, but not where `CI=true`.

#![cfg(feature = "pdf")]
#![allow(clippy::unwrap_used, reason = "helpers of tests: what is not there ends the test")]

use crate::support::{self, Random, git_says, sample, vankien};
use serde_json::Value;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;
use vankien::document::{BlockKind, parse, plain_text};
use vankien::text::nfc;

const ROUND: &str = "2";
const DOCUMENTS: [&str; 2] = ["political-report", "review-report"];

/// A line of the print: document, page, number in the margin, words without blanks.
struct Line {
    document: &'static str,
    page: usize,
    number: u32,
    words: String,
}

fn squeezed(text: &str) -> String {
    nfc(text).chars().filter(|c| !c.is_whitespace()).collect()
}

/// The numbered lines of a print as poppler lays them out.
fn lines(document: &'static str, pdf: &Path) -> Vec<Line> {
    let said =
        Command::new("pdftotext").args(["-layout", "-enc", "UTF-8"]).arg(pdf).arg("-").output().unwrap();
    let text = String::from_utf8(said.stdout).unwrap();
    let mut found = Vec::new();
    for (nth, page) in text.split('\u{c}').enumerate() {
        for line in page.lines() {
            let Some((number, words)) = line.trim_start().split_once(char::is_whitespace) else { continue };
            let Ok(number) = number.parse() else { continue };
            found.push(Line { document, page: nth + 1, number, words: squeezed(words) });
        }
    }
    found
}

/// A block of a frozen draft: its document, its text, its printed words without blanks.
type Block = (&'static str, String, String);

fn blocks(place: &Path) -> Vec<Block> {
    let mut all = Vec::new();
    for name in DOCUMENTS {
        let document = parse(git_says(place, &["show", &format!("round-{ROUND}:drafts/{name}.md")]));
        let block = |it| (name, document.text(it).to_owned(), squeezed(&plain_text(&document, it).text));
        // Lines of tables and footnotes are not counted, and a row may begin with a number of its own.
        let counted = document.blocks.iter().filter(|it| it.row.is_none() && it.kind != BlockKind::Footnote);
        all.extend(counted.map(block));
    }
    all
}

fn import(place: &Path, name: &str, unit: &str, rows: &[(&str, String, &str)]) -> Vec<Value> {
    let mut slip = format!("Đơn vị;{unit}\nĐợt;{ROUND}\n\nSTT;Văn kiện;Vị trí;Nội dung góp ý\n");
    for (at, (document, cited, text)) in rows.iter().enumerate() {
        writeln!(slip, "{};{document};\"{cited}\";\"{text}\"", at + 1).unwrap();
    }
    let file = place.join("..").join(name);
    fs::write(&file, slip).unwrap();
    vankien(place, ["comments", "import", file.to_str().unwrap()]).ok();
    let all = vankien(place, ["comments", "list", "--round", ROUND, "--unit", unit, "--json"]).ok().json();
    let all = all["comments"].as_array().unwrap();
    // The newest reply stands last.
    all[all.len() - rows.len()..].to_vec()
}

#[test]
fn pages_and_lines_lead_to_what_is_printed_there() {
    if !support::has_tool("pdftotext") {
        return;
    }
    let sample = sample();
    let place = sample.path.as_path();
    let out = place.join("../ra");
    let at = |name: &str| out.join(name).display().to_string();
    let n_commits = || git_says(place, &["rev-list", "--count", "HEAD"]).trim().to_owned();
    let before = n_commits();
    let said = vankien(place, ["package", ROUND, "--pdf", "--unit", "x01", "-o", &at("bo")]);
    assert_ne!(said.ok().said(), "");
    let recorded = n_commits();
    assert_ne!(before, recorded);
    let mut all = Vec::new();
    for name in DOCUMENTS {
        let plain = format!("{name}.pdf");
        vankien(place, ["draft", "export", name, "--round", ROUND, "-o", &at(&plain)]).ok();
        let circulated = fs::read(out.join("bo/x01").join(format!("2-{name}.pdf"))).unwrap();
        assert!(circulated == fs::read(out.join(&plain)).unwrap(), "{name}: one print");
        let numbered = format!("{name}-so-dong.pdf");
        vankien(place, ["draft", "export", name, "--round", ROUND, "--line-numbers", "-o", &at(&numbered)])
            .ok();
        all.extend(lines(name, &out.join(numbered)));
    }
    assert_eq!(n_commits(), recorded, "a print is recorded once");
    vankien(place, ["verify"]).ok();

    let blocks = blocks(place);
    let block_of = |line: &Line| {
        let mut found = blocks.iter().filter(|it| it.0 == line.document && it.2.contains(&line.words));
        let block = found.next()?;
        found.next().is_none().then_some(block.1.as_str())
    };
    // Lines with enough words to stand in one block only.
    let mut told: Vec<(&Line, &str)> = all
        .iter()
        .filter(|line| line.words.chars().count() >= 24)
        .filter_map(|line| Some((line, block_of(line)?)))
        .collect();
    assert!(told.len() > 300, "{} lines", told.len());
    let mut random = Random::new(7);
    let chosen: Vec<(&Line, &str)> = (0..100).map(|_| told.swap_remove(random.below(told.len()))).collect();
    let text = "Đề nghị viết gọn lại.";
    let rows: Vec<(&str, String, &str)> = chosen
        .iter()
        .map(|(line, _)| (line.document, format!("trang {}, dòng {}", line.page, line.number), text))
        .collect();
    let found = import(place, "x02.csv", "x02", &rows);
    for ((line, block), comment) in chosen.iter().zip(&found) {
        let anchor = &comment["anchor"];
        assert_eq!(anchor["document"], line.document, "{} {}: {comment}", line.page, line.number);
        assert_eq!(anchor["text"], *block, "{} {} {}: {anchor}", line.document, line.page, line.number);
    }
    another_print(place, &chosen);
    // Taking back what was taken in leaves the print.
    let shown = vankien(place, ["undo", "--dry-run"]).ok().said();
    assert!(shown.contains("x04"), "{shown}");
    assert!(place.join(format!("rounds/{ROUND}/print/{}.yaml", DOCUMENTS[0])).exists());
}

/// A reply whose quotations stand on other pages than it says is not placed by its pages; one whose quotations stand
/// where it says is as sure as a code.
fn another_print(place: &Path, chosen: &[(&Line, &str)]) {
    let source = git_says(place, &["show", &format!("round-{ROUND}:drafts/{}.md", DOCUMENTS[0])]);
    let quoted = |line: &Line| {
        let start: String = line.words.chars().take(20).collect();
        let paragraph = source.lines().find(|it| squeezed(it).contains(&start))?;
        // From the words that the line begins with.
        let from =
            paragraph.char_indices().find(|(at, _)| squeezed(&paragraph[*at..]).starts_with(&start))?.0;
        let words: Vec<&str> = paragraph[from..].split_whitespace().take(7).collect();
        Some(words.join(" ").trim_matches(['.', ',', ';']).to_owned())
    };
    let lines: Vec<(&Line, &str, String)> = chosen
        .iter()
        .filter(|(line, _)| line.document == DOCUMENTS[0])
        .filter_map(|(line, block)| Some((*line, *block, quoted(line)?)))
        .collect();
    let bare = (lines[2].0, lines[2].1);
    for (unit, moved, certainty) in [("x03", 5, "unplaced"), ("x04", 0, "exact")] {
        let cited = |line: &Line, moved: usize| format!("trang {}, dòng {}", line.page + moved, line.number);
        let rows = [
            (DOCUMENTS[0], format!("{}, câu “{}”", cited(lines[0].0, moved), lines[0].2), "Đề nghị xem lại."),
            (DOCUMENTS[0], format!("{}, câu “{}”", cited(lines[1].0, moved), lines[1].2), "Đề nghị xem lại."),
            (DOCUMENTS[0], cited(bare.0, 0), "Đề nghị viết gọn lại."),
        ];
        let found = import(place, &format!("{unit}.csv"), unit, &rows);
        assert_eq!(found[0]["anchor"]["text"], lines[0].1, "{}", found[0]);
        assert_eq!(found[2]["anchor"]["certainty"], certainty, "{unit}: {}", found[2]);
        if certainty == "exact" {
            assert_eq!(found[2]["anchor"]["text"], bare.1);
        } else {
            assert!(found[2]["anchor"]["notes"].to_string().contains("other_print"), "{}", found[2]);
        }
    }
}
