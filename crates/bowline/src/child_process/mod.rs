//! Node's `child_process`: other programs.
//!
//! ```no_run
//! use bowline::child_process::{self, Spawn, Stdio};
//!
//! bowline::run(|| {
//!     let spawn = Spawn::new("ls").args(["-l"]).stdio([Stdio::Ignore, Stdio::Inherit(1), Stdio::Inherit(2)]);
//!     child_process::spawn(spawn, |exit| println!("{exit:?}")).expect("ls is there");
//! })?;
//! # Ok::<(), bowline::Error>(())
//! ```
//!
//! On Unix. A child gets the descriptors it is given and no others, and the signals as they are by
//! default.

#[cfg_attr(target_os = "linux", path = "exit_linux.rs")]
#[cfg_attr(not(target_os = "linux"), path = "exit_unix.rs")]
mod exit;
#[cfg(feature = "js")]
pub(crate) mod js;
mod options;
mod output;
pub mod promises;
mod spawn;
mod start;
#[cfg(test)]
mod tests;

pub use options::{Spawn, Stdio};
pub use output::{Limits, Output, Stop, output, spawn_sync};
pub use spawn::{ChildProcess, Exit, spawn};
