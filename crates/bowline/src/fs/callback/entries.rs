//! Operations on paths that call back.

use std::path::{Path, PathBuf};

use crate::fs::{
    self, CopyOptions, CpOptions, Dir, DirEntry, File, LinkKind, MkdirOptions, OpenOptions,
    ReadDirOptions, RemoveOptions,
};
use crate::work::submit;
use crate::{Request, Result};

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

/// Copies what is at `from`, a file or a whole tree, to `to`.
///
/// `callback` runs in the poll phase of a later iteration, never before this call returns.
///
/// # Errors
///
/// Those of [`cp_sync`](crate::fs::cp_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fs.cp`.
#[track_caller]
pub fn cp(
    from: impl AsRef<Path>,
    to: impl AsRef<Path>,
    options: &CpOptions,
    callback: impl FnOnce(Result<()>) + 'static,
) -> Request {
    let from = from.as_ref().to_owned();
    let to = to.as_ref().to_owned();
    let options = options.clone();
    submit(move || fs::cp::cp(&from, &to, &options), callback)
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
/// # Differences from Node
///
/// A regular file that is opened for reading is opened at once if that needs no disk, not after what was
/// asked for earlier.
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
