//! What an import is going to write, and the words for its commit. Decides nothing.

use super::import_report::Line;
use super::operation::Entry;
use super::reply::unit_name;
use super::workspace::Workspace;
use crate::comments::Submission;
use crate::messages::Message;
use crate::rounds::{RoundNo, Sha256};
use crate::units::UnitId;
use std::collections::BTreeMap;

/// What an import is going to write.
#[derive(Default)]
pub(super) struct Taken {
    pub(super) received: BTreeMap<String, Vec<u8>>,
    pub(super) submissions: Vec<(u32, Submission)>,
    /// Hashes of the files' own bytes, those inside of archives included.
    pub(super) hashes: BTreeMap<Sha256, (RoundNo, UnitId)>,
}

impl Taken {
    pub(super) fn entry(self, workspace: &Workspace<'_>, lines: &[Line]) -> Option<Entry> {
        if self.received.is_empty() && self.submissions.is_empty() {
            return None;
        }
        // Each unit once, in the order in which they came.
        let mut units: Vec<&UnitId> = Vec::new();
        for (_, it) in &self.submissions {
            if !units.contains(&&it.unit) {
                units.push(&it.unit);
            }
        }
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
