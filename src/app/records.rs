//! Everything a repository records, read from one commit into typed values.
//!
//! A file that does not read is a problem and is left out; use cases that write refuse to go on while a file that
//! they stand on is broken. Nothing is derived here: placements, states and counts are computed by the layers below
//! from these values.

use super::Failure;
use crate::comments::{CommentId, DecisionFile, ReasonsFile, Subject, Submission};
use crate::congress::Congress;
use crate::document::DocumentId;
use crate::problem::{Code, Place, Problem};
use crate::rounds::{Event, FrozenDocument, Manifest, MilestonesFile, Print, RoundNo, Sha256};
use crate::store::{BlobId, Entry, Snapshot, Store};
use crate::units::{Registry, UnitId, UnitsFile};
use crate::yaml;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Name of the cached form; changes whenever a record's type does.
const CACHE: &str = "record-1";

/// A record that is not UTF-8.
const NOT_UTF8: Code = Code::error("A020");
/// The problems that reading records can report besides those of YAML.
pub(super) const CODES: &[Code] = &[NOT_UTF8];

/// A round with everything that happened to it.
#[derive(Debug, Clone)]
pub(super) struct RoundRecord {
    pub(super) manifest: Rc<Manifest>,
    /// SHA-256 of the manifest's file; its short form is printed on everything circulated.
    pub(super) hash: Sha256,
    /// In order of their file names, that is of time.
    pub(super) events: Vec<Event>,
    /// Where the blocks stand in the circulated print, by document.
    pub(super) prints: BTreeMap<DocumentId, Rc<Print>>,
}

impl RoundRecord {
    /// The frozen state of a document in this round.
    pub(super) fn document(&self, id: &DocumentId) -> Option<&FrozenDocument> {
        self.manifest.documents.iter().find(|document| document.document == *id)
    }
}

/// A submission and where its record stands.
#[derive(Debug, Clone)]
pub(super) struct StoredSubmission {
    /// The k of `comments/<n>/<unit>/<k>.yaml`.
    pub(super) k: u32,
    pub(super) value: Rc<Submission>,
}

/// All records of one commit.
#[derive(Debug, Clone)]
pub(super) struct Records {
    pub(super) congress: Rc<Congress>,
    pub(super) units: Rc<Registry>,
    pub(super) rounds: BTreeMap<RoundNo, RoundRecord>,
    /// By round and unit, in order of k.
    pub(super) submissions: BTreeMap<(RoundNo, UnitId), Vec<StoredSubmission>>,
    pub(super) decisions: BTreeMap<(RoundNo, Subject), Rc<DecisionFile>>,
    pub(super) reasons: Vec<Rc<ReasonsFile>>,
    pub(super) milestones: BTreeMap<UnitId, Rc<MilestonesFile>>,
    /// What did not read.
    pub(super) problems: Vec<Problem>,
}

impl Records {
    /// Reads the records of a commit; `cached` allows what was read before to be taken from the cache.
    ///
    /// # Errors
    ///
    /// When `congress.yaml` or `units.yaml` is missing or does not read, or the repository itself fails.
    pub(super) fn read(store: &Store, snapshot: &Snapshot<'_>, cached: bool) -> Result<Self, Failure> {
        let mut reader = Reader { store, cached, snapshot, problems: Vec::new() };
        let congress = reader.required("congress.yaml")?;
        let units = reader.registry()?;
        let mut records = Self {
            congress,
            units,
            rounds: reader.rounds()?,
            submissions: BTreeMap::new(),
            decisions: BTreeMap::new(),
            reasons: reader.all("reasons/")?.into_iter().map(|(_, value)| value).collect(),
            milestones: BTreeMap::new(),
            problems: Vec::new(),
        };
        for (path, value) in reader.all::<Submission>("comments/")? {
            let k = path
                .rsplit('/')
                .next()
                .and_then(|name| name.strip_suffix(".yaml")?.parse().ok())
                .unwrap_or(0);
            let place = (value.round, value.unit.clone());
            records.submissions.entry(place).or_default().push(StoredSubmission { k, value });
        }
        for list in records.submissions.values_mut() {
            list.sort_by_key(|submission| submission.k);
        }
        for (_, value) in reader.all::<DecisionFile>("decisions/")? {
            records.decisions.insert((value.round, value.subject.clone()), value);
        }
        for (_, value) in reader.all::<MilestonesFile>("milestones/")? {
            records.milestones.insert(value.unit.clone(), value);
        }
        records.problems = reader.problems;
        Ok(records)
    }

    /// The congress alone.
    ///
    /// # Errors
    ///
    /// When `congress.yaml` is missing or does not read.
    pub(super) fn congress(store: &Store, snapshot: &Snapshot<'_>) -> Result<Rc<Congress>, Failure> {
        Reader { store, cached: true, snapshot, problems: Vec::new() }.required("congress.yaml")
    }

    /// The newest round.
    pub(super) fn last_round(&self) -> Option<(RoundNo, &RoundRecord)> {
        self.rounds.iter().next_back().map(|(number, round)| (*number, round))
    }

    /// Ids of all comments of a round as received (before splitting), in order of units and numbers.
    pub(super) fn received_comments(
        &self,
        round: RoundNo,
    ) -> impl Iterator<Item = (CommentId, &StoredSubmission, &crate::comments::Comment)> {
        let of_round = move |key: &&(RoundNo, UnitId)| key.0 == round;
        self.submissions
            .keys()
            .filter(of_round)
            .filter_map(|key| self.submissions.get(key))
            .flatten()
            .flat_map(|submission| {
                submission.value.comments.iter().filter_map(move |comment| {
                    let id =
                        CommentId::new(submission.value.round, submission.value.unit.clone(), comment.no)?;
                    Some((id, submission, comment))
                })
            })
    }

