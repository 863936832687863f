//! Operations on paths as futures.

use std::path::{Path, PathBuf};

use crate::Promise;
use crate::fs::{
    CopyOptions, CpOptions, Dir, DirEntry, File, LinkKind, MkdirOptions, OpenOptions,
    ReadDirOptions, RemoveOptions,
};

/// Copies content and permissions of the file at `from` to `to`, in the place of what is there.
///
/// # Errors
///
/// Those of [`copy_file_sync`](crate::fs::copy_file_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fsPromises.copyFile`.
#[track_caller]
pub fn copy_file(
    from: impl AsRef<Path>,
    to: impl AsRef<Path>,
    options: CopyOptions,
) -> Promise<()> {
    Promise::new(|settle| {
        crate::fs::copy_file(from, to, options, move |result| settle.with(result))
    })
}

/// Copies what is at `from`, a file or a whole tree, to `to`.
///
/// # Errors
///
/// Those of [`cp_sync`](crate::fs::cp_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fsPromises.cp`.
#[track_caller]
pub fn cp(from: impl AsRef<Path>, to: impl AsRef<Path>, options: &CpOptions) -> Promise<()> {
    Promise::new(|settle| crate::fs::cp(from, to, options, move |result| settle.with(result)))
}

/// Gives the file at `existing` another name.
///
/// # Errors
///
/// Those of [`link_sync`](crate::fs::link_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fsPromises.link`.
#[track_caller]
pub fn link(existing: impl AsRef<Path>, new: impl AsRef<Path>) -> Promise<()> {
    Promise::new(|settle| crate::fs::link(existing, new, move |result| settle.with(result)))
}

/// Makes a directory at `path`. The result is the first it made if it is to make those on the way too,
/// and made any.
///
/// # Errors
///
/// Those of [`mkdir_sync`](crate::fs::mkdir_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fsPromises.mkdir`.
#[track_caller]
pub fn mkdir(path: impl AsRef<Path>, options: &MkdirOptions) -> Promise<Option<PathBuf>> {
    Promise::new(|settle| crate::fs::mkdir(path, options, move |result| settle.with(result)))
}

/// Makes a directory that only its owner can enter, with a new name: `prefix` and six characters.
///
/// # Errors
///
/// Those of [`mkdtemp_sync`](crate::fs::mkdtemp_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fsPromises.mkdtemp`.
#[track_caller]
pub fn mkdtemp(prefix: impl AsRef<Path>) -> Promise<PathBuf> {
    Promise::new(|settle| crate::fs::mkdtemp(prefix, move |result| settle.with(result)))
}

/// Opens the file at `path`.
///
/// # Errors
///
/// Those of [`open_sync`](crate::fs::open_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fsPromises.open`.
#[track_caller]
pub fn open(path: impl AsRef<Path>, options: &OpenOptions) -> Promise<File> {
    Promise::new(|settle| crate::fs::open(path, options, move |result| settle.with(result)))
}

/// Opens the directory at `path`, to be read a few names at a time.
///
/// # Errors
///
/// Those of [`opendir_sync`](crate::fs::opendir_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fsPromises.opendir`.
#[track_caller]
pub fn opendir(path: impl AsRef<Path>) -> Promise<Dir> {
    Promise::new(|settle| crate::fs::opendir(path, move |result| settle.with(result)))
}

/// Reads what is in the directory at `path`, by name. What is in its directories, if they are read too,
/// comes after that.
///
/// # Errors
///
/// Those of [`readdir_sync`](crate::fs::readdir_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fsPromises.readdir`.
#[track_caller]
pub fn readdir(path: impl AsRef<Path>, options: ReadDirOptions) -> Promise<Vec<DirEntry>> {
    Promise::new(|settle| crate::fs::readdir(path, options, move |result| settle.with(result)))
}

/// Reads where the link at `path` leads, as it is written there.
///
/// # Errors
///
/// Those of [`readlink_sync`](crate::fs::readlink_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fsPromises.readlink`.
#[track_caller]
pub fn readlink(path: impl AsRef<Path>) -> Promise<PathBuf> {
    Promise::new(|settle| crate::fs::readlink(path, move |result| settle.with(result)))
}

/// Finds the absolute path without links that `path` leads to. An error tells which part of the path
/// is to blame.
///
/// # Errors
///
/// Those of [`realpath_sync`](crate::fs::realpath_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fsPromises.realpath`.
#[track_caller]
pub fn realpath(path: impl AsRef<Path>) -> Promise<PathBuf> {
    Promise::new(|settle| crate::fs::realpath(path, move |result| settle.with(result)))
}

/// Finds the absolute path without links that `path` leads to, as the system does.
///
/// # Errors
///
/// Those of [`realpath_native_sync`](crate::fs::realpath_native_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fsPromises.realpath`.
#[track_caller]
pub fn realpath_native(path: impl AsRef<Path>) -> Promise<PathBuf> {
    Promise::new(|settle| crate::fs::realpath_native(path, move |result| settle.with(result)))
}

/// Moves what is at `from` to `to`, in the place of what is there.
///
/// # Errors
///
/// Those of [`rename_sync`](crate::fs::rename_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fsPromises.rename`.
#[track_caller]
pub fn rename(from: impl AsRef<Path>, to: impl AsRef<Path>) -> Promise<()> {
    Promise::new(|settle| crate::fs::rename(from, to, move |result| settle.with(result)))
}

/// Removes what is at `path`.
///
/// # Errors
///
/// Those of [`rm_sync`](crate::fs::rm_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fsPromises.rm`.
#[track_caller]
pub fn rm(path: impl AsRef<Path>, options: RemoveOptions) -> Promise<()> {
    Promise::new(|settle| crate::fs::rm(path, options, move |result| settle.with(result)))
}

/// Removes the empty directory at `path`.
///
/// # Errors
///
/// Those of [`rmdir_sync`](crate::fs::rmdir_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fsPromises.rmdir`.
#[track_caller]
pub fn rmdir(path: impl AsRef<Path>) -> Promise<()> {
    Promise::new(|settle| crate::fs::rmdir(path, move |result| settle.with(result)))
}

/// Makes a link at `path` that leads to `target`. Only Windows minds its `kind`; `None` is what the
/// target is.
///
/// # Errors
///
/// Those of [`symlink_sync`](crate::fs::symlink_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fsPromises.symlink`.
#[track_caller]
pub fn symlink(
    target: impl AsRef<Path>,
    path: impl AsRef<Path>,
    kind: Option<LinkKind>,
) -> Promise<()> {
    Promise::new(|settle| crate::fs::symlink(target, path, kind, move |result| settle.with(result)))
}

/// Makes the file at `path` `length` bytes long: cuts it, or adds zeros.
///
/// # Errors
///
/// Those of [`truncate_sync`](crate::fs::truncate_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fsPromises.truncate`.
#[track_caller]
pub fn truncate(path: impl AsRef<Path>, length: u64) -> Promise<()> {
    Promise::new(|settle| crate::fs::truncate(path, length, move |result| settle.with(result)))
}

/// Takes the name `path` from a file; the last name takes the file with it.
///
/// # Errors
///
/// Those of [`unlink_sync`](crate::fs::unlink_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fsPromises.unlink`.
#[track_caller]
pub fn unlink(path: impl AsRef<Path>) -> Promise<()> {
    Promise::new(|settle| crate::fs::unlink(path, move |result| settle.with(result)))
}
