//! Streams: what TCP sockets and pipes have in common.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::ops::Deref;
use std::path::PathBuf;
use std::rc::{Rc, Weak};

use bowline_trace::Kind;
use socket2::{SockRef, Socket};

use super::Place;
use super::connect::Connecting;
use super::listener::Listening;
use super::read::Reading;
use super::registration::Registration;
use super::request::{Completed, canceled};
use super::tcp::Options;
use super::write::Writing;
use crate::handle::{Body, Handle, Key, State};
use crate::poll::{IoHandle, Readiness, Source};
use crate::{Error, LoopRef, Result};

/// A connection, or what accepts connections: the part that [`Tcp`](crate::Tcp) and pipes share.
///
/// A stream is a [`Handle`]: it lives in its loop until it is closed, whatever becomes of its names.
///
/// It is read and written in one of two ways: with callbacks, [`read_start`](Stream::read_start)
/// and [`write`](Stream::write), or by polling, [`poll_read`](Stream::poll_read) and
/// [`poll_write`](Stream::poll_write), which futures are made of. Reading can go one way and
/// writing the other.
///
/// It is active, and keeps its loop alive, while it connects, listens, reads, has something to
/// write, or while a future waits for it. A connect, write or shutdown in flight keeps the loop
/// alive even when the handle is not ref'd.
///
/// Source: libuv `uv_stream_t`.
#[derive(Clone)]
pub struct Stream {
    handle: Handle,
    state: Weak<StreamState>,
}

/// What a stream is at present.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Neither connected nor listening; maybe it has an address.
    New,
    Connecting,
    Connected,
    /// Connected once, but a read failed: nothing can be read or written any more.
    Broken,
    Listening,
    Closed,
}

/// The state of a stream. The handle table owns it.
pub(super) struct StreamState {
    pub(super) kind: Kind,
    pub(super) role: Cell<Role>,
    /// The socket before it connects or listens, if there is one already.
    pub(super) socket: RefCell<Option<Socket>>,
    /// `bind` found this address taken, which `listen` or `connect` tells.
    pub(super) address_in_use: Cell<Option<SocketAddr>>,
    pub(super) options: Options,
    /// The socket since it connects or listens.
    pub(super) registration: Registration,
    /// The file of a local socket, which goes when the socket does.
    pub(super) file: RefCell<Option<PathBuf>>,
    /// What the handle table was told.
    active: Cell<bool>,
    pub(super) reading: Reading,
    pub(super) writing: Writing,
    pub(super) connecting: RefCell<Option<Connecting>>,
    pub(super) listening: Listening,
    pub(super) completed: Completed,
}

impl Stream {
    #[track_caller]
    pub(super) fn new(
        owner: &LoopRef,
        kind: Kind,
        connection: Option<Source>,
        syscall: &'static str,
    ) -> Result<Stream> {
        let role = if connection.is_some() { Role::Connected } else { Role::New };
        let state = Rc::new(StreamState {
            kind,
            role: Cell::new(role),
            socket: RefCell::default(),
            address_in_use: Cell::default(),
            options: Options::default(),
            registration: Registration::new(connection),
            file: RefCell::default(),
            active: Cell::default(),
            reading: Reading::default(),
            writing: Writing::default(),
            connecting: RefCell::default(),
            listening: Listening::default(),
            completed: Completed::default(),
        });
        let weak = Rc::downgrade(&state);
        let handle = owner.new_handle(State::Inactive, Body::Io(state), syscall)?;
        Ok(Stream { handle, state: weak })
    }

    /// Whether there is a connection that can be read. True also after the end was reported.
    pub fn is_readable(&self) -> bool {
        self.state.upgrade().is_some_and(|state| state.role.get() == Role::Connected)
    }

    /// Whether there is a connection that can be written: not after [`shutdown`](Stream::shutdown).
    pub fn is_writable(&self) -> bool {
        self.state
            .upgrade()
            .is_some_and(|state| state.role.get() == Role::Connected && !state.writing.is_ended())
    }

    pub(super) fn place(&self) -> Place<'_> {
        Place { core: self.handle.owner.core(), key: self.handle.key }
    }

    /// The state; `EINVAL` if the stream is closing or closed.
    pub(super) fn state(&self, syscall: &'static str) -> Result<Rc<StreamState>> {
        match self.state.upgrade() {
            Some(state) if state.role.get() != Role::Closed => Ok(state),
            _ => Err(Error::code_of("EINVAL", syscall)),
        }
    }
}

