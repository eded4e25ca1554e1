//! Bytes to text: UTF-8 and UTF-16, and old encodings where it is certain which one.
//!
//! Text of an old encoding is converted whole, with a note that says from which one, how surely, and what one line was
//! and has become. Where the encoding is not certain the bytes are refused even where it can be named: a wrong guess
//! would change a unit's words without anybody seeing it.

use super::codes;
use super::limits::FILE_BYTES_MAX;
use super::slip::shown;
use crate::messages::Message;
use crate::problem::{Place, Problem};
use crate::text::{
    Legacy, OldText, decode_windows_1258, is_vietnamese_syllable, looks_legacy, read_old_bytes,
    read_old_text, read_utf16,
};
use std::borrow::Cow;

/// Endings of files that are not read, by kind.
const NOT_READ: &[(&str, &[&str])] = &[
    ("word", &["doc", "odt", "rtf", "docm", "dotx"]),
    ("sheet", &["xls", "ods", "xlsm", "xlsb"]),
    ("picture", &["pdf", "jpg", "jpeg", "png", "gif", "tif", "tiff", "bmp", "heic", "webp"]),
    ("archive", &["zip", "rar", "7z", "gz", "tar"]),
    ("other", &["html", "htm", "xml", "eml", "msg", "ppt", "pptx", "exe", "json"]),
];

/// First bytes of files that are not read, by kind.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"PK\x03\x04", "office"),
    (b"\xD0\xCF\x11\xE0", "office"),
    (b"{\\rtf", "word"),
    (b"%PDF", "picture"),
    (b"\xFF\xD8\xFF", "picture"),
    (b"\x89PNG", "picture"),
    (b"GIF8", "picture"),
    (b"Rar!", "archive"),
    (b"7z\xBC\xAF", "archive"),
    (b"\x1F\x8B", "archive"),
];

/// How many bytes are looked at to name an encoding.
const LOOKED_AT: usize = 1 << 16;

/// The text of a file.
#[derive(Debug)]
pub(super) struct Text<'a> {
    /// Its words, without byte order mark.
    pub(super) words: Cow<'a, str>,
    /// That it was converted from an old encoding.
    pub(super) note: Option<Problem>,
}

/// The text of a file.
pub(super) fn decode<'a>(name: &str, bytes: &'a [u8]) -> Result<Text<'a>, Box<Problem>> {
    let file = Place::file(name);
    if bytes.len() > FILE_BYTES_MAX {
        return Err(Box::new(too_large(name, FILE_BYTES_MAX)));
    }
    if let Some(kind) = not_read(name, bytes) {
        if kind == "archive" {
            let kind = extension(name);
            return Err(Problem::new(codes::ARCHIVE_OTHER, file).with("extension", kind).into());
        }
        let problem = Problem::new(codes::NOT_READ, file);
        return Err(problem.with("kind", kind).with("extension", extension(name)).into());
    }
    let words = match bytes {
        [0xFF, 0xFE, rest @ ..] => Cow::Owned(utf16(name, rest, u16::from_le_bytes)?),
        [0xFE, 0xFF, rest @ ..] => Cow::Owned(utf16(name, rest, u16::from_be_bytes)?),
        _ if bytes.contains(&0) => {
            Cow::Owned(read_utf16(bytes).ok_or_else(|| Problem::new(codes::BINARY, file.clone()))?)
        }
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => Cow::Borrowed(text.strip_prefix('\u{FEFF}').unwrap_or(text)),
            Err(error) => {
                let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
                let sample = bytes.get(..LOOKED_AT).unwrap_or(bytes);
                let read = read_old_bytes(sample).and_then(|_| read_old_bytes(bytes));
                let read = read.ok_or_else(|| not_unicode(name, bytes, before))?;
                let latin: String = bytes.iter().map(|&byte| char::from(byte)).collect();
                let note = converted(name, &latin, &read);
                return Ok(Text { words: Cow::Owned(read.text), note: Some(note) });
            }
        },
    };
    if words.contains('\0') {
        return Err(Problem::new(codes::BINARY, file).into());
    }
    if words.trim().is_empty() {
        return Err(Problem::new(codes::EMPTY, file).into());
    }
    // Records in this program's own forms were typed anew: what is old in them is asked for again.
    let is_record = matches!(extension(name).as_str(), "md" | "markdown" | "yaml" | "yml");
    let is_old = !is_record && looks_legacy(&words).is_some();
    match is_old.then(|| read_old_text(&words)).flatten() {
        Some(read) => {
            let note = converted(name, &words, &read);
            Ok(Text { words: Cow::Owned(read.text), note: Some(note) })
        }
        None => Ok(Text { words, note: None }),
    }
}

