//! Files that hold other files: the ZIP in which a unit packs its replies, the e-mail on which they hang. Says what is
//! inside, reads none of it.
//!
//! Every member stands by itself: one that cannot be unpacked is a problem of its own and the others come out. Work and
//! memory are bounded by the limits that are given.

use super::bytes::extension;
use super::{codes, email};
use crate::archive::{UnzipError, UnzipLimits, mail, members, outlook_mail};
use crate::problem::{Code, Place, Problem};

/// How deep archives inside of archives are opened.
pub const NESTED_MAX: usize = 2;

/// A file inside of another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inside {
    /// Its name in there, folders included.
    pub member: String,
    /// Its bytes, or why they were not unpacked.
    pub content: Result<Vec<u8>, Problem>,
    /// What is to be known of the whole; with the first of its files.
    pub notes: Vec<Problem>,
    /// Names by which the sender may be known.
    pub hints: Vec<String>,
}

impl Inside {
    pub(super) fn of(member: &str, bytes: Vec<u8>) -> Self {
        Self { member: member.to_owned(), content: Ok(bytes), notes: Vec::new(), hints: Vec::new() }
    }
}

/// Whether a file holds others, by its name.
pub fn holds_files(name: &str) -> bool {
    matches!(extension(name).as_str(), "zip" | "eml" | "msg")
}

/// What is inside of a file; `bytes_max` is how much may come out.
///
/// # Errors
///
/// A problem of the whole: nothing of it can be unpacked.
pub fn inside(name: &str, bytes: &[u8], bytes_max: u64) -> Result<Vec<Inside>, Box<Problem>> {
    let end = extension(name);
    if end == "eml" || end == "msg" {
        let read = if end == "eml" { mail(bytes) } else { outlook_mail(bytes) };
        let read = read.ok_or_else(|| Problem::new(codes::MAIL_BROKEN, Place::file(name)))?;
        let empty = if read.is_unread { codes::MAIL_RTF } else { codes::EMPTY };
        let files = email::files(read, name);
        return if files.is_empty() { Err(Problem::new(empty, Place::file(name)).into()) } else { Ok(files) };
    }
    let limits =
        UnzipLimits { bytes_max: bytes_max.min(UnzipLimits::REPLIES.bytes_max), ..UnzipLimits::REPLIES };
    let all = members(bytes, &limits).map_err(|error| told(codes::ARCHIVE_BROKEN, name, &error))?;
    if all.is_empty() {
        return Err(Problem::new(codes::EMPTY, Place::file(name)).into());
    }
    let inside = all.into_iter().map(|it| {
        let content = it.content.map_err(|error| {
            let code = match error {
                UnzipError::Encrypted { .. } => codes::MEMBER_LOCKED,
                _ => codes::MEMBER_BROKEN,
            };
            told(code, &format!("{name}/{}", it.name), &error)
        });
        Inside { member: it.name, content, notes: Vec::new(), hints: Vec::new() }
    });
    Ok(inside.collect())
}

/// That an archive stands too deep inside of others.
pub fn too_deep(name: &str) -> Problem {
    Problem::new(codes::ARCHIVE_DEEP, Place::file(name)).with("limit", NESTED_MAX)
}

fn told(code: Code, name: &str, error: &UnzipError) -> Problem {
    Problem::new(code, Place::file(name)).with("reason", error.message())
}
