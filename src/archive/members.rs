//! The files of a ZIP that units packed: each by itself, so that a bad one does not take the others with it.
//!
//! As in `unzip`, sizes that the archive states are never believed, nothing reaches a disk, and work is bounded by
//! [`UnzipLimits::bytes_max`]. Names are shown and never opened: they may be of any system, but one that leads out of
//! its folder, a link, a second file of one name or one that needs a password is refused, with its reason. What systems
//! add by themselves (`__MACOSX`, `Thumbs.db`, locks of open files) is passed over.

use super::unzip::{UnzipError, UnzipLimits, broken, content, ratio_exceeded};
use crate::text::{decode_windows_1258, is_vietnamese_syllable, nfc};
use std::collections::BTreeSet;
use std::io::Cursor;
use zip::ZipArchive;

/// A file of an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Its name with its folders, `/` between them.
    pub name: String,
    /// Its bytes, or why they are not read.
    pub content: Result<Vec<u8>, UnzipError>,
}

impl UnzipLimits {
    /// For an archive of replies.
    pub const REPLIES: Self =
        Self { entries_max: 2_000, entry_bytes_max: 50 << 20, bytes_max: 200 << 20, ratio_max: 200 };
}

/// The files of an archive in its order.
///
/// # Errors
///
/// What is no ZIP, or has more entries than allowed.
pub fn members(bytes: &[u8], limits: &UnzipLimits) -> Result<Vec<Member>, UnzipError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    if archive.len() > limits.entries_max {
        return Err(UnzipError::TooMany { max: limits.entries_max });
    }
    let mut left = limits.bytes_max;
    let mut names = BTreeSet::new();
    let mut all = Vec::new();
    for at in 0..archive.len() {
        let Ok(entry) = archive.by_index_raw(at) else {
            let content = Err(UnzipError::Broken { reason: format!("entry {}", at + 1) });
            all.push(Member { name: format!("#{}", at + 1), content });
            continue;
        };
        let name = name_of(entry.name_raw(), entry.name().ok().as_deref());
        let (is_link, is_locked) = (entry.is_symlink(), entry.encrypted());
        drop(entry);
        if name.ends_with('/') || is_added_by_a_system(&name) {
            continue;
        }
        let content = if is_link || !stays_inside(&name) {
            Err(UnzipError::BadName { name: name.escape_debug().to_string() })
        } else if is_locked {
            Err(UnzipError::Encrypted { name: name.clone() })
        } else if !names.insert(name.to_lowercase()) {
            Err(UnzipError::SameName { name: name.clone() })
        } else {
            content(&mut archive, at, &name, limits, left)
        };
        left -= content.as_ref().map_or(0, |content| content.len() as u64).min(left);
        let content = match content {
            Ok(_) if ratio_exceeded(limits.bytes_max - left, bytes.len() as u64, limits) => {
                Err(UnzipError::Ratio { name: name.clone() })
            }
            content => content,
        };
        // What is one file of a bomb is not the last one.
        let is_bomb = matches!(content, Err(UnzipError::Ratio { .. }));
        all.push(Member { name, content });
        if is_bomb && all.iter().filter(|it| matches!(it.content, Err(UnzipError::Ratio { .. }))).count() > 3
        {
            break;
        }
    }
    Ok(all)
}

/// A name as it was meant: UTF-8 whether or not the entry says so, else the code page of old Windows where it gives
/// Vietnamese words, else that of DOS.
fn name_of(raw: &[u8], shown: Option<&str>) -> String {
    let name = match std::str::from_utf8(raw) {
        Ok(name) => name.to_owned(),
        Err(_) => {
            let windows = decode_windows_1258(raw);
            let mut words = windows.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_ascii());
            let is_vietnamese =
                words.next().is_some_and(is_vietnamese_syllable) && words.all(is_vietnamese_syllable);
            if is_vietnamese { windows } else { shown.unwrap_or(&windows).to_owned() }
        }
    };
    nfc(&name.replace('\\', "/")).into_owned()
}

