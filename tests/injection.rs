//! Words that look like formulas, fields, markup or commands, as the words of people, through every output.
//!
//! Two things are held against each output. Its shape (elements, attributes, cells) is the one that it has with harmless
//! words of the same length in their place: so none became markup, a field, a link or a formula. And the words are there:
//! letter by letter where all of them can be printed, else all that can be, with a visible sign for each that cannot.
//! The words stand in `suite/injection.yaml`; they are put into every field that people fill in.

#![allow(clippy::unwrap_used, reason = "helpers of tests: what is not there ends the test")]

use crate::word::{Node, Taken, paragraphs, part};
use serde::Deserialize;
use std::collections::BTreeSet;
use vankien::archive::{UnzipLimits, WorkbookLimits, XmlEvent, XmlLimits, XmlReader, unzip, workbook};
use vankien::comments::{CommentId, Kind, Occasion, Op, Outcome, Proposal, Scope, State};
use vankien::compare::{ChangeKind, CompareOptions, compare};
use vankien::congress::{Profile, Rounding};
use vankien::document::{BlockCode, Codes, DocumentId, parse};
use vankien::messages::Lang;
use vankien::render::{self, HtmlOptions, Paper, TerminalOptions};
use vankien::rounds::RoundNo;
use vankien::synthesis::{
    Asked, ChangeMade, Decision, DocumentTitle, Due, Exceptional, ExceptionalKind, Item, Position, Reply,
    Respondent, ResponseInput, ResponseTable, Source, Standing, WeightScale, response_table,
};
use vankien::units::{Moment, UnitId};
use vankien::view::{
    self, Align, Cell, Column, FillIn, Marks, MoveMarks, Office, Page, ReportKind, ResponseForm,
    ResponseMeta, Row, Sheet, Side, Table, ViewOptions, Workbook,
};

#[derive(Debug, Clone, Deserialize)]
struct Case {
    name: String,
    text: String,
    #[serde(default)]
    repeat: Option<usize>,
}

fn cases() -> Vec<Case> {
    let mut cases: Vec<Case> = serde_yaml::from_str(include_str!("suite/injection.yaml")).unwrap();
    for case in &mut cases {
        case.text = case.text.repeat(case.repeat.unwrap_or(1));
    }
    assert!(cases.len() >= 60, "{}", cases.len());
    cases
}

/// Harmless words with the same blanks.
fn harmless(text: &str) -> String {
    text.chars().map(|c| if c.is_whitespace() { c } else { 'x' }).collect()
}

/// Characters that a program obeys or that hide: none of them may leave as it is.
fn is_obeyed(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\t')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}')
}

/// Characters that cannot be printed, or that outputs may show by a sign.
fn is_unprintable(c: char) -> bool {
    is_obeyed(c)
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2028}' | '\u{2029}' | '\u{2060}' | '\u{feff}')
        || matches!(c, '\u{fdd0}'..='\u{fdef}' | '\u{e0000}'..='\u{e007f}')
        || u32::from(c) & 0xfffe == 0xfffe
}

fn is_honest(text: &str) -> bool {
    !text.chars().any(is_unprintable)
}

/// Words without blanks: outputs break lines where they like.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// All that can be printed of `text` stands in `said`, in its order.
#[track_caller]
fn holds(said: &str, case: &Case, output: &str) {
    let mut rest = said;
    let text = case.text.trim_end();
    for piece in text.split(is_unprintable).map(squeezed).filter(|piece| !piece.is_empty()) {
        let at = rest.find(&piece);
        let at = at.unwrap_or_else(|| panic!("{output}: no `{}` of `{}`", short(&piece), case.name));
        // Pieces of one case follow each other closely: signs stand between them.
        rest = if is_honest(text) { rest } else { &rest[at + piece.len()..] };
    }
}

fn short(text: &str) -> String {
    text.chars().take(60).collect()
}

