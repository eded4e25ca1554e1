//! Properties of comparison, CriticMarkup and three-way merge, on random edits of the sample and of made-up reports.
//!
//! Reports have headings with numbers, paragraphs, lists, tables and footnotes; edits insert, delete, amend, move,
//! split, merge and renumber, change rows and columns, decompose characters and exchange line breaks.

use std::collections::BTreeSet;
use std::fs;
use std::ops::Range;
use std::path::Path;

use crate::compare_random::{edited, piece, report};
use crate::random::Random;
use proptest::prelude::*;
use vankien::compare::{
    Change, ChangeKind, CompareOptions, Comparison, Op, compare, criticmarkup, merge, summary,
};
use vankien::document::{Document, parse};

const N_CASES: u64 = 1_000;

/// Random edits of the sample.
const N_SAMPLE_CASES: u64 = 2_000;

/// Random edits of the sample whose comparison may differ from its mirror, and those that may pair other blocks.
const N_UNMIRRORED_MAX: usize = 10;
const N_UNPAIRED_MAX: usize = 3;

/// Merges take several comparisons each.
const N_MERGES: u64 = 300;

fn compared(before: &Document, after: &Document) -> Comparison {
    compare(before, after, &CompareOptions::default())
}

/// The texts of consecutive blocks with the gaps between them.
fn joined(document: &Document, blocks: &std::ops::Range<usize>) -> String {
    let Some(last) = blocks.clone().next_back() else { return String::new() };
    document.source[document.blocks[blocks.start].text.start..document.blocks[last].text.end].to_owned()
}

fn check_comparison(before: &Document, after: &Document, comparison: &Comparison) {
    let mut seen_before = vec![0; before.blocks.len()];
    let mut seen_after = vec![0; after.blocks.len()];
    for change in &comparison.changes {
        change.before.clone().for_each(|index| seen_before[index] += 1);
        change.after.clone().for_each(|index| seen_after[index] += 1);
        let side = |skipped: Op| -> String {
            change.segments.iter().filter(|it| it.op != skipped).map(|it| it.text.as_str()).collect()
        };
        assert_eq!(side(Op::Insert), joined(before, &change.before), "{change:?}");
        assert_eq!(side(Op::Delete), joined(after, &change.after), "{change:?}");
        assert!(change.segments.iter().all(|it| !it.text.is_empty()), "{change:?}");
        let pairs = change.segments.windows(2);
        for pair in pairs {
            assert_ne!(pair[0].op, pair[1].op, "{change:?}");
            assert!((pair[0].op, pair[1].op) != (Op::Insert, Op::Delete), "{change:?}");
        }
        match change.kind {
            ChangeKind::Added => assert!(change.before.is_empty() && change.after.len() == 1),
            ChangeKind::Deleted => assert!(change.after.is_empty() && change.before.len() == 1),
            ChangeKind::Split => assert!(change.before.len() == 1 && change.after.len() > 1),
            ChangeKind::Merged => assert!(change.before.len() > 1 && change.after.len() == 1),
            ChangeKind::Moved => assert!(change.moved),
            _ => assert!(change.before.len() == 1 && change.after.len() == 1),
        }
        if change.kind == ChangeKind::Unchanged {
            assert!(change.segments.iter().all(|it| it.op == Op::Equal) && !change.moved);
        }
    }
    // What moved has two places, and no block has a part in two moves: every block is seen once.
    for change in comparison.changes.iter().filter(|change| change.moved) {
        assert!(!change.before.is_empty() && !change.after.is_empty(), "{change:?}");
    }
    assert!(seen_before.iter().all(|count| *count == 1), "{seen_before:?}");
    assert!(seen_after.iter().all(|count| *count == 1), "{seen_after:?}");
}

/// The same change seen from the other draft.
fn mirrored(change: &Change) -> String {
    let kind = match change.kind {
        ChangeKind::Added => ChangeKind::Deleted,
        ChangeKind::Deleted => ChangeKind::Added,
        ChangeKind::Split => ChangeKind::Merged,
        ChangeKind::Merged => ChangeKind::Split,
        kind => kind,
    };
    line(kind, change, &change.after, &change.before)
}

