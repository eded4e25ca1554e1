//! Taking in what units sent: files and folders, one commit per import, nothing lost and nothing guessed.
//!
//! Every file is kept byte for byte, whether it reads or not. Who sent it, for which round, and whether a second
//! reply replaces or adds, is taken from the file, from the answers given beforehand, or asked; where nobody can
//! be asked, the file waits and the report names the answer that is missing. The same file twice changes nothing.

use super::containers::{Incoming, Members, base, members_taken_in, page_of, unpacked};
use super::import_preview::preview;
use super::import_record::comment;
use super::import_report::{Line, Outcome, report};
use super::import_taken::{KnownFiles, Taken};
use super::operation::operate;
use super::reply::{blank, next_k, next_no, not_open};
use super::workspace::{Workspace, open_store};
use super::{Failure, FileReading, Report, Session, second};
use crate::comments::{Comment, Received, Relation, ReplyRelation, State, Submission};
use crate::document::DocumentId;
use crate::intake::{self, ReadFile, RelationHint};
use crate::problem::{Code, Place, Problem};
use crate::rounds::{RoundNo, Sha256};
use crate::store;
use crate::units::{Day, UnitId};
use crate::yaml;
use serde::Deserialize;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

/// It is not known which unit sent a file.
pub(super) const NO_UNIT: Code = Code::error("C020");
/// A file may come from several units.
pub(super) const UNITS: Code = Code::error("C021");
/// It is not known for which round a file is.
pub(super) const NO_ROUND: Code = Code::error("C022");
/// A file names a document that the congress does not have.
const NO_DOCUMENT: Code = Code::warning("C023");
/// A second reply does not say whether it replaces or adds.
const UNCLEAR: Code = Code::warning("C024");
/// The round takes no replies any more.
const NOT_OPEN: Code = Code::warning("C025");
/// A slip was made for other frozen drafts.
const OTHER_FREEZING: Code = Code::warning("C026");
/// A picture is a further page of a letter that waits to be typed.
const PAGE: Code = Code::note("C027");
/// The problems that an import can report besides those of reading.
pub const CODES: &[Code] = &[NO_UNIT, UNITS, NO_ROUND, NO_DOCUMENT, UNCLEAR, NOT_OPEN, OTHER_FREEZING, PAGE];

/// Largest file that is taken in, in bytes.
const FILE_BYTES_MAX: u64 = 50 * 1024 * 1024;
const ANSWERS_BYTES_MAX: u64 = 1024 * 1024;

/// What to take in; texts are as typed.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Files and folders.
    pub paths: Vec<PathBuf>,
    /// A file with answers.
    pub answers: Option<PathBuf>,
    /// The round, where files do not say.
    pub round: Option<u32>,
    /// The unit, where files do not say.
    pub unit: Option<String>,
}

/// Answers given beforehand, by file name.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answers {
    /// By path as given or by file name alone.
    #[serde(default)]
    pub files: BTreeMap<String, Answer>,
}

/// What is known of one file.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// Who sent it.
    pub unit: Option<String>,
    /// For which round.
    pub round: Option<u32>,
    /// Which draft it speaks of.
    pub draft: Option<u32>,
    /// `replace` or `add`.
    pub relation: Option<ReplyRelation>,
}

/// Takes in files and folders.
///
/// # Errors
///
/// When a path cannot be read, the answers file is broken, or the store fails. A file that does not read is no
/// failure: it is kept and listed.
pub fn import(session: &Session, options: &Options) -> Result<Report, Failure> {
    let answers = match &options.answers {
        Some(path) => {
            let bytes = store::read_outside(path, ANSWERS_BYTES_MAX)?;
            let name = path.display().to_string();
            yaml::from_str(&super::workspace::text_of(bytes, &name)?, &name)
                .map_err(|problems| Failure::new("answers-broken").with_problems(problems))?
        }
        None => Answers::default(),
    };
    let mut files = Vec::new();
    let mut paths = Vec::new();
    for path in &options.paths {
        paths.extend(store::walk(path)?);
    }
    for (at, path) in paths.iter().enumerate() {
        session.steps.at("progress-read", at, paths.len());
        let bytes = store::read_outside(path, FILE_BYTES_MAX)?;
        files.push((path.display().to_string(), bytes));
    }
    import_files(session, files, &answers, options.round, options.unit.as_deref())
}

