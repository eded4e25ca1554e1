//! Placing by page and line of the circulated print.
//!
//! A quotation is worth more than a page, and a cited section more than a page that lies outside it. A page alone never
//! chooses: it narrows what the words say, or gives candidates.

use super::find_words::{Fit, Telling};
use super::model::{Anchor, Certainty, Note, Score, Scored, Way};
use super::place::{Case, In};
use super::place_text::candidates_of;
use super::print::{PrintUse, cited_line, printed_at};
use super::weights::WEIGHTS;

/// By the cited page and line; `None` where they say nothing, and the cascade goes on.
pub(super) fn by_page(case: &mut Case<'_, '_>) -> Option<Anchor> {
    let page = case.query.citation.page?;
    let line = cited_line(&case.query.citation);
    let mut there = printed(case, page, line);
    if there.is_empty() {
        return None;
    }
    if case.query.print == PrintUse::Other {
        case.note(Note::OtherPrint);
        return None;
    }
    if let Some(target) = several_there(case, &there) {
        return Some(Anchor::at(Certainty::Exact, Way::Page, Score::FULL, target));
    }
    let cited = case.cited.iter().find(|spots| !spots.is_empty()).cloned();
    if let Some(spots) = &cited {
        let holds = |at: &In<usize>| {
            spots.iter().any(|spot| spot.draft == at.draft && spot.it.holds(case.drafts[at.draft], at.it))
        };
        there.retain(holds);
        if there.is_empty() {
            case.note(Note::PageElsewhere);
            return None;
        }
    }
    let telling: Vec<Telling> =
        case.drafts.iter().map(|index| Telling::new(index, case.query.text)).collect();
    match (line, there.as_slice()) {
        (Some(_), [one]) => Some(at_line(case, &telling, one, cited.is_some())),
        _ => clear_on_page(case, &telling, &there),
    }
}

/// The blocks on the cited page as candidates, best first, for what nothing else placed.
pub(super) fn page_candidates(case: &Case<'_, '_>) -> Vec<Scored> {
    let citation = &case.query.citation;
    let (Some(page), line) = (citation.page, cited_line(citation)) else { return Vec::new() };
    let telling: Vec<Telling> =
        case.drafts.iter().map(|index| Telling::new(index, case.query.text)).collect();
    let there = printed(case, page, line).into_iter().map(|at| {
        let share = fit_of(case, &telling, &at).map_or(0.0, |fit| fit.share);
        (at.draft, case.block_target(at.draft, at.it), share)
    });
    candidates_of(there.collect())
}

fn printed(case: &Case<'_, '_>, page: u32, line: Option<i64>) -> Vec<In<usize>> {
    let drafts = case.drafts.iter().enumerate();
    let found = drafts
        .flat_map(|(draft, index)| printed_at(index, page, line).into_iter().map(move |it| In { draft, it }));
    found.collect()
}

/// A quotation that stands several times, and once on the page.
fn several_there(case: &Case<'_, '_>, there: &[In<usize>]) -> Option<super::model::Target> {
    let hits = case
        .several
        .iter()
        .filter(|hit| there.iter().any(|at| at.draft == hit.draft && at.it == hit.it.block));
    case.one_block(&hits.cloned().collect::<Vec<_>>())
}

/// The block at the line, unless the comment's words clearly speak of another.
fn at_line(case: &mut Case<'_, '_>, telling: &[Telling], one: &In<usize>, section_agrees: bool) -> Anchor {
    let own = fit_of(case, telling, one).map_or(0.0, |fit| fit.share);
    let target = case.block_target(one.draft, one.it);
    let fits = case.query.print == PrintUse::Fits;
    if let Some((draft, fit)) = best_elsewhere(case, telling, one).filter(|(_, fit)| {
        fit.share >= WEIGHTS.block_share_min
            && fit.rare >= WEIGHTS.block_rare_min
            && fit.share - own >= WEIGHTS.block_margin
    }) {
        case.note(Note::PageElsewhere);
        let other = case.block_target(draft, fit.block);
        return Anchor::unplaced(candidates_of(vec![(one.draft, target, own), (draft, other, fit.share)]));
    }
    let wants_section = case.query.citation.places.iter().any(|place| !place.steps.is_empty());
    if wants_section && !section_agrees {
        case.note(Note::SectionMissing);
        if !fits {
            return Anchor::unplaced(candidates_of(vec![(one.draft, target, own)]));
        }
    }
    let is_certain = fits || section_agrees;
    let (certainty, score) = match is_certain {
        true => (Certainty::Exact, Score::FULL),
        false => (Certainty::Matched, Score::from_share(WEIGHTS.print_score)),
    };
    Anchor::at(certainty, Way::Page, score, target)
}

/// Of several blocks on the page, the one that the comment's words clearly mean.
fn clear_on_page(case: &Case<'_, '_>, telling: &[Telling], there: &[In<usize>]) -> Option<Anchor> {
    let mut fits: Vec<(&In<usize>, Fit)> =
        there.iter().filter_map(|at| Some((at, fit_of(case, telling, at)?))).collect();
    fits.sort_by(|a, b| b.1.share.total_cmp(&a.1.share));
    let (at, first) = *fits.first()?;
    let second = fits.get(1).map_or(0.0, |(_, fit)| fit.share);
    let elsewhere = best_elsewhere(case, telling, at).map_or(0.0, |(_, fit)| fit.share);
    let clear = first.share >= WEIGHTS.block_share_min
        && first.share - second >= WEIGHTS.block_margin
        && first.share >= elsewhere
        && first.rare >= WEIGHTS.block_rare_min;
    let target = case.block_target(at.draft, at.it);
    clear.then(|| Anchor::at(Certainty::Matched, Way::Page, Score::from_share(first.share), target))
}

fn fit_of(case: &Case<'_, '_>, telling: &[Telling], at: &In<usize>) -> Option<Fit> {
    telling[at.draft].fits(case.drafts[at.draft], &(at.it..at.it + 1)).first().copied()
}

fn best_elsewhere(case: &Case<'_, '_>, telling: &[Telling], one: &In<usize>) -> Option<(usize, Fit)> {
    let mut fits: Vec<(usize, Fit)> = Vec::new();
    for (draft, index) in case.drafts.iter().enumerate() {
        let all = telling[draft].fits(index, &(0..index.document.blocks.len()));
        let mut others = all.into_iter().filter(|fit| (draft, fit.block) != (one.draft, one.it));
        fits.extend(others.next().map(|fit| (draft, fit)));
    }
    fits.into_iter().max_by(|a, b| a.1.share.total_cmp(&b.1.share).then(b.0.cmp(&a.0)))
}
