//! A reply in Markdown: front matter with the keys of a reply, then its points.
//!
//! Each heading is a point and names its place; or, in a body without headings, each item of a list at the left
//! margin is one. A list under a heading, or before the first one, is points of their own where at least two (one)
//! of its items ask for something: two edits in one point would be taken for alternatives. Under a heading, `> …` is
//! a quotation from the draft, and the lines `Văn kiện:`, `Đề nghị sửa thành:`, `Lý do:` stand for the columns of
//! the slip; the rest is the words of the point, as they stand. Points are plain text to the program, so this reads
//! lines and no more Markdown than that. Linear in the text.

use super::slip::{Field, field};
use super::{Parts, blank_comment, blank_reply, codes, limits, words, yaml_reply};
use crate::comments::{self, Op, Reply, ReplyComment, ReplyProposal, State};
use crate::problem::{Place, Problem};
use crate::text::plain;
use std::ops::Range;

/// Reads a reply in Markdown.
pub(super) fn read(text: &str, file: &str) -> Parts {
    let lines: Vec<&str> = text.lines().collect();
    let (mut parts, body_start) = match front_matter(&lines) {
        Front::Between(start, end) => {
            let front = lines[start..end].join("\n") + "\n";
            (yaml_reply::read_shifted(&front, file, start), end + 1)
        }
        Front::Missing => {
            let problem = Problem::new(codes::FRONT_MATTER_MISSING, Place::line(file, 1).at("line 1"));
            (Parts { reply: Some(blank_reply()), at: Vec::new(), frozen: None, problems: vec![problem] }, 0)
        }
        Front::Open(line) => {
            let place = Place::line(file, line).at(format!("line {line}"));
            return Parts::refused(vec![Problem::new(codes::FRONT_MATTER_OPEN, place)]);
        }
    };
    // Without a head that can be trusted the points would be whose, and to what round?
    let Some(reply) = parts.reply.as_mut() else { return parts };
    let mut body = Body { file, reply, at: &mut parts.at, problems: &mut parts.problems };
    body.read(&numbered(&lines, body_start));
    parts
}

enum Front {
    /// From the first line of the front matter to its closing fence, as indices.
    Between(usize, usize),
    /// There is none.
    Missing,
    /// One of its two fences is missing; the line where it begins, from 1.
    Open(usize),
}

fn front_matter(lines: &[&str]) -> Front {
    let Some(first) = lines.iter().position(|line| !line.trim().is_empty()) else { return Front::Missing };
    if lines[first].trim_end() != "---" {
        let is_head = lines[first].starts_with("schema:") || lines[first].starts_with("unit:");
        return if is_head { Front::Open(first + 1) } else { Front::Missing };
    }
    let is_fence = |line: &&str| matches!(line.trim_end(), "---" | "...");
    match lines[first + 1..].iter().position(is_fence) {
        Some(n) => Front::Between(first + 1, first + 1 + n),
        None => Front::Open(first + 1),
    }
}

/// A line and its number in the file, from 1.
type Line<'a> = (usize, &'a str);

fn numbered<'a>(lines: &[&'a str], start: usize) -> Vec<Line<'a>> {
    lines.iter().enumerate().skip(start).map(|(n, line)| (n + 1, *line)).collect()
}

struct Body<'a> {
    file: &'a str,
    reply: &'a mut Reply,
    at: &'a mut Vec<String>,
    problems: &'a mut Vec<Problem>,
}

