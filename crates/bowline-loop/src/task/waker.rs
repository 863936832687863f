//! From `std::task::Waker` to the ready queue.

use std::sync::Weak;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Wake;

use crate::core::{Inbox, Message};
use crate::handle::Key;

/// Wakes one future, from any thread.
pub(super) struct TaskWaker {
    key: Key,
    loop_id: u32,
    inbox: Weak<Inbox>,
    /// Whether it is in the ready queue, or on its way there.
    queued: AtomicBool,
}

impl TaskWaker {
    /// The waker of a future that is in the ready queue.
    pub(super) fn new(key: Key, loop_id: u32, inbox: Weak<Inbox>) -> TaskWaker {
        TaskWaker { key, loop_id, inbox, queued: AtomicBool::new(true) }
    }

    /// The future has left the ready queue and is about to be polled.
    pub(super) fn rest(&self) {
        // A swap, not a store: it also sees what a waker did that found the future queued already.
        self.queued.swap(false, Ordering::SeqCst);
    }
}

impl Wake for TaskWaker {
    fn wake(self: std::sync::Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &std::sync::Arc<Self>) {
        if self.queued.swap(true, Ordering::SeqCst) {
            return;
        }
        // On the loop's own thread there is no need for the way other threads have to take.
        let was_local = crate::ambient::with_running(|owner| {
            let local = owner.id() == self.loop_id;
            if local {
                owner.core().task_woken(self.key);
            }
            local
        });
        if was_local != Some(true)
            && let Some(inbox) = self.inbox.upgrade()
        {
            inbox.send(Message::Woken(self.key));
        }
    }
}
