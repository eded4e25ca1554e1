//! Comparisons as the command gives them out: three states in a table, filters in every format, two columns, and
//! as the external diff of a real git.

#![allow(clippy::unwrap_used, reason = "helpers of tests: what is not there ends the test")]

use crate::support::{self, Place, Ran, bare, drafted, git, open, program, ran, session, vankien};
use std::fs;
use std::path::Path;
use std::process::Command;
use vankien::app;

/// The small congress with three rounds, its first document edited between them.
fn three_rounds() -> Place {
    let place = drafted();
    open(&place.path, 1, 2);
    let file = place.path.join("drafts/political-report.md");
    for (round, minutes) in [(2, 4), (3, 6)] {
        let text = fs::read_to_string(&file).unwrap();
        fs::write(&file, format!("{text}\nĐoạn thêm ở đợt {round}: trồng {round}1 ha rừng phòng hộ.\n"))
            .unwrap();
        let reason = format!("thêm ở đợt {round}");
        support::done(app::draft::save(&session(&place.path, "base", minutes), &[], Some(&reason)));
        open(&place.path, round, i64::from(round) * 2 + 1);
    }
    place
}

#[track_caller]
fn refused(run: &Ran, code: i32, words: &[&str]) {
    assert_eq!(run.code, Some(code), "{}", run.said());
    for word in words {
        assert!(run.stderr.contains(word), "no `{word}` in {}", run.said());
    }
}

#[test]
fn three_states_stand_side_by_side_in_a_table() {
    let place = three_rounds();
    let states = ["diff", "round-1", "round-2", "round-3"];
    let csv = vankien(&place.path, states.iter().chain(&["--format", "table-csv"])).ok().stdout;
    let head = csv.trim_start_matches('\u{feff}').lines().next().unwrap();
    assert_eq!(head, "STT;đợt 1;đợt 2;đợt 3;Căn cứ, lý do");
    let second = csv.lines().find(|line| line.starts_with("1;")).unwrap();
    let words = "Đoạn thêm ở đợt 2: trồng 21 ha rừng phòng hộ.";
    assert!(second.starts_with(&format!("1;;{words};{words};\"đợt 2: Bổ sung (P")), "{csv}");
    assert!(csv.contains("thêm ở đợt 2") && csv.contains("2;;;Đoạn thêm ở đợt 3"), "{csv}");
    let html = vankien(&place.path, states.iter().chain(&["--format", "table-html"])).ok().stdout;
    assert!(html.contains("đợt 1 → đợt 2 → đợt 3") && html.contains(words));
    for format in ["terminal", "html", "json", "criticmarkup"] {
        let run = vankien(&place.path, states.iter().chain(&["--format", format]));
        refused(&run, 2, &["--format table-html", "--format table-csv"]);
        assert_eq!(run.stdout, "");
    }
    let with_working = ["diff", "round-1", "round-3", "working", "--format", "table-csv"];
    assert!(vankien(&place.path, with_working).ok().stdout.contains("đợt 1;đợt 3;bản đang làm"));
}

