//! A server's door to the network.

use std::fmt;
use std::net::SocketAddr;
use std::rc::Rc;

use bowline_loop::{Tcp, current};

use super::connection::Order;
use super::request::ServerRequest;
use super::response::ServerResponse;
use super::server::{Core, ServerOptions};
use super::tcp::Connected;
use crate::{Error, Result};

/// How many connections the system keeps until they are accepted. Node's number.
const BACKLOG: u32 = 511;

/// An HTTP server. Clones are names for the same one; it lives until it is closed.
///
/// Source: Node.js `http.Server`.
#[derive(Clone)]
pub struct Server {
    core: Rc<Core>,
    listener: Tcp,
}

impl Server {
    pub(super) fn new(
        options: ServerOptions,
        handler: impl FnMut(ServerRequest, ServerResponse) + 'static,
    ) -> Result<Server> {
        let listener = current().tcp()?;
        Ok(Server { core: Core::new(options, Box::new(handler)), listener })
    }

    /// Takes connections at `address`: an IP address and a port, such as `127.0.0.1:8080`. Port 0 is
    /// a free one.
    ///
    /// `callback` runs in the pending phase, never before this call returns, and gets the address
    /// that it became.
    ///
    /// # Errors
    ///
    /// By the callback: `ERR_INVALID_ADDRESS` if `address` is none; `EADDRINUSE` if somebody has it;
    /// `EACCES`, `EADDRNOTAVAIL`; `EINVAL` if the server listens or is closed.
    ///
    /// Source: Node.js `server.listen`.
    pub fn listen(&self, address: &str, callback: impl FnOnce(Result<SocketAddr>) + 'static) {
        let result = parse(address).and_then(|address| self.start(address));
        self.core.owner().defer(move || callback(result));
    }

    fn start(&self, address: SocketAddr) -> Result<SocketAddr> {
        let failed = |error: Error| error.with_address(address);
        self.listener.bind(address).map_err(failed)?;
        let (core, listener) = (self.core.clone(), self.listener.clone());
        self.listener.listen(BACKLOG, move |announced| {
            // Out of descriptors: the loop has turned the connection away and goes on.
            let Ok(()) = announced else { return };
            let Ok(socket) = listener.accept() else { return };
            // Gone again before anybody looked.
            let Ok(remote_address) = socket.peer_addr() else { return socket.close() };
            core.serve(Connected::new(socket), remote_address);
        })?;
        self.listener.local_addr()
    }

    /// Where it listens.
    ///
    /// # Errors
    ///
    /// `EBADF` or `EINVAL` if it does not.
    ///
    /// Source: Node.js `server.address`.
    pub fn local_address(&self) -> Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// How many connections there are.
    pub fn connections(&self) -> usize {
        self.core.connections()
    }

    /// Says whether it keeps the loop alive while it listens. Connections do in any case.
    ///
    /// Source: Node.js `server.ref` and `server.unref`.
    pub fn set_ref(&self, referenced: bool) {
        self.listener.set_ref(referenced);
    }

    /// Takes no more connections, ends those that wait for a request, and lets the others finish
    /// the one they have. `callback` runs when the last connection has ended.
    ///
    /// Source: Node.js `server.close`.
    pub fn close(&self, callback: impl FnOnce() + 'static) {
        self.listener.close();
        self.core.tell(Order::Finish, false);
        self.core.when_empty(callback);
    }

    /// Breaks every connection off, whatever it is doing.
    ///
    /// Source: Node.js `server.closeAllConnections`.
    pub fn close_all_connections(&self) {
        self.core.tell(Order::Abort, false);
    }
}

fn parse(address: &str) -> Result<SocketAddr> {
    address.parse().map_err(|e: std::net::AddrParseError| {
        let message = format!(
            "The address must be an IP address and a port, such as 127.0.0.1:8080. Received '{address}'"
        );
        Error::other("ERR_INVALID_ADDRESS", message).caused_by(e)
    })
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Server({:?}, {:?})", self.local_address().ok(), self.core)
    }
}
