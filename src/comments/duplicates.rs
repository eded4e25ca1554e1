//! Which comments seem to make the same point on the same place: suggested and explained, joined by a person.
//!
//! Comments are compared where they can be about the same place: in one document, on blocks that overlap, or with a
//! place that is not known. How alike two are is told by `duplicates::reading`; who asks for the opposite, for another
//! edit or with other figures is never alike. Suggestions are drawn so that no two members are strangers.
//!
//! Comments with the same words on the same place are one from the start. Worst case: every comment is compared with
//! [`COMPARED_MAX`] others inside its section and as many elsewhere for each of its [`KEYS`] rarest words.

mod reading;
#[cfg(test)]
mod tests;

use super::Comment;
use crate::document::DocumentId;
use reading::{Reader, Reading};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

/// How many of its rarest words lead a comment to others.
const KEYS: usize = 8;

/// Comments compared with one another for a word that they share; of more, the nearest by number.
const COMPARED_MAX: usize = 200;

/// Likeness in thousandths from which two comments on one place make the same point. Set with the cases of
/// `duplicates::tests`: lower joins different wishes on one paragraph, higher parts the same wish in other words.
const SAME: u32 = 560;

/// The same where one of them is not placed, or stands on another block of the same section.
const SAME_NEARBY: u32 = 660;

/// The least likeness of any two members of one suggestion.
const STRANGERS: u32 = 330;

/// A comment and where it stands.
#[derive(Debug, Clone)]
pub struct Point<'a> {
    /// The comment.
    pub comment: &'a Comment,
    /// Where it stands; none where it is not placed.
    pub place: Option<PointPlace>,
}

/// The place of a comment.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PointPlace {
    /// The document.
    pub document: DocumentId,
    /// The blocks that it speaks about: one, or all of a section.
    pub blocks: Range<usize>,
    /// The blocks of the section around them.
    pub section: Range<usize>,
}

/// Why two comments seem to make the same point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alike {
    /// Index of one.
    pub first: usize,
    /// Index of the other.
    pub second: usize,
    /// How alike they are, in thousandths.
    pub score: u32,
    /// Whether they ask for the same edit.
    pub same_edit: bool,
    /// The telling words that both have, as the first has them, the rarest first.
    pub words: Vec<String>,
}

/// Comments that seem to make the same point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// Their indices, in order; at least two.
    pub members: Vec<usize>,
    /// What each but the first is joined by, in the order of the members: its most alike member.
    pub why: Vec<Alike>,
}

/// Suggests groups, in the order of their first members; every comment is in one at most.
pub fn duplicates(points: &[Point<'_>]) -> Vec<Suggestion> {
    let mut reader = Reader::default();
    for point in points {
        reader.count(point);
    }
    let readings: Vec<Reading> = points.iter().map(|point| reader.read(point.comment)).collect();
    let search = Search { points, readings: &readings };
    let (leaders, copies) = search.leaders();
    let mut pairs = search.pairs(&leaders);
    // The most alike first; the rest by number, so that the outcome does not hang on the order of the search.
    pairs.sort_by_key(|&(score, first, second)| (std::cmp::Reverse(score), first, second));
    let mut clusters = Clusters::new(points.len());
    for (_, first, second) in pairs {
        clusters.join(first, second, |a, b| search.score(a, b));
    }
    let mut suggestions: Vec<Suggestion> = clusters
        .lists(&leaders)
        .into_iter()
        .filter_map(|members| search.suggestion(members, &copies, &reader))
        .collect();
    suggestions.sort_by_key(|it| it.members.first().copied());
    suggestions
}

struct Search<'s, 'a> {
    points: &'s [Point<'a>],
    readings: &'s [Reading],
}

