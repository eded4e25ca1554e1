//! One change's segments laid over what its blocks print: what stands on both sides, before only, after only.
//!
//! Everything that either side prints comes out exactly once and in its order. Bytes that are equal but print
//! otherwise (a star that became a mark) are deleted and inserted. Linear in the change.

use super::Track;
use crate::compare::{Change, Op};
use crate::document::{Block, Inlines, Looks, Printed};
use std::ops::Range;

/// Something printed, or the end of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum What {
    Words(String),
    Break,
    /// Labels of the footnote before and after.
    Note([Option<String>; 2]),
    End,
}

/// A piece that something happened to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Laid {
    pub(super) what: What,
    pub(super) track: Track,
    pub(super) looks: Looks,
    pub(super) was: Option<Looks>,
    pub(super) cell: usize,
}

/// What one side's blocks of a change print.
pub(super) struct Strip<'a> {
    source: &'a str,
    atoms: Vec<Atom<'a>>,
    next: usize,
    /// Where the change begins in the source.
    start: usize,
}

#[derive(Debug, Clone)]
struct Atom<'a> {
    range: Range<usize>,
    /// `None` for the end of a paragraph.
    printed: Option<&'a Printed>,
    looks: &'a Looks,
    cell: usize,
}

const NO_LOOKS: &Looks = &Looks { strong: false, emphasis: false, code: false, link: None };

impl<'a> Strip<'a> {
    pub(super) fn new(source: &'a str, blocks: &[Block], inlines: &'a Inlines) -> Self {
        let mut atoms = Vec::new();
        for (i, block) in blocks.iter().enumerate() {
            if i > 0 {
                // An end is met by whichever segment holds the gap's last byte.
                let at = block.text.start;
                atoms.push(Atom { range: at.saturating_sub(1)..at, printed: None, looks: NO_LOOKS, cell: 0 });
            }
            let pieces = inlines.blocks.get(block.index).into_iter().flatten();
            atoms.extend(pieces.map(|piece| Atom {
                range: piece.range.clone(),
                printed: Some(&piece.printed),
                looks: &piece.looks,
                cell: piece.cell,
            }));
        }
        Self { source, atoms, next: 0, start: blocks.first().map_or(0, |block| block.text.start) }
    }

    fn peek(&self, end: usize) -> Option<&Atom<'a>> {
        self.atoms.get(self.next).filter(|atom| atom.range.start < end)
    }

    /// Takes the next atom; of source text no more than up to `end`.
    fn take(&mut self, end: usize) -> Option<Atom<'a>> {
        let atom = self.atoms.get_mut(self.next)?;
        let mut taken = atom.clone();
        if atom.printed == Some(&Printed::Source) && end < atom.range.end && end > atom.range.start {
            taken.range.end = end;
            atom.range.start = end;
        } else {
            self.next += 1;
        }
        Some(taken)
    }

    fn what(&self, atom: &Atom<'_>, side: usize) -> What {
        match atom.printed {
            None => What::End,
            Some(Printed::Source) => What::Words(self.source[atom.range.clone()].to_owned()),
            Some(Printed::Words(words)) => What::Words(words.clone()),
            Some(Printed::Blank) => What::Words(" ".to_owned()),
            Some(Printed::Break) => What::Break,
            Some(Printed::Note(label)) => {
                let mut labels = [None, None];
                labels[side] = Some(label.clone());
                What::Note(labels)
            }
        }
    }
}

/// Everything that one side's blocks print, in order, with one track.
pub(super) fn whole(mut strip: Strip<'_>, track: Track, side: usize) -> Vec<Laid> {
    let mut out = Vec::new();
    while let Some(atom) = strip.take(usize::MAX) {
        let what = strip.what(&atom, side);
        out.push(Laid { what, track, looks: atom.looks.clone(), was: None, cell: atom.cell });
    }
    out
}

