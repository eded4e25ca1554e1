//! Sentences that stand twice, or nearly so, in a document or in two.
//!
//! Near ones are found by shingles of four syllables kept in a sketch of bounded size and then measured exactly
//! by the longest common run of syllables. What is quoted, what a theme or motto says, headings and tables are
//! left out; so are sentences whose figures differ, since reports state many things in the same words. Worst
//! case: `CANDIDATES_MAX` measures a sentence, each of at most `SYLLABLES_MAX` squared steps.

use super::{Pair, codes};
use crate::document::figures::{Kind, Line, Lines, Piece};
use crate::document::{BlockKind, Document};
use std::collections::{BTreeMap, BTreeSet};

/// Syllables from which a sentence counts.
const SYLLABLES_MIN: usize = 12;
/// Syllables of a sentence that are measured.
const SYLLABLES_MAX: usize = 160;
const SHINGLE: usize = 4;
/// Shingles kept of a sentence.
const SKETCH: usize = 16;
/// Sentences that one sentence is measured against.
const CANDIDATES_MAX: usize = 12;
/// Shingles of the sketch that two sentences must share.
const SHARED_MIN: usize = 3;
/// Mottos and quoted phrases that sentences are held against.
const MOTTOS_MAX: usize = 100;
/// Share of common syllables from which a sentence is nearly the same, in percent.
const NEAR_PERCENT: usize = 80;

struct Sentence {
    document: usize,
    start: usize,
    words: Vec<String>,
    figures: Vec<String>,
}

pub(super) fn check(documents: &[(&Document, &Lines)]) -> Vec<Pair> {
    let mut sentences = Vec::new();
    let mut mottos = BTreeSet::new();
    for (number, (document, lines)) in documents.iter().enumerate() {
        for (block, line) in document.blocks.iter().zip(&lines.lines) {
            if matches!(block.kind, BlockKind::Heading | BlockKind::Row) {
                continue;
            }
            read(document, number, line, &mut sentences, &mut mottos);
        }
    }
    let mottos: Vec<Vec<String>> = mottos.into_iter().take(MOTTOS_MAX).collect();
    sentences.retain(|sentence| !mottos.iter().any(|motto| says(&sentence.words, motto)));
    pairs(&sentences)
}

/// Whether a sentence is little more than a motto.
fn says(words: &[String], motto: &[String]) -> bool {
    words.len() <= motto.len() + 6 && (words == motto || contains(words, motto) || contains(motto, words))
}

fn contains(long: &[String], short: &[String]) -> bool {
    !short.is_empty() && long.windows(short.len()).any(|window| window == short)
}

/// Cuts a line into sentences; what stands in quotes is a motto or a name, and no part of them.
fn read(
    document: &Document,
    number: usize,
    line: &Line,
    sentences: &mut Vec<Sentence>,
    mottos: &mut BTreeSet<Vec<String>>,
) {
    let mut current = Sentence { document: number, start: 0, words: Vec::new(), figures: Vec::new() };
    let mut quoted: Option<Vec<String>> = None;
    let named = line.any(0, &["chủ đề", "phương châm", "khẩu hiệu"]).is_some();
    for (at, piece) in line.pieces.iter().enumerate() {
        let mark = line.mark(at);
        match (mark, &mut quoted) {
            (Some('“' | '«'), None) => quoted = Some(Vec::new()),
            (Some('"'), None) if closes(line, at) => quoted = Some(Vec::new()),
            (Some('”' | '»' | '"'), Some(_)) => {
                mottos.extend(quoted.take().filter(|motto| motto.len() >= 6))
            }
            (Some('.' | '!' | '?'), None) if !named => finish(&mut current, sentences),
            (Some(_), _) => (),
            (None, Some(motto)) => motto.extend(word(document, piece)),
            (None, None) => {
                if current.words.is_empty() {
                    current.start = piece.range.start;
                }
                let word = word(document, piece);
                if !matches!(piece.kind, Kind::Word) {
                    current.figures.extend(word.clone());
                }
                current.words.extend(word);
            }
        }
    }
    if named {
        mottos.insert(current.words.split_off(0));
    }
    finish(&mut current, sentences);
}

/// Whether a straight quote opens: another one follows in the line.
fn closes(line: &Line, at: usize) -> bool {
    (at + 1..line.pieces.len().min(at + 80)).any(|i| line.mark(i) == Some('"'))
}

