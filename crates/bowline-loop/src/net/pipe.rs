//! Pipes: streams between programs of one machine.

use std::fmt;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::task::{Context, Poll};

use bowline_trace::Kind;
use socket2::{SockAddr, Socket};

use super::connect::{Connecting, Peer};
use super::futures::Outcome;
use super::listener::ConnectionCallback;
use super::request::{Request, canceled};
use super::stream::{Role, Stream, StreamState};
use super::system::{
    local_address, local_file, local_listener, local_name, local_stream, new_local_socket,
};
use crate::handle::Origin;
use crate::{Error, LoopRef, Result};

/// A local socket: a connection between programs of one machine, or what accepts them.
///
/// It has all methods of [`Stream`] and of [`Handle`](crate::Handle). Its address is a path, and on
/// Linux also an abstract name, which begins with a zero byte and leaves no file.
///
/// On Windows there are no pipes yet: binding and connecting give `ENOTSUP`.
///
/// Source: libuv `uv_pipe_t`.
#[derive(Clone)]
pub struct Pipe {
    stream: Stream,
}

impl LoopRef {
    /// A pipe that is neither connected nor listening.
    ///
    /// # Errors
    ///
    /// `ECANCELED` if the loop is closed.
    #[track_caller]
    pub fn pipe(&self) -> Result<Pipe> {
        Ok(Pipe { stream: Stream::new(self, Kind::Pipe, None, "pipe")? })
    }
}

impl Pipe {
    /// Gives the pipe the address `path`. A file appears there, and goes when the pipe is closed.
    ///
    /// # Errors
    ///
    /// `EADDRINUSE` if there is a file already; `EACCES` if it cannot be made, or its folder is
    /// missing; `ENAMETOOLONG` if the path is longer than about a hundred bytes; `EINVAL` if the
    /// pipe has an address already, the path is empty, or the pipe is closing.
    ///
    /// Source: libuv `uv_pipe_bind`.
    pub fn bind(&self, path: impl AsRef<Path>) -> Result<()> {
        let path = path.as_ref();
        let state = self.state("bind")?;
        let about = |error: Error| error.with_host(path.to_string_lossy());
        if !state.is(Role::New) || state.socket.borrow().is_some() {
            return Err(about(Error::code_of("EINVAL", "bind")));
        }
        let address = local_address(path, "bind").map_err(about)?;
        let bound = new_local_socket().and_then(|socket| {
            socket.bind(&address)?;
            Ok(socket)
        });
        let socket = bound.map_err(|error| {
            let error = Error::network(error, "bind");
            // As on Windows, where a missing folder looks like this.
            let missing = error.code() == "ENOENT";
            about(if missing { Error::code_of("EACCES", "bind") } else { error })
        })?;
        state.socket.replace(Some(socket));
        state.file.replace(local_file(path));
        Ok(())
    }

    /// Waits for connections; the system keeps up to `backlog` of them until they are accepted.
    ///
    /// `callback` runs in the poll phase, once for each connection, and takes it with
    /// [`accept`](Pipe::accept), then or later, as with [`Tcp::listen`](crate::Tcp::listen).
    ///
    /// # Errors
    ///
    /// `EINVAL` if it has no address, is connected or closing.
    ///
    /// Source: libuv `uv_listen`.
    #[track_caller]
    pub fn listen(&self, backlog: u32, callback: impl FnMut(Result<()>) + 'static) -> Result<()> {
        let origin = self.place().core.origin();
        self.start_listening(backlog, Some((origin, Box::new(callback))))
    }

    /// Waits for connections as [`listen`](Pipe::listen) does, for
    /// [`accept_async`](Pipe::accept_async).
    ///
    /// # Errors
    ///
    /// As [`listen`](Pipe::listen).
    pub fn listen_async(&self, backlog: u32) -> Result<()> {
        self.start_listening(backlog, None)
    }

    fn start_listening(
        &self,
        backlog: u32,
        callback: Option<(Origin, ConnectionCallback)>,
    ) -> Result<()> {
        self.listen_with(backlog, callback, |_| Ok(()), local_listener)
    }

    /// Takes the connection that the callback of [`listen`](Pipe::listen) was told of.
    ///
    /// # Errors
    ///
    /// `EAGAIN` if there is none; `EINVAL` if it is not listening.
    ///
    /// Source: libuv `uv_accept`.
    #[track_caller]
    pub fn accept(&self) -> Result<Pipe> {
        let source = self.accept_source()?;
        Ok(Pipe { stream: Stream::new(self.event_loop(), Kind::Pipe, Some(source), "accept")? })
    }

