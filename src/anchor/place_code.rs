//! Placing by a block's code, as the circulated slip gives it. The code of a heading means its section: what is
//! quoted is looked for there, and the whole section is meant where nothing is.

use super::find_quote;
use super::index::Hit;
use super::model::{Anchor, AnchorScope, Certainty, Note, Score, Target, Way};
use super::place::{Case, In, old_words};
use super::place_text::candidates_of;
use crate::document::BlockKind;
use std::ops::Range;

/// A block that a code can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Coded {
    draft: usize,
    block: usize,
}

/// The place that a code names; none where no code is given or none of the drafts has it.
pub(super) fn by_code(case: &mut Case<'_, '_>) -> Option<Anchor> {
    let (document, code) = case.query.citation.places.iter().find_map(|place| place.code.as_ref())?;
    let drafts = case.drafts.iter().enumerate();
    let named = drafts.filter(|(_, index)| document.as_ref().is_none_or(|document| *document == index.id));
    let coded: Vec<Coded> =
        named.filter_map(|(draft, index)| Some(Coded { draft, block: index.block_of(code)? })).collect();
    let quote = case.query.quote.unwrap_or_default().trim();
    let with_quote: Vec<Coded> =
        coded.iter().copied().filter(|it| !hits_in(case, *it, quote).is_empty()).collect();
    match (coded.as_slice(), with_quote.as_slice()) {
        ([], _) => {
            case.note(Note::CodeMissing);
            None
        }
        ([one], _) | (_, [one]) => Some(at_code(case, *one, quote)),
        _ => {
            case.note(Note::DocumentUnclear);
            let spots = coded.iter().map(|it| (it.draft, whole(case, *it), 1.0)).collect();
            Some(Anchor::unplaced(candidates_of(spots)))
        }
    }
}

/// The words quoted inside the coded place, else the place itself.
fn at_code(case: &mut Case<'_, '_>, coded: Coded, quote: &str) -> Anchor {
    let in_section = is_heading(case, coded);
    // Edits name words of the draft too; a block's code says enough without them.
    let targets = case.query.targets.iter().copied().filter(|_| in_section);
    let said = old_words(case.query.text).into_iter().filter(|_| in_section);
    let quotes = std::iter::once(quote).chain(targets).chain(said).filter(|it| !it.trim().is_empty());
    let quotes: Vec<&str> = quotes.collect();
    for words in &quotes {
        let hits = hits_in(case, coded, words);
        if let Some(target) = case.one_block(&hits) {
            let way = if target.block == Some(coded.block) { Way::Code } else { Way::SectionAndQuote };
            return Anchor::at(Certainty::Exact, way, Score::FULL, target);
        }
        if !hits.is_empty() {
            case.note(Note::QuoteSeveral);
            break;
        }
    }
    if let Some(anchor) = inexact(case, coded, quote).filter(|_| in_section) {
        case.note(Note::QuoteInexact);
        return anchor;
    }
    if !quote.is_empty() && hits_in(case, coded, quote).is_empty() {
        let elsewhere = case.drafts.iter().any(|index| !find_quote::find(index, quote).is_empty());
        case.note(if elsewhere { Note::QuoteElsewhere } else { Note::QuoteMissing });
    }
    Anchor::at(Certainty::Exact, Way::Code, Score::FULL, whole(case, coded))
}

/// The quote with small typing errors, where its one clear place lies inside the coded one.
fn inexact(case: &Case<'_, '_>, coded: Coded, quote: &str) -> Option<Anchor> {
    let found = find_quote::find_inexact(case.drafts.get(coded.draft)?, quote)?;
    let target = blocks_of(case, coded).contains(&found.hit.block);
    let target = target.then(|| case.block_target(coded.draft, found.hit.block))?;
    Some(Anchor::at(Certainty::Matched, Way::SectionAndQuote, Score::from_share(found.share), target))
}

/// Where words stand inside the coded place.
fn hits_in(case: &Case<'_, '_>, coded: Coded, words: &str) -> Vec<In<Hit>> {
    let Some(index) = case.drafts.get(coded.draft).filter(|_| !words.trim().is_empty()) else {
        return Vec::new();
    };
    let blocks = blocks_of(case, coded);
    let hits = find_quote::find(index, words).into_iter().filter(|hit| blocks.contains(&hit.block));
    hits.map(|it| In { draft: coded.draft, it }).collect()
}

