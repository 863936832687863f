//! The thread pool: submit and cancel a job.
//!
//! A process has one pool for all its loops, started at the first job and ended when the last loop
//! that used it is dropped. A loop can be given a pool of its own.

mod job;
mod lanes;
mod queue;
mod worker;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, Weak};
use std::thread::JoinHandle;

use bowline_trace::{Event, What};

use crate::core::{Core, Message};
use crate::handle::Key;
use crate::{Error, Result};

pub(crate) use job::{Completion, QueuedJob, Ran, job};
use lanes::{JobRecording, Lanes, Ticket};
pub use lanes::{Lane, LaneMetrics};

/// Threads of a pool that nobody configured, as in Node.
const THREADS_DEFAULT: usize = 4;
/// More threads than this are never started.
const THREADS_MAX: usize = 1_024;

/// The pool that loops share when they are not given another.
static PROCESS_POOL: Mutex<Weak<Shared>> = Mutex::new(Weak::new());

/// A thread pool. Clones are names for the same pool; it ends with its last clone and loop.
///
/// Idle workers end at once then; a worker in the middle of a job ends after it.
#[derive(Clone)]
pub struct Pool(Arc<Shared>);

struct Shared {
    lanes: Arc<Lanes>,
    threads_max: usize,
    threads: Mutex<Vec<JoinHandle<()>>>,
    /// Whether there are any; asked for each job.
    started: AtomicBool,
}

/// How a pool of one's own is made.
#[derive(Clone, Debug)]
pub struct PoolBuilder {
    threads: usize,
    queue_max: usize,
}

impl Pool {
    /// The way to a pool of one's own: as many threads as the process's pool, no bound.
    pub fn builder() -> PoolBuilder {
        PoolBuilder { threads: threads_from_environment(), queue_max: usize::MAX }
    }

    /// The pool all loops of the process share: four threads, or as many as the environment
    /// variable `UV_THREADPOOL_SIZE` says (1 to 1024; 0 or nonsense is 1), read when the pool is made.
    pub fn of_process() -> Pool {
        let mut known = PROCESS_POOL.lock().expect("making a pool does not panic");
        if let Some(shared) = known.upgrade() {
            return Pool(shared);
        }
        let pool = Pool::builder().build();
        *known = Arc::downgrade(&pool.0);
        pool
    }

    /// How many threads it runs once it has started.
    pub fn threads(&self) -> usize {
        self.0.threads_max
    }

    /// What waits and runs in a lane.
    pub fn lane(&self, lane: Lane) -> LaneMetrics {
        self.0.lanes.metrics(lane)
    }

    /// Queues a job, or gives it back with the reason.
    fn submit(&self, lane: Lane, ticket: Ticket) -> std::result::Result<(), (Ticket, Error)> {
        if let Err(error) = self.start() {
            return Err((ticket, error));
        }
        let refused = |ticket| (ticket, Error::code_of("EAGAIN", "queue_work"));
        self.0.lanes.submit(lane, ticket).map_err(refused)
    }

    /// Starts the threads, all at once, if that has not happened yet.
    fn start(&self) -> Result<()> {
        if self.0.started.load(Ordering::Acquire) {
            return Ok(());
        }
        let mut threads = self.0.threads.lock().expect("starting threads does not panic");
        if !threads.is_empty() {
            return Ok(());
        }
        for number in 0..self.0.threads_max {
            match worker::spawn(number, self.0.lanes.clone()) {
                Ok(thread) => threads.push(thread),
                // Fewer threads are still a pool.
                Err(_) if !threads.is_empty() => break,
                Err(error) => return Err(Error::network(error, "queue_work")),
            }
        }
        self.0.lanes.set_threads(threads.len());
        self.0.started.store(true, Ordering::Release);
        Ok(())
    }
}

impl PoolBuilder {
    /// How many threads, 1 to 1024.
    #[must_use]
    pub fn threads(mut self, threads: usize) -> PoolBuilder {
        self.threads = threads.clamp(1, THREADS_MAX);
        self
    }

    /// How many jobs may wait in the pool; one more is refused with `EAGAIN`.
    #[must_use]
    pub fn queue_max(mut self, jobs: usize) -> PoolBuilder {
        self.queue_max = jobs;
        self
    }

    /// The pool. Its threads start at its first job.
    pub fn build(self) -> Pool {
        Pool(Arc::new(Shared {
            lanes: Arc::new(Lanes::new(self.queue_max, self.threads)),
            threads_max: self.threads,
            threads: Mutex::default(),
            started: AtomicBool::new(false),
        }))
    }
}

impl Drop for Shared {
    fn drop(&mut self) {
        let threads = self.threads.get_mut().expect("starting threads does not panic");
        // A busy worker may take as long as it likes, and may even be the one that drops this:
        // nobody waits for it.
        if self.lanes.close() {
            for thread in threads.drain(..) {
                let _ = thread.join();
            }
        }
    }
}

impl std::fmt::Debug for Pool {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Pool({} threads)", self.threads())
    }
}

fn threads_from_environment() -> usize {
    let Ok(text) = std::env::var("UV_THREADPOOL_SIZE") else { return THREADS_DEFAULT };
    let text = text.trim();
    // A number too large for the type is still a number, and means as many as there may be.
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let threads = text.parse().unwrap_or(if is_number { THREADS_MAX } else { 1 });
    threads.clamp(1, THREADS_MAX)
}

/// A loop's place in a pool: where the ends of its jobs are told to.
///
/// The workers look the inbox up. If each job carried it, its count of owners would go back and
/// forth between the processors with every job, which is a fifth of what a small job costs.
pub(crate) struct Port {
    pool: Pool,
    loop_id: u32,
}

impl Port {
    pub(crate) fn new(pool: Pool, core: &Core) -> Port {
        pool.0.lanes.connect(core.id, core.inbox.clone());
        Port { pool, loop_id: core.id }
    }

    pub(crate) fn lane(&self, lane: Lane) -> LaneMetrics {
        self.pool.lane(lane)
    }
}

impl Drop for Port {
    fn drop(&mut self) {
        self.pool.0.lanes.disconnect(self.loop_id);
    }
}

impl Core {
    /// Hands a job to the pool; if it is refused, the request's callback is told so.
    pub(crate) fn submit(&self, lane: Lane, request: Key, job: Arc<dyn QueuedJob>) {
        let recording = self.recorder().map(|recorder| {
            Box::new(JobRecording { started: recorder.started(), sink: recorder.sink() })
        });
        let ticket = Ticket { job, request, loop_id: self.id, recording };
        let submitted = {
            let mut port = self.pool.borrow_mut();
            let port = port.get_or_insert_with(|| Port::new(Pool::of_process(), self));
            port.pool.submit(lane, ticket)
        };
        if let Err((ticket, error)) = submitted {
            ticket.job.refuse(error);
            self.inbox.send(Message::Completed(Completion { request, ran: None }));
        }
    }

    pub(crate) fn record_job(&self, key: Key, ran: &Ran) {
        if let Some(recorder) = self.recorder() {
            let what = What::Job { id: key.number(), duration_ns: ran.duration_ns };
            recorder.keep(Event { at_ns: ran.at_ns, thread: ran.thread, what });
        }
    }
}
