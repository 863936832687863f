//! TCP sockets.

use std::cell::Cell;
use std::fmt;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::ops::Deref;
use std::rc::Rc;
use std::task::{Context, Poll};
use std::time::Duration;

use bowline_trace::Kind;
use socket2::{Domain, Protocol, SockRef, Socket, TcpKeepalive, Type};

use super::connect::{Connecting, Peer};
use super::listener::ConnectionCallback;
use super::request::{Request, canceled};
use super::stream::{Role, Stream, StreamState};
use crate::handle::Origin;
use crate::poll::Source;
use crate::{Error, LoopRef, Result};

/// A TCP socket: a connection, or what accepts connections.
///
/// It has all methods of [`Stream`] and of [`Handle`](crate::Handle).
///
/// ```
/// use bowline_loop::{EventLoop, Read, RunMode};
///
/// let event_loop = EventLoop::new()?;
/// let server = event_loop.tcp()?;
/// server.bind(([127, 0, 0, 1], 0).into())?;
/// let listener = server.clone();
/// server.listen(128, move |connection| {
///     connection.expect("nothing fails here");
///     let peer = listener.accept().expect("a connection waits");
///     peer.write("hello", |written| written.expect("the other side is there")).expect("connected");
///     peer.shutdown(|_| {}).expect("connected");
///     listener.close();
/// })?;
/// let client = event_loop.tcp()?;
/// let reader = client.clone();
/// client.connect(server.local_addr()?, move |connected| {
///     connected.expect("the server listens");
///     let stream = reader.clone();
///     reader.read_start(move |read| match read.expect("nothing fails here") {
///         Read::Data(bytes) => println!("{}", String::from_utf8_lossy(bytes)),
///         Read::End => stream.close(),
///     }).expect("connected");
/// })?;
/// event_loop.run(RunMode::Default)?;
/// # Ok::<(), bowline_loop::Error>(())
/// ```
///
/// Source: libuv `uv_tcp_t`.
#[derive(Clone)]
pub struct Tcp {
    stream: Stream,
}

impl LoopRef {
    /// A TCP socket that is neither connected nor listening.
    ///
    /// # Errors
    ///
    /// `ECANCELED` if the loop is closed.
    #[track_caller]
    pub fn tcp(&self) -> Result<Tcp> {
        Ok(Tcp { stream: Stream::new(self, Kind::Tcp, None, "tcp")? })
    }
}

impl Tcp {
    /// Gives the socket an address of this machine; port 0 is any that is free.
    ///
    /// # Errors
    ///
    /// `EINVAL` if it has one already, or is closing; `EADDRNOTAVAIL` if this machine has no such
    /// address; `EACCES` if the port is reserved. `EADDRINUSE` is told by [`listen`](Tcp::listen)
    /// or [`connect`](Tcp::connect), as it may only show there.
    ///
    /// Source: libuv `uv_tcp_bind`.
    pub fn bind(&self, address: SocketAddr) -> Result<()> {
        self.bind_with(address, |_| Ok(()))
    }

    /// [`bind`](Tcp::bind) for IPv6 alone: the unspecified address does not stand for IPv4 too.
    ///
    /// # Errors
    ///
    /// As [`bind`](Tcp::bind).
    ///
    /// Source: libuv `UV_TCP_IPV6ONLY`.
    pub fn bind_v6_only(&self, address: SocketAddr) -> Result<()> {
        self.bind_with(address, |socket| socket.set_only_v6(true))
    }

    fn bind_with(
        &self,
        address: SocketAddr,
        prepare: impl FnOnce(&Socket) -> io::Result<()>,
    ) -> Result<()> {
        let state = self.state("bind")?;
        if !state.is(Role::New) || state.socket.borrow().is_some() {
            return Err(Error::code_of("EINVAL", "bind").with_address(address));
        }
        let failed = |error| Error::network(error, "bind").with_address(address);
        let socket = new_socket(address).map_err(failed)?;
        if cfg!(unix) {
            // An address whose old connections are not forgotten yet may be used again.
            socket.set_reuse_address(true).map_err(failed)?;
        }
        prepare(&socket).map_err(failed)?;
        if let Err(error) = socket.bind(&address.into()) {
            if error.kind() != io::ErrorKind::AddrInUse {
                return Err(failed(error));
            }
            state.address_in_use.set(Some(address));
        }
        state.socket.replace(Some(socket));
        Ok(())
    }

