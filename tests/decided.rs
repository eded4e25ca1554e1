//! Promises 5 and 6 where decisions, undoing and applying meet: what was decided is what comes into the draft, what
//! nobody chose is not written, what was undone stays visible, and no comment inherits another one's decision.

#![allow(clippy::unwrap_used, reason = "helpers of tests: what is not there ends the test")]

use crate::support::{self, Place, Ran, command, opened, ran, reply};
use serde_json::Value;
use std::fs;
use std::path::Path;

const DRAFT: &str = "drafts/political-report.md";

/// Runs the program as one of the editors; all at one moment unless the test says otherwise.
fn by(dir: &Path, who: &str, args: &[&str]) -> Ran {
    at(dir, who, "2020-02-03T08:00:00+07:00", args)
}

fn at(dir: &Path, who: &str, clock: &str, args: &[&str]) -> Ran {
    ran(command().current_dir(dir).args(args).args(["--by", who, "--clock", clock]))
}

fn import(place: &Place, name: &str, text: &str) -> Ran {
    let file = place.inbox.join(name);
    fs::write(&file, text).unwrap();
    by(&place.path, "secretary", &["comments", "import", &file.display().to_string()])
}

/// The commit to confirm an undo with, as the question names it.
fn undo(dir: &Path, who: &str) -> Ran {
    let asked = by(dir, who, &["undo"]);
    let said = asked.said();
    let commit = said.split("Gõ ").nth(1).and_then(|rest| rest.split_whitespace().next());
    match commit {
        Some(commit) => by(dir, who, &["undo", "--confirm", commit]),
        None => asked,
    }
}

fn draft(dir: &Path) -> String {
    fs::read_to_string(dir.join(DRAFT)).unwrap()
}

#[track_caller]
fn holds(dir: &Path, words: &str) {
    assert!(draft(dir).contains(words), "{words:?} in {}", draft(dir));
}

fn ids(dir: &Path) -> Vec<String> {
    let json = by(dir, "chief", &["comments", "list", "--json"]).ok().json();
    let all = json["comments"].as_array().unwrap().iter();
    all.map(|comment| comment["id"].as_str().unwrap().to_owned()).collect()
}

fn synthesis(dir: &Path) -> Value {
    by(dir, "chief", &["synthesis", "1", "--format", "json"]).ok().json()
}

/// Kinds of the exceptional operations, with what they are about.
fn annex(dir: &Path) -> Vec<(String, Vec<String>)> {
    let json = synthesis(dir);
    let words = |value: &Value| value.as_str().unwrap().to_owned();
    let all = json["exceptional"].as_array().unwrap().iter();
    all.map(|it| (words(&it["kind"]), it["about"].as_array().unwrap().iter().map(words).collect())).collect()
}

/// One comment with proposals as written in YAML.
fn proposing(unit: &str, text: &str, proposals: &str) -> String {
    format!(
        "schema: vankien/reply/1\nunit: {unit}\nround: 1\ndraft: 1\nrelation: add\ncomments:\n  - document: political-report\n    \
         quote: \"từng bước hình thành\"\n    text: '{text}'\n    proposals: [{proposals}]\n"
    )
}

const TWO: &str = "{op: replace, target: từng bước hình thành, text: bước đầu hình thành}, \
                   {op: delete, target: từng bước hình thành}";

#[test]
fn no_comment_inherits_the_number_or_the_decision_of_one_that_was_undone() {
    let place = opened();
    let dir = &place.path;
    let first = reply("x02", "từng bước hình thành", "bước đầu hình thành");
    import(&place, "a.yaml", &first).ok();
    undo(dir, "secretary").ok();
    assert!(ids(dir).is_empty());
    import(&place, "b.yaml", &reply("x02", "duy trì đều đặn", "duy trì")).ok();
    assert_eq!(ids(dir), ["1-x02-2"]);
    // What was taken back can come in again, under a new number.
    import(&place, "a.yaml", &first).ok();
    assert_eq!(ids(dir), ["1-x02-2", "1-x02-3"]);
    assert_eq!(annex(dir), [("undone".to_owned(), vec!["1-x02-1".to_owned()])]);
    by(dir, "chief", &["verify"]).ok();
}

