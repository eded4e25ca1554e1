//! The letterhead and the end of a letter: who writes, when, under what number, on which draft.
//!
//! Reads lines from the top as long as they are of the kinds that stand there: mottos, names of organs in capitals,
//! number and symbol, place and day, the subject, recipients, `Đơn vị: …`. Two columns that a text prints side by side
//! are read apart. A line that asks for something in a place of the draft is never taken for one of the head.

use super::LetterLine;
use super::ask;
use super::lines::{Paragraph, Style, is_capitals, marker};
use super::place::Scan;
use crate::intake::words::{self, RelationHint};
use crate::text::{dates, plain};
use crate::units::Day;

/// Lines that a head has at most.
const LINES_MAX: usize = 60;

/// What a letterhead says.
#[derive(Debug, Default)]
pub(super) struct Head {
    pub(super) n_lines: usize,
    /// `Đơn vị: …`
    labelled: Option<String>,
    /// Names of organs in capitals, from the top.
    organs: Vec<String>,
    pub(super) symbol: Option<String>,
    pub(super) dated: Option<Day>,
    pub(super) draft: Option<u32>,
    pub(super) round: Option<u32>,
    pub(super) is_minutes: bool,
    /// Minutes of a congress, not of another meeting.
    pub(super) is_congress: bool,
    /// The one document of the subject.
    pub(super) document: Option<String>,
    /// What it says of earlier replies, and words that ask for something.
    pub(super) words: Vec<String>,
    in_recipients: bool,
    organs_done: bool,
}

/// Reads the head.
pub(super) fn read(lines: &[LetterLine]) -> Head {
    let mut head = Head::default();
    let mut subject = String::new();
    let (mut is_open, mut last_chars) = (false, 0);
    for (at, line) in lines.iter().enumerate().take(LINES_MAX) {
        let text = line.text.trim();
        if text.is_empty() {
            is_open = false;
            continue;
        }
        let is_new = !text.starts_with(char::is_lowercase) && last_chars < 60;
        let goes_on = is_open && !is_new && marker(text).is_none() && !text.ends_with(':');
        let cells = columns(text);
        let known = cells.iter().all(|cell| head.line(cell, &mut subject));
        if !known && !goes_on {
            break;
        }
        if !known {
            subject.push(' ');
            subject.push_str(text);
        }
        last_chars = text.chars().count();
        is_open = !text.ends_with(['.', ';', ':', '!', '?']);
        head.n_lines = at + 1;
    }
    head.subject(&subject);
    head
}

/// The columns of a line that stand side by side.
fn columns(line: &str) -> Vec<&str> {
    let all: Vec<&str> = line.split('\t').flat_map(|part| part.split("   ")).map(str::trim).collect();
    let all: Vec<&str> = all.into_iter().filter(|it| !it.is_empty()).collect();
    if all.len() > 3 { vec![line] } else { all }
}

impl Head {
    /// Takes in a line; tells whether it is one of a head.
    fn line(&mut self, text: &str, subject: &mut String) -> bool {
        let key = plain(text).key;
        let starts = |all: &[&str]| all.iter().any(|it| key.starts_with(it));
        if !text.chars().any(char::is_alphanumeric) {
            self.organs_done |= !self.organs.is_empty();
            return true;
        }
        if starts(&["cong hoa xa hoi", "doc lap", "dang cong san viet nam"]) && text.len() < 120 {
            return true;
        }
        if self.label(text) {
            return true;
        }
        if let Some(symbol) = symbol(text) {
            self.organs_done = true;
            self.symbol.get_or_insert(symbol);
            return true;
        }
        if let Some(day) = place_and_day(text) {
            self.organs_done = true;
            self.dated.get_or_insert(day);
            return true;
        }
        if starts(&["kinh gui"]) {
            self.in_recipients = true;
            return text.chars().count() < 300;
        }
        let marked = marker(text);
        if let (true, Some((Style::Sign(_), words))) = (self.in_recipients, marked) {
            return words.chars().count() < 120 && !ask::asks(words) && Scan::of(words).leading().is_none();
        }
        let signs = starts(&["t/m", "tm.", "k/t", "kt.", "t/l", "tl."]);
        if signs || marked.is_some() || Scan::of(text).leading().is_some() {
            return false;
        }
        if is_capitals(text) && text.chars().count() < 200 {
            return self.capitals(text, &key, subject);
        }
        self.title(text, &key, subject)
    }

