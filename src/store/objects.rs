//! git's objects as bytes: trees, commits and tags read and written without the library's own views.
//!
//! The library shows a commit's parents through `info/grafts` and `shallow`; promise 2 needs what is really
//! stored, so parents and trees are parsed here from the stored bytes. Writing is here so that the same data
//! gives the same object id on every machine. Pure. Source: git's documentation of object formats.

use super::error::StoreError;
use super::{BlobId, CommitId, CommitMeta};
use flate2::Compression;
use flate2::write::ZlibEncoder;
use git2::{ObjectType, Oid};
use std::collections::BTreeMap;
use std::io::Write;

/// Modes of tree entries.
pub(super) const MODE_TREE: u32 = 0o040_000;
pub(super) const MODE_FILE: u32 = 0o100_644;
pub(super) const MODE_LINK: u32 = 0o120_000;
pub(super) const MODE_MODULE: u32 = 0o160_000;

/// One line of a tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Node {
    pub(super) mode: u32,
    pub(super) id: Oid,
}

/// A tree by name. Names are UTF-8; others are refused, nothing of ours has them.
pub(super) type Tree = BTreeMap<String, Node>;

pub(super) fn parse_tree(id: Oid, bytes: &[u8]) -> Result<Tree, StoreError> {
    let corrupt = || StoreError::Corrupt(format!("tree {id}"));
    let mut tree = Tree::new();
    let mut rest = bytes;
    while !rest.is_empty() {
        let space = rest.iter().position(|&b| b == b' ').ok_or_else(corrupt)?;
        let mode =
            std::str::from_utf8(&rest[..space]).ok().and_then(|mode| u32::from_str_radix(mode, 8).ok());
        let name_end = rest[space..].iter().position(|&b| b == 0).ok_or_else(corrupt)? + space;
        let id_end = name_end + 1 + 20;
        let name = &rest[space + 1..name_end];
        let name = std::str::from_utf8(name)
            .map_err(|_| StoreError::BadPath(String::from_utf8_lossy(name).into_owned()))?;
        let id =
            Oid::from_bytes(rest.get(name_end + 1..id_end).ok_or_else(corrupt)?).map_err(|_| corrupt())?;
        tree.insert(name.to_owned(), Node { mode: mode.ok_or_else(corrupt)?, id });
        rest = &rest[id_end..];
    }
    Ok(tree)
}

pub(super) fn tree_bytes(tree: &Tree) -> Vec<u8> {
    let mut nodes: Vec<(&String, &Node)> = tree.iter().collect();
    // git sorts a folder as if its name ended in a slash.
    let key = |name: &str, node: &Node| {
        let mut key = name.as_bytes().to_vec();
        if node.mode == MODE_TREE {
            key.push(b'/');
        }
        key
    };
    nodes.sort_by_cached_key(|(name, node)| key(name, node));
    let mut bytes = Vec::new();
    for (name, node) in nodes {
        bytes.extend_from_slice(format!("{:o} {name}\0", node.mode).as_bytes());
        bytes.extend_from_slice(node.id.as_bytes());
    }
    bytes
}

/// An object as it stands in a file of its own.
pub(super) fn loose_bytes(kind: ObjectType, bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    // Fast rather than small, as git does.
    let mut deflated = ZlibEncoder::new(Vec::new(), Compression::fast());
    deflated.write_all(format!("{} {}\0", kind.str(), bytes.len()).as_bytes())?;
    deflated.write_all(bytes)?;
    deflated.finish()
}

/// A commit as stored.
#[derive(Debug, Clone)]
pub(super) struct RawCommit {
    pub(super) tree: Oid,
    pub(super) parents: Vec<Oid>,
    pub(super) author: String,
    pub(super) email: String,
    pub(super) seconds: i64,
    pub(super) offset_minutes: i32,
    pub(super) message: String,
}

