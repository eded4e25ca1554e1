//! Drafts that come back as Word files: merged by paragraph, nothing undone, nothing lost, nothing chosen.
//!
//! Files are edited as a person would in Word: words of the exported file's own XML are changed, and the file is packed
//! again.

#![allow(clippy::unwrap_used, reason = "helpers of tests: what is not there ends the test")]

use crate::support::{self, POLITICAL, Place, drafted, files, git_says, opened, vankien};
use std::fs;
use std::path::{Path, PathBuf};
use vankien::archive::{UnzipLimits, unzip, zip};

const DRAFT: &str = "drafts/political-report.md";

/// The file with words of its text replaced; each must stand there.
fn edited(from: &Path, edits: &[(&str, &str)]) -> PathBuf {
    let mut parts = unzip(&fs::read(from).unwrap(), &UnzipLimits::OFFICE).unwrap();
    for (name, bytes) in &mut parts {
        if name == "word/document.xml" {
            let mut text = String::from_utf8(bytes.clone()).unwrap();
            for (old, new) in edits {
                assert!(text.contains(old), "{old}");
                text = text.replacen(old, new, 1);
            }
            *bytes = text.into_bytes();
        }
    }
    let to = from.with_file_name("da-sua.docx");
    fs::write(&to, zip(&parts).unwrap()).unwrap();
    to
}

fn export(place: &Place, more: &[&str]) -> PathBuf {
    let to = place.inbox.join("xuat.docx");
    let args = ["draft", "export", "political-report", "-o", to.to_str().unwrap()];
    vankien(&place.path, args.iter().chain(more)).ok();
    to
}

fn import(place: &Place, file: &Path, more: &[&str]) -> support::Ran {
    vankien(&place.path, ["draft", "import", file.to_str().unwrap()].iter().chain(more))
}

fn working(place: &Place) -> String {
    fs::read_to_string(place.path.join(DRAFT)).unwrap()
}

fn work(place: &Place, old: &str, new: &str) {
    let text = working(place);
    assert!(text.contains(old), "{old}");
    fs::write(place.path.join(DRAFT), text.replacen(old, new, 1)).unwrap();
}

/// Words of the small congress's draft.
const FIRST: &str = "khá toàn diện";
const OTHER: &str = "đều đặn";

#[test]
fn a_draft_that_nobody_edited_changes_nothing() {
    let place = opened();
    let before = files(&place.path);
    for more in [&[][..], &["--codes"], &["--round", "1"], &["--round", "1", "--codes"]] {
        let file = export(&place, more);
        let ran = import(&place, &file, &[]).ok();
        assert!(ran.stderr.contains("không có gì khác"), "{}", ran.said());
    }
    assert_eq!(working(&place), POLITICAL);
    assert_eq!(files(&place.path), before);
}

#[test]
fn an_edit_in_word_is_that_edit_in_the_draft() {
    let place = opened();
    let file = edited(&export(&place, &[]), &[(FIRST, "rất toàn diện")]);
    let before = files(&place.path);
    let ran = import(&place, &file, &["--dry-run"]).ok();
    assert!(ran.stdout.contains("rất") && ran.stderr.contains("1 chỗ thay đổi"), "{}", ran.said());
    assert_eq!(files(&place.path), before);
    let ran = import(&place, &file, &[]).ok();
    assert!(
        ran.stderr.contains("1 chỗ thay đổi, chưa lưu") && ran.stderr.contains("draft save"),
        "{}",
        ran.said()
    );
    assert_eq!(working(&place), POLITICAL.replacen(FIRST, "rất toàn diện", 1));
    assert_eq!(git_says(&place.path, &["status", "--porcelain"]), format!(" M {DRAFT}"));
    vankien(&place.path, ["draft", "save", "--reason", "sửa trong Word"]).ok();
    assert_eq!(working(&place), POLITICAL.replacen(FIRST, "rất toàn diện", 1));
}

