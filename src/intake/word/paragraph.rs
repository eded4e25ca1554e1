//! What stands in one paragraph: its runs as words with looks, breaks and notes; what cannot be carried is named.

use super::blocks::Writer;
use super::inline::{Look, Piece, excerpt, joined, plain};
use super::styles::Face;
use super::tree::Node;
use crate::comments::CommentId;
use crate::document::BlockCode;
use crate::intake::codes;

/// A paragraph as it was read.
#[derive(Debug, Default)]
pub(super) struct Read {
    pub(super) pieces: Vec<Piece>,
    /// Labels of the footnotes that were written behind its block.
    pub(super) followed_by: Vec<String>,
    order: Vec<(usize, String)>,
    /// Size of its largest letters, in half points.
    pub(super) size: Option<u32>,
    /// Whether a line across stands in it.
    pub(super) has_rule: bool,
    /// Fields that are open: whether what follows is shown.
    fields: Vec<bool>,
    /// The block's code by its bookmark.
    code: Option<String>,
    /// The label that the next note has by its bookmark.
    label: Option<String>,
    struck: String,
    lost_raised: bool,
    hidden: String,
    /// Old words and what they mean.
    old: Vec<[String; 2]>,
    old_font: String,
}

/// How a paragraph's style makes its letters look.
#[derive(Debug, Clone, Default)]
pub(super) struct Base {
    pub(super) face: Face,
    /// Whether that is no emphasis of its words, as in a heading.
    pub(super) is_plain: bool,
}

