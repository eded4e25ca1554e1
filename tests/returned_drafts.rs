//! The circulated draft as units return it in Word: comments beside the text, tracked changes in it.

#![allow(clippy::unwrap_used, reason = "helpers of tests: what is not there ends the test")]

use crate::support::{opened, vankien};
use std::fs;
use vankien::archive::{UnzipLimits, unzip, zip};
use vankien::comments::{Op, ReplyComment, State};
use vankien::intake::{FileFormat, ReadFile, read};

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const W14: &str = "http://schemas.microsoft.com/office/word/2010/wordml";
const W15: &str = "http://schemas.microsoft.com/office/word/2012/wordml";

/// Who made a file of this program, and when.
const MAKER: &str = "Huyện ủy Mộc Lĩnh";
const MADE: &str = "2020-02-25T08:00:00Z";

fn run(words: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>")
}

fn inserted(words: &str) -> String {
    format!("<w:ins w:id=\"9\" w:author=\"A\" w:date=\"2020-04-01T08:00:00Z\">{}</w:ins>", run(words))
}

fn deleted(words: &str) -> String {
    format!(
        "<w:del w:id=\"9\" w:author=\"A\"><w:r><w:delText xml:space=\"preserve\">{words}</w:delText></w:r></w:del>"
    )
}

fn para(inside: &str) -> String {
    format!("<w:p>{inside}</w:p>")
}

/// A paragraph whose end came or went.
fn ending(change: &str, inside: &str) -> String {
    format!("<w:p><w:pPr><w:rPr><w:{change} w:id=\"8\" w:author=\"A\"/></w:rPr></w:pPr>{inside}</w:p>")
}

fn anchored(id: u32, words: &str) -> String {
    format!(
        "<w:commentRangeStart w:id=\"{id}\"/>{}<w:commentRangeEnd w:id=\"{id}\"/><w:r><w:commentReference w:id=\"{id}\"/></w:r>",
        run(words)
    )
}

/// A draft with comments (number, paragraph, paragraph that it answers, words), of this program or of another one.
fn draft(body: &str, comments: &[(u32, &str, Option<&str>, &str)], own: bool) -> Vec<u8> {
    let title =
        ["BÁO CÁO CHÍNH TRỊ", "trình Đại hội Đảng bộ huyện lần thứ XXII"].map(|it| para(&run(it))).concat();
    let document = format!("<w:document xmlns:w=\"{W}\"><w:body>{title}{body}</w:body></w:document>");
    let comment = |(id, para, _, words): &(u32, &str, Option<&str>, &str)| {
        format!(
            "<w:comment w:id=\"{id}\" w:author=\"Cán bộ\"><w:p w14:paraId=\"{para}\">{}</w:p></w:comment>",
            run(words)
        )
    };
    let extended = |(_, para, parent, _): &(u32, &str, Option<&str>, &str)| {
        let parent = parent.map(|it| format!(" w15:paraIdParent=\"{it}\"")).unwrap_or_default();
        format!("<w15:commentEx w15:paraId=\"{para}\"{parent} w15:done=\"0\"/>")
    };
    let part = |name: &str, inside: String| (name.to_owned(), inside.into_bytes());
    let mut parts = vec![
        part("word/document.xml", document),
        part(
            "word/comments.xml",
            format!(
                "<w:comments xmlns:w=\"{W}\" xmlns:w14=\"{W14}\">{}</w:comments>",
                comments.iter().map(comment).collect::<String>()
            ),
        ),
        part(
            "word/commentsExtended.xml",
            format!(
                "<w15:commentsEx xmlns:w15=\"{W15}\">{}</w15:commentsEx>",
                comments.iter().map(extended).collect::<String>()
            ),
        ),
    ];
    if own {
        let property = |name: &str, value: &str| {
            format!("<property name=\"vankien.{name}\"><vt:lpwstr>{value}</vt:lpwstr></property>")
        };
        parts.push(part(
            "docProps/custom.xml",
            format!(
                "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\" \
                 xmlns:vt=\"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes\">{}{}</Properties>",
                property("document", "political-report"),
                property("round", "1")
            ),
        ));
        parts.push(part(
            "docProps/core.xml",
            format!(
                "<cp:coreProperties xmlns:cp=\"c\" xmlns:dc=\"d\" xmlns:dcterms=\"t\"><dc:creator>{MAKER}</dc:creator>\
                 <dcterms:created>{MADE}</dcterms:created></cp:coreProperties>"
            ),
        ));
    }
    zip(&parts).unwrap()
}

fn points(bytes: &[u8]) -> ReadFile {
    let reading = read("du-thao-x03.docx", bytes);
    let found = reading.value.unwrap_or_else(|| panic!("{:?}", reading.problems));
    assert_eq!(found.format, Some(FileFormat::Word));
    assert_eq!(found.at.len(), found.reply.comments.len());
    found
}

