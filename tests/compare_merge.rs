//! Two editors' copies brought together: what is taken, what is asked, what became of every change.

#[allow(dead_code, reason = "shared with the property tests, which use all of it")]
use crate::compare_random::{edited, report};
use crate::random::Random;
use std::collections::HashSet;
use std::time::{Duration, Instant};
use vankien::compare::{
    ChangeKind, Collision, Comparison, Fate, MergeItem, MergeNote, MergeReview, SideOf, merge, merge_review,
    merge_to_json,
};
use vankien::document::{Codes, Document, parse};

/// A review takes several comparisons.
const N_REVIEWS: u64 = 300;

const ONE: &str = "Sản xuất nông nghiệp phát triển khá toàn diện, giá trị sản xuất tăng đều qua các năm.";
const TWO: &str = "Công tác kiểm tra được tiến hành thường xuyên, phát hiện và xử lý kịp thời các vi phạm.";
const THREE: &str = "Đời sống của Nhân dân được cải thiện, tỷ lệ hộ nghèo giảm còn 8,1% vào cuối nhiệm kỳ.";
const FOUR: &str = "Mặt trận và các đoàn thể vận động hội viên hiến đất, góp công làm đường liên thôn.";

fn draft(blocks: &[&str]) -> String {
    blocks.join("\n\n") + "\n"
}

/// The merged text, and for each conflict what we and what they made of the block.
fn check(ours: &[&str], theirs: &[&str], expected: &[&str], conflicts: &[(&str, &str)]) {
    let base = parse(draft(&[ONE, TWO, THREE, FOUR]));
    let merged = merge(&base, &parse(draft(ours)), &parse(draft(theirs)));
    assert_eq!(merged.text, draft(expected));
    let found: Vec<(&str, &str)> = merged
        .conflicts
        .iter()
        .map(|conflict| (conflict.ours.text.as_str(), conflict.theirs.text.as_str()))
        .collect();
    assert_eq!(found, conflicts);
}

#[test]
fn edits_of_different_blocks_are_both_taken() {
    let (ours, theirs) = (ONE.replace("khá", "rất"), THREE.replace("8,1%", "7,9%"));
    check(&[&ours, TWO, THREE, FOUR], &[ONE, TWO, &theirs, FOUR], &[&ours, TWO, &theirs, FOUR], &[]);
}

#[test]
fn the_same_edit_is_taken_once() {
    let both = ONE.replace("khá", "rất");
    check(&[&both, TWO, THREE, FOUR], &[&both, TWO, THREE, FOUR], &[&both, TWO, THREE, FOUR], &[]);
}

#[test]
fn different_edits_of_one_block_are_asked_about() {
    let (ours, theirs) = (ONE.replace("khá", "rất"), ONE.replace("khá", "tương đối"));
    check(
        &[&ours, TWO, THREE, FOUR],
        &[&theirs, TWO, THREE, FOUR],
        &[&ours, TWO, THREE, FOUR],
        &[(&ours, &theirs)],
    );
}

#[test]
fn a_block_deleted_here_and_amended_there_is_asked_about() {
    let theirs = TWO.replace("thường xuyên", "đều đặn");
    check(&[ONE, THREE, FOUR], &[ONE, &theirs, THREE, FOUR], &[ONE, THREE, FOUR], &[("", &theirs)]);
}

#[test]
fn insertions_at_one_place_are_both_kept_theirs_first() {
    let (ours, theirs) = ("Ta thêm một đoạn mới.", "Họ thêm một đoạn khác hẳn.");
    check(
        &[ONE, TWO, ours, THREE, FOUR],
        &[ONE, TWO, theirs, THREE, FOUR],
        &[ONE, TWO, theirs, ours, THREE, FOUR],
        &[],
    );
    check(
        &[ONE, TWO, THREE, FOUR, ours],
        &[ONE, TWO, THREE, FOUR, theirs],
        &[ONE, TWO, THREE, FOUR, theirs, ours],
        &[],
    );
    check(
        &[ours, ONE, TWO, THREE, FOUR],
        &[ours, ONE, TWO, THREE, FOUR],
        &[ours, ONE, TWO, THREE, FOUR],
        &[],
    );
}

