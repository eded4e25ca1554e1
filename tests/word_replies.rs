//! Replies as Word files: the slip, and plain tables with the same heads, read like those of a workbook.

#![allow(clippy::unwrap_used, reason = "helpers of tests: what is not there ends the test")]

use crate::support::{opened, vankien};
use std::fs;
use vankien::archive::zip;
use vankien::comments::State;
use vankien::intake::{FileFormat, read, unread};
use vankien::messages::Lang;

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

fn file(body: &str) -> Vec<u8> {
    let text = format!("<w:document xmlns:w=\"{W}\"><w:body>{body}</w:body></w:document>");
    zip(&[("word/document.xml".to_owned(), text.into_bytes())]).unwrap()
}

fn line(words: &str) -> String {
    format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")
}

/// A table; a cell `^` is merged with the one above, `|` parts paragraphs of a cell.
fn table(rows: &[&[&str]]) -> String {
    let cell = |words: &&str| match *words {
        "^" => "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>".to_owned(),
        words => format!("<w:tc>{}</w:tc>", words.split('|').map(line).collect::<String>()),
    };
    let row = |cells: &&[&str]| format!("<w:tr>{}</w:tr>", cells.iter().map(cell).collect::<String>());
    format!("<w:tbl>{}</w:tbl>", rows.iter().map(row).collect::<String>())
}

const SLIP: &[&str] =
    &["Mã", "Văn kiện", "Vị trí", "Trích nguyên văn", "Nội dung góp ý", "Đề nghị sửa thành", "Lý do"];

#[test]
fn the_slip_is_read_with_its_lines_above() {
    let rows: &[&[&str]] = &[
        SLIP,
        &[
            "P3",
            "Báo cáo chính trị",
            "I.1",
            "khá toàn diện",
            "Nên nói rõ hơn.|Có số liệu.",
            "rất toàn diện",
            "Thực tế",
        ],
        &["P4", "", "I.2", "", "", "", ""],
        &["", "", "II", "", "Đề nghị bổ sung = 5%", "", ""],
    ];
    let head = [line("PHIẾU GÓP Ý"), line("Đơn vị: x03"), line("Đợt: 1")].concat();
    let bytes = file(&format!("{head}{}{}", table(rows), line("Nơi nhận: như trên")));
    let reading = read("phieu.docx", &bytes);
    let reply = reading.value.unwrap();
    assert_eq!(reply.format, Some(FileFormat::Word));
    assert_eq!((reply.reply.unit.as_deref(), reply.reply.round), (Some("x03"), Some(1)));
    assert_eq!(reply.at, ["row 2", "row 4"]);
    let [first, second] = reply.reply.comments.as_slice() else { panic!("{:?}", reply.reply) };
    assert_eq!(first.text, "Nên nói rõ hơn.\nCó số liệu.");
    assert_eq!((first.code.as_deref(), first.quote.as_deref()), (Some("P3"), Some("khá toàn diện")));
    assert_eq!(first.proposals[0].text.as_deref(), Some("rất toàn diện"));
    assert_eq!((second.place.as_deref(), second.text.as_str()), (Some("II"), "Đề nghị bổ sung = 5%"));
    let said: Vec<String> = reading.problems.iter().map(|it| it.message(Lang::Vi)).collect();
    assert_eq!(said, ["2 đoạn ngoài bảng góp ý không lấy làm ý kiến: \"PHIẾU GÓP Ý Nơi nhận: như trên\""]);
}

#[test]
fn plain_tables_of_the_same_heads_are_read_each_with_its_rows() {
    let head = table(&[&["Tên đơn vị", "Đảng bộ xã Thử Nghiệm 3"], &["Đợt", "1"]]);
    let heads: &[&str] = &["TT", "Vị trí", "Nội dung góp ý", "Đề nghị sửa thành", "Lý do"];
    let one = table(&[heads, &["1", "mục I.1", "Bỏ câu cuối", "", ""], &["2", "^", "Viết gọn", "", ""]]);
    let two = table(&[heads, &["1", "mục II", "Thêm số liệu", "", "Thiếu"]]);
    let reading = read("bang.docx", &file(&format!("{head}{one}{}{two}", line("Văn kiện thứ hai"))));
    let reply = reading.value.unwrap();
    assert_eq!(reply.reply.unit.as_deref(), Some("Đảng bộ xã Thử Nghiệm 3"));
    assert_eq!(reply.at, ["table 2, row 2", "table 2, row 3", "table 3, row 2"]);
    let places: Vec<_> = reply.reply.comments.iter().map(|it| it.place.as_deref().unwrap()).collect();
    assert_eq!(places, ["mục I.1", "mục I.1", "mục II"]);
}

