//! Lines to paragraphs, each without the number or dash that it begins with.
//!
//! A line that was broken by the width of a page goes on in the next one: it begins with a small letter, or the line
//! before is as wide as the page and ends within a sentence. What begins with a number, a dash or a bullet begins
//! something new. `1.250 hộ`, `5,2%`, `15-4`, `2020. …` are no numbers of points.

use super::LetterLine;

/// What stands before a point, from `PHẦN I` to `-`; the order says nothing of depth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// `I.`, `II-`.
    Roman,
    /// `A.`
    Capital,
    /// `1.`, `1)`, `1-`; as many parts as `1.2.3` has.
    Decimal(usize),
    /// `(1)`.
    Bracketed,
    /// `a)`, `đ.`
    Letter,
    /// `-`, `–`, `+`, `•`, `*`.
    Sign(char),
    /// A heading without number: `Về Báo cáo chính trị:`.
    Lead,
    /// `Thứ nhất,`, `Một là:`, `Ý kiến thứ hai:`; these words stay in the text.
    Ordinal,
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Paragraph {
    /// Where its first and its last line stand.
    pub(super) first: String,
    pub(super) last: String,
    /// Its words without what it is numbered with.
    pub(super) text: String,
    pub(super) style: Option<Style>,
    /// The number or dash as written, with the blank behind it.
    pub(super) marker: String,
}

/// Widest page, in characters, whose lines are taken to be broken by it.
const WIDTH_MAX: usize = 140;

/// The paragraphs of some lines.
pub(super) fn paragraphs(lines: &[LetterLine]) -> Vec<Paragraph> {
    // A paragraph of a word processor is no line that a page has broken.
    let is_broken = |line: &&LetterLine| !line.at.starts_with("paragraph ");
    let width =
        lines.iter().filter(is_broken).map(|line| line.text.trim().chars().count()).max().unwrap_or(0);
    let mut found: Vec<Paragraph> = Vec::new();
    let mut is_open = false;
    let mut last_chars = 0;
    for line in lines {
        let text = line.text.trim();
        if text.is_empty() {
            is_open = false;
            continue;
        }
        let next = paragraph(text, &line.at);
        let n_chars = text.chars().count();
        match found.last_mut() {
            Some(open) if is_open && next.style.is_none() && runs_on(&open.text, text, last_chars, width) => {
                open.text.push(' ');
                open.text.push_str(text);
                open.last.clone_from(&line.at);
            }
            _ => found.push(next),
        }
        (is_open, last_chars) = (true, n_chars);
    }
    found
}

fn paragraph(text: &str, at: &str) -> Paragraph {
    let (style, words) = marker(text).map_or((None, text), |(style, words)| (Some(style), words));
    let style = style.or_else(|| is_ordinal(text).then_some(Style::Ordinal));
    let marker = text[..text.len() - words.len()].to_owned();
    Paragraph { first: at.to_owned(), last: at.to_owned(), text: words.to_owned(), style, marker }
}

/// Whether a line goes on with the words of the one before, which had `last_chars` characters of a page of `width`.
fn runs_on(before: &str, line: &str, last_chars: usize, width: usize) -> bool {
    let ends = before.ends_with(['.', ';', ':', '!', '?', '…']);
    let starts_small = line.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_lowercase);
    let is_full = (40..=WIDTH_MAX).contains(&width) && last_chars * 5 >= width * 4;
    !ends && (starts_small || is_full && !is_capitals(line))
}

/// Whether nearly all letters of a text are capitals.
pub(super) fn is_capitals(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let small = text.chars().filter(|c| c.is_lowercase()).count();
    letters >= 2 && small * 8 <= letters
}

