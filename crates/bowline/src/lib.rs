//! Node's modules for Rust, on Node's event loop.
//!
//! ```
//! use bowline::{fs, ms, set_timeout};
//!
//! bowline::run(|| {
//!     fs::read_to_string("Cargo.toml", |text| {
//!         println!("{} characters", text.expect("it is there").len());
//!     });
//!     set_timeout(ms(10), || println!("ten milliseconds later"));
//! })?;
//! # Ok::<(), bowline::Error>(())
//! ```
//!
//! An operation has up to three doors with Node's names: one that takes a callback
//! ([`fs::read`]), one that gives a future ([`fs::promises::read`]), and a blocking one
//! ([`fs::read_sync`]). All three do the same work and fail with the same [`Error`].
//!
//! The modules:
//!
//! - [`child_process`], other programs
//! - [`crypto`], hashes, keys and encryption
//! - [`dgram`], datagrams
//! - [`dns`], addresses of names
//! - [`fs`], files
//! - [`http`], a client and a server
//! - [`js`], the same modules for JavaScript, and the runtime (feature `js`)
//! - [`net`], sockets
//! - [`os`], the system
//! - [`process`], this program
//! - [`tty`], terminals
//!
//! The functions act on the loop that runs on the thread: call them inside [`run`], from its
//! callbacks and its futures.

#![forbid(unsafe_code)]
// The list of modules names one that is not there without the feature.
#![cfg_attr(not(feature = "js"), allow(rustdoc::broken_intra_doc_links))]

#[cfg(feature = "js")]
mod buffer;
#[cfg(unix)]
pub mod child_process;
pub mod crypto;
pub mod dgram;
pub mod dns;
pub mod fs;
pub mod http;
#[cfg(feature = "js")]
mod internal;
#[cfg(feature = "js")]
pub mod js;
#[cfg(feature = "js")]
mod module;
pub mod net;
pub mod os;
#[cfg(feature = "js")]
mod path;
#[cfg(feature = "js")]
mod perf_hooks;
pub mod process;
mod promise;
mod run;
#[cfg(feature = "js")]
mod runtime;
mod text;
#[cfg(feature = "js")]
mod timers;
pub mod tty;
#[cfg(feature = "js")]
mod url;
mod work;

pub use bowline_loop::{
    Error, EventLoop, Interval, JoinHandle, LoopRef, Request, Result, RunMode, Sleep, Timeout,
    TimerId, clear, current, interval, ms, next_tick, queue_work, set_immediate, set_interval,
    set_timeout, sleep, spawn_local, timeout,
};
pub use promise::Promise;
pub use run::{Trace, run};
