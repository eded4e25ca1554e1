//! PDF files held against poppler and qpdf: the words that were given are the words that stand there, in one family of
//! letters, whole and the same each time; nothing that people write is read as source.
//!
//! Without the programs the tests say so and end, but not where `CI=true`.

#![cfg(feature = "pdf")]
#![allow(clippy::unwrap_used, reason = "helpers of tests: what is not there ends the test")]

use crate::compare_random::{edited, piece, report};
use crate::random::Random;
use crate::support::{self, drafted, open, vankien};
use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use unicode_normalization::is_nfc;
use vankien::compare::{CompareOptions, compare};
use vankien::congress::Profile;
use vankien::document::{BlockCode, Codes, ListMark, parse};
use vankien::messages::Lang;
use vankien::render::{Paper, Pdf, PdfError, Print, pdf_flow, pdf_page};
use vankien::text::nfc;
use vankien::view::{
    Cell, Column, Content, Flow, FlowParagraph, FlowPart, FlowRun, FlowTable, Form, Marks, MoveMarks, Row,
    Side, Table, clean_flow, marked_flow,
};

const OWN: &str = "src/render/pdf/fonts/LiberationSerif-Regular.ttf";

fn profile(name: &str) -> Profile {
    Profile::named(name).unwrap().unwrap()
}

fn paper(profile: &Profile) -> Paper<'_> {
    Paper {
        profile,
        lang: Lang::Vi,
        title: "Báo cáo & <thử>".to_owned(),
        author: "Huyện ủy A & B".to_owned(),
        date: "2020-05-01T08:00:00".to_owned(),
        properties: Vec::new(),
        marks: None,
        label: Vec::new(),
        show_codes: false,
        contents: false,
        signs: None,
    }
}

fn tools(all: &[&str]) -> bool {
    all.iter().all(|it| support::has_tool(it))
}

/// What a program says of a file that it is given on its standard input or by name.
fn said(program: &str, args: &[&str], pdf: &[u8]) -> String {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(pdf).unwrap();
    let name = file.path().to_str().unwrap();
    let args: Vec<&str> = args.iter().map(|&arg| if arg == "FILE" { name } else { arg }).collect();
    let run = Command::new(program).args(&args).stdin(Stdio::null()).output().unwrap();
    // Older versions of poppler read this entry wrongly and say so.
    let errors = String::from_utf8_lossy(&run.stderr)
        .replace("Syntax Error: Suspects object is wrong type (boolean)", "");
    assert!(run.status.success() && errors.trim().is_empty(), "{program} {args:?}: {errors}");
    String::from_utf8_lossy(&run.stdout).into_owned()
}

/// The words of each page in the order in which they were written.
fn pages(pdf: &[u8]) -> Vec<String> {
    let text = said("pdftotext", &["-raw", "-enc", "UTF-8", "FILE", "-"], pdf);
    assert!(is_nfc(&text));
    let mut pages: Vec<String> = text.split('\u{c}').map(str::to_owned).collect();
    assert_eq!(pages.pop().unwrap(), "", "a form feed ends the last page");
    pages
}

fn squeezed(text: &str) -> String {
    nfc(text).chars().filter(|letter| !letter.is_whitespace()).collect()
}

/// The words of the text without numbers of pages, repeated `heads` of tables, and `notes`, each of which must stand on
/// one page.
fn body(pdf: &[u8], notes: &[String], heads: &[String]) -> String {
    let mut pages: Vec<String> = pages(pdf).iter().map(|page| squeezed(page)).collect();
    for (at, page) in pages.iter_mut().enumerate().skip(1) {
        let number = (at + 1).to_string();
        *page =
            page.strip_prefix(&number).unwrap_or_else(|| panic!("page {number} begins {page}")).to_owned();
    }
    for note in notes {
        let squeezed = squeezed(note);
        let page = pages.iter_mut().find(|page| page.contains(&squeezed));
        let page = page.unwrap_or_else(|| panic!("no page has the note {note}"));
        let at = page.rfind(&squeezed).unwrap();
        page.replace_range(at..at + squeezed.len(), "");
    }
    pages.into_iter().fold(String::new(), |before, page| {
        let repeated = heads.iter().find(|head| page.starts_with(*head) && before.contains(*head));
        let rest = repeated.map_or(page.as_str(), |head| &page[head.len()..]);
        format!("{before}{rest}")
    })
}

