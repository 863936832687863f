//! Learning of the end of a process: by a descriptor that stands for it.
//!
//! Unlike `SIGCHLD` that concerns nobody else's children and loses nothing when several end at once.

use std::os::fd::OwnedFd;

use bowline_loop::{Error, Interest, LoopRef, PollHandle, Result};
use rustix::process::{Pid, PidfdFlags, pidfd_open};

/// A watch on a process. Dropping it closes it.
pub(super) struct Watch {
    poll: PollHandle,
    /// Open as long as it is watched.
    _process: OwnedFd,
}

/// Calls `callback` when process `pid` may have ended; maybe more than once.
pub(super) fn watch(
    event_loop: &LoopRef,
    pid: u32,
    mut callback: impl FnMut() + 'static,
) -> Result<Watch> {
    let failed = |errno: rustix::io::Errno| Error::network(errno.into(), "spawn");
    let pid = i32::try_from(pid).ok().and_then(Pid::from_raw);
    let pid = pid.ok_or_else(|| Error::code_of("ESRCH", "spawn"))?;
    let process = pidfd_open(pid, PidfdFlags::empty()).map_err(failed)?;
    let poll = event_loop.poll_handle(&process)?;
    poll.start(Interest::Readable, move |_| callback())?;
    Ok(Watch { poll, _process: process })
}

impl Watch {
    pub(super) fn set_ref(&self, referenced: bool) {
        self.poll.set_ref(referenced);
    }

    pub(super) fn has_ref(&self) -> bool {
        self.poll.has_ref()
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.poll.close();
    }
}

/// A descriptor that is readable once the process has ended, for those who wait without a loop.
pub(super) fn descriptor_of(pid: u32) -> Option<OwnedFd> {
    let pid = i32::try_from(pid).ok().and_then(Pid::from_raw)?;
    pidfd_open(pid, PidfdFlags::empty()).ok()
}
