//! Operations on open files as futures.

use crate::Promise;
use crate::fs::{Dir, DirEntry, File, FileTimes, Stat};

/// Closes an open file, away from the loop: closing can wait for a disk or a server.
///
/// # Errors
///
/// None: see [`close`](crate::fs::close).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `FileHandle.close`.
#[track_caller]
pub fn close(file: File) -> Promise<()> {
    Promise::new(|settle| crate::fs::close(file, move |result| settle.with(result)))
}

/// Gives an open file the permissions `mode`.
///
/// # Errors
///
/// Those of [`fchmod_sync`](crate::fs::fchmod_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `FileHandle.chmod`.
#[track_caller]
pub fn fchmod(file: &File, mode: u32) -> Promise<()> {
    Promise::new(|settle| crate::fs::fchmod(file, mode, move |result| settle.with(result)))
}

/// Gives an open file another owner and group; `None` leaves one as it is. Does nothing on Windows.
///
/// # Errors
///
/// Those of [`fchown_sync`](crate::fs::fchown_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `FileHandle.chown`.
#[track_caller]
pub fn fchown(file: &File, user: Option<u32>, group: Option<u32>) -> Promise<()> {
    Promise::new(|settle| crate::fs::fchown(file, user, group, move |result| settle.with(result)))
}

/// Waits until the disk has the content of an open file and what is needed to read it.
///
/// # Errors
///
/// Those of [`fdatasync_sync`](crate::fs::fdatasync_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `FileHandle.datasync`.
#[track_caller]
pub fn fdatasync(file: &File) -> Promise<()> {
    Promise::new(|settle| crate::fs::fdatasync(file, move |result| settle.with(result)))
}

/// Reads what the system knows about an open file.
///
/// # Errors
///
/// Those of [`fstat_sync`](crate::fs::fstat_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `FileHandle.stat`.
#[track_caller]
pub fn fstat(file: &File) -> Promise<Stat> {
    Promise::new(|settle| crate::fs::fstat(file, move |result| settle.with(result)))
}

/// Waits until the disk has the content of an open file and all that is known about it.
///
/// # Errors
///
/// Those of [`fsync_sync`](crate::fs::fsync_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `FileHandle.sync`.
#[track_caller]
pub fn fsync(file: &File) -> Promise<()> {
    Promise::new(|settle| crate::fs::fsync(file, move |result| settle.with(result)))
}

/// Makes an open file `length` bytes long: cuts it, or adds zeros.
///
/// # Errors
///
/// Those of [`ftruncate_sync`](crate::fs::ftruncate_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `FileHandle.truncate`.
#[track_caller]
pub fn ftruncate(file: &File, length: u64) -> Promise<()> {
    Promise::new(|settle| crate::fs::ftruncate(file, length, move |result| settle.with(result)))
}

/// Sets when an open file was last read and written.
///
/// # Errors
///
/// Those of [`futimes_sync`](crate::fs::futimes_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `FileHandle.utimes`.
#[track_caller]
pub fn futimes(file: &File, times: FileTimes) -> Promise<()> {
    Promise::new(|settle| crate::fs::futimes(file, times, move |result| settle.with(result)))
}

/// Reads up to `length` bytes of an open file, at `position` or where it is now: fewer at its end, or
/// if no more are there yet.
///
/// # Errors
///
/// Those of [`read_at_sync`](crate::fs::read_at_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `FileHandle.read`.
#[track_caller]
pub fn read_at(file: &File, length: usize, position: Option<u64>) -> Promise<Vec<u8>> {
    Promise::new(|settle| {
        crate::fs::read_at(file, length, position, move |result| settle.with(result))
    })
}

/// Reads the next names in an open directory, at most `count`, in the order the file system has them.
/// There are none at its end.
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
pub fn read_entries(dir: &Dir, count: usize) -> Promise<Vec<DirEntry>> {
    Promise::new(|settle| crate::fs::read_entries(dir, count, move |result| settle.with(result)))
}

/// Reads an open file from where it is now to its end.
///
/// # Errors
///
/// Those of [`read_rest_sync`](crate::fs::read_rest_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `FileHandle.readFile`.
#[track_caller]
pub fn read_rest(file: &File) -> Promise<Vec<u8>> {
    Promise::new(|settle| crate::fs::read_rest(file, move |result| settle.with(result)))
}

/// Writes all of `data` to an open file, at `position` or where it is now.
///
/// # Errors
///
/// Those of [`write_all_sync`](crate::fs::write_all_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `FileHandle.writeFile`.
#[track_caller]
pub fn write_all(file: &File, data: impl Into<Vec<u8>>, position: Option<u64>) -> Promise<()> {
    Promise::new(|settle| {
        crate::fs::write_all(file, data, position, move |result| settle.with(result))
    })
}

/// Writes `data` to an open file, at `position` or where it is now, and says how many bytes the system
/// took: fewer if the disk is full or somebody has to read first.
///
/// # Errors
///
/// Those of [`write_at_sync`](crate::fs::write_at_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `FileHandle.write`.
#[track_caller]
pub fn write_at(file: &File, data: impl Into<Vec<u8>>, position: Option<u64>) -> Promise<usize> {
    Promise::new(|settle| {
        crate::fs::write_at(file, data, position, move |result| settle.with(result))
    })
}
