//! Tracked changes: where they stand, and the tree with all of them taken or none.
//!
//! A paragraph whose end goes runs on into the next one, and takes that one's properties with it.

use super::Changes;
use super::tree::Node;

/// What tells of a change, and whether it stands only before.
const TEXT: [(&str, bool); 4] =
    [("w:ins", false), ("w:del", true), ("w:moveFrom", true), ("w:moveTo", false)];

/// A tracked change that is still open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Open {
    /// `inserted`, `deleted`, `moved`, `looks`.
    pub(super) kind: &'static str,
    pub(super) paragraph: usize,
    pub(super) author: String,
    /// Day, month and year as Vietnamese write them; empty where the file says none.
    pub(super) date: String,
    pub(super) words: String,
}

/// The changes of a part, in order, those of looks alone included; neighbours of one hand are one.
pub(super) fn open(body: &Node) -> Vec<Open> {
    let mut found = Vec::new();
    list(body, &mut 0, &mut found);
    let mut joined: Vec<Open> = Vec::new();
    for it in found {
        let same = |last: &Open| {
            (last.kind, last.paragraph, &last.author, &last.date)
                == (it.kind, it.paragraph, &it.author, &it.date)
        };
        match joined.last_mut().filter(|last| same(last)) {
            Some(last) => last.words.push_str(&it.words),
            None => joined.push(it),
        }
    }
    joined
}

fn list(node: &Node, paragraph: &mut usize, found: &mut Vec<Open>) {
    for child in &node.children {
        *paragraph += usize::from(child.name == "w:p");
        let is_looks = child.name.starts_with("w:") && child.name.ends_with("Change");
        let kind = match child.name.as_str() {
            "w:ins" | "w:cellIns" => Some("inserted"),
            "w:del" | "w:cellDel" => Some("deleted"),
            "w:moveFrom" | "w:moveTo" => Some("moved"),
            "w:cellMerge" => Some("looks"),
            _ => is_looks.then_some("looks"),
        };
        if let Some(kind) = kind {
            found.push(Open {
                kind,
                paragraph: *paragraph,
                author: child.attr("w:author").unwrap_or_default().trim().to_owned(),
                date: date(child.attr("w:date").unwrap_or_default()),
                words: if is_looks { String::new() } else { child.words() },
            });
        }
        if !is_looks {
            list(child, paragraph, found);
        }
    }
}

/// `2020-05-01T08:00:00Z` as `01/05/2020`.
fn date(written: &str) -> String {
    let day = written.split('T').next().unwrap_or_default();
    match day.split('-').collect::<Vec<_>>().as_slice() {
        [year, month, day] => format!("{day}/{month}/{year}"),
        _ => String::new(),
    }
}

/// Takes all changes of a tree, or none.
pub(super) fn resolve(node: &mut Node, changes: Changes) {
    let goes = |before: bool| before == (changes == Changes::Accept);
    let mut out: Vec<Node> = Vec::new();
    let mut runs_on: Option<Node> = None;
    for mut child in std::mem::take(&mut node.children) {
        if let Some((_, before)) = TEXT.iter().find(|(name, _)| *name == child.name) {
            if !goes(*before) {
                resolve(&mut child, changes);
                out.append(&mut child.children);
            }
            continue;
        }
        if child.name == "w:tr" && marked(&child, "w:trPr").is_some_and(goes) {
            continue;
        }
        if child.name == "w:tc" && cell(&child).is_some_and(goes) {
            continue;
        }
        if child.name.starts_with("w:") && child.name.ends_with("Change") {
            continue;
        }
        if changes == Changes::Reject && matches!(child.name.as_str(), "w:rPr" | "w:pPr") {
            before(&mut child);
        }
        let ends =
            child.name != "w:p" || !child.at(&["w:pPr"]).and_then(|it| marked(it, "w:rPr")).is_some_and(goes);
        resolve(&mut child, changes);
        if child.name == "w:p" {
            if let Some(first) = runs_on.take() {
                let at = usize::from(child.child("w:pPr").is_some());
                let words = first.children.into_iter().filter(|it| it.name != "w:pPr");
                child.children.splice(at..at, words);
            }
            if !ends {
                runs_on = Some(child);
                continue;
            }
        } else if matches!(child.name.as_str(), "w:tbl" | "w:sectPr")
            && let Some(first) = runs_on.take()
        {
            out.extend(Some(first).filter(|it| !it.words().is_empty()));
        }
        out.push(child);
    }
    out.extend(runs_on.filter(|it| !it.words().is_empty()));
    // A table whose rows are all gone is gone.
    out.retain(|it| it.name != "w:tbl" || it.has(&|node| node.name == "w:tr"));
    node.children = out;
}

/// Takes the changes that this program wrote into a file of its own, such as the marked copy that goes out with a
/// draft: by the hand and at the time that the file itself was made. Those of others stay open.
pub(super) fn accept_own(node: &mut Node, made: &[String; 2]) {
    const HIDDEN: &str = "open:";
    fn hide(node: &mut Node, made: &[String; 2]) {
        let is_change = TEXT.iter().any(|(name, _)| *name == node.name)
            || matches!(node.name.as_str(), "w:cellIns" | "w:cellDel");
        let by = |name: &str, value: &String| node.attr(name) == Some(value.as_str());
        if is_change && !(by("w:author", &made[0]) && by("w:date", &made[1])) {
            node.name.insert_str(0, HIDDEN);
        }
        node.children.iter_mut().for_each(|child| hide(child, made));
    }
    fn show(node: &mut Node) {
        if let Some(name) = node.name.strip_prefix(HIDDEN) {
            node.name = name.to_owned();
        }
        node.children.iter_mut().for_each(show);
    }
    hide(node, made);
    resolve(node, Changes::Accept);
    show(node);
}

/// Whether a cell is tracked: `true` for what stands only before.
fn cell(node: &Node) -> Option<bool> {
    let properties = node.child("w:tcPr")?;
    if properties.child("w:cellIns").is_some() {
        return Some(false);
    }
    properties.child("w:cellDel").map(|_| true)
}

/// Whether the end of a paragraph or a row is tracked: `true` for what stands only before.
fn marked(node: &Node, properties: &str) -> Option<bool> {
    let properties = node.child(properties)?;
    TEXT.iter().find(|(name, _)| properties.child(name).is_some()).map(|(_, before)| *before)
}

/// Puts back how something looked before.
fn before(properties: &mut Node) {
    let name = if properties.name == "w:rPr" { "w:rPrChange" } else { "w:pPrChange" };
    let Some(was) = properties.child(name).and_then(|it| it.child(&properties.name)).cloned() else { return };
    let mark = properties.child("w:rPr").cloned().filter(|_| properties.name == "w:pPr");
    properties.children = was.children;
    properties.children.extend(mark);
}
