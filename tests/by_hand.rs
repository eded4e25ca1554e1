//! What editors do to the files beside the program: older copies, deleted files, a wrong draft number, edits of what
//! the program keeps.

#![allow(clippy::unwrap_used, reason = "helpers of tests: what is not there ends the test")]

use crate::support::{self, Ran, vankien};
use std::fs;
use std::path::Path;

const DRAFT: &str = "drafts/political-report.md";

fn draft(dir: &Path) -> String {
    fs::read_to_string(dir.join(DRAFT)).unwrap()
}

fn write(dir: &Path, text: &str) {
    fs::write(dir.join(DRAFT), text).unwrap();
}

fn save(dir: &Path) -> Ran {
    vankien(dir, ["draft", "save", "--reason", "sửa"])
}

/// A paragraph at the end, one of the length of the other, so that only their words tell them apart.
fn with(text: &str, words: &str) -> String {
    format!("{}\n\n{words}\n", text.trim_end())
}

#[test]
fn an_older_copy_with_a_paragraph_of_its_own_takes_none_away() {
    let place = support::opened();
    let copy = draft(&place.path);
    write(&place.path, &with(&copy, "Sáng nay họp tổ biên tập."));
    save(&place.path).ok();
    write(&place.path, &with(&copy, "Hai xã vùng cao xin thêm vốn."));
    let asked = save(&place.path);
    assert_eq!(asked.code, Some(1), "{}", asked.said());
    assert!(asked.stderr.contains("Sáng nay họp tổ biên tập"), "{}", asked.said());
    assert!(asked.stderr.contains("--older keep"), "{}", asked.said());
    vankien(&place.path, ["draft", "save", "--reason", "sửa", "--older", "keep"]).ok();
    let text = draft(&place.path);
    for words in ["Sáng nay họp tổ biên tập.", "Hai xã vùng cao xin thêm vốn."] {
        assert!(text.contains(words), "{words} is gone from\n{text}");
    }
}

#[test]
fn a_paragraph_that_was_just_saved_may_be_reworded() {
    let place = support::opened();
    let text = draft(&place.path);
    for words in ["Sáng nay họp tổ biên tập.", "Sáng nay họp tổ biên tập lần hai.", "Sáng nay họp tổ."]
    {
        write(&place.path, &with(&text, words));
        save(&place.path).ok();
        assert!(draft(&place.path).contains(words));
    }
}

#[test]
fn the_same_edit_after_an_undo_names_what_it_would_bring_back() {
    let place = support::opened();
    let before = draft(&place.path);
    let head = before.replacen("---\n", "---\nghi_chu: bản in\n", 1);
    write(&place.path, &head);
    save(&place.path).ok();
    let commit = support::git_says(&place.path, &["rev-parse", "HEAD"]);
    let shown = vankien(&place.path, ["undo", "--dry-run"]).ok();
    assert!(shown.stderr.contains("Báo cáo chính trị trở lại như trước ở 1 chỗ"), "{}", shown.said());
    vankien(&place.path, ["undo", "--confirm", &commit]).ok();
    assert_eq!(draft(&place.path), before);
    write(&place.path, &head);
    let asked = save(&place.path);
    assert!(asked.stderr.contains("một chỗ bị sửa ở hai nơi"), "{}", asked.said());
    vankien(&place.path, ["draft", "save", "--reason", "sửa", "--older", "mine"]).ok();
    assert_eq!(draft(&place.path), head);
}

#[test]
fn a_draft_deleted_by_mistake_is_named_and_put_back() {
    let place = support::opened();
    let before = draft(&place.path);
    fs::remove_file(place.path.join(DRAFT)).unwrap();
    fs::remove_file(place.path.join("units.yaml")).unwrap();
    let check = vankien(&place.path, ["check"]);
    assert_eq!(check.stdout.matches("A005").count(), 2, "{}", check.said());
    let saved = save(&place.path).ok();
    assert!(saved.stderr.contains("đã đặt lại bản đã lưu"), "{}", saved.said());
    assert_eq!(draft(&place.path), before);
    assert!(place.path.join("units.yaml").exists());
    assert!(!vankien(&place.path, ["check"]).stdout.contains("A005"));
}

#[test]
fn a_draft_number_that_disagrees_with_the_round_is_named() {
    let place = support::opened();
    let text = draft(&place.path);
    let text = text.lines().filter(|line| !line.starts_with("draft_no:")).collect::<Vec<_>>().join("\n");
    let text = with(&text, "Đoạn mới.").replacen("---\n", "---\ndraft_no: 1\n", 1);
    write(&place.path, &text);
    save(&place.path).ok();
    let open = ["round", "open", "2", "--due-at", "2020-06-05T17:00", "--confirm", "round-2"];
    let opened = vankien(&place.path, open).ok();
    assert!(opened.stderr.contains("A004"), "{}", opened.said());
    assert!(
        opened.stderr.contains("dự thảo lần 1, trong khi đợt này chốt dự thảo lần 2"),
        "{}",
        opened.said()
    );
    let check = vankien(&place.path, ["check", "--round", "2"]);
    assert!(check.stdout.contains(&format!("A004 {DRAFT}:2")), "{}", check.said());
    assert!(!vankien(&place.path, ["check", "--round", "1"]).stdout.contains("A004"));
}

#[test]
fn what_is_not_sound_ends_with_1_and_says_what_to_do_without_git() {
    let place = support::opened();
    let sound = vankien(&place.path, ["verify"]).ok();
    assert!(sound.stderr.contains("nguyên vẹn"), "{}", sound.said());
    let path = place.path.join("rounds/1.yaml");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text + "# thêm\n").unwrap();
    let found = vankien(&place.path, ["verify"]);
    assert_eq!(found.code, Some(1), "{}", found.said());
    assert!(found.stderr.contains("V009 rounds/1.yaml"), "{}", found.said());
    assert!(!found.stderr.contains("git "), "{}", found.said());
}

#[test]
fn a_new_repository_begins_without_an_error() {
    let place = support::opened();
    let dir = place.inbox.join("moi");
    let dir = dir.to_str().unwrap();
    let init = |term: &str, congress_no: &str| {
        let args = ["init", dir, "--name", "Đại hội", "--committee-no", "XXI"];
        vankien(&place.inbox, args.iter().chain(&["--term", term, "--congress-no", congress_no]))
    };
    for refused in [init("2020", "XXII"), init("2020-2025", "abc")] {
        assert_eq!(refused.code, Some(1), "{}", refused.said());
        assert!(refused.stderr.contains("congress.yaml"), "{}", refused.said());
        assert!(!Path::new(dir).exists());
    }
    init("2020-2025", "XXII").ok();
}
