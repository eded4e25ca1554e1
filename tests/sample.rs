//! The sample congress against its truth: errors found, comments placed, changes shown, drafts frozen.
//!
//! `drafts/moc-linh/truth.yaml` says what must be found; nothing here knows a single error or comment by name.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "helpers of tests: what is not there ends the test"
)]

use crate::support::{self, Ran, Sample, git, git_says};
use serde::Deserialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use unicode_normalization::UnicodeNormalization;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Truth {
    #[serde(rename = "schema")]
    _schema: String,
    errors: Vec<Planted>,
    comments: Vec<Expected>,
    parts: Vec<Part>,
    groups: Vec<Vec<String>>,
    conflicts: Vec<Vec<String>>,
    wrong_place: Vec<String>,
    wrong_draft: Vec<String>,
    superseded: Vec<String>,
    unreadable: Vec<String>,
    off_topic: Vec<String>,
    totals: BTreeMap<String, usize>,
    changes: BTreeMap<String, Vec<Change>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Planted {
    id: String,
    document: String,
    rounds: Vec<u32>,
    needle: String,
    what: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    no: u32,
    id: Option<String>,
    #[serde(rename = "draft")]
    _draft: u32,
    document: Option<String>,
    expect: String,
    needle: Option<String>,
    note: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Part {
    id: String,
    needle: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    kind: String,
    needle_before: Option<String>,
    needle_after: Option<String>,
}

fn drafts() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("drafts/moc-linh")
}

fn truth() -> Truth {
    let text = fs::read_to_string(drafts().join("truth.yaml")).unwrap();
    serde_yaml::from_str(&text).unwrap()
}

fn sample() -> &'static Sample {
    static SAMPLE: OnceLock<Sample> = OnceLock::new();
    SAMPLE.get_or_init(support::sample)
}

/// Runs the program on the sample after all that is in it.
fn program(dir: &Path, words: &str) -> Ran {
    let mut command = support::command();
    command.current_dir(dir).args(words.split(' ')).args([
        "--by",
        "chief",
        "--clock",
        "2020-08-01T08:00:00+07:00",
    ]);
    support::ran(&mut command)
}

fn json(words: &str) -> Value {
    program(&sample().path, &format!("{words} --json")).json()
}

/// The drafts that each round froze: document and draft number, from the script.
fn rounds() -> BTreeMap<u64, BTreeMap<String, u64>> {
    let text = fs::read_to_string(drafts().join("history.yaml")).unwrap();
    let history: Value = serde_yaml::from_str(&text).unwrap();
    let opened = history["steps"].as_array().unwrap().iter().filter_map(|step| step.get("open"));
    opened
        .map(|open| {
            let drafts = open["drafts"].as_object().unwrap().iter();
            let drafts = drafts.map(|(document, number)| (document.clone(), number.as_u64().unwrap()));
            (open["round"].as_u64().unwrap(), drafts.collect())
        })
        .collect()
}

/// A text in the form in which needles are looked for.
fn plain(text: &str) -> String {
    text.nfc().collect()
}

/// A frozen draft of the sample.
fn frozen(round: u32, document: &str) -> Option<String> {
    let shown = git(&sample().path, &["show", &format!("round-{round}:drafts/{document}.md")]);
    (shown.code == Some(0)).then_some(shown.stdout)
}

/// Lines, from 1, of the paragraph that holds the needle.
fn lines_of(text: &str, needle: &str) -> BTreeSet<u64> {
    let needle = plain(needle);
    let lines = (1..).zip(text.lines());
    lines.filter(|(_, line)| plain(line).contains(&needle)).map(|(number, _)| number).collect()
}

#[test]
fn the_frozen_rounds_and_the_working_draft_are_the_drafts_of_the_sample() {
    let rounds = rounds();
    assert_eq!(rounds.len(), 3);
    let mut last = BTreeMap::new();
    for (round, documents) in &rounds {
        last.extend(documents.clone());
        for (document, number) in documents {
            let wanted = fs::read_to_string(drafts().join(format!("draft-{number}/{document}.md"))).unwrap();
            let kept = frozen(u32::try_from(*round).unwrap(), document);
            assert!(kept.as_ref() == Some(&wanted), "round {round}: {document} is not draft {number}");
        }
    }
    for (document, number) in last {
        let wanted = fs::read(drafts().join(format!("draft-{number}/{document}.md"))).unwrap();
        let working = fs::read(sample().path.join(format!("drafts/{document}.md"))).unwrap();
        assert!(working == wanted, "the working draft of {document} is not draft {number}");
    }
    let newest = fs::read_dir(drafts())
        .unwrap()
        .filter(|it| it.as_ref().unwrap().path().join("political-report.md").exists());
    assert_eq!(newest.count(), 3);
    assert_eq!(git_says(&sample().path, &["status", "--porcelain"]), "");
    program(&sample().path, "verify").ok();
}

