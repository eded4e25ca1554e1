//! Word files of others: right headings, tables, footnotes and lists, and a list of all that is lost; hostile files are
//! refused with their reason and never panic.
//!
//! `tests/suite/word` holds the files, each with the Markdown that it must give and the list of what it loses; the script
//! beside them says what made them. `VANKIEN_BLESS=1` writes Markdown and lists anew, to be read before they are kept.

#![allow(clippy::unwrap_used, reason = "helpers of tests: what is not there ends the test")]

use crate::random::Random;
use std::fmt::Write;
use std::fs;
use vankien::archive::{UnzipLimits, unzip, zip};
use vankien::intake::{WordOptions, read_draft};
use vankien::messages::Lang;
use vankien::problem::Problem;

fn said(problems: &[Problem]) -> String {
    let mut out = String::new();
    for it in problems {
        let at = it.place.at.as_deref().unwrap_or("-");
        writeln!(out, "{} {at}: {}", it.code.id, it.message(Lang::En)).unwrap();
    }
    out
}

#[test]
fn files_of_other_programs_come_in_with_all_that_is_lost_listed() {
    let mut names: Vec<_> = fs::read_dir("tests/suite/word").unwrap().map(|it| it.unwrap().path()).collect();
    names.retain(|it| it.extension().is_some_and(|it| it == "docx"));
    names.sort();
    assert!(names.len() >= 7);
    for path in names {
        let convert = path.to_string_lossy().contains("old-fonts");
        let options = WordOptions { convert, ..WordOptions::default() };
        let read = read_draft("a.docx", &fs::read(&path).unwrap(), &options);
        let text = read.value.map(|it| it.text).unwrap_or_default();
        let lost = said(&read.problems);
        let [md, list] = ["md", "lost"].map(|it| path.with_extension(it));
        if std::env::var_os("VANKIEN_BLESS").is_some() {
            fs::write(&md, &text).unwrap();
            fs::write(&list, &lost).unwrap();
        }
        assert_eq!(text, fs::read_to_string(&md).unwrap(), "{}", path.display());
        assert_eq!(lost, fs::read_to_string(&list).unwrap(), "{}", path.display());
    }
}

#[test]
fn old_fonts_are_refused_until_they_may_be_converted() {
    let bytes = fs::read("tests/suite/word/old-fonts.docx").unwrap();
    let read = read_draft("cu.docx", &bytes, &WordOptions::default());
    assert_eq!(read.value, None);
    let said = said(&read.problems);
    assert_eq!(read.problems.len(), 3, "{said}");
    for words in [
        "I033 paragraph 1",
        ".VnTimeH",
        "BÁO CÁO CHÍNH TRỊ",
        "I033 paragraph 3",
        "\"Coäng hoøa xaõ hoäi",
        "Cộng hòa xã hội chủ nghĩa Việt Nam, Đảng bộ huyện.",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
}

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

fn document(body: &str) -> Vec<u8> {
    format!("<w:document xmlns:w=\"{W}\" xmlns:r=\"{OFFICE}\"><w:body>{body}</w:body></w:document>")
        .into_bytes()
}

fn paragraph(words: &str) -> String {
    format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")
}

fn packed(parts: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let parts: Vec<_> = parts.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.clone())).collect();
    zip(&parts).unwrap()
}

/// A file with this body and a further part.
fn with(name: &str, part: &str) -> Vec<u8> {
    packed(&[("word/document.xml", document(&paragraph("Một."))), (name, part.as_bytes().to_vec())])
}

fn xml(text: &str) -> Vec<u8> {
    packed(&[("word/document.xml", text.as_bytes().to_vec())])
}

fn wrong(name: &str, to: &str, bytes: Vec<u8>) -> Vec<u8> {
    let text = bytes.windows(name.len()).enumerate().filter(|(_, it)| *it == name.as_bytes());
    let places: Vec<usize> = text.map(|(at, _)| at).collect();
    let mut bytes = bytes;
    for at in places {
        bytes[at..at + to.len()].copy_from_slice(to.as_bytes());
    }
    bytes
}