    /// Capitals: an organ, the kind of paper, or its title; a heading of the body is none of them.
    fn capitals(&mut self, text: &str, key: &str, subject: &mut String) -> bool {
        if key.starts_with("ve ") && !Scan::of(text).documents().is_empty() && !subject.is_empty() {
            return false;
        }
        self.is_minutes |= key.starts_with("bien ban");
        self.is_congress |= key.starts_with("bien ban dai hoi");
        let titles = [
            "bao cao",
            "cong van",
            "phieu",
            "bien ban",
            "gop y",
            "du thao",
            "to trinh",
            "thu ",
            "tong hop",
            "y kien",
            "tham gia",
            "ve ",
            "v/v",
            "noi dung",
            "ban gop y",
            "kinh gui",
            "ban tong hop",
            "bang ",
            "phu luc",
            "danh sach",
            "mau ",
        ];
        let is_title = titles.iter().any(|it| key.starts_with(it));
        if self.organs_done || is_title || !self.organs.is_empty() && !subject.is_empty() {
            self.organs_done |= is_title;
            subject.push(' ');
            subject.push_str(text);
            return true;
        }
        let leads = is_organ(key);
        match self.organs.last_mut() {
            Some(last) if !leads => {
                last.push(' ');
                last.push_str(text);
            }
            _ => self.organs.push(text.to_owned()),
        }
        true
    }

    /// `Góp ý dự thảo Báo cáo chính trị`, `V/v tham gia ý kiến …`, `(dự thảo lần 2)`.
    fn title(&mut self, text: &str, key: &str, subject: &mut String) -> bool {
        const TITLES: &[&str] = &[
            "v/v",
            "ve viec",
            "(ve viec",
            "gop y",
            "tham gia",
            "y kien",
            "tong hop",
            "ket qua",
            "phieu",
            "(du thao",
            "(kem theo",
            "bao cao tong hop",
            "bao cao ket qua",
            "bao cao gop y",
            "bien ban",
            "ban gop y",
            "cong van",
            "trich yeu",
            "(lan",
            "(thay",
            "(ban",
            "thu gop y",
            "(bo sung",
            "trich bien ban",
            "bao cao tham gia",
            "bao cao y kien",
            "lay y kien",
            "sinh hoat chi bo",
        ];
        let is_title = TITLES.iter().any(|it| key.starts_with(it)) && text.chars().count() < 250;
        let is_sentence = text.ends_with(':') || text.ends_with('.') && !text.ends_with("..");
        let quotes = text.contains(['"', '“']);
        if !is_title || is_sentence || quotes && ask::asks(text) {
            return false;
        }
        self.is_minutes |= key.starts_with("bien ban") || key.starts_with("trich bien ban");
        subject.push(' ');
        subject.push_str(text);
        true
    }

    /// `Đơn vị: …`, `Đợt: 2`.
    fn label(&mut self, text: &str) -> bool {
        let Some((name, value)) = text.split_once(':') else { return false };
        let (name, value) = (plain(name).key, value.trim());
        if name.len() > 40 || ask::asks(value) {
            return false;
        }
        let filled = !value.trim_matches(['.', '…', '_', ' ']).is_empty();
        match name.trim() {
            "don vi" | "ten don vi" | "don vi gop y" | "co quan" | "co quan, don vi" | "to chuc dang"
            | "don vi cong tac" | "chi bo" | "dang bo" | "nguoi gui don vi" => {
                let is_kind = name.starts_with("chi bo") || name.starts_with("dang bo");
                let unit = if is_kind { text.replacen(':', "", 1) } else { value.to_owned() };
                if filled {
                    self.labelled.get_or_insert(unit);
                }
            }
            "dot" | "dot gop y" | "dot lay y kien" => self.round = self.round.or(number_in(value)),
            "du thao" | "du thao lan" | "lan du thao" => self.draft = self.draft.or(number_in(value)),
            "ngay" | "ngay gui" | "ngay lap" => self.dated = self.dated.or(only_day(value)),
            "so" | "so ky hieu" => self.symbol = self.symbol.take().or(filled.then(|| value.to_owned())),
            "ho va ten" | "ho ten" | "chuc vu" | "dien thoai" | "email" | "dia chi" | "nguoi gop y"
            | "so dien thoai" => (),
            _ => return false,
        }
        true
    }

