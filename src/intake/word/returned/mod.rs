//! The circulated draft as a unit returned it: with comments beside the text, with tracked changes in it, or both.
//!
//! Every comment is a point: what it is put to, in the words that were circulated, is its quotation; answers to it in the
//! same thread are put behind its words. Every changed sentence, and every paragraph that was put in, taken out or moved,
//! is a point with the edit as its proposal; what it says is written out, for the unit wrote only the edit. The untouched
//! text of the draft is nobody's opinion. A file of this program says which document and round it is of and the code of
//! every block. Comments and changes that this program put there are none of the unit (`changes::accept_own`).

mod edits;
mod walk;

use super::package::File;
use super::styles::Styles;
use super::tree::Node;
use crate::comments::{CommentId, Op, ReplyComment, ReplyProposal};
use crate::intake::{Parts, blank_comment, blank_reply, letter};
use std::collections::{BTreeMap, BTreeSet};
use walk::{Para, Side, Walked};

/// The number that this program gives to its first comment.
const OWN_FIRST: u64 = 1_000_000;

/// Whether a file has comments of a unit, or tracked changes of words.
pub(super) fn has_remarks(file: &File) -> bool {
    let is_change = |node: &Node| matches!(node.name.as_str(), "w:ins" | "w:del" | "w:moveFrom" | "w:moveTo");
    threads(file).iter().any(|it| !it.words.is_empty())
        || file.document.has(&is_change)
        || file.notes.iter().flatten().any(|it| it.has(&is_change))
}

/// Reads a returned draft.
pub(super) fn read(file: &File) -> Parts {
    let styles = Styles::read(file.styles.as_deref());
    let walked = walk::walk(file, &styles);
    let own = file.properties.get("document").cloned();
    let document = own.clone().or_else(|| {
        let top: Vec<String> = walked.paras.iter().take(40).map(Para::before).collect();
        letter::title_document(&top.join("\n"))
    });
    let mut points: Vec<(usize, String, ReplyComment)> = remarks(file, &walked);
    points.extend(changes(&walked));
    points.sort_by_key(|(nth, _, _)| *nth);
    let mut reply = blank_reply();
    reply.round = file.properties.get("round").and_then(|it| it.parse().ok());
    let mut at = Vec::new();
    for (index, (nth, place, mut comment)) in points.into_iter().enumerate() {
        comment.index = index;
        comment.document.clone_from(&document);
        comment.code = walked.paras.get(nth).and_then(|it| it.code.clone()).filter(|_| own.is_some());
        at.push(place);
        reply.comments.push(comment);
    }
    Parts { reply: Some(reply), at, frozen: None, problems: Vec::new() }
}

/// A comment with the answers to it.
struct Thread {
    id: String,
    words: Vec<String>,
}

/// The comments of a file by threads, without those that this program wrote.
fn threads(file: &File) -> Vec<Thread> {
    let all: Vec<&Node> =
        file.comments.iter().flat_map(|it| &it.children).filter(|it| it.name == "w:comment").collect();
    let parents = parents(file.extended.as_ref());
    let last_id = |it: &Node| {
        let paras = it.children.iter().filter(|child| child.name == "w:p");
        paras.filter_map(|child| child.attr("w14:paraId")).next_back().map(str::to_ascii_uppercase)
    };
    let by_para: BTreeMap<String, &str> =
        all.iter().filter_map(|it| Some((last_id(it)?, it.attr("w:id")?))).collect();
    let mut found: Vec<Thread> = Vec::new();
    for it in all {
        let Some(id) = it.attr("w:id") else { continue };
        let words = words_of(it);
        let is_own = file.properties.contains_key("document") && is_own(id, &words);
        let parent = last_id(it).and_then(|para| root(&para, &parents, &by_para));
        let thread = match found.iter().position(|thread| Some(thread.id.as_str()) == parent) {
            Some(at) => at,
            None => {
                found.push(Thread { id: id.to_owned(), words: Vec::new() });
                found.len() - 1
            }
        };
        if !is_own && !words.trim().is_empty() {
            found[thread].words.push(words);
        }
    }
    found
}