/// The note of a conversion: the first line that it changed, before and after.
pub(super) fn converted(name: &str, before: &str, read: &OldText) -> Problem {
    let differs = |(_, (old, new)): &(usize, (&str, &str))| old != new;
    let found = before.lines().zip(read.text.lines()).enumerate().find(differs);
    let (at, (old, new)) = found.unwrap_or_default();
    Problem::new(codes::CONVERTED, Place::line(name, at + 1))
        .with("encoding", encoding_name(read.legacy))
        .with("possible", read.n_possible)
        .with("words", read.n_words)
        .with("before", shown(old))
        .with("after", shown(new))
}

/// The file is larger than `limit` bytes.
pub(super) fn too_large(name: &str, limit: usize) -> Problem {
    Problem::new(codes::TOO_LARGE, Place::file(name)).with("megabytes", limit / (1024 * 1024))
}

/// The end of a name behind its last full stop, in lower case; empty where there is none.
pub(super) fn extension(name: &str) -> String {
    let base = name.rsplit(['/', '\\']).next().unwrap_or_default();
    base.rsplit_once('.').map(|(_, end)| end.trim().to_lowercase()).unwrap_or_default()
}

/// The message id of an old encoding's name.
pub(super) fn encoding_name(legacy: Legacy) -> Message {
    Message::new(match legacy {
        Legacy::Tcvn3 => "intake-encoding-tcvn3",
        Legacy::Vni => "intake-encoding-vni",
        Legacy::Viscii => "intake-encoding-viscii",
        Legacy::Windows1258 => "intake-encoding-windows-1258",
        Legacy::Utf8 => "intake-encoding-misread",
    })
}

pub(super) fn not_read(name: &str, bytes: &[u8]) -> Option<&'static str> {
    let end = extension(name);
    let by_name = NOT_READ.iter().find(|(_, ends)| ends.contains(&end.as_str())).map(|(kind, _)| *kind);
    let by_bytes = || SIGNATURES.iter().find(|(first, _)| bytes.starts_with(first)).map(|(_, kind)| *kind);
    by_name.or_else(by_bytes)
}

fn utf16(name: &str, bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, Box<Problem>> {
    let pairs = bytes.chunks_exact(2);
    let whole = pairs.remainder().is_empty();
    let units = pairs.map(|pair| unit([pair[0], pair[1]]));
    let text: Result<String, _> = char::decode_utf16(units).collect();
    match text {
        Ok(text) if whole => Ok(text),
        _ => Err(Problem::new(codes::BINARY, Place::file(name)).into()),
    }
}

fn not_unicode(name: &str, bytes: &[u8], before: &[u8]) -> Problem {
    let line = before.iter().filter(|&&byte| byte == b'\n').count() + 1;
    let sample = bytes.get(..LOOKED_AT).unwrap_or(bytes);
    let as_latin: String = sample.iter().map(|&byte| char::from(byte)).collect();
    let encoding = if is_vietnamese(&decode_windows_1258(sample)) {
        encoding_name(Legacy::Windows1258)
    } else {
        looks_legacy(&as_latin).map_or_else(|| Message::new("intake-encoding-unknown"), encoding_name)
    };
    Problem::new(codes::NOT_UNICODE, Place::line(name, line)).with("encoding", encoding)
}

/// Whether a text has words with Vietnamese letters, and nearly all of these are possible syllables.
pub(super) fn is_vietnamese(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_ascii());
    let (mut possible, mut all) = (0, 0);
    for word in words {
        all += 1;
        possible += usize::from(is_vietnamese_syllable(word));
    }
    all > 0 && possible * 10 >= all * 9
}