/// Takes in files that were read already.
///
/// # Errors
///
/// As [`import`].
pub(super) fn import_files(
    session: &Session,
    files: Vec<(String, Vec<u8>)>,
    answers: &Answers,
    round: Option<u32>,
    unit: Option<&str>,
) -> Result<Report, Failure> {
    let store = open_store(session)?;
    let files = unpacked(files);
    // What was read stays read when somebody else was faster and all is worked out anew.
    let mut readings = BTreeMap::new();
    operate(session, &store, |session, workspace| {
        let known = KnownFiles::recorded(workspace);
        read_new(session, &known, &files, &mut readings);
        let taken = Taken::default();
        let members = members_taken_in(workspace, &known, &files)?;
        let mut intake = Intake {
            session,
            workspace,
            answers,
            round,
            unit,
            readings: &readings,
            known: &known,
            members: &members,
            taken,
            named: RefCell::default(),
        };
        let mut lines = Vec::new();
        for (at, file) in files.iter().enumerate() {
            session.steps.at("progress-import", at, files.len());
            lines.push(intake.file(file)?);
        }
        let taken = intake.taken;
        let preview = session.dry_run.then(|| preview(workspace, taken.submissions())).transpose()?;
        let entry = taken.entry(workspace, &lines);
        Ok((entry, report(session, workspace, lines, preview.as_ref())))
    })
}

/// What was read of files, by name and bytes.
type Readings<'a> = BTreeMap<(&'a str, Sha256), FileReading>;

/// Reads the files whose bytes nobody has taken in before and whose form is hard to read, all in one go.
fn read_new<'a>(
    session: &Session,
    known: &KnownFiles<'_>,
    files: &'a [Incoming],
    readings: &mut Readings<'a>,
) {
    let mut seen = BTreeSet::new();
    let mut keys = Vec::new();
    let mut wanted: Vec<(&str, &[u8])> = Vec::new();
    for file in files.iter().filter(|file| file.problem.is_none() && !intake::is_plain(&file.name)) {
        let key = (file.name.as_str(), file.sha256);
        if known.of(file).is_none() && seen.insert(key.1) && !readings.contains_key(&key) {
            keys.push(key);
            wanted.push((&file.name, &file.bytes));
        }
    }
    let done = |n: usize| session.steps.at("progress-read", n, wanted.len());
    readings.extend(keys.into_iter().zip(session.readers.read(&wanted, &done)));
}

/// An import at work.
pub(super) struct Intake<'a> {
    pub(super) session: &'a Session,
    pub(super) workspace: &'a Workspace<'a>,
    pub(super) answers: &'a Answers,
    pub(super) round: Option<u32>,
    pub(super) unit: Option<&'a str>,
    readings: &'a Readings<'a>,
    known: &'a KnownFiles<'a>,
    members: &'a Members,
    taken: Taken,
    /// Documents by the names that files have for them, as they were found.
    pub(super) named: RefCell<BTreeMap<String, Option<DocumentId>>>,
}

