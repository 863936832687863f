//! Operations on what is known of a path, as futures.

use std::path::Path;

use crate::Promise;
use crate::fs::{FileSystemStat, FileTimes, Stat};

/// Asks whether the process may use `path`: with a `wanted` of 0 whether it is there, plus 4 whether it
/// may be read, 2 written, 1 executed.
///
/// # Errors
///
/// Those of [`access_sync`](crate::fs::access_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fsPromises.access`.
#[track_caller]
pub fn access(path: impl AsRef<Path>, wanted: u32) -> Promise<()> {
    Promise::new(|settle| crate::fs::access(path, wanted, move |result| settle.with(result)))
}

/// Gives what `path` leads to the permissions `mode`.
///
/// # Errors
///
/// Those of [`chmod_sync`](crate::fs::chmod_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fsPromises.chmod`.
#[track_caller]
pub fn chmod(path: impl AsRef<Path>, mode: u32) -> Promise<()> {
    Promise::new(|settle| crate::fs::chmod(path, mode, move |result| settle.with(result)))
}

/// Gives what `path` leads to another owner and group; `None` leaves one as it is. Does nothing on
/// Windows.
///
/// # Errors
///
/// Those of [`chown_sync`](crate::fs::chown_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fsPromises.chown`.
#[track_caller]
pub fn chown(path: impl AsRef<Path>, user: Option<u32>, group: Option<u32>) -> Promise<()> {
    Promise::new(|settle| crate::fs::chown(path, user, group, move |result| settle.with(result)))
}

/// Gives `path` itself the permissions `mode`, even if it is a link.
///
/// # Errors
///
/// Those of [`lchmod_sync`](crate::fs::lchmod_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fsPromises.lchmod`.
#[track_caller]
pub fn lchmod(path: impl AsRef<Path>, mode: u32) -> Promise<()> {
    Promise::new(|settle| crate::fs::lchmod(path, mode, move |result| settle.with(result)))
}

/// Gives `path` itself another owner and group, even if it is a link; `None` leaves one as it is. Does
/// nothing on Windows.
///
/// # Errors
///
/// Those of [`lchown_sync`](crate::fs::lchown_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fsPromises.lchown`.
#[track_caller]
pub fn lchown(path: impl AsRef<Path>, user: Option<u32>, group: Option<u32>) -> Promise<()> {
    Promise::new(|settle| crate::fs::lchown(path, user, group, move |result| settle.with(result)))
}

/// Reads what the system knows about `path` itself, even if it is a link.
///
/// # Errors
///
/// Those of [`lstat_sync`](crate::fs::lstat_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fsPromises.lstat`.
#[track_caller]
pub fn lstat(path: impl AsRef<Path>) -> Promise<Stat> {
    Promise::new(|settle| crate::fs::lstat(path, move |result| settle.with(result)))
}

/// Sets when `path` itself was last read and written, even if it is a link.
///
/// # Errors
///
/// Those of [`lutimes_sync`](crate::fs::lutimes_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fsPromises.lutimes`.
#[track_caller]
pub fn lutimes(path: impl AsRef<Path>, times: FileTimes) -> Promise<()> {
    Promise::new(|settle| crate::fs::lutimes(path, times, move |result| settle.with(result)))
}

/// Reads what the system knows about the file system that `path` is on.
///
/// # Errors
///
/// Those of [`statfs_sync`](crate::fs::statfs_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fsPromises.statfs`.
#[track_caller]
pub fn statfs(path: impl AsRef<Path>) -> Promise<FileSystemStat> {
    Promise::new(|settle| crate::fs::statfs(path, move |result| settle.with(result)))
}

/// Sets when what `path` leads to was last read and written.
///
/// # Errors
///
/// Those of [`utimes_sync`](crate::fs::utimes_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fsPromises.utimes`.
#[track_caller]
pub fn utimes(path: impl AsRef<Path>, times: FileTimes) -> Promise<()> {
    Promise::new(|settle| crate::fs::utimes(path, times, move |result| settle.with(result)))
}