    fn subject(&mut self, subject: &str) {
        self.draft = self.draft.or_else(|| draft_no(subject));
        self.round = self.round.or_else(|| round_no(subject));
        let documents = Scan::of(subject).documents();
        if let [(_, only)] = documents.as_slice() {
            self.document = Some(only.to_lowercase()).map(|it| capitalised(&it));
        }
        for part in subject.split(['(', ')']) {
            if words::relation(part) != RelationHint::Unclear {
                self.words.push(part.trim().to_owned());
            }
        }
    }

    /// The unit, in its own words: as labelled, by the letterhead, by the text, by the signature.
    pub(super) fn unit(&self, body: &[Paragraph], signed: &[String]) -> Option<String> {
        if self.labelled.is_some() {
            return self.labelled.clone();
        }
        let without_committee = |organ: &&String| {
            let key = plain(organ).key;
            !matches!(key.trim(), "ban chap hanh" | "ban thuong vu" | "ban chi uy" | "chi uy")
        };
        let organs: Vec<&String> = self.organs.iter().filter(without_committee).collect();
        let is_above = |organ: &str| {
            let key = plain(organ).key;
            [
                "dang bo huyen",
                "huyen uy",
                "tinh uy",
                "dang bo tinh",
                "thanh uy",
                "dang bo thanh pho",
                "thi uy",
            ]
            .iter()
            .any(|it| key.starts_with(it))
        };
        match organs.as_slice() {
            [only] if !is_above(only) => return Some((*only).clone()),
            [_, .., last] => return Some((*last).clone()),
            _ => (),
        }
        let said = body
            .iter()
            .find_map(|it| closing_unit(&it.text))
            .or_else(|| body.iter().take(3).find_map(|it| speaking_unit(&it.text)));
        let signed = signed.iter().find(|it| !is_above(it) && is_organ(&plain(it).key)).cloned();
        said.or(signed).or_else(|| organs.first().map(|it| (*it).clone()))
    }
}

/// Whether words begin as names of organs do.
fn is_organ(key: &str) -> bool {
    const LEADS: &[&str] = &[
        "dang ",
        "chi ",
        "ban ",
        "hoi ",
        "uy ban",
        "ubnd",
        "ubmttq",
        "phong ",
        "truong ",
        "cong ty",
        "so ",
        "nhom ",
        "lien ",
        "doan ",
        "mat tran",
        "trung tam",
        "toa an",
        "vien ",
        "huyen uy",
        "tinh uy",
        "thanh uy",
        "thi uy",
        "quan uy",
        "hoi dong",
        "chi cuc",
        "kho bac",
        "ngan hang",
        "bao hiem",
        "hat ",
        "dai hoi",
        "cap uy",
        "bch ",
        "btv ",
        "to ",
        "xa ",
        "thi tran",
        "du",
        "thanh tra",
    ];
    LEADS.iter().any(|it| key.starts_with(it))
}

/// `… ý kiến góp ý của Đảng bộ xã Hoà Lũng vào …`.
fn closing_unit(text: &str) -> Option<String> {
    let key = plain(text).key;
    if !key.starts_with("tren day") {
        return None;
    }
    let at = text.find("của ")? + "của ".len();
    name_at(&text[at..])
}

/// `…, Đảng uỷ xã Hoà Lũng báo cáo …`.
fn speaking_unit(text: &str) -> Option<String> {
    let starts = std::iter::once(0).chain(text.match_indices(", ").map(|(at, _)| at + 2));
    starts.filter_map(|at| name_at(&text[at..])).next()
}

/// The name of a unit that words begin with: up to a verb, a mark or a word that begins something else.
fn name_at(text: &str) -> Option<String> {
    const NAME_CHARS_MAX: usize = 90;
    const LEADS: &[&str] = &[
        "đảng ủy",
        "đảng bộ",
        "chi bộ",
        "chi ủy",
        "ban chấp hành đảng bộ",
        "ban thường vụ đảng ủy",
        "ban chấp hành chi bộ",
        "ủy ban mttq",
        "ủy ban mặt trận",
        "hội ",
        "công ty",
        "trung tâm",
        "phòng ",
        "trường ",
        "đoàn ",
        "liên đoàn",
        "nhóm ",
    ];
    let key = crate::text::fold_caseless(&text.chars().take(24).collect::<String>()).key;
    let bare = plain(&text.chars().take(24).collect::<String>()).key;
    if !LEADS.iter().any(|it| key.starts_with(it) || text.is_ascii() && bare.starts_with(&plain(it).key)) {
        return None;
    }
    const ENDS: &[&str] = &[
        "báo", "đã", "có", "tham", "góp", "xin", "nhất", "thống", "tổ", "cơ", "nhận", "nghiên", "vào", "về",
        "đối", "đề", "kính", "đồng", "tán", "hoàn", "tiến", "gửi", "bổ", "không", "trân", "tập", "họp",
        "được", "cho", "như", "đóng", "trong", "tại", "thấy", "chúng",
    ];
    let mut end = 0;
    for (at, word) in words_of(text) {
        let key = crate::text::fold_caseless(word).key;
        // "Phòng Tài chính": a capital belongs to the name.
        let is_verb = word.starts_with(char::is_lowercase) && ENDS.contains(&key.as_str());
        let gap = &text[end..at];
        if end > 0 && (is_verb || gap.contains([',', '.', ';', ':', '(', '"', '“'])) {
            break;
        }
        end = at + word.len();
    }
    let name = text[..end].trim();
    let is_name = name.split_whitespace().count() > 2 && name.chars().count() <= NAME_CHARS_MAX;
    is_name.then(|| name.to_owned())
}

