//! A block's Markdown as pieces to show: which bytes are words, how they look, and which are marks that do not print.
//!
//! Only marks inside one block are read (emphasis, code, links, escapes, footnote references, the block's own
//! marker); block boundaries come from `document`. A piece is a byte range of the source, so a comparison can
//! lay its segments over it. Bytes in no piece do not print. Every byte of a word stands in exactly one piece;
//! wrong or unfinished marks are shown as they stand. Linear in the length of the block.

use super::model::Style;
use crate::document::{Block, BlockKind};
use std::collections::BTreeMap;
use std::ops::Range;

/// What to show for a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Show {
    /// The bytes as they are.
    Text,
    /// One blank: a line break inside a paragraph.
    Blank,
    /// Another character: an entity.
    Char(char),
    /// The border of a table cell.
    Cell,
}

/// A piece of a block's source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// Bytes of the source.
    pub(super) range: Range<usize>,
    /// What to show for them.
    pub(super) show: Show,
    /// How.
    pub(super) style: Style,
}

/// The pieces of one block of `source`, in order.
pub(super) fn pieces(source: &str, block: &Block) -> Vec<Piece> {
    let text = &source[block.text.clone()];
    let base = block.text.start;
    if matches!(block.kind, BlockKind::Code | BlockKind::Html | BlockKind::FrontMatter) {
        let body = if block.kind == BlockKind::Code { without_fences(text) } else { 0..text.len() };
        let style = Style { code: true, ..Style::default() };
        return vec![Piece { range: base + body.start..base + body.end, show: Show::Text, style }];
    }
    let mut scan = Scan::new(text);
    scan.hide_block_marks(block.kind);
    scan.read(block.kind == BlockKind::Row);
    scan.pieces(base)
}

/// The words of a block without its marks, and without the border of cells.
pub(super) fn plain(source: &str, block: &Block) -> String {
    let mut out = String::new();
    for piece in pieces(source, block) {
        match piece.show {
            Show::Text => out.push_str(&source[piece.range]),
            Show::Blank | Show::Cell => out.push(' '),
            Show::Char(c) => out.push(c),
        }
    }
    out.trim().to_owned()
}

fn without_fences(text: &str) -> Range<usize> {
    let first = text.lines().next().unwrap_or("").trim_start();
    if !first.starts_with("```") && !first.starts_with("~~~") {
        return 0..text.len();
    }
    let start = text.find('\n').map_or(text.len(), |at| at + 1);
    let last = text.rfind('\n').unwrap_or(0);
    let closed = last + 1 >= start && text[last..].trim_start().starts_with(&first[..3]);
    start..if closed { last.max(start) } else { text.len() }
}

/// What is known about each byte range of the block while it is read.
struct Scan<'a> {
    text: &'a str,
    /// Ranges that do not print or print as something else, by start; they never overlap.
    special: BTreeMap<usize, (usize, Option<Show>)>,
    /// Ranges with a look; they may nest.
    looks: Vec<(Range<usize>, Look)>,
    /// The last end of a comment; none is looked for behind it.
    last_comment: Option<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    Strong,
    Emphasis,
    Code,
    Raised,
}

/// A run of `*` or `_` that may open or close emphasis.
struct Delimiter {
    at: usize,
    left: usize,
    closes: bool,
}

impl<'a> Scan<'a> {
    fn new(text: &'a str) -> Self {
        let last_comment = text.rfind("-->");
        Self { text, special: BTreeMap::new(), looks: Vec::new(), last_comment }
    }

    fn hide(&mut self, range: Range<usize>) {
        if !range.is_empty() {
            self.special.insert(range.start, (range.end, None));
        }
    }

    fn show(&mut self, range: Range<usize>, show: Show) {
        self.special.insert(range.start, (range.end, Some(show)));
    }

