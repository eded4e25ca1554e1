//! Taking in what units sent: files and folders, one commit per import, nothing lost and nothing guessed.
//!
//! Every file is kept byte for byte, whether it reads or not. Who sent it, for which round, and whether a second
//! reply replaces or adds, is taken from the file, from the answers given beforehand, or asked; where nobody can
//! be asked, the file waits and the report names the answer that is missing. The same file twice changes nothing.

use super::operation::{Entry, operate};
use super::reply::{blank, cited, next_k, next_no, unit_name};
use super::workspace::{Workspace, open_store};
use super::{Exit, Failure, Report, Session, check};
use crate::comments::{
    self, Comment, Proposal, Quote, Received, Relation, Reply, ReplyComment, State, Submission,
};
use crate::document::DocumentId;
use crate::intake::{self, ReadFile, RelationHint};
use crate::messages::Message;
use crate::problem::{Code, Place, Problem};
use crate::rounds::{RoundNo, Sha256};
use crate::store;
use crate::units::{Day, Recognition, UnitId};
use crate::view::{Cell, Column, Row, Table};
use crate::yaml;
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// It is not known which unit sent a file.
const NO_UNIT: Code = Code::error("C020");
/// A file may come from several units.
const UNITS: Code = Code::error("C021");
/// It is not known for which round a file is.
const NO_ROUND: Code = Code::error("C022");
/// A file names a document that the congress does not have.
const NO_DOCUMENT: Code = Code::warning("C023");
/// A second reply does not say whether it replaces or adds.
const UNCLEAR: Code = Code::warning("C024");
/// The problems that an import can report besides those of reading.
pub const CODES: &[Code] = &[NO_UNIT, UNITS, NO_ROUND, NO_DOCUMENT, UNCLEAR];

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
    pub relation: Option<comments::ReplyRelation>,
}

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Imported,
    Partly,
    Duplicate,
    Replaced,
    Question,
    Refused,
}

impl Outcome {
    fn tag(self) -> &'static str {
        match self {
            Self::Imported => "imported",
            Self::Partly => "partly",
            Self::Duplicate => "duplicate",
            Self::Replaced => "replaced",
            Self::Question => "question",
            Self::Refused => "refused",
        }
    }
}

/// The line of a file in the report.
struct Line {
    file: String,
    sha256: Sha256,
    unit: Option<UnitId>,
    outcome: Outcome,
    n_comments: usize,
    problems: Vec<Problem>,
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
                .map_err(|problems| Failure::new("records-broken").with_problems(problems))?
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
    operate(session, &store, |session, workspace| {
        let mut intake = Intake { session, workspace, answers, round, unit, taken: Taken::default() };
        let mut lines = Vec::new();
        for (at, (name, bytes)) in files.iter().enumerate() {
            session.steps.at("progress-import", at, files.len());
            lines.push(intake.file(name, bytes)?);
        }
        let entry = intake.taken.entry(workspace, &lines);
        Ok((entry, report(session, workspace, lines)))
    })
}

/// What an import is going to write.
#[derive(Default)]
struct Taken {
    received: BTreeMap<String, Vec<u8>>,
    submissions: Vec<(u32, Submission)>,
}