/// The heads of the tables, as they are repeated on every page.
fn heads(flow: &Flow) -> Vec<String> {
    let tables = flow.parts.iter().filter_map(|part| match part {
        FlowPart::Table(table) => Some(table),
        FlowPart::Paragraph(_) => None,
    });
    let head = |table: &FlowTable| {
        let cells = table.rows.iter().take_while(|row| row.header).flat_map(|row| &row.cells);
        squeezed(&cells.flat_map(|cell| &cell.runs).map(words).collect::<String>())
    };
    tables.map(head).filter(|head| !head.is_empty()).collect()
}

/// What a flow prints, and its notes, as the reader of a page sees them.
fn wanted(flow: &Flow) -> (String, Vec<String>) {
    let mut text = String::new();
    let mut n_notes = 0;
    let mut counts = vec![0; flow.numberings.len()];
    let mut add = |it: &FlowParagraph, text: &mut String| {
        if let (Form::Plain, Some((list, _))) = (it.layout.form, it.layout.list) {
            counts[list] += 1;
            match flow.numberings[list].mark {
                ListMark::Bullet('*') => text.push('•'),
                ListMark::Bullet(sign) => text.push(sign),
                ListMark::Number(first, sign) => {
                    text.push_str(&format!("{}{sign}", first + counts[list] - 1))
                }
            }
        }
        for run in &it.runs {
            match &run.content {
                Content::Words(words) => text.push_str(words),
                Content::Break => (),
                Content::Note(_) => {
                    n_notes += 1;
                    text.push_str(&n_notes.to_string());
                }
            }
        }
    };
    for part in &flow.parts {
        match part {
            FlowPart::Paragraph(it) => add(it, &mut text),
            FlowPart::Table(table) => {
                table.rows.iter().flat_map(|row| &row.cells).for_each(|cell| add(cell, &mut text));
            }
        }
    }
    let note = |(at, paragraphs): (usize, &Vec<FlowParagraph>)| {
        let words = paragraphs.iter().flat_map(|it| &it.runs).map(words);
        format!("{}{}", at + 1, words.collect::<String>())
    };
    (squeezed(&text), flow.notes.iter().enumerate().map(note).collect())
}

fn words(run: &FlowRun) -> &str {
    if let Content::Words(words) = &run.content { words } else { "" }
}

fn clean(source: &str) -> (Flow, Pdf) {
    let flow = clean_flow(&parse(source.to_owned()), &Codes::new());
    let made = pdf_flow(&flow, &paper(&profile("plain")), &Print::default()).unwrap();
    (flow, made)
}

/// What holds for every file.
fn sound(pdf: &[u8], context: &str) {
    assert!(
        said("qpdf", &["--check", "FILE"], pdf).contains("No syntax or stream encoding errors"),
        "{context}"
    );
    assert_eq!(families(pdf), BTreeSet::from(["LiberationSerif".to_owned()]), "{context}");
    let info = said("pdfinfo", &["FILE"], pdf);
    for line in ["Tagged:          yes", "JavaScript:      no", "Form:            none"] {
        assert!(info.contains(line), "{context}: {info}");
    }
    let meta = said("pdfinfo", &["-meta", "FILE"], pdf);
    for said in ["<pdfaid:part>2</pdfaid:part>", "<pdfaid:conformance>A</pdfaid:conformance>"] {
        assert!(meta.contains(said), "{context}: {meta}");
    }
}

/// The families of letters in a file, without their styles.
fn families(pdf: &[u8]) -> BTreeSet<String> {
    let table = said("pdffonts", &["FILE"], pdf);
    let name = |line: &str| {
        let name = line.split_whitespace().next().unwrap();
        let (_, name) = name.split_once('+').unwrap();
        assert!(line.contains(" yes yes yes "), "{line}");
        name.split('-').next().unwrap().to_owned()
    };
    table.lines().skip(2).map(name).collect()
}

fn draft(round: u32, name: &str) -> String {
    fs::read_to_string(format!("drafts/moc-linh/draft-{round}/{name}.md")).unwrap()
}