impl Body<'_> {
    fn read(&mut self, lines: &[Line]) {
        let headings: Vec<usize> = (0..lines.len()).filter(|&n| heading(lines[n].1).is_some()).collect();
        let first = headings.first().copied().unwrap_or(lines.len());
        if headings.is_empty() && lines.iter().any(|line| item(line.1).is_some()) {
            self.list(lines);
            return;
        }
        if headings.is_empty() {
            self.prose(lines);
            return;
        }
        self.before_headings(&lines[..first]);
        let mut document = None;
        for (k, &start) in headings.iter().enumerate() {
            let end = headings.get(k + 1).copied().unwrap_or(lines.len());
            let Some((level, title)) = heading(lines[start].1) else { continue };
            let below = &lines[start + 1..end];
            let next_level =
                headings.get(k + 1).and_then(|&next| heading(lines[next].1)).map(|(level, _)| level);
            if below.iter().all(|line| line.1.trim().is_empty())
                && next_level.is_some_and(|next| next > level)
            {
                // A title over the points below it.
                document = names_document(title).then(|| title.to_owned());
                continue;
            }
            let place = (!title.is_empty()).then(|| title.to_owned());
            let around = ReplyComment { place, document: document.clone(), ..blank_comment(0, 0) };
            if self.several_points(lines[start], below, &around) {
                continue;
            }
            let comment = inherited(point(lines[start].0, below), &around);
            self.add(comment, below);
        }
    }

    /// What stands before the first heading: words of the reply, and items of a list that ask for something.
    fn before_headings(&mut self, lines: &[Line]) {
        let around = blank_comment(0, 0);
        for (is_item, range) in pieces(lines) {
            match is_item.then(|| block(&lines[range.clone()])).flatten() {
                Some((_, said)) if asks(&said) => self.item(&lines[range], &around),
                Some((_, said)) => add_words(self.reply, &said),
                None => self.loose(&lines[range], &around),
            }
        }
    }

    /// Makes each item of a list under a heading a point, where at least two of them ask for something; what stands
    /// before the list is about all of them. Tells whether it did.
    fn several_points(&mut self, heading: Line, lines: &[Line], around: &ReplyComment) -> bool {
        let pieces = pieces(lines);
        let items = pieces.iter().filter(|(is_item, _)| *is_item);
        let asking = items.filter_map(|(_, range)| block(&lines[range.clone()])).filter(|it| asks(&it.1));
        if asking.count() < 2 {
            return false;
        }
        let mut around = around.clone();
        for (at, (is_item, range)) in pieces.into_iter().enumerate() {
            let own = &lines[range];
            if is_item {
                self.item(own, &around);
            } else if at == 0 {
                let lead = inherited(point(heading.0, own), &around);
                let quote = lead.quote.clone();
                around =
                    ReplyComment { place: lead.place.clone(), document: lead.document.clone(), ..around };
                around.code.clone_from(&lead.code);
                let leads_up = lead.text.ends_with(':') || !words::asks(&lead.text);
                if !lead.proposals.is_empty() || !leads_up {
                    self.add(lead, own);
                } else if !lead.text.is_empty() {
                    add_words(self.reply, &lead.text);
                }
                around.quote = quote;
            } else {
                self.loose(own, &ReplyComment { quote: None, ..around.clone() });
            }
        }
        true
    }

    /// An item of a list as a point.
    fn item(&mut self, lines: &[Line], around: &ReplyComment) {
        let Some((number, first)) = lines.first().and_then(|line| Some((line.0, item(line.1)?))) else {
            return;
        };
        let mut own: Vec<Line> = vec![(number, first)];
        own.extend(lines[1..].iter().map(|(n, line)| (*n, unindented(line))));
        self.add(inherited(point(number, &own), around), lines);
    }

    /// A body without headings and list: the words of a state, or one point.
    fn prose(&mut self, lines: &[Line]) {
        let Some((start, said)) = block(lines) else { return };
        let asks = words::asks(&said);
        let is_state = matches!(self.reply.state, Some(State::Agree | State::NoComment | State::Declined));
        let says_state =
            matches!(self.reply.state, None | Some(State::Comments)) && words::pure_state(&said).is_some();
        if (is_state && !asks) || says_state || !self.reply.comments.is_empty() {
            add_words(self.reply, &said);
            return;
        }
        let comment = point(start, lines);
        if said.contains("\n\n") {
            let place = Place::line(self.file, start).at(format!("line {start}"));
            self.problems.push(Problem::new(codes::ONE_POINT, place));
        }
        self.add(comment, lines);
    }

    /// A body with a list: each item a point; what stands around it as [`Body::loose`] says.
    fn list(&mut self, lines: &[Line]) {
        let around = blank_comment(0, 0);
        for (is_item, range) in pieces(lines) {
            if is_item {
                self.item(&lines[range], &around);
            } else {
                self.loose(&lines[range], &around);
            }
        }
    }

    /// Paragraphs outside points: words of the reply, but a point where they ask for something and do not
    /// lead up to what follows.
    fn loose(&mut self, lines: &[Line], around: &ReplyComment) {
        for paragraph in lines.split(|line| line.1.trim().is_empty()) {
            let Some((start, said)) = block(paragraph) else { continue };
            if words::asks(&said) && !said.ends_with(':') {
                self.add(inherited(point(start, paragraph), around), paragraph);
            } else {
                add_words(self.reply, &said);
            }
        }
    }

    /// Adds a point; `lines` are those that it was read from.
    fn add(&mut self, mut comment: ReplyComment, lines: &[Line]) {
        // The limit is told of once, by the caller of all readers.
        if self.reply.comments.len() > limits::ROWS_MAX {
            return;
        }
        comment.index = self.reply.comments.len();
        let last = lines.iter().rfind(|line| !line.1.trim().is_empty()).map_or(comment.line, |line| line.0);
        let at = match last > comment.line {
            true => format!("lines {}-{last}", comment.line),
            false => format!("line {}", comment.line),
        };
        if comment.proposals.iter().any(|it| it.target.is_none()) {
            let place = Place::line(self.file, comment.line).at(&at);
            self.problems.push(Problem::new(codes::TARGET_MISSING, place));
        }
        without_target(&mut comment);
        self.at.push(at);
        self.reply.comments.push(comment);
    }
}