    /// Waits for connections; the system keeps up to `backlog` of them until they are accepted.
    ///
    /// `callback` runs in the poll phase, once for each connection, and takes it with
    /// [`accept`](Tcp::accept), then or later: the next connection is told after this one was
    /// taken. Without [`bind`](Tcp::bind) the socket gets some free port. Listening again puts
    /// another callback in place of the first.
    ///
    /// When descriptors run out, the connections that wait are accepted and closed, and `callback`
    /// gets one error `EMFILE`; the listener goes on.
    ///
    /// # Errors
    ///
    /// `EADDRINUSE` if somebody else has the address; `EINVAL` if it is connected or closing.
    ///
    /// Source: libuv `uv_listen`.
    #[track_caller]
    pub fn listen(&self, backlog: u32, callback: impl FnMut(Result<()>) + 'static) -> Result<()> {
        let origin = self.place().core.origin();
        self.start_listening(backlog, Some((origin, Box::new(callback))))
    }

    /// Waits for connections as [`listen`](Tcp::listen) does, for
    /// [`accept_async`](Tcp::accept_async).
    ///
    /// # Errors
    ///
    /// As [`listen`](Tcp::listen).
    pub fn listen_async(&self, backlog: u32) -> Result<()> {
        self.start_listening(backlog, None)
    }

    fn start_listening(
        &self,
        backlog: u32,
        callback: Option<(Origin, ConnectionCallback)>,
    ) -> Result<()> {
        let prepare = |state: &StreamState| {
            if let Some(address) = state.address_in_use.get() {
                return Err(Error::code_of("EADDRINUSE", "listen").with_address(address));
            }
            if state.socket.borrow().is_none() {
                self.bind((Ipv4Addr::UNSPECIFIED, 0).into())?;
            }
            Ok(())
        };
        self.listen_with(backlog, callback, prepare, Source::tcp_listener)
    }

    /// Takes the connection that the callback of [`listen`](Tcp::listen) was told of.
    ///
    /// # Errors
    ///
    /// `EAGAIN` if there is none; `EINVAL` if it is not listening.
    ///
    /// Source: libuv `uv_accept`.
    #[track_caller]
    pub fn accept(&self) -> Result<Tcp> {
        let source = self.accept_source()?;
        Ok(Tcp { stream: Stream::new(self.event_loop(), Kind::Tcp, Some(source), "accept")? })
    }

    /// Takes the next connection; the task is woken when one has come.
    ///
    /// # Errors
    ///
    /// `EMFILE` if there is no descriptor for it, see [`listen`](Tcp::listen); `EINVAL` if it is not
    /// listening.
    #[track_caller]
    pub fn poll_accept(&self, context: &mut Context<'_>) -> Poll<Result<Tcp>> {
        let Poll::Ready(source) = self.poll_accept_source(context)? else { return Poll::Pending };
        Poll::Ready(
            Stream::new(self.event_loop(), Kind::Tcp, Some(source), "accept")
                .map(|stream| Tcp { stream }),
        )
    }

    /// Takes the next connection, after [`listen_async`](Tcp::listen_async).
    ///
    /// # Errors
    ///
    /// As [`poll_accept`](Tcp::poll_accept).
    pub async fn accept_async(&self) -> Result<Tcp> {
        std::future::poll_fn(|context| self.poll_accept(context)).await
    }

    /// Connects to `address`.
    ///
    /// `callback` runs once, never before this call returns. An unspecified address (`0.0.0.0`,
    /// `::`) means this machine. After a failure the socket can connect again.
    ///
    /// # Errors
    ///
    /// By the call: `EALREADY` if it connects, `EISCONN` if it is connected, `EINVAL` if it listens,
    /// `ECANCELED` if the loop is closed. By the callback: `ECONNREFUSED`, `ETIMEDOUT`,
    /// `ENETUNREACH` and what else the system says; `EADDRINUSE` from [`bind`](Tcp::bind);
    /// `ECANCELED` if the handle was closed, before or during it.
    ///
    /// Source: libuv `uv_tcp_connect`.
    #[track_caller]
    pub fn connect(
        &self,
        address: SocketAddr,
        callback: impl FnOnce(Result<()>) + 'static,
    ) -> Result<()> {
        let place = self.place();
        place.core.check_open("connect")?;
        let Ok(state) = self.state("connect") else {
            let request = Request::submit(place.core, callback);
            request.refuse(place, Kind::Tcp, canceled("connect").with_address(address));
            return Ok(());
        };
        state.check_connectable()?;
        let request = Request::submit(place.core, callback);
        let connecting = Connecting { request, peer: Peer::Address(address) };
        let socket = self.socket_to_connect(&state, address);
        let target = socket.map(|socket| (socket, specified(address).into()));
        state.connect(place, target, connecting, Source::tcp_stream);
        Ok(())
    }

