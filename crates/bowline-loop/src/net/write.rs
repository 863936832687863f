//! Writing: at once as much as the system takes, the rest in order when there is room.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::io::{self, IoSlice};
use std::task::Waker;

use super::request::{Request, canceled};
use super::stream::{Role, Stream, StreamState};
use super::{Place, WRITABLE};
use crate::handle::Origin;
use crate::poll::{Interest, Readiness, Source};
use crate::{Error, Result};

/// How many writes of one stream an event can bring before others have their turn.
const WRITES_PER_EVENT_MAX: usize = 32;
/// How many buffers one write takes.
const SLICES_MAX: usize = 64;
/// Where [`Stream::needs_drain`] begins, as in Node.
const HIGH_WATER_BYTES: usize = 16 * 1024;

/// What is called when the queue is empty again, and who asked for it.
struct DrainCallback {
    origin: Origin,
    callback: Box<dyn FnMut()>,
}

/// The writing half of a stream.
pub(super) struct Writing {
    queue: RefCell<VecDeque<Outgoing>>,
    queued_bytes: Cell<usize>,
    /// No attempt has found the system full since it last said that there is room.
    pub(super) writable: Cell<bool>,
    /// Nothing more may be written.
    pub(super) ended: Cell<bool>,
    /// A shutdown that waits for the queue.
    shutdown: RefCell<Option<Request>>,
    high_water_bytes: Cell<usize>,
    /// The queue has reached the high-water mark and was not empty since.
    needs_drain: Cell<bool>,
    /// Called when it is; `None` while it runs.
    on_drain: RefCell<Option<DrainCallback>>,
    /// The future that waits to write.
    pub(super) waker: RefCell<Option<Waker>>,
}

/// A write that the system has not taken all of.
struct Outgoing {
    buffers: Buffers,
    /// The first buffer with something left, and how much of it is gone.
    first: usize,
    offset: usize,
    request: Request,
}

enum Buffers {
    One(Vec<u8>),
    Many(Vec<Vec<u8>>),
}

impl Outgoing {
    fn buffers(&self) -> &[Vec<u8>] {
        match &self.buffers {
            Buffers::One(buffer) => std::slice::from_ref(buffer),
            Buffers::Many(buffers) => buffers,
        }
    }

    /// What is left, buffer by buffer.
    fn slices(&self) -> impl Iterator<Item = &[u8]> {
        let rest = self.buffers().get(self.first..).unwrap_or_default();
        let start = |place: usize| if place == 0 { self.offset } else { 0 };
        rest.iter().enumerate().map(move |(place, buffer)| &buffer[start(place)..])
    }

    /// Takes up to `count` bytes off, and empty buffers. Says how many are left over.
    fn advance(&mut self, mut count: usize) -> usize {
        while let Some(buffer) = self.buffers().get(self.first) {
            let left = buffer.len() - self.offset;
            if count < left {
                self.offset += count;
                return 0;
            }
            count -= left;
            self.first += 1;
            self.offset = 0;
        }
        count
    }

    fn is_written(&self) -> bool {
        self.first == self.buffers().len()
    }
}

impl Default for Writing {
    fn default() -> Writing {
        Writing {
            queue: RefCell::default(),
            queued_bytes: Cell::default(),
            writable: Cell::new(true),
            ended: Cell::default(),
            shutdown: RefCell::default(),
            high_water_bytes: Cell::new(HIGH_WATER_BYTES),
            needs_drain: Cell::default(),
            on_drain: RefCell::default(),
            waker: RefCell::default(),
        }
    }
}

impl Writing {
    pub(super) fn note(&self, readiness: Readiness) {
        if readiness.writable || readiness.write_closed || readiness.error {
            self.writable.set(true);
        }
    }

    pub(super) fn is_ended(&self) -> bool {
        self.ended.get()
    }

    /// Whether nothing is queued, not even a shutdown.
    pub(super) fn is_idle(&self) -> bool {
        self.queue.borrow().is_empty() && self.shutdown.borrow().is_none()
    }

    pub(super) fn is_waiting(&self) -> bool {
        !self.is_idle() || self.waker.borrow().is_some()
    }

    /// Drops what would be called, and wakes who waits, so that it sees what happened.
    pub(super) fn stop(&self) {
        let on_drain = self.on_drain.take();
        drop(on_drain);
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
        self.writable.set(true);
    }

    /// Offers the system what is first in the queue.
    fn offer(&self, source: &Source) -> io::Result<usize> {
        let queue = self.queue.borrow();
        let mut slices = [IoSlice::new(&[]); SLICES_MAX];
        let mut count = 0;
        for bytes in queue.iter().flat_map(Outgoing::slices).take(SLICES_MAX) {
            slices[count] = IoSlice::new(bytes);
            count += 1;
        }
        match &slices[..count] {
            [bytes] => source.write(bytes),
            several => source.write_vectored(several),
        }
    }

    /// Takes what was written off the queue.
    fn advance(&self, mut count: usize) {
        self.queued_bytes.set(self.queued_bytes.get() - count);
        for outgoing in self.queue.borrow_mut().iter_mut() {
            count = outgoing.advance(count);
            if count == 0 {
                break;
            }
        }
    }