#[test]
fn an_import_stays_where_somebody_worked_on_its_comments() {
    let place = opened();
    let dir = &place.path;
    import(&place, "a.yaml", &reply("x02", "từng bước hình thành", "bước đầu hình thành")).ok();
    by(dir, "chief", &["decide", "1-x02-1", "accepted"]).ok();
    let refused = undo(dir, "secretary");
    assert_eq!(refused.code, Some(1), "{}", refused.said());
    assert!(refused.stderr.contains("1-x02-1"), "{}", refused.said());
    assert_eq!(ids(dir), ["1-x02-1"]);
    // Once that work is taken back, the import can be.
    undo(dir, "chief").ok();
    undo(dir, "secretary").ok();
    import(&place, "b.yaml", &reply("x02", "duy trì đều đặn", "duy trì")).ok();
    assert_eq!(ids(dir), ["1-x02-2"]);
}

#[test]
fn the_annex_and_the_record_keep_what_was_undone() {
    let place = opened();
    let dir = &place.path;
    import(&place, "a.yaml", &reply("x02", "từng bước hình thành", "bước đầu hình thành")).ok();
    by(dir, "chief", &["round", "close", "1", "--force", "--reason", "hết hạn"]).ok();
    by(dir, "chief", &["round", "log", "1", "reopened", "--reason", "mở muộn"]).ok();
    undo(dir, "chief").ok();
    let state = |dir| by(dir, "chief", &["round", "show", "1", "--json"]).ok().json()["state"].clone();
    assert_eq!(state(dir), "closed");
    undo(dir, "chief").ok();
    assert_eq!(state(dir), "circulated");
    let kinds: Vec<String> = annex(dir).into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(kinds, ["forced_closing", "round_reopened", "undone", "undone"]);
    // An edit of the draft has no step of its own; its undo stands in the annex all the same.
    fs::write(dir.join(DRAFT), draft(dir).replace("khá toàn diện", "toàn diện")).unwrap();
    by(dir, "chief", &["draft", "save", "--reason", "viết gọn"]).ok();
    undo(dir, "chief").ok();
    assert!(draft(dir).contains("khá toàn diện"));
    assert_eq!(annex(dir).iter().filter(|(kind, _)| kind == "undone").count(), 3);
    by(dir, "chief", &["verify"]).ok();
}

#[test]
fn what_others_took_back_by_hand_is_passed_over() {
    let place = opened();
    let dir = &place.path;
    let save = |who: &str, from: &str, to: &str| {
        fs::write(dir.join(DRAFT), draft(dir).replace(from, to)).unwrap();
        by(dir, who, &["draft", "save", "--older", "mine"]).ok();
    };
    save("chief", "khá toàn diện", "toàn diện");
    save("chief", "từng bước hình thành", "hình thành");
    save("secretary", "quả hình thành", "quả từng bước hình thành");
    undo(dir, "chief").ok();
    holds(dir, "khá toàn diện");
    holds(dir, "từng bước hình thành");
    assert_eq!(annex(dir).len(), 1);
}

