//! The thirty comments of the sample, placed in the drafts that they speak about: wrong must be none.

use std::collections::BTreeMap;
use vankien::anchor::{Anchor, AnchorScope, Certainty, DraftIndex, PlaceQuery, parse_citation, place};
use vankien::document::{BlockCode, Document, DocumentId, parse};

/// number; draft; document or -; place; quote or -; words of the true block or -; the words of the comment.
const THIRTY: &str = include_str!("suite/citations/thirty.txt");
/// The same form, over the same drafts, with places that are wrong, doubled, vague or misspelt.
const MORE: &str = include_str!("suite/citations/more.txt");
/// Places that the code was not written for.
const UNSEEN: &str = include_str!("suite/citations/unseen.txt");

/// A draft with its codes.
type Coded = (Document, Vec<Option<BlockCode>>);

struct Drafts {
    parsed: BTreeMap<(u32, &'static str), Coded>,
}

fn drafts() -> Drafts {
    let mut parsed = BTreeMap::new();
    for (number, id, source) in [
        (1, "political-report", include_str!("../drafts/moc-linh/draft-1/political-report.md")),
        (2, "political-report", include_str!("../drafts/moc-linh/draft-2/political-report.md")),
        (1, "review-report", include_str!("../drafts/moc-linh/draft-1/review-report.md")),
        (2, "review-report", include_str!("../drafts/moc-linh/draft-1/review-report.md")),
    ] {
        let document = parse(source.to_owned());
        let mut next = 0;
        let codes = document.blocks.iter().map(|block| {
            block.kind.has_code().then(|| {
                next += 1;
                BlockCode::numbered(next)
            })
        });
        let codes = codes.collect();
        parsed.insert((number, id), (document, codes));
    }
    Drafts { parsed }
}

#[derive(Debug, PartialEq, Eq, Clone, Copy)]
enum Outcome {
    Right,
    Wrong,
    Unplaced,
}

fn run(cases: &str) -> Vec<(String, Outcome, Certainty, String)> {
    let drafts = drafts();
    // An index is made once per draft and serves all comments, as in the program.
    let titles = [("political-report", "Báo cáo chính trị"), ("review-report", "Báo cáo kiểm điểm")];
    let prepared: BTreeMap<u32, Vec<DraftIndex<'_>>> = [1, 2]
        .into_iter()
        .map(|number| {
            let indexes = titles.iter().map(|(id, title)| {
                let (document, codes) = &drafts.parsed[&(number, *id)];
                DraftIndex::new(DocumentId::parse(id).unwrap(), title, document, codes)
            });
            (number, indexes.collect())
        })
        .collect();
    let mut found = Vec::new();
    for line in cases.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
        let fields: Vec<&str> = line.split(" ¦ ").map(str::trim).collect();
        let [no, draft, document, written, quote, truth, text] = fields.as_slice() else { panic!("{line}") };
        let number: u32 = draft.parse().unwrap();
        let indexes = &prepared[&number];
        let query = PlaceQuery {
            citation: parse_citation(if *written == "-" { "" } else { written }),
            quote: (*quote != "-").then_some(*quote),
            text,
            targets: Vec::new(),
            document: DocumentId::parse(document).filter(|_| *document != "-"),
            ..PlaceQuery::default()
        };
        let anchor = place(&query, indexes);
        let outcome = judge(&anchor, truth, &drafts, number);
        found.push(((*no).to_owned(), outcome, anchor.certainty, shown(&anchor, &drafts, number)));
    }
    found
}

fn judge(anchor: &Anchor, truth: &str, drafts: &Drafts, number: u32) -> Outcome {
    let Some(target) = &anchor.target else { return Outcome::Unplaced };
    if truth == "-" {
        return Outcome::Wrong;
    }
    let document_only = truth == "whole";
    if target.scope == AnchorScope::Document || document_only {
        let right = document_only && target.scope == AnchorScope::Document;
        return if right { Outcome::Right } else { Outcome::Wrong };
    }
    let (document, _) =
        drafts.parsed.iter().find(|((n, id), _)| *n == number && *id == target.document.as_str()).unwrap().1;
    let block = &document.blocks[target.block.unwrap()];
    // A section counts where it holds the true block; a block where it has the words or stands under that heading.
    let (own, alternatives) = (block.index, truth.split(" | "));
    for needle in alternatives {
        let Some(hit) =
            document.blocks.iter().find(|it| it.kind.has_code() && document.text(it).contains(needle))
        else {
            continue;
        };
        let heading = |section: usize| document.sections[section].heading;
        let holds = target.scope == AnchorScope::Section
            && document.sections[block.section].blocks.contains(&hit.index);
        let under =
            heading(hit.section) == Some(hit.index) && document.sections[hit.section].blocks.contains(&own);
        let same = document.text(block).contains(needle);
        if same || holds || under {
            return Outcome::Right;
        }
    }
    Outcome::Wrong
}

fn shown(anchor: &Anchor, drafts: &Drafts, number: u32) -> String {
    let place = |target: &vankien::anchor::Target| {
        let document = &drafts
            .parsed
            .iter()
            .find(|((n, id), _)| *n == number && *id == target.document.as_str())
            .unwrap()
            .1
            .0;
        let text: String = target
            .block
            .map(|at| document.text(&document.blocks[at]).chars().take(50).collect())
            .unwrap_or_default();
        format!("{} {} `{text}`", target.scope.tag(), target.section)
    };
    let at = anchor.target.as_ref().map(place).unwrap_or_default();
    let notes: Vec<&str> = anchor.notes.iter().map(|note| note.tag()).collect();
    let candidates: Vec<String> = anchor
        .candidates
        .iter()
        .map(|it| format!("\n        {:.2} {}", it.score.share(), place(&it.target)))
        .collect();
    format!(
        "{} {:.2} {at} [{}] also {}{}",
        anchor.way.tag(),
        anchor.score.share(),
        notes.join(","),
        anchor.also.len(),
        candidates.join("")
    )
}

fn table(name: &str, cases: &str) -> (usize, usize, usize) {
    let found = run(cases);
    for (no, outcome, certainty, shown) in &found {
        println!("{name} {no:>4} {outcome:?} {} {shown}", certainty.tag());
    }
    let count = |wanted: Outcome| found.iter().filter(|(_, outcome, ..)| *outcome == wanted).count();
    let counts = (count(Outcome::Right), count(Outcome::Wrong), count(Outcome::Unplaced));
    println!("{name}: right {}, wrong {}, unplaced {}", counts.0, counts.1, counts.2);
    counts
}

#[test]
fn no_comment_of_the_sample_is_placed_wrongly() {
    let (right, wrong, _) = table("thirty", THIRTY);
    assert_eq!(wrong, 0);
    assert!(right >= 21, "{right}");
}

#[test]
fn tricky_places_are_not_placed_wrongly() {
    let (right, wrong, _) = table("more", MORE);
    assert_eq!(wrong, 0);
    assert!(right >= 20, "{right}");
}

#[test]
fn places_that_the_code_was_not_written_for_are_not_placed_wrongly() {
    let (right, wrong, unplaced) = table("unseen", UNSEEN);
    assert_eq!(wrong, 0);
    assert!(right >= 44, "{right}");
    assert!(unplaced >= 8, "{unplaced}");
}