    fn next_written(&self) -> Option<Request> {
        let mut queue = self.queue.borrow_mut();
        // Also takes off buffers that were empty from the start.
        queue.front_mut()?.advance(0);
        if !queue.front()?.is_written() {
            return None;
        }
        queue.pop_front().map(|outgoing| outgoing.request)
    }
}

impl Stream {
    /// Writes `bytes` and then calls `callback`.
    ///
    /// As much as the system takes is written at once, the rest when there is room. `callback` runs
    /// once, never before this call returns, in the order of the writes: when the system has taken
    /// all of it, or with an error. While the stream connects, writes wait for it.
    ///
    /// Nothing limits how much can be queued: see [`needs_drain`](Stream::needs_drain).
    ///
    /// # Errors
    ///
    /// By the call: `EBADF` if nothing was connected; `EPIPE` after [`shutdown`](Stream::shutdown)
    /// or a failed read; `EINVAL` if it is closing. By the callback: `EPIPE` or `ECONNRESET` if the
    /// other side is gone; `ECANCELED` if the stream was closed first, or the connect failed.
    ///
    /// Source: libuv `uv_write`.
    #[track_caller]
    pub fn write(
        &self,
        bytes: impl Into<Vec<u8>>,
        callback: impl FnOnce(Result<()>) + 'static,
    ) -> Result<()> {
        let state = self.writable_state()?;
        let request = Request::submit(self.place().core, callback);
        state.write(self.place(), Buffers::One(bytes.into()), request);
        Ok(())
    }

    /// Writes several buffers, one after the other, as one [`write`](Stream::write).
    ///
    /// # Errors
    ///
    /// As [`write`](Stream::write).
    #[track_caller]
    pub fn write_vectored(
        &self,
        buffers: Vec<Vec<u8>>,
        callback: impl FnOnce(Result<()>) + 'static,
    ) -> Result<()> {
        let state = self.writable_state()?;
        let request = Request::submit(self.place().core, callback);
        state.write(self.place(), Buffers::Many(buffers), request);
        Ok(())
    }

    /// Writes what the system takes at this moment, and says how much that was.
    ///
    /// # Errors
    ///
    /// `EAGAIN` if it takes nothing, or if earlier writes are queued; otherwise as
    /// [`write`](Stream::write).
    ///
    /// Source: libuv `uv_try_write`.
    pub fn try_write(&self, bytes: &[u8]) -> Result<usize> {
        let state = self.writable_state()?;
        if !state.is(Role::Connected) || !state.writing.is_idle() {
            return Err(Error::code_of("EAGAIN", "write"));
        }
        state
            .write_retrying(|source| source.write(bytes))
            .map_err(|error| Error::network(error, "write"))
    }

    /// How many bytes wait to be written.
    pub fn queued_bytes(&self) -> usize {
        self.state("write").map_or(0, |state| state.writing.queued_bytes.get())
    }

    /// Sets how many queued bytes are too many; 16 KiB unless said otherwise.
    pub fn set_high_water(&self, bytes: usize) {
        if let Ok(state) = self.state("write") {
            state.writing.high_water_bytes.set(bytes);
        }
    }

    /// Whether a write has filled the queue up to the high-water mark, and it was not empty since.
    ///
    /// This is what Node's `write()` returns, the other way round: whoever produces should pause
    /// until [`on_drain`](Stream::on_drain) calls. What is written all the same is queued.
    ///
    /// Source: Node.js `writable.writableNeedDrain`.
    pub fn needs_drain(&self) -> bool {
        self.state("write").is_ok_and(|state| state.writing.needs_drain.get())
    }

    /// Calls `callback` each time the queue is empty again after it needed to drain, after the
    /// callback of the last write. It takes the place of an earlier one.
    ///
    /// Source: Node.js event `drain`.
    #[track_caller]
    pub fn on_drain(&self, callback: impl FnMut() + 'static) {
        if let Ok(state) = self.state("write") {
            let origin = self.place().core.origin();
            let drain = DrainCallback { origin, callback: Box::new(callback) };
            let old = state.writing.on_drain.replace(Some(drain));
            drop(old);
        }
    }

    /// Tells the other side, after everything written so far, that nothing more will come.
    ///
    /// `callback` runs once, never before this call returns. Reading goes on.
    ///
    /// # Errors
    ///
    /// By the call: `ENOTCONN` if it is not connected or was shut down before; `EINVAL` if it is
    /// closing. By the callback: `ECANCELED` if the stream was closed first, or the connect failed.
    ///
    /// Source: libuv `uv_shutdown`.
    #[track_caller]
    pub fn shutdown(&self, callback: impl FnOnce(Result<()>) + 'static) -> Result<()> {
        let state = self.state("shutdown")?;
        let is_open = matches!(state.role.get(), Role::Connecting | Role::Connected);
        if !is_open || state.writing.ended.replace(true) {
            return Err(Error::code_of("ENOTCONN", "shutdown"));
        }
        let place = self.place();
        let request = Request::submit(place.core, callback);
        state.writing.shutdown.replace(Some(request));
        state.flush(place);
        state.update_active(place);
        Ok(())
    }

