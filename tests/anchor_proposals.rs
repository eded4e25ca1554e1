//! What wordings ask for as an edit, and the edit carried out: data in `tests/suite/proposals`.

use proptest::prelude::*;
use vankien::comments::{
    AT_END, AT_START, NEW_PARAGRAPH, Op, Proposal, TITLE, WHOLE_PARAGRAPH, apply_proposal, is_pure_agreement,
    proposals_in,
};
use vankien::messages::Lang;

const PHRASINGS: &str = include_str!("suite/proposals/phrasings.txt");
/// Edits as offices word them, and what they say without asking for one.
const OFFICES: &str = include_str!("suite/proposals/offices.txt");
/// Wordings that were written when the code stood.
const UNSEEN: [(&str, &str); 3] = [
    ("unseen", include_str!("suite/proposals/unseen.txt")),
    ("unseen-2", include_str!("suite/proposals/unseen-2.txt")),
    ("unseen-3", include_str!("suite/proposals/unseen-3.txt")),
];
const APPLIED: &str = include_str!("suite/proposals/applied.txt");
const AGREEMENTS: &str = include_str!("suite/proposals/agreements.txt");

fn cases(text: &'static str) -> Vec<(&'static str, &'static str)> {
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    lines.map(|line| line.split_once(" => ").unwrap_or_else(|| panic!("{line}"))).collect()
}

fn show(it: &Proposal) -> String {
    let of = |words: &Option<String>| format!("<{}>", words.as_deref().unwrap_or("-"));
    if let Some(to) = it.to.as_deref().filter(|_| it.op != Op::Move) {
        let (words, target) = (of(&it.text), of(&it.target));
        let side = if it.op == Op::InsertBefore { "before" } else { "after" };
        return match (to, it.target.is_some()) {
            (AT_END, true) => format!("end {words} of {target}"),
            (AT_START, true) => format!("start {words} of {target}"),
            (AT_END, false) => format!("end {words}"),
            (AT_START, false) => format!("start {words}"),
            (NEW_PARAGRAPH, true) => format!("new {words} {side} {target}"),
            (NEW_PARAGRAPH, false) => format!("new {words}"),
            (WHOLE_PARAGRAPH, false) => format!("whole {words}"),
            (TITLE, false) => format!("title {words}"),
            _ => panic!("{it:?}"),
        };
    }
    match it.op {
        Op::Replace => format!("replace {} {}", of(&it.target), of(&it.text)),
        Op::InsertAfter => format!("after {} {}", of(&it.target), of(&it.text)),
        Op::InsertBefore => format!("before {} {}", of(&it.target), of(&it.text)),
        Op::Delete => format!("delete {}", of(&it.target)),
        Op::Move => format!("move {} {}", of(&it.target), of(&it.to)),
    }
}

/// Cases that differ from what is wanted, with the edits found, found rightly and wanted.
fn read_all(cases: &[(&'static str, &'static str)]) -> (Vec<String>, [usize; 3]) {
    let (mut wrong, mut counts) = (Vec::new(), [0; 3]);
    for (words, expected) in cases {
        let found: Vec<String> = proposals_in(words).iter().map(show).collect();
        let wanted: Vec<&str> = expected.split(" | ").filter(|it| *it != "none").collect();
        counts[0] += found.len();
        counts[1] += found.iter().filter(|it| wanted.contains(&it.as_str())).count();
        counts[2] += wanted.len();
        if found != wanted {
            wrong.push(format!("{words}\n   wanted {expected}\n   got    {}", found.join(" | ")));
        }
    }
    (wrong, counts)
}

