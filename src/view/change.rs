//! The types of a comparison on a page: marks on words, facets to filter by, a block with its changes.
//!
//! Colours, signs and columns are the renderers' affair. Words of a draft stand in runs; whatever else is said
//! about them stands in labels and notes.

use super::model::{Note, Run, Shape};
use crate::compare::{Change, ChangeClass, ChangeKind};
use crate::messages::{Lang, text};

/// What a run does in a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Mark {
    /// Stands on both sides, or no comparison.
    #[default]
    Plain,
    /// Stands only after.
    Inserted,
    /// Stands only before.
    Deleted,
    /// Stands here after; the same words stood elsewhere before.
    MovedHere,
    /// Stood here before; the same words stand elsewhere after.
    MovedAway,
    /// Words that a moved block lost on its way, shown at its new place: part of neither side here.
    LostInMove,
    /// Words of a state between two others that neither of them has.
    OnlyHere,
}

impl Mark {
    /// Whether the run belongs to the words after and not to those before, at this place.
    pub fn is_insertion(self) -> bool {
        matches!(self, Self::Inserted | Self::MovedHere | Self::LostInMove | Self::OnlyHere)
    }

    /// Whether the run belongs to the words before and not to those after, at this place.
    pub fn is_deletion(self) -> bool {
        matches!(self, Self::Deleted | Self::MovedAway | Self::LostInMove | Self::OnlyHere)
    }
}

/// What a change can be filtered by: its kind, or a finer word on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Facet {
    /// What happened.
    Kind(ChangeKind),
    /// A finer word.
    Class(ChangeClass),
}

impl Facet {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 11] = [
        Self::Kind(ChangeKind::Added),
        Self::Kind(ChangeKind::Deleted),
        Self::Kind(ChangeKind::Amended),
        Self::Kind(ChangeKind::Moved),
        Self::Kind(ChangeKind::Renumbered),
        Self::Kind(ChangeKind::Retitled),
        Self::Kind(ChangeKind::Split),
        Self::Kind(ChangeKind::Merged),
        Self::Class(ChangeClass::Figures),
        Self::Class(ChangeClass::Emphasis),
        Self::Class(ChangeClass::Spelling),
    ];

    /// The name that is typed and stands in JSON.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Kind(kind) => kind.tag(),
            Self::Class(class) => class.tag(),
        }
    }

    /// The facet of a name as typed, in any case.
    pub fn parse(name: &str) -> Option<Self> {
        let name = name.trim().to_lowercase();
        Self::ALL.into_iter().find(|facet| facet.tag() == name)
    }

    /// The field's word for it.
    pub fn label(self, lang: Lang) -> String {
        match self {
            Self::Kind(kind) => text(lang, &format!("view-change-{}", kind.tag())),
            Self::Class(class) => text(lang, &format!("view-class-{}", class.tag())),
        }
    }
}

/// What a change can be found by. One of spelling only is nothing else; what moved is a move besides its kind.
pub fn facets(change: &Change) -> Vec<Facet> {
    let is_amended = change.kind == ChangeKind::Amended && !change.moved;
    if is_amended && change.classes.contains(&ChangeClass::Spelling) {
        return vec![Facet::Class(ChangeClass::Spelling)];
    }
    if change.kind == ChangeKind::Unchanged {
        return Vec::new();
    }
    let mut facets = vec![Facet::Kind(change.kind)];
    if change.moved && change.kind != ChangeKind::Moved {
        facets.push(Facet::Kind(ChangeKind::Moved));
    }
    facets.extend(change.classes.iter().copied().map(Facet::Class));
    facets
}

/// A block with change marks.
///
/// Dropping the runs whose mark is an insertion (see [`Mark::is_insertion`]) leaves the words before, dropping
/// those with a deletion leaves the words after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redline {
    /// What happened.
    pub kind: ChangeKind,
    /// What it can be filtered by.
    pub facets: Vec<Facet>,
    /// What happened in words: `Điều chỉnh`. Empty for the second and later blocks of one change.
    pub label: String,
    /// The shape of the block.
    pub shape: Shape,
    /// Its words with marks.
    pub runs: Vec<Run>,
    /// Either side alone; `None` where that of an earlier block of the change holds this one too.
    pub sides: Option<Sides>,
    /// Printed code before.
    pub code_before: Option<String>,
    /// Printed code after.
    pub code_after: Option<String>,
    /// Remarks: where from, which figures, why.
    pub notes: Vec<Note>,
    /// Name to link to, as in [`Heading::anchor`](super::Heading::anchor).
    pub anchor: Option<String>,
}

/// Both sides of a change, for a reader who wants them beside each other.
///
/// The halves of a page in order, with what stands between them, give the words of either draft.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sides {
    /// The blocks that stood here before.
    pub before: Vec<Half>,
    /// The blocks that stand here after.
    pub after: Vec<Half>,
    /// How it read where it stood before, for what moved; those words belong to their old place.
    pub from: Vec<Half>,
}

/// A block of one side.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Half {
    /// Its shape.
    pub shape: Shape,
    /// Its words; marked are those that the other side does not have.
    pub runs: Vec<Run>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_belongs_to_the_side_it_stands_on() {
        for (mark, insertion, deletion) in [
            (Mark::Plain, false, false),
            (Mark::Inserted, true, false),
            (Mark::Deleted, false, true),
            (Mark::MovedHere, true, false),
            (Mark::MovedAway, false, true),
            (Mark::LostInMove, true, true),
            (Mark::OnlyHere, true, true),
        ] {
            assert_eq!((mark.is_insertion(), mark.is_deletion()), (insertion, deletion), "{mark:?}");
        }
    }

    #[test]
    fn every_facet_has_a_name_and_a_word() {
        for facet in Facet::ALL {
            assert_eq!(Facet::parse(&facet.tag().to_uppercase()), Some(facet));
            for lang in [Lang::Vi, Lang::En] {
                assert!(!facet.label(lang).contains("view-"), "{facet:?}");
            }
        }
        assert_eq!(Facet::parse("unchanged"), None);
    }
}
