//! What Unix calls things, and its local sockets.

use std::ffi::OsStr;
use std::io;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd, RawFd};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};

use rustix::io::Errno;
use socket2::{Domain, SockAddr, SockRef, Socket, Type};

use super::pipe::Pipe;
use super::stream::{Role, Stream};
use super::udp::Udp;
use crate::poll::Source;
use crate::{Error, Result};

/// Whether a connect that says this goes on in the background.
pub(super) fn connect_is_under_way(error: &io::Error) -> bool {
    // An interrupted connect goes on too, and cannot be made again.
    let number = error.raw_os_error();
    number == Some(Errno::INPROGRESS.raw_os_error()) || number == Some(Errno::INTR.raw_os_error())
}

/// Undoes the connect of a socket for datagrams.
pub(super) fn disconnect(socket: &SockRef<'_>) -> io::Result<()> {
    match rustix::net::connect_unspec(socket.as_fd()) {
        // What macOS says when it has done it.
        Err(Errno::AFNOSUPPORT) if cfg!(target_vendor = "apple") => Ok(()),
        outcome => Ok(outcome?),
    }
}

pub(super) fn new_local_socket() -> io::Result<Socket> {
    let socket = Socket::new(Domain::UNIX, Type::STREAM, None)?;
    socket.set_nonblocking(true)?;
    Ok(socket)
}

/// The address of a path, or of a Linux abstract name, which begins with a zero byte.
pub(super) fn local_address(path: &Path, syscall: &'static str) -> Result<SockAddr> {
    let bytes = path.as_os_str().as_bytes();
    let is_abstract = cfg!(target_os = "linux") && bytes.first() == Some(&0);
    // An empty path has the system choose, and a zero byte would cut the path short.
    if bytes.is_empty() || (!is_abstract && bytes.contains(&0)) {
        return Err(Error::code_of("EINVAL", syscall));
    }
    SockAddr::unix(path).map_err(|_| Error::code_of("ENAMETOOLONG", syscall))
}

/// The file behind an address, which is to be removed with the socket.
pub(super) fn local_file(path: &Path) -> Option<PathBuf> {
    (path.as_os_str().as_bytes().first() != Some(&0)).then(|| path.to_owned())
}

/// The path or abstract name of an address; empty if it has none.
pub(super) fn local_name(address: &SockAddr) -> PathBuf {
    if let Some(path) = address.as_pathname() {
        return path.to_owned();
    }
    let mut name = Vec::new();
    if let Some(bytes) = address.as_abstract_namespace() {
        name.push(0);
        name.extend_from_slice(bytes);
    }
    OsStr::from_bytes(&name).into()
}

pub(super) fn local_stream(socket: Socket) -> Source {
    Source::unix_stream(socket)
}

pub(super) fn local_listener(socket: Socket) -> Source {
    Source::unix_listener(socket)
}

impl Pipe {
    /// Takes over a connection that was made elsewhere, such as one end of [`UnixStream::pair`].
    ///
    /// # Errors
    ///
    /// `EBUSY` if the handle has a socket already; `EINVAL` if it is closing.
    ///
    /// Source: libuv `uv_pipe_open`.
    pub fn open(&self, connection: UnixStream) -> Result<()> {
        let state = self.state("open")?;
        if !state.is(Role::New) || state.socket.borrow().is_some() {
            return Err(Error::code_of("EBUSY", "open"));
        }
        let failed = |error| Error::network(error, "open");
        connection.set_nonblocking(true).map_err(failed)?;
        state.registration.source.replace(Some(local_stream(connection.into())));
        state.role.set(Role::Connected);
        Ok(())
    }
}

impl Pipe {
    /// Takes over a local socket that was bound elsewhere, to listen with it.
    ///
    /// # Errors
    ///
    /// As [`open`](Pipe::open).
    pub fn open_listener(&self, listener: std::os::unix::net::UnixListener) -> Result<()> {
        let state = self.state("open")?;
        if !state.is(Role::New) || state.socket.borrow().is_some() {
            return Err(Error::code_of("EBUSY", "open"));
        }
        listener.set_nonblocking(true).map_err(|error| Error::network(error, "open"))?;
        state.socket.replace(Some(listener.into()));
        Ok(())
    }
}

impl Stream {
    /// The number of its descriptor; `None` if there is none yet, or none any more.
    pub fn raw_descriptor(&self) -> Option<RawFd> {
        self.with_descriptor(|descriptor| descriptor.as_raw_fd())
    }

    /// Another descriptor of the same socket, to give to a child process for instance.
    ///
    /// # Errors
    ///
    /// `EBADF` if there is no socket; `EMFILE` if there are too many descriptors.
    pub fn duplicate_descriptor(&self) -> Result<OwnedFd> {
        let duplicate = self.with_descriptor(|descriptor| descriptor.try_clone_to_owned());
        let duplicate = duplicate.ok_or_else(|| Error::code_of("EBADF", "dup"))?;
        duplicate.map_err(|error| Error::network(error, "dup"))
    }

    fn with_descriptor<R>(&self, act: impl FnOnce(BorrowedFd<'_>) -> R) -> Option<R> {
        let state = self.state("dup").ok()?;
        if let Some(source) = &*state.registration.source.borrow() {
            return source.descriptor().map(act);
        }
        let socket = state.socket.borrow();
        socket.as_ref().map(|socket| act(socket.as_fd()))
    }
}

impl Udp {
    /// The number of its descriptor; `None` if there is none yet, or none any more.
    pub fn raw_descriptor(&self) -> Option<RawFd> {
        let state = self.state("dup").ok()?;
        let source = state.registration.source.borrow();
        source.as_ref()?.descriptor().map(|descriptor| descriptor.as_raw_fd())
    }
}