    fn hide_block_marks(&mut self, kind: BlockKind) {
        let text = self.text;
        let indent = text.len() - text.trim_start_matches([' ', '\t']).len();
        match kind {
            BlockKind::Heading => self.hide_heading_marks(indent),
            BlockKind::Row => {
                if let Some(line_end) = text.find('\n') {
                    self.hide(line_end..text.len());
                }
            }
            BlockKind::Footnote if text[indent..].starts_with("[^") => {
                self.hide(0..indent);
                if let Some(close) = text.find("]:") {
                    self.hide(indent + 1..indent + 2);
                    self.hide(close + 1..close + 2);
                    self.looks.push((indent..close + 1, Look::Raised));
                }
            }
            BlockKind::Quote => self.hide_quote_marks(),
            _ => self.hide(0..indent),
        }
    }

    fn hide_heading_marks(&mut self, indent: usize) {
        let text = self.text;
        let marks = text[indent..].bytes().take_while(|&b| b == b'#').count();
        let mut end = text.len();
        if marks > 0 {
            let blanks = text[indent + marks..].len() - text[indent + marks..].trim_start().len();
            self.hide(0..indent + marks + blanks);
        } else {
            self.hide(0..indent);
            if let Some(at) = text.rfind('\n') {
                end = at;
            }
        }
        let start = indent + marks;
        let mut kept = text[..end].trim_end().len();
        if kept > start
            && text[..kept].ends_with('}')
            && let Some(open) = text[start..kept].rfind('{')
            && text[start + open + 1..kept].starts_with(['#', '.'])
        {
            kept = start + text[start..start + open].trim_end().len();
        }
        let closing = text[..kept].trim_end_matches('#');
        if marks > 0 && closing.len() > start && closing.ends_with([' ', '\t']) {
            kept = closing.trim_end().len();
        }
        let first_shown = self.special.get(&0).map_or(0, |entry| entry.0);
        self.hide(kept.max(first_shown)..text.len());
    }

    fn hide_quote_marks(&mut self) {
        let mut at = 0;
        for line in self.text.split_inclusive('\n') {
            let rest = line.trim_start_matches(['>', ' ', '\t']);
            self.hide(at..at + line.len() - rest.len());
            at += line.len();
        }
    }