#[test]
fn events_and_steps_of_one_second_count_in_the_order_they_were_recorded() {
    let place = opened();
    let dir = &place.path;
    by(dir, "chief", &["round", "close", "1"]).ok();
    by(dir, "chief", &["round", "log", "1", "reopened", "--reason", "mở muộn"]).ok();
    by(dir, "chief", &["round", "close", "1"]).ok();
    assert_eq!(by(dir, "chief", &["round", "show", "1", "--json"]).ok().json()["state"], "closed");
    let place = opened();
    let dir = &place.path;
    import(&place, "a.yaml", &reply("x02", "từng bước hình thành", "bước đầu hình thành")).ok();
    by(dir, "chief", &["decide", "1-x02-1", "accepted"]).ok();
    by(dir, "chief", &["decide", "1-x02-1", "rejected", "--reason", "giữ", "--note", "hỏi lại anh Ba"]).ok();
    let shown = by(dir, "chief", &["comments", "show", "1-x02-1"]).ok().stdout;
    let steps = shown.split_once("Quá trình").unwrap().1;
    let at = |words: &str| steps.find(words).unwrap_or_else(|| panic!("{words} in {steps}"));
    assert!(at("nhận ý kiến") < at("quyết định: tiếp thu"), "{shown}");
    assert!(at("quyết định: tiếp thu") < at("quyết định: không tiếp thu"), "{shown}");
    assert!(shown.contains("hỏi lại anh Ba"), "{shown}");
    assert!(!synthesis(dir).to_string().contains("anh Ba"));
}

#[test]
fn the_wording_decided_on_is_what_comes_into_the_draft() {
    let place = opened();
    let dir = &place.path;
    import(&place, "a.yaml", &reply("x02", "từng bước hình thành", "bước đầu hình thành")).ok();
    let decided = ["--wording", "đã hình thành", "--reason", "theo số cuối kỳ"];
    by(dir, "chief", &[&["decide", "1-x02-1", "partly-accepted"], &decided[..]].concat()).ok();
    by(dir, "chief", &["apply", "1-x02-1"]).ok();
    assert!(draft(dir).contains("cây ăn quả đã hình thành, sản phẩm"), "{}", draft(dir));
    let table = by(dir, "chief", &["synthesis", "1"]).ok().stdout;
    assert!(table.contains("đã hình thành") && table.contains("Đã sửa tại"), "{table}");
}

#[test]
fn what_nobody_chose_is_not_written() {
    let place = opened();
    let dir = &place.path;
    import(&place, "a.yaml", &proposing("x02", "sửa hoặc bỏ", TWO)).ok();
    import(&place, "b.yaml", &reply("x03", "duy trì đều đặn", "duy trì")).ok();
    import(&place, "c.yaml", &reply("x04", "khá toàn diện", "toàn diện")).ok();
    import(&place, "d.yaml", &reply("x05", "rõ nét", "khá rõ")).ok();
    let again = "schema: vankien/reply/1\nunit: x05\nround: 1\nrelation: replace\ncomments:\n  - text: Rút ý kiến trước\n";
    for id in ["1-x02-1", "1-x04-1", "1-x05-1"] {
        by(dir, "chief", &["decide", id, "accepted"]).ok();
    }
    by(dir, "chief", &["decide", "1-x03-1", "partly-accepted", "--reason", "còn chờ số liệu"]).ok();
    import(&place, "e.yaml", again).ok();
    let before = draft(dir);
    let run = by(dir, "chief", &["apply", "--accepted"]).ok();
    assert_eq!(draft(dir), before.replace("khá toàn diện", "toàn diện"), "{}", run.said());
    assert!(run.said().contains("vankien apply 1-x02-1 --proposal N"), "{}", run.said());
    assert!(run.said().contains("vankien apply 1-x03-1 --proposal N"), "{}", run.said());
    for (id, why) in [("1-x02-1", "2 phương án"), ("1-x03-1", "một phần"), ("1-x05-1", "không còn hiệu lực")]
    {
        let refused = by(dir, "chief", &["apply", id]);
        assert!(refused.code == Some(1) && refused.stderr.contains(why), "{}", refused.said());
    }
    let json = by(dir, "chief", &["comments", "list", "--unit", "x05", "--json"]).ok().json();
    assert_eq!(json["comments"][0]["standing"], "superseded");
    assert!(by(dir, "chief", &["comments", "list"]).ok().stdout.contains("đã bị thay"), "no mark");
    let shown = by(dir, "chief", &["comments", "show", "1-x05-1"]).ok().stdout;
    assert!(shown.contains("thay bằng trả lời số 2"), "{shown}");
    assert!(
        by(dir, "chief", &["decide", "1-x05-1", "noted", "--reason", "x"]).ok().said().contains("hiệu lực")
    );
    by(dir, "chief", &["apply", "1-x02-1", "--proposal", "2"]).ok();
    assert!(draft(dir).contains("Vùng cây ăn quả, sản phẩm"), "{}", draft(dir));
    by(dir, "chief", &["apply", "1-x03-1", "--proposal", "1"]).ok();
    assert!(draft(dir).contains("được duy trì, độ che phủ"), "{}", draft(dir));
}

