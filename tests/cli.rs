//! The command line from outside: help in both languages, JSON, closed pipes, colour, hostile text, wrong usage.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "helpers of tests: what is not there ends the test"
)]

use crate::support::{self, Ran, command, ran, vankien};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::Stdio;

/// Every command, as typed.
const COMMANDS: &[&str] = &[
    "init",
    "demo",
    "check",
    "status",
    "draft save",
    "draft outline",
    "draft figures",
    "round open",
    "round list",
    "round show",
    "round log",
    "round close",
    "diff",
    "compare",
    "reply add",
    "comments import",
    "comments add",
    "comments list",
    "comments group --suggest",
    "comments show",
    "comments place",
    "comments group",
    "comments split",
    "decide",
    "apply",
    "trace",
    "trace tie",
    "trace explain",
    "synthesis",
    "package",
    "progress",
    "milestone add",
    "milestone list",
    "undo",
    "verify",
    "completions",
];

/// Short Vietnamese names, and the commands that they stand for.
const ALIASES: &[(&str, &str)] = &[
    ("kiem-tra", "check"),
    ("trang-thai", "status"),
    ("so-sanh", "diff"),
    ("nhap-y-kien", "comments import"),
    ("chot-dot", "round open"),
    ("quyet-dinh", "decide"),
    ("ap-dung", "apply"),
    ("doi-chieu", "trace"),
    ("tong-hop", "synthesis"),
    ("bo-tai-lieu", "package"),
    ("tien-do", "progress"),
];

fn help(words: &str, lang: &str) -> Ran {
    ran(command().args(words.split(' ')).args(["-h", "--lang", lang])).ok()
}

#[test]
fn every_command_has_help_with_an_example_in_both_languages() {
    for words in COMMANDS {
        let vietnamese = help(words, "vi");
        let english = help(words, "en");
        assert!(vietnamese.stdout.contains("Ví dụ:\n  vankien "), "{words}: {}", vietnamese.stdout);
        assert!(english.stdout.contains("Examples:\n  vankien "), "{words}: {}", english.stdout);
        assert_ne!(vietnamese.stdout, english.stdout, "{words}");
        for (run, other) in [
            (&vietnamese, "Options:"),
            (&vietnamese, "[default"),
            (&english, "Tuỳ chọn"),
            (&english, "Ví dụ"),
        ] {
            assert!(!run.stdout.contains(other), "{words}: «{other}» in {}", run.stdout);
        }
        let examples = english.stdout.split("Examples:\n").nth(1).unwrap_or_default();
        let own = examples.lines().any(|line| line.trim().starts_with(&format!("vankien {words}")));
        assert!(own, "{words} has no example of its own: {examples}");
        assert_eq!(help(words, "vi").stderr, "");
    }
    for (alias, words) in ALIASES {
        assert_eq!(help(alias, "vi").stdout, help(words, "vi").stdout, "{alias}");
    }
    // Nothing is missing from the list above.
    let all = ran(command().args(["-h", "--lang", "en"])).ok().stdout;
    let listed: BTreeSet<&str> = COMMANDS.iter().filter_map(|words| words.split(' ').next()).collect();
    for line in all.lines().filter(|line| line.starts_with("  ") && !line.trim_start().starts_with('-')) {
        let Some(first) = line.split_whitespace().next() else { continue };
        let is_command = line.contains('(') && line.starts_with("  ") && !line.starts_with("   ");
        assert!(!is_command || listed.contains(first), "{first} is not tested");
    }
    let version = ran(command().arg("--version")).ok().stdout;
    assert!(version.contains(env!("CARGO_PKG_VERSION")));
}

