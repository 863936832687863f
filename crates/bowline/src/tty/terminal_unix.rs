//! The modes and the size of terminals.

use std::os::fd::AsFd;
use std::sync::Mutex;

use bowline_loop::{Error, Result};
use rustix::termios::{OptionalActions, Termios, tcgetattr, tcgetwinsize, tcsetattr};

use crate::process::descriptor;

/// The terminal that is in raw mode, and the modes it had before: what is put back when the process ends.
static BEFORE: Mutex<Option<(i32, Termios)>> = Mutex::new(None);

/// Whether the descriptor `number` is a terminal.
///
/// Source: Node.js `tty.isatty`.
pub fn isatty(number: i32) -> bool {
    descriptor::kind(number) == descriptor::Kind::Tty
}

/// The columns and rows of the terminal `number`; `None` if it is none.
///
/// Source: Node.js `writeStream.getWindowSize`.
pub fn window_size(number: i32) -> Option<(u16, u16)> {
    let descriptor = descriptor::duplicate(number).ok()?;
    let size = tcgetwinsize(descriptor).ok()?;
    Some((size.ws_col, size.ws_row))
}

/// With `raw`, the terminal `number` gives each key as it is pressed and does nothing with it; otherwise it
/// is as it was.
///
/// # Errors
///
/// `ENOTTY` if it is no terminal; `EBADF` if it is not open.
///
/// Source: Node.js `readStream.setRawMode`; libuv `uv_tty_set_mode`.
pub fn set_raw_mode(number: i32, raw: bool) -> Result<()> {
    let failed = |error: std::io::Error| Error::network(error, "setRawMode");
    let descriptor = descriptor::duplicate(number).map_err(failed)?;
    let mut before = BEFORE.lock().expect("nothing panics while it holds the modes");
    if !raw {
        return match before.take() {
            Some((_, modes)) => set(&descriptor, &modes).map_err(failed),
            None => Ok(()),
        };
    }
    let mut modes = tcgetattr(&descriptor).map_err(|errno| failed(errno.into()))?;
    if before.is_none() {
        *before = Some((number, modes.clone()));
    }
    // Output stays as it is: a line break still goes to the first column.
    let output = modes.output_modes;
    modes.make_raw();
    modes.output_modes = output;
    set(&descriptor, &modes).map_err(failed)
}

/// Puts back what [`set_raw_mode`] changed. A program that ends in raw mode would leave its user's terminal in it.
///
/// Source: libuv `uv_tty_reset_mode`.
pub fn reset_modes() {
    let before = BEFORE.lock().ok().and_then(|mut before| before.take());
    if let Some((number, modes)) = before
        && let Ok(descriptor) = descriptor::duplicate(number)
    {
        // There is nobody left to tell.
        let _ = set(descriptor, &modes);
    }
}

fn set(descriptor: impl AsFd, modes: &Termios) -> std::io::Result<()> {
    tcsetattr(descriptor, OptionalActions::Drain, modes)?;
    Ok(())
}
