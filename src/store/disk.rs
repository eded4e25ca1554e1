//! The door to the file system: atomic writes that are on the disk when they return, reads that follow no
//! symbolic link inside the repository, and folders walked in a fixed order.
//!
//! A file is written to a temporary one, flushed, renamed over the old one, and its folder flushed, so that a
//! cut at any moment leaves the old content or the new one. Temporary files stand in a staging folder of the
//! program where that is on the same file system, so that none is ever left between the user's files.

use super::error::{Action, StoreError};
use super::flush;
use std::collections::BTreeSet;
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use walkdir::WalkDir;

/// Reads a file named by the user, wherever it is; above `bytes_max` bytes it is refused unread.
///
/// # Errors
/// `TooLarge`, or `Io` with the path.
pub fn read_outside(path: &Path, bytes_max: u64) -> Result<Vec<u8>, StoreError> {
    let failed = |source| StoreError::io(Action::Read, path, source);
    let too_large = || StoreError::TooLarge { path: path.display().to_string(), bytes_max };
    let meta = std::fs::metadata(path).map_err(failed)?;
    if meta.is_dir() {
        return Err(failed(io::ErrorKind::IsADirectory.into()));
    }
    if !meta.is_file() {
        // A pipe or a device would be read for ever.
        return Err(failed(io::ErrorKind::InvalidInput.into()));
    }
    if meta.len() > bytes_max {
        return Err(too_large());
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(failed)?;
    file.take(bytes_max.saturating_add(1)).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > bytes_max { Err(too_large()) } else { Ok(bytes) }
}

/// The files at `path`: itself if it is a file, else all in the folder and below, sorted; hidden ones and
/// symbolic links inside the folder are left out.
///
/// # Errors
/// `Io` for what is not there or cannot be listed.
pub fn walk(path: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let visible = |entry: &walkdir::DirEntry| {
        entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.')
    };
    let mut files = Vec::new();
    for entry in WalkDir::new(path).sort_by_file_name().into_iter().filter_entry(visible) {
        let entry = entry.map_err(|error| {
            let at = error.path().unwrap_or(path).to_owned();
            let source = error.into_io_error().unwrap_or_else(|| io::ErrorKind::Other.into());
            StoreError::io(Action::List, at, source)
        })?;
        if entry.file_type().is_file() || (entry.depth() == 0 && entry.path().is_file()) {
            files.push(entry.into_path());
        }
    }
    Ok(files)
}

/// Writes a file named by the user, wherever it is, all or nothing. Its folder must exist.
///
/// # Errors
/// `Io` with the path.
pub fn write_outside(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let folder = flush::folder_of(path);
    let failed = |source| StoreError::io(Action::Write, path, source);
    let mut file = tempfile::Builder::new().prefix(".vankien-").tempfile_in(folder).map_err(failed)?;
    file.write_all(bytes).map_err(failed)?;
    open_to_all(file.as_file()).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    file.persist(path).map_err(|error| failed(error.error))?;
    flush_folder(folder)
}

/// Creates a folder and those above it.
///
/// # Errors
/// `Io` with the path.
pub fn create_dir(path: &Path) -> Result<(), StoreError> {
    std::fs::create_dir_all(path).map_err(|source| StoreError::io(Action::Create, path, source))
}

/// Gives a temporary file the permissions that the user's new files have.
pub(super) fn open_to_all(file: &File) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        file.set_permissions(std::fs::Permissions::from_mode(0o644))?;
    }
    let _ = file;
    Ok(())
}

/// Gives a file the permissions of what never changes again.
pub(super) fn closed_to_writing(file: &File) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        file.set_permissions(std::fs::Permissions::from_mode(0o444))?;
    }
    let _ = file;
    Ok(())
}

/// Flushes a folder's list of names.
pub(super) fn flush_folder(folder: &Path) -> Result<(), StoreError> {
    if cfg!(unix) {
        let flush = File::open(folder).and_then(|folder| folder.sync_all());
        flush.map_err(|source| StoreError::io(Action::Write, folder, source))?;
    }
    Ok(())
}

/// Writes `bytes` into a new file, not yet flushed; an old one of that name is replaced.
pub(super) fn stage(path: &Path, bytes: &[u8]) -> Result<File, StoreError> {
    let write = || -> io::Result<File> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let mut file = OpenOptions::new().write(true).create(true).truncate(true).open(path)?;
        file.write_all(bytes)?;
        Ok(file)
    };
    write().map_err(|source| StoreError::io(Action::Write, path, source))
}

