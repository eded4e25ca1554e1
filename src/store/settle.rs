//! Making the working files and the index follow the branch, now or after a run that was cut short.
//!
//! For every path where the index and the head differ, the working file decides: equal to the head, only the
//! index follows; equal to its base (or to an edit that the head has taken in), it gets the head's content;
//! anything else is an unsaved edit and stays, with its base. Linear in the number of tracked files.

use super::disk::Step;
use super::error::StoreError;
use super::index::NewBase;
use super::{BlobId, CommitMeta, Entry, Store};
use std::collections::{BTreeMap, BTreeSet};

/// So many files are held in memory at once.
const BATCH: usize = 256;

/// What the working file and the index shall become.
enum Verdict {
    /// An unsaved edit, or nothing to do.
    Leave,
    /// The file is right, the index follows.
    Record,
    /// The file follows the head.
    Follow,
    /// The file is an edit that the head has taken in, these bytes; it follows the head.
    Forget,
}

impl Store {
    /// Catches the working files up with the branch; to be called before working files are read for writing.
    ///
    /// # Errors
    /// `Busy`, `GitBusy`, `Symlink`, `Submodule`, `BadPath`, `InTheWay`, `Io`, `Git`.
    pub fn settle(&self, meta: &CommitMeta) -> Result<(), StoreError> {
        let lock = self.lock(&meta.command, meta.seconds)?;
        let head = self.head_ref()?.1;
        self.settle_locked()?;
        lock.settled.set(Some(head));
        Ok(())
    }

    pub(super) fn settle_locked(&self) -> Result<(), StoreError> {
        let head: BTreeMap<String, Entry> =
            self.head()?.list("")?.into_iter().map(|entry| (entry.path.clone(), entry)).collect();
        let bases = self.bases()?;
        let taken = self.taken()?;
        let paths: BTreeSet<&String> = head.keys().chain(bases.by_path.keys()).chain(taken.keys()).collect();
        let mut lagging: Vec<&String> = paths
            .into_iter()
            .filter(|path| {
                let in_head = head.get(*path).map(|entry| entry.blob);
                in_head != bases.by_path.get(*path).map(|base| base.blob) || taken.contains_key(*path)
            })
            .collect();
        // Removals first: a folder may have become a file.
        lagging.sort_by_key(|path| head.contains_key(*path));
        let mut updates = BTreeMap::new();
        for batch in lagging.chunks(BATCH) {
            let mut steps = Vec::new();
            let mut followed = Vec::new();
            let mut stamps = BTreeMap::new();
            for path in batch {
                let entry = head.get(*path);
                let base = bases.by_path.get(*path).map(|base| base.blob);
                stamps.insert(path.as_str(), self.work.stamp(path)?);
                match self.judge(path, entry.map(|entry| entry.blob), base, taken.get(*path).copied())? {
                    Verdict::Leave => continue,
                    Verdict::Record => (),
                    Verdict::Follow | Verdict::Forget => steps.push(((*path).clone(), self.step(entry)?)),
                }
                followed.push(((*path).clone(), entry));
            }
            // An editor may save a file between our look at it and its turn.
            let is_edited = |path: &str| Ok(Some(self.work.stamp(path)?) != stamps.get(path).copied());
            let kept = self.work.carry_out_unless(&steps, is_edited)?;
            for (path, entry) in followed.into_iter().filter(|(path, _)| !kept.contains(path)) {
                let new = match entry {
                    None => None,
                    Some(entry) => {
                        let file = self.work.metadata(&path)?;
                        Some(NewBase { blob: entry.blob, mode: entry.mode, file })
                    }
                };
                updates.insert(path, new);
            }
        }
        self.write_bases(&updates)?;
        self.forget_taken()
    }

    fn step(&self, entry: Option<&Entry>) -> Result<Step, StoreError> {
        match entry {
            Some(entry) => self.blob(entry.blob).map(Step::Write),
            None => Ok(Step::Remove),
        }
    }

    fn judge(
        &self,
        path: &str,
        head: Option<BlobId>,
        base: Option<BlobId>,
        taken: Option<BlobId>,
    ) -> Result<Verdict, StoreError> {
        let file = match self.work.read(path) {
            // A folder that is about to become a file; if it does not get empty, writing says so.
            Err(StoreError::InTheWay(_)) => None,
            other => other?.map(|bytes| BlobId::of(&bytes)).transpose()?,
        };
        Ok(match file {
            None if head.is_none() => Verdict::Record,
            // Not there and never was: new in the head. Not there and had a base: removed by hand, unsaved.
            None if base.is_none() => Verdict::Follow,
            None => Verdict::Leave,
            Some(_) if file == head => Verdict::Record,
            Some(_) if file == base => Verdict::Follow,
            Some(_) if file == taken => Verdict::Forget,
            Some(_) => Verdict::Leave,
        })
    }
}
