//! Word files as the commands give them out: whose they are, of which state, what leads them back, how they are laid
//! out. What stands in them word for word is held against other programs in `docx.rs`.

#![allow(clippy::unwrap_used, reason = "helpers of tests: what is not there ends the test")]

use crate::support::{self, Place, drafted, git_says, open, session, vankien};
use crate::word::{Node, Taken, faults, paragraphs, part};
use std::fs;
use std::path::Path;
use vankien::app;

/// The small congress with an issuer and two rounds, its first document edited between them.
fn two_rounds(profile: &str) -> Place {
    let place = drafted();
    let file = place.path.join("congress.yaml");
    let text = fs::read_to_string(&file).unwrap();
    let kept: Vec<&str> = text.lines().filter(|line| !line.starts_with("profile:")).collect();
    let own = "issuer: Đảng bộ huyện Thử & Nghiệm\nsuperior: Tỉnh ủy Thử\nplace: Thử";
    fs::write(&file, format!("{}\nprofile: {profile}\n{own}\n", kept.join("\n"))).unwrap();
    support::done(app::draft::save(&session(&place.path, "base", 1), &[], Some("thể thức")));
    open(&place.path, 1, 2);
    let draft = place.path.join("drafts/political-report.md");
    let text = fs::read_to_string(&draft).unwrap();
    fs::write(&draft, format!("{text}\nĐoạn thêm: trồng 21 ha rừng phòng hộ.\n")).unwrap();
    support::done(app::draft::save(&session(&place.path, "base", 4), &[], Some("thêm")));
    open(&place.path, 2, 5);
    place
}

fn read(place: &Path, name: &str) -> Vec<u8> {
    fs::read(place.join(name)).unwrap()
}

fn nodes(root: &Node) -> Vec<&Node> {
    let mut all = Vec::new();
    root.all(&mut all);
    all
}

fn properties(docx: &[u8]) -> Vec<(String, String)> {
    let root = part(docx, "docProps/custom.xml").unwrap();
    root.children.iter().map(|it| (it.attrs["name"].clone(), it.children[0].text.clone())).collect()
}

#[test]
fn an_exported_draft_leads_back_to_its_text() {
    let place = two_rounds("party-2018");
    vankien(&place.path, ["draft", "export", "political-report", "--round", "1", "--codes", "-o", "a.docx"])
        .ok();
    let docx = read(&place.path, "a.docx");
    let base = git_says(&place.path, &["rev-parse", "round-1^{commit}"]);
    let text = git_says(&place.path, &["rev-parse", "round-1:drafts/political-report.md"]);
    let wanted = [("document", "political-report"), ("round", "1"), ("base", &base), ("text", &text)];
    let wanted = wanted.map(|(name, value)| (format!("vankien.{name}"), value.to_owned()));
    assert_eq!(properties(&docx), wanted);

    let root = part(&docx, "word/document.xml").unwrap();
    let all = nodes(&root);
    let marks: Vec<&str> = all.iter().filter_map(|it| it.attrs.get("w:name")?.strip_prefix("vk_")).collect();
    let listed = part(&docx, "customXml/item1.xml").unwrap();
    let codes: Vec<&str> =
        listed.children.iter().filter_map(|it| it.attrs.get("code").map(String::as_str)).collect();
    assert!(codes.len() > 10 && codes[0] == "P1", "{codes:?}");
    assert_eq!(marks, codes);
    let said = paragraphs(&docx, "word/document.xml", Taken::All);
    assert!(codes.iter().all(|code| said.iter().any(|it| it.contains(&format!("[{code}] ")))), "{said:?}");

    vankien(&place.path, ["draft", "export", "review-report", "-o", "b.docx"]).ok();
    let docx = read(&place.path, "b.docx");
    let head = git_says(&place.path, &["rev-parse", "HEAD"]);
    assert!(properties(&docx).contains(&("vankien.base".to_owned(), head)));
    assert!(!paragraphs(&docx, "word/document.xml", Taken::All).iter().any(|it| it.contains("[P")));
}

