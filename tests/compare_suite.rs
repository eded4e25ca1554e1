//! Tricky pairs of drafts, kept as data: `tests/suite/compare/<name>/{before.md,after.md,desired.txt,today.txt}`.
//!
//! `desired.txt` is what an editor should see and is written by hand; `today.txt` is what the comparison gives and is
//! rewritten with `UPDATE_SUITE=1`. Where the two differ the case must stand in `OPEN.md`, and only there. How the
//! lines are read and how a result is accepted is told in the suite's `README.md`.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use vankien::compare::{Change, ChangeKind, CompareOptions, Op, compare};
use vankien::document::parse;

/// What the suite must not fall below.
const N_CASES_MIN: usize = 100;

fn shown(change: &Change) -> String {
    let mut line = change.kind.tag().to_owned();
    if change.moved {
        line.push_str(" moved");
    }
    for class in &change.classes {
        let _ = write!(line, " {}", class.tag());
    }
    let _ = write!(line, " {:?}>{:?}: ", change.before, change.after);
    for segment in &change.segments {
        let text = segment.text.replace("\r\n", "␍⏎").replace('\n', "⏎");
        match segment.op {
            Op::Equal => {
                let letters: Vec<char> = text.chars().collect();
                if letters.len() > 48 {
                    line.extend(&letters[..20]);
                    line.push('…');
                    line.extend(&letters[letters.len() - 20..]);
                } else {
                    line.push_str(&text);
                }
            }
            Op::Delete => {
                let _ = write!(line, "[-{text}-]");
            }
            Op::Insert => {
                let _ = write!(line, "{{+{text}+}}");
            }
        }
    }
    for figure in &change.figures {
        let _ = write!(line, " ({} → {} {})", figure.before, figure.after, figure.unit);
    }
    line
}

fn suite() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/compare")
}

fn cases() -> Vec<PathBuf> {
    let entries = fs::read_dir(suite()).expect("the suite is there");
    let mut cases: Vec<_> = entries.filter_map(|it| it.ok()).map(|it| it.path()).collect();
    cases.retain(|path| path.is_dir());
    cases.sort();
    cases
}

fn read(case: &Path, name: &str) -> String {
    fs::read_to_string(case.join(name)).unwrap_or_else(|error| panic!("{}/{name}: {error}", case.display()))
}

fn name(case: &Path) -> String {
    case.file_name().expect("a case has a name").to_string_lossy().into_owned()
}

/// What the comparison says of a case, one line for each change.
fn found(case: &Path) -> String {
    let (before, after) = (parse(read(case, "before.md")), parse(read(case, "after.md")));
    let comparison = compare(&before, &after, &CompareOptions::default());
    let mut found = String::new();
    for change in comparison.changes.iter().filter(|change| change.kind != ChangeKind::Unchanged) {
        found.push_str(shown(change).trim_end());
        found.push('\n');
    }
    found
}

#[test]
fn every_case_is_as_today() {
    let cases = cases();
    assert!(cases.len() >= N_CASES_MIN, "only {} cases", cases.len());
    let mut wrong = String::new();
    for case in cases {
        let found = found(&case);
        if std::env::var_os("UPDATE_SUITE").is_some() {
            fs::write(case.join("today.txt"), &found).expect("the suite can be written");
        }
        let today = read(&case, "today.txt");
        if found != today {
            let _ = write!(wrong, "\n{}\ntoday.txt:\n{today}found:\n{found}", name(&case));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// The names in `OPEN.md`: each list item begins with one, in backquotes, and says after it what is wrong.
fn listed() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for line in read(&suite(), "OPEN.md").lines() {
        let Some((name, reason)) = line.strip_prefix("- `").and_then(|rest| rest.split_once("`: ")) else {
            continue;
        };
        assert!(!reason.trim().is_empty(), "{name} has no reason");
        assert!(names.insert(name.to_owned()), "{name} is listed twice");
    }
    names
}

#[test]
fn what_is_not_yet_as_desired_is_listed() {
    let listed = listed();
    let mut open = BTreeSet::new();
    for case in cases() {
        let (desired, found) = (read(&case, "desired.txt"), found(&case));
        if desired != found {
            println!("{}\ndesired:\n{desired}found:\n{found}", name(&case));
            open.insert(name(&case));
        }
    }
    let unlisted: Vec<_> = open.difference(&listed).collect();
    let done: Vec<_> = listed.difference(&open).collect();
    assert!(unlisted.is_empty(), "not as desired and not in OPEN.md: {unlisted:?}");
    assert!(done.is_empty(), "in OPEN.md, but as desired or no case: {done:?}");
}
