//! When a file was read and written.

use std::path::Path;

use super::{File, path, system};
use crate::{Error, Result};

/// The times a file is given, in nanoseconds since 1970, negative before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileTimes {
    /// When it was last read.
    pub atime_ns: i128,
    /// When its content last changed.
    pub mtime_ns: i128,
}

/// Gives what `path` leads to these times.
pub(super) fn utimes(path: &Path, times: FileTimes) -> Result<()> {
    path::check(path)?;
    system::utimes(path, times).map_err(|e| Error::file(e, "utime").with_path(path))
}

/// Gives `path` itself these times, even if it is a link.
pub(super) fn lutimes(path: &Path, times: FileTimes) -> Result<()> {
    path::check(path)?;
    system::lutimes(path, times).map_err(|e| Error::file(e, "lutime").with_path(path))
}

/// Gives an open file these times.
pub(super) fn futimes(file: &File, times: FileTimes) -> Result<()> {
    system::futimes(file.as_std(), times).map_err(|e| Error::file(e, "futime"))
}
