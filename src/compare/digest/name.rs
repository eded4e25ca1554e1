//! What a figure is called in a list: the words of its indicator as printed, or the name of its row.
//!
//! A name is a help for the eye and decides nothing. Linear in the block.

use super::atoms::Side;
use crate::document::figures::{Kind, Line, cells};
use std::ops::Range;

/// Longest name, in words.
const WORDS_MAX: usize = 14;

/// Words that stay of a name that is too long.
const WORDS_KEPT: usize = 11;

/// Words that do not belong to a name at its end, longest first.
const TAIL: &[&str] = &[
    "trên địa bàn huyện",
    "trên địa bàn",
    "trong nhiệm kỳ",
    "đến nay",
    "ước thực hiện",
    "ước đạt",
    "ước tính",
    "đạt được",
    "dự kiến",
    "chỉ còn",
    "toàn huyện",
    "trong năm",
    "đến năm",
    "ít nhất",
    "tối thiểu",
    "vào năm",
    "ước",
    "đạt",
    "được",
    "là",
    "có",
    "khoảng",
    "trên",
    "gần",
    "hơn",
    "còn",
    "đã",
    "thì",
    "gồm",
    "năm",
    "chỉ",
    "hiện",
    "và",
    "với",
    "cho",
];

/// Words that do not belong to a name at its start, longest first.
const HEAD: &[&str] = &[
    "trong nhiệm kỳ",
    "trong đó",
    "đồng thời",
    "đến cuối kỳ",
    "đến hết",
    "đến nay",
    "hiện có",
    "toàn huyện",
    "cả huyện",
    "và",
    "với",
    "còn",
    "nhưng",
    "đã",
    "có",
    "là",
    "của",
    "so",
    "đến",
    "năm",
    "riêng",
];

/// Words that say how a figure relates to its indicator; alone they are no name.
const RELATIONS: &[&str] = &[
    "tăng", "giảm", "bằng", "gấp", "vượt", "chiếm", "lên", "xuống", "từ", "mức", "mục", "tiêu", "bình",
    "quân", "mỗi", "năm", "tương", "ứng", "so", "với", "thêm", "cao", "thấp", "hơn", "kỳ", "cuối", "đầu",
    "còn", "và", "trong", "đó",
];

/// The name of the figure at piece `at` of a block.
pub(super) fn name(side: &Side<'_>, block: usize, at: usize) -> String {
    let Some(line) = side.line(block) else { return String::new() };
    if let Some(name) = row_name(side, line, block, at) {
        return name;
    }
    let sentence = sentence_start(line, at);
    let previous = (sentence..at).rev().find(|i| line.figure(*i).is_some() && !is_duration(line, *i));
    let Some(previous) = previous else { return clause(side, line, sentence..at) };
    let from = (previous + 1..at).rev().find(|i| is_boundary(line, *i)).map_or(previous + 1, |i| i + 1);
    let own = clause(side, line, from..at);
    if own.split_whitespace().any(|word| !RELATIONS.contains(&word.to_lowercase().as_str())) {
        return own;
    }
    let first = (sentence..at).find(|i| line.figure(*i).is_some() && !is_duration(line, *i)).unwrap_or(at);
    let subject = clause(side, line, sentence..first);
    match (subject.is_empty(), own.is_empty()) {
        (true, _) => own,
        (_, true) => subject,
        _ => format!("{subject}, {own}"),
    }
}

/// What is counted, where a figure has no unit: the words behind it up to where the phrase ends, or a few.
pub(super) fn counted(side: &Side<'_>, block: usize, at: usize) -> String {
    const STOPS: &[&str] = &[
        "và", "có", "được", "đạt", "của", "ở", "trong", "là", "với", "còn", "đã", "so", "cho", "tại", "đang",
        "gắn", "dưới", "thuộc", "bên", "theo", "nêu", "do", "để", "khi", "vào", "đến", "từ", "không", "chưa",
        "mà", "lên", "xuống", "như", "trở", "tăng", "giảm",
    ];
    const PHRASE_MAX: usize = 5;
    const SHOWN: usize = 3;
    let Some(line) = side.line(block) else { return String::new() };
    let behind = line.pieces.iter().skip(at + 1).take(PHRASE_MAX + 1);
    let words: Vec<&str> = behind
        .take_while(|piece| piece.kind == Kind::Word && !STOPS.contains(&piece.key.as_str()))
        .map(|piece| side.printed(&piece.range))
        .collect();
    if words.len() > PHRASE_MAX { format!("{} …", words[..SHOWN].join(" ")) } else { words.join(" ") }
}

