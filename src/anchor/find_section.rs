//! Cited sections, tables, paragraphs and titles found in a draft; all that a citation can mean, never a choice.

use super::citation::{CitedPlace, Nth, Step};
use super::index::{DraftIndex, levels_of, split_words, words_of};
use super::levels::{Level, means};
use super::quotes::quotes;
use crate::document::BlockKind;
use crate::text;

/// A place that a citation can mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spot {
    /// Section index; for a block, that of the section around it.
    pub(super) section: usize,
    /// A block inside it.
    pub(super) block: Option<usize>,
    /// Found by its position among wrongly numbered neighbours, not by its printed number.
    pub(super) by_position: bool,
    /// Found by a part of its title or its first words.
    pub(super) weak: bool,
    /// Was to be counted out inside the section and could not be.
    pub(super) not_counted: bool,
}

impl Spot {
    fn section(section: usize) -> Self {
        Self { section, block: None, by_position: false, weak: false, not_counted: false }
    }

    fn block(index: &DraftIndex<'_>, block: usize) -> Self {
        let section = index.document.blocks.get(block).map_or(0, |block| block.section);
        Self { block: Some(block), ..Self::section(section) }
    }

    /// Whether a block stands in it.
    pub(super) fn holds(&self, index: &DraftIndex<'_>, block: usize) -> bool {
        match self.block {
            Some(own) => own == block,
            None => index.section_blocks(self.section).contains(&block),
        }
    }
}

/// All that a cited place can mean.
pub(super) fn resolve(index: &DraftIndex<'_>, place: &CitedPlace, unaccented: bool) -> Vec<Spot> {
    if let Some(table) = place.table {
        let tables = tables(index, table, place.row);
        let words = place.indicator.as_deref().filter(|_| place.row.is_none());
        return words.map_or(tables.clone(), |words| {
            tables.into_iter().map(|it| row_with(index, it, words)).collect()
        });
    }
    if let Some(lead) = &place.lead {
        let inside =
            if place.steps.is_empty() { Vec::new() } else { by_steps(index, &place.steps, unaccented) };
        let leads = by_lead(index, lead);
        if place.steps.is_empty() {
            return leads;
        }
        let within =
            |spot: &Spot| inside.iter().any(|it| spot.block.is_some_and(|block| it.holds(index, block)));
        let narrowed: Vec<Spot> = leads.into_iter().filter(within).collect();
        // Elsewhere, or not at the beginning, the words are a quote like any other.
        return if narrowed.is_empty() { inside } else { narrowed };
    }
    if !place.steps.is_empty() {
        let mut spots = by_steps(index, &place.steps, unaccented);
        for words in &place.words {
            spots.retain(|spot| under_title(index, spot.section, words, unaccented));
        }
        if let Some(words) = &place.indicator {
            let inside = indicator_rows(index, words);
            let narrowed: Vec<Spot> = inside
                .into_iter()
                .filter(|row| {
                    spots.iter().any(|spot| row.block.is_some_and(|block| spot.holds(index, block)))
                })
                .collect();
            if !narrowed.is_empty() {
                return narrowed;
            }
        }
        return spots.into_iter().map(|spot| counted(index, spot, place)).collect();
    }
    if let Some(words) = &place.indicator {
        let rows = indicator_rows(index, words);
        // "Các chỉ tiêu chủ yếu đến năm 2025" is a title.
        return if rows.is_empty() {
            by_title(index, &format!("chỉ tiêu {words}"), unaccented)
        } else {
            rows
        };
    }
    if let Some(number) = place.indicator_no {
        return indicator_numbers(index, number);
    }
    // "phần kết quả, mục Dân vận": the last is meant, the others say where.
    let mut spots = place.words.last().map_or_else(Vec::new, |words| by_title(index, words, unaccented));
    for words in place.words.iter().rev().skip(1) {
        let inside: Vec<Spot> = spots
            .iter()
            .filter(|spot| under_title(index, spot.section, words, unaccented))
            .cloned()
            .collect();
        spots = if spots.is_empty() { by_title(index, words, unaccented) } else { inside };
    }
    spots.into_iter().map(|spot| counted(index, spot, place)).collect()
}

