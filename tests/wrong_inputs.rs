//! A table of wrong inputs: each is refused with its place, the reason and what to do, and nothing is lost or written.
//!
//! The same table is printed and kept in `docs/wrong-inputs.md`; where that is out of date,
//! `VANKIEN_BLESS=1 cargo test --test all wrong_inputs::` writes it.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "helpers of tests: what is not there ends the test"
)]

use crate::support::{self, Place, Ran, copy, files, git_says, vankien};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// One wrong input.
struct Wrong {
    /// What is wrong, for the table.
    name: &'static str,
    /// Makes the repository or the files wrong.
    make: fn(&Path),
    /// The command; `{in}` is the folder with the files of `tests/suite/inputs`, `{beside}` an empty one.
    command: &'static [&'static str],
    /// Exit code.
    code: i32,
    /// Names of the place: all stand in what is said.
    place: &'static [&'static str],
    /// Words of the reason.
    reason: &'static str,
    /// Words of what to do.
    to_do: &'static str,
}

const IMPORT: [&str; 2] = ["comments", "import"];

fn nothing(_: &Path) {}

fn rewrite(dir: &Path, path: &str, change: impl Fn(String) -> String) {
    let file = dir.join(path);
    let text = change(fs::read_to_string(&file).unwrap());
    fs::write(file, text).unwrap();
}

const POLITICAL: &str = "drafts/political-report.md";