/// What a line is numbered with, and its words.
pub(super) fn marker(text: &str) -> Option<(Style, &str)> {
    let first = text.chars().next()?;
    if let Some(rest) = text.strip_prefix(['-', '–', '—', '−', '+', '•', '*', '●', '▪', '◦', '○', '\u{f0b7}'])
    {
        let sign = if matches!(first, '–' | '—' | '−') { '-' } else { first };
        let words = rest.trim_start();
        let is_free = rest.starts_with(char::is_whitespace) || words.starts_with(|c: char| c.is_uppercase());
        return (is_free && has_words(words)).then_some((Style::Sign(sign), words));
    }
    if let Some(rest) = text.strip_prefix('(') {
        let (number, words) = rest.split_once(')')?;
        let is_short = !number.is_empty() && number.len() <= 2;
        let style = match number.chars().all(|c| c.is_ascii_digit()) {
            true => Style::Bracketed,
            false if is_letter(number) => Style::Letter,
            false => return None,
        };
        let words = words.trim_start_matches(['.', ':']).trim_start();
        return (is_short && has_words(words)).then_some((style, words));
    }
    if first.is_ascii_digit() {
        return decimal(text);
    }
    let end = text.find(|c: char| !c.is_alphabetic())?;
    let (name, rest) = text.split_at(end);
    // "T/M", "K/T" are no numbers.
    let is_slash = rest.starts_with('/');
    let rest = rest.strip_prefix(['.', ')', '-', '/', ':'])?;
    let rest = rest.strip_prefix(['.', '-', ')']).unwrap_or(rest);
    let words = rest.trim_start();
    let is_free =
        rest.starts_with(char::is_whitespace) || !is_slash && words.starts_with(|c: char| c.is_uppercase());
    if !is_free || !has_words(words) {
        return None;
    }
    let is_roman = name.len() <= 6 && name.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L'));
    let is_capital = name.len() == 1 && name.chars().all(|c| c.is_ascii_uppercase());
    match () {
        () if is_roman => Some((Style::Roman, words)),
        () if is_capital => Some((Style::Capital, words)),
        () if is_letter(name) => Some((Style::Letter, words)),
        () => None,
    }
}

/// `1.`, `1)`, `1-`, `1/`, `1.2.`, `1.2 Về …`.
fn decimal(text: &str) -> Option<(Style, &str)> {
    let mut rest = text;
    let mut n_parts = 0;
    loop {
        let end = rest.find(|c: char| !c.is_ascii_digit())?;
        if end == 0 || end > 2 {
            break;
        }
        n_parts += 1;
        rest = &rest[end..];
        match rest.strip_prefix('.') {
            Some(next) if next.starts_with(|c: char| c.is_ascii_digit()) => rest = next,
            _ => break,
        }
    }
    if n_parts == 0 || n_parts > 5 {
        return None;
    }
    let behind = rest.strip_prefix(['.', ')', '-', '/', ':', '–']);
    // `1.-`, `1.)`.
    let behind = behind.map(|it| it.strip_prefix(['-', ')', '.', '–']).unwrap_or(it));
    let words = behind.unwrap_or(rest).trim_start();
    let starts = words.chars().next()?;
    let is_new = starts.is_uppercase()
        || matches!(starts, '"' | '“' | '«' | '(' | '‘' | '\'')
        || rest.len() > words.len() && begins_with_number_of_place(words);
    let is_free = rest.starts_with(char::is_whitespace);
    let is_marker = match behind {
        // `1. về kinh tế` is a point, `1.250 hộ` is none.
        Some(behind) => is_new || behind.starts_with(char::is_whitespace) && starts.is_lowercase(),
        None => n_parts > 1 && is_free && starts.is_uppercase(),
    };
    (is_marker && has_words(words)).then_some((Style::Decimal(n_parts), words))
}

/// `2.1: …`, `1.2, trang 9: …`: the number of a section stands for its name.
fn begins_with_number_of_place(words: &str) -> bool {
    let rest = words.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let nouns = ["trang ", "dòng ", "mục ", "phần "];
    let behind = rest.strip_prefix(", ").is_some_and(|it| nouns.iter().any(|noun| it.starts_with(noun)));
    rest.len() < words.len() && words.len() - rest.len() <= 9 && (rest.starts_with(": ") || behind)
}

/// A small letter that points are numbered with.
fn is_letter(name: &str) -> bool {
    let mut chars = name.chars();
    chars.next().is_some_and(|c| "abcdđeghiklmnopqrstuvxy".contains(c)) && chars.next().is_none()
}

