//! Changes of figures, denials and hedges planted into pieces of the sample drafts, among noise that changes none.
//!
//! Noise: other words in other places, blocks and sentences that moved, splits, merges, a moved section, another
//! tone style, other blanks, figures printed another way. What was planted is told as multisets, so that the order
//! of a list does not matter. From a seed alone.

use super::random::Random;
use std::ops::Range;
use vankien::document::{Block, BlockKind, Document, figures, parse};

/// What was planted, each list sorted.
#[derive(Debug, Default, Clone)]
pub(crate) struct Plants {
    /// Numbers of changed figures, before and after.
    pub(crate) figures: Vec<(String, String)>,
    /// Numbers of figures in sentences that are gone.
    pub(crate) gone: Vec<String>,
    /// Numbers of figures in sentences that are new.
    pub(crate) new: Vec<String>,
    /// Denials and hedges that are gone.
    pub(crate) words_gone: Vec<String>,
    /// Denials and hedges that are new.
    pub(crate) words_new: Vec<String>,
}

/// A pair of drafts with what was planted between them.
pub(crate) struct Pair {
    pub(crate) before: String,
    pub(crate) after: String,
    pub(crate) plants: Plants,
}

/// A block that is edited: its text and what follows it.
#[derive(Debug, Clone)]
struct Piece {
    text: String,
    gap: String,
    kind: BlockKind,
    /// Bytes that must stay as they are.
    locked: Vec<Range<usize>>,
    moved: bool,
}

/// Whether what happens so often in a hundred happens.
fn chance(random: &mut Random, percent: usize) -> bool {
    random.below(100) < percent
}

const NEUTRAL: &[&str] =
    &["tốt", "mạnh", "rõ nét", "đồng bộ", "chặt chẽ", "thường xuyên", "kịp thời", "vững chắc"];
const VERBS: &[&str] =
    &["thực hiện", "phát triển", "tổ chức", "tham gia", "giải quyết", "chuyển biến", "phát huy"];
const HEDGES: &[&str] = &["cơ bản", "từng bước", "bước đầu", "tương đối", "phần lớn", "có thể", "dự kiến"];
const DENIALS: &[&str] = &["không", "chưa", "chẳng"];
const BEFORE_FIGURES: &[&str] = &["khoảng", "gần", "trên", "hơn", "ước"];

/// Syllables of words that deny or soften, and of words that look so: noise stays away from them.
const TOUCHY: &[&str] = &[
    "không", "chưa", "chẳng", "chả", "cơ", "bản", "từng", "bước", "đầu", "tương", "đối", "phần", "lớn",
    "nhìn", "chung", "có", "thể", "dự", "kiến", "khoảng", "trên", "gần", "hơn", "ước", "dưới", "ít", "nhất",
    "nhiều", "tối", "hầu", "hết", "trở", "lên", "đa", "số", "một", "hay", "hoặc", "nói", "như", "đông",
    "nào", "chỉ", "tại", "xấp", "chừng", "lẽ", "những", "kể", "đạt", "tính", "hiện", "phải",
];

/// Words that make a year, an ordinal or a unit of a number beside them.
fn is_word(word: &str) -> bool {
    !word.is_empty() && word.chars().all(char::is_alphabetic)
}

/// The pair of a seed: a piece of a draft, or now and then a whole one.
pub(crate) fn pair(drafts: &[String], seed: u64) -> Pair {
    let mut random = Random::new(seed);
    let draft = &drafts[random.below(drafts.len())];
    let document = parse(draft.clone());
    let n = document.blocks.len();
    let length = if chance(&mut random, 4) { n } else { n.min(50 + random.below(40)) };
    let start = random.below(n - length + 1);
    let blocks = whole_tables(&document, start..start + length);
    let mut pieces: Vec<Piece> = blocks.iter().map(|block| piece(&document, block)).collect();
    let before: String = joined(&pieces);
    let mut plants = Plants::default();
    for _ in 0..3 + random.below(4) {
        plant(&mut pieces, &mut plants, &mut random);
    }
    for _ in 0..4 + random.below(12) {
        noise(&mut pieces, &mut random);
    }
    for _ in 0..1 + random.below(5) {
        structure(&mut pieces, &mut random);
    }
    let after = joined(&pieces);
    plants.figures.sort();
    plants.gone.sort();
    plants.new.sort();
    plants.words_gone.sort();
    plants.words_new.sort();
    Pair { before, after, plants }
}

