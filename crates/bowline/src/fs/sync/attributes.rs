//! Operations on what is known of a path, blocking.

use std::path::Path;

use crate::Result;
use crate::fs::{self, FileSystemStat, FileTimes, Stat};

/// Asks whether the process may use `path`: with a `wanted` of 0 whether it is there, plus 4 whether it
/// may be read, 2 written, 1 executed.
///
/// # Errors
///
/// `ENOENT` if nothing is at `path`; `EACCES` if a directory on the way may not be searched; `EACCES` if it may not be used like
/// that; `ERR_INVALID_ARG_VALUE` if a path holds a zero byte.
///
/// Source: Node.js `fs.accessSync`.
pub fn access_sync(path: impl AsRef<Path>, wanted: u32) -> Result<()> {
    fs::access::access(path.as_ref(), wanted)
}

/// Gives what `path` leads to the permissions `mode`.
///
/// # Errors
///
/// `ENOENT` if nothing is at `path`; `EACCES` if a directory on the way may not be searched; `EPERM` if it is
/// somebody else's; `ERR_INVALID_ARG_VALUE` if a path holds a zero byte.
///
/// Source: Node.js `fs.chmodSync`.
pub fn chmod_sync(path: impl AsRef<Path>, mode: u32) -> Result<()> {
    fs::mode::chmod(path.as_ref(), mode)
}

/// Gives what `path` leads to another owner and group; `None` leaves one as it is. Does nothing on
/// Windows.
///
/// # Errors
///
/// `ENOENT` if nothing is at `path`; `EACCES` if a directory on the way may not be searched; `EPERM` if the
/// process may not; `ERR_INVALID_ARG_VALUE` if a path holds a zero byte.
///
/// Source: Node.js `fs.chownSync`.
pub fn chown_sync(path: impl AsRef<Path>, user: Option<u32>, group: Option<u32>) -> Result<()> {
    fs::owner::chown(path.as_ref(), user, group)
}

/// Gives `path` itself the permissions `mode`, even if it is a link.
///
/// # Errors
///
/// `ENOENT` if nothing is at `path`; `EACCES` if a directory on the way may not be searched; `ENOTSUP` or `ENOSYS` where
/// links have no permissions, as on Linux; `ERR_INVALID_ARG_VALUE` if a path holds a zero byte.
///
/// Source: Node.js `fs.lchmodSync`.
pub fn lchmod_sync(path: impl AsRef<Path>, mode: u32) -> Result<()> {
    fs::mode::lchmod(path.as_ref(), mode)
}

/// Gives `path` itself another owner and group, even if it is a link; `None` leaves one as it is. Does
/// nothing on Windows.
///
/// # Errors
///
/// `ENOENT` if nothing is at `path`; `EACCES` if a directory on the way may not be searched; `EPERM` if the
/// process may not; `ERR_INVALID_ARG_VALUE` if a path holds a zero byte.
///
/// Source: Node.js `fs.lchownSync`.
pub fn lchown_sync(path: impl AsRef<Path>, user: Option<u32>, group: Option<u32>) -> Result<()> {
    fs::owner::lchown(path.as_ref(), user, group)
}

/// Reads what the system knows about `path` itself, even if it is a link.
///
/// # Errors
///
/// `ENOENT` if nothing is at `path`; `EACCES` if a directory on the way may not be searched;
/// `ERR_INVALID_ARG_VALUE` if a path holds a zero byte.
///
/// Source: Node.js `fs.lstatSync`.
pub fn lstat_sync(path: impl AsRef<Path>) -> Result<Stat> {
    fs::stat::lstat(path.as_ref())
}

/// Sets when `path` itself was last read and written, even if it is a link.
///
/// # Errors
///
/// `ENOENT` if nothing is at `path`; `EACCES` if a directory on the way may not be searched; `EPERM` if it is
/// somebody else's; `ERR_INVALID_ARG_VALUE` if a path holds a zero byte.
///
/// Source: Node.js `fs.lutimesSync`.
pub fn lutimes_sync(path: impl AsRef<Path>, times: FileTimes) -> Result<()> {
    fs::times::lutimes(path.as_ref(), times)
}

/// Reads what the system knows about the file system that `path` is on.
///
/// # Errors
///
/// `ENOENT` if nothing is at `path`; `ENOSYS` or `ENOTSUP` on Windows; `ERR_INVALID_ARG_VALUE` if a path holds a zero byte.
///
/// Source: Node.js `fs.statfsSync`.
pub fn statfs_sync(path: impl AsRef<Path>) -> Result<FileSystemStat> {
    fs::statfs::statfs(path.as_ref())
}

/// Sets when what `path` leads to was last read and written.
///
/// # Errors
///
/// `ENOENT` if nothing is at `path`; `EACCES` if a directory on the way may not be searched; `EPERM` if it is
/// somebody else's; `ERR_INVALID_ARG_VALUE` if a path holds a zero byte.
///
/// Source: Node.js `fs.utimesSync`.
pub fn utimes_sync(path: impl AsRef<Path>, times: FileTimes) -> Result<()> {
    fs::times::utimes(path.as_ref(), times)
}
