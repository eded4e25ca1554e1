//! Bringing many files to the disk: written aside, flushed together, moved into place, their folders flushed together.
//!
//! Flushed together, a folder waits for the disk once and not once for every file in it. All is done on the calling
//! thread, in the order given: a run cut at any call leaves a state that the tests can name.
//! Nothing is moved into place before its content is on the disk.

use super::disk;
use super::error::{Action, StoreError};
use std::collections::BTreeSet;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// More files than this are flushed by one call for the whole file system: a package of hundreds of files would
/// otherwise wait for the disk hundreds of times.
const ONE_BY_ONE_MAX: usize = 64;

/// Flushes the contents of files.
pub(super) fn files(paths: &[&Path]) -> Result<(), StoreError> {
    if paths.len() > ONE_BY_ONE_MAX && all_at_once(paths)? {
        return Ok(());
    }
    each(paths, |path| {
        // Linux flushes what was opened for reading; elsewhere the right to write is asked for.
        let file = if cfg!(unix) { File::open(path) } else { OpenOptions::new().write(true).open(path) };
        file?.sync_all()
    })
}

/// Flushes the lists of names of folders.
pub(super) fn folders<'a>(paths: impl IntoIterator<Item = &'a Path>) -> Result<(), StoreError> {
    let paths: BTreeSet<&Path> = paths.into_iter().collect();
    let paths: Vec<&Path> = paths.into_iter().collect();
    if cfg!(unix) && !(paths.len() > ONE_BY_ONE_MAX && all_at_once(&paths)?) {
        each(&paths, |path| File::open(path)?.sync_all())?;
    }
    Ok(())
}

/// Flushes all that is written to the file systems of these paths; `false` where the system cannot.
#[cfg(target_os = "linux")]
fn all_at_once(paths: &[&Path]) -> Result<bool, StoreError> {
    use std::os::unix::fs::MetadataExt;
    let mut flushed = BTreeSet::new();
    for path in paths {
        let failed = |source| StoreError::io(Action::Write, path, source);
        let file = File::open(path).map_err(failed)?;
        if flushed.insert(file.metadata().map_err(failed)?.dev()) {
            rustix::fs::syncfs(&file).map_err(|error| failed(error.into()))?;
        }
    }
    Ok(true)
}

#[cfg(not(target_os = "linux"))]
fn all_at_once(_: &[&Path]) -> Result<bool, StoreError> {
    Ok(false)
}

/// Does the same with every path, in order; the first failure ends it.
fn each(paths: &[&Path], flush: impl Fn(&Path) -> io::Result<()>) -> Result<(), StoreError> {
    paths
        .iter()
        .try_for_each(|path| flush(path).map_err(|source| StoreError::io(Action::Write, path, source)))
}

/// Moves files that were written aside into place, contents first, folders last.
pub(super) fn place(staged: &[(PathBuf, PathBuf)]) -> Result<(), StoreError> {
    files(&staged.iter().map(|(temporary, _)| temporary.as_path()).collect::<Vec<_>>())?;
    for (temporary, target) in staged {
        std::fs::rename(temporary, target).map_err(|source| StoreError::io(Action::Write, target, source))?;
    }
    folders(staged.iter().filter_map(|(_, target)| target.parent()))
}

/// Writes files named by the user, each all or nothing; folders that are missing are made.
///
/// # Errors
/// `Io` with the path.
pub fn write_all_outside(new: &[(PathBuf, &[u8])]) -> Result<(), StoreError> {
    let mut staged = Vec::new();
    for (path, bytes) in new {
        let folder = folder_of(path);
        disk::create_dir(folder)?;
        let failed = |source| StoreError::io(Action::Write, path, source);
        let mut file = tempfile::Builder::new().prefix(".vankien-").tempfile_in(folder).map_err(failed)?;
        file.write_all(bytes).map_err(failed)?;
        disk::open_to_all(file.as_file()).map_err(failed)?;
        staged.push((file.into_temp_path(), path));
    }
    files(&staged.iter().map(|(temporary, _)| -> &Path { temporary }).collect::<Vec<_>>())?;
    for (temporary, path) in staged {
        temporary.persist(path).map_err(|error| StoreError::io(Action::Write, path, error.error))?;
    }
    folders(new.iter().map(|(path, _)| folder_of(path)))
}

/// The folder that a file stands in.
pub(super) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}