#[test]
fn an_older_file_undoes_nothing() {
    let place = opened();
    let file = edited(&export(&place, &[]), &[(FIRST, "rất toàn diện")]);
    work(&place, OTHER, "nhanh và đều đặn");
    vankien(&place.path, ["draft", "save", "--reason", "x"]).ok();
    work(&place, "# ", "# ĐÃ SỬA CHƯA LƯU: ");
    let expected = working(&place).replacen(FIRST, "rất toàn diện", 1);
    let ran = import(&place, &file, &[]).ok();
    assert!(ran.stderr.contains("bản cũ hơn"), "{}", ran.said());
    assert_eq!(working(&place), expected);
}

#[test]
fn a_file_of_a_frozen_round_merges_from_that_round() {
    let place = opened();
    work(&place, OTHER, "nhanh và đều đặn");
    vankien(&place.path, ["draft", "save", "--reason", "x"]).ok();
    let file = edited(&export(&place, &["--round", "1", "--codes"]), &[(FIRST, "rất toàn diện")]);
    let expected = working(&place).replacen(FIRST, "rất toàn diện", 1);
    import(&place, &file, &[]).ok();
    assert_eq!(working(&place), expected);
}

#[test]
fn a_file_of_unsaved_work_merges_from_that_work() {
    let place = opened();
    work(&place, OTHER, "nhanh và đều đặn");
    let file = edited(&export(&place, &[]), &[(FIRST, "rất toàn diện")]);
    // Taken back since: it must not come again with the file.
    fs::write(place.path.join(DRAFT), POLITICAL).unwrap();
    import(&place, &file, &[]).ok();
    assert_eq!(working(&place), POLITICAL.replacen(FIRST, "rất toàn diện", 1));
}

#[test]
fn where_both_changed_one_paragraph_nothing_is_written() {
    let place = opened();
    let file = edited(&export(&place, &[]), &[(FIRST, "rất toàn diện")]);
    work(&place, FIRST, "tương đối toàn diện");
    let before = files(&place.path);
    let ran = import(&place, &file, &[]);
    assert_eq!(ran.code, Some(1), "{}", ran.said());
    for words in ["rất toàn diện", "tương đối toàn diện", "chưa ghi gì", "P"] {
        assert!(ran.stderr.contains(words), "{words}: {}", ran.said());
    }
    assert_eq!(files(&place.path), before);
}

#[test]
fn a_file_of_unknown_origin_changes_only_what_it_says_otherwise() {
    let place = drafted();
    // Made without this program's properties.
    let file = edited(&export(&place, &[]), &[(FIRST, "rất toàn diện")]);
    let parts = unzip(&fs::read(&file).unwrap(), &UnzipLimits::OFFICE).unwrap();
    let bare: Vec<_> = parts.into_iter().filter(|(name, _)| name != "docProps/custom.xml").collect();
    let bare: Vec<_> = bare
        .into_iter()
        .map(|(name, bytes)| {
            if name != "word/document.xml" {
                return (name, bytes);
            }
            // And without a frame around the text.
            let text = String::from_utf8(bytes).unwrap();
            let mut kept = text.split("<w:tbl>").next().unwrap().to_owned();
            for part in text.split("<w:tbl>").skip(1) {
                let (table, rest) = part.split_once("</w:tbl>").unwrap();
                if !table.contains("PaperFrame") {
                    kept.push_str(&format!("<w:tbl>{table}</w:tbl>"));
                }
                kept.push_str(rest);
            }
            (name, kept.into_bytes())
        })
        .collect();
    fs::write(&file, zip(&bare).unwrap()).unwrap();
    let ran = import(&place, &file, &[]);
    assert_eq!(ran.code, Some(1), "{}", ran.said());
    assert!(ran.stderr.contains("--document") && ran.stderr.contains("review-report"), "{}", ran.said());
    import(&place, &file, &["--document", "political-report"]).ok();
    assert_eq!(working(&place), POLITICAL.replacen(FIRST, "rất toàn diện", 1));
}

