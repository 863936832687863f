//! A loop whose waiting is done by a thread of its own, for hosts that can only be woken.
//!
//! The thread waits on the loop's descriptor and for its next deadline, and then calls the host,
//! once; the host takes a turn, which sends the thread to wait again. What moves the deadline
//! between two turns calls the host too, and the turn it takes cuts the thread's wait short. So
//! the thread never waits for a deadline that is no longer the next one.

use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread::{Builder, JoinHandle};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec};

use crate::{Error, EventLoop, Result, Turn};

/// An event loop in a host that owns the thread and can be woken from another one: a window
/// system's main loop, another runtime, a game.
///
/// `wake` is called from any thread and must make the host call [`turn`](HostedLoop::turn) on the
/// loop's thread, soon. Dropping it ends the wait thread and drops the loop.
pub struct HostedLoop {
    event_loop: EventLoop,
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

struct Shared {
    orders: Mutex<Order>,
    changed: Condvar,
    /// Ends the wait of the thread in the system.
    interrupt: OwnedFd,
    wake: Box<dyn Fn() + Send + Sync>,
}

/// What the wait thread is to do.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    /// The host has been called and has not taken its turn.
    Rest,
    /// Call the host when the descriptor is readable, or at this moment.
    Wait(Option<Instant>),
    End,
}

impl HostedLoop {
    /// Gives `event_loop` a wait thread that calls `wake`. The first turn is wanted at once.
    ///
    /// # Errors
    ///
    /// `EMFILE` or `EAGAIN` if there are no more descriptors or threads.
    pub fn new(
        event_loop: EventLoop,
        wake: impl Fn() + Send + Sync + 'static,
    ) -> Result<HostedLoop> {
        let failed = |error: io::Error| Error::network(error, "hosted_loop");
        let queue = event_loop.as_fd().try_clone_to_owned().map_err(failed)?;
        let (interrupt, interrupted) = io::pipe().map(|(r, w)| (w, r)).map_err(failed)?;
        let shared = Arc::new(Shared {
            orders: Mutex::new(Order::Rest),
            changed: Condvar::new(),
            interrupt: interrupt.into(),
            wake: Box::new(wake),
        });
        let its = shared.clone();
        let work = move || its.wait_for_ever(&queue, &interrupted.into());
        let thread = Builder::new().name("bowline-wait".into()).spawn(work).map_err(failed)?;
        let caller = shared.clone();
        event_loop.set_host_waker(Some(Box::new(move || (caller.wake)())));
        (shared.wake)();
        Ok(HostedLoop { event_loop, shared, thread: Some(thread) })
    }

    /// The loop. Between turns things can be started on it as in a callback.
    pub fn event_loop(&self) -> &EventLoop {
        &self.event_loop
    }

    /// Runs what is ready, and sends the wait thread to wait for the next thing.
    ///
    /// # Errors
    ///
    /// As [`EventLoop::turn`].
    pub fn turn(&self, budget: Duration) -> Result<Turn> {
        let turn = self.event_loop.turn(budget)?;
        match turn {
            Turn::Ready => (self.shared.wake)(),
            Turn::Waiting => {
                let timeout = self.event_loop.next_timeout();
                let deadline = timeout.and_then(|timeout| Instant::now().checked_add(timeout));
                self.shared.order(Order::Wait(deadline));
            }
            Turn::Done => self.shared.order(Order::Wait(None)),
        }
        Ok(turn)
    }
}

impl Shared {
    fn orders(&self) -> MutexGuard<'_, Order> {
        self.orders.lock().expect("nothing panics while it holds the order")
    }

    /// Gives a new order. A wait for an older deadline ends at once.
    fn order(&self, order: Order) {
        let old = std::mem::replace(&mut *self.orders(), order);
        if old == order {
            return;
        }
        self.changed.notify_one();
        if matches!(old, Order::Wait(_)) {
            // A full pipe has an interruption in it already.
            let _ = rustix::io::write(&self.interrupt, &[0]);
        }
    }

    fn wait_for_ever(&self, queue: &OwnedFd, interrupted: &OwnedFd) {
        loop {
            let mut orders = self.orders();
            while *orders == Order::Rest {
                orders =
                    self.changed.wait(orders).expect("nothing panics while it holds the order");
            }
            let order = *orders;
            drop(orders);
            let Order::Wait(deadline) = order else { return };
            if !wait_once(queue, interrupted, deadline) {
                continue;
            }
            // Only if nobody gave another order meanwhile is it this wait's turn to call.
            let mut orders = self.orders();
            if *orders == order {
                *orders = Order::Rest;
                drop(orders);
                (self.wake)();
            }
        }
    }
}

/// Waits in the system. Says whether the host should be called.
fn wait_once(queue: &OwnedFd, interrupted: &OwnedFd, deadline: Option<Instant>) -> bool {
    let mut watched = [PollFd::new(queue, PollFlags::IN), PollFd::new(interrupted, PollFlags::IN)];
    let timeout = deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
    let timeout = timeout.and_then(|timeout| Timespec::try_from(timeout).ok());
    match rustix::event::poll(&mut watched, timeout.as_ref()) {
        Ok(0) => true,
        Ok(_) if watched[1].revents().is_empty() => true,
        Ok(_) => {
            let _ = rustix::io::read(interrupted, &mut [0; 64]);
            false
        }
        // A signal; the deadline is still the same.
        Err(_) => false,
    }
}

impl Drop for HostedLoop {
    fn drop(&mut self) {
        self.event_loop.set_host_waker(None);
        self.shared.order(Order::End);
        if let Some(thread) = self.thread.take() {
            // If it is the thread that drops this, from `wake`, it ends by itself.
            if thread.thread().id() != std::thread::current().id() {
                let _ = thread.join();
            }
        }
    }
}

impl std::fmt::Debug for HostedLoop {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "HostedLoop({:?})", self.event_loop)
    }
}
