//! Every sentence that the code names stands in the message files, and every problem code has its three sentences.

use std::fs;
use std::path::Path;
use vankien::app::check::all_codes;
use vankien::messages::{Lang, Message, ids};

#[test]
fn every_id_named_in_the_code_has_a_sentence_in_both_languages() {
    let mut missing = Vec::new();
    visit(Path::new("src"), &mut |path, text| {
        let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or(text);
        for call in [
            "Message::new(\"",
            "Failure::new(\"",
            "text(lang, \"",
            "text(self.lang, \"",
            "text(session.lang, \"",
        ] {
            for (at, _) in code.match_indices(call) {
                let id: String = code[at + call.len()..].chars().take_while(|c| *c != '"').collect();
                for lang in [Lang::Vi, Lang::En] {
                    if Message::new(id.clone()).try_text(lang).is_none() {
                        missing.push(format!("{}: {} has no `{id}`", path.display(), lang.tag()));
                    }
                }
            }
        }
    });
    missing.sort();
    missing.dedup();
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn every_problem_code_has_a_message_a_hint_and_an_example() {
    let known = ids(Lang::Vi);
    let mut missing = Vec::new();
    for code in all_codes() {
        for part in ["", ".hint", ".example"] {
            let id = format!("problem-{}{part}", code.id);
            if !known.contains(&id) {
                missing.push(id);
            }
        }
    }
    assert!(missing.is_empty(), "no sentence for {}", missing.join(", "));
}

#[test]
fn problem_codes_are_used_once() {
    let mut codes: Vec<&str> = all_codes().iter().map(|code| code.id).collect();
    let n_codes = codes.len();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), n_codes, "a code stands for two kinds");
}

fn visit(dir: &Path, f: &mut dyn FnMut(&Path, &str)) {
    let mut entries: Vec<_> = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            visit(&path, f);
        } else if path.extension().is_some_and(|it| it == "rs") {
            f(&path, &fs::read_to_string(&path).unwrap());
        }
    }
}
