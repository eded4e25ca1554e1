//! A Word file as the source of letters, sizes and spaces: how an office's own template looks, laid over a profile.
//!
//! Taken are the family of letters, the size, bold, italic, middle and the spaces of the styles named in [`STYLES`], as
//! they stand or as they come from the styles that these are based on. Words, pictures, macros and everything else of the
//! file are not looked at. It is unpacked within limits, in memory. Sizes are whole points, half ones are rounded up; a
//! size that no profile may have is passed over.

use super::{HeadingLayout, Profile};
use crate::archive::{UnzipError, UnzipLimits, XmlError, XmlEvent, XmlLimits, XmlReader, unzip};
use crate::messages::Message;
use std::collections::BTreeMap;

/// Where an organisation keeps its own.
pub const OWN_REFERENCE: &str = "templates/reference.docx";

/// The styles that are taken, by the names that word processors know them by; others stay as the profile has them.
pub const STYLES: [&str; 7] =
    ["Normal", "Title", "Heading 1", "Heading 2", "Heading 3", "Heading 4", "Table Text"];

/// Names under which programs write the style of words in tables.
const TABLE_TEXT: [&str; 2] = ["table text", "table contents"];
/// Styles based on each other, at most.
const DEPTH_MAX: usize = 20;
/// Half points of letters where nothing is said: what word processors take.
const HALF_POINTS: u32 = 20;

/// Why a file is no source of styles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReferenceError {
    /// It is not packed as a Word file.
    Packing(UnzipError),
    /// Its styles are broken.
    Styles(XmlError),
    /// It has no styles: another kind of file.
    NoStyles,
}

impl ReferenceError {
    /// What is wrong, in words.
    pub fn message(&self) -> Message {
        match self {
            Self::Packing(error) => error.message(),
            Self::Styles(error) => error.message(),
            Self::NoStyles => Message::new("reference-no-styles"),
        }
    }
}

/// The looks of a Word file's styles.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reference {
    /// By the id that styles refer to each other with.
    styles: BTreeMap<String, Look>,
    defaults: Look,
    /// The theme's family for running text.
    theme_font: Option<String>,
}

/// What one style says itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Look {
    name: String,
    based_on: Option<String>,
    font: Option<String>,
    half_points: Option<u32>,
    bold: Option<bool>,
    italic: Option<bool>,
    centred: Option<bool>,
    /// Spaces in twentieths of a point.
    before: Option<u32>,
    after: Option<u32>,
    /// Distance of lines in twentieths of a point where it is fixed, in 240ths of a line where it is not.
    line: Option<(u32, bool)>,
    first_line: Option<u32>,
}

impl Reference {
    /// Reads the styles of a Word file.
    ///
    /// # Errors
    ///
    /// When it is no Word file, or a broken one.
    pub fn read(bytes: &[u8]) -> Result<Self, ReferenceError> {
        let files = unzip(bytes, &UnzipLimits::OFFICE).map_err(ReferenceError::Packing)?;
        let file = |name: &str| files.iter().find(|(it, _)| it == name).map(|(_, bytes)| bytes.as_slice());
        let styles = file("word/styles.xml").ok_or(ReferenceError::NoStyles)?;
        let mut reference = Self::default();
        reference.read_styles(styles).map_err(ReferenceError::Styles)?;
        if let Some(theme) = file("word/theme/theme1.xml") {
            reference.theme_font = theme_font(theme).map_err(ReferenceError::Styles)?;
        }
        Ok(reference)
    }

    fn read_styles(&mut self, xml: &[u8]) -> Result<(), XmlError> {
        let mut reader = XmlReader::new(xml, XmlLimits::OFFICE)?;
        // Id and look of the style that is open; the defaults have no id.
        let mut open: Option<(Option<String>, Look)> = None;
        loop {
            match reader.next_event()? {
                XmlEvent::Start { name, attrs } => match name.as_str() {
                    "w:docDefaults" => open = Some((None, Look::default())),
                    "w:style" if attr(&attrs, "w:type") == Some("paragraph") => {
                        let id = attr(&attrs, "w:styleId").unwrap_or_default();
                        open = Some((Some(id.to_owned()), Look::default()));
                    }
                    _ => {
                        if let Some((_, look)) = &mut open {
                            look.take(&name, &attrs);
                        }
                    }
                },
                XmlEvent::End { name } if matches!(name.as_str(), "w:style" | "w:docDefaults") => {
                    match open.take() {
                        Some((Some(id), look)) => drop(self.styles.insert(id, look)),
                        Some((None, look)) => self.defaults = look,
                        None => (),
                    }
                }
                XmlEvent::End { .. } | XmlEvent::Text(_) => (),
                XmlEvent::Eof => return Ok(()),
            }
        }
    }