#[test]
fn a_block_moved_here_and_amended_there_gets_both() {
    let theirs = ONE.replace("khá", "rất");
    check(&[TWO, THREE, FOUR, ONE], &[&theirs, TWO, THREE, FOUR], &[TWO, THREE, FOUR, &theirs], &[]);
    check(&[&theirs, TWO, THREE, FOUR], &[TWO, THREE, FOUR, ONE], &[TWO, THREE, FOUR, &theirs], &[]);
}

#[test]
fn a_block_moved_to_two_places_is_asked_about() {
    check(&[TWO, THREE, FOUR, ONE], &[TWO, ONE, THREE, FOUR], &[TWO, THREE, FOUR, ONE], &[(ONE, ONE)]);
}

#[test]
fn a_split_here_and_an_edit_elsewhere_combine() {
    let long = format!("{TWO} {THREE}");
    let base = parse(draft(&[ONE, &long, FOUR]));
    let theirs = FOUR.replace("liên thôn", "liên xã");
    let merged = merge(&base, &parse(draft(&[ONE, TWO, THREE, FOUR])), &parse(draft(&[ONE, &long, &theirs])));
    assert_eq!(merged.text, draft(&[ONE, TWO, THREE, &theirs]));
    assert_eq!(merged.conflicts, []);
}

#[test]
fn rows_added_by_both_stay_one_table() {
    let table = |rows: &str| format!("| STT | Tên |\n|---|---|\n| 1 | Cầu Ấp Đồng |\n{rows}\nHết.\n");
    let merged = merge(
        &parse(table("")),
        &parse(table("| 2 | Trường Bản Vầu |\n")),
        &parse(table("| 2 | Trạm y tế Yên Khuôn |\n")),
    );
    assert_eq!(merged.text, table("| 2 | Trạm y tế Yên Khuôn |\n| 2 | Trường Bản Vầu |\n"));
}

#[test]
fn an_end_that_one_side_cut_and_the_other_went_on_from_keeps_an_empty_line() {
    check(
        &[ONE, TWO, THREE],
        &[ONE, TWO, THREE, FOUR, "Hết văn bản."],
        &[ONE, TWO, THREE, "Hết văn bản."],
        &[],
    );
}

/// Fate, ways of colliding, and the words of both copies, of every item.
fn reviewed(base: &[&str], ours: &[&str], theirs: &[&str]) -> Vec<(Fate, Vec<Collision>, String, String)> {
    let (base, ours, theirs) = (parse(draft(base)), parse(draft(ours)), parse(draft(theirs)));
    let review = merge_review(&base, &ours, &theirs);
    check_review(&base, &ours, &theirs, &review);
    let words = |document: &Document, comparison: &Comparison, numbers: &[usize]| {
        let blocks = numbers.iter().flat_map(|number| comparison.changes[*number].after.clone());
        blocks.map(|block| document.text(&document.blocks[block])).collect::<Vec<_>>().join(" / ")
    };
    let items = review.items.iter().map(|item| {
        let (mine, other) =
            (words(&ours, &review.ours, &item.ours), words(&theirs, &review.theirs, &item.theirs));
        (item.fate, item.collisions.clone(), mine, other)
    });
    items.collect()
}

