//! The program killed at every system call that writes, and eight importers at once.
//!
//! Each of `comments import`, `round open`, `decide` and `apply` is first run undisturbed under strace to learn its
//! write-class calls, then once for every such call, killed at its entry. After each kill: git finds nothing broken,
//! the branch stands at the old commit or at the new one, the same command run again is not blocked and leaves exactly
//! what the undisturbed run leaves, and `verify` is content.
//!
//! strace counts `when=K` for every system call apart, so a point is a pair (call, K); counting over a set of calls
//! would kill only at the first call of the set to reach K and leave most points out. `cargo test` takes every n-th
//! point (`VANKIEN_KILL_EVERY`, 4 where absent); `tests/long/kill.sh` takes all of them and asks for at least 400.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "helpers of tests: what is not there ends the test"
)]

use crate::support::{self, Place, Ran, bare, copy, files, git, git_says, ran, vankien};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// System calls that change what is on the disk or bring it there, as far as the machine has them.
const CALLS: &[&str] = &[
    "write",
    "pwrite64",
    "writev",
    "pwritev",
    "pwritev2",
    "rename",
    "renameat",
    "renameat2",
    "link",
    "linkat",
    "symlink",
    "symlinkat",
    "unlink",
    "unlinkat",
    "rmdir",
    "mkdir",
    "mkdirat",
    "fsync",
    "fdatasync",
    "sync",
    "syncfs",
    "ftruncate",
    "truncate",
    "fallocate",
    "open",
    "creat",
    "openat",
    "copy_file_range",
    "sendfile",
    "chmod",
    "fchmod",
    "fchmodat",
    "utimensat",
    "flock",
    "msync",
];

/// A command to be killed, and the repository in which it is run.
struct Case {
    name: &'static str,
    args: Vec<String>,
    place: Place,
}

fn words(args: &[&str]) -> Vec<String> {
    let fixed = ["--by", "chief", "--clock", "2020-02-03T08:00:00+07:00"];
    args.iter().chain(&fixed).map(|word| (*word).to_owned()).collect()
}

fn import_case() -> Case {
    let place = support::opened();
    let quotes = ["từng bước hình thành", "luyện tập nghiêm túc", "rõ người, rõ việc"];
    for (unit, quote) in ["x01", "x02", "x03"].iter().zip(quotes) {
        fs::write(place.inbox.join(format!("{unit}.yaml")), support::reply(unit, quote, "chữ mới")).unwrap();
    }
    let inbox = place.inbox.display().to_string();
    Case { name: "comments import", args: words(&["comments", "import", &inbox, "--round", "1"]), place }
}

fn open_case() -> Case {
    let place = support::drafted();
    let due = "2020-06-05T17:00:00+07:00";
    let args = words(&["round", "open", "1", "--due-at", due, "--confirm", "round-1"]);
    Case { name: "round open", args, place }
}

fn with_comment() -> Place {
    let place = support::opened();
    let file = place.inbox.join("x01.yaml");
    fs::write(&file, support::reply("x01", "từng bước hình thành", "bước đầu hình thành")).unwrap();
    vankien(&place.path, ["comments", "import", &file.display().to_string()]).ok();
    place
}

fn decide_case() -> Case {
    Case {
        name: "decide",
        args: words(&["decide", "1-x01-1", "accepted", "--note", "đúng"]),
        place: with_comment(),
    }
}

fn apply_case() -> Case {
    let place = with_comment();
    vankien(&place.path, ["decide", "1-x01-1", "accepted"]).ok();
    Case { name: "apply", args: words(&["apply", "1-x01-1"]), place }
}

/// What a finished run leaves behind.
#[derive(Debug, PartialEq, Eq)]
struct Left {
    refs: String,
    files: BTreeMap<String, Vec<u8>>,
    status: String,
}

impl Left {
    fn of(dir: &Path) -> Self {
        Self {
            refs: git_says(dir, &["for-each-ref", "--format=%(refname) %(objectname)"]),
            files: files(dir),
            status: git_says(dir, &["status", "--porcelain"]),
        }
    }

    /// The first difference in words.
    fn difference(&self, other: &Self) -> Option<String> {
        if self.refs != other.refs {
            return Some(format!("refs: {} and not {}", other.refs, self.refs));
        }
        let names: BTreeSet<&String> = self.files.keys().chain(other.files.keys()).collect();
        let differing: Vec<&String> =
            names.into_iter().filter(|it| self.files.get(*it) != other.files.get(*it)).collect();
        if !differing.is_empty() {
            return Some(format!("files differ: {differing:?}"));
        }
        (self.status != other.status).then(|| format!("git status: {:?}", other.status))
    }
}

