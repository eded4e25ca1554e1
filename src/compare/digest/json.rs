//! A digest as it leaves the program: schema `vankien/comparison-summary/1`, keys in the printed order.
//!
//! Nothing is cut here. These types are apart from the ones the program works with, so that those may change and
//! the JSON may not.

use super::{Digest, DigestSide, FigureSeen, WordSeen, code};
use crate::compare::json::{SideOf, SummaryJson};
use crate::document::DocumentId;
use serde::Serialize;
use std::ops::Range;

/// A digest in JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DigestJson {
    /// `vankien/comparison-summary/1`.
    pub schema: &'static str,
    /// Id of the document, or null for two loose files.
    pub document: Option<String>,
    /// What the before side is called.
    pub before: String,
    /// What the after side is called.
    pub after: String,
    summary: SummaryJson,
    sections: Vec<SectionJson>,
    moved: Vec<MovedJson>,
    figures: Vec<FigureEntryJson>,
    figures_new: Vec<FigureSeenJson>,
    figures_gone: Vec<FigureSeenJson>,
    targets_new: Vec<TargetJson>,
    targets_gone: Vec<TargetJson>,
    names: Vec<NameJson>,
    words: Vec<WordJson>,
    looks_only: LooksJson,
}

/// A block in its draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct PlaceJson {
    block: usize,
    code: Option<String>,
    section: String,
    line: usize,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct SectionJson {
    side: &'static str,
    path: String,
    title: String,
    code: Option<String>,
    changes: Vec<CountJson>,
    spelling: usize,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct CountJson {
    kind: &'static str,
    n: usize,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct MovedJson {
    section: bool,
    before: PlaceJson,
    after: PlaceJson,
    blocks: usize,
    amended: bool,
    text: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct FigureEntryJson {
    name: String,
    before: String,
    after: String,
    unit: String,
    target: bool,
    changed: Vec<PairJson>,
    already: Vec<PlaceJson>,
    still_old: Vec<PlaceJson>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct PairJson {
    before: PlaceJson,
    after: PlaceJson,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct FigureSeenJson {
    name: String,
    figure: String,
    place: PlaceJson,
    whole_block: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct TargetJson {
    text: String,
    place: PlaceJson,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct NameJson {
    name: String,
    before: String,
    after: String,
    place_before: PlaceJson,
    place_after: PlaceJson,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct WordJson {
    kind: &'static str,
    before: Option<WordSeenJson>,
    after: Option<WordSeenJson>,
    whole_block: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct WordSeenJson {
    word: &'static str,
    printed: String,
    left: String,
    right: String,
    place: PlaceJson,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct LooksJson {
    renumbered: usize,
    reflowed: usize,
    unicode: usize,
    spelling: usize,
    emphasis: usize,
    figure_formats: Vec<FormatJson>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct FormatJson {
    before: String,
    after: String,
}

/// A digest as JSON.
pub fn digest_json(
    digest: &Digest,
    before: SideOf<'_>,
    after: SideOf<'_>,
    document: Option<&DocumentId>,
) -> DigestJson {
    let sides = Sides { before, after };
    let targets = |side: DigestSide| {
        let of = digest.targets.iter().filter(|it| it.side == side);
        of.map(|it| TargetJson { text: it.text.clone(), place: sides.place(side, it.block) }).collect()
    };
    let looks = &digest.looks;
    DigestJson {
        schema: "vankien/comparison-summary/1",
        document: document.map(|id| id.as_str().to_owned()),
        before: before.label.to_owned(),
        after: after.label.to_owned(),
        summary: digest.counts.into(),
        sections: sides.sections(digest),
        moved: sides.moved(digest),
        figures: sides.figures(digest),
        figures_new: sides.seen(DigestSide::After, &digest.new_figures),
        figures_gone: sides.seen(DigestSide::Before, &digest.gone_figures),
        targets_new: targets(DigestSide::After),
        targets_gone: targets(DigestSide::Before),
        names: sides.names(digest),
        words: sides.words(digest),
        looks_only: LooksJson {
            renumbered: looks.renumbered,
            reflowed: looks.reflowed,
            unicode: looks.unicode,
            spelling: looks.spelling,
            emphasis: looks.emphasis,
            figure_formats: looks
                .formats
                .iter()
                .map(|(before, after)| FormatJson { before: before.clone(), after: after.clone() })
                .collect(),
        },
    }
}

struct Sides<'a> {
    before: SideOf<'a>,
    after: SideOf<'a>,
}

impl Sides<'_> {
    fn side(&self, side: DigestSide) -> SideOf<'_> {
        match side {
            DigestSide::Before => self.before,
            DigestSide::After => self.after,
        }
    }

    fn place(&self, side: DigestSide, block: usize) -> PlaceJson {
        let of = self.side(side);
        let at = of.document.blocks.get(block);
        PlaceJson {
            block,
            code: code(of.codes, block),
            section: at.map_or("", |at| of.document.section_path(at)).to_owned(),
            line: at.map_or(0, |at| at.line),
        }
    }

    fn sections(&self, digest: &Digest) -> Vec<SectionJson> {
        let section = |counts: &super::SectionCounts| {
            let of = self.side(counts.side);
            let section = of.document.sections.get(counts.section);
            let heading = section.and_then(|section| section.heading);
            SectionJson {
                side: if counts.side == DigestSide::Before { "before" } else { "after" },
                path: section.map_or_else(String::new, |it| it.path.clone()),
                title: section.map_or_else(String::new, |it| it.title.clone()),
                code: heading.and_then(|block| code(of.codes, block)),
                changes: counts.kinds.iter().map(|(kind, n)| CountJson { kind: kind.tag(), n: *n }).collect(),
                spelling: counts.spelling,
            }
        };
        digest.sections.iter().map(section).collect()
    }

    fn moved(&self, digest: &Digest) -> Vec<MovedJson> {
        let words = |blocks: &Range<usize>| {
            let block = self.after.document.blocks.get(blocks.start);
            block.map_or("", |block| self.after.document.text(block)).to_owned()
        };
        let moved = digest.moved.iter().map(|it| MovedJson {
            section: it.is_section,
            before: self.place(DigestSide::Before, it.before.start),
            after: self.place(DigestSide::After, it.after.start),
            blocks: it.after.len(),
            amended: it.amended,
            text: words(&it.after),
        });
        moved.collect()
    }

    fn figures(&self, digest: &Digest) -> Vec<FigureEntryJson> {
        let places = |blocks: &[usize]| blocks.iter().map(|it| self.place(DigestSide::After, *it)).collect();
        let entries = digest.figures.iter().map(|it| FigureEntryJson {
            name: it.name.clone(),
            before: it.before.clone(),
            after: it.after.clone(),
            unit: it.unit.clone(),
            target: it.is_target,
            changed: it
                .changed
                .iter()
                .map(|(before, after)| PairJson {
                    before: self.place(DigestSide::Before, *before),
                    after: self.place(DigestSide::After, *after),
                })
                .collect(),
            already: places(&it.already),
            still_old: places(&it.still),
        });
        entries.collect()
    }

    fn seen(&self, side: DigestSide, seen: &[FigureSeen]) -> Vec<FigureSeenJson> {
        let figures = seen.iter().map(|it| FigureSeenJson {
            name: it.name.clone(),
            figure: it.printed.clone(),
            place: self.place(side, it.block),
            whole_block: it.whole_block,
        });
        figures.collect()
    }

    fn names(&self, digest: &Digest) -> Vec<NameJson> {
        let names = digest.names.iter().map(|it| NameJson {
            name: it.name.clone(),
            before: it.before.clone(),
            after: it.after.clone(),
            place_before: self.place(DigestSide::Before, it.block_before),
            place_after: self.place(DigestSide::After, it.block_after),
        });
        names.collect()
    }

    fn words(&self, digest: &Digest) -> Vec<WordJson> {
        let seen = |side: DigestSide, seen: &Option<WordSeen>| {
            seen.as_ref().map(|it| WordSeenJson {
                word: it.word,
                printed: it.printed.clone(),
                left: it.left.clone(),
                right: it.right.clone(),
                place: self.place(side, it.block),
            })
        };
        let words = digest.words.iter().map(|it| WordJson {
            kind: it.kind.tag(),
            before: seen(DigestSide::Before, &it.before),
            after: seen(DigestSide::After, &it.after),
            whole_block: it.whole_block,
        });
        words.collect()
    }
}
