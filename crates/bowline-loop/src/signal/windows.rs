//! Windows has no signals that could be watched without unsafe code.

use std::io;

use crate::poll::Source;

/// There is never one.
pub(super) enum Registration {}

impl Registration {
    pub(super) fn new(_: i32) -> io::Result<Registration> {
        Err(io::ErrorKind::Unsupported.into())
    }

    pub(super) fn source(&mut self) -> &mut Source {
        match *self {}
    }

    pub(super) fn signal(&self) -> i32 {
        match *self {}
    }

    pub(super) fn take_arrived(&self) -> usize {
        match *self {}
    }
}