    /// Connects to `address`; see [`connect`](Tcp::connect). Dropping the future does not stop it:
    /// closing the socket does.
    ///
    /// # Errors
    ///
    /// As [`connect`](Tcp::connect).
    pub async fn connect_async(&self, address: SocketAddr) -> Result<()> {
        let outcome = super::futures::Outcome::new();
        self.connect(address, outcome.callback())?;
        outcome.await
    }

    fn socket_to_connect(&self, state: &StreamState, address: SocketAddr) -> Result<Socket> {
        if state.address_in_use.get().is_some() {
            return Err(Error::code_of("EADDRINUSE", "connect"));
        }
        let bound = state.socket.take();
        let socket = match bound {
            Some(socket) => Ok(socket),
            None => new_socket(address),
        };
        let socket = socket.map_err(|error| Error::network(error, "connect"))?;
        state.options.apply(&SockRef::from(&socket));
        Ok(socket)
    }

    /// Takes over a connection that was made elsewhere.
    ///
    /// # Errors
    ///
    /// `EBUSY` if the handle has a socket already; `EINVAL` if it is closing.
    ///
    /// Source: libuv `uv_tcp_open`.
    pub fn open(&self, connection: std::net::TcpStream) -> Result<()> {
        let state = self.state_without_socket()?;
        let socket = unblocked(connection.into())?;
        state.options.apply(&SockRef::from(&socket));
        state.registration.source.replace(Some(Source::tcp_stream(socket)));
        state.role.set(Role::Connected);
        Ok(())
    }

    /// Takes over a socket that was bound elsewhere, to [`listen`](Tcp::listen) with it.
    ///
    /// # Errors
    ///
    /// As [`open`](Tcp::open).
    pub fn open_listener(&self, listener: std::net::TcpListener) -> Result<()> {
        let state = self.state_without_socket()?;
        state.socket.replace(Some(unblocked(listener.into())?));
        Ok(())
    }

    fn state_without_socket(&self) -> Result<Rc<StreamState>> {
        let state = self.state("open")?;
        if !state.is(Role::New) || state.socket.borrow().is_some() {
            return Err(Error::code_of("EBUSY", "open"));
        }
        Ok(state)
    }

    /// The address of this end.
    ///
    /// # Errors
    ///
    /// `EBADF` if there is no socket yet; `EINVAL` if it is closing.
    pub fn local_addr(&self) -> Result<SocketAddr> {
        self.address_of("getsockname", |socket| socket.local_addr())
    }

    /// The address of the other end.
    ///
    /// # Errors
    ///
    /// `ENOTCONN` if it is not connected; `EBADF` if there is no socket yet; `EINVAL` if it is
    /// closing.
    pub fn peer_addr(&self) -> Result<SocketAddr> {
        self.address_of("getpeername", |socket| socket.peer_addr())
    }

