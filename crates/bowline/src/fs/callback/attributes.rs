//! Operations on what is known of a path, that call back.

use std::path::Path;

use crate::fs::{self, FileSystemStat, FileTimes, Stat};
use crate::work::submit;
use crate::{Request, Result};

/// Asks whether the process may use `path`: with a `wanted` of 0 whether it is there, plus 4 whether it
/// may be read, 2 written, 1 executed.
///
/// `callback` runs in the poll phase of a later iteration, never before this call returns.
///
/// # Errors
///
/// Those of [`access_sync`](crate::fs::access_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fs.access`.
#[track_caller]
pub fn access(
    path: impl AsRef<Path>,
    wanted: u32,
    callback: impl FnOnce(Result<()>) + 'static,
) -> Request {
    let path = path.as_ref().to_owned();
    submit(move || fs::access::access(&path, wanted), callback)
}

/// Gives what `path` leads to the permissions `mode`.
///
/// `callback` runs in the poll phase of a later iteration, never before this call returns.
///
/// # Errors
///
/// Those of [`chmod_sync`](crate::fs::chmod_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fs.chmod`.
#[track_caller]
pub fn chmod(
    path: impl AsRef<Path>,
    mode: u32,
    callback: impl FnOnce(Result<()>) + 'static,
) -> Request {
    let path = path.as_ref().to_owned();
    submit(move || fs::mode::chmod(&path, mode), callback)
}

/// Gives what `path` leads to another owner and group; `None` leaves one as it is. Does nothing on
/// Windows.
///
/// `callback` runs in the poll phase of a later iteration, never before this call returns.
///
/// # Errors
///
/// Those of [`chown_sync`](crate::fs::chown_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fs.chown`.
#[track_caller]
pub fn chown(
    path: impl AsRef<Path>,
    user: Option<u32>,
    group: Option<u32>,
    callback: impl FnOnce(Result<()>) + 'static,
) -> Request {
    let path = path.as_ref().to_owned();
    submit(move || fs::owner::chown(&path, user, group), callback)
}

/// Gives `path` itself the permissions `mode`, even if it is a link.
///
/// `callback` runs in the poll phase of a later iteration, never before this call returns.
///
/// # Errors
///
/// Those of [`lchmod_sync`](crate::fs::lchmod_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fs.lchmod`.
#[track_caller]
pub fn lchmod(
    path: impl AsRef<Path>,
    mode: u32,
    callback: impl FnOnce(Result<()>) + 'static,
) -> Request {
    let path = path.as_ref().to_owned();
    submit(move || fs::mode::lchmod(&path, mode), callback)
}

/// Gives `path` itself another owner and group, even if it is a link; `None` leaves one as it is. Does
/// nothing on Windows.
///
/// `callback` runs in the poll phase of a later iteration, never before this call returns.
///
/// # Errors
///
/// Those of [`lchown_sync`](crate::fs::lchown_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fs.lchown`.
#[track_caller]
pub fn lchown(
    path: impl AsRef<Path>,
    user: Option<u32>,
    group: Option<u32>,
    callback: impl FnOnce(Result<()>) + 'static,
) -> Request {
    let path = path.as_ref().to_owned();
    submit(move || fs::owner::lchown(&path, user, group), callback)
}

/// Reads what the system knows about `path` itself, even if it is a link.
///
/// `callback` runs in the poll phase of a later iteration, never before this call returns.
///
/// # Errors
///
/// Those of [`lstat_sync`](crate::fs::lstat_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// # Differences from Node
///
/// What is in memory is looked up at once if that needs no disk, not after what was
/// asked for earlier.
///
/// Source: Node.js `fs.lstat`.
#[track_caller]
pub fn lstat(path: impl AsRef<Path>, callback: impl FnOnce(Result<Stat>) + 'static) -> Request {
    let path = path.as_ref();
    fs::start_unless_known(fs::stat::cached(path, false), path, fs::stat::lstat, callback)
}

/// Sets when `path` itself was last read and written, even if it is a link.
///
/// `callback` runs in the poll phase of a later iteration, never before this call returns.
///
/// # Errors
///
/// Those of [`lutimes_sync`](crate::fs::lutimes_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fs.lutimes`.
#[track_caller]
pub fn lutimes(
    path: impl AsRef<Path>,
    times: FileTimes,
    callback: impl FnOnce(Result<()>) + 'static,
) -> Request {
    let path = path.as_ref().to_owned();
    submit(move || fs::times::lutimes(&path, times), callback)
}

/// Reads what the system knows about the file system that `path` is on.
///
/// `callback` runs in the poll phase of a later iteration, never before this call returns.
///
/// # Errors
///
/// Those of [`statfs_sync`](crate::fs::statfs_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fs.statfs`.
#[track_caller]
pub fn statfs(
    path: impl AsRef<Path>,
    callback: impl FnOnce(Result<FileSystemStat>) + 'static,
) -> Request {
    let path = path.as_ref().to_owned();
    submit(move || fs::statfs::statfs(&path), callback)
}

/// Sets when what `path` leads to was last read and written.
///
/// `callback` runs in the poll phase of a later iteration, never before this call returns.
///
/// # Errors
///
/// Those of [`utimes_sync`](crate::fs::utimes_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fs.utimes`.
#[track_caller]
pub fn utimes(
    path: impl AsRef<Path>,
    times: FileTimes,
    callback: impl FnOnce(Result<()>) + 'static,
) -> Request {
    let path = path.as_ref().to_owned();
    submit(move || fs::times::utimes(&path, times), callback)
}
