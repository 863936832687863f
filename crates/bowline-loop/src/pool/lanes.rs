//! The fast and the slow lane, and their limits.
//!
//! All workers take from one queue. Slow jobs wait in a queue of their own; for each one that may
//! run there is a place holder in the common queue. So slow work never has more than half of the
//! threads, and never loses its turn.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, RwLock, Weak};
use std::time::Instant;

use bowline_trace::Sink;

use super::job::{Completion, QueuedJob};
use super::queue::JobQueue;
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

/// Where a worker's last job was told to: most often its next one is, too.
#[derive(Default)]
pub(super) struct KnownInbox {
    loop_id: Option<u32>,
    /// Weak, so that an idle worker does not keep the descriptors of a loop that is gone.
    inbox: Weak<Inbox>,
}

/// What a worker takes from the common queue.
enum Next {
    Fast(Ticket),
    /// The front of the slow queue.
    Slow,
}

pub(super) struct Lanes {
    queue: JobQueue<Next>,
    queue_max: usize,
    slow: Mutex<SlowLane>,
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
        let slow = SlowLane {
            waiting: VecDeque::new(),
            admitted: 0,
            admitted_max: threads.div_ceil(2),
            running: 0,
        };
        Lanes {
            queue: JobQueue::new(),
            queue_max,
            slow: Mutex::new(slow),
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
    pub(super) fn tell(&self, known: &mut KnownInbox, loop_id: u32, completion: Completion) {
        if known.loop_id != Some(loop_id) {
            let inboxes = self.inboxes.read().expect("nothing panics in here");
            let Some(inbox) = inboxes.get(&loop_id) else { return };
            *known = KnownInbox { loop_id: Some(loop_id), inbox: Arc::downgrade(inbox) };
        }
        // Not under the lock: a host's waker may run, and that may drop a loop.
        if let Some(inbox) = known.inbox.upgrade() {
            inbox.send(Message::Completed(completion));
        }
    }

    /// Fewer threads were started than planned.
    pub(super) fn set_threads(&self, threads: usize) {
        self.slow().admitted_max = threads.div_ceil(2);
    }

    /// Queues a job, or gives it back if the queue is full.
    pub(super) fn submit(&self, lane: Lane, ticket: Ticket) -> Result<(), Ticket> {
        if self.queue_max != usize::MAX {
            let queued = [Lane::Fast, Lane::Slow].map(|lane| self.metrics(lane).queued);
            if queued[0] + queued[1] >= self.queue_max {
                return Err(ticket);
            }
        }
        let next = match lane {
            Lane::Fast => Next::Fast(ticket),
            Lane::Slow => {
                let mut slow = self.slow();
                slow.waiting.push_back(ticket);
                if slow.admitted >= slow.admitted_max {
                    return Ok(());
                }
                slow.admitted += 1;
                Next::Slow
            }
        };
        self.queue.push(next);
        Ok(())
    }

    /// The next job for a worker; `None` when the worker should end.
    pub(super) fn next(&self) -> Option<(Lane, Ticket)> {
        loop {
            let next = self.queue.take()?;
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
            }
            self.queue.ended();
        }
    }

    /// A worker has ended a job of this lane.
    pub(super) fn ended(&self, lane: Lane) {
        self.queue.ended();
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
            self.queue.push(Next::Slow);
        }
    }

    /// What waits and runs, as seen from one thread while others work: a moment old at best.
    pub(super) fn metrics(&self, lane: Lane) -> LaneMetrics {
        let slow = self.slow();
        match lane {
            // The common queue also holds the place holders of admitted slow jobs.
            Lane::Fast => {
                let (waiting, taken) = self.queue.waiting_and_taken();
                LaneMetrics {
                    queued: waiting.saturating_sub(slow.admitted - slow.running),
                    running: taken.saturating_sub(slow.running),
                }
            }
            Lane::Slow => LaneMetrics { queued: slow.waiting.len(), running: slow.running },
        }
    }

    /// Ends the workers. Jobs that have not started are dropped. Says whether no worker is in the
    /// middle of one.
    pub(super) fn close(&self) -> bool {
        self.queue.close()
    }

    fn slow(&self) -> MutexGuard<'_, SlowLane> {
        self.slow.lock().expect("nothing panics while it holds the lane")
    }
}
