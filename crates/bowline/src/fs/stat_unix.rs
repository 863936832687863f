//! `Stat` from what Unix says.

use std::fs::{FileType, Metadata};
use std::os::unix::fs::{FileTypeExt, MetadataExt};

use super::{FileKind, Stat, birthtime_ns, common_kind};

/// All that `metadata` knows.
pub(super) fn stat(metadata: &Metadata) -> Stat {
    Stat {
        kind: kind(metadata.file_type()),
        size: metadata.size(),
        mode: metadata.mode(),
        dev: metadata.dev(),
        ino: metadata.ino(),
        nlink: metadata.nlink(),
        uid: metadata.uid(),
        gid: metadata.gid(),
        rdev: metadata.rdev(),
        blksize: metadata.blksize(),
        blocks: metadata.blocks(),
        atime_ns: nanoseconds(metadata.atime(), metadata.atime_nsec()),
        mtime_ns: nanoseconds(metadata.mtime(), metadata.mtime_nsec()),
        ctime_ns: nanoseconds(metadata.ctime(), metadata.ctime_nsec()),
        birthtime_ns: birthtime_ns(metadata),
    }
}

pub(super) fn kind(file_type: FileType) -> FileKind {
    if file_type.is_fifo() {
        FileKind::Fifo
    } else if file_type.is_socket() {
        FileKind::Socket
    } else if file_type.is_block_device() {
        FileKind::BlockDevice
    } else if file_type.is_char_device() {
        FileKind::CharacterDevice
    } else {
        common_kind(file_type)
    }
}

fn nanoseconds(seconds: i64, rest: i64) -> i128 {
    i128::from(seconds) * 1_000_000_000 + i128::from(rest)
}
