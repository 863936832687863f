//! The number a program knows an open file by.

use std::fs::File;
use std::os::fd::AsRawFd;

/// The system's own.
pub(super) fn of(file: &File, _is_taken: impl Fn(i32) -> bool) -> i32 {
    file.as_raw_fd()
}