fn shown(it: &ReplyComment) -> String {
    let edit = it.proposals.first().map(|it| {
        let part = |part: &Option<String>| part.clone().unwrap_or_else(|| "-".to_owned());
        format!(" {:?} [{}] [{}] [{}]", it.op, part(&it.target), part(&it.to), part(&it.text))
    });
    let code = it.code.as_ref().map(|it| format!("{it}: ")).unwrap_or_default();
    format!("{code}«{}» {}{}", it.quote.clone().unwrap_or_default(), it.text, edit.unwrap_or_default())
}

#[test]
fn comments_are_points_with_the_words_that_they_are_put_to() {
    let body = [
        para(&format!(
            "{}{}",
            run("Kinh tế tăng trưởng khá, "),
            anchored(0, "đời sống nhân dân được nâng lên rõ rệt")
        )),
        para(&format!(
            "{}{}{}{}",
            run("Thu ngân sách "),
            deleted("ước đạt"),
            inserted("đạt"),
            anchored(1, " 61,5 tỷ đồng, bằng 90,4% nghị quyết.")
        )),
        para(&format!(
            "{}<w:r><w:commentReference w:id=\"3\"/></w:r>",
            run("Công tác dân vận có chuyển biến.")
        )),
        para(&format!("{}{}{}", run("Huyện có "), anchored(4, "14"), run(" xã. Câu sau không liên quan."))),
        para(&run("Cần bổ sung, đề nghị xem xét: đây là lời của dự thảo.")),
    ];
    let comments = [
        (0, "0A", None, "Chưa có số liệu chứng minh"),
        (1, "0B", None, "Chưa đạt, cần nêu nguyên nhân."),
        (2, "0C", Some("0b"), "Đồng ý, nêu ở mục III."),
        (3, "0D", None, "Viết rõ hơn"),
        (4, "0E", None, "15 xã, thị trấn"),
    ];
    let found = points(&draft(&body.concat(), &comments, false));
    let said: Vec<String> = found.reply.comments.iter().map(shown).collect();
    assert_eq!(
        said,
        [
            "«đời sống nhân dân được nâng lên rõ rệt» Chưa có số liệu chứng minh",
            "«61,5 tỷ đồng, bằng 90,4% nghị quyết.» Chưa đạt, cần nêu nguyên nhân.\n— Đồng ý, nêu ở mục III.",
            "«Thu ngân sách ước đạt 61,5 tỷ đồng, bằng 90,4% nghị quyết.» Sửa \"ước đạt\" thành \"đạt\". \
             Replace [ước đạt] [-] [đạt]",
            "«Công tác dân vận có chuyển biến.» Viết rõ hơn",
            "«Huyện có 14 xã.» 15 xã, thị trấn",
        ]
    );
    assert!(found.reply.comments.iter().all(|it| it.document.as_deref() == Some("Báo cáo chính trị")));
    assert_eq!(found.at[0], "paragraph 3, comment 1");
    assert_eq!(found.at[2], "paragraph 4");
}

#[test]
fn paragraphs_that_came_went_or_moved_are_one_point_each() {
    let body = [
        para(&run("Đoạn thứ nhất giữ nguyên.")),
        ending("ins", &inserted("Đoạn mới thêm vào.")),
        para(&run("Đoạn thứ hai giữ nguyên.")),
        ending("del", &deleted("Đoạn này bị bỏ đi.")),
        para(&run("Đoạn thứ ba giữ nguyên.")),
        ending(
            "moveFrom",
            "<w:moveFrom w:id=\"5\" w:author=\"A\"><w:r><w:t>Đoạn được chuyển đi.</w:t></w:r></w:moveFrom>",
        ),
        para(&run("Đoạn thứ tư giữ nguyên.")),
        ending(
            "moveTo",
            "<w:moveTo w:id=\"6\" w:author=\"A\"><w:r><w:t>Đoạn được chuyển đi.</w:t></w:r></w:moveTo>",
        ),
        para(&run("Đoạn thứ năm giữ nguyên.")),
        // As a word processor types a paragraph behind another: the end of the first one is new.
        ending("ins", &run("Đoạn thứ sáu.")),
        para(&inserted("Đoạn gõ thêm ở cuối.")),
    ];
    let found = points(&draft(&body.concat(), &[], false));
    let said: Vec<String> = found.reply.comments.iter().map(shown).collect();
    assert_eq!(
        said,
        [
            "«Đoạn thứ nhất giữ nguyên.» Thêm đoạn mới sau đoạn \"Đoạn thứ nhất giữ nguyên.\":\n\"Đoạn mới thêm vào.\" \
             InsertAfter [-] [-] [Đoạn mới thêm vào.]",
            "«Đoạn này bị bỏ đi.» Bỏ cả đoạn \"Đoạn này bị bỏ đi.\". Delete [-] [-] [-]",
            "«Đoạn được chuyển đi.» Chuyển đoạn \"Đoạn được chuyển đi.\" xuống sau đoạn \"Đoạn thứ tư giữ nguyên.\". \
             Move [-] [Đoạn thứ tư giữ nguyên.] [-]",
            "«Đoạn thứ sáu.» Thêm đoạn mới sau đoạn \"Đoạn thứ sáu.\":\n\"Đoạn gõ thêm ở cuối.\" \
             InsertAfter [-] [-] [Đoạn gõ thêm ở cuối.]",
        ]
    );
}

