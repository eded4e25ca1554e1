//! Files that come in, each by itself: those of an archive beside those that came alone. Reads none of them.
//!
//! An archive is kept whole, once; each of its files is a reply of its own that names it. What cannot be unpacked stands
//! in its place with the reason, and takes no other file with it.

use super::Failure;
use super::import_taken::KnownFiles;
use super::workspace::Workspace;
use crate::comments::{Received, Submission};
use crate::intake::{self, Inside, NESTED_MAX};
use crate::problem::Problem;
use crate::rounds::{RoundNo, Sha256};
use crate::units::UnitId;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

/// Most bytes that come out of all archives of an import.
const UNPACKED_MAX: u64 = 512 << 20;

/// A file that came in, alone or inside of another one.
#[derive(Debug)]
pub(super) struct Incoming {
    /// Its path, the archive's included: `thu.zip/thư mục/x03.docx`.
    pub(super) name: String,
    pub(super) bytes: Arc<[u8]>,
    /// Of its own bytes.
    pub(super) sha256: Sha256,
    /// The file that it came in, and its name in there.
    pub(super) within: Option<(Rc<Whole>, String)>,
    /// Why it could not be unpacked.
    pub(super) problem: Option<Problem>,
    /// What is to be known of what it came in.
    pub(super) notes: Vec<Problem>,
    /// Names by which the sender may be known.
    pub(super) hints: Vec<String>,
}

/// A file as it came, with others inside.
#[derive(Debug)]
pub(super) struct Whole {
    pub(super) name: String,
    pub(super) bytes: Arc<[u8]>,
    pub(super) sha256: Sha256,
}

impl Incoming {
    fn alone(name: String, bytes: Vec<u8>) -> Self {
        let sha256 = Sha256::of(&bytes);
        let (notes, hints) = (Vec::new(), Vec::new());
        Self { name, bytes: bytes.into(), sha256, within: None, problem: None, notes, hints }
    }

    /// How a record may name this file: as a member of what it came in, and by its own bytes where it has some.
    pub(super) fn keys(&self) -> impl Iterator<Item = (Sha256, Option<&str>)> {
        let member = self.within.as_ref().map(|(whole, member)| (whole.sha256, Some(member.as_str())));
        let bytes = (self.within.is_none() || self.problem.is_none()).then_some((self.sha256, None));
        member.into_iter().chain(bytes)
    }

    /// Whether a record is the one of this file.
    pub(super) fn is(&self, received: &Received) -> bool {
        self.keys().any(|key| key == (received.sha256, received.member.as_deref()))
    }

    /// The file that is kept: its name, its bytes and their hash.
    pub(super) fn kept(&self) -> (&str, &Arc<[u8]>, Sha256) {
        match &self.within {
            Some((whole, _)) => (&whole.name, &whole.bytes, whole.sha256),
            None => (&self.name, &self.bytes, self.sha256),
        }
    }

    /// The names of what it came in, from the innermost: folders of the archive and the archive itself.
    pub(super) fn holders(&self) -> Vec<&str> {
        let Some((whole, member)) = &self.within else { return Vec::new() };
        let base = whole.name.rsplit(['/', '\\']).next().unwrap_or(&whole.name);
        let mut folders: Vec<&str> = member.split('/').collect();
        folders.pop();
        folders.into_iter().rev().chain([base]).collect()
    }
}

/// What the pages of one letter have in common, where a picture is named as one of them: `x03_trang1.jpg`, `x03-2.png`.
pub(super) fn page_of(name: &str) -> Option<String> {
    const PICTURES: &[&str] = &["jpg", "jpeg", "png", "tif", "tiff", "bmp", "heic", "webp", "gif"];
    let (stem, end) = base(name).rsplit_once('.')?;
    let is_picture = PICTURES.contains(&end.to_lowercase().as_str());
    let bare = stem.trim_end_matches([')', ' ']).trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = stem.trim_end_matches([')', ' ']).len() - bare.len();
    if !is_picture || !(1..=3).contains(&digits) {
        return None;
    }
    let bare = bare.trim_end_matches(['_', '-', ' ', '.', '(']).to_lowercase();
    let bare = ["trang", "page", "tr", "p"].iter().find_map(|it| bare.strip_suffix(it)).unwrap_or(&bare);
    let bare = bare.trim_end_matches(['_', '-', ' ', '.', '(']);
    // A unit's id ends in a number too: `x03.jpg`.
    (bare.len() > 1).then(|| bare.to_owned())
}