/// Whether this program wrote a comment: by its number, or by the comment's id that it begins with.
fn is_own(id: &str, words: &str) -> bool {
    let first = words.split([' ', ':', '\n']).next().unwrap_or_default();
    id.parse::<u64>().is_ok_and(|id| id >= OWN_FIRST) || CommentId::parse(first).is_some()
}

/// The paragraph that another one answers.
fn parents(extended: Option<&Node>) -> BTreeMap<String, String> {
    let all = extended.into_iter().flat_map(|it| &it.children);
    let pair = |it: &Node| {
        let key = |name: &str| it.attr(name).map(str::to_ascii_uppercase);
        Some((key("w15:paraId")?, key("w15:paraIdParent")?))
    };
    all.filter_map(pair).collect()
}

/// The comment that a thread begins with.
fn root<'a>(
    para: &str,
    parents: &BTreeMap<String, String>,
    by_para: &BTreeMap<String, &'a str>,
) -> Option<&'a str> {
    let mut at = parents.get(para)?;
    let mut seen = BTreeSet::new();
    while let Some(above) = parents.get(at) {
        if !seen.insert(at) {
            return None;
        }
        at = above;
    }
    by_para.get(at).copied()
}

fn words_of(comment: &Node) -> String {
    let paras: Vec<String> = comment
        .children
        .iter()
        .filter(|it| it.name == "w:p")
        .map(|it| it.words().trim().to_owned())
        .collect();
    paras.join("\n").trim().to_owned()
}

/// The unit's comments as points.
fn remarks(file: &File, walked: &Walked) -> Vec<(usize, String, ReplyComment)> {
    let mut found = Vec::new();
    for (nth, thread) in threads(file).into_iter().enumerate() {
        if thread.words.is_empty() {
            continue;
        }
        let mut comment = blank_comment(0, 0);
        comment.text = thread.words.join("\n— ");
        let anchor = walked.anchors.get(&thread.id);
        let para = anchor.map_or(0, |it| it.from.0);
        if let Some(anchor) = anchor {
            comment.quote = Some(quote(walked, anchor)).filter(|it| !it.is_empty());
        }
        let at = walked.paras.get(para).map_or("", |it| it.at.as_str());
        let at = if anchor.is_none() {
            format!("comment {}", nth + 1)
        } else {
            format!("{at}, comment {}", nth + 1)
        };
        found.push((para, at, comment));
    }
    found
}

/// What a comment is put to, as it stood before; the whole paragraph where that is nothing or a word or two.
fn quote(walked: &Walked, anchor: &walk::Anchor) -> String {
    const FEW_WORDS: usize = 3;
    let Some(para) = walked.paras.get(anchor.from.0) else { return String::new() };
    let before = para.before();
    let end = if anchor.to.0 == anchor.from.0 { anchor.to.1 } else { before.len() };
    let words = before.get(anchor.from.1..end.max(anchor.from.1)).unwrap_or_default().trim();
    if words.split_whitespace().count() > FEW_WORDS || words == before.trim() {
        return words.to_owned();
    }
    // A word alone says no place; its sentence does.
    let near = letter::sentences(&before).into_iter().find(|it| anchor.from.1 < it.end && !words.is_empty());
    let near = near.map_or(before.as_str(), |span| &before[span]);
    near.trim().to_owned()
}

/// What was changed, as points.
fn changes(walked: &Walked) -> Vec<(usize, String, ReplyComment)> {
    let mut found = Vec::new();
    let mut moved: Vec<(usize, String)> = Vec::new();
    let mut put: Vec<Put> = Vec::new();
    let mut at = 0;
    while at < walked.paras.len() {
        let end = group_end(&walked.paras, at);
        let group = &walked.paras[at..end];
        match group {
            [row, ..] if row.row.is_some_and(|(_, side)| side != Side::Both) => {
                row_change(at, group, &mut found)
            }
            [one]
                if one.end == Side::Both
                    || one.before().trim().is_empty() == one.after().trim().is_empty() =>
            {
                let edits = edits::of_paragraph(one);
                found.extend(edits.into_iter().map(|edit| (at, one.at.clone(), amended(&edit))));
            }
            _ => lines(walked, at, group, &mut found, &mut moved, &mut put),
        }
        at = end;
    }
    pair_moves(walked, &moved, put, &mut found);
    found
}

