//! Files: read, write, look up.
//!
//! A file that is in memory already, as most small files are that were used lately, is read without
//! leaving the loop's thread; every other one costs one job on the thread pool. Either way the
//! result comes later.

#[cfg_attr(target_os = "linux", path = "cached_linux.rs")]
#[cfg_attr(not(target_os = "linux"), path = "cached_other.rs")]
mod cached;
mod path;
pub mod promises;
mod read_file;
mod stat;
mod sync;
mod undelivered;
mod write_file;

#[cfg(test)]
mod tests;

use std::path::Path;

use bowline_loop::current;

use crate::work::submit_checked;
use crate::{Request, Result, text};
use read_file::ReadFile;
use stat::StatFile;
use write_file::WriteFile;

pub use stat::{FileKind, Stat};
pub use sync::{read_sync, read_to_string_sync, stat_sync, write_sync, write_with_sync};
pub use write_file::WriteOptions;

/// Reads the whole file at `path`.
///
/// `callback` runs in the poll phase of a later iteration, never before this call returns. A file
/// that grows meanwhile is read as far as it went when it was opened.
///
/// # Errors
///
/// Those of [`read_sync`].
///
/// # Panics
///
/// Outside a loop.
///
/// # Differences from Node
///
/// A file that is in memory is read at once, not after what was asked for earlier. On a network or
/// user-space file system opening it may ask the server even so, and the loop waits for that.
///
/// Source: Node.js `fs.readFile`.
#[track_caller]
pub fn read(path: impl AsRef<Path>, callback: impl FnOnce(Result<Vec<u8>>) + 'static) -> Request {
    start_read(path.as_ref(), Ok, callback)
}

/// Reads the whole file at `path` as UTF-8 text.
///
/// `callback` runs in the poll phase of a later iteration, never before this call returns.
///
/// # Errors
///
/// Those of [`read_to_string_sync`].
///
/// # Panics
///
/// Outside a loop.
///
/// # Differences from Node
///
/// Those of [`read`] and of [`read_to_string_sync`].
///
/// Source: Node.js `fs.readFile` with an encoding.
#[track_caller]
pub fn read_to_string(
    path: impl AsRef<Path>,
    callback: impl FnOnce(Result<String>) + 'static,
) -> Request {
    start_read(path.as_ref(), text::from_utf8, callback)
}

/// Without waiting if that is possible, in a job otherwise.
#[track_caller]
fn start_read<T: Send + 'static>(
    path: &Path,
    convert: fn(Vec<u8>) -> Result<T>,
    callback: impl FnOnce(Result<T>) + 'static,
) -> Request {
    let mut read = match ReadFile::new(path) {
        Ok(read) => read,
        Err(error) => return current().complete(Err(error), callback),
    };
    let cached = if undelivered::has_room() { read.try_cached() } else { None };
    if let Some(result) = cached {
        let held = undelivered::hold(result.as_ref().map_or(0, Vec::len));
        let result = result.and_then(convert);
        return current().complete(result, move |result| {
            drop(held);
            callback(result);
        });
    }
    submit_checked(Ok(read), move |read| read.run().and_then(convert), callback)
}

/// Writes `data` to the file at `path`: a new one, or in the place of what it holds.
///
/// `callback` runs in the poll phase of a later iteration, never before this call returns.
///
/// # Errors
///
/// Those of [`write_sync`].
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fs.writeFile`.
#[track_caller]
pub fn write(
    path: impl AsRef<Path>,
    data: impl Into<Vec<u8>>,
    callback: impl FnOnce(Result<()>) + 'static,
) -> Request {
    write_with(path, data, &WriteOptions::default(), callback)
}

/// Writes `data` to the file at `path` as `options` say.
///
/// `callback` runs in the poll phase of a later iteration, never before this call returns.
///
/// # Errors
///
/// Those of [`write_with_sync`].
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fs.writeFile`.
#[track_caller]
pub fn write_with(
    path: impl AsRef<Path>,
    data: impl Into<Vec<u8>>,
    options: &WriteOptions,
    callback: impl FnOnce(Result<()>) + 'static,
) -> Request {
    let data = data.into();
    let write = WriteFile::new(path.as_ref(), options);
    submit_checked(write, move |write| write.run(&data), callback)
}

/// Reads what the system knows about what `path` leads to.
///
/// `callback` runs in the poll phase of a later iteration, never before this call returns.
///
/// # Errors
///
/// Those of [`stat_sync`].
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fs.stat`.
#[track_caller]
pub fn stat(path: impl AsRef<Path>, callback: impl FnOnce(Result<Stat>) + 'static) -> Request {
    submit_checked(StatFile::new(path.as_ref()), StatFile::run, callback)
}
