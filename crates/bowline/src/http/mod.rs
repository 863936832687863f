//! HTTP/1.1, as a client and as a server.
//!
//! [`get`] and [`request`] ask; [`create_server`] answers. Bodies come and go whole or piece by
//! piece. The protocol is [hyper](https://hyper.rs)'s.

mod client;
mod connection;
#[cfg(test)]
mod duplex;
mod error;
mod fetch;
pub mod framing;
mod headers;
mod incoming;
#[cfg(feature = "js")]
pub(crate) mod js;
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

pub use bytes::Bytes;
pub use client::{ClientResponse, RequestOptions};
pub use fetch::{ClientRequest, get, request};
pub use hyper::header::HeaderMap;
pub use incoming::IncomingMessage;
pub use listen::{Server, create_server, create_server_with};
pub use request::ServerRequest;
pub use response::ServerResponse;
pub use server::ServerOptions;
