//! Words of one paragraph as Markdown on one line, with the fewest escapes that any reader of Markdown reads right.
//!
//! Every line with a sign of Markdown in it is read back before it is taken: what is printed must be the words and looks
//! that stood in the Word file. Where the looks cannot be written (`**(a)**b`), the words stay and the looks go, and the
//! caller is told.

use crate::document::{Document, Inlines, Printed, inlines, parse};

/// How words look.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Look {
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) code: bool,
    pub(super) link: Option<String>,
}

/// A piece of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    Words {
        text: String,
        look: Look,
    },
    Break,
    /// A reference to a footnote, by its number among those met, from 0.
    Note(usize),
}

/// The first words of a text, for showing a place.
pub(super) fn excerpt(text: &str) -> String {
    const LETTERS_MAX: usize = 60;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LETTERS_MAX) {
        None => line,
        Some((at, _)) => format!("{}…", &line[..at]),
    }
}

/// The plain words.
pub(super) fn plain(pieces: &[Piece]) -> String {
    let all = pieces.iter().map(|piece| match piece {
        Piece::Words { text, .. } => text.as_str(),
        Piece::Break => " ",
        Piece::Note(_) => "",
    });
    all.collect()
}

/// Joins neighbours that look the same, and drops what is empty. Blanks take the look of what stands before them.
pub(super) fn joined(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    for piece in pieces {
        if let Piece::Words { text, look } = &piece {
            if text.is_empty() {
                continue;
            }
            let is_blank = text.chars().all(char::is_whitespace);
            if let Some(Piece::Words { text: last, look: before }) = out.last_mut()
                && (before == look || (is_blank && before.link == look.link))
            {
                last.push_str(text);
                continue;
            }
        }
        out.push(piece);
    }
    out
}

/// Takes marks off words that all have them.
pub(super) fn without_uniform(pieces: &mut [Piece]) {
    let has = |is: fn(&Look) -> bool| {
        pieces.iter().all(|it| match it {
            Piece::Words { text, look } => text.trim().is_empty() || is(look),
            _ => true,
        })
    };
    let (all_bold, all_italic) = (has(|it| it.bold), has(|it| it.italic));
    for piece in pieces {
        if let Piece::Words { look, .. } = piece {
            look.bold &= !all_bold;
            look.italic &= !all_italic;
        }
    }
}

