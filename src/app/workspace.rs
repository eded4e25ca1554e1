//! One commit of a repository as values: records, drafts with their codes, comparisons between drafts.
//!
//! Codes of a draft follow from its history: those of the last frozen round, carried through every saved version
//! since, so that a code given to an inserted block stays its own whatever is inserted later. The chain is cached
//! by the blobs it runs through; without the cache the same codes come out.

use super::records::{Records, RoundRecord, StoredSubmission};
use super::{Failure, Session};
use crate::anchor::{self, CarriedCodes};
use crate::comments::Submission;
use crate::compare::{self, Comparison};
use crate::congress::DocumentEntry;
use crate::document::{self, BlockCode, Codes, Document, DocumentId};
use crate::rounds::{FrozenDocument, RoundNo, Sha256};
use crate::store::{BlobId, CommitId, Snapshot, Store};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::rc::Rc;

/// Name of the cached code chains; changes whenever the way codes are carried does.
const CHAIN: &str = "codes-1";

/// A draft with the codes of its blocks.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    /// Id of its text.
    pub(super) text: BlobId,
    pub(super) document: Document,
    pub(super) codes: Codes,
    /// Codes that went out of use since the last frozen round, and the block that took each one's text in.
    pub(super) retired: Vec<(BlockCode, Option<BlockCode>)>,
}

impl Draft {
    /// Block index of a code.
    pub(super) fn block_of(&self, code: &BlockCode) -> Option<usize> {
        self.codes.iter().position(|it| it.as_ref() == Some(code))
    }

    /// Code of a block.
    pub(super) fn code(&self, block: usize) -> Option<&BlockCode> {
        self.codes.get(block)?.as_ref()
    }
}

/// A repository as of one commit, with what is recorded in it.
pub(super) struct Workspace<'a> {
    pub(super) store: &'a Store,
    pub(super) snapshot: Snapshot<'a>,
    pub(super) records: Rc<Records>,
    /// Saved drafts that were asked for before; a commit does not change.
    saved: RefCell<BTreeMap<DocumentId, Draft>>,
}

/// Opens the repository that the session stands in.
pub(super) fn open_store(session: &Session) -> Result<Store, Failure> {
    Ok(Store::open(&session.dir)?.with_memory(&session.memory))
}

impl<'a> Workspace<'a> {
    /// Reads the head of the branch.
    pub(super) fn head(store: &'a Store) -> Result<Self, Failure> {
        Self::of(store, store.head()?)
    }

    /// Reads one commit.
    pub(super) fn of(store: &'a Store, snapshot: Snapshot<'a>) -> Result<Self, Failure> {
        let read = || Records::read(store, &snapshot, true);
        let records = store.memory().get_or(snapshot.content(), read)?;
        Ok(Self { store, snapshot, records, saved: RefCell::default() })
    }

    /// Reads the head of the branch and trusts no cache: for checking the records themselves.
    pub(super) fn unkept(store: &'a Store) -> Result<Self, Failure> {
        let snapshot = store.head()?;
        let records = Rc::new(Records::read(store, &snapshot, false)?);
        Ok(Self { store, snapshot, records, saved: RefCell::default() })
    }

