//! Streams for futures: reads and writes that are polled, straight from and to the caller's buffer.

use std::cell::RefCell;
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker, ready};

use super::Place;
use super::stream::{Role, Stream, StreamState};
use crate::poll::{Interest, Source};
use crate::{Error, Result};

impl Stream {
    /// Reads into `buffer` what has come, and says how much; 0 is the end. If nothing has come, the
    /// task is woken when something does, or when the stream is closed.
    ///
    /// One task can wait at a time. Waiting keeps the loop alive, if the handle is ref'd, until the
    /// task was woken or the stream is closed.
    ///
    /// # Errors
    ///
    /// `EALREADY` if a callback reads; `ENOTCONN` if it is not connected; `EINVAL` if it is closing;
    /// `ECONNRESET` and others of the system, after which nothing can be read or written.
    pub fn poll_read(&self, context: &mut Context<'_>, buffer: &mut [u8]) -> Poll<Result<usize>> {
        let state = self.state("read")?;
        let place = self.place();
        if state.reading.is_started() {
            return Poll::Ready(Err(Error::code_of("EALREADY", "read")));
        }
        match state.role.get() {
            Role::Connected => {}
            Role::Connecting => return state.wait_to_read(place, context),
            _ => return Poll::Ready(Err(Error::code_of("ENOTCONN", "read"))),
        }
        while state.reading.readable.get() {
            match state.registration.with(|source| source.read(buffer)) {
                Ok(count) => {
                    state.reading.note_read(count, buffer.len());
                    return Poll::Ready(Ok(count));
                }
                Err(error) => match error.kind() {
                    io::ErrorKind::WouldBlock => state.reading.readable.set(false),
                    io::ErrorKind::Interrupted => {}
                    _ => {
                        state.role.set(Role::Broken);
                        state.update_active(place);
                        return Poll::Ready(Err(Error::network(error, "read")));
                    }
                },
            }
        }
        state
            .registration
            .ask_for(place, Interest::Readable)
            .map_err(|error| Error::network(error, "read"))?;
        state.wait_to_read(place, context)
    }

    /// Writes what the system takes of `bytes` now, and says how much that was. If it takes nothing,
    /// or if writes with callbacks are queued, the task is woken when that has changed.
    ///
    /// # Errors
    ///
    /// As those of [`write`](Stream::write), by call and callback.
    pub fn poll_write(&self, context: &mut Context<'_>, bytes: &[u8]) -> Poll<Result<usize>> {
        self.poll_write_with(context, |source| source.write(bytes))
    }

