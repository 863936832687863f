//! What Windows calls things. Its named pipes cannot be opened without unsafe code, so there are no
//! local sockets.

use std::io;
use std::path::{Path, PathBuf};

use socket2::{SockAddr, Socket};

use super::stream::Stream;
use super::udp::Udp;
use crate::poll::Source;
use crate::{Error, Result};

/// Whether a connect that says this goes on in the background.
pub(super) fn connect_is_under_way(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::WouldBlock
}

pub(super) fn new_local_socket() -> io::Result<Socket> {
    Err(io::ErrorKind::Unsupported.into())
}

pub(super) fn local_address(_path: &Path, syscall: &'static str) -> Result<SockAddr> {
    Err(Error::code_of("ENOTSUP", syscall))
}

pub(super) fn local_file(_path: &Path) -> Option<PathBuf> {
    None
}

pub(super) fn local_name(_address: &SockAddr) -> PathBuf {
    PathBuf::new()
}

// No socket ever gets to the next two.

pub(super) fn local_stream(socket: Socket) -> Source {
    Source::tcp_stream(socket)
}

pub(super) fn local_listener(socket: Socket) -> Source {
    Source::tcp_listener(socket)
}

/// Undoes the connect of a socket for datagrams.
pub(super) fn disconnect(_: &socket2::SockRef<'_>) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

impl Stream {
    /// The number of its descriptor, where sockets have one.
    pub fn raw_descriptor(&self) -> Option<i32> {
        None
    }
}

impl Udp {
    /// The number of its descriptor, where sockets have one.
    pub fn raw_descriptor(&self) -> Option<i32> {
        None
    }
}
