//! Files are read by processes that may break down: what breaks one is kept and told, and all around it goes in.

#![allow(clippy::unwrap_used, reason = "helpers of tests: what is not there ends the test")]

use crate::support::{self, bare, files, opened, program, ran};
use std::fmt::Write as _;
use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;
use std::process::Command;
use zip::write::{SimpleFileOptions, ZipWriter};

const RELATIONS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;

/// A Word file with a table of points.
fn word(rows: usize) -> Vec<u8> {
    let cell = |words: &str| format!("<w:tc><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>");
    let mut body = format!(
        "<w:p><w:r><w:t>Đợt: 1</w:t></w:r></w:p><w:tbl><w:tr>{}{}</w:tr>",
        cell("Vị trí"),
        cell("Nội dung góp ý")
    );
    for row in 0..rows {
        let words = cell(&format!("Đề nghị nêu rõ số liệu {} của năm {}.", row * 7919 % 100_003, row));
        write!(body, "<w:tr>{}{words}</w:tr>", cell("mục II.1")).unwrap();
    }
    let document = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:tbl></w:body></w:document>"#
    );
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [("_rels/.rels", RELATIONS), ("word/document.xml", &document)] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Imports a folder with no more than so much memory for any process, in KB.
fn import_within(dir: &Path, inbox: &Path, memory: u32) -> support::Ran {
    let mut command = Command::new("bash");
    bare(&mut command);
    command.current_dir(dir).arg("-c").arg(format!(
        "ulimit -v {memory}; exec '{}' --by btv-01 --clock 2020-05-02T08:00:00+07:00 --json comments import '{}'",
        program(),
        inbox.display()
    ));
    ran(&mut command)
}

#[test]
fn a_file_that_breaks_its_reader_is_kept_and_the_others_go_in() {
    let place = opened();
    for n in 1..=5 {
        fs::write(place.inbox.join(format!("x0{n}-phieu.docx")), word(n)).unwrap();
    }
    // Within the limits of a file, and far more than the memory that is given here.
    fs::write(place.inbox.join("x06-nang.docx"), word(40_000)).unwrap();
    let report = import_within(&place.path, &place.inbox, 300_000);
    assert_eq!(report.code, Some(1), "{}", report.said());
    let report = report.json();
    let lines = report["files"].as_array().unwrap();
    assert_eq!(lines.len(), 6);
    for (n, line) in lines.iter().enumerate().take(5) {
        assert_eq!((&line["result"], &line["n_comments"]), (&"imported".into(), &(n + 1).into()), "{line}");
    }
    let heavy = &lines[5];
    assert_eq!(heavy["result"], "refused", "{heavy}");
    assert_eq!(heavy["problems"][0]["code"], "I060", "{heavy}");
    // Without optimisation the time may be up before the memory is.
    let reason = heavy["problems"][0]["reason"].as_str().unwrap();
    assert!(reason.contains("512 MB") || reason.contains("2 giây"), "{heavy}");
    let kept = files(&place.path);
    let kept = kept.iter().find(|(name, _)| name.starts_with("received/1/x06/")).unwrap();
    assert_eq!(*kept.1, word(40_000));
    // With the memory that a reader is allowed, such a file is read.
    let again = opened();
    fs::write(again.inbox.join("x06-nang.docx"), word(400)).unwrap();
    let report = import_within(&again.path, &again.inbox, 8_000_000).json();
    assert_eq!(report["files"][0]["n_comments"], 400, "{report}");
}
