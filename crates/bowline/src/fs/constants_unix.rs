//! The system's numbers that programs see as `fs.constants`. A table.

use rustix::fs::{Mode, OFlags};

pub(super) const CONSTANTS: &[(&str, u32)] = &[
    ("O_RDONLY", OFlags::RDONLY.bits()),
    ("O_WRONLY", OFlags::WRONLY.bits()),
    ("O_RDWR", OFlags::RDWR.bits()),
    ("S_IFMT", 0o170_000),
    ("S_IFREG", 0o100_000),
    ("S_IFDIR", 0o040_000),
    ("S_IFCHR", 0o020_000),
    ("S_IFBLK", 0o060_000),
    ("S_IFIFO", 0o010_000),
    ("S_IFLNK", 0o120_000),
    ("S_IFSOCK", 0o140_000),
    ("O_CREAT", OFlags::CREATE.bits()),
    ("O_EXCL", OFlags::EXCL.bits()),
    ("O_NOCTTY", OFlags::NOCTTY.bits()),
    ("O_TRUNC", OFlags::TRUNC.bits()),
    ("O_APPEND", OFlags::APPEND.bits()),
    ("O_DIRECTORY", OFlags::DIRECTORY.bits()),
    #[cfg(target_os = "linux")]
    ("O_NOATIME", OFlags::NOATIME.bits()),
    ("O_NOFOLLOW", OFlags::NOFOLLOW.bits()),
    ("O_SYNC", OFlags::SYNC.bits()),
    #[cfg(not(target_os = "freebsd"))]
    ("O_DSYNC", OFlags::DSYNC.bits()),
    #[cfg(any(target_os = "linux", target_os = "freebsd"))]
    ("O_DIRECT", OFlags::DIRECT.bits()),
    ("O_NONBLOCK", OFlags::NONBLOCK.bits()),
    ("S_IRWXU", Mode::RWXU.bits() as u32),
    ("S_IRUSR", Mode::RUSR.bits() as u32),
    ("S_IWUSR", Mode::WUSR.bits() as u32),
    ("S_IXUSR", Mode::XUSR.bits() as u32),
    ("S_IRWXG", Mode::RWXG.bits() as u32),
    ("S_IRGRP", Mode::RGRP.bits() as u32),
    ("S_IWGRP", Mode::WGRP.bits() as u32),
    ("S_IXGRP", Mode::XGRP.bits() as u32),
    ("S_IRWXO", Mode::RWXO.bits() as u32),
    ("S_IROTH", Mode::ROTH.bits() as u32),
    ("S_IWOTH", Mode::WOTH.bits() as u32),
    ("S_IXOTH", Mode::XOTH.bits() as u32),
];