/// Every change of either side in exactly one item; conflicts there and only there where the merge has them.
fn check_review(base: &Document, ours: &Document, theirs: &Document, review: &MergeReview) {
    for (comparison, of) in [
        (&review.ours, (|item| &item.ours) as fn(&MergeItem) -> &Vec<usize>),
        (&review.theirs, |item| &item.theirs),
    ] {
        let mut seen: Vec<usize> = review.items.iter().flat_map(|item| of(item).clone()).collect();
        seen.sort_unstable();
        let changes = comparison.changes.iter().enumerate();
        let changed = changes.filter(|(_, change)| change.kind != ChangeKind::Unchanged);
        assert_eq!(seen, changed.map(|(number, _)| number).collect::<Vec<_>>());
    }
    for item in &review.items {
        let sides = (item.ours.is_empty(), item.theirs.is_empty());
        match item.fate {
            Fate::Ours => assert!(!sides.0, "{item:?}"),
            Fate::Theirs => assert!(!sides.1, "{item:?}"),
            Fate::BothSame | Fate::Conflict => assert_eq!(sides, (false, false), "{item:?}"),
        }
        assert_eq!(item.fate == Fate::Conflict, !item.collisions.is_empty(), "{item:?}");
    }
    let open = review.items.iter().filter(|item| item.fate == Fate::Conflict);
    let mut in_items: Vec<usize> = open.flat_map(|item| item.base.clone()).collect();
    in_items.sort_unstable();
    for conflict in &review.merge.conflicts {
        assert!(conflict.base.blocks.clone().all(|block| in_items.binary_search(&block).is_ok()));
    }
    assert_eq!(review.n_items(Fate::Conflict) > 0, !review.merge.conflicts.is_empty());
    assert_eq!(review.merge, merge(base, ours, theirs));
}

/// Notes after which the merged text may differ when the sides are exchanged.
fn is_choice(note: &MergeNote) -> bool {
    matches!(note, MergeNote::Order { .. } | MergeNote::Spacing { .. })
}

#[test]
fn every_way_of_colliding_has_its_name() {
    let both = format!("{TWO} {THREE}");
    let (a, b) = (ONE.replace("khá", "rất"), ONE.replace("khá", "tương đối"));
    let amended = TWO.replace("thường xuyên", "đều đặn");
    let long_amended = both.replace("thường xuyên", "đều đặn");
    let base = [ONE, TWO, THREE, FOUR];
    for (base, ours, theirs, way) in [
        (&base[..], &[&a, TWO, THREE, FOUR][..], &[&b, TWO, THREE, FOUR][..], Collision::AmendedTwice),
        (&base, &[ONE, THREE, FOUR], &[ONE, &amended, THREE, FOUR], Collision::DeletedAndAmended),
        (&base, &[ONE, &amended, THREE, FOUR], &[ONE, THREE, FOUR], Collision::DeletedAndAmended),
        (&base, &[TWO, THREE, FOUR], &[TWO, THREE, FOUR, ONE], Collision::DeletedAndMoved),
        (&base, &[TWO, THREE, FOUR, ONE], &[TWO, ONE, THREE, FOUR], Collision::MovedApart),
        (&[ONE, &both, FOUR], &[ONE, TWO, THREE, FOUR], &[ONE, &long_amended, FOUR], Collision::Divided),
        (&base, &[ONE, &both, FOUR], &[ONE, &amended, THREE, FOUR], Collision::Divided),
    ] {
        let found = reviewed(base, ours, theirs);
        let open: Vec<_> = found.iter().filter(|item| item.0 == Fate::Conflict).map(|item| &item.1).collect();
        assert_eq!(open, [&vec![way]], "{found:?}");
    }
}

#[test]
fn every_change_has_its_fate() {
    let (a, b) = (ONE.replace("khá", "rất"), THREE.replace("8,1%", "7,9%"));
    let both = FOUR.replace("liên thôn", "liên xã");
    let found = reviewed(&[ONE, TWO, THREE, FOUR], &[&a, TWO, THREE, &both], &[ONE, TWO, &b, &both]);
    let none = String::new;
    assert_eq!(
        found,
        [
            (Fate::Ours, vec![], a, none()),
            (Fate::Theirs, vec![], none(), b),
            (Fate::BothSame, vec![], both.clone(), both),
        ]
    );
}

#[test]
fn what_one_moved_and_the_other_amended_are_two_changes() {
    let theirs = ONE.replace("khá", "rất");
    let found = reviewed(&[ONE, TWO, THREE, FOUR], &[TWO, THREE, FOUR, ONE], &[&theirs, TWO, THREE, FOUR]);
    let fates: Vec<Fate> = found.iter().map(|item| item.0).collect();
    assert_eq!(fates, [Fate::Ours, Fate::Theirs]);
}