#[test]
fn the_history_reads_as_a_journal() {
    let log = git_says(&sample().path, &["log", "--format=%s"]);
    let trailers =
        git_says(&sample().path, &["log", "--format=%(trailers:key=Vankien-Command,valueonly)%x00"]);
    assert!(trailers.split('\0').filter(|it| !it.trim().is_empty()).count() == log.lines().count());
    for line in log.lines() {
        assert!(!line.is_ascii(), "not in Vietnamese: {line}");
        assert!(line.chars().count() <= 200, "{line}");
    }
    println!("{} operations", log.lines().count());
}

#[test]
fn check_finds_every_planted_error_and_nothing_on_the_corrected_drafts() {
    let mut missed = Vec::new();
    let mut n_expected = 0;
    println!("{:<4} {:<7} {:<18} found as", "", "round", "document");
    for planted in &truth().errors {
        for round in &planted.rounds {
            n_expected += 1;
            let text = frozen(*round, &planted.document).unwrap_or_default();
            let lines = lines_of(&text, &planted.needle);
            assert!(!lines.is_empty(), "{} does not stand in round {round}", planted.id);
            let file = format!("drafts/{}.md", planted.document);
            let is_there = |place: &Value| {
                place["file"] == file.as_str()
                    && place["line"].as_u64().is_some_and(|line| lines.contains(&line))
            };
            let answer = json(&format!("check --round {round}"));
            let problems = answer["problems"].as_array().unwrap();
            let found: BTreeSet<&str> = problems
                .iter()
                .filter(|it| {
                    is_there(it) || it["also"].as_array().is_some_and(|also| also.iter().any(is_there))
                })
                .map(|it| it["code"].as_str().unwrap())
                .collect();
            let found: Vec<&str> = found.into_iter().collect();
            println!("{:<4} {round:<7} {:<18} {}", planted.id, planted.document, found.join(" "));
            if found.is_empty() {
                missed.push(format!("{} in round {round}: {}", planted.id, planted.what));
            }
        }
    }
    println!("{} of {n_expected} found", n_expected - missed.len());
    let clean = json("check --round 3");
    assert_eq!(clean["problems"], Value::Array(Vec::new()), "found on the corrected drafts");
    assert!(missed.is_empty(), "missed:\n{}", missed.join("\n"));
    for round in [1, 2] {
        let run = program(&sample().path, &format!("check --round {round}"));
        assert_eq!(run.code, Some(1), "round {round} has errors");
    }
    assert_eq!(program(&sample().path, "check --round 3").code, Some(0));
    assert_eq!(program(&sample().path, "check").code, Some(0));
}

#[test]
fn check_reports_nothing_but_the_planted_errors() {
    let truth = truth();
    let mut other = Vec::new();
    for round in [1, 2] {
        let answer = json(&format!("check --round {round}"));
        for problem in answer["problems"].as_array().unwrap() {
            let mut places = vec![problem.clone()];
            places.extend(problem["also"].as_array().cloned().unwrap_or_default());
            let is_planted = truth.errors.iter().filter(|it| it.rounds.contains(&round)).any(|planted| {
                let text = frozen(round, &planted.document).unwrap_or_default();
                let lines = lines_of(&text, &planted.needle);
                places.iter().any(|place| {
                    place["file"] == format!("drafts/{}.md", planted.document).as_str()
                        && place["line"].as_u64().is_some_and(|line| lines.contains(&line))
                })
            });
            if !is_planted {
                other.push(format!(
                    "{} in round {round}: {} {}:{} {}",
                    problem["severity"].as_str().unwrap(),
                    problem["code"],
                    problem["file"],
                    problem["line"],
                    problem["message"]
                ));
            }
        }
    }
    println!("{} problems that are no planted error:\n{}", other.len(), other.join("\n"));
    let errors: Vec<&String> = other.iter().filter(|line| line.starts_with("error")).collect();
    assert!(errors.is_empty(), "{errors:?}");
}

/// The comments of both rounds by id.
fn comments(answer: &Value) -> BTreeMap<String, Value> {
    let list = answer["comments"].as_array().unwrap().clone();
    list.into_iter().map(|comment| (comment["id"].as_str().unwrap().to_owned(), comment)).collect()
}

