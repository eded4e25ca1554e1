//! Letters set on a page to its printed lines: what stands on one height is a line, from the left.
//!
//! A page says of every letter where it stands and nothing of words, lines or paragraphs. What is put in: a blank
//! where letters stand apart, three where columns do, an empty line where lines stand further apart than others of
//! the page. Left out: numbers of lines in the margin, what stands aslant (a watermark), a letter printed twice to
//! look bold. Words come out composed.

use crate::text::nfc;

/// A letter on a page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Glyph {
    /// Quarter turns of its line against the page.
    turn: u8,
    /// Where it begins along its line, and how high its line stands.
    x: f64,
    y: f64,
    width: f64,
    size: f64,
    pub(super) words: String,
}

/// A printed line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PageLine {
    /// Its words; none for a gap between paragraphs.
    pub text: String,
    /// Whether it stands in columns, side by side.
    pub has_columns: bool,
}

/// Letters stand apart from this part of their size on.
const BLANK: f64 = 0.15;
/// Columns stand apart from this multiple of the size on.
const COLUMN: f64 = 2.5;
/// Lines are one where their heights differ by less than this part of the size; more for a small number above a word.
const SAME_HEIGHT: f64 = 0.45;
const RAISED: f64 = 0.75;
/// A gap between paragraphs is this multiple of the usual one between lines.
const PARAGRAPH: f64 = 1.22;

impl Glyph {
    /// A letter at a place of the page: what a square as high as the letters becomes, and how wide it is in such squares;
    /// none where it stands aslant or nowhere.
    pub(super) fn set([a, b, c, d]: [f64; 4], place: (f64, f64), width: f64, words: &str) -> Option<Self> {
        const ASLANT: f64 = 0.1;
        let length = a.hypot(b);
        let size = (a * d - b * c).abs().sqrt();
        let is_somewhere = [length, size, place.0, place.1, width].iter().all(|it| it.is_finite());
        if !is_somewhere || length == 0.0 || size < 0.5 || words.is_empty() {
            return None;
        }
        let (dx, dy) = (a / length, b / length);
        let (turn, x, y) = match () {
            () if dy.abs() < ASLANT && dx > 0.0 => (0, place.0, place.1),
            () if dx.abs() < ASLANT && dy > 0.0 => (1, place.1, -place.0),
            () if dy.abs() < ASLANT => (2, -place.0, -place.1),
            () if dx.abs() < ASLANT => (3, -place.1, place.0),
            () => return None,
        };
        Some(Self { turn, x, y, width: width * length, size, words: words.to_owned() })
    }

    fn end(&self) -> f64 {
        self.x + self.width
    }
}

/// Letters on one height.
struct Row {
    y: f64,
    size: f64,
    glyphs: Vec<Glyph>,
}

/// The lines of a page; those of its main direction first.
pub(super) fn lines(glyphs: Vec<Glyph>) -> Vec<PageLine> {
    let mut turns: [Vec<Glyph>; 4] = Default::default();
    for glyph in glyphs {
        turns[usize::from(glyph.turn)].push(glyph);
    }
    // A page in landscape is printed turned.
    turns.sort_by_key(|all| std::cmp::Reverse(all.len()));
    let mut found: Vec<PageLine> = Vec::new();
    for all in turns {
        let mut rows = rows(all);
        drop_margin_numbers(&mut rows);
        let lines = spaced(&rows);
        if !found.is_empty() && !lines.is_empty() {
            found.push(PageLine::default());
        }
        found.extend(lines);
    }
    found
}

