//! The cascade of placing: code, then cited section and quote, quote alone, page and line, cited section, words; else
//! unplaced.
//!
//! Nothing is guessed: a step that finds two places of which none is clearly better gives candidates, and a person
//! decides. Thresholds stand in `weights`. Worst case per comment: its number of quotes (bounded) times the drafts'
//! length.

use super::citation::CitedPlace;
use super::find_quote;
use super::find_section::{Spot, named_beside, named_in_text, resolve};
use super::index::{DraftIndex, Hit, split_words, words_of};
use super::model::{Anchor, AnchorScope, Certainty, Note, PlaceQuery, Score, Target, Way};
use super::place_code::by_code;
use super::place_page::{by_page, page_candidates};
use super::place_text::{by_text, candidates_of};
use super::quotes::quotes;
use super::weights::WEIGHTS;
use crate::text;

/// A spot in one of the drafts.
#[derive(Debug, Clone)]
pub(super) struct In<T> {
    pub(super) draft: usize,
    pub(super) it: T,
}

/// All that is worked out about one comment.
pub(super) struct Case<'a, 'd> {
    pub(super) drafts: Vec<&'a DraftIndex<'d>>,
    pub(super) query: &'a PlaceQuery<'a>,
    /// What each cited place can mean.
    pub(super) cited: Vec<Vec<In<Spot>>>,
    /// Sections that the comment's words name.
    pub(super) named: Vec<In<Spot>>,
    pub(super) notes: Vec<Note>,
    /// Places of a quote that stands several times, or that is too short to say a place.
    pub(super) several: Vec<In<Hit>>,
    /// Whether its documents are those that it names.
    pub(super) document_known: bool,
}

/// Finds the place of a comment in the drafts that it can speak about.
pub fn place(query: &PlaceQuery<'_>, drafts: &[DraftIndex<'_>]) -> Anchor {
    let mut case = Case::new(query, drafts);
    let mut anchor = case.run();
    for note in case.notes {
        anchor = anchor.with_note(note);
    }
    anchor.also.truncate(WEIGHTS.also_max);
    anchor
}

