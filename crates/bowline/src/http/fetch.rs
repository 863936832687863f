//! A request on its way, for callbacks and for futures.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::rc::Rc;
use std::task::{Poll, Waker};

use bowline_loop::{current, spawn_local};

use super::client::{ClientResponse, Prepared, RequestOptions};
use super::tcp::TcpStream;
use crate::net::connect_by;
use crate::{Error, Result};

/// Names a request until its response begins. Dropping it changes nothing: the request goes on.
///
/// Source: Node.js `http.ClientRequest`.
#[derive(Clone)]
pub struct ClientRequest(Rc<Shared>);

#[derive(Default)]
struct Shared {
    is_canceled: Cell<bool>,
    is_done: Cell<bool>,
    waker: RefCell<Option<Waker>>,
}

impl ClientRequest {
    /// Gives the request up. Its callback comes later, with `ECANCELED`.
    ///
    /// # Errors
    ///
    /// `EBUSY` if the response has begun: drop that instead.
    ///
    /// Source: Node.js `request.destroy()`.
    pub fn cancel(&self) -> Result<()> {
        if self.0.is_done.get() {
            return Err(Error::code_of("EBUSY", "cancel"));
        }
        self.0.is_canceled.set(true);
        let waker = self.0.waker.borrow_mut().take();
        if let Some(waker) = waker {
            waker.wake();
        }
        Ok(())
    }

    /// Whether its callback is still to come.
    pub fn is_pending(&self) -> bool {
        !self.0.is_done.get()
    }
}

impl fmt::Debug for ClientRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = if self.is_pending() { "pending" } else { "done" };
        write!(f, "ClientRequest({state})")
    }
}

/// Asks for `url` and calls `callback` with the response when its head is there.
///
/// `callback` runs in the poll phase of a later iteration, never before this call returns. The body comes after
/// it: see [`IncomingMessage`](super::IncomingMessage).
///
/// # Errors
///
/// `ERR_INVALID_URL` and `ERR_INVALID_PROTOCOL` if the URL is wrong; `ENOTFOUND` if its host is not
/// known; `ECONNREFUSED`, `ETIMEDOUT`, `ENETUNREACH` if it cannot be reached; `ECONNRESET` if it
/// hangs up; `HPE_…` if what it says is not HTTP.
///
/// # Panics
///
/// Outside a loop.
///
/// # Differences from Node
///
/// Each request has a connection of its own. Header names arrive in small letters. If a host has
/// several addresses and all fail, the error is that of the last one.
///
/// Source: Node.js `http.get`.
#[track_caller]
pub fn get(
    url: impl AsRef<str>,
    callback: impl FnOnce(Result<ClientResponse>) + 'static,
) -> ClientRequest {
    request(url, RequestOptions::default(), callback)
}

/// Asks for `url` as `options` say.
///
/// `callback` runs in the poll phase of a later iteration, never before this call returns.
///
/// # Errors
///
/// Those of [`get`]; `ERR_INVALID_HTTP_TOKEN` and `ERR_INVALID_CHAR` if method or headers cannot be
/// sent; `ETIMEDOUT` if the server was silent for longer than `options` allow.
///
/// # Panics
///
/// Outside a loop.
///
/// # Differences from Node
///
/// Those of [`get`]. The body is given whole. A timeout ends the request.
///
/// Source: Node.js `http.request`.
#[track_caller]
pub fn request(
    url: impl AsRef<str>,
    options: RequestOptions,
    callback: impl FnOnce(Result<ClientResponse>) + 'static,
) -> ClientRequest {
    let shared = Rc::new(Shared::default());
    let prepared = Prepared::new(url.as_ref(), options);
    let request = ClientRequest(shared.clone());
    spawn_local(async move {
        let response = unless_canceled(&shared, send(prepared)).await;
        shared.is_done.set(true);
        // As a callback of its own: a panic in it is its own, and it can be seen in a recording.
        current().complete(response, callback);
    });
    request
}

/// Connects and asks.
pub(super) async fn send(prepared: Result<Prepared>) -> Result<ClientResponse> {
    let prepared = prepared?;
    let target = prepared.target().clone();
    prepared.send(async { connect_by(&target.host, target.port, TcpStream::connect).await }).await
}

async fn unless_canceled(
    shared: &Shared,
    sending: impl Future<Output = Result<ClientResponse>>,
) -> Result<ClientResponse> {
    let mut sending = pin!(sending);
    poll_fn(|context| {
        if shared.is_canceled.get() {
            return Poll::Ready(Err(Error::code_of("ECANCELED", "request")));
        }
        *shared.waker.borrow_mut() = Some(context.waker().clone());
        sending.as_mut().poll(context)
    })
    .await
}
