//! Tests of what comes in: the sample's replies, wrong files, hostile bytes.

use super::*;
use crate::messages::{Lang, ids};
use proptest::prelude::*;

/// A reading in a few lines: head, relation, points, problems.
fn show(name: &str, bytes: &[u8]) -> String {
    let reading = read(name, bytes);
    let mut out: Vec<String> = Vec::new();
    if let Some(file) = &reading.value {
        let reply = &file.reply;
        let state = reply.state.map(|state| format!("{state:?}")).unwrap_or_default();
        out.push(format!(
            "{:?} unit={} round={} {state} {:?}{}",
            file.format,
            reply.unit.as_deref().unwrap_or("?"),
            reply.round.map_or("?".to_owned(), |round| round.to_string()),
            file.relation,
            file.unreadable.map(|legacy| format!(" {legacy:?}")).unwrap_or_default()
        ));
        out.extend(reply.words.as_ref().map(|words| format!("words: {words}")));
        assert_eq!(file.at.len(), reply.comments.len());
        for (at, comment) in file.at.iter().zip(&reply.comments) {
            out.push(show_comment(at, comment));
        }
    } else {
        out.push("refused".to_owned());
    }
    for problem in &reading.problems {
        let at = problem.place.at.as_deref().unwrap_or("-");
        let line = problem.place.line.map_or("-".to_owned(), |line| line.to_string());
        out.push(format!("! {} {line} {at}: {}", problem.code.id, problem.message(Lang::En)));
    }
    out.join("\n")
}

fn show_comment(at: &str, comment: &ReplyComment) -> String {
    let mut parts = vec![format!("{at} (line {})", comment.line)];
    let named = [
        ("code", &comment.code),
        ("document", &comment.document),
        ("place", &comment.place),
        ("quote", &comment.quote),
        ("reason", &comment.reason),
    ];
    parts
        .extend(named.iter().filter_map(|(name, part)| part.as_ref().map(|part| format!("{name}=[{part}]"))));
    parts.push(format!("text=[{}]", comment.text));
    parts.extend(comment.kind.map(|kind| format!("{kind:?}")));
    parts.extend(comment.agreement.map(|agreement| format!("{agreement:?}")));
    parts.extend(comment.reserved.then(|| "reserved".to_owned()));
    for proposal in &comment.proposals {
        let part = |part: &Option<String>| part.clone().unwrap_or_else(|| "-".to_owned());
        parts.push(format!("{:?}[{}→{}]", proposal.op, part(&proposal.target), part(&proposal.text)));
    }
    parts.join(" | ")
}

#[test]
fn tmp_sample() {
    for round in ["round-1", "round-2"] {
        let mut files: Vec<_> = std::fs::read_dir(format!("drafts/moc-linh/replies/{round}"))
            .unwrap()
            .map(|it| it.unwrap().path())
            .collect();
        files.sort();
        for path in files {
            println!(
                "=== {}\n{}",
                path.display(),
                show(path.to_str().unwrap(), &std::fs::read(&path).unwrap())
            );
        }
    }
}
