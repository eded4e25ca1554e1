//! Word files seen from outside: a resolver of tracked changes of its own, lint of the markup, pandoc and LibreOffice.
//!
//! Nothing here knows how the program writes Word files. What a draft says is taken by pandoc from its Markdown.
#![allow(dead_code, unreachable_pub, reason = "each test program uses a part of this")]

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use unicode_normalization::UnicodeNormalization;
use vankien::archive::{UnzipLimits, XmlEvent, XmlLimits, XmlReader, unzip};

/// An element.
#[derive(Debug, Clone, Default)]
pub struct Node {
    pub name: String,
    pub attrs: BTreeMap<String, String>,
    pub children: Vec<Node>,
    /// Text right in it.
    pub text: String,
}

impl Node {
    pub fn child(&self, name: &str) -> Option<&Node> {
        self.children.iter().find(|it| it.name == name)
    }

    /// All elements below it and itself, in order.
    pub fn all<'a>(&'a self, found: &mut Vec<&'a Node>) {
        found.push(self);
        self.children.iter().for_each(|it| it.all(found));
    }
}

/// A part of a Word file as a tree; `None` where the file has no such part.
pub fn part(docx: &[u8], name: &str) -> Option<Node> {
    let files = unzip(docx, &UnzipLimits::OFFICE).unwrap();
    let (_, bytes) = files.into_iter().find(|(it, _)| it == name)?;
    let mut reader = XmlReader::new(&bytes, XmlLimits::OFFICE).unwrap();
    let mut open = vec![Node::default()];
    loop {
        match reader.next_event().unwrap_or_else(|error| panic!("{name}: {error}")) {
            XmlEvent::Start { name, attrs } => {
                open.push(Node { name, attrs: attrs.into_iter().collect(), ..Node::default() });
            }
            XmlEvent::End { .. } => {
                let done = open.pop().unwrap();
                open.last_mut().unwrap().children.push(done);
            }
            XmlEvent::Text(text) => open.last_mut().unwrap().text.push_str(&text),
            XmlEvent::Eof => return open.pop().unwrap().children.pop(),
        }
    }
}

/// Which changes are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    All,
    None,
}

impl Taken {
    fn gone(self) -> [&'static str; 2] {
        match self {
            Self::All => ["w:del", "w:moveFrom"],
            Self::None => ["w:ins", "w:moveTo"],
        }
    }
}

/// Paragraphs of a part when all changes are taken or none.
pub fn paragraphs(docx: &[u8], name: &str, taken: Taken) -> Vec<String> {
    let mut out = Vec::new();
    if let Some(root) = part(docx, name) {
        blocks(&root, taken, &mut out);
    }
    out
}

/// Block after block of one parent; text before an end that is gone runs on into the next paragraph.
fn blocks(parent: &Node, taken: Taken, out: &mut Vec<String>) {
    let mut carried = String::new();
    for child in &parent.children {
        match child.name.as_str() {
            "w:p" => {
                words(child, taken, &mut carried);
                let mark = child.child("w:pPr").and_then(|it| it.child("w:rPr"));
                let is_gone = mark.is_some_and(|mark| taken.gone().iter().any(|it| mark.child(it).is_some()));
                if !is_gone {
                    out.push(std::mem::take(&mut carried));
                }
            }
            "w:tr" => {
                let properties = child.child("w:trPr");
                let is_gone =
                    properties.is_some_and(|it| taken.gone().iter().any(|name| it.child(name).is_some()));
                if !is_gone {
                    blocks(child, taken, out);
                }
            }
            _ => {
                if !carried.is_empty() && matches!(child.name.as_str(), "w:tbl" | "w:sectPr") {
                    out.push(std::mem::take(&mut carried));
                }
                blocks(child, taken, out);
            }
        }
    }
    if !carried.is_empty() {
        out.push(carried);
    }
}

fn words(node: &Node, taken: Taken, out: &mut String) {
    for child in &node.children {
        match child.name.as_str() {
            "w:t" | "w:delText" => out.push_str(&child.text),
            "w:tab" | "w:br" => out.push(' '),
            "w:pPr" | "w:rPr" => (),
            name if taken.gone().contains(&name) => (),
            _ => words(child, taken, out),
        }
    }
}

