//! What copying asks of a system that is not Unix: little.

use std::fs::{File, Metadata, OpenOptions};
use std::io;

/// Does nothing.
pub(super) fn set_mode(_open: &mut OpenOptions, _of: &Metadata) {}

/// Whether both are one file: cannot be told.
pub(super) fn is_same(_one: &Metadata, _other: &Metadata) -> bool {
    false
}

/// Shares the content: not on this system.
pub(super) fn clone(_source: &File, _target: &File) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
