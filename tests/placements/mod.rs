//! Comments whose true place is known: places cited in any wording, quotes whole and damaged, from a seed alone.
//!
//! The truth is worked out here from the drafts' blocks and labels, by counting words, not by the code under test.

mod damage;
mod phrases;

use crate::random::Random;
use damage::{Damage, damaged};
use vankien::document::{BlockCode, BlockKind, Document, parse};

/// A draft with its codes.
pub(crate) struct Draft {
    pub(crate) id: &'static str,
    pub(crate) title: &'static str,
    pub(crate) document: Document,
    pub(crate) codes: Vec<Option<BlockCode>>,
    /// The words of every block, folded by hand: small letters, composed, one blank.
    words: Vec<String>,
    /// Where each block stands in the circulated print, and in that of a unit.
    pub(crate) print: Vec<Span>,
    other: Vec<Span>,
}

/// First and last page and line of a block.
pub(crate) type Span = ((u32, u32), (u32, u32));

/// A print with so many letters in a line and lines on a page.
fn printed(document: &Document, letters: usize, lines: u32, first: u32) -> Vec<Span> {
    let mut at = first;
    let place = |at: u32| (at / lines + 1, at % lines + 1);
    let mut found = Vec::new();
    for block in &document.blocks {
        let n_lines = u32::try_from(document.text(block).chars().count().div_ceil(letters).max(1)).unwrap();
        found.push((place(at), place(at + n_lines - 1)));
        at += n_lines;
    }
    found
}

impl Draft {
    pub(crate) fn new(id: &'static str, title: &'static str, source: &str) -> Self {
        let document = parse(source.to_owned());
        let mut next = 0;
        let codes = document.blocks.iter().map(|block| {
            block.kind.has_code().then(|| {
                next += 1;
                BlockCode::numbered(next)
            })
        });
        let codes = codes.collect();
        let words = document
            .blocks
            .iter()
            .map(|block| format!(" {} ", phrases::simple(document.text(block))))
            .collect();
        let (print, other) = (printed(&document, 72, 34, 0), printed(&document, 61, 27, 11));
        Self { id, title, document, codes, words, print, other }
    }
}

/// Where a comment must be placed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Truth {
    /// At one of these: draft, block.
    At(Vec<(usize, usize)>),
    /// Nowhere; where it is not nonsense, these must be among those offered.
    Open(Vec<(usize, usize)>),
}

/// A comment and its true place.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    pub(crate) kind: &'static str,
    pub(crate) citation: String,
    pub(crate) quote: Option<String>,
    pub(crate) text: String,
    /// The document, where a field of its own names it.
    pub(crate) document: Option<&'static str>,
    pub(crate) truth: Truth,
}

impl Case {
    fn new(kind: &'static str, citation: String, quote: Option<String>, spot: (usize, usize)) -> Self {
        let text = phrases::remark(random_of(spot.1));
        Self { kind, citation, quote, text, document: None, truth: Truth::At(vec![spot]) }
    }
}

const KINDS: &[&str] = &[
    "quote",
    "section",
    "section",
    "title",
    "page-line",
    "row",
    "row-words",
    "nth-paragraph",
    "nth-item",
    "page-line",
    "lead",
    "quote",
    "quote-in-text",
    "damaged",
    "damaged",
    "page-line",
    "damaged",
    "wrong-section",
    "twice-narrowed",
    "twice-open",
    "twice-page",
    "other-draft",
    "nonsense",
    "letter",
];

/// Blocks looked at for one case.
const TRIES: usize = 300;

/// Comments of one reply; every fourth reply is written with a print of the unit's own.
const REPLY: usize = 12;

/// `n` comments on drafts that belong together, in replies; `foreign` is a text that no draft of them has. Half of those
/// that can cite page and line of a print. The first of a reply quotes and cites, so that its print can be told.
pub(crate) fn replies(drafts: &[Draft], foreign: &Draft, n: usize, random: &mut Random) -> Vec<Vec<Case>> {
    let mut found: Vec<Vec<Case>> = Vec::new();
    for at in 0.. {
        if found.len() * REPLY >= n && found.last().is_some_and(|reply| reply.len() >= REPLY) {
            break;
        }
        if found.last().is_none_or(|reply| reply.len() >= REPLY) {
            found.push(Vec::new());
        }
        let maker = Maker { drafts, foreign, ours: !found.len().is_multiple_of(4) };
        let Some(reply) = found.last_mut() else { break };
        let kind = if reply.is_empty() { "quote" } else { KINDS[at % KINDS.len()] };
        // A small draft may lack a kind; the next takes its place.
        let case = (0..TRIES).find_map(|_| maker.case(kind, random));
        reply.extend(case.map(|case| maker.paged(case, reply.is_empty(), random)));
    }
    found
}

