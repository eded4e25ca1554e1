//! Minutes of a meeting: who spoke and what for, one turn one comment.
//!
//! A turn begins where a paragraph names a speaker (`Đồng chí …, Bí thư chi bộ:`, `- Đ/c … đề nghị …`) and ends with the
//! next one, a heading, or what is said of the meeting as a whole. Its words stay as written, without the speaker; of
//! the speaker the office is kept and no name. How many were present and spoke and what was voted is read where it is
//! written. The chair's opening and conclusion, attendance, agenda and counts are words of the reply and no comments;
//! agreement alone is none either. Minutes in which nobody is named are read as any letter.

use super::ask;
use super::head::{Head, only_day};
use super::lines::{Paragraph, Style, is_capitals, span};
use super::points::{self, Said, is_point};
use super::speaker::{Speaker, name_of, speaker};
use super::tail::Tail;
use crate::comments::{Occasion, OccasionKind, State, Votes};
use crate::intake::words;
use crate::text::plain;
use std::collections::BTreeSet;

/// What minutes say.
#[derive(Debug)]
pub(super) struct Minutes {
    pub(super) said: Said,
    pub(super) occasion: Occasion,
}

/// What somebody said.
struct Turn<'a> {
    speaker: Speaker,
    /// The first paragraph without the speaker, and those that go on with it.
    first: Paragraph,
    more: Vec<&'a Paragraph>,
    document: Option<String>,
    votes: Option<Votes>,
}

/// What a part of the minutes is about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    /// Attendance, agenda, opening: a speaker counts only where something is asked for.
    Around,
    Talk,
    /// Conclusion and closing: nobody's turn.
    End,
}

/// Reads minutes; none where no turn is found.
pub(super) fn read(body: &[Paragraph], tail: &Tail, head: &Head) -> Option<Minutes> {
    let document = head.document.clone().or_else(|| points::document_of_opening(body));
    let mut reader = Reader { document, ..Reader::default() };
    for (it, is_tail) in body.iter().zip(&tail.is_tail) {
        reader.paragraph(it, *is_tail);
    }
    reader.close();
    let date =
        head.dated.or(tail.dated).or_else(|| body.iter().take(12).find_map(|it| meeting_day(&it.text)));
    reader.finish(date, head)
}

#[derive(Default)]
struct Reader<'a> {
    turns: Vec<Turn<'a>>,
    open: Option<Turn<'a>>,
    section: Option<Section>,
    document: Option<String>,
    chair: Option<String>,
    present: Option<u32>,
    speakers: Option<u32>,
    words: Vec<String>,
}

impl<'a> Reader<'a> {
    fn paragraph(&mut self, it: &'a Paragraph, is_tail: bool) {
        let key = plain(&it.text).key;
        // What a speaker asks for may hold any words of those that tell of the meeting.
        let is_of_meeting = ["bieu quyet", "hoi nghi", "cuoc hop", "ket qua bieu quyet"];
        let is_of_meeting = is_of_meeting.iter().any(|it| key.starts_with(it));
        let goes_on = self.open.is_some() && !is_of_meeting && is_point(&it.text);
        let counts = !goes_on && self.counts(&key);
        if let Some(name) = chair_of(&it.text, &key) {
            self.chair.get_or_insert(name);
            return self.aside(it);
        }
        let section = self.section.unwrap_or(Section::Around);
        if let Some((speaker, rest)) = speaker(&it.text) {
            let counts_here = match section {
                Section::Talk => true,
                Section::Around => is_point(rest) || rest.is_empty(),
                // One matter may be concluded and the next one talked about, but not by the chair.
                Section::End => {
                    let chairs = speaker.is_chair || self.chair.is_some() && speaker.name == self.chair;
                    is_point(rest) && !chairs && !speaker.is_procedure
                }
            };
            if counts_here {
                self.close();
                if !speaker.is_procedure {
                    self.section = Some(Section::Talk);
                }
                let first = Paragraph { text: rest.to_owned(), ..it.clone() };
                let document = self.document.clone();
                self.open = Some(Turn { speaker, first, more: Vec::new(), document, votes: None });
                return;
            }
            return self.aside(it);
        }
        if let Some(votes) = votes(&it.text, &key).filter(|_| !goes_on) {
            let of_turn =
                ["y kien nay", "noi dung nay", "de nghi nay", "y kien tren", "de nghi tren", "y kien cua"];
            let is_of_turn = of_turn.iter().any(|it| key.contains(it));
            self.close();
            if let Some(last) = self.turns.last_mut().filter(|_| is_of_turn) {
                last.votes = Some(votes);
            }
            return self.aside(it);
        }
        if let Some((section, document)) = heading(it, &key, self.open.is_some()) {
            self.close();
            self.section = section.or(self.section);
            self.document = document.or_else(|| self.document.take());
            return self.aside(it);
        }
        let ends = !goes_on && (is_tail || ends_turn(&key) || counts);
        match &mut self.open {
            Some(turn) if !ends => turn.more.push(it),
            _ => {
                self.close();
                if !is_tail {
                    self.aside(it);
                }
            }
        }
    }