#[test]
fn what_is_wrong_is_told_at_its_row_or_paragraph() {
    let rows: &[&[&str]] = &[SLIP, &["xx", "", "I.1", "", "Viết gọn", "", ""]];
    let reading =
        read("a.docx", &file(&format!("{}{}{}", line("Đơn vị: x03"), line("Đợt: hai ba"), table(rows))));
    let at: Vec<_> = reading.problems.iter().map(|it| it.place.at.clone().unwrap()).collect();
    assert_eq!(at, ["paragraph 2", "row 2"], "{:?}", reading.problems);
    let reading = read("a.docx", b"PK");
    assert!(reading.value.is_none());
    assert_eq!(reading.problems[0].code.id, "I029");
    assert_eq!(unread("a.docx", b"PK", &reading.problems), Some(State::ToBeTyped));
    let silent = read("a.docx", &file(&line("Kính gửi Huyện ủy, chi bộ đã nhận được dự thảo.")));
    assert_eq!(silent.value.unwrap().reply.state, Some(State::ToBeTyped));
    assert_eq!(silent.problems[0].code.id, "I061");
}

/// A paragraph with automatic numbering.
fn numbered(list: u32, level: u32, words: &str) -> String {
    let list = format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>");
    format!("<w:p><w:pPr>{list}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>")
}

#[test]
fn a_letter_is_read_with_the_numbers_that_word_prints() {
    let level = |at: u32, format: &str, text: &str| {
        format!(
            "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/></w:lvl>"
        )
    };
    let numbering = format!(
        "<w:numbering xmlns:w=\"{W}\"><w:abstractNum w:abstractNumId=\"0\">{}{}{}</w:abstractNum><w:num w:numId=\"1\">\
         <w:abstractNumId w:val=\"0\"/></w:num></w:numbering>",
        level(0, "upperRoman", "%1."),
        level(1, "decimal", "%2."),
        level(2, "bullet", "\u{f0b7}")
    );
    let head =
        table(&[&["ĐẢNG BỘ HUYỆN MỘC LĨNH|ĐẢNG ỦY XÃ KHE SẬY|*|Số 21-BC/ĐU", "Khe Sậy, ngày 22/5/2020"]]);
    let body = [
        head,
        line("Kính gửi: Tiểu ban Văn kiện"),
        line("Đảng ủy xã Khe Sậy có ý kiến như sau:"),
        numbered(1, 0, "Báo cáo chính trị"),
        numbered(1, 1, "Mục 4.2:"),
        numbered(1, 2, "Bổ sung số đảng viên kết nạp ở thôn."),
        numbered(1, 2, "Bỏ từ “đáng kể”."),
        numbered(1, 1, "Trang 9: viết gọn đoạn cuối."),
        "<w:p><w:r><w:t>Lý do: </w:t></w:r><w:ins w:author=\"A\"><w:r><w:t>trùng ý.</w:t></w:r></w:ins></w:p>"
            .to_owned(),
        numbered(1, 0, "Báo cáo kiểm điểm"),
        line("Nhất trí."),
        table(&[&["Nơi nhận:|- Như trên.", "T/M ĐẢNG ỦY|BÍ THƯ"]]),
    ];
    let text = format!("<w:document xmlns:w=\"{W}\"><w:body>{}</w:body></w:document>", body.concat());
    let parts = [
        ("word/document.xml".to_owned(), text.into_bytes()),
        ("word/numbering.xml".to_owned(), numbering.into_bytes()),
    ];
    let reading = read("cong-van.docx", &zip(&parts).unwrap());
    let found = reading.value.unwrap();
    let reply = &found.reply;
    assert_eq!(reply.unit.as_deref(), Some("ĐẢNG ỦY XÃ KHE SẬY"));
    assert_eq!(reply.symbol.as_deref(), Some("21-BC/ĐU"));
    assert_eq!(reply.per_document.get("Báo cáo kiểm điểm"), Some(&State::Agree));
    let said: Vec<_> =
        reply.comments.iter().map(|it| (it.place.as_deref().unwrap(), it.text.as_str())).collect();
    assert_eq!(
        said,
        [
            ("Mục 4.2", "Bổ sung số đảng viên kết nạp ở thôn."),
            ("Mục 4.2", "Bỏ từ “đáng kể”."),
            ("Trang 9, đoạn cuối", "Trang 9: viết gọn đoạn cuối."),
        ]
    );
    assert!(reply.comments.iter().all(|it| it.document.as_deref() == Some("Báo cáo chính trị")));
    assert_eq!(reply.comments[2].reason.as_deref(), Some("trùng ý."));
    assert_eq!(found.at, ["paragraph 10", "paragraph 11", "paragraphs 12-13"]);
}

