//! The outline of a draft, and its front matter as raw text.

use super::{BlockKind, Document, plain_text};
use crate::text::count_words;
use std::ops::Range;

/// A section as a line of the outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutlineEntry {
    /// Index into [`Document::sections`].
    pub section: usize,
    /// Heading level, 1 to 6.
    pub level: usize,
    /// The label as printed; empty without one.
    pub label: String,
    /// Title without label and marks.
    pub title: String,
    /// Section path (`1/II.1`).
    pub path: String,
    /// Line of the heading, from 1.
    pub line: usize,
    /// Words (syllables and numbers) of its heading and all that it holds, nested sections included.
    pub words: usize,
}

/// All sections with a heading, in order.
pub fn outline(document: &Document) -> Vec<OutlineEntry> {
    let before: Vec<usize> = std::iter::once(0)
        .chain(document.blocks.iter().scan(0, |sum, block| {
            *sum += count_words(&plain_text(document, block).text);
            Some(*sum)
        }))
        .collect();
    let entry = |(index, section): (usize, &super::Section)| {
        let block = &document.blocks[section.heading?];
        let label = block.label.as_ref().map_or("", |label| &document.source[label.range.clone()]);
        Some(OutlineEntry {
            section: index,
            level: section.level,
            label: label.to_owned(),
            title: section.title.clone(),
            path: section.path.clone(),
            line: block.line,
            words: before[section.blocks.end] - before[section.blocks.start],
        })
    };
    document.sections.iter().enumerate().filter_map(entry).collect()
}

/// The YAML between the `---` lines at the start, with its byte range; `None` without front matter.
pub fn front_matter(document: &Document) -> Option<(Range<usize>, &str)> {
    let block = document.blocks.first().filter(|block| block.kind == BlockKind::FrontMatter)?;
    let text = document.text(block);
    let start = text.find(['\n', '\r'])?;
    let start = start + if text[start..].starts_with("\r\n") { 2 } else { 1 };
    let end = text.rfind(['\n', '\r'])? + 1;
    let range = block.text.start + start..block.text.start + end.max(start);
    Some((range.clone(), &document.source[range]))
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    #[test]
    fn the_outline_counts_nested_words() {
        let document =
            parse("---\na: b\n---\n# A\n\nmột hai\n\n## **II.** B b\n\nđạt 5,2% *ba*\n".to_owned());
        let found: Vec<String> = outline(&document)
            .iter()
            .map(|e| {
                format!(
                    "{} {} [{}] {} {} {} {}",
                    e.section, e.level, e.label, e.title, e.path, e.line, e.words
                )
            })
            .collect();
        assert_eq!(found, ["1 1 [] A  4 9", "2 2 [II.] B b II 8 6"]);
    }

    #[test]
    fn front_matter_is_raw_text() {
        let check = |source: &str, expected: Option<&str>| {
            let document = parse(source.to_owned());
            let found = front_matter(&document);
            assert_eq!(found.as_ref().map(|(_, text)| *text), expected, "{source:?}");
            if let Some((range, text)) = found {
                assert_eq!(&source[range], text);
            }
        };
        check("---\ntitle: A\nb: c\n---\n", Some("title: A\nb: c\n"));
        check("\u{feff}---\r\ntitle: A\r\n...\r\nx", Some("title: A\r\n"));
        check("---\n---\n", Some(""));
        check("x\n\n---\na: b\n---\n", None);
        check("", None);
    }
}