#[test]
fn a_clean_draft_has_its_frame() {
    let place = two_rounds("party-2018");
    vankien(&place.path, ["draft", "export", "political-report", "--round", "2", "-o", "a.docx"]).ok();
    let docx = read(&place.path, "a.docx");
    let said = paragraphs(&docx, "word/document.xml", Taken::All);
    for line in [
        "ĐẢNG BỘ HUYỆN THỬ & NGHIỆM",
        "TỈNH ỦY THỬ",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "DỰ THẢO LẦN 2",
        "MỤC LỤC",
        "Nơi nhận:",
    ] {
        assert!(said.iter().any(|it| it == line), "no {line} in {said:?}");
    }
    let root = part(&docx, "word/document.xml").unwrap();
    let all = nodes(&root);
    // Every entry of the contents leads to a heading that is there.
    let targets: Vec<&str> =
        all.iter().filter_map(|it| it.attrs.get("w:anchor").map(String::as_str)).collect();
    let names: Vec<&str> = all.iter().filter_map(|it| it.attrs.get("w:name").map(String::as_str)).collect();
    assert!(targets.len() >= 4 && targets.iter().all(|it| names.contains(it)), "{targets:?}");
    let margins = all.iter().find(|it| it.name == "w:pgMar").unwrap();
    // 20, 20, 30 and 15 mm in twentieths of a point.
    for (side, wanted) in [("top", "1134"), ("bottom", "1134"), ("left", "1701"), ("right", "850")] {
        assert_eq!(margins.attrs[&format!("w:{side}")], wanted, "{side}");
    }
    let number = part(&docx, "word/header1.xml").unwrap();
    assert!(nodes(&number).iter().any(|it| it.name == "w:instrText" && it.text == " PAGE "));
    assert!(!nodes(&part(&docx, "word/header2.xml").unwrap()).iter().any(|it| it.name == "w:instrText"));
}

#[test]
fn the_profile_of_the_congress_says_how_papers_look() {
    for (profile, there, absent) in [
        ("state-2020", "Độc lập - Tự do - Hạnh phúc", "ĐẢNG CỘNG SẢN VIỆT NAM"),
        ("plain", "DỰ THẢO LẦN 2", "Nơi nhận:"),
    ] {
        let place = two_rounds(profile);
        vankien(&place.path, ["draft", "export", "political-report", "--round", "2", "-o", "a.docx"]).ok();
        let said = paragraphs(&read(&place.path, "a.docx"), "word/document.xml", Taken::All);
        assert!(said.iter().any(|it| it == there), "{profile}: {said:?}");
        assert!(!said.iter().any(|it| it == absent), "{profile}: {said:?}");
    }
}

#[test]
fn changes_have_the_committee_and_the_time_of_their_state() {
    let place = two_rounds("party-2018");
    let arguments = ["diff", "round-1", "round-2", "--document", "political-report", "--format", "docx"];
    vankien(&place.path, arguments.iter().chain(&["-o", "a.docx"])).ok();
    let docx = read(&place.path, "a.docx");
    assert_eq!(faults(&docx), [""; 0]);
    let root = part(&docx, "word/document.xml").unwrap();
    let all = nodes(&root);
    let changes: Vec<&&Node> = all.iter().filter(|it| it.name == "w:ins").collect();
    assert!(!changes.is_empty());
    for change in changes {
        assert_eq!(change.attrs["w:author"], "Đảng bộ huyện Thử & Nghiệm");
        // Round 2 was opened at 8:05, local time.
        assert_eq!(change.attrs["w:date"], "2020-01-06T08:05:00Z");
    }
    let [before, after] = [Taken::None, Taken::All].map(|it| paragraphs(&docx, "word/document.xml", it));
    let new = "Đoạn thêm: trồng 21 ha rừng phòng hộ.";
    assert!(after.iter().any(|it| it == new) && !before.iter().any(|it| it.contains(new)));
    // The body holds the draft alone; what is compared stands in the head of the first page.
    let label =
        nodes(&part(&docx, "word/header2.xml").unwrap()).iter().map(|it| it.text.clone()).collect::<String>();
    assert!(label.contains("đợt 1 → đợt 2"), "{label}");
    assert!(!after.iter().any(|it| it.contains("đợt 1")));
}

