//! Helpers for the tests that use the whole program: a small congress, the program as a process, git beside it.
//!
//! Nothing here knows how the program works inside; what is built here is built through its use cases or commands.
#![allow(dead_code, unreachable_pub, reason = "each test program uses a part of this")]
#![allow(clippy::print_stderr, reason = "a skipped test says so")]

use serde_json::Value;
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use tempfile::TempDir;
use vankien::app::{self, Session};
use vankien::messages::Lang;
use vankien::units::Moment;

/// Units of the small congress.
pub const UNITS: [&str; 8] = ["x01", "x02", "x03", "x04", "x05", "x06", "x07", "x08"];

/// The drafts of the small congress: enough headings and paragraphs to comment on, nothing for `check` to find.
pub const POLITICAL: &str = include_str!("political-report.md");
/// The second document.
pub const REVIEW: &str = include_str!("review-report.md");

/// What a run of the program gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ran {
    /// Exit code; `None` when it was killed.
    pub code: Option<i32>,
    /// The answer.
    pub stdout: String,
    /// The rest.
    pub stderr: String,
}

impl Ran {
    /// The answer as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout)
            .unwrap_or_else(|error| panic!("{error} in {:?}; {}", self.stdout, self.stderr))
    }

    /// Both streams, for messages.
    pub fn said(&self) -> String {
        format!("exit {:?}\n{}{}", self.code, self.stdout, self.stderr)
    }

    /// The same run, which must have ended well.
    #[track_caller]
    pub fn ok(self) -> Self {
        assert_eq!(self.code, Some(0), "{}", self.said());
        self
    }
}

/// The program under test.
pub fn program() -> &'static str {
    env!("CARGO_BIN_EXE_vankien")
}

/// The program as a command in an environment of its own.
pub fn command() -> Command {
    let mut command = Command::new(program());
    bare(&mut command);
    command
}

/// Takes the machine's environment away from a command.
pub fn bare(command: &mut Command) {
    let path = std::env::var_os("PATH").unwrap_or_default();
    command
        .env_clear()
        .env("PATH", path)
        .env("HOME", "/nonexistent")
        .env("LC_ALL", "C.UTF-8")
        .env("TZ", "UTC");
    command.stdin(Stdio::null());
}

/// Runs a command to its end.
pub fn ran(command: &mut Command) -> Ran {
    let out = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    Ran {
        code: out.status.code(),
        stdout: String::from_utf8_lossy(&out.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&out.stderr).into_owned(),
    }
}

/// Runs the program on a repository at a fixed time.
pub fn vankien<S: AsRef<OsStr>>(dir: &Path, args: impl IntoIterator<Item = S>) -> Ran {
    let mut command = command();
    command.current_dir(dir).args(args).args(["--by", "chief", "--clock", "2020-02-03T08:00:00+07:00"]);
    ran(&mut command)
}

/// Runs git on a repository, with nobody's configuration.
pub fn git(dir: &Path, args: &[&str]) -> Ran {
    let mut command = Command::new("git");
    bare(&mut command);
    command.arg("-C").arg(dir).args([
        "-c",
        "user.name=x",
        "-c",
        "user.email=x@x",
        "-c",
        "core.fsmonitor=false",
    ]);
    ran(command.args(args))
}

/// What git says, without the line break at the end.
#[track_caller]
pub fn git_says(dir: &Path, args: &[&str]) -> String {
    git(dir, args).ok().stdout.trim_end().to_owned()
}

/// A session of the library, `minutes` after the small congress was built.
pub fn session(dir: &Path, by: &str, minutes: i64) -> Session {
    let start = Moment::parse("2020-01-06T08:00:00+07:00").unwrap();
    Session {
        dir: dir.to_owned(),
        lang: Lang::Vi,
        now: Moment::from_seconds(start.seconds() + 60 * minutes).unwrap(),
        as_of: None,
        by: Some(by.to_owned()),
        dry_run: false,
        command: "test".to_owned(),
        answers: BTreeMap::new(),
        memory: vankien::store::Memory::default(),
        readers: vankien::app::Readers::default(),
        steps: vankien::app::Steps::default(),
        notices: std::rc::Rc::default(),
    }
}

/// A small congress: two documents, eight units, drafts saved.
pub struct Place {
    _dir: TempDir,
    /// Its folder.
    pub path: PathBuf,
    /// A folder beside it, for files that come in.
    pub inbox: PathBuf,
}

/// A name for a unit of the small congress.
pub fn unit_name(id: &str) -> String {
    format!("Đảng bộ xã Thử Nghiệm {}", id.trim_start_matches(['x', '0']))
}

/// Builds the small congress with its drafts saved. Its work is the role `base`'s, so that no other role undoes it.
pub fn drafted() -> Place {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("kho");
    let inbox = dir.path().join("thu-den");
    fs::create_dir(&inbox).unwrap();
    let units = dir.path().join("units.yaml");
    let mut text = "schema: vankien/units/1\nunits:\n".to_owned();
    for id in UNITS {
        text.push_str(&format!(
            "  - {{id: {id}, name: {}, kind: commune_committee, follower: btv-01}}\n",
            unit_name(id)
        ));
    }
    fs::write(&units, text).unwrap();
    let options = app::init::Options {
        dir: path.clone(),
        name: Some("Đại hội Đảng bộ huyện Thử lần thứ XXII".to_owned()),
        congress_no: Some("XXII".to_owned()),
        committee_no: Some("XXI".to_owned()),
        term: Some("2020-2025".to_owned()),
        level: None,
        documents: Vec::new(),
        units: Some(units),
    };
    done(app::init::init(&session(&path, "base", 0), &options));
    fs::write(path.join("drafts/political-report.md"), POLITICAL).unwrap();
    fs::write(path.join("drafts/review-report.md"), REVIEW).unwrap();
    done(app::draft::save(&session(&path, "base", 1), &[], Some("dự thảo lần đầu")));
    Place { _dir: dir, path, inbox }
}

