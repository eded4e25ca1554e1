//! What a careful editor would mark in a draft: figures that do not add up, dates, symbols, ordinals, short forms,
//! repeated passages, typing and encoding.
//!
//! Nothing is corrected here, only reported; a check that cannot be sure is silent. Every check is linear in the
//! document (repeats: a bounded number of candidates a sentence). Numbering, headings and what Markdown swallows
//! are problems of parsing, not of this module. Lists of words, bodies and short forms are data in the submodules.

mod abbreviations;
mod dates;
mod ordinals;
mod repeats;
mod symbols;
#[cfg(test)]
mod tests;
mod typography;

use super::figures::{self, Lines, Rounding};
use super::{Document, DocumentId};
use crate::problem::{Code, Place, Problem};

/// Problems with text.
pub(crate) mod codes {
    use crate::problem::Code;

    /// A date that is not in the calendar.
    pub(crate) const DATE: Code = Code::error("T001");
    /// A party symbol in the form of a state body, or of neither.
    pub(crate) const SYMBOL: Code = Code::error("T002");
    /// A colon or blanks in a party symbol.
    pub(crate) const SYMBOL_STYLE: Code = Code::warning("T003");
    /// The same symbol with two dates.
    pub(crate) const SYMBOL_DATES: Code = Code::warning("T004");
    /// A committee's number that cannot be.
    pub(crate) const COMMITTEE: Code = Code::error("T005");
    /// A congress's number that cannot be.
    pub(crate) const CONGRESS: Code = Code::error("T006");
    /// A term that does not belong to the congress.
    pub(crate) const TERM: Code = Code::error("T007");
    /// A short form used before it is spelled out.
    pub(crate) const SHORT_FORM: Code = Code::warning("T008");
    /// A short form spelled out in two ways.
    pub(crate) const TWO_MEANINGS: Code = Code::warning("T009");
    /// A sentence that stands twice.
    pub(crate) const REPEATED: Code = Code::warning("T010");
    /// A sentence that nearly stands twice.
    pub(crate) const NEARLY_REPEATED: Code = Code::warning("T011");
    /// A sentence that stands in two documents.
    pub(crate) const REPEATED_ELSEWHERE: Code = Code::note("T012");
    /// Letters in decomposed form.
    pub(crate) const DECOMPOSED: Code = Code::warning("T013");
    /// A character that cannot be seen.
    pub(crate) const INVISIBLE: Code = Code::warning("T014");
    /// A character that looks like another.
    pub(crate) const LOOK_ALIKE: Code = Code::warning("T015");
    /// Both styles of tone marks.
    pub(crate) const MIXED_TONES: Code = Code::warning("T016");
    /// The style of tone marks that the project does not use.
    pub(crate) const TONE_STYLE: Code = Code::warning("T017");
    /// A blank where none belongs.
    pub(crate) const BLANK: Code = Code::note("T018");
    /// Doubled punctuation.
    pub(crate) const PUNCTUATION: Code = Code::note("T019");
    /// A doubled word.
    pub(crate) const DOUBLED_WORD: Code = Code::warning("T020");
    /// Text in an old font's encoding.
    pub(crate) const OLD_ENCODING: Code = Code::error("T021");
}

/// All kinds of problems with text.
pub const CODES: &[Code] = &[
    codes::DATE,
    codes::SYMBOL,
    codes::SYMBOL_STYLE,
    codes::SYMBOL_DATES,
    codes::COMMITTEE,
    codes::CONGRESS,
    codes::TERM,
    codes::SHORT_FORM,
    codes::TWO_MEANINGS,
    codes::REPEATED,
    codes::NEARLY_REPEATED,
    codes::REPEATED_ELSEWHERE,
    codes::DECOMPOSED,
    codes::INVISIBLE,
    codes::LOOK_ALIKE,
    codes::MIXED_TONES,
    codes::TONE_STYLE,
    codes::BLANK,
    codes::PUNCTUATION,
    codes::DOUBLED_WORD,
    codes::OLD_ENCODING,
];

/// Where tone marks of open `oa`, `oe`, `uy` stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Orthography {
    /// As the author writes; only a mixture is reported.
    #[default]
    Keep,
    /// `hòa`, `ủy`.
    Old,
    /// `hoà`, `uỷ`.
    New,
}

