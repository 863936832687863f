//! Operations on open files, blocking.

use crate::Result;
use crate::fs::{self, Dir, DirEntry, File, FileTimes, Stat};

/// Gives an open file the permissions `mode`.
///
/// # Errors
///
/// `EPERM` if it is somebody else's.
///
/// Source: Node.js `fs.fchmodSync`.
pub fn fchmod_sync(file: &File, mode: u32) -> Result<()> {
    fs::mode::fchmod(file, mode)
}

/// Gives an open file another owner and group; `None` leaves one as it is. Does nothing on Windows.
///
/// # Errors
///
/// `EPERM` if the process may not.
///
/// Source: Node.js `fs.fchownSync`.
pub fn fchown_sync(file: &File, user: Option<u32>, group: Option<u32>) -> Result<()> {
    fs::owner::fchown(file, user, group)
}

/// Waits until the disk has the content of an open file and what is needed to read it.
///
/// # Errors
///
/// `EIO` if it could not be written; `EINVAL` if it is of a kind that has no disk.
///
/// Source: Node.js `fs.fdatasyncSync`.
pub fn fdatasync_sync(file: &File) -> Result<()> {
    fs::flush::fdatasync(file)
}

/// Reads what the system knows about an open file.
///
/// # Errors
///
/// `EIO` if the disk fails.
///
/// Source: Node.js `fs.fstatSync`.
pub fn fstat_sync(file: &File) -> Result<Stat> {
    fs::stat::fstat(file)
}

/// Waits until the disk has the content of an open file and all that is known about it.
///
/// # Errors
///
/// `EIO` if it could not be written; `EINVAL` if it is of a kind that has no disk.
///
/// Source: Node.js `fs.fsyncSync`.
pub fn fsync_sync(file: &File) -> Result<()> {
    fs::flush::fsync(file)
}

/// Makes an open file `length` bytes long: cuts it, or adds zeros.
///
/// # Errors
///
/// `EINVAL` if it is not open for writing or cannot be that long.
///
/// Source: Node.js `fs.ftruncateSync`.
pub fn ftruncate_sync(file: &File, length: u64) -> Result<()> {
    fs::truncate::ftruncate(file, length)
}

/// Sets when an open file was last read and written.
///
/// # Errors
///
/// `EPERM` if it is somebody else's.
///
/// Source: Node.js `fs.futimesSync`.
pub fn futimes_sync(file: &File, times: FileTimes) -> Result<()> {
    fs::times::futimes(file, times)
}

/// Reads up to `length` bytes of an open file, at `position` or where it is now: fewer at its end, or
/// if no more are there yet.
///
/// # Errors
///
/// `EISDIR` if it is a directory; `EBADF` if it is not open for reading; `EIO` if the disk fails.
///
/// Source: Node.js `fs.readSync`.
pub fn read_at_sync(file: &File, length: usize, position: Option<u64>) -> Result<Vec<u8>> {
    fs::read::read(file, length, position)
}

/// Reads the next names in an open directory, at most `count`, in the order the file system has them.
/// There are none at its end.
///
/// # Errors
///
/// `EIO` if the disk fails.
///
/// Source: Node.js `Dir.readSync`.
pub fn read_entries_sync(dir: &Dir, count: usize) -> Result<Vec<DirEntry>> {
    fs::read_dir::read_entries(dir, count)
}

/// Reads an open file from where it is now to its end.
///
/// # Errors
///
/// Those of [`read_sync`](crate::fs::read_sync) that are not about a path.
///
/// Source: Node.js `fs.readFileSync`.
pub fn read_rest_sync(file: &File) -> Result<Vec<u8>> {
    fs::read_file::read_open(file)
}

/// Writes all of `data` to an open file, at `position` or where it is now.
///
/// # Errors
///
/// `EBADF` if it is not open for writing; `ENOSPC` if the disk is full; `EPIPE` if nobody reads any more.
///
/// Source: Node.js `fs.writeFileSync`.
pub fn write_all_sync(file: &File, data: impl AsRef<[u8]>, position: Option<u64>) -> Result<()> {
    fs::write::write_all(file, data.as_ref(), position)
}

/// Writes `data` to an open file, at `position` or where it is now, and says how many bytes the system
/// took: fewer if the disk is full or somebody has to read first.
///
/// # Errors
///
/// `EBADF` if it is not open for writing; `ENOSPC` if the disk is full; `EPIPE` if nobody reads any more.
///
/// Source: Node.js `fs.writeSync`.
pub fn write_at_sync(file: &File, data: impl AsRef<[u8]>, position: Option<u64>) -> Result<usize> {
    fs::write::write(file, data.as_ref(), position)
}
