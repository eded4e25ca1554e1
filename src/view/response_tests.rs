//! What the pages of a synthesis say: every word given is printed, every sentence is there in both languages.

use super::*;
use crate::comments::{Agreement, CommentId, GroupId, Kind, Op, Outcome, Proposal, Scope, State, Votes};
use crate::compare::{ChangeKind, CompareOptions, compare};
use crate::congress::Rounding;
use crate::document::{BlockCode, DocumentId, number_blocks, parse};
use crate::messages::Lang;
use crate::rounds::{MilestoneKind, RoundNo};
use crate::synthesis::*;
use crate::trace::{TracedComment, TracedDocument, TracedReason, trace};
use crate::units::{Day, Moment, UnitId};
use std::collections::{BTreeMap, BTreeSet};

/// All words of a page, a line per paragraph and cell.
fn words(page: &Page) -> String {
    fn part(part: &Part, out: &mut Vec<String>) {
        let joined = |runs: &[Run]| runs.iter().map(|run| run.text.as_str()).collect::<String>();
        match part {
            Part::Heading(heading) => out.push(joined(&heading.runs)),
            Part::Paragraph(paragraph) => out.push(joined(&paragraph.runs)),
            Part::Note(note) => out.push(joined(&note.runs)),
            Part::Facts(facts) => out.extend(facts.iter().map(|(name, value)| format!("{name}: {value}"))),
            Part::List(list) => out.extend(list.items.iter().map(|item| joined(item))),
            Part::Table(table) => {
                out.extend(table.caption.clone());
                out.push(
                    table.columns.iter().map(|column| column.title.as_str()).collect::<Vec<_>>().join(" | "),
                );
                for section in &table.sections {
                    out.extend(section.title.clone());
                    out.extend(section.rows.iter().map(|row| {
                        row.cells.iter().map(super::Cell::plain_text).collect::<Vec<_>>().join(" | ")
                    }));
                }
            }
            Part::Fold(fold) => fold.parts.iter().for_each(|it| part_of(it, out)),
            Part::Redline(_) | Part::Rule => (),
        }
    }
    fn part_of(it: &Part, out: &mut Vec<String>) {
        part(it, out);
    }
    let mut out = vec![page.title.clone()];
    out.extend(page.subtitle.clone());
    out.extend(
        page.marks
            .iter()
            .flat_map(|it| it.issuer.iter().chain(&it.number).chain(&it.place_date).chain(&it.notes))
            .cloned(),
    );
    page.parts.iter().for_each(|it| part(it, &mut out));
    out.join("\n")
}

/// The page says all of these and no id of a missing message.
fn check(page: &Page, expected: &[&str]) {
    let words = words(page);
    assert!(!words.contains('⟦'), "{words}");
    for expected in expected {
        assert!(words.contains(expected), "`{expected}` is missing in\n{words}");
    }
}