/// The rows of letters from the top, each from the left.
fn rows(mut glyphs: Vec<Glyph>) -> Vec<Row> {
    glyphs.sort_by(|a, b| b.y.total_cmp(&a.y));
    let mut rows: Vec<Row> = Vec::new();
    for glyph in glyphs {
        match rows.last_mut() {
            Some(row) if row.y - glyph.y < reach(row.size, glyph.size) => {
                if glyph.size > row.size {
                    // What comes below is measured from the words, not from a small number above them.
                    (row.size, row.y) = (glyph.size, glyph.y);
                }
                row.glyphs.push(glyph);
            }
            _ => rows.push(Row { y: glyph.y, size: glyph.size, glyphs: vec![glyph] }),
        }
    }
    for row in &mut rows {
        row.glyphs.sort_by(|a, b| a.x.total_cmp(&b.x));
        let is_twice =
            |one: &Glyph, other: &Glyph| one.words == other.words && (one.x - other.x).abs() < 0.1 * one.size;
        row.glyphs.dedup_by(|one, other| is_twice(one, other) && !one.words.trim().is_empty());
    }
    rows.retain(|row| row.glyphs.iter().any(|it| !it.words.trim().is_empty()));
    rows
}

/// How far letters of two sizes may stand apart in height and still be on one line.
fn reach(one: f64, other: f64) -> f64 {
    let is_small = one < RAISED * other;
    (if is_small { RAISED } else { SAME_HEIGHT }) * one.max(other)
}

/// Takes out the numbers of lines that stand in the margin: numbers that only grow, apart from what stands beside them,
/// all within one narrow column left of everything else, or right of it.
fn drop_margin_numbers(rows: &mut [Row]) {
    const ROWS_MIN: usize = 4;
    for from_left in [true, false] {
        let found: Vec<Option<MarginNumber>> = rows.iter().map(|row| number_at_end(row, from_left)).collect();
        let numbered: Vec<MarginNumber> = found.iter().flatten().copied().collect();
        let grows = numbered.windows(2).all(|pair| pair[0].value < pair[1].value);
        let edges = numbered.iter().map(|it| it.edge);
        let (low, high) = edges.fold((f64::MAX, f64::MIN), |(low, high), it| (low.min(it), high.max(it)));
        let is_column = high - low < 2.0;
        let at: Vec<usize> = (0..rows.len()).filter(|at| found[*at].is_some()).collect();
        // The number of a line counts lines; years and figures of a list that stand in one column do not.
        let pairs = numbered.windows(2).zip(at.windows(2));
        let n_counted =
            pairs.filter(|(n, at)| (n[1].value - n[0].value).abs_diff((at[1] - at[0]) as u32) <= 1);
        let counts = grows && n_counted.count() * 10 >= numbered.len().saturating_sub(1) * 9;
        let is_small = numbered.iter().all(|it| it.is_small);
        let from_one = numbered.first().is_some_and(|it| it.value == 1);
        // The last page may have two lines: then these are counted from 1.
        let is_short = numbered.len() >= 2 && numbered.len() + 2 >= rows.len() && from_one;
        let is_dense = numbered.len() >= ROWS_MIN && numbered.len() * 7 >= rows.len();
        // As large as the words they are told only where nearly every line has one, or every fifth.
        let is_many = numbered.len() >= 10 || from_one && numbered.len() >= ROWS_MIN;
        let is_every = is_many && numbered.len() * 5 >= rows.len() * 4;
        let is_fifth = is_dense && numbered.iter().all(|it| it.value % 5 == 0);
        let are_lines = if is_small { is_dense || is_short } else { is_every || is_fifth };
        if !(counts && is_column && are_lines) {
            continue;
        }
        for (row, n) in rows.iter_mut().zip(&found).filter_map(|(row, it)| it.map(|it| (row, it.n_letters))) {
            if from_left {
                row.glyphs.drain(..n);
            } else {
                row.glyphs.truncate(row.glyphs.len() - n);
            }
        }
        return;
    }
}

/// A number that begins or ends a row.
#[derive(Clone, Copy)]
struct MarginNumber {
    n_letters: usize,
    value: u32,
    /// Where it ends beside the row.
    edge: f64,
    /// Whether it is set smaller than the row.
    is_small: bool,
}

