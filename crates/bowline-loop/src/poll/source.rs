//! The kinds of source the OS queue can watch.

use std::io::{self, IoSlice, Read, Write};
use std::net::{Shutdown, SocketAddr};

use mio::net::{TcpListener, TcpStream, UdpSocket};
use mio::{Registry, Token};
use socket2::{SockRef, Socket};

/// Whether a read that fills only a part of the buffer proves that there is nothing more for now.
/// On Windows a source is reported again only after an attempt that found nothing.
pub(crate) const SHORT_READ_DRAINS: bool = cfg!(unix);

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

    // ---- made from sockets, which must not block -----------------------------------------------

    pub(crate) fn tcp_stream(socket: Socket) -> Source {
        Source::TcpStream(TcpStream::from_std(socket.into()))
    }

    pub(crate) fn tcp_listener(socket: Socket) -> Source {
        Source::TcpListener(TcpListener::from_std(socket.into()))
    }

    pub(crate) fn udp(socket: Socket) -> Source {
        Source::Udp(UdpSocket::from_std(socket.into()))
    }

    #[cfg(unix)]
    pub(crate) fn unix_stream(socket: Socket) -> Source {
        Source::UnixStream(mio::net::UnixStream::from_std(socket.into()))
    }

    #[cfg(unix)]
    pub(crate) fn unix_listener(socket: Socket) -> Source {
        Source::UnixListener(mio::net::UnixListener::from_std(socket.into()))
    }

    // ---- streams -------------------------------------------------------------------------------

    pub(crate) fn read(&self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Source::TcpStream(stream) => (&*stream).read(buffer),
            #[cfg(unix)]
            Source::UnixStream(stream) => (&*stream).read(buffer),
            _ => Err(wrong_kind()),
        }
    }

    pub(crate) fn write(&self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Source::TcpStream(stream) => (&*stream).write(bytes),
            #[cfg(unix)]
            Source::UnixStream(stream) => (&*stream).write(bytes),
            _ => Err(wrong_kind()),
        }
    }

    pub(crate) fn write_vectored(&self, slices: &[IoSlice<'_>]) -> io::Result<usize> {
        match self {
            Source::TcpStream(stream) => (&*stream).write_vectored(slices),
            #[cfg(unix)]
            Source::UnixStream(stream) => (&*stream).write_vectored(slices),
            _ => Err(wrong_kind()),
        }
    }

    /// Tells the other side that nothing more will come.
    pub(crate) fn shut_down_writing(&self) -> io::Result<()> {
        match self {
            Source::TcpStream(stream) => stream.shutdown(Shutdown::Write),
            #[cfg(unix)]
            Source::UnixStream(stream) => stream.shutdown(Shutdown::Write),
            _ => Err(wrong_kind()),
        }
    }

    /// What became of a connect: `None` while it is under way.
    pub(crate) fn connected(&self) -> Option<io::Result<()>> {
        match self.socket().and_then(|socket| socket.take_error()) {
            Ok(Some(error)) | Err(error) => return Some(Err(error)),
            Ok(None) => {}
        }
        match self.socket().and_then(|socket| socket.peer_addr()) {
            Err(error) if error.kind() == io::ErrorKind::NotConnected => None,
            // Any other failure is for the first read or write to tell.
            _ => Some(Ok(())),
        }
    }

    // ---- listeners -----------------------------------------------------------------------------

    pub(crate) fn accept(&self) -> io::Result<Source> {
        match self {
            Source::TcpListener(listener) => {
                listener.accept().map(|(stream, _)| Source::TcpStream(stream))
            }
            #[cfg(unix)]
            Source::UnixListener(listener) => {
                listener.accept().map(|(stream, _)| Source::UnixStream(stream))
            }
            _ => Err(wrong_kind()),
        }
    }

    // ---- datagrams -----------------------------------------------------------------------------

    /// Sends one datagram; without `to`, to where the socket is connected.
    pub(crate) fn send(&self, bytes: &[u8], to: Option<SocketAddr>) -> io::Result<usize> {
        match (self, to) {
            (Source::Udp(socket), Some(to)) => socket.send_to(bytes, to),
            (Source::Udp(socket), None) => socket.send(bytes),
            _ => Err(wrong_kind()),
        }
    }

    pub(crate) fn receive(&self, buffer: &mut [u8]) -> io::Result<(usize, SocketAddr)> {
        match self {
            Source::Udp(socket) => socket.recv_from(buffer),
            _ => Err(wrong_kind()),
        }
    }

    // ---- any socket ----------------------------------------------------------------------------

    /// The socket, to set its options.
    pub(crate) fn socket(&self) -> io::Result<SockRef<'_>> {
        match self {
            Source::TcpListener(source) => Ok(SockRef::from(source)),
            Source::TcpStream(source) => Ok(SockRef::from(source)),
            Source::Udp(source) => Ok(SockRef::from(source)),
            #[cfg(unix)]
            Source::UnixListener(source) => Ok(SockRef::from(source)),
            #[cfg(unix)]
            Source::UnixStream(source) => Ok(SockRef::from(source)),
            #[cfg(unix)]
            Source::Foreign(_) => Err(wrong_kind()),
        }
    }

    /// The descriptor, if it is ours.
    #[cfg(unix)]
    pub(crate) fn descriptor(&self) -> Option<std::os::fd::BorrowedFd<'_>> {
        use std::os::fd::AsFd;
        match self {
            Source::TcpListener(source) => Some(source.as_fd()),
            Source::TcpStream(source) => Some(source.as_fd()),
            Source::Udp(source) => Some(source.as_fd()),
            Source::UnixListener(source) => Some(source.as_fd()),
            Source::UnixStream(source) => Some(source.as_fd()),
            Source::Foreign(_) => None,
        }
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

/// For an operation that this kind of source has not.
fn wrong_kind() -> io::Error {
    io::ErrorKind::InvalidInput.into()
}
