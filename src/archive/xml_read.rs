//! The XML door, inwards: one event after the other, within limits. `quick-xml` is used here and nowhere else.
//!
//! Text comes whole: what stands between two tags is one event, with references (`&amp;`, `&#7841;`), which the
//! parser gives out one by one, and CDATA put in at their places. A document type is refused, so there is no entity
//! but the five of XML and none can expand. Names keep the prefix that they are written with; comments and
//! processing instructions are passed over. Nothing outside the text is ever fetched. Linear.

use crate::messages::Message;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::QName;
use quick_xml::reader::Reader;

/// What a file may hold at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct XmlLimits {
    /// Bytes of the file.
    pub bytes_max: usize,
    /// Elements inside each other.
    pub depth_max: usize,
    /// Attributes of one element.
    pub attributes_max: usize,
}

impl XmlLimits {
    /// For a part of a file of Word or Excel.
    pub const OFFICE: Self = Self { bytes_max: 100 << 20, depth_max: 256, attributes_max: 256 };
}

/// What stands in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum XmlEvent {
    /// An element begins; one without content ends at once.
    Start {
        /// Its name with the prefix as written.
        name: String,
        /// Its attributes in order, namespace declarations included.
        attrs: Vec<(String, String)>,
    },
    /// An element ends.
    End {
        /// Its name.
        name: String,
    },
    /// All text up to the next tag; never empty.
    Text(String),
    /// The end of the file.
    Eof,
}

/// Why a file was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum XmlError {
    /// It is not UTF-8.
    Encoding,
    /// It is not well formed.
    Malformed {
        /// Byte near which it was noticed.
        at: u64,
        /// The parser's own words.
        reason: String,
    },
    /// It declares a document type.
    Dtd,
    /// It names an entity that XML does not have.
    Entity {
        /// Its name.
        name: String,
    },
    /// It is larger, deeper or wider than allowed.
    TooMuch,
}

impl XmlError {
    /// What is wrong, in words; what to do stands under the same id with `.hint`.
    pub fn message(&self) -> Message {
        match self {
            Self::Encoding => Message::new("xml-encoding"),
            Self::Malformed { at, reason } => {
                Message::new("xml-malformed").with("at", at.to_string()).with("reason", reason)
            }
            Self::Dtd => Message::new("xml-dtd"),
            Self::Entity { name } => Message::new("xml-entity").with("name", name),
            Self::TooMuch => Message::new("xml-too-much"),
        }
    }
}

impl std::fmt::Display for XmlError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.message().fmt(f)
    }
}

impl std::error::Error for XmlError {}

/// Reads one XML file.
#[derive(Debug)]
pub struct XmlReader<'a> {
    reader: Reader<&'a [u8]>,
    limits: XmlLimits,
    open: Vec<String>,
    /// An event that came while text was being collected.
    waiting: Option<XmlEvent>,
    seen_root: bool,
}

impl<'a> XmlReader<'a> {
    /// A reader at the start of a file in UTF-8.
    ///
    /// # Errors
    ///
    /// When the file is too large or not UTF-8.
    pub fn new(bytes: &'a [u8], limits: XmlLimits) -> Result<Self, XmlError> {
        if bytes.len() > limits.bytes_max {
            return Err(XmlError::TooMuch);
        }
        let text = std::str::from_utf8(bytes).map_err(|_| XmlError::Encoding)?;
        let mut reader = Reader::from_str(text.strip_prefix('\u{feff}').unwrap_or(text));
        reader.config_mut().expand_empty_elements = true;
        Ok(Self { reader, limits, open: Vec::new(), waiting: None, seen_root: false })
    }

