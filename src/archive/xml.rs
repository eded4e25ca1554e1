//! The XML door, outwards: elements, attributes and text in the order given, every word escaped.
//!
//! No word that is handed in can become markup, and characters that XML forbids are dropped, so what is written is
//! always well formed. Same calls, same bytes. Reading is in `xml_read`. Linear.

/// Writes one XML file.
#[derive(Debug, Clone)]
pub struct XmlWriter {
    out: String,
    open: Vec<&'static str>,
    /// Whether the last start tag still lacks its end.
    in_tag: bool,
}

impl Default for XmlWriter {
    fn default() -> Self {
        Self::new()
    }
}

impl XmlWriter {
    /// A file with its declaration.
    pub fn new() -> Self {
        let out = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".to_owned();
        Self { out, open: Vec::new(), in_tag: false }
    }

    /// Begins an element; names are the program's own.
    pub fn open(&mut self, name: &'static str) -> &mut Self {
        self.end_tag();
        self.out.push('<');
        self.out.push_str(name);
        self.open.push(name);
        self.in_tag = true;
        self
    }

    /// Adds an attribute to the element just begun; without effect behind its content.
    pub fn attr(&mut self, name: &'static str, value: impl AsRef<str>) -> &mut Self {
        if self.in_tag {
            self.out.push(' ');
            self.out.push_str(name);
            self.out.push_str("=\"");
            escape(value.as_ref(), true, &mut self.out);
            self.out.push('"');
        }
        self
    }

    /// Adds words to the element just begun.
    pub fn text(&mut self, words: &str) -> &mut Self {
        self.end_tag();
        escape(words, false, &mut self.out);
        self
    }

    /// Ends the innermost element.
    pub fn close(&mut self) -> &mut Self {
        if let Some(name) = self.open.pop() {
            if self.in_tag {
                self.out.push_str("/>");
            } else {
                self.out.push_str("</");
                self.out.push_str(name);
                self.out.push('>');
            }
            self.in_tag = false;
        }
        self
    }

    /// An element with one attribute and no content.
    pub fn leaf(&mut self, name: &'static str, attribute: &'static str, value: impl AsRef<str>) -> &mut Self {
        self.open(name).attr(attribute, value).close()
    }

    /// An element without attributes and content.
    pub fn empty(&mut self, name: &'static str) -> &mut Self {
        self.open(name).close()
    }

    /// The file; what is still open is ended.
    pub fn finish(mut self) -> Vec<u8> {
        while !self.open.is_empty() {
            self.close();
        }
        self.out.into_bytes()
    }

    fn end_tag(&mut self) {
        if self.in_tag {
            self.out.push('>');
            self.in_tag = false;
        }
    }
}

/// Whether XML 1.0 allows the character.
pub fn is_xml_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

fn escape(words: &str, is_attribute: bool, out: &mut String) {
    for c in words.chars().filter(|&c| is_xml_char(c)) {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // A reader would turn these into blanks or line feeds.
            '\r' => out.push_str("&#13;"),
            '"' if is_attribute => out.push_str("&quot;"),
            '\n' if is_attribute => out.push_str("&#10;"),
            '\t' if is_attribute => out.push_str("&#9;"),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{XmlEvent, XmlLimits, XmlReader};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn elements_attributes_and_text() {
        let mut xml = XmlWriter::new();
        xml.open("a").attr("x", "1 \"<&>\"\n").empty("b").leaf("c", "v", "").open("d").text("]]> & <e>");
        let written = String::from_utf8(xml.finish()).unwrap();
        let body = written.split_once('\n').unwrap().1;
        assert_eq!(
            body,
            "<a x=\"1 &quot;&lt;&amp;&gt;&quot;&#10;\"><b/><c v=\"\"/><d>]]&gt; &amp; &lt;e&gt;</d></a>"
        );
    }

    proptest! {
        #[test]
        fn any_words_come_back(words in any::<String>()) {
            let mut xml = XmlWriter::new();
            xml.open("a").attr("v", &words).text(&words);
            let bytes = xml.finish();
            let mut reader = XmlReader::new(&bytes, XmlLimits::OFFICE).unwrap();
            let kept: String = words.chars().filter(|&c| is_xml_char(c)).collect();
            let start = reader.next_event().unwrap();
            prop_assert_eq!(start, XmlEvent::Start { name: "a".into(), attrs: vec![("v".into(), kept.clone())] });
            if !kept.is_empty() {
                prop_assert_eq!(reader.next_event().unwrap(), XmlEvent::Text(kept));
            }
            prop_assert_eq!(reader.next_event().unwrap(), XmlEvent::End { name: "a".into() });
            prop_assert_eq!(reader.next_event().unwrap(), XmlEvent::Eof);
        }
    }
}