#[test]
fn the_table_prints_only_changes_that_exist() {
    let place = opened();
    let dir = &place.path;
    import(&place, "a.yaml", &reply("x02", "từng bước hình thành", "bước đầu hình thành")).ok();
    by(dir, "chief", &["decide", "1-x02-1", "accepted"]).ok();
    for args in [
        &["trace", "tie", "1-x02-1", "political-report:P6"][..],
        &["trace", "explain", "political-report:P6", "--reason", "x"],
    ] {
        let refused = by(dir, "chief", args);
        assert!(refused.code == Some(1) && refused.stderr.contains("không thay đổi"), "{}", refused.said());
    }
    let before = draft(dir);
    fs::write(dir.join(DRAFT), before.replace("từng bước hình thành", "đang hình thành")).unwrap();
    by(dir, "chief", &["draft", "save", "--for", "1-x02-1"]).ok();
    assert!(synthesis(dir).to_string().contains("\"amended\""));
    // Changed back: there is no change any more, and the gap list says so.
    fs::write(dir.join(DRAFT), before).unwrap();
    by(dir, "chief", &["draft", "save", "--older", "mine", "--reason", "như cũ"]).ok();
    let table = by(dir, "chief", &["synthesis", "1"]).ok().stdout;
    assert!(!table.contains("Đã sửa tại"), "{table}");
    let trace = by(dir, "chief", &["trace", "--json"]).ok().json();
    assert_eq!(trace["accepted_unchanged"], serde_json::json!(["1-x02-1"]));
}

#[test]
fn a_decided_comment_joins_no_group() {
    let place = opened();
    let dir = &place.path;
    import(&place, "a.yaml", &reply("x02", "từng bước hình thành", "bước đầu hình thành")).ok();
    import(&place, "b.yaml", &reply("x03", "từng bước hình thành", "đã hình thành")).ok();
    by(dir, "chief", &["decide", "1-x02-1", "rejected", "--reason", "giữ"]).ok();
    let refused = by(dir, "chief", &["comments", "group", "1-x02-1", "1-x03-1"]);
    assert!(refused.code == Some(1) && refused.stderr.contains("1-x02-1"), "{}", refused.said());
}

#[test]
fn a_group_of_different_wordings_waits_for_a_choice() {
    let place = opened();
    let dir = &place.path;
    import(&place, "a.yaml", &reply("x02", "từng bước hình thành", "bước đầu hình thành")).ok();
    import(&place, "b.yaml", &reply("x03", "từng bước hình thành", "đã hình thành")).ok();
    by(dir, "chief", &["comments", "group", "1-x02-1", "1-x03-1"]).ok();
    by(dir, "chief", &["decide", "g1", "accepted"]).ok();
    let run = by(dir, "chief", &["apply", "--accepted"]).ok();
    assert!(run.said().contains("g1") && draft(dir).contains("từng bước hình thành"), "{}", run.said());
    // With a wording both come to the same edit, and it is written once.
    by(dir, "chief", &["decide", "g1", "accepted", "--wording", "hình thành rõ"]).ok();
    by(dir, "chief", &["apply", "--accepted"]).ok();
    assert!(draft(dir).contains("cây ăn quả hình thành rõ, sản phẩm"), "{}", draft(dir));
}

