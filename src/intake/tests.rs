//! Tests of what comes in: the sample's replies, wrong files, hostile bytes.

use super::*;
use crate::messages::{Lang, ids};
use proptest::prelude::*;

/// A reading in a few lines: head, relation, points, problems.
fn show(name: &str, bytes: &[u8]) -> String {
    let reading = read(name, bytes);
    let mut out: Vec<String> = Vec::new();
    if let Some(file) = &reading.value {
        let reply = &file.reply;
        let state = reply.state.map(|state| format!("{state:?}")).unwrap_or_default();
        out.push(format!(
            "{:?} unit={} round={} {state} {:?}{}",
            file.format.unwrap(),
            reply.unit.as_deref().unwrap_or("?"),
            reply.round.map_or("?".to_owned(), |round| round.to_string()),
            file.relation,
            file.unreadable.map(|legacy| format!(" {legacy:?}")).unwrap_or_default()
        ));
        out.extend(reply.words.as_ref().map(|words| format!("words: {words}")));
        assert_eq!(file.at.len(), reply.comments.len());
        for (at, comment) in file.at.iter().zip(&reply.comments) {
            out.push(show_comment(at, comment));
        }
    } else {
        out.push("refused".to_owned());
    }
    for problem in &reading.problems {
        let at = problem.place.at.as_deref().unwrap_or("-");
        let line = problem.place.line.map_or("-".to_owned(), |line| line.to_string());
        out.push(format!("! {} {line} {at}: {}", problem.code.id, problem.message(Lang::En)));
    }
    out.join("\n")
}

fn show_comment(at: &str, comment: &ReplyComment) -> String {
    let mut parts = vec![format!("{at} (line {})", comment.line)];
    let named = [
        ("code", &comment.code),
        ("document", &comment.document),
        ("place", &comment.place),
        ("quote", &comment.quote),
        ("reason", &comment.reason),
    ];
    parts
        .extend(named.iter().filter_map(|(name, part)| part.as_ref().map(|part| format!("{name}=[{part}]"))));
    parts.push(format!("text=[{}]", comment.text));
    parts.extend(comment.kind.map(|kind| format!("{kind:?}")));
    parts.extend(comment.agreement.map(|agreement| format!("{agreement:?}")));
    parts.extend(comment.reserved.then(|| "reserved".to_owned()));
    for proposal in &comment.proposals {
        let part = |part: &Option<String>| part.clone().unwrap_or_else(|| "-".to_owned());
        parts.push(format!("{:?}[{}→{}]", proposal.op, part(&proposal.target), part(&proposal.text)));
    }
    parts.join(" | ")
}

/// Every reply of the sample congress, as it is read; reviewed by eye, file by file.
#[test]
fn the_sample_replies_are_read_as_intended() {
    let mut out = String::new();
    for round in ["round-1", "round-2"] {
        let folder = format!("drafts/moc-linh/replies/{round}");
        let mut names: Vec<String> = std::fs::read_dir(&folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        for name in names {
            let bytes = std::fs::read(format!("{folder}/{name}")).unwrap();
            out.push_str(&format!("=== {round}/{name}\n{}\n", show(&name, &bytes)));
        }
    }
    snapshot("sample-replies", &out);
}

fn snapshot(name: &str, shown: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../tests/suite/intake");
    settings.set_prepend_module_to_snapshot(false);
    settings.bind(|| insta::assert_snapshot!(name, shown));
}

const HEADER: &str = "Mã;Văn kiện;Vị trí;Trích nguyên văn;Nội dung góp ý;Đề nghị sửa thành;Lý do\n";
const FRONT: &str = "---\nschema: vankien/reply/1\nunit: x03\nround: 2\n---\n";
const YAML: &str = "schema: vankien/reply/1\nunit: x03\nround: 2\n";

fn utf16(text: &str, big: bool) -> Vec<u8> {
    let bytes = |unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() };
    "\u{FEFF}".encode_utf16().chain(text.encode_utf16()).flat_map(bytes).collect()
}