fn check(source: &str, context: &str) {
    let (flow, made) = clean(source);
    sound(&made.bytes, context);
    let (text, notes) = wanted(&flow);
    assert!(made.missing.is_empty(), "{context}: {:?}", made.missing);
    assert_eq!(body(&made.bytes, &notes, &heads(&flow)), text, "{context}");
}

#[test]
fn every_word_of_a_draft_stands_in_its_print() {
    if !tools(&["pdftotext", "pdffonts", "pdfinfo", "qpdf"]) {
        return;
    }
    for name in ["political-report", "review-report"] {
        check(&draft(2, name), name);
    }
    let mut random = Random::new(20_201_128);
    let source = draft(1, "political-report");
    for at in 0..support::number("VANKIEN_CASES", 4) {
        let text = if at % 2 == 0 { piece(&source, &mut random) } else { report(&mut random) };
        check(&text, &format!("random draft {at}"));
    }
}

#[test]
fn a_print_has_its_frame_and_the_same_bytes_each_time() {
    if !tools(&["pdftotext", "pdffonts", "pdfinfo", "qpdf"]) {
        return;
    }
    let flow = clean_flow(&parse(draft(2, "review-report")), &Codes::new());
    let mut profile = profile("party-2018");
    profile.page.watermark = true;
    let marks = Marks::party(Lang::Vi, &["Tỉnh ủy Thử", "Huyện ủy Mộc Lĩnh"]).draft(Lang::Vi, 2);
    let marks = marks.hash(Lang::Vi, "abcd1234");
    let signs = Some("Huyện ủy Mộc Lĩnh".to_owned());
    let paper = Paper { marks: Some(marks), contents: true, signs, ..paper(&profile) };
    let print = Print { line_numbers: true, ..Print::default() };
    let made = pdf_flow(&flow, &paper, &print).unwrap();
    sound(&made.bytes, "framed");
    assert_eq!(made, pdf_flow(&flow, &paper, &print).unwrap());
    let text = said("pdftotext", &["-layout", "FILE", "-"], &made.bytes);
    let pages: Vec<&str> = text.split('\u{c}').collect();
    for words in ["TỈNH ỦY THỬ", "ĐẢNG CỘNG SẢN VIỆT NAM", "DỰ THẢO LẦN 2", "abcd1234"] {
        assert!(pages[0].contains(words), "{words}: {}", pages[0]);
    }
    assert!(text.contains("T/M HUYỆN ỦY MỘC LĨNH"));
    // The lines of every page are numbered from 1 on, without a gap.
    for (at, page) in pages.iter().enumerate().filter(|(_, page)| !page.is_empty()) {
        let mut numbers: Vec<u32> =
            page.lines().filter_map(|line| line.split_whitespace().next()?.parse().ok()).collect();
        if at > 0 {
            assert_eq!(
                usize::try_from(numbers.remove(0)).unwrap(),
                at + 1,
                "the number of the page comes first"
            );
        }
        numbers.truncate(numbers.windows(2).take_while(|pair| pair[0] + 1 == pair[1]).count() + 1);
        assert_eq!(numbers[0], 1, "page {}: {page}", at + 1);
        assert!(numbers.len() > 3 || at + 2 == pages.len(), "page {}: {numbers:?}\n{page}", at + 1);
    }
    let info = said("pdfinfo", &["-isodates", "FILE"], &made.bytes);
    assert!(info.contains("2020-05-01T08:00:00+07") && info.contains("Báo cáo & <thử>"), "{info}");
}

#[test]
fn the_marked_copy_holds_both_sides() {
    if !tools(&["pdftotext", "pdffonts", "pdfinfo", "qpdf"]) {
        return;
    }
    let mut random = Random::new(7);
    let sources = [draft(1, "political-report"), draft(2, "political-report"), report(&mut random)];
    let pairs = [(&sources[0], sources[1].clone()), (&sources[2], edited(&sources[2], &mut random))];
    for (before, after) in pairs {
        let [b, a] = [before, &after].map(|it| parse(it.to_owned()));
        let comparison = compare(&b, &a, &CompareOptions::default());
        let none = Codes::new();
        let side = |document| Side { document, codes: &none, label: "" };
        let flow = marked_flow(&comparison, &side(&b), &side(&a), MoveMarks::Tracked);
        let made = pdf_flow(&flow, &paper(&profile("plain")), &Print::default()).unwrap();
        sound(&made.bytes, "marked");
        let text = squeezed(&pages(&made.bytes).concat());
        let cells = flow.parts.iter().flat_map(|part| match part {
            FlowPart::Paragraph(it) => vec![it],
            FlowPart::Table(table) => table.rows.iter().flat_map(|row| &row.cells).collect(),
        });
        for run in cells.flat_map(|it| &it.runs) {
            // A run across the end of a line or of a page is cut there; its words are not.
            for word in nfc(words(run)).split_whitespace() {
                assert!(text.contains(word), "{word} of {run:?}");
            }
        }
        assert_eq!(text.contains("[chuyểnđi1]"), flow.n_moves > 0);
        assert_eq!(text.contains("[chuyểnđến1]"), flow.n_moves > 0);
    }
}

