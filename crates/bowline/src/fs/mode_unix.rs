//! Permissions of a new file.

use std::fs::OpenOptions;
use std::os::unix::fs::OpenOptionsExt;

/// Gives a file that is made by opening it these permissions, less those the process masks.
pub(super) fn set_mode(options: &mut OpenOptions, mode: u32) {
    options.mode(mode);
}