    /// A profile with the looks of this file; and which styles the file does not have, so that the profile's own stay.
    pub fn over(&self, profile: &Profile) -> (Profile, Vec<&'static str>) {
        let mut profile = profile.clone();
        let mut missing = Vec::new();
        let levels = STYLES.len() - 2;
        while profile.headings.len() < levels
            && let Some(last) = profile.headings.last().cloned()
        {
            profile.headings.push(last);
        }
        for (at, name) in STYLES.into_iter().enumerate() {
            let Some(look) = self.look(name) else {
                missing.push(name);
                continue;
            };
            match at {
                0 => self.over_body(&mut profile, &look),
                6 => set_size(&mut profile.table.size_pt, &look),
                level => {
                    if let Some(heading) = profile.headings.get_mut(level - 1) {
                        over_heading(heading, &look);
                    }
                }
            }
        }
        (profile, missing)
    }

    fn over_body(&self, profile: &mut Profile, look: &Look) {
        if let Some(font) = look.font.clone().or_else(|| self.theme_font.clone()) {
            profile.font = font;
        }
        let body = &mut profile.body;
        set_size(&mut body.size_pt, look);
        body.after_pt = points(look.after.unwrap_or(0)).min(72);
        (body.line_pt, body.line_percent) = match look.line {
            Some((line, true)) => (Some(points(line)).filter(|line| (6..=72).contains(line)), None),
            Some((line, false)) => (None, Some(line * 100 / 240).filter(|part| (50..=300).contains(part))),
            None => (None, None),
        };
        if let Some(indent) = look.first_line {
            body.indent_mm = ((indent * 254 + 7200) / 14_400).min(60);
        }
    }

    /// A style with what it has from the styles that it is based on; none where the file has no such style.
    fn look(&self, name: &str) -> Option<Look> {
        let wanted = name.to_lowercase();
        let is_named = |look: &&Look| {
            let own = look.name.to_lowercase();
            own == wanted || name == "Table Text" && TABLE_TEXT.contains(&own.as_str())
        };
        let mut look = self.styles.values().find(is_named)?.clone();
        for _ in 0..DEPTH_MAX {
            let Some(base) = look.based_on.take().and_then(|id| self.styles.get(&id)) else { break };
            look.inherit(base);
        }
        look.based_on = None;
        look.inherit(&self.defaults);
        Some(look)
    }
}

impl Look {
    fn take(&mut self, name: &str, attrs: &[(String, String)]) {
        let value = |name: &str| attr(attrs, name);
        let number = |name: &str| value(name).and_then(|it| it.parse::<u32>().ok()).filter(|n| *n < 100_000);
        let is_on = || Some(!matches!(value("w:val"), Some("0" | "false" | "off")));
        match name {
            "w:name" => self.name = value("w:val").unwrap_or_default().to_owned(),
            "w:basedOn" => self.based_on = value("w:val").map(str::to_owned),
            "w:rFonts" => self.font = value("w:ascii").filter(|font| is_family(font)).map(str::to_owned),
            "w:sz" => self.half_points = number("w:val"),
            "w:b" => self.bold = is_on(),
            "w:i" => self.italic = is_on(),
            "w:jc" => self.centred = Some(value("w:val") == Some("center")),
            "w:ind" => self.first_line = number("w:firstLine").or(self.first_line),
            "w:spacing" => {
                self.before = number("w:before").or(self.before);
                self.after = number("w:after").or(self.after);
                let is_fixed = matches!(value("w:lineRule"), Some("exact" | "atLeast"));
                self.line = number("w:line").map(|line| (line, is_fixed)).or(self.line);
            }
            _ => (),
        }
    }

    fn inherit(&mut self, base: &Self) {
        self.based_on = base.based_on.clone();
        self.font = self.font.take().or_else(|| base.font.clone());
        self.half_points = self.half_points.or(base.half_points);
        self.bold = self.bold.or(base.bold);
        self.italic = self.italic.or(base.italic);
        self.centred = self.centred.or(base.centred);
        self.before = self.before.or(base.before);
        self.after = self.after.or(base.after);
        self.line = self.line.or(base.line);
        self.first_line = self.first_line.or(base.first_line);
    }
}

fn over_heading(heading: &mut HeadingLayout, look: &Look) {
    set_size(&mut heading.size_pt, look);
    heading.bold = look.bold.unwrap_or(false);
    heading.italic = look.italic.unwrap_or(false);
    heading.centred = look.centred.unwrap_or(false);
    heading.before_pt = Some(points(look.before.unwrap_or(0)).min(72));
    heading.after_pt = Some(points(look.after.unwrap_or(0)).min(72));
}

fn set_size(size: &mut u32, look: &Look) {
    let points = look.half_points.unwrap_or(HALF_POINTS).div_ceil(2);
    if (6..=72).contains(&points) {
        *size = points;
    }
}

fn points(twips: u32) -> u32 {
    (twips + 10) / 20
}

/// A name that can stand in a file of ours: nobody's family of letters has other signs in it.
fn is_family(name: &str) -> bool {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '.' | '_');
    !name.trim().is_empty() && name.chars().count() <= 64 && name.chars().all(is_plain)
}

