//! Comments carried through two later drafts whose every edit is known: amended, moved, split, merged, deleted.
//!
//! The truth follows the pieces of the text through the edits, not the comparison.

use crate::random::Random;
use std::collections::BTreeMap;
use vankien::anchor::{Anchor, Certainty, DraftIndex, PlaceQuery, carry, carry_codes, place};
use vankien::compare::{CompareOptions, compare};
use vankien::document::{BlockCode, BlockKind, Codes, Document, DocumentId, parse};

const SOURCES: [&str; 3] = [
    include_str!("../drafts/moc-linh/draft-1/political-report.md"),
    include_str!("../drafts/moc-linh/draft-2/political-report.md"),
    include_str!("../drafts/moc-linh/draft-2/review-report.md"),
];

/// Edits between two drafts, of some 100 to 300 blocks.
const EDITS: usize = 24;

/// Comments on one draft.
const COMMENTS: usize = 130;

/// A block of a draft: which pieces of the first draft it holds.
#[derive(Debug, Clone)]
struct Piece {
    /// Block of the first draft and, where it was split, which part of it; empty for new text.
    from: Vec<(usize, Part)>,
    kind: BlockKind,
    text: String,
    gap: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Whole,
    Left,
    Right,
}

fn pieces(document: &Document) -> Vec<Piece> {
    let blocks = document.blocks.iter();
    let piece = |it: &vankien::document::Block| Piece {
        from: vec![(it.index, Part::Whole)],
        kind: it.kind,
        text: document.text(it).to_owned(),
        gap: document.source[it.gap.clone()].to_owned(),
    };
    blocks.map(piece).collect()
}

fn source(lead: &str, pieces: &[Piece]) -> String {
    pieces.iter().fold(lead.to_owned(), |text, it| text + &it.text + &it.gap)
}

fn is_paragraph(piece: &Piece) -> bool {
    piece.kind == BlockKind::Paragraph && piece.gap.starts_with("\n\n") && piece.text.split(' ').count() >= 12
}

/// One edit; pieces may stay as they are where it does not fit.
fn edit(pieces: &mut Vec<Piece>, random: &mut Random) {
    let at = random.below(pieces.len());
    if !is_paragraph(&pieces[at]) {
        if matches!(pieces[at].kind, BlockKind::Item | BlockKind::Row) && random.below(3) == 0 {
            pieces[at].text = amended(&pieces[at].text, 1, random);
        }
        return;
    }
    match random.below(12) {
        0 | 1 => drop(pieces.remove(at)),
        2 | 3 => {
            let piece = pieces.remove(at);
            let to = gap_near(pieces, random);
            pieces.insert(to, piece);
        }
        4 => {
            // A run of paragraphs moves.
            let end = at + pieces[at..].iter().take(3).take_while(|it| is_paragraph(it)).count();
            let run: Vec<Piece> = pieces.drain(at..end).collect();
            let to = gap_near(pieces, random);
            pieces.splice(to..to, run);
        }
        5 | 6 => split(pieces, at),
        7 | 8 if at + 1 < pieces.len() && is_paragraph(&pieces[at + 1]) => {
            let next = pieces.remove(at + 1);
            let piece = &mut pieces[at];
            piece.text = format!("{} {}", piece.text, next.text);
            piece.from.extend(next.from);
        }
        9 => {
            // Another paragraph about the same things: every third word of one that stands there.
            let text = pieces[random.below(pieces.len())].text.clone();
            if text.split(' ').count() > 20 && !text.starts_with(['#', '|', '-', '+', '[', ' ', '\t']) {
                let words: Vec<&str> = text.split(' ').step_by(3).collect();
                let new =
                    format!("Năm qua, {}.", words.join(" ").trim_end_matches(['.', ',', ';']).to_lowercase());
                let piece =
                    Piece { from: Vec::new(), kind: BlockKind::Paragraph, text: new, gap: "\n\n".to_owned() };
                pieces.insert(at, piece);
            }
        }
        _ => {
            let n_words = pieces[at].text.split(' ').count();
            let n_edits = 1 + random.below(n_words / 8 + 1);
            pieces[at].text = amended(&pieces[at].text, n_edits, random);
        }
    }
}