/// Writes a file of the program's own folder, all or nothing and flushed.
pub(super) fn write_own(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    path.parent().map_or(Ok(()), create_dir)?;
    write_outside(path, bytes)
}

/// Writes a file that can be computed again: not flushed, and no matter if it fails or is torn, since readers check.
pub(super) fn write_unflushed(path: &Path, bytes: &[u8]) {
    if path.parent().is_some_and(|folder| std::fs::create_dir_all(folder).is_ok()) {
        let _ = std::fs::write(path, bytes);
    }
}

/// Writes a file of the program's own folder that matters little, at once but not flushed: after a power cut it may
/// be the old one, or empty.
pub(super) fn write_lightly(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let folder = flush::folder_of(path);
    create_dir(folder)?;
    let failed = |source| StoreError::io(Action::Write, path, source);
    let mut file = tempfile::Builder::new().prefix(".vankien-").tempfile_in(folder).map_err(failed)?;
    file.write_all(bytes).map_err(failed)?;
    file.persist(path).map(drop).map_err(|error| failed(error.error))
}

/// Reads a file of the program's own folder; `None` where there is none.
pub(super) fn read_own(path: &Path) -> Result<Option<Vec<u8>>, StoreError> {
    match std::fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if is_absent(&error) => Ok(None),
        Err(source) => Err(StoreError::io(Action::Read, path, source)),
    }
}

pub(super) fn remove_own(path: &Path) -> Result<(), StoreError> {
    match std::fs::remove_file(path) {
        Err(error) if !is_absent(&error) => Err(StoreError::io(Action::Remove, path, error)),
        _ => Ok(()),
    }
}

fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// All files below a folder of the program's own, sorted; none where there is no folder.
pub(super) fn own_files(folder: &Path) -> Vec<PathBuf> {
    let entries = WalkDir::new(folder).sort_by_file_name().into_iter().flatten();
    entries.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path).collect()
}

/// The working folder of a repository, through which no symbolic link is followed.
#[derive(Debug, Clone)]
pub(super) struct WorkFolder {
    pub(super) root: PathBuf,
    pub(super) staging: PathBuf,
}

/// What to do with one working file.
#[derive(Debug)]
pub(super) enum Step {
    Write(Vec<u8>),
    Remove,
}

impl WorkFolder {
    /// The file's place, after refusing a symbolic link on the way or at the end of it.
    fn place(&self, path: &str) -> Result<PathBuf, StoreError> {
        super::names::check_tracked(path)?;
        let mut place = self.root.clone();
        for part in path.split('/') {
            place.push(part);
            match std::fs::symlink_metadata(&place) {
                Ok(meta) if meta.file_type().is_symlink() => {
                    let link = place.strip_prefix(&self.root).unwrap_or(&place);
                    return Err(StoreError::Symlink(link.display().to_string()));
                }
                Err(error) if !is_absent(&error) => return Err(StoreError::io(Action::Read, place, error)),
                _ => (),
            }
        }
        Ok(place)
    }

    /// What the system says about a working file; `None` where there is none.
    pub(super) fn metadata(&self, path: &str) -> Result<Option<std::fs::Metadata>, StoreError> {
        let place = self.place(path)?;
        match std::fs::symlink_metadata(&place) {
            Ok(meta) if meta.is_file() => Ok(Some(meta)),
            Ok(_) => Err(StoreError::InTheWay(path.to_owned())),
            Err(error) if is_absent(&error) => Ok(None),
            Err(source) => Err(StoreError::io(Action::Read, place, source)),
        }
    }

    /// Size and time of a working file, by which a change since is seen; `None` where there is no file.
    pub(super) fn stamp(&self, path: &str) -> Result<Option<(u64, SystemTime)>, StoreError> {
        match self.metadata(path) {
            Err(StoreError::InTheWay(_)) => Ok(None),
            other => Ok(other?.map(|file| (file.len(), file.modified().unwrap_or(SystemTime::UNIX_EPOCH)))),
        }
    }

    /// A working file's bytes; `None` where there is none.
    pub(super) fn read(&self, path: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let Some(_) = self.metadata(path)? else { return Ok(None) };
        let place = self.root.join(path);
        let mut options = OpenOptions::new();
        options.read(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt;
            let flags = rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK;
            options.custom_flags(i32::try_from(flags.bits()).unwrap_or_default());
        }
        let mut bytes = Vec::new();
        match options.open(&place).and_then(|mut file| file.read_to_end(&mut bytes)) {
            Ok(_) => Ok(Some(bytes)),
            Err(error) if is_absent(&error) => Ok(None),
            Err(source) => Err(StoreError::io(Action::Read, place, source)),
        }
    }

