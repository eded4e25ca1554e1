//! The headings that a table of contents lists, and where it stands. The same for every printed format.

use crate::view::{Content, Flow, FlowParagraph, FlowPart, Form};

/// Fewer headings make no contents.
const ENTRIES_MIN: usize = 4;
/// Levels of headings that are listed.
const LEVELS: usize = 3;

/// A heading of the text.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) level: usize,
    pub(super) words: String,
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
pub(super) fn levels(entries: &[Entry]) -> std::ops::Range<usize> {
    let first = if entries.iter().filter(|entry| entry.level == 1).count() == 1 { 2 } else { 1 };
    first..first + LEVELS
}
