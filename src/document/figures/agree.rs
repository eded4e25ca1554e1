//! Figures tied to the same indicator that disagree, within a document and across documents.
//!
//! Two claims are compared where nothing contradicts: same unit, same shape (level or change), same stance (result,
//! old or new target), same years, and the same content words. Claims meet through their rarest word and a share
//! of candidates that is bounded, so the work is linear in the number of figures for real drafts and at most
//! `CANDIDATES_MAX` comparisons a figure otherwise.

use super::claims::{Claim, Lines, Shape, Stance, claims};
use super::number::{Number, at_precision, power};
use super::{Place, Qualifier, codes, place_of, printed};
use crate::document::{Document, DocumentId};
use crate::problem::Problem;
use num_rational::Ratio;
use std::collections::{BTreeMap, BTreeSet};

/// Content words that an indicator needs to be compared at all.
const WORDS_MIN: usize = 3;
/// Content words that are enough where the two numbers look alike.
const WORDS_MIN_ALIKE: usize = 2;
/// Words of the shorter indicator before its figure, where the longer one has more words in front.
const WORDS_BEFORE_MIN: usize = 3;
/// How many times one value may be the other where the words are not all the same.
const NEAR_FACTOR: i128 = 3;
/// Claims that one claim is compared with at most.
const CANDIDATES_MAX: usize = 200;
/// Digits that two numbers need before looking alike means anything.
const ALIKE_DIGITS_MIN: usize = 3;
/// Other places named in one problem at most.
const ALSO_MAX: usize = 6;

/// A claim of one of several documents.
struct Entry<'a> {
    document: usize,
    claim: Claim,
    words: BTreeSet<String>,
    first: Number,
    second: Option<Number>,
    fraction: bool,
    file: &'a str,
}

/// Figures tied to the same indicator that disagree; every figure at fault is reported once, in the order given.
///
/// The place is the figure that fewer places support; an annex table counts twice. The others stand in `also`, the
/// annex first.
pub fn figure_disagreements(documents: &[(DocumentId, &str, &Document)]) -> Vec<Problem> {
    let lines: Vec<Lines> = documents.iter().map(|(_, _, document)| Lines::of(document)).collect();
    let pivot = lines.iter().find_map(|lines| lines.pivot);
    let mut entries = Vec::new();
    for (number, ((_, file, document), lines)) in documents.iter().zip(&lines).enumerate() {
        for claim in claims(document, lines) {
            entries.extend(entry(number, file, lines, claim));
        }
    }
    let mut problems = disagreeing(&entries, documents, pivot);
    problems.extend(super::targets::met_targets(documents, &lines));
    problems
}

fn entry<'a>(document: usize, file: &'a str, lines: &Lines, claim: Claim) -> Option<Entry<'a>> {
    let raw = lines.lines.get(claim.block)?.figures.get(claim.figure)?;
    let words: BTreeSet<String> = claim.before.iter().chain(&claim.behind).cloned().collect();
    let compared = !claim.in_brackets
        && claim.shape != Shape::Other
        && claim.stance != Stance::Base
        && !claim.times.contains("only")
        && words.len() >= WORDS_MIN_ALIKE;
    compared.then_some(Entry {
        document,
        words,
        first: raw.first,
        second: raw.second,
        fraction: raw.fraction,
        file,
        claim,
    })
}