fn run(dir: &Path, args: &[String]) -> Ran {
    let mut command = support::command();
    ran(command.current_dir(dir).args(args))
}

/// The commit of the branch, as git reads it.
fn head(dir: &Path) -> String {
    git_says(dir, &["rev-parse", "refs/heads/main"])
}

/// The write-class calls of an undisturbed run: for each call the numbers K of those that write.
fn points(dir: &Path, args: &[String]) -> Vec<(String, usize)> {
    let log = dir.with_extension("strace");
    let set = CALLS.iter().map(|call| format!("?{call}")).collect::<Vec<_>>().join(",");
    let mut strace = Command::new("strace");
    bare(&mut strace);
    strace.current_dir(dir).args(["-f", "-o"]).arg(&log).args(["-e", &format!("trace={set}")]);
    ran(strace.arg(support::program()).args(args)).ok();
    let mut seen: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut points = BTreeSet::new();
    for line in fs::read_to_string(&log).unwrap().lines() {
        let Some((process, rest)) = line.split_once(char::is_whitespace) else { continue };
        let Some((call, arguments)) = rest.trim_start().split_once('(') else { continue };
        if !CALLS.contains(&call) {
            continue;
        }
        let number = seen.entry((process.to_owned(), call.to_owned())).or_default();
        *number += 1;
        let reads = call.starts_with("open")
            && !["O_WRONLY", "O_RDWR", "O_CREAT"].iter().any(|flag| arguments.contains(flag));
        if !reads {
            points.insert((call.to_owned(), *number));
        }
    }
    points.into_iter().collect()
}

/// What was found at one point.
#[derive(Debug, Default)]
struct Found {
    killed: bool,
    was_new: bool,
    faults: Vec<String>,
}

/// Everything about a case that all of its points share.
struct Reference {
    old: String,
    new: String,
    left: Left,
    again: Ran,
}

fn reference(case: &Case, dir: &Path) -> Reference {
    let old = head(&case.place.path);
    copy(&case.place.path, dir);
    run(dir, &case.args).ok();
    let new = head(dir);
    assert_ne!(old, new, "{} does nothing", case.name);
    let left = Left::of(dir);
    assert_eq!(left.status, "", "{} leaves files behind", case.name);
    let again = run(dir, &case.args);
    Reference { old, new, left, again }
}

fn point(case: &Case, reference: &Reference, dir: &Path, call: &str, number: usize) -> Found {
    let mut found = Found::default();
    copy(&case.place.path, dir);
    let mut strace = Command::new("strace");
    bare(&mut strace);
    strace.current_dir(dir).args(["-f", "-o", "/dev/null", "-e", &format!("trace={call}")]);
    strace.args(["-e", &format!("inject={call}:signal=KILL:when={number}")]);
    let status = strace.arg(support::program()).args(&case.args).output().unwrap().status;
    found.killed = status.signal() == Some(9) || status.code() == Some(137);
    let mut fault = |text: String| found.faults.push(format!("{} {call}#{number}: {text}", case.name));
    let fsck = git(dir, &["fsck", "--strict", "--full", "--no-dangling"]);
    if fsck.code != Some(0) {
        fault(format!("fsck: {}", fsck.said()));
    }
    let now = head(dir);
    if now != reference.old && now != reference.new {
        fault(format!("the branch stands at {now}, neither old nor new"));
    }
    found.was_new = now == reference.new;
    let again = run(dir, &case.args);
    // Where the killed run had finished, the second run says what it would say after any finished run.
    let is_same = again.code == reference.again.code && again.stderr == reference.again.stderr;
    if again.code != Some(0) && !(found.was_new && is_same) {
        fault(format!("run again: {}", again.said()));
    }
    if let Some(difference) = reference.left.difference(&Left::of(dir)) {
        fault(format!("after the second run (was new: {}): {difference}", found.was_new));
    }
    let verify = vankien(dir, ["verify"]);
    if verify.code != Some(0) {
        fault(format!("verify: {}", verify.said()));
    }
    let _ = fs::remove_dir_all(dir);
    found
}

