//! Where a comment stands, how sure that is, and by which way it was found.

use super::{Citation, PrintUse};
use crate::document::{BlockCode, DocumentId};
use std::ops::Range;

/// How sure a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Certainty {
    /// What the unit wrote names exactly one place.
    Exact,
    /// Followed from an earlier draft by our own comparison.
    Carried,
    /// One clear best match, with a margin over the second.
    Matched,
    /// Placed by a person.
    ByHand,
    /// Its block was deleted; the place it had is kept.
    Gone,
    /// No clear place; a person must say.
    Unplaced,
}

impl Certainty {
    /// The name in JSON.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Carried => "carried",
            Self::Matched => "matched",
            Self::ByHand => "by_hand",
            Self::Gone => "gone",
            Self::Unplaced => "unplaced",
        }
    }
}

/// How much of a place is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum AnchorScope {
    /// Words in a block.
    Words,
    /// A block.
    Block,
    /// A section, named by its heading.
    Section,
    /// A document.
    Document,
}

impl AnchorScope {
    /// The name in JSON.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Words => "words",
            Self::Block => "block",
            Self::Section => "section",
            Self::Document => "document",
        }
    }
}

/// What led to the place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Way {
    /// A block code.
    Code,
    /// The cited section, and the quoted words in it.
    SectionAndQuote,
    /// The quoted words alone.
    Quote,
    /// Page and line of the circulated print.
    Page,
    /// A table and its row.
    Table,
    /// The cited section.
    Section,
    /// Words of the comment, compared with titles and paragraphs.
    Words,
    /// The whole document is meant.
    Whole,
    /// A person.
    Hand,
    /// Nothing did.
    None,
}

impl Way {
    /// The name in message ids: `anchor-way-quote`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::SectionAndQuote => "section-and-quote",
            Self::Quote => "quote",
            Self::Page => "page",
            Self::Table => "table",
            Self::Section => "section",
            Self::Words => "words",
            Self::Whole => "whole",
            Self::Hand => "hand",
            Self::None => "none",
        }
    }
}

/// Something a person should know about a placement; the sentences are `anchor-note-<tag>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Note {
    /// The cited section is another one; the place follows the quoted words.
    WrongSection,
    /// The cited section does not exist.
    SectionMissing,
    /// The cited number stands for several sections.
    SectionAmbiguous,
    /// The cited number is wrongly printed in the draft, so it can mean another section.
    Misnumbered,
    /// The quoted words do not stand in the draft.
    QuoteMissing,
    /// The quoted words do not stand in the place that the code names, but elsewhere in the drafts.
    QuoteElsewhere,
    /// The quoted words stand several times.
    QuoteSeveral,
    /// The quoted words stand there in slightly other spelling.
    QuoteInexact,
    /// The code does not stand in the draft.
    CodeMissing,
    /// It does not say which document.
    DocumentUnclear,
    /// Only a page is named, which says nothing without the circulated print.
    PageOnly,
    /// What stands at the cited page and line of the circulated print is not what the comment otherwise speaks of.
    PageElsewhere,
    /// The unit counts pages by another print than the circulated one.
    OtherPrint,
    /// What was cited cannot be counted out with certainty; the section is meant.
    NotCounted,
}

impl Note {
    /// The name in JSON and, with hyphens, in message ids.
    pub fn tag(self) -> &'static str {
        match self {
            Self::WrongSection => "wrong_section",
            Self::SectionMissing => "section_missing",
            Self::SectionAmbiguous => "section_ambiguous",
            Self::Misnumbered => "misnumbered",
            Self::QuoteMissing => "quote_missing",
            Self::QuoteElsewhere => "quote_elsewhere",
            Self::QuoteSeveral => "quote_several",
            Self::QuoteInexact => "quote_inexact",
            Self::CodeMissing => "code_missing",
            Self::DocumentUnclear => "document_unclear",
            Self::PageOnly => "page_only",
            Self::PageElsewhere => "page_elsewhere",
            Self::OtherPrint => "other_print",
            Self::NotCounted => "not_counted",
        }
    }

    /// Id of its sentence: `anchor-note-wrong-section`.
    pub fn message_id(self) -> String {
        format!("anchor-note-{}", self.tag().replace('_', "-"))
    }
}

/// A score in thousandths, 0 to 1000.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Score(u16);

impl Score {
    /// The highest.
    pub const FULL: Self = Self(1000);

    /// From a share between 0 and 1; cut to that range.
    pub fn from_share(share: f64) -> Self {
        let thousandths = (share.clamp(0.0, 1.0) * 1000.0).round();
        // In range by the clamp above; NaN becomes 0.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 1000")]
        Self(thousandths as u16)
    }

    /// As a share between 0 and 1.
    pub fn share(self) -> f64 {
        f64::from(self.0) / 1000.0
    }
}

/// A place in a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The document.
    pub document: DocumentId,
    /// How much of it is meant.
    pub scope: AnchorScope,
    /// Block index; the heading for a section; none for a whole document.
    pub block: Option<usize>,
    /// The block's code.
    pub code: Option<BlockCode>,
    /// The block's section path (`1/II.1.1`).
    pub section: String,
    /// For scope `Words`: their bytes in the block's text.
    pub words: Option<Range<usize>>,
}

/// A place that it might be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scored {
    /// The place.
    pub target: Target,
    /// How well it fits.
    pub score: Score,
}

/// Where a comment stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// How sure that is.
    pub certainty: Certainty,
    /// The place; none where it is unplaced.
    pub target: Option<Target>,
    /// What led there.
    pub way: Way,
    /// How well it fits; full for an exact place.
    pub score: Score,
    /// Other places that the comment speaks about too.
    pub also: Vec<Target>,
    /// Where it might stand, best first, when it is unplaced.
    pub candidates: Vec<Scored>,
    /// What a person should know, sorted.
    pub notes: Vec<Note>,
}

impl Anchor {
    /// An anchor without a place.
    pub fn unplaced(candidates: Vec<Scored>) -> Self {
        Self {
            certainty: Certainty::Unplaced,
            target: None,
            way: Way::None,
            score: Score::default(),
            also: Vec::new(),
            candidates,
            notes: Vec::new(),
        }
    }

    /// An anchor at a place.
    pub fn at(certainty: Certainty, way: Way, score: Score, target: Target) -> Self {
        Self {
            certainty,
            target: Some(target),
            way,
            score,
            also: Vec::new(),
            candidates: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// The same with one more note.
    #[must_use]
    pub fn with_note(mut self, note: Note) -> Self {
        if !self.notes.contains(&note) {
            self.notes.push(note);
            self.notes.sort();
        }
        self
    }

    /// Code of its block.
    pub fn code(&self) -> Option<&BlockCode> {
        self.target.as_ref()?.code.as_ref()
    }
}

/// What is known of a comment's place.
#[derive(Debug, Clone, Default)]
pub struct PlaceQuery<'a> {
    /// The place as written, read.
    pub citation: Citation,
    /// Words of the draft that the comment quotes in its own field.
    pub quote: Option<&'a str>,
    /// The words of the comment.
    pub text: &'a str,
    /// Words of the draft that its proposals name.
    pub targets: Vec<&'a str>,
    /// The document that it speaks about, where it is known.
    pub document: Option<DocumentId>,
    /// Whose pages its reply counts by.
    pub print: PrintUse,
}