/// Files that are refused, with a word of the reason.
#[expect(clippy::too_many_lines, reason = "a table")]
fn refused() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let one = document(&paragraph("Một."));
    let whole = packed(&[("word/document.xml", one.clone())]);
    let head = format!("<w:document xmlns:w=\"{W}\">");
    let dtd = |inner: &str, use_: &str| {
        xml(&format!("<!DOCTYPE w [{inner}]>{head}<w:body>{}</w:body></w:document>", paragraph(use_)))
    };
    let deep =
        |name: &str| format!("{}{}", format!("<{name}>").repeat(400), format!("</{name}>").repeat(400));
    let many: Vec<(String, Vec<u8>)> = (0..4_001).map(|at| (format!("a{at}"), Vec::new())).collect();
    let wide: String = (0..300).map(|at| format!(" a{at}=\"\"")).collect();
    let locked = {
        let mut bytes = whole.clone();
        let directory = bytes.windows(4).rposition(|it| it == b"PK\x01\x02").unwrap();
        bytes[directory + 8] |= 1;
        bytes
    };
    let laughs = "<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">";
    let utf_16: Vec<u8> =
        String::from_utf8(one.clone()).unwrap().encode_utf16().flat_map(u16::to_le_bytes).collect();
    let zeros = vec![b' '; 3 << 20];
    vec![
        ("nothing", Vec::new(), "nén"),
        ("no archive", b"PK".to_vec(), "nén"),
        ("a file with a password, or of old Word", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(), "nén"),
        ("cut short", whole[..whole.len() / 2].to_vec(), "nén"),
        ("locked", locked, "word/document.xml"),
        ("a bomb as its text", packed(&[("word/document.xml", zeros.clone())]), "word/document.xml"),
        ("a bomb beside its text", packed(&[("word/document.xml", one.clone()), ("a.bin", zeros)]), "a.bin"),
        ("too many parts", zip(&many).unwrap(), "4.000"),
        ("a name that leads out", wrong("abcdefgh", "../../ab", with("abcdefgh", "")), "../../ab"),
        (
            "one name twice",
            wrong("two.xml", "ONE.xml", packed(&[("one.xml", vec![1]), ("two.xml", vec![2])])),
            "ONE.xml",
        ),
        ("no text", packed(&[("word/styles.xml", one.clone())]), "Word"),
        ("a text without a body", xml(&format!("{head}</w:document>")), "Word"),
        ("a text of another program", xml("<w:document xmlns:w=\"urn:x\"><w:body/></w:document>"), "Word"),
        ("an undeclared prefix", xml("<w:document><w:body/></w:document>"), "Word"),
        ("an open element", xml(&format!("{head}<w:body><w:p>")), "word/document.xml"),
        ("crossed elements", xml(&format!("{head}<w:body></w:document></w:body>")), "word/document.xml"),
        (
            "text behind the end",
            xml(&format!("{}x", String::from_utf8(one.clone()).unwrap())),
            "word/document.xml",
        ),
        ("a document type", dtd("", "Một."), "DTD"),
        ("entities in entities", dtd(laughs, "&b;"), "DTD"),
        ("an entity from outside", dtd("<!ENTITY x SYSTEM \"file:///etc/passwd\">", "&x;"), "DTD"),
        ("an unknown entity", xml(&String::from_utf8(document(&paragraph("&x;"))).unwrap()), "x"),
        (
            "a character that is none",
            packed(&[("word/document.xml", document(&paragraph("&#0;")))]),
            "word/document.xml",
        ),
        ("too deep", packed(&[("word/document.xml", document(&deep("w:sdt")))]), "word/document.xml"),
        (
            "tables in tables without end",
            packed(&[("word/document.xml", document(&deep("w:tbl")))]),
            "word/document.xml",
        ),
        (
            "too many attributes",
            packed(&[("word/document.xml", document(&format!("<w:p{wide}/>")))]),
            "word/document.xml",
        ),
        (
            "an attribute twice",
            packed(&[("word/document.xml", document("<w:p a=\"1\" a=\"2\"/>"))]),
            "word/document.xml",
        ),
        ("UTF-16", packed(&[("word/document.xml", utf_16)]), "UTF-8"),
        ("no UTF-8", packed(&[("word/document.xml", b"<w:document>\xff".to_vec())]), "UTF-8"),
        ("broken styles", with("word/styles.xml", "<w:styles"), "word/styles.xml"),
        ("broken numbers", with("word/numbering.xml", "<a></b>"), "word/numbering.xml"),
        ("broken footnotes", with("word/footnotes.xml", "<a>&x;</a>"), "word/footnotes.xml"),
        ("broken relations", with("_rels/.rels", "<Relationships"), "_rels/.rels"),
        ("only blanks", packed(&[("word/document.xml", document("<w:p/>"))]), ""),
    ]
}

