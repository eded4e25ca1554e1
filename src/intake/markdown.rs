//! A reply in Markdown: a head in YAML, then one heading for each point, its words, what it quotes and what it asks.
//!
//! Below `## <place>`: paragraphs are the words, a `>` block is the quote, lines such as `Văn kiện: …` and
//! `Đề nghị sửa thành: …` are fields. Without headings every item of a list is a point; plain paragraphs are one
//! point, or the words around it. Read line by line; nothing of it is rendered.

use super::codes::{EMPTY_POINT, NO_FRONT, OPEN_FRONT};
use super::{Points, blank, nothing, point};
use crate::comments::{self, Op, Reply, ReplyComment, ReplyProposal, State};
use crate::problem::{Place, Problem, Reading};
use crate::text;

pub(super) fn read(text: &str, name: &str) -> Reading<Option<Points>> {
    let lines: Vec<&str> = text.lines().collect();
    let start = lines.iter().position(|line| !line.trim().is_empty()).unwrap_or(0);
    let mut problems = Vec::new();
    let (mut reply, body) = if lines.get(start).is_some_and(|line| line.trim_end() == "---") {
        let close = lines.iter().skip(start + 1).position(|line| matches!(line.trim_end(), "---" | "..."));
        let Some(close) = close.map(|at| at + start + 1) else {
            return nothing(Problem::new(OPEN_FRONT, Place::line(name, start + 1)));
        };
        let reading = comments::read_reply(&lines[start + 1..close].join("\n"), name, start + 1);
        problems.extend(reading.problems);
        match reading.value {
            Some(reply) => (reply, close + 1),
            None => return Reading { value: None, problems },
        }
    } else {
        problems.push(Problem::new(NO_FRONT, Place::line(name, 1)));
        (blank(), start)
    };
    let at = fill(&mut reply, &lines, body, name, &mut problems);
    Reading { value: Some(Points { reply, at }), problems }
}

/// Puts the body's points and words into the reply; gives where the points stand.
fn fill(
    reply: &mut Reply,
    lines: &[&str],
    body: usize,
    name: &str,
    problems: &mut Vec<Problem>,
) -> Vec<Place> {
    let mut at: Vec<Place> = Vec::new();
    for it in &reply.comments {
        at.push(Place::line(name, it.line).at(format!("comments[{}], line {}", it.index + 1, it.line)));
    }
    let mut words: Vec<&str> = Vec::new();
    let mut points: Vec<ReplyComment> = Vec::new();
    let headings: Vec<usize> = (body..lines.len()).filter(|line| heading(lines[*line]).is_some()).collect();
    if headings.is_empty() {
        listed(&lines[body.min(lines.len())..], body, &mut points, &mut words);
    } else {
        words.extend(&lines[body..headings[0]]);
        for (index, start) in headings.iter().enumerate() {
            let end = headings.get(index + 1).copied().unwrap_or(lines.len());
            let place = heading(lines[*start]).unwrap_or_default();
            let mut found = Body::read(&lines[*start + 1..end]).into_point(start + 1);
            found.place = Some(place.to_owned()).filter(|place| !place.is_empty());
            if found.text.is_empty() && found.proposals.is_empty() {
                let problem = Problem::new(EMPTY_POINT, Place::line(name, start + 1));
                problems.push(problem.with("place", place));
                continue;
            }
            points.push(found);
        }
    }
    let loose = words.join("\n").trim().to_owned();
    let says_nothing_else = points.is_empty() && reply.comments.is_empty();
    let settled = matches!(reply.state, Some(State::Agree | State::NoComment | State::Declined));
    let is_point =
        if settled { comments::asks_for_change(&loose) } else { !comments::is_pure_agreement(&loose) };
    if says_nothing_else && !loose.is_empty() && is_point {
        let line = (body..lines.len()).find(|line| !lines[*line].trim().is_empty()).unwrap_or(body) + 1;
        let parts: Vec<&str> = loose.lines().collect();
        points.push(Body::read(&parts).into_point(line));
    } else if !loose.is_empty() {
        let before = reply.words.take().map(|before| format!("{before}\n")).unwrap_or_default();
        reply.words = Some(format!("{before}{loose}"));
    }
    for mut it in points {
        it.index = reply.comments.len();
        at.push(Place::line(name, it.line).at(format!("line {}", it.line)));
        reply.comments.push(it);
    }
    at
}

/// The words of an ATX heading.
fn heading(line: &str) -> Option<&str> {
    let marks = line.bytes().take_while(|byte| *byte == b'#').count();
    let rest = line.get(marks..)?;
    let is_heading = (1..=6).contains(&marks) && (rest.is_empty() || rest.starts_with([' ', '\t']));
    is_heading.then(|| rest.trim().trim_end_matches('#').trim_end())
}

