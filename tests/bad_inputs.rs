//! Four hundred bad files in one import: each is kept byte for byte and answered with what is wrong and what to do, none
//! makes the program break down, and every good file among them goes in whole.
//!
//! `VANKIEN_KEEP=DIR cargo test --test all bad_inputs::` leaves the files in a folder, for use with other builds.

#![allow(clippy::unwrap_used, reason = "helpers of tests: what is not there ends the test")]

use crate::support::{self, Random, files, opened, vankien};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::{Cursor, Write};
use zip::write::{SimpleFileOptions, ZipWriter};

type Part = (String, Vec<u8>);

const TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"#;
const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const S: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

fn relation(kind: &str, target: &str, more: &str) -> String {
    format!(
        r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{R}/{kind}" Target="{target}"{more}/></Relationships>"#
    )
}

fn zipped(parts: &[Part]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn part(name: &str, text: impl Into<Vec<u8>>) -> Part {
    (name.to_owned(), text.into())
}

/// A Word file with this body.
fn word(body: &str) -> Vec<Part> {
    let document = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>"#
    );
    vec![
        part("[Content_Types].xml", TYPES),
        part("_rels/.rels", relation("officeDocument", "word/document.xml", "")),
        part("word/document.xml", document),
    ]
}

fn paragraph(words: &str) -> String {
    format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")
}

fn table(rows: &[[&str; 2]]) -> String {
    let cell = |words: &&str| format!("<w:tc>{}</w:tc>", paragraph(words));
    let row = |row: &[&str; 2]| format!("<w:tr>{}</w:tr>", row.iter().map(cell).collect::<String>());
    format!("<w:tbl>{}</w:tbl>", rows.iter().map(row).collect::<String>())
}

fn good_word() -> Vec<Part> {
    let rows = [["Vị trí", "Nội dung góp ý"], ["mục II.1", "Đề nghị nêu rõ số liệu."]];
    word(&format!("{}{}", paragraph("Đợt: 1"), table(&rows)))
}