/// A repository with something in every place, units' text hostile to a terminal.
fn hostile() -> support::Place {
    let place = support::opened();
    let text = "Đề nghị \u{1b}[31msửa\u{1b}[0m \u{1b}]0;tên cửa sổ\u{7} \u{9b}31m \u{8}\u{8}\u{8} \u{202e}ngược\u{202c} bỏ.";
    let unit = place.path.join("units.yaml");
    let units = fs::read_to_string(&unit).unwrap();
    fs::write(&unit, units.replace("Đảng bộ xã Thử Nghiệm 1,", "\"Đảng bộ \\e[31mxã Một\\e[0m \\u202e\","))
        .unwrap();
    vankien(&place.path, ["draft", "save"]);
    for (unit, quote) in [("x01", "từng bước hình thành"), ("x02", "duy trì đều đặn")] {
        let reply = format!(
            "---\nschema: vankien/reply/1\nunit: {unit}\nround: 1\ndraft: 1\n---\n\n## mục I.1: \"{quote}\"\n\n{text}\n"
        );
        let file = place.inbox.join(format!("{unit}.md"));
        fs::write(&file, reply).unwrap();
        vankien(&place.path, ["comments", "import", &file.display().to_string()]);
        vankien(
            &place.path,
            ["comments", "add", unit, "--text", text, "--quote", quote, "--document", "political-report"],
        );
    }
    vankien(&place.path, ["decide", "1-x01-1", "rejected", "--reason", "không \u{1b}[32mxanh"]).ok();
    vankien(&place.path, ["decide", "1-x02-1", "accepted"]).ok();
    let draft = place.path.join("drafts/political-report.md");
    let drafted = fs::read_to_string(&draft).unwrap();
    fs::write(&draft, drafted.replace("đều đặn", "\u{1b}[33mđều đặn\u{1b}[0m")).unwrap();
    place
}

/// Commands that only read, on a repository with round 1.
const READING: &[&str] = &[
    "check",
    "check --round 1",
    "check --codes",
    "check --limits",
    "status",
    "draft outline",
    "draft outline --round 1",
    "draft figures",
    "round list",
    "round show 1",
    "diff",
    "diff round-1 working",
    "comments list",
    "comments group --suggest",
    "comments show 1-x01-1",
    "trace",
    "trace 1",
    "synthesis 1",
    "progress",
    "progress --as-of 2020-05-01",
    "progress --late",
    "milestone list",
    "verify",
];

