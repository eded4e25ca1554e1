//! Typing and encoding: decomposed letters, characters one cannot see or that look like others, tone marks in two
//! styles, blanks and marks out of place, doubled words, text of old fonts. Suggests; never rewrites.

use super::{Orthography, Pair, codes, text};
use crate::document::figures::{Finding, Kind, Line, Lines, fold};
use crate::document::{Block, BlockKind, Document};
use crate::text::{is_ignorable, is_nfc, nfc};

pub(super) fn check(document: &Document, lines: &Lines, _orthography: Orthography) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (block, line) in document.blocks.iter().zip(&lines.lines) {
        encoding(document, block, &mut findings);
        if !line.pieces.is_empty() {
            typing(document, block, line, &mut findings);
        }
    }
    findings
}

/// One finding a block and kind: decomposed letters, invisible characters, look-alikes, old fonts.
fn encoding(document: &Document, block: &Block, findings: &mut Vec<Finding>) {
    let source = document.text(block);
    let start = block.text.start;
    if !is_nfc(source) {
        let word = source.split_whitespace().find(|word| !is_nfc(word)).unwrap_or(source);
        let at = source.find(word).unwrap_or(0);
        let n = source.split_whitespace().filter(|word| !is_nfc(word)).count();
        let args = [("word", nfc(word).into_owned()), ("count", n.to_string())];
        findings.push(with(codes::DECOMPOSED, start + at, &args));
    }
    if let Some((at, c)) = source.char_indices().find(|(_, c)| is_ignorable(*c)) {
        let args = [("character", format!("U+{:04X}", u32::from(c)))];
        findings.push(with(codes::INVISIBLE, start + at, &args));
    }
    if let Some((at, c, usual)) = source.char_indices().find_map(|(at, c)| Some((at, c, look_alike(c)?))) {
        let args = [("character", format!("U+{:04X}", u32::from(c))), ("usual", usual.to_string())];
        findings.push(with(codes::LOOK_ALIKE, start + at, &args));
    }
    if old_font(source) {
        findings.push(with(codes::OLD_ENCODING, start, &[]));
    }
}

fn with(code: crate::problem::Code, at: usize, args: &[(&'static str, String)]) -> Finding {
    Finding { code, at, args: args.to_vec() }
}

/// The usual character for one that only looks like it.
fn look_alike(c: char) -> Option<char> {
    const PAIRS: &[(char, char)] = &[
        ('Ð', 'Đ'),
        ('ð', 'đ'),
        ('Ɖ', 'Đ'),
        ('ƣ', 'ư'),
        ('Ƣ', 'Ư'),
        ('а', 'a'),
        ('е', 'e'),
        ('о', 'o'),
        ('р', 'p'),
        ('с', 'c'),
        ('х', 'x'),
        ('у', 'y'),
        ('і', 'i'),
        ('А', 'A'),
        ('В', 'B'),
        ('Е', 'E'),
        ('К', 'K'),
        ('М', 'M'),
        ('Н', 'H'),
        ('О', 'O'),
        ('Р', 'P'),
        ('С', 'C'),
        ('Т', 'T'),
        ('Х', 'X'),
        ('І', 'I'),
        ('Α', 'A'),
        ('Β', 'B'),
        ('Ε', 'E'),
        ('Ο', 'O'),
        ('ο', 'o'),
        ('Τ', 'T'),
        ('Ν', 'N'),
        ('Μ', 'M'),
        ('Η', 'H'),
    ];
    if let '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '％' = c {
        return char::from_u32(u32::from(c) - 0xFEE0);
    }
    PAIRS.iter().find(|(odd, _)| *odd == c).map(|(_, usual)| *usual)
}

/// TCVN3 and the like read as Latin-1: signs inside words where letters belong.
fn old_font(source: &str) -> bool {
    let chars: Vec<char> = source.chars().take(2000).collect();
    let sign = |c: char| {
        matches!(
            c,
            '©' | '®'
                | '¬'
                | 'µ'
                | '¸'
                | '·'
                | '¹'
                | '¶'
                | '¨'
                | '«'
                | '¦'
                | '§'
                | '¤'
                | '¥'
                | '¼'
                | '½'
                | '¾'
                | 'Æ'
                | 'Ç'
                | 'Ñ'
                | 'Ö'
                | '×'
                | 'Ø'
                | 'Ü'
                | 'Þ'
                | 'ß'
                | 'ä'
                | 'å'
                | 'æ'
                | 'ç'
                | 'ë'
                | 'î'
                | 'ï'
                | 'ñ'
                | 'ö'
                | '÷'
                | 'ø'
                | 'û'
                | 'ü'
                | 'þ'
                | 'ÿ'
        )
    };
    let touching = |i: usize| {
        let letter = |j: Option<usize>| j.and_then(|j| chars.get(j)).is_some_and(|c| c.is_ascii_alphabetic());
        letter(i.checked_sub(1)) || letter(Some(i + 1))
    };
    let odd = chars.iter().enumerate().filter(|(i, c)| sign(**c) && touching(*i)).count();
    let words = source.split_whitespace().take(600).count();
    odd >= 3 && odd * 5 >= words
}

/// Blanks, doubled marks, doubled words.
fn typing(document: &Document, block: &Block, line: &Line, findings: &mut Vec<Finding>) {
    for at in 0..line.pieces.len() {
        let piece = &line.pieces[at];
        if let Kind::Mark(mark) = piece.kind {
            marks(document, block, line, at, mark, findings);
        }
        if piece.kind == Kind::Word && at > 0 {
            doubled(document, block, line, at, findings);
        }
    }
}

fn finding(
    document: &Document,
    line: &Line,
    code: crate::problem::Code,
    from: usize,
    to: usize,
) -> Option<Finding> {
    let (first, last) = (line.pieces.get(from)?, line.pieces.get(to)?);
    let shown = document.source.get(first.range.start..last.range.end)?;
    Some(with(code, first.range.start, &[("text", shown.to_owned())]))
}

fn gap<'a>(document: &'a Document, line: &Line, before: usize) -> &'a str {
    match (line.pieces.get(before), line.pieces.get(before + 1)) {
        (Some(a), Some(b)) => document.source.get(a.range.end..b.range.start).unwrap_or(""),
        _ => "",
    }
}

