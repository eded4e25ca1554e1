//! Paths and names: which ones may be tracked, names that every system can hold, and hashes.
//!
//! Tracked paths are relative, with `/`, in UTF-8. A path that could leave the working folder, reach into
//! `.git` or hide behind a control character is refused when read; a path that only Windows cannot hold is
//! refused when written by us (and when read, on Windows). Sources: git's `verify_path` rules as documented
//! in `git help fsck` (`hasDotgit`, `hasDotdot`), Windows file naming rules.

use super::error::StoreError;
use crate::text;
use sha2::{Digest, Sha256};

/// Longest safe name in bytes.
const NAME_BYTES_MAX: usize = 80;
/// Longest extension that is kept, in bytes.
const EXTENSION_BYTES_MAX: usize = 10;

/// SHA-256 in lower-case hexadecimal, as `sha256sum` prints it.
pub fn sha256_hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A name that every file system can hold: lower-case ASCII letters, digits, `-`, `_` and single full stops,
/// at most 80 bytes, the extension kept. Two names may give the same one: callers put a hash before it.
pub fn safe_name(original: &str) -> String {
    let last = original.rsplit(['/', '\\']).next().unwrap_or_default();
    // A long or spaced end is part of the name ("mục 1. Kinh tế"), not an extension.
    let is_extension = |end: &str| {
        (1..=EXTENSION_BYTES_MAX).contains(&end.len()) && end.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    let (stem, extension) = match last.rsplit_once('.').map(|(stem, end)| (stem, slug(end))) {
        Some((stem, extension)) if !stem.is_empty() && is_extension(&extension) => (stem, extension),
        _ => (last, String::new()),
    };
    let room = NAME_BYTES_MAX - if extension.is_empty() { 0 } else { extension.len() + 1 };
    let mut stem: String = slug(stem).chars().take(room).collect();
    stem.truncate(stem.trim_end_matches(['-', '.', '_']).len());
    if stem.is_empty() {
        stem.push_str("file");
    }
    if is_reserved(&stem) {
        stem.push('-');
        stem.push('x');
    }
    if extension.is_empty() { stem } else { format!("{stem}.{extension}") }
}

/// ASCII letters in lower case, digits, `_` and inner full stops; everything else is one `-`.
fn slug(name: &str) -> String {
    let mut out = String::new();
    let visible: String = name.chars().map(|c| if c.is_control() { '-' } else { c }).collect();
    for c in text::plain(&visible).key.chars() {
        let plain = match c {
            _ if c.is_ascii_alphanumeric() || c == '_' => c.to_ascii_lowercase(),
            '.' => '.',
            _ => '-',
        };
        let repeats = matches!(plain, '-' | '.') && out.ends_with(['-', '.']);
        if !(repeats || out.is_empty() && matches!(plain, '-' | '.')) {
            out.push(plain);
        }
    }
    out.truncate(out.trim_end_matches(['-', '.']).len());
    out
}

/// Whether Windows takes the name (up to its first full stop) for a device.
fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_lowercase();
    match stem.as_str() {
        "con" | "prn" | "aux" | "nul" | "conin$" | "conout$" => true,
        _ => match stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt")) {
            Some(number) => {
                matches!(number, "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "¹" | "²" | "³")
            }
            None => false,
        },
    }
}

/// Refuses a path that must not be followed wherever it came from.
pub(super) fn check_tracked(path: &str) -> Result<(), StoreError> {
    let bad = path.split('/').any(|part| !is_harmless(part) || (cfg!(windows) && !is_portable(part)));
    if bad { Err(StoreError::BadPath(shown(path))) } else { Ok(()) }
}

/// Refuses a path that we must not create.
pub(super) fn check_written(path: &str) -> Result<(), StoreError> {
    let bad = path.split('/').any(|part| !is_harmless(part) || !is_portable(part));
    if bad { Err(StoreError::BadPath(shown(path))) } else { Ok(()) }
}