/// The comments as the program places them by itself: on a copy of the sample without a single decision step.
fn placed_alone() -> BTreeMap<String, Value> {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("moc-linh");
    support::copy(&sample().path, &dir);
    git(&dir, &["rm", "-q", "-r", "decisions"]).ok();
    git(&dir, &["commit", "-q", "-m", "không có quyết định nào"]).ok();
    comments(&program(&dir, "comments list --json").json())
}

/// Whether an anchor, its other places included, is on the words.
fn is_on(anchor: &Value, needle: &str) -> bool {
    let holds =
        |place: &Value| place["text"].as_str().is_some_and(|text| plain(text).contains(&plain(needle)));
    holds(anchor) || anchor["also"].as_array().is_some_and(|also| also.iter().any(holds))
}

/// Whether an anchor is on the section in which the words stand: a place that says less, but nothing wrong.
fn is_in_section(anchor: &Value, expected: &Expected) -> bool {
    let (Some(document), Some(needle)) = (&expected.document, &expected.needle) else { return false };
    let Some(text) = frozen(2, document) else { return false };
    let lines = lines_of(&text, needle);
    let outline = json(&format!("draft outline --document {document} --round 2"));
    let headings = outline["headings"].as_array().unwrap();
    let level = |heading: &Value| heading["level"].as_u64().unwrap();
    let at = headings.iter().position(|heading| heading["code"] == anchor["code"]);
    let Some(at) = at.filter(|_| anchor["scope"] == "section") else { return false };
    let next = headings[at + 1..].iter().find(|heading| level(heading) <= level(&headings[at]));
    let end = next.map_or(u64::MAX, |heading| heading["line"].as_u64().unwrap());
    lines.iter().any(|line| (headings[at]["line"].as_u64().unwrap()..end).contains(line))
}

/// Where a comment was put: right, in the right section, wrong, or not at all.
fn result(anchor: &Value, expected: &Expected) -> &'static str {
    let placed = !["unplaced", "gone"].contains(&anchor["certainty"].as_str().unwrap());
    let right =
        expected.needle.as_ref().map_or(anchor["scope"] == "document", |needle| is_on(anchor, needle));
    match (placed, right) {
        (true, true) => "right",
        (true, false) if is_in_section(anchor, expected) => "section",
        (true, false) => "WRONG",
        (false, _) => "unplaced",
    }
}

