//! The same operations as futures.
//!
//! Each starts when it is called, and not only when it is awaited. Dropping the future cancels the
//! operation if it has not begun.

mod attributes;
mod entries;
mod files;

use std::path::Path;

use super::{Stat, WriteOptions};
use crate::Promise;

pub use attributes::{access, chmod, chown, lchmod, lchown, lstat, lutimes, statfs, utimes};
pub use entries::{
    copy_file, cp, link, mkdir, mkdtemp, open, opendir, readdir, readlink, realpath,
    realpath_native, rename, rm, rmdir, symlink, truncate, unlink,
};
pub use files::{
    close, fchmod, fchown, fdatasync, fstat, fsync, ftruncate, futimes, read_at, read_entries,
    read_rest, write_all, write_at,
};

/// Reads the whole file at `path`.
///
/// # Errors
///
/// Those of [`read_sync`](super::read_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fsPromises.readFile`.
#[track_caller]
pub fn read(path: impl AsRef<Path>) -> Promise<Vec<u8>> {
    Promise::new(|settle| super::read(path, move |result| settle.with(result)))
}

/// Reads the whole file at `path` as UTF-8 text.
///
/// # Errors
///
/// Those of [`read_to_string_sync`](super::read_to_string_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fsPromises.readFile` with an encoding.
#[track_caller]
pub fn read_to_string(path: impl AsRef<Path>) -> Promise<String> {
    Promise::new(|settle| super::read_to_string(path, move |result| settle.with(result)))
}

/// Writes `data` to the file at `path`: a new one, or in the place of what it holds.
///
/// # Errors
///
/// Those of [`write_sync`](super::write_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fsPromises.writeFile`.
#[track_caller]
pub fn write(path: impl AsRef<Path>, data: impl Into<Vec<u8>>) -> Promise<()> {
    write_with(path, data, &WriteOptions::default())
}

/// Writes `data` to the file at `path` as `options` say.
///
/// # Errors
///
/// Those of [`write_with_sync`](super::write_with_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fsPromises.writeFile`.
#[track_caller]
pub fn write_with(
    path: impl AsRef<Path>,
    data: impl Into<Vec<u8>>,
    options: &WriteOptions,
) -> Promise<()> {
    Promise::new(|settle| super::write_with(path, data, options, move |r| settle.with(r)))
}

/// Reads what the system knows about what `path` leads to.
///
/// # Errors
///
/// Those of [`stat_sync`](super::stat_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fsPromises.stat`.
#[track_caller]
pub fn stat(path: impl AsRef<Path>) -> Promise<Stat> {
    Promise::new(|settle| super::stat(path, move |result| settle.with(result)))
}
