//! What is in a directory.

use std::collections::VecDeque;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::stat::kind_of;
use super::{FileKind, path};
use crate::{Error, Result};

/// One name in a directory. Source: Node.js `fs.Dirent`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DirEntry {
    name: OsString,
    directory: Arc<Path>,
    kind: FileKind,
}

impl DirEntry {
    /// The name alone.
    pub fn name(&self) -> &OsStr {
        &self.name
    }

    /// The directory it is in, as that was given.
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    /// The directory and the name.
    pub fn path(&self) -> PathBuf {
        self.directory.join(&self.name)
    }

    /// What it is; a link is a link, whatever it leads to.
    pub fn kind(&self) -> FileKind {
        self.kind
    }
}

/// How a directory is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReadDirOptions {
    /// Read the directories in it too, and those in them. Links are not followed.
    pub recursive: bool,
}

/// All that is in the directory at `path`, by name; what is in its directories comes after that.
pub(super) fn readdir(path: &Path, options: ReadDirOptions) -> Result<Vec<DirEntry>> {
    path::check(path)?;
    let mut entries = read_one(path.into())?;
    if options.recursive {
        read_below(&mut entries)?;
    }
    Ok(entries)
}

/// Level by level, as Node does.
fn read_below(entries: &mut Vec<DirEntry>) -> Result<()> {
    let directories = |entries: &[DirEntry]| -> Vec<PathBuf> {
        let directories = entries.iter().filter(|entry| entry.kind == FileKind::Directory);
        directories.map(DirEntry::path).collect()
    };
    let mut waiting = VecDeque::from(directories(entries));
    while let Some(directory) = waiting.pop_front() {
        let found = read_one(directory.into())?;
        waiting.extend(directories(&found));
        entries.extend(found);
    }
    Ok(())
}

fn read_one(directory: Arc<Path>) -> Result<Vec<DirEntry>> {
    let failed = |error| Error::file(error, "scandir").with_path(&directory);
    let mut entries = Vec::new();
    for entry in fs::read_dir(&directory).map_err(failed)? {
        entries.push(describe(&entry.map_err(failed)?, &directory));
    }
    entries.sort_unstable_by(|a, b| a.name.as_encoded_bytes().cmp(b.name.as_encoded_bytes()));
    Ok(entries)
}

fn describe(entry: &fs::DirEntry, directory: &Arc<Path>) -> DirEntry {
    DirEntry {
        name: entry.file_name(),
        directory: directory.clone(),
        // What is gone meanwhile has no kind.
        kind: entry.file_type().map_or(FileKind::Unknown, kind_of),
    }
}

/// An open directory, read a few names at a time. Cloning it gives another name for the same
/// opening; it is closed when the last of them is dropped. Source: Node.js `fs.Dir`.
#[derive(Clone, Debug)]
pub struct Dir {
    path: Arc<Path>,
    open: Arc<Mutex<fs::ReadDir>>,
}

impl Dir {
    /// The path it was opened with.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// Opens the directory at `path`.
pub(super) fn opendir(path: &Path) -> Result<Dir> {
    path::check(path)?;
    let open = fs::read_dir(path).map_err(|e| Error::file(e, "opendir").with_path(path))?;
    Ok(Dir { path: path.into(), open: Arc::new(Mutex::new(open)) })
}

/// The next names, at most `count`, in the order the file system has them; none at the end.
pub(super) fn read_entries(dir: &Dir, count: usize) -> Result<Vec<DirEntry>> {
    // A reader that panicked left the directory as it was.
    let mut open = dir.open.lock().unwrap_or_else(PoisonError::into_inner);
    let mut entries = Vec::new();
    for entry in open.by_ref().take(count) {
        let entry = entry.map_err(|e| Error::file(e, "scandir").with_path(&dir.path))?;
        entries.push(describe(&entry, &dir.path));
    }
    Ok(entries)
}
