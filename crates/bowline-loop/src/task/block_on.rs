//! Running one future to its end.

use std::future::Future;
use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Weak};
use std::task::{Context, Poll, Wake, Waker};

use crate::core::Inbox;
use crate::phase::Wait;
use crate::{EventLoop, Result};

struct MainWaker {
    woken: AtomicBool,
    inbox: Weak<Inbox>,
}

impl Wake for MainWaker {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        if !self.woken.swap(true, Ordering::SeqCst)
            && let Some(inbox) = self.inbox.upgrade()
        {
            inbox.wake();
        }
    }
}

impl EventLoop {
    /// Runs the loop until `future` is ready, and gives its output.
    ///
    /// `future` is polled first before anything else, and after each iteration in which it was
    /// woken. What else the loop has to do goes on meanwhile, and stays for the next run after
    /// that. If nothing keeps the loop alive, it waits for another thread to wake the future. A
    /// [`stop`](crate::LoopRef::stop) meanwhile only keeps the current iteration from waiting.
    ///
    /// # Errors
    ///
    /// `EBUSY` if the loop is running; whatever the wait for the operating system fails with.
    ///
    /// # Panics
    ///
    /// With the panic of a callback that no hook took.
    pub fn block_on<F: Future>(&self, future: F) -> Result<F::Output> {
        let core = self.core();
        let running = self.enter()?;
        let inbox = Arc::downgrade(&core.inbox);
        let main = Arc::new(MainWaker { woken: AtomicBool::new(true), inbox });
        let waker = Waker::from(main.clone());
        let mut context = Context::from_waker(&waker);
        let mut future = pin!(future);
        loop {
            if main.woken.swap(false, Ordering::SeqCst) {
                if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
                    return Ok(output);
                }
                core.run_checkpoint();
            }
            core.stopping.set(false);
            let woken = || main.woken.load(Ordering::SeqCst);
            core.run_iteration(&Wait::UntilWoken(&woken))?;
            running.leave_with_panic();
        }
    }
}
