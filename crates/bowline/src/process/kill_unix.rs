//! Signals to processes.

use bowline_loop::{Error, Result};
use nix::sys::signal::{self, Signal};
use nix::unistd::Pid;

/// Sends a signal to a process; with 0 only finds out whether that would be allowed.
///
/// `pid` 0 is every process of the own group, a negative one every process of a group.
///
/// # Errors
///
/// `ESRCH` if there is none; `EPERM` if it is somebody else's; `EINVAL` if there is no such signal.
///
/// Source: Node.js `process.kill`; libuv `uv_kill`.
pub fn kill(pid: i32, signal: i32) -> Result<()> {
    let failed = |errno: nix::errno::Errno| Error::network(errno.into(), "kill");
    let signal = match signal {
        0 => None,
        number => Some(Signal::try_from(number).map_err(failed)?),
    };
    signal::kill(Pid::from_raw(pid), signal).map_err(failed)
}