/// The blocks of a range, without tables that are cut off at either end and without front matter.
fn whole_tables(document: &Document, range: Range<usize>) -> Vec<Block> {
    let blocks = &document.blocks[range];
    let first = blocks.iter().position(|block| block.row.is_none_or(|(_, row)| row == 0)).unwrap_or(0);
    let kept = blocks[first..].iter().filter(|block| block.kind != BlockKind::FrontMatter);
    kept.cloned().collect()
}

fn piece(document: &Document, block: &Block) -> Piece {
    Piece {
        text: document.text(block).to_owned(),
        gap: document.gap(block).to_owned(),
        kind: block.kind,
        locked: Vec::new(),
        moved: false,
    }
}

fn joined(pieces: &[Piece]) -> String {
    pieces.iter().map(|piece| format!("{}{}", piece.text, piece.gap)).collect()
}

fn is_prose(piece: &Piece) -> bool {
    matches!(piece.kind, BlockKind::Paragraph | BlockKind::Item)
}

/// The words of a text: byte range of each run without blanks.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_whitespace(), start) {
            (true, Some(from)) => {
                found.push(from..at);
                start = None;
            }
            (false, None) => start = Some(at),
            _ => (),
        }
    }
    found
}

fn folded(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

fn is_touchy(word: &str) -> bool {
    TOUCHY.contains(&folded(word).as_str())
}

/// Puts `new` for the bytes of a piece and moves its locks.
fn replace(piece: &mut Piece, range: Range<usize>, new: &str, lock: bool) {
    let (removed, added) = (range.len(), new.len());
    piece.text.replace_range(range.clone(), new);
    for locked in &mut piece.locked {
        if locked.start >= range.end {
            locked.start = locked.start + added - removed;
            locked.end = locked.end + added - removed;
        }
    }
    if lock {
        piece.locked.push(range.start..range.start + added);
    }
}

/// Whether no lock is within `margin` bytes of a range.
fn is_free(piece: &Piece, range: &Range<usize>, margin: usize) -> bool {
    piece.locked.iter().all(|it| it.end + margin <= range.start || range.end + margin <= it.start)
}

fn plant(pieces: &mut [Piece], plants: &mut Plants, random: &mut Random) {
    for _ in 0..60 {
        let at = random.below(pieces.len());
        let done = match random.below(10) {
            0..=3 => plant_figure(pieces, at, plants, random),
            4 | 5 => plant_word(&mut pieces[at], plants, random),
            6 => plant_bound(&mut pieces[at], plants, random),
            7 => unplant_word(&mut pieces[at], plants, random),
            8 => plant_sentence(&mut pieces[at], plants, random),
            _ => unplant_sentence(&mut pieces[at], plants, random),
        };
        if done {
            return;
        }
    }
}

/// The figures of one piece; a row is read with the rows before it, so that it has its header.
fn figures_of(pieces: &[Piece], at: usize) -> Vec<(Range<usize>, String)> {
    let is_row = |piece: &Piece| piece.kind == BlockKind::Row;
    let first = (0..at).rev().take_while(|i| is_row(&pieces[at]) && is_row(&pieces[*i])).last().unwrap_or(at);
    let start: usize = pieces[first..at].iter().map(|piece| piece.text.len() + piece.gap.len()).sum();
    let end = start + pieces[at].text.len();
    figures(&parse(joined(&pieces[first..=at])))
        .into_iter()
        .filter(|figure| figure.range.start >= start && figure.range.end <= end)
        .map(|figure| (figure.range.start - start..figure.range.end - start, figure.printed))
        .collect()
}

/// A figure up to its last digit.
pub(crate) fn number(printed: &str) -> String {
    let end = printed.rfind(|c: char| c.is_ascii_digit()).map_or(0, |at| at + 1);
    printed[..end].to_owned()
}

/// Another digit in one place, or another scale word.
fn plant_figure(pieces: &mut [Piece], at: usize, plants: &mut Plants, random: &mut Random) -> bool {
    if !matches!(pieces[at].kind, BlockKind::Paragraph | BlockKind::Item | BlockKind::Row) {
        return false;
    }
    let found: Vec<(Range<usize>, String)> = figures_of(pieces, at)
        .into_iter()
        .filter(|(range, printed)| {
            // A range needs its lower end below; the number of `Covid-19` is part of a name.
            let is_range = printed.contains(['–', '-']) || printed.contains("đến");
            let in_name = pieces[at].text[..range.start].ends_with('-');
            is_free(&pieces[at], range, 1) && !is_range && !in_name
        })
        .collect();
    if found.is_empty() {
        return false;
    }
    let (range, printed) = found[random.below(found.len())].clone();
    let old = number(&printed);
    let scale = [("tỷ", "triệu"), ("triệu", "tỷ")].into_iter().find(|(word, _)| printed.contains(*word));
    if let Some((word, other)) = scale.filter(|_| chance(random, 25)) {
        replace(&mut pieces[at], range, &printed.replacen(word, other, 1), true);
        plants.figures.push((old.clone(), old));
        return true;
    }
    let digits: Vec<usize> =
        old.bytes().enumerate().filter(|(_, b)| b.is_ascii_digit()).map(|(i, _)| i).collect();
    let digit = digits[random.below(digits.len())];
    let value = old.as_bytes()[digit] - b'0';
    let other = (value + 1 + random.below(8) as u8) % 10;
    // No zero in front.
    let other = if other == 0 { if value == 9 { 8 } else { 9 } } else { other };
    let mut new = old.clone();
    new.replace_range(digit..=digit, &other.to_string());
    replace(&mut pieces[at], range, &printed.replacen(&old, &new, 1), true);
    plants.figures.push((old, new));
    true
}

/// `không`, `chưa`, `cơ bản` … before a verb.
fn plant_word(piece: &mut Piece, plants: &mut Plants, random: &mut Random) -> bool {
    if !is_prose(piece) {
        return false;
    }
    let verb = random.pick(VERBS);
    let places: Vec<usize> = piece
        .text
        .match_indices(verb)
        .map(|(at, _)| at)
        .filter(|at| {
            *at > 8 && piece.text[..*at].ends_with(' ') && is_free(piece, &(*at..at + verb.len()), 1)
        })
        .filter(|at| piece.text[at + verb.len()..].starts_with([' ', ',', '.', ';']))
        .filter(|at| {
            piece.text[..*at].split_whitespace().next_back().is_some_and(|w| is_word(w) && !is_touchy(w))
        })
        .collect();
    if places.is_empty() {
        return false;
    }
    let at = places[random.below(places.len())];
    let word = if chance(random, 55) { random.pick(DENIALS) } else { random.pick(HEDGES) };
    replace(piece, at..at, &format!("{word} "), true);
    let end = at + word.len() + 1 + verb.len();
    piece.locked.push(at..end);
    plants.words_new.push(word.to_owned());
    true
}

/// `khoảng`, `trên` … before a figure.
fn plant_bound(piece: &mut Piece, plants: &mut Plants, random: &mut Random) -> bool {
    if !is_prose(piece) {
        return false;
    }
    let all = words(&piece.text);
    let places: Vec<usize> = all
        .windows(2)
        .filter(|pair| {
            let (left, right) = (&piece.text[pair[0].clone()], &piece.text[pair[1].clone()]);
            let counts = ["là", "đạt", "với", "tăng", "giảm", "cho", "nạo", "dài"].contains(&left);
            counts
                && right.starts_with(|c: char| c.is_ascii_digit())
                && right.matches(['/', '-']).count() == 0
        })
        .filter(|pair| is_free(piece, &(pair[0].start..pair[1].end), 1))
        .map(|pair| pair[1].start)
        .collect();
    if places.is_empty() {
        return false;
    }
    let at = places[random.below(places.len())];
    let word = random.pick(BEFORE_FIGURES);
    // A year is no figure, and `trên` before it no hedge.
    let is_year =
        figures(&parse(format!("đạt {word} {}", &piece.text[at..]))).first().is_none_or(|it| it.column > 20);
    if is_year {
        return false;
    }
    let left = piece.text[..at].trim_end().len();
    let from = piece.text[..left].rfind(' ').map_or(0, |blank| blank + 1);
    let is_reached = &piece.text[from..left] == "đạt" && word == "ước";
    if is_reached {
        return false;
    }
    replace(piece, at..at, &format!("{word} "), true);
    plants.words_new.push(word.to_owned());
    true
}

/// Takes a denial or hedge out.
fn unplant_word(piece: &mut Piece, plants: &mut Plants, random: &mut Random) -> bool {
    if !is_prose(piece) {
        return false;
    }
    const FOLLOWS: &[&str] = &["những", "chỉ", "gian", "khí", "ngừng", "đồng", "quân", "kể", "nói"];
    let words = ["không", "chưa", "từng bước", "phần lớn", "ít nhất"];
    let word = random.pick(&words);
    let pattern = format!(" {word} ");
    let places: Vec<usize> = piece
        .text
        .match_indices(&pattern)
        .map(|(at, _)| at)
        .filter(|at| is_free(piece, &(*at..at + pattern.len()), 12))
        .filter(|at| {
            let next = piece.text[at + pattern.len()..].split_whitespace().next().unwrap_or("");
            let previous = piece.text[..*at].split_whitespace().next_back().unwrap_or("");
            !FOLLOWS.contains(&folded(next).as_str())
                && !["cho", "hay", "hàng", "phòng", "trên", "thành", "cổ", "số"]
                    .contains(&folded(previous).as_str())
        })
        .collect();
    if places.is_empty() {
        return false;
    }
    let at = places[random.below(places.len())];
    replace(piece, at..at + pattern.len(), " ", false);
    piece.locked.push(at.saturating_sub(1)..at + 2);
    plants.words_gone.push(word.to_owned());
    true
}

fn plant_sentence(piece: &mut Piece, plants: &mut Plants, random: &mut Random) -> bool {
    if piece.kind != BlockKind::Paragraph || !piece.text.ends_with('.') || !piece.locked.is_empty() {
        return false;
    }
    let figure = 31 + random.below(900);
    let (sentence, word) = match random.below(3) {
        0 => (format!(" Riêng khu vực vùng cao đã dựng {figure} nhà bán trú cho học trò các lớp."), None),
        1 => (
            format!(" Số việc tồn đọng chưa xử lý dứt điểm là {figure} vụ, tập trung ở cụm phía bắc."),
            Some("chưa"),
        ),
        _ => (
            format!(" Tiền quyên góp mua thiết bị khoảng {figure} triệu đồng do bà con xa quê gửi về."),
            Some("khoảng"),
        ),
    };
    let end = piece.text.len();
    replace(piece, end..end, &sentence, true);
    plants.new.push(figure.to_string());
    plants.words_new.extend(word.map(str::to_owned));
    true
}

/// Takes a sentence out that has figures and no word that denies or softens.
fn unplant_sentence(piece: &mut Piece, plants: &mut Plants, random: &mut Random) -> bool {
    if piece.kind != BlockKind::Paragraph || !piece.locked.is_empty() {
        return false;
    }
    let sentences = sentences(&piece.text);
    if sentences.len() < 3 {
        return false;
    }
    let range = sentences[1 + random.below(sentences.len() - 1)].clone();
    let text = &piece.text[range.clone()];
    if text.contains("[^") || plain_hedges(text) {
        return false;
    }
    let lone = figures(&parse(text.trim_start().to_owned()));
    let within: Vec<String> = figures(&parse(piece.text.clone()))
        .into_iter()
        .filter(|it| it.range.start >= range.start && it.range.end <= range.end)
        .map(|it| number(&it.printed))
        .collect();
    if within.is_empty() || within.len() != lone.len() {
        return false;
    }
    replace(piece, range.clone(), "", false);
    piece.locked.push(range.start..range.start);
    plants.gone.extend(within);
    true
}

/// Whether a text has a syllable that may deny or soften.
fn plain_hedges(text: &str) -> bool {
    let lower = text.to_lowercase();
    let phrases = [
        "không",
        "chưa",
        "chẳng",
        "cơ bản",
        "từng bước",
        "bước đầu",
        "tương đối",
        "phần lớn",
        "phần nhiều",
        "có thể",
        "dự kiến",
        "khoảng",
        "gần",
        "trên",
        "hơn",
        "ước",
        "dưới",
        "ít nhất",
        "trở lên",
        "hầu hết",
        "một bước",
        "tối thiểu",
        "tối đa",
        "đa số",
        "nhìn chung",
        "có phần",
        "phần nào",
    ];
    phrases.iter().any(|phrase| lower.contains(phrase))
}

/// Sentences with the blank before them; the first has none.
fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    for (at, _) in text.match_indices(". ") {
        if text[at + 2..].starts_with(char::is_uppercase) {
            found.push(from..at + 1);
            from = at + 1;
        }
    }
    found.push(from..text.len());
    found
}

