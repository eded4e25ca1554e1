//! How places and remarks are worded.

use super::Draft;
use crate::random::Random;
use unicode_normalization::UnicodeNormalization;
use vankien::document::{BlockKind, LabelKind};

/// Small letters, composed, words with single blanks, marks gone.
pub(super) fn simple(text: &str) -> String {
    let lower: String = text.nfc().collect::<String>().to_lowercase();
    let words: Vec<String> = lower
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '%').to_owned())
        .filter(|word| !word.is_empty())
        .collect();
    unmarked(&words.join(" "))
}

/// The same without tone marks.
pub(super) fn unmarked(text: &str) -> String {
    let words = unmarked_as_typed(text).to_lowercase();
    let words: Vec<&str> = words
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '%'))
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}

pub(super) fn unmarked_as_typed(text: &str) -> String {
    let bare = text.nfd().filter(|c| !('\u{300}'..='\u{36f}').contains(c));
    bare.map(|c| match c {
        'đ' => 'd',
        'Đ' => 'D',
        c => c,
    })
    .collect()
}

/// The words of a block as they stand, without its marks.
pub(super) fn words(text: &str) -> Vec<&str> {
    text.trim_start_matches(['-', '+', '*', '\t', ' ']).split_whitespace().collect()
}

/// A numbered section whose number says it: no neighbour is numbered wrongly, nor any around it.
pub(super) fn numbered_section(draft: &Draft, random: &mut Random) -> Option<usize> {
    let section = 1 + random.below(draft.document.sections.len() - 1);
    chain(draft, section).map(|_| section)
}

/// Labels from the outermost: kind, number, as printed in a path.
fn chain(draft: &Draft, section: usize) -> Option<Vec<(LabelKind, u32, String)>> {
    let sections = &draft.document.sections;
    let label =
        |at: usize| sections[at].heading.and_then(|block| draft.document.blocks[block].label.as_ref());
    let mut found = Vec::new();
    let mut at = section;
    while let Some(label) = label(at) {
        let parent = sections[at].parent?;
        let neighbours: Vec<u32> = sections
            .iter()
            .enumerate()
            .filter(|(_, it)| it.parent == Some(parent))
            .filter_map(|(at, _)| label_of(draft, at))
            .collect();
        let counted = neighbours.iter().enumerate().all(|(at, n)| *n as usize == at + 1);
        if !counted || label.kind == LabelKind::Named {
            return None;
        }
        found.insert(0, (label.kind, label.ordinal, label.short.clone()));
        at = parent;
    }
    (!found.is_empty()).then_some(found)
}

fn label_of(draft: &Draft, section: usize) -> Option<u32> {
    let block = draft.document.sections[section].heading?;
    draft.document.blocks[block].label.as_ref().map(|label| label.ordinal)
}

/// A section by its whole number, in one of many wordings.
pub(super) fn section(draft: &Draft, section: usize, random: &mut Random) -> Option<String> {
    let chain = chain(draft, section)?;
    Some(styled(&numbered(&chain, random), random))
}

fn numbered(chain: &[(LabelKind, u32, String)], random: &mut Random) -> String {
    let part = chain.first().filter(|it| it.0 == LabelKind::Part).map(|it| it.1);
    let rest = &chain[usize::from(part.is_some())..];
    if part.is_some() && random.below(3) > 0 && !rest.is_empty() || part.is_none() && random.below(2) == 0 {
        let number = compact(rest);
        let number = if random.below(2) == 0 { number } else { format!("mục {number}") };
        let Some(part) = part else { return number };
        return match random.below(5) {
            0 => format!("{}, {number}", part_words(part, random)),
            1 => format!("{number} {}", part_words(part, random)),
            2 => format!("{number}, {}", part_words(part, random)),
            3 if !number.starts_with("mục") => format!("{part}/{number}"),
            _ => format!("{} - {number}", part_words(part, random)),
        };
    }
    let mut steps: Vec<String> = chain
        .iter()
        .enumerate()
        .map(|(at, (kind, n, short))| match kind {
            LabelKind::Part => part_words(*n, random),
            LabelKind::Roman => [format!("mục {short}"), format!("Mục {short}"), format!("mục lớn {short}")]
                [random.below(3)]
            .clone(),
            LabelKind::Letter => [format!("điểm {short}"), format!("điểm {short})"), format!("ý {short}")]
                [random.below(3)]
            .clone(),
            _ if at + 1 < chain.len() && matches!(chain[at + 1].0, LabelKind::Decimal) => String::new(),
            LabelKind::Number => {
                ["mục", "điểm", "khoản", "tiểu mục", "mục nhỏ"][random.below(5)].to_owned() + " " + short
            }
            _ => ["mục", "tiểu mục", "điểm"][random.below(3)].to_owned() + " " + short,
        })
        .filter(|step| !step.is_empty())
        .collect();
    if random.below(2) == 0 {
        steps.reverse();
        return steps.join([", ", " ", " của ", " thuộc "][random.below(4)]);
    }
    steps.join([", ", " ", " - ", ": "][random.below(4)])
}

