//! A server that listens: the part of it that knows TCP.

use std::cell::RefCell;
use std::fmt;
use std::net::{AddrParseError, SocketAddr};
use std::rc::Rc;

use bowline_loop::Tcp;

use super::connection::Order;
use super::server::Core;
use super::tcp::TcpStream;
use super::{ServerOptions, ServerRequest, ServerResponse};
use crate::{Error, Result};

/// How many connections the system keeps until they are accepted. Node's number.
const BACKLOG: u32 = 511;

type ErrorCallback = Box<dyn FnMut(Error)>;

/// A server: it calls the program with each request.
///
/// A server is a handle: it lives in its loop, and keeps it alive, until it is closed. Dropping its
/// name changes nothing; cloning it makes another name for the same server.
///
/// Source: Node.js `http.Server`.
#[derive(Clone)]
pub struct Server {
    core: Rc<Core>,
    listener: Rc<RefCell<Option<Tcp>>>,
    on_error: Rc<RefCell<Option<ErrorCallback>>>,
}

/// Makes a server that calls `handler` with each request and what answers it.
///
/// It does nothing until it [listens](Server::listen). `handler` runs after a poll phase. It may
/// answer at once, or keep the response and answer later.
///
/// ```
/// use bowline::http;
///
/// bowline::run(|| {
///     let server = http::create_server(|request, response| {
///         response.end(format!("you asked for {}", request.url()));
///     });
///     let itself = server.clone();
///     server.listen("127.0.0.1:0", move |address| {
///         let url = format!("http://{}/this", address.expect("there is a free port"));
///         http::get(url, move |response| {
///             response.expect("the server answers").text(move |text| {
///                 assert_eq!(text.expect("all of it comes"), "you asked for /this");
///                 itself.close(|| ());
///             });
///         });
///     });
/// })?;
/// # Ok::<(), bowline::Error>(())
/// ```
///
/// # Panics
///
/// Outside a loop.
///
/// # Differences from Node
///
/// A client that is too slow is cut off without a `408`. Header names arrive in small letters.
///
/// Source: Node.js `http.createServer`.
pub fn create_server(handler: impl FnMut(ServerRequest, ServerResponse) + 'static) -> Server {
    create_server_with(ServerOptions::default(), handler)
}

/// [`create_server`] with other limits.
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `http.createServer`.
pub fn create_server_with(
    options: ServerOptions,
    handler: impl FnMut(ServerRequest, ServerResponse) + 'static,
) -> Server {
    Server {
        core: Core::new(options, Box::new(handler)),
        listener: Rc::default(),
        on_error: Rc::default(),
    }
}

impl Server {
    /// Accepts connections to `address`, an IP address and a port such as `127.0.0.1:8080`; port 0
    /// is any that is free.
    ///
    /// It listens when this returns. `callback` runs in the pending phase, never before that, and
    /// gets the address with the port that was free.
    ///
    /// # Errors
    ///
    /// By the callback: `ERR_INVALID_ADDRESS` if `address` is none; `EADDRINUSE` if somebody else has
    /// it; `EACCES` if the port is reserved; `EADDRNOTAVAIL` if this machine has no such address;
    /// `ERR_SERVER_ALREADY_LISTEN` if it listens already.
    ///
    /// Source: Node.js `server.listen`.
    #[track_caller]
    pub fn listen(&self, address: &str, callback: impl FnOnce(Result<SocketAddr>) + 'static) {
        let result = match parse(address) {
            Ok(address) => self.start(address),
            Err(error) => Err(error),
        };
        self.core.owner().defer(move || callback(result));
    }

    #[track_caller]
    fn start(&self, address: SocketAddr) -> Result<SocketAddr> {
        if self.listener.borrow().is_some() {
            let message = "Listen method has been called more than once without closing.";
            return Err(Error::other("ERR_SERVER_ALREADY_LISTEN", message));
        }
        let listener = self.core.owner().tcp()?;
        match self.start_with(&listener, address) {
            Ok(local_address) => {
                *self.listener.borrow_mut() = Some(listener);
                Ok(local_address)
            }
            Err(error) => {
                listener.close();
                Err(error)
            }
        }
    }