    /// Carries out all steps: every new content flushed before any file is replaced.
    pub(super) fn carry_out(&self, steps: &[(String, Step)]) -> Result<(), StoreError> {
        self.carry_out_unless(steps, |_| Ok(false)).map(|_| ())
    }

    /// The same, but for the paths of which `is_kept` says, at the last moment, that their file must stay;
    /// these are returned.
    pub(super) fn carry_out_unless(
        &self,
        steps: &[(String, Step)],
        is_kept: impl Fn(&str) -> Result<bool, StoreError>,
    ) -> Result<BTreeSet<String>, StoreError> {
        let mut staged = Vec::new();
        for (index, (path, step)) in steps.iter().enumerate() {
            let place = self.place(path)?;
            if let Step::Write(bytes) = step {
                let temporary = self.staging.join(format!("file-{}-{index}", std::process::id()));
                drop(stage(&temporary, bytes)?);
                staged.push((temporary, place, path));
            }
        }
        flush::files(&staged.iter().map(|(temporary, _, _)| temporary.as_path()).collect::<Vec<_>>())?;
        let mut kept = BTreeSet::new();
        // Removed first: a file may have become a folder, or a folder a file.
        for (path, _) in steps.iter().filter(|(_, step)| matches!(step, Step::Remove)) {
            if is_kept(path)? {
                kept.insert(path.clone());
                continue;
            }
            let place = self.place(path)?;
            remove_own(&place)?;
            self.remove_empty_folders(&place);
        }
        let mut folders = BTreeSet::new();
        for (temporary, place, path) in staged {
            if is_kept(path)? {
                kept.insert(path.clone());
                remove_own(&temporary)?;
                continue;
            }
            self.put(&temporary, &place)?;
            folders.extend(place.parent().map(Path::to_owned));
        }
        flush::folders(folders.iter().map(PathBuf::as_path))?;
        Ok(kept)
    }

    /// Moves a staged file over a working one.
    fn put(&self, temporary: &Path, place: &Path) -> Result<(), StoreError> {
        let failed = |source| StoreError::io(Action::Write, place, source);
        if let Some(folder) = place.parent() {
            create_dir(folder)?;
        }
        match std::fs::rename(temporary, place) {
            Err(error) if error.kind() == io::ErrorKind::CrossesDevices => {
                // `.git` is on another file system than the working files (a linked work tree).
                write_outside(place, &std::fs::read(temporary).map_err(failed)?)?;
                remove_own(temporary)
            }
            other => other.map_err(failed),
        }
    }

    /// git keeps no empty folders, and neither does a working copy that follows it.
    fn remove_empty_folders(&self, place: &Path) {
        let mut folder = place.parent();
        while let Some(here) = folder.filter(|here| *here != self.root && here.starts_with(&self.root)) {
            if std::fs::remove_dir(here).is_err() {
                break;
            }
            folder = here.parent();
        }
    }

    /// Working files below `prefix` (a folder or a file), sorted, relative, hidden ones left out; a symbolic
    /// link is an error.
    pub(super) fn list(&self, prefix: &str) -> Result<Vec<String>, StoreError> {
        Ok(self.list_entries(prefix)?.into_iter().map(|(path, _)| path).collect())
    }

    /// The same, with what the system says about each.
    pub(super) fn list_entries(&self, prefix: &str) -> Result<Vec<(String, walkdir::DirEntry)>, StoreError> {
        let start = if prefix.is_empty() { self.root.clone() } else { self.place(prefix)? };
        if std::fs::symlink_metadata(&start).is_err() {
            return Ok(Vec::new());
        }
        let visible = |entry: &walkdir::DirEntry| {
            entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.')
        };
        let mut paths = Vec::new();
        for entry in WalkDir::new(&start).sort_by_file_name().into_iter().filter_entry(visible) {
            let entry = entry.map_err(|error| {
                let at = error.path().unwrap_or(&start).to_owned();
                StoreError::io(
                    Action::List,
                    at,
                    error.into_io_error().unwrap_or_else(|| io::ErrorKind::Other.into()),
                )
            })?;
            let parts: Vec<_> =
                entry.path().strip_prefix(&self.root).unwrap_or(entry.path()).iter().collect();
            let path = parts.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
            if entry.path_is_symlink() {
                return Err(StoreError::Symlink(path));
            }
            if entry.file_type().is_file() {
                paths.push((path, entry));
            }
        }
        paths.sort_by(|a, b| a.0.cmp(&b.0));
        Ok(paths)
    }
}
