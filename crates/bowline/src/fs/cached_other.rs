//! Reading what is in memory already: not possible on this system.

use std::fs::{File, Metadata};
use std::io;
use std::path::Path;

use super::read::WithoutWaiting;

/// The largest read that is tried on the loop's thread: none.
pub(super) const SIZE_MAX: usize = 0;

/// What could be learned without waiting.
#[expect(dead_code, reason = "only Linux can tell; the variants are its answers")]
pub(super) enum Outcome {
    /// The whole file.
    Read(Vec<u8>),
    /// Opening fails with this.
    NotOpened(io::Error),
    /// It opens, but reading fails with this.
    NotRead(io::Error),
    /// It is open, but reading may have to wait.
    Opened(Opened),
    /// Nothing.
    Unknown,
}

/// A file that was opened without waiting.
pub(super) struct Opened(File);

impl Opened {
    /// Waits until there is something to read.
    pub(super) fn wait(self) -> io::Result<File> {
        Ok(self.0)
    }
}

/// Says nothing.
pub(super) fn read(_path: &Path) -> Outcome {
    Outcome::Unknown
}

/// Reads nothing: that is all if nothing is wanted.
pub(super) fn read_into(_file: &File, buffer: &mut [u8], _position: Option<u64>) -> WithoutWaiting {
    if buffer.is_empty() { WithoutWaiting::All(0) } else { WithoutWaiting::Part(0) }
}

/// Does nothing: the system reads ahead as it likes.
pub(super) fn fetch(_file: &File, _position: Option<u64>, _length: u64) {}

/// Says nothing.
pub(super) fn stat(_path: &Path, _follows: bool) -> Option<io::Result<Metadata>> {
    None
}

/// Opens nothing.
pub(super) fn open(_path: &Path) -> Option<io::Result<File>> {
    None
}