impl Writer<'_> {
    /// What stands in a paragraph; no pieces where there is nothing.
    pub(super) fn read(&mut self, node: &Node, base: &Base) -> Read {
        let words = node.words();
        let mut read = Read::default();
        if !words.trim().is_empty() {
            self.near = excerpt(words.trim());
        }
        self.runs(node, base, None, &mut read);
        read.pieces = joined(std::mem::take(&mut read.pieces));
        without_last_breaks(&mut read.pieces);
        read.order.sort();
        read.followed_by = read.order.drain(..).map(|(_, label)| label).collect();
        if self.own && self.note.is_none() {
            self.without_code(&mut read);
        }
        self.tell(&mut read);
        let is_empty = plain(&read.pieces).trim().is_empty()
            && !read.pieces.iter().any(|it| matches!(it, Piece::Note(_)));
        if is_empty {
            read.pieces.clear();
        }
        read
    }

    /// Takes a printed block code off.
    fn without_code(&mut self, read: &mut Read) {
        let Some(Piece::Words { text, .. }) = read.pieces.first_mut() else { return };
        let Some((printed, rest)) = text.strip_prefix('[').and_then(|rest| rest.split_once("] ")) else {
            return;
        };
        let is_code = read.code.as_deref() == Some(printed);
        self.shows_codes |= is_code;
        if is_code || (self.shows_codes && BlockCode::parse(printed).is_some()) {
            *text = rest.to_owned();
            read.pieces = joined(std::mem::take(&mut read.pieces));
        }
    }

    /// Names what was found on the way.
    fn tell(&mut self, read: &mut Read) {
        let hidden = std::mem::take(&mut read.hidden);
        if !hidden.trim().is_empty() {
            self.lose("hidden", &hidden);
        }
        let struck = std::mem::take(&mut read.struck);
        if !struck.is_empty() {
            self.lose("strike", &struck);
        }
        if read.lost_raised {
            self.lose("raised", "");
        }
        let old = std::mem::take(&mut read.old);
        if !old.is_empty() {
            let side = |at: usize| old.iter().map(|it| it[at].as_str()).collect::<String>();
            let code = if self.convert { codes::WORD_CONVERTED } else { codes::WORD_OLD_FONT };
            let font = std::mem::take(&mut read.old_font);
            let problem = self.problem(code, &font).with("before", excerpt(&side(0)));
            self.problems.push(problem.with("after", excerpt(&side(1))));
        }
    }

    fn runs(&mut self, node: &Node, base: &Base, link: Option<&str>, out: &mut Read) {
        for child in &node.children {
            match child.name.as_str() {
                "w:r" => self.run(child, base, link, out),
                "w:hyperlink" => {
                    let links = &self.file.links[usize::from(self.note.is_some())];
                    let target = child.attr("r:id").and_then(|id| links.get(id)).cloned();
                    let target = target.filter(|it| is_address(it));
                    self.runs(child, base, target.as_deref().or(link), out);
                }
                "w:bookmarkStart" => bookmark(child.attr("w:name").unwrap_or_default(), out),
                "m:oMath" | "m:oMathPara" => self.lose("equation", &child_words(child)),
                "w:ins" | "w:moveTo" | "w:del" | "w:moveFrom" | "w:sdt" | "w:sdtContent" | "w:smartTag"
                | "w:fldSimple" | "w:customXml" | "w:dir" | "w:bdo" => self.runs(child, base, link, out),
                "mc:AlternateContent" => {
                    let chosen = child.child("mc:Choice").or_else(|| child.child("mc:Fallback"));
                    if let Some(chosen) = chosen {
                        self.runs(chosen, base, link, out);
                    }
                }
                _ => (),
            }
        }
    }

    fn run(&mut self, node: &Node, base: &Base, link: Option<&str>, out: &mut Read) {
        let properties = node.child("w:rPr");
        let style = properties.and_then(|it| it.val_at(&["w:rStyle"])).unwrap_or("");
        let own = Face::read(properties).over(&self.styles.face(style));
        let looks = |own: Option<bool>, of_style: Option<bool>| match (own, base.is_plain) {
            // What this program writes of looks is what was typed.
            (own, true) => own.unwrap_or(false) && (self.own || !of_style.unwrap_or(false)),
            (own, false) => own.or(of_style).unwrap_or(false),
        };
        let look = Look {
            bold: looks(own.bold, base.face.bold),
            italic: looks(own.italic, base.face.italic),
            code: matches!(
                self.styles.name(style),
                "html code" | "verbatim char" | "source text" | "html keyboard" | "html typewriter"
            ),
            link: link.map(str::to_owned),
        };
        let face = own.over(&base.face);
        let is_on = |name: &str| properties.and_then(|it| it.switch(name)).unwrap_or(false);
        let is_hidden = is_on("w:vanish");
        if is_on("w:strike") || is_on("w:dstrike") {
            out.struck.push_str(&node.words());
        }
        let raised = properties.and_then(|it| it.val_at(&["w:vertAlign"])).unwrap_or("baseline");
        for child in &node.children {
            match child.name.as_str() {
                "w:t" | "w:delText" if is_hidden => out.hidden.push_str(&child.text),
                "w:t" | "w:delText" => {
                    let text = child.text.replace(['\n', '\r'], " ");
                    let text = raised_digits(&text, raised, &mut out.lost_raised);
                    self.say(&text, &look, &face, out);
                }
                "w:tab" | "w:ptab" => self.say("\t", &look, &face, out),
                "w:noBreakHyphen" => self.say("\u{2011}", &look, &face, out),
                "w:softHyphen" => self.say("\u{ad}", &look, &face, out),
                "w:br" if child.attr("w:type").is_none_or(|it| it == "textWrapping") => {
                    out.pieces.push(Piece::Break);
                }
                "w:br" if child.attr("w:type") == Some("page") => self.page += usize::from(self.page > 0),
                "w:lastRenderedPageBreak" => self.page += 1,
                "w:cr" => out.pieces.push(Piece::Break),
                "w:fldChar" => match child.attr("w:fldCharType") {
                    Some("begin") => out.fields.push(false),
                    Some("separate") => drop(out.fields.pop().map(|_| out.fields.push(true))),
                    _ => drop(out.fields.pop()),
                },
                "w:footnoteReference" => self.note_reference(0, child, out),
                "w:endnoteReference" => self.note_reference(1, child, out),
                _ => self.thing(child, out),
            }
        }
    }

    fn say(&mut self, text: &str, look: &Look, face: &Face, out: &mut Read) {
        if !out.fields.iter().all(|is_shown| *is_shown) {
            return;
        }
        let modern = self.fonts.read(face.font.as_deref(), text);
        if let Some(modern) = &modern {
            out.old.push([text.to_owned(), modern.clone()]);
            out.old_font = face.font.clone().unwrap_or_default();
        }
        if !text.trim().is_empty() {
            out.size = out.size.max(face.size);
        }
        let text = modern.unwrap_or_else(|| text.to_owned());
        out.pieces.push(Piece::Words { text, look: look.clone() });
    }

    /// What stands among the words of a run and is no word.
    fn thing(&mut self, node: &Node, out: &mut Read) {
        match node.name.as_str() {
            "w:commentReference" => {
                let [author, words] = node.attr("w:id").map(|id| self.comment(id)).unwrap_or_default();
                // What this program wrote beside the text begins with the comment's id, and is recorded already.
                let first = words.split([' ', ':']).next().unwrap_or_default();
                if !(self.own && CommentId::parse(first).is_some()) {
                    self.lose("comment", &format!("{author}: {words}"));
                }
            }
            "w:pict" if node.has(&|it| it.attr("o:hr").is_some_and(|it| it != "f")) => out.has_rule = true,
            "w:drawing" | "w:pict" => self.drawing(node),
            "mc:AlternateContent" => {
                let chosen = node.child("mc:Choice").or_else(|| node.child("mc:Fallback"));
                for child in chosen.map(|it| it.children.as_slice()).unwrap_or_default() {
                    self.thing(child, out);
                }
            }
            "w:object" => self.lose("object", ""),
            "w:sym" => self.lose("symbol", ""),
            "w:ruby" => self.lose("object", &node.words()),
            _ => (),
        }
    }

    fn drawing(&mut self, node: &Node) {
        let words = node.words();
        self.lose(if words.trim().is_empty() { "picture" } else { "textbox" }, &words);
    }

    /// Author and words of a comment.
    fn comment(&self, id: &str) -> [String; 2] {
        let mut comments = self.file.comments.iter().flat_map(|it| &it.children);
        let found = comments.find(|it| it.attr("w:id") == Some(id));
        found.map_or_else(Default::default, |it| {
            [it.attr("w:author").unwrap_or_default().to_owned(), it.words().trim().to_owned()]
        })
    }

    fn note_reference(&mut self, part: usize, node: &Node, out: &mut Read) {
        let label = out.label.take();
        let Some(id) = node.attr("w:id") else { return };
        if self.note.is_some() {
            self.lose("note", "");
            return;
        }
        self.notes.push(super::notes::Met { part, id: id.to_owned(), label });
        out.pieces.push(Piece::Note(self.notes.len() - 1));
    }
}

