//! Archives of replies: every file in them is a reply of its own, a bad one takes no other with it, and the archive is
//! kept whole and once.

#![allow(clippy::unwrap_used, reason = "helpers of tests: what is not there ends the test")]

use crate::support::{Place, Ran, files, git_says, opened, reply, unit_name, vankien};
use serde_json::Value;
use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn packed(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn import(place: &Place, path: &Path) -> Ran {
    vankien(&place.path, ["comments", "import", "--json", &path.display().to_string()])
}

/// Name below the inbox, result and unit of each file.
fn lines(run: &Ran, place: &Place) -> Vec<String> {
    let inbox = format!("{}/", place.inbox.display());
    let line = |it: &Value| {
        let text = |key: &str| it[key].as_str().unwrap_or("?").to_owned();
        let codes: Vec<&str> =
            it["problems"].as_array().unwrap().iter().map(|it| it["code"].as_str().unwrap()).collect();
        format!(
            "{} {} {} {}",
            text("file").replace(&inbox, ""),
            text("result"),
            text("unit"),
            codes.join(",")
        )
        .trim_end()
        .to_owned()
    };
    run.json()["files"].as_array().unwrap().iter().map(line).collect()
}

fn slip(unit: &str, words: &str) -> Vec<u8> {
    format!("Đơn vị;{unit}\nĐợt;1\nVị trí;Nội dung góp ý\nmục 1;{words}\n").into_bytes()
}

#[test]
fn every_file_of_an_archive_is_a_reply_and_a_bad_one_takes_no_other_with_it() {
    let place = opened();
    let inner = packed(&[("x04.csv", &slip("x04", "Viết gọn"))]);
    let deepest = packed(&[("trong.zip", &packed(&[("x05.csv", &slip("x05", "Rõ hơn"))]))]);
    let yaml = reply("x02", "duy trì đều đặn", "duy trì tốt");
    let archive = packed(&[
        ("thư mục/x01.csv", &slip("x01", "Bổ sung số liệu")),
        ("../x03.csv", &slip("x03", "Lạc ra ngoài")),
        ("thư mục/x02.yaml", yaml.as_bytes()),
        ("thư mục/lồng.zip", &inner),
        ("sâu.zip", &packed(&[("sâu hơn.zip", &deepest)])),
        ("hỏng.xlsx", b"PK\x03\x04"),
        ("x06.csv", &slip(&unit_name("x06"), "Thêm ví dụ")),
    ]);
    let file = place.inbox.join("thu.zip");
    fs::write(&file, &archive).unwrap();
    let run = import(&place, &file);
    assert_eq!(run.code, Some(1), "{}", run.said());
    assert_eq!(
        lines(&run, &place),
        [
            "thu.zip/thư mục/x01.csv imported x01",
            "thu.zip/../x03.csv refused ? I072",
            "thu.zip/thư mục/x02.yaml imported x02",
            "thu.zip/thư mục/lồng.zip/x04.csv imported x04",
            "thu.zip/sâu.zip/sâu hơn.zip refused ? I074",
            "thu.zip/hỏng.xlsx refused ? I028",
            "thu.zip/x06.csv imported x06",
        ]
    );
    // The archive is there once, with its bytes, and every record names it and its member.
    let kept = files(&place.path);
    let received: Vec<&String> = kept.keys().filter(|path| path.starts_with("received/")).collect();
    assert_eq!(received.len(), 1, "{received:?}");
    assert!(received[0].starts_with("received/1/archives/") && kept[received[0]] == archive);
    let record = String::from_utf8(kept["comments/1/x04/1.yaml"].clone()).unwrap();
    assert!(record.contains("member: thư mục/lồng.zip/x04.csv"), "{record}");
    vankien(&place.path, ["verify"]).ok();
    // The archive again, and a file of it by itself, change nothing.
    let head = git_says(&place.path, &["rev-parse", "HEAD"]);
    let again = lines(&import(&place, &file), &place);
    assert_eq!(again.iter().filter(|line| line.contains(" duplicate ")).count(), 4, "{again:?}");
    let alone = place.inbox.join("gui-lai.csv");
    fs::write(&alone, slip("x04", "Viết gọn")).unwrap();
    assert_eq!(lines(&import(&place, &alone), &place), ["gui-lai.csv duplicate x04"]);
    assert_eq!(git_says(&place.path, &["rev-parse", "HEAD"]), head);
}

#[test]
fn folders_and_the_archive_say_whose_a_file_is_where_it_does_not() {
    let place = opened();
    let anonymous = |words: &str| format!("Vị trí;Nội dung góp ý\nmục 1;{words}\n").into_bytes();
    let bytes = packed(&[
        (&format!("{}/phiếu.csv", unit_name("x01")), &anonymous("một")),
        ("x02/phiếu.csv", &anonymous("hai")),
        ("phiếu.csv", &anonymous("ba")),
    ]);
    let file = place.inbox.join("x07-gop-y.zip");
    fs::write(&file, bytes).unwrap();
    let run = import(&place, &file);
    assert_eq!(
        lines(&run, &place),
        [
            format!("x07-gop-y.zip/{}/phiếu.csv imported x01", unit_name("x01")),
            "x07-gop-y.zip/x02/phiếu.csv imported x02".to_owned(),
            "x07-gop-y.zip/phiếu.csv imported x07".to_owned(),
        ]
    );
    // Two files of one unit in one archive: each its own question whether it adds.
    let two = packed(&[("x08-1.csv", &slip("x08", "một")), ("x08-2.csv", &slip("x08", "hai"))]);
    let file = place.inbox.join("hai.zip");
    fs::write(&file, two).unwrap();
    let run = import(&place, &file);
    assert_eq!(
        lines(&run, &place),
        ["hai.zip/x08-1.csv imported x08", "hai.zip/x08-2.csv imported x08 C024"]
    );
}

#[test]
fn what_is_no_archive_or_holds_nothing_is_kept_and_told() {
    let place = opened();
    for (name, bytes) in [("x01-hong.zip", b"PK\x03\x04".to_vec()), ("x02-trong.zip", packed(&[]))] {
        fs::write(place.inbox.join(name), bytes).unwrap();
    }
    let run = import(&place, &place.inbox);
    assert_eq!(lines(&run, &place), ["x01-hong.zip refused ? I071", "x02-trong.zip refused ? I002"]);
    let kept = files(&place.path);
    assert_eq!(kept.keys().filter(|path| path.starts_with("received/1/unknown/")).count(), 2);
}

#[test]
fn a_document_is_known_by_its_short_name() {
    let place = opened();
    for (n, named) in
        ["BCCT", "Về dự thảo Báo cáo chính trị", "BC chính trị", "BÁO CÁO KIỂM ĐIỂM"].iter().enumerate()
    {
        let unit = format!("x0{}", n + 1);
        let text = format!("Đơn vị;{unit}\nVăn kiện;Vị trí;Nội dung góp ý\n{named};;Viết gọn phần đầu\n");
        fs::write(place.inbox.join(format!("{unit}.csv")), text).unwrap();
    }
    import(&place, &place.inbox).ok();
    let list = vankien(&place.path, ["comments", "list", "--json"]).ok().json();
    let found: Vec<&str> = list["comments"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["document"].as_str().unwrap_or("?"))
        .collect();
    assert_eq!(found, ["political-report", "political-report", "political-report", "review-report"]);
}

/// A mail with a letter and files, as programs save it.
fn eml(from: &str, subject: &str, text: &str, attached: &[(&str, &[u8])]) -> Vec<u8> {
    let mut mail = format!(
        "From: {from}\r\nTo: tobientap@example.org\r\nSubject: {subject}\r\nDate: Sun, 12 Apr 2020 08:00:00 +0700\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/mixed; boundary=\"ranh\"\r\n\r\n--ranh\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{}\r\n",
        text.replace('\n', "\r\n")
    )
    .into_bytes();
    for (name, bytes) in attached {
        let head = format!(
            "--ranh\r\nContent-Type: application/octet-stream; name=\"{name}\"\r\nContent-Disposition: attachment; filename=\"{name}\"\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        );
        mail.extend(head.into_bytes());
        mail.extend(base64(bytes).into_bytes());
        mail.extend(b"\r\n");
    }
    mail.extend(b"--ranh--\r\n");
    mail
}

fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let group = |three: &[u8]| -> String {
        let all =
            three.iter().fold(0_u32, |all, byte| (all << 8) | u32::from(*byte)) << (8 * (3 - three.len()));
        let sign = |at: u32| char::from(SIGNS[((all >> (18 - 6 * at)) & 63) as usize]);
        (0..4).map(|at| if at as usize <= three.len() { sign(at) } else { '=' }).collect()
    };
    let signs: String = bytes.chunks(3).map(group).collect();
    signs.as_bytes().chunks(76).map(|line| String::from_utf8_lossy(line).into_owned() + "\r\n").collect()
}

#[test]
fn what_hangs_on_a_mail_is_of_its_sender_and_its_words_only_where_they_ask() {
    let place = opened();
    let anonymous = "Vị trí;Nội dung góp ý\nmục 1;Bổ sung số liệu\n".as_bytes();
    let cover = "Kính gửi Tổ biên tập,\nĐảng ủy xin gửi kèm theo phiếu góp ý, đề nghị tổng hợp.\n";
    let sender = format!("=?UTF-8?B?{}?= <vanthu3@example.org>", base64(unit_name("x03").as_bytes()).trim());
    fs::write(place.inbox.join("1.eml"), eml(&sender, "Gop y", cover, &[("phieu.csv", anonymous)])).unwrap();
    let asks = "Kính gửi Tổ biên tập,\n\nĐề nghị bổ sung vào mục II.1 Báo cáo chính trị số liệu về nước sạch nông thôn.\n";
    fs::write(place.inbox.join("2.eml"), eml("x04@example.org", "Gop y", asks, &[])).unwrap();
    let archive = packed(&[("x05.csv", &slip("x05", "Viết gọn"))]);
    fs::write(place.inbox.join("3.eml"), eml("a@example.org", "Gop y", cover, &[("thu.zip", &archive)]))
        .unwrap();
    fs::write(
        place.inbox.join("4.eml"),
        eml("b@example.org", "Gop y", cover, &[("phieu-2.csv", &[anonymous, b"\n"].concat())]),
    )
    .unwrap();
    fs::write(place.inbox.join("5.eml"), b"PK\x03\x04").unwrap();
    let run = import(&place, &place.inbox);
    assert_eq!(
        lines(&run, &place),
        [
            "1.eml/phieu.csv imported x03 I066",
            "2.eml/loi-thu.txt imported x04",
            "3.eml/thu.zip/x05.csv imported x05",
            "4.eml/phieu-2.csv question ? I066,C020",
            "5.eml refused ? I065",
        ],
        "{}",
        run.said()
    );
    // The mail is kept byte for byte, and again it is nothing new.
    let kept = files(&place.path);
    let mail = fs::read(place.inbox.join("1.eml")).unwrap();
    assert!(kept.iter().any(|(path, bytes)| path.starts_with("received/1/archives/") && *bytes == mail));
    vankien(&place.path, ["verify"]).ok();
    let head = git_says(&place.path, &["rev-parse", "HEAD"]);
    import(&place, &place.inbox);
    assert_eq!(git_says(&place.path, &["rev-parse", "HEAD"]), head);
}

/// A mail as Outlook saves it: subject, sender, words, and files by name.
fn saved_by_outlook(subject: &str, sender: &str, words: &str, files: &[(&str, &[u8])]) -> Vec<u8> {
    let wide = |words: &str| words.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let mut mail = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    let mut put = |path: &str, bytes: &[u8]| mail.create_stream(path).unwrap().write_all(bytes).unwrap();
    put("/__properties_version1.0", &[0; 32]);
    put("/__substg1.0_0037001F", &wide(subject));
    put("/__substg1.0_0C1A001F", &wide(sender));
    put("/__substg1.0_1000001F", &wide(words));
    for (n, (name, bytes)) in files.iter().enumerate() {
        let folder = format!("/__attach_version1.0_#{n:08X}");
        mail.create_storage(&folder).unwrap();
        let mut put = |path: &str, bytes: &[u8]| {
            mail.create_stream(format!("{folder}/{path}")).unwrap().write_all(bytes).unwrap();
        };
        put("__substg1.0_3707001F", &wide(name));
        put("__substg1.0_37010102", bytes);
    }
    mail.into_inner().into_inner()
}

#[test]
fn a_mail_of_outlook_is_opened_like_any_other() {
    let place = opened();
    let table = slip("", "Bổ sung số liệu");
    let cover = saved_by_outlook(
        "Góp ý",
        &unit_name("x03"),
        "Xin gửi kèm theo phiếu góp ý.",
        &[("phiếu.csv", &table)],
    );
    fs::write(place.inbox.join("a.msg"), cover).unwrap();
    let words = "Kính gửi Tiểu ban (đợt 1)\r\n\r\n1. Mục II.1: đề nghị nêu rõ nguồn vốn.\r\n2. Mục II.2: bỏ câu cuối.\r\n";
    fs::write(place.inbox.join("b.msg"), saved_by_outlook(&unit_name("x04"), "Văn phòng", words, &[]))
        .unwrap();
    fs::write(place.inbox.join("x05.msg"), b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 broken").unwrap();
    let run = vankien(
        &place.path,
        ["comments", "import", "--json", "--round", "1", &place.inbox.display().to_string()],
    );
    assert_eq!(
        lines(&run, &place),
        ["a.msg/phiếu.csv imported x03 I066", "b.msg/loi-thu.txt imported x04", "x05.msg refused ? I065",]
    );
    assert_eq!(run.json()["files"][1]["n_comments"], 2);
    let head = git_says(&place.path, &["rev-parse", "HEAD"]);
    import(&place, &place.inbox);
    assert_eq!(git_says(&place.path, &["rev-parse", "HEAD"]), head);
}

#[test]
fn what_cannot_be_opened_is_booked_to_its_unit_with_what_to_ask_for() {
    let place = opened();
    let tables = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/tables");
    for (name, from) in [
        ("x01.xlsx", "locked.xlsx"),
        ("x02.docx", "locked-word.docx"),
        ("x03.doc", "old-word.doc"),
        ("x04.pdf", "locked-letter.pdf"),
        ("x07.pdf", "scan.pdf"),
    ] {
        fs::copy(tables.join(from), place.inbox.join(name)).unwrap();
    }
    fs::write(place.inbox.join("x05.rar"), b"Rar!\x1a\x07\x01\x00 ...").unwrap();
    fs::write(place.inbox.join("x06.7z"), b"7z\xbc\xaf\x27\x1c ...").unwrap();
    let run = import(&place, &place.inbox);
    assert_eq!(
        lines(&run, &place),
        [
            "x01.xlsx refused x01 I081",
            "x02.docx refused x02 I081",
            "x03.doc refused x03 I082",
            "x04.pdf refused x04 I080",
            "x05.rar refused x05 I083",
            "x06.7z refused x06 I083",
            "x07.pdf refused x07 I006",
        ]
    );
    let kept = files(&place.path);
    assert_eq!(kept.keys().filter(|path| path.starts_with("received/1/x0")).count(), 7);
    // Each is answered with the sentence to send to the unit, in words of its own.
    let fixes: std::collections::BTreeSet<String> = run.json()["files"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|it| it["problems"].as_array().unwrap().clone())
        .map(|it| format!("{} {}", it["reason"], it["fix"]))
        .collect();
    assert_eq!(fixes.len(), 7, "{fixes:#?}");
    assert_eq!(
        fixes.iter().filter(|it| it.contains("nhắn đơn vị") || it.contains("đề nghị đơn vị")).count(),
        7,
        "{fixes:#?}"
    );
}

#[test]
fn pages_of_one_letter_are_one_reply_to_be_typed() {
    let place = opened();
    let png = |n: u8| [&b"\x89PNG\r\n\x1a\n\0\0\0"[..], &[n]].concat();
    for (n, name) in ["x03_trang1.png", "x03_trang2.png", "x03_trang3.png", "x04.png"].iter().enumerate() {
        fs::write(place.inbox.join(name), png(u8::try_from(n).unwrap())).unwrap();
    }
    let run = import(&place, &place.inbox);
    assert_eq!(
        lines(&run, &place),
        [
            "x03_trang1.png refused x03 I006",
            "x03_trang2.png refused x03 I006,C027",
            "x03_trang3.png refused x03 I006,C027",
            "x04.png refused x04 I006",
        ]
    );
    let kept = files(&place.path);
    assert_eq!(kept.keys().filter(|path| path.starts_with("comments/1/")).count(), 2);
    assert_eq!(kept.keys().filter(|path| path.starts_with("received/1/x03/")).count(), 3);
    let head = git_says(&place.path, &["rev-parse", "HEAD"]);
    import(&place, &place.inbox);
    assert_eq!(git_says(&place.path, &["rev-parse", "HEAD"]), head);
}