    /// The next event; [`XmlEvent::Eof`] again and again at the end.
    ///
    /// # Errors
    ///
    /// When the file is not well formed, beyond the limits, or asks for an entity. Nothing is to be read then.
    pub fn next_event(&mut self) -> Result<XmlEvent, XmlError> {
        if let Some(event) = self.waiting.take() {
            return Ok(event);
        }
        let mut text = String::new();
        loop {
            let event = self.reader.read_event();
            let event = event.map_err(|error| self.malformed(error.to_string()))?;
            let tag = match event {
                Event::Text(words) => {
                    text.push_str(&words.xml10_content());
                    continue;
                }
                Event::CData(words) => {
                    text.push_str(&words.xml10_content());
                    continue;
                }
                Event::GeneralRef(reference) => {
                    text.push(self.resolved(&reference)?);
                    continue;
                }
                Event::Comment(_) | Event::PI(_) | Event::Decl(_) => continue,
                Event::DocType(_) => return Err(XmlError::Dtd),
                Event::Start(start) | Event::Empty(start) => self.start(&start)?,
                Event::End(_) => XmlEvent::End { name: self.open.pop().unwrap_or_default() },
                Event::Eof if self.open.is_empty() && self.seen_root => XmlEvent::Eof,
                Event::Eof => return Err(self.malformed("unexpected end".to_owned())),
            };
            // Line breaks around the root are no text of the file.
            let outside = match &tag {
                XmlEvent::Start { .. } => self.open.len() == 1,
                XmlEvent::End { .. } => false,
                _ => true,
            };
            if outside && text.trim().is_empty() {
                text.clear();
            }
            if text.is_empty() {
                return Ok(tag);
            }
            if outside {
                return Err(self.malformed("text outside the root".to_owned()));
            }
            self.waiting = Some(tag);
            return Ok(XmlEvent::Text(text));
        }
    }

    /// Passes over what is inside the element that began last, its end included. Of that only the tags are looked at.
    ///
    /// # Errors
    ///
    /// When its end is missing.
    pub fn skip(&mut self) -> Result<(), XmlError> {
        let Some(name) = self.open.pop() else { return Ok(()) };
        let skipped = self.reader.read_to_end(QName(&name)).map(drop);
        skipped.map_err(|error| self.malformed(error.to_string()))
    }

