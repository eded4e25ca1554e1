//! Quoted words found in a draft: letter by letter under the folding key, else with small typing errors.
//!
//! A quote may leave something out ("Huyện đã huy động … được đóng góp"): its pieces must then stand in one
//! paragraph in this order. With typing errors, only the paragraphs that share the most words with the quote are
//! looked at, so that the work is bounded by the quote's length times a fixed number of paragraphs.

use super::index::{DraftIndex, Hit, split_words, words_of};
use super::weights::WEIGHTS;
use crate::text;

/// A quote found with typing errors.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Inexact {
    pub(super) hit: Hit,
    pub(super) share: f64,
}

/// Where a quote stands, in order; empty where it does not.
pub(super) fn find(index: &DraftIndex<'_>, quote: &str) -> Vec<Hit> {
    let quote = quote.trim();
    let trimmed = quote.trim_matches(|c: char| c.is_whitespace() || ".,;:…!?*_\"“”".contains(c));
    for words in [quote, trimmed] {
        let key = text::fold_caseless(words).key;
        let hits = index.find_folded(key.trim());
        if hits.len() > 1 {
            let cased = text::fold(words).key;
            let same: Vec<Hit> =
                hits.iter().filter(|hit| text::fold(index.source_of(hit)).key == cased).cloned().collect();
            if same.len() == 1 {
                return same;
            }
        }
        if !hits.is_empty() {
            return hits;
        }
    }
    let elided = elided(index, trimmed);
    if !elided.is_empty() {
        return elided;
    }
    let plain = text::plain(trimmed).key;
    let unaccented = plain == text::fold_caseless(trimmed).key;
    if unaccented && words_of(trimmed).len() >= WEIGHTS.quote_words_min {
        index.find_plain(plain.trim())
    } else {
        Vec::new()
    }
}

/// A quote with something left out.
fn elided(index: &DraftIndex<'_>, quote: &str) -> Vec<Hit> {
    let key = text::fold_caseless(quote).key.replace("[...]", "...").replace("(...)", "...");
    let pieces: Vec<&str> = key.split("...").map(str::trim).filter(|piece| !piece.is_empty()).collect();
    if pieces.len() < 2 || pieces.iter().any(|piece| split_words(piece).count() < WEIGHTS.quote_words_min) {
        return Vec::new();
    }
    let mut runs: Vec<Hit> = index.find_folded(pieces[0]);
    for piece in &pieces[1..] {
        let next = index.find_folded(piece);
        runs = runs
            .into_iter()
            .filter_map(|run| {
                let then =
                    next.iter().find(|hit| hit.block == run.block && hit.words.start >= run.words.end)?;
                Some(Hit { block: run.block, words: run.words.start..then.words.end })
            })
            .collect();
    }
    runs.dedup_by_key(|hit| hit.block);
    runs
}

/// The best place for a quote with typing errors, where it is good enough and clearly ahead of the second.
pub(super) fn find_inexact(index: &DraftIndex<'_>, quote: &str) -> Option<Inexact> {
    let words = words_of(quote);
    if words.len() < WEIGHTS.inexact_words_min || words.len() > WEIGHTS.inexact_words_max {
        return None;
    }
    let numbers: Vec<Option<u32>> = words.iter().map(|word| index.word(word)).collect();
    let mut shares: Vec<(f64, usize)> = index
        .blocks
        .iter()
        .enumerate()
        .filter_map(|(at, block)| {
            let here: std::collections::BTreeSet<u32> = block.words.iter().copied().collect();
            let shared = numbers.iter().flatten().filter(|word| here.contains(word)).count();
            (shared * 2 >= words.len()).then(|| (share(shared, words.len()), at))
        })
        .collect();
    shares.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    shares.truncate(WEIGHTS.inexact_blocks_max);
    let mut best: Vec<(f64, usize)> =
        shares.into_iter().map(|(_, at)| (agreement(&numbers, &words, index, at), at)).collect();
    best.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let (first, at) = *best.first()?;
    let second = best.get(1).map_or(0.0, |(share, _)| *share);
    let clear = first >= WEIGHTS.inexact_share_min && first - second >= WEIGHTS.inexact_margin;
    clear.then_some(Inexact { hit: Hit { block: at, words: 0..0 }, share: first })
}

/// How much of the quote stands in a block in its order: 1 less the edits of the best stretch per word. A word
/// that differs in its marks only costs half.
fn agreement(numbers: &[Option<u32>], words: &[String], index: &DraftIndex<'_>, block: usize) -> f64 {
    let block = &index.blocks[block];
    let theirs: Vec<&str> = split_words(&block.folded.key).collect();
    let plain: Vec<String> = words.iter().map(|word| text::plain(word).key).collect();
    // Distance in half edits; the stretch may begin and end anywhere.
    let mut row: Vec<u32> = vec![0; theirs.len() + 1];
    for (at, number) in numbers.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] += 2;
        for (column, their) in theirs.iter().enumerate() {
            let same = number.is_some() && block.words.get(column).copied() == *number;
            let near = !same && (text::plain(their).key == plain[at] || one_letter_apart(&plain[at], their));
            let change = diagonal
                + if same {
                    0
                } else if near {
                    1
                } else {
                    2
                };
            diagonal = row[column + 1];
            row[column + 1] = change.min(diagonal + 2).min(row[column] + 2);
        }
    }
    let edits = row.into_iter().min().unwrap_or(u32::MAX);
    (1.0 - f64::from(edits) / 2.0 / share_base(words.len())).max(0.0)
}

fn one_letter_apart(plain: &str, their: &str) -> bool {
    let digits = |word: &str| word.bytes().any(|b| b.is_ascii_digit());
    !digits(plain)
        && !digits(their)
        && plain.len() >= 3
        && strsim::levenshtein(plain, &text::plain(their).key) <= 1
}

fn share(part: usize, whole: usize) -> f64 {
    share_base(part) / share_base(whole).max(1.0)
}

fn share_base(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}