impl Taken {
    fn entry(self, workspace: &Workspace<'_>, lines: &[Line]) -> Option<Entry> {
        if self.received.is_empty() && self.submissions.is_empty() {
            return None;
        }
        let names: Vec<String> =
            self.submissions.iter().map(|(_, it)| unit_name(workspace, &it.unit)).collect();
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
        for (_, submission) in &self.submissions {
            entry = entry.trailer("Unit", &submission.unit);
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

struct Intake<'a> {
    session: &'a Session,
    workspace: &'a Workspace<'a>,
    answers: &'a Answers,
    round: Option<u32>,
    unit: Option<&'a str>,
    taken: Taken,
}

impl Intake<'_> {
    fn file(&mut self, name: &str, bytes: &[u8]) -> Result<Line, Failure> {
        let sha256 = Sha256::of(bytes);
        let mut line = Line {
            file: name.to_owned(),
            sha256,
            unit: None,
            outcome: Outcome::Refused,
            n_comments: 0,
            problems: Vec::new(),
        };
        if let Some(unit) = self.known_file(&sha256) {
            return Ok(Line { unit: Some(unit), outcome: Outcome::Duplicate, ..line });
        }
        let answer = self.answer(name);
        let reading = intake::read(name, bytes);
        line.problems = reading.problems;
        let Some(read) = reading.value else {
            self.keep(name, bytes, None, &sha256);
            return Ok(line);
        };
        let who = self.who(name, &read.reply, &answer);
        let number = self.which(&read.reply, &answer);
        match (who, number) {
            (Ok(unit), Ok(number)) => self.take(&mut line, name, bytes, read, &answer, (unit, number))?,
            (who, number) => {
                self.keep(name, bytes, None, &line.sha256);
                line.outcome = Outcome::Question;
                line.unit = who.as_ref().ok().cloned();
                line.problems.extend(who.err().map(|why| why.at(name)));
                line.problems.extend(number.err().map(|why| why.at(name)));
            }
        }
        Ok(line)
    }

    /// The unit of a file with the same bytes that was taken in before, in this import or an earlier one.
    fn known_file(&self, sha256: &Sha256) -> Option<UnitId> {
        let recorded = self.workspace.records.submissions.values().flatten().map(|stored| &*stored.value);
        let all = recorded.chain(self.taken.submissions.iter().map(|(_, submission)| submission));
        let mut same = all.filter(|it| it.received.as_ref().is_some_and(|file| file.sha256 == *sha256));
        same.next().map(|submission| submission.unit.clone())
    }

    fn answer(&self, name: &str) -> Answer {
        let base = name.rsplit(['/', '\\']).next().unwrap_or(name);
        let files = &self.answers.files;
        files.get(name).or_else(|| files.get(base)).cloned().unwrap_or_default()
    }

    /// The sender: as answered, as the file says, as the file's name says, as the flag says.
    fn who(&self, name: &str, reply: &Reply, answer: &Answer) -> Result<UnitId, Asked> {
        let base = name.rsplit(['/', '\\']).next().unwrap_or(name);
        let stem = base.rsplit_once('.').map_or(base, |(stem, _)| stem);
        let given = answer.unit.as_deref().or(reply.unit.as_deref()).or(self.unit);
        let Some(given) = given else {
            let first = stem.split(['-', '_', ' ']).next().unwrap_or(stem);
            return self.by_name(stem).or_else(|_| self.by_name(first));
        };
        self.by_name(given)
    }

    fn by_name(&self, given: &str) -> Result<UnitId, Asked> {
        let shown = |ids: &[UnitId]| {
            let all = ids.iter().map(|id| format!("{id} ({})", unit_name(self.workspace, id)));
            all.collect::<Vec<_>>().join("; ")
        };
        match self.workspace.records.units.recognise(given) {
            Recognition::One { unit, .. } => Ok(unit),
            Recognition::Many(ids) => {
                Err(Asked { code: UNITS, named: given.to_owned(), candidates: shown(&ids) })
            }
            Recognition::None(near) => {
                Err(Asked { code: NO_UNIT, named: given.to_owned(), candidates: shown(&near) })
            }
        }
    }

    /// The round: as answered, as the flag says, as the file says, else the newest that is open.
    fn which(&self, reply: &Reply, answer: &Answer) -> Result<RoundNo, Asked> {
        let given = answer.round.or(self.round).or(reply.round);
        let found = super::reply::round(self.workspace, given, self.session);
        let known =
            || self.workspace.records.rounds.keys().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        found.map_err(|_| Asked {
            code: NO_ROUND,
            named: given.map_or_else(String::new, |number| number.to_string()),
            candidates: known(),
        })
    }

    /// Keeps a file byte for byte; gives its path.
    fn keep(
        &mut self,
        name: &str,
        bytes: &[u8],
        place: Option<(&UnitId, RoundNo)>,
        sha256: &Sha256,
    ) -> String {
        let base = name.rsplit(['/', '\\']).next().unwrap_or(name);
        let file = format!("{}-{}", sha256.hash8(), store::safe_name(base));
        let path = match place {
            Some((unit, round)) => format!("received/{round}/{unit}/{file}"),
            None => {
                let last = self.workspace.records.last_round().map_or(0, |(number, _)| number.get());
                format!("received/{}/unknown/{file}", self.round.unwrap_or(last))
            }
        };
        let is_new = self.workspace.snapshot.entry(&path).ok().flatten().is_none();
        if is_new {
            self.taken.received.insert(path.clone(), bytes.to_vec());
        }
        path
    }

    fn take(
        &mut self,
        line: &mut Line,
        name: &str,
        bytes: &[u8],
        read: ReadFile,
        answer: &Answer,
        (unit, number): (UnitId, RoundNo),
    ) -> Result<(), Failure> {
        line.unit = Some(unit.clone());
        let path = self.keep(name, bytes, Some((&unit, number)), &line.sha256);
        let base = name.rsplit(['/', '\\']).next().unwrap_or(name);
        let received = Received { path, sha256: line.sha256, name: base.to_owned(), member: None };
        let (relation, supersedes) = self.relation(line, name, &read, answer, &unit, number);
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
        let k = self.k(number, &unit);
        self.taken.submissions.push((k, submission));
        let has_errors = line.problems.iter().any(|it| it.code.severity == crate::problem::Severity::Error);
        line.outcome = match (has_errors, replaced) {
            (true, _) => Outcome::Partly,
            (false, true) => Outcome::Replaced,
            (false, false) => Outcome::Imported,
        };
        Ok(())
    }

    /// Number of the unit's next submission, those of this import included.
    fn k(&self, round: RoundNo, unit: &UnitId) -> u32 {
        let own = self.taken.submissions.iter().filter(|(_, it)| it.round == round && it.unit == *unit);
        own.map(|(k, _)| k + 1).max().unwrap_or_else(|| next_k(self.workspace, round, unit))
    }

    fn first_no(&self, round: RoundNo, unit: &UnitId) -> u32 {
        let own = self.taken.submissions.iter().filter(|(_, it)| it.round == round && it.unit == *unit);
        let last = own.flat_map(|(_, it)| it.comments.iter().map(|comment| comment.no)).max();
        last.map_or_else(
            || next_no(self.workspace, round, unit),
            |no| no.max(next_no(self.workspace, round, unit) - 1) + 1,
        )
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
        let recorded = self.workspace.records.submissions.get(&(round, unit.clone()));
        let recorded = recorded.iter().flat_map(|list| list.iter()).map(|stored| (stored.k, &*stored.value));
        let now = self.taken.submissions.iter().filter(|(_, it)| it.round == round && it.unit == *unit);
        let earlier: Vec<(u32, &Submission)> = recorded.chain(now.map(|(k, it)| (*k, it))).collect();
        if earlier.is_empty() {
            return (None, Vec::new());
        }
        let all = || {
            let gone: Vec<u32> = earlier.iter().flat_map(|(_, it)| it.supersedes.iter().copied()).collect();
            earlier.iter().map(|(k, _)| *k).filter(|k| !gone.contains(k)).collect::<Vec<u32>>()
        };
        match (&answer.relation, &read.relation) {
            (Some(comments::ReplyRelation::Replace), _) => (Some(Relation::Replaces), all()),
            (Some(comments::ReplyRelation::Add), _) | (None, RelationHint::Adds) => {
                (Some(Relation::Adds), Vec::new())
            }
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

    fn document(&self, text: &str) -> Option<DocumentId> {
        let key = super::reply::plain_key(text);
        let by_id = self.workspace.document_id(text).ok();
        by_id.or_else(|| {
            let mut same =
                self.workspace.documents().filter(|(_, entry)| super::reply::plain_key(&entry.title) == key);
            same.next().map(|(id, _)| id)
        })
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
            comments.push(comment(it, document, at, no));
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

/// A comment as the record keeps it.
fn comment(it: &ReplyComment, document: Option<DocumentId>, at: Option<String>, no: u32) -> Comment {
    let place = it.code.as_deref().or(it.place.as_deref()).map(str::trim).filter(|text| !text.is_empty());
    let mut proposals: Vec<Proposal> = it
        .proposals
        .iter()
        .map(|it| Proposal { op: it.op, target: it.target.clone(), to: it.to.clone(), text: it.text.clone() })
        .collect();
    if proposals.is_empty() {
        proposals = comments::proposals_in(&it.text);
    }
    let mut citation = place.map(cited);
    if let (Some(cited), Some(written)) =
        (&mut citation, it.place.as_deref().filter(|text| !text.trim().is_empty()))
    {
        cited.code = it.code.clone().filter(|code| !code.trim().is_empty()).or(cited.code.take());
        written.clone_into(&mut cited.as_written);
    }
    let comment = Comment {
        no,
        document,
        kind: comments::Kind::General,
        question: it.question.clone(),
        agreement: it.agreement,
        reserved: it.reserved,
        text: it.text.clone(),
        reason: it.reason.clone(),
        at,
        citation,
        quote: it
            .quote
            .clone()
            .filter(|text| !text.trim().is_empty())
            .map(|exact| Quote { exact, ..Quote::default() }),
        proposals,
        votes: it.votes,
        originators: it.originators.clone(),
        weight: it.weight,
    };
    Comment { kind: it.kind.unwrap_or_else(|| comments::kind_of(&comment)), ..comment }
}

/// A question about a file.
struct Asked {
    code: Code,
    named: String,
    candidates: String,
}

impl Asked {
    fn at(self, file: &str) -> Problem {
        Problem::new(self.code, Place::file(file))
            .with("named", self.named)
            .with("candidates", self.candidates)
    }
}

fn no_document(file: &str, at: &str, named: &str) -> Problem {
    Problem::new(NO_DOCUMENT, Place::file(file).at(at)).with("named", named)
}

fn report(session: &Session, workspace: &Workspace<'_>, lines: Vec<Line>) -> Report {
    let lang = session.lang;
    let mut table = Table::new(vec![
        Column::new(crate::messages::text(lang, "column-file"), 4),
        Column::new(crate::messages::text(lang, "column-unit"), 3),
        Column::new(crate::messages::text(lang, "column-result"), 2),
        Column::new(crate::messages::text(lang, "column-comments"), 1),
    ]);
    let mut exit = Exit::Done;
    let mut files = Vec::new();
    let mut problems = Vec::new();
    let count = |outcome: Outcome| lines.iter().filter(|line| line.outcome == outcome).count();
    let n_in = count(Outcome::Imported) + count(Outcome::Replaced) + count(Outcome::Partly);
    let said = Message::new("import-done")
        .with("files", lines.len())
        .with("imported", n_in)
        .with("duplicates", count(Outcome::Duplicate))
        .with("waiting", count(Outcome::Question))
        .with("refused", count(Outcome::Refused))
        .with("comments", lines.iter().map(|line| line.n_comments).sum::<usize>());
    for line in lines {
        if !matches!(line.outcome, Outcome::Imported | Outcome::Replaced | Outcome::Duplicate) {
            exit = Exit::AtFault;
        }
        let unit = line.unit.as_ref().map(|unit| unit_name(workspace, unit));
        table.push(Row::new(vec![
            Cell::text(line.file.clone()),
            Cell::text(unit.unwrap_or_else(|| "?".to_owned())),
            Cell::text(crate::messages::text(lang, &format!("import-{}", line.outcome.tag()))),
            Cell::text(line.n_comments.to_string()),
        ]));
        files.push(file_json(&line, lang));
        problems.extend(line.problems);
    }
    let json = json!({"schema": "vankien/import/1", "dry_run": session.dry_run, "files": files});
    let page = table.into_page(crate::messages::text(lang, "import-title"), lang);
    let report = Report { page: Some(page), json: Some(json), ..Report::default() };
    Report { exit, ..report.with_problems(problems).and(said) }
}

fn file_json(line: &Line, lang: crate::messages::Lang) -> Value {
    let problems = line.problems.iter().map(|problem| {
        let value = check::problem_json(problem, lang);
        json!({
            "code": problem.code.id, "severity": problem.code.severity.tag(),
            "at": problem.place.at.clone().or_else(|| problem.place.line.map(|line| format!("line {line}"))),
            "reason": value["message"], "fix": value["hint"],
        })
    });
    json!({
        "file": line.file, "sha256": line.sha256.to_string(), "unit": line.unit.as_ref().map(ToString::to_string),
        "result": line.outcome.tag(), "n_comments": line.n_comments, "problems": problems.collect::<Vec<_>>(),
    })
}
