//! Reading with callbacks: all that has come, until a short read, and then the end.

use std::cell::{Cell, RefCell};
use std::io;
use std::task::Waker;

use super::stream::{Role, Stream, StreamState};
use super::{Place, READABLE};
use crate::handle::Origin;
use crate::poll::{Interest, Readiness, SHORT_READ_DRAINS};
use crate::{Error, Result};

/// How many reads of one stream an event can bring before others have their turn.
const READS_PER_EVENT_MAX: usize = 32;

/// What a stream has for its reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Read<'a> {
    /// Bytes, at least one. They are the loop's: what is needed longer has to be copied.
    Data(&'a [u8]),
    /// The other side has ended its sending. Reported once; writing still works.
    End,
}

type ReadCallback = Box<dyn FnMut(Result<Read<'_>>)>;

/// The reading half of a stream.
#[derive(Default)]
pub(super) struct Reading {
    /// Whether a callback wants what comes.
    started: Cell<bool>,
    /// The callback; `None` while it runs.
    callback: RefCell<Option<ReadCallback>>,
    origin: Cell<Option<Origin>>,
    /// The OS said that there is something, and no attempt since then came back with nothing.
    pub(super) readable: Cell<bool>,
    /// The other side has ended or failed: a short read proves nothing any more, as no new event
    /// comes for the end behind the data.
    hung_up: Cell<bool>,
    /// The future that waits to read.
    pub(super) waker: RefCell<Option<Waker>>,
}

impl Reading {
    pub(super) fn note(&self, readiness: Readiness) {
        let hung_up = readiness.read_closed || readiness.error;
        if readiness.readable || hung_up {
            self.readable.set(true);
            self.wake();
        }
        if hung_up {
            self.hung_up.set(true);
        }
    }

    pub(super) fn is_waiting(&self) -> bool {
        self.started.get() || self.waker.borrow().is_some()
    }

    pub(super) fn is_started(&self) -> bool {
        self.started.get()
    }

    /// Ends the reading and wakes who waits, so that it sees what happened.
    pub(super) fn stop(&self) {
        self.started.set(false);
        let callback = self.callback.take();
        drop(callback);
        self.wake();
    }

    pub(super) fn wake(&self) {
        let waker = self.waker.take();
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    /// Forgets what the OS said, when the socket is gone.
    pub(super) fn forget(&self) {
        self.readable.set(false);
        self.hung_up.set(false);
    }

    /// Remembers what a read of `count` bytes into `space` says about the next one.
    pub(super) fn note_read(&self, count: usize, space: usize) {
        if SHORT_READ_DRAINS && count > 0 && count < space && !self.hung_up.get() {
            self.readable.set(false);
        }
    }
}

impl Stream {
    /// Calls `callback` with whatever comes, until the end, an error, or [`read_stop`](Stream::read_stop).
    ///
    /// `callback` runs in the poll phase, never before this call returns, once for each piece of
    /// data. After [`Read::End`] and after an error reading has stopped; an error, such as
    /// `ECONNRESET`, also means that nothing can be written any more. What came while nobody read
    /// is kept and reported first.
    ///
    /// # Errors
    ///
    /// `EALREADY` if it is reading; `ENOTCONN` if it is not connected; `EINVAL` if it is closing.
    ///
    /// Source: libuv `uv_read_start`.
    #[track_caller]
    pub fn read_start(&self, callback: impl FnMut(Result<Read<'_>>) + 'static) -> Result<()> {
        let state = self.state("read")?;
        let reading = &state.reading;
        if reading.started.get() {
            return Err(Error::code_of("EALREADY", "read"));
        }
        if !state.is(Role::Connected) {
            return Err(Error::code_of("ENOTCONN", "read"));
        }
        let place = self.place();
        state
            .registration
            .ask_for(place, Interest::Readable)
            .map_err(|error| Error::network(error, "read"))?;
        reading.started.set(true);
        reading.origin.set(Some(place.core.origin()));
        let old = reading.callback.replace(Some(Box::new(callback)));
        drop(old);
        if reading.readable.get() {
            place.report(READABLE);
        }
        state.update_active(place);
        Ok(())
    }

    /// Stops the reading; nothing is lost. The callback is dropped, and not called any more.
    ///
    /// Source: libuv `uv_read_stop`.
    pub fn read_stop(&self) {
        if let Ok(state) = self.state("read") {
            state.reading.started.set(false);
            state.update_active(self.place());
            let callback = state.reading.callback.take();
            drop(callback);
        }
    }
}

impl StreamState {
    /// Reads what is there and gives it to the callback, if one wants it.
    pub(super) fn read_ready(&self, place: Place<'_>) {
        if !self.wants_read() {
            return;
        }
        let mut buffer = place.core.net.take_buffer();
        for _ in 0..READS_PER_EVENT_MAX {
            if !self.wants_read() || !place.core.proceeds() {
                break;
            }
            match self.registration.with(|source| source.read(&mut buffer)) {
                Ok(0) => self.tell_end(place),
                Ok(count) => {
                    self.reading.note_read(count, buffer.len());
                    self.tell_reader(place, Ok(Read::Data(&buffer[..count])));
                }
                Err(error) => self.read_failed(place, error),
            }
        }
        place.core.net.give_buffer_back(buffer);
        // Also if a panic is on its way: the OS will not say it again to the next run.
        if self.wants_read() {
            place.report(READABLE);
        }
    }

    fn wants_read(&self) -> bool {
        let is_wanted = self.reading.started.get() && self.is(Role::Connected);
        is_wanted && self.reading.readable.get()
    }

    fn tell_end(&self, place: Place<'_>) {
        self.reading.started.set(false);
        self.tell_reader(place, Ok(Read::End));
    }

    fn read_failed(&self, place: Place<'_>, error: io::Error) {
        match error.kind() {
            io::ErrorKind::WouldBlock => self.reading.readable.set(false),
            io::ErrorKind::Interrupted => {}
            _ => {
                self.reading.started.set(false);
                self.role.set(Role::Broken);
                self.tell_reader(place, Err(Error::network(error, "read")));
            }
        }
    }

    fn tell_reader(&self, place: Place<'_>, result: Result<Read<'_>>) {
        let callback = self.reading.callback.take();
        let (Some(mut callback), Some(origin)) = (callback, self.reading.origin.get()) else {
            return;
        };
        place.dispatch(self.kind, origin, || callback(result));
        // It may have stopped the reading, closed the stream, or started to read with another one.
        let goes_on = self.reading.started.get() && self.is(Role::Connected);
        if goes_on && self.reading.callback.borrow().is_none() {
            self.reading.callback.replace(Some(callback));
        } else {
            drop(callback);
        }
    }
}
