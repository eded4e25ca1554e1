//! Files as units send them: every format, every way of being wrong, and nothing lost.

use proptest::prelude::*;
use vankien::comments::{Channel, Op, State, conflicts, proposals_in};
use vankien::intake::{CODES, LIMITS, ReadFile, RelationHint, read};
use vankien::messages::{Lang, Message};
use vankien::problem::Reading;

fn codes(reading: &Reading<Option<ReadFile>>) -> Vec<&'static str> {
    reading.problems.iter().map(|problem| problem.code.id).collect()
}

fn good(name: &str, bytes: &[u8]) -> ReadFile {
    let reading = read(name, bytes);
    assert!(!reading.has_errors(), "{name}: {:?}", reading.problems);
    reading.value.unwrap()
}

const HEAD: &str = "Đơn vị;xã Suối Thơm\nĐợt;2\nNgày;18/4/2020\nSố, ký hiệu;05-BC/ĐU\nHình thức;Hội nghị\n\
    Mã;Văn kiện;Vị trí;Trích nguyên văn;Nội dung góp ý;Đề nghị sửa thành;Lý do\n";

#[test]
fn every_reply_of_the_sample_is_read() {
    let mut n_files = 0;
    for round in ["round-1", "round-2"] {
        let folder = std::path::Path::new("drafts/moc-linh/replies").join(round);
        let mut paths: Vec<_> =
            std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        for path in paths {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            let reading = read(&name, &std::fs::read(&path).unwrap());
            n_files += 1;
            let file = reading.value.as_ref().unwrap_or_else(|| panic!("{name}: {:?}", reading.problems));
            assert_eq!(file.at.len(), file.reply.comments.len(), "{name}");
            if name.starts_with("x15") {
                assert_eq!(codes(&reading), ["I006"]);
                assert_eq!(file.reply.state, Some(State::Unreadable));
                continue;
            }
            assert!(!reading.has_errors(), "{name}: {:?}", reading.problems);
            assert!(file.reply.unit.is_some() && file.reply.round.is_some(), "{name}");
            if name.starts_with("x02") || name.starts_with("x05") {
                assert_eq!(file.reply.state, Some(State::Agree), "{name}");
                assert!(file.reply.comments.is_empty() && file.reply.words.is_some(), "{name}");
            }
            if name.starts_with("x10-lan-2") {
                assert_eq!(file.relation, RelationHint::Replaces { dated: Some("12/4".to_owned()) });
            }
            if name.starts_with("x04") || name.starts_with("c01") {
                let first = &file.reply.comments[0].proposals[0];
                assert_eq!(
                    (first.op, first.target.clone()),
                    (Op::Replace, file.reply.comments[0].quote.clone()),
                    "{name}"
                );
            }
        }
    }
    assert!(n_files > 40, "{n_files}");
}

#[test]
fn a_slip_is_read_in_every_spelling() {
    let row = ";Báo cáo chính trị;mục 1.1;từng bước;\"Dòng một\nDòng hai; \"\"từng bước\"\"\";bước đầu;Sát thực tế\n";
    let text = format!("{HEAD}{row}\n;;toàn văn;;'=1+1 là sai;;\n");
    let utf16 = |order: fn(u16) -> [u8; 2], mark: [u8; 2]| {
        mark.into_iter().chain(text.encode_utf16().flat_map(order)).collect::<Vec<u8>>()
    };
    let variants: Vec<Vec<u8>> = vec![
        text.clone().into_bytes(),
        [b"\xEF\xBB\xBF".to_vec(), text.clone().into_bytes()].concat(),
        utf16(u16::to_le_bytes, [0xFF, 0xFE]),
        utf16(u16::to_be_bytes, [0xFE, 0xFF]),
        text.replace('\n', "\r\n").into_bytes(),
    ];
    for bytes in variants {
        let file = good("phieu.csv", &bytes);
        assert_eq!(file.reply.unit.as_deref(), Some("xã Suối Thơm"));
        assert_eq!((file.reply.round, file.reply.symbol.as_deref()), (Some(2), Some("05-BC/ĐU")));
        assert_eq!(file.reply.dated.unwrap().to_string(), "2020-04-18");
        assert_eq!(file.reply.channel, Some(Channel::Meeting));
        assert_eq!(file.at, ["row 7", "row 9"]);
        let [first, second] = file.reply.comments.as_slice() else { panic!() };
        assert_eq!(first.text.replace('\r', ""), "Dòng một\nDòng hai; \"từng bước\"");
        assert_eq!(first.proposals[0].text.as_deref(), Some("bước đầu"));
        assert_eq!(second.text, "=1+1 là sai");
    }
    for separator in [',', '\t'] {
        let table =
            "STT;VI TRI;Noi dung gop y;Lý do\n1;II.4;Rút gọn;dài".replace(';', &separator.to_string());
        let file = good("x03.csv", table.as_bytes());
        assert_eq!(file.reply.comments[0].place.as_deref(), Some("II.4"));
        assert_eq!(file.reply.comments[0].reason.as_deref(), Some("dài"));
    }
}

