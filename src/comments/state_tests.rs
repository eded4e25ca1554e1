//! Tests of decisions in steps, of replies read leniently, and of submissions.

use super::*;
use crate::congress::EditorId;
use crate::messages::Lang;
use crate::problem::{Place, Problem};
use crate::rounds::{RoundNo, Sha256};
use crate::units::{Moment, UnitId};
use crate::yaml;

fn act(text: &str) -> Act {
    yaml::from_str(text, "act.yaml").unwrap_or_else(|problems| panic!("{text}: {problems:?}"))
}

fn file(subject: &str, acts: &[&str]) -> DecisionFile {
    let start = new_file(RoundNo::new(2).unwrap(), Subject::parse(subject).unwrap());
    let by = EditorId::parse("chief").unwrap();
    acts.iter().enumerate().fold(start, |file, (day, text)| {
        let at = Moment::parse(&format!("2020-05-{:02}T08:00:00+07:00", day + 1)).unwrap();
        append_step(file, by.clone(), at, act(text))
    })
}

fn ids(problems: &[Problem]) -> Vec<&'static str> {
    for problem in problems {
        for lang in [Lang::Vi, Lang::En] {
            let text = format!("{} {}", problem.message(lang), problem.hint(lang).unwrap());
            assert!(!text.contains(['⟦', '$']), "{text}");
        }
    }
    problems.iter().map(|it| it.code.id).collect()
}

const PLACED: &str = "{placed: {round: 2, document: political-report, code: P12, scope: block}}";
const ACCEPTED: &str = "{decided: {outcome: accepted}}";
const REJECTED: &str = "{decided: {outcome: rejected, reason: đã nêu ở Biểu 4}}";
const APPLIED: &str = "{applied: {proposal: 0, document: political-report, code: P12}}";

#[test]
fn the_state_is_what_the_steps_amount_to() {
    let check =
        |acts: &[&str], stage: Stage, outcome: Option<Outcome>, exceptional: &[ExceptionalStepKind]| {
            let file = file("2-x03-4", acts);
            assert_eq!(ids(&check_file(&file, "f.yaml")), [""; 0], "{acts:?}");
            let state = state_of(&file);
            let kinds: Vec<_> = state.exceptional.iter().map(|it| it.kind).collect();
            assert_eq!(state.stage(false), stage, "{acts:?}");
            assert_eq!(state.decision.map(|(decided, _)| decided.outcome), outcome, "{acts:?}");
            assert_eq!(kinds, exceptional, "{acts:?}");
            assert_eq!(yaml::from_str::<DecisionFile>(&yaml::to_string(&file), "f.yaml").unwrap(), file);
        };
    use ExceptionalStepKind as E;
    check(&[], Stage::New, None, &[]);
    check(&[PLACED], Stage::Placed, None, &[]);
    check(&[PLACED, ACCEPTED], Stage::Decided, Some(Outcome::Accepted), &[]);
    check(&[PLACED, ACCEPTED, APPLIED], Stage::Applied, Some(Outcome::Accepted), &[]);
    check(
        &[ACCEPTED, APPLIED, "{unapplied: {reason: hoàn tác}}"],
        Stage::Decided,
        Some(Outcome::Accepted),
        &[E::Unapplied],
    );
    check(&[ACCEPTED, "{reopened: {reason: ý kiến mới}}"], Stage::New, None, &[E::Reopened]);
    check(&[ACCEPTED, REJECTED], Stage::Decided, Some(Outcome::Rejected), &[E::Changed]);
    check(
        &["{decided: {outcome: noted, reason: ghi nhận, late: true, forced: theo kết luận}}"],
        Stage::Decided,
        Some(Outcome::Noted),
        &[E::Forced, E::Late],
    );
}

#[test]
fn an_undone_step_no_longer_counts_but_stays_visible() {
    let two = file("2-x03-4", &[ACCEPTED, REJECTED]);
    let hash = step_hash(&two.steps[1]);
    let undone =
        file("2-x03-4", &[ACCEPTED, REJECTED, &format!("{{undone: {{step: {hash}, reason: nhầm}}}}")]);
    assert_eq!(undone.steps[..2], two.steps);
    assert_eq!(ids(&check_file(&undone, "f.yaml")), [""; 0]);
    let state = state_of(&undone);
    assert_eq!(state.decision.map(|it| it.0.outcome), Some(Outcome::Accepted));
    assert_eq!(state.exceptional.len(), 1);
    let before = state_as_of(&undone, Moment::parse("2020-05-02T09:00:00+07:00"));
    assert_eq!(before.decision.map(|it| it.0.outcome), Some(Outcome::Rejected));
    let stray = file("2-x03-4", &[&format!("{{undone: {{step: {}}}}}", Sha256::of(b"x"))]);
    assert_eq!(ids(&check_file(&stray, "f.yaml")), ["C005"]);
}