/// A paragraph's Markdown.
pub(super) struct Line {
    pub(super) text: String,
    /// Whether looks had to be left out.
    pub(super) lost_looks: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Escapes {
    /// Only what begins a line.
    None,
    /// What would be a mark inside a line.
    Marks,
    /// Every sign of ASCII.
    All,
}

#[derive(Debug, Clone, Copy)]
struct Way {
    escapes: Escapes,
    looks: bool,
    /// The sign of italics.
    italic: &'static str,
}

const WAYS: [Way; 7] = [
    Way { escapes: Escapes::None, looks: true, italic: "*" },
    Way { escapes: Escapes::Marks, looks: true, italic: "*" },
    Way { escapes: Escapes::Marks, looks: true, italic: "_" },
    Way { escapes: Escapes::All, looks: true, italic: "*" },
    Way { escapes: Escapes::None, looks: false, italic: "*" },
    Way { escapes: Escapes::Marks, looks: false, italic: "*" },
    Way { escapes: Escapes::All, looks: false, italic: "*" },
];

/// A paragraph's Markdown; a break of a line becomes `line_break`.
pub(super) fn markdown(pieces: &[Piece], line_break: &str, labels: &[String]) -> Line {
    let is_sign =
        |c: char| c.is_ascii_punctuation() && !matches!(c, '.' | ',' | ';' | ':' | '(' | ')' | '%' | '/');
    let is_simple = pieces.iter().all(|piece| match piece {
        Piece::Words { text, look } => *look == Look::default() && !text.contains(is_sign),
        Piece::Break | Piece::Note(_) => true,
    });
    let mut last = String::new();
    for way in WAYS {
        let text = written(pieces, way, line_break, labels);
        if is_simple || reads_right(&text, pieces, way.looks, labels) {
            return Line { text, lost_looks: !way.looks };
        }
        last = text;
    }
    Line { text: last, lost_looks: true }
}

fn written(pieces: &[Piece], way: Way, line_break: &str, labels: &[String]) -> String {
    let mut out = String::new();
    let mut begins = false;
    for piece in pieces {
        match piece {
            Piece::Break => {
                out.truncate(out.trim_end_matches(' ').len());
                out.push_str(line_break);
                begins = line_break.ends_with('\n');
                continue;
            }
            Piece::Note(at) => {
                let label = labels.get(*at).map_or("?", String::as_str);
                out.push_str(&format!("[^{label}]"));
            }
            Piece::Words { text, look } => {
                let start = out.len();
                words(&mut out, text, look, way);
                if begins {
                    let line = out.split_off(start);
                    out.push_str(&inner_line_start(line.trim_start()));
                }
            }
        }
        begins = false;
    }
    out.trim_matches([' ', '\t']).to_owned()
}

/// Blanks stand outside of marks, where Markdown wants them.
fn words(out: &mut String, text: &str, look: &Look, way: Way) {
    let inner = text.trim_matches([' ', '\t']);
    if inner.is_empty() {
        out.push_str(text);
        return;
    }
    let start = text.find(inner).unwrap_or(0);
    let italic = if look.italic && way.looks { way.italic } else { "" };
    let bold = if look.bold && way.looks { "**" } else { "" };
    let shown = if look.code && way.looks && !inner.contains('`') {
        format!("`{inner}`")
    } else {
        escaped(inner, way.escapes)
    };
    let shown = format!("{bold}{italic}{shown}{italic}{bold}");
    out.push_str(&text[..start]);
    let is_odd = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '(' | ')');
    match look.link.as_deref().filter(|target| way.looks && !target.contains(is_odd)) {
        Some(target) if target == inner => out.push_str(&format!("<{target}>")),
        Some(target) => out.push_str(&format!("[{shown}]({target})")),
        None => out.push_str(&shown),
    }
    out.push_str(&text[start + inner.len()..]);
}

/// What a line says, letter for letter: each with its looks, blanks as one, notes by their label.
#[derive(Debug, PartialEq, Eq)]
enum Letter {
    Of(char, Look),
    Blank,
    Break,
    Note(String),
}

fn push_text(out: &mut Vec<Letter>, text: &str, look: &Look) {
    for c in text.chars() {
        if matches!(c, ' ' | '\t' | '\n') {
            push_blank(out);
        } else {
            out.push(Letter::Of(c, look.clone()));
        }
    }
}

fn push_blank(out: &mut Vec<Letter>) {
    if !matches!(out.last(), Some(Letter::Blank | Letter::Break)) {
        out.push(Letter::Blank);
    }
}

fn push_break(out: &mut Vec<Letter>) {
    out.pop_if(|last| *last == Letter::Blank);
    out.push(Letter::Break);
}

fn reads_right(text: &str, pieces: &[Piece], looks: bool, labels: &[String]) -> bool {
    let mut wanted = Vec::new();
    push_text(&mut wanted, "x ", &Look::default());
    let mut notes = String::new();
    for piece in pieces {
        match piece {
            Piece::Words { text, look } => {
                let is_code = look.code && !text.contains('`');
                let look = Look { code: is_code, ..look.clone() };
                push_text(&mut wanted, text, if looks { &look } else { const { &NO_LOOK } });
            }
            Piece::Break => push_break(&mut wanted),
            Piece::Note(at) => {
                let label = labels.get(*at).map_or("?", String::as_str);
                wanted.push(Letter::Note(label.to_owned()));
                notes.push_str(&format!("\n\n[^{label}]: y"));
            }
        }
    }
    let document = parse(format!("x {text}{notes}\n"));
    let printed = inlines(&document);
    let mut found = letters(&document, &printed);
    // A break that became a blank, and blanks at the end, are the caller's wish.
    let has_breaks = text.contains("\\\n") || text.contains("<br>");
    if !has_breaks {
        for letter in wanted.iter_mut().filter(|it| **it == Letter::Break) {
            *letter = Letter::Blank;
        }
        wanted.dedup_by(|a, b| *a == Letter::Blank && *b == Letter::Blank);
    }
    for all in [&mut wanted, &mut found] {
        while all.pop_if(|last| matches!(last, Letter::Blank | Letter::Break)).is_some() {}
    }
    wanted == found
}

