//! Node's event loop for Rust: callbacks and `!Send` futures on one thread, in a documented order.
//!
//! ```
//! use bowline_loop::{EventLoop, RunMode, ms};
//!
//! let event_loop = EventLoop::new()?;
//! let inner = event_loop.loop_ref();
//! event_loop.set_timeout(ms(10), move || {
//!     inner.queue_work(|| 6 * 7, |answer| println!("{}", answer.expect("the job did not panic")));
//! });
//! event_loop.run(RunMode::Default)?;
//! # Ok::<(), bowline_loop::Error>(())
//! ```
//!
//! [`EventLoop`] owns a loop, [`LoopRef`] reaches it from callbacks, and the free functions of this
//! crate, such as [`set_timeout`], act on the loop that runs on the thread. The order in which
//! callbacks run is promised, line by line, in `docs/event-loop.md`.

#![forbid(unsafe_code)]

mod ambient;
mod clock;
mod closing;
mod core;
mod error;
mod event_loop;
mod handle;
mod hooks;
mod host;
#[cfg(unix)]
mod host_unix;
#[cfg(unix)]
mod hosted;
mod immediate;
mod inbox;
mod metrics;
mod net;
mod notifier;
mod phase;
mod poll;
mod poll_handle;
mod pool;
mod request;
mod signal;
mod sync;
mod task;
mod timers;
mod wheel;

pub use bowline_trace::{Kind, Phase, Recorder};

pub use ambient::{
    clear, current, interval, ms, next_tick, queue_work, set_immediate, set_interval, set_timeout,
    sleep, spawn_local, timeout, try_current,
};
pub use error::{Error, Result, system_errors};
pub use event_loop::{Builder, EventLoop, LoopRef, RunMode};
pub use handle::Handle;
pub use hooks::{Check, HookHandle, Idle, Prepare};
pub use host::Turn;
#[cfg(unix)]
pub use hosted::HostedLoop;
pub use metrics::Metrics;
pub use net::{Datagram, Pipe, Read, Stream, Tcp, Udp, UdpBindOptions};
pub use notifier::{Async, Notifier};
pub use poll::{AsForeign, Interest, Readiness};
pub use poll_handle::PollHandle;
pub use pool::{Lane, LaneMetrics, Pool, PoolBuilder};
pub use request::Request;
pub use signal::Signal;
pub use task::{Elapsed, Interval, JoinError, JoinHandle, Sleep, Timeout};
pub use timers::{Timer, TimerId};
