//! Requests in flight: jobs of the pool, their one callback each, and cancelling one.

use std::fmt;
use std::sync::Arc;

use bowline_trace::Kind;
use slab::Slab;

use crate::core::{Call, Core, Message};
use crate::handle::{Key, Origin};
use crate::pool::{Completion, Lane, QueuedJob};
use crate::{Error, LoopRef, Result};

/// The requests of a loop. Each keeps the loop alive.
#[derive(Default)]
pub(crate) struct Requests {
    slots: Slab<RequestSlot>,
    generation: u32,
}

struct RequestSlot {
    generation: u32,
    origin: Origin,
    answer: Box<dyn Answer>,
}

/// How a request ends: its callback, with what it needs to call it.
pub(crate) trait Answer {
    /// Calls the callback.
    fn call(self: Box<Self>);

    /// The job that can still be cancelled, if there is one.
    fn job(&self) -> Option<Arc<dyn QueuedJob>>;
}

/// There is nothing left to do but to call back.
struct KnownAnswer<T, C> {
    outcome: T,
    callback: C,
}

impl<T, C: FnOnce(T)> Answer for KnownAnswer<T, C> {
    fn call(self: Box<Self>) {
        let KnownAnswer { outcome, callback } = *self;
        callback(outcome);
    }

    fn job(&self) -> Option<Arc<dyn QueuedJob>> {
        None
    }
}

impl Requests {
    pub(crate) fn len(&self) -> usize {
        self.slots.len()
    }

    fn insert(&mut self, origin: Origin, answer: Box<dyn Answer>) -> Key {
        self.generation = self.generation.wrapping_add(1).max(1);
        let generation = self.generation;
        let index = self.slots.insert(RequestSlot { generation, origin, answer });
        let index = u32::try_from(index).expect("a loop has fewer than four billion requests");
        Key { index, generation }
    }

    fn get(&self, key: Key) -> Option<&RequestSlot> {
        self.slots.get(key.index as usize).filter(|slot| slot.generation == key.generation)
    }

    fn remove(&mut self, key: Key) -> Option<RequestSlot> {
        self.get(key)?;
        let slot = self.slots.remove(key.index as usize);
        if self.slots.is_empty() && self.slots.capacity() > 4_096 {
            self.slots.shrink_to_fit();
        }
        Some(slot)
    }

    /// Takes everything out, so that it can be dropped with nothing borrowed.
    pub(crate) fn take_all(&mut self) -> Vec<Box<dyn Answer>> {
        let slots = std::mem::take(&mut self.slots);
        let cancel = |(_, slot): (usize, RequestSlot)| {
            if let Some(job) = slot.answer.job() {
                job.cancel();
            }
            slot.answer
        };
        slots.into_iter().map(cancel).collect()
    }
}

/// Names one operation in flight. Dropping it changes nothing: the operation goes on.
#[derive(Clone)]
pub struct Request {
    owner: LoopRef,
    key: Key,
}

impl Request {
    /// Cancels an operation that has not started.
    ///
    /// Its callback comes later, in the poll phase, with `ECANCELED`.
    ///
    /// # Errors
    ///
    /// `EBUSY` if it has started or is finished: then its callback comes, or came, as usual.
    ///
    /// Source: libuv `uv_cancel`.
    pub fn cancel(&self) -> Result<()> {
        let core = self.owner.core();
        let job = core.requests.borrow().get(self.key).and_then(|slot| slot.answer.job());
        match job {
            Some(job) if job.cancel() => {
                core.inbox.send(Message::Completed(Completion { request: self.key, ran: None }));
                Ok(())
            }
            _ => Err(Error::code_of("EBUSY", "cancel")),
        }
    }

    /// Whether its callback is still to come.
    pub fn is_pending(&self) -> bool {
        self.owner.core().requests.borrow().get(self.key).is_some()
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Request({})", self.key.number())
    }
}

impl LoopRef {
    /// Runs `work` on a worker thread and then `callback`, with what it returned, on this one.
    ///
    /// Jobs start in the order they are queued. `callback` runs in the poll phase of a later
    /// iteration, once, and gets
    ///
    /// - `ERR_JOB_PANICKED` if `work` panicked: the message tells with what;
    /// - `ECANCELED` if the request was cancelled before it started;
    /// - `EAGAIN` if the pool has a bounded queue and it is full, or no thread can be started.
    ///
    /// On a closed loop both closures are dropped.
    ///
    /// Source: libuv `uv_queue_work`.
    #[track_caller]
    pub fn queue_work<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
        callback: impl FnOnce(Result<T>) + 'static,
    ) -> Request {
        self.queue_work_on(Lane::Fast, work, callback)
    }

    /// [`queue_work`](LoopRef::queue_work) on a lane of one's choice.
    #[track_caller]
    pub fn queue_work_on<T: Send + 'static>(
        &self,
        lane: Lane,
        work: impl FnOnce() -> T + Send + 'static,
        callback: impl FnOnce(Result<T>) + 'static,
    ) -> Request {
        let core = self.core();
        let (job, answer) = crate::pool::job(work, callback);
        let origin = core.origin();
        if core.closed.get() {
            return Request { owner: self.clone(), key: Key { index: u32::MAX, generation: 0 } };
        }
        let key = core.requests.borrow_mut().insert(origin, answer);
        core.record_registered(Kind::Job, key.number(), origin);
        core.submit(lane, key, job);
        core.nudge();
        Request { owner: self.clone(), key }
    }

    /// Calls `callback` with an outcome that is known already, as if a job had brought it.
    ///
    /// `callback` runs in the poll phase, once, after the check phase that comes next: an immediate of the
    /// same callback comes first. Cancelling says `EBUSY`. On a closed loop it is dropped.
    #[track_caller]
    pub fn complete<T: 'static>(&self, outcome: T, callback: impl FnOnce(T) + 'static) -> Request {
        let core = self.core();
        let answer = Box::new(KnownAnswer { outcome, callback });
        let origin = core.origin();
        if core.closed.get() {
            return Request { owner: self.clone(), key: Key { index: u32::MAX, generation: 0 } };
        }
        let key = core.requests.borrow_mut().insert(origin, answer);
        core.record_registered(Kind::Job, key.number(), origin);
        // Not before the check phase that comes next: a job would not be so quick either, and programs
        // that ask for both see their immediates first.
        let completed = Message::Completed(Completion { request: key, ran: None });
        core.known.borrow_mut().push_back(completed);
        core.nudge();
        Request { owner: self.clone(), key }
    }
}

impl Core {
    /// Calls back for a request that ended.
    pub(crate) fn run_completed(&self, completion: Completion) {
        let key = completion.request;
        let slot = self.requests.borrow_mut().remove(key);
        let Some(slot) = slot else { return };
        if let Some(ran) = completion.ran {
            self.record_job(key, &ran);
        }
        let call = Call { kind: Kind::Job, id: key.number(), origin: slot.origin };
        self.dispatch(call, || slot.answer.call());
    }
}
