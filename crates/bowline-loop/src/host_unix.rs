//! The loop's descriptor, for hosts that wait on descriptors.

use std::os::fd::{AsFd, BorrowedFd};

use crate::{EventLoop, LoopRef};

/// Readable when a turn would find a source ready or a message of another thread. Timers do not
/// make it readable: for them there is [`LoopRef::next_timeout`].
///
/// Source: libuv `uv_backend_fd`.
impl AsFd for EventLoop {
    fn as_fd(&self) -> BorrowedFd<'_> {
        LoopRef::as_fd(self)
    }
}

impl AsFd for LoopRef {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.core().queue.as_fd()
    }
}
