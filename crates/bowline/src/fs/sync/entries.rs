//! Operations on paths, blocking.

use std::path::{Path, PathBuf};

use crate::Result;
use crate::fs::{
    self, CopyOptions, CpOptions, Dir, DirEntry, File, LinkKind, MkdirOptions, OpenOptions,
    ReadDirOptions, RemoveOptions,
};

/// Copies content and permissions of the file at `from` to `to`, in the place of what is there.
///
/// # Errors
///
/// `ENOENT` if nothing is at `from` or the directory of `to` is missing; `EEXIST` if there is something at
/// `to` and must not be; `ENOTSUP` if content must be shared and cannot be; `ERR_INVALID_ARG_VALUE` if a path holds a zero byte.
///
/// Source: Node.js `fs.copyFileSync`.
pub fn copy_file_sync(
    from: impl AsRef<Path>,
    to: impl AsRef<Path>,
    options: CopyOptions,
) -> Result<()> {
    fs::copy_file::copy_file(from.as_ref(), to.as_ref(), options)
}

/// Copies what is at `from`, a file or a whole tree, to `to`.
///
/// # Errors
///
/// `ENOENT` if nothing is at `from`; `ERR_FS_EISDIR` if it is a directory and those are not copied;
/// `ERR_FS_CP_EINVAL` if one is in the other or both are one; `ERR_FS_CP_DIR_TO_NON_DIR`,
/// `ERR_FS_CP_NON_DIR_TO_DIR`, `ERR_FS_CP_EEXIST`, `ERR_FS_CP_SOCKET`, `ERR_FS_CP_FIFO_PIPE`; `ERR_INVALID_ARG_VALUE` if a path holds a zero byte.
///
/// Source: Node.js `fs.cpSync`.
pub fn cp_sync(from: impl AsRef<Path>, to: impl AsRef<Path>, options: &CpOptions) -> Result<()> {
    fs::cp::cp(from.as_ref(), to.as_ref(), options)
}

/// Gives the file at `existing` another name.
///
/// # Errors
///
/// `ENOENT` if nothing is at `existing`; `EEXIST` if there is something at `new`; `EXDEV` if that is on
/// another file system; `ERR_INVALID_ARG_VALUE` if a path holds a zero byte.
///
/// Source: Node.js `fs.linkSync`.
pub fn link_sync(existing: impl AsRef<Path>, new: impl AsRef<Path>) -> Result<()> {
    fs::link::link(existing.as_ref(), new.as_ref())
}

/// Makes a directory at `path`. The result is the first it made if it is to make those on the way too,
/// and made any.
///
/// # Errors
///
/// `EEXIST` if there is something already; `ENOENT` if the directory for it is missing; `ENOTDIR` if
/// something on the way is no directory; `EACCES` if that may not be written; `ERR_INVALID_ARG_VALUE` if a path holds a zero byte.
///
/// Source: Node.js `fs.mkdirSync`.
pub fn mkdir_sync(path: impl AsRef<Path>, options: &MkdirOptions) -> Result<Option<PathBuf>> {
    fs::mkdir::mkdir(path.as_ref(), options)
}

/// Makes a directory that only its owner can enter, with a new name: `prefix` and six characters.
///
/// # Errors
///
/// `ENOENT` if the directory for it is missing; `EACCES` if that may not be written; `ERR_INVALID_ARG_VALUE` if a path holds a zero byte.
///
/// Source: Node.js `fs.mkdtempSync`.
pub fn mkdtemp_sync(prefix: impl AsRef<Path>) -> Result<PathBuf> {
    fs::mkdir::mkdtemp(prefix.as_ref())
}

/// Opens the file at `path`.
///
/// # Errors
///
/// `ENOENT` if nothing is at `path`; `EACCES` if it may not be used like that; `EEXIST` if it must be new
/// and is not; `EMFILE` if the process has too many files open; `ERR_INVALID_ARG_VALUE` if a path holds a zero byte.
///
/// Source: Node.js `fs.openSync`.
pub fn open_sync(path: impl AsRef<Path>, options: &OpenOptions) -> Result<File> {
    fs::open::open(path.as_ref(), options)
}

/// Opens the directory at `path`, to be read a few names at a time.
///
/// # Errors
///
/// `ENOENT` if nothing is at `path`; `EACCES` if a directory on the way may not be searched; `ENOTDIR` if it is
/// no directory; `ERR_INVALID_ARG_VALUE` if a path holds a zero byte.
///
/// Source: Node.js `fs.opendirSync`.
pub fn opendir_sync(path: impl AsRef<Path>) -> Result<Dir> {
    fs::read_dir::opendir(path.as_ref())
}

