//! Tests of rounds: life cycle, due dates, sittings, the chain.

use super::*;
use crate::congress::BodyId;
use crate::units::{Registry, UnitId};
use crate::yaml;
use std::collections::BTreeSet;

const UNITS: &str = "schema: vankien/units/1\nunits:\n\
    - {id: x01, name: A, kind: cell, congress: {date: 2020-05-19}}\n\
    - {id: x02, name: B, kind: cell, congress: {range: [2020-04-14, 2020-04-15]}}\n\
    - {id: x03, name: C, kind: cell, congress: {before: 2020-06-10}}\n\
    - {id: x04, name: D, kind: cell, congress: {month: 2020-03}}\n\
    - {id: x05, name: E, kind: cell}\n";

fn manifest() -> Manifest {
    let hash = "0".repeat(64);
    let text = format!(
        "schema: vankien/round/1\nround: 2\nprevious: {hash}\nopened: {{by: chief, at: 2020-02-25T08:00:00+07:00}}\n\
         documents:\n  - {{document: political-report, draft_no: 2, path: drafts/political-report.md, blob: {blob}, sha256: {hash},\n      \
         blocks: [{{code: P1, type: heading, section: \"1\", sha256: {hash}}}], retired: [{{code: P2, into: P1}}]}}\n\
         audience:\n  - {{unit: x01, due: {{congress_plus_days: 10}}}}\n  - {{unit: x02, due: {{congress_plus_days: 10}}}}\n  \
         - {{unit: x03, due: {{congress_plus_days: 10}}}}\n  - {{unit: x04, due: {{congress_plus_days: 10}}}}\n  \
         - {{unit: x05, due: {{at: 2020-06-05T17:00:00+07:00}}}}\n",
        blob = "a".repeat(40)
    );
    yaml::from_str(&text, "rounds/2.yaml").unwrap()
}

fn event(at: &str, what: &str) -> Event {
    let text = format!("schema: vankien/event/1\nround: 2\nat: {at}\nby: secretary\nevent: {what}\n");
    yaml::from_str(&text, "event.yaml").unwrap()
}