    fn aside(&mut self, it: &Paragraph) {
        self.close();
        self.words.push(format!("{}{}", it.marker, it.text));
    }

    fn close(&mut self) {
        self.turns.extend(self.open.take());
    }

    /// How many are present and how many spoke; whether a paragraph says so.
    fn counts(&mut self, key: &str) -> bool {
        let present = ["co mat", "du hop", "tham du", "tham gia hop", "hien dien"]
            .iter()
            .find_map(|it| number_after(key, it));
        let present = present.or_else(|| number_before(key, "co mat"));
        let is_absent = key.starts_with("vang");
        let spoke = spoken(key);
        if let Some(n) = present.filter(|_| !is_absent) {
            self.present.get_or_insert(n);
        }
        if let Some(n) = spoke {
            self.speakers.get_or_insert(n);
        }
        present.is_some() || spoke.is_some()
    }

    fn finish(mut self, date: Option<crate::units::Day>, head: &Head) -> Option<Minutes> {
        if self.turns.is_empty() {
            return None;
        }
        let is_chair = |turn: &Turn<'_>, chair: &Option<String>| {
            turn.speaker.is_chair || chair.is_some() && turn.speaker.name == *chair
        };
        let chair = self.chair.take();
        let first = self.turns.iter().position(|it| !is_chair(it, &chair)).unwrap_or(self.turns.len());
        let last = self.turns.iter().rposition(|it| !is_chair(it, &chair)).unwrap_or(0);
        let mut said = Said::default();
        let mut who: BTreeSet<String> = BTreeSet::new();
        let mut agrees = false;
        for (nth, turn) in self.turns.into_iter().enumerate() {
            let text = turn.text();
            let chairs = is_chair(&turn, &chair);
            // The chair opens and concludes; in between the chair speaks like anybody, where something is asked for.
            let leads = chairs && (nth < first || nth > last || !is_point(&text));
            let is_state = words::pure_state(&text).is_some() || ask::declines(&text).is_some();
            if !leads && !turn.speaker.is_procedure {
                who.insert(turn.speaker.name.clone().unwrap_or_else(|| format!("{nth}")));
            }
            if leads || turn.speaker.is_procedure || is_state || text.trim().is_empty() {
                agrees |= is_state && !leads;
                self.words.push(turn.whole());
                continue;
            }
            turn.add(&mut said);
        }
        // "Có 02 đồng chí phát biểu đồng tình" counts some of them only.
        let named = u32::try_from(who.len()).ok();
        let speakers = self.speakers.max(named);
        said.state = match (said.comments.is_empty(), agrees) {
            (true, true) => Some(State::Agree),
            (false, true) => Some(State::AgreeWithChanges),
            _ => None,
        };
        said.words = self.words;
        let kind = if head.is_congress { OccasionKind::Congress } else { OccasionKind::Meeting };
        let occasion = Occasion { kind, date, present: self.present, speakers, adopted_by: None };
        Some(Minutes { said, occasion })
    }
}

impl Turn<'_> {
    fn text(&self) -> String {
        let first = (!self.first.text.is_empty()).then(|| self.first.text.clone());
        let more = self.more.iter().map(|it| format!("{}{}", it.marker, it.text));
        first.into_iter().chain(more).collect::<Vec<_>>().join("\n")
    }

    fn whole(&self) -> String {
        let who = self.speaker.as_written.trim_end();
        format!("{who} {}", self.text()).trim_end().to_owned()
    }

    fn add(self, said: &mut Said) {
        let mut all: Vec<&Paragraph> = vec![&self.first];
        all.extend(&self.more);
        if self.first.text.is_empty() {
            all.remove(0);
        }
        let Some((own, below)) = all.split_first() else { return };
        let last = below.last().map_or(own.last.as_str(), |it| it.last.as_str());
        let at = span(&self.first.first, last);
        said.turn(own, below, self.document);
        if let (Some(comment), Some(place)) = (said.comments.last_mut(), said.at.last_mut()) {
            comment.originators.extend(self.speaker.office);
            comment.votes = self.votes;
            *place = at;
        }
    }
}