#[test]
fn open_changes_are_listed_and_taken_or_not_as_asked() {
    let place = opened();
    work(&place, FIRST, "rất toàn diện");
    let file = place.inbox.join("danh-dau.docx");
    let to = file.to_str().unwrap();
    vankien(&place.path, ["diff", "--document", "political-report", "--format", "docx", "-o", to]).ok();
    fs::write(place.path.join(DRAFT), POLITICAL).unwrap();
    let ran = import(&place, &file, &[]);
    assert_eq!(ran.code, Some(1), "{}", ran.said());
    assert!(ran.stderr.contains("thêm \"rất\"") && ran.stderr.contains("--accept"), "{}", ran.said());
    import(&place, &file, &["--reject"]).ok();
    assert_eq!(working(&place), POLITICAL);
    import(&place, &file, &["--accept"]).ok();
    assert_eq!(working(&place), POLITICAL.replacen(FIRST, "rất toàn diện", 1));
    let ran = vankien(&place.path, ["compare", to, DRAFT]);
    assert_eq!(ran.code, Some(1));
    let ran = vankien(&place.path, ["compare", to, DRAFT, "--accept", "--format", "json"]).ok();
    assert_eq!(ran.json()["summary"]["amended"], 0, "{}", ran.said());
}

#[test]
fn what_cannot_be_carried_is_listed_and_its_file_kept() {
    let place = opened();
    let end = "</w:t></w:r>";
    let picture = format!("{FIRST}{end}<w:r><w:drawing/></w:r><w:r><w:t xml:space=\"preserve\">");
    let file = edited(&export(&place, &[]), &[(FIRST, &picture)]);
    let head = git_says(&place.path, &["rev-parse", "HEAD"]);
    let ran = import(&place, &file, &[]).ok();
    assert!(ran.stderr.contains("hình ảnh") && ran.stderr.contains("đoạn thứ"), "{}", ran.said());
    assert!(ran.stderr.contains("received/drafts/political-report/"), "{}", ran.said());
    assert_eq!(working(&place), POLITICAL);
    assert_eq!(git_says(&place.path, &["rev-parse", "HEAD~1"]), head);
    let kept = files(&place.path.join("received/drafts/political-report"));
    assert_eq!(kept.into_values().collect::<Vec<_>>(), [fs::read(&file).unwrap()]);
    // The same file again: kept once.
    import(&place, &file, &[]).ok();
    assert_eq!(git_says(&place.path, &["rev-parse", "HEAD~1"]), head);
    vankien(&place.path, ["verify"]).ok();
}

#[test]
fn a_draft_that_is_not_there_yet_is_taken_whole() {
    let place = drafted();
    let file = export(&place, &[]);
    git_says(&place.path, &["rm", "-q", DRAFT]);
    git_says(&place.path, &["commit", "-q", "-m", "x"]);
    let ran = import(&place, &file, &[]).ok();
    let (_, body) = POLITICAL.split_once("\n---\n").unwrap_or(("", POLITICAL));
    assert_eq!(working(&place).trim(), body.trim(), "{}", ran.said());
}

#[test]
fn comments_that_this_program_wrote_beside_the_text_are_no_loss() {
    let place = opened();
    let reply = support::reply("x03", FIRST, "rất toàn diện");
    fs::write(place.inbox.join("x03.yaml"), reply).unwrap();
    vankien(&place.path, ["comments", "import", place.inbox.to_str().unwrap()]).ok();
    let before = files(&place.path);
    let file = export(&place, &["--comments"]);
    let parts = unzip(&fs::read(&file).unwrap(), &UnzipLimits::OFFICE).unwrap();
    assert!(parts.iter().any(|(name, _)| name == "word/comments.xml"));
    let ran = import(&place, &file, &[]).ok();
    assert!(ran.stderr.contains("không có gì khác") && !ran.stderr.contains("I031"), "{}", ran.said());
    assert_eq!(files(&place.path), before);
}