    /// The same with further submissions, of number `k` each, as if they were recorded.
    pub(super) fn with_submissions(&self, new: &[(u32, Submission)]) -> Result<Workspace<'a>, Failure> {
        let mut records = (*self.records).clone();
        for (k, submission) in new {
            let place = (submission.round, submission.unit.clone());
            let value = Rc::new(submission.clone());
            records.submissions.entry(place).or_default().push(StoredSubmission { k: *k, value });
        }
        let snapshot = self.store.snapshot(self.snapshot.commit())?;
        Ok(Workspace { store: self.store, snapshot, records: Rc::new(records), saved: RefCell::default() })
    }

    /// The documents of the congress, in its order.
    pub(super) fn documents(&self) -> impl Iterator<Item = (DocumentId, &DocumentEntry)> {
        let entries = self.records.congress.documents.iter();
        entries.filter_map(|entry| Some((DocumentId::parse(entry.id.as_str())?, entry)))
    }

    /// The entry of a document.
    ///
    /// # Errors
    ///
    /// When the congress has no such document; the failure lists those it has.
    pub(super) fn entry(&self, id: &DocumentId) -> Result<&DocumentEntry, Failure> {
        let known = || self.documents().map(|(id, _)| id.to_string()).collect::<Vec<_>>().join(", ");
        let found = self.documents().find(|(other, _)| other == id).map(|(_, entry)| entry);
        found.ok_or_else(|| {
            Failure::new("unknown-document").with("document", id.as_str()).with("known", known())
        })
    }

    /// Reads the id of a document as typed.
    pub(super) fn document_id(&self, text: &str) -> Result<DocumentId, Failure> {
        let known = || self.documents().map(|(id, _)| id.to_string()).collect::<Vec<_>>().join(", ");
        let id = DocumentId::parse(text)
            .ok_or_else(|| Failure::new("unknown-document").with("document", text).with("known", known()))?;
        self.entry(&id).map(|_| id)
    }

    /// A round as typed.
    pub(super) fn round(&self, number: u32) -> Result<(RoundNo, &RoundRecord), Failure> {
        let known = || self.records.rounds.keys().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        let found = RoundNo::new(number).and_then(|number| Some((number, self.records.rounds.get(&number)?)));
        found.ok_or_else(|| Failure::new("unknown-round").with("round", number).with("known", known()))
    }

    /// A draft as frozen in a round; `None` where the round does not hold the document.
    pub(super) fn frozen(&self, round: RoundNo, id: &DocumentId) -> Result<Option<Draft>, Failure> {
        let Some(frozen) = self.records.rounds.get(&round).and_then(|record| record.document(id)) else {
            return Ok(None);
        };
        let (text, document) = self.parsed_blob(frozen.blob.as_str(), &frozen.path)?;
        let codes = frozen_codes(frozen, &document);
        let retired = frozen.retired.iter().map(|it| (it.code.clone(), it.into.clone())).collect();
        Ok(Some(Draft { text, document, codes, retired }))
    }

    /// The last round that holds the document, up to and with `until`.
    pub(super) fn last_frozen(&self, id: &DocumentId) -> Option<(RoundNo, &FrozenDocument)> {
        let rounds = self.records.rounds.iter().rev();
        rounds.filter_map(|(number, record)| Some((*number, record.document(id)?))).next()
    }

    /// The saved draft; `None` where the file is not there.
    pub(super) fn saved(&self, id: &DocumentId) -> Result<Option<Draft>, Failure> {
        let path = &self.entry(id)?.file;
        let Some(entry) = self.snapshot.entry(path)? else { return Ok(None) };
        if let Some(draft) = self.saved.borrow().get(id) {
            return Ok(Some(draft.clone()));
        }
        let draft = self.chain(id, path, entry.blob)?;
        self.saved.borrow_mut().insert(id.clone(), draft.clone());
        Ok(Some(draft))
    }

    /// The draft in the working folder, unsaved edits included; the saved one where there is no file.
    pub(super) fn working(&self, id: &DocumentId) -> Result<Option<Draft>, Failure> {
        let path = &self.entry(id)?.file;
        let saved = self.saved(id)?;
        let Some(bytes) = self.store.working(path)? else { return Ok(saved) };
        let source = text_of(bytes, path)?;
        match saved {
            Some(saved) if saved.document.source == source => Ok(Some(saved)),
            saved => self.following(id, saved, source).map(Some),
        }
    }

    /// A text that follows the saved draft; before the first freezing codes are counted through.
    fn following(&self, id: &DocumentId, saved: Option<Draft>, source: String) -> Result<Draft, Failure> {
        let text = BlobId::of(source.as_bytes())?;
        let document = self.parsed_as(text, source);
        Ok(match saved.filter(|_| self.last_frozen(id).is_some()) {
            Some(saved) => self.carried(&saved, (text, document), &self.ever_used(id)),
            None => first((text, document)),
        })
    }

    /// A text cut into blocks; the same text is cut once in a run.
    pub(super) fn parsed(&self, source: String) -> Document {
        match BlobId::of(source.as_bytes()) {
            Ok(key) => self.parsed_as(key, source),
            Err(_) => document::parse(source),
        }
    }

    fn parsed_as(&self, key: BlobId, source: String) -> Document {
        let memory = self.store.memory();
        match memory.get::<Document>(key) {
            Some(document) => (*document).clone(),
            None => (*memory.keep(key, document::parse(source))).clone(),
        }
    }

    fn parsed_blob(&self, blob: &str, path: &str) -> Result<(BlobId, Document), Failure> {
        let id = BlobId::from_hex(blob).ok_or_else(|| Failure::new("blob-broken").with("file", path))?;
        if let Some(document) = self.store.memory().get::<Document>(id) {
            return Ok((id, (*document).clone()));
        }
        Ok((id, self.parsed_as(id, text_of(self.store.blob(id)?, path)?)))
    }

    /// The comparison of two texts, each with its id; the same two are compared once in a run.
    fn compared(&self, before: (BlobId, &Document), after: (BlobId, &Document)) -> Rc<Comparison> {
        let compare = || Ok::<_, Infallible>(compared(before.1, after.1));
        match BlobId::of(format!("{} {}", before.0, after.0).as_bytes()) {
            Ok(key) => match self.store.memory().get_or(key, compare) {
                Ok(comparison) => comparison,
                Err(never) => match never {},
            },
            Err(_) => Rc::new(compared(before.1, after.1)),
        }
    }

    /// The comparison of two drafts.
    pub(super) fn compared_drafts(&self, before: &Draft, after: &Draft) -> Rc<Comparison> {
        self.compared((before.text, &before.document), (after.text, &after.document))
    }

    /// Another text of the document, its codes carried from the saved draft.
    pub(super) fn with_text(&self, id: &DocumentId, source: String) -> Result<Draft, Failure> {
        self.following(id, self.saved(id)?, source)
    }

    /// Codes through all saved versions since the last frozen round.
    fn chain(&self, id: &DocumentId, path: &str, head: BlobId) -> Result<Draft, Failure> {
        let frozen = self.last_frozen(id);
        if frozen.is_none() {
            return Ok(first(self.parsed_blob(&head.to_string(), path)?));
        }
        let mut blobs: Vec<BlobId> = Vec::new();
        if frozen.is_none_or(|(_, frozen)| frozen.blob.as_str() != head.to_string()) {
            blobs.push(head);
            let is_frozen =
                |blob: BlobId| frozen.is_some_and(|(_, frozen)| frozen.blob.as_str() == blob.to_string());
            let is_enough =
                |found: &[(CommitId, BlobId)]| found.last().is_some_and(|(_, blob)| is_frozen(*blob));
            for (_, blob) in self.store.history_until(path, is_enough)? {
                if is_frozen(blob) {
                    break;
                }
                if blobs.last() != Some(&blob) {
                    blobs.push(blob);
                }
            }
        }
        blobs.reverse();
        let mut key = frozen.map(|(round, frozen)| format!("{round} {}", frozen.blob)).unwrap_or_default();
        let mut steps = Vec::new();
        for blob in blobs {
            key = format!("{} {blob}", Sha256::of(key.as_bytes()));
            steps.push((blob, BlobId::of(key.as_bytes())?));
        }
        self.follow(id, path, &steps)
    }

    /// Follows a chain of versions from the last one whose codes are kept.
    fn follow(&self, id: &DocumentId, path: &str, steps: &[(BlobId, BlobId)]) -> Result<Draft, Failure> {
        let memory = self.store.memory();
        let read = |blob: BlobId| self.parsed_blob(&blob.to_string(), path);
        let mut draft = None;
        let mut next = 0;
        for (at, (blob, place)) in steps.iter().enumerate().rev() {
            if let Some(kept) = memory.get::<Draft>(*place) {
                draft = Some((*kept).clone());
                next = at + 1;
                break;
            }
            let Some(bytes) = self.store.cached(*place, CHAIN) else { continue };
            let (text, document) = read(*blob)?;
            if let Some((codes, retired)) = from_cache(&bytes, &document) {
                draft = Some((*memory.keep(*place, Draft { text, document, codes, retired })).clone());
                next = at + 1;
                break;
            }
        }
        if draft.is_none()
            && let Some((round, _)) = self.last_frozen(id)
        {
            draft = self.frozen(round, id)?.map(|draft| Draft { retired: Vec::new(), ..draft });
        }
        let ever = self.ever_used(id);
        for (blob, place) in &steps[next..] {
            let read = read(*blob)?;
            let following = match draft {
                Some(before) => self.carried(&before, read, &ever),
                None => first(read),
            };
            self.store.cache(*place, CHAIN, &to_cache(&following));
            draft = Some((*memory.keep(*place, following)).clone());
        }
        draft.ok_or_else(|| Failure::new("draft-missing").with("document", id.as_str()))
    }

    /// Every code of the document that any frozen round knows.
    fn ever_used(&self, id: &DocumentId) -> BTreeSet<BlockCode> {
        let frozen = self.records.rounds.values().filter_map(|record| record.document(id));
        let codes = frozen.flat_map(|it| {
            it.blocks.iter().map(|block| &block.code).chain(it.retired.iter().map(|retired| &retired.code))
        });
        codes.cloned().collect()
    }

    /// A later text with the codes of the one before.
    fn carried(
        &self,
        before: &Draft,
        (text, document): (BlobId, Document),
        ever: &BTreeSet<BlockCode>,
    ) -> Draft {
        let comparison = self.compared((before.text, &before.document), (text, &document));
        let mut used: Vec<BlockCode> = ever.iter().cloned().collect();
        used.extend(before.codes.iter().flatten().cloned());
        used.extend(before.retired.iter().map(|(code, _)| code.clone()));
        let CarriedCodes { codes, retired } =
            anchor::carry_codes(&before.document, &before.codes, &document, &comparison, &used);
        let mut all = before.retired.clone();
        all.extend(retired);
        Draft { text, document, codes, retired: all }
    }
}