#[test]
fn our_own_file_says_document_round_and_codes_and_our_remarks_are_not_taken() {
    let coded = |code: &str, inside: &str| {
        para(&format!(
            "<w:bookmarkStart w:id=\"1\" w:name=\"vk_{code}\"/>{}{inside}<w:bookmarkEnd w:id=\"1\"/>",
            run(&format!("[{code}] "))
        ))
    };
    let body = [
        coded("P1", &format!("{}{}", anchored(0, "Kinh tế tăng trưởng khá"), run(", xã hội ổn định."))),
        coded("P2", &anchored(1_000_000, "Thu ngân sách chưa đạt.")),
        coded("P3", &run("Đoạn cuối.")),
    ];
    let comments = [
        (0, "0A", None, "Nêu tốc độ cụ thể"),
        (1_000_000, "0B", None, "1-x05-1: Đề nghị nêu nguyên nhân"),
        (1, "0C", Some("0B"), "Đơn vị đồng ý với ý kiến này và đề nghị nêu cả giải pháp"),
    ];
    let found = points(&draft(&body.concat(), &comments, true));
    assert_eq!(found.reply.round, Some(1));
    let said: Vec<String> = found.reply.comments.iter().map(shown).collect();
    assert_eq!(
        said,
        [
            "P1: «Kinh tế tăng trưởng khá» Nêu tốc độ cụ thể",
            "P2: «Thu ngân sách chưa đạt.» Đơn vị đồng ý với ý kiến này và đề nghị nêu cả giải pháp",
        ]
    );
    assert!(found.reply.comments.iter().all(|it| it.document.as_deref() == Some("political-report")));
    // The marked copy that was circulated: our changes are none of the unit.
    let ours = |name: &str, inside: &str| {
        format!("<w:{name} w:author=\"{MAKER}\" w:date=\"{MADE}\">{inside}</w:{name}>")
    };
    let body = [
        coded(
            "P1",
            &[
                run("Kinh tế "),
                ours("ins", &run("tiếp tục ")),
                run("tăng "),
                deleted("khá"),
                inserted("nhanh"),
            ]
            .concat(),
        ),
        format!(
            "<w:p><w:pPr><w:rPr>{}</w:rPr></w:pPr>{}</w:p>",
            ours("ins", ""),
            ours("ins", &run("Đoạn của dự thảo."))
        ),
        format!(
            "<w:p><w:pPr><w:rPr>{}</w:rPr></w:pPr>{}</w:p>",
            ours("del", ""),
            ours("del", "<w:r><w:delText>Đoạn đã bỏ.</w:delText></w:r>")
        ),
        coded("P3", &run("Đoạn cuối.")),
    ];
    let found = points(&draft(&body.concat(), &[], true));
    let said: Vec<String> = found.reply.comments.iter().map(shown).collect();
    assert_eq!(
        said,
        ["P1: «Kinh tế tiếp tục tăng khá» Sửa \"khá\" thành \"nhanh\". Replace [khá] [-] [nhanh]"]
    );
    let unmarked = draft(&coded("P1", &run("Đề nghị bổ sung là lời của dự thảo.")), &[], true);
    let reading = read("du-thao.docx", &unmarked);
    assert_eq!(reading.value.unwrap().reply.state, Some(State::ToBeTyped));
    assert_eq!(reading.problems[0].code.id, "I062");
}