/// The chair's name, where a line says who is in the chair.
fn chair_of(text: &str, key: &str) -> Option<String> {
    let is_chair =
        ["chu tri", "chu toa", "nguoi chu tri", "dong chi chu tri"].iter().any(|it| key.starts_with(it));
    let (_, rest) = text.split_once(':').filter(|_| is_chair)?;
    name_of(rest)
}

/// What a heading begins, and the document that it names.
fn heading(it: &Paragraph, key: &str, in_turn: bool) -> Option<(Option<Section>, Option<String>)> {
    const AROUND: &[&str] = &[
        "thoi gian",
        "dia diem",
        "thanh phan",
        "thu ky",
        "vang mat",
        "co mat",
        "so luong",
        "tong so",
        "khai mac",
        "tuyen bo",
        "chuong trinh",
        "noi dung chuong trinh",
        "trinh bay",
        "ly do",
        "noi dung cuoc hop",
        "noi dung hop",
    ];
    const TALK: &[&str] = &[
        "thao luan",
        "y kien",
        "phan thao luan",
        "phat bieu",
        "dien bien",
        "noi dung thao luan",
        "gop y",
        "tham luan",
        "hoi nghi thao luan",
        "cac y kien",
        "phan y kien",
        "ket qua thao luan",
        "noi dung gop y",
        "cac dai bieu",
    ];
    const END: &[&str] = &["ket luan", "ket thuc", "be mac", "phan ket luan"];
    let is_short = it.text.chars().count() <= 120 && !ask::asks(&it.text);
    let is_set_off = it.style.is_some_and(|it| !matches!(it, Style::Sign(_) | Style::Ordinal))
        || it.text.trim_end().ends_with(':')
        || is_capitals(&it.text);
    if !is_short || !is_set_off && in_turn {
        return None;
    }
    let starts = |all: &[&str]| all.iter().any(|it| key.starts_with(it));
    if starts(&["bieu quyet"]) {
        return Some((None, None));
    }
    let section = match () {
        () if starts(END) => Some(Section::End),
        () if starts(AROUND) => Some(Section::Around),
        () if starts(TALK) => Some(Section::Talk),
        () => None,
    };
    let document = super::heading_document(&it.text).filter(|_| is_set_off);
    (section.is_some() || document.is_some())
        .then_some((section.or(document.is_some().then_some(Section::Talk)), document))
}

/// Whether a paragraph speaks of the meeting as a whole.
fn ends_turn(key: &str) -> bool {
    const STARTS: &[&str] = &[
        "ket luan",
        "cuoc hop",
        "hoi nghi ket thuc",
        "buoi hop",
        "bien ban",
        "sau khi thao luan",
        "sau khi nghe",
        "sau khi trao doi",
        "khong con y kien",
        "hoi nghi thong nhat",
        "hoi nghi nhat tri",
        "hoi nghi bieu quyet",
        "100%",
        "cac dong chi du hop",
        "ngoai ra khong",
        "hoi nghi be mac",
        "tren day la",
        "cac y kien khac",
        "dong chi thu ky",
    ];
    STARTS.iter().any(|it| key.starts_with(it))
}

/// `Hôm nay, ngày 10 tháng 4 năm 2020`, `Thời gian: 14 giờ, ngày 10/4/2020`.
fn meeting_day(text: &str) -> Option<crate::units::Day> {
    let key = plain(text).key;
    (key.starts_with("hom nay")
        || key.starts_with("thoi gian")
        || key.starts_with("vao hoi")
        || key.starts_with("vao luc"))
    .then(|| only_day(text))
    .flatten()
}

/// The number that follows a phrase closely: `có mặt 45/52`, `có mặt: 45 đồng chí`.
fn number_after(key: &str, phrase: &str) -> Option<u32> {
    const WORDS_BETWEEN: usize = 3;
    let rest = &key[key.find(phrase)? + phrase.len()..];
    let mut words =
        rest.split(|c: char| !c.is_alphanumeric() && c != '/' && c != '%').filter(|it| !it.is_empty());
    let number =
        words.by_ref().take(WORDS_BETWEEN).find(|it| it.starts_with(|c: char| c.is_ascii_digit()))?;
    let number = number.split('/').next()?;
    // "14 giờ", "10 tháng 4" count nobody.
    let noun = words.next().unwrap_or_default();
    let is_count = !["gio", "thang", "phut", "h"].contains(&noun);
    number.parse().ok().filter(|it| *it > 0 && is_count)
}