#[test]
fn hostile_files_are_refused_with_their_reason() {
    let all = refused();
    assert!(all.len() >= 30);
    let mut wrong = Vec::new();
    for (name, bytes, reason) in all {
        let read = read_draft("thu/a.docx", &bytes, &WordOptions::default());
        let said: Vec<String> = read.problems.iter().map(|it| it.message(Lang::Vi)).collect();
        let is_named = read.problems.iter().all(|it| it.place.file == "thu/a.docx");
        let is_said = said.len() == 1 && said[0].contains(reason) && !said[0].contains('⟦');
        if read.value.is_some() || !is_named || !is_said {
            wrong.push(format!("{name}: {said:?}"));
        }
    }
    assert_eq!(wrong, [""; 0]);
}

/// Files that are odd and still are read: the text, and what is said of it.
#[expect(clippy::too_many_lines, reason = "a table")]
fn read_all_the_same() -> Vec<(&'static str, Vec<u8>, &'static str, &'static str)> {
    let relations = |target: &str, mode: &str| {
        format!(
            "<Relationships xmlns=\"{PACKAGE}\"><Relationship Id=\"a\" Type=\"{OFFICE}/officeDocument\" Target=\"{target}\"{mode}/></Relationships>"
        )
    };
    let style = |based: &str| {
        format!(
            "<w:styles xmlns:w=\"{W}\"><w:style w:styleId=\"a\"><w:name w:val=\"x\"/><w:basedOn w:val=\"{based}\"/></w:style></w:styles>"
        )
    };
    let styled = "<w:p><w:pPr><w:pStyle w:val=\"a\"/></w:pPr><w:r><w:t>Một.</w:t></w:r></w:p>";
    let numbered = "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"99\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>Một.</w:t></w:r></w:p>";
    let numbers = format!(
        "<w:numbering xmlns:w=\"{W}\"><w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"8\"><w:start w:val=\"4294967295\"/><w:numFmt w:val=\"lowerLetter\"/><w:lvlText w:val=\"%9%9.\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"1\"/></w:num></w:numbering>"
    );
    let wide = "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"4000000000\"/></w:tcPr><w:p><w:r><w:t>Một</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:r><w:t>Hai.</w:t></w:r></w:p>";
    let note = "<w:p><w:r><w:t>Một</w:t><w:footnoteReference w:id=\"2\"/></w:r></w:p>";
    let notes = format!(
        "<w:footnotes xmlns:w=\"{W}\"><w:footnote w:id=\"2\"><w:p><w:r><w:t>Hai</w:t><w:footnoteReference w:id=\"2\"/></w:r></w:p></w:footnote></w:footnotes>"
    );
    let link = "<w:p><w:hyperlink r:id=\"a\"><w:r><w:t>Một.</w:t></w:r></w:hyperlink></w:p>";
    let links = |target: &str| {
        format!(
            "<Relationships xmlns=\"{PACKAGE}\"><Relationship Id=\"a\" Type=\"{OFFICE}/hyperlink\" Target=\"{target}\" TargetMode=\"External\"/></Relationships>"
        )
    };
    let file = |body: &str, name: &'static str, part: String| {
        packed(&[("word/document.xml", document(body)), (name, part.into_bytes())])
    };
    let plain = paragraph("Một.");
    let other =
        String::from_utf8(document(&plain)).unwrap().replace("w:", "main:").replace("xmlns:w", "xmlns:main");
    vec![
        (
            "a main part outside",
            file(&plain, "_rels/.rels", relations("http://a.vn/b", " TargetMode=\"External\"")),
            "Một.\n",
            "",
        ),
        (
            "a main part elsewhere",
            packed(&[
                ("x/y.xml", document(&plain)),
                ("_rels/.rels", relations("/x/z/../y.xml", "").into_bytes()),
            ]),
            "Một.\n",
            "",
        ),
        ("another prefix", packed(&[("word/document.xml", other.into_bytes())]), "Một.\n", ""),
        ("a style based on itself", file(styled, "word/styles.xml", style("a")), "Một.\n", ""),
        (
            "a level that there is not",
            file(numbered, "word/numbering.xml", numbers),
            "uuuuuuuuuuuuuuuuuuuu. Một.\n",
            "",
        ),
        (
            "a cell of four thousand million columns",
            packed(&[("word/document.xml", document(wide))]),
            "| Một |",
            "I032",
        ),
        (
            "a note that is not there",
            packed(&[("word/document.xml", document(note))]),
            "Một[^1]\n\n[^1]: \n",
            "I031",
        ),
        ("a note in itself", file(note, "word/footnotes.xml", notes), "Một[^1]\n\n[^1]: Hai\n", "I031"),
        (
            "a link to a file",
            file(link, "word/_rels/document.xml.rels", links("file:///etc/passwd")),
            "Một.\n",
            "",
        ),
        (
            "a link that runs",
            file(link, "word/_rels/document.xml.rels", links("javascript:alert(1)")),
            "Một.\n",
            "",
        ),
        (
            "a link",
            file(link, "word/_rels/document.xml.rels", links("https://a.vn/x")),
            "[Một.](https://a.vn/x)\n",
            "",
        ),
    ]
}

