//! Node's `tty`: terminals.

#[cfg(feature = "js")]
pub(crate) mod js;
#[cfg_attr(unix, path = "terminal_unix.rs")]
#[cfg_attr(not(unix), path = "terminal_other.rs")]
mod terminal;

pub use terminal::{isatty, reset_modes, set_raw_mode, window_size};
