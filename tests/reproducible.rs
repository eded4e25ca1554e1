//! Promise 8: the whole demo in two folders, time zones, languages, homes and masks gives the same bytes.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "helpers of tests: what is not there ends the test"
)]

use crate::support::{self, Ran, files, git_says, ran};
use std::path::Path;
use std::process::Command;

/// Plays the demo in an environment of its own.
fn demo(dir: &Path, zone: &str, language: &str, home: &Path, mask: &str) -> Ran {
    let mut shell = Command::new("sh");
    support::bare(&mut shell);
    shell
        .env("TZ", zone)
        .env("LANG", language)
        .env("LC_ALL", language)
        .env("LANGUAGE", language)
        .env("HOME", home);
    shell
        .env("USER", language)
        .env("COLUMNS", "77")
        .env("GIT_AUTHOR_NAME", zone)
        .env("GIT_COMMITTER_DATE", "1 +0900");
    shell.args(["-c", "umask \"$1\"; exec \"$2\" demo \"$3\"", "sh", mask]).arg(support::program()).arg(dir);
    ran(&mut shell).ok()
}

#[test]
fn the_demo_gives_the_same_commits_and_the_same_bytes_everywhere() {
    let folder = tempfile::tempdir().unwrap();
    // The first run: in UTC, the plain language of machines, no home.
    let sample = support::sample();
    let one = &sample.path;
    let two = folder.path().join("chỗ khác/hai");
    let home = folder.path().join("home");
    std::fs::create_dir_all(&home).unwrap();
    std::fs::write(home.join(".gitconfig"), "[core]\n\tautocrlf = true\n[user]\n\tname = Ai đó\n").unwrap();
    let second = demo(&two, "America/St_Johns", "tr_TR.UTF-8", &home, "077");
    let refs =
        |dir: &Path| git_says(dir, &["for-each-ref", "--format=%(refname) %(objecttype) %(objectname)"]);
    assert_eq!(refs(one), refs(&two));
    assert!(refs(one).contains("refs/tags/round-3"), "{}", refs(one));
    let (ours, theirs) = (files(one), files(&two));
    let names = |all: &std::collections::BTreeMap<String, Vec<u8>>| all.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&ours), names(&theirs));
    let differing: Vec<&String> =
        ours.iter().filter(|(path, bytes)| theirs[*path] != **bytes).map(|it| it.0).collect();
    assert!(differing.is_empty(), "{differing:?}");
    let n_packages = ours.keys().filter(|path| path.starts_with("packages/")).count();
    let n_zips = ours.keys().filter(|path| path.ends_with(".zip")).count();
    println!("{} files, of these {n_packages} in packages, {n_zips} archives", ours.len());
    assert!(n_packages > 0 && n_zips > 0);
    // What is said names the folder and nothing else that differs.
    let said = format!("{}{}", second.stdout, second.stderr).replace(&two.display().to_string(), "DIR");
    assert_eq!(sample.said, said);
    for (path, bytes) in &theirs {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains(&folder.path().display().to_string()), "{path} holds the path of its folder");
    }
}

#[test]
fn every_reading_command_says_the_same_in_every_zone_and_language_of_the_machine() {
    let place = support::opened();
    let file = place.inbox.join("x01.yaml");
    std::fs::write(&file, support::reply("x01", "từng bước hình thành", "bước đầu hình thành")).unwrap();
    support::vankien(&place.path, ["comments", "import", &file.display().to_string()]).ok();
    let commands: [&[&str]; 9] = [
        &["status"],
        &["round", "show", "1"],
        &["comments", "list"],
        &["comments", "show", "1-x01-1"],
        &["progress"],
        &["progress", "--as-of", "2020-03-01", "--json"],
        &["synthesis", "1"],
        &["synthesis", "1", "--format", "html"],
        &["trace", "1", "--json"],
    ];
    for args in commands {
        let said = |zone: &str, language: &str| {
            let mut command = support::command();
            command.env("TZ", zone).env("LC_ALL", language).env("LANG", language).current_dir(&place.path);
            ran(command.args(args).args(["--clock", "2020-02-03T08:00:00+07:00", "--by", "chief"])).ok()
        };
        assert_eq!(
            said("Asia/Ho_Chi_Minh", "vi_VN.UTF-8"),
            said("America/St_Johns", "tr_TR.UTF-8"),
            "{args:?}"
        );
    }
}
