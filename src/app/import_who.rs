//! Whose a file is and for which round, as far as it is known: from answers, from the file, from names. Never guessed.
//!
//! What is not known comes back as a question that names the candidates; whoever imports answers it beforehand with a
//! flag or a file of answers, or takes the file in again.

use super::containers::{Incoming, base};
use super::import::{Answer, Intake, NO_ROUND, NO_UNIT, UNITS};
use super::reply::unit_name;
use crate::document::DocumentId;
use crate::problem::{Code, Place, Problem};
use crate::rounds::RoundNo;
use crate::text::plain;
use crate::units::{Recognition, UnitId};

impl Intake<'_> {
    pub(super) fn answer(&self, name: &str) -> Answer {
        let files = &self.answers.files;
        files.get(name).or_else(|| files.get(base(name))).cloned().unwrap_or_default()
    }

    /// The sender: as answered, as the file says, as the flag says, as the file's name says, the sender of an e-mail, or the
    /// names of the folders of an archive and its own. The flag also stands where the file names nobody that the registry knows for sure.
    pub(super) fn who(&self, file: &Incoming, said: Option<&str>, answer: &Answer) -> Result<UnitId, Asked> {
        if let Some(given) = answer.unit.as_deref() {
            return self.by_name(given);
        }
        match (said.map(|text| self.by_name(text)), self.unit) {
            (Some(Err(_)) | None, Some(flag)) => self.by_name(flag),
            (Some(found), _) => found,
            (None, None) => {
                let own = self.by_file_name(base(&file.name));
                let hints = file.hints.iter().map(String::as_str);
                let mut holders = hints.chain(file.holders()).map(|name| self.by_file_name(name));
                own.or_else(|why| holders.find_map(Result::ok).ok_or(why))
            }
        }
    }

    fn by_file_name(&self, name: &str) -> Result<UnitId, Asked> {
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let first = stem.split(['-', '_', ' ']).next().unwrap_or(stem);
        self.by_name(stem).or_else(|why| self.by_name(first).map_err(|_| why))
    }

    fn by_name(&self, given: &str) -> Result<UnitId, Asked> {
        let shown = |ids: &[UnitId]| {
            let all = ids.iter().map(|id| format!("{id} ({})", unit_name(self.workspace, id)));
            all.collect::<Vec<_>>().join("; ")
        };
        match self.workspace.records.units.recognise(given) {
            Recognition::One { unit, .. } => Ok(unit),
            Recognition::Many(ids) => {
                Err(Asked { code: UNITS, named: given.to_owned(), n: ids.len(), candidates: shown(&ids) })
            }
            Recognition::None(near) => {
                Err(Asked { code: NO_UNIT, named: given.to_owned(), n: near.len(), candidates: shown(&near) })
            }
        }
    }

    /// The round: as answered, as the flag says, as the file says, else the newest that is open.
    pub(super) fn which(&self, said: Option<u32>, answer: &Answer) -> Result<RoundNo, Asked> {
        let given = answer.round.or(self.round).or(said);
        let found = super::reply::round(self.workspace, given, self.session);
        let known =
            || self.workspace.records.rounds.keys().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        found.map_err(|_| Asked {
            code: NO_ROUND,
            named: given.map_or_else(String::new, |number| number.to_string()),
            n: self.workspace.records.rounds.len(),
            candidates: known(),
        })
    }

    /// The document that a text names: its id, its title, or its title among words that lead to it (`dự thảo`, `về`); the
    /// first letters of its words (`BCCT`), or some of them cut (`BC chính trị`), where only one document has them.
    pub(super) fn document(&self, text: &str) -> Option<DocumentId> {
        if let Some(found) = self.named.borrow().get(text) {
            return found.clone();
        }
        let found = self.document_named(text);
        self.named.borrow_mut().insert(text.to_owned(), found.clone());
        found
    }

    fn document_named(&self, text: &str) -> Option<DocumentId> {
        if let Ok(id) = self.workspace.document_id(text) {
            return Some(id);
        }
        let wanted = words_of(text);
        let one = |is: &dyn Fn(&[String]) -> bool| {
            let mut found = self.workspace.documents().filter(|(_, entry)| is(&words_of(&entry.title)));
            let first = found.next()?;
            found.next().is_none().then_some(first.0)
        };
        let letters =
            |title: &[String]| title.iter().filter_map(|word| word.chars().next()).collect::<String>();
        let behind_lead =
            wanted.iter().position(|word| !LEADS.contains(&word.as_str())).unwrap_or(wanted.len());
        let bare = &wanted[behind_lead..];
        if bare.is_empty() {
            return None;
        }
        one(&|title| title == bare)
            .or_else(|| one(&|title| bare.len() == 1 && letters(title) == bare[0]))
            .or_else(|| one(&|title| is_shortened(bare, title)))
            .or_else(|| one(&|title| bare.windows(title.len().max(1)).any(|part| part == title)))
    }
}

/// Words before the name of a document.
const LEADS: &[&str] =
    &["ve", "doi", "voi", "du", "thao", "vao", "gop", "y", "noi", "dung", "van", "ban", "toan", "cua"];

/// The words of a text without marks.
fn words_of(text: &str) -> Vec<String> {
    let key = plain(text).key;
    key.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Whether words are those of a title with the first ones cut to their letters: `bc chinh tri`.
fn is_shortened(words: &[String], title: &[String]) -> bool {
    let Some((first, rest)) = words.split_first() else { return false };
    let n = first.chars().count();
    let initials: String = title.iter().take(n).filter_map(|word| word.chars().next()).collect();
    n >= 2 && !rest.is_empty() && title.len() == n + rest.len() && *first == initials && title[n..] == *rest
}

/// A question about a file.
pub(super) struct Asked {
    code: Code,
    named: String,
    n: usize,
    candidates: String,
}

impl Asked {
    pub(super) fn at(self, file: &str) -> Problem {
        Problem::new(self.code, Place::file(file))
            .with("named", self.named)
            .with("n", self.n)
            .with("candidates", self.candidates)
    }
}
