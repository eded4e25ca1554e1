//! The scanner before the parser: one linear pass that follows block levels, flow brackets, quoted and block
//! scalars, so that it knows which `&`, `*`, `!`, `:` and `#` are YAML and which are somebody's words.
//!
//! It refuses more than it must rather than less: what it passes holds no anchor, alias or tag. It builds no
//! values; whatever else is wrong is left to the parser. Lines break where libyaml breaks them.

use super::codes;
use crate::problem::{Code, Place, Problem};
use std::collections::BTreeMap;
use std::ops::Range;

/// Deepest nesting.
const DEPTH_MAX: usize = 32;

/// An item of a list that stands directly under a key of the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    /// The key.
    pub(super) key: String,
    /// Its position in the list, from 0.
    pub(super) index: usize,
    /// Its lines, from 1.
    pub(super) lines: Range<usize>,
}

/// What the scanner saw.
#[derive(Debug, Default)]
pub(super) struct Scan {
    /// Problems in the order of lines.
    pub(super) problems: Vec<Problem>,
    /// Items of the lists of the record.
    pub(super) items: Vec<Item>,
    /// Whether the parser must not see the text.
    pub(super) refused: bool,
}

/// The byte ranges of the lines of a text, without their breaks.
pub(super) fn lines(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let mut end = at + c.len_utf8();
        match c {
            '\r' => {
                if let Some((_, '\n')) = chars.peek() {
                    chars.next();
                    end += 1;
                }
            }
            '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' => (),
            _ => continue,
        }
        found.push(start..at);
        start = end;
    }
    found.push(start..text.len());
    found
}

/// Scans a text without byte order mark.
pub(super) fn scan(text: &str, file: &str) -> Scan {
    let lines = lines(text);
    let mut scanner = Scanner {
        file,
        levels: Vec::new(),
        flow: Vec::new(),
        mode: Mode::Plain,
        open_plain: false,
        line: 0,
        content_seen: false,
        top_key: String::new(),
        open_item: None,
        out: Scan::default(),
    };
    for (number, range) in lines.iter().enumerate() {
        scanner.line = number + 1;
        scanner.scan_line(&text[range.clone()]);
        if scanner.out.refused {
            break;
        }
    }
    if let Mode::Quoted { line, .. } = scanner.mode {
        scanner.line = line;
        scanner.problem(codes::OPEN_QUOTE, 0);
    }
    scanner.close_item(lines.len() + 1);
    scanner.out
}

#[derive(Debug)]
enum Level {
    Sequence { indent: usize, count: usize },
    Mapping { indent: usize, keys: BTreeMap<String, usize> },
}

impl Level {
    fn indent(&self) -> usize {
        match self {
            Self::Sequence { indent, .. } | Self::Mapping { indent, .. } => *indent,
        }
    }
}

#[derive(Debug)]
enum Flow {
    Sequence,
    Mapping { keys: BTreeMap<String, usize> },
}

#[derive(Debug, Clone, Copy)]
enum Mode {
    /// Outside quoted and block scalars.
    Plain,
    /// In a quoted scalar that began on `line`.
    Quoted { quote: char, line: usize },
    /// In a block scalar: the indent of what holds it (-1 for nothing) and of its content, once known.
    Block { parent: isize, content: Option<usize> },
}

struct Scanner<'a> {
    file: &'a str,
    levels: Vec<Level>,
    flow: Vec<Flow>,
    mode: Mode,
    /// Whether a plain scalar may go on in the next line.
    open_plain: bool,
    line: usize,
    content_seen: bool,
    top_key: String,
    open_item: Option<Item>,
    out: Scan,
}

