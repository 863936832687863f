//! Every event bowline can emit, its fields and their units.

use std::fmt;
use std::panic::Location;

/// The place in the source that registered a callback.
pub type Site = &'static Location<'static>;

/// One thing that happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Event {
    /// When it began, in nanoseconds since the recorder was made.
    pub at_ns: u64,
    /// The thread it happened on.
    pub thread: Thread,
    /// What happened.
    pub what: What,
}

impl Event {
    /// An event of the loop's own thread.
    pub fn on_loop(at_ns: u64, what: What) -> Event {
        Event { at_ns, thread: Thread::Loop, what }
    }
}

/// A thread an event can happen on. It prints as the thread is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Thread {
    /// The thread that runs the loop.
    Loop,
    /// The worker with this number in the thread pool, from 0.
    Worker(u16),
}

impl fmt::Display for Thread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Thread::Loop => f.write_str("main"),
            Thread::Worker(number) => write!(f, "bowline-worker-{number}"),
        }
    }
}

/// What an event tells.
///
/// Callbacks are numbered from 1 in the order they began. A `cause` is the number of the callback
/// that was running when something was registered; 0 means the program's main function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum What {
    /// An iteration began.
    Iteration {
        /// Its number, from 1.
        number: u64,
    },
    /// A phase began. Phases with nothing to run are not recorded.
    Phase {
        /// Which one.
        phase: Phase,
    },
    /// The loop asked the operating system for events.
    Wait {
        /// How long it was allowed to take, in milliseconds; `None` is for ever.
        timeout_ms: Option<u64>,
        /// How long it took, in nanoseconds.
        duration_ns: u64,
        /// How many sources were ready.
        events: u32,
    },
    /// A callback was registered: a timer started, a job submitted, a socket read.
    Registered {
        /// What will call it.
        kind: Kind,
        /// The number of its handle, request or task: unique in its loop for its kind of table.
        id: u64,
        /// The callback that registered it.
        cause: u64,
        /// Where the program registered it.
        site: Site,
    },
    /// A callback ran. Recorded when it ended.
    Callback {
        /// Its number.
        number: u64,
        /// What called it.
        kind: Kind,
        /// The number of its handle, request or task.
        id: u64,
        /// The phase that called it.
        phase: Phase,
        /// The callback that registered it.
        cause: u64,
        /// Where the program registered it.
        site: Site,
        /// How long it ran, in nanoseconds, the checkpoint included.
        duration_ns: u64,
    },
    /// A worker ran a job. Recorded when it ended.
    Job {
        /// The number of its request.
        id: u64,
        /// How long it ran, in nanoseconds.
        duration_ns: u64,
    },
    /// A callback panicked.
    Panicked {
        /// The number of the callback.
        number: u64,
    },
}

/// The phases of an iteration, in the order they run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Phase {
    /// Callbacks put off by an earlier phase, such as a write that ended inside the call.
    Pending,
    /// Idle handles.
    Idle,
    /// Prepare handles, right before the wait.
    Prepare,
    /// The wait for the operating system, and the callbacks of what was ready.
    Poll,
    /// Immediates and check handles, right after the wait.
    Check,
    /// Close callbacks.
    Closing,
    /// Timers that are due.
    Timers,
}

impl Phase {
    /// Every phase in the order of an iteration.
    pub const ALL: [Phase; 7] = [
        Phase::Pending,
        Phase::Idle,
        Phase::Prepare,
        Phase::Poll,
        Phase::Check,
        Phase::Closing,
        Phase::Timers,
    ];

    /// Its name in lower case.
    pub fn name(self) -> &'static str {
        match self {
            Phase::Pending => "pending",
            Phase::Idle => "idle",
            Phase::Prepare => "prepare",
            Phase::Poll => "poll",
            Phase::Check => "check",
            Phase::Closing => "closing",
            Phase::Timers => "timers",
        }
    }
}

impl fmt::Display for Phase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What a callback belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// `set_timeout`.
    Timeout,
    /// `set_interval`.
    Interval,
    /// A timer handle.
    Timer,
    /// `set_immediate`.
    Immediate,
    /// An idle handle.
    Idle,
    /// A prepare handle.
    Prepare,
    /// A check handle.
    Check,
    /// An async notifier.
    Async,
    /// A poll of a foreign descriptor.
    Poll,
    /// A signal handle.
    Signal,
    /// A TCP handle: a connection, a read, a write, a shutdown.
    Tcp,
    /// A pipe handle: the same over a Unix socket or named pipe.
    Pipe,
    /// A UDP handle: a datagram came or was sent.
    Udp,
    /// A job of the thread pool.
    Job,
    /// A callback put off to the pending phase.
    Deferred,
    /// A future.
    Task,
    /// A next-tick callback.
    Tick,
    /// A close callback.
    Close,
}

impl Kind {
    /// Its name in lower case.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Timeout => "timeout",
            Kind::Interval => "interval",
            Kind::Timer => "timer",
            Kind::Immediate => "immediate",
            Kind::Idle => "idle",
            Kind::Prepare => "prepare",
            Kind::Check => "check",
            Kind::Async => "async",
            Kind::Poll => "poll",
            Kind::Signal => "signal",
            Kind::Tcp => "tcp",
            Kind::Pipe => "pipe",
            Kind::Udp => "udp",
            Kind::Job => "job",
            Kind::Deferred => "deferred",
            Kind::Task => "task",
            Kind::Tick => "tick",
            Kind::Close => "close",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
