//! What Unix calls things, and its local sockets.

use std::ffi::OsStr;
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};

use rustix::io::Errno;
use socket2::{Domain, SockAddr, Socket, Type};

use super::pipe::Pipe;
use super::stream::Role;
use crate::poll::Source;
use crate::{Error, Result};

/// Whether a connect that says this goes on in the background.
pub(super) fn connect_is_under_way(error: &io::Error) -> bool {
    // An interrupted connect goes on too, and cannot be made again.
    let number = error.raw_os_error();
    number == Some(Errno::INPROGRESS.raw_os_error()) || number == Some(Errno::INTR.raw_os_error())
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
