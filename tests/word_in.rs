//! Word files in: the sample's drafts come back as they went out, and what is no Word file is refused.

#![allow(clippy::unwrap_used, reason = "helpers of tests: what is not there ends the test")]

use crate::support;
use std::fs;
use std::path::Path;
use std::process::Command;
use vankien::congress::Profile;
use vankien::document::{Block, BlockKind, Codes, Document, Printed, inlines, parse};
use vankien::intake::{Changes, WordOptions, read_draft};
use vankien::messages::Lang;
use vankien::problem::Problem;
use vankien::render::{Paper, docx_flow};
use vankien::view::{Marks, MoveMarks, Side, clean_flow, marked_flow};

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

fn paper(profile: &Profile) -> Paper<'_> {
    Paper {
        profile,
        lang: Lang::Vi,
        title: "Báo cáo".to_owned(),
        author: "Huyện ủy".to_owned(),
        date: "2020-05-01T08:00:00".to_owned(),
        properties: vec![("vankien.document", "political-report".to_owned())],
        marks: Some(Marks::party(Lang::Vi, &["Tỉnh ủy", "Huyện ủy"]).draft(Lang::Vi, 2)),
        label: Vec::new(),
        show_codes: true,
        contents: true,
        signs: Some("Huyện ủy".to_owned()),
    }
}

fn exported(source: &str, profile: &str, show_codes: bool) -> Vec<u8> {
    let document = parse(source.to_owned());
    let codes: Codes = vankien::document::number_blocks(&document);
    let profile = Profile::named(profile).unwrap().unwrap();
    docx_flow(&clean_flow(&document, &codes), &Paper { show_codes, ..paper(&profile) }).unwrap()
}

/// The drafts of the sample, with their paths.
fn sample() -> Vec<(String, String)> {
    let mut all = Vec::new();
    for folder in ["draft-1", "draft-2", "draft-3"] {
        for file in fs::read_dir(format!("drafts/moc-linh/{folder}")).unwrap() {
            let path = file.unwrap().path();
            if path.extension().is_some_and(|it| it == "md") {
                all.push((path.display().to_string(), fs::read_to_string(&path).unwrap()));
            }
        }
    }
    assert_eq!(all.len(), 5);
    all
}

/// A draft behind its front matter, which does not stand in Word files.
fn body(source: &str) -> &str {
    source
        .strip_prefix("---\n")
        .and_then(|rest| rest.split_once("\n---\n\n"))
        .map_or(source, |(_, body)| body)
}

fn read(bytes: &[u8]) -> (String, Vec<Problem>) {
    let read = read_draft("a.docx", bytes, &WordOptions::default());
    (read.value.unwrap_or_else(|| panic!("{:?}", read.problems)).text, read.problems)
}

/// Where two spellings of Markdown say the same, the one that is written: no blank at the end of a line, code between
/// fences, one blank in an empty cell.
fn one_spelling(source: &str) -> String {
    let mut lines = Vec::new();
    for line in source.lines() {
        match line.strip_prefix('\t').or_else(|| line.strip_prefix("    ")) {
            Some(code) if lines.last().is_some_and(String::is_empty) => {
                lines.extend(["```".to_owned(), code.to_owned(), "```".to_owned()]);
            }
            _ if line.starts_with('|') => lines.push(line.replace("|  |", "| |")),
            _ => lines.push(line.trim_end().to_owned()),
        }
    }
    lines.join("\n") + "\n"
}

#[track_caller]
fn same_lines(found: &str, wanted: &str, name: &str) {
    let mut differ = found.lines().zip(wanted.lines()).filter(|(found, wanted)| found != wanted);
    assert_eq!(differ.next(), None, "{name}");
    assert_eq!(found, wanted, "{name}");
}

#[test]
fn the_drafts_of_the_sample_come_back_byte_for_byte() {
    let mut n_same = 0;
    for (path, source) in sample() {
        let wanted = one_spelling(body(&source));
        n_same += body(&source).lines().filter(|line| wanted.contains(line)).count();
        for (profile, show_codes) in [("party-2018", true), ("party-2018", false), ("plain", true)] {
            let (text, problems) = read(&exported(&source, profile, show_codes));
            assert_eq!(problems, [], "{path}");
            same_lines(&text, &wanted, &format!("{path}, {profile}"));
        }
    }
    let n_all: usize = sample().iter().map(|(_, source)| body(source).lines().count()).sum();
    assert!(n_all - n_same < 10, "{n_same} of {n_all} lines");
}

#[test]
fn libre_office_keeps_what_leads_back() {
    if !support::has_tool("soffice") {
        return;
    }
    let dir = tempfile::TempDir::new().unwrap();
    for (path, source) in sample() {
        let saved = libre_office_docx(dir.path(), &exported(&source, "party-2018", true));
        let (text, problems) = read(&saved);
        assert_eq!(problems, [], "{path}");
        same_lines(&text, &one_spelling(body(&source)), &path);
    }
}

/// The file as LibreOffice saves it again.
fn libre_office_docx(dir: &Path, bytes: &[u8]) -> Vec<u8> {
    let from = dir.join("vao.docx");
    fs::write(&from, bytes).unwrap();
    let mut command = Command::new("soffice");
    command.arg(format!("-env:UserInstallation=file://{}/lo", dir.display()));
    command.args(["--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir"]);
    let out = command.arg(dir.join("ra")).arg(&from).output().unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    fs::read(dir.join("ra/vao.docx")).unwrap()
}

