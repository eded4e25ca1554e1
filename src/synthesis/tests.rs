//! Cases and properties of the synthesis. Comments are written in short, see [`item`].

use super::*;
use crate::comments::{Agreement, CommentId, GroupId, Kind, Op, Outcome, Proposal, Scope, State};
use crate::congress::Rounding;
use crate::document::{BlockCode, DocumentId};
use crate::messages::Lang;
use crate::rounds::{MilestoneKind, RoundNo};
use crate::units::{Day, Moment, UnitId};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

fn moment(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

fn now() -> Moment {
    moment("2020-06-10T08:00")
}

fn document(id: &str) -> DocumentId {
    DocumentId::parse(id).unwrap()
}

fn titles() -> Vec<DocumentTitle> {
    let title = |id: &str| DocumentTitle { id: document(id), title: id.to_uppercase(), draft_no: Some(2) };
    vec![title("report"), title("review")]
}

fn unit(id: &str) -> Respondent {
    let digits: String = id.chars().filter(char::is_ascii_digit).collect();
    Respondent {
        id: UnitId::parse(id).unwrap(),
        name: format!("Đảng bộ {id}"),
        kind: if id.starts_with('c') { "cell" } else { "commune_committee" }.to_owned(),
        order: digits.parse().unwrap_or(99),
        follower: (id != "x03").then(|| "btv-01".to_owned()),
        working_group: None,
    }
}

fn decision(outcome: Outcome) -> Decision {
    Decision {
        outcome,
        wording: None,
        reason: Some("vì lẽ ấy".to_owned()),
        late: false,
        forced: None,
        of_group: false,
        by: "chief".to_owned(),
        at: moment("2020-06-01T09:00"),
    }
}

/// A comment from words: `2-x01-1 report:5 g1 rejected reserved gone -«words» +«new»`.
fn item(text: &str) -> Item {
    let mut words = text.split(' ');
    let id = CommentId::parse(words.next().unwrap()).unwrap();
    let mut item = Item {
        by: unit(id.unit.as_str()),
        document: None,
        place: None,
        citation: None,
        quote: None,
        kind: Kind::Wording,
        text: format!("lời của {id}"),
        reason: None,
        proposals: Vec::new(),
        reserved: false,
        agreement: None,
        votes: None,
        voices: Voices::default(),
        group: None,
        decision: None,
        changes: Vec::new(),
        now: None,
        standing: Standing::Stands,
        source: Source::default(),
        id,
    };
    for word in words {
        if let Some(outcome) = Outcome::from_tag(word) {
            item.decision = Some(decision(outcome));
        } else if let Some(group) = GroupId::parse(word) {
            item.group = Some(group);
        } else if let Some((name, place)) = word.split_once(':') {
            item.document = Some(document(name));
            item.place = position(place);
        } else if let Some(target) = word.strip_prefix('-') {
            item.proposals.push(proposal(Op::Delete, target, None));
        } else if let Some((target, new)) = word.split_once('>') {
            item.proposals.push(proposal(Op::Replace, target, Some(new)));
        } else {
            match word {
                "reserved" => item.reserved = true,
                "disagree" => item.agreement = Some(Agreement::Disagree),
                "late" => item.decision.as_mut().unwrap().late = true,
                "gone" => item.standing = Standing::Superseded { by: Some(2) },
                _ => panic!("{word}"),
            }
        }
    }
    item
}

fn position(place: &str) -> Option<Position> {
    let block = match place {
        "?" => return None,
        "all" => None,
        block => Some(block.trim_end_matches('s').parse::<usize>().unwrap()),
    };
    let scope = match place {
        "all" => Scope::Document,
        place if place.ends_with('s') => Scope::Section,
        _ => Scope::Block,
    };
    Some(Position {
        scope,
        block,
        code: block.map(|block| BlockCode::numbered(u32::try_from(block).unwrap() + 1)),
        section: block.map(|block| format!("I.{}", block / 10)).unwrap_or_default(),
        section_title: String::new(),
        words: String::new(),
    })
}

fn proposal(op: Op, target: &str, text: Option<&str>) -> Proposal {
    Proposal { op, target: Some(target.to_owned()), to: None, text: text.map(str::to_owned) }
}

fn reply(id: &str, state: State) -> Reply {
    Reply {
        by: unit(id),
        k: 1,
        state,
        per_document: BTreeMap::new(),
        speaks_of: BTreeSet::new(),
        received: moment("2020-05-20T09:00"),
        dated: None,
        symbol: None,
        occasion: None,
        words: None,
        superseded: false,
        unclear: false,
    }
}

fn asked(id: &str, due: &str) -> Asked {
    let due = Moment::parse(due).map_or(Due::NotFixed, Due::At);
    Asked { unit: unit(id), due, waived: None }
}

fn input(items: Vec<Item>) -> ResponseInput {
    ResponseInput {
        round: RoundNo::new(2).unwrap(),
        as_of: now(),
        documents: titles(),
        audience: Vec::new(),
        items,
        replies: Vec::new(),
        exceptional: Vec::new(),
        rounding: Rounding::Round,
        scale: WeightScale::default(),
    }
}

/// The table in one line: `report[whole: 2-x01-1 | I.0: g1(2-x01-2,2-x02-1)] …`.
fn shown(table: &ResponseTable) -> String {
    let row = |row: &ResponseRow| {
        let ids = row.items.iter().map(|item| item.id.to_string()).collect::<Vec<_>>().join(",");
        row.group.map_or(ids.clone(), |group| format!("{group}({ids})"))
    };
    let heading = |heading: &HeadingRows| {
        let place = match &heading.place {
            Place::Whole => "whole".to_owned(),
            Place::Unplaced => "?".to_owned(),
            Place::Section { path, .. } => path.clone(),
        };
        format!("{place}: {}", heading.rows.iter().map(row).collect::<Vec<_>>().join(" "))
    };
    let section = |section: &DocumentSection| {
        let id = section.document.as_ref().map_or("-".to_owned(), |document| document.id.to_string());
        let see =
            section.elsewhere.iter().map(|(id, group)| format!(" see {id}:{group}")).collect::<String>();
        let headings = section.headings.iter().map(heading).collect::<Vec<_>>().join(" | ");
        format!("{id}[{headings}{see}]")
    };
    table.sections.iter().map(section).collect::<Vec<_>>().join(" ")
}

#[test]
fn rows_stand_in_the_order_of_the_draft() {
    let check = |items: &[&str], expected: &str| {
        let mut items: Vec<Item> = items.iter().map(|text| item(text)).collect();
        let table = response_table(&input(items.clone()));
        assert_eq!(shown(&table), expected);
        assert_eq!(table.counts.check(), [""; 0]);
        items.reverse();
        assert_eq!(response_table(&input(items)), table, "the order of the input does not matter");
    };
    check(&[], "report[] review[]");
    check(
        &[
            "2-x02-1 report:12",
            "2-x01-2 report:3",
            "2-x01-1 report:all",
            "2-x01-3 report:?",
            "2-x03-1 report:3",
        ],
        "report[whole: 2-x01-1 | I.0: 2-x01-2 2-x03-1 | I.1: 2-x02-1 | ?: 2-x01-3] review[]",
    );
    // A section as a whole before what is said of its heading.
    check(&["2-x01-1 report:10", "2-x02-1 report:10s"], "report[I.1: 2-x02-1 2-x01-1] review[]");
    check(&["2-x01-1 review:1", "2-x01-2"], "report[] review[I.0: 2-x01-1] -[?: 2-x01-2]");
    // A group is one row at the place of its first comment, and named where its other comments would stand.
    check(
        &["2-x02-1 report:12 g1", "2-x01-1 report:3 g1", "2-x03-1 review:1 g1", "2-x04-1 g1"],
        "report[I.0: g1(2-x01-1,2-x02-1,2-x03-1,2-x04-1)] review[ see 2-x03-1:g1]",
    );
    // What is referred or replaced is not in the table.
    check(
        &["2-x01-1 report:3 referred", "2-x02-1 report:3 gone", "2-x03-1 report:3 noted"],
        "report[I.0: 2-x03-1] review[]",
    );
}

#[test]
fn wordings_stand_apart_by_what_is_to_be_done() {
    let items = [
        "2-x01-1 report:3 g1 a>b",
        "2-x02-1 report:3 g1 -a",
        "2-x03-1 report:3 g1 a>b",
        "2-x04-1 report:3 g1 a>c",
    ];
    let table = response_table(&input(items.map(item).into()));
    let row = table.rows().next().unwrap();
    let ops: Vec<(Op, Vec<usize>)> = row
        .variants
        .iter()
        .map(|it| (it.op, it.wordings.iter().map(|wording| wording.by.len()).collect()))
        .collect();
    assert_eq!(ops, [(Op::Replace, vec![2, 1]), (Op::Delete, vec![1])]);
    assert_eq!(row.units.len(), 4);
    assert_eq!(table.counts.comments.rows, 1);
}

#[test]
fn decisions_of_a_group_stand_apart_where_they_differ() {
    let items = [
        "2-x01-1 report:3 g1 accepted",
        "2-x02-1 report:3 g1 rejected",
        "2-x03-1 report:3 g1 accepted",
        "2-x04-1 report:3 g1",
    ];
    let table = response_table(&input(items.map(item).into()));
    let row = table.rows().next().unwrap();
    let about: Vec<usize> = row.decisions.iter().map(|it| it.about.len()).collect();
    assert_eq!(about, [2, 1, 1]);
}

#[test]
fn dissent_and_exceptions_are_never_left_out() {
    let mut all = input(
        [
            "2-x01-1 report:3 rejected",
            "2-x02-1 report:3 referred reserved",
            "2-x03-1 disagree",
            "2-x04-1 report:? accepted late",
            "2-x05-1 report:1 rejected gone",
        ]
        .map(item)
        .into(),
    );
    all.replies =
        vec![Reply { words: Some("không nhất trí".to_owned()), ..reply("x06", State::Disagree) }];
    let late = Exceptional {
        at: moment("2020-06-01T09:00"),
        kind: ExceptionalKind::LateDecision,
        by: "chief".to_owned(),
        about: vec!["2-x04-1".to_owned()],
        reason: Some("vì lẽ ấy".to_owned()),
    };
    all.exceptional = vec![late.clone(), Exceptional { at: moment("2020-06-11T09:00"), ..late.clone() }];
    let table = response_table(&all);
    let why = |dissent: &Dissent| match dissent {
        Dissent::Reply(reply) => reply.by.id.to_string(),
        Dissent::Comment { kinds, item } => {
            format!("{}:{}", item.id, kinds.iter().map(|kind| kind.tag()).collect::<Vec<_>>().join("+"))
        }
    };
    let found: Vec<String> = table.dissent.iter().map(why).collect();
    assert_eq!(found, ["x06", "2-x01-1:rejected", "2-x02-1:reserved", "2-x03-1:disagrees"]);
    // Given and derived are one; what came after the day of the table is not there.
    assert_eq!(table.exceptional, [late]);
}

#[test]
fn what_came_later_is_left_out() {
    let mut all = input(vec![item("2-x01-1 report:3 accepted"), item("2-x02-1 report:3 noted")]);
    all.replies =
        vec![reply("x01", State::Comments), Reply { received: now(), ..reply("x02", State::Comments) }];
    all.as_of = moment("2020-05-25T00:00");
    let table = response_table(&all);
    assert_eq!(shown(&table), "report[I.0: 2-x01-1] review[]");
    assert_eq!(table.counts.comments.undecided, 1);
    assert_eq!(table.replies.len(), 1);
}

#[test]
fn shares_are_whole_only_when_they_are() {
    let check = |part, whole, rounding, expected: &str| {
        assert_eq!(Fraction::new(part, whole).shown(rounding, Lang::Vi), expected);
    };
    check(44, 52, Rounding::Round, "44/52 = 84,6%");
    check(1, 2, Rounding::Round, "1/2 = 50%");
    check(2, 3, Rounding::Round, "2/3 = 66,7%");
    check(2, 3, Rounding::Cut, "2/3 = 66,6%");
    check(52, 52, Rounding::Cut, "52/52 = 100%");
    check(9999, 10000, Rounding::Round, "9.999/10.000 = 99,9%");
    check(1, 10000, Rounding::Round, "1/10.000 = <0,1%");
    check(0, 52, Rounding::Round, "0/52 = 0%");
    check(0, 0, Rounding::Round, "0/0");
    assert_eq!(Fraction::new(1, 3).percent(Rounding::Round, Lang::En).unwrap(), "33.3%");
}

#[test]
fn one_word_of_weight() {
    let check = |part, whole, expected: Option<&str>| {
        let word = WeightScale::default().word(Fraction::new(part, whole), Lang::Vi);
        assert_eq!(word.as_deref(), expected, "{part}/{whole}");
    };
    check(0, 10, None);
    check(1, 1, Some("có ý kiến"));
    check(1, 58, Some("có ý kiến"));
    check(2, 58, Some("một số"));
    check(2, 10, Some("nhiều"));
    check(5, 10, Some("nhiều"));
    check(6, 10, Some("đa số"));
    check(9, 10, Some("hầu hết"));
    check(11, 10, None);
}

fn round(audience: Vec<Asked>, replies: Vec<Reply>) -> ProgressInput {
    let round = RoundInput {
        round: RoundNo::new(2).unwrap(),
        opened: moment("2020-05-01T08:00"),
        closed: false,
        withdrawn: false,
        documents: titles(),
        audience,
        replies,
    };
    ProgressInput { as_of: now(), rounds: vec![round], milestones: Vec::new() }
}

#[test]
fn every_unit_has_one_state() {
    let past = "2020-06-05T17:00";
    let mut audience: Vec<Asked> = ["x01", "x02", "x03", "x04"].map(|id| asked(id, past)).into();
    audience.push(asked("c05", "not fixed"));
    audience.push(asked("c06", "2020-07-01T17:00"));
    audience.push(Asked { waived: Some("đã sáp nhập".to_owned()), ..asked("c07", past) });
    let replies = vec![
        reply("x01", State::Agree),
        Reply { k: 2, ..reply("x01", State::Comments) },
        Reply { received: moment("2020-06-06T09:00"), ..reply("x02", State::ToBeTyped) },
        Reply { superseded: true, ..reply("x04", State::Agree) },
        reply("x09", State::NoComment),
    ];
    let found = progress(&round(audience, replies));
    let states: Vec<String> = found
        .of_round(RoundNo::new(2).unwrap())
        .map(|(unit, cell)| {
            format!("{}:{}{}", unit.id, cell.state.tag(), if cell.arrived_late { "!" } else { "" })
        })
        .collect();
    let expected = [
        "x01:agree_with_changes",
        "x02:to_be_typed!",
        "x03:overdue",
        "x04:overdue",
        "c05:pending",
        "c06:pending",
        "c07:waived",
        "x09:no_comment",
    ];
    assert_eq!(states, expected);
    let counts = &found.rounds[0].counts;
    assert_eq!(
        (counts.asked, counts.replied, counts.overdue, counts.not_fixed, counts.unasked),
        (7, 2, 2, 1, 1)
    );
    let kinds: Vec<(&str, usize)> =
        found.rounds[0].kinds.iter().map(|it| (it.class.tag(), it.counts.asked)).collect();
    assert_eq!(kinds, [("committees", 4), ("cells", 3)]);
    let late: Vec<(Option<&str>, usize)> =
        found.late_by_follower.iter().map(|it| (it.name.as_deref(), it.units.len())).collect();
    assert_eq!(late, [(Some("btv-01"), 1), (None, 1)]);
}

#[test]
fn a_reply_says_nothing_of_documents_it_does_not_speak_of() {
    let speaks = |ids: &[&str]| ids.iter().map(|id| document(id)).collect::<BTreeSet<_>>();
    let check = |reply: Reply, expected: [Option<UnitState>; 2]| {
        let found = progress(&round(vec![asked("x01", "")], vec![reply]));
        let states: Vec<_> = found.units[0].cells[0].documents.iter().map(|(_, state)| *state).collect();
        assert_eq!(states, expected);
    };
    let comments = Reply { speaks_of: speaks(&["report"]), ..reply("x01", State::Comments) };
    check(comments.clone(), [Some(UnitState::Comments), None]);
    let said = BTreeMap::from([(document("review"), State::Agree)]);
    check(Reply { per_document: said, ..comments }, [Some(UnitState::Comments), Some(UnitState::Agree)]);
    check(reply("x01", State::NoComment), [Some(UnitState::NoComment); 2]);
}

#[test]
fn progress_as_json() {
    let mut all = round(vec![asked("x01", "2020-06-05T17:00"), asked("c02", "")], vec![]);
    all.milestones = vec![MilestoneEntry {
        unit: unit("x01"),
        kind: MilestoneKind::CongressHeld,
        date: Day::parse("2020-07-01").unwrap(),
        note: None,
    }];
    let found = progress(&all);
    assert!(found.milestones.is_empty(), "what is still to come is no milestone yet");
    let json = serde_json::to_value(found.to_json()).unwrap();
    assert_eq!(json["schema"], "vankien/progress/1");
    assert_eq!(json["as_of"], "2020-06-10");
    assert_eq!(json["rounds"][0]["units"], 2);
    assert_eq!(json["rounds"][0]["states"]["pending"], 2);
    assert_eq!(json["rounds"][0]["overdue"], 1);
    assert_eq!(json["units"][0]["state"], "pending");
    assert_eq!(json["units"][0]["overdue"], true);
    assert_eq!(json["units"][0]["due"], "2020-06-05T17:00:00+07:00");
    assert_eq!(json["units"][1]["due"], serde_json::Value::Null);
}

fn any_item() -> impl Strategy<Value = Item> {
    let document = prop_oneof![Just(None), Just(Some("report")), Just(Some("review")), Just(Some("other"))];
    let place =
        prop_oneof![Just("?".to_owned()), Just("all".to_owned()), (0..40usize).prop_map(|n| n.to_string())];
    let outcome = proptest::option::of(proptest::sample::select(Outcome::ALL));
    let flags = (any::<bool>(), any::<bool>(), 0..8u8);
    (0..6u32, 1..9u32, document, place, proptest::option::of(1..4u32), outcome, flags).prop_map(
        |(unit, no, document, place, group, outcome, (reserved, late, standing))| {
            let mut item = item(&format!("2-x0{unit}-{no}"));
            item.document = document.map(self::document);
            item.place = item.document.as_ref().and_then(|_| position(&place));
            item.group = group.and_then(GroupId::new);
            item.decision = outcome.map(|outcome| Decision { late, ..decision(outcome) });
            item.reserved = reserved;
            item.standing = match standing {
                0 => Standing::Superseded { by: None },
                1 => Standing::Withdrawn { reason: "rút".to_owned(), by: "secretary".to_owned(), at: now() },
                _ => Standing::Stands,
            };
            item
        },
    )
}

fn any_reply() -> impl Strategy<Value = Reply> {
    (0..9u32, proptest::sample::select(State::ALL), any::<bool>(), 1..30u32).prop_map(
        |(unit, state, superseded, day)| {
            let received = moment(&format!("2020-06-{day:02}T09:00"));
            Reply { superseded, received, k: day, ..reply(&format!("x0{unit}"), state) }
        },
    )
}

fn any_asked() -> impl Strategy<Value = Asked> {
    (0..7u32, 0..32u32, any::<bool>()).prop_map(|(unit, day, waived)| Asked {
        waived: waived.then(|| "miễn".to_owned()),
        ..asked(&format!("x0{unit}"), &format!("2020-06-{day:02}T17:00"))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn counts_add_up(
        items in proptest::collection::vec(any_item(), 0..40),
        replies in proptest::collection::vec(any_reply(), 0..12),
        audience in proptest::collection::vec(any_asked(), 0..9),
    ) {
        let mut all = input(items);
        all.replies.clone_from(&replies);
        all.audience.clone_from(&audience);
        let table = response_table(&all);
        prop_assert_eq!(table.counts.check(), Vec::<&str>::new());
        // Every comment stands in exactly one place.
        let mut ids: Vec<String> = table.rows().flat_map(|row| &row.items).map(|item| item.id.to_string()).collect();
        ids.extend(table.referred.iter().chain(&table.gone).map(|item| item.id.to_string()));
        let all_ids: BTreeSet<String> = ids.iter().cloned().collect();
        prop_assert_eq!(all_ids.len(), ids.len());
        prop_assert_eq!(ids.len(), table.counts.comments.received);
        let groups: Vec<GroupId> = table.rows().filter_map(|row| row.group).collect();
        prop_assert_eq!(groups.iter().collect::<BTreeSet<_>>().len(), groups.len(), "a group is one row");
        for item in table.rows().flat_map(|row| &row.items).chain(&table.referred) {
            let differs = item.reserved || item.outcome() == Some(Outcome::Rejected);
            let listed = table.dissent.iter().any(|it| matches!(it, Dissent::Comment { item: other, .. } if other.id == item.id));
            prop_assert_eq!(differs, listed);
        }
        // The progress counts the same units, and its kinds add up.
        let found = progress(&round(audience, replies));
        prop_assert_eq!(&found.rounds[0].counts, &table.counts.units);
        for state in UnitState::COUNTED {
            let of = |counts: &UnitCounts| counts.states.get(&state).copied().unwrap_or(0);
            let kinds: usize = found.rounds[0].kinds.iter().map(|it| of(&it.counts)).sum();
            prop_assert_eq!(kinds, of(&found.rounds[0].counts));
        }
        let late: usize = found.late_by_follower.iter().map(|group| group.units.len()).sum();
        prop_assert_eq!(late, found.rounds[0].counts.overdue);
    }

    #[test]
    fn no_share_is_rounded_to_all_or_nothing(part in 0..5000usize, whole in 1..5000usize, cut in any::<bool>()) {
        let rounding = if cut { Rounding::Cut } else { Rounding::Round };
        let shown = Fraction::new(part.min(whole), whole).percent(rounding, Lang::Vi).unwrap();
        prop_assert_eq!(shown == "100%", part >= whole);
        prop_assert_eq!(shown == "0%", part == 0);
    }
}