/// The family of running text in a theme.
fn theme_font(xml: &[u8]) -> Result<Option<String>, XmlError> {
    let mut reader = XmlReader::new(xml, XmlLimits::OFFICE)?;
    let mut is_minor = false;
    loop {
        match reader.next_event()? {
            XmlEvent::Start { name, .. } if name == "a:minorFont" => is_minor = true,
            XmlEvent::Start { name, attrs } if is_minor && name == "a:latin" => {
                return Ok(attr(&attrs, "typeface").filter(|font| is_family(font)).map(str::to_owned));
            }
            XmlEvent::Eof => return Ok(None),
            _ => (),
        }
    }
}

fn attr<'a>(attrs: &'a [(String, String)], name: &str) -> Option<&'a str> {
    attrs.iter().find(|(it, _)| it == name).map(|(_, value)| value.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::zip;

    fn docx(styles: &str, theme: &str) -> Vec<u8> {
        let entries = [("word/styles.xml", styles), ("word/theme/theme1.xml", theme)];
        let entries: Vec<(String, Vec<u8>)> = entries
            .into_iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()))
            .collect();
        zip(&entries).unwrap()
    }

    const STYLES_XML: &str = r#"<w:styles xmlns:w="w"><w:docDefaults><w:rPrDefault><w:rPr>
        <w:rFonts w:asciiTheme="minorHAnsi"/><w:sz w:val="22"/></w:rPr></w:rPrDefault>
        <w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault>
        </w:docDefaults>
        <w:style w:type="paragraph" w:styleId="a"><w:name w:val="Normal"/><w:rPr><w:sz w:val="27"/></w:rPr></w:style>
        <w:style w:type="paragraph" w:styleId="h"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>
        <w:pPr><w:spacing w:before="240" w:after="0"/><w:jc w:val="center"/></w:pPr><w:rPr><w:b/><w:i w:val="0"/>
        <w:sz w:val="32"/></w:rPr></w:style>
        <w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/><w:basedOn w:val="h"/></w:style>
        <w:style w:type="character" w:styleId="c"><w:name w:val="heading 2"/><w:rPr><w:sz w:val="90"/></w:rPr></w:style>
        <w:style w:type="paragraph" w:styleId="b"><w:name w:val="Table Contents"/><w:basedOn w:val="x"/>
        <w:rPr><w:sz w:val="20"/></w:rPr></w:style></w:styles>"#;
    const THEME: &str = r#"<a:theme xmlns:a="a"><a:majorFont><a:latin typeface="Big"/></a:majorFont><a:minorFont>
        <a:latin typeface="Tinos"/></a:minorFont></a:theme>"#;

    #[test]
    fn styles_are_taken_with_what_they_are_based_on() {
        let profile = Profile::named("party-2018").unwrap().unwrap();
        let (over, missing) = Reference::read(&docx(STYLES_XML, THEME)).unwrap().over(&profile);
        assert_eq!(missing, ["Heading 2", "Heading 3", "Heading 4"]);
        assert_eq!((over.font.as_str(), over.body.size_pt, over.body.after_pt), ("Tinos", 14, 8));
        assert_eq!((over.body.line_pt, over.body.line_percent), (None, Some(115)));
        assert_eq!(over.body.indent_mm, profile.body.indent_mm, "nothing is said of it");
        assert_eq!(over.table.size_pt, 10);
        for heading in &over.headings[..2] {
            assert_eq!(
                (heading.size_pt, heading.bold, heading.italic, heading.centred),
                (16, true, false, true)
            );
            assert_eq!((heading.before_pt, heading.after_pt), (Some(12), Some(0)));
        }
        assert_eq!(over.headings[2], profile.headings[2]);
        assert_eq!((over.page, over.head, over.foot), (profile.page, profile.head, profile.foot));
    }

    #[test]
    fn a_file_without_styles_is_refused_and_circles_end() {
        let read = |styles| Reference::read(&docx(styles, "<a/>"));
        assert_eq!(Reference::read(&docx("", "<a/>")), Err(ReferenceError::NoStyles));
        assert!(matches!(Reference::read(b"x"), Err(ReferenceError::Packing(_))));
        assert!(matches!(read("<w:styles>"), Err(ReferenceError::Styles(_))));
        assert!(matches!(read("<!DOCTYPE x [<!ENTITY e 'x'>]><w:styles/>"), Err(ReferenceError::Styles(_))));
        let circle = r#"<w:styles><w:style w:type="paragraph" w:styleId="a"><w:name w:val="Normal"/>
            <w:basedOn w:val="a"/><w:rPr><w:rFonts w:ascii="&quot;/&gt;"/><w:sz w:val="4000"/></w:rPr></w:style></w:styles>"#;
        let profile = Profile::named("plain").unwrap().unwrap();
        let (over, missing) = read(circle).unwrap().over(&profile);
        assert_eq!((over.font, over.body.size_pt), (profile.font, profile.body.size_pt));
        assert_eq!(missing.len(), 6);
    }
}
