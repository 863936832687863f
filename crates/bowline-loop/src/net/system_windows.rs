//! What Windows calls things.

use std::io;

/// Whether a connect that says this goes on in the background.
pub(super) fn connect_is_under_way(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::WouldBlock
}
