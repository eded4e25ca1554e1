//! Promises 6 and 7 under random interleavings: editors who edit, save, apply, decide, undo, save an older copy over
//! the draft, and a second clone that is ahead.
//!
//! A model keeps what every edit put into the text and which commit holds it. After every step: each edit is in the
//! saved draft or in the working file, or the step ended with a conflict that names the paragraph and changed
//! nothing; words of an applied comment are in the saved draft until that very operation is undone; the sums of the
//! synthesis and of the progress hold; `verify` finds nothing. `VANKIEN_CASES` sequences are run (60 where absent,
//! 1,000 in `tests/long/interleavings.sh`), `VANKIEN_SEED` names the first; a failing one prints its steps.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "helpers of tests: what is not there ends the test"
)]

use crate::support::{self, Place, Random, copy, git, git_says, session, told};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use vankien::app::{self, Failure, Format, Report};
use vankien::messages::Lang;
use vankien::problem::Severity;
use vankien::store::Store;

const DRAFT: &str = "drafts/political-report.md";
const STEPS: usize = 14;

/// Words that units want replaced; two of them want the same ones.
const QUOTES: [&str; 9] = [
    "phát triển khá toàn diện",
    "từng bước hình thành",
    "duy trì đều đặn",
    "chuyển biến rõ nét",
    "lan tỏa rộng khắp",
    "luyện tập nghiêm túc",
    "có tiến bộ",
    "ưu tiên vùng khó khăn",
    "từng bước hình thành",
];

fn new_words(comment: usize) -> String {
    format!("chữ mới tt{comment}z")
}

fn comment_id(comment: usize) -> String {
    // The ninth is the second comment of the first unit.
    if comment < 8 {
        format!("1-{}-1", support::UNITS[comment])
    } else {
        format!("1-{}-2", support::UNITS[0])
    }
}

/// The congress that every sequence starts from: round 1 open, nine comments in. Its work is another role's, so
/// that no undo of the two editors reaches it.
fn start() -> Place {
    let place = support::opened();
    for (comment, quote) in QUOTES.iter().enumerate() {
        let unit = support::UNITS[comment % 8];
        let file = place.inbox.join(format!("{unit}-{comment}.yaml"));
        fs::write(&file, support::reply(unit, quote, &new_words(comment))).unwrap();
        let options =
            app::import::Options { paths: vec![file], round: Some(1), ..app::import::Options::default() };
        support::done(app::import::import(&session(&place.path, "base", 10), &options));
    }
    place
}

/// What a commit did, as the model sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Effect {
    Added(usize),
    Removed(usize),
    Applied(usize),
    Decided(usize),
}

/// Where an addition is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Addition {
    /// In the text.
    There,
    /// Taken out again by an edit.
    Removed,
    /// Its commit was undone, or it was left out on purpose: nothing is asked of it.
    Free,
}

struct World {
    _dir: TempDir,
    ours: PathBuf,
    other: PathBuf,
    minutes: i64,
    additions: Vec<Addition>,
    /// Effects of edits not yet saved.
    unsaved: Vec<Effect>,
    commits: BTreeMap<String, Vec<Effect>>,
    applied: [bool; QUOTES.len()],
    decided: [Option<bool>; QUOTES.len()],
    /// A copy of the draft on somebody's stick.
    stick: Option<String>,
    steps: Vec<String>,
}

/// A paragraph of its own words: one that is only reworded would rightly be taken for the same.
fn paragraph(addition: usize) -> String {
    let own: Vec<String> = ('a'..='h').map(|letter| format!("{letter}{addition}")).collect();
    format!("Thêm {} {}", own.join(" "), token(addition))
}

fn token(addition: usize) -> String {
    format!("bs{addition}q")
}