impl StreamState {
    pub(super) fn is(&self, role: Role) -> bool {
        self.role.get() == role
    }

    /// Asks the socket, in whatever role it is; `EBADF` if there is none.
    pub(super) fn with_socket<R>(
        &self,
        syscall: &'static str,
        ask: impl FnOnce(&SockRef<'_>) -> io::Result<R>,
    ) -> Result<R> {
        let answer = match (&*self.registration.source.borrow(), &*self.socket.borrow()) {
            (Some(source), _) => source.socket().and_then(|socket| ask(&socket)),
            (None, Some(socket)) => ask(&SockRef::from(socket)),
            (None, None) => return Err(Error::code_of("EBADF", syscall)),
        };
        answer.map_err(|error| Error::network(error, syscall))
    }

    /// Sets an option of the socket, if there is one.
    pub(super) fn set_option(
        &self,
        set: impl FnOnce(&SockRef<'_>) -> io::Result<()>,
    ) -> Result<()> {
        match self.with_socket("setsockopt", set) {
            Err(error) if error.code() == "EBADF" => Ok(()),
            outcome => outcome,
        }
    }

    /// Gives the source up, and what is known of it.
    pub(super) fn drop_source(&self, place: Place<'_>) {
        if self.registration.drop_source(place) {
            self.reading.forget();
            self.writing.forget();
        }
    }

    /// Tells the handle table whether the stream waits for anything.
    pub(super) fn update_active(&self, place: Place<'_>) {
        let active = match self.role.get() {
            Role::Connecting | Role::Listening => true,
            Role::Connected => self.reading.is_waiting() || self.writing.is_waiting(),
            Role::New | Role::Broken | Role::Closed => false,
        };
        if self.active.replace(active) != active {
            place.core.set_active(place.key, active);
        }
    }
}

impl IoHandle for StreamState {
    fn kind(&self) -> Kind {
        self.kind
    }

    fn is_listening(&self) -> bool {
        self.is(Role::Listening)
    }

    fn ready(&self, owner: &LoopRef, key: Key, readiness: Readiness) {
        let place = Place { core: owner.core(), key };
        if self.is(Role::Listening) {
            self.listening.note();
            self.accept_ready(place);
            return;
        }
        // Kept also if nobody reads or writes now: the OS says it once.
        self.reading.note(readiness);
        self.writing.note(readiness);
        if self.is(Role::Connecting) {
            self.finish_connect(place);
        }
        self.read_ready(place);
        // A read that failed ends the stream; its writes are told by an attempt that fails too.
        if matches!(self.role.get(), Role::Connected | Role::Broken) {
            self.write_ready(place);
        }
        self.update_active(place);
    }

    fn run_pending(&self, owner: &LoopRef, key: Key) {
        let place = Place { core: owner.core(), key };
        self.completed.run(place, self.kind);
        if self.completed.is_empty() && place.core.proceeds() {
            self.tell_drained(place);
        }
        self.update_active(place);
    }

    fn close(&self, owner: &LoopRef, key: Key) {
        let place = Place { core: owner.core(), key };
        self.role.set(Role::Closed);
        let file = self.file.take();
        if let Some(file) = file {
            // Before the socket closes: afterwards the file may be somebody else's. It may be gone.
            let _ = std::fs::remove_file(file);
        }
        self.drop_source(place);
        let socket = self.socket.take();
        drop(socket);
        let connecting = self.connecting.take();
        if let Some(connecting) = connecting {
            self.completed.push(place, connecting.request, Err(canceled("connect")));
        }
        self.cancel_writes(place);
        if owner.is_closed() {
            // Nobody will run the pending phase any more.
            self.completed.discard();
        }
        // Last, as dropping callbacks and waking futures may run code of the program.
        self.listening.stop();
        self.reading.stop();
        self.writing.stop();
    }
}

impl Deref for Stream {
    type Target = Handle;
    fn deref(&self) -> &Handle {
        &self.handle
    }
}

impl fmt::Debug for Stream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let role = self.state.upgrade().map_or(Role::Closed, |state| state.role.get());
        write!(f, "Stream({:?}, {role:?})", self.handle)
    }
}
