//! Reading a ZIP that came from elsewhere: every entry into memory, within limits, or not at all.
//!
//! Sizes that the archive states about itself are never believed: what comes out is counted while it comes out.
//! Nothing is extracted to a disk, links and encrypted entries are refused, folders are passed over. Work and
//! memory are bounded by [`UnzipLimits::bytes_max`], whatever the archive holds.

use super::is_safe_name;
use crate::messages::Message;
use std::collections::BTreeSet;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// What an archive may hold at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnzipLimits {
    /// Entries, folders included.
    pub entries_max: usize,
    /// Bytes of one entry, unpacked.
    pub entry_bytes_max: u64,
    /// Bytes of all entries, unpacked.
    pub bytes_max: u64,
    /// Unpacked bytes for each packed one, in archives that unpack to more than a megabyte.
    pub ratio_max: u64,
}

impl UnzipLimits {
    /// For a file of Word or Excel.
    pub const OFFICE: Self =
        Self { entries_max: 4_000, entry_bytes_max: 100 << 20, bytes_max: 200 << 20, ratio_max: 200 };
}

/// Why an archive was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnzipError {
    /// It is no ZIP, or a broken one.
    Broken {
        /// The unpacker's own words.
        reason: String,
    },
    /// More entries than allowed.
    TooMany {
        /// How many are allowed.
        max: usize,
    },
    /// An entry, or all together, hold more than allowed.
    TooLarge {
        /// The entry at which it was noticed.
        name: String,
        /// Bytes allowed.
        max: u64,
    },
    /// So tightly packed that it is not meant to be opened.
    Ratio {
        /// The entry at which it was noticed.
        name: String,
    },
    /// A name that some system would read otherwise or put elsewhere, or a link.
    BadName {
        /// The name as far as it can be shown.
        name: String,
    },
    /// Two entries of one name.
    SameName {
        /// The name.
        name: String,
    },
    /// An entry that needs a password.
    Encrypted {
        /// Its name.
        name: String,
    },
}

impl UnzipError {
    /// What is wrong, in words; what to do stands under the same id with `.hint`.
    pub fn message(&self) -> Message {
        match self {
            Self::Broken { reason } => Message::new("unzip-broken").with("reason", reason),
            Self::TooMany { max } => Message::new("unzip-too-many").with("max", *max),
            Self::TooLarge { name, max } => {
                Message::new("unzip-too-large").with("name", name).with("megabytes", (max >> 20).to_string())
            }
            Self::Ratio { name } => Message::new("unzip-ratio").with("name", name),
            Self::BadName { name } => Message::new("unzip-bad-name").with("name", name),
            Self::SameName { name } => Message::new("unzip-same-name").with("name", name),
            Self::Encrypted { name } => Message::new("unzip-encrypted").with("name", name),
        }
    }
}

impl std::fmt::Display for UnzipError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.message().fmt(f)
    }
}

impl std::error::Error for UnzipError {}

/// The files of an archive in its order, by name.
///
/// # Errors
///
/// What is no ZIP, a file beyond the limits, an unsafe name, a name that stands twice, a link, a password, bytes
/// that do not have their checksum.
pub fn unzip(bytes: &[u8], limits: &UnzipLimits) -> Result<Vec<(String, Vec<u8>)>, UnzipError> {
    unzip_wanted(bytes, limits, |_| true)
}