fn moment(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

fn respondent(no: usize, name: &str) -> Respondent {
    Respondent {
        id: UnitId::parse(&format!("x{no:02}")).unwrap(),
        name: name.to_owned(),
        kind: "cell".to_owned(),
        order: no,
        follower: None,
        working_group: None,
    }
}

/// A comment with the words in every field that holds people's words.
fn item(no: usize, words: &str) -> Item {
    let document = DocumentId::parse("report").unwrap();
    let some = || Some(words.to_owned());
    let outcomes = Outcome::ALL;
    Item {
        id: CommentId::parse(&format!("2-x{no:02}-1")).unwrap(),
        by: respondent(no, words),
        document: Some(document.clone()),
        place: Some(Position {
            scope: Scope::Block,
            block: Some(no),
            code: BlockCode::parse(&format!("P{no}")),
            section: "1/II.1".to_owned(),
            section_title: words.to_owned(),
            words: words.to_owned(),
        }),
        citation: some(),
        quote: some(),
        kind: Kind::Wording,
        text: words.to_owned(),
        reason: some(),
        proposals: vec![Proposal { op: Op::Replace, target: some(), to: None, text: some() }],
        reserved: no.is_multiple_of(3),
        agreement: None,
        votes: None,
        voices: vankien::synthesis::Voices::default(),
        group: None,
        decision: Some(Decision {
            outcome: outcomes[no % outcomes.len()],
            wording: some(),
            reason: some(),
            late: false,
            forced: some(),
            of_group: false,
            by: "chief".to_owned(),
            at: moment("2020-06-01T09:00"),
        }),
        changes: vec![ChangeMade {
            document,
            code: BlockCode::numbered(5),
            kind: Some(ChangeKind::Amended),
            words: some(),
        }],
        now: some(),
        standing: if no.is_multiple_of(11) {
            Standing::Withdrawn {
                reason: words.to_owned(),
                by: "chief".to_owned(),
                at: moment("2020-06-02T09:00"),
            }
        } else {
            Standing::Stands
        },
        source: Source { file: some(), symbol: some(), dated: None, occasion: None },
    }
}

fn reply(no: usize, words: &str) -> Reply {
    Reply {
        by: respondent(no, words),
        k: 1,
        state: if no.is_multiple_of(2) { State::Disagree } else { State::Agree },
        per_document: std::collections::BTreeMap::new(),
        speaks_of: BTreeSet::new(),
        received: moment("2020-05-20T09:00"),
        dated: None,
        symbol: Some(words.to_owned()),
        occasion: Some(Occasion::default()),
        words: Some(words.to_owned()),
        superseded: false,
        unclear: false,
    }
}

fn synthesis(words: &[String]) -> ResponseTable {
    let numbered = || words.iter().enumerate().map(|(at, words)| (at + 1, words.as_str()));
    let exceptional = |(no, words): (usize, &str)| Exceptional {
        at: moment("2020-06-01T09:00"),
        kind: ExceptionalKind::Forced,
        by: "chief".to_owned(),
        about: vec![format!("g{no}")],
        reason: Some(words.to_owned()),
    };
    let asked = |(no, words)| Asked { unit: respondent(no, words), due: Due::NotFixed, waived: None };
    response_table(&ResponseInput {
        round: RoundNo::new(2).unwrap(),
        as_of: moment("2020-06-10T08:00"),
        documents: vec![DocumentTitle {
            id: DocumentId::parse("report").unwrap(),
            title: words[0].clone(),
            draft_no: Some(2),
        }],
        audience: numbered().map(asked).collect(),
        items: numbered().map(|(no, words)| item(no, words)).collect(),
        replies: numbered().map(|(no, words)| reply(no, words)).collect(),
        exceptional: numbered().map(exceptional).collect(),
        rounding: Rounding::Round,
        scale: WeightScale::default(),
    })
}

fn meta(form: ResponseForm) -> ResponseMeta {
    ResponseMeta { form, marks: Some(Marks::default()), ..ResponseMeta::default() }
}

/// Every page that is made of comments.
fn pages(table: &ResponseTable) -> Vec<(String, Page)> {
    let office = Office::default();
    let (four, seven) = (meta(ResponseForm::Four), meta(ResponseForm::Seven));
    let mut pages = vec![
        ("table of 4".to_owned(), view::response_page(table, &four)),
        ("table of 7".to_owned(), view::response_page(table, &seven)),
        ("report".to_owned(), view::report_page(table, ReportKind::Synthesis, &office, &four)),
        ("response report".to_owned(), view::report_page(table, ReportKind::Response, &office, &four)),
    ];
    for unit in view::answered_units(table) {
        let page = view::answer_sheet(table, &unit, None, (&office, &four));
        pages.push((format!("answer to {}", unit.id), page));
    }
    pages
}

fn docx(page: &Page) -> Vec<u8> {
    let profile = Profile::named("party-2018").unwrap().unwrap();
    let paper = Paper {
        profile: &profile,
        lang: Lang::Vi,
        title: page.title.clone(),
        author: "x".to_owned(),
        date: "2020-05-01T08:00:00".to_owned(),
        properties: Vec::new(),
        marks: page.marks.clone(),
        label: Vec::new(),
        show_codes: false,
        contents: false,
        signs: None,
    };
    render::docx_page(page, &paper).unwrap()
}

/// Elements and attributes, without a word.
fn shape(node: &Node, out: &mut String) {
    out.push_str(&format!("<{} {:?}>", node.name, node.attrs));
    node.children.iter().for_each(|child| shape(child, out));
    out.push('>');
}

fn docx_shape(docx: &[u8]) -> String {
    let mut out = String::new();
    for (name, _) in unzip(docx, &UnzipLimits::OFFICE).unwrap() {
        out.push_str(&name);
        if name.ends_with(".xml") || name.ends_with(".rels") {
            shape(&part(docx, &name).unwrap(), &mut out);
        }
    }
    out
}

/// The tags of an HTML file as they are, and the words between them.
fn html_split(html: &str) -> (Vec<&str>, String) {
    let (mut tags, mut words) = (Vec::new(), String::new());
    let body = &html[html.find("</style>").unwrap()..];
    for piece in body.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap_or_else(|| panic!("`<` in words: {}", short(piece)));
        tags.push(tag);
        words.push_str(text);
    }
    for (entity, c) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")] {
        words = words.replace(entity, c);
    }
    (tags, words)
}