#[test]
fn any_change_of_a_step_breaks_the_chain() {
    let good = file("2-x03-4", &[PLACED, REJECTED, ACCEPTED, "{reopened: {reason: xem lại}}"]);
    for at in 0..3 {
        let mut bad = good.clone();
        bad.steps[at].by = EditorId::parse("somebody").unwrap();
        assert_eq!(ids(&check_file(&bad, "f.yaml")), ["C001"], "step {at}");
        let mut shorter = good.clone();
        shorter.steps.remove(at);
        assert!(ids(&check_file(&shorter, "f.yaml")).contains(&"C001"), "step {at}");
    }
    let mut words = good.clone();
    if let Act::Decided(decided) = &mut words.steps[1].act {
        decided.reason = Some("lý do khác".to_owned());
    }
    assert_eq!(ids(&check_file(&words, "f.yaml")), ["C001"]);
}

#[test]
fn what_is_unsound_is_named() {
    let check = |subject: &str, acts: &[&str], expected: &[&str]| {
        assert_eq!(ids(&check_file(&file(subject, acts), "f.yaml")), expected, "{acts:?}");
    };
    for outcome in Outcome::ALL {
        let text = format!("{{decided: {{outcome: {}, reason: \" \"}}}}", outcome.tag());
        let expected: &[&str] = if *outcome == Outcome::Accepted { &[] } else { &["C002"] };
        check("2-x03-4", &[&text], expected);
    }
    check("2-x03-4", &["{members: {members: [2-x03-1]}}"], &["C004"]);
    check("g7", &["{grouped: {group: g8}}"], &["C004"]);
    check("g7", &["{members: {members: [2-x03-1, 2-c01-1]}}", "{ungrouped: {members: [2-c01-1]}}"], &[]);
    check("2-x03-4", &["{split: {texts: [một]}}"], &["C007"]);
    check("3-x03-4", &[], &["C009"]);
    let mut late = file("2-x03-4", &[PLACED, ACCEPTED]);
    late.steps[1].at = Moment::parse("2020-04-01T00:00").unwrap();
    assert_eq!(ids(&check_file(&late, "f.yaml")), ["C003"]);
}

#[test]
fn groups_and_their_members_agree() {
    let group = file("g1", &["{members: {members: [2-c01-1, 2-x08-1]}}"]);
    let one = file("2-c01-1", &["{grouped: {group: g1}}"]);
    let two = file("2-x08-1", &["{grouped: {group: g1}}"]);
    let gone = file("2-x08-1", &["{grouped: {group: g1}}", "{ungrouped: {}}"]);
    let check = |files: &[&DecisionFile], expected: &[&str]| {
        let files: Vec<(&DecisionFile, &str)> = files.iter().map(|file| (*file, "f.yaml")).collect();
        assert_eq!(ids(&check_groups(&files)), expected);
    };
    check(&[&group, &one, &two], &[]);
    check(&[&group, &one, &gone], &["C006"]);
    check(&[&one], &["C006"]);
    assert_eq!(state_of(&group).members.len(), 2);
}

const REPLY: &str = "schema: vankien/reply/1\nunit: Phòng LĐ-TB&XH\nround: 2\ndated: 2020-03-23\nsymbol: 05-BC/CB\n\
    channel: letter\nstate: comments\nper_document: {political-report: agree}\n\
    occasion: {kind: congress, date: 2020-03-19, present: 18, speakers: 4, adopted_by: Đại hội chi bộ}\ncomments:\n";