const NO_LOOK: Look = Look { bold: false, italic: false, code: false, link: None };

/// What the blocks that are no footnotes print.
fn letters(document: &Document, printed: &Inlines) -> Vec<Letter> {
    let mut out = Vec::new();
    for block in &document.blocks {
        if printed.in_note[block.index] {
            continue;
        }
        for piece in &printed.blocks[block.index] {
            let look = Look {
                bold: piece.looks.strong,
                italic: piece.looks.emphasis,
                code: piece.looks.code,
                link: piece.looks.link.clone(),
            };
            match &piece.printed {
                Printed::Source => push_text(&mut out, &document.source[piece.range.clone()], &look),
                Printed::Words(words) => push_text(&mut out, words, &look),
                Printed::Blank => push_blank(&mut out),
                Printed::Break => push_break(&mut out),
                Printed::Note(label) => out.push(Letter::Note(label.clone())),
            }
        }
    }
    out
}

/// Escapes signs inside a line.
fn escaped(text: &str, escapes: Escapes) -> String {
    if escapes == Escapes::None {
        return text.to_owned();
    }
    let mut out = String::new();
    let letters: Vec<char> = text.chars().collect();
    for (at, &c) in letters.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| letters.get(at)).copied();
        let next = letters.get(at + 1).copied();
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let is_blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let is_mark = match c {
            _ if escapes == Escapes::All => c.is_ascii_punctuation(),
            '\\' => next.is_some_and(|it| it.is_ascii_punctuation()),
            '`' | '[' => true,
            '*' => !(is_blank(before) && is_blank(next)),
            '_' => !(is_word(before) && is_word(next) || is_blank(before) && is_blank(next)),
            '<' => next.is_some_and(|it| it.is_ascii_alphabetic() || matches!(it, '/' | '!' | '?')),
            '&' => letters[at..].iter().take(12).any(|&it| it == ';'),
            _ => false,
        };
        if is_mark {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Escapes what would make a line another kind of block; `typed_lists` leaves typed `- ` and `1. ` be items.
pub(super) fn line_start(line: &str, typed_lists: bool) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &line[digits..];
    let ends_marker = |rest: &str| rest.is_empty() || rest.starts_with([' ', '\t']);
    let is_numbered = (1..=9).contains(&digits) && rest.strip_prefix(['.', ')']).is_some_and(ends_marker);
    let is_item = line.strip_prefix(['-', '+', '*']).is_some_and(ends_marker);
    let is_rule = |sign: char| line.chars().all(|it| it == sign || it == ' ');
    let is_escaped = match line.chars().next() {
        Some('0'..='9') if is_numbered && (!typed_lists || rest.len() == 1) => {
            return format!("{}\\{rest}", &line[..digits]);
        }
        Some('-' | '+') if is_item => !typed_lists || line.len() == 1 || is_rule('-'),
        Some('*') => is_item || is_rule('*'),
        Some('#') => ends_marker(line.trim_start_matches('#')),
        Some('>' | '|') => true,
        Some(sign @ ('-' | '=' | '_')) => is_rule(sign),
        Some('~') => line.starts_with("~~~"),
        Some('`') => line.starts_with("```"),
        Some('[') => line.contains("]:"),
        _ => false,
    };
    if is_escaped { format!("\\{line}") } else { line.to_owned() }
}

/// The same for a line that follows another one in its paragraph.
fn inner_line_start(line: &str) -> String {
    match line.chars().next() {
        Some('-' | ':' | '|' | '=' | '+') => format!("\\{line}"),
        _ => line_start(line, false),
    }
}

/// Words of a heading, where `#` and `}` at the end would be taken for marks.
pub(super) fn heading(words: String) -> String {
    match words.strip_suffix(['#', '}']) {
        Some(rest) if !rest.ends_with('\\') => format!("{rest}\\{}", &words[rest.len()..]),
        _ => words,
    }
}
