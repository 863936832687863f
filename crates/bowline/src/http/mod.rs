//! HTTP/1.1, as a client and as a server.
//!
//! ```
//! use bowline::http;
//!
//! bowline::run(|| {
//!     let server = http::create_server(|request, response| {
//!         response.end(format!("you asked for {}", request.path()));
//!     });
//!     let server = server.expect("the loop is open");
//!     let itself = server.clone();
//!     server.listen("127.0.0.1:0", move |address| {
//!         let url = format!("http://{}/hello", address.expect("there is a free port"));
//!         http::get(&url, move |response| {
//!             let mut response = response.expect("the server answers");
//!             response.text(move |body| {
//!                 assert_eq!(body.expect("it is text"), "you asked for /hello");
//!                 itself.close(|| ());
//!             });
//!         });
//!     });
//! })?;
//! # Ok::<(), bowline::Error>(())
//! ```

mod client;
mod connect;
mod connection;
#[cfg(test)]
mod duplex;
mod error;
mod headers;
mod incoming;
mod listen;
mod outgoing;
pub mod promises;
mod request;
mod response;
mod server;
mod stream;
mod target;
mod tcp;

#[cfg(test)]
mod tests;

use std::fmt;

use bowline_loop::{JoinHandle, current};

use crate::Result;

pub use bytes::Bytes;
pub use client::{ClientResponse, RequestOptions};
pub use hyper::header::HeaderMap;
pub use incoming::IncomingMessage;
pub use listen::Server;
pub use request::ServerRequest;
pub use response::ServerResponse;
pub use server::ServerOptions;

/// A request on its way. Dropping it changes nothing: the request goes on.
///
/// Source: Node.js `http.ClientRequest`.
pub struct ClientRequest(JoinHandle<()>);

impl ClientRequest {
    /// Gives the request up. Its callback is dropped, unless it is under way already.
    pub fn abort(&self) {
        self.0.abort();
    }
}

impl fmt::Debug for ClientRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ClientRequest(finished: {})", self.0.is_finished())
    }
}

/// Asks for `url` with `GET`.
///
/// `callback` runs once, in the poll phase of a later iteration, never before this call returns: when
/// the head of the response is here, or something failed. The body is read from the response.
///
/// # Errors
///
/// By the callback: `ERR_INVALID_URL` and `ERR_INVALID_PROTOCOL`; `ENOTFOUND` and `EAI_AGAIN` if the
/// name is not known; `ECONNREFUSED`, with address and port, and what else connecting fails with;
/// `ECONNRESET` if the server breaks off; `HPE_…` if what it says is not HTTP.
///
/// # Panics
///
/// Outside a loop.
///
/// # Differences from Node
///
/// Each request has a connection of its own. Header names are in lower case on the wire too.
///
/// Source: Node.js `http.get`.
pub fn get(
    url: impl AsRef<str>,
    callback: impl FnOnce(Result<ClientResponse>) + 'static,
) -> ClientRequest {
    request(url, RequestOptions::default(), callback)
}

/// Asks for `url` as `options` say; see [`get`].
///
/// # Errors
///
/// Those of [`get`]; `ERR_INVALID_HTTP_TOKEN` and `ERR_INVALID_CHAR` for method and headers that
/// cannot be sent; `ETIMEDOUT` if the time in `options` passes.
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `http.request`.
pub fn request(
    url: impl AsRef<str>,
    options: RequestOptions,
    callback: impl FnOnce(Result<ClientResponse>) + 'static,
) -> ClientRequest {
    let asked = promises::request(url.as_ref().to_owned(), options);
    ClientRequest(current().spawn_local(async move {
        let response = asked.await;
        // As a callback of its own: if it panics, that is the callback's panic and not the task's.
        current().complete(response, callback);
    }))
}

/// A server that calls `handler` with each request. It begins with [`Server::listen`].
///
/// # Errors
///
/// `ECANCELED` if the loop is closed.
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `http.createServer`.
pub fn create_server(
    handler: impl FnMut(ServerRequest, ServerResponse) + 'static,
) -> Result<Server> {
    create_server_with(ServerOptions::default(), handler)
}

/// A server with limits of one's own; see [`create_server`].
///
/// # Errors
///
/// Those of [`create_server`].
///
/// # Panics
///
/// Outside a loop.
pub fn create_server_with(
    options: ServerOptions,
    handler: impl FnMut(ServerRequest, ServerResponse) + 'static,
) -> Result<Server> {
    Server::new(options, handler)
}
