//! The OS event queue: register a source, wait, report readiness. The only code that names `mio`.
//!
//! Inside, readiness is edge-triggered: a source is reported when it becomes ready. Each handle
//! remembers what it has not used up, so that what users see is level-triggered.

#[cfg_attr(unix, path = "foreign_unix.rs")]
#[cfg_attr(windows, path = "foreign_windows.rs")]
mod foreign;
mod source;
mod waker;

use std::collections::VecDeque;
use std::io;
use std::time::Duration;

use bowline_trace::Kind;
use mio::event::Event;
use mio::{Events, Poll, Token};

use crate::LoopRef;
use crate::handle::Key;

pub use foreign::AsForeign;
pub(crate) use foreign::foreign_source;
pub use source::Interest;
pub(crate) use source::{SHORT_READ_DRAINS, Source};
pub(crate) use waker::LoopWaker;

/// How many events one wait can report.
pub(crate) const EVENTS_MAX: usize = 1_024;
/// Longest wait that is asked for; the system takes a 32-bit number of milliseconds.
const WAIT_MAX: Duration = Duration::from_millis(i32::MAX as u64);
const WAKE: Token = Token(usize::MAX);

/// A handle that the OS queue or the pending phase reports to.
///
/// A handle is called with nothing borrowed, and may be closed by any callback it makes.
pub(crate) trait IoHandle {
    fn kind(&self) -> Kind;

    /// The OS says something is ready.
    fn ready(&self, owner: &LoopRef, key: Key, readiness: Readiness);

    /// Reports what was put off to the pending phase. Also called once after `close`, before the
    /// close callback.
    fn run_pending(&self, owner: &LoopRef, key: Key);

    /// Stops everything and gives the source back. Calls nobody.
    fn close(&self, owner: &LoopRef, key: Key);

    /// Whether it waits for connections.
    fn is_listening(&self) -> bool {
        false
    }

    /// Signals are reported after everything else of the same wait.
    fn is_signal(&self) -> bool {
        false
    }
}

/// What the OS says of a source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Readiness {
    /// There is something to read, or the end of it.
    pub readable: bool,
    /// There is room to write.
    pub writable: bool,
    /// The source has failed.
    pub error: bool,
    /// The other side will not send any more.
    pub read_closed: bool,
    /// The other side will not read any more.
    pub write_closed: bool,
}

impl Readiness {
    fn of(event: &Event) -> Readiness {
        Readiness {
            readable: event.is_readable(),
            writable: event.is_writable(),
            error: event.is_error(),
            read_closed: event.is_read_closed(),
            write_closed: event.is_write_closed(),
        }
    }
}

pub(crate) struct Poller {
    poll: Poll,
    events: Events,
    /// What was reported and is not handled yet: the handle's index, and what it is ready for.
    ready: VecDeque<(u32, Readiness)>,
    /// The same for signals, which come last.
    signals: VecDeque<u32>,
}

impl Poller {
    /// The side that waits, the side that registers, and what ends a wait.
    pub(crate) fn new() -> io::Result<(Poller, Queue, LoopWaker)> {
        let poll = Poll::new()?;
        let waker = LoopWaker::new(mio::Waker::new(poll.registry(), WAKE)?);
        let events = Events::with_capacity(EVENTS_MAX);
        let queue = Queue(poll.registry().try_clone()?);
        let poller = Poller { poll, events, ready: VecDeque::new(), signals: VecDeque::new() };
        Ok((poller, queue, waker))
    }

    /// Waits once, and says how many events it brought, the wake-up included. A signal that
    /// interrupts it ends it with none.
    pub(crate) fn wait(&mut self, timeout: Option<Duration>) -> io::Result<usize> {
        let timeout = timeout.map(|timeout| timeout.min(WAIT_MAX));
        match self.poll.poll(&mut self.events, timeout) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::Interrupted => return Ok(0),
            Err(error) => return Err(error),
        }
        let mut count = 0;
        for event in &self.events {
            count += 1;
            if event.token() != WAKE {
                let index = u32::try_from(event.token().0).expect("tokens are handle indices");
                self.ready.push_back((index, Readiness::of(event)));
            }
        }
        Ok(count)
    }

    /// The next source to report.
    pub(crate) fn next_ready(&mut self) -> Option<(u32, Readiness)> {
        self.ready.pop_front()
    }

    pub(crate) fn ready_len(&self) -> usize {
        self.ready.len()
    }

    pub(crate) fn has_ready(&self) -> bool {
        !self.ready.is_empty() || !self.signals.is_empty()
    }

    pub(crate) fn put_off_signal(&mut self, index: u32) {
        self.signals.push_back(index);
    }

    pub(crate) fn next_signal(&mut self) -> Option<u32> {
        self.signals.pop_front()
    }

    /// Puts a source at the end of what is to be reported, as if the OS had done so.
    pub(crate) fn report(&mut self, index: u32, readiness: Readiness) {
        self.ready.push_back((index, readiness));
    }

    /// Drops what is still to be reported for an index that is about to be used again.
    pub(crate) fn forget(&mut self, index: u32) {
        self.ready.retain(|(ready, _)| *ready != index);
        self.signals.retain(|ready| *ready != index);
    }
}

/// The OS queue's other side: where sources are registered. It needs no borrow of the poller.
pub(crate) struct Queue(mio::Registry);

impl Queue {
    /// Asks for `interest` in `source`, reported under the handle's index.
    pub(crate) fn register(
        &self,
        source: &mut Source,
        index: u32,
        interest: Interest,
    ) -> io::Result<()> {
        source.register(&self.0, Token(index as usize), interest)
    }

    /// Changes what is asked for. What is ready then is reported again.
    pub(crate) fn reregister(
        &self,
        source: &mut Source,
        index: u32,
        interest: Interest,
    ) -> io::Result<()> {
        source.reregister(&self.0, Token(index as usize), interest)
    }

    pub(crate) fn deregister(&self, source: &mut Source) -> io::Result<()> {
        source.deregister(&self.0)
    }
}

#[cfg(unix)]
impl std::os::fd::AsFd for Queue {
    fn as_fd(&self) -> std::os::fd::BorrowedFd<'_> {
        self.0.as_fd()
    }
}
