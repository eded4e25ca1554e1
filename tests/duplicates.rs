//! Suggested groups as an editor meets them: found, explained, joined by their command, and then gone.

#![allow(clippy::unwrap_used, reason = "helpers of tests: what is not there ends the test")]

use crate::support::{self, vankien};
use std::path::Path;

fn add(dir: &Path, unit: &str, text: &str) {
    let place = ["--document", "political-report", "--place", "P3"];
    vankien(dir, ["comments", "add", unit, "--text", text].into_iter().chain(place)).ok();
}

#[test]
fn a_suggestion_is_joined_by_its_own_command_and_is_then_gone() {
    let place = support::opened();
    let dir = place.path.as_path();
    add(dir, "x01", "Đề nghị nêu số km đường giao thông nông thôn được bê tông hóa.");
    add(dir, "x02", "Bổ sung số km đường nông thôn đã bê tông hóa.");
    add(dir, "x03", "de nghi neu so km duong giao thong nong thon da be tong hoa");
    add(dir, "x04", "Câu văn dài, nên tách thành hai câu.");
    let suggested = || vankien(dir, ["comments", "group", "--suggest", "--json"]).ok().json();
    let found = suggested();
    assert_eq!(found["schema"], "vankien/duplicates/1");
    let [suggestion] = found["suggestions"].as_array().unwrap().as_slice() else { panic!("{found:#}") };
    assert_eq!(suggestion["members"], serde_json::json!(["1-x01-1", "1-x02-1", "1-x03-1"]));
    assert_eq!(suggestion["why"].as_array().unwrap().len(), 2);
    let command = suggestion["command"].as_str().unwrap();
    assert_eq!(command, "vankien comments group 1-x01-1 1-x02-1 1-x03-1");
    let shown = vankien(dir, ["comments", "group", "--suggest"]).ok();
    assert!(shown.stdout.contains(command) && shown.stdout.contains("như 1-x01-1"), "{}", shown.said());
    vankien(dir, command.split(' ').skip(1)).ok();
    assert_eq!(suggested()["suggestions"], serde_json::json!([]));
    // One more of the same joins the group that there is.
    add(dir, "x05", "Nêu số km đường giao thông nông thôn được bê tông hóa trong nhiệm kỳ.");
    let again = suggested();
    assert_eq!(again["suggestions"][0]["command"], "vankien comments group 1-x05-1 --into g1", "{again:#}");
}

#[test]
fn what_is_decided_or_of_another_document_is_left_alone() {
    let place = support::opened();
    let dir = place.path.as_path();
    for unit in ["x01", "x02"] {
        add(dir, unit, "Bổ sung số km đường nông thôn đã bê tông hóa.");
    }
    let n = |args: &[&str]| {
        let run = vankien(dir, ["comments", "group", "--suggest", "--json"].iter().chain(args)).ok();
        run.json()["suggestions"].as_array().unwrap().len()
    };
    assert_eq!(n(&[]), 1);
    assert_eq!(n(&["--document", "review-report"]), 0);
    vankien(dir, ["decide", "1-x01-1", "accepted"]).ok();
    assert_eq!(n(&[]), 0);
}