/// The files of an archive whose names are wanted; of the others only names and stated sizes are looked at, and nothing
/// is unpacked.
///
/// # Errors
///
/// As [`unzip`].
pub fn unzip_wanted(
    bytes: &[u8],
    limits: &UnzipLimits,
    is_wanted: impl Fn(&str) -> bool,
) -> Result<Vec<(String, Vec<u8>)>, UnzipError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    if archive.len() > limits.entries_max {
        return Err(UnzipError::TooMany { max: limits.entries_max });
    }
    let mut left = limits.bytes_max;
    let mut names = BTreeSet::new();
    let mut files = Vec::new();
    for at in 0..archive.len() {
        let entry = archive.by_index_raw(at).map_err(broken)?;
        let name = entry.name().map_err(broken)?.into_owned();
        let (is_dir, is_link, is_locked) = (name.ends_with('/'), entry.is_symlink(), entry.encrypted());
        let (stated, packed) = (entry.size(), entry.compressed_size());
        drop(entry);
        let trimmed = if is_dir { name.trim_end_matches('/') } else { &name };
        if is_link || !is_safe_name(trimmed) {
            return Err(UnzipError::BadName { name: name.escape_debug().to_string() });
        }
        if is_locked {
            return Err(UnzipError::Encrypted { name });
        }
        if is_dir {
            continue;
        }
        if !names.insert(name.to_lowercase()) {
            return Err(UnzipError::SameName { name });
        }
        if !is_wanted(&name) {
            // It is never unpacked, so that what it states may be believed.
            if ratio_exceeded(stated, packed, limits) {
                return Err(UnzipError::Ratio { name });
            }
            continue;
        }
        let content = content(&mut archive, at, &name, limits, left)?;
        left -= content.len() as u64;
        if ratio_exceeded(limits.bytes_max - left, bytes.len() as u64, limits) {
            return Err(UnzipError::Ratio { name });
        }
        files.push((name, content));
    }
    Ok(files)
}

/// One entry, of which no more is unpacked than is allowed.
pub(super) fn content(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    at: usize,
    name: &str,
    limits: &UnzipLimits,
    left: u64,
) -> Result<Vec<u8>, UnzipError> {
    const STEP: u64 = 1 << 20;
    let max = limits.entry_bytes_max.min(left);
    let mut entry = archive.by_index(at).map_err(broken)?;
    let packed = entry.compressed_size();
    let mut content = Vec::new();
    loop {
        let before = content.len() as u64;
        let step = STEP.min(max + 1 - before);
        let read = entry.by_ref().take(step).read_to_end(&mut content);
        let n = read.map_err(|error| UnzipError::Broken { reason: error.to_string() })? as u64;
        if content.len() as u64 > max {
            return Err(UnzipError::TooLarge { name: name.to_owned(), max });
        }
        if ratio_exceeded(content.len() as u64, packed, limits) {
            return Err(UnzipError::Ratio { name: name.to_owned() });
        }
        if n == 0 {
            return Ok(content);
        }
    }
}

pub(super) fn ratio_exceeded(unpacked: u64, packed: u64, limits: &UnzipLimits) -> bool {
    unpacked > 1 << 20 && unpacked / packed.max(1) > limits.ratio_max
}

pub(super) fn broken(error: zip::result::ZipError) -> UnzipError {
    UnzipError::Broken { reason: error.to_string() }
}

#[cfg(test)]
mod tests {
    use super::super::zip;
    use super::*;

    const SMALL: UnzipLimits =
        UnzipLimits { entries_max: 3, entry_bytes_max: 4 << 20, bytes_max: 6 << 20, ratio_max: 100 };