#[test]
fn units_listed_as_agreeing_are_those_counted() {
    let place = opened();
    let dir = &place.path;
    by(dir, "chief", &["reply", "add", "x01", "--agree"]).ok();
    by(dir, "chief", &["reply", "add", "x02", "--agree"]).ok();
    import(&place, "a.yaml", &reply("x02", "từng bước hình thành", "bước đầu hình thành")).ok();
    let table = by(dir, "chief", &["synthesis", "1"]).ok().stdout;
    assert!(table.contains("Đơn vị nhất trí (1): Đảng bộ xã Thử Nghiệm 1"), "{table}");
}

#[test]
fn words_that_would_change_the_layout_are_refused() {
    let place = opened();
    let dir = &place.path;
    let cases = [
        ("{op: replace, target: từng bước hình thành, text: \"đã {++ mới ++} có\"}", "{++"),
        ("{op: replace, target: Vùng cây ăn quả, text: \"# Vùng cây\"}", "đề mục"),
        ("{op: insert_after, text: \"## II. ĐỀ MỤC MỚI\"}", "đề mục"),
        ("{op: replace, text: \"Vùng cây\\n---\\nmới\"}", "đề mục"),
        ("{op: replace, target: Vùng cây ăn quả, text: \"- Vùng cây\"}", "bố cục"),
    ];
    let before = draft(dir);
    for (index, (proposal, why)) in cases.into_iter().enumerate() {
        let unit = support::UNITS[index];
        import(&place, &format!("{unit}.yaml"), &proposing(unit, "xem đề nghị", proposal)).ok();
        let id = format!("1-{unit}-1");
        by(dir, "chief", &["decide", &id, "accepted"]).ok();
        let refused = by(dir, "chief", &["apply", &id]);
        assert!(refused.code == Some(1) && refused.stderr.contains(why), "{proposal}: {}", refused.said());
        assert_eq!(draft(dir), before, "{proposal}");
    }
}

#[test]
fn a_moved_item_and_its_old_neighbours_stay_blocks_of_their_own() {
    let place = support::drafted();
    let dir = &place.path;
    let list = "Nhiệm vụ trọng tâm:\n\n- Giảm nghèo;\n- Dạy nghề cho lao động nông thôn gắn với giải quyết việc làm tại chỗ;\n\nCán bộ nữ.";
    let text = draft(dir)
        .replace("Quan tâm đào tạo đội ngũ cán bộ trẻ, cán bộ nữ, cán bộ là người dân tộc thiểu số.", list);
    fs::write(dir.join(DRAFT), text).unwrap();
    by(dir, "chief", &["draft", "save", "--reason", "thêm nhiệm vụ"]).ok();
    support::open(dir, 1, 2);
    let code = |words: &str| {
        let parsed = vankien::document::parse(draft(dir));
        let coded = parsed.blocks.iter().filter(|block| block.kind.has_code());
        let index = coded.map(|block| parsed.text(block).to_owned()).position(|text| text.contains(words));
        format!("P{}", index.unwrap() + 1)
    };
    let to = code("Mạng lưới y tế");
    let text = format!(
        "schema: vankien/reply/1\nunit: x02\nround: 1\ndraft: 1\nrelation: add\ncomments:\n  - document: political-report\n    \
         quote: \"Dạy nghề cho lao động nông thôn\"\n    text: chuyển chỗ\n    proposals: [{{op: move, to: {to}}}]\n"
    );
    import(&place, "a.yaml", &text).ok();
    by(dir, "chief", &["decide", "1-x02-1", "accepted"]).ok();
    by(dir, "chief", &["apply", "1-x02-1"]).ok();
    holds(
        dir,
        "dịch vụ thuận lợi hơn.\n\n- Dạy nghề cho lao động nông thôn gắn với giải quyết việc làm tại chỗ;\n\nPhong trào",
    );
    holds(dir, "- Giảm nghèo;\n\nCán bộ nữ.");
    let trace = by(dir, "chief", &["trace", "--json"]).ok().json();
    assert_eq!(trace["ties"][0]["change"]["kind"], "moved", "{trace}");
    assert_eq!(by(dir, "chief", &["check", "--json"]).json()["problems"].as_array().unwrap().len(), 0);
}