fn line(kind: ChangeKind, change: &Change, before: &Range<usize>, after: &Range<usize>) -> String {
    format!("{} {} {:?} {before:?}>{after:?}", kind.tag(), change.moved, change.classes)
}

/// What differs between a comparison and the mirror of the one the other way round.
fn unmirrored(forth: &Comparison, back: &Comparison) -> Vec<String> {
    let own: BTreeSet<String> =
        forth.changes.iter().map(|it| line(it.kind, it, &it.before, &it.after)).collect();
    let other: BTreeSet<String> = back.changes.iter().map(mirrored).collect();
    own.symmetric_difference(&other).cloned().collect()
}

/// Blocks of the drafts in the repository, the larger ones first.
fn sample_drafts() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("drafts/moc-linh");
    [
        "draft-1/political-report.md",
        "draft-2/political-report.md",
        "draft-3/political-report.md",
        "draft-2/review-report.md",
    ]
    .iter()
    .map(|path| fs::read_to_string(root.join(path)).expect("the sample is there"))
    .collect()
}

fn accept(marked: &str, keep: (&str, &str), drop: (&str, &str)) -> String {
    let mut text = String::new();
    let mut rest = marked;
    loop {
        let kept = rest.find(keep.0).map(|at| (at, true));
        let dropped = rest.find(drop.0).map(|at| (at, false));
        let Some((at, is_kept)) = kept.into_iter().chain(dropped).min() else { break };
        text.push_str(&rest[..at]);
        let (open, close) = if is_kept { keep } else { drop };
        let inner = &rest[at + open.len()..];
        let end = inner.find(close).expect("every mark is closed");
        if is_kept {
            text.push_str(&inner[..end]);
        }
        rest = &inner[end + close.len()..];
    }
    text + rest
}

#[test]
fn both_sides_come_back_from_every_comparison() {
    for seed in 0..N_CASES {
        let mut random = Random::new(seed);
        let source = report(&mut random);
        let target = edited(&source, &mut random);
        let (before, after) = (parse(source), parse(target));
        let comparison = compared(&before, &after);
        check_comparison(&before, &after, &comparison);
        assert_eq!(comparison, compared(&before, &after), "seed {seed}");
        let marked = criticmarkup(&comparison, &before, &after).expect("no marks in reports");
        assert_eq!(accept(&marked, ("{++", "++}"), ("{--", "--}")), after.source, "seed {seed}");
        assert_eq!(accept(&marked, ("{--", "--}"), ("{++", "++}")), before.source, "seed {seed}");
        let counts = summary(&comparison, &before, &after);
        assert_eq!(counts.n_changes() + counts.unchanged, comparison.changes.len(), "seed {seed}");
    }
}

#[test]
fn a_draft_does_not_differ_from_itself() {
    for seed in 0..200 {
        let draft = parse(report(&mut Random::new(seed)));
        let comparison = compared(&draft, &draft);
        assert!(comparison.changes.iter().all(|change| change.kind == ChangeKind::Unchanged), "seed {seed}");
        assert_eq!(comparison.changes.len(), draft.blocks.len());
    }
}

/// Where a mirror cannot hold: of two stretches that changed places and weigh about the same either may be said to have
/// moved, by their weight in the before draft, and a short line that moved is worth telling or not by its length there.
/// Both are rare, and so is bounded how often it happens in 2,000 edits; where the former happens, the same blocks
/// still belong together both ways round.
#[test]
fn edits_of_the_sample_come_back_and_mirror() {
    let drafts = sample_drafts();
    let (mut unmirrored_seeds, mut unpaired_seeds) = (Vec::new(), Vec::new());
    for seed in 0..N_SAMPLE_CASES {
        let mut random = Random::new(seed);
        let draft = random.below(drafts.len());
        let source = piece(&drafts[draft], &mut random);
        let target = edited(&source, &mut random);
        let (before, after) = (parse(source), parse(target));
        let (forth, back) = (compared(&before, &after), compared(&after, &before));
        check_comparison(&before, &after, &forth);
        check_comparison(&after, &before, &back);
        let differing = unmirrored(&forth, &back);
        if differing.is_empty() {
            continue;
        }
        println!("seed {seed}: {differing:#?}");
        unmirrored_seeds.push(seed);
        let pairs: BTreeSet<_> = forth.changes.iter().map(|it| pair(&it.before, &it.after)).collect();
        let mirror: BTreeSet<_> = back.changes.iter().map(|it| pair(&it.after, &it.before)).collect();
        if pairs != mirror {
            unpaired_seeds.push(seed);
        }
    }
    assert!(unmirrored_seeds.len() <= N_UNMIRRORED_MAX, "{unmirrored_seeds:?}");
    assert!(unpaired_seeds.len() <= N_UNPAIRED_MAX, "{unpaired_seeds:?}");
}

