//! Who speaks in minutes: the words that a turn begins with, up to what is said.
//!
//! `Đồng chí Lò Văn A, Bí thư chi bộ: …`, `Ý kiến đồng chí A – Chủ tịch Hội …: …`, `- Đ/c A đề nghị …`, `Bí thư chi bộ 3 –
//! đ/c A: …`. A name is kept only to know that the same person speaks again; what goes into records is the office. Where
//! it is not sure that somebody is named, nobody is.

use super::points::is_point;
use crate::text::{fold_caseless, plain};

/// Who speaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Speaker {
    /// The name, folded.
    pub(super) name: Option<String>,
    /// The office as written.
    pub(super) office: Option<String>,
    pub(super) is_chair: bool,
    /// Whether what follows only leads the meeting: opens, presents, concludes.
    pub(super) is_procedure: bool,
    /// All words up to what is said.
    pub(super) as_written: String,
}

/// Characters of a speaker at most.
const CHARS_MAX: usize = 160;

/// Words that offices begin with, with their tones: a `Trương` and a `Nguyễn` are names.
const OFFICES: &[&str] = &[
    "bí thư",
    "phó",
    "chủ tịch",
    "trưởng",
    "ủy viên",
    "đảng viên",
    "đảng ủy",
    "giám đốc",
    "hiệu trưởng",
    "cán bộ",
    "chỉ huy",
    "thủ trưởng",
    "chánh",
    "hội viên",
    "đại diện",
    "nguyên",
    "cấp ủy",
    "chi ủy",
    "thường trực",
    "chủ nhiệm",
    "kế toán",
    "giáo viên",
    "bác sĩ",
    "tổ trưởng",
    "đội trưởng",
    "chi hội trưởng",
    "viện trưởng",
    "quyền",
];
/// Words behind which it stands what was said.
const SPEAKS: &[&str] = &[
    "phat bieu",
    "cho rang",
    "co y kien",
    "neu y kien",
    "tham gia y kien",
    "gop y",
    "trao doi",
    "thao luan",
    "cho biet",
];
/// Words with which it begins.
const ASKS: &[&str] = &[
    "de nghi",
    "kien nghi",
    "de xuat",
    "nhat tri",
    "dong tinh",
    "thong nhat",
    "dong y",
    "khong dong y",
    "khong nhat tri",
    "ban khoan",
    "nhan xet",
    "co ban",
    "hoan toan",
];
/// Words that lead a meeting, whatever follows.
const LEADS: &[&str] = &[
    "khai mac",
    "tuyen bo",
    "quan triet",
    "ket luan",
    "tiep thu",
    "phat bieu khai",
    "phat bieu ket",
    "phat bieu chi",
    "be mac",
    "chu tri",
];
/// Words that lead a meeting where nothing is asked for: they stand in offices ("Giám đốc điều hành") and in what is
/// spoken of ("về Báo cáo chính trị") too.
const MAY_LEAD: &[&str] = &[
    "trinh bay",
    "gioi thieu",
    "thong qua",
    "doc du thao",
    "doc bao cao",
    "doc toan van",
    "dieu hanh",
    "bao cao",
];

/// A word, where it begins, and how it is compared.
struct Word<'a> {
    at: usize,
    text: &'a str,
    key: String,
    /// The same with its tones.
    toned: String,
}

fn words(text: &str) -> Vec<Word<'_>> {
    let start = text.as_ptr() as usize;
    let word = |it| {
        let bare = str::trim_matches(it, [',', ':', '.', '(', ')', ';']);
        let at = str::as_ptr(it) as usize - start;
        Word { at, text: it, key: plain(bare).key, toned: fold_caseless(bare).key }
    };
    text.split_whitespace().map(word).collect()
}

