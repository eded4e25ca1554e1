//! The table of contents: a field whose entries are already there.
//!
//! Titles are filled in here, each leading to its heading. Which page a heading stands on only the word processor knows,
//! which lays the pages out: none is guessed here, and the field adds them when it is updated (F9).

use super::body::{field, instruction};
use super::headings::{Entry, levels};
use crate::archive::XmlWriter;
use crate::messages::{Lang, text};

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