#[test]
fn what_markdown_writes_in_many_ways_comes_back_as_the_same_words() {
    for source in [
        "# **I.** A\n\nMột[^a-b], hai[^2].\n\n- x\n- y[^ghi_chú]\n  - z\n\n[^2]: Hai *nghiêng*.\n\nBa.\n\n[^a-b]: Một.\n\n    Đoạn sau.\n\n[^ghi_chú]: Ba.\n",
        "1. a\n2. b\n\n   trong b\n3. c\n\n7) d\n\n* e\n+ f\n",
        "> trích *một*\n>\n> hai\n\n```\nmã\n  lệnh\n```\n\n---\n\na **đậm _cả hai_** `x*y`\\\nxuống dòng\n",
        "| a | b[^1] |\n|---|:-:|\n| **1** | x \\| y |\n| 2 |\n\n[^1]: Chú thích.\n\nMột.\n\n| c |\n|---|\n| 3 |\n",
        "1\\. không phải mục\n\n\\# không phải tiêu đề\n\n\\- gạch\n\n\\[x]: y\n\na*b*c_d_e \\*f\\* <b> &amp; 5 < 6 \\`g\\`\n",
        "[Trang](https://a.vn/x) và <https://b.vn>\n\n[P3] trong ngoặc\n\n## A {#b}\n\n## C \\#\n",
    ] {
        let document = parse(source.to_owned());
        let (text, problems) = read(&exported(source, "plain", true));
        assert_eq!(problems, [], "{source}");
        assert_eq!(printed(&parse(text.clone())), printed(&document), "{source}→\n{text}");
    }
}

/// What a draft prints, block by block: kind, level, words with looks.
fn printed(document: &Document) -> Vec<String> {
    let all = inlines(document);
    let kinds = document.blocks.iter().filter(|it| it.kind != BlockKind::Definition);
    let one = |block: &Block| {
        let mut words = String::new();
        let mut last = None;
        for piece in &all.blocks[block.index] {
            let text = match &piece.printed {
                Printed::Source => document.source[piece.range.clone()].to_owned(),
                Printed::Words(words) => words.clone(),
                Printed::Blank => " ".to_owned(),
                Printed::Break => "⏎".to_owned(),
                Printed::Note(label) => format!("^{label}"),
            };
            let looks = (piece.cell, &piece.looks);
            if !text.trim().is_empty() && last.replace(looks) != Some(looks) {
                words.push_str(&format!("{looks:?}"));
            }
            words.push_str(&text);
        }
        format!(
            "{} {} {words}",
            block.kind.tag(),
            if block.kind == BlockKind::Heading { block.depth } else { 0 }
        )
    };
    kinds.map(one).collect()
}

#[test]
fn tracked_changes_are_refused_taken_or_not() {
    let [before, after] = ["# A\n\nMột hai ba.\n\nBốn năm.\n", "# A\n\nMột chín ba.\n\nBốn năm.\n\nSáu.\n"];
    let [b, a] = [before, after].map(|it| parse(it.to_owned()));
    let comparison = vankien::compare::compare(&b, &a, &vankien::compare::CompareOptions::default());
    let none = Codes::new();
    let side = |document| Side { document, codes: &none, label: "" };
    let flow = marked_flow(&comparison, &side(&b), &side(&a), MoveMarks::default());
    let profile = Profile::named("plain").unwrap().unwrap();
    let bytes =
        docx_flow(&flow, &Paper { marks: None, signs: None, contents: false, ..paper(&profile) }).unwrap();
    let read = |changes| read_draft("a.docx", &bytes, &WordOptions { changes, convert: false });
    let refused = read(Changes::Refuse);
    assert!(refused.value.is_none() && refused.problems.iter().all(|it| it.code.id == "I030"));
    let said: Vec<String> = refused.problems.iter().map(|it| it.message(Lang::Vi)).collect();
    assert!(said.iter().any(|it| it.contains("xóa \"hai\" (Huyện ủy, 01/05/2020)")), "{said:#?}");
    assert!(said.iter().any(|it| it.contains("thêm \"Sáu.\" (Huyện ủy, 01/05/2020)")), "{said:#?}");
    assert_eq!(read(Changes::Accept).value.unwrap().text, after);
    assert_eq!(read(Changes::Reject).value.unwrap().text, before);
}

#[test]
fn what_is_no_word_file_is_refused_and_nothing_panics() {
    let good = exported(
        "# A\n\nMột hai[^1].\n\n[^1]: Chú thích.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
        "plain",
        true,
    );
    for cut in (0..good.len()).step_by(997) {
        let read = read_draft("a.docx", &good[..cut], &WordOptions::default());
        assert!(read.value.is_none() && read.problems[0].code.id == "I029", "{cut}");
    }
    let body = |inner: &str| {
        let xml = format!("<w:document xmlns:w=\"{W}\"><w:body>{inner}</w:body></w:document>");
        vankien::archive::zip(&[("word/document.xml".to_owned(), xml.into_bytes())]).unwrap()
    };
    let deep = format!("{}{}", "<w:sdt>".repeat(400), "</w:sdt>".repeat(400));
    for (inner, code) in
        [(deep.as_str(), "I029"), ("<w:p>", "I029"), ("<w:p>&x;</w:p>", "I029"), ("<w:p/>", "I002")]
    {
        let read = read_draft("a.docx", &body(inner), &WordOptions::default());
        assert_eq!((read.value, read.problems[0].code.id), (None, code), "{inner:.20}");
    }
    let picture = "<w:p><w:r><w:t>1. *x*</w:t><w:drawing/></w:r></w:p>";
    let read = read_draft("a.docx", &body(picture), &WordOptions::default());
    assert_eq!(read.value.unwrap().text, "1. \\*x\\*\n");
    assert_eq!(
        (read.problems[0].code.id, read.problems[0].place.at.as_deref()),
        ("I031", Some("paragraph 1"))
    );
}