    /// Reads the inline marks from left to right.
    fn read(&mut self, is_row: bool) {
        let bytes = self.text.as_bytes();
        let ticks = tick_runs(bytes);
        let mut stars = Vec::new();
        let mut lines = Vec::new();
        let mut brackets = Vec::new();
        let mut at = 0;
        while at < bytes.len() {
            if let Some(&(end, _)) = self.special.get(&at) {
                at = end.max(at + 1);
                continue;
            }
            at = match bytes[at] {
                b'\\' if bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation) => {
                    self.hide(at..at + 1);
                    at + 2
                }
                b'\n' => self.line_break(at),
                b'|' if is_row => {
                    self.show(at..at + 1, Show::Cell);
                    at + 1
                }
                b'`' => self.code(at, &ticks),
                b'*' | b'_' => {
                    let (own, other) =
                        if bytes[at] == b'*' { (&mut stars, &mut lines) } else { (&mut lines, &mut stars) };
                    self.emphasis(at, own, other)
                }
                b'[' => self.bracket(at, &mut brackets),
                b']' => self.link(at, &mut brackets),
                b'&' => self.entity(at),
                b'<' => self.comment(at),
                _ => at + 1,
            };
        }
    }

    fn line_break(&mut self, at: usize) -> usize {
        let rest = &self.text[at + 1..];
        let end = at + 1 + (rest.len() - rest.trim_start_matches([' ', '\t']).len());
        // The next line may begin with a mark of a quote, which is hidden already.
        let end = self.special.range(at + 1..end).next().map_or(end, |(&start, _)| start);
        self.show(at..end, Show::Blank);
        end
    }

    fn code(&mut self, at: usize, ticks: &BTreeMap<usize, Vec<usize>>) -> usize {
        let bytes = self.text.as_bytes();
        let n = bytes[at..].iter().take_while(|&&b| b == b'`').count();
        let close = ticks.get(&n).and_then(|starts| {
            let next = starts.partition_point(|&start| start < at + n);
            starts.get(next).copied()
        });
        let Some(close) = close else { return at + n };
        self.hide(at..at + n);
        self.hide(close..close + n);
        self.looks.push((at + n..close, Look::Code));
        close + n
    }

    fn emphasis(&mut self, at: usize, own: &mut Vec<Delimiter>, other: &mut Vec<Delimiter>) -> usize {
        let text = self.text;
        let mark = text.as_bytes()[at];
        let n = text.as_bytes()[at..].iter().take_while(|&&b| b == mark).count();
        let before = text[..at].chars().next_back();
        let after = text[at + n..].chars().next();
        let is_blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let is_mark = |c: Option<char>| c.is_some_and(|c| !c.is_alphanumeric() && !c.is_whitespace());
        let left = !is_blank(after) && (!is_mark(after) || is_blank(before) || is_mark(before));
        let right = !is_blank(before) && (!is_mark(before) || is_blank(after) || is_mark(after));
        let (opens, closes) = if mark == b'*' {
            (left, right)
        } else {
            (left && (!right || is_mark(before)), right && (!left || is_mark(after)))
        };
        let mut begin = at;
        if closes {
            begin = self.close_emphasis(at, n, opens, own, other);
        }
        if opens && begin < at + n {
            own.push(Delimiter { at: begin, left: at + n - begin, closes });
        }
        at + n
    }

    /// Pairs a closing run with openers; returns the first byte of the run that is left over.
    fn close_emphasis(
        &mut self,
        at: usize,
        n: usize,
        opens: bool,
        own: &mut Vec<Delimiter>,
        other: &mut Vec<Delimiter>,
    ) -> usize {
        let mut used = 0;
        while used < n {
            let Some(opener) = own.last_mut() else { break };
            let left = n - used;
            let thirds = (opener.left + left).is_multiple_of(3)
                && !(opener.left.is_multiple_of(3) && left.is_multiple_of(3));
            if (opens || opener.closes) && thirds {
                break;
            }
            let take = if opener.left >= 2 && left >= 2 { 2 } else { 1 };
            opener.left -= take;
            let open = opener.at + opener.left;
            while other.last().is_some_and(|delimiter| delimiter.at > open) {
                other.pop();
            }
            if opener.left == 0 {
                own.pop();
            }
            let close = at + used;
            self.hide(open..open + take);
            self.hide(close..close + take);
            let look = if take == 2 { Look::Strong } else { Look::Emphasis };
            self.looks.push((open + take..close, look));
            used += take;
        }
        at + used
    }

    fn bracket(&mut self, at: usize, brackets: &mut Vec<usize>) -> usize {
        if self.text[at..].starts_with("[^") {
            let label = self.text[at + 2..]
                .bytes()
                .take(80)
                .take_while(|&b| !matches!(b, b']' | b'[' | b' ' | b'\n'));
            let close = at + 2 + label.count();
            if close > at + 2 && self.text.as_bytes().get(close) == Some(&b']') {
                self.hide(at + 1..at + 2);
                self.looks.push((at..close + 1, Look::Raised));
                return close + 1;
            }
        }
        brackets.push(at);
        at + 1
    }

    /// Shows `[words](target)` as `words (target)`: on paper the target must be readable.
    fn link(&mut self, at: usize, brackets: &mut Vec<usize>) -> usize {
        let Some(open) = brackets.pop() else { return at + 1 };
        if self.text.as_bytes().get(at + 1) != Some(&b'(') {
            return at + 1;
        }
        let target = self.text[at + 2..]
            .bytes()
            .take(2000)
            .take_while(|&b| !matches!(b, b')' | b'(' | b'<' | b'\\' | b'\n'));
        let close = at + 2 + target.count();
        if self.text.as_bytes().get(close) != Some(&b')') {
            return at + 1;
        }
        let image =
            open > 0 && self.text.as_bytes()[open - 1] == b'!' && !self.special.contains_key(&(open - 1));
        self.hide(if image { open - 1 } else { open }..open + 1);
        self.show(at..at + 1, Show::Char(' '));
        close + 1
    }

    fn entity(&mut self, at: usize) -> usize {
        const KNOWN: [(&str, char); 6] = [
            ("&amp;", '&'),
            ("&lt;", '<'),
            ("&gt;", '>'),
            ("&quot;", '"'),
            ("&#39;", '\''),
            ("&nbsp;", '\u{a0}'),
        ];
        for (name, c) in KNOWN {
            if self.text[at..].starts_with(name) {
                self.show(at..at + name.len(), Show::Char(c));
                return at + name.len();
            }
        }
        at + 1
    }

    fn comment(&mut self, at: usize) -> usize {
        let Some(rest) = self.text[at..].strip_prefix("<!--") else { return at + 1 };
        if self.last_comment.is_none_or(|last| last < at + 4) {
            return at + 4;
        }
        let Some(close) = rest.find("-->") else { return at + 4 };
        let end = at + 4 + close + 3;
        self.hide(at..end);
        end
    }

    /// Cuts the text at every border of a mark or a look.
    fn pieces(self, base: usize) -> Vec<Piece> {
        let mut turns: Vec<(usize, i32, Look)> = Vec::new();
        for (range, look) in &self.looks {
            turns.push((range.start, 1, *look));
            turns.push((range.end, -1, *look));
        }
        turns.sort_by_key(|&(at, step, _)| (at, step));
        let mut depth = [0i32; 4];
        let mut out: Vec<Piece> = Vec::new();
        let mut next_turn = 0;
        let mut at = 0;
        while at < self.text.len() {
            while let Some(&(place, step, look)) = turns.get(next_turn)
                && place <= at
            {
                depth[look as usize] += step;
                next_turn += 1;
            }
            let style = Style {
                strong: depth[Look::Strong as usize] > 0,
                emphasis: depth[Look::Emphasis as usize] > 0,
                code: depth[Look::Code as usize] > 0,
                raised: depth[Look::Raised as usize] > 0,
                muted: false,
            };
            if let Some(&(end, show)) = self.special.get(&at) {
                if let Some(show) = show {
                    out.push(Piece { range: base + at..base + end, show, style });
                }
                at = end.max(at + 1);
                continue;
            }
            let special = self.special.range(at + 1..).next().map_or(self.text.len(), |(&start, _)| start);
            let turn = turns.get(next_turn).map_or(self.text.len(), |turn| turn.0);
            let end = special.min(turn).min(self.text.len());
            out.push(Piece { range: base + at..base + end, show: Show::Text, style });
            at = end;
        }
        out
    }
}

