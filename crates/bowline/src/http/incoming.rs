//! A message that arrives: its headers, and its body, which comes in pieces.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bowline_loop::{Sleep, sleep, spawn_local};
use bytes::Bytes;
use hyper::body::{Body, Incoming};
use hyper::header::HeaderMap;

use super::connection::Receiving;
use super::{error, headers};
use crate::{Error, Result};

/// What a request and a response have in common: headers and a body.
///
/// The body is read once: all of it with [`bytes`](IncomingMessage::bytes) or
/// [`text`](IncomingMessage::text), or piece by piece with
/// [`for_each`](IncomingMessage::for_each); futures are [`next_chunk`](IncomingMessage::next_chunk)
/// and [`collect`](IncomingMessage::collect). What is not read holds up the sender. Dropping it
/// before its end gives the connection up.
///
/// Source: Node.js `http.IncomingMessage`.
pub struct IncomingMessage {
    headers: HeaderMap,
    body: Option<IncomingBody>,
}

impl IncomingMessage {
    pub(super) fn new(headers: HeaderMap, body: IncomingBody) -> IncomingMessage {
        IncomingMessage { headers, body: Some(body) }
    }

    /// All headers. Their names are in small letters.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The first value of a header, if it is there and is text. Capital letters in `name` do not matter.
    pub fn header(&self, name: &str) -> Option<&str> {
        headers::get(&self.headers, name)
    }

    /// Reads the whole body.
    ///
    /// `callback` runs after a later poll phase, never before this call returns.
    ///
    /// # Errors
    ///
    /// `ECONNRESET` if the other side went away before the end; `ETIMEDOUT` if it was silent for too
    /// long; `HPE_…` if what it sent is not HTTP; `ERR_BODY_ALREADY_USED` if it was read before.
    ///
    /// # Panics
    ///
    /// Outside a loop.
    #[track_caller]
    pub fn bytes(&mut self, callback: impl FnOnce(Result<Vec<u8>>) + 'static) {
        let body = self.take_body();
        spawn_local(async move { callback(collect(body).await) });
    }

    /// Reads the whole body as UTF-8 text.
    ///
    /// `callback` runs after a later poll phase, never before this call returns.
    ///
    /// # Errors
    ///
    /// Those of [`bytes`](IncomingMessage::bytes), and `ERR_ENCODING_INVALID_ENCODED_DATA` if it is
    /// not UTF-8.
    ///
    /// # Panics
    ///
    /// Outside a loop.
    #[track_caller]
    pub fn text(&mut self, callback: impl FnOnce(Result<String>) + 'static) {
        let body = self.take_body();
        let text = async move { collect(body).await.and_then(crate::text::from_utf8) };
        spawn_local(async move { callback(text.await) });
    }

    /// Calls `on_chunk` with each piece of the body as it comes, and `on_end` when there are no more.
    ///
    /// Both run after later poll phases, never before this call returns.
    ///
    /// # Errors
    ///
    /// `on_end` gets those of [`bytes`](IncomingMessage::bytes).
    ///
    /// # Panics
    ///
    /// Outside a loop.
    ///
    /// Source: Node.js, the events `data`, `end` and `error` of a stream.
    #[track_caller]
    pub fn for_each(
        &mut self,
        mut on_chunk: impl FnMut(Bytes) + 'static,
        on_end: impl FnOnce(Result<()>) + 'static,
    ) {
        let body = self.take_body();
        spawn_local(async move {
            let mut body = match body {
                Ok(body) => body,
                Err(error) => return on_end(Err(error)),
            };
            loop {
                match body.next_chunk().await {
                    Ok(Some(chunk)) => on_chunk(chunk),
                    Ok(None) => return on_end(Ok(())),
                    Err(error) => return on_end(Err(error)),
                }
            }
        });
    }

    /// The next piece of the body; `None` at its end.
    ///
    /// # Errors
    ///
    /// Those of [`bytes`](IncomingMessage::bytes).
    pub async fn next_chunk(&mut self) -> Result<Option<Bytes>> {
        match &mut self.body {
            Some(body) => body.next_chunk().await,
            None => Err(used()),
        }
    }

    /// The whole body, or what is left of it.
    ///
    /// # Errors
    ///
    /// Those of [`bytes`](IncomingMessage::bytes).
    pub async fn collect(&mut self) -> Result<Vec<u8>> {
        collect(self.take_body()).await
    }

    fn take_body(&mut self) -> Result<IncomingBody> {
        self.body.take().ok_or_else(used)
    }
}

impl fmt::Debug for IncomingMessage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IncomingMessage").field("headers", &self.headers).finish_non_exhaustive()
    }
}

fn used() -> Error {
    Error::other("ERR_BODY_ALREADY_USED", "the body of this message was read before")
}

async fn collect(body: Result<IncomingBody>) -> Result<Vec<u8>> {
    let mut body = body?;
    let mut bytes = Vec::new();
    while let Some(chunk) = body.next_chunk().await? {
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

/// A body on its way here.
pub(super) struct IncomingBody {
    incoming: Incoming,
    /// How long the sender may be silent.
    silence_max: Option<Duration>,
    silence: Option<Sleep>,
    /// Dropped at the end of the body, or with it.
    receiving: Option<Receiving>,
}

impl IncomingBody {
    pub(super) fn new(incoming: Incoming) -> IncomingBody {
        IncomingBody { incoming, silence_max: None, silence: None, receiving: None }
    }

    /// Fails with `ETIMEDOUT` when nothing comes for this long.
    pub(super) fn with_silence_max(mut self, silence_max: Option<Duration>) -> IncomingBody {
        self.silence_max = silence_max;
        self
    }

    /// Keeps `receiving` until all of the body is here, or nobody wants the rest.
    pub(super) fn with_receiving(mut self, receiving: Receiving) -> IncomingBody {
        if !self.incoming.is_end_stream() {
            self.receiving = Some(receiving);
        }
        self
    }

    async fn next_chunk(&mut self) -> Result<Option<Bytes>> {
        let chunk = poll_fn(|context| self.poll_chunk(context)).await;
        self.silence = None;
        if !matches!(chunk, Ok(Some(_))) {
            self.receiving = None;
        }
        chunk
    }

    fn poll_chunk(&mut self, context: &mut Context<'_>) -> Poll<Result<Option<Bytes>>> {
        while let Poll::Ready(frame) = Pin::new(&mut self.incoming).poll_frame(context) {
            match frame {
                // Trailers, the only other kind of frame, are passed over.
                Some(Ok(frame)) => match frame.into_data() {
                    Ok(data) if data.is_empty() => {}
                    Ok(data) => return Poll::Ready(Ok(Some(data))),
                    Err(_) => {}
                },
                Some(Err(failed)) => return Poll::Ready(Err(error::of_body(failed))),
                None => return Poll::Ready(Ok(None)),
            }
        }
        let Some(silence_max) = self.silence_max else { return Poll::Pending };
        let silence = self.silence.get_or_insert_with(|| sleep(silence_max));
        ready!(Pin::new(silence).poll(context));
        Poll::Ready(Err(Error::code_of("ETIMEDOUT", "read")))
    }
}
