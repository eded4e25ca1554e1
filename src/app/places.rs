//! Where comments stand: in the frozen draft that they speak about, and now in the working draft.
//!
//! Placements are computed, never stored, except where a person put a comment by hand. Each document of a round is
//! indexed once; carrying goes through the comparison of the frozen draft with the working one.

use super::Failure;
use super::items::{Item, items};
use super::workspace::{Draft, Workspace};
use crate::anchor::{
    self, Anchor, AnchorScope, Certainty, Citation, DraftIndex, PlaceQuery, PrintUse, PrintedPlace, Score,
    Target, Way,
};
use crate::comments::{self, Conflict, Placed, Scope, Wish};
use crate::compare::Comparison;
use crate::document::DocumentId;
use crate::rounds::{Print, RoundNo};
use crate::store::{BlobId, Memory};
use crate::units::UnitId;
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::rc::Rc;

/// A comment with its place.
#[derive(Debug, Clone)]
pub(super) struct PlacedItem {
    pub(super) item: Item,
    /// The round whose draft it speaks about.
    pub(super) spoken_of: RoundNo,
    /// Number of that draft, where the document is known.
    pub(super) draft_no: Option<u32>,
    /// Its place in that draft.
    pub(super) anchor: Anchor,
    /// Its place in the working draft.
    pub(super) now: Anchor,
}

/// A document frozen in a round, and the same in the working folder.
struct Carrier {
    id: DocumentId,
    title: String,
    draft_no: u32,
    frozen: Draft,
    now: Draft,
    comparison: Rc<Comparison>,
    /// Its circulated print, where that is recorded.
    print: Option<Rc<Print>>,
}

/// Places all comments received in a round.
pub(super) fn placed(workspace: &Workspace<'_>, round: RoundNo) -> Result<Vec<PlacedItem>, Failure> {
    let mut carriers: BTreeMap<RoundNo, Vec<Carrier>> = BTreeMap::new();
    let mut waiting = Vec::new();
    for item in items(workspace, round) {
        let spoken_of = spoken_of(workspace, round, &item);
        if let std::collections::btree_map::Entry::Vacant(entry) = carriers.entry(spoken_of) {
            entry.insert(carriers_of(workspace, spoken_of, false)?);
        }
        waiting.push((item, spoken_of));
    }
    let finders: BTreeMap<RoundNo, Finder<'_>> =
        carriers.iter().map(|(round, carriers)| (*round, Finder::new(workspace, *round, carriers))).collect();
    let mut uses: BTreeMap<(UnitId, u32), PrintUse> = BTreeMap::new();
    for (reply, items) in of_replies(&waiting) {
        if let Some(finder) = items.first().and_then(|(_, spoken_of)| finders.get(spoken_of)) {
            uses.insert(reply, finder.print_use(items.iter().map(|(item, _)| item)));
        }
    }
    let placed = waiting.into_iter().filter_map(|(item, spoken_of)| {
        let print = uses.get(&(item.id.unit.clone(), item.k)).copied().unwrap_or_default();
        Some(place_one(item, spoken_of, finders.get(&spoken_of)?, print))
    });
    Ok(placed.collect())
}

/// The comments of each reply.
fn of_replies(items: &[(Item, RoundNo)]) -> BTreeMap<(UnitId, u32), Vec<&(Item, RoundNo)>> {
    let mut replies: BTreeMap<(UnitId, u32), Vec<&(Item, RoundNo)>> = BTreeMap::new();
    for it in items {
        replies.entry((it.0.id.unit.clone(), it.0.k)).or_default().push(it);
    }
    replies
}

/// The drafts of a round, prepared for finding places once a place is looked for that was not found before in this
/// run: it follows from the drafts, their codes and the comment alone.
struct Finder<'a> {
    carriers: &'a [Carrier],
    indexes: OnceCell<Vec<DraftIndex<'a>>>,
    memory: &'a Memory,
    /// What all places of the round follow from: its manifest, and the documents' names.
    from: String,
}

impl<'a> Finder<'a> {
    fn new(workspace: &'a Workspace<'_>, round: RoundNo, carriers: &'a [Carrier]) -> Self {
        let record = workspace.records.rounds.get(&round);
        let mut from = record.map(|record| record.hash.to_string()).unwrap_or_default();
        for carrier in carriers {
            let print = carrier.print.as_ref().and_then(|print| print.sha256);
            let print = print.map(|hash| hash.short()).unwrap_or_default();
            from.push_str(&format!("\n{} {} {print}", carrier.id, carrier.title));
        }
        Self { carriers, indexes: OnceCell::new(), memory: workspace.store.memory(), from }
    }

