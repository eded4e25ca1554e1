//! What an import is going to write, what is known of files by their bytes, and the words for its commit. Decides nothing.

use super::containers::Incoming;
use super::import_report::Line;
use super::operation::Entry;
use super::reply::unit_name;
use super::workspace::Workspace;
use crate::comments::{Received, Submission};
use crate::messages::Message;
use crate::rounds::{RoundNo, Sha256};
use crate::units::UnitId;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A file as records name it: the hash of what was kept, and its name in there if that is an archive.
type FileKey<'a> = (Sha256, Option<&'a str>);

/// Files and of which unit and round they are; of several records of one file, the first.
#[derive(Default)]
pub(super) struct KnownFiles<'a>(BTreeMap<FileKey<'a>, (RoundNo, &'a UnitId)>);

impl<'a> KnownFiles<'a> {
    /// The files of all replies on record.
    pub(super) fn recorded(workspace: &'a Workspace<'_>) -> Self {
        let mut known = Self::default();
        for submission in workspace.records.submissions.values().flatten().map(|stored| &*stored.value) {
            if let Some(Received { sha256, member, .. }) = &submission.received {
                let of = (submission.round, &submission.unit);
                known.0.entry((*sha256, member.as_deref())).or_insert(of);
            }
        }
        known
    }

    /// Whose a file is: the same member of the same archive, or the same bytes that came alone.
    pub(super) fn of(&self, file: &Incoming) -> Option<(RoundNo, UnitId)> {
        let found = file.keys().find_map(|key| self.0.get(&key));
        found.map(|(round, unit)| (*round, (*unit).clone()))
    }
}

/// What an import is going to write.
#[derive(Default)]
pub(super) struct Taken {
    pub(super) received: BTreeMap<String, Arc<[u8]>>,
    /// Under which path an archive is kept.
    pub(super) archives: BTreeMap<String, String>,
    /// With their numbers, in the order in which they came; added by [`Taken::add`].
    submissions: Vec<(u32, Submission)>,
    /// Where in `submissions` the replies of a unit to a round stand.
    of_unit: BTreeMap<(RoundNo, UnitId), Vec<usize>>,
    /// Whose a file is, by the hash of its own bytes, those inside of archives included.
    hashes: BTreeMap<Sha256, (RoundNo, UnitId)>,
    /// Whose a member of an archive is, by the archive's hash and its name.
    members: BTreeMap<(Sha256, String), (RoundNo, UnitId)>,
}

impl Taken {
    /// Adds a reply.
    pub(super) fn add(&mut self, k: u32, submission: Submission) {
        let of = (submission.round, submission.unit.clone());
        self.of_unit.entry(of).or_default().push(self.submissions.len());
        self.submissions.push((k, submission));
    }

    /// All replies with their numbers.
    pub(super) fn submissions(&self) -> &[(u32, Submission)] {
        &self.submissions
    }

    /// The replies of a unit to a round with their numbers, in the order in which they came.
    pub(super) fn of_unit<'a>(
        &'a self,
        round: RoundNo,
        unit: &UnitId,
    ) -> impl Iterator<Item = (u32, &'a Submission)> + use<'a> {
        let at = self.of_unit.get(&(round, unit.clone())).map_or(&[][..], Vec::as_slice);
        at.iter().filter_map(|at| self.submissions.get(*at)).map(|(k, it)| (*k, it))
    }

    /// Says whose a file is.
    pub(super) fn know(&mut self, file: &Incoming, round: RoundNo, unit: &UnitId) {
        if let Some((whole, member)) = &file.within {
            self.members.entry((whole.sha256, member.clone())).or_insert((round, unit.clone()));
        }
        if file.within.is_none() || file.problem.is_none() {
            self.hashes.entry(file.sha256).or_insert((round, unit.clone()));
        }
    }

    /// Whose a file is that came before.
    pub(super) fn whose(&self, file: &Incoming) -> Option<(RoundNo, UnitId)> {
        let member = file
            .within
            .as_ref()
            .and_then(|(whole, member)| self.members.get(&(whole.sha256, member.clone())));
        let bytes = || {
            let is_told = file.within.is_none() || file.problem.is_none();
            self.hashes.get(&file.sha256).filter(|_| is_told)
        };
        member.or_else(bytes).cloned()
    }

    pub(super) fn entry(self, workspace: &Workspace<'_>, lines: &[Line]) -> Option<Entry> {
        if self.received.is_empty() && self.submissions.is_empty() {
            return None;
        }
        // Each unit once, in the order in which they came.
        let mut seen = BTreeSet::new();
        let units = self.submissions.iter().map(|(_, it)| &it.unit).filter(|unit| seen.insert(*unit));
        let units: Vec<&UnitId> = units.collect();
        let names: Vec<String> = units.iter().map(|unit| unit_name(workspace, unit)).collect();
        let rounds: Vec<String> = {
            let mut rounds: Vec<RoundNo> = self.submissions.iter().map(|(_, it)| it.round).collect();
            rounds.sort();
            rounds.dedup();
            rounds.iter().map(ToString::to_string).collect()
        };
        let n_comments: usize = lines.iter().map(|line| line.n_comments).sum();
        let journal =
            Message::new(if self.submissions.is_empty() { "journal-import-kept" } else { "journal-import" })
                .with("replies", self.submissions.len())
                .with("files", self.received.len())
                .with("round", rounds.join(", "))
                .with("comments", n_comments)
                .with("units", listed(&names));
        let mut entry = Entry::new(journal);
        for round in rounds {
            entry = entry.trailer("Round", round);
        }
        for unit in units {
            entry = entry.trailer("Unit", unit);
        }
        for (path, bytes) in self.received {
            entry.write(path, bytes);
        }
        for (k, it) in &self.submissions {
            entry.record(format!("comments/{}/{}/{k}.yaml", it.round, it.unit), it);
        }
        Some(entry)
    }
}

/// The first names of a list, and how many more there are.
fn listed(names: &[String]) -> String {
    const SHOWN: usize = 3;
    let more = if names.len() > SHOWN { format!(" … (+{})", names.len() - SHOWN) } else { String::new() };
    format!("{}{more}", names[..names.len().min(SHOWN)].join(", "))
}