#[test]
fn a_bad_row_does_not_hide_the_others() {
    let long = "a".repeat(33_000);
    let text =
        format!("{HEAD};;mục 1;;Sửa;;\n;;mục 2;;;;\nP12;;mục 3;câu;;;\n;;mục 4;;{long};;\n;;mục 5;;Bỏ;;\n");
    let reading = read("phieu.csv", text.as_bytes());
    assert_eq!(codes(&reading), ["I009", "I010"]);
    let places: Vec<_> = reading.problems.iter().map(|problem| problem.place.at.clone().unwrap()).collect();
    assert_eq!(places, ["row 8", "row 10"]);
    let file = reading.value.unwrap();
    assert_eq!(file.at, ["row 7", "row 11"]);
}

#[test]
fn wrong_files_are_refused_with_a_reason() {
    let check = |name: &str, bytes: &[u8], expected: &str| {
        let reading = read(name, bytes);
        assert!(codes(&reading).contains(&expected), "{name}: {:?}", reading.problems);
        assert!(reading.value.is_none(), "{name}");
    };
    check("a.md", b"", "I001");
    check("a.csv", b"\xEF\xBB\xBF \n", "I001");
    check("a.csv", b"a;b\0c", "I002");
    check("a.md", &vec![b'a'; 6 * 1024 * 1024], "I003");
    check("a.yaml", &vec![b'a'; 2 * 1024 * 1024], "I003");
    check("a.docx", b"PK\x03\x04rest", "I004");
    check("a.md", b"PK\x03\x04rest", "I004");
    check("a.pdf", b"%PDF-1.4", "I004");
    check("a.xlsx", b"text", "I004");
    check("a.csv", "M\u{e3}".chars().map(|c| c as u8).collect::<Vec<u8>>().as_slice(), "I005");
    check("a.md", b"---\nschema: vankien/reply/1\n---\n\xD0\xCE ngh\xCC", "I005");
    check("a.xyz", b"xin chao", "I007");
    check("a.csv", "Họ tên;Điện thoại\nA;1\n".as_bytes(), "I008");
    check("a.md", b"---\nschema: vankien/reply/1\n\nNoi dung", "I017");
    check("a.yaml", b"schema: vankien/other/1\n", "Y014");
    let open = read("a.csv", format!("{HEAD};;mục 1;;Sửa;;\n;;mục 2;;\"Bỏ;;\n;;mục 3;;Thêm;;\n").as_bytes());
    assert_eq!(codes(&open), ["I013"]);
    assert_eq!(open.value.unwrap().reply.comments.len(), 1);
}