/// All wrong inputs but the ones of files that come in.
#[expect(clippy::too_many_lines, reason = "a table")]
fn cases() -> Vec<Wrong> {
    vec![
        Wrong {
            name: "units.yaml hỏng cú pháp",
            make: |dir| rewrite(dir, "units.yaml", |text| format!("{text}  - {{id: x09, name: [\n")),
            command: &["draft", "save"],
            code: 1,
            place: &["units.yaml:"],
            reason: "giá trị không đúng dạng",
            to_do: "viết lại giá trị",
        },
        Wrong {
            name: "units.yaml: hai đơn vị cùng một tên gọi khác",
            make: |dir| {
                rewrite(dir, "units.yaml", |text| {
                    format!(
                        "{text}  - {{id: x09, name: Đảng bộ xã Chín, aliases: [Đảng bộ xã Thử Nghiệm 1], kind: commune_committee}}\n"
                    )
                });
            },
            command: &["draft", "save"],
            code: 1,
            place: &["units.yaml:"],
            reason: "Thử Nghiệm 1",
            to_do: "successor",
        },
        Wrong {
            name: "units.yaml không còn chữ nào",
            make: |dir| fs::write(dir.join("units.yaml"), "").unwrap(),
            command: &["check"],
            code: 1,
            place: &["units.yaml"],
            reason: "tệp không có nội dung",
            to_do: "bản trước",
        },
        Wrong {
            name: "congress.yaml có khóa lạ",
            make: |dir| rewrite(dir, "congress.yaml", |text| text.replace("congress_no:", "congres_no:")),
            command: &["check"],
            code: 1,
            place: &["congress.yaml:"],
            reason: "congres_no",
            to_do: "congress_no",
        },
        Wrong {
            name: "congress.yaml: tệp dự thảo nằm ngoài kho",
            make: |dir| {
                rewrite(dir, "congress.yaml", |text| {
                    text.replace("drafts/review-report.md", "../../etc/passwd")
                })
            },
            command: &["draft", "save"],
            code: 1,
            place: &["congress.yaml", "documents[2]"],
            reason: "../../etc/passwd",
            to_do: "đặt tệp ngay trong drafts/",
        },
        Wrong {
            name: "dự thảo không phải UTF-8",
            make: |dir| fs::write(dir.join(POLITICAL), b"# A\n\nB\xe1o c\xe1o\n").unwrap(),
            command: &["draft", "save"],
            code: 1,
            place: &[POLITICAL, "3"],
            reason: "UTF-8",
            to_do: "UTF-8",
        },
        Wrong {
            name: "dự thảo là liên kết tượng trưng",
            make: |dir| {
                fs::remove_file(dir.join(POLITICAL)).unwrap();
                std::os::unix::fs::symlink("/etc/passwd", dir.join(POLITICAL)).unwrap();
            },
            command: &["draft", "save"],
            code: 1,
            place: &[POLITICAL],
            reason: "liên kết tượng trưng",
            to_do: "thay liên kết",
        },
        Wrong {
            name: "thư mục drafts là liên kết tượng trưng",
            make: |dir| {
                fs::rename(dir.join("drafts"), dir.join("that")).unwrap();
                std::os::unix::fs::symlink("that", dir.join("drafts")).unwrap();
            },
            command: &["draft", "save"],
            code: 1,
            place: &["drafts"],
            reason: "liên kết tượng trưng",
            to_do: "thay liên kết",
        },
        Wrong {
            name: "dự thảo có một đoạn ở dạng tổ hợp (NFD)",
            make: |dir| {
                rewrite(dir, POLITICAL, |text| {
                    text.replace("Mạng lưới y tế cơ sở", "Ma\u{323}ng lu\u{31b}\u{301}i y te\u{302}\u{301}")
                });
            },
            command: &["check"],
            // A warning: the text can be read.
            code: 0,
            place: &["drafts/political-report.md:23:1"],
            reason: "NFD",
            to_do: "NFC",
        },
        Wrong {
            name: "chốt đợt đã chốt",
            make: nothing,
            command: &["round", "open", "1", "--due-at", "2020-06-05T17:00", "--confirm", "round-1"],
            code: 1,
            place: &["đợt 1"],
            reason: "đã chốt",
            to_do: "vankien round open 2",
        },
        Wrong {
            name: "chốt nhảy cóc",
            make: nothing,
            command: &["round", "open", "5", "--due-at", "2020-06-05T17:00", "--confirm", "round-5"],
            code: 1,
            place: &["đợt 5"],
            reason: "đợt tiếp theo là 2",
            to_do: "vankien round open 2",
        },
        Wrong {
            name: "chốt khi còn chỗ sửa chưa lưu",
            make: |dir| rewrite(dir, POLITICAL, |text| text.replace("từng bước", "bước đầu")),
            command: &["round", "open", "2", "--due-at", "2020-06-05T17:00", "--confirm", "round-2"],
            code: 1,
            place: &[POLITICAL],
            reason: "chưa lưu",
            to_do: "--save",
        },
        Wrong {
            name: "gõ sai tên đợt khi chốt",
            make: nothing,
            command: &["round", "open", "2", "--due-at", "2020-06-05T17:00", "--confirm", "round-1"],
            code: 1,
            place: &["round-1"],
            reason: "tên đợt là `round-2`",
            to_do: "--confirm round-2",
        },
        Wrong {
            name: "chốt mà không có hạn trả lời",
            make: nothing,
            command: &["round", "open", "2", "--confirm", "round-2"],
            code: 1,
            place: &["hạn trả lời"],
            reason: "chưa có hạn",
            to_do: "--due-at",
        },
        Wrong {
            name: "hạn trả lời không phải ngày giờ",
            make: nothing,
            command: &["round", "open", "2", "--due-at", "5/6", "--confirm", "round-2"],
            code: 1,
            place: &["`5/6`"],
            reason: "không phải là ngày giờ",
            to_do: "2020-06-05T17:00",
        },
        Wrong {
            name: "đóng đợt khi còn ý kiến chưa quyết định",
            make: nothing,
            command: &["round", "close", "1"],
            code: 1,
            place: &["đợt 1", "1-x01-1"],
            reason: "chưa có quyết định",
            to_do: "vankien decide",
        },
        Wrong {
            name: "ghi sự việc của đơn vị không có",
            make: nothing,
            command: &["round", "log", "1", "sent", "--unit", "x77"],
            code: 1,
            place: &["`x77`"],
            reason: "không có đơn vị",
            to_do: "có phải",
        },
        Wrong {
            name: "quyết định cho ý kiến không có",
            make: nothing,
            command: &["decide", "1-x01-9", "accepted"],
            code: 1,
            place: &["`1-x01-9`"],
            reason: "không có ý kiến",
            to_do: "vankien comments list",
        },
        Wrong {
            name: "từ chối mà không có lý do",
            make: nothing,
            command: &["decide", "1-x01-1", "rejected"],
            code: 1,
            place: &["1-x01-1"],
            reason: "phải có lý do",
            to_do: "--reason",
        },
        Wrong {
            name: "kết quả quyết định không có",
            make: nothing,
            command: &["decide", "1-x01-1", "acepted"],
            code: 2,
            place: &["`acepted`"],
            reason: "không có quyết định",
            to_do: "accepted",
        },
        Wrong {
            name: "áp dụng ý kiến chưa tiếp thu",
            make: nothing,
            command: &["apply", "1-x01-1"],
            code: 1,
            place: &["1-x01-1"],
            reason: "chưa có quyết định",
            to_do: "vankien decide 1-x01-1 <quyết định>",
        },
        Wrong {
            name: "áp dụng ý kiến không được tiếp thu",
            make: |dir| {
                vankien(dir, ["decide", "1-x01-1", "rejected", "--reason", "giữ như dự thảo"]).ok();
            },
            command: &["apply", "1-x01-1"],
            code: 1,
            place: &["1-x01-1"],
            reason: "không được tiếp thu",
            to_do: "vankien comments show 1-x01-1",
        },
        Wrong {
            name: "áp dụng khi câu chữ không còn",
            make: |dir| {
                vankien(dir, ["decide", "1-x01-1", "accepted"]).ok();
                rewrite(dir, POLITICAL, |text| text.replace("từng bước hình thành", "đã ra đời"));
                vankien(dir, ["draft", "save", "--reason", "sửa"]).ok();
            },
            command: &["apply", "1-x01-1"],
            code: 1,
            place: &["1-x01-1"],
            reason: "từng bước hình thành",
            to_do: "vankien draft save --for",
        },
        Wrong {
            name: "đặt ý kiến vào đoạn không có",
            make: nothing,
            command: &["comments", "place", "1-x01-1", "political-report:P999"],
            code: 1,
            place: &["P999"],
            reason: "không có đoạn",
            to_do: "vankien draft outline",
        },
        Wrong {
            name: "mã đoạn có trong hai văn kiện",
            make: nothing,
            command: &["trace", "explain", "P3", "--reason", "x"],
            code: 1,
            place: &["P3"],
            reason: "nhiều văn kiện",
            to_do: "political-report:P3",
        },
        Wrong {
            name: "văn kiện không có",
            make: nothing,
            command: &["diff", "round-1", "working", "--document", "bao-cao"],
            code: 1,
            place: &["`bao-cao`"],
            reason: "không có văn kiện",
            to_do: "political-report",
        },
        Wrong {
            name: "đợt không có",
            make: nothing,
            command: &["diff", "round-7"],
            code: 1,
            place: &["`round-7`"],
            reason: "không biết",
            to_do: "round-1",
        },
        Wrong {
            name: "mục không có",
            make: nothing,
            command: &["comments", "list", "--section", "9/IX.9"],
            code: 1,
            place: &["9/IX.9"],
            reason: "không có mục",
            to_do: "vankien draft outline",
        },
        Wrong {
            name: "hai người sửa cùng một đoạn",
            make: |dir| {
                rewrite(dir, POLITICAL, |text| text.replace("từng bước hình thành", "nay đã rõ nét"));
                vankien(dir, ["decide", "1-x01-1", "accepted"]).ok();
                vankien(dir, ["apply", "1-x01-1"]).ok();
            },
            command: &["draft", "save"],
            code: 1,
            place: &["drafts/political-report.md:"],
            reason: "bước đầu hình thành",
            to_do: "vankien draft save",
        },
        Wrong {
            name: "lệnh không có",
            make: nothing,
            command: &["chek"],
            code: 2,
            place: &["`chek`"],
            reason: "không có lệnh",
            to_do: "có phải `check`",
        },
        Wrong {
            name: "tuỳ chọn không có",
            make: nothing,
            command: &["decide", "1-x01-1", "rejected", "--reson", "x"],
            code: 2,
            place: &["--reson"],
            reason: "không có tuỳ chọn",
            to_do: "có phải `--reason`",
        },
        Wrong {
            name: "thiếu tham số",
            make: nothing,
            command: &["decide", "1-x01-1"],
            code: 2,
            place: &["OUTCOME"],
            reason: "thiếu",
            to_do: "vankien decide -h",
        },
        Wrong {
            name: "ngày không có trong lịch",
            make: nothing,
            command: &["progress", "--as-of", "2020-02-30"],
            code: 2,
            place: &["2020-02-30", "--as-of"],
            reason: "không dùng được",
            to_do: "2020-05-01",
        },
        Wrong {
            name: "ngày của mốc không có trong lịch",
            make: nothing,
            command: &["milestone", "add", "x01", "congress_held", "--date", "31/11/2019"],
            code: 1,
            place: &["`31/11/2019`"],
            reason: "không phải là ngày",
            to_do: "2020-05-01",
        },
        Wrong {
            name: "thư mục không phải là kho",
            make: nothing,
            command: &["status", "--repo", "{beside}"],
            code: 1,
            place: &["{beside}"],
            reason: "không nằm trong kho văn kiện nào",
            to_do: "vankien init",
        },
        Wrong {
            name: "tạo kho trong thư mục đã có tệp",
            make: nothing,
            command: &[
                "init",
                "{in}",
                "--name",
                "A",
                "--congress-no",
                "XXII",
                "--committee-no",
                "XXI",
                "--term",
                "2020-2025",
            ],
            code: 1,
            place: &["{in}"],
            reason: "đã có tệp khác",
            to_do: "chọn một thư mục trống",
        },
        Wrong {
            name: "nhập một tệp không có",
            make: nothing,
            command: &["comments", "import", "{beside}/khong-co.yaml"],
            code: 1,
            place: &["khong-co.yaml"],
            reason: "không có tệp",
            to_do: "kiểm tra lại đường dẫn",
        },
        Wrong {
            name: "tệp --answers hỏng",
            make: nothing,
            command: &["comments", "import", "{in}/bom.yaml", "--answers", "{in}/broken.yaml"],
            code: 1,
            place: &["broken.yaml:"],
            reason: "dòng này thụt vào không đúng cấp",
            to_do: "thẳng cột",
        },
    ]
}