const HOSTILE: [&str; 18] = [
    "#read(\"/etc/passwd\")",
    "#import \"@preview/a:1.0.0\"",
    "#include \"a.typ\"",
    "$x^2$ $ y $",
    "@ref <label> = đề mục",
    "] [ } { ) (",
    "\\ \\u{41} \\#",
    "{=typst} {=openxml}",
    "=cmd|'/c calc'!A1",
    "+84 912 345 678",
    "- gạch đầu dòng",
    "<script>alert(1)</script>",
    "]]> &amp; &lt;",
    "*đậm* _nghiêng_ `mã`",
    "// lời bàn /* */",
    "#sys.inputs #context here()",
    "~ -- --- ... \"ngoặc\" 'đơn'",
    "https://a.b/?c=d&e=f",
];

#[test]
fn hostile_words_are_plain_words() {
    if !tools(&["pdftotext", "qpdf"]) {
        return;
    }
    let mut table = Table::new(vec![Column::new("#read(\"x\")", 1), Column::new("$a$", 3)]);
    for (at, words) in HOSTILE.iter().enumerate() {
        table.section(Some((*words).to_owned()));
        table.push(Row::new(vec![Cell::text(at.to_string()), Cell::lines([*words, *words])]));
    }
    let control = "a\u{1}b\u{b}c\u{1b}[31md\u{202e}e\u{2066}f\u{200b}g\u{feff}h\u{0}i";
    table.push(Row::new(vec![Cell::default(), Cell::text(control)]));
    let page = table.into_page("#panic() $x$ @a", Lang::Vi);
    let profile = profile("plain");
    let title = "#read(\"/etc/passwd\") $x$".to_owned();
    let paper = Paper { title: title.clone(), label: vec!["#let a = 1".to_owned()], ..paper(&profile) };
    let made = pdf_page(&page, &paper, &Print::default()).unwrap();
    let text = squeezed(&pages(&made.bytes).concat());
    for words in HOSTILE {
        assert!(text.matches(&squeezed(words)).count() >= 3, "{words}: {text}");
    }
    assert!(text.contains("#panic()$x$@a") && text.contains("#read(\"x\")") && text.contains("#leta=1"));
    let seen = "a\\u{1}b\\u{b}c\\u{1b}[31md\\u{202e}e\\u{2066}f\\u{200b}g\\u{feff}h\\u{0}i";
    assert!(text.contains(seen), "{text}");
    assert!(said("pdfinfo", &["FILE"], &made.bytes).contains(&title));
    // Nothing runs, nothing is attached, nothing leads anywhere.
    let inside = said("qpdf", &["--qdf", "--object-streams=disable", "FILE", "-"], &made.bytes);
    for key in ["/JavaScript", "/EmbeddedFile", "/Launch", "/URI", "/OpenAction", "/AcroForm"] {
        assert!(!inside.contains(key), "{key}");
    }
}

#[test]
fn letters_that_no_family_has_are_told() {
    if !tools(&["pdftotext"]) {
        return;
    }
    let (_, made) = clean("Góp ý: 同意 👍 \u{e000} ☐ xong.\n");
    assert_eq!(made.missing, ['☐', '同', '意', '\u{e000}', '👍']);
    assert!(pages(&made.bytes)[0].contains("Góp ý: □□ □ □ □ xong."));
}