impl Scanner<'_> {
    fn problem(&mut self, code: Code, column: usize) {
        let place = Place::column(self.file, self.line, column + 1);
        self.out.problems.push(Problem::new(code, place));
    }

    fn scan_line(&mut self, line: &str) {
        let in_scalar = !matches!(self.mode, Mode::Plain);
        if let Some(column) = line.chars().position(|c| is_forbidden(c, in_scalar)) {
            self.problem(codes::CONTROL, column);
            self.out.refused = true;
            return;
        }
        let chars: Vec<char> = line.chars().collect();
        let indent = chars.iter().take_while(|c| **c == ' ').count();
        match self.mode {
            Mode::Quoted { quote, .. } => {
                if let Some(end) = Self::quoted_end(&chars, 0, quote) {
                    self.mode = Mode::Plain;
                    self.open_plain = false;
                    self.after_quoted(&chars, end, None);
                }
                return;
            }
            Mode::Block { parent, content } => {
                if indent == chars.len() {
                    return;
                }
                let inside = match content {
                    Some(content) => indent >= content,
                    None => isize::try_from(indent).is_ok_and(|indent| indent > parent),
                };
                if inside {
                    self.mode = Mode::Block { parent, content: content.or(Some(indent)) };
                    return;
                }
                self.mode = Mode::Plain;
            }
            Mode::Plain => (),
        }
        if self.flow.is_empty() { self.block_line(&chars, indent) } else { self.flow_from(&chars, indent) }
    }

    /// A line outside flow brackets and scalars that span lines.
    fn block_line(&mut self, chars: &[char], indent: usize) {
        let first = chars.iter().position(|c| !matches!(c, ' ' | '\t'));
        let Some(first) = first else { return };
        if chars[first] == '#' {
            self.open_plain = false;
            return;
        }
        if let Some(tab) = chars[..first].iter().position(|c| *c == '\t') {
            self.problem(codes::TAB, tab);
        }
        let around = self.levels.last().map_or(-1, |level| isize::try_from(level.indent()).unwrap_or(0));
        if self.open_plain && isize::try_from(indent).is_ok_and(|indent| indent > around) {
            self.plain(chars, first, None);
            return;
        }
        self.open_plain = false;
        if indent == 0 && self.document_marker(chars) {
            return;
        }
        self.content_seen = true;
        let is_dash = starts_dash(chars, first);
        while let Some(level) = self.levels.last() {
            let leaves = level.indent() > first
                || (level.indent() == first && matches!(level, Level::Sequence { .. }) && !is_dash);
            if !leaves {
                break;
            }
            self.levels.pop();
        }
        if self.levels.len() <= 1 && !(is_dash && self.levels.len() == 1) {
            self.close_item(self.line);
        }
        let mut at = first;
        while starts_dash(chars, at) {
            self.dash(at);
            at = skip_blanks(chars, at + 1);
            if self.is_too_deep(at) || at >= chars.len() || chars[at] == '#' {
                return;
            }
        }
        if chars[at] == '?' && chars.get(at + 1).is_none_or(|c| *c == ' ') {
            self.problem(codes::SPECIAL, at);
            return;
        }
        self.node(chars, at, true);
    }

    /// `---` and `...`; a directive before the document is left to the parser.
    fn document_marker(&mut self, chars: &[char]) -> bool {
        let head: String = chars.iter().take(3).collect();
        if chars.first() == Some(&'%') && !self.content_seen {
            return true;
        }
        if !matches!(head.as_str(), "---" | "...") || chars.get(3).is_some_and(|c| !c.is_whitespace()) {
            return false;
        }
        if self.content_seen && head == "---" {
            self.problem(codes::TWO_DOCUMENTS, 0);
            self.out.refused = true;
        }
        self.levels.clear();
        if head == "---" && skip_blanks(chars, 3) < chars.len() {
            self.content_seen = true;
            self.node(chars, skip_blanks(chars, 3), false);
        }
        true
    }

    fn dash(&mut self, column: usize) {
        if !matches!(self.levels.last(), Some(Level::Sequence { indent, .. }) if *indent == column) {
            self.levels.push(Level::Sequence { indent: column, count: 0 });
        }
        let depth = self.levels.len();
        let Some(Level::Sequence { count, .. }) = self.levels.last_mut() else { return };
        *count += 1;
        let index = *count - 1;
        if depth == 2 && matches!(self.levels[0], Level::Mapping { .. }) {
            self.close_item(self.line);
            let lines = self.line..self.line;
            self.open_item = Some(Item { key: self.top_key.clone(), index, lines });
        }
    }

    fn close_item(&mut self, line: usize) {
        if let Some(mut item) = self.open_item.take() {
            item.lines.end = line;
            self.out.items.push(item);
        }
    }

    /// A value, or, where `may_be_key`, a key and its value.
    fn node(&mut self, chars: &[char], at: usize, may_be_key: bool) {
        let Some(&first) = chars.get(at) else { return };
        match first {
            '&' | '*' | '!' => self.refuse_mark(at, first),
            '|' | '>' if is_block_header(&chars[at..]) => {
                let parent =
                    self.levels.last().map_or(-1, |level| isize::try_from(level.indent()).unwrap_or(0));
                let given = chars[at + 1..].iter().find_map(|c| c.to_digit(10));
                let content = given.map(|digit| usize::try_from(parent.max(0)).unwrap_or(0) + digit as usize);
                self.mode = Mode::Block { parent, content };
            }
            '"' | '\'' => match Self::quoted_end(chars, at + 1, first) {
                Some(end) => self.after_quoted(chars, end, may_be_key.then_some(at)),
                None => self.mode = Mode::Quoted { quote: first, line: self.line },
            },
            '[' | '{' => self.flow_from(chars, at),
            '#' => (),
            '@' | '`' | '%' => self.problem(codes::SPECIAL, at),
            _ => self.plain(chars, at, may_be_key.then_some(at)),
        }
    }

    fn refuse_mark(&mut self, at: usize, mark: char) {
        self.problem(if mark == '!' { codes::TAG } else { codes::ANCHOR }, at);
    }

    /// A plain scalar; `key` is its column where it may be a key.
    fn plain(&mut self, chars: &[char], at: usize, key: Option<usize>) {
        self.open_plain = true;
        for (column, &c) in chars.iter().enumerate().skip(at) {
            let ends_word = chars.get(column + 1).is_none_or(|next| matches!(next, ' ' | '\t'));
            if c == ':' && ends_word {
                let Some(start) = key else {
                    self.problem(codes::COLON, column);
                    return;
                };
                let name: String = chars[start..column].iter().collect();
                self.key(name.trim_end(), start);
                self.open_plain = false;
                self.node(chars, skip_blanks(chars, column + 1), false);
                return;
            }
            if c == '#' && column > at && matches!(chars[column - 1], ' ' | '\t') {
                let value: String = chars[at..column].iter().collect();
                let several_words = value.trim().contains(' ');
                if several_words || chars.get(column + 1).is_some_and(|c| *c != ' ') {
                    self.problem(codes::LOST_TAIL, column);
                }
                self.open_plain = false;
                return;
            }
        }
    }

    fn key(&mut self, name: &str, column: usize) {
        let is_same = matches!(self.levels.last(), Some(Level::Mapping { indent, .. }) if *indent == column);
        if !is_same {
            self.levels.push(Level::Mapping { indent: column, keys: BTreeMap::new() });
            self.is_too_deep(column);
        }
        if self.levels.len() == 1 {
            self.top_key = name.to_owned();
        }
        let line = self.line;
        let Some(Level::Mapping { keys, .. }) = self.levels.last_mut() else { return };
        if let Some(before) = keys.insert(name.to_owned(), line) {
            self.duplicate(name, column, before);
        }
    }

    fn duplicate(&mut self, name: &str, column: usize, before: usize) {
        let problem = Problem::new(codes::DUPLICATE, Place::column(self.file, self.line, column + 1))
            .with("key", name)
            .also(Place::line(self.file, before));
        self.out.problems.push(problem);
    }

    fn is_too_deep(&mut self, column: usize) -> bool {
        if self.levels.len() + self.flow.len() <= DEPTH_MAX {
            return false;
        }
        if !self.out.refused {
            self.problem(codes::DEPTH, column);
        }
        self.out.refused = true;
        true
    }

    /// The column behind the closing mark of a quoted scalar; `None` where the line ends before it.
    fn quoted_end(chars: &[char], from: usize, quote: char) -> Option<usize> {
        let mut at = from;
        while at < chars.len() {
            match chars[at] {
                '\\' if quote == '"' => at += 1,
                c if c == quote && quote == '\'' && chars.get(at + 1) == Some(&'\'') => at += 1,
                c if c == quote => return Some(at + 1),
                _ => (),
            }
            at += 1;
        }
        None
    }

    /// What follows a quoted scalar; `key` is its column where it may be a key.
    fn after_quoted(&mut self, chars: &[char], end: usize, key: Option<usize>) {
        if !self.flow.is_empty() {
            self.flow_from(chars, end);
            return;
        }
        let at = skip_blanks(chars, end);
        match chars.get(at) {
            None => (),
            Some('#') if at > end => (),
            Some(':') if chars.get(at + 1).is_none_or(|c| matches!(c, ' ' | '\t')) && key.is_some() => {
                let start = key.unwrap_or_default();
                let name: String = chars[start + 1..end - 1].iter().collect();
                self.key(&name, start);
                self.node(chars, skip_blanks(chars, at + 1), false);
            }
            Some(_) => self.problem(codes::AFTER_QUOTE, at),
        }
    }

    /// Flow collections, from a bracket or from the middle of one.
    fn flow_from(&mut self, chars: &[char], from: usize) {
        let mut at = from;
        while at < chars.len() {
            let c = chars[at];
            match c {
                '[' => self.flow.push(Flow::Sequence),
                '{' => self.flow.push(Flow::Mapping { keys: BTreeMap::new() }),
                ']' | '}' => {
                    self.flow.pop();
                    if self.flow.is_empty() {
                        self.after_flow(chars, at + 1);
                        return;
                    }
                }
                '#' if at == 0 || matches!(chars[at - 1], ' ' | '\t') => return,
                '&' | '*' | '!' => {
                    self.refuse_mark(at, c);
                    at = plain_end(chars, at);
                    continue;
                }
                '"' | '\'' => {
                    let Some(end) = Self::quoted_end(chars, at + 1, c) else {
                        self.mode = Mode::Quoted { quote: c, line: self.line };
                        return;
                    };
                    let name: String = chars[at + 1..end - 1].iter().collect();
                    self.flow_key(chars, end, &name, at);
                    at = end;
                    continue;
                }
                ' ' | '\t' | ',' | ':' | '?' => (),
                '-' if starts_dash(chars, at) => (),
                _ => {
                    let end = plain_end(chars, at);
                    let name: String = chars[at..end].iter().collect();
                    self.flow_key(chars, end, name.trim_end(), at);
                    at = end;
                    continue;
                }
            }
            if self.is_too_deep(at) {
                return;
            }
            at += 1;
        }
    }

    /// What follows the last bracket: nothing but a note.
    fn after_flow(&mut self, chars: &[char], end: usize) {
        let at = skip_blanks(chars, end);
        if chars.get(at).is_some_and(|c| *c != '#') {
            self.problem(codes::SPECIAL, at);
        }
    }

    fn flow_key(&mut self, chars: &[char], end: usize, name: &str, column: usize) {
        let line = self.line;
        if chars.get(skip_blanks(chars, end)) != Some(&':') {
            return;
        }
        let Some(Flow::Mapping { keys }) = self.flow.last_mut() else { return };
        if let Some(before) = keys.insert(name.to_owned(), line) {
            self.duplicate(name, column, before);
        }
    }
}