/// `II.1.1`, `III.2.a`.
fn compact(chain: &[(LabelKind, u32, String)]) -> String {
    let kept = chain
        .iter()
        .enumerate()
        .filter(|(at, _)| chain.get(at + 1).is_none_or(|next| next.0 != LabelKind::Decimal));
    kept.map(|(_, it)| it.2.as_str()).collect::<Vec<_>>().join(".")
}

fn part_words(part: u32, random: &mut Random) -> String {
    let word = ["nhất", "hai", "ba", "tư"][part as usize - 1];
    let roman = ["I", "II", "III", "IV"][part as usize - 1];
    match random.below(5) {
        0 | 1 => format!("phần thứ {word}"),
        2 => format!("Phần thứ {word}"),
        3 => format!("phần thứ {part}"),
        _ => format!("Phần {roman}"),
    }
}

/// As people type: no tone marks, decomposed, capitals.
fn styled(written: &str, random: &mut Random) -> String {
    let written = if random.below(8) == 0 { format!("Tại {written}") } else { written.to_owned() };
    match random.below(10) {
        0 if !written.contains('đ') => unmarked_as_typed(&written),
        1 => written.nfd().collect(),
        2 => written.replace("mục", "Mục").replace("phần", "Phần"),
        _ => written,
    }
}

pub(super) fn title(title: &str, random: &mut Random) -> String {
    let lower = if title.to_uppercase() == title && random.below(2) == 0 {
        title.to_lowercase()
    } else {
        title.to_owned()
    };
    match random.below(5) {
        0 => format!("phần {lower}"),
        1 => format!("mục “{title}”"),
        2 => format!("mục {lower}"),
        3 => format!("phần nói về {lower}"),
        _ => lower,
    }
}

/// "điểm đ mục 1 phần III" of a lettered paragraph.
pub(super) fn lettered(draft: &Draft, block: usize, random: &mut Random) -> Option<String> {
    let it = &draft.document.blocks[block];
    let label = it.label.as_ref().filter(|it| it.kind == LabelKind::Letter)?;
    if it.kind != BlockKind::Paragraph {
        return None;
    }
    let letter = &label.short;
    let place = chain(draft, it.section)?;
    let place = numbered(&place, random);
    Some(match random.below(4) {
        0 => format!("điểm {letter}, {place}"),
        1 => format!("{place}, điểm {letter}"),
        2 => format!("ý {letter}) {place}"),
        _ => format!("điểm {letter} {place}"),
    })
}

/// A row of a table by its number, or by its words.
pub(super) fn row(draft: &Draft, block: usize, by_words: bool, random: &mut Random) -> Option<String> {
    let it = draft.document.blocks.get(block).filter(|it| it.kind == BlockKind::Row)?;
    let cells: Vec<&str> =
        draft.document.text(it).trim().trim_matches('|').split('|').map(str::trim).collect();
    let number: u32 = cells.first()?.parse().ok()?;
    let heading = draft.document.sections[it.section].heading?;
    let label = draft.document.blocks[heading].label.as_ref().filter(|it| it.kind == LabelKind::Named)?;
    let table = label.ordinal;
    let what = ["Biểu", "biểu số", "Biểu số", "phụ biểu", "Bảng"][random.below(5)];
    if !by_words {
        return Some(match random.below(4) {
            0 => format!("{what} {table}, dòng {number}"),
            1 => format!("dòng {number} {what} {table}"),
            2 => format!("{what} {table}, STT {number}"),
            _ => format!("{what} {table} dòng số {number}"),
        });
    }
    let name = cells.get(1).filter(|name| !name.contains(['(', ',', '%', '“']))?;
    let words: Vec<&str> = name.split(' ').collect();
    let rows = draft.document.blocks.iter().filter(|other| other.section == it.section);
    let name = words[..words.len().min(4 + random.below(3))].join(" ");
    let once = rows.filter(|other| simple(draft.document.text(other)).contains(&simple(&name))).count() == 1;
    (once && words.len() >= 2).then(|| match random.below(4) {
        0 => format!("{what} {table}, dòng “{name}”"),
        1 => format!("{what} {table}, chỉ tiêu {name}"),
        2 => format!("{what} {table}, hàng {name}"),
        _ => format!("dòng {name}, {what} {table}"),
    })
}

