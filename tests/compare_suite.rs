//! Tricky pairs of drafts, kept as data: `tests/suite/compare/<name>/{before.md,after.md,expected.txt}`.
//!
//! Each line of `expected.txt` is a change that is not `unchanged`: kind, `moved`, classes, block indices, then the
//! text with deletions in `[-…-]` and insertions in `{+…+}` (line breaks as `⏎`, long common runs cut), then
//! figures. To accept a changed result, run with `UPDATE_SUITE=1` and read the difference.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use vankien::compare::{Change, ChangeKind, CompareOptions, Op, compare};
use vankien::document::parse;

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

fn check(directory: &Path) {
    let read = |name: &str| fs::read_to_string(directory.join(name)).expect("every case has its three files");
    let comparison = compare(&parse(read("before.md")), &parse(read("after.md")), &CompareOptions::default());
    let mut found = String::new();
    for change in comparison.changes.iter().filter(|change| change.kind != ChangeKind::Unchanged) {
        found.push_str(shown(change).trim_end());
        found.push('\n');
    }
    if std::env::var_os("UPDATE_SUITE").is_some() {
        fs::write(directory.join("expected.txt"), &found).expect("the suite can be written");
    }
    assert_eq!(found, read("expected.txt"), "{}", directory.display());
}

#[test]
fn every_case_of_the_suite() {
    let suite = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/compare");
    let mut cases: Vec<_> = fs::read_dir(suite)
        .expect("the suite is there")
        .filter_map(|it| it.ok())
        .map(|it| it.path())
        .collect();
    cases.sort();
    assert!(cases.len() >= 20, "only {} cases", cases.len());
    for case in cases {
        check(&case);
    }
}