#[test]
fn only_the_addresses_of_a_draft_are_links() {
    if !tools(&["qpdf"]) {
        return;
    }
    let links =
        "[a](https://a.vn/x) [b](javascript:alert(1)) [c](file:///etc/passwd) [d](mailto:a@b.vn) [e](#muc)\n";
    let (_, made) = clean(links);
    let inside = said("qpdf", &["--qdf", "--object-streams=disable", "FILE", "-"], &made.bytes);
    let mut found: Vec<&str> = inside.lines().filter(|line| line.trim().starts_with("/URI (")).collect();
    found.sort_unstable();
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].contains("https://a.vn/x") && found[1].contains("mailto:a@b.vn"), "{found:?}");
}

/// The program's own letters under another name of the same length.
fn renamed(name: &str) -> Vec<u8> {
    assert_eq!(name.len(), "Liberation".len());
    let mut font = fs::read(OWN).unwrap();
    let wide = |text: &str| text.bytes().flat_map(|byte| [0, byte]).collect::<Vec<u8>>();
    for (from, to) in [(b"Liberation".to_vec(), name.as_bytes().to_vec()), (wide("Liberation"), wide(name))] {
        let mut at = 0;
        while let Some(found) = font[at..].windows(from.len()).position(|it| it == from) {
            font[at + found..at + found + from.len()].copy_from_slice(&to);
            at += found + from.len();
        }
    }
    font
}

#[test]
fn letters_handed_in_come_first() {
    if !tools(&["pdffonts"]) {
        return;
    }
    let flow = clean_flow(&parse("Đại hội đại biểu.\n".to_owned()), &Codes::new());
    let mut profile = profile("plain");
    let print =
        |names: &[&str]| Print { fonts: names.iter().map(|it| renamed(it)).collect(), ..Print::default() };
    let made = pdf_flow(&flow, &paper(&profile), &print(&["Xiberation"])).unwrap();
    assert_eq!(families(&made.bytes), BTreeSet::from(["XiberationSerif".to_owned()]));
    let refused = pdf_flow(&flow, &paper(&profile), &print(&["Xiberation", "Yiberation"])).unwrap_err();
    let found = ["Xiberation Serif", "Yiberation Serif"].map(str::to_owned).to_vec();
    assert_eq!(refused, PdfError::Letters { wanted: profile.font.clone(), found });
    profile.font = "Yiberation Serif".to_owned();
    let made = pdf_flow(&flow, &paper(&profile), &print(&["Xiberation", "Yiberation"])).unwrap();
    assert_eq!(families(&made.bytes), BTreeSet::from(["YiberationSerif".to_owned()]));
}

#[test]
fn the_commands_write_pdf_files() {
    if !tools(&["pdftotext"]) {
        return;
    }
    let place = drafted();
    open(&place.path, 1, 2);
    let file = place.path.join("drafts/political-report.md");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, format!("{text}\nĐoạn thêm: trồng 21 ha rừng phòng hộ.\n")).unwrap();
    let out = place.path.parent().unwrap();
    let run = |args: &[&str]| vankien(&place.path, args.iter().copied());
    let at = |name: &str| out.join(name).display().to_string();
    let fonts = out.join("fonts");
    fs::create_dir(&fonts).unwrap();
    let holds = |name: &str, words: &str| {
        let text = pages(&fs::read(out.join(name)).unwrap()).concat();
        assert!(squeezed(&text).contains(&squeezed(words)), "{name}: {text}");
    };
    run(&["draft", "export", "political-report", "-o", &at("a.pdf")]).ok();
    holds("a.pdf", "trồng 21 ha rừng");
    run(&["diff", "--document", "political-report", "-o", &at("b.pdf")]).ok();
    holds("b.pdf", "trồng 21 ha rừng");
    holds("b.pdf", "gạch chân: thêm");
    run(&["diff", "--format", "table-pdf", "-o", &at("c.pdf")]).ok();
    holds("c.pdf", "Bảng so sánh");
    run(&["synthesis", "1", "-o", &at("d.pdf")]).ok();
    run(&["reply", "add", "x03", "--agree"]).ok();
    run(&["synthesis", "1", "--answers-to", &at("sheets"), "--format", "pdf"]).ok();
    holds("sheets/x03.pdf", "Đảng bộ xã Thử Nghiệm 3");
    fs::write(fonts.join("x.ttf"), renamed("Xiberation")).unwrap();
    let dir = fonts.display().to_string();
    run(&["draft", "export", "review-report", "--format", "pdf", "--font-dir", &dir, "-o", &at("e.pdf")])
        .ok();
    assert!(families(&fs::read(out.join("e.pdf")).unwrap()).contains("XiberationSerif"));
    for (args, says) in [
        (vec!["draft", "export", "political-report", "--line-numbers", "-o", "x.docx"], "--format pdf"),
        (vec!["draft", "export", "political-report", "--format", "pdf", "-o", "x.docx"], ".pdf"),
        (vec!["diff", "--document", "political-report", "--format", "pdf"], "-o"),
        (vec!["diff", "--document", "political-report", "--only", "added", "-o", "x.pdf"], "--only"),
        (vec!["progress", "-o", "x.pdf"], ".html"),
        (vec!["draft", "export", "--format", "pdf", "--font-dir", "drafts"], "drafts"),
    ] {
        let refused = run(&args);
        assert_ne!(refused.code, Some(0), "{args:?}");
        assert!(refused.said().contains(says), "{args:?}: {}", refused.said());
        assert!(!place.path.join("x.pdf").exists() && !Path::new("x.pdf").exists());
    }
}

