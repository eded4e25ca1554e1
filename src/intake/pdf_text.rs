//! A letter as a PDF: its lines go to the reader of letters. A scan has none and waits to be typed.
//!
//! Numbers of pages and what stands at the head or foot of every page are left out, and a paragraph goes on over the end
//! of a page. A table is not taken apart into cells, so that one of points waits to be typed too: words of two columns
//! would run into each other. Notes that were put on a page with a reader of PDF are points of their own; a draft that
//! came back says nothing but these.

use super::finish::finish;
use super::letter::{self, LetterLine};
use super::{FileFormat, Parts, ReadFile, blank_comment, blank_reply, bytes, codes, limits, refused};
use crate::archive::{PageLine, PdfError, PdfPage, pdf_pages};
use crate::comments::{Reply, State};
use crate::messages::Message;
use crate::problem::{Place, Problem, Reading};
use crate::text::plain;
use std::collections::{BTreeMap, BTreeSet};

/// Whether the name of a file says that it is a PDF.
pub(super) fn is_pdf(name: &str) -> bool {
    bytes::extension(name) == "pdf"
}

/// Reads a PDF.
pub(super) fn read(name: &str, content: &[u8]) -> Reading<Option<ReadFile>> {
    let mut pages = match pdf_pages(content) {
        Ok(pages) => pages,
        Err(error) => return refused(unread(name, &error)),
    };
    let mut n_strange = 0;
    for page in &mut pages {
        if !is_readable(&page.lines) {
            n_strange += usize::from(!page.lines.is_empty());
            page.lines.clear();
        }
    }
    let n_notes: usize = pages.iter().map(|page| page.notes.len()).sum();
    let n_empty = pages.iter().filter(|page| page.lines.is_empty()).count();
    let n_broken = pages.iter().filter(|page| page.is_broken).count();
    if n_empty == pages.len() && n_notes == 0 {
        if n_broken + n_strange > 0 {
            let problem = Problem::new(codes::PDF_BROKEN, Place::file(name));
            return refused(problem.with("reason", Message::new("pdf-no-letters")));
        }
        let problem = Problem::new(codes::NOT_READ, Place::file(name));
        return refused(problem.with("kind", "scan").with("extension", "pdf"));
    }
    let lines = running(&pages);
    let is_draft = letter::is_draft(&lines);
    let is_table = !is_draft && is_table(&pages);
    if is_table && n_notes == 0 {
        return refused(Problem::new(codes::PDF_TABLE, Place::file(name)));
    }
    let text = lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n");
    if text.len() > limits::LETTER_BYTES_MAX {
        return refused(bytes::too_large(name, limits::LETTER_BYTES_MAX));
    }
    let mut parts = match (is_table || is_draft, n_notes) {
        (false, _) => letter::read(&lines, name),
        (true, 0) => draft_without_notes(name),
        (true, _) => Parts { reply: Some(blank_reply()), at: Vec::new(), frozen: None, problems: Vec::new() },
    };
    add_notes(&mut parts, &pages);
    if is_table && let Some(reply) = &mut parts.reply {
        // The notes are taken; the table still waits.
        reply.state = Some(State::ToBeTyped);
        parts.problems.push(Problem::new(codes::PDF_TABLE, Place::file(name)));
    }
    // A page that broke and one that shows a picture have both to be looked at.
    let n_unread = pages.iter().filter(|page| page.is_broken || page.lines.is_empty()).count();
    if n_unread > 0 {
        let problem = Problem::new(codes::PDF_SCANNED, Place::file(name));
        parts.problems.push(problem.with("pages", n_unread).with("of", pages.len()));
    }
    finish(parts, FileFormat::Text, &text, name)
}

fn unread(name: &str, error: &PdfError) -> Problem {
    let code = if *error == PdfError::Locked { codes::PDF_LOCKED } else { codes::PDF_BROKEN };
    Problem::new(code, Place::file(name)).with("reason", error.message())
}

fn draft_without_notes(name: &str) -> Parts {
    let reply = Reply { state: Some(State::ToBeTyped), ..blank_reply() };
    let problems = vec![Problem::new(codes::DRAFT_UNMARKED, Place::file(name))];
    Parts { reply: Some(reply), at: Vec::new(), frozen: None, problems }
}