fn moment(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

fn unit(id: &str, order: usize) -> Respondent {
    Respondent {
        id: UnitId::parse(id).unwrap(),
        name: format!("Đảng bộ {id}"),
        kind: "commune_committee".to_owned(),
        order,
        follower: Some("btv-01".to_owned()),
        working_group: Some("Tổ 1".to_owned()),
    }
}

fn title() -> DocumentTitle {
    DocumentTitle {
        id: DocumentId::parse("report").unwrap(),
        title: "Báo cáo chính trị".to_owned(),
        draft_no: Some(2),
    }
}

fn item(id: &str, order: usize, decision: Option<Outcome>) -> Item {
    let id = CommentId::parse(id).unwrap();
    Item {
        by: unit(id.unit.as_str(), order),
        document: Some(title().id),
        place: Some(Position {
            scope: Scope::Block,
            block: Some(4),
            code: BlockCode::parse("P5"),
            section: "1/II.1".to_owned(),
            section_title: "Kinh tế".to_owned(),
            words: "Thu ngân sách ước đạt 63 tỷ đồng.".to_owned(),
        }),
        citation: Some("trang 7, dòng 12".to_owned()),
        quote: Some("63 tỷ đồng".to_owned()),
        kind: Kind::Figure,
        text: format!("nguyên văn của {id}\ndòng thứ hai"),
        reason: Some("số quyết toán".to_owned()),
        proposals: vec![Proposal {
            op: Op::Replace,
            target: Some("63".to_owned()),
            to: None,
            text: Some("61,5".to_owned()),
        }],
        reserved: true,
        agreement: Some(Agreement::Disagree),
        votes: Some(Votes { in_favour: 12, against: 3, abstain: 1 }),
        voices: crate::synthesis::Voices::default(),
        group: None,
        decision: decision.map(|outcome| Decision {
            outcome,
            wording: Some("61,5 tỷ đồng".to_owned()),
            reason: Some("đã đối chiếu".to_owned()),
            late: true,
            forced: Some("họp gấp".to_owned()),
            of_group: false,
            by: "chief".to_owned(),
            at: moment("2020-06-01T09:00"),
        }),
        changes: vec![ChangeMade {
            document: title().id,
            code: BlockCode::numbered(5),
            kind: Some(ChangeKind::Amended),
            words: Some("Thu ngân sách đạt 61,5 tỷ đồng.".to_owned()),
        }],
        now: Some("Thu ngân sách đạt 61,5 tỷ đồng.".to_owned()),
        source: Source {
            file: Some("gop-y.docx".to_owned()),
            symbol: Some("05-BC/ĐU".to_owned()),
            dated: None,
            occasion: None,
        },
        standing: Standing::Stands,
        id,
    }
}

fn reply(id: &str, order: usize, state: State) -> Reply {
    Reply {
        by: unit(id, order),
        k: 1,
        state,
        per_document: BTreeMap::new(),
        speaks_of: BTreeSet::new(),
        received: moment("2020-05-20T09:00"),
        dated: Day::parse("2020-05-05"),
        symbol: Some("05-BC/ĐU".to_owned()),
        occasion: Some(crate::comments::Occasion {
            present: Some(120),
            speakers: Some(9),
            ..Default::default()
        }),
        words: Some("không đồng ý".to_owned()),
        superseded: false,
        unclear: false,
    }
}

fn table() -> ResponseTable {
    let grouped = |id, order| Item { group: GroupId::new(7), ..item(id, order, Some(Outcome::Accepted)) };
    let mut items = vec![grouped("2-x01-1", 1), grouped("2-x02-1", 2), item("2-x03-1", 3, None)];
    items.extend(
        Outcome::ALL
            .iter()
            .enumerate()
            .map(|(no, outcome)| item(&format!("2-x04-{}", no + 1), 4, Some(*outcome))),
    );
    let withdrawn = Standing::Withdrawn {
        reason: "đơn vị rút".to_owned(),
        by: "secretary".to_owned(),
        at: moment("2020-06-02T09:00"),
    };
    items.push(Item { standing: withdrawn, ..item("2-x05-1", 5, None) });
    items.push(Item { standing: Standing::Superseded { by: Some(2) }, ..item("2-x05-2", 5, None) });
    items.push(Item { document: None, place: None, ..item("2-x06-1", 6, None) });
    items.push(Item { place: None, ..item("2-x06-2", 6, None) });
    let asked = |no: usize| Asked {
        unit: unit(&format!("x{no:02}"), no),
        due: Due::At(moment("2020-06-05T17:00")),
        waived: None,
    };
    response_table(&ResponseInput {
        round: RoundNo::new(2).unwrap(),
        as_of: moment("2020-06-10T08:00"),
        documents: vec![title()],
        audience: (1..=9).map(asked).collect(),
        items,
        replies: vec![
            reply("x01", 1, State::Agree),
            reply("x02", 2, State::Disagree),
            reply("x10", 10, State::NoComment),
        ],
        exceptional: Vec::new(),
        rounding: Rounding::Round,
        scale: WeightScale::default(),
    })
}

#[test]
fn the_response_page_says_everything() {
    let table = table();
    assert_eq!(table.counts.check(), [""; 0]);
    let meta = ResponseMeta { basis: vec!["Chỉ thị 35-CT/TW".to_owned()], ..ResponseMeta::default() };
    check(
        &response_page(&table, &meta),
        &[
            "Tính đến ngày 10/6/2020",
            "Chỉ thị 35-CT/TW",
            "Số đơn vị đã trả lời: 2/9 = 22,2%",
            "Đảng bộ x01 (05-BC/ĐU, 05/5/2020)",
            "Báo cáo chính trị (dự thảo lần 2): 10 ý kiến",
            "phần thứ nhất, mục II.1 – Kinh tế",
            "Nhóm g7",
            "đa số: 2/3 = 66,7% đơn vị đã trả lời",
            "nguyên văn của 2-x01-1\ndòng thứ hai",
            "Trích: «63 tỷ đồng»",
            "– thay «63» bằng «61,5» (2-x01-1, 2-x02-1)",
            "Tiếp thu\nSửa thành: «61,5 tỷ đồng»\nGiải trình: đã đối chiếu",
            "Đã sửa tại: P5 (Điều chỉnh)",
            "Chưa có quyết định",
            "biểu quyết: 12 tán thành, 3 không tán thành, 1 không biểu quyết",
            "Đơn vị rút lại: đơn vị rút",
            "Chưa xác định được vị trí",
            "Không nhất trí (cả văn bản trả lời) | không đồng ý",
            "Quyết định khi còn vướng mắc",
        ],
    );
    let page = response_page(&table, &ResponseMeta { lang: Lang::En, ..ResponseMeta::default() });
    check(&page, &["As of 2020-06-10", "2/9 = 22.2%"]);
    let points = table.escalated();
    let (all, escalated) = (response_rows(&table, &meta), response_rows(&points, &meta));
    let n_rows = |table: &Table| table.sections.iter().map(|section| section.rows.len()).sum::<usize>();
    assert_eq!((n_rows(&all), n_rows(&escalated)), (table.counts.comments.rows, 1));
    // Options never shorten the annexes.
    check(&response_page(&points, &meta), &["Phụ lục 1", "2-x04-3", "Phụ lục 2", "1 trên 12 ý kiến"]);
    let json = |table: &ResponseTable| serde_json::to_value(table.to_json()).unwrap();
    let (all, only) = (json(&table), json(&points));
    assert_eq!((all.get("only"), &only["only"]), (None, &"escalated".into()));
    assert_eq!(only["counts"], all["counts"]);
    assert_eq!(only["documents"][0]["rows"].as_array().unwrap().len(), 1);
    assert_eq!(only["dissent"], all["dissent"]);
}

#[test]
fn every_word_of_a_unit_is_on_the_page() {
    let table = table();
    for form in [ResponseForm::Four, ResponseForm::Seven] {
        let page = words(&response_page(&table, &ResponseMeta { form, ..ResponseMeta::default() }));
        for item in table.rows().flat_map(|row| &row.items).chain(&table.referred).chain(&table.gone) {
            assert!(page.contains(&item.text), "{form:?}: {}", item.id);
        }
    }
}

#[test]
fn the_form_of_seven_columns_holds_draft_reason_and_papers_apart() {
    let table = table();
    let meta = ResponseMeta { form: ResponseForm::Seven, ..ResponseMeta::default() };
    let rows = response_rows(&table, &meta);
    assert_eq!(rows.columns.len(), 7);
    let all: Vec<&Row> = rows.sections.iter().flat_map(|section| &section.rows).collect();
    assert_eq!(all.len(), table.counts.comments.rows);
    let cells = |row: &Row| row.cells.iter().map(super::Cell::plain_text).collect::<Vec<_>>();
    let group = all.iter().map(|row| cells(row)).find(|row| row[1].contains("Nhóm g7")).unwrap();
    assert!(group[1].ends_with("2-x01-1, 2-x02-1 trang 7, dòng 12"), "{group:?}");
    assert_eq!(group[2], "Thu ngân sách ước đạt 63 tỷ đồng.");
    assert!(group[3].contains("Tiếp thu, giải trình:\nTiếp thu\nSửa thành: «61,5 tỷ đồng»"), "{group:?}");
    assert_eq!(group[4], "2-x01-1, 2-x02-1 số quyết toán");
    assert!(group[5].starts_with("Đảng bộ x01\nĐảng bộ x02\n"), "{group:?}");
    assert_eq!(group[6], "2-x01-1 05-BC/ĐU\ngop-y.docx\n2-x02-1 05-BC/ĐU\ngop-y.docx");
    let numbers: Vec<String> = all.iter().map(|row| row.cells[0].plain_text()).collect();
    let wanted: Vec<String> = (1..=all.len()).map(|n| n.to_string()).collect();
    assert_eq!(numbers, wanted);
    let book = response_workbook(&table, &meta);
    assert!(book.sheets[1].table.columns.iter().any(|column| column.title == "Nội dung dự thảo"));
}

#[test]
fn the_progress_page_says_everything() {
    let asked = |id: &str, no, due: &str| Asked {
        unit: unit(id, no),
        due: Moment::parse(due).map_or(Due::NotFixed, Due::At),
        waived: None,
    };
    let round = |no, closed| RoundInput {
        round: RoundNo::new(no).unwrap(),
        opened: moment("2020-05-01T08:00"),
        closed,
        withdrawn: false,
        documents: vec![title()],
        audience: vec![
            asked("x01", 1, "2020-06-05T17:00"),
            asked("x02", 2, ""),
            asked("x03", 3, "2020-05-10T17:00"),
        ],
        replies: vec![reply("x03", 3, State::Comments), reply("x09", 9, State::Agree)],
    };
    let milestone = |kind| MilestoneEntry {
        unit: unit("x01", 1),
        kind,
        date: Day::parse("2020-04-18").unwrap(),
        note: None,
    };
    let found = progress(&ProgressInput {
        as_of: moment("2020-06-10T08:00"),
        rounds: vec![round(1, true), round(2, false)],
        milestones: [
            MilestoneKind::OwnDraftSubmitted,
            MilestoneKind::Returned,
            MilestoneKind::Approved,
            MilestoneKind::CongressHeld,
        ]
        .map(milestone)
        .into(),
    });
    for lang in [Lang::Vi, Lang::En] {
        check(
            &progress_page(&found, &ProgressMeta { lang, documents: true, ..ProgressMeta::default() }),
            &["x01"],
        );
        check(
            &progress_page(
                &progress(&ProgressInput { as_of: found.as_of, rounds: vec![], milestones: vec![] }),
                &ProgressMeta { lang, ..ProgressMeta::default() },
            ),
            &[],
        );
        for state in UnitState::COUNTED.into_iter().chain([UnitState::Overdue, UnitState::NotAsked]) {
            assert!(!unit_state_word(state, lang).contains('⟦'));
        }
    }
    let meta = ProgressMeta { documents: true, ..ProgressMeta::default() };
    check(
        &progress_page(&found, &meta),
        &[
            "Tính đến ngày 10/6/2020",
            "Đợt 1, chốt ngày 01/5/2020, đã đóng",
            "Đã trả lời: 1/3 = 33,3% đơn vị; quá hạn: 1; chưa ấn định hạn: 1",
            "Người theo dõi btv-01: 2 đơn vị",
            "Tổ công tác Tổ 1: 2 đơn vị",
            "x01 | Đảng bộ x01 | 2 | 17 giờ 00 ngày 05/6/2020",
            "không phản hồi",
            "có ý kiến\nnhận sau hạn | không nói đến",
            "nhất trí\nngoài danh sách gửi",
            "18/4/2020 | Đảng bộ x01 | đã đại hội",
        ],
    );
}

fn office() -> Office {
    Office {
        superior: Some("HUYỆN ỦY MỘC LĨNH".to_owned()),
        issuer: None,
        place: Some("Mộc Lĩnh".to_owned()),
        hash: Some("1a2b 3c4d".to_owned()),
    }
}

#[test]
fn the_reports_say_every_comment_once_in_its_part() {
    let table = table();
    for (lang, kind) in [
        (Lang::Vi, ReportKind::Synthesis),
        (Lang::Vi, ReportKind::Response),
        (Lang::En, ReportKind::Synthesis),
        (Lang::En, ReportKind::Response),
    ] {
        let meta = ResponseMeta { lang, ..ResponseMeta::default() };
        let page = report_page(&table, kind, &office(), &meta);
        check(&page, &["2-x04-3", "-BC/TBVK"]);
        let said = words(&page);
        for item in table.rows().flat_map(|row| &row.items).chain(&table.referred) {
            let of_kind = item.decision.is_some() || kind == ReportKind::Synthesis;
            assert!(!of_kind || said.contains(&item.text), "{kind:?} {lang:?}: {}", item.id);
        }
        assert!(page.parts.iter().all(|part| !matches!(part, Part::Table(table) if table.landscape)));
    }
    let meta = ResponseMeta::default();
    check(
        &report_page(&table, ReportKind::Synthesis, &office(), &meta),
        &[
            "I. Nhận xét chung",
            "II. Tổng hợp ý kiến góp ý về nội dung",
            "III. Đề xuất, kiến nghị",
            "Số đơn vị đã trả lời: 2/9 = 22,2%",
            "Đơn vị chưa trả lời không được tính là nhất trí",
            "Tính đến ngày 10/6/2020",
            "10 ý kiến của 5 đơn vị",
            "Cộng | 10 | 5 | số liệu: 10 | ",
            "Đa số: 2/3 = 66,7% đơn vị đã trả lời. Đảng bộ x01 (2-x01-1): «nguyên văn của 2-x01-1",
            "[trang 7, dòng 12; P5]",
            "Chưa có quyết định: 3/12",
            "Phụ lục 1",
            "Phụ lục 2",
        ],
    );
    check(
        &report_page(&table, ReportKind::Response, &office(), &meta),
        &[
            "II. Những nội dung tiếp thu",
            "Không tiếp thu. Sửa thành: «61,5 tỷ đồng». Giải trình: đã đối chiếu",
        ],
    );
}

#[test]
fn the_answer_sheet_holds_all_of_a_unit_and_nothing_of_others() {
    let table = table();
    let units = answered_units(&table);
    let ids: Vec<&str> = units.iter().map(|unit| unit.id.as_str()).collect();
    assert_eq!(ids, ["x01", "x02", "x03", "x04", "x05", "x06", "x10"]);
    let meta = ResponseMeta::default();
    let all: Vec<&Item> =
        table.rows().flat_map(|row| &row.items).chain(&table.referred).chain(&table.gone).collect();
    for unit in &units {
        let said = words(&answer_sheet(&table, unit, RoundNo::new(3), (&office(), &meta)));
        for item in &all {
            let own = item.by.id == unit.id;
            assert_eq!(said.contains(&item.text), own, "{}: {}", unit.id, item.id);
        }
    }
    check(
        &answer_sheet(&table, &units[0], RoundNo::new(3), (&office(), &meta)),
        &[
            "Kính gửi: Đảng bộ x01",
            "nhất trí; nhận ngày 20/5/2020 (05-BC/ĐU, 05/5/2020)",
            "Câu chữ trong dự thảo gửi đợt 3",
            "Tiếp thu\nSửa thành: «61,5 tỷ đồng»\nGiải trình: đã đối chiếu",
            "Trả lời chung với nhóm g7 (2 ý kiến), cùng với: Đảng bộ x02",
            "P5 – Điều chỉnh\nThu ngân sách đạt 61,5 tỷ đồng.",
        ],
    );
    let none = answer_sheet(&table, &units[6], None, (&office(), &ResponseMeta { lang: Lang::En, ..meta }));
    check(&none, &["no comment"]);
}

#[test]
fn the_letter_names_drafts_deadline_and_slip() {
    let letter = Letter {
        kind: LetterKind::Request,
        office: office(),
        symbol: "-CV/TBVK".to_owned(),
        date: Day::parse("2020-05-02"),
        to: None,
        congress: "Đại hội XXII".to_owned(),
        round: 2,
        documents: vec![title()],
        due: LetterDue::At(moment("2020-06-05T17:00")),
        send_to: Some("Văn phòng Huyện ủy".to_owned()),
        recipients: vec!["Ban Thường vụ".to_owned()],
        unchanged: vec!["Báo cáo kiểm điểm".to_owned()],
    };
    assert!(letter_page(&letter, Lang::Vi).title.is_empty(), "a letter has no name of its kind");
    assert!(letter_page(&letter, Lang::Vi).name().starts_with("V/v lấy ý kiến"));
    check(
        &letter_page(&letter, Lang::Vi),
        &[
            "Số         -CV/TBVK",
            "Mộc Lĩnh, ngày 02 tháng 5 năm 2020",
            "Báo cáo chính trị (dự thảo lần 2)",
            "V/v lấy ý kiến góp ý dự thảo văn kiện Đại hội XXII (đợt 2)",
            "không có bản so sánh: Báo cáo kiểm điểm",
            "trước 17 giờ 00 ngày 05/6/2020",
            "phiếu góp ý",
            "- Ban Thường vụ",
        ],
    );
    let days = Letter { due: LetterDue::AfterCongress(10), date: None, ..letter.clone() };
    check(&letter_page(&days, Lang::Vi), &["trong vòng 10 ngày sau khi bế mạc đại hội"]);
    for lang in [Lang::Vi, Lang::En] {
        let open = LetterDue::AfterCongress(0);
        check(&letter_page(&Letter { kind: LetterKind::Reminder, due: open, ..days.clone() }, lang), &[]);
        check(&letter_page(&letter, lang), &[]);
    }
}

#[test]
fn the_trace_page_shows_ties_from_both_ends_and_the_gaps() {
    let before =
        parse("# Báo cáo\n\nMột đoạn văn.\n\nThu ngân sách đạt 63 tỷ đồng.\n\nĐoạn bỏ đi.\n".to_owned());
    let after = parse("# Báo cáo\n\nMột đoạn văn.\n\nThu ngân sách đạt 61,5 tỷ đồng.\n".to_owned());
    let comparison = compare(&before, &after, &CompareOptions::default());
    let (before_codes, after_codes) = (number_blocks(&before), number_blocks(&after));
    let id = title().id;
    let traced = TracedDocument {
        id: &id,
        comparison: &comparison,
        before_codes: &before_codes,
        after_codes: &after_codes,
    };
    let comment = |text: &str, ties: &[&str]| TracedComment {
        id: CommentId::parse(text).unwrap(),
        accepted: true,
        ties: ties.iter().map(|code| (id.clone(), BlockCode::parse(code).unwrap())).collect(),
    };
    let reason =
        TracedReason { document: id.clone(), code: BlockCode::numbered(3), reason: "số mới".to_owned() };
    let found = trace(&[traced], &[comment("2-x01-1", &["P3"]), comment("2-x02-1", &["P1"])], &[reason]);
    let excerpts = BTreeMap::from([
        (CommentId::parse("2-x01-1").unwrap(), "sửa số thu ".repeat(40)),
        (CommentId::parse("2-x02-1").unwrap(), "làm rõ hơn".to_owned()),
    ]);
    let side = TracedSide {
        id: id.clone(),
        title: "Báo cáo chính trị".to_owned(),
        before: &before,
        after: &after,
        comparison: &comparison,
    };
    let labels = ["đợt 2".to_owned(), "bản đang làm".to_owned()];
    for lang in [Lang::Vi, Lang::En] {
        check(
            &trace_page(&found, std::slice::from_ref(&side), &excerpts, &labels, lang),
            &[
                "đợt 2 → bản đang làm",
                "2-x02-1 | làm rõ hơn",
                "P4 | Đoạn bỏ đi.",
                "Thu ngân sách đạt 63 tỷ đồng. | Thu ngân sách đạt 61,5 tỷ đồng. | 2-x01-1 – sửa số thu",
                "số mới",
                " … | P3 – ",
            ],
        );
        check(&trace_page(&crate::trace::Trace::default(), &[], &BTreeMap::new(), &labels, lang), &[]);
    }
}

#[test]
fn excerpts_begin_where_the_words_part() {
    let long = "một hai ba bốn năm ".repeat(30);
    let check = |before: &str, after: &str, expected: [&str; 2]| {
        let (before, after) = super::trace::excerpts(before, after);
        for (found, expected) in [before, after].iter().zip(expected) {
            assert!(found.contains(expected), "`{found}` has no `{expected}`");
            assert!(found.chars().count() < 180);
        }
    };
    check("thu 63 tỷ", "thu 61,5 tỷ", ["thu 63 tỷ", "thu 61,5 tỷ"]);
    check(&format!("{long}63 tỷ {long}"), &format!("{long}61,5 tỷ {long}"), ["năm 63 tỷ", "năm 61,5 tỷ"]);
    check(&long, &long, ["một hai", "một hai"]);
    check("", &long, ["", "một hai"]);
}