#[test]
fn a_reply_keeps_its_good_comments() {
    let text = format!(
        "{REPLY}  - place: mục 1.1\n    section: 1.1\n    text: a\n  - place: 1.10\n    text: |\n      Sửa \"a\": b\n    \
         proposals:\n      - {{op: replace, target: a}}\n  - text: \"\"\n  - text: Mục 1: sửa\n  - text: cuối\n    kind: wordng\n"
    );
    let reading = read_reply(&text, "r.yaml", 0);
    assert_eq!(ids(&reading.problems), ["Y010", "Y008", "Y013", "C013", "C012"]);
    let reply = reading.value.unwrap();
    assert_eq!(reply.unit.as_deref(), Some("Phòng LĐ-TB&XH"));
    let kept: Vec<(usize, usize, &str)> =
        reply.comments.iter().map(|it| (it.index, it.line, it.text.as_str())).collect();
    assert_eq!(kept, [(1, 14, "Sửa \"a\": b\n"), (2, 19, "")]);
    assert_eq!(reply.comments[0].place.as_deref(), Some("1.10"));
}

#[test]
fn a_reply_says_something() {
    let check = |body: &str, n_comments: usize, words: bool, expected: &[&str]| {
        let reply = read_reply(&format!("schema: vankien/reply/1\n{body}"), "r.yaml", 0).value.unwrap();
        assert_eq!(ids(&check_reply(&reply, n_comments, words, "r.yaml")), expected, "{body}");
    };
    check("unit: x03\n", 0, false, &["C014"]);
    check("unit: x03\n", 0, true, &[]);
    check("unit: x03\nstate: agree\n", 0, false, &[]);
    check("unit: x03\nstate: agree\n", 2, false, &[]);
    check("unit: x03\nstate: no_comment\n", 1, false, &["C015"]);
    check(
        "unit: x03\nstate: agree\noccasion: {kind: meeting, present: 3, speakers: 4}\n",
        0,
        false,
        &["C016"],
    );
}

#[test]
fn submissions_of_a_unit_fit_together() {
    let submission = |text: &str| -> Submission {
        let head = "schema: vankien/submission/1\nunit: x03\nround: 2\nrecorded: {by: secretary, at: 2020-05-01T08:00}\n";
        yaml::from_str(&format!("{head}{text}"), "s.yaml").unwrap()
    };
    let first = submission("state: comments\ncomments:\n- {no: 1, kind: wording, text: a}\n");
    let second =
        submission("state: comments\nsupersedes: [1]\ncomments:\n- {no: 2, kind: wording, text: a}\n");
    let wrong =
        submission("state: comments\nsupersedes: [9]\ncomments:\n- {no: 1, kind: wording, text: a}\n");
    let (round, unit) = (RoundNo::new(2).unwrap(), UnitId::parse("x03").unwrap());
    let path = |k: u32| format!("comments/2/x03/{k}.yaml");
    let check = |list: &[(u32, &Submission)], expected: &[&str]| {
        assert_eq!(ids(&check_submissions(round, &unit, list, &path)), expected);
    };
    check(&[(1, &first), (2, &second)], &[]);
    check(&[(1, &first), (2, &wrong)], &["C011", "C010"]);
    assert_eq!(in_force(&[(1, &first), (2, &second)]), [2]);
    assert_eq!(in_force(&[(2, &wrong), (1, &first)]), [1, 2]);
    let other = UnitId::parse("x04").unwrap();
    assert_eq!(ids(&check_submissions(round, &other, &[(1, &first)], &path)), ["C009"]);
}

#[test]
fn parts_are_cut_from_the_unit_s_words() {
    let id = CommentId::parse("2-c02-3").unwrap();
    let text = "Rà soát lỗi: \"ngày 31/11/2019\"; khoá XXII.";
    let check = |parts: &[&str], expected: &[&str]| {
        let parts: Vec<String> = parts.iter().map(|it| (*it).to_owned()).collect();
        assert_eq!(ids(&check_split(&id, text, &parts, &Place::file("f.yaml"))), expected);
    };
    check(&["“ngày 31/11/2019”", "khóa  XXII"], &[]);
    check(&["ngày 30/11/2019", "khóa XXII"], &["C008"]);
}

#[test]
fn a_quote_keeps_thirty_characters_on_each_side() {
    let text = format!("{}từng bước{}", "đ".repeat(40), "ệ".repeat(10));
    let start = text.find("từng").unwrap();
    let quote = Quote::cut(&text, start..start + "từng bước".len()).unwrap();
    assert_eq!(
        (quote.exact.as_str(), quote.before.chars().count(), quote.after.chars().count()),
        ("từng bước", 30, 10)
    );
    assert_eq!(Quote::cut(&text, 1..3), None);
}