fn has_words(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// `Thứ nhất,`, `Một là:`, `Ý kiến thứ nhất:`.
fn is_ordinal(text: &str) -> bool {
    let head: String = text.chars().take(24).collect::<String>().to_lowercase();
    let head = head.strip_prefix("ý kiến ").or_else(|| head.strip_prefix("điểm ")).unwrap_or(&head);
    let numbers = ["nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"];
    let by_order = head.strip_prefix("thứ ").is_some_and(|rest| {
        numbers
            .iter()
            .any(|it| rest.strip_prefix(it).is_some_and(|end| end.starts_with([',', ':', '.', ' '])))
            && rest.contains([',', ':'])
    });
    let counts = ["một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"];
    by_order || counts.iter().any(|it| head.strip_prefix(it).is_some_and(|rest| rest.starts_with(" là")))
}

/// Where something stands that goes from one place to another: `lines 12-14`.
pub(super) fn span(first: &str, last: &str) -> String {
    if first == last {
        return first.to_owned();
    }
    let cut = |at: &str| at.rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| at + 1);
    let (from, to) = (cut(first), cut(last));
    let (name, number) = first.split_at(from);
    match name.strip_suffix(' ') {
        Some(noun) if name == &last[..to] && !noun.ends_with(|c: char| !c.is_alphabetic()) => {
            format!("{noun}s {number}-{}", &last[to..])
        }
        _ => format!("{first} – {last}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_points_are_told_from_figures() {
        let check =
            |text: &str, expected: Option<(Style, &str)>| assert_eq!(marker(text), expected, "{text}");
        check("1. Về kinh tế", Some((Style::Decimal(1), "Về kinh tế")));
        check("1.2 Về kinh tế", Some((Style::Decimal(2), "Về kinh tế")));
        check("1.2. về kinh tế", Some((Style::Decimal(2), "về kinh tế")));
        check("2) Trang 5", Some((Style::Decimal(1), "Trang 5")));
        check("3- Mục II", Some((Style::Decimal(1), "Mục II")));
        check("1/ Mục", Some((Style::Decimal(1), "Mục")));
        check("II- Về", Some((Style::Roman, "Về")));
        check("IV. \"Câu\"", Some((Style::Roman, "\"Câu\"")));
        check("6. 2.1: Bổ sung", Some((Style::Decimal(1), "2.1: Bổ sung")));
        check("9) 1.2, trang 9: Trùng ý", Some((Style::Decimal(1), "1.2, trang 9: Trùng ý")));
        check("6. 250 hộ: nghèo", None);
        check("đ) Bỏ", Some((Style::Letter, "Bỏ")));
        check("(2) Sửa", Some((Style::Bracketed, "Sửa")));
        check("– Bổ sung", Some((Style::Sign('-'), "Bổ sung")));
        check("-Bổ sung", Some((Style::Sign('-'), "Bổ sung")));
        check("1.250 hộ nghèo", None);
        check("5,2% so với", None);
        check("5.2 tỷ đồng", None);
        check("15-4 là ngày", None);
        check("2020. Toàn huyện", None);
        check("3/5 tiêu chí", None);
        check("12 đồng chí", None);
        check("- 5", Some((Style::Sign('-'), "5")));
        check("-----", None);
        check("V/v góp ý", None);
        check("T/M ĐẢNG ỦY", None);
        check("I/ Về", Some((Style::Roman, "Về")));
        check("Số: 05", None);
    }

    #[test]
    fn spans_say_from_where_to_where() {
        assert_eq!(span("line 3", "line 3"), "line 3");
        assert_eq!(span("line 3", "line 12"), "lines 3-12");
        assert_eq!(span("page 2, line 5", "page 2, line 7"), "page 2, lines 5-7");
        assert_eq!(span("page 2, line 5", "page 3, line 1"), "page 2, line 5 – page 3, line 1");
    }

    #[test]
    fn broken_lines_run_on() {
        let texts = |text: &str| -> Vec<String> {
            paragraphs(&super::super::of_text(text)).into_iter().map(|it| it.text).collect()
        };
        assert_eq!(texts("1. Đề nghị sửa\ncụm từ này.\n2. Bỏ câu"), ["Đề nghị sửa cụm từ này.", "Bỏ câu"]);
        assert_eq!(texts("Một câu.\nvẫn thế"), ["Một câu.", "vẫn thế"]);
        assert_eq!(texts("Một\n\nhai"), ["Một", "hai"]);
    }
}