#[test]
fn every_reading_command_gives_json_with_its_schema() {
    let place = hostile();
    let mut faults = Vec::new();
    for words in READING {
        let run = vankien(&place.path, words.split(' ').chain(["--json"]));
        let json: Value = serde_json::from_str(&run.stdout).unwrap_or_default();
        let schema = json["schema"].as_str().unwrap_or_default().to_owned();
        let is_allowed = run.code == Some(0) || (words.starts_with("check") && run.code == Some(1));
        // The order of keys is part of the output: the same twice.
        let is_same = run == vankien(&place.path, words.split(' ').chain(["--json"]));
        if !schema.starts_with("vankien/") || !schema.ends_with("/1") || !is_allowed || !is_same {
            faults
                .push(format!("{words} --json: schema {schema:?}, the same twice {is_same}, {}", run.said()));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    // `--json` and `--format json` are one answer.
    for words in ["diff", "synthesis 1", "progress"] {
        let one = vankien(&place.path, words.split(' ').chain(["--json"])).stdout;
        let two = vankien(&place.path, words.split(' ').chain(["--format", "json"])).stdout;
        assert_eq!(one, two, "{words}");
    }
    let files = [place.inbox.join("a.md"), place.inbox.join("b.md")];
    fs::write(&files[0], support::POLITICAL).unwrap();
    fs::write(&files[1], support::POLITICAL.replace("từng bước", "bước đầu")).unwrap();
    let names = files.map(|file| file.display().to_string());
    let compared = vankien(&place.path, ["compare", &names[0], &names[1], "--json"]).ok().json();
    assert_eq!(compared["schema"], "vankien/comparison/1");
    assert_eq!(compared["summary"]["amended"], 1);
    let told = vankien(&place.path, ["compare", &names[0], &names[1], "--summary", "--json"]).ok().json();
    assert_eq!(told["schema"], "vankien/comparison-summary/1");
    assert_eq!(told["words"][0]["before"]["word"], "từng bước");
}

#[test]
fn progress_says_what_design_promises() {
    let place = support::opened();
    vankien(&place.path, ["reply", "add", "x03", "--agree", "--dated", "2020-01-20"]).ok();
    let json = vankien(&place.path, ["progress", "--as-of", "2020-07-01", "--json"]).ok().json();
    assert_eq!(json["as_of"], "2020-07-01");
    let round = &json["rounds"][0];
    assert_eq!(round["units"], 8);
    let states: u64 = round["states"].as_object().unwrap().values().map(|it| it.as_u64().unwrap()).sum();
    assert_eq!(states, 8, "{round}");
    assert_eq!((&round["states"]["agree"], &round["states"]["pending"]), (&Value::from(1), &Value::from(7)));
    assert_eq!(round["overdue"], 7);
    let early = vankien(&place.path, ["progress", "--as-of", "2020-05-01", "--json"]).ok().json();
    assert_eq!(early["rounds"][0]["overdue"], 0);
    assert_eq!(json["units"].as_array().unwrap().len(), 8);
}

#[test]
fn a_closed_pipe_ends_quietly_with_3() {
    let place = hostile();
    for words in [
        "check --codes",
        "diff --all",
        "synthesis 1 --format html",
        "comments list --json",
        "-h",
        "completions bash",
    ] {
        let mut command = command();
        command.current_dir(&place.path).args(words.split(' ')).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        drop(child.stdout.take());
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(3), "{words}: {said}");
        assert!(!said.contains("lỗi") && !said.contains("panic"), "{words}: {said}");
    }
}

#[test]
fn a_closed_stderr_or_stdin_is_no_matter() {
    let place = support::opened();
    let mut command = command();
    command
        .current_dir(&place.path)
        .args(["status"])
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    drop(child.stderr.take());
    let _ = child.stdin.take().unwrap().write_all(b"");
    let mut answer = String::new();
    child.stdout.take().unwrap().read_to_string(&mut answer).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert!(!answer.is_empty());
}

/// Control characters that a terminal would obey.
fn obeyed(text: &str) -> Vec<char> {
    let obeyed = |c: &char| {
        (c.is_control() && *c != '\n' && *c != '\t' && *c != '\r') || ('\u{202a}'..='\u{202e}').contains(c)
    };
    text.chars().filter(obeyed).collect()
}

#[test]
fn nothing_that_came_from_outside_steers_the_terminal() {
    let place = hostile();
    let mut lines: Vec<String> = READING.iter().map(|words| (*words).to_owned()).collect();
    for format in ["terminal", "html", "table-html", "table-csv"] {
        lines.push(format!("diff round-1 working --all --format {format}"));
    }
    for format in ["html", "csv", "terminal"] {
        lines.push(format!("synthesis 1 --format {format}"));
        lines.push(format!("progress --format {format}"));
    }
    lines.push("comments show 1-x02-1".to_owned());
    lines.push("decide 1-\u{1b}[31m accepted".to_owned());
    lines.push("comments import \u{1b}[31m.yaml".to_owned());
    lines.push("reply add \u{1b}[31m --agree".to_owned());
    lines.push("\u{1b}[31m".to_owned());
    lines.push("undo".to_owned());
    let mut faults = Vec::new();
    for words in lines {
        let run = vankien(&place.path, words.split(' '));
        for (stream, text) in [("stdout", &run.stdout), ("stderr", &run.stderr)] {
            let found = obeyed(text);
            if !found.is_empty() {
                let line = text.lines().find(|line| !obeyed(line).is_empty()).unwrap_or_default();
                faults.push(format!("{words:?} {stream}: {found:?} in {line:?}"));
            }
        }
        if run.code == Some(255) {
            faults.push(format!("{words:?}: {}", run.said()));
        }
        // With colour, every escape is one of our own colours: a number, never a window title or a cursor move.
        let coloured = vankien(&place.path, words.split(' ').chain(["--color", "always"]));
        let is_colour = |part: &str| {
            let code = part.strip_prefix('[').and_then(|part| part.split_once('m')).map(|(code, _)| code);
            code.is_some_and(|code| code.chars().all(|c| c.is_ascii_digit() || c == ';'))
        };
        for text in [&coloured.stdout, &coloured.stderr] {
            if !text.split('\u{1b}').skip(1).all(is_colour) {
                faults.push(format!("{words:?} in colour: {text:?}"));
            }
        }
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn colour_only_where_it_is_asked_for() {
    let place = support::opened();
    let run = |args: &[&str], no_color: bool| {
        let mut command = command();
        if no_color {
            command.env("NO_COLOR", "1");
        }
        ran(command.current_dir(&place.path).args(args))
    };
    let has = |run: &Ran| run.stdout.contains('\u{1b}') || run.stderr.contains('\u{1b}');
    for args in [&["status"][..], &["round", "show", "1"], &["decide", "1-x01-9", "accepted"], &["chek"]] {
        assert!(!has(&run(args, false)), "{args:?}: no terminal, no colour");
        assert!(!has(&run(args, true)), "{args:?}");
    }
    let always = run(&["diff", "--all", "--color", "always"], false);
    assert!(always.stdout.contains('\u{1b}') || always.stdout.is_empty(), "{}", always.said());
    assert!(has(&run(&["decide", "1-x01-9", "accepted", "--color", "always"], false)));
    assert!(!has(&run(&["decide", "1-x01-9", "accepted", "--color", "never"], false)));
}

#[test]
fn wrong_usage_ends_with_2_and_says_what_was_meant() {
    let place = support::opened();
    let cases: [(&str, &str); 9] = [
        ("chek", "có phải `check`?"),
        ("kiem-trra", "có phải `kiem-tra`?"),
        ("coments list", "có phải `comments`?"),
        ("round opne 2", "có phải `open`?"),
        ("comments list --stat new", "có phải `--state`?"),
        ("diff --format htm", "có phải `html`?"),
        ("decide", "thiếu"),
        ("reply add x01 --agree --declined", "--declined"),
        ("status --lang fr", "vi"),
    ];
    let mut faults = Vec::new();
    for (words, meant) in cases {
        let run = vankien(&place.path, words.split(' '));
        let is_told =
            run.stderr.contains(meant) && run.stderr.starts_with("lỗi: ") && run.stderr.contains("gợi ý: ");
        if run.code != Some(2) || !is_told || !run.stdout.is_empty() {
            faults.push(format!("{words}, where {meant} was meant: {}", run.said()));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let english = vankien(&place.path, ["chek", "--lang", "en"]);
    assert!(
        english.stderr.contains("did you mean") || english.stderr.contains("`check`?"),
        "{}",
        english.stderr
    );
}

#[test]
fn nobody_is_asked_where_nobody_sits() {
    let place = support::opened();
    // No `--by` and nobody remembered in a fresh clone: the command ends at once and says what is missing.
    let clone = place.inbox.join("ban-sao");
    support::git(&place.inbox, &["clone", "-q", &place.path.display().to_string(), "ban-sao"]).ok();
    let run = ran(command().current_dir(&clone).args(["reply", "add", "x01", "--agree"]));
    assert_eq!(run.code, Some(1), "{}", run.said());
    assert!(run.stderr.contains("--by"), "{}", run.stderr);
    let open = vankien(&place.path, ["round", "open", "2", "--due-at", "2020-06-05T17:00"]);
    assert_eq!(open.code, Some(1), "{}", open.said());
    assert!(open.stderr.contains("--confirm round-2"), "{}", open.stderr);
    vankien(&place.path, ["reply", "add", "x01", "--agree"]).ok();
    let undo = vankien(&place.path, ["undo"]);
    assert_eq!(undo.code, Some(1));
    assert!(undo.stderr.contains("--confirm"), "{}", undo.stderr);
}

#[test]
fn a_dry_run_writes_nothing() {
    let place = hostile();
    // A saved change without a reason, and an unsaved one.
    vankien(&place.path, ["draft", "save"]).ok();
    let draft = place.path.join("drafts/political-report.md");
    let text = fs::read_to_string(&draft).unwrap();
    fs::write(&draft, text.replace("khá toàn diện", "toàn diện")).unwrap();
    let file = place.inbox.join("x05.yaml");
    fs::write(&file, support::reply("x05", "có tiến bộ", "tốt hơn")).unwrap();
    let file = file.display().to_string();
    let out = place.inbox.join("ra.html").display().to_string();
    let before = (support::files(&place.path), support::git_says(&place.path, &["for-each-ref"]));
    let new = place.inbox.join("moi").display().to_string();
    let init =
        ["init", &new, "--name", "x", "--congress-no", "II", "--committee-no", "I", "--term", "2020-2025"];
    let lines: [&[&str]; 20] = [
        &init,
        &["demo", &new],
        &["apply", "--accepted"],
        &["comments", "place", "1-x02-1", "political-report:P2"],
        &["comments", "group", "1-x01-2", "1-x02-2"],
        &["trace", "tie", "1-x02-1", "political-report:P7"],
        &["trace", "explain", "political-report:P7", "--reason", "x"],
        &["verify", "--unlock"],
        &["draft", "save", "--reason", "x"],
        &["round", "open", "2", "--due-at", "2020-06-05T17:00", "--save"],
        &["round", "log", "1", "sent"],
        &["round", "close", "1", "--force", "--reason", "x"],
        &["comments", "import", &file],
        &["comments", "add", "x01", "--text", "x"],
        &["reply", "add", "x05", "--agree"],
        &["decide", "1-x02-1", "noted", "--reason", "x"],
        &["milestone", "add", "x01", "congress_held", "--date", "2020-03-01"],
        &["package", "1"],
        &["undo"],
        &["diff", "--format", "html", "-o", &out],
    ];
    let mut faults = Vec::new();
    for args in lines {
        let run = vankien(&place.path, args.iter().chain(&["--dry-run"]));
        let after = (support::files(&place.path), support::git_says(&place.path, &["for-each-ref"]));
        if run.code != Some(0) || before != after {
            faults.push(format!("{args:?}, wrote something: {}: {}", before != after, run.said()));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(!Path::new(&out).exists());
    assert!(!Path::new(&new).exists());
}

#[test]
fn arguments_stand_in_the_help_as_they_are_typed() {
    let order = |words: &str| {
        let text = help(words, "en").stdout;
        assert!(text.rfind("<ID>").unwrap() < text.rfind("<CODE>").unwrap(), "{text}");
        text
    };
    order("trace tie");
    let text = order("comments place");
    assert_eq!(ran(command().args(["help", "comments", "place", "--lang", "en"])).ok().stdout, text);
}

#[test]
fn a_name_that_is_not_known_is_refused_and_those_that_are_are_listed() {
    let place = hostile();
    let lines: [(&[&str], i32, &str); 6] = [
        (&["comments", "list", "--kind", "foo"], 2, "wording"),
        (&["comments", "list", "--editor", "zz"], 1, "zz"),
        (&["progress", "--follower", "zz"], 1, "btv-01"),
        (&["diff", "--only", "foo"], 2, "moved"),
        (&["decide", "1-x02-1", "foo"], 2, "partly_accepted"),
        (&["comments", "list", "--section", "9/IX"], 1, "9/IX"),
    ];
    for (args, code, told) in lines {
        let run = vankien(&place.path, args);
        assert_eq!(run.code, Some(code), "{args:?}: {}", run.said());
        assert!(run.stderr.contains(told), "{args:?}: {}", run.said());
    }
}

#[test]
fn the_ending_of_the_file_says_the_format() {
    let place = hostile();
    let (before, after) = (place.inbox.join("a.md"), place.inbox.join("b.md"));
    fs::write(&before, "Một hai ba bốn.\n").unwrap();
    fs::write(&after, "Một hai năm bốn.\n").unwrap();
    for (name, start) in [("ra.html", "<!DOCTYPE html>"), ("ra.json", "{"), ("ra.csv", "\u{feff}")] {
        let out = place.inbox.join(name);
        let paths = [&before, &after, &out].map(|path| path.display().to_string());
        vankien(&place.inbox, ["compare", &paths[0], &paths[1], "-o", &paths[2]]).ok();
        let text = fs::read_to_string(&out).unwrap();
        assert!(text.to_lowercase().starts_with(&start.to_lowercase()), "{name}: {}", &text[..40]);
    }
}

#[test]
fn kinds_of_problems_are_listed_without_holes() {
    for lang in ["vi", "en"] {
        let text = ran(command().args(["check", "--codes", "--lang", lang])).ok().stdout;
        assert!(!text.contains("{$"), "{text}");
    }
}

#[test]
fn english_pages_have_english_dates() {
    let place = hostile();
    let text = vankien(&place.path, ["round", "show", "1", "--lang", "en"]).ok().stdout;
    assert!(text.contains("2020-06-05 17:00"), "{text}");
    assert!(!text.contains("giờ"), "{text}");
    // A sitting stands on its own day, and says no more than was said of it.
    vankien(&place.path, ["round", "log", "1", "sitting", "--date", "2020-01-31", "--body", "btv"]).ok();
    let text = vankien(&place.path, ["round", "show", "1"]).ok().stdout;
    let line = text.lines().find(|line| line.contains("cho ý kiến lần 1")).unwrap();
    assert!(line.contains("31/01/2020") && !line.contains("lần 1:"), "{line}");
}