/// A wrong file that comes in: it is kept byte for byte whatever is wrong with it.
struct WrongFile {
    name: &'static str,
    file: &'static str,
    /// The result in the JSON of the import.
    result: &'static str,
    /// In the `at` of the JSON, where there is a place in the file.
    at: &'static str,
    /// The line, where what is said names it.
    line: Option<usize>,
    reason: &'static str,
    to_do: &'static str,
}

fn file_cases() -> Vec<WrongFile> {
    let file = |result: &'static str| {
        move |name, file, at, line, reason, to_do| WrongFile { name, file, result, at, line, reason, to_do }
    };
    let [refused, question, partly, imported] = ["refused", "question", "partly", "imported"].map(file);
    vec![
        refused("YAML thụt dòng sai", "broken.yaml", "", Some(6), "thụt", "thẳng cột"),
        refused("YAML có khóa viết sai", "unknown-key.yaml", "comments[1]", Some(6), "palce", "place"),
        refused("YAML có neo và bí danh (&, *)", "anchors.yaml", "5", Some(5), "&", "nháy kép"),
        refused("YAML lồng quá sâu", "too-deep.yaml", "4", Some(4), "quá sâu", "bớt"),
        partly("YAML có ngày sai", "wrong-date.yaml", "dated", Some(4), "31/13/2020", "dạng"),
        refused("YAML có giá trị không có", "wrong-state.yaml", "state", Some(4), "agreed", "agree"),
        question("đơn vị không có", "unknown-unit.yaml", "", None, "Không Có", "--unit"),
        question("đợt không có", "no-round.yaml", "", None, "7", "--round"),
        imported(
            "văn kiện không có",
            "unknown-document.yaml",
            "1",
            None,
            "Báo cáo kiểm tra",
            "vankien comments place",
        ),
        refused("CSV sai cột", "wrong-columns.csv", "", None, "Nội dung góp ý", "hàng tiêu đề"),
        partly("CSV có hàng thừa ô", "slip-row-too-wide.csv", "4", None, "hàng có 8 ô", "dấu ngoặc kép"),
        refused("CSV không có hàng nào", "nothing.csv", "", None, "không nói gì", "hỏi lại đơn vị"),
        refused("bảng mã không rõ", "unknown-encoding.csv", "", None, "một bảng mã khác", "UTF-8"),
        refused("phông TCVN3", "tcvn3.md", "", None, "TCVN3", "Unicode"),
        refused("tệp trống", "empty.md", "", None, "không có chữ nào", "hỏi lại đơn vị"),
        refused("tệp Word hỏng", "word.docx", "", None, "Word", "Save As"),
        refused("tệp ảnh", "picture.png", "", None, "ảnh", "gõ lại"),
        refused("Markdown không đóng phần đầu", "unclosed.md", "", None, "---", "---"),
    ]
}

