//! The summary on one screen: every document in a few rows, as short as the screen asks for.
//!
//! What is short is told shortly before anything is left out: sections as sums, words without their sentence, new
//! figures by their places. What does not fit even then is counted in the row that it belongs to, with the way to see
//! it; the whole page (`summary`) leaves nothing out. Linear in the digest.

use super::comparison::{Side, between};
use super::model::{Page, Part};
use super::summary::{SummaryOptions, Writer, shortened, title, with_unit};
use crate::compare::{Digest, DigestSide, FigureEntry, FigureSeen, WordChange};
use crate::messages::{Lang, Message, text};

/// Columns of a row's words on a screen of 80.
const COLUMNS: usize = 66;

/// Figures printed otherwise that are named.
const FORMATS_SHOWN: usize = 3;

/// Items of a row that are looked at at most.
const ITEMS_MAX: usize = 60;

/// A document of a short summary.
#[derive(Debug, Clone, Copy)]
pub struct BriefOf<'a> {
    /// What changed.
    pub digest: &'a Digest,
    /// The before side.
    pub before: Side<'a>,
    /// The after side.
    pub after: Side<'a>,
}

/// Pages of one or several documents that take about `lines_max` lines of 80 columns together.
pub fn summary_briefs(documents: &[BriefOf<'_>], options: &SummaryOptions, lines_max: usize) -> Vec<Page> {
    // Title, states and an empty line; an empty line and its own title for each of several documents.
    let frame = 3 + if documents.len() > 1 { 2 * documents.len() } else { 0 };
    let room = lines_max.saturating_sub(frame);
    let mut all = fitted(documents, options, room);
    let needs: Vec<usize> = all.iter().map(|rows| height(rows)).collect();
    for (rows, share) in all.iter_mut().zip(shares(&needs, room)) {
        cut(rows, share);
    }
    documents.iter().zip(&all).map(|(it, rows)| page(it, rows, options)).collect()
}

/// The rows of every document in the most detail with which all fit; where none does, in the least.
fn fitted(documents: &[BriefOf<'_>], options: &SummaryOptions, room: usize) -> Vec<Vec<Row>> {
    let by_detail: Vec<Vec<Vec<Row>>> = documents
        .iter()
        .map(|it| DETAILS.map(|detail| Brief { writer: it.writer(options), detail }.rows()).into())
        .collect();
    let need = |chosen: &[usize]| -> usize {
        by_detail.iter().zip(chosen).map(|(rows, detail)| height(&rows[*detail])).sum()
    };
    let last = DETAILS.len() - 1;
    let same = (0..=last).find(|detail| need(&vec![*detail; documents.len()]) <= room).unwrap_or(last);
    let mut chosen = vec![same; documents.len()];
    // What is left over goes to the documents that ask for little.
    for at in 0..documents.len() {
        let known = chosen[at];
        let richer = (0..known).find(|detail| {
            chosen[at] = *detail;
            need(&chosen) <= room
        });
        chosen[at] = richer.unwrap_or(known);
    }
    by_detail.into_iter().zip(chosen).map(|(mut rows, detail)| rows.swap_remove(detail)).collect()
}

fn page(document: &BriefOf<'_>, rows: &[Row], options: &SummaryOptions) -> Page {
    let mut facts = Vec::new();
    for row in rows {
        let lines = row.lines();
        let names = std::iter::once(row.label.clone()).chain(std::iter::repeat(String::new()));
        facts.extend(names.zip(lines));
    }
    Page {
        title: title(options),
        subtitle: vec![between(document.before.label, document.after.label, options.lang)],
        lang: options.lang,
        parts: vec![Part::Facts(facts)],
        ..Page::default()
    }
}

impl<'a> BriefOf<'a> {
    fn writer(&'a self, options: &'a SummaryOptions) -> Writer<'a> {
        Writer { digest: self.digest, before: &self.before, after: &self.after, options }
    }
}

/// How shortly a thing is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Detail {
    /// Sections by kinds of change, words in their sentence, new figures with what they say.
    Whole,
    /// Sections as sums.
    Sums,
    /// Sections by their paths, words and new figures by their places only.
    Places,
    /// What is neither a changed figure nor a denial or hedge as sums.
    Counts,
}

const DETAILS: [Detail; 4] = [Detail::Whole, Detail::Sums, Detail::Places, Detail::Counts];

