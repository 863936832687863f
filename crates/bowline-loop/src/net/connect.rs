//! Connecting without blocking: the socket is writable when it is decided.

use std::net::SocketAddr;
use std::path::PathBuf;

use socket2::{SockAddr, Socket};

use super::Place;
use super::request::Request;
use super::stream::{Role, StreamState};
use super::system::connect_is_under_way;
use crate::poll::{Interest, Source};
use crate::{Error, Result};

/// A connect under way.
pub(super) struct Connecting {
    pub(super) request: Request,
    pub(super) peer: Peer,
}

/// Where a connect goes, for its error.
pub(super) enum Peer {
    Address(SocketAddr),
    Path(PathBuf),
}

impl Peer {
    fn about(&self, error: Error) -> Error {
        match self {
            Peer::Address(address) => error.with_address(*address),
            Peer::Path(path) => error.with_host(path.to_string_lossy()),
        }
    }
}

impl StreamState {
    /// Whether a connect can start.
    pub(super) fn check_connectable(&self) -> Result<()> {
        match self.role.get() {
            Role::New => Ok(()),
            Role::Connecting => Err(Error::code_of("EALREADY", "connect")),
            Role::Connected | Role::Broken => Err(Error::code_of("EISCONN", "connect")),
            Role::Listening | Role::Closed => Err(Error::code_of("EINVAL", "connect")),
        }
    }

    /// Starts to connect. Whatever the system says against it goes to the callback.
    pub(super) fn connect(
        &self,
        place: Place<'_>,
        target: Result<(Socket, SockAddr)>,
        connecting: Connecting,
        wrap: fn(Socket) -> Source,
    ) {
        let started = target.and_then(|(socket, address)| {
            let progress = socket.connect(&address);
            self.registration.source.replace(Some(wrap(socket)));
            match progress {
                Ok(()) => Ok(true),
                Err(error) if connect_is_under_way(&error) => Ok(false),
                Err(error) => Err(Error::network(error, "connect")),
            }
        });
        self.role.set(Role::Connecting);
        self.connecting.replace(Some(connecting));
        match started {
            // Done already, as local sockets are. The callback has to wait all the same.
            Ok(true) => self.settle_connect(place, Ok(())),
            Ok(false) => {
                if let Err(error) = self.registration.ask_for(place, Interest::Both) {
                    self.settle_connect(place, Err(Error::network(error, "connect")));
                }
            }
            Err(error) => self.settle_connect(place, Err(error)),
        }
        self.update_active(place);
    }

    /// The OS says something of a socket that connects.
    pub(super) fn finish_connect(&self, place: Place<'_>) {
        let outcome = match &*self.registration.source.borrow() {
            Some(source) => source.connected(),
            None => None,
        };
        let Some(outcome) = outcome else { return };
        self.settle_connect(place, outcome.map_err(|error| Error::network(error, "connect")));
        self.completed.run(place, self.kind);
    }

    /// The connect is over, one way or the other: its callback comes first, then those of writes.
    fn settle_connect(&self, place: Place<'_>, outcome: Result<()>) {
        let Some(connecting) = self.connecting.take() else { return };
        let Connecting { request, peer } = connecting;
        match outcome {
            Ok(()) => {
                self.role.set(Role::Connected);
                self.completed.push(place, request, Ok(()));
            }
            Err(error) => {
                // A new socket can be connected in its place.
                self.drop_source(place);
                self.role.set(Role::New);
                self.completed.push(place, request, Err(peer.about(error)));
                self.cancel_writes(place);
            }
        }
        // Futures that wait to read or write see what became of it.
        self.reading.wake();
        self.writing.wake();
    }
}