/// A path as it may be shown: control characters made visible.
pub(super) fn shown(path: &str) -> String {
    path.chars()
        .map(|c| if c.is_control() { c.escape_default().to_string() } else { c.to_string() })
        .collect()
}

fn is_harmless(part: &str) -> bool {
    if matches!(part, "" | "." | "..") || part.contains(|c: char| c.is_control() || c == '\\') {
        return false;
    }
    // HFS+ ignores these characters, so that `.g\u{200c}it` is `.git` there.
    let ignorable = |c: char| matches!(c, '\u{200c}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{206a}'..='\u{206f}' | '\u{feff}');
    let seen: String = part.chars().filter(|&c| !ignorable(c)).collect::<String>().to_lowercase();
    let seen = seen.split(':').next().unwrap_or_default().trim_end_matches([' ', '.']);
    !(seen == ".git" || seen.strip_prefix("git~").is_some_and(|n| n.chars().all(|c| c.is_ascii_digit())))
}

fn is_portable(part: &str) -> bool {
    !part.contains(['<', '>', ':', '"', '|', '?', '*']) && !part.ends_with([' ', '.']) && !is_reserved(part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_become_safe() {
        for (original, expected) in [
            ("Góp ý Chi bộ 3.docx", "gop-y-chi-bo-3.docx"),
            ("Báo cáo số 12-BC/ĐU.DOCX", "du.docx"),
            ("C:\\Users\\x\\Phiếu  góp ý (bản 2).xlsx", "phieu-gop-y-ban-2.xlsx"),
            ("CON", "con-x"),
            ("con.md", "con-x.md"),
            ("lpt1.tar.gz", "lpt1.tar-x.gz"),
            ("COM5 .txt", "com5-x.txt"),
            ("tên. . .", "ten"),
            ("mục 1. Kinh tế", "muc-1.kinh-te"),
            ("..", "file"),
            ("", "file"),
            ("...md", "file.md"),
            ("a\u{0}b\n.csv", "a-b.csv"),
            ("../../etc/passwd", "passwd"),
            ("Đề nghị_sửa.md", "de-nghi_sua.md"),
            ("💥💥", "file"),
            (".gitattributes", "gitattributes"),
        ] {
            assert_eq!(safe_name(original), expected, "{original:?}");
        }
        let long = safe_name(&format!("{}.docx", "á".repeat(500)));
        assert_eq!((long.len(), long.ends_with("a.docx")), (80, true));
        assert_eq!(safe_name("e\u{301}.md"), safe_name("\u{e9}.md"));
    }

    #[test]
    fn paths_that_reach_elsewhere_are_refused() {
        for path in [
            "..",
            "a/../b",
            "/a",
            "a//b",
            "a/",
            "",
            ".git/config",
            "x/.GIT/hooks",
            ".git./a",
            ".git /a",
            "git~1/a",
            "GIT~2",
            ".g\u{200c}it/config",
            "a\\b",
            "a\nb",
            "a/\u{7f}",
            ".git::$INDEX_ALLOCATION/x",
            ".",
        ] {
            assert!(check_tracked(path).is_err(), "{path:?}");
        }
        for path in ["con.md", "drafts/nul", "a:b", "a./b", "a /b", "x?.md", "COM1.yaml", "lpt¹"] {
            assert!(check_written(path).is_err(), "{path:?}");
        }
        for path in [
            ".gitattributes",
            "drafts/bao-cao.md",
            "a/.github/b",
            "github/c",
            "drafts/Báo cáo.md",
            "console.md",
        ] {
            check_written(path).unwrap();
        }
    }

    #[test]
    fn hash_is_what_sha256sum_prints() {
        assert_eq!(sha256_hex(b""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    proptest! {
        #[test]
        fn any_name_becomes_one_that_may_be_written(original in any::<String>()) {
            let name = safe_name(&original);
            prop_assert!(check_written(&name).is_ok(), "{}", name);
            prop_assert!(name.is_ascii() && name.len() <= NAME_BYTES_MAX && !name.starts_with('.'));
            prop_assert_eq!(safe_name(&name), name);
        }
    }
}
