//! The parts of a Word file that are read, found by what leads to them, not by their names.
//!
//! Nothing outside the file is opened: a part that is said to stand elsewhere is no part.

use super::tree::Node;
use crate::archive::{UnzipLimits, unzip_wanted};
use crate::messages::Message;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// The parts of a file that are read.
pub(super) struct File {
    pub(super) document: Node,
    pub(super) styles: Option<Rc<Node>>,
    pub(super) numbering: Option<Node>,
    /// Footnotes, endnotes.
    pub(super) notes: [Option<Node>; 2],
    pub(super) comments: Option<Node>,
    /// Which comment answers which.
    pub(super) extended: Option<Node>,
    /// Headers and footers.
    pub(super) margins: Vec<Node>,
    pub(super) properties: BTreeMap<String, String>,
    /// Who made the file, and when, as it says.
    pub(super) made: Option<[String; 2]>,
    /// Targets of links by relationship id, of the text and of footnotes.
    pub(super) links: [BTreeMap<String, String>; 2],
}

type Entries = Vec<(String, Vec<u8>)>;

/// A relationship inside the file: its id, kind and target.
struct Relation {
    id: String,
    kind: String,
    target: String,
    is_outside: bool,
}

impl File {
    /// Opens a file; the failure says what is wrong with it.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, Message> {
        let entries = unzip_wanted(bytes, &UnzipLimits::OFFICE, may_be_read);
        let entries = entries.map_err(|error| error.message())?;
        let roots = relations(&entries, "_rels/.rels", "")?;
        let target = |all: &[Relation], kind: &str| {
            all.iter().find(|it| it.kind == kind && !it.is_outside).map(|it| it.target.clone())
        };
        let main = target(&roots, "officeDocument").unwrap_or_else(|| "word/document.xml".to_owned());
        let document = part(&entries, &main)?;
        let document = document.filter(|it| it.name == "w:document" && it.child("w:body").is_some());
        let (folder, name) = main.rsplit_once('/').unwrap_or(("", &main));
        let own = relations(&entries, &rels_of(folder, name), folder)?;
        let read = |kind: &str| -> Result<Option<Node>, Message> {
            let by_name = || format!("{folder}/{kind}.xml").trim_start_matches('/').to_owned();
            part(&entries, &target(&own, kind).unwrap_or_else(by_name))
        };
        let mut margins = Vec::new();
        for it in own.iter().filter(|it| matches!(it.kind.as_str(), "header" | "footer") && !it.is_outside) {
            margins.extend(part(&entries, &it.target)?);
        }
        let notes_name = target(&own, "footnotes").unwrap_or_else(|| format!("{folder}/footnotes.xml"));
        let notes_name = notes_name.rsplit('/').next().unwrap_or_default();
        let of_notes = relations(&entries, &rels_of(folder, notes_name), folder)?;
        let custom = target(&roots, "custom-properties").or_else(|| target(&roots, "customProperties"));
        let custom = part(&entries, &custom.unwrap_or_else(|| "docProps/custom.xml".to_owned()))?;
        let core = target(&roots, "core-properties").unwrap_or_else(|| "docProps/core.xml".to_owned());
        // What it says of itself is no reason to refuse a file.
        let core = part(&entries, &core).ok().flatten();
        Ok(Self {
            document: document.ok_or_else(|| Message::new("word-no-body"))?,
            styles: styles(
                &entries,
                &target(&own, "styles").unwrap_or_else(|| format!("{folder}/styles.xml")),
            )?,
            numbering: read("numbering")?,
            notes: [read("footnotes")?, read("endnotes")?],
            comments: read("comments")?,
            extended: read("commentsExtended")?,
            margins,
            properties: properties(custom.as_ref()),
            made: made(core.as_ref()),
            links: [links(&own), links(&of_notes)],
        })
    }
}

/// Whether a part may be one of those that are read. Pictures, fonts, themes and a second copy of the styles, which
/// Word keeps for older versions of itself, are most of a short letter.
fn may_be_read(name: &str) -> bool {
    const IDLE: &[&str] =
        &["styleswitheffects.xml", "fonttable.xml", "settings.xml", "websettings.xml", "app.xml"];
    let name = name.to_ascii_lowercase();
    let (folder, base) = name.rsplit_once('/').unwrap_or(("", &name));
    [".xml", ".rels", ".psmdcp"].iter().any(|end| base.ends_with(end))
        && !IDLE.contains(&base)
        && !folder.ends_with("theme")
}

