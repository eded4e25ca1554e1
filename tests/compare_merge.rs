//! Two editors' copies brought together: what is taken, what is asked.

use vankien::compare::merge;
use vankien::document::parse;

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