    fn zipped(entries: &[(&str, Vec<u8>)]) -> Vec<u8> {
        let entries: Vec<_> =
            entries.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.clone())).collect();
        zip(&entries).unwrap()
    }

    /// Bytes that do not pack.
    fn noise(n: usize) -> Vec<u8> {
        let mut state = 1u64;
        (0..n)
            .map(|_| {
                state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                (state >> 56) as u8
            })
            .collect()
    }

    /// The archive with one name put for another of the same length wherever it stands.
    fn renamed(mut bytes: Vec<u8>, from: &str, to: &str) -> Vec<u8> {
        assert_eq!(from.len(), to.len());
        let places: Vec<usize> =
            (0..bytes.len() - from.len()).filter(|&at| bytes[at..].starts_with(from.as_bytes())).collect();
        assert!(places.len() >= 2);
        for at in places {
            bytes[at..at + to.len()].copy_from_slice(to.as_bytes());
        }
        bytes
    }

    #[test]
    fn what_was_packed_comes_back() {
        let entries = vec![("word/a.xml".to_owned(), b"x".to_vec()), ("Đ.md".to_owned(), Vec::new())];
        assert_eq!(unzip(&zip(&entries).unwrap(), &SMALL).unwrap(), entries);
    }

    #[test]
    fn too_much_is_refused() {
        let error = |entries: &[(&str, Vec<u8>)]| unzip(&zipped(entries), &SMALL).unwrap_err();
        let four = ["a", "b", "c", "d"].map(|name| (name, Vec::new()));
        assert_eq!(error(&four), UnzipError::TooMany { max: 3 });
        let large = |name: &str, max| UnzipError::TooLarge { name: name.to_owned(), max };
        assert_eq!(error(&[("a", noise((4 << 20) + 1))]), large("a", 4 << 20));
        assert_eq!(error(&[("a", noise(4 << 20)), ("b", noise(3 << 20))]), large("b", 2 << 20));
        assert_eq!(error(&[("a", vec![0; 3 << 20])]), UnzipError::Ratio { name: "a".to_owned() });
        // A megabyte of the same is no bomb yet: an empty table packs well.
        assert!(unzip(&zipped(&[("a", vec![0; 1 << 20])]), &SMALL).is_ok());
    }

    #[test]
    fn a_stated_size_is_not_believed() {
        let mut bytes = zipped(&[("a", noise(5 << 20))]);
        // The central directory states the unpacked size at its 24th byte.
        let directory = bytes.windows(4).rposition(|it| it == b"PK\x01\x02").unwrap();
        bytes[directory + 24..directory + 28].copy_from_slice(&10u32.to_le_bytes());
        assert!(unzip(&bytes, &SMALL).is_err());
    }

    #[test]
    fn names_that_lead_elsewhere_are_refused() {
        let plain = zipped(&[("abcdefgh", b"x".to_vec())]);
        for name in ["../../ab", "/etc/pas", "a\\b\\c\\de", "C:abcdef", "con.txt.", "ab\u{202e}abc"] {
            let error = unzip(&renamed(plain.clone(), "abcdefgh", name), &SMALL).unwrap_err();
            assert!(matches!(error, UnzipError::BadName { .. }), "{name}: {error:?}");
        }
        let twice = renamed(zipped(&[("one.xml", vec![1]), ("two.xml", vec![2])]), "two.xml", "ONE.xml");
        assert_eq!(unzip(&twice, &SMALL), Err(UnzipError::SameName { name: "ONE.xml".to_owned() }));
    }

    #[test]
    fn broken_bytes_are_refused_and_never_panic() {
        let good = zipped(&[("a.xml", noise(500)), ("b.xml", b"text text text".to_vec())]);
        for n in 0..good.len() {
            assert!(unzip(&good[..n], &SMALL).is_err(), "cut at {n}");
            for flip in [1u8, 0x80, 0xff] {
                let mut bytes = good.clone();
                bytes[n] ^= flip;
                let _ = unzip(&bytes, &SMALL);
            }
        }
        let at = good.windows(4).position(|it| it == b"b.xm").unwrap();
        let mut bytes = good.clone();
        bytes[at - 200] ^= 0x55;
        assert!(matches!(unzip(&bytes, &SMALL), Err(UnzipError::Broken { .. })), "checksum");
        for bytes in [&b""[..], b"PK", b"PK\x05\x06", b"%PDF-1.7"] {
            assert!(matches!(unzip(bytes, &SMALL), Err(UnzipError::Broken { .. })));
        }
    }

    #[test]
    fn an_encrypted_entry_is_named() {
        let mut bytes = zipped(&[("a.xml", b"x".to_vec())]);
        let directory = bytes.windows(4).rposition(|it| it == b"PK\x01\x02").unwrap();
        bytes[directory + 8] |= 1;
        assert_eq!(unzip(&bytes, &SMALL), Err(UnzipError::Encrypted { name: "a.xml".to_owned() }));
    }
}