    /// Refuses to go on where any record is broken.
    pub(super) fn sound(&self) -> Result<(), Failure> {
        if self.problems.is_empty() {
            return Ok(());
        }
        Err(Failure::new("records-broken").with_problems(self.problems.clone()))
    }
}

/// What can be read from YAML and kept.
trait Record: DeserializeOwned + Serialize + 'static {}

impl<T: DeserializeOwned + Serialize + 'static> Record for T {}

struct Reader<'a> {
    store: &'a Store,
    /// Whether what was read before may be taken from the cache; never when the records themselves are checked.
    cached: bool,
    snapshot: &'a Snapshot<'a>,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn required<T: Record>(&self, path: &str) -> Result<Rc<T>, Failure> {
        let Some(entry) = self.snapshot.entry(path)? else {
            return Err(Failure::new("record-missing").with("file", path));
        };
        let broken = |problems| Failure::new("records-broken").with_problems(problems);
        self.value(&entry)?.map_err(broken)
    }

    /// The registry; the same file makes it once in a run.
    fn registry(&self) -> Result<Rc<Registry>, Failure> {
        const PATH: &str = "units.yaml";
        let blob = self.snapshot.entry(PATH)?.map(|entry| entry.blob);
        if let Some(registry) = blob.and_then(|blob| self.remembered(blob)) {
            return Ok(registry);
        }
        let units: Rc<UnitsFile> = self.required(PATH)?;
        let registry = Registry::new(units.units.clone());
        Ok(match blob {
            Some(blob) => self.store.memory().keep(blob, registry),
            None => Rc::new(registry),
        })
    }

    fn remembered<T: 'static>(&self, blob: BlobId) -> Option<Rc<T>> {
        self.store.memory().get(blob).filter(|_| self.cached)
    }

    fn all<T: Record>(&mut self, prefix: &str) -> Result<Vec<(String, Rc<T>)>, Failure> {
        let mut values = Vec::new();
        for entry in self.snapshot.list(prefix)? {
            if entry.path.ends_with(".yaml") {
                values.extend(self.one(&entry)?.map(|value| (entry.path, value)));
            }
        }
        Ok(values)
    }

    /// A record, or its problems added to those of the others.
    fn one<T: Record>(&mut self, entry: &Entry) -> Result<Option<Rc<T>>, Failure> {
        Ok(match self.value(entry)? {
            Ok(value) => Some(value),
            Err(problems) => {
                self.problems.extend(problems);
                None
            }
        })
    }

    /// A record by its content: what was read before is kept in memory for this run, and on the disk as JSON, which
    /// reads far faster than YAML.
    fn value<T: Record>(&self, entry: &Entry) -> Result<Result<Rc<T>, Vec<Problem>>, Failure> {
        if let Some(value) = self.remembered(entry.blob) {
            return Ok(Ok(value));
        }
        let memory = self.store.memory();
        let kept = if self.cached { self.store.cached(entry.blob, CACHE) } else { None };
        if let Some(value) = kept.and_then(|json| serde_json::from_slice::<T>(&json).ok()) {
            return Ok(Ok(memory.keep(entry.blob, value)));
        }
        match parse::<T>(&entry.path, &self.store.blob(entry.blob)?) {
            Ok(value) if self.cached => {
                if let Ok(json) = serde_json::to_vec(&value) {
                    self.store.cache(entry.blob, CACHE, &json);
                }
                Ok(Ok(memory.keep(entry.blob, value)))
            }
            other => Ok(other.map(Rc::new)),
        }
    }

    /// The hash of a file's bytes.
    fn hash(&self, blob: BlobId) -> Result<Sha256, Failure> {
        let hash = || Ok(Sha256::of(&self.store.blob(blob)?));
        if self.cached { self.store.memory().get_or(blob, hash).map(|hash| *hash) } else { hash() }
    }

    fn rounds(&mut self) -> Result<BTreeMap<RoundNo, RoundRecord>, Failure> {
        let mut rounds = BTreeMap::new();
        for entry in self.snapshot.list("rounds/")? {
            let name = entry.path.strip_prefix("rounds/").and_then(|rest| rest.strip_suffix(".yaml"));
            let Some(number) = name.and_then(RoundNo::parse) else { continue };
            let Some(manifest) = self.one::<Manifest>(&entry)? else { continue };
            let events = self.all::<Event>(&format!("rounds/{number}/events/"))?;
            let events = events.into_iter().map(|(_, event)| (*event).clone()).collect();
            let prints = self.all::<Print>(&format!("rounds/{number}/print/"))?;
            let prints = prints.into_iter().map(|(_, print)| (print.document.clone(), print)).collect();
            rounds.insert(number, RoundRecord { manifest, hash: self.hash(entry.blob)?, events, prints });
        }
        Ok(rounds)
    }
}

fn parse<T: DeserializeOwned>(path: &str, bytes: &[u8]) -> Result<T, Vec<Problem>> {
    match std::str::from_utf8(bytes) {
        Ok(text) => yaml::from_str(text, path),
        Err(_) => Err(vec![Problem::new(NOT_UTF8, Place::file(path))]),
    }
}

impl From<crate::store::StoreError> for Failure {
    fn from(error: crate::store::StoreError) -> Self {
        Self { hint: Some(Box::new(error.hint())), ..Self::from(error.message()) }
    }
}