/// The text of a draft's bytes.
///
/// # Errors
///
/// When the file is not UTF-8; the failure names it and what to do.
pub(super) fn text_of(bytes: Vec<u8>, path: &str) -> Result<String, Failure> {
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let line = error.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
        Failure::new("draft-not-utf8").with("file", path).with("line", line)
    })
}

/// A draft that has no history: codes from the first block on.
fn first((text, document): (BlobId, Document)) -> Draft {
    let codes = document::number_blocks(&document);
    Draft { text, document, codes, retired: Vec::new() }
}

/// The comparison of two drafts with the settings of the whole program.
pub(super) fn compared(before: &Document, after: &Document) -> Comparison {
    compare::compare(before, after, &compare::CompareOptions::default())
}

fn frozen_codes(frozen: &FrozenDocument, document: &Document) -> Codes {
    let mut register = frozen.blocks.iter();
    let coded = |block: &document::Block| block.kind.has_code();
    document
        .blocks
        .iter()
        .map(|block| coded(block).then(|| register.next().map(|it| it.code.clone())).flatten())
        .collect()
}

type Cached = (Codes, Vec<(BlockCode, Option<BlockCode>)>);

/// One line of codes (`-` for none), then one line for each retired code and what took it in.
fn to_cache(draft: &Draft) -> Vec<u8> {
    let shown = |code: Option<&BlockCode>| code.map_or_else(|| "-".to_owned(), ToString::to_string);
    let codes: Vec<String> = draft.codes.iter().map(|code| shown(code.as_ref())).collect();
    let mut text = codes.join(" ");
    for (code, into) in &draft.retired {
        text.push_str(&format!("\n{code} {}", shown(into.as_ref())));
    }
    text.into_bytes()
}

/// `None` for anything that is not the codes of this very document: then they are computed anew.
fn from_cache(bytes: &[u8], document: &Document) -> Option<Cached> {
    let text = std::str::from_utf8(bytes).ok()?;
    let mut lines = text.split('\n');
    let read = |word: &str| if word == "-" { Some(None) } else { BlockCode::parse(word).map(Some) };
    let first = lines.next()?;
    let codes: Codes =
        if first.is_empty() { Vec::new() } else { first.split(' ').map(read).collect::<Option<_>>()? };
    let fits = codes.len() == document.blocks.len()
        && codes.iter().zip(&document.blocks).all(|(code, block)| code.is_some() == block.kind.has_code());
    let retired = lines.map(|line| {
        let (code, into) = line.split_once(' ')?;
        Some((BlockCode::parse(code)?, read(into)?))
    });
    let retired = retired.collect::<Option<Vec<_>>>()?;
    fits.then_some((codes, retired))
}