/// The small congress with round 1 open for all units.
pub fn opened() -> Place {
    let place = drafted();
    open(&place.path, 1, 2);
    place
}

/// Opens a round for all units.
pub fn open(dir: &Path, round: u32, minutes: i64) {
    let options = app::round::OpenOptions {
        round,
        due_at: Some("2020-06-05T17:00:00+07:00".to_owned()),
        confirm: Some(format!("round-{round}")),
        ..app::round::OpenOptions::default()
    };
    done(app::round::open(&session(dir, "base", minutes), &options));
}

/// The report of a use case that must have worked.
#[track_caller]
pub fn done(outcome: Result<app::Report, app::Failure>) -> app::Report {
    outcome.unwrap_or_else(|failure| panic!("{}", told(&failure)))
}

/// A failure as a person would read it.
pub fn told(failure: &app::Failure) -> String {
    let mut text = failure.message.text(Lang::Vi);
    for cause in &failure.causes {
        text.push_str(&format!("\n  vì {}", cause.text(Lang::Vi)));
    }
    for problem in &failure.problems {
        text.push_str(&format!("\n  {} {}", problem.place.file, problem.message(Lang::Vi)));
    }
    text
}

/// A reply in YAML with one comment on quoted words and what they should become.
pub fn reply(unit: &str, quote: &str, to: &str) -> String {
    format!(
        "schema: vankien/reply/1\nunit: {unit}\nround: 1\ndraft: 1\ndated: 2020-01-20\nchannel: letter\n\
         relation: add\ncomments:\n  - document: political-report\n    quote: \"{quote}\"\n    text: |\n      \
         Đề nghị sửa \"{quote}\" thành \"{to}\".\n    proposals:\n      - {{op: replace, target: \"{quote}\", text: \"{to}\"}}\n"
    )
}

/// Every file below a folder but those below `.git`, by its path.
pub fn files(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    fn walk(root: &Path, at: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
        for entry in fs::read_dir(at).unwrap() {
            let entry = entry.unwrap();
            let path = entry.path();
            let name = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
            if name == ".git" {
                continue;
            }
            if entry.file_type().unwrap().is_dir() {
                walk(root, &path, files);
            } else {
                let bytes = fs::read(&path).unwrap_or_else(|error| error.to_string().into_bytes());
                files.insert(name, bytes);
            }
        }
    }
    let mut all = BTreeMap::new();
    walk(dir, dir, &mut all);
    all
}

/// Copies a folder with everything in it.
pub fn copy(from: &Path, to: &Path) {
    let status = Command::new("cp").arg("-a").arg(from).arg(to).status().unwrap();
    assert!(status.success(), "cp {} {}", from.display(), to.display());
}

/// Whether a tool is there. Without it the test says so and ends, but not where everything has to run (`CI=true`).
pub fn has_tool(tool: &str) -> bool {
    let found = Command::new(tool).arg("-V").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok();
    let must = std::env::var_os("CI").is_some_and(|it| it == "true" || it == "1");
    assert!(found || !must, "{tool} is missing and CI is set");
    if !found {
        eprintln!("skipped: {tool} is not installed");
    }
    found
}

/// A number from the environment.
pub fn number(name: &str, otherwise: usize) -> usize {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

/// The sample congress as the program tells its history.
pub struct Sample {
    _dir: TempDir,
    /// Its folder.
    pub path: PathBuf,
    /// What the program said when it built it, its folder named `DIR`.
    pub said: String,
}

/// The sample congress in a folder of its own: a copy of what this build of the program made once.
pub fn sample() -> Sample {
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _guard = ONE_AT_A_TIME.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let cache = Path::new(env!("CARGO_TARGET_TMPDIR")).join("moc-linh");
    let built = fs::metadata(program()).unwrap();
    let key = format!("{} {:?}", built.len(), built.modified().unwrap());
    if fs::read_to_string(cache.join("key")).ok().as_ref() != Some(&key) {
        let _ = fs::remove_dir_all(&cache);
        fs::create_dir_all(&cache).unwrap();
        let dir = cache.join("kho");
        let run = ran(command().arg("demo").arg(&dir)).ok();
        let said = format!("{}{}", run.stdout, run.stderr).replace(&dir.display().to_string(), "DIR");
        fs::write(cache.join("said"), said).unwrap();
        fs::write(cache.join("key"), key).unwrap();
    }
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("moc-linh");
    copy(&cache.join("kho"), &path);
    Sample { _dir: dir, path, said: fs::read_to_string(cache.join("said")).unwrap() }
}

/// A small generator of pseudo-random numbers (SplitMix64), so that a failing case is named by its seed alone.
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    /// A generator from a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5851_f42d_4c95_7f2d)
    }

    /// The next number.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `n`; 0 for 0.
    pub fn below(&mut self, n: usize) -> usize {
        if n == 0 { 0 } else { usize::try_from(self.next() % n as u64).unwrap() }
    }
}
