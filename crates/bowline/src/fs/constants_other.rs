//! The numbers that programs see as `fs.constants`, with those Node has on Windows. A table.

use super::open;

pub(super) const CONSTANTS: &[(&str, u32)] = &[
    ("O_RDONLY", open::READ),
    ("O_WRONLY", open::WRITE),
    ("O_RDWR", open::READ_WRITE),
    ("S_IFMT", 0o170_000),
    ("S_IFREG", 0o100_000),
    ("S_IFDIR", 0o040_000),
    ("S_IFCHR", 0o020_000),
    ("S_IFIFO", 0o010_000),
    ("S_IFLNK", 0o120_000),
    ("O_CREAT", open::CREATE),
    ("O_EXCL", open::EXCLUSIVE),
    ("O_TRUNC", open::TRUNCATE),
    ("O_APPEND", open::APPEND),
    ("S_IRUSR", 0o400),
    ("S_IWUSR", 0o200),
];
