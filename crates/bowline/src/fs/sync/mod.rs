//! The blocking door: the loop stands still until the result is there.

pub(super) mod attributes;
pub(super) mod entries;
pub(super) mod files;

use std::path::Path;

use super::read_file::ReadFile;
use super::stat::{self, Stat};
use super::write_file::{WriteFile, WriteOptions};
use crate::{Result, text};

/// Reads the whole file at `path`.
///
/// A file that grows meanwhile is read as far as it went when it was opened.
///
/// ```
/// let manifest = bowline::fs::read_sync("Cargo.toml")?;
/// assert!(!manifest.is_empty());
/// # Ok::<(), bowline::Error>(())
/// ```
///
/// # Errors
///
/// `ENOENT` if nothing is at `path`; `EACCES` if it may not be read; `EISDIR` if it is a directory;
/// `ERR_FS_FILE_TOO_LARGE` above 2 GiB; `ERR_INVALID_ARG_VALUE` if the path holds a zero byte.
///
/// Source: Node.js `fs.readFileSync`.
pub fn read_sync(path: impl AsRef<Path>) -> Result<Vec<u8>> {
    ReadFile::new(path.as_ref())?.run()
}

/// Reads the whole file at `path` as UTF-8 text.
///
/// # Errors
///
/// Those of [`read_sync`], and `ERR_ENCODING_INVALID_ENCODED_DATA` if it is not UTF-8.
///
/// # Differences from Node
///
/// Node puts U+FFFD in the place of what is not UTF-8.
///
/// Source: Node.js `fs.readFileSync` with an encoding; the error is `TextDecoder`'s.
pub fn read_to_string_sync(path: impl AsRef<Path>) -> Result<String> {
    text::from_utf8(read_sync(path)?)
}

/// Writes `data` to the file at `path`: a new one, or in the place of what it holds.
///
/// # Errors
///
/// `ENOENT` if the directory is missing; `EACCES` if it may not be written; `EISDIR` if it is a
/// directory; `ENOSPC` if the disk is full; `ERR_INVALID_ARG_VALUE` if the path holds a zero byte.
///
/// Source: Node.js `fs.writeFileSync`.
pub fn write_sync(path: impl AsRef<Path>, data: impl AsRef<[u8]>) -> Result<()> {
    write_with_sync(path, data, &WriteOptions::default())
}

/// Writes `data` to the file at `path` as `options` say.
///
/// # Errors
///
/// Those of [`write_sync`], and `EEXIST` if the file must be new and is not.
///
/// Source: Node.js `fs.writeFileSync`.
pub fn write_with_sync(
    path: impl AsRef<Path>,
    data: impl AsRef<[u8]>,
    options: &WriteOptions,
) -> Result<()> {
    WriteFile::new(path.as_ref(), options)?.run(data.as_ref())
}

/// Reads what the system knows about what `path` leads to.
///
/// # Errors
///
/// `ENOENT` if nothing is at `path`; `EACCES` if a directory on the way may not be searched;
/// `ERR_INVALID_ARG_VALUE` if the path holds a zero byte.
///
/// Source: Node.js `fs.statSync`.
pub fn stat_sync(path: impl AsRef<Path>) -> Result<Stat> {
    stat::stat(path.as_ref())
}