fn word(document: &Document, piece: &Piece) -> Option<String> {
    match piece.kind {
        Kind::Cell | Kind::Mark(_) => None,
        Kind::Word => Some(piece.key.clone()),
        _ => Some(super::text(document, &piece.range).trim().to_lowercase()),
    }
}

fn finish(current: &mut Sentence, sentences: &mut Vec<Sentence>) {
    let words = std::mem::take(&mut current.words);
    let figures = std::mem::take(&mut current.figures);
    if words.len() >= SYLLABLES_MIN {
        sentences.push(Sentence { document: current.document, start: current.start, words, figures });
    }
}

fn pairs(sentences: &[Sentence]) -> Vec<Pair> {
    let mut exact = BTreeMap::<&[String], usize>::new();
    let mut by_shingle = BTreeMap::<u64, Vec<usize>>::new();
    let mut pairs = Vec::new();
    for (at, sentence) in sentences.iter().enumerate() {
        let sketch = sketch(&sentence.words);
        let same = exact.get(sentence.words.as_slice()).copied();
        let near = same
            .map(|other| (other, true))
            .or_else(|| near(sentences, sentence, &sketch, &by_shingle).map(|other| (other, false)));
        if let Some((other, exactly)) = near {
            pairs.push(pair(sentence, &sentences[other], exactly));
        }
        exact.entry(&sentence.words).or_insert(at);
        for shingle in sketch {
            let all = by_shingle.entry(shingle).or_default();
            if all.len() < CANDIDATES_MAX {
                all.push(at);
            }
        }
    }
    pairs
}

fn pair(sentence: &Sentence, other: &Sentence, exactly: bool) -> Pair {
    let code = match (sentence.document == other.document, exactly) {
        (false, _) => codes::REPEATED_ELSEWHERE,
        (true, true) => codes::REPEATED,
        (true, false) => codes::NEARLY_REPEATED,
    };
    Pair {
        code,
        document: sentence.document,
        at: sentence.start,
        also: Some((other.document, other.start)),
        args: vec![("words", sentence.words.iter().take(8).cloned().collect::<Vec<_>>().join(" "))],
    }
}

/// An earlier sentence that is nearly this one.
fn near(
    sentences: &[Sentence],
    sentence: &Sentence,
    sketch: &BTreeSet<u64>,
    by_shingle: &BTreeMap<u64, Vec<usize>>,
) -> Option<usize> {
    let mut shared = BTreeMap::<usize, usize>::new();
    for other in sketch.iter().filter_map(|shingle| by_shingle.get(shingle)).flatten() {
        *shared.entry(*other).or_default() += 1;
    }
    let mut candidates: Vec<(usize, usize)> =
        shared.into_iter().filter(|(_, n)| *n >= SHARED_MIN).map(|(other, n)| (n, other)).collect();
    candidates.sort_by_key(|(n, other)| (std::cmp::Reverse(*n), *other));
    candidates.into_iter().take(CANDIDATES_MAX).map(|(_, other)| other).find(|other| {
        let other = &sentences[*other];
        other.figures == sentence.figures && similar(&sentence.words, &other.words)
    })
}

/// Whether the longest common subsequence is long enough against both sentences together.
fn similar(a: &[String], b: &[String]) -> bool {
    let (a, b) = (&a[..a.len().min(SYLLABLES_MAX)], &b[..b.len().min(SYLLABLES_MAX)]);
    let total = a.len() + b.len();
    if 2 * a.len().min(b.len()) * 100 < NEAR_PERCENT * total {
        return false;
    }
    let mut row = vec![0_usize; b.len() + 1];
    for x in a {
        let mut diagonal = 0;
        for (j, y) in b.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = if x == y { diagonal + 1 } else { above.max(row[j]) };
            diagonal = above;
        }
    }
    2 * row[b.len()] * 100 >= NEAR_PERCENT * total
}

/// The smallest hashes of the shingles.
fn sketch(words: &[String]) -> BTreeSet<u64> {
    let mut hashes: Vec<u64> = words.windows(SHINGLE).map(hash).collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes.truncate(SKETCH);
    hashes.into_iter().collect()
}

/// FNV-1a: the same everywhere, unlike the standard hasher.
fn hash(words: &[String]) -> u64 {
    let bytes = words.iter().flat_map(|word| word.bytes().chain([0]));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
