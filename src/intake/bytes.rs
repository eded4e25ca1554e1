//! Bytes to text, and which kind of file it is.
//!
//! Text is UTF-8 with or without a byte order mark, or UTF-16 with one. Other bytes are refused, never guessed at:
//! a wrong guess would put words into a unit's mouth.

use super::codes::{BINARY, EMPTY, NOT_READ, NOT_UTF8, TOO_LARGE, UNKNOWN};
use super::limits::{FILE_MB, MARKDOWN_MB, SLIP_MB, YAML_MB};
use crate::problem::{Place, Problem};
use crate::text;

/// Which kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Yaml,
    Markdown,
    Slip,
}

/// Extensions of files that people send and this version does not read.
const OTHER: &[&str] = &[
    "doc", "docx", "docm", "rtf", "odt", "xls", "xlsx", "xlsm", "ods", "pdf", "ppt", "pptx", "jpg", "jpeg",
    "png", "tif", "tiff", "heic", "zip", "rar", "7z", "msg", "eml", "htm", "html", "xml", "json", "mp3",
    "mp4",
];

/// First bytes of such files, and how people call them.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"PK\x03\x04", "docx"),
    (b"%PDF", "pdf"),
    (b"\xD0\xCF\x11\xE0", "doc"),
    (b"{\\rtf", "rtf"),
    (b"\xFF\xD8\xFF", "jpg"),
    (b"\x89PNG", "png"),
    (b"Rar!", "rar"),
];

/// The text of a file and its kind.
pub(super) fn text_of(name: &str, bytes: &[u8]) -> Result<(String, Format), Box<Problem>> {
    let problem = |code| Box::new(Problem::new(code, Place::file(name)));
    let extension = extension(name);
    too_large(name, bytes, FILE_MB)?;
    if bytes.iter().all(|byte| byte.is_ascii_whitespace()) {
        return Err(problem(EMPTY));
    }
    if let Some((_, kind)) = SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature)) {
        let kind = if OTHER.contains(&extension.as_str()) { extension.as_str() } else { kind };
        return Err(other_kind(name, kind));
    }
    if OTHER.contains(&extension.as_str()) {
        return Err(other_kind(name, &extension));
    }
    let text = decoded(name, bytes)?;
    if text.trim().is_empty() {
        return Err(problem(EMPTY));
    }
    let format = format_of(&extension, &text).ok_or_else(|| problem(UNKNOWN))?;
    let megabytes = match format {
        Format::Yaml => YAML_MB,
        Format::Markdown => MARKDOWN_MB,
        Format::Slip => SLIP_MB,
    };
    too_large(name, bytes, megabytes)?;
    Ok((text, format))
}

fn too_large(name: &str, bytes: &[u8], megabytes: u64) -> Result<(), Box<Problem>> {
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if size > megabytes * 1024 * 1024 {
        let limit = i64::try_from(megabytes).unwrap_or(i64::MAX);
        return Err(Box::new(Problem::new(TOO_LARGE, Place::file(name)).with("megabytes", limit)));
    }
    Ok(())
}

fn extension(name: &str) -> String {
    let base = name.rsplit(['/', '\\']).next().unwrap_or(name);
    base.rsplit_once('.').map_or_else(String::new, |(_, extension)| extension.to_ascii_lowercase())
}

fn decoded(name: &str, bytes: &[u8]) -> Result<String, Box<Problem>> {
    let utf16 = |rest: &[u8], order: fn([u8; 2]) -> u16| {
        let units = rest.chunks_exact(2).map(|pair| order([pair[0], pair[1]]));
        let text: Result<String, _> = char::decode_utf16(units).collect();
        text.ok().filter(|_| rest.len().is_multiple_of(2)).ok_or_else(|| not_utf8(name, rest, 0))
    };
    if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE") {
        return utf16(rest, u16::from_le_bytes);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFE\xFF") {
        return utf16(rest, u16::from_be_bytes);
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if bytes.contains(&0) {
        return Err(Box::new(Problem::new(BINARY, Place::file(name))));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(error) => Err(not_utf8(name, bytes, error.valid_up_to())),
    }
}

fn other_kind(name: &str, kind: &str) -> Box<Problem> {
    Box::new(Problem::new(NOT_READ, Place::file(name)).with("kind", format!(".{kind}")))
}

fn not_utf8(name: &str, bytes: &[u8], at: usize) -> Box<Problem> {
    let line = bytes[..at.min(bytes.len())].iter().filter(|byte| **byte == b'\n').count() + 1;
    Box::new(Problem::new(NOT_UTF8, Place::line(name, line)))
}

/// The kind by content where it is clear, else by extension.
fn format_of(extension: &str, text: &str) -> Option<Format> {
    let start = text.trim_start();
    let lines = || start.lines().take(60).filter(|line| !line.trim_start().starts_with('#'));
    if start.starts_with("---\n") || start.starts_with("---\r\n") {
        // Both a head of Markdown and the start of a YAML document look like this; a second `---` line tells.
        let closed = start.lines().skip(1).any(|line| line.trim_end() == "---");
        return Some(if closed || !matches!(extension, "yaml" | "yml") {
            Format::Markdown
        } else {
            Format::Yaml
        });
    }
    if lines().next().is_some_and(|line| line.starts_with("schema:")) {
        return Some(Format::Yaml);
    }
    match extension {
        "yaml" | "yml" => Some(Format::Yaml),
        "md" | "markdown" | "txt" => Some(Format::Markdown),
        "csv" | "tsv" => Some(Format::Slip),
        _ => {
            let first = text::plain(start.lines().next().unwrap_or_default()).key;
            let slip = ["don vi;", "don vi,", "don vi\t", "ma;", "ma,", "ma\t"]
                .iter()
                .any(|it| first.starts_with(it));
            slip.then_some(Format::Slip)
        }
    }
}
