//! The fast and the slow lane, and their limits.
//!
//! All workers take from one queue. Slow jobs wait in a queue of their own; for each one that may
//! run there is a place holder in the common queue. So slow work never has more than half of the
//! threads, and never loses its turn.

use std::collections::{BTreeMap, VecDeque};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, RwLock};
use std::time::Instant;

use bowline_trace::Sink;
use crossbeam_channel::{Receiver, Sender, unbounded};

use super::job::{Completion, QueuedJob};
use crate::core::{Inbox, Message};
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
    pub(super) loop_id: u32,
    pub(super) recording: Option<Box<JobRecording>>,
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
    slow: Mutex<SlowLane>,
    closed: AtomicBool,
    /// Workers that took something from the queue and are not back.
    busy: AtomicUsize,
    /// Where the loops with jobs here are told of their ends.
    inboxes: RwLock<BTreeMap<u32, Arc<Inbox>>>,
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
            slow: Mutex::new(slow),
            closed: AtomicBool::new(false),
            busy: AtomicUsize::new(0),
            inboxes: RwLock::default(),
        }
    }

    pub(super) fn connect(&self, loop_id: u32, inbox: Arc<Inbox>) {
        self.inboxes.write().expect("nothing panics in here").insert(loop_id, inbox);
    }

    pub(super) fn disconnect(&self, loop_id: u32) {
        self.inboxes.write().expect("nothing panics in here").remove(&loop_id);
    }

    /// Tells a loop that a job ended, if there still is such a loop.
    pub(super) fn tell(&self, loop_id: u32, completion: Completion) {
        // Not under the lock: a host's waker may run, and that may drop a loop.
        let inbox = self.inboxes.read().expect("nothing panics in here").get(&loop_id).cloned();
        if let Some(inbox) = inbox {
            inbox.send(Message::Completed(completion));
        }
    }

    /// Fewer threads were started than planned.
    pub(super) fn set_threads(&self, threads: usize) {
        self.slow().admitted_max = threads.div_ceil(2);
    }

    /// Queues a job. Says no if the queue is full.
    pub(super) fn submit(&self, lane: Lane, ticket: Ticket) -> bool {
        if self.queue_max != usize::MAX {
            let queued = [Lane::Fast, Lane::Slow].map(|lane| self.metrics(lane).queued);
            if queued[0] + queued[1] >= self.queue_max {
                return false;
            }
        }
        let next = match lane {
            Lane::Fast => Next::Fast(ticket),
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
            // Before the look: either this sees the end, or the end sees a busy worker.
            self.busy.fetch_add(1, Ordering::SeqCst);
            if self.closed.load(Ordering::SeqCst) {
                self.busy.fetch_sub(1, Ordering::SeqCst);
                return None;
            }
            match next {
                Next::Fast(ticket) => return Some((Lane::Fast, ticket)),
                Next::Slow => {
                    let mut slow = self.slow();
                    let ticket = slow.waiting.pop_front();
                    crate::closing::shrink_queue(&mut slow.waiting);
                    match ticket {
                        Some(ticket) => {
                            slow.running += 1;
                            return Some((Lane::Slow, ticket));
                        }
                        None => slow.admitted -= 1,
                    }
                }
                Next::Close => {}
            }
            self.busy.fetch_sub(1, Ordering::SeqCst);
        }
    }

    /// A worker has ended a job of this lane.
    pub(super) fn ended(&self, lane: Lane) {
        self.busy.fetch_sub(1, Ordering::SeqCst);
        if lane == Lane::Fast {
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

    /// What waits and runs, as seen from one thread while others work: a moment old at best.
    pub(super) fn metrics(&self, lane: Lane) -> LaneMetrics {
        let slow = self.slow();
        match lane {
            // The common queue also holds the place holders of admitted slow jobs.
            Lane::Fast => LaneMetrics {
                queued: self.receiver.len().saturating_sub(slow.admitted - slow.running),
                running: self.busy.load(Ordering::SeqCst).saturating_sub(slow.running),
            },
            Lane::Slow => LaneMetrics { queued: slow.waiting.len(), running: slow.running },
        }
    }

    /// Ends the workers. Jobs that have not started are dropped. Says whether no worker is in the
    /// middle of one.
    pub(super) fn close(&self, threads: usize) -> bool {
        self.closed.store(true, Ordering::SeqCst);
        for _ in 0..threads {
            self.send(Next::Close);
        }
        self.busy.load(Ordering::SeqCst) == 0
    }

    fn send(&self, next: Next) {
        // It cannot fail: the receiver is beside the sender.
        let _ = self.sender.send(next);
    }

    fn slow(&self) -> MutexGuard<'_, SlowLane> {
        self.slow.lock().expect("nothing panics while it holds the lane")
    }
}
