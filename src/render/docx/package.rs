//! The package around the words: content types, relationships, settings, headers, properties, in a fixed order.

use super::body::{Body, R, W, field, instruction, run};
use super::frame::Line;
use super::widths::{A4, text_width, twips};
use super::{Paper, body::Face, numbering, styles, theme};
use crate::archive::{self, ArchiveError, XmlWriter};
use crate::view::Numbering;

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
/// Namespace of the part that names the blocks of a draft.
const CODES: &str = "urn:vankien:blocks:1";
/// Identity of that part inside a file; the same in every file.
const CODES_ID: &str = "{6F1B0A52-9C1E-4E0B-8D57-3A0C7B5E21D4}";

/// Parts of `word/` that every file has: name, kind of content, kind of relationship.
const PARTS: [(&str, &str, &str); 9] = [
    ("styles.xml", "styles", "styles"),
    ("settings.xml", "settings", "settings"),
    ("numbering.xml", "numbering", "numbering"),
    ("footnotes.xml", "footnotes", "footnotes"),
    ("fontTable.xml", "fontTable", "fontTable"),
    ("header1.xml", "header", "header"),
    ("header2.xml", "header", "header"),
    ("footer1.xml", "footer", "footer"),
    ("footer2.xml", "footer", "footer"),
];

/// The file.
pub(super) fn packed(
    mut body: Body<'_>,
    numberings: &[Numbering],
    landscape: bool,
) -> Result<Vec<u8>, ArchiveError> {
    let paper = body.paper;
    let mut xml = std::mem::take(&mut body.xml);
    section(paper, &mut xml, landscape);
    let header_first = header(&mut body, true);
    let header_rest = header(&mut body, false);
    let footer = footer(&mut body);
    let has_codes = !body.codes.is_empty();
    let entries: Vec<(&str, Vec<u8>)> = vec![
        ("[Content_Types].xml", content_types(has_codes, body.remarks.is_some())),
        ("_rels/.rels", package_relations()),
        ("docProps/core.xml", core(paper)),
        ("docProps/app.xml", app()),
        ("docProps/custom.xml", custom(paper)),
        ("word/document.xml", xml.finish()),
        ("word/_rels/document.xml.rels", document_relations(&body.links, has_codes, body.remarks.is_some())),
        ("word/styles.xml", styles::styles(paper, text_width(paper, landscape))),
        ("word/settings.xml", settings()),
        ("word/numbering.xml", numbering::numbering(numberings, paper)),
        ("word/footnotes.xml", std::mem::take(&mut body.notes).finish()),
        ("word/_rels/footnotes.xml.rels", relations(&link_relations(&body.links))),
        ("word/fontTable.xml", fonts(paper)),
        ("word/theme/theme1.xml", theme::theme(paper)),
        ("word/header1.xml", header_rest),
        ("word/header2.xml", header_first),
        ("word/footer1.xml", footer.clone()),
        ("word/footer2.xml", footer),
    ];
    let mut entries: Vec<(String, Vec<u8>)> =
        entries.into_iter().map(|(name, bytes)| (name.to_owned(), bytes)).collect();
    if let Some(remarks) = body.remarks.take() {
        entries.push(("word/comments.xml".to_owned(), remarks.finish()));
    }
    if has_codes {
        entries.push(("customXml/item1.xml".to_owned(), codes(&body)));
        entries.push(("customXml/itemProps1.xml".to_owned(), code_properties()));
        let link =
            [("rId1".to_owned(), format!("{OFFICE}/customXmlProps"), "itemProps1.xml".to_owned(), false)];
        entries.push(("customXml/_rels/item1.xml.rels".to_owned(), relations(&link)));
    }
    archive::zip(&entries)
}

fn content_types(has_codes: bool, has_remarks: bool) -> Vec<u8> {
    let mut xml = XmlWriter::new();
    xml.open("Types").attr("xmlns", "http://schemas.openxmlformats.org/package/2006/content-types");
    for (extension, kind) in
        [("rels", "application/vnd.openxmlformats-package.relationships+xml"), ("xml", "application/xml")]
    {
        xml.open("Default").attr("Extension", extension).attr("ContentType", kind).close();
    }
    let properties = "application/vnd.openxmlformats-officedocument";
    let mut parts = vec![
        ("/word/document.xml".to_owned(), format!("{WORD}.document.main+xml")),
        (
            "/docProps/core.xml".to_owned(),
            "application/vnd.openxmlformats-package.core-properties+xml".to_owned(),
        ),
        ("/docProps/app.xml".to_owned(), format!("{properties}.extended-properties+xml")),
        ("/docProps/custom.xml".to_owned(), format!("{properties}.custom-properties+xml")),
    ];
    parts.push(("/word/theme/theme1.xml".to_owned(), format!("{properties}.theme+xml")));
    parts.extend(PARTS.iter().map(|(name, kind, _)| (format!("/word/{name}"), format!("{WORD}.{kind}+xml"))));
    if has_remarks {
        parts.push(("/word/comments.xml".to_owned(), format!("{WORD}.comments+xml")));
    }
    if has_codes {
        parts.push(("/customXml/itemProps1.xml".to_owned(), format!("{properties}.customXmlProperties+xml")));
    }
    for (name, kind) in parts {
        xml.open("Override").attr("PartName", name).attr("ContentType", kind).close();
    }
    xml.finish()
}