/// Name cell and, where the row has several columns of figures, the head of the column.
fn row_name(side: &Side<'_>, line: &Line, block: usize, at: usize) -> Option<String> {
    let (columns, header) = side.columns(block)?;
    let row = cells(line);
    let own = row.iter().position(|cell| cell.contains(&at))?;
    let named = columns.name(line, &row).filter(|named| *named != own)?;
    let mut name = words(side, line, row[named].clone());
    if let Some(bracket) = name.find(" (") {
        name.truncate(bracket);
    }
    let head = side.line(header)?;
    let head_cells = cells(head);
    let several = row
        .iter()
        .enumerate()
        .filter(|(n, cell)| *n > named && (cell.start..cell.end).any(|i| line.figure(i).is_some()))
        .count();
    match head_cells.get(own) {
        Some(cell) if several > 1 => Some(format!("{name} [{}]", words(side, head, cell.clone()))),
        _ => Some(name),
    }
}

fn words(side: &Side<'_>, line: &Line, pieces: Range<usize>) -> String {
    let (Some(first), Some(last)) =
        (line.pieces.get(pieces.start), line.pieces.get(pieces.end.wrapping_sub(1)))
    else {
        return String::new();
    };
    if pieces.is_empty() {
        return String::new();
    }
    tidy(side.printed(&(first.range.start..last.range.end)))
}

/// One blank between words, no Markdown marks and references of footnotes.
pub(in crate::compare) fn tidy(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("[^") {
        plain.push_str(&rest[..at]);
        rest = rest[at..].find(']').map_or("", |end| &rest[at + end + 1..]);
    }
    plain.push_str(rest);
    plain.retain(|c| !matches!(c, '*' | '_' | '`' | '\\'));
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `5 năm`, `9 tháng`: part of what a figure is said of.
fn is_duration(line: &Line, at: usize) -> bool {
    matches!(line.key(at + 1), "năm" | "tháng" | "quý" | "ngày" | "tuần")
}

fn sentence_start(line: &Line, at: usize) -> usize {
    (0..at).rev().find(|i| matches!(line.mark(*i), Some('.' | ';' | ':' | '!' | '?'))).map_or(0, |i| i + 1)
}

fn is_boundary(line: &Line, at: usize) -> bool {
    matches!(line.mark(at), Some(',' | '(' | ')')) || line.key(at) == "và"
}

/// The words of a stretch without what begins and ends it idly, at most [`WORDS_MAX`] of them.
fn clause(side: &Side<'_>, line: &Line, stretch: Range<usize>) -> String {
    let mut stretch = stretch;
    loop {
        let end = stretch.end;
        let idle = |i: usize| matches!(line.pieces[i].kind, Kind::Mark(_) | Kind::Year(_) | Kind::Date(_));
        if !stretch.is_empty() && idle(end - 1) {
            stretch.end -= 1;
        } else if let Some(length) =
            TAIL.iter().filter(|it| line.any_before(end, &[**it])).map(|it| n_words(it)).max()
            && stretch.len() >= length
            // `tổng thu 5 năm`: the span belongs to the name.
            && !end.checked_sub(2).is_some_and(|at| line.figure(at).is_some() && is_duration(line, at))
        {
            stretch.end -= length;
        } else if !stretch.is_empty() && idle(stretch.start) {
            stretch.start += 1;
        } else if let Some(length) = line.any(stretch.start, HEAD).filter(|it| stretch.len() >= *it) {
            stretch.start += length;
        } else {
            break;
        }
    }
    let words_in = |stretch: &Range<usize>| {
        stretch.clone().filter(|i| !matches!(line.pieces[*i].kind, Kind::Mark(_))).count()
    };
    if words_in(&stretch) > WORDS_MAX
        && let Some(comma) = stretch.clone().rev().find(|i| line.mark(*i) == Some(','))
        && words_in(&(comma + 1..stretch.end)) > 1
    {
        return clause(side, line, comma + 1..stretch.end);
    }
    if words_in(&stretch) > WORDS_MAX {
        let start = stretch.end.saturating_sub(WORDS_KEPT).max(stretch.start);
        return format!("… {}", words(side, line, start..stretch.end));
    }
    words(side, line, stretch)
}

fn n_words(phrase: &str) -> usize {
    phrase.split(' ').count()
}