    fn indexes(&self) -> &[DraftIndex<'a>] {
        self.indexes.get_or_init(|| indexes(self.carriers))
    }

    fn find(&self, item: &Item, print: PrintUse) -> Anchor {
        let comment = serde_json::to_string(&item.comment).ok();
        let key =
            comment.and_then(|it| BlobId::of(format!("{}\n{print:?}\n{it}", self.from).as_bytes()).ok());
        let find = || Ok::<_, Infallible>(by_words(item, self.indexes(), print));
        match key.map(|key| self.memory.get_or(key, find)) {
            Some(Ok(anchor)) => (*anchor).clone(),
            Some(Err(never)) => match never {},
            None => by_words(item, self.indexes(), print),
        }
    }

    /// Whose pages a reply counts by, from its comments that cite a page.
    fn print_use<'i>(&self, reply: impl Iterator<Item = &'i Item>) -> PrintUse {
        if self.carriers.iter().all(|carrier| carrier.print.is_none()) {
            return PrintUse::Untested;
        }
        let citing = reply.map(|item| (item, citation(item))).filter(|(_, cited)| cited.page.is_some());
        let found: Vec<(Citation, Anchor)> =
            citing.map(|(item, cited)| (cited, self.find(item, PrintUse::Untested))).collect();
        if found.is_empty() {
            return PrintUse::Untested;
        }
        anchor::print_use(found.iter().map(|(cited, anchor)| (cited, anchor)), self.indexes())
    }
}

fn indexes(carriers: &[Carrier]) -> Vec<DraftIndex<'_>> {
    let index = |it| -> DraftIndex<'_> {
        let it: &Carrier = it;
        let index = DraftIndex::new(it.id.clone(), &it.title, &it.frozen.document, &it.frozen.codes);
        match &it.print {
            Some(print) => index.with_print(printed(print, &it.frozen)),
            None => index,
        }
    };
    carriers.iter().map(index).collect()
}

/// A recorded print by block index.
fn printed(print: &Print, draft: &Draft) -> Vec<PrintedPlace> {
    let codes: BTreeMap<_, usize> =
        draft.codes.iter().enumerate().filter_map(|(block, code)| Some((code.as_ref()?, block))).collect();
    let places = print.blocks.iter().filter_map(|it| {
        let block = *codes.get(&it.code)?;
        Some(PrintedPlace { block, first: (it.page, it.line), last: (it.last_page, it.last_line) })
    });
    places.collect()
}

/// The block that a comment is placed on, in the saved draft.
pub(super) fn block_in_saved(
    workspace: &Workspace<'_>,
    item: &Item,
) -> Result<Option<(DocumentId, usize)>, Failure> {
    let spoken_of = spoken_of(workspace, item.id.round, item);
    let carriers = carriers_of(workspace, spoken_of, true)?;
    let finder = Finder::new(workspace, spoken_of, &carriers);
    let of_reply = items(workspace, item.id.round)
        .into_iter()
        .filter(|other| (&other.id.unit, other.k) == (&item.id.unit, item.k))
        .collect::<Vec<_>>();
    let print = finder.print_use(of_reply.iter());
    let placed = place_one(item.clone(), spoken_of, &finder, print);
    let is_sure = !matches!(placed.now.certainty, Certainty::Gone | Certainty::Unplaced);
    let target = placed.now.target.filter(|_| is_sure);
    Ok(target.and_then(|target| Some((target.document, target.block?))))
}

/// The newest round up to `round` that froze the draft number which the reply names; else `round` itself.
fn spoken_of(workspace: &Workspace<'_>, round: RoundNo, item: &Item) -> RoundNo {
    let Some(draft_no) = item.submission.draft else { return round };
    let holds = |number: &RoundNo| {
        let record = workspace.records.rounds.get(number);
        let documents = record.iter().flat_map(|record| &record.manifest.documents);
        let mut same =
            documents.filter(|it| item.comment.document.as_ref().is_none_or(|id| *id == it.document));
        same.any(|document| document.draft_no == draft_no)
    };
    workspace
        .records
        .rounds
        .keys()
        .rev()
        .filter(|number| **number <= round)
        .find(|number| holds(number))
        .copied()
        .unwrap_or(round)
}