/// A paragraph that was put in: behind which it stands, its words.
struct Put {
    nth: usize,
    behind: Option<usize>,
    words: String,
}

/// Where a group of paragraphs ends that changes of their ends hold together; a row that came or went is one.
fn group_end(paras: &[Para], from: usize) -> usize {
    if let Some((row, side)) = paras[from].row.filter(|(_, side)| *side != Side::Both) {
        let same = |it: &&Para| it.row == Some((row, side));
        return from + paras[from..].iter().take_while(same).count();
    }
    let held = paras[from..].iter().take_while(|it| it.end != Side::Both).count();
    (from + held + 1).min(paras.len())
}

/// A row of a table that came or went.
fn row_change(at: usize, group: &[Para], found: &mut Vec<(usize, String, ReplyComment)>) {
    let Some(first) = group.first() else { return };
    let came = first.row.is_some_and(|(_, side)| side == Side::After);
    let words = |it: &Para| if came { it.after() } else { it.before() };
    let cells: Vec<String> = group.iter().map(|it| words(it).trim().to_owned()).collect();
    let cells = cells.join(" | ");
    let mut comment = blank_comment(0, 0);
    comment.text = format!("{} \"{cells}\".", if came { "Thêm hàng" } else { "Bỏ hàng" });
    comment.quote = (!came).then(|| group.iter().map(Para::before).find(|it| it.trim().len() > 3)).flatten();
    found.push((at, first.at.clone(), comment));
}

/// Paragraphs whose number changed: those that are the same on both sides stay, others were amended, came or went.
fn lines(
    walked: &Walked,
    at: usize,
    group: &[Para],
    found: &mut Vec<(usize, String, ReplyComment)>,
    moved: &mut Vec<(usize, String)>,
    put: &mut Vec<Put>,
) {
    let before = side_lines(group, Side::After);
    let after = side_lines(group, Side::Before);
    let same = |(one, other): &(&(usize, String), &(usize, String))| one.1.trim() == other.1.trim();
    let n_head = before.iter().zip(&after).take_while(same).count();
    let (rest, other) = (&before[n_head..], &after[n_head..]);
    let n_tail = rest.iter().rev().zip(other.iter().rev()).take_while(same).count();
    let (gone, come) = (&rest[..rest.len() - n_tail], &other[..other.len() - n_tail]);
    let full = |all: &[(usize, String)]| -> Vec<(usize, String)> {
        all.iter().filter(|(_, text)| !text.trim().is_empty()).cloned().collect()
    };
    let (gone, come) = (full(gone), full(come));
    let place = |nth: usize| walked.paras[at + nth].at.clone();
    match (gone.as_slice(), come.as_slice()) {
        ([], come) => {
            let above = before[..n_head].iter().rev().find(|(_, text)| !text.trim().is_empty());
            let behind = above.map(|(nth, _)| at + nth).or_else(|| above_of(walked, at));
            put.extend(come.iter().map(|(nth, text)| Put { nth: at + nth, behind, words: text.clone() }));
        }
        (gone, []) => moved.extend(gone.iter().map(|(nth, text)| (at + nth, text.trim().to_owned()))),
        ([(nth, one)], [(_, other)]) => {
            found
                .extend(edits::between(one, other).iter().map(|edit| (at + nth, place(*nth), amended(edit))));
        }
        (gone, come) => {
            let (nth, first) = &gone[0];
            let shown = |all: &[(usize, String)]| {
                all.iter().map(|(_, text)| format!("\"{}\"", text.trim())).collect::<Vec<_>>().join("\n")
            };
            let mut comment = blank_comment(0, 0);
            comment.quote = Some(first.trim().to_owned());
            comment.text = format!("Viết lại {}\nthành\n{}", shown(gone), shown(come));
            found.push((at + nth, place(*nth), comment));
        }
    }
}