/// Both sides of a change.
pub(super) fn merged(change: &Change, before: Strip<'_>, after: Strip<'_>) -> Vec<Laid> {
    let (at_before, at_after) = (before.start, after.start);
    let mut weave = Weave { before, after, out: Vec::new() };
    let (mut b, mut a) = (at_before, at_after);
    for segment in &change.segments {
        let n = segment.text.len();
        match segment.op {
            Op::Delete => {
                weave.gone(b + n);
                b += n;
            }
            Op::Insert => {
                weave.come(a + n);
                a += n;
            }
            Op::Equal => {
                weave.equal(b..b + n, a..a + n);
                b += n;
                a += n;
            }
        }
    }
    weave.gone(usize::MAX);
    weave.come(usize::MAX);
    with_whole_ends(weave.out)
}

struct Weave<'a> {
    before: Strip<'a>,
    after: Strip<'a>,
    out: Vec<Laid>,
}

impl Weave<'_> {
    /// What stands only before, up to `end`.
    fn gone(&mut self, end: usize) {
        while self.before.peek(end).is_some() {
            let Some(atom) = self.before.take(end) else { return };
            let what = self.before.what(&atom, 0);
            self.push(what, Track::Deleted, &atom, None);
        }
    }

    /// What stands only after, up to `end`.
    fn come(&mut self, end: usize) {
        while self.after.peek(end).is_some() {
            let Some(atom) = self.after.take(end) else { return };
            let what = self.after.what(&atom, 1);
            self.push(what, Track::Inserted, &atom, None);
        }
    }

    fn push(&mut self, what: What, track: Track, atom: &Atom<'_>, was: Option<Looks>) {
        self.out.push(Laid { what, track, looks: atom.looks.clone(), was, cell: atom.cell });
    }

    /// Equal bytes: what prints alike at the same place stands on both sides.
    fn equal(&mut self, before: Range<usize>, after: Range<usize>) {
        loop {
            let (b, a) = match (self.before.peek(before.end), self.after.peek(after.end)) {
                (Some(b), Some(a)) => (b, a),
                (Some(_), None) => return self.gone(before.end),
                (None, _) => return self.come(after.end),
            };
            let from_b = b.range.start.saturating_sub(before.start);
            let from_a = a.range.start.saturating_sub(after.start);
            if from_b == from_a && alike(b, a) {
                let len = b.range.len().min(a.range.len()).min(before.len().saturating_sub(from_b).max(1));
                let (end_b, end_a) = (b.range.start + len, a.range.start + len);
                let (Some(b), Some(a)) = (self.before.take(end_b), self.after.take(end_a)) else { return };
                let was = (b.looks != a.looks).then(|| b.looks.clone());
                let mut what = self.after.what(&a, 1);
                if let (What::Note(both), What::Note(own)) = (&mut what, self.before.what(&b, 0)) {
                    both[0] = own[0].clone();
                }
                self.push(what, Track::Kept, &a, was);
            } else if from_b <= from_a {
                // Up to where the other side has something again.
                let end = before.start + from_a;
                let end = if from_b == from_a { before.end } else { end };
                let Some(atom) = self.before.take(end.min(before.end)) else { return };
                let what = self.before.what(&atom, 0);
                self.push(what, Track::Deleted, &atom, None);
            } else {
                let Some(atom) = self.after.take((after.start + from_b).min(after.end)) else { return };
                let what = self.after.what(&atom, 1);
                self.push(what, Track::Inserted, &atom, None);
            }
        }
    }
}

/// Whether two atoms of equal bytes are the same on paper but for emphasis.
fn alike(b: &Atom<'_>, a: &Atom<'_>) -> bool {
    let is_source = b.printed == Some(&Printed::Source);
    b.printed == a.printed
        && b.cell == a.cell
        && b.looks.link == a.looks.link
        && (is_source || b.range.len() == a.range.len())
}

/// An end that went and one that came with nothing between them are one that stayed.
fn with_whole_ends(laid: Vec<Laid>) -> Vec<Laid> {
    let mut out: Vec<Laid> = Vec::with_capacity(laid.len());
    for piece in laid {
        if let Some(last) = out.last_mut()
            && piece.what == What::End
            && last.what == What::End
            && matches!(
                (last.track, piece.track),
                (Track::Deleted, Track::Inserted) | (Track::Inserted, Track::Deleted)
            )
        {
            last.track = Track::Kept;
            continue;
        }
        out.push(piece);
    }
    out
}