/// A place between two paragraphs.
fn gap_near(pieces: &[Piece], random: &mut Random) -> usize {
    let start = random.below(pieces.len());
    let found = (start..pieces.len()).find(|at| is_paragraph(&pieces[*at]));
    found.unwrap_or(1)
}

fn split(pieces: &mut Vec<Piece>, at: usize) {
    let text = pieces[at].text.clone();
    let whole = pieces[at].from.len() == 1 && pieces[at].from[0].1 == Part::Whole;
    let Some((left, right)) =
        text.split_once(". ").filter(|(_, right)| whole && right.split(' ').count() > 5)
    else {
        return;
    };
    let block = pieces[at].from[0].0;
    let second = Piece {
        from: vec![(block, Part::Right)],
        text: right.to_owned(),
        kind: BlockKind::Paragraph,
        gap: pieces[at].gap.clone(),
    };
    let first = &mut pieces[at];
    first.text = format!("{left}.");
    first.from = vec![(block, Part::Left)];
    first.gap = "\n\n".to_owned();
    pieces.insert(at + 1, second);
}

/// Words exchanged, dropped or put in.
fn amended(text: &str, n_edits: usize, random: &mut Random) -> String {
    const NEW: &[&str] =
        &["vững", "rõ", "nhanh", "kịp thời", "toàn diện", "12,4%", "3.150", "cơ sở", "đồng bộ", "thực chất"];
    let mut words: Vec<String> = text.split(' ').map(str::to_owned).collect();
    for _ in 0..n_edits {
        let at = 2 + random.below(words.len().saturating_sub(3).max(1));
        if at >= words.len() || words[at].contains(['|', '*', '[']) {
            continue;
        }
        match random.below(3) {
            0 if words.len() > 6 => drop(words.remove(at)),
            1 => words.insert(at, random.pick(NEW).to_owned()),
            _ => words[at] = random.pick(NEW).to_owned(),
        }
    }
    words.join(" ")
}

/// A later draft whose blocks are its pieces.
fn edited(lead: &str, before: &[Piece], random: &mut Random) -> (Vec<Piece>, Document) {
    loop {
        let mut after = before.to_vec();
        for _ in 0..EDITS * 2 {
            edit(&mut after, random);
        }
        let document = parse(source(lead, &after));
        let same = document.blocks.len() == after.len()
            && document.blocks.iter().zip(&after).all(|(block, piece)| document.text(block) == piece.text);
        if same {
            return (after, document);
        }
    }
}

fn first_codes(document: &Document) -> Codes {
    let mut next = 0;
    let codes = document.blocks.iter().map(|block| {
        block.kind.has_code().then(|| {
            next += 1;
            BlockCode::numbered(next)
        })
    });
    codes.collect()
}

struct Comment {
    /// Its block in the first draft, and on which side of a split its words stand.
    block: usize,
    side: Option<Part>,
    anchor: Anchor,
    gone: bool,
}