    fn address_of(
        &self,
        syscall: &'static str,
        ask: impl FnOnce(&SockRef<'_>) -> io::Result<socket2::SockAddr>,
    ) -> Result<SocketAddr> {
        let address = self.state(syscall)?.with_socket(syscall, ask)?;
        address.as_socket().ok_or_else(|| Error::code_of("EINVAL", syscall))
    }

    /// Sends what is written at once, without waiting for more to send with it. Before the socket is
    /// there, it is kept for then.
    ///
    /// # Errors
    ///
    /// `EINVAL` if it is closing.
    pub fn set_nodelay(&self, nodelay: bool) -> Result<()> {
        let state = self.state("setsockopt")?;
        state.options.nodelay.set(Some(nodelay));
        state.set_option(|socket| socket.set_tcp_nodelay(nodelay))
    }

    /// Asks the other side from time to time whether it is still there, once nothing has come for
    /// `idle`, or for as long as the system finds right if that is zero; `None` stops that. Before the socket is
    /// there, it is kept for then.
    ///
    /// # Errors
    ///
    /// `EINVAL` if it is closing, or for less than a second but not zero.
    pub fn set_keepalive(&self, idle: Option<Duration>) -> Result<()> {
        let state = self.state("setsockopt")?;
        if idle.is_some_and(|idle| !idle.is_zero() && idle < Duration::from_secs(1)) {
            return Err(Error::code_of("EINVAL", "setsockopt"));
        }
        state.options.keepalive.set(Some(idle));
        state.set_option(|socket| set_keepalive(socket, idle))
    }

    /// Whether the socket sends at once what is written.
    ///
    /// # Errors
    ///
    /// `EBADF` if there is no socket yet; `EINVAL` if it is closing.
    pub fn nodelay(&self) -> Result<bool> {
        self.state("getsockopt")?.with_socket("getsockopt", |socket| socket.tcp_nodelay())
    }

    /// Whether the socket asks if the other side is still there.
    ///
    /// # Errors
    ///
    /// `EBADF` if there is no socket yet; `EINVAL` if it is closing.
    pub fn keepalive(&self) -> Result<bool> {
        self.state("getsockopt")?.with_socket("getsockopt", |socket| socket.keepalive())
    }

    /// Closes the socket so that the other side sees `ECONNRESET` rather than the end, and calls
    /// `callback` as [`close_with`](crate::Handle::close_with) does.
    ///
    /// # Errors
    ///
    /// `EINVAL` after [`shutdown`](Stream::shutdown), or if it is closing.
    ///
    /// Source: libuv `uv_tcp_close_reset`.
    #[track_caller]
    pub fn close_reset(&self, callback: impl FnOnce() + 'static) -> Result<()> {
        let state = self.state("close")?;
        if state.writing.is_ended() {
            return Err(Error::code_of("EINVAL", "close"));
        }
        state.set_option(|socket| socket.set_linger(Some(Duration::ZERO)))?;
        self.close_with(callback);
        Ok(())
    }
}

/// What was asked for before there was a socket.
#[derive(Default)]
pub(super) struct Options {
    nodelay: Cell<Option<bool>>,
    keepalive: Cell<Option<Option<Duration>>>,
}

impl Options {
    /// A socket that refuses an option works without it.
    fn apply(&self, socket: &SockRef<'_>) {
        if let Some(nodelay) = self.nodelay.get() {
            let _ = socket.set_tcp_nodelay(nodelay);
        }
        if let Some(idle) = self.keepalive.get() {
            let _ = set_keepalive(socket, idle);
        }
    }
}

fn set_keepalive(socket: &SockRef<'_>, idle: Option<Duration>) -> io::Result<()> {
    match idle {
        Some(Duration::ZERO) => socket.set_keepalive(true),
        Some(idle) => socket.set_tcp_keepalive(&TcpKeepalive::new().with_time(idle)),
        None => socket.set_keepalive(false),
    }
}

fn new_socket(address: SocketAddr) -> io::Result<Socket> {
    let socket = Socket::new(Domain::for_address(address), Type::STREAM, Some(Protocol::TCP))?;
    socket.set_nonblocking(true)?;
    Ok(socket)
}

/// A socket made elsewhere may block.
fn unblocked(socket: Socket) -> Result<Socket> {
    socket.set_nonblocking(true).map_err(|error| Error::network(error, "open"))?;
    Ok(socket)
}

/// Not every system takes an unspecified address for this machine.
fn specified(mut address: SocketAddr) -> SocketAddr {
    if address.ip().is_unspecified() {
        address.set_ip(match address.ip() {
            IpAddr::V4(_) => Ipv4Addr::LOCALHOST.into(),
            IpAddr::V6(_) => Ipv6Addr::LOCALHOST.into(),
        });
    }
    address
}

impl Deref for Tcp {
    type Target = Stream;
    fn deref(&self) -> &Stream {
        &self.stream
    }
}

impl fmt::Debug for Tcp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Tcp({:?})", self.stream)
    }
}