/// Id, kind, target, whether it stands outside the file.
type Relation = (String, String, String, bool);

fn relations(all: &[Relation]) -> Vec<u8> {
    let mut xml = XmlWriter::new();
    xml.open("Relationships").attr("xmlns", PACKAGE);
    for (id, kind, target, is_outside) in all {
        xml.open("Relationship").attr("Id", id).attr("Type", kind).attr("Target", target);
        if *is_outside {
            xml.attr("TargetMode", "External");
        }
        xml.close();
    }
    xml.finish()
}

fn package_relations() -> Vec<u8> {
    let core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
    relations(&[
        ("rId1".to_owned(), format!("{OFFICE}/officeDocument"), "word/document.xml".to_owned(), false),
        ("rId2".to_owned(), core.to_owned(), "docProps/core.xml".to_owned(), false),
        ("rId3".to_owned(), format!("{OFFICE}/extended-properties"), "docProps/app.xml".to_owned(), false),
        ("rId4".to_owned(), format!("{OFFICE}/custom-properties"), "docProps/custom.xml".to_owned(), false),
    ])
}

fn document_relations(links: &[String], has_codes: bool, has_remarks: bool) -> Vec<u8> {
    let parts = PARTS.iter().enumerate();
    let mut all: Vec<Relation> = parts
        .map(|(at, (name, _, kind))| {
            (format!("rId{}", at + 1), format!("{OFFICE}/{kind}"), (*name).to_owned(), false)
        })
        .collect();
    all.push(("rIdTheme".to_owned(), format!("{OFFICE}/theme"), "theme/theme1.xml".to_owned(), false));
    if has_remarks {
        all.push(("rIdRemarks".to_owned(), format!("{OFFICE}/comments"), "comments.xml".to_owned(), false));
    }
    if has_codes {
        let target = "../customXml/item1.xml".to_owned();
        all.push(("rIdCodes".to_owned(), format!("{OFFICE}/customXml"), target, false));
    }
    all.extend(link_relations(links));
    relations(&all)
}

fn link_relations(links: &[String]) -> Vec<Relation> {
    let all = links.iter().enumerate();
    all.map(|(at, target)| {
        (format!("rIdLink{}", at + 1), format!("{OFFICE}/hyperlink"), target.clone(), true)
    })
    .collect()
}

/// The page: A4, margins, the number from the second page on.
fn section(paper: &Paper<'_>, xml: &mut XmlWriter, landscape: bool) {
    let page = &paper.profile.page;
    xml.open("w:sectPr");
    for (name, kind, part) in [
        ("w:headerReference", "default", 5),
        ("w:headerReference", "first", 6),
        ("w:footerReference", "default", 7),
        ("w:footerReference", "first", 8),
    ] {
        xml.open(name).attr("w:type", kind).attr("r:id", format!("rId{}", part + 1)).close();
    }
    let [width, height] = if landscape { [A4[1], A4[0]] } else { A4 };
    xml.open("w:pgSz").attr("w:w", width.to_string()).attr("w:h", height.to_string());
    if landscape {
        xml.attr("w:orient", "landscape");
    }
    xml.close().open("w:pgMar");
    for (name, mm) in [
        ("w:top", page.top_mm),
        ("w:right", page.right_mm),
        ("w:bottom", page.bottom_mm),
        ("w:left", page.left_mm),
        ("w:header", page.number_mm),
        ("w:footer", page.bottom_mm / 2),
    ] {
        xml.attr(name, twips(mm).to_string());
    }
    xml.attr("w:gutter", "0").close().empty("w:titlePg").close();
}

/// The page number; on the first page the label of the paper, if it has one.
fn header(body: &mut Body<'_>, first: bool) -> Vec<u8> {
    let mut xml = XmlWriter::new();
    xml.open("w:hdr").attr("xmlns:w", W).attr("xmlns:r", R);
    let label: &[String] = if first { &body.paper.label } else { &[] };
    for (at, line) in label.iter().enumerate() {
        let face = Face { bold: at == 0, size_pt: Some(10), ..Face::default() };
        Line { align: "right", ..Line::new(line, face) }.write(body, &mut xml);
    }
    if !first || label.is_empty() {
        xml.open("w:p").open("w:pPr").leaf("w:pStyle", "w:val", "Header").close();
        if !first {
            field(&mut xml, "begin");
            instruction(&mut xml, " PAGE ");
            field(&mut xml, "separate");
            run(body, &mut xml, Face::default(), "2");
            field(&mut xml, "end");
        }
        xml.close();
    }
    xml.finish()
}