#[test]
fn the_thirty_comments_are_placed_right_or_not_at_all() {
    let truth = truth();
    let (alone, decided) = (placed_alone(), comments(&json("comments list")));
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut faults = Vec::new();
    println!(
        "{:>3} {:<9} {:<10} {:<10} {:<9} {:<9} place",
        "no", "id", "expected", "alone", "alone", "by hand"
    );
    for expected in &truth.comments {
        let Some(id) = &expected.id else {
            println!("{:>3} {:<9} {:<10} {}", expected.no, "–", expected.expect, expected.note);
            continue;
        };
        let Some(comment) = alone.get(id) else {
            faults.push(format!("{id} is not listed"));
            continue;
        };
        let anchor = &comment["anchor"];
        let by_itself = result(anchor, expected);
        // The whole of a split comment is no comment any more: its parts are looked at below.
        let by_hand = decided.get(id).map_or("split", |it| result(&it["anchor"], expected));
        *counts.entry(("alone", by_itself)).or_default() += 1;
        *counts.entry(("by hand", by_hand)).or_default() += 1;
        let got = anchor["certainty"].as_str().unwrap();
        let at = format!(
            "{} {}",
            anchor["code"].as_str().unwrap_or("–"),
            anchor["section"].as_str().unwrap_or_default()
        );
        println!(
            "{:>3} {id:<9} {:<10} {got:<10} {by_itself:<9} {by_hand:<9} {at}",
            expected.no, expected.expect
        );
        let has_place = ["exact", "carried", "matched"].contains(&expected.expect.as_str());
        // Where people put it is the script's; where they put it for want of a place of its own, it must be right.
        let is_misplaced = expected.expect == "by_hand" && by_hand != "right";
        if by_itself == "WRONG" || (has_place && by_itself == "unplaced") || is_misplaced {
            faults.push(format!("{id} ({}): {by_itself}, then {by_hand}: {}", expected.note, anchor["text"]));
        }
        if let (Some(document), "right") = (&expected.document, by_itself) {
            assert_eq!(anchor["document"], document.as_str(), "{id}");
        }
    }
    println!("{counts:?}");
    for part in &truth.parts {
        match decided.get(&part.id) {
            Some(comment) if is_on(&comment["anchor"], &part.needle) => (),
            other => faults.push(format!("{}: {:?}", part.id, other.map(|it| &it["anchor"]))),
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn groups_conflicts_and_special_cases_come_out() {
    let truth = truth();
    let (alone, comments) = (placed_alone(), comments(&json("comments list")));
    let group = |id: &String| comments[id]["group"].as_str().map(str::to_owned);
    for members in &truth.groups {
        let first = group(&members[0]);
        assert!(first.is_some() && members.iter().all(|id| group(id) == first), "{members:?}");
        let same = comments.values().filter(|it| it["group"].as_str().map(str::to_owned) == first).count();
        assert_eq!(same, members.len(), "{members:?}");
    }
    for pair in &truth.conflicts {
        // A pair that contradicts is shown with each of the two.
        for (one, other) in [(&pair[0], &pair[1]), (&pair[1], &pair[0])] {
            let shown = program(&sample().path, &format!("comments show {one}")).ok();
            assert!(shown.stdout.contains(other.as_str()), "{one} does not name {other}:\n{}", shown.stdout);
        }
    }
    for id in &truth.wrong_place {
        // Either not placed, with places to choose from, or placed by its words and said to be cited wrongly.
        let anchor = &alone[id]["anchor"];
        let has_candidates = anchor["candidates"].as_array().is_some_and(|it| !it.is_empty());
        let is_noted =
            anchor["notes"].as_array().is_some_and(|it| it.iter().any(|note| note == "wrong_section"));
        assert!(is_noted || (anchor["certainty"] == "unplaced" && has_candidates), "{id}: {anchor}");
    }
    for id in &truth.wrong_draft {
        assert_eq!(comments[id]["round"], 2, "{id}");
        assert_eq!(comments[id]["draft"], 1, "{id}");
        // What it speaks of is in the first draft, and not any more in the working one as it was.
        assert_eq!(comments[id]["anchor"]["certainty"], "exact", "{id}");
    }
    let listed = json("synthesis 2");
    let gone: Vec<&str> = listed["no_longer_standing"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["id"].as_str().unwrap())
        .collect();
    assert_eq!(gone, truth.superseded.iter().map(String::as_str).collect::<Vec<_>>());
    let referred: Vec<&str> =
        listed["referred"].as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap()).collect();
    assert_eq!(referred, truth.off_topic.iter().map(String::as_str).collect::<Vec<_>>());
    let progress = json("progress");
    for file in &truth.unreadable {
        let unit =
            Path::new(file).file_name().unwrap().to_string_lossy().split('-').next().unwrap().to_owned();
        let states = progress["units"].as_array().unwrap().iter();
        let states: Vec<&str> = states
            .filter(|it| it["unit"] == unit && it["round"] == 2)
            .map(|it| it["state"].as_str().unwrap())
            .collect();
        assert!(states == ["unreadable"] || states == ["to_be_typed"], "{unit}: {states:?}");
    }
}

#[test]
fn the_counts_are_those_of_the_truth() {
    let totals = truth().totals;
    let received = |round: u32| {
        let answer = json(&format!("synthesis {round}"));
        usize::try_from(answer["counts"]["comments"]["received"].as_u64().unwrap()).unwrap()
    };
    assert_eq!(received(1), totals["comments_round_1"]);
    assert_eq!(received(2), totals["comments_round_2_after_split"]);
    let progress = json("progress --round 2");
    let units = fs::read_to_string(drafts().join("units.yaml")).unwrap();
    let units: Value = serde_yaml::from_str(&units).unwrap();
    let party: BTreeSet<&str> =
        units["units"].as_array().unwrap().iter().take(52).map(|unit| unit["id"].as_str().unwrap()).collect();
    let replied = progress["units"].as_array().unwrap().iter().filter(|it| {
        it["round"] == 2
            && it["state"] != "pending"
            && it["state"] != "waived"
            && party.contains(it["unit"].as_str().unwrap())
    });
    assert_eq!(replied.count(), totals["units_replied_of_52"]);
}

/// The name of a planted change in the JSON, as a kind or a class.
fn is_kind(change: &Value, kind: &str) -> bool {
    let class = |name: &str| change["classes"].as_array().is_some_and(|all| all.iter().any(|it| it == name));
    match kind {
        "inserted" => change["kind"] == "added",
        // Figures, dates and numbers put in the place of words: a digit among what was put in or taken out.
        "figures" => {
            let segments = change["segments"].as_array().cloned().unwrap_or_default();
            !class("spelling")
                && segments.iter().any(|it| {
                    it["op"] != "equal" && it["text"].as_str().unwrap().contains(|c: char| c.is_ascii_digit())
                })
        }
        "spelling" => change["kind"] == "amended" && class("spelling"),
        // An amendment keeps its kind whatever else it is; a move may be one too.
        "amended" => change["kind"] == "amended" && !class("spelling"),
        "moved" => change["kind"] == "moved" || change["moved"] == true,
        kind => change["kind"] == kind,
    }
}

#[test]
fn every_planted_change_is_shown_as_what_it_is() {
    let mut missed = Vec::new();
    let mut n_changes = 0;
    for (name, changes) in &truth().changes {
        let pair = name.strip_prefix("review-report-").unwrap_or(name);
        let document = if name.starts_with("review-report-") { "review-report" } else { "political-report" };
        let (before, after) = pair.strip_prefix("round-").unwrap().split_once("-to-").unwrap();
        let answer = json(&format!("diff round-{before} round-{after} --document {document}"));
        let found = answer["documents"][0]["changes"].as_array().unwrap().clone();
        let holds = |blocks: &Value, needle: &Option<String>| match needle {
            None => true,
            Some(needle) => blocks.as_array().unwrap().iter().any(|block| {
                let text = block["text"].as_str().unwrap();
                text.contains(needle.as_str()) || plain(text).contains(&plain(needle))
            }),
        };
        for wanted in changes {
            n_changes += 1;
            let here: Vec<&Value> = found
                .iter()
                .filter(|it| {
                    holds(&it["before"], &wanted.needle_before) && holds(&it["after"], &wanted.needle_after)
                })
                .collect();
            if !here.iter().any(|it| is_kind(it, &wanted.kind)) {
                let as_what: Vec<String> =
                    here.iter().map(|it| format!("{} {}", it["kind"], it["classes"])).collect();
                missed.push(format!(
                    "{name} {} {:?} → {:?}: shown as {as_what:?}",
                    wanted.kind, wanted.needle_before, wanted.needle_after
                ));
            }
        }
        // What differs in spelling alone is counted apart and stands in no table.
        let table = program(
            &sample().path,
            &format!("diff round-{before} round-{after} --document {document} --format table-csv"),
        )
        .ok();
        for spelling in changes.iter().filter(|it| it.kind == "spelling") {
            let needle = spelling.needle_after.as_deref().unwrap_or_default();
            let elsewhere = found
                .iter()
                .any(|it| holds(&it["after"], &spelling.needle_after) && !is_kind(it, "spelling"));
            assert!(
                elsewhere || !plain(&table.stdout).contains(&plain(needle)),
                "{name}: {needle} is in the table"
            );
        }
    }
    println!("{} of {n_changes} planted changes shown as what they are", n_changes - missed.len());
    assert!(missed.is_empty(), "missed:\n{}", missed.join("\n"));
}

#[test]
fn both_sides_come_back_from_every_comparison_of_the_sample() {
    for (before, after) in [(1, 2), (2, 3)] {
        let answer = json(&format!("diff round-{before} round-{after} --all"));
        for document in answer["documents"].as_array().unwrap() {
            let id = document["document"].as_str().unwrap();
            for (side, round) in [("before", before), ("after", after)] {
                let mut blocks: Vec<(u64, String)> = Vec::new();
                for change in document["changes"].as_array().unwrap() {
                    for block in change[side].as_array().unwrap() {
                        let text =
                            format!("{}{}", block["text"].as_str().unwrap(), block["gap"].as_str().unwrap());
                        blocks.push((block["index"].as_u64().unwrap(), text));
                    }
                }
                blocks.sort();
                blocks.dedup();
                let mut text = document[side]["lead"].as_str().unwrap().to_owned();
                text.extend(blocks.into_iter().map(|(_, text)| text));
                assert!(Some(text) == frozen(round, id), "{id} of round {round}");
            }
        }
    }
}

#[test]
fn every_accepted_comment_of_the_sample_is_tied_and_every_change_explained() {
    for round in [1, 2] {
        let trace = json(&format!("trace {round}"));
        assert_eq!(trace["schema"], "vankien/trace/1");
        println!(
            "round {round}: {} ties, accepted but unchanged {}, changed but unexplained {}",
            trace["ties"].as_array().unwrap().len(),
            trace["accepted_unchanged"],
            trace["changed_unexplained"].as_array().unwrap().len(),
        );
        assert!(!trace["ties"].as_array().unwrap().is_empty());
    }
}
