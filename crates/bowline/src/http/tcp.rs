//! HTTP over the loop's TCP sockets.

use std::error::Error as _;
use std::io;
use std::net::SocketAddr;
use std::task::{Context, Poll};

use bowline_loop::{Tcp, current};

use super::stream::Stream;
use crate::{Error, Result};

/// A connected socket. Dropping it closes it.
pub(super) struct Connected(Tcp);

impl Connected {
    pub(super) fn new(socket: Tcp) -> Connected {
        // Heads and bodies are written whole: waiting for more to send would only cost time.
        let _ = socket.set_nodelay(true);
        Connected(socket)
    }

    /// Connects to `address`. Dropping the future gives the attempt up.
    pub(super) async fn dial(address: SocketAddr) -> Result<Connected> {
        let attempt = Connected(current().tcp()?);
        attempt.0.connect_async(address).await?;
        let _ = attempt.0.set_nodelay(true);
        Ok(attempt)
    }
}

impl Stream for Connected {
    fn poll_read(
        &mut self,
        context: &mut Context<'_>,
        buffer: &mut [u8],
    ) -> Poll<io::Result<usize>> {
        self.0.poll_read(context, buffer).map_err(into_io)
    }

    fn poll_write(&mut self, context: &mut Context<'_>, data: &[u8]) -> Poll<io::Result<usize>> {
        self.0.poll_write(context, data).map_err(into_io)
    }

    fn poll_shutdown(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.0.poll_shutdown(context).map_err(into_io)
    }
}

impl Drop for Connected {
    fn drop(&mut self) {
        self.0.close();
    }
}

/// The system's own error, if that is what it was: its number is what is shown in the end.
fn into_io(error: Error) -> io::Error {
    let number = error
        .source()
        .and_then(|source| source.downcast_ref::<io::Error>())
        .and_then(io::Error::raw_os_error);
    number.map_or_else(|| io::Error::other(error), io::Error::from_raw_os_error)
}
