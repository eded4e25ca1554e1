//! The circulated print of a round: where its blocks stand, recorded once.
//!
//! Units cite the paper that they hold. The PDF file of a frozen draft is that paper; page and line of every block are
//! kept in `rounds/<n>/print/` by the first command that makes the file, and never change.

use super::operation::{Entry, editor, identified, operate};
use super::workspace::Workspace;
use super::{Failure, Session};
use crate::document::{BlockCode, DocumentId};
use crate::messages::Message;
use crate::render::{Pdf, Printed};
use crate::rounds::{Print, PrintSchema, PrintedBlock, RoundNo, Sha256};
use crate::store::Store;

/// The record of a print.
pub(super) fn of(round: RoundNo, document: &DocumentId, made: &Pdf) -> Print {
    let block = |it: &Printed| {
        let code = BlockCode::parse(&it.code).filter(|_| it.page > 0)?;
        Some(PrintedBlock {
            code,
            page: it.page,
            line: it.line,
            last_page: it.last_page,
            last_line: it.last_line,
        })
    };
    Print {
        schema: PrintSchema,
        round,
        document: document.clone(),
        sha256: Some(Sha256::of(&made.bytes)),
        blocks: made.places.iter().filter_map(block).collect(),
    }
}

/// Puts those prints into an operation that their round has not yet; gives how many.
pub(super) fn add(workspace: &Workspace<'_>, entry: &mut Entry, prints: &[Print]) -> usize {
    let new = missing(workspace, prints);
    for print in &new {
        entry.record(format!("rounds/{}/print/{}.yaml", print.round, print.document), print);
    }
    new.len()
}

/// The prints that their round has not yet.
fn missing<'a>(workspace: &Workspace<'_>, prints: &'a [Print]) -> Vec<&'a Print> {
    let is_new = |print: &&Print| {
        let record = workspace.records.rounds.get(&print.round);
        record.is_some_and(|record| !record.prints.contains_key(&print.document))
    };
    prints.iter().filter(is_new).collect()
}

/// Records prints that were made outside another operation; says what was done, or why not.
pub(super) fn keep(session: &Session, store: &Store, prints: &[Print]) -> Result<Option<Message>, Failure> {
    let Some(round) = prints.first().map(|print| print.round) else { return Ok(None) };
    if session.dry_run || missing(&Workspace::head(store)?, prints).is_empty() {
        return Ok(None);
    }
    if editor(&identified(session, store)?).is_err() {
        return Ok(Some(Message::new("print-nobody").with("round", round.get())));
    }
    let n_new = operate(session, store, |_, workspace| {
        let mut entry =
            Entry::new(Message::new("journal-print").with("round", round.get())).trailer("Round", round);
        let n_new = add(workspace, &mut entry, prints);
        Ok(((n_new > 0).then_some(entry), n_new))
    })?;
    Ok((n_new > 0).then(|| Message::new("print-kept").with("round", round.get())))
}
