//! Sections: headings, what they hold, and their paths of printed numbers.
//!
//! Levels of headings say what is inside what. Where a draft gives "PHẦN THỨ NHẤT" and "I." the same level, the
//! numbers say it for the paths. Nothing here judges the numbering (`structure`). Linear in the document; a path has
//! a bounded number of labels.

use super::section_path::{self, Step};
use super::{BlockKind, Document, LabelKind, Section, plain};
use crate::text::nfc;

/// Gives a parsed document its sections and its blocks their section.
pub(super) fn fill(document: &mut Document) {
    let mut sections = vec![Section {
        heading: None,
        level: 0,
        parent: None,
        title: String::new(),
        path: String::new(),
        blocks: 0..document.blocks.len(),
    }];
    let mut open = vec![0];
    let mut section_of = Vec::with_capacity(document.blocks.len());
    for block in &document.blocks {
        if block.kind == BlockKind::Heading {
            while let Some(last) = open.pop_if(|last| sections[*last].level >= block.depth) {
                sections[last].blocks.end = block.index;
            }
            sections.push(Section {
                heading: Some(block.index),
                level: block.depth,
                parent: open.last().copied(),
                title: plain::title(document, block),
                path: String::new(),
                blocks: block.index..document.blocks.len(),
            });
            open.push(sections.len() - 1);
        }
        section_of.push(open.last().copied().unwrap_or(0));
    }
    for (block, section) in document.blocks.iter_mut().zip(section_of) {
        block.section = section;
    }
    document.sections = sections;
    let paths = Paths::of(document);
    for (section, steps) in document.sections.iter_mut().zip(paths.steps) {
        section.path = section_path::joined(&steps);
    }
}

/// The path of every section in steps, and which section it is counted in.
#[derive(Debug)]
pub(super) struct Paths {
    /// By section: its steps from the part down.
    pub(super) steps: Vec<Vec<Step>>,
    /// By section: the section whose numbers come before its own; itself for section 0.
    pub(super) parents: Vec<usize>,
}

impl Paths {
    /// The paths of a document whose sections are known.
    pub(super) fn of(document: &Document) -> Self {
        let mut paths = Self { steps: Vec::new(), parents: Vec::new() };
        // By section: its children so far that a sibling of the same level may be counted in.
        let mut siblings: Vec<Vec<Sibling>> = vec![Vec::new(); document.sections.len()];
        for (index, section) in document.sections.iter().enumerate() {
            let parent = section.parent.unwrap_or(0);
            let (around, step) = match place(document, index, &mut siblings[parent]) {
                Place::Root => (0, true),
                Place::Parent => (parent, true),
                Place::In(sibling) => (sibling, true),
                Place::Continues(sibling) => (sibling, false),
            };
            let mut steps = paths.steps.get(around).cloned().unwrap_or_default();
            let label = section.heading.and_then(|heading| document.blocks[heading].label.as_ref());
            if let Some(label) = label.filter(|_| step) {
                section_path::push(&mut steps, label);
            }
            paths.steps.push(steps);
            paths.parents.push(around);
        }
        paths
    }
}

/// A labelled heading that those behind it on its level may be counted in.
#[derive(Debug, Clone, Copy)]
struct Sibling {
    section: usize,
    level: usize,
    rank: u32,
    is_part: bool,
    /// The sibling that it is itself counted in.
    within: Option<usize>,
}

enum Place {
    /// In no part, wherever its heading stands.
    Root,
    Parent,
    In(usize),
    /// The second line of a title whose first line was a number alone.
    Continues(usize),
}

fn place(document: &Document, index: usize, siblings: &mut Vec<Sibling>) -> Place {
    let section = &document.sections[index];
    let Some(block) = section.heading.map(|heading| &document.blocks[heading]) else {
        return Place::Parent;
    };
    let Some(label) = &block.label else {
        if let Some(before) = siblings.last().filter(|_| continues_title(document, index)) {
            return Place::Continues(before.section);
        }
        siblings.clear();
        return if is_annex(&section.title) { Place::Root } else { Place::Parent };
    };
    let rank = section_path::rank(label);
    let is_table = section_path::is_table(label);
    siblings.retain(|sibling| sibling.level == section.level);
    let mut twin = None;
    while let Some(last) = siblings.pop_if(|last| last.rank >= rank || (is_table && last.is_part)) {
        twin = Some(last).filter(|last| last.rank == rank);
    }
    let within = match (twin, siblings.last()) {
        (Some(twin), _) => twin.within,
        // A lower number that begins at its first is counted in the one before it; "4." behind "III." is not.
        (None, Some(above)) if above.is_part || label.ordinal == 1 => Some(above.section),
        _ => None,
    };
    let is_part = label.kind == LabelKind::Part;
    siblings.push(Sibling { section: index, level: section.level, rank, is_part, within });
    match within {
        _ if is_annex(&label.short) => Place::Root,
        Some(above) => Place::In(above),
        None => Place::Parent,
    }
}

