//! Workbooks out and in: what is written as XLSX is read back as it was, and nothing in it is run.

#![allow(clippy::unwrap_used, reason = "helpers of tests: what is not there ends the test")]

use crate::support::{self, Random, vankien};
use std::fs;
use vankien::archive::{SheetCells, WorkbookError, WorkbookLimits, workbook};
use vankien::messages::Lang;
use vankien::render;
use vankien::units::Moment;
use vankien::view::{Align, Cell, Column, FillIn, Row, Sheet, Table, Workbook};

const LIMITS: WorkbookLimits = WorkbookLimits { cells_max: 100_000, bytes_max: 10_000_000, columns_max: 256 };

fn book(sheets: Vec<Sheet>) -> Workbook {
    let as_of = Moment::parse("2020-05-01T08:00:00+07:00").unwrap();
    Workbook { title: "Thử".to_owned(), lang: Lang::Vi, as_of, footer: Some("a & b".to_owned()), sheets }
}

fn read(bytes: &[u8]) -> Vec<SheetCells> {
    workbook(bytes, &LIMITS).unwrap()
}

/// The XML of every part of a workbook.
fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let files = vankien::archive::unzip(bytes, &vankien::archive::UnzipLimits::OFFICE).unwrap();
    files.into_iter().map(|(name, bytes)| (name, String::from_utf8_lossy(&bytes).into_owned())).collect()
}

/// Words that a spreadsheet, a mark-up or a terminal would take for something else.
const HOSTILE: [&str; 20] = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+84 912 345 678",
    "- gạch đầu dòng",
    "@SUM(A1:A9)",
    "{=openxml}",
    "<script>alert(1)</script>",
    "]]>",
    "&amp; & <w:p/>",
    "https://example.org/?a=1&b=2",
    "mailto:x@example.org",
    "'có dấu nháy",
    "_x0041_",
    "012",
    "1.10",
    "19-20",
    "TRUE",
    "#REF!",
    "  hai đầu có chỗ trống  ",
    "dòng một\ndòng hai",
];

#[test]
fn words_come_back_as_they_were_and_none_is_run() {
    let mut table = Table::new(vec![Column::new("=Mã", 1), Column::new("Số", 1).align(Align::Right)]);
    for words in HOSTILE {
        table.push(Row::new(vec![Cell::lines(words.split('\n')), Cell::lines(words.split('\n'))]));
    }
    let bytes =
        render::workbook(&book(vec![Sheet { name: "=A1".to_owned(), table, ..Sheet::default() }])).unwrap();
    let sheets = read(&bytes);
    let rows: Vec<&Vec<String>> = sheets[0].rows.iter().map(|(_, cells)| cells).collect();
    assert_eq!(*rows[0], ["=Mã", "Số"]);
    for (row, words) in rows[1..].iter().zip(HOSTILE) {
        assert_eq!(**row, [words, words]);
    }
    for (name, xml) in parts(&bytes) {
        for mark in ["<f>", "<f ", "<hyperlink", "externalLink", "vbaProject"] {
            assert!(!xml.contains(mark), "{mark} in {name}");
        }
    }
}

#[test]
fn the_same_view_gives_the_same_bytes_and_nothing_visible_is_lost() {
    let mut random = Random::new(7);
    for _ in 0..40 {
        let mut table = Table::new((0..3).map(|n| Column::new(format!("Cột {n}"), 1)).collect());
        let mut said = Vec::new();
        for _ in 0..random.below(30) {
            let cell = |random: &mut Random| {
                let n = random.below(60);
                let letters = ['a', 'ế', 'Đ', ' ', '"', '=', '<', '&', '😀', '\u{301}', ';', '-'];
                (0..n).map(|_| letters[random.below(letters.len())]).collect::<String>()
            };
            let cells: Vec<String> = (0..3).map(|_| cell(&mut random)).collect();
            table.push(Row::new(cells.iter().map(|words| Cell::text(words.as_str())).collect()));
            said.push(cells);
        }
        let make = || {
            let sheet = Sheet { name: "Trang".to_owned(), table: table.clone(), filter: true, form: None };
            render::workbook(&book(vec![sheet])).unwrap()
        };
        assert_eq!(make(), make());
        let filled = |cells: &Vec<String>| cells.iter().any(|cell| !cell.is_empty());
        let mut back: Vec<Vec<String>> =
            read(&make())[0].rows.iter().skip(1).map(|(_, cells)| cells.clone()).collect();
        back.iter_mut().for_each(|cells| cells.resize(3, String::new()));
        assert_eq!(back, said.into_iter().filter(filled).collect::<Vec<_>>());
    }
}