#[test]
fn odd_files_are_read_all_the_same() {
    for (name, bytes, text, lost) in read_all_the_same() {
        let read = read_draft("a.docx", &bytes, &WordOptions::default());
        let found = read.value.unwrap_or_else(|| panic!("{name}: {}", said(&read.problems))).text;
        assert!(found.starts_with(text), "{name}: {found}");
        assert_eq!(read.problems.iter().any(|it| it.code.id == lost), !lost.is_empty(), "{name}");
    }
}

#[test]
fn no_damage_makes_it_panic() {
    let mut random = Random::new(20_201_128);
    for name in ["libreoffice", "pandoc", "python-docx", "mixed-styles"] {
        let good = fs::read(format!("tests/suite/word/{name}.docx")).unwrap();
        let parts = unzip(&good, &UnzipLimits::OFFICE).unwrap();
        for _ in 0..40 {
            let mut bytes = good.clone();
            for _ in 0..=random.below(8) {
                let at = random.below(bytes.len());
                bytes[at] = u8::try_from(random.below(256)).unwrap();
            }
            check(&bytes);
            // Inside the packing, where the damage reaches the readers.
            let mut parts = parts.clone();
            for _ in 0..=random.below(6) {
                let part = random.below(parts.len());
                let (_, bytes) = &mut parts[part];
                let at = random.below(bytes.len());
                match random.pick(&["another letter", "a hole", "cut"]) {
                    "another letter" => bytes[at] = u8::try_from(random.below(128)).unwrap(),
                    "a hole" => drop(bytes.drain(at..(at + 40).min(bytes.len()))),
                    _ => bytes.truncate(at.max(1)),
                }
            }
            check(&zip(&parts).unwrap());
        }
    }
}

fn check(bytes: &[u8]) {
    let read = read_draft("a.docx", bytes, &WordOptions { convert: true, ..WordOptions::default() });
    assert!(read.value.is_some() || !read.problems.is_empty());
    assert!(read.problems.iter().all(|it| it.place.file == "a.docx"));
}
