//! Operations on paths that call back.

use std::path::{Path, PathBuf};

use crate::fs::{
    self, CopyOptions, Dir, DirEntry, File, FileSystemStat, FileTimes, LinkKind, MkdirOptions,
    OpenOptions, ReadDirOptions, RemoveOptions, Stat,
};
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

/// Copies content and permissions of the file at `from` to `to`, in the place of what is there.
///
/// `callback` runs in the poll phase of a later iteration, never before this call returns.
///
/// # Errors
///
/// Those of [`copy_file_sync`](crate::fs::copy_file_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fs.copyFile`.
#[track_caller]
pub fn copy_file(
    from: impl AsRef<Path>,
    to: impl AsRef<Path>,
    options: CopyOptions,
    callback: impl FnOnce(Result<()>) + 'static,
) -> Request {
    let from = from.as_ref().to_owned();
    let to = to.as_ref().to_owned();
    submit(move || fs::copy_file::copy_file(&from, &to, options), callback)
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

/// Gives the file at `existing` another name.
///
/// `callback` runs in the poll phase of a later iteration, never before this call returns.
///
/// # Errors
///
/// Those of [`link_sync`](crate::fs::link_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fs.link`.
#[track_caller]
pub fn link(
    existing: impl AsRef<Path>,
    new: impl AsRef<Path>,
    callback: impl FnOnce(Result<()>) + 'static,
) -> Request {
    let existing = existing.as_ref().to_owned();
    let new = new.as_ref().to_owned();
    submit(move || fs::link::link(&existing, &new), callback)
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

/// Makes a directory at `path`. The result is the first it made if it is to make those on the way too,
/// and made any.
///
/// `callback` runs in the poll phase of a later iteration, never before this call returns.
///
/// # Errors
///
/// Those of [`mkdir_sync`](crate::fs::mkdir_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fs.mkdir`.
#[track_caller]
pub fn mkdir(
    path: impl AsRef<Path>,
    options: &MkdirOptions,
    callback: impl FnOnce(Result<Option<PathBuf>>) + 'static,
) -> Request {
    let path = path.as_ref().to_owned();
    let options = options.clone();
    submit(move || fs::mkdir::mkdir(&path, &options), callback)
}

/// Makes a directory that only its owner can enter, with a new name: `prefix` and six characters.
///
/// `callback` runs in the poll phase of a later iteration, never before this call returns.
///
/// # Errors
///
/// Those of [`mkdtemp_sync`](crate::fs::mkdtemp_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fs.mkdtemp`.
#[track_caller]
pub fn mkdtemp(
    prefix: impl AsRef<Path>,
    callback: impl FnOnce(Result<PathBuf>) + 'static,
) -> Request {
    let prefix = prefix.as_ref().to_owned();
    submit(move || fs::mkdir::mkdtemp(&prefix), callback)
}

/// Opens the file at `path`.
///
/// `callback` runs in the poll phase of a later iteration, never before this call returns.
///
/// # Errors
///
/// Those of [`open_sync`](crate::fs::open_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fs.open`.
#[track_caller]
pub fn open(
    path: impl AsRef<Path>,
    options: &OpenOptions,
    callback: impl FnOnce(Result<File>) + 'static,
) -> Request {
    let (path, options) = (path.as_ref(), options.clone());
    let known = fs::open::open_cached(path, &options);
    fs::start_unless_known(known, path, move |path| fs::open::open(path, &options), callback)
}

/// Opens the directory at `path`, to be read a few names at a time.
///
/// `callback` runs in the poll phase of a later iteration, never before this call returns.
///
/// # Errors
///
/// Those of [`opendir_sync`](crate::fs::opendir_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fs.opendir`.
#[track_caller]
pub fn opendir(path: impl AsRef<Path>, callback: impl FnOnce(Result<Dir>) + 'static) -> Request {
    let path = path.as_ref().to_owned();
    submit(move || fs::read_dir::opendir(&path), callback)
}

/// Reads what is in the directory at `path`, by name. What is in its directories, if they are read too,
/// comes after that.
///
/// `callback` runs in the poll phase of a later iteration, never before this call returns.
///
/// # Errors
///
/// Those of [`readdir_sync`](crate::fs::readdir_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fs.readdir`.
#[track_caller]
pub fn readdir(
    path: impl AsRef<Path>,
    options: ReadDirOptions,
    callback: impl FnOnce(Result<Vec<DirEntry>>) + 'static,
) -> Request {
    let path = path.as_ref().to_owned();
    submit(move || fs::read_dir::readdir(&path, options), callback)
}

/// Reads where the link at `path` leads, as it is written there.
///
/// `callback` runs in the poll phase of a later iteration, never before this call returns.
///
/// # Errors
///
/// Those of [`readlink_sync`](crate::fs::readlink_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fs.readlink`.
#[track_caller]
pub fn readlink(
    path: impl AsRef<Path>,
    callback: impl FnOnce(Result<PathBuf>) + 'static,
) -> Request {
    let path = path.as_ref().to_owned();
    submit(move || fs::link::readlink(&path), callback)
}

/// Finds the absolute path without links that `path` leads to. An error tells which part of the path
/// is to blame.
///
/// `callback` runs in the poll phase of a later iteration, never before this call returns.
///
/// # Errors
///
/// Those of [`realpath_sync`](crate::fs::realpath_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fs.realpath`.
#[track_caller]
pub fn realpath(
    path: impl AsRef<Path>,
    callback: impl FnOnce(Result<PathBuf>) + 'static,
) -> Request {
    let path = path.as_ref().to_owned();
    submit(move || fs::realpath::realpath(&path), callback)
}

/// Finds the absolute path without links that `path` leads to, as the system does.
///
/// `callback` runs in the poll phase of a later iteration, never before this call returns.
///
/// # Errors
///
/// Those of [`realpath_native_sync`](crate::fs::realpath_native_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fs.realpath.native`.
#[track_caller]
pub fn realpath_native(
    path: impl AsRef<Path>,
    callback: impl FnOnce(Result<PathBuf>) + 'static,
) -> Request {
    let path = path.as_ref().to_owned();
    submit(move || fs::realpath::realpath_native(&path), callback)
}

/// Moves what is at `from` to `to`, in the place of what is there.
///
/// `callback` runs in the poll phase of a later iteration, never before this call returns.
///
/// # Errors
///
/// Those of [`rename_sync`](crate::fs::rename_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fs.rename`.
#[track_caller]
pub fn rename(
    from: impl AsRef<Path>,
    to: impl AsRef<Path>,
    callback: impl FnOnce(Result<()>) + 'static,
) -> Request {
    let from = from.as_ref().to_owned();
    let to = to.as_ref().to_owned();
    submit(move || fs::rename::rename(&from, &to), callback)
}

/// Removes what is at `path`.
///
/// `callback` runs in the poll phase of a later iteration, never before this call returns.
///
/// # Errors
///
/// Those of [`rm_sync`](crate::fs::rm_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fs.rm`.
#[track_caller]
pub fn rm(
    path: impl AsRef<Path>,
    options: RemoveOptions,
    callback: impl FnOnce(Result<()>) + 'static,
) -> Request {
    let path = path.as_ref().to_owned();
    submit(move || fs::remove::rm(&path, options), callback)
}

/// Removes the empty directory at `path`.
///
/// `callback` runs in the poll phase of a later iteration, never before this call returns.
///
/// # Errors
///
/// Those of [`rmdir_sync`](crate::fs::rmdir_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fs.rmdir`.
#[track_caller]
pub fn rmdir(path: impl AsRef<Path>, callback: impl FnOnce(Result<()>) + 'static) -> Request {
    let path = path.as_ref().to_owned();
    submit(move || fs::remove::rmdir(&path), callback)
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

/// Makes a link at `path` that leads to `target`. Only Windows minds its `kind`; `None` is what the
/// target is.
///
/// `callback` runs in the poll phase of a later iteration, never before this call returns.
///
/// # Errors
///
/// Those of [`symlink_sync`](crate::fs::symlink_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fs.symlink`.
#[track_caller]
pub fn symlink(
    target: impl AsRef<Path>,
    path: impl AsRef<Path>,
    kind: Option<LinkKind>,
    callback: impl FnOnce(Result<()>) + 'static,
) -> Request {
    let target = target.as_ref().to_owned();
    let path = path.as_ref().to_owned();
    submit(move || fs::link::symlink(&target, &path, kind), callback)
}

/// Makes the file at `path` `length` bytes long: cuts it, or adds zeros.
///
/// `callback` runs in the poll phase of a later iteration, never before this call returns.
///
/// # Errors
///
/// Those of [`truncate_sync`](crate::fs::truncate_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fs.truncate`.
#[track_caller]
pub fn truncate(
    path: impl AsRef<Path>,
    length: u64,
    callback: impl FnOnce(Result<()>) + 'static,
) -> Request {
    let path = path.as_ref().to_owned();
    submit(move || fs::truncate::truncate(&path, length), callback)
}

/// Takes the name `path` from a file; the last name takes the file with it.
///
/// `callback` runs in the poll phase of a later iteration, never before this call returns.
///
/// # Errors
///
/// Those of [`unlink_sync`](crate::fs::unlink_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fs.unlink`.
#[track_caller]
pub fn unlink(path: impl AsRef<Path>, callback: impl FnOnce(Result<()>) + 'static) -> Request {
    let path = path.as_ref().to_owned();
    submit(move || fs::remove::unlink(&path), callback)
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