impl<'a, 'd> Case<'a, 'd> {
    fn new(query: &'a PlaceQuery<'a>, all: &'a [DraftIndex<'d>]) -> Self {
        let (drafts, document_known) = meant(query, all);
        let unaccented = query.citation.unaccented;
        let within = |place: &CitedPlace| {
            let spots = drafts.iter().enumerate().flat_map(|(draft, index)| {
                resolve(index, place, unaccented).into_iter().map(move |it| In { draft, it })
            });
            let mut spots = spots.collect::<Vec<_>>();
            if place.lead.is_some() && spots.iter().any(|spot| spot.it.block.is_some()) {
                // A paragraph that begins so says more than the section around it.
                spots.retain(|spot| spot.it.block.is_some());
            }
            spots
        };
        let cited = query.citation.places.iter().map(within).collect();
        let named = drafts.iter().enumerate().flat_map(|(draft, index)| {
            let beside = query.citation.beside.iter();
            let beside = beside.flat_map(|words| named_beside(index, words, unaccented));
            let found = named_in_text(index, query.text).into_iter().chain(beside);
            found.map(move |it| In { draft, it }).collect::<Vec<_>>()
        });
        let named = named.collect();
        Self { query, cited, named, notes: Vec::new(), several: Vec::new(), document_known, drafts }
    }

    fn run(&mut self) -> Anchor {
        if let Some(anchor) = by_code(self) {
            return anchor;
        }
        if let Some(anchor) = self.by_quotes() {
            return anchor;
        }
        if self.query.citation.whole {
            return self.whole();
        }
        if let Some(anchor) = by_page(self) {
            return anchor;
        }
        let anchor = by_text(self);
        if anchor.target.is_some() {
            return anchor;
        }
        if !self.several.is_empty() {
            let spots = self.several.iter().map(|hit| (hit.draft, self.words_target(hit), 1.0)).collect();
            return Anchor { candidates: candidates_of(spots), ..anchor };
        }
        let candidates =
            if anchor.candidates.is_empty() { page_candidates(self) } else { anchor.candidates.clone() };
        Anchor { candidates, ..anchor }
    }

    pub(super) fn note(&mut self, note: Note) {
        self.notes.push(note);
    }

    /// By the words that the comment quotes: its own field, its citation, its proposals, its text.
    fn by_quotes(&mut self) -> Option<Anchor> {
        let query = self.query;
        // Words that begin no paragraph there may stand inside one.
        let leads = query.citation.places.iter().zip(&self.cited).filter_map(|(place, spots)| {
            place.lead.as_deref().filter(|_| spots.iter().all(|spot| spot.it.block.is_none()))
        });
        let quoted = query.citation.quotes.iter().map(String::as_str);
        let explicit: Vec<&str> = query.quote.into_iter().chain(quoted).chain(leads).collect();
        for quote in explicit.into_iter().filter(|quote| !quote.trim().is_empty()) {
            if let Some(anchor) = self.by_quote(quote, true) {
                return Some(anchor);
            }
        }
        for target in query.targets.iter().filter(|target| words_of(target).len() >= WEIGHTS.quote_words_min)
        {
            if let Some(anchor) = self.by_quote(target, false) {
                return Some(anchor);
            }
        }
        let old: Vec<&str> =
            old_words(query.text).into_iter().filter(|quote| !self.is_title(quote)).collect();
        let mut anchors: Vec<Anchor> = Vec::new();
        for quote in old {
            anchors.extend(self.by_quote(quote, false));
        }
        let mut anchors = anchors.into_iter();
        let mut first = anchors.next()?;
        let others: Vec<Target> = anchors.filter_map(|anchor| anchor.target).collect();
        let elsewhere = |target: &Target, other: &Target| {
            (&target.document, target.block) != (&other.document, other.block)
        };
        let own = first.target.clone()?;
        let others: Vec<Target> = others.into_iter().filter(|other| elsewhere(other, &own)).collect();
        if query.citation.whole && !others.is_empty() {
            let mut anchor = self.whole();
            anchor.also = std::iter::once(own).chain(others).collect();
            return Some(anchor);
        }
        for other in others {
            if first.also.iter().all(|also| elsewhere(also, &other)) {
                first.also.push(other);
            }
        }
        Some(first)
    }

    fn by_quote(&mut self, quote: &str, explicit: bool) -> Option<Anchor> {
        let hits: Vec<In<Hit>> = self
            .drafts
            .iter()
            .enumerate()
            .flat_map(|(draft, index)| {
                find_quote::find(index, quote).into_iter().map(move |it| In { draft, it })
            })
            .collect();
        if hits.is_empty() {
            return if explicit { self.inexact(quote) } else { None };
        }
        if let Some(anchor) = self.quote_in_cited(&hits) {
            return Some(anchor);
        }
        let inside: Vec<In<Hit>> = hits.iter().filter(|hit| self.is_named(hit)).cloned().collect();
        if let Some(target) = self.one_block(&inside) {
            return Some(self.quoted(target, Certainty::Exact, Way::SectionAndQuote, &hits));
        }
        let Some(target) = self.one_block(&hits) else {
            self.notes.push(Note::QuoteSeveral);
            self.several = if inside.is_empty() { hits } else { inside };
            return None;
        };
        let n_words = words_of(quote).len();
        let figure = quote.bytes().filter(u8::is_ascii_digit).count() >= 2;
        let telling = n_words >= WEIGHTS.quote_words_min || figure;
        let contradicted = self.contradicts();
        if contradicted {
            let unique = self.cited.first().is_some_and(|spots| spots.len() == 1);
            if !explicit && n_words < if unique { 4 } else { 3 } {
                self.suggest(hits);
                return None;
            }
            let missing = self.cited.iter().all(Vec::is_empty);
            self.notes.push(if missing { Note::SectionMissing } else { Note::WrongSection });
            if missing {
                self.notes.push(Note::WrongSection);
            }
        }
        if !telling {
            self.suggest(hits);
            return None;
        }
        let certainty = if contradicted { Certainty::Matched } else { Certainty::Exact };
        Some(self.quoted(target, certainty, Way::Quote, &hits))
    }

    /// Keeps places that are no answer for a person to choose from.
    fn suggest(&mut self, hits: Vec<In<Hit>>) {
        if self.several.is_empty() {
            self.several = hits;
        }
    }

    /// The quote inside the first cited place that has it in one block only.
    fn quote_in_cited(&mut self, hits: &[In<Hit>]) -> Option<Anchor> {
        let groups: Vec<Vec<In<Hit>>> = self
            .cited
            .iter()
            .map(|spots| {
                hits.iter().filter(|hit| spots.iter().any(|spot| self.holds(spot, hit))).cloned().collect()
            })
            .collect();
        let first = groups.iter().find(|group| !group.is_empty())?;
        let target = self.one_block(first).or_else(|| {
            let named: Vec<In<Hit>> = first.iter().filter(|hit| self.is_named(hit)).cloned().collect();
            self.one_block(&named)
        })?;
        Some(self.quoted(target, Certainty::Exact, Way::SectionAndQuote, hits))
    }

    fn inexact(&mut self, quote: &str) -> Option<Anchor> {
        let mut found: Vec<(f64, In<Hit>)> = self
            .drafts
            .iter()
            .enumerate()
            .filter_map(|(draft, index)| find_quote::find_inexact(index, quote).map(|it| (draft, it)))
            .map(|(draft, inexact)| (inexact.share, In { draft, it: inexact.hit }))
            .collect();
        found.sort_by(|a, b| b.0.total_cmp(&a.0));
        let second = found.get(1).map_or(0.0, |(share, _)| *share);
        let (share, hit) =
            found.into_iter().next().filter(|(share, _)| share - second >= WEIGHTS.inexact_margin).or_else(
                || {
                    self.notes.push(Note::QuoteMissing);
                    None
                },
            )?;
        self.notes.push(Note::QuoteInexact);
        let inside = self.cited.iter().flatten().any(|spot| self.holds(spot, &hit));
        if self.contradicts() && !inside {
            self.notes.push(Note::WrongSection);
        }
        let target = self.block_target(hit.draft, hit.it.block);
        let mut anchor = self.quoted(target, Certainty::Matched, Way::Quote, &[]);
        anchor.score = Score::from_share(share);
        Some(anchor)
    }

    /// Whether quoted words are the title of a section.
    fn is_title(&self, quote: &str) -> bool {
        let title = words_of(quote).join(" ");
        self.drafts.iter().any(|index| index.titles.contains(&title))
    }

    /// Whether a section is cited at all; a page, an indicator or the whole says nothing against a quote.
    fn contradicts(&self) -> bool {
        self.query
            .citation
            .places
            .iter()
            .any(|place| place.table.is_some() || !place.steps.is_empty() || !place.words.is_empty())
    }

    fn holds(&self, spot: &In<Spot>, hit: &In<Hit>) -> bool {
        spot.draft == hit.draft
            && self.drafts.get(hit.draft).is_some_and(|index| spot.it.holds(index, hit.it.block))
    }

    fn is_named(&self, hit: &In<Hit>) -> bool {
        self.named.iter().any(|spot| self.holds(spot, hit))
    }

    /// The place of hits that all stand in one block: the words where it is one hit, else the block.
    pub(super) fn one_block(&self, hits: &[In<Hit>]) -> Option<Target> {
        let first = hits.first()?;
        if hits.iter().any(|hit| (hit.draft, hit.it.block) != (first.draft, first.it.block)) {
            return None;
        }
        Some(if hits.len() == 1 {
            self.words_target(first)
        } else {
            self.block_target(first.draft, first.it.block)
        })
    }

    fn quoted(&self, target: Target, certainty: Certainty, way: Way, hits: &[In<Hit>]) -> Anchor {
        let mut anchor = Anchor::at(certainty, way, Score::FULL, target);
        for hit in hits {
            self.add_also(&mut anchor, self.words_target(hit));
        }
        self.add_figures(&mut anchor);
        anchor
    }

    pub(super) fn add_also(&self, anchor: &mut Anchor, target: Target) {
        if anchor.also.len() >= WEIGHTS.also_max {
            return;
        }
        let key = |target: &Target| (target.document.clone(), target.block);
        let own = anchor.target.as_ref().map(key);
        if own != Some(key(&target)) && anchor.also.iter().all(|also| key(also) != key(&target)) {
            anchor.also.push(target);
        }
    }

    /// Other blocks with the figures of the comment.
    pub(super) fn add_figures(&self, anchor: &mut Anchor) {
        let folded = text::fold_caseless(self.query.text).key;
        let figures: Vec<&str> =
            split_words(&folded).filter(|word| is_telling_figure(word)).take(8).collect();
        for figure in figures {
            for (draft, index) in self.drafts.iter().enumerate() {
                let hits = index.find_folded(figure);
                if hits.len() > WEIGHTS.also_max {
                    continue;
                }
                for it in hits {
                    self.add_also(anchor, self.words_target(&In { draft, it }));
                }
            }
        }
    }

    pub(super) fn whole(&mut self) -> Anchor {
        let [index] = self.drafts.as_slice() else {
            self.notes.push(Note::DocumentUnclear);
            return Anchor::unplaced(Vec::new());
        };
        let target = Target {
            document: index.id.clone(),
            scope: AnchorScope::Document,
            block: None,
            code: None,
            section: String::new(),
            words: None,
        };
        Anchor::at(Certainty::Exact, Way::Whole, Score::FULL, target)
    }

    pub(super) fn spot_target(&self, spot: &In<Spot>) -> Target {
        if let Some(block) = spot.it.block {
            return self.block_target(spot.draft, block);
        }
        let heading =
            self.drafts[spot.draft].document.sections.get(spot.it.section).and_then(|it| it.heading);
        match heading {
            Some(block) => Target { scope: AnchorScope::Section, ..self.block_target(spot.draft, block) },
            None => self.block_target(spot.draft, 0),
        }
    }

    pub(super) fn block_target(&self, draft: usize, block: usize) -> Target {
        let index = self.drafts[draft];
        let section = index.document.blocks.get(block).map(|it| index.document.section_path(it).to_owned());
        Target {
            document: index.id.clone(),
            scope: AnchorScope::Block,
            block: Some(block),
            code: index.code(block).cloned(),
            section: section.unwrap_or_default(),
            words: None,
        }
    }

    pub(super) fn words_target(&self, hit: &In<Hit>) -> Target {
        let words = (!hit.it.words.is_empty()).then(|| hit.it.words.clone());
        let scope = if words.is_some() { AnchorScope::Words } else { AnchorScope::Block };
        Target { scope, words, ..self.block_target(hit.draft, hit.it.block) }
    }
}