fn disagreeing(
    entries: &[Entry<'_>],
    documents: &[(DocumentId, &str, &Document)],
    pivot: Option<u32>,
) -> Vec<Problem> {
    let mut frequency = BTreeMap::<&str, usize>::new();
    for word in entries.iter().flat_map(|entry| &entry.words) {
        *frequency.entry(word).or_default() += 1;
    }
    // Claims of the same words share their rarest word; a claim with more words in front has it as well.
    let mut by_word = BTreeMap::<&str, Vec<usize>>::new();
    for (at, entry) in entries.iter().enumerate() {
        for word in &entry.words {
            by_word.entry(word).or_default().push(at);
        }
    }
    let mut against = vec![BTreeSet::<usize>::new(); entries.len()];
    let mut support = vec![0_usize; entries.len()];
    for (at, entry) in entries.iter().enumerate() {
        support[at] += if entry.claim.table { 2 } else { 1 };
        let rarest = entry.words.iter().min_by_key(|word| (frequency.get(word.as_str()), *word));
        let candidates = rarest.and_then(|word| by_word.get(word.as_str()));
        for &other in candidates.into_iter().flatten().filter(|o| **o != at).take(CANDIDATES_MAX) {
            match verdict(entry, &entries[other], pivot) {
                Verdict::Agree => support[at] += if entries[other].claim.table { 2 } else { 1 },
                Verdict::Disagree => {
                    against[at].insert(other);
                    against[other].insert(at);
                }
                Verdict::Apart => (),
            }
        }
    }
    report(entries, &against, &support, documents)
}

fn report(
    entries: &[Entry<'_>],
    against: &[BTreeSet<usize>],
    support: &[usize],
    documents: &[(DocumentId, &str, &Document)],
) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut blamed = BTreeSet::new();
    for (at, others) in against.iter().enumerate() {
        // The figure with less support is at fault; of two equals the later one.
        let stronger: Vec<usize> = others
            .iter()
            .copied()
            .filter(|other| !blamed.contains(other) && (support[*other], at) > (support[at], *other))
            .collect();
        if stronger.is_empty() {
            continue;
        }
        blamed.insert(at);
        problems.push(problem(entries, at, stronger, documents));
    }
    problems
}

fn problem(
    entries: &[Entry<'_>],
    at: usize,
    mut others: Vec<usize>,
    documents: &[(DocumentId, &str, &Document)],
) -> Problem {
    let entry = &entries[at];
    others.sort_by_key(|other| {
        (!entries[*other].claim.table, entries[*other].document != entry.document, *other)
    });
    let best = &entries[others[0]];
    let place = |entry: &Entry<'_>| -> Place {
        place_of(documents[entry.document].2, entry.file, entry.claim.range.start)
    };
    let code = match (best.claim.table || entry.claim.table, best.document == entry.document) {
        (true, _) => codes::AGAINST_TABLE,
        (false, true) => codes::AGAINST_TEXT,
        (false, false) => codes::AGAINST_DOCUMENT,
    };
    let mut problem = Problem::new(code, place(entry))
        .with("figure", printed(documents[entry.document].2, &entry.claim.range))
        .with("other", printed(documents[best.document].2, &best.claim.range))
        .with("indicator", indicator_text(entry, best, documents))
        .with("file", best.file);
    for other in others.iter().take(ALSO_MAX) {
        problem = problem.also(place(&entries[*other]));
    }
    problem
}

/// What both are said of: the name of the table row, else the words of the text.
fn indicator_text(
    entry: &Entry<'_>,
    best: &Entry<'_>,
    documents: &[(DocumentId, &str, &Document)],
) -> String {
    let of = if best.claim.table { best } else { entry };
    let document = documents[of.document].2;
    let block = document.blocks.get(of.claim.block);
    block.map(|block| super::said::said_of(document, block, &of.claim.range)).unwrap_or_default()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    /// Not the same indicator, or not known to be.
    Apart,
    Agree,
    Disagree,
}

fn verdict(a: &Entry<'_>, b: &Entry<'_>, pivot: Option<u32>) -> Verdict {
    let (x, y) = (&a.claim, &b.claim);
    let same_sentence =
        a.document == b.document && x.block == y.block && (x.table || x.sentence == y.sentence);
    if same_sentence
        || x.shape != y.shape
        || x.stance != y.stance
        || !x.unit.agrees(&y.unit)
        || x.unit.yearly != y.unit.yearly
        || x.times != y.times
        || !years_agree(&x.years, &y.years, x.stance, pivot)
        || bound(x.qualifier) && x.stance == Stance::Result
        || bound(y.qualifier) && y.stance == Stance::Result
        || a.fraction != b.fraction && (a.second.is_some() && b.second.is_some())
    {
        return Verdict::Apart;
    }
    let alike = look_alike(a, b);
    if !same_indicator(a, b, alike) {
        return Verdict::Apart;
    }
    if values_agree(a, b) { Verdict::Agree } else { Verdict::Disagree }
}

fn bound(qualifier: Qualifier) -> bool {
    matches!(qualifier, Qualifier::AtLeast | Qualifier::AtMost)
}

/// Equal years; a place without a year speaks of the end of the term (a target: of its own term).
fn years_agree(a: &BTreeSet<u32>, b: &BTreeSet<u32>, stance: Stance, pivot: Option<u32>) -> bool {
    if a == b {
        return true;
    }
    let end = match stance {
        Stance::NewTarget => pivot.map(|year| year + 5),
        _ => pivot,
    };
    let whole_term = |years: &BTreeSet<u32>| years.is_empty() || end.is_some_and(|e| years.iter().eq([&e]));
    whole_term(a) && whole_term(b)
}

fn same_indicator(a: &Entry<'_>, b: &Entry<'_>, alike: bool) -> bool {
    let enough = if alike { WORDS_MIN_ALIKE } else { WORDS_MIN };
    if a.words == b.words {
        return a.words.len() >= enough;
    }
    let (short, long) = if a.words.len() < b.words.len() { (a, b) } else { (b, a) };
    let sequence = |entry: &Entry<'_>| -> Vec<String> {
        entry.claim.before.iter().chain(&entry.claim.behind).cloned().collect()
    };
    let (s, l) = (sequence(short), sequence(long));
    let lead = l.len().saturating_sub(s.len());
    // Words in front of a noun phrase do not narrow it; words inside or behind do. A row's name is a phrase by
    // itself, so that only running text can have words in front.
    let crisp = short.claim.table || (s.len() > WORDS_MIN && !short.claim.unit.name.is_empty());
    let near = base_value(&a.first, a) <= base_value(&b.first, b) * Ratio::from_integer(NEAR_FACTOR)
        && base_value(&b.first, b) <= base_value(&a.first, a) * Ratio::from_integer(NEAR_FACTOR);
    crisp
        && near
        && !long.claim.table
        && s.len() >= WORDS_MIN
        && l.ends_with(&s)
        && long.claim.before.len() >= lead + WORDS_BEFORE_MIN
}