fn start() -> Place {
    let place = support::opened();
    let file = place.inbox.join("x01.yaml");
    fs::write(&file, support::reply("x01", "từng bước hình thành", "bước đầu hình thành")).unwrap();
    vankien(&place.path, ["comments", "import", &file.display().to_string()]).ok();
    place
}

fn inputs() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/inputs").display().to_string()
}

/// What is said of something wrong: of `check` that is the answer, of everything else the rest.
fn said(run: &Ran, is_check: bool) -> String {
    if is_check { format!("{}{}", run.stdout, run.stderr) } else { run.stderr.clone() }
}

/// What must hold of everything that is said about something wrong.
fn faults_of_form(said: &str) -> Vec<String> {
    let mut faults = Vec::new();
    if !said.contains("gợi ý: ") {
        faults.push("no hint".to_owned());
    }
    if ["error:", "hint:", "panicked", "Error(", "None", "Some("].iter().any(|word| said.contains(word)) {
        faults.push("not in Vietnamese".to_owned());
    }
    if said.contains('\u{1b}') {
        faults.push("an escape sequence".to_owned());
    }
    faults
}

fn missing(said: &str, wanted: &[&str]) -> Vec<String> {
    let lacks = wanted.iter().filter(|text| !said.contains(**text));
    lacks.map(|text| format!("does not say «{text}»")).collect()
}