#[test]
fn two_files_of_no_repository_give_the_same_bytes_whatever_the_clock_says() {
    let place = drafted();
    let [a, b] = ["political-report", "review-report"].map(|it| format!("drafts/{it}.md"));
    for (file, clock) in [("1.docx", "2020-01-01T00:00:00Z"), ("2.docx", "2021-05-05T05:05:05Z")] {
        let mut command = support::command();
        command
            .current_dir(&place.path)
            .args(["--clock", clock, "compare", &a, &b, "--format", "docx", "-o", file]);
        support::ran(&mut command).ok();
    }
    let docx = read(&place.path, "1.docx");
    assert_eq!(docx, read(&place.path, "2.docx"));
    let root = part(&docx, "word/document.xml").unwrap();
    let change = nodes(&root).into_iter().find(|it| it.name == "w:ins").unwrap();
    assert_eq!(
        (&change.attrs["w:author"][..], &change.attrs["w:date"][..]),
        ("vankien", "1980-01-01T00:00:00Z")
    );
}

#[test]
fn tables_stand_across_and_repeat_their_head() {
    let place = two_rounds("party-2018");
    vankien(&place.path, ["diff", "round-1", "round-2", "--format", "table-docx", "-o", "a.docx"]).ok();
    vankien(&place.path, ["synthesis", "1", "--format", "docx", "-o", "b.docx"]).ok();
    for (name, head) in [("a.docx", "Căn cứ, lý do"), ("b.docx", "Tỷ lệ")] {
        let root = part(&read(&place.path, name), "word/document.xml").unwrap();
        let all = nodes(&root);
        let page = all.iter().find(|it| it.name == "w:pgSz").unwrap();
        assert_eq!((&page.attrs["w:w"][..], &page.attrs["w:orient"][..]), ("16838", "landscape"), "{name}");
        let heads = all
            .iter()
            .filter(|it| it.name == "w:tr")
            .filter(|it| it.child("w:trPr").is_some_and(|it| it.child("w:tblHeader").is_some()));
        let words: String = heads.flat_map(nodes_of).collect();
        assert!(words.contains(head), "{name}: {words}");
    }
}

fn nodes_of(node: &&Node) -> Vec<String> {
    nodes(node).iter().map(|it| it.text.clone()).collect()
}

#[test]
fn a_package_holds_its_papers_as_word_files_too() {
    let place = two_rounds("party-2018");
    vankien(&place.path, ["package", "2", "--unit", "x01", "-o", "gui"]).ok();
    vankien(&place.path, ["package", "2", "--unit", "x01", "-o", "gui-lai"]).ok();
    let mut names: Vec<String> = fs::read_dir(place.path.join("gui/x01"))
        .unwrap()
        .map(|it| it.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|it| it.ends_with(".docx"))
        .collect();
    names.sort();
    let wanted = [
        "1-cong-van.docx",
        "2-political-report.docx",
        "2-review-report.docx",
        "3-bang-so-sanh-political-report.docx",
        "3-so-sanh-political-report.docx",
        "4-bang-tong-hop-dot-1.docx",
    ];
    assert_eq!(names, wanted);
    for name in names {
        let docx = read(&place.path, &format!("gui/x01/{name}"));
        assert_eq!(docx, read(&place.path, &format!("gui-lai/x01/{name}")), "{name}");
        assert_eq!(faults(&docx), [""; 0], "{name}");
        let all = paragraphs(&docx, "word/document.xml", Taken::All).concat();
        assert!(all.len() > 20 && !all.contains("⟦"), "{name}");
    }
}

#[test]
fn what_did_not_change_comes_without_a_comparison_and_is_named() {
    let place = two_rounds("party-2018");
    vankien(&place.path, ["package", "2", "--unit", "x01", "-o", "gui"]).ok();
    let words = "không có bản so sánh: Báo cáo kiểm điểm";
    let manifest = fs::read_to_string(place.path.join("gui/x01/MANIFEST.txt")).unwrap();
    assert!(manifest.contains(words) && !manifest.contains("so-sanh-review-report"), "{manifest}");
    let letter = paragraphs(&read(&place.path, "gui/x01/1-cong-van.docx"), "word/document.xml", Taken::All);
    assert!(letter.iter().any(|line| line.contains(words)), "{letter:?}");
    assert!(letter.iter().all(|line| line != "CÔNG VĂN"), "{letter:?}");
    assert!(letter.iter().any(|line| line.starts_with("V/v lấy ý kiến")), "{letter:?}");
}

