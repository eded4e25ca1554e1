//! The order of rows: documents as the congress names them, places as the draft has them, units as the registry.

use super::{Item, Position};
use crate::comments::{CommentId, Scope};
use crate::document::DocumentId;
use std::collections::BTreeMap;

/// Where a row stands; derived order is the order of print.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank {
    /// Place of the document, comments on no document last.
    pub(super) document: usize,
    /// Whole document first, then by block, unplaced last.
    pub(super) place: PlaceRank,
    unit: usize,
    id: CommentId,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum PlaceRank {
    Whole,
    /// Index of the block; a section as a whole comes before what is said of its heading's words.
    Block(usize, bool),
    Unplaced,
}

/// Places of the documents in the congress's order.
#[derive(Debug)]
pub(super) struct Documents<'a>(BTreeMap<&'a DocumentId, usize>);

impl<'a> Documents<'a> {
    pub(super) fn new(ids: impl Iterator<Item = &'a DocumentId>) -> Self {
        let mut places = BTreeMap::new();
        for (place, id) in ids.enumerate() {
            places.entry(id).or_insert(place);
        }
        Self(places)
    }

    /// Its place; the place behind all for none and for one that is not in the list.
    pub(super) fn place(&self, id: Option<&DocumentId>) -> usize {
        id.and_then(|id| self.0.get(id)).copied().unwrap_or(usize::MAX)
    }

    pub(super) fn rank(&self, item: &Item) -> Rank {
        Rank {
            document: self.place(item.document.as_ref()),
            place: PlaceRank::of(item.place.as_ref()),
            unit: item.by.order,
            id: item.id.clone(),
        }
    }
}

impl PlaceRank {
    pub(super) fn of(place: Option<&Position>) -> Self {
        match place {
            None => Self::Unplaced,
            Some(Position { scope: Scope::Document, .. } | Position { block: None, .. }) => Self::Whole,
            Some(Position { block: Some(block), scope, .. }) => Self::Block(*block, *scope != Scope::Section),
        }
    }
}
