//! Whose a reply is and for which round: second replies, scans, closed and withdrawn rounds, the slip that returns.

#![allow(clippy::unwrap_used, reason = "helpers of tests: what is not there ends the test")]

use crate::support::{self, Place, Ran, vankien};
use serde_json::Value;
use std::fs;
use std::path::Path;

/// Puts a file into the inbox and imports it.
fn import(place: &Place, name: &str, bytes: &[u8], more: &[&str]) -> Ran {
    let path = place.inbox.join(name);
    fs::write(&path, bytes).unwrap();
    let path = path.display().to_string();
    vankien(&place.path, ["comments", "import", &path].iter().chain(more))
}

fn status(dir: &Path) -> Value {
    vankien(dir, ["status", "--json"]).ok().json()["rounds"][0].clone()
}

/// A letter of a unit on round 1 with one comment; `more` are lines of its head.
fn letter(unit: &str, more: &str, words: &str) -> String {
    format!("---\nschema: vankien/reply/1\nunit: {unit}\nround: 1\ndraft: 1\n{more}---\n\n{words}\n")
}

#[test]
fn the_question_of_a_second_reply_is_answered_by_bringing_the_file_again() {
    let place = support::opened();
    import(&place, "mot.md", letter("x01", "dated: 2020-01-10\n", "Đề nghị nói rõ mục I.").as_bytes(), &[])
        .ok();
    let second = letter("x01", "dated: 2020-01-20\n", "Đề nghị nói rõ mục II.");
    let asked = import(&place, "hai.md", second.as_bytes(), &[]);
    assert!(asked.stderr.contains("C024"), "{}", asked.said());
    assert_eq!(status(&place.path)["questions"], 1);
    assert_eq!(status(&place.path)["comments"], 2);
    let answers = place.inbox.join("tra-loi.yaml");
    let text = "files:\n  hai.md: {unit: x01, round: 1, relation: replace}\n";
    fs::write(&answers, text).unwrap();
    let answers = answers.display().to_string();
    let answered = import(&place, "hai.md", second.as_bytes(), &["--answers", &answers]).ok();
    assert!(answered.stderr.contains("thay trả lời số 1 ngày 10/01/2020 (1-x01-1)"), "{}", answered.said());
    let now = status(&place.path);
    assert_eq!((&now["questions"], &now["comments"]), (&0.into(), &1.into()));
    // Once more changes nothing.
    let head = support::git_says(&place.path, &["rev-parse", "HEAD"]);
    import(&place, "hai.md", second.as_bytes(), &["--answers", &answers]).ok();
    assert_eq!(support::git_says(&place.path, &["rev-parse", "HEAD"]), head);
    vankien(&place.path, ["verify"]).ok();
}

#[test]
fn a_short_second_reply_asks_too_and_can_say_it_at_once() {
    let place = support::opened();
    vankien(&place.path, ["reply", "add", "x02", "--agree"]).ok();
    let asked = vankien(&place.path, ["reply", "add", "x02", "--no-comment"]);
    assert!(asked.stderr.contains("--replace"), "{}", asked.said());
    assert_eq!(status(&place.path)["questions"], 1);
    let answered = vankien(&place.path, ["reply", "add", "x02", "--no-comment", "--replace"]).ok();
    assert!(answered.stderr.contains("thay"), "{}", answered.said());
    assert_eq!(status(&place.path)["questions"], 0);
    let progress = vankien(&place.path, ["progress", "--json"]).ok().json();
    let states = &progress["rounds"][0]["states"];
    assert_eq!((&states["agree"], &states["no_comment"]), (&0.into(), &1.into()), "{states}");
}

#[test]
fn a_scan_is_booked_to_the_unit_that_sent_it() {
    let place = support::opened();
    let scan = [0xff, 0xd8, 0xff, 0xe0, 0, 16, b'J', b'F', b'I', b'F', 0, 1];
    let run = import(&place, "anh.jpg", &scan, &["--unit", "x03", "--round", "1"]);
    assert_eq!(run.code, Some(1), "{}", run.said());
    let progress = vankien(&place.path, ["progress", "--json"]).ok().json();
    assert_eq!(progress["rounds"][0]["states"]["to_be_typed"], 1, "{}", run.said());
    let kept = support::files(&place.path);
    let kept = kept.iter().find(|(path, _)| path.starts_with("received/1/x03/")).unwrap();
    assert_eq!(kept.1, &scan);
}

#[test]
fn the_flag_stands_where_the_file_names_nobody_known() {
    let place = support::opened();
    let text = letter("Đảng bộ xã Không Có", "", "Đề nghị nói rõ mục I.");
    let asked = import(&place, "thu.md", text.as_bytes(), &[]);
    assert!(asked.stderr.contains("C020") && asked.stderr.contains("--unit"), "{}", asked.said());
    assert!(!asked.stderr.contains("có phải: \n"), "{}", asked.said());
    import(&place, "thu.md", text.as_bytes(), &["--unit", "x04"]).ok();
    assert_eq!(status(&place.path)["replied"], 1);
}