/// Whether a list item asks for something by its words or by an edit that can be read from it.
fn asks(said: &str) -> bool {
    words::asks(said) || !comments::proposals_in(&said.replace('\n', " ")).is_empty()
}

/// A point with the place, the document and the quotation of what stands around it, where it has none itself.
fn inherited(mut comment: ReplyComment, around: &ReplyComment) -> ReplyComment {
    let own_place = comment.place.is_some() || comment.code.is_some();
    if !own_place {
        comment.place.clone_from(&around.place);
        comment.code.clone_from(&around.code);
    }
    comment.document = comment.document.or_else(|| around.document.clone());
    comment.quote = comment.quote.or_else(|| around.quote.clone());
    comment
}

/// The items of lists at the left margin (`true`) and the lines between them, in order.
fn pieces(lines: &[Line]) -> Vec<(bool, Range<usize>)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let is_item = item(lines[at].1).is_some();
        let end = if is_item {
            item_end(lines, at + 1)
        } else {
            (at..lines.len()).find(|&n| item(lines[n].1).is_some()).unwrap_or(lines.len())
        };
        found.push((is_item, at..end));
        at = end;
    }
    found
}

/// New words without the words in whose place they go are no edit: they stay in the words of the point.
pub(super) fn without_target(comment: &mut ReplyComment) {
    let label = "Đề nghị sửa thành: ";
    for proposal in std::mem::take(&mut comment.proposals) {
        let words = proposal.text.clone().unwrap_or_default();
        if comment.text.trim().is_empty() {
            comment.text = format!("{label}{words}");
        } else if proposal.target.is_none() {
            comment.text = format!("{}\n\n{label}{words}", comment.text);
        }
        if proposal.target.is_some() {
            comment.proposals.push(proposal);
        }
    }
}

/// The lines of one point; `line` is where it begins.
fn point(line: usize, lines: &[Line]) -> ReplyComment {
    let mut comment = blank_comment(0, line);
    let mut text: Vec<String> = Vec::new();
    let mut new_words: Option<String> = None;
    let mut pending: Option<Field> = None;
    for paragraph in paragraphs(lines) {
        let (label, value) = match (pending.take(), &paragraph) {
            (Some(field), paragraph) => (Some(field), paragraph.words().to_owned()),
            (None, Paragraph::Quote(words)) if comment.quote.is_none() => (Some(Field::Quote), words.clone()),
            (None, Paragraph::Quote(words)) => (None, words.lines().map(|it| format!("> {it}\n")).collect()),
            (None, Paragraph::Labelled(field, words)) => (Some(*field), words.clone()),
            (None, Paragraph::Words(words)) => (None, words.clone()),
        };
        if let (Some(field), true) = (label, value.trim().is_empty()) {
            pending = Some(field);
            continue;
        }
        let value = value.trim_end().to_owned();
        let slot = match label {
            Some(Field::Document) => &mut comment.document,
            Some(Field::Place) => &mut comment.place,
            Some(Field::Code) => &mut comment.code,
            Some(Field::Quote) => &mut comment.quote,
            Some(Field::Reason) => &mut comment.reason,
            Some(Field::NewWords) => &mut new_words,
            Some(Field::Text | Field::Number) | None => {
                text.push(value);
                continue;
            }
        };
        let value = if matches!(label, Some(Field::Quote | Field::NewWords)) {
            unquoted(&value).to_owned()
        } else {
            value
        };
        *slot = Some(slot.take().map_or(value.clone(), |before| format!("{before}\n{value}")));
    }
    comment.text = text.join("\n\n");
    comment.proposals.extend(new_words.map(|words| replacement(comment.quote.as_deref(), words)));
    comment
}

/// The edit "these words instead of the quoted ones".
pub(super) fn replacement(quote: Option<&str>, words: String) -> ReplyProposal {
    ReplyProposal { op: Op::Replace, target: quote.map(str::to_owned), to: None, text: Some(words) }
}

enum Paragraph {
    Quote(String),
    Labelled(Field, String),
    Words(String),
}

impl Paragraph {
    fn words(&self) -> &str {
        match self {
            Self::Quote(words) | Self::Labelled(_, words) | Self::Words(words) => words,
        }
    }
}