fn is_added_by_a_system(name: &str) -> bool {
    let base = name.rsplit('/').next().unwrap_or(name).to_lowercase();
    name.starts_with("__MACOSX/")
        || base.starts_with("~$")
        || base.starts_with("._")
        || matches!(base.as_str(), ".ds_store" | "thumbs.db" | "desktop.ini")
}

/// Whether a name stays in the folder that it is relative to.
fn stays_inside(name: &str) -> bool {
    let is_drive = name.as_bytes().get(1) == Some(&b':');
    !name.is_empty()
        && name.len() <= 1_000
        && !is_drive
        && !name.contains(char::is_control)
        && name.split('/').all(|part| !part.is_empty() && part != "." && part != "..")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    const SMALL: UnzipLimits =
        UnzipLimits { entries_max: 9, entry_bytes_max: 4 << 20, bytes_max: 6 << 20, ratio_max: 100 };

    fn packed(entries: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in entries {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    fn told(bytes: &[u8]) -> Vec<String> {
        let all = members(bytes, &SMALL).unwrap();
        all.iter()
            .map(|it| match &it.content {
                Ok(content) => format!("{} {}", it.name, content.len()),
                Err(error) => format!("{} {error:?}", it.name).split(" {").next().unwrap().to_owned(),
            })
            .collect()
    }

    #[test]
    fn a_bad_member_leaves_the_others() {
        let bomb = vec![0; 3 << 20];
        let bytes = packed(&[
            ("thư/a.csv", b"x"),
            ("../../etc/passwd", b"x"),
            ("/b.csv", b"x"),
            ("thư/bom.csv", &bomb),
            ("__MACOSX/thư/._a.csv", b"x"),
            ("thư\\c.csv", b"xy"),
            ("C:d.csv", b"x"),
        ]);
        assert_eq!(
            told(&bytes),
            [
                "thư/a.csv 1",
                "../../etc/passwd BadName",
                "/b.csv BadName",
                "thư/bom.csv Ratio",
                "thư/c.csv 2",
                "C:d.csv BadName",
            ]
        );
    }

    #[test]
    fn two_of_one_name_and_locked_ones_are_told() {
        let mut bytes = packed(&[("one.csv", b"1"), ("two.csv", b"2"), ("abc.csv", b"3")]);
        let at: Vec<usize> = (0..bytes.len() - 7).filter(|at| bytes[*at..].starts_with(b"two.csv")).collect();
        at.into_iter().for_each(|at| bytes[at..at + 7].copy_from_slice(b"ONE.csv"));
        let directory = bytes.windows(4).rposition(|it| it == b"PK\x01\x02").unwrap();
        bytes[directory + 8] |= 1;
        assert_eq!(told(&bytes), ["one.csv 1", "ONE.csv SameName", "abc.csv Encrypted"]);
    }

    #[test]
    fn names_are_read_in_the_code_page_that_wrote_them() {
        assert_eq!(name_of("góp ý.csv".as_bytes(), None), "góp ý.csv");
        assert_eq!(name_of("go\u{301}p y\u{301}.csv".as_bytes(), None), "góp ý.csv");
        // Đơn vị, as old Windows wrote it.
        assert_eq!(name_of(b"\xD0\xF5n vi\xF2.csv", None), "Đơn vị.csv");
        assert_eq!(name_of(b"caf\x82.csv", Some("café.csv")), "café.csv");
    }

    #[test]
    fn broken_bytes_never_panic() {
        let good = packed(&[("a.csv", b"text text"), ("b.csv", b"text")]);
        for n in 0..good.len() {
            assert!(members(&good[..n], &SMALL).is_err(), "cut at {n}");
            for flip in [1u8, 0x80, 0xff] {
                let mut bytes = good.clone();
                bytes[n] ^= flip;
                let _ = members(&bytes, &SMALL);
            }
        }
    }
}