fn marks(
    document: &Document,
    block: &Block,
    line: &Line,
    at: usize,
    mark: char,
    findings: &mut Vec<Finding>,
) {
    let blank = |gap: &str| !gap.is_empty() && gap.chars().all(|c| c == ' ' || c == '\u{a0}');
    let before = if at > 0 { gap(document, line, at - 1) } else { "" };
    let after = gap(document, line, at);
    let word_before = at > 0 && !matches!(line.pieces[at - 1].kind, Kind::Mark(_) | Kind::Cell);
    let next_dots = matches!(line.mark(at + 1), Some('.' | '…')) && gap(document, line, at).is_empty();
    match mark {
        ',' | '.' | ';' | ':' | '!' | '?' | ')' | ']' | '”'
            if blank(before) && word_before && !(mark == '.' && next_dots) =>
        {
            findings.extend(finding(document, line, codes::BLANK, at - 1, at));
        }
        '(' | '[' | '“'
            if blank(after)
                && at + 1 < line.pieces.len()
                && !matches!(line.pieces[at + 1].kind, Kind::Cell) =>
        {
            findings.extend(finding(document, line, codes::BLANK, at, at + 1));
        }
        '-' if before.is_empty() && blank(after) && word_before && hyphenated(line, at) => {
            findings.extend(finding(document, line, codes::BLANK, at - 1, at + 1));
        }
        '"' if block.kind != BlockKind::Row && straight_quote(line, at, blank(before), blank(after)) => {
            let (from, to) = if opens(line, at) { (at, at + 1) } else { (at - 1, at) };
            findings.extend(finding(document, line, codes::BLANK, from, to));
        }
        _ => (),
    }
    let same = line.mark(at + 1) == Some(mark) && gap(document, line, at).is_empty();
    let dots = mark == '.' && (line.mark(at + 2) == Some('.') || (at > 0 && line.mark(at - 1) == Some('.')));
    let doubled = same && matches!(mark, ',' | ';' | ':' | '.') && !dots;
    let clash = gap(document, line, at).is_empty()
        && line.key(at.saturating_sub(1)) != "v"
        && matches!(
            (mark, line.mark(at + 1)),
            (',', Some('.' | ';' | ':'))
                | (';', Some(',' | '.' | ':'))
                | (':', Some(',' | '.' | ';'))
                | ('.', Some(',' | ':'))
        );
    if doubled || clash {
        findings.extend(finding(document, line, codes::PUNCTUATION, at, at + 1));
    }
}

/// Whether a hyphen joins two words, both with a capital: `Mác- Lênin`.
fn hyphenated(line: &Line, at: usize) -> bool {
    let name = |i: usize| line.pieces.get(i).is_some_and(|p| p.kind == Kind::Word && p.capital);
    name(at - 1) && name(at + 1)
}

/// Whether the straight quote at `at` opens: an even number of them stands before it.
fn opens(line: &Line, at: usize) -> bool {
    (0..at).filter(|i| line.mark(*i) == Some('"')).count() % 2 == 0
}

/// A blank on the inner side of a straight quote, in a line where quotes come in pairs.
fn straight_quote(line: &Line, at: usize, blank_before: bool, blank_after: bool) -> bool {
    if line.pieces.len() > 400 {
        return false;
    }
    let n = (0..line.pieces.len()).filter(|i| line.mark(*i) == Some('"')).count();
    let inner_blank = if opens(line, at) { blank_after } else { blank_before };
    n % 2 == 0 && n <= 40 && inner_blank && at > 0
}