#[track_caller]
fn same(hostile: &str, harmless: &str, output: &str) {
    if hostile != harmless {
        let at = hostile.bytes().zip(harmless.bytes()).take_while(|(a, b)| a == b).count();
        let from = (0..=at.saturating_sub(80)).rev().find(|at| hostile.is_char_boundary(*at)).unwrap_or(0);
        panic!("{output}: words changed the shape at `{}`", short(&hostile[from..]));
    }
}

#[track_caller]
fn obeys_nothing(text: &str, output: &str) {
    let found = text.chars().find(|c| is_obeyed(*c));
    assert!(found.is_none(), "{output}: {found:?}");
}

/// The cases whose words a page is about: one unit's of its answer sheet, else all that its part lets in.
fn expected<'a>(name: &str, cases: &'a [Case], table: &ResponseTable) -> Vec<&'a Case> {
    let of_unit = |no: usize| name == format!("answer to x{no:02}");
    let is_response = name == "response report";
    let numbered = cases.iter().enumerate().map(|(at, case)| (at + 1, case));
    let stands = |no: usize| {
        let id = CommentId::parse(&format!("2-x{no:02}-1")).unwrap();
        table.rows().flat_map(|row| &row.items).any(|item| item.id == id)
    };
    let shown = numbered.filter(|(no, _)| match name.starts_with("answer") {
        true => of_unit(*no),
        false => !is_response || stands(*no),
    });
    shown.map(|(_, case)| case).collect()
}

#[test]
fn no_page_takes_words_for_anything_else() {
    let cases = cases();
    let words: Vec<String> = cases.iter().map(|case| case.text.clone()).collect();
    let plain: Vec<String> = words.iter().map(|text| harmless(text)).collect();
    let (table, benign) = (synthesis(&words), synthesis(&plain));
    for ((name, page), (_, other)) in pages(&table).into_iter().zip(pages(&benign)) {
        let file = docx(&page);
        same(&docx_shape(&file), &docx_shape(&docx(&other)), &format!("{name} as DOCX"));
        let in_docx = paragraphs(&file, "word/document.xml", Taken::All).join("\n");
        let html = render::html(&page, &HtmlOptions::default());
        let (tags, in_html) = html_split(&html);
        let other = render::html(&other, &HtmlOptions::default());
        same(&tags.join("\n"), &html_split(&other).0.join("\n"), &format!("{name} as HTML"));
        let terminal = render::terminal(&page, &TerminalOptions { width: 20_000, colour: false });
        for (format, said) in [("DOCX", &in_docx), ("HTML", &in_html), ("terminal", &terminal)] {
            let output = format!("{name} as {format}");
            obeys_nothing(said, &output);
            let said = squeezed(said);
            for case in expected(&name, &cases, &table) {
                holds(&said, case, &output);
            }
        }
    }
}