pub(super) fn parse_commit(id: Oid, bytes: &[u8]) -> Result<RawCommit, StoreError> {
    let corrupt = || StoreError::Corrupt(format!("commit {id}"));
    let text = String::from_utf8_lossy(bytes);
    let (header, message) = text.split_once("\n\n").unwrap_or((&text, ""));
    let (mut tree, mut parents, mut author) = (None, Vec::new(), None);
    for line in header.lines() {
        match line.split_once(' ') {
            Some(("tree", hex)) if tree.is_none() => tree = Oid::from_str(hex).ok(),
            Some(("parent", hex)) => parents.push(Oid::from_str(hex).map_err(|_| corrupt())?),
            Some(("author", signature)) if author.is_none() => author = Some(parse_signature(signature)),
            _ => (),
        }
    }
    let (author, email, seconds, offset_minutes) = author.ok_or_else(corrupt)?;
    let message = message.to_owned();
    Ok(RawCommit {
        tree: tree.ok_or_else(corrupt)?,
        parents,
        author,
        email,
        seconds,
        offset_minutes,
        message,
    })
}

/// `Name <mail> 1582000000 +0700`, as far as it is one.
fn parse_signature(signature: &str) -> (String, String, i64, i32) {
    let (who, when) = signature.rsplit_once('>').unwrap_or((signature, ""));
    let (name, email) = who.split_once('<').unwrap_or((who, ""));
    let mut when = when.split_whitespace();
    let seconds = when.next().and_then(|seconds| seconds.parse().ok()).unwrap_or_default();
    let zone: i32 = when.next().and_then(|zone| zone.parse().ok()).unwrap_or_default();
    (name.trim().to_owned(), email.to_owned(), seconds, zone / 100 * 60 + zone % 100)
}

/// `Name <mail> seconds zone` without what would break the line.
pub(super) fn signature(meta: &CommitMeta) -> String {
    let clean = |text: &str| {
        let text: String = text.chars().filter(|c| !c.is_control() && !matches!(c, '<' | '>')).collect();
        text.trim_matches(|c: char| c.is_whitespace() || ".,:;\"'\\".contains(c)).to_owned()
    };
    let name = clean(&meta.author);
    let name = if name.is_empty() { "-" } else { name.as_str() };
    let (sign, minutes) =
        if meta.offset_minutes < 0 { ('-', -meta.offset_minutes) } else { ('+', meta.offset_minutes) };
    // git refuses times before 1970.
    let seconds = meta.seconds.max(0);
    format!("{name} <{}> {seconds} {sign}{:02}{:02}", clean(&meta.email), minutes / 60 % 100, minutes % 60)
}

/// The bytes of a commit: a subject of one line, then trailers of one line each.
pub(super) fn commit_bytes(
    meta: &CommitMeta,
    tree: Oid,
    parents: &[CommitId],
    subject: &str,
    trailers: &[(String, String)],
) -> Vec<u8> {
    let who = signature(meta);
    let mut text = format!("tree {tree}\n");
    for parent in parents {
        text.push_str(&format!("parent {parent}\n"));
    }
    text.push_str(&format!("author {who}\ncommitter {who}\n\n{}\n", one_line(subject)));
    if !trailers.is_empty() {
        text.push('\n');
    }
    for (key, value) in trailers {
        text.push_str(&format!("{}: {}\n", one_line(key), one_line(value)));
    }
    text.into_bytes()
}

/// The bytes of an annotated tag on `commit`, made by who made the commit, when it was made.
pub(super) fn tag_bytes(name: &str, message: &str, commit: Oid, raw: &RawCommit) -> Vec<u8> {
    let meta = CommitMeta {
        seconds: raw.seconds,
        offset_minutes: raw.offset_minutes,
        author: raw.author.clone(),
        email: raw.email.clone(),
        command: String::new(),
    };
    let message = message.replace('\0', "");
    let message = message.trim_end();
    format!("object {commit}\ntype commit\ntag {name}\ntagger {}\n\n{message}\n", signature(&meta))
        .into_bytes()
}