#[test]
fn the_same_edit_and_a_move_is_the_mover_s() {
    let both = ONE.replace("khá", "rất");
    let found = reviewed(&[ONE, TWO, THREE, FOUR], &[TWO, THREE, FOUR, &both], &[&both, TWO, THREE, FOUR]);
    assert_eq!(found, [(Fate::Ours, vec![], both.clone(), both)]);
}

#[test]
fn a_figure_with_two_new_values_is_named() {
    let base = parse(draft(&[ONE, THREE]));
    let copy = |value: &str| parse(draft(&[ONE, &THREE.replace("8,1%", value)]));
    let review = merge_review(&base, &copy("7,9%"), &copy("8%"));
    let item = &review.items[0];
    let figure = &item.figures[0];
    assert_eq!((figure.base.as_str(), figure.ours.as_str(), figure.theirs.as_str()), ("8,1", "7,9", "8"));
    assert_eq!(figure.unit, "%");
    assert!(!item.separate_words);
}

#[test]
fn edits_of_different_words_of_one_block_collide_and_are_told_to_be_apart() {
    let base = parse(draft(&[ONE, TWO]));
    let copy = |from: &str, to: &str| parse(draft(&[&ONE.replace(from, to), TWO]));
    let (ours, theirs) = (copy("nông nghiệp", "nông, lâm nghiệp"), copy("qua các năm", "hằng năm"));
    let apart = |review: MergeReview| {
        review.items.iter().map(|item| (item.fate, item.separate_words)).collect::<Vec<_>>()
    };
    assert_eq!(apart(merge_review(&base, &ours, &theirs)), [(Fate::Conflict, true)]);
    assert_eq!(
        apart(merge_review(&base, &ours, &copy("nông nghiệp", "lâm nghiệp"))),
        [(Fate::Conflict, false)]
    );
}

#[test]
fn what_had_to_be_chosen_is_told() {
    let (mine, other) = ("Ta thêm một đoạn mới ở đây.", "Họ thêm một đoạn khác hẳn.");
    let twice = "Hai bản cùng thêm một đoạn giống hệt nhau vào dự thảo này.";
    let base = &[ONE, TWO, THREE, FOUR];
    let notes = |ours: &[&str], theirs: &[&str]| {
        merge_review(&parse(draft(base)), &parse(draft(ours)), &parse(draft(theirs))).notes
    };
    for (ours, theirs, expected) in [
        (
            &[ONE, mine, TWO, THREE, FOUR][..],
            &[ONE, other, TWO, THREE, FOUR][..],
            MergeNote::Order { ours: vec![1], theirs: vec![1] },
        ),
        (
            &[ONE, mine, TWO, THREE, FOUR],
            &[TWO, THREE, FOUR, ONE],
            MergeNote::Place { is_ours: true, block: 1 },
        ),
        (&[ONE, FOUR], &[ONE, TWO, other, THREE, FOUR], MergeNote::Place { is_ours: false, block: 2 }),
        (
            &[ONE, twice, TWO, THREE, FOUR],
            &[ONE, TWO, THREE, twice, FOUR],
            MergeNote::Repeated { ours: 1, theirs: 3 },
        ),
    ] {
        assert_eq!(notes(ours, theirs), [expected]);
    }
    let spaced = |by: &str| parse(draft(base).replacen("\n\n", by, 1));
    let review = merge_review(&parse(draft(base)), &spaced("\n\n\n"), &spaced("\n\n\n\n"));
    assert_eq!(review.notes, [MergeNote::Spacing { ours: vec![0] }]);
    assert_eq!(notes(base, &[ONE, mine, TWO, THREE, FOUR]), []);
}

#[test]
fn what_both_added_in_another_order_stands_once() {
    let (a, b) = ("Đoạn thứ nhất cùng được thêm.", "Đoạn thứ hai cùng được thêm.");
    let (base, ours) = (parse(draft(&[ONE, TWO])), parse(draft(&[ONE, a, b, TWO])));
    let review = merge_review(&base, &ours, &parse(draft(&[ONE, b, a, TWO])));
    assert_eq!((review.merge.text.matches(a).count(), review.merge.text.matches(b).count()), (1, 1));
    assert!(review.notes.iter().any(is_choice));
    assert_eq!(review.n_items(Fate::BothSame), 2);
}

