//! One block with its changes: in line, and either side in a column of its own.

use super::{code_marks, id, line, review, runs, shaped, write_note};
use crate::view::{Half, Redline, Shape};
use std::fmt::Write;

/// A block with change marks, in both views.
pub(super) fn write_redline(out: &mut String, redline: &Redline) {
    let heading = if matches!(redline.shape, Shape::Heading(_)) { " h" } else { "" };
    let kind = redline.kind.tag();
    let first = if redline.label.is_empty() { "" } else { " n" };
    let rest = if redline.sides.is_none() { " rest" } else { "" };
    let facets = review::classes(&redline.facets);
    let classes = format!("b change {kind}{heading}{first}{rest}{facets}");
    line(out, &format!("<div class=\"{classes}\"{}>", id(redline.anchor.as_deref())));
    let codes = match (&redline.code_before, &redline.code_after) {
        (Some(before), Some(after)) if before != after => Some(format!("{before} → {after}")),
        (before, after) => after.clone().or_else(|| before.clone()),
    };
    code_marks(out, &redline.label, codes.as_deref());
    line(out, &format!("<div class=\"one\">{}</div>", shaped(redline.shape, &redline.runs)));
    if let Some(sides) = &redline.sides {
        out.push_str("<div class=\"two\"><div class=\"old\">");
        halves(out, &sides.before);
        if !sides.from.is_empty() {
            // A quotation: these words are part of the draft at their old place only.
            let words = sides.from.iter().map(|half| format!("<p>{}</p>", runs(&half.runs)));
            let _ = write!(out, "<div class=\"from\">{}</div>", words.collect::<String>());
        }
        out.push_str("</div><div class=\"new\">");
        halves(out, &sides.after);
        out.push_str("</div></div>\n");
    }
    for note in &redline.notes {
        write_note(out, note);
    }
    out.push_str("</div>\n");
}

fn halves(out: &mut String, halves: &[Half]) {
    for half in halves {
        out.push_str(&shaped(half.shape, &half.runs));
    }
}
