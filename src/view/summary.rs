//! The page that a leader reads first: what changed by section, and every figure, denial and hedge that changed.
//!
//! Nothing is compared here: the page shows a [`Digest`], all of it (`summary_brief` is the one for a screen). Linear
//! in the digest.

use super::comparison::{Side, between, change_label};
use super::model::{Heading, List, Note, NoteKind, Page, Paragraph, Part, Run, Style, anchor};
use crate::compare::{
    ChangeKind, Digest, DigestSide, FigureEntry, FigureSeen, MovedBlocks, SectionCounts, WordChange, WordSeen,
};
use crate::messages::{Lang, Message, text};

/// Sections that a short summary lists at most before it counts by wider ones.
const SECTIONS_MAX: usize = 12;

/// How a summary is shown.
#[derive(Debug, Clone, Default)]
pub struct SummaryOptions {
    /// Language of the program's own words.
    pub lang: Lang,
    /// Title of the document, empty for loose files.
    pub title: String,
    /// Put before every anchor, so that several summaries can stand on one page.
    pub anchor_prefix: String,
}

/// The page of a digest of these two drafts.
pub fn summary_page(digest: &Digest, before: &Side<'_>, after: &Side<'_>, options: &SummaryOptions) -> Page {
    let lang = options.lang;
    let writer = Writer { digest, before, after, options };
    let subtitle = vec![between(before.label, after.label, lang)];
    Page { title: title(options), subtitle, lang, parts: writer.parts(), ..Page::default() }
}

/// `Tóm tắt thay đổi`, with the document where there is one.
pub(super) fn title(options: &SummaryOptions) -> String {
    if options.title.is_empty() {
        return text(options.lang, "view-summary");
    }
    Message::new("view-summary-of").with("title", options.title.as_str()).text(options.lang)
}

pub(super) struct Writer<'a> {
    pub(super) digest: &'a Digest,
    pub(super) before: &'a Side<'a>,
    pub(super) after: &'a Side<'a>,
    pub(super) options: &'a SummaryOptions,
}

