//! What Unix calls things.

use std::io;

use rustix::io::Errno;

/// Whether a connect that says this goes on in the background.
pub(super) fn connect_is_under_way(error: &io::Error) -> bool {
    // An interrupted connect goes on too, and cannot be made again.
    let number = error.raw_os_error();
    number == Some(Errno::INPROGRESS.raw_os_error()) || number == Some(Errno::INTR.raw_os_error())
}
