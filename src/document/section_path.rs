//! How printed numbers join to a path (`1/II.1.1`), and the path of a single block.

use super::{Block, BlockKind, Document, Label, LabelKind};

/// Names that number tables, not divisions of the text.
const TABLES: &[&str] = &["Biểu ", "Bảng ", "Phụ biểu "];

/// One printed number of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) kind: LabelKind,
    short: String,
}

/// The path of a block: its section's, and its own label where it is no heading (`1/III.1.đ`).
///
/// Labelled paragraphs and items around it count: `a)` behind `1- …` in section `1/II` is `1/II.1.a`. Reads the
/// blocks of its section before it; [`place_paths`] gives all at once.
pub fn place_path(document: &Document, block: &Block) -> String {
    let mut start = block.index;
    while start > 0 && document.blocks[start - 1].section == block.section {
        start -= 1;
    }
    let mut places = Places::new(document);
    let mut path = String::new();
    for block in &document.blocks[start..=block.index] {
        path = places.next(block);
    }
    path
}

/// [`place_path`] of every block, by index.
pub fn place_paths(document: &Document) -> Vec<String> {
    let mut places = Places::new(document);
    document.blocks.iter().map(|block| places.next(block)).collect()
}

/// Reads blocks in order and keeps the labelled ones that later ones may stand in.
struct Places<'a> {
    document: &'a Document,
    section: Option<usize>,
    open: Vec<(u32, &'a Label)>,
}

impl<'a> Places<'a> {
    fn new(document: &'a Document) -> Self {
        Self { document, section: None, open: Vec::new() }
    }

    fn next(&mut self, block: &'a Block) -> String {
        if self.section != Some(block.section) {
            self.section = Some(block.section);
            self.open.clear();
        }
        let mut path = self.document.section_path(block).to_owned();
        let (Some(label), false) = (&block.label, block.kind == BlockKind::Heading) else {
            return path;
        };
        // Two lists of numbers inside each other differ by their depth alone.
        let depth = u32::try_from(block.depth.clamp(1, 30)).unwrap_or(0);
        let rank = rank(label) * 100 + if label.kind == LabelKind::Number { depth } else { 0 };
        while self.open.pop_if(|(last, _)| *last >= rank).is_some() {}
        self.open.push((rank, label));
        let mut steps: Vec<Step> = Vec::new();
        for (_, label) in &self.open {
            push(&mut steps, label);
        }
        let first = self.open.first().map_or("", |(_, label)| label.short.as_str());
        if let Some(around) = self.heading_label().filter(|around| repeats(first, &around.short)) {
            path.truncate(path.len().saturating_sub(around.short.len()));
        } else if !path.is_empty() {
            path.push(if self.ends_in_part() { '/' } else { '.' });
        }
        path.push_str(&joined(&steps));
        path
    }

    fn heading_label(&self) -> Option<&'a Label> {
        let section = &self.document.sections[self.section?];
        self.document.blocks[section.heading?].label.as_ref()
    }

    fn ends_in_part(&self) -> bool {
        let mut section = self.section;
        while let Some(current) = section.and_then(|index| self.document.sections.get(index)) {
            match current.heading.and_then(|heading| self.document.blocks[heading].label.as_ref()) {
                Some(label) => return label.kind == LabelKind::Part,
                None => section = current.parent,
            }
        }
        false
    }
}

/// Adds a label to a path; a decimal one takes the place of the numbers that it repeats.
pub(super) fn push(steps: &mut Vec<Step>, label: &Label) {
    if label.kind == LabelKind::Decimal {
        while steps.pop_if(|last| repeats(&label.short, &last.short)).is_some() {}
    }
    steps.push(Step { kind: label.kind, short: label.short.clone() });
}

/// The steps as one path.
pub(super) fn joined(steps: &[Step]) -> String {
    let mut path = String::new();
    for (index, step) in steps.iter().enumerate() {
        match index.checked_sub(1).map(|before| steps[before].kind) {
            None => (),
            Some(LabelKind::Part) => path.push('/'),
            Some(_) => path.push('.'),
        }
        path.push_str(&step.short);
    }
    path
}

/// How high a label stands in the outline where levels of headings do not say it; 0 is the highest.
pub(super) fn rank(label: &Label) -> u32 {
    let dots = u32::try_from(label.short.matches('.').count()).unwrap_or(0);
    match label.kind {
        LabelKind::Part => 0,
        LabelKind::Named if label.short.starts_with("Phụ lục ") => 0,
        LabelKind::Named if is_table(label) => 1,
        LabelKind::Named if label.short.starts_with("Chương ") => 2,
        LabelKind::Named if label.short.starts_with("Mục ") => 3,
        LabelKind::Named => 4,
        LabelKind::Roman => 5,
        LabelKind::Number => 6,
        LabelKind::Decimal => 6 + dots,
        LabelKind::Letter => 20,
    }
}

/// Whether a label numbers a table.
pub(super) fn is_table(label: &Label) -> bool {
    TABLES.iter().any(|name| label.short.starts_with(name))
}

/// Whether `longer` is `shorter` with a dot and more.
fn repeats(longer: &str, shorter: &str) -> bool {
    longer.strip_prefix(shorter).is_some_and(|rest| rest.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    #[test]
    fn places_of_lettered_and_numbered_text() {
        let source = "## PHẦN THỨ NHẤT|a) x|### III. A|#### 1. B|a) x|y|- đ) x|#### 2. B|1- x|a) x|2- x|a) x|2.1. x|1. x";
        let document = parse(source.replace('|', "\n\n"));
        let expected = [
            "1",
            "1/a",
            "1/III",
            "1/III.1",
            "1/III.1.a",
            "1/III.1",
            "1/III.1.đ",
            "1/III.2",
            "1/III.2.1",
            "1/III.2.1.a",
            "1/III.2.2",
            "1/III.2.2.a",
            "1/III.2.2.1",
            "1/III.2.1",
        ];
        let found: Vec<String> = document.blocks.iter().map(|block| place_path(&document, block)).collect();
        assert_eq!(found, expected);
        assert_eq!(place_paths(&document), expected);
    }
}