fn rels_of(folder: &str, name: &str) -> String {
    format!("{folder}/_rels/{name}.rels").trim_start_matches('/').to_owned()
}

fn part(entries: &Entries, name: &str) -> Result<Option<Node>, Message> {
    part_without(entries, name, |_| false)
}

/// The styles but those of tables, which are most of them in files of some programs and say nothing about words.
///
/// Units that write with the same program send the same styles, many times as long as their letters: those of the last
/// file are kept, and read again only where a byte differs.
fn styles(entries: &Entries, name: &str) -> Result<Option<Rc<Node>>, Message> {
    thread_local! {
        static LAST: RefCell<Option<(Vec<u8>, Rc<Node>)>> = const { RefCell::new(None) };
    }
    let name = name.trim_start_matches('/');
    let bytes = entry(entries, name);
    let same = |last: &Option<(Vec<u8>, Rc<Node>)>| {
        last.as_ref().filter(|(known, _)| bytes == Some(known)).map(|(_, styles)| Rc::clone(styles))
    };
    if let Some(styles) = LAST.with_borrow(same) {
        return Ok(Some(styles));
    }
    let styles = part_without(entries, name, |node| match node.name.as_str() {
        "w:style" => node.attr("w:type") == Some("table"),
        "w:latentStyles" => true,
        _ => false,
    })?;
    let styles = styles.map(Rc::new);
    if let (Some(bytes), Some(styles)) = (bytes, &styles) {
        LAST.set(Some((bytes.clone(), Rc::clone(styles))));
    }
    Ok(styles)
}

fn entry<'a>(entries: &'a Entries, name: &str) -> Option<&'a Vec<u8>> {
    entries.iter().find(|(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, bytes)| bytes)
}

fn part_without(
    entries: &Entries,
    name: &str,
    is_idle: impl Fn(&Node) -> bool,
) -> Result<Option<Node>, Message> {
    let read = |bytes: &Vec<u8>| {
        Node::read(bytes, is_idle).map_err(|error| {
            Message::new("word-part-broken").with("part", name).with("reason", error.message())
        })
    };
    entry(entries, name).map(read).transpose()
}

/// The relationships that stand in a part; targets are names of entries.
fn relations(entries: &Entries, name: &str, folder: &str) -> Result<Vec<Relation>, Message> {
    let root = part(entries, name)?;
    let all = root.iter().flat_map(|it| &it.children).filter(|it| it.name == "Relationship");
    let all = all.filter_map(|it| {
        let target = it.attr("Target")?;
        let is_outside = it.attr("TargetMode") == Some("External");
        Some(Relation {
            id: it.attr("Id")?.to_owned(),
            kind: it.attr("Type")?.rsplit('/').next()?.to_owned(),
            target: if is_outside { target.to_owned() } else { resolved(folder, target) },
            is_outside,
        })
    });
    Ok(all.collect())
}

/// The name of an entry from the folder that a target starts in.
fn resolved(folder: &str, target: &str) -> String {
    let whole = match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None => format!("{folder}/{target}"),
    };
    let mut parts: Vec<&str> = Vec::new();
    for part in whole.split('/') {
        match part {
            "" | "." => (),
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn links(relations: &[Relation]) -> BTreeMap<String, String> {
    let links = relations.iter().filter(|it| it.kind == "hyperlink" && it.is_outside);
    links.map(|it| (it.id.clone(), it.target.clone())).collect()
}

fn made(core: Option<&Node>) -> Option<[String; 2]> {
    let value = |name: &str| {
        let found = core?.children.iter().find(|it| it.name.rsplit(':').next() == Some(name))?;
        Some(found.text.trim().to_owned()).filter(|it| !it.is_empty())
    };
    Some([value("creator")?, value("created")?])
}

/// The properties that lead a file back to its draft.
fn properties(part: Option<&Node>) -> BTreeMap<String, String> {
    let all = part.into_iter().flat_map(|part| &part.children).filter(|it| it.name == "property");
    let all = all.filter_map(|it| {
        let name = it.attr("name")?.strip_prefix("vankien.")?;
        Some((name.to_owned(), it.children.first()?.text.clone()))
    });
    all.collect()
}