/// Kills a case at its points, two at a time; the row of the table and all faults.
fn kill(case: &Case, every: usize) -> (usize, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    let reference = reference(case, &folder.path().join("reference"));
    let traced = folder.path().join("traced");
    copy(&case.place.path, &traced);
    let all = points(&traced, &case.args);
    // The last point always, since it is the one behind everything else.
    let is_taken = |at: usize| at.is_multiple_of(every) || at + 1 == all.len();
    let taken: Vec<_> =
        all.iter().enumerate().filter(|(at, _)| is_taken(*at)).map(|(_, point)| point).collect();
    let (next, results) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some((call, number)) = taken.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let dir = folder.path().join(format!("{call}-{number}"));
                    let found = point(case, &reference, &dir, call, *number);
                    results.lock().unwrap().push(found);
                }
            });
        }
    });
    let results = results.into_inner().unwrap();
    let count = |test: fn(&Found) -> bool| results.iter().filter(|it| test(it)).count();
    println!(
        "{:<16} {:>6} {:>6} {:>6} {:>6} {:>6} {:>6}",
        case.name,
        all.len(),
        results.len(),
        count(|it| it.killed),
        count(|it| !it.was_new),
        count(|it| it.was_new),
        count(|it| !it.faults.is_empty()),
    );
    let not_killed = count(|it| !it.killed);
    let mut faults: Vec<String> = results.into_iter().flat_map(|it| it.faults).collect();
    if not_killed > 0 {
        faults.push(format!("{}: {not_killed} points were never reached", case.name));
    }
    // Run again behind a finished run: nothing is done twice.
    let left = Left::of(&folder.path().join("reference"));
    if let Some(difference) = reference.left.difference(&left) {
        faults.push(format!("{} run twice: {difference}; {}", case.name, reference.again.said()));
    }
    (all.len(), faults)
}

#[test]
fn killed_anywhere_nothing_is_lost_and_the_command_can_be_run_again() {
    if !support::has_tool("strace") {
        return;
    }
    let every = support::number("VANKIEN_KILL_EVERY", 4).max(1);
    println!(
        "{:<16} {:>6} {:>6} {:>6} {:>6} {:>6} {:>6}",
        "command", "points", "taken", "killed", "old", "new", "faults"
    );
    let mut total = 0;
    let mut faults = Vec::new();
    for case in [import_case(), open_case(), decide_case(), apply_case()] {
        let (n_points, found) = kill(&case, every);
        total += n_points;
        faults.extend(found);
    }
    println!("points in all: {total}");
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
    assert!(total >= 400, "only {total} points to be killed at");
}

#[test]
fn eight_importers_at_once_lose_nothing() {
    const IMPORTERS: usize = 8;
    const IMPORTS: usize = 20;
    let place = support::opened();
    let mut inputs: Vec<Vec<(PathBuf, String)>> = Vec::new();
    for importer in 0..IMPORTERS {
        let mut own = Vec::new();
        for number in 0..IMPORTS {
            // All importers write for all units, so that numbers of submissions collide as often as they can.
            let unit = support::UNITS[(importer + number) % support::UNITS.len()];
            let text =
                support::reply(unit, "từng bước hình thành", &format!("chữ của {importer} lần {number}"));
            let file = place.inbox.join(format!("{unit}-{importer}-{number}.yaml"));
            fs::write(&file, &text).unwrap();
            own.push((file, text));
        }
        inputs.push(own);
    }
    let runs: Vec<Ran> = std::thread::scope(|scope| {
        let importers: Vec<_> = inputs
            .iter()
            .map(|own| {
                scope.spawn(|| {
                    let import = |(file, _): &(PathBuf, String)| {
                        vankien(
                            &place.path,
                            ["comments", "import", &file.display().to_string(), "--round", "1"],
                        )
                    };
                    own.iter().map(import).collect::<Vec<Ran>>()
                })
            })
            .collect();
        importers.into_iter().flat_map(|importer| importer.join().unwrap()).collect()
    });
    for run in &runs {
        assert_eq!(run.code, Some(0), "{}", run.said());
        assert!(!run.stderr.contains("lỗi") && !run.stderr.contains("error"), "{}", run.said());
    }
    let kept = files(&place.path);
    let records: Vec<&String> = kept.keys().filter(|path| path.starts_with("comments/1/")).collect();
    assert_eq!(records.len(), IMPORTERS * IMPORTS, "{records:?}");
    let received: Vec<&Vec<u8>> =
        kept.iter().filter(|(path, _)| path.starts_with("received/")).map(|(_, it)| it).collect();
    for (file, text) in inputs.iter().flatten() {
        let n_copies = received.iter().filter(|bytes| bytes.as_slice() == text.as_bytes()).count();
        assert_eq!(n_copies, 1, "{}", file.display());
    }
    let list = vankien(&place.path, ["comments", "list", "--json"]).ok().json();
    let ids: BTreeSet<&str> =
        list["comments"].as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), IMPORTERS * IMPORTS);
    assert_eq!(git_says(&place.path, &["status", "--porcelain"]), "");
    git(&place.path, &["fsck", "--strict", "--full"]).ok();
    vankien(&place.path, ["verify"]).ok();
    let n_commits: usize = git_says(&place.path, &["rev-list", "--count", "main"]).parse().unwrap();
    assert_eq!(n_commits, 3 + IMPORTERS * IMPORTS, "one import, one commit");
}