/// A workbook with these rows, each cell with its address and words.
fn excel(cells: &[(&str, &str)]) -> Vec<Part> {
    let mut rows: BTreeMap<u32, String> = BTreeMap::new();
    for (at, words) in cells {
        let row = at.trim_start_matches(|c: char| c.is_ascii_alphabetic()).parse().unwrap();
        let cell = format!(r#"<c r="{at}" t="inlineStr"><is><t>{words}</t></is></c>"#);
        rows.entry(row).or_default().push_str(&cell);
    }
    let rows = rows.iter().map(|(row, cells)| format!(r#"<row r="{row}">{cells}</row>"#));
    let sheet = format!(
        r#"<?xml version="1.0"?><worksheet xmlns="{S}"><sheetData>{}</sheetData></worksheet>"#,
        rows.collect::<String>()
    );
    let book = format!(
        r#"<?xml version="1.0"?><workbook xmlns="{S}" xmlns:r="{R}"><sheets><sheet name="Phiếu" sheetId="1" r:id="r1"/></sheets></workbook>"#
    );
    vec![
        part("[Content_Types].xml", TYPES),
        part("_rels/.rels", relation("officeDocument", "xl/workbook.xml", "")),
        part("xl/workbook.xml", book),
        part("xl/_rels/workbook.xml.rels", relation("worksheet", "worksheets/sheet1.xml", "")),
        part("xl/worksheets/sheet1.xml", sheet),
    ]
}

fn good_excel() -> Vec<Part> {
    excel(&[
        ("A1", "Đợt"),
        ("B1", "1"),
        ("A2", "Vị trí"),
        ("B2", "Nội dung góp ý"),
        ("A3", "mục II.1"),
        ("B3", "Đề nghị nêu rõ số liệu."),
    ])
}

const SLIP: &str = "Đợt;1\nVị trí;Nội dung góp ý\nmục II.1;Đề nghị nêu rõ số liệu.\n";
const YAML: &str = "schema: vankien/reply/1\nround: 1\nrelation: add\ncomments:\n- place: mục II.1\n  text: Đề nghị nêu rõ số liệu.\n";
const MARKDOWN: &str = "---\nschema: vankien/reply/1\nround: 1\n---\n\n- Mục II.1: đề nghị nêu rõ số liệu.\n";

/// Parts with one of them otherwise.
fn with(mut parts: Vec<Part>, name: &str, text: impl Into<Vec<u8>>) -> Vec<Part> {
    let text = text.into();
    match parts.iter_mut().find(|(other, _)| other == name) {
        Some(own) => own.1 = text,
        None => parts.push((name.to_owned(), text)),
    }
    parts
}

/// An archive whose entry `from` bears the name `to`, of the same length, in all places.
fn renamed(mut bytes: Vec<u8>, from: &str, to: &str) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let places: Vec<usize> =
        (0..bytes.len() - from.len()).filter(|at| bytes[*at..].starts_with(from.as_bytes())).collect();
    for at in places {
        bytes[at..at + to.len()].copy_from_slice(to.as_bytes());
    }
    bytes
}

/// A bad file; what must be refused whole is marked.
struct Bad {
    name: String,
    bytes: Vec<u8>,
    is_refused: bool,
}

#[derive(Default)]
struct Corpus(Vec<Bad>);

impl Corpus {
    fn add(&mut self, stem: &str, ending: &str, bytes: Vec<u8>, is_refused: bool) {
        // A number in every file, where its form allows, keeps two of them from being the same bytes.
        let name = format!("x0{}-{stem}-{}.{ending}", self.0.len() % 8 + 1, self.0.len());
        self.0.push(Bad { name, bytes, is_refused });
    }

    /// Cut short, at many places.
    fn truncated(&mut self, random: &mut Random) {
        for (ending, bytes) in [("docx", zipped(&good_word())), ("xlsx", zipped(&good_excel()))] {
            for n in 0..30 {
                let at = 1 + random.below(bytes.len() - 2);
                let mut cut = bytes[..at].to_vec();
                cut.push(b'0' + n);
                self.add("cut", ending, cut, true);
            }
        }
        for (ending, text) in [("yaml", YAML), ("md", MARKDOWN), ("csv", SLIP)] {
            for n in 1..=10 {
                let at = text.len() * n / 14;
                let mut cut = text.as_bytes()[..at].to_vec();
                // The middle of a letter.
                cut.extend([0xe1, 0xba]);
                cut.extend(n.to_string().bytes());
                self.add("cut", ending, cut, false);
            }
        }
    }

    /// Bytes that were turned over.
    fn flipped(&mut self, random: &mut Random) {
        for (ending, bytes) in [("docx", zipped(&good_word())), ("xlsx", zipped(&good_excel()))] {
            for _ in 0..48 {
                let mut broken = bytes.clone();
                for _ in 0..12 {
                    let at = random.below(broken.len());
                    broken[at] = broken[at].wrapping_add(1 + u8::try_from(random.below(250)).unwrap());
                }
                self.add("flipped", ending, broken, false);
            }
        }
        for ending in ["docx", "xlsx", "yaml", "md", "csv", "txt", "pdf", "eml", "zip", "png", "dat", "doc"] {
            for n in 0..3 {
                let bytes = (0..200 + n * 700).map(|_| u8::try_from(random.below(256)).unwrap()).collect();
                self.add("noise", ending, bytes, false);
            }
            self.add("empty", ending, Vec::new(), true);
        }
    }

    /// More than anybody may ask for.
    fn bombs(&mut self) {
        let zeros = vec![b' '; 40 << 20];
        let blown = |body: &str| [b"<w:document>".to_vec(), zeros.clone(), body.as_bytes().to_vec()].concat();
        self.add(
            "bomb",
            "docx",
            zipped(&with(good_word(), "word/document.xml", blown("</w:document>"))),
            true,
        );
        self.add("bomb", "docx", zipped(&with(good_word(), "word/media/image1.png", zeros.clone())), true);
        self.add(
            "bomb",
            "xlsx",
            zipped(&with(good_excel(), "xl/worksheets/sheet1.xml", zeros.clone())),
            true,
        );
        self.add("bomb", "xlsx", zipped(&with(good_excel(), "xl/sharedStrings.xml", zeros.clone())), true);
        self.add("bomb", "zip", zipped(&[part("x.csv", zeros)]), false);
        let many: Vec<Part> = (0..5000).map(|n| part(&format!("p/{n}.xml"), "<a/>")).collect();
        self.add("many", "docx", zipped(&[good_word(), many.clone()].concat()), true);
        self.add("many", "xlsx", zipped(&[good_excel(), many.clone()].concat()), true);
        self.add("many", "zip", zipped(&many), false);
        for depth in [300, 5_000, 100_000] {
            let deep = format!("{}{}", "<w:r>".repeat(depth), "</w:r>".repeat(depth));
            self.add("deep", "docx", zipped(&word(&deep)), true);
            let sheet = format!("<worksheet>{}{}</worksheet>", "<a>".repeat(depth), "</a>".repeat(depth));
            self.add("deep", "xlsx", zipped(&with(good_excel(), "xl/worksheets/sheet1.xml", sheet)), false);
            self.add(
                "deep",
                "yaml",
                format!("comments: {}{}", "[".repeat(depth), "]".repeat(depth)).into(),
                true,
            );
            self.add("deep", "md", format!("{}x", "> ".repeat(depth)).into(), false);
        }
        for n in [300, 20_000] {
            let attrs: String = (0..n).map(|n| format!(" a{n}=\"1\"")).collect();
            self.add("wide", "docx", zipped(&word(&format!("<w:p{attrs}/>"))), true);
        }
        let aliases = (1..12).fold("a0: &a0 [x,x,x,x,x,x,x,x,x]\n".to_owned(), |mut text, n| {
            let of = format!("*a{},", n - 1).repeat(9);
            writeln!(text, "a{n}: &a{n} [{}]", of.trim_end_matches(',')).unwrap();
            text
        });
        self.add("aliases", "yaml", aliases.into(), true);
        for entity in ["<!ENTITY a \"aaaa\">", "<!ENTITY a SYSTEM \"file:///etc/passwd\">", ""] {
            let document = format!(
                "<?xml version=\"1.0\"?><!DOCTYPE w [{entity}]><w:document xmlns:w=\"{W}\"><w:body>{}</w:body></w:document>",
                paragraph(if entity.is_empty() { "x" } else { "&a;" })
            );
            self.add("entity", "docx", zipped(&with(good_word(), "word/document.xml", document)), true);
        }
        self.overlong();
    }

    /// Tables without end.
    fn overlong(&mut self) {
        let corner = [("A1", "Vị trí"), ("XFD1048576", "Nội dung góp ý")];
        self.add("corner", "xlsx", zipped(&excel(&corner)), true);
        self.add("corner", "xlsx", zipped(&excel(&[("A1", "x"), ("ZZZZ9", "y")])), true);
        let long = "ý ".repeat(60_000);
        self.add(
            "long",
            "xlsx",
            zipped(&excel(&[("A1", "Vị trí"), ("B1", "Nội dung góp ý"), ("B2", &long)])),
            false,
        );
        self.add("long", "csv", format!("Đợt;1\nVị trí;Nội dung góp ý\nmục II;{long}\n").into(), false);
        self.add("columns", "csv", format!("{}\n", "Vị trí;".repeat(3000)).into(), true);
        self.add(
            "rows",
            "csv",
            format!("Vị trí;Nội dung góp ý\n{}", "mục II;x\n".repeat(60_000)).into(),
            true,
        );
        self.add(
            "quotes",
            "csv",
            format!("Vị trí;Nội dung góp ý\n{}", "\"mục;x\n".repeat(9_000)).into(),
            false,
        );
    }

    /// Archives that would put files elsewhere, or say one thing and hold another.
    fn archives(&mut self) {
        let names = [
            "../../../tmp/evil.xml",
            "/etc/cron.d/evil.xml",
            "C:\\evil.xml",
            "word\\..\\..\\evil",
            "a/./../../b",
            "nul\0.xml",
        ];
        for name in names {
            for (ending, parts) in [("docx", good_word()), ("xlsx", good_excel())] {
                let plain = "n".repeat(name.len());
                let bytes = zipped(&with(parts, &plain, "x"));
                self.add("traversal", ending, renamed(bytes, &plain, name), true);
            }
            let plain = "n".repeat(name.len());
            let bytes = zipped(&[part(&plain, SLIP), part("x03-khac.csv", SLIP)]);
            self.add("traversal", "zip", renamed(bytes, &plain, name), false);
        }
        for (ending, parts, own) in
            [("docx", good_word(), "word/document.xml"), ("xlsx", good_excel(), "xl/workbook.xml")]
        {
            let plain = "n".repeat(own.len());
            let twice = zipped(&with(parts.clone(), &plain, "<x/>"));
            self.add("twice", ending, renamed(twice, &plain, own), true);
            // The sizes in the directory are not those of the entries.
            let mut lying = zipped(&parts);
            let directory = lying.windows(4).position(|it| it == b"PK\x01\x02").unwrap();
            lying[directory + 24..directory + 28].copy_from_slice(&[1, 0, 0, 0]);
            self.add("lying", ending, lying, false);
            // The flag of a password.
            let mut locked = zipped(&parts);
            for sign in [&b"PK\x03\x04"[..], b"PK\x01\x02"] {
                let at = locked.windows(4).position(|it| it == sign).unwrap();
                locked[at + if sign[2] == 3 { 6 } else { 8 }] |= 1;
            }
            self.add("locked", ending, locked, true);
            let macros = with(parts.clone(), "word/vbaProject.bin", [0xd0, 0xcf, 0x11, 0xe0].repeat(40));
            self.add("macros", ending, zipped(&macros), false);
            for target in ["http://example.invalid/t.xml", "file:///etc/passwd", "\\\\\\\\host\\share\\t"] {
                let out = relation("officeDocument", target, " TargetMode=\"External\"");
                self.add("outside", ending, zipped(&with(parts.clone(), "_rels/.rels", out)), false);
            }
            for missing in parts.iter().map(|it| it.0.clone()) {
                let rest: Vec<Part> = parts.iter().filter(|it| it.0 != missing).cloned().collect();
                self.add("missing", ending, zipped(&rest), false);
                let odd = with(parts.clone(), &missing, "<not><closed>");
                self.add("open", ending, zipped(&odd), false);
                let odd = with(parts.clone(), &missing, [0xff, 0xfe, 0x00, 0xd8, 0x41]);
                self.add("encoding", ending, zipped(&odd), false);
            }
            self.add("other", if ending == "docx" { "xlsx" } else { "docx" }, zipped(&parts), false);
            // The container of old Office files, and of new ones under a password.
            let ole = [&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1][..], &[0; 600]].concat();
            self.add("ole", ending, [ole, ending.bytes().collect()].concat(), true);
        }
        let nested =
            (0..6).fold(zipped(&[part("x03.csv", SLIP)]), |inner, n| zipped(&[(format!("{n}.zip"), inner)]));
        self.add("nested", "zip", nested, false);
        for (ending, magic) in [
            ("rar", &b"Rar!\x1a\x07\x01\x00"[..]),
            ("7z", b"7z\xbc\xaf\x27\x1c"),
            ("doc", &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
            ("xls", &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
            ("pdf", b"%PDF-1.7\n%broken"),
            ("png", b"\x89PNG\r\n\x1a\n"),
            ("jpg", &[0xff, 0xd8, 0xff, 0xe0]),
            ("exe", b"MZ\x90\x00"),
            ("rtf", b"{\\rtf1 x}"),
        ] {
            self.add("kind", ending, [magic, &[1; 90]].concat(), true);
        }
    }

    /// PDF files: cut, turned over, with pages without end and pages inside themselves.
    fn pdfs(&mut self, random: &mut Random) {
        let good = fs::read("tests/suite/tables/letter.pdf").unwrap();
        for n in 0..12 {
            let at = 1 + random.below(good.len() - 2);
            self.add("cut", "pdf", [&good[..at], &[b'0' + n]].concat(), false);
            let mut broken = good.clone();
            for _ in 0..60 {
                let at = random.below(broken.len());
                broken[at] = broken[at].wrapping_add(1 + u8::try_from(random.below(250)).unwrap());
            }
            self.add("flipped", "pdf", broken, false);
        }
        let page = |content: &str, more: &str| {
            let objects = [
                "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
                "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 600 800]>>".to_owned(),
                format!("<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>/Font<</F 6 0 R>>>>{more}>>"),
                format!("<</Length {}>>stream\n{content}\nendstream", content.len()),
                "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>/Length 4>>stream\n/X Do\nendstream".to_owned(),
                "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[6 0 R]/ToUnicode 6 0 R>>".to_owned(),
            ];
            let objects = objects.iter().enumerate().map(|(n, it)| format!("{} 0 obj{it}endobj\n", n + 1));
            format!("%PDF-1.4\n{}trailer<</Root 1 0 R>>\n%%EOF\n", objects.collect::<String>())
        };
        // A form that draws itself, a font that is its own descendant, more letters than are read, states without end.
        self.add("itself", "pdf", page("/X Do", "").into(), true);
        self.add("font", "pdf", page("BT /F 12 Tf (abc) Tj ET", "").into(), true);
        self.add("letters", "pdf", page(&"(aaaaaaaaaaaaaaaa) Tj ".repeat(60_000), "").into(), true);
        self.add("states", "pdf", page(&"q ".repeat(400_000), "").into(), true);
        self.add(
            "kids",
            "pdf",
            page("", "/Kids[2 0 R 3 0 R]/Annots 3 0 R").replace("Kids[3 0 R]", "Kids[2 0 R 3 0 R]").into(),
            true,
        );
        let deep = format!("%PDF-1.4\n1 0 obj{}endobj\ntrailer<</Root 1 0 R>>\n", "[".repeat(200_000));
        self.add("deep", "pdf", deep.into(), true);
    }

    /// Workbooks of old Excel and of LibreOffice, mails of Outlook: cut, turned over, blown up.
    fn other_offices(&mut self, random: &mut Random) {
        for (ending, file) in [
            ("xls", "old-free.xls"),
            ("ods", "open-free.ods"),
            ("msg", "old-word.doc"),
            ("doc", "old-word.doc"),
        ] {
            let good = fs::read(format!("tests/suite/tables/{file}")).unwrap();
            for n in 0..8 {
                let at = 1 + random.below(good.len() - 2);
                self.add("cut", ending, [&good[..at], &[b'0' + n]].concat(), false);
                let mut broken = good.clone();
                for _ in 0..40 {
                    let at = random.below(broken.len());
                    broken[at] = broken[at].wrapping_add(1 + u8::try_from(random.below(250)).unwrap());
                }
                self.add("flipped", ending, broken, false);
            }
        }
        let sheet = |rows: &str| {
            let content = format!(
                "<d xmlns:table=\"t\" xmlns:text=\"x\"><table:table table:name=\"a\">{rows}</table:table></d>"
            );
            zipped(&[
                part("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
                part("content.xml", content),
            ])
        };
        let row = |more: &str, cell: &str| {
            format!(
                "<table:table-row table:number-rows-repeated=\"999999999\"><table:table-cell table:number-columns-repeated=\"999999999\"{more}><text:p>{cell}</text:p></table:table-cell></table:table-row>"
            )
        };
        self.add("repeated", "ods", sheet(&row("", "x").repeat(3)), true);
        self.add("spanned", "ods", sheet(&row(" table:number-rows-spanned=\"18446744073709551615\" table:number-columns-spanned=\"18446744073709551615\"", "x")), true);
        self.add("blanks", "ods", sheet(&row("", "<text:s text:c=\"999999999\"/>")), true);
        self.add("deep", "ods", sheet(&"<text:p>".repeat(5_000)), true);
        self.add(
            "bomb",
            "ods",
            zipped(&[
                part("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
                part("content.xml", vec![b' '; 40 << 20]),
            ]),
            true,
        );
    }

    /// Text that is not what it seems.
    fn texts(&mut self) {
        let old = [0xd0u8, 0xe5, 0x20, 0x6e, 0x67, 0x68, 0xb6, 0x20];
        let odd: [(&str, Vec<u8>); 12] = [
            ("nul", b"\0\0\0\0".to_vec()),
            ("lone", vec![0xff, 0xfe, 0x00, 0xd8, 0x00, 0xd8]),
            ("latin", old.repeat(30)),
            ("bidi", "mục II;\u{202e}Đề nghị\u{2066} bỏ\n".into()),
            ("zero-width", "m\u{200b}ục II;Đề\u{200d} nghị\u{feff} bỏ\n".into()),
            ("controls", "mục II;Đề nghị\u{7}\u{8}\u{1b}[31m bỏ\n".into()),
            ("surrogate", vec![0xed, 0xa0, 0x80, b';', b'x', b'\n']),
            ("overlong", vec![0xc0, 0xaf, b';', b'x', b'\n']),
            ("noncharacter", "mục II;\u{fffe}\u{ffff}\u{fdd0} x\n".into()),
            ("tags", "mục II;\u{e0041}\u{e007f}x\n".into()),
            ("lines", "mục II;a\u{2028}b\u{85}c\u{c}d\n".into()),
            ("utf-7", b"+1EM-;+AGE-\n".to_vec()),
        ];
        for (stem, bytes) in &odd {
            let head = "Đợt;1\nVị trí;Nội dung góp ý\n".as_bytes();
            self.add(stem, "csv", [head, bytes].concat(), false);
            self.add(stem, "md", [MARKDOWN.as_bytes(), b"\n- ", bytes].concat(), false);
            self.add(stem, "yaml", [YAML.as_bytes(), b"  reason: \"", bytes, b"\"\n"].concat(), false);
            self.add(stem, "txt", [b"1. ", &bytes[..]].concat(), false);
        }
        for (n, line) in [
            "schema: vankien/reply/9",
            "schema: vankien/reply/1\nround: -1",
            "schema: vankien/reply/1\nround: 99999999999",
            "schema: vankien/reply/1\nround: 1\ncomments: 5",
            "schema: vankien/reply/1\nround: 1\ncomments: [{text: \"\"}]",
            "schema: vankien/reply/1\nround: 1\nround: 1",
            "schema: vankien/reply/1\nround: 1\nstate: maybe",
            "schema: vankien/reply/1\nround: 1\ndated: 31/02/2020",
            "schema: vankien/reply/1\nround: 1\nunknown: true",
            "schema: vankien/reply/1\nround: 1\ncomments: [{text: x, proposals: [{op: explode}]}]",
            "schema: !!python/object/apply:os.system [id]",
            "- a\n- b",
            "\t\t: x",
            "%TAG ! tag:x,2000:\n---\n!x {}",
            "\"",
            "{",
        ]
        .into_iter()
        .enumerate()
        {
            self.add("wrong", "yaml", format!("{line}\n# {n}\n").into(), true);
        }
        for head in
            ["", "a;b;c\n1;2;3\n", "Nội dung góp ý\nx\n", "Vị trí;Vị trí;Nội dung góp ý\n1;2;3\n", "sep=;\n"]
        {
            self.add("head", "csv", head.as_bytes().to_vec(), true);
        }
    }
}

fn corpus() -> Vec<Bad> {
    let mut corpus = Corpus::default();
    let mut random = Random::new(400);
    corpus.truncated(&mut random);
    corpus.flipped(&mut random);
    corpus.bombs();
    corpus.archives();
    corpus.texts();
    corpus.pdfs(&mut random);
    corpus.other_offices(&mut random);
    corpus.0
}

#[test]
fn every_bad_file_is_kept_and_answered_and_the_good_ones_go_in() {
    let place = opened();
    let corpus = corpus();
    assert!(corpus.len() >= 400, "{} files", corpus.len());
    for bad in &corpus {
        fs::write(place.inbox.join(&bad.name), &bad.bytes).unwrap();
    }
    for unit in 1..=8 {
        let points: String =
            (1..=3).map(|n| format!("mục II;Ý kiến {unit}.{n}: đề nghị viết rõ.\n")).collect();
        let slip = format!("Đơn vị;x0{unit}\nĐợt;1\nVị trí;Nội dung góp ý\n{points}");
        fs::write(place.inbox.join(format!("x0{unit}-tot.csv")), slip).unwrap();
    }
    if let Ok(keep) = std::env::var("VANKIEN_KEEP") {
        support::copy(&place.inbox, std::path::Path::new(&keep));
    }
    let run = vankien(&place.path, ["--json", "comments", "import", &place.inbox.display().to_string()]);
    assert_eq!(run.code, Some(1), "{}", run.said());
    let report = run.json();
    let lines = report["files"].as_array().unwrap();
    let line_of = |name: &str| -> Vec<&Value> {
        let is_own = |line: &&Value| line["file"].as_str().is_some_and(|file| file.contains(name));
        lines.iter().filter(is_own).collect()
    };
    let kept: Vec<Vec<u8>> = files(&place.path).into_values().collect();
    let mut wrong = Vec::new();
    for bad in &corpus {
        let own = line_of(&bad.name);
        if own.is_empty() {
            wrong.push(format!("{}: no answer", bad.name));
        }
        if !bad.bytes.is_empty() && !kept.contains(&bad.bytes) {
            wrong.push(format!("{}: not kept", bad.name));
        }
        for line in own {
            let result = line["result"].as_str().unwrap();
            let problems = line["problems"].as_array().unwrap();
            let told = |it: &Value| !it["reason"].as_str().unwrap_or("").is_empty() && it["fix"].is_string();
            if (bad.is_refused && matches!(result, "imported" | "replaced"))
                || (!matches!(result, "imported" | "duplicate" | "replaced") && problems.is_empty())
                || !problems.iter().all(told)
                || line["problems"].to_string().contains('⟦')
            {
                wrong.push(format!("{}: {line}", bad.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), corpus.len(), wrong.join("\n"));
    for unit in 1..=8 {
        let line = line_of(&format!("x0{unit}-tot.csv"));
        assert_eq!(line.len(), 1, "{line:?}");
        assert_eq!((&line[0]["result"], &line[0]["n_comments"]), (&"imported".into(), &3.into()), "{line:?}");
    }
    vankien(&place.path, ["verify"]).ok();
}
