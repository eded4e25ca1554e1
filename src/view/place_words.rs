//! Places as offices name them: `phần thứ nhất, mục I.1` for the path `1/I.1`. Codes and paths are for the program
//! and for editors; what goes out says places in these words.

use crate::messages::{Lang, Message, text};

/// Names of divisions that stand in a path with their numbers.
const NAMED: [&str; 7] = ["Phụ lục", "Phụ biểu", "Chương", "Điều", "Mục", "Biểu", "Bảng"];
/// Parts that are counted in words.
const PARTS_IN_WORDS: u32 = 10;

/// The words for a path of printed numbers; `is_part` says of a path without a slash that it is a part's number.
pub fn place_in_words(path: &str, is_part: bool, lang: Lang) -> String {
    let (part, rest) = match path.split_once('/') {
        Some((part, rest)) => (Some(part), rest),
        None if is_part => (Some(path), ""),
        None => (None, path),
    };
    let mut words: Vec<String> = part.map(|part| part_in_words(part, lang)).into_iter().collect();
    let mut numbers: Vec<&str> = Vec::new();
    for step in rest.split('.').filter(|step| !step.is_empty()) {
        let is_letter = step.chars().count() == 1 && step.chars().all(char::is_lowercase);
        let is_named = NAMED.iter().any(|name| step.starts_with(name));
        if !is_named && !is_letter {
            numbers.push(step);
            continue;
        }
        words.extend(section(&mut numbers, lang));
        words.push(if is_named {
            lowered(step)
        } else {
            Message::new("place-point").with("letter", step).text(lang)
        });
    }
    words.extend(section(&mut numbers, lang));
    words.join(", ")
}

/// A section's numbers so far as words, which are then used up.
fn section(numbers: &mut Vec<&str>, lang: Lang) -> Option<String> {
    let path = std::mem::take(numbers).join(".");
    (!path.is_empty()).then(|| Message::new("place-section").with("path", path).text(lang))
}

fn part_in_words(part: &str, lang: Lang) -> String {
    match part.parse::<u32>() {
        Ok(n) if (1..=PARTS_IN_WORDS).contains(&n) => text(lang, &format!("place-part-{n}")),
        _ => Message::new("place-part").with("part", part).text(lang),
    }
}

fn lowered(step: &str) -> String {
    let mut chars = step.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_said_as_offices_say_them() {
        let check = |path: &str, is_part: bool, vi: &str, en: &str| {
            assert_eq!(place_in_words(path, is_part, Lang::Vi), vi);
            assert_eq!(place_in_words(path, is_part, Lang::En), en);
        };
        check("1/II.1.1", false, "phần thứ nhất, mục II.1.1", "part one, section II.1.1");
        check("1/III.1.đ", false, "phần thứ nhất, mục III.1, điểm đ", "part one, section III.1, point đ");
        check("4", true, "phần thứ tư", "part four");
        check("12/I", false, "phần thứ 12, mục I", "part 12, section I");
        check("4", false, "mục 4", "section 4");
        check("Phụ lục II.Biểu 2", false, "phụ lục II, biểu 2", "phụ lục II, biểu 2");
        check("Chương I.Điều 1.1", false, "chương I, điều 1, mục 1", "chương I, điều 1, section 1");
        check("", false, "", "");
    }
}
