//! An open file.

use std::fs;
use std::sync::Arc;

/// A file that is open: what Node calls a descriptor.
///
/// Cloning it is cheap and gives another name for the same opening, with the same position. It is
/// closed when the last of them is dropped; [`close`](super::close) does that away from the loop.
#[derive(Clone, Debug)]
pub struct File(Arc<fs::File>);

impl File {
    /// The standard library's file behind it.
    pub fn as_std(&self) -> &fs::File {
        &self.0
    }
}

impl From<fs::File> for File {
    fn from(file: fs::File) -> File {
        File(Arc::new(file))
    }
}

#[cfg(unix)]
impl std::os::fd::AsFd for File {
    fn as_fd(&self) -> std::os::fd::BorrowedFd<'_> {
        self.0.as_fd()
    }
}