fn pair(before: &Range<usize>, after: &Range<usize>) -> (usize, usize, usize, usize) {
    (before.start, before.end, after.start, after.end)
}

#[test]
fn whole_drafts_come_back_and_do_not_differ_from_themselves() {
    let drafts: Vec<Document> = sample_drafts().into_iter().map(parse).collect();
    for draft in &drafts {
        let same = compared(draft, draft);
        assert!(same.changes.iter().all(|change| change.kind == ChangeKind::Unchanged));
    }
    for pair in drafts[..3].windows(2) {
        check_comparison(&pair[0], &pair[1], &compared(&pair[0], &pair[1]));
        check_comparison(&pair[1], &pair[0], &compared(&pair[1], &pair[0]));
    }
}

#[test]
fn empty_files_compare_with_anything() {
    let draft = sample_drafts().swap_remove(3);
    let unended = draft.trim_end().to_owned();
    let documents =
        ["", "\n", "\r\n \n", draft.as_str(), unended.as_str()].map(|text| parse(text.to_owned()));
    for before in &documents {
        for after in &documents {
            let (forth, back) = (compared(before, after), compared(after, before));
            check_comparison(before, after, &forth);
            assert_eq!(unmirrored(&forth, &back), Vec::<String>::new());
            let marked = criticmarkup(&forth, before, after).expect("no marks in the sample");
            assert_eq!(accept(&marked, ("{++", "++}"), ("{--", "--}")), after.source);
            assert_eq!(accept(&marked, ("{--", "--}"), ("{++", "++}")), before.source);
        }
    }
}

#[test]
fn one_paragraph_of_two_megabytes() {
    let draft = sample_drafts().swap_remove(0).replace(['\n', '|', '#'], " ");
    let text = draft.repeat(2_000_000 / draft.len() + 1);
    assert!(text.len() >= 2_000_000);
    let changed = text.replacen("huyện", "tỉnh", 40);
    let (before, after) = (parse(text), parse(changed));
    assert_eq!((before.blocks.len(), after.blocks.len()), (1, 1));
    let comparison = compared(&before, &after);
    check_comparison(&before, &after, &comparison);
    let n_deleted = comparison.changes[0].segments.iter().filter(|it| it.op == Op::Delete).count();
    assert_eq!((comparison.changes[0].kind, n_deleted), (ChangeKind::Amended, 40));
}

#[test]
fn twenty_thousand_headings() {
    let headings: Vec<String> =
        (1..=20_000).map(|number| format!("## {number}. Mục về việc thứ {number}\n\n")).collect();
    let mut changed = headings.clone();
    let removed = changed.remove(9_000);
    changed.insert(400, "## Một mục hoàn toàn mới\n\n".to_owned());
    let (before, after) = (parse(headings.concat()), parse(changed.concat()));
    let comparison = compared(&before, &after);
    check_comparison(&before, &after, &comparison);
    let shown: Vec<_> = comparison.changes.iter().filter(|it| it.kind != ChangeKind::Unchanged).collect();
    let kinds: Vec<ChangeKind> = shown.iter().map(|it| it.kind).collect();
    assert_eq!(kinds, [ChangeKind::Added, ChangeKind::Deleted], "{removed}");
}

#[test]
fn merging_with_the_base_or_with_the_same_gives_the_edited_draft() {
    for seed in 0..N_MERGES {
        let mut random = Random::new(seed);
        let source = report(&mut random);
        let edited = parse(edited(&source, &mut random));
        let base = parse(source);
        for (ours, theirs) in [(&edited, &base), (&base, &edited), (&edited, &edited)] {
            let merged = merge(&base, ours, theirs);
            assert_eq!(merged.text, edited.source, "seed {seed}");
            assert_eq!(merged.conflicts, [], "seed {seed}");
        }
    }
}