/// Where runs of backticks begin, by their length.
fn tick_runs(bytes: &[u8]) -> BTreeMap<usize, Vec<usize>> {
    let mut runs: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut at = 0;
    while at < bytes.len() {
        let n = bytes[at..].iter().take_while(|&&b| b == b'`').count();
        if n > 0 {
            runs.entry(n).or_default().push(at);
        }
        at += n.max(1);
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn block(kind: BlockKind, source: &str) -> Block {
        Block {
            index: 0,
            kind,
            text: 0..source.len(),
            gap: source.len()..source.len(),
            line: 1,
            label: None,
            section: 0,
            depth: 0,
            row: None,
        }
    }

    /// Shows strong as `<b>`, emphasis as `<i>`, code as `<c>`, raised as `<r>`, a cell border as `¦`.
    fn drawn(kind: BlockKind, source: &str) -> String {
        let mut out = String::new();
        for piece in pieces(source, &block(kind, source)) {
            let words = match piece.show {
                Show::Text => source[piece.range].to_owned(),
                Show::Blank => " ".to_owned(),
                Show::Char(c) => c.to_string(),
                Show::Cell => "¦".to_owned(),
            };
            let mut words = words;
            for (on, tag) in [
                (piece.style.strong, 'b'),
                (piece.style.emphasis, 'i'),
                (piece.style.code, 'c'),
                (piece.style.raised, 'r'),
            ] {
                if on {
                    words = format!("<{tag}>{words}</{tag}>");
                }
            }
            out.push_str(&words);
        }
        out
    }

    #[test]
    fn marks_do_not_print() {
        use BlockKind::*;
        for (kind, source, expected) in [
            (Paragraph, "Thu **63** tỷ đồng", "Thu <b>63</b> tỷ đồng"),
            (Paragraph, "*Một là*, phát triển", "<i>Một là</i>, phát triển"),
            (Paragraph, "***cả hai*** và __đậm__", "<i><b>cả hai</b></i> và <b>đậm</b>"),
            (Paragraph, "a * b * c, 5*6, _", "a * b * c, 5*6, _"),
            (Paragraph, "**chưa đóng", "**chưa đóng"),
            (Paragraph, "snake_case_name", "snake_case_name"),
            (Paragraph, r"\*không\* \ và \n", r"*không* \ và \n"),
            (Paragraph, "dòng một\n  dòng hai", "dòng một dòng hai"),
            (Paragraph, "mã `x*y*` và ``a`b``", "mã <c>x*y*</c> và <c>a`b</c>"),
            (Paragraph, "7 dân tộc[^2]. Hết", "7 dân tộc<r>[</r><r>2]</r>. Hết"),
            (Paragraph, "xem [trang](http://x.vn) và ![h](a.png)", "xem trang (http://x.vn) và h (a.png)"),
            (Paragraph, "R&amp;D <!-- ẩn -->&nbsp;", "R&D \u{a0}"),
            (Paragraph, "[ghi chú] và [x]( y", "[ghi chú] và [x]( y"),
            (Heading, "## I. KẾT QUẢ {#kq .x}", "I. KẾT QUẢ"),
            (Heading, "### 1. Kinh tế ###", "1. Kinh tế"),
            (Heading, "Kinh tế\n-----", "Kinh tế"),
            (Heading, "#", ""),
            (Heading, "# C#", "C#"),
            (Item, "  + ý **con**", "+ ý <b>con</b>"),
            (Row, "| 1 | a \\| b |\n|---|---|", "¦ 1 ¦ a | b ¦"),
            (Footnote, "[^1]: Số liệu", "<r>[</r><r>1]</r> Số liệu"),
            (Quote, "> dòng một\n> dòng hai", "dòng một dòng hai"),
            (Code, "```rust\nx\n```", "<c>x</c>"),
            (Code, "```", ""),
            (Code, "    x", "<c>    x</c>"),
        ] {
            assert_eq!(drawn(kind, source).replace("<c></c>", ""), expected, "{source}");
        }
    }

    #[test]
    fn long_hostile_text_is_read_in_linear_time() {
        for unit in ["*a _b ", "[", "`", "**a*", "<!--", "![](", "``` ` ", "[^"] {
            let source = unit.repeat(200_000 / unit.len());
            pieces(&source, &block(BlockKind::Paragraph, &source));
        }
    }

    proptest! {
        #[test]
        fn every_letter_stands_in_at_most_one_piece(source in "[a-z*_`\\[\\]()^#>|&;<!\\\\ \n-]{0,60}") {
            use BlockKind::*;
            for kind in [Heading, Paragraph, Item, Row, Footnote, Quote, Code] {
                let pieces = pieces(&source, &block(kind, &source));
                let mut end = 0;
                for piece in &pieces {
                    prop_assert!(piece.range.start >= end && piece.range.end <= source.len());
                    end = piece.range.end;
                }
            }
        }
    }
}
