//! `Stat` from what every system says.

use std::fs::Metadata;

use super::{FileKind, Stat, birthtime_ns, common_kind, nanoseconds};

pub(super) use super::common_kind as kind;

/// All that `metadata` knows. What only Unix has is 0, as Node has it on Windows.
pub(super) fn stat(metadata: &Metadata) -> Stat {
    let kind = common_kind(metadata.file_type());
    let kind_bits = if kind == FileKind::Directory { 0o040_000 } else { 0o100_000 };
    let permissions = if metadata.permissions().readonly() { 0o444 } else { 0o666 };
    let mtime_ns = metadata.modified().map_or(0, nanoseconds);
    Stat {
        kind,
        size: metadata.len(),
        mode: kind_bits | permissions,
        dev: 0,
        ino: 0,
        nlink: 1,
        uid: 0,
        gid: 0,
        rdev: 0,
        blksize: 4096,
        blocks: metadata.len().div_ceil(512),
        atime_ns: metadata.accessed().map_or(0, nanoseconds),
        mtime_ns,
        ctime_ns: mtime_ns,
        birthtime_ns: birthtime_ns(metadata),
    }
}
