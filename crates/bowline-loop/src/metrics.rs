//! What the loop counts about itself.

use std::cell::Cell;
use std::time::Duration;

use crate::LoopRef;
use crate::pool::LaneMetrics;

#[derive(Default)]
pub(crate) struct Counters {
    pub(crate) iterations: Cell<u64>,
    pub(crate) events: Cell<u64>,
    pub(crate) events_waiting: Cell<u64>,
    pub(crate) idle_ns: Cell<u64>,
    /// Idle time and waiting events cost system calls: they are counted only when asked for.
    pub(crate) measures_idle: Cell<bool>,
}

/// A snapshot of what a loop has done and holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Metrics {
    /// Iterations begun; one is counted before its wait.
    pub iterations: u64,
    /// Events handled: sources that were ready, and messages of other threads, such as the end of a job.
    pub events: u64,
    /// Events that were ready before the loop waited for them. 0 unless idle time is measured.
    pub events_waiting: u64,
    /// Time spent waiting for the operating system. 0 unless idle time is measured.
    pub idle_time: Duration,
    /// Timers that run.
    pub timers: usize,
    /// Handles that are open, active or not.
    pub handles: usize,
    /// Requests in flight: jobs, connects, writes, sends.
    pub requests: usize,
    /// Futures that were spawned and are not finished.
    pub tasks: usize,
    /// The pool's lane for work that is quick to finish or needs a processor.
    pub fast_lane: LaneMetrics,
    /// The pool's lane for work that may wait long, such as look-ups of names.
    pub slow_lane: LaneMetrics,
}

impl LoopRef {
    /// What the loop has done so far and holds now.
    ///
    /// Source: libuv `uv_metrics_info`.
    pub fn metrics(&self) -> Metrics {
        let core = self.core();
        let pool = core.pool.borrow();
        let lane = |lane| pool.as_ref().map(|pool| pool.lane(lane)).unwrap_or_default();
        Metrics {
            iterations: core.counters.iterations.get(),
            events: core.counters.events.get(),
            events_waiting: core.counters.events_waiting.get(),
            idle_time: Duration::from_nanos(core.counters.idle_ns.get()),
            timers: core.wheel.borrow().len(),
            handles: core.handles.borrow().len(),
            requests: core.requests.borrow().len() + core.io_requests.get(),
            tasks: core.tasks.borrow().len(),
            fast_lane: lane(crate::pool::Lane::Fast),
            slow_lane: lane(crate::pool::Lane::Slow),
        }
    }

    /// Switches the measuring of idle time and waiting events on or off. It is off at first, as it
    /// costs two readings of the clock and one more system call a wait.
    ///
    /// Source: libuv `UV_METRICS_IDLE_TIME`.
    pub fn measure_idle_time(&self, measure: bool) {
        self.core().counters.measures_idle.set(measure);
    }
}
