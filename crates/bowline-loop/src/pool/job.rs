//! One job: queued, running, then its outcome waits for the callback.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};

use bowline_trace::Thread;

use crate::handle::Key;
use crate::request::Answer;
use crate::{Error, Result};

/// A job the pool can run without knowing what it returns.
pub(crate) trait QueuedJob: Send + Sync {
    /// Runs it, unless it was cancelled. Says whether it ran.
    fn run(&self) -> bool;

    /// Takes it back before it starts. Says whether that was in time.
    fn cancel(&self) -> bool;

    /// The pool will not take it.
    fn refuse(&self, error: Error);
}

/// Tells a loop that a request ended.
pub(crate) struct Completion {
    pub(crate) request: Key,
    /// Where and when it ran, if a recording wants to know.
    pub(crate) ran: Option<Box<Ran>>,
}

/// One run of a job.
pub(crate) struct Ran {
    pub(crate) thread: Thread,
    pub(crate) at_ns: u64,
    pub(crate) duration_ns: u64,
}

/// What becomes of a job. Whoever takes the work out decides: the worker or the canceller.
enum Stage<F, T> {
    Queued(F),
    Running,
    Ended(Result<T>),
}

struct Job<F, T>(Mutex<Stage<F, T>>);

/// A job for the pool, and the loop's side of it.
pub(crate) fn job<F, T, C>(work: F, callback: C) -> (Arc<dyn QueuedJob>, Box<dyn Answer>)
where
    F: FnOnce() -> T + Send + 'static,
    T: Send + 'static,
    C: FnOnce(Result<T>) + 'static,
{
    let job = Arc::new(Job(Mutex::new(Stage::Queued(work))));
    (job.clone(), Box::new(JobAnswer { job, callback }))
}

/// The loop's side of a job: its outcome is there when the callback runs.
struct JobAnswer<F, T, C> {
    job: Arc<Job<F, T>>,
    callback: C,
}

impl<F, T, C> Answer for JobAnswer<F, T, C>
where
    F: FnOnce() -> T + Send + 'static,
    T: Send + 'static,
    C: FnOnce(Result<T>) + 'static,
{
    fn call(self: Box<Self>) {
        let JobAnswer { job, callback } = *self;
        callback(Job::outcome(job));
    }

    fn job(&self) -> Option<Arc<dyn QueuedJob>> {
        Some(self.job.clone())
    }
}

impl<F, T> Job<F, T> {
    fn swap(&self, stage: Stage<F, T>) -> Stage<F, T> {
        // The closure never runs under the lock, so nothing can poison it.
        let mut place = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::replace(&mut *place, stage)
    }

    fn outcome(self: Arc<Self>) -> Result<T> {
        // A cancelled job is in the queue still; any other is the loop's alone, and needs no lock.
        let stage = match Arc::try_unwrap(self) {
            Ok(job) => job.0.into_inner().unwrap_or_else(PoisonError::into_inner),
            Err(shared) => shared.swap(Stage::Running),
        };
        match stage {
            Stage::Ended(result) => result,
            _ => Err(Error::code_of("ECANCELED", "queue_work")),
        }
    }

    /// Takes the work out if it has not started.
    fn take_work(&self, instead: Stage<F, T>) -> Option<F> {
        let mut place = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !matches!(*place, Stage::Queued(_)) {
            return None;
        }
        match std::mem::replace(&mut *place, instead) {
            Stage::Queued(work) => Some(work),
            _ => None,
        }
    }
}

impl<F, T> QueuedJob for Job<F, T>
where
    F: FnOnce() -> T + Send,
    T: Send,
{
    fn run(&self) -> bool {
        let Some(work) = self.take_work(Stage::Running) else { return false };
        let result = catch_unwind(AssertUnwindSafe(work)).map_err(|payload| panicked(&*payload));
        self.swap(Stage::Ended(result));
        true
    }

    fn cancel(&self) -> bool {
        let canceled = Stage::Ended(Err(Error::code_of("ECANCELED", "queue_work")));
        self.take_work(canceled).is_some()
    }

    fn refuse(&self, error: Error) {
        self.take_work(Stage::Ended(Err(error)));
    }
}

/// The error for a job that panicked.
fn panicked(payload: &(dyn Any + Send)) -> Error {
    let text = payload
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no message");
    Error::other("ERR_JOB_PANICKED", format!("job panicked: {text}"))
}