/// What the checks know of the congress; everything may be missing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LintOptions {
    /// Ordinal of the congress as a Roman numeral (`XXII`).
    pub congress_no: Option<String>,
    /// Ordinal of the committee that reports (`XXI`).
    pub committee_no: Option<String>,
    /// The term that the congress opens (`2020-2025`).
    pub term: Option<String>,
    /// Tone marks.
    pub orthography: Orthography,
    /// How shares are printed; `None`: as most of the draft does.
    pub rounding: Option<Rounding>,
}

/// All problems of one document's own text and arithmetic, in line order.
pub fn check_text(document: &Document, file: &str, options: &LintOptions) -> Vec<Problem> {
    let lines = Lines::of(document);
    let mut problems = figures::arithmetic(document, &lines, file, options.rounding);
    let mut findings = dates::check(&lines);
    findings.extend(symbols::check(document, &lines));
    findings.extend(ordinals::check(document, &lines, options));
    findings.extend(typography::check(document, &lines, options.orthography));
    problems.extend(figures::problems(findings, document, file));
    problems.extend(with_place(symbols::two_dates(&[(file, document, &lines)]), &[(file, document)]));
    problems.extend(with_place(abbreviations::check(document, &lines), &[(file, document)]));
    problems.extend(with_place(repeats::check(&[(document, &lines)]), &[(file, document)]));
    problems
        .extend(with_place(typography::tones(document, &lines, options.orthography), &[(file, document)]));
    problems.sort_by(|a, b| {
        (a.place.line, a.place.column, a.code.id).cmp(&(b.place.line, b.place.column, b.code.id))
    });
    problems
}

/// Problems between documents and between places of one: figures that disagree, symbols with two dates, passages
/// in two documents.
pub fn check_together(documents: &[(DocumentId, &str, &Document)], _options: &LintOptions) -> Vec<Problem> {
    let mut problems = figures::figure_disagreements(documents);
    let lines: Vec<Lines> = documents.iter().map(|(_, _, document)| Lines::of(document)).collect();
    let files: Vec<(&str, &Document)> =
        documents.iter().map(|(_, file, document)| (*file, *document)).collect();
    let all: Vec<(&str, &Document, &Lines)> =
        files.iter().zip(&lines).map(|((file, document), lines)| (*file, *document, lines)).collect();
    let dates = symbols::two_dates(&all);
    problems.extend(with_place(dates.into_iter().filter(Pair::crosses).collect(), &files));
    let pairs: Vec<(&Document, &Lines)> = files.iter().zip(&lines).map(|((_, d), l)| (*d, l)).collect();
    problems.extend(with_place(repeats::check(&pairs).into_iter().filter(Pair::crosses).collect(), &files));
    problems.sort_by(|a, b| {
        (&a.place.file, a.place.line, a.place.column, a.code.id).cmp(&(
            &b.place.file,
            b.place.line,
            b.place.column,
            b.code.id,
        ))
    });
    problems
}

/// A finding with a second place, documents by their number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pair {
    pub(crate) code: Code,
    pub(crate) document: usize,
    pub(crate) at: usize,
    pub(crate) also: Option<(usize, usize)>,
    pub(crate) args: Vec<(&'static str, String)>,
}

impl Pair {
    fn crosses(&self) -> bool {
        self.also.is_some_and(|(document, _)| document != self.document)
    }
}

fn with_place(pairs: Vec<Pair>, files: &[(&str, &Document)]) -> Vec<Problem> {
    let place = |document: usize, at: usize| -> Place {
        files
            .get(document)
            .map_or_else(Place::default, |(file, document)| figures::place_of(document, file, at))
    };
    pairs
        .into_iter()
        .map(|pair| {
            let mut problem = Problem::new(pair.code, place(pair.document, pair.at));
            problem.args.extend(pair.args.into_iter().map(|(name, value)| (name.into(), value.into())));
            if let Some((document, at)) = pair.also {
                let also = place(document, at);
                let line = also.line.unwrap_or_default();
                problem = problem.with("line", line).with("file", also.file.as_str()).also(also);
            }
            problem
        })
        .collect()
}

/// The printed text of a range of the source.
pub(crate) fn text<'a>(document: &'a Document, range: &std::ops::Range<usize>) -> &'a str {
    document.source.get(range.clone()).unwrap_or("")
}