fn base_value(number: &Number, entry: &Entry<'_>) -> Ratio<i128> {
    number.value() * Ratio::from_integer(power(entry.claim.unit.scale))
}

fn values_agree(a: &Entry<'_>, b: &Entry<'_>) -> bool {
    match (a.second, b.second) {
        (Some(x), Some(y)) => a.first.value() == b.first.value() && x.value() == y.value(),
        (None, None) => single_values_agree(a, b),
        (Some(upper), None) => mixed_agree(a, upper, b),
        (None, Some(upper)) => mixed_agree(b, upper, a),
    }
}

/// A fraction against its numerator; a range against one number: a result may lie inside, a target must say the same.
fn mixed_agree(pair: &Entry<'_>, upper: Number, single: &Entry<'_>) -> bool {
    if pair.fraction {
        return single_values_agree(pair, single);
    }
    let value = base_value(&single.first, single);
    single.claim.stance == Stance::Result
        && base_value(&pair.first, pair) <= value
        && value <= base_value(&upper, pair)
}

fn single_values_agree(a: &Entry<'_>, b: &Entry<'_>) -> bool {
    let (x, y) = (base_value(&a.first, a), base_value(&b.first, b));
    if x == y {
        return true;
    }
    rounded_agree(a, x, y)
        || rounded_agree(b, y, x)
        || roughly(a.claim.qualifier, x, y)
        || roughly(b.claim.qualifier, y, x)
}

/// Whether `printed` is `exact` rounded or cut at a coarser precision.
fn rounded_agree(entry: &Entry<'_>, printed: Ratio<i128>, exact: Ratio<i128>) -> bool {
    let scale = Ratio::from_integer(power(entry.claim.unit.scale));
    let decimals = entry.first.decimals;
    let (rounded, cut) = at_precision(exact / scale, decimals);
    let coarse = decimals > 0 || entry.claim.unit.scale > 0 || entry.claim.unit.is_percent();
    let mantissa = (printed / scale * Ratio::from_integer(power(decimals))).to_integer();
    // A target is a decision: 10 and 10,5 are two of them.
    let measured = entry.claim.stance == Stance::Result;
    measured && coarse && (mantissa == rounded || mantissa == cut)
}

/// `trên`, `gần`, `khoảng`: a tenth is left to the writer, on the right side.
fn roughly(qualifier: Qualifier, said: Ratio<i128>, exact: Ratio<i128>) -> bool {
    let near = |a: Ratio<i128>, b: Ratio<i128>| a * Ratio::from_integer(9) <= b * Ratio::from_integer(10);
    match qualifier {
        Qualifier::Over => said <= exact && near(exact, said),
        Qualifier::Nearly => exact <= said && near(said, exact),
        Qualifier::About => near(exact, said) && near(said, exact),
        _ => false,
    }
}

/// Digits changed places, or one digit differs: the mark of a slip of the hand.
fn look_alike(a: &Entry<'_>, b: &Entry<'_>) -> bool {
    let digits = |entry: &Entry<'_>| entry.first.mantissa.unsigned_abs().to_string().into_bytes();
    let (x, y) = (digits(a), digits(b));
    if x.len() != y.len() || x.len() < ALIKE_DIGITS_MIN || a.first.decimals != b.first.decimals {
        return false;
    }
    let differing: Vec<usize> = (0..x.len()).filter(|i| x[*i] != y[*i]).collect();
    match differing[..] {
        [_] => x.len() > ALIKE_DIGITS_MIN,
        [i, j] => j == i + 1 && x[i] == y[j] && x[j] == y[i],
        _ => false,
    }
}