/// The number that begins or ends a row and stands apart.
fn number_at_end(row: &Row, from_left: bool) -> Option<MarginNumber> {
    const APART: f64 = 0.4;
    let all = &row.glyphs;
    let is_digit = |it: &Glyph| !it.words.is_empty() && it.words.chars().all(|c| c.is_ascii_digit());
    let is_apart = |left: &Glyph, right: &Glyph| right.x - left.end() > APART * row.size;
    // The letters from that end up to the first gap.
    let gap = |pair: &[Glyph]| is_apart(&pair[0], &pair[1]);
    let cut = if from_left { all.windows(2).position(gap)? } else { all.windows(2).rposition(gap)? } + 1;
    let (number, rest) = if from_left { (&all[..cut], &all[cut..]) } else { (&all[cut..], &all[..cut]) };
    if number.len() > 4 || !number.iter().all(is_digit) || rest.iter().any(|it| touches(it, number)) {
        return None;
    }
    let value = number.iter().map(|it| it.words.as_str()).collect::<String>().parse().ok()?;
    let edge = if from_left { number.last()?.end() } else { number.first()?.x };
    let is_small = number.iter().all(|it| it.size < 0.9 * row.size);
    Some(MarginNumber { n_letters: number.len(), value, edge, is_small })
}

/// Whether a blank was set directly before or behind a number: then it is a word of the line.
fn touches(blank: &Glyph, number: &[Glyph]) -> bool {
    if !blank.words.trim().is_empty() {
        return false;
    }
    let (Some(first), Some(last)) = (number.first(), number.last()) else { return false };
    (blank.x - last.end()).abs() < 0.1 * last.size || (first.x - blank.end()).abs() < 0.1 * first.size
}

/// Rows as lines, with empty ones where paragraphs stand apart.
fn spaced(rows: &[Row]) -> Vec<PageLine> {
    let usual = usual_gap(rows);
    let mut lines: Vec<PageLine> = Vec::new();
    let mut above: Option<f64> = None;
    for row in rows {
        let line = line(row);
        if line.text.is_empty() {
            continue;
        }
        if above.is_some_and(|above| usual.is_some_and(|usual| above - row.y > usual * PARAGRAPH)) {
            lines.push(PageLine::default());
        }
        above = Some(row.y);
        lines.push(line);
    }
    lines
}

/// The distance in which most lines of a page follow each other.
fn usual_gap(rows: &[Row]) -> Option<f64> {
    const ALIKE: f64 = 0.6;
    let gaps: Vec<f64> = rows.windows(2).map(|pair| pair[0].y - pair[1].y).collect();
    let alike = |gap: &f64| gaps.iter().filter(|other| (*other - gap).abs() < ALIKE).count();
    // Of two that are as frequent the smaller one is that within paragraphs.
    let best = gaps.iter().copied().max_by(|a, b| alike(a).cmp(&alike(b)).then(b.total_cmp(a)))?;
    (alike(&best) > 1).then_some(best)
}