/// The last part of a path.
pub(super) fn base(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}

/// All files by themselves, in order.
pub(super) fn unpacked(files: Vec<(String, Vec<u8>)>) -> Vec<Incoming> {
    let mut left = UNPACKED_MAX;
    let mut all = Vec::with_capacity(files.len());
    for (name, bytes) in files {
        if !intake::holds_files(&name) {
            all.push(Incoming::alone(name, bytes));
            continue;
        }
        match intake::inside(&name, &bytes, left) {
            Err(problem) => all.push(Incoming { problem: Some(*problem), ..Incoming::alone(name, bytes) }),
            Ok(inside) => {
                let whole = Rc::new(Whole { sha256: Sha256::of(&bytes), name, bytes: bytes.into() });
                inside.into_iter().for_each(|it| member(&whole, it, 1, &mut left, &mut all));
            }
        }
    }
    all
}

/// One member of an archive, or all that is inside of it where it is an archive itself.
fn member(whole: &Rc<Whole>, it: Inside, depth: usize, left: &mut u64, all: &mut Vec<Incoming>) {
    let Inside { member, content, notes, hints } = it;
    let name = format!("{}/{member}", whole.name);
    let bytes = match content {
        Ok(bytes) => bytes,
        Err(problem) => return all.push(unread(whole, member, name, problem)),
    };
    *left = left.saturating_sub(bytes.len() as u64);
    if !intake::holds_files(&member) {
        let within = Some((Rc::clone(whole), member));
        return all.push(Incoming { within, notes, hints, ..Incoming::alone(name, bytes) });
    }
    if depth >= NESTED_MAX {
        let problem = intake::too_deep(&name);
        return all.push(unread(whole, member, name, problem));
    }
    match intake::inside(&name, &bytes, *left) {
        Err(problem) => all.push(unread(whole, member, name, *problem)),
        Ok(inside) => {
            for mut it in inside {
                it.member = format!("{member}/{}", it.member);
                it.hints.extend(hints.iter().cloned());
                self::member(whole, it, depth + 1, left, all);
            }
        }
    }
}

fn unread(whole: &Rc<Whole>, member: String, name: String, problem: Problem) -> Incoming {
    let within = Some((Rc::clone(whole), member));
    Incoming { within, problem: Some(problem), ..Incoming::alone(name, Vec::new()) }
}

/// Files of archives that were taken in before, by the hash of their own bytes.
pub(super) type Members = BTreeMap<Sha256, (RoundNo, UnitId)>;

/// Opens the archives that were taken in before, so that a file of one is known when it comes again in another way.
pub(super) fn members_taken_in(
    workspace: &Workspace<'_>,
    known: &KnownFiles<'_>,
    files: &[Incoming],
) -> Result<Members, Failure> {
    let recorded = workspace.records.submissions.values().flatten().map(|stored| &*stored.value);
    let mut archives: BTreeMap<&str, Vec<(&Received, &Submission)>> = BTreeMap::new();
    for submission in recorded {
        if let Some(received) = submission.received.as_ref().filter(|it| it.member.is_some()) {
            archives.entry(&received.path).or_default().push((received, submission));
        }
    }
    let mut members = Members::new();
    if archives.is_empty() || files.iter().all(|file| known.of(file).is_some()) {
        return Ok(members);
    }
    for (path, taken) in archives {
        let Some(bytes) = workspace.snapshot.read(path)? else { continue };
        for file in unpacked(vec![(path.to_owned(), bytes)]).iter().filter(|file| file.problem.is_none()) {
            if let Some((_, it)) = taken.iter().find(|(received, _)| file.is(received)) {
                members.insert(file.sha256, (it.round, it.unit.clone()));
            }
        }
    }
    Ok(members)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_one_letter_are_known_by_their_names() {
        let check =
            |name: &str, expected: Option<&str>| assert_eq!(page_of(name).as_deref(), expected, "{name}");
        check("thu/x03_trang1.jpg", Some("x03"));
        check("x03_trang12.JPG", Some("x03"));
        check("x03-2.png", Some("x03"));
        check("cong van x03 (2).jpeg", Some("cong van x03"));
        check("x03.jpg", None);
        check("x03_trang1.docx", None);
        check("x03.png", None);
        check("anh.png", None);
    }
}