/// What is wrong with the markup of changes.
pub fn faults(docx: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    let mut ids = BTreeSet::new();
    let mut names: [BTreeMap<String, usize>; 2] = Default::default();
    let mut ranges: [[BTreeSet<String>; 2]; 2] = Default::default();
    for name in ["word/document.xml", "word/footnotes.xml"] {
        let Some(root) = part(docx, name) else { continue };
        let mut nodes = Vec::new();
        root.all(&mut nodes);
        for node in nodes {
            let id = node.attrs.get("w:id").cloned();
            let is_change = matches!(
                node.name.as_str(),
                "w:ins"
                    | "w:del"
                    | "w:moveFrom"
                    | "w:moveTo"
                    | "w:rPrChange"
                    | "w:pPrChange"
                    | "w:bookmarkStart"
            ) || matches!(node.name.as_str(), "w:moveFromRangeStart" | "w:moveToRangeStart");
            if is_change && !id.clone().is_some_and(|id| ids.insert(id)) {
                found.push(format!("{name}: {} has no id of its own: {id:?}", node.name));
            }
            if is_change && node.name != "w:bookmarkStart" && !node.attrs.contains_key("w:author") {
                found.push(format!("{name}: {} without author", node.name));
            }
            for (at, way) in ["w:moveFrom", "w:moveTo"].into_iter().enumerate() {
                if node.name == format!("{way}RangeStart") {
                    *names[at].entry(node.attrs["w:name"].clone()).or_default() += 1;
                    ranges[at][0].extend(id.clone());
                }
                if node.name == format!("{way}RangeEnd") {
                    ranges[at][1].extend(id.clone());
                    if node.attrs.contains_key("w:name") {
                        found.push(format!("{way}RangeEnd with a name"));
                    }
                }
            }
            found.extend(misplaced(node).map(|it| format!("{name}: {it}")));
        }
    }
    if names[0].keys().ne(names[1].keys()) || names.iter().any(|it| it.values().any(|&n| n > 1)) {
        found.push(format!("names of moves do not pair: {names:?}"));
    }
    if ranges.iter().any(|[starts, ends]| starts != ends) {
        found.push(format!("ranges of moves do not pair: {ranges:?}"));
    }
    found
}

fn misplaced(node: &Node) -> Option<String> {
    let mut below = Vec::new();
    node.children.iter().for_each(|it| it.all(&mut below));
    let has = |name: &str| below.iter().any(|it| it.name == name);
    match node.name.as_str() {
        "w:del" if has("w:t") => Some("w:t in w:del".to_owned()),
        "w:ins" | "w:moveFrom" | "w:moveTo" if has("w:delText") => {
            Some(format!("w:delText in {}", node.name))
        }
        "w:ins" | "w:del" | "w:moveFrom" | "w:moveTo" if has("w:p") => Some(format!("w:p in {}", node.name)),
        "w:moveFrom" | "w:moveTo" if has("w:ins") || has("w:del") => Some("a change in a move".to_owned()),
        _ => None,
    }
}

/// What a draft says: paragraphs of the text, and of the footnotes in the order of their references.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    pub text: Vec<String>,
    pub notes: Vec<String>,
}

/// What pandoc reads in a draft's Markdown.
pub fn said(markdown: &str) -> Said {
    let body = without_front_matter(markdown);
    let format = "commonmark+pipe_tables+footnotes+attributes";
    let json = pandoc(&["-f", format, "-t", "json"], body.as_bytes());
    let json: Value = serde_json::from_slice(&json).unwrap();
    let mut said = Said::default();
    walk(&json["blocks"], &mut said.text, &mut said.notes);
    said
}

/// A Word file that pandoc makes of a draft's Markdown.
pub fn word_by_pandoc(markdown: &str, file: &Path) {
    let body = without_front_matter(markdown);
    let format = "commonmark+pipe_tables+footnotes+attributes";
    pandoc(&["-f", format, "-o", &file.display().to_string()], body.as_bytes());
}

/// What pandoc reads in a Word file; changes are taken or not.
pub fn said_in_word(docx: &[u8], taken: Taken) -> Said {
    let option = if taken == Taken::All { "--track-changes=accept" } else { "--track-changes=reject" };
    let json: Value = serde_json::from_slice(&pandoc(&["-f", "docx", option, "-t", "json"], docx)).unwrap();
    let mut said = Said::default();
    walk(&json["blocks"], &mut said.text, &mut said.notes);
    said
}

fn pandoc(arguments: &[&str], input: &[u8]) -> Vec<u8> {
    let mut child = Command::new("pandoc")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    let feed = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().unwrap();
    feed.join().unwrap().unwrap();
    assert!(output.status.success());
    output.stdout
}