/// The lines of a group on one side: the index of the paragraph that each begins in, and its words.
fn side_lines(group: &[Para], without: Side) -> Vec<(usize, String)> {
    let mut found: Vec<(usize, String)> = Vec::new();
    let mut open: Option<(usize, String)> = None;
    for (nth, it) in group.iter().enumerate() {
        let words = if without == Side::After { it.before() } else { it.after() };
        let line = open.get_or_insert_with(|| (nth, String::new()));
        if line.1.is_empty() {
            line.0 = nth;
        }
        line.1.push_str(&words);
        if it.end != without {
            found.extend(open.take());
        }
    }
    found.extend(open);
    found
}

/// The last paragraph with words above one.
fn above_of(walked: &Walked, at: usize) -> Option<usize> {
    walked.paras[..at].iter().rposition(|it| !it.before().trim().is_empty())
}

/// What went and came again elsewhere was moved; the rest went, or came.
fn pair_moves(
    walked: &Walked,
    gone: &[(usize, String)],
    mut put: Vec<Put>,
    found: &mut Vec<(usize, String, ReplyComment)>,
) {
    for (nth, words) in gone {
        let mut comment = blank_comment(0, 0);
        comment.quote = Some(words.clone());
        let proposal = |op, to: Option<String>| ReplyProposal { op, target: None, to, text: None };
        match put.iter().position(|it| it.words.trim() == words) {
            Some(at) => {
                let it = put.swap_remove(at);
                let behind = it.behind.map(|nth| &walked.paras[nth]);
                let near = behind.map(|it| it.before().trim().to_owned());
                comment.text = match &near {
                    Some(near) => format!("Chuyển đoạn \"{words}\" xuống sau đoạn \"{}\".", excerpt(near)),
                    None => format!("Chuyển đoạn \"{words}\" lên đầu."),
                };
                let to = behind.and_then(|it| it.code.clone()).or(near);
                comment.proposals.push(proposal(Op::Move, to));
            }
            None => {
                comment.text = format!("Bỏ cả đoạn \"{words}\".");
                comment.proposals.push(proposal(Op::Delete, None));
            }
        }
        found.push((*nth, walked.paras[*nth].at.clone(), comment));
    }
    put.sort_by_key(|it| it.nth);
    // Paragraphs that were put in one behind another are one point.
    let mut joined: Vec<Put> = Vec::new();
    for it in put {
        match joined.last_mut().filter(|last| last.behind == it.behind) {
            Some(last) => last.words = format!("{}\n\n{}", last.words.trim(), it.words.trim()),
            None => joined.push(it),
        }
    }
    for it in joined {
        let words = it.words.trim().to_owned();
        let mut comment = blank_comment(0, 0);
        let near = it.behind.map(|nth| walked.paras[nth].before().trim().to_owned());
        comment.text = match &near {
            Some(near) => format!("Thêm đoạn mới sau đoạn \"{}\":\n\"{words}\"", excerpt(near)),
            None => format!("Thêm đoạn mới ở đầu:\n\"{words}\""),
        };
        if near.is_some() {
            let proposal = ReplyProposal { op: Op::InsertAfter, target: None, to: None, text: Some(words) };
            comment.proposals.push(proposal);
        }
        comment.quote = near;
        let place = walked.paras[it.nth].at.clone();
        found.push((it.behind.unwrap_or(it.nth), place, comment));
    }
}

/// A changed sentence as a point.
fn amended(edit: &edits::Edit) -> ReplyComment {
    let mut comment = blank_comment(0, 0);
    let new = edit.text.as_deref().unwrap_or_default();
    let target = &edit.target;
    comment.text = match edit.op {
        Op::Delete => format!("Bỏ \"{target}\"."),
        Op::InsertAfter => format!("Thêm \"{new}\" sau \"{target}\"."),
        Op::InsertBefore => format!("Thêm \"{new}\" trước \"{target}\"."),
        Op::Replace | Op::Move => format!("Sửa \"{target}\" thành \"{new}\"."),
    };
    comment.quote = Some(edit.sentence.clone());
    comment.proposals.push(edit.proposal());
    comment
}

/// The first words of a paragraph.
fn excerpt(words: &str) -> String {
    const EXCERPT_CHARS: usize = 80;
    if words.chars().count() <= EXCERPT_CHARS {
        return words.to_owned();
    }
    words.chars().take(EXCERPT_CHARS).chain(['…']).collect()
}
