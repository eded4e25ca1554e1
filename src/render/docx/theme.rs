//! `word/theme/theme1.xml`, which a Word file must have: black on white, the profile's letters, nothing else.

use super::Paper;
use crate::archive::XmlWriter;

const MAIN: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";

/// The part.
pub(super) fn theme(paper: &Paper<'_>) -> Vec<u8> {
    let mut xml = XmlWriter::new();
    xml.open("a:theme").attr("xmlns:a", MAIN).attr("name", &paper.profile.name).open("a:themeElements");
    colours(&mut xml);
    xml.open("a:fontScheme").attr("name", "vankien");
    for name in ["a:majorFont", "a:minorFont"] {
        xml.open(name).leaf("a:latin", "typeface", &paper.profile.font);
        xml.leaf("a:ea", "typeface", "").leaf("a:cs", "typeface", "").close();
    }
    xml.close().open("a:fmtScheme").attr("name", "vankien");
    fills(&mut xml, "a:fillStyleLst");
    xml.open("a:lnStyleLst");
    for width in ["6350", "12700", "19050"] {
        xml.open("a:ln").attr("w", width);
        fill(&mut xml);
        xml.close();
    }
    xml.close().open("a:effectStyleLst");
    for _ in 0..3 {
        xml.open("a:effectStyle").empty("a:effectLst").close();
    }
    xml.close();
    fills(&mut xml, "a:bgFillStyleLst");
    xml.finish()
}

fn colours(xml: &mut XmlWriter) {
    xml.open("a:clrScheme").attr("name", "vankien");
    for (name, colour) in [
        ("a:dk1", "000000"),
        ("a:lt1", "FFFFFF"),
        ("a:dk2", "262626"),
        ("a:lt2", "F2F2F2"),
        ("a:accent1", "404040"),
        ("a:accent2", "595959"),
        ("a:accent3", "7F7F7F"),
        ("a:accent4", "A6A6A6"),
        ("a:accent5", "BFBFBF"),
        ("a:accent6", "D9D9D9"),
        ("a:hlink", "000000"),
        ("a:folHlink", "000000"),
    ] {
        xml.open(name).leaf("a:srgbClr", "val", colour).close();
    }
    xml.close();
}

fn fills(xml: &mut XmlWriter, list: &'static str) {
    xml.open(list);
    for _ in 0..3 {
        fill(xml);
    }
    xml.close();
}

fn fill(xml: &mut XmlWriter) {
    xml.open("a:solidFill").leaf("a:schemeClr", "val", "phClr").close();
}