/// Elements of the parts that hold cells, with the kind of each cell.
fn sheet_shape(xlsx: &[u8]) -> String {
    let mut out = String::new();
    for (name, bytes) in unzip(xlsx, &UnzipLimits::OFFICE).unwrap() {
        out.push_str(&name);
        if !name.starts_with("xl/worksheets/sheet") {
            continue;
        }
        let mut reader = XmlReader::new(&bytes, XmlLimits::OFFICE).unwrap();
        loop {
            match reader.next_event().unwrap() {
                XmlEvent::Start { name, attrs } => {
                    assert!(!matches!(name.as_str(), "f" | "hyperlink" | "oleObject"), "{name} {attrs:?}");
                    let kind = attrs.iter().find(|(name, _)| name == "t").map(|(_, kind)| kind.as_str());
                    out.push_str(&format!("<{name} {kind:?}>"));
                }
                XmlEvent::Eof => break,
                _ => (),
            }
        }
    }
    out
}

/// Cells column by column, so that words that go on in the row below follow each other.
fn cells(xlsx: &[u8]) -> Vec<String> {
    let limits = WorkbookLimits { cells_max: 200_000, bytes_max: 60_000_000, columns_max: 256 };
    let mut all = Vec::new();
    for sheet in workbook(xlsx, &limits).unwrap() {
        let columns = sheet.rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
        for column in 0..columns {
            all.extend(sheet.rows.iter().filter_map(|(_, cells)| cells.get(column).cloned()));
        }
    }
    all
}

#[test]
fn no_workbook_and_no_csv_takes_words_for_a_formula() {
    let cases = cases();
    let words: Vec<String> = cases.iter().map(|case| case.text.clone()).collect();
    let plain: Vec<String> = words.iter().map(|text| harmless(text)).collect();
    let (table, benign) = (synthesis(&words), synthesis(&plain));
    for form in [ResponseForm::Four, ResponseForm::Seven] {
        let book = |table| render::workbook(&view::response_workbook(table, &meta(form))).unwrap();
        let xlsx = book(&table);
        same(&sheet_shape(&xlsx), &sheet_shape(&book(&benign)), "workbook");
        let cells = cells(&xlsx);
        let said = squeezed(&cells.concat());
        obeys_nothing(&cells.concat(), "workbook");
        let exact: BTreeSet<&str> = cells.iter().map(String::as_str).collect();
        for case in &cases {
            holds(&said, case, "workbook");
            let is_exact = is_honest(&case.text) && case.repeat.is_none();
            let in_register = exact.contains(case.text.trim_end_matches('\n'));
            assert!(!is_exact || in_register, "the register has no cell `{}`", case.name);
        }
        let csv = render::csv(&view::response_rows(&table, &meta(form)));
        csv_is_harmless(&csv, &cases.iter().collect::<Vec<_>>());
    }
}

fn csv_is_harmless(csv: &[u8], cases: &[&Case]) {
    let text = std::str::from_utf8(csv).unwrap();
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b';')
        .has_headers(false)
        .flexible(true)
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let mut said = String::new();
    for record in reader.records() {
        for cell in &record.unwrap() {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{}", short(cell));
            obeys_nothing(cell, "CSV");
            said.push_str(&squeezed(render::csv_unescape(cell)));
        }
    }
    let stands = |case: &&&Case| said.contains(&squeezed(case.text.trim_end())) || !is_honest(&case.text);
    let missing: Vec<&str> =
        cases.iter().filter(|case| !stands(case)).map(|case| case.name.as_str()).collect();
    // Comments that were withdrawn or passed on are in no row of the table.
    assert!(missing.len() * 3 <= cases.len(), "CSV has no {missing:?}");
}

#[test]
fn json_gives_every_word_back() {
    let cases = cases();
    let words: Vec<String> = cases.iter().map(|case| case.text.clone()).collect();
    let table = synthesis(&words);
    let text = render::json(&serde_json::to_value(table.to_json()).unwrap());
    let read: serde_json::Value = serde_json::from_slice(&text).unwrap();
    let mut found = BTreeSet::new();
    strings(&read, &mut found);
    for case in &cases {
        assert!(found.contains(case.text.as_str()), "{}", case.name);
    }
}

fn strings<'a>(value: &'a serde_json::Value, found: &mut BTreeSet<&'a str>) {
    match value {
        serde_json::Value::String(text) => drop(found.insert(text)),
        serde_json::Value::Array(all) => all.iter().for_each(|it| strings(it, found)),
        serde_json::Value::Object(all) => all.values().for_each(|it| strings(it, found)),
        _ => (),
    }
}