/// A row: its name, and what stands in it.
struct Row {
    label: String,
    items: Vec<String>,
    /// Whether every item has a line of its own.
    listed: bool,
    /// Lines that it may keep when the room is short.
    keeps: usize,
    /// Items shown; the others are counted.
    shown: usize,
    lang: Lang,
}

impl Row {
    fn lines(&self) -> Vec<String> {
        let mut items: Vec<String> = self.items.iter().take(self.shown).cloned().collect();
        let hidden = self.items.len() - items.len();
        if hidden > 0 {
            items.push(Message::new("view-brief-more").with("n", hidden).text(self.lang));
        }
        if self.listed { items } else { vec![items.join("; ")] }
    }

    fn height(&self) -> usize {
        self.lines().iter().map(|line| n_lines(line)).sum()
    }
}

fn height(rows: &[Row]) -> usize {
    rows.iter().map(Row::height).sum()
}

/// Lines that a text takes, broken at blanks.
fn n_lines(text: &str) -> usize {
    let (mut lines, mut column) = (1, 0);
    for word in text.split(' ') {
        let width = word.chars().count();
        if column > 0 && column + 1 + width > COLUMNS {
            lines += 1;
            column = width;
        } else {
            column += width + usize::from(column > 0);
        }
    }
    lines
}

/// How many lines each may take of `room`: those that need little get it, the others the same share of the rest.
fn shares(needs: &[usize], room: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..needs.len()).collect();
    order.sort_by_key(|at| needs[*at]);
    let mut shares = vec![0; needs.len()];
    let mut rest = room;
    for (done, at) in order.iter().enumerate() {
        shares[*at] = needs[*at].min(rest / (needs.len() - done));
        rest -= shares[*at];
    }
    shares
}

/// Hides items, where most is shown beyond what a row keeps, until the rows fit.
fn cut(rows: &mut [Row], room: usize) {
    while height(rows) > room {
        let cuttable = rows.iter_mut().filter(|row| row.shown > 1 && row.height() > 1);
        let Some(row) = cuttable.max_by_key(|row| row.height().saturating_sub(row.keeps)) else { return };
        row.shown -= 1;
    }
}

struct Brief<'a> {
    writer: Writer<'a>,
    detail: Detail,
}

