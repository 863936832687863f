//! The fast and the slow lane, and their limits.
//!
//! All workers take from one queue. Slow jobs wait in a queue of their own; for each one that may
//! run there is a place holder in the common queue. So slow work never has more than half of the
//! threads, and never loses its turn.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Instant;

use bowline_trace::Sink;
use crossbeam_channel::{Receiver, Sender, unbounded};

use super::job::QueuedJob;
use crate::core::Inbox;
use crate::handle::Key;

/// What kind of work a job is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lane {
    /// Files, cryptography, computing: work that goes on until it is done.
    Fast,
    /// Work that may wait long for somebody else, such as a look-up of a name. It gets half of the
    /// threads at most, rounded up.
    Slow,
}

/// What waits and runs in a lane.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct LaneMetrics {
    /// Jobs that wait for a thread.
    pub queued: usize,
    /// Jobs that run.
    pub running: usize,
}

/// A job and whom to tell when it has ended.
pub(super) struct Ticket {
    pub(super) job: Arc<dyn QueuedJob>,
    pub(super) request: Key,
    pub(super) inbox: Arc<Inbox>,
    pub(super) recording: Option<JobRecording>,
}

/// What a worker needs to record a job.
pub(super) struct JobRecording {
    pub(super) started: Instant,
    pub(super) sink: Option<Arc<dyn Sink>>,
}

/// What a worker takes from the common queue.
enum Next {
    Fast(Ticket),
    /// The front of the slow queue.
    Slow,
    /// The end of one worker.
    Close,
}

pub(super) struct Lanes {
    sender: Sender<Next>,
    receiver: Receiver<Next>,
    queue_max: usize,
    fast_queued: AtomicUsize,
    fast_running: AtomicUsize,
    slow: Mutex<SlowLane>,
    closed: AtomicBool,
}

struct SlowLane {
    waiting: VecDeque<Ticket>,
    /// Place holders in the common queue, and slow jobs that run.
    admitted: usize,
    admitted_max: usize,
    running: usize,
}

impl Lanes {
    pub(super) fn new(queue_max: usize, threads: usize) -> Lanes {
        let (sender, receiver) = unbounded();
        let slow = SlowLane {
            waiting: VecDeque::new(),
            admitted: 0,
            admitted_max: threads.div_ceil(2),
            running: 0,
        };
        Lanes {
            sender,
            receiver,
            queue_max,
            fast_queued: AtomicUsize::new(0),
            fast_running: AtomicUsize::new(0),
            slow: Mutex::new(slow),
            closed: AtomicBool::new(false),
        }
    }

    /// Fewer threads were started than planned.
    pub(super) fn set_threads(&self, threads: usize) {
        self.slow().admitted_max = threads.div_ceil(2);
    }

    /// Queues a job. Says no if the queue is full.
    pub(super) fn submit(&self, lane: Lane, ticket: Ticket) -> bool {
        if self.queue_max != usize::MAX {
            let queued = self.fast_queued.load(Ordering::Relaxed) + self.slow().waiting.len();
            if queued >= self.queue_max {
                return false;
            }
        }
        let next = match lane {
            Lane::Fast => {
                self.fast_queued.fetch_add(1, Ordering::Relaxed);
                Next::Fast(ticket)
            }
            Lane::Slow => {
                let mut slow = self.slow();
                slow.waiting.push_back(ticket);
                if slow.admitted >= slow.admitted_max {
                    return true;
                }
                slow.admitted += 1;
                Next::Slow
            }
        };
        self.send(next);
        true
    }

    /// The next job for a worker; `None` when the worker should end.
    pub(super) fn next(&self) -> Option<(Lane, Ticket)> {
        loop {
            let next = self.receiver.recv().unwrap_or(Next::Close);
            if self.closed.load(Ordering::Acquire) {
                return None;
            }
            match next {
                Next::Fast(ticket) => {
                    self.fast_running.fetch_add(1, Ordering::Relaxed);
                    self.fast_queued.fetch_sub(1, Ordering::Relaxed);
                    return Some((Lane::Fast, ticket));
                }
                Next::Slow => {
                    let mut slow = self.slow();
                    match slow.waiting.pop_front() {
                        Some(ticket) => {
                            slow.running += 1;
                            return Some((Lane::Slow, ticket));
                        }
                        None => slow.admitted -= 1,
                    }
                }
                Next::Close => return None,
            }
        }
    }

    /// A worker has ended a job of this lane.
    pub(super) fn ended(&self, lane: Lane) {
        if lane == Lane::Fast {
            self.fast_running.fetch_sub(1, Ordering::Relaxed);
            return;
        }
        let mut slow = self.slow();
        slow.running -= 1;
        if slow.waiting.is_empty() {
            slow.admitted -= 1;
        } else {
            // Behind the fast jobs that came meanwhile: neither lane starves the other.
            drop(slow);
            self.send(Next::Slow);
        }
    }

    pub(super) fn metrics(&self, lane: Lane) -> LaneMetrics {
        match lane {
            Lane::Fast => LaneMetrics {
                queued: self.fast_queued.load(Ordering::Relaxed),
                running: self.fast_running.load(Ordering::Relaxed),
            },
            Lane::Slow => {
                let slow = self.slow();
                LaneMetrics { queued: slow.waiting.len(), running: slow.running }
            }
        }
    }

    /// Ends the workers. Jobs that have not started are dropped.
    pub(super) fn close(&self, threads: usize) {
        self.closed.store(true, Ordering::Release);
        for _ in 0..threads {
            self.send(Next::Close);
        }
    }

    fn send(&self, next: Next) {
        // It cannot fail: the receiver is beside the sender.
        let _ = self.sender.send(next);
    }

    fn slow(&self) -> MutexGuard<'_, SlowLane> {
        self.slow.lock().expect("nothing panics while it holds the lane")
    }
}