fn show_all(cases: &[(&str, Vec<u8>)]) -> String {
    cases.iter().map(|(name, bytes)| format!("=== {name}\n{}\n", show(name, bytes))).collect()
}

/// Windows-1258 bytes of "Đơn vị;x03 / Đợt;2 …" as Excel saves them: base letters and tone marks apart.
const WINDOWS_1258: &[u8] = b"\xD0\xF5n vi\xF2;x03\n\xD0\xF5\xF2t;2\nV\xEA\xF2 tri\xEC;N\xF4\xF2i dung\n";

#[test]
fn wrong_files_get_their_problem() {
    let text = |text: String| text.into_bytes();
    let long = "a".repeat(limits::CELL_CHARS_MAX + 1);
    let mojibake: Vec<u8> =
        "Đảng bộ huyện".bytes().flat_map(|byte| char::from(byte).to_string().into_bytes()).collect();
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("01-empty.csv", Vec::new()),
        ("02-blank.md", b"\xEF\xBB\xBF \r\n\n".to_vec()),
        ("03-nul.csv", b"a;b\0;c".to_vec()),
        ("04-windows-1258.csv", WINDOWS_1258.to_vec()),
        ("05-tcvn3-bytes.csv", b"\xA7\xD2 ngh\xDE b\xE6 sung c\xA9y \xA8n qu\xB6 v\xB5o m\xF4c 1.1".to_vec()),
        ("06-latin.yaml", b"unit: caf\xE9\n".to_vec()),
        ("07-word.docx", b"PK\x03\x04....".to_vec()),
        ("08-sheet.xlsx", b"PK\x03\x04....".to_vec()),
        ("09-scan.pdf", b"%PDF-1.4".to_vec()),
        ("10-word-in-disguise.csv", b"\xD0\xCF\x11\xE0\xA1".to_vec()),
        ("11-letter.dat", text("Kính gửi Huyện ủy\nĐề nghị viết gọn mục 1.".to_owned())),
        ("12-utf16-cut.csv", utf16(HEADER, false)[..31].to_vec()),
        ("13-mojibake.csv", mojibake),
        ("14-no-header.csv", text("Đơn vị;x03\nmục 1.1;viết gọn\n".to_owned())),
        ("15-no-words.csv", text("Đơn vị;x03\nVăn kiện;Vị trí;Lý do\nBCCT;1.1;dài\n".to_owned())),
        ("16-twice.csv", text("Vị trí;Góp ý;Nội dung góp ý\n1.1;a;b\n".to_owned())),
        ("17-no-rows.csv", text(format!("Đơn vị;x03\nĐợt;2\n{HEADER}"))),
        (
            "18-rows.csv",
            text(format!(
                "Đơn vị;x03\nĐơn vị;x04\nĐợt;hai\nNgày;31/4/2020\nHình thức;bồ câu\nNgười lập;Văn phòng\n{HEADER}\
                 ;BCCT;1.1;;viết gọn; rõ hơn;;;thừa\n;BCCT;1.2;;;;\n;BCCT;1.3;;\"mở;;\nmục 1;BCCT;1.4;;Đề nghị bỏ câu cuối;;\n\
                 ;BCCT;1.5;;;từ mới;\n;BCCT;1.6;;§Ò nghÞ bæ sung c©y ¨n qu¶;;\n;BCCT;1.7;;{long};;\n"
            )),
        ),
        ("19-extra.csv", text("Vị trí;Góp ý;Người ghi\n1.1;viết gọn;Văn phòng\n".to_owned())),
        ("20-no-fence.md", text("schema: vankien/reply/1\nunit: x03\n\n## 1.1\n\nViết gọn.\n".to_owned())),
        ("21-open-fence.md", text("---\nschema: vankien/reply/1\n\n## 1.1\n\nViết gọn.\n".to_owned())),
        ("22-no-front.md", text("## 1.1\n\nViết gọn.\n".to_owned())),
        ("23-empty-heading.md", text(format!("{FRONT}\n## 1.1\n\n## 1.2\n\nViết gọn.\n"))),
        ("24-nothing.md", text(FRONT.to_owned())),
        ("25-one-point.md", text(format!("{FRONT}\nMục 1 còn dài.\n\nMục 2 nên thêm số liệu.\n"))),
        (
            "26-agree-but.md",
            text(format!(
                "{}state: agree\n---\nNhất trí, nhưng đề nghị sửa mục 1.1.\n",
                &FRONT[..FRONT.len() - 4]
            )),
        ),
        ("27-bad-front.md", text("---\nschema: vankien/reply/1\nrond: 2\n---\n## 1.1\nGọn\n".to_owned())),
        ("28-agree-and-comments.yaml", text(format!("{YAML}state: agree\ncomments:\n  - text: Viết gọn\n"))),
        (
            "29-bad-items.yaml",
            text(format!(
                "{YAML}comments:\n  - text: Mục 1: sửa\n  - text: \"\"\n  - txt: a\n  - text: Viết gọn\n"
            )),
        ),
        ("30-alias.yaml", text(format!("{YAML}comments: &a\n  - text: *a\n"))),
        ("31-other.yaml", text("schema: vankien/units/1\nunits: []\n".to_owned())),
        ("32-too-large.yaml", text(format!("{YAML}# {}\n", "a".repeat(limits::YAML_BYTES_MAX)))),
        ("33-nothing.yaml", text(YAML.to_owned())),
        (
            "34-new-words-only.md",
            text(format!("{FRONT}\n## 1.1\n\nĐề nghị sửa thành: bước đầu hình thành\n")),
        ),
    ];
    snapshot("wrong-files", &show_all(&cases));
}