fn by_steps(index: &DraftIndex<'_>, steps: &[Step], unaccented: bool) -> Vec<Spot> {
    let matching = || index.numbered.iter().filter(|it| means(steps, &it.levels, unaccented));
    let headings: Vec<Spot> = matching()
        .filter(|it| it.block.is_none())
        .map(|it| Spot { by_position: it.by_position, ..Spot::section(it.section) })
        .collect();
    if !headings.is_empty() {
        return headings;
    }
    matching().filter_map(|it| it.block).map(|block| Spot::block(index, block)).collect()
}

fn tables(index: &DraftIndex<'_>, number: u32, row: Option<u32>) -> Vec<Spot> {
    let is_table = |word: &str| word.contains("bieu") || word.contains("bang");
    let named = |levels: &[Level]| {
        levels
            .last()
            .is_some_and(|level| matches!(level, Level::Named(word, n) if *n == number && is_table(word)))
    };
    let sections: Vec<usize> =
        (0..index.document.sections.len()).filter(|at| named(levels_of(index, *at))).collect();
    let Some(row) = row else { return sections.into_iter().map(Spot::section).collect() };
    let mut spots = Vec::new();
    if sections.is_empty() && !index.numbered.iter().any(|it| named_table(&it.levels)) {
        let table = (number as usize).wrapping_sub(1);
        spots.extend(row_of(index, 0..index.document.blocks.len(), Some(table), row));
    }
    for section in sections {
        match row_of(index, index.section_blocks(section), None, row) {
            Some(spot) => spots.push(spot),
            None => spots.push(Spot { not_counted: true, ..Spot::section(section) }),
        }
    }
    spots
}

/// The one row of a table that has the words; else the table.
fn row_with(index: &DraftIndex<'_>, table: Spot, words: &str) -> Spot {
    let wanted = folded(words, words.is_ascii());
    let has = |at: &usize| {
        let row = index.document.blocks.get(*at).and_then(|block| block.row).is_some_and(|(_, row)| row > 0);
        row && has_words(&folded(&index.blocks[*at].folded.key, words.is_ascii()), &wanted)
    };
    let rows: Vec<usize> = index.section_blocks(table.section).filter(has).collect();
    match rows.as_slice() {
        [row] if table.block.is_none() && !wanted.is_empty() => Spot::block(index, *row),
        _ => Spot { not_counted: true, ..table },
    }
}

/// Paragraphs that begin with the words, behind their number or mark.
fn by_lead(index: &DraftIndex<'_>, words: &str) -> Vec<Spot> {
    let unaccented = words.is_ascii();
    let wanted = folded(words, unaccented);
    let begins = |at: &usize| {
        let own = folded(&index.blocks[*at].folded.key, unaccented);
        let behind_label = own.split_once(' ').map_or("", |(_, rest)| rest);
        starts_with_words(&own, &wanted) || starts_with_words(behind_label, &wanted)
    };
    let text =
        |at: &usize| index.document.blocks.get(*at).is_some_and(|block| block.kind != BlockKind::Heading);
    if wanted.split(' ').count() < 2 {
        return Vec::new();
    }
    (0..index.blocks.len()).filter(text).filter(begins).map(|block| Spot::block(index, block)).collect()
}

fn named_table(levels: &[Level]) -> bool {
    levels
        .iter()
        .any(|level| matches!(level, Level::Named(word, _) if word.contains("bieu") || word.contains("bang")))
}

/// The row whose first cell is `number`; where the first column holds no numbers, the row at that position.
fn row_of(
    index: &DraftIndex<'_>,
    blocks: std::ops::Range<usize>,
    table: Option<usize>,
    number: u32,
) -> Option<Spot> {
    let rows: Vec<(usize, usize)> = blocks
        .filter_map(|at| Some((at, index.document.blocks.get(at)?.row?)))
        .filter(|(_, (own, row))| table.is_none_or(|table| table == *own) && *row > 0)
        .map(|(at, (_, row))| (at, row))
        .collect();
    let first_cell = |at: usize| cells(index, at).into_iter().next().unwrap_or_default();
    let numbered = rows.iter().any(|(at, _)| first_cell(*at).parse::<u32>().is_ok());
    let mut found = rows.iter().filter(|(at, row)| {
        if numbered { first_cell(*at).parse() == Ok(number) } else { u32::try_from(*row) == Ok(number) }
    });
    let (at, _) = found.next()?;
    found.next().is_none().then(|| Spot::block(index, *at))
}

