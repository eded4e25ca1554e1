//! A part of a Word file as a tree, within limits.
//!
//! Names are told by their namespace, not by the prefix that a file happens to use: what belongs to Word is `w:…`, in
//! the transitional and in the strict form, whatever its prefix; names of namespaces that are not read begin with `?:`.
//! The tree is as deep as the XML door allows, so walking it by recursion is safe. Linear.

use crate::archive::{XmlError, XmlEvent, XmlLimits, XmlReader};

/// Elements of one part at most.
const NODES_MAX: usize = 3_000_000;

/// Namespaces that are read, and the prefix that stands for each here.
const NAMESPACES: &[(&str, &str)] = &[
    ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "w"),
    ("http://purl.oclc.org/ooxml/wordprocessingml/main", "w"),
    ("http://schemas.openxmlformats.org/officeDocument/2006/relationships", "r"),
    ("http://purl.oclc.org/ooxml/officeDocument/relationships", "r"),
    ("http://schemas.openxmlformats.org/officeDocument/2006/math", "m"),
    ("http://purl.oclc.org/ooxml/officeDocument/math", "m"),
    ("http://schemas.openxmlformats.org/markup-compatibility/2006", "mc"),
    ("http://schemas.openxmlformats.org/package/2006/relationships", ""),
    ("http://schemas.openxmlformats.org/officeDocument/2006/custom-properties", ""),
    ("http://purl.oclc.org/ooxml/officeDocument/customProperties", ""),
    ("http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes", "vt"),
    ("http://schemas.microsoft.com/office/word/2010/wordml", "w14"),
    ("http://schemas.microsoft.com/office/word/2012/wordml", "w15"),
    ("urn:schemas-microsoft-com:vml", "v"),
    ("urn:schemas-microsoft-com:office:office", "o"),
    ("http://www.w3.org/XML/1998/namespace", "xml"),
];

/// An element.
#[derive(Debug, Clone, Default)]
pub(super) struct Node {
    pub(super) name: String,
    attrs: Vec<(String, String)>,
    pub(super) children: Vec<Node>,
    /// Its text, where it has nothing else.
    pub(super) text: String,
}

/// The prefixes that are declared, each with the depth of its element; the innermost last.
#[derive(Debug, Default)]
struct Scope(Vec<(usize, String, &'static str)>);

impl Scope {
    fn declare(&mut self, depth: usize, attrs: &[(String, String)]) {
        for (key, value) in attrs {
            let prefix = match key.strip_prefix("xmlns") {
                Some("") => "",
                Some(rest) if rest.starts_with(':') => &rest[1..],
                _ => continue,
            };
            let known = NAMESPACES.iter().find(|(uri, _)| uri == value).map_or("?", |(_, name)| name);
            self.0.push((depth, prefix.to_owned(), known));
        }
    }

    fn leave(&mut self, depth: usize) {
        while self.0.pop_if(|(declared, _, _)| *declared >= depth).is_some() {}
    }

    /// A name as it is told here; one that is written so stays itself.
    fn name(&self, written: String, is_attribute: bool) -> String {
        let (prefix, local) = written.split_once(':').unwrap_or(("", &written));
        if prefix.is_empty() && is_attribute {
            return written;
        }
        let found = self.0.iter().rev().find(|(_, known, _)| known == prefix).map(|(_, _, name)| *name);
        match found.unwrap_or(if prefix.is_empty() { "" } else { "?" }) {
            name if name == prefix => written,
            "" => local.to_owned(),
            name => [name, ":", local].concat(),
        }
    }
}

impl Node {
    /// Reads a part without the elements that nobody asks for, told as they begin.
    pub(super) fn read(bytes: &[u8], is_idle: impl Fn(&Self) -> bool) -> Result<Self, XmlError> {
        let mut reader = XmlReader::new(bytes, XmlLimits::OFFICE)?;
        let mut open = vec![Self::default()];
        let mut scope = Scope::default();
        let mut n_nodes = 0;
        loop {
            match reader.next_event()? {
                XmlEvent::Start { name, attrs } => {
                    n_nodes += 1;
                    if n_nodes > NODES_MAX {
                        return Err(XmlError::TooMuch);
                    }
                    scope.declare(open.len(), &attrs);
                    let is_name = |(key, _): &(String, String)| !key.starts_with("xmlns");
                    let attrs = attrs.into_iter().filter(is_name);
                    let attrs = attrs.map(|(key, value)| (scope.name(key, true), value)).collect();
                    let node = Self { name: scope.name(name, false), attrs, ..Self::default() };
                    if is_idle(&node) {
                        reader.skip()?;
                        scope.leave(open.len());
                    } else {
                        open.push(node);
                    }
                }
                XmlEvent::Text(text) => {
                    if let Some(node) = open.last_mut() {
                        node.text.push_str(&text);
                    }
                }
                XmlEvent::End { .. } => {
                    if let Some(node) = open.pop()
                        && let Some(parent) = open.last_mut()
                    {
                        parent.children.push(node);
                    }
                    scope.leave(open.len());
                }
                XmlEvent::Eof => return Ok(open.swap_remove(0).children.pop().unwrap_or_default()),
            }
        }
    }

    pub(super) fn attr(&self, name: &str) -> Option<&str> {
        self.attrs.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// `w:val`.
    pub(super) fn val(&self) -> Option<&str> {
        self.attr("w:val")
    }

    pub(super) fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    /// The element at the end of a path of names.
    pub(super) fn at(&self, path: &[&str]) -> Option<&Self> {
        path.iter().try_fold(self, |node, name| node.child(name))
    }

    /// `w:val` of the element at the end of a path.
    pub(super) fn val_at(&self, path: &[&str]) -> Option<&str> {
        self.at(path)?.val()
    }

    /// A switch such as `w:b`: on where it stands and does not say otherwise.
    pub(super) fn switch(&self, name: &str) -> Option<bool> {
        let child = self.child(name)?;
        Some(!matches!(child.val(), Some("0" | "false" | "off" | "none")))
    }

    /// Whether it or something inside is what is looked for.
    pub(super) fn has(&self, is: &impl Fn(&Self) -> bool) -> bool {
        is(self) || self.children.iter().any(|child| child.has(is))
    }

    /// All text inside, for showing where something stands.
    pub(super) fn words(&self) -> String {
        let mut words = String::new();
        self.add_words(&mut words);
        words
    }

    fn add_words(&self, words: &mut String) {
        match self.name.as_str() {
            "w:t" | "w:delText" => words.push_str(&self.text),
            "mc:Fallback" => return,
            "w:p" if !words.is_empty() => words.push(' '),
            _ => (),
        }
        for child in &self.children {
            child.add_words(words);
        }
    }
}