#[test]
fn a_form_locks_what_is_said_and_hides_its_lists() {
    let mut table =
        Table::new(vec![Column::new("Mã", 1), Column::new("Văn kiện", 1), Column::new("Ý kiến", 1)]);
    table.push(Row::new(vec![Cell::text("P1"), Cell::text("Báo cáo, một")]));
    table.push(Row::default());
    let form = FillIn {
        open: vec![0, 1, 2],
        choices: vec![(1, vec!["Báo cáo, một".to_owned(), "Hai".to_owned()])],
    };
    let sheet = Sheet { name: "Phiếu".to_owned(), table, filter: false, form: Some(form) };
    let bytes = render::workbook(&book(vec![sheet])).unwrap();
    assert_eq!(read(&bytes).len(), 1, "the list is not for readers");
    let xml = |end: &str| parts(&bytes).into_iter().find(|(name, _)| name.ends_with(end)).unwrap().1;
    let sheet = xml("sheet1.xml");
    assert!(sheet.contains("<sheetProtection") && sheet.contains("<dataValidation "), "{sheet}");
    assert!(xml("workbook.xml").contains("state=\"veryHidden\""));
}

#[test]
fn a_sheet_with_cells_in_far_corners_and_a_bomb_cost_little() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "góc này").unwrap();
    sheet.write_string(1_048_575, 16_383, "góc kia").unwrap();
    let sheets = read(&book.save_to_buffer().unwrap());
    assert_eq!(sheets[0].rows, [(1, vec!["góc này".to_owned()])]);
    for broken in [&b"PK\x03\x04"[..], b"", b"khong phai", &[0xd0, 0xcf, 0x11, 0xe0, 0xa1]] {
        assert!(matches!(workbook(broken, &LIMITS), Err(WorkbookError::Packing(_))), "{broken:?}");
    }
    let mut many = rust_xlsxwriter::Workbook::new();
    let sheet = many.add_worksheet();
    for row in 0..2_000 {
        sheet.write_string(row, 0, "một câu dài được nhắc lại ở mọi hàng").unwrap();
    }
    let few = WorkbookLimits { cells_max: 1_000, ..LIMITS };
    let read = workbook(&many.save_to_buffer().unwrap(), &few);
    assert_eq!(read, Err(WorkbookError::TooLarge { max: 1_000 }));
}

#[test]
fn the_response_table_is_a_workbook_with_every_comment() {
    let sample = support::sample();
    let out = sample.path.join("packages/bang.xlsx").display().to_string();
    vankien(&sample.path, ["synthesis", "2", "--as-of", "2021-01-01", "-o", &out]).ok();
    let sheets = read(&fs::read(&out).unwrap());
    let names: Vec<&str> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    assert_eq!(names[..4], ["Số liệu chung", "Báo cáo chính trị", "Báo cáo kiểm điểm", "Danh mục ý kiến"]);
    let list = vankien(&sample.path, ["comments", "list", "--json"]).ok().json();
    let of_round = |it: &&serde_json::Value| it["round"] == 2;
    let register = &sheets[3].rows;
    for comment in list["comments"].as_array().unwrap().iter().filter(of_round) {
        let id = comment["id"].as_str().unwrap();
        let row = register.iter().find(|(_, cells)| cells[0] == id);
        let words = comment["text"].as_str().unwrap().trim_end();
        assert!(row.is_some_and(|(_, cells)| cells[7] == words), "{id}: {words} {row:?}");
    }
}

#[test]
fn the_slip_filled_in_places_itself_when_it_returns() {
    let place = support::opened();
    vankien(&place.path, ["package", "1", "--unit", "x03"]).ok();
    let path = place.path.join("packages/round-1/x03/5-phieu-gop-y.xlsx");
    let sheets = read(&fs::read(&path).unwrap());
    // Filled in as a person would: the same cells, with words in one row, and another sheet with a title only.
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name(&sheets[0].name).unwrap();
    let mut is_filled = false;
    for (number, cells) in &sheets[0].rows {
        let row = u32::try_from(number - 1).unwrap();
        for (column, words) in cells.iter().enumerate() {
            sheet.write_string(row, u16::try_from(column).unwrap(), words).unwrap();
        }
        if cells[0].ends_with(":P4") {
            sheet.write_string(row, 3, "phát triển khá toàn diện").unwrap();
            sheet.write_string(row, 4, "Đề nghị nói rõ hơn").unwrap();
            sheet.write_string(row, 5, "phát triển toàn diện").unwrap();
            is_filled = true;
        }
    }
    assert!(is_filled);
    book.add_worksheet().write_string(0, 0, "Ghi chú").unwrap();
    let file = place.inbox.join("phieu.xlsx");
    fs::write(&file, book.save_to_buffer().unwrap()).unwrap();
    vankien(&place.path, ["comments", "import", &file.display().to_string()]).ok();
    let list = vankien(&place.path, ["comments", "list", "--json"]).ok().json();
    let comment = &list["comments"][0];
    assert_eq!(comment["unit"], "x03");
    assert_eq!(comment["anchor"]["certainty"], "exact", "{comment}");
    assert_eq!(comment["anchor"]["code"], "P5");
    assert_eq!(comment["proposals"][0]["text"], "phát triển toàn diện");
    assert!(
        comment["source"]["at"].as_str().unwrap().starts_with("sheet \"Phiếu góp ý\", row "),
        "{comment}"
    );
}
