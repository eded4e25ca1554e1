//! What needs no other program; `tests/docx.rs` and `tests/word_files.rs` look at whole files from outside.

use super::*;
use crate::archive::{UnzipLimits, XmlEvent, XmlLimits, XmlReader, is_xml_char, unzip};
use crate::congress::Profile;
use crate::document::{Codes, parse};
use crate::messages::Lang;
use crate::text::show_invisible;
use crate::view::{Cell, Column, Part, Row, Run, Table, clean_flow};

fn paper(profile: &Profile) -> Paper<'_> {
    Paper {
        profile,
        lang: Lang::Vi,
        title: "T".to_owned(),
        author: "A".to_owned(),
        date: "2020-05-01T08:00:00".to_owned(),
        properties: Vec::new(),
        marks: None,
        label: Vec::new(),
        show_codes: false,
        contents: false,
        signs: None,
    }
}

/// Names of the elements of a part, and its text as it stands in runs.
fn read(docx: &[u8], name: &str) -> (Vec<String>, String) {
    let files = unzip(docx, &UnzipLimits::OFFICE).unwrap();
    let (_, bytes) = files.iter().find(|(it, _)| it == name).unwrap();
    let mut reader = XmlReader::new(bytes, XmlLimits::OFFICE).unwrap();
    let (mut names, mut words) = (Vec::new(), String::new());
    loop {
        match reader.next_event().unwrap() {
            XmlEvent::Start { name, .. } => {
                match name.as_str() {
                    "w:tab" => words.push('\t'),
                    "w:br" => words.push('\n'),
                    _ => (),
                }
                names.push(name);
            }
            XmlEvent::Text(text) => words.push_str(&text),
            XmlEvent::End { .. } => (),
            XmlEvent::Eof => return (names, words),
        }
    }
}

const HOSTILE: &[&str] = &[
    "=cmd|'/c calc'!A1",
    "+84 912 345 678",
    "- gạch đầu dòng",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "#read(\"/etc/passwd\")",
    "{=openxml}<w:p/>",
    "<script>alert(1)</script>",
    "]]>",
    "<![CDATA[x]]>",
    "<!-- x -->",
    "<?xml version=\"1.0\"?>",
    "&amp; &#65; &lt; &nbsp;",
    "\" ' \u{a0}",
    "{ HYPERLINK \"http://x\" }",
    "INCLUDETEXT \"c:\\x\"",
    "http://example.com",
    "mailto:x@y",
    "một\thai\nba",
    "\u{202e}ngược\u{202c} \u{200b}\u{feff}",
    "đậm **không** _đậm_ `mã`",
    "a\u{0}b\u{1}c\u{b}d\u{1f}e\u{fffe}f",
    "💥 \u{1d11e} ế ố ữ e\u{302}\u{301}",
    "  đầu và cuối  ",
];

/// What would turn words around, or could not be there at all, stands on a page by its sign.
#[test]
fn words_of_people_come_out_as_they_went_in() {
    let profile = Profile::named("party-2018").unwrap().unwrap();
    for words in HOSTILE {
        let mut table = Table::new(vec![Column::new(*words, 1), Column::new("", 3)]);
        table.push(Row::new(vec![Cell::default(), Cell::text(*words)]));
        let mut page = table.into_page(*words, Lang::Vi);
        page.parts.push(Part::Note(crate::view::Note {
            kind: crate::view::NoteKind::Warning,
            runs: vec![Run::link(*words, "x")],
        }));
        let docx = docx_page(&page, &Paper { title: (*words).to_owned(), ..paper(&profile) }).unwrap();
        let (names, text) = read(&docx, "word/document.xml");
        let kept: String = words.chars().filter(|&c| is_xml_char(c)).collect();
        let shown: String = show_invisible(words).chars().filter(|&c| is_xml_char(c)).collect();
        assert_eq!(text.matches(shown.as_str()).count(), 4, "{words:?} in {text:?}");
        let odd = ["w:instrText", "w:fldSimple", "w:hyperlink", "w:object", "w:altChunk"];
        assert!(!names.iter().any(|it| odd.contains(&it.as_str())), "{words}");
        let (_, core) = read(&docx, "docProps/core.xml");
        assert!(core.contains(kept.trim_matches('\n')), "{core:?}");
    }
}

#[test]
fn only_addresses_become_links() {
    let profile = Profile::named("plain").unwrap().unwrap();
    for (target, is_link) in [
        ("https://a.vn/x?y=1&z=2", true),
        ("mailto:a@b.vn", true),
        ("HTTP://A.VN", true),
        ("javascript:alert(1)", false),
        ("file:///etc/passwd", false),
        ("\\\\host\\share", false),
        ("ms-word:ofe|u|http://x", false),
        ("bao-cao.md", false),
        ("#muc-1", false),
    ] {
        let flow = clean_flow(&parse(format!("xem [đây](<{target}>)\n")), &Codes::new());
        let docx = docx_flow(&flow, &paper(&profile)).unwrap();
        let (names, text) = read(&docx, "word/document.xml");
        assert_eq!(names.iter().any(|it| it == "w:hyperlink"), is_link, "{target}");
        assert_eq!(text, "xem đây", "{target}");
    }
}