#[test]
fn forms_that_people_make_of_it() {
    let text = |text: &str| text.as_bytes().to_vec();
    let table =
        format!("Đơn vị;x03;;;;;\nĐợt;2;;;;;\n{HEADER};BCCT;1.1;;\"Gọn;\nhơn\";;\n\n;;1.2;;Thêm số liệu;;\n");
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("utf8.csv", text(&table)),
        ("bom-crlf.csv", format!("\u{FEFF}{}", table.replace('\n', "\r\n")).into_bytes()),
        ("utf16-le.csv", utf16(&table, false)),
        ("utf16-be.txt", utf16(&table, true)),
        ("tab.tsv", text(&table.replace(';', "\t"))),
        ("comma.csv", text(&table.replace(';', ","))),
        (
            "own-wording.csv",
            text(
                "sep=;\nPHIẾU GÓP Ý\nTEN DON VI:;Xã Hoà Lũng\nĐợt: 2\nDự thảo;lần 2\nSố, ký hiệu;05-BC/ĐU\nNgày;12/4/2020\n\
                 Hình thức;Công văn\nSTT;Nội dung ý kiến;VI TRI;Trích;Sửa thành (nếu có)\n\
                 1;'- bớt ý này;mục 1;“từng bước”;\"“\"\"bước đầu\"\"”\"\n2;'''tháng' 'năm';;;\n3;\"Đồng ý\" với mục 2, nhưng đề nghị ngắn hơn;2;;\n",
            ),
        ),
        ("agreement.csv", text(&format!("Đơn vị;x03\nĐợt;2\n{HEADER};;toàn văn;;Nhất trí với dự thảo, không có ý kiến bổ sung.;;\n"))),
        ("two-agreements.csv", text(&format!("{HEADER};BCCT;;;Nhất trí;;\n;BCKĐ;chung;;Không có ý kiến;;\n"))),
        ("agreement-of-a-section.csv", text(&format!("{HEADER};BCCT;mục 1.1;;Nhất trí;;\n"))),
        ("agreement.md", format!("{FRONT}\nĐảng bộ nhất trí cao với bố cục và nội dung dự thảo.\n").into_bytes()),
        ("agreement.yaml", format!("{YAML}comments:\n  - text: Không có ý kiến.\n").into_bytes()),
        (
            "list.md",
            format!(
                "{FRONT}\nĐảng ủy xã đề nghị như sau:\n\n- Mục 1.1 còn dài,\n  nên viết gọn.\n- Mục 2:\n\n  Lý do: trùng ý\n\n1) Bỏ câu cuối\n\nTrên đây là ý kiến của Đảng ủy.\n"
            )
            .into_bytes(),
        ),
        (
            "titles.md",
            format!(
                "{FRONT}\nTrân trọng gửi.\n\n# Báo cáo kiểm điểm\n\n## II.1\n> một\n> hai\n\n**Đề nghị sửa thành:**\n\n\"ba\"\n\nSố liệu chưa khớp.\n\nLý do: theo\nbảng\n\n### II.2 ###\nGọn.\n# Chung\nTốt.\n"
            )
            .into_bytes(),
        ),
        ("front-in-text.txt", format!("{FRONT}\n## 1.1\n\nXin bảo lưu ý kiến về mục này.\n").into_bytes()),
        ("yaml-in-text.txt", format!("{YAML}comments: [{{text: Gọn hơn}}, {{text: Rõ hơn}}]\n").into_bytes()),
        ("replace.yaml", format!("{YAML}relation: replace\nstate: disagree\nwords: Thay văn bản ngày 5/3/2020\n").into_bytes()),
    ];
    snapshot("forms", &show_all(&cases));
}

