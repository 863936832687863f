//! Where files of a program come from.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

/// What is at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Something to read.
    File,
    /// Something that holds files.
    Directory,
}

/// A tree of files.
pub trait Source {
    /// The bytes of the file at `path`.
    ///
    /// # Errors
    ///
    /// As `std::fs::read`.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;

    /// What is at `path`; `None` if there is nothing.
    fn kind(&self, path: &Path) -> Option<Kind>;

    /// `path` without symbolic links.
    ///
    /// # Errors
    ///
    /// As `std::fs::canonicalize`.
    fn real_path(&self, path: &Path) -> io::Result<PathBuf>;
}

/// The file system.
#[derive(Clone, Copy, Debug, Default)]
pub struct Disk;

impl Source for Disk {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        std::fs::read(path)
    }

    fn kind(&self, path: &Path) -> Option<Kind> {
        let metadata = std::fs::metadata(path).ok()?;
        Some(if metadata.is_dir() { Kind::Directory } else { Kind::File })
    }

    fn real_path(&self, path: &Path) -> io::Result<PathBuf> {
        std::fs::canonicalize(path)
    }
}

/// Files in memory, for programs that carry theirs with them. Paths are absolute; folders are there when a
/// file is in them.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    files: BTreeMap<PathBuf, Vec<u8>>,
}

impl Memory {
    /// No files.
    pub fn new() -> Memory {
        Memory::default()
    }

    /// With a file at `path`.
    #[must_use]
    pub fn file(mut self, path: impl Into<PathBuf>, bytes: impl Into<Vec<u8>>) -> Memory {
        self.files.insert(path.into(), bytes.into());
        self
    }
}

impl Source for Memory {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.files.get(path).cloned().ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn kind(&self, path: &Path) -> Option<Kind> {
        if self.files.contains_key(path) {
            return Some(Kind::File);
        }
        // Paths below a folder come right behind it in their order.
        let (next, _) = self.files.range(path.to_path_buf()..).next()?;
        next.starts_with(path).then_some(Kind::Directory)
    }

    fn real_path(&self, path: &Path) -> io::Result<PathBuf> {
        Ok(path.to_path_buf())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_in_memory_is_there_when_a_file_is_in_it() {
        let memory = Memory::new().file("/a-b.js", "").file("/a/b/c.js", "x");
        let kind = |path: &str| memory.kind(Path::new(path));
        assert_eq!(kind("/a/b/c.js"), Some(Kind::File));
        assert_eq!(kind("/a/b"), Some(Kind::Directory));
        assert_eq!(kind("/a/b/"), Some(Kind::Directory));
        assert_eq!(kind("/a/x"), None);
        assert_eq!(kind("/b"), None);
    }
}