fn footer(body: &mut Body<'_>) -> Vec<u8> {
    let mut xml = XmlWriter::new();
    xml.open("w:ftr").attr("xmlns:w", W).attr("xmlns:r", R);
    xml.open("w:p").open("w:pPr").leaf("w:pStyle", "w:val", "Footer").close();
    if let Some(text) = body.paper.marks.as_ref().and_then(|marks| marks.footer.clone()) {
        run(body, &mut xml, Face::default(), &text);
    }
    xml.finish()
}

fn settings() -> Vec<u8> {
    let mut xml = XmlWriter::new();
    xml.open("w:settings").attr("xmlns:w", W);
    xml.leaf("w:defaultTabStop", "w:val", "567").leaf("w:characterSpacingControl", "w:val", "doNotCompress");
    xml.open("w:footnotePr").leaf("w:footnote", "w:id", "-1").leaf("w:footnote", "w:id", "0").close();
    xml.open("w:compat").open("w:compatSetting").attr("w:name", "compatibilityMode");
    xml.attr("w:uri", "http://schemas.microsoft.com/office/word").attr("w:val", "15");
    xml.finish()
}

fn fonts(paper: &Paper<'_>) -> Vec<u8> {
    let mut xml = XmlWriter::new();
    xml.open("w:fonts").attr("xmlns:w", W);
    let own = paper.profile.font.as_str();
    for name in [own, "Courier New"].into_iter().take(if own == "Courier New" { 1 } else { 2 }) {
        let (family, pitch) = if name == "Courier New" { ("modern", "fixed") } else { ("roman", "variable") };
        xml.open("w:font").attr("w:name", name).leaf("w:family", "w:val", family);
        xml.leaf("w:pitch", "w:val", pitch).close();
    }
    xml.finish()
}

fn core(paper: &Paper<'_>) -> Vec<u8> {
    let mut xml = XmlWriter::new();
    xml.open("cp:coreProperties");
    xml.attr("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties");
    xml.attr("xmlns:dc", "http://purl.org/dc/elements/1.1/")
        .attr("xmlns:dcterms", "http://purl.org/dc/terms/");
    xml.attr("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
    xml.open("dc:title").text(&paper.title).close();
    xml.open("dc:creator").text(&paper.author).close();
    xml.open("cp:lastModifiedBy").text(&paper.author).close();
    for name in ["dcterms:created", "dcterms:modified"] {
        xml.open(name).attr("xsi:type", "dcterms:W3CDTF").text(&paper.date).text("Z").close();
    }
    xml.open("dc:language").text(paper.lang.tag()).close();
    xml.finish()
}

fn app() -> Vec<u8> {
    let mut xml = XmlWriter::new();
    xml.open("Properties");
    xml.attr("xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties");
    xml.open("Application").text("vankien").close();
    xml.finish()
}

/// What leads a file that comes back to the draft that it was made from.
fn custom(paper: &Paper<'_>) -> Vec<u8> {
    let mut xml = XmlWriter::new();
    xml.open("Properties");
    xml.attr("xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties");
    xml.attr("xmlns:vt", "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes");
    for (at, (name, value)) in paper.properties.iter().enumerate() {
        xml.open("property").attr("fmtid", "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}");
        xml.attr("pid", (at + 2).to_string()).attr("name", name);
        xml.open("vt:lpwstr").text(value).close().close();
    }
    xml.finish()
}

/// The properties once more, with the codes of the blocks in their order: each is the bookmark `vk_<code>`.
fn codes(body: &Body<'_>) -> Vec<u8> {
    let mut xml = XmlWriter::new();
    xml.open("draft").attr("xmlns", CODES);
    for (name, value) in &body.paper.properties {
        xml.open("property").attr("name", name).text(value).close();
    }
    for code in &body.codes {
        xml.leaf("block", "code", code);
    }
    xml.finish()
}

fn code_properties() -> Vec<u8> {
    let mut xml = XmlWriter::new();
    xml.open("ds:datastoreItem").attr("ds:itemID", CODES_ID);
    xml.attr("xmlns:ds", "http://schemas.openxmlformats.org/officeDocument/2006/customXml");
    xml.open("ds:schemaRefs").open("ds:schemaRef").attr("ds:uri", CODES).close().close();
    xml.finish()
}