/// The drafts that the comment can speak about, and whether it names one.
fn meant<'a, 'd>(query: &PlaceQuery<'_>, all: &'a [DraftIndex<'d>]) -> (Vec<&'a DraftIndex<'d>>, bool) {
    let by_id: Vec<&DraftIndex<'d>> =
        all.iter().filter(|index| query.document.as_ref() == Some(&index.id)).collect();
    if by_id.len() == 1 {
        return (by_id, true);
    }
    let words = query.citation.document.as_deref().unwrap_or_default();
    let named: Vec<&DraftIndex<'d>> = all.iter().filter(|index| names_document(words, index)).collect();
    if named.len() == 1 { (named, true) } else { (all.iter().collect(), all.len() == 1) }
}

/// Whether words name a document: its id, its title or the first letters of its title.
fn names_document(words: &str, index: &DraftIndex<'_>) -> bool {
    let words = words_of(words);
    if words.is_empty() {
        return false;
    }
    let title = words_of(index.title);
    let plain = |words: &[String]| text::plain(&words.join(" ")).key;
    let initials: String = title.iter().filter_map(|word| word.chars().next()).collect();
    let (wanted, own) = (plain(&words), plain(&title));
    wanted == own
        || words.len() >= 3 && (own.contains(&wanted) || wanted.contains(&own))
        || words.join("-") == index.id.as_str()
        || wanted == text::plain(&initials).key
}

/// Quoted words of a comment that speak of the draft: not those that it wants to put in, and no titles of sections.
pub(super) fn old_words(comment: &str) -> Vec<&str> {
    quotes(comment)
        .into_iter()
        .filter(|quote| !introduces_new(&comment[..quote.outer.start]))
        .map(|quote| comment[quote.inner].trim())
        .collect()
}

/// Whether the words before a quote announce new wording.
fn introduces_new(before: &str) -> bool {
    const ENDS: &[&str] = &[
        "thanh",
        "bang",
        "la",
        "thanh cum tu",
        "bang cum tu",
        "thanh tu",
        "bang tu",
        "them",
        "them cum tu",
        "them tu",
        "them cau",
        "bo sung",
        "bo sung cum tu",
        "bo sung tu",
        "bo sung cau",
        "bo sung them",
        "bo sung noi dung",
        "bo sung y",
        "bo sung doan",
        "bo sung chu",
        "thanh cau",
        "bang cau",
        "thanh chu",
        "bang chu",
        "de nghi ghi",
        "nen ghi",
        "can ghi",
        "phai ghi",
        "de nghi viet",
        "nen viet",
        "can viet",
        "de nghi sua thanh",
        "chi de",
        "sua lai la",
        "sang",
        // Words that only compare with another place.
        "nhu",
        "nhu cau",
        "nhu cum tu",
        "nhu doan",
        "giong",
        "giong nhu",
        "giong cau",
        "tuong tu",
        "tuong tu cau",
        "theo",
        "nhu tai",
        "nhu o",
        "trung voi",
        "trung voi cau",
        "khac voi",
        "so voi",
    ];
    // Only the last words are looked at, whatever the length of the comment.
    let start = before.char_indices().rev().nth(60).map_or(0, |(at, _)| at);
    let words = split_words(&text::plain(&before[start..]).key).collect::<Vec<_>>().join(" ");
    ENDS.iter().any(|end| words.strip_suffix(end).is_some_and(|rest| rest.is_empty() || rest.ends_with(' ')))
}

/// A figure of at least three digits that is no year.
fn is_telling_figure(word: &str) -> bool {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let year = word.len() == 4 && digits == 4 && (word.starts_with("19") || word.starts_with("20"));
    digits >= 3 && !year && word.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b'/'))
}