fn without_front_matter(markdown: &str) -> String {
    let text = markdown.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    let mut lines = text.lines();
    if lines.next().is_some_and(|it| it.trim_end() == "---")
        && lines.clone().next().is_some_and(|it| !it.trim().is_empty())
        && lines.any(|it| matches!(it.trim_end(), "---" | "..."))
    {
        return lines.collect::<Vec<_>>().join("\n");
    }
    text
}

/// Paragraphs, headings, code and cells of pandoc's tree.
fn walk(value: &Value, text: &mut Vec<String>, notes: &mut Vec<String>) {
    match value {
        Value::Array(all) => all.iter().for_each(|it| walk(it, text, notes)),
        Value::Object(it) => {
            let content = &it.get("c").cloned().unwrap_or(Value::Null);
            match it.get("t").and_then(Value::as_str) {
                Some("Para" | "Plain") => text.push(inlines(content, notes)),
                Some("Header") => text.push(inlines(&content[2], notes)),
                Some("CodeBlock") => text.push(content[1].as_str().unwrap_or_default().to_owned()),
                Some("RawBlock") => {
                    // The program prints what stands in HTML; only comments are left out.
                    let words = content[1].as_str().unwrap_or_default();
                    if !words.trim_start().starts_with("<!--") {
                        text.push(words.to_owned());
                    }
                }
                _ => walk(content, text, notes),
            }
        }
        _ => (),
    }
}

fn inlines(value: &Value, notes: &mut Vec<String>) -> String {
    match value {
        Value::Array(all) => all.iter().map(|it| inlines(it, notes)).collect(),
        Value::Object(it) => {
            let content = &it.get("c").cloned().unwrap_or(Value::Null);
            match it.get("t").and_then(Value::as_str) {
                Some("Str") => content.as_str().unwrap_or_default().to_owned(),
                Some("Space" | "SoftBreak" | "LineBreak") => " ".to_owned(),
                Some("Code") => content[1].as_str().unwrap_or_default().to_owned(),
                Some("Note") => {
                    let mut nested = Vec::new();
                    walk(content, notes, &mut nested);
                    String::new()
                }
                Some("Link" | "Image" | "Span") => inlines(&content[1], notes),
                Some("Quoted") => inlines(&content[1], notes),
                Some("RawInline") => String::new(),
                _ => inlines(content, notes),
            }
        }
        _ => String::new(),
    }
}

/// Paragraphs with words, every run of blanks one space, letters composed: what two readers must agree on.
pub fn plain(paragraphs: &[String]) -> Vec<String> {
    let one = |it: &String| it.nfc().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ");
    paragraphs.iter().map(one).filter(|it| !it.is_empty()).collect()
}

/// Fails at the first paragraph that differs.
#[track_caller]
pub fn agree(found: &[String], wanted: &[String], context: &str) {
    let (found, wanted) = (plain(found), plain(wanted));
    if found != wanted {
        let at = found.iter().zip(&wanted).take_while(|(a, b)| a == b).count();
        let near = |it: &[String]| it[at..(at + 3).min(it.len())].join("\n    ");
        panic!("{context}\nparagraph {at}, found:\n    {}\nwanted:\n    {}", near(&found), near(&wanted));
    }
}

/// What LibreOffice shows of files, footnotes behind the text: `None` changes untouched, else all taken or none. One run for all.
pub fn libre_office(folder: &Path, jobs: &[(PathBuf, Option<Taken>)]) -> Vec<Vec<String>> {
    let outputs: Vec<PathBuf> = (0..jobs.len()).map(|at| folder.join(format!("lo-{at}.json"))).collect();
    let lines = jobs.iter().zip(&outputs).map(|((file, taken), out)| {
        let action = match taken {
            None => "",
            Some(Taken::All) => "AcceptAllTrackedChanges",
            Some(Taken::None) => "RejectAllTrackedChanges",
        };
        format!("{}|{action}|{}", file.display(), out.display())
    });
    let list = folder.join("lo-jobs.txt");
    fs::write(&list, lines.collect::<Vec<_>>().join("\n")).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/word/libreoffice.py");
    let done = Command::new("/usr/bin/python3").arg(script).arg(&list).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let read = |out: &PathBuf| serde_json::from_slice(&fs::read(out).unwrap()).unwrap();
    outputs.iter().map(read).collect()
}