/// Each note as a point.
fn add_notes(parts: &mut Parts, pages: &[PdfPage]) {
    let Some(reply) = &mut parts.reply else { return };
    let all = pages.iter().enumerate().flat_map(|(n, page)| page.notes.iter().map(move |note| (n, note)));
    for (n, note) in all {
        let mut comment = blank_comment(reply.comments.len(), 0);
        comment.text.clone_from(note);
        reply.comments.push(comment);
        parts.at.push(format!("page {}", n + 1));
        reply.state =
            reply.state.filter(|it| !matches!(it, State::Agree | State::NoComment | State::ToBeTyped));
        parts.problems.retain(|it| it.code != codes::LETTER_SILENT);
    }
}

/// Whether lines are words: letters, and hardly anything that stands for none.
fn is_readable(lines: &[PageLine]) -> bool {
    let (mut letters, mut strange) = (0_usize, 0_usize);
    for c in lines.iter().flat_map(|line| line.text.chars()) {
        letters += usize::from(c.is_alphabetic());
        let is_none = c.is_control() || matches!(c, '\u{fffd}' | '\u{e000}'..='\u{f8ff}');
        strange += usize::from(is_none);
    }
    letters > 0 && strange * 10 <= letters
}

/// The lines of all pages as one text.
fn running(pages: &[PdfPage]) -> Vec<LetterLine> {
    let repeated = repeated(pages);
    let mut lines: Vec<LetterLine> = Vec::new();
    for (page, content) in pages.iter().enumerate() {
        let edges = edges(&content.lines);
        let mut begins = true;
        for (n, line) in content.lines.iter().enumerate() {
            let is_repeated = |place: u8| repeated.contains(&(place, running_key(&line.text, page + 1)));
            if edges.get(&n).is_some_and(|place| is_page_number(&line.text) || is_repeated(*place)) {
                continue;
            }
            if begins && line.text.is_empty() {
                continue;
            }
            let at = format!("page {}, line {}", page + 1, n + 1);
            let goes_on = line.text.chars().next().is_some_and(char::is_lowercase);
            if begins && !goes_on && lines.last().is_some_and(|line| !line.text.is_empty()) {
                lines.push(LetterLine { at: at.clone(), text: String::new() });
            }
            begins = false;
            lines.push(LetterLine { at, text: line.text.clone() });
        }
        // What goes on overleaf is parted by no empty line.
        while lines.last().is_some_and(|line| line.text.is_empty()) {
            lines.pop();
        }
    }
    lines
}

/// The first two and the last two lines of a page that have words, each with where it stands: 0 and 1 from the top, 2 and
/// 3 from the bottom.
fn edges(lines: &[PageLine]) -> BTreeMap<usize, u8> {
    let worded = || lines.iter().enumerate().filter(|(_, line)| !line.text.is_empty()).map(|(n, _)| n);
    let below = worded().rev().zip([2, 3]);
    below.chain(worded().zip([0, 1])).collect()
}

/// What stands at the head or foot of most pages, in the same place and with the same words but for the number of the
/// page.
fn repeated(pages: &[PdfPage]) -> BTreeSet<(u8, String)> {
    const PAGES_MIN: usize = 3;
    let mut seen: BTreeMap<(u8, String), usize> = BTreeMap::new();
    for (page, content) in pages.iter().enumerate() {
        for (n, place) in edges(&content.lines) {
            *seen.entry((place, running_key(&content.lines[n].text, page + 1))).or_default() += 1;
        }
    }
    let is_frequent = |n: usize| n >= PAGES_MIN && n * 3 >= pages.len() * 2;
    seen.into_iter().filter(|(_, n)| is_frequent(*n)).map(|(key, _)| key).collect()
}

/// A line without the number of its page; other numbers are words: `Mục II.4`, `Mục II.16` are two points.
fn running_key(text: &str, page: usize) -> String {
    let number = page.to_string();
    let is_number = |word: &&str| word.trim_matches(|c: char| !c.is_alphanumeric()) != number;
    plain(text).key.split_whitespace().filter(is_number).collect::<Vec<_>>().join(" ")
}