/// Files of python-docx and LibreOffice (`tests/suite/letters/make.py`), each with the same points.
#[test]
fn files_of_other_programs_say_the_same() {
    for by in ["python-docx", "libreoffice"] {
        let file = |name: &str| fs::read(format!("tests/suite/letters/word/{name}-{by}.docx")).unwrap();
        let letter = read("cong-van.docx", &file("letter")).value.unwrap();
        assert_eq!(letter.reply.unit.as_deref(), Some("ĐẢNG UỶ XÃ PHÚ LỘC THƯỢNG"), "{by}");
        assert_eq!(letter.reply.symbol.as_deref(), Some("27-CV/ĐU"), "{by}");
        assert_eq!(
            (letter.reply.draft, letter.reply.state),
            (Some(2), Some(State::AgreeWithChanges)),
            "{by}"
        );
        let said: Vec<_> =
            letter.reply.comments.iter().map(|it| (it.place.as_deref().unwrap(), it.text.as_str())).collect();
        assert_eq!(
            said,
            [
                ("Mục 1.1, trang 7", "Bổ sung kết quả dồn điền, đổi thửa."),
                ("Mục 1.1, trang 7", "Câu “huy động sức dân” viết hai lần, bỏ một chỗ."),
                ("Mục 2.4", "Mục 2.4 còn chung chung, đề nghị nêu rõ số hộ thoát nghèo."),
            ],
            "{by}"
        );
        assert_eq!(letter.reply.comments[2].reason.as_deref(), Some("dự thảo chỉ nêu tỷ lệ."), "{by}");
        let table = read("bang.docx", &file("table")).value.unwrap();
        assert_eq!(table.reply.unit.as_deref(), Some("ĐẢNG BỘ XÃ LŨNG TRẦM"), "{by}");
        let said: Vec<_> = table
            .reply
            .comments
            .iter()
            .map(|it| (it.document.as_deref().unwrap(), it.place.as_deref().unwrap(), it.text.as_str()))
            .collect();
        assert_eq!(
            said,
            [
                ("Báo cáo chính trị", "Mục 1.1, trang 7", "Sửa thành “bước đầu hình thành”"),
                ("Báo cáo chính trị", "Mục 1.1, trang 7", "Bổ sung diện tích rừng trồng mới"),
                ("Báo cáo kiểm điểm", "Mục II.1", "Số đảng viên kết nạp chưa khớp"),
            ],
            "{by}"
        );
        assert_eq!(table.reply.comments[0].quote.as_deref(), Some("từng bước hình thành"), "{by}");
        let returned = points(&file("returned"));
        let said: Vec<String> = returned.reply.comments.iter().map(shown).collect();
        assert_eq!(
            said,
            [
                "«cơ cấu chuyển dịch đúng hướng» Thiếu số liệu cơ cấu, đề nghị bổ sung.",
                "«Thu ngân sách ước đạt 61,5 tỷ đồng.» Sửa \"ước đạt\" thành \"đạt\". Replace [ước đạt] [-] [đạt]",
            ],
            "{by}"
        );
    }
}

/// The exported draft of a round, edited as a word processor does it, taken in, decided on and carried out.
#[test]
fn a_returned_draft_is_taken_in_placed_and_carried_out() {
    let place = opened();
    let out = place.inbox.join("du-thao-x03.docx");
    let out = out.to_str().unwrap();
    vankien(&place.path, ["draft", "export", "political-report", "--round", "1", "--codes", "-o", out]).ok();
    let mut files = unzip(&fs::read(out).unwrap(), &UnzipLimits::OFFICE).unwrap();
    let document = files.iter_mut().find(|(name, _)| name == "word/document.xml").unwrap();
    let text = String::from_utf8(document.1.clone()).unwrap();
    let at = text.find("khá toàn diện").unwrap();
    let start = text[..at].rfind("<w:r>").unwrap();
    let end = at + text[at..].find("</w:r>").unwrap() + "</w:r>".len();
    let old = &text[start..end];
    let words = &old[old.find('>').map(|_| old.find("<w:t").unwrap()).unwrap()..];
    let words = &words[words.find('>').unwrap() + 1..words.find("</w:t>").unwrap()];
    let (head, tail) = words.split_once("khá toàn diện").unwrap();
    let new = [run(head), deleted("khá"), inserted("tương đối"), run(" toàn diện"), run(tail)].concat();
    document.1 = format!("{}{new}{}", &text[..start], &text[end..]).into_bytes();
    fs::write(out, zip(&files).unwrap()).unwrap();
    let ran = vankien(
        &place.path,
        ["comments", "import", place.inbox.to_str().unwrap(), "--unit", "x03", "--json"],
    )
    .ok();
    assert_eq!(ran.json()["files"][0]["result"], "imported", "{}", ran.said());
    let all = vankien(&place.path, ["comments", "list", "--json"]).ok().json();
    assert_eq!(all["comments"].as_array().unwrap().len(), 1, "{all}");
    let comment = &all["comments"][0];
    assert_eq!(comment["anchor"]["certainty"], "exact", "{comment}");
    vankien(&place.path, ["decide", "1-x03-1", "accepted"]).ok();
    vankien(&place.path, ["apply", "--accepted"]).ok();
    let draft = fs::read_to_string(place.path.join("drafts/political-report.md")).unwrap();
    assert!(draft.contains("tương đối toàn diện") && !draft.contains("khá toàn diện"), "{draft}");
    assert_eq!(Op::Replace.tag(), comment["proposals"][0]["op"].as_str().unwrap_or_default());
}
