//! What the system knows about a file system.

use std::path::Path;

use super::{path, system};
use crate::{Error, Result};

/// How large a file system is and how much of it is used. Source: Node.js `fs.StatFs`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FileSystemStat {
    /// The system's number for this kind of file system.
    pub kind: u64,
    /// The size of a block in bytes.
    pub bsize: u64,
    /// How many blocks there are.
    pub blocks: u64,
    /// How many are free.
    pub bfree: u64,
    /// How many of the free ones the process may use.
    pub bavail: u64,
    /// How many files there can be.
    pub files: u64,
    /// How many more files there can be.
    pub ffree: u64,
}

/// Asks about the file system that `path` is on.
pub(super) fn statfs(path: &Path) -> Result<FileSystemStat> {
    path::check(path)?;
    system::statfs(path).map_err(|e| Error::file(e, "statfs").with_path(path))
}