/// The documents of a round, against the working drafts or against the saved ones.
fn carriers_of(workspace: &Workspace<'_>, round: RoundNo, saved: bool) -> Result<Vec<Carrier>, Failure> {
    let mut carriers = Vec::new();
    for (id, entry) in workspace.documents() {
        let Some(frozen) = workspace.frozen(round, &id)? else { continue };
        let now = if saved { workspace.saved(&id)? } else { workspace.working(&id)? };
        let now = now.unwrap_or_else(|| frozen.clone());
        let comparison = workspace.compared_drafts(&frozen, &now);
        let record = workspace.records.rounds.get(&round);
        let draft_no = record.and_then(|record| record.document(&id)).map_or(0, |document| document.draft_no);
        let print = record.and_then(|record| record.prints.get(&id)).cloned();
        carriers.push(Carrier { id, title: entry.title.clone(), draft_no, frozen, now, comparison, print });
    }
    Ok(carriers)
}

fn place_one(item: Item, spoken_of: RoundNo, finder: &Finder<'_>, print: PrintUse) -> PlacedItem {
    let carriers = finder.carriers;
    let anchor = match &item.placed {
        Some(placed) => by_hand(placed, carriers),
        None => finder.find(&item, print),
    };
    let document = anchor.target.as_ref().map(|target| &target.document).or(item.comment.document.as_ref());
    let carrier = carriers.iter().find(|carrier| Some(&carrier.id) == document);
    let now = match carrier {
        Some(it) => anchor::carry(
            &anchor,
            &it.comparison,
            (&it.frozen.document, &it.frozen.codes),
            (&it.now.document, &it.now.codes),
        ),
        None => anchor.clone(),
    };
    PlacedItem { draft_no: carrier.map(|carrier| carrier.draft_no), item, spoken_of, anchor, now }
}

/// The place that a comment names, read.
fn citation(item: &Item) -> Citation {
    let cited = item.comment.citation.as_ref();
    let written = cited.map(|cited| cited.as_written.as_str()).unwrap_or_default();
    let citation = anchor::parse_citation(written);
    match cited.and_then(|cited| cited.code.as_deref()) {
        Some(code) => citation.with_code(code),
        None => citation,
    }
}

fn by_words(item: &Item, drafts: &[DraftIndex<'_>], print: PrintUse) -> Anchor {
    let comment = &item.comment;
    let query = PlaceQuery {
        citation: citation(item),
        print,
        quote: comment.quote.as_ref().map(|quote| quote.exact.as_str()),
        text: &comment.text,
        targets: comment.proposals.iter().filter_map(|it| it.target.as_deref()).collect(),
        document: comment.document.clone(),
    };
    anchor::place(&query, drafts)
}

fn by_hand(placed: &Placed, carriers: &[Carrier]) -> Anchor {
    let Some(carrier) = carriers.iter().find(|carrier| carrier.id == placed.document) else {
        return Anchor::unplaced(Vec::new());
    };
    let block = placed.code.as_ref().and_then(|code| carrier.frozen.block_of(code));
    if placed.code.is_some() && block.is_none() {
        return Anchor::unplaced(Vec::new());
    }
    let document = &carrier.frozen.document;
    let at = block.and_then(|block| document.blocks.get(block));
    let words = placed.words.as_deref().and_then(|words| {
        let start = document.text(at?).find(words)?;
        Some(start..start + words.len())
    });
    let target = Target {
        document: placed.document.clone(),
        scope: match placed.scope {
            Scope::Words => AnchorScope::Words,
            Scope::Block => AnchorScope::Block,
            Scope::Section => AnchorScope::Section,
            Scope::Document => AnchorScope::Document,
        },
        block,
        code: placed.code.clone(),
        section: at.map(|block| document.section_path(block).to_owned()).unwrap_or_default(),
        words,
    };
    Anchor::at(Certainty::ByHand, Way::Hand, Score::FULL, target)
}

/// Comments on one place that cannot both be met.
pub(super) fn conflicts(placed: &[PlacedItem]) -> Vec<Conflict> {
    let wishes: Vec<Wish<'_>> = placed
        .iter()
        .filter_map(|it| {
            let target = it.anchor.target.as_ref()?;
            let block = target.block?;
            Some(Wish {
                id: it.item.id.clone(),
                reply: it.item.k,
                comment: &it.item.comment,
                document: target.document.clone(),
                blocks: block..block + 1,
                words: target.words.clone(),
            })
        })
        .collect();
    comments::conflicts(&wishes)
}
