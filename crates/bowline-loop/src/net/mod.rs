//! Sockets: TCP, pipes, UDP.
//!
//! Whatever a socket does, it does without blocking, and its callbacks never run inside the call
//! that caused them. Names of sockets hold their state weakly: the handle table owns it, so a
//! callback may hold the name of the socket that it belongs to.

mod connect;
mod futures;
mod listener;
mod pipe;
mod read;
mod registration;
mod request;
mod stream;
#[cfg_attr(unix, path = "system_unix.rs")]
#[cfg_attr(windows, path = "system_windows.rs")]
mod system;
mod tcp;
mod udp;
mod udp_options;
mod write;

use std::cell::{Cell, RefCell};
use std::fs::File;

use bowline_trace::Kind;

use crate::core::{Call, Core};
use crate::handle::{Key, Origin};
use crate::poll::Readiness;

pub use pipe::Pipe;
pub use read::Read;
pub use stream::Stream;
pub use tcp::Tcp;
pub use udp::{Datagram, Udp, UdpBindOptions};

/// How much is read at once.
const READ_BUFFER_BYTES: usize = 64 * 1024;

/// What the sockets of a loop share.
#[derive(Default)]
pub(crate) struct Shared {
    /// What is read into; `None` while a callback looks at it.
    buffer: Cell<Option<Box<[u8]>>>,
    /// A descriptor to give up when there is no other left to accept a connection with.
    reserve: RefCell<Option<File>>,
}

impl Shared {
    fn take_buffer(&self) -> Box<[u8]> {
        self.buffer.take().unwrap_or_else(|| vec![0; READ_BUFFER_BYTES].into())
    }

    fn give_buffer_back(&self, buffer: Box<[u8]>) {
        self.buffer.set(Some(buffer));
    }
}

/// A socket's place in its loop.
#[derive(Clone, Copy)]
struct Place<'a> {
    core: &'a Core,
    key: Key,
}

impl Place<'_> {
    fn dispatch(self, kind: Kind, origin: Origin, callback: impl FnOnce()) {
        self.core.dispatch(Call { kind, id: self.key.number(), origin }, callback);
    }

    /// Has the socket reported in the next iteration, after all others that are ready.
    fn report(self, readiness: Readiness) {
        self.core.poller.borrow_mut().report(self.key.index, readiness);
        self.core.nudge();
    }
}

const READABLE: Readiness = Readiness {
    readable: true,
    writable: false,
    error: false,
    read_closed: false,
    write_closed: false,
};

const WRITABLE: Readiness = Readiness {
    readable: false,
    writable: true,
    error: false,
    read_closed: false,
    write_closed: false,
};