/// The commit that a tag object points to.
pub(super) fn tag_target(bytes: &[u8]) -> Option<Oid> {
    let text = std::str::from_utf8(bytes).ok()?;
    let hex = text.strip_prefix("object ")?.split_once('\n')?.0;
    Oid::from_str(hex).ok()
}

/// Subject and trailers of a commit message; trailers are the `Key: value` lines of its last paragraph.
pub(super) fn subject_and_trailers(message: &str) -> (String, Vec<(String, String)>) {
    let subject = message.lines().next().unwrap_or_default().to_owned();
    let last = message.trim_end().rsplit_once("\n\n").map(|(_, last)| last).unwrap_or_default();
    let trailers = last.lines().filter_map(|line| {
        let (key, value) = line.split_once(": ")?;
        let is_key = !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        is_key.then(|| (key.to_owned(), value.to_owned()))
    });
    (subject, trailers.collect())
}

/// The id that a file of these bytes has.
pub(super) fn blob_id(bytes: &[u8]) -> Result<BlobId, StoreError> {
    let id = Oid::hash_object(git2::ObjectType::Blob, bytes);
    id.map(BlobId).map_err(|source| StoreError::git("blob", source))
}

fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_control()).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meta(author: &str) -> CommitMeta {
        CommitMeta {
            seconds: 1_582_000_000,
            offset_minutes: 420,
            author: author.into(),
            email: "a@x".into(),
            command: String::new(),
        }
    }

    #[test]
    fn signatures_survive_hostile_names() {
        for (author, expected) in [
            ("Trần Văn A", "Trần Văn A <a@x> 1582000000 +0700"),
            ("A <b>\n1 +0000", "A b1 +0000 <a@x> 1582000000 +0700"),
            ("", "- <a@x> 1582000000 +0700"),
        ] {
            assert_eq!(signature(&meta(author)), expected);
        }
        let west = CommitMeta { offset_minutes: -210, seconds: -5, ..meta("A") };
        assert_eq!(signature(&west), "A <a@x> 0 -0330");
        assert_eq!(parse_signature("A b <a@x> 0 -0330"), ("A b".into(), "a@x".into(), 0, -210));
    }

    #[test]
    fn a_commit_reads_back() {
        let tree = Oid::hash_object(git2::ObjectType::Tree, b"").unwrap();
        let trailers = vec![("Round".to_owned(), "1".to_owned()), ("Unit".to_owned(), "x\n03".to_owned())];
        let bytes = commit_bytes(&meta("A"), tree, &[CommitId(tree)], "Chốt đợt 1\nx", &trailers);
        let raw = parse_commit(tree, &bytes).unwrap();
        assert_eq!((raw.tree, raw.parents.as_slice(), raw.offset_minutes), (tree, &[tree][..], 420));
        let (subject, trailers) = subject_and_trailers(&raw.message);
        assert_eq!(subject, "Chốt đợt 1 x");
        assert_eq!(trailers, [("Round".to_owned(), "1".to_owned()), ("Unit".to_owned(), "x 03".to_owned())]);
        assert_eq!(subject_and_trailers("one line: only"), ("one line: only".into(), vec![]));
    }

    #[test]
    fn trees_sort_as_git_does() {
        let id = Oid::hash_object(git2::ObjectType::Blob, b"").unwrap();
        let node = |mode| Node { mode, id };
        let tree: Tree = [("a", node(MODE_TREE)), ("a.b", node(MODE_FILE)), ("a0", node(MODE_FILE))]
            .map(|(n, v)| (n.to_owned(), v))
            .into();
        let bytes = tree_bytes(&tree);
        let at = |name: &[u8]| bytes.windows(name.len()).position(|w| w == name).unwrap();
        assert!(at(b" a.b\0") < at(b" a\0") && at(b" a\0") < at(b" a0\0"));
        assert_eq!(parse_tree(id, &bytes).unwrap(), tree);
        assert!(parse_tree(id, b"100644 a\0short").is_err());
    }
}