impl World {
    fn new(start: &Place) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let (ours, other) = (dir.path().join("ours"), dir.path().join("other"));
        copy(&start.path, &ours);
        git(dir.path(), &["clone", "-q", "ours", "other"]).ok();
        Self {
            _dir: dir,
            ours,
            other,
            minutes: 20,
            additions: Vec::new(),
            unsaved: Vec::new(),
            commits: BTreeMap::new(),
            applied: [false; QUOTES.len()],
            decided: [None; QUOTES.len()],
            stick: None,
            steps: Vec::new(),
        }
    }

    fn session(&mut self, by: &str) -> app::Session {
        self.minutes += 1;
        session(&self.ours, by, self.minutes)
    }

    fn note(&mut self, step: impl Into<String>) {
        self.steps.push(step.into());
    }

    #[track_caller]
    fn fail(&self, why: &str) -> ! {
        panic!("{why}\nsteps:\n  {}\nworking file:\n{}", self.steps.join("\n  "), self.working())
    }

    fn working(&self) -> String {
        fs::read_to_string(self.ours.join(DRAFT)).unwrap()
    }

    fn write(&self, text: &str) {
        fs::write(self.ours.join(DRAFT), text).unwrap();
    }

    fn saved(&self) -> String {
        saved(&self.ours)
    }

    fn is_clean(&self) -> bool {
        self.unsaved.is_empty() && self.working() == self.saved()
    }

    /// Counts what was done since `before` to the commit that the branch stands at now.
    fn committed(&mut self, before: &str, effects: Vec<Effect>) {
        let now = head(&self.ours);
        if now == before {
            if !effects.is_empty() {
                self.fail(&format!("{effects:?} made no commit"));
            }
            return;
        }
        self.commits.entry(now).or_default().extend(effects);
    }

    /// A text with one more addition: in a paragraph, or as one of its own.
    fn added(&mut self, text: &str, random: &mut Random) -> (String, usize) {
        let addition = self.additions.len();
        self.additions.push(Addition::There);
        let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
        let is_prose = |line: &&usize| {
            let line = &lines[**line];
            line.len() > 20 && !line.starts_with('#') && !line.starts_with("title")
        };
        let numbers: Vec<usize> = (0..lines.len()).collect();
        let prose: Vec<usize> = numbers.iter().filter(is_prose).copied().collect();
        let line = prose[random.below(prose.len())];
        if random.below(3) == 0 {
            lines.insert(line + 1, format!("\n{}.", paragraph(addition)));
        } else {
            lines[line].push_str(&format!(" Bổ sung {}.", token(addition)));
        }
        (lines.join("\n"), addition)
    }

    fn edit(&mut self, random: &mut Random) {
        let (text, addition) = self.added(&self.working(), random);
        self.note(format!("edit: adds {}", token(addition)));
        self.write(&text);
        self.unsaved.push(Effect::Added(addition));
    }

    /// Takes a paragraph that was added out again.
    fn remove(&mut self, random: &mut Random) {
        let text = self.working();
        let mut paragraphs: Vec<&str> = text.split("\n\n").collect();
        let own =
            |text: &str| text.trim_start().starts_with("Một đoạn được viết thêm") && !text.contains("tt");
        let found: Vec<usize> = (0..paragraphs.len()).filter(|at| own(paragraphs[*at])).collect();
        if found.is_empty() {
            return;
        }
        let gone = paragraphs.remove(found[random.below(found.len())]).to_owned();
        self.note(format!("edit: removes «{}»", gone.trim()));
        self.write(&paragraphs.join("\n\n"));
        for addition in 0..self.additions.len() {
            if gone.contains(&token(addition)) && self.additions[addition] == Addition::There {
                self.additions[addition] = Addition::Removed;
                let same = |effect: &Effect| *effect == Effect::Added(addition);
                if self.unsaved.iter().any(same) {
                    self.unsaved.retain(|effect| !same(effect));
                    self.additions[addition] = Addition::Free;
                } else {
                    self.unsaved.push(Effect::Removed(addition));
                }
            }
        }
    }

    fn save(&mut self) {
        self.note("save");
        let before = head(&self.ours);
        let (saved, working) = (self.saved(), self.working());
        let session = self.session("chief");
        match app::draft::save(&session, &[], Some("sửa theo góp ý")) {
            Ok(report) => {
                self.sound(&report);
                let effects = std::mem::take(&mut self.unsaved);
                self.committed(&before, effects);
            }
            Err(failure) => {
                self.collided(&failure, &before, &saved, &working);
                self.resolve();
            }
        }
    }

    /// A refusal names the paragraphs and has changed nothing.
    fn collided(&self, failure: &Failure, before: &str, saved: &str, working: &str) {
        if failure.message.id != "save-collision" && failure.message.id != "undo-collision" {
            self.fail(&format!("failed: {}", told(failure)));
        }
        let named = |problem: &vankien::problem::Problem| {
            problem.code.id == "A001" && problem.place.line.is_some() && !problem.message(Lang::Vi).is_empty()
        };
        if failure.problems.is_empty() || !failure.problems.iter().all(named) {
            self.fail(&format!("a conflict without its place: {}", told(failure)));
        }
        if head(&self.ours) != before || self.saved() != saved || self.working() != working {
            self.fail("a refused operation changed something");
        }
    }

    /// What the hint of a collision says: the file is made to agree with the saved draft, own words kept beside.
    fn resolve(&mut self) {
        let mut text = self.saved();
        let mut own = String::new();
        for effect in self.unsaved.clone() {
            match effect {
                Effect::Added(addition) => {
                    own.push_str(&format!("\n{}, viết lại cho khớp.\n", paragraph(addition)))
                }
                Effect::Removed(addition) => {
                    // Whoever resolves looks again: the removal is given up.
                    self.additions[addition] = Addition::Free;
                }
                _ => (),
            }
        }
        self.unsaved.retain(|effect| matches!(effect, Effect::Added(_)));
        text.push_str(&own);
        self.note("resolves by hand, saves");
        self.write(&text);
        let before = head(&self.ours);
        let session = self.session("chief");
        match app::draft::save(&session, &[], None) {
            Ok(_) => {
                let effects = std::mem::take(&mut self.unsaved);
                self.committed(&before, effects);
            }
            Err(failure) => self.fail(&format!("resolved and still: {}", told(&failure))),
        }
    }

    /// A copy made earlier is edited (or not) and put over the draft.
    fn older_copy(&mut self, random: &mut Random) {
        if !self.is_clean() {
            return;
        }
        let Some(copy) = self.stick.clone() else {
            self.note("copies the draft to a stick");
            self.stick = Some(self.working());
            return;
        };
        let mut text = copy;
        if random.below(4) > 0 {
            let addition;
            (text, addition) = self.added(&text, random);
            self.unsaved.push(Effect::Added(addition));
            self.note(format!("the copy on the stick, with {}, comes back over the draft", token(addition)));
        } else {
            self.note("the copy on the stick comes back over the draft as it was");
        }
        if random.below(2) == 0 {
            self.stick = None;
        }
        self.write(&text);
        self.save();
    }

    fn decide(&mut self, random: &mut Random) {
        let comment = random.below(QUOTES.len());
        if self.decided[comment].is_some() {
            return;
        }
        let accepted = random.below(5) > 0;
        self.note(format!("decides {} {accepted}", comment_id(comment)));
        let options = app::decide::Options {
            id: comment_id(comment),
            outcome: if accepted { "accepted" } else { "rejected" }.to_owned(),
            reason: (!accepted).then(|| "giữ như dự thảo".to_owned()),
            ..app::decide::Options::default()
        };
        let before = head(&self.ours);
        let session = self.session("chief");
        match app::decide::decide(&session, &options) {
            Ok(_) => {
                self.decided[comment] = Some(accepted);
                self.committed(&before, vec![Effect::Decided(comment)]);
            }
            Err(failure) => self.fail(&told(&failure)),
        }
    }

    fn apply(&mut self, random: &mut Random) {
        let ready = |comment: &usize| self.decided[*comment] == Some(true) && !self.applied[*comment];
        let ready: Vec<usize> = (0..QUOTES.len()).filter(ready).collect();
        if ready.is_empty() {
            return self.decide(random);
        }
        let comment = ready[random.below(ready.len())];
        self.note(format!("applies {}", comment_id(comment)));
        let options = app::apply::Options { ids: vec![comment_id(comment)], accepted: false, proposal: 1 };
        let (before, saved) = (head(&self.ours), self.saved());
        let working = self.working();
        let session = self.session("chief");
        match app::apply::apply(&session, &options) {
            Ok(report) if report.problems.is_empty() => {
                self.applied[comment] = true;
                self.committed(&before, vec![Effect::Applied(comment)]);
            }
            Ok(report) => {
                // Refused: the words were there once and are not any more, or are there twice.
                let named = report
                    .problems
                    .iter()
                    .all(|it| it.code.id == "A010" && it.place.file.contains(&comment_id(comment)));
                if !named || saved.matches(QUOTES[comment]).count() == 1 {
                    self.fail(&format!("refused: {}", report.problems[0].message(Lang::Vi)));
                }
                if head(&self.ours) != before || self.working() != working {
                    self.fail("a refused apply changed something");
                }
            }
            Err(failure) => self.fail(&told(&failure)),
        }
    }

    fn undo(&mut self, random: &mut Random) {
        let by = ["chief", "secretary"][random.below(2)];
        self.note(format!("undo by {by}"));
        let ask = self.session(by);
        let asked = match app::undo::undo(&ask, None) {
            Err(failure) if failure.message.id == "undo-nothing" => return,
            Err(failure) => failure,
            Ok(_) => self.fail("an undo that was not confirmed"),
        };
        let question = asked.message.text(Lang::Vi);
        let named = |commit: &&String| question.contains(&commit[..commit.len().min(7)]);
        let Some(commit) = self.commits.keys().find(named).cloned() else {
            self.fail(&format!("undo asks about something else: {question}"))
        };
        let before = head(&self.ours);
        let (saved, working) = (self.saved(), self.working());
        let session = self.session(by);
        match app::undo::undo(&session, Some(&commit)) {
            Ok(_) => {
                let effects = self.commits.remove(&commit).unwrap_or_default();
                self.steps.push(format!("  undone: {effects:?}"));
                for effect in effects {
                    match effect {
                        Effect::Added(addition) | Effect::Removed(addition) => {
                            self.additions[addition] = Addition::Free
                        }
                        Effect::Applied(comment) => self.applied[comment] = false,
                        Effect::Decided(comment) => self.decided[comment] = None,
                    }
                }
                self.unsaved.retain(|it| !matches!(it, Effect::Removed(addition) if self.additions[*addition] == Addition::Free));
                if head(&self.ours) == before {
                    self.fail("an undo that made no commit");
                }
            }
            Err(failure) => self.collided(&failure, &before, &saved, &working),
        }
    }

    /// The second clone catches up, does something and is ahead; then the first one gets it.
    fn second_clone(&mut self, random: &mut Random) {
        git(&self.other, &["pull", "-q", "--ff-only"]).ok();
        let before = head(&self.other);
        self.minutes += 1;
        let session = session(&self.other, "secretary", self.minutes);
        let effects = if random.below(2) == 0 {
            let text = saved(&self.other);
            let (text, addition) = self.added(&text, random);
            self.note(format!("the second clone adds {} and saves", token(addition)));
            fs::write(self.other.join(DRAFT), text).unwrap();
            support::done(app::draft::save(&session, &[], None));
            vec![Effect::Added(addition)]
        } else {
            let ready = |comment: &usize| self.decided[*comment] == Some(true) && !self.applied[*comment];
            let Some(comment) = (0..QUOTES.len()).find(ready) else { return };
            self.note(format!("the second clone applies {}", comment_id(comment)));
            let options =
                app::apply::Options { ids: vec![comment_id(comment)], accepted: false, proposal: 1 };
            let report = support::done(app::apply::apply(&session, &options));
            if !report.problems.is_empty() {
                return;
            }
            self.applied[comment] = true;
            vec![Effect::Applied(comment)]
        };
        if head(&self.other) == before {
            self.fail("the second clone made no commit");
        }
        self.commits.insert(head(&self.other), effects);
        let is_clean = git_says(&self.ours, &["status", "--porcelain"]).is_empty();
        let other = self.other.display().to_string();
        if is_clean && random.below(2) == 0 {
            self.note("git pull");
            git(&self.ours, &["pull", "-q", "--ff-only", &other, "main"]).ok();
        } else {
            self.note("git fetch, the branch is moved under the working files");
            git(&self.ours, &["fetch", "-q", &other, "main"]).ok();
            git(&self.ours, &["update-ref", "refs/heads/main", "FETCH_HEAD"]).ok();
        }
    }

    fn step(&mut self, random: &mut Random) {
        match random.below(16) {
            0..4 => self.edit(random),
            4 => self.remove(random),
            5..8 => self.save(),
            8 | 9 => self.older_copy(random),
            10 => self.decide(random),
            11 | 12 => self.apply(random),
            13 => self.undo(random),
            _ => self.second_clone(random),
        }
        self.check();
    }

    fn sound(&self, report: &Report) {
        if report.problems.iter().any(|problem| problem.code.severity == Severity::Error) {
            self.fail(&format!("problems: {:?}", report.problems));
        }
    }

    fn check(&mut self) {
        let (saved, working) = (self.saved(), self.working());
        for (addition, state) in self.additions.iter().enumerate() {
            let token = token(addition);
            let pending = self.unsaved.contains(&Effect::Added(addition));
            let there = if pending { working.contains(&token) } else { saved.contains(&token) };
            if *state == Addition::There && !there {
                self.fail(&format!("{token} is lost (saved: {})", !pending));
            }
            let removed = *state == Addition::Removed && !self.unsaved.contains(&Effect::Removed(addition));
            if removed && saved.contains(&token) {
                self.fail(&format!("{token} was removed and is back"));
            }
            if saved.matches(&token).count() > 1 || working.matches(&token).count() > 1 {
                self.fail(&format!("{token} is there twice"));
            }
        }
        for comment in 0..QUOTES.len() {
            let n_there = saved.matches(&new_words(comment)).count();
            if n_there != usize::from(self.applied[comment]) {
                self.fail(&format!("{} stands {n_there} times", new_words(comment)));
            }
        }
        self.check_sums();
        let session = self.session("chief");
        let report = match app::verify::verify(&session, false) {
            Ok(report) => report,
            Err(failure) => self.fail(&told(&failure)),
        };
        // A file that is as the last operation left it, and only behind the branch, was not edited by hand: that
        // `verify` knows this is another test's, below.
        let is_behind = |path: &str| git(&self.ours, &["diff-files", "--quiet", "--", path]).code == Some(0);
        let found = report.problems.iter().find(|it| it.code.id != "V009" || !is_behind(&it.place.file));
        if let Some(first) = found {
            self.fail(&format!("verify: {} {}", first.place.file, first.message(Lang::Vi)));
        }
    }

    fn check_sums(&mut self) {
        let session = self.session("chief");
        let options = app::progress::Options {
            round: None,
            follower: None,
            late: false,
            format: Format::Json,
            output: None,
        };
        let progress = answer(app::progress::progress(&session, &options));
        for round in progress["rounds"].as_array().unwrap() {
            let states: u64 = round["states"].as_object().unwrap().values().map(number).sum();
            if states != number(&round["units"])
                || number(&round["overdue"]) > number(&round["states"]["pending"])
            {
                self.fail(&format!("progress: {round}"));
            }
        }
        let options =
            app::synthesis::Options { round: 1, format: Format::Json, ..app::synthesis::Options::default() };
        let synthesis = answer(app::synthesis::synthesis(&session, &options));
        if let Err(why) = sums(&synthesis) {
            self.fail(&format!("synthesis: {why}: {}", synthesis["counts"]));
        }
        let n_decided = self.decided.iter().flatten().count() as u64;
        let comments = &synthesis["counts"]["comments"];
        let known = (QUOTES.len() as u64, QUOTES.len() as u64 - n_decided);
        if (number(&comments["received"]), number(&comments["undecided"])) != known {
            self.fail(&format!("synthesis counts {comments}, known: {known:?} received and undecided"));
        }
    }
}