/// Comments on words that stand once, placed in the first draft.
fn comments(document: &Document, index: &DraftIndex<'_>, random: &mut Random) -> Vec<Comment> {
    let mut found = Vec::new();
    while found.len() < COMMENTS {
        let block = &document.blocks[random.below(document.blocks.len())];
        let words: Vec<&str> = document.text(block).split(' ').collect();
        let length = 4 + random.below(6);
        if !matches!(block.kind, BlockKind::Paragraph | BlockKind::Item | BlockKind::Row)
            || words.len() < length + 3
        {
            continue;
        }
        let from = 1 + random.below(words.len() - length - 1);
        let quote = words[from..from + length].join(" ");
        if quote.contains(['|', '*', '[', '"']) {
            continue;
        }
        let query = PlaceQuery { quote: Some(&quote), ..PlaceQuery::default() };
        let anchor = place(&query, std::slice::from_ref(index));
        if anchor.target.as_ref().and_then(|it| it.block) != Some(block.index) {
            continue;
        }
        let cut = document.text(block).find(". ");
        let at = document.text(block).find(&quote).unwrap_or(0);
        let side = cut.and_then(|cut| match (at + quote.len() <= cut + 1, at >= cut + 2) {
            (true, _) => Some(Part::Left),
            (_, true) => Some(Part::Right),
            _ => None,
        });
        found.push(Comment { block: block.index, side, anchor, gone: false });
    }
    found
}

/// The blocks of a draft at which the comment may stand; none when its text was deleted.
fn truth(comment: &Comment, pieces: &[Piece]) -> Vec<usize> {
    let holds = |piece: &Piece| {
        let parts = piece.from.iter().filter(|(block, _)| *block == comment.block);
        parts
            .map(|(_, part)| *part)
            .any(|part| part == Part::Whole || comment.side.is_none_or(|side| side == part))
    };
    pieces.iter().enumerate().filter(|(_, piece)| holds(piece)).map(|(at, _)| at).collect()
}

#[test]
fn comments_stay_with_their_text_through_two_later_drafts() {
    let seed: u64 = std::env::var("CARRY_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut bad = Vec::new();
    for run in 0..5 {
        let mut random = Random::new(seed * 100 + run);
        let first = parse(SOURCES[run as usize % SOURCES.len()].to_owned());
        let mut before = (pieces(&first), first.clone(), first_codes(&first));
        let index = DraftIndex::new(DocumentId::parse("report").unwrap(), "Báo cáo", &first, &before.2);
        let mut comments = comments(&first, &index, &mut random);
        for step in 1..=2 {
            let (after, document) = edited(&first.source[first.lead.clone()], &before.0, &mut random);
            let comparison = compare(&before.1, &document, &CompareOptions::default());
            let codes = carry_codes(&before.1, &before.2, &document, &comparison, &[]).codes;
            for comment in &mut comments {
                let now = carry(&comment.anchor, &comparison, (&before.1, &before.2), (&document, &codes));
                let wanted = truth(comment, &after);
                let block = now.target.as_ref().and_then(|it| it.block);
                let is_gone = now.certainty == Certainty::Gone;
                let outcome = match (wanted.is_empty() || comment.gone, is_gone) {
                    (true, true) if now.target == comment.anchor.target => "right",
                    (true, _) => "wrong",
                    (false, true) => "missed",
                    (false, false) if block.is_some_and(|block| wanted.contains(&block)) => "right",
                    (false, false) => "wrong",
                };
                *counts.entry(outcome).or_default() += 1;
                if outcome != "right" {
                    let was = &first.blocks[comment.block];
                    let show = |at: usize| after[at].text.chars().take(160).collect::<String>();
                    bad.push(format!(
                        "{outcome} run {run} step {step} {:?}\n   was   {}\n   truth {:?}\n   now   {:?}",
                        now.certainty,
                        first.text(was),
                        wanted.iter().map(|at| show(*at)).collect::<Vec<_>>(),
                        block.map(show)
                    ));
                }
                comment.gone |= wanted.is_empty() || is_gone;
                comment.anchor = now;
            }
            before = (after, document, codes);
        }
    }
    println!("{}\n{counts:?}", bad.join("\n"));
    let count = |outcome| counts.get(outcome).copied().unwrap_or_default();
    let all: usize = counts.values().sum();
    assert!(all >= 1_000);
    assert!(count("right") * 100 >= all * 97, "{counts:?}");
    assert!(count("wrong") * 1_000 <= all * 3, "{counts:?}");
}