/// Reads what is in the directory at `path`, by name. What is in its directories, if they are read too,
/// comes after that.
///
/// # Errors
///
/// `ENOENT` if nothing is at `path`; `EACCES` if a directory on the way may not be searched; `ENOTDIR` if it is
/// no directory; `ERR_INVALID_ARG_VALUE` if a path holds a zero byte.
///
/// Source: Node.js `fs.readdirSync`.
pub fn readdir_sync(path: impl AsRef<Path>, options: ReadDirOptions) -> Result<Vec<DirEntry>> {
    fs::read_dir::readdir(path.as_ref(), options)
}

/// Reads where the link at `path` leads, as it is written there.
///
/// # Errors
///
/// `ENOENT` if nothing is at `path`; `EINVAL` if it is no link; `ERR_INVALID_ARG_VALUE` if a path holds a zero byte.
///
/// Source: Node.js `fs.readlinkSync`.
pub fn readlink_sync(path: impl AsRef<Path>) -> Result<PathBuf> {
    fs::link::readlink(path.as_ref())
}

/// Finds the absolute path without links that `path` leads to. An error tells which part of the path
/// is to blame.
///
/// # Errors
///
/// `ENOENT` if nothing is there; `ELOOP` if links lead in a circle; `ERR_INVALID_ARG_VALUE` if a path holds a zero byte.
///
/// Source: Node.js `fs.realpathSync`.
pub fn realpath_sync(path: impl AsRef<Path>) -> Result<PathBuf> {
    fs::realpath::realpath(path.as_ref())
}

/// Finds the absolute path without links that `path` leads to, as the system does.
///
/// # Errors
///
/// `ENOENT` if nothing is there; `ELOOP` if links lead in a circle; `ERR_INVALID_ARG_VALUE` if a path holds a zero byte.
///
/// Source: Node.js `fs.realpathSync.native`.
pub fn realpath_native_sync(path: impl AsRef<Path>) -> Result<PathBuf> {
    fs::realpath::realpath_native(path.as_ref())
}

/// Moves what is at `from` to `to`, in the place of what is there.
///
/// # Errors
///
/// `ENOENT` if nothing is at `from` or the directory of `to` is missing; `EXDEV` if that is on another file
/// system; `ENOTEMPTY` if a directory with something in it is at `to`; `ERR_INVALID_ARG_VALUE` if a path holds a zero byte.
///
/// Source: Node.js `fs.renameSync`.
pub fn rename_sync(from: impl AsRef<Path>, to: impl AsRef<Path>) -> Result<()> {
    fs::rename::rename(from.as_ref(), to.as_ref())
}

/// Removes what is at `path`.
///
/// # Errors
///
/// `ENOENT` if there is nothing; `ERR_FS_EISDIR` if it is a directory and those are not removed; `EACCES`
/// or `EPERM` if the process may not; `ERR_INVALID_ARG_VALUE` if a path holds a zero byte.
///
/// Source: Node.js `fs.rmSync`.
pub fn rm_sync(path: impl AsRef<Path>, options: RemoveOptions) -> Result<()> {
    fs::remove::rm(path.as_ref(), options)
}

/// Removes the empty directory at `path`.
///
/// # Errors
///
/// `ENOENT` if there is nothing; `ENOTEMPTY` if something is in it; `ENOTDIR` if it is no directory;
/// `ERR_INVALID_ARG_VALUE` if a path holds a zero byte.
///
/// Source: Node.js `fs.rmdirSync`.
pub fn rmdir_sync(path: impl AsRef<Path>) -> Result<()> {
    fs::remove::rmdir(path.as_ref())
}

/// Makes a link at `path` that leads to `target`. Only Windows minds its `kind`; `None` is what the
/// target is.
///
/// # Errors
///
/// `EEXIST` if there is something at `path`; `ENOENT` if the directory for it is missing; `ERR_INVALID_ARG_VALUE` if a path holds a zero byte.
///
/// Source: Node.js `fs.symlinkSync`.
pub fn symlink_sync(
    target: impl AsRef<Path>,
    path: impl AsRef<Path>,
    kind: Option<LinkKind>,
) -> Result<()> {
    fs::link::symlink(target.as_ref(), path.as_ref(), kind)
}

/// Makes the file at `path` `length` bytes long: cuts it, or adds zeros.
///
/// # Errors
///
/// `ENOENT` if nothing is at `path`; `EACCES` if it may not be written; `EINVAL` if it cannot be that
/// long; `ERR_INVALID_ARG_VALUE` if a path holds a zero byte.
///
/// Source: Node.js `fs.truncateSync`.
pub fn truncate_sync(path: impl AsRef<Path>, length: u64) -> Result<()> {
    fs::truncate::truncate(path.as_ref(), length)
}

/// Takes the name `path` from a file; the last name takes the file with it.
///
/// # Errors
///
/// `ENOENT` if there is nothing; `EPERM` or `EISDIR` if it is a directory; `ERR_INVALID_ARG_VALUE` if a path holds a zero byte.
///
/// Source: Node.js `fs.unlinkSync`.
pub fn unlink_sync(path: impl AsRef<Path>) -> Result<()> {
    fs::remove::unlink(path.as_ref())
}
