//! Everything other threads tell the loop comes through here, in one order.
//!
//! This file is also compiled by `tests/models.rs`, where loom tries every interleaving.

use std::collections::VecDeque;

use crate::sync::{AtomicBool, Ordering};
use crate::sync::{Mutex, MutexGuard};

/// Ends the wait of a loop from another thread.
pub(crate) trait Wake {
    fn wake(&self);
}

/// A queue into the loop, with one wake-up for any number of messages.
pub(crate) struct Inbox<M, W> {
    messages: Mutex<VecDeque<M>>,
    /// Whether the loop waits, or is about to: only then a message must wake it.
    loop_may_wait: AtomicBool,
    waker: W,
}

impl<M, W: Wake> Inbox<M, W> {
    pub(crate) fn new(waker: W) -> Inbox<M, W> {
        Inbox {
            messages: Mutex::new(VecDeque::new()),
            loop_may_wait: AtomicBool::new(false),
            waker,
        }
    }

    pub(crate) fn waker(&self) -> &W {
        &self.waker
    }

    /// Puts `message` in. From any thread; the loop takes messages in the order they were put in.
    pub(crate) fn send(&self, message: M) {
        self.lock().push_back(message);
        // Most messages come while the loop is busy, and a look is cheaper than a swap. The lock makes
        // the look good enough: the loop put the flag up before it held the lock and found nothing.
        if self.loop_may_wait.load(Ordering::SeqCst) {
            self.wake();
        }
    }

    /// Ends the current or the next wait, if nothing has done so yet.
    pub(crate) fn wake(&self) {
        if self.loop_may_wait.swap(false, Ordering::SeqCst) {
            self.waker.wake();
        }
    }

    /// Loop side: announces a wait. It must not block if this says there are messages.
    ///
    /// The flag goes up before the look: a sender either put its message in before the look, or sees
    /// the flag after it.
    pub(crate) fn announce_wait(&self) -> bool {
        // A swap, as whoever wakes without a message looks at its own flag and at this one only.
        self.loop_may_wait.swap(true, Ordering::SeqCst);
        !self.lock().is_empty()
    }

    /// Loop side: the wait is over; until the next one nobody needs to wake the loop.
    pub(crate) fn end_wait(&self) {
        self.loop_may_wait.swap(false, Ordering::SeqCst);
    }

    /// Loop side: appends all messages to `into`, oldest first.
    pub(crate) fn take_into(&self, into: &mut VecDeque<M>) {
        let mut messages = self.lock();
        if into.is_empty() {
            std::mem::swap(&mut *messages, into);
        } else {
            into.append(&mut messages);
        }
    }

    pub(crate) fn has_messages(&self) -> bool {
        !self.lock().is_empty()
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<M>> {
        // Nothing in here panics while it holds the lock.
        self.messages.lock().expect("the inbox is never poisoned")
    }
}