fn cells(index: &DraftIndex<'_>, block: usize) -> Vec<String> {
    let Some(block) = index.document.blocks.get(block) else { return Vec::new() };
    let first_line = index.document.text(block).lines().next().unwrap_or_default();
    let inner = first_line.trim().trim_start_matches('|');
    inner.split('|').map(|cell| text::fold_caseless(cell).key.trim().to_owned()).collect()
}

/// Headers of the tables that list indicators ("Chỉ tiêu").
fn indicator_tables(index: &DraftIndex<'_>) -> Vec<usize> {
    let headers = index.document.blocks.iter().filter(|block| block.row.is_some_and(|(_, row)| row == 0));
    headers
        .filter(|block| cells(index, block.index).iter().any(|cell| cell.starts_with("chỉ tiêu")))
        .filter_map(|block| block.row.map(|(table, _)| table))
        .collect()
}

fn indicator_numbers(index: &DraftIndex<'_>, number: u32) -> Vec<Spot> {
    let all = || 0..index.document.blocks.len();
    indicator_tables(index)
        .into_iter()
        .filter_map(|table| row_of(index, all(), Some(table), number))
        .collect()
}

/// Rows of indicator tables and paragraphs of sections about indicators that have the words.
fn indicator_rows(index: &DraftIndex<'_>, words: &str) -> Vec<Spot> {
    let needle = text::fold_caseless(words.trim()).key;
    let tables = indicator_tables(index);
    let about = |section: usize| {
        let mut at = Some(section);
        while let Some(section) = at {
            if index.titles.get(section).is_some_and(|title| title.contains("chỉ tiêu")) {
                return true;
            }
            at = index.document.sections.get(section).and_then(|it| it.parent);
        }
        false
    };
    let mut hits = super::find_quote::find(index, &needle);
    hits.dedup_by_key(|hit| hit.block);
    let blocks = hits.into_iter().map(|hit| hit.block).filter(|at| {
        let Some(block) = index.document.blocks.get(*at) else { return false };
        match block.row {
            Some((table, row)) => row > 0 && tables.contains(&table),
            None => block.kind != BlockKind::Heading && about(block.section),
        }
    });
    blocks.map(|block| Spot::block(index, block)).collect()
}

/// Sections with this title; else with a title that has the words; else paragraphs that begin with them.
fn by_title(index: &DraftIndex<'_>, words: &str, unaccented: bool) -> Vec<Spot> {
    let wanted = strip_lead(&folded(words, unaccented));
    if wanted.is_empty() {
        return Vec::new();
    }
    let titles: Vec<String> = index.titles.iter().map(|title| folded(title, unaccented)).collect();
    let of = |test: &dyn Fn(&str) -> bool, weak: bool| -> Vec<Spot> {
        let sections = titles.iter().enumerate().skip(1).filter(|(_, title)| test(title));
        sections.map(|(section, _)| Spot { weak, ..Spot::section(section) }).collect()
    };
    let equal = of(&|title| title == wanted, false);
    if !equal.is_empty() {
        return equal;
    }
    let having = of(&|title| has_words(title, &wanted), true);
    if !having.is_empty() || wanted.split(' ').count() < 2 {
        return having;
    }
    let begins = |at: &usize| {
        let own = split_words(&index.blocks[*at].folded.key).collect::<Vec<_>>().join(" ");
        let own = folded(&own, unaccented);
        let behind_label = own.split_once(' ').map_or("", |(_, rest)| rest);
        starts_with_words(&own, &wanted) || starts_with_words(behind_label, &wanted)
    };
    let blocks = (0..index.blocks.len()).filter(begins);
    blocks.map(|block| Spot { weak: true, ..Spot::block(index, block) }).collect()
}

fn folded(words: &str, unaccented: bool) -> String {
    let words = words_of(words).join(" ");
    if unaccented { text::plain(&words).key } else { words }
}

fn strip_lead(words: &str) -> String {
    let lead = ["về ", "ve ", "công tác ", "nội dung ", "bảng ", "biểu "]
        .iter()
        .find_map(|lead| words.strip_prefix(lead));
    lead.filter(|rest| rest.contains(' ')).unwrap_or(words).to_owned()
}

fn has_words(title: &str, wanted: &str) -> bool {
    format!(" {title} ").contains(&format!(" {wanted} "))
}