/// A line of the table: what is wrong, the command, the exit code, what is said.
type Line = (String, String, i32, String);

fn check(start: &Place, case: &Wrong, lines: &mut Vec<Line>) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let (dir, beside) = (folder.path().join("kho"), folder.path().join("ben-canh"));
    copy(&start.path, &dir);
    fs::create_dir(&beside).unwrap();
    (case.make)(&dir);
    let (inputs, beside) = (inputs(), beside.display().to_string());
    let fill = |text: &str| text.replace("{in}", &inputs).replace("{beside}", &beside);
    let before = (git_says(&dir, &["rev-parse", "HEAD"]), files(&dir), git_says(&dir, &["tag"]));
    let run = vankien(&dir, case.command.iter().map(|word| fill(word)));
    let told = said(&run, case.command[0] == "check");
    let mut faults = faults_of_form(&told);
    if run.code != Some(case.code) {
        faults.push(format!("exit {:?} and not {}", run.code, case.code));
    }
    let places: Vec<String> = case.place.iter().map(|text| fill(text)).collect();
    let mut wanted: Vec<&str> = places.iter().map(String::as_str).collect();
    wanted.extend([case.reason, case.to_do]);
    faults.extend(missing(&told, &wanted));
    if before != (git_says(&dir, &["rev-parse", "HEAD"]), files(&dir), git_says(&dir, &["tag"])) {
        faults.push("something was written".to_owned());
    }
    let clean = |text: &str| {
        let text = text.replace(&beside, "ben-canh").replace(&inputs, "tests/suite/inputs");
        text.replace(&dir.display().to_string(), "kho")
    };
    let typed = case
        .command
        .iter()
        .map(|word| if word.contains(' ') || word.is_empty() { format!("\"{word}\"") } else { fill(word) });
    let typed = clean(&format!("vankien {}", typed.collect::<Vec<_>>().join(" ")));
    lines.push((case.name.to_owned(), typed, case.code, clean(&told)));
    faults.iter().map(|fault| format!("{}: {fault}\n{}", case.name, run.said())).collect()
}