    /// Takes the next connection; the task is woken when one has come.
    ///
    /// # Errors
    ///
    /// `EMFILE` if there is no descriptor for it, see [`Tcp::listen`](crate::Tcp::listen); `EINVAL`
    /// if it is not listening.
    #[track_caller]
    pub fn poll_accept(&self, context: &mut Context<'_>) -> Poll<Result<Pipe>> {
        let Poll::Ready(source) = self.poll_accept_source(context)? else { return Poll::Pending };
        let stream = Stream::new(self.event_loop(), Kind::Pipe, Some(source), "accept");
        Poll::Ready(stream.map(|stream| Pipe { stream }))
    }

    /// Takes the next connection, after [`listen_async`](Pipe::listen_async).
    ///
    /// # Errors
    ///
    /// As [`poll_accept`](Pipe::poll_accept).
    pub async fn accept_async(&self) -> Result<Pipe> {
        std::future::poll_fn(|context| self.poll_accept(context)).await
    }

    /// Connects to the pipe at `path`.
    ///
    /// `callback` runs once, never before this call returns.
    ///
    /// # Errors
    ///
    /// By the call: `EALREADY` if it connects, `EISCONN` if it is connected, `EINVAL` if it listens,
    /// `ECANCELED` if the loop is closed. By the callback: `ENOENT` if nothing is there;
    /// `ECONNREFUSED` if nobody listens, or `ENOTSOCK` if it is another kind of file;
    /// `ENAMETOOLONG`; `EAGAIN` if too many wait already; `ECANCELED` if the pipe was closed, before
    /// or during it.
    ///
    /// Source: libuv `uv_pipe_connect`.
    #[track_caller]
    pub fn connect(
        &self,
        path: impl AsRef<Path>,
        callback: impl FnOnce(Result<()>) + 'static,
    ) -> Result<()> {
        let path = path.as_ref();
        let place = self.place();
        place.core.check_open("connect")?;
        let Ok(state) = self.state("connect") else {
            let request = Request::submit(place.core, callback);
            let error = canceled("connect").with_host(path.to_string_lossy());
            request.refuse(place, Kind::Pipe, error);
            return Ok(());
        };
        state.check_connectable()?;
        let request = Request::submit(place.core, callback);
        let connecting = Connecting { request, peer: Peer::Path(path.to_owned()) };
        state.connect(place, target_of(&state, path), connecting, local_stream);
        Ok(())
    }

    /// Connects to the pipe at `path`; see [`connect`](Pipe::connect). Dropping the future does not
    /// stop it: closing the pipe does.
    ///
    /// # Errors
    ///
    /// As [`connect`](Pipe::connect).
    pub async fn connect_async(&self, path: impl AsRef<Path>) -> Result<()> {
        let outcome = Outcome::new();
        self.connect(path, outcome.callback())?;
        outcome.await
    }

    /// The path or abstract name of this end; empty if it has none.
    ///
    /// # Errors
    ///
    /// `EBADF` if there is no socket yet; `EINVAL` if it is closing.
    pub fn local_path(&self) -> Result<PathBuf> {
        let state = self.state("getsockname")?;
        let address = state.with_socket("getsockname", |socket| socket.local_addr())?;
        Ok(local_name(&address))
    }

    /// The path or abstract name of the other end; empty if it has none.
    ///
    /// # Errors
    ///
    /// `ENOTCONN` if it is not connected; `EBADF` if there is no socket yet; `EINVAL` if it is
    /// closing.
    pub fn peer_path(&self) -> Result<PathBuf> {
        let state = self.state("getpeername")?;
        let address = state.with_socket("getpeername", |socket| socket.peer_addr())?;
        Ok(local_name(&address))
    }
}

fn target_of(state: &StreamState, path: &Path) -> Result<(Socket, SockAddr)> {
    let address = local_address(path, "connect")?;
    let bound = state.socket.take();
    let socket = match bound {
        Some(socket) => socket,
        None => new_local_socket().map_err(|error| Error::network(error, "connect"))?,
    };
    Ok((socket, address))
}

impl Deref for Pipe {
    type Target = Stream;
    fn deref(&self) -> &Stream {
        &self.stream
    }
}

impl fmt::Debug for Pipe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pipe({:?})", self.stream)
    }
}