pub(super) fn nth(kind: BlockKind, nth: usize, last: bool, place: &str, random: &mut Random) -> String {
    let item = kind == BlockKind::Item;
    let noun =
        if item { "gạch đầu dòng" } else { ["đoạn", "đoạn văn", "đoạn"][random.below(3)] };
    let ordinal = ["nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"];
    let which = match (random.below(4), last) {
        (0, true) => "cuối".to_owned(),
        (1, _) if nth <= 10 => format!("thứ {}", ordinal[nth - 1]),
        (2, _) if nth == 1 => "đầu tiên".to_owned(),
        (3, _) if !item => nth.to_string(),
        _ => format!("thứ {nth}"),
    };
    match random.below(3) {
        0 => format!("{noun} {which}, {place}"),
        1 => format!("{place}, {noun} {which}"),
        _ => format!("{noun} {which} {place}"),
    }
}

pub(super) fn lead(lead: &str, place: Option<String>, random: &mut Random) -> String {
    let words = match random.below(5) {
        0 => format!("đoạn “{lead} …”"),
        1 => format!("đoạn bắt đầu bằng “{lead}”"),
        2 => format!("đoạn \"{lead}...\""),
        3 => format!("đoạn mở đầu bằng cụm từ “{lead}”"),
        _ => format!("đoạn “{lead}…”"),
    };
    match (random.below(3), place) {
        (0, Some(place)) => format!("{place}, {words}"),
        (1, Some(place)) => format!("{words}, {place}"),
        _ => words,
    }
}

const REMARKS: &[&str] = &[
    "Đề nghị viết ngắn gọn hơn.",
    "Cần cân nhắc thêm.",
    "Viết còn dài, ý chưa rõ.",
    "Đề nghị Ban soạn thảo xem lại cách hành văn.",
    "Nhất trí, song nên nêu cụ thể hơn.",
    "Chưa thật thuyết phục.",
];

pub(super) fn remark(mut random: Random) -> String {
    random.pick(REMARKS).to_owned()
}

/// A remark with the quote inside.
pub(super) fn about(quote: &str, random: &mut Random) -> String {
    match random.below(5) {
        0 => format!("Câu “{quote}” viết chưa rõ."),
        1 => format!("Đề nghị bỏ cụm từ “{quote}”."),
        2 => format!("Đề nghị sửa “{quote}” thành “các cấp đã làm tốt”."),
        3 => format!("Đề nghị bổ sung “theo quy định” sau “{quote}”."),
        _ => format!("Nhận định “{quote}” cần có số liệu chứng minh."),
    }
}

pub(super) fn nonsense(random: &mut Random) -> String {
    let texts = [
        "Cây cầu vồng bay qua mái ngói xanh lơ của con mèo lười.",
        "Đề nghị sớm có quà cho các cháu thiếu nhi dịp trung thu.",
        "Kính chúc hội nghị thành công tốt đẹp.",
        "abc xyz 123 lorem ipsum dolor",
        "Xin gửi kèm biên lai nộp tiền điện thoại.",
        "Máy chiếu ở hội trường nhiều hôm không lên hình.",
    ];
    random.pick(&texts).to_owned()
}

pub(super) fn nowhere(random: &mut Random) -> String {
    random.pick(&["", "-", "không rõ", "trang 3", "xem ở dưới", "(trống)", "mục 9.9.9"]).to_owned()
}

/// A place with its page, and line, of somebody's print.
pub(super) fn paged(place: &str, (page, line): (u32, Option<u32>), random: &mut Random) -> String {
    let trang = ["trang", "Trang", "tr.", "Tr."][random.below(4)];
    let on = match line {
        Some(line) => [
            format!("{trang} {page}, dòng {line}"),
            format!("dòng {line} {trang} {page}"),
            format!("{trang} {page}, dòng thứ {line}"),
        ][random.below(3)]
        .clone(),
        None => format!("{trang} {page}"),
    };
    match random.below(3) {
        _ if place.is_empty() => on,
        0 => format!("{place} ({on})"),
        1 => format!("{place}, {on}"),
        _ => format!("{on}, {place}"),
    }
}
