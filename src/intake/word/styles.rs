//! The styles of a Word file: names, levels of headings, lists, looks, letters; each from the style that it is based on.

use super::tree::Node;
use std::collections::BTreeMap;

/// A style of paragraphs or letters.
#[derive(Debug, Default, Clone)]
struct Style {
    name: String,
    based_on: Option<String>,
    outline: Option<usize>,
    list: (Option<String>, Option<usize>),
    face: Face,
}

/// What is said of how letters look; nothing where nothing is said.
#[derive(Debug, Default, Clone)]
pub(super) struct Face {
    pub(super) bold: Option<bool>,
    pub(super) italic: Option<bool>,
    pub(super) font: Option<String>,
    /// Half points.
    pub(super) size: Option<u32>,
}

impl Face {
    /// What run properties say.
    pub(super) fn read(properties: Option<&Node>) -> Self {
        let Some(node) = properties else { return Self::default() };
        let fonts = node.child("w:rFonts");
        let font = fonts.and_then(|it| it.attr("w:ascii").or_else(|| it.attr("w:hAnsi")));
        Self {
            bold: node.switch("w:b"),
            italic: node.switch("w:i"),
            font: font.map(str::to_owned),
            size: node.val_at(&["w:sz"]).and_then(|it| it.parse().ok()),
        }
    }

    /// The same, with what `below` says where this says nothing.
    pub(super) fn over(self, below: &Self) -> Self {
        Self {
            bold: self.bold.or(below.bold),
            italic: self.italic.or(below.italic),
            font: self.font.or_else(|| below.font.clone()),
            size: self.size.or(below.size),
        }
    }
}

/// The styles of a file by id.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: BTreeMap<String, Style>,
    /// The style of paragraphs that name none.
    default: Option<String>,
    /// What holds where no style says otherwise.
    document: Face,
}

/// How many styles one can be based on in a row.
const CHAIN_MAX: usize = 20;

impl Styles {
    pub(super) fn read(part: Option<&Node>) -> Self {
        let mut styles = Self {
            document: Face::read(part.and_then(|it| it.at(&["w:docDefaults", "w:rPrDefault", "w:rPr"]))),
            ..Self::default()
        };
        for it in part.into_iter().flat_map(|part| &part.children).filter(|it| it.name == "w:style") {
            let number = |path: &[&str]| it.val_at(path).and_then(|it| it.parse().ok());
            let Some(id) = it.attr("w:styleId") else { continue };
            let style = Style {
                name: it.val_at(&["w:name"]).unwrap_or_default().trim().to_lowercase(),
                based_on: it.val_at(&["w:basedOn"]).map(str::to_owned),
                outline: number(&["w:pPr", "w:outlineLvl"]),
                list: (
                    it.val_at(&["w:pPr", "w:numPr", "w:numId"]).map(str::to_owned),
                    number(&["w:pPr", "w:numPr", "w:ilvl"]),
                ),
                face: Face::read(it.child("w:rPr")),
            };
            let is_default = matches!(it.attr("w:default"), Some("1" | "true" | "on"));
            if is_default && it.attr("w:type") == Some("paragraph") {
                styles.default = Some(id.to_owned());
            }
            styles.by_id.insert(id.to_owned(), style);
        }
        styles
    }

    /// The style of a paragraph.
    pub(super) fn of(&self, paragraph: &Node) -> String {
        let named = paragraph.val_at(&["w:pPr", "w:pStyle"]).map(str::to_owned);
        named.or_else(|| self.default.clone()).unwrap_or_default()
    }

    /// The name of a style in small letters.
    pub(super) fn name<'a>(&'a self, id: &'a str) -> &'a str {
        self.by_id.get(id).map_or(id, |it| it.name.as_str())
    }

    fn found<T>(&self, id: &str, of: impl Fn(&Style) -> Option<T>) -> Option<T> {
        let mut at = self.by_id.get(id)?;
        for _ in 0..CHAIN_MAX {
            if let Some(value) = of(at) {
                return Some(value);
            }
            at = self.by_id.get(at.based_on.as_ref()?)?;
        }
        None
    }

    /// Level of a heading, from 1, by the style's name or outline level.
    pub(super) fn heading(&self, id: &str) -> Option<usize> {
        let by_name = |style: &Style| {
            let name = style.name.as_str();
            let rest =
                ["heading ", "đầu đề ", "tiêu đề ", "mục "].iter().find_map(|it| name.strip_prefix(it))?;
            rest.trim().parse::<usize>().ok().filter(|level| (1..=9).contains(level))
        };
        let level = self.found(id, |it| by_name(it).or_else(|| Some(it.outline? + 1)))?;
        (level <= 9).then(|| level.min(6))
    }

    /// Numbering and level that a style brings.
    pub(super) fn list(&self, id: &str) -> (Option<String>, Option<usize>) {
        (self.found(id, |it| it.list.0.clone()), self.found(id, |it| it.list.1))
    }

    /// How a style's letters look.
    pub(super) fn face(&self, id: &str) -> Face {
        Face {
            bold: self.found(id, |it| it.face.bold),
            italic: self.found(id, |it| it.face.italic),
            font: self.found(id, |it| it.face.font.clone()),
            size: self.found(id, |it| it.face.size),
        }
    }

    /// How the letters of a paragraph of this style look where nothing else is said.
    pub(super) fn whole_face(&self, id: &str) -> Face {
        self.face(id).over(&self.document)
    }
}