fn points(name: &str, text: &str) -> Vec<(String, String, Option<String>)> {
    let file = read(name, text.as_bytes()).value.expect("read");
    let comments = file.reply.comments.into_iter().zip(file.at);
    comments.map(|(comment, at)| (at, comment.text, comment.place)).collect()
}

/// Two points of a letter are two comments, with the lines where each stands; two ways to meet one point are one.
#[test]
fn points_of_a_letter_are_comments_of_their_own() {
    let check = |body: &str, expected: &[(&str, &str, Option<&str>)]| {
        let found = points("thu.md", &format!("{FRONT}{body}"));
        let found: Vec<(&str, &str, Option<&str>)> =
            found.iter().map(|(at, text, place)| (at.as_str(), text.as_str(), place.as_deref())).collect();
        assert_eq!(found, expected, "{body}");
    };
    check(
        "Kính gửi Huyện ủy.\n\n- Sửa \"10,8%\" thành \"11%\".\n- Bỏ cụm\n  \"trong huyện\".\n\n1. Ba\n\n## Mục 2\n\nViết gọn.\n",
        &[
            ("line 8", "Sửa \"10,8%\" thành \"11%\".", None),
            ("lines 9-10", "Bỏ cụm\n\"trong huyện\".", None),
            ("lines 14-16", "Viết gọn.", Some("Mục 2")),
        ],
    );
    check(
        "## Mục 1.1\n\nXã có hai ý:\n\n1. Đề nghị sửa số liệu.\n2) Nên bỏ câu cuối.\n\nLý do: trùng\n",
        &[
            ("line 10", "Đề nghị sửa số liệu.", Some("Mục 1.1")),
            ("lines 11-13", "Nên bỏ câu cuối.", Some("Mục 1.1")),
        ],
    );
    // Parts of one request, and two ways to meet one, stay one comment.
    check(
        "## Mục 1.1\n\nĐề nghị bổ sung:\n\n- chợ phiên\n- du lịch\n",
        &[("lines 6-11", "Đề nghị bổ sung:\n\n- chợ phiên\n- du lịch", Some("Mục 1.1"))],
    );
    let one = "Đề nghị bỏ cụm \"trong huyện\" hoặc thay bằng \"toàn huyện\".";
    check(&format!("- {one}\n"), &[("line 6", one, None)]);
    assert_eq!(crate::comments::proposals_in(one).len(), 2);
}