#[test]
fn wordings_give_the_edits_that_they_say() {
    let cases = [cases(PHRASINGS), cases(OFFICES)].concat();
    assert!(cases.iter().filter(|(_, expected)| *expected != "none").count() >= 60);
    assert!(cases.iter().filter(|(_, expected)| *expected == "none").count() >= 40);
    let (wrong, counts) = read_all(&cases);
    assert!(wrong.is_empty(), "{} wrong, {counts:?}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn wordings_that_the_code_was_not_written_for_are_read_too() {
    for (name, text) in UNSEEN {
        let (wrong, [found, right, wanted]) = read_all(&cases(text));
        println!("{name}: {found} found, {right} rightly, {wanted} wanted\n{}", wrong.join("\n"));
        // At least 99 % of what is found, and 85 % of what is wanted.
        assert!(right * 100 >= found * 99, "{name}: {right} of {found} found\n{}", wrong.join("\n"));
        assert!(right * 100 >= wanted * 85, "{name}: {right} of {wanted} wanted\n{}", wrong.join("\n"));
    }
}

#[test]
fn edits_change_what_they_name_and_nothing_else() {
    for (case, expected) in cases(APPLIED) {
        let fields: Vec<&str> = case.split(" ¦ ").collect();
        let [block, op, target, text] = fields.as_slice() else { panic!("{case}") };
        let (op, to) = op.split_once('@').map_or((*op, None), |(op, to)| (op, Some(to.to_owned())));
        let op = match op {
            "replace" => Op::Replace,
            "after" => Op::InsertAfter,
            "before" => Op::InsertBefore,
            "delete" => Op::Delete,
            other => panic!("{other}"),
        };
        let given = |words: &str| (words != "-").then(|| words.replace('_', " "));
        let proposal = Proposal { op, target: given(target), to, text: given(text) };
        let shown = match apply_proposal(block, &proposal) {
            Ok(new) => new.replace('\n', "⏎"),
            Err(reason) => format!("refused: {}", reason.id),
        };
        assert_eq!(shown, expected, "{case}");
    }
}

#[test]
fn refusals_are_said_in_both_languages() {
    let proposal = |op, target: Option<&str>, text: Option<&str>| Proposal {
        op,
        target: target.map(str::to_owned),
        to: None,
        text: text.map(str::to_owned),
    };
    for it in [
        proposal(Op::Delete, Some("x"), None),
        proposal(Op::Delete, Some("a"), None),
        proposal(Op::Replace, Some("b"), None),
        proposal(Op::Move, Some("b"), None),
    ] {
        let reason = apply_proposal("a b a", &it).unwrap_err();
        for lang in [Lang::Vi, Lang::En] {
            assert!(reason.try_text(lang).is_some_and(|text| !text.contains("{$")), "{}", reason.id);
        }
    }
}

#[test]
fn agreement_is_told_from_comments() {
    let cases = cases(AGREEMENTS);
    let wrong: Vec<&str> = cases
        .into_iter()
        .filter(|(words, expected)| is_pure_agreement(words) != (*expected == "agreement"))
        .map(|(words, _)| words)
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn any_text_and_any_edit_are_taken_without_a_panic(
        text in "(sửa|bỏ|thay|bổ sung|thành|bằng|sau|hoặc|không|\"|“|”|'|\\.|;| |mục 1\\.1|45,5|\\PC){0,30}",
        block in "\\PC{0,60}",
    ) {
        for proposal in proposals_in(&text) {
            if let (Some(target), Op::Replace) = (&proposal.target, proposal.op) {
                prop_assert!(text.contains(target.as_str()));
            }
            let _ = apply_proposal(&block, &proposal);
        }
    }

    #[test]
    fn a_replacement_taken_back_gives_the_block_again(
        before in "[a-zđ ,]{0,20}", after in "[a-zđ ,]{0,20}", old in "X[a-z]{1,6}Y", new in "V[a-z]{1,6}W",
    ) {
        let block = format!("{before} {old} {after}");
        let replace = |target: &str, text: &str| Proposal {
            op: Op::Replace, target: Some(target.to_owned()), to: None, text: Some(text.to_owned()),
        };
        let there = apply_proposal(&block, &replace(&old, &new)).unwrap();
        prop_assert_eq!(apply_proposal(&there, &replace(&new, &old)).unwrap(), block);
    }
}