struct Maker<'a> {
    drafts: &'a [Draft],
    foreign: &'a Draft,
    /// Whether the unit holds the circulated print.
    ours: bool,
}

impl Maker<'_> {
    /// Page and line of a block in the unit's print: somewhere inside it.
    fn print_of(&self, (at, block): (usize, usize), random: &mut Random) -> (u32, u32) {
        let draft = &self.drafts[at];
        let (first, last) = if self.ours { draft.print[block] } else { draft.other[block] };
        if first.0 == last.0 {
            return (
                first.0,
                first.1 + u32::try_from(random.below((last.1 - first.1 + 1) as usize)).unwrap(),
            );
        }
        first
    }

    /// The same comment with the page, mostly with the line too.
    fn paged(&self, case: Case, always: bool, random: &mut Random) -> Case {
        let Truth::At(truth) = &case.truth else { return case };
        let skip = ["page-line", "twice-page"].contains(&case.kind) || random.below(2) == 0;
        if skip && !always {
            return case;
        }
        let (page, line) = self.print_of(truth[0], random);
        let line = (always || random.below(3) > 0).then_some(line);
        // A row of a table is cited by its own number, not by a line.
        let line = line.filter(|_| !case.kind.starts_with("row"));
        Case { citation: phrases::paged(&case.citation, (page, line), random), ..case }
    }

    fn case(&self, kind: &'static str, random: &mut Random) -> Option<Case> {
        let at = random.below(self.drafts.len());
        let draft = &self.drafts[at];
        let spot = (at, random.below(draft.document.blocks.len()));
        match kind {
            "section" | "title" | "letter" | "row" | "row-words" | "nth-paragraph" | "nth-item"
            | "page-line" => self.cited(kind, spot, random),
            _ => self.quoting(kind, spot, random),
        }
    }

    /// A place and nothing quoted.
    fn cited(&self, kind: &'static str, (at, block): (usize, usize), random: &mut Random) -> Option<Case> {
        let draft = &self.drafts[at];
        let case = |citation, quote, block| Case::new(kind, citation, quote, (at, block));
        match kind {
            "section" => {
                let section = phrases::numbered_section(draft, random)?;
                let heading = draft.document.sections[section].heading?;
                let written = phrases::section(draft, section, random)?;
                Some(self.documented(case(written, None, heading), at, random))
            }
            "title" => {
                let section = 1 + random.below(draft.document.sections.len() - 1);
                let it = &draft.document.sections[section];
                let unique = self.titles(&it.title) == 1 && it.title.split(' ').count() >= 2;
                let heading = it.heading.filter(|_| unique && it.level > 1)?;
                Some(self.documented(case(phrases::title(&it.title, random), None, heading), at, random))
            }
            "letter" => {
                let written = phrases::lettered(draft, block, random)?;
                Some(self.documented(case(written, None, block), at, random))
            }
            "row" | "row-words" => {
                let written = phrases::row(draft, block, kind == "row-words", random)?;
                Some(self.documented(case(written, None, block), at, random))
            }
            "nth-paragraph" | "nth-item" => {
                let of_kind = if kind == "nth-item" { BlockKind::Item } else { BlockKind::Paragraph };
                let (section, nth, last) = counted(draft, block, of_kind)?;
                let place = phrases::section(draft, section, random)?;
                let written = phrases::nth(of_kind, nth, last, &place, random);
                Some(self.documented(case(written, None, block), at, random))
            }
            "page-line" => {
                let it = &draft.document.blocks[block];
                if !matches!(it.kind, BlockKind::Paragraph | BlockKind::Item) {
                    return None;
                }
                let (page, line) = self.print_of((at, block), random);
                let place = phrases::paged("", (page, Some(line)), random);
                let case = self.documented(case(place, None, block), at, random);
                // With another print it says nothing.
                Some(if self.ours { case } else { Case { truth: Truth::Open(Vec::new()), ..case } })
            }
            _ => None,
        }
    }

    /// Words of the draft, or of none.
    fn quoting(&self, kind: &'static str, (at, block): (usize, usize), random: &mut Random) -> Option<Case> {
        let draft = &self.drafts[at];
        let case = |citation, quote, block| Case::new(kind, citation, quote, (at, block));
        match kind {
            "lead" => {
                let lead = self.quote(at, block, 3 + random.below(4), true, random)?;
                let place = phrases::section(draft, draft.document.blocks[block].section, random);
                Some(case(phrases::lead(&lead, place, random), None, block))
            }
            "quote" => {
                let length = 3 + random.below(12);
                let quote = self.quote(at, block, length, false, random)?;
                let place = phrases::section(draft, draft.document.blocks[block].section, random);
                let place = place.filter(|_| random.below(2) == 0).unwrap_or_default();
                Some(self.quoted(case(place, None, block), &quote, random))
            }
            "quote-in-text" => {
                let length = 4 + random.below(10);
                let quote = self.quote(at, block, length, false, random)?;
                let place = phrases::section(draft, draft.document.blocks[block].section, random);
                let text = phrases::about(&quote, random);
                Some(Case { text, ..case(place.unwrap_or_default(), None, block) })
            }
            "damaged" => {
                let length = 7 + random.below(9);
                let quote = self.quote(at, block, length, false, random)?;
                let how = Damage::ALL[random.below(Damage::ALL.len())];
                let quote = damaged(&quote, how, random);
                let place = phrases::section(draft, draft.document.blocks[block].section, random);
                let place = place.filter(|_| random.below(2) == 0).unwrap_or_default();
                Some(Case { kind: how.name(), ..self.quoted(case(place, None, block), &quote, random) })
            }
            "wrong-section" => {
                let length = 5 + random.below(9);
                let quote = self.quote(at, block, length, false, random)?;
                let other = phrases::numbered_section(draft, random)?;
                let own = draft.document.sections[other].blocks.contains(&block);
                let place = match random.below(3) {
                    0 => format!("mục {}.{}", 7 + random.below(3), 6 + random.below(4)),
                    _ => phrases::section(draft, other, random).filter(|_| !own)?,
                };
                Some(Case { quote: Some(quote), ..case(place, None, block) })
            }
            "twice-narrowed" | "twice-open" | "twice-page" => self.twice(kind, random),
            "other-draft" => {
                let block = random.below(self.foreign.document.blocks.len());
                let quote = foreign_quote(self, block, random)?;
                Some(Case {
                    truth: Truth::Open(Vec::new()),
                    quote: Some(quote),
                    ..case(String::new(), None, 0)
                })
            }
            _ => {
                let text = phrases::nonsense(random);
                Some(Case { text, truth: Truth::Open(Vec::new()), ..case(phrases::nowhere(random), None, 0) })
            }
        }
    }

    /// The document named in its own field, in the citation, or both.
    fn documented(&self, case: Case, at: usize, random: &mut Random) -> Case {
        let draft = &self.drafts[at];
        match random.below(3) {
            0 => Case { document: Some(draft.id), ..case },
            1 => Case { citation: format!("{}, {}", draft.title, case.citation), ..case },
            _ => Case {
                citation: format!("{} ({})", case.citation, draft.title),
                document: Some(draft.id),
                ..case
            },
        }
    }

    /// The quote in its own field or inside the citation.
    fn quoted(&self, case: Case, quote: &str, random: &mut Random) -> Case {
        if random.below(3) > 0 {
            return Case { quote: Some(quote.to_owned()), ..case };
        }
        let written = format!("{}, câu “{quote}”", case.citation);
        Case { citation: written.trim_start_matches(", ").to_owned(), ..case }
    }

    /// How many sections have a title that holds these words.
    fn titles(&self, title: &str) -> usize {
        let wanted = phrases::simple(title);
        let sections = self.drafts.iter().flat_map(|draft| &draft.document.sections);
        sections.filter(|it| phrases::simple(&it.title).contains(&wanted)).count()
    }

    /// Words of a block that stand nowhere else in the drafts, also without tone marks.
    fn quote(
        &self,
        at: usize,
        block: usize,
        length: usize,
        lead: bool,
        random: &mut Random,
    ) -> Option<String> {
        let draft = &self.drafts[at];
        let it = &draft.document.blocks[block];
        if !matches!(it.kind, BlockKind::Paragraph | BlockKind::Item) {
            return None;
        }
        let words = phrases::words(draft.document.text(it));
        let from = if lead { 0 } else { random.below(words.len().checked_sub(length)? + 1) };
        let quote = words.get(from..from + length)?.join(" ");
        let quote = quote.trim_matches([',', ';', '.', ':']).to_owned();
        let needle = phrases::unmarked(&quote);
        (self.hits(&needle).len() == 1).then_some(quote).filter(|quote| !quote.contains(['"', '“', '”', '[']))
    }

    /// The blocks that have the words, without tone marks.
    fn hits(&self, needle: &str) -> Vec<(usize, usize)> {
        let needle = format!(" {needle} ");
        let mut found = Vec::new();
        for (at, draft) in self.drafts.iter().enumerate() {
            for (block, words) in draft.words.iter().enumerate() {
                if words.contains(&needle) {
                    found.push((at, block));
                }
            }
        }
        found
    }

    /// A quote that stands in two blocks of different sections.
    fn twice(&self, kind: &'static str, random: &mut Random) -> Option<Case> {
        let at = random.below(self.drafts.len());
        let draft = &self.drafts[at];
        let block = random.below(draft.document.blocks.len());
        let it = &draft.document.blocks[block];
        if !matches!(it.kind, BlockKind::Paragraph | BlockKind::Item) {
            return None;
        }
        let words = phrases::words(draft.document.text(it));
        let length = 3 + random.below(3);
        let from = random.below(words.len().checked_sub(length)? + 1);
        let quote = words[from..from + length].join(" ").trim_matches([',', ';', '.', ':']).to_owned();
        let lower = quote.to_lowercase() == quote && !quote.contains(['"', '“', '”', '[', '|', '*']);
        let hits = self.hits(&phrases::unmarked(&quote));
        let exact = |&(at, block): &(usize, usize)| {
            self.drafts[at].document.text(&self.drafts[at].document.blocks[block]).contains(&quote)
        };
        if hits.len() < 2 || hits.len() > 3 || !lower || !hits.iter().all(exact) {
            return None;
        }
        let text = phrases::remark(random_of(block));
        let open = Case {
            kind,
            citation: String::new(),
            quote: Some(quote),
            text,
            document: None,
            truth: Truth::Open(hits.clone()),
        };
        if kind == "twice-open" {
            return Some(open);
        }
        if kind == "twice-page" {
            let (page, line) = self.print_of((at, block), random);
            let citation = phrases::paged("", (page, Some(line)), random);
            let truth = if self.ours { Truth::At(vec![(at, block)]) } else { Truth::Open(hits) };
            return Some(Case { citation, truth, ..open });
        }
        let section = it.section;
        let inside =
            |hit: &&(usize, usize)| hit.0 == at && draft.document.sections[section].blocks.contains(&hit.1);
        if hits.iter().filter(inside).count() != 1 {
            return None;
        }
        let citation = phrases::section(draft, section, random)?;
        let narrowed = Case { citation, truth: Truth::At(vec![(at, block)]), ..open };
        Some(self.documented(narrowed, at, random))
    }
}

