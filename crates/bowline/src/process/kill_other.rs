//! Signals to processes are not there without unsafe code.

use bowline_loop::{Error, Result};

/// Sends a signal to a process.
///
/// # Errors
///
/// `ENOTSUP`, always.
pub fn kill(_: i32, _: i32) -> Result<()> {
    Err(Error::code_of("ENOTSUP", "kill"))
}
