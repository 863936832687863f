//! The response a server sends.

use std::cell::RefCell;
use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use bowline_loop::spawn_local;
use bytes::Bytes;
use hyper::body::{Body, Frame, SizeHint};
use hyper::header::HeaderMap;
use hyper::{Response, StatusCode};

use super::connection::Responding;
use super::headers;
use super::outgoing::{BrokenOff, OutgoingBody, Writer, pieces};
use crate::{Error, Result};

/// The response a server sends: first its head, then its body, all at once or piece by piece.
///
/// The head goes out with the first [`write`](ServerResponse::write) or with
/// [`end`](ServerResponse::end). Dropping it before `end` breaks the connection off, so that the
/// client does not take a part for the whole.
///
/// Source: Node.js `http.ServerResponse`.
pub struct ServerResponse {
    head: Option<Response<()>>,
    writer: Option<Writer>,
    slot: Rc<Slot>,
}

impl ServerResponse {
    /// A response, and what waits for its head.
    pub(super) fn new(responding: Responding) -> (ServerResponse, ResponseHead) {
        let state = SlotState { answer: Answer::Waiting(None), responding: Some(responding) };
        let slot = Rc::new(Slot(RefCell::new(state)));
        let head = Some(Response::new(()));
        (ServerResponse { head, writer: None, slot: slot.clone() }, ResponseHead(slot))
    }

    /// Sets the status; 200 until then.
    ///
    /// # Errors
    ///
    /// `ERR_HTTP_INVALID_STATUS_CODE` if it is not between 100 and 999; `ERR_HTTP_HEADERS_SENT` if
    /// the head has gone out.
    ///
    /// Source: Node.js `response.statusCode`.
    pub fn set_status(&mut self, status: u16) -> Result<()> {
        let status = StatusCode::from_u16(status).map_err(|e| {
            let message = format!("Invalid status code: {status}");
            Error::other("ERR_HTTP_INVALID_STATUS_CODE", message).caused_by(e)
        })?;
        *self.head()?.status_mut() = status;
        Ok(())
    }

    /// Sets a header, in the place of any of the same name.
    ///
    /// # Errors
    ///
    /// `ERR_INVALID_HTTP_TOKEN` and `ERR_INVALID_CHAR` if name or value cannot be sent;
    /// `ERR_HTTP_HEADERS_SENT` if the head has gone out.
    ///
    /// Source: Node.js `response.setHeader`.
    pub fn set_header(&mut self, name: &str, value: &str) -> Result<()> {
        let (name, value) = headers::parse(name, value)?;
        self.head()?.headers_mut().insert(name, value);
        Ok(())
    }

    /// Adds a header, beside any of the same name, such as a second `set-cookie`.
    ///
    /// # Errors
    ///
    /// Those of [`set_header`](ServerResponse::set_header).
    ///
    /// Source: Node.js `response.appendHeader`.
    pub fn append_header(&mut self, name: &str, value: &str) -> Result<()> {
        let (name, value) = headers::parse(name, value)?;
        self.head()?.headers_mut().append(name, value);
        Ok(())
    }

