//! Pairs found against pairs that are true: wordings as data, spelled in the ways that units spell.

use super::*;
use crate::comments::{Kind, proposals_in};
use std::collections::BTreeSet;

const POINTS: &str = include_str!("../../../tests/suite/duplicates/points.txt");

fn comment(no: u32, text: &str) -> Comment {
    Comment {
        no,
        document: None,
        kind: Kind::Wording,
        question: None,
        agreement: None,
        reserved: false,
        text: text.to_owned(),
        reason: None,
        at: None,
        citation: None,
        quote: None,
        proposals: proposals_in(text),
        votes: None,
        originators: Vec::new(),
        weight: None,
        weight_of: None,
    }
}

/// A comment, its place and the point that it makes.
struct Case {
    comment: Comment,
    place: Option<PointPlace>,
    point: usize,
}

fn at(document: &DocumentId, block: usize) -> PointPlace {
    PointPlace {
        document: document.clone(),
        blocks: block..block + 1,
        section: block / 10 * 10..block / 10 * 10 + 10,
    }
}

fn cases() -> Vec<Case> {
    let document = DocumentId::parse("political-report").expect("a good id");
    let (mut cases, mut place, mut point) = (Vec::new(), None, 0);
    for line in POINTS.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(code) = line.strip_prefix('@') {
            let block = code.trim().trim_start_matches('P').parse().ok();
            place = block.map(|block| at(&document, block));
        } else if line.starts_with('=') {
            point += 1;
        } else {
            let no = u32::try_from(cases.len()).expect("few") + 1;
            cases.push(Case { comment: comment(no, line), place: place.clone(), point });
        }
    }
    cases
}

/// Pairs that are right, found, and in truth.
fn measured(cases: &[Case]) -> (usize, usize, usize) {
    let points: Vec<Point<'_>> =
        cases.iter().map(|it| Point { comment: &it.comment, place: it.place.clone() }).collect();
    let mut found = BTreeSet::new();
    for suggestion in duplicates(&points) {
        assert_eq!(suggestion.why.len() + 1, suggestion.members.len());
        for (n, a) in suggestion.members.iter().enumerate() {
            found.extend(suggestion.members[n + 1..].iter().map(|b| (*a, *b)));
        }
    }
    let (mut right, mut truth) = (0, 0);
    for a in 0..cases.len() {
        for b in a + 1..cases.len() {
            let is_true = cases[a].point == cases[b].point;
            truth += usize::from(is_true);
            right += usize::from(is_true && found.contains(&(a, b)));
            if is_true != found.contains(&(a, b)) && std::env::var("SHOW_PAIRS").is_ok() {
                let name = if is_true { "missed" } else { "wrong" };
                println!("{name}: {}\n      / {}", cases[a].comment.text, cases[b].comment.text);
            }
        }
    }
    (right, found.len(), truth)
}

fn f1((right, found, truth): (usize, usize, usize)) -> f64 {
    2.0 * right as f64 / (found + truth) as f64
}

#[test]
fn the_same_point_in_other_words_is_found_and_its_neighbours_are_not() {
    let cases = cases();
    assert!(cases.len() >= 60);
    let counts = measured(&cases);
    assert!(f1(counts) >= 0.9, "right, found, true: {counts:?}, F1 {:.3}", f1(counts));
    assert!(counts.0 * 100 >= counts.1 * 95, "wrong ones among those found: {counts:?}");
}

#[test]
fn spelling_and_typing_part_nothing() {
    let mut cases = cases();
    let n = cases.len();
    for at in 0..n {
        let text = cases[at].comment.text.clone();
        let spelled = match at % 4 {
            0 => text.replace("oá", "óa").replace("uỷ", "ủy"),
            1 => unicode_normalization::UnicodeNormalization::nfd(text.as_str()).collect(),
            2 => text.to_uppercase(),
            _ => format!("Thường trực Đảng ủy đề nghị: {text}"),
        };
        let no = u32::try_from(cases.len()).expect("few") + 1;
        cases.push(Case {
            comment: comment(no, &spelled),
            place: cases[at].place.clone(),
            point: cases[at].point,
        });
    }
    let counts = measured(&cases);
    assert!(f1(counts) >= 0.9, "right, found, true: {counts:?}, F1 {:.3}", f1(counts));
}

#[test]
fn a_suggestion_says_why() {
    let texts =
        ["Đề nghị bổ sung chỉ tiêu nước sạch tập trung.", "Nên thêm chỉ tiêu về nước sạch tập trung."];
    let comments: Vec<Comment> = (1..).zip(texts).map(|(no, text)| comment(no, text)).collect();
    let document = DocumentId::parse("political-report").expect("a good id");
    let points: Vec<Point<'_>> =
        comments.iter().map(|comment| Point { comment, place: Some(at(&document, 3)) }).collect();
    let found = duplicates(&points);
    let [suggestion] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(suggestion.members, [0, 1]);
    let [why] = suggestion.why.as_slice() else { panic!("{suggestion:?}") };
    assert!(why.words.iter().any(|word| word == "nước"), "{:?}", why.words);
    assert!(!why.same_edit && why.score >= SAME);
    let elsewhere = [points[0].clone(), Point { place: Some(at(&document, 19)), ..points[1].clone() }];
    assert!(duplicates(&elsewhere).is_empty(), "on other places");
}

#[test]
fn a_crowd_with_the_same_words_is_one_suggestion_and_quick() {
    let comments: Vec<Comment> = (1..=5_000).map(|no| comment(no, "Bổ sung chỉ tiêu nước sạch.")).collect();
    let document = DocumentId::parse("political-report").expect("a good id");
    let points: Vec<Point<'_>> =
        comments.iter().map(|comment| Point { comment, place: Some(at(&document, 3)) }).collect();
    let found = duplicates(&points);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].members.len(), 5_000);
}
