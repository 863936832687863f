//! Accepting connections: one callback for each, none lost, and no spinning when descriptors run out.

use std::cell::{Cell, RefCell};
use std::fs::File;
use std::io;
use std::task::{Context, Poll, Waker};

use socket2::Socket;

use super::futures::keep_waker;
use super::stream::{Role, Stream, StreamState};
use super::{Place, READABLE, Shared};
use crate::handle::Origin;
use crate::poll::{Interest, Source};
use crate::{Error, Result};

/// How many connections of one listener an event can bring before others have their turn.
const ACCEPTS_PER_EVENT_MAX: usize = 64;
/// How many connections are turned away at once when descriptors have run out.
const TURNED_AWAY_MAX: usize = 1_024;
/// Always there to be opened.
const NULL_DEVICE: &str = "/dev/null";

pub(super) type ConnectionCallback = Box<dyn FnMut(Result<()>)>;

/// What a stream that listens has.
#[derive(Default)]
pub(super) struct Listening {
    /// Called for each connection; `None` while it runs, or if futures accept.
    callback: RefCell<Option<ConnectionCallback>>,
    origin: Cell<Option<Origin>>,
    /// A connection that was told and not taken yet.
    waiting: RefCell<Option<Source>>,
    /// The OS said that there are connections, and no attempt since then found none.
    ready: Cell<bool>,
    /// The loop that accepts and tells is running.
    accepting: Cell<bool>,
    waker: RefCell<Option<Waker>>,
}

impl Listening {
    pub(super) fn note(&self) {
        self.ready.set(true);
        self.wake();
    }

    pub(super) fn stop(&self) {
        let waiting = self.waiting.take();
        drop(waiting);
        let callback = self.callback.take();
        drop(callback);
        self.wake();
    }