/// Words that are never doubled on purpose; Vietnamese doubles many others (`luôn luôn`, `xanh xanh`).
const NEVER_DOUBLED: &[&str] = &[
    "của", "và", "là", "các", "những", "với", "trong", "được", "có", "cho", "từ", "đến", "về", "để", "theo",
    "tại", "đã", "bằng", "trên", "dưới", "nhân", "dân", "huyện", "xã", "đảng", "bộ", "công", "tác", "phát",
    "triển", "xây", "dựng", "thực", "hiện", "đạt", "hội", "viên", "ủy", "kinh", "tế", "do", "mà", "thì",
    "như", "hoặc", "nhưng", "cùng", "sau", "trước", "khi", "này",
];

fn doubled(document: &Document, block: &Block, line: &Line, at: usize, findings: &mut Vec<Finding>) {
    let (previous, piece) = (&line.pieces[at - 1], &line.pieces[at]);
    let between = gap(document, line, at - 1);
    let blank = !between.is_empty() && between.chars().all(char::is_whitespace);
    let same = previous.kind == Kind::Word && previous.key == piece.key && blank;
    if same
        && block.kind != BlockKind::Heading
        && NEVER_DOUBLED.contains(&piece.key.as_str())
        && !piece.capital
    {
        findings.extend(finding(document, line, codes::DOUBLED_WORD, at - 1, at));
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Old,
    New,
}

/// The style of a word with a tone mark in open oa, oe, uy; `None` for every other word and for names.
fn style(written: &str) -> Option<Style> {
    let composed = nfc(written).to_lowercase();
    let letters: Vec<char> = composed.chars().collect();
    let n = letters.len();
    if n < 2 || (n >= 3 && letters[n - 3] == 'q') {
        return None;
    }
    let (first, last) = (letters[n - 2], letters[n - 1]);
    let old = matches!(
        (first, last),
        ('ò' | 'ó' | 'ỏ' | 'õ' | 'ọ', 'a' | 'e') | ('ù' | 'ú' | 'ủ' | 'ũ' | 'ụ', 'y')
    );
    if old {
        return Some(Style::Old);
    }
    (fold(written) != composed.replace('ð', "đ")).then_some(Style::New)
}

/// Tone marks of one document: a mixture once, or each use of the style that is not wanted, once.
pub(super) fn tones(document: &Document, lines: &Lines, orthography: Orthography) -> Vec<Pair> {
    let mut first: [Option<(usize, String)>; 2] = [None, None];
    let mut counts = [0_usize; 2];
    for line in &lines.lines {
        for (at, piece) in line.pieces.iter().enumerate().filter(|(_, piece)| piece.kind == Kind::Word) {
            let written = text(document, &piece.range);
            if is_name(line, at) {
                continue;
            }
            let Some(style) = style(written) else { continue };
            let slot = usize::from(style == Style::New);
            counts[slot] += 1;
            first[slot].get_or_insert_with(|| (piece.range.start, written.to_owned()));
        }
    }
    let pair = |code, slot: usize| {
        let (at, word) = first[slot].clone()?;
        let other = first[1 - slot].clone();
        let args = vec![
            ("word", word),
            ("other", other.as_ref().map(|(_, word)| word.clone()).unwrap_or_default()),
            ("count", counts[slot].to_string()),
            ("others", counts[1 - slot].to_string()),
        ];
        Some(Pair { code, document: 0, at, also: other.map(|(at, _)| (0, at)), args })
    };
    let found = match orthography {
        Orthography::Old => pair(codes::TONE_STYLE, 1),
        Orthography::New => pair(codes::TONE_STYLE, 0),
        Orthography::Keep if counts[0] > 0 && counts[1] > 0 => {
            // The rarer style is the one to look at.
            pair(codes::MIXED_TONES, usize::from(counts[1] <= counts[0]))
        }
        Orthography::Keep => None,
    };
    found.into_iter().collect()
}

/// A capital behind a capital or before one inside a sentence: part of a proper name, which is left alone.
fn is_name(line: &Line, at: usize) -> bool {
    let piece = &line.pieces[at];
    let generic =
        matches!(piece.key.as_str(), "ủy" | "hòa" | "khóa" | "hóa" | "tòa" | "thủy" | "xóa" | "tùy");
    let place = at > 0
        && matches!(
            line.key(at - 1),
            "xã" | "thị" | "trấn" | "huyện" | "tỉnh" | "thôn" | "bản" | "ông" | "bà" | "chí"
        );
    let capital_next = |i: usize| line.pieces.get(i).is_some_and(|p| p.kind == Kind::Word && p.capital);
    piece.capital
        && !matches!(piece.key.as_str(), "ủy")
        && (place || !generic || (at > 0 && capital_next(at - 1)) || capital_next(at + 1))
}
