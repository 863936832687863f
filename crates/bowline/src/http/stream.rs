//! What hyper reads from and writes to.

use std::cell::RefCell;
use std::io;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, ready};

use hyper::rt::{Read, ReadBufCursor, Write};

use super::connection::Connection;

/// How much is read at once, in bytes.
const READ_SIZE: usize = 64 * 1024;

thread_local! {
    /// Where bytes are read to on their way into hyper's own buffer. That buffer may hold memory that
    /// was never written, which safe code cannot read into.
    static SCRATCH: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// A byte stream in both directions.
pub(super) trait Stream: Unpin + 'static {
    /// Reads some bytes; 0 is the end.
    fn poll_read(
        &mut self,
        context: &mut Context<'_>,
        buffer: &mut [u8],
    ) -> Poll<io::Result<usize>>;

    /// Writes some of `data`.
    fn poll_write(&mut self, context: &mut Context<'_>, data: &[u8]) -> Poll<io::Result<usize>>;

    /// Writes some of `slices`, one after the other.
    fn poll_write_vectored(
        &mut self,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>>;

    /// Ends the writing direction.
    fn poll_shutdown(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>>;
}

/// A stream as hyper wants it.
pub(super) struct Io<S> {
    stream: S,
    /// Hears when bytes come, if this is a server's.
    connection: Option<Rc<Connection>>,
}

impl<S: Stream> Io<S> {
    pub(super) fn of_client(stream: S) -> Io<S> {
        Io { stream, connection: None }
    }

    pub(super) fn of_server(stream: S, connection: Rc<Connection>) -> Io<S> {
        Io { stream, connection: Some(connection) }
    }
}

impl<S: Stream> Read for Io<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        mut buffer: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        SCRATCH.with_borrow_mut(|scratch| {
            scratch.resize(READ_SIZE, 0);
            let size = buffer.remaining().min(READ_SIZE);
            let count = ready!(self.stream.poll_read(context, &mut scratch[..size]))?;
            buffer.put_slice(&scratch[..count]);
            if let Some(connection) = self.connection.as_ref().filter(|_| count > 0) {
                connection.received();
            }
            Poll::Ready(Ok(()))
        })
    }
}

impl<S: Stream> Write for Io<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        data: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.stream.poll_write(context, data)
    }

    fn is_write_vectored(&self) -> bool {
        true
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.stream.poll_write_vectored(context, slices)
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.stream.poll_shutdown(context)
    }
}