#[test]
fn every_change_of_two_random_editors_has_one_fate_and_the_sides_can_be_exchanged() {
    let mut n_exchanged = 0;
    for seed in 0..N_REVIEWS {
        let mut random = Random::new(seed);
        let source = report(&mut random);
        let (ours, theirs) = (edited(&source, &mut random), edited(&source, &mut random));
        let (base, ours, theirs) = (parse(source), parse(ours), parse(theirs));
        let review = merge_review(&base, &ours, &theirs);
        check_review(&base, &ours, &theirs, &review);
        let swapped = merge_review(&base, &theirs, &ours);
        check_review(&base, &theirs, &ours, &swapped);
        let exchanged = |fate| match fate {
            Fate::Ours => Fate::Theirs,
            Fate::Theirs => Fate::Ours,
            fate => fate,
        };
        type Key = (Fate, Vec<usize>, Vec<usize>, Vec<Collision>, bool);
        let mut left: Vec<Key> = review
            .items
            .iter()
            .cloned()
            .map(|it| (exchanged(it.fate), it.theirs, it.ours, it.collisions, it.separate_words))
            .collect();
        let mut right: Vec<Key> = swapped
            .items
            .iter()
            .cloned()
            .map(|it| (it.fate, it.ours, it.theirs, it.collisions, it.separate_words))
            .collect();
        left.sort();
        right.sort();
        assert_eq!(left, right, "seed {seed}");
        if review.merge.conflicts.is_empty() && !review.notes.iter().any(is_choice) {
            assert_eq!(review.merge.text, swapped.merge.text, "seed {seed}");
            n_exchanged += 1;
        }
    }
    assert!(n_exchanged > 20, "only {n_exchanged} pairs fit");
}

#[test]
fn without_a_conflict_the_text_holds_what_either_made_and_nothing_that_either_dropped() {
    let mut n_fit = 0;
    for seed in 0..4 * N_REVIEWS {
        let mut random = Random::new(seed);
        let source = report(&mut random);
        let (ours, theirs) = (edited(&source, &mut random), edited(&source, &mut random));
        let (base, ours, theirs) = (parse(source), parse(ours), parse(theirs));
        let review = merge_review(&base, &ours, &theirs);
        if !review.merge.conflicts.is_empty() {
            continue;
        }
        n_fit += 1;
        let read = parse(review.merge.text.clone());
        let in_text: HashSet<&str> = read.blocks.iter().map(|block| read.text(block)).collect();
        for (side, other, comparison, others) in
            [(&ours, &theirs, &review.ours, &review.theirs), (&theirs, &ours, &review.theirs, &review.ours)]
        {
            for change in comparison.changes.iter().filter(|it| it.kind != ChangeKind::Unchanged) {
                for block in change.after.clone() {
                    let text = side.text(&side.blocks[block]);
                    // What one moved and the other amended stands in the other's words.
                    let is_moved = change.kind == ChangeKind::Moved;
                    assert!(is_moved || review.merge.text.contains(text), "seed {seed}: {text}");
                }
                for block in change.before.clone().filter(|_| change.after.is_empty()) {
                    let text = base.text(&base.blocks[block]);
                    // The other may have made it anew: moved a line too short to be known again.
                    let made = others.changes.iter().filter(|it| it.kind != ChangeKind::Unchanged);
                    let mut made = made.flat_map(|it| it.after.clone()).map(|it| &other.blocks[it]);
                    let stands = side.source.contains(text) || made.any(|block| other.text(block) == text);
                    assert!(stands || !in_text.contains(text), "seed {seed}: {text}");
                }
            }
        }
    }
    assert!(n_fit > 100, "only {n_fit} pairs fit");
}

