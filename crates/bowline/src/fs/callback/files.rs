//! Operations on open files that call back.

use crate::fs::{self, Dir, DirEntry, File, FileTimes, Stat};
use crate::work::submit;
use crate::{Request, Result};

/// Closes an open file, away from the loop: closing can wait for a disk or a server.
///
/// `callback` runs in the poll phase of a later iteration. The file stays open as long as it has
/// another clone, or an operation on it goes on.
///
/// # Panics
///
/// Outside a loop.
///
/// # Differences from Node
///
/// It never fails: what a system has to say about a file that it closes is too late to act on. Call
/// [`fsync`] before to know.
///
/// Source: Node.js `fs.close`.
#[track_caller]
pub fn close(file: File, callback: impl FnOnce(Result<()>) + 'static) -> Request {
    submit(
        move || {
            drop(file);
            Ok(())
        },
        callback,
    )
}

/// Gives an open file the permissions `mode`.
///
/// `callback` runs in the poll phase of a later iteration, never before this call returns.
///
/// # Errors
///
/// Those of [`fchmod_sync`](crate::fs::fchmod_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fs.fchmod`.
#[track_caller]
pub fn fchmod(file: &File, mode: u32, callback: impl FnOnce(Result<()>) + 'static) -> Request {
    let file = file.clone();
    submit(move || fs::mode::fchmod(&file, mode), callback)
}

/// Gives an open file another owner and group; `None` leaves one as it is. Does nothing on Windows.
///
/// `callback` runs in the poll phase of a later iteration, never before this call returns.
///
/// # Errors
///
/// Those of [`fchown_sync`](crate::fs::fchown_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fs.fchown`.
#[track_caller]
pub fn fchown(
    file: &File,
    user: Option<u32>,
    group: Option<u32>,
    callback: impl FnOnce(Result<()>) + 'static,
) -> Request {
    let file = file.clone();
    submit(move || fs::owner::fchown(&file, user, group), callback)
}

/// Waits until the disk has the content of an open file and what is needed to read it.
///
/// `callback` runs in the poll phase of a later iteration, never before this call returns.
///
/// # Errors
///
/// Those of [`fdatasync_sync`](crate::fs::fdatasync_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fs.fdatasync`.
#[track_caller]
pub fn fdatasync(file: &File, callback: impl FnOnce(Result<()>) + 'static) -> Request {
    let file = file.clone();
    submit(move || fs::flush::fdatasync(&file), callback)
}

/// Reads what the system knows about an open file.
///
/// `callback` runs in the poll phase of a later iteration, never before this call returns.
///
/// # Errors
///
/// Those of [`fstat_sync`](crate::fs::fstat_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fs.fstat`.
#[track_caller]
pub fn fstat(file: &File, callback: impl FnOnce(Result<Stat>) + 'static) -> Request {
    let file = file.clone();
    submit(move || fs::stat::fstat(&file), callback)
}

/// Waits until the disk has the content of an open file and all that is known about it.
///
/// `callback` runs in the poll phase of a later iteration, never before this call returns.
///
/// # Errors
///
/// Those of [`fsync_sync`](crate::fs::fsync_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fs.fsync`.
#[track_caller]
pub fn fsync(file: &File, callback: impl FnOnce(Result<()>) + 'static) -> Request {
    let file = file.clone();
    submit(move || fs::flush::fsync(&file), callback)
}

/// Makes an open file `length` bytes long: cuts it, or adds zeros.
///
/// `callback` runs in the poll phase of a later iteration, never before this call returns.
///
/// # Errors
///
/// Those of [`ftruncate_sync`](crate::fs::ftruncate_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fs.ftruncate`.
#[track_caller]
pub fn ftruncate(file: &File, length: u64, callback: impl FnOnce(Result<()>) + 'static) -> Request {
    let file = file.clone();
    submit(move || fs::truncate::ftruncate(&file, length), callback)
}

/// Sets when an open file was last read and written.
///
/// `callback` runs in the poll phase of a later iteration, never before this call returns.
///
/// # Errors
///
/// Those of [`futimes_sync`](crate::fs::futimes_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fs.futimes`.
#[track_caller]
pub fn futimes(
    file: &File,
    times: FileTimes,
    callback: impl FnOnce(Result<()>) + 'static,
) -> Request {
    let file = file.clone();
    submit(move || fs::times::futimes(&file, times), callback)
}

/// Reads up to `length` bytes of an open file, at `position` or where it is now: fewer at its end, or
/// if no more are there yet.
///
/// `callback` runs in the poll phase of a later iteration, never before this call returns.
///
/// # Errors
///
/// Those of [`read_at_sync`](crate::fs::read_at_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fs.read`.
#[track_caller]
pub fn read_at(
    file: &File,
    length: usize,
    position: Option<u64>,
    callback: impl FnOnce(Result<Vec<u8>>) + 'static,
) -> Request {
    fs::start_read_at(file, length, position, callback)
}

/// Reads the next names in an open directory, at most `count`, in the order the file system has them.
/// There are none at its end.
///
/// `callback` runs in the poll phase of a later iteration, never before this call returns.
///
/// # Errors
///
/// Those of [`read_entries_sync`](crate::fs::read_entries_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `Dir.read`.
#[track_caller]
pub fn read_entries(
    dir: &Dir,
    count: usize,
    callback: impl FnOnce(Result<Vec<DirEntry>>) + 'static,
) -> Request {
    let dir = dir.clone();
    submit(move || fs::read_dir::read_entries(&dir, count), callback)
}

/// Reads an open file from where it is now to its end.
///
/// `callback` runs in the poll phase of a later iteration, never before this call returns.
///
/// # Errors
///
/// Those of [`read_rest_sync`](crate::fs::read_rest_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fs.readFile`.
#[track_caller]
pub fn read_rest(file: &File, callback: impl FnOnce(Result<Vec<u8>>) + 'static) -> Request {
    let file = file.clone();
    submit(move || fs::read_file::read_open(&file), callback)
}

/// Writes all of `data` to an open file, at `position` or where it is now.
///
/// `callback` runs in the poll phase of a later iteration, never before this call returns.
///
/// # Errors
///
/// Those of [`write_all_sync`](crate::fs::write_all_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fs.writeFile`.
#[track_caller]
pub fn write_all(
    file: &File,
    data: impl Into<Vec<u8>>,
    position: Option<u64>,
    callback: impl FnOnce(Result<()>) + 'static,
) -> Request {
    let file = file.clone();
    let data = data.into();
    submit(move || fs::write::write_all(&file, &data, position), callback)
}

/// Writes `data` to an open file, at `position` or where it is now, and says how many bytes the system
/// took: fewer if the disk is full or somebody has to read first.
///
/// `callback` runs in the poll phase of a later iteration, never before this call returns.
///
/// # Errors
///
/// Those of [`write_at_sync`](crate::fs::write_at_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fs.write`.
#[track_caller]
pub fn write_at(
    file: &File,
    data: impl Into<Vec<u8>>,
    position: Option<u64>,
    callback: impl FnOnce(Result<usize>) + 'static,
) -> Request {
    let file = file.clone();
    let data = data.into();
    submit(move || fs::write::write(&file, &data, position), callback)
}