/// The number that stands before a phrase: `14/15 đồng chí có mặt`.
fn number_before(key: &str, phrase: &str) -> Option<u32> {
    let before = key.split(phrase).next().filter(|it| it.len() < key.len())?;
    let before = before.rsplit([',', ';', ':']).next()?;
    let mut words = before.split_whitespace();
    let number = words.find(|it| it.starts_with(|c: char| c.is_ascii_digit()))?;
    let noun = words.next().unwrap_or_default();
    let is_count = ["dong", "dai", "dang", "nguoi", "uy", "thanh"].contains(&noun);
    number.split('/').next()?.parse().ok().filter(|it| *it > 0 && is_count)
}

/// `có 12 ý kiến phát biểu`, `12 lượt ý kiến`, `8 đồng chí phát biểu`.
fn spoken(key: &str) -> Option<u32> {
    let words: Vec<&str> = key.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty()).collect();
    let at = (0..words.len()).find(|at| {
        let rest = words[at + 1..].iter().take(6).copied().collect::<Vec<_>>().join(" ");
        let spoke =
            rest.contains("phat bieu") || rest.contains("tham gia y kien") || rest.contains("tham luan");
        let noun = ["y kien", "dong chi", "luot", "dai bieu", "nguoi"].iter().any(|it| rest.starts_with(it));
        words[*at].parse::<u32>().is_ok() && noun && spoke
    })?;
    words[at].parse().ok()
}

/// `biểu quyết: 42/45 tán thành, 2 không tán thành, 1 không có ý kiến`.
fn votes(text: &str, key: &str) -> Option<Votes> {
    const AGAINST: &[&str] = &["khong tan thanh", "khong dong y", "khong nhat tri", "phan doi"];
    const ABSTAIN: &[&str] = &["khong co y kien", "phieu trang", "khong bieu quyet", "y kien khac"];
    const IN_FAVOUR: &[&str] = &["tan thanh", "dong y", "nhat tri", "thong nhat"];
    if !key.contains("bieu quyet") && !key.contains("tan thanh") {
        return None;
    }
    let mut votes: Option<Votes> = None;
    let clauses = text.split([',', ';', '(', ')']);
    for clause in clauses {
        let key = plain(clause).key;
        let clause = key.rsplit("bieu quyet").next().unwrap_or(&key);
        let digits = |c: char| !c.is_ascii_digit() && c != '/' && c != '%';
        let number = clause.split(digits).find(|it| it.starts_with(|c: char| c.is_ascii_digit()));
        let Some(number) = number.filter(|it| !it.contains('%')) else { continue };
        let Ok(number) = number.split('/').next().unwrap_or_default().parse::<u32>() else { continue };
        let has = |all: &[&str]| all.iter().any(|it| clause.contains(it));
        let so_far = votes.unwrap_or(Votes { in_favour: 0, against: 0, abstain: 0 });
        votes = match () {
            () if has(AGAINST) => Some(Votes { against: number, ..so_far }),
            () if has(ABSTAIN) => Some(Votes { abstain: number, ..so_far }),
            () if has(IN_FAVOUR) => Some(Votes { in_favour: number, ..so_far }),
            () => votes,
        };
    }
    votes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn votes_and_counts_are_read_where_they_are_written() {
        let check = |text: &str, expected: Option<(u32, u32, u32)>| {
            let found = votes(text, &plain(text).key).map(|it| (it.in_favour, it.against, it.abstain));
            assert_eq!(found, expected, "{text}");
        };
        check(
            "Hội nghị biểu quyết ý kiến này: 42/45 tán thành, 2 không tán thành, 1 không có ý kiến.",
            Some((42, 2, 1)),
        );
        check("Biểu quyết: đồng ý 30, không đồng ý 4", Some((30, 4, 0)));
        check("Biểu quyết 100% nhất trí", None);
        check("Đề nghị 3 xã thống nhất số liệu", None);
        let present = |text: &str| number_after(&plain(text).key, "co mat");
        assert_eq!(present("Tổng số đảng viên: 52, có mặt: 45, vắng 7"), Some(45));
        assert_eq!(present("Có mặt 45/52 đồng chí"), Some(45));
        assert_eq!(present("Có mặt lúc 14 giờ"), None);
        assert_eq!(number_before(&plain("3. Đảng ủy viên: 14/15 đồng chí có mặt").key, "co mat"), Some(14));
        assert_eq!(number_before(&plain("Cả 3 xã có mặt trận").key, "co mat"), None);
        assert_eq!(spoken(&plain("Có 12 lượt ý kiến phát biểu").key), Some(12));
        assert_eq!(spoken(&plain("Đề nghị 12 xã rà soát").key), None);
    }
}