#[test]
fn markdown_is_read_by_headings_by_items_and_as_words() {
    let head = "---\nschema: vankien/reply/1\nunit: x03\nround: 2\n---\n\n";
    let text = format!(
        "{head}Kính gửi Tiểu ban.\n\n## mục 1.1\n\nVăn kiện: Báo cáo kiểm điểm\n\n> từng bước\n> hình thành\n\nCâu thứ nhất.\n\n\
         Câu thứ hai.\n\nĐề nghị sửa thành: bước đầu\nLý do: sát hơn\n\n## mục 9\n\n## mục 2\n\nĐề nghị sửa thành: lời mới\n"
    );
    let reading = read("x03.md", text.as_bytes());
    assert_eq!(codes(&reading), ["I016"]);
    let file = reading.value.unwrap();
    assert_eq!(file.reply.words.as_deref(), Some("Kính gửi Tiểu ban."));
    let [first, second] = file.reply.comments.as_slice() else { panic!("{:?}", file.reply.comments) };
    assert_eq!(first.text, "Câu thứ nhất.\n\nCâu thứ hai.");
    assert_eq!(first.quote.as_deref(), Some("từng bước hình thành"));
    assert_eq!(first.proposals[0].text.as_deref(), Some("bước đầu"));
    assert_eq!(first.reason.as_deref(), Some("sát hơn"));
    assert_eq!(second.text, "Đề nghị sửa thành: lời mới");
    assert_eq!(file.at[0], "line 9");
    let items = good("x03.md", format!("{head}- Ý một,\n  nói tiếp.\n- Ý hai.\n\n1. Ý ba.\n").as_bytes());
    let texts: Vec<&str> = items.reply.comments.iter().map(|it| it.text.as_str()).collect();
    assert_eq!(texts, ["Ý một,\nnói tiếp.", "Ý hai.", "Ý ba."]);
    let words = good("x03.md", format!("{head}Đề nghị viết gọn phần mở đầu.\n").as_bytes());
    assert_eq!(words.reply.comments.len(), 1);
    let agreed = good("x03.md", format!("{head}Hoàn toàn nhất trí với dự thảo.\n").as_bytes());
    assert_eq!((agreed.reply.state, agreed.reply.comments.len()), (Some(State::Agree), 0));
    let nothing = good("x03.csv", format!("{HEAD};;toàn văn;;Không có ý kiến.;;\n").as_bytes());
    assert_eq!((nothing.reply.state, nothing.reply.comments.len()), (Some(State::NoComment), 0));
    let but = good("x03.csv", format!("{HEAD};;toàn văn;;Nhất trí, nhưng đề nghị rút gọn.;;\n").as_bytes());
    assert_eq!(but.reply.comments.len(), 1);
}

#[test]
fn replies_say_whether_they_replace_or_add() {
    let check = |words: &str, expected: RelationHint| {
        let text = format!("{HEAD};;mục 1;;{words};;\n");
        assert_eq!(good("x03.csv", text.as_bytes()).relation, expected, "{words}");
    };
    let replaces = |dated: Option<&str>| RelationHint::Replaces { dated: dated.map(str::to_owned) };
    check("Thay ý kiến gửi ngày 12/4: đề nghị bỏ câu này.", replaces(Some("12/4")));
    check("Thay thế ý kiến trước đây, đề nghị bỏ câu này.", replaces(None));
    check("Bổ sung thêm ý kiến: đề nghị bỏ câu này.", RelationHint::Adds);
    check("Đề nghị thay cụm từ này.", RelationHint::Unclear);
    check("Bổ sung chỉ tiêu về rừng.", RelationHint::Unclear);
}

#[test]
fn every_problem_and_limit_is_said_in_both_languages() {
    for lang in [Lang::Vi, Lang::En] {
        for code in CODES {
            for part in ["", ".hint", ".example"] {
                assert!(
                    Message::new(format!("problem-{}{part}", code.id)).try_text(lang).is_some(),
                    "{}{part}",
                    code.id
                );
            }
        }
        for limit in LIMITS {
            assert!(Message::new(format!("limit-{}", limit.name)).try_text(lang).is_some(), "{}", limit.name);
        }
    }
    let _ = (conflicts(&[]), proposals_in(""));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn any_bytes_are_read_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), kind in 0usize..4) {
        let _ = read(["a.md", "a.csv", "a.yaml", "a"][kind], &bytes);
    }

    #[test]
    fn any_rows_are_taken_or_named(cells in prop::collection::vec("[a-zđ\"';\\n=+-]{0,8}", 0..40)) {
        let quoted: Vec<String> = cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
        let rows: Vec<String> = quoted.chunks(7).map(|row| row.join(";")).collect();
        let reading = read("phieu.csv", format!("{HEAD}{}", rows.join("\n")).as_bytes());
        let file = reading.value.unwrap();
        let named = reading.problems.iter().filter(|problem| problem.place.at.is_some()).count();
        prop_assert_eq!(file.at.len(), file.reply.comments.len());
        prop_assert!(file.reply.comments.len() + named <= rows.len());
    }
}