impl Writer<'_> {
    fn parts(&self) -> Vec<Part> {
        let digest = self.digest;
        if digest.is_empty() {
            return vec![Part::Note(Note::new(NoteKind::Info, self.text("view-no-change")))];
        }
        let mut parts = vec![self.total()];
        self.sections(&mut parts);
        let targets = digest.figures.iter().filter(|it| it.is_target).map(|it| self.figure(it));
        let targets: Vec<Vec<Run>> = targets.chain(self.target_lines()).collect();
        let figures = digest.figures.iter().filter(|it| !it.is_target).map(|it| self.figure(it)).collect();
        self.list("view-summary-figures", figures, &mut parts);
        self.list("view-summary-targets", targets, &mut parts);
        self.list("view-summary-words", digest.words.iter().map(|it| self.word(it)).collect(), &mut parts);
        self.list("view-summary-figures-new", self.seen(DigestSide::After, &digest.new_figures), &mut parts);
        self.list(
            "view-summary-figures-gone",
            self.seen(DigestSide::Before, &digest.gone_figures),
            &mut parts,
        );
        self.list("view-summary-names", self.names(), &mut parts);
        self.list("view-summary-moved", digest.moved.iter().map(|it| self.moved(it)).collect(), &mut parts);
        self.list("view-summary-looks", self.looks(), &mut parts);
        parts
    }

    fn text(&self, id: &str) -> String {
        text(self.options.lang, id)
    }

    pub(super) fn side(&self, side: DigestSide) -> &Side<'_> {
        match side {
            DigestSide::Before => self.before,
            DigestSide::After => self.after,
        }
    }

    fn heading(&self, id: &str) -> Part {
        let anchor = Some(anchor(&format!("{}{id}", self.options.anchor_prefix)));
        Part::Heading(Heading { level: 3, runs: vec![Run::plain(self.text(id))], anchor, code: None })
    }

    /// A list under its heading; nothing for no items.
    fn list(&self, id: &str, items: Vec<Vec<Run>>, parts: &mut Vec<Part>) {
        if items.is_empty() {
            return;
        }
        parts.push(self.heading(id));
        parts.push(Part::List(List { ordered: false, items }));
    }

    fn total(&self) -> Part {
        Part::Paragraph(Paragraph { runs: vec![Run::plain(self.total_line())], ..Paragraph::default() })
    }

    pub(super) fn total_line(&self) -> String {
        let counts = &self.digest.counts;
        // As in the comparison: what differs in spelling only is counted apart.
        let n_changes = counts.n_changes() - counts.spelling;
        let line = match n_changes {
            0 => Message::new("view-summary-spelling-only"),
            _ => Message::new("view-summary-total")
                .with("n", n_changes)
                .with("kinds", self.kinds(&counts.by_kind(), 0))
                .with("added", counts.words_added)
                .with("deleted", counts.words_deleted),
        };
        line.with("spelling", counts.spelling).text(self.options.lang)
    }

    /// `bổ sung 2, bỏ 1`.
    pub(super) fn kinds(&self, kinds: &[(ChangeKind, usize)], spelling: usize) -> String {
        let lang = self.options.lang;
        let named = kinds.iter().filter(|(_, n)| *n > 0);
        let mut words: Vec<String> =
            named.map(|(kind, n)| format!("{} {n}", change_label(*kind, lang).to_lowercase())).collect();
        if spelling > 0 {
            words.push(format!("{} {spelling}", self.text("view-class-spelling").to_lowercase()));
        }
        words.join(", ")
    }

    fn sections(&self, parts: &mut Vec<Part>) {
        let facts: Vec<(String, String)> = self
            .grouped(usize::MAX)
            .iter()
            .map(|counts| (self.section_name(counts), self.kinds(&counts.kinds, counts.spelling)))
            .collect();
        if !facts.is_empty() {
            parts.push(self.heading("view-summary-sections"));
            parts.push(Part::Facts(facts));
        }
    }

    /// Counts by sections, by wider ones where there would be many.
    pub(super) fn sections_shown(&self) -> Vec<SectionCounts> {
        let levels = (2..=6).rev().map(|level| self.grouped(level));
        levels.into_iter().find(|counts| counts.len() <= SECTIONS_MAX).unwrap_or_else(|| self.grouped(1))
    }

    /// Counts by the sections of at most this level.
    fn grouped(&self, level: usize) -> Vec<SectionCounts> {
        let mut all: Vec<SectionCounts> = Vec::new();
        for counts in &self.digest.sections {
            let (side, at) = self.around(counts, level);
            let Some(known) = all.iter_mut().find(|it| it.side == side && it.section == at) else {
                all.push(SectionCounts { side, section: at, ..counts.clone() });
                continue;
            };
            known.spelling += counts.spelling;
            for (kind, n) in &counts.kinds {
                match known.kinds.iter_mut().find(|(other, _)| other == kind) {
                    Some((_, sum)) => *sum += n,
                    None => known.kinds.push((*kind, *n)),
                }
            }
            known.kinds.sort_unstable();
        }
        all
    }

    /// The section of at most this level around another one, on the after side wherever it stands there too.
    fn around(&self, counts: &SectionCounts, level: usize) -> (DigestSide, usize) {
        let sections = &self.side(counts.side).document.sections;
        let mut at = counts.section;
        while let Some(section) = sections.get(at).filter(|section| section.level > level) {
            let Some(parent) = section.parent else { break };
            at = parent;
        }
        let same = sections.get(at).filter(|_| counts.side == DigestSide::Before).and_then(|section| {
            let after = &self.after.document.sections;
            after.iter().position(|it| it.path == section.path && it.title == section.title)
        });
        same.map_or((counts.side, at), |at| (DigestSide::After, at))
    }

    /// `1/II`, where the section's heading is numbered.
    pub(super) fn section_path(&self, counts: &SectionCounts) -> Option<&str> {
        let section = self.side(counts.side).document.sections.get(counts.section)?;
        (section.heading.is_some() && !section.path.is_empty()).then_some(section.path.as_str())
    }

    pub(super) fn section_name(&self, counts: &SectionCounts) -> String {
        const TITLE_WORDS: usize = 7;
        let section = self.side(counts.side).document.sections.get(counts.section);
        let Some(section) = section.filter(|section| section.heading.is_some()) else {
            return self.text("view-summary-front");
        };
        let title = shortened(&section.title, TITLE_WORDS);
        format!("{} {title}", section.path).trim().to_owned()
    }

    /// `1/II.1 (P12)`, or the line where there is neither path nor code.
    pub(super) fn place(&self, side: DigestSide, block: usize) -> String {
        let place = self.side(side).place(block);
        if !place.is_empty() {
            return place;
        }
        let line = self.side(side).document.blocks.get(block).map_or(0, |block| block.line);
        Message::new("view-summary-line").with("line", line).text(self.options.lang)
    }

    fn places(&self, side: DigestSide, blocks: impl Iterator<Item = usize>) -> String {
        blocks.map(|block| self.place(side, block)).collect::<Vec<_>>().join(", ")
    }

    /// `Thu ngân sách: 63 → 61,5 tỷ đồng – 1/II.1.4 (P52), Biểu 1 (P201)`, and where the old one still stands.
    fn figure(&self, entry: &FigureEntry) -> Vec<Run> {
        let lang = self.options.lang;
        let mut runs = Vec::new();
        if !entry.name.is_empty() {
            runs.push(Run::plain(format!("{}: ", entry.name)));
        }
        let change = with_unit(&format!("{} → {}", entry.before, entry.after), &entry.unit);
        runs.push(Run::strong(change));
        let changed = self.places(DigestSide::After, entry.changed.iter().map(|(_, after)| *after));
        runs.push(Run::muted(format!(" – {changed}")));
        if !entry.already.is_empty() {
            let line = Message::new("view-summary-already")
                .with("figure", with_unit(&entry.after, &entry.unit))
                .with("places", self.places(DigestSide::After, entry.already.iter().copied()));
            runs.push(Run::muted(format!("; {}", line.text(lang))));
        }
        if !entry.still.is_empty() {
            let line = Message::new("view-summary-still")
                .with("figure", with_unit(&entry.before, &entry.unit))
                .with("places", self.places(DigestSide::After, entry.still.iter().copied()));
            runs.push(Run::plain("; "));
            runs.push(Run::strong(line.text(lang)));
        }
        runs
    }

    fn target_lines(&self) -> Vec<Vec<Run>> {
        let line = |id: &str, it: &crate::compare::TargetLine| {
            let line = Message::new(id).with("text", shortened(&it.text, 24)).text(self.options.lang);
            vec![Run::plain(line), Run::muted(format!(" – {}", self.place(it.side, it.block)))]
        };
        let lines = self.digest.targets.iter().map(|it| match it.side {
            DigestSide::After => line("view-summary-target-new", it),
            DigestSide::Before => line("view-summary-target-gone", it),
        });
        lines.collect()
    }

    /// New or gone figures, one item a block.
    fn seen(&self, side: DigestSide, seen: &[FigureSeen]) -> Vec<Vec<Run>> {
        let item = |(block, is_whole, figures): (usize, bool, String)| {
            let whole = if is_whole { format!(", {}", self.whole(side)) } else { String::new() };
            let place = format!(" – {}{whole}", self.place(side, block));
            vec![Run::plain(figures), Run::muted(place)]
        };
        self.seen_by_block(seen).into_iter().map(item).collect()
    }

    /// The figures of each block, whether the whole block is new or gone, and their words; a name that repeats is
    /// said once.
    pub(super) fn seen_by_block(&self, seen: &[FigureSeen]) -> Vec<(usize, bool, String)> {
        let mut items: Vec<(usize, bool, String)> = Vec::new();
        let mut last_name = "";
        for it in seen {
            let named =
                if it.name.is_empty() { it.printed.clone() } else { format!("{}: {}", it.name, it.printed) };
            match items.last_mut() {
                Some((block, _, figures)) if *block == it.block && last_name == it.name => {
                    *figures = format!("{figures}; {}", it.printed);
                }
                Some((block, _, figures)) if *block == it.block => *figures = format!("{figures}; {named}"),
                _ => items.push((it.block, it.whole_block, named)),
            }
            last_name = &it.name;
        }
        items
    }

    /// `đoạn mới`, `đoạn bị bỏ`.
    pub(super) fn whole(&self, side: DigestSide) -> String {
        match side {
            DigestSide::After => self.text("view-summary-whole-new"),
            DigestSide::Before => self.text("view-summary-whole-gone"),
        }
    }

    /// `bỏ “ước”`, `“từng bước” → “bước đầu”`.
    pub(super) fn word_head(&self, change: &WordChange) -> String {
        let lang = self.options.lang;
        match (&change.before, &change.after) {
            (Some(before), Some(after)) => Message::new("view-summary-word-changed")
                .with("before", before.word)
                .with("after", after.word)
                .text(lang),
            (Some(before), None) => {
                Message::new("view-summary-word-gone").with("word", before.word).text(lang)
            }
            (None, Some(after)) => Message::new("view-summary-word-new").with("word", after.word).text(lang),
            (None, None) => String::new(),
        }
    }

    /// `bỏ “ước”: … năm 2020 **ước** 63 tỷ đồng – 1/II.1.4 (P52)`.
    fn word(&self, change: &WordChange) -> Vec<Run> {
        let (side, seen) = match (&change.before, &change.after) {
            (_, Some(after)) => (DigestSide::After, Some(after)),
            (before, None) => (DigestSide::Before, before.as_ref()),
        };
        let mut runs = vec![Run::strong(self.word_head(change))];
        if let Some(seen) = seen {
            runs.push(Run::plain(": "));
            runs.extend(in_context(seen));
            let whole = if change.whole_block { format!(", {}", self.whole(side)) } else { String::new() };
            runs.push(Run::muted(format!(" – {}{whole}", self.place(side, seen.block))));
        }
        runs
    }

    fn names(&self) -> Vec<Vec<Run>> {
        let names = self.digest.names.iter().map(|it| {
            let name = if it.name.is_empty() { String::new() } else { format!("{} ", it.name) };
            vec![
                Run::plain(name),
                Run::strong(format!("{} → {}", it.before, it.after)),
                Run::muted(format!(" – {}", self.place(DigestSide::After, it.block_after))),
            ]
        });
        names.collect()
    }

    fn moved(&self, moved: &MovedBlocks) -> Vec<Run> {
        const WORDS: usize = 8;
        vec![Run::plain(self.moved_line(moved, WORDS))]
    }

    /// `đoạn “…”: 1/II.1 (P5) → 1/II.2 (P5)`, with so many of its words.
    pub(super) fn moved_line(&self, moved: &MovedBlocks, n_words: usize) -> String {
        let id = if moved.is_section { "view-summary-moved-section" } else { "view-summary-moved-block" };
        let block = self.after.document.blocks.get(moved.after.start);
        let words = block.map(|block| super::markdown::plain(&self.after.document.source, block));
        let line = Message::new(id)
            .with("words", shortened(&words.unwrap_or_default(), n_words))
            .with("before", self.place(DigestSide::Before, moved.before.start))
            .with("after", self.place(DigestSide::After, moved.after.start));
        let amended = if moved.amended { self.text("view-summary-amended") } else { String::new() };
        format!("{}{amended}", line.text(self.options.lang))
    }

    fn looks(&self) -> Vec<Vec<Run>> {
        let words = self.looks_words(usize::MAX);
        if words.is_empty() { Vec::new() } else { vec![vec![Run::plain(words.join("; "))]] }
    }

    /// What only looks changed, counted; so many of the figures that are printed otherwise are named.
    pub(super) fn looks_words(&self, n_formats: usize) -> Vec<String> {
        let looks = &self.digest.looks;
        let counts = [
            ("view-summary-renumbered", looks.renumbered),
            ("view-summary-reflowed", looks.reflowed),
            ("view-summary-unicode", looks.unicode),
            ("view-summary-spelling", looks.spelling),
            ("view-summary-emphasis", looks.emphasis),
        ];
        let lang = self.options.lang;
        let named = counts.iter().filter(|(_, n)| *n > 0);
        let mut words: Vec<String> =
            named.map(|(id, n)| Message::new(*id).with("n", *n).text(lang)).collect();
        if !looks.formats.is_empty() {
            let list =
                looks.formats.iter().take(n_formats).map(|(before, after)| format!("{before} → {after}"));
            let list = list.collect::<Vec<_>>().join("; ");
            let more = if looks.formats.len() > n_formats { " …" } else { "" };
            let line = Message::new("view-summary-formats")
                .with("n", looks.formats.len())
                .with("list", format!("{list}{more}"));
            words.push(line.text(lang));
        }
        words
    }
}

/// `63 → 61,5` with its unit behind.
pub(super) fn with_unit(figure: &str, unit: &str) -> String {
    let blank = if unit.is_empty() || unit.starts_with(['%', '/']) { "" } else { " " };
    format!("{figure}{blank}{unit}")
}

/// A word with what stands around it.
fn in_context(seen: &WordSeen) -> Vec<Run> {
    let strong = Style { strong: true, ..Style::default() };
    let glued = seen.right.starts_with([',', '.', ';', ':', ')', '%']);
    let left = if seen.left.is_empty() { "“".to_owned() } else { format!("“{} ", seen.left) };
    let right = if seen.right.is_empty() || glued { seen.right.clone() } else { format!(" {}", seen.right) };
    vec![
        Run::plain(left),
        Run { style: strong, ..Run::plain(seen.printed.as_str()) },
        Run::plain(format!("{right}”")),
    ]
}

pub(super) fn shortened(words: &str, max: usize) -> String {
    let all: Vec<&str> = words.split_whitespace().collect();
    let dots = if all.len() > max { " …" } else { "" };
    format!("{}{dots}", all[..all.len().min(max)].join(" "))
}
