//! Ends the wait of a loop from another thread.

use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use crate::inbox::Wake;

type HostCallback = Arc<dyn Fn() + Send + Sync>;

/// Wakes the loop's own wait, and the host that drives it, if there is one.
pub(crate) struct LoopWaker {
    queue: mio::Waker,
    host: Mutex<Option<HostCallback>>,
    /// Whether there is one; most loops have none, and asking is cheaper than locking.
    has_host: AtomicBool,
}

impl LoopWaker {
    pub(super) fn new(queue: mio::Waker) -> LoopWaker {
        LoopWaker { queue, host: Mutex::new(None), has_host: AtomicBool::new(false) }
    }

    pub(crate) fn set_host(&self, callback: Option<HostCallback>) {
        let has_host = callback.is_some();
        let mut host = self.host.lock().expect("setting a callback cannot panic");
        let old = std::mem::replace(&mut *host, callback);
        self.has_host.store(has_host, Ordering::Release);
        drop(host);
        drop(old);
    }

    pub(crate) fn call_host(&self) {
        if !self.has_host.load(Ordering::Acquire) {
            return;
        }
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
