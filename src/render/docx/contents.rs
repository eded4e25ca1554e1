//! The table of contents: a field whose entries are already there.
//!
//! Titles are filled in here, each leading to its heading. Which page a heading stands on only the word processor knows,
//! which lays the pages out: none is guessed here, and the field adds them when it is updated (F9).

use super::body::{field, instruction};
use crate::archive::XmlWriter;
use crate::messages::{Lang, text};
use crate::view::{Content, Flow, FlowParagraph, FlowPart, Form};

/// Fewer headings make no contents.
const ENTRIES_MIN: usize = 4;
/// Levels of headings that are listed.
const LEVELS: usize = 3;

/// A heading of the text.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    level: usize,
    words: String,
    pub(super) anchor: String,
}

/// All headings that stand after, in order.
pub(super) fn entries(flow: &Flow) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for part in &flow.parts {
        let FlowPart::Paragraph(it) = part else { continue };
        if let Form::Heading(level) = it.layout.form
            && it.end.is_after()
        {
            let anchor = format!("_Toc{:06}", entries.len() + 1);
            entries.push(Entry { level, words: words(it), anchor });
        }
    }
    entries
}

fn words(paragraph: &FlowParagraph) -> String {
    let pieces = paragraph.runs.iter().filter(|run| run.track.is_after()).map(|run| match &run.content {
        Content::Words(words) => words.as_str(),
        Content::Break => " ",
        Content::Note(_) => "",
    });
    pieces.collect()
}

/// The part before which the contents stand: behind the title, where the draft begins with one.
pub(super) fn place(flow: &Flow) -> Option<usize> {
    let levels = levels(&entries(flow));
    let listed = entries(flow).iter().filter(|entry| levels.contains(&entry.level)).count();
    if listed < ENTRIES_MIN {
        return None;
    }
    let titled =
        matches!(flow.parts.first(), Some(FlowPart::Paragraph(it)) if it.layout.form == Form::Heading(1));
    Some(usize::from(titled && levels.start > 1))
}

/// A single heading of level 1 is the title and not listed.
fn levels(entries: &[Entry]) -> std::ops::Range<usize> {
    let first = if entries.iter().filter(|entry| entry.level == 1).count() == 1 { 2 } else { 1 };
    first..first + LEVELS
}

/// Writes the contents.
pub(super) fn write(xml: &mut XmlWriter, entries: &[Entry], lang: Lang) {
    let levels = levels(entries);
    xml.open("w:sdt").open("w:sdtPr").open("w:docPartObj");
    xml.leaf("w:docPartGallery", "w:val", "Table of Contents").empty("w:docPartUnique").close().close();
    xml.open("w:sdtContent");
    xml.open("w:p").open("w:pPr").leaf("w:pStyle", "w:val", "TOCHeading").close();
    xml.open("w:r").open("w:t").text(&text(lang, "docx-contents")).close().close().close();
    let mut begun = false;
    for entry in entries.iter().filter(|entry| levels.contains(&entry.level)) {
        let style = match entry.level {
            1 => "TOC1",
            2 => "TOC2",
            3 => "TOC3",
            _ => "TOC4",
        };
        xml.open("w:p").open("w:pPr").leaf("w:pStyle", "w:val", style).close();
        if !begun {
            field(xml, "begin");
            instruction(xml, &format!(" TOC \\o \"{}-{}\" \\h \\z \\u ", levels.start, levels.end - 1));
            field(xml, "separate");
            begun = true;
        }
        xml.open("w:hyperlink").attr("w:anchor", &entry.anchor).attr("w:history", "1");
        xml.open("w:r").open("w:t").attr("xml:space", "preserve").text(&entry.words).close().close();
        xml.close().close();
    }
    xml.open("w:p");
    field(xml, "end");
    xml.close().close().close();
}