/// The identities of the counts of a synthesis.
fn sums(synthesis: &Value) -> Result<(), String> {
    let counts = &synthesis["counts"];
    let (units, comments) = (&counts["units"], &counts["comments"]);
    let sum = |value: &Value| value.as_object().map_or(0, |map| map.values().map(number).sum::<u64>());
    let documents = comments["documents"].as_array().cloned().unwrap_or_default();
    let of = |name: &str| documents.iter().map(|document| number(&document[name])).sum::<u64>();
    let rows = synthesis["documents"].as_array().cloned().unwrap_or_default();
    let n_rows: usize = rows.iter().map(|section| section["rows"].as_array().map_or(0, Vec::len)).sum();
    let holds = [
        ("states of units", sum(&units["states"]) == number(&units["asked"])),
        (
            "received",
            number(&comments["standing"]) + number(&comments["superseded"]) + number(&comments["withdrawn"])
                == number(&comments["received"]),
        ),
        (
            "decided",
            sum(&comments["decided"]) + number(&comments["undecided"]) == number(&comments["standing"]),
        ),
        ("documents", of("comments") + number(&comments["referred"]) == number(&comments["standing"])),
        ("rows", of("rows") == number(&counts["rows"]) && n_rows as u64 == number(&counts["rows"])),
    ];
    holds.iter().find(|(_, holds)| !holds).map_or(Ok(()), |(name, _)| Err((*name).to_owned()))
}