#[test]
fn a_review_with_the_base_or_with_the_same_gives_the_edited_draft() {
    for seed in 0..N_REVIEWS {
        let mut random = Random::new(seed);
        let source = report(&mut random);
        let edited = parse(edited(&source, &mut random));
        let base = parse(source);
        for (ours, theirs, fate) in
            [(&edited, &base, Fate::Ours), (&base, &edited, Fate::Theirs), (&edited, &edited, Fate::BothSame)]
        {
            let review = merge_review(&base, ours, theirs);
            check_review(&base, ours, theirs, &review);
            assert_eq!(review.merge.text, edited.source, "seed {seed}");
            assert!(review.items.iter().all(|item| item.fate == fate), "seed {seed}: {:?}", review.items);
            assert_eq!(review.notes, [], "seed {seed}");
        }
    }
}

#[test]
fn line_ends_and_a_missing_last_one_are_kept() {
    let (a, b) = (ONE.replace("khá", "rất"), THREE.replace("8,1%", "7,9%"));
    let base = draft(&[ONE, TWO, THREE]);
    let ours = draft(&[&a, TWO, THREE]).replace('\n', "\r\n");
    let theirs = draft(&[ONE, TWO, &b]).trim_end().to_owned();
    let both = draft(&[&a, TWO, &b]).replace('\n', "\r\n");
    let review = merge_review(&parse(base), &parse(ours), &parse(theirs));
    assert_eq!(review.n_items(Fate::Conflict), 0);
    // The end of the file was changed by both: that is told, and ours stands.
    assert_eq!(review.notes, [MergeNote::Spacing { ours: vec![2] }]);
    assert_eq!(review.merge.text, both);
}

#[test]
fn the_json_names_every_draft_and_every_item() {
    let (base, ours) = (parse(draft(&[ONE, TWO])), parse(draft(&[&ONE.replace("khá", "rất"), TWO])));
    let theirs = parse(draft(&[&ONE.replace("khá", "tương đối"), TWO, THREE]));
    let none = Codes::new();
    let side = |label, document| SideOf { label, document, codes: &none };
    let review = merge_review(&base, &ours, &theirs);
    let sides = [side("goc.md", &base), side("nay.md", &ours), side("kia.md", &theirs)];
    let json = serde_json::json!(merge_to_json(&review, sides, None));
    assert_eq!(json["schema"], "vankien/merge/1");
    assert_eq!(
        json["summary"],
        serde_json::json!({"ours": 0, "theirs": 1, "both_same": 0, "conflict": 1, "notes": 0, "fits": false})
    );
    let open = &json["items"][0];
    assert_eq!((&open["fate"], &open["collisions"][0]), (&"conflict".into(), &"amended_twice".into()));
    assert_eq!(open["base"][0]["text"], ONE);
    assert_eq!(open["ours"][0]["after"][0]["text"], ONE.replace("khá", "rất"));
    assert_eq!(open["theirs"][0]["before"][0]["line"], 1);
    let fits = &json["items"][1];
    assert_eq!((&fits["fate"], &fits["theirs"][0]["kind"]), (&"theirs".into(), &"added".into()));
}

#[test]
fn twice_the_size_is_not_four_times_the_work() {
    let made = |n_parts: u64| {
        let mut sources = [String::new(), String::new(), String::new()];
        for part in 0..n_parts {
            let mut random = Random::new(part);
            let source = report(&mut random);
            let copies = [source.clone(), edited(&source, &mut random), edited(&source, &mut random)];
            for (all, copy) in sources.iter_mut().zip(copies) {
                all.push_str(copy.trim_end());
                all.push_str(&format!("\n\nHết phần {part}.\n\n"));
            }
        }
        sources.map(parse)
    };
    let taken = |[base, ours, theirs]: &[Document; 3]| {
        let spent = |()| {
            let start = Instant::now();
            assert!(!merge_review(base, ours, theirs).items.is_empty());
            start.elapsed()
        };
        (0..3).map(|_| spent(())).min().unwrap_or(Duration::ZERO)
    };
    let (small, large) = (made(60), made(240));
    assert!(large[0].source.len() > 200_000);
    let (small, large) = (taken(&small), taken(&large));
    assert!(large < small * 10, "{small:?} for one, {large:?} for four times as much");
}
