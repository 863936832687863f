//! The kinds of source the OS queue can watch.

use std::io;

use mio::net::{TcpListener, TcpStream, UdpSocket};
use mio::{Registry, Token};

/// What is asked of the OS queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Interest {
    /// Something to read, or the end of it.
    Readable,
    /// Room to write.
    Writable,
    /// Either.
    Both,
}

impl From<Interest> for mio::Interest {
    fn from(interest: Interest) -> mio::Interest {
        match interest {
            Interest::Readable => mio::Interest::READABLE,
            Interest::Writable => mio::Interest::WRITABLE,
            Interest::Both => mio::Interest::READABLE | mio::Interest::WRITABLE,
        }
    }
}

/// Something the OS queue can watch.
#[derive(Debug)]
pub(crate) enum Source {
    TcpListener(TcpListener),
    TcpStream(TcpStream),
    Udp(UdpSocket),
    #[cfg(unix)]
    UnixListener(mio::net::UnixListener),
    #[cfg(unix)]
    UnixStream(mio::net::UnixStream),
    /// Somebody else's descriptor, which stays theirs.
    #[cfg(unix)]
    Foreign(std::os::fd::RawFd),
}

impl Source {
    pub(super) fn register(
        &mut self,
        registry: &Registry,
        token: Token,
        interest: Interest,
    ) -> io::Result<()> {
        self.with(|source| source.register(registry, token, interest.into()))
    }

    pub(super) fn reregister(
        &mut self,
        registry: &Registry,
        token: Token,
        interest: Interest,
    ) -> io::Result<()> {
        self.with(|source| source.reregister(registry, token, interest.into()))
    }

    pub(super) fn deregister(&mut self, registry: &Registry) -> io::Result<()> {
        self.with(|source| source.deregister(registry))
    }

    fn with<R>(&mut self, act: impl FnOnce(&mut dyn mio::event::Source) -> R) -> R {
        match self {
            Source::TcpListener(source) => act(source),
            Source::TcpStream(source) => act(source),
            Source::Udp(source) => act(source),
            #[cfg(unix)]
            Source::UnixListener(source) => act(source),
            #[cfg(unix)]
            Source::UnixStream(source) => act(source),
            #[cfg(unix)]
            Source::Foreign(fd) => act(&mut mio::unix::SourceFd(fd)),
        }
    }
}