fn number(value: &Value) -> u64 {
    value.as_u64().unwrap_or_else(|| panic!("{value} is no number"))
}

/// The JSON of a use case that was asked for JSON.
fn answer(outcome: Result<Report, Failure>) -> Value {
    let report = support::done(outcome);
    report.json.unwrap_or_else(|| serde_json::from_slice(&report.bytes.unwrap()).unwrap())
}

fn head(dir: &Path) -> String {
    Store::open(dir).unwrap().head().unwrap().commit().to_string()
}

fn saved(dir: &Path) -> String {
    let store = Store::open(dir).unwrap();
    let bytes = store.head().unwrap().read(DRAFT).unwrap().unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn whatever_the_order_no_edit_is_lost_and_the_sums_hold() {
    let start = start();
    let (first, n_cases) = (support::number("VANKIEN_SEED", 1), support::number("VANKIEN_CASES", 60));
    let faults = std::sync::Mutex::new(Vec::new());
    let next = std::sync::atomic::AtomicUsize::new(first);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                    if seed >= first + n_cases {
                        break;
                    }
                    let run = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                        let mut world = World::new(&start);
                        let mut random = Random::new(seed as u64);
                        for _ in 0..STEPS {
                            world.step(&mut random);
                        }
                    }));
                    if let Err(cause) = run {
                        let text = cause.downcast_ref::<String>().cloned();
                        let text = text.or_else(|| cause.downcast_ref::<&str>().map(|it| (*it).to_owned()));
                        faults.lock().unwrap().push(format!("seed {seed}: {}", text.unwrap_or_default()));
                    }
                }
            });
        }
    });
    let faults = faults.into_inner().unwrap();
    println!("{n_cases} sequences of {STEPS} steps, {} failed", faults.len());
    let shown = faults.iter().take(3).cloned().collect::<Vec<_>>().join("\n\n");
    assert!(faults.is_empty(), "{} of {n_cases} sequences failed:\n{shown}", faults.len());
}

