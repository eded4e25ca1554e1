//! Pages and lines of the circulated print: which block stands where, and whether a reply counts by that print.
//!
//! Offices print the same Word file on other paper and with other letters, so that a unit's "page 7, line 12" need not
//! be ours. Where other comments of the same reply cite a page and also say their place in another way, they show
//! whose pages the unit counts; only then is a bare page and line as good as a code.

use super::citation::Citation;
use super::index::DraftIndex;
use super::model::{Anchor, Certainty, Way};
use super::weights::WEIGHTS;

/// A block of running text in print; pages and lines from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PrintedPlace {
    /// Block index.
    pub block: usize,
    /// Page and line where it begins.
    pub first: (u32, u32),
    /// Page and line where it ends.
    pub last: (u32, u32),
}

/// Whose pages and lines a reply counts by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum PrintUse {
    /// Nothing shows it.
    #[default]
    Untested,
    /// Its other citations are right in the circulated print.
    Fits,
    /// Its other citations are wrong in the circulated print: it has another one.
    Other,
}

impl PrintedPlace {
    fn has_page(&self, page: u32) -> bool {
        (self.first.0..=self.last.0).contains(&page)
    }

    fn has_line(&self, place: (u32, u32)) -> bool {
        (self.first..=self.last).contains(&place)
    }
}

/// The blocks that stand on a page, or at one of its lines. A negative line counts from the foot of the page.
pub(super) fn printed_at(index: &DraftIndex<'_>, page: u32, line: Option<i64>) -> Vec<usize> {
    let on_page = || index.print.iter().filter(|it| it.has_page(page));
    let line = match line {
        Some(line) if line < 0 => {
            let lines = on_page().filter_map(|it| (it.last.0 == page).then_some(it.last.1)).max();
            lines.map(|lines| i64::from(lines) + 1 + line)
        }
        other => other,
    };
    let Some(line) = line else { return on_page().map(|it| it.block).collect() };
    let Ok(line) = u32::try_from(line) else { return Vec::new() };
    on_page().filter(|it| it.has_line((page, line))).map(|it| it.block).collect()
}

/// The cited line, counted from the foot of the page where the citation says so ("dòng 3 từ dưới lên").
pub(super) fn cited_line(citation: &Citation) -> Option<i64> {
    let line = i64::from(citation.line?);
    let words = crate::text::plain(&citation.as_written).key;
    Some(if words.contains("duoi len") { -line } else { line })
}

/// Whose pages a reply counts by, from its comments that cite a page and were placed without it.
pub fn print_use<'a>(
    placed: impl Iterator<Item = (&'a Citation, &'a Anchor)>,
    drafts: &[DraftIndex<'_>],
) -> PrintUse {
    let (mut n_right, mut n_wrong) = (0_usize, 0_usize);
    for (citation, anchor) in placed {
        match is_right(citation, anchor, drafts) {
            Some(true) => n_right += 1,
            Some(false) => n_wrong += 1,
            None => (),
        }
    }
    match (n_right, n_wrong) {
        (right, 0) if right > 0 => PrintUse::Fits,
        (right, wrong) if wrong > 0 && wrong >= right => PrintUse::Other,
        _ => PrintUse::Untested,
    }
}

/// Whether the cited page, and line, are those of the place that was found otherwise.
fn is_right(citation: &Citation, anchor: &Anchor, drafts: &[DraftIndex<'_>]) -> Option<bool> {
    let page = citation.page?;
    let target = anchor.target.as_ref().filter(|_| anchor.certainty == Certainty::Exact)?;
    let index = drafts.iter().find(|index| index.id == target.document && !index.print.is_empty())?;
    let place = |block: usize| index.print.iter().find(|it| it.block == block);
    match anchor.way {
        Way::Code | Way::Quote | Way::SectionAndQuote => {
            let place = place(target.block?)?;
            let Some(line) = citation.line.filter(|_| cited_line(citation) > Some(0)) else {
                return Some(place.has_page(page));
            };
            let near = |lines: u32| {
                let first = (place.first.0, place.first.1.saturating_sub(lines));
                (first..=(place.last.0, place.last.1 + lines)).contains(&(page, line))
            };
            match (near(WEIGHTS.print_lines_right), near(WEIGHTS.print_lines_wrong)) {
                (true, _) => Some(true),
                (false, false) => Some(false),
                (false, true) => None,
            }
        }
        Way::Section => {
            let section = index.document.blocks.get(target.block?)?.section;
            let blocks = index.section_blocks(section);
            let mut inside = index.print.iter().filter(|it| blocks.contains(&it.block));
            // A section is long: being on one of its pages shows nothing, being on none does.
            let first = inside.next()?;
            let last = inside.next_back().unwrap_or(first);
            (!(first.first.0..=last.last.0).contains(&page)).then_some(false)
        }
        _ => None,
    }
}
