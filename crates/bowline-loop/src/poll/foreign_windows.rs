//! Somebody else's socket. Windows can only watch sockets it was given, so it gets a duplicate.

use std::io;

use super::Source;

pub use std::os::windows::io::AsSocket as AsForeign;

/// A duplicate of the socket as a source. Readiness is of the socket behind both, whatever its kind.
pub(crate) fn foreign_source(socket: &impl AsForeign) -> io::Result<Source> {
    let duplicate = socket.as_socket().try_clone_to_owned()?;
    Ok(Source::TcpStream(mio::net::TcpStream::from_std(duplicate.into())))
}