    /// The state, if something may be written.
    pub(super) fn writable_state(&self) -> Result<std::rc::Rc<StreamState>> {
        let state = self.state("write")?;
        match state.role.get() {
            Role::Connecting | Role::Connected if !state.writing.ended.get() => Ok(state),
            Role::New | Role::Listening => Err(Error::code_of("EBADF", "write")),
            _ => Err(Error::code_of("EPIPE", "write")),
        }
    }
}

impl StreamState {
    fn write(&self, place: Place<'_>, buffers: Buffers, request: Request) {
        let writing = &self.writing;
        let outgoing = Outgoing { buffers, first: 0, offset: 0, request };
        let bytes = outgoing.slices().map(<[u8]>::len).sum::<usize>();
        writing.queued_bytes.set(writing.queued_bytes.get() + bytes);
        writing.queue.borrow_mut().push_back(outgoing);
        self.flush(place);
        if writing.queued_bytes.get() >= writing.high_water_bytes.get() && !writing.is_idle() {
            writing.needs_drain.set(true);
        }
        self.update_active(place);
    }

    /// There is room to write again.
    pub(super) fn write_ready(&self, place: Place<'_>) {
        if self.writing.is_idle() {
            if self.writing.writable.get() {
                self.writing.wake();
            }
            return;
        }
        self.flush(place);
        self.completed.run(place, self.kind);
    }

    /// Writes as much of the queue as the system takes.
    pub(super) fn flush(&self, place: Place<'_>) {
        if self.is(Role::Connecting) {
            return;
        }
        let mut left = WRITES_PER_EVENT_MAX;
        loop {
            while let Some(request) = self.writing.next_written() {
                self.completed.push(place, request, Ok(()));
            }
            if self.writing.queue.borrow().is_empty() {
                return self.flushed(place);
            }
            if !self.writing.writable.get() {
                return self.wait_for_room(place);
            }
            if left == 0 {
                return place.report(WRITABLE);
            }
            left -= 1;
            match self.write_retrying(|source| self.writing.offer(source)) {
                Ok(count) => self.writing.advance(count),
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                Err(error) => self.fail_writes(place, &Error::network(error, "write")),
            }
        }
    }

    /// Tries a write, and remembers if the system is full.
    pub(super) fn write_retrying(
        &self,
        attempt: impl Fn(&Source) -> io::Result<usize>,
    ) -> io::Result<usize> {
        loop {
            match self.registration.with(&attempt) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                    self.writing.writable.set(false);
                    return Err(error);
                }
                outcome => return outcome,
            }
        }
    }

    fn wait_for_room(&self, place: Place<'_>) {
        if let Err(error) = self.registration.ask_for(place, Interest::Both) {
            self.fail_writes(place, &Error::network(error, "write"));
            self.flushed(place);
        }
    }

    /// The queue is empty: now a shutdown, drain, and futures have their turn.
    fn flushed(&self, place: Place<'_>) {
        let shutdown = self.writing.shutdown.take();
        if let Some(request) = shutdown {
            let outcome = self.registration.with(Source::shut_down_writing);
            let outcome = outcome.map_err(|error| Error::network(error, "shutdown"));
            self.completed.push(place, request, outcome);
        }
        if self.writing.needs_drain.get() {
            self.completed.defer(place);
        }
        self.writing.wake();
    }

    /// Ends all that is queued with one error: what comes after a hole is of no use.
    fn fail_writes(&self, place: Place<'_>, error: &Error) {
        self.writing.queued_bytes.set(0);
        loop {
            let next = self.writing.queue.borrow_mut().pop_front();
            let Some(outgoing) = next else { break };
            self.completed.push(place, outgoing.request, Err(error.clone()));
        }
    }

    /// Ends all that is queued because the stream, or what it wanted to become, is gone.
    pub(super) fn cancel_writes(&self, place: Place<'_>) {
        self.fail_writes(place, &canceled("write"));
        let shutdown = self.writing.shutdown.take();
        if let Some(request) = shutdown {
            self.completed.push(place, request, Err(canceled("shutdown")));
        }
        self.writing.ended.set(false);
        self.writing.needs_drain.set(false);
    }

    /// Says that the queue is empty again, if it needed to be.
    pub(super) fn tell_drained(&self, place: Place<'_>) {
        let writing = &self.writing;
        if !writing.needs_drain.get() || !writing.is_idle() || !self.is(Role::Connected) {
            return;
        }
        writing.needs_drain.set(false);
        let drain = writing.on_drain.take();
        let Some(mut drain) = drain else { return };
        place.dispatch(self.kind, drain.origin, &mut drain.callback);
        // It may have put another one in its place, or closed the stream.
        if self.is(Role::Closed) || writing.on_drain.borrow().is_some() {
            drop(drain);
        } else {
            writing.on_drain.replace(Some(drain));
        }
    }
}
