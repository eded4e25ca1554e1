//! `diff --merge` from outside: three loose files, a copy beside the working draft, what is refused.

#![allow(clippy::unwrap_used, reason = "helpers of tests: what is not there ends the test")]

use crate::support::{self, POLITICAL, Ran, vankien};
use serde_json::Value;
use std::fs;
use std::path::Path;

const ONE: &str = "khá toàn diện";
const TWO: &str = "từng bước hình thành";
const THREE: &str = "duy trì đều đặn";

/// The draft with these words exchanged.
fn edited(edits: &[(&str, &str)]) -> String {
    edits.iter().fold(POLITICAL.to_owned(), |text, (from, to)| {
        assert_eq!(text.matches(from).count(), 1, "{from}");
        text.replace(from, to)
    })
}

/// Three files, merged with these arguments.
fn merged(dir: &Path, base: &str, ours: &str, theirs: &str, args: &[&str]) -> Ran {
    for (name, text) in [("goc.md", base), ("nay.md", ours), ("kia.md", theirs)] {
        fs::write(dir.join(name), text).unwrap();
    }
    vankien(dir, ["diff", "--merge", "goc.md", "nay.md", "kia.md"].iter().chain(args))
}

/// Fate and code of every item.
fn fates(json: &Value) -> Vec<(String, String)> {
    let items = json["items"].as_array().unwrap().iter();
    let code = |item: &Value| item["base"][0]["code"].as_str().unwrap_or("-").to_owned();
    items.map(|item| (item["fate"].as_str().unwrap().to_owned(), code(item))).collect()
}

#[test]
fn what_fits_is_merged_on_request() {
    let dir = tempfile::tempdir().unwrap();
    let (ours, theirs) = (edited(&[(ONE, "rất toàn diện")]), edited(&[(TWO, "đã hình thành")]));
    let shown = merged(dir.path(), POLITICAL, &ours, &theirs, &[]).ok();
    assert!(shown.stdout.contains("không có chỗ nào trùng"), "{}", shown.said());
    assert!(shown.stdout.contains("{+rất+}") && shown.stdout.contains("{+đã+}"), "{}", shown.said());
    let text = merged(dir.path(), POLITICAL, &ours, &theirs, &["--merged"]).ok().stdout;
    assert_eq!(text, edited(&[(ONE, "rất toàn diện"), (TWO, "đã hình thành")]));
    merged(dir.path(), POLITICAL, &ours, &theirs, &["--merged", "-o", "ghep.md"]).ok();
    assert_eq!(fs::read_to_string(dir.path().join("ghep.md")).unwrap(), text);
}

#[test]
fn what_collides_is_shown_and_never_merged() {
    let dir = tempfile::tempdir().unwrap();
    let (ours, theirs) = (edited(&[(ONE, "rất toàn diện")]), edited(&[(ONE, "tương đối toàn diện")]));
    let shown = merged(dir.path(), POLITICAL, &ours, &theirs, &[]);
    assert_eq!(shown.code, Some(1), "{}", shown.said());
    assert!(shown.stdout.contains("{+rất+}") && shown.stdout.contains("{+tương đối+}"), "{}", shown.said());
    let refused = merged(dir.path(), POLITICAL, &ours, &theirs, &["--merged", "-o", "ghep.md"]);
    assert_eq!((refused.code, refused.stdout.as_str()), (Some(1), ""), "{}", refused.said());
    assert!(refused.stderr.contains("A003 nay.md:"), "{}", refused.said());
    assert!(!dir.path().join("ghep.md").exists());
    let json = merged(dir.path(), POLITICAL, &ours, &theirs, &["--json"]);
    assert_eq!((json.code, &json.json()["summary"]["fits"]), (Some(1), &Value::Bool(false)));
    let page = merged(dir.path(), POLITICAL, &ours, &theirs, &["--format", "html"]).stdout;
    for column in ["Bản gốc chung", "Bản này", "Bản kia"] {
        assert!(page.contains(&format!("<th scope=\"col\">{column}</th>")), "{column}");
    }
    assert!(page.contains(">rất</ins>") && page.contains(">tương đối</ins>"));
}

