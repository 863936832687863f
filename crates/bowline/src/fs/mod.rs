//! Files: read, write, look up.
//!
//! A file that is in memory already, as most small files are that were used lately, is read or looked up
//! without leaving the loop's thread; every other one costs one job on the thread pool. Either way the
//! result comes later.

#[cfg_attr(target_os = "linux", path = "cached_linux.rs")]
#[cfg_attr(not(target_os = "linux"), path = "cached_other.rs")]
mod cached;
#[cfg_attr(unix, path = "system_unix.rs")]
#[cfg_attr(not(unix), path = "system_other.rs")]
mod system;

#[cfg(feature = "js")]
#[cfg_attr(unix, path = "constants_unix.rs")]
#[cfg_attr(not(unix), path = "constants_other.rs")]
mod constants;
#[cfg(feature = "js")]
#[cfg_attr(unix, path = "number_unix.rs")]
#[cfg_attr(not(unix), path = "number_other.rs")]
mod number;

mod access;
#[cfg(feature = "js")]
mod convert {
    pub(super) mod js;
}
mod callback {
    pub(super) mod attributes;
    pub(super) mod entries;
    pub(super) mod files;
}
mod copy_file;
mod cp;
mod file;
#[cfg(feature = "js")]
mod files {
    pub(super) mod js;
}
mod flush;
#[cfg(feature = "js")]
pub(crate) mod js;
mod link;
mod mkdir;
mod mode;
mod open;
mod owner;
mod path;
pub mod promises;
mod read;
mod read_dir;
mod read_file;
mod realpath;
mod remove;
mod rename;
mod stat;
mod statfs;
mod sync;
mod times;
mod truncate;
mod undelivered;
mod watch;
mod write;
mod write_file;

#[cfg(test)]
mod tests;

use std::path::Path;

use bowline_loop::current;

use crate::work::{submit, submit_checked};
use crate::{Request, Result, text};
use read_file::ReadFile;
use write_file::WriteFile;

pub use callback::attributes::{
    access, chmod, chown, lchmod, lchown, lstat, lutimes, statfs, utimes,
};
pub use callback::entries::{
    copy_file, cp, link, mkdir, mkdtemp, open, opendir, readdir, readlink, realpath,
    realpath_native, rename, rm, rmdir, symlink, truncate, unlink,
};
pub use callback::files::{
    close, fchmod, fchown, fdatasync, fstat, fsync, ftruncate, futimes, read_at, read_entries,
    read_rest, write_all, write_at,
};
pub use copy_file::{CloneContent, CopyOptions};
pub use cp::CpOptions;
pub use file::File;
pub use link::LinkKind;
pub use mkdir::MkdirOptions;
pub use open::OpenOptions;
pub use read_dir::{Dir, DirEntry, ReadDirOptions};
pub use remove::RemoveOptions;
pub use stat::{FileKind, Stat};
pub use statfs::FileSystemStat;
pub use sync::attributes::{
    access_sync, chmod_sync, chown_sync, lchmod_sync, lchown_sync, lstat_sync, lutimes_sync,
    statfs_sync, utimes_sync,
};
pub use sync::entries::{
    copy_file_sync, cp_sync, link_sync, mkdir_sync, mkdtemp_sync, open_sync, opendir_sync,
    readdir_sync, readlink_sync, realpath_native_sync, realpath_sync, rename_sync, rm_sync,
    rmdir_sync, symlink_sync, truncate_sync, unlink_sync,
};
pub use sync::files::{
    fchmod_sync, fchown_sync, fdatasync_sync, fstat_sync, fsync_sync, ftruncate_sync, futimes_sync,
    read_at_sync, read_entries_sync, read_rest_sync, write_all_sync, write_at_sync,
};
pub use sync::{read_sync, read_to_string_sync, stat_sync, write_sync, write_with_sync};
pub use times::FileTimes;
pub use watch::{Watch, WatchEvent, WatchKind, WatchOptions, watch};
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
    start_read_file(ReadFile::new(path), convert, callback)
}

/// The same for a read that was asked for in detail.
#[track_caller]
fn start_read_file<T: Send + 'static>(
    read: Result<ReadFile>,
    convert: fn(Vec<u8>) -> Result<T>,
    callback: impl FnOnce(Result<T>) + 'static,
) -> Request {
    let mut read = match read {
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

/// Up to `length` bytes of an open file: without waiting if that is possible, in a job otherwise.
#[track_caller]
fn start_read_at(
    file: &File,
    length: usize,
    position: Option<u64>,
    callback: impl FnOnce(Result<Vec<u8>>) + 'static,
) -> Request {
    let begun = if undelivered::has_room() {
        read::read_chunk_cached(file, length, position)
    } else {
        Err(Vec::new())
    };
    match begun {
        Ok(bytes) => {
            let held = undelivered::hold(bytes.len());
            current().complete(Ok(bytes), move |result| {
                drop(held);
                callback(result);
            })
        }
        Err(begun) => {
            let file = file.clone();
            submit(move || read::read_on(&file, begun, length, position), callback)
        }
    }
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
/// # Differences from Node
///
/// What is in memory is looked up at once, not after what was asked for earlier. On a network or
/// user-space file system that may ask the server even so, and the loop waits for that.
///
/// Source: Node.js `fs.stat`.
#[track_caller]
pub fn stat(path: impl AsRef<Path>, callback: impl FnOnce(Result<Stat>) + 'static) -> Request {
    start_unless_known(stat::cached(path.as_ref(), true), path.as_ref(), stat::stat, callback)
}

/// Gives what is `known` already; otherwise has a job do `work`.
#[track_caller]
fn start_unless_known<T: Send + 'static>(
    known: Option<Result<T>>,
    path: &Path,
    work: impl FnOnce(&Path) -> Result<T> + Send + 'static,
    callback: impl FnOnce(Result<T>) + 'static,
) -> Request {
    if let Some(result) = known {
        return current().complete(result, callback);
    }
    let path = path.to_owned();
    submit(move || work(&path), callback)
}