fn moment(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

fn unit(text: &str) -> UnitId {
    UnitId::parse(text).unwrap()
}

#[test]
fn the_state_follows_the_events_up_to_the_day() {
    let events = [
        event("2020-06-10T08:00:00+07:00", "{closed: {forced: hết hạn}}"),
        event("2020-02-25T09:00:00+07:00", "{sent: {units: [x01, x02]}}"),
        event("2020-06-12T08:00:00+07:00", "{reopened: {reason: đơn vị gửi muộn}}"),
        event("2020-06-20T08:00:00+07:00", "{closed: {}}"),
        event("2020-06-25T08:00:00+07:00", "{withdrawn: {reason: thay bằng đợt khác}}"),
        event("2020-02-26T09:00:00+07:00", "{received_by: {units: [x01]}}"),
    ];
    let manifest = manifest();
    let check = |as_of: &str, phase: Phase, exceptional: usize, open: bool| {
        let state = state(&manifest, &events, moment(as_of));
        assert_eq!(
            (state.phase, state.exceptional.len(), state.is_open()),
            (phase, exceptional, open),
            "{as_of}"
        );
    };
    check("2020-02-25T08:30:00+07:00", Phase::Circulated, 0, true);
    check("2020-06-10T08:00:00+07:00", Phase::Closed, 1, false);
    check("2020-06-13T08:00:00+07:00", Phase::Reopened, 2, true);
    check("2020-06-21T08:00:00+07:00", Phase::Closed, 2, false);
    check("2020-06-30T08:00:00+07:00", Phase::Withdrawn, 3, false);
    let last = state(&manifest, &events, moment("2020-07-01T00:00"));
    assert_eq!(last.sent.len(), 2);
    assert_eq!(last.received.get(&unit("x01")), Some(&moment("2020-02-26T09:00")));
    let mut turned = events.clone();
    turned.reverse();
    assert_eq!(state(&manifest, &turned, moment("2020-07-01T00:00")), last);
}

#[test]
fn due_dates_come_from_the_registry_and_vague_ones_are_never_late() {
    let registry = Registry::read(UNITS, "units.yaml").value;
    let manifest = manifest();
    let late =
        [event("2020-05-20T08:00:00+07:00", "{extended: {units: [x01, x04], until: \"2020-06-15T17:00\"}}")];
    let check = |events: &[Event], at: usize, expected: Due| {
        let state = state(&manifest, events, moment("2020-07-01T00:00"));
        let invited = &manifest.audience[at];
        assert_eq!(due(&invited.unit, &registry, invited.due, &state), expected);
    };
    check(&[], 0, Due::At(moment("2020-05-29T23:59:59")));
    check(&[], 1, Due::NotFixed(NotFixed::Range));
    check(&[], 2, Due::NotFixed(NotFixed::Before));
    check(&[], 3, Due::NotFixed(NotFixed::Month));
    check(&[], 4, Due::At(moment("2020-06-05T17:00")));
    check(&late, 0, Due::At(moment("2020-06-15T17:00")));
    check(&late, 3, Due::At(moment("2020-06-15T17:00")));
    let none = state(&manifest, &[], moment("2020-07-01T00:00"));
    let plus = DueRule::CongressPlusDays;
    assert_eq!(due(&unit("x05"), &registry, plus(10), &none), Due::NotFixed(NotFixed::NoDate));
    assert_eq!(due(&unit("zz"), &registry, plus(10), &none), Due::NotFixed(NotFixed::UnknownUnit));
    assert_eq!(due(&unit("x01"), &registry, plus(u32::MAX), &none), Due::NotFixed(NotFixed::OutOfCalendar));
}

#[test]
fn late_units_are_due_unanswered_and_not_waived() {
    let registry = Registry::read(UNITS, "units.yaml").value;
    let manifest = manifest();
    let check = |events: &[Event], answered: &[&str], as_of: &str, expected: &[&str]| {
        let state = state(&manifest, events, moment(as_of));
        let answered: BTreeSet<UnitId> = answered.iter().map(|id| unit(id)).collect();
        let late = overdue(&manifest, &state, &registry, &answered, moment(as_of));
        assert_eq!(late.iter().map(|id| id.as_str()).collect::<Vec<_>>(), expected);
    };
    let waived = [event("2020-05-01T08:00", "{waived: {units: [x01], reason: đã giải thể}}")];
    check(&[], &[], "2020-05-29T23:59:59", &[]);
    check(&[], &[], "2020-05-30T00:00:00", &["x01"]);
    check(&[], &[], "2020-12-30T00:00:00", &["x01", "x05"]);
    check(&[], &["x05"], "2020-12-30T00:00:00", &["x01"]);
    check(&waived, &[], "2020-12-30T00:00:00", &["x05"]);
    let withdrawn = [event("2020-05-01T08:00", "{withdrawn: {reason: nhầm}}")];
    check(&withdrawn, &[], "2020-12-30T00:00:00", &[]);
}

#[test]
fn sittings_are_counted_per_body() {
    let events = [
        event("2020-06-12T10:00", "{sitting: {body: btv, sitting_no: 3, decision: cho ý kiến}}"),
        event(
            "2020-02-14T10:00",
            "{sitting: {body: btv, sitting_no: 2, date: 2020-02-13, documents: [political-report]}}",
        ),
        event("2020-07-06T10:00", "{sitting: {body: bch, sitting_no: 2}}"),
    ];
    let state = state(&manifest(), &events, moment("2020-12-31T00:00"));
    let shown: Vec<String> =
        state.sittings.iter().map(|it| format!("{} {} {}", it.date, it.body, it.sitting_no)).collect();
    assert_eq!(shown, ["2020-02-13 btv 2", "2020-06-12 btv 3", "2020-07-06 bch 2"]);
    let next = |body: &str| next_sitting_no(&BodyId::parse(body).unwrap(), [&state]);
    assert_eq!((next("btv"), next("bch"), next("tct")), (4, 3, 1));
}

#[test]
fn a_changed_manifest_breaks_the_chain() {
    let first = Manifest { round: RoundNo::new(1).unwrap(), previous: None, ..manifest() };
    let first_bytes = yaml::to_string(&first).into_bytes();
    let second = Manifest { previous: Some(Sha256::of(&first_bytes)), ..manifest() };
    let second_bytes = yaml::to_string(&second).into_bytes();
    let ids = |manifests: &[StoredManifest<'_>]| -> Vec<&'static str> {
        check_chain(manifests).iter().map(|it| it.code.id).collect()
    };
    let one = StoredManifest { manifest: &first, bytes: &first_bytes, file: "rounds/1.yaml" };
    let two = StoredManifest { manifest: &second, bytes: &second_bytes, file: "rounds/2.yaml" };
    assert_eq!(ids(&[two, one]), [""; 0]);
    assert_eq!(ids(&[StoredManifest { bytes: b"schema: other", ..one }, two]), ["R005"]);
    assert_eq!(ids(&[two]), ["R006", "R005"]);
    assert_eq!(ids(&[]), [""; 0]);
    let short = Sha256::of(b"abc").short();
    assert_eq!(short, "ba78 16bf 8f01 cfea");
    assert_eq!(yaml::from_str::<Manifest>(&yaml::to_string(&second), "rounds/2.yaml").unwrap(), second);
}

#[test]
fn faults_of_manifest_and_events_are_named() {
    let registry = Registry::read(UNITS, "units.yaml").value;
    let mut bad = manifest();
    bad.audience.push(bad.audience[0].clone());
    bad.audience.push(Invited { unit: unit("zz"), due: DueRule::CongressPlusDays(1) });
    let code = bad.documents[0].blocks[0].code.clone();
    bad.documents[0].retired.push(Retired { code, into: None });
    bad.documents.push(bad.documents[0].clone());
    let ids: Vec<_> = check_manifest(&bad, &registry, "rounds/2.yaml").iter().map(|it| it.code.id).collect();
    assert_eq!(ids, ["R001", "R002", "R004", "R003", "R004"]);
    let events = [
        event("2020-02-14T10:00", "{sitting: {body: btv, sitting_no: 2}}"),
        event("2020-02-15T10:00", "{sitting: {body: btv, sitting_no: 2}}"),
        event("2020-02-15T10:00", "{sent: {units: [zz]}}"),
        Event { round: RoundNo::new(3).unwrap(), ..event("2020-02-15T10:00", "{closed: {}}") },
    ];
    let found = check_events(&manifest(), &events, &|at| format!("e{at}.yaml"));
    assert_eq!(found.iter().map(|it| it.code.id).collect::<Vec<_>>(), ["R009", "R008", "R007"]);
}

#[test]
fn milestones_make_a_timeline() {
    let text = "schema: vankien/milestones/1\nunit: x01\nmilestones:\n\
        - {kind: approved, date: 2020-03-20, by: chief, at: 2020-03-21T08:00}\n\
        - {kind: own_draft_submitted, date: 2020-02-20, by: chief, at: 2020-02-20T08:00}\n\
        - {kind: returned, date: 2020-03-01, by: chief, at: 2020-03-01T08:00, note: còn thiếu phụ lục}\n";
    let file: MilestonesFile = yaml::from_str(text, "milestones/x01.yaml").unwrap();
    let day = |text: &str| Day::parse(text).unwrap();
    let kinds = |as_of: &str| -> Vec<&'static str> {
        timeline(std::slice::from_ref(&file), day(as_of)).iter().map(|(_, it)| it.kind.tag()).collect()
    };
    assert_eq!(kinds("2020-12-31"), ["own_draft_submitted", "returned", "approved"]);
    assert_eq!(kinds("2020-03-01"), ["own_draft_submitted", "returned"]);
    assert_eq!(latest(&file, None, day("2020-03-05")).map(|it| it.kind), Some(MilestoneKind::Returned));
    assert_eq!(latest(&file, Some("x"), day("2020-03-05")), None);
}
