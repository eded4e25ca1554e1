//! The sample's comments as units really send them (`thirty/make.py`): every comment found with its words as written, nothing
//! else taken for one, every unit known, no comment on a wrong place.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "helpers of tests: what is not there ends the test"
)]

use crate::support::{git_says, sample, vankien};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
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

/// What came of all files.
#[derive(Default)]
struct Outcome {
    n_all: usize,
    n_right: usize,
    n_unplaced: usize,
    wrong: Vec<String>,
}

impl Outcome {
    /// Edits of tracked changes, each one a comment.
    fn edits(&mut self, name: &str, edits: &[Value], own: &[&Value]) {
        for edit in edits {
            let target = edit["target"].as_str().unwrap().trim_start_matches(", ");
            let text = edit["text"].as_str().unwrap();
            let asked = own.iter().map(|it| it["proposals"].to_string());
            if !asked.clone().any(|it| it.contains(target) && it.contains(text)) {
                self.wrong.push(format!("{name}: edit {edit} is not in {:?}", asked.collect::<Vec<_>>()));
            }
        }
        if own.len() != edits.len() {
            self.wrong.push(format!("{name}: {} comments for {} edits", own.len(), edits.len()));
        }
    }

    /// Comments of a file: each there once, on its place or left to a person, and no other.
    fn comments(
        &mut self,
        name: &str,
        numbers: &[&str],
        own: &[&Value],
        truths: &BTreeMap<String, Truth>,
        drafts: &BTreeMap<String, Document>,
    ) {
        self.n_all += numbers.len();
        let mut taken = vec![false; own.len()];
        for number in numbers {
            let truth = &truths[*number];
            let wanted = unspaced(&truth.text);
            let Some(at) = own.iter().position(|it| unspaced(it["text"].as_str().unwrap()).contains(&wanted))
            else {
                self.wrong.push(format!("{name}: {number} is missing: {}", truth.text));
                continue;
            };
            taken[at] = true;
            let anchor = &own[at]["anchor"];
            if anchor["certainty"] == "unplaced" {
                self.n_unplaced += 1;
            } else if is_right(anchor, &truth.block, drafts) {
                self.n_right += 1;
            } else {
                self.wrong.push(format!("{name}: {number} is misplaced: {anchor} for {}", truth.block));
            }
        }
        let others = own.iter().zip(&taken).filter(|(_, taken)| !**taken);
        self.wrong.extend(others.map(|(it, _)| format!("{name}: not a comment: {}", it["text"])));
    }
}

/// The comments of round 2.
fn listed(place: &Path) -> Vec<Value> {
    let all = vankien(place, ["comments", "list", "--round", "2", "--json"]).ok().json();
    all["comments"].as_array().unwrap().clone()
}

#[test]
fn every_comment_comes_in_whatever_it_was_sent_in() {
    let sample = sample();
    let place = sample.path.as_path();
    let files = Path::new("tests/thirty/files").canonicalize().unwrap();
    let sent: BTreeMap<String, Value> =
        serde_json::from_str(&fs::read_to_string("tests/thirty/sent.json").unwrap()).unwrap();
    let truths = truths();
    let drafts: BTreeMap<String, Document> = ["political-report", "review-report"]
        .map(|id| (id.to_owned(), parse(git_says(place, &["show", &format!("round-2:drafts/{id}.md")]))))
        .into();
    let known: Vec<Value> = listed(place).iter().map(|it| it["id"].clone()).collect();
    let args = ["--json", "comments", "import", files.to_str().unwrap(), "--round", "2"];
    let report = vankien(place, args).json();
    let all = listed(place);
    let all: Vec<&Value> = all.iter().filter(|it| !known.contains(&it["id"])).collect();
    let mut outcome = Outcome::default();
    for (name, truth) in &sent {
        let line = report["files"].as_array().unwrap().iter().find(|it| {
            let file = it["file"].as_str().unwrap();
            file.ends_with(&format!("/{name}")) || file.contains(&format!("/{name}/"))
        });
        let line = line.unwrap_or_else(|| panic!("{name} has no line in the report"));
        if line["unit"] != truth["unit"] {
            let (found, wanted, why) = (&line["unit"], &truth["unit"], &line["problems"]);
            outcome.wrong.push(format!("{name}: unit {found} for {wanted}: {why}"));
        }
        let own: Vec<&Value> = all.iter().filter(|it| it["unit"] == truth["unit"]).copied().collect();
        match truth["edits"].as_array() {
            Some(edits) => outcome.edits(name, edits, &own),
            None => {
                let numbers = truth["comments"].as_array().unwrap().iter();
                let numbers: Vec<&str> = numbers.map(|it| it.as_str().unwrap()).collect();
                outcome.comments(name, &numbers, &own, &truths, &drafts);
            }
        }
    }
    let Outcome { n_all, n_right, n_unplaced, wrong } = outcome;
    println!(
        "{n_all} comments in {} files: {n_right} placed right, {n_unplaced} left to a person",
        sent.len()
    );
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
    assert!(n_right * 100 >= n_all * 80, "{n_right} of {n_all} placed");
}