#[test]
fn a_copy_is_held_against_the_working_draft() {
    let place = support::opened();
    let copy = place.inbox.join("political-report.md");
    fs::write(&copy, edited(&[(TWO, "đã hình thành"), (THREE, "duy trì")])).unwrap();
    fs::write(
        place.path.join("drafts/political-report.md"),
        edited(&[(ONE, "rất toàn diện"), (THREE, "giữ vững")]),
    )
    .unwrap();
    let copy = copy.display().to_string();
    let ran = vankien(&place.path, ["diff", "--merge", &copy, "--json"]);
    assert_eq!(ran.code, Some(1), "{}", ran.said());
    let json = ran.json();
    assert_eq!((&json["document"], &json["ours"]["label"]), (&"political-report".into(), &"working".into()));
    let found = fates(&json);
    let by_fate: Vec<&str> = found.iter().map(|(fate, _)| fate.as_str()).collect();
    assert_eq!(by_fate, ["ours", "theirs", "conflict"]);
    assert!(found.iter().all(|(_, code)| code.starts_with('P')), "{found:?}");
    let named = vankien(&place.path, ["diff", "round-1", "--merge", &copy, "--json"]);
    assert_eq!((fates(&named.json()), &named.json()["base"]["label"]), (found, &"round-1".into()));
}

#[test]
fn the_base_is_the_version_that_both_copies_come_from() {
    let place = support::opened();
    let copy = place.inbox.join("ban-sua.md");
    // Handed out before the next save, so that what was saved since is ours alone.
    fs::write(&copy, edited(&[(TWO, "đã hình thành")])).unwrap();
    let draft = place.path.join("drafts/political-report.md");
    fs::write(&draft, edited(&[(THREE, "giữ vững")])).unwrap();
    vankien(&place.path, ["draft", "save", "--reason", "theo góp ý"]).ok();
    fs::write(&draft, edited(&[(THREE, "giữ vững"), (ONE, "rất toàn diện")])).unwrap();
    let copy = copy.display().to_string();
    let args = ["diff", "--merge", &copy, "--document", "political-report"];
    let json = vankien(&place.path, args.iter().chain(&["--json"])).ok().json();
    let found: Vec<String> = fates(&json).into_iter().map(|(fate, _)| fate).collect();
    assert_eq!(found, ["ours", "theirs", "ours"]);
    let text = vankien(&place.path, args.iter().chain(&["--merged"])).ok().stdout;
    assert_eq!(text, edited(&[(THREE, "giữ vững"), (ONE, "rất toàn diện"), (TWO, "đã hình thành")]));
    assert_eq!(fs::read_to_string(&draft).unwrap(), edited(&[(THREE, "giữ vững"), (ONE, "rất toàn diện")]));
}

#[test]
fn what_is_not_clear_is_refused() {
    let place = support::opened();
    let copy = place.inbox.join("ban-sua.md");
    fs::write(&copy, POLITICAL).unwrap();
    let copy = copy.display().to_string();
    for (args, code, words) in [
        (vec!["--merge", &copy], 1, "--document"),
        (vec!["--merge", &copy, &copy], 2, "ba tệp"),
        (vec!["round-1", "--merge", &copy, &copy, &copy], 2, "ba tệp"),
        (
            vec!["--merge", &copy, "--document", "political-report", "--format", "table-csv"],
            2,
            "terminal, html",
        ),
        (vec!["--merge", &copy, "--side-by-side"], 2, "--side-by-side"),
        (vec!["round-1", "working", "round-1", "--merge", &copy], 2, "--merge"),
        (vec!["--merge", &copy, "--only", "added"], 2, "--only"),
        (vec!["--merged"], 2, "--merge"),
    ] {
        let ran = vankien(&place.path, ["diff"].iter().chain(&args));
        assert_eq!(ran.code, Some(code), "{args:?}: {}", ran.said());
        assert!(ran.stderr.contains(words), "{args:?}: {}", ran.said());
    }
}