/// `3`, `- 3 -`, `Trang 3/5`.
fn is_page_number(text: &str) -> bool {
    let key = plain(text).key;
    let key = key.trim().trim_start_matches("trang");
    let is_number = key.chars().any(|c| c.is_ascii_digit());
    is_number && key.len() <= 12 && key.chars().all(|c| c.is_ascii_digit() || " -–/".contains(c))
}

/// Whether pages hold a table of points: its heads, or many lines in columns.
fn is_table(pages: &[PdfPage]) -> bool {
    const ROWS_MIN: usize = 8;
    let lines = || pages.iter().flat_map(|page| &page.lines).filter(|line| !line.text.is_empty());
    let n_columns = lines().filter(|line| line.has_columns).count();
    lines().any(|line| is_table_head(&line.text)) || n_columns >= ROWS_MIN && n_columns * 2 >= lines().count()
}

/// Whether a line is the heads of a table of points.
fn is_table_head(line: &str) -> bool {
    let key = plain(line).key;
    let words: Vec<&str> = key.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty()).collect();
    let is_numbered =
        matches!(words.as_slice(), ["stt" | "tt", ..] | ["so", "tt", ..] | ["so", "thu", "tu", ..]);
    let is_alone = matches!(words.as_slice(), ["stt" | "tt"] | ["so", "tt"]);
    is_alone || (is_numbered && words.len() >= 4 && words.len() <= 30)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(lines: &[&str]) -> PdfPage {
        let line = |it: &&str| PageLine { text: (*it).to_owned(), has_columns: it.contains("   ") };
        PdfPage { lines: lines.iter().map(line).collect(), ..PdfPage::default() }
    }

    #[test]
    fn pages_run_on_without_their_numbers_and_running_heads() {
        let pages = [
            page(&["một", "hai", "", "1"]),
            page(&["2", "", "ba", "", "Bốn", "- 2 -"]),
            page(&["Trang 3/3", "Năm"]),
        ];
        let found = running(&pages);
        let shown: Vec<(&str, &str)> = found.iter().map(|it| (it.at.as_str(), it.text.as_str())).collect();
        let expected = [
            ("page 1, line 1", "một"),
            ("page 1, line 2", "hai"),
            ("page 2, line 3", "ba"),
            ("page 2, line 4", ""),
            ("page 2, line 5", "Bốn"),
            ("page 3, line 2", ""),
            ("page 3, line 2", "Năm"),
        ];
        assert_eq!(shown, expected);
        let pages: Vec<PdfPage> = ["một", "hai", "ba", "bốn"]
            .iter()
            .enumerate()
            .map(|(n, it)| {
                let head = format!("Góp ý của x03, trang {}", n + 1);
                page(&[
                    &head,
                    &format!("{n}. Mục II.{n}0"),
                    &format!("Lời {it}"),
                    &format!("Sửa II.{n}7"),
                    "Lưu nội bộ",
                ])
            })
            .collect();
        let found: Vec<String> = running(&pages).into_iter().map(|it| it.text).collect();
        assert!(found.iter().all(|it| !it.contains("x03") && !it.contains("nội bộ")), "{found:?}");
        assert_eq!(found.iter().filter(|it| !it.is_empty()).count(), 12, "{found:?}");
    }

    #[test]
    fn tables_are_known_by_their_heads_and_their_columns() {
        assert!(is_table_head("STT Vị trí Nội dung góp ý Lý do") && is_table_head("Số TT Mục Ý kiến"));
        assert!(is_table_head("STT") && is_table_head("Số TT"));
        assert!(!is_table_head("Đề nghị bổ sung cột STT vào bảng") && !is_table_head("TT Văn hóa"));
        let row = "mục II.1   Đề nghị nêu rõ";
        assert!(is_table(&[page(&[row; 9])]) && !is_table(&[page(&[row; 4])]));
        assert!(!is_table(&[page(&[&[row; 8][..], &["lời"; 30]].concat())]));
    }
}