#[test]
fn undo_passes_over_what_others_took_back_by_hand() {
    let start = start();
    let text = saved(&start.path);
    let save = |text: &str, by: &str, minutes: i64| {
        fs::write(start.path.join(DRAFT), text).unwrap();
        let mut session = session(&start.path, by, minutes);
        // The chief means it: the paragraph is to go.
        session.answers.insert("older".to_owned(), "mine".to_owned());
        support::done(app::draft::save(&session, &[], None));
        head(&start.path)
    };
    let first = save(&format!("{text}\nMột đoạn ở cuối.\n"), "secretary", 30);
    let second = save(&format!("{text}\nMột đoạn ở cuối.\n\nThêm một đoạn.\n"), "secretary", 31);
    save(&format!("{text}\nMột đoạn ở cuối.\n"), "chief", 32);
    // Nothing is left of the second: its turn is over, and the first one is asked about.
    let asked = app::undo::undo(&session(&start.path, "secretary", 33), None).unwrap_err();
    assert_eq!(asked.message.id, "undo-confirm");
    let question = asked.message.text(Lang::Vi);
    assert!(question.contains(&first[..7]) && !question.contains(&second[..7]), "{question}");
    let undone = app::undo::undo(&session(&start.path, "secretary", 34), Some(&first[..8]));
    support::done(undone);
    assert_eq!(saved(&start.path), text);
}

