//! `word/numbering.xml`: one numbering for each list, with the marker that was typed.

use super::Paper;
use super::body::W;
use super::widths::twips;
use crate::archive::XmlWriter;
use crate::document::ListMark;
use crate::view::Numbering;

/// The part; numberings are numbered from 1 in their order.
pub(super) fn numbering(numberings: &[Numbering], paper: &Paper<'_>) -> Vec<u8> {
    let mut xml = XmlWriter::new();
    xml.open("w:numbering").attr("xmlns:w", W);
    for (at, numbering) in numberings.iter().enumerate() {
        xml.open("w:abstractNum").attr("w:abstractNumId", at.to_string());
        xml.leaf("w:multiLevelType", "w:val", "hybridMultilevel");
        for level in 0..9 {
            let start = match numbering.mark {
                ListMark::Number(start, _) if level == numbering.level => start,
                _ => 1,
            };
            let (format, text) = match numbering.mark {
                ListMark::Bullet('*') => ("bullet", "•".to_owned()),
                ListMark::Bullet(sign) => ("bullet", sign.to_string()),
                ListMark::Number(_, sign) => ("decimal", format!("%{}{sign}", level + 1)),
            };
            xml.open("w:lvl").attr("w:ilvl", level.to_string());
            xml.leaf("w:start", "w:val", start.to_string()).leaf("w:numFmt", "w:val", format);
            xml.leaf("w:suff", "w:val", "space").leaf("w:lvlText", "w:val", text);
            xml.leaf("w:lvlJc", "w:val", "left");
            let left = twips(u32::try_from(level).unwrap_or(8) * 7);
            let first = twips(paper.profile.body.indent_mm);
            xml.open("w:pPr").open("w:ind").attr("w:left", left.to_string());
            xml.attr("w:firstLine", first.to_string()).close().close().close();
        }
        xml.close();
    }
    for at in 0..numberings.len() {
        xml.open("w:num").attr("w:numId", (at + 1).to_string());
        xml.leaf("w:abstractNumId", "w:val", at.to_string()).close();
    }
    xml.finish()
}