/// Attributes of a style's elements: `w:sz` → its value.
fn style(docx: &[u8], id: &str, element: &str) -> Option<String> {
    let root = part(docx, "word/styles.xml").unwrap();
    let all = nodes(&root);
    let own =
        all.iter().find(|it| it.name == "w:style" && it.attrs.get("w:styleId").is_some_and(|it| it == id));
    let own = nodes(own?);
    own.iter().find(|it| it.name == element)?.attrs.get("w:val").cloned()
}

#[test]
fn an_own_profile_and_an_own_word_file_say_how_papers_look() {
    let place = two_rounds("templates/profile.yaml");
    let check = || vankien(&place.path, ["check"]);
    let run = check();
    assert_eq!(run.code, Some(1), "{}", run.said());
    assert!(run.said().contains("templates/profile.yaml"), "{}", run.said());
    let export = || vankien(&place.path, ["draft", "export", "political-report", "-o", "a.docx"]);
    assert!(export().stderr.contains("vankien draft save"), "not there, so nothing is written");
    let good = include_str!("../schemas/profile/valid/least.yaml");
    let file = place.path.join("templates/profile.yaml");
    fs::create_dir_all(place.path.join("templates")).unwrap();
    let save = || vankien(&place.path, ["draft", "save", "--reason", "thể thức"]);
    for (wrong, line) in [("topp_mm", "profile.yaml:4"), ("size_pt: 160", "profile.yaml:7")] {
        let text = if wrong == "topp_mm" {
            good.replace("top_mm", wrong)
        } else {
            good.replace("size_pt: 16", wrong)
        };
        fs::write(&file, text).unwrap();
        for run in [check(), save()] {
            assert_eq!(run.code, Some(1), "{}", run.said());
            assert!(run.said().contains(line), "{wrong}: {}", run.said());
        }
    }
    fs::write(&file, good.replace("size_pt: 16", "size_pt: 20")).unwrap();
    save().ok();
    export().ok();
    let docx = read(&place.path, "a.docx");
    assert_eq!(style(&docx, "Title", "w:sz").as_deref(), Some("40"));
    assert_eq!(faults(&docx), [""; 0]);

    // That file changed by hand, as an office's own template is.
    let source = vankien::archive::unzip(&docx, &vankien::archive::UnzipLimits::OFFICE).unwrap();
    let changed: Vec<(String, Vec<u8>)> = source
        .into_iter()
        .map(|(name, bytes)| {
            let text = String::from_utf8(bytes).unwrap();
            let text = text.replace("w:val=\"40\"", "w:val=\"34\"").replace("Times New Roman", "Tinos");
            (name, text.replace("\"heading 3\"", "\"khác\"").into_bytes())
        })
        .collect();
    fs::write(place.path.join("mau.docx"), vankien::archive::zip(&changed).unwrap()).unwrap();
    let with = |rest: &[&str]| {
        vankien(&place.path, [&["draft", "export", "political-report", "-o", "b.docx"], rest].concat())
    };
    let run = with(&["--reference", "mau.docx"]).ok();
    assert!(run.stderr.contains("Heading 3"), "{}", run.said());
    let docx = read(&place.path, "b.docx");
    assert_eq!(style(&docx, "Title", "w:sz").as_deref(), Some("34"));
    let styles = part(&docx, "word/styles.xml").unwrap();
    let fonts: Vec<&String> = nodes(&styles).into_iter().filter_map(|it| it.attrs.get("w:ascii")).collect();
    assert!(fonts.iter().any(|it| *it == "Tinos") && !fonts.iter().any(|it| *it == "Times New Roman"));
    fs::rename(place.path.join("mau.docx"), place.path.join("templates/reference.docx")).unwrap();
    save().ok();
    with(&[]).ok();
    assert_eq!(style(&read(&place.path, "b.docx"), "Title", "w:sz").as_deref(), Some("34"));
    assert!(check().said().contains("Heading 3"));
    fs::write(place.path.join("x.docx"), "x").unwrap();
    let run = with(&["--reference", "x.docx"]);
    assert_eq!(run.code, Some(1), "{}", run.said());
}

