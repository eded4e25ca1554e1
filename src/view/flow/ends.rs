//! Where a change at the end of a paragraph meets one of the same kind at the start of the next.
//!
//! LibreOffice takes such neighbours for one change that holds the end between them, which stands on both sides, and
//! joins two paragraphs when it is undone. Before a whole paragraph the end that stays is made the one behind it; before
//! words the changes at the end change places, or the last word that stayed goes and comes. What is told is the same,
//! and every reader of the file agrees.

use super::{Content, FlowParagraph, FlowPart, FlowRun, Track};

/// Settles all ends of the text, the last first, since a paragraph may then begin otherwise.
pub(super) fn settle(parts: &mut [FlowPart]) {
    for at in (0..parts.len()).rev() {
        let (head, rest) = parts.split_at_mut(at + 1);
        let Some(FlowPart::Paragraph(first)) = head.last_mut() else { continue };
        let Some(track) = first.runs.last().map(|run| run.track) else { continue };
        if first.end != Track::Kept || !matches!(track, Track::Inserted | Track::Deleted) {
            continue;
        }
        let begins = |part: Option<&FlowPart>| matches!(part, Some(FlowPart::Paragraph(it)) if it.runs.first().map_or(it.end, |run| run.track) == track);
        if !begins(rest.first()) || swapped(first, track) {
            continue;
        }
        let n = rest.iter().take_while(|part| is_whole(part, track)).count();
        if (n == 0 || begins(rest.get(n))) && exchanged_last_word(first, track) {
            continue;
        }
        if let Some(FlowPart::Paragraph(last)) = n.checked_sub(1).and_then(|last| rest.get_mut(last)) {
            shift(first, last, track);
        }
    }
}

/// Whether a paragraph stands on one side with its end and all that is in it.
fn is_whole(part: &FlowPart, track: Track) -> bool {
    matches!(part, FlowPart::Paragraph(it) if it.end == track && it.runs.iter().all(|run| run.track == track))
}

/// Puts words of the other kind that stand right before the last ones behind them.
fn swapped(paragraph: &mut FlowParagraph, track: Track) -> bool {
    let other = if track == Track::Inserted { Track::Deleted } else { Track::Inserted };
    let runs = &mut paragraph.runs;
    let last = runs.iter().rev().take_while(|run| run.track == track).count();
    let before = runs.iter().rev().skip(last).take_while(|run| run.track == other).count();
    if before > 0 {
        let start = runs.len() - last - before;
        runs[start..].rotate_left(before);
    }
    before > 0
}

/// Lets the last word before the words at the end go and come, so that the paragraph ends with the other kind.
fn exchanged_last_word(paragraph: &mut FlowParagraph, track: Track) -> bool {
    let Some(at) = paragraph.runs.iter().rposition(|run| run.track != track) else { return false };
    let kept = &mut paragraph.runs[at];
    let Content::Words(words) = &mut kept.content else { return false };
    if kept.track != Track::Kept {
        return false;
    }
    let start = words.trim_end().rfind(char::is_whitespace).map_or(0, |blank| blank + 1);
    // Blanks of more than one byte begin a word; it is cut on a letter.
    let start = (start..=words.len()).find(|&it| words.is_char_boundary(it)).unwrap_or(0);
    let word = words.split_off(start);
    let is_empty = words.is_empty();
    let before = kept.was.clone().unwrap_or_else(|| kept.looks.clone());
    let other = if track == Track::Inserted { Track::Deleted } else { Track::Inserted };
    let run = |track: Track, kept: &FlowRun| FlowRun {
        content: Content::Words(word.clone()),
        track,
        looks: if track == Track::Deleted { before.clone() } else { kept.looks.clone() },
        was: None,
    };
    let (same, opposite) = (run(track, kept), run(other, kept));
    paragraph.runs.insert(at + 1, same);
    paragraph.runs.push(opposite);
    if is_empty {
        paragraph.runs.remove(at);
    }
    true
}

/// Makes the end of the last paragraph the one that stays.
fn shift(first: &mut FlowParagraph, last: &mut FlowParagraph, track: Track) {
    let (before, after) = match track {
        Track::Inserted => (first.was.unwrap_or(first.layout), last.layout),
        _ => (last.layout, first.layout),
    };
    if track == Track::Deleted {
        // The end that stays is that of the block that stays.
        first.layout = first.was.unwrap_or(first.layout);
        last.code = first.code.take();
    }
    first.was = None;
    first.end = track;
    last.end = Track::Kept;
    last.layout = after;
    last.was = (before != after).then_some(before);
}