/// Paragraphs: at blank lines, where a quotation begins or ends, and at every labelled line.
fn paragraphs(lines: &[Line]) -> Vec<Paragraph> {
    let mut found: Vec<Paragraph> = Vec::new();
    let mut open = false;
    for (_, line) in lines {
        let quoted = line.trim_start().strip_prefix('>').map(|rest| rest.strip_prefix(' ').unwrap_or(rest));
        if line.trim().is_empty() {
            open = false;
            continue;
        }
        let next = match (quoted, labelled(line)) {
            (Some(words), _) => Paragraph::Quote(words.trim_end().to_owned()),
            (None, Some((field, words))) => Paragraph::Labelled(field, words.to_owned()),
            (None, None) => Paragraph::Words(line.trim_end().to_owned()),
        };
        let last = found.last_mut().filter(|_| open);
        match (last, next) {
            (Some(Paragraph::Quote(before)), Paragraph::Quote(words))
            | (Some(Paragraph::Labelled(_, before) | Paragraph::Words(before)), Paragraph::Words(words)) => {
                if !before.is_empty() {
                    before.push('\n');
                }
                before.push_str(&words);
            }
            (_, next) => found.push(next),
        }
        open = true;
    }
    found
}

/// `Lý do: …`, also `**Lý do:** …`: the column and what follows.
fn labelled(line: &str) -> Option<(Field, &str)> {
    const LABEL_BYTES_MAX: usize = 60;
    let (label, value) = line.trim_start_matches([' ', '*', '_']).split_once(':')?;
    let field = (label.len() <= LABEL_BYTES_MAX).then(|| field(label))??;
    // Words of the point itself may begin "Mục: …" or "Ý kiến: …"; only what no sentence begins with is a label.
    let certain = !matches!(field, Field::Text | Field::Number);
    certain.then(|| (field, value.trim_start_matches(['*', '_']).trim()))
}

/// A heading's level and title: one to six `#` and a blank.
fn heading(line: &str) -> Option<(usize, &str)> {
    let rest = line.trim_start_matches('#');
    let level = line.len() - rest.len();
    let is_heading = (1..=6).contains(&level) && (rest.is_empty() || rest.starts_with([' ', '\t']));
    is_heading.then(|| (level, rest.trim().trim_end_matches('#').trim_end()))
}

/// The words of a list item at the left margin: `- …`, `+ …`, `* …`, `1. …`, `1) …`.
fn item(line: &str) -> Option<&str> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = match digits {
        0 => line.strip_prefix(['-', '+', '*', '–', '•'])?,
        1..=3 => line[digits..].strip_prefix(['.', ')'])?,
        _ => return None,
    };
    rest.starts_with([' ', '\t']).then(|| rest.trim_start())
}

/// Where an item ends: at the next one, or at a line at the left margin behind a blank line.
fn item_end(lines: &[Line], from: usize) -> usize {
    let mut after_blank = false;
    for (n, (_, line)) in lines.iter().enumerate().skip(from) {
        let is_blank = line.trim().is_empty();
        let at_margin = !line.starts_with([' ', '\t']);
        if item(line).is_some() || (!is_blank && at_margin && after_blank && labelled(line).is_none()) {
            return n;
        }
        after_blank = is_blank;
    }
    lines.len()
}

fn unindented(line: &str) -> &str {
    let blanks = line.bytes().take(4).take_while(|byte| *byte == b' ').count();
    line[blanks..].strip_prefix('\t').unwrap_or(&line[blanks..])
}

/// The words of some lines without blank ones around them, and the line where they begin.
fn block(lines: &[Line]) -> Option<(usize, String)> {
    let first = lines.iter().position(|line| !line.1.trim().is_empty())?;
    let last = lines.iter().rposition(|line| !line.1.trim().is_empty())?;
    let words: Vec<&str> = lines[first..=last].iter().map(|line| line.1.trim_end()).collect();
    Some((lines[first].0, words.join("\n")))
}

fn add_words(reply: &mut Reply, said: &str) {
    match &mut reply.words {
        Some(words) => {
            words.push_str("\n\n");
            words.push_str(said);
        }
        None => reply.words = Some(said.to_owned()),
    }
}

fn names_document(title: &str) -> bool {
    let key = plain(title).key;
    ["bao cao ", "du thao ", "nghi quyet", "chuong trinh "].iter().any(|start| key.starts_with(start))
}

/// Words without the quotation marks around all of them.
pub(super) fn unquoted(words: &str) -> &str {
    const PAIRS: &[(char, char)] = &[('“', '”'), ('"', '"'), ('«', '»'), ('‘', '’')];
    let inside = |(open, close): &(char, char)| {
        let inside = words.trim().strip_prefix(*open)?.strip_suffix(*close)?;
        (!inside.contains([*open, *close]) && !inside.trim().is_empty()).then_some(inside)
    };
    PAIRS.iter().find_map(inside).unwrap_or(words)
}