/// Whether an office stands at a place.
fn is_office(all: &[Word<'_>], at: usize) -> bool {
    let stands = |office: &&str| {
        office.split(' ').enumerate().all(|(n, it)| all.get(at + n).is_some_and(|word| word.toned == it))
    };
    OFFICES.iter().any(stands)
}

/// Whether words stand at a place.
fn stands(all: &[Word<'_>], at: usize, phrase: &str) -> bool {
    phrase.split(' ').enumerate().all(|(n, it)| all.get(at + n).is_some_and(|word| word.key == it))
}

fn one_of<'a>(all: &[Word<'_>], at: usize, phrases: &[&'a str]) -> Option<&'a str> {
    phrases.iter().find(|it| stands(all, at, it)).copied()
}

/// How many words a title has that stands at a place: `Đồng chí`, `Đ/c`, `Ông`.
fn title(all: &[Word<'_>], at: usize) -> Option<usize> {
    const TITLES: &[&str] = &["dong chi", "d/c", "dc", "ong", "ba", "dai bieu", "d/c:"];
    let is_capital = all.get(at).is_some_and(|it| it.text.starts_with(char::is_uppercase)) || at > 0;
    one_of(all, at, TITLES).filter(|_| is_capital).map(|it| it.split(' ').count())
}

/// Who speaks in a paragraph, and what is said.
pub(super) fn speaker(text: &str) -> Option<(Speaker, &str)> {
    const INTROS: &[&str] = &[
        "y kien phat bieu cua",
        "y kien tham gia cua",
        "y kien cua",
        "y kien",
        "phat bieu cua",
        "tham luan cua",
        "tiep theo",
    ];
    let all = words(text);
    let intro = one_of(&all, 0, INTROS).map_or(0, |it| it.split(' ').count());
    let (named_at, before) = match title(&all, intro) {
        Some(n) => (intro + n, None),
        None => office_first(&all)?,
    };
    let colon = text.char_indices().take(CHARS_MAX).find(|(_, c)| *c == ':').map(|(at, _)| at);
    let n_head =
        all.iter().take_while(|it| colon.is_none_or(|colon| it.at <= colon)).count().min(named_at + 28);
    let asked_behind = colon.is_some_and(|colon| is_point(text[colon + 1..].trim()));
    let verb = (named_at + 1..n_head).find_map(|at| {
        let leads = one_of(&all, at, LEADS).map(|it| (at, it, 2));
        let leads =
            leads.or_else(|| one_of(&all, at, MAY_LEAD).filter(|_| !asked_behind).map(|it| (at, it, 3)));
        leads
            .or_else(|| one_of(&all, at, SPEAKS).map(|it| (at, it, 1)))
            .or_else(|| one_of(&all, at, ASKS).map(|it| (at, it, 0)))
    });
    // An office may hold a verb's words ("Trưởng ban Thông tin"), but no verb stands behind the colon.
    let (head_end, said_at) = match (verb, colon) {
        (Some((at, phrase, 1)), _) => {
            let behind = all.get(at + phrase.split(' ').count()).map_or(text.len(), |it| it.at);
            let behind = colon
                .filter(|colon| *colon < behind || *colon + 1 >= behind)
                .map_or(behind, |colon| colon + 1);
            (all[at].at, behind)
        }
        (Some((at, _, _)), _) => (all[at].at, all[at].at),
        (None, Some(colon)) => (colon, colon + 1),
        (None, None) => return None,
    };
    let named =
        text.get(all.get(named_at)?.at..head_end)?.trim().trim_end_matches([',', '-', '–', ':']).trim();
    let (name, office) = parted(named)?;
    let office = office.or(before);
    let rest = text.get(said_at..)?.trim_start_matches([':', ',', '-', '–', ' ', '\u{a0}']).trim();
    let is_chair = office.as_deref().is_some_and(|it| plain(it).key.contains("chu tri"));
    let may_lead = matches!(verb, Some((_, _, 3))) || plain(rest).key.starts_with("trinh bay");
    let is_procedure = matches!(verb, Some((_, _, 2))) || leads_only(rest) || may_lead && !is_point(rest);
    let as_written = text.get(..said_at)?.to_owned();
    Some((Speaker { name, office, is_chair, is_procedure, as_written }, rest))
}

/// Whether what is said begins with what only leads the meeting.
fn leads_only(rest: &str) -> bool {
    const STARTS: &[&str] = &[
        "khai mac",
        "tuyen bo",
        "gioi thieu du thao",
        "thong qua chuong trinh",
        "quan triet",
        "ket luan",
        "doc du thao",
    ];
    let key = plain(rest).key;
    // "Kết luận phần 2 chưa rõ": the words of a draft.
    let of_draft = ["ket luan phan", "ket luan muc", "ket luan cua", "ket luan trong"];
    STARTS.iter().any(|it| key.starts_with(it)) && !of_draft.iter().any(|it| key.starts_with(it))
}

/// `Bí thư Chi bộ 3 – đồng chí Lò Văn A: …`: where the name begins, and the office before it.
fn office_first(all: &[Word<'_>]) -> Option<(usize, Option<String>)> {
    if !is_office(all, 0) {
        return None;
    }
    let at = (1..all.len().min(20)).find(|at| title(all, *at).is_some())?;
    let n = title(all, at)?;
    let office: Vec<&str> = all[..at].iter().map(|it| it.text).collect();
    let office = office.join(" ");
    let office = office.trim_end_matches(['-', '–', ',', ' ', ':']).to_owned();
    // A sentence may name somebody too.
    let is_one = !office.contains(['.', ';', ':', '"', '“']);
    is_one.then_some((at + n, Some(office)))
}

/// A name and an office: `Lò Văn A, Bí thư chi bộ`, `Lò Văn A (Bí thư)`, `Bí thư chi bộ 3`.
fn parted(named: &str) -> Option<(Option<String>, Option<String>)> {
    const NAME_WORDS_MAX: usize = 6;
    let all = words(named);
    if is_office(&all, 0) {
        return Some((Some(plain(named).key), Some(named.to_owned())));
    }
    let is_sign = |it: &Word<'_>| it.text.starts_with(['-', '–', '(']);
    let mut n_name = 0;
    for (at, word) in all.iter().enumerate() {
        let has_office = at > 0 && is_office(&all, at);
        if is_sign(word) || has_office || !word.text.starts_with(char::is_uppercase) {
            break;
        }
        n_name = at + 1;
        if word.text.ends_with([',', ';']) {
            break;
        }
    }
    if n_name == 0 || n_name > NAME_WORDS_MAX {
        return None;
    }
    let name = all[..n_name].iter().map(|it| it.key.as_str()).collect::<Vec<_>>().join(" ");
    let rest = all.get(n_name).map_or("", |it| &named[it.at..]);
    let office =
        rest.trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '(' | ')' | ',' | '.'));
    let is_short =
        |it: &&str| !it.is_empty() && it.chars().count() <= CHARS_MAX && !it.contains(['"', '“', '.', ';']);
    if !office.is_empty() && !is_short(&office) {
        return None;
    }
    Some((Some(name), Some(office.to_owned()).filter(|it| !it.is_empty())))
}

/// The name in the words behind a label: ` đ/c Lò Văn A - Bí thư`.
pub(super) fn name_of(text: &str) -> Option<String> {
    let text = text.trim();
    let all = words(text);
    let at = title(&all, 0).or_else(|| title(&all, 1).map(|n| n + 1)).unwrap_or(0);
    let named = all.get(at).map(|it| &text[it.at..])?;
    parted(named.trim_end_matches('.')).and_then(|(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn speakers_are_known_by_what_they_are_called() {
        let check = |text: &str, expected: Option<(&str, Option<&str>, &str)>| {
            let found = speaker(text);
            let found = found
                .as_ref()
                .map(|(it, rest)| (it.name.as_deref().unwrap_or(""), it.office.as_deref(), *rest));
            assert_eq!(found, expected, "{text}");
        };
        let a = "lo van a";
        check(
            "Đồng chí Lò Văn A, Bí thư chi bộ bản Pom: Bỏ câu cuối.",
            Some((a, Some("Bí thư chi bộ bản Pom"), "Bỏ câu cuối.")),
        );
        check("Đ/c Lò Văn A (Bí thư chi bộ): Bỏ câu cuối.", Some((a, Some("Bí thư chi bộ"), "Bỏ câu cuối.")));
        check(
            "Ý kiến đồng chí Lò Văn A – Chủ tịch Hội Nông dân xã: Bỏ.",
            Some((a, Some("Chủ tịch Hội Nông dân xã"), "Bỏ.")),
        );
        check("Đ/c Lò Văn A đề nghị bỏ câu cuối.", Some((a, None, "đề nghị bỏ câu cuối.")));
        check("Đồng chí Lò Văn A, Trưởng bản, phát biểu: Bỏ câu.", Some((a, Some("Trưởng bản"), "Bỏ câu.")));
        check("Đồng chí Lò Văn A cho rằng phần II còn dài.", Some((a, None, "phần II còn dài.")));
        check("Ông Lò Văn A: Thêm số liệu.", Some((a, None, "Thêm số liệu.")));
        check("Bí thư chi bộ 3 - đ/c Lò Văn A: Bỏ.", Some((a, Some("Bí thư chi bộ 3"), "Bỏ.")));
        check("Đồng chí Bí thư chi bộ 3: Bỏ.", Some(("bi thu chi bo 3", Some("Bí thư chi bộ 3"), "Bỏ.")));
        check(
            "Đồng chí Lò Văn A, Bí thư đề nghị sửa như sau: \"x\".",
            Some((a, Some("Bí thư"), "đề nghị sửa như sau: \"x\".")),
        );
        check("Đồng chí Nguyễn Văn A – Chủ tịch xã: Bỏ.", Some(("nguyen van a", Some("Chủ tịch xã"), "Bỏ.")));
        check("Đồng chí Trương A, nguyên Bí thư: Bỏ.", Some(("truong a", Some("nguyên Bí thư"), "Bỏ.")));
        check("Đề nghị bổ sung: đồng chí phụ trách.", None);
        check("Các đồng chí trong ban: nhất trí.", None);
        check("Bà con đề nghị làm đường.", None);
        check("Đồng chí Lò Văn A - Bí thư", None);
        check("Mục II.1: bỏ câu cuối", None);
    }

    #[test]
    fn who_leads_the_meeting_is_told_from_who_speaks() {
        let leads = |text: &str| speaker(text).unwrap().0.is_procedure;
        assert!(leads("Đồng chí Lò Văn A, Bí thư, khai mạc hội nghị, nêu lý do."));
        assert!(leads("Đồng chí Lò Văn A trình bày dự thảo Báo cáo chính trị."));
        assert!(leads("Đồng chí Lò Văn A kết luận: tiếp thu các ý kiến."));
        assert!(!leads("Đồng chí Lò Văn A, Bí thư: đề nghị sửa."));
        assert_eq!(name_of(" Đ/c Lò Văn A - Bí thư chi bộ.").as_deref(), Some("lo van a"));
    }
}