    fn wake(&self) {
        let waker = self.waker.take();
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

impl Shared {
    /// Opens the reserve descriptor, if it is not there. Only Unix runs out of them this way.
    fn hold_reserve(&self) {
        let mut reserve = self.reserve.borrow_mut();
        if cfg!(unix) && reserve.is_none() {
            // Without one, connections stay in the system's queue while descriptors are short.
            *reserve = File::open(NULL_DEVICE).ok();
        }
    }
}

impl Stream {
    /// Starts to listen. `prepare` sees to it that there is a socket to listen with.
    pub(super) fn listen_with(
        &self,
        backlog: u32,
        callback: Option<(Origin, ConnectionCallback)>,
        prepare: impl FnOnce(&StreamState) -> Result<()>,
        wrap: fn(Socket) -> Source,
    ) -> Result<()> {
        let state = self.state("listen")?;
        if state.is(Role::Listening) {
            state.listening.set_callback(callback);
            return Ok(());
        }
        if !state.is(Role::New) {
            return Err(Error::code_of("EINVAL", "listen"));
        }
        prepare(&state)?;
        let socket = state.socket.take();
        let Some(socket) = socket else { return Err(Error::code_of("EINVAL", "listen")) };
        if let Err(error) = socket.listen(i32::try_from(backlog).unwrap_or(i32::MAX)) {
            let address = socket.local_addr().ok().and_then(|address| address.as_socket());
            state.socket.replace(Some(socket));
            let error = Error::network(error, "listen");
            return Err(address.into_iter().fold(error, Error::with_address));
        }
        let place = self.place();
        state.registration.source.replace(Some(wrap(socket)));
        if let Err(error) = state.registration.ask_for(place, Interest::Readable) {
            state.drop_source(place);
            return Err(Error::network(error, "listen"));
        }
        place.core.net.hold_reserve();
        state.role.set(Role::Listening);
        state.listening.set_callback(callback);
        state.update_active(place);
        Ok(())
    }

    /// The connection that the callback was told of, or the next one for a future.
    pub(super) fn accept_source(&self) -> Result<Source> {
        let state = self.state("accept")?;
        if !state.is(Role::Listening) {
            return Err(Error::code_of("EINVAL", "accept"));
        }
        let source = state.listening.waiting.take();
        let source = source.ok_or_else(|| Error::code_of("EAGAIN", "accept"))?;
        // Later than its event, this is what lets the next connection be told.
        if state.listening.ready.get() && !state.listening.accepting.get() {
            self.place().report(READABLE);
        }
        Ok(source)
    }

    pub(super) fn poll_accept_source(&self, context: &mut Context<'_>) -> Poll<Result<Source>> {
        let state = self.state("accept")?;
        if !state.is(Role::Listening) {
            return Poll::Ready(Err(Error::code_of("EINVAL", "accept")));
        }
        let place = self.place();
        while state.listening.ready.get() {
            match state.accept(place) {
                Ok(Some(source)) => return Poll::Ready(Ok(source)),
                Ok(None) => {}
                Err(error) => return Poll::Ready(Err(error)),
            }
        }
        keep_waker(&state.listening.waker, context);
        Poll::Pending
    }
}

impl Listening {
    pub(super) fn set_callback(&self, callback: Option<(Origin, ConnectionCallback)>) {
        let (origin, callback) = callback.unzip();
        self.origin.set(origin);
        let old = std::mem::replace(&mut *self.callback.borrow_mut(), callback);
        drop(old);
    }
}

impl StreamState {
    /// Tells of connections, one after the other, as long as each is taken.
    pub(super) fn accept_ready(&self, place: Place<'_>) {
        self.listening.accepting.set(true);
        for _ in 0..ACCEPTS_PER_EVENT_MAX {
            if !self.wants_connection() || !place.core.proceeds() {
                break;
            }
            match self.accept(place) {
                Ok(Some(source)) => {
                    self.listening.waiting.replace(Some(source));
                    self.tell_connection(place, Ok(()));
                }
                Ok(None) => {}
                Err(error) => self.tell_connection(place, Err(error)),
            }
        }
        self.listening.accepting.set(false);
        // Also if a panic is on its way: the OS will not say it again to the next run.
        if self.wants_connection() {
            place.report(READABLE);
        }
    }

    fn wants_connection(&self) -> bool {
        self.listening.ready.get()
            && self.listening.callback.borrow().is_some()
            && self.listening.waiting.borrow().is_none()
            && self.is(Role::Listening)
    }

    /// Accepts one connection; `None` if there is none, or if it was gone before.
    fn accept(&self, place: Place<'_>) -> Result<Option<Source>> {
        match self.registration.with(Source::accept) {
            Ok(source) => Ok(Some(source)),
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                self.listening.ready.set(false);
                Ok(None)
            }
            Err(error) => {
                let error = Error::network(error, "accept");
                match error.code() {
                    // The connection failed while it waited. That is its own affair.
                    "EINTR" | "ECONNABORTED" | "EPROTO" | "ENETDOWN" | "ENETUNREACH"
                    | "EHOSTDOWN" | "EHOSTUNREACH" | "EOPNOTSUPP" | "ENONET" => Ok(None),
                    "EMFILE" | "ENFILE" => {
                        self.turn_away(place);
                        Err(error)
                    }
                    _ => {
                        // Waiting for the next event, rather than trying for ever.
                        self.listening.ready.set(false);
                        Err(error)
                    }
                }
            }
        }
    }

    /// There is no descriptor left. Connections that wait are accepted with the one in reserve and
    /// dropped, so that their other ends know, instead of being reported again and again.
    fn turn_away(&self, place: Place<'_>) {
        self.listening.ready.set(false);
        let reserve = place.core.net.reserve.take();
        let had_reserve = reserve.is_some();
        drop(reserve);
        if had_reserve {
            for _ in 0..TURNED_AWAY_MAX {
                match self.registration.with(Source::accept) {
                    Ok(source) => drop(source),
                    Err(_) => break,
                }
            }
        }
        place.core.net.hold_reserve();
    }

    fn tell_connection(&self, place: Place<'_>, result: Result<()>) {
        let callback = self.listening.callback.take();
        let (Some(mut callback), Some(origin)) = (callback, self.listening.origin.get()) else {
            return;
        };
        place.dispatch(self.kind, origin, || callback(result));
        // It may have closed the listener or put another callback in its place.
        if self.is(Role::Listening) && self.listening.callback.borrow().is_none() {
            self.listening.callback.replace(Some(callback));
        } else {
            drop(callback);
        }
    }
}
