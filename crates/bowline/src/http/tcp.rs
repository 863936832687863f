//! TCP connections of the loop, as streams.

use std::io;
use std::net::SocketAddr;
use std::task::{Context, Poll};

use bowline_loop::{Tcp, current};

use super::stream::Stream;
use crate::{Error, Result};

/// A TCP connection. Dropping it closes it.
pub(super) struct TcpStream(Tcp);

impl TcpStream {
    /// Connects to `address`. Dropping the future gives that up.
    pub(super) async fn connect(address: SocketAddr) -> Result<TcpStream> {
        let stream = TcpStream::new(current().tcp()?);
        stream.0.connect_async(address).await?;
        Ok(stream)
    }

    /// Takes over a connection.
    pub(super) fn new(tcp: Tcp) -> TcpStream {
        // Messages are written whole: waiting for more to send with them only costs time. A socket
        // that refuses works without it.
        let _ = tcp.set_nodelay(true);
        TcpStream(tcp)
    }
}

impl Stream for TcpStream {
    fn poll_read(
        &mut self,
        context: &mut Context<'_>,
        buffer: &mut [u8],
    ) -> Poll<io::Result<usize>> {
        self.0.poll_read(context, buffer).map_err(through_hyper)
    }

    fn poll_write(&mut self, context: &mut Context<'_>, data: &[u8]) -> Poll<io::Result<usize>> {
        self.0.poll_write(context, data).map_err(through_hyper)
    }

    fn poll_write_vectored(
        &mut self,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.0.poll_write_vectored(context, slices).map_err(through_hyper)
    }

    fn poll_shutdown(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.0.poll_shutdown(context).map_err(through_hyper)
    }
}

impl Drop for TcpStream {
    fn drop(&mut self) {
        self.0.close();
    }
}

/// The error in a form that hyper passes on; `error` takes it out again.
fn through_hyper(error: Error) -> io::Error {
    io::Error::other(error)
}
