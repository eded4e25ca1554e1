//! Where a change at the end of a paragraph meets a whole paragraph of the same kind.
//!
//! LibreOffice takes such neighbours for one change that holds the end between them, which stands on both sides, and
//! joins two paragraphs when it is undone. So the end that stays is made the one behind them: what is told is the same,
//! and every reader of the file agrees.

use super::{FlowParagraph, FlowPart, Track};

/// Settles all ends of the text.
pub(super) fn settle(parts: &mut [FlowPart]) {
    for at in 0..parts.len() {
        let (head, rest) = parts.split_at_mut(at + 1);
        let Some(FlowPart::Paragraph(first)) = head.last_mut() else { continue };
        let Some(FlowPart::Paragraph(next)) = rest.first() else { continue };
        let track = next.end;
        if first.end != Track::Kept || !matches!(track, Track::Inserted | Track::Deleted) {
            continue;
        }
        if !ends_with(first, track) || swapped(first, track) {
            continue;
        }
        let n = rest.iter().take_while(|it| matches!(it, FlowPart::Paragraph(it) if it.end == track)).count();
        if let Some(FlowPart::Paragraph(last)) = rest.get_mut(n - 1) {
            shift(first, last, track);
        }
    }
}

fn ends_with(paragraph: &FlowParagraph, track: Track) -> bool {
    paragraph.runs.last().is_some_and(|run| run.track == track)
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