#[test]
fn everything_that_could_not_be_taken_is_listed_with_its_own_advice() {
    let place = support::opened();
    let mut slip = "Đơn vị;x05\nĐợt;1\nMã;Văn kiện;Vị trí;Trích nguyên văn;Nội dung góp ý\n".to_owned();
    for n in 1..=14 {
        slip.push_str(&format!("khong-co:P{n};;;;\"\"\n;Văn kiện lạ {n};;;Góp ý thứ {n}\n"));
    }
    let run = import(&place, "phieu.csv", slip.as_bytes(), &[]);
    for n in 1..=14 {
        assert!(run.stderr.contains(&format!("`Văn kiện lạ {n}`")), "{n}: {}", run.said());
    }
    let draft = place.path.join("drafts/political-report.md");
    let text = fs::read_to_string(&draft).unwrap();
    fs::write(&draft, text + "\nHọp ngày 30/02/2020.\n\nHọp ngày 29/02/2019.\n").unwrap();
    let check = vankien(&place.path, ["check"]);
    assert!(check.stdout.contains("29 ngày") && check.stdout.contains("28 ngày"), "{}", check.said());
}

#[test]
fn a_reply_to_a_closed_round_is_taken_and_said_to_be_late() {
    let place = support::opened();
    vankien(&place.path, ["round", "close", "1"]).ok();
    let run = import(&place, "muon.md", letter("x06", "", "Đề nghị nói rõ mục I.").as_bytes(), &[]);
    assert!(run.stderr.contains("C025") && run.stderr.contains("đã đóng"), "{}", run.said());
    assert_eq!(status(&place.path)["comments"], 1);
}

#[test]
fn a_withdrawn_round_is_not_open() {
    let place = support::opened();
    let commit = support::git_says(&place.path, &["rev-parse", "HEAD"]);
    let base = ["--by", "base", "--clock", "2020-02-03T08:00:00+07:00"];
    let mut undo = support::command();
    undo.current_dir(&place.path).args(["undo", "--confirm", &commit]).args(base);
    support::ran(&mut undo).ok();
    let reply = vankien(&place.path, ["reply", "add", "x03", "--agree"]);
    assert_eq!(reply.code, Some(1), "{}", reply.said());
    let package = vankien(&place.path, ["package", "1"]);
    assert!(package.code == Some(1) && package.stderr.contains("đã rút"), "{}", package.said());
    let status = vankien(&place.path, ["status"]).ok();
    assert!(status.stdout.contains("đã rút") && !status.stdout.contains("đang mở"), "{}", status.stdout);
}

#[test]
fn the_slip_carries_the_freezing_and_comes_back_unfilled_without_an_error() {
    let place = support::opened();
    vankien(&place.path, ["package", "1", "--unit", "x07"]).ok();
    let path = place.path.join("packages/round-1/x07/5-phieu-gop-y.csv");
    let slip = fs::read_to_string(path).unwrap();
    let hash = vankien(&place.path, ["round", "show", "1", "--json"]).ok().json()["manifest"].clone();
    let short = &hash.as_str().unwrap()[..4];
    assert!(slip.contains(&format!("Mã bản chốt;{short}")), "{slip}");
    let filled = slip.replacen(";;;;\r\n", ";;Đề nghị nói rõ hơn;;\r\n", 1);
    assert_ne!(filled, slip);
    let run = import(&place, "phieu.csv", filled.as_bytes(), &[]).ok();
    assert_eq!(status(&place.path)["comments"], 1, "{}", run.said());
    let other = filled.replace(&format!("Mã bản chốt;{short}"), "Mã bản chốt;0000").replace("x07", "x08");
    let run = import(&place, "phieu-khac.csv", other.as_bytes(), &[]);
    assert!(run.stderr.contains("C026"), "{}", run.said());
}

#[test]
fn the_journal_names_a_unit_once() {
    let place = support::opened();
    for n in 1..=3 {
        let text = letter("x01", "relation: add\n", &format!("Đề nghị nói rõ mục {n}."));
        fs::write(place.inbox.join(format!("{n}.md")), text).unwrap();
    }
    let folder = place.inbox.display().to_string();
    vankien(&place.path, ["comments", "import", &folder]).ok();
    let message = support::git_says(&place.path, &["log", "-1", "--format=%B"]);
    assert_eq!(message.matches("Unit: x01").count(), 1, "{message}");
    assert_eq!(message.matches(&support::unit_name("x01")).count(), 1, "{message}");
}
