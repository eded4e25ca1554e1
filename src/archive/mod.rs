//! ZIP and XML of packages and of Word files: written the same for the same input, read within limits. `zip` and
//! `quick_xml` are used here and nowhere else.
//!
//! Every entry has the date 1980-01-01, the permissions of a plain file and a name that is safe on every
//! system. Entries keep the order given. Nothing is read from or written to a disk here.

mod mail;
mod members;
mod number_format;
mod ods;
mod old_workbook;
mod ole;
mod pdf;
mod pdf_lines;
mod unzip;
mod workbook;
mod xml;
mod xml_read;

pub use mail::{Mail, mail};
pub use members::{Member, members};
pub use ole::{OLE_SIGN, OleKind, is_locked_word, ole_kind, outlook_mail};
pub use pdf::{PdfError, PdfPage, pdf_pages};
pub use pdf_lines::PageLine;
pub use unzip::{UnzipError, UnzipLimits, unzip, unzip_wanted};
pub use workbook::{
    Merged, SheetCells, TypedCell, WorkSheet, WorkbookError, WorkbookLimits, workbook, worksheets,
};
pub use xml::{XmlWriter, is_xml_char};
pub use xml_read::{XmlError, XmlEvent, XmlLimits, XmlReader};

use crate::messages::Message;
use crate::text::is_nfc;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// Why an archive was not made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ArchiveError {
    /// A name that some system would read otherwise or put elsewhere.
    BadName {
        /// The name as given.
        name: String,
    },
    /// Two names that are the same where case does not count.
    SameName {
        /// The second of them.
        name: String,
    },
    /// More than a plain ZIP holds.
    TooLarge {
        /// Bytes of all entries.
        bytes: u64,
    },
    /// The packer gave up.
    Failed {
        /// Its own words.
        reason: String,
    },
}

impl ArchiveError {
    /// What happened, in words; what to do stands under the same id with `.hint`.
    pub fn message(&self) -> Message {
        match self {
            Self::BadName { name } => Message::new("archive-bad-name").with("name", name),
            Self::SameName { name } => Message::new("archive-same-name").with("name", name),
            Self::TooLarge { bytes } => Message::new("archive-too-large").with("bytes", bytes.to_string()),
            Self::Failed { reason } => Message::new("archive-failed").with("reason", reason),
        }
    }
}

impl std::fmt::Display for ArchiveError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.message().fmt(f)
    }
}

impl std::error::Error for ArchiveError {}

impl From<zip::result::ZipError> for ArchiveError {
    fn from(error: zip::result::ZipError) -> Self {
        Self::Failed { reason: error.to_string() }
    }
}

impl From<std::io::Error> for ArchiveError {
    fn from(error: std::io::Error) -> Self {
        Self::Failed { reason: error.to_string() }
    }
}

/// Packs entries, names with `/` between folders, into a ZIP file.
///
/// # Errors
///
/// Names that are not safe (see [`is_safe_name`]) or stand twice, more than 4 GB or 65,535 entries, and what
/// the packer reports.
pub fn zip(entries: &[(String, Vec<u8>)]) -> Result<Vec<u8>, ArchiveError> {
    Packer::default().zip(entries)
}

/// Packs many archives that share entries: these are compressed once.
#[derive(Debug, Default)]
pub struct Packer {
    /// By name: the content, and an archive of this one entry.
    shared: BTreeMap<String, (Vec<u8>, Vec<u8>)>,
}

impl Packer {
    /// Compresses what the archives are going to share.
    ///
    /// # Errors
    ///
    /// As [`zip`].
    pub fn sharing(entries: &[(String, Vec<u8>)]) -> Result<Self, ArchiveError> {
        let mut shared = BTreeMap::new();
        for entry in entries {
            let archive = zip(std::slice::from_ref(entry))?;
            shared.insert(entry.0.clone(), (entry.1.clone(), archive));
        }
        Ok(Self { shared })
    }

    /// The same bytes as [`zip`] gives; an entry that is one of the shared ones is copied as it was compressed.
    ///
    /// # Errors
    ///
    /// As [`zip`].
    pub fn zip(&self, entries: &[(String, Vec<u8>)]) -> Result<Vec<u8>, ArchiveError> {
        check(entries)?;
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(6))
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        let stored = options.compression_method(CompressionMethod::Stored).compression_level(None);
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in entries {
            match self.shared.get(name) {
                Some((same, archive)) if same == bytes => {
                    writer.raw_copy_file(ZipArchive::new(Cursor::new(archive))?.by_index_raw(0)?)?;
                }
                _ => {
                    writer.start_file(name.as_str(), if is_packed(name) { stored } else { options })?;
                    writer.write_all(bytes)?;
                }
            }
        }
        Ok(writer.finish()?.into_inner())
    }
}

/// Whether a file is an archive itself, which packing once more makes no smaller.
fn is_packed(name: &str) -> bool {
    [".docx", ".xlsx", ".zip"].iter().any(|end| name.ends_with(end))
}