/// The words of a text and where they begin.
fn words_of(text: &str) -> Vec<(usize, &str)> {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36F}');
    let mut found = Vec::new();
    let mut at = 0;
    for piece in text.split(|c: char| !is_part(c)) {
        if !piece.is_empty() {
            found.push((at, piece));
        }
        at += piece.len();
        at += text[at..].chars().next().map_or(0, char::len_utf8);
    }
    found
}

/// `Số: 05-BC/ĐU`, `Số 05 - BC/ĐU`; the number alone may be missing yet.
fn symbol(text: &str) -> Option<String> {
    let rest =
        text.strip_prefix("Số").or_else(|| text.strip_prefix("SỐ")).or_else(|| text.strip_prefix("So"))?;
    let rest = rest.trim_start_matches([':', ' ', '.', '\u{a0}']).trim();
    let (number, symbol) = rest.split_once('/').unwrap_or((rest, ""));
    let known = rest.len() <= 60
        && rest.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '…' | '/'))
        && (symbol.chars().any(char::is_alphabetic) || number.contains('-'))
        && rest.chars().any(|c| c.is_uppercase());
    known.then(|| rest.chars().filter(|c| !c.is_whitespace()).collect())
}

/// `Hoà Lũng, ngày 12 tháng 4 năm 2025`.
fn place_and_day(text: &str) -> Option<Day> {
    let key = plain(text).key;
    let short = text.chars().count() <= 90 && key.contains("ngay");
    let found = short.then(|| only_day(text)).flatten()?;
    let before = key.split("ngay").next().unwrap_or_default();
    let is_place = before.is_empty() || before.trim_end().ends_with([',', '(']) && !ask::asks(text);
    is_place.then_some(found)
}

/// The day of a text that has one date.
pub(super) fn only_day(text: &str) -> Option<Day> {
    let mut found = dates(text).into_iter();
    let date = found.next()?;
    let (day, year) = (date.day?, date.year?);
    let day = Day::new(i16::try_from(year).ok()?, i8::try_from(date.month).ok()?, i8::try_from(day).ok()?)?;
    found.next().is_none().then_some(day)
}

fn number_in(text: &str) -> Option<u32> {
    let mut numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|it| !it.is_empty());
    let number = numbers.next()?.parse().ok().filter(|it| (1..100).contains(it))?;
    numbers.next().is_none().then_some(number)
}

/// `dự thảo lần 2`, `(lần thứ hai)`.
pub(super) fn draft_no(text: &str) -> Option<u32> {
    numbered_after(
        text,
        &["du thao lan thu", "du thao lan", "du thao (lan thu", "du thao (lan", "(lan thu", "(lan"],
    )
}

fn round_no(text: &str) -> Option<u32> {
    numbered_after(text, &["lay y kien dot", "gop y dot", "y kien dot", "(dot"])
}

fn numbered_after(text: &str, phrases: &[&str]) -> Option<u32> {
    let key = plain(text).key;
    phrases.iter().find_map(|phrase| {
        let at = key.find(phrase)? + phrase.len();
        let rest = key[at..].strip_prefix(' ')?;
        let word = rest.split(|c: char| !c.is_alphanumeric()).next()?;
        let names = ["nhat", "hai", "ba", "tu", "nam"];
        let by_name = || names.iter().position(|it| *it == word).and_then(|at| u32::try_from(at + 1).ok());
        word.parse().ok().filter(|it| (1..100).contains(it)).or_else(by_name)
    })
}

pub(super) fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
