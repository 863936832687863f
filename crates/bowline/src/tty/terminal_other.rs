//! The modes and the size of terminals, which need unsafe code here.

use bowline_loop::{Error, Result};

use crate::process::descriptor;

/// Whether the descriptor `number` is a terminal.
pub fn isatty(number: i32) -> bool {
    descriptor::kind(number) == descriptor::Kind::Tty
}

/// Not known.
pub fn window_size(_: i32) -> Option<(u16, u16)> {
    None
}

/// Not here.
///
/// # Errors
///
/// `ENOTSUP`, always.
pub fn set_raw_mode(_: i32, _: bool) -> Result<()> {
    Err(Error::code_of("ENOTSUP", "setRawMode"))
}

/// Nothing was changed.
pub fn reset_modes() {}
