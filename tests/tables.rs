//! Tables of comments as offices make them: what is read of each file of `tests/suite/tables` stands beside it.
//!
//! The files were made by `make.py` there. After a change that is meant, `VANKIEN_BLESS=1 cargo test --test all tables::`
//! writes what is read; every line is then to be looked at.

#![allow(clippy::unwrap_used, reason = "helpers of tests: what is not there ends the test")]

use std::fs;
use std::path::Path;
use vankien::comments::ReplyComment;
use vankien::intake::read;
use vankien::messages::Lang;

/// A file in a few lines: its head, a line for each comment, a line for each problem.
fn shown(name: &str, bytes: &[u8]) -> String {
    let reading = read(name, bytes);
    let mut out = Vec::new();
    match &reading.value {
        None => out.push("refused".to_owned()),
        Some(file) => {
            let unit = file.reply.unit.as_deref().unwrap_or("?");
            out.push(format!("unit {unit}; {} comments", file.reply.comments.len()));
            out.extend(file.at.iter().zip(&file.reply.comments).map(|(at, it)| line(at, it)));
        }
    }
    for problem in &reading.problems {
        let at = problem.place.at.as_deref().unwrap_or("-");
        out.push(format!("! {} {at}: {}", problem.code.id, problem.message(Lang::Vi)));
    }
    out.push(String::new());
    out.join("\n")
}

fn line(at: &str, it: &ReplyComment) -> String {
    let part = |name: &str, part: &Option<String>| part.as_ref().map(|part| format!(" | {name}: {part}"));
    let parts = [
        part("document", &it.document),
        part("place", &it.place),
        part("quote", &it.quote),
        Some(format!(" | {}", it.text.replace('\n', " ⏎ "))),
        part("reason", &it.reason),
        it.proposals.first().map(|it| format!(" | new: {}", it.text.as_deref().unwrap_or_default())),
    ];
    format!("{at}{}", parts.into_iter().flatten().collect::<String>())
}

#[test]
fn tables_of_offices_are_read_cell_by_cell() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/tables");
    let mut names: Vec<String> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !["py", "read", "md"].contains(&name.rsplit('.').next().unwrap()))
        .collect();
    names.sort();
    assert!(names.len() >= 7);
    let mut wrong = Vec::new();
    for name in names {
        let found = shown(&name, &fs::read(folder.join(&name)).unwrap());
        let beside = folder.join(format!("{}.read", name.rsplit_once('.').unwrap().0));
        if std::env::var_os("VANKIEN_BLESS").is_some() {
            fs::write(&beside, &found).unwrap();
        }
        let expected = fs::read_to_string(&beside).unwrap_or_default();
        if found != expected {
            wrong.push(format!("=== {name}\n{found}--- expected\n{expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
