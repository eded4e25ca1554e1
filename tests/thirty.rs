//! The sample's comments as units really send them (`thirty/make.py`): every comment found with its words as written, nothing
//! else taken for one, every unit known, no comment on a wrong place.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "helpers of tests: what is not there ends the test"
)]

mod support;

use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use support::{git_says, sample, vankien};
use vankien::document::{Document, parse};

const THIRTY: &str = include_str!("suite/citations/thirty.txt");

/// What is true of a comment: words of its block, its own words.
struct Truth {
    block: String,
    text: String,
}

fn truths() -> BTreeMap<String, Truth> {
    let lines = THIRTY.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    let truth = |line: &str| {
        let fields: Vec<&str> = line.split(" ¦ ").map(str::trim).collect();
        (fields[0].to_owned(), Truth { block: fields[5].to_owned(), text: fields[6].to_owned() })
    };
    lines.map(truth).collect()
}

/// Whether a comment stands on the block with these words: on it, on its section, under it where it is a heading.
fn is_right(anchor: &Value, truth: &str, drafts: &BTreeMap<String, Document>) -> bool {
    if truth == "whole" || anchor["scope"] == "document" {
        return truth == "whole" && anchor["scope"] == "document";
    }
    let Some(document) = anchor["document"].as_str().and_then(|id| drafts.get(id)) else { return false };
    let own = document.blocks.iter().find(|it| document.text(it) == anchor["text"]).unwrap();
    let is_hit = |it: &&vankien::document::Block| it.kind.has_code() && document.text(it).contains(truth);
    let Some(hit) = document.blocks.iter().find(is_hit) else { return false };
    let heading = |section: usize| document.sections[section].heading;
    let blocks = |section: usize| &document.sections[section].blocks;
    document.text(own).contains(truth)
        || anchor["scope"] == "section" && blocks(own.section).contains(&hit.index)
        || heading(hit.section) == Some(hit.index) && blocks(hit.section).contains(&own.index)
}

fn unspaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_comment_comes_in_whatever_it_was_sent_in() {
    let sample = sample();
    let place = sample.path.clone();
    let files = Path::new("tests/thirty/files").canonicalize().unwrap();
    let sent: BTreeMap<String, Value> =
        serde_json::from_str(&fs::read_to_string("tests/thirty/sent.json").unwrap()).unwrap();
    let truths = truths();
    let drafts: BTreeMap<String, Document> = ["political-report", "review-report"]
        .map(|id| (id.to_owned(), parse(git_says(&place, &["show", &format!("round-2:drafts/{id}.md")]))))
        .into();
    let mut wrong = Vec::new();
    let (mut n_right, mut n_unplaced, mut n_all) = (0, 0, 0);
    let known: Vec<Value> = {
        let all = vankien(&place, ["comments", "list", "--round", "2", "--json"]).ok().json();
        all["comments"].as_array().unwrap().iter().map(|it| it["id"].clone()).collect()
    };
    let import = vankien(&place, ["--json", "comments", "import", files.to_str().unwrap(), "--round", "2"]);
    let report = import.json();
    let all = vankien(&place, ["comments", "list", "--round", "2", "--json"]).ok().json();
    let all: Vec<&Value> =
        all["comments"].as_array().unwrap().iter().filter(|it| !known.contains(&it["id"])).collect();
    for (name, truth) in &sent {
        let line = report["files"].as_array().unwrap().iter().find(|it| {
            let file = it["file"].as_str().unwrap();
            file.ends_with(&format!("/{name}")) || file.contains(&format!("/{name}/"))
        });
        let Some(line) = line else {
            wrong.push(format!("{name}: no line in the report"));
            continue;
        };
        if line["unit"] != truth["unit"] {
            wrong.push(format!("{name}: unit {} for {}: {}", line["unit"], truth["unit"], line["problems"]));
        }
        let own: Vec<&&Value> = all.iter().filter(|it| it["unit"] == truth["unit"]).collect();
        if let Some(edits) = truth["edits"].as_array() {
            let asked: Vec<String> = own.iter().map(|it| it["proposals"].to_string()).collect();
            for edit in edits {
                let target = edit["target"].as_str().unwrap().trim_start_matches(", ");
                let has = |it: &&String| it.contains(target) && it.contains(edit["text"].as_str().unwrap());
                if !asked.iter().any(|it| has(&it)) {
                    wrong.push(format!("{name}: edit {edit} is not in {asked:?}"));
                }
            }
            if own.len() != edits.len() {
                wrong.push(format!("{name}: {} comments for {} edits", own.len(), edits.len()));
            }
            continue;
        }
        let numbers: Vec<&str> =
            truth["comments"].as_array().unwrap().iter().map(|it| it.as_str().unwrap()).collect();
        n_all += numbers.len();
        let mut taken = vec![false; own.len()];
        for number in &numbers {
            let truth = &truths[*number];
            let is_it =
                |it: &&&Value| unspaced(it["text"].as_str().unwrap()).contains(&unspaced(&truth.text));
            let Some(at) = own.iter().position(|it| is_it(&it)) else {
                wrong.push(format!("{name}: {number} is missing: {}", truth.text));
                continue;
            };
            taken[at] = true;
            match own[at]["anchor"]["certainty"].as_str().unwrap() {
                "unplaced" => n_unplaced += 1,
                _ if is_right(&own[at]["anchor"], &truth.block, &drafts) => n_right += 1,
                _ => wrong.push(format!(
                    "{name}: {number} is misplaced: {} for {}",
                    own[at]["anchor"], truth.block
                )),
            }
        }
        for (it, taken) in own.iter().zip(&taken) {
            if !taken {
                wrong.push(format!("{name}: not a comment: {}", it["text"]));
            }
        }
    }
    println!(
        "{n_all} comments in {} files: {n_right} placed right, {n_unplaced} left to a person",
        sent.len()
    );
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
}
