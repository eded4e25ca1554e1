//! A round secretary's half hour: forty files of all kinds taken in, questions answered, groups confirmed, twenty decisions,
//! the edits applied, traced and printed. What was typed and said stands in `docs/half-hour.md`; where that is out of date,
//! `VANKIEN_BLESS=1 cargo test --test all half_hour::` writes it.

#![allow(clippy::unwrap_used, reason = "helpers of tests: what is not there ends the test")]

use crate::support::{Ran, vankien};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const KEPT: &str = "docs/half-hour.md";
/// Lines of an answer that are shown.
const LINES_MAX: usize = 14;

/// The district's repository with its second drafts open for replies, and what the units sent.
struct Office {
    _dir: TempDir,
    path: PathBuf,
    inbox: PathBuf,
    transcript: String,
    /// Every command line that a person types.
    typed: Vec<String>,
}

impl Office {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let (path, inbox) = (dir.path().join("kho"), dir.path().join("thu-den"));
        let sample = Path::new("drafts/moc-linh").canonicalize().unwrap();
        let units = sample.join("units.yaml").display().to_string();
        let named = path.display().to_string();
        let about = ["--name", "Đại hội đại biểu Đảng bộ huyện Mộc Lĩnh", "--congress-no", "XXII"];
        let terms = ["--committee-no", "XXI", "--term", "2020-2025", "--level", "district"];
        let documents = ["political-report=Báo cáo chính trị", "review-report=Báo cáo kiểm điểm"];
        let documents = ["--document", documents[0], "--document", documents[1]];
        let args = ["init", &named].into_iter().chain(about).chain(terms).chain(documents);
        vankien(dir.path(), args.chain(["--units", &units])).ok();
        for round in ["1", "2"] {
            for name in ["political-report", "review-report"] {
                let from = sample.join(format!("draft-{round}/{name}.md"));
                fs::copy(from, path.join(format!("drafts/{name}.md"))).unwrap();
            }
            vankien(&path, ["draft", "save", "--reason", "bản trình"]).ok();
            let confirm = format!("round-{round}");
            let due = ["--due-at", "2020-06-05T17:00", "--audience", "all", "--confirm", &confirm];
            vankien(&path, ["round", "open", round].into_iter().chain(due)).ok();
        }
        Self { _dir: dir, path, inbox, transcript: String::new(), typed: Vec::new() }
    }

    /// Forty files: those of `tests/thirty`, agreements, an unknown sender, a second letter, a broken file, a scan.
    fn receive(&self) {
        fs::create_dir(&self.inbox).unwrap();
        for entry in fs::read_dir("tests/thirty/files").unwrap() {
            let entry = entry.unwrap();
            // The transcript has those forms that most units send.
            let is_usual = |name: &str| {
                ["docx", "xlsx", "csv", "txt", "eml", "zip"]
                    .iter()
                    .any(|it| name.ends_with(&format!(".{it}")))
            };
            if entry.file_name().to_str().is_some_and(|name| is_usual(name) && !name.starts_with("Bien ban"))
            {
                fs::copy(entry.path(), self.inbox.join(entry.file_name())).unwrap();
            }
        }
        let put = |name: &str, text: &str| fs::write(self.inbox.join(name), text).unwrap();
        for n in 1..=18 {
            put(
                &format!("c{n:02} nhat tri.txt"),
                &format!("Chi bộ họp ngày {n}/4/2020, nhất trí với các dự thảo, không có ý kiến khác.\n"),
            );
        }
        put(
            "thu khong ten.txt",
            "Kính gửi Tiểu ban Văn kiện (đợt 2)\n\n1. Mục II.1: đề nghị nêu rõ diện tích rừng trồng mới.\n",
        );
        put(
            "gop y cua mat tran.txt",
            "1. Trang 12: đề nghị ghi rõ kết quả sáp nhập xã Cao Vịnh và xã Hạ Vịnh.\n",
        );
        put(
            "x10 bo sung.txt",
            "Bổ sung ý kiến gửi ngày 12/4/2020.\n\n1. Mục II.4: đề nghị rút gọn còn hai trang.\n",
        );
        put("d05 bao cao.docx", "PK\u{3}\u{4} hỏng");
        fs::write(self.inbox.join("d06_trang1.jpg"), [0xff, 0xd8, 0xff, 0xe0, 1]).unwrap();
        fs::write(self.inbox.join("d06_trang2.jpg"), [0xff, 0xd8, 0xff, 0xe0, 2]).unwrap();
        put(
            "c19.csv",
            "Đơn vị;c19\nĐợt;2\nVị trí;Nội dung góp ý\nmục II.2.1;Đề nghị bổ sung số phòng học kiên cố.\n",
        );
        assert_eq!(fs::read_dir(&self.inbox).unwrap().count(), 40);
    }

    /// Runs a command as typed and writes it down with what it said.
    fn typed(&mut self, why: &str, args: &[&str]) -> Ran {
        let run = vankien(&self.path, args);
        self.typed.push(args.join(" "));
        let quoted = |it: &&str| if it.contains(' ') { format!("\"{it}\"") } else { (*it).to_owned() };
        let shown: Vec<String> = args.iter().map(quoted).collect();
        let said = run.said();
        let said = said.strip_prefix("exit Some(").and_then(|it| it.split_once(")\n")).map_or("", |it| it.1);
        let lines: Vec<&str> = said.lines().collect();
        if !why.is_empty() {
            writeln!(self.transcript, "\n{why}\n").unwrap();
        }
        writeln!(self.transcript, "```\n$ vankien {}", shown.join(" ")).unwrap();
        if lines.len() > LINES_MAX {
            let (head, tail) = (LINES_MAX / 2, lines.len() - LINES_MAX / 2);
            lines[..head].iter().for_each(|line| writeln!(self.transcript, "{}", line.trim_end()).unwrap());
            writeln!(self.transcript, "… ({} dòng)", tail - head).unwrap();
            lines[tail..].iter().for_each(|line| writeln!(self.transcript, "{}", line.trim_end()).unwrap());
        } else {
            lines.iter().for_each(|line| writeln!(self.transcript, "{}", line.trim_end()).unwrap());
        }
        self.transcript.push_str("```\n");
        run
    }

    fn json(&self, args: &[&str]) -> Value {
        vankien(&self.path, args.iter().chain(&["--json"])).json()
    }

    fn comments(&self, state: &str) -> Vec<Value> {
        let found = self.json(&["comments", "list", "--round", "2", "--state", state]);
        found["comments"].as_array().unwrap().clone()
    }
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

