//! Somebody else's descriptor, by its number.

use std::io;
use std::os::fd::AsRawFd;

use super::Source;

pub use std::os::fd::AsFd as AsForeign;

/// The descriptor as a source. Who owns it keeps it open.
pub(crate) fn foreign_source(descriptor: &impl AsForeign) -> io::Result<Source> {
    Ok(Source::Foreign(descriptor.as_fd().as_raw_fd()))
}
