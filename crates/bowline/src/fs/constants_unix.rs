//! The system's numbers that programs see as `fs.constants`. A table.

use rustix::fs::OFlags;

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
    ("S_IRWXU", 0o700),
    ("S_IRUSR", 0o400),
    ("S_IWUSR", 0o200),
    ("S_IXUSR", 0o100),
    ("S_IRWXG", 0o070),
    ("S_IRGRP", 0o040),
    ("S_IWGRP", 0o020),
    ("S_IXGRP", 0o010),
    ("S_IRWXO", 0o007),
    ("S_IROTH", 0o004),
    ("S_IWOTH", 0o002),
    ("S_IXOTH", 0o001),
];
