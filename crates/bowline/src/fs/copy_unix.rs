//! What copying asks of Unix.

use std::fs::{File, Metadata, OpenOptions};
use std::io;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};

/// A new file is never open to more people than the one it is a copy of.
pub(super) fn set_mode(open: &mut OpenOptions, of: &Metadata) {
    open.mode(of.mode() & 0o7777);
}

/// Whether both are one file.
pub(super) fn is_same(one: &Metadata, other: &Metadata) -> bool {
    one.dev() == other.dev() && one.ino() == other.ino()
}

/// Shares the content.
#[cfg(target_os = "linux")]
pub(super) fn clone(source: &File, target: &File) -> io::Result<()> {
    Ok(rustix::fs::ioctl_ficlone(target, source)?)
}

/// Shares the content: not between open files on this system.
#[cfg(not(target_os = "linux"))]
pub(super) fn clone(_source: &File, _target: &File) -> io::Result<()> {
    Err(rustix::io::Errno::NOSYS.into())
}