/// A quotation and a document above a list are about all of its points.
#[test]
fn what_stands_above_a_list_holds_for_its_points() {
    let text = format!(
        "{FRONT}# Báo cáo kiểm điểm\n\n## Mục 3\n\n> từng bước\n\n- Nên viết \"bước đầu\".\n- Đề nghị thêm số liệu.\n"
    );
    let comments = read("thu.md", text.as_bytes()).value.unwrap().reply.comments;
    assert_eq!(comments.len(), 2);
    for comment in comments {
        assert_eq!(comment.quote.as_deref(), Some("từng bước"));
        assert_eq!(comment.document.as_deref(), Some("Báo cáo kiểm điểm"));
        assert_eq!(comment.place.as_deref(), Some("Mục 3"));
    }
}

/// The circulated slip comes back with most of its rows as they were.
#[test]
fn rows_that_a_unit_left_empty_are_no_comments() {
    let rows = "P1;Báo cáo;phần thứ nhất;;;;\nP2;Báo cáo;mục I;;Viết gọn;;\nP3;Báo cáo;mục II;;;;\n;;;;;;\n";
    let slip = format!("Đơn vị;x03\nĐợt;2\nMã bản chốt;89e8 b225 402e 45f2\n{HEADER}{rows}");
    let reading = read("phieu.csv", slip.as_bytes());
    assert_eq!(reading.problems, []);
    let file = reading.value.unwrap();
    assert_eq!((file.at, file.frozen), (vec!["row 6".to_owned()], Some("89e8 b225 402e 45f2".to_owned())));
    // A quotation or a reason alone is a point without words still.
    let codes = |rows: &str| -> Vec<&str> {
        let reading = read("phieu.csv", format!("Đơn vị;x03\n{HEADER}{rows}").as_bytes());
        reading.problems.iter().map(|it| it.code.id).collect()
    };
    assert_eq!(codes("P1;;;từng bước;;;\nP2;;;;;;dài\n"), ["I012", "I012"]);
    assert_eq!(codes("P1;;mục 1;;;;\n"), ["I010"], "a slip that came back as it went out says nothing");
}

/// One bad key of a head costs that key; a head that does not say whose it is and to what is refused.
#[test]
fn a_bad_key_of_the_head_costs_that_key() {
    let letter = |head: &str| format!("---\nschema: vankien/reply/1\n{head}---\n\n## Mục 1\n\nViết gọn.\n");
    let check = |head: &str, expected: Option<(&str, usize)>, codes: &[&str]| {
        for (name, text) in [
            ("thu.md", letter(head)),
            ("thu.yaml", format!("schema: vankien/reply/1\n{head}comments:\n  - text: Viết gọn.\n")),
        ] {
            let reading = read(name, text.as_bytes());
            let found = reading
                .value
                .as_ref()
                .map(|it| (it.reply.unit.as_deref().unwrap_or_default(), it.reply.comments.len()));
            assert_eq!(found, expected, "{name}: {head}");
            let found: Vec<&str> = reading.problems.iter().map(|it| it.code.id).collect();
            assert_eq!(found, codes, "{name}: {head}");
        }
    };
    let head = "unit: x03\nround: 2\n";
    check(&format!("{head}occasion: {{kind: hội nghị}}\n"), Some(("x03", 1)), &["Y013"]);
    check(&format!("{head}dated: 31/12\nchannel: bồ câu\n"), Some(("x03", 1)), &["Y015", "Y013"]);
    check(&format!("{head}occasion:\n  kind: meeting\n  persons: 5\n"), Some(("x03", 1)), &["Y010"]);
    check(&format!("{head}nguoi_ghi: Văn phòng\n"), Some(("x03", 1)), &["Y010"]);
    // It may be the round that is misspelt.
    check("unit: x03\nrond: 2\n", None, &["Y010"]);
    check("unit: x03\nround: hai\n", None, &["Y022"]);
    check(&format!("{head}draft: đầu\n"), None, &["Y022"]);
    check(&format!("{head}unit: x04\n"), None, &["Y006"]);
}