#[test]
#[expect(clippy::too_many_lines, reason = "one story, step by step")]
fn half_an_hour_of_a_round_secretary() {
    let mut office = Office::new();
    office.receive();
    let import = ["comments", "import", "../thu-den"];
    office.typed("Xem trước: chưa ghi gì.", &[&import[..], &["--dry-run"]].concat());
    office.typed("Nhận thật.", &import);
    let report = office.json(&import);
    let files = report["files"].as_array().unwrap();
    let questions: Vec<&str> =
        files.iter().filter(|it| it["result"] == "question").map(|it| text(it, "file")).collect();
    let questions: Vec<&str> = questions.iter().filter_map(|it| it.rsplit('/').next()).collect();
    assert_eq!(questions, ["gop y cua mat tran.txt", "thu khong ten.txt"], "{report:#}");
    let answers = office.path.join("../tra-loi.yaml");
    fs::write(&answers, "files:\n  gop y cua mat tran.txt: {unit: n01}\n  thu khong ten.txt: {unit: x08}\n")
        .unwrap();
    office.typed(
        "Hai tệp không rõ ai gửi. Hỏi điện thoại xong, ghi câu trả lời một lần vào `tra-loi.yaml` rồi nhập lại cả thư mục: tệp đã nhận không bị nhận hai lần.",
        &[&import[..], &["--answers", "../tra-loi.yaml"]].concat(),
    );

    let unplaced = office.comments("unplaced");
    office.typed("Những ý kiến chưa rõ chỗ.", &["comments", "list", "--round", "2", "--state", "unplaced"]);
    let mut n_placed = 0;
    for it in &unplaced {
        let candidates = it["anchor"]["candidates"].as_array().unwrap();
        let Some(code) = candidates.first().map(|it| text(it, "code").to_owned()).filter(|_| n_placed < 3)
        else {
            continue;
        };
        let why = if n_placed == 0 { "Đặt theo gợi ý của chương trình." } else { "" };
        let target = format!("{}:{code}", text(&candidates[0], "document"));
        office.typed(why, &["comments", "place", text(it, "id"), &target]).ok();
        n_placed += 1;
    }
    assert_eq!(n_placed, 3);

    office.typed("Gộp những ý kiến cùng một ý.", &["comments", "group", "--suggest", "--round", "2"]);
    let suggested = office.json(&["comments", "group", "--suggest", "--round", "2"]);
    let suggested = suggested["suggestions"].as_array().unwrap().clone();
    assert!(suggested.len() >= 20, "{}", suggested.len());
    for (at, suggestion) in suggested.iter().take(20).enumerate() {
        let command: Vec<&str> = text(suggestion, "command").split(' ').skip(1).collect();
        let run = vankien(&office.path, &command);
        assert_eq!(run.code, Some(0), "{}", run.said());
        if at == 0 {
            office.transcript.push_str("\nChép từng lệnh mà gợi ý đã viết sẵn, ví dụ:\n\n");
            writeln!(
                office.transcript,
                "```\n$ vankien {}\n{}\n```",
                command.join(" "),
                run.said().trim_end()
            )
            .unwrap();
        }
        office.typed.push(command.join(" "));
    }

    for n in 1..=20 {
        let group = format!("g{n}");
        let (outcome, reason) = match n % 4 {
            0 => ("rejected", Some("Nội dung này thuộc chương trình hành động.")),
            3 => ("noted", Some("Tiểu ban ghi nhận, đưa vào phần tổ chức thực hiện.")),
            _ => ("accepted", None),
        };
        let mut args = vec!["decide", group.as_str(), outcome];
        args.extend(reason.iter().flat_map(|reason| ["--reason", reason]));
        if n <= 3 {
            office.typed(if n == 1 { "Hai mươi quyết định, mỗi nhóm một lần." } else { "" }, &args).ok();
        } else {
            vankien(&office.path, &args).ok();
            office.typed.push(args.join(" "));
        }
    }
    office.typed("Đưa vào dự thảo những sửa đổi đã tiếp thu.", &["apply", "--accepted"]);
    office.typed("Ý kiến đã vào chữ chưa, chữ nào chưa có lý do?", &["trace", "2"]);
    let printed = ["synthesis", "2", "-o", "../bang-tong-hop.docx"];
    let said = office.typed("In bảng tiếp thu, giải trình.", &printed).ok();
    assert!(said.said().contains("bang-tong-hop.docx"));
    let table = office.json(&["synthesis", "2"]);
    let counts = &table["counts"]["comments"];
    let decided = counts["standing"].as_u64().unwrap() - counts["undecided"].as_u64().unwrap();
    assert!(decided >= 200, "{counts}");
    vankien(&office.path, ["verify"]).ok();

    let once: BTreeSet<&String> = office.typed.iter().collect();
    let twice = office.typed.len() - once.len();
    let n_comments = counts["standing"].as_u64().unwrap();
    let head = format!(
        "# Nửa giờ của thư ký đợt\n\n40 tệp của các đơn vị (Word, Excel, CSV, thư điện tử, tệp nén, văn bản, ảnh chụp), {n_comments} ý kiến. \
         Chương trình hỏi {} câu; {} điều phải gõ hai lần; {} lệnh. Bản ghi này do một kiểm thử viết ra và giữ cho đúng \
         (`tests/half_hour.rs`).\n",
        questions.len(),
        twice,
        office.typed.len()
    );
    let transcript = format!("{head}{}", office.transcript);
    if std::env::var_os("VANKIEN_BLESS").is_some() {
        fs::write(KEPT, &transcript).unwrap();
    }
    assert_eq!(fs::read_to_string(KEPT).unwrap_or_default(), transcript, "VANKIEN_BLESS=1 writes {KEPT}");
}
