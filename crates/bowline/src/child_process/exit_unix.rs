//! Learning of the end of a process: by `SIGCHLD`, which may stand for any child.

use std::cell::RefCell;
use std::os::fd::OwnedFd;
use std::rc::Rc;

use bowline_loop::{LoopRef, Result, Signal};

/// A watch on a process. Dropping it closes it.
pub(super) struct Watch {
    signal: Signal,
}

/// Calls `callback` when process `pid` may have ended; maybe more than once.
pub(super) fn watch(
    event_loop: &LoopRef,
    _: u32,
    callback: impl FnMut() + 'static,
) -> Result<Watch> {
    let signal = event_loop.signal()?;
    let callback = Rc::new(RefCell::new(callback));
    let early = callback.clone();
    signal.start(nix::libc::SIGCHLD, move |_| (callback.borrow_mut())())?;
    // It may have ended before the watch began.
    event_loop.set_immediate(move || (early.borrow_mut())());
    Ok(Watch { signal })
}

impl Watch {
    pub(super) fn set_ref(&self, referenced: bool) {
        self.signal.set_ref(referenced);
    }

    pub(super) fn has_ref(&self) -> bool {
        self.signal.has_ref()
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.signal.close();
    }
}

/// There is no such descriptor here.
pub(super) fn descriptor_of(_: u32) -> Option<OwnedFd> {
    None
}