    fn start(&mut self, start: &BytesStart<'_>) -> Result<XmlEvent, XmlError> {
        if self.open.is_empty() && self.seen_root {
            return Err(self.malformed("a second root".to_owned()));
        }
        self.seen_root = true;
        let mut attrs = Vec::new();
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|error| self.malformed(error.to_string()))?;
            if attrs.len() == self.limits.attributes_max {
                return Err(XmlError::TooMuch);
            }
            let value = attribute.normalized_value(XmlVersion::Implicit1_0);
            let value = value.map_err(|error| self.malformed(error.to_string()))?;
            attrs.push((attribute.key.into_inner().to_owned(), value.into_owned()));
        }
        if self.open.len() == self.limits.depth_max {
            return Err(XmlError::TooMuch);
        }
        let name = start.name().into_inner().to_owned();
        self.open.push(name.clone());
        Ok(XmlEvent::Start { name, attrs })
    }

    fn resolved(&self, reference: &BytesRef<'_>) -> Result<char, XmlError> {
        let found = reference.resolve_char_ref().map_err(|error| self.malformed(error.to_string()))?;
        let name: &str = reference;
        let named = match name {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => None,
        };
        found.or(named).ok_or_else(|| XmlError::Entity { name: name.to_owned() })
    }

    fn malformed(&self, reason: String) -> XmlError {
        XmlError::Malformed { at: self.reader.buffer_position(), reason }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(xml: &str) -> Result<Vec<XmlEvent>, XmlError> {
        let limits = XmlLimits { bytes_max: 1 << 20, depth_max: 20, attributes_max: 10 };
        let mut reader = XmlReader::new(xml.as_bytes(), limits)?;
        let mut events = Vec::new();
        loop {
            match reader.next_event()? {
                XmlEvent::Eof => return Ok(events),
                event => events.push(event),
            }
        }
    }

    /// `a{…}` for an element, `[…]` for text.
    fn drawn(xml: &str) -> String {
        let events = read(xml).unwrap_or_else(|error| panic!("{xml}: {error:?}"));
        events
            .iter()
            .map(|event| match event {
                XmlEvent::Start { name, attrs } => {
                    let attrs = attrs.iter().map(|(key, value)| format!(" {key}={value}"));
                    format!("{name}{}{{", attrs.collect::<String>())
                }
                XmlEvent::End { .. } => "}".to_owned(),
                XmlEvent::Text(text) => format!("[{text}]"),
                XmlEvent::Eof => String::new(),
            })
            .collect()
    }

    #[test]
    fn text_comes_whole() {
        for (xml, expected) in [
            ("<a>Đảng uỷ &amp; xã &lt;A&gt; &quot;x&apos;</a>", "a{[Đảng uỷ & xã <A> \"x']}"),
            ("<a>&#7841;&#x1EA1; <![CDATA[<b> & ]]>c</a>", "a{[ạạ <b> & c]}"),
            ("<a>&amp;</a>", "a{[&]}"),
            ("<a>x<!-- y -->z<?p q?></a>", "a{[xz]}"),
            ("<a>1<b/>2</a>", "a{[1]b{}[2]}"),
            ("<a> <b> </b>\r\n</a>", "a{[ ]b{[ ]}[\n]}"),
            ("\u{feff}<?xml version=\"1.0\"?>\n<w:a x='1&amp;2' w:y=\"&#10;\"/>\n", "w:a x=1&2 w:y=\n{}"),
        ] {
            assert_eq!(drawn(xml), expected, "{xml}");
        }
    }

    #[test]
    fn what_expands_or_reaches_out_is_refused() {
        let bomb = "<!DOCTYPE a [<!ENTITY x \"yyyy\">]><a>&x;</a>";
        assert_eq!(read(bomb), Err(XmlError::Dtd));
        assert_eq!(read("<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>"), Err(XmlError::Dtd));
        assert_eq!(read("<a>&x;</a>"), Err(XmlError::Entity { name: "x".to_owned() }));
        assert!(matches!(read("<a b='&x;'/>"), Err(XmlError::Malformed { .. })));
    }

    #[test]
    fn too_much_is_refused() {
        assert_eq!(read(&"<a>".repeat(30)), Err(XmlError::TooMuch));
        assert_eq!(drawn(&format!("{}{}", "<a>".repeat(20), "</a>".repeat(20))).len(), 60);
        let wide = (0..11).map(|n| format!(" a{n}=''")).collect::<String>();
        assert_eq!(read(&format!("<a{wide}/>")), Err(XmlError::TooMuch));
        assert_eq!(read(&format!("<a>{}</a>", "x".repeat(1 << 20))), Err(XmlError::TooMuch));
    }

    #[test]
    fn what_is_not_well_formed_is_refused() {
        for xml in [
            "",
            " ",
            "x",
            "<a>",
            "</a>",
            "<a></b>",
            "<a/><b/>",
            "<a/>x",
            "x<a/>",
            "<a b></a>",
            "<a b=1/>",
            "<a b='1' b='2'/>",
            "<a>&</a>",
            "<a>&#0;</a>",
            "<a>&#xFFFFFFFF;</a>",
            "<a><![CDATA[",
            "<a",
        ] {
            assert!(matches!(read(xml), Err(XmlError::Malformed { .. })), "{xml}: {:?}", read(xml));
        }
        let mut reader = XmlReader::new(b"<a>\xff</a>", XmlLimits::OFFICE);
        assert_eq!(reader.as_mut().err(), Some(&mut XmlError::Encoding));
    }

    #[test]
    fn no_cut_and_no_flip_makes_it_panic() {
        let good = "<?xml version=\"1.0\"?><a b='&amp;'>x&#10;<c/><![CDATA[y]]><!--z--></a>".as_bytes();
        for n in 0..good.len() {
            for flip in 0..=255u8 {
                let mut bytes = good.to_vec();
                bytes[n] = flip;
                for bytes in [&bytes[..], &good[..n]] {
                    let Ok(mut reader) = XmlReader::new(bytes, XmlLimits::OFFICE) else { continue };
                    while !matches!(reader.next_event(), Ok(XmlEvent::Eof) | Err(_)) {}
                }
            }
        }
    }
}
