//! Placing without a quote: by the cited section, and by the comment's words where the section is not one.

use super::find_section::Spot;
use super::find_words::{Fit, Telling};
use super::model::{Anchor, Certainty, Note, Score, Scored, Target, Way};
use super::place::{Case, In};
use super::weights::WEIGHTS;
use std::ops::Range;

pub(super) fn by_text(case: &mut Case<'_, '_>) -> Anchor {
    let telling: Vec<Telling> =
        case.drafts.iter().map(|index| Telling::new(index, case.query.text)).collect();
    let places = &case.query.citation.places;
    let resolved = case.cited.iter().position(|spots| !spots.is_empty());
    let Some(at) = resolved else {
        if places.iter().any(|place| !place.steps.is_empty() || place.table.is_some()) {
            case.note(Note::SectionMissing);
        } else if places.iter().all(|place| place.code.is_none()) && case.query.citation.page.is_some() {
            case.note(Note::PageOnly);
        }
        return anywhere(case, &telling);
    };
    let spots = case.cited[at].clone();
    if spots.iter().any(|spot| spot.it.not_counted) {
        case.note(Note::NotCounted);
    }
    let mut anchor = match spots.as_slice() {
        [spot] if !spot.it.by_position => one_section(case, &telling, spot),
        _ => choose(case, &telling, &spots),
    };
    if anchor.target.is_some() {
        let others: Vec<In<Spot>> =
            case.cited.iter().skip(at + 1).filter(|spots| spots.len() == 1).flatten().cloned().collect();
        for spot in others {
            let target = case.spot_target(&spot);
            case.add_also(&mut anchor, target);
        }
        case.add_figures(&mut anchor);
    }
    anchor
}

/// The cited place is one; a paragraph of it where the comment's words clearly say which.
fn one_section(case: &mut Case<'_, '_>, telling: &[Telling], spot: &In<Spot>) -> Anchor {
    let quote_missing = case.notes.contains(&Note::QuoteMissing);
    let table = case.query.citation.places.iter().any(|place| place.table.is_some());
    let way = if table { Way::Table } else { Way::Section };
    if spot.it.block.is_none()
        && let Some(fit) = clear_block(case, telling, spot)
    {
        let target = case.block_target(spot.draft, fit.block);
        return Anchor::at(Certainty::Matched, Way::Words, Score::from_share(fit.share), target);
    }
    let certain = !spot.it.weak && !quote_missing;
    let certainty = if certain { Certainty::Exact } else { Certainty::Matched };
    let score = if certain { Score::FULL } else { Score::from_share(0.9) };
    Anchor::at(certainty, way, score, case.spot_target(spot))
}

/// Which of several sections is meant: the one that the text names, or whose title or paragraphs fit it clearly best.
fn choose(case: &mut Case<'_, '_>, telling: &[Telling], spots: &[In<Spot>]) -> Anchor {
    let note =
        if spots.iter().any(|spot| spot.it.by_position) { Note::Misnumbered } else { Note::SectionAmbiguous };
    case.note(note);
    let named: Vec<&In<Spot>> = spots.iter().filter(|spot| is_named(case, spot)).collect();
    let mut scored: Vec<(f64, &In<Spot>)> =
        spots.iter().map(|spot| (section_score(case, telling, spot), spot)).collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    let first = scored.first().map_or(0.0, |(score, _)| *score);
    let second = scored.get(1).map_or(0.0, |(score, _)| *score);
    let clear =
        scored.len() > 1 && first >= WEIGHTS.section_score_min && first - second >= WEIGHTS.section_margin;
    let chosen = match (named.as_slice(), scored.first()) {
        ([one], _) => Some(((*one).clone(), first.max(0.9))),
        ([], Some((_, best))) if clear => Some(((*best).clone(), first)),
        _ => None,
    };
    let Some((spot, score)) = chosen else {
        let candidates =
            scored.iter().map(|(score, spot)| (spot.draft, case.spot_target(spot), *score)).collect();
        return Anchor::unplaced(candidates_of(candidates));
    };
    let fit = if spot.it.block.is_none() { clear_block(case, telling, &spot) } else { None };
    let target = match fit {
        Some(fit) => case.block_target(spot.draft, fit.block),
        None => case.spot_target(&spot),
    };
    let mut anchor = Anchor::at(Certainty::Matched, Way::Words, Score::from_share(score), target);
    if spot.it.block.is_some() {
        for other in spots {
            let target = case.spot_target(other);
            case.add_also(&mut anchor, target);
        }
    }
    anchor
}

/// Whether the comment's words name the section, one inside it or one around it.
fn is_named(case: &Case<'_, '_>, spot: &In<Spot>) -> bool {
    let Some(index) = case.drafts.get(spot.draft) else { return false };
    case.named.iter().filter(|named| named.draft == spot.draft).any(|named| {
        index.is_inside(spot.it.section, named.it.section)
            || spot.it.block.is_none() && index.is_inside(named.it.section, spot.it.section)
    })
}