/// Words of another text that no draft has, nor most of them in one block.
fn foreign_quote(maker: &Maker<'_>, block: usize, random: &mut Random) -> Option<String> {
    let it = maker.foreign.document.blocks.get(block).filter(|it| it.kind == BlockKind::Paragraph)?;
    let words = phrases::words(maker.foreign.document.text(it));
    let length = 6 + random.below(8);
    let from = random.below(words.len().checked_sub(length)? + 1);
    let quote = words[from..from + length].join(" ");
    let half = length.div_ceil(2);
    let apart = words[from..from + length]
        .windows(half)
        .all(|part| maker.hits(&phrases::unmarked(&part.join(" "))).is_empty());
    apart.then_some(quote).filter(|quote| !quote.contains(['"', '“', '”', '[', '|']))
}

/// The section, the number among its own blocks of the kind, and whether it is the last, where anybody would count so.
fn counted(draft: &Draft, block: usize, kind: BlockKind) -> Option<(usize, usize, bool)> {
    let it = draft.document.blocks.get(block).filter(|it| it.kind == kind && it.depth <= 1)?;
    let own: Vec<_> = draft.document.blocks.iter().filter(|other| other.section == it.section).collect();
    let plain = |kinds: &[BlockKind]| own.iter().all(|other| kinds.contains(&other.kind) && other.depth <= 1);
    let simple = match kind {
        BlockKind::Paragraph => plain(&[BlockKind::Heading, BlockKind::Paragraph]),
        _ => plain(&[BlockKind::Heading, BlockKind::Paragraph, BlockKind::Item]),
    };
    let of_kind: Vec<usize> =
        own.iter().filter(|other| other.kind == kind).map(|other| other.index).collect();
    let nth = of_kind.iter().position(|other| *other == block)?;
    let lettered = own.iter().any(|other| other.kind == BlockKind::Paragraph && other.label.is_some());
    (simple && !lettered).then_some((it.section, nth + 1, nth + 1 == of_kind.len()))
}

fn random_of(block: usize) -> Random {
    Random::new(block as u64 + 7)
}
