//! Replies in running text: letters of many offices as data, `tests/suite/letters/*.yaml`, each with what is to be read.

#![allow(clippy::unwrap_used, reason = "helpers of tests: what is not there ends the test")]

use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs;
use vankien::intake::{FileFormat, ReadFile, RelationHint, read};

/// A letter and what is to be read from it; what is not named is none.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Letter {
    letter: String,
    #[serde(default)]
    unit: Option<String>,
    #[serde(default)]
    symbol: Option<String>,
    #[serde(default)]
    dated: Option<String>,
    #[serde(default)]
    draft: Option<u32>,
    #[serde(default)]
    round: Option<u32>,
    #[serde(default)]
    state: Option<String>,
    #[serde(default)]
    per_document: BTreeMap<String, String>,
    #[serde(default)]
    replaces: Option<String>,
    #[serde(default)]
    adds: bool,
    /// Of minutes: when, how many were present, how many spoke.
    #[serde(default)]
    met: Option<String>,
    #[serde(default)]
    comments: Vec<Point>,
}

#[derive(Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
struct Point {
    #[serde(default)]
    document: Option<String>,
    #[serde(default)]
    place: Option<String>,
    text: String,
    #[serde(default)]
    reason: Option<String>,
    /// Of minutes: the office of who spoke, the votes for, against and of nobody.
    #[serde(default)]
    office: Option<String>,
    #[serde(default)]
    votes: Option<String>,
}

/// What was read, in the words of the data.
fn shown(file: &ReadFile) -> String {
    let reply = &file.reply;
    let mut out = String::new();
    let mut line = |name: &str, value: Option<String>| {
        out.push_str(&value.map_or_else(String::new, |value| format!("{name}: {value}\n")));
    };
    line("unit", reply.unit.clone());
    line("symbol", reply.symbol.clone());
    line("dated", reply.dated.map(|it| it.to_string()));
    line("draft", reply.draft.map(|it| it.to_string()));
    line("round", reply.round.map(|it| it.to_string()));
    line("state", Some(reply.state.map_or_else(|| "none".to_owned(), |it| it.tag().to_owned())));
    for (document, state) in &reply.per_document {
        line("per_document", Some(format!("{document} = {}", state.tag())));
    }
    let relation = match &file.relation {
        RelationHint::Replaces { dated } => Some(format!("replaces {}", dated.clone().unwrap_or_default())),
        RelationHint::Adds => Some("adds".to_owned()),
        RelationHint::Unclear => None,
    };
    line("relation", relation);
    line(
        "met",
        reply.occasion.as_ref().map(|it| {
            let number = |number: Option<u32>| number.map_or_else(|| "?".to_owned(), |it| it.to_string());
            let date = it.date.map_or_else(|| "?".to_owned(), |it| it.to_string());
            format!("{date}, {} present, {} spoke", number(it.present), number(it.speakers))
        }),
    );
    for it in &reply.comments {
        line("- document", it.document.clone());
        line("- place", it.place.clone());
        line("  text", Some(it.text.clone()));
        line("  reason", it.reason.clone());
        line("  office", (!it.originators.is_empty()).then(|| it.originators.join("; ")));
        line("  votes", it.votes.map(|it| format!("{}-{}-{}", it.in_favour, it.against, it.abstain)));
    }
    out
}

fn expected(letter: &Letter) -> String {
    let mut out = String::new();
    let mut line = |name: &str, value: Option<String>| {
        out.push_str(&value.map_or_else(String::new, |value| format!("{name}: {value}\n")));
    };
    line("unit", letter.unit.clone());
    line("symbol", letter.symbol.clone());
    line("dated", letter.dated.clone());
    line("draft", letter.draft.map(|it| it.to_string()));
    line("round", letter.round.map(|it| it.to_string()));
    line("state", Some(letter.state.clone().unwrap_or_else(|| "comments".to_owned())));
    for (document, state) in &letter.per_document {
        line("per_document", Some(format!("{document} = {state}")));
    }
    line("relation", letter.replaces.as_ref().map(|dated| format!("replaces {dated}")));
    line("relation", letter.adds.then(|| "adds".to_owned()));
    line("met", letter.met.clone());
    for it in &letter.comments {
        line("- document", it.document.clone());
        line("- place", it.place.clone());
        line("  text", Some(it.text.trim_end().to_owned()));
        line("  reason", it.reason.clone());
        line("  office", it.office.clone());
        line("  votes", it.votes.clone());
    }
    out
}

fn letters() -> Vec<(String, Letter)> {
    let mut found = Vec::new();
    for entry in fs::read_dir("tests/suite/letters").unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|it| it != "yaml") {
            continue;
        }
        let file = path.file_stem().unwrap().to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).unwrap();
        let all: BTreeMap<String, Letter> =
            serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{file}: {error}"));
        found.extend(all.into_iter().map(|(name, letter)| (format!("{file}/{name}"), letter)));
    }
    found.sort_by(|one, other| one.0.cmp(&other.0));
    found
}

/// Every line of a letter that asks is in a comment or in the words of the reply: nothing is lost.
fn lost(letter: &str, file: &ReadFile) -> Vec<String> {
    let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut kept = squeezed(file.reply.words.as_deref().unwrap_or_default());
    for it in &file.reply.comments {
        kept.push_str(&format!(" {} {}", squeezed(&it.text), it.reason.as_deref().unwrap_or_default()));
    }
    let asks = |line: &&str| ["đề nghị", "bổ sung", "sửa", "nên "].iter().any(|it| line.contains(it));
    let words =
        |line: &str| squeezed(line.trim_start_matches(|c: char| !c.is_alphabetic() && c != '"' && c != '“'));
    let body = letter.lines().filter(asks).map(words);
    let is_lost = |line: &String| {
        let tail: String = line.chars().rev().take(20).collect::<Vec<_>>().into_iter().rev().collect();
        !kept.contains(&tail) && !line.starts_with("V/v") && !line.starts_with("Về việc")
    };
    body.filter(is_lost).collect()
}

#[test]
fn letters_are_read_as_their_offices_meant_them() {
    let all = letters();
    let mut wrong = Vec::new();
    for (name, letter) in &all {
        let reading = read("thu.txt", letter.letter.as_bytes());
        let Some(file) = reading.value else {
            wrong.push(format!("{name}: refused, {:?}", reading.problems));
            continue;
        };
        assert_eq!(file.format, Some(FileFormat::Text), "{name}");
        assert_eq!(file.at.len(), file.reply.comments.len(), "{name}");
        let (found, wanted) = (shown(&file), expected(letter));
        if found != wanted {
            wrong.push(format!(
                "=== {name}\n--- wanted\n{wanted}--- found\n{found}--- words\n{}\n",
                file.reply.words.as_deref().unwrap_or_default()
            ));
        }
        let lost = lost(&letter.letter, &file);
        if !lost.is_empty() {
            wrong.push(format!("{name}: lost {lost:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {} letters\n{}", wrong.len(), all.len(), wrong.join("\n"));
}