/// A break of a line that nothing follows prints nothing.
fn without_last_breaks(pieces: &mut Vec<Piece>) {
    let says = |piece: &Piece| match piece {
        Piece::Words { text, .. } => !text.trim().is_empty(),
        Piece::Note(_) => true,
        Piece::Break => false,
    };
    let end = pieces.iter().rposition(says).map_or(0, |last| last + 1);
    if pieces[end..].iter().any(|piece| matches!(piece, Piece::Break)) {
        pieces.truncate(end);
    }
}

fn child_words(node: &Node) -> String {
    let mut words = String::new();
    collect(node, &mut words);
    words
}

fn collect(node: &Node, words: &mut String) {
    if node.name == "m:t" {
        words.push_str(&node.text);
    }
    node.children.iter().for_each(|child| collect(child, words));
}

/// What the bookmarks of this program say: a block's code, a footnote's label, where a footnote is written.
fn bookmark(name: &str, out: &mut Read) {
    if let Some(label) = name.strip_prefix("vkn_") {
        out.label = label_of(label);
    } else if let Some(label) = name.strip_prefix("vkf_") {
        let (order, label) = label.split_once('_').unwrap_or(("", label));
        let order: usize = order.parse().unwrap_or(usize::MAX);
        out.order.extend(label_of(label).map(|label| (order, label)));
    } else if let Some(code) = name.strip_prefix("vk_") {
        out.code = out.code.take().or_else(|| Some(code.to_owned()));
    }
}

/// A footnote's label from a part of a bookmark's name; other signs stand in it by their number, `_2d_`.
fn label_of(name: &str) -> Option<String> {
    let mut label = String::new();
    let mut rest = name;
    while let Some(c) = rest.chars().next() {
        if c == '_' {
            let (number, after) = rest[1..].split_once('_')?;
            label.push(char::from_u32(u32::from_str_radix(number, 16).ok()?)?);
            rest = after;
        } else {
            label.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    let is_good = |c: char| !c.is_whitespace() && !c.is_control() && !matches!(c, '[' | ']' | '\\' | '^');
    (!label.is_empty() && label.chars().all(is_good)).then_some(label)
}

/// Digits set high or low as signs of their own; anything else that is set so loses it.
fn raised_digits(text: &str, place: &str, lost: &mut bool) -> String {
    let signs = match place {
        "superscript" => "⁰¹²³⁴⁵⁶⁷⁸⁹",
        "subscript" => "₀₁₂₃₄₅₆₇₈₉",
        _ => return text.to_owned(),
    };
    let sign = |c: char| c.to_digit(10).and_then(|it| signs.chars().nth(usize::try_from(it).ok()?));
    if text.chars().all(|c| sign(c).is_some()) {
        return text.chars().filter_map(sign).collect();
    }
    *lost |= !text.trim().is_empty();
    text.to_owned()
}

/// Whether a link leads to a page, a mailbox, and so may stand in a draft.
fn is_address(target: &str) -> bool {
    let lower = target.trim().to_ascii_lowercase();
    ["http://", "https://", "mailto:"].iter().any(|scheme| lower.starts_with(scheme))
}