fn blocks_of(case: &Case<'_, '_>, spot: &In<Spot>) -> Range<usize> {
    match spot.it.block {
        Some(block) => block..block + 1,
        None => case.drafts[spot.draft].section_blocks(spot.it.section),
    }
}

fn section_score(case: &Case<'_, '_>, telling: &[Telling], spot: &In<Spot>) -> f64 {
    let index = case.drafts[spot.draft];
    let fits = telling[spot.draft].fits(index, &blocks_of(case, spot));
    let telling_fit = fits.first().filter(|fit| fit.weight >= WEIGHTS.section_weight_min);
    let best = telling_fit.map_or(0.0, |fit| fit.share);
    let title = index.titles.get(spot.it.section).map_or(0.0, |title| telling[spot.draft].title_share(title));
    let title = if title >= WEIGHTS.title_share_min { title } else { 0.0 };
    if spot.it.block.is_some() { best } else { best.max(title) }
}

/// The one paragraph of a section that the comment's words clearly mean.
fn clear_block(case: &Case<'_, '_>, telling: &[Telling], spot: &In<Spot>) -> Option<Fit> {
    let index = case.drafts[spot.draft];
    let heading = index.document.sections.get(spot.it.section).and_then(|it| it.heading);
    let fits = telling[spot.draft].fits(index, &blocks_of(case, spot));
    let first = *fits.first()?;
    let second = fits.get(1).map_or(0.0, |fit| fit.share);
    let clear = first.share >= WEIGHTS.block_share_min
        && first.share - second >= WEIGHTS.block_margin
        && first.rare >= WEIGHTS.block_rare_min
        && Some(first.block) != heading;
    clear.then_some(first)
}

/// Without a cited section: a section that the comment names, or one paragraph that fits clearly best.
fn anywhere(case: &mut Case<'_, '_>, telling: &[Telling]) -> Anchor {
    let nothing_cited = case.query.citation.places.is_empty();
    if let ([named], true) = (case.named.as_slice(), nothing_cited) {
        let named = named.clone();
        return Anchor::at(Certainty::Matched, Way::Words, Score::from_share(0.9), case.spot_target(&named));
    }
    let mut fits: Vec<(usize, Fit)> = Vec::new();
    for (draft, index) in case.drafts.iter().enumerate() {
        let all = 0..index.document.blocks.len();
        fits.extend(telling[draft].fits(index, &all).into_iter().take(4).map(|fit| (draft, fit)));
    }
    fits.sort_by(|a, b| b.1.share.total_cmp(&a.1.share).then(a.0.cmp(&b.0)).then(a.1.block.cmp(&b.1.block)));
    let second = fits.get(1).map_or(0.0, |(_, fit)| fit.share);
    if let Some((draft, fit)) = fits.first()
        && fit.share >= WEIGHTS.anywhere_share_min
        && fit.share - second >= WEIGHTS.anywhere_margin
        && fit.rare >= WEIGHTS.anywhere_rare_min
    {
        let target = case.block_target(*draft, fit.block);
        let anchor = Anchor::at(Certainty::Matched, Way::Words, Score::from_share(fit.share), target);
        let mut anchor = if nothing_cited { anchor } else { anchor.with_note(Note::WrongSection) };
        case.add_figures(&mut anchor);
        return anchor;
    }
    let named = case.named.iter().map(|spot| (spot.draft, case.spot_target(spot), 0.5));
    let fitting = fits.iter().filter(|(_, fit)| {
        fit.share >= WEIGHTS.candidate_share_min && fit.weight >= WEIGHTS.section_weight_min
    });
    let fitting = fitting.map(|(draft, fit)| (*draft, case.block_target(*draft, fit.block), fit.share));
    let candidates = candidates_of(fitting.chain(named).collect());
    if !case.document_known && case.drafts.len() > 1 && candidates.is_empty() {
        case.note(Note::DocumentUnclear);
    }
    Anchor::unplaced(candidates)
}

/// The best few candidates, best first.
pub(super) fn candidates_of(mut scored: Vec<(usize, Target, f64)>) -> Vec<Scored> {
    scored.sort_by(|a, b| b.2.total_cmp(&a.2).then(a.0.cmp(&b.0)).then(a.1.block.cmp(&b.1.block)));
    let mut found: Vec<Scored> = Vec::new();
    for (_, target, score) in scored {
        let known =
            found.iter().any(|it| it.target.document == target.document && it.target.block == target.block);
        if !known && found.len() < WEIGHTS.candidates_max {
            found.push(Scored { target, score: Score::from_share(score) });
        }
    }
    found
}