/// The numbered lines of each page as poppler lays them out: number in the margin and words without blanks.
fn numbered(pdf: &[u8]) -> Vec<Vec<(u32, String)>> {
    let text = said("pdftotext", &["-layout", "-enc", "UTF-8", "FILE", "-"], pdf);
    let line = |line: &str| {
        let (number, words) = line.trim_start().split_once(char::is_whitespace)?;
        Some((number.parse().ok()?, squeezed(words)))
    };
    text.split('\u{c}').map(|page| page.lines().filter_map(line).collect()).collect()
}

#[test]
fn page_and_line_of_every_block_are_those_of_the_print() {
    if !tools(&["pdftotext"]) {
        return;
    }
    let profile = profile("party-2018");
    let (mut n_checked, mut n_pages) = (0, 0);
    for (round, name) in [(1, "review-report"), (2, "political-report")] {
        let document = parse(draft(round, name));
        let codes: Codes = (1..=document.blocks.len()).map(|n| BlockCode::parse(&format!("P{n}"))).collect();
        let flow = clean_flow(&document, &codes);
        let print = Print { line_numbers: true, places: true, ..Print::default() };
        let made = pdf_flow(&flow, &Paper { contents: true, ..paper(&profile) }, &print).unwrap();
        let plain = Print { line_numbers: true, ..Print::default() };
        let bare = pdf_flow(&flow, &Paper { contents: true, ..paper(&profile) }, &plain).unwrap();
        let (pages, without) = (numbered(&made.bytes), numbered(&bare.bytes));
        assert_eq!(pages, without, "marks move nothing");
        n_pages += pages.len();
        for part in &flow.parts {
            let FlowPart::Paragraph(it) = part else { continue };
            let Some(code) = &it.code else { continue };
            let place = made.places.iter().find(|place| place.code == *code);
            let place = place.unwrap_or_else(|| panic!("{name} {code} is not in the map"));
            let text = squeezed(&it.runs.iter().map(words).collect::<String>());
            let on = |page: u32, line: u32| {
                // A row of a table may begin with the same number.
                let lines = pages[page as usize - 1].iter().filter(|(number, _)| *number == line);
                lines.map(|(_, words)| words.as_str()).collect::<Vec<_>>().join("¦")
            };
            let first: String = text.chars().take(12).collect();
            let last: String = text.chars().skip(text.chars().count().saturating_sub(4)).collect();
            let (starts, ends) = (on(place.page, place.line), on(place.last_page, place.last_line));
            assert!(starts.contains(&first), "{name} {code} {place:?}: {first} in {starts}");
            // The sign of a footnote stands between the words.
            let has_note = it.runs.iter().any(|run| matches!(run.content, Content::Note(_)));
            assert!(has_note || ends.contains(&last), "{name} {code} {place:?}: {last} in {ends}");
            n_checked += 1;
        }
        for place in &made.places {
            assert!(place.page > 0 && place.last_page >= place.page, "{name} {place:?}");
        }
    }
    assert!(n_checked > 200 && n_pages > 20, "{n_checked} blocks on {n_pages} pages");
}