fn check_file(start: &Place, case: &WrongFile, lines: &mut Vec<Line>) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let (dir, second) = (folder.path().join("kho"), folder.path().join("kho-json"));
    copy(&start.path, &dir);
    copy(&start.path, &second);
    let file = format!("{}/{}", inputs(), case.file);
    let before = files(&dir);
    let run = vankien(&dir, IMPORT.iter().copied().chain([file.as_str()]));
    let code = i32::from(case.result != "imported");
    let mut faults = faults_of_form(&run.stderr);
    if run.code != Some(code) {
        faults.push(format!("exit {:?} and not {code}", run.code));
    }
    let place = case.line.map_or_else(|| case.file.to_owned(), |line| format!("{}:{line}:", case.file));
    faults.extend(missing(&run.stderr, &[&place, case.reason, case.to_do]));
    let after = files(&dir);
    let bytes = fs::read(&file).unwrap();
    let kept: BTreeMap<&String, &Vec<u8>> =
        after.iter().filter(|(path, _)| !before.contains_key(*path)).collect();
    if !kept.iter().any(|(path, kept)| path.starts_with("received/1/") && **kept == bytes) {
        faults.push(format!("the file was not kept: {:?}", kept.keys()));
    }
    if before.iter().any(|(path, bytes)| after.get(path) != Some(bytes)) {
        faults.push("a file that was there changed".to_owned());
    }
    let json = vankien(&second, IMPORT.iter().copied().chain([file.as_str(), "--json"]));
    let answer: serde_json::Value = serde_json::from_str(&json.stdout).unwrap_or_default();
    let of_file = &answer["files"][0];
    // What nobody can read is booked to its unit all the same, and waits.
    let waits = !of_file["state"].is_null();
    let is_record = kept.keys().any(|path| path.starts_with("comments/"));
    if is_record == (["refused", "question"].contains(&case.result) && !waits) {
        faults.push(format!("a record was written: {is_record}"));
    }
    if of_file["result"] != case.result {
        faults.push(format!("result {} and not {}", of_file["result"], case.result));
    }
    let problems = of_file["problems"].as_array().cloned().unwrap_or_default();
    let says = |problem: &serde_json::Value| {
        let text = |key: &str| problem[key].as_str().unwrap_or_default().to_owned();
        text("at").contains(case.at)
            && text("reason").contains(case.reason)
            && !text("reason").is_empty()
            && text("fix").contains(case.to_do)
            && !text("fix").is_empty()
    };
    if !problems.iter().any(says) {
        faults.push(format!("JSON without place, reason and what to do: {problems:?}"));
    }
    if vankien(&dir, ["verify"]).code != Some(0) {
        faults.push("verify finds something".to_owned());
    }
    let said = run.stderr.replace(&inputs(), "tests/suite/inputs");
    lines.push((case.name.to_owned(), format!("vankien comments import {}", case.file), code, said));
    faults.iter().map(|fault| format!("{}: {fault}\n{}", case.name, run.said())).collect()
}