/// The blocks that a code stands for: those of its section for a heading.
fn blocks_of(case: &Case<'_, '_>, coded: Coded) -> Range<usize> {
    let one = coded.block..coded.block + 1;
    let index = case.drafts.get(coded.draft).filter(|_| is_heading(case, coded));
    let block = index.and_then(|index| Some((index, index.document.blocks.get(coded.block)?)));
    block.map_or(one, |(index, block)| index.section_blocks(block.section))
}

fn is_heading(case: &Case<'_, '_>, coded: Coded) -> bool {
    let block = case.drafts.get(coded.draft).and_then(|index| index.document.blocks.get(coded.block));
    block.is_some_and(|block| block.kind == BlockKind::Heading)
}

fn whole(case: &Case<'_, '_>, coded: Coded) -> Target {
    let target = case.block_target(coded.draft, coded.block);
    if is_heading(case, coded) { Target { scope: AnchorScope::Section, ..target } } else { target }
}

#[cfg(test)]
mod tests {
    use super::super::{DraftIndex, PlaceQuery, parse_citation, place};
    use crate::document::{BlockCode, DocumentId, parse};

    const SOURCE: &str = "## I. Kinh tế|Sản lượng đạt 45.520 tấn.|## II. Văn hóa|Nếp sống có nhiều chuyển biến rõ nét.\
        |### 1. Giáo dục|Trường lớp khang trang hơn trước.|Y tế có chuyển biến nhưng còn chậm, chưa đều giữa các xã.";

    /// `expected`: certainty, scope and code, then the notes.
    fn check(code: &str, quote: &str, text: &str, expected: &str) {
        let document = parse(SOURCE.replace('|', "\n\n"));
        let codes = (1..).map(BlockCode::numbered).map(Some).take(document.blocks.len()).collect::<Vec<_>>();
        let index = DraftIndex::new(DocumentId::parse("report").unwrap(), "Báo cáo", &document, &codes);
        let targets = super::super::quotes(text).into_iter().filter(|_| text.starts_with("Đề nghị sửa"));
        let query = PlaceQuery {
            citation: parse_citation("mục").with_code(code),
            quote: Some(quote).filter(|it| !it.is_empty()),
            text,
            targets: targets.map(|it| &text[it.inner]).take(1).collect(),
            ..PlaceQuery::default()
        };
        let anchor = place(&query, std::slice::from_ref(&index));
        let notes: Vec<&str> = anchor.notes.iter().map(|note| note.tag()).collect();
        let scope = anchor.target.as_ref().map_or("-", |it| it.scope.tag());
        let code = anchor.code().map(ToString::to_string).unwrap_or_default();
        let found = format!("{} {scope} {code} {}", anchor.certainty.tag(), notes.join(" "));
        assert_eq!(found.trim_end(), expected, "{code} {quote} {text}");
    }

    #[test]
    fn a_heading_s_code_means_its_section() {
        check("P3", "", "Viết gọn hơn.", "exact section P3");
        check("P3", "nhiều chuyển biến", "Viết gọn.", "exact words P4");
        check("P3", "Văn hóa", "Đổi tên mục.", "exact words P3");
        check("P3", "", "Đề nghị sửa \"khang trang\" thành \"sạch đẹp\".", "exact words P6");
        check("P3", "", "Câu \"Trường lớp khang trang\" còn chung chung.", "exact words P6");
        check("P3", "chuyển biến", "Viết gọn.", "exact section P3 quote_several");
        check("P5", "chuyển biến", "Viết gọn.", "exact words P7");
        check("P3", "45.520 tấn", "Sửa số.", "exact section P3 quote_elsewhere");
        check("P3", "không có câu này ở đâu cả", "Sửa.", "exact section P3 quote_missing");
        check("P3", "Nếp sống có nhiều chuyển biên rõ nét", "Sửa.", "matched block P4 quote_inexact");
    }

    #[test]
    fn a_paragraph_s_code_means_the_paragraph() {
        check("P4", "", "Sửa \"khang trang\" thành \"sạch đẹp\".", "exact block P4");
        check("P4", "rõ nét", "Bỏ.", "exact words P4");
        check("P4", "khang trang", "Bỏ.", "exact block P4 quote_elsewhere");
    }
}
