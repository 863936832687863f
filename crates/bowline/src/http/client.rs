//! A client: one request, one response.

use std::fmt;
use std::future::{Future, poll_fn};
use std::ops::{Deref, DerefMut};
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use bowline_loop::{spawn_local, timeout};
use bytes::Bytes;
use hyper::client::conn::http1;
use hyper::header::{AUTHORIZATION, CONNECTION, HOST, HeaderMap, HeaderValue};
use hyper::{Method, Request, StatusCode};

use super::incoming::{IncomingBody, IncomingMessage};
use super::outgoing::OutgoingBody;
use super::stream::{Io, Stream};
use super::target::Target;
use super::{error, headers};
use crate::{Error, Result};

/// The largest head of a response, in bytes. Node's limit.
const HEADER_SIZE_MAX: usize = 16 * 1024;

/// What a client asks for.
///
/// ```
/// use bowline::http::RequestOptions;
///
/// let post = RequestOptions {
///     method: "POST".into(),
///     headers: vec![("content-type".into(), "text/plain".into())],
///     body: "some text".into(),
///     ..RequestOptions::default()
/// };
/// # assert_eq!(post.timeout, None);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestOptions {
    /// `GET` by default.
    pub method: String,
    /// Headers beside those that every request has.
    pub headers: Vec<(String, String)>,
    /// The body; empty by default.
    pub body: Bytes,
    /// How long the server may be silent: until the response begins, and between two pieces of its
    /// body. `None`, the default, is for ever.
    pub timeout: Option<Duration>,
}

impl Default for RequestOptions {
    fn default() -> RequestOptions {
        RequestOptions {
            method: "GET".into(),
            headers: Vec::new(),
            body: Bytes::new(),
            timeout: None,
        }
    }
}

/// The response a client gets: its status; headers and body are those of [`IncomingMessage`].
///
/// Dropping it gives the connection up.
///
/// Source: Node.js `http.IncomingMessage`.
pub struct ClientResponse {
    status: StatusCode,
    message: IncomingMessage,
}

impl ClientResponse {
    /// The status, such as 200.
    pub fn status(&self) -> u16 {
        self.status.as_u16()
    }

    /// What the status means, in words, such as `OK`. Empty for a status that is not registered.
    ///
    /// # Differences from Node
    ///
    /// Not the words the server sent: those mean nothing.
    pub fn status_message(&self) -> &'static str {
        self.status.canonical_reason().unwrap_or_default()
    }
}

impl Deref for ClientResponse {
    type Target = IncomingMessage;

    fn deref(&self) -> &IncomingMessage {
        &self.message
    }
}

impl DerefMut for ClientResponse {
    fn deref_mut(&mut self) -> &mut IncomingMessage {
        &mut self.message
    }
}

impl fmt::Debug for ClientResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ClientResponse({})", self.status)
    }
}

/// A request that is ready to be sent to whoever is at its target.
#[derive(Debug)]
pub(super) struct Prepared {
    target: Target,
    method: Method,
    headers: HeaderMap,
    body: Bytes,
    timeout: Option<Duration>,
}

impl Prepared {
    /// Checks everything that can be checked before connecting.
    pub(super) fn new(url: &str, options: RequestOptions) -> Result<Prepared> {
        let target = Target::parse(url)?;
        let method = Method::from_bytes(options.method.as_bytes()).map_err(|e| {
            let message = format!("Method must be a valid HTTP token [\"{}\"]", options.method);
            Error::other("ERR_INVALID_HTTP_TOKEN", message).caused_by(e)
        })?;
        let mut all = HeaderMap::new();
        all.insert(HOST, target.host_header.clone());
        if let Some(authorization) = &target.authorization {
            all.insert(AUTHORIZATION, authorization.clone());
        }
        // One connection for each request: there is nobody yet to keep them.
        all.insert(CONNECTION, HeaderValue::from_static("close"));
        let mut own = HeaderMap::new();
        for (name, value) in &options.headers {
            let (name, value) = headers::parse(name, value)?;
            own.append(name, value);
        }
        for name in own.keys() {
            all.remove(name);
        }
        all.extend(own);
        Ok(Prepared { target, method, headers: all, body: options.body, timeout: options.timeout })
    }

    /// Where to connect to.
    pub(super) fn target(&self) -> &Target {
        &self.target
    }

    /// Does `connect` and then asks, all within the time that was allowed.
    pub(super) async fn send<S: Stream>(
        self,
        connect: impl Future<Output = Result<S>>,
    ) -> Result<ClientResponse> {
        let Some(limit) = self.timeout else { return self.send_unlimited(connect).await };
        let host = self.target.host.clone();
        match timeout(limit, self.send_unlimited(connect)).await {
            Ok(result) => result,
            Err(_) => Err(Error::code_of("ETIMEDOUT", "request").with_host(host)),
        }
    }

    async fn send_unlimited<S: Stream>(
        self,
        connect: impl Future<Output = Result<S>>,
    ) -> Result<ClientResponse> {
        let io = Io::of_client(connect.await?);
        let mut builder = http1::Builder::new();
        builder.max_header_size(HEADER_SIZE_MAX);
        let (mut sender, connection) = builder.handshake(io).await.map_err(error::of_request)?;
        let mut request = Request::new(OutgoingBody::Whole(self.body));
        *request.method_mut() = self.method;
        *request.uri_mut() = self.target.path;
        *request.headers_mut() = self.headers;
        let response = receive(sender.send_request(request), connection).await?;
        let (head, body) = response.into_parts();
        let body = IncomingBody::new(body).with_silence_max(self.timeout);
        let message = IncomingMessage::new(head.headers, body);
        Ok(ClientResponse { status: head.status, message })
    }
}

/// Works the connection until the response begins, and leaves the rest of it to a future of its own.
///
/// Until then the connection belongs to the request, so that dropping the one ends the other.
async fn receive<R, C>(response: R, connection: C) -> Result<hyper::Response<hyper::body::Incoming>>
where
    R: Future<Output = hyper::Result<hyper::Response<hyper::body::Incoming>>>,
    C: Future<Output = hyper::Result<()>> + 'static,
{
    let mut response = pin!(response);
    let mut connection = Box::pin(connection);
    let mut ended = None;
    let response = poll_fn(|context| {
        if ended.is_none()
            && let Poll::Ready(result) = connection.as_mut().poll(context)
        {
            ended = Some(result);
        }
        response.as_mut().poll(context)
    })
    .await;
    if ended.is_none() && response.is_ok() {
        // What goes wrong from here on is told to whoever reads the body.
        spawn_local(async move { drop(connection.await) });
    }
    match (response, ended) {
        (Ok(response), _) => Ok(response),
        // The connection knows more than the request, which was only told that it is gone.
        (Err(failed), Some(Err(cause))) if failed.is_canceled() || failed.is_closed() => {
            Err(error::of_request(cause))
        }
        (Err(failed), _) => Err(error::of_request(failed)),
    }
}