/// Control characters, and outside quoted and block scalars byte order marks, which libyaml skips.
fn is_forbidden(c: char, in_scalar: bool) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\u{85}'))
        || matches!(c, '\u{FFFE}' | '\u{FFFF}')
        || (c == '\u{FEFF}' && !in_scalar)
}

fn skip_blanks(chars: &[char], from: usize) -> usize {
    from + chars.iter().skip(from).take_while(|c| matches!(c, ' ' | '\t')).count()
}

fn starts_dash(chars: &[char], at: usize) -> bool {
    chars.get(at) == Some(&'-') && chars.get(at + 1).is_none_or(|c| matches!(c, ' ' | '\t'))
}

/// `|`, `>-`, `|2+` and the like, with nothing but a note behind.
fn is_block_header(chars: &[char]) -> bool {
    let marks = chars.iter().skip(1).take_while(|c| matches!(c, '+' | '-') || c.is_ascii_digit()).count();
    let rest = skip_blanks(chars, 1 + marks);
    marks <= 2 && (rest >= chars.len() || (chars[rest] == '#' && rest > 1 + marks))
}

/// Where a plain scalar in a flow collection ends: always behind `from`.
fn plain_end(chars: &[char], from: usize) -> usize {
    let mut at = from + 1;
    while at < chars.len() {
        let next_ends =
            chars.get(at + 1).is_none_or(|c| matches!(c, ' ' | '\t' | ',' | '[' | ']' | '{' | '}'));
        let is_note = chars[at] == '#' && matches!(chars[at - 1], ' ' | '\t');
        if matches!(chars[at], ',' | '[' | ']' | '{' | '}') || (chars[at] == ':' && next_ends) || is_note {
            break;
        }
        at += 1;
    }
    at
}