#[test]
fn what_makes_no_word_file_is_told() {
    let place = two_rounds("party-2018");
    let refused = |arguments: &[&str], code: i32, words: &str| {
        let run = vankien(&place.path, arguments);
        assert_eq!(run.code, Some(code), "{}", run.said());
        assert!(run.stderr.contains(words), "{}", run.said());
    };
    refused(&["diff", "--document", "political-report", "--format", "docx"], 2, "-o");
    refused(&["diff", "round-1", "round-2", "--format", "docx", "-o", "x.docx"], 1, "--document");
    refused(&["diff", "--format", "docx", "-o", "x.docx", "--only", "added"], 2, "--only");
    refused(&["draft", "export", "-o", "x.docx"], 2, "political-report");
    refused(&["draft", "export", "--round", "9"], 1, "đợt 9");
    vankien(&place.path, ["draft", "export"]).ok();
    assert!(
        place.path.join("political-report.docx").exists() && place.path.join("review-report.docx").exists()
    );
}

/// Id and words of the remarks of a Word file; the ids that its text refers to.
fn remarks(docx: &[u8]) -> (Vec<(String, String)>, Vec<String>) {
    let Some(root) = part(docx, "word/comments.xml") else { return (Vec::new(), Vec::new()) };
    let said = root.children.iter().map(|it| {
        let words: String = nodes(it).iter().map(|node| node.text.as_str()).collect();
        (it.attrs["w:id"].clone(), words)
    });
    let text = part(docx, "word/document.xml").unwrap();
    let all = nodes(&text);
    let ids = |name: &str| -> Vec<String> {
        all.iter().filter(|it| it.name == name).map(|it| it.attrs["w:id"].clone()).collect()
    };
    let referred = ids("w:commentReference");
    assert_eq!(ids("w:commentRangeStart"), referred);
    assert_eq!(ids("w:commentRangeEnd"), referred);
    (said.collect(), referred)
}

#[test]
fn remarks_stand_beside_their_blocks_when_asked_for_and_never_else() {
    let place = two_rounds("party-2018");
    let add = ["comments", "add", "x01", "--document", "political-report", "--place", "P3"];
    vankien(&place.path, add.into_iter().chain(["--text", "Nêu rõ số hộ nghèo <năm> 2020."])).ok();
    for (args, wanted) in [
        (
            &["draft", "export", "political-report", "-o", "a.docx", "--comments"][..],
            "Nêu rõ số hộ nghèo <năm> 2020.",
        ),
        (&["draft", "export", "political-report", "-o", "a.docx"], ""),
        (
            &["diff", "round-1", "round-2", "--document", "political-report", "-o", "a.docx", "--comments"],
            "thêm",
        ),
        (&["diff", "round-1", "round-2", "--document", "political-report", "-o", "a.docx"], ""),
    ] {
        vankien(&place.path, args).ok();
        let docx = read(&place.path, "a.docx");
        assert_eq!(faults(&docx), Vec::<String>::new(), "{args:?}");
        let (said, referred) = remarks(&docx);
        assert_eq!(said.is_empty(), wanted.is_empty(), "{args:?}: {said:?}");
        assert!(said.iter().all(|(_, words)| words.contains(wanted)), "{args:?}: {said:?}");
        let ids: Vec<String> = said.into_iter().map(|(id, _)| id).collect();
        assert_eq!(ids, referred);
        // LibreOffice 7.4 takes one for the footnote of the same number.
        assert!(ids.iter().all(|id| id.parse::<usize>().is_ok_and(|id| id >= 1_000_000)), "{ids:?}");
    }
}

#[test]
fn remarks_are_refused_where_no_word_file_is_made() {
    let place = two_rounds("party-2018");
    for args in [
        &["draft", "export", "political-report", "-o", "a.pdf", "--comments"][..],
        &["diff", "round-1", "round-2", "--comments"],
        &["diff", "round-1", "round-2", "-o", "a.html", "--comments"],
    ] {
        let run = vankien(&place.path, args);
        assert_eq!(run.code, Some(2), "{args:?}: {}", run.said());
        assert!(run.stderr.contains("--comments"), "{args:?}: {}", run.said());
    }
}
