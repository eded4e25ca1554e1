//! What a figure is said of, in the words of the text, for people to read: the register and its disagreements show it.
//!
//! Comparing figures is not done with these words but with those of `claims`.

use super::super::model::{Block, BlockKind, Document};
use std::ops::Range;

/// Words shown at most.
const WORDS_MAX: usize = 12;
/// With fewer words than this, the part of the sentence before is taken in too.
const WORDS_MIN: usize = 3;

/// The words before a figure in its part of the sentence, those behind it where none stand before; of a table row its
/// name. `range` is the figure's, in bytes of the source.
pub(crate) fn said_of(document: &Document, block: &Block, range: &Range<usize>) -> String {
    if block.kind == BlockKind::Row {
        return row_name(document.text(block)).to_owned();
    }
    let inside = |range: Range<usize>| document.source.get(range).unwrap_or("");
    let before = inside(block.text.start..range.start.max(block.text.start));
    let mut parts = ends(before);
    let mut start = parts.pop().unwrap_or(0);
    let count = |start: usize| words(&before[start..]).count();
    while count(start) < WORDS_MIN {
        let Some(earlier) = parts.pop() else { break };
        start = earlier;
    }
    let said: Vec<&str> = words(&before[start..]).collect();
    if !said.is_empty() {
        return shown(&said[said.len().saturating_sub(WORDS_MAX)..]);
    }
    let behind = inside(range.end..block.text.end.max(range.end));
    let part = ends(behind).get(1).map_or(behind, |end| &behind[..*end]);
    shown(&words(part).take(WORDS_MAX).collect::<Vec<_>>())
}

/// Where the parts of a sentence begin: at 0 and behind every mark that a blank follows, so that `1.234,5` is one.
fn ends(text: &str) -> Vec<usize> {
    let mut starts = vec![0];
    let mut was_mark = false;
    for (at, c) in text.char_indices() {
        if was_mark && c.is_whitespace() {
            starts.push(at);
        }
        was_mark = matches!(c, ',' | ';' | ':' | '.' | '!' | '?');
    }
    starts
}

/// Words without the marks of Markdown around them.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace()
        .map(|word| word.trim_matches(['*', '_', '#', '>']))
        .filter(|word| word.chars().any(char::is_alphanumeric))
}

fn shown(words: &[&str]) -> String {
    words.join(" ").trim_matches([',', ';', ':', '.', '(', ')', ' ']).to_owned()
}

/// The first cell that holds words.
fn row_name(text: &str) -> &str {
    let has_words = |cell: &&str| cell.chars().filter(|c| c.is_alphabetic()).count() > 2;
    text.split('|').map(str::trim).find(has_words).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::super::super::parse;
    use super::*;

    #[test]
    fn the_words_are_those_of_the_text() {
        let check = |text: &str, figure: &str, expected: &str| {
            let document = parse(text.to_owned());
            let at = text.rfind(figure).unwrap();
            let block = document.blocks.iter().find(|block| block.text.contains(&at)).unwrap();
            assert_eq!(said_of(&document, block, &(at..at + figure.len())), expected, "{text}");
        };
        check("Năm qua, **thu ngân sách** đạt 61,5 tỷ đồng, tăng 8%.", "61,5 tỷ đồng", "thu ngân sách đạt");
        check("Tỷ lệ hộ nghèo đầu kỳ 24,6%, còn 8,1%.", "8,1%", "Tỷ lệ hộ nghèo đầu kỳ 24,6%, còn");
        check("- 12 xã đạt chuẩn nông thôn mới; các xã khác.", "12", "xã đạt chuẩn nông thôn mới");
        check(
            "| STT | Chỉ tiêu | Số |\n|---|---|---|\n| 1 | Độ che phủ rừng | 62 |",
            "62",
            "Độ che phủ rừng",
        );
    }
}