/// Other wording where it says nothing of figures, denials and hedges.
fn noise(pieces: &mut [Piece], random: &mut Random) {
    let at = random.below(pieces.len());
    let piece = &mut pieces[at];
    if !is_prose(piece) {
        return;
    }
    match random.below(6) {
        0 => {
            // Another tone style.
            for (old, new) in [("hóa", "hoá"), ("ủy", "uỷ"), ("thủy", "thuỷ")] {
                while let Some(found) = piece.text.find(old) {
                    replace(piece, found..found + old.len(), new, false);
                }
            }
        }
        1 => {
            if let Some(found) = piece.text.find(' ').filter(|found| *found > 3) {
                replace(piece, found..found + 1, "  ", false);
            }
        }
        2 => print_otherwise(piece, random),
        _ => other_words(piece, random),
    }
}

/// `1.508` as `1508`, `5%` as `5 %`.
fn print_otherwise(piece: &mut Piece, random: &mut Random) {
    let all = figures(&parse(piece.text.clone()));
    let of: Vec<_> = all.iter().filter(|it| is_free(piece, &it.range, 2)).collect();
    let Some(figure) = (!of.is_empty()).then(|| of[random.below(of.len())]) else { return };
    let (range, printed) = (figure.range.clone(), figure.printed.clone());
    if printed.ends_with('%') && !printed.contains(' ') {
        replace(piece, range, &printed.replace('%', " %"), false);
    } else if printed.bytes().filter(|b| *b == b'.').count() == 1
        && number(&printed).len() > 5
        && !printed.contains('/')
    {
        replace(piece, range, &printed.replace('.', ""), false);
    }
}