/// The items of a top list as points; what stands around it as words.
fn listed<'a>(lines: &[&'a str], offset: usize, points: &mut Vec<ReplyComment>, words: &mut Vec<&'a str>) {
    let mut at = 0;
    while at < lines.len() {
        let Some(first) = item(lines[at]) else {
            words.push(lines[at]);
            at += 1;
            continue;
        };
        let start = at;
        let mut own = vec![first];
        at += 1;
        while at < lines.len() && item(lines[at]).is_none() {
            let blank = lines[at].trim().is_empty();
            let goes_on = if blank {
                lines[at + 1..]
                    .iter()
                    .find(|line| !line.trim().is_empty())
                    .is_some_and(|line| line.starts_with([' ', '\t']))
            } else {
                true
            };
            if !goes_on {
                break;
            }
            own.push(lines[at].trim());
            at += 1;
        }
        let found = Body::read(&own).into_point(offset + start + 1);
        if !found.text.is_empty() || !found.proposals.is_empty() {
            points.push(found);
        }
    }
}

/// The words of a top list item.
fn item(line: &str) -> Option<&str> {
    if let Some(rest) = ["- ", "* ", "+ "].iter().find_map(|mark| line.strip_prefix(mark)) {
        return Some(rest.trim());
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = line.get(digits..)?;
    let numbered = (1..=3).contains(&digits) && (rest.starts_with(". ") || rest.starts_with(") "));
    numbered.then(|| rest[2..].trim())
}

/// A field of a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Document,
    Proposal,
    Reason,
    Quote,
    Code,
    Place,
    Reserved,
    Text,
}

/// What stands below a heading, cut into fields.
#[derive(Default)]
struct Body {
    text: Vec<String>,
    quote: Vec<String>,
    document: Option<String>,
    proposal: Vec<String>,
    reason: Vec<String>,
    code: Option<String>,
    place: Option<String>,
    reserved: bool,
}

impl Body {
    fn read(lines: &[&str]) -> Self {
        let mut body = Self::default();
        let mut field = Field::Text;
        for line in lines {
            if line.trim().is_empty() {
                // Only the words go on behind an empty line.
                field = Field::Text;
                body.text.push(String::new());
            } else if let Some(quoted) = line.trim_start().strip_prefix('>') {
                body.quote.push(quoted.trim().to_owned());
            } else if let Some((named, value)) = field_of(line) {
                field = named;
                body.put(named, value);
            } else {
                body.put(field, line);
            }
        }
        body
    }

    fn put(&mut self, field: Field, value: &str) {
        let first = || Some(value.trim().to_owned()).filter(|value| !value.is_empty());
        match field {
            Field::Text => self.text.push(value.trim_end().to_owned()),
            Field::Quote => self.quote.push(value.trim().to_owned()),
            Field::Proposal => self.proposal.push(value.trim().to_owned()),
            Field::Reason => self.reason.push(value.trim().to_owned()),
            Field::Document => self.document = self.document.take().or_else(first),
            Field::Code => self.code = self.code.take().or_else(first),
            Field::Place => self.place = self.place.take().or_else(first),
            Field::Reserved => {
                self.reserved = !matches!(text::plain(value).key.trim(), "khong" | "no" | "false")
            }
        }
    }

    fn into_point(self, line: usize) -> ReplyComment {
        let joined = |lines: &[String], between: &str| {
            let all: Vec<&str> = lines.iter().map(String::as_str).filter(|line| !line.is_empty()).collect();
            Some(all.join(between)).filter(|words| !words.is_empty())
        };
        let mut found = point(self.text.join("\n").trim(), 0, line);
        found.quote = joined(&self.quote, " ");
        found.reason = joined(&self.reason, "\n");
        found.document = self.document;
        found.code = self.code;
        found.place = self.place;
        found.reserved = self.reserved;
        if let Some(words) = joined(&self.proposal, "\n") {
            asked(&mut found, &words);
        }
        found
    }
}

/// "Đề nghị sửa thành": the quote, or the block of a slip's code, becomes these words; without either they stay words
/// of the comment, since nobody says what they replace.
pub(super) fn asked(point: &mut ReplyComment, words: &str) {
    let target = point.quote.clone();
    if target.is_some() || point.code.is_some() {
        point.proposals.push(ReplyProposal {
            op: Op::Replace,
            target,
            to: None,
            text: Some(words.to_owned()),
        });
    } else {
        let before = if point.text.is_empty() { String::new() } else { format!("{}\n", point.text) };
        point.text = format!("{before}{ASKED}: {words}");
    }
}

/// The field's name as the slip prints it.
const ASKED: &str = "Đề nghị sửa thành";

/// `Văn kiện: Báo cáo kiểm điểm`, also in bold.
fn field_of(line: &str) -> Option<(Field, &str)> {
    let (key, value) = line.split_once(':')?;
    let field = match text::plain(key.trim_matches(['*', '_', ' '])).key.as_str() {
        "van kien" | "tai lieu" => Field::Document,
        "de nghi sua thanh" | "sua thanh" | "de nghi sua lai thanh" => Field::Proposal,
        "ly do" => Field::Reason,
        "trich nguyen van" | "nguyen van" | "trich" => Field::Quote,
        "ma" | "ma doan" => Field::Code,
        "vi tri" => Field::Place,
        "bao luu" => Field::Reserved,
        "noi dung gop y" | "noi dung" | "gop y" => Field::Text,
        _ => return None,
    };
    Some((field, value.trim_matches(['*', ' '])))
}