fn starts_with_words(text: &str, wanted: &str) -> bool {
    text.strip_prefix(wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// Whether the section or one around it has the words in its title.
fn under_title(index: &DraftIndex<'_>, section: usize, words: &str, unaccented: bool) -> bool {
    let wanted = folded(words, unaccented);
    let mut at = Some(section);
    while let Some(section) = at {
        if index.titles.get(section).is_some_and(|title| has_words(&folded(title, unaccented), &wanted)) {
            return true;
        }
        at = index.document.sections.get(section).and_then(|it| it.parent);
    }
    false
}

/// The paragraph or item that was counted out inside a section; the section itself where that is uncertain.
fn counted(index: &DraftIndex<'_>, spot: Spot, place: &CitedPlace) -> Spot {
    let (kind, nth) = match (place.item, place.paragraph) {
        (Some(nth), _) => (BlockKind::Item, nth),
        (None, Some(nth)) => (BlockKind::Paragraph, nth),
        _ => return spot,
    };
    if spot.block.is_some() {
        return Spot { not_counted: true, ..spot };
    }
    let own: Vec<usize> = index
        .section_blocks(spot.section)
        .filter(|at| index.document.blocks.get(*at).is_some_and(|block| block.section == spot.section))
        .collect();
    let kind_of = |at: &usize| index.document.blocks.get(*at).map(|block| block.kind);
    let of_kind: Vec<usize> = own.iter().copied().filter(|at| kind_of(at) == Some(kind)).collect();
    let found = match nth {
        Nth::Nth(number) => (number as usize).checked_sub(1).and_then(|at| of_kind.get(at)),
        Nth::Last => of_kind.last(),
    };
    let Some(found) = found.copied() else { return Spot { not_counted: true, ..spot } };
    // People count differently where lists or tables stand among the paragraphs.
    let strange = |at: &usize| match kind {
        BlockKind::Paragraph => {
            !matches!(kind_of(at), Some(BlockKind::Paragraph | BlockKind::Heading | BlockKind::Footnote))
        }
        _ => index
            .document
            .blocks
            .get(*at)
            .is_some_and(|block| block.kind == BlockKind::Item && block.depth > 1),
    };
    let between = own.iter().filter(|at| if nth == Nth::Last { **at > found } else { **at < found });
    if between.clone().any(strange) {
        return Spot { not_counted: true, ..spot };
    }
    Spot { block: Some(found), ..spot }
}

/// Sections whose title is, or has, words that stand beside a cited number; none where several do.
pub(super) fn named_beside(index: &DraftIndex<'_>, words: &str, unaccented: bool) -> Vec<Spot> {
    let mut spots = by_title(index, words, unaccented);
    spots.retain(|spot| spot.block.is_none());
    spots
}

/// Sections that the comment's own words name by title: "phần mở đầu ghi …", "toàn mục Xây dựng Đảng", or a title in
/// quotation marks.
pub(super) fn named_in_text(index: &DraftIndex<'_>, comment: &str) -> Vec<Spot> {
    let words = words_of(comment);
    let mut best: Vec<(usize, usize)> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        if !matches!(text::plain(word).key.as_str(), "phan" | "muc" | "chuong") {
            continue;
        }
        let rest = &words[at + 1..];
        let prefix = |title: &str| {
            let title: Vec<&str> = title.split(' ').collect();
            let shared = title.iter().zip(rest).take_while(|(a, b)| *a == *b).count();
            (shared >= 2 || shared == title.len() && !title[0].is_empty()).then_some(shared)
        };
        let found: Vec<(usize, usize)> = index
            .titles
            .iter()
            .enumerate()
            .skip(1)
            .filter_map(|(section, title)| Some((prefix(title)?, section)))
            .collect();
        let longest = found.iter().map(|(shared, _)| *shared).max();
        best.extend(found.into_iter().filter(|(shared, _)| Some(*shared) == longest));
    }
    let quoted = quotes(comment).into_iter().map(|quote| words_of(&comment[quote.inner]).join(" "));
    for title in quoted.filter(|title| !title.is_empty()) {
        let same = index.titles.iter().enumerate().skip(1).filter(|(_, own)| **own == title);
        best.extend(same.map(|(section, _)| (title.len(), section)));
    }
    let mut sections: Vec<usize> = best.into_iter().map(|(_, section)| section).collect();
    sections.sort_unstable();
    sections.dedup();
    sections.into_iter().map(Spot::section).collect()
}