    #[track_caller]
    fn start_with(&self, listener: &Tcp, address: SocketAddr) -> Result<SocketAddr> {
        listener.bind(address)?;
        let (core, on_error) = (self.core.clone(), self.on_error.clone());
        let accepting = listener.clone();
        listener.listen(BACKLOG, move |connection| {
            if let Err(error) = connection.and_then(|()| accept(&core, &accepting)) {
                tell(&on_error, error);
            }
        })?;
        listener.local_addr()
    }

    /// Where it listens.
    ///
    /// # Errors
    ///
    /// `EBADF` if it does not.
    ///
    /// Source: Node.js `server.address()`.
    pub fn local_address(&self) -> Result<SocketAddr> {
        match &*self.listener.borrow() {
            Some(listener) => listener.local_addr(),
            None => Err(Error::code_of("EBADF", "getsockname")),
        }
    }

    /// How many connections are open.
    ///
    /// Source: Node.js `server.getConnections`.
    pub fn connections(&self) -> usize {
        self.core.connections()
    }

    /// Calls `callback` when a connection cannot be accepted: `EMFILE`, as a rule. The server goes on.
    ///
    /// It runs in the poll phase. A later call puts another callback in its place.
    pub fn on_error(&self, callback: impl FnMut(Error) + 'static) {
        let old = self.on_error.replace(Some(Box::new(callback)));
        drop(old);
    }

    /// Stops accepting connections, answers the requests that have begun, ends connections without
    /// one, and calls `callback` when the last has ended.
    ///
    /// `callback` runs in a pending phase, never before this call returns. After it the server can
    /// listen again.
    ///
    /// # Differences from Node
    ///
    /// It is no error if the server does not listen.
    ///
    /// Source: Node.js `server.close`.
    #[track_caller]
    pub fn close(&self, callback: impl FnOnce() + 'static) {
        let core = self.core.clone();
        let listener = self.listener.borrow_mut().take();
        match listener {
            Some(listener) => listener.close_with(move || core.when_empty(callback)),
            None => core.when_empty(callback),
        }
        self.core.tell(Order::Finish, false);
    }

    /// Ends all connections that wait for another request.
    ///
    /// Source: Node.js `server.closeIdleConnections`.
    pub fn close_idle_connections(&self) {
        self.core.tell(Order::Finish, true);
    }

    /// Ends all connections now, also those with requests that are not answered.
    ///
    /// Source: Node.js `server.closeAllConnections`.
    pub fn close_all_connections(&self) {
        self.core.tell(Order::Abort, false);
    }

    /// Says whether listening keeps the loop alive. It does until told otherwise. Connections do in
    /// any case.
    ///
    /// Source: Node.js `server.ref()` and `unref()`.
    pub fn set_ref(&self, referenced: bool) {
        if let Some(listener) = &*self.listener.borrow() {
            listener.set_ref(referenced);
        }
    }
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Server({:?}, {} connections)", self.local_address().ok(), self.connections())
    }
}

fn accept(core: &Rc<Core>, listener: &Tcp) -> Result<()> {
    let connection = listener.accept()?;
    match connection.peer_addr() {
        Ok(remote_address) => core.serve(TcpStream::new(connection), remote_address),
        // It came and went.
        Err(_) => connection.close(),
    }
    Ok(())
}

fn parse(address: &str) -> Result<SocketAddr> {
    address.parse().map_err(|e: AddrParseError| {
        let message = format!(
            "The address must be an IP address and a port, such as 127.0.0.1:8080. Received '{address}'"
        );
        Error::other("ERR_INVALID_ADDRESS", message).caused_by(e)
    })
}

/// The callback may put another one in its place.
fn tell(place: &RefCell<Option<ErrorCallback>>, error: Error) {
    let callback = place.borrow_mut().take();
    let Some(mut callback) = callback else { return };
    callback(error);
    place.borrow_mut().get_or_insert(callback);
}
