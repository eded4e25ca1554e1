//! What an import would bring, before anything is written: how many comments find their place, which do not, which
//! seem to make a point that is made already.

use super::duplicates;
use super::places::{PlacedItem, placed};
use super::workspace::Workspace;
use super::{Failure, excerpt};
use crate::comments::{self, Point, Submission};
use crate::messages::Message;
use crate::rounds::RoundNo;
use crate::units::UnitId;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// What the new comments come to.
#[derive(Debug, Default)]
pub(super) struct Preview {
    n_placed: usize,
    /// Those without a clear place: id and first words.
    unplaced: Vec<(String, String)>,
    /// Groups that seem to make one point, with at least one new comment in each.
    alike: Vec<Vec<String>>,
}

/// Comments without a place that are named one by one; the others are counted.
const NAMED_MAX: usize = 10;

/// Works out what some submissions, of number `k` each, would come to if they were recorded.
pub(super) fn preview(workspace: &Workspace<'_>, new: &[(u32, Submission)]) -> Result<Preview, Failure> {
    let mut found = Preview::default();
    if new.is_empty() {
        return Ok(found);
    }
    let after = workspace.with_submissions(new)?;
    let keys: BTreeSet<(RoundNo, &UnitId, u32)> =
        new.iter().map(|(k, it)| (it.round, &it.unit, *k)).collect();
    let is_new = |round: RoundNo, it: &PlacedItem| keys.contains(&(round, &it.item.id.unit, it.item.k));
    for round in new.iter().map(|(_, it)| it.round).collect::<BTreeSet<_>>() {
        let open: Vec<PlacedItem> = placed(&after, round)?
            .into_iter()
            .filter(|it| it.item.stands() && it.item.decided.is_none())
            .collect();
        for it in open.iter().filter(|it| is_new(round, it)) {
            match it.anchor.target {
                Some(_) => found.n_placed += 1,
                None => found.unplaced.push((it.item.id.to_string(), excerpt(&it.item.comment.text))),
            }
        }
        let points: Vec<Point<'_>> = open
            .iter()
            .map(|it| Point { comment: &it.item.comment, place: duplicates::place(&after, it) })
            .collect();
        for suggestion in comments::duplicates(&points) {
            let members: Vec<&PlacedItem> =
                suggestion.members.iter().filter_map(|at| open.get(*at)).collect();
            if members.iter().any(|it| is_new(round, it)) {
                found.alike.push(members.iter().map(|it| it.item.id.to_string()).collect());
            }
        }
    }
    Ok(found)
}

impl Preview {
    /// What is said of it.
    pub(super) fn said(&self) -> Vec<Message> {
        let mut said = Vec::new();
        if self.n_placed + self.unplaced.len() > 0 {
            let line = Message::new("import-would-place").with("placed", self.n_placed);
            said.push(line.with("unplaced", self.unplaced.len()));
        }
        for (id, words) in self.unplaced.iter().take(NAMED_MAX) {
            said.push(Message::new("import-would-not-place").with("id", id).with("words", words));
        }
        if let Some(more) = self.unplaced.len().checked_sub(NAMED_MAX).filter(|more| *more > 0) {
            said.push(Message::new("import-would-not-place-more").with("count", more));
        }
        for group in self.alike.iter().take(NAMED_MAX) {
            said.push(Message::new("import-would-be-alike").with("ids", group.join(", ")));
        }
        if let Some(more) = self.alike.len().checked_sub(NAMED_MAX).filter(|more| *more > 0) {
            said.push(Message::new("import-would-be-alike-more").with("count", more));
        }
        said
    }

    /// The same as data.
    pub(super) fn json(&self) -> Value {
        let unplaced = self.unplaced.iter().map(|(id, text)| json!({"id": id, "text": text}));
        json!({"placed": self.n_placed, "unplaced": unplaced.collect::<Vec<_>>(), "alike": self.alike})
    }
}