#[test]
fn every_edit_of_two_editors_is_in_the_text_or_in_a_conflict() {
    for seed in 0..N_MERGES {
        let mut random = Random::new(seed);
        let source = report(&mut random);
        let (ours, theirs) = (edited(&source, &mut random), edited(&source, &mut random));
        let (base, ours, theirs) = (parse(source), parse(ours), parse(theirs));
        let merged = merge(&base, &ours, &theirs);
        let named: Vec<&str> = merged
            .conflicts
            .iter()
            .flat_map(|conflict| [conflict.ours.text.as_str(), conflict.theirs.text.as_str()])
            .collect();
        for side in [&ours, &theirs] {
            let comparison = compared(&base, side);
            for change in comparison.changes.iter().filter(|change| change.kind != ChangeKind::Unchanged) {
                for block in change.after.clone().map(|index| &side.blocks[index]) {
                    let text = side.text(block);
                    let unchanged = base.source.contains(text);
                    assert!(
                        unchanged || merged.text.contains(text) || named.iter().any(|it| it.contains(text)),
                        "seed {seed}: {text}"
                    );
                }
            }
        }
    }
}

#[test]
fn edits_of_different_paragraphs_combine() {
    for seed in 0..200 {
        let mut random = Random::new(seed);
        let source = report(&mut random);
        let base = parse(source.clone());
        let plain: Vec<&str> = base
            .blocks
            .iter()
            .map(|block| base.text(block))
            .filter(|text| {
                text.len() > 60 && !text.contains(['|', '\n', '#']) && source.matches(*text).count() == 1
            })
            .collect();
        let (Some(first), Some(last)) = (plain.first(), plain.last()) else { continue };
        if first == last {
            continue;
        }
        let ours = source.replace(*first, &format!("{first} Ta thêm một câu."));
        let theirs = source.replace(*last, &format!("{last} Họ thêm một câu khác."));
        let both = ours.replace(*last, &format!("{last} Họ thêm một câu khác."));
        let merged = merge(&base, &parse(ours), &parse(theirs));
        assert_eq!(merged.text, both, "seed {seed}");
        assert_eq!(
            (merged.conflicts.len(), merged.taken_ours, merged.taken_theirs),
            (0, 1, 1),
            "seed {seed}"
        );
    }
}

#[test]
fn a_source_with_a_mark_is_refused_with_its_line() {
    let (plain, marked) = (parse("Một.\n".to_owned()), parse("Một.\n\nHai {--ba--} bốn {++.\n".to_owned()));
    let refused = |before: &Document, after: &Document| {
        criticmarkup(&compared(before, after), before, after).map_err(|mark| (mark.in_before, mark.line))
    };
    assert_eq!(refused(&marked, &plain), Err((true, 3)));
    assert_eq!(refused(&plain, &marked), Err((false, 3)));
    assert_eq!(refused(&plain, &plain), Ok("Một.\n".to_owned()));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_compares_and_merges(
        base in "([ \\t]*([#|>*`\\-]|[0-9]\\.|\\[\\^1\\]:|\\PC){0,12}\r?\n{0,2}){0,6}",
        ours in "([ \\t]*([#|>*`\\-+{}]|[0-9]\\.|\\PC){0,12}\r?\n{0,2}){0,6}",
        theirs in "([#|>*`\\-]|\\PC|\n){0,60}",
    ) {
        let (base, ours, theirs) = (parse(base), parse(ours), parse(theirs));
        let comparison = compared(&base, &ours);
        check_comparison(&base, &ours, &comparison);
        if let Ok(marked) = criticmarkup(&comparison, &base, &ours) {
            prop_assert_eq!(accept(&marked, ("{++", "++}"), ("{--", "--}")), ours.source.clone());
        }
        prop_assert_eq!(merge(&base, &ours, &base).text, ours.source.clone());
        prop_assert_eq!(merge(&base, &ours, &ours).text, ours.source.clone());
        merge(&base, &ours, &theirs);
    }
}