/// Puts other words in, away from figures and from what denies or softens.
fn other_words(piece: &mut Piece, random: &mut Random) {
    let rate = [4, 10, 25][random.below(3)];
    let mut at = 0;
    loop {
        let all = words(&piece.text);
        let Some(range) = all.get(at).cloned() else { return };
        let near = |from: usize, to: usize| {
            all[at.saturating_sub(from)..(at + to + 1).min(all.len())].iter().any(|it| {
                let word = &piece.text[it.clone()];
                word.chars().any(|c| c.is_ascii_digit())
                    || is_touchy(word)
                    || word.contains(['[', '*', '|', '"', '('])
            })
        };
        let word = piece.text[range.clone()].to_owned();
        let quiet = at > 1 && is_word(&word) && word.chars().all(char::is_lowercase) && !near(3, 2);
        if quiet && is_free(piece, &range, 1) && chance(random, rate) {
            let new = random.pick(NEUTRAL);
            match random.below(3) {
                0 => replace(piece, range, new, false),
                1 => replace(piece, range.end..range.end, &format!(" {new}"), false),
                _ => replace(
                    piece,
                    range.start..range.end + usize::from(range.end < piece.text.len()),
                    "",
                    false,
                ),
            }
        }
        at += 1;
    }
}

/// Moves, splits and merges.
fn structure(pieces: &mut Vec<Piece>, random: &mut Random) {
    let paragraph = |piece: &Piece| piece.kind == BlockKind::Paragraph && piece.gap.contains("\n\n");
    let at = random.below(pieces.len());
    match random.below(5) {
        0 | 1 => {
            // A paragraph elsewhere.
            let to = random.below(pieces.len());
            if paragraph(&pieces[at]) && paragraph(&pieces[to]) && at != to && !pieces[at].moved {
                let mut piece = pieces.remove(at);
                piece.moved = true;
                let to = if at < to { to } else { to + 1 };
                pieces.insert(to.min(pieces.len()), piece);
            }
        }
        2 => {
            // Two of one.
            let cuts = sentences(&pieces[at].text);
            if paragraph(&pieces[at]) && cuts.len() > 2 {
                let cut = cuts[1 + random.below(cuts.len() - 1)].start;
                let rest = pieces[at].text.split_off(cut).trim_start().to_owned();
                pieces[at].locked.clear();
                let new = Piece { text: rest, locked: Vec::new(), ..pieces[at].clone() };
                pieces[at].gap = "\n\n".to_owned();
                pieces.insert(at + 1, new);
            }
        }
        3 => {
            // One of two.
            let next = pieces.get(at + 1).is_some_and(paragraph);
            if next && paragraph(&pieces[at]) && pieces[at].text.ends_with('.') {
                let next = pieces.remove(at + 1);
                pieces[at].text = format!("{} {}", pieces[at].text, next.text);
                pieces[at].gap = next.gap;
                pieces[at].locked.clear();
            }
        }
        _ => move_section(pieces, at, random),
    }
}

/// A heading with its paragraphs before another heading of its level.
fn move_section(pieces: &mut Vec<Piece>, at: usize, random: &mut Random) {
    let level = |piece: &Piece| {
        (piece.kind == BlockKind::Heading).then(|| piece.text.bytes().take_while(|b| *b == b'#').count())
    };
    let Some(start) = (at..pieces.len()).find(|i| level(&pieces[*i]).is_some_and(|level| level > 3)) else {
        return;
    };
    let own = level(&pieces[start]);
    let end = (start + 1..pieces.len()).find(|i| level(&pieces[*i]).is_some_and(|it| Some(it) <= own));
    let Some(end) = end.filter(|end| end - start > 2 && end - start < 12) else { return };
    let section: Vec<Piece> = pieces.drain(start..end).collect();
    let places: Vec<usize> = (0..pieces.len()).filter(|i| level(&pieces[*i]) == own).collect();
    let to = if places.is_empty() { start } else { places[random.below(places.len())] };
    let tail = pieces.split_off(to);
    pieces.extend(section);
    pieces.extend(tail);
}