fn line(row: &Row) -> PageLine {
    let mut text = String::new();
    let mut end: Option<f64> = None;
    let mut has_columns = false;
    for glyph in &row.glyphs {
        if glyph.words.trim().is_empty() {
            // A blank that was set counts as one, however wide: what follows says whether a column begins.
            if !text.is_empty() && !text.ends_with(' ') {
                text.push(' ');
            }
            continue;
        }
        let gap = end.map_or(0.0, |end| glyph.x - end);
        if gap > COLUMN * row.size {
            text.truncate(text.trim_end().len());
            text.push_str("   ");
            has_columns = true;
        } else if gap > BLANK * glyph.size && !text.ends_with(' ') {
            text.push(' ');
        }
        text.push_str(&glyph.words);
        end = Some(end.map_or(glyph.end(), |end| end.max(glyph.end())));
    }
    PageLine { text: nfc(text.trim()).into_owned(), has_columns }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Letters of 10 points from `x` on, five points wide each.
    fn set(x: f64, y: f64, words: &str) -> Vec<Glyph> {
        let mut at = x;
        let mut all = Vec::new();
        for c in words.chars() {
            all.extend(Glyph::set([10.0, 0.0, 0.0, 10.0], (at, y), 0.5, &c.to_string()));
            at += 5.0;
        }
        all
    }

    fn check(glyphs: Vec<Glyph>, expected: &[&str]) {
        let found: Vec<String> = lines(glyphs).into_iter().map(|it| it.text).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn letters_on_one_height_are_a_line_from_the_left() {
        let mut all = set(200.0, 700.0, "phải");
        all.extend(set(72.0, 700.2, "trái"));
        all.extend(set(72.0, 686.0, "hai"));
        all.extend(set(72.0, 672.0, "ba"));
        all.extend(set(93.0, 672.0, "bốn"));
        all.extend(set(72.0, 640.0, "năm"));
        check(all, &["trái   phải", "hai", "ba bốn", "", "năm"]);
    }

    #[test]
    fn figures_that_stand_in_a_column_are_words() {
        for figures in [["2016", "2017", "2018", "2019", "2020"], ["120", "135", "150", "180", "210"]] {
            let mut all = set(72.0, 730.0, "Số thu các năm như sau");
            let mut expected = vec!["Số thu các năm như sau".to_owned()];
            for (n, figure) in figures.iter().enumerate() {
                let y = 716.0 - 14.0 * n as f64;
                all.extend(set(72.0, y, figure));
                all.extend(set(120.0, y, "tỷ đồng"));
                expected.push(format!("{figure}   tỷ đồng"));
            }
            all.extend(set(72.0, 646.0, "Đề nghị ghi rõ"));
            expected.push("Đề nghị ghi rõ".to_owned());
            check(all, &expected.iter().map(String::as_str).collect::<Vec<_>>());
        }
    }

    #[test]
    fn numbers_of_lines_in_the_margin_are_no_words() {
        let numbered = |x: f64| {
            let line = |n: u32| {
                let y = 700.0 - 14.0 * f64::from(n);
                let mut line = set(72.0, y, &format!("dòng {n}"));
                line.extend(set(x, y, &n.to_string()));
                line
            };
            (1..=6).flat_map(line).collect::<Vec<_>>()
        };
        let lines = ["dòng 1", "dòng 2", "dòng 3", "dòng 4", "dòng 5", "dòng 6"];
        check(numbered(50.0), &lines);
        check(numbered(300.0), &lines);
        // Numbers of points have a stop, and belong to the line.
        let points = |n: u32| set(72.0, 700.0 - 14.0 * f64::from(n), &format!("{n}. điểm"));
        check((1..=5).flat_map(points).collect(), &["1. điểm", "2. điểm", "3. điểm", "4. điểm", "5. điểm"]);
        let figures = |n: u32| set(72.0, 700.0 - 14.0 * f64::from(n), &format!("{n}0 hộ"));
        check((1..=5).flat_map(figures).collect(), &["10 hộ", "20 hộ", "30 hộ", "40 hộ", "50 hộ"]);
    }

    #[test]
    fn what_stands_aslant_is_left_out_and_a_turned_page_is_read() {
        let turned = |words: &str, x: f64| -> Vec<Glyph> {
            let at = |(n, c): (usize, char)| {
                let y = 5.0 * f64::from(u32::try_from(n).unwrap());
                Glyph::set([0.0, 10.0, -10.0, 0.0], (x, y), 0.5, &c.to_string())
            };
            words.chars().enumerate().filter_map(at).collect()
        };
        check([turned("một", 100.0), turned("hai", 114.0)].concat(), &["một", "hai"]);
        let aslant = Glyph::set([42.0, 42.0, -42.0, 42.0], (0.0, 0.0), 0.5, "D");
        assert_eq!(aslant, None);
    }

    #[test]
    fn words_come_out_composed_and_once() {
        let mut twice = set(72.0, 700.0, "đậm");
        twice.extend(set(72.3, 700.0, "đậm"));
        check(twice, &["đậm"]);
        let mut apart = set(72.0, 700.0, "a");
        apart[0].words.push('\u{301}');
        check(apart, &["á"]);
    }
}
