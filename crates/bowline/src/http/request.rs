//! The request a server gets.

use std::fmt;
use std::net::SocketAddr;
use std::ops::{Deref, DerefMut};

use hyper::body::Incoming;
use hyper::{Method, Request, Uri};

use super::connection::Receiving;
use super::incoming::{IncomingBody, IncomingMessage};

/// The request a server gets: what is asked for; headers and body are those of [`IncomingMessage`].
///
/// Source: Node.js `http.IncomingMessage`.
pub struct ServerRequest {
    method: Method,
    uri: Uri,
    remote_address: SocketAddr,
    message: IncomingMessage,
}

impl ServerRequest {
    pub(super) fn new(
        request: Request<Incoming>,
        receiving: Receiving,
        remote_address: SocketAddr,
    ) -> ServerRequest {
        let (head, body) = request.into_parts();
        let body = IncomingBody::new(body).with_receiving(receiving);
        let message = IncomingMessage::new(head.headers, body);
        ServerRequest { method: head.method, uri: head.uri, remote_address, message }
    }

    /// `GET`, `POST` and so on.
    pub fn method(&self) -> &str {
        self.method.as_str()
    }

    /// What is asked for, as it stands in the request line: path and query.
    pub fn url(&self) -> String {
        self.uri.to_string()
    }

    /// The path without the query, as it was sent, with what is written as `%20` still written so.
    pub fn path(&self) -> &str {
        self.uri.path()
    }

    /// What stands behind the question mark, if there is one.
    pub fn query(&self) -> Option<&str> {
        self.uri.query()
    }

    /// Who asks.
    pub fn remote_address(&self) -> SocketAddr {
        self.remote_address
    }
}

impl Deref for ServerRequest {
    type Target = IncomingMessage;

    fn deref(&self) -> &IncomingMessage {
        &self.message
    }
}

impl DerefMut for ServerRequest {
    fn deref_mut(&mut self) -> &mut IncomingMessage {
        &mut self.message
    }
}

impl fmt::Debug for ServerRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ServerRequest({} {} from {})", self.method, self.uri, self.remote_address)
    }
}
