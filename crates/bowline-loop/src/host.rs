//! For programs that own the thread: the loop in turns, between their own work.

use std::time::{Duration, Instant};

use crate::core::Core;
use crate::phase::Wait;
use crate::{EventLoop, LoopRef, Result};

/// What a turn left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// More is ready: the budget is used up. Take another turn soon.
    Ready,
    /// Nothing is ready. Take the next turn when [`LoopRef::next_timeout`] has passed, when the
    /// loop's descriptor is readable, or when the waker is called.
    Waiting,
    /// Nothing keeps the loop alive.
    Done,
}

impl EventLoop {
    /// Runs what is ready, without waiting: at least one iteration, and no new one once `budget`
    /// has passed.
    ///
    /// # Errors
    ///
    /// As [`run`](EventLoop::run).
    ///
    /// # Panics
    ///
    /// As [`run`](EventLoop::run).
    pub fn turn(&self, budget: Duration) -> Result<Turn> {
        let running = self.enter()?;
        let core = self.core();
        let started = Instant::now();
        core.clock.update();
        core.run_before_first();
        running.leave_with_panic();
        let left = loop {
            core.run_iteration(&Wait::Never)?;
            running.leave_with_panic();
            if !core.is_alive() {
                break Turn::Done;
            }
            if core.stopping.get() || core.next_timeout() != Some(Duration::ZERO) {
                break Turn::Waiting;
            }
            if started.elapsed() >= budget {
                break Turn::Ready;
            }
        };
        // From now on others must wake the host. What came before this is seen by the look in it.
        let has_messages = core.inbox.announce_wait();
        Ok(if has_messages { Turn::Ready } else { left })
    }
}

impl LoopRef {
    /// How long the host may wait before the next turn if nothing else happens: zero if something
    /// is ready, `None` if there is no timer.
    ///
    /// Source: libuv `uv_backend_timeout`.
    pub fn next_timeout(&self) -> Option<Duration> {
        self.core().next_timeout()
    }

    /// Has `waker` called when the loop wants a turn though its host sleeps: another thread told it
    /// something, or the host's own thread started something between two turns.
    ///
    /// It may be called from any thread, more often than needed, and must only wake the host, not
    /// touch the loop. `None` takes it away.
    pub fn set_host_waker(&self, waker: Option<Box<dyn Fn() + Send + Sync>>) {
        self.core().inbox.waker().set_host(waker.map(Into::into));
    }
}

impl Core {
    /// Tells a host that the loop wants a turn. In a turn that is known anyway.
    pub(crate) fn nudge(&self) {
        if !self.running.get() {
            self.inbox.waker().call_host();
        }
    }
}