    /// The headers set so far; `None` when they have gone out.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.head.as_ref().map(Response::headers)
    }

    /// Whether the head has gone out.
    pub fn is_head_sent(&self) -> bool {
        self.head.is_none()
    }

    /// Whether nobody listens any more: the client went away, or the server was told to end.
    pub fn is_closed(&self) -> bool {
        match &self.writer {
            Some(writer) => writer.is_closed(),
            None => self.slot.is_closed(),
        }
    }

    /// Sends a piece of the body. `false` asks to wait, with [`on_drain`](ServerResponse::on_drain)
    /// or [`drained`](ServerResponse::drained), until what is queued has been sent; it is queued
    /// even so. When nobody listens any more it is dropped.
    ///
    /// The body is sent in chunks, unless a `content-length` header was set.
    ///
    /// Source: Node.js `response.write`.
    pub fn write(&mut self, piece: impl Into<Bytes>) -> bool {
        if let Some(head) = self.head.take() {
            let (writer, reader) = pieces();
            self.slot.answer(head.map(|()| OutgoingBody::Pieces(reader)));
            self.writer = Some(writer);
        }
        self.writer.as_ref().is_some_and(|writer| writer.write(piece.into()))
    }

    /// Calls `callback` with the response when everything written is on its way.
    ///
    /// It runs after a later poll phase, never before this call returns.
    ///
    /// # Panics
    ///
    /// Outside a loop.
    ///
    /// Source: Node.js, the event `drain` of a stream.
    #[track_caller]
    pub fn on_drain(self, callback: impl FnOnce(ServerResponse) + 'static) {
        spawn_local(async move {
            self.drained().await;
            callback(self);
        });
    }

    /// Ready when everything written is on its way, or nobody listens any more.
    pub async fn drained(&self) {
        if let Some(writer) = &self.writer {
            poll_fn(|context| writer.poll_drained(context)).await;
        }
    }

    /// Sends the last piece of the body, which may be empty. The response is complete.
    ///
    /// Source: Node.js `response.end`.
    pub fn end(mut self, last: impl Into<Bytes>) {
        let last = last.into();
        match (self.head.take(), self.writer.take()) {
            (Some(head), _) => self.slot.answer(head.map(|()| OutgoingBody::Whole(last))),
            (None, Some(writer)) => {
                writer.write(last);
                writer.end();
            }
            (None, None) => {}
        }
    }

    fn head(&mut self) -> Result<&mut Response<()>> {
        self.head.as_mut().ok_or_else(|| {
            let message = "Cannot set headers after they are sent to the client";
            Error::other("ERR_HTTP_HEADERS_SENT", message)
        })
    }
}

impl Drop for ServerResponse {
    fn drop(&mut self) {
        if self.head.is_some() {
            self.slot.set(Answer::BrokenOff);
        }
    }
}

impl fmt::Debug for ServerResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServerResponse").field("head", &self.head).finish_non_exhaustive()
    }
}

/// Where the head goes from the program to the connection.
struct Slot(RefCell<SlotState>);

struct SlotState {
    answer: Answer,
    responding: Option<Responding>,
}

enum Answer {
    Waiting(Option<Waker>),
    Ready(Response<OutgoingBody>),
    /// The program dropped the response.
    BrokenOff,
    /// The connection took the head, or is gone.
    Closed,
}

impl Slot {
    fn answer(&self, response: Response<OutgoingBody>) {
        self.set(Answer::Ready(response));
    }

    fn set(&self, answer: Answer) {
        let mut state = self.0.borrow_mut();
        if matches!(state.answer, Answer::Closed) {
            drop(state);
            return drop(answer);
        }
        let before = std::mem::replace(&mut state.answer, answer);
        drop(state);
        if let Answer::Waiting(Some(waker)) = before {
            waker.wake();
        }
    }

    fn is_closed(&self) -> bool {
        matches!(self.0.borrow().answer, Answer::Closed)
    }
}

/// A future of the head, for hyper. Dropping it tells the program that nobody listens any more.
pub(super) struct ResponseHead(Rc<Slot>);

impl Future for ResponseHead {
    type Output = Result<Response<ServerBody>, BrokenOff>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let mut state = self.0.0.borrow_mut();
        match std::mem::replace(&mut state.answer, Answer::Closed) {
            Answer::Ready(response) => {
                let responding = state.responding.take();
                Poll::Ready(Ok(response.map(|body| ServerBody { body, _responding: responding })))
            }
            Answer::BrokenOff | Answer::Closed => Poll::Ready(Err(BrokenOff)),
            Answer::Waiting(_) => {
                state.answer = Answer::Waiting(Some(context.waker().clone()));
                Poll::Pending
            }
        }
    }
}

impl Drop for ResponseHead {
    fn drop(&mut self) {
        let mut state = self.0.0.borrow_mut();
        let answer = std::mem::replace(&mut state.answer, Answer::Closed);
        let responding = state.responding.take();
        drop(state);
        drop((answer, responding));
    }
}

/// The body of a response, which knows when it is sent.
pub(super) struct ServerBody {
    body: OutgoingBody,
    _responding: Option<Responding>,
}

impl Body for ServerBody {
    type Data = Bytes;
    type Error = BrokenOff;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BrokenOff>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