impl Search<'_, '_> {
    /// One comment for each wording on a place, and the further ones by it.
    fn leaders(&self) -> (Vec<usize>, BTreeMap<usize, Vec<usize>>) {
        let mut known: HashMap<(Option<&PointPlace>, Option<&DocumentId>, &Reading), usize> = HashMap::new();
        let mut leaders = Vec::new();
        let mut copies: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, (point, reading)) in self.points.iter().zip(self.readings).enumerate() {
            if reading.is_empty() {
                continue;
            }
            let key = (point.place.as_ref(), point.comment.document.as_ref(), reading);
            match known.get(&key) {
                Some(leader) => copies.entry(*leader).or_default().push(at),
                None => {
                    known.insert(key, at);
                    leaders.push(at);
                }
            }
        }
        (leaders, copies)
    }

    /// Pairs that are alike enough, with their likeness.
    fn pairs(&self, leaders: &[usize]) -> Vec<(u32, usize, usize)> {
        // By word: comments inside a section by that section too, all others together.
        let mut near: HashMap<(&DocumentId, usize, u32), Vec<usize>> = HashMap::new();
        let mut wide: HashMap<u32, Vec<usize>> = HashMap::new();
        let mut anywhere: HashMap<u32, Vec<usize>> = HashMap::new();
        let mut pairs = Vec::new();
        for &at in leaders {
            let reading = &self.readings[at];
            let inside = match &self.points[at].place {
                Some(place) if place.blocks.len() == 1 => Some((&place.document, place.section.start)),
                _ => None,
            };
            let mut others: Vec<usize> = Vec::new();
            let last = |list: Option<&Vec<usize>>, others: &mut Vec<usize>| {
                if let Some(list) = list {
                    others.extend(&list[list.len().saturating_sub(COMPARED_MAX)..]);
                }
            };
            for &term in reading.rarest(KEYS) {
                match inside {
                    Some((document, section)) => {
                        last(near.get(&(document, section, term)), &mut others);
                        last(wide.get(&term), &mut others);
                        near.entry((document, section, term)).or_default().push(at);
                    }
                    None => {
                        last(anywhere.get(&term), &mut others);
                        wide.entry(term).or_default().push(at);
                    }
                }
                anywhere.entry(term).or_default().push(at);
            }
            others.sort_unstable();
            others.dedup();
            for other in others {
                if self.can_meet(other, at) {
                    let score = self.score(other, at);
                    if score >= self.least(other, at) {
                        pairs.push((score, other, at));
                    }
                }
            }
        }
        pairs
    }

    /// Whether two comments can be about the same place.
    fn can_meet(&self, first: usize, second: usize) -> bool {
        match (&self.points[first].place, &self.points[second].place) {
            (Some(left), Some(right)) => {
                left.document == right.document
                    && (left.section == right.section || overlap(&left.blocks, &right.blocks))
            }
            (left, right) => {
                let document = |place: &Option<PointPlace>, at: usize| {
                    let named = place.as_ref().map(|place| &place.document);
                    named.or(self.points[at].comment.document.as_ref()).cloned()
                };
                match (document(left, first), document(right, second)) {
                    (Some(left), Some(right)) => left == right,
                    _ => true,
                }
            }
        }
    }

    fn least(&self, first: usize, second: usize) -> u32 {
        match (&self.points[first].place, &self.points[second].place) {
            (Some(left), Some(right)) if overlap(&left.blocks, &right.blocks) => SAME,
            _ => SAME_NEARBY,
        }
    }

    fn score(&self, first: usize, second: usize) -> u32 {
        if !self.can_meet(first, second) {
            return 0;
        }
        self.readings[first].likeness(&self.readings[second])
    }

    fn suggestion(
        &self,
        leaders: Vec<usize>,
        copies: &BTreeMap<usize, Vec<usize>>,
        reader: &Reader,
    ) -> Option<Suggestion> {
        let mut members: Vec<usize> = leaders.clone();
        members.extend(leaders.iter().filter_map(|leader| copies.get(leader)).flatten());
        members.sort_unstable();
        if members.len() < 2 {
            return None;
        }
        let leader_of: HashMap<usize, usize> = leaders
            .iter()
            .flat_map(|leader| copies.get(leader).into_iter().flatten().map(move |copy| (*copy, *leader)))
            .collect();
        let own = |at: usize| leader_of.get(&at).copied().unwrap_or(at);
        let why = members.iter().enumerate().skip(1).filter_map(|(n, &member)| {
            // Of a crowd, the first few tell enough.
            let earlier = members[..n].iter().take(COMPARED_MAX);
            let score = |other: usize| {
                if own(other) == own(member) { 1000 } else { self.score(own(other), own(member)) }
            };
            let best = earlier.copied().max_by_key(|&other| (score(other), std::cmp::Reverse(other)))?;
            Some(Alike {
                first: best,
                second: member,
                score: score(best),
                same_edit: self.readings[best].shares_edit(&self.readings[member]),
                words: reader.shared(&self.readings[best], &self.readings[member], self.points[best].comment),
            })
        });
        let why = why.collect();
        Some(Suggestion { members, why })
    }
}

fn overlap(left: &Range<usize>, right: &Range<usize>) -> bool {
    left.start < right.end && right.start < left.end
}

/// Comments joined so far.
struct Clusters {
    /// The cluster of each comment, by its first number.
    of: Vec<usize>,
    members: BTreeMap<usize, Vec<usize>>,
}

impl Clusters {
    fn new(n_points: usize) -> Self {
        Self { of: (0..n_points).collect(), members: BTreeMap::new() }
    }

    /// Joins the clusters of two comments where no two of their members are strangers; of crowds some are asked.
    fn join(&mut self, first: usize, second: usize, score: impl Fn(usize, usize) -> u32) {
        const ASKED_MAX: usize = 12;
        let (left, right) = (self.of[first], self.of[second]);
        if left == right {
            return;
        }
        let members = |at: usize| self.members.get(&at).cloned().unwrap_or_else(|| vec![at]);
        let (own, other) = (members(left), members(right));
        let strangers = own
            .iter()
            .take(ASKED_MAX)
            .any(|&a| other.iter().take(ASKED_MAX).any(|&b| score(a.min(b), a.max(b)) < STRANGERS));
        if strangers {
            return;
        }
        let (into, gone) = (left.min(right), left.max(right));
        let mut all = own;
        all.extend(other);
        all.sort_unstable();
        for &member in &all {
            self.of[member] = into;
        }
        self.members.remove(&gone);
        self.members.insert(into, all);
    }

    /// The members of each cluster of these comments, lone ones included.
    fn lists(mut self, leaders: &[usize]) -> Vec<Vec<usize>> {
        let own = leaders.iter().filter(|at| self.of[**at] == **at);
        own.map(|at| self.members.remove(at).unwrap_or_else(|| vec![*at])).collect()
    }
}
