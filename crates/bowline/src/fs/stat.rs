//! What the system knows about a file.

use std::fs::{FileType, Metadata};
use std::io;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

#[cfg_attr(unix, path = "stat_unix.rs")]
#[cfg_attr(not(unix), path = "stat_other.rs")]
mod system;

use super::{File, cached, path};
use crate::{Error, Result};

/// What the system knows about a file. Source: Node.js `fs.Stats`.
///
/// Times are in nanoseconds since 1970, negative before; 0 where the file system does not keep them.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Stat {
    /// Whether it is a file, a directory or something else.
    pub kind: FileKind,
    /// Its size in bytes.
    pub size: u64,
    /// Its kind and permissions as Unix writes them, such as `0o100644`.
    pub mode: u32,
    /// The device it is on.
    pub dev: u64,
    /// Its number on that device.
    pub ino: u64,
    /// How many names it has.
    pub nlink: u64,
    /// Its owner's number.
    pub uid: u32,
    /// Its group's number.
    pub gid: u32,
    /// For a device file: which device it stands for.
    pub rdev: u64,
    /// The best size of a read or write, in bytes.
    pub blksize: u64,
    /// How much room it takes, in units of 512 bytes.
    pub blocks: u64,
    /// When it was last read.
    pub atime_ns: i128,
    /// When its content last changed.
    pub mtime_ns: i128,
    /// When anything about it last changed.
    pub ctime_ns: i128,
    /// When it was made.
    pub birthtime_ns: i128,
}

/// What a path leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FileKind {
    /// An ordinary file.
    File,
    /// A directory.
    Directory,
    /// A symbolic link itself, not what it leads to.
    SymbolicLink,
    /// A named pipe.
    Fifo,
    /// A local socket.
    Socket,
    /// A device that is read in blocks, such as a disk.
    BlockDevice,
    /// A device that is read in bytes, such as a terminal.
    CharacterDevice,
    /// Something else.
    Unknown,
}

impl Stat {
    /// Whether it is an ordinary file.
    pub fn is_file(&self) -> bool {
        self.kind == FileKind::File
    }

    /// Whether it is a directory.
    pub fn is_directory(&self) -> bool {
        self.kind == FileKind::Directory
    }

    /// Whether it is a symbolic link.
    pub fn is_symbolic_link(&self) -> bool {
        self.kind == FileKind::SymbolicLink
    }
}

/// Asks about what `path` leads to.
pub(super) fn stat(path: &Path) -> Result<Stat> {
    path::check(path)?;
    known(std::fs::metadata(path), path, "stat")
}

/// Asks about `path` itself, even if it is a link.
pub(super) fn lstat(path: &Path) -> Result<Stat> {
    path::check(path)?;
    known(std::fs::symlink_metadata(path), path, "lstat")
}

/// The answer of [`stat`] or of [`lstat`], if the system can give it without waiting.
pub(super) fn cached(path: &Path, follows: bool) -> Option<Result<Stat>> {
    if let Err(error) = path::check(path) {
        return Some(Err(error));
    }
    let syscall = if follows { "stat" } else { "lstat" };
    cached::stat(path, follows).map(|answer| known(answer, path, syscall))
}

fn known(answer: io::Result<Metadata>, path: &Path, syscall: &'static str) -> Result<Stat> {
    match answer {
        Ok(metadata) => Ok(system::stat(&metadata)),
        Err(error) => Err(Error::file(error, syscall).with_path(path)),
    }
}

/// Asks about an open file.
pub(super) fn fstat(file: &File) -> Result<Stat> {
    match file.as_std().metadata() {
        Ok(metadata) => Ok(system::stat(&metadata)),
        Err(error) => Err(Error::file(error, "fstat")),
    }
}

/// What the system calls `file_type`.
pub(super) fn kind_of(file_type: FileType) -> FileKind {
    system::kind(file_type)
}

/// The kinds every system has.
fn common_kind(file_type: FileType) -> FileKind {
    if file_type.is_file() {
        FileKind::File
    } else if file_type.is_dir() {
        FileKind::Directory
    } else if file_type.is_symlink() {
        FileKind::SymbolicLink
    } else {
        FileKind::Unknown
    }
}

/// When the file was made, if the file system keeps it.
fn birthtime_ns(metadata: &Metadata) -> i128 {
    metadata.created().map_or(0, nanoseconds)
}

fn nanoseconds(time: SystemTime) -> i128 {
    match time.duration_since(UNIX_EPOCH) {
        Ok(after) => after.as_nanos() as i128,
        Err(before) => -(before.duration().as_nanos() as i128),
    }
}