/// Whether a name can stand in an archive: relative, NFC, no `..`, `\`, control or Windows-reserved character,
/// no part that ends in a stop or a blank or is a device of Windows.
pub fn is_safe_name(name: &str) -> bool {
    let is_safe_part = |part: &str| {
        let stem = part.split('.').next().unwrap_or("").trim_end().to_ascii_lowercase();
        let numbered = |device: &str| {
            stem.strip_prefix(device)
                .is_some_and(|rest| rest.len() == 1 && rest.as_bytes()[0].is_ascii_digit())
        };
        let is_device =
            matches!(stem.as_str(), "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt");
        !part.is_empty() && part.len() <= 255 && !part.ends_with(['.', ' ']) && !is_device
    };
    let is_bad_char = |c: char| {
        c.is_control()
            || matches!(c, '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|')
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    name.len() <= 1000 && is_nfc(name) && !name.contains(is_bad_char) && name.split('/').all(is_safe_part)
}

fn check(entries: &[(String, Vec<u8>)]) -> Result<(), ArchiveError> {
    let mut names = BTreeSet::new();
    for (name, _) in entries {
        if !is_safe_name(name) {
            return Err(ArchiveError::BadName { name: name.clone() });
        }
        if !names.insert(name.to_lowercase()) {
            return Err(ArchiveError::SameName { name: name.clone() });
        }
    }
    // A file that is also a folder cannot be unpacked.
    for name in &names {
        let folders = name.match_indices('/').map(|(at, _)| &name[..at]);
        if let Some(folder) = folders.into_iter().find(|folder| names.contains(*folder)) {
            return Err(ArchiveError::SameName { name: folder.to_owned() });
        }
    }
    let bytes: u64 = entries.iter().map(|(_, bytes)| bytes.len() as u64).sum();
    if bytes > u64::from(u32::MAX) / 2 || entries.len() > 65_535 {
        return Err(ArchiveError::TooLarge { bytes });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    fn entries() -> Vec<(String, Vec<u8>)> {
        vec![
            ("Công văn lấy ý kiến.html".to_owned(), b"<p>".to_vec()),
            ("du-thao/political-report.md".to_owned(), "Đại hội\n".repeat(1000).into_bytes()),
            ("trống".to_owned(), Vec::new()),
        ]
    }

    #[test]
    fn same_entries_give_same_bytes_and_come_back() {
        let bytes = zip(&entries()).unwrap();
        assert_eq!(bytes, zip(&entries()).unwrap());
        let mut archive = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
        for (i, (name, content)) in entries().iter().enumerate() {
            let mut entry = archive.by_index(i).unwrap();
            let mut read = Vec::new();
            entry.read_to_end(&mut read).unwrap();
            assert_eq!((entry.name().unwrap().as_ref(), &read), (name.as_str(), content));
            assert_eq!(entry.last_modified(), Some(DateTime::default()));
            assert_eq!(entry.unix_mode(), Some(0o100_644));
        }
        // General purpose flag, bit 11: the name is UTF-8.
        assert_eq!(bytes[7] & 0x08, 0x08);
    }

    #[test]
    fn shared_entries_change_no_byte() {
        let all = entries();
        let packer = Packer::sharing(&all[..2]).unwrap();
        assert_eq!(packer.zip(&all).unwrap(), zip(&all).unwrap());
        // The same name with another content is no shared entry.
        let other = vec![(all[0].0.clone(), b"<p>other".to_vec()), all[1].clone()];
        assert_eq!(packer.zip(&other).unwrap(), zip(&other).unwrap());
        let empty = Packer::sharing(&all[2..]).unwrap();
        assert_eq!(empty.zip(&all).unwrap(), zip(&all).unwrap());
    }

    #[test]
    fn names_that_some_system_reads_otherwise_are_refused() {
        for name in [
            "",
            "/a",
            "a/",
            "a//b",
            "../a",
            "a/../b",
            ".",
            "a/.",
            "a\\b",
            "C:a",
            "a\0",
            "a\n",
            "con",
            "Aux.txt",
            "COM1.md",
            "a.",
            "a ",
            "a?b",
            "báo",
            "\u{202e}gpj",
            "x/nul.csv",
        ] {
            let name = if name == "báo" { "ba\u{301}o" } else { name };
            let error = zip(&[(name.to_owned(), Vec::new())]).unwrap_err();
            assert_eq!(error, ArchiveError::BadName { name: name.to_owned() });
        }
        for name in ["a", "báo cáo (1).md", "x/y/z", ".gitignore", "com.md", "com10", "a..b"] {
            assert!(is_safe_name(name), "{name}");
        }
    }

    #[test]
    fn names_that_differ_in_case_only_are_refused() {
        for (first, second) in [("Đơn.md", "đơn.md"), ("a/B", "A/b"), ("a", "a/b")] {
            let entries = [first, second].map(|name| (name.to_owned(), Vec::new()));
            assert!(matches!(zip(&entries), Err(ArchiveError::SameName { .. })), "{first} {second}");
        }
    }
}
