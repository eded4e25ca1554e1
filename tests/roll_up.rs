//! A committee's synthesis goes up as one reply and is counted there, over two levels, with nobody counted twice.

#![allow(clippy::unwrap_used, reason = "helpers of tests: what is not there ends the test")]

use crate::support::{opened, vankien};
use std::fs;
use std::path::Path;

/// One comment on the same words as the others.
fn reply(unit: &str, text: &str) -> String {
    format!(
        "schema: vankien/reply/1\nunit: {unit}\nround: 1\nrelation: add\ncomments:\n- document: political-report\n  \
         quote: \"tình hình thế giới\"\n  text: {text}\n"
    )
}

fn take_in(place: &Path, inbox: &Path, name: &str, text: &str, more: &[&str]) {
    let file = inbox.join(name);
    fs::write(&file, text).unwrap();
    let args = ["comments", "import", file.to_str().unwrap()].into_iter().chain(more.iter().copied());
    vankien(place, args).ok();
}

#[test]
fn points_go_up_with_who_made_them_and_are_counted_once() {
    // Two committees below, each with three of its units on the same point.
    let mut files = Vec::new();
    for _ in 0..2 {
        let below = opened();
        for unit in ["x01", "x02", "x03"] {
            take_in(
                &below.path,
                &below.inbox,
                &format!("{unit}.yaml"),
                &reply(unit, "Đề nghị phân tích kỹ hơn."),
                &[],
            );
        }
        take_in(&below.path, &below.inbox, "x04.yaml", &reply("x04", "Đề nghị viết gọn."), &[]);
        vankien(&below.path, ["comments", "group", "1-x01-1", "1-x02-1", "1-x03-1"]).ok();
        let file = below.inbox.join("gui-cap-tren.yaml");
        let said = vankien(&below.path, ["synthesis", "1", "--roll-up", file.to_str().unwrap()]).ok();
        assert!(said.said().contains("4/8"), "{}", said.said());
        files.push(fs::read_to_string(file).unwrap());
    }
    let above = opened();
    for (unit, text) in [("x05", &files[0]), ("x06", &files[1])] {
        // The same bytes from two committees: what they say is theirs.
        let text = format!("{text}# {unit}\n");
        take_in(&above.path, &above.inbox, &format!("{unit}.yaml"), &text, &["--unit", unit, "--round", "1"]);
    }
    let listed = vankien(&above.path, ["comments", "list", "--round", "1", "--json"]).ok().json();
    let listed = listed["comments"].as_array().unwrap();
    assert_eq!(listed.len(), 4, "{listed:?}");
    let table = vankien(&above.path, ["synthesis", "1", "--json"]).ok().json().to_string();
    assert!(table.contains(r#""weight":3,"weight_of":8"#), "{table}");
    assert!(table.contains("Đảng bộ xã Thử Nghiệm 2"), "{table}");
    let paper = vankien(&above.path, ["synthesis", "1", "--format", "html"]).ok();
    assert!(paper.stdout.contains("3/8 đơn vị"), "{}", paper.stdout);
    // Joined above, and rolled up once more: the six below are named behind their committees, each once.
    let with = |unit: &str| {
        let own =
            listed.iter().find(|it| it["unit"] == unit && it["text"].as_str().unwrap().contains("phân tích"));
        own.unwrap()["id"].as_str().unwrap().to_owned()
    };
    vankien(&above.path, ["comments", "group", &with("x05"), &with("x06")]).ok();
    let file = above.inbox.join("len-nua.yaml");
    vankien(&above.path, ["synthesis", "1", "--roll-up", file.to_str().unwrap()]).ok();
    let text = fs::read_to_string(file).unwrap();
    assert!(text.contains("weight: 6"), "{text}");
    assert!(text.contains("Đảng bộ xã Thử Nghiệm 6: Đảng bộ xã Thử Nghiệm 1"), "{text}");
    assert_eq!(text.matches("text: Đề nghị phân tích kỹ hơn.").count(), 1, "{text}");
}
