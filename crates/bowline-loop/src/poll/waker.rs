//! Ends the wait of a loop from another thread.

use std::fmt;
use std::sync::{Arc, Mutex};

use crate::inbox::Wake;

type HostCallback = Arc<dyn Fn() + Send + Sync>;

/// Wakes the loop's own wait, and the host that drives it, if there is one.
pub(crate) struct LoopWaker {
    queue: mio::Waker,
    host: Mutex<Option<HostCallback>>,
}

impl LoopWaker {
    pub(super) fn new(queue: mio::Waker) -> LoopWaker {
        LoopWaker { queue, host: Mutex::new(None) }
    }

    pub(crate) fn set_host(&self, callback: Option<HostCallback>) {
        *self.host.lock().expect("setting a callback cannot panic") = callback;
    }

    pub(crate) fn call_host(&self) {
        // Called outside the lock: the host may set another callback.
        let host = self.host.lock().expect("setting a callback cannot panic").clone();
        if let Some(callback) = host {
            callback();
        }
    }
}

impl Wake for LoopWaker {
    fn wake(&self) {
        // It fails only when the queue is gone, and then there is nobody to wake.
        let _ = self.queue.wake();
        self.call_host();
    }
}

impl fmt::Debug for LoopWaker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LoopWaker")
    }
}