#[test]
fn every_problem_and_limit_speaks() {
    for lang in [Lang::Vi, Lang::En] {
        let ids = ids(lang);
        let codes = CODES
            .iter()
            .flat_map(|code| ["", ".hint", ".example"].map(|part| format!("problem-{}{part}", code.id)));
        for id in codes.chain(LIMITS.iter().map(|limit| format!("limit-{}", limit.name))) {
            assert!(ids.contains(&id), "{id}");
        }
    }
}

#[test]
fn too_much_is_refused_quickly() {
    let check = |name: &str, text: String, expected: &str| {
        let reading = read(name, text.as_bytes());
        assert!(reading.value.is_none(), "{name}");
        assert_eq!(reading.problems.iter().map(|it| it.code.id).collect::<Vec<_>>(), [expected], "{name}");
    };
    check("rows.csv", format!("{HEADER}{}", ";;;;a;;\n".repeat(limits::ROWS_MAX + 1)), "I018");
    check("points.md", format!("{FRONT}{}", "- a\n".repeat(limits::ROWS_MAX + 1)), "I018");
    check("big.md", " a".repeat(limits::MARKDOWN_BYTES_MAX), "I001");
    check("big.bin", "a".repeat(limits::FILE_BYTES_MAX + 1), "I001");
    assert!(read("wide.csv", format!("{HEADER}{}\n", "a;".repeat(100_000)).as_bytes()).value.is_none());
}

/// Pieces that the readers give a meaning to.
fn hostile() -> impl Strategy<Value = Vec<u8>> {
    const PIECES: &[&str] = &[
        "---\n",
        "schema: vankien/reply/1\n",
        "unit: x03\n",
        "comments:\n",
        "  - text: ",
        "## ",
        "\n",
        "\r\n",
        "> ",
        "- ",
        "1. ",
        "Lý do:",
        "Đề nghị sửa thành:",
        ";",
        "\"",
        "\"\"",
        "'",
        "Đơn vị;x03\n",
        "Nhất trí",
        "không",
        "ý kiến",
        "thống nhất",
        "Thay ý kiến ngày 12/4",
        "\u{FEFF}",
        "\0",
        "§Ò nghÞ",
        "“",
        "”",
        ":",
        "𝔸",
        "e\u{323}\u{302}",
        "\t",
        "#",
        "**",
    ];
    let piece = prop_oneof![
        6 => (0..PIECES.len()).prop_map(|n| PIECES[n].as_bytes().to_vec()),
        1 => Just(HEADER.as_bytes().to_vec()),
        1 => prop::collection::vec(any::<u8>(), 0..4),
        1 => "[a-zđôộ0-9 .,]{0,8}".prop_map(String::into_bytes),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_it_panic(bytes in hostile(), extension in "(csv|md|yaml|txt||docx)") {
        let reading = read(&format!("a.{extension}"), &bytes);
        prop_assert!(reading.value.is_some() || !reading.problems.is_empty());
        if let Some(file) = reading.value {
            prop_assert_eq!(file.at.len(), file.reply.comments.len());
        }
        let _ = read("a.csv", &[HEADER.as_bytes(), &bytes].concat());
        let _ = read("a.md", &[FRONT.as_bytes(), &bytes].concat());
    }

    /// A cell comes out of a slip as it was put into it.
    #[test]
    fn words_come_through_a_slip(words in "[-=+@'\"a-zđộ;,\n ]{1,30}") {
        let cell = if words.starts_with(['=', '+', '-', '@', '\'']) { format!("'{words}") } else { words.clone() };
        let text = format!("{HEADER};BCCT;1.1;;\"{}\";;\n", cell.replace('"', "\"\""));
        let read = read("a.csv", text.as_bytes());
        let found = read.value.map(|file| file.reply.comments[0].text.clone());
        prop_assert_eq!(found.unwrap_or_default(), words.trim());
    }
}