fn page(lines: &[Line]) -> String {
    let mut text = "# Đầu vào sai và lời báo\n\n".to_owned();
    text.push_str("Bảng này sinh ra khi chạy `VANKIEN_BLESS=1 cargo test --test all wrong_inputs::`; kiểm thử so lại mỗi lần chạy. ");
    text.push_str(
        "Tệp mẫu nằm trong `tests/suite/inputs/`. Không trường hợp nào làm mất hay ghi thừa dữ liệu; ",
    );
    text.push_str("tệp nhận về luôn được giữ nguyên trong `received/`.\n");
    for (number, (name, typed, code, said)) in lines.iter().enumerate() {
        text.push_str(&format!(
            "\n## {}. {name}\n\n`{typed}` (mã thoát {code})\n\n```text\n{}\n```\n",
            number + 1,
            said.trim_end()
        ));
    }
    text
}

#[test]
fn every_wrong_input_is_told_with_place_reason_and_what_to_do() {
    let start = start();
    let mut lines = Vec::new();
    let mut faults = Vec::new();
    for case in file_cases() {
        faults.extend(check_file(&start, &case, &mut lines));
    }
    for case in cases() {
        faults.extend(check(&start, &case, &mut lines));
    }
    for (name, typed, code, said) in &lines {
        println!("{name}\n  {typed} → {code}\n    {}\n", said.trim_end().replace('\n', "\n    "));
    }
    println!("{} wrong inputs", lines.len());
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/wrong-inputs.md");
    let page = page(&lines);
    if std::env::var_os("VANKIEN_BLESS").is_some() {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, &page).unwrap();
    }
    assert!(faults.is_empty(), "{} faults:\n\n{}", faults.len(), faults.join("\n\n"));
    assert!(lines.len() >= 20);
    let kept = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        kept == page,
        "docs/wrong-inputs.md is out of date; run VANKIEN_BLESS=1 cargo test --test all wrong_inputs::"
    );
}

#[test]
fn what_only_looks_wrong_is_taken() {
    let start = start();
    rewrite(&start.path, POLITICAL, |text| format!("\u{feff}{text}"));
    let checked = vankien(&start.path, ["check"]).ok();
    assert!(checked.stderr.contains("không thấy gì sai"), "{}", checked.said());
    let outline = vankien(&start.path, ["draft", "outline"]).ok();
    assert!(outline.stdout.contains("KẾT QUẢ ĐẠT ĐƯỢC"), "{}", outline.stdout);
    vankien(&start.path, ["draft", "save"]).ok();
    for (file, state) in [("bom.yaml", "agree"), ("nfd.yaml", "comments")] {
        let folder = tempfile::tempdir().unwrap();
        let dir = folder.path().join("kho");
        copy(&start.path, &dir);
        vankien(&dir, ["comments", "import", &format!("{}/{file}", inputs())]).ok();
        let record = fs::read_to_string(dir.join("comments/1/x02/1.yaml")).unwrap();
        assert!(record.contains(&format!("state: {state}")), "{record}");
        if file == "nfd.yaml" {
            // A quotation in NFD finds its words in the draft, which is in NFC.
            let list = vankien(&dir, ["comments", "list", "--unit", "x02", "--json"]).ok().json();
            assert_eq!(list["comments"][0]["anchor"]["certainty"], "exact", "{list}");
        }
    }
}

#[test]
fn a_section_that_the_draft_does_not_have_leaves_the_comment_unplaced() {
    let start = start();
    vankien(&start.path, ["comments", "import", &format!("{}/unknown-section.yaml", inputs())]).ok();
    let list = vankien(&start.path, ["comments", "list", "--unit", "x02", "--json"]).ok().json();
    assert_eq!(list["comments"][0]["anchor"]["certainty"], "unplaced", "{list}");
    let show = vankien(&start.path, ["comments", "show", "1-x02-1"]).ok();
    assert!(show.stdout.contains("9.9.9"), "{}", show.stdout);
}