/// The slip: words in locked cells, cells to fill in, lists to choose from.
#[test]
fn no_form_takes_words_for_a_formula() {
    let cases = cases();
    let form = |words: &dyn Fn(&Case) -> String| {
        let mut table = Table::new(vec![Column::new("Mã", 1), Column::new("Số", 1).align(Align::Right)]);
        for case in &cases {
            let words = words(case);
            table.lead.push(vec![words.clone()]);
            table.push(Row::new(vec![Cell::text(&words), Cell::text(words)]));
        }
        let choices = cases.iter().map(words).filter(|words| words.len() < 255).collect();
        let form = FillIn { open: vec![0, 1], choices: vec![(0, choices)] };
        let sheets = vec![Sheet { name: words(&cases[0]), table, filter: false, form: Some(form) }];
        let as_of = moment("2020-05-01T08:00");
        let book = Workbook {
            title: words(&cases[0]),
            lang: Lang::Vi,
            as_of,
            footer: Some(words(&cases[0])),
            sheets,
        };
        render::workbook(&book).unwrap()
    };
    let xlsx = form(&|case| case.text.clone());
    let said = squeezed(&cells(&xlsx).concat());
    sheet_shape(&xlsx);
    for case in &cases {
        holds(&said, case, "slip");
    }
}

/// Drafts are Markdown, so their words may be markup there; a comparison makes nothing more of them.
#[test]
fn no_comparison_runs_words_of_a_draft() {
    for case in cases() {
        let line: String = case.text.chars().filter(|c| !matches!(c, '\n' | '\r')).collect();
        let before = format!("# Báo cáo\n\nĐoạn một.\n\nĐoạn hai: {line}\n");
        let after = format!("# Báo cáo\n\nĐoạn một: {line}\n\nĐoạn hai, đã sửa: {line}\n");
        let [b, a] = [&before, &after].map(|text| parse(text.clone()));
        let comparison = compare(&b, &a, &CompareOptions::default());
        let none = Codes::new();
        let [b, a] = [&b, &a].map(|document| Side { document, codes: &none, label: "x" });
        let options = ViewOptions::default();
        let page = view::comparison_page(&comparison, &b, &a, &options);
        let table = view::comparison_table(&comparison, &b, &a, &options);
        let html = render::html(&page, &HtmlOptions::default());
        let (tags, words) = html_split(&html);
        for tag in tags {
            let name = tag.split([' ', '/']).find(|it| !it.is_empty()).unwrap_or_default();
            let is_own = !matches!(name, "img" | "svg" | "iframe" | "object" | "link" | "base" | "meta");
            let lower = tag.to_lowercase();
            let runs = [" on", "javascript:", "http:", "https:", " src"].iter().any(|it| lower.contains(it));
            assert!(is_own && !runs, "{}: <{tag}>", case.name);
        }
        obeys_nothing(&words, &case.name);
        obeys_nothing(&render::terminal(&page, &TerminalOptions { width: 80, colour: false }), &case.name);
        csv_is_harmless(&render::csv(&table), &[]);
        let profile = Profile::named("plain").unwrap().unwrap();
        let flow = view::marked_flow(&comparison, &b, &a, MoveMarks::Tracked);
        let paper = Paper {
            profile: &profile,
            lang: Lang::Vi,
            title: line.clone(),
            author: line.clone(),
            date: "2020-05-01T08:00:00".to_owned(),
            properties: Vec::new(),
            marks: None,
            label: vec![line.clone()],
            show_codes: false,
            contents: false,
            signs: None,
        };
        let table_file = docx(&table.into_page("Bảng", Lang::Vi));
        for file in [render::docx_flow(&flow, &paper).unwrap(), table_file] {
            let document = part(&file, "word/document.xml").unwrap();
            let mut all = Vec::new();
            document.all(&mut all);
            let runs = |node: &&&Node| {
                matches!(
                    node.name.as_str(),
                    "w:instrText" | "w:fldSimple" | "w:object" | "w:pict" | "w:altChunk"
                )
            };
            assert!(all.iter().find(runs).is_none(), "{}", case.name);
            let links = part(&file, "word/_rels/document.xml.rels").unwrap();
            let outside: Vec<&String> = links
                .children
                .iter()
                .filter(|it| it.attrs.contains_key("TargetMode"))
                .filter_map(|it| it.attrs.get("Target"))
                .collect();
            let bad = outside.iter().find(|it| !it.starts_with("http") && !it.starts_with("mailto:"));
            assert!(bad.is_none(), "{}: {outside:?}", case.name);
        }
    }
}
