//! A server that listens: the part of it that knows TCP.

use std::cell::RefCell;
use std::fmt;
use std::net::SocketAddr;
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
///     server.listen(([127, 0, 0, 1], 0)).expect("there is a free port");
///     let url = format!("http://{}/this", server.address().expect("it listens"));
///     http::get(url, move |response| {
///         response.expect("the server answers").text(move |text| {
///             assert_eq!(text.expect("all of it comes"), "you asked for /this");
///             server.close(|_| {});
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
    /// Accepts connections to `address`; port 0 is any that is free.
    ///
    /// # Errors
    ///
    /// `EADDRINUSE` if somebody else has the address; `EACCES` if the port is reserved;
    /// `EADDRNOTAVAIL` if this machine has no such address; `ERR_SERVER_ALREADY_LISTEN` if it listens
    /// already.
    ///
    /// # Differences from Node
    ///
    /// It listens when this returns, so there is no callback.
    ///
    /// Source: Node.js `server.listen`.
    #[track_caller]
    pub fn listen(&self, address: impl Into<SocketAddr>) -> Result<()> {
        if self.listener.borrow().is_some() {
            let message = "Listen method has been called more than once without closing.";
            return Err(Error::other("ERR_SERVER_ALREADY_LISTEN", message));
        }
        let listener = self.core.owner().tcp()?;
        let (core, on_error, accepting) =
            (self.core.clone(), self.on_error.clone(), listener.clone());
        let listening = listener.bind(address.into()).and_then(|()| {
            listener.listen(BACKLOG, move |connection| {
                if let Err(error) = connection.and_then(|()| accept(&core, &accepting)) {
                    tell(&on_error, error);
                }
            })
        });
        match listening {
            Ok(()) => {
                *self.listener.borrow_mut() = Some(listener);
                Ok(())
            }
            Err(error) => {
                listener.close();
                Err(error)
            }
        }
    }

    /// The address it listens to; `None` if it does not.
    ///
    /// Source: Node.js `server.address()`.
    pub fn address(&self) -> Option<SocketAddr> {
        self.listener.borrow().as_ref().and_then(|listener| listener.local_addr().ok())
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
    /// `callback` runs after the closing phase, never before this call returns. The server can
    /// listen again.
    ///
    /// # Errors
    ///
    /// `callback` gets `ERR_SERVER_NOT_RUNNING` if it does not listen.
    ///
    /// Source: Node.js `server.close`.
    #[track_caller]
    pub fn close(&self, callback: impl FnOnce(Result<()>) + 'static) {
        let listener = self.listener.borrow_mut().take();
        match listener {
            Some(listener) => {
                let core = self.core.clone();
                listener.close_with(move || core.when_empty(|| callback(Ok(()))));
                self.core.tell(Order::Finish, false);
            }
            None => {
                let error = Error::other("ERR_SERVER_NOT_RUNNING", "Server is not running.");
                self.core.owner().defer(|| callback(Err(error)));
            }
        }
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
        write!(f, "Server({:?}, {} connections)", self.address(), self.connections())
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

/// The callback may put another one in its place.
fn tell(place: &RefCell<Option<ErrorCallback>>, error: Error) {
    let callback = place.borrow_mut().take();
    let Some(mut callback) = callback else { return };
    callback(error);
    place.borrow_mut().get_or_insert(callback);
}