#[test]
fn filters_mean_the_same_in_every_format() {
    let place = three_rounds();
    let path = place.path.join("drafts/political-report.md");
    let text = fs::read_to_string(&path).unwrap();
    let heading = text.lines().find(|line| line.starts_with("## ")).unwrap();
    fs::write(&path, text.replacen(heading, &format!("{heading} (SỬA)"), 1)).unwrap();
    let diff =
        |rest: &[&str]| vankien(&place.path, ["diff", "--document", "political-report"].iter().chain(rest));
    let whole = diff(&["--json"]).ok().json();
    let kinds = |value: &serde_json::Value| {
        let changes = value["documents"][0]["changes"].as_array().unwrap();
        changes.iter().map(|it| it["kind"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(kinds(&whole), ["retitled"]);
    let none = diff(&["--json", "--only", "added,figures"]).ok().json();
    assert_eq!(kinds(&none), [""; 0]);
    assert_eq!(none["documents"][0]["summary"], whole["documents"][0]["summary"], "the summary stays whole");
    for format in ["terminal", "html", "table-html", "table-csv"] {
        assert!(diff(&["--format", format]).ok().stdout.contains("(SỬA)"), "{format}");
        let only = diff(&["--format", format, "--only", "added"]).ok().stdout;
        assert!(!only.contains("[-") && !only.contains("<ins") && !only.contains("{+"), "{format}: {only}");
        let run = diff(&["--format", format, "--section", "9/IX"]);
        refused(&run, 1, &["không có mục `9/IX`", "có thể là: "]);
        refused(&diff(&["--format", format, "--only", "thêm"]), 2, &["figures, emphasis, spelling"]);
    }
    for filter in [&["--section", "1"][..], &["--only", "added"], &["--summary"]] {
        refused(&diff(&[&["--format", "criticmarkup"], filter].concat()), 2, &["CriticMarkup"]);
    }
}

#[test]
fn two_columns_on_the_terminal_read_without_colour() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.md"), "# A\n\nThu ngân sách đạt 63 tỷ đồng.\n").unwrap();
    fs::write(dir.path().join("b.md"), "# A\n\nThu ngân sách đạt 61 tỷ đồng.\n").unwrap();
    let shown = vankien(dir.path(), ["compare", "a.md", "b.md", "--side-by-side"]).ok().stdout;
    let line = shown.lines().find(|line| line.contains(" | ") && line.contains("63")).unwrap();
    assert!(line.starts_with("Thu ngân sách đạt [-63-] tỷ đồng."), "{shown}");
    assert!(line.ends_with("| Thu ngân sách đạt {+61+} tỷ đồng."), "{shown}");
    assert!(!shown.contains('\u{1b}'));
    let coloured = vankien(dir.path(), ["compare", "a.md", "b.md", "--side-by-side", "--color", "always"]);
    assert!(coloured.ok().stdout.contains("\u{1b}["));
    let one = vankien(dir.path(), ["compare", "a.md"]);
    refused(&one, 2, &["vankien compare lan-1.md lan-2.md"]);
}

/// Runs git with the program as the diff driver of `*.md`.
fn git_with_driver(dir: &Path, args: &[&str]) -> Ran {
    let mut command = Command::new("git");
    bare(&mut command);
    let driver = format!("diff.vankien.command={} compare", program());
    command.arg("-C").arg(dir).args(["-c", &driver, "-c", "user.name=x", "-c", "user.email=x@x"]);
    ran(command.args(args))
}

#[test]
fn git_calls_it_for_its_own_diffs() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path();
    git(path, &["init", "-q", "-b", "main"]).ok();
    fs::write(path.join(".gitattributes"), "*.md diff=vankien\n").unwrap();
    fs::write(path.join("báo cáo.md"), "# A\n\nThu ngân sách đạt 63 tỷ đồng.\n").unwrap();
    fs::write(path.join("cũ.md"), "# Cũ\n\nĐoạn này sẽ bỏ đi.\n").unwrap();
    fs::write(path.join("tên-cũ.md"), "# Tên\n\nĐoạn này ở tệp đổi tên, đủ dài để git nhận ra.\n").unwrap();
    git(path, &["add", "."]).ok();
    git(path, &["commit", "-q", "-m", "lần 1"]).ok();
    fs::write(path.join("báo cáo.md"), "# A\n\nThu ngân sách đạt 61 tỷ đồng.\n").unwrap();
    let shown = git_with_driver(path, &["diff"]).ok().stdout;
    assert!(shown.contains("báo cáo.md") && shown.contains("[-63-]{+61+} tỷ đồng"), "{shown}");
    fs::remove_file(path.join("cũ.md")).unwrap();
    fs::write(path.join("mới.md"), "# Mới\n\nĐoạn này vừa thêm.\n").unwrap();
    fs::write(path.join("hỏng.md"), b"\xff\xfe\x00").unwrap();
    fs::rename(path.join("tên-cũ.md"), path.join("tên-mới.md")).unwrap();
    git(path, &["add", "."]).ok();
    git(path, &["commit", "-q", "-m", "lần 2"]).ok();
    let log = git_with_driver(path, &["log", "-p", "--ext-diff", "-M", "-1"]).ok().stdout;
    for words in [
        "{+Đoạn này vừa thêm.+}",
        "[-Đoạn này sẽ bỏ đi.-]",
        "[-63-]{+61+}",
        "hỏng.md",
        "tên-cũ.md → tên-mới.md",
    ] {
        assert!(log.contains(words), "no `{words}` in {log}");
    }
    // Both sides edited: a conflict has no two states.
    git(path, &["checkout", "-q", "-b", "khác"]).ok();
    fs::write(path.join("báo cáo.md"), "# A\n\nThu ngân sách đạt 60 tỷ đồng.\n").unwrap();
    git(path, &["commit", "-q", "-am", "khác"]).ok();
    git(path, &["checkout", "-q", "main"]).ok();
    fs::write(path.join("báo cáo.md"), "# A\n\nThu ngân sách đạt 59 tỷ đồng.\n").unwrap();
    git(path, &["commit", "-q", "-am", "main"]).ok();
    assert_ne!(git(path, &["merge", "-q", "khác"]).code, Some(0));
    let conflict = git_with_driver(path, &["diff", "--cached"]);
    assert_eq!(conflict.code, Some(0), "{}", conflict.said());
    assert!(conflict.stdout.contains("xung đột"), "{}", conflict.said());
}