#[test]
fn words_around_a_table_lead_to_its_rows_or_are_points() {
    let heads: &[&str] = &["TT", "Vị trí", "Nội dung góp ý"];
    let body = [
        line("ĐẢNG ỦY XÃ BẢN VẦU"),
        line("Đợt: 2"),
        line("1. Về Báo cáo chính trị"),
        table(&[heads, &["1", "mục I.1", "Bỏ câu cuối"]]),
        line("2. Về Báo cáo kiểm điểm"),
        table(&[heads, &["1", "mục II", "Thêm số liệu"]]),
        line("Ngoài ra, đề nghị in văn kiện bằng cỡ chữ 14."),
    ];
    let reading = read("bang.docx", &file(&body.concat()));
    let reply = reading.value.unwrap().reply;
    assert_eq!((reply.unit.as_deref(), reply.round), (Some("ĐẢNG ỦY XÃ BẢN VẦU"), Some(2)));
    let said: Vec<_> = reply.comments.iter().map(|it| (it.document.as_deref(), it.text.as_str())).collect();
    assert_eq!(
        said,
        [
            (Some("Báo cáo chính trị"), "Bỏ câu cuối"),
            (Some("Báo cáo kiểm điểm"), "Thêm số liệu"),
            (None, "Ngoài ra, đề nghị in văn kiện bằng cỡ chữ 14."),
        ]
    );
}

#[test]
fn a_slip_in_word_is_taken_in_and_placed() {
    let place = opened();
    let rows: &[&[&str]] =
        &[SLIP, &["", "Báo cáo chính trị", "", "khá toàn diện", "Nên nói rõ hơn", "rất toàn diện", ""]];
    let bytes = file(&format!("{}{}{}", line("Đơn vị: x03"), line("Đợt: 1"), table(rows)));
    fs::write(place.inbox.join("phieu-x03.docx"), bytes).unwrap();
    let inbox = place.inbox.to_str().unwrap();
    let ran = vankien(&place.path, ["comments", "import", inbox, "--json"]).ok();
    assert_eq!(ran.json()["files"][0]["result"], "imported", "{}", ran.said());
    let shown = vankien(&place.path, ["comments", "list", "--json"]).ok().json();
    let comment = &shown["comments"][0];
    assert_eq!((comment["unit"].as_str(), comment["text"].as_str()), (Some("x03"), Some("Nên nói rõ hơn")));
    assert_eq!(comment["anchor"]["certainty"], "exact", "{comment}");
    vankien(&place.path, ["decide", "1-x03-1", "accepted"]).ok();
    vankien(&place.path, ["apply", "--accepted"]).ok();
    let draft = fs::read_to_string(place.path.join("drafts/political-report.md")).unwrap();
    assert!(draft.contains("rất toàn diện") && !draft.contains("khá toàn diện"));
}