    /// [`poll_write`](Stream::poll_write) for several buffers, one after the other.
    ///
    /// # Errors
    ///
    /// As [`poll_write`](Stream::poll_write).
    pub fn poll_write_vectored(
        &self,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<Result<usize>> {
        self.poll_write_with(context, |source| source.write_vectored(slices))
    }

    fn poll_write_with(
        &self,
        context: &mut Context<'_>,
        attempt: impl Fn(&Source) -> io::Result<usize>,
    ) -> Poll<Result<usize>> {
        let state = self.writable_state()?;
        let place = self.place();
        if state.is(Role::Connecting) || !state.writing.is_idle() {
            return state.wait_to_write(place, context);
        }
        if state.writing.writable.get() {
            match state.write_retrying(attempt) {
                Ok(count) => return Poll::Ready(Ok(count)),
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                Err(error) => return Poll::Ready(Err(Error::network(error, "write"))),
            }
        }
        state
            .registration
            .ask_for(place, Interest::Both)
            .map_err(|error| Error::network(error, "write"))?;
        state.wait_to_write(place, context)
    }

    /// Ready when the system has taken everything written with callbacks. What
    /// [`poll_write`](Stream::poll_write) wrote, it has taken already.
    ///
    /// # Errors
    ///
    /// `EINVAL` if the stream is closing.
    pub fn poll_flush(&self, context: &mut Context<'_>) -> Poll<Result<()>> {
        let state = self.state("write")?;
        if state.writing.is_idle() {
            return Poll::Ready(Ok(()));
        }
        state.wait_to_write(self.place(), context)
    }

    /// Tells the other side, after everything written so far, that nothing more will come. Ready at
    /// once if that was done before.
    ///
    /// # Errors
    ///
    /// `ENOTCONN` if it is not connected; `EINVAL` if it is closing.
    pub fn poll_shutdown(&self, context: &mut Context<'_>) -> Poll<Result<()>> {
        let state = self.state("shutdown")?;
        ready!(self.poll_flush(context))?;
        match state.role.get() {
            Role::Connecting => return state.wait_to_write(self.place(), context),
            Role::Connected => {}
            _ => return Poll::Ready(Err(Error::code_of("ENOTCONN", "shutdown"))),
        }
        if state.writing.ended.replace(true) {
            return Poll::Ready(Ok(()));
        }
        let outcome = state.registration.with(Source::shut_down_writing);
        Poll::Ready(outcome.map_err(|error| Error::network(error, "shutdown")))
    }

    /// Reads into `buffer`; see [`poll_read`](Stream::poll_read).
    ///
    /// # Errors
    ///
    /// As [`poll_read`](Stream::poll_read).
    pub async fn read_async(&self, buffer: &mut [u8]) -> Result<usize> {
        std::future::poll_fn(|context| self.poll_read(context, buffer)).await
    }

    /// Writes all of `bytes`; see [`poll_write`](Stream::poll_write).
    ///
    /// # Errors
    ///
    /// As [`poll_write`](Stream::poll_write). Some of it may have been written then.
    pub async fn write_async(&self, bytes: &[u8]) -> Result<()> {
        let mut rest = bytes;
        while !rest.is_empty() {
            let count = std::future::poll_fn(|context| self.poll_write(context, rest)).await?;
            rest = &rest[count..];
        }
        Ok(())
    }

    /// Ends the sending; see [`poll_shutdown`](Stream::poll_shutdown).
    ///
    /// # Errors
    ///
    /// As [`poll_shutdown`](Stream::poll_shutdown).
    pub async fn shutdown_async(&self) -> Result<()> {
        std::future::poll_fn(|context| self.poll_shutdown(context)).await
    }
}

/// The result of a request, for the future that waits for it.
pub(super) struct Outcome(Rc<RefCell<OutcomeState>>);

#[derive(Default)]
struct OutcomeState {
    result: Option<Result<()>>,
    waker: Option<Waker>,
}

impl Outcome {
    pub(super) fn new() -> Outcome {
        Outcome(Rc::default())
    }

    /// Gives the result to the future.
    pub(super) fn callback(&self) -> impl FnOnce(Result<()>) + 'static {
        let shared = self.0.clone();
        move |result| {
            let mut inner = shared.borrow_mut();
            inner.result = Some(result);
            let waker = inner.waker.take();
            drop(inner);
            if let Some(waker) = waker {
                waker.wake();
            }
        }
    }
}

impl Future for Outcome {
    type Output = Result<()>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<()>> {
        let mut inner = self.0.borrow_mut();
        if let Some(result) = inner.result.take() {
            return Poll::Ready(result);
        }
        inner.waker = Some(context.waker().clone());
        Poll::Pending
    }
}

impl StreamState {
    fn wait_to_read<T>(&self, place: Place<'_>, context: &Context<'_>) -> Poll<T> {
        keep_waker(&self.reading.waker, context);
        self.update_active(place);
        Poll::Pending
    }

    fn wait_to_write<T>(&self, place: Place<'_>, context: &Context<'_>) -> Poll<T> {
        keep_waker(&self.writing.waker, context);
        self.update_active(place);
        Poll::Pending
    }
}

/// Keeps the task's waker, unless it is there already.
pub(super) fn keep_waker(place: &RefCell<Option<Waker>>, context: &Context<'_>) {
    let known = place.borrow().as_ref().is_some_and(|waker| waker.will_wake(context.waker()));
    if !known {
        let old = place.replace(Some(context.waker().clone()));
        drop(old);
    }
}