impl Intake<'_> {
    /// What a file says, as it was read before or is read now.
    fn read(&self, file: &Incoming) -> FileReading {
        if let Some(problem) = &file.problem {
            return FileReading { value: None, problems: vec![problem.clone()] };
        }
        let read = self.readings.get(&(file.name.as_str(), file.sha256));
        read.cloned().unwrap_or_else(|| intake::read(&file.name, &file.bytes))
    }

    fn file(&mut self, file: &Incoming) -> Result<Line, Failure> {
        let mut line = Line {
            file: file.name.clone(),
            sha256: file.sha256,
            unit: None,
            outcome: Outcome::Refused,
            n_comments: 0,
            waits: None,
            replaces: (Vec::new(), String::new()),
            problems: Vec::new(),
        };
        let answer = self.answer(&file.name);
        if let Some((number, unit)) = self.known_file(file) {
            line = Line { unit: Some(unit.clone()), outcome: Outcome::Duplicate, ..line };
            self.answered(&mut line, file, &answer, number, &unit)?;
            return Ok(line);
        }
        let reading = self.read(file);
        line.problems = file.notes.iter().cloned().chain(reading.problems).collect();
        let Some(read) = reading.value else {
            let state = intake::unread(&file.name, &file.bytes, &line.problems);
            let known = (self.who(file, None, &answer), self.which(None, &answer));
            match (state, known) {
                (Some(State::ToBeTyped), (Ok(unit), Ok(number))) if self.goes_on(file, &unit, number) => {
                    self.keep(file, Some((&unit, number)));
                    (line.unit, line.waits) = (Some(unit), Some(State::ToBeTyped));
                    line.problems.push(Problem::new(PAGE, Place::file(&file.name)));
                }
                (Some(state), (Ok(unit), Ok(number))) => {
                    self.take(&mut line, file, ReadFile::unread(state), &answer, (unit, number))?;
                }
                _ => drop(self.keep(file, None)),
            }
            return Ok(line);
        };
        let who = self.who(file, read.reply.unit.as_deref(), &answer);
        let number = self.which(read.reply.round, &answer);
        match (who, number) {
            (Ok(unit), Ok(number)) => self.take(&mut line, file, read, &answer, (unit, number))?,
            (who, number) => {
                self.keep(file, None);
                line.outcome = Outcome::Question;
                line.unit = who.as_ref().ok().cloned();
                line.problems.extend(who.err().map(|why| why.at(&file.name)));
                line.problems.extend(number.err().map(|why| why.at(&file.name)));
            }
        }
        Ok(line)
    }

    /// Whether a picture is a further page of a letter whose first one waits to be typed.
    fn goes_on(&self, file: &Incoming, unit: &UnitId, round: RoundNo) -> bool {
        let Some(letter) = page_of(&file.name) else { return false };
        self.earlier(round, unit).iter().any(|(_, it)| {
            let name =
                it.received.as_ref().map(|received| received.member.as_ref().unwrap_or(&received.name));
            it.state == State::ToBeTyped && name.and_then(|name| page_of(name)).as_ref() == Some(&letter)
        })
    }

    /// Round and unit of a file with the same bytes that was taken in before, in this import or an earlier one.
    fn known_file(&self, file: &Incoming) -> Option<(RoundNo, UnitId)> {
        let inside = || self.members.get(&file.sha256).filter(|_| file.problem.is_none()).cloned();
        self.known.of(file).or_else(|| self.taken.whose(file)).or_else(inside)
    }

    /// The replies of a unit to a round, those of this import included.
    fn earlier<'b>(&'b self, round: RoundNo, unit: &UnitId) -> Vec<(u32, &'b Submission)> {
        let mut all = second::replies(self.workspace, round, unit);
        all.extend(self.taken.of_unit(round, unit));
        all
    }

    /// Records the answer to the question whether a file that is known replaces or adds.
    fn answered(
        &mut self,
        line: &mut Line,
        file: &Incoming,
        answer: &Answer,
        round: RoundNo,
        unit: &UnitId,
    ) -> Result<(), Failure> {
        let Some(relation) = answer.relation else { return Ok(()) };
        let earlier = self.earlier(round, unit);
        let of_file = |k: &u32| {
            let mut same = earlier.iter().filter(|(other, _)| other == k);
            same.any(|(_, it)| it.received.as_ref().is_some_and(|received| file.is(received)))
        };
        let Some(k) = second::questions(&earlier).into_iter().find(of_file) else { return Ok(()) };
        let Some(record) = second::answer(self.session, &earlier, k, relation)? else { return Ok(()) };
        let gone: Vec<u32> = record.supersedes.iter().copied().filter(|other| *other != k).collect();
        line.outcome = if gone.is_empty() { Outcome::Imported } else { Outcome::Replaced };
        line.replaces = (gone.clone(), second::named(&earlier, &gone, self.session.lang));
        let k = self.k(round, unit);
        self.taken.add(k, record);
        Ok(())
    }

    /// Keeps a file byte for byte, an archive whole and once; gives its path.
    fn keep(&mut self, file: &Incoming, place: Option<(&UnitId, RoundNo)>) -> String {
        let (name, bytes, sha256) = file.kept();
        let kept = format!("{}-{}", sha256.hash8(), store::safe_name(base(name)));
        let last = || self.workspace.records.last_round().map_or(0, |(number, _)| number.get());
        let asked = || self.round.unwrap_or_else(last);
        let path = match place {
            // The files of an archive may be of several units and rounds.
            _ if file.within.is_some() => {
                let new = || format!("received/{}/archives/{kept}", asked());
                self.taken.archives.entry(kept.clone()).or_insert_with(new).clone()
            }
            Some((unit, round)) => format!("received/{round}/{unit}/{kept}"),
            None => format!("received/{}/unknown/{kept}", asked()),
        };
        let is_new = self.workspace.snapshot.entry(&path).ok().flatten().is_none();
        if is_new {
            self.taken.received.insert(path.clone(), Arc::clone(bytes));
        }
        path
    }

    fn take(
        &mut self,
        line: &mut Line,
        file: &Incoming,
        read: ReadFile,
        answer: &Answer,
        (unit, number): (UnitId, RoundNo),
    ) -> Result<(), Failure> {
        let name = file.name.as_str();
        line.unit = Some(unit.clone());
        let path = self.keep(file, Some((&unit, number)));
        let (kept, _, sha256) = file.kept();
        let member = file.within.as_ref().map(|(_, member)| member.clone());
        let received = Received { path, sha256, name: base(kept).to_owned(), member };
        self.taken.know(file, number, &unit);
        if let Some(said) = not_open(self.workspace, number, self.session) {
            line.problems.push(Problem::new(NOT_OPEN, Place::file(name)).with("said", said));
        }
        let record = self.workspace.records.rounds.get(&number);
        let hash = record.map(|record| record.hash.short()).unwrap_or_default();
        if let Some(other) = read.frozen.as_deref().filter(|other| !is_same_hash(other, &hash)) {
            let problem = Problem::new(OTHER_FREEZING, Place::file(name)).with("found", other);
            line.problems.push(problem.with("expected", hash).with("round", number.get()));
        }
        let (relation, supersedes) = self.relation(line, name, &read, answer, &unit, number);
        line.replaces.1 = second::named(&self.earlier(number, &unit), &supersedes, self.session.lang);
        line.replaces.0.clone_from(&supersedes);
        let first_no = self.first_no(number, &unit);
        let comments = self.comments(line, name, &read, first_no);
        line.n_comments = comments.len();
        let reply = read.reply;
        let mut per_document = BTreeMap::new();
        for (document, state) in &reply.per_document {
            match self.document(document) {
                Some(id) => drop(per_document.insert(id, *state)),
                None => line.problems.push(no_document(name, "per_document", document)),
            }
        }
        let state = if read.unreadable.is_some() {
            State::Unreadable
        } else {
            reply.state.unwrap_or(State::Comments)
        };
        let submission = Submission {
            draft: answer.draft.or(reply.draft),
            channel: reply.channel,
            received: Some(received),
            dated: reply.dated,
            symbol: reply.symbol,
            state,
            per_document,
            supersedes,
            relation,
            occasion: reply.occasion,
            words: reply.words,
            comments,
            ..blank(self.session, unit.clone(), number)?
        };
        let replaced = !submission.supersedes.is_empty();
        line.waits = matches!(state, State::ToBeTyped | State::Unreadable).then_some(state);
        let k = self.k(number, &unit);
        self.taken.add(k, submission);
        let has_errors = line.problems.iter().any(|it| it.code.severity == crate::problem::Severity::Error);
        line.outcome = match (has_errors, replaced) {
            // Booked to its unit, and still nothing of it could be read.
            (true, _) if line.waits.is_some() && line.n_comments == 0 => Outcome::Refused,
            (true, _) => Outcome::Partly,
            (false, true) => Outcome::Replaced,
            (false, false) => Outcome::Imported,
        };
        Ok(())
    }

    /// Number of the unit's next submission, those of this import included.
    fn k(&self, round: RoundNo, unit: &UnitId) -> u32 {
        let own = self.taken.of_unit(round, unit).map(|(k, _)| k + 1);
        own.max().unwrap_or_else(|| next_k(self.workspace, round, unit))
    }

    fn first_no(&self, round: RoundNo, unit: &UnitId) -> u32 {
        let own = self.taken.of_unit(round, unit);
        let next = own.flat_map(|(_, it)| it.comments.iter().map(|comment| comment.no + 1)).max();
        next.unwrap_or(0).max(next_no(self.workspace, round, unit))
    }

    /// Whether a second reply replaces or adds, and which earlier ones it replaces.
    fn relation(
        &self,
        line: &mut Line,
        name: &str,
        read: &ReadFile,
        answer: &Answer,
        unit: &UnitId,
        round: RoundNo,
    ) -> (Option<Relation>, Vec<u32>) {
        let earlier = self.earlier(round, unit);
        if earlier.is_empty() {
            return (None, Vec::new());
        }
        let all = || second::standing(&earlier);
        match (&answer.relation, &read.relation) {
            (Some(ReplyRelation::Replace), _) => (Some(Relation::Replaces), all()),
            (Some(ReplyRelation::Add), _) | (None, RelationHint::Adds) => (Some(Relation::Adds), Vec::new()),
            (None, RelationHint::Replaces { dated }) => {
                let dated = dated.as_deref().and_then(|text| of_day(text, &earlier));
                (Some(Relation::Replaces), dated.map_or_else(all, |k| vec![k]))
            }
            (None, RelationHint::Unclear) => {
                line.problems.push(Problem::new(UNCLEAR, Place::file(name)).with("unit", unit.as_str()));
                (Some(Relation::Unclear), Vec::new())
            }
        }
    }

    fn comments(&self, line: &mut Line, name: &str, read: &ReadFile, first_no: u32) -> Vec<Comment> {
        let mut comments = Vec::new();
        for (index, it) in read.reply.comments.iter().enumerate() {
            let at = read.at.get(index).cloned();
            let document = match it.document.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
                Some(text) => {
                    let found = self.document(text);
                    if found.is_none() {
                        line.problems.push(no_document(name, at.as_deref().unwrap_or_default(), text));
                    }
                    found
                }
                None => None,
            };
            let no = first_no + u32::try_from(index).unwrap_or(u32::MAX);
            let unknown = it.document.as_deref().map(str::trim).filter(|_| document.is_none());
            let unknown = unknown.filter(|text| !text.is_empty());
            comments.push(comment(it, document.clone(), unknown, at, no));
        }
        comments
    }
}

/// The submission that a letter dated `text` (`12/4`, a day) speaks of.
fn of_day(text: &str, earlier: &[(u32, &Submission)]) -> Option<u32> {
    let is_same = |day: Day| {
        let shown = day.vietnamese();
        shown == text || shown.starts_with(&format!("{text}/")) || day.to_string() == text
    };
    let mut same =
        earlier.iter().filter(|(_, it)| it.dated.is_some_and(is_same) || is_same(it.recorded.at.day()));
    match (same.next(), same.next()) {
        (Some((k, _)), None) => Some(*k),
        _ => None,
    }
}

fn no_document(file: &str, at: &str, named: &str) -> Problem {
    Problem::new(NO_DOCUMENT, Place::file(file).at(at)).with("named", named)
}

/// Whether two short hashes are one, blanks and case aside.
fn is_same_hash(one: &str, other: &str) -> bool {
    let key = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
    key(one) == key(other)
}
