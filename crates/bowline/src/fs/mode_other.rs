//! Permissions of a new file: not on this system.

use std::fs::OpenOptions;

/// Does nothing.
pub(super) fn set_mode(_options: &mut OpenOptions, _mode: u32) {}