impl Brief<'_> {
    fn rows(&self) -> Vec<Row> {
        let digest = self.writer.digest;
        if digest.is_empty() {
            return self
                .row("view-brief-total", vec![self.text("view-no-change")], true, 1)
                .into_iter()
                .collect();
        }
        let whole = self.detail == Detail::Whole;
        let figures = digest.figures.iter().filter(|it| !it.is_target);
        let targets = digest.figures.iter().filter(|it| it.is_target);
        let lines = digest.targets.iter().map(|it| {
            let id = match it.side {
                DigestSide::After => "view-summary-target-new",
                DigestSide::Before => "view-summary-target-gone",
            };
            let line = Message::new(id).with("text", shortened(&it.text, 12));
            format!("{} ({})", line.text(self.writer.options.lang), self.at(it.side, it.block))
        });
        let mut rows = vec![
            self.row("view-brief-total", vec![self.writer.total_line()], true, 2),
            self.row("view-brief-sections", self.sections(), whole, 2),
            self.row("view-brief-figures", self.figures(figures), true, 8),
            self.row("view-brief-targets", self.figures(targets).into_iter().chain(lines).collect(), true, 6),
            self.row("view-brief-words", self.words(), self.detail < Detail::Places, 5),
        ];
        if self.detail == Detail::Counts {
            rows.push(self.row("view-brief-other", self.counts(), false, 1));
            return rows.into_iter().flatten().collect();
        }
        rows.extend([
            self.row("view-brief-new", self.seen(DigestSide::After, &digest.new_figures), whole, 1),
            self.row("view-brief-gone", self.seen(DigestSide::Before, &digest.gone_figures), whole, 1),
            self.row("view-brief-names", self.names(), false, 2),
            self.row("view-brief-moved", self.moved(), whole, 1),
            self.row("view-brief-looks", self.writer.looks_words(FORMATS_SHOWN), false, 2),
        ]);
        rows.into_iter().flatten().collect()
    }

    /// How many there are of what this detail does not name.
    fn counts(&self) -> Vec<String> {
        let digest = self.writer.digest;
        let counts = [
            ("view-brief-n-new", digest.new_figures.len()),
            ("view-brief-n-gone", digest.gone_figures.len()),
            ("view-brief-n-names", digest.names.len()),
            ("view-brief-n-moved", digest.moved.len()),
            ("view-brief-n-looks", digest.looks.n_blocks()),
        ];
        let named = counts.iter().filter(|(_, n)| *n > 0);
        named.map(|(id, n)| Message::new(*id).with("n", *n).text(self.writer.options.lang)).collect()
    }

    fn text(&self, id: &str) -> String {
        text(self.writer.options.lang, id)
    }

    fn row(&self, id: &str, items: Vec<String>, listed: bool, keeps: usize) -> Option<Row> {
        let shown = items.len().min(ITEMS_MAX);
        let lang = self.writer.options.lang;
        (!items.is_empty()).then(|| Row { label: self.text(id), items, listed, keeps, shown, lang })
    }

    /// A code, else the section, else the line.
    fn at(&self, side: DigestSide, block: usize) -> String {
        self.writer.side(side).code(block).unwrap_or_else(|| self.writer.place(side, block))
    }

    fn sections(&self) -> Vec<String> {
        let counts = self.writer.sections_shown();
        let line = |it: &crate::compare::SectionCounts| {
            let name = self.writer.section_name(it);
            if self.detail == Detail::Whole {
                return format!("{name}: {}", self.writer.kinds(&it.kinds, it.spelling));
            }
            let path = self.writer.section_path(it).filter(|_| self.detail >= Detail::Places);
            let name = path.unwrap_or(&name);
            match it.kinds.iter().map(|(_, n)| n).sum::<usize>() {
                0 => format!("{name}: {}", self.writer.kinds(&it.kinds, it.spelling)),
                sum => format!("{name}: {sum}"),
            }
        };
        counts.iter().map(line).collect()
    }

    /// Changed figures, those of one block in one item.
    fn figures<'f>(&self, entries: impl Iterator<Item = &'f FigureEntry>) -> Vec<String> {
        struct Item<'f> {
            blocks: Vec<usize>,
            name: &'f str,
            text: String,
            elsewhere: String,
        }
        let mut items: Vec<Item<'f>> = Vec::new();
        for entry in entries {
            let blocks: Vec<usize> = entry.changed.iter().map(|(_, after)| *after).collect();
            let change = with_unit(&format!("{} → {}", entry.before, entry.after), &entry.unit);
            let elsewhere = self.elsewhere(entry);
            let named =
                |name: &str| if name.is_empty() { change.clone() } else { format!("{name}: {change}") };
            match items.last_mut() {
                Some(last) if last.blocks == blocks && last.elsewhere.is_empty() && elsewhere.is_empty() => {
                    let own = entry.name.strip_prefix(last.name).filter(|_| !last.name.is_empty());
                    let own = own.map_or(entry.name.as_str(), |own| own.trim_start_matches([',', ' ']));
                    last.text = format!("{}; {}", last.text, named(own));
                }
                _ => items.push(Item { blocks, name: &entry.name, text: named(&entry.name), elsewhere }),
            }
        }
        let shown = |it: Item<'_>| {
            let places = self.places(&it.blocks);
            format!("{} ({places}{})", it.text, it.elsewhere)
        };
        items.into_iter().map(shown).collect()
    }

    fn places(&self, blocks: &[usize]) -> String {
        blocks.iter().map(|block| self.at(DigestSide::After, *block)).collect::<Vec<_>>().join(", ")
    }

    /// Where the old figure still stands, and where the new one stood before.
    fn elsewhere(&self, entry: &FigureEntry) -> String {
        let mut more = String::new();
        let lists = [
            ("view-summary-still", &entry.before, &entry.still, true),
            ("view-summary-already", &entry.after, &entry.already, self.detail == Detail::Whole),
        ];
        for (id, figure, blocks, wanted) in lists {
            if wanted && !blocks.is_empty() {
                let line = Message::new(id)
                    .with("figure", with_unit(figure, &entry.unit))
                    .with("places", self.places(blocks));
                more = format!("{more}; {}", line.text(self.writer.options.lang));
            }
        }
        more
    }

    fn words(&self) -> Vec<String> {
        let mut items: Vec<(String, Vec<(String, usize)>)> = Vec::new();
        for change in &self.writer.digest.words {
            let (side, seen) = match (&change.before, &change.after) {
                (_, Some(after)) => (DigestSide::After, after),
                (Some(before), None) => (DigestSide::Before, before),
                (None, None) => continue,
            };
            let mut head = self.writer.word_head(change);
            let place = self.word_place(change, side, seen.block);
            if self.detail < Detail::Places {
                let words: Vec<&str> = [&seen.left, &seen.printed, &seen.right]
                    .map(String::as_str)
                    .into_iter()
                    .filter(|it| !it.is_empty())
                    .collect();
                head = format!("{head}: “{}”", words.join(" "));
                items.push((head, vec![(place, 1)]));
                continue;
            }
            match items.iter_mut().find(|(known, _)| *known == head).map(|(_, places)| places) {
                Some(places) => match places.last_mut().filter(|(last, _)| *last == place) {
                    Some((_, n)) => *n += 1,
                    None => places.push((place, 1)),
                },
                None => items.push((head, vec![(place, 1)])),
            }
        }
        let times =
            |(place, n): &(String, usize)| if *n > 1 { format!("{n} × {place}") } else { place.clone() };
        let item = |(head, places): (String, Vec<(String, usize)>)| {
            format!("{head} ({})", places.iter().map(times).collect::<Vec<_>>().join(", "))
        };
        items.into_iter().map(item).collect()
    }

    fn word_place(&self, change: &WordChange, side: DigestSide, block: usize) -> String {
        let place = self.at(side, block);
        if change.whole_block && self.detail < Detail::Places {
            format!("{place}, {}", self.writer.whole(side))
        } else {
            place
        }
    }

    fn seen(&self, side: DigestSide, seen: &[FigureSeen]) -> Vec<String> {
        let blocks = self.writer.seen_by_block(seen);
        if self.detail < Detail::Places {
            let item = |(block, whole, figures): (usize, bool, String)| {
                let whole = if whole { format!(", {}", self.writer.whole(side)) } else { String::new() };
                format!("{figures} ({}{whole})", self.at(side, block))
            };
            return blocks.into_iter().map(item).collect();
        }
        if seen.is_empty() {
            return Vec::new();
        }
        let places: Vec<String> = blocks.iter().map(|(block, _, _)| self.at(side, *block)).collect();
        let line = Message::new("view-brief-seen").with("n", seen.len()).with("places", places.join(", "));
        vec![line.text(self.writer.options.lang)]
    }

    fn names(&self) -> Vec<String> {
        let item = |it: &crate::compare::NameChange| {
            format!("{} → {} ({})", it.before, it.after, self.at(DigestSide::After, it.block_after))
        };
        self.writer.digest.names.iter().map(item).collect()
    }

    fn moved(&self) -> Vec<String> {
        self.writer.digest.moved.iter().map(|it| self.writer.moved_line(it, 5)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_needs_little_gets_it_and_the_others_share_the_rest() {
        for (needs, room, expected) in [
            (vec![3, 5], 20, vec![3, 5]),
            (vec![3, 50], 20, vec![3, 17]),
            (vec![50, 3, 50], 23, vec![10, 3, 10]),
            (vec![], 5, vec![]),
        ] {
            assert_eq!(shares(&needs, room), expected, "{needs:?} in {room}");
        }
    }

    #[test]
    fn a_text_takes_the_lines_that_its_words_need() {
        let word = "a".repeat(COLUMNS / 2);
        for (text, lines) in [
            (String::new(), 1),
            (format!("{word} {word}"), 2),
            (format!("{word} b"), 1),
            (format!("{} b", "a".repeat(COLUMNS)), 2),
        ] {
            assert_eq!(n_lines(&text), lines, "{text}");
        }
    }

    #[test]
    fn what_is_hidden_is_counted() {
        let row = |label: &str, n: usize, keeps: usize| Row {
            label: label.to_owned(),
            items: (0..n).map(|i| format!("mục {i}")).collect(),
            listed: true,
            keeps,
            shown: n,
            lang: Lang::default(),
        };
        let mut rows = [row("a", 12, 8), row("b", 12, 2), row("c", 1, 1)];
        cut(&mut rows, 15);
        assert!(height(&rows) <= 15);
        assert_eq!(rows[2].shown, 1);
        assert!(rows[0].shown > rows[1].shown, "{} and {}", rows[0].shown, rows[1].shown);
        for row in rows.iter().filter(|row| row.shown < row.items.len()) {
            let last = row.lines().pop().unwrap_or_default();
            assert!(last.contains(&(row.items.len() - row.shown).to_string()), "{last}");
        }
    }
}