#[test]
fn files_behind_the_branch_were_not_edited_by_hand() {
    let start = start();
    let folder = tempfile::tempdir().unwrap();
    let other = folder.path().join("other");
    git(folder.path(), &["clone", "-q", &start.path.display().to_string(), "other"]).ok();
    let options = app::decide::Options {
        id: comment_id(0),
        outcome: "accepted".to_owned(),
        ..app::decide::Options::default()
    };
    support::done(app::decide::decide(&session(&other, "secretary", 30), &options));
    support::done(app::decide::decide(
        &session(&other, "secretary", 31),
        &app::decide::Options { id: comment_id(1), ..options },
    ));
    // As after a run that was killed between moving the branch and writing the files.
    git(&start.path, &["fetch", "-q", &other.display().to_string(), "main"]).ok();
    git(&start.path, &["update-ref", "refs/heads/main", "FETCH_HEAD"]).ok();
    let options = app::apply::Options { ids: vec![comment_id(0)], accepted: false, proposal: 1 };
    support::done(app::apply::apply(&session(&other, "secretary", 32), &options));
    git(&start.path, &["checkout", "-q", "-f", "main"]).ok();
    git(&start.path, &["fetch", "-q", &other.display().to_string(), "main"]).ok();
    git(&start.path, &["update-ref", "refs/heads/main", "FETCH_HEAD"]).ok();
    let report = support::done(app::verify::verify(&session(&start.path, "chief", 40), false));
    let found: Vec<String> =
        report.problems.iter().map(|it| format!("{} {}", it.code.id, it.place.file)).collect();
    assert!(found.is_empty(), "{found:?}");
}
