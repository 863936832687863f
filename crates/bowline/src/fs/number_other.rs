//! The number a program knows an open file by, where the system has none.

use std::fs::File;

/// The smallest that is free, behind those of the standard streams.
pub(super) fn of(_file: &File, is_taken: impl Fn(i32) -> bool) -> i32 {
    (3..i32::MAX).find(|number| !is_taken(*number)).expect("nobody has two billion open files")
}