/// Whether a heading without a number goes on with the title of a heading that was a number alone.
pub(super) fn continues_title(document: &Document, section: usize) -> bool {
    let heading = |index: usize| document.sections[index].heading.map(|block| &document.blocks[block]);
    let (Some(before), Some(this)) = (section.checked_sub(1).and_then(heading), heading(section)) else {
        return false;
    };
    before.index + 1 == this.index
        && before.depth == this.depth
        && before.label.is_some()
        && this.label.is_none()
        && document.sections[section - 1].title.is_empty()
        && !is_annex(&document.sections[section].title)
}

/// Whether a title or a label names an annex.
pub(super) fn is_annex(title: &str) -> bool {
    let start: String = nfc(title).chars().take("phụ lục".chars().count()).collect();
    start.to_lowercase() == "phụ lục"
}

#[cfg(test)]
mod tests {
    use super::super::parse;

    /// `expected` is the path of every heading.
    fn check(source: &str, expected: &[&str]) {
        let document = parse(source.replace('|', "\n\n"));
        let found: Vec<&str> = document.sections[1..].iter().map(|section| section.path.as_str()).collect();
        assert_eq!(found, expected, "{source}");
    }

    #[test]
    fn paths_by_level() {
        check(
            "# B|## MỞ ĐẦU|## PHẦN THỨ NHẤT. K|### I. A|### II. B|#### 1. C|##### 1.1. D|###### a) Đ",
            &["", "", "1", "1/I", "1/II", "1/II.1", "1/II.1.1", "1/II.1.1.a"],
        );
        check(
            "## PHẦN THỨ HAI|### I. A|#### 1.1. B|## PHỤ LỤC|### Biểu 1. C|## Phụ lục II|### Biểu 2",
            &["2", "2/I", "2/I.1.1", "", "Biểu 1", "Phụ lục II", "Phụ lục II.Biểu 2"],
        );
        check("# PHẦN I|## PHỤ LỤC|### Biểu 1|# A. X|## I. Y", &["1", "", "Biểu 1", "A", "A/I"]);
        check("## 1. A|### 1.1. B|#### 1.1.1. C|### 2.1. D", &["1", "1.1", "1.1.1", "1.2.1"]);
        check(
            "## II. A|### II.1. B|#### II.1.2. C|## Chương I|### Điều 1. D|#### 1. Đ",
            &["II", "II.1", "II.1.2", "Chương I", "Chương I.Điều 1", "Chương I.Điều 1.1"],
        );
    }

    #[test]
    fn paths_where_levels_say_nothing() {
        check("# PHẦN THỨ NHẤT|# KẾT QUẢ|## I. A|# PHẦN THỨ HAI|## I. B", &["1", "1", "1/I", "2", "2/I"]);
        check(
            "## PHẦN I. X|## I. A|## 1. B|## 2. C|## II. D|## Biểu 1|## PHỤ LỤC|## Biểu 2",
            &["1", "1/I", "1/I.1", "1/I.2", "1/II", "Biểu 1", "", "Biểu 2"],
        );
        check("## 1. A|## 2. B|## III. C|## 4. D", &["1", "2", "III", "4"]);
    }

    #[test]
    fn sections_hold_their_blocks() {
        let source = "a\n\n# B\n\nc\n\n### D **đ** {#x}\n\ne\n\n## G. \\*H\\* ##\n\n# I\n";
        let document = parse(source.to_owned());
        let found: Vec<_> = document
            .sections
            .iter()
            .map(|s| (s.level, s.parent, s.title.as_str(), s.blocks.clone()))
            .collect();
        let expected = vec![
            (0, None, "", 0..7),
            (1, Some(0), "B", 1..6),
            (3, Some(1), "D đ", 3..5),
            (2, Some(1), "*H*", 5..6),
            (1, Some(0), "I", 6..7),
        ];
        assert_eq!(found, expected);
        assert_eq!(document.blocks.iter().map(|b| b.section).collect::<Vec<_>>(), [0, 1, 1, 2, 2, 3, 4]);
    }
}
